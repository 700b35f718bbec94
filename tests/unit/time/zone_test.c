/* SPDX-License-Identifier: MIT */
/* Zones, against a clock that is read minute by minute. */
#include "unit/cmocka_all.h"

#include <string.h>

#include "property/chance.h"
#include "time/moment.h"

#define MINUTES_OF_DAY 1440

static cs_day day_of(int32_t year, int32_t month, int32_t day)
{
    return cs_day_from_civil((struct cs_civil){year, month, day});
}

/* 2022 in Brussels, by UTC: 27 March 01:00 to summer time, 30 October 01:00 back. */
static const struct cs_clock *brussels(void)
{
    static struct cs_clock_change changes[3];
    static struct cs_clock clock = {.name = "Brussels", .changes = changes, .count = 3};

    changes[0] = (struct cs_clock_change){CS_TIME_ALWAYS, 60};
    changes[1] = (struct cs_clock_change){cs_day_start(day_of(2022, 3, 27), CS_UTC) + 3600, 120};
    changes[2] = (struct cs_clock_change){cs_day_start(day_of(2022, 10, 30), CS_UTC) + 3600, 60};
    clock.first = day_of(2022, 1, 1);
    clock.last = day_of(2022, 12, 31);
    return &clock;
}

static int hours_of(cs_day day, struct cs_zone zone)
{
    return (int)((cs_day_start(day + 1, zone) - cs_day_start(day, zone)) / 3600);
}

static void a_day_has_23_24_or_25_hours(void **state)
{
    struct cs_zone zone = cs_zone_of(brussels());
    char text[32];

    (void)state;
    assert_int_equal(hours_of(day_of(2022, 3, 26), zone), 24);
    assert_int_equal(hours_of(day_of(2022, 3, 27), zone), 23);
    assert_int_equal(hours_of(day_of(2022, 3, 28), zone), 24);
    assert_int_equal(hours_of(day_of(2022, 10, 30), zone), 25);
    assert_string_equal(cs_instant_text(cs_day_start(day_of(2022, 3, 27), zone), zone, text), "2022-03-27T00:00+01:00");
    assert_string_equal(cs_instant_text(cs_day_start(day_of(2022, 3, 28), zone), zone, text), "2022-03-28T00:00+02:00");
    assert_string_equal(cs_instant_text(brussels()->changes[1].at - 1, zone, text), "2022-03-27T01:59:59+01:00");
    assert_string_equal(cs_instant_text(brussels()->changes[1].at, zone, text), "2022-03-27T03:00+02:00");
    assert_string_equal(cs_instant_text(brussels()->changes[2].at, zone, text), "2022-10-30T02:00+01:00");
}

static void an_hour_is_read_by_the_clock_of_its_day(void **state)
{
    struct cs_reckoning reckoning = {.zone = cs_zone_of(brussels()), .has_zone = true};
    struct cs_moment m;
    char text[96];

    (void)state;
    assert_null(cs_moment_read("2022-03-26T12:00", 16, &reckoning, &m));
    assert_string_equal(cs_moment_text(&m, text), "2022-03-26T12:00+01:00");
    assert_null(cs_moment_read("2022-03-27T03:00", 16, &reckoning, &m));
    assert_int_equal(m.start, brussels()->changes[1].at);
    assert_non_null(cs_moment_read("2022-03-27T02:00", 16, &reckoning, &m));
    assert_non_null(cs_moment_read("2022-03-27T02:59", 16, &reckoning, &m));
    assert_non_null(cs_moment_read("2022-10-30T02:00", 16, &reckoning, &m));
    assert_null(cs_moment_read("2022-10-30T02:00+01:00", 22, &reckoning, &m));
    assert_int_equal(m.start, brussels()->changes[2].at);
    assert_null(cs_moment_read("2022-10-30T03:00", 16, &reckoning, &m));
    assert_null(cs_moment_read("2022-10", 7, &reckoning, &m));
    assert_int_equal(m.end - m.start, (31 * 24 + 1) * 3600);
    assert_non_null(cs_moment_read("2023-01-01", 10, &reckoning, &m));
    assert_non_null(cs_moment_read("2021-12-31T12:00", 16, &reckoning, &m));
    assert_null(cs_moment_read("2021-12-31T12:00Z", 17, &reckoning, &m));
}

static void a_tolerance_keeps_the_hour(void **state)
{
    struct cs_reckoning reckoning = {.zone = cs_zone_of(brussels()), .has_zone = true};
    struct cs_moment noon, night, about;
    char text[96];

    (void)state;
    assert_null(cs_moment_read("2022-03-26T12:00", 16, &reckoning, &noon));
    assert_null(cs_moment_about(noon, (struct cs_duration){.count = 1, .unit = CS_DAYS}, &about));
    assert_string_equal(cs_moment_text(&about, text), "[2022-03-25T12:00+01:00..2022-03-27T12:00+02:00]");
    assert_null(cs_moment_read("2022-03-26T02:30", 16, &reckoning, &night)); /* 02:30 of the 27th does not exist */
    assert_null(cs_moment_about(night, (struct cs_duration){.count = 1, .unit = CS_DAYS}, &about));
    assert_string_equal(cs_moment_text(&about, text), "[2022-03-25T02:30+01:00..2022-03-27T03:00+02:00]");
    assert_null(cs_moment_about(noon, (struct cs_duration){.count = 24, .unit = CS_HOURS}, &about));
    assert_string_equal(cs_moment_text(&about, text), "[2022-03-25T12:00+01:00..2022-03-27T13:00+02:00]");
    assert_non_null(cs_moment_about(noon, (struct cs_duration){.count = 1, .unit = CS_YEARS}, &about));
}

