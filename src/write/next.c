/* SPDX-License-Identifier: MIT */
/*
 * Who must act and who may, for people: an agenda by date of what is owed, expected, or coming by itself, with how far
 * off it is; then the powers. Duties with equal states are one line, and so are powers that differ only in their
 * holders. Acts that could block an act are listed below it.
 */
#include <stdlib.h>
#include <string.h>

#include "view/mention.h"
#include "view/rows.h"
#include "view/sentence.h"
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
    return cs_report_wrap(page->report, page->out, text, strlen(text), column, indent);
}

static void add_bold(struct page *page, const char *text)
{
    cs_paint(page->out, page->report->colour, CS_PAINT_BOLD);
    wrap(page, text, 0, 2);
    cs_paint(page->out, page->report->colour, CS_PAINT_PLAIN);
    cs_buffer_char(page->out, '\n');
}

/* Adds a text on a line of its own below what it is about, and releases it. */
static void add_note(struct page *page, struct cs_buffer *text)
{
    cs_buffer_repeat(page->out, ' ', INDENT + 2);
    wrap(page, cs_buffer_string(text), INDENT + 2, INDENT + 4);
    cs_buffer_char(page->out, '\n');
    page->out->failed = page->out->failed || text->failed;
    cs_buffer_release(text);
}

/* ---- powers ---- */

static bool among(const cs_name *names, size_t count, cs_name name)
{
    for (size_t i = 0; i < count; i++)
        if (names[i] == name)
            return true;
    return false;
}

/* Are the first blockers of both the same, in any order? Each is in a list once. */
static bool same_blockers(const struct cs_next_may *a, size_t count, const struct cs_next_may *b, size_t other_count)
{
    if (count != other_count)
        return false;
    for (size_t i = 0; i < count; i++)
        if (!among(b->blocking, count, a->blocking[i]))
            return false;
    return true;
}

/*
 * Can both stand as one power, with *shown of the blockers of the first? So they can if others block them by the same
 * acts; or if those who have the power block each other, by acts that are then told as well.
 */
static bool same_power(const struct cs_next_may *a, const struct cs_next_may *b, size_t *shown)
{
    size_t others = a->blocker_count - a->own_count;

    if (a->article != b->article || a->worlds != b->worlds)
        return false;
    if (*shown == others && same_blockers(a, others, b, b->blocker_count - b->own_count))
        return true;
    if (!same_blockers(a, a->blocker_count, b, b->blocker_count))
        return false;
    *shown = a->blocker_count;
    return true;
}

/*
 * "Armenia may convene the Council"; of an act by nobody in particular "the withdrawal of the draft (d1) is possible";
 * NULL: there is no wording.
 */
static const char *worded_of(struct page *page, cs_name act, cs_name actor)
{
    const char *worded = cs_worded_power(page->report, act, actor, &page->arena);
    struct cs_place what = {.name = "what"};

    if (worded != NULL)
        return worded;
    what.text = cs_worded_deed(page->report, act, &page->arena);
    return what.text != NULL ? cs_sentence(page->report, "{what} is possible", &what, 1, &page->arena) : NULL;
}

/* The same; in formal words "convening by Armenia of CSC". */
static const char *text_of(struct page *page, const struct cs_next_may *may)
{
    const char *worded = worded_of(page, may->what, may->actor);

    return worded != NULL ? worded : may->act;
}

/* What stands before the last name of acts that are joined: in formal words a comma, as a record has it. */
static const char *last_of(const struct page *page, bool worded)
{
    return worded ? cs_told(cs_report_language(page->report), " and ") : ", ";
}

/*
 * Joins to one power all others that differ from it in one name, and marks them as joined; the acts as one text. Sets
 * how many of the blockers are told.
 */
static const char *join_powers(struct page *page, const struct cs_next *next, size_t first, size_t *shown)
{
    const char **acts = cs_arena_array(&page->arena, next->may_count - first, sizeof *acts);
    struct cs_joining joining;
    size_t count = 1;

    *shown = next->may[first].blocker_count - next->may[first].own_count;
    if (acts == NULL)
        return next->may[first].act;
    acts[0] = text_of(page, &next->may[first]);
    for (size_t i = first + 1; i < next->may_count; i++) {
        size_t with = *shown;
        const char *act = page->joined[i] || !same_power(&next->may[first], &next->may[i], &with)
                              ? NULL : text_of(page, &next->may[i]);

        if (act == NULL || (count > 1 && with != *shown) || !cs_join_try(page->report, &joining, acts, count, act))
            continue;
        *shown = with;
        acts[count++] = act;
        page->joined[i] = true;
    }
    return cs_join_text(&joining, &page->arena, acts, count, last_of(page, acts[0] != next->may[first].act));
}

