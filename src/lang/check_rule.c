/* SPDX-License-Identifier: MIT */
/* Rules: their triggers, conditions and conclusions (R 4, 5). */
#include "lang/check_int.h"

#define HAPPENS_OR_HOLDS ((unsigned)SHAPES_EVENT | SHAPES_FACT)

static void check_term(struct cs_checker *checker, struct cs_term *term, unsigned wanted, enum cs_variable_use use)
{
    checker->use = use;
    cs_checker_term(checker, term, wanted);
}

static void check_args(struct cs_checker *checker, struct cs_arg *args, cs_kind kind, enum cs_variable_use use)
{
    checker->use = use;
    for (struct cs_arg *arg = args; arg != NULL; arg = arg->next)
        cs_checker_arg(checker, arg, kind, NULL);
}

/* Does the variable stand in the term, in no list? A list does not bind it (R 4.7). */
static bool has_variable(const struct cs_term *term, cs_name name)
{
    for (const struct cs_role *role = term->roles; role != NULL; role = role->next)
        if (role->args->kind == CS_ARG_VARIABLE && role->args->name == name && role->args->next == NULL)
            return true;
    return false;
}

/* What is counted must stand in the term of the count; the other variables there are bound elsewhere, or mean any. */
static void check_number(struct cs_checker *checker, struct cs_number *number)
{
    if (number->kind == CS_NUMBER_CONSTANT)
        return;
    check_term(checker, &number->term, HAPPENS_OR_HOLDS, USE_ANY);
    if (!has_variable(&number->term, number->variable))
        cs_diagnose(checker->diagnostics, DIAG_VARIABLE_UNBOUND, number->span,
                    "\"%s\" is to be counted, and does not stand alone in what follows \"in\"",
                    cs_checker_text(checker, number->variable));
    cs_checker_variable(checker, number->variable, number->span, CS_KIND_ANY);
}

/* "every s in A: B". Both are said of s; what else stands in both, and nothing else binds, is the same in both. */
static void check_every(struct cs_checker *checker, struct cs_condition *condition)
{
    const char *name = cs_checker_text(checker, condition->left.variable);

    check_term(checker, &condition->left.term, HAPPENS_OR_HOLDS, USE_ANY);
    check_term(checker, &condition->right.term, HAPPENS_OR_HOLDS, USE_ANY);
    cs_checker_variable(checker, condition->left.variable, condition->left.span, CS_KIND_ANY);
    if (!has_variable(&condition->left.term, condition->left.variable))
        cs_diagnose(checker->diagnostics, DIAG_VARIABLE_UNBOUND, condition->left.span,
                    "\"every %s\" does not say of whom or what: \"%s\" does not stand alone in what follows \"in\"",
                    name, name);
    else if (!has_variable(&condition->right.term, condition->left.variable))
        cs_diagnose(checker->diagnostics, DIAG_VARIABLE_UNBOUND, condition->right.span,
                    "this is to be so of every \"%s\", and says nothing of it", name);
}

/* Is the small word bound to what has happened: by "when x: ..." or by "x counts as ..."? */
static bool has_happened(const struct cs_checker *checker, const struct cs_rule *rule, cs_name name)
{
    const struct cs_shape *shape;

    if (rule->kind == CS_RULE_WHEN && rule->delay != CS_DELAY_REACHED && rule->variable == name) {
        shape = cs_symbols_shape(checker->symbols, rule->trigger.term.head);
        if (rule->trigger.kind == CS_COND_DUTY)
            return rule->trigger.verb != CS_VERB_OWES;
        return shape == NULL || shape->kind == CS_SHAPE_EVENT;
    }
    for (const struct cs_condition *c = rule->conditions; c != NULL; c = c->next)
        if (c->kind == CS_COND_COUNTS_AS && !c->negated && c->subject->kind == CS_ARG_VARIABLE &&
            c->subject->name == name)
            return true;
    return false;
}

