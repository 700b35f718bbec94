/* SPDX-License-Identifier: MIT */
/*
 * Who must act and who may, for people. Duties that stand alike are one line, and so are powers that differ only in
 * who has them; what could block an act stands below it.
 */
#include <string.h>

#include "report/fold.h"
#include "report/legend.h"
#include "report/rows.h"
#include "report/wrap.h"

#define INDENT ((size_t)6)

struct page {
    const struct cs_report *report;
    struct cs_arena arena;
    struct cs_lines lines;
    struct cs_legend legend;
    struct { const uint32_t *questions; size_t count; } *powers; /* on which each turns */
    bool *told;                                                  /* of powers: it was joined to another */
    struct cs_buffer *out;
};

static size_t wrap(struct page *page, const char *text, size_t column, size_t indent)
{
    return cs_wrap(page->out, text, strlen(text), column, indent, CS_REPORT_COLUMNS);
}

static void add_bold(struct page *page, const char *text)
{
    cs_paint(page->out, page->report->colour, CS_PAINT_BOLD);
    wrap(page, text, 0, 2);
    cs_paint(page->out, page->report->colour, CS_PAINT_PLAIN);
    cs_buffer_char(page->out, '\n');
}

static void add_account(struct cs_buffer *out, const char *account, bool first)
{
    cs_buffer_printf(out, "%s%s", first ? "" : ", ", account);
}

/* "violated: Armenia; undetermined: Russia, CSTO", the states in the order in which accounts have them. */
static void add_states(struct page *page, const char *const *states, const char *everywhere)
{
    size_t accounts = cs_row_account_count(page->report);
    struct cs_buffer text;
    bool same = true;

    cs_buffer_init(&text);
    for (size_t a = 1; a < accounts; a++)
        same = same && strcmp(states[a], states[0]) == 0;
    for (size_t a = 0; a < accounts && !same; a++) {
        size_t first = 0;

        while (strcmp(states[first], states[a]) != 0)
            first++;
        if (first < a)
            continue;
        cs_buffer_printf(&text, "%s%s: ", a > 0 ? "; " : "", states[a]);
        for (size_t k = a; k < accounts; k++)
            if (strcmp(states[k], states[a]) == 0)
                add_account(&text, cs_row_account(page->report, k), k == a);
    }
    if (same && everywhere != NULL && strcmp(states[0], everywhere) == 0) {
        cs_buffer_release(&text);
        return;
    }
    if (same)
        cs_buffer_printf(&text, "%s%s%s", states[0], accounts > 1 ? " on every account" : " on the account of ",
                         accounts > 1 ? "" : cs_row_account(page->report, 0));
    cs_buffer_repeat(page->out, ' ', INDENT + 2);
    wrap(page, cs_buffer_string(&text), INDENT + 2, INDENT + 4);
    cs_buffer_char(page->out, '\n');
    page->out->failed = page->out->failed || text.failed;
    cs_buffer_release(&text);
}

static void add_questions(struct page *page, const uint32_t *questions, size_t count)
{
    struct cs_buffer text;

    if (count == 0)
        return;
    cs_buffer_init(&text);
    cs_buffer_text(&text, "turns on ");
    cs_legend_names(&page->legend, questions, count, ' ', &text);
    cs_buffer_repeat(page->out, ' ', INDENT + 2);
    wrap(page, cs_buffer_string(&text), INDENT + 2, INDENT + 4);
    cs_buffer_char(page->out, '\n');
    page->out->failed = page->out->failed || text.failed;
    cs_buffer_release(&text);
}

static void add_must(struct page *page, const struct cs_line *line)
{
    cs_buffer_text(page->out, "  ");
    cs_paint(page->out, page->report->colour, CS_PAINT_DIM);
    cs_buffer_text(page->out, line->ids);
    cs_paint(page->out, page->report->colour, CS_PAINT_PLAIN);
    if (strlen(line->ids) + 3 > INDENT) {
        cs_buffer_char(page->out, '\n');
        cs_buffer_repeat(page->out, ' ', INDENT);
    } else {
        cs_buffer_repeat(page->out, ' ', INDENT - 2 - strlen(line->ids));
    }
    wrap(page, line->label, INDENT, INDENT + 2);
    cs_buffer_char(page->out, '\n');
    add_states(page, line->states, NULL);
    add_questions(page, line->questions, line->question_count);
}

/* ---- powers ---- */

