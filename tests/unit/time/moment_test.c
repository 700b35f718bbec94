/* SPDX-License-Identifier: MIT */
#include "unit/cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "time/moment.h"

#define EAST (4 * 60)
#define YEREVAN cs_zone_fixed(EAST)

static struct cs_moment read_in(const char *text, struct cs_zone zone)
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

/* The start and the last second, in the offset of Yerevan, and the text. */
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
    assert_moment(read_date("2022-09-13"), "2022-09-13T00:00+04:00", "2022-09-13T23:59:59+04:00", "2022-09-13");
    assert_moment(read_date("2024-02"), "2024-02-01T00:00+04:00", "2024-02-29T23:59:59+04:00", "2024-02");
    assert_moment(read_date("2022"), "2022-01-01T00:00+04:00", "2022-12-31T23:59:59+04:00", "2022");
    assert_int_equal(read_date("2022-09-13").form, CS_MOMENT_DAY);
    assert_int_equal(read_date("2024-02").form, CS_MOMENT_MONTH);
    assert_int_equal(read_date("2022").form, CS_MOMENT_YEAR);
    assert_int_equal(read_date("2022").last - read_date("2022").first, 364);
    assert_int_equal(read_date("2022").end - read_date("2022").start, 365 * 86400);
    assert_false(read_date("2022-09-13").hours);
    assert_false(read_date("2022-09-13").offset_written);
    assert_int_equal(read_date("2022-09-13").offset.offset, EAST);
    assert_moment(read_in("0001-01-01", YEREVAN), "0001-01-01T00:00+04:00", "0001-01-01T23:59:59+04:00", "0001-01-01");
    assert_moment(read_in("9999-12-31", YEREVAN), "9999-12-31T00:00+04:00", "9999-12-31T23:59:59+04:00", "9999-12-31");
}

static void bare_day_is_that_of_the_zone(void **state)
{
    (void)state;
    assert_int_equal(read_in("2022-09-13", CS_UTC).start - read_in("2022-09-13", YEREVAN).start, 4 * 3600);
    assert_int_equal(read_in("2022-09-13", CS_UTC).first, read_in("2022-09-13", YEREVAN).first);
}

static void time_carries_its_own_offset(void **state)
{
    struct cs_moment moment = read_in("2022-09-13T00:05+04:00", CS_UTC);

    (void)state;
    assert_int_equal(moment.form, CS_MOMENT_TIME);
    assert_moment(moment, "2022-09-13T00:05+04:00", "2022-09-13T00:05+04:00", "2022-09-13T00:05+04:00");
    assert_int_equal(moment.end, moment.start + 1);
    assert_int_equal(moment.offset.offset, EAST);
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
        {"-0000", "the year before 0001 is written 0000"},
        {"Y1000000", "the years are Y-999999 to Y999999"},
        {"Y-170000002", "the years are Y-999999 to Y999999"},
        {"Y2022", "only a year of more than four digits is written with Y"},
        {"Y02022", "only a year of more than four digits is written with Y"},
        {"Y", "behind Y stands the number of a year"},
        {"1XXX", "at most the last two digits of a year are left open"},
        {"20X2", "a date is written"},
        {"-201X", "no digit of a year before 0000 can be left open"},
        {"201X-09", "a year with open digits has no month"},
        {"2022-XX-13", "where the month is left open the day is too"},
        {"2022-X1", "a date is written"},
        {"2022-09-1X", "a date is written"},
        {"2022-21", "a season is told by its hemisphere"},
        {"2022-25", "the seasons of a year are 21 to 24"},
        {"2022-09~", "what an approximate date stands for is not said"},
        {"2022-09-13?", "what an uncertain date stands for is not said"},
        {"2022%", "what an approximate date stands for is not said"},
        {"2022~?", "what an approximate date stands for is not said"},
        {"2022-09-13T06:00Z~", "a date is marked uncertain or approximate, not a time"},
        {"2022-09T06:00Z", "a date is written"},
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
        {"2022-09-13T06:00:60Z", "the seconds of a minute are 00 to 59"},
        {"2022-09-13T06:00:1Z", "a date is written"},
        {"2022-09-13T06:00:00.5Z", "a time is written to the second, without parts of it"},
        {"2022-09-13T06:00+4", "an offset is Z, or + or -"},
        {"2022-09-13T06:00+04:00 ", "an offset is Z, or + or -"},
        {"2022-09-13T06:00z", "an offset is Z, or + or -"},
        {"2022-09-13T06:00+18:01", "an offset is Z, or + or -"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct cs_moment moment;
        const char *wrong = cs_moment_read(cases[i].text, strlen(cases[i].text), &(struct cs_reckoning){0}, &moment);

        if (!wrong || strncmp(wrong, cases[i].words, strlen(cases[i].words)) != 0)
            fail_msg("\"%s\": %s", cases[i].text, wrong ? wrong : "was accepted");
        assert_int_equal(moment.form, CS_MOMENT_NONE);
    }
}