static void check_moment(struct cs_checker *checker, const struct cs_rule *rule, struct cs_arg *arg)
{
    struct cs_diagnostic *diagnostic;

    check_args(checker, arg, CS_KIND_OCCURRENCE, USE_NEEDS);
    if (rule->broken || checker->word_lost || (arg->kind == CS_ARG_VARIABLE && has_happened(checker, rule, arg->name)))
        return;
    diagnostic = cs_diagnose(checker->diagnostics, DIAG_MOMENT_UNKNOWN, arg->span,
                             "no line of the rule says that \"%s\" has happened, so it has no moment",
                             cs_checker_text(checker, arg->name));
    cs_diagnostic_help(checker->diagnostics, diagnostic,
                       "Say what it is: \"when x: WORDS\", or \"x counts as WORDS\" in a condition.");
}

/* "a within 3 days of b": both have happened, and the period is of days. */
static void check_moments(struct cs_checker *checker, const struct cs_rule *rule, struct cs_condition *condition)
{
    struct cs_diagnostic *diagnostic;

    check_moment(checker, rule, condition->subject);
    check_moment(checker, rule, condition->others);
    if (!condition->has_duration)
        return;
    cs_checker_business(checker, condition->duration, condition->span);
    if (condition->duration.unit != CS_HOURS)
        return;
    diagnostic = cs_diagnose(checker->diagnostics, DIAG_MOMENT_HOURS, condition->span,
                             "how far two occurrences are from each other is told in days, months or years");
    cs_diagnostic_help(checker->diagnostics, diagnostic, "Write days: \"1 day\" lasts to the end of the day after.");
}

static void check_condition(struct cs_checker *checker, const struct cs_rule *rule, struct cs_condition *condition)
{
    enum cs_variable_use use = condition->negated ? USE_ANY : USE_BINDS;

    switch (condition->kind) {
    case CS_COND_TERM:
        check_term(checker, &condition->term, HAPPENS_OR_HOLDS, use);
        break;
    case CS_COND_COUNTS_AS:
        check_args(checker, condition->subject, CS_KIND_OCCURRENCE, use);
        check_term(checker, &condition->term, SHAPES_EVENT, use);
        break;
    case CS_COND_OTHER:
        check_args(checker, condition->subject, CS_KIND_ANY, USE_NEEDS);
        check_args(checker, condition->others, CS_KIND_ANY, USE_NEEDS);
        break;
    case CS_COND_KIND:
        check_args(checker, condition->subject, CS_KIND_ANY, USE_NEEDS);
        if (cs_checker_kind(checker, condition->kind_word, condition->kind_span) < CS_KIND_BUILT_IN &&
            checker->symbols->kind_of[condition->kind_word] != 0)
            cs_diagnose(checker->diagnostics, DIAG_KIND_WRONG, condition->kind_span,
                        "\"%s\" is a kind of the language itself, and only the kind of a particular is asked for",
                        cs_checker_text(checker, condition->kind_word));
        break;
    case CS_COND_READS:
        cs_checker_reads(checker, condition->reading, condition->answer, condition->span);
        break;
    case CS_COND_NUMBER:
        check_number(checker, &condition->left);
        check_number(checker, &condition->right);
        break;
    case CS_COND_EVERY:
        check_every(checker, condition);
        break;
    case CS_COND_QUANTITY:
        check_term(checker, &condition->term, SHAPES_QUANTITY, USE_NEEDS);
        cs_checker_one_each(checker, &condition->term, A_QUANTITY);
        break;
    case CS_COND_DUTY: /* the "no" of the act owed is no negation: such a condition binds variables */
        check_args(checker, condition->subject, CS_KIND_ANY, use);
        check_args(checker, condition->others, CS_KIND_ANY, use);
        check_term(checker, &condition->term, HAPPENS_OR_HOLDS, use);
        break;
    case CS_COND_MOMENTS:
        check_moments(checker, rule, condition);
        break;
    }
}

/* The place of "r" in "when r: ...", before the colon and the trigger. */
static struct cs_span variable_span(const struct cs_rule *rule)
{
    struct cs_span span = rule->trigger.span;
    const char *bytes = span.source->bytes;

    span.end = span.start;
    while (span.end > rule->span.start && bytes[span.end] != ':')
        span.end--;
    while (span.end > rule->span.start && (bytes[span.end - 1] == ' ' || bytes[span.end - 1] == '\t'))
        span.end--;
    span.start = span.end;
    while (span.start > rule->span.start && bytes[span.start - 1] != ' ' && bytes[span.start - 1] != '\t')
        span.start--;
    return span;
}

