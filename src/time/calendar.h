/* SPDX-License-Identifier: MIT */
/*
 * Business days (R 7.9 to 7.11). Which days are business days cannot be computed, so a calendar is text, and is known
 * for a range of days only. A period that needs a day outside that range has no end: the functions return false.
 */
#ifndef CS_TIME_CALENDAR_H
#define CS_TIME_CALENDAR_H

#include "time/civil.h"

#define CS_CALENDAR_YEARS_MAX 200

struct cs_calendar {
    cs_day first, last;      /* the days for which it is known, both included */
    unsigned char *business; /* by day from `first`: 1 for a business day, else 0; borrowed */
};

bool cs_calendar_knows(const struct cs_calendar *calendar, cs_day day);
/* The calendar must know the day. */
bool cs_calendar_is_business(const struct cs_calendar *calendar, cs_day day);

/* Where a period ends: on `last`. `nominal` is its last day without "or the next business day" (R 7.10). */
struct cs_period_end { cs_day nominal, last; };

/*
 * The end of a period of days, months, years or business days after `day`, which itself is not counted (R 7.1, 7.9,
 * 7.10). `calendar` may be NULL if the period needs none. False if the calendar is not known that far.
 */
bool cs_period_end(const struct cs_calendar *calendar, cs_day day, struct cs_duration period,
                   struct cs_period_end *out);
/*
 * Prolongs a period by the days first..last, on which it was suspended; all are after the day from which it is counted.
 * A period of business days is prolonged by the business days among them. False if the calendar is not known that far.
 */
bool cs_period_prolong(const struct cs_calendar *calendar, struct cs_duration period, cs_day first, cs_day last,
                         struct cs_period_end *end);

#endif
