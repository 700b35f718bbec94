/* SPDX-License-Identifier: MIT */
/* A table of numbers by hash: what was put in is found again, whatever the hashes and however often it grew. */
#include "unit/cmocka_all.h"

#include "base/slots.h"
#include "fault/fail_alloc.h"

#define ITEMS 1000

static const struct cs_slot *slot_of(const struct cs_slots *slots, const uint32_t *items, uint64_t hash, uint32_t item)
{
    const struct cs_slot *slot = cs_slots_first(slots, hash);

    while (slot->item != 0 && items[slot->item - 1] != item)
        slot = cs_slots_next(slots, slot);
    return slot;
}

static void put_all(struct cs_slots *slots, uint32_t *items, uint64_t (*hash)(uint32_t item))
{
    for (uint32_t i = 0; i < ITEMS; i++) {
        uint32_t item = 7 * i + 3;

        assert_true(cs_slots_reserve(slots));
        assert_int_equal(slot_of(slots, items, hash(item), item)->item, 0);
        cs_slots_put(slots, slot_of(slots, items, hash(item), item), hash(item), i);
        items[i] = item;
    }
    assert_int_equal(slots->used, ITEMS);
    for (uint32_t i = 0; i < ITEMS; i++)
        assert_int_equal(slot_of(slots, items, hash(items[i]), items[i])->item, i + 1);
    assert_int_equal(slot_of(slots, items, hash(1), 1)->item, 0); /* 1 is no 7 i + 3 */
}

static uint64_t spread(uint32_t item)
{
    return (uint64_t)item * 0x9E3779B97F4A7C15u;
}

static uint64_t equal(uint32_t item)
{
    (void)item;
    return 5;
}

/* The last slot of the table, so that the search goes on at the first. */
static uint64_t at_the_end(uint32_t item)
{
    return UINT64_C(0xFFFFFFFF) - item % 2;
}

static void what_was_put_in_is_found(void **state)
{
    static uint64_t (*const hashes[])(uint32_t item) = {spread, equal, at_the_end};

    (void)state;
    for (size_t i = 0; i < sizeof hashes / sizeof *hashes; i++) {
        struct cs_slots slots = {0};
        uint32_t items[ITEMS] = {0};

        put_all(&slots, items, hashes[i]);
        cs_slots_release(&slots);
        assert_int_equal(slots.count, 0);
    }
}

static void what_was_taken_out_is_not_found_and_all_else_is(void **state)
{
    static uint64_t (*const hashes[])(uint32_t item) = {spread, equal, at_the_end};

    (void)state;
    for (size_t h = 0; h < sizeof hashes / sizeof *hashes; h++) {
        struct cs_slots slots = {0};
        uint32_t items[ITEMS] = {0};

        put_all(&slots, items, hashes[h]);
        for (uint32_t i = 0; i < ITEMS; i += 3)
            cs_slots_remove(&slots, slot_of(&slots, items, hashes[h](items[i]), items[i]));
        assert_int_equal(slots.used, ITEMS - (ITEMS + 2) / 3);
        for (uint32_t i = 0; i < ITEMS; i++)
            assert_int_equal(slot_of(&slots, items, hashes[h](items[i]), items[i])->item, i % 3 == 0 ? 0 : i + 1);
        for (uint32_t i = 0; i < ITEMS; i += 3)
            cs_slots_put(&slots, slot_of(&slots, items, hashes[h](items[i]), items[i]), hashes[h](items[i]), i);
        for (uint32_t i = 0; i < ITEMS; i++)
            assert_int_equal(slot_of(&slots, items, hashes[h](items[i]), items[i])->item, i + 1);
        cs_slots_release(&slots);
    }
}

static void nothing_is_in_an_empty_table(void **state)
{
    const struct cs_slots slots = {0};

    (void)state;
    assert_int_equal(cs_slots_first(&slots, 12345)->item, 0);
}

static void a_later_item_replaces_an_equal_one(void **state)
{
    struct cs_slots slots = {0};
    const uint32_t items[] = {9, 9};

    (void)state;
    assert_true(cs_slots_reserve(&slots));
    cs_slots_put(&slots, slot_of(&slots, items, 1, 9), 1, 0);
    cs_slots_put(&slots, slot_of(&slots, items, 1, 9), 1, 1);
    assert_int_equal(slots.used, 1);
    assert_int_equal(slot_of(&slots, items, 1, 9)->item, 2);
    cs_slots_release(&slots);
}

static void without_memory_the_table_stays(void **state)
{
    struct cs_slots slots = {0};
    uint32_t items[8];

    (void)state;
    for (uint32_t i = 0; i < 8; i++) {
        assert_true(cs_slots_reserve(&slots));
        items[i] = i;
        cs_slots_put(&slots, cs_slots_first(&slots, i), i, i);
    }
    cs_fail_alloc_at(1, CS_FAIL_ONCE);
    assert_false(cs_slots_reserve(&slots)); /* 8 of 16 slots are used */
    assert_true(cs_fail_alloc_stop());
    for (uint32_t i = 0; i < 8; i++)
        assert_int_equal(slot_of(&slots, items, i, i)->item, i + 1);
    cs_slots_release(&slots);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_put_in_is_found),
        cmocka_unit_test(what_was_taken_out_is_not_found_and_all_else_is),
        cmocka_unit_test(nothing_is_in_an_empty_table),
        cmocka_unit_test(a_later_item_replaces_an_equal_one),
        cmocka_unit_test(without_memory_the_table_stays),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
