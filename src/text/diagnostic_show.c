/* SPDX-License-Identifier: MIT */
/*
 * Diagnostics as text:
 *
 *   E0301 cst.treaty:12:10: "atack" is not a word of any vocabulary in use
 *     12 | when  r: atack on victim
 *        |          ^^^^^
 *     help: did you mean "attack"? It is declared in security.casus:40.
 *
 * Text is wrapped, and source lines are cut, at 80 columns. Text of a file is made safe for a terminal: an invisible
 * character could control it (text/character.h).
 */
#include "text/diagnostic.h"

#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

#include "text/character.h"

#define COLUMNS ((size_t)80)
#define TAB_STOP ((size_t)4)

#define PLAIN "\033[0m"
#define BOLD "\033[1m"
#define RED "\033[1;31m"
#define YELLOW "\033[1;33m"
#define BLUE "\033[1;34m"

static void add_colour(struct cs_buffer *out, bool colour, const char *sequence)
{
    if (colour)
        cs_buffer_text(out, sequence);
}

/* One character of a text as it is shown. */
struct cell {
    size_t bytes; /* in the text */
    size_t width; /* columns */
    bool shown;   /* false: written as spaces if it is a tab, else as `?` */
    bool tab;
};

static struct cell cell_at(const char *bytes, size_t at, size_t end, size_t column)
{
    int32_t character, after;
    size_t taken;

    if (bytes[at] == '\t')
        return (struct cell){.bytes = 1, .width = TAB_STOP - column % TAB_STOP, .tab = true};
    taken = cs_character_at(bytes, at, end, &character);
    if (taken == 0)
        return (struct cell){.bytes = 1, .width = 1};
    cs_character_at(bytes, at + taken, end, &after);
    if (cs_character_unseen(character, cs_character_before(bytes, at), after))
        return (struct cell){.bytes = taken, .width = 1};
    return (struct cell){.bytes = taken, .width = (size_t)utf8proc_charwidth(character), .shown = true};
}

static void add_cell(struct cs_buffer *out, const char *bytes, struct cell cell)
{
    if (cell.tab)
        cs_buffer_repeat(out, ' ', cell.width);
    else if (cell.shown)
        cs_buffer_add(out, bytes, cell.bytes);
    else
        cs_buffer_char(out, '?');
}

/* Adds `length` bytes, made safe for a terminal; returns the number of their columns. */
static size_t add_clean(struct cs_buffer *out, const char *text, size_t length)
{
    size_t column = 0;

    for (size_t at = 0; at < length;) {
        struct cell cell = cell_at(text, at, length, column);

        add_cell(out, text + at, cell);
        at += cell.bytes;
        column += cell.width;
    }
    return column;
}

/* Adds a text from column `column` on, broken between words at 80 columns, later lines indented. Ends the line. */
static void add_wrapped(struct cs_buffer *out, const char *text, size_t column, size_t indent)
{
    bool first = true;

    while (*text) {
        size_t length = strcspn(text, " ");
        size_t width = cs_text_width(text, length);

        if (!first && column + 1 + width > COLUMNS) {
            cs_buffer_char(out, '\n');
            cs_buffer_repeat(out, ' ', indent);
            column = indent;
        } else if (!first) {
            cs_buffer_char(out, ' ');
            column++;
        }
        column += add_clean(out, text, length);
        first = false;
        text += length;
        text += strspn(text, " ");
    }
    cs_buffer_char(out, '\n');
}

/* A line of a source and the part of it that is underlined, in columns. */
struct excerpt {
    const char *bytes;
    size_t length;
    size_t first, last; /* columns of the underlined part, `last` exclusive, at least one */
    size_t width;       /* of the line */
    size_t from, to;    /* columns that are shown */
};

static void measure(struct excerpt *excerpt, size_t start, size_t end)
{
    size_t column = 0;

    for (size_t at = 0; at < excerpt->length;) {
        struct cell cell = cell_at(excerpt->bytes, at, excerpt->length, column);

        if (at <= start)
            excerpt->first = column;
        column += cell.width;
        if (at < end)
            excerpt->last = column;
        at += cell.bytes;
    }
    if (start >= excerpt->length)
        excerpt->first = column;
    if (excerpt->last <= excerpt->first)
        excerpt->last = excerpt->first + 1;
    excerpt->width = column;
}

