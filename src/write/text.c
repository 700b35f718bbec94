/* SPDX-License-Identifier: MIT */
/*
 * The ledger for people, in 80 columns: a group for each request, then what belongs to no request. In a group the lines
 * on which accounts differ come first, as a table with a column for each account, or by state if they do not all fit;
 * then those with the same state on every account, one line each, under a heading that says so. "violated" is never
 * shown without an account (R 13).
 *
 *   2   r1: 2022-09-13 request by Armenia of CSTO for Military, Political on e1: with effect
 *
 *       Armenia's  Azerbaijan's  Russia's      CSTO's
 *       account    account       account       account       depends on
 *   6   each other party owes Armenia assistance of Military on e1 (CST 4(2), by 2022-09-16)
 *       violated   not owed      undetermined  undetermined  Q1 Q3
 *
 *   on every account
 *   9   fulfilled     Stanislav Zas owes CSC report on e1 (Charter 17)
 *   16  undetermined  Russia expects CSC agreement for Observers on e1 (by 2022-10-28) [Q2]
 *
 *   also done for it, owed by nothing above
 *       2022-09-14 assistance by Cassia to Armenia on e1 (1 day after)
 */
#include <stdlib.h>
#include <string.h>

#include "view/done.h"
#include "view/fold.h"
#include "view/legend.h"
#include "view/mention.h"
#include "view/rows.h"
#include "view/standing.h"
#include "view/summary.h"
#include "view/when.h"
#include "view/wording.h"
#include "view/wrap.h"
#include "write/write.h"

#define INDENT ((size_t)6)
#define ACCOUNT_WIDTH_MAX ((size_t)40)
#define OWNS CS_PHRASE("'s")
#define ACCOUNT CS_PHRASE("account")
#define DEPENDS_ON CS_PHRASE("depends on")
#define QUIET_LINES ((size_t)4) /* from this number on, undisputed lines of one article are summed up */

struct told { const struct cs_request_done *items; size_t count, more; }; /* more: those that perform no row */

struct page {
    const struct cs_report *report;
    struct cs_telling telling;
    struct cs_arena arena;
    struct cs_lines lines;
    struct told *done; /* by line: of the first of a request what was done for it; NULL: it is not told */
    struct cs_legend legend;
    const struct cs_summary *summary; /* NULL in a formal ledger, and in that of one party */
    struct cs_buffer *out;
};

struct group { size_t start, end; bool of_request; };

/* ---- small pieces ---- */

static size_t text_width(const char *text)
{
    return cs_text_width(text, strlen(text));
}

static const char *told(const struct page *page, const char *english)
{
    return cs_told(cs_report_language(page->report), english);
}

static size_t wrap(struct page *page, const char *text, size_t column, size_t indent)
{
    return cs_report_wrap(page->report, page->out, text, strlen(text), column, indent);
}

static size_t state_width(const struct page *page, enum cs_state state)
{
    return text_width(cs_row_state(page->report, state));
}

/* A state in its colour, padded to a width. */
static void add_state(struct page *page, enum cs_state state, size_t width)
{
    size_t columns = state_width(page, state);
    bool colour = page->report->colour && cs_paint_of(state) != CS_PAINT_PLAIN;

    cs_paint(page->out, colour, cs_paint_of(state));
    cs_buffer_text(page->out, cs_row_state(page->report, state));
    cs_paint(page->out, colour, CS_PAINT_PLAIN);
    cs_buffer_repeat(page->out, ' ', columns < width ? width - columns : 0);
}

/* Writes the numbers of a line in the margin, or on a line of their own if they are too long. */
static void add_ids(struct page *page, const struct cs_line *line)
{
    size_t columns = text_width(line->ids);

    cs_buffer_text(page->out, "  ");
    cs_paint(page->out, page->report->colour, CS_PAINT_DIM);
    cs_buffer_text(page->out, line->ids);
    cs_paint(page->out, page->report->colour, CS_PAINT_PLAIN);
    if (columns + 2 < INDENT) {
        cs_buffer_repeat(page->out, ' ', INDENT - 2 - columns);
    } else {
        cs_buffer_char(page->out, '\n');
        cs_buffer_repeat(page->out, ' ', INDENT);
    }
}

