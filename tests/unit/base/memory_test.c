/* SPDX-License-Identifier: MIT */
#include "unit/cmocka_all.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "fault/fail_alloc.h"

static void pieces_are_zeroed_aligned_and_apart(void **state)
{
    enum { COUNT = 2000 };
    static unsigned char *pieces[COUNT];
    struct cs_arena arena;

    (void)state;
    cs_arena_init(&arena);
    for (size_t i = 0; i < COUNT; i++) {
        size_t size = i * 7 % 1500;

        pieces[i] = cs_arena_alloc(&arena, size);
        assert_non_null(pieces[i]);
        assert_int_equal((uintptr_t)pieces[i] % 16, 0);
        for (size_t k = 0; k < size; k++)
            assert_int_equal(pieces[i][k], 0);
        memset(pieces[i], (int)(i % 251) + 1, size);
    }
    for (size_t i = 0; i < COUNT; i++)
        for (size_t k = 0; k < i * 7 % 1500; k++)
            assert_int_equal(pieces[i][k], i % 251 + 1);
    assert_false(cs_arena_failed(&arena));
    cs_arena_release(&arena);
}

static void large_piece_does_not_lose_the_rest_of_the_block(void **state)
{
    struct cs_arena arena;
    char *large;

    (void)state;
    cs_arena_init(&arena);
    large = cs_arena_alloc(&arena, 3 * 1024 * 1024);
    assert_non_null(large);
    large[3 * 1024 * 1024 - 1] = 'x';
    for (int i = 0; i < 100; i++) {
        memset(cs_arena_alloc(&arena, 10), 'y', 10);
        memset(cs_arena_alloc(&arena, 100000), 'z', 100000);
    }
    assert_int_equal(large[3 * 1024 * 1024 - 2], 0);
    cs_arena_release(&arena);
}

static void product_that_overflows_fails_and_sticks(void **state)
{
    struct cs_arena arena;

    (void)state;
    cs_arena_init(&arena);
    assert_non_null(cs_arena_array(&arena, 3, 5));
    assert_non_null(cs_arena_array(&arena, 0, 0));
    assert_null(cs_arena_array(&arena, SIZE_MAX / 2, 3));
    assert_true(cs_arena_failed(&arena));
    assert_null(cs_arena_alloc(&arena, 1));
    assert_null(cs_arena_text(&arena, "a", 1));
    cs_arena_release(&arena);
    assert_false(cs_arena_failed(&arena));

    assert_null(cs_arena_alloc(&arena, SIZE_MAX));
    assert_true(cs_arena_failed(&arena));
    cs_arena_release(&arena);
    assert_null(cs_arena_text(&arena, "a", SIZE_MAX));
    assert_true(cs_arena_failed(&arena));
    cs_arena_release(&arena);
}

static void a_cleared_arena_gives_zeroed_pieces_again(void **state)
{
    struct cs_arena arena;

    (void)state;
    cs_arena_init(&arena);
    for (int round = 0; round < 3; round++) {
        unsigned char *few = cs_arena_alloc(&arena, 100), *many = cs_arena_alloc(&arena, 100000);

        assert_non_null(few);
        assert_non_null(many);
        for (size_t i = 0; i < 100; i++)
            assert_int_equal(few[i], 0);
        for (size_t i = 0; i < 100000; i++)
            assert_int_equal(many[i], 0);
        memset(few, 1, 100);
        memset(many, 1, 100000);
        cs_arena_clear(&arena);
    }
    assert_null(cs_arena_array(&arena, SIZE_MAX / 2, 3));
    cs_arena_clear(&arena);
    assert_true(cs_arena_failed(&arena)); /* a failure stays */
    cs_arena_release(&arena);
}

static void text_is_copied_with_a_nul(void **state)
{
    struct cs_arena arena;

    (void)state;
    cs_arena_init(&arena);
    assert_string_equal(cs_arena_text(&arena, "Armenia and more", 7), "Armenia");
    assert_string_equal(cs_arena_text(&arena, NULL, 0), "");
    cs_arena_release(&arena);
}

/* What was cut from either arena stays, and the rest of the newest block is still used. */
static void pieces_of_another_arena_are_taken_over(void **state)
{
    struct cs_arena arena, other;
    char *first, *second, *third;

    (void)state;
    for (int empty = 0; empty < 2; empty++) {
        cs_arena_init(&arena);
        cs_arena_init(&other);
        first = empty ? NULL : cs_arena_text(&arena, "first", 5);
        second = cs_arena_text(&other, "second", 6);
        assert_non_null(cs_arena_alloc(&other, 100000));
        cs_arena_adopt(&arena, &other);
        assert_null(other.blocks);
        cs_arena_adopt(&arena, &other); /* nothing */
        third = cs_arena_text(&arena, "third", 5);
        assert_true(empty || strcmp(first, "first") == 0);
        assert_string_equal(second, "second");
        assert_string_equal(third, "third");
        other.failed = true;
        cs_arena_adopt(&arena, &other);
        assert_true(cs_arena_failed(&arena));
        assert_false(cs_arena_failed(&other));
        cs_arena_release(&arena);
    }
}

