/* SPDX-License-Identifier: MIT */
/* Occurrences in the order of time; the axis; the lanes and shapes on it. */
#include <stdlib.h>
#include <string.h>

#include "page/page_int.h"

/* ---- occurrences ---- */

/* The text of the entry, runs of spaces as one. */
static const char *entry_text(struct cs_page *page, const struct cs_entry *entry)
{
    const char *bytes = entry->term.span.source->bytes;
    struct cs_buffer text;

    cs_buffer_init(&text);
    for (uint32_t i = entry->term.span.start; i < entry->term.span.end; i++)
        if (bytes[i] != ' ' || i == entry->term.span.start || bytes[i - 1] != ' ')
            cs_buffer_char(&text, bytes[i]);
    return cs_page_keep(page, &text);
}

static void add_event(struct cs_page *page, const struct cs_occurrence *o, cs_set worlds, bool is_fact)
{
    const struct cs_ledger *ledger = page->report.ledger;
    struct cs_page_event *event = &page->events[page->event_count];
    struct cs_buffer id;

    if (cs_worlds_disjoint(ledger->docket->worlds, worlds, ledger->worlds))
        return;
    *event = (struct cs_page_event){.occurrence = o, .worlds = worlds, .is_fact = is_fact, .class = CS_NO_ROW,
                                    .place = page->event_count};
    event->label = cs_row_name(&page->report, o->entry->label);
    event->text = entry_text(page, o->entry);
    event->word = o->entry->term.head;
    cs_buffer_init(&id);
    if (event->label != NULL)
        cs_buffer_printf(&id, "o-%s", event->label);
    else
        cs_buffer_printf(&id, "o-%zu", page->event_count + 1); /* no label is a number alone */
    event->id = cs_page_keep(page, &id);
    page->event_count++;
}

/* The date by which it is sorted and drawn: its beginning. */
static const struct cs_moment *placed(const struct cs_page_event *event)
{
    const struct cs_occurrence *o = event->occurrence;

    return !event->is_fact && (o->entry->moment.form == CS_MOMENT_SPAN || o->datings != NULL) ? &o->moment
                                                                                               : &o->entry->moment;
}

static int by_time(const void *a, const void *b)
{
    const struct cs_page_event *x = a, *y = b;
    const struct cs_moment *m = placed(x), *n = placed(y);

    if (m->start != n->start)
        return m->start < n->start ? -1 : 1;
    if (m->end != n->end)
        return m->end < n->end ? -1 : 1;
    return (x->place > y->place) - (x->place < y->place);
}

static void note_in_ledger(struct cs_page *page, cs_name occurrence)
{
    if (occurrence != CS_NO_NAME && occurrence < page->name_count && page->event_of[occurrence] != 0)
        page->events[page->event_of[occurrence] - 1].in_ledger = true;
}

static void find_in_ledger(struct cs_page *page)
{
    const struct cs_ledger *ledger = page->report.ledger;

    for (size_t i = 0; i < ledger->row_count; i++) {
        struct cs_ledger_outcome *outcomes;
        size_t count = cs_ledger_outcomes(ledger, &ledger->rows[i], ledger->worlds, &page->arena, &outcomes);

        note_in_ledger(page, ledger->rows[i].trigger);
        for (size_t k = 0; k < count; k++)
            note_in_ledger(page, outcomes[k].by);
    }
}

void cs_page_events(struct cs_page *page)
{
    struct cs_docket *docket = page->report.ledger->docket;

    page->name_count = docket->plan->names->count;
    page->events = cs_arena_array(&page->arena, docket->occurrence_count + docket->fact_count, sizeof *page->events);
    page->event_of = cs_arena_array(&page->arena, page->name_count, sizeof *page->event_of);
    if (page->events == NULL || page->event_of == NULL)
        return;
    for (size_t i = 0; i < docket->occurrence_count; i++)
        add_event(page, &docket->occurrences[i], cs_ledger_taken(page->report.ledger, i), false);
    for (size_t i = 0; i < docket->fact_count; i++)
        if (!docket->facts[i].untold && docket->facts[i].entry->moment.start < page->settings->end)
            add_event(page, &docket->facts[i], docket->facts[i].worlds, true);
    qsort(page->events, page->event_count, sizeof *page->events, by_time);
    for (size_t i = 0; i < page->event_count; i++) {
        cs_value value = page->events[i].occurrence->value;

        if (value < page->name_count)
            page->event_of[value] = (uint32_t)i + 1;
    }
    find_in_ledger(page);
}

