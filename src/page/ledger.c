/* SPDX-License-Identifier: MIT */
/*
 * The section of timeline and ledger: the lines on the left, the bar of each on a common axis on the right. Lanes of
 * occurrences come first, then each request with the lines that belong to it.
 */
#include <string.h>

#include "page/page_int.h"
#include "view/done.h"
#include "view/export.h"
#include "view/rows.h"
#include "view/standing.h"

#define ANCHORED_LINES_MAX 400u /* of a page on which each account is shown without a script */
/* Of reasons as HTML, the second of a page of more lines; the script adds reasons beyond that. */
#define REASON_BYTES_MAX ((size_t)200000)
#define REASON_BYTES_LARGE ((size_t)80000)

static size_t most_bytes(const struct cs_page *page)
{
    return page->lines.count > ANCHORED_LINES_MAX ? REASON_BYTES_LARGE : REASON_BYTES_MAX;
}

static void write_why(struct cs_page *page, const struct cs_line *line)
{
    size_t start = page->out->length;

    if (page->reason_bytes >= most_bytes(page))
        return;
    cs_buffer_printf(page->out, "<details class=\"why\"><summary>%s <s>%s</s></summary>",
                     cs_told(cs_report_language(&page->report), "Why"), line->ids);
    if (line->row_count > 1) {
        cs_buffer_text(page->out, "<p class=\"note\">");
        cs_say(cs_report_language(&page->report), page->out, CS_PAGE_ALIKE, cs_part_text(line->rows[0]->id));
        cs_buffer_text(page->out, "</p>");
    }
    if (!page->report.formal) {
        struct cs_buffer text;

        cs_buffer_init(&text);
        cs_export_row_formal(&page->report, line->rows[0], &text);
        cs_buffer_text(page->out, "<p class=\"formal\">");
        cs_html_text(page->out, cs_page_keep(page, &text));
        cs_buffer_text(page->out, "</p>");
    }
    cs_page_reason_tree(page, line->rows[0], page->accounts[page->shown].worlds);
    cs_buffer_text(page->out, "</details>");
    page->reason_bytes += page->out->length - start;
}

/* Writes the numbers of the rows of a line, if it stands for several. */
static void write_rows(struct cs_page *page, const struct cs_line *line)
{
    for (size_t i = 0; line->row_count > 1 && i < line->row_count; i++)
        cs_buffer_printf(page->out, i > 0 ? " %s" : " data-rows=\"%s", line->rows[i]->id);
    cs_buffer_text(page->out, line->row_count > 1 ? "\">" : ">");
}

/* Are its states on the other accounts written too, for readers without a script? */
static bool is_anchored(const struct cs_page *page, const struct cs_line *line)
{
    return !line->same && page->account_count <= CS_ANCHORS_MAX && page->lines.count <= ANCHORED_LINES_MAX;
}

/* The style shows the one whose account the address names (page.css). */
static void write_accounts(struct cs_page *page, const struct cs_line *line)
{
    for (size_t a = 0; a < page->account_count; a++) {
        struct cs_standing standing;

        cs_page_line_standing(page, line, page->accounts[a].worlds, &standing);
        cs_buffer_printf(page->out, "<div class=\"by-account by%zu\"><span>", a);
        cs_page_account_title(page, a);
        cs_buffer_text(page->out, ":</span> ");
        cs_page_state(page, &standing);
        cs_buffer_text(page->out, "<small>");
        cs_page_words(page, &standing);
        cs_buffer_text(page->out, "</small></div>");
    }
}

/* Writes a line. There may be thousands, so the markup is short. */
static void write_line(struct cs_page *page, size_t index)
{
    const struct cs_line *line = &page->lines.items[index];
    struct cs_standing standing;

    cs_page_line_standing(page, line, page->accounts[page->shown].worlds, &standing);
    cs_buffer_printf(page->out, "<li class=\"line %s\" id=\"row-%s\"", cs_ledger_kind_text(line->rows[0]->kind),
                     line->rows[0]->id);
    write_rows(page, line);
    cs_buffer_printf(page->out, "<p><b class=\"no\">%s</b> ", line->ids);
    cs_page_sentence(page, line);
    cs_buffer_text(page->out, is_anchored(page, line) ? "</p><div class=\"by-first\">" : "</p><div>");
    cs_page_state(page, &standing);
    cs_buffer_text(page->out, "<i>");
    cs_page_question_links(page, &standing);
    cs_buffer_text(page->out, "</i><small>");
    cs_page_words(page, &standing);
    cs_buffer_text(page->out, "</small></div>");
    if (is_anchored(page, line))
        write_accounts(page, line);
    cs_buffer_text(page->out, "<svg class=\"bar\" aria-hidden=\"true\">");
    if (page->lines.count <= ANCHORED_LINES_MAX) /* else the script draws it: it says nothing that the words do not */
        cs_page_shapes(page, standing.shapes);
    cs_buffer_text(page->out, "</svg>");
    write_why(page, line);
    cs_buffer_text(page->out, "</li>\n");
}

