/* SPDX-License-Identifier: MIT */
#include "counsel/ballot.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "counsel/ballot_int.h"
#include "counsel/rule.h"

/* The worlds in which the draft is adopted. */
static cs_set adopted_in(const struct holding *h, const struct cs_ledger *ledger)
{
    const struct cs_ledger_row *row = cs_ballot_decision(h, ledger);
    cs_set set = CS_NONE;

    for (uint32_t i = 0; row != NULL && i < row->piece_count; i++)
        if (row->pieces[i].state == CS_STATE_ADOPTED)
            set = cs_worlds_or(ledger->docket->worlds, set, row->pieces[i].worlds);
    return set;
}

/* ---- its members, and what they may do ---- */

/* The same relation in the plan of another case of the same words. */
static uint32_t relation_in(const struct cs_plan *plan, const struct cs_plan *of, uint32_t relation)
{
    const char *head = cs_names_text(of->names, of->relations[relation].head);
    uint32_t found = cs_plan_relation(plan, cs_names_find(plan->names, head, strlen(head)), CS_NO_NAME);

    must(found != CS_NOWHERE);
    return found;
}

/* The place of a name among those that the texts declare. */
static uint32_t place_of(const struct cs_symbols *symbols, const char *name)
{
    cs_name found = cs_names_find(symbols->names, name, strlen(name));

    return found == CS_NO_NAME || found >= symbols->by_name_count ? 0 : symbols->particular_of[found];
}

/* Adds a member in the order of the texts, once. */
static void add_member(struct cs_ballot *b, const struct cs_symbols *symbols, const char *name)
{
    uint32_t place = place_of(symbols, name);
    size_t at = b->member_count;
    const char *kept;

    for (size_t i = 0; i < b->member_count; i++)
        if (strcmp(b->members[i], name) == 0)
            return;
    kept = cs_arena_text(&b->arena, name, strlen(name));
    if (kept == NULL)
        return; /* the arena keeps that it failed */
    for (; at > 0 && place_of(symbols, b->members[at - 1]) > place; at--)
        b->members[at] = b->members[at - 1];
    b->members[at] = kept;
    b->member_count++;
}

casus_status cs_ballot_members(struct holding *h, const struct cs_answer *answer)
{
    const struct cs_names *names = answer->docket->plan->names;
    uint32_t relation = relation_in(answer->docket->plan, h->plan, h->voter);
    const struct cs_store *store = &answer->run->stores[relation];
    cs_name label = cs_names_find(names, h->draft, strlen(h->draft));
    struct cs_ballot *b = h->ballot;
    cs_set worlds = answer->ledger->accounts[0].worlds;

    b->members = cs_arena_array(&b->arena, store->count, sizeof *b->members);
    for (uint32_t row = 0; b->members != NULL && row < store->count; row++) {
        const cs_value *values = cs_store_values(answer->run, relation, row);

        if (values[h->voter_draft] != label ||
            cs_worlds_disjoint(answer->docket->worlds, worlds, store->rows[row].worlds))
            continue;
        add_member(b, h->plan->symbols, cs_names_text(names, values[h->voter_member]));
    }
    if (cs_arena_failed(&b->arena))
        return cs_fail_memory(h->failure);
    if (b->member_count == 0)
        return cs_fail(h->failure, CASUS_ERR_ARGUMENT, "nobody has a vote in %s on that day", h->wish->organ);
    return b->member_count > CS_BALLOT_MEMBERS_MAX
               ? cs_fail(h->failure, CASUS_ERR_LIMIT, "%s has %zu members; at most %d are counted", h->wish->organ,
                         b->member_count, CS_BALLOT_MEMBERS_MAX)
               : CASUS_OK;
}

/* A ballot that is run: each member does the one act or the other. The answer knows where its case is. */
struct held { struct cs_case c; struct cs_answer *answer; };

