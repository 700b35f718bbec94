/* SPDX-License-Identifier: MIT */
/*
 * What the library writes for people as text, laid out for a page: a block for each line, indented as the line is; a
 * number at its beginning stands apart, and links to the question why; the states below a heading of accounts are shown
 * with their accounts. The words are those of the text, in their order but for these headings.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "serve/page/page.h"

#define CELLS_MOST 24
#define INDENT_MOST 8 /* steps of the style sheet */

/* A line, cut where two spaces or more stand. */
struct line { size_t indent, count; char *cells[CELLS_MOST]; };

struct telling {
    casus_text *out;
    const char *name;           /* of the case; NULL: numbers are no links */
    const char *all;            /* what a link says to what was summed up; NULL: there is none */
    char *headings[CELLS_MOST]; /* of the states below, each of one or two lines */
    size_t heading_count;
};

/* Cuts a line in place. */
static struct line cut(char *text)
{
    struct line line = {.indent = strspn(text, " ")};
    char *at = text + line.indent;

    while (*at != '\0' && line.count < CELLS_MOST) {
        char *gap = line.count + 1 < CELLS_MOST ? strstr(at, "  ") : NULL;

        line.cells[line.count++] = at;
        if (gap == NULL)
            break;
        *gap = '\0';
        at = gap + 1 + strspn(gap + 1, " ");
    }
    return line;
}

/* "12", "4.2", "Q3" */
static bool is_number(const char *cell)
{
    cell += *cell == 'Q';
    return isdigit((unsigned char)*cell) && cell[strspn(cell, "0123456789.")] == '\0';
}

static void forget_headings(struct telling *t)
{
    for (size_t i = 0; i < t->heading_count; i++)
        free(t->headings[i]);
    t->heading_count = 0;
}

/* Takes a line of headings, or the second line of them. */
static void take_headings(struct telling *t, const struct line *line)
{
    for (size_t i = 0; i < line->count; i++) {
        casus_text both = {.bytes = NULL};

        if (i < t->heading_count) {
            cs_serve_add(&both, t->headings[i]);
            cs_serve_add(&both, " ");
            free(t->headings[i]);
        }
        cs_serve_add(&both, line->cells[i]);
        t->headings[i] = both.bytes != NULL ? both.bytes : strdup("");
        t->out->failed = t->out->failed || both.failed || t->headings[i] == NULL;
        if (t->out->failed) { /* the page is not shown */
            t->heading_count = i;
            return;
        }
    }
    t->heading_count = line->count > t->heading_count ? line->count : t->heading_count;
}

/* Are these two or more cells without a number, and does a line with a number follow, perhaps after one more? */
static bool is_heading(const struct line *lines, size_t count, size_t at)
{
    size_t next = at + 1;

    if (lines[at].count < 2 || is_number(lines[at].cells[0]) || lines[at].indent < 4)
        return false;
    if (next < count && lines[next].count >= 2 && !is_number(lines[next].cells[0]) &&
        lines[next].indent == lines[at].indent)
        next++;
    return next < count && lines[next].count >= 2 && is_number(lines[next].cells[0]) &&
           lines[next].indent < lines[at].indent;
}

static void add_states(struct telling *t, const struct line *line)
{
    cs_web(t->out, "<ul class=\"stands\">");
    for (size_t i = 0; i < line->count; i++)
        cs_web(t->out, "<li><small>{}</small> {}</li>", i < t->heading_count ? t->headings[i] : "", line->cells[i]);
    cs_web(t->out, "</ul>");
}

static void add_number(struct telling *t, const char *number)
{
    if (t->name != NULL && *number != 'Q')
        cs_web(t->out, "<a class=\"no\" href=\"/cases/{}/ask?question={}\">{}</a> ", t->name, number, number);
    else
        cs_web(t->out, "<span class=\"no\">{}</span> ", number);
}

/* "(--all lists them)": what a command does, a page does by a link. */
static bool is_command(const struct line *line)
{
    return strncmp(line->cells[0], "(--all ", 7) == 0;
}

/* A paragraph, then, and no heading. */
static bool ends_sentence(const struct line *line)
{
    const char *last = line->cells[line->count - 1];

    return *last != '\0' && last[strlen(last) - 1] == '.';
}

static void add_line(struct telling *t, const struct line *line)
{
    static const char *const steps[INDENT_MOST + 1] = {"i0", "i1", "i2", "i3", "i4", "i5", "i6", "i7", "i8"};
    bool number = is_number(line->cells[0]);
    size_t step = (number ? 0 : line->indent) / 2;

    cs_web(t->out, line->indent == 0 && !number && !ends_sentence(line) ? "<p class=\"{} head\">" : "<p class=\"{}\">",
           steps[step < INDENT_MOST ? step : INDENT_MOST]);
    for (size_t i = 0; i < line->count; i++) {
        if (i == 0 && number)
            add_number(t, line->cells[0]);
        else
            cs_web(t->out, i + 1 < line->count && *line->cells[0] != 'Q' ? "<b>{}</b> " : "{} ", line->cells[i]);
    }
    cs_web(t->out, "</p>");
}

static void add_lines(struct telling *t, const struct line *lines, size_t count)
{
    for (size_t i = 0; i < count && !t->out->failed; i++) {
        if (lines[i].count == 0) {
            forget_headings(t);
            cs_web(t->out, "<hr>");
        } else if (t->heading_count == 0 && is_heading(lines, count, i)) {
            take_headings(t, &lines[i]);
            if (!is_number(lines[i + 1].cells[0]))
                take_headings(t, &lines[++i]);
        } else if (t->heading_count > 0 && lines[i].count >= 2 && !is_number(lines[i].cells[0])) {
            add_states(t, &lines[i]);
        } else if (!is_command(&lines[i])) {
            add_line(t, &lines[i]);
        } else if (t->all != NULL) {
            cs_web(t->out, "<p class=\"i2\"><a href=\"/cases/{}?all=yes\">{}</a></p>", t->name, t->all);
        }
    }
    forget_headings(t);
}

void cs_web_told(casus_text *out, casus_text *text, const char *name, const char *all)
{
    struct telling t = {.out = out, .name = name, .all = all};
    char *at = text->bytes;
    struct line *lines = NULL;
    size_t count = 0;

    cs_web(out, "<div class=\"told\">");
    while (at != NULL && *at != '\0') {
        char *end = strchr(at, '\n'), *next = end != NULL ? end + 1 : NULL;
        struct line *line = cs_state_one_more(&lines, &count, sizeof *line);

        if (end != NULL)
            *end = '\0';
        if (line == NULL) {
            out->failed = true;
            break;
        }
        *line = cut(at);
        at = next;
    }
    out->failed = out->failed || text->failed;
    add_lines(&t, lines, count);
    cs_web(out, "</div>");
    free(lines);
    casus_text_free(text->bytes);
    *text = (casus_text){.bytes = NULL};
}
