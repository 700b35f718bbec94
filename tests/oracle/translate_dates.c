/* SPDX-License-Identifier: MIT */
/* When things were (R 8.1, 8.5, 8.8, 8.9, 8.12, 8.13), and what the data do not tell (R 8.14), for clingo. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "translate_int.h"

/*
 * side(O,K,begin,A,B): by the date K of O it began on a day from A to B; side(O,K,end,A,B): it ended with one of those
 * days, or later (#sup).
 */
static void sides(struct translator *t, const char *name, const char *matter, const struct cs_moment *m, bool lasts)
{
    bool span = m->form == CS_MOMENT_SPAN;

    cs_buffer_printf(t->out, "side(\"%s\",%s,begin,%d,%d).\n", name, matter, m->first, span ? m->begins_last : m->last);
    if (!lasts)
        return;
    cs_buffer_printf(t->out, "side(\"%s\",%s,end,", name, matter);
    if (span && m->end_unknown)
        cs_buffer_printf(t->out, "%d,#sup).\n", m->first);
    else if (!span || m->end == CS_TIME_NEVER)
        cs_buffer_text(t->out, "#sup,#sup).\n");
    else
        cs_buffer_printf(t->out, "%d,%d).\n", m->ends_first, m->last);
}

static bool is_state(const struct translator *t, const struct cs_entry *e)
{
    return e->kind == CS_ENTRY_TERM && shape_of(t, &e->term)->kind == CS_SHAPE_FACT;
}

void translate_dates(struct translator *t, const struct cs_entry *e)
{
    struct cs_buffer matter;

    cs_buffer_init(&matter);
    cs_buffer_printf(&matter, "happened(\"%s\")", label(t, e));
    cs_buffer_printf(t->out, "datum(\"%s\",%s).\n", label(t, e), cs_buffer_string(&matter));
    sides(t, label(t, e), cs_buffer_string(&matter), &e->moment, is_state(t, e));
    cs_buffer_release(&matter);
}

void translate_dating(struct translator *t, const struct cs_entry *e, unsigned *claim)
{
    const struct cs_entry *of = t->c->symbols.entry_of[e->about.name];
    const struct cs_moment *m = &e->moment;
    struct cs_buffer matter;

    if (of == NULL) {
        outside(t, "a date of what is not entered");
        return;
    }
    cs_buffer_init(&matter);
    cs_buffer_printf(&matter, "dated(\"%s\",d%d,%d,%d,%d,%d)", name_text(t, e->about.name), (int)m->form, m->first,
                     m->begins_last, m->ends_first, m->last);
    cs_buffer_printf(t->out, "datum(\"%s\",%s).\n", name_text(t, e->about.name), cs_buffer_string(&matter));
    sides(t, name_text(t, e->about.name), cs_buffer_string(&matter), m, is_state(t, of));
    claims(t, e, cs_buffer_string(&matter), cs_moment_last_beginning(&of->moment), false, claim);
    for (const struct cs_file *f = t->c->files; f != NULL; f = f->next)
        for (const struct cs_entry *line = f->entries; line != NULL; line = line->next)
            if (line->kind == CS_ENTRY_ABSENCE && line->term.head == of->term.head)
                outside(t, "that there was none of what has several dates");
    cs_buffer_release(&matter);
}

/* ---- what the data do not tell ---- */

/* The earliest line of this word, or NULL. */
static const struct cs_silent_word *data_end(const struct translator *t, cs_name head)
{
    const struct cs_silent_word *first = NULL;

    for (const struct cs_file *f = t->c->files; f != NULL; f = f->next)
        for (const struct cs_silent_word *w = f->silent_words; w != NULL; w = w->next)
            if (w->data_end && w->head == head && (first == NULL || w->moment.first < first->moment.first))
                first = w;
    return first;
}

static bool names(const struct cs_arg *arg, cs_name name)
{
    while (arg != NULL && (arg->kind != CS_ARG_NAME || arg->name != name))
        arg = arg->next;
    return arg != NULL;
}

static bool term_names(const struct cs_term *term, cs_name name)
{
    for (const struct cs_role *r = term->roles; r != NULL; r = r->next)
        if (names(r->args, name))
            return true;
    return false;
}

static const struct cs_entry *entry_of(const struct translator *t, cs_name label)
{
    for (const struct cs_file *f = t->c->files; f != NULL && label != CS_NO_NAME; f = f->next)
        for (const struct cs_entry *e = f->entries; e != NULL; e = e->next)
            if (e->label == label)
                return e;
    return NULL;
}

