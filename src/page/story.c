/* SPDX-License-Identifier: MIT */
/*
 * The story of a request: what it is about, what was asked, decided, done and refused, and when something was due; as a
 * drawing on a scale that keeps lengths, and as a list by day, with who says so.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "page/page_int.h"
#include "view/done.h"
#include "view/when.h"

#define ITEMS_MAX 400   /* of one request */
#define ITEMS_SHOWN 3   /* the others are folded away */
#define CHIPS_MAX 6     /* voices of one item; the others are counted */
#define GAP_TOLD 14     /* days that pass with nothing told, from which on this is said */
#define LANE_STEP 14u   /* the height of a mark */
#define LEVELS_MAX 8
#define DAY_LEAST 1400u /* between two days that are named */

static const char *const lane_names[CS_STORY_KINDS] = {CS_PHRASE("happened"), CS_PHRASE("asked"), CS_PHRASE("decided"),
                                                      CS_PHRASE("done"), CS_PHRASE("due")};

/* ---- the items ---- */

static void add_item(struct cs_page *page, struct cs_story *story, struct cs_story_item item)
{
    for (size_t i = 0; i < story->count; i++) {
        struct cs_story_item *other = &story->items[i];

        if (item.entry != NULL && other->entry == item.entry)
            return;
        if (item.entry == NULL && other->entry == NULL && strcmp(other->text, item.text) == 0) {
            other->first = item.first < other->first ? item.first : other->first;
            other->last = item.last > other->last ? item.last : other->last;
            return;
        }
    }
    if (story->count == ITEMS_MAX)
        return;
    cs_scale_add(page, &story->scale, item.first);
    cs_scale_add(page, &story->scale, item.last);
    story->items[story->count++] = item;
}

static const char *entry_text(struct cs_page *page, const struct cs_entry *entry)
{
    struct cs_buffer text;

    cs_buffer_init(&text);
    if (!cs_worded_statement(&page->report, entry, &text))
        cs_row_statement(&page->report, entry, &text);
    else
        cs_worded_capital(&text, 0);
    return cs_page_keep(page, &text);
}

static void add_entry(struct cs_page *page, struct cs_story *story, const struct cs_entry *entry,
                      enum cs_story_kind kind, size_t line)
{
    const struct cs_moment *m = &entry->moment;

    if (m->form == CS_MOMENT_NONE || m->begin_unknown)
        return;
    add_item(page, story, (struct cs_story_item){.kind = kind, .first = m->first,
                                                 .last = m->form == CS_MOMENT_SPAN ? m->begins_last : m->last,
                                                 .entry = entry, .line = line, .text = entry_text(page, entry)});
}

/* The days by which the rows of a line are due, over all worlds; false if there is no deadline. */
static bool due_days(const struct cs_page *page, const struct cs_line *line, cs_day *first, cs_day *last)
{
    bool any = false;

    for (size_t r = 0; r < line->row_count; r++)
        for (uint32_t i = 0; i < line->rows[r]->piece_count; i++) {
            const struct cs_ledger_piece *p = &line->rows[r]->pieces[i];
            cs_day day = cs_day_of(p->deadline - 1, p->deadline_offset);

            if (!p->has_deadline ||
                cs_worlds_disjoint(page->report.ledger->docket->worlds, p->worlds, page->report.ledger->worlds))
                continue;
            *first = !any || day < *first ? day : *first;
            *last = !any || day > *last ? day : *last;
            any = true;
        }
    return any;
}

static bool is_done_on_all(const struct cs_page *page, const struct cs_line *line)
{
    for (size_t a = 0; a < cs_row_account_count(&page->report); a++)
        if (!cs_state_is_performed(line->states[a]))
            return false;
    return true;
}

static void add_lines(struct cs_page *page, struct cs_story *story, size_t request)
{
    for (size_t i = 0; i < page->lines.count; i++) {
        const struct cs_line *line = &page->lines.items[i];
        const struct cs_ledger_row *row = line->rows[0];
        cs_day first, last;

        if (!cs_page_is_of(page, i, request))
            continue;
        if (row->kind >= CS_ROW_REQUEST) {
            for (size_t k = 0; k < line->row_count; k++)
                if (line->rows[k]->entry != NULL)
                    add_entry(page, story, line->rows[k]->entry,
                              row->kind == CS_ROW_REQUEST    ? CS_STORY_ASKED
                              : row->kind == CS_ROW_DECISION ? CS_STORY_DECIDED
                                                             : CS_STORY_DONE,
                              i);
        } else if (row->kind != CS_ROW_PROHIBITION && !is_done_on_all(page, line) &&
                   due_days(page, line, &first, &last)) {
            add_item(page, story, (struct cs_story_item){.kind = CS_STORY_DUE, .first = first, .last = last,
                                                         .line = i, .text = line->sentence});
        }
    }
}

