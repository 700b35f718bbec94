/* SPDX-License-Identifier: MIT */
/* Who must act, who may, and who can block it. */
#include "unit/given.h"

#include "ledger/next.h"

#define WORDS                                                                                          \
    "kind state\nname state Alden, Borea, Cassia\nevent plea by state of state\n" \
    "event help by state to state on occurrence after plea\n" \
    "event gift by state to state on occurrence after plea\nevent strike by state on state\nevent draft by state\n" \
    "event veto by state of occurrence\nevent adoption by state of occurrence\nfact state is member\naccount Alden\n" \
    "treaty Pact \"a pact\"\n2022-01-01/.. Alden, Borea are member\n"                                  \
    "article 1\nwhen r: plea by asker of helper\nthen helper owes asker help by helper to asker on r within 9 days\n" \
    "and helper owes asker gift by helper to asker on r within 3 days\n"                               \
    "and helper owes asker no strike by helper on asker within 30 days\n"                              \
    "article 2\nmay veto by s of d\nif s is member\nmay adoption by s of d\nif s is member\nand no veto of d\n"

static void given_next(struct given *g, const char *record, const char *end, const char *party, struct cs_next **next)
{
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_buffer_printf(&text, "%s%s", WORDS, record);
    given_ledger(g, cs_buffer_string(&text), day(end));
    cs_buffer_release(&text);
    assert_status(g, cs_next_new(g->ledger, party == NULL ? CS_NO_NAME : name_of(g, party), next), CASUS_OK);
}

static void release_next(struct given *g, struct cs_next *next)
{
    cs_next_free(next);
    release_ledger(g);
}

#define PLEAS "2022-01-10 p1: plea by Alden of Borea\n2022-01-11 p2: plea by Borea of Cassia\n"

static void what_is_open_must_be_done_the_soonest_first(void **state)
{
    static const char *const expected[] = {"gift by Borea to Alden on p1", "gift by Cassia to Borea on p2",
                                           "help by Borea to Alden on p1", "help by Cassia to Borea on p2"};
    struct given g;
    struct cs_next *next;

    (void)state;
    given_next(&g, PLEAS, "2022-01-11", NULL, &next);
    assert_int_equal(next->must_count, 4); /* what is forbidden is nothing to be done */
    for (size_t i = 0; i < 4; i++)
        assert_string_equal(cs_ledger_content(g.ledger, next->must[i]), expected[i]);
    release_next(&g, next);
}

static void a_party_must_do_what_it_holds(void **state)
{
    struct given g;
    struct cs_next *next;

    (void)state;
    given_next(&g, PLEAS, "2022-01-11", "Cassia", &next);
    assert_int_equal(next->must_count, 2);
    assert_int_equal(next->must[0]->holder, name_of(&g, "Cassia"));
    release_next(&g, next);
    given_next(&g, PLEAS, "2022-01-11", "Alden", &next);
    assert_int_equal(next->must_count, 0);
    release_next(&g, next);
}

static void what_is_performed_is_done_and_what_is_overdue_is_not(void **state)
{
    struct given g;
    struct cs_next *next;

    (void)state;
    given_next(&g, "2022-01-10 p1: plea by Alden of Borea\n2022-01-12 help by Borea to Alden on p1\n", "2022-01-20",
               NULL, &next);
    assert_int_equal(next->must_count, 1);
    assert_string_equal(cs_ledger_content(g.ledger, next->must[0]), "gift by Borea to Alden on p1");
    release_next(&g, next);
}

static void what_is_open_in_some_world_is_named(void **state)
{
    struct given g;
    struct cs_next *next;

    (void)state;
    given_next(&g, "2022-01-10 p1: plea by Alden of Borea\n2022-01-12 h1: help by Borea to Alden on p1\n  says Borea\n"
                   "  denies Alden\n2022-01-12 gift by Borea to Alden on p1\n", "2022-01-13", NULL, &next);
    assert_int_equal(next->must_count, 1);
    assert_string_equal(cs_ledger_content(g.ledger, next->must[0]), "help by Borea to Alden on p1");
    release_next(&g, next);
}

/* R 1.2: on the account of Alden, who denies the plea, Borea owes nothing. */
static void what_is_open_in_no_world_that_is_looked_at_is_not(void **state)
{
    struct given g;
    struct cs_next *next;

    (void)state;
    given_next(&g, "2022-01-10 p1: plea by Alden of Borea\n  says Borea\n  denies Alden\n", "2022-01-11", NULL, &next);
    assert_int_equal(next->must_count, 2);
    cs_next_free(next);
    cs_ledger_within(g.ledger, g.ledger->accounts[0].worlds);
    assert_status(&g, cs_next_new(g.ledger, CS_NO_NAME, &next), CASUS_OK);
    assert_int_equal(next->must_count, 0);
    release_next(&g, next);
}

static const struct cs_next_may *may(const struct cs_next *next, const char *act)
{
    for (size_t i = 0; i < next->may_count; i++)
        if (strcmp(next->may[i].act, act) == 0)
            return &next->may[i];
    return NULL;
}

