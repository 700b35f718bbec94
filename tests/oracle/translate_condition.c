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

/* Numbers and moments are never unsaid: their variables stand for one value wherever they stand. */
static bool is_split(const struct body *b, const struct cs_term *term, enum cs_prep prep)
{
    const struct cs_shape *shape = shape_of(b->t, term);

    for (uint32_t i = 0; i < shape->role_count; i++)
        if (shape->roles[i].prep == prep)
            return b->t->unsaid && is_of_somebody(shape->roles[i].kind);
    return false;
}

void bind_place(struct body *b, cs_name variable, const struct cs_arg *arg)
{
    bind_variable(b, variable);
    if (!b->t->unsaid || variable == CS_NO_NAME)
        return;
    if (b->place_count == BOUND_MAX) {
        outside(b->t, "a rule of many variables");
        return;
    }
    b->places[b->place_count++] = (struct place){variable, arg};
    if (arg == NULL) { /* it is the first */
        memmove(b->places + 1, b->places, (b->place_count - 1) * sizeof *b->places);
        b->places[0] = (struct place){variable, arg};
    }
}

void bind_term(struct body *b, const struct cs_term *term)
{
    for (const struct cs_role *role = term->roles; role != NULL; role = role->next)
        for (const struct cs_arg *arg = role->args; arg != NULL; arg = arg->next)
            if (arg->kind == CS_ARG_VARIABLE && is_split(b, term, role->prep))
                bind_place(b, arg->name, arg);
            else if (arg->kind == CS_ARG_VARIABLE)
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

/* ---- places of a variable ---- */

/* The number of the place among those of its variable, from 1; 0 if it is none. */
static unsigned place_number(const struct body *b, const struct cs_arg *arg)
{
    unsigned number = 0;

    for (size_t i = 0; i < b->place_count; i++) {
        number += b->places[i].variable == arg->name;
        if (b->places[i].arg == arg)
            return number;
    }
    return 0;
}

static unsigned places_of(const struct body *b, cs_name variable)
{
    unsigned count = 0;

    for (size_t i = 0; i < b->place_count; i++)
        count += b->places[i].variable == variable;
    return count;
}

static void write_place(struct body *b, cs_name variable, unsigned number, struct cs_buffer *out)
{
    write_variable(b->t, variable, "V_", out);
    if (number > 1)
        cs_buffer_printf(out, "_%u", number);
}

void write_value(struct body *b, cs_name variable, struct cs_buffer *out)
{
    unsigned count = places_of(b, variable);

    cs_buffer_text(out, count > 1 ? "@pick(" : "");
    for (unsigned i = 1; i <= count || i == 1; i++) {
        cs_buffer_text(out, i > 1 ? "," : "");
        write_place(b, variable, i, out);
    }
    cs_buffer_text(out, count > 1 ? ")" : "");
}

void write_places(struct body *b, cs_name variable, struct cs_buffer *out)
{
    for (unsigned i = 1; i == 1 || i <= places_of(b, variable); i++) {
        cs_buffer_text(out, i > 1 ? "," : "");
        write_place(b, variable, i, out);
    }
}

void write_agreements(struct body *b, struct cs_buffer *out)
{
    for (size_t v = 0; v < b->bound_count; v++)
        for (unsigned i = 1; i <= places_of(b, b->bound[v]); i++)
            for (unsigned k = i + 1; k <= places_of(b, b->bound[v]); k++) {
                cs_buffer_text(out, ", agree(");
                write_place(b, b->bound[v], i, out);
                cs_buffer_char(out, ',');
                write_place(b, b->bound[v], k, out);
                cs_buffer_char(out, ')');
            }
}

void write_joins(struct body *b, struct cs_buffer *out)
{
    cs_buffer_text(out, cs_buffer_string(&b->joins));
    cs_buffer_clear(&b->joins);
}

void body_release(struct body *b)
{
    cs_buffer_release(&b->text);
    cs_buffer_release(&b->joins);
}

/* What stands here in a fact or an occurrence that is looked for, and is to agree with `arg`. */
static void write_fresh(struct body *b, const struct cs_arg *arg, bool of_every, struct cs_buffer *out)
{
    unsigned places = arg->kind == CS_ARG_VARIABLE && !of_every ? places_of(b, arg->name) : 1;

    cs_buffer_printf(out, "F%u", ++b->fresh);
    for (unsigned i = 1; i <= (places == 0 ? 1 : places); i++) {
        cs_buffer_printf(&b->joins, ", %s(F%u,", b->waits_for_any ? "fits_any" : "agree", b->fresh);
        if (arg->kind != CS_ARG_VARIABLE)
            write_constant(b->t, arg, &b->joins);
        else if (of_every)
            write_variable(b->t, arg->name, "C_", &b->joins);
        else
            write_place(b, arg->name, i, &b->joins);
        cs_buffer_char(&b->joins, ')');
    }
}

/* One that is made has in this role what the rule says: of an occurrence, or nobody of a fact and of an act owed. */
static void write_made(struct body *b, const struct cs_arg *arg, const struct cs_role_symbol *role, bool row,
                       struct cs_buffer *out)
{
    if (arg->kind != CS_ARG_VARIABLE || !is_of_somebody(role->kind)) {
        write_arg(b, arg, MAKES, CS_NO_NAME, out);
        return;
    }
    cs_buffer_text(out, row ? "@named(" : "@told(");
    write_value(b, arg->name, out);
    if (row)
        cs_buffer_printf(out, ",%s,\"%s\"", b->named, cs_prep_text(role->prep));
    cs_buffer_char(out, ')');
}

/* An argument of a role in which somebody may be unsaid. */
static void write_open_arg(struct body *b, const struct cs_arg *arg, bool fact, enum use use, cs_name counted,
                           struct cs_buffer *out)
{
    bool local = arg->kind == CS_ARG_VARIABLE && (arg->name == counted || !is_bound(b, arg->name));
    unsigned number = arg->kind == CS_ARG_VARIABLE ? place_number(b, arg) : 0;

    if (number > 0)
        write_place(b, arg->name, number, out);
    else if (arg->kind != CS_ARG_VARIABLE && fact)
        write_constant(b->t, arg, out);
    else if (local && use == MATCHES && has_variable(b->every, arg->name))
        write_fresh(b, arg, true, out);
    else if (local && use == COUNTS && b->one)
        cs_buffer_text(out, arg->name == counted ? "One" : "_");
    else if (local && use == COUNTS)
        write_variable(b->t, arg->name, "C_", out);
    else if (local)
        cs_buffer_char(out, '_');
    else
        write_fresh(b, arg, false, out);
}

/* ---- terms ---- */

void write_arg(struct body *b, const struct cs_arg *arg, enum use use, cs_name counted, struct cs_buffer *out)
{
    if (arg->kind != CS_ARG_VARIABLE)
        write_constant(b->t, arg, out);
    else if (use == MATCHES && (arg->name == counted || !is_bound(b, arg->name)) && has_variable(b->every, arg->name))
        write_variable(b->t, arg->name, "C_", out);
    else if (use == COUNTS && b->one && !is_bound(b, arg->name))
        cs_buffer_char(out, '_');
    else if (use == COUNTS && (arg->name == counted || !is_bound(b, arg->name)))
        write_variable(b->t, arg->name, "C_", out);
    else if (is_bound(b, arg->name))
        write_value(b, arg->name, out);
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
        if (role == NULL && use == MAKES && b->named != NULL && is_of_somebody(shape->roles[i].kind) &&
            is_role_looked_at(b->t, term->head, shape->roles[i].prep))
            cs_buffer_printf(out, "@named(u,%s,\"%s\")", b->named, cs_prep_text(shape->roles[i].prep));
        else if (role == NULL)
            cs_buffer_text(out, use == MAKES ? "u" : "_");
        else if (role->args->next != NULL)
            outside(b->t, "a list in a rule");
        else if (b->t->unsaid && use == MAKES)
            write_made(b, role->args, &shape->roles[i],
                       b->named != NULL && is_role_looked_at(b->t, term->head, shape->roles[i].prep), out);
        else if (b->t->unsaid && is_of_somebody(shape->roles[i].kind))
            write_open_arg(b, role->args, shape->kind == CS_SHAPE_FACT, use, counted, out);
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
    write_joins(b, out);
}

/*
 * R 2.7: whoever an occurrence leaves unsaid is one of those who are counted, or one more. A fact that leaves it unsaid
 * says it of nobody.
 */
static void write_counted_unsaid(struct body *b, const struct cs_number *n, const char *side, cs_wide factor,
                                 struct cs_buffer *out)
{
    unsigned times = 0;

    for (const struct cs_role *role = n->term.roles; role != NULL; role = role->next)
        times += is_variable(role->args, n->variable);
    if (times > 1)
        outside(b->t, "a count of what stands in two roles, where roles are unsaid");
    if (is_fact(b, &n->term)) {
        cs_buffer_text(out, ", ");
        write_variable(b->t, n->variable, "C_", out);
        cs_buffer_text(out, " != u");
        return;
    }
    cs_buffer_printf(out, " ; %lld,%s,one_of(", (long long)-factor, side);
    write_variable(b->t, n->variable, "C_", out);
    cs_buffer_text(out, ") : ");
    write_atom(b, &n->term, COUNTS, n->variable, out);
    cs_buffer_text(out, ", unsaid(");
    write_variable(b->t, n->variable, "C_", out);
    cs_buffer_text(out, "), same(");
    write_variable(b->t, n->variable, "C_", out);
    cs_buffer_text(out, ",One), not unsaid(One), ");
    b->one = true;
    write_atom(b, &n->term, COUNTS, n->variable, out);
    b->one = false;
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
    if (b->t->unsaid && n->kind == CS_NUMBER_OF)
        write_counted_unsaid(b, n, side, factor, out);
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

/*
 * The same where roles may be unsaid: as many as are so of A have one that fits B, or none has. A fact that leaves it
 * unsaid says it of nobody.
 */
static void write_every_unsaid(struct body *b, const struct cs_condition *c)
{
    cs_name counted = c->left.variable;
    struct cs_buffer locals, all;

    cs_buffer_init(&locals);
    cs_buffer_init(&all);
    for (const struct cs_role *role = c->left.term.roles; role != NULL; role = role->next)
        if (role->args->kind == CS_ARG_VARIABLE && (role->args->name == counted || !is_bound(b, role->args->name))) {
            cs_buffer_char(&locals, ',');
            write_variable(b->t, role->args->name, "C_", &locals);
        }
    write_atom(b, &c->left.term, COUNTS, counted, &all);
    if (is_fact(b, &c->left.term)) {
        cs_buffer_text(&all, ", ");
        write_variable(b->t, counted, "C_", &all);
        cs_buffer_text(&all, " != u");
    }
    cs_buffer_text(&b->text, "#sum { ");
    if (!c->negated)
        cs_buffer_printf(&b->text, "1,all%s : %s ; ", cs_buffer_string(&locals), cs_buffer_string(&all));
    cs_buffer_printf(&b->text, "-1,fit%s : %s, ", cs_buffer_string(&locals), cs_buffer_string(&all));
    b->every = &c->left.term;
    write_atom(b, &c->right.term, MATCHES, counted, &b->text);
    b->every = NULL;
    cs_buffer_text(&b->text, " } = 0");
    cs_buffer_release(&locals);
    cs_buffer_release(&all);
}

/* "every s in A: B": the number of those A that lack B is 0. What B alone has, and nothing binds, means any. */
static void write_every(struct body *b, const struct cs_condition *c)
{
    cs_name counted = c->left.variable;

    if (b->t->unsaid) {
        write_every_unsaid(b, c);
        return;
    }
    cs_buffer_text(&b->text, "#count { 1 : ");
    write_atom(b, &c->left.term, COUNTS, counted, &b->text);
    cs_buffer_text(&b->text, c->negated ? ", " : ", not ");
    b->every = &c->left.term;
    write_atom(b, &c->right.term, MATCHES, counted, &b->text);
    b->every = NULL;
    cs_buffer_text(&b->text, " } = 0");
}

/* Each place of the one and each of the other: "same(V_a,V_b), same(V_a_2,V_b)". */
static void write_all_same(struct body *b, const struct cs_arg *one, const struct cs_arg *other)
{
    const struct cs_arg *sides[] = {one, other};
    unsigned count[2];

    for (int k = 0; k < 2; k++)
        count[k] = sides[k]->kind == CS_ARG_VARIABLE && places_of(b, sides[k]->name) > 1
                       ? places_of(b, sides[k]->name) : 1;
    cs_buffer_text(&b->text, "same(");
    write_arg(b, one, MATCHES, CS_NO_NAME, &b->text);
    cs_buffer_char(&b->text, ',');
    write_arg(b, other, MATCHES, CS_NO_NAME, &b->text);
    cs_buffer_char(&b->text, ')');
    for (unsigned i = 1; i <= count[0]; i++)
        for (unsigned j = 1; j <= count[1]; j++)
            for (int k = 0; k < 2; k++) {
                cs_buffer_text(&b->text, k == 0 ? ", agree(" : ",");
                if (sides[k]->kind == CS_ARG_VARIABLE)
                    write_place(b, sides[k]->name, k == 0 ? i : j, &b->text);
                else
                    write_constant(b->t, sides[k], &b->text);
                cs_buffer_text(&b->text, k == 0 ? "" : ")");
            }
}

static void write_other(struct body *b, const struct cs_condition *c)
{
    for (const struct cs_arg *other = c->others; b->t->unsaid && other != NULL; other = other->next) {
        cs_buffer_text(&b->text, other == c->others ? "#count { 1 : " : ", #count { 1 : ");
        write_all_same(b, c->subject, other);
        cs_buffer_text(&b->text, " } = 0");
    }
    if (b->t->unsaid)
        return;
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
    bool absent = b->t->unsaid && c->negated;

    cs_buffer_printf(&b->text, "%s%s(", absent ? "#count { 1 : " : c->negated ? "not " : "", b->past);
    if (b->t->unsaid && c->subject->kind == CS_ARG_VARIABLE)
        write_open_arg(b, c->subject, false, MATCHES, CS_NO_NAME, &b->text);
    else
        write_arg(b, c->subject, MATCHES, CS_NO_NAME, &b->text);
    cs_buffer_char(&b->text, ',');
    if (is_fact(b, &c->term))
        outside(b->t, "a name that is a fact");
    write_term(b, &c->term, MATCHES, CS_NO_NAME, &b->text);
    cs_buffer_text(&b->text, ",t)");
    write_joins(b, &b->text);
    cs_buffer_text(&b->text, absent ? " } = 0" : "");
}

/* R 4.9: of whom is unsaid, one of that kind; or not so, if he is none of them. */
static void write_kind(struct body *b, const struct cs_condition *c)
{
    bool absent = b->t->unsaid && c->negated, place = b->t->unsaid && place_number(b, c->subject) > 0;

    if (b->t->unsaid && c->subject->kind == CS_ARG_VARIABLE && is_bound(b, c->subject->name)) {
        cs_buffer_text(&b->text, absent ? "#count { 1 : of_kind(" : "of_kind(");
        if (place)
            write_place(b, c->subject->name, place_number(b, c->subject), &b->text);
        else
            write_fresh(b, c->subject, false, &b->text);
        cs_buffer_printf(&b->text, ",\"%s\")", name_text(b->t, c->kind_word));
        write_joins(b, &b->text);
        cs_buffer_text(&b->text, absent ? " } = 0" : "");
        return;
    }
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
    for (int i = 0; i < 2; i++) {
        if (b->t->unsaid)
            write_open_arg(b, i == 0 ? c->subject : c->others, true, MATCHES, CS_NO_NAME, out);
        else
            write_arg(b, i == 0 ? c->subject : c->others, MATCHES, CS_NO_NAME, out);
        cs_buffer_char(out, ',');
    }
    write_term(b, &c->term, MATCHES, CS_NO_NAME, out);
    cs_buffer_char(out, ')');
}

void write_condition(struct body *b, const struct cs_condition *c)
{
    bool absent;

    cs_buffer_text(&b->text, ", ");
    switch (c->kind) {
    case CS_COND_TERM:
        absent = c->negated && b->t->unsaid;
        cs_buffer_text(&b->text, absent ? "#count { 1 : " : c->negated ? "not " : "");
        write_atom(b, &c->term, MATCHES, CS_NO_NAME, &b->text);
        cs_buffer_text(&b->text, absent ? " } = 0" : "");
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
        absent = c->negated && b->t->unsaid;
        cs_buffer_text(&b->text, absent ? "#count { 1 : " : c->negated ? "not " : "");
        cs_buffer_text(&b->text, c->verb == CS_VERB_OWES           ? "holds("
                                 : strcmp(b->past, "seen") == 0 ? "became("
                                                                : "had_become(");
        write_duty(b, c, &b->text);
        cs_buffer_text(&b->text, ",t)");
        write_joins(b, &b->text);
        cs_buffer_text(&b->text, absent ? " } = 0" : "");
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
    write_agreements(b, &b->text);
}

void bind_duty(struct body *b, const struct cs_condition *c)
{
    if (c->subject->kind == CS_ARG_VARIABLE)
        bind_place(b, c->subject->name, c->subject);
    if (c->others->kind == CS_ARG_VARIABLE)
        bind_place(b, c->others->name, c->others);
    bind_term(b, &c->term);
}

void bind_conditions(struct body *b)
{
    for (const struct cs_condition *c = b->rule->conditions; c != NULL; c = c->next)
        if (!c->negated && c->kind == CS_COND_DUTY)
            bind_duty(b, c);
        else if (!c->negated && (c->kind == CS_COND_TERM || c->kind == CS_COND_COUNTS_AS)) {
            if (c->kind == CS_COND_COUNTS_AS && c->subject->kind == CS_ARG_VARIABLE)
                bind_place(b, c->subject->name, c->subject);
            bind_term(b, &c->term);
        }
    for (const struct cs_condition *c = b->rule->conditions; c != NULL && b->t->unsaid; c = c->next)
        if (c->kind == CS_COND_KIND && !c->negated && c->subject->kind == CS_ARG_VARIABLE &&
            is_bound(b, c->subject->name))
            bind_place(b, c->subject->name, c->subject); /* where it is asked he is that one in all that follows */
}
