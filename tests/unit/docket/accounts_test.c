/* SPDX-License-Identifier: MIT */
/* Accounts: the worlds that agree with what a voice, or who speaks for it, says and denies (R 1.2). */
#include "unit/given.h"

#define WORDS                                                                                     \
    "kind state\nname state Alden, Borea, Cassia\nevent strike by state on state\nevent attack on state\n" \
    "event accident on state\nevent help by state to state\nattack excludes accident\n" \
    "row request r: attack on state\nrow request s: accident on state\n"                          \
    "treaty Pact \"a pact\"\nreading Soon \"how soon\"\n  Strict 1 day\n  Wide 3 days\n  Far 9 days\n"         \
    "article 1\nwhen attack on s\nthen Cassia owes s help by Cassia to s within Soon\n"           \
    "account Borea, Alden\n"
#define STRIKE WORDS "2022-01-10 e1: strike by Cassia on Alden\n"
#define END day("2022-12-31")

static void a_voice_says_or_denies_or_leaves_open(void **state)
{
    struct given g;
    cs_set yes;

    (void)state;
    given_docket(&g, STRIKE "  says Alden\n  denies Cassia\n  asks Borea\n", END);
    yes = answered(&g, "happened e1", "yes");
    assert_int_equal(account_of(&g, "Alden"), yes);
    assert_int_equal(account_of(&g, "Cassia"), cs_worlds_not(g.docket->worlds, yes));
    assert_int_equal(account_of(&g, "Borea"), CS_ALL); /* a voice that asks takes no side */
    assert_int_equal(account_of(&g, "Pact"), CS_ALL);  /* any name may be asked for */
    assert_int_equal(cs_docket_account(g.docket, CS_NO_NAME), CS_ALL);
    release_docket(&g);
}

static void a_voice_that_has_taken_back_its_word_leaves_open(void **state)
{
    struct given g;

    (void)state;
    given_docket(&g, STRIKE "  says Alden\n  denies Cassia\n  retracts Cassia recorded 2022-01-20\n  asks Borea\n",
                 END);
    assert_int_equal(account_of(&g, "Cassia"), CS_ALL);
    release_docket(&g);
}

static void two_words_of_one_day_leave_their_voice_open(void **state)
{
    struct given g;

    (void)state;
    given_docket(&g, STRIKE "  says Alden\n  says Cassia recorded 2022-01-11\n  denies Cassia recorded 2022-01-11\n",
                 END);
    assert_int_equal(account_of(&g, "Cassia"), CS_ALL);
    assert_int_equal(account_of(&g, "Alden"), answered(&g, "happened e1", "yes"));
    release_docket(&g);
}

static void a_reporter_is_bound_to_nothing(void **state)
{
    struct given g;

    (void)state;
    given_docket(&g, STRIKE "  says Alden via Borea\n  denies Cassia\n", END);
    assert_int_equal(account_of(&g, "Alden"), answered(&g, "happened e1", "yes"));
    assert_int_equal(account_of(&g, "Borea"), CS_ALL);
    release_docket(&g);
}

static void what_an_account_says_of_several_matters_is_joined(void **state)
{
    struct given g;
    cs_set both;

    (void)state;
    given_docket(&g, STRIKE "  says Alden\n  denies Cassia\ne1 counts as attack on Alden\n  says Alden\n"
                            "  says Cassia\n", END);
    both = cs_worlds_and(g.docket->worlds, answered(&g, "happened e1", "yes"),
                         answered(&g, "e1 counts as attack on Alden", "yes"));
    assert_int_equal(account_of(&g, "Alden"), both);
    release_docket(&g);
}

static void an_account_that_contradicts_itself_has_no_world(void **state)
{
    struct given g;

    (void)state;
    given_docket(&g, STRIKE "e1 counts as attack on Alden\n  says Alden\ne1 counts as accident on Alden\n"
                            "  says Alden\n", END);
    assert_int_equal(account_of(&g, "Alden"), CS_NONE);
    assert_int_not_equal(account_of(&g, "Borea"), CS_NONE);
    assert_int_not_equal(g.docket->possible, CS_ALL); /* no world has both */
    release_docket(&g);
}

