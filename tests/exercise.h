/* SPDX-License-Identifier: MIT */
/*
 * Calls everything that can be called on a case as of one moment, and writes the results: used by the fuzz targets and
 * by the fault tests, which compare what is written.
 */
#ifndef TESTS_EXERCISE_H
#define TESTS_EXERCISE_H

#include "ledger/next.h"
#include "page/page.h"
#include "answer/verify.h"
#include "reasons/why.h"
#include "store/case.h"
#include "write/write.h"

#define EXERCISE_QUESTIONS_MAX 64

struct exercise {
    const struct cs_case *c;
    struct cs_failure *failure;
    struct cs_docket *docket;
    struct cs_run *run;
    struct cs_ledger *ledger;
    struct cs_arena arena; /* released after each row */
    struct cs_report report;
    struct cs_buffer *out;
};

static inline void exercise_reasons(struct exercise *e, const struct cs_reason *reason, size_t depth)
{
    for (; reason != NULL; reason = reason->next) {
        cs_buffer_repeat(e->out, ' ', 4 + 2 * depth);
        cs_buffer_printf(e->out, "%s\n", reason->text);
        exercise_reasons(e, reason->first, depth + 1);
    }
}

static inline casus_status exercise_status(struct exercise *e)
{
    casus_status worlds = cs_worlds_status(e->docket->worlds);

    if (e->failure->status != CASUS_OK)
        return e->failure->status;
    if (worlds != CASUS_OK)
        return cs_fail(e->failure, worlds, "the worlds of the docket failed");
    if (cs_arena_failed(&e->arena) || cs_arena_failed(&e->ledger->arena) || cs_arena_failed(&e->docket->arena) ||
        e->out->failed)
        return cs_fail_memory(e->failure);
    return CASUS_OK;
}

static inline void exercise_cases(struct exercise *e, const struct cs_ledger_row *row)
{
    struct cs_ledger_case *cases;
    size_t count = 0;

    if (cs_ledger_cases(e->ledger, row, &e->arena, &cases, &count) != CASUS_OK)
        return;
    for (size_t i = 0; i < count; i++) {
        cs_buffer_printf(e->out, "  %s%s if", cs_ledger_state_text(e->ledger, cases[i].piece->state),
                         cases[i].piece->still_owed ? ", still owed" : "");
        for (uint32_t k = 0; k < cases[i].count; k++)
            cs_buffer_printf(e->out, " %u=%u", cases[i].questions[k], cases[i].answers[k]);
        cs_buffer_char(e->out, '\n');
    }
}

/* The reasons as text, JSON and DOT. */
static inline void exercise_reasons_written(struct exercise *e, const struct cs_ledger_row *row, cs_set worlds,
                                            const struct cs_reason *first)
{
    struct cs_reasons_part part = {.state = cs_ledger_state(e->ledger, row, worlds), .reasons = first};
    struct cs_reasons reasons = {.row = row, .parts = &part, .part_count = 1};

    if (cs_reasons_text(&e->report, &reasons, 1, e->out) == CASUS_OK)
        cs_reasons_json(&e->report, &reasons, 1, e->out);
}

static inline void exercise_account(struct exercise *e, const struct cs_ledger_row *row, cs_set worlds)
{
    uint32_t questions[EXERCISE_QUESTIONS_MAX];
    struct cs_reason *reasons = NULL;
    size_t count = cs_ledger_turns_on(e->ledger, row, worlds, questions, EXERCISE_QUESTIONS_MAX);

    cs_buffer_printf(e->out, "  %s", cs_ledger_state_text(e->ledger, cs_ledger_state(e->ledger, row, worlds)));
    for (size_t i = 0; i < count; i++)
        cs_buffer_printf(e->out, " %u", questions[i]);
    cs_buffer_char(e->out, '\n');
    if (cs_why(e->ledger, row, worlds, &e->arena, &reasons) == CASUS_OK)
        exercise_reasons(e, reasons, 0);
    if (e->failure->status == CASUS_OK)
        exercise_reasons_written(e, row, worlds, reasons);
}

