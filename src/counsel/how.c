/* SPDX-License-Identifier: MIT */
#include "counsel/how.h"

#include <stdlib.h>
#include <string.h>

#include "counsel/how_int.h"
#include "world/families.h"

/* ---- sets of acts ---- */

struct judging {
    struct how *h;
    struct cs_worlds *worlds;
    cs_set account;  /* the acts that the account allows: all, as a rule */
    cs_set good;     /* after which the goal is so, whatever else */
    cs_set nothing;  /* no act is done */
    cs_set in_time;  /* none is done after the turns of the sequences */
};

static bool is_act(const struct how *h, uint32_t question)
{
    for (size_t i = 0; i < h->act_count; i++)
        if (h->acts[i].question == question)
            return true;
    return false;
}

/* The set without a question: a world of it, with any answer. */
static cs_set without(struct cs_worlds *w, cs_set set, uint32_t question)
{
    cs_set out = CS_NONE;

    for (uint32_t a = 0; a < cs_worlds_answer_count(w, question); a++)
        out = cs_worlds_or(w, out, cs_worlds_given(w, set, question, a));
    return out;
}

/* Leaves the questions of acts alone; those of others are kept in *others, if it is not NULL. */
static cs_set leave_acts(struct judging *j, cs_set set, uint32_t **others, size_t *other_count)
{
    uint32_t *support = NULL;
    size_t count = 0, kept = 0;

    if (!cs_worlds_support(j->worlds, set, &support, &count)) {
        cs_fail_memory(j->h->failure);
        return CS_NONE;
    }
    for (size_t i = 0; i < count; i++)
        if (!is_act(j->h, support[i])) {
            set = without(j->worlds, set, support[i]);
            support[kept++] = support[i];
        }
    if (others != NULL) {
        *others = support;
        *other_count = kept;
    } else {
        free(support);
    }
    return set;
}

static void find_questions(struct how *h)
{
    for (size_t i = 0; i < h->act_count; i++)
        h->acts[i].question = h->acts[i].wrong ? CS_NOWHERE : cs_ballot_question(h->answer, h->acts[i].shown.label);
}

static void keep_questions(struct how *h, const uint32_t *questions, size_t count)
{
    struct cs_how *out = h->out;

    out->questions = cs_arena_array(&out->arena, count, sizeof *out->questions);
    for (size_t i = 0; out->questions != NULL && i < count; i++) {
        const char *text = h->answer->docket->questions[questions[i]].text;

        out->questions[i] = cs_arena_text(&out->arena, text, strlen(text));
    }
    out->question_count = count;
    out->result = CS_HOW_OPEN;
}

/* Sets what acts lead to the goal in the last run. */
static void judge(struct how *h, struct judging *j)
{
    cs_set account = h->answer->ledger->accounts[0].worlds, goal = how_goal(h), bad;
    struct cs_worlds *w = h->answer->docket->worlds;
    uint32_t *others = NULL;
    size_t other_count = 0;

    *j = (struct judging){.h = h, .worlds = w};
    find_questions(h);
    bad = leave_acts(j, cs_worlds_minus(w, account, goal), &others, &other_count);
    j->account = leave_acts(j, account, NULL, NULL);
    j->good = cs_worlds_minus(w, j->account, bad);
    j->nothing = j->account;
    j->in_time = CS_ALL;
    for (size_t i = h->act_count; i-- > 0;) {
        cs_set undone;

        if (h->acts[i].question == CS_NOWHERE)
            continue;
        undone = cs_worlds_answer(w, h->acts[i].question, 1);
        j->nothing = cs_worlds_and(w, j->nothing, undone);
        if (h->acts[i].shown.turn > h->out->turns)
            j->in_time = cs_worlds_and(w, j->in_time, undone);
    }
    if (j->good == CS_NONE && !cs_worlds_disjoint(w, account, goal))
        keep_questions(h, others, other_count);
    free(others);
    if (cs_answer_status(h->answer, "these acts") != CASUS_OK)
        cs_fail(h->failure, h->answer->failure.status, "%s", h->answer->failure.message);
}

/* ---- the sequences ---- */

static size_t act_of(const struct how *h, uint32_t question)
{
    size_t i = 0;

    while (i < h->act_count && h->acts[i].question != question)
        i++;
    return i;
}

/* By time. */
static void sort_acts(const struct how *h, size_t *acts, size_t count)
{
    for (size_t i = 1; i < count; i++)
        for (size_t k = i; k > 0 && how_time(h, &h->acts[acts[k]], acts[k]) <
                                        how_time(h, &h->acts[acts[k - 1]], acts[k - 1]); k--) {
            size_t kept = acts[k];

            acts[k] = acts[k - 1];
            acts[k - 1] = kept;
        }
}

