/* SPDX-License-Identifier: MIT */
/* Check lines: those that do not hold, when a record was opened or saved. */
#include <stdio.h>
#include <string.h>

#include "lsp/server.h"

static size_t count_checks(const struct cs_lsp_document *document)
{
    size_t count = 0;

    for (size_t i = 0; i < document->lines.count; i++) {
        size_t start = document->lines.starts[i];

        count += document->length - start > 6 && memcmp(document->bytes + start, "check ", 6) == 0;
    }
    return count;
}

/* Each check line takes a run of the ledger at most, and those of one date share it: may all take too long? */
static bool takes_too_long(const struct cs_lsp_server *s, struct cs_lsp_document *document, size_t checks)
{
    long long start = cs_lsp_processor_ms();

    cs_lsp_analysis_forget_answer(document->analysis); /* it is measured, also if it was run already */
    cs_lsp_answer(s, document);
    return (cs_lsp_processor_ms() - start) * (long long)checks > CS_LSP_VERDICTS_MS;
}

/* A diagnostic of one line. */
static json_t *item_of(const struct cs_lsp_server *s, const struct cs_lsp_document *document, size_t line, int severity,
                       const char *code, const char *message)
{
    const struct cs_lsp_lines *lines = &document->lines;

    line = line < lines->count ? line : 0;
    return json_pack("{s:o, s:i, s:s, s:s, s:o}", "range",
                     cs_lsp_range(lines, lines->starts[line], cs_lsp_line_end(lines, line), s->units), "severity",
                     severity, "code", code, "source", "casus", "message", cs_lsp_string(message));
}

static json_t *evaluate(const struct cs_lsp_server *s, const struct cs_lsp_document *document)
{
    const struct cs_lsp_analysis *analysis = document->analysis;
    casus_verdicts *verdicts;
    json_t *items = json_array();

    if (casus_verdicts_new(analysis->c, analysis->texts[analysis->own].name, NULL, NULL, &verdicts) != CASUS_OK)
        return items;
    for (size_t i = 0; i < casus_verdict_count(verdicts); i++) {
        struct casus_verdict verdict;
        char message[1000];

        if (casus_verdict_at(verdicts, i, &verdict) != CASUS_OK || verdict.passed)
            continue;
        snprintf(message, sizeof message, "this check finds: %.900s", verdict.found != NULL ? verdict.found : "");
        json_array_append_new(items, item_of(s, document, verdict.line - 1, 1, "E0597", message));
    }
    casus_verdicts_free(verdicts);
    return items;
}

void cs_lsp_judge(struct cs_lsp_server *s, struct cs_lsp_document *document)
{
    struct cs_lsp_analysis *analysis = cs_lsp_analysis(&s->documents, document);
    size_t checks = count_checks(document);

    document->to_judge = false;
    if (checks == 0 || analysis == NULL || analysis->message[0] != '\0' || analysis->own == analysis->count ||
        casus_case_error_count(analysis->c) > 0)
        return;
    json_decref(document->verdicts);
    if (takes_too_long(s, document, checks))
        document->verdicts = json_pack("[o]", item_of(s, document, 0, 3, "E0597",
                                                      "the check lines are not evaluated here, since that takes more "
                                                      "than 5 seconds: casus check does"));
    else
        document->verdicts = evaluate(s, document);
    if (json_array_size(document->verdicts) > 0)
        cs_lsp_publish(s, document);
}
