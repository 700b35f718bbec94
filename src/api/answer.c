/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "api/api.h"
#include "view/rows.h"

/* ---- wishes ---- */

/* The wishes that a host knows of; what its header had not yet is not wished for. */
static struct casus_wishes wishes_of(const struct casus_wishes *given)
{
    struct casus_wishes wishes = {.size = sizeof wishes};

    if (given != NULL)
        memcpy(&wishes, given, given->size < sizeof wishes ? given->size : sizeof wishes);
    return wishes;
}

static casus_status read_date(casus_answer *a, const char *what, const char *text, cs_instant *end, char out[32])
{
    struct cs_moment moment;
    const char *wrong = cs_moment_parse(text, strlen(text), cs_case_zone(&a->of->texts), &moment);

    if (wrong != NULL)
        return cs_fail(&a->failure, CASUS_ERR_ARGUMENT, "the date \"%.40s\" %s cannot be: %s", text, what, wrong);
    *end = moment.end;
    if (moment.form == CS_MOMENT_TIME)
        cs_instant_text(moment.start, moment.offset, out);
    else
        cs_day_text(moment.last, out);
    return CASUS_OK;
}

/* The last date of the records: as a day, if it ends with one in the zone of the report. */
static casus_status last_date(casus_answer *a)
{
    int32_t zone = cs_case_zone(&a->of->texts);
    cs_day day;

    if (!cs_case_last(&a->of->texts, &a->end))
        return cs_fail(&a->failure, CASUS_ERR_ARGUMENT, "the texts hold no dated entry, so a date is needed");
    day = cs_day_of(a->end - 1, zone);
    if (cs_day_start(day + 1, zone) == a->end)
        cs_day_text(day, a->as_of);
    else
        cs_instant_text(a->end - 1, zone, a->as_of);
    return CASUS_OK;
}

static casus_status read_wishes(casus_answer *a, const struct casus_wishes *wishes, cs_name *only)
{
    casus_case *c = a->of;

    *only = CS_NO_NAME;
    if (wishes->account != NULL && strcmp(wishes->account, "open") != 0 &&
        !cs_case_party(&c->texts, wishes->account, only))
        return cs_fail(&a->failure, CASUS_ERR_ARGUMENT, "nobody in these texts is called \"%.200s\"", wishes->account);
    a->known_given = wishes->known_on != NULL;
    if (a->known_given && read_date(a, "of what was known", wishes->known_on, &a->known, a->known_on) != CASUS_OK)
        return CASUS_ERR_ARGUMENT;
    a->as_of_said = wishes->as_of != NULL;
    return a->as_of_said ? read_date(a, "to run to", wishes->as_of, &a->end, a->as_of) : last_date(a);
}

/* ---- the life of an answer ---- */

static casus_status run(casus_answer *a, bool one_account, cs_name only)
{
    if (cs_docket_new(a->of->texts.plan, a->known_given, a->known, a->end, 0, &a->failure, &a->docket) == CASUS_OK &&
        cs_run_new(a->docket, a->end, &a->run) == CASUS_OK)
        cs_ledger_new(a->run, one_account, only, &a->ledger);
    return a->failure.status;
}

static casus_status may_be_run(const casus_case *c, const struct casus_wishes *given, struct cs_failure *failure)
{
    if (!c->checked)
        return cs_fail(failure, CASUS_ERR_ARGUMENT, "the case is not checked yet");
    if (c->texts.plan == NULL)
        return cs_fail(failure, CASUS_ERR_ARGUMENT, "there are mistakes in the texts: see their diagnostics");
    if (given != NULL && given->size < sizeof given->size)
        return cs_fail(failure, CASUS_ERR_ARGUMENT, "the size of the wishes is not set");
    return CASUS_OK;
}

/* An answer that has not been asked for anything yet; it keeps the case. */
static casus_answer *empty_answer(casus_case *c, struct cs_failure *failure)
{
    casus_answer *a = calloc(1, sizeof *a);

    if (a == NULL) {
        cs_fail_memory(failure);
        return NULL;
    }
    a->of = c;
    atomic_fetch_add(&c->users, 1);
    cs_arena_init(&a->arena);
    return a;
}