/* Each beginning of the text ends at a byte that may not be read; the address sanitizer finds a read behind it. */
static void nothing_is_read_behind_the_end(void **state)
{
    static const char whole[] = "2022-09-13T06:00+04:00";

    (void)state;
    for (size_t length = 0; length < sizeof whole; length++) {
        char *text = malloc(length + 1);
        struct cs_moment moment;
        int32_t offset;

        memcpy(text + 1, whole, length);
        assert_int_equal(cs_moment_parse(text + 1, length, CS_UTC, &moment) == NULL,
                         length == 4 || length == 7 || length == 10 || length == 19 || length == 22);
        for (size_t from = 0; from <= length; from++)
            cs_offset_parse(text + 1 + from, length - from, &offset);
        free(text);
    }
}

static void offsets_lie_within_eighteen_hours(void **state)
{
    static const char *const bad[] = {"", "z", "+", "+4", "+04:", "+19", "+0400", "+04:0", "+04:60", "04:00", "+18:01",
                                      "-19:00", "+04:000", "+ 4:00", "Z0"};
    int32_t offset = 77;

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(cs_offset_parse(bad[i], strlen(bad[i]), &offset));
    assert_int_equal(offset, 77);
    assert_true(cs_offset_parse("Z", 1, &offset) && offset == 0);
    assert_true(cs_offset_parse("-03:30", 6, &offset) && offset == -210);
    assert_true(cs_offset_parse("-03", 3, &offset) && offset == -180);
    assert_true(cs_offset_parse("+18:00", 6, &offset) && offset == 1080);
    assert_true(cs_offset_parse("-18:00", 6, &offset) && offset == -1080);
}

