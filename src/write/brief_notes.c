/* SPDX-License-Identifier: MIT */
#include "write/brief_notes.h"

#include "view/rows.h"

static void add_source(const struct cs_notes *notes, const struct cs_claim *claim, struct cs_buffer *out)
{
    const struct cs_symbols *symbols = notes->report->ledger->docket->plan->symbols;
    const struct cs_document *document = claim->source != CS_NO_NAME && claim->source < symbols->by_name_count
                                             ? symbols->document_of[claim->source]
                                             : NULL;
    char date[96];

    if (claim->source == CS_NO_NAME)
        return;
    cs_buffer_printf(out, " in %s", cs_row_name(notes->report, claim->source));
    if (document != NULL && document->title != NULL)
        cs_buffer_printf(out, ", \"%s\"", document->title);
    if (document != NULL && document->publisher != NULL)
        cs_buffer_printf(out, ", %s", document->publisher);
    if (document != NULL && document->date.form != CS_MOMENT_NONE)
        cs_buffer_printf(out, ", %s", cs_moment_text(&document->date, date));
    if (claim->anchor.given)
        cs_buffer_printf(out, ", bytes %llu to %llu, SHA-256 %s...", (unsigned long long)claim->anchor.start,
                         (unsigned long long)claim->anchor.end, claim->anchor.digest);
}

/* "Armenia says via RFERL in S2, ...: its gist" */
static void add_claim(const struct cs_notes *notes, const struct cs_claim *claim)
{
    static const char *const verbs[] = {"says", "denies", "leaves open", "retracts"};
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_buffer_printf(&text, "%s %s", cs_row_name(notes->report, claim->voice), verbs[claim->kind]);
    for (const struct cs_via *via = claim->via; via != NULL; via = via->next)
        cs_buffer_printf(&text, " via %s", cs_row_name(notes->report, via->name));
    add_source(notes, claim, &text);
    if (claim->gist != NULL)
        cs_buffer_printf(&text, ": %s", claim->gist);
    cs_buffer_char(&text, '.');
    notes->md->failed = notes->md->failed || text.failed;
    cs_markdown_note(notes->md, notes->line, cs_buffer_string(&text));
    cs_buffer_release(&text);
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
    cs_buffer_printf(&text, "Concluded by the record: %s.", entry->concluded->why);
    notes->md->failed = notes->md->failed || text.failed;
    cs_markdown_note(notes->md, notes->line, cs_buffer_string(&text));
    cs_buffer_release(&text);
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
                cs_buffer_printf(&text, "%s.", r->text);
                cs_markdown_note(notes->md, notes->line, cs_buffer_string(&text));
                notes->md->failed = notes->md->failed || text.failed;
                cs_buffer_release(&text);
                return;
            }
}
