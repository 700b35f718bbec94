/* SPDX-License-Identifier: MIT */
/* A term is checked against its shape: its word, its roles, their arguments. */
#include "lang/check_int.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

static const char *shape_kind_text(enum cs_shape_kind kind)
{
    return kind == CS_SHAPE_EVENT ? "something that happens"
           : kind == CS_SHAPE_FACT ? "something that holds"
                                   : "a quantity";
}

/* "attacker is state", "item is nothing", "before the next session" */
static bool remedy_in_other_words(struct cs_checker *checker, struct cs_diagnostic *diagnostic, cs_name head)
{
    static const char *const before[] = {"the next ", "next "};
    const char *text = cs_checker_text(checker, head);

    if (checker->symbols->kind_of[head] > 0) {
        cs_diagnostic_help(checker->diagnostics, diagnostic, "Of what kind somebody is: \"... is %s %s\".",
                           strchr("aeiou", text[0]) != NULL ? "an" : "a", text);
        return true;
    }
    if (strcmp(text, "nothing") == 0) {
        cs_diagnostic_help(checker->diagnostics, diagnostic,
                           "That something is about nothing stands in the term: \"d counts as draft on nothing\".");
        return true;
    }
    if (strstr(text, " precedes ") != NULL || strstr(text, " follows ") != NULL) {
        cs_diagnostic_help(checker->diagnostics, diagnostic,
                           "Which of two occurrences that the rule has met came first: \"n before s\", \"n after s\".");
        return true;
    }
    for (size_t i = 0; i < sizeof before / sizeof *before; i++)
        if (strncmp(text, before[i], strlen(before[i])) == 0) {
            cs_diagnostic_help(checker->diagnostics, diagnostic, "Leave out \"%.*s\": \"%s\" alone means the next.",
                               (int)strlen(before[i]) - 1, text, text + strlen(before[i]));
            return true;
        }
    return false;
}

/* The words that give an entry this state in the ledger: "adoption", "publication". */
static void words_of_state(struct cs_checker *checker, const char *text, struct cs_buffer *out)
{
    for (const struct cs_file *file = checker->files; file != NULL; file = file->next)
        for (const struct cs_row_line *row = file->rows; row != NULL; row = row->next)
            for (const struct cs_row_state *state = row->states; state != NULL; state = state->next)
                if (state->kind == CS_ROW_STATE_OUTCOME &&
                    strcmp(cs_state_in_words(state->state, checker->names), text) == 0)
                    cs_buffer_printf(out, "%s\"%s\"", out->length == 0 ? "" : ", ",
                                     cs_checker_text(checker, state->term.head));
}

/* "when d is adopted" */
static bool remedy_for_state(struct cs_checker *checker, struct cs_diagnostic *diagnostic, cs_name head)
{
    struct cs_buffer words;
    bool found;

    cs_buffer_init(&words);
    words_of_state(checker, cs_checker_text(checker, head), &words);
    found = words.length > 0;
    if (found)
        cs_diagnostic_help(checker->diagnostics, diagnostic,
                           "A state of the ledger is no condition. It follows from: %s.", words.bytes);
    checker->failed = checker->failed || words.failed;
    cs_buffer_release(&words);
    return found;
}

/* "parties" of "party" */
static bool is_plural(const char *text, const char *one)
{
    size_t length = strlen(one);

    return length > 1 && one[length - 1] == 'y' && strncmp(text, one, length - 1) == 0 &&
           strcmp(text + length - 1, "ies") == 0;
}

