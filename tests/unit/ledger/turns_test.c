/* SPDX-License-Identifier: MIT */
/* R 1.3: on which questions something turns, and the cases of a row. */
#include "unit/given.h"

#define WORDS                                                                                        \
    "kind state\nname state Alden, Borea\nevent plea by state of state\nevent help by state to state after plea\n" \
    "event note by state\naccount Alden\ntreaty Pact \"a pact\"\narticle 1\nwhen plea by asker of helper\n" \
    "then helper owes asker help by helper to asker within 3 days\n"
#define TEXT WORDS "2022-01-10 p1: plea by Alden of Borea\n  asks Borea\n2022-01-11 n1: note by Alden\n  asks Borea\n" \
             "2022-01-12 h1: help by Borea to Alden\n  says Borea\n  denies Alden\n"
#define DUTY "help by Borea to Alden"
#define END day("2022-01-20")

static void assert_turns(const struct given *g, cs_set worlds, const char *first, const char *second)
{
    uint32_t found[8];
    size_t expected = first == NULL ? 0 : second == NULL ? 1 : 2;

    assert_int_equal(cs_ledger_turns_on(g->ledger, row_of(g, DUTY), worlds, found, 8), expected);
    if (first != NULL)
        assert_int_equal(found[0], question_of(g, first));
    if (second != NULL)
        assert_int_equal(found[1], question_of(g, second));
}

static void a_row_turns_on_what_changes_its_state_and_nothing_else(void **state)
{
    struct given g;

    (void)state;
    given_ledger(&g, TEXT, END);
    assert_int_not_equal(question_of(&g, "happened n1"), CS_NOWHERE);
    assert_turns(&g, CS_ALL, "happened p1", "happened h1"); /* in the order of the docket; not the note */
    assert_turns(&g, answered(&g, "happened h1", "no"), "happened p1", NULL);
    assert_turns(&g, answered(&g, "happened p1", "yes"), "happened h1", NULL);
    assert_turns(&g, answered(&g, "happened p1", "no"), NULL, NULL); /* whether there was help does not matter then */
    assert_turns(&g, CS_NONE, NULL, NULL);
    release_ledger(&g);
}

static void no_more_questions_are_given_than_there_is_room_for(void **state)
{
    struct given g;
    uint32_t found[2] = {CS_NOWHERE, CS_NOWHERE};

    (void)state;
    given_ledger(&g, TEXT, END);
    assert_int_equal(cs_ledger_turns_on(g.ledger, row_of(&g, DUTY), CS_ALL, found, 1), 1);
    assert_int_not_equal(found[0], CS_NOWHERE);
    assert_int_equal(found[1], CS_NOWHERE);
    assert_int_equal(cs_ledger_turns_on(g.ledger, row_of(&g, DUTY), CS_ALL, found, 0), 0);
    release_ledger(&g);
}

static void where_only_a_joint_change_matters_both_are_meant(void **state)
{
    struct given g;
    struct cs_worlds *w;
    cs_set p, h, both, neither;
    uint32_t found[8];

    (void)state;
    given_ledger(&g, TEXT, END);
    w = g.docket->worlds;
    p = answered(&g, "happened p1", "yes");
    h = answered(&g, "happened h1", "yes");
    both = cs_worlds_and(w, p, h);
    neither = cs_worlds_not(w, cs_worlds_or(w, p, h));
    /* of these worlds no two differ in one answer only, but for the note, which changes nothing */
    assert_int_equal(cs_turns_on(g.docket, (cs_set[]){both, neither}, 2, cs_worlds_or(w, both, neither), found, 8), 2);
    assert_int_equal(found[0], question_of(&g, "happened p1"));
    assert_int_equal(found[1], question_of(&g, "happened h1"));
    release_ledger(&g);
}

