/* SPDX-License-Identifier: MIT */
/*
 * Business days. Which days are worked on is nothing that can be computed: a calendar is text, and is known for the
 * days for which its text says so. Nothing is ever taken for granted beyond them (R 7.11).
 */
#ifndef CS_TIME_CALENDAR_H
#define CS_TIME_CALENDAR_H

#include "time/civil.h"

#define CS_CALENDAR_YEARS_MAX 200

struct cs_calendar {
    cs_day first, last;      /* it is known from the one to the other, both included */
    unsigned char *business; /* by day from `first`: 1 for a business day; memory of the owner */
};

bool cs_calendar_knows(const struct cs_calendar *calendar, cs_day day);
/* Of a day that it knows. */
bool cs_calendar_is_business(const struct cs_calendar *calendar, cs_day day);

/* Where a period ends: on `last`; before "or the next business day" it would have been `nominal`. */
struct cs_period_end { cs_day nominal, last; };

/*
 * The end of a period of days, months, years or business days after `day`, which itself is not counted (R 7.1, 7.9,
 * 7.10). `calendar` may be NULL where none is needed. False if the calendar is not known as far as that.
 */
bool cs_period_end(const struct cs_calendar *calendar, cs_day day, struct cs_duration period,
                   struct cs_period_end *out);
/*
 * The end of a period of which the days first..last, all after the day it is counted from, are not counted: of business
 * days those among them that are such. False if the calendar is not known as far as that.
 */
bool cs_period_prolong(const struct cs_calendar *calendar, struct cs_duration period, cs_day first, cs_day last,
                         struct cs_period_end *end);

#endif