static void head_unknown(struct cs_checker *checker, cs_name head, struct cs_span span)
{
    const struct cs_symbols *symbols = checker->symbols;
    struct cs_diagnostic *diagnostic;
    struct cs_near near;

    if (!cs_checker_first_report(checker, head))
        return;
    diagnostic = cs_diagnose(checker->diagnostics, DIAG_WORD_UNKNOWN, span,
                             "\"%s\" is not a word of any vocabulary in use", cs_checker_text(checker, head));
    if (diagnostic == NULL)
        return;
    if (remedy_in_other_words(checker, diagnostic, head) || remedy_for_state(checker, diagnostic, head))
        return;
    cs_checker_near_start(checker, &near, head);
    for (size_t i = 0; i < symbols->shape_count; i++) {
        cs_checker_near_try(checker, &near, symbols->shapes[i].head, (uint32_t)i);
        if (is_plural(cs_checker_text(checker, head), cs_checker_text(checker, symbols->shapes[i].head))) {
            cs_checker_suggest(checker, diagnostic, symbols->shapes[i].head, symbols->shapes[i].span);
            return;
        }
    }
    for (size_t i = 0; i < symbols->shape_count; i++)
        if (cs_checker_look_alike(checker, diagnostic, head, symbols->shapes[i].head))
            return;
    if (cs_checker_word_among_others(checker, diagnostic, head))
        return;
    if (near.found)
        cs_checker_suggest(checker, diagnostic, symbols->shapes[near.best].head, symbols->shapes[near.best].span);
    else
        cs_diagnostic_help(checker->diagnostics, diagnostic,
                           "Name the vocabulary that has it in a \"use\" line, or declare it with \"event\" or "
                           "\"fact\".");
}

const struct cs_shape *cs_checker_head(struct cs_checker *checker, cs_name head, struct cs_span span, unsigned wanted)
{
    const struct cs_shape *shape = cs_symbols_shape(checker->symbols, head);
    const char *what = wanted == SHAPES_EVENT      ? "something that happens"
                       : wanted == SHAPES_FACT     ? "something that holds"
                       : wanted == SHAPES_QUANTITY ? "a quantity"
                                                   : "something that happens or holds";
    struct cs_diagnostic *diagnostic;

    if (shape == NULL || shape->conflicting) {
        checker->word_lost = true;
        if (shape == NULL)
            head_unknown(checker, head, span);
        return NULL;
    }
    if (wanted & (1U << shape->kind))
        return shape;
    diagnostic = cs_diagnose(checker->diagnostics, DIAG_SHAPE_WRONG, span, "\"%s\" is %s, but %s should stand here",
                             cs_checker_text(checker, head), shape_kind_text(shape->kind), what);
    cs_diagnostic_other(checker->diagnostics, diagnostic, shape->span, "here it is declared");
    if (shape->kind == CS_SHAPE_QUANTITY)
        cs_diagnostic_help(checker->diagnostics, diagnostic, "Compare it with a number: \"... at least 100\".");
    else if (shape->kind == CS_SHAPE_FACT && checker->where == WHERE_RECORD && wanted == SHAPES_EVENT)
        cs_diagnostic_help(checker->diagnostics, diagnostic,
                           "What holds is an entry with its date, and no name of another: 2023-01-01/.. Alden is %s of "
                           "...", cs_checker_text(checker, head));
    return NULL;
}

void cs_checker_list_roles(const struct cs_checker *checker, const struct cs_shape *shape, struct cs_buffer *out)
{
    for (uint32_t i = 0; i < shape->role_count; i++) {
        const char *kind = cs_checker_text(checker, checker->symbols->kinds[shape->roles[i].kind].name);

        cs_buffer_text(out, i == 0 ? "" : ", ");
        if (shape->roles[i].prep == CS_PREP_IS)
            cs_buffer_printf(out, "%s before \"is\"", kind);
        else
            cs_buffer_printf(out, "\"%s\" %s", cs_prep_text(shape->roles[i].prep), kind);
    }
}

void cs_checker_help_roles(struct cs_checker *checker, struct cs_diagnostic *diagnostic, const struct cs_shape *shape)
{
    struct cs_buffer roles;

    if (shape->role_count == 0)
        return;
    cs_buffer_init(&roles);
    cs_checker_list_roles(checker, shape, &roles);
    cs_diagnostic_help(checker->diagnostics, diagnostic, "It takes %s.", cs_buffer_string(&roles));
    checker->diagnostics->failed = checker->diagnostics->failed || roles.failed;
    cs_buffer_release(&roles);
}