static void of_joint_changes_the_smallest_are_meant(void **state)
{
    struct given g;
    struct cs_worlds *w;
    cs_set p, h, n, all_three, neither;
    uint32_t found[8];

    (void)state;
    given_ledger(&g, TEXT, END);
    w = g.docket->worlds;
    p = answered(&g, "happened p1", "yes");
    h = answered(&g, "happened h1", "yes");
    n = answered(&g, "happened n1", "yes");
    all_three = cs_worlds_and(w, cs_worlds_and(w, p, h), n);
    neither = cs_worlds_not(w, cs_worlds_or(w, p, h));
    /* the one set needs the note as well, but there is a world of the other with the same answer to that */
    assert_int_equal(
        cs_turns_on(g.docket, (cs_set[]){ all_three, neither }, 2, cs_worlds_or(w, all_three, neither), found, 8), 2);
    assert_int_equal(found[0], question_of(&g, "happened p1"));
    assert_int_equal(found[1], question_of(&g, "happened h1"));
    release_ledger(&g);
}

static void one_set_alone_turns_on_nothing(void **state)
{
    struct given g;
    uint32_t found[8];

    (void)state;
    given_ledger(&g, TEXT, END);
    assert_int_equal(cs_turns_on(g.docket, (cs_set[]){CS_ALL}, 1, CS_ALL, found, 8), 0);
    assert_int_equal(cs_turns_on(g.docket, NULL, 0, CS_ALL, found, 8), 0);
    release_ledger(&g);
}

static void cases_are_disjoint_complete_and_of_one_piece_each(void **state)
{
    struct given g;
    struct cs_ledger_case *cases;
    struct cs_arena arena;
    size_t count;
    cs_set all = CS_NONE;
    struct cs_worlds *w;

    (void)state;
    given_ledger(&g, TEXT, END);
    w = g.docket->worlds;
    cs_arena_init(&arena);
    assert_status(&g, cs_ledger_cases(g.ledger, row_of(&g, DUTY), &arena, &cases, &count), CASUS_OK);
    assert_int_equal(count, 3); /* no plea; a plea and no help; both */
    for (size_t i = 0; i < count; i++) {
        cs_set worlds = g.docket->possible;

        assert_true(cs_worlds_disjoint(w, all, cases[i].worlds));
        all = cs_worlds_or(w, all, cases[i].worlds);
        assert_true(cs_worlds_within(w, cases[i].worlds, cases[i].piece->worlds));
        for (uint32_t k = 0; k < cases[i].count; k++)
            worlds = cs_worlds_and(w, worlds, cs_worlds_answer(w, cases[i].questions[k], cases[i].answers[k]));
        assert_int_equal(worlds, cases[i].worlds); /* its answers, and nothing else */
    }
    assert_int_equal(all, g.ledger->worlds);
    cs_arena_release(&arena);
    release_ledger(&g);
}

static void cases_are_of_the_worlds_that_are_looked_at(void **state)
{
    struct given g;
    struct cs_ledger_case *cases;
    struct cs_arena arena;
    size_t count;

    (void)state;
    given_ledger(&g, TEXT, END);
    cs_arena_init(&arena);
    cs_ledger_within(g.ledger, answered(&g, "happened p1", "no"));
    assert_status(&g, cs_ledger_cases(g.ledger, row_of(&g, DUTY), &arena, &cases, &count), CASUS_OK);
    assert_int_equal(count, 1);
    assert_int_equal(cases[0].piece->state, CS_STATE_NONE);
    cs_arena_release(&arena);
    release_ledger(&g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_turns_on_what_changes_its_state_and_nothing_else),
        cmocka_unit_test(no_more_questions_are_given_than_there_is_room_for),
        cmocka_unit_test(where_only_a_joint_change_matters_both_are_meant),
        cmocka_unit_test(of_joint_changes_the_smallest_are_meant),
        cmocka_unit_test(one_set_alone_turns_on_nothing),
        cmocka_unit_test(cases_are_disjoint_complete_and_of_one_piece_each),
        cmocka_unit_test(cases_are_of_the_worlds_that_are_looked_at),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
