/* SPDX-License-Identifier: MIT */
/* What happened, in a summary: an entry with its date, who says so or denies it, what they call it; the chronology. */
#include <string.h>

#include "ledger/happened.h"
#include "view/rows.h"
#include "view/when.h"
#include "view/wording.h"
#include "write/brief_int.h"

void cs_brief_add_date(struct cs_brief *page, const struct cs_entry *entry)
{
    struct cs_moment moment = cs_when_of(page->report, entry);
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_when_on(page->report, &moment, &text);
    cs_brief_add_made(page, &text);
}

/* A statement for which there is no sentence; its dates are as people write them. */
static void add_formal(const struct cs_brief *page, const struct cs_entry *entry, struct cs_buffer *out)
{
    struct cs_buffer formal;

    cs_buffer_init(&formal);
    cs_row_statement(page->report, entry, &formal);
    cs_when_text(page->report, cs_buffer_string(&formal), out);
    out->failed = out->failed || formal.failed;
    cs_buffer_release(&formal);
}

/* "on 13 September 2022, Armenia asked the CSTO for help (r1)" */
void cs_brief_add_entry(struct cs_brief *page, const struct cs_entry *entry)
{
    struct cs_moment moment = cs_when_of(page->report, entry);
    struct cs_buffer text, when, whole;
    size_t at = page->line.length;

    cs_buffer_init(&text);
    if (!cs_worded_statement(page->report, entry, &text))
        add_formal(page, entry, &text);
    cs_buffer_init(&when);
    cs_when_on(page->report, &moment, &when);
    cs_buffer_init(&whole);
    cs_say(cs_report_language(page->report), &whole, "{when}, {what}", cs_part_text(cs_buffer_string(&when)),
           cs_part_text(cs_buffer_string(&text)));
    whole.failed = whole.failed || when.failed || text.failed;
    cs_buffer_release(&when);
    cs_buffer_release(&text);
    cs_brief_add_made(page, &whole);
    if (at == 0)
        cs_brief_begin_sentence(page, at);
    if (entry->label != CS_NO_NAME)
        cs_buffer_printf(&page->line, " (%s)", cs_row_name(page->report, entry->label));
}

/* A name as it is called, in a form; "": none. */
static void add_called(struct cs_brief *page, cs_name name, const char *form)
{
    struct cs_buffer text;

    cs_buffer_init(&text);
    if (*form == '\0')
        cs_worded_name(page->report, name, &text);
    else
        cs_say_names(cs_report_language(page->report), &name, 1, form, strlen(form), &text);
    cs_brief_add_made(page, &text);
}

static size_t voices_of(const struct cs_matter *matter, enum cs_claim_kind kind)
{
    size_t count = 0;

    for (const struct cs_stance *s = matter->stances; s != NULL; s = s->next)
        count += s->kind == kind;
    return count;
}

static void add_voices(struct cs_brief *page, const struct cs_matter *matter, enum cs_claim_kind kind)
{
    size_t written = 0, count = voices_of(matter, kind);

    for (const struct cs_stance *s = matter->stances; s != NULL; s = s->next)
        if (s->kind == kind) {
            cs_buffer_text(&page->line, cs_brief_between(page, written++, count));
            add_called(page, s->voice, "");
            cs_note_stance(&page->notes, s);
        }
}

void cs_brief_add_word_of(struct cs_brief *page, const struct cs_matter *matter)
{
    if (voices_of(matter, CS_CLAIM_SAYS) == 0)
        return;
    cs_brief_add_told_text(page, CS_PHRASE(", on the word of "));
    add_voices(page, matter, CS_CLAIM_SAYS);
}

/* What the entry says, in the middle of a sentence. */
static void add_statement(struct cs_brief *page, const struct cs_entry *entry)
{
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_row_statement(page->report, entry, &text);
    cs_brief_add_made(page, &text);
}

/* "Armenia and the Council take the fighting for an attack on Armenia; Azerbaijan denies it; Russia leaves it open." */
static void add_name(struct cs_brief *page, const struct cs_matter *matter)
{
    static const struct { enum cs_claim_kind kind; const char *one, *several, *one_more, *several_more; } parts[] = {
        {CS_CLAIM_SAYS, CS_PHRASE(" takes "), CS_PHRASE(" take "), CS_PHRASE(" takes "), CS_PHRASE(" take ")},
        {CS_CLAIM_DENIES, CS_PHRASE(" denies that it was "), CS_PHRASE(" deny that it was "), CS_PHRASE(" denies it"),
         CS_PHRASE(" deny it")},
        {CS_CLAIM_ASKS, CS_PHRASE(" leaves open whether it was "), CS_PHRASE(" leave open whether it was "),
         CS_PHRASE(" leaves it open"), CS_PHRASE(" leave it open")}};
    const struct cs_entry *entry = matter->entry;
    bool named = matter->concluded != NULL;

    if (named) {
        cs_brief_add_told_text(page, CS_PHRASE("The record concludes that "));
        add_called(page, entry->about.name, "acc");
        cs_brief_add_told_text(page, CS_PHRASE(" is "));
        add_statement(page, entry);
        cs_note_conclusion(&page->notes, matter->concluded);
    }
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        size_t count = voices_of(matter, parts[i].kind);

        if (count == 0)
            continue;
        if (named)
            cs_buffer_text(&page->line, "; ");
        add_voices(page, matter, parts[i].kind);
        cs_brief_add_told_text(page, count == 1 ? (named ? parts[i].one_more : parts[i].one)
                                       : (named ? parts[i].several_more : parts[i].several));
        if (parts[i].kind == CS_CLAIM_SAYS) {
            add_called(page, entry->about.name, "acc");
            cs_brief_add_told_text(page, CS_PHRASE(" for "));
        }
        if (!named)
            add_statement(page, entry);
        named = true;
    }
    if (named)
        cs_buffer_char(&page->line, '.');
}