/* The heading of lines that have no columns. */
static void add_part(struct page *page, const char *heading)
{
    cs_paint(page->out, page->report->colour, CS_PAINT_BOLD);
    cs_buffer_printf(page->out, "  %s", heading);
    cs_paint(page->out, page->report->colour, CS_PAINT_PLAIN);
    cs_buffer_char(page->out, '\n');
}

/* "on Armenia's account", "on every account" */
static void add_on_accounts(struct page *page)
{
    const struct cs_report *report = page->report;

    struct cs_language l = cs_report_language(report);

    if (cs_row_account_count(report) > 1)
        cs_buffer_text(page->out, cs_told(l, "on every account"));
    else if (report->ledger->accounts[0].voice == CS_NO_NAME)
        cs_buffer_text(page->out, cs_told(l, "whatever is still open"));
    else
        cs_say(l, page->out, "on the account of {who}",
               cs_part_made(cs_row_add_account, &(struct cs_row_voice){report, 0}));
}

/* ---- the table ---- */

struct columns { size_t count, widths[16]; };

static size_t account_width(const struct page *page, const struct group *group, size_t account)
{
    size_t width = text_width(cs_row_account(page->report, account)) + text_width(told(page, OWNS));

    if (width > ACCOUNT_WIDTH_MAX - 2)
        width = ACCOUNT_WIDTH_MAX - 2;
    if (width < text_width(told(page, ACCOUNT)))
        width = text_width(told(page, ACCOUNT));
    for (size_t i = group->start; i < group->end; i++) {
        size_t state = page->lines.items[i].same ? 0 : state_width(page, page->lines.items[i].shown[account]);

        width = state > width ? state : width;
    }
    return width + 2;
}

/* The columns of as many accounts as fit. */
static struct columns choose_columns(const struct page *page, const struct group *group)
{
    struct columns c = {.count = 0};
    size_t column = INDENT;

    while (c.count < cs_row_account_count(page->report) && c.count < sizeof c.widths / sizeof *c.widths) {
        size_t width = account_width(page, group, c.count);

        if (c.count > 0 && column + width - 2 > cs_report_columns(page->report))
            break;
        c.widths[c.count++] = width;
        column += width;
    }
    return c;
}

static size_t table_width(const struct columns *c)
{
    size_t width = INDENT;

    for (size_t a = 0; a < c->count; a++)
        width += c->widths[a];
    return width;
}

/* Two lines, "Armenia's" over "account"; a name too long for its column is cut. */
static void add_table_head(struct page *page, const struct columns *c)
{
    bool questions = table_width(c) + text_width(told(page, DEPENDS_ON)) <= cs_report_columns(page->report);

    cs_paint(page->out, page->report->colour, CS_PAINT_BOLD);
    cs_buffer_repeat(page->out, ' ', INDENT);
    for (size_t a = 0; a < c->count; a++) {
        const char *name = cs_row_account(page->report, a);
        size_t width = c->widths[a], length = strlen(name);

        while (cs_text_width(name, length) + text_width(told(page, OWNS)) > width - 2)
            length--;
        while (length > 0 && ((unsigned char)name[length] & 0xC0) == 0x80)
            length--;
        cs_buffer_add(page->out, name, length);
        cs_buffer_text(page->out, told(page, OWNS));
        if (a + 1 < c->count)
            cs_buffer_repeat(page->out, ' ', width - cs_text_width(name, length) - text_width(told(page, OWNS)));
    }
    cs_buffer_char(page->out, '\n');
    cs_buffer_repeat(page->out, ' ', INDENT);
    for (size_t a = 0; a < c->count; a++) {
        cs_buffer_text(page->out, told(page, ACCOUNT));
        if (a + 1 < c->count || questions)
            cs_buffer_repeat(page->out, ' ', c->widths[a] - text_width(told(page, ACCOUNT)));
    }
    if (questions)
        cs_buffer_text(page->out, told(page, DEPENDS_ON));
    cs_paint(page->out, page->report->colour, CS_PAINT_PLAIN);
    cs_buffer_char(page->out, '\n');
}

