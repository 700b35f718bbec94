/* SPDX-License-Identifier: MIT */
/*
 * The first section: for each request a table of what is owed, expected and decided on it, with a column for each
 * account.
 */
#include <string.h>

#include "page/page_int.h"

#define REQUESTS_MAX 24 /* shown here; the ledger below has all */
#define LINES_MAX 40
#define COLUMNS_MAX 5 /* with more accounts the states are listed below the sentence */

static bool is_counted(const struct cs_line *line)
{
    return line->rows[0]->kind != CS_ROW_REQUEST && line->rows[0]->kind != CS_ROW_ACT;
}

/* The end of the lines that belong to the request at `start`. */
static size_t end_of(const struct cs_page *page, size_t start)
{
    size_t end = start + 1;

    while (end < page->lines.count && page->lines.items[end].rows[0]->request != CS_NO_ROW &&
           page->lines.items[end].rows[0]->kind != CS_ROW_REQUEST)
        end++;
    return end;
}

/* "3 done, 5 not done, 4 undetermined" on the account that is shown. */
static void write_tally(struct cs_page *page, size_t start, size_t end)
{
    size_t counts[CS_SIGN_COUNT] = {0};
    bool first = true;

    for (size_t i = start; i < end; i++)
        if (is_counted(&page->lines.items[i]))
            counts[cs_sign_of(cs_ledger_state(page->report.ledger, page->lines.items[i].rows[0],
                                              page->accounts[page->shown].worlds))]++;
    cs_buffer_printf(page->out, "<p class=\"tally\" data-from=\"%zu\" data-to=\"%zu\">%s<b>", start, end,
                     cs_page_account_lead(page, page->shown));
    cs_html_text(page->out, cs_page_account_name(page, page->shown));
    cs_buffer_text(page->out, "</b>: ");
    for (int sign = 0; sign < CS_SIGN_COUNT; sign++) {
        if (counts[sign] == 0)
            continue;
        cs_buffer_printf(page->out, "%s%zu %s", first ? "" : ", ", counts[sign], cs_sign_meaning((enum cs_sign)sign));
        first = false;
    }
    cs_buffer_text(page->out, first ? "nothing is owed, expected or decided under this request alone" : "");
    cs_buffer_text(page->out, ".</p>\n");
}

/* Writes the entry of the label that the sentence names. */
static void write_gloss(struct cs_page *page, const char *text)
{
    size_t place;
    const struct cs_page_event *event = cs_page_case(page, text, &place);
    char date[96];

    if (event == NULL)
        return;
    cs_buffer_text(page->out, "<p class=\"gloss\"><b><a href=\"#");
    cs_html_text(page->out, event->id);
    cs_buffer_text(page->out, "\">");
    cs_html_text(page->out, event->label);
    cs_buffer_printf(page->out, "</a></b> %s ", cs_page_date(&event->occurrence->entry->moment, date));
    cs_page_text(page, event->text);
    cs_buffer_text(page->out, "</p>\n");
}

static void write_row(struct cs_page *page, size_t index)
{
    const struct cs_line *line = &page->lines.items[index];

    cs_buffer_printf(page->out, "<tr data-line=\"%zu\"%s><th scope=\"row\"><a class=\"no\" href=\"#row-%s\">%s</a> ",
                     index, line->same ? "" : " class=\"differs\"", line->rows[0]->id, line->ids);
    cs_page_sentence(page, line);
    cs_buffer_text(page->out, "</th>");
    for (size_t a = 0; a < page->column_count; a++) {
        struct cs_standing standing;

        cs_page_line_standing(page, line, page->accounts[a].worlds, &standing);
        cs_buffer_text(page->out, "<td data-label=\"");
        cs_html_text(page->out, page->accounts[a].name);
        cs_buffer_printf(page->out, "\"%s>", a == page->shown ? " class=\"shown\"" : "");
        cs_page_state(page, &standing);
        cs_buffer_text(page->out, "</td>");
    }
    cs_buffer_text(page->out, "</tr>\n");
}

static void write_table(struct cs_page *page, size_t start, size_t end)
{
    size_t written = 0, all = 0;

    for (size_t i = start; i < end; i++)
        all += is_counted(&page->lines.items[i]);
    if (all == 0)
        return;
    cs_buffer_printf(page->out, "<table class=\"outcomes%s\">", page->column_count > COLUMNS_MAX ? " many" : "");
    cs_buffer_text(page->out, "<caption class=\"quiet\">What was owed, expected and decided, by account"
                              "</caption><thead><tr><th scope=\"col\">owed, expected, decided</th>");
    for (size_t a = 0; a < page->column_count; a++) {
        cs_buffer_printf(page->out, "<th scope=\"col\"%s>", a == page->shown ? " class=\"shown\"" : "");
        cs_html_text(page->out, cs_page_account_name(page, a));
        cs_buffer_text(page->out, "</th>");
    }
    cs_buffer_text(page->out, "</tr></thead><tbody>\n");
    for (size_t i = start; i < end && written < LINES_MAX; i++)
        if (is_counted(&page->lines.items[i])) {
            write_row(page, i);
            written++;
        }
    cs_buffer_text(page->out, "</tbody></table>\n");
    if (written < all)
        cs_buffer_printf(page->out, "<p class=\"note\">%zu more stand in the ledger.</p>\n", all - written);
}

static void write_request(struct cs_page *page, size_t start)
{
    const struct cs_line *line = &page->lines.items[start];
    char date[96];

    cs_buffer_printf(page->out, "<article class=\"request\" data-request=\"%zu\">\n<h3>", start);
    if (line->rows[0]->entry != NULL)
        cs_buffer_printf(page->out, "<span class=\"date\">%s</span> ",
                         cs_page_date(&line->rows[0]->entry->moment, date));
    cs_page_text(page, line->statement);
    cs_page_rests_on(page, line);
    cs_buffer_text(page->out, "</h3>\n");
    if (line->worded) {
        cs_buffer_text(page->out, "<p class=\"formal\">");
        cs_page_text(page, line->rows[0]->content);
        cs_buffer_text(page->out, "</p>\n");
    }
    write_gloss(page, line->rows[0]->content);
    write_tally(page, start, end_of(page, start));
    write_table(page, start, end_of(page, start));
    cs_buffer_text(page->out, "</article>\n");
}

void cs_page_requests(struct cs_page *page)
{
    size_t written = 0, all = 0;

    for (size_t i = 0; i < page->lines.count; i++)
        all += page->lines.items[i].rows[0]->kind == CS_ROW_REQUEST;
    if (all == 0)
        return;
    cs_page_section(page, "requests", "What was asked, and what came of it");
    for (int empty = 0; empty < 2; empty++) /* requests without other lines come last */
        for (size_t i = 0; i < page->lines.count && written < REQUESTS_MAX; i++)
            if (page->lines.items[i].rows[0]->kind == CS_ROW_REQUEST && (end_of(page, i) == i + 1) == (empty == 1)) {
                write_request(page, i);
                written++;
            }
    if (written < all)
        cs_buffer_printf(page->out, "<p class=\"note\">%zu more requests stand in the ledger.</p>\n", all - written);
    cs_buffer_text(page->out, "</section>\n");
}
