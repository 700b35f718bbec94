/* SPDX-License-Identifier: MIT */
#include "run/oldest.h"

#include <stdlib.h>

/* One founding of a bond, in worlds in which it may be performed. */
struct founding { const struct cs_bond_state *bond; uint32_t age, place; cs_set worlds; };

static int compare(uint64_t a, uint64_t b)
{
    return a < b ? -1 : a > b;
}

/* Do they differ in nothing but what the performance may leave unsaid? All are of one relation. */
static int compare_family(const struct cs_bond_state *a, const struct cs_bond_state *b)
{
    if (a->article != b->article)
        return compare(a->article, b->article);
    if (a->holder != b->holder)
        return compare(a->holder, b->holder);
    if (a->claimant != b->claimant)
        return compare(a->claimant, b->claimant);
    return compare(a->conclusion->expectation, b->conclusion->expectation);
}

static int by_age(const void *a, const void *b)
{
    const struct founding *x = a, *y = b;
    int family = compare_family(x->bond, y->bond);

    if (family != 0)
        return family;
    return x->age != y->age ? compare(x->age, y->age) : compare(x->place, y->place);
}

static size_t foundings_of(const struct cs_run *run, const struct cs_loose *loose, size_t count)
{
    size_t total = count;

    for (size_t i = 0; i < count; i++)
        total += cs_bond_at(&run->bonds[loose[i].bond], CS_BOND_SINCE)->count;
    return total;
}

static size_t list_foundings(struct cs_run *run, const struct cs_loose *loose, size_t count, struct founding *out)
{
    size_t found = 0;

    for (size_t i = 0; i < count; i++) {
        const struct cs_bond_state *b = &run->bonds[loose[i].bond];

        if (cs_bond_at(b, CS_BOND_SINCE)->count == 0) /* of a stream, founded in all worlds at once */
            out[found++] = (struct founding){b, b->age, (uint32_t)i, loose[i].worlds};
        for (size_t k = 0; k < cs_bond_at(b, CS_BOND_SINCE)->count; k++)
            out[found++] = (struct founding){
                b, cs_bond_at(b, CS_BOND_SINCE)->items[k].relation, (uint32_t)i,
                cs_worlds_and(run->worlds, cs_bond_at(b, CS_BOND_SINCE)->items[k].worlds, loose[i].worlds)};
    }
    qsort(out, found, sizeof *out, by_age);
    return found;
}

void cs_oldest(struct cs_run *run, struct cs_loose *loose, size_t count)
{
    struct founding *foundings;
    cs_set taken = CS_NONE; /* by older ones of the family */
    size_t found;

    if (count < 2)
        return;
    foundings = calloc(foundings_of(run, loose, count), sizeof *foundings);
    if (foundings == NULL) {
        cs_run_fail_memory(run);
        return;
    }
    found = list_foundings(run, loose, count, foundings);
    for (size_t i = 0; i < count; i++)
        loose[i].worlds = CS_NONE;
    for (size_t i = 0; i < found; i++) {
        struct cs_loose *one = &loose[foundings[i].place];

        if (i > 0 && compare_family(foundings[i - 1].bond, foundings[i].bond) != 0)
            taken = CS_NONE;
        one->worlds = cs_worlds_or(run->worlds, one->worlds,
                                   cs_worlds_minus(run->worlds, foundings[i].worlds, taken));
        taken = cs_worlds_or(run->worlds, taken, foundings[i].worlds);
    }
    free(foundings);
}
