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

/* ---- formats ---- */

struct arguments { va_list list; };

static void add_signed(struct cs_buffer *buffer, long long number)
{
    if (number < 0)
        cs_buffer_char(buffer, '-');
    cs_buffer_number(buffer, number < 0 ? 0 - (unsigned long long)number : (unsigned long long)number);
}

static size_t add_long(struct cs_buffer *buffer, const char *at, struct arguments *a)
{
    if (at[1] == 'd')
        add_signed(buffer, va_arg(a->list, long));
    else if (at[1] == 'u')
        cs_buffer_number(buffer, va_arg(a->list, unsigned long));
    else if (at[1] == 'l' && at[2] == 'd')
        add_signed(buffer, va_arg(a->list, long long));
    else if (at[1] == 'l' && at[2] == 'u')
        cs_buffer_number(buffer, va_arg(a->list, unsigned long long));
    else
        return 0;
    return at[1] == 'l' ? 3 : 2;
}

static size_t add_part(struct cs_buffer *buffer, const char *at, struct arguments *a)
{
    const char *text;
    int most;

    if (at[1] != '*' || at[2] != 's')
        return 0;
    most = va_arg(a->list, int);
    text = va_arg(a->list, const char *);
    cs_buffer_add(buffer, text, most < 0 ? strlen(text) : strnlen(text, (size_t)most));
    return 3;
}

/*
 * Adds one of the conversions that most formats have, without `%`. Returns its length, or 0, and adds nothing, if it
 * is another.
 */
static size_t add_conversion(struct cs_buffer *buffer, const char *at, struct arguments *a)
{
    switch (*at) {
    case 's':
        cs_buffer_text(buffer, va_arg(a->list, const char *));
        return 1;
    case 'd':
        add_signed(buffer, va_arg(a->list, int));
        return 1;
    case 'u':
        cs_buffer_number(buffer, va_arg(a->list, unsigned));
        return 1;
    case 'c':
        cs_buffer_char(buffer, (char)va_arg(a->list, int));
        return 1;
    case '%':
        cs_buffer_char(buffer, '%');
        return 1;
    case 'z':
        if (at[1] != 'u')
            return 0;
        cs_buffer_number(buffer, va_arg(a->list, size_t));
        return 2;
    case 'l':
        return add_long(buffer, at, a);
    case '.':
        return add_part(buffer, at, a);
    default:
        return 0;
    }
}

/* Adds the format up to the first conversion that the C library is needed for, and returns where that begins. */
static const char *add_simple(struct cs_buffer *buffer, const char *format, struct arguments *a)
{
    for (;;) {
        const char *from = format;
        size_t length;

        while (*format != '%' && *format != '\0')
            format++;
        cs_buffer_add(buffer, from, (size_t)(format - from));
        length = *format == '\0' ? 0 : add_conversion(buffer, format + 1, a);
        if (length == 0)
            return format;
        format += 1 + length;
    }
}

__attribute__((format(printf, 2, 0))) static void add_any(struct cs_buffer *buffer, const char *format,
                                                          struct arguments *a)
{
    struct arguments again;
    int length;
    size_t room;

    if (!reserve(buffer, USUAL_LENGTH))
        return;
    room = buffer->capacity - buffer->length;
    va_copy(again.list, a->list);
    length = vsnprintf(buffer->bytes + buffer->length, room, format, a->list);
    if (length < 0)
        fail(buffer);
    else if (reserve(buffer, (size_t)length)) {
        if ((size_t)length >= room)
            vsnprintf(buffer->bytes + buffer->length, (size_t)length + 1, format, again.list);
        buffer->length += (size_t)length;
    }
    va_end(again.list);
}

void cs_buffer_printf(struct cs_buffer *buffer, const char *format, ...)
{
    struct arguments a;

    va_start(a.list, format);
    format = add_simple(buffer, format, &a);
    if (*format != '\0')
        add_any(buffer, format, &a);
    va_end(a.list);
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