/* ---- the axis ---- */

/* Makes the axis. It begins with the first occurrence; facts that began before it start at its left end. */
void cs_page_axis(struct cs_page *page)
{
    const struct cs_ledger *ledger = page->report.ledger;
    cs_instant first = CS_TIME_NEVER;

    cs_axis_init(&page->axis, ledger->docket->zone);
    for (size_t i = 0; i < page->event_count; i++) {
        const struct cs_moment *moment = placed(&page->events[i]);

        if (page->events[i].is_fact)
            continue;
        first = moment->start < first ? moment->start : first;
        cs_axis_add(&page->axis, moment->start);
        cs_axis_add(&page->axis, moment->end - 1);
    }
    if (first == CS_TIME_NEVER)
        first = CS_TIME_ALWAYS;
    for (size_t i = 0; i < ledger->row_count; i++)
        for (uint32_t k = 0; k < ledger->rows[i].piece_count; k++) {
            const struct cs_ledger_piece *p = &ledger->rows[i].pieces[k];

            if (p->has_since && p->since >= first)
                cs_axis_add(&page->axis, p->since);
            if (p->has_deadline && p->deadline >= first)
                cs_axis_add(&page->axis, p->deadline - 1);
        }
    cs_axis_add(&page->axis, page->settings->end - 1);
    cs_axis_finish(&page->axis);
    page->arena.failed = page->arena.failed || page->axis.failed;
}

uint32_t cs_page_place(const struct cs_page *page, cs_instant instant)
{
    return cs_axis_place(&page->axis, instant);
}

/* ---- shapes ---- */

/* Their heights are in page.css. */
void cs_page_shapes(struct cs_page *page, const char *shapes)
{
    while (*shapes != '\0') {
        size_t name = strcspn(shapes, " "), end = strcspn(shapes, ";");
        const char *from = shapes + name + 1, *width = memchr(from, ' ', end - name - 1);

        if (width != NULL)
            cs_buffer_printf(page->out, "<rect class=\"%.*s\" x=\"%.*s%%\" width=\"%.*s%%\"/>", (int)name, shapes,
                             (int)(width - from), from, (int)strcspn(width + 1, ";"), width + 1);
        else if (name == strlen("due") && memcmp(shapes, "due", name) == 0)
            cs_buffer_printf(page->out, "<rect class=\"due\" x=\"%.*s%%\"/>", (int)(end - name - 1), from);
        else
            cs_buffer_printf(page->out, "<use href=\"#%.*s\" x=\"%.*s%%\"/>", (int)name, shapes,
                             (int)(end - name - 1), from);
        shapes += end + (shapes[end] == ';');
    }
}

/* Each sign is one <symbol>, used many times: some 10 wide around its place, each with a form of its own. */
static const char symbols[] =
    "<g id=\"done\"><circle r=\"5\"/><path class=\"in\" d=\"M-2.4 .2-.7 2 2.6-1.8\"/></g>"
    "<g id=\"late\"><circle r=\"4.5\" class=\"hollow\"/><path d=\"M-2.2 .2-.6 1.8 2.4-1.6\"/></g>"
    "<g id=\"part\"><circle r=\"4.5\" class=\"hollow\"/><path class=\"full\" d=\"M0-4.5a4.5 4.5 0 0 1 0 9z\"/></g>"
    "<g id=\"not\"><path d=\"M-4-4 4 4M4-4-4 4\"/></g>"
    "<g id=\"wait\"><path d=\"M-2-4.5v9M2-4.5v9\"/></g>"
    "<g id=\"run\"><path d=\"M-4.5 0h8M.5-3.5 4 0 .5 3.5\"/></g>"
    "<g id=\"over\"><path d=\"M-4 0h8M4-3.5v7\"/></g>"
    "<g id=\"open\"><circle r=\"5\" class=\"dashed\"/><path class=\"thin\" d=\"M-1.5-1.2a1.5 1.5 0 1 1 2 1.5q-.5.2-.5 "
    "1M0 2.6v.3\"/></g>"
    "<g id=\"none\"><path class=\"thin\" d=\"M-3 0h6\"/></g>"
    "<g id=\"point\"><path class=\"full\" d=\"M0-5 4 0 0 5-4 0z\"/></g>"
    "<g id=\"flag\"><path class=\"thin\" d=\"M-3-6v12\"/><path class=\"full\" d=\"M-3-6 5-3-3 0z\"/></g>"
    "<g id=\"doubt\"><path class=\"dashed\" d=\"M0-5 4 0 0 5-4 0z\"/></g>"
    "<g id=\"gone\"><path class=\"thin\" d=\"M0-5 4 0 0 5-4 0zM-5 5 5-5\"/></g>";

