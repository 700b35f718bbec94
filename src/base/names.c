/* SPDX-License-Identifier: MIT */
/*
 * Names by number. `slots` holds both texts and made names. Texts and keys lie in the arena and never move.
 *
 * A key is an array of 32-bit words: the tag, then three words for each part (whether it is a name, and its value in
 * two halves).
 */
#include "base/names.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/failure.h"
#include "base/hash.h"

#define PART_WORDS ((size_t)3)

#define UNWRITTEN UINT32_MAX /* as a length */

struct cs_named {
    union {
        const char *text;
        char *late_text;     /* the same, if it was written late */
        struct later *later; /* if it is not written yet */
    };
    uint32_t length;     /* or UNWRITTEN */
    uint32_t key_count;  /* words of the key; 0 for a text */
    const uint32_t *key;
};

/* How a text is written that is not written yet. */
struct later { cs_name_writer write; const void *made_of; struct cs_late_texts *late; };

/* The texts of a table that are written late. Short pieces of memory that are no longer needed are taken again. */
#define PIECE ((size_t)16) /* the smallest; others have so much more each */
#define PIECES 4
struct cs_late_texts {
    const struct cs_names *names; /* the table */
    struct cs_arena arena;
    struct cs_failure *failure;
    void *free[PIECES];
};

/* What is looked for: a text, or a key. */
struct sought {
    const char *text;
    size_t length;
    const uint32_t *key;
    size_t key_count;
    uint64_t hash;
};

void cs_names_init(struct cs_names *names)
{
    memset(names, 0, sizeof *names);
    cs_arena_init(&names->arena);
    names->first = 1;
    names->count = 1;
}

void cs_names_init_over(struct cs_names *names, const struct cs_names *below)
{
    cs_names_init(names);
    names->below = below;
    names->count = below->count;
    names->first = (cs_name)below->count;
}

void cs_names_init_above(struct cs_names *names, const struct cs_names *below, size_t room)
{
    cs_names_init_over(names, below);
    names->count += room;
    names->first = (cs_name)names->count;
}

bool cs_names_within_room(const struct cs_names *names)
{
    return names->below != NULL && names->below->count <= names->first;
}

void cs_names_release(struct cs_names *names)
{
    if (names->late != NULL)
        cs_arena_release(&names->late->arena);
    cs_arena_release(&names->arena);
    free(names->items);
    cs_slots_release(&names->slots);
    cs_names_init(names);
}

/* ---- keys ---- */

static const uint32_t *words_of(const struct cs_name_key *key)
{
    return key->more != NULL ? key->more : key->words;
}

static void add_words(struct cs_name_key *key, const uint32_t *words, size_t count)
{
    bool moves = key->more == NULL && key->count + count > CS_NAME_KEY_WORDS;

    if (!key->failed && (moves || key->more != NULL))
        key->failed = !cs_grow(&key->more, &key->capacity, key->count + count, sizeof *key->more);
    if (key->failed)
        return;
    if (moves)
        memcpy(key->more, key->words, key->count * sizeof *key->more);
    memcpy((key->more != NULL ? key->more : key->words) + key->count, words, count * sizeof *words);
    key->count += count;
}

void cs_name_key_init(struct cs_name_key *key, uint32_t tag)
{
    key->more = NULL;
    key->count = 1;
    key->capacity = 0;
    key->failed = false;
    key->words[0] = tag;
}

void cs_name_key_release(struct cs_name_key *key)
{
    free(key->more);
    key->more = NULL;
    key->count = key->capacity = 0;
}

void cs_name_key_name(struct cs_name_key *key, cs_name name)
{
    add_words(key, (const uint32_t[]){1, name, 0}, PART_WORDS);
}

void cs_name_key_number(struct cs_name_key *key, int64_t number)
{
    uint64_t bits = (uint64_t)number;

    add_words(key, (const uint32_t[]){0, (uint32_t)bits, (uint32_t)(bits >> 32)}, PART_WORDS);
}

/* ---- the table ---- */

/* The family of an integer. */
static const struct cs_family *family_of(const struct cs_names *names, cs_name name)
{
    return &names->families[(name & ~CS_INTEGERS) / (CS_INTEGER_MAX + 1)];
}

cs_name cs_names_integer(struct cs_names *names, uint32_t tag, cs_name part, uint32_t number)
{
    uint32_t i = 0;

    while (i < names->family_count && (names->families[i].tag != tag || names->families[i].part != part))
        i++;
    if (number > CS_INTEGER_MAX || i == CS_FAMILIES)
        return CS_NO_NAME;
    if (i == names->family_count)
        names->families[names->family_count++] = (struct cs_family){tag, part};
    return CS_INTEGERS | i * (CS_INTEGER_MAX + 1) | number;
}

