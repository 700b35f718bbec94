/* SPDX-License-Identifier: MIT */
/* Reasons unfolded into a tree: each once, none left out, none too deep. */
#include "unit/cmocka_all.h"

#include <stdlib.h>

#include "view/unfold.h"

static struct cs_reason below = {.number = 1, .kind = CS_REASON_ENTRY, .text = "below"};

static void what_has_something_below_it_is_unfolded_once(void **state)
{
    struct cs_reason rule = {.number = 2, .kind = CS_REASON_RULE, .text = "rule", .first = &below}, again = rule;
    struct cs_unfolding u = {0};

    (void)state;
    assert_int_equal(cs_unfold(&u, &rule, 0), CS_UNFOLD_HERE);
    assert_int_equal(cs_unfold(&u, &again, 3), CS_UNFOLD_ABOVE);
    assert_int_equal(cs_unfold(&u, &below, 1), CS_UNFOLD_HERE);
    assert_int_equal(cs_unfold(&u, &below, 1), CS_UNFOLD_HERE); /* nothing is below it to be named */
    assert_null(cs_unfolding_later(&u));
    assert_false(u.failed);
    cs_unfolding_release(&u);
}

static void a_head_and_a_note_are_always_unfolded(void **state)
{
    struct cs_reason head = {.number = 2, .kind = CS_REASON_STATE, .text = "violated", .first = &below};
    struct cs_reason note = {.number = 3, .kind = CS_REASON_NOTE, .text = "performed by", .first = &below};
    struct cs_unfolding u = {0};

    (void)state;
    for (int i = 0; i < 2; i++) {
        assert_int_equal(cs_unfold(&u, &head, 0), CS_UNFOLD_HERE);
        assert_int_equal(cs_unfold(&u, &note, 1), CS_UNFOLD_HERE);
    }
    cs_unfolding_release(&u);
}

static void what_rests_on_itself_stands_above(void **state)
{
    struct cs_reason circle = {.number = 2, .kind = CS_REASON_DERIVED, .text = "a", .circular = true};
    struct cs_unfolding u = {0};

    (void)state;
    assert_int_equal(cs_unfold(&u, &circle, 0), CS_UNFOLD_ABOVE);
    cs_unfolding_release(&u);
}

static void what_is_too_deep_is_unfolded_behind_the_tree(void **state)
{
    struct cs_reason first = {.number = 2, .kind = CS_REASON_RULE, .text = "first", .first = &below};
    struct cs_reason second = {.number = 3, .kind = CS_REASON_RULE, .text = "second", .first = &below};
    struct cs_unfolding u = {0};

    (void)state;
    assert_int_equal(cs_unfold(&u, &first, CS_UNFOLD_DEPTH_MAX - 1), CS_UNFOLD_HERE);
    assert_int_equal(cs_unfold(&u, &second, CS_UNFOLD_DEPTH_MAX), CS_UNFOLD_LATER);
    assert_int_equal(cs_unfold(&u, &second, CS_UNFOLD_DEPTH_MAX + 5), CS_UNFOLD_LATER); /* it waits once */
    assert_int_equal(cs_unfold(&u, &first, CS_UNFOLD_DEPTH_MAX), CS_UNFOLD_ABOVE);
    assert_ptr_equal(cs_unfolding_later(&u), &second);
    assert_null(cs_unfolding_later(&u));
    assert_int_equal(cs_unfold(&u, &second, CS_UNFOLD_DEPTH_MAX), CS_UNFOLD_ABOVE);
    cs_unfolding_release(&u);
}

static void what_waited_and_was_unfolded_meanwhile_waits_no_longer(void **state)
{
    struct cs_reason reason = {.number = 2, .kind = CS_REASON_RULE, .text = "a", .first = &below};
    struct cs_unfolding u = {0};

    (void)state;
    assert_int_equal(cs_unfold(&u, &reason, CS_UNFOLD_DEPTH_MAX), CS_UNFOLD_LATER);
    assert_int_equal(cs_unfold(&u, &reason, 2), CS_UNFOLD_HERE);
    assert_null(cs_unfolding_later(&u));
    cs_unfolding_release(&u);
}

static void a_list_has_each_number_once(void **state)
{
    struct cs_reason third = {.number = 5, .text = "a"}, second = {.number = 6, .text = "b", .next = &third};
    struct cs_reason first = {.number = 5, .text = "a", .next = &second};
    struct cs_unfolding u = {0};
    const struct cs_reason **items;
    size_t count;

    (void)state;
    items = cs_unfold_list(&u, &first, &count);
    assert_int_equal(count, 2);
    assert_ptr_equal(items[0], &first);
    assert_ptr_equal(items[1], &second);
    free(items);
    assert_null(cs_unfold_list(&u, NULL, &count));
    assert_int_equal(count, 0);
    assert_false(u.failed);
    cs_unfolding_release(&u);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_has_something_below_it_is_unfolded_once),
        cmocka_unit_test(a_head_and_a_note_are_always_unfolded),
        cmocka_unit_test(what_rests_on_itself_stands_above),
        cmocka_unit_test(what_is_too_deep_is_unfolded_behind_the_tree),
        cmocka_unit_test(what_waited_and_was_unfolded_meanwhile_waits_no_longer),
        cmocka_unit_test(a_list_has_each_number_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