static bool same_power(const struct cs_next_may *a, const struct cs_next_may *b)
{
    return a->article == b->article && a->worlds == b->worlds && a->blocker_count == b->blocker_count;
}

/* Joins to one power all others that differ from it in one name, and marks them as told; the acts as one text. */
static const char *join_powers(struct page *page, const struct cs_next *next, size_t first)
{
    const char **acts = cs_arena_array(&page->arena, next->may_count - first, sizeof *acts);
    struct cs_joining joining;
    size_t count = 1;

    if (acts == NULL)
        return next->may[first].act;
    acts[0] = next->may[first].act;
    for (size_t i = first + 1; i < next->may_count; i++) {
        if (page->told[i] || !same_power(&next->may[first], &next->may[i]) ||
            !cs_join_try(&joining, acts, count, next->may[i].act))
            continue;
        acts[count++] = next->may[i].act;
        page->told[i] = true;
    }
    return cs_join_text(&joining, &page->arena, acts, count);
}

/* Acts that could block, those that differ in one name as one. */
static void add_blockers(struct page *page, const struct cs_next_may *may)
{
    struct cs_buffer text;

    if (may->blocker_count == 0)
        return;
    cs_buffer_init(&text);
    cs_buffer_text(&text, "could be blocked by ");
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
    size_t accounts = cs_row_account_count(page->report);
    const char **states = cs_arena_array(&page->arena, accounts, sizeof *states);
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
    for (size_t a = 0; a < accounts; a++)
        states[a] = cs_row_power(page->report, may->worlds, a);
    add_states(page, states, "may");
    add_questions(page, page->powers[index].questions, page->powers[index].count);
    add_blockers(page, may);
    page->out->failed = page->out->failed || text.failed;
    cs_buffer_release(&text);
}

static void add_heading(struct page *page, const char *party)
{
    const struct cs_report *report = page->report;
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_buffer_printf(&text, "Who must or may act, on %s%s", report->as_of,
                     report->as_of_said ? "" : ", the last date of the record");
    if (party != NULL) {
        cs_buffer_clear(&text);
        cs_buffer_printf(&text, "What %s must or may do, on %s%s", party, report->as_of,
                         report->as_of_said ? "" : ", the last date of the record");
    }
    if (report->known_on != NULL)
        cs_buffer_printf(&text, ", by what was known on %s", report->known_on);
    add_bold(page, cs_buffer_string(&text));
    page->out->failed = page->out->failed || text.failed;
    cs_buffer_release(&text);
}

static void open_page(struct page *page, const struct cs_next *next)
{
    cs_arena_init(&page->arena);
    cs_fold(page->report, next->must, next->must_count, &page->arena, &page->lines);
    cs_legend_init(&page->legend, page->report, &page->arena);
    page->powers = cs_arena_array(&page->arena, next->may_count, sizeof *page->powers);
    page->told = cs_arena_array(&page->arena, next->may_count, sizeof *page->told);
    for (size_t i = 0; i < page->lines.count; i++)
        cs_legend_use(&page->legend, page->lines.items[i].questions, page->lines.items[i].question_count);
    for (size_t i = 0; i < next->may_count && page->told != NULL; i++) {
        page->powers[i].questions =
            cs_row_power_questions(page->report, next->may[i].worlds, &page->arena, &page->powers[i].count);
        cs_legend_use(&page->legend, page->powers[i].questions, page->powers[i].count);
    }
    cs_legend_number(&page->legend);
}

casus_status cs_next_text(const struct cs_report *report, const struct cs_next *next, const char *party,
                          struct cs_buffer *out)
{
    struct page page = {.report = report, .out = out};
    casus_status status;

    open_page(&page, next);
    add_heading(&page, party);
    if (page.lines.count > 0)
        cs_buffer_text(out, "\nmust, the most urgent first\n");
    for (size_t i = 0; i < page.lines.count; i++)
        add_must(&page, &page.lines.items[i]);
    if (next->may_count > 0)
        cs_buffer_text(out, "\nmay\n");
    for (size_t i = 0; i < next->may_count && page.told != NULL; i++)
        if (!page.told[i])
            add_power(&page, next, i);
    if (page.lines.count == 0 && next->may_count == 0)
        cs_buffer_text(out, "\n  Nothing.\n");
    cs_legend_write(&page.legend, report, out);
    status = cs_report_status(report, &page.arena, out);
    cs_arena_release(&page.arena);
    return status;
}
