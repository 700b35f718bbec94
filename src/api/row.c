/* SPDX-License-Identifier: MIT */
/* An answer as data: accounts, rows, questions, entries and claims. */
#include <stdlib.h>
#include <string.h>

#include "api/api.h"
#include "view/done.h"
#include "view/fold.h"
#include "view/rows.h"
#include "view/ruled.h"

/* ---- accounts, rows, questions ---- */

size_t casus_account_count(const casus_answer *a)
{
    return a == NULL ? 0 : a->answer->ledger->account_count;
}

const char *casus_account_name(const casus_answer *a, size_t account)
{
    struct cs_report report;

    if (account >= casus_account_count(a))
        return NULL;
    report = cs_api_report(a);
    return cs_row_account(&report, account);
}

size_t casus_row_count(const casus_answer *a)
{
    return a == NULL ? 0 : a->answer->ledger->row_count;
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
    report = cs_api_report(a);
    r = &a->answer->ledger->rows[row];
    *out = (struct casus_row){.id = r->id,
                              .kind = cs_ledger_kind_text(r->kind),
                              .instrument = cs_row_name(&report, r->instrument),
                              .article = cs_row_name(&report, r->article),
                              .holder = cs_row_name(&report, r->holder),
                              .claimant = cs_row_name(&report, r->claimant),
                              .content = cs_ledger_content(a->answer->ledger, r),
                              .trigger = cs_row_name(&report, r->trigger),
                              .date = r->date};
    return CASUS_OK;
}

casus_status casus_row_words(casus_answer *a, size_t row, const char **out)
{
    const struct cs_ledger_row *r;
    struct cs_lines lines = {NULL, 0};
    struct cs_report report;

    if (out == NULL)
        return CASUS_ERR_ARGUMENT;
    *out = NULL;
    if (row >= casus_row_count(a))
        return CASUS_ERR_ARGUMENT;
    report = cs_api_report(a);
    report.formal = false;
    r = &a->answer->ledger->rows[row];
    cs_fold(&report, &r, 1, &a->arena, &lines);
    if (cs_arena_failed(&a->arena))
        cs_fail_memory(&a->answer->failure);
    if (cs_answer_status(a->answer, "the row") == CASUS_OK)
        *out = lines.items[0].label;
    return a->answer->failure.status;
}

casus_status casus_article_words(casus_answer *a, const char *article, const char **out)
{
    struct cs_report report;
    struct cs_buffer text;

    if (out == NULL)
        return CASUS_ERR_ARGUMENT;
    *out = NULL;
    if (a == NULL || article == NULL)
        return CASUS_ERR_ARGUMENT;
    report = cs_api_report(a);
    report.formal = false;
    cs_buffer_init(&text);
    cs_ruled_article(&report, article, &text);
    if (!text.failed)
        *out = cs_arena_text(&a->arena, cs_buffer_string(&text), text.length);
    if (text.failed || cs_arena_failed(&a->arena))
        cs_fail_memory(&a->answer->failure);
    cs_buffer_release(&text);
    return a->answer->failure.status;
}

static bool substituted(const casus_answer *a, const struct cs_ledger_row *row, cs_set worlds)
{
    for (uint32_t i = 0; i < row->piece_count; i++)
        if (row->pieces[i].substituted && !cs_worlds_disjoint(a->answer->docket->worlds, row->pieces[i].worlds, worlds))
            return true;
    return false;
}

/* Converts the engine's 32-bit numbers to size_t. */
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
    report = cs_api_report(a);
    r = &a->answer->ledger->rows[row];
    worlds = cs_row_worlds(&report, account);
    piece = cs_ledger_piece(a->answer->ledger, r, worlds);
    out->state = cs_ledger_state_text(a->answer->ledger, cs_ledger_state(a->answer->ledger, r, worlds));
    out->still_owed = cs_row_still_owed(&report, r, worlds);
    out->substituted = substituted(a, r, worlds);
    cs_row_since_in(&report, r, worlds, out->since);
    if (piece != NULL)
        cs_row_deadline(piece, out->due);
    questions = cs_row_questions(&report, r, worlds, &a->arena, &out->turns_on_count);
    out->turns_on = widened(a, questions, out->turns_on_count);
    out->concluded = cs_row_concluded(&report, r, account, &a->arena, &out->concluded_count);
    if (cs_arena_failed(&a->arena))
        cs_fail_memory(&a->answer->failure);
    if (cs_answer_status(a->answer, "the row") != CASUS_OK)
        memset(out, 0, sizeof *out);
    return a->answer->failure.status;
}