/* "when reached m: silence of d to m": the term must be a fact with a role of kind moment, in which m stands. */
static void check_reached(struct cs_checker *checker, struct cs_rule *rule)
{
    const struct cs_shape *shape;

    checker->use = USE_BINDS;
    shape = cs_checker_term(checker, &rule->trigger.term, SHAPES_FACT);
    cs_checker_variable(checker, rule->variable, variable_span(rule), CS_KIND_MOMENT);
    if (shape == NULL)
        return;
    for (const struct cs_role *role = rule->trigger.term.roles; role != NULL; role = role->next) {
        int index = cs_shape_role(shape, role->prep);

        if (index >= 0 && shape->roles[index].kind == CS_KIND_MOMENT && role->args->kind == CS_ARG_VARIABLE &&
            role->args->name == rule->variable && role->args->next == NULL)
            return;
    }
    cs_diagnose(checker->diagnostics, DIAG_REACHED_NOTHING, rule->trigger.span,
                "\"%s\" should stand where \"%s\" has a moment", cs_checker_text(checker, rule->variable),
                cs_checker_text(checker, shape->head));
}

/* "when no H owes C act" matches the duty that ceases, so it binds too; what happens does not cease. */
static void check_duty_trigger(struct cs_checker *checker, const struct cs_rule *rule, struct cs_condition *trigger)
{
    struct cs_condition begins = *trigger;
    struct cs_diagnostic *diagnostic;

    begins.negated = false;
    check_condition(checker, rule, &begins);
    if (!trigger->negated || trigger->verb == CS_VERB_OWES)
        return;
    diagnostic = cs_diagnose(checker->diagnostics, DIAG_DUTY_CEASES, trigger->span,
                             "that somebody \"%s\" happens at an instant, and does not cease",
                             cs_verb_text(trigger->verb));
    cs_diagnostic_help(checker->diagnostics, diagnostic,
                       "\"when no H owes C ...\" is when the duty is no longer open; \"if no H %s C ...\" asks "
                       "whether it has happened.", cs_verb_text(trigger->verb));
}

static void check_trigger(struct cs_checker *checker, struct cs_rule *rule)
{
    struct cs_condition *trigger = &rule->trigger;

    if (rule->kind == CS_RULE_MAY) {
        check_term(checker, &trigger->term, SHAPES_EVENT, USE_BINDS);
        return;
    }
    if (rule->delay == CS_DELAY_REACHED) {
        check_reached(checker, rule);
        return;
    }
    if (rule->delay == CS_DELAY_DURATION)
        cs_checker_business(checker, rule->duration, rule->span);
    if (rule->delay == CS_DELAY_READING)
        cs_checker_period(checker, rule->reading, rule->span);
    if (trigger->kind == CS_COND_DUTY)
        check_duty_trigger(checker, rule, trigger);
    else /* "when no FACT" matches the fact that ceases, so it binds too */
        check_term(checker, &trigger->term, trigger->negated ? (unsigned)SHAPES_FACT : HAPPENS_OR_HOLDS, USE_BINDS);
    if (rule->variable != CS_NO_NAME) {
        checker->use = USE_BINDS;
        cs_checker_variable(checker, rule->variable, variable_span(rule), CS_KIND_OCCURRENCE);
    }
}

/* R 2.14: who takes over from whom is said by the record alone. */
static void check_taking_over(struct cs_checker *checker, const struct cs_effect *effect, const struct cs_shape *shape)
{
    struct cs_diagnostic *diagnostic;

    if (shape == NULL || !shape->takes_over)
        return;
    diagnostic = cs_diagnose(checker->diagnostics, DIAG_TAKING_OVER_BY_RULE, effect->term.head_span,
                             "who takes over from whom is said by the record, and not by a rule");
    cs_diagnostic_other(checker->diagnostics, diagnostic, shape->span, "here it is declared");
    cs_diagnostic_help(checker->diagnostics, diagnostic,
                       "Let the rule conclude another fact, and enter this one in the record, with who says so.");
}

