/* SPDX-License-Identifier: MIT */
/* Who must act and who may, for programs (JSON and CSV): each duty and each power by itself. */
#include "view/export.h"
#include "view/rows.h"
#include "write/csv.h"
#include "write/json.h"
#include "write/row_data.h"
#include "write/write.h"

/* The earliest possible deadline on an account; NULL if it has none there. */
static const char *deadline_of(const struct cs_report *report, const struct cs_ledger_row *row, size_t account,
                               char out[32])
{
    struct cs_ledger_due due = cs_ledger_due(report->ledger, row, cs_row_worlds(report, account));

    return due.first != NULL ? cs_row_deadline(due.first, out) : NULL;
}

static void write_must(struct cs_json *json, const struct cs_report *report, const struct cs_ledger_row *row)
{
    const char *const *concluded;
    struct cs_arena arena;
    char deadline[32];
    size_t count;

    cs_json_open(json, '{', false);
    cs_json_row_id(json, row);
    cs_json_row_terms(json, report, row, NULL);
    cs_json_row_states(json, "states", report, row);
    cs_json_key(json, "deadlines");
    cs_json_open(json, '{', true);
    for (size_t a = 0; a < cs_row_account_count(report); a++)
        cs_json_pair(json, cs_row_account(report, a), deadline_of(report, row, a, deadline));
    cs_json_close(json, '}');
    cs_arena_init(&arena);
    concluded = cs_row_concluded_anywhere(report, row, &arena, &count);
    cs_json_concluded(json, concluded, count);
    json->out->failed = json->out->failed || cs_arena_failed(&arena);
    cs_arena_release(&arena);
    cs_json_close(json, '}');
}

static void write_turns_on(struct cs_json *json, const struct cs_report *report, cs_set power)
{
    struct cs_arena arena;
    const uint32_t *questions;
    size_t count;

    cs_arena_init(&arena);
    questions = cs_row_set_questions(report, power, cs_row_shown(report), &arena, &count);
    cs_json_questions(json, report, questions, count);
    json->out->failed = json->out->failed || cs_arena_failed(&arena);
    cs_arena_release(&arena);
}

/* As people read it of what comes by itself: so, or not so. */
static enum cs_state state_of(const struct cs_report *report, const struct cs_next_may *may, size_t account)
{
    return may->waits == NULL ? cs_row_power(report, may->worlds, account)
                              : cs_ledger_standing(report->ledger, cs_row_worlds(report, account), may->worlds,
                                                   CS_STATE_HOLDS, CS_STATE_DOES_NOT_HOLD);
}

static void write_may(struct cs_json *json, const struct cs_report *report, const struct cs_next_may *may)
{
    cs_json_open(json, '{', false);
    if (may->waits != NULL) {
        cs_json_pair(json, "on", may->on);
        cs_json_pair(json, "ends", may->waits);
    }
    cs_json_pair(json, "article", cs_row_name(report, may->article));
    cs_json_pair(json, "actor", cs_row_name(report, may->actor));
    cs_json_pair(json, "act", may->act);
    cs_json_key(json, "states");
    cs_json_open(json, '{', true);
    for (size_t a = 0; a < cs_row_account_count(report); a++)
        cs_json_pair(json, cs_row_account(report, a), cs_state_text(state_of(report, may, a)));
    cs_json_close(json, '}');
    write_turns_on(json, report, may->worlds);
    cs_json_key(json, "blockers");
    cs_json_open(json, '[', true);
    for (size_t i = 0; i < may->blocker_count; i++)
        cs_json_text(json, may->blockers[i]);
    cs_json_close(json, ']');
    cs_json_close(json, '}');
}

static void write_rows(struct cs_json *json, const struct cs_report *report, const char *key,
                       const struct cs_ledger_row *const *rows, size_t count)
{
    cs_json_key(json, key);
    cs_json_open(json, '[', false);
    for (size_t i = 0; i < count; i++)
        write_must(json, report, rows[i]);
    cs_json_close(json, ']');
}

static void write_acts(struct cs_json *json, const struct cs_report *report, const char *key,
                       const struct cs_next_may *acts, size_t count)
{
    cs_json_key(json, key);
    cs_json_open(json, '[', false);
    for (size_t i = 0; i < count; i++)
        write_may(json, report, &acts[i]);
    cs_json_close(json, ']');
}

casus_status cs_next_json(const struct cs_report *report, const struct cs_next *next, const char *party,
                          struct cs_buffer *out)
{
    struct cs_json json;

    cs_json_init(&json, out);
    cs_json_open(&json, '{', false);
    cs_json_pair(&json, "as_of", report->as_of);
    cs_json_pair(&json, "known_on", report->known_on);
    cs_json_pair(&json, "party", party);
    cs_json_reservations(&json, report);
    write_rows(&json, report, "must", next->must, next->must_count);
    write_rows(&json, report, "expected", next->expected, next->expected_count);
    write_acts(&json, report, "coming", next->coming, next->coming_count);
    write_acts(&json, report, "may", next->may, next->may_count);
    cs_json_close(&json, '}');
    return cs_report_status(report, NULL, out);
}

static void write_line(const struct cs_report *report, const char *id, const char *kind, cs_name article, cs_name who,
                       const char *act, size_t account, enum cs_state state, struct cs_buffer *out)
{
    cs_csv_field(out, report->as_of, false);
    cs_csv_field(out, report->known_on, false);
    cs_csv_field(out, id, false);
    cs_csv_field(out, kind, false);
    cs_csv_field(out, cs_row_name(report, article), false);
    cs_csv_field(out, cs_row_name(report, who), false);
    cs_csv_field(out, act, false);
    cs_csv_field(out, cs_row_account(report, account), false);
    cs_csv_field(out, cs_ledger_state_text(report->ledger, state), false);
}

static void write_row_lines(const struct cs_report *report, const struct cs_ledger_row *row, struct cs_buffer *out)
{
    struct cs_arena arena;
    char deadline[32];

    cs_arena_init(&arena);
    for (size_t a = 0; a < cs_row_account_count(report); a++) {
        write_line(report, cs_export_row_id(row->id, &arena), cs_ledger_kind_text(row->kind), row->article,
                   row->holder, cs_ledger_content(report->ledger, row), a,
                   cs_ledger_state(report->ledger, row, cs_row_worlds(report, a)), out);
        cs_csv_field(out, deadline_of(report, row, a, deadline), true);
    }
    out->failed = out->failed || cs_arena_failed(&arena);
    cs_arena_release(&arena);
}

static void write_act_lines(const struct cs_report *report, const struct cs_next_may *may, struct cs_buffer *out)
{
    for (size_t a = 0; a < cs_row_account_count(report); a++) {
        write_line(report, NULL, may->waits == NULL ? "power" : "coming", may->article, may->actor, may->act, a,
                   state_of(report, may, a), out);
        cs_csv_field(out, may->on, true);
    }
}

casus_status cs_next_csv(const struct cs_report *report, const struct cs_next *next, struct cs_buffer *out)
{
    static const char *const columns[] = {"as_of", "known_on", "id",    "kind",     "article",
                                          "actor", "act",      "account", "state", "deadline"};

    cs_csv_head(out, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < next->must_count; i++)
        write_row_lines(report, next->must[i], out);
    for (size_t i = 0; i < next->expected_count; i++)
        write_row_lines(report, next->expected[i], out);
    for (size_t i = 0; i < next->coming_count; i++)
        write_act_lines(report, &next->coming[i], out);
    for (size_t i = 0; i < next->may_count; i++)
        write_act_lines(report, &next->may[i], out);
    return cs_report_status(report, NULL, out);
}
