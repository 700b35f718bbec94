/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "lang/tree.h"
#include "unit/cmocka_all.h"

static void every_state_has_a_word_of_its_own(void **state)
{
    (void)state;
    assert_null(cs_state_text(CS_STATE_UNSAID));
    for (int i = CS_STATE_UNSAID + 1; i < CS_STATE_COUNT; i++) {
        assert_non_null(cs_state_text((enum cs_state)i));
        for (int k = CS_STATE_UNSAID + 1; k < i; k++)
            assert_string_not_equal(cs_state_text((enum cs_state)i), cs_state_text((enum cs_state)k));
    }
}

static void an_outcome_is_the_state_of_a_decision(void **state)
{
    (void)state;
    assert_string_equal(cs_state_text(cs_state_of_outcome(CS_OUTCOME_ADOPTED)), "adopted");
    assert_string_equal(cs_state_text(cs_state_of_outcome(CS_OUTCOME_NOT_ADOPTED)), "not adopted");
    assert_string_equal(cs_state_text(cs_state_of_outcome(CS_OUTCOME_DEFERRED)), "deferred");
    assert_int_equal(cs_state_of_outcome(CS_OUTCOME_WITHOUT), CS_STATE_UNSAID);
}

static void what_is_done_in_part_is_neither_performed_nor_broken(void **state)
{
    (void)state;
    assert_true(cs_state_is_performed(CS_STATE_FULFILLED_LATE));
    assert_true(cs_state_is_performed(CS_STATE_MET));
    assert_false(cs_state_is_performed(CS_STATE_FULFILLED_IN_PART));
    assert_true(cs_state_is_broken(CS_STATE_NOT_MET));
    assert_false(cs_state_is_broken(CS_STATE_MET_IN_PART));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_state_has_a_word_of_its_own),
        cmocka_unit_test(an_outcome_is_the_state_of_a_decision),
        cmocka_unit_test(what_is_done_in_part_is_neither_performed_nor_broken),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
