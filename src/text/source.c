/* SPDX-License-Identifier: MIT */
#include "text/source.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

static size_t count_lines(const char *bytes, size_t length)
{
    size_t count = 1;
    const char *at = bytes;
    const char *end = bytes + length;

    while (at < end && (at = memchr(at, '\n', (size_t)(end - at))) != NULL) {
        at++;
        if (at < end)
            count++;
    }
    return count;
}

static void find_lines(struct cs_source *source)
{
    const char *at = source->bytes;
    const char *end = source->bytes + source->length;
    size_t index = 1;

    while (index < source->line_count) {
        at = memchr(at, '\n', (size_t)(end - at));
        at++;
        source->line_starts[index++] = (uint32_t)(at - source->bytes);
    }
}

struct cs_source *cs_source_new(struct cs_arena *arena, const char *name, enum cs_source_kind kind, const char *bytes,
                                size_t length)
{
    struct cs_source *source = cs_arena_alloc(arena, sizeof *source);

    if (source == NULL)
        return NULL;
    source->name = cs_arena_text(arena, name, strlen(name));
    source->bytes = bytes;
    source->length = length;
    source->kind = kind;
    source->line_count = count_lines(bytes, length);
    source->line_starts = cs_arena_array(arena, source->line_count, sizeof *source->line_starts);
    if (source->name == NULL || source->line_starts == NULL)
        return NULL;
    find_lines(source);
    return source;
}

/* Room for so many bytes and a NUL. It grows by half, so that to add a little often costs little. */
static bool make_room(struct cs_arena *arena, struct cs_source *source, size_t length)
{
    size_t room = length + length / 2 + 1;
    char *bytes;

    if (source->room != NULL && length < source->byte_room)
        return true;
    bytes = cs_arena_alloc(arena, room);
    if (bytes == NULL)
        return false;
    memcpy(bytes, source->bytes, source->length);
    source->bytes = source->room = bytes;
    source->byte_room = room;
    return true;
}

static bool make_line_room(struct cs_arena *arena, struct cs_source *source, size_t count)
{
    size_t room = count + count / 2;
    uint32_t *starts;

    if (count <= (source->line_room > 0 ? source->line_room : source->line_count))
        return true;
    starts = cs_arena_array(arena, room, sizeof *starts);
    if (starts == NULL)
        return false;
    memcpy(starts, source->line_starts, source->line_count * sizeof *starts);
    source->line_starts = starts;
    source->line_room = room;
    return true;
}

bool cs_source_append(struct cs_arena *arena, struct cs_source *source, const char *bytes, size_t length)
{
    size_t before = source->length, end = before + length, most = source->line_count + 1;

    for (size_t i = 0; i < length; i++)
        most += bytes[i] == '\n';
    if (!make_room(arena, source, end) || !make_line_room(arena, source, most))
        return false;
    memcpy(source->room + before, bytes, length);
    source->room[end] = '\0';
    source->length = end;
    for (size_t at = before > 0 ? before : 1; at < end; at++)
        if (source->bytes[at - 1] == '\n')
            source->line_starts[source->line_count++] = (uint32_t)at;
    return true;
}

void cs_source_cut(struct cs_source *source, size_t length, size_t line_count)
{
    must(source->room != NULL && length <= source->length && line_count <= source->line_count);
    source->length = length;
    source->room[length] = '\0';
    source->line_count = line_count;
}

size_t cs_source_zero(const struct cs_source *source)
{
    const char *zero = source->length > 0 ? memchr(source->bytes, 0, source->length) : NULL;

    return zero != NULL ? (size_t)(zero - source->bytes) : source->length;
}

void cs_source_place(const struct cs_source *source, uint32_t offset, size_t *line, size_t *column)
{
    size_t low = 0, high = source->line_count;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        if (source->line_starts[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    *line = low + 1;
    *column = 1;
    for (uint32_t i = source->line_starts[low]; i < offset && i < source->length; i++) {
        if (((unsigned char)source->bytes[i] & 0xC0) != 0x80)
            (*column)++;
    }
}

casus_status cs_fail_at(struct cs_failure *failure, const struct cs_span *where, casus_status status,
                        const char *format, ...)
{
    char message[sizeof failure->message];
    va_list arguments;
    size_t line, column;

    va_start(arguments, format);
    if (vsnprintf(message, sizeof message, format, arguments) < 0)
        message[0] = '\0';
    va_end(arguments);
    if (where == NULL || where->source == NULL)
        return cs_fail(failure, status, "%s", message);
    cs_source_place(where->source, where->start, &line, &column);
    return cs_fail(failure, status, "%s:%zu: %s", where->source->name, line, message);
}

/* Bytes of the character at `at`, 0 if it is not valid. */
static size_t character_length(const char *bytes, size_t at, size_t length)
{
    utf8proc_int32_t character;
    utf8proc_ssize_t taken = utf8proc_iterate((const utf8proc_uint8_t *)bytes + at, (utf8proc_ssize_t)(length - at),
                                              &character);

    return taken > 0 ? (size_t)taken : 0;
}

size_t cs_text_invalid(const char *bytes, size_t length)
{
    size_t at = 0;

    while (at < length) {
        unsigned char byte = (unsigned char)bytes[at];
        size_t taken;

        if (byte > 0 && byte < 0x80) { /* the common case */
            at++;
            continue;
        }
        taken = byte == 0 ? 0 : character_length(bytes, at, length);
        if (taken == 0)
            return at;
        at += taken;
    }
    return length;
}

size_t cs_text_width(const char *bytes, size_t length)
{
    size_t at = 0, width = 0;

    while (at < length) {
        utf8proc_int32_t character;
        utf8proc_ssize_t taken = utf8proc_iterate((const utf8proc_uint8_t *)bytes + at,
                                                  (utf8proc_ssize_t)(length - at), &character);

        if (taken <= 0 || character < 0x80) { /* an invalid byte is shown as one column too */
            at++;
            width++;
            continue;
        }
        at += (size_t)taken;
        width += (size_t)utf8proc_charwidth(character);
    }
    return width;
}
