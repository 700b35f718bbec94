/* SPDX-License-Identifier: MIT */
/*
 * The rules of a treaty: each becomes a rule of clingo with the same lines in its body, at a point t.
 *
 *   when   facts as they were before t, occurrences up to and including t       (R 4.1)
 *   while  both as they are at t, after all that came before it                 (R 4.2)
 *   may    as when, without the act itself                                      (R 5.1)
 */
#include <string.h>

#include "translate_int.h"

#define BOUND_MAX 64

struct body { /* of one rule */
    struct translator *t;
    const struct cs_rule *rule;
    const struct cs_term *every; /* its variables have the prefix C_, in what is to be so of every one too */
    cs_name bound[BOUND_MAX]; /* variables that some positive line binds */
    size_t bound_count;
    struct cs_buffer text;
    const char *past; /* "seen" or "past" */
    unsigned moments; /* how many conditions compare moments, so far */
};

/* ---- variables ---- */

static bool is_bound(const struct body *b, cs_name variable)
{
    for (size_t i = 0; i < b->bound_count; i++)
        if (b->bound[i] == variable)
            return true;
    return false;
}

static void bind(struct body *b, cs_name variable)
{
    if (variable == CS_NO_NAME || is_bound(b, variable))
        return;
    if (b->bound_count == BOUND_MAX)
        outside(b->t, "a rule of many variables");
    else
        b->bound[b->bound_count++] = variable;
}

static void bind_term(struct body *b, const struct cs_term *term)
{
    for (const struct cs_role *role = term->roles; role != NULL; role = role->next)
        for (const struct cs_arg *arg = role->args; arg != NULL; arg = arg->next)
            if (arg->kind == CS_ARG_VARIABLE)
                bind(b, arg->name);
}

static void write_variable(struct translator *t, cs_name name, const char *prefix, struct cs_buffer *out)
{
    cs_buffer_text(out, prefix);
    for (const char *c = name_text(t, name); *c != '\0'; c++) {
        if ((*c < 'a' || *c > 'z') && (*c < '0' || *c > '9'))
            outside(t, "a variable in other letters");
        cs_buffer_char(out, *c);
    }
}

/* ---- terms ---- */

enum use {
    MATCHES, /* what is unsaid may be anything; so may a variable that nothing binds */
    MAKES,   /* what is unsaid stays so */
    COUNTS   /* as MATCHES, but a variable that nothing binds is local to the count, with another name */
};

static bool has_variable(const struct cs_term *term, cs_name name)
{
    for (const struct cs_role *role = term != NULL ? term->roles : NULL; role != NULL; role = role->next)
        if (role->args->kind == CS_ARG_VARIABLE && role->args->name == name)
            return true;
    return false;
}

static void write_arg(struct body *b, const struct cs_arg *arg, enum use use, cs_name counted, struct cs_buffer *out)
{
    if (arg->kind != CS_ARG_VARIABLE)
        write_constant(b->t, arg, out);
    else if (use == MATCHES && (arg->name == counted || !is_bound(b, arg->name)) && has_variable(b->every, arg->name))
        write_variable(b->t, arg->name, "C_", out);
    else if (use == COUNTS && (arg->name == counted || !is_bound(b, arg->name)))
        write_variable(b->t, arg->name, "C_", out);
    else if (is_bound(b, arg->name))
        write_variable(b->t, arg->name, "V_", out);
    else
        cs_buffer_char(out, '_');
}

/* A variable that means "any" may stand in a term once only: each `_` of clingo is another variable. */
static void check_any(struct body *b, const struct cs_term *term)
{
    for (const struct cs_role *role = term->roles; role != NULL; role = role->next)
        for (const struct cs_role *other = role->next; other != NULL; other = other->next)
            if (role->args->kind == CS_ARG_VARIABLE && other->args->kind == CS_ARG_VARIABLE &&
                role->args->name == other->args->name && !is_bound(b, role->args->name))
                outside(b->t, "the same unknown twice in one absence");
}

