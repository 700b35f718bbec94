/* SPDX-License-Identifier: MIT */
/*
 * Places in a text. The protocol counts lines from 0, and characters in units of UTF-16, of UTF-8 or of UTF-32, as was
 * agreed; lines end with LF, CR LF or CR. The library counts from 1, columns in characters, and lines that end with LF
 * alone. Both meet in the byte offset.
 */
#ifndef CS_LSP_LINES_H
#define CS_LSP_LINES_H

#include <jansson.h>

#include <stdbool.h>
#include <stddef.h>

enum cs_lsp_units { CS_LSP_UTF16, CS_LSP_UTF8, CS_LSP_UTF32 };

/* The lines of a text, whose bytes are borrowed. */
struct cs_lsp_lines {
    const char *bytes;
    size_t length;
    size_t *starts; /* offsets of lines as the protocol counts them */
    size_t count;
    size_t *library_starts; /* as the library counts them; the same array unless a CR stands alone */
    size_t library_count;
};

/* False if memory ran out. Release in any case. */
bool cs_lsp_lines_make(struct cs_lsp_lines *lines, const char *bytes, size_t length);
void cs_lsp_lines_release(struct cs_lsp_lines *lines);

/*
 * The offset of a place of the protocol. What lies beyond a line is its end, what lies beyond the text the text's end.
 */
size_t cs_lsp_offset(const struct cs_lsp_lines *lines, size_t line, size_t character, enum cs_lsp_units units);
/* The line, from 0, in which an offset is, and the units before it in that line. */
size_t cs_lsp_line_of(const struct cs_lsp_lines *lines, size_t offset);
size_t cs_lsp_units_before(const struct cs_lsp_lines *lines, size_t offset, enum cs_lsp_units units);
/* The units of these bytes. */
size_t cs_lsp_units(const char *bytes, size_t length, enum cs_lsp_units units);
/* The end of a line, before its line end. */
size_t cs_lsp_line_end(const struct cs_lsp_lines *lines, size_t line);

/* The offset of a line and column of the library, and the line and column of an offset. */
size_t cs_lsp_library_offset(const struct cs_lsp_lines *lines, size_t line, size_t column);
void cs_lsp_library_place(const struct cs_lsp_lines *lines, size_t offset, size_t *line, size_t *column);

/* A Position and a Range of the protocol, as JSON. */
json_t *cs_lsp_position(const struct cs_lsp_lines *lines, size_t offset, enum cs_lsp_units units);
json_t *cs_lsp_range(const struct cs_lsp_lines *lines, size_t start, size_t end, enum cs_lsp_units units);
/* Reads a Position; false if it is none. */
bool cs_lsp_read_position(const struct cs_lsp_lines *lines, const json_t *position, enum cs_lsp_units units,
                          size_t *offset);

#endif