static void held_free(struct held *held)
{
    if (held == NULL)
        return;
    cs_answer_free(held->answer);
    cs_case_release(&held->c);
    free(held);
}

/* What members do who are for a draft, or against it; NULL: nothing. And the ballot in which all do it. */
struct stance { const struct act *act; struct held *all; const char *text; };

/* `is_for` NULL: all members do `for_act`. An act NULL: doing nothing. NULL after a failure. */
static struct held *run_ballot(struct holding *h, const struct act *for_act, const struct act *against_act,
                               const bool *is_for)
{
    struct held *out = calloc(1, sizeof *out);
    struct cs_buffer text;

    if (out == NULL) {
        cs_fail_memory(h->failure);
        return NULL;
    }
    cs_case_init(&out->c);
    cs_buffer_init(&text);
    cs_ballot_add_draft(h, &text);
    for (size_t i = 0; i < h->ballot->member_count; i++) {
        const struct act *act = is_for == NULL || is_for[i] ? for_act : against_act;

        if (act == NULL)
            continue;
        cs_ballot_add_time(h, CS_BALLOT_FIRST + (int64_t)i, &text);
        cs_ballot_add_act(h, act, h->ballot->members[i], &text);
        cs_buffer_char(&text, '\n');
    }
    cs_ballot_add_close(h, &text);
    if (text.failed)
        cs_fail_memory(h->failure);
    else if (cs_ballot_make_case(h, &text, &out->c) == CASUS_OK)
        cs_ballot_run_case(h, &out->c, &out->answer);
    cs_buffer_release(&text);
    if (h->failure->status == CASUS_OK)
        return out;
    held_free(out);
    return NULL;
}

static bool is_adopted(const struct holding *h, const struct held *held)
{
    return !cs_worlds_disjoint(held->answer->docket->worlds, adopted_in(h, held->answer->ledger),
                               held->answer->ledger->accounts[0].worlds);
}

/* Runs the ballot in which all members do the act (NULL: nothing). */
static casus_status try_act(struct holding *h, const struct act *act, struct held **all, bool *adopted)
{
    *all = run_ballot(h, act, NULL, NULL);
    if (*all == NULL)
        return h->failure->status;
    if (h->ballot->member_count == 0)
        cs_ballot_members(h, (*all)->answer);
    *adopted = is_adopted(h, *all);
    return h->failure->status;
}

static void take_stance(struct stance *stance, const struct act *act, struct held **all)
{
    held_free(stance->all);
    stance->act = act;
    stance->all = *all;
    *all = NULL;
}

static const char *describe(struct holding *h, const struct act *act)
{
    struct cs_buffer text;
    const char *kept;

    cs_buffer_init(&text);
    cs_buffer_text(&text, cs_names_text(h->plan->names, h->plan->relations[act->relation].head));
    if (act->filled != CS_NOWHERE) {
        const struct cs_relation *r = &h->plan->relations[act->relation];

        cs_buffer_printf(&text, " %s %s", cs_prep_text(r->shape->roles[act->filled - r->first_role].prep),
                         cs_names_text(h->plan->names, act->with));
    }
    kept = cs_arena_text(&h->ballot->arena, cs_buffer_string(&text), text.length);
    if (text.failed || kept == NULL)
        cs_fail_memory(h->failure);
    cs_buffer_release(&text);
    return kept;
}