/* Chooses the part of a long line that is shown: a third of the width is before the underlined part. */
static void choose_window(struct excerpt *excerpt, size_t room)
{
    excerpt->from = 0;
    excerpt->to = excerpt->width;
    if (excerpt->width <= room)
        return;
    if (excerpt->first > room / 3)
        excerpt->from = excerpt->first - room / 3;
    if (excerpt->from + room > excerpt->width)
        excerpt->from = excerpt->width > room ? excerpt->width - room : 0;
    excerpt->to = excerpt->from + room;
    if (excerpt->last > excerpt->to)
        excerpt->last = excerpt->to > excerpt->first ? excerpt->to : excerpt->first + 1;
}

static void add_line_text(struct cs_buffer *out, const struct excerpt *excerpt)
{
    size_t column = 0;

    if (excerpt->from > 0)
        cs_buffer_text(out, "...");
    for (size_t at = 0; at < excerpt->length && column < excerpt->to;) {
        struct cell cell = cell_at(excerpt->bytes, at, excerpt->length, column);

        if (column >= excerpt->from && column + cell.width <= excerpt->to)
            add_cell(out, excerpt->bytes + at, cell);
        else if (column < excerpt->from && column + cell.width > excerpt->from) /* a wide character that is cut */
            cs_buffer_repeat(out, ' ', column + cell.width - excerpt->from);
        column += cell.width;
        at += cell.bytes;
    }
    if (excerpt->to < excerpt->width)
        cs_buffer_text(out, "...");
    cs_buffer_char(out, '\n');
}

/* The source line of a span, and below it the marks that underline the span. */
static void add_excerpt(struct cs_buffer *out, struct cs_span span, bool colour)
{
    const struct cs_source *source = span.source;
    struct excerpt excerpt = {0};
    size_t line, column, start, end;
    char number[24];
    int digits;

    cs_source_place(source, span.start, &line, &column);
    start = source->line_starts[line - 1];
    end = line < source->line_count ? source->line_starts[line] : source->length;
    while (end > start && (source->bytes[end - 1] == '\n' || source->bytes[end - 1] == '\r'))
        end--;
    excerpt.bytes = source->bytes + start;
    excerpt.length = end - start;
    if (line == 1 && excerpt.length >= 3 && memcmp(excerpt.bytes, "\xEF\xBB\xBF", 3) == 0) {
        excerpt.bytes += 3;
        excerpt.length -= 3;
        start += 3;
    }
    measure(&excerpt, span.start > start ? span.start - start : 0, span.end > start ? span.end - start : 0);
    digits = source->loose ? 0 : snprintf(number, sizeof number, "%zu", line);
    number[digits] = '\0';
    choose_window(&excerpt, COLUMNS - 2 - (size_t)digits - 3 - 6);

    add_colour(out, colour, BLUE);
    cs_buffer_printf(out, "  %s%s| ", number, digits > 0 ? " " : "");
    add_colour(out, colour, PLAIN);
    add_line_text(out, &excerpt);
    cs_buffer_repeat(out, ' ', 2 + (size_t)digits + (digits > 0));
    add_colour(out, colour, BLUE);
    cs_buffer_text(out, "| ");
    cs_buffer_repeat(out, ' ', excerpt.first - excerpt.from + (excerpt.from > 0 ? 3 : 0));
    add_colour(out, colour, RED);
    cs_buffer_repeat(out, '^', excerpt.last - excerpt.first);
    add_colour(out, colour, PLAIN);
    cs_buffer_char(out, '\n');
}