static void role_unknown(struct cs_checker *checker, const struct cs_role *role, const struct cs_shape *shape)
{
    const char *head = cs_checker_text(checker, shape->head);
    struct cs_diagnostic *diagnostic;

    checker->word_lost = true; /* a small word in it is no variable of the rule */
    if (role->prep == CS_PREP_IS)
        diagnostic = cs_diagnose(checker->diagnostics, DIAG_ROLE_UNKNOWN, role->span,
                                 "nobody \"is\" %s: the word takes nothing before \"is\"", head);
    else
        diagnostic = cs_diagnose(checker->diagnostics, DIAG_ROLE_UNKNOWN, role->span, "\"%s\" takes no \"%s\"", head,
                                 cs_prep_text(role->prep));
    cs_diagnostic_other(checker->diagnostics, diagnostic, shape->span, "here it is declared");
    if (cs_checker_unquoted(checker, diagnostic, role->span))
        return;
    if (role->prep == CS_PREP_AT && role->args->name != CS_NO_NAME &&
        strcmp(cs_checker_text(checker, role->args->name), "once") == 0) {
        cs_diagnostic_help(checker->diagnostics, diagnostic,
                           "How long that is, is a question of reading: declare one, such as: reading Promptly \"how "
                           "long?\", with an answer on each line below it, and write: within Promptly.");
        return;
    }
    for (uint32_t i = 0; i < shape->role_count && role->args->name != CS_NO_NAME; i++)
        if (shape->roles[i].or_nothing && strcmp(cs_checker_text(checker, role->args->name), "nothing") == 0) {
            cs_diagnostic_help(checker->diagnostics, diagnostic, "What it may be without is said so: \"%s nothing\".",
                               cs_prep_text(shape->roles[i].prep));
            return;
        }
    if (role->prep == CS_PREP_UNDER && checker->where == WHERE_RECORD && role->args->kind == CS_ARG_NAME &&
        cs_checker_is_instrument(checker, role->args->name)) {
        cs_diagnostic_help(checker->diagnostics, diagnostic,
                           "That it is said for one treaty stands behind the voice: \"says ... under %s\".",
                           cs_checker_written(checker, role->args->name));
        return;
    }
    cs_checker_help_roles(checker, diagnostic, shape);
}

/* R 4.5: a fact that is entered or concluded has no list in the role with one value at a time. */
void cs_checker_one_value(struct cs_checker *checker, const struct cs_term *term, const struct cs_shape *shape)
{
    for (const struct cs_role *role = term->roles; role != NULL; role = role->next) {
        int index = cs_shape_role(shape, role->prep);
        struct cs_diagnostic *diagnostic;

        if (index < 0 || !shape->roles[index].one || role->args->next == NULL)
            continue;
        diagnostic = cs_diagnose(checker->diagnostics, DIAG_ONE_LIST, role->span,
                                 "here \"%s\" has one value at a time", cs_checker_text(checker, shape->head));
        cs_diagnostic_other(checker->diagnostics, diagnostic, shape->span, "here it is declared");
        cs_diagnostic_help(checker->diagnostics, diagnostic,
                           "Give each its own line with the day on which it begins: the later replaces the earlier.");
    }
}

/* Arguments */