static void write_term(struct body *b, const struct cs_term *term, enum use use, cs_name counted, struct cs_buffer *out)
{
    const struct cs_shape *shape = shape_of(b->t, term);

    if (use == MATCHES)
        check_any(b, term);
    oracle_word(&b->t->c->symbols, shape, out);
    for (uint32_t i = 0; i < shape->role_count; i++) {
        const struct cs_role *role = term->roles;

        while (role != NULL && role->prep != shape->roles[i].prep)
            role = role->next;
        cs_buffer_char(out, i == 0 ? '(' : ',');
        if (role == NULL)
            cs_buffer_text(out, use == MAKES ? "u" : "_");
        else if (role->args->next != NULL)
            outside(b->t, "a list in a rule");
        else
            write_arg(b, role->args, use, counted, out);
        if (role != NULL && role->args->instrument != CS_NO_NAME)
            outside(b->t, "an article as an argument");
    }
    cs_buffer_text(out, shape->role_count > 0 ? ")" : "");
}

static bool is_fact(struct body *b, const struct cs_term *term)
{
    const struct cs_shape *shape = shape_of(b->t, term);

    if (shape->kind == CS_SHAPE_QUANTITY)
        outside(b->t, "a quantity");
    return shape->kind == CS_SHAPE_FACT;
}

/* ---- conditions ---- */

static void write_atom(struct body *b, const struct cs_term *term, enum use use, cs_name counted, struct cs_buffer *out)
{
    if (is_fact(b, term)) {
        cs_buffer_text(out, "holds(");
        write_term(b, term, use, counted, out);
    } else {
        cs_buffer_printf(out, "%s(_,", b->past);
        write_term(b, term, use, counted, out);
    }
    cs_buffer_text(out, ",t)");
}

/* One side of a comparison, as elements of a sum. */
static void write_side(struct body *b, const struct cs_number *n, const char *side, cs_wide factor,
                       struct cs_buffer *out)
{
    if (n->kind == CS_NUMBER_CONSTANT) {
        cs_buffer_printf(out, "%lld,%s", (long long)(factor * n->constant), side);
        return;
    }
    cs_buffer_printf(out, "%lld", (long long)factor);
    if (n->kind == CS_SUM_OF) {
        cs_buffer_text(out, "*");
        write_variable(b->t, n->variable, "C_", out);
    }
    cs_buffer_printf(out, ",%s,", side);
    if (n->kind == CS_SUM_OF)
        write_term(b, &n->term, COUNTS, n->variable, out);
    else
        write_variable(b->t, n->variable, "C_", out);
    cs_buffer_text(out, " : ");
    write_atom(b, &n->term, COUNTS, n->variable, out);
}

static void check_count(struct body *b, const struct cs_number *n)
{
    if (n->kind == CS_SUM_OF && shape_of(b->t, &n->term)->kind != CS_SHAPE_FACT)
        outside(b->t, "a sum over occurrences");
    for (const struct cs_role *r = n->kind == CS_SUM_OF ? n->term.roles : NULL; r != NULL; r = r->next)
        if (r->args->kind == CS_ARG_VARIABLE && r->args->name != n->variable && is_bound(b, r->args->name))
            continue;
    if (n->kind == CS_SUM_OF) { /* the row itself tells apart rows that differ in a role left out */
        const struct cs_shape *shape = shape_of(b->t, &n->term);
        uint32_t said = 0;

        for (const struct cs_role *r = n->term.roles; r != NULL; r = r->next)
            said++;
        if (said < shape->role_count)
            outside(b->t, "a sum with a role left out");
    }
}

static void write_number(struct body *b, const struct cs_condition *c)
{
    static const char *const compares[] = {">= 0", "<= 0", "> 0", "< 0", "= 0"};

    check_count(b, &c->left);
    check_count(b, &c->right);
    cs_buffer_text(&b->text, "#sum { ");
    write_side(b, &c->left, "left", c->ratio_under, &b->text);
    cs_buffer_text(&b->text, " ; ");
    write_side(b, &c->right, "right", -c->ratio_over, &b->text);
    cs_buffer_printf(&b->text, " } %s", compares[c->compare]);
}

/* "every s in A: B": the number of those A that lack B is 0. What B alone has, and nothing binds, means any. */
static void write_every(struct body *b, const struct cs_condition *c)
{
    cs_name counted = c->left.variable;

    cs_buffer_text(&b->text, "#count { 1 : ");
    write_atom(b, &c->left.term, COUNTS, counted, &b->text);
    cs_buffer_text(&b->text, c->negated ? ", " : ", not ");
    b->every = &c->left.term;
    write_atom(b, &c->right.term, MATCHES, counted, &b->text);
    b->every = NULL;
    cs_buffer_text(&b->text, " } = 0");
}

