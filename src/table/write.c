/* SPDX-License-Identifier: MIT */
#include "table/write.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/eight.h"
#include "table/rows.h"
#include "write/csv.h"
#include "write/json.h"

#define ROOM ((size_t)1 << 16)

/* How a field reads that most rows have, and a comma: a state, an article, a name. */
enum kept_kind { KEPT_NOTHING, KEPT_STATE, KEPT_ARTICLE, KEPT_INSTRUMENT, KEPT_VALUE };
#define KEPT 512
#define KEPT_BYTES 32
struct kept { uint64_t key; size_t length; char bytes[KEPT_BYTES]; }; /* the key 0: nothing is kept */
#define ITEM_ROOM (KEPT_BYTES + 8) /* an item that is kept, or an integer, has room for so much */

/* The items at the front of a row that say its outcome and its article alone, as they were written last. */
#define FRONTS 64
#define FRONT_BYTES 64
struct front { uint64_t key; size_t length; char bytes[FRONT_BYTES]; }; /* the key 0: nothing is kept */
#define NO_COLUMN UINT8_MAX

struct cs_row_writer {
    const struct cs_plan *plan;
    const struct cs_stream *stream;
    struct cs_map_item items[64]; /* as the map has them, or those that are written without a word of it */
    size_t item_count;
    size_t front_count;           /* so many of the first are written as one; in JSON none */
    uint8_t *role_columns;        /* by item, then by relation: where the role that it says stands, or NO_COLUMN */
    const uint8_t *columns_of[64]; /* of each item those */
    char *keys[64];               /* of JSON: "\"outcome\":", escaped */
    bool wanted[CS_STATE_COUNT];
    struct cs_zone zone;
    bool json, started;
    casus_sink sink;
    char *bytes;                  /* ROOM, and a comma */
    size_t length;
    struct cs_buffer text;        /* of a field that needs quotation marks, or of an act */
    bool failed;
    bool lacks_memory; /* that is why */
    bool plain[256];   /* by byte: it means nothing in CSV and JSON */
    cs_name article;   /* that was written last, and how much of its text is the instrument */
    size_t instrument;
    struct kept kept[KEPT]; /* by kind and value */
    struct front fronts[FRONTS]; /* by outcome and article */
};

/* Without a line "write". */
static const struct cs_map_item usual[] = {
    {.kind = CS_MAP_OUTCOME, .title = "outcome"}, {.kind = CS_MAP_ARTICLE, .title = "article"},
    {.kind = CS_MAP_HOLDER, .title = "holder"},   {.kind = CS_MAP_CLAIMANT, .title = "claimant"},
    {.kind = CS_MAP_ACT, .title = "act"},         {.kind = CS_MAP_SINCE, .title = "since"},
    {.kind = CS_MAP_ON, .title = "date"},
};

static bool flush(struct cs_row_writer *w)
{
    if (w->length > 0 && !w->failed && !w->sink.write(w->sink.context, w->bytes, w->length))
        w->failed = true;
    w->length = 0;
    return !w->failed;
}

static void add(struct cs_row_writer *w, const char *bytes, size_t length)
{
    while (length > 0 && !w->failed) {
        size_t part = length < ROOM - w->length ? length : ROOM - w->length;

        memcpy(w->bytes + w->length, bytes, part);
        w->length += part;
        bytes += part;
        length -= part;
        if (w->length == ROOM)
            flush(w);
    }
}

/* ---- fields ---- */

/* Has the text only letters, digits and what means nothing in CSV and JSON? */
static bool is_plain(const struct cs_row_writer *w, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (!w->plain[(unsigned char)text[i]])
            return false;
    return length == 0 || text[0] != '-';
}

static void note_plain(struct cs_row_writer *w)
{
    for (int c = 0; c < 128; c++)
        w->plain[c] = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == ' ' ||
                      c == '_' || c == '-';
}