/* Finds by which acts members are for and against; nothing, if no other is found. Their stances are new ones. */
static casus_status find_stances(struct holding *h, struct stance *yes, struct stance *no)
{
    bool nothing_adopts = false, adopts = false, for_found = false, against_found = false;
    struct held *all;

    if (try_act(h, NULL, &all, &nothing_adopts) == CASUS_OK)
        take_stance(nothing_adopts ? yes : no, NULL, &all);
    held_free(all);
    for (size_t i = 0; i < h->act_count && h->failure->status == CASUS_OK; i++) {
        if (for_found && against_found)
            break;
        try_act(h, &h->acts[i], &all, &adopts);
        /* where nothing adopts it, an act that adopts it too may be without any effect */
        if (all == NULL) {
            break;
        } else if (adopts && !for_found && !nothing_adopts) {
            take_stance(yes, &h->acts[i], &all);
            for_found = true;
        } else if (!adopts && !against_found) {
            take_stance(no, &h->acts[i], &all);
            against_found = true;
        }
        held_free(all);
    }
    if (h->failure->status != CASUS_OK)
        return h->failure->status;
    if ((!for_found && !nothing_adopts) || (!against_found && nothing_adopts))
        return cs_fail(h->failure, CASUS_ERR_ARGUMENT, "no act of the members of %s %s", h->wish->organ,
                       nothing_adopts ? "keeps a draft from being adopted" : "has a draft adopted");
    return CASUS_OK;
}

/* ---- all ballots ---- */

static void add_choice(const struct holding *h, const struct act *act, char which, size_t member, struct cs_buffer *out)
{
    if (act == NULL)
        return;
    cs_ballot_add_time(h, CS_BALLOT_FIRST + 2 * (int64_t)member + (which == 'n'), out);
    cs_buffer_printf(out, "ballot%c%zu: ", which, member);
    cs_ballot_add_act(h, act, h->ballot->members[member], out);
    cs_buffer_text(out, "\n  asks \"the ballot\"\n");
}

static uint32_t question_of(const struct cs_answer *answer, char which, size_t member)
{
    char label[32];

    snprintf(label, sizeof label, "ballot%c%zu", which, member);
    return cs_ballot_question(answer, label);
}

/* The set without a question: a world of it, with any answer. */
static cs_set without_question(struct cs_worlds *w, cs_set set, uint32_t question)
{
    return cs_worlds_or(w, cs_worlds_given(w, set, question, 0), cs_worlds_given(w, set, question, 1));
}

/* Leaves of the set the questions of the members alone; fails if it depends on others. */
static casus_status leave_members(struct holding *h, cs_set set)
{
    struct cs_ballot *b = h->ballot;
    struct cs_docket *docket = b->answer->docket;
    uint32_t *support;
    size_t count;

    if (!cs_worlds_support(docket->worlds, set, &support, &count))
        return cs_fail_memory(h->failure);
    for (size_t i = 0; i < count; i++) {
        size_t m = 0;

        while (m < b->member_count && b->questions[m] != support[i])
            m++;
        if (m == b->member_count)
            cs_fail(h->failure, CASUS_ERR_ARGUMENT,
                    "the outcome depends on more than the votes (%s): choose --as ACCOUNT, or --suppose its answer",
                    docket->questions[support[i]].text);
    }
    free(support);
    b->adopted = set;
    return h->failure->status;
}

static casus_status read_ballots(struct holding *h, const struct act *for_act, const struct act *against_act)
{
    struct cs_ballot *b = h->ballot;
    struct cs_worlds *w = b->answer->docket->worlds;
    cs_set worlds = b->answer->ledger->accounts[0].worlds, set = adopted_in(h, b->answer->ledger);

    b->questions = cs_arena_array(&b->arena, b->member_count, sizeof *b->questions);
    b->for_answers = cs_arena_array(&b->arena, b->member_count, sizeof *b->for_answers);
    if (b->questions == NULL || b->for_answers == NULL)
        return cs_fail_memory(h->failure);
    for (size_t i = 0; i < b->member_count; i++) {
        uint32_t yes = question_of(b->answer, 'y', i), no = question_of(b->answer, 'n', i);

        b->questions[i] = for_act != NULL ? yes : no;
        b->for_answers[i] = for_act != NULL ? 0 : 1; /* of a question the first answer is yes */
        if (b->questions[i] == CS_NOWHERE)
            return cs_fail(h->failure, CASUS_ERR_ARGUMENT, "%s has no vote that could be left open", b->members[i]);
        if (for_act == NULL || against_act == NULL)
            continue;
        /* a member does the one or the other */
        set = cs_worlds_or(w,
                           cs_worlds_and(w, cs_worlds_answer(w, yes, 0), cs_worlds_given(w, set, no, 1)),
                           cs_worlds_and(w, cs_worlds_answer(w, yes, 1), cs_worlds_given(w, set, no, 0)));
        worlds = without_question(w, worlds, no);
    }
    if (cs_answer_status(b->answer, "the rule of this organ") != CASUS_OK)
        return cs_fail(h->failure, b->answer->failure.status, "%s", b->answer->failure.message);
    return leave_members(h, worlds != CS_NONE ? cs_worlds_restrict(w, set, worlds) : set);
}