static void write_other(struct body *b, const struct cs_condition *c)
{
    for (const struct cs_arg *other = c->others; other != NULL; other = other->next) {
        cs_buffer_text(&b->text, other == c->others ? "" : ", ");
        write_arg(b, c->subject, MATCHES, CS_NO_NAME, &b->text);
        cs_buffer_text(&b->text, " != ");
        write_arg(b, other, MATCHES, CS_NO_NAME, &b->text);
    }
}

/* `d counts as draft`: some name of the occurrence, by its entry, by a claim or by a rule. */
static void write_counts_as(struct body *b, const struct cs_condition *c)
{
    cs_buffer_printf(&b->text, "%s%s(", c->negated ? "not " : "", b->past);
    write_arg(b, c->subject, MATCHES, CS_NO_NAME, &b->text);
    cs_buffer_char(&b->text, ',');
    if (is_fact(b, &c->term))
        outside(b->t, "a name that is a fact");
    write_term(b, &c->term, MATCHES, CS_NO_NAME, &b->text);
    cs_buffer_text(&b->text, ",t)");
}

/* R 4.9; what is unsaid is outside of what the oracle covers */
static void write_kind(struct body *b, const struct cs_condition *c)
{
    if (c->subject->kind == CS_ARG_VARIABLE && !is_bound(b, c->subject->name))
        outside(b->t, "the kind of what nothing binds");
    cs_buffer_text(&b->text, c->negated ? "not of_kind(" : "of_kind(");
    write_arg(b, c->subject, MATCHES, CS_NO_NAME, &b->text);
    cs_buffer_printf(&b->text, ",\"%s\")", name_text(b->t, c->kind_word));
}

/* came(O,T,D): O came about at the point T, which counts as of the day D. */
static void write_came(struct body *b, const struct cs_arg *arg, const char *side)
{
    cs_buffer_text(&b->text, "came(");
    write_arg(b, arg, MATCHES, CS_NO_NAME, &b->text);
    cs_buffer_printf(&b->text, ",T%s%u,D%s%u,t)", side, b->moments, side, b->moments);
}

/* R 4.10. Where either may be first, each is within the period from the other: from the later one it always is. */
static void write_moments(struct body *b, const struct cs_condition *c)
{
    bool turned = c->sides == CS_SIDES_AFTER;
    unsigned n = ++b->moments;

    write_came(b, turned ? c->others : c->subject, "a");
    cs_buffer_text(&b->text, ", ");
    write_came(b, turned ? c->subject : c->others, "b");
    if (c->sides != CS_SIDES_EITHER)
        cs_buffer_printf(&b->text, ", Ta%u < Tb%u", n, n);
    if (!c->has_duration)
        return;
    cs_buffer_text(&b->text, ", lasts(");
    write_period(c->duration, &b->text);
    cs_buffer_printf(&b->text, ",Da%u,Ea%u), Db%u %s Ea%u", n, n, n, c->compare == CS_AT_LEAST ? ">=" : "<=", n);
    if (c->sides != CS_SIDES_EITHER)
        return;
    cs_buffer_text(&b->text, ", lasts(");
    write_period(c->duration, &b->text);
    cs_buffer_printf(&b->text, ",Db%u,Eb%u), Da%u <= Eb%u", n, n, n, n);
}

static void write_condition(struct body *b, const struct cs_condition *c)
{
    cs_buffer_text(&b->text, ", ");
    switch (c->kind) {
    case CS_COND_TERM:
        cs_buffer_text(&b->text, c->negated ? "not " : "");
        write_atom(b, &c->term, MATCHES, CS_NO_NAME, &b->text);
        break;
    case CS_COND_COUNTS_AS:
        write_counts_as(b, c);
        break;
    case CS_COND_OTHER:
        write_other(b, c);
        break;
    case CS_COND_KIND:
        write_kind(b, c);
        break;
    case CS_COND_READS:
        cs_buffer_printf(&b->text, "reads(\"%s\",\"%s\")", name_text(b->t, c->reading), name_text(b->t, c->answer));
        break;
    case CS_COND_NUMBER:
        write_number(b, c);
        break;
    case CS_COND_EVERY:
        write_every(b, c);
        break;
    case CS_COND_QUANTITY:
        outside(b->t, "a quantity");
        break;
    case CS_COND_FAILS:
        outside(b->t, "a failure as a condition");
        break;
    case CS_COND_MOMENTS:
        write_moments(b, c);
        break;
    }
}