/* A field of CSV without the comma behind it, or a text of JSON. */
static void add_text(struct cs_row_writer *w, const char *text, size_t length)
{
    if (length <= 16 && length < ROOM - w->length && !w->json && !w->failed) { /* most fields are short and plain */
        char *to = w->bytes + w->length;
        size_t i = 0;

        for (; i < length && w->plain[(unsigned char)text[i]]; i++)
            to[i] = text[i];
        if (i == length && (i == 0 || text[0] != '-')) {
            w->length += length;
            return;
        }
    }
    if (is_plain(w, text, length)) {
        if (w->json)
            add(w, "\"", 1);
        add(w, text, length);
        if (w->json)
            add(w, "\"", 1);
        return;
    }
    cs_buffer_clear(&w->text);
    if (w->json) {
        struct cs_json json;

        cs_json_init(&json, &w->text);
        cs_json_bytes(&json, text, length);
    } else {
        struct cs_buffer copy;

        cs_buffer_init(&copy);
        cs_buffer_add(&copy, text, length);
        cs_csv_field(&w->text, cs_buffer_string(&copy), false);
        w->text.failed = w->text.failed || copy.failed;
        cs_buffer_release(&copy);
        if (!w->text.failed)
            w->text.length--; /* its comma */
    }
    w->lacks_memory = w->lacks_memory || w->text.failed;
    w->failed = w->failed || w->text.failed;
    add(w, cs_buffer_string(&w->text), w->text.failed ? 0 : w->text.length);
}

static uint64_t key_of(enum kept_kind kind, uint32_t value)
{
    return (uint64_t)kind << 32 | value;
}

static inline struct kept *kept_of(struct cs_row_writer *w, enum kept_kind kind, uint32_t value)
{
    return &w->kept[(value * 4 + (uint32_t)kind) % KEPT];
}

/* Writes a field as it was written last, and the comma behind it; NULL: it is not kept. */
static inline char *put_kept(struct cs_row_writer *w, char *to, enum kept_kind kind, uint32_t value)
{
    const struct kept *kept = kept_of(w, kind, value);

    memcpy(to, kept->bytes, KEPT_BYTES);
    return kept->key == key_of(kind, value) ? to + kept->length : NULL;
}

/* The same of a value: an integer of CSV is its digits, which need no quotation marks. */
static inline char *put_value(struct cs_row_writer *w, char *to, cs_value value)
{
    uint32_t number;

    if (!cs_names_is_integer(value, &number) || w->json)
        return put_kept(w, to, KEPT_VALUE, value);
    to += cs_write_integer(to, number);
    *to = ',';
    return to + 1;
}

/* Keeps what was written since `before`, if it is all in the buffer. */
static void keep(struct cs_row_writer *w, enum kept_kind kind, uint32_t value, size_t before)
{
    struct kept *kept = kept_of(w, kind, value);
    size_t length = w->length - before;

    if (w->failed || w->length < before || length >= KEPT_BYTES)
        return;
    *kept = (struct kept){.key = key_of(kind, value), .length = length + 1};
    memcpy(kept->bytes, w->bytes + before, length);
    kept->bytes[length] = ',';
}

static void add_value(struct cs_row_writer *w, cs_value value)
{
    char room[24];
    size_t length = 0, before = w->length;
    const char *text = value == CS_UNSAID ? "" : cs_stream_text(w->stream, value, room, &length);

    add_text(w, text, length);
    if (value != CS_UNSAID && cs_stream_is_text(w->stream, value))
        keep(w, KEPT_VALUE, value, before);
}

static void add_words(const struct cs_row_writer *w, cs_value value, struct cs_buffer *out)
{
    char room[24];
    size_t length;
    const char *text = cs_stream_text(w->stream, value, room, &length);

    cs_buffer_add(out, text, length);
}

/* "consult on 7", as a record says it, but with the texts of the table. */
static void add_act(struct cs_row_writer *w, const struct cs_stream_verdict *v)
{
    const struct cs_relation *r = &w->plan->relations[v->relation];
    struct cs_buffer words;

    cs_buffer_init(&words);
    if (v->conclusion->forbidden)
        cs_buffer_text(&words, "no ");
    for (uint32_t i = r->first_role; i < r->column_count; i++)
        if (r->shape->roles[i - r->first_role].prep == CS_PREP_IS && v->act[i] != CS_UNSAID) {
            add_words(w, v->act[i], &words);
            cs_buffer_text(&words, " is ");
        }
    cs_buffer_text(&words, cs_names_text(w->plan->names, r->head));
    for (uint32_t i = r->first_role; i < r->column_count; i++) {
        enum cs_prep prep = r->shape->roles[i - r->first_role].prep;

        if (prep == CS_PREP_IS || !cs_plan_is_something(w->plan, v->act[i]))
            continue;
        cs_buffer_printf(&words, " %s ", cs_prep_text(prep));
        add_words(w, v->act[i], &words);
    }
    w->lacks_memory = w->lacks_memory || words.failed;
    w->failed = w->failed || words.failed;
    add_text(w, cs_buffer_string(&words), words.failed ? 0 : words.length);
    cs_buffer_release(&words);
}

