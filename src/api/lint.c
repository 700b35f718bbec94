/* SPDX-License-Identifier: MIT */
#include "casus/lint.h"

#include <stdlib.h>
#include <string.h>

#include "api/api.h"

casus_status casus_lint_new(casus_case *c, casus_lint **out)
{
    struct cs_failure failure;
    casus_lint *lint;

    if (out == NULL)
        return CASUS_ERR_ARGUMENT;
    *out = NULL;
    if (c == NULL)
        return CASUS_ERR_ARGUMENT;
    if (c->texts.failure.status != CASUS_OK)
        return c->texts.failure.status;
    cs_failure_clear(&failure);
    lint = calloc(1, sizeof *lint);
    if (lint == NULL)
        return CASUS_ERR_MEMORY;
    lint->of = c;
    atomic_fetch_add(&c->users, 1);
    cs_diagnostics_init(&lint->findings);
    if (cs_api_case_ready(c, &failure) == CASUS_OK && cs_lint(&c->texts, &failure, &lint->findings) == CASUS_OK)
        *out = lint;
    else
        casus_lint_free(lint);
    return cs_api_case_result(c, &failure);
}

void casus_lint_free(casus_lint *lint)
{
    if (lint == NULL)
        return;
    cs_diagnostics_release(&lint->findings);
    cs_api_case_leave(lint->of);
    free(lint);
}

size_t casus_lint_count(const casus_lint *lint, size_t *all)
{
    if (all != NULL)
        *all = lint == NULL ? 0 : lint->findings.finding_count;
    return lint == NULL ? 0 : lint->findings.count;
}

casus_status casus_lint_at(const casus_lint *lint, size_t index, struct casus_finding *out)
{
    if (out == NULL)
        return CASUS_ERR_ARGUMENT;
    memset(out, 0, sizeof *out);
    if (index >= casus_lint_count(lint, NULL))
        return CASUS_ERR_ARGUMENT;
    out->clause = lint->findings.items[index].clause;
    out->why = lint->findings.items[index].why;
    out->precedent = lint->findings.items[index].precedent;
    return cs_api_diagnostic(&lint->findings, index, &out->told);
}

casus_status casus_write_lint(const casus_lint *lint, const struct casus_style *given, casus_sink sink)
{
    struct casus_style style = {.size = sizeof style};
    struct cs_buffer out;

    if (lint == NULL || sink.write == NULL || (given != NULL && given->size < sizeof given->size))
        return CASUS_ERR_ARGUMENT;
    if (given != NULL)
        memcpy(&style, given, given->size < sizeof style ? given->size : sizeof style);
    if (style.format != CASUS_TEXT && style.format != CASUS_JSON && style.format != CASUS_SARIF)
        return CASUS_ERR_ARGUMENT;
    cs_buffer_init(&out);
    if (style.format == CASUS_JSON)
        cs_lint_json(&lint->findings, &out);
    else if (style.format == CASUS_SARIF)
        cs_lint_sarif(&lint->findings, CS_VERSION, &out);
    else
        cs_diagnostics_show(&lint->findings, style.colour, &out);
    return cs_api_send(&out, CASUS_OK, sink);
}
