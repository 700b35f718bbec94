/* SPDX-License-Identifier: MIT */
/* The runs of the `check` lines of a file: which lines are of one run, and in which order the runs are made. */
#include "answer/verify.h"

#include <stdlib.h>
#include <string.h>

#include "answer/verify_int.h"
#include "run/run_int.h"

static int compare_instants(cs_instant a, cs_instant b)
{
    return a < b ? -1 : a > b;
}

/* Are they of one known-on date, or both of none? */
static bool same_known(const struct cs_check *a, const struct cs_check *b)
{
    bool known = a->known.form != CS_MOMENT_NONE;

    return known == (b->known.form != CS_MOMENT_NONE) && (!known || a->known.end == b->known.end);
}

/* Checks of one run are neighbours, and of one known-on date the run goes on from each to the next. */
static int compare_runs(const struct cs_check *a, const struct cs_check *b)
{
    bool a_known = a->known.form != CS_MOMENT_NONE, b_known = b->known.form != CS_MOMENT_NONE;

    if (a_known != b_known)
        return a_known - b_known;
    if (a_known && a->known.end != b->known.end)
        return compare_instants(a->known.end, b->known.end);
    return compare_instants(a->day.end, b->day.end);
}

static int by_run(const void *a, const void *b)
{
    const struct cs_verdict *const *x = a, *const *y = b;
    int order = compare_runs((*x)->check, (*y)->check);

    return order != 0 ? order : *x < *y ? -1 : *x > *y; /* of one run as they are written */
}

static const char *keep(struct verifying *v, struct cs_buffer *text)
{
    const char *kept = cs_arena_text(&v->verdicts->arena, cs_buffer_string(text), text->length);

    if (kept == NULL || text->failed)
        cs_fail_memory(v->failure);
    cs_buffer_release(text);
    return kept;
}

static void evaluate(struct verifying *v, struct cs_verdict *verdict)
{
    struct cs_buffer found;

    cs_buffer_init(&found);
    verdict->passed = cs_verify_passes(v, verdict->check, &found);
    if (verdict->passed)
        cs_buffer_release(&found);
    else
        verdict->found = keep(v, &found);
}

static casus_status find_rows(struct verifying *v)
{
    v->row_of = calloc(v->ledger->run->bond_count + 1, sizeof *v->row_of);
    if (v->row_of == NULL)
        return cs_fail_memory(v->failure);
    for (size_t i = 0; i < v->ledger->row_count; i++)
        if (v->ledger->rows[i].bond != CS_NO_ROW)
            v->row_of[v->ledger->rows[i].bond] = &v->ledger->rows[i];
    return CASUS_OK;
}

static void end_answer(struct verifying *v)
{
    cs_answer_free(v->answer);
    v->answer = NULL;
}

/* Is it a bond of which one of the checks at hand tells? */
static bool is_asked(const struct cs_run *run, const struct cs_bond_state *bond, const void *context)
{
    const struct verifying *v = context;

    for (size_t i = 0; i < v->at_hand_count; i++) {
        const struct cs_check *check = v->at_hand[i]->check;

        if ((check->kind == CS_CHECK_BOND || check->kind == CS_CHECK_COUNT) &&
            cs_ledger_bond_fits(run, bond, check->article, &check->bond))
            return true;
    }
    return false;
}

/*
 * Makes the answer for the checks at hand, of the one before it if that is of an earlier date and the same known-on
 * date. It has only the rows of which they tell.
 */
static casus_status make_answer(struct verifying *v, const struct cs_ledger_wanted *wanted)
{
    const struct cs_check *check = v->at_hand[0]->check;
    struct cs_wishes wishes = {.as_of.end = check->day.end, .known_given = check->known.form != CS_MOMENT_NONE,
                               .known.end = check->known.end, .node_budget = v->node_budget, .wanted = wanted,
                               .goes_on = v->goes_on && wanted != NULL};

    if (v->answer != NULL && wishes.known_given == v->answer->wishes.known_given &&
        (!wishes.known_given || wishes.known.end == v->answer->wishes.known.end)) {
        v->answer->wishes.wanted = wanted;
        v->answer->wishes.goes_on = wishes.goes_on;
        return cs_answer_later(&v->answer, &wishes.as_of, v->failure);
    }
    end_answer(v);
    return cs_answer_new(v->plan, &wishes, v->failure, &v->answer);
}

/* Evaluates the checks at hand; up to the first that fails if they are to hold. True: all of them hold. */
static bool evaluate_all(struct verifying *v, bool to_hold)
{
    bool hold = true;

    v->ledger = v->answer->ledger;
    find_rows(v);
    for (size_t i = 0; i < v->at_hand_count && v->failure->status == CASUS_OK && (hold || !to_hold); i++) {
        cs_arena_init(&v->scratch);
        evaluate(v, v->at_hand[i]);
        hold &= v->at_hand[i]->passed;
        if (cs_arena_failed(&v->scratch))
            cs_fail_memory(v->failure);
        cs_arena_release(&v->scratch);
        if (cs_answer_status(v->answer, "this check") != CASUS_OK)
            cs_fail(v->failure, v->answer->failure.status, "%s", v->answer->failure.message);
    }
    free(v->row_of);
    v->row_of = NULL;
    cs_verify_end_trials(v);
    v->ledger = NULL;
    return hold;
}

