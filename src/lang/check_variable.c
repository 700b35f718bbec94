/* SPDX-License-Identifier: MIT */
/* The variables of one rule: each is used more than once, bound where it must be, and of one kind. */
#include "lang/check_int.h"

#include <ctype.h>
#include <string.h>

void cs_checker_variables_begin(struct cs_checker *checker)
{
    checker->variable_count = 0;
}

struct cs_variable *cs_checker_variable_of(const struct cs_checker *checker, cs_name name)
{
    for (size_t i = 0; i < checker->variable_count; i++)
        if (checker->variables[i].name == name)
            return &checker->variables[i];
    return NULL;
}

static struct cs_variable *find_variable(struct cs_checker *checker, cs_name name, struct cs_span span)
{
    struct cs_variable *variable = cs_checker_variable_of(checker, name);

    if (variable != NULL)
        return variable;
    if (!cs_grow(&checker->variables, &checker->variable_capacity, checker->variable_count + 1,
                 sizeof *checker->variables)) {
        checker->failed = true;
        return NULL;
    }
    variable = &checker->variables[checker->variable_count++];
    *variable = (struct cs_variable){.name = name, .first = span, .kind = CS_KIND_ANY, .bound_kind = CS_KIND_ANY};
    return variable;
}

/* No particular is of both kinds, so the rule could never apply. */
static void two_kinds(struct cs_checker *checker, struct cs_variable *variable, struct cs_span span, cs_kind kind)
{
    const struct cs_kind_symbol *kinds = checker->symbols->kinds;
    const char *here = cs_checker_text(checker, kinds[kind].name);
    const char *there = cs_checker_text(checker, kinds[variable->kind].name);
    struct cs_diagnostic *diagnostic;

    if (variable->conflict)
        return;
    variable->conflict = true;
    diagnostic = cs_diagnose(checker->diagnostics, DIAG_VARIABLE_KINDS, span,
                             "\"%s\" is %s %s here and %s %s elsewhere in the rule: nothing is both",
                             cs_checker_text(checker, variable->name), cs_checker_article(here), here,
                             cs_checker_article(there), there);
    cs_diagnostic_other(checker->diagnostics, diagnostic, variable->kind_at, "here it is %s %s",
                        cs_checker_article(there), there);
}

static void narrow(struct cs_checker *checker, struct cs_variable *variable, struct cs_span span, cs_kind kind)
{
    if (cs_kind_within(checker->symbols, variable->kind, kind))
        return;
    if (!cs_kind_within(checker->symbols, kind, variable->kind)) {
        two_kinds(checker, variable, span, kind);
        return;
    }
    variable->kind = kind;
    variable->kind_at = span;
}

void cs_checker_variable(struct cs_checker *checker, cs_name name, struct cs_span span, cs_kind kind)
{
    struct cs_variable *variable = find_variable(checker, name, span);

    if (variable == NULL)
        return;
    variable->count++;
    if (checker->use == USE_BINDS) {
        variable->bound = true;
        if (cs_kind_within(checker->symbols, kind, variable->bound_kind))
            variable->bound_kind = kind;
    }
    if (checker->use == USE_LISTED && !variable->listed) {
        variable->listed = variable->needed = true;
        variable->needed_at = span;
    }
    if (checker->use == USE_NEEDS && !variable->needed) {
        variable->needed = true;
        variable->needed_at = span;
    }
    narrow(checker, variable, span, kind);
}

static void suggest_variable(struct cs_checker *checker, struct cs_diagnostic *diagnostic,
                             const struct cs_variable *variable)
{
    struct cs_near near;

    if (diagnostic == NULL)
        return;
    cs_checker_near_start(checker, &near, variable->name);
    for (size_t i = 0; i < checker->variable_count; i++) {
        if (&checker->variables[i] != variable)
            cs_checker_near_try(checker, &near, checker->variables[i].name, checker->variables[i].name);
    }
    if (near.found)
        cs_checker_suggest(checker, diagnostic, near.best, (struct cs_span){.source = NULL});
}

/* A plural word. A variable is singular: a rule applies to each thing that it matches. */
static bool means_several(const char *word)
{
    static const char *const words[] = {
        "all", "others", "each", "every", "everybody", "everyone", "members", "parties"
    };

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strcmp(word, words[i]) == 0)
            return true;
    return false;
}