static casus_status count_ballots(struct holding *h, const struct act *for_act, const struct act *against_act)
{
    struct cs_ballot *b = h->ballot;
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_ballot_add_draft(h, &text);
    for (size_t i = 0; i < b->member_count; i++) {
        add_choice(h, for_act, 'y', i, &text);
        add_choice(h, against_act, 'n', i, &text);
    }
    cs_ballot_add_close(h, &text);
    if (text.failed)
        cs_fail_memory(h->failure);
    if (h->failure->status == CASUS_OK && cs_ballot_make_case(h, &text, &b->c) == CASUS_OK &&
        cs_ballot_run_case(h, &b->c, &b->answer) == CASUS_OK)
        read_ballots(h, for_act, against_act);
    cs_buffer_release(&text);
    return h->failure->status;
}

/* ---- the rule as a game ---- */

/* An order of the members, the same on every machine. */
static void shuffle(size_t *order, size_t count, uint64_t seed)
{
    for (size_t i = 0; i < count; i++)
        order[i] = i;
    for (size_t i = count; i > 1; i--) {
        size_t at, kept = order[i - 1];

        seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        at = (size_t)(seed >> 33) % i;
        order[i - 1] = order[at];
        order[at] = kept;
    }
}

/* Does the engine find of this ballot what the game says? */
static casus_status compare(struct holding *h, const struct act *for_act, const struct act *against_act,
                            const bool *is_for)
{
    struct held *held = run_ballot(h, for_act, against_act, is_for);

    if (held != NULL && is_adopted(h, held) != cs_game_adopts(&h->ballot->game, is_for))
        cs_fail(h->failure, CASUS_ERR_ENTANGLED,
                "the rule of %s is not the comparison of weights that it seems to be, and its ballots are too many to "
                "count", h->wish->organ);
    held_free(held);
    return h->failure->status;
}

#define ORDERS 2

/* In some orders, members become for the draft one by one: the ballots before it is adopted and after are compared. */
static casus_status check_game(struct holding *h, const struct act *for_act, const struct act *against_act)
{
    size_t n = h->ballot->member_count;
    bool *is_for = cs_arena_array(&h->ballot->arena, n, sizeof *is_for);
    size_t *order = cs_arena_array(&h->ballot->arena, n, sizeof *order);

    if (is_for == NULL || order == NULL)
        return cs_fail_memory(h->failure);
    for (uint64_t seed = 1; seed <= ORDERS && h->failure->status == CASUS_OK; seed++) {
        size_t turning = 0;

        memset(is_for, 0, n * sizeof *is_for);
        shuffle(order, n, seed);
        while (turning < n && !cs_game_adopts(&h->ballot->game, is_for))
            is_for[order[turning++]] = true;
        if (compare(h, for_act, against_act, is_for) != CASUS_OK || turning == 0)
            continue;
        is_for[order[turning - 1]] = false;
        compare(h, for_act, against_act, is_for);
    }
    return h->failure->status;
}