static bool has(const struct cs_how_sequence *s, size_t act)
{
    for (size_t i = 0; i < s->count; i++)
        if (s->acts[i] == act)
            return true;
    return false;
}

static bool same_actor(const char *a, const char *b)
{
    return a != NULL && b != NULL && strcmp(a, b) == 0;
}

/*
 * The worlds in which the acts of the sequence are done and no others; acts of `free` may be either way. From the last
 * act to the first, so that each adds one node above the others.
 */
static cs_set world_of(const struct judging *j, const struct cs_how_sequence *s, const char *free)
{
    const struct how *h = j->h;
    cs_set set = j->account;

    for (size_t i = h->act_count; i-- > 0;)
        if (h->acts[i].question != CS_NOWHERE && !same_actor(h->acts[i].shown.actor, free))
            set = cs_worlds_and(j->worlds, set, cs_worlds_answer(j->worlds, h->acts[i].question, has(s, i) ? 0 : 1));
    return set;
}

/*
 * Are there answers to the acts of somebody, from this act on, with which nothing leads to the goal? `good` and
 * `account` are given what was chosen of his acts before.
 */
static bool can_stop(const struct judging *j, const char *who, size_t from, cs_set good, cs_set account)
{
    while (from < j->h->act_count && (j->h->acts[from].question == CS_NOWHERE ||
                                      !same_actor(j->h->acts[from].shown.actor, who)))
        from++;
    if (good == CS_NONE || good == account || from == j->h->act_count)
        return good == CS_NONE && account != CS_NONE;
    for (uint32_t answer = 0; answer < 2; answer++) {
        uint32_t question = j->h->acts[from].question;

        if (can_stop(j, who, from + 1, cs_worlds_given(j->worlds, good, question, answer),
                     cs_worlds_given(j->worlds, account, question, answer)))
            return true;
    }
    return false;
}

/* By which fewest acts: those of the smallest change that are not in the sequence. */
static void keep_block(struct judging *j, struct cs_families *families, const struct cs_how_sequence *s, cs_set bad,
                       struct cs_how_block *out)
{
    cs_family family = cs_families_changes(families, world_of(j, s, NULL), bad);
    uint32_t *questions = NULL;
    size_t *starts = NULL, *acts;

    if (cs_families_list(families, family, 1, &questions, &starts) == 1 &&
        (acts = cs_arena_array(&j->h->out->arena, starts[1], sizeof *acts)) != NULL) {
        for (size_t i = starts[0]; i < starts[1]; i++) {
            size_t act = act_of(j->h, questions[i]);

            if (!has(s, act))
                acts[out->act_count++] = act;
        }
        out->acts = acts;
    }
    free(questions);
    free(starts);
}

static void find_blocks(struct judging *j, struct cs_families *families, struct cs_how_sequence *s)
{
    const struct how *h = j->h;

    s->blocks = cs_arena_array(&h->out->arena, h->act_count, sizeof *s->blocks);
    for (size_t i = 0; s->blocks != NULL && i < h->act_count; i++) {
        const char *who = h->acts[i].shown.actor;
        bool before = who == NULL || h->acts[i].question == CS_NOWHERE;
        cs_set bad;

        for (size_t k = 0; k < i && !before; k++)
            before = same_actor(h->acts[k].shown.actor, who) && h->acts[k].question != CS_NOWHERE;
        if (before)
            continue;
        bad = cs_worlds_minus(j->worlds, world_of(j, s, who), j->good);
        if (bad == CS_NONE)
            continue;
        s->blocks[s->block_count] =
            (struct cs_how_block){.who = who, .always = can_stop(j, who, 0, j->good, j->account)};
        keep_block(j, families, s, bad, &s->blocks[s->block_count]);
        s->block_count++;
    }
}

static void list_sequences(struct judging *j, struct cs_families *families, cs_family family)
{
    struct cs_how *out = j->h->out;
    uint32_t *questions = NULL;
    size_t *starts = NULL;

    out->sequence_count = cs_families_count(families, family);
    out->listed = cs_families_list(families, family, j->h->wish->most, &questions, &starts);
    out->sequences = cs_arena_array(&out->arena, out->listed, sizeof *out->sequences);
    for (size_t i = 0; out->sequences != NULL && i < out->listed; i++) {
        struct cs_how_sequence *s = &out->sequences[i];
        size_t *acts = cs_arena_array(&out->arena, starts[i + 1] - starts[i], sizeof *acts);

        for (size_t k = starts[i]; acts != NULL && k < starts[i + 1]; k++)
            acts[s->count++] = act_of(j->h, questions[k]);
        s->acts = acts;
        if (acts == NULL)
            break;
        sort_acts(j->h, acts, s->count);
        find_blocks(j, families, s);
    }
    free(questions);
    free(starts);
}