static void write_conditions(struct body *b)
{
    for (const struct cs_condition *c = b->rule->conditions; c != NULL; c = c->next)
        write_condition(b, c);
}

static void bind_conditions(struct body *b)
{
    for (const struct cs_condition *c = b->rule->conditions; c != NULL; c = c->next)
        if (!c->negated && (c->kind == CS_COND_TERM || c->kind == CS_COND_COUNTS_AS)) {
            if (c->kind == CS_COND_COUNTS_AS && c->subject->kind == CS_ARG_VARIABLE)
                bind(b, c->subject->name);
            bind_term(b, &c->term);
        }
}

static void write_valid(struct body *b)
{
    cs_buffer_printf(&b->text, ", %s(t,Today), valid(\"%s %s\",Today,%u)",
                     b->rule->kind == CS_RULE_WHILE ? "civil" : "on",
                     name_text(b->t, b->rule->article->instrument->name), name_text(b->t, b->rule->article->text),
                     (unsigned)b->rule->article->span.start);
}

/* ---- effects ---- */

static void write_article(struct body *b, struct cs_buffer *out)
{
    cs_buffer_printf(out, "\"%s %s\"", name_text(b->t, b->rule->instrument->name),
                     name_text(b->t, b->rule->article->text));
}

/* o(Rule,Values): the origin of a duty; what the duty waits for gets the variables of the rule from it. */
static void write_origin(struct body *b, struct cs_buffer *out)
{
    cs_buffer_printf(out, "o(%u,v", b->t->rule);
    for (size_t i = 0; i < b->bound_count; i++) {
        cs_buffer_char(out, i == 0 ? '(' : ',');
        write_variable(b->t, b->bound[i], "V_", out);
    }
    cs_buffer_text(out, b->bound_count > 0 ? "))" : ")");
}

static void write_sentence(struct body *b, const struct cs_bond *bond, struct cs_buffer *out)
{
    cs_buffer_text(out, "b(");
    write_article(b, out);
    cs_buffer_printf(out, ",%s,", bond->negated ? "no" : "do");
    write_arg(b, bond->first, MAKES, CS_NO_NAME, out);
    cs_buffer_char(out, ',');
    write_arg(b, bond->second, MAKES, CS_NO_NAME, out);
    cs_buffer_char(out, ',');
    write_term(b, &bond->act, MAKES, CS_NO_NAME, out);
    cs_buffer_char(out, ')');
}

/* HEAD Sentence,Origin,t) :- it was founded (with `at_once`: is founded at t), WHAT TERM,t). */
static void write_watch(struct body *b, const struct cs_bond *bond, const char *head, bool at_once, const char *what,
                        const char *term)
{
    struct cs_buffer *out = b->t->out;

    cs_buffer_text(out, head);
    write_sentence(b, bond, out);
    cs_buffer_char(out, ',');
    write_origin(b, out);
    cs_buffer_text(out, at_once ? ",t) :- origin(" : ",t) :- watched(");
    write_sentence(b, bond, out);
    cs_buffer_text(out, at_once ? "," : ",_,");
    write_origin(b, out);
    cs_buffer_printf(out, "%s), %s%s,t).\n", at_once ? ",t" : "", what, term);
}

/* What `until`, `released upon` and `suspended while` wait for. A variable that nothing binds is any. */
static void write_modifier(struct body *b, const struct cs_bond *bond, const struct cs_modifier *m)
{
    bool fact = is_fact(b, &m->term);
    struct cs_buffer term;

    if (!fact && (m->negated || m->kind == CS_MODIFIER_SUSPENDED))
        outside(b->t, "waiting for what is no occurrence");
    cs_buffer_init(&term);
    write_term(b, &m->term, MATCHES, CS_NO_NAME, &term);
    if (m->kind == CS_MODIFIER_SUSPENDED) {
        write_watch(b, bond, "pauses(", false, "holds(", cs_buffer_string(&term));
        write_watch(b, bond, "pauses_now(", true, "holds(", cs_buffer_string(&term));
    } else {
        write_watch(b, bond, m->kind == CS_MODIFIER_UNTIL ? "strikes(until," : "strikes(released,", false,
                    !fact ? "name(_," : m->negated ? "ceased(" : "began(", cs_buffer_string(&term));
        if (fact && !m->negated && m->kind == CS_MODIFIER_UNTIL)
            write_watch(b, bond, "over_already(", true, "holds(", cs_buffer_string(&term));
    }
    cs_buffer_release(&term);
}

