/* SPDX-License-Identifier: MIT */
/*
 * The story of a request: what it is about, what was asked, decided, done and refused, and when something was due; as a
 * drawing (strip.c) and as a list by day, with who says so.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "page/page_int.h"
#include "view/done.h"
#include "view/grounds.h"
#include "view/when.h"

#define ITEMS_MAX 400   /* of one request */
#define EVENTS_MAX 60   /* of a record without requests; of more only the list of everything tells */
#define ITEMS_SHOWN 3   /* the others may be folded away; on a narrow window they are */
#define CHIPS_MAX 6     /* voices of one item; the others are counted */
#define GAP_TOLD 14     /* days that pass with nothing told, from which on this is said */

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


static void add_entry(struct cs_page *page, struct cs_story *story, const struct cs_entry *entry,
                      enum cs_story_kind kind, size_t line)
{
    struct cs_moment m = cs_when_of(&page->report, entry);

    if (m.form == CS_MOMENT_NONE || m.begin_unknown)
        return;
    add_item(page, story, (struct cs_story_item){.kind = kind, .first = m.first,
                                                 .last = m.form == CS_MOMENT_SPAN ? m.begins_last : m.last,
                                                 .entry = entry, .line = line,
                                                 .text = cs_page_entry_text(page, entry, story->asked)});
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

/* Is it what the decider did with a draft, such as its adoption? That is told of the draft. */
static bool is_of_decision(struct cs_page *page, size_t request, const struct cs_entry *entry)
{
    for (size_t i = 0; i < page->lines.count; i++) {
        const struct cs_ledger_row *row = page->lines.items[i].rows[0];
        cs_name draft = row->entry != NULL ? row->entry->label : CS_NO_NAME;

        if (row->kind == CS_ROW_DECISION && draft != CS_NO_NAME && cs_page_is_of(page, i, request) &&
            cs_page_names(entry, CS_PREP_BY, cs_decider(&page->report, row)) &&
            (cs_page_names(entry, CS_PREP_OF, draft) || cs_page_names(entry, CS_PREP_ON, draft) ||
             cs_page_names(entry, CS_PREP_TO, draft)))
            return true;
    }
    return false;
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
                if (line->rows[k]->entry != NULL &&
                    (row->kind != CS_ROW_ACT || !is_of_decision(page, request, line->rows[k]->entry)))
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

    for (const struct cs_arg *arg = entry != NULL ? cs_term_args(&entry->term, CS_PREP_ON) : NULL; arg != NULL;
         arg = arg->next) {
        const struct cs_occurrence *o = cs_docket_occurrence(page->report.ledger->docket, arg->name);

        if (o != NULL && o->entry->kind == CS_ENTRY_TERM)
            add_entry(page, story, o->entry, CS_STORY_HAPPENED, CS_NO_LINE);
    }
}

/* In a record without requests: what it tells. */
static void add_events(struct cs_page *page, struct cs_story *story)
{
    for (size_t i = 0; page->event_count <= EVENTS_MAX && i < page->event_count; i++) {
        const struct cs_entry *entry = page->events[i].occurrence->entry;

        if (!page->events[i].is_fact && entry->kind == CS_ENTRY_TERM)
            add_entry(page, story, entry, CS_STORY_HAPPENED, CS_NO_LINE);
    }
}

/* The day by which an item stands in the list: what is due on its last. */
static cs_day day_of(const struct cs_story_item *item)
{
    return item->kind == CS_STORY_DUE ? item->last : item->first;
}

static int by_day(const void *a, const void *b)
{
    const struct cs_story_item *x = a, *y = b;

    if (day_of(x) != day_of(y))
        return day_of(x) < day_of(y) ? -1 : 1;
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
    story->asked = row != NULL ? row->entry : NULL;
    if (row != NULL)
        add_case(page, story, row);
    add_lines(page, story, r);
    if (row == NULL && page->summary.count == 1)
        add_events(page, story);
    done = row != NULL ? cs_request_done(&page->report, row, &page->arena, &count) : NULL;
    for (size_t i = 0; i < count; i++)
        if (done[i].what->entry->kind == CS_ENTRY_TERM && !is_of_decision(page, r, done[i].what->entry))
            add_entry(page, story, done[i].what->entry, CS_STORY_DONE, CS_NO_LINE);
    if (story->count > 0)
        qsort(story->items, story->count, sizeof *story->items, by_day);
    if (story->count > 0)
        cs_scale_add(page, &story->scale, cs_day_of(page->settings->end - 1, page->axis.zone));
    cs_scale_finish(page, &story->scale);
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
    if (item->kind == CS_STORY_DUE && item->first != item->last) {
        struct cs_place days = {.name = "days", .text = cs_page_keep(page, &text)};

        cs_buffer_init(&text);
        cs_sentence_add(&page->report, "by {days}[ to {last}]", &days, 1, &text);
        cs_worded_capital(&text, 0);
    }
    cs_html_text(page->out, cs_page_keep(page, &text));
}

static void write_chip(struct cs_page *page, const struct cs_claim *claim, bool denies)
{
    size_t start;

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
    start = page->out->length;
    cs_page_name(page, claim->voice);
    cs_page_settle(page, start, true);
    cs_buffer_text(page->out, claim->source != CS_NO_NAME ? "</a> " : "</span> ");
}

void cs_page_chips(struct cs_page *page, const struct cs_entry *entry)
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
    cs_buffer_printf(page->out, "<li class=\"is-%s%s%s\">", cs_story_lane(item->kind), line != NULL ? " " : "",
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
        cs_page_now_each(page, item->line);
        cs_buffer_char(page->out, ' ');
    }
    if (item->entry != NULL)
        cs_page_chips(page, item->entry);
    else if (line != NULL && line->rows[0]->article != CS_NO_NAME) {
        cs_buffer_text(page->out, "<span class=\"chip\">");
        cs_page_article(page, line->rows[0]);
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
            cs_buffer_text(page->out, "</ol>\n<details class=\"more\" open><summary>");
            cs_page_count(page, CS_PHRASE("{count} more"), story->count - i);
            cs_buffer_text(page->out, "</summary><ol class=\"story\">\n");
            before = NULL;
        }
        if (before != NULL && day_of(item) - before->last >= GAP_TOLD)
            write_gap(page, day_of(item) - before->last);
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
    cs_page_strip(page, &story);
    cs_buffer_text(page->out, "<p class=\"note\">");
    cs_page_say(page, "Equal lengths are equal times. A bar is a time within which it was; a zigzag leaves out time in "
                      "which nothing is dated.");
    cs_buffer_text(page->out, "</p>\n");
    write_list(page, &story);
    if (page->event_count > story.count) {
        cs_buffer_printf(page->out, "<p><a href=\"#happened\">");
        cs_page_say(page, "All that the record tells");
        cs_buffer_printf(page->out, " (%zu)</a></p>\n", page->event_count);
    }
    cs_buffer_text(page->out, "</section>\n");
}
