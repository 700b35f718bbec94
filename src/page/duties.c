/* SPDX-License-Identifier: MIT */
/*
 * The duties of a request: each with a bar from when it was founded to when it was due, the gist of its article, why it
 * stands as it does in three steps, and all reasons of each holder.
 */
#include <string.h>

#include "page/page_int.h"
#include "reasons/why.h"
#include "view/when.h"

#define DUTIES_SHOWN 1           /* of a request; the others are folded away */
#define LINES_MAX 400            /* of a page; of more the reasons stand in the ledger alone */
#define HOLDERS_MAX 12           /* of a line whose reasons are told one by one */
#define REASON_BYTES_MAX 60000u /* of HTML; what is beyond stands in the ledger below */

/* ---- the bar ---- */

struct times { bool founded, due; cs_day since, first, last; };

/* When the rows of a line were founded and due, over all worlds. */
static struct times times_of(const struct cs_page *page, const struct cs_line *line)
{
    struct times t = {.founded = false};

    for (size_t r = 0; r < line->row_count; r++)
        for (uint32_t i = 0; i < line->rows[r]->piece_count; i++) {
            const struct cs_ledger_piece *p = &line->rows[r]->pieces[i];
            cs_day due = cs_day_of(p->deadline - 1, p->deadline_offset);

            if (cs_worlds_disjoint(page->report.ledger->docket->worlds, p->worlds, page->report.ledger->worlds))
                continue;
            if (p->has_since) {
                t.since = !t.founded || p->since_day < t.since ? p->since_day : t.since;
                t.founded = true;
            }
            if (p->has_deadline) {
                t.first = !t.due || due < t.first ? due : t.first;
                t.last = !t.due || due > t.last ? due : t.last;
                t.due = true;
            }
        }
    return t;
}

static void write_part(struct cs_page *page, const char *class, uint32_t from, uint32_t to)
{
    if (to <= from)
        return;
    cs_buffer_printf(page->out, "<rect class=\"%s\" x=\"", class);
    cs_html_hundredths(page->out, from);
    cs_buffer_text(page->out, "%\" width=\"");
    cs_html_hundredths(page->out, to - from);
    cs_buffer_text(page->out, "%\" y=\"6\" height=\"10\"/>");
}

static void write_word(struct cs_page *page, uint32_t at, unsigned y, const char *word, cs_day first, cs_day last)
{
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_when_days(&page->report, first, last, CS_PHRASE("{first} to {last}"), &text);
    cs_buffer_text(page->out, "<text x=\"");
    cs_html_hundredths(page->out, at);
    cs_buffer_printf(page->out, "%%\" y=\"%u\" text-anchor=\"%s\">", y, at > CS_AXIS_END / 2 ? "end" : "start");
    cs_page_say(page, word);
    cs_buffer_char(page->out, ' ');
    cs_html_text(page->out, cs_buffer_string(&text));
    cs_buffer_text(page->out, "</text>");
    page->out->failed = page->out->failed || text.failed;
    cs_buffer_release(&text);
}

static void write_bar(struct cs_page *page, const struct cs_line *line)
{
    struct times t = times_of(page, line);
    cs_day now = cs_day_of(page->settings->end - 1, page->axis.zone);
    struct cs_time_scale scale = {.count = 0};
    uint32_t since, first, last, end;

    if (!t.founded || !t.due)
        return;
    cs_scale_add(page, &scale, t.since);
    cs_scale_add(page, &scale, t.first);
    cs_scale_add(page, &scale, t.last);
    cs_scale_add(page, &scale, now);
    cs_scale_finish(page, &scale);
    since = cs_scale_place(&scale, t.since, 0);
    first = cs_scale_place(&scale, t.first, 4);
    last = cs_scale_place(&scale, t.last, 4);
    end = cs_scale_place(&scale, now, 4);
    cs_buffer_text(page->out, "<svg class=\"term-of\" height=\"56\" aria-hidden=\"true\">");
    write_part(page, "run", since, first < end ? first : end);
    write_part(page, "maybe", first, last);
    write_part(page, "late", last, end);
    write_word(page, since, 32, CS_PHRASE("owed since"), t.since, t.since);
    write_word(page, last, 48, t.last > now ? CS_PHRASE("due") : CS_PHRASE("due by"), t.first, t.last);
    if (end > last)
        write_word(page, CS_AXIS_END, 32, CS_PHRASE("as of"), now, now);
    cs_buffer_text(page->out, "</svg>\n");
}