casus_status casus_row_performed(casus_answer *a, size_t row, size_t account, struct casus_performed *out)
{
    const struct cs_row_done *done;
    struct cs_report report;

    if (out == NULL)
        return CASUS_ERR_ARGUMENT;
    memset(out, 0, sizeof *out);
    if (row >= casus_row_count(a) || account >= casus_account_count(a))
        return CASUS_ERR_ARGUMENT;
    report = cs_api_report(a);
    done = cs_row_done_throughout(&report, &a->answer->ledger->rows[row], cs_row_worlds(&report, account), &a->arena);
    if (done != NULL) {
        cs_day_text(done->first, out->on);
        cs_day_text(done->last, out->latest);
        out->by = done->by;
        out->what = done->name;
        out->has_days = done->has_days;
        out->days_after = done->days;
        out->days_most = done->days_most;
    }
    if (cs_arena_failed(&a->arena))
        cs_fail_memory(&a->answer->failure);
    if (cs_answer_status(a->answer, "the row") != CASUS_OK)
        memset(out, 0, sizeof *out);
    return a->answer->failure.status;
}

bool casus_row_request(const casus_answer *a, size_t row, size_t *request)
{
    uint32_t found = row < casus_row_count(a) ? a->answer->ledger->rows[row].request : CS_NO_ROW;

    if (found == CS_NO_ROW || request == NULL)
        return false;
    *request = found;
    return true;
}

size_t casus_question_count(const casus_answer *a)
{
    return a == NULL ? 0 : a->answer->docket->question_count;
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
    report = cs_api_report(a);
    q = &a->answer->docket->questions[question];
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
    report = cs_api_report(a);
    return cs_row_answer(&report, (uint32_t)question, cs_row_worlds(&report, account));
}

bool casus_row_find(const casus_answer *a, const char *id, size_t *row)
{
    const struct cs_ledger_row *found =
        a == NULL || id == NULL || row == NULL ? NULL : cs_ledger_row(a->answer->ledger, id);

    if (found != NULL)
        *row = (size_t)(found - a->answer->ledger->rows);
    return found != NULL;
}

/* ---- entries and claims ---- */

/* The entries as they were written, and an act with which it was run; those that the checker derived are left out. */
static size_t list_entries(const casus_answer *a, const struct cs_entry **out)
{
    size_t count = 0;

    for (const struct cs_file *file = a->answer->plan->files; file != NULL; file = file->next)
        for (const struct cs_entry *entry = file->entries; entry != NULL; entry = entry->next) {
            if (entry->derived_from != NULL || entry->asked)
                continue;
            if (out != NULL)
                out[count] = entry;
            count++;
        }
    return count;
}

size_t casus_entry_count(const casus_answer *a)
{
    return a == NULL ? 0 : list_entries(a, NULL);
}

static const struct cs_entry *find_entry(casus_answer *a, size_t index, casus_status *status)
{
    *status = a == NULL ? CASUS_ERR_ARGUMENT : a->answer->failure.status;
    if (*status != CASUS_OK)
        return NULL;
    if (a->entries == NULL) {
        a->entry_count = list_entries(a, NULL);
        a->entries = cs_arena_array(&a->arena, a->entry_count, sizeof *a->entries);
        if (a->entries == NULL) {
            *status = cs_fail_memory(&a->answer->failure);
            return NULL;
        }
        list_entries(a, a->entries);
    }
    if (index < a->entry_count)
        return a->entries[index];
    *status = CASUS_ERR_ARGUMENT;
    return NULL;
}

static const char *keep(casus_answer *a, struct cs_buffer *text)
{
    const char *kept = cs_arena_text(&a->arena, cs_buffer_string(text), text->length);

    if (text->failed)
        a->arena.failed = true;
    cs_buffer_release(text);
    return kept;
}