/*
 * Evaluates checks of one run. If one does not hold, what is found instead is told by an answer with all rows, in their
 * order; with `apart` that is the only one.
 */
static void run_checks(struct verifying *v, struct cs_verdict *const *checks, size_t count, bool apart)
{
    v->at_hand = checks;
    v->at_hand_count = count;
    if (!apart && (make_answer(v, &v->asked) != CASUS_OK || evaluate_all(v, true) || v->failure->status != CASUS_OK))
        return;
    end_answer(v);
    if (make_answer(v, NULL) == CASUS_OK)
        evaluate_all(v, false);
}

static size_t end_of_run(struct cs_verdict *const *checks, size_t first, size_t count)
{
    size_t end = first + 1;

    while (end < count && compare_runs(checks[first]->check, checks[end]->check) == 0)
        end++;
    return end;
}

/*
 * A run has failed. A run that went on from another may fail where one of its own does not; and of several that fail,
 * the one of the first check is told. So each that is left is made anew, in the order of the lines.
 */
static void run_apart(struct verifying *v, struct cs_verdict **checks, size_t first, size_t count)
{
    struct cs_verdict *next;

    *v->failure = (struct cs_failure){.status = CASUS_OK};
    do {
        size_t at = count;

        next = NULL;
        for (size_t i = first; i < count; i++)
            if (checks[i] != NULL && (next == NULL || checks[i] < next)) {
                next = checks[i];
                at = i;
            }
        if (next != NULL) {
            size_t end = at + 1;

            while (end < count && checks[end] != NULL && compare_runs(next->check, checks[end]->check) == 0)
                end++;
            run_checks(v, checks + at, end - at, true);
            memset(checks + at, 0, (end - at) * sizeof *checks);
        }
    } while (next != NULL && v->failure->status == CASUS_OK);
}

static void run_all(struct verifying *v, struct cs_verdict **checks, size_t count,
                    void (*progress)(void *context, size_t done, size_t all), void *context)
{
    for (size_t first = 0, end; first < count && v->failure->status == CASUS_OK; first = end) {
        end = end_of_run(checks, first, count);
        v->goes_on = end < count && same_known(checks[first]->check, checks[end]->check);
        if (progress != NULL)
            progress(context, first, count);
        run_checks(v, checks + first, end - first, false);
        if (v->failure->status != CASUS_OK && v->failure->status != CASUS_ERR_MEMORY) {
            run_apart(v, checks, first, count);
            break;
        }
    }
    end_answer(v);
}

static size_t count_checks(const struct cs_file *file)
{
    size_t count = 0;

    for (const struct cs_check *check = file->checks; check != NULL; check = check->next)
        count++;
    return count;
}

casus_status cs_verify(const struct cs_plan *plan, const struct cs_file *file, size_t node_budget,
                       struct cs_failure *failure, void (*progress)(void *context, size_t done, size_t all),
                       void *context, struct cs_verdicts **out)
{
    struct cs_verdicts *verdicts = calloc(1, sizeof *verdicts);
    struct verifying v = {.plan = plan, .node_budget = node_budget, .failure = failure, .verdicts = verdicts};
    size_t count = count_checks(file);
    struct cs_verdict **checks = calloc(count + 1, sizeof *checks);

    v.asked = (struct cs_ledger_wanted){is_asked, &v};

    *out = NULL;
    if (verdicts == NULL || checks == NULL) {
        free(verdicts);
        free(checks);
        return cs_fail_memory(failure);
    }
    cs_arena_init(&verdicts->arena);
    verdicts->items = cs_arena_array(&verdicts->arena, count, sizeof *verdicts->items);
    if (verdicts->items == NULL)
        cs_fail_memory(failure);
    for (const struct cs_check *check = file->checks; check != NULL && verdicts->items != NULL; check = check->next) {
        checks[verdicts->count] = &verdicts->items[verdicts->count];
        verdicts->items[verdicts->count++].check = check;
    }
    if (verdicts->count > 0)
        qsort(checks, verdicts->count, sizeof *checks, by_run);
    run_all(&v, checks, verdicts->count, progress, context);
    free(checks);
    if (failure->status != CASUS_OK) {
        cs_verdicts_free(verdicts);
        return failure->status;
    }
    for (size_t i = 0; i < verdicts->count; i++)
        verdicts->failed += !verdicts->items[i].passed;
    *out = verdicts;
    return CASUS_OK;
}

void cs_verdicts_free(struct cs_verdicts *verdicts)
{
    if (verdicts == NULL)
        return;
    cs_arena_release(&verdicts->arena);
    free(verdicts);
}
