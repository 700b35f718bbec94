/* SPDX-License-Identifier: MIT */
#include "counsel/pivots.h"

#include <stdlib.h>
#include <string.h>

struct finding {
    struct cs_pivots *p;
    struct cs_worlds *worlds;
    struct cs_arena *arena;
    struct cs_failure *failure;
    size_t most;
};

static casus_status fail(const struct finding *f)
{
    casus_status status = cs_families_status(f->p->families);

    if (cs_arena_failed(f->arena) || status == CASUS_ERR_MEMORY)
        return cs_fail_memory(f->failure);
    if (status != CASUS_OK)
        return cs_fail(f->failure, status,
                       "what decides this line is too entangled: its questions cannot be told apart in this memory. "
                       "Fix some answers, with --reading or --suppose");
    return f->failure->status;
}

/* ---- the states of the line ---- */

static void add_state(struct finding *f, enum cs_state state, cs_set worlds)
{
    struct cs_pivots *p = f->p;
    size_t i = 0;

    while (i < p->state_count && p->states[i].state != state)
        i++;
    if (worlds == CS_NONE)
        return;
    if (i == p->state_count)
        p->states[p->state_count++] = (struct cs_line_state){state, worlds};
    else
        p->states[i].worlds = cs_worlds_or(f->worlds, p->states[i].worlds, worlds);
}

/* The states of a row, in the order of its pieces; the rest of what can be is none of them. */
static void find_row_states(struct finding *f, const struct cs_ledger_row *row)
{
    cs_set possible = f->p->ledger->docket->possible;
    struct cs_union told = {0};

    for (uint32_t i = 0; i < row->piece_count; i++) {
        enum cs_state state = row->pieces[i].state;
        bool seen = false;
        cs_set worlds;

        for (uint32_t k = 0; k < i && !seen; k++)
            seen = row->pieces[k].state == state;
        if (seen)
            continue;
        worlds = cs_ledger_in_states(f->p->ledger, row, &state, 1);
        cs_union_add(f->worlds, &told, worlds);
        add_state(f, cs_ledger_shown(row->kind, state), cs_worlds_and(f->worlds, possible, worlds));
    }
    add_state(f, cs_ledger_shown(row->kind, CS_STATE_NONE),
              cs_worlds_minus(f->worlds, possible, cs_union_worlds(f->worlds, &told)));
}

static void find_states(struct finding *f, const struct cs_reasons *subject, enum cs_state yes, enum cs_state no)
{
    struct cs_pivots *p = f->p;
    cs_set possible = p->ledger->docket->possible;
    uint32_t pieces = subject->row != NULL ? subject->row->piece_count : 0;

    p->states = cs_arena_array(f->arena, (size_t)pieces + 2, sizeof *p->states);
    if (p->states == NULL)
        return;
    if (subject->row != NULL) {
        find_row_states(f, subject->row);
    } else {
        add_state(f, yes, cs_worlds_and(f->worlds, possible, subject->set));
        add_state(f, no, cs_worlds_minus(f->worlds, possible, subject->set));
    }
    p->settled = p->state_count == 1;
}

/* ---- pivots of an account ---- */

/* The worlds that differ from one of the set in answers to these questions alone; the first in the order goes first. */
static cs_set free_answers(struct finding *f, cs_set set, const uint32_t *questions, size_t count)
{
    bool turned = cs_worlds_place(f->worlds, questions[0]) > cs_worlds_place(f->worlds, questions[count - 1]);

    for (size_t i = 0; i < count; i++) {
        uint32_t question = questions[turned ? count - 1 - i : i];
        cs_set any = CS_NONE;

        for (uint32_t a = 0; a < cs_worlds_answer_count(f->worlds, question); a++)
            any = cs_worlds_or(f->worlds, any, cs_worlds_given(f->worlds, set, question, a));
        set = any;
    }
    return set;
}

static void add_outcome(struct finding *f, struct cs_pivot *pivot, enum cs_state state, const uint32_t *answers)
{
    uint32_t *copy = cs_arena_array(f->arena, pivot->count, sizeof *copy);

    if (copy == NULL)
        return;
    memcpy(copy, answers, pivot->count * sizeof *copy);
    pivot->outcomes[pivot->outcome_count++] = (struct cs_pivot_outcome){state, copy};
}

