/* SPDX-License-Identifier: MIT */
/* The sections of occurrences, facts and sources: each entry with its claims. */
#include <string.h>

#include "page/page_int.h"
#include "view/when.h"

static bool write_names(struct cs_page *page, const struct cs_claim *claims, enum cs_claim_kind kind,
                        const char *before)
{
    size_t written = 0;

    for (const struct cs_claim *claim = claims; claim != NULL; claim = claim->next) {
        bool again = false;

        for (const struct cs_claim *other = claims; other != claim; other = other->next)
            again = again || (other->kind == kind && other->voice == claim->voice);
        if (claim->kind != kind || again)
            continue;
        if (written++ == 0)
            cs_page_say(page, before);
        else
            cs_buffer_text(page->out, ", ");
        cs_page_name(page, claim->voice);
    }
    return written > 0;
}

static void write_voices(struct cs_page *page, const struct cs_entry *entry)
{
    const struct cs_claim *claims = entry->claims;
    bool any;

    cs_buffer_text(page->out, "<small>");
    if (entry->concluded != NULL)
        cs_page_say(page, "concluded by the record");
    any = write_names(page, claims, CS_CLAIM_SAYS, CS_PHRASE("says "));
    any = write_names(page, claims, CS_CLAIM_DENIES, any ? CS_PHRASE("; denied by ") : CS_PHRASE("denied by ")) || any;
    write_names(page, claims, CS_CLAIM_ASKS, any ? CS_PHRASE("; left open by ") : CS_PHRASE("left open by "));
    cs_buffer_text(page->out, "</small>");
}

static void write_claims(struct cs_page *page, const struct cs_entry *entry)
{
    static const char *const verbs[] = {CS_PHRASE("says"), CS_PHRASE("denies"), CS_PHRASE("leaves open"),
                                        CS_PHRASE("takes it back")};

    cs_page_conclusion(page, entry);
    for (const struct cs_claim *claim = entry->claims; claim != NULL; claim = claim->next) {
        cs_buffer_text(page->out, "<li><b>");
        cs_page_name(page, claim->voice);
        cs_buffer_printf(page->out, "</b> %s", cs_told(cs_report_language(&page->report), verbs[claim->kind]));
        for (const struct cs_via *via = claim->via; via != NULL; via = via->next) {
            cs_page_say(page, ", via ");
            cs_page_name(page, via->name);
        }
        if (claim->source != CS_NO_NAME) {
            cs_buffer_text(page->out, ", ");
            cs_html_text(page->out, cs_row_name(&page->report, claim->source));
        }
        cs_page_claim(page, claim);
        cs_buffer_text(page->out, "</li>");
    }
    if (entry->retracted != NULL) {
        cs_buffer_text(page->out, "<li>");
        cs_page_say(page, "taken back by the record");
        cs_buffer_text(page->out, "<span class=\"gist\">");
        cs_page_say(page, entry->retracted->why);
        cs_buffer_text(page->out, "</span></li>");
    }
}

/* Writes what the record says in its own words, unless that stands above; its claims; and the names given to it. */
static void write_details(struct cs_page *page, const struct cs_page_event *event, bool formal)
{
    const struct cs_entry *own = event->occurrence->entry;

    cs_buffer_text(page->out, "<details><summary>");
    write_voices(page, own);
    cs_buffer_text(page->out, "</summary>");
    if (formal) {
        cs_buffer_text(page->out, "<p class=\"formal\">");
        cs_html_text(page->out, event->text);
        cs_buffer_text(page->out, "</p>");
    }
    cs_buffer_text(page->out, "<ul class=\"voices\">");
    write_claims(page, own);
    for (const struct cs_file *file = page->report.ledger->docket->plan->files; file != NULL; file = file->next)
        for (const struct cs_entry *e = file->entries; e != NULL && event->label != NULL; e = e->next) {
            const char *bytes = e->span.source->bytes;
            uint32_t end = e->span.start;

            if (e == own || e->about.name != own->label ||
                (e->kind != CS_ENTRY_COUNTS_AS && e->kind != CS_ENTRY_ROLE && e->kind != CS_ENTRY_ABOUT))
                continue;
            while (end < e->span.end && bytes[end] != '\n')
                end++;
            cs_buffer_text(page->out, "<li><i>");
            cs_html_bytes(page->out, bytes + e->span.start, end - e->span.start);
            cs_buffer_text(page->out, "</i><ul class=\"voices\">");
            write_claims(page, e);
            cs_buffer_text(page->out, "</ul></li>");
        }
    cs_buffer_text(page->out, "</ul></details>");
}

