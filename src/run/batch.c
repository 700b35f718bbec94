/* SPDX-License-Identifier: MIT */
#include "run/batch.h"

#include <stdlib.h>
#include <string.h>

#include "run/near.h"
#include "run/tells.h"
#include "run/waits.h"

const struct cs_occurrence *cs_placed(const struct cs_run *run, uint32_t placement)
{
    return &run->docket->occurrences[run->placements[placement].occurrence];
}

struct cs_member cs_member_of(uint32_t placement, cs_set worlds)
{
    return (struct cs_member){placement, worlds, NULL, SIZE_MAX};
}

static struct cs_member with_worlds(struct cs_member m, cs_set worlds)
{
    m.worlds = worlds;
    return m;
}

#define FEW 8 /* so many members are compared before anything is made of them */

struct batch {
    struct cs_run *run;
    struct cs_member *members; /* by name */
    size_t count;
    size_t first;           /* members before this one are done */
    struct cs_near *near;   /* who has to do with whom; NULL: the order of no two of these words can tell */
    bool chains;            /* does `after` put any of these words behind others? */
    const struct batch *outer; /* the batch whose `now` this one comes before */
    size_t now;             /* the member that the others that came earlier are taken in before */
    cs_set now_worlds;      /* where that is */
    const struct cs_near_one **with_now; /* by member: what it has to do with `now`, from the side of `now`; or NULL */
    cs_set *behind;         /* by member: where it comes after that for certain through others; NULL: not found yet */
    struct cs_waits *waits; /* who waits for whom, once somebody was picked */
};

/* Members of a batch that are taken in before its `now`. */
struct earlier { struct cs_member *all; size_t count, capacity; };

static bool still_to_come(const struct batch *b, size_t k, cs_set worlds)
{
    return b->members[k].worlds != CS_NONE && !cs_worlds_disjoint(b->run->worlds, b->members[k].worlds, worlds);
}

static bool waits_for(const void *context, size_t i, size_t k)
{
    const struct batch *b = context;

    return still_to_come(b, k, b->members[i].worlds) &&
           cs_tells_follows(b->run, cs_placed(b->run, b->members[i].placement),
                            cs_placed(b->run, b->members[k].placement));
}

static bool is_over(const void *context, size_t i)
{
    return ((const struct batch *)context)->members[i].worlds == CS_NONE;
}

static const struct cs_occurrence **occurrences_of(struct batch *b)
{
    const struct cs_occurrence **occurrences = calloc(b->count + 1, sizeof *occurrences);

    if (occurrences == NULL)
        cs_run_fail_memory(b->run);
    for (size_t i = 0; occurrences != NULL && i < b->count; i++)
        occurrences[i] = cs_placed(b->run, b->members[i].placement);
    return occurrences;
}

static void open_waits(struct batch *b)
{
    const struct cs_occurrence **occurrences = occurrences_of(b);

    if (occurrences != NULL)
        b->waits = cs_waits_new(b->run, occurrences, b->count, (struct cs_waits_asked){waits_for, is_over, b});
    free(occurrences);
}

static void open_near(struct batch *b)
{
    const struct cs_occurrence **occurrences = occurrences_of(b);

    if (occurrences != NULL)
        b->near = cs_near_new(b->run, occurrences, b->count);
    b->with_now = calloc(b->count + 1, sizeof *b->with_now);
    if (b->with_now == NULL)
        cs_run_fail_memory(b->run);
    free(occurrences);
}

/* The first by name that waits for no other: the order of entry makes no difference (R 12). */
static size_t pick(struct batch *b)
{
    while (b->first < b->count && b->members[b->first].worlds == CS_NONE)
        b->first++;
    if (b->count == 1)
        return b->first == 0 ? 0 : SIZE_MAX;
    if (b->waits == NULL)
        open_waits(b);
    return cs_run_ok(b->run) ? cs_waits_pick(b->waits) : SIZE_MAX;
}

/* Words, each once: one after the other, and by relation. */
struct words { uint32_t *all; bool *there; size_t count; };

static void add_word(struct words *words, uint32_t relation)
{
    if (!words->there[relation])
        words->all[words->count++] = relation;
    words->there[relation] = true;
}

