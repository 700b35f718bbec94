/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "answer/examples.h"
#include "api/api.h"

/* ---- asking ---- */

/* Answers the question. `shown` stays NULL if it is refused after all. */
static void answer(casus_reply *r, const struct casus_wishes *given, struct cs_failure *failure)
{
    casus_case *c = r->of;
    struct casus_wishes all;
    struct cs_wishes wishes;

    if (cs_api_wishes(c, given, r->inquiry.sentence.date, &wishes, &all, failure) == CASUS_OK &&
        cs_inquiry_answer(&r->inquiry, &c->texts, &wishes, failure) == CASUS_OK && cs_inquiry_understood(&r->inquiry))
        r->shown = cs_api_answer(c, r->inquiry.answer, true, &all, failure);
}

static casus_reply *new_reply(casus_case *c, struct cs_failure *failure)
{
    casus_reply *r = calloc(1, sizeof *r);

    if (r == NULL) {
        cs_fail_memory(failure);
        return NULL;
    }
    r->of = c;
    atomic_fetch_add(&c->users, 1);
    return r;
}

casus_status casus_ask(casus_case *c, const char *question, casus_asking asking, const struct casus_wishes *wishes,
                       casus_reply **out)
{
    struct cs_failure failure;
    casus_reply *r = NULL;

    if (out == NULL)
        return CASUS_ERR_ARGUMENT;
    *out = NULL;
    if (c == NULL || question == NULL)
        return CASUS_ERR_ARGUMENT;
    if (c->texts.failure.status != CASUS_OK)
        return c->texts.failure.status;
    if (cs_api_case_ready(c, &failure) == CASUS_OK)
        r = new_reply(c, &failure);
    if (r != NULL &&
        cs_inquiry_read(&r->inquiry, &c->texts, question, asking == CASUS_ASK_SHORT, &failure) == CASUS_OK &&
        cs_inquiry_understood(&r->inquiry))
        answer(r, wishes, &failure);
    if (failure.status == CASUS_OK)
        *out = r;
    else
        casus_reply_free(r);
    return cs_api_case_result(c, &failure);
}

casus_status casus_write_examples(casus_case *c, casus_sink sink)
{
    struct cs_failure failure;
    struct cs_arena arena;
    struct cs_buffer out;
    casus_status status;

    if (c == NULL || sink.write == NULL)
        return CASUS_ERR_ARGUMENT;
    if (c->texts.failure.status != CASUS_OK)
        return c->texts.failure.status;
    if (cs_api_case_ready(c, &failure) != CASUS_OK)
        return cs_api_case_result(c, &failure);
    cs_arena_init(&arena);
    cs_buffer_init(&out);
    cs_buffer_text(&out, cs_plain_examples(&c->texts, &arena));
    status = cs_arena_failed(&arena) ? CASUS_ERR_MEMORY : CASUS_OK;
    cs_arena_release(&arena);
    return cs_api_send(&out, status, sink);
}

void casus_reply_free(casus_reply *r)
{
    if (r == NULL)
        return;
    if (r->shown != NULL)
        cs_api_answer_leave(r->shown);
    cs_inquiry_release(&r->inquiry);
    cs_api_case_leave(r->of);
    free(r);
}

/* ---- why it was not understood ---- */

const char *casus_reply_message(const casus_reply *r)
{
    return r == NULL ? "there is no reply" : r->shown != NULL ? casus_answer_message(r->shown) : "";
}

bool casus_reply_understood(const casus_reply *r)
{
    return r != NULL && r->shown != NULL;
}

const char *casus_reply_refusal(const casus_reply *r)
{
    return r == NULL || r->inquiry.refusal == NULL ? "" : r->inquiry.refusal;
}

const char *casus_reply_remedy(const casus_reply *r)
{
    return r == NULL ? "" : r->inquiry.remedy;
}

size_t casus_reply_diagnostic_count(const casus_reply *r)
{
    return r == NULL ? 0 : r->inquiry.diagnostics.count;
}

casus_status casus_reply_diagnostic(const casus_reply *r, size_t index, struct casus_diagnostic *out)
{
    return cs_api_diagnostic(r == NULL ? NULL : &r->inquiry.diagnostics, index, out);
}

casus_status casus_write_reply_diagnostics(const casus_reply *r, const struct casus_diagnostic_style *style,
                                           casus_sink sink)
{
    return cs_api_write_diagnostics(r == NULL ? NULL : &r->inquiry.diagnostics, style, sink);
}

/* ---- the reply ---- */

const char *casus_reply_read(const casus_reply *r)
{
    return r == NULL ? NULL : r->inquiry.sentence.text;
}

const char *casus_reply_date(const casus_reply *r)
{
    return r == NULL ? NULL : r->inquiry.sentence.date;
}

casus_answer *casus_reply_answer(casus_reply *r)
{
    return r == NULL ? NULL : r->shown;
}

bool casus_reply_open(const casus_reply *r)
{
    struct cs_report report;

    if (!casus_reply_understood(r))
        return false;
    report = cs_api_report(r->shown);
    return cs_reply_open(&report, &r->inquiry.reply);
}

size_t casus_reply_subject_count(const casus_reply *r)
{
    return casus_reply_understood(r) ? r->inquiry.subject_count : 0;
}

casus_status casus_reply_subject(const casus_reply *r, size_t subject, size_t *row)
{
    const struct cs_ledger_row *found;

    if (row == NULL)
        return CASUS_ERR_ARGUMENT;
    *row = 0;
    if (subject >= casus_reply_subject_count(r))
        return CASUS_ERR_ARGUMENT;
    found = r->inquiry.subjects[subject].row;
    *row = found == NULL ? CASUS_NO_ROW : (size_t)(found - r->shown->answer->ledger->rows);
    return CASUS_OK;
}

/* The reasons of an account; of account = count, those that belong to no account; NULL if there are none. */
static const struct cs_reasons_part *part_of(const casus_reply *r, size_t subject, size_t account)
{
    const struct cs_reasons *of;

    if (subject >= casus_reply_subject_count(r))
        return NULL;
    of = &r->inquiry.subjects[subject];
    return account < of->part_count ? &of->parts[account] : NULL;
}

const char *casus_reply_state(const casus_reply *r, size_t subject, size_t account)
{
    const struct cs_reasons_part *part = part_of(r, subject, account);

    return part == NULL || !part->of_account ? NULL
                                              : cs_ledger_state_text(r->shown->answer->ledger, part->state);
}

casus_status casus_reply_reasons(casus_reply *r, size_t subject, size_t account, const casus_reason **out)
{
    const struct cs_reasons_part *part;

    if (out == NULL)
        return CASUS_ERR_ARGUMENT;
    *out = NULL;
    if (subject >= casus_reply_subject_count(r) || account > casus_account_count(r->shown))
        return CASUS_ERR_ARGUMENT;
    part = part_of(r, subject, account);
    if (part != NULL && r->shown->answer->failure.status == CASUS_OK)
        *out = cs_api_reasons(r->shown, part->reasons);
    return r->shown->answer->failure.status;
}