/* Of one question: each answer, and the other states that the line may then have. */
static void add_answers(struct finding *f, struct cs_pivot *pivot, cs_set from, enum cs_state own)
{
    for (uint32_t a = 0; a < cs_worlds_answer_count(f->worlds, pivot->questions[0]); a++)
        for (size_t i = 0; i < f->p->state_count; i++)
            if (f->p->states[i].state != own &&
                cs_worlds_lead(f->worlds, from, pivot->questions[0], a, f->p->states[i].worlds))
                add_outcome(f, pivot, f->p->states[i].state, &a);
}

/* Of several: the first choice of answers. */
static void add_choice(struct finding *f, struct cs_pivot *pivot, enum cs_state state, cs_set reached)
{
    uint32_t *answers = cs_arena_array(f->arena, pivot->count, sizeof *answers);

    for (size_t i = 0; answers != NULL && i < pivot->count; i++) {
        cs_set with;

        do {
            with = cs_worlds_and(f->worlds, reached,
                                 cs_worlds_answer(f->worlds, pivot->questions[i], answers[i]));
        } while (with == CS_NONE && ++answers[i] < cs_worlds_answer_count(f->worlds, pivot->questions[i]));
        reached = with;
    }
    if (answers != NULL && reached != CS_NONE)
        add_outcome(f, pivot, state, answers);
}

/*
 * What other answers to a pivot bring about. Since it is a smallest one, no world of another state differs from `from`
 * in fewer of these questions: the worlds that are reached have other answers to all of them.
 */
static void find_outcomes(struct finding *f, struct cs_pivot *pivot, cs_set from, enum cs_state state)
{
    struct cs_pivots *p = f->p;
    size_t most = p->state_count;
    cs_set freed;

    if (pivot->count == 1)
        most *= cs_worlds_answer_count(f->worlds, pivot->questions[0]);
    pivot->outcomes = cs_arena_array(f->arena, most, sizeof *pivot->outcomes);
    if (pivot->outcomes == NULL)
        return;
    if (pivot->count == 1) {
        add_answers(f, pivot, from, state);
        return;
    }
    freed = free_answers(f, from, pivot->questions, pivot->count);
    for (size_t i = 0; i < p->state_count; i++)
        if (p->states[i].state != state)
            add_choice(f, pivot, p->states[i].state, cs_worlds_and(f->worlds, freed, p->states[i].worlds));
}

static void list_pivots(struct finding *f, struct cs_pivot_account *account, cs_family family, cs_set from)
{
    uint32_t *questions = NULL, *copy;
    size_t *starts = NULL;

    account->pivot_count = cs_families_count(f->p->families, family);
    account->listed = cs_families_list(f->p->families, family, f->most, &questions, &starts);
    account->pivots = cs_arena_array(f->arena, account->listed, sizeof *account->pivots);
    copy = account->listed > 0 ? cs_arena_array(f->arena, starts[account->listed], sizeof *copy) : NULL;
    if (account->pivots == NULL || copy == NULL) {
        account->listed = 0;
    } else {
        memcpy(copy, questions, starts[account->listed] * sizeof *copy);
        for (size_t i = 0; i < account->listed; i++) {
            struct cs_pivot *pivot = &account->pivots[i];

            *pivot = (struct cs_pivot){.questions = copy + starts[i], .count = starts[i + 1] - starts[i]};
            if (from != CS_NONE)
                find_outcomes(f, pivot, from, account->state);
        }
    }
    free(questions);
    free(starts);
}

static void find_account(struct finding *f, struct cs_pivot_account *account)
{
    struct cs_pivots *p = f->p;
    size_t states = 0, own = 0;
    cs_family family = CS_NO_SETS;
    cs_set from, others;

    for (size_t i = 0; i < p->state_count; i++)
        if (!cs_worlds_disjoint(f->worlds, account->worlds, p->states[i].worlds)) {
            states++;
            own = i;
        }
    account->state = states == 0 ? CS_STATE_CONTRADICTORY : states == 1 ? p->states[own].state : CS_STATE_UNDETERMINED;
    if (states == 1) {
        from = cs_worlds_and(f->worlds, account->worlds, p->states[own].worlds);
        others = cs_worlds_minus(f->worlds, p->ledger->docket->possible, p->states[own].worlds);
        list_pivots(f, account, cs_families_changes(p->families, from, others), from);
        return;
    }
    for (size_t i = 0; i < p->state_count && states > 1; i++) {
        from = cs_worlds_and(f->worlds, account->worlds, p->states[i].worlds);
        others = cs_worlds_minus(f->worlds, account->worlds, p->states[i].worlds);
        family = cs_families_join(p->families, family, cs_families_changes(p->families, from, others));
    }
    list_pivots(f, account, family, CS_NONE);
}