static void write_limit(struct body *b, const struct cs_bond *bond)
{
    struct cs_buffer *out = b->t->out;

    cs_buffer_text(out, "#program base.\n");
    if (bond->limit == CS_LIMIT_DURATION) {
        cs_buffer_printf(out, "limit(%u,", b->t->rule);
        write_period(bond->duration, out);
        cs_buffer_text(out, ").\n");
        if (bond->duration.unit == CS_HOURS)
            outside(b->t, "hours");
    } else if (bond->limit == CS_LIMIT_READING) {
        cs_buffer_printf(out, "limit(%u,reading(\"%s\")).\n", b->t->rule, name_text(b->t, bond->reading));
    } else if (bond->limit == CS_LIMIT_BEFORE) {
        if (bond->before.form != CS_MOMENT_DAY)
            outside(b->t, "before an hour or a month");
        cs_buffer_printf(out, "last_day(%u,%d).\n", b->t->rule, bond->before.first - 1);
    }
    if (bond->only)
        cs_buffer_printf(out, "only(%u).\n", b->t->rule);
    cs_buffer_text(out, "#program step(t).\n");
}

static void write_owed_act(struct body *b, const struct cs_bond *bond)
{
    if (bond->expectation)
        outside(b->t, "an expectation in a rule");
    write_limit(b, bond);
    for (const struct cs_modifier *m = bond->modifiers; m != NULL; m = m->next)
        write_modifier(b, bond, m);
}

/* A fact or name that a rule concludes must say all its roles: what is left unsaid is not covered. */
static void check_said(struct body *b, const struct cs_term *term)
{
    const struct cs_shape *shape = shape_of(b->t, term);

    for (uint32_t i = 0; i < shape->role_count; i++) {
        const struct cs_role *role = term->roles;

        while (role != NULL && role->prep != shape->roles[i].prep)
            role = role->next;
        if (role == NULL)
            outside(b->t, "a conclusion with a role left unsaid");
    }
}

static bool trigger_is_entry(struct body *b)
{
    return b->rule->trigger.kind != CS_COND_FAILS && !is_fact(b, &b->rule->trigger.term);
}

/* Is some argument of this text left open? */
static bool has_any(const char *text)
{
    return strstr(text, "(_") != NULL || strstr(text, ",_") != NULL;
}

static void write_when_effect(struct body *b, const struct cs_effect *e, const char *occurrence)
{
    struct cs_buffer *out = b->t->out;

    if (e->kind == CS_EFFECT_BOND) {
        cs_buffer_text(out, "founds(");
        write_sentence(b, &e->bond, out);
        cs_buffer_char(out, ',');
        write_origin(b, out);
    } else if (is_fact(b, &e->term)) {
        cs_buffer_text(out, e->kind == CS_EFFECT_END ? "ends(" : "begins(");
        if (e->kind != CS_EFFECT_END)
            check_said(b, &e->term);
        write_term(b, &e->term, e->kind == CS_EFFECT_END ? MATCHES : MAKES, CS_NO_NAME, out);
    } else {
        if (e->subject != NULL)
            outside(b->t, "a rule by which something earlier counts as an act");
        check_said(b, &e->term);
        cs_buffer_printf(out, "name(%s,", occurrence);
        write_term(b, &e->term, MAKES, CS_NO_NAME, out);
    }
    cs_buffer_printf(out, ",t) :- %s.\n", cs_buffer_string(&b->text));
    if (e->kind != CS_EFFECT_BOND && !is_fact(b, &e->term) && !trigger_is_entry(b)) {
        if (has_any(occurrence))
            outside(b->t, "a name of a fact that is not told whole");
        cs_buffer_printf(out, "set_off(%s,t) :- %s.\n", occurrence, cs_buffer_string(&b->text));
    }
    if (e->kind == CS_EFFECT_BOND)
        write_owed_act(b, &e->bond);
}

/* ---- when ---- */

