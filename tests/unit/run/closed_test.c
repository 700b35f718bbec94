/* SPDX-License-Identifier: MIT */
/* What is closed: exactly the values that were added, near each other and far apart, each met once. */
#include "unit/cmocka_all.h"

#include "fault/fail_alloc.h"
#include "run/closed.h"

static const cs_value some[] = {1, 63, 64, 511, 512, 513, 100000, 0x80000001u, 0xFFFFFFFEu};
#define SOME (sizeof some / sizeof some[0])

static void add_all(struct cs_closed *closed)
{
    for (size_t i = 0; i < SOME; i++)
        assert_true(cs_closed_add(closed, some[i]));
}

static void what_was_added_is_there_and_its_neighbours_are_not(void **state)
{
    struct cs_closed closed = {0};

    (void)state;
    assert_false(cs_closed_has(&closed, 1));
    add_all(&closed);
    add_all(&closed); /* again is the same */
    for (size_t i = 0; i < SOME; i++)
        assert_true(cs_closed_has(&closed, some[i]));
    assert_false(cs_closed_has(&closed, 2));
    assert_false(cs_closed_has(&closed, 65));
    assert_false(cs_closed_has(&closed, 100000 + CS_CLOSED_BITS));
    assert_false(cs_closed_has(&closed, 0x80000001u - CS_CLOSED_BITS));
    cs_closed_release(&closed);
}

static void each_is_met_once(void **state)
{
    struct cs_closed closed = {0};
    size_t at = 0, met = 0;
    cs_value value;

    (void)state;
    assert_false(cs_closed_next(&closed, &at, &value));
    add_all(&closed);
    for (at = 0; cs_closed_next(&closed, &at, &value); met++) {
        bool known = false;

        for (size_t i = 0; i < SOME; i++)
            known = known || some[i] == value;
        assert_true(known);
    }
    assert_int_equal(met, SOME);
    cs_closed_release(&closed);
}

static void without_memory_nothing_is_added(void **state)
{
    (void)state;
    for (unsigned long n = 1;; n++) {
        struct cs_closed closed = {0};
        bool added, failed;

        cs_fail_alloc_at(n, CS_FAIL_ONCE);
        added = cs_closed_add(&closed, 5);
        failed = cs_fail_alloc_stop();
        assert_int_equal(added, !failed);
        assert_int_equal(cs_closed_has(&closed, 5), added);
        cs_closed_release(&closed);
        if (!failed)
            break;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_added_is_there_and_its_neighbours_are_not),
        cmocka_unit_test(each_is_met_once),
        cmocka_unit_test(without_memory_nothing_is_added),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