static void check_effect(struct cs_checker *checker, const struct cs_rule *rule, struct cs_effect *effect)
{
    struct cs_diagnostic *diagnostic;
    const struct cs_shape *shape;

    checker->use = USE_NEEDS;
    if (effect->kind == CS_EFFECT_BOND) {
        cs_checker_bond(checker, &effect->bond);
        return;
    }
    if (effect->kind == CS_EFFECT_END) {
        shape = cs_checker_term(checker, &effect->term, SHAPES_FACT);
        check_taking_over(checker, effect, shape);
        cs_checker_lasts(checker, shape, effect->span);
        if (rule->kind == CS_RULE_WHILE) {
            diagnostic = cs_diagnose(checker->diagnostics, DIAG_END_IN_WHILE, effect->span,
                                     "a state of things ends nothing: only an instant does");
            cs_diagnostic_help(checker->diagnostics, diagnostic, "Begin the rule with \"when\".");
        }
        return;
    }
    if (effect->subject != NULL)
        check_args(checker, effect->subject, CS_KIND_OCCURRENCE, USE_NEEDS);
    shape = cs_checker_term(checker, &effect->term, effect->subject == NULL ? HAPPENS_OR_HOLDS : SHAPES_EVENT);
    check_taking_over(checker, effect, shape);
    if (shape != NULL)
        cs_checker_one_value(checker, &effect->term, shape);
    if (shape == NULL || rule->kind != CS_RULE_WHILE)
        return;
    cs_checker_lasts_while(checker, shape, effect->term.head_span);
    if (cs_shape_has_one(shape)) {
        diagnostic =
            cs_diagnose(checker->diagnostics, DIAG_ONE_IN_WHILE, effect->term.head_span,
                        "\"%s\" has one value at a time, the one that began last, and \"while\" has no beginning",
                        cs_checker_text(checker, shape->head));
        cs_diagnostic_other(checker->diagnostics, diagnostic, shape->span, "here it is declared");
        cs_diagnostic_help(checker->diagnostics, diagnostic, "Begin the rule with \"when\", or conclude another fact.");
        return;
    }
    if (shape->kind != CS_SHAPE_EVENT)
        return;
    diagnostic = cs_diagnose(checker->diagnostics, DIAG_EVENT_IN_WHILE, effect->term.head_span,
                             "\"%s\" happens at an instant, and \"while\" has none",
                             cs_checker_text(checker, shape->head));
    cs_diagnostic_other(checker->diagnostics, diagnostic, shape->span, "here it is declared as an event");
    cs_diagnostic_help(checker->diagnostics, diagnostic, "Begin the rule with \"when\", or conclude a fact.");
}

/*
 * The plan has the conclusions of a rule once for each combination of their lists, but not its conditions. Each bond
 * has its modifiers once more.
 */
static void check_choices(struct cs_checker *checker, const struct cs_rule *rule)
{
    uint32_t all = 0;

    for (const struct cs_effect *effect = rule->effects; effect != NULL && all <= CS_CHOICES_MAX;
         effect = effect->next) {
        bool bond = effect->kind == CS_EFFECT_BOND;
        uint32_t choices = bond ? cs_bond_choices(&effect->bond) : cs_term_choices(&effect->term), ends = 0;

        for (const struct cs_modifier *m = bond ? effect->bond.modifiers : NULL; m != NULL; m = m->next)
            if (ends <= CS_CHOICES_MAX)
                ends += cs_term_choices(&m->term);
        all += cs_choices_times(choices, ends > 1 ? ends : 1);
    }
    if (all > CS_CHOICES_MAX)
        cs_checker_too_many_choices(checker, rule->span, "the lists of what this rule concludes make");
}

void cs_checker_rule(struct cs_checker *checker, struct cs_rule *rule)
{
    checker->where = WHERE_RULE;
    checker->instrument = rule->instrument;
    checker->word_lost = false;
    cs_checker_variables_begin(checker);
    if (rule->kind != CS_RULE_WHILE)
        check_trigger(checker, rule);
    for (struct cs_condition *condition = rule->conditions; condition != NULL; condition = condition->next)
        check_condition(checker, rule, condition);
    for (struct cs_effect *effect = rule->effects; effect != NULL; effect = effect->next)
        check_effect(checker, rule, effect);
    check_choices(checker, rule);
    cs_checker_grounds(checker, rule);
    cs_checker_variable_kinds(checker, rule);
    cs_checker_founded(checker, rule);
    cs_checker_variables_end(checker, !rule->broken && !checker->word_lost &&
                                          (rule->kind == CS_RULE_MAY || rule->effects != NULL));
    checker->instrument = NULL;
}
