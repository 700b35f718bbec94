/* SPDX-License-Identifier: MIT */
/*
 * Which members of a large batch could have to do with each other, by their rows (near.h).
 *
 * Most members are of a few kinds: members of one kind have the same words and leave the same roles unsaid. Whether two
 * kinds meet is asked with symbols in place of values (meets.h), once for each way in which two of them may share
 * values. So it is found which values two must share: of votes of one day it is the draft, not the voter or the answer.
 * Only those that share such a value are suggested.
 */
#ifndef CS_RUN_ALIKE_H
#define CS_RUN_ALIKE_H

#include "run/run_int.h"

struct cs_alike;

/* `occurrences` is read as long as this lives. NULL if memory ran out, which the run then knows. */
struct cs_alike *cs_alike_new(struct cs_run *run, const struct cs_occurrence *const *occurrences, size_t count);
void cs_alike_free(struct cs_alike *alike);
/*
 * Suggests all that could have to do with a member, but for what the two name; some more than once, and others as well.
 */
void cs_alike_suggest(const struct cs_alike *alike, uint32_t member,
                      void (*suggest)(void *context, uint32_t other), void *context);
/* Could the order of the two tell? Only a yes may be wrong. */
bool cs_alike_may_tell(struct cs_alike *alike, uint32_t member, uint32_t other);

#endif
