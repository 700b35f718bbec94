/* SPDX-License-Identifier: MIT */
/*
 * Roles that an entry or a rule leaves unsaid (R 2.7): where no text looks at them they are no question; where texts
 * only compare them with particulars, each of these is one. What else may look at them is told, as the reason for which
 * the oracle does not cover it.
 */
#include "translate_int.h"

struct asked { /* what looks at this role of this word? */
    cs_name head;
    enum cs_prep prep;
    const struct cs_rule *rule; /* in which one looks; or NULL */
    struct looks *looks;
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

static void look(const struct asked *a, const char *otherwise)
{
    a->looks->any = true;
    if (a->looks->otherwise == NULL)
        a->looks->otherwise = otherwise;
}

static void look_for(const struct asked *a, const struct cs_arg *arg)
{
    struct looks *l = a->looks;

    l->any = true;
    for (size_t i = 0; i < l->count; i++)
        if (l->names[i] == arg)
            return;
    if (l->count == LOOKS_MAX)
        look(a, "a role left unsaid that is compared with many");
    else
        l->names[l->count++] = arg;
}

/* A small word that the rule says once is anything: it compares nothing. `otherwise`: what another small word does. */
static void in_term(const struct asked *a, const struct cs_term *term, const char *otherwise)
{
    const struct cs_role *role = term->head == a->head ? role_of(term, a->prep) : NULL;

    if (role == NULL)
        return;
    if (role->args->kind == CS_ARG_NAME && role->args->next == NULL)
        look_for(a, role->args);
    else if (a->rule == NULL || role->args->kind != CS_ARG_VARIABLE || times(a->rule, role->args->name) > 1)
        look(a, otherwise);
}

static const char BY_A_SMALL_WORD[] = "a role left unsaid to which a small word is bound: of whom it is asked hangs on "
                                      "whom else the conditions meet (R 2.7)";

static void in_condition(const struct asked *a, const struct cs_condition *c)
{
    static const char counted[] = "a count of what is left unsaid: as one of those counted, or as one more (R 2.7)";

    in_term(a, &c->term, BY_A_SMALL_WORD);
    in_term(a, &c->left.term, counted);
    in_term(a, &c->right.term, counted);
}

static void in_bond(const struct asked *a, const struct cs_bond *bond)
{
    if (bond->act.head == a->head && role_of(&bond->act, a->prep) != NULL)
        look(a, "a role left unsaid that an act owed says: it performs the oldest such duty alone, and which that is "
                "may be asked (R 6.2)");
    for (const struct cs_bond_limit *l = bond->limits; l != NULL; l = l->next)
        in_term(a, &l->term, BY_A_SMALL_WORD);
    for (const struct cs_modifier *m = bond->modifiers; m != NULL; m = m->next)
        in_term(a, &m->term, BY_A_SMALL_WORD);
}

static void in_rule(struct asked a, const struct cs_rule *rule)
{
    a.rule = rule;
    if (rule->kind != CS_RULE_WHILE)
        in_condition(&a, &rule->trigger);
    for (const struct cs_condition *c = rule->conditions; c != NULL; c = c->next)
        in_condition(&a, c);
    for (const struct cs_effect *e = rule->effects; e != NULL; e = e->next)
        if (e->kind == CS_EFFECT_BOND)
            in_bond(&a, &e->bond);
        else if (e->kind == CS_EFFECT_END)
            in_term(&a, &e->term, BY_A_SMALL_WORD);
}

/* A small word that a row says once is anything. */
static void in_row_term(const struct asked *a, const struct cs_row_line *row, const struct cs_term *term)
{
    const struct cs_role *role = term->head == a->head ? role_of(term, a->prep) : NULL;
    cs_name name = role != NULL && role->args->kind == CS_ARG_VARIABLE ? role->args->name : CS_NO_NAME;
    unsigned count = (row->variable == name) + times_in_term(&row->term, name);

    for (const struct cs_row_state *s = row->states; s != NULL; s = s->next)
        count += (s->variable == name) + times_in_term(&s->term, name);
    if (name == CS_NO_NAME || count > 1)
        in_term(a, term, "a role left unsaid to which a small word of a row is bound");
}

static void in_row(const struct asked *a, const struct cs_row_line *row)
{
    in_row_term(a, row, &row->term);
    for (const struct cs_row_state *s = row->states; s != NULL; s = s->next)
        in_row_term(a, row, &s->term);
}

void find_looks(const struct translator *t, cs_name head, enum cs_prep prep, struct looks *out)
{
    struct asked a = {.head = head, .prep = prep, .looks = out};

    *out = (struct looks){.any = false};
    for (const struct cs_file *f = t->c->files; f != NULL; f = f->next) {
        for (const struct cs_rule *r = f->rules; r != NULL; r = r->next)
            in_rule(a, r);
        for (const struct cs_row_line *r = f->rows; r != NULL; r = r->next)
            in_row(&a, r);
        for (const struct cs_exclusion *x = f->exclusions; x != NULL; x = x->next)
            if ((x->first.head == head && role_of(&x->first, prep) != NULL) ||
                (x->second.head == head && role_of(&x->second, prep) != NULL))
                look(&a, "a role left unsaid that an exclusion says");
        for (const struct cs_entry *e = f->entries; e != NULL; e = e->next)
            if (e->kind == CS_ENTRY_BOND)
                in_bond(&a, e->bond);
    }
}

bool is_role_looked_at(const struct translator *t, cs_name head, enum cs_prep prep)
{
    struct looks looks;

    find_looks(t, head, prep, &looks);
    return looks.any;
}

/* could_be(O,Role,X): it is asked of what the entry leaves unsaid whether it is X. */
void leave_unsaid(struct translator *t, const struct cs_entry *e)
{
    const struct cs_shape *s = shape_of(t, &e->term);
    struct looks looks;

    for (uint32_t i = 0; i < s->role_count; i++) {
        if (role_of(&e->term, s->roles[i].prep) != NULL || s->roles[i].kind == CS_KIND_ARTICLE)
            continue;
        find_looks(t, e->term.head, s->roles[i].prep, &looks);
        if (!looks.any)
            continue;
        if (looks.otherwise != NULL)
            outside(t, looks.otherwise);
        cs_buffer_printf(t->out, "leaves(\"%s\",\"%s\").\n", label(t, e), cs_prep_text(s->roles[i].prep));
        for (size_t k = 0; k < looks.count; k++) {
            cs_buffer_printf(t->out, "could_be(\"%s\",\"%s\",", label(t, e), cs_prep_text(s->roles[i].prep));
            write_constant(t, looks.names[k], t->out);
            cs_buffer_text(t->out, ").\n");
        }
    }
}

void write_unsaid(struct translator *t, const struct cs_entry *e)
{
    const struct cs_shape *s = shape_of(t, &e->term);
    const char *before = " :- ";

    for (uint32_t i = 0; i < s->role_count; i++)
        if (is_asked_who(t, e, s->roles[i].prep)) {
            cs_buffer_printf(t->out, "%swho(\"%s\",\"%s\",U_%s)", before, label(t, e), cs_prep_text(s->roles[i].prep),
                             cs_prep_text(s->roles[i].prep));
            before = ", ";
        }
}

bool is_asked_who(const struct translator *t, const struct cs_entry *e, enum cs_prep prep)
{
    return e->kind == CS_ENTRY_TERM && shape_of(t, &e->term)->kind == CS_SHAPE_EVENT &&
           role_of(&e->term, prep) == NULL && is_role_looked_at(t, e->term.head, prep);
}