static void add_table_states(struct page *page, const struct cs_line *line, const struct columns *c)
{
    struct cs_buffer questions;
    size_t width = table_width(c);

    cs_buffer_init(&questions);
    cs_legend_names(&page->legend, line->questions, line->question_count, ' ', &questions);
    cs_buffer_repeat(page->out, ' ', INDENT);
    for (size_t a = 0; a < c->count; a++) {
        bool last = a + 1 == c->count &&
                    (questions.length == 0 || width + questions.length > cs_report_columns(page->report));

        add_state(page, line->shown[a], last ? 0 : c->widths[a]);
    }
    if (questions.length > 0 && width + questions.length > cs_report_columns(page->report)) {
        cs_buffer_char(page->out, '\n');
        cs_buffer_repeat(page->out, ' ', INDENT);
        wrap(page, told(page, DEPENDS_ON), INDENT, INDENT);
        cs_buffer_char(page->out, ' ');
        wrap(page, cs_buffer_string(&questions), INDENT + 11, INDENT + 11);
    } else {
        cs_buffer_text(page->out, cs_buffer_string(&questions));
    }
    cs_buffer_char(page->out, '\n');
    page->out->failed = page->out->failed || questions.failed;
    cs_buffer_release(&questions);
}

static bool is_request(const struct cs_line *line)
{
    return line->rows[0]->kind == CS_ROW_REQUEST;
}

static void add_table_line(struct page *page, const struct cs_line *line, const struct columns *c)
{
    add_ids(page, line);
    wrap(page, line->label, INDENT, INDENT + 2);
    cs_buffer_char(page->out, '\n');
    add_table_states(page, line, c);
    cs_standing_concluded(page->report, line, INDENT, page->out);
}

/* The lines of a group on which accounts differ; without columns if there are more accounts than fit. */
static void add_table(struct page *page, const struct group *group)
{
    struct columns c = choose_columns(page, group);
    bool fits = c.count == cs_row_account_count(page->report);
    size_t written = 0;

    for (size_t i = group->start; i < group->end; i++) {
        const struct cs_line *line = &page->lines.items[i];

        if (line->same)
            continue;
        if (written++ == 0) {
            cs_buffer_char(page->out, '\n');
            if (fits)
                add_table_head(page, &c);
            else
                add_part(page, told(page, "where accounts differ"));
        }
        if (fits)
            add_table_line(page, line, &c);
        else
            cs_standing_line(page->report, &page->legend, line, INDENT, page->out);
    }
}

/* ---- lines with the same state on every account ---- */

/* "violated  LABEL [Q1,Q3]" */
static void add_alike(struct page *page, const struct cs_line *line, size_t width)
{
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_buffer_text(&text, line->label);
    if (line->question_count > 0) {
        cs_buffer_text(&text, " [");
        cs_legend_names(&page->legend, line->questions, line->question_count, ',', &text);
        cs_buffer_char(&text, ']');
    }
    add_ids(page, line);
    add_state(page, line->shown[0], width);
    wrap(page, cs_buffer_string(&text), INDENT + width, INDENT + width + 2);
    cs_buffer_char(page->out, '\n');
    cs_standing_concluded(page->report, line, INDENT + width, page->out);
    page->out->failed = page->out->failed || text.failed;
    cs_buffer_release(&text);
}

/* The same in all worlds, by nobody's conclusion: of such lines no more need be told than their number. */
static bool is_plain(const struct cs_line *line)
{
    return line->same && line->question_count == 0 && line->concluded_count == 0;
}

/* Plain lines of a group, those of one article, kind and word side by side, each of them in the order of the page. */
struct plain { const struct cs_line *line; size_t index; };
/* By line of the group: where its sum ends in `plain`, if it is summed up, and where that begins; else 0. */
struct summed { size_t start, end; };
struct sums { struct plain *plain; struct summed *of; size_t count; };

