/* SPDX-License-Identifier: MIT */
/* What the files about moments share. */
#ifndef CS_TIME_MOMENT_INT_H
#define CS_TIME_MOMENT_INT_H

#include "time/moment.h"

/* Moves both ends of the interval outwards; NULL, or what is wrong. The form, `from` and `to` do not change. */
const char *cs_moment_widen(struct cs_moment *moment, struct cs_duration by);

#endif
