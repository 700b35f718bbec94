/* SPDX-License-Identifier: MIT */
#include "run/foremost.h"

#include <string.h>

#include "run/bond_int.h"

/* The worlds in which the one was founded at this time. */
static cs_set founded_at(const struct cs_bond_state *b, size_t piece, cs_instant *time)
{
    const struct cs_pieces *since = cs_bond_at(b, CS_BOND_SINCE);

    *time = since->count == 0 ? b->founded : since->items[piece].time;
    return since->count == 0 ? b->exists : since->items[piece].worlds;
}

static size_t founding_count(const struct cs_bond_state *b)
{
    size_t count = cs_bond_at(b, CS_BOND_SINCE)->count;

    return count == 0 ? 1 : count;
}

/* The worlds in which `a` was founded before `b`, and in `at_once` those in which both were at the same moment. */
static cs_set founded_before(struct cs_run *run, const struct cs_bond_state *a, const struct cs_bond_state *b,
                             cs_set *at_once)
{
    cs_set before = CS_NONE;

    *at_once = CS_NONE;
    for (size_t i = 0; i < founding_count(a); i++)
        for (size_t k = 0; k < founding_count(b); k++) {
            cs_instant x, y;
            cs_set of_a = founded_at(a, i, &x), of_b = founded_at(b, k, &y);

            if (x < y)
                before = cs_worlds_or(run->worlds, before, cs_worlds_and(run->worlds, of_a, of_b));
            else if (x == y)
                *at_once = cs_worlds_or(run->worlds, *at_once, cs_worlds_and(run->worlds, of_a, of_b));
        }
    return before;
}

/* The worlds in which a time of `a` is over before each of `b`. */
static cs_set over_before(struct cs_run *run, const struct cs_bond_state *a, const struct cs_bond_state *b)
{
    cs_set worlds = CS_NONE;

    for (uint32_t i = 0; i < a->due_count; i++) {
        cs_set here = a->dues[i].worlds;

        for (uint32_t k = 0; k < b->due_count && here != CS_NONE; k++)
            if (b->dues[k].end <= a->dues[i].end)
                here = cs_worlds_minus(run->worlds, here, b->dues[k].worlds);
        worlds = cs_worlds_or(run->worlds, worlds, here);
    }
    return worlds;
}

static int compare_names(const struct cs_run *run, cs_value a, cs_value b)
{
    if (a == b)
        return 0;
    if (a == CS_UNSAID || b == CS_UNSAID)
        return a == CS_UNSAID ? 1 : -1;
    return strcmp(cs_names_text(run->plan->names, a), cs_names_text(run->plan->names, b));
}

static bool named_before(const struct cs_run *run, const struct cs_bond_state *a, const struct cs_bond_state *b)
{
    int order = compare_names(run, a->holder, b->holder);

    if (order == 0)
        order = compare_names(run, a->claimant, b->claimant);
    for (uint32_t i = 0; order == 0 && i < run->plan->relations[a->relation].column_count; i++)
        order = compare_names(run, a->act[i], b->act[i]);
    return order < 0;
}

cs_set cs_bond_foremost(struct cs_run *run, uint32_t a, uint32_t b)
{
    struct cs_worlds *w = run->worlds;
    const struct cs_bond_state *x = &run->bonds[a], *y = &run->bonds[b];
    cs_set left, worlds = founded_before(run, x, y, &left), sooner, later;

    worlds = cs_worlds_or(w, worlds, cs_worlds_and(w, left, cs_worlds_minus(w, x->broken, y->broken)));
    left = cs_worlds_minus(w, left, cs_worlds_or(w, cs_worlds_minus(w, x->broken, y->broken),
                                                 cs_worlds_minus(w, y->broken, x->broken)));
    sooner = over_before(run, x, y);
    later = over_before(run, y, x);
    worlds = cs_worlds_or(w, worlds, cs_worlds_and(w, left, sooner));
    left = cs_worlds_minus(w, left, cs_worlds_or(w, sooner, later));
    return named_before(run, x, y) ? cs_worlds_or(w, worlds, left) : worlds;
}