static void add_date(struct cs_row_writer *w, cs_instant time, cs_day day, bool hours)
{
    char text[32];

    if (hours)
        cs_instant_text(time, w->zone, text);
    else
        cs_day_text(day, text);
    add_text(w, text, strlen(text));
}

/* The line of a table; of one of several tables its number is above bit 40, from 0. */
static void add_row_number(struct cs_row_writer *w, uint64_t number)
{
    char text[48];

    if (number == 0)
        add_text(w, "", 0);
    else if (number >> CS_TABLE_SHIFT == 0)
        add(w, text, (size_t)snprintf(text, sizeof text, "%llu", (unsigned long long)number));
    else
        add_text(w, text,
                 (size_t)snprintf(text, sizeof text, "%llu of table %llu",
                                  (unsigned long long)(number & (((uint64_t)1 << CS_TABLE_SHIFT) - 1)),
                                  (unsigned long long)(number >> CS_TABLE_SHIFT) + 1));
}

/* How much of the text of an article is its instrument: "CST" of "CST 4(2)". */
static size_t length_of_instrument(const struct cs_row_writer *w, const char *text, size_t length)
{
    size_t cut = 0;

    for (const struct cs_file *file = w->plan->files; file != NULL; file = file->next)
        for (const struct cs_instrument *i = file->instruments; i != NULL; i = i->next) {
            size_t name = cs_names_length(w->plan->names, i->name);

            if (name > cut && name < length && text[name] == ' ' &&
                memcmp(text, cs_names_text(w->plan->names, i->name), name) == 0)
                cut = name;
        }
    return cut;
}

/* The article without its instrument: "4(2)" of "CST 4(2)"; or the instrument alone. */
static void add_article(struct cs_row_writer *w, const struct cs_stream_verdict *v, bool instrument)
{
    enum kept_kind kind = instrument ? KEPT_INSTRUMENT : KEPT_ARTICLE;
    size_t length, cut, before = w->length;
    const char *text;

    text = cs_names_read(w->plan->names, v->article, &length);
    if (v->article != w->article) {
        w->article = v->article;
        w->instrument = length_of_instrument(w, text, length);
    }
    cut = w->instrument;
    if (instrument)
        add_text(w, text, cut);
    else
        add_text(w, text + (cut > 0 ? cut + 1 : 0), length - (cut > 0 ? cut + 1 : 0));
    keep(w, kind, v->article, before);
}

static void add_outcome(struct cs_row_writer *w, enum cs_state state)
{
    const char *text = cs_state_text(state);
    size_t before = w->length;

    add_text(w, text, strlen(text));
    keep(w, KEPT_STATE, state, before);
}

/* The value of the role of an item. */
static inline cs_value role_of(const struct cs_row_writer *w, size_t item, const struct cs_stream_verdict *v)
{
    uint8_t column = w->columns_of[item][v->relation];

    return column == NO_COLUMN ? CS_UNSAID : v->act[column];
}

static void add_item(struct cs_row_writer *w, size_t number, const struct cs_stream_verdict *v)
{
    const struct cs_map_item *item = &w->items[number];
    cs_day day;
    bool hours;

    switch (item->kind) {
    case CS_MAP_OUTCOME:
        add_outcome(w, v->state);
        return;
    case CS_MAP_INSTRUMENT:
    case CS_MAP_ARTICLE:
        add_article(w, v, item->kind == CS_MAP_INSTRUMENT);
        return;
    case CS_MAP_HOLDER:
        add_value(w, v->holder);
        return;
    case CS_MAP_CLAIMANT:
        add_value(w, v->claimant);
        return;
    case CS_MAP_ACT:
        add_act(w, v);
        return;
    case CS_MAP_SINCE:
        cs_stream_since(w->stream, v, &day, &hours);
        add_date(w, v->since, day, hours);
        return;
    case CS_MAP_ON:
        add_date(w, v->time, v->day, v->hours);
        return;
    case CS_MAP_ROW:
        add_row_number(w, v->founded_by);
        return;
    case CS_MAP_CAUSE:
        add_row_number(w, v->done_by);
        return;
    case CS_MAP_ROLE:
        add_value(w, role_of(w, number, v));
        return;
    }
}

