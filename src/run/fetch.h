/* SPDX-License-Identifier: MIT */
/*
 * What a row of a stream will look at is fetched from memory while something else is done: of a stream in which much is
 * open nothing is near. First the places where it will be looked up, then, once these are there, what is found. Nothing
 * is changed, and what was fetched for nothing costs but that.
 */
#ifndef CS_RUN_FETCH_H
#define CS_RUN_FETCH_H

#include "run/run_int.h"

/* What a row will look up: by this hash in a table of watchers, or (`store`) of the rows of an index. */
struct cs_lookup {
    const struct cs_slots *slots;
    const struct cs_store *store;
    uint64_t hash;
    uint32_t columns, index;
};
#define CS_FETCHES 8 /* of one row; what else it looks up is not fetched */
struct cs_fetches { struct cs_lookup items[CS_FETCHES]; uint32_t count; };

/* watch.c, relation.c: notes a lookup, if its table may not be near, and fetches the place to which it leads. */
void cs_watch_fetch(const struct cs_run *run, uint32_t relation, const cs_value *values, struct cs_fetches *out);
void cs_store_fetch(const struct cs_run *run, uint32_t relation, uint64_t mask, const cs_value *key,
                    struct cs_fetches *out);
static inline void cs_fetch_place(struct cs_fetches *fetches, struct cs_lookup lookup)
{
    if (fetches->count == CS_FETCHES)
        return;
    __builtin_prefetch(cs_slots_place(lookup.slots, lookup.hash));
    fetches->items[fetches->count++] = lookup;
}

/* Is so much open that it may not be near? */
static inline bool cs_fetch_pays(const struct cs_run *run)
{
    return run->bond_count >= 2 * CS_MANY;
}
/* What waits for a row of an event with these values, what its rules look for first, and the names of its values. */
void cs_fetch_places(const struct cs_run *run, uint32_t relation, const cs_value *values, struct cs_fetches *out);
/* What stands at these places, and the texts of the names. */
void cs_fetch_found(const struct cs_run *run, uint32_t relation, const cs_value *values, struct cs_fetches *fetches);
/* The bonds of which a time ends soon: of those that wait in a ring behind its first. */
void cs_fetch_due(const struct cs_run *run, const struct cs_ring *ring);

#endif