static void who_has_the_conditions_of_a_power_may(void **state)
{
    struct given g;
    struct cs_next *next;
    const struct cs_next_may *found;

    (void)state;
    given_next(&g, "2022-01-10 d1: draft by Alden\n", "2022-01-11", NULL, &next);
    found = may(next, "veto by Alden");
    assert_non_null(found);
    assert_int_equal(found->actor, name_of(&g, "Alden"));
    assert_int_equal(found->article, name_of(&g, "Pact 2"));
    assert_int_equal(found->worlds, CS_ALL);
    assert_non_null(may(next, "veto by Borea"));
    assert_null(may(next, "veto by Cassia")); /* no member */
    release_next(&g, next);
}

static void a_power_names_who_could_stop_it(void **state)
{
    struct given g;
    struct cs_next *next;
    const struct cs_next_may *found;

    (void)state;
    given_next(&g, "2022-01-10 d1: draft by Alden\n", "2022-01-11", "Alden", &next);
    found = may(next, "adoption by Alden");
    assert_non_null(found);
    assert_int_equal(found->blocker_count, 2);
    for (size_t i = 0; i < 2; i++)
        assert_true(strcmp(found->blockers[i], "veto by Alden") == 0 ||
                    strcmp(found->blockers[i], "veto by Borea") == 0);
    assert_string_not_equal(found->blockers[0], found->blockers[1]);
    assert_null(may(next, "veto by Borea")); /* not Alden's */
    release_next(&g, next);
}

#define SILENCE                                                                                              \
    "kind state\nname state Alden, Borea\nevent draft by state\nevent objection by state to occurrence\n"     \
    "event adoption of occurrence\nfact state is member\nfact silence of occurrence to one moment\n"          \
    "fact block of occurrence\nfact calm of occurrence\nwhile objection to d\nthen block of d\n"               \
    "while d counts as draft\nand no block of d\nthen calm of d\nmay objection by s to d\nif s is member\n"  \
    "when reached m: silence of d to m\nif calm of d\nthen adoption of d\n2022-01-01/.. Alden is member\n"    \
    "2022-01-10 d1: draft by Borea\n2022-01-10 silence of d1 to 2022-01-20\n"

/* The end of a silence, with who could break it: an objection, by way of the block that is concluded from it. */
static void the_end_of_a_silence_comes_by_itself(void **state)
{
    struct given g;
    struct cs_next *next;

    (void)state;
    given_ledger(&g, SILENCE "2022-01-11 Alden expects Borea draft by Borea before 2022-02-01\n", day("2022-01-12"));
    assert_status(&g, cs_next_new(g.ledger, CS_NO_NAME, &next), CASUS_OK);
    assert_int_equal(next->must_count, 0); /* what is expected nobody owes */
    assert_int_equal(next->expected_count, 1);
    assert_int_equal(next->coming_count, 1);
    assert_string_equal(next->coming[0].act, "adoption of d1");
    assert_string_equal(next->coming[0].on, "2022-01-20");
    assert_string_equal(next->coming[0].waits, "silence of d1 to 2022-01-20");
    assert_int_equal(next->coming[0].blocker_count, 1); /* Borea is no member */
    assert_string_equal(next->coming[0].blockers[0], "objection by Alden to d1");
    release_next(&g, next);
    given_ledger(&g, SILENCE "2022-01-11 objection by Alden to d1\n", day("2022-01-12"));
    assert_status(&g, cs_next_new(g.ledger, CS_NO_NAME, &next), CASUS_OK);
    assert_int_equal(next->coming_count, 0);
    release_next(&g, next);
    given_ledger(&g, SILENCE, day("2022-01-21"));
    assert_status(&g, cs_next_new(g.ledger, CS_NO_NAME, &next), CASUS_OK);
    assert_int_equal(next->coming_count, 0);
    release_next(&g, next);
}

static void of_nothing_there_is_nothing_to_do(void **state)
{
    struct given g;
    struct cs_next *next;

    (void)state;
    given_ledger(&g, "", day("2022-01-01"));
    assert_status(&g, cs_next_new(g.ledger, CS_NO_NAME, &next), CASUS_OK);
    assert_int_equal(next->must_count + next->expected_count + next->may_count + next->coming_count, 0);
    cs_next_free(next);
    cs_next_free(NULL);
    release_ledger(&g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_open_must_be_done_the_soonest_first),
        cmocka_unit_test(a_party_must_do_what_it_holds),
        cmocka_unit_test(what_is_performed_is_done_and_what_is_overdue_is_not),
        cmocka_unit_test(what_is_open_in_some_world_is_named),
        cmocka_unit_test(what_is_open_in_no_world_that_is_looked_at_is_not),
        cmocka_unit_test(who_has_the_conditions_of_a_power_may),
        cmocka_unit_test(a_power_names_who_could_stop_it),
        cmocka_unit_test(the_end_of_a_silence_comes_by_itself),
        cmocka_unit_test(of_nothing_there_is_nothing_to_do),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