static void range_runs_from_start_to_end(void **state)
{
    struct cs_moment moment;

    (void)state;
    assert_null(cs_moment_range(read_date("2022-09-13"), read_date("2022-09-15"), &moment));
    assert_int_equal(moment.form, CS_MOMENT_RANGE);
    assert_moment(moment, "2022-09-13T00:00+04:00", "2022-09-15T23:59:59+04:00", "[2022-09-13..2022-09-15]");
    assert_null(cs_moment_range(read_date("2022-09"), read_date("2022"), &moment));
    assert_moment(moment, "2022-09-01T00:00+04:00", "2022-12-31T23:59:59+04:00", "[2022-09-01..2022-12-31]");
    assert_false(moment.offset_written);

    assert_null(cs_moment_range(read_date("2022-09-13T06:00+04:00"), read_date("2022-09-13T10:00+04:00"), &moment));
    assert_moment(moment, "2022-09-13T06:00+04:00", "2022-09-13T10:00+04:00",
                  "[2022-09-13T06:00+04:00..2022-09-13T10:00+04:00]");
    assert_true(moment.hours && moment.offset_written);

    assert_null(cs_moment_range(read_date("2022-09-13T06:00+04:00"), read_date("2022-09-13"), &moment));
    assert_moment(moment, "2022-09-13T06:00+04:00", "2022-09-13T23:59:59+04:00",
                  "[2022-09-13T06:00+04:00..2022-09-13]");
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
    assert_moment(moment, "2022-09-13T00:00+04:00", "2022-09-15T23:59:59+04:00", "2022-09-13/2022-09-15");
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

static void what_lasts_began_on_the_first_side(void **state)
{
    struct cs_moment moment, range, begun;
    char text[96];

    (void)state;
    assert_null(cs_moment_span(read_date("2022-09"), read_date("2022-10-15"), &moment));
    begun = cs_moment_beginning(&moment);
    assert_int_equal(begun.form, CS_MOMENT_DAY);
    assert_moment(begun, "2022-09-01T00:00+04:00", "2022-09-01T23:59:59+04:00", "2022-09-01");
    assert_null(cs_moment_span(read_date("2022-09-13T06:00+04:00"), (struct cs_moment){0}, &moment));
    begun = cs_moment_beginning(&moment);
    assert_int_equal(begun.form, CS_MOMENT_TIME);
    assert_true(begun.end == begun.start + 1);
    assert_string_equal(cs_moment_text(&begun, text), "2022-09-13T06:00+04:00");
    assert_null(cs_moment_range(read_date("2022-09-13"), read_date("2022-09-15"), &range));
    assert_null(cs_moment_span(range, read_date("2022-09-20"), &moment));
    begun = cs_moment_beginning(&moment);
    assert_int_equal(begun.form, CS_MOMENT_RANGE);
    assert_moment(begun, "2022-09-13T00:00+04:00", "2022-09-15T23:59:59+04:00", "[2022-09-13..2022-09-15]");
    begun = cs_moment_beginning(&range);
    assert_moment(begun, "2022-09-13T00:00+04:00", "2022-09-15T23:59:59+04:00", "[2022-09-13..2022-09-15]");
}

static void approximate_date_reaches_to_both_sides(void **state)
{
    struct cs_moment moment;

    (void)state;
    assert_null(cs_moment_about(read_date("2022-10-12"), (struct cs_duration){5, CS_DAYS, false}, &moment));
    assert_moment(moment, "2022-10-07T00:00+04:00", "2022-10-17T23:59:59+04:00", "[2022-10-07..2022-10-17]");
    assert_int_equal(moment.form, CS_MOMENT_RANGE);
    assert_null(cs_moment_about(read_date("2022-09"), (struct cs_duration){1, CS_MONTHS, false}, &moment));
    assert_moment(moment, "2022-08-01T00:00+04:00", "2022-10-30T23:59:59+04:00", "[2022-08-01..2022-10-30]");
    assert_null(cs_moment_about(read_date("2024-02-29"), (struct cs_duration){1, CS_YEARS, false}, &moment));
    assert_moment(moment, "2023-02-28T00:00+04:00", "2025-02-28T23:59:59+04:00", "[2023-02-28..2025-02-28]");
    assert_null(
        cs_moment_about(read_date("2022-09-13T06:00+04:00"), (struct cs_duration){ 2, CS_HOURS, false }, &moment));
    assert_moment(moment, "2022-09-13T04:00+04:00", "2022-09-13T08:00+04:00",
                  "[2022-09-13T04:00+04:00..2022-09-13T08:00+04:00]");
    assert_null(cs_moment_about(read_date("2022-09-13T06:00+04:00"), (struct cs_duration){1, CS_DAYS, false}, &moment));
    assert_moment(moment, "2022-09-12T06:00+04:00", "2022-09-14T06:00+04:00",
                  "[2022-09-12T06:00+04:00..2022-09-14T06:00+04:00]");
    assert_null(cs_moment_about(read_date("2022-09-13"), (struct cs_duration){3, CS_HOURS, false}, &moment));
    assert_moment(moment, "2022-09-12T21:00+04:00", "2022-09-14T02:59:59+04:00",
                  "[2022-09-12T21:00+04:00..2022-09-14T02:59:59+04:00]");
}

static void tolerance_may_not_lead_out_of_the_calendar(void **state)
{
    struct cs_moment moment;

    (void)state;
    assert_non_null(cs_moment_about(read_date("Y-999999-01-03"), (struct cs_duration){3, CS_DAYS, false}, &moment));
    assert_null(cs_moment_about(read_date("Y-999999-01-03"), (struct cs_duration){2, CS_DAYS, false}, &moment));
    assert_non_null(cs_moment_about(read_date("Y999999-12-31"), (struct cs_duration){1, CS_HOURS, false}, &moment));
    assert_null(cs_moment_about(read_date("0001-01-03"), (struct cs_duration){3, CS_DAYS, false}, &moment));
    assert_non_null(cs_moment_about(read_date("2022"), (struct cs_duration){INT32_MAX, CS_YEARS, false}, &moment));
    assert_non_null(cs_moment_about(read_date("2022"), (struct cs_duration){INT32_MIN, CS_DAYS, false}, &moment));
    assert_null(cs_moment_range(read_date("2022"), read_date("2023"), &moment));
    assert_non_null(cs_moment_about(moment, (struct cs_duration){1, CS_DAYS, false}, &moment));
}

/* ---- EDTF level 1 ---- */

static struct cs_reckoning northern(void)
{
    return (struct cs_reckoning){.zone = {.offset = EAST},
                              .has_zone = true,
                              .seasons = CS_SEASONS_NORTHERN,
                              .has_approximate = true,
                              .has_uncertain = true,
                              .approximate = {2, CS_DAYS, false},
                              .uncertain = {1, CS_MONTHS, false}};
}

static struct cs_moment read_with(const struct cs_reckoning *reckoning, const char *text)
{
    struct cs_moment moment;
    const char *wrong = cs_moment_read(text, strlen(text), reckoning, &moment);

    if (wrong)
        fail_msg("\"%s\": %s", text, wrong);
    return moment;
}

/* Every form covers its days and is written as it was. */
static void forms_of_level_one_cover_their_days(void **state)
{
    static const struct { const char *text, *first, *last; enum cs_moment_form form; bool unsure; } cases[] = {
        {"1985-04-12", "1985-04-12", "1985-04-12", CS_MOMENT_DAY, false},
        {"1985-04", "1985-04-01", "1985-04-30", CS_MOMENT_MONTH, false},
        {"1985", "1985-01-01", "1985-12-31", CS_MOMENT_YEAR, false},
        {"0000", "0000-01-01", "0000-12-31", CS_MOMENT_YEAR, false},
        {"-1985", "-1985-01-01", "-1985-12-31", CS_MOMENT_YEAR, false},
        {"-0043-03-15", "-0043-03-15", "-0043-03-15", CS_MOMENT_DAY, false},
        {"Y17000", "Y17000-01-01", "Y17000-12-31", CS_MOMENT_YEAR, false},
        {"Y-17000", "Y-17000-01-01", "Y-17000-12-31", CS_MOMENT_YEAR, false},
        {"201X", "2010-01-01", "2019-12-31", CS_MOMENT_DECADE, true},
        {"20XX", "2000-01-01", "2099-12-31", CS_MOMENT_CENTURY, true},
        {"2004-XX", "2004-01-01", "2004-12-31", CS_MOMENT_YEAR, true},
        {"1985-04-XX", "1985-04-01", "1985-04-30", CS_MOMENT_MONTH, true},
        {"1985-XX-XX", "1985-01-01", "1985-12-31", CS_MOMENT_YEAR, true},
        {"2001-21", "2001-03-01", "2001-05-31", CS_MOMENT_SEASON, false},
        {"2001-22", "2001-06-01", "2001-08-31", CS_MOMENT_SEASON, false},
        {"2001-23", "2001-09-01", "2001-11-30", CS_MOMENT_SEASON, false},
        {"2003-24", "2003-12-01", "2004-02-29", CS_MOMENT_SEASON, false},
        {"2004-06~", "2004-05-30", "2004-07-02", CS_MOMENT_MONTH, true},
        {"1984?", "1983-12-01", "1985-01-31", CS_MOMENT_YEAR, true},
        {"2004-06-11%", "2004-05-09", "2004-07-13", CS_MOMENT_DAY, true},
        {"201X~", "2009-12-30", "2020-01-02", CS_MOMENT_DECADE, true},
        {"2001-21~", "2001-02-27", "2001-06-02", CS_MOMENT_SEASON, true},
    };
    struct cs_reckoning reckoning = northern();

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct cs_moment moment = read_with(&reckoning, cases[i].text);
        char text[96], day[32];

        assert_string_equal(cs_moment_text(&moment, text), cases[i].text);
        assert_string_equal(cs_day_text(moment.first, day), cases[i].first);
        assert_string_equal(cs_day_text(moment.last, day), cases[i].last);
        assert_int_equal(moment.form, cases[i].form);
        assert_int_equal(moment.unsure, cases[i].unsure);
        assert_int_equal(moment.start, cs_day_start(moment.first, YEREVAN));
        assert_int_equal(moment.end, cs_day_start(moment.last + 1, YEREVAN));
    }
}

