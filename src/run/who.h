/* SPDX-License-Identifier: MIT */
/*
 * Whom a bond waits for where its rule has met somebody who is left unsaid (R 2.7): of each who does what it waits for
 * it is asked whether it is he.
 */
#ifndef CS_RUN_WHO_H
#define CS_RUN_WHO_H

#include "run/match.h"

/* Of the small words by which the bond waits those that stand for nobody who is said. NULL: none. */
const struct cs_who *cs_who_of(const struct cs_match *match, const struct cs_conclusion *bond);
bool cs_who_same(const struct cs_who *a, const struct cs_who *b);
/*
 * Those of the worlds in which the values of a row are those whom the small words of the pattern stand for. What the
 * row leaves unsaid fits: two that are unsaid are not compared.
 */
cs_set cs_who_fits(struct cs_run *run, const struct cs_who *who, const struct cs_pattern *pattern,
                   const cs_value *values, cs_set worlds);

#endif
