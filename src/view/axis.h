/* SPDX-License-Identifier: MIT */
/*
 * A scale of time. A day on which something is dated is wider the more is dated on it; the time between such days is
 * shortened to its logarithm. So order is kept and lengths are not, which every drawing must say. A period in which
 * every day is dated has days of equal width.
 *
 * Add every instant that matters, finish the axis, then ask for places. It computes in whole numbers, so it is the same
 * on every machine (R 14).
 */
#ifndef CS_VIEW_AXIS_H
#define CS_VIEW_AXIS_H

#include "base/memory.h"
#include "time/zone.h"

#define CS_AXIS_EDGE 900u /* nearer to an end than this, a date is written beside its place */
#define CS_AXIS_END 10000u /* places are hundredths of a percent of its width */

struct cs_axis_day { cs_day day; uint32_t count; uint64_t start, width; };

struct cs_axis {
    struct cs_zone zone;
    struct cs_axis_day *days; /* ascending; each once after finishing */
    size_t count, capacity;
    uint64_t total;
    bool failed; /* memory ran out; checked by the owner at the end */
};

void cs_axis_init(struct cs_axis *axis, struct cs_zone zone);
void cs_axis_release(struct cs_axis *axis);
/* Adds an instant; CS_TIME_NEVER and CS_TIME_ALWAYS are ignored. */
void cs_axis_add(struct cs_axis *axis, cs_instant instant);
void cs_axis_finish(struct cs_axis *axis);
/* The place of an instant, from 0 to CS_AXIS_END; an instant outside the axis has the place of its nearer end. */
uint32_t cs_axis_place(const struct cs_axis *axis, cs_instant instant);

/* Days to be named below the axis: in a narrow drawing those of level 1 fit side by side, in a wide one all. */
struct cs_tick { cs_day day; uint32_t place; unsigned level; };
#define CS_TICKS_MAX 32
size_t cs_axis_ticks(struct cs_axis *axis, cs_day first, struct cs_tick out[CS_TICKS_MAX]);

#endif
