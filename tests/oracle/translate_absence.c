/* SPDX-License-Identifier: MIT */
/* What somebody says had not been done (R 2.10), and the words on which a record is silent (R 2.11), for clingo. */
#include "translate_int.h"

/* Of a role with a list on both sides each must be one of those that the line has. */
static bool is_covered(const struct cs_term *line, const struct cs_term *said)
{
    if (line->head != said->head)
        return false;
    for (const struct cs_role *role = line->roles; role != NULL; role = role->next) {
        const struct cs_role *other = role_of(said, role->prep);

        for (const struct cs_arg *a = other == NULL ? NULL : other->args; a != NULL; a = a->next) {
            const struct cs_arg *b = role->args;

            while (b != NULL && b->name != a->name)
                b = b->next;
            if (b == NULL)
                return false;
        }
        if (other == NULL)
            return false;
    }
    return true;
}

/* Do two lines say the same of the same day? Then they are one. */
static bool same_line(const struct cs_entry *a, const struct cs_entry *b)
{
    bool same = a->moment.last == b->moment.last && a->term.head == b->term.head;

    for (int prep = 0; prep < CS_PREP_COUNT && same; prep++) {
        const struct cs_role *x = role_of(&a->term, (enum cs_prep)prep), *y = role_of(&b->term, (enum cs_prep)prep);
        const struct cs_arg *p = x == NULL ? NULL : x->args, *q = y == NULL ? NULL : y->args;

        for (; p != NULL && q != NULL && p->name == q->name; p = p->next)
            q = q->next;
        same = p == NULL && q == NULL;
    }
    return same;
}

/* The number of a line by which there was none: that of the first that says the same. */
static unsigned line_number(const struct translator *t, const struct cs_entry *line)
{
    unsigned number = 0;

    for (const struct cs_file *f = t->c->files; f != NULL; f = f->next)
        for (const struct cs_entry *e = f->entries; e != NULL; e = e->next)
            if (e->kind == CS_ENTRY_ABSENCE) {
                number++;
                if (same_line(e, line))
                    return number;
            }
    return number;
}

static void covers(struct translator *t, const struct cs_entry *line, unsigned number, const struct cs_entry *e)
{
    const struct cs_entry *of = e->kind == CS_ENTRY_COUNTS_AS ? t->c->symbols.entry_of[e->about.name] : e;
    struct cs_buffer text;

    if ((e->kind != CS_ENTRY_TERM && e->kind != CS_ENTRY_COUNTS_AS) ||
        cs_moment_last_beginning(&of->moment) > line->moment.last || !is_covered(&line->term, &e->term))
        return;
    cs_buffer_init(&text);
    if (e->kind == CS_ENTRY_COUNTS_AS)
        name_matter(t, e, &text);
    if (e->kind == CS_ENTRY_COUNTS_AS)
        cs_buffer_printf(t->out, "covers(%u,%s).\n", number, cs_buffer_string(&text));
    else
        cs_buffer_printf(t->out, "covers(%u,happened(\"%s\")).\n", number, label(t, e));
    cs_buffer_release(&text);
}

void translate_absence(struct translator *t, const struct cs_entry *e, unsigned *claim)
{
    unsigned number = line_number(t, e);

    if (e->moment.form != CS_MOMENT_DAY || e->moment.hours || !in_zone(t, &e->moment))
        outside(t, "that there was none by an hour");
    cs_buffer_printf(t->out, "none(%u).\n", number);
    if (e->retracted != NULL && e->retracted->recorded.form == CS_MOMENT_NONE)
        cs_buffer_printf(t->out, "none_taken_back(%u,#sup).\n", number);
    else if (e->retracted != NULL)
        cs_buffer_printf(t->out, "none_taken_back(%u,%d).\n", number, e->retracted->recorded.last);
    if (e->claims == NULL)
        cs_buffer_printf(t->out, "noted(%u).\n", number);
    for (const struct cs_claim *c = e->claims; c != NULL; c = c->next) {
        cs_buffer_printf(t->out, "none_claim(%u,%u,\"%s\",%s,%d,%s).\n", ++*claim, number, name_text(t, c->voice),
                         claim_word(c, false), said_on(c, e->moment.last), c->via == NULL ? "own" : "reported");
        if (c->recorded.form != CS_MOMENT_NONE)
            cs_buffer_printf(t->out, "recorded(%u).\n", *claim);
    }
    for (const struct cs_file *f = t->c->files; f != NULL; f = f->next)
        for (const struct cs_entry *other = f->entries; other != NULL; other = other->next)
            covers(t, e, number, other);
}

/* noted_none(Act,E,t): the line, if the record says it itself, is of this act, and of the end of E or a later day. */
static void noting(struct translator *t, const struct cs_shape *s, const struct cs_entry *e)
{
    if (e->kind != CS_ENTRY_ABSENCE || e->term.head != s->head)
        return;
    cs_buffer_text(t->out, "noted_none(");
    pattern(t, s, 'A');
    cs_buffer_text(t->out, ",E,t) :- lapse(_,");
    pattern(t, s, 'A');
    cs_buffer_printf(t->out, ",E,t), fixed(%u), E <= %d", line_number(t, e), e->moment.last);
    for (uint32_t i = 0; i < s->role_count; i++) {
        const struct cs_role *role = role_of(&e->term, s->roles[i].prep);

        if (role == NULL)
            continue;
        cs_buffer_text(t->out, ", 1 {");
        for (const struct cs_arg *a = role->args; a != NULL; a = a->next) {
            cs_buffer_printf(t->out, "%s A%u = ", a == role->args ? "" : ";", i);
            write_constant(t, a, t->out);
        }
        cs_buffer_text(t->out, " }");
    }
    cs_buffer_text(t->out, ".\n");
}

/* quiet(Act,E,t): some record is silent on the word at the end of day E. */
void translate_silence(struct translator *t, const struct cs_shape *s)
{
    for (const struct cs_file *f = t->c->files; f != NULL; f = f->next) {
        for (const struct cs_silent_word *w = f->silent_words; w != NULL; w = w->next) {
            if (w->head != s->head)
                continue;
            cs_buffer_text(t->out, "quiet(");
            pattern(t, s, 'A');
            cs_buffer_text(t->out, ",E,t) :- lapse(_,");
            pattern(t, s, 'A');
            cs_buffer_text(t->out, ",E,t)");
            if (w->moment.form != CS_MOMENT_NONE)
                cs_buffer_printf(t->out, ", %d <= E", w->moment.first);
            if (w->moment.form != CS_MOMENT_NONE && w->moment.end != CS_TIME_NEVER)
                cs_buffer_printf(t->out, ", E <= %d", w->moment.last);
            cs_buffer_text(t->out, ".\n");
        }
        for (const struct cs_entry *e = f->entries; e != NULL; e = e->next)
            noting(t, s, e);
    }
}
