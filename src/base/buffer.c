/* SPDX-License-Identifier: MIT */
/* Text that grows by doubling. After a failure nothing is added any more and the string is empty. */
#include "base/buffer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

#define LEAST ((size_t)64) /* bytes of the smallest buffer: most texts fit into it */
#define USUAL_LENGTH ((size_t)47) /* bytes of what is printed at once; more is formatted twice */

void cs_buffer_init(struct cs_buffer *buffer)
{
    memset(buffer, 0, sizeof *buffer);
}

void cs_buffer_release(struct cs_buffer *buffer)
{
    free(buffer->bytes);
    cs_buffer_init(buffer);
}

void cs_buffer_clear(struct cs_buffer *buffer)
{
    buffer->length = 0;
    if (buffer->bytes)
        buffer->bytes[0] = '\0';
}

/* The text written so far is dropped, so that `length` is always that of cs_buffer_string. */
static void fail(struct cs_buffer *buffer)
{
    buffer->length = 0;
    buffer->failed = true;
}

/* Makes room for `length` more bytes and the NUL. */
static inline bool reserve(struct cs_buffer *buffer, size_t length)
{
    if (buffer->failed)
        return false;
    if (length < SIZE_MAX - buffer->length && buffer->length + length < buffer->capacity)
        return true;
    if (length >= SIZE_MAX - buffer->length ||
        !cs_grow(&buffer->bytes, &buffer->capacity,
                 buffer->length + length < LEAST ? LEAST : buffer->length + length + 1, 1)) {
        fail(buffer);
        return false;
    }
    return true;
}

char *cs_buffer_make_room(struct cs_buffer *buffer, size_t length)
{
    return reserve(buffer, length) ? buffer->bytes + buffer->length : NULL;
}

void cs_buffer_add(struct cs_buffer *buffer, const char *bytes, size_t length)
{
    if (!reserve(buffer, length))
        return;
    if (length)
        memcpy(buffer->bytes + buffer->length, bytes, length);
    buffer->length += length;
    buffer->bytes[buffer->length] = '\0';
}

void cs_buffer_text(struct cs_buffer *buffer, const char *text)
{
    cs_buffer_add(buffer, text, strlen(text));
}

void cs_buffer_number(struct cs_buffer *buffer, uint64_t number)
{
    char digits[20];
    size_t at = sizeof digits;

    do
        digits[--at] = (char)('0' + number % 10);
    while ((number /= 10) != 0);
    cs_buffer_add(buffer, digits + at, sizeof digits - at);
}

void cs_buffer_repeat(struct cs_buffer *buffer, char c, size_t count)
{
    if (!reserve(buffer, count))
        return;
    memset(buffer->bytes + buffer->length, c, count);
    buffer->length += count;
    buffer->bytes[buffer->length] = '\0';
}

void cs_buffer_printf(struct cs_buffer *buffer, const char *format, ...)
{
    va_list arguments;
    int length;
    size_t room;

    if (!reserve(buffer, USUAL_LENGTH))
        return;
    room = buffer->capacity - buffer->length;
    va_start(arguments, format);
    length = vsnprintf(buffer->bytes + buffer->length, room, format, arguments);
    va_end(arguments);
    if (length < 0)
        fail(buffer);
    if (length < 0 || !reserve(buffer, (size_t)length))
        return;
    if ((size_t)length >= room) {
        va_start(arguments, format);
        vsnprintf(buffer->bytes + buffer->length, (size_t)length + 1, format, arguments);
        va_end(arguments);
    }
    buffer->length += (size_t)length;
}

const char *cs_buffer_string(const struct cs_buffer *buffer)
{
    return buffer->length > 0 ? buffer->bytes : "";
}

const char *cs_buffer_keep(struct cs_buffer *buffer, struct cs_arena *arena)
{
    const char *kept = cs_arena_text(arena, cs_buffer_string(buffer), buffer->length);

    arena->failed = arena->failed || buffer->failed;
    cs_buffer_release(buffer);
    return kept != NULL ? kept : "";
}