static casus_status read_game(struct holding *h, const struct stance *yes, const struct stance *no)
{
    struct cs_ballot *b = h->ballot;
    struct cs_rule_wish wish = {.all_for = yes->all->answer, .all_against = no->all->answer, .draft = h->draft,
                                .adoption = cs_names_text(h->plan->names, h->plan->relations[h->adoption].head),
                                .closing = cs_names_text(h->plan->names, h->plan->relations[h->closing].head),
                                .members = b->members, .member_count = b->member_count};

    b->is_game = cs_rule_read(&wish, &b->arena, h->failure, &b->game) == CASUS_OK &&
                 check_game(h, yes->act, no->act) == CASUS_OK;
    return h->failure->status;
}

/* Few members are counted ballot by ballot, in a diagram; many by their weights, if the rule is about weights. */
static casus_status hold_by(struct holding *h, const struct stance *yes, const struct stance *no)
{
    bool few = h->ballot->member_count <= CS_BALLOT_DIAGRAM_MAX;
    casus_status status;

    h->ballot->for_act = yes->act != NULL ? describe(h, yes->act) : NULL;
    h->ballot->against_act = no->act != NULL ? describe(h, no->act) : NULL;
    if (h->failure->status != CASUS_OK)
        return h->failure->status;
    status = few ? count_ballots(h, yes->act, no->act) : read_game(h, yes, no);
    if (status != CASUS_ERR_ENTANGLED)
        return status;
    cs_failure_clear(h->failure);
    if (!few)
        return count_ballots(h, yes->act, no->act);
    cs_answer_free(h->ballot->answer);
    h->ballot->answer = NULL;
    cs_case_release(&h->ballot->c);
    cs_case_init(&h->ballot->c);
    return read_game(h, yes, no);
}

static casus_status hold(struct holding *h)
{
    struct stance yes = {.act = NULL}, no = {.act = NULL};

    if (find_stances(h, &yes, &no) == CASUS_OK)
        hold_by(h, &yes, &no);
    held_free(yes.all);
    held_free(no.all);
    return h->failure->status;
}

/* ---- how many it takes ---- */

/* So many of the heaviest are enough, and so many of the lightest, and so are more. */
static bool find_bound(const struct cs_game *game, struct cs_ballot_bound *out)
{
    uint64_t *sorted = cs_game_sorted(game), lightest = 0, heaviest = 0;

    if (sorted == NULL)
        return false;
    out->some = game->count + 1;
    out->any = 0;
    for (size_t k = 0; k <= game->count; k++) {
        uint64_t quota = game->quotas[k];

        if (out->some > k && quota != UINT64_MAX && heaviest >= quota)
            out->some = k;
        if (quota == UINT64_MAX || lightest < quota)
            out->any = k + 1;
        if (k < game->count) {
            lightest += sorted[k];
            heaviest += sorted[game->count - 1 - k];
        }
    }
    free(sorted);
    return true;
}

/* What all members may do: nothing first, then each act. */
static casus_status run_all(struct holding *h, struct stance *stances, bool *adopts)
{
    for (size_t i = 0; i <= h->act_count && h->failure->status == CASUS_OK; i++) {
        stances[i].act = i == 0 ? NULL : &h->acts[i - 1];
        stances[i].text = i == 0 ? NULL : describe(h, stances[i].act);
        try_act(h, stances[i].act, &stances[i].all, &adopts[i]);
    }
    return h->failure->status;
}