static void seasons_turn_with_the_hemisphere(void **state)
{
    static const char *const first[] = {"2001-09-01", "2001-12-01", "2001-03-01", "2001-06-01"};
    struct cs_reckoning reckoning = {.seasons = CS_SEASONS_SOUTHERN};
    char text[32];

    (void)state;
    for (int i = 0; i < 4; i++) {
        snprintf(text, sizeof text, "2001-2%d", i + 1);
        assert_string_equal(cs_day_text(read_with(&reckoning, text).first, text), first[i]);
    }
    assert_string_equal(cs_day_text(read_with(&reckoning, "2001-22").last, text), "2002-02-28");
}

static void local_time_is_that_of_a_zone_that_is_said(void **state)
{
    struct cs_reckoning reckoning = northern();
    struct cs_moment moment = read_with(&reckoning, "2022-09-13T06:00:30");
    char text[96];

    (void)state;
    assert_int_equal(moment.start, read_date("2022-09-13T06:00:30+04:00").start);
    assert_string_equal(cs_moment_text(&moment, text), "2022-09-13T06:00:30+04:00");
    moment = read_date("2022-09-13T06:00:59+04");
    assert_string_equal(cs_moment_text(&moment, text), "2022-09-13T06:00:59+04:00");
}

static void what_must_be_certain_is_written_plainly(void **state)
{
    struct cs_moment moment;

    (void)state;
    assert_non_null(cs_moment_parse("201X", 4, CS_UTC, &moment));
    assert_non_null(cs_moment_parse("2004-XX", 7, CS_UTC, &moment));
    assert_non_null(cs_moment_parse("2004-06~", 8, CS_UTC, &moment));
    assert_string_equal(cs_moment_parse("2004-22", 7, CS_UTC, &moment),
                        "a date that must be certain is no season, and has no mark and no X");
    assert_int_equal(moment.form, CS_MOMENT_NONE);
}