/* Writes an item that is kept, or an integer, and a comma; where that ends, or NULL: it is neither. */
static inline char *put_item(struct cs_row_writer *w, char *to, size_t item, const struct cs_stream_verdict *v)
{
    cs_value value;

    switch (w->items[item].kind) {
    case CS_MAP_OUTCOME:
        return put_kept(w, to, KEPT_STATE, v->state);
    case CS_MAP_INSTRUMENT:
        return put_kept(w, to, KEPT_INSTRUMENT, v->article);
    case CS_MAP_ARTICLE:
        return put_kept(w, to, KEPT_ARTICLE, v->article);
    case CS_MAP_HOLDER:
        value = v->holder;
        break;
    case CS_MAP_CLAIMANT:
        value = v->claimant;
        break;
    case CS_MAP_ROLE:
        value = role_of(w, item, v);
        break;
    default:
        return NULL;
    }
    return put_value(w, to, value);
}

/* ---- rows ---- */

static void start(struct cs_row_writer *w)
{
    w->started = true;
    for (size_t i = 0; !w->json && i < w->item_count; i++) {
        add_text(w, w->items[i].title, strlen(w->items[i].title));
        add(w, i + 1 < w->item_count ? "," : "\n", 1);
    }
}

const bool *cs_row_writer_wanted(const struct cs_row_writer *w)
{
    return w->wanted;
}

/* Makes room for so many items that are kept, and a front; where the next is written. */
static inline char *make_room(struct cs_row_writer *w, char *at, size_t items)
{
    if ((size_t)(w->bytes + ROOM - at) >= items * ITEM_ROOM + FRONT_BYTES)
        return at;
    w->length = (size_t)(at - w->bytes);
    flush(w);
    return w->bytes;
}

/* Writes the item `i` where it is neither kept nor an integer, and a comma; where the next is written. */
static char *add_slowly(struct cs_row_writer *w, char *at, size_t i, const struct cs_stream_verdict *verdict)
{
    w->length = (size_t)(at - w->bytes);
    add_item(w, i, verdict);
    w->bytes[w->length++] = ',';
    return make_room(w, w->bytes + w->length, w->item_count - i - 1);
}

static char *add_key(struct cs_row_writer *w, char *at, size_t i)
{
    w->length = (size_t)(at - w->bytes);
    if (i == 0)
        add(w, "{", 1);
    add(w, w->keys[i], strlen(w->keys[i]));
    return make_room(w, w->bytes + w->length, w->item_count - i);
}

/* Keeps the front of a row, from `start` to `end`, if it is all in the buffer. */
static void keep_front(struct cs_row_writer *w, struct front *front, uint64_t key, const char *start, const char *end)
{
    if (w->failed || end < start || end - start > FRONT_BYTES)
        return;
    *front = (struct front){.key = key, .length = (size_t)(end - start)};
    memcpy(front->bytes, start, front->length);
}

bool cs_row_writer_add(struct cs_row_writer *w, const struct cs_stream_verdict *verdict)
{
    struct front *front = &w->fronts[(verdict->article * 8 + verdict->state) % FRONTS];
    uint64_t key = (uint64_t)1 << 63 | (uint64_t)verdict->article << 8 | verdict->state;
    size_t count = w->item_count, i = 0;
    char *at, *row;

    if (!w->started)
        start(w);
    at = row = make_room(w, w->bytes + w->length, count);
    if (front->key == key) {
        memcpy(at, front->bytes, FRONT_BYTES);
        at += front->length;
        i = w->front_count;
    }
    for (; i < count; i++) {
        char *next;

        if (w->json)
            at = add_key(w, at, i);
        next = put_item(w, at, i, verdict);
        at = next != NULL ? next : add_slowly(w, at, i, verdict);
        if (i + 1 == w->front_count)
            keep_front(w, front, key, row, at);
    }
    at[-1] = w->json ? '}' : '\n';
    w->length = (size_t)(at - w->bytes);
    if (w->json)
        add(w, "\n", 1);
    return !w->failed;
}

