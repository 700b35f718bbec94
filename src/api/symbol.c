/* SPDX-License-Identifier: MIT */
#include "casus/symbol.h"

#include <stdlib.h>
#include <string.h>

#include "api/api.h"
#include "lang/completion.h"

struct symbol {
    enum cs_mention_kind kind;
    cs_name name;
    size_t first, count; /* in by_symbol */
    size_t declared;    /* a mention, or SIZE_MAX */
    const char *detail; /* the line that declares it, or NULL */
};

struct casus_symbols {
    casus_case *of;
    const struct cs_file *files;
    struct cs_symbols words; /* as the checker left them, with the names of the case */
    struct cs_arena arena;   /* memory of what the library returns */
    struct cs_mention *mentions;
    size_t mention_count;
    size_t *symbol_of;       /* by mention */
    size_t *by_symbol;       /* the mentions of symbol 0, of symbol 1, ...; each in the order of the texts */
    struct symbol *symbols;
    size_t count;
    struct cs_completion *completions;
    size_t completion_count;
};

/* ---- making ---- */

struct ordered { const struct cs_mention *mention; size_t index; };

static int by_symbol(const void *a, const void *b)
{
    const struct ordered *x = a, *y = b;

    if (x->mention->name != y->mention->name)
        return x->mention->name < y->mention->name ? -1 : 1;
    if (x->mention->kind != y->mention->kind)
        return x->mention->kind < y->mention->kind ? -1 : 1;
    return x->index < y->index ? -1 : x->index > y->index;
}

/* Fills `by_symbol`, once the mentions of each symbol are counted. */
static void list_by_symbol(casus_symbols *s)
{
    size_t first = 0;

    for (size_t i = 0; i < s->count; i++) {
        s->symbols[i].first = first;
        first += s->symbols[i].count;
        s->symbols[i].count = 0;
    }
    for (size_t i = 0; i < s->mention_count; i++) {
        struct symbol *symbol = &s->symbols[s->symbol_of[i]];

        s->by_symbol[symbol->first + symbol->count++] = i;
    }
}

/* Mentions of one name and kind are one symbol, in all texts; symbols are numbered by their first mention. */
static bool number_symbols(casus_symbols *s)
{
    struct ordered *order = calloc(s->mention_count + 1, sizeof *order);

    s->symbol_of = calloc(s->mention_count + 1, sizeof *s->symbol_of);
    s->by_symbol = calloc(s->mention_count + 1, sizeof *s->by_symbol);
    s->symbols = calloc(s->mention_count + 1, sizeof *s->symbols);
    if (order == NULL || s->symbol_of == NULL || s->by_symbol == NULL || s->symbols == NULL) {
        free(order);
        return false;
    }
    for (size_t i = 0; i < s->mention_count; i++)
        order[i] = (struct ordered){&s->mentions[i], i};
    qsort(order, s->mention_count, sizeof *order, by_symbol);
    for (size_t i = 0; i < s->mention_count; i++) /* for each mention, the first one of its symbol */
        s->symbol_of[order[i].index] = i > 0 && order[i].mention->name == order[i - 1].mention->name &&
                                               order[i].mention->kind == order[i - 1].mention->kind
                                           ? s->symbol_of[order[i - 1].index]
                                           : order[i].index;
    free(order);
    for (size_t i = 0; i < s->mention_count; i++) {
        struct symbol *symbol;

        if (s->symbol_of[i] == i) {
            s->symbols[s->count] = (struct symbol){
                .kind = s->mentions[i].kind, .name = s->mentions[i].name, .declared = SIZE_MAX};
            s->symbol_of[i] = s->count++;
        } else {
            s->symbol_of[i] = s->symbol_of[s->symbol_of[i]];
        }
        symbol = &s->symbols[s->symbol_of[i]];
        symbol->count++;
        if (s->mentions[i].declares && symbol->declared == SIZE_MAX)
            symbol->declared = i;
    }
    list_by_symbol(s);
    return true;
}

/* The line that declares something, without its indent. */
static const char *line_of(casus_symbols *s, const struct cs_span *span)
{
    const char *bytes = span->source->bytes;
    size_t start = span->start, end = span->start;

    while (start > 0 && bytes[start - 1] != '\n')
        start--;
    while (end < span->source->length && bytes[end] != '\n' && bytes[end] != '\r')
        end++;
    while (start < end && (bytes[start] == ' ' || bytes[start] == '\t'))
        start++;
    return cs_arena_text(&s->arena, bytes + start, end - start);
}

