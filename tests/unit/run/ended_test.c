/* SPDX-License-Identifier: MIT */
/* The memory of sentences that are over: exactly those that were added, for many holders and acts. */
#include "unit/cmocka_all.h"

#include <string.h>

#include "fault/fail_alloc.h"
#include "run/ended.h"

static struct cs_relation relations[3] = {
    {.column_count = 3, .first_role = 1, .closed_column = CS_NOWHERE},
    {.column_count = 4, .first_role = 1, .closed_column = CS_NOWHERE},
    {.column_count = 3, .first_role = 1, .closed_column = 2} /* what an act is about may be closed */
};
static const struct cs_plan plan = {.relations = relations, .relation_count = 3};
static const struct cs_conclusion duty, prohibition = {.forbidden = true};

/* A bond of the holder, about an act by him on `about`. */
static struct cs_bond_state bond(uint32_t relation, cs_value holder, cs_value about)
{
    struct cs_bond_state b = {.article = 7, .conclusion = &duty, .relation = relation, .holder = holder,
                              .claimant = 5};

    b.act[1] = holder;
    b.act[2] = about;
    return b;
}

static void what_was_added_is_there_and_nothing_else(void **state)
{
    struct cs_ended ended = {0};

    (void)state;
    for (cs_value about = 1; about <= 200; about++)
        for (cs_value holder = 1; holder <= 150; holder++) {
            struct cs_bond_state b = bond(about % 2, holder, about);

            if ((about + holder) % 3 == 0)
                assert_true(cs_ended_add(&ended, &plan, &b));
        }
    for (cs_value about = 1; about <= 200; about++)
        for (cs_value holder = 1; holder <= 150; holder++) {
            struct cs_bond_state b = bond(about % 2, holder, about), other = bond((about + 1) % 2, holder, about);

            assert_int_equal(cs_ended_has(&ended, &plan, &b), (about + holder) % 3 == 0);
            assert_false(cs_ended_has(&ended, &plan, &other));
        }
    cs_ended_release(&ended);
}

static void each_part_of_a_sentence_tells(void **state)
{
    struct cs_ended ended = {0};
    struct cs_bond_state b = bond(0, 20, 30), other;

    (void)state;
    assert_true(cs_ended_add(&ended, &plan, &b));
    assert_true(cs_ended_has(&ended, &plan, &b));
    other = b;
    other.article = 8;
    assert_false(cs_ended_has(&ended, &plan, &other));
    other = b;
    other.claimant = 6;
    assert_false(cs_ended_has(&ended, &plan, &other));
    other = b;
    other.conclusion = &prohibition;
    assert_false(cs_ended_has(&ended, &plan, &other));
    other = b;
    other.act[1] = 21; /* owed by 20, to be done by 21 */
    assert_false(cs_ended_has(&ended, &plan, &other));
    other = b;
    other.holder = 21; /* owed by 21, to be done by 20 */
    assert_true(cs_ended_add(&ended, &plan, &(struct cs_bond_state){.article = 9, .conclusion = &duty, .holder = 21}));
    assert_false(cs_ended_has(&ended, &plan, &other));
    cs_ended_release(&ended);
}

static void what_names_something_is_forgotten_and_its_room_taken_again(void **state)
{
    struct cs_ended ended = {0};
    size_t words = 0;

    (void)state;
    for (int round = 0; round < 3; round++) {
        for (cs_value about = 1000; about < 1100; about++)
            for (cs_value holder = 1; holder <= 130; holder++) { /* three items of 64 holders */
                struct cs_bond_state b = bond(2, holder, about);

                assert_true(cs_ended_add(&ended, &plan, &b));
            }
        for (cs_value about = 1000; about < 1100; about += 2)
            cs_ended_forget(&ended, about);
        cs_ended_forget(&ended, 7); /* nothing names it */
        for (cs_value about = 1000; about < 1100; about++)
            for (cs_value holder = 1; holder <= 130; holder++) {
                struct cs_bond_state b = bond(2, holder, about);

                assert_int_equal(cs_ended_has(&ended, &plan, &b), about % 2 == 1);
            }
        words = round == 0 ? ended.word_count : words;
    }
    assert_int_equal(ended.word_count, words);
    cs_ended_release(&ended);
}

static void without_memory_nothing_is_added(void **state)
{
    (void)state;
    for (unsigned long n = 1;; n++) {
        struct cs_ended ended = {0};
        struct cs_bond_state b = bond(2, 20, 30);
        bool added, failed;

        cs_fail_alloc_at(n, CS_FAIL_ONCE);
        added = cs_ended_add(&ended, &plan, &b);
        failed = cs_fail_alloc_stop();
        assert_int_equal(added, !failed);
        assert_int_equal(cs_ended_has(&ended, &plan, &b), added);
        cs_ended_release(&ended);
        if (!failed)
            break;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_added_is_there_and_nothing_else),
        cmocka_unit_test(each_part_of_a_sentence_tells),
        cmocka_unit_test(what_names_something_is_forgotten_and_its_room_taken_again),
        cmocka_unit_test(without_memory_nothing_is_added),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