/* What the request is about. */
static void add_case(struct cs_page *page, struct cs_story *story, const struct cs_ledger_row *row)
{
    const struct cs_entry *entry = row->entry;

    for (const struct cs_role *role = entry != NULL ? entry->term.roles : NULL; role != NULL; role = role->next)
        for (const struct cs_arg *arg = role->args; role->prep == CS_PREP_ON && arg != NULL; arg = arg->next) {
            const struct cs_occurrence *o = cs_docket_occurrence(page->report.ledger->docket, arg->name);

            if (o != NULL && o->entry->kind == CS_ENTRY_TERM)
                add_entry(page, story, o->entry, CS_STORY_HAPPENED, CS_NO_LINE);
        }
}

static int by_day(const void *a, const void *b)
{
    const struct cs_story_item *x = a, *y = b;

    if (x->first != y->first)
        return x->first < y->first ? -1 : 1;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    return x->last != y->last ? (x->last < y->last ? -1 : 1) : strcmp(x->text, y->text);
}

void cs_page_story_make(struct cs_page *page, size_t r, struct cs_story *story)
{
    const struct cs_ledger_row *row = page->summary.requests[r].row;
    size_t count = 0;
    const struct cs_request_done *done;

    *story = (struct cs_story){.items = cs_arena_array(&page->arena, ITEMS_MAX, sizeof *story->items)};
    if (story->items == NULL)
        return;
    if (row != NULL)
        add_case(page, story, row);
    add_lines(page, story, r);
    done = row != NULL ? cs_request_done(&page->report, row, &page->arena, &count) : NULL;
    for (size_t i = 0; i < count; i++)
        if (done[i].what->entry->kind == CS_ENTRY_TERM)
            add_entry(page, story, done[i].what->entry, CS_STORY_DONE, CS_NO_LINE);
    if (story->count > 0)
        qsort(story->items, story->count, sizeof *story->items, by_day);
    if (story->count > 0)
        cs_scale_add(page, &story->scale, cs_day_of(page->settings->end - 1, page->axis.zone));
    cs_scale_finish(page, &story->scale);
}

/* ---- the drawing ---- */

static void write_place(struct cs_page *page, const char *name, uint32_t place)
{
    cs_buffer_printf(page->out, " %s=\"", name);
    cs_html_hundredths(page->out, place);
    cs_buffer_text(page->out, "%\"");
}

/* "13 Sep" */
static void write_short_day(struct cs_page *page, cs_day day)
{
    static const char *const months[] = {
        CS_PHRASE("{day} Jan"), CS_PHRASE("{day} Feb"), CS_PHRASE("{day} Mar"), CS_PHRASE("{day} Apr"),
        CS_PHRASE("{day} May"), CS_PHRASE("{day} Jun"), CS_PHRASE("{day} Jul"), CS_PHRASE("{day} Aug"),
        CS_PHRASE("{day} Sep"), CS_PHRASE("{day} Oct"), CS_PHRASE("{day} Nov"), CS_PHRASE("{day} Dec")};
    struct cs_civil date = cs_civil_from_day(day);

    cs_page_count(page, months[date.month - 1], (size_t)date.day);
}

/* How many earlier marks of its kind begin on the same day: it stands above them. */
static size_t level_of(const struct cs_story *story, size_t index)
{
    size_t level = 0;

    for (size_t i = 0; i < index; i++)
        level += story->items[i].kind == story->items[index].kind && story->items[i].first == story->items[index].first;
    return level;
}

/* How many marks are stacked in a lane at most; of more than LEVELS_MAX the last stand on each other. */
static size_t levels_of(const struct cs_story *story, enum cs_story_kind kind)
{
    size_t most = 0;

    for (size_t i = 0; i < story->count; i++)
        if (story->items[i].kind == kind && level_of(story, i) + 1 > most)
            most = level_of(story, i) + 1;
    return most > LEVELS_MAX ? LEVELS_MAX : most;
}