casus_status casus_answer_new(casus_case *c, const struct casus_wishes *given, casus_answer **out)
{
    struct casus_wishes wishes = wishes_of(given);
    struct cs_failure failure;
    casus_answer *a = NULL;
    cs_name only;

    if (out == NULL)
        return CASUS_ERR_ARGUMENT;
    *out = NULL;
    if (c == NULL)
        return CASUS_ERR_ARGUMENT;
    if (c->texts.failure.status != CASUS_OK)
        return c->texts.failure.status;
    cs_failure_clear(&failure);
    if (may_be_run(c, given, &failure) == CASUS_OK)
        a = empty_answer(c, &failure);
    if (a != NULL) {
        if (read_wishes(a, &wishes, &only) == CASUS_OK)
            run(a, wishes.account != NULL, only);
        failure = a->failure;
        if (failure.status == CASUS_OK)
            *out = a;
        else
            casus_answer_free(a);
    }
    return cs_api_case_said(c, &failure);
}

void casus_answer_free(casus_answer *a)
{
    if (a == NULL)
        return;
    cs_ledger_free(a->ledger);
    if (a->run != NULL)
        cs_run_free(a->run);
    if (a->docket != NULL)
        cs_docket_free(a->docket);
    cs_arena_release(&a->arena);
    cs_api_case_leave(a->of);
    free(a);
}

const char *casus_answer_message(const casus_answer *a)
{
    return a == NULL ? "there is no answer" : a->failure.message;
}

const char *casus_answer_as_of(const casus_answer *a)
{
    return a == NULL ? NULL : a->as_of;
}

/* ---- texts ---- */

static struct cs_report report_of(const casus_answer *a)
{
    return (struct cs_report){.ledger = a->ledger,
                              .as_of = a->as_of,
                              .as_of_said = a->as_of_said,
                              .known_on = a->known_given ? a->known_on : NULL};
}

static casus_status hand_out(casus_answer *a, casus_status status, struct cs_buffer *from, char **text, size_t *length)
{
    if (status == CASUS_OK && from->failed)
        status = cs_fail_memory(&a->failure);
    if (status != CASUS_OK) {
        cs_buffer_release(from);
        return status;
    }
    *text = from->bytes;
    *length = from->length;
    return CASUS_OK;
}

casus_status casus_ledger_json(casus_answer *a, char **text, size_t *length)
{
    struct cs_report report;
    struct cs_buffer out;

    if (text == NULL || length == NULL)
        return CASUS_ERR_ARGUMENT;
    *text = NULL;
    *length = 0;
    if (a == NULL || a->failure.status != CASUS_OK)
        return a == NULL ? CASUS_ERR_ARGUMENT : a->failure.status;
    report = report_of(a);
    cs_buffer_init(&out);
    return hand_out(a, cs_report_json(&report, &out), &out, text, length);
}

casus_status casus_why_json(casus_answer *a, size_t row, char **text, size_t *length)
{
    const struct cs_ledger *ledger;
    struct cs_reasons_part *parts;
    struct cs_reasons subject;
    struct cs_report report;
    struct cs_buffer out;

    if (text == NULL || length == NULL)
        return CASUS_ERR_ARGUMENT;
    *text = NULL;
    *length = 0;
    if (a == NULL || a->failure.status != CASUS_OK)
        return a == NULL ? CASUS_ERR_ARGUMENT : a->failure.status;
    if (row >= a->ledger->row_count)
        return CASUS_ERR_ARGUMENT;
    ledger = a->ledger;
    parts = cs_arena_array(&a->arena, ledger->account_count, sizeof *parts);
    if (parts == NULL)
        return cs_fail_memory(&a->failure);
    for (size_t i = 0; i < ledger->account_count; i++) {
        cs_set worlds = ledger->accounts[i].worlds;
        struct cs_reason *reasons;

        if (cs_why(ledger, &ledger->rows[row], worlds, &a->arena, &reasons) != CASUS_OK)
            return a->failure.status;
        parts[i] = (struct cs_reasons_part){.account = ledger->accounts[i].voice,
                                            .of_account = true,
                                            .state = cs_ledger_state(ledger, &ledger->rows[row], worlds),
                                            .reasons = reasons};
    }
    subject = (struct cs_reasons){.row = &ledger->rows[row], .parts = parts, .part_count = ledger->account_count};
    report = report_of(a);
    cs_buffer_init(&out);
    return hand_out(a, cs_reasons_json(&report, &subject, 1, &out), &out, text, length);
}

