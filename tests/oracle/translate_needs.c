/* SPDX-License-Identifier: MIT */
/* Which parts of the program a pair needs (kernel.lp): what few pairs have is grounded for them alone. */
#include "translate_int.h"

bool has_heirs(const struct translator *t)
{
    for (size_t i = 0; i < t->c->symbols.shape_count; i++)
        if (t->c->symbols.shapes[i].takes_over)
            return true;
    return false;
}

static bool is_of_duty(const struct cs_condition *c, cs_name head)
{
    return c->kind == CS_COND_DUTY && (head == CS_NO_NAME || c->term.head == head);
}

bool is_looked_at(const struct translator *t, cs_name head)
{
    for (const struct cs_file *f = t->c->files; f != NULL; f = f->next)
        for (const struct cs_rule *r = f->rules; r != NULL; r = r->next) {
            if (r->kind == CS_RULE_WHEN && is_of_duty(&r->trigger, head))
                return true;
            for (const struct cs_condition *c = r->conditions; c != NULL; c = c->next)
                if (is_of_duty(c, head))
                    return true;
        }
    return false;
}

static bool has_reached(const struct translator *t)
{
    for (const struct cs_file *f = t->c->files; f != NULL; f = f->next)
        for (const struct cs_rule *r = f->rules; r != NULL; r = r->next)
            if (r->kind == CS_RULE_WHEN && r->delay == CS_DELAY_REACHED)
                return true;
    return false;
}

/* Does something count as an act only later? */
static bool names_later(const struct translator *t)
{
    for (const struct cs_file *f = t->c->files; f != NULL; f = f->next)
        for (const struct cs_rule *r = f->rules; r != NULL; r = r->next)
            for (const struct cs_effect *e = r->effects; e != NULL; e = e->next)
                if (e->kind == CS_EFFECT_TERM && e->subject != NULL)
                    return true;
    return false;
}

static bool is_suspended(const struct cs_bond *bond)
{
    const struct cs_modifier *m = bond->modifiers;

    while (m != NULL && m->kind != CS_MODIFIER_SUSPENDED)
        m = m->next;
    return m != NULL;
}

static bool awaits(const struct cs_bond *bond)
{
    const struct cs_bond_limit *l = bond->limits;

    while (l != NULL && !l->after && l->kind != CS_LIMIT_OCCURRENCE)
        l = l->next;
    return l != NULL;
}

/* Is it so of a bond that a rule founds, or that a record enters? */
static bool some_bond(const struct translator *t, bool (*is_so)(const struct cs_bond *bond))
{
    for (const struct cs_file *f = t->c->files; f != NULL; f = f->next) {
        for (const struct cs_rule *r = f->rules; r != NULL; r = r->next)
            for (const struct cs_effect *e = r->effects; e != NULL; e = e->next)
                if (e->kind == CS_EFFECT_BOND && is_so(&e->bond))
                    return true;
        for (const struct cs_entry *e = f->entries; e != NULL; e = e->next)
            if (e->kind == CS_ENTRY_BOND && is_so(e->bond))
                return true;
    }
    return false;
}

static bool is_silent(const struct translator *t)
{
    for (const struct cs_file *f = t->c->files; f != NULL; f = f->next)
        if (f->silent_words != NULL)
            return true;
    return false;
}

static bool has_bonds(const struct translator *t)
{
    for (const struct cs_file *f = t->c->files; f != NULL; f = f->next)
        for (const struct cs_entry *e = f->entries; e != NULL; e = e->next)
            if (e->kind == CS_ENTRY_BOND)
                return true;
    return false;
}

static void need(struct translator *t, const char *what, bool yes)
{
    if (yes)
        cs_buffer_printf(t->out, "needs(%s).\n", what);
}

void needs(struct translator *t)
{
    need(t, "heirs", has_heirs(t));
    need(t, "looks", is_looked_at(t, CS_NO_NAME));
    need(t, "pauses", some_bond(t, is_suspended));
    need(t, "awaits", some_bond(t, awaits));
    need(t, "reaches", has_reached(t));
    need(t, "later", names_later(t));
    need(t, "silent", is_silent(t));
    need(t, "bonds", has_bonds(t));
    need(t, "hours", t->has_hours);
    need(t, "unsaid", t->unsaid);
    if (t->has_hours && names_later(t))
        outside(t, "hours, and what counts as an act only later");
}