static inline casus_status exercise_rows(struct exercise *e)
{
    for (size_t i = 0; i < e->ledger->row_count && exercise_status(e) == CASUS_OK; i++) {
        const struct cs_ledger_row *row = &e->ledger->rows[i];

        cs_buffer_printf(e->out, "%s %s %s %s\n", row->id, cs_ledger_kind_text(row->kind),
                         cs_ledger_content(e->ledger, row), cs_ledger_common(e->ledger, row));
        cs_arena_init(&e->arena);
        exercise_account(e, row, e->docket->possible);
        for (size_t a = 0; a < e->ledger->account_count; a++)
            exercise_account(e, row, e->ledger->accounts[a].worlds);
        exercise_cases(e, row);
        exercise_status(e);
        cs_arena_release(&e->arena);
    }
    return e->failure->status;
}

static inline casus_status exercise_next(struct exercise *e)
{
    struct cs_next *next;
    casus_status s = cs_next_new(e->ledger, CS_NO_NAME, &next);

    if (s != CASUS_OK)
        return s;
    for (size_t i = 0; i < next->must_count; i++)
        cs_buffer_printf(e->out, "must %s\n", cs_ledger_content(e->ledger, next->must[i]));
    for (size_t i = 0; i < next->expected_count; i++)
        cs_buffer_printf(e->out, "expected %s\n", cs_ledger_content(e->ledger, next->expected[i]));
    for (size_t i = 0; i < next->coming_count; i++)
        cs_buffer_printf(e->out, "coming %s %s\n", next->coming[i].on, next->coming[i].act);
    for (size_t i = 0; i < next->may_count; i++) {
        cs_buffer_printf(e->out, "may %s\n", next->may[i].act);
        for (size_t k = 0; k < next->may[i].blocker_count; k++)
            cs_buffer_printf(e->out, "  unless %s\n", next->may[i].blockers[k]);
    }
    if (cs_next_text(&e->report, next, NULL, e->out) == CASUS_OK &&
        cs_next_json(&e->report, next, NULL, e->out) == CASUS_OK)
        cs_next_csv(&e->report, next, e->out);
    if (e->failure->status == CASUS_OK)
        cs_next_calendar(&e->report, next, e->out);
    cs_next_free(next);
    return exercise_status(e);
}

static inline casus_status exercise_report(struct exercise *e)
{
    static casus_status (*const writers[])(const struct cs_report *report, struct cs_buffer *out) = {
        cs_report_text, cs_report_json, cs_report_csv, cs_requests_text, cs_requests_json, cs_requests_csv};

    e->report = (struct cs_report){.ledger = e->ledger, .as_of = "2022-10-29", .end = 1667088000};
    for (size_t i = 0; i < sizeof writers / sizeof *writers; i++)
        if (writers[i](&e->report, e->out) != CASUS_OK)
            return exercise_status(e);
    cs_brief(&e->report, "a.record", e->out);
    return exercise_status(e);
}

/* A check line of a word: its rows, or what the rules lack that could conclude it. */
static inline void exercise_word(struct exercise *e, uint32_t relation)
{
    struct cs_check check = {.kind = CS_CHECK_HOLDS, .term = {.head = e->c->plan->relations[relation].head}};
    struct cs_reasons subject = {.sentence = "a word"};
    struct cs_reasons_part part = {.of_account = false};
    struct cs_reply reply = {.asked = "a word", .read = "a word", .yes = CS_STATE_HOLDS, .no = CS_STATE_DOES_NOT_HOLD,
                             .subjects = &subject, .subject_count = 1};
    struct cs_reason *reasons;
    struct cs_fit *fits;

    if (cs_why_holds(e->ledger, &check, e->ledger->docket->possible, &e->arena, &reasons) != CASUS_OK ||
        cs_ledger_fits(e->ledger, &check, &e->arena, &fits, &reply.fit_count) != CASUS_OK)
        return;
    part.reasons = reasons;
    subject.parts = &part;
    subject.part_count = 1;
    subject.set = cs_ledger_holds(e->ledger, &check);
    reply.fits = fits;
    cs_buffer_printf(e->out, "%s\n", cs_reply_open(&e->report, &reply) ? "open" : "answered");
    if (cs_reply_text(&e->report, &reply, e->out) == CASUS_OK)
        cs_reply_json(&e->report, &reply, e->out);
}

