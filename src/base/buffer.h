/* SPDX-License-Identifier: MIT */
/*
 * Text that grows. Failure is sticky, and leaves the length 0; `bytes` always ends with a NUL once anything was added.
 */
#ifndef CS_BASE_BUFFER_H
#define CS_BASE_BUFFER_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

struct cs_buffer {
    char *bytes;
    size_t length;
    size_t capacity;
    bool failed; /* memory ran out: the text is lost; or set by the owner since a part of it failed: the text stays */
};

void cs_buffer_init(struct cs_buffer *buffer);
void cs_buffer_release(struct cs_buffer *buffer);
void cs_buffer_clear(struct cs_buffer *buffer);
void cs_buffer_add(struct cs_buffer *buffer, const char *bytes, size_t length);
void cs_buffer_text(struct cs_buffer *buffer, const char *text);
void cs_buffer_char(struct cs_buffer *buffer, char c);
void cs_buffer_repeat(struct cs_buffer *buffer, char c, size_t count);
__attribute__((format(printf, 2, 3))) void cs_buffer_printf(struct cs_buffer *buffer, const char *format, ...);
/* What was written, `length` bytes and a NUL; never NULL ("" if nothing was, or memory ran out). */
const char *cs_buffer_string(const struct cs_buffer *buffer);

#endif