static void unbound(struct cs_checker *checker, const struct cs_variable *variable)
{
    struct cs_diagnostic *diagnostic =
        cs_diagnose(checker->diagnostics, DIAG_VARIABLE_UNBOUND, variable->needed_at,
                    "no line of the rule says who or what \"%s\" is", cs_checker_text(checker, variable->name));

    if (means_several(cs_checker_text(checker, variable->name)))
        cs_diagnostic_help(
            checker->diagnostics, diagnostic,
            "A rule is told of one, and applies to each: \"if helper is party of Pact\", \"and helper other than "
            "victim\", then \"helper owes ...\".");
    else
        cs_diagnostic_help(checker->diagnostics, diagnostic,
                           "A line without \"no\" has to meet it first, as \"if %s is party of Pact\" would. A "
                           "comparison, a count and \"is a\" with a kind meet nobody.",
                           cs_checker_text(checker, variable->name));
    suggest_variable(checker, diagnostic, variable);
}

/* R 4.7: a list means any one of it, so it does not bind the variables in it. */
static void listed(struct cs_checker *checker, const struct cs_variable *variable)
{
    const char *name = cs_checker_text(checker, variable->name);
    struct cs_diagnostic *diagnostic =
        cs_diagnose(checker->diagnostics, DIAG_VARIABLE_UNBOUND, variable->needed_at,
                    "of a list any one is met, so it does not say who or what \"%s\" is", name);

    cs_diagnostic_help(
        checker->diagnostics, diagnostic,
        "Where one entry lists them both, give it a name and ask twice: \"when e: ... between first\", \"if e "
        "counts as ... between second\", \"and second other than first\".");
}

/* Was the word reported as an unknown name, with a capital letter? */
static bool told_as_name(struct cs_checker *checker, const struct cs_variable *variable)
{
    size_t length = cs_names_length(checker->names, variable->name);
    char text[128];
    cs_name name;

    if (length >= sizeof text)
        return false;
    memcpy(text, cs_checker_text(checker, variable->name), length);
    text[0] = (char)toupper((unsigned char)text[0]);
    name = cs_names_find(checker->names, text, length);
    return name != CS_NO_NAME && name != variable->name && cs_checker_marked(checker, CS_MARK_REPORTED, name);
}

/* Is one of two small words that are nearly the same told already: one that nobody meets, or the first? */
static bool told_of_other(struct cs_checker *checker, const struct cs_variable *variable)
{
    struct cs_near near;

    cs_checker_near_start(checker, &near, variable->name);
    for (const struct cs_variable *other = checker->variables; other < checker->variables + checker->variable_count;
         other++)
        if (other != variable && ((other->needed && !other->bound) || (other->count == 1 && other < variable)))
            cs_checker_near_try(checker, &near, other->name, 0);
    return near.found;
}

static void used_once(struct cs_checker *checker, const struct cs_variable *variable)
{
    struct cs_diagnostic *diagnostic =
        cs_diagnose(checker->diagnostics, DIAG_VARIABLE_ONCE, variable->first,
                    "\"%s\" stands only once in the rule", cs_checker_text(checker, variable->name));

    cs_diagnostic_help(checker->diagnostics, diagnostic,
                       "If anybody or anything is meant, leave it out or give it the name of its kind.");
    suggest_variable(checker, diagnostic, variable);
}

/* "x is a state" where what binds x allows states alone, or no state at all. */
static void needless_kind(struct cs_checker *checker, const struct cs_condition *condition)
{
    const struct cs_symbols *symbols = checker->symbols;
    const struct cs_arg *subject = condition->subject;
    const struct cs_variable *variable =
        subject->kind == CS_ARG_VARIABLE ? cs_checker_variable_of(checker, subject->name) : NULL;
    cs_kind kind = symbols->kind_of[condition->kind_word], place;
    const char *has;

    if (variable == NULL || kind <= CS_KIND_BUILT_IN || !variable->bound || variable->conflict)
        return;
    place = variable->bound_kind;
    has = cs_checker_text(checker, symbols->kinds[place].name);
    if (cs_kind_within(symbols, place, kind - 1))
        cs_diagnose(checker->diagnostics, DIAG_VARIABLE_KINDS, condition->span,
                    "\"%s\" is %s %s wherever it stands, so it is always %s %s",
                    cs_checker_text(checker, condition->subject->name), cs_checker_article(has), has,
                    cs_checker_article(cs_checker_text(checker, condition->kind_word)),
                    cs_checker_text(checker, condition->kind_word));
    else if (!cs_kind_within(symbols, kind - 1, place))
        cs_diagnose(checker->diagnostics, DIAG_VARIABLE_KINDS, condition->span,
                    "\"%s\" is %s %s by its place, and never %s %s",
                    cs_checker_text(checker, condition->subject->name), cs_checker_article(has), has,
                    cs_checker_article(cs_checker_text(checker, condition->kind_word)),
                    cs_checker_text(checker, condition->kind_word));
}