static inline casus_status exercise_words(struct exercise *e)
{
    for (uint32_t i = 0; i < e->c->plan->relation_count && exercise_status(e) == CASUS_OK; i++) {
        if (e->c->plan->relations[i].kind != CS_RELATION_EVENT && e->c->plan->relations[i].kind != CS_RELATION_FACT)
            continue;
        cs_arena_init(&e->arena);
        exercise_word(e, i);
        exercise_status(e);
        cs_arena_release(&e->arena);
    }
    return e->failure->status;
}

/* What changed since two days before. */
static inline casus_status exercise_changes(struct exercise *e, cs_instant before)
{
    struct exercise old = {.c = e->c, .failure = e->failure, .out = e->out};
    struct cs_changes *changes = NULL;

    if (cs_docket_new(e->c->plan, false, 0, before, 0, e->failure, &old.docket) == CASUS_OK &&
        cs_run_new(old.docket, before, &old.run) == CASUS_OK &&
        cs_ledger_new(old.run, false, CS_NO_NAME, &old.ledger) == CASUS_OK &&
        cs_changes_new(old.ledger, e->ledger, &changes) == CASUS_OK) {
        old.report = (struct cs_report){.ledger = old.ledger, .as_of = "2022-10-27"};
        if (cs_changes_text(&old.report, &e->report, changes, e->out) == CASUS_OK &&
            cs_changes_json(&old.report, &e->report, changes, e->out) == CASUS_OK)
            cs_changes_csv(&old.report, &e->report, changes, e->out);
    }
    cs_changes_free(changes);
    cs_ledger_free(old.ledger);
    cs_run_free(old.run);
    cs_docket_free(old.docket);
    return exercise_status(e);
}

/* The page, and its story alone. */
static inline casus_status exercise_page(struct exercise *e, cs_instant end)
{
    struct cs_page_settings settings = {.end = end};

    if (cs_page_html(&e->report, &settings, e->out) == CASUS_OK)
        cs_page_svg(&e->report, &settings, e->out);
    return exercise_status(e);
}

/*
 * Docket, run up to `end`, ledger; the reports; of every row its states, what they depend on, its cases and its
 * reasons; what is next. Stops at the first failure. Frees everything.
 */
static inline casus_status exercise_run(const struct cs_case *c, size_t node_budget, cs_instant end,
                                        struct cs_failure *failure, struct cs_buffer *out)
{
    struct exercise e = {.c = c, .failure = failure, .out = out};

    cs_arena_init(&e.arena);
    if (cs_docket_new(c->plan, false, 0, end, node_budget, failure, &e.docket) == CASUS_OK &&
        cs_run_new(e.docket, end, &e.run) == CASUS_OK &&
        cs_ledger_new(e.run, false, CS_NO_NAME, &e.ledger) == CASUS_OK && exercise_report(&e) == CASUS_OK &&
        exercise_page(&e, end) == CASUS_OK && exercise_rows(&e) == CASUS_OK && exercise_next(&e) == CASUS_OK &&
        exercise_words(&e) == CASUS_OK)
        exercise_changes(&e, end - 2 * 86400);
    cs_ledger_free(e.ledger);
    cs_run_free(e.run);
    cs_docket_free(e.docket);
    return failure->status;
}

/* The verdicts on all check lines. */
static inline casus_status exercise_verify(const struct cs_case *c, size_t node_budget, struct cs_failure *failure,
                                           struct cs_buffer *out)
{
    struct cs_verdicts *verdicts;

    for (const struct cs_file *file = c->files; file != NULL; file = file->next) {
        if (cs_verify(c->plan, file, node_budget, failure, NULL, NULL, &verdicts) != CASUS_OK)
            return failure->status;
        for (size_t i = 0; i < verdicts->count; i++)
            cs_buffer_printf(out, "%zu %s\n", i, verdicts->items[i].passed ? "passed" : verdicts->items[i].found);
        cs_verdicts_free(verdicts);
    }
    return out->failed ? cs_fail_memory(failure) : CASUS_OK;
}

#endif
