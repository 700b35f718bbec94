/* SPDX-License-Identifier: MIT */
/* The conditions of a rule, and the terms in them, as the body of a rule of clingo. */
#include <string.h>

#include "translate_body.h"

/* ---- variables ---- */

bool is_bound(const struct body *b, cs_name variable)
{
    for (size_t i = 0; i < b->bound_count; i++)
        if (b->bound[i] == variable)
            return true;
    return false;
}

void bind_variable(struct body *b, cs_name variable)
{
    if (variable == CS_NO_NAME || is_bound(b, variable))
        return;
    if (b->bound_count == BOUND_MAX)
        outside(b->t, "a rule of many variables");
    else
        b->bound[b->bound_count++] = variable;
}

void bind_term(struct body *b, const struct cs_term *term)
{
    for (const struct cs_role *role = term->roles; role != NULL; role = role->next)
        for (const struct cs_arg *arg = role->args; arg != NULL; arg = arg->next)
            if (arg->kind == CS_ARG_VARIABLE)
                bind_variable(b, arg->name);
}

static bool is_variable(const struct cs_arg *arg, cs_name name)
{
    return arg->kind == CS_ARG_VARIABLE && arg->name == name;
}

static bool has_variable(const struct cs_term *term, cs_name name)
{
    for (const struct cs_role *role = term != NULL ? term->roles : NULL; role != NULL; role = role->next)
        if (is_variable(role->args, name))
            return true;
    return false;
}

/* Is it told whole by this positive condition? A duty says who owes and to whom; its act may leave a role unsaid. */
static bool is_told(const struct cs_condition *c, cs_name name)
{
    if (c->kind == CS_COND_DUTY)
        return is_variable(c->subject, name) || is_variable(c->others, name);
    if (c->kind == CS_COND_COUNTS_AS && is_variable(c->subject, name))
        return true;
    return (c->kind == CS_COND_TERM || c->kind == CS_COND_COUNTS_AS) && has_variable(&c->term, name);
}

bool may_be_unsaid(const struct body *b, const struct cs_arg *arg)
{
    if (arg->kind != CS_ARG_VARIABLE || !is_bound(b, arg->name) || arg->name == b->rule->variable)
        return false;
    if (b->rule->kind != CS_RULE_WHILE && is_told(&b->rule->trigger, arg->name))
        return false;
    for (const struct cs_condition *c = b->rule->conditions; c != NULL; c = c->next)
        if (!c->negated && is_told(c, arg->name))
            return false;
    return true;
}

void write_variable(struct translator *t, cs_name name, const char *prefix, struct cs_buffer *out)
{
    cs_buffer_text(out, prefix);
    for (const char *c = name_text(t, name); *c != '\0'; c++) {
        if ((*c < 'a' || *c > 'z') && (*c < '0' || *c > '9'))
            outside(t, "a variable in other letters");
        cs_buffer_char(out, *c);
    }
}

/* ---- terms ---- */

void write_arg(struct body *b, const struct cs_arg *arg, enum use use, cs_name counted, struct cs_buffer *out)
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

void write_term(struct body *b, const struct cs_term *term, enum use use, cs_name counted, struct cs_buffer *out)
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

bool is_fact(struct body *b, const struct cs_term *term)
{
    const struct cs_shape *shape = shape_of(b->t, term);

    if (shape->kind == CS_SHAPE_QUANTITY)
        outside(b->t, "a quantity");
    return shape->kind == CS_SHAPE_FACT;
}

/* ---- conditions ---- */

void write_atom(struct body *b, const struct cs_term *term, enum use use, cs_name counted, struct cs_buffer *out)
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
        bool unsaid = may_be_unsaid(b, c->subject) || may_be_unsaid(b, other); /* it is other than anything */

        cs_buffer_text(&b->text, other == c->others ? "" : ", ");
        cs_buffer_text(&b->text, unsaid ? "1 { " : "");
        write_arg(b, c->subject, MATCHES, CS_NO_NAME, &b->text);
        cs_buffer_text(&b->text, " != ");
        write_arg(b, other, MATCHES, CS_NO_NAME, &b->text);
        if (!unsaid)
            continue;
        cs_buffer_text(&b->text, " ; ");
        write_arg(b, c->subject, MATCHES, CS_NO_NAME, &b->text);
        cs_buffer_text(&b->text, " = u }");
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
    write_period(b->t, b->rule->instrument, c->duration, &b->text);
    cs_buffer_printf(&b->text, ",Da%u,Ea%u), Db%u %s Ea%u", n, n, n, c->compare == CS_AT_LEAST ? ">=" : "<=", n);
    if (c->sides != CS_SIDES_EITHER)
        return;
    cs_buffer_text(&b->text, ", lasts(");
    write_period(b->t, b->rule->instrument, c->duration, &b->text);
    cs_buffer_printf(&b->text, ",Db%u,Eb%u), Da%u <= Eb%u", n, n, n, n);
}

/* R 4.11: owes(X,H,C,Act), which holds; be(Verb,X,H,C,Act), which has happened. */
void write_duty(struct body *b, const struct cs_condition *c, struct cs_buffer *out)
{
    static const char *const verbs[CS_VERB_COUNT] = {"be(fails,", "be(fulfils,", "be(owed,", "owes("};

    cs_buffer_printf(out, "%s%s,", verbs[c->verb], c->forbidden ? "no" : "do");
    write_arg(b, c->subject, MATCHES, CS_NO_NAME, out);
    cs_buffer_char(out, ',');
    write_arg(b, c->others, MATCHES, CS_NO_NAME, out);
    cs_buffer_char(out, ',');
    write_term(b, &c->term, MATCHES, CS_NO_NAME, out);
    cs_buffer_char(out, ')');
}

void write_condition(struct body *b, const struct cs_condition *c)
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
    case CS_COND_DUTY:
        cs_buffer_text(&b->text, c->negated ? "not " : "");
        cs_buffer_text(&b->text, c->verb == CS_VERB_OWES           ? "holds("
                                 : strcmp(b->past, "seen") == 0 ? "became("
                                                                : "had_become(");
        write_duty(b, c, &b->text);
        cs_buffer_text(&b->text, ",t)");
        break;
    case CS_COND_MOMENTS:
        write_moments(b, c);
        break;
    }
}

void write_conditions(struct body *b)
{
    for (const struct cs_condition *c = b->rule->conditions; c != NULL; c = c->next)
        write_condition(b, c);
}

void bind_duty(struct body *b, const struct cs_condition *c)
{
    if (c->subject->kind == CS_ARG_VARIABLE)
        bind_variable(b, c->subject->name);
    if (c->others->kind == CS_ARG_VARIABLE)
        bind_variable(b, c->others->name);
    bind_term(b, &c->term);
}

void bind_conditions(struct body *b)
{
    for (const struct cs_condition *c = b->rule->conditions; c != NULL; c = c->next)
        if (!c->negated && c->kind == CS_COND_DUTY)
            bind_duty(b, c);
        else if (!c->negated && (c->kind == CS_COND_TERM || c->kind == CS_COND_COUNTS_AS)) {
            if (c->kind == CS_COND_COUNTS_AS && c->subject->kind == CS_ARG_VARIABLE)
                bind_variable(b, c->subject->name);
            bind_term(b, &c->term);
        }
}
