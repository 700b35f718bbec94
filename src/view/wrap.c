/* SPDX-License-Identifier: MIT */
#include "view/wrap.h"

#include <string.h>

#include "text/character.h"
#include "text/source.h"

void cs_paint(struct cs_buffer *out, bool colour, enum cs_paint paint)
{
    static const char *const sequences[] = {"\033[0m", "\033[1m", "\033[2m", "\033[1;31m", "\033[33m", "\033[32m"};

    if (colour)
        cs_buffer_text(out, sequences[paint]);
}

enum cs_paint cs_paint_of(enum cs_state state)
{
    switch (state) {
    case CS_STATE_VIOLATED:
    case CS_STATE_NOT_MET:
    case CS_STATE_WITHOUT_EFFECT:
        return CS_PAINT_RED;
    case CS_STATE_UNDETERMINED:
    case CS_STATE_CONTRADICTORY:
    case CS_STATE_SUSPENDED:
    case CS_STATE_FULFILLED_IN_PART:
    case CS_STATE_MET_IN_PART:
        return CS_PAINT_YELLOW;
    case CS_STATE_FULFILLED:
    case CS_STATE_FULFILLED_LATE:
    case CS_STATE_MET:
    case CS_STATE_MET_LATE:
    case CS_STATE_ADOPTED:
        return CS_PAINT_GREEN;
    case CS_STATE_NOT_OWED:
    case CS_STATE_NOT_FORBIDDEN:
    case CS_STATE_NOT_EXPECTED:
    case CS_STATE_NOT_MADE:
    case CS_STATE_EXPIRED:
        return CS_PAINT_DIM;
    default:
        return CS_PAINT_PLAIN;
    }
}

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

static size_t word_width(const char *word, size_t length)
{
    return cs_text_invalid(word, length) < length ? length : cs_text_width(word, length);
}

/* The end of the word; a period too wide for any line, [2022-09-13..2022-09-20], is broken at its dots. */
static size_t break_of(const char *text, size_t at, size_t end, size_t widest)
{
    if (word_width(text + at, end - at) <= widest)
        return end;
    for (size_t i = at + 1; i + 2 < end; i++)
        if (text[i] == '.' && text[i + 1] == '.')
            return i + 2;
    return end;
}

size_t cs_wrap(struct cs_buffer *out, const char *text, size_t length, size_t column, size_t indent, size_t width)
{
    bool first = true, broken = false;

    for (size_t at = 0; at < length;) {
        size_t end = at, stop, columns;

        while (end < length && !is_space(text[end]))
            end++;
        if (end == at) {
            at++;
            continue;
        }
        stop = end;
        end = break_of(text, at, end, width - (width > indent ? indent : 0));
        columns = word_width(text + at, end - at);
        if (!first && (broken || column + 1 + columns > width)) {
            cs_buffer_char(out, '\n');
            cs_buffer_repeat(out, ' ', indent);
            column = indent;
        } else if (!first) {
            cs_buffer_char(out, ' ');
            column++;
        }
        cs_text_plain(out, text + at, end - at, false); /* text from a document may have control characters */
        column += columns;
        first = false;
        broken = end < stop;
        at = end;
    }
    return column;
}

size_t cs_pad(struct cs_buffer *out, const char *text, size_t width)
{
    size_t columns = cs_text_width(text, strlen(text)), spaces = columns < width ? width - columns : 1;

    cs_text_plain(out, text, strlen(text), false);
    cs_buffer_repeat(out, ' ', spaces);
    return columns + spaces;
}