/* The condition "state is a state", which no text has. */
static struct cs_condition *implied_kind(struct cs_checker *checker, const struct cs_variable *variable)
{
    struct cs_condition *condition = cs_arena_array(checker->arena, 1, sizeof *condition);
    struct cs_arg *subject = cs_arena_array(checker->arena, 1, sizeof *subject);

    if (condition == NULL || subject == NULL)
        return NULL;
    *subject = (struct cs_arg){.kind = CS_ARG_VARIABLE, .name = variable->name, .span = variable->first};
    *condition = (struct cs_condition){.kind = CS_COND_KIND, .subject = subject, .implied = true};
    condition->kind_word = variable->name;
    condition->kind_span = condition->span = variable->first;
    condition->ratio_over = condition->ratio_under = 1;
    return condition;
}

void cs_checker_variable_kinds(struct cs_checker *checker, struct cs_rule *rule)
{
    const struct cs_symbols *symbols = checker->symbols;
    struct cs_condition **tail = &rule->conditions;

    for (; *tail != NULL; tail = &(*tail)->next)
        if ((*tail)->kind == CS_COND_KIND)
            needless_kind(checker, *tail);
    for (size_t i = 0; i < checker->variable_count; i++) {
        struct cs_variable *variable = &checker->variables[i];
        cs_kind kind = symbols->kind_of[variable->name]; /* index + 1 */

        if (kind <= CS_KIND_BUILT_IN || !variable->bound || variable->conflict ||
            cs_kind_within(symbols, variable->bound_kind, kind - 1) ||
            !cs_kind_within(symbols, kind - 1, variable->bound_kind))
            continue;
        *tail = implied_kind(checker, variable);
        if (*tail == NULL)
            return;
        tail = &(*tail)->next;
        variable->restricted = true;
    }
}

/*
 * A variable with the name of a kind that nothing binds (under a negation or a count it means any), or of a kind of the
 * language, or of one that cannot stand there, is not restricted to that kind. If its roles allow more, the name
 * misleads.
 */
static void called_like_kind(struct cs_checker *checker, const struct cs_variable *variable)
{
    const struct cs_kind_symbol *kinds = checker->symbols->kinds;
    uint32_t index = checker->symbols->kind_of[variable->name];
    struct cs_diagnostic *diagnostic;

    if (index == 0 || variable->restricted || variable->conflict || variable->kind == CS_KIND_ANY ||
        cs_kind_within(checker->symbols, variable->kind, index - 1))
        return;
    diagnostic =
        cs_diagnose(checker->diagnostics, DIAG_VARIABLE_LIKE_KIND, variable->first,
                    "\"%s\" is called like a kind, and stands here for any %s",
                    cs_checker_text(checker, variable->name), cs_checker_text(checker, kinds[variable->kind].name));
    cs_diagnostic_help(checker->diagnostics, diagnostic,
                       "Where nothing binds a small word it takes all that its places allow: give it another name, "
                       "such as \"%s\".",
                       cs_checker_text(checker, kinds[variable->kind].name));
}

void cs_checker_variables_end(struct cs_checker *checker, bool complete)
{
    for (size_t i = 0; complete && i < checker->variable_count; i++) {
        const struct cs_variable *variable = &checker->variables[i];

        if (told_as_name(checker, variable))
            continue;
        if (variable->listed)
            listed(checker, variable);
        else if (variable->needed && !variable->bound)
            unbound(checker, variable);
        else if (variable->count == 1 && checker->symbols->kind_of[variable->name] == 0 &&
                 !told_of_other(checker, variable))
            used_once(checker, variable);
        called_like_kind(checker, variable);
    }
    cs_checker_variables_begin(checker);
}
