/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "api/api.h"
#include "view/wrap.h"

/* ---- verdicts ---- */

/* The text of that name; else the failure says that there is none. */
static const struct cs_file *find_text(const casus_case *c, const char *name, struct cs_failure *failure)
{
    const struct cs_file *file = cs_case_text_called(&c->texts, name);

    if (file == NULL)
        cs_fail(failure, CASUS_ERR_ARGUMENT, "the case has no text \"%.200s\"", name);
    return file;
}

casus_status casus_verdicts_new(casus_case *c, const char *text, casus_progress progress, void *context,
                                casus_verdicts **out)
{
    const struct cs_file *file = NULL;
    struct cs_failure failure;
    casus_verdicts *v = NULL;

    if (out == NULL)
        return CASUS_ERR_ARGUMENT;
    *out = NULL;
    if (c == NULL || text == NULL)
        return CASUS_ERR_ARGUMENT;
    if (c->texts.failure.status != CASUS_OK)
        return c->texts.failure.status;
    if (cs_api_case_ready(c, &failure) == CASUS_OK)
        file = find_text(c, text, &failure);
    if (file != NULL && (v = calloc(1, sizeof *v)) == NULL)
        cs_fail_memory(&failure);
    if (v != NULL && cs_verify(c->texts.plan, file, 0, &failure, progress, context, &v->verdicts) == CASUS_OK) {
        v->of = c;
        atomic_fetch_add(&c->users, 1);
        *out = v;
    } else {
        free(v);
    }
    return cs_api_case_result(c, &failure);
}

void casus_verdicts_free(casus_verdicts *v)
{
    if (v == NULL)
        return;
    cs_verdicts_free(v->verdicts);
    cs_api_case_leave(v->of);
    free(v);
}

size_t casus_verdict_count(const casus_verdicts *v)
{
    return v == NULL ? 0 : v->verdicts->count;
}

casus_status casus_verdict_at(const casus_verdicts *v, size_t index, struct casus_verdict *out)
{
    const struct cs_verdict *verdict;
    size_t column;

    if (out == NULL)
        return CASUS_ERR_ARGUMENT;
    memset(out, 0, sizeof *out);
    if (index >= casus_verdict_count(v))
        return CASUS_ERR_ARGUMENT;
    verdict = &v->verdicts->items[index];
    out->passed = verdict->passed;
    out->found = verdict->found;
    cs_source_place(verdict->check->span.source, verdict->check->span.start, &out->line, &column);
    return CASUS_OK;
}

/* ---- files ---- */

casus_status casus_check(const char *const *paths, size_t count, const char *sources, casus_progress progress,
                         void *context, casus_checking **out)
{
    casus_checking *k;

    if (out == NULL)
        return CASUS_ERR_ARGUMENT;
    *out = NULL;
    if (count == 0 || !cs_api_listed(paths, count))
        return CASUS_ERR_ARGUMENT;
    k = calloc(1, sizeof *k);
    *out = k;
    if (k == NULL)
        return CASUS_ERR_MEMORY;
    return cs_checking_run(&k->checking, paths, count, sources, progress, context);
}

void casus_checking_free(casus_checking *k)
{
    if (k == NULL)
        return;
    cs_checking_release(&k->checking);
    free(k);
}

const char *casus_checking_message(const casus_checking *k)
{
    return k == NULL ? "out of memory" : k->checking.failure.message;
}

size_t casus_checking_error_count(const casus_checking *k)
{
    return k == NULL ? 0 : k->checking.all.error_count;
}

size_t casus_checking_diagnostic_count(const casus_checking *k)
{
    return k == NULL ? 0 : k->checking.all.count;
}

casus_status casus_checking_diagnostic(const casus_checking *k, size_t index, struct casus_diagnostic *out)
{
    return cs_api_diagnostic(k == NULL ? NULL : &k->checking.all, index, out);
}

casus_status casus_write_checking(const casus_checking *k, const struct casus_diagnostic_style *style, casus_sink sink)
{
    struct cs_buffer line, page;
    casus_status status;

    if (k == NULL || k->checking.failure.status != CASUS_OK)
        return k == NULL ? CASUS_ERR_ARGUMENT : k->checking.failure.status;
    status = cs_api_write_diagnostics(&k->checking.all, style, sink);
    if (status != CASUS_OK)
        return status;
    cs_buffer_init(&line);
    cs_buffer_init(&page);
    cs_checking_summary(&k->checking, &line);
    cs_wrap(&page, cs_buffer_string(&line), line.length, 0, 2, CS_REPORT_COLUMNS);
    cs_buffer_char(&page, '\n');
    page.failed = page.failed || line.failed;
    cs_buffer_release(&line);
    return cs_api_send(&page, CASUS_OK, sink);
}