/* The height of a lane of so many levels, as in page.css; 0 if it is empty. */
static unsigned lane_height(size_t levels)
{
    return levels == 0 ? 0 : (unsigned)levels * LANE_STEP + 10;
}

static void write_mark(struct cs_page *page, const struct cs_story *story, size_t index, unsigned y)
{
    const struct cs_story_item *item = &story->items[index];
    uint32_t from = cs_scale_place(&story->scale, item->first, 0), to = cs_scale_place(&story->scale, item->last, 4);

    cs_buffer_printf(page->out, "<g class=\"is-%s\"><title>", lane_names[item->kind]);
    cs_html_text(page->out, item->text);
    cs_buffer_text(page->out, "</title>");
    if (item->last > item->first) {
        cs_buffer_text(page->out, "<rect class=\"span\"");
        write_place(page, "x", from);
        write_place(page, "width", to - from);
        cs_buffer_printf(page->out, " y=\"%u\" height=\"6\" rx=\"3\"/>", y - 3);
    }
    cs_buffer_printf(page->out, "<use href=\"#%s\"", item->kind == CS_STORY_DUE ? "flag" : "point");
    write_place(page, "x", (from + to) / 2);
    cs_buffer_printf(page->out, " y=\"%u\"/></g>", y);
}

/* Zigzags where time is left out. */
static void write_breaks(struct cs_page *page, const struct cs_time_scale *scale, unsigned height)
{
    for (size_t i = 1; i < scale->part_count; i++) {
        uint32_t middle = (scale->parts[i - 1].to + scale->parts[i].from) / 2;

        cs_buffer_text(page->out, "<svg class=\"break\"");
        write_place(page, "x", middle);
        cs_buffer_printf(page->out, " y=\"0\" width=\"1\" height=\"%u\" overflow=\"visible\"><path d=\"M-3 0", height);
        for (unsigned y = 0; y < height; y += 8)
            cs_buffer_text(page->out, "l6 4l-6 4");
        cs_buffer_text(page->out, "M3 0");
        for (unsigned y = 0; y < height; y += 8)
            cs_buffer_text(page->out, "l6 4l-6 4");
        cs_buffer_text(page->out, "\"/></svg>");
    }
}

/* Names the first and last day of each part, and days between that have room. */
static void write_days(struct cs_page *page, const struct cs_time_scale *scale, unsigned y)
{
    uint32_t least = 0;
    cs_day before = 0;

    for (size_t i = 0; i < scale->count; i++) {
        uint32_t at = cs_scale_place(scale, scale->days[i], 2);
        bool now = i + 1 == scale->count;

        if ((i > 0 && scale->days[i] == before) || (at < least && i > 0) ||
            (!now && at + DAY_LEAST > cs_scale_place(scale, scale->days[scale->count - 1], 2) && i > 0 &&
             scale->days[i] != scale->days[scale->count - 1]))
            continue;
        before = scale->days[i];
        least = at + DAY_LEAST;
        cs_buffer_text(page->out, "<line class=\"tick\"");
        write_place(page, "x1", at);
        write_place(page, "x2", at);
        cs_buffer_printf(page->out, " y1=\"0\" y2=\"%u\"/><text", y - 11);
        write_place(page, "x", at);
        cs_buffer_printf(page->out, " y=\"%u\" text-anchor=\"%s\">", y,
                         at < 400                 ? "start"
                         : at > CS_AXIS_END - 500 ? "end"
                                                  : "middle");
        write_short_day(page, scale->days[i]);
        cs_buffer_text(page->out, "</text>");
    }
}

static void write_lane(struct cs_page *page, const struct cs_story *story, enum cs_story_kind kind, unsigned top)
{
    for (size_t i = 0; i < story->count; i++)
        if (story->items[i].kind == kind) {
            size_t level = level_of(story, i);

            if (level >= LEVELS_MAX)
                level = LEVELS_MAX - 1;
            write_mark(page, story, i, top + 5 + LANE_STEP / 2 + (unsigned)level * LANE_STEP);
        }
}

