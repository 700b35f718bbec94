/* SPDX-License-Identifier: MIT */
#include "lang/mention.h"

#include <stdlib.h>
#include <string.h>

struct gathering {
    const struct cs_symbols *symbols;
    struct cs_mention *items;
    size_t count, capacity;
    bool failed;
};

const char *cs_mention_kind_text(enum cs_mention_kind kind)
{
    static const char *const texts[] = {"kind",       "name",    "event",   "fact",   "quantity", "instrument",
                                        "article", "reading", "answer", "source",   "label", "clock"};

    return texts[kind];
}

static bool is_part_of_word(char c)
{
    return c == '-' || c == '.' || c == '_' || (unsigned char)c >= 0x80 || (c >= '0' && c <= '9') ||
           (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The place of the name within a span; the whole span if the name is written there in another way. */
static struct cs_span narrow(const struct cs_names *names, cs_name name, struct cs_span span)
{
    const char *text = cs_names_text(names, name), *bytes = span.source->bytes;
    uint32_t length = (uint32_t)strlen(text);

    for (uint32_t at = span.start; at + length <= span.end; at++)
        if (memcmp(bytes + at, text, length) == 0 && (at == span.start || !is_part_of_word(bytes[at - 1])) &&
            (at + length == span.end || !is_part_of_word(bytes[at + length])))
            return (struct cs_span){span.source, at, at + length};
    return span;
}

static void add(struct gathering *g, enum cs_mention_kind kind, cs_name name, struct cs_span span, bool declares)
{
    if (name == CS_NO_NAME || span.source == NULL)
        return;
    if (!cs_grow(&g->items, &g->capacity, g->count + 1, sizeof *g->items)) {
        g->failed = true;
        return;
    }
    g->items[g->count++] = (struct cs_mention){kind, name, declares, narrow(g->symbols->names, name, span)};
}

static void add_head(struct gathering *g, cs_name head, struct cs_span span)
{
    const struct cs_shape *shape = cs_symbols_shape(g->symbols, head);

    if (shape != NULL)
        add(g, (enum cs_mention_kind)(CS_MENTION_EVENT + (int)shape->kind), head, span, false);
}

/* A small word that is the name of a kind stands for that kind alone (R 4.9). */
static bool is_kind(const struct gathering *g, cs_name name)
{
    return name < g->symbols->by_name_count && g->symbols->kind_of[name] != 0;
}

static void add_arg(struct gathering *g, const struct cs_arg *arg)
{
    if (arg->kind == CS_ARG_VARIABLE && is_kind(g, arg->name))
        add(g, CS_MENTION_KIND, arg->name, arg->span, false);
    else if (arg->kind == CS_ARG_LABEL)
        add(g, CS_MENTION_LABEL, arg->name, arg->span, false);
    else if (arg->kind == CS_ARG_NAME)
        add(g, arg->instrument != CS_NO_NAME ? CS_MENTION_ARTICLE : CS_MENTION_PARTICULAR, arg->name, arg->span, false);
}

static void add_args(struct gathering *g, const struct cs_arg *args)
{
    for (const struct cs_arg *arg = args; arg != NULL; arg = arg->next)
        add_arg(g, arg);
}

static void add_term(struct gathering *g, const struct cs_term *term)
{
    add_head(g, term->head, term->head_span);
    for (const struct cs_role *role = term->roles; role != NULL; role = role->next)
        add_args(g, role->args);
}

static void add_bond(struct gathering *g, const struct cs_bond *bond)
{
    add_args(g, bond->first);
    add_args(g, bond->second);
    add_term(g, &bond->act);
    for (const struct cs_bond_limit *limit = bond->limits; limit != NULL; limit = limit->next)
        add_term(g, &limit->term);
    for (const struct cs_modifier *m = bond->modifiers; m != NULL; m = m->next)
        add_term(g, &m->term);
}

/* ---- rules ---- */

static void add_condition(struct gathering *g, const struct cs_condition *c)
{
    if (c->implied) /* no text has it */
        return;
    add_args(g, c->subject);
    add_args(g, c->others);
    add_term(g, &c->term);
    add_term(g, &c->left.term);
    add_term(g, &c->right.term);
    if (c->kind == CS_COND_KIND)
        add(g, CS_MENTION_KIND, c->kind_word, c->kind_span, false);
    if (c->kind == CS_COND_READS)
        add(g, CS_MENTION_READING, c->reading, c->span, false);
}

static void add_rule(struct gathering *g, const struct cs_rule *rule)
{
    add_condition(g, &rule->trigger);
    for (const struct cs_condition *c = rule->conditions; c != NULL; c = c->next)
        add_condition(g, c);
    for (const struct cs_effect *e = rule->effects; e != NULL; e = e->next) {
        add_term(g, &e->term);
        add_bond(g, &e->bond);
    }
    for (const struct cs_ground *ground = rule->grounds; ground != NULL; ground = ground->next)
        add(g, CS_MENTION_ARTICLE, ground->name, ground->span, false);
}

/* ---- words ---- */

static void add_shape(struct gathering *g, const struct cs_shape_line *line)
{
    add(g, (enum cs_mention_kind)(CS_MENTION_EVENT + (int)line->kind), line->term.head, line->term.head_span, true);
    for (const struct cs_role *role = line->term.roles; role != NULL; role = role->next)
        for (const struct cs_arg *arg = role->args; arg != NULL; arg = arg->next)
            add(g, CS_MENTION_KIND, arg->name, arg->span, false);
    for (const struct cs_words *w = line->after; w != NULL; w = w->next)
        add_head(g, w->head, w->span);
}

static void add_words(struct gathering *g, const struct cs_file *file)
{
    for (const struct cs_kind_line *k = file->kinds; k != NULL; k = k->next) {
        add(g, CS_MENTION_KIND, k->name, k->span, true);
        add(g, CS_MENTION_KIND, k->parent, k->parent_span, false);
    }
    for (const struct cs_name_line *n = file->names; n != NULL; n = n->next) {
        add(g, CS_MENTION_PARTICULAR, n->also_of != CS_NO_NAME ? n->also_of : n->name, n->span,
            n->also_of == CS_NO_NAME);
        add(g, CS_MENTION_KIND, n->kind, n->kind_span, false);
    }
    for (const struct cs_code_line *c = file->codes; c != NULL; c = c->next) {
        add(g, CS_MENTION_PARTICULAR, c->name, c->name_span, false);
        add(g, CS_MENTION_PARTICULAR, c->list, c->list_span, false);
    }
    for (const struct cs_wording *w = file->wordings; w != NULL; w = w->next)
        add_head(g, w->head, w->head_span);
    for (const struct cs_title *t = file->titles; t != NULL; t = t->next)
        add_arg(g, &t->about);
    for (const struct cs_shape_line *s = file->shapes; s != NULL; s = s->next)
        add_shape(g, s);
    for (const struct cs_exclusion *e = file->exclusions; e != NULL; e = e->next) {
        add_term(g, &e->first);
        add_term(g, &e->second);
    }
    for (const struct cs_row_line *row = file->rows; row != NULL; row = row->next) {
        add_term(g, &row->term);
        for (const struct cs_row_state *s = row->states; s != NULL; s = s->next)
            if (s->kind != CS_ROW_STATE_ELSE)
                add_term(g, &s->term);
    }
}

/* The article "4(2)" under its full name, "CST 4(2)". */
static void add_article(struct gathering *g, const struct cs_instrument *instrument, const struct cs_article *article)
{
    struct cs_buffer text;
    cs_name name;

    cs_buffer_init(&text);
    cs_buffer_printf(&text, "%s %s", cs_names_text(g->symbols->names, instrument->name),
                     cs_names_text(g->symbols->names, article->text));
    name = cs_names_find(g->symbols->names, cs_buffer_string(&text), text.length);
    g->failed = g->failed || text.failed;
    cs_buffer_release(&text);
    add(g, CS_MENTION_ARTICLE, name, article->span, true);
}

static void add_texts(struct gathering *g, const struct cs_file *file)
{
    if (file->clock != CS_NO_NAME)
        add(g, CS_MENTION_CLOCK, file->clock, file->clock_span, false);
    for (const struct cs_clock_text *c = file->clocks; c != NULL; c = c->next)
        add(g, CS_MENTION_CLOCK, c->name, c->span, true);
    for (const struct cs_instrument *i = file->instruments; i != NULL; i = i->next) {
        add(g, CS_MENTION_INSTRUMENT, i->name, i->span, true);
        for (const struct cs_article *a = i->articles; a != NULL; a = a->next)
            add_article(g, i, a);
        for (const struct cs_judge *j = i->judges; j != NULL; j = j->next) {
            add(g, CS_MENTION_PARTICULAR, j->who, j->span, false);
            add_head(g, j->word, j->span);
        }
    }
    for (const struct cs_reading *r = file->readings; r != NULL; r = r->next) {
        add(g, CS_MENTION_READING, r->name, r->span, true);
        for (const struct cs_reading_answer *a = r->answers; a != NULL; a = a->next)
            add(g, CS_MENTION_ANSWER, a->name, a->span, true);
    }
    for (const struct cs_rule *rule = file->rules; rule != NULL; rule = rule->next)
        add_rule(g, rule);
}

/* ---- the record ---- */

static void add_entry(struct gathering *g, const struct cs_entry *entry)
{
    if (entry->derived_from != NULL) /* the checker made it from another entry */
        return;
    add(g, CS_MENTION_LABEL, entry->label, entry->label_span, true);
    if (entry->about.name != CS_NO_NAME)
        add_arg(g, &entry->about);
    if (entry->other.name != CS_NO_NAME)
        add_arg(g, &entry->other);
    add_term(g, &entry->term);
    if (entry->bond != NULL)
        add_bond(g, entry->bond);
    if (entry->kind == CS_ENTRY_READS) {
        add(g, CS_MENTION_READING, entry->reading, entry->span, false);
        add(g, CS_MENTION_ANSWER, entry->answer, entry->span, false);
    }
    for (const struct cs_claim *c = entry->claims; c != NULL; c = c->next) {
        add(g, CS_MENTION_PARTICULAR, c->voice, c->voice_span, false);
        for (const struct cs_via *via = c->via; via != NULL; via = via->next)
            add(g, CS_MENTION_PARTICULAR, via->name, c->span, false);
        add(g, CS_MENTION_SOURCE, c->source, c->span, false);
        add(g, CS_MENTION_INSTRUMENT, c->instrument, c->span, false);
    }
}

static void add_check(struct gathering *g, const struct cs_check *check)
{
    add_bond(g, &check->bond);
    add_term(g, &check->term);
    if (check->about.name != CS_NO_NAME)
        add_arg(g, &check->about);
    add_args(g, check->substitutes);
    add(g, CS_MENTION_INSTRUMENT, check->under, check->span, false);
    add(g, CS_MENTION_PARTICULAR, check->account, check->span, false);
    add(g, CS_MENTION_ARTICLE, check->article, check->span, false);
}

static void add_record(struct gathering *g, const struct cs_file *file)
{
    for (const struct cs_account *a = file->accounts; a != NULL; a = a->next)
        add(g, CS_MENTION_PARTICULAR, a->name, a->span, false);
    for (const struct cs_silence *s = file->silences; s != NULL; s = s->next)
        add(g, CS_MENTION_PARTICULAR, s->name, s->span, false);
    for (const struct cs_speaker *s = file->speakers; s != NULL; s = s->next) {
        add(g, CS_MENTION_PARTICULAR, s->voice, s->span, false);
        add(g, CS_MENTION_PARTICULAR, s->party, s->span, false);
    }
    for (const struct cs_silent_word *w = file->silent_words; w != NULL; w = w->next)
        add_head(g, w->head, w->span);
    for (const struct cs_document *d = file->documents; d != NULL; d = d->next)
        add(g, CS_MENTION_SOURCE, d->name, d->span, true);
    for (const struct cs_entry *entry = file->entries; entry != NULL; entry = entry->next)
        add_entry(g, entry);
    for (const struct cs_check *check = file->checks; check != NULL; check = check->next)
        add_check(g, check);
}

/* ---- in order ---- */

static int by_place(const void *a, const void *b)
{
    const struct cs_mention *x = a, *y = b;

    if (x->span.start != y->span.start)
        return x->span.start < y->span.start ? -1 : 1;
    if (x->span.end != y->span.end)
        return x->span.end < y->span.end ? -1 : 1;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    return x->name < y->name ? -1 : x->name > y->name;
}

/* Keeps one of the same: several names of one line have its kind, several wordings one head. */
static void each_once(struct gathering *g, size_t first)
{
    size_t kept = first;

    for (size_t i = first; i < g->count; i++)
        if (i == first || by_place(&g->items[kept - 1], &g->items[i]) != 0)
            g->items[kept++] = g->items[i];
        else
            g->items[kept - 1].declares = g->items[kept - 1].declares || g->items[i].declares;
    g->count = kept;
}

casus_status cs_mentions(const struct cs_file *files, const struct cs_symbols *symbols, struct cs_mention **out,
                         size_t *count)
{
    struct gathering g = {.symbols = symbols};

    for (const struct cs_file *file = files; file != NULL; file = file->next) {
        size_t first = g.count;

        add_words(&g, file);
        add_texts(&g, file);
        add_record(&g, file);
        if (g.count > first)
            qsort(g.items + first, g.count - first, sizeof *g.items, by_place);
        each_once(&g, first);
    }
    *out = g.failed ? NULL : g.items;
    *count = g.failed ? 0 : g.count;
    if (g.failed)
        free(g.items);
    return g.failed ? CASUS_ERR_MEMORY : CASUS_OK;
}
