/* SPDX-License-Identifier: MIT */
/* The scale of time: order is kept, busy days are wider, every place is between the ends. */
#include "unit/cmocka_all.h"

#include "view/axis.h"

#define DAY ((cs_instant)86400)

static void axis_of(struct cs_axis *axis, const cs_day *days, size_t count)
{
    cs_axis_init(axis, CS_UTC);
    for (size_t i = 0; i < count; i++)
        cs_axis_add(axis, days[i] * DAY);
    cs_axis_finish(axis);
    assert_false(axis->failed);
}

static void order_is_kept(void **state)
{
    static const cs_day days[] = {900, 0, 1, 1, 30, 31, 2000};
    struct cs_axis axis;
    uint32_t before = 0;

    (void)state;
    axis_of(&axis, days, sizeof days / sizeof *days);
    for (cs_instant t = 0; t <= 2001 * DAY; t += DAY / 4) {
        uint32_t place = cs_axis_place(&axis, t);

        assert_true(place >= before && place <= CS_AXIS_END);
        before = place;
    }
    assert_int_equal(before, CS_AXIS_END);
    cs_axis_release(&axis);
}

static void what_lies_beyond_an_end_lies_at_it(void **state)
{
    static const cs_day days[] = {10, 20};
    struct cs_axis axis;

    (void)state;
    axis_of(&axis, days, 2);
    assert_int_equal(cs_axis_place(&axis, 0), 0);
    assert_int_equal(cs_axis_place(&axis, CS_TIME_ALWAYS), 0);
    assert_int_equal(cs_axis_place(&axis, CS_TIME_NEVER), CS_AXIS_END);
    assert_int_equal(cs_axis_place(&axis, 21 * DAY), CS_AXIS_END);
    cs_axis_release(&axis);
}

static uint32_t width(const struct cs_axis *axis, cs_day day)
{
    return cs_axis_place(axis, (day + 1) * DAY) - cs_axis_place(axis, day * DAY);
}

static void busy_days_have_room_and_gaps_are_shortened(void **state)
{
    static const cs_day days[] = {0, 100, 100, 100, 100, 100, 102};
    struct cs_axis axis;

    (void)state;
    axis_of(&axis, days, sizeof days / sizeof *days);
    assert_true(width(&axis, 100) > width(&axis, 0));
    assert_true(width(&axis, 0) > 4 * width(&axis, 50));
    assert_in_range(width(&axis, 101), width(&axis, 0) - 1, width(&axis, 0) + 1); /* a gap of one day is a day */
    cs_axis_release(&axis);
}

static void days_that_are_all_dated_come_out_even(void **state)
{
    cs_day days[40];
    struct cs_axis axis;

    (void)state;
    for (cs_day i = 0; i < 40; i++)
        days[i] = i;
    axis_of(&axis, days, 40);
    for (cs_day i = 0; i < 40; i++)
        assert_int_equal(width(&axis, i), CS_AXIS_END / 40);
    cs_axis_release(&axis);
}

static void dates_below_it_leave_each_other_room(void **state)
{
    cs_day days[60];
    struct cs_tick ticks[CS_TICKS_MAX];
    struct cs_axis axis;
    size_t count;

    (void)state;
    for (cs_day i = 0; i < 60; i++)
        days[i] = i * i % 211;
    axis_of(&axis, days, 60);
    count = cs_axis_ticks(&axis, 210, ticks);
    assert_true(count > 3);
    assert_int_equal(ticks[0].day, 210);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < i; k++) {
            uint32_t apart = ticks[i].place > ticks[k].place ? ticks[i].place - ticks[k].place
                                                             : ticks[k].place - ticks[i].place;

            assert_true(apart >= (ticks[i].level == 1 ? 2200 : 1250));
        }
    cs_axis_release(&axis);
}

static void an_axis_of_nothing_is_a_point(void **state)
{
    struct cs_axis axis;
    struct cs_tick ticks[CS_TICKS_MAX];

    (void)state;
    cs_axis_init(&axis, CS_UTC);
    cs_axis_add(&axis, CS_TIME_NEVER);
    cs_axis_finish(&axis);
    assert_int_equal(cs_axis_place(&axis, 5), 0);
    assert_int_equal(cs_axis_ticks(&axis, 0, ticks), 0);
    cs_axis_release(&axis);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(order_is_kept),
        cmocka_unit_test(what_lies_beyond_an_end_lies_at_it),
        cmocka_unit_test(busy_days_have_room_and_gaps_are_shortened),
        cmocka_unit_test(days_that_are_all_dated_come_out_even),
        cmocka_unit_test(dates_below_it_leave_each_other_room),
        cmocka_unit_test(an_axis_of_nothing_is_a_point),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
