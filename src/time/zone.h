/* SPDX-License-Identifier: MIT */
/*
 * Zones: which civil day and hour an instant has (R 7.1, 7.12). A zone is an offset that stays, or the clock of a
 * place: a table of the instants at which its offset changed. All that follows is asked of a zone, whichever it is.
 *
 * A civil day begins with the first instant at which the clock shows its midnight or a later hour, and lasts until the
 * next one begins. So it has 23, 24 or 25 hours, the days lie end to end, and none goes back.
 */
#ifndef CS_TIME_ZONE_H
#define CS_TIME_ZONE_H

#include <stddef.h>

#include "time/civil.h"

/* From `at` on the offset is `offset`, in minutes east of UTC. */
struct cs_clock_change { cs_instant at; int32_t offset; };

struct cs_clock {
    const char *name;
    const struct cs_clock_change *changes; /* in their order, at least one; the first counts before its `at` too */
    size_t count;
    cs_day first, last;                    /* the civil days for which it is known, both included */
};

/* Of an offset that stays `clock` is NULL; of a clock `offset` is 0. */
struct cs_zone { const struct cs_clock *clock; int32_t offset; };

#define CS_UTC ((struct cs_zone){NULL, 0})

/* The zone of an offset in minutes east of UTC. */
struct cs_zone cs_zone_fixed(int32_t offset);
struct cs_zone cs_zone_of(const struct cs_clock *clock);
bool cs_zone_same(struct cs_zone a, struct cs_zone b);
/* The offset at an instant. */
int32_t cs_zone_offset(struct cs_zone zone, cs_instant instant);
/* Is the zone known for all of this time? An instant that no text can write, such as CS_TIME_NEVER, is no matter. */
bool cs_zone_knows(struct cs_zone zone, cs_instant start, cs_instant end);

/* The first instant of a civil day. */
cs_instant cs_day_start(cs_day day, struct cs_zone zone);
/* The civil day in which an instant lies. */
cs_day cs_day_of(cs_instant instant, struct cs_zone zone);
/*
 * The instants at which the clock shows this hour: two if it was set back over it, none if it was set forward over it.
 * Returns their number.
 */
size_t cs_zone_instants(struct cs_zone zone, cs_day day, int32_t second_of_day, cs_instant out[2]);
/* The first of them; if there is none, the instant at which the clock was set forward over that hour. */
cs_instant cs_zone_hour(struct cs_zone zone, cs_day day, int32_t second_of_day);
/* The same for the hour that the clock shows at `instant`, on another day. */
cs_instant cs_zone_same_hour(struct cs_zone zone, cs_instant instant, cs_day day);

/* "2022-09-13T06:00+04:00", with the offset of that instant, at most 32 bytes. Seconds are written unless 0. */
char *cs_instant_text(cs_instant instant, struct cs_zone zone, char out[32]);
/* "+04:00" */
char *cs_offset_text(int32_t offset, char out[8]);

#endif
