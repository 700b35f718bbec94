/* SPDX-License-Identifier: MIT */
/*
 * Names by number. `slots` is an open-addressed table of numbers, 0 where free; it is at most half full. Texts lie in
 * the arena and never move.
 */
#include "base/names.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/failure.h"
#include "base/hash.h"

#define FIRST_SLOTS ((size_t)64)

void cs_names_init(struct cs_names *names)
{
    memset(names, 0, sizeof *names);
    cs_arena_init(&names->arena);
}

void cs_names_release(struct cs_names *names)
{
    cs_arena_release(&names->arena);
    free(names->texts);
    free(names->lengths);
    free(names->slots);
    cs_names_init(names);
}

/* The slot that holds this text, or the free one where it belongs. Some slot is always free. */
static size_t slot_of(const struct cs_names *names, const char *text, size_t length)
{
    size_t mask = names->slot_count - 1;
    size_t slot = (size_t)cs_hash_bytes(text, length) & mask;

    for (;; slot = (slot + 1) & mask) {
        cs_name name = names->slots[slot];

        if (name == CS_NO_NAME)
            return slot;
        if (names->lengths[name] == length && (length == 0 || memcmp(names->texts[name], text, length) == 0))
            return slot;
    }
}

static bool grow_slots(struct cs_names *names)
{
    size_t count = names->slot_count ? names->slot_count * 2 : FIRST_SLOTS;
    uint32_t *slots;

    if (names->slot_count && names->count < names->slot_count / 2)
        return true;
    slots = calloc(count, sizeof *slots);
    if (!slots)
        return false;
    free(names->slots);
    names->slots = slots;
    names->slot_count = count;
    for (size_t name = 1; name < names->count; name++)
        slots[slot_of(names, names->texts[name], names->lengths[name])] = (uint32_t)name;
    return true;
}

/* Room for one more name, and for number 0 the first time. */
static bool grow(struct cs_names *names)
{
    size_t needed = names->count ? names->count + 1 : 2;

    if (needed > UINT32_MAX || !cs_grow(&names->texts, &names->capacity, needed, sizeof *names->texts) ||
        !cs_grow(&names->lengths, &names->lengths_capacity, needed, sizeof *names->lengths) || !grow_slots(names))
        return false;
    if (names->count == 0) {
        names->texts[0] = "";
        names->lengths[0] = 0;
        names->count = 1;
    }
    return true;
}

static bool is_plain(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)text[i] >= 0x80)
            return false;
    return true;
}

/*
 * The text in Unicode's composed form (NFC), to be freed; NULL where it is that already, or is not UTF-8. False if memory
 * ran out.
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

static cs_name find(const struct cs_names *names, const char *text, size_t length)
{
    return names->slot_count ? names->slots[slot_of(names, text, length)] : CS_NO_NAME;
}

cs_name cs_names_find(const struct cs_names *names, const char *text, size_t length)
{
    char *composed;
    cs_name name = CS_NO_NAME;

    if (compose(text, &length, &composed))
        name = find(names, composed != NULL ? composed : text, length);
    free(composed);
    return name;
}

static cs_name intern(struct cs_names *names, const char *text, size_t length)
{
    cs_name name = find(names, text, length);
    const char *copy;

    if (name != CS_NO_NAME || names->failed)
        return name;
    copy = length <= UINT32_MAX && grow(names) ? cs_arena_text(&names->arena, text, length) : NULL;
    if (!copy) {
        names->failed = true;
        return CS_NO_NAME;
    }
    name = (cs_name)names->count;
    names->slots[slot_of(names, text, length)] = name;
    names->texts[name] = copy;
    names->lengths[name] = (uint32_t)length;
    names->count++;
    return name;
}

cs_name cs_names_intern(struct cs_names *names, const char *text, size_t length)
{
    cs_name name = CS_NO_NAME;
    char *composed;

    if (compose(text, &length, &composed))
        name = intern(names, composed != NULL ? composed : text, length);
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

const char *cs_names_text(const struct cs_names *names, cs_name name)
{
    if (name == CS_NO_NAME)
        return "";
    must(name < names->count);
    return names->texts[name];
}

uint32_t cs_names_length(const struct cs_names *names, cs_name name)
{
    if (name == CS_NO_NAME)
        return 0;
    must(name < names->count);
    return names->lengths[name];
}
