/* SPDX-License-Identifier: MIT */
/*
 * Roles that an entry, a name or a rule leaves unsaid (R 2.7). Where no text looks at the role it is u, which is no
 * question. Else it is w(O,P): in each world one of those who or which could stand in the role P of O, or none of them.
 * What that means stands in claims.lp.
 */
#include "translate_int.h"

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

/* A small word that is said once is anything: it looks at nothing. */
static bool in_term(cs_name head, enum cs_prep prep, const struct cs_rule *rule, const struct cs_term *term)
{
    const struct cs_role *role = term->head == head ? role_of(term, prep) : NULL;

    return role != NULL && (rule == NULL || role->args->kind != CS_ARG_VARIABLE || role->args->next != NULL ||
                            times(rule, role->args->name) > 1);
}

static bool in_condition(cs_name head, enum cs_prep prep, const struct cs_rule *rule, const struct cs_condition *c)
{
    return in_term(head, prep, rule, &c->term) || in_term(head, prep, rule, &c->left.term) ||
           in_term(head, prep, rule, &c->right.term);
}

static bool in_bond(cs_name head, enum cs_prep prep, const struct cs_rule *rule, const struct cs_bond *bond)
{
    bool yes = bond->act.head == head && role_of(&bond->act, prep) != NULL;

    for (const struct cs_bond_limit *l = bond->limits; l != NULL; l = l->next)
        yes |= in_term(head, prep, rule, &l->term);
    for (const struct cs_modifier *m = bond->modifiers; m != NULL; m = m->next)
        yes |= in_term(head, prep, rule, &m->term);
    return yes;
}

static bool in_rule(cs_name head, enum cs_prep prep, const struct cs_rule *rule)
{
    bool yes = rule->kind != CS_RULE_WHILE && in_condition(head, prep, rule, &rule->trigger);

    for (const struct cs_condition *c = rule->conditions; c != NULL; c = c->next)
        yes |= in_condition(head, prep, rule, c);
    for (const struct cs_effect *e = rule->effects; e != NULL; e = e->next)
        if (e->kind == CS_EFFECT_BOND)
            yes |= in_bond(head, prep, rule, &e->bond);
        else if (e->kind == CS_EFFECT_END)
            yes |= in_term(head, prep, rule, &e->term);
    return yes;
}

/* A small word that a row says once is anything. */
static bool in_row_term(cs_name head, enum cs_prep prep, const struct cs_row_line *row, const struct cs_term *term)
{
    const struct cs_role *role = term->head == head ? role_of(term, prep) : NULL;
    cs_name name = role != NULL && role->args->kind == CS_ARG_VARIABLE ? role->args->name : CS_NO_NAME;
    unsigned count = (row->variable == name) + times_in_term(&row->term, name);

    for (const struct cs_row_state *s = row->states; s != NULL; s = s->next)
        count += (s->variable == name) + times_in_term(&s->term, name);
    return role != NULL && (name == CS_NO_NAME || count > 1);
}

static bool in_row(cs_name head, enum cs_prep prep, const struct cs_row_line *row)
{
    bool yes = in_row_term(head, prep, row, &row->term);

    for (const struct cs_row_state *s = row->states; s != NULL; s = s->next)
        yes |= in_row_term(head, prep, row, &s->term);
    return yes;
}

bool is_role_looked_at(const struct translator *t, cs_name head, enum cs_prep prep)
{
    bool yes = false;

    for (const struct cs_file *f = t->c->files; f != NULL; f = f->next) {
        for (const struct cs_rule *r = f->rules; r != NULL; r = r->next)
            yes |= in_rule(head, prep, r);
        for (const struct cs_row_line *r = f->rows; r != NULL; r = r->next)
            yes |= in_row(head, prep, r);
        for (const struct cs_exclusion *x = f->exclusions; x != NULL; x = x->next)
            yes |= (x->first.head == head && role_of(&x->first, prep) != NULL) ||
                   (x->second.head == head && role_of(&x->second, prep) != NULL);
        for (const struct cs_entry *e = f->entries; e != NULL; e = e->next)
            yes |= e->kind == CS_ENTRY_BOND && in_bond(head, prep, NULL, e->bond);
    }
    return yes;
}

bool is_of_somebody(cs_kind kind)
{
    return kind != CS_KIND_NUMBER && kind != CS_KIND_MOMENT && kind != CS_KIND_ARTICLE;
}

/* ---- what is left unsaid ---- */

/* Does the term leave this role unsaid, at which a text looks? */
static bool leaves(const struct translator *t, const struct cs_term *term, const struct cs_role_symbol *role)
{
    return role_of(term, role->prep) == NULL && role->kind != CS_KIND_ARTICLE &&
           is_role_looked_at(t, term->head, role->prep);
}

static bool leaves_any(struct translator *t, const struct cs_term *term)
{
    const struct cs_shape *s = shape_of(t, term);
    bool any = false;

    for (uint32_t i = 0; s != NULL && i < s->role_count; i++)
        if (leaves(t, term, &s->roles[i])) {
            any = true;
            if (!is_of_somebody(s->roles[i].kind))
                outside(t, "a number or a moment left unsaid, at which a text looks");
        }
    return any;
}