static void write_grid(struct cs_page *page, struct cs_tick *ticks, size_t count)
{
    uint32_t now = cs_page_place(page, page->settings->end);

    cs_buffer_text(page->out, "<g id=\"grid\">");
    if (now < CS_AXIS_END) {
        cs_buffer_text(page->out, "<rect class=\"future\" x=\"");
        cs_html_hundredths(page->out, now);
        cs_buffer_text(page->out, "%\" y=\"0\" width=\"");
        cs_html_hundredths(page->out, CS_AXIS_END - now);
        cs_buffer_text(page->out, "%\" height=\"100%\"/>");
    }
    for (size_t i = 0; i < count; i++) {
        cs_buffer_printf(page->out, "<line class=\"t%u\" x1=\"", ticks[i].level);
        cs_html_hundredths(page->out, ticks[i].place);
        cs_buffer_text(page->out, "%\" x2=\"");
        cs_html_hundredths(page->out, ticks[i].place);
        cs_buffer_text(page->out, "%\" y1=\"0\" y2=\"100%\"/>");
    }
    cs_buffer_text(page->out, "<line class=\"now\" x1=\"");
    cs_html_hundredths(page->out, now);
    cs_buffer_text(page->out, "%\" x2=\"");
    cs_html_hundredths(page->out, now);
    cs_buffer_text(page->out, "%\" y1=\"0\" y2=\"100%\"/></g>");
}

size_t cs_page_ticks(struct cs_page *page, struct cs_tick out[CS_TICKS_MAX])
{
    return cs_axis_ticks(&page->axis, cs_day_of(page->settings->end - 1, page->axis.zone), out);
}

void cs_page_symbols(struct cs_page *page)
{
    struct cs_tick ticks[CS_TICKS_MAX];

    cs_buffer_text(page->out, "<svg class=\"defs\" width=\"0\" height=\"0\" aria-hidden=\"true\"><defs>"
                              "<pattern id=\"hatch\" width=\"4\" height=\"4\" patternUnits=\"userSpaceOnUse\" "
                              "patternTransform=\"rotate(45)\"><path d=\"M0 0v4\"/></pattern>");
    cs_buffer_text(page->out, symbols);
    write_grid(page, ticks, cs_page_ticks(page, ticks));
    cs_buffer_text(page->out, "</defs></svg>\n");
}

void cs_page_grid(struct cs_page *page)
{
    struct cs_tick ticks[CS_TICKS_MAX];
    size_t count = cs_page_ticks(page, ticks);
    char day[32];

    cs_buffer_text(page->out, "<svg class=\"bar axis\" aria-hidden=\"true\">");
    for (size_t i = 0; i < count; i++) {
        uint32_t at = ticks[i].place;

        cs_buffer_printf(page->out, "<text class=\"t%u%s\" x=\"", ticks[i].level, i == 0 ? " now" : "");
        cs_html_hundredths(page->out, at);
        cs_buffer_printf(page->out, "%%\" y=\"15\" text-anchor=\"%s\">%s</text>",
                         at < CS_AXIS_EDGE                 ? "start"
                         : at > CS_AXIS_END - CS_AXIS_EDGE ? "end"
                                                           : "middle",
                         cs_day_text(ticks[i].day, day));
    }
    cs_buffer_text(page->out, "</svg>");
}