/* The words of its rows, and of the acts in whose place it is offered. */
static void add_words_of(const struct cs_run *run, const struct cs_occurrence *o, struct words *words)
{
    struct cs_occurrence_row replaced;

    for (const struct cs_occurrence_row *row = o->rows; row != NULL; row = row->next)
        add_word(words, row->relation);
    for (size_t at = 0; cs_tells_next_replaced(run, o, &at, &replaced);)
        add_word(words, replaced.relation);
}

/* Can the order matter for some two words of the batch? If not, no two members need be compared. */
static bool some_tell(const struct batch *b)
{
    const struct cs_plan *plan = b->run->plan;
    size_t n = plan->relation_count;
    struct words words = {.all = calloc(n + 1, sizeof *words.all), .there = calloc(n + 1, sizeof *words.there)};
    bool fine = words.all != NULL && words.there != NULL, tells = false;

    if (!fine)
        cs_run_fail_memory(b->run);
    for (size_t i = 0; fine && i < b->count; i++)
        add_words_of(b->run, cs_placed(b->run, b->members[i].placement), &words);
    for (size_t i = 0; i < words.count && !tells; i++)
        for (size_t k = 0; k < words.count && !tells; k++)
            tells = cs_tells_of_words(plan, words.all[i], words.all[k]) != CS_ORDER_NEVER;
    free(words.all);
    free(words.there);
    return tells;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct cs_member *)a)->name, ((const struct cs_member *)b)->name);
}

static void take(struct cs_run *run, struct cs_member m)
{
    const struct cs_placement *p = &run->placements[m.placement];
    const struct cs_occurrence *o = cs_placed(run, m.placement);

    run->place = (struct cs_place){.start = p->start, .end = p->end, .day = p->cell->day, .hours = p->cell->hours,
                                   .offset = p->cell->offset, .occurrence = o->value};
    cs_take_occurrence(run, o, m.worlds);
}

cs_set *cs_batch_through_others(struct cs_run *run, const struct cs_member *nodes, size_t count, struct cs_member from,
                              bool after)
{
    cs_set *certain = calloc(count + 1, sizeof *certain);
    bool *told = calloc(count + 1, sizeof *told), more = true;

    if (certain == NULL || told == NULL)
        cs_run_fail_memory(run);
    while (more && cs_run_ok(run)) {
        more = false;
        for (size_t i = 0; i <= count; i++) {
            struct cs_member one = i < count ? nodes[i] : from;
            const struct cs_occurrence *o = cs_placed(run, one.placement);

            if (told[i] || (i < count && certain[i] == CS_NONE))
                continue;
            told[i] = true;
            for (size_t k = 0; k < count; k++) {
                const struct cs_occurrence *other = cs_placed(run, nodes[k].placement);
                cs_set reached = cs_worlds_and(run->worlds, nodes[k].worlds, i < count ? certain[i] : one.worlds);

                if (other == o || cs_worlds_minus(run->worlds, reached, certain[k]) == CS_NONE ||
                    !(after ? cs_tells_follows(run, other, o) : cs_tells_follows(run, o, other)))
                    continue;
                certain[k] = cs_worlds_or(run->worlds, certain[k], reached);
                told[k] = false;
                more = true;
            }
        }
    }
    free(told);
    return certain;
}

bool cs_batch_has_chains(const struct cs_run *run, const struct cs_member *nodes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (cs_tells_has_followers(run, cs_placed(run, nodes[i].placement)))
            return true;
    return false;
}

/*
 * By member: the worlds in which it comes after `from`, which happens in these, for certain through others. As
 * cs_batch_through_others, but who comes after whom is known already.
 */
static cs_set *behind_through_others(const struct batch *b, size_t from, cs_set in)
{
    struct cs_worlds *w = b->run->worlds;
    cs_set *certain = calloc(b->count + 1, sizeof *certain);
    bool *told = calloc(b->count + 1, sizeof *told), more = true;

    if (certain == NULL || told == NULL)
        cs_run_fail_memory(b->run);
    for (bool first = true; more && cs_run_ok(b->run); first = false) {
        more = false;
        for (size_t i = 0; i < b->count; i++) {
            size_t count;
            const struct cs_near_one *near = cs_near_of(b->near, i, &count);
            cs_set here = i == from && first ? in : certain[i];

            if (told[i] || here == CS_NONE)
                continue;
            told[i] = !(i == from && first);
            for (size_t n = 0; n < count; n++) {
                size_t k = near[n].member;
                cs_set reached = near[n].followed ? cs_worlds_and(w, b->members[k].worlds, here) : CS_NONE;

                if (cs_worlds_minus(w, reached, certain[k]) == CS_NONE)
                    continue;
                certain[k] = cs_worlds_or(w, certain[k], reached);
                told[k] = false;
                more = true;
            }
        }
    }
    free(told);
    return certain;
}

