/* SPDX-License-Identifier: MIT */
/* What changed between two dates, for programs (JSON and CSV): each row by itself. */
#include "view/export.h"
#include "view/rows.h"
#include "view/standing.h"
#include "write/csv.h"
#include "write/json.h"
#include "write/row_data.h"
#include "write/write.h"

struct writer {
    const struct cs_report *before, *after;
    const struct cs_changes *changes;
    struct cs_arena arena;
    struct cs_json json;
};

static const char *word_of(const struct cs_ledger_change *change)
{
    if (change->after == NULL)
        return "gone";
    return change->before == NULL ? "new" : change->states || change->due ? "changed" : "deadline";
}

static const char *state_of(const struct cs_report *report, const struct cs_ledger_row *row, size_t account)
{
    const struct cs_ledger *ledger = report->ledger;

    return row == NULL
               ? NULL : cs_ledger_state_text(ledger, cs_ledger_state(ledger, row, cs_row_worlds(report, account)));
}

static size_t deadlines_of(struct writer *w, const struct cs_ledger_change *change, const char ***out)
{
    *out = change->after == NULL ? NULL : cs_arena_array(&w->arena, change->after->piece_count, sizeof **out);
    return *out == NULL ? 0 : cs_changes_deadlines(w->changes, change->after, &w->arena, *out);
}

static void write_row(struct writer *w, const struct cs_ledger_change *change)
{
    const struct cs_report *report = change->after != NULL ? w->after : w->before;
    const struct cs_ledger_row *row = change->after != NULL ? change->after : change->before;
    const char **days;
    size_t count = deadlines_of(w, change, &days);

    cs_json_open(&w->json, '{', false);
    cs_json_pair(&w->json, "change", word_of(change));
    cs_json_row_id(&w->json, row);
    cs_json_row_terms(&w->json, report, row, NULL);
    cs_json_pair(&w->json, "trigger", cs_row_name(report, row->trigger));
    cs_json_row_states(&w->json, "before", w->before, change->before);
    cs_json_row_states(&w->json, "after", w->after, change->after);
    cs_json_key(&w->json, "deadlines_passed");
    cs_json_open(&w->json, '[', true);
    for (size_t i = 0; i < count; i++)
        cs_json_text(&w->json, days[i]);
    cs_json_close(&w->json, ']');
    cs_json_close(&w->json, '}');
}

static void write_answers(struct writer *w, const char *key, const struct cs_report *report, uint32_t question)
{
    cs_json_key(&w->json, key);
    cs_json_open(&w->json, '{', true);
    for (size_t a = 0; question != CS_NOWHERE && a < cs_row_account_count(report); a++)
        cs_json_pair(&w->json, cs_row_account(report, a), cs_row_answer(report, question, cs_row_worlds(report, a)));
    cs_json_close(&w->json, '}');
}

static void write_question(struct writer *w, const struct cs_question_change *q)
{
    cs_json_open(&w->json, '{', false);
    cs_json_pair(&w->json, "change", !q->turns ? "settled" : q->turned_before ? "answered" : "opened");
    cs_json_pair(&w->json, "id", cs_row_name(q->after != CS_NOWHERE ? w->after : w->before, q->question->id));
    cs_json_pair(&w->json, "text", q->question->text);
    write_answers(w, "before", w->before, q->before);
    write_answers(w, "after", w->after, q->after);
    cs_json_close(&w->json, '}');
}

static void write_entry(struct writer *w, const struct cs_entry *entry)
{
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_row_entry(w->after, entry, &text);
    cs_json_pair(&w->json, "entry", cs_buffer_string(&text));
    w->json.out->failed = w->json.out->failed || text.failed;
    cs_buffer_release(&text);
}

/* Writes for each account whether it happened. */
static void write_happened(struct writer *w, cs_set worlds)
{
    const enum cs_state *states = cs_standing_of_set(w->after, worlds, CS_STATE_SO, CS_STATE_NOT_SO, &w->arena);

    cs_json_key(&w->json, "states");
    cs_json_open(&w->json, '{', true);
    for (size_t a = 0; states != NULL && a < cs_row_account_count(w->after); a++)
        cs_json_pair(&w->json, cs_row_account(w->after, a), cs_state_text(states[a]));
    cs_json_close(&w->json, '}');
}

