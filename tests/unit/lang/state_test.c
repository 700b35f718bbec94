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

static void a_word_of_a_vocabulary_is_a_state_of_its_own(void **state)
{
    struct cs_names names;
    enum cs_state granted, refused;

    (void)state;
    cs_names_init(&names);
    granted = cs_state_of_words(cs_names_intern_text(&names, "granted"));
    refused = cs_state_of_words(cs_names_intern_text(&names, "refused"));
    assert_true(cs_state_is_words(granted));
    assert_false(cs_state_is_words(CS_STATE_CONTRADICTORY));
    assert_int_not_equal(granted, refused);
    assert_string_equal(cs_state_in_words(granted, &names), "granted");
    assert_string_equal(cs_state_in_words(refused, &names), "refused");
    assert_string_equal(cs_state_in_words(CS_STATE_ADOPTED, &names), "adopted");
    cs_names_release(&names);
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
        cmocka_unit_test(a_word_of_a_vocabulary_is_a_state_of_its_own),
        cmocka_unit_test(what_is_done_in_part_is_neither_performed_nor_broken),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