void cs_checker_label(struct cs_checker *checker, struct cs_arg *arg)
{
    struct cs_diagnostic *diagnostic;
    struct cs_near near;

    cs_checker_own_label(checker, &arg->name);
    if (checker->symbols->entry_of[arg->name] != NULL || checker->file->label_lost ||
        !cs_checker_first_report(checker, arg->name))
        return;
    diagnostic = cs_diagnose(checker->diagnostics, DIAG_LABEL_UNKNOWN, arg->span, "no entry has the label \"%s\"",
                             cs_checker_text(checker, arg->name));
    if (diagnostic == NULL)
        return;
    cs_checker_near_start(checker, &near, arg->name);
    for (const struct cs_file *file = checker->files; file != NULL; file = file->next) {
        for (const struct cs_entry *entry = file->entries; entry != NULL; entry = entry->next) {
            if (entry->label != CS_NO_NAME)
                cs_checker_near_try(checker, &near, entry->label, entry->label);
        }
    }
    if (near.found)
        cs_checker_suggest(checker, diagnostic, near.best, checker->symbols->entry_of[near.best]->label_span);
    else if (checker->where == WHERE_RULE)
        cs_diagnostic_help(checker->diagnostics, diagnostic,
                           "A small word with a digit in it is the label of an entry. Who or what is meant in a rule "
                           "has a word without one.");
}

static bool means_nobody_known(const char *word)
{
    static const char *const words[] = { "unknown", "unidentified", "somebody", "someone",
                                         "unclear", "anonymous",    "nobody" };

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strcmp(word, words[i]) == 0)
            return true;
    return false;
}

/* The diagnostic for a small word in a record, which must name particulars. */
static void variable_in_record(struct cs_checker *checker, const struct cs_arg *arg)
{
    const struct cs_symbols *symbols = checker->symbols;
    struct cs_diagnostic *diagnostic;
    struct cs_near near;

    if (!cs_checker_first_report(checker, arg->name))
        return;
    diagnostic = cs_diagnose(checker->diagnostics, DIAG_VARIABLE_IN_RECORD, arg->span,
                             "\"%s\" is anybody or anything, and a record tells of particulars",
                             cs_checker_text(checker, arg->name));
    if (diagnostic == NULL)
        return;
    cs_checker_near_start(checker, &near, arg->name);
    for (size_t i = 0; i < symbols->particular_count; i++)
        cs_checker_near_try(checker, &near, symbols->particulars[i].name, (uint32_t)i);
    if (near.found)
        cs_checker_suggest(checker, diagnostic, symbols->particulars[near.best].name,
                           symbols->particulars[near.best].span);
    else if (strcmp(cs_checker_text(checker, arg->name), "nothing") == 0)
        cs_diagnostic_help(checker->diagnostics, diagnostic,
                           "Nothing stands in a role whose declaration says \"or nothing\"; what is not known is left "
                           "out.");
    else if (means_nobody_known(cs_checker_text(checker, arg->name)))
        cs_diagnostic_help(checker->diagnostics, diagnostic,
                           "What is not known is left out, with the word before it: it stays an open question.");
    else
        cs_diagnostic_help(checker->diagnostics, diagnostic,
                           "A name begins with a capital letter; a label has a digit in it.");
}

/* "borea owes ..." where anybody may stand: a small word that is a name but for its capital letters is a slip. */
static void name_with_small_letter(struct cs_checker *checker, const struct cs_arg *arg)
{
    const struct cs_symbols *symbols = checker->symbols;
    const char *text = cs_checker_text(checker, arg->name);

    for (size_t i = 0; i < symbols->particular_count && symbols->kind_of[arg->name] == 0; i++) {
        cs_name name = symbols->particulars[i].name;

        if (strcasecmp(text, cs_checker_text(checker, name)) != 0 || !cs_checker_first_report(checker, arg->name))
            continue;
        cs_checker_suggest(checker,
                           cs_diagnose(checker->diagnostics, DIAG_VARIABLE_IN_RECORD, arg->span,
                                       "\"%s\" with a small letter is anybody or anything", text),
                           name, symbols->particulars[i].span);
        return;
    }
}

/* The parser reads four digits as a number; in a role of kind moment they are a year. */
static void year_of_number(struct cs_checker *checker, struct cs_arg *arg)
{
    const struct cs_source *source = arg->span.source;
    struct cs_moment moment;

    if (cs_moment_parse(source->bytes + arg->span.start, arg->span.end - arg->span.start, checker->file->reckoning.zone,
                        &moment) != NULL)
        return;
    arg->moment = cs_arena_alloc(checker->arena, sizeof *arg->moment);
    if (arg->moment == NULL)
        return;
    *arg->moment = moment;
    arg->kind = CS_ARG_MOMENT;
}

