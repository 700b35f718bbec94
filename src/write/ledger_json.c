/* SPDX-License-Identifier: MIT */
/*
 * The ledger as JSON. The worlds that are looked at are all, or those of the one account or the readings that were
 * asked for. The cases of a row are disjoint and cover these worlds; `turns_on` is over these worlds too, not over one
 * account. Counts of worlds are decimal strings, since they may exceed the numbers of JSON.
 */
#include "view/done.h"
#include "view/rows.h"
#include "write/json.h"
#include "write/row_data.h"
#include "write/write.h"

#define CASES_MAX (16 << 20) /* bytes of all rows that have several cases */

/* Is the question open in the worlds that are looked at? */
static bool is_shown(const struct cs_report *report, uint32_t question)
{
    return cs_row_answer(report, question, report->ledger->worlds) == NULL;
}

static void add_question(struct cs_json *json, const struct cs_report *report, uint32_t index)
{
    const struct cs_question *question = &report->ledger->docket->questions[index];

    cs_json_open(json, '{', false);
    cs_json_pair(json, "id", cs_row_name(report, question->id));
    cs_json_pair(json, "kind", cs_question_kind_text(question->kind));
    cs_json_pair(json, "text", question->text);
    cs_json_key(json, "answers");
    cs_json_open(json, '{', true);
    for (size_t a = 0; a < cs_row_account_count(report); a++)
        cs_json_pair(json, cs_row_account(report, a), cs_row_answer(report, index, cs_row_worlds(report, a)));
    cs_json_close(json, '}');
    cs_json_close(json, '}');
}

static void add_count(struct cs_json *json, const struct cs_report *report, cs_set worlds)
{
    struct cs_buffer digits;

    cs_buffer_init(&digits);
    cs_worlds_count(report->ledger->docket->worlds, worlds, &digits);
    cs_json_pair(json, "worlds", cs_buffer_string(&digits));
    json->out->failed = json->out->failed || digits.failed;
    cs_buffer_release(&digits);
}

/* Marks that few pieces have are written only where they are true. */
static void add_marks(struct cs_json *json, const struct cs_report *report, const struct cs_ledger_piece *piece)
{
    char have[CS_WIDE_TEXT], of[CS_WIDE_TEXT];

    if (piece->substituted) {
        cs_json_key(json, "substituted");
        cs_json_bool(json, true);
    }
    if (piece->unreported) {
        cs_json_key(json, "unreported");
        cs_json_bool(json, true);
    }
    if (piece->in_part) {
        cs_json_pair(json, "performed", cs_wide_text(piece->have, have));
        cs_json_pair(json, "owed", cs_wide_text(piece->of, of));
    }
    if (piece->without_count > 0) {
        cs_json_key(json, "without");
        cs_json_open(json, '[', true);
        for (uint32_t i = 0; i < piece->without_count; i++)
            cs_json_text(json, cs_row_name(report, piece->without[i]));
        cs_json_close(json, ']');
    }
}

static void add_case(struct cs_json *json, const struct cs_report *report, const struct cs_ledger_case *item)
{
    const struct cs_docket *docket = report->ledger->docket;
    char since[32], deadline[32];

    cs_json_open(json, '{', true);
    cs_json_key(json, "when");
    cs_json_open(json, '{', true);
    for (uint32_t i = 0; i < item->count; i++) {
        const struct cs_question *question = &docket->questions[item->questions[i]];

        cs_json_pair(json, cs_row_name(report, question->id), question->answers[item->answers[i]]);
    }
    cs_json_close(json, '}');
    cs_json_pair(json, "state", cs_ledger_state_text(report->ledger, item->piece->state));
    cs_json_pair(json, "since", cs_row_since(item->piece, since));
    cs_json_pair(json, "deadline", cs_row_deadline(item->piece, deadline));
    cs_json_key(json, "still_owed");
    cs_json_bool(json, item->piece->still_owed);
    add_marks(json, report, item->piece);
    add_count(json, report, item->worlds);
    cs_json_close(json, '}');
}

/* Names the row and the questions on which it depends, its dates too. */
static casus_status fail_cases(const struct cs_report *report, const struct cs_ledger_row *row, size_t count,
                               struct cs_arena *arena)
{
    struct cs_docket *docket = report->ledger->docket;
    cs_set *sets = cs_arena_array(arena, row->piece_count, sizeof *sets);
    uint32_t *on = cs_arena_array(arena, docket->question_count, sizeof *on);
    size_t questions;
    struct cs_buffer list;
    casus_status status;

