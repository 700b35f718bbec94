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

/* Leaves the questions of acts alone. */
static cs_set leave_acts(struct judging *j, cs_set set)
{
    uint32_t *support = NULL;
    size_t count = 0;

    if (!cs_worlds_support(j->worlds, set, &support, &count)) {
        cs_fail_memory(j->h->failure);
        return CS_NONE;
    }
    for (size_t i = 0; i < count; i++)
        if (!is_act(j->h, support[i]))
            set = without(j->worlds, set, support[i]);
    free(support);
    return set;
}

static void find_questions(struct how *h)
{
    for (size_t i = 0; i < h->act_count; i++)
        h->acts[i].question = h->acts[i].wrong ? CS_NOWHERE : cs_ballot_question(h->answer, h->acts[i].shown.label);
}

/* The goal is open: keeps the questions, other than the acts, on which it depends on the account. */
static void keep_questions(struct how *h, cs_set goal, cs_set account)
{
    struct cs_worlds *w = h->answer->docket->worlds;
    struct cs_how *out = h->out;
    uint32_t *questions = NULL;
    size_t count = 0;

    if (!cs_worlds_support(w, cs_worlds_restrict(w, goal, account), &questions, &count)) {
        cs_fail_memory(h->failure);
        return;
    }
    out->questions = cs_arena_array(&out->arena, count, sizeof *out->questions);
    out->question_count = 0;
    for (size_t i = 0; out->questions != NULL && i < count; i++) {
        const char *text = h->answer->docket->questions[questions[i]].text;

        if (!is_act(h, questions[i]))
            out->questions[out->question_count++] = cs_arena_text(&out->arena, text, strlen(text));
    }
    out->result = CS_HOW_OPEN;
    free(questions);
}