static cs_kind kind_of_name(struct cs_checker *checker, struct cs_arg *arg, cs_kind wanted)
{
    const struct cs_particular *particular;

    cs_checker_spell(checker, &arg->name);
    particular = cs_checker_particular(checker, arg->name);
    if (particular != NULL) {
        arg->instrument = CS_NO_NAME;
        return particular->kind;
    }
    checker->wanted = wanted;
    if (!cs_checker_name(checker, arg->name, arg->span)) {
        checker->wanted = CS_KIND_ANY;
        return CS_KIND_ANY;
    }
    checker->wanted = CS_KIND_ANY;
    arg->instrument = cs_checker_instrument_of(checker, arg->name);
    return CS_KIND_ARTICLE;
}

#define OFFERED_MAX 6 /* so many are named as what could stand there */

/* "Of that kind are Unanimity and ...": of a kind below that of what stands there. */
static void offer_kind(struct cs_checker *checker, struct cs_diagnostic *diagnostic, cs_kind kind, cs_kind wanted)
{
    const struct cs_symbols *symbols = checker->symbols;
    size_t count = 0, written = 0;
    struct cs_buffer text;

    for (size_t i = 0; i < symbols->particular_count; i++)
        count += cs_kind_within(symbols, symbols->particulars[i].kind, wanted);
    if (!cs_kind_within(symbols, wanted, kind) || kind == CS_KIND_ANY || count == 0 || count > OFFERED_MAX)
        return;
    cs_buffer_init(&text);
    for (size_t i = 0; i < symbols->particular_count; i++)
        if (cs_kind_within(symbols, symbols->particulars[i].kind, wanted)) {
            written++;
            cs_buffer_printf(&text, "%s%s", written == 1 ? "" : written == count ? " or " : ", ",
                             cs_checker_written(checker, symbols->particulars[i].name));
        }
    cs_diagnostic_help(checker->diagnostics, diagnostic, "It may be %s.", cs_buffer_string(&text));
    cs_buffer_release(&text);
}

static void wrong_kind(struct cs_checker *checker, const struct cs_arg *arg, cs_kind kind, cs_kind wanted,
                       const struct cs_shape *shape)
{
    const char *has = cs_checker_text(checker, checker->symbols->kinds[kind].name);
    const char *wants = cs_checker_text(checker, checker->symbols->kinds[wanted].name);
    struct cs_diagnostic *diagnostic =
        cs_diagnose(checker->diagnostics, DIAG_KIND_WRONG, arg->span, "\"%s\" is %s %s, and %s %s should stand here",
                    cs_checker_text(checker, arg->name), cs_checker_article(has), has, cs_checker_article(wants),
                    wants);

    if (shape != NULL)
        cs_diagnostic_other(checker->diagnostics, diagnostic, shape->span, "here \"%s\" is declared",
                            cs_checker_text(checker, shape->head));
    offer_kind(checker, diagnostic, kind, wanted);
}

void cs_checker_arg(struct cs_checker *checker, struct cs_arg *arg, cs_kind wanted, const struct cs_shape *shape)
{
    cs_kind kind = CS_KIND_ANY;

    switch (arg->kind) {
    case CS_ARG_NAME:
        kind = kind_of_name(checker, arg, wanted);
        break;
    case CS_ARG_VARIABLE:
        if (checker->where == WHERE_RULE)
            cs_checker_variable(checker, arg->name, arg->span, wanted);
        else if (checker->where == WHERE_MAP)
            cs_checker_map_column(checker, arg, wanted);
        else if (checker->where == WHERE_RECORD)
            variable_in_record(checker, arg);
        else if (checker->where == WHERE_CHECK)
            name_with_small_letter(checker, arg);
        return;
    case CS_ARG_LABEL:
        cs_checker_label(checker, arg);
        kind = checker->symbols->entry_of[arg->name] != NULL ? CS_KIND_OCCURRENCE : CS_KIND_ANY;
        break;
    case CS_ARG_NUMBER:
        if (wanted == CS_KIND_MOMENT)
            year_of_number(checker, arg);
        kind = arg->kind == CS_ARG_MOMENT ? CS_KIND_MOMENT : CS_KIND_NUMBER;
        break;
    case CS_ARG_MOMENT:
        kind = CS_KIND_MOMENT;
        break;
    }
    if (kind != CS_KIND_ANY && !cs_kind_within(checker->symbols, kind, wanted))
        wrong_kind(checker, arg, kind, wanted, shape);
}