/* "name:line:column: ", or "name: " for a line that stands in no file; returns its columns. */
static size_t add_place(struct cs_buffer *out, struct cs_span span)
{
    size_t line, column, width;
    char numbers[64];
    int length;

    if (span.source == NULL)
        return 0;
    cs_source_place(span.source, span.start, &line, &column);
    width = add_clean(out, span.source->name, strlen(span.source->name));
    length = span.source->loose ? snprintf(numbers, sizeof numbers, ": ")
                                : snprintf(numbers, sizeof numbers, ":%zu:%zu: ", line, column);
    cs_buffer_text(out, numbers);
    return width + (size_t)length;
}

static void add_note(struct cs_buffer *out, const char *title, const char *text, bool colour)
{
    size_t indent;

    if (text == NULL)
        return;
    add_colour(out, colour, BOLD);
    cs_buffer_printf(out, "  %s: ", title);
    add_colour(out, colour, PLAIN);
    indent = cs_text_width(title, strlen(title)) + 4;
    add_wrapped(out, text, indent, indent);
}

static const char *told(const struct cs_diagnostic_words *words, const char *english)
{
    return words != NULL ? words->told(words->context, english) : english;
}

static void show_one(const struct cs_diagnostic *item, const struct cs_diagnostic_words *words, bool colour,
                     struct cs_buffer *out)
{
    const char *code = cs_diagnostic_code_text(item->code), *summary = cs_diagnostic_summary(item->code);
    bool translated = told(words, summary) != summary;
    size_t column = strlen(code) + 1;

    add_colour(out, colour, cs_diagnostic_severity(item->code) == CS_SEVERITY_ERROR ? RED : YELLOW);
    cs_buffer_text(out, code);
    add_colour(out, colour, PLAIN);
    cs_buffer_char(out, ' ');
    add_colour(out, colour, BOLD);
    column += add_place(out, item->span);
    if (item->clause != NULL) {
        column += add_clean(out, item->clause, strlen(item->clause)) + 2;
        cs_buffer_text(out, ": ");
    }
    add_wrapped(out, translated ? told(words, summary) : item->message, column, 6);
    add_colour(out, colour, PLAIN);
    if (item->span.source)
        add_excerpt(out, item->span, colour);
    if (item->other.source) {
        cs_buffer_text(out, "  ");
        column = 2 + add_place(out, item->other);
        add_wrapped(out, item->other_note, column, 6);
        add_excerpt(out, item->other, colour);
    }
    if (translated)
        add_note(out, told(words, "in English"), item->message, colour);
    add_note(out, told(words, "why"), item->why, colour);
    add_note(out, told(words, "precedent"), item->precedent, colour);
    add_note(out, told(words, "help"), item->help, colour);
}

/* "2 warnings", after others with a comma; in another language "warnings: 2", which agrees with any number. */
static void add_count(struct cs_buffer *out, size_t count, const char *what, const char *own, bool first)
{
    if (count == 0)
        return;
    cs_buffer_text(out, first ? "" : ", ");
    if (own != what)
        cs_buffer_printf(out, "%s: %zu", own, count);
    else
        cs_buffer_printf(out, "%zu %.*s", count, (int)(strlen(what) - (count == 1)), what);
}

void cs_diagnostics_show(const struct cs_diagnostics *diagnostics, bool colour, struct cs_buffer *out)
{
    cs_diagnostics_show_in(diagnostics, NULL, colour, out);
}

void cs_diagnostics_show_in(const struct cs_diagnostics *diagnostics, const struct cs_diagnostic_words *words,
                            bool colour, struct cs_buffer *out)
{
    size_t errors = diagnostics->error_count, warnings = diagnostics->warning_count;
    size_t met = errors + warnings + diagnostics->finding_count;

    if (met == 0)
        return;
    for (size_t i = 0; i < diagnostics->count; i++)
        show_one(&diagnostics->items[i], words, colour, out);
    add_count(out, errors, "errors", told(words, "errors"), true);
    add_count(out, warnings, "warnings", told(words, "warnings"), errors == 0);
    add_count(out, diagnostics->finding_count, "findings", told(words, "findings"), errors + warnings == 0);
    if (met > diagnostics->count)
        cs_buffer_printf(out, "; %zu more %s not shown", met - diagnostics->count,
                         met - diagnostics->count == 1 ? "is" : "are");
    cs_buffer_char(out, '\n');
}
