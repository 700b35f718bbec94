/* SPDX-License-Identifier: MIT */
/*
 * Who must act and who may, for people. Duties with equal states are one line, and so are powers that differ only in
 * their holders. Acts that could block an act are listed below it.
 */
#include <string.h>

#include "view/rows.h"
#include "view/standing.h"
#include "view/when.h"
#include "view/wording.h"
#include "view/wrap.h"
#include "write/write.h"

#define INDENT ((size_t)6)

struct page {
    const struct cs_report *report;
    struct cs_arena arena;
    struct cs_lines must, expected;
    struct cs_legend legend;
    struct turning { const uint32_t *questions; size_t count; } *powers, *coming; /* on which each depends */
    bool *joined;                                                /* by power: it is part of the line of another */
    struct cs_buffer *out;
};

static size_t wrap(struct page *page, const char *text, size_t column, size_t indent)
{
    return cs_wrap(page->out, text, strlen(text), column, indent, cs_report_columns(page->report));
}

static void add_bold(struct page *page, const char *text)
{
    cs_paint(page->out, page->report->colour, CS_PAINT_BOLD);
    wrap(page, text, 0, 2);
    cs_paint(page->out, page->report->colour, CS_PAINT_PLAIN);
    cs_buffer_char(page->out, '\n');
}

/* ---- powers ---- */

static bool same_power(const struct cs_next_may *a, const struct cs_next_may *b)
{
    return a->article == b->article && a->worlds == b->worlds && a->blocker_count == b->blocker_count;
}

/* "Armenia may convene the Council"; in formal words "convening by Armenia of CSC" */
static const char *text_of(struct page *page, const struct cs_next_may *may)
{
    const char *worded = cs_worded_power(page->report, may->what, may->actor, &page->arena);

    return worded != NULL ? worded : may->act;
}

/* Joins to one power all others that differ from it in one name, and marks them as joined; the acts as one text. */
static const char *join_powers(struct page *page, const struct cs_next *next, size_t first)
{
    const char **acts = cs_arena_array(&page->arena, next->may_count - first, sizeof *acts);
    struct cs_joining joining;
    size_t count = 1;

    if (acts == NULL)
        return next->may[first].act;
    acts[0] = text_of(page, &next->may[first]);
    for (size_t i = first + 1; i < next->may_count; i++) {
        const char *act = page->joined[i] || !same_power(&next->may[first], &next->may[i])
                              ? NULL : text_of(page, &next->may[i]);

        if (act == NULL || !cs_join_try(&joining, acts, count, act))
            continue;
        acts[count++] = act;
        page->joined[i] = true;
    }
    return cs_join_text(&joining, &page->arena, acts, count);
}

/* Adds the acts that could block or stop it; those that differ in one name are joined. */
static void add_blockers(struct page *page, const struct cs_next_may *may, const char *heading)
{
    struct cs_buffer text;

    if (may->blocker_count == 0)
        return;
    cs_buffer_init(&text);
    cs_buffer_text(&text, heading);
    for (size_t i = 0; i < may->blocker_count;) {
        struct cs_joining joining;
        size_t count = 1;

        while (i + count < may->blocker_count &&
               cs_join_try(&joining, may->blockers + i, count, may->blockers[i + count]))
            count++;
        cs_buffer_printf(&text, "%s%s", i > 0 ? "; " : "",
                         cs_join_text(&joining, &page->arena, may->blockers + i, count));
        i += count;
    }
    cs_buffer_repeat(page->out, ' ', INDENT + 2);
    wrap(page, cs_buffer_string(&text), INDENT + 2, INDENT + 4);
    cs_buffer_char(page->out, '\n');
    page->out->failed = page->out->failed || text.failed;
    cs_buffer_release(&text);
}

static void add_power(struct page *page, const struct cs_next *next, size_t index)
{
    const struct cs_next_may *may = &next->may[index];
    const char *article = cs_row_name(page->report, may->article), *act = join_powers(page, next, index);
    enum cs_state *states = cs_standing_of_set(page->report, may->worlds, CS_STATE_MAY, CS_STATE_MAY_NOT, &page->arena);
    struct cs_buffer text;

    if (states == NULL)
        return;
    cs_buffer_init(&text);
    cs_buffer_text(&text, act);
    if (article != NULL)
        cs_buffer_printf(&text, " (%s)", article);
    cs_buffer_repeat(page->out, ' ', INDENT);
    wrap(page, cs_buffer_string(&text), INDENT, INDENT + 2);
    cs_buffer_char(page->out, '\n');
    cs_standing_write(page->report, &page->legend, states, CS_STATE_MAY, page->powers[index].questions,
                      page->powers[index].count, INDENT + 2, page->out);
    add_blockers(page, may, "could be blocked by ");
    page->out->failed = page->out->failed || text.failed;
    cs_buffer_release(&text);
}

/* "2030-03-10: adoption by Council of d1, as silence of d1 to 2030-03-10 ends" */
static void add_coming(struct page *page, const struct cs_next_may *coming, const struct turning *turning)
{
    const char *article = cs_row_name(page->report, coming->article);
    enum cs_state *states =
        cs_standing_of_set(page->report, coming->worlds, CS_STATE_HOLDS, CS_STATE_DOES_NOT_HOLD, &page->arena);
    struct cs_buffer text;

    if (states == NULL)
        return;
    cs_buffer_init(&text);
    cs_buffer_printf(&text, "%s: %s, as %s ends", coming->on, coming->act, coming->waits);
    if (article != NULL)
        cs_buffer_printf(&text, " (%s)", article);
    cs_buffer_repeat(page->out, ' ', INDENT);
    wrap(page, cs_buffer_string(&text), INDENT, INDENT + 2);
    cs_buffer_char(page->out, '\n');
    cs_standing_write(page->report, &page->legend, states, CS_STATE_HOLDS, turning->questions, turning->count,
                      INDENT + 2, page->out);
    add_blockers(page, coming, "could be stopped by ");
    page->out->failed = page->out->failed || text.failed;
    cs_buffer_release(&text);
}