/* ---- lanes: one for each word ---- */

#define LANES_MAX 12

static struct cs_page_lane *lane_of(struct cs_page_lane *lanes, size_t count, cs_name word)
{
    for (size_t i = 0; i < count; i++)
        if (lanes[i].word == word)
            return &lanes[i];
    return NULL;
}

static int by_weight(const void *a, const void *b)
{
    const struct cs_page_lane *x = a, *y = b;

    if (x->in_ledger != y->in_ledger)
        return x->in_ledger > y->in_ledger ? -1 : 1;
    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    return x->first != y->first ? (x->first < y->first ? -1 : 1) : (x->word > y->word) - (x->word < y->word);
}

static int by_first(const void *a, const void *b)
{
    const struct cs_page_lane *x = a, *y = b;

    return x->first != y->first ? (x->first < y->first ? -1 : 1) : (x->word > y->word) - (x->word < y->word);
}

/* Gives a lane to each of the words that the ledger names most; the rest share the last lane, which has no word. */
void cs_page_choose_lanes(struct cs_page *page)
{
    struct cs_page_lane *lanes = cs_arena_array(&page->arena, page->event_count + 1, sizeof *lanes);
    size_t count = 0, all = 0, written = 0;

    for (size_t i = 0; lanes != NULL && i < page->event_count; i++) {
        const struct cs_page_event *event = &page->events[i];
        struct cs_page_lane *lane = event->is_fact ? NULL : lane_of(lanes, count, event->word);

        if (event->is_fact)
            continue;
        if (lane == NULL) {
            lane = &lanes[count++];
            lane->word = event->word;
            lane->first = event->occurrence->entry->moment.start;
        }
        all++;
        lane->count++;
        lane->in_ledger += event->in_ledger;
    }
    if (count > 0)
        qsort(lanes, count, sizeof *lanes, by_weight);
    if (count > LANES_MAX)
        count = LANES_MAX;
    if (count > 0)
        qsort(lanes, count, sizeof *lanes, by_first);
    for (size_t i = 0; i < count; i++)
        written += lanes[i].count;
    if (written < all)
        lanes[count++] = (struct cs_page_lane){.word = CS_NO_NAME, .count = all - written};
    page->lanes = lanes;
    page->lane_count = count;
}

/* The place of the event `at` of `of` events of one moment: they are spread over the day. */
static uint32_t spread(const struct cs_page *page, const struct cs_moment *moment, size_t at, size_t of)
{
    uint32_t from = cs_page_place(page, moment->start), to = cs_page_place(page, moment->end);

    return from + (uint32_t)((uint64_t)(to - from) * (2 * at + 1) / (2 * of));
}

/* Writes the mark of an event; a small one has no span. */
static void write_mark(struct cs_page *page, size_t index, size_t at, size_t of, bool small)
{
    const struct cs_page_event *event = &page->events[index];
    const struct cs_moment *moment = placed(event);
    bool titled = page->event_count <= CS_TITLED_EVENTS_MAX;
    struct cs_standing standing;

    cs_page_event_standing(page, event, page->accounts[page->shown].worlds, &standing);
    titled = titled || (event->class != CS_NO_ROW && !small);
    if (titled)
        cs_buffer_printf(page->out, "<g data-o=\"%s\">", event->id);
    if (titled) {
        cs_buffer_text(page->out, "<title>");
        cs_page_when(page, event->occurrence->entry);
        cs_buffer_text(page->out, ": ");
        cs_page_told(page, event->occurrence->entry);
        cs_buffer_text(page->out, "</title>");
    }
    if (small || (event->class == CS_NO_ROW && of > 1 && moment->form == CS_MOMENT_DAY)) {
        cs_buffer_text(page->out, small ? "<rect class=\"some\" x=\"" : "<use href=\"#point\" x=\"");
        cs_html_hundredths(page->out, spread(page, moment, at, of));
        cs_buffer_text(page->out, "%\"/>");
    } else {
        cs_page_shapes(page, standing.shapes);
    }
    if (titled)
        cs_buffer_text(page->out, "</g>");
}

