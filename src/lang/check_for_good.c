/* SPDX-License-Identifier: MIT */
/*
 * Facts that are so for good (R 6.9): they do not end, and nothing that names their subject is founded any more. So a
 * rule that founds a bond has one more condition for each thing that the sentence of the bond names: that no such fact
 * is so of it.
 */
#include "lang/check_int.h"

/* ---- they do not end ---- */

static void ends(struct cs_checker *checker, const struct cs_shape *shape, struct cs_span span, const char *help)
{
    struct cs_diagnostic *diagnostic = cs_diagnose(checker->diagnostics, DIAG_FOR_GOOD, span,
                                                   "\"%s\" is so for good, and does not end",
                                                   cs_checker_text(checker, shape->head));

    cs_diagnostic_other(checker->diagnostics, diagnostic, shape->span, "here it is declared");
    cs_diagnostic_help(checker->diagnostics, diagnostic, "%s", help);
}

void cs_checker_lasts(struct cs_checker *checker, const struct cs_shape *shape, struct cs_span span)
{
    if (shape != NULL && shape->for_good)
        ends(checker, shape, span, "Let another fact, which is not declared so, begin and end.");
}

void cs_checker_lasts_from(struct cs_checker *checker, const struct cs_shape *shape, const struct cs_moment *moment,
                           struct cs_span span)
{
    if (shape != NULL && shape->for_good && moment->form == CS_MOMENT_SPAN &&
        (moment->end_unknown || moment->end != CS_TIME_NEVER))
        ends(checker, shape, span, "Write the day from which it is so; who denies it says so in a claim below it.");
}

void cs_checker_lasts_while(struct cs_checker *checker, const struct cs_shape *shape, struct cs_span span)
{
    if (shape != NULL && shape->for_good)
        ends(checker, shape, span, "What a state of things concludes ends with it: begin the rule with \"when\".");
}

/* ---- what a rule founds ---- */

/* "ARG is closed", behind a "no" that no text has. */
static struct cs_condition *implied_absence(struct cs_checker *checker, const struct cs_shape *shape,
                                            const struct cs_arg *arg)
{
    struct cs_condition *condition = cs_arena_array(checker->arena, 1, sizeof *condition);
    struct cs_role *role = cs_arena_array(checker->arena, 1, sizeof *role);
    struct cs_arg *subject = cs_arena_array(checker->arena, 1, sizeof *subject);

    if (condition == NULL || role == NULL || subject == NULL)
        return NULL;
    *subject = *arg;
    subject->next = NULL;
    *role = (struct cs_role){.prep = CS_PREP_IS, .args = subject, .span = arg->span};
    *condition = (struct cs_condition){.kind = CS_COND_TERM, .negated = true, .implied = true, .span = arg->span,
                                       .ratio_over = 1, .ratio_under = 1,
                                       .term = {.head = shape->head, .roles = role, .span = arg->span,
                                                .head_span = arg->span}};
    return condition;
}

static bool is_implied(const struct cs_rule *rule, const struct cs_shape *shape, const struct cs_arg *arg)
{
    for (const struct cs_condition *c = rule->conditions; c != NULL; c = c->next)
        if (c->kind == CS_COND_TERM && c->implied && c->term.head == shape->head &&
            c->term.roles->args->name == arg->name)
            return true;
    return false;
}

/* May what the argument means be of that kind? */
static bool may_be(const struct cs_checker *checker, const struct cs_arg *arg, cs_kind kind)
{
    const struct cs_symbols *symbols = checker->symbols;
    const struct cs_variable *variable;

    if (arg->kind == CS_ARG_NAME)
        return cs_symbols_is(symbols, arg->name, kind);
    variable = arg->kind == CS_ARG_VARIABLE ? cs_checker_variable_of(checker, arg->name) : NULL;
    return variable != NULL && variable->bound &&
           (cs_kind_within(symbols, variable->kind, kind) || cs_kind_within(symbols, kind, variable->kind));
}

static void add_absences(struct cs_checker *checker, struct cs_rule *rule, const struct cs_shape *shape,
                         const struct cs_arg *args)
{
    for (const struct cs_arg *arg = args; arg != NULL; arg = arg->next) {
        struct cs_condition **tail = &rule->conditions;

        if (!may_be(checker, arg, shape->roles[0].kind) || is_implied(rule, shape, arg))
            continue;
        while (*tail != NULL)
            tail = &(*tail)->next;
        *tail = implied_absence(checker, shape, arg);
    }
}

void cs_checker_founded(struct cs_checker *checker, struct cs_rule *rule)
{
    for (size_t i = 0; i < checker->symbols->shape_count; i++) {
        const struct cs_shape *shape = &checker->symbols->shapes[i];

        if (!shape->for_good || shape->conflicting)
            continue;
        for (const struct cs_effect *e = rule->effects; e != NULL; e = e->next) {
            if (e->kind != CS_EFFECT_BOND)
                continue;
            add_absences(checker, rule, shape, e->bond.first);
            add_absences(checker, rule, shape, e->bond.second);
            for (const struct cs_role *role = e->bond.act.roles; role != NULL; role = role->next)
                add_absences(checker, rule, shape, role->args);
        }
    }
}
