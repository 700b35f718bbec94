/* SPDX-License-Identifier: MIT */
#include "unit/cmocka_all.h"

#include <string.h>

#include "lang/near.h"

static size_t distance(const char *left, const char *right)
{
    return cs_near_distance(left, strlen(left), right, strlen(right), 3);
}

static void a_slip_of_the_pen_counts_one(void **state)
{
    (void)state;
    assert_int_equal(distance("attack", "attack"), 0);
    assert_int_equal(distance("atack", "attack"), 1);
    assert_int_equal(distance("attackk", "attack"), 1);
    assert_int_equal(distance("attick", "attack"), 1);
    assert_int_equal(distance("attcak", "attack"), 1);
    assert_int_equal(distance("armenia", "Armenia"), 0);
    assert_int_equal(distance("", "abc"), 3);
}

static void what_is_too_far_counts_one_more_than_the_limit(void **state)
{
    (void)state;
    assert_int_equal(distance("", "abcd"), 4);
    assert_int_equal(distance("request", "objection"), 4);
}

static void the_nearest_of_many_is_found_and_nothing_far_off(void **state)
{
    struct cs_near near;

    (void)state;
    cs_near_start(&near, "objektion", 9);
    cs_near_try(&near, "rejection", 9, 1);
    cs_near_try(&near, "objection", 9, 2);
    cs_near_try(&near, "objections", 10, 3);
    assert_true(near.found);
    assert_int_equal(near.best, 2);
    cs_near_start(&near, "e1", 2);
    cs_near_try(&near, "e2", 2, 1);
    assert_false(near.found);
}

static void note(void *context, uint32_t number)
{
    bool *met = context;

    met[number] = true;
}

static void an_index_finds_what_differs_by_one_letter(void **state)
{
    static const char *const names[] = {"Borea", "Bolea", "Boreas", "oBrea", "Alden", "ALDEN"};
    struct cs_near_index index = {0};
    bool met[6] = {false};

    (void)state;
    for (uint32_t i = 0; i < 6; i++)
        assert_true(cs_near_index_add(&index, names[i], strlen(names[i]), i));
    cs_near_index_find(&index, "Borea", 5, note, met);
    assert_true(met[0] && met[1] && met[2] && met[3]); /* the same, replaced, inserted, swapped */
    assert_false(met[4] || met[5]);
    cs_near_index_find(&index, "alden", 5, note, met);
    assert_true(met[4] && met[5]);
    cs_near_index_release(&index);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_slip_of_the_pen_counts_one),
        cmocka_unit_test(what_is_too_far_counts_one_more_than_the_limit),
        cmocka_unit_test(the_nearest_of_many_is_found_and_nothing_far_off),
        cmocka_unit_test(an_index_finds_what_differs_by_one_letter),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
