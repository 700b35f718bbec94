/* SPDX-License-Identifier: MIT */
#include "unit/cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "time/moment.h"

#define YEREVAN (4 * 60)

static struct cs_moment read_in(const char *text, int32_t zone)
{
    struct cs_moment moment;
    const char *wrong = cs_moment_parse(text, strlen(text), zone, &moment);

    if (wrong)
        fail_msg("\"%s\": %s", text, wrong);
    return moment;
}

static struct cs_moment read_date(const char *text)
{
    return read_in(text, YEREVAN);
}

/* Start and last whole second, seen from Yerevan's offset, and what it is written as. */
static void assert_moment(struct cs_moment moment, const char *start, const char *last_minute, const char *written)
{
    char text[96], instant[32];

    assert_string_equal(cs_instant_text(moment.start, YEREVAN, instant), start);
    assert_string_equal(cs_instant_text(moment.end - 1, YEREVAN, instant), last_minute);
    assert_string_equal(cs_moment_text(&moment, text), written);
}

static void coarse_dates_cover_all_their_days(void **state)
{
    (void)state;
    assert_moment(read_date("2022-09-13"), "2022-09-13T00:00+04:00", "2022-09-13T23:59+04:00", "2022-09-13");
    assert_moment(read_date("2024-02"), "2024-02-01T00:00+04:00", "2024-02-29T23:59+04:00", "2024-02");
    assert_moment(read_date("2022"), "2022-01-01T00:00+04:00", "2022-12-31T23:59+04:00", "2022");
    assert_int_equal(read_date("2022-09-13").form, CS_MOMENT_DAY);
    assert_int_equal(read_date("2024-02").form, CS_MOMENT_MONTH);
    assert_int_equal(read_date("2022").form, CS_MOMENT_YEAR);
    assert_int_equal(read_date("2022").last - read_date("2022").first, 364);
    assert_int_equal(read_date("2022").end - read_date("2022").start, 365 * 86400);
    assert_false(read_date("2022-09-13").hours);
    assert_false(read_date("2022-09-13").offset_written);
    assert_int_equal(read_date("2022-09-13").offset, YEREVAN);
    assert_moment(read_in("0001-01-01", YEREVAN), "0001-01-01T00:00+04:00", "0001-01-01T23:59+04:00", "0001-01-01");
    assert_moment(read_in("9999-12-31", YEREVAN), "9999-12-31T00:00+04:00", "9999-12-31T23:59+04:00", "9999-12-31");
}

static void bare_day_is_that_of_the_zone(void **state)
{
    (void)state;
    assert_int_equal(read_in("2022-09-13", 0).start - read_in("2022-09-13", YEREVAN).start, 4 * 3600);
    assert_int_equal(read_in("2022-09-13", 0).first, read_in("2022-09-13", YEREVAN).first);
}

static void time_carries_its_own_offset(void **state)
{
    struct cs_moment moment = read_in("2022-09-13T00:05+04:00", 0);

    (void)state;
    assert_int_equal(moment.form, CS_MOMENT_TIME);
    assert_moment(moment, "2022-09-13T00:05+04:00", "2022-09-13T00:05+04:00", "2022-09-13T00:05+04:00");
    assert_int_equal(moment.end, moment.start + 1);
    assert_int_equal(moment.offset, YEREVAN);
    assert_true(moment.offset_written && moment.hours);
    assert_string_equal(cs_day_text(moment.first, (char[32]){0}), "2022-09-13");
    assert_int_equal(read_date("2022-09-12T20:05Z").start, moment.start);
    assert_int_equal(read_date("2022-09-12T16:35-03:30").start, moment.start);
    assert_string_equal(cs_moment_text(&(struct cs_moment){0}, (char[96]){0}), "");
}

