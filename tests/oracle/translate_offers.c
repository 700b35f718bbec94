/* SPDX-License-Identifier: MIT */
/* What is offered in place of what is owed: a mark on the duties that there are by then, for clingo. */
#include "translate_int.h"

/* offers(O,Act): what the act leaves unsaid is anything. */
void translate_offer(struct translator *t, const struct cs_entry *e)
{
    const struct cs_shape *s = shape_of(t, &e->term);

    if (e->claims != NULL || e->concluded != NULL || e->retracted != NULL)
        outside(t, "in place of, as somebody says");
    cs_buffer_printf(t->out, "offers(\"%s\",", name_text(t, e->about.name));
    oracle_word(&t->c->symbols, s, t->out);
    for (uint32_t i = 0; i < s->role_count; i++) {
        const struct cs_role *role = role_of(&e->term, s->roles[i].prep);

        cs_buffer_char(t->out, i == 0 ? '(' : ',');
        if (role == NULL)
            cs_buffer_char(t->out, 'u');
        else if (role->args->next != NULL || s->roles[i].kind == CS_KIND_ARTICLE)
            outside(t, "in place of acts of a list, or under an article");
        else
            write_constant(t, role->args, t->out);
    }
    cs_buffer_text(t->out, s->role_count > 0 ? ")).\n" : ").\n");
}

static bool is_offered(const struct translator *t, cs_name head)
{
    for (const struct cs_file *f = t->c->files; f != NULL; f = f->next)
        for (const struct cs_entry *e = f->entries; e != NULL; e = e->next)
            if (e->kind == CS_ENTRY_IN_PLACE && e->term.head == head)
                return true;
    return false;
}

/* Of the duties to do an act of this word: offered(I,t) as something takes effect that is in place of it. */
void translate_offers(struct translator *t, const struct cs_shape *s)
{
    if (!is_offered(t, s->head))
        return;
    cs_buffer_text(t->out, "offered(I,t) :- act(I,");
    pattern(t, s, 'A');
    cs_buffer_text(t->out, "), offers(O,");
    pattern(t, s, 'X');
    cs_buffer_text(t->out, "), acts(O,_,t), later(I,t), not no_longer(I,t)");
    if (has_heirs(t))
        cs_buffer_text(t->out, ", not shut(I,t)");
    for (uint32_t i = 0; i < s->role_count; i++)
        if (s->roles[i].kind != CS_KIND_NUMBER)
            cs_buffer_printf(t->out, ", 1 { A%u = u ; X%u = u ; A%u = X%u }", i, i, i, i);
    cs_buffer_text(t->out, ".\n");
}