/* " Alden says so; Borea and Cassia deny it." */
static void add_sides(struct cs_brief *page, const struct cs_matter *matter)
{
    size_t says = voices_of(matter, CS_CLAIM_SAYS), denies = voices_of(matter, CS_CLAIM_DENIES);

    cs_buffer_char(&page->line, ' ');
    add_voices(page, matter, CS_CLAIM_SAYS);
    if (says > 0)
        cs_brief_add_told_text(page, says == 1 ? CS_PHRASE(" says so; ") : CS_PHRASE(" say so; "));
    add_voices(page, matter, CS_CLAIM_DENIES);
    cs_brief_add_told_text(page, denies == 1 ? CS_PHRASE(" denies it.") : CS_PHRASE(" deny it."));
}

/* The names that voices give, by what bears them: from the last to the first, so that they come in their order. */
static void list_names(struct cs_brief *page)
{
    const struct cs_docket *docket = page->report->ledger->docket;

    for (size_t i = page->names_listed ? 0 : docket->matter_count; i-- > 0;) {
        const struct cs_matter *m = docket->matters[i];

        if (m->entry->kind == CS_ENTRY_COUNTS_AS && m->under == CS_NO_NAME &&
            !cs_lists_put(&page->names, m->entry->about.name, (uint32_t)i, 0))
            page->arena.failed = true;
    }
    page->names_listed = true;
}

void cs_brief_add_occurrence(struct cs_brief *page, cs_value value)
{
    const struct cs_docket *docket = page->report->ledger->docket;
    const struct cs_occurrence *o = cs_docket_occurrence(docket, value);

    if (o == NULL || page->about == NULL)
        return;
    cs_brief_add_entry(page, o->entry);
    if (page->about[o - docket->occurrences]) {
        cs_brief_add_told_text(page, CS_PHRASE(", as told above."));
        cs_markdown_item(&page->md, &page->line);
        return;
    }
    page->about[o - docket->occurrences] = true;
    if (o->matter == NULL || voices_of(o->matter, CS_CLAIM_DENIES) == 0)
        cs_note_matter(&page->notes, o->matter);
    if (!cs_worlds_within(docket->worlds, docket->possible, o->worlds))
        cs_brief_add_set_standing(page, o->worlds);
    cs_buffer_char(&page->line, '.');
    if (o->matter != NULL && voices_of(o->matter, CS_CLAIM_DENIES) > 0)
        add_sides(page, o->matter);
    list_names(page);
    for (uint32_t i = cs_lists_of(&page->names, value); i != 0; i = page->names.items[i - 1].next) {
        if (page->line.length > 0)
            cs_buffer_char(&page->line, ' ');
        add_name(page, docket->matters[page->names.items[i - 1].number]);
    }
    cs_markdown_item(&page->md, &page->line);
}

void cs_brief_happened(struct cs_brief *page)
{
    struct cs_happening *happened;
    size_t count;
    bool titled = false;

    cs_ledger_happenings(page->report->ledger, INT64_MIN, page->report->end, &page->arena, &happened, &count);
    for (size_t i = 0; i < count; i++) {
        if (happened[i].occurrence == NULL)
            continue;
        if (!titled) {
            cs_brief_add_told_text(page, CS_PHRASE("What happened, and who says so"));
            cs_markdown_heading(&page->md, 2, &page->line);
        }
        titled = true;
        cs_brief_add_occurrence(page, happened[i].occurrence->value);
    }
}

void cs_brief_chronology(struct cs_brief *page)
{
    struct cs_happening *happened;
    size_t count, written = 0;

    cs_ledger_happenings(page->report->ledger, INT64_MIN, page->report->end, &page->arena, &happened, &count);
    for (size_t i = 0; i < count; i++) {
        const struct cs_source *source = happened[i].entry->span.source;

        if (source != NULL && source->kind != CS_SOURCE_RECORD) /* who is party since when is no news of the record */
            continue;
        if (written++ == 0) {
            cs_brief_add_told_text(page, CS_PHRASE("Chronology"));
            cs_markdown_heading(&page->md, 2, &page->line);
        }
        cs_brief_add_entry(page, happened[i].entry);
        if (!cs_worlds_within(page->report->ledger->docket->worlds, page->report->ledger->docket->possible,
                              happened[i].worlds))
            cs_brief_add_told_text(page, CS_PHRASE(" (contested, or not certain)"));
        cs_buffer_char(&page->line, '.');
        cs_markdown_item(&page->md, &page->line);
    }
}