/* The end of the group at `start`: where another request begins, or the lines of no request. */
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

static void write_deed(struct cs_page *page, const struct cs_request_done *done)
{
    const struct cs_report *report = &page->report;
    struct cs_buffer text;
    bool so = true;

    cs_buffer_init(&text);
    if (done->has_days) {
        cs_buffer_text(&text, " (");
        cs_row_days_after(cs_report_language(&page->report), done->days, done->days_most, &text);
        cs_buffer_char(&text, ')');
    }
    for (size_t a = 0; done->states != NULL && a < cs_row_account_count(report); a++)
        so = so && done->states[a] == CS_STATE_SO;
    if (!so) {
        cs_buffer_text(&text, ": ");
        cs_standing_text(report, done->states, &text);
    }
    cs_buffer_text(page->out, "<li>");
    cs_page_text(page, done->text);
    cs_html_text(page->out, cs_buffer_string(&text));
    cs_buffer_text(page->out, "</li>\n");
    page->out->failed = page->out->failed || text.failed;
    cs_buffer_release(&text);
}

/* What was done for the request of a line and performs no row of it. */
static void write_done(struct cs_page *page, const struct cs_ledger_row *row)
{
    size_t count, written = 0;
    const struct cs_request_done *done = cs_request_done(&page->report, row, &page->arena, &count);

    for (size_t i = 0; i < count; i++)
        if (!done[i].owed) {
            if (written++ == 0) {
                cs_page_paragraph(page, CS_PHRASE("Also done for it, owed by nothing above:"));
                cs_buffer_text(page->out, "\n<ul class=\"deeds\">\n");
            }
            write_deed(page, &done[i]);
        }
    cs_buffer_text(page->out, written > 0 ? "</ul>\n" : "");
}

static void write_group(struct cs_page *page, size_t start, size_t end)
{
    bool of_request = page->lines.items[start].rows[0]->request != CS_NO_ROW;
    bool folded = !of_request && end - start > CS_OPEN_LINES_MAX;
    struct cs_language l = cs_report_language(&page->report);

    if (!of_request)
        cs_buffer_printf(page->out, "<h3>%s</h3>\n", cs_told(l, "Under no request"));
    if (folded) {
        cs_buffer_text(page->out, "<details class=\"group\"><summary>");
        cs_page_count(page, CS_PHRASE("{count} lines"), end - start);
        cs_buffer_text(page->out, "</summary>\n");
    }
    cs_buffer_text(page->out, "<ol class=\"lines\">\n");
    for (size_t i = start; i < end; i++)
        write_line(page, i);
    cs_buffer_text(page->out, folded ? "</ol></details>\n" : "</ol>\n");
    write_done(page, page->lines.items[start].rows[0]);
}

void cs_page_ledger(struct cs_page *page)
{
    cs_page_section(page, "ledger", CS_PHRASE("Timeline and ledger"));
    cs_buffer_text(page->out, "<div class=\"scale\">");
    cs_page_grid(page);
    cs_buffer_text(page->out, "</div>\n<svg class=\"backdrop\" aria-hidden=\"true\"><use href=\"#grid\"/></svg>\n<h3>");
    cs_page_say(page, "What happened, by word");
    cs_buffer_text(page->out, "</h3>\n");
    cs_page_lanes(page);
    if (page->lines.count == 0)
        cs_page_paragraph(page, CS_PHRASE("Nothing was requested, owed, decided or done that the texts know."));
    for (size_t start = 0; start < page->lines.count;) {
        size_t end = end_of(page, start);

        write_group(page, start, end);
        start = end;
    }
    if (page->reason_bytes >= most_bytes(page))
        cs_page_paragraph(page, CS_PHRASE("The page is too large to hold the reasons of all lines without JavaScript; "
                                          "casus why tells them."));
    cs_buffer_text(page->out, "</section>\n");
}