static void the_first_speaker_who_has_spoken_answers_for_a_silent_party(void **state)
{
    struct given g;
    cs_set yes;

    (void)state;
    given_docket(&g,
                 STRIKE "  denies Cassia\n  says Erin\n  denies Finn\nDorn, Erin, Finn speak for Alden in this order\n",
                 END);
    yes = answered(&g, "happened e1", "yes");
    assert_int_equal(account_of(&g, "Alden"), yes); /* Dorn is silent */
    assert_int_equal(account_of(&g, "Finn"), cs_worlds_not(g.docket->worlds, yes));
    release_docket(&g);
}

static void a_party_s_own_word_comes_before_its_speakers(void **state)
{
    struct given g;

    (void)state;
    given_docket(&g, STRIKE "  denies Alden\n  says Erin\nErin speaks for Alden\n", END);
    assert_int_equal(account_of(&g, "Alden"), answered(&g, "happened e1", "no"));
    release_docket(&g);
}

static void speakers_of_two_lines_who_differ_leave_it_open(void **state)
{
    struct given g;

    (void)state;
    given_docket(&g, STRIKE "  denies Finn\n  says Erin\nErin speaks for Alden\nFinn speaks for Alden\n", END);
    assert_int_equal(account_of(&g, "Alden"), CS_ALL);
    release_docket(&g);
    given_docket(&g, STRIKE "  denies Cassia\n  says Erin\n  says Finn\nErin speaks for Alden\nFinn speaks for Alden\n",
                 END);
    assert_int_equal(account_of(&g, "Alden"), answered(&g, "happened e1", "yes"));
    release_docket(&g);
}

static void the_latest_reading_that_a_voice_took_counts(void **state)
{
    struct given g;

    (void)state;
    given_docket(&g, STRIKE "Soon reads Wide\n  says Alden recorded 2022-02-01\n"
                            "Soon reads Strict\n  says Alden recorded 2022-01-11\n  says Borea recorded 2022-01-11\n"
                            "Soon reads Far\n  says Borea recorded 2022-01-11\n", END);
    assert_int_equal(account_of(&g, "Alden"), answered(&g, "Soon", "Wide"));
    assert_int_equal(account_of(&g, "Borea"), CS_ALL); /* two of one day */
    release_docket(&g);
}

static void declared_accounts_stand_in_their_order_each_once(void **state)
{
    struct given g;

    (void)state;
    given_docket(&g, WORDS "account Alden, Cassia\n", END);
    assert_int_equal(g.docket->account_count, 3);
    assert_int_equal(g.docket->accounts[0].voice, name_of(&g, "Borea"));
    assert_int_equal(g.docket->accounts[1].voice, name_of(&g, "Alden"));
    assert_int_equal(g.docket->accounts[2].voice, name_of(&g, "Cassia"));
    release_docket(&g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_voice_says_or_denies_or_leaves_open),
        cmocka_unit_test(a_voice_that_has_taken_back_its_word_leaves_open),
        cmocka_unit_test(two_words_of_one_day_leave_their_voice_open),
        cmocka_unit_test(a_reporter_is_bound_to_nothing),
        cmocka_unit_test(what_an_account_says_of_several_matters_is_joined),
        cmocka_unit_test(an_account_that_contradicts_itself_has_no_world),
        cmocka_unit_test(the_first_speaker_who_has_spoken_answers_for_a_silent_party),
        cmocka_unit_test(a_party_s_own_word_comes_before_its_speakers),
        cmocka_unit_test(speakers_of_two_lines_who_differ_leave_it_open),
        cmocka_unit_test(the_latest_reading_that_a_voice_took_counts),
        cmocka_unit_test(declared_accounts_stand_in_their_order_each_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