/* Adds the acts that could block or stop it; those that differ in one name are joined. */
static void add_blockers(struct page *page, const struct cs_next_may *may, size_t shown, const char *heading)
{
    const char **acts = cs_arena_array(&page->arena, shown, sizeof *acts);
    struct cs_buffer text;

    if (shown == 0 || acts == NULL)
        return;
    for (size_t i = 0; i < shown; i++) {
        acts[i] = worded_of(page, may->blocking[i], CS_NO_NAME);
        acts[i] = acts[i] != NULL ? acts[i] : may->blockers[i];
    }
    cs_buffer_init(&text);
    cs_buffer_text(&text, heading);
    for (size_t i = 0; i < shown;) {
        struct cs_joining joining;
        size_t count = 1;

        while (i + count < shown && cs_join_try(page->report, &joining, acts + i, count, acts[i + count]))
            count++;
        cs_buffer_printf(&text, "%s%s", i > 0 ? "; " : "",
                         cs_join_text(&joining, &page->arena, acts + i, count,
                                      last_of(page, acts[i] != may->blockers[i])));
        i += count;
    }
    add_note(page, &text);
}

static void add_power(struct page *page, const struct cs_next *next, size_t index)
{
    const struct cs_next_may *may = &next->may[index];
    const char *article = cs_row_called(page->report, may->article, &page->arena);
    size_t shown;
    const char *act = join_powers(page, next, index, &shown);
    enum cs_state *states = cs_standing_of_set(page->report, may->worlds, CS_STATE_MAY, CS_STATE_MAY_NOT, &page->arena);
    struct cs_buffer text;

    if (states == NULL)
        return;
    cs_buffer_init(&text);
    cs_buffer_text(&text, act);
    if (worded_of(page, may->what, may->actor) != NULL)
        cs_worded_capital(&text, 0); /* a formal statement stands as a record has it */
    if (article != NULL)
        cs_buffer_printf(&text, " (%s)", article);
    cs_buffer_repeat(page->out, ' ', INDENT);
    wrap(page, cs_buffer_string(&text), INDENT, INDENT + 2);
    cs_buffer_char(page->out, '\n');
    cs_standing_write(page->report, &page->legend, states, CS_STATE_MAY, page->powers[index].questions,
                      page->powers[index].count, INDENT + 2, page->out);
    add_blockers(page, may, shown, cs_told(cs_report_language(page->report), "could be blocked: "));
    page->out->failed = page->out->failed || text.failed;
    cs_buffer_release(&text);
}

/* "due in 2 to 6 days", in bold, on a line of its own */
static void add_days(struct page *page, int32_t least, int32_t most)
{
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_when_due(cs_report_language(page->report), least, most, &text);
    cs_buffer_repeat(page->out, ' ', INDENT + 2);
    cs_paint(page->out, page->report->colour, CS_PAINT_BOLD);
    wrap(page, cs_buffer_string(&text), INDENT + 2, INDENT + 2);
    cs_paint(page->out, page->report->colour, CS_PAINT_PLAIN);
    cs_buffer_char(page->out, '\n');
    page->out->failed = page->out->failed || text.failed;
    cs_buffer_release(&text);
}

static cs_day today_of(const struct page *page)
{
    return cs_day_of(page->report->end - 1, page->report->ledger->docket->zone);
}

