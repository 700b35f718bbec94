/* SPDX-License-Identifier: MIT */
/* R 8.4: numbers that are known by their bounds. */
#include "unit/given.h"

#define WORDS                                                                                 \
    "kind state\nname state Alden, Borea\nevent strike on state\nquantity killed of state in occurrence\n" \
    "row request r: strike on state\naccount Alden, Borea\n2022-01-10 e1: strike on Alden\n"
#define KILLED "killed of Alden in e1"
#define END day("2022-01-31")

static cs_set compared(const struct given *g, enum cs_compare compare, cs_wide number)
{
    cs_value values[CS_COLUMNS_MAX] = {name_of(g, "Alden"), name_of(g, "e1")};

    return cs_docket_quantity(g->docket, relation_of(g, "killed"), values, compare, number);
}

static void what_a_bound_settles_asks_nothing(void **state)
{
    struct given g;

    (void)state;
    given_docket(&g, WORDS KILLED " at least 90\n" KILLED " at most 200\n", END);
    assert_int_equal(compared(&g, CS_AT_LEAST, 90), CS_ALL);
    assert_int_equal(compared(&g, CS_MORE_THAN, 89), CS_ALL);
    assert_int_equal(compared(&g, CS_FEWER_THAN, 90), CS_NONE);
    assert_int_equal(compared(&g, CS_AT_MOST, 200), CS_ALL);
    assert_int_equal(compared(&g, CS_AT_LEAST, 201), CS_NONE);
    assert_int_equal(compared(&g, CS_EXACTLY, 89), CS_NONE);
    assert_int_equal(compared(&g, CS_EXACTLY, 201), CS_NONE);
    assert_int_equal(g.docket->question_count, 0);
    release_docket(&g);
}

static void more_and_fewer_leave_out_the_number_itself(void **state)
{
    struct given g;

    (void)state;
    given_docket(&g, WORDS KILLED " more than 90\n" KILLED " fewer than 92\n", END);
    assert_int_equal(compared(&g, CS_EXACTLY, 91), CS_ALL);
    assert_int_equal(compared(&g, CS_AT_MOST, 90), CS_NONE);
    assert_int_equal(g.docket->question_count, 0);
    release_docket(&g);
}

static void no_number_is_below_nothing(void **state)
{
    struct given g;

    (void)state;
    given_docket(&g, WORDS, END);
    assert_int_equal(compared(&g, CS_AT_LEAST, 0), CS_ALL);
    assert_int_equal(compared(&g, CS_FEWER_THAN, 0), CS_NONE);
    assert_int_equal(g.docket->question_count, 0);
    release_docket(&g);
}

static void what_bounds_leave_open_is_one_question(void **state)
{
    struct given g;
    cs_set found;

    (void)state;
    given_docket(&g, WORDS KILLED " at least 90\n", END);
    found = compared(&g, CS_AT_LEAST, 100);
    assert_int_equal(found, answered(&g, KILLED " at least 100", "yes"));
    assert_int_equal(compared(&g, CS_FEWER_THAN, 100), answered(&g, KILLED " at least 100", "no"));
    assert_int_equal(g.docket->question_count, 1);
    found = compared(&g, CS_EXACTLY, 90);
    assert_int_equal(found, answered(&g, KILLED " at least 91", "no"));
    assert_int_equal(g.docket->question_count, 2);
    release_docket(&g);
}

static void who_is_at_least_so_many_is_at_least_fewer(void **state)
{
    struct given g;
    cs_set hundred, two_hundred, fifty;
    struct cs_worlds *w;

    (void)state;
    given_docket(&g, WORDS, END);
    w = g.docket->worlds;
    hundred = compared(&g, CS_AT_LEAST, 100);
    two_hundred = compared(&g, CS_AT_LEAST, 200);
    fifty = compared(&g, CS_AT_LEAST, 50);
    assert_true(cs_worlds_within(w, cs_worlds_and(w, g.docket->possible, two_hundred), hundred));
    assert_true(cs_worlds_within(w, cs_worlds_and(w, g.docket->possible, hundred), fifty));
    assert_false(cs_worlds_within(w, cs_worlds_and(w, g.docket->possible, fifty), hundred));
    release_docket(&g);
}

static void a_bound_that_is_denied_is_a_question(void **state)
{
    struct given g;

    (void)state;
    given_docket(&g, WORDS KILLED " at least 90\n  says Alden\n  denies Borea\n", END);
    assert_int_equal(account_of(&g, "Alden"), answered(&g, KILLED " at least 90", "yes"));
    release_docket(&g);
}

static void bounds_that_cannot_both_be_are_a_question_whose_number_it_is(void **state)
{
    struct given g;
    cs_set at_least_hundred;

    (void)state;
    given_docket(&g, WORDS KILLED " at least 100\n  says Alden\n" KILLED " exactly 50\n  says Borea\n", END);
    assert_int_equal(account_of(&g, "Alden"), answered(&g, KILLED, KILLED " at least 100"));
    assert_int_equal(account_of(&g, "Borea"), answered(&g, KILLED, KILLED " exactly 50"));
    at_least_hundred = compared(&g, CS_AT_LEAST, 100);
    assert_int_equal(at_least_hundred, account_of(&g, "Alden"));
    assert_int_equal(g.docket->question_count, 1);
    release_docket(&g);
}

static void numbers_of_other_things_are_other_numbers(void **state)
{
    struct given g;
    cs_value values[CS_COLUMNS_MAX] = {0};

    (void)state;
    given_docket(&g, WORDS KILLED " at least 90\n", END);
    values[0] = name_of(&g, "Borea");
    values[1] = name_of(&g, "e1");
    assert_int_not_equal(cs_docket_quantity(g.docket, relation_of(&g, "killed"), values, CS_AT_LEAST, 90), CS_ALL);
    assert_int_not_equal(question_of(&g, "killed of Borea in e1 at least 90"), CS_NOWHERE);
    release_docket(&g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_bound_settles_asks_nothing),
        cmocka_unit_test(more_and_fewer_leave_out_the_number_itself),
        cmocka_unit_test(no_number_is_below_nothing),
        cmocka_unit_test(what_bounds_leave_open_is_one_question),
        cmocka_unit_test(who_is_at_least_so_many_is_at_least_fewer),
        cmocka_unit_test(a_bound_that_is_denied_is_a_question),
        cmocka_unit_test(bounds_that_cannot_both_be_are_a_question_whose_number_it_is),
        cmocka_unit_test(numbers_of_other_things_are_other_numbers),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
