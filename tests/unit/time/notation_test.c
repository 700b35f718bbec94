/* SPDX-License-Identifier: MIT */
#include "unit/cmocka_all.h"

#include <stdlib.h>
#include <string.h>

#include "time/moment.h"
#include "time/notation.h"

/* A text that is refused, and the date that stands for it, worked out by hand. */
static void assert_written(const char *text, const char *instead)
{
    char remedy[CS_NOTATION_REMEDY_MAX];

    if (!cs_notation_remedy(text, strlen(text), true, remedy))
        fail_msg("\"%s\": nothing is said", text);
    if (strstr(remedy, instead) == NULL)
        fail_msg("\"%s\": %s", text, remedy);
}

static void assert_nothing(const char *text, bool plain_number)
{
    char remedy[CS_NOTATION_REMEDY_MAX];

    if (cs_notation_remedy(text, strlen(text), plain_number, remedy))
        fail_msg("\"%s\": %s", text, remedy);
}

static void what_can_be_read_needs_no_remedy(void **state)
{
    static const char *const texts[] = {"2020-02-29", "2020~", "2020-XX", "-0044-03-15", "Y12000", "2020-22",
                                        "2020-01-01T00:00Z", "2020/2021", "[2020..2021]", "e1", "Alden", "of", ""};

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        assert_nothing(texts[i], true);
    assert_nothing("45", false);
    assert_nothing("20200101", false);
}

/* 1 January 2021 is a Friday: week 53 of 2020 is 28 December to 3 January. Day 60 of a leap year is 29 February. */
static void weeks_and_days_of_the_year_are_counted_out(void **state)
{
    (void)state;
    assert_written("2020-W53", "[2020-12-28..2021-01-03]");
    assert_written("2021-W01-7", "2021-01-10");
    assert_written("2020-060", "2020-02-29");
    assert_written("2021-365", "2021-12-31");
    assert_nothing("2021-366", true);
    assert_nothing("2021-000", true);
}

static void open_digits_reach_from_the_least_to_the_greatest(void **state)
{
    (void)state;
    assert_written("2021-02-2X", "[2021-02-20..2021-02-28]");
    assert_written("2021-0X", "[2021-01..2021-09]");
    assert_written("-004X-03-15", "[-0049-03-15..-0040-03-15]");
    assert_written("2XXX-01-01", "[2000-01-01..2999-01-01]");
    assert_nothing("2021-02-3X", true);
}

static void parts_of_a_year_are_months(void **state)
{
    (void)state;
    assert_written("2020-28", "2020-24");
    assert_written("2020-32", "\"seasons southern\"");
    assert_written("2020-33", "[2020-01..2020-03]");
    assert_written("2020-36", "[2020-10..2020-12]");
    assert_written("2020-38", "[2020-05..2020-08]");
    assert_written("2020-40", "[2020-01..2020-06]");
}

static void dates_of_other_habits_are_read(void **state)
{
    (void)state;
    assert_written("x2009", "write 2009.");
    assert_written("d20090503", "write 2009-05-03.");
    assert_written("2009AD", "write 2009.");
    assert_written("44BC", "Write -0043:");
    assert_written("BC1", "Write 0000:");
    assert_written("c2009-05", "Write 2009-05~,");
    assert_written("1990s", "Write 199X:");
    assert_written(">2009", "Write [A..B]");
    assert_written("2009Q2", "[2009-04..2009-06]");
    assert_written("2009-2010", "[2009..2010]");
    assert_written("09/2009", "Write 2009-09:");
    assert_written("2009-06-28/30", "write 2009-06-28/2009-06-30");
    assert_written("2009-05-03t10:00z", "write 2009-05-03T10:00Z.");
    assert_written("2009-05-03Z", "Write 2009-05-03:");
    assert_written("197~", "0197~");
    assert_nothing("e12", true);
    assert_nothing("2009-spring", true);
    assert_written("2009-06-28/31", "Write 2009-06-XX");
    assert_nothing("2009-01-01..", true);
    assert_nothing("2009-01-01,", true);
    assert_nothing("2009Q5", true);
}

static void time_names_the_nearest_that_can_be_written(void **state)
{
    (void)state;
    assert_written("2020-02-28T24:00+01:00", "2020-02-29T00:00+01:00");
    assert_written("2020-12-31T24:00:00Z", "2021-01-01T00:00Z");
    assert_written("2020-01-01T10:00:00,25Z", "2020-01-01T10:00:00Z");
    assert_written("2020-01-01T10:00-0330", "2020-01-01T10:00-03:30");
    assert_written("2020-01-01T10:00+19:00", "from -18:00 to +18:00");
    assert_written("2020-01-01T10:00-00:00", "2020-01-01T10:00Z");
}

/* Unknown is not zero: -00:00 is no offset. */
static void offset_minus_zero_is_none(void **state)
{
    int32_t east;

    (void)state;
    assert_false(cs_offset_parse("-00:00", 6, &east));
    assert_false(cs_offset_parse("-00", 3, &east));
    assert_true(cs_offset_parse("-00:15", 6, &east));
    assert_int_equal(east, -15);
    assert_true(cs_offset_parse("+00:00", 6, &east));
}

/* A text may end anywhere, and have any bytes: what is beyond the end is not looked at. */
static void every_beginning_of_a_text_is_taken(void **state)
{
    static const char *const texts[] = {"2020-12-31T24:00:00Z", "[2021-02-2X..2020-W53-1]", "{1960..1961}",
                                        "-004X-03-15", "Y-17E7-12", "2004-06-~01/2004-06-~20", "unknown/2004-01-01"};
    char remedy[CS_NOTATION_REMEDY_MAX];

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        for (size_t length = 0; length <= strlen(texts[i]); length++) {
            char *copy = malloc(length + 1);

            memcpy(copy, texts[i], length);
            cs_notation_remedy(copy, length, true, remedy);
            free(copy);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_can_be_read_needs_no_remedy),
        cmocka_unit_test(weeks_and_days_of_the_year_are_counted_out),
        cmocka_unit_test(open_digits_reach_from_the_least_to_the_greatest),
        cmocka_unit_test(parts_of_a_year_are_months),
        cmocka_unit_test(dates_of_other_habits_are_read),
        cmocka_unit_test(time_names_the_nearest_that_can_be_written),
        cmocka_unit_test(offset_minus_zero_is_none),
        cmocka_unit_test(every_beginning_of_a_text_is_taken),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