static bool add_details(casus_symbols *s)
{
    for (size_t i = 0; i < s->count; i++)
        if (s->symbols[i].declared != SIZE_MAX) {
            s->symbols[i].detail = line_of(s, &s->mentions[s->symbols[i].declared].span);
            if (s->symbols[i].detail == NULL)
                return false;
        }
    return true;
}

casus_status casus_symbols_new(casus_case *c, casus_symbols **out)
{
    casus_symbols *s;

    if (out == NULL)
        return CASUS_ERR_ARGUMENT;
    *out = NULL;
    if (c == NULL || !c->checked)
        return CASUS_ERR_ARGUMENT;
    if (c->texts.failure.status != CASUS_OK)
        return c->texts.failure.status;
    s = calloc(1, sizeof *s);
    if (s == NULL)
        return CASUS_ERR_MEMORY;
    s->of = c;
    c->users++;
    cs_arena_init(&s->arena);
    s->files = c->texts.files;
    s->words = c->texts.symbols;
    s->words.names = &c->texts.names; /* the checker has not run where a text was not found */
    if (cs_mentions(c->texts.files, &s->words, &s->mentions, &s->mention_count) != CASUS_OK || !number_symbols(s) ||
        !add_details(s)) {
        casus_symbols_free(s);
        return CASUS_ERR_MEMORY;
    }
    *out = s;
    return CASUS_OK;
}

void casus_symbols_free(casus_symbols *s)
{
    if (s == NULL)
        return;
    free(s->completions);
    free(s->symbols);
    free(s->symbol_of);
    free(s->by_symbol);
    free(s->mentions);
    cs_arena_release(&s->arena);
    cs_api_case_leave(s->of);
    free(s);
}

/* ---- asking ---- */

static struct casus_place place_of(const struct cs_span *span)
{
    struct casus_place place = {.text = span->source->name};

    cs_source_place(span->source, span->start, &place.line, &place.column);
    cs_source_place(span->source, span->end, &place.end_line, &place.end_column);
    return place;
}

size_t casus_symbol_count(const casus_symbols *s)
{
    return s == NULL ? 0 : s->count;
}

casus_status casus_symbol_at(const casus_symbols *s, size_t symbol, struct casus_symbol *out)
{
    const struct symbol *found;

    if (out == NULL)
        return CASUS_ERR_ARGUMENT;
    memset(out, 0, sizeof *out);
    if (s == NULL || symbol >= s->count)
        return CASUS_ERR_ARGUMENT;
    found = &s->symbols[symbol];
    out->name = cs_names_text(s->words.names, found->name);
    out->kind = cs_mention_kind_text(found->kind);
    if (found->declared == SIZE_MAX)
        return CASUS_OK;
    out->declared = place_of(&s->mentions[found->declared].span);
    out->detail = found->detail;
    return CASUS_OK;
}

static const struct cs_source *source_named(const casus_symbols *s, const char *text)
{
    const struct cs_file *file = cs_case_text_called(&s->of->texts, text);

    return file != NULL ? file->source : NULL;
}

/* The byte offset of a line and column; false if the text has no such place. */
static bool offset_of(const struct cs_source *source, size_t line, size_t column, uint32_t *out)
{
    uint32_t at;

    if (line == 0 || line > source->line_count || column == 0)
        return false;
    at = source->line_starts[line - 1];
    for (; column > 1; column--) {
        if (at >= source->length || source->bytes[at] == '\n')
            return false;
        at++;
        while (at < source->length && ((unsigned char)source->bytes[at] & 0xC0) == 0x80)
            at++;
    }
    *out = at;
    return true;
}

casus_status casus_symbol_find(const casus_symbols *s, const char *text, size_t line, size_t column, size_t *symbol,
                               struct casus_place *place)
{
    const struct cs_source *source;
    size_t best = SIZE_MAX;
    uint32_t at;

