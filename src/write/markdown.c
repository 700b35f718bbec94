/* SPDX-License-Identifier: MIT */
#include "write/markdown.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text/character.h"
#include "text/source.h"
#include "view/mention.h"

#define COLUMNS ((size_t)80)

void cs_markdown_init(struct cs_markdown *md, const struct cs_report *report, struct cs_buffer *out)
{
    *md = (struct cs_markdown){.out = out, .report = report};
    cs_arena_init(&md->arena);
}

void cs_markdown_release(struct cs_markdown *md)
{
    free(md->notes);
    cs_arena_release(&md->arena);
}

/* ---- inline ---- */

static bool begins_www(const char *text)
{
    return (text[0] == 'w' || text[0] == 'W') && (text[1] == 'w' || text[1] == 'W') &&
           (text[2] == 'w' || text[2] == 'W') && text[3] == '.';
}

/*
 * GitHub turns bare addresses into links: what begins with http://, ftp:// or www., and what has an @. A backslash
 * prevents the former. GitHub looks for an @ after it has removed backslashes, so an empty comment, which is not shown,
 * prevents the latter; it has no space, at which a line could break.
 */
static void break_link(struct cs_buffer *line, const char *text, size_t at)
{
    if (strncmp(text + at, "://", 3) == 0 || (text[at] == '.' && at >= 3 && begins_www(text + at - 3)))
        cs_buffer_char(line, '\\');
    else if (text[at] == '@')
        cs_buffer_text(line, "<!---->");
}

void cs_markdown_text(struct cs_buffer *line, const char *text)
{
    struct cs_buffer plain;
    bool space = false;

    cs_buffer_init(&plain);
    cs_text_plain(&plain, text, strlen(text), false);
    line->failed = line->failed || plain.failed;
    text = cs_buffer_string(&plain);
    for (size_t i = 0; i < plain.length; i++) {
        if (strchr(" \t\r\n", text[i]) != NULL) {
            space = true;
            continue;
        }
        if (space && line->length > 0)
            cs_buffer_char(line, ' ');
        space = false;
        if (strchr("\\`*_{}[]<>&|~$!", text[i]) != NULL)
            cs_buffer_char(line, '\\');
        break_link(line, text, i);
        cs_buffer_char(line, text[i]);
    }
    if (space)
        cs_buffer_char(line, ' ');
    cs_buffer_release(&plain);
}

void cs_markdown_note(struct cs_markdown *md, struct cs_buffer *line, const char *text)
{
    struct cs_buffer escaped;
    size_t i = 0;

    cs_buffer_init(&escaped);
    cs_markdown_text(&escaped, text);
    while (i < md->note_count && strcmp(md->notes[i], cs_buffer_string(&escaped)) != 0)
        i++;
    if (i == md->note_count) {
        char *kept = cs_arena_text(&md->arena, cs_buffer_string(&escaped), escaped.length);

        if (escaped.failed || kept == NULL ||
            !cs_grow(&md->notes, &md->note_capacity, md->note_count + 1, sizeof *md->notes))
            md->failed = true;
        else
            md->notes[md->note_count++] = kept;
    }
    cs_buffer_release(&escaped);
    cs_buffer_printf(line, "[^%zu]", i + 1);
}

/* ---- lines ---- */

/* How many bytes of a word are to be escaped if a line begins with it: it would begin a list, heading, quotation or
 * rule. */
static size_t dangerous(const char *word, size_t length)
{
    size_t digits = strspn(word, "0123456789");

    if (length > 0 && strchr("+-#=>:", word[0]) != NULL)
        return 1;
    return digits > 0 && digits < length && (word[digits] == '.' || word[digits] == ')') ? digits + 1 : 0;
}

/* Adds the first word of a line, escaped. */
static void add_first(struct cs_buffer *out, const char *word, size_t length)
{
    size_t at = dangerous(word, length);

    if (at > 0) {
        cs_buffer_add(out, word, at - 1);
        cs_buffer_char(out, '\\');
        cs_buffer_add(out, word + at - 1, length - at + 1);
    } else {
        cs_buffer_add(out, word, length);
    }
}

static void write_line(struct cs_markdown *md, const char *before, size_t indent, struct cs_buffer *line, bool wrapped)
{
    size_t column = strlen(before);
    const char *text;
    bool first = true;

    if (md->report != NULL)
        cs_mentions_settle(md->report, line, 0, false, cs_markdown_text);
    text = cs_buffer_string(line);
    cs_buffer_text(md->out, before);
    while (*text != '\0') {
        size_t length = strcspn(text, " "), width = cs_text_width(text, length);

        if (length > 0 && !first && wrapped && column + 1 + width > COLUMNS) {
            cs_buffer_char(md->out, '\n');
            cs_buffer_repeat(md->out, ' ', indent);
            column = indent;
            add_first(md->out, text, length);
        } else if (length > 0 && first) {
            add_first(md->out, text, length);
        } else if (length > 0) {
            cs_buffer_char(md->out, ' ');
            column++;
            cs_buffer_add(md->out, text, length);
        }
        column += width;
        first = first && length == 0;
        text += length;
        text += strspn(text, " ");
    }
    cs_buffer_char(md->out, '\n');
    md->failed = md->failed || line->failed;
    cs_buffer_clear(line);
}

void cs_markdown_gap(struct cs_markdown *md)
{
    size_t length = md->out->length;

    if (length > 1 && (md->out->bytes[length - 1] != '\n' || md->out->bytes[length - 2] != '\n'))
        cs_buffer_char(md->out, '\n');
}

void cs_markdown_heading(struct cs_markdown *md, int level, struct cs_buffer *line)
{
    cs_markdown_gap(md);
    write_line(md, level == 1 ? "# " : level == 2 ? "## " : "### ", 0, line, false);
    cs_buffer_char(md->out, '\n');
}

void cs_markdown_paragraph(struct cs_markdown *md, struct cs_buffer *line)
{
    write_line(md, "", 0, line, true);
    cs_buffer_char(md->out, '\n');
}

void cs_markdown_item(struct cs_markdown *md, struct cs_buffer *line)
{
    write_line(md, "- ", 2, line, true);
}

void cs_markdown_notes(struct cs_markdown *md)
{
    for (size_t i = 0; i < md->note_count; i++) {
        struct cs_buffer line;
        char before[32];

        cs_markdown_gap(md);
        cs_buffer_init(&line);
        cs_buffer_text(&line, md->notes[i]);
        snprintf(before, sizeof before, "[^%zu]: ", i + 1);
        write_line(md, before, 4, &line, true);
        cs_buffer_release(&line);
    }
}