static int by_number(uint64_t a, uint64_t b)
{
    return (a > b) - (a < b);
}

static int compare_matters(const struct cs_line *a, const struct cs_line *b)
{
    const struct cs_ledger_row *x = a->rows[0], *y = b->rows[0];
    int order = by_number(x->kind, y->kind);

    if (order == 0)
        order = by_number(x->article, y->article);
    return order != 0 ? order : by_number(x->topic, y->topic);
}

static int by_matter(const void *a, const void *b)
{
    const struct plain *x = a, *y = b;
    int order = compare_matters(x->line, y->line);

    return order != 0 ? order : by_number(x->index, y->index);
}

/* Lines of no request with one state in all worlds are summed up, if one article has QUIET_LINES of them. */
static struct sums sums_of(struct page *page, const struct group *group)
{
    struct sums sums = {.of = cs_arena_array(&page->arena, group->end - group->start, sizeof *sums.of)};

    sums.plain = cs_arena_array(&page->arena, group->end - group->start, sizeof *sums.plain);
    if (sums.of == NULL || sums.plain == NULL) {
        page->out->failed = true;
        return sums;
    }
    for (size_t i = group->start; i < group->end && !group->of_request && !page->report->all; i++)
        if (is_plain(&page->lines.items[i]))
            sums.plain[sums.count++] = (struct plain){&page->lines.items[i], i};
    if (sums.count > 1)
        qsort(sums.plain, sums.count, sizeof *sums.plain, by_matter);
    for (size_t start = 0, end; start < sums.count; start = end) {
        for (end = start + 1; end < sums.count && compare_matters(sums.plain[end].line, sums.plain[start].line) == 0;)
            end++;
        for (size_t i = start; i < end && end - start >= QUIET_LINES; i++)
            sums.of[sums.plain[i].index - group->start] = (struct summed){start, end};
    }
    return sums;
}

/* "30 in force, 43 expired": the states in the order in which the lines first have them. The number of all rows. */
static size_t add_states(struct page *page, const struct plain *plain, size_t count, struct cs_buffer *out)
{
    size_t of_state[CS_STATE_COUNT] = {0}, all = 0;

    for (size_t i = 0; i < count; i++) {
        all += plain[i].line->row_count;
        if (plain[i].line->shown[0] < CS_STATE_COUNT)
            of_state[plain[i].line->shown[0]] += plain[i].line->row_count;
    }
    for (size_t i = 0; i < count; i++) {
        enum cs_state state = plain[i].line->shown[0];
        size_t here = plain[i].line->row_count;

        if (state < CS_STATE_COUNT) {
            here = of_state[state];
            of_state[state] = 0;
        }
        if (here == 0)
            continue;
        cs_buffer_text(out, out->length > 0 ? ", " : "");
        cs_say(cs_report_language(page->report), out, "{count} {state}", cs_part_number((long long)here),
               cs_part_text(cs_row_state(page->report, state)));
    }
    return all;
}

/* "CST 1(1), 73 prohibitions of attack: 30 in force, 43 expired" */
static void add_sum(struct page *page, const struct plain *plain, size_t count)
{
    static const char *const plurals[] = {
        CS_PHRASE("{count} duties"),   CS_PHRASE("{count} prohibitions"), CS_PHRASE("{count} expectations"),
        CS_PHRASE("{count} requests"), CS_PHRASE("{count} decisions"),    CS_PHRASE("{count} acts")};
    struct cs_language l = cs_report_language(page->report);
    const struct cs_ledger_row *row = plain->line->rows[0];
    const char *article = cs_row_called(page->report, row->article, &page->arena);
    struct cs_buffer states, text;
    size_t all;

    cs_buffer_init(&states);
    all = add_states(page, plain, count, &states);
    cs_buffer_init(&text);
    cs_buffer_printf(&text, "%s%s", article != NULL ? article : "", article != NULL ? ", " : "");
    cs_say(l, &text, plurals[row->kind], cs_part_number((long long)all));
    cs_buffer_printf(&text, " (%s): %s", cs_told(l, cs_row_name(page->report, row->topic)),
                     cs_buffer_string(&states));
    cs_buffer_repeat(page->out, ' ', INDENT);
    wrap(page, cs_buffer_string(&text), INDENT, INDENT + 2);
    cs_buffer_char(page->out, '\n');
    page->out->failed = page->out->failed || states.failed || text.failed;
    cs_buffer_release(&states);
    cs_buffer_release(&text);
}

