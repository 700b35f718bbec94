/* SPDX-License-Identifier: MIT */
/* Dates as people write them, and how far off they are. */
#include "unit/cmocka_all.h"

#include <stdio.h>
#include <string.h>

#include "view/when.h"

static void how_far_off_a_time_is(void **state)
{
    static const struct { int32_t least, most; const char *said; } tries[] = {
        {0, 0, "due today"},
        {1, 1, "due in 1 day"},
        {2, 6, "due in 2 to 6 days"},
        {0, 5, "due today, or in up to 5 days"},
        {-1, -1, "overdue by 1 day"},
        {-5, -2, "overdue by 2 to 5 days"},
        {-2, 0, "overdue by 2 days or due today"},
        {-1, 1, "overdue by 1 day or due in up to 1 day"}};

    (void)state;
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
        struct cs_buffer out;

        cs_buffer_init(&out);
        cs_when_due((struct cs_language){.symbols = NULL}, tries[i].least, tries[i].most, &out);
        assert_string_equal(cs_buffer_string(&out), tries[i].said);
        cs_buffer_release(&out);
    }
}

/* Days that share their month or year name it once. */
static void days_share_what_they_have_in_common(void **state)
{
    static const struct { struct cs_civil first, last; const char *said, *formal; } tries[] = {
        {{2022, 9, 14}, {2022, 9, 14}, "14 September 2022", "2022-09-14"},
        {{2022, 9, 14}, {2022, 9, 20}, "14 to 20 September 2022", "2022-09-14 to 2022-09-20"},
        {{2022, 8, 30}, {2022, 9, 2}, "30 August to 2 September 2022", "2022-08-30 to 2022-09-02"},
        {{2021, 12, 31}, {2022, 1, 1}, "31 December 2021 to 1 January 2022", "2021-12-31 to 2022-01-01"}};

    (void)state;
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++)
        for (int formal = 0; formal < 2; formal++) {
            struct cs_report report = {.formal = formal != 0};
            struct cs_buffer out;

            cs_buffer_init(&out);
            cs_when_days(&report, cs_day_from_civil(tries[i].first), cs_day_from_civil(tries[i].last), "{first} to {last}", &out);
            assert_string_equal(cs_buffer_string(&out), formal ? tries[i].formal : tries[i].said);
            cs_buffer_release(&out);
        }
}

static const char *said(const char *date)
{
    static char text[96];
    struct cs_report report = {.formal = false};
    struct cs_moment moment;
    struct cs_buffer out;

    assert_null(cs_moment_parse(date, strlen(date), cs_zone_fixed(240), &moment));
    cs_buffer_init(&out);
    cs_when_moment(&report, &moment, &out);
    snprintf(text, sizeof text, "%s", cs_buffer_string(&out));
    cs_buffer_release(&out);
    return text;
}

static void a_date_reads_as_people_write_it(void **state)
{
    (void)state;
    assert_string_equal(said("2022-09-13"), "13 September 2022");
    assert_string_equal(said("2022-09"), "September 2022");
    assert_string_equal(said("2022"), "2022");
    assert_string_equal(said("2022-09-13T06:00+04:00"), "13 September 2022, 06:00 (+04:00)");
    assert_string_equal(said("2022-09-13T06:00:30Z"), "13 September 2022, 06:00:30 (UTC)");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(how_far_off_a_time_is),
                                       cmocka_unit_test(days_share_what_they_have_in_common),
                                       cmocka_unit_test(a_date_reads_as_people_write_it)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
