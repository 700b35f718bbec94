/* SPDX-License-Identifier: MIT */
/*
 * Text that grows on the heap. The owner calls cs_buffer_release. When memory runs out the text is dropped, `failed`
 * is set and every later addition is ignored, so that the owner checks `failed` once at the end. Once anything was
 * added, `bytes` ends with a NUL.
 */
#ifndef CS_BASE_BUFFER_H
#define CS_BASE_BUFFER_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct cs_arena;

struct cs_buffer {
    char *bytes;
    size_t length;
    size_t capacity;
    bool failed; /* memory ran out: the text is dropped; or set by the owner, as a part of it failed: the text stays */
};

void cs_buffer_init(struct cs_buffer *buffer);
void cs_buffer_release(struct cs_buffer *buffer);
/* Empties it; the memory is kept. One that has failed stays so. */
void cs_buffer_clear(struct cs_buffer *buffer);
/* `bytes` need not end with a NUL. */
void cs_buffer_add(struct cs_buffer *buffer, const char *bytes, size_t length);
void cs_buffer_text(struct cs_buffer *buffer, const char *text);
static inline void cs_buffer_char(struct cs_buffer *buffer, char c)
{
    if (buffer->failed || buffer->length + 1 >= buffer->capacity) {
        cs_buffer_add(buffer, &c, 1);
        return;
    }
    buffer->bytes[buffer->length++] = c;
    buffer->bytes[buffer->length] = '\0';
}
/*
 * Room for `length` more bytes behind the text, to be written by the caller, who then says with cs_buffer_wrote how
 * many he wrote, at most `length`; NULL if memory ran out.
 */
char *cs_buffer_make_room(struct cs_buffer *buffer, size_t length); /* inside: of a buffer that may be full */
static inline char *cs_buffer_room(struct cs_buffer *buffer, size_t length)
{
    if (buffer->failed || length >= buffer->capacity - buffer->length)
        return cs_buffer_make_room(buffer, length);
    return buffer->bytes + buffer->length;
}
static inline void cs_buffer_wrote(struct cs_buffer *buffer, size_t length)
{
    buffer->length += length;
    buffer->bytes[buffer->length] = '\0';
}
/* In decimal. */
void cs_buffer_number(struct cs_buffer *buffer, uint64_t number);
void cs_buffer_repeat(struct cs_buffer *buffer, char c, size_t count);
__attribute__((format(printf, 2, 3))) void cs_buffer_printf(struct cs_buffer *buffer, const char *format, ...);
/* The text, `length` bytes and a NUL, borrowed until the next change; "" if nothing was added or memory ran out. */
const char *cs_buffer_string(const struct cs_buffer *buffer);
/*
 * Copies its text into an arena, and releases the buffer; "" if memory ran out, and then the arena has failed. So a
 * buffer that failed is not lost.
 */
const char *cs_buffer_keep(struct cs_buffer *buffer, struct cs_arena *arena);

#endif