static bool says(const struct cs_term *term, enum cs_prep prep)
{
    for (const struct cs_role *r = term->roles; r != NULL; r = r->next)
        if (r->prep == prep)
            return true;
    return false;
}

/* A rule for a failure must not look at a role that the act owed leaves unsaid: that would be a question (R 2.7). */
static void check_breach(struct body *b, const struct cs_condition *fails)
{
    for (const struct cs_file *f = b->t->c->files; f != NULL; f = f->next)
        for (const struct cs_rule *r = f->rules; r != NULL; r = r->next)
            for (const struct cs_effect *e = r->effects; e != NULL; e = e->next)
                for (const struct cs_role *role = fails->term.roles; role != NULL; role = role->next)
                    if (e->kind == CS_EFFECT_BOND && e->bond.act.head == fails->term.head &&
                        !says(&e->bond.act, role->prep))
                        outside(b->t, "a breach of an act that leaves a role unsaid");
}

/* The trigger at a point t: an occurrence with that name, a fact that begins or ceases, a broken duty. */
static void write_trigger(struct body *b, const char *occurrence, struct cs_buffer *out)
{
    const struct cs_condition *trigger = &b->rule->trigger;

    if (trigger->kind == CS_COND_FAILS) {
        check_breach(b, trigger);
        cs_buffer_printf(out, "fails(b(_,%s,", trigger->negated ? "no" : "do");
        write_arg(b, trigger->subject, MATCHES, CS_NO_NAME, out);
        cs_buffer_char(out, ',');
        write_arg(b, trigger->others, MATCHES, CS_NO_NAME, out);
        cs_buffer_char(out, ',');
        write_term(b, &trigger->term, MATCHES, CS_NO_NAME, out);
        cs_buffer_text(out, "),t)");
    } else if (is_fact(b, &trigger->term)) {
        cs_buffer_text(out, trigger->negated ? "ceased(" : "began(");
        write_term(b, &trigger->term, MATCHES, CS_NO_NAME, out);
        cs_buffer_text(out, ",t)");
    } else {
        if (trigger->negated)
            outside(b->t, "when no occurrence");
        cs_buffer_printf(out, "name(%s,", occurrence);
        write_term(b, &trigger->term, MATCHES, CS_NO_NAME, out);
        cs_buffer_text(out, ",t)");
    }
}

/* The occurrence to which the rule gives names: that of its trigger, or a term that stands for one. */
static const char *trigger_occurrence(struct body *b, struct cs_buffer *out)
{
    const struct cs_condition *trigger = &b->rule->trigger;

    if (trigger->kind == CS_COND_FAILS) {
        cs_buffer_text(out, "fail(t)");
    } else if (is_fact(b, &trigger->term)) {
        cs_buffer_text(out, trigger->negated ? "end(" : "begin(");
        write_term(b, &trigger->term, MATCHES, CS_NO_NAME, out);
        cs_buffer_text(out, ",t)");
    } else if (b->rule->variable != CS_NO_NAME) {
        write_variable(b->t, b->rule->variable, "V_", out);
    } else {
        cs_buffer_text(out, "O");
    }
    return cs_buffer_string(out);
}

/* awaits(Rule,Root,Values,E,t): the rule is set off at t, and waits for the end (or start) of day E. */
static void write_wait(struct body *b, const char *occurrence)
{
    struct cs_buffer *out = b->t->out;
    struct cs_buffer values;
    bool entry = trigger_is_entry(b);

    cs_buffer_init(&values);
    cs_buffer_printf(&values, "waits(%u,%s,v(u", b->t->rule, entry ? "Root" : "u");
    for (size_t i = 0; i < b->bound_count; i++) {
        cs_buffer_char(&values, ',');
        write_variable(b->t, b->bound[i], "V_", &values);
    }
    cs_buffer_text(&values, "),E,");
    cs_buffer_printf(out, "a%st) :- ", cs_buffer_string(&values));
    write_trigger(b, occurrence, out);
    if (entry)
        cs_buffer_printf(out, ", root(%s,Root,t)", occurrence);
    cs_buffer_text(out, ", on(t,Day), lasts(");
    if (b->rule->delay == CS_DELAY_READING)
        cs_buffer_printf(out, "reading(\"%s\")", name_text(b->t, b->rule->reading));
    else
        write_period(b->rule->duration, out);
    cs_buffer_text(out, ",Day,E).\n");
    if (b->rule->delay == CS_DELAY_DURATION && b->rule->duration.unit == CS_HOURS)
        outside(b->t, "hours");
    cs_buffer_printf(&b->text, "%s_), opens(t,E,%s)", cs_buffer_string(&values), b->rule->start_of ? "early" : "dusk");
    cs_buffer_release(&values);
}

