/* SPDX-License-Identifier: MIT */
#include "ledger/parties.h"

#include <stdlib.h>

#include "ledger/ledger_int.h"

static int ascending(const void *a, const void *b)
{
    cs_name x = *(const cs_name *)a, y = *(const cs_name *)b;

    return x < y ? -1 : x > y;
}

/* The columns of whom and of which instrument it is said; false if it is no such fact. */
static bool columns_of(const struct cs_relation *relation, uint32_t *who, uint32_t *instrument)
{
    int is = relation->kind != CS_RELATION_FACT || relation->shape == NULL
                 ? -1 : cs_shape_role(relation->shape, CS_PREP_IS);

    for (uint32_t i = 0; is >= 0 && i < relation->shape->role_count; i++)
        if (relation->shape->roles[i].kind == CS_KIND_INSTRUMENT) {
            *who = relation->first_role + (uint32_t)is;
            *instrument = relation->first_role + i;
            return true;
        }
    return false;
}

static size_t members_of(const struct cs_ledger *ledger, uint32_t relation, cs_name instrument, cs_name *out)
{
    const struct cs_run *run = ledger->run;
    uint32_t who, of;
    size_t count = 0, kept = 0;

    if (!columns_of(&run->plan->relations[relation], &who, &of))
        return 0;
    for (uint32_t k = 0; k < run->stores[relation].count; k++) {
        const cs_value *values = cs_store_values(run, relation, k);

        if (values[of] == instrument && values[who] != CS_UNSAID &&
            !cs_worlds_disjoint(run->worlds, run->stores[relation].rows[k].worlds, ledger->worlds))
            out[count++] = values[who];
    }
    if (count > 0)
        qsort(out, count, sizeof *out, ascending);
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || out[kept - 1] != out[i])
            out[kept++] = out[i];
    return kept;
}

static bool has_all(const cs_name *members, size_t count, const cs_name *holders, size_t holder_count)
{
    for (size_t i = 0; i < holder_count; i++)
        if (count == 0 || bsearch(&holders[i], members, count, sizeof *members, ascending) == NULL)
            return false;
    return true;
}

const cs_name *cs_ledger_parties(const struct cs_ledger *ledger, cs_name instrument, const cs_name *holders,
                                 size_t holder_count, struct cs_arena *arena, size_t *count)
{
    const struct cs_run *run = ledger->run;
    const cs_name *best = NULL;

    *count = 0;
    for (uint32_t r = 0; r < run->plan->relation_count && instrument != CS_NO_NAME; r++) {
        uint32_t who, of;
        cs_name *members;
        size_t found;

        if (!columns_of(&run->plan->relations[r], &who, &of) || run->stores[r].count == 0)
            continue;
        members = cs_arena_array(arena, run->stores[r].count, sizeof *members);
        if (members == NULL)
            return NULL;
        found = members_of(ledger, r, instrument, members);
        if (has_all(members, found, holders, holder_count) && (best == NULL || found < *count)) {
            best = members;
            *count = found;
        }
    }
    return best;
}
