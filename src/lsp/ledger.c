/* SPDX-License-Identifier: MIT */
/* The ledger of a document, run when it is first asked for. */
#include <stdlib.h>
#include <time.h>

#include "lsp/server.h"

/* Each question takes some memory of the answer; so after as many it is run anew. */
#define ASKED_MAX 1000

/* Not by the clock, so that it is the same on a machine that is busy with other things. */
long long cs_lsp_processor_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

casus_answer *cs_lsp_answer(const struct cs_lsp_server *s, struct cs_lsp_document *document)
{
    const struct casus_wishes wishes = {.size = sizeof wishes, .sources = s->sources};
    struct cs_lsp_analysis *analysis = document->analysis;
    long long start;

    if (analysis == NULL)
        return NULL;
    if (analysis->asked++ == ASKED_MAX)
        cs_lsp_analysis_forget_answer(analysis);
    if (analysis->answered)
        return analysis->answer;
    if (analysis->message[0] != '\0' || casus_case_error_count(analysis->c) > 0 ||
        (document->slow && !document->saved))
        return NULL;
    analysis->answered = true;
    start = cs_lsp_processor_ms();
    if (casus_answer_new(analysis->c, &wishes, &analysis->answer) != CASUS_OK && /* no such folder of documents? */
        casus_answer_new(analysis->c, NULL, &analysis->answer) != CASUS_OK)
        analysis->answer = NULL;
    document->slow = cs_lsp_processor_ms() - start > CS_LSP_ANSWER_MS;
    return analysis->answer;
}

const struct casus_entry *cs_lsp_entries(struct cs_lsp_analysis *analysis, size_t *count)
{
    size_t all = casus_entry_count(analysis->answer);

    if (analysis->entries == NULL && (analysis->entries = calloc(all + 1, sizeof *analysis->entries)) != NULL)
        while (analysis->entry_count < all && casus_entry_at(analysis->answer, analysis->entry_count,
                                                             &analysis->entries[analysis->entry_count]) == CASUS_OK)
            analysis->entry_count++;
    *count = analysis->entry_count;
    return analysis->entries;
}