/* ---- why ---- */

static void write_step(struct cs_page *page, const struct cs_reason *reason)
{
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_worded_reason(&page->report, reason, &text);
    cs_worded_capital(&text, 0);
    cs_buffer_text(page->out, "<li>");
    cs_html_text(page->out, cs_buffer_string(&text));
    cs_buffer_text(page->out, "</li>");
    page->out->failed = page->out->failed || text.failed;
    cs_buffer_release(&text);
}

/* Is it an entry that can be told in a sentence? */
static bool is_told_entry(const struct cs_page *page, const struct cs_reason *reason)
{
    struct cs_buffer text;
    bool worded;

    if (reason->kind != CS_REASON_ENTRY || reason->entry == NULL || reason->entry->kind != CS_ENTRY_TERM)
        return false;
    cs_buffer_init(&text);
    worded = cs_worded_statement(&page->report, reason->entry, &text);
    cs_buffer_release(&text);
    return worded;
}

static bool is_article(const struct cs_page *page, const struct cs_reason *reason)
{
    (void)page;
    return reason->kind == CS_REASON_RULE;
}

static bool is_what_decides(const struct cs_page *page, const struct cs_reason *reason)
{
    (void)page;
    return reason->kind == CS_REASON_ABSENT || reason->kind == CS_REASON_QUESTION || reason->kind == CS_REASON_READING;
}

/* The first reason of a kind, in the order of the tree. */
static const struct cs_reason *first_of(const struct cs_page *page, const struct cs_reason *reasons,
                                        bool (*is)(const struct cs_page *page, const struct cs_reason *reason))
{
    struct cs_reasons_walk walk;
    const struct cs_reason *r, *found = NULL;

    cs_reasons_walk_start(&walk, reasons);
    while (found == NULL && (r = cs_reasons_walk_next(&walk)) != NULL)
        if (is(page, r))
            found = r;
    return cs_reasons_walk_end(&walk) ? found : NULL;
}

/* The article, what set it off, and what decided: what is absent, or the question on which it hangs. */
static bool (*const steps[])(const struct cs_page *page, const struct cs_reason *reason) = {
    is_article, is_told_entry, is_what_decides};

void cs_page_keep_steps(struct cs_page *page, const struct cs_ledger_row *row, const struct cs_reason *reasons)
{
    struct cs_reason **kept = &page->row_steps[row - page->report.ledger->rows];
    struct cs_mentions *mentions = page->report.mentions;

    if (row->kind != CS_ROW_DUTY || *kept != NULL)
        return;
    page->report.mentions = NULL; /* nothing is called by its title yet */
    for (size_t i = sizeof steps / sizeof *steps; i-- > 0;) {
        const struct cs_reason *step = first_of(page, reasons, steps[i]);
        struct cs_reason *copy = step == NULL ? NULL : cs_arena_alloc(&page->arena, sizeof *copy);

        if (copy == NULL)
            continue;
        *copy = *step;
        copy->text = cs_arena_text(&page->arena, step->text, strlen(step->text));
        copy->first = copy->last = NULL;
        copy->next = *kept;
        if (copy->text != NULL)
            *kept = copy;
    }
    page->report.mentions = mentions;
}