static void find_accounts(struct finding *f)
{
    struct cs_pivots *p = f->p;

    p->account_count = p->ledger->account_count;
    p->accounts = cs_arena_array(f->arena, p->account_count, sizeof *p->accounts);
    for (size_t i = 0; p->accounts != NULL && i < p->account_count; i++) {
        p->accounts[i].voice = p->ledger->accounts[i].voice;
        p->accounts[i].worlds = p->ledger->accounts[i].worlds;
        find_account(f, &p->accounts[i]);
    }
}

/* ---- probabilities and evidence ---- */

/* The worlds that judges weigh: those that are looked at. */
static cs_set looked_at(const struct finding *f)
{
    const struct cs_ledger *ledger = f->p->ledger;

    return cs_worlds_and(f->worlds, ledger->worlds, ledger->docket->possible);
}

/* The questions on which the states of the line, and what can be, depend: all others count alike for each state. */
static bool find_scale(struct finding *f, const uint32_t **out, size_t *count)
{
    size_t all = cs_worlds_question_count(f->worlds);
    bool *used = cs_arena_array(f->arena, all, sizeof *used);
    uint32_t *list = cs_arena_array(f->arena, all, sizeof *list);

    *count = 0;
    for (size_t i = 0; used != NULL && list != NULL && i < f->p->state_count; i++) {
        uint32_t *questions;
        size_t found;
        cs_set set = cs_worlds_and(f->worlds, looked_at(f), f->p->states[i].worlds);

        if (!cs_worlds_support(f->worlds, set, &questions, &found)) {
            cs_fail_memory(f->failure);
            return false;
        }
        for (size_t k = 0; k < found; k++)
            used[questions[k]] = true;
        free(questions);
    }
    for (uint32_t q = 0; used != NULL && list != NULL && q < all; q++)
        if (used[q])
            list[(*count)++] = q;
    *out = list;
    return used != NULL && list != NULL;
}

static uint32_t *copy_of(struct finding *f, const uint32_t *number, size_t digits)
{
    uint32_t *copy = cs_arena_array(f->arena, digits, sizeof *copy);

    if (copy != NULL && number != NULL)
        memcpy(copy, number, digits * sizeof *copy);
    return copy;
}

/* What an answer to the question at this place of the scale is worth. */
static void weigh_evidence(struct finding *f, struct cs_judgement *j, const struct cs_weight *weights, uint32_t answers,
                           size_t place, struct cs_evidence *e)
{
    e->settles = copy_of(f, NULL, j->digits);
    e->right = copy_of(f, NULL, j->digits);
    e->answers = cs_arena_array(f->arena, answers, sizeof *e->answers);
    for (uint32_t a = 0; e->settles != NULL && e->right != NULL && e->answers != NULL && a < answers; a++) {
        const uint32_t *best = NULL;
        size_t possible = 0, own = 0;

        for (size_t s = 0; s < f->p->state_count; s++) {
            const uint32_t *weight = weights[s].by_answer[place][a];

            if (cs_natural_is_zero(weight, j->digits))
                continue;
            possible++;
            own = s;
            if (best == NULL || cs_natural_compare(weight, best, j->digits) > 0)
                best = weight;
        }
        e->answers[a] = (struct cs_evidence_answer){
            .answer = a,
            .possible = possible > 0,
            .state = possible == 1 ? f->p->states[own].state : CS_STATE_UNDETERMINED};
        if (best != NULL)
            cs_natural_add(e->right, best, j->digits);
        if (possible == 1)
            cs_natural_add(e->settles, best, j->digits);
    }
}

static int by_value(const void *a, const void *b)
{
    const struct cs_evidence *x = a, *y = b;
    int order = cs_natural_compare(y->settles, x->settles, x->digits);

    if (order == 0)
        order = cs_natural_compare(y->right, x->right, x->digits);
    return order != 0 ? order : (x->question > y->question) - (x->question < y->question);
}