static void add_all_alike(struct page *page, const struct group *group)
{
    struct sums sums = sums_of(page, group);
    size_t width = 0;
    bool any = false, summed = false;

    for (size_t i = group->start; i < group->end && sums.of != NULL; i++) {
        const struct cs_line *line = &page->lines.items[i];

        if (!line->same || (group->of_request && is_request(line)))
            continue;
        any = true;
        if (sums.of[i - group->start].end == 0 && state_width(page, line->shown[0]) > width)
            width = state_width(page, line->shown[0]);
    }
    if (!any)
        return;
    cs_buffer_text(page->out, "\n  ");
    cs_paint(page->out, page->report->colour, CS_PAINT_BOLD);
    add_on_accounts(page);
    cs_paint(page->out, page->report->colour, CS_PAINT_PLAIN);
    cs_buffer_char(page->out, '\n');
    for (size_t i = group->start; i < group->end; i++) {
        const struct cs_line *line = &page->lines.items[i];
        struct summed sum = sums.of[i - group->start];

        if (!line->same || (group->of_request && is_request(line)))
            continue;
        if (sum.end == 0) {
            add_alike(page, line, width + 2);
            continue;
        }
        if (sums.plain[sum.start].index == i)
            add_sum(page, &sums.plain[sum.start], sum.end - sum.start);
        summed = true;
    }
    if (summed) {
        cs_buffer_repeat(page->out, ' ', INDENT);
        cs_buffer_printf(page->out, "%s\n", cs_told(cs_report_language(page->report), "(--all lists them)"));
    }
}

/* ---- groups ---- */

/* "r1: 2022-09-13 request by Armenia of CSTO for Military, Political on e1: with effect" */
static void add_request(struct page *page, const struct cs_line *line)
{
    size_t column;

    add_ids(page, line);
    cs_paint(page->out, page->report->colour, CS_PAINT_BOLD);
    column = wrap(page, line->label, INDENT, INDENT);
    cs_paint(page->out, page->report->colour, CS_PAINT_PLAIN);
    if (line->same) {
        enum cs_state state = line->shown[0];

        cs_buffer_char(page->out, ':');
        if (column + 2 + state_width(page, state) > cs_report_columns(page->report)) {
            cs_buffer_char(page->out, '\n');
            cs_buffer_repeat(page->out, ' ', INDENT);
        } else {
            cs_buffer_char(page->out, ' ');
        }
        add_state(page, state, 0);
    }
    cs_buffer_char(page->out, '\n');
    cs_standing_concluded(page->report, line, INDENT, page->out);
}

static bool is_so_everywhere(const struct page *page, const struct cs_request_done *done)
{
    for (size_t a = 0; done->states != NULL && a < cs_row_account_count(page->report); a++)
        if (done->states[a] != CS_STATE_SO)
            return false;
    return true;
}

/* "2022-09-14 assistance by Cassia to Armenia on e1 (1 day after) [Q2]" */
static void add_deed(struct page *page, const struct cs_request_done *done)
{
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_buffer_text(&text, done->text);
    cs_worded_capital(&text, 0);
    if (done->has_days) {
        cs_buffer_text(&text, " (");
        cs_row_days_after(cs_report_language(page->report), done->days, done->days_most, &text);
        cs_buffer_char(&text, ')');
    }
    if (!is_so_everywhere(page, done)) {
        cs_buffer_text(&text, ": ");
        cs_standing_text(page->report, done->states, &text);
    }
    if (done->question_count > 0) {
        cs_buffer_text(&text, " [");
        cs_legend_names(&page->legend, done->questions, done->question_count, ',', &text);
        cs_buffer_char(&text, ']');
    }
    cs_buffer_repeat(page->out, ' ', INDENT);
    wrap(page, cs_buffer_string(&text), INDENT, INDENT + 2);
    cs_buffer_char(page->out, '\n');
    page->out->failed = page->out->failed || text.failed;
    cs_buffer_release(&text);
}

