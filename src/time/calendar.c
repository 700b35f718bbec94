/* SPDX-License-Identifier: MIT */
#include "time/calendar.h"

#include <stddef.h>

#include "base/failure.h"

bool cs_calendar_knows(const struct cs_calendar *calendar, cs_day day)
{
    return day >= calendar->first && day <= calendar->last;
}

bool cs_calendar_is_business(const struct cs_calendar *calendar, cs_day day)
{
    must(cs_calendar_knows(calendar, day));
    return calendar->business[day - calendar->first] != 0;
}

/* The `count`th business day after a day; 0: the day itself. */
static bool business_day_after(const struct cs_calendar *calendar, cs_day day, int32_t count, cs_day *out)
{
    while (count > 0) {
        if (!cs_calendar_knows(calendar, ++day))
            return false;
        count -= cs_calendar_is_business(calendar, day);
    }
    *out = day;
    return true;
}

static bool business_days_within(const struct cs_calendar *calendar, cs_day first, cs_day last, int32_t *out)
{
    *out = 0;
    if (first <= last && (!cs_calendar_knows(calendar, first) || !cs_calendar_knows(calendar, last)))
        return false;
    for (cs_day day = first; day <= last; day++)
        *out += cs_calendar_is_business(calendar, day);
    return true;
}

/* R 7.10: with "or the next business day" a period that would end on another day ends on the next business day. */
static bool roll(const struct cs_calendar *calendar, struct cs_duration period, struct cs_period_end *end)
{
    end->last = end->nominal;
    return !period.or_next || business_day_after(calendar, end->nominal - 1, 1, &end->last);
}

bool cs_period_end(const struct cs_calendar *calendar, cs_day day, struct cs_duration period,
                   struct cs_period_end *out)
{
    must(calendar != NULL || !cs_duration_needs_calendar(period));
    if (period.unit != CS_BUSINESS_DAYS)
        out->nominal = cs_day_add(day, period);
    else if (!business_day_after(calendar, day, period.count, &out->nominal))
        return false;
    return roll(calendar, period, out);
}

bool cs_period_prolong(const struct cs_calendar *calendar, struct cs_duration period, cs_day first, cs_day last,
                         struct cs_period_end *end)
{
    int32_t more;

    must(calendar != NULL || !cs_duration_needs_calendar(period));
    if (last < first)
        return true;
    if (period.unit == CS_BUSINESS_DAYS) {
        if (!business_days_within(calendar, first, last, &more) ||
            !business_day_after(calendar, end->nominal, more, &end->nominal))
            return false;
    } else if (!period.or_next || first <= end->nominal) {
        end->nominal = cs_day_add(end->nominal, (struct cs_duration){.count = last - first + 1, .unit = CS_DAYS});
    } else { /* R 7.10: the period was over but for the next business day, which is sought after `last` */
        end->nominal = last + 1;
    }
    return roll(calendar, period, end);
}
