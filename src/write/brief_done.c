/* SPDX-License-Identifier: MIT */
/* What was done for a request and performs no row of it: help that no article owes. */
#include "view/done.h"
#include "view/rows.h"
#include "write/brief_int.h"

void cs_brief_also_done(struct cs_brief *page, const struct cs_ledger_row *request)
{
    size_t count;
    const struct cs_request_done *done = cs_request_done(page->report, request, &page->arena, &count);
    bool written = false;

    for (size_t i = 0; i < count; i++) {
        if (done[i].owed)
            continue;
        if (!written) {
            cs_markdown_gap(&page->md);
            cs_brief_add_told_text(page, CS_PHRASE("Also done for it, owed by nothing above:"));
            cs_markdown_paragraph(&page->md, &page->line);
        }
        written = true;
        cs_brief_add_entry(page, done[i].what->entry);
        cs_note_matter(&page->notes, done[i].what->matter);
        if (!cs_worlds_within(page->report->ledger->docket->worlds, cs_row_shown(page->report), done[i].what->worlds))
            cs_brief_add_set_standing(page, done[i].what->worlds);
        cs_buffer_char(&page->line, '.');
        cs_markdown_item(&page->md, &page->line);
    }
}

void cs_brief_use_done(struct cs_brief *page, const struct cs_ledger_row *request)
{
    size_t count;
    const struct cs_request_done *done = cs_request_done(page->report, request, &page->arena, &count);

    for (size_t i = 0; i < count; i++)
        if (!done[i].owed)
            cs_legend_use(&page->legend, done[i].questions, done[i].question_count);
}