static void add_done(struct page *page, const struct group *group)
{
    const struct told *done = page->done == NULL ? NULL : &page->done[group->start];

    if (done == NULL || done->more == 0)
        return;
    cs_buffer_text(page->out, "\n  ");
    cs_paint(page->out, page->report->colour, CS_PAINT_BOLD);
    cs_buffer_text(page->out, cs_told(cs_report_language(page->report), "also done for it, owed by nothing above"));
    cs_paint(page->out, page->report->colour, CS_PAINT_PLAIN);
    cs_buffer_char(page->out, '\n');
    for (size_t i = 0; i < done->count; i++)
        if (!done->items[i].owed)
            add_deed(page, &done->items[i]);
}

/* What a request came to, in sentences, before its rows. */
static void add_answer(struct page *page, const struct cs_ledger_row *row)
{
    size_t count = page->summary != NULL && !cs_arena_failed(&page->summary->arena) ? page->summary->count : 0;

    for (size_t i = 0; i < count; i++) {
        const struct cs_summary_request *request = &page->summary->requests[i];
        struct cs_buffer text;

        if (request->row == NULL || request->row->trigger != row->trigger)
            continue;
        cs_buffer_init(&text);
        cs_summary_paragraph(page->summary, request, &text);
        cs_buffer_char(page->out, '\n');
        wrap(page, cs_buffer_string(&text), 0, 0);
        cs_buffer_char(page->out, '\n');
        page->out->failed = page->out->failed || text.failed;
        cs_buffer_release(&text);
        return;
    }
}

static void add_group(struct page *page, const struct group *group)
{
    bool headed = false;

    if (group->of_request)
        add_answer(page, page->lines.items[group->start].rows[0]);
    if (!group->of_request) {
        cs_buffer_char(page->out, '\n');
        cs_paint(page->out, page->report->colour, CS_PAINT_BOLD);
        cs_buffer_printf(page->out, "  %s", cs_told(cs_report_language(page->report), "Under no request"));
        cs_paint(page->out, page->report->colour, CS_PAINT_PLAIN);
        cs_buffer_char(page->out, '\n');
    }
    for (size_t i = group->start; i < group->end; i++)
        if (group->of_request && is_request(&page->lines.items[i]) && page->lines.items[i].same) {
            if (!headed)
                cs_buffer_char(page->out, '\n');
            headed = true;
            add_request(page, &page->lines.items[i]);
        }
    add_table(page, group);
    add_all_alike(page, group);
    add_done(page, group);
}

/* The group from a line on: it ends where another request begins, or the lines of no request. */
static struct group group_from(const struct page *page, size_t start)
{
    const struct cs_line *items = page->lines.items;
    struct group group = {start, start + 1, items[start].rows[0]->request != CS_NO_ROW};

    while (group.end < page->lines.count) {
        const struct cs_ledger_row *row = items[group.end].rows[0];

        if (group.of_request != (row->request != CS_NO_ROW) ||
            (row->kind == CS_ROW_REQUEST && row->trigger != items[start].rows[0]->trigger))
            break;
        group.end++;
    }
    return group;
}

static void add_heading(struct page *page)
{
    const struct cs_report *report = page->report;
    struct cs_language l = cs_report_language(report);
    struct cs_buffer text, day;

    cs_buffer_init(&text);
    cs_buffer_init(&day);
    cs_when_as_of(report, &day);
    cs_say(l, &text, report->as_of_given ? "The ledger on {day}" : "The ledger on {day}, the last date of the record",
           cs_part_text(cs_buffer_string(&day)));
    cs_when_known(report, &text);
    if (report->readings != NULL)
        cs_say(l, &text, ", with the reading {reading}", cs_part_text(report->readings));
    if (report->grades != NULL)
        cs_say(l, &text, ", on texts of grade {grade} alone", cs_part_text(report->grades));
    cs_paint(page->out, report->colour, CS_PAINT_BOLD);
    wrap(page, cs_buffer_string(&text), 0, 2);
    cs_paint(page->out, report->colour, CS_PAINT_PLAIN);
    cs_buffer_char(page->out, '\n');
    cs_standing_reservations(report, &page->arena, page->out);
    page->out->failed = page->out->failed || text.failed || day.failed;
    cs_buffer_release(&text);
    cs_buffer_release(&day);
}