/* A lane for each kind of item, named beside it; what happens on one day is stacked. */
static void write_strip(struct cs_page *page, const struct cs_story *story)
{
    unsigned total = 0, top = 0;

    cs_buffer_text(page->out, "<div class=\"strip\" aria-hidden=\"true\"><ul class=\"lanes-of\">");
    for (int kind = 0; kind < CS_STORY_KINDS; kind++) {
        size_t levels = levels_of(story, (enum cs_story_kind)kind);

        total += lane_height(levels);
        if (levels == 0)
            continue;
        cs_buffer_printf(page->out, "<li class=\"is-%s h%zu\">", lane_names[kind], levels);
        cs_page_say(page, lane_names[kind]);
        cs_buffer_text(page->out, "</li>");
    }
    cs_buffer_printf(page->out, "</ul><svg height=\"%u\">", total + 20);
    write_days(page, &story->scale, total + 14);
    write_breaks(page, &story->scale, total);
    for (int kind = 0; kind < CS_STORY_KINDS; kind++) {
        write_lane(page, story, (enum cs_story_kind)kind, top);
        top += lane_height(levels_of(story, (enum cs_story_kind)kind));
    }
    cs_buffer_text(page->out, "</svg></div>\n<p class=\"note\">");
    cs_page_say(page, "Equal lengths are equal times. A bar is a time within which it was; a zigzag leaves out time in "
                      "which nothing is dated.");
    cs_buffer_text(page->out, "</p>\n");
}

/* ---- the list ---- */

static const char *weekday(cs_day day)
{
    static const char *const names[] = {
        CS_PHRASE("Thursday"), CS_PHRASE("Friday"), CS_PHRASE("Saturday"), CS_PHRASE("Sunday"),
        CS_PHRASE("Monday"), CS_PHRASE("Tuesday"), CS_PHRASE("Wednesday")};
    int64_t place = (int64_t)day % 7; /* day 0, 1 January 1970, was a Thursday */

    return names[place < 0 ? place + 7 : place];
}

static void write_day(struct cs_page *page, const struct cs_story_item *item)
{
    struct cs_buffer text;

    cs_buffer_init(&text);
    if (item->first == item->last) {
        cs_page_say(page, weekday(item->first));
        cs_buffer_char(page->out, ' ');
    }
    cs_when_days(&page->report, item->first, item->last, CS_PHRASE("{first} to {last}"), &text);
    cs_html_text(page->out, cs_buffer_string(&text));
    page->out->failed = page->out->failed || text.failed;
    cs_buffer_release(&text);
}

static void write_chip(struct cs_page *page, const struct cs_claim *claim, bool denies)
{
    struct cs_buffer name;

    cs_buffer_init(&name);
    cs_worded_name(&page->report, claim->voice, &name);
    if (claim->source != CS_NO_NAME) {
        cs_buffer_printf(page->out, "<a class=\"chip%s\" href=\"#source-", denies ? " denies" : "");
        cs_html_text(page->out, cs_row_name(&page->report, claim->source));
        cs_buffer_text(page->out, "\">");
    } else {
        cs_buffer_printf(page->out, "<span class=\"chip%s\">", denies ? " denies" : "");
    }
    if (denies) {
        cs_page_say(page, "denied by");
        cs_buffer_char(page->out, ' ');
    }
    cs_html_text(page->out, cs_buffer_string(&name));
    cs_buffer_text(page->out, claim->source != CS_NO_NAME ? "</a> " : "</span> ");
    page->out->failed = page->out->failed || name.failed;
    cs_buffer_release(&name);
}

static void write_chips(struct cs_page *page, const struct cs_entry *entry)
{
    size_t written = 0, more = 0;

    if (entry->concluded != NULL) {
        cs_buffer_text(page->out, "<span class=\"chip\">");
        cs_page_say(page, "concluded by the record");
        cs_buffer_text(page->out, "</span> ");
    }
    for (const struct cs_claim *claim = entry->claims; claim != NULL; claim = claim->next) {
        bool again = false;

        for (const struct cs_claim *other = entry->claims; other != claim; other = other->next)
            again = again || (other->voice == claim->voice && other->kind == claim->kind);
        if (again || (claim->kind != CS_CLAIM_SAYS && claim->kind != CS_CLAIM_DENIES))
            continue;
        if (written++ < CHIPS_MAX)
            write_chip(page, claim, claim->kind == CS_CLAIM_DENIES);
        else
            more++;
    }
    if (more > 0)
        cs_buffer_printf(page->out, "<span class=\"chip\">+%zu</span>", more);
}