static void bad_date_is_told_what_is_wrong(void **state)
{
    static const struct { const char *text, *words; } cases[] = {
        {"", "a date is written"},
        {"22", "a date is written"},
        {"22-09-13", "a date is written"},
        {"2022-9-13", "a date is written"},
        {"2022/09/13", "a date is written"},
        {"2022-09/13", "a date is written"},
        {"+022", "a date is written"},
        {"2022-", "a date is written"},
        {"20220913", "a date is written"},
        {"2022-09-1", "a date is written"},
        {"2022-09-131", "a date is written"},
        {"2022-09-13 06:00+04:00", "a date is written"},
        {"2022-09-13T", "a date is written"},
        {"2022-09-13T06", "a date is written"},
        {"2022-09-13T6:00Z", "a date is written"},
        {"0000-01-01", "the years are 0001 to 9999"},
        {"2022-00", "the months of a year are 01 to 12"},
        {"2022-13-01", "the months of a year are 01 to 12"},
        {"2022-09-00", "the first day of a month is 01"},
        {"2022-09-31", "the month has no 31st day"},
        {"2022-12-32", "no month has more than 31 days"},
        {"2023-02-29", "February has no 29th day in that year"},
        {"1900-02-29", "February has no 29th day in that year"},
        {"2024-02-30", "February has no 30th day"},
        {"2024-02-31", "February has no 31st day"},
        {"2022-09-13T24:00+04:00", "the end of a day is written as 00:00 of the next day"},
        {"2022-09-13T25:00+04:00", "the hours of a day are 00 to 23"},
        {"2022-09-13T24:01Z", "the hours of a day are 00 to 23"},
        {"2022-09-13T06:60Z", "the minutes of an hour are 00 to 59"},
        {"2022-09-13T06:00", "a time needs its offset from UTC, such as +04:00 or Z"},
        {"2022-09-13T06:00:00Z", "a time is written to the minute, without seconds"},
        {"2022-09-13T06:00+4", "an offset is Z, or + or -"},
        {"2022-09-13T06:00+04:00 ", "an offset is Z, or + or -"},
        {"2022-09-13T06:00z", "an offset is Z, or + or -"},
        {"2022-09-13T06:00+18:01", "an offset is Z, or + or -"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct cs_moment moment;
        const char *wrong = cs_moment_parse(cases[i].text, strlen(cases[i].text), 0, &moment);

        if (!wrong || strncmp(wrong, cases[i].words, strlen(cases[i].words)) != 0)
            fail_msg("\"%s\": %s", cases[i].text, wrong ? wrong : "was accepted");
        assert_int_equal(moment.form, CS_MOMENT_NONE);
    }
}

/* Every text of up to `length` bytes ends at a byte that may not be read; the sanitizers watch. */
static void nothing_is_read_behind_the_end(void **state)
{
    static const char whole[] = "2022-09-13T06:00+04:00";

    (void)state;
    for (size_t length = 0; length < sizeof whole; length++) {
        char *text = malloc(length + 1);
        struct cs_moment moment;
        int32_t offset;

        memcpy(text + 1, whole, length);
        assert_int_equal(cs_moment_parse(text + 1, length, 0, &moment) == NULL,
                         length == 4 || length == 7 || length == 10 || length == 22);
        for (size_t from = 0; from <= length; from++)
            cs_offset_parse(text + 1 + from, length - from, &offset);
        free(text);
    }
}

static void offsets_lie_within_eighteen_hours(void **state)
{
    static const char *const bad[] = {"", "z", "+", "+4", "+04", "+0400", "+04:0", "+04:60", "04:00", "+18:01",
                                      "-19:00", "+04:000", "+ 4:00", "Z0"};
    int32_t offset = 77;

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(cs_offset_parse(bad[i], strlen(bad[i]), &offset));
    assert_int_equal(offset, 77);
    assert_true(cs_offset_parse("Z", 1, &offset) && offset == 0);
    assert_true(cs_offset_parse("-03:30", 6, &offset) && offset == -210);
    assert_true(cs_offset_parse("+18:00", 6, &offset) && offset == 1080);
    assert_true(cs_offset_parse("-18:00", 6, &offset) && offset == -1080);
}

static void range_runs_from_start_to_end(void **state)
{
    struct cs_moment moment;

    (void)state;
    assert_null(cs_moment_range(read_date("2022-09-13"), read_date("2022-09-15"), &moment));
    assert_int_equal(moment.form, CS_MOMENT_RANGE);
    assert_moment(moment, "2022-09-13T00:00+04:00", "2022-09-15T23:59+04:00", "[2022-09-13..2022-09-15]");
    assert_null(cs_moment_range(read_date("2022-09"), read_date("2022"), &moment));
    assert_moment(moment, "2022-09-01T00:00+04:00", "2022-12-31T23:59+04:00", "[2022-09-01..2022-12-31]");
    assert_false(moment.offset_written);

    assert_null(cs_moment_range(read_date("2022-09-13T06:00+04:00"), read_date("2022-09-13T10:00+04:00"), &moment));
    assert_moment(moment, "2022-09-13T06:00+04:00", "2022-09-13T10:00+04:00",
                  "[2022-09-13T06:00+04:00..2022-09-13T10:00+04:00]");
    assert_true(moment.hours && moment.offset_written);

    assert_null(cs_moment_range(read_date("2022-09-13T06:00+04:00"), read_date("2022-09-13"), &moment));
    assert_moment(moment, "2022-09-13T06:00+04:00", "2022-09-13T23:59+04:00", "[2022-09-13T06:00+04:00..2022-09-13]");
    assert_false(moment.hours);

    assert_string_equal(cs_moment_range(read_date("2022-09-15"), read_date("2022-09-13"), &moment),
                        "the range ends before it begins");
    assert_non_null(cs_moment_range((struct cs_moment){0}, read_date("2022-09-13"), &moment));
}

static void span_may_be_open_on_one_side(void **state)
{
    struct cs_moment moment;
    const struct cs_moment none = {0};
    char text[96];

    (void)state;
    assert_null(cs_moment_span(read_date("2022-09-13"), read_date("2022-09-15"), &moment));
    assert_int_equal(moment.form, CS_MOMENT_SPAN);
    assert_moment(moment, "2022-09-13T00:00+04:00", "2022-09-15T23:59+04:00", "2022-09-13/2022-09-15");
    assert_null(cs_moment_span(read_date("2022-09-13"), none, &moment));
    assert_true(moment.end == CS_TIME_NEVER);
    assert_int_equal(moment.first, read_date("2022-09-13").first);
    assert_true(moment.last > moment.first);
    assert_string_equal(cs_moment_text(&moment, text), "2022-09-13/..");
    assert_null(cs_moment_span(none, read_date("2022-09-13T06:00+04:00"), &moment));
    assert_true(moment.start == CS_TIME_ALWAYS);
    assert_string_equal(cs_moment_text(&moment, text), "../2022-09-13T06:00+04:00");
    assert_true(moment.hours);
    assert_non_null(cs_moment_span(none, none, &moment));
    assert_string_equal(cs_moment_span(read_date("2022-09-15"), read_date("2022-09-13"), &moment),
                        "the time ends before it begins");
}

static void approximate_date_reaches_to_both_sides(void **state)
{
    struct cs_moment moment;

    (void)state;
    assert_null(cs_moment_about(read_date("2022-10-12"), (struct cs_duration){5, CS_DAYS}, &moment));
    assert_moment(moment, "2022-10-07T00:00+04:00", "2022-10-17T23:59+04:00", "[2022-10-07..2022-10-17]");
    assert_int_equal(moment.form, CS_MOMENT_RANGE);
    assert_null(cs_moment_about(read_date("2022-09"), (struct cs_duration){1, CS_MONTHS}, &moment));
    assert_moment(moment, "2022-08-01T00:00+04:00", "2022-10-30T23:59+04:00", "[2022-08-01..2022-10-30]");
    assert_null(cs_moment_about(read_date("2024-02-29"), (struct cs_duration){1, CS_YEARS}, &moment));
    assert_moment(moment, "2023-02-28T00:00+04:00", "2025-02-28T23:59+04:00", "[2023-02-28..2025-02-28]");
    assert_null(cs_moment_about(read_date("2022-09-13T06:00+04:00"), (struct cs_duration){2, CS_HOURS}, &moment));
    assert_moment(moment, "2022-09-13T04:00+04:00", "2022-09-13T08:00+04:00",
                  "[2022-09-13T04:00+04:00..2022-09-13T08:00+04:00]");
    assert_null(cs_moment_about(read_date("2022-09-13T06:00+04:00"), (struct cs_duration){1, CS_DAYS}, &moment));
    assert_moment(moment, "2022-09-12T06:00+04:00", "2022-09-14T06:00+04:00",
                  "[2022-09-12T06:00+04:00..2022-09-14T06:00+04:00]");
    assert_null(cs_moment_about(read_date("2022-09-13"), (struct cs_duration){3, CS_HOURS}, &moment));
    assert_moment(moment, "2022-09-12T21:00+04:00", "2022-09-14T02:59+04:00",
                  "[2022-09-12T21:00+04:00..2022-09-14T02:59+04:00]");
}

static void tolerance_may_not_lead_out_of_the_calendar(void **state)
{
    struct cs_moment moment;

    (void)state;
    assert_non_null(cs_moment_about(read_date("0001-01-03"), (struct cs_duration){3, CS_DAYS}, &moment));
    assert_null(cs_moment_about(read_date("0001-01-03"), (struct cs_duration){2, CS_DAYS}, &moment));
    assert_non_null(cs_moment_about(read_date("9999-12-31"), (struct cs_duration){1, CS_HOURS}, &moment));
    assert_non_null(cs_moment_about(read_date("2022"), (struct cs_duration){INT32_MAX, CS_YEARS}, &moment));
    assert_non_null(cs_moment_about(read_date("2022"), (struct cs_duration){INT32_MIN, CS_DAYS}, &moment));
    assert_null(cs_moment_range(read_date("2022"), read_date("2023"), &moment));
    assert_non_null(cs_moment_about(moment, (struct cs_duration){1, CS_DAYS}, &moment));
}

/* What is written is read again as the same stretch of time. */
static void every_day_is_written_as_it_is_read(void **state)
{
    (void)state;
    for (cs_day day = -200000; day < 200000; day += 13) {
        char text[32], again[96];
        int32_t offset = day % 1080;
        struct cs_moment moment;

        moment = read_date(cs_day_text(day, text));
        assert_int_equal(moment.first, day);
        assert_string_equal(cs_moment_text(&moment, again), text);
        moment = read_in(cs_instant_text((cs_instant)day * 86400 + 61 * (day % 1000) / 60 * 60, offset, text), 0);
        assert_int_equal(moment.start, (cs_instant)day * 86400 + 61 * (day % 1000) / 60 * 60);
        assert_int_equal(moment.offset, offset);
        assert_string_equal(cs_moment_text(&moment, again), text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(coarse_dates_cover_all_their_days),
        cmocka_unit_test(bare_day_is_that_of_the_zone),
        cmocka_unit_test(time_carries_its_own_offset),
        cmocka_unit_test(bad_date_is_told_what_is_wrong),
        cmocka_unit_test(nothing_is_read_behind_the_end),
        cmocka_unit_test(offsets_lie_within_eighteen_hours),
        cmocka_unit_test(range_runs_from_start_to_end),
        cmocka_unit_test(span_may_be_open_on_one_side),
        cmocka_unit_test(approximate_date_reaches_to_both_sides),
        cmocka_unit_test(tolerance_may_not_lead_out_of_the_calendar),
        cmocka_unit_test(every_day_is_written_as_it_is_read),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