/* A side that is not certain is one of its days; a plain month is included as a whole (R 8.8). */
static void sides_of_a_span_may_be_several_days(void **state)
{
    struct cs_reckoning reckoning = northern();
    struct cs_moment a = read_with(&reckoning, "2022-09-10~"), b = read_with(&reckoning, "2022-10"), range, moment;
    char text[96], day[32];

    (void)state;
    assert_null(cs_moment_span(a, b, &moment));
    assert_string_equal(cs_moment_text(&moment, text), "2022-09-10~/2022-10-31");
    assert_string_equal(cs_day_text(moment.first, day), "2022-09-08");
    assert_string_equal(cs_day_text(moment.begins_last, day), "2022-09-12");
    assert_int_equal(moment.ends_first, moment.last);
    assert_null(cs_moment_range(read_date("2022-09-11"), read_date("2022-09-20"), &range));
    assert_null(cs_moment_span(a, range, &moment));
    assert_string_equal(cs_moment_text(&moment, text), "2022-09-10~/[2022-09-11..2022-09-20]");
    assert_string_equal(cs_day_text(moment.ends_first, day), "2022-09-11");

    /* an end before the first day on which it may have begun cannot be */
    assert_null(cs_moment_range(read_date("2022-09-01"), read_date("2022-09-20"), &range));
    assert_null(cs_moment_span(read_date("2022-09-10"), range, &moment));
    assert_string_equal(cs_moment_text(&moment, text), "2022-09-10/[2022-09-10..2022-09-20]");
    assert_null(cs_moment_range(read_date("2022-09-13T06:00Z"), read_date("2022-09-13T10:00Z"), &range));
    assert_string_equal(cs_moment_span(range, b, &moment),
                        "where a side of A/B is not certain it is given by days, without hours");
    assert_string_equal(cs_moment_about(a, (struct cs_duration){1, CS_DAYS, false}, &moment),
                        "only a plain date can be approximate");
}

/* What is written is read again as the same interval. */
static void every_day_is_written_as_it_is_read(void **state)
{
    (void)state;
    for (cs_day day = -200000; day < 200000; day += 13) {
        char text[32], again[96];
        int32_t offset = day % 1080;
        struct cs_moment moment;
        cs_instant at;

        moment = read_date(cs_day_text(day, text));
        assert_int_equal(moment.first, day);
        assert_string_equal(cs_moment_text(&moment, again), text);
        at = (cs_instant)day * 86400 + 61 * (day % 1000) / 60 * 60;
        moment = read_in(cs_instant_text(at, cs_zone_fixed(offset), text), CS_UTC);
        assert_int_equal(moment.start, at);
        assert_int_equal(moment.offset.offset, offset);
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
        cmocka_unit_test(forms_of_level_one_cover_their_days),
        cmocka_unit_test(seasons_turn_with_the_hemisphere),
        cmocka_unit_test(local_time_is_that_of_a_zone_that_is_said),
        cmocka_unit_test(what_must_be_certain_is_written_plainly),
        cmocka_unit_test(sides_of_a_span_may_be_several_days),
        cmocka_unit_test(what_lasts_began_on_the_first_side),
        cmocka_unit_test(every_day_is_written_as_it_is_read),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