/* R 2.7: in a role that may be nothing, "nothing" is a particular and no variable. */
static bool say_nothing(const struct cs_checker *checker, struct cs_role *role)
{
    if (role->args->kind != CS_ARG_VARIABLE || role->args->next != NULL ||
        strcmp(cs_checker_text(checker, role->args->name), "nothing") != 0)
        return false;
    role->args->kind = CS_ARG_NAME;
    return true;
}

void cs_checker_role(struct cs_checker *checker, struct cs_role *role, const struct cs_shape *shape)
{
    int index = shape == NULL ? -1 : cs_shape_role(shape, role->prep);

    enum cs_variable_use use = checker->use;

    if (shape != NULL && index < 0)
        role_unknown(checker, role, shape);
    if (shape != NULL && (index < 0 || shape->roles[index].or_nothing) && say_nothing(checker, role))
        return;
    if (checker->where == WHERE_RULE && use == USE_BINDS && role->args->next != NULL)
        checker->use = USE_LISTED;
    for (struct cs_arg *arg = role->args; arg != NULL; arg = arg->next)
        cs_checker_arg(checker, arg, index < 0 ? CS_KIND_ANY : shape->roles[index].kind, shape);
    checker->use = use;
    cs_checker_list(checker, role->args);
}

/* The name as it is written in the text, before its spelling was replaced; CS_NO_NAME if it is not found. */
static cs_name name_as_written(const struct cs_checker *checker, const struct cs_arg *arg)
{
    const char *text = arg->span.source->bytes + arg->span.start;
    size_t length = arg->span.end - arg->span.start;
    bool quoted = length >= 2 && text[0] == '"';

    return cs_names_find(checker->names, quoted ? text + 1 : text, quoted ? length - 2 : length);
}

bool cs_checker_spelled_otherwise(const struct cs_checker *checker, const struct cs_arg *a, const struct cs_arg *b)
{
    cs_name first, second;

    if (a == b || a->kind != CS_ARG_NAME || b->kind != CS_ARG_NAME || a->name != b->name)
        return false;
    first = name_as_written(checker, a);
    second = name_as_written(checker, b);
    return first != CS_NO_NAME && second != CS_NO_NAME && first != second;
}

/* The first argument before `arg` in the term that is the same name in another spelling, or NULL. */
static const struct cs_arg *same_before(const struct cs_checker *checker, const struct cs_term *term,
                                        const struct cs_arg *arg)
{
    for (const struct cs_role *role = term->roles; role != NULL; role = role->next)
        for (const struct cs_arg *other = role->args; other != NULL; other = other->next) {
            if (other == arg)
                return NULL;
            if (cs_checker_spelled_otherwise(checker, other, arg))
                return other;
        }
    return NULL;
}

/* Two spellings of one name in one statement were probably meant as two particulars. */
static void check_spellings_beside(struct cs_checker *checker, const struct cs_term *term)
{
    struct cs_diagnostic *diagnostic;

    for (const struct cs_role *role = term->roles; role != NULL; role = role->next)
        for (const struct cs_arg *arg = role->args; arg != NULL; arg = arg->next) {
            const struct cs_arg *other = same_before(checker, term, arg);

            if (other == NULL || !cs_checker_first_report(checker, arg->name))
                continue;
            diagnostic = cs_diagnose(checker->diagnostics, DIAG_SPELLING_BESIDE, arg->span,
                                     "two spellings of the one name \"%s\" stand side by side",
                                     cs_checker_text(checker, arg->name));
            cs_diagnostic_other(checker->diagnostics, diagnostic, other->span, "here is the other");
            cs_diagnostic_help(
                checker->diagnostics, diagnostic,
                "If these are two, \"also\" or \"same as\" has made them one: declare each in a line of its own.");
            return;
        }
}

