/* SPDX-License-Identifier: MIT */
/* Short arrays from a pool: they keep what is in them as they grow, and what is given back is used again. */
#include "unit/cmocka_all.h"

#include "fault/fail_alloc.h"
#include "run/pool.h"

static void an_array_keeps_its_items_as_it_grows(void **state)
{
    struct cs_pool pool = {0};
    struct cs_arena arena;
    uint64_t *items = NULL;
    uint32_t capacity = 0;

    (void)state;
    cs_arena_init(&arena);
    for (size_t i = 0; i < 1000; i++) {
        assert_true(cs_pool_grow(&pool, &arena, &items, &capacity, i + 1, sizeof *items));
        assert_true(capacity > i);
        items[i] = i * i;
    }
    for (size_t i = 0; i < 1000; i++)
        assert_int_equal(items[i], i * i);
    cs_arena_release(&arena);
}

static void what_is_given_back_is_taken_next(void **state)
{
    struct cs_pool pool = {0};
    struct cs_arena arena;
    char (*first)[24] = NULL, (*second)[24] = NULL, (*third)[20] = NULL;
    uint32_t a = 0, b = 0, c = 0;

    (void)state;
    cs_arena_init(&arena);
    assert_true(cs_pool_grow(&pool, &arena, &first, &a, 1, sizeof *first));
    assert_true(cs_pool_grow(&pool, &arena, &second, &b, 1, sizeof *second));
    assert_ptr_not_equal(first, second);
    cs_pool_give(&pool, first, a, sizeof *first);
    assert_true(cs_pool_grow(&pool, &arena, &third, &c, 1, sizeof *third)); /* of the same size of piece */
    assert_ptr_equal(third, first);
    cs_pool_give(&pool, NULL, 0, sizeof *first); /* none */
    cs_arena_release(&arena);
}

static void without_memory_the_array_stays(void **state)
{
    struct cs_pool pool = {0};
    struct cs_arena arena;
    uint64_t *items = NULL;
    uint32_t capacity = 0;

    (void)state;
    cs_arena_init(&arena);
    cs_fail_alloc_at(1, CS_FAIL_ONCE);
    assert_false(cs_pool_grow(&pool, &arena, &items, &capacity, 1, sizeof *items));
    assert_true(cs_fail_alloc_stop());
    assert_null(items);
    assert_false(cs_pool_grow(&pool, &arena, &items, &capacity, SIZE_MAX, sizeof *items));
    cs_arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_array_keeps_its_items_as_it_grows),
        cmocka_unit_test(what_is_given_back_is_taken_next),
        cmocka_unit_test(without_memory_the_array_stays),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