static void failed_allocation_sticks(void **state)
{
    (void)state;
    for (size_t n = 1;; n++) {
        struct cs_arena arena;
        bool any_null = false, failed;

        cs_arena_init(&arena);
        cs_fail_alloc_at(n, CS_FAIL_ONCE);
        for (int i = 0; i < 300; i++) {
            bool null = cs_arena_alloc(&arena, (size_t)i * 20) == NULL;

            assert_false(any_null && !null);
            any_null = any_null || null;
        }
        failed = cs_fail_alloc_stop();
        assert_int_equal(any_null, failed);
        assert_int_equal(cs_arena_failed(&arena), failed);
        cs_arena_release(&arena);
        if (!failed)
            break;
    }
}

static void array_grows_and_keeps_its_items(void **state)
{
    uint32_t *items = NULL;
    size_t capacity = 0;

    (void)state;
    for (uint32_t i = 0; i < 10000; i++) {
        assert_true(cs_grow(&items, &capacity, i + 1, sizeof *items));
        items[i] = i;
    }
    for (uint32_t i = 0; i < 10000; i++)
        assert_int_equal(items[i], i);
    free(items);
}

static void array_that_cannot_grow_is_unchanged(void **state)
{
    uint64_t *items = NULL, *before;
    size_t capacity = 0, before_capacity;

    (void)state;
    assert_false(cs_grow(&items, &capacity, SIZE_MAX / 4, sizeof *items));
    assert_null(items);
    assert_true(cs_grow(&items, &capacity, 5, sizeof *items));
    items[4] = 42;
    before = items;
    before_capacity = capacity;
    cs_fail_alloc_at(1, CS_FAIL_ONCE);
    assert_false(cs_grow(&items, &capacity, 500, sizeof *items));
    assert_true(cs_fail_alloc_stop());
    assert_false(cs_grow(&items, &capacity, SIZE_MAX, sizeof *items));
    assert_ptr_equal(items, before);
    assert_int_equal(capacity, before_capacity);
    assert_int_equal(items[4], 42);
    free(items);
}

/* An item of one line each, with other blocks in between so that the array moves. */
static void items_of_lines_begin_with_one(void **state)
{
    struct line { unsigned char bytes[CS_LINE]; } *lines = NULL;
    void *memory = NULL, *between[12] = {NULL};
    size_t capacity = 0;

    (void)state;
    for (size_t i = 0; i < 4000; i++) {
        size_t before = capacity;

        assert_true(cs_grow_lines(&memory, &lines, &capacity, i + 1, sizeof *lines));
        assert_int_equal((uintptr_t)lines % CS_LINE, 0);
        memset(lines[i].bytes, (int)(i % 251), CS_LINE);
        if (capacity != before && before != 0)
            between[__builtin_ctzll(before)] = malloc(100 + i);
    }
    for (size_t i = 0; i < 4000; i++)
        for (size_t k = 0; k < CS_LINE; k++)
            assert_int_equal(lines[i].bytes[k], i % 251);
    assert_false(cs_grow_lines(&memory, &lines, &capacity, SIZE_MAX / CS_LINE, sizeof *lines));
    assert_int_equal(lines[3999].bytes[0], 3999 % 251);
    for (size_t i = 0; i < 12; i++)
        free(between[i]);
    free(memory);
}

/* A ring whose items begin in the middle: they keep their order, and begin at the first place. */
static void ring_that_grows_keeps_the_order_of_its_items(void **state)
{
    size_t capacity = 0, first = 0, *items = NULL;

    (void)state;
    assert_true(cs_grow_ring(&items, &capacity, &first, sizeof *items));
    for (size_t i = 0; i < capacity; i++)
        items[(i + 5) & (capacity - 1)] = i;
    first = 5;
    assert_true(cs_grow_ring(&items, &capacity, &first, sizeof *items));
    assert_int_equal(first, 0);
    for (size_t i = 0; i < capacity / 2; i++)
        assert_int_equal(items[i], i);
    free(items);
}

static int by_size(const void *a, const void *b)
{
    int x = *(const int *)a, y = *(const int *)b;

    return (x > y) - (x < y);
}

static void items_are_sorted_whether_they_are_in_order_or_not(void **state)
{
    int in_order[] = {1, 2, 2, 5}, last_first[] = {2, 5, 2, 1}, one_out[] = {1, 5, 2, 2};

    (void)state;
    cs_sort(NULL, 0, sizeof(int), by_size);
    cs_sort(in_order, 4, sizeof(int), by_size);
    cs_sort(last_first, 4, sizeof(int), by_size);
    cs_sort(one_out, 4, sizeof(int), by_size);
    assert_memory_equal(in_order, ((int[]){1, 2, 2, 5}), sizeof in_order);
    assert_memory_equal(last_first, in_order, sizeof in_order);
    assert_memory_equal(one_out, in_order, sizeof in_order);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_are_zeroed_aligned_and_apart),
        cmocka_unit_test(large_piece_does_not_lose_the_rest_of_the_block),
        cmocka_unit_test(product_that_overflows_fails_and_sticks),
        cmocka_unit_test(a_cleared_arena_gives_zeroed_pieces_again),
        cmocka_unit_test(text_is_copied_with_a_nul),
        cmocka_unit_test(pieces_of_another_arena_are_taken_over),
        cmocka_unit_test(failed_allocation_sticks),
        cmocka_unit_test(array_grows_and_keeps_its_items),
        cmocka_unit_test(array_that_cannot_grow_is_unchanged),
        cmocka_unit_test(items_of_lines_begin_with_one),
        cmocka_unit_test(ring_that_grows_keeps_the_order_of_its_items),
        cmocka_unit_test(items_are_sorted_whether_they_are_in_order_or_not),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