static void move_before(struct batch *b, size_t i, cs_set worlds, struct earlier *out);

static bool tells_with_now(const struct batch *b, size_t k)
{
    return b->with_now[k] != NULL && b->with_now[k]->tells;
}

/*
 * Does an answer say whether the member `one` is about came before `to`? What is asked against `now` itself is moved
 * for its own sake only: else its answers would contradict each other.
 */
static bool is_asked(const struct batch *b, const struct cs_near_one *one, size_t to)
{
    return one->tells && (to == b->now || !tells_with_now(b, one->member));
}

/* The worlds, of these, in which k does not have to follow `now`. Answers may contradict that; they do not count. */
static cs_set not_behind(struct batch *b, size_t k, cs_set worlds)
{
    if (b->with_now[k] != NULL && b->with_now[k]->followed)
        return CS_NONE;
    if (b->chains && b->behind == NULL)
        b->behind = behind_through_others(b, b->now, b->now_worlds);
    return b->behind == NULL ? worlds : cs_worlds_minus(b->run->worlds, worlds, b->behind[k]);
}

/* Moves what comes before `to` in these worlds: what must come before it, and what did so by an answer. */
static void move_earlier(struct batch *b, size_t to, cs_set in, struct earlier *out)
{
    struct cs_run *run = b->run;
    cs_value value = cs_placed(run, b->members[to].placement)->value;
    cs_set *later = NULL;
    size_t count;
    const struct cs_near_one *near = cs_near_of(b->near, to, &count);

    for (size_t i = 0; i < count && cs_run_ok(run); i++) {
        size_t k = near[i].member;
        cs_set worlds = in;

        if (!near[i].follows && !is_asked(b, &near[i], to))
            continue;
        if (!still_to_come(b, k, worlds))
            continue;
        if (!near[i].follows) {
            if (b->chains && later == NULL && to != b->now)
                later = behind_through_others(b, to, in);
            if (later != NULL)
                worlds = cs_worlds_minus(run->worlds, worlds, later[k]);
            worlds = not_behind(b, k, worlds);
            if (!still_to_come(b, k, worlds))
                continue;
            worlds = cs_worlds_and(
                run->worlds, worlds,
                cs_tells_question(run, cs_placed(run, b->members[k].placement)->value, value));
        }
        move_before(b, k, worlds, out);
    }
    free(later);
}

static void move_before(struct batch *b, size_t i, cs_set worlds, struct earlier *out)
{
    struct cs_run *run = b->run;
    struct cs_member *member = &b->members[i];
    size_t at = 0;

    worlds = cs_worlds_and(run->worlds, worlds, member->worlds);
    if (worlds == CS_NONE)
        return;
    member->worlds = cs_worlds_minus(run->worlds, member->worlds, worlds);
    while (at < out->count && out->all[at].outer != i)
        at++;
    if (at == out->count) {
        if (!cs_grow(&out->all, &out->capacity, out->count + 1, sizeof *out->all)) {
            cs_run_fail_memory(run);
            return;
        }
        out->all[out->count++] = (struct cs_member){member->placement, CS_NONE, member->name, i};
    }
    out->all[at].worlds = cs_worlds_or(run->worlds, out->all[at].worlds, worlds);
    move_earlier(b, i, worlds, out);
}

static void take_batch(struct cs_run *run, struct cs_member *members, size_t count, const struct batch *outer);

/* Sets `with_now` of the members, or clears it. */
static void note_now(struct batch *b, bool on)
{
    size_t count;
    const struct cs_near_one *near = cs_near_of(b->near, b->now, &count);

    for (size_t i = 0; i < count; i++)
        b->with_now[near[i].member] = on ? &near[i] : NULL;
}