static void judge_evidence(struct finding *f, struct cs_judgement *j, const struct cs_scale *scale,
                           const struct cs_weight *weights)
{
    struct cs_pivots *p = f->p;

    j->evidence = cs_arena_array(f->arena, p->question_count, sizeof *j->evidence);
    for (size_t place = 0, i = 0; j->evidence != NULL && i < p->question_count && place < scale->count; place++) {
        if (scale->questions[place] != p->questions[i])
            continue;
        j->evidence[i] = (struct cs_evidence){.question = p->questions[i], .digits = j->digits};
        weigh_evidence(f, j, weights, cs_worlds_answer_count(f->worlds, p->questions[i]), place, &j->evidence[i]);
        j->evidence_count = ++i;
    }
    if (!cs_arena_failed(f->arena) && j->evidence_count > 1)
        qsort(j->evidence, j->evidence_count, sizeof *j->evidence, by_value);
}

static casus_status judge(struct finding *f, const struct cs_credence *credence, struct cs_judgement *j)
{
    struct cs_pivots *p = f->p;
    struct cs_weight *weights = calloc(p->state_count + 1, sizeof *weights);
    const uint32_t **by_place;
    struct cs_scale scale = {.count = 0};
    casus_status status = CASUS_OK;

    *j = (struct cs_judgement){.judge = credence};
    if (weights == NULL || !find_scale(f, &scale.questions, &scale.count)) {
        free(weights);
        return cs_fail_memory(f->failure);
    }
    by_place = cs_arena_array(f->arena, scale.count, sizeof *by_place);
    for (size_t i = 0; by_place != NULL && i < scale.count; i++)
        by_place[i] = credence->weights[scale.questions[i]];
    scale.weights = by_place;
    for (size_t s = 0; by_place != NULL && s < p->state_count && status == CASUS_OK; s++)
        status = cs_weigh(f->worlds, &scale, cs_worlds_and(f->worlds, looked_at(f), p->states[s].worlds),
                          !p->settled, &weights[s]);
    if (status == CASUS_OK && by_place != NULL && p->state_count > 0) {
        j->digits = weights[0].digits;
        j->all = copy_of(f, NULL, j->digits);
        j->states = cs_arena_array(f->arena, p->state_count, sizeof *j->states);
        for (size_t s = 0; j->all != NULL && j->states != NULL && s < p->state_count; s++) {
            j->states[s] = copy_of(f, weights[s].all, j->digits);
            cs_natural_add(j->all, weights[s].all, j->digits);
        }
        if (!p->settled)
            judge_evidence(f, j, &scale, weights);
    }
    for (size_t s = 0; s < p->state_count; s++)
        cs_weight_release(&weights[s]);
    free(weights);
    if (status == CASUS_ERR_LIMIT)
        return cs_fail(f->failure, status, "the probabilities of this line would take more than 1 GB");
    return status == CASUS_OK ? CASUS_OK : cs_fail_memory(f->failure);
}

static void find_questions(struct finding *f)
{
    struct cs_pivots *p = f->p;
    size_t all = cs_worlds_question_count(f->worlds);
    cs_set *sets = cs_arena_array(f->arena, p->state_count, sizeof *sets);
    uint32_t *questions = cs_arena_array(f->arena, all, sizeof *questions);

    if (sets == NULL || questions == NULL)
        return;
    for (size_t i = 0; i < p->state_count; i++)
        sets[i] = p->states[i].worlds;
    p->question_count = cs_turns_on(p->ledger->docket, sets, p->state_count, looked_at(f), questions, all);
    p->questions = questions;
}

casus_status cs_pivots(const struct cs_ledger *ledger, const struct cs_reasons *subject, enum cs_state yes,
                       enum cs_state no, const struct cs_pivots_wish *wish, struct cs_arena *arena,
                       struct cs_pivots *out)
{
    struct finding f = {.p = out, .worlds = ledger->docket->worlds, .arena = arena, .failure = ledger->docket->failure,
                        .most = wish->most};

    *out = (struct cs_pivots){.ledger = ledger, .row = subject->row, .sentence = subject->sentence};
    out->families = cs_families_new(f.worlds, 0);
    if (out->families == NULL)
        return cs_fail_memory(f.failure);
    find_states(&f, subject, yes, no);
    find_questions(&f);
    find_accounts(&f);
    out->judgements = cs_arena_array(arena, wish->judge_count, sizeof *out->judgements);
    if (fail(&f) != CASUS_OK)
        return f.failure->status;
    for (size_t i = 0; i < wish->judge_count; i++) {
        if (judge(&f, &wish->judges[i], &out->judgements[i]) != CASUS_OK)
            return f.failure->status;
        out->judgement_count++;
    }
    return fail(&f);
}

void cs_pivots_release(struct cs_pivots *pivots)
{
    cs_families_free(pivots->families);
    pivots->families = NULL;
}