static const struct cs_arg *find_variable(const struct cs_role *role, cs_name name)
{
    const struct cs_arg *arg = role->args;

    while (arg != NULL && !(arg->kind == CS_ARG_VARIABLE && arg->name == name))
        arg = arg->next;
    return arg;
}

/* "attack by state on state": both are one variable, so it is an attack by a state on itself; probably a slip. */
static void check_kind_twice(struct cs_checker *checker, const struct cs_term *term)
{
    for (const struct cs_role *role = term->roles; role != NULL; role = role->next)
        for (const struct cs_arg *arg = role->args; arg != NULL; arg = arg->next)
            for (const struct cs_role *later = role->next; later != NULL; later = later->next) {
                const struct cs_arg *again = arg->kind == CS_ARG_VARIABLE ? find_variable(later, arg->name) : NULL;
                const char *kind = cs_checker_text(checker, arg->name);
                struct cs_diagnostic *diagnostic;

                if (again == NULL || checker->symbols->kind_of[arg->name] == 0)
                    continue;
                diagnostic = cs_diagnose(checker->diagnostics, DIAG_VARIABLE_LIKE_KIND, again->span,
                                         "\"%s\" stands twice here, and both are one and the same %s", kind, kind);
                cs_diagnostic_other(checker->diagnostics, diagnostic, arg->span, "here it stands first");
                cs_diagnostic_help(checker->diagnostics, diagnostic,
                                   "Give each a small word of its own, such as attacker, victim.");
                return;
            }
}

const struct cs_shape *cs_checker_term(struct cs_checker *checker, struct cs_term *term, unsigned wanted)
{
    const struct cs_shape *shape = cs_checker_head(checker, term->head, term->head_span, wanted);

    for (struct cs_role *role = term->roles; role != NULL; role = role->next)
        cs_checker_role(checker, role, shape);
    if (checker->where != WHERE_RULE && cs_term_choices(term) > CS_CHOICES_MAX)
        cs_checker_too_many_choices(checker, term->span, "the lists of this statement make");
    check_spellings_beside(checker, term);
    if (checker->where == WHERE_RULE || checker->where == WHERE_ROW)
        check_kind_twice(checker, term);
    return shape;
}

void cs_checker_one_each(struct cs_checker *checker, const struct cs_term *term, const char *why)
{
    for (const struct cs_role *role = term->roles; role != NULL; role = role->next) {
        struct cs_diagnostic *diagnostic;

        if (role->args->next == NULL)
            continue;
        diagnostic =
            cs_diagnose(checker->diagnostics, DIAG_LIST_OF_ONE, role->span, "only one can stand here: %s", why);
        cs_diagnostic_help(checker->diagnostics, diagnostic, "Write a line for each.");
    }
}

void cs_checker_too_many_choices(struct cs_checker *checker, struct cs_span span, const char *what)
{
    struct cs_diagnostic *diagnostic = cs_diagnose(checker->diagnostics, DIAG_CHOICES_TOO_MANY, span,
                                                   "%s more than %d combinations", what, CS_CHOICES_MAX);

    cs_diagnostic_help(checker->diagnostics, diagnostic,
                       "Several lists mean every combination of them. Write several lines, each with shorter lists.");
}

/* Bonds */

static void check_modifier(struct cs_checker *checker, struct cs_modifier *modifier)
{
    unsigned wanted = SHAPES_EVENT | SHAPES_FACT;

    if (modifier->kind == CS_MODIFIER_SUSPENDED || modifier->negated)
        wanted = SHAPES_FACT;
    cs_checker_term(checker, &modifier->term, wanted);
}