/* R 4.6: the state holds as its day ends, or begins after it. */
static void write_reached(struct body *b)
{
    struct cs_buffer term, day;

    cs_buffer_init(&term);
    cs_buffer_init(&day);
    write_term(b, &b->rule->trigger.term, MATCHES, CS_NO_NAME, &term);
    write_variable(b->t, b->rule->variable, "V_", &day);
    cs_buffer_printf(&b->text,
                     "holds(%s,t), 1 <= #count { 1 : opens(t,%s,dusk) ; 2 : began(%s,t), civil(t,Today), %s < Today }",
                     cs_buffer_string(&term), cs_buffer_string(&day), cs_buffer_string(&term), cs_buffer_string(&day));
    cs_buffer_release(&term);
    cs_buffer_release(&day);
}

static void translate_when(struct body *b)
{
    const struct cs_rule *rule = b->rule;
    struct cs_buffer occurrence, reached;
    const char *of;

    cs_buffer_init(&occurrence);
    cs_buffer_init(&reached);
    bind_term(b, &rule->trigger.term);
    if (rule->trigger.kind == CS_COND_FAILS) {
        if (rule->trigger.subject->kind == CS_ARG_VARIABLE)
            bind(b, rule->trigger.subject->name);
        if (rule->trigger.others->kind == CS_ARG_VARIABLE)
            bind(b, rule->trigger.others->name);
    }
    if (rule->delay != CS_DELAY_REACHED && trigger_is_entry(b))
        bind(b, rule->variable);
    of = trigger_occurrence(b, &occurrence);
    if (rule->delay == CS_DELAY_REACHED) {
        write_reached(b);
        cs_buffer_text(&reached, "reach(");
        write_term(b, &rule->trigger.term, MATCHES, CS_NO_NAME, &reached);
        cs_buffer_text(&reached, ",t)");
        of = cs_buffer_string(&reached);
    } else if (rule->delay == CS_DELAY_NONE) {
        write_trigger(b, of, &b->text);
    } else {
        write_wait(b, of);
        of = trigger_is_entry(b) ? "by(Root,E)" : "fail(u,t)";
        if (!trigger_is_entry(b))
            for (const struct cs_effect *e = rule->effects; e != NULL; e = e->next)
                if (e->kind == CS_EFFECT_TERM && !is_fact(b, &e->term))
                    outside(b->t, "a name after a state and a period");
    }
    bind_conditions(b);
    write_conditions(b);
    write_valid(b);
    for (const struct cs_effect *e = rule->effects; e != NULL; e = e->next) {
        write_when_effect(b, e, of);
        b->t->rule++;
    }
    cs_buffer_release(&occurrence);
    cs_buffer_release(&reached);
}

/* ---- while and may ---- */

static void translate_while(struct body *b)
{
    struct cs_buffer *out = b->t->out;

    b->past = "past";
    bind_conditions(b);
    cs_buffer_text(&b->text, "on(t,_)");
    write_conditions(b);
    for (const struct cs_effect *e = b->rule->effects; e != NULL; e = e->next) {
        if (e->kind == CS_EFFECT_BOND) {
            cs_buffer_text(out, "state(");
            write_sentence(b, &e->bond, out);
            cs_buffer_char(out, ',');
            write_origin(b, out);
            cs_buffer_char(out, ',');
            write_article(b, out);
            cs_buffer_printf(out, ",%u,t) :- %s.\n", (unsigned)b->rule->article->span.start,
                             cs_buffer_string(&b->text));
            write_owed_act(b, &e->bond);
        } else {
            struct cs_buffer all = b->text;

            check_said(b, &e->term);
            cs_buffer_init(&b->text);
            cs_buffer_text(&b->text, cs_buffer_string(&all));
            write_valid(b);
            cs_buffer_text(out, "holds(");
            write_term(b, &e->term, MAKES, CS_NO_NAME, out);
            cs_buffer_printf(out, ",t) :- %s.\n", cs_buffer_string(&b->text));
            cs_buffer_release(&b->text);
            b->text = all;
        }
        b->t->rule++;
    }
}

