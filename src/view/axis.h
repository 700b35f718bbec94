/* SPDX-License-Identifier: MIT */
/*
 * A scale of time for crises: days on which something is dated get room, the more the busier they are; the time between
 * them is shortened, the more the longer it is (by its logarithm). Order is kept, lengths are not; whoever draws it
 * says so. A period in which every day is dated comes out even.
 *
 * First every instant that matters is added, then the axis is finished, then places are asked for. All in whole
 * numbers: the same on every machine.
 */
#ifndef CS_VIEW_AXIS_H
#define CS_VIEW_AXIS_H

#include "base/memory.h"
#include "time/civil.h"

#define CS_AXIS_EDGE 900u /* nearer to an end than this a date is written towards the middle */
#define CS_AXIS_END 10000u /* places are hundredths of a percent of its width */

struct cs_axis_day { cs_day day; uint32_t count; uint64_t start, width; };

struct cs_axis {
    int32_t zone;
    struct cs_axis_day *days; /* ascending; after finishing each once */
    size_t count, capacity;
    uint64_t total;
    bool failed; /* memory ran out: its owner asks at the end */
};

void cs_axis_init(struct cs_axis *axis, int32_t zone);
void cs_axis_release(struct cs_axis *axis);
/* What is never or always has no place on an axis and is not added. */
void cs_axis_add(struct cs_axis *axis, cs_instant instant);
void cs_axis_finish(struct cs_axis *axis);
/* Where an instant lies, from 0 to CS_AXIS_END; what is before or behind the axis lies at its end. */
uint32_t cs_axis_place(const struct cs_axis *axis, cs_instant instant);

/* Days to be named below the axis: those of level 1 leave each other room in a narrow drawing, all in a wide one. */
struct cs_tick { cs_day day; uint32_t place; unsigned level; };
#define CS_TICKS_MAX 32
size_t cs_axis_ticks(struct cs_axis *axis, cs_day first, struct cs_tick out[CS_TICKS_MAX]);

#endif