static const char *moment_of(casus_answer *a, const struct cs_moment *moment)
{
    char text[96];

    if (moment->form == CS_MOMENT_NONE)
        return NULL;
    cs_moment_text(moment, text);
    return cs_arena_text(&a->arena, text, strlen(text));
}

casus_status casus_entry_at(casus_answer *a, size_t index, struct casus_entry *out)
{
    const struct cs_entry *entry;
    struct cs_report report;
    struct cs_buffer text;
    casus_status status;
    size_t column;

    if (out == NULL)
        return CASUS_ERR_ARGUMENT;
    memset(out, 0, sizeof *out);
    entry = find_entry(a, index, &status);
    if (entry == NULL)
        return status;
    report = cs_api_report(a);
    cs_buffer_init(&text);
    cs_row_entry(&report, entry, &text);
    out->label = cs_row_name(&report, entry->label);
    out->date = moment_of(a, &entry->moment);
    out->text = keep(a, &text);
    out->record = entry->span.source->name;
    cs_source_place(entry->span.source, entry->span.start, &out->line, &column);
    for (const struct cs_claim *claim = entry->claims; claim != NULL; claim = claim->next)
        out->claim_count++;
    if (entry->concluded != NULL) {
        out->concluded = entry->concluded->why;
        out->recorded = moment_of(a, &entry->concluded->recorded);
    }
    if (!cs_arena_failed(&a->arena))
        return CASUS_OK;
    memset(out, 0, sizeof *out);
    return cs_fail_memory(&a->answer->failure);
}

static const char *via_of(casus_answer *a, const struct cs_report *report, const struct cs_claim *claim)
{
    struct cs_buffer text;

    if (claim->via == NULL)
        return NULL;
    cs_buffer_init(&text);
    for (const struct cs_via *via = claim->via; via != NULL; via = via->next)
        cs_buffer_printf(&text, "%s%s", via != claim->via ? ", " : "", cs_row_name(report, via->name));
    return keep(a, &text);
}

/* A claim on an entry; NULL, with the status, if there is none. */
static const struct cs_claim *find_claim(casus_answer *a, size_t entry, size_t index, casus_status *status)
{
    const struct cs_entry *of = find_entry(a, entry, status);
    const struct cs_claim *claim = of != NULL ? of->claims : NULL;

    for (; claim != NULL && index > 0; claim = claim->next)
        index--;
    if (of != NULL && claim == NULL)
        *status = CASUS_ERR_ARGUMENT;
    return claim;
}

casus_status casus_claim_passage(casus_answer *a, size_t entry, size_t index, struct casus_cited *out)
{
    static const char *const states[] = {"none", "unverified", "verified", "outside", "changed", "misquoted"};
    const struct cs_claim *claim;
    struct cs_passage passage;
    casus_status status;

    if (out == NULL)
        return CASUS_ERR_ARGUMENT;
    memset(out, 0, sizeof *out);
    claim = find_claim(a, entry, index, &status);
    if (claim == NULL)
        return status;
    cs_documents_passage(&a->documents, claim, &passage);
    *out = (struct casus_cited){states[passage.state], passage.bytes, passage.length};
    return CASUS_OK;
}

casus_status casus_claim_at(casus_answer *a, size_t entry, size_t index, struct casus_claim *out)
{
    static const char *const kinds[] = {"says", "denies", "asks", "retracts"};
    const struct cs_claim *claim;
    struct cs_report report;
    casus_status status;

    if (out == NULL)
        return CASUS_ERR_ARGUMENT;
    memset(out, 0, sizeof *out);
    claim = find_claim(a, entry, index, &status);
    if (claim == NULL)
        return status;
    report = cs_api_report(a);
    *out = (struct casus_claim){.kind = kinds[claim->kind],
                                .voice = cs_row_name(&report, claim->voice),
                                .via = via_of(a, &report, claim),
                                .source = cs_row_name(&report, claim->source),
                                .recorded = moment_of(a, &claim->recorded),
                                .gist = claim->gist,
                                .quote = claim->quote};
    if (claim->anchor.given) {
        out->start = (size_t)claim->anchor.start;
        out->end = (size_t)claim->anchor.end;
    }
    if (!cs_arena_failed(&a->arena))
        return CASUS_OK;
    memset(out, 0, sizeof *out);
    return cs_fail_memory(&a->answer->failure);
}