/* Writes an entry; its date, unless that is the date of the one before. */
static void write_event(struct cs_page *page, size_t index, bool dated)
{
    const struct cs_page_event *event = &page->events[index];
    const struct cs_entry *entry = event->occurrence->entry;
    bool claimed = entry->claims != NULL || entry->concluded != NULL || entry->retracted != NULL;
    const char *told = cs_page_entry_text(page, entry, NULL);
    struct cs_standing standing;

    cs_buffer_text(page->out, event->in_ledger ? "<li class=\"key\"" : "<li");
    if (event->label != NULL || event->class != CS_NO_ROW || page->event_count <= CS_TITLED_EVENTS_MAX) {
        cs_buffer_text(page->out, " id=\"");
        cs_html_text(page->out, event->id);
        cs_buffer_char(page->out, '"');
    }
    cs_buffer_char(page->out, '>');
    if (dated) {
        cs_buffer_text(page->out, "<time>");
        cs_page_when(page, entry);
        cs_buffer_text(page->out, "</time>");
    }
    cs_buffer_text(page->out, "<div>");
    if (event->label != NULL) {
        cs_buffer_text(page->out, "<b class=\"no\">");
        cs_html_text(page->out, event->label);
        cs_buffer_text(page->out, "</b> ");
    }
    cs_page_text(page, told);
    if (event->class != CS_NO_ROW) {
        cs_page_event_standing(page, event, page->accounts[page->shown].worlds, &standing);
        cs_buffer_text(page->out, " <span class=\"stand\">");
        cs_page_state(page, &standing);
        cs_buffer_text(page->out, "<i>");
        cs_page_question_links(page, &standing);
        cs_buffer_text(page->out, "</i></span>");
    }
    if (page->event_count <= CS_TITLED_EVENTS_MAX && claimed) {
        write_details(page, event, strcmp(told, event->text) != 0);
    } else if (claimed) {
        cs_buffer_char(page->out, ' ');
        write_voices(page, entry);
    }
    cs_buffer_text(page->out, "</div></li>\n");
}

static int32_t year_of(const struct cs_page_event *event)
{
    return cs_civil_from_day(event->occurrence->entry->moment.first).year;
}

/* Writes the events from `start` to before `end` as a list: facts or occurrences. */
static void write_list(struct cs_page *page, size_t start, size_t end, bool facts)
{
    struct cs_moment before = {.form = CS_MOMENT_NONE};

    cs_buffer_text(page->out, "<ol class=\"events\">\n");
    for (size_t i = start; i < end; i++) {
        struct cs_moment m = cs_when_of(&page->report, page->events[i].occurrence->entry);
        bool again = m.form == CS_MOMENT_DAY && before.form == CS_MOMENT_DAY && m.first == before.first &&
                     !m.unsure && !before.unsure;

        if (page->events[i].is_fact != facts)
            continue;
        write_event(page, i, !again);
        before = m;
    }
    cs_buffer_text(page->out, "</ol>\n");
}

/* Writes many events, folded away by year. */
static void write_years(struct cs_page *page)
{
    for (size_t start = 0; start < page->event_count;) {
        size_t end = start, count = 0;

        for (; end < page->event_count && year_of(&page->events[end]) == year_of(&page->events[start]); end++)
            count += !page->events[end].is_fact;
        if (count > 0) {
            cs_buffer_printf(page->out, "<details class=\"group\"><summary>%d: %zu occurrences</summary>\n",
                             (int)year_of(&page->events[start]), count);
            write_list(page, start, end, false);
            cs_buffer_text(page->out, "</details>\n");
        }
        start = end;
    }
}

void cs_page_happened(struct cs_page *page)
{
    size_t facts = 0;

    if (page->event_count == 0)
        return;
    for (size_t i = 0; i < page->event_count; i++)
        facts += page->events[i].is_fact;
    cs_page_section(page, "happened", CS_PHRASE("What happened, and who says so"));
    if (page->event_count > CS_TITLED_EVENTS_MAX)
        write_years(page);
    else
        write_list(page, 0, page->event_count, false);
    if (facts > 0) {
        cs_buffer_text(page->out, "<details class=\"group\"><summary>");
        cs_page_say(page, "States of things:");
        cs_buffer_printf(page->out, " %zu</summary>\n", facts);
        write_list(page, 0, page->event_count, true);
        cs_buffer_text(page->out, "</details>\n");
    }
    cs_buffer_text(page->out, "</section>\n");
}
