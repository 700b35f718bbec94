/* SPDX-License-Identifier: MIT */
/* Business days, against a simple computation that goes from day to day with a list of days that do not count. */
#include "unit/cmocka_all.h"

#include <string.h>

#include "property/chance.h"
#include "time/calendar.h"

#define DAYS 400
#define SUSPENDED_MAX 60

static cs_day day_of(int32_t year, int32_t month, int32_t day)
{
    return cs_day_from_civil((struct cs_civil){year, month, day});
}

/* Spring of 2022: Saturdays and Sundays off, 2 and 9 May holidays, 7 May worked. */
static struct cs_calendar spring(unsigned char business[DAYS])
{
    struct cs_calendar calendar = {day_of(2022, 4, 1), day_of(2022, 4, 1) + DAYS - 1, business};

    for (cs_day day = calendar.first; day <= calendar.last; day++)
        business[day - calendar.first] = cs_weekday_of(day) != CS_SATURDAY && cs_weekday_of(day) != CS_SUNDAY;
    business[day_of(2022, 5, 2) - calendar.first] = 0;
    business[day_of(2022, 5, 9) - calendar.first] = 0;
    business[day_of(2022, 5, 7) - calendar.first] = 1;
    return calendar;
}

static void assert_end(const struct cs_calendar *calendar, cs_day from, struct cs_duration period, const char *last)
{
    struct cs_period_end end;
    char text[32];

    assert_true(cs_period_end(calendar, from, period, &end));
    assert_string_equal(cs_day_text(end.last, text), last);
}

static void business_days_alone_are_counted(void **state)
{
    unsigned char business[DAYS];
    struct cs_calendar calendar = spring(business);
    struct cs_duration one = {1, CS_BUSINESS_DAYS, false}, three = {3, CS_BUSINESS_DAYS, false};

    (void)state;
    assert_end(&calendar, day_of(2022, 4, 28), one, "2022-04-29");
    assert_end(&calendar, day_of(2022, 4, 29), one, "2022-05-03");   /* over a weekend and a holiday */
    assert_end(&calendar, day_of(2022, 4, 30), one, "2022-05-03");   /* from a day off */
    assert_end(&calendar, day_of(2022, 5, 6), three, "2022-05-11");  /* 7, 10, 11 */
    assert_end(&calendar, day_of(2022, 5, 8), (struct cs_duration){0, CS_BUSINESS_DAYS, false}, "2022-05-08");
}

static void a_period_goes_on_to_the_next_business_day_only_if_it_says_so(void **state)
{
    unsigned char business[DAYS];
    struct cs_calendar calendar = spring(business);

    (void)state;
    assert_end(&calendar, day_of(2022, 4, 27), (struct cs_duration){3, CS_DAYS, true}, "2022-05-03");
    assert_end(&calendar, day_of(2022, 4, 27), (struct cs_duration){3, CS_DAYS, false}, "2022-04-30");
    assert_end(NULL, day_of(2022, 4, 27), (struct cs_duration){3, CS_DAYS, false}, "2022-04-30");
    assert_end(&calendar, day_of(2022, 4, 27), (struct cs_duration){2, CS_DAYS, true}, "2022-04-29");
    assert_end(&calendar, day_of(2022, 4, 9), (struct cs_duration){1, CS_MONTHS, true}, "2022-05-10");
}

static void nothing_is_taken_for_granted_beyond_what_is_known(void **state)
{
    unsigned char business[DAYS];
    struct cs_calendar calendar = spring(business);
    struct cs_period_end end = {calendar.last, calendar.last};
    struct cs_duration one = {1, CS_BUSINESS_DAYS, false}, rolls = {1, CS_DAYS, true};

    (void)state;
    assert_false(cs_period_end(&calendar, calendar.last, one, &end));
    assert_false(cs_period_end(&calendar, calendar.last, rolls, &end));
    assert_false(cs_period_end(&calendar, calendar.first - 2, one, &end));
    assert_true(cs_period_end(&calendar, calendar.first - 1, one, &end)); /* the day itself is not counted */
    assert_true(cs_period_end(&calendar, calendar.last, (struct cs_duration){30, CS_DAYS, false}, &end));
    end = (struct cs_period_end){calendar.last, calendar.last};
    assert_false(cs_period_prolong(&calendar, one, calendar.last - 6, calendar.last, &end));
}

/* The last day of a period of which the days in `out` do not count, found by going from day to day. */
static cs_day walk(const struct cs_calendar *calendar, cs_day from, struct cs_duration period, const bool *out)
{
    int32_t left = period.count;
    cs_day day = from;

    while (left > 0) {
        day++;
        left -= !out[day - calendar->first] &&
                (period.unit == CS_DAYS || calendar->business[day - calendar->first] != 0);
    }
    while (period.or_next && (out[day - calendar->first] || calendar->business[day - calendar->first] == 0))
        day++;
    return day;
}

/* A period that is suspended for some days, all given at once, ends on the day that going from day to day finds. */
static void suspended_days_are_not_counted(void **state)
{
    struct chance chance = {20220913};

    (void)state;
    for (int round = 0; round < 20000; round++) {
        unsigned char business[DAYS];
        struct cs_calendar calendar = {day_of(2022, 1, 1), day_of(2022, 1, 1) + DAYS - 1, business};
        enum cs_unit unit = percent(&chance, 50) ? CS_BUSINESS_DAYS : CS_DAYS;
        struct cs_duration period = {(int32_t)below(&chance, 20), unit, unit == CS_DAYS && percent(&chance, 60)};
        cs_day from = calendar.first + (cs_day)below(&chance, 20), first, last;
        bool out[DAYS] = {false};
        struct cs_period_end end;

        for (size_t i = 0; i < DAYS; i++)
            business[i] = percent(&chance, 60);
        assert_true(cs_period_end(&calendar, from, period, &end));
        assert_int_equal(end.last, walk(&calendar, from, period, out));
        if (end.last == from)
            continue;
        last = from;
        for (int spell = 0; spell < 2 && last < end.last; spell++) { /* the second spell after the first */
            first = last + 1 + (cs_day)below(&chance, (uint32_t)(end.last - last));
            last = first + (cs_day)below(&chance, SUSPENDED_MAX / 2);
            for (cs_day day = first; day <= last; day++)
                out[day - calendar.first] = true;
            assert_true(cs_period_prolong(&calendar, period, first, last, &end));
            assert_int_equal(end.last, walk(&calendar, from, period, out));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(business_days_alone_are_counted),
        cmocka_unit_test(a_period_goes_on_to_the_next_business_day_only_if_it_says_so),
        cmocka_unit_test(nothing_is_taken_for_granted_beyond_what_is_known),
        cmocka_unit_test(suspended_days_are_not_counted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
