/* SPDX-License-Identifier: MIT */
/*
 * Who waits for whom among occurrences of one moment.
 *
 * A member that comes after others waits for one of them that is still to come. When that one is over, the member waits
 * for the next, or is ready. It never waits again for a member that it has passed, so the relation "comes after" may
 * only shrink. Candidates are found by what the member names, and, for words that the vocabulary puts first, by a value
 * that both have.
 */
#ifndef CS_RUN_WAITS_H
#define CS_RUN_WAITS_H

#include "run/run_int.h"

/* Of the owner, about members by their numbers: does `member` wait for `other` as things are; is a member over? */
struct cs_waits_asked {
    bool (*waits_for)(const void *context, size_t member, size_t other);
    bool (*is_over)(const void *context, size_t member);
    const void *context;
};

/* `occurrences` is read while this is made. NULL if memory ran out, which the run then knows. */
struct cs_waits *cs_waits_new(struct cs_run *run, const struct cs_occurrence *const *occurrences, size_t count,
                              struct cs_waits_asked asked);
void cs_waits_free(struct cs_waits *waits);
/*
 * The first member that is not over and waits for nobody; where all wait for each other, the first. SIZE_MAX if all are
 * over. Whoever was picked is over when the next is.
 */
size_t cs_waits_pick(struct cs_waits *waits);
/* To be called after a member other than the one that was picked has lost worlds. NULL is no waits. */
void cs_waits_again(struct cs_waits *waits, size_t member);

#endif
