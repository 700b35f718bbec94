/* SPDX-License-Identifier: MIT */
/* Civil days against a calendar that counts day by day and month by month, with leap years by the rule of 1582. */
#include "unit/cmocka_all.h"

#include "time/zone.h"

static int32_t plain_month_length(int32_t year, int32_t month)
{
    if (month == 2)
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

static struct cs_civil plain_next(struct cs_civil date)
{
    if (++date.day > plain_month_length(date.year, date.month)) {
        date.day = 1;
        if (++date.month > 12) {
            date.month = 1;
            date.year++;
        }
    }
    return date;
}

static cs_day day_of(int32_t year, int32_t month, int32_t day)
{
    return cs_day_from_civil((struct cs_civil){year, month, day});
}

static void assert_day(cs_day day, const char *expected)
{
    char text[32];

    assert_string_equal(cs_day_text(day, text), expected);
}

static void known_days_have_their_numbers(void **state)
{
    (void)state;
    assert_int_equal(day_of(1970, 1, 1), 0);
    assert_int_equal(day_of(1969, 12, 31), -1);
    assert_int_equal(day_of(2000, 3, 1), 11017);
    assert_int_equal(day_of(2022, 9, 13), 19248);
    assert_int_equal(day_of(1, 1, 1), -719162);
    assert_int_equal(day_of(9999, 12, 31), 2932896);
}

/* 400 years at a time, after which the calendar repeats: around the years 0 and 2000, and at the ends of the range. */
static void every_day_goes_there_and_back(void **state)
{
    static const int32_t years[] = {-CS_YEAR_MAX, -10200, -400, 0, 1600, 2000, 9800, CS_YEAR_MAX - 400};

    (void)state;
    for (size_t i = 0; i < sizeof years / sizeof *years; i++) {
        struct cs_civil date = {years[i], 1, 1};
        cs_day day = cs_day_from_civil(date);
        enum cs_weekday weekday = cs_weekday_of(day);

        for (; date.year < years[i] + 400; date = plain_next(date), day++) {
            struct cs_civil back = cs_civil_from_day(day);

            if (back.year != date.year || back.month != date.month || back.day != date.day ||
                cs_day_from_civil(date) != day || !cs_civil_valid(date) || cs_weekday_of(day) != weekday)
                fail_msg("day %d of %d-%02d-%02d", day, date.year, date.month, date.day);
            weekday = (weekday + 1) % CS_WEEKDAYS;
        }
        assert_int_equal(day, day_of(years[i] + 400, 1, 1));
        assert_int_equal(day - day_of(years[i], 1, 1), 146097);
        assert_int_equal(cs_weekday_of(day), cs_weekday_of(day_of(years[i], 1, 1))); /* 146,097 days are whole weeks */
    }
}

static void days_of_the_week_are_known(void **state)
{
    (void)state;
    assert_int_equal(cs_weekday_of(day_of(1970, 1, 1)), CS_THURSDAY);
    assert_int_equal(cs_weekday_of(day_of(2022, 9, 13)), CS_TUESDAY);
    assert_int_equal(cs_weekday_of(day_of(2000, 1, 1)), CS_SATURDAY);
    assert_int_equal(cs_weekday_of(day_of(1582, 10, 15)), CS_FRIDAY);
    assert_int_equal(cs_weekday_of(day_of(1969, 12, 28)), CS_SUNDAY);
}

static void years_beyond_four_digits_are_written_with_y(void **state)
{
    struct cs_zone east = cs_zone_fixed(60);
    char text[32];

    (void)state;
    assert_day(day_of(0, 2, 29), "0000-02-29");
    assert_day(day_of(-43, 3, 15), "-0043-03-15");
    assert_day(day_of(-9999, 1, 1), "-9999-01-01");
    assert_day(day_of(10000, 1, 1), "Y10000-01-01");
    assert_day(day_of(-10000, 12, 31), "Y-10000-12-31");
    assert_day(day_of(-CS_YEAR_MAX, 1, 1), "Y-999999-01-01");
    assert_day(day_of(-CS_YEAR_MAX, 1, 1) - 1, "Y-1000000-12-31"); /* in UTC, of an hour east of it */
    assert_string_equal(cs_instant_text(cs_day_start(day_of(-43, 3, 15), east) + 3600, east, text),
                        "-0043-03-15T01:00+01:00");
    assert_string_equal(cs_instant_text(30, CS_UTC, text), "1970-01-01T00:00:30+00:00");
    assert_string_equal(cs_instant_text(59, CS_UTC, text), "1970-01-01T00:00:59+00:00");
}

static void every_day_of_our_era_goes_there_and_back(void **state)
{
    struct cs_civil date = {1, 1, 1};
    cs_day day = day_of(1, 1, 1);

    (void)state;
    for (; date.year <= 9999; date = plain_next(date), day++) {
        struct cs_civil back = cs_civil_from_day(day);

        if (back.year != date.year || back.month != date.month || back.day != date.day ||
            cs_day_from_civil(date) != day || !cs_civil_valid(date))
            fail_msg("day %d of %04d-%02d-%02d", day, date.year, date.month, date.day);
    }
    assert_int_equal(day, day_of(9999, 12, 31) + 1);
}

static void months_end_where_they_end(void **state)
{
    (void)state;
    for (int32_t year = 1; year <= 9999; year++)
        for (int32_t month = 1; month <= 12; month++) {
            int32_t length = cs_days_in_month(year, month);

            assert_int_equal(length, plain_month_length(year, month));
            assert_true(cs_civil_valid((struct cs_civil){year, month, length}));
            assert_false(cs_civil_valid((struct cs_civil){year, month, length + 1}));
        }
    assert_true(cs_civil_valid((struct cs_civil){0, 2, 29}));
    assert_false(cs_civil_valid((struct cs_civil){-1, 2, 29}));
    assert_true(cs_civil_valid((struct cs_civil){CS_YEAR_MAX, 12, 31}));
    assert_false(cs_civil_valid((struct cs_civil){CS_YEAR_MAX + 1, 1, 1}));
    assert_false(cs_civil_valid((struct cs_civil){-CS_YEAR_MAX - 1, 1, 1}));
    assert_false(cs_civil_valid((struct cs_civil){2022, 0, 1}));
    assert_false(cs_civil_valid((struct cs_civil){2022, 13, 1}));
    assert_false(cs_civil_valid((struct cs_civil){2022, 1, 0}));
}

static void day_that_a_month_lacks_becomes_its_last(void **state)
{
    const struct cs_duration six_months = {6, CS_MONTHS, false}, one_year = {1, CS_YEARS, false};
    const struct cs_duration month_back = {-1, CS_MONTHS, false};

    (void)state;
    assert_day(cs_day_add(day_of(2022, 8, 31), six_months), "2023-02-28");
    assert_day(cs_day_add(day_of(2023, 8, 31), six_months), "2024-02-29");
    assert_day(cs_day_add(day_of(2024, 2, 29), one_year), "2025-02-28");
    assert_day(cs_day_add(day_of(2024, 2, 29), (struct cs_duration){4, CS_YEARS, false}), "2028-02-29");
    assert_day(cs_day_add(day_of(2096, 2, 29), (struct cs_duration){4, CS_YEARS, false}), "2100-02-28");
    assert_day(cs_day_add(day_of(2022, 6, 20), six_months), "2022-12-20");
    assert_day(cs_day_add(day_of(2023, 3, 31), month_back), "2023-02-28");
    assert_day(cs_day_add(day_of(2023, 1, 15), month_back), "2022-12-15");
    assert_day(cs_day_add(day_of(2022, 12, 31), (struct cs_duration){-12, CS_MONTHS, false}), "2021-12-31");
    assert_day(cs_day_add(day_of(2022, 2, 27), (struct cs_duration){3, CS_DAYS, false}), "2022-03-02");
    assert_day(cs_day_add(day_of(2022, 3, 2), (struct cs_duration){-3, CS_DAYS, false}), "2022-02-27");
    assert_day(cs_day_add(day_of(2022, 3, 2), (struct cs_duration){0, CS_MONTHS, false}), "2022-03-02");
}

/* Two single months from 31 August end on 30 October; two months at once end on 31 October. */
static void months_are_counted_from_the_start_and_not_step_by_step(void **state)
{
    const struct cs_duration one = {1, CS_MONTHS, false}, two = {2, CS_MONTHS, false};

    (void)state;
    assert_day(cs_day_add(cs_day_add(day_of(2022, 8, 31), one), one), "2022-10-30");
    assert_day(cs_day_add(day_of(2022, 8, 31), two), "2022-10-31");
}

static void every_day_plus_months_keeps_its_number_or_takes_the_last(void **state)
{
    (void)state;
    for (cs_day day = day_of(1900, 1, 1); day < day_of(2300, 1, 1); day++) {
        struct cs_civil from = cs_civil_from_day(day);
        int32_t count = day % 40 - 20;
        struct cs_civil to = cs_civil_from_day(cs_day_add(day, (struct cs_duration){count, CS_MONTHS, false}));
        int32_t length = plain_month_length(to.year, to.month);

        assert_int_equal(to.year * 12 + to.month - from.year * 12 - from.month, count);
        assert_int_equal(to.day, from.day < length ? from.day : length);
    }
}

static void day_runs_from_its_start_to_the_next_in_every_offset(void **state)
{
    (void)state;
    for (int32_t offset = -18 * 60; offset <= 18 * 60; offset += 7)
        for (cs_day day = day_of(1968, 12, 20); day < day_of(1971, 1, 20); day++) {
            cs_instant start = cs_day_start(day, cs_zone_fixed(offset));

            assert_int_equal(cs_day_of(start, cs_zone_fixed(offset)), day);
            assert_int_equal(cs_day_of(start - 1, cs_zone_fixed(offset)), day - 1);
            assert_int_equal(cs_day_of(start + 86399, cs_zone_fixed(offset)), day);
            assert_int_equal(cs_day_start(day + 1, cs_zone_fixed(offset)) - start, 86400);
        }
}

static void same_instant_is_another_day_further_east(void **state)
{
    cs_instant evening = cs_day_start(day_of(2022, 9, 12), CS_UTC) + 21 * 3600;
    char text[32];

    (void)state;
    assert_day(cs_day_of(evening, CS_UTC), "2022-09-12");
    assert_day(cs_day_of(evening, cs_zone_fixed(4 * 60)), "2022-09-13");
    assert_string_equal(cs_instant_text(evening, CS_UTC, text), "2022-09-12T21:00+00:00");
    assert_string_equal(cs_instant_text(evening, cs_zone_fixed(4 * 60), text), "2022-09-13T01:00+04:00");
    assert_string_equal(cs_instant_text(evening, cs_zone_fixed(-3 * 60 - 30), text), "2022-09-12T17:30-03:30");
    assert_string_equal(cs_instant_text(0, cs_zone_fixed(-18 * 60), text), "1969-12-31T06:00-18:00");
}

static void nothing_overflows_at_the_ends_of_time(void **state)
{
    static const int32_t counts[] = {INT32_MIN, INT32_MIN + 1, -1, 0, 1, INT32_MAX};
    static const enum cs_unit units[] = {CS_DAYS, CS_MONTHS, CS_YEARS};
    static const cs_instant instants[] = {CS_TIME_ALWAYS, CS_TIME_ALWAYS + 1, CS_TIME_NEVER - 1, CS_TIME_NEVER};
    cs_day farthest = cs_day_of(CS_TIME_NEVER, CS_UTC), earliest = cs_day_of(CS_TIME_ALWAYS, CS_UTC);
    char text[32];

    (void)state;
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        for (size_t k = 0; k < sizeof units / sizeof *units; k++) {
            cs_day a = cs_day_add(farthest, (struct cs_duration){counts[i], units[k], false});
            cs_day b = cs_day_add(earliest, (struct cs_duration){counts[i], units[k], false});

            assert_true(a <= farthest && a >= earliest && b <= farthest && b >= earliest);
            cs_day_text(a, text);
            cs_day_text(b, text);
        }
    for (size_t i = 0; i < sizeof instants / sizeof *instants; i++) {
        cs_day day = cs_day_of(instants[i], cs_zone_fixed(-18 * 60));

        assert_int_equal(day, instants[i] > 0 ? farthest : earliest);
        assert_string_equal(cs_instant_text(instants[i], cs_zone_fixed(18 * 60), text),
                            instants[i] > 0 ? "never" : "always");
        assert_true(cs_day_start(day + 1, CS_UTC) > cs_day_start(day, CS_UTC));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_days_have_their_numbers),
        cmocka_unit_test(every_day_goes_there_and_back),
        cmocka_unit_test(days_of_the_week_are_known),
        cmocka_unit_test(years_beyond_four_digits_are_written_with_y),
        cmocka_unit_test(every_day_of_our_era_goes_there_and_back),
        cmocka_unit_test(months_end_where_they_end),
        cmocka_unit_test(day_that_a_month_lacks_becomes_its_last),
        cmocka_unit_test(months_are_counted_from_the_start_and_not_step_by_step),
        cmocka_unit_test(every_day_plus_months_keeps_its_number_or_takes_the_last),
        cmocka_unit_test(day_runs_from_its_start_to_the_next_in_every_offset),
        cmocka_unit_test(same_instant_is_another_day_further_east),
        cmocka_unit_test(nothing_overflows_at_the_ends_of_time),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