bool cs_row_writer_start(struct cs_row_writer *w)
{
    start(w);
    return flush(w);
}

bool cs_row_writer_flush(struct cs_row_writer *w)
{
    return flush(w);
}

bool cs_row_writer_end(struct cs_row_writer *w)
{
    if (!w->started)
        start(w);
    return flush(w);
}

bool cs_row_writer_lacks_memory(const struct cs_row_writer *w)
{
    return w->lacks_memory;
}

/* ---- making ---- */

static bool make_keys(struct cs_row_writer *w)
{
    for (size_t i = 0; i < w->item_count; i++) {
        struct cs_json json;

        cs_buffer_clear(&w->text);
        cs_json_init(&json, &w->text);
        cs_json_text(&json, w->items[i].title);
        cs_buffer_char(&w->text, ':');
        w->keys[i] = malloc(w->text.length + 1);
        if (w->keys[i] == NULL || w->text.failed)
            return false;
        memcpy(w->keys[i], cs_buffer_string(&w->text), w->text.length + 1);
    }
    return true;
}

/* Without a line "outcomes" all that can come of a duty is written, and what is undetermined or contradictory. */
static void choose_outcomes(struct cs_row_writer *w, const struct cs_map *map)
{
    for (int state = CS_STATE_NONE; state < CS_STATE_COUNT && map->outcomes == NULL; state++)
        w->wanted[state] = true;
    for (const struct cs_map_outcome *o = map->outcomes; o != NULL; o = o->next)
        w->wanted[o->state] = true;
}

/* Where the roles stand that items say, and how many items are a front. */
static bool resolve(struct cs_row_writer *w)
{
    size_t relations = w->plan->relation_count;

    w->role_columns = malloc(w->item_count * relations + 1);
    for (size_t i = 0; w->role_columns != NULL && i < w->item_count * relations; i++) {
        const struct cs_map_item *item = &w->items[i / relations];
        const struct cs_relation *r = &w->plan->relations[i % relations];

        w->role_columns[i] = NO_COLUMN;
        for (uint32_t k = r->shape != NULL && item->kind == CS_MAP_ROLE ? r->shape->role_count : 0; k-- > 0;)
            if (r->shape->roles[k].prep == item->prep)
                w->role_columns[i] = (uint8_t)(r->first_role + k);
    }
    for (size_t i = 0; w->role_columns != NULL && i < w->item_count; i++)
        w->columns_of[i] = w->role_columns + i * relations;
    while (!w->json && w->front_count < w->item_count &&
           (w->items[w->front_count].kind == CS_MAP_OUTCOME || w->items[w->front_count].kind == CS_MAP_ARTICLE ||
            w->items[w->front_count].kind == CS_MAP_INSTRUMENT))
        w->front_count++;
    return w->role_columns != NULL;
}

casus_status cs_row_writer_new(const struct cs_plan *plan, const struct cs_file *map, const struct cs_stream *stream,
                               bool json, casus_sink sink, struct cs_failure *failure, struct cs_row_writer **out)
{
    struct cs_row_writer *w = calloc(1, sizeof *w);

    *out = w;
    if (w == NULL)
        return cs_fail_memory(failure);
    w->plan = plan;
    w->stream = stream;
    w->json = json;
    w->sink = sink;
    w->zone = map->reckoning.zone;
    cs_buffer_init(&w->text);
    choose_outcomes(w, map->map);
    note_plain(w);
    for (const struct cs_map_item *item = map->map->items; item != NULL && w->item_count < 64; item = item->next)
        w->items[w->item_count++] = *item;
    if (map->map->items == NULL) {
        memcpy(w->items, usual, sizeof usual);
        w->item_count = sizeof usual / sizeof *usual;
    }
    w->bytes = malloc(ROOM + 1);
    if (w->bytes != NULL && make_keys(w) && resolve(w))
        return CASUS_OK;
    cs_row_writer_free(w);
    *out = NULL;
    return cs_fail_memory(failure);
}

void cs_row_writer_free(struct cs_row_writer *w)
{
    if (w == NULL)
        return;
    for (size_t i = 0; i < w->item_count; i++)
        free(w->keys[i]);
    cs_buffer_release(&w->text);
    free(w->role_columns);
    free(w->bytes);
    free(w);
}
