/* SPDX-License-Identifier: MIT */
/*
 * Timeline and ledger: on the left the lines, on the right the bar of each on one axis. Lanes of occurrences stand at the
 * top, then each request above what answered it.
 */
#include <string.h>

#include "report/page_int.h"

#define REASON_BYTES_MAX ((size_t)600000) /* of HTML; beyond that, reasons unfold by the script alone */

static void write_why(struct cs_page *page, const struct cs_line *line)
{
    const struct cs_ledger_row *row = line->rows[0];

    cs_buffer_printf(page->out, "<details class=\"why\"><summary>Why<span class=\"quiet\"> %s</span></summary><div class=\"tree\">",
                     line->ids);
    if (page->out->length - page->reasons_start < REASON_BYTES_MAX)
        cs_page_reason_tree(page, row, page->accounts[page->shown].worlds);
    else
        cs_buffer_text(page->out, "<p class=\"note\">This page is too large to hold its reasons without JavaScript; "
                                  "casus why tells them.</p>");
    cs_buffer_text(page->out, "</div></details>");
}

/* "row 5.1; 5.2 to 5.5 stand alike" */
static void write_rows(struct cs_page *page, const struct cs_line *line)
{
    cs_buffer_text(page->out, " data-rows=\"");
    for (size_t i = 0; i < line->row_count; i++)
        cs_buffer_printf(page->out, i > 0 ? " %s" : "%s", line->rows[i]->id);
    cs_buffer_char(page->out, '"');
}

static void write_text(struct cs_page *page, const struct cs_line *line)
{
    cs_buffer_printf(page->out, "<div class=\"text\"><span class=\"no\">%s</span> ", line->ids);
    cs_page_sentence(page, line);
    cs_buffer_text(page->out, "</div>");
}

static void write_line(struct cs_page *page, size_t index)
{
    const struct cs_line *line = &page->lines.items[index];
    struct cs_standing standing;

    cs_row_standing(page, line->rows[0], page->accounts[page->shown].worlds, &standing);
    cs_buffer_printf(page->out, "<li class=\"line %s\" id=\"row-%s\"", cs_row_kind_text(line->rows[0]->kind),
                     line->rows[0]->id);
    write_rows(page, line);
    cs_buffer_char(page->out, '>');
    write_text(page, line);
    cs_buffer_text(page->out, "<div class=\"stand\">");
    cs_page_state(page, &standing);
    cs_buffer_text(page->out, "<span class=\"turns\">");
    cs_page_question_links(page, &standing);
    cs_buffer_text(page->out, "</span><span class=\"words\">");
    cs_html_text(page->out, standing.words);
    cs_buffer_text(page->out, "</span></div><svg class=\"bar\" aria-hidden=\"true\" focusable=\"false\"><use href=\"#grid\"/><g>");
    cs_page_shapes(page->out, standing.shapes);
    cs_buffer_text(page->out, "</g></svg>");
    write_why(page, line);
    cs_buffer_text(page->out, "</li>\n");
}

/* A group ends where another request begins, or what belongs to none. */
static size_t end_of(const struct cs_page *page, size_t start)
{
    const struct cs_line *items = page->lines.items;
    bool of_request = items[start].rows[0]->request != CS_NO_ROW;
    size_t end = start + 1;

    while (end < page->lines.count && (items[end].rows[0]->request != CS_NO_ROW) == of_request &&
           items[end].rows[0]->kind != CS_ROW_REQUEST)
        end++;
    return end;
}

static void write_group(struct cs_page *page, size_t start, size_t end)
{
    bool of_request = page->lines.items[start].rows[0]->request != CS_NO_ROW;
    bool folded = !of_request && end - start > CS_OPEN_LINES_MAX;

    if (!of_request)
        cs_buffer_text(page->out, "<h3>Under no request</h3>\n");
    if (folded)
        cs_buffer_printf(page->out, "<details class=\"group\"><summary>%zu lines</summary>\n", end - start);
    cs_buffer_text(page->out, "<ol class=\"lines\">\n");
    for (size_t i = start; i < end; i++)
        write_line(page, i);
    cs_buffer_text(page->out, folded ? "</ol></details>\n" : "</ol>\n");
}

void cs_page_ledger(struct cs_page *page)
{
    cs_buffer_text(page->out, "<section id=\"ledger\" aria-labelledby=\"h-ledger\"><h2 id=\"h-ledger\">Timeline and ledger</h2>\n"
                              "<div class=\"scale\">");
    cs_page_grid(page);
    cs_buffer_text(page->out, "</div>\n<h3>What happened, by word</h3>\n");
    cs_page_lanes(page);
    if (page->lines.count == 0)
        cs_buffer_text(page->out, "<p>Nothing was requested, owed, decided or done that the texts know.</p>\n");
    page->reasons_start = page->out->length;
    for (size_t start = 0; start < page->lines.count;) {
        size_t end = end_of(page, start);

        write_group(page, start, end);
        start = end;
    }
    cs_buffer_text(page->out, "</section>\n");
}