/* May what the line tells, or tells of, have come about by the day that is asked about? By any date that is given. */
static bool by_then(const struct translator *t, const struct cs_entry *line)
{
    bool dated = line->kind == CS_ENTRY_TERM || line->kind == CS_ENTRY_BOND;
    const struct cs_entry *of = dated ? line : entry_of(t, line->about.name);
    cs_instant end = cs_day_start(t->asked + 1, t->zone);

    if (of == NULL || of->moment.start < end)
        return true;
    for (const struct cs_file *f = t->c->files; f != NULL; f = f->next)
        for (const struct cs_entry *e = f->entries; e != NULL; e = e->next)
            if (e->kind == CS_ENTRY_DATED && of->label != CS_NO_NAME && e->about.name == of->label &&
                e->moment.start < end)
                return true;
    return false;
}

/* Does an entry, or an account, of the records name it? */
static bool is_named(const struct translator *t, cs_name name)
{
    for (const struct cs_file *f = t->c->files; f != NULL; f = f->next) {
        for (const struct cs_account *a = f->accounts; a != NULL; a = a->next)
            if (a->name == name)
                return true;
        for (const struct cs_entry *e = f->entries; e != NULL; e = e->next)
            if (by_then(t, e) && (term_names(&e->term, name) ||
                                  (e->bond != NULL && (names(e->bond->first, name) || names(e->bond->second, name) ||
                                                       term_names(&e->bond->act, name)))))
                return true;
    }
    return false;
}

/* may_stand(Word,Role,X): who is told of in that role; or a particular of its kind that the records name. */
static void values(struct translator *t, const struct cs_shape *s, uint32_t role)
{
    const struct cs_symbols *symbols = &t->c->symbols;

    for (const struct cs_file *f = t->c->files; f != NULL; f = f->next)
        for (const struct cs_entry *e = f->entries; e != NULL; e = e->next) {
            bool of_word = is_state(t, e) && e->term.head == s->head && by_then(t, e);
            const struct cs_role *r = of_word ? role_of(&e->term, s->roles[role].prep) : NULL;

            for (const struct cs_arg *a = r == NULL ? NULL : r->args; a != NULL; a = a->next) {
                cs_buffer_text(t->out, "may_stand(");
                oracle_word(symbols, s, t->out);
                cs_buffer_printf(t->out, ",%u,", role);
                write_constant(t, a, t->out);
                cs_buffer_text(t->out, ").\n");
            }
        }
    for (size_t i = 0; s->roles[role].kind >= CS_KIND_BUILT_IN && i < symbols->particular_count; i++)
        if (is_named(t, symbols->particulars[i].name) &&
            cs_kind_within(symbols, symbols->particulars[i].kind, s->roles[role].kind)) {
            cs_buffer_text(t->out, "may_stand(");
            oracle_word(symbols, s, t->out);
            cs_buffer_printf(t->out, ",%u,\"%s\").\n", role, name_text(t, symbols->particulars[i].name));
        }
}

void translate_untold(struct translator *t, const struct cs_shape *s)
{
    const struct cs_silent_word *w = data_end(t, s->head);

    if (w == NULL || s->kind != CS_SHAPE_FACT)
        return;
    cs_buffer_text(t->out, "#program base.\n");
    for (const struct cs_file *f = t->c->files; f != NULL; f = f->next) {
        for (const struct cs_entry *e = f->entries; e != NULL; e = e->next)
            if (is_state(t, e) && e->term.head == s->head)
                cs_buffer_printf(t->out, "data_end(\"%s\",%d).\n", label(t, e), w->moment.first - 1);
        if (f->checks != NULL)
            outside(t, "checks, with data that end");
    }
    if (w->moment.first <= t->asked) {
        for (uint32_t i = 0; i < s->role_count; i++)
            values(t, s, i);
        cs_buffer_printf(t->out, "untold(%d,", w->moment.first - 1);
        pattern(t, s, 'A');
        cs_buffer_char(t->out, ')');
        for (uint32_t i = 0; i < s->role_count; i++) {
            cs_buffer_text(t->out, i == 0 ? " :- may_stand(" : ", may_stand(");
            oracle_word(&t->c->symbols, s, t->out);
            cs_buffer_printf(t->out, ",%u,A%u)", i, i);
        }
        cs_buffer_text(t->out, ".\n");
    }
    cs_buffer_text(t->out, "#program step(t).\n");
}