static inline struct cs_named *item_of(const struct cs_names *names, cs_name name)
{
    while (names->below != NULL && name < names->first)
        names = names->below;
    must(name >= names->first && name < names->count);
    return &names->items[name - names->first];
}

static struct sought seek_text(const char *text, size_t length)
{
    return (struct sought){.text = text, .length = length, .hash = cs_hash_bytes(text, length)};
}

static struct sought seek_key(const struct cs_name_key *key)
{
    const uint32_t *words = words_of(key);

    return (struct sought){.key = words, .key_count = key->count,
                           .hash = cs_hash_bytes(words, key->count * sizeof *words)};
}

static bool is_sought(const struct cs_named *item, const struct sought *s)
{
    if (s->key != NULL)
        return item->key_count == s->key_count && memcmp(item->key, s->key, s->key_count * sizeof *s->key) == 0;
    return item->key_count == 0 && item->length == s->length &&
           (s->length == 0 || memcmp(item->text, s->text, s->length) == 0);
}

/* The slot that holds what is sought, or the free one where it belongs. */
static const struct cs_slot *slot_of(const struct cs_names *names, const struct sought *s)
{
    const struct cs_slot *slot = cs_slots_first(&names->slots, s->hash);

    while (slot->item != 0 && !is_sought(&names->items[slot->item - 1], s))
        slot = cs_slots_next(&names->slots, slot);
    return slot;
}

/* A name that was added to a lower table after the upper one was made is not a name of the upper. */
static cs_name find(const struct cs_names *names, const struct sought *s)
{
    size_t end = names->count;

    for (; names != NULL; end = names->first, names = names->below) {
        uint32_t item = slot_of(names, s)->item;

        if (item != 0 && names->first + item - 1 < end)
            return names->first + item - 1;
    }
    return CS_NO_NAME;
}

static void *take_piece(struct cs_late_texts *late, size_t size)
{
    size_t n = (size - 1) / PIECE;
    void *piece = n < PIECES ? late->free[n] : NULL;

    if (piece == NULL)
        return cs_arena_alloc(&late->arena, n < PIECES ? (n + 1) * PIECE : size);
    memcpy(&late->free[n], piece, sizeof piece); /* a free piece begins with the next one */
    return piece;
}

static void give_piece(struct cs_late_texts *late, void *piece, size_t size)
{
    size_t n = (size - 1) / PIECE;

    if (n >= PIECES)
        return;
    memcpy(piece, &late->free[n], sizeof piece);
    late->free[n] = piece;
}

static struct later *keep_later(struct later later)
{
    struct later *kept = take_piece(later.late, sizeof *kept);

    if (kept != NULL)
        *kept = later;
    return kept;
}

/* Adds a new name. It is shown as `text`; NULL: as `later` will write it. */
static cs_name add(struct cs_names *names, const struct sought *s, const char *text, size_t length, struct later later)
{
    struct cs_named item = {.length = text == NULL ? UNWRITTEN : (uint32_t)length,
                            .key_count = s->key != NULL ? (uint32_t)s->key_count : 0};
    cs_name name = (cs_name)names->count;

    if (names->failed)
        return CS_NO_NAME;
    names->failed = length >= UNWRITTEN || names->count >= CS_INTEGERS || !cs_slots_reserve(&names->slots) ||
                    !cs_grow(&names->items, &names->capacity, names->count - names->first + 1, sizeof *names->items);
    if (text == NULL)
        item.later = names->failed ? NULL : keep_later(later);
    else
        item.text = names->failed ? NULL : cs_arena_text(&names->arena, text, length);
    if (item.text != NULL && item.key_count > 0) {
        uint32_t *key = cs_arena_array(&names->arena, s->key_count, sizeof *key);

        if (key != NULL)
            memcpy(key, s->key, s->key_count * sizeof *key);
        item.key = key;
    }
    if (item.text == NULL || (item.key_count > 0 && item.key == NULL)) {
        names->failed = true;
        return CS_NO_NAME;
    }
    names->items[names->count - names->first] = item;
    cs_slots_put(&names->slots, slot_of(names, s), s->hash, name - names->first);
    names->count++;
    return name;
}

/* ---- texts ---- */

static bool is_plain(const char *text, size_t length)
{
    size_t i = 0;

    for (; i + 8 <= length; i += 8) {
        uint64_t eight;

        memcpy(&eight, text + i, 8);
        if ((eight & 0x8080808080808080) != 0)
            return false;
    }
    for (; i < length; i++)
        if ((unsigned char)text[i] >= 0x80)
            return false;
    return true;
}

/*
 * The text in Unicode's composed form (NFC), which the caller frees; NULL if it already is in that form or is not
 * UTF-8. False if memory ran out.
 */