void find_unsaid(struct translator *t)
{
    for (const struct cs_file *f = t->c->files; f != NULL; f = f->next) {
        for (const struct cs_entry *e = f->entries; e != NULL; e = e->next)
            if (e->kind == CS_ENTRY_TERM || e->kind == CS_ENTRY_COUNTS_AS)
                t->unsaid |= leaves_any(t, &e->term);
        for (const struct cs_rule *r = f->rules; r != NULL; r = r->next)
            for (const struct cs_effect *e = r->effects; e != NULL; e = e->next)
                if (e->kind == CS_EFFECT_TERM)
                    t->unsaid |= leaves_any(t, &e->term);
    }
}

void write_unsaid(struct translator *t, const struct cs_entry *of, const struct cs_role_symbol *role,
                  cs_name head, struct cs_buffer *out)
{
    if (of == NULL || role->kind == CS_KIND_ARTICLE || !is_role_looked_at(t, head, role->prep))
        cs_buffer_char(out, 'u');
    else
        cs_buffer_printf(out, "w(\"%s\",\"%s\")", label(t, of), cs_prep_text(role->prep));
}

static bool is_event(const struct translator *t, const struct cs_entry *e)
{
    return e->kind == CS_ENTRY_TERM && shape_of(t, &e->term)->kind == CS_SHAPE_EVENT;
}

/*
 * could_be(O,Role,X): those of this kind, and O itself: a draft may be its own adoption. `by_rule`: only a name that a
 * rule gives leaves it unsaid.
 */
static void could_be(struct translator *t, const struct cs_entry *o, const struct cs_role_symbol *role, bool by_rule)
{
    const struct cs_symbols *symbols = &t->c->symbols;
    const char *who = label(t, o), *prep = cs_prep_text(role->prep);

    cs_buffer_printf(t->out, "leaves(\"%s\",\"%s\").\n", who, prep);
    if (!by_rule)
        cs_buffer_printf(t->out, "left_by_record(\"%s\",\"%s\").\n", who, prep);
    for (size_t i = 0; i < symbols->particular_count; i++)
        if (cs_kind_within(symbols, symbols->particulars[i].kind, role->kind))
            cs_buffer_printf(t->out, "could_be(\"%s\",\"%s\",\"%s\").\n", who, prep,
                             name_text(t, symbols->particulars[i].name));
    for (const struct cs_file *f = t->c->files; f != NULL && role->kind == CS_KIND_OCCURRENCE; f = f->next)
        for (const struct cs_entry *e = f->entries; e != NULL; e = e->next)
            if (is_event(t, e))
                cs_buffer_printf(t->out, "could_be(\"%s\",\"%s\",\"%s\").\n", who, prep, label(t, e));
    for (const struct cs_file *f = t->c->files; f != NULL && role->kind == CS_KIND_INSTRUMENT; f = f->next)
        for (const struct cs_instrument *i = f->instruments; i != NULL; i = i->next)
            cs_buffer_printf(t->out, "could_be(\"%s\",\"%s\",\"%s\").\n", who, prep, name_text(t, i->name));
}

/* A name that a rule gives leaves unsaid what it does not say, or what a small word of it has met unsaid. */
static void left_by_rules(struct translator *t, const struct cs_entry *o)
{
    for (const struct cs_file *f = t->c->files; f != NULL; f = f->next)
        for (const struct cs_rule *r = f->rules; r != NULL; r = r->next)
            for (const struct cs_effect *e = r->effects; e != NULL; e = e->next) {
                const struct cs_shape *s = e->kind == CS_EFFECT_TERM ? shape_of(t, &e->term) : NULL;

                for (uint32_t i = 0; s != NULL && s->kind == CS_SHAPE_EVENT && i < s->role_count; i++) {
                    const struct cs_role *role = role_of(&e->term, s->roles[i].prep);

                    if (is_of_somebody(s->roles[i].kind) && (role == NULL || role->args->kind == CS_ARG_VARIABLE) &&
                        is_role_looked_at(t, e->term.head, s->roles[i].prep))
                        could_be(t, o, &s->roles[i], true);
                }
            }
}

static void left_by_term(struct translator *t, const struct cs_entry *o, const struct cs_term *term)
{
    const struct cs_shape *s = shape_of(t, term);

    for (uint32_t i = 0; i < s->role_count; i++)
        if (leaves(t, term, &s->roles[i]))
            could_be(t, o, &s->roles[i], false);
}

/* value(X): who or what may stand in a role, or be compared with who is left unsaid. */
static void values(struct translator *t)
{
    const struct cs_symbols *symbols = &t->c->symbols;

    for (size_t i = 0; i < symbols->particular_count; i++)
        cs_buffer_printf(t->out, "value(\"%s\").\n", name_text(t, symbols->particulars[i].name));
    for (const struct cs_file *f = t->c->files; f != NULL; f = f->next)
        for (const struct cs_instrument *i = f->instruments; i != NULL; i = i->next)
            cs_buffer_printf(t->out, "value(\"%s\").\n", name_text(t, i->name));
}

void translate_unsaid(struct translator *t)
{
    if (!t->unsaid)
        return;
    values(t);
    for (const struct cs_file *f = t->c->files; f != NULL; f = f->next)
        for (const struct cs_entry *e = f->entries; e != NULL; e = e->next) {
            if (is_event(t, e)) {
                cs_buffer_printf(t->out, "value(\"%s\").\n", label(t, e));
                left_by_term(t, e, &e->term);
                left_by_rules(t, e);
            } else if (e->kind == CS_ENTRY_COUNTS_AS && shape_of(t, &e->term)->kind == CS_SHAPE_EVENT &&
                       t->c->symbols.entry_of[e->about.name] != NULL) {
                left_by_term(t, t->c->symbols.entry_of[e->about.name], &e->term);
            }
        }
}