static void find_done(struct page *page)
{
    page->done = cs_arena_array(&page->arena, page->lines.count, sizeof *page->done);
    for (size_t i = 0; page->done != NULL && i < page->lines.count; i++) {
        struct told *told = &page->done[i];

        told->items = cs_request_done(page->report, page->lines.items[i].rows[0], &page->arena, &told->count);
        for (size_t k = 0; k < told->count; k++) {
            if (told->items[k].owed)
                continue;
            told->more++;
            cs_legend_use(&page->legend, told->items[k].questions, told->items[k].question_count);
        }
    }
}

/* `whole`: all of the ledger; what was done for a request is told. */
static void open_page(struct page *page, const struct cs_report *report, const struct cs_ledger_row *const *rows,
                      size_t count, bool whole, struct cs_buffer *out)
{
    *page = (struct page){.out = out};
    cs_arena_init(&page->arena);
    cs_telling_open(&page->telling, report, out);
    page->report = report = &page->telling.report;
    cs_fold(report, rows, count, &page->arena, &page->lines);
    cs_legend_init(&page->legend, report, &page->arena);
    cs_legend_use_lines(&page->legend, &page->lines);
    if (whole)
        find_done(page);
    cs_legend_number(&page->legend);
}

static casus_status close_page(struct page *page)
{
    casus_status status;

    cs_telling_close(&page->telling, page->out);
    status = cs_report_status(page->report, &page->arena, page->out);
    cs_arena_release(&page->arena);
    return status;
}

casus_status cs_report_text(const struct cs_report *report, struct cs_buffer *out)
{
    const struct cs_ledger *ledger = report->ledger;
    const struct cs_ledger_row **rows;
    struct cs_summary summary;
    struct cs_arena arena;
    struct page page;
    size_t count = 0;

    cs_arena_init(&arena);
    rows = cs_arena_array(&arena, ledger->row_count, sizeof *rows);
    for (size_t i = 0; rows != NULL && i < ledger->row_count; i++)
        if (cs_row_wanted(report, &ledger->rows[i]))
            rows[count++] = &ledger->rows[i];
    open_page(&page, report, rows, count, true, out);
    page.arena.failed = page.arena.failed || rows == NULL;
    if (!report->formal && report->party == CS_NO_NAME) {
        cs_summary_init_in(&summary, page.report, NULL, 0);
        page.arena.failed = page.arena.failed || cs_arena_failed(&summary.arena);
        page.summary = &summary;
    }
    add_heading(&page);
    if (page.lines.count == 0)
        cs_buffer_printf(out, "\n  %s\n",
                         cs_told(cs_report_language(report),
                                 "Nothing was requested, owed, decided or done that the texts know."));
    for (size_t start = 0; start < page.lines.count;) {
        struct group group = group_from(&page, start);

        add_group(&page, &group);
        start = group.end;
    }
    cs_legend_write(&page.legend, page.report, out);
    cs_mentions_write(page.report, false, &page.arena, out);
    if (page.summary != NULL)
        cs_summary_release(&summary);
    cs_arena_release(&arena);
    return close_page(&page);
}

casus_status cs_report_rows(const struct cs_report *report, const struct cs_ledger_row *const *rows, size_t count,
                            struct cs_buffer *out)
{
    struct group group = {0, 0, false};
    struct page page;

    open_page(&page, report, rows, count, false, out);
    group.end = page.lines.count;
    add_table(&page, &group);
    add_all_alike(&page, &group);
    cs_legend_write(&page.legend, page.report, out);
    return close_page(&page);
}