/* Takes in, before `now`, the members that came before it, in the worlds in which they did. */
static void take_earlier(struct batch *b, cs_set worlds)
{
    struct earlier first = {0};

    b->behind = NULL;
    note_now(b, true);
    move_earlier(b, b->now, worlds, &first);
    note_now(b, false);
    free(b->behind);
    if (first.count > 0) {
        for (size_t i = 0; i < first.count; i++)
            cs_waits_again(b->waits, first.all[i].outer);
        take_batch(b->run, first.all, first.count, b);
    }
    free(first.all);
}

/* `now` is taken in before `other`, and their order matters: worlds that answer the contrary are impossible. */
static void exclude_contradiction(struct cs_run *run, struct cs_member now, struct cs_member other)
{
    cs_set worlds;

    if (cs_worlds_disjoint(run->worlds, now.worlds, other.worlds))
        return;
    worlds = cs_worlds_and(run->worlds, cs_worlds_and(run->worlds, now.worlds, other.worlds),
                           cs_tells_question(run, cs_placed(run, other.placement)->value,
                                             cs_placed(run, now.placement)->value));
    run->docket->possible = cs_worlds_minus(run->worlds, run->docket->possible, worlds);
}

/* Order is closed transitively: answers that go in a circle are those of no world. `number`: of `now` in the batch. */
static void exclude_contradictions(const struct batch *b, size_t number, struct cs_member now)
{
    for (const struct batch *at = b; at != NULL; number = at->members[number].outer, at = at->outer) {
        size_t count;
        const struct cs_near_one *near;

        if (at->near == NULL)
            continue;
        if (at != b && cs_near_tells(at->near, number, at->now))
            exclude_contradiction(at->run, now, with_worlds(at->members[at->now], at->now_worlds));
        near = cs_near_of(at->near, number, &count);
        for (size_t i = 0; i < count && cs_run_ok(at->run); i++)
            if (near[i].tells)
                exclude_contradiction(at->run, now, at->members[near[i].member]);
    }
}

/* Has none of them to do with any other, neither by its order nor by what it comes after? */
static bool are_strangers(struct cs_run *run, const struct cs_member *members, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t k = i + 1; k < count; k++) {
            const struct cs_occurrence *a = cs_placed(run, members[i].placement);
            const struct cs_occurrence *b = cs_placed(run, members[k].placement);

            if (cs_tells_order(run, a, b) || cs_tells_follows(run, a, b) || cs_tells_follows(run, b, a))
                return false;
        }
    return true;
}

static void sort_members(struct cs_run *run, struct cs_member *members, size_t count)
{
    for (size_t i = 0; i < count; i++)
        members[i].name = cs_names_text(run->plan->names, cs_placed(run, members[i].placement)->value);
    qsort(members, count, sizeof *members, by_name);
}

static void take_batch(struct cs_run *run, struct cs_member *members, size_t count, const struct batch *outer)
{
    struct batch b = {.run = run, .members = members, .count = count, .outer = outer};

    if (count > 1)
        sort_members(run, members, count);
    if (outer == NULL && count <= FEW && are_strangers(run, members, count)) { /* as most that come at one instant */
        for (size_t i = 0; i < count && cs_run_ok(run); i++)
            if (members[i].worlds != CS_NONE)
                take(run, members[i]);
        return;
    }
    if (count > 1 && some_tell(&b))
        open_near(&b);
    b.chains = count > 2 && cs_batch_has_chains(run, members, count);
    while (cs_run_ok(run)) {
        struct cs_member now;

        b.now = pick(&b);
        if (b.now == SIZE_MAX)
            break;
        now = members[b.now];
        b.now_worlds = now.worlds;
        members[b.now].worlds = CS_NONE;
        if (b.near != NULL)
            take_earlier(&b, now.worlds);
        exclude_contradictions(&b, b.now, now);
        if (cs_run_ok(run))
            take(run, now);
    }
    cs_waits_free(b.waits);
    cs_near_free(b.near);
    free(b.with_now);
}

void cs_batch_take(struct cs_run *run, struct cs_member *members, size_t count)
{
    if (count == 1) { /* nothing else has to do with it */
        if (members[0].worlds != CS_NONE && cs_run_ok(run))
            take(run, members[0]);
        return;
    }
    take_batch(run, members, count, NULL);
}
