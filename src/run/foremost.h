/* SPDX-License-Identifier: MIT */
/*
 * Several bonds that become one sentence at once, as one takes over in what they name (R 2.14): which of them goes on.
 */
#ifndef CS_RUN_FOREMOST_H
#define CS_RUN_FOREMOST_H

#include "run/run_int.h"

/*
 * The worlds in which bond `a` counts rather than `b`: it was founded first; or at once with it, and it is broken and
 * the other is not; or else its time is over first; or else by the names of holder, claimant and act. In each world one
 * of two does, if the two are not the same sentence.
 */
cs_set cs_bond_foremost(struct cs_run *run, uint32_t a, uint32_t b);

#endif