static void write_steps(struct cs_page *page, const struct cs_ledger_row *row)
{
    const struct cs_reason *reasons = page->row_steps[row - page->report.ledger->rows];
    bool any = false;

    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        const struct cs_reason *step = first_of(page, reasons, steps[i]);

        if (step == NULL)
            continue;
        if (!any) {
            cs_buffer_text(page->out, "<details class=\"why-so\" open><summary>");
            cs_page_say(page, "Why");
            cs_buffer_text(page->out, "</summary><ol class=\"steps\">");
        }
        any = true;
        write_step(page, step);
    }
    cs_buffer_text(page->out, any ? "</ol></details>\n" : "");
}

/* The reasons of each holder, on the account that is shown first. */
static void write_all_reasons(struct cs_page *page, const struct cs_line *line)
{
    size_t start = page->out->length;

    if (page->duty_reason_bytes >= REASON_BYTES_MAX || line->row_count > HOLDERS_MAX || page->lines.count > LINES_MAX)
        return;
    cs_buffer_text(page->out, "<details class=\"all-reasons\"><summary>");
    cs_page_say(page, "All reasons");
    cs_buffer_text(page->out, " <small>");
    cs_page_account_title(page, page->shown);
    cs_buffer_text(page->out, "</small></summary>\n");
    for (size_t i = 0; i < line->row_count; i++) {
        if (line->row_count > 1) {
            cs_buffer_text(page->out, "<details class=\"why\"><summary>");
            cs_html_text(page->out, cs_row_called(&page->report, line->rows[i]->holder, &page->arena));
            cs_buffer_text(page->out, "</summary>");
        } else {
            cs_buffer_text(page->out, "<div class=\"why\">");
        }
        cs_page_reason_tree(page, line->rows[i], page->accounts[page->shown].worlds);
        cs_buffer_text(page->out, line->row_count > 1 ? "</details>" : "</div>");
    }
    cs_buffer_text(page->out, "</details>\n");
    page->duty_reason_bytes += page->out->length - start;
}

/* ---- the section ---- */

static bool is_told(const struct cs_page *page, size_t index, size_t r)
{
    const struct cs_line *line = &page->lines.items[index];

    return cs_page_is_of(page, index, r) && line->rows[0]->kind == CS_ROW_DUTY;
}

/* Those that may be broken come first. */
static bool is_first(const struct cs_page *page, size_t index)
{
    return cs_summary_broken(page->report.ledger, &page->lines.items[index]) != CS_NONE;
}

static void write_duty(struct cs_page *page, size_t index)
{
    const struct cs_line *line = &page->lines.items[index];

    cs_buffer_text(page->out, "<div class=\"box duty\"><p class=\"head\">");
    cs_page_now(page, index);
    cs_buffer_text(page->out, " <span>");
    cs_page_line_text(page, index);
    cs_buffer_text(page->out, "</span></p>\n");
    write_bar(page, line);
    write_steps(page, line->rows[0]);
    write_all_reasons(page, line);
    cs_buffer_text(page->out, "</div>\n");
}

void cs_page_duties(struct cs_page *page, size_t r)
{
    size_t count = 0, written = 0;

    for (size_t i = 0; i < page->lines.count; i++)
        count += is_told(page, i, r);
    if (count == 0)
        return;
    cs_buffer_text(page->out, "<section class=\"duties\">");
    cs_page_heading(page, 0, "Duties");
    for (int first = 1; first >= 0; first--)
        for (size_t i = 0; i < page->lines.count; i++)
            if (is_told(page, i, r) && is_first(page, i) == (first == 1)) {
                if (written++ == DUTIES_SHOWN) {
                    cs_buffer_text(page->out, "<details><summary>");
                    cs_page_count(page, CS_PHRASE("{count} more {count:duty|duties}"), count - DUTIES_SHOWN);
                    cs_buffer_text(page->out, "</summary>\n");
                }
                write_duty(page, i);
            }
    cs_buffer_text(page->out, written > DUTIES_SHOWN ? "</details>\n</section>\n" : "</section>\n");
}