/* "2030-03-10: the adoption of the draft (d1), as the silence on the draft (d1) ends" */
static void add_coming(struct page *page, const struct cs_next_may *coming, const struct turning *turning)
{
    const char *article = cs_row_called(page->report, coming->article, &page->arena);
    const char *act = cs_worded_deed(page->report, coming->what, &page->arena);
    const char *waits = cs_worded_deed(page->report, coming->waiting, &page->arena);
    enum cs_state *states =
        cs_standing_of_set(page->report, coming->worlds, CS_STATE_HOLDS, CS_STATE_DOES_NOT_HOLD, &page->arena);
    cs_day day = cs_day_of(coming->time - 1, page->report->ledger->docket->zone);
    struct cs_buffer text, date;

    if (states == NULL)
        return;
    cs_buffer_init(&text);
    cs_buffer_init(&date);
    if (strlen(coming->on) == strlen("2030-03-10"))
        cs_when_day(page->report, day, &date);
    else
        cs_buffer_text(&date, coming->on);
    cs_say(cs_report_language(page->report), &text, "{day}: {act}, as {what} ends",
           cs_part_text(cs_buffer_string(&date)), cs_part_text(act != NULL ? act : coming->act),
           cs_part_text(waits != NULL ? waits : coming->waits));
    text.failed = text.failed || date.failed;
    cs_buffer_release(&date);
    if (article != NULL)
        cs_buffer_printf(&text, " (%s)", article);
    cs_buffer_repeat(page->out, ' ', INDENT);
    wrap(page, cs_buffer_string(&text), INDENT, INDENT + 2);
    cs_buffer_char(page->out, '\n');
    page->out->failed = page->out->failed || text.failed;
    cs_buffer_release(&text);
    add_days(page, day - today_of(page), day - today_of(page));
    cs_buffer_init(&text);
    cs_buffer_text(&text, cs_told(cs_report_language(page->report), "comes about by itself, unless it is stopped"));
    add_note(page, &text);
    cs_standing_write(page->report, &page->legend, states, CS_STATE_HOLDS, turning->questions, turning->count,
                      INDENT + 2, page->out);
    add_blockers(page, coming, coming->blocker_count, cs_told(cs_report_language(page->report), "could be stopped: "));
}

static void add_heading(struct page *page, const char *party)
{
    const struct cs_report *report = page->report;
    struct cs_language l = cs_report_language(report);
    struct cs_buffer text, day;

    cs_buffer_init(&text);
    cs_buffer_init(&day);
    cs_when_as_of(report, &day);
    if (!report->as_of_given)
        cs_buffer_text(&day, cs_told(l, ", the last date of the record"));
    if (party != NULL)
        cs_say(l, &text, "What {party} must or may do, on {day}", cs_part_text(cs_told(l, party)),
               cs_part_text(cs_buffer_string(&day)));
    else
        cs_say(l, &text, "Who must or may act, on {day}", cs_part_text(cs_buffer_string(&day)));
    cs_when_known(report, &text);
    add_bold(page, cs_buffer_string(&text));
    cs_standing_reservations(report, &page->arena, page->out);
    page->out->failed = page->out->failed || text.failed || day.failed;
    cs_buffer_release(&day);
    cs_buffer_release(&text);
}

/* On which questions each of these turns. */
static struct turning *use_acts(struct page *page, const struct cs_next_may *acts, size_t count)
{
    struct turning *turning = cs_arena_array(&page->arena, count, sizeof *turning);

