/* SPDX-License-Identifier: MIT */
/*
 * Roles that an entry or a rule leaves unsaid (R 2.7): where no text looks at them they are no question.
 */
#include "translate_int.h"

struct asked { /* is this role of this word looked at? */
    cs_name head;
    enum cs_prep prep;
    const struct cs_rule *rule; /* in which one looks; or NULL */
};

/* ---- how often a rule says a small word ---- */

static unsigned in_args(const struct cs_arg *arg, cs_name name)
{
    unsigned count = 0;

    for (; arg != NULL; arg = arg->next)
        count += arg->kind == CS_ARG_VARIABLE && arg->name == name;
    return count;
}

static unsigned times_in_term(const struct cs_term *term, cs_name name)
{
    unsigned count = 0;

    for (const struct cs_role *role = term->roles; role != NULL; role = role->next)
        count += in_args(role->args, name);
    return count;
}

/* What is counted, or is to be so of every one, is looked at: it counts twice. */
static unsigned times_in_condition(const struct cs_condition *c, cs_name name)
{
    return in_args(c->subject, name) + in_args(c->others, name) + times_in_term(&c->term, name) +
           2 * (times_in_term(&c->left.term, name) + times_in_term(&c->right.term, name));
}

static unsigned times_in_bond(const struct cs_bond *bond, cs_name name)
{
    unsigned count = in_args(bond->first, name) + in_args(bond->second, name) + times_in_term(&bond->act, name);

    for (const struct cs_bond_limit *l = bond->limits; l != NULL; l = l->next)
        count += times_in_term(&l->term, name) + (l->kind == CS_LIMIT_MOMENT && l->term.head == name);
    for (const struct cs_modifier *m = bond->modifiers; m != NULL; m = m->next)
        count += times_in_term(&m->term, name);
    return count;
}

static unsigned times(const struct cs_rule *rule, cs_name name)
{
    unsigned count = (rule->variable == name) + times_in_condition(&rule->trigger, name);

    for (const struct cs_condition *c = rule->conditions; c != NULL; c = c->next)
        count += times_in_condition(c, name);
    for (const struct cs_effect *e = rule->effects; e != NULL; e = e->next)
        count += in_args(e->subject, name) + times_in_term(&e->term, name) + times_in_bond(&e->bond, name);
    return count;
}

/* ---- where a role is looked at ---- */

/* A small word that the rule says once is anything: it compares nothing. */
static bool in_term(const struct asked *a, const struct cs_term *term)
{
    const struct cs_role *role = term->head == a->head ? role_of(term, a->prep) : NULL;

    return role != NULL &&
           (a->rule == NULL || role->args->kind != CS_ARG_VARIABLE || times(a->rule, role->args->name) > 1);
}

static bool in_condition(const struct asked *a, const struct cs_condition *c)
{
    return in_term(a, &c->term) || in_term(a, &c->left.term) || in_term(a, &c->right.term);
}

static bool in_bond(const struct asked *a, const struct cs_bond *bond)
{
    bool yes = in_term(a, &bond->act);

    for (const struct cs_bond_limit *l = bond->limits; l != NULL; l = l->next)
        yes |= in_term(a, &l->term);
    for (const struct cs_modifier *m = bond->modifiers; m != NULL; m = m->next)
        yes |= in_term(a, &m->term);
    return yes;
}

static bool in_rule(struct asked a, const struct cs_rule *rule)
{
    bool yes;

    a.rule = rule;
    yes = rule->kind != CS_RULE_WHILE && in_condition(&a, &rule->trigger);
    for (const struct cs_condition *c = rule->conditions; c != NULL; c = c->next)
        yes |= in_condition(&a, c);
    for (const struct cs_effect *e = rule->effects; e != NULL; e = e->next)
        yes |= e->kind == CS_EFFECT_BOND  ? in_bond(&a, &e->bond)
               : e->kind == CS_EFFECT_END ? in_term(&a, &e->term)
                                          : false;
    return yes;
}

static bool in_row(const struct asked *a, const struct cs_row_line *row)
{
    bool yes = in_term(a, &row->term);

    for (const struct cs_row_state *s = row->states; s != NULL; s = s->next)
        yes |= in_term(a, &s->term);
    return yes;
}

bool is_role_looked_at(const struct translator *t, cs_name head, enum cs_prep prep)
{
    struct asked a = {.head = head, .prep = prep};

    for (const struct cs_file *f = t->c->files; f != NULL; f = f->next) {
        for (const struct cs_rule *r = f->rules; r != NULL; r = r->next)
            if (in_rule(a, r))
                return true;
        for (const struct cs_row_line *r = f->rows; r != NULL; r = r->next)
            if (in_row(&a, r))
                return true;
        for (const struct cs_exclusion *x = f->exclusions; x != NULL; x = x->next)
            if (in_term(&a, &x->first) || in_term(&a, &x->second))
                return true;
        for (const struct cs_entry *e = f->entries; e != NULL; e = e->next)
            if (e->kind == CS_ENTRY_BOND && in_bond(&a, e->bond))
                return true;
    }
    return false;
}