static void add_heading(struct page *page, const char *party)
{
    const struct cs_report *report = page->report;
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_buffer_printf(&text, "Who must or may act, on %s%s", report->as_of,
                     report->as_of_given ? "" : ", the last date of the record");
    if (party != NULL) {
        cs_buffer_clear(&text);
        cs_buffer_printf(&text, "What %s must or may do, on %s%s", party, report->as_of,
                         report->as_of_given ? "" : ", the last date of the record");
    }
    if (report->known_on != NULL)
        cs_buffer_printf(&text, ", by what was known on %s", report->known_on);
    add_bold(page, cs_buffer_string(&text));
    cs_standing_reservations(report, &page->arena, page->out);
    page->out->failed = page->out->failed || text.failed;
    cs_buffer_release(&text);
}

/* On which questions each of these turns. */
static struct turning *use_acts(struct page *page, const struct cs_next_may *acts, size_t count)
{
    struct turning *turning = cs_arena_array(&page->arena, count, sizeof *turning);

    for (size_t i = 0; i < count && turning != NULL; i++) {
        turning[i].questions = cs_row_set_questions(
            page->report, acts[i].worlds, page->report->ledger->docket->possible, &page->arena, &turning[i].count);
        cs_legend_use(&page->legend, turning[i].questions, turning[i].count);
    }
    return turning;
}

static void open_page(struct page *page, const struct cs_next *next)
{
    cs_arena_init(&page->arena);
    cs_fold(page->report, next->must, next->must_count, &page->arena, &page->must);
    cs_fold(page->report, next->expected, next->expected_count, &page->arena, &page->expected);
    cs_legend_init(&page->legend, page->report, &page->arena);
    page->joined = cs_arena_array(&page->arena, next->may_count, sizeof *page->joined);
    cs_legend_use_lines(&page->legend, &page->must);
    cs_legend_use_lines(&page->legend, &page->expected);
    page->coming = use_acts(page, next->coming, next->coming_count);
    page->powers = use_acts(page, next->may, next->may_count);
    cs_legend_number(&page->legend);
}

/* "due in 2 to 6 days": the deadlines of the line in the worlds that are looked at, from the day that is asked about */
static void add_due(struct page *page, const struct cs_line *line)
{
    const struct cs_ledger *ledger = page->report->ledger;
    cs_day today = cs_day_of(page->report->end - 1, ledger->docket->zone);
    int32_t least = INT32_MAX, most = INT32_MIN;
    struct cs_buffer text;

    for (size_t r = 0; r < line->row_count; r++)
        for (uint32_t i = 0; i < line->rows[r]->piece_count; i++) {
            const struct cs_ledger_piece *p = &line->rows[r]->pieces[i];
            int32_t days;

            if (!p->has_deadline || cs_worlds_disjoint(ledger->docket->worlds, p->worlds, ledger->worlds))
                continue;
            days = cs_day_of(p->deadline - 1, p->deadline_offset) - today;
            least = days < least ? days : least;
            most = days > most ? days : most;
        }
    if (least > most)
        return;
    cs_buffer_init(&text);
    cs_when_due(least, most, &text);
    cs_buffer_repeat(page->out, ' ', INDENT + 2);
    cs_paint(page->out, page->report->colour, CS_PAINT_BOLD);
    wrap(page, cs_buffer_string(&text), INDENT + 2, INDENT + 2);
    cs_paint(page->out, page->report->colour, CS_PAINT_PLAIN);
    cs_buffer_char(page->out, '\n');
    page->out->failed = page->out->failed || text.failed;
    cs_buffer_release(&text);
}

static void add_lines(struct page *page, const char *heading, const struct cs_lines *lines)
{
    if (lines->count > 0)
        cs_buffer_text(page->out, heading);
    for (size_t i = 0; i < lines->count; i++) {
        const struct cs_line *line = &lines->items[i];

        cs_standing_label(page->report, line, INDENT, page->out);
        add_due(page, line);
        cs_standing_write(page->report, &page->legend, line->shown, CS_STATE_UNSAID, line->questions,
                          line->question_count, INDENT + 2, page->out);
        cs_standing_concluded(page->report, line, INDENT + 2, page->out);
    }
}

casus_status cs_next_text(const struct cs_report *report, const struct cs_next *next, const char *party,
                          struct cs_buffer *out)
{
    struct page page = {.report = report, .out = out};
    casus_status status;

    open_page(&page, next);
    add_heading(&page, party);
    add_lines(&page, "\nmust, the most urgent first\n", &page.must);
    add_lines(&page, "\nexpected, and owed by nobody\n", &page.expected);
    if (next->coming_count > 0)
        cs_buffer_text(out, "\ncomes about by itself, unless it is stopped\n");
    for (size_t i = 0; i < next->coming_count && page.coming != NULL; i++)
        add_coming(&page, &next->coming[i], &page.coming[i]);
    if (next->may_count > 0)
        cs_buffer_text(out, "\nmay\n");
    for (size_t i = 0; i < next->may_count && page.joined != NULL && page.powers != NULL; i++)
        if (!page.joined[i])
            add_power(&page, next, i);
    if (next->must_count + next->expected_count + next->coming_count + next->may_count == 0)
        cs_buffer_text(out, "\n  Nothing.\n");
    cs_legend_write(&page.legend, report, out);
    status = cs_report_status(report, &page.arena, out);
    cs_arena_release(&page.arena);
    return status;
}