static void translate_may(struct body *b)
{
    struct cs_buffer *out = b->t->out;
    struct cs_buffer pattern;

    b->past = "past";
    bind_term(b, &b->rule->trigger.term);
    cs_buffer_init(&pattern);
    write_term(b, &b->rule->trigger.term, MATCHES, CS_NO_NAME, &pattern);
    cs_buffer_printf(&b->text, "asked(O,Row,t) :- occurs(O,t), term(O,Row), Row = %s", cs_buffer_string(&pattern));
    for (const struct cs_condition *c = b->rule->conditions; c != NULL; c = c->next)
        if (c->kind == CS_COND_KIND && c->implied && is_bound(b, c->subject->name))
            write_condition(b, c);
    write_valid(b);
    cs_buffer_printf(out, "%s.\n", cs_buffer_string(&b->text));
    cs_buffer_clear(&b->text);
    bind_conditions(b);
    cs_buffer_printf(&b->text, "occurs(O,t), term(O,Row), Row = %s", cs_buffer_string(&pattern));
    write_conditions(b);
    write_valid(b);
    cs_buffer_printf(out, "may(O,Row,t) :- %s.\n", cs_buffer_string(&b->text));
    cs_buffer_release(&pattern);
}

void translate_rule(struct translator *t, const struct cs_rule *rule)
{
    struct body b = {.t = t, .rule = rule, .past = "seen"};

    if (rule->article == NULL) {
        outside(t, "a rule outside of an article");
        return;
    }
    cs_buffer_init(&b.text);
    if (rule->kind == CS_RULE_WHEN)
        translate_when(&b);
    else if (rule->kind == CS_RULE_WHILE)
        translate_while(&b);
    else
        translate_may(&b);
    t->rule++;
    cs_buffer_release(&b.text);
}

/* ---- the rows of requests and decisions ---- */

static void translate_request(struct body *b, const struct cs_row_line *row)
{
    struct cs_buffer term;

    cs_buffer_init(&term);
    write_term(b, &row->term, MATCHES, CS_NO_NAME, &term);
    cs_buffer_printf(b->t->out, "#program base.\nrequest(O,Row) :- term(O,Row), Row = %s.\n#program finish(t).\n",
                     cs_buffer_string(&term));
    cs_buffer_release(&term);
}

void translate_row(struct translator *t, const struct cs_row_line *row)
{
    static const char *const words[] = {"adopted", "not adopted", "deferred"};
    struct body b = {.t = t, .past = "seen"};
    unsigned rank = 0;
    struct cs_buffer term;

    if (!row->decision) {
        translate_request(&b, row);
        return;
    }
    cs_buffer_init(&term);
    bind(&b, row->variable);
    write_term(&b, &row->term, MATCHES, CS_NO_NAME, &term);
    cs_buffer_text(t->out, "draft(");
    write_variable(t, row->variable, "V_", t->out);
    cs_buffer_text(t->out, ") :- entry(");
    write_variable(t, row->variable, "V_", t->out);
    cs_buffer_text(t->out, "), seen(");
    write_variable(t, row->variable, "V_", t->out);
    cs_buffer_printf(t->out, ",%s,t).\n", cs_buffer_string(&term));
    for (const struct cs_row_state *s = row->states; s != NULL; s = s->next) {
        struct body inner = {.t = t, .past = "seen"};

        bind(&inner, row->variable);
        cs_buffer_clear(&term);
        if (s->outcome == CS_OUTCOME_WITHOUT) {
            bind(&inner, s->variable);
            cs_buffer_text(t->out, "without(");
            write_variable(t, row->variable, "V_", t->out);
            cs_buffer_char(t->out, ',');
            write_variable(t, s->variable, "V_", t->out);
        } else {
            cs_buffer_printf(t->out, "comes(");
            write_variable(t, row->variable, "V_", t->out);
            cs_buffer_printf(t->out, ",%u,\"%s\"", rank++, words[s->outcome]);
        }
        cs_buffer_text(t->out, ") :- draft(");
        write_variable(t, row->variable, "V_", t->out);
        cs_buffer_text(t->out, "), ");
        write_atom(&inner, &s->term, MATCHES, CS_NO_NAME, t->out);
        cs_buffer_text(t->out, ".\n");
    }
    cs_buffer_release(&term);
}