    if (symbol == NULL || place == NULL)
        return CASUS_ERR_ARGUMENT;
    *symbol = 0;
    memset(place, 0, sizeof *place);
    source = s != NULL && text != NULL ? source_named(s, text) : NULL;
    if (source == NULL || !offset_of(source, line, column, &at))
        return CASUS_ERR_ARGUMENT;
    for (size_t i = 0; i < s->mention_count; i++) { /* the shortest one that covers the place */
        const struct cs_span *span = &s->mentions[i].span;

        if (span->source == source && span->start <= at && at <= span->end &&
            (best == SIZE_MAX || span->end - span->start < s->mentions[best].span.end - s->mentions[best].span.start))
            best = i;
    }
    if (best == SIZE_MAX)
        return CASUS_ERR_ARGUMENT;
    *symbol = s->symbol_of[best];
    *place = place_of(&s->mentions[best].span);
    return CASUS_OK;
}

size_t casus_mention_count(const casus_symbols *s, size_t symbol)
{
    return s == NULL || symbol >= s->count ? 0 : s->symbols[symbol].count;
}

casus_status casus_mention_at(const casus_symbols *s, size_t symbol, size_t index, struct casus_place *place,
                              bool *declares)
{
    const struct cs_mention *mention;

    if (place == NULL || declares == NULL)
        return CASUS_ERR_ARGUMENT;
    memset(place, 0, sizeof *place);
    *declares = false;
    if (index >= casus_mention_count(s, symbol))
        return CASUS_ERR_ARGUMENT;
    mention = &s->mentions[s->by_symbol[s->symbols[symbol].first + index]];
    *place = place_of(&mention->span);
    *declares = mention->declares;
    return CASUS_OK;
}

void casus_text_mentions(const casus_symbols *s, const char *text, size_t *first, size_t *count)
{
    const struct cs_source *source = s != NULL && text != NULL ? source_named(s, text) : NULL;
    size_t from = 0, to;

    if (first != NULL)
        *first = 0;
    if (count != NULL)
        *count = 0;
    if (source == NULL || first == NULL || count == NULL)
        return;
    while (from < s->mention_count && s->mentions[from].span.source != source)
        from++;
    for (to = from; to < s->mention_count && s->mentions[to].span.source == source;)
        to++;
    *count = to - from;
    *first = *count > 0 ? from : 0;
}

casus_status casus_text_mention(const casus_symbols *s, size_t mention, size_t *symbol, struct casus_place *place,
                                bool *declares)
{
    if (symbol == NULL || place == NULL || declares == NULL)
        return CASUS_ERR_ARGUMENT;
    *symbol = 0;
    memset(place, 0, sizeof *place);
    *declares = false;
    if (s == NULL || mention >= s->mention_count)
        return CASUS_ERR_ARGUMENT;
    *symbol = s->symbol_of[mention];
    *place = place_of(&s->mentions[mention].span);
    *declares = s->mentions[mention].declares;
    return CASUS_OK;
}

/* ---- completing ---- */

casus_status casus_complete(casus_symbols *s, const char *text, size_t line, size_t column, size_t *count)
{
    const struct cs_source *source = s != NULL && text != NULL ? source_named(s, text) : NULL;
    uint32_t at;

    if (count == NULL)
        return CASUS_ERR_ARGUMENT;
    *count = 0;
    if (source == NULL || !offset_of(source, line, column, &at))
        return CASUS_ERR_ARGUMENT;
    free(s->completions);
    s->completions = NULL;
    s->completion_count = 0;
    if (cs_complete(source, at, &s->words, s->files, s->mentions, s->mention_count, &s->completions,
                    &s->completion_count) != CASUS_OK)
        return CASUS_ERR_MEMORY;
    *count = s->completion_count;
    return CASUS_OK;
}

casus_status casus_completion_at(const casus_symbols *s, size_t index, struct casus_completion *out)
{
    const struct cs_completion *found;

    if (out == NULL)
        return CASUS_ERR_ARGUMENT;
    memset(out, 0, sizeof *out);
    if (s == NULL || index >= s->completion_count)
        return CASUS_ERR_ARGUMENT;
    found = &s->completions[index];
    out->text = found->text;
    out->kind = found->word ? "word" : cs_mention_kind_text(found->kind);
    for (size_t i = 0; !found->word && i < s->count; i++)
        if (s->symbols[i].name == found->name && s->symbols[i].kind == found->kind)
            out->detail = s->symbols[i].detail;
    return CASUS_OK;
}