static bool in_lane(const struct cs_page *page, const struct cs_page_event *event, cs_name word)
{
    if (event->is_fact)
        return false;
    return word != CS_NO_NAME ? event->word == word : lane_of(page->lanes, page->lane_count - 1, event->word) == NULL;
}

static bool same_day(const struct cs_page_event *a, const struct cs_page_event *b)
{
    return placed(a)->start == placed(b)->start && placed(a)->end == placed(b)->end;
}

/* Writes the events of a lane in the order of time; those of one moment side by side. */
void cs_page_lane_marks(struct cs_page *page, size_t lane)
{
    cs_name word = page->lanes[lane].word;
    size_t *members = calloc(page->event_count + 1, sizeof *members), count = 0;

    for (size_t i = 0; members != NULL && i < page->event_count; i++)
        if (in_lane(page, &page->events[i], word))
            members[count++] = i;
    for (size_t i = 0; i < count;) {
        size_t end = i + 1;

        while (end < count && same_day(&page->events[members[i]], &page->events[members[end]]))
            end++;
        bool small = word == CS_NO_NAME || page->event_count > CS_TITLED_EVENTS_MAX;

        /* on a large page those of one day are one mark, which has no title and is chosen by nobody */
        for (size_t k = i; k < (page->event_count > CS_TITLED_EVENTS_MAX ? i + 1 : end); k++)
            write_mark(page, members[k], k - i, end - i, small);
        i = end;
    }
    page->arena.failed = page->arena.failed || members == NULL;
    free(members);
}

const char *cs_page_lane_word(struct cs_page *page, size_t lane)
{
    struct cs_worded said = {.head = page->lanes[lane].word, .it = CS_NO_NAME};
    struct cs_buffer text;

    if (said.head == CS_NO_NAME)
        return cs_told(cs_report_language(&page->report), "everything else");
    if (page->report.formal)
        return cs_row_name(&page->report, said.head);
    cs_buffer_init(&text);
    if (!cs_worded_add(&page->report, &said, CS_WORDING_NAMED, &text))
        cs_buffer_text(&text, cs_row_name(&page->report, said.head));
    return cs_page_keep(page, &text);
}

#define LINKS_MAX 12 /* of one lane; the number of further ones is shown */

static void write_lane_links(struct cs_page *page, cs_name word)
{
    size_t links = 0, more = 0;

    for (size_t i = 0; i < page->event_count; i++) {
        const struct cs_page_event *event = &page->events[i];

        if (event->is_fact || event->word != word || event->label == NULL)
            continue;
        if (links == LINKS_MAX) {
            more++;
            continue;
        }
        cs_buffer_text(page->out, links++ == 0 ? " <span class=\"labels\"><a href=\"#" : " <a href=\"#");
        cs_html_text(page->out, event->id);
        cs_buffer_text(page->out, "\">");
        cs_html_text(page->out, event->label);
        cs_buffer_text(page->out, "</a>");
    }
    if (more > 0) {
        cs_buffer_char(page->out, ' ');
        cs_page_count(page, CS_PHRASE("and {count} more"), more);
    }
    cs_buffer_text(page->out, links > 0 ? "</span>" : "");
}

void cs_page_lanes(struct cs_page *page)
{
    size_t start = page->out->length;

    cs_buffer_text(page->out, "<ol class=\"lanes\">\n");
    for (size_t i = 0; i < page->lane_count; i++) {
        const struct cs_page_lane *lane = &page->lanes[i];

        cs_buffer_printf(page->out, "<li class=\"lane%s\"><div class=\"word\"><b>",
                         lane->word == CS_NO_NAME ? " shared" : "");
        cs_html_text(page->out, cs_page_lane_word(page, i));
        cs_buffer_printf(page->out, "</b> <span class=\"count\">%zu</span>", lane->count);
        if (lane->word != CS_NO_NAME)
            write_lane_links(page, lane->word);
        cs_buffer_text(page->out, "</div><svg class=\"bar\" aria-hidden=\"true\">");
        cs_page_lane_marks(page, i);
        cs_buffer_text(page->out, "</svg></li>\n");
    }
    cs_buffer_text(page->out, "</ol>\n");
    cs_page_settle(page, start, true); /* what stands in a drawing is not read in order */
}
