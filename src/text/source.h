/* SPDX-License-Identifier: MIT */
/* A text: its name, its bytes, where its lines begin. A place in it is a byte offset. */
#ifndef CS_TEXT_SOURCE_H
#define CS_TEXT_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/failure.h"
#include "base/memory.h"

#define CS_SOURCE_BYTES_MAX ((size_t)16 * 1024 * 1024)

/* .casus, .treaty, .record, .map */
enum cs_source_kind { CS_SOURCE_VOCABULARY, CS_SOURCE_TREATY, CS_SOURCE_RECORD, CS_SOURCE_MAP };

struct cs_source {
    const char *name;  /* as the user gave it; for messages */
    const char *bytes; /* NUL-terminated behind `length` */
    size_t length;
    enum cs_source_kind kind;
    uint32_t *line_starts; /* offsets; line_starts[0] == 0 */
    size_t line_count;
    bool loose; /* a line that stands in no file: messages give no line and column for it */
    char *room; /* `bytes`, once there is room behind them for more (cs_source_append); else NULL */
    size_t byte_room, line_room;
};

/* A part of a source: bytes start..end, end exclusive. `source` NULL: no place. */
struct cs_span {
    const struct cs_source *source;
    uint32_t start, end;
};

/*
 * A source in `arena`. `name` and `bytes` are borrowed and must outlive it; it need not be valid UTF-8. NULL if memory
 * ran out.
 */
struct cs_source *cs_source_new(struct cs_arena *arena, const char *name, enum cs_source_kind kind, const char *bytes,
                                size_t length);
/*
 * Adds bytes at the end of a source that was made in this arena: `bytes` and `line_starts` may then lie elsewhere, and
 * those of before stay as they were. Line `line_count` of before, from 0, is the first new one, if the text ended with
 * a line end or the addition begins with one. False, and nothing changes, if memory ran out.
 */
bool cs_source_append(struct cs_arena *arena, struct cs_source *source, const char *bytes, size_t length);
/* Takes away again what was added last: the source had this length and so many lines. */
void cs_source_cut(struct cs_source *source, size_t length, size_t line_count);
/* A zero byte stands in no text: the offset of the first, or the length if there is none. */
size_t cs_source_zero(const struct cs_source *source);
/* Line (from 1) and column (from 1, in characters of UTF-8) of a byte offset. */
void cs_source_place(const struct cs_source *source, uint32_t offset, size_t *line, size_t *column);
/* cs_fail with the place before the message, "cst.treaty:12: a rule ..."; without it if `where` is NULL or no place. */
__attribute__((format(printf, 4, 5))) casus_status cs_fail_at(struct cs_failure *failure, const struct cs_span *where,
                                                              casus_status status, const char *format, ...);
/* Offset of the first byte that is not valid UTF-8 (or is a NUL), or `length` if there is none. */
size_t cs_text_invalid(const char *bytes, size_t length);
/* The number of columns of a text on a terminal. */
size_t cs_text_width(const char *bytes, size_t length);

#endif
