/* SPDX-License-Identifier: MIT */
/* Rows that come late leave in the order of time, those of one instant in the order in which they came. */
#include "unit/cmocka_all.h"

#include "table/late.h"

static void add(struct cs_late *late, cs_instant start, uint64_t number)
{
    struct cs_stream_row row = {.start = start, .number = number};

    assert_true(cs_late_add(late, &row, 0));
}

static void rows_leave_in_the_order_of_time(void **state)
{
    static const struct { cs_instant start; uint64_t number; } expected[] = {{1, 5}, {3, 2}, {3, 4}, {5, 1}, {5, 6}};
    struct cs_late late = {.count = 0};
    const struct cs_held *held;

    (void)state;
    add(&late, 5, 1);
    add(&late, 3, 2);
    add(&late, 9, 3);
    add(&late, 3, 4);
    add(&late, 1, 5);
    add(&late, 5, 6);
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        held = cs_late_take(&late, 9);
        assert_non_null(held);
        assert_int_equal(held->row.start, expected[i].start);
        assert_int_equal(held->row.number, expected[i].number);
    }
    assert_null(cs_late_take(&late, 9));
    held = cs_late_take(&late, 10);
    assert_non_null(held);
    assert_int_equal(held->row.number, 3);
    assert_null(cs_late_take(&late, CS_TIME_NEVER));
    cs_late_release(&late);
}

/* Against a plain search, for every length up to 60. */
static void many_rows(void **state)
{
    (void)state;
    for (uint64_t count = 1; count < 60; count++) {
        struct cs_late late = {.count = 0};
        struct cs_held before = {.row.start = CS_TIME_ALWAYS};

        for (uint64_t i = 0; i < count; i++)
            add(&late, (cs_instant)(i * 7919 % 13), i);
        for (uint64_t i = 0; i < count; i++) {
            const struct cs_held *held = cs_late_take(&late, CS_TIME_NEVER);

            assert_non_null(held);
            assert_true(held->row.start > before.row.start ||
                        (held->row.start == before.row.start && held->row.number > before.row.number));
            before = *held;
        }
        assert_int_equal(late.count, 0);
        cs_late_release(&late);
    }
}

/* Rows come and leave in turn, every third up to ten late: each leaves once, ten behind the newest, in order. */
static void rows_come_and_leave(void **state)
{
    struct cs_late late = {.count = 0};
    bool left[1000] = {false};
    cs_instant last = CS_TIME_ALWAYS;
    size_t count = 0;

    (void)state;
    for (uint64_t i = 0; i <= 1000; i++) {
        const struct cs_held *held;

        if (i < 1000)
            add(&late, (cs_instant)(i % 3 == 2 ? i - i * 7919 % 11 : i), i);
        while ((held = cs_late_take(&late, i < 1000 ? (cs_instant)i - 10 : CS_TIME_NEVER)) != NULL) {
            assert_true(held->row.start >= last);
            assert_false(left[held->row.number]);
            left[held->row.number] = true;
            last = held->row.start;
            count++;
        }
    }
    assert_int_equal(count, 1000);
    assert_int_equal(late.count, 0);
    cs_late_release(&late);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_leave_in_the_order_of_time),
        cmocka_unit_test(many_rows),
        cmocka_unit_test(rows_come_and_leave),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