casus_status cs_ballot_bounds(struct holding *h, struct cs_ballot_bound **bounds, size_t *count)
{
    struct stance stances[CS_BALLOT_ACTS_MAX + 1] = {{.act = NULL}};
    size_t acts = h->act_count + 1;
    bool adopts[CS_BALLOT_ACTS_MAX + 1], some_counted = false;

    *count = 0;
    *bounds = cs_arena_array(&h->ballot->arena, acts * acts, sizeof **bounds);
    if (*bounds == NULL)
        return cs_fail_memory(h->failure);
    run_all(h, stances, adopts);
    for (size_t i = 0; i < acts * acts && h->failure->status == CASUS_OK; i++) {
        const struct stance *yes = &stances[i / acts], *no = &stances[i % acts];
        struct cs_ballot_bound *bound = &(*bounds)[*count];

        if (!adopts[i / acts] || adopts[i % acts])
            continue;
        *bound = (struct cs_ballot_bound){yes->text, no->text, 1, h->ballot->member_count, false};
        bound->counted = read_game(h, yes, no) == CASUS_OK;
        if (bound->counted && !find_bound(&h->ballot->game, bound))
            cs_fail_memory(h->failure);
        if (h->failure->status == CASUS_ERR_ENTANGLED)
            cs_failure_clear(h->failure);
        some_counted = some_counted || bound->counted;
        ++*count;
    }
    *count = some_counted ? *count : 0;
    for (size_t i = 0; i < acts; i++)
        held_free(stances[i].all);
    return h->failure->status;
}

/* The draft of the record is one of the organ, on or before the date. */
casus_status cs_ballot_check_draft(const struct holding *h)
{
    cs_name label = cs_names_find(&h->c->names, h->wish->draft, strlen(h->wish->draft));
    const struct cs_entry *entry =
        label != CS_NO_NAME && label < h->c->symbols.by_name_count ? h->c->symbols.entry_of[label] : NULL;

    if (entry == NULL || entry->kind != CS_ENTRY_TERM ||
        entry->term.head != h->plan->relations[h->row->pattern.relation].head)
        return cs_fail(h->failure, CASUS_ERR_ARGUMENT, "\"%s\" is not the label of a draft in the records",
                       h->wish->draft);
    return CASUS_OK;
}

/* By its close, and if nothing that members do makes a difference there, by the end of a silence. */
static casus_status hold_either(struct holding *h)
{
    bool close = cs_ballot_find_close(h);
    struct cs_failure first;

    if (close && hold(h) == CASUS_OK)
        return CASUS_OK;
    if (h->failure->status != CASUS_OK && h->failure->status != CASUS_ERR_ARGUMENT)
        return h->failure->status;
    if (h->ballot->answer != NULL || h->ballot->is_game || !cs_ballot_find_circulation(h))
        return close ? h->failure->status
                     : cs_fail(h->failure, CASUS_ERR_ARGUMENT, "no text says when a draft of %s is adopted",
                               h->wish->organ);
    first = *h->failure;
    cs_failure_clear(h->failure);
    if (hold(h) != CASUS_OK && close && h->failure->status == CASUS_ERR_ARGUMENT && h->ballot->answer == NULL)
        *h->failure = first;
    return h->failure->status;
}

casus_status cs_ballot_hold(const struct cs_case *c, const struct cs_ballot_wish *wish, struct cs_failure *failure,
                            struct cs_ballot *out)
{
    struct holding h = {.c = c, .wish = wish, .failure = failure, .ballot = out, .plan = c->plan,
                        .draft = wish->draft != NULL ? wish->draft : CS_BALLOT_DRAFT, .start = wish->as_of->end};
    cs_name organ = cs_names_find(&c->names, wish->organ, strlen(wish->organ));

    memset(out, 0, sizeof *out);
    cs_arena_init(&out->arena);
    cs_case_init(&out->c);
    if (organ == CS_NO_NAME || !cs_ballot_find_row(&h, cs_symbols_spelt(&c->symbols, organ)))
        return cs_fail(failure, CASUS_ERR_ARGUMENT, "\"%s\" is nobody that decides on drafts", wish->organ);
    cs_ballot_find_acts(&h);
    if (failure->status != CASUS_OK)
        return failure->status;
    if (wish->draft != NULL && cs_ballot_check_draft(&h) != CASUS_OK)
        return failure->status;
    return hold_either(&h);
}

void cs_ballot_release(struct cs_ballot *ballot)
{
    cs_answer_free(ballot->answer);
    cs_case_release(&ballot->c);
    cs_arena_release(&ballot->arena);
    memset(ballot, 0, sizeof *ballot);
}