static void an_open_end_is_known(void **state)
{
    struct cs_zone zone = cs_zone_of(brussels());

    (void)state;
    assert_true(cs_zone_knows(zone, CS_TIME_ALWAYS, CS_TIME_NEVER));
    assert_true(cs_zone_knows(zone, cs_day_start(day_of(2022, 1, 1), zone), cs_day_start(day_of(2023, 1, 1), zone)));
    assert_false(cs_zone_knows(zone, cs_day_start(day_of(2022, 1, 1), zone) - 1, CS_TIME_NEVER));
    assert_false(cs_zone_knows(zone, CS_TIME_ALWAYS, cs_day_start(day_of(2023, 1, 1), zone) + 1));
    assert_true(cs_day_of(CS_TIME_NEVER, zone) == cs_day_of(CS_TIME_NEVER, CS_UTC));
    assert_true(cs_day_of(CS_TIME_ALWAYS, zone) == cs_day_of(CS_TIME_ALWAYS, CS_UTC));
}

/* ---- minute by minute ---- */

#define DAYS 12
#define CHANGES_MAX 5

struct plain { struct cs_clock_change changes[CHANGES_MAX]; struct cs_clock clock; };

static void make_plain(struct plain *p, struct chance *chance)
{
    static const int32_t steps[] = {-60, 60, -30, 30, -120, 120, 1, -600};
    cs_instant at = 86400;
    int32_t offset = (int32_t)below(chance, 37) * 60 - 18 * 60;

    p->changes[0] = (struct cs_clock_change){CS_TIME_ALWAYS, offset};
    p->clock = (struct cs_clock){.name = "Hill", .changes = p->changes, .count = 1 + below(chance, CHANGES_MAX),
                                 .first = -1000, .last = 1000};
    for (size_t i = 1; i < p->clock.count; i++) {
        at += 60 * (cs_instant)(1 + below(chance, percent(chance, 20) ? 300 : 4000));
        if (percent(chance, 30)) /* at a midnight of its own */
            at += (86400 - (at + offset * 60) % 86400) % 86400;
        offset += steps[below(chance, 8)];
        offset = offset > 18 * 60 ? 18 * 60 : offset < -18 * 60 ? -18 * 60 : offset;
        p->changes[i] = (struct cs_clock_change){at, offset};
    }
}

static int32_t plain_offset(const struct plain *p, cs_instant instant)
{
    int32_t offset = p->changes[0].offset;

    for (size_t i = 1; i < p->clock.count; i++)
        if (p->changes[i].at <= instant)
            offset = p->changes[i].offset;
    return offset;
}

static int64_t plain_minute(const struct plain *p, cs_instant instant)
{
    return instant / 60 + plain_offset(p, instant) + 100 * MINUTES_OF_DAY;
}

/* Days follow each other, and each begins as the clock first shows its midnight or more. */
static void compare_days(const struct plain *p)
{
    struct cs_zone zone = cs_zone_of(&p->clock);
    int64_t latest = plain_minute(p, 0) / MINUTES_OF_DAY;

    for (cs_instant at = 0; at < DAYS * 86400; at += 60) {
        int64_t day = plain_minute(p, at) / MINUTES_OF_DAY;

        if (day > latest) {
            latest = day;
            assert_int_equal(cs_day_start((cs_day)(latest - 100), zone), at);
        }
        assert_int_equal(cs_zone_offset(zone, at), plain_offset(p, at));
        assert_int_equal(cs_day_of(at, zone), latest - 100);
        assert_int_equal(cs_day_of(at + 59, zone), latest - 100);
    }
}

static void compare_hours(const struct plain *p, struct chance *chance)
{
    struct cs_zone zone = cs_zone_of(&p->clock);
    int64_t wanted = 103 * MINUTES_OF_DAY + below(chance, (DAYS - 6) * MINUTES_OF_DAY);
    cs_instant plain[CHANGES_MAX], found[2];
    size_t count = 0;

    for (cs_instant at = 0; at < (DAYS + 2) * 86400; at += 60)
        if (plain_minute(p, at) == wanted && count < CHANGES_MAX)
            plain[count++] = at;
    assert_int_equal(cs_zone_instants(zone, (cs_day)(wanted / MINUTES_OF_DAY - 100),
                                      (int32_t)(wanted % MINUTES_OF_DAY) * 60, found), count < 2 ? count : 2);
    for (size_t i = 0; i < count && i < 2; i++)
        assert_int_equal(found[i], plain[i]);
}

static void agrees_with_a_clock_read_minute_by_minute(void **state)
{
    struct chance chance = {.state = 20220327};

    (void)state;
    for (int n = 0; n < 200; n++) {
        struct plain p;

        make_plain(&p, &chance);
        compare_days(&p);
        for (int hour = 0; hour < 20; hour++)
            compare_hours(&p, &chance);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_day_has_23_24_or_25_hours), cmocka_unit_test(an_hour_is_read_by_the_clock_of_its_day),
        cmocka_unit_test(a_tolerance_keeps_the_hour), cmocka_unit_test(an_open_end_is_known),
        cmocka_unit_test(agrees_with_a_clock_read_minute_by_minute)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
