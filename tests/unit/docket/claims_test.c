/* SPDX-License-Identifier: MIT */
/*
 * What claims come to: of each voice its latest word; whether a matter stands, falls or is a question (R 2.1 to 2.5,
 * 11.1).
 */
#include "unit/given.h"

#include "docket/docket_int.h"

#define WORDS                                                                                     \
    "kind state\nname state Alden, Borea, Cassia\nevent strike by state on state\nevent attack on state\n" \
    "row request r: attack on state\naccount Alden, Borea\n"                                      \
    "source S1 \"a note\"\n  date 2022-02-01\nsource S2 \"without a date\"\n"
#define STRIKE WORDS "2022-01-10 e1: strike by Cassia on Alden\n"

static void given_claims(struct given *g, const char *words, const char *claims)
{
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_buffer_printf(&text, "%s%s", words, claims);
    given_docket(g, cs_buffer_string(&text), day("2022-12-31"));
    cs_buffer_release(&text);
}

enum standing { STANDS, FALLS, OPEN };

/* How the occurrence e1 stands with these claims; and that they may stand in any order. */
static void assert_standing(const char *claims, enum standing expected)
{
    const struct cs_occurrence *occurrence;
    struct given g;

    given_claims(&g, STRIKE, claims);
    occurrence = cs_docket_occurrence(g.docket, name_of(&g, "e1"));
    assert_non_null(occurrence);
    if (expected == OPEN) {
        assert_int_equal(occurrence->worlds, answered(&g, "happened e1", "yes"));
    } else {
        assert_int_equal(occurrence->worlds, expected == STANDS ? CS_ALL : CS_NONE);
        assert_int_equal(question_of(&g, "happened e1"), CS_NOWHERE);
    }
    release_docket(&g);
}

static void an_entry_without_claims_stands(void **state)
{
    (void)state;
    assert_standing("", STANDS);
}

static void what_somebody_says_and_nobody_denies_stands(void **state)
{
    (void)state;
    assert_standing("  says Alden\n", STANDS);
    assert_standing("  says Alden\n  says Cassia\n", STANDS);
    assert_standing("  says Alden\n  retracts Cassia\n", STANDS);
}

static void what_is_denied_or_asked_about_is_a_question(void **state)
{
    (void)state;
    assert_standing("  says Alden\n  denies Cassia\n", OPEN);
    assert_standing("  denies Cassia\n  says Alden\n", OPEN);
    assert_standing("  says Alden\n  asks Borea\n", OPEN);
    assert_standing("  asks Borea\n", OPEN);
    assert_standing("  asks Borea\n  denies Cassia\n", OPEN);
}

static void what_is_only_denied_or_taken_back_falls(void **state)
{
    (void)state;
    assert_standing("  denies Cassia\n", FALLS);
    assert_standing("  says Alden\n  retracts Alden recorded 2022-01-20\n", FALLS);
    assert_standing("  retracts Alden\n", FALLS);
}

static void the_later_word_of_a_voice_replaces_the_earlier(void **state)
{
    (void)state;
    assert_standing("  denies Alden recorded 2022-01-11\n  says Alden recorded 2022-01-12\n", STANDS);
    assert_standing("  says Alden recorded 2022-01-12\n  denies Alden recorded 2022-01-11\n", STANDS);
    assert_standing("  says Alden recorded 2022-01-11\n  denies Alden recorded 2022-01-12\n", FALLS);
    /* without a day: that of the entry */
    assert_standing("  denies Alden\n  says Alden recorded 2022-01-12\n", STANDS);
    assert_standing("  says Alden in S1\n  denies Alden recorded 2022-01-31\n", STANDS); /* that of its source */
    assert_standing("  says Alden in S2\n  denies Alden recorded 2022-01-31\n", FALLS);  /* which has none */
}

static void two_words_of_one_day_that_differ_leave_it_open(void **state)
{
    (void)state;
    assert_standing("  says Alden recorded 2022-01-11\n  denies Alden recorded 2022-01-11\n", OPEN);
    assert_standing("  denies Alden recorded 2022-01-11T08:00Z\n  says Alden recorded 2022-01-11T20:00Z\n", OPEN);
    assert_standing("  says Alden recorded 2022-01-11\n  says Alden recorded 2022-01-11\n", STANDS);
    assert_standing("  says Alden recorded 2022-01-11\n  denies Alden recorded 2022-01-11\n"
                    "  says Alden recorded 2022-01-12\n", STANDS);
}

static void a_retraction_prevails_on_its_day_whatever_the_order(void **state)
{
    (void)state;
    assert_standing("  says Alden recorded 2022-01-11\n  retracts Alden recorded 2022-01-11\n", FALLS);
    assert_standing("  retracts Alden recorded 2022-01-11\n  says Alden recorded 2022-01-11\n", FALLS);
    assert_standing("  retracts Alden recorded 2022-01-11\n  denies Alden recorded 2022-01-11\n  says Borea\n", STANDS);
    assert_standing("  retracts Alden recorded 2022-01-11\n  says Alden recorded 2022-01-12\n", STANDS);
}

static void a_reported_word_gives_way_to_its_own(void **state)
{
    (void)state;
    assert_standing("  says Alden via Borea\n", STANDS);
    assert_standing("  says Alden via Borea recorded 2022-01-20\n  denies Alden recorded 2022-01-11\n", FALLS);
    assert_standing("  denies Alden\n  says Alden via Borea\n  says Cassia\n", OPEN);
    assert_standing("  denies Alden via Borea recorded 2022-01-20\n  says Alden\n", STANDS);
}

