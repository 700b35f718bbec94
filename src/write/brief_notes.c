/* SPDX-License-Identifier: MIT */
#include "write/brief_notes.h"

#include "view/when.h"
#include "view/wording.h"

/* 'S2, "Title", publisher, 16 September 2022, bytes 437 to 519, SHA-256 28e94238...' */
static void add_source(const struct cs_notes *notes, const struct cs_claim *claim, struct cs_buffer *out)
{
    const struct cs_symbols *symbols = notes->report->ledger->docket->plan->symbols;
    const struct cs_document *document = claim->source != CS_NO_NAME && claim->source < symbols->by_name_count
                                             ? symbols->document_of[claim->source]
                                             : NULL;

    if (claim->source == CS_NO_NAME)
        return;
    cs_worded_name(notes->report, claim->source, out);
    if (document != NULL && document->title != NULL)
        cs_buffer_printf(out, ", \"%s\"", document->title);
    if (document != NULL && document->publisher != NULL)
        cs_buffer_printf(out, ", %s", document->publisher);
    if (document != NULL && document->date.form != CS_MOMENT_NONE) {
        cs_buffer_text(out, ", ");
        cs_when_moment(notes->report, &document->date, out);
    }
    if (claim->anchor.given)
        cs_say(cs_report_language(notes->report), out, ", bytes {start} to {end}, SHA-256 {digest}...",
               cs_part_number((long long)claim->anchor.start), cs_part_number((long long)claim->anchor.end),
               cs_part_text(claim->anchor.digest));
}

/* Adds a footnote, and releases its text. */
static void add_note(const struct cs_notes *notes, struct cs_buffer *text)
{
    cs_buffer_char(text, '.');
    notes->md->failed = notes->md->failed || text->failed;
    cs_markdown_note(notes->md, notes->line, cs_buffer_string(text));
    cs_buffer_release(text);
}

/* "Armenia says via RFERL in S2, ...: its gist" */
static void add_claim(const struct cs_notes *notes, const struct cs_claim *claim)
{
    struct cs_buffer text, source;

    cs_buffer_init(&text);
    cs_buffer_init(&source);
    add_source(notes, claim, &source);
    cs_worded_claim(notes->report, claim, false, cs_buffer_string(&source), &text);
    if (claim->gist != NULL)
        cs_buffer_printf(&text, ": %s", cs_told(cs_report_language(notes->report), claim->gist));
    text.failed = text.failed || source.failed;
    cs_buffer_release(&source);
    add_note(notes, &text);
}

void cs_note_stance(const struct cs_notes *notes, const struct cs_stance *stance)
{
    add_claim(notes, stance->claim);
    for (const struct cs_said *said = stance->said; said != NULL; said = said->next)
        add_claim(notes, said->claim);
}

void cs_note_conclusion(const struct cs_notes *notes, const struct cs_entry *entry)
{
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_say(cs_report_language(notes->report), &text, "Concluded by the record: {why}",
           cs_part_text(cs_told(cs_report_language(notes->report), entry->concluded->why)));
    add_note(notes, &text);
}

void cs_note_matter(const struct cs_notes *notes, const struct cs_matter *matter)
{
    if (matter->concluded != NULL)
        cs_note_conclusion(notes, matter->concluded);
    for (const struct cs_stance *s = matter->stances; s != NULL; s = s->next)
        cs_note_stance(notes, s);
}

void cs_note_article(const struct cs_notes *notes, const struct cs_reason *reasons)
{
    for (const struct cs_reason *state = reasons; state != NULL; state = state->next)
        for (const struct cs_reason *r = state->first; r != NULL; r = r->next)
            if (r->kind == CS_REASON_RULE) {
                struct cs_buffer text;

                cs_buffer_init(&text);
                cs_worded_reason(notes->report, r, &text);
                add_note(notes, &text);
                return;
            }
}