static bool compose(const char *text, size_t *length, char **out)
{
    utf8proc_uint8_t *composed = NULL;
    utf8proc_ssize_t size;

    *out = NULL;
    if (is_plain(text, *length))
        return true;
    size = utf8proc_map((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)*length, &composed,
                        UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    if (size < 0)
        return size != UTF8PROC_ERROR_NOMEM;
    *out = (char *)composed;
    *length = (size_t)size;
    return true;
}

cs_name cs_names_find(const struct cs_names *names, const char *text, size_t length)
{
    char *composed;
    cs_name name = CS_NO_NAME;

    if (compose(text, &length, &composed)) {
        const struct sought s = seek_text(composed != NULL ? composed : text, length);

        name = find(names, &s);
    }
    free(composed);
    return name;
}

cs_name cs_names_intern_bytes(struct cs_names *names, const char *bytes, size_t length)
{
    const struct sought s = seek_text(bytes, length);
    cs_name name = find(names, &s);

    return name != CS_NO_NAME ? name : add(names, &s, bytes, length, (struct later){0});
}

cs_name cs_names_intern(struct cs_names *names, const char *text, size_t length)
{
    cs_name name = CS_NO_NAME;
    char *composed;

    if (compose(text, &length, &composed))
        name = cs_names_intern_bytes(names, composed != NULL ? composed : text, length);
    else
        names->failed = true;
    free(composed);
    return name;
}

cs_name cs_names_intern_text(struct cs_names *names, const char *text)
{
    return cs_names_intern(names, text, strlen(text));
}

cs_name cs_names_intern_buffer(struct cs_names *names, struct cs_buffer *text)
{
    cs_name name = CS_NO_NAME;

    names->failed |= text->failed;
    if (!text->failed)
        name = cs_names_intern(names, cs_buffer_string(text), text->length);
    cs_buffer_release(text);
    return name;
}

/* Writes a text that is asked for the first time; an empty one if memory runs out. */
static __attribute__((noinline)) void write_text(struct cs_named *item)
{
    struct cs_late_texts *late = item->later->late;
    struct cs_buffer text;
    char *kept = NULL;

    cs_buffer_init(&text);
    item->later->write(late->names, item->later->made_of, &text);
    if (!text.failed && text.length < UNWRITTEN)
        kept = take_piece(late, text.length + 1);
    if (kept != NULL)
        memcpy(kept, cs_buffer_string(&text), text.length + 1);
    else if (late->failure != NULL)
        cs_fail_memory(late->failure);
    give_piece(late, item->later, sizeof *item->later);
    if (kept != NULL)
        item->late_text = kept;
    else
        item->text = "";
    item->length = kept != NULL ? (uint32_t)text.length : 0;
    cs_buffer_release(&text);
}

static inline const struct cs_named *written(const struct cs_names *names, cs_name name)
{
    struct cs_named *item = item_of(names, name);

    if (item->length == UNWRITTEN)
        write_text(item);
    return item;
}

/* An integer in decimal: its length, and its digits in `out`. */
static uint32_t write_integer(cs_name name, char out[16])
{
    return (uint32_t)snprintf(out, 16, "%u", (unsigned)(name & CS_INTEGER_MAX));
}

/* It is seldom that somebody wants the text of an integer as a name: one is written each time. */
static const char *integer_text(const struct cs_names *names, cs_name name)
{
    char digits[16];
    uint32_t length = write_integer(name, digits);
    const char *kept = cs_arena_text(&names->late->arena, digits, length);

    if (kept == NULL && names->late->failure != NULL)
        cs_fail_memory(names->late->failure);
    return kept == NULL ? "" : kept;
}

const char *cs_names_text(const struct cs_names *names, cs_name name)
{
    if (name >= CS_INTEGERS)
        return integer_text(names, name);
    return name == CS_NO_NAME ? "" : written(names, name)->text;
}

const char *cs_names_read(const struct cs_names *names, cs_name name, size_t *length)
{
    const struct cs_named *item;

    must(name < CS_INTEGERS);
    item = name == CS_NO_NAME ? NULL : written(names, name);
    *length = item == NULL ? 0 : item->length;
    return item == NULL ? "" : item->text;
}

void cs_names_fetch(const struct cs_names *names, cs_name name, bool text)
{
    const struct cs_named *item;

    if (name < names->first || name >= names->count || names->count - names->first < CS_MANY)
        return;
    item = &names->items[name - names->first];
    __builtin_prefetch(text ? (const void *)item->text : item);
}

uint32_t cs_names_length(const struct cs_names *names, cs_name name)
{
    char digits[16];

    if (name >= CS_INTEGERS)
        return write_integer(name, digits);
    return name == CS_NO_NAME ? 0 : written(names, name)->length;
}

/* ---- made names ---- */

void cs_names_write_again(struct cs_names *names, cs_name name, cs_name_writer write, const void *made_of)
{
    struct cs_named *item = item_of(names, name);
    struct later *later;

    if (item->length == UNWRITTEN)
        return;
    if (item->length > 0)
        give_piece(names->late, item->late_text, (size_t)item->length + 1);
    later = keep_later((struct later){write, made_of, names->late});
    names->failed |= later == NULL;
    if (later == NULL) {
        item->text = "";
        item->length = 0;
        return;
    }
    item->later = later;
    item->length = UNWRITTEN;
}

void cs_names_write_late(struct cs_names *names, struct cs_failure *failure)
{
    names->late = cs_arena_alloc(&names->arena, sizeof *names->late);
    if (names->late == NULL) {
        names->failed = true;
        return;
    }
    *names->late = (struct cs_late_texts){.names = names, .failure = failure};
    cs_arena_init(&names->late->arena);
}

cs_name cs_names_find_made(const struct cs_names *names, const struct cs_name_key *key)
{
    const struct sought s = seek_key(key);

    return key->failed ? CS_NO_NAME : find(names, &s);
}

cs_name cs_names_make_later(struct cs_names *names, struct cs_name_key *key, cs_name_writer write, const void *made_of)
{
    const struct sought s = seek_key(key);
    cs_name name = CS_NO_NAME;

    if (names->late == NULL)
        cs_names_write_late(names, NULL);
    names->failed |= key->failed;
    if (!names->failed)
        name = find(names, &s);
    if (!names->failed && name == CS_NO_NAME)
        name = add(names, &s, NULL, 0, (struct later){write, made_of, names->late});
    cs_name_key_release(key);
    return name;
}

cs_name cs_names_make(struct cs_names *names, struct cs_name_key *key, struct cs_buffer *text)
{
    const struct sought s = seek_key(key);
    cs_name name = CS_NO_NAME;

    names->failed |= key->failed || text->failed;
    if (!names->failed)
        name = find(names, &s);
    if (!names->failed && name == CS_NO_NAME)
        name = add(names, &s, cs_buffer_string(text), text->length, (struct later){0});
    cs_name_key_release(key);
    cs_buffer_release(text);
    return name;
}

uint32_t cs_names_tag(const struct cs_names *names, cs_name name)
{
    const struct cs_named *item = name == CS_NO_NAME || name >= CS_INTEGERS ? NULL : item_of(names, name);

    if (name >= CS_INTEGERS)
        return family_of(names, name)->tag;
    return item == NULL || item->key_count == 0 ? 0 : item->key[0];
}

cs_name cs_names_part(const struct cs_names *names, cs_name name, size_t place)
{
    const struct cs_named *item = name == CS_NO_NAME || name >= CS_INTEGERS ? NULL : item_of(names, name);
    size_t at = 1 + place * PART_WORDS;

    if (name >= CS_INTEGERS)
        return place == 0 ? family_of(names, name)->part : CS_NO_NAME;
    return item == NULL || at >= item->key_count || item->key[at] == 0 ? CS_NO_NAME : item->key[at + 1];
}

/* Is the name one of a table over which both stand? */
static bool is_shared(const struct cs_names *from, cs_name name, const struct cs_names *to)
{
    while (from->below != NULL && name < from->first)
        from = from->below;
    while (to != from && to->below != NULL && name < to->first)
        to = to->below;
    return to == from;
}

cs_name cs_names_carry(const struct cs_names *from, cs_name name, const struct cs_names *to, bool *failed)
{
    const struct cs_named *item = name == CS_NO_NAME || name >= CS_INTEGERS ? NULL : item_of(from, name);
    struct cs_name_key key;
    bool known = true;

    if (name >= CS_INTEGERS) /* of a table of its own */
        return CS_NO_NAME;
    if (item == NULL || is_shared(from, name, to))
        return name;
    if (item->key_count == 0)
        return cs_names_find(to, item->text, item->length);
    cs_name_key_init(&key, item->key[0]);
    for (size_t at = 1; at < item->key_count; at += PART_WORDS) {
        cs_name part = item->key[at] == 0 ? CS_NO_NAME : item->key[at + 1];
        cs_name carried = cs_names_carry(from, part, to, failed);

        known = known && (part == CS_NO_NAME || carried != CS_NO_NAME);
        if (item->key[at] == 0)
            add_words(&key, item->key + at, PART_WORDS);
        else
            cs_name_key_name(&key, carried);
    }
    name = known && !key.failed ? cs_names_find_made(to, &key) : CS_NO_NAME;
    *failed = *failed || key.failed;
    cs_name_key_release(&key);
    return name;
}