/* Did e1 happen, by what had been recorded by the end of a day? */
static bool known_on(const char *claims, const char *date)
{
    struct given g;
    struct cs_buffer text;
    const struct cs_occurrence *occurrence;
    bool there;

    cs_buffer_init(&text);
    cs_buffer_printf(&text, "%s%s", STRIKE, claims);
    given_docket_known(&g, cs_buffer_string(&text), day("2022-12-31"), day(date));
    cs_buffer_release(&text);
    occurrence = cs_docket_occurrence(g.docket, name_of(&g, "e1"));
    there = occurrence != NULL && occurrence->worlds != CS_NONE;
    release_docket(&g);
    return there;
}

static void only_what_was_recorded_by_then_is_known(void **state)
{
    (void)state;
    assert_false(known_on("", "2022-01-09"));
    assert_true(known_on("", "2022-01-10"));
    assert_false(known_on("  says Alden recorded 2022-01-20\n", "2022-01-19"));
    assert_true(known_on("  says Alden recorded 2022-01-20\n", "2022-01-20"));
    assert_false(known_on("  says Alden in S1\n", "2022-01-31"));
    assert_true(known_on("  says Alden in S1\n", "2022-02-01"));
    /* its own day before the source's */
    assert_true(known_on("  says Alden in S1 recorded 2022-01-15\n", "2022-01-15"));
    assert_true(known_on("  says Alden\n  retracts Alden recorded 2022-01-20\n", "2022-01-19"));
    assert_false(known_on("  says Alden\n  retracts Alden recorded 2022-01-20\n", "2022-01-20"));
}

static void what_was_recorded_on_some_day_is_known_when_the_last_is_over(void **state)
{
    (void)state;
    assert_false(known_on("  says Alden recorded 2022-01-XX\n", "2022-01-30"));
    assert_true(known_on("  says Alden recorded 2022-01-XX\n", "2022-01-31"));
}

/* The name "attack on Alden" that e1 is given. */
static void assert_name(const char *claims, enum standing expected)
{
    const struct cs_occurrence_row *row;
    const struct cs_occurrence *occurrence;
    struct given g;
    cs_set worlds = CS_NONE;

    given_claims(&g, STRIKE "e1 counts as attack on Alden\n", claims);
    occurrence = cs_docket_occurrence(g.docket, name_of(&g, "e1"));
    for (row = occurrence->rows; row != NULL; row = row->next)
        if (row->relation == relation_of(&g, "attack"))
            worlds = row->worlds;
    if (expected == OPEN)
        assert_int_equal(worlds, answered(&g, "e1 counts as attack on Alden", "yes"));
    else
        assert_int_equal(worlds, expected == STANDS ? CS_ALL : CS_NONE);
    release_docket(&g);
}

static void a_name_stands_when_all_accounts_give_it(void **state)
{
    (void)state;
    assert_name("", STANDS);
    assert_name("  says Alden\n", OPEN);                    /* Borea's account is silent */
    assert_name("  says Alden\n  says Borea\n", STANDS);
    assert_name("  says Alden\n  says Borea\n  denies Cassia\n", OPEN);
    assert_name("  says Alden\n  says Borea\n  asks Cassia\n", OPEN);
    assert_name("  says Cassia\n", OPEN);
    assert_name("  denies Alden\n", FALLS);
    assert_name("  says Alden\n  says Borea recorded 2022-01-11\n  denies Borea recorded 2022-01-11\n", OPEN);
}

static void the_tally_counts_a_torn_voice_on_both_sides(void **state)
{
    struct given g;
    struct cs_tally tally;

    (void)state;
    given_claims(&g, STRIKE, "  says Alden recorded 2022-01-11\n  denies Alden recorded 2022-01-11\n"
                             "  retracts Borea\n");
    tally = cs_matter_tally(cs_docket_occurrence(g.docket, name_of(&g, "e1"))->matter);
    assert_true(tally.says && tally.denies && tally.any);
    assert_false(tally.asks);
    release_docket(&g);
    given_claims(&g, STRIKE, "  retracts Alden\n");
    tally = cs_matter_tally(cs_docket_occurrence(g.docket, name_of(&g, "e1"))->matter);
    assert_false(tally.says || tally.denies || tally.asks || tally.any); /* it has no stance left */
    release_docket(&g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_entry_without_claims_stands),
        cmocka_unit_test(what_somebody_says_and_nobody_denies_stands),
        cmocka_unit_test(what_is_denied_or_asked_about_is_a_question),
        cmocka_unit_test(what_is_only_denied_or_taken_back_falls),
        cmocka_unit_test(the_later_word_of_a_voice_replaces_the_earlier),
        cmocka_unit_test(two_words_of_one_day_that_differ_leave_it_open),
        cmocka_unit_test(a_retraction_prevails_on_its_day_whatever_the_order),
        cmocka_unit_test(a_reported_word_gives_way_to_its_own),
        cmocka_unit_test(only_what_was_recorded_by_then_is_known),
        cmocka_unit_test(what_was_recorded_on_some_day_is_known_when_the_last_is_over),
        cmocka_unit_test(a_name_stands_when_all_accounts_give_it),
        cmocka_unit_test(the_tally_counts_a_torn_voice_on_both_sides),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