/* Looks whether some acts of the last run lead to the goal; then they are the result. */
static bool found(struct how *h)
{
    struct cs_families *families;
    struct judging j;
    cs_family family;

    judge(h, &j);
    if (h->failure->status != CASUS_OK || j.good == CS_NONE)
        return false;
    families = cs_families_new(j.worlds, 0);
    if (families == NULL) {
        cs_fail_memory(h->failure);
        return false;
    }
    h->out->result = CS_HOW_FOUND;
    family = cs_families_changes(families, j.nothing, cs_worlds_and(j.worlds, j.good, j.in_time));
    list_sequences(&j, families, family);
    if (cs_families_status(families) != CASUS_OK)
        cs_fail(h->failure, cs_families_status(families), "the acts that lead to \"%s\" are too entangled",
                h->wish->goal);
    if (cs_answer_status(h->answer, "these acts") != CASUS_OK)
        cs_fail(h->failure, h->answer->failure.status, "%s", h->answer->failure.message);
    cs_families_free(families);
    return h->failure->status == CASUS_OK;
}

/* ---- turns ---- */

#define WAITS_MAX 4

struct waits { cs_instant times[WAITS_MAX]; size_t count; };

static void add_wait(struct waits *w, cs_instant time, cs_instant after)
{
    size_t at;

    if (time == CS_TIME_NEVER || time <= after)
        return;
    for (size_t i = 0; i < w->count; i++)
        if (w->times[i] == time)
            return;
    if (w->count == WAITS_MAX && time >= w->times[w->count - 1])
        return;
    at = w->count < WAITS_MAX ? w->count++ : w->count - 1;
    for (; at > 0 && w->times[at - 1] > time; at--)
        w->times[at] = w->times[at - 1];
    w->times[at] = time;
}

/* The first moments after the turn at which something comes about by itself, or the time of the goal runs out. */
static void find_waits(struct how *h, cs_instant after, struct waits *w)
{
    const struct cs_ledger_row *row;
    struct cs_next *next = NULL;
    size_t from = 0;

    w->count = 0;
    if (cs_next_new(h->answer->ledger, CS_NO_NAME, &next) == CASUS_OK)
        for (size_t i = 0; i < next->coming_count; i++)
            add_wait(w, next->coming[i].time + 1, after);
    cs_next_free(next);
    while ((row = how_goal_row(h, &from)) != NULL)
        for (uint32_t i = 0; i < row->piece_count; i++)
            if (row->pieces[i].has_deadline)
                add_wait(w, row->pieces[i].deadline + 1, after);
}

/* The day that has this instant as its end or before it, or the instant. */
static void date_at(const struct how *h, cs_instant time, bool whole_day, struct cs_date *out)
{
    struct cs_zone zone = cs_case_zone(h->c);

    cs_date_of(whole_day ? cs_day_start(cs_day_of(time - 1, zone) + 1, zone) : time, zone, out);
}

/* Runs the acts so far up to this date. */
static bool run_to(struct how *h, const struct cs_date *date)
{
    how_drop_run(h);
    return how_run(h, date) == CASUS_OK;
}

static bool found_by_waiting(struct how *h, const struct waits *waits)
{
    for (size_t i = 0; i < waits->count; i++) {
        struct cs_date date;

        date_at(h, waits->times[i], true, &date);
        if (!run_to(h, &date))
            return false;
        if (found(h)) {
            h->out->waits = true;
            h->out->date = date;
            return true;
        }
        if (h->failure->status != CASUS_OK)
            return false;
    }
    return false;
}

/* The goal comes about as time goes on: what may be done before that date may keep it from coming about. */
static void find_who_stops(struct how *h, const struct cs_date *end)
{
    struct cs_date date = h->out->date;

    if (run_to(h, end) && how_add_turn(h, h->answer) && how_make_case(h) == CASUS_OK && run_to(h, &date))
        found(h);
}

/* The acts so far are run to the end of their turn, and on; true if the goal is reached, or something failed. */
static bool try_turn(struct how *h, size_t turns)
{
    struct cs_date end;
    struct waits waits;

    date_at(h, h->wish->as_of->end + (int64_t)1000 * (int64_t)turns, false, &end);
    if (how_make_case(h) != CASUS_OK || !run_to(h, &end) || found(h) || h->failure->status != CASUS_OK)
        return true;
    find_waits(h, end.end, &waits);
    if (waits.count == 0)
        return false;
    if (found_by_waiting(h, &waits)) {
        find_who_stops(h, &end);
        return true;
    }
    if (h->failure->status == CASUS_OK)
        run_to(h, &end);
    return h->failure->status != CASUS_OK;
}

