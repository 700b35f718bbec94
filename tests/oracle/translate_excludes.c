/* SPDX-License-Identifier: MIT */
/* Names that exclude each other in roles (R 2.3), for clingo: of one occurrence both are never so. */
#include "translate_int.h"

/* A row of the word, with a variable for each role: w_attack(X0,X1). */
static void row(struct translator *t, const struct cs_term *term, char letter)
{
    cs_buffer_printf(t->out, ", %c = ", letter);
    pattern(t, shape_of(t, term), letter);
}

static void variable(struct translator *t, const struct cs_term *term, const struct cs_role *role, char letter)
{
    const struct cs_shape *s = shape_of(t, term);

    for (uint32_t i = 0; i < s->role_count; i++)
        if (s->roles[i].prep == role->prep)
            cs_buffer_printf(t->out, "%c%u", letter, i);
}

/* The particulars that the term names stand there. */
static void particulars(struct translator *t, const struct cs_term *term, char letter)
{
    for (const struct cs_role *role = term->roles; role != NULL; role = role->next) {
        if (role->args->kind == CS_ARG_VARIABLE)
            continue;
        cs_buffer_text(t->out, ", ");
        variable(t, term, role, letter);
        cs_buffer_text(t->out, " = ");
        write_constant(t, role->args, t->out);
    }
}

/* One small word is one particular, two small words are two; who is unsaid is neither. */
static void agree(struct translator *t, const struct cs_term *a, const struct cs_role *x, char letter,
                  const struct cs_term *b, const struct cs_role *y, char other)
{
    if (x->args->kind != CS_ARG_VARIABLE || y->args->kind != CS_ARG_VARIABLE)
        return;
    cs_buffer_text(t->out, ", ");
    variable(t, a, x, letter);
    cs_buffer_text(t->out, x->args->name == y->args->name ? " = " : " != ");
    variable(t, b, y, other);
    cs_buffer_text(t->out, ", ");
    variable(t, a, x, letter);
    cs_buffer_text(t->out, " != u, ");
    variable(t, b, y, other);
    cs_buffer_text(t->out, " != u");
    if (!t->unsaid)
        return;
    cs_buffer_text(t->out, ", not unsaid(");
    variable(t, a, x, letter);
    cs_buffer_text(t->out, "), not unsaid(");
    variable(t, b, y, other);
    cs_buffer_char(t->out, ')');
}

static void small_words(struct translator *t, const struct cs_exclusion *e)
{
    for (const struct cs_role *x = e->first.roles; x != NULL; x = x->next) {
        for (const struct cs_role *y = x->next; y != NULL; y = y->next)
            agree(t, &e->first, x, 'X', &e->first, y, 'X');
        for (const struct cs_role *y = e->second.roles; y != NULL; y = y->next)
            agree(t, &e->first, x, 'X', &e->second, y, 'Y');
    }
    for (const struct cs_role *x = e->second.roles; x != NULL; x = x->next)
        for (const struct cs_role *y = x->next; y != NULL; y = y->next)
            agree(t, &e->second, x, 'Y', &e->second, y, 'Y');
}

void translate_exclusions(struct translator *t, const char *head)
{
    for (const struct cs_file *f = t->c->files; f != NULL; f = f->next)
        for (const struct cs_exclusion *e = f->exclusions; e != NULL; e = e->next) {
            if (e->first.roles == NULL && e->second.roles == NULL)
                continue;
            cs_buffer_text(t->out, head);
            row(t, &e->first, 'X');
            row(t, &e->second, 'Y');
            particulars(t, &e->first, 'X');
            particulars(t, &e->second, 'Y');
            small_words(t, e);
            cs_buffer_text(t->out, ".\n");
        }
}
