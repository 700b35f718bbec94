/* SPDX-License-Identifier: MIT */
/* What the files about moments share. */
#ifndef CS_TIME_MOMENT_INT_H
#define CS_TIME_MOMENT_INT_H

#include "time/moment.h"

/* Moves both ends of a stretch outwards; NULL, or what is wrong. Form and what is written stay. */
const char *cs_moment_widen(struct cs_moment *moment, struct cs_duration by);

#endif
