/* SPDX-License-Identifier: MIT */
/* Lists by a key: each has what was put under it, the last first; what was taken out is gone. */
#include "unit/cmocka_all.h"

#include "base/lists.h"
#include "fault/fail_alloc.h"

#define KEYS 300
#define EACH 3

static void put_all(struct cs_lists *lists)
{
    for (uint32_t number = 0; number < EACH; number++)
        for (uint32_t key = 0; key < KEYS; key++)
            assert_true(cs_lists_put(lists, (uint64_t)key << 32, number, key));
}

static void assert_list(const struct cs_lists *lists, uint32_t key)
{
    uint32_t wanted = EACH;

    for (uint32_t i = cs_lists_of(lists, (uint64_t)key << 32); i != 0; i = lists->items[i - 1].next) {
        assert_int_equal(lists->items[i - 1].number, --wanted);
        assert_int_equal(lists->items[i - 1].other, key);
    }
    assert_int_equal(wanted, 0);
}

static void each_key_has_its_own(void **state)
{
    struct cs_lists lists = {.items = NULL};

    (void)state;
    assert_int_equal(cs_lists_of(&lists, 7), 0);
    put_all(&lists);
    for (uint32_t key = 0; key < KEYS; key++)
        assert_list(&lists, key);
    assert_int_equal(cs_lists_of(&lists, 7), 0); /* of no key */
    cs_lists_release(&lists);
}

static void what_is_taken_out_is_gone(void **state)
{
    struct cs_lists lists = {.items = NULL};

    (void)state;
    cs_lists_clear(&lists);
    for (int round = 0; round < 3; round++) {
        put_all(&lists);
        cs_lists_clear(&lists);
        for (uint32_t key = 0; key < KEYS; key++)
            assert_int_equal(cs_lists_of(&lists, (uint64_t)key << 32), 0);
        assert_int_equal(lists.slots.used, 0);
    }
    put_all(&lists);
    assert_list(&lists, KEYS - 1);
    cs_lists_release(&lists);
}

static void without_memory_nothing_changes(void **state)
{
    (void)state;
    for (size_t failing = 1; failing <= 2; failing++) {
        struct cs_lists lists = {.items = NULL};

        cs_fail_alloc_at(failing, CS_FAIL_ONCE);
        assert_false(cs_lists_put(&lists, 5, 1, 2));
        assert_true(cs_fail_alloc_stop());
        assert_int_equal(cs_lists_of(&lists, 5), 0);
        assert_true(cs_lists_put(&lists, 5, 1, 2));
        assert_int_equal(lists.items[cs_lists_of(&lists, 5) - 1].number, 1);
        cs_lists_release(&lists);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_key_has_its_own),
        cmocka_unit_test(what_is_taken_out_is_gone),
        cmocka_unit_test(without_memory_nothing_changes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
