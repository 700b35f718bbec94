/* SPDX-License-Identifier: MIT */
#include "ledger/beside.h"

/* Of what is owed with a number: is it open how much was performed, so that nothing is something to tell? */
static bool counts_parts(const struct cs_ledger_piece *p)
{
    return p->in_part || p->state == CS_STATE_IN_FORCE || p->state == CS_STATE_SUSPENDED ||
           cs_state_is_broken(p->state);
}

static cs_wide part_of(const struct cs_ledger_piece *p)
{
    return p->in_part ? p->have : 0;
}

bool cs_ledger_has_beside(const struct cs_ledger_row *row)
{
    for (uint32_t i = 0; i < row->piece_count; i++) {
        const struct cs_ledger_piece *p = &row->pieces[i];

        if (p->substituted || p->unreported || p->in_part || cs_state_is_broken(p->state) ||
            p->state == CS_STATE_FULFILLED_IN_PART)
            return true;
    }
    return false;
}

struct cs_ledger_beside cs_ledger_beside(const struct cs_ledger *ledger, const struct cs_ledger_row *row,
                                         cs_set worlds)
{
    struct cs_ledger_beside b = {.part = NULL};
    bool counted = false;

    for (uint32_t i = 0; i < row->piece_count; i++) {
        const struct cs_ledger_piece *p = &row->pieces[i];
        bool broken = cs_state_is_broken(p->state);

        if (cs_worlds_disjoint(ledger->docket->worlds, p->worlds, worlds))
            continue;
        if (broken || p->state == CS_STATE_FULFILLED_IN_PART) {
            b.owed = b.owed || p->still_owed;
            b.not_owed = b.not_owed || !p->still_owed;
        }
        b.broken = b.broken || broken;
        b.lapsed = b.lapsed || (broken && !p->still_owed);
        b.substituted = b.substituted || p->substituted;
        b.not_substituted = b.not_substituted || (!p->substituted && p->state != CS_STATE_NONE);
        b.unreported = b.unreported || p->unreported;
        if (p->in_part && (b.part == NULL || p->have > b.part->have))
            b.part = p;
        if (counts_parts(p) && (!counted || part_of(p) < b.least)) {
            b.least = part_of(p);
            counted = true;
        }
    }
    return b;
}

/* Does the same stand beside two pieces that exist? */
static bool same_beside(const struct cs_ledger_piece *a, const struct cs_ledger_piece *b, bool parts)
{
    return a->substituted == b->substituted && (!parts || part_of(a) == part_of(b));
}

size_t cs_ledger_beside_turns_on(const struct cs_ledger *ledger, const struct cs_ledger_row *row, cs_set worlds,
                                 struct cs_arena *arena, uint32_t *out, size_t max)
{
    struct cs_worlds *w = ledger->docket->worlds;
    struct cs_ledger_beside b = cs_ledger_beside(ledger, row, worlds);
    bool parts = b.part != NULL && b.least != b.part->have;
    const struct cs_ledger_piece **first;
    cs_set *sets, all = CS_NONE;
    size_t count = 0;

    if (!parts && !(b.substituted && b.not_substituted))
        return 0;
    first = cs_arena_array(arena, row->piece_count, sizeof *first);
    sets = cs_arena_array(arena, row->piece_count, sizeof *sets);
    if (first == NULL || sets == NULL)
        return 0;
    for (uint32_t i = 0; i < row->piece_count; i++) {
        const struct cs_ledger_piece *p = &row->pieces[i];
        cs_set here = p->state == CS_STATE_NONE ? CS_NONE : cs_worlds_and(w, p->worlds, worlds);
        size_t at = 0;

        if (here == CS_NONE)
            continue;
        while (at < count && !same_beside(first[at], p, parts))
            at++;
        if (at == count) {
            first[count] = p;
            sets[count++] = CS_NONE;
        }
        sets[at] = cs_worlds_or(w, sets[at], here);
        all = cs_worlds_or(w, all, here);
    }
    return count < 2 ? 0 : cs_turns_on(ledger->docket, sets, count, all, out, max);
}