/* Turn after turn. */
static void try_turns(struct how *h)
{
    size_t most = h->wish->turns == 0 ? CS_HOW_TURNS : h->wish->turns;

    if (try_turn(h, 0))
        return;
    while (h->out->turns < most) {
        if (!how_add_turn(h, h->answer))
            return;
        h->out->turns++;
        if (try_turn(h, h->out->turns))
            return;
    }
    h->out->turns_cut = true;
}

/* Forgets the acts, so that others may be tried from the beginning. */
static void begin_anew(struct how *h)
{
    how_drop_run(h);
    h->answer = h->base.answer;
    h->act_count = 0;
    h->turn = 0;
    h->out->turns = 0;
    h->out->turns_cut = h->out->acts_cut = false;
    h->out->result = CS_HOW_NONE;
}

static void search(struct how *h)
{
    cs_set account = h->answer->ledger->accounts[0].worlds, goal = how_goal(h);

    if (cs_ledger_contradictory(account)) {
        cs_fail(h->failure, CASUS_ERR_ARGUMENT, "the account contradicts itself: choose another with --as");
        return;
    }
    if (cs_worlds_within(h->answer->docket->worlds, account, goal)) {
        h->out->result = CS_HOW_ALREADY;
        return;
    }
    try_turns(h);
    if (h->failure->status != CASUS_OK || h->out->result != CS_HOW_NONE)
        return;
    begin_anew(h);
    h->wide = true;
    try_turns(h);
    if (h->failure->status == CASUS_ERR_ENTANGLED) { /* it was a second try: the bound is told */
        cs_failure_clear(h->failure);
        h->out->result = CS_HOW_NONE;
        h->out->acts_cut = true;
    }
}

/* The acts as they are told; articles are named as in the case of the wish. */
static void keep_acts(struct how *h)
{
    struct cs_how *out = h->out;

    out->acts = cs_arena_array(&out->arena, h->act_count, sizeof *out->acts);
    for (size_t i = 0; out->acts != NULL && i < h->act_count; i++) {
        struct cs_buffer text;
        char time[32];

        out->acts[i] = h->acts[i].shown;
        cs_buffer_init(&text);
        cs_instant_text(how_time(h, &h->acts[i], i), CS_UTC, time);
        cs_buffer_printf(&text, "%s %s: %s", time, h->acts[i].shown.label, h->acts[i].line);
        if (h->acts[i].beside != NULL)
            cs_buffer_printf(&text, "\n%s %s", time, h->acts[i].beside);
        out->acts[i].written = cs_arena_text(&out->arena, cs_buffer_string(&text), text.length);
        out->arena.failed = out->arena.failed || text.failed;
        cs_buffer_release(&text);
    }
    out->act_count = h->act_count;
    if (cs_arena_failed(&out->arena))
        cs_fail_memory(h->failure);
}

casus_status cs_how(const struct cs_case *c, const struct cs_how_wish *wish, struct cs_failure *failure,
                    struct cs_how *out)
{
    struct how h = {.c = c, .wish = wish, .failure = failure, .out = out, .account = CS_NO_NAME};

    memset(out, 0, sizeof *out);
    cs_arena_init(&out->arena);
    out->result = CS_HOW_NONE;
    out->goal = cs_arena_text(&out->arena, wish->goal, strlen(wish->goal));
    cs_case_init(&h.made);
    if (wish->turns > CS_HOW_TURNS_MAX)
        cs_fail(failure, CASUS_ERR_ARGUMENT, "at most %d turns are tried", CS_HOW_TURNS_MAX);
    else if (wish->account != NULL && !cs_case_party(c, wish->account, &h.account))
        cs_fail(failure, CASUS_ERR_ARGUMENT, "nobody is called \"%s\"", wish->account);
    else if (how_read_goal(&h) == CASUS_OK)
        search(&h);
    if (failure->status == CASUS_OK)
        keep_acts(&h);
    if (h.answer != h.base.answer)
        how_drop_run(&h);
    if (h.state != NULL)
        cs_inquiry_release(&h.base);
    cs_case_release(&h.made);
    free(h.acts);
    return failure->status;
}

void cs_how_release(struct cs_how *how)
{
    cs_arena_release(&how->arena);
    memset(how, 0, sizeof *how);
}