    if (sets == NULL || on == NULL)
        return cs_fail_memory(docket->failure);
    for (uint32_t i = 0; i < row->piece_count; i++)
        sets[i] = row->pieces[i].worlds;
    questions = cs_turns_on(docket, sets, row->piece_count, report->ledger->worlds, on, docket->question_count);

    cs_buffer_init(&list);
    for (size_t i = 0; i < questions && i < 8; i++)
        cs_buffer_printf(&list, "%s\"%s\"", i == 0 ? "" : ", ", cs_row_name(report, docket->questions[on[i]].id));
    status = cs_fail(docket->failure, CASUS_ERR_LIMIT,
                     "the cases of all rows are more than %d MB of JSON; row %s alone has %zu, of %.300s: ask for one "
                     "account or one request, or say these more closely",
                     CASES_MAX >> 20, row->id, count, cs_buffer_string(&list));
    cs_buffer_release(&list);
    return status;
}

static casus_status add_cases(struct cs_json *json, const struct cs_report *report, const struct cs_ledger_row *row,
                              size_t *written, struct cs_arena *arena)
{
    size_t count, before = json->out->length;
    struct cs_ledger_case *cases;
    casus_status status;

    status = cs_ledger_cases(report->ledger, row, arena, &cases, &count);
    if (status != CASUS_OK)
        return status;
    cs_json_key(json, "cases");
    cs_json_open(json, '[', false);
    for (size_t i = 0; i < count; i++) {
        add_case(json, report, &cases[i]);
        if (count > 1 && !json->out->failed && *written + json->out->length - before > CASES_MAX)
            return fail_cases(report, row, count, arena);
    }
    cs_json_close(json, ']');
    *written += count > 1 && !json->out->failed ? json->out->length - before : 0;
    return CASUS_OK;
}

/* Who is left out of a decision in these worlds; written only if somebody is. */
static void add_left_out(struct cs_json *json, const struct cs_report *report, const struct cs_ledger_row *row,
                         struct cs_arena *arena)
{
    size_t count, on_count;
    const struct cs_left_out *all = cs_ledger_left_out(report->ledger, row, report->ledger->worlds, arena, &count);

    if (count == 0)
        return;
    cs_json_key(json, "without");
    cs_json_open(json, '[', false);
    for (size_t i = 0; i < count; i++) {
        const uint32_t *on = cs_row_left_out_questions(report, &all[i], arena, &on_count);

        cs_json_open(json, '{', true);
        cs_json_pair(json, "who", cs_row_name(report, all[i].who));
        cs_json_key(json, "perhaps");
        cs_json_bool(json, !all[i].certain);
        cs_json_questions(json, report, on, on_count);
        cs_json_close(json, '}');
    }
    cs_json_close(json, ']');
}

/* "days_after": the fewest and the most, or null. */
static void add_days_after(struct cs_json *json, bool has_days, int32_t least, int32_t most)
{
    cs_json_key(json, "days_after");
    if (!has_days) {
        cs_json_text(json, NULL);
        return;
    }
    cs_json_open(json, '[', true);
    cs_json_signed(json, least);
    cs_json_signed(json, most);
    cs_json_close(json, ']');
}

/* By what it was performed or decided in the worlds that are looked at; written only where it was. */
static void add_performed(struct cs_json *json, const struct cs_report *report, const struct cs_ledger_row *row,
                          struct cs_arena *arena)
{
    struct cs_docket *docket = report->ledger->docket;
    size_t count;
    const struct cs_row_done *all = cs_row_done(report, row, report->ledger->worlds, arena, &count);
    char day[32];

    for (size_t i = 0; i < count; i++) {
        if (i == 0) {
            cs_json_key(json, "performed");
            cs_json_open(json, '[', false);
        }
        cs_json_open(json, '{', true);
        cs_json_pair(json, "on", cs_day_text(all[i].first, day));
        cs_json_pair(json, "latest", cs_day_text(all[i].last, day));
        cs_json_pair(json, "by", all[i].by);
        cs_json_pair(json, "what", all[i].name);
        add_days_after(json, all[i].has_days, all[i].days, all[i].days_most);
        cs_json_key(json, "perhaps");
        cs_json_bool(json, !cs_worlds_within(docket->worlds, report->ledger->worlds, all[i].worlds));
        cs_json_close(json, '}');
    }
    if (count > 0)
        cs_json_close(json, ']');
}