void casus_text_free(char *text)
{
    free(text);
}

/* ---- accounts, rows, questions ---- */

size_t casus_account_count(const casus_answer *a)
{
    return a == NULL ? 0 : a->ledger->account_count;
}

const char *casus_account_name(const casus_answer *a, size_t account)
{
    struct cs_report report;

    if (account >= casus_account_count(a))
        return NULL;
    report = report_of(a);
    return cs_row_account(&report, account);
}

size_t casus_row_count(const casus_answer *a)
{
    return a == NULL ? 0 : a->ledger->row_count;
}

casus_status casus_row_at(const casus_answer *a, size_t row, struct casus_row *out)
{
    const struct cs_ledger_row *r;
    struct cs_report report;

    if (out == NULL)
        return CASUS_ERR_ARGUMENT;
    memset(out, 0, sizeof *out);
    if (row >= casus_row_count(a))
        return CASUS_ERR_ARGUMENT;
    report = report_of(a);
    r = &a->ledger->rows[row];
    *out = (struct casus_row){.id = r->id,
                              .kind = cs_row_kind_text(r->kind),
                              .instrument = cs_row_name(&report, r->instrument),
                              .article = cs_row_name(&report, r->article),
                              .holder = cs_row_name(&report, r->holder),
                              .claimant = cs_row_name(&report, r->claimant),
                              .content = r->content,
                              .trigger = cs_row_name(&report, r->trigger),
                              .date = r->date};
    return CASUS_OK;
}

static bool substituted(const casus_answer *a, const struct cs_ledger_row *row, cs_set worlds)
{
    for (uint32_t i = 0; i < row->piece_count; i++)
        if (row->pieces[i].substituted && !cs_worlds_disjoint(a->docket->worlds, row->pieces[i].worlds, worlds))
            return true;
    return false;
}

/* The numbers of the engine have 32 bits; those of the library are sizes. */
static const size_t *widened(casus_answer *a, const uint32_t *numbers, size_t count)
{
    size_t *wide = cs_arena_array(&a->arena, count, sizeof *wide);

    for (size_t i = 0; wide != NULL && i < count; i++)
        wide[i] = numbers[i];
    return wide;
}

casus_status casus_row_stand(casus_answer *a, size_t row, size_t account, struct casus_stand *out)
{
    const struct cs_ledger_piece *piece;
    const struct cs_ledger_row *r;
    const uint32_t *questions;
    struct cs_report report;
    cs_set worlds;

    if (out == NULL)
        return CASUS_ERR_ARGUMENT;
    memset(out, 0, sizeof *out);
    if (row >= casus_row_count(a) || account >= casus_account_count(a))
        return CASUS_ERR_ARGUMENT;
    report = report_of(a);
    r = &a->ledger->rows[row];
    worlds = cs_row_worlds(&report, account);
    piece = cs_ledger_piece(a->ledger, r, worlds);
    out->state = cs_state_text(cs_ledger_state(a->ledger, r, worlds));
    out->still_owed = cs_row_still_owed(&report, r, worlds);
    out->substituted = substituted(a, r, worlds);
    if (piece != NULL) {
        cs_row_since(piece, out->since);
        cs_row_deadline(piece, out->due);
    }
    questions = cs_row_questions(&report, r, worlds, &a->arena, &out->turns_on_count);
    out->turns_on = widened(a, questions, out->turns_on_count);
    if (cs_arena_failed(&a->arena) || cs_worlds_status(a->docket->worlds) != CASUS_OK) {
        memset(out, 0, sizeof *out);
        return cs_arena_failed(&a->arena) ? cs_fail_memory(&a->failure)
                                          : cs_fail(&a->failure, cs_worlds_status(a->docket->worlds),
                                                    "too many entangled questions for the row");
    }
    return CASUS_OK;
}

size_t casus_question_count(const casus_answer *a)
{
    return a == NULL ? 0 : a->docket->question_count;
}