    for (size_t i = 0; i < count && turning != NULL; i++) {
        turning[i].questions = cs_row_set_questions(page->report, acts[i].worlds, cs_row_shown(page->report),
                                                    &page->arena, &turning[i].count);
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

/* ---- the agenda ---- */

/* What is due, expected, or coming: a line of rows, or what comes about by itself. */
struct item {
    cs_instant time; /* the soonest; CS_TIME_NEVER: it has no time */
    int32_t least, most; /* days from today */
    const struct cs_line *line;
    bool expected;
    size_t coming;   /* where `line` is NULL */
    size_t place;    /* among all, before they are sorted */
};

/* The deadlines of the line in the worlds that are looked at. */
static struct item item_of(const struct page *page, const struct cs_line *line, bool expected)
{
    const struct cs_ledger *ledger = page->report->ledger;
    struct item item = {.time = CS_TIME_NEVER, .least = INT32_MAX, .most = INT32_MIN, .line = line,
                        .expected = expected};

    for (size_t r = 0; r < line->row_count; r++) {
        struct cs_ledger_due due = cs_ledger_due(ledger, line->rows[r], ledger->worlds);
        int32_t first, last;

        if (due.first == NULL)
            continue;
        first = cs_day_of(due.first->deadline - 1, due.first->deadline_offset) - today_of(page);
        last = cs_day_of(due.last->deadline - 1, due.last->deadline_offset) - today_of(page);
        item.time = due.first->deadline < item.time ? due.first->deadline : item.time;
        item.least = first < item.least ? first : item.least;
        item.most = last > item.most ? last : item.most;
    }
    return item;
}

static int by_time(const void *a, const void *b)
{
    const struct item *x = a, *y = b;

    if (x->time != y->time)
        return x->time < y->time ? -1 : 1;
    return x->place < y->place ? -1 : x->place > y->place;
}

/* All of it by date; what has no time comes last. In the arena. */
static struct item *make_agenda(struct page *page, const struct cs_next *next, size_t *count)
{
    size_t all = page->must.count + page->expected.count + next->coming_count;
    struct item *items = cs_arena_array(&page->arena, all, sizeof *items);

    *count = 0;
    if (items == NULL)
        return NULL;
    for (size_t i = 0; i < page->must.count; i++)
        items[(*count)++] = item_of(page, &page->must.items[i], false);
    for (size_t i = 0; i < page->expected.count; i++)
        items[(*count)++] = item_of(page, &page->expected.items[i], true);
    for (size_t i = 0; page->coming != NULL && i < next->coming_count; i++)
        items[(*count)++] = (struct item){.time = next->coming[i].time, .coming = i};
    for (size_t i = 0; i < *count; i++)
        items[i].place = i;
    if (*count > 0)
        qsort(items, *count, sizeof *items, by_time);
    return items;
}

static void add_line(struct page *page, const struct item *item)
{
    struct cs_buffer note;

    cs_standing_label(page->report, item->line, INDENT, page->out);
    if (item->least <= item->most)
        add_days(page, item->least, item->most);
    if (item->expected) {
        cs_buffer_init(&note);
        cs_buffer_text(&note, cs_told(cs_report_language(page->report), "expected, and owed by nobody"));
        add_note(page, &note);
    }
    cs_standing_write(page->report, &page->legend, item->line->shown, CS_STATE_UNSAID, item->line->questions,
                      item->line->question_count, INDENT + 2, page->out);
    cs_standing_concluded(page->report, item->line, INDENT + 2, page->out);
}

static void add_agenda(struct page *page, const struct cs_next *next)
{
    size_t count;
    const struct item *items = make_agenda(page, next, &count);

    for (size_t i = 0; items != NULL && i < count; i++) {
        if (i == 0 && items[0].time != CS_TIME_NEVER)
            cs_buffer_printf(page->out, "\n%s\n",
                             cs_told(cs_report_language(page->report), "by date, the soonest first"));
        if (items[i].time == CS_TIME_NEVER && (i == 0 || items[i - 1].time != CS_TIME_NEVER))
            cs_buffer_printf(page->out, "\n%s\n", cs_told(cs_report_language(page->report), "without a date"));
        if (items[i].line != NULL)
            add_line(page, &items[i]);
        else
            add_coming(page, &next->coming[items[i].coming], &page->coming[items[i].coming]);
    }
}

casus_status cs_next_text(const struct cs_report *report, const struct cs_next *next, const char *party,
                          struct cs_buffer *out)
{
    struct cs_telling telling;
    struct page page = {.report = &telling.report, .out = out};
    casus_status status;

    cs_telling_open(&telling, report, out);
    open_page(&page, next);
    add_heading(&page, party);
    add_agenda(&page, next);
    if (next->may_count > 0)
        cs_buffer_printf(out, "\n%s\n", cs_told(cs_report_language(page.report), "may"));
    for (size_t i = 0; i < next->may_count && page.joined != NULL && page.powers != NULL; i++)
        if (!page.joined[i])
            add_power(&page, next, i);
    if (next->must_count + next->expected_count + next->coming_count + next->may_count == 0)
        cs_buffer_printf(out, "\n  %s\n", cs_told(cs_report_language(page.report), "Nothing."));
    cs_legend_write(&page.legend, page.report, out);
    cs_telling_close(&telling, out);
    status = cs_report_status(report, &page.arena, out);
    cs_arena_release(&page.arena);
    return status;
}