/* Of a request what was done for it, owed or not; written only where something was. */
static void add_done(struct cs_json *json, const struct cs_report *report, const struct cs_ledger_row *row,
                     struct cs_arena *arena)
{
    size_t count;
    const struct cs_request_done *all = cs_request_done(report, row, arena, &count);
    char day[32];

    if (count == 0)
        return;
    cs_json_key(json, "done");
    cs_json_open(json, '[', false);
    for (size_t i = 0; i < count; i++) {
        const struct cs_moment *moment = &all[i].what->entry->moment;

        cs_json_open(json, '{', true);
        cs_json_pair(json, "on", cs_day_text(moment->first, day));
        cs_json_pair(json, "latest", cs_day_text(cs_moment_last_beginning(moment), day));
        cs_json_pair(json, "by", all[i].by);
        cs_json_pair(json, "what", cs_row_name(report, all[i].what->value));
        cs_json_pair(json, "text", all[i].text);
        cs_json_key(json, "owed");
        cs_json_bool(json, all[i].owed);
        add_days_after(json, all[i].has_days, all[i].days, all[i].days_most);
        cs_json_states(json, report, all[i].states);
        cs_json_questions(json, report, all[i].questions, all[i].question_count);
        cs_json_close(json, '}');
    }
    cs_json_close(json, ']');
}

static casus_status add_row(struct cs_json *json, const struct cs_report *report, const struct cs_ledger_row *row,
                            size_t *written)
{
    const struct cs_docket *docket = report->ledger->docket;
    struct cs_arena arena;
    const char *const *concluded;
    const uint32_t *questions;
    casus_status status;
    size_t count;

    cs_arena_init(&arena);
    cs_json_open(json, '{', false);
    cs_json_row_id(json, row);
    cs_json_pair(json, "instrument", cs_row_name(report, row->instrument));
    cs_json_row_terms(json, report, row, NULL);
    cs_json_pair(json, "trigger", cs_row_name(report, row->trigger));
    cs_json_pair(json, "request", cs_row_request(report, row));
    cs_json_row_states(json, "states", report, row);
    questions = cs_row_questions(report, row, report->ledger->worlds, &arena, &count);
    cs_json_questions(json, report, questions, count);
    add_left_out(json, report, row, &arena);
    add_performed(json, report, row, &arena);
    add_done(json, report, row, &arena);
    concluded = cs_row_concluded_anywhere(report, row, &arena, &count);
    cs_json_concluded(json, concluded, count);
    status = add_cases(json, report, row, written, &arena);
    cs_json_close(json, '}');
    if (cs_arena_failed(&arena))
        status = cs_fail_memory(docket->failure);
    cs_arena_release(&arena);
    return status;
}

casus_status cs_report_json(const struct cs_report *report, struct cs_buffer *out)
{
    const struct cs_ledger *ledger = report->ledger;
    struct cs_json json;
    size_t written = 0;

    cs_json_init(&json, out);
    cs_json_open(&json, '{', false);
    cs_json_pair(&json, "as_of", report->as_of);
    cs_json_pair(&json, "known_on", report->known_on);
    if (report->grades != NULL)
        cs_json_pair(&json, "grades", report->grades);
    if (report->readings != NULL)
        cs_json_pair(&json, "readings", report->readings);
    cs_json_key(&json, "accounts");
    cs_json_open(&json, '[', true);
    for (size_t a = 0; a < cs_row_account_count(report); a++)
        cs_json_text(&json, cs_row_account(report, a));
    cs_json_close(&json, ']');
    cs_json_reservations(&json, report);
    cs_json_key(&json, "questions");
    cs_json_open(&json, '[', false);
    for (uint32_t i = 0; i < ledger->docket->question_count; i++)
        if (is_shown(report, i))
            add_question(&json, report, i);
    cs_json_close(&json, ']');
    add_count(&json, report, ledger->worlds);
    cs_json_key(&json, "rows");
    cs_json_open(&json, '[', false);
    for (size_t i = 0; i < ledger->row_count; i++) {
        casus_status status = CASUS_OK;

        if (cs_row_wanted(report, &ledger->rows[i]))
            status = add_row(&json, report, &ledger->rows[i], &written);

        if (status != CASUS_OK)
            return status;
    }
    cs_json_close(&json, ']');
    cs_json_close(&json, '}');
    return cs_report_status(report, NULL, out);
}