casus_status casus_question_at(const casus_answer *a, size_t question, struct casus_question *out)
{
    const struct cs_question *q;
    struct cs_report report;

    if (out == NULL)
        return CASUS_ERR_ARGUMENT;
    memset(out, 0, sizeof *out);
    if (question >= casus_question_count(a))
        return CASUS_ERR_ARGUMENT;
    report = report_of(a);
    q = &a->docket->questions[question];
    *out = (struct casus_question){.id = cs_row_name(&report, q->id),
                                   .kind = cs_question_kind_text(q->kind),
                                   .text = q->text,
                                   .answers = q->answers,
                                   .answer_count = q->answer_count};
    return CASUS_OK;
}

const char *casus_question_answer(casus_answer *a, size_t question, size_t account)
{
    struct cs_report report;

    if (question >= casus_question_count(a) || account >= casus_account_count(a))
        return NULL;
    report = report_of(a);
    return cs_row_answer(&report, (uint32_t)question, cs_row_worlds(&report, account));
}

/* ---- reasons ---- */

/* The reasons of the engine, which share what is below them, as those of the library. */
struct sharing {
    casus_answer *answer;
    struct cs_report report;
    casus_reason **first; /* by number: the first of it, whose list the others share */
    size_t count;
    bool failed;
};

static casus_reason *shown(struct sharing *s, const struct cs_reason *from)
{
    const struct cs_claim *claim = from->claim;
    casus_reason *reason = cs_arena_alloc(&s->answer->arena, sizeof *reason);

    if (reason == NULL)
        return NULL;
    *reason = (casus_reason){.kind = cs_reason_kind_text(from->kind),
                             .text = from->text,
                             .voice = claim != NULL ? cs_row_name(&s->report, claim->voice) : NULL,
                             .source = claim != NULL ? cs_row_name(&s->report, claim->source) : NULL,
                             .gist = claim != NULL ? claim->gist : NULL,
                             .number = from->number};
    if (claim != NULL && claim->anchor.given) {
        reason->start = (size_t)claim->anchor.start;
        reason->end = (size_t)claim->anchor.end;
    }
    return reason;
}

/* A list, each of them with what is below it: by number, since that is made before it. */
static casus_reason *shown_list(struct sharing *s, const struct cs_reason *from)
{
    casus_reason *first = NULL, **end = &first;

    for (; from != NULL; from = from->next) {
        casus_reason *reason = shown(s, from);

        if (reason == NULL)
            return NULL;
        reason->first = from->number < s->count && s->first[from->number] != NULL ? s->first[from->number] : NULL;
        *end = reason;
        end = (casus_reason **)&reason->next;
    }
    return first;
}

static casus_reason *shown_all(struct sharing *s, const struct cs_reason *reasons)
{
    size_t count;
    const struct cs_reason **all = cs_reasons_from_below(reasons, &count);
    casus_reason *top = NULL;

    if (count > 0 && all == NULL) {
        s->failed = true;
        return NULL;
    }
    s->count = count > 0 ? (size_t)all[count - 1]->number + 1 : 0;
    s->first = calloc(s->count + 1, sizeof *s->first);
    for (size_t i = 0; s->first != NULL && i < count; i++)
        s->first[all[i]->number] = shown_list(s, all[i]->first);
    if (s->first != NULL)
        top = shown_list(s, reasons);
    else
        s->failed = true;
    free(s->first);
    free(all);
    return top;
}

casus_status casus_why(casus_answer *a, size_t row, size_t account, const casus_reason **out)
{
    struct cs_reason *reasons;
    struct sharing sharing;

    if (out == NULL)
        return CASUS_ERR_ARGUMENT;
    *out = NULL;
    if (row >= casus_row_count(a) || account >= casus_account_count(a))
        return CASUS_ERR_ARGUMENT;
    if (a->failure.status != CASUS_OK || cs_why(a->ledger, &a->ledger->rows[row], a->ledger->accounts[account].worlds,
                                                &a->arena, &reasons) != CASUS_OK)
        return a->failure.status;
    sharing = (struct sharing){.answer = a, .report = report_of(a)};
    *out = shown_all(&sharing, reasons);
    if (cs_arena_failed(&a->arena) || sharing.failed) {
        *out = NULL;
        return cs_fail_memory(&a->failure);
    }
    return CASUS_OK;
}