/* "five weeks" */
static void write_gap(struct cs_page *page, cs_day days)
{
    cs_buffer_text(page->out, "<li class=\"gap\">");
    cs_page_count(page, days >= 60 ? CS_PHRASE("{count} months") : CS_PHRASE("{count} weeks"),
                  (size_t)(days >= 60 ? days / 30 : days / 7));
    cs_buffer_text(page->out, "</li>\n");
}

static bool is_quiet(enum cs_state state)
{
    return cs_state_is_words(state) || state == CS_STATE_WITH_EFFECT;
}

static void write_item(struct cs_page *page, const struct cs_story_item *item, bool same_day)
{
    const struct cs_page_event *event = NULL;
    const struct cs_line *line = item->line != CS_NO_LINE ? &page->lines.items[item->line] : NULL;

    for (size_t i = 0; item->entry != NULL && i < page->event_count && event == NULL; i++)
        event = page->events[i].occurrence->entry == item->entry ? &page->events[i] : NULL;
    cs_buffer_printf(page->out, "<li class=\"is-%s%s%s\">", lane_names[item->kind], line != NULL ? " " : "",
                     line != NULL ? cs_ledger_kind_text(line->rows[0]->kind) : "");
    if (!same_day) {
        cs_buffer_text(page->out, "<span class=\"day\">");
        write_day(page, item);
        cs_buffer_text(page->out, "</span>");
    }
    cs_buffer_text(page->out, "<span class=\"what\">");
    if (item->kind == CS_STORY_DUE) {
        cs_page_say(page, "Due:");
        cs_buffer_char(page->out, ' ');
    }
    cs_html_text(page->out, item->text);
    cs_buffer_text(page->out, "</span> ");
    if (line != NULL && (!line->same || !is_quiet(line->states[0])) && line->row_count > 0) {
        cs_page_now(page, item->line);
        cs_buffer_char(page->out, ' ');
    }
    if (item->entry != NULL)
        write_chips(page, item->entry);
    else if (line != NULL && line->rows[0]->article != CS_NO_NAME) {
        cs_buffer_text(page->out, "<span class=\"chip\">");
        cs_html_text(page->out, cs_row_name(&page->report, line->rows[0]->article));
        cs_buffer_text(page->out, "</span>");
    }
    if (event != NULL) {
        cs_buffer_text(page->out, " <a class=\"chip all\" href=\"#");
        cs_html_text(page->out, event->id);
        cs_buffer_text(page->out, "\">");
        cs_html_text(page->out, event->label != NULL ? event->label
                                                     : cs_sentence(&page->report, "entry", NULL, 0, &page->arena));
        cs_buffer_text(page->out, "</a>");
    }
    cs_buffer_text(page->out, "</li>\n");
}

static void write_list(struct cs_page *page, const struct cs_story *story)
{
    cs_buffer_text(page->out, "<ol class=\"story\">\n");
    for (size_t i = 0; i < story->count; i++) {
        const struct cs_story_item *item = &story->items[i], *before = i > 0 ? &story->items[i - 1] : NULL;

        if (i == ITEMS_SHOWN && story->count > ITEMS_SHOWN + 2) {
            cs_buffer_text(page->out, "</ol>\n<details><summary>");
            cs_page_count(page, CS_PHRASE("{count} more"), story->count - i);
            cs_buffer_text(page->out, "</summary><ol class=\"story\">\n");
            before = NULL;
        }
        if (before != NULL && item->first - before->last >= GAP_TOLD)
            write_gap(page, item->first - before->last);
        write_item(page, item, before != NULL && before->first == item->first && before->last == item->last);
    }
    cs_buffer_text(page->out, story->count > ITEMS_SHOWN + 2 ? "</ol></details>\n" : "</ol>\n");
}

void cs_page_story(struct cs_page *page, size_t r)
{
    struct cs_story story;

    cs_page_story_make(page, r, &story);
    if (story.count == 0)
        return;
    cs_buffer_text(page->out, "<section class=\"what-happened\">");
    cs_page_heading(page, 0, "What happened");
    write_strip(page, &story);
    write_list(page, &story);
    if (page->event_count > story.count) {
        cs_buffer_printf(page->out, "<p><a href=\"#happened\">");
        cs_page_say(page, "All that the record tells");
        cs_buffer_printf(page->out, " (%zu)</a></p>\n", page->event_count);
    }
    cs_buffer_text(page->out, "</section>\n");
}