/* Sets what acts lead to the goal in the last run. */
static void judge(struct how *h, struct judging *j)
{
    cs_set account = h->answer->ledger->accounts[0].worlds, goal = how_goal(h), bad;
    struct cs_worlds *w = h->answer->docket->worlds;

    *j = (struct judging){.h = h, .worlds = w};
    find_questions(h);
    bad = leave_acts(j, cs_worlds_minus(w, account, goal));
    j->account = leave_acts(j, account);
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
        keep_questions(h, goal, account);
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

/* By turn, what closes a decision last in it; else in the order of the texts. */
static bool stands_before(const struct how *h, size_t act, size_t other)
{
    const struct how_act *a = &h->acts[act], *b = &h->acts[other];

    return a->shown.turn != b->shown.turn ? a->shown.turn < b->shown.turn
                                          : a->closes != b->closes ? b->closes : act < other;
}

static void sort_acts(const struct how *h, size_t *acts, size_t count)
{
    for (size_t i = 1; i < count; i++)
        for (size_t k = i; k > 0 && stands_before(h, acts[k], acts[k - 1]); k--) {
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

bool how_same_actor(const char *a, const char *b)
{
    return a != NULL && b != NULL && strcmp(a, b) == 0;
}

/* The acts of one actor, those with a question. */
struct own { size_t *acts; size_t count; };

static struct own own_of(const struct judging *j, const char *who)
{
    const struct how *h = j->h;
    struct own own = {.acts = cs_arena_array(&h->out->arena, h->act_count, sizeof *own.acts)};

    for (size_t i = 0; own.acts != NULL && i < h->act_count; i++)
        if (h->acts[i].question != CS_NOWHERE && how_same_actor(h->acts[i].shown.actor, who))
            own.acts[own.count++] = i;
    return own;
}

/*
 * Are there answers to the acts of somebody, from this one on, with which nothing leads to the goal? `chosen`: what was
 * chosen of those before. The sets of all acts are looked at as they are: to cut them down for each actor would take
 * more nodes than all else.
 */
static bool can_stop(const struct judging *j, const struct own *own, size_t from, cs_set chosen)
{
    if (cs_worlds_disjoint(j->worlds, j->good, chosen))
        return !cs_worlds_disjoint(j->worlds, j->account, chosen);
    for (uint32_t answer = 0; from < own->count && answer < 2; answer++)
        if (can_stop(j, own, from + 1,
                     cs_worlds_and(j->worlds, chosen,
                                   cs_worlds_answer(j->worlds, j->h->acts[own->acts[from]].question, answer))))
            return true;
    return false;
}

#define OWN_ONE_BY_ONE_MAX 10

/* Where all others do their part in a sequence: which answers to the acts of one actor keep the goal away. */
struct deviating { const struct judging *j; const struct own *own; uint32_t *answers; }; /* by question */

static cs_set deviations(const struct deviating *d, size_t from)
{
    struct cs_worlds *w = d->j->worlds;
    uint32_t question, part;
    cs_set out = CS_NONE;

    if (from == d->own->count)
        return cs_worlds_has(w, d->j->account, d->answers) && !cs_worlds_has(w, d->j->good, d->answers) ? CS_ALL
                                                                                                      : CS_NONE;
    question = d->j->h->acts[d->own->acts[from]].question;
    part = d->answers[question];
    for (uint32_t answer = 0; answer < 2; answer++) {
        d->answers[question] = answer;
        out = cs_worlds_or(w, out, cs_worlds_and(w, cs_worlds_answer(w, question, answer), deviations(d, from + 1)));
    }
    d->answers[question] = part;
    return out;
}

/* The same, for an actor with any number of acts. */
static cs_set find_deviations(const struct deviating *d)
{
    const struct how *h = d->j->h;
    cs_set out;

    if (d->own->count <= OWN_ONE_BY_ONE_MAX)
        return deviations(d, 0);
    out = cs_worlds_minus(d->j->worlds, d->j->account, d->j->good);
    for (size_t i = h->act_count, own = d->own->count; i-- > 0;) {
        if (own > 0 && d->own->acts[own - 1] == i)
            own--;
        else if (h->acts[i].question != CS_NOWHERE)
            out = cs_worlds_given(d->j->worlds, out, h->acts[i].question, d->answers[h->acts[i].question]);
    }
    return out;
}

/* By which fewest acts: those of the smallest change that are not in the sequence. */
static void keep_block(const struct deviating *d, const struct cs_how_sequence *s, cs_set bad, struct cs_how_block *out)
{
    const struct how *h = d->j->h;
    struct cs_families *families = cs_families_new(d->j->worlds, 0);
    uint32_t *questions = NULL;
    size_t *starts = NULL, *acts;
    cs_set part = CS_ALL;

    if (families == NULL) {
        cs_fail_memory(h->failure);
        return;
    }
    for (size_t i = d->own->count; i-- > 0;) {
        uint32_t question = h->acts[d->own->acts[i]].question;

        part = cs_worlds_and(d->j->worlds, part, cs_worlds_answer(d->j->worlds, question, d->answers[question]));
    }
    if (cs_families_list(families, cs_families_changes(families, part, bad), 1, &questions, &starts) == 1 &&
        (acts = cs_arena_array(&h->out->arena, starts[1], sizeof *acts)) != NULL) {
        for (size_t i = starts[0]; i < starts[1]; i++) {
            size_t act = act_of(h, questions[i]);

            if (!has(s, act))
                acts[out->act_count++] = act;
        }
        out->acts = acts;
    }
    free(questions);
    free(starts);
    cs_families_free(families);
}

/* `always`: by actor, at his first act: whether he can stop all sequences; 0: it was not asked yet, else 1 or 2. */
static void find_blocks(struct judging *j, char *always, struct cs_how_sequence *s)
{
    const struct how *h = j->h;
    struct deviating d = {.j = j, .answers = calloc(cs_worlds_question_count(j->worlds) + 1, sizeof *d.answers)};

    s->blocks = cs_arena_array(&h->out->arena, h->act_count, sizeof *s->blocks);
    if (d.answers == NULL)
        cs_fail_memory(h->failure);
    for (size_t i = 0; d.answers != NULL && i < h->act_count; i++)
        if (h->acts[i].question != CS_NOWHERE)
            d.answers[h->acts[i].question] = has(s, i) ? 0 : 1;
    for (size_t i = 0; s->blocks != NULL && d.answers != NULL && i < h->act_count; i++) {
        const char *who = h->acts[i].shown.actor;
        struct own own;
        cs_set bad;

        if (who == NULL || h->acts[i].question == CS_NOWHERE)
            continue;
        own = own_of(j, who);
        if (own.count == 0 || own.acts[0] != i)
            continue;
        d.own = &own;
        bad = find_deviations(&d);
        if (bad == CS_NONE)
            continue;
        if (always[i] == 0)
            always[i] = can_stop(j, &own, 0, CS_ALL) ? 2 : 1;
        s->blocks[s->block_count] = (struct cs_how_block){.who = who, .always = always[i] == 2 && h->only == 0};
        keep_block(&d, s, bad, &s->blocks[s->block_count]);
        s->block_count++;
    }
    free(d.answers);
}

static void list_sequences(struct judging *j, struct cs_families *families, cs_family family)
{
    struct cs_how *out = j->h->out;
    char *always = cs_arena_array(&out->arena, j->h->act_count, sizeof *always);
    uint32_t *questions = NULL;
    size_t *starts = NULL;

    out->sequence_count = cs_families_count(families, family);
    out->listed = cs_families_list(families, family, j->h->wish->most, &questions, &starts);
    out->sequences = cs_arena_array(&out->arena, out->listed, sizeof *out->sequences);
    for (size_t i = 0; out->sequences != NULL && always != NULL && i < out->listed; i++) {
        struct cs_how_sequence *s = &out->sequences[i];
        size_t *acts = cs_arena_array(&out->arena, starts[i + 1] - starts[i], sizeof *acts);

        for (size_t k = starts[i]; acts != NULL && k < starts[i + 1]; k++)
            acts[s->count++] = act_of(j->h, questions[k]);
        s->acts = acts;
        if (acts == NULL)
            break;
        sort_acts(j->h, acts, s->count);
        find_blocks(j, always, s);
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

    date_at(h, h->wish->as_of->end + CS_HOW_TURN * (int64_t)turns, false, &end);
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

/*
 * The acts were too entangled: they are tried again by sorts, of each actor one alone, for one turn. So a vote of 193
 * is told by those who vote Yes; who might stop it by voting otherwise is not.
 */
static void try_sorts(struct how *h)
{
    struct cs_failure entangled = *h->failure;

    for (h->only = 1; h->only == 1 || h->only <= h->sort_count; h->only++) {
        cs_failure_clear(h->failure);
        begin_anew(h);
        h->out->turns = 1;
        if (how_add_turn(h, h->answer) && try_turn(h, 1) && h->failure->status == CASUS_OK) {
            h->out->only = how_without_marks(&h->out->arena, h->sorts[h->only - 1]);
            return;
        }
        if (h->failure->status != CASUS_OK && h->failure->status != CASUS_ERR_ENTANGLED)
            return;
    }
    begin_anew(h);
    *h->failure = entangled;
}

static void note_contradictions(struct how *h)
{
    struct cs_docket *docket = h->answer->docket;
    struct cs_how *out = h->out;

    out->contradictory = cs_arena_array(&out->arena, docket->account_count, sizeof *out->contradictory);
    for (size_t i = 0; out->contradictory != NULL && i < docket->account_count; i++) {
        cs_name voice = docket->accounts[i].voice;
        const char *name = cs_names_text(docket->plan->names, voice);

        if (cs_ledger_contradictory(cs_docket_account(docket, voice)))
            out->contradictory[out->contradictory_count++] = cs_arena_text(&out->arena, name, strlen(name));
    }
    if (cs_arena_failed(&out->arena))
        cs_fail_memory(h->failure);
}

static void search(struct how *h)
{
    cs_set account = h->answer->ledger->accounts[0].worlds, goal = how_goal(h);

    if (cs_ledger_contradictory(account)) {
        cs_fail(h->failure, CASUS_ERR_ARGUMENT, "the account contradicts itself: choose another with --as");
        return;
    }
    note_contradictions(h);
    if (h->failure->status != CASUS_OK)
        return;
    if (cs_worlds_within(h->answer->docket->worlds, account, goal)) {
        h->out->result = CS_HOW_ALREADY;
        return;
    }
    try_turns(h);
    if (h->failure->status == CASUS_ERR_ENTANGLED)
        try_sorts(h);
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
        cs_instant_text(how_time(h, &h->acts[i]), CS_UTC, time);
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
    free(h.sorts);
    return failure->status;
}

void cs_how_release(struct cs_how *how)
{
    cs_arena_release(&how->arena);
    memset(how, 0, sizeof *how);
}