/* "before m": a small word that is no word of a vocabulary is the moment to which a line of the rule binds it. */
static bool is_moment(const struct cs_checker *checker, const struct cs_bond_limit *limit)
{
    return checker->where == WHERE_RULE && limit->kind == CS_LIMIT_OCCURRENCE && limit->term.roles == NULL &&
           cs_symbols_shape(checker->symbols, limit->term.head) == NULL &&
           strchr(cs_checker_text(checker, limit->term.head), ' ') == NULL;
}

/* At most CS_LIMITS_MAX, and one that runs from what is still to come. */
static void check_limit_count(struct cs_checker *checker, const struct cs_bond *bond)
{
    size_t count = 0, after = 0;

    for (const struct cs_bond_limit *limit = bond->limits; limit != NULL; limit = limit->next) {
        count++;
        after += limit->after;
    }
    if (count > CS_LIMITS_MAX || after > 1)
        cs_diagnose(checker->diagnostics, DIAG_GIVEN_TWICE, bond->limits->next->span,
                    after > 1 ? "one period alone runs from what is still to come"
                              : "something is owed within at most four times");
}

static void check_limits(struct cs_checker *checker, struct cs_bond *bond)
{
    check_limit_count(checker, bond);
    for (struct cs_bond_limit *limit = bond->limits; limit != NULL; limit = limit->next) {
        if (limit->kind == CS_LIMIT_DURATION)
            cs_checker_business(checker, limit->duration, bond->span);
        if (limit->kind == CS_LIMIT_READING)
            cs_checker_period(checker, limit->reading, bond->span);
        if (!is_moment(checker, limit))
            continue;
        limit->kind = CS_LIMIT_MOMENT;
        cs_checker_variable(checker, limit->term.head, limit->term.head_span, CS_KIND_MOMENT);
    }
}

/* `by any`: the act leaves it unsaid, and the author means it. */
static bool is_any(const struct cs_checker *checker, const struct cs_role *role)
{
    return role->args != NULL && role->args->next == NULL && role->args->kind == CS_ARG_VARIABLE &&
           strcmp(cs_checker_text(checker, role->args->name), "any") == 0;
}

static void leave_unsaid(const struct cs_checker *checker, struct cs_bond *bond)
{
    struct cs_role **at = &bond->act.roles;

    while (*at != NULL) {
        if (is_any(checker, *at)) {
            bond->by_any = bond->by_any || (*at)->prep == CS_PREP_BY;
            *at = (*at)->next;
        } else {
            at = &(*at)->next;
        }
    }
}

void cs_checker_bond(struct cs_checker *checker, struct cs_bond *bond)
{
    enum cs_variable_use use = checker->use;
    enum cs_checker_where where = checker->where;

    leave_unsaid(checker, bond);
    cs_checker_arg(checker, bond->first, CS_KIND_ANY, NULL);
    cs_checker_arg(checker, bond->second, CS_KIND_ANY, NULL);
    cs_checker_term(checker, &bond->act, SHAPES_EVENT | SHAPES_FACT);
    if (checker->where != WHERE_RULE && cs_bond_choices(bond) > CS_CHOICES_MAX &&
        cs_term_choices(&bond->act) <= CS_CHOICES_MAX)
        cs_checker_too_many_choices(checker, bond->span, "the lists of this line make");
    check_limits(checker, bond);
    /* in a modifier a small word means any, in the record too */
    checker->use = USE_ANY;
    if (where == WHERE_RECORD)
        checker->where = WHERE_CHECK;
    for (struct cs_bond_limit *limit = bond->limits; limit != NULL; limit = limit->next)
        if (limit->after || limit->kind == CS_LIMIT_OCCURRENCE)
            cs_checker_term(checker, &limit->term, SHAPES_EVENT);
    for (struct cs_modifier *modifier = bond->modifiers; modifier != NULL; modifier = modifier->next)
        check_modifier(checker, modifier);
    checker->use = use;
    checker->where = where;
}
