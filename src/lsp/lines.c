/* SPDX-License-Identifier: MIT */
#include "lsp/lines.h"

#include <stdlib.h>
#include <string.h>

/* Notes where lines begin: behind each LF and, unless `library`, behind each CR that no LF follows. NULL: no memory. */
static size_t *find_starts(const char *bytes, size_t length, bool library, size_t *count)
{
    size_t lines = 1, *starts;

    for (size_t i = 0; i < length; i++)
        lines += bytes[i] == '\n' || bytes[i] == '\r';
    starts = malloc(lines * sizeof *starts);
    if (starts == NULL)
        return NULL;
    starts[0] = 0;
    *count = 1;
    for (size_t i = 0; i < length; i++)
        if (bytes[i] == '\n' || (!library && bytes[i] == '\r' && (i + 1 == length || bytes[i + 1] != '\n')))
            starts[(*count)++] = i + 1;
    return starts;
}

bool cs_lsp_lines_make(struct cs_lsp_lines *lines, const char *bytes, size_t length)
{
    const char *cr = memchr(bytes, '\r', length);

    memset(lines, 0, sizeof *lines);
    lines->bytes = bytes;
    lines->length = length;
    lines->starts = find_starts(bytes, length, cr == NULL, &lines->count);
    lines->library_starts = lines->starts;
    lines->library_count = lines->count;
    if (cr != NULL)
        lines->library_starts = find_starts(bytes, length, true, &lines->library_count);
    return lines->starts != NULL && lines->library_starts != NULL;
}

void cs_lsp_lines_release(struct cs_lsp_lines *lines)
{
    if (lines->library_starts != lines->starts)
        free(lines->library_starts);
    free(lines->starts);
    memset(lines, 0, sizeof *lines);
}

/* The length of the character at the beginning of these bytes; a byte that is no UTF-8 is a character. */
static size_t character_length(const char *bytes, size_t length)
{
    unsigned char first = (unsigned char)*bytes;
    size_t size = first >= 0xF0 && first < 0xF8 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1;

    if (size > length || first >= 0xF8)
        return 1;
    for (size_t i = 1; i < size; i++)
        if (((unsigned char)bytes[i] & 0xC0) != 0x80)
            return 1;
    return size;
}

static size_t units_of(size_t character, enum cs_lsp_units units)
{
    return units == CS_LSP_UTF8 ? character : units == CS_LSP_UTF16 && character == 4 ? 2 : 1;
}

size_t cs_lsp_units(const char *bytes, size_t length, enum cs_lsp_units units)
{
    size_t count = 0;

    for (size_t at = 0; at < length;) {
        size_t size = character_length(bytes + at, length - at);

        count += units_of(size, units);
        at += size;
    }
    return count;
}

size_t cs_lsp_line_end(const struct cs_lsp_lines *lines, size_t line)
{
    size_t end;

    if (line + 1 >= lines->count)
        return lines->length;
    end = lines->starts[line + 1];
    end -= end > lines->starts[line] && lines->bytes[end - 1] == '\n';
    end -= end > lines->starts[line] && lines->bytes[end - 1] == '\r';
    return end;
}

size_t cs_lsp_offset(const struct cs_lsp_lines *lines, size_t line, size_t character, enum cs_lsp_units units)
{
    size_t at, end;

    if (line >= lines->count)
        return lines->length;
    at = lines->starts[line];
    end = cs_lsp_line_end(lines, line);
    while (at < end) {
        size_t size = character_length(lines->bytes + at, end - at), wide = units_of(size, units);

        if (character < wide)
            break;
        character -= wide;
        at += size;
    }
    return at;
}

/* The last of the starts that is not behind the offset. */
static size_t line_at(const size_t *starts, size_t count, size_t offset)
{
    size_t low = 0, high = count;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        if (starts[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

size_t cs_lsp_line_of(const struct cs_lsp_lines *lines, size_t offset)
{
    return line_at(lines->starts, lines->count, offset);
}

size_t cs_lsp_units_before(const struct cs_lsp_lines *lines, size_t offset, enum cs_lsp_units units)
{
    size_t start = lines->starts[cs_lsp_line_of(lines, offset)];

    return cs_lsp_units(lines->bytes + start, offset - start, units);
}

size_t cs_lsp_library_offset(const struct cs_lsp_lines *lines, size_t line, size_t column)
{
    size_t at;

    if (line == 0 || line > lines->library_count)
        return line == 0 ? 0 : lines->length;
    at = lines->library_starts[line - 1];
    for (; column > 1 && at < lines->length && lines->bytes[at] != '\n'; column--) {
        at++;
        while (at < lines->length && ((unsigned char)lines->bytes[at] & 0xC0) == 0x80)
            at++;
    }
    return at;
}

void cs_lsp_library_place(const struct cs_lsp_lines *lines, size_t offset, size_t *line, size_t *column)
{
    size_t at = line_at(lines->library_starts, lines->library_count, offset);

    *line = at + 1;
    *column = 1;
    for (size_t i = lines->library_starts[at]; i < offset; i++)
        *column += ((unsigned char)lines->bytes[i] & 0xC0) != 0x80 || i == lines->library_starts[at];
}

/* ---- as JSON ---- */

json_t *cs_lsp_position(const struct cs_lsp_lines *lines, size_t offset, enum cs_lsp_units units)
{
    if (offset > lines->length)
        offset = lines->length;
    return json_pack("{s:I, s:I}", "line", (json_int_t)cs_lsp_line_of(lines, offset), "character",
                     (json_int_t)cs_lsp_units_before(lines, offset, units));
}

json_t *cs_lsp_range(const struct cs_lsp_lines *lines, size_t start, size_t end, enum cs_lsp_units units)
{
    return json_pack("{s:o, s:o}", "start", cs_lsp_position(lines, start, units), "end",
                     cs_lsp_position(lines, end, units));
}

bool cs_lsp_read_position(const struct cs_lsp_lines *lines, const json_t *position, enum cs_lsp_units units,
                          size_t *offset)
{
    const json_t *line = json_object_get(position, "line"), *character = json_object_get(position, "character");

    if (!json_is_integer(line) || !json_is_integer(character) || json_integer_value(line) < 0 ||
        json_integer_value(character) < 0)
        return false;
    *offset = cs_lsp_offset(lines, (size_t)json_integer_value(line), (size_t)json_integer_value(character), units);
    return true;
}