static void write_happenings(struct writer *w)
{
    static const char *const kinds[] = {"says", "denies", "asks", "retracts"};

    cs_json_key(&w->json, "happened");
    cs_json_open(&w->json, '[', false);
    for (size_t i = 0; i < w->changes->happened_count; i++) {
        cs_json_open(&w->json, '{', true);
        write_entry(w, w->changes->happened[i].entry);
        write_happened(w, w->changes->happened[i].worlds);
        cs_json_close(&w->json, '}');
    }
    cs_json_close(&w->json, ']');
    cs_json_key(&w->json, "said");
    cs_json_open(&w->json, '[', false);
    for (size_t i = 0; i < w->changes->said_count; i++) {
        const struct cs_recorded_word *word = &w->changes->said[i];
        const struct cs_claim *claim = word->claim;

        cs_json_open(&w->json, '{', true);
        cs_json_pair(&w->json, "voice", claim != NULL ? cs_row_name(w->after, claim->voice) : NULL);
        cs_json_pair(&w->json, "kind", claim != NULL             ? kinds[claim->kind]
                                      : word->retracted != NULL ? "retracted"
                                                                : "concluded");
        cs_json_pair(&w->json, "source", claim != NULL ? cs_row_name(w->after, claim->source) : NULL);
        write_entry(w, word->entry);
        cs_json_close(&w->json, '}');
    }
    cs_json_close(&w->json, ']');
}

casus_status cs_changes_json(const struct cs_report *before, const struct cs_report *after,
                             const struct cs_changes *changes, struct cs_buffer *out)
{
    struct writer w = {.before = before, .after = after, .changes = changes};
    casus_status status;

    cs_arena_init(&w.arena);
    cs_json_init(&w.json, out);
    cs_json_open(&w.json, '{', false);
    cs_json_pair(&w.json, "from", before->as_of);
    cs_json_pair(&w.json, "to", after->as_of);
    cs_json_pair(&w.json, "known_from", before->known_on);
    cs_json_pair(&w.json, "known_to", after->known_on);
    cs_json_reservations(&w.json, after);
    write_happenings(&w);
    cs_json_key(&w.json, "rows");
    cs_json_open(&w.json, '[', false);
    for (size_t i = 0; i < changes->row_count; i++)
        write_row(&w, &changes->rows[i]);
    cs_json_close(&w.json, ']');
    cs_json_key(&w.json, "questions");
    cs_json_open(&w.json, '[', false);
    for (size_t i = 0; i < changes->question_count; i++)
        write_question(&w, &changes->questions[i]);
    cs_json_close(&w.json, ']');
    cs_json_close(&w.json, '}');
    status = cs_report_status(after, &w.arena, out);
    cs_arena_release(&w.arena);
    return status == CASUS_OK ? cs_report_status(before, NULL, out) : status;
}

/* ---- CSV ---- */

static void write_line(struct writer *w, const struct cs_ledger_change *change, size_t account, struct cs_buffer *out)
{
    const struct cs_report *report = change->after != NULL ? w->after : w->before;
    const struct cs_ledger_row *row = change->after != NULL ? change->after : change->before;
    const char **days;
    size_t count = deadlines_of(w, change, &days);
    struct cs_buffer text;

    cs_csv_field(out, word_of(change), false);
    cs_csv_field(out, cs_export_row_id(row->id, &w->arena), false);
    cs_csv_field(out, cs_ledger_kind_text(row->kind), false);
    cs_csv_row_terms(out, report, row);
    cs_csv_field(out, cs_row_account(report, account), false);
    cs_csv_field(out, state_of(w->before, change->before, account), false);
    cs_csv_field(out, state_of(w->after, change->after, account), false);
    cs_buffer_init(&text);
    for (size_t i = 0; i < count; i++)
        cs_buffer_printf(&text, "%s%s", i > 0 ? "; " : "", days[i]);
    cs_csv_field(out, cs_buffer_string(&text), true);
    out->failed = out->failed || text.failed;
    cs_buffer_release(&text);
}

casus_status cs_changes_csv(const struct cs_report *before, const struct cs_report *after,
                            const struct cs_changes *changes, struct cs_buffer *out)
{
    static const char *const columns[] = {"change",  "id",      "kind",   "article", "holder",          "claimant",
                                          "content", "account", "before", "after",   "deadlines_passed"};
    struct writer w = {.before = before, .after = after, .changes = changes};
    casus_status status;

    cs_arena_init(&w.arena);
    cs_csv_head(out, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < changes->row_count; i++)
        for (size_t a = 0; a < cs_row_account_count(after); a++)
            write_line(&w, &changes->rows[i], a, out);
    status = cs_report_status(after, &w.arena, out);
    cs_arena_release(&w.arena);
    return status == CASUS_OK ? cs_report_status(before, NULL, out) : status;
}
