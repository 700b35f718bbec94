/* SPDX-License-Identifier: MIT */
/* A run as rows: their order and numbers, their pieces, their states on an account. */
#include "unit/given.h"

#define WORDS                                                                                            \
    "kind state\nname state Alden, Borea, Cassia\nevent strike by state on state\nevent plea by state of state\n" \
    "event help by state to state on occurrence after plea\nevent waiver by state on occurrence after plea, help\n" \
    "event gift by state\nrow request r: plea by state\naccount Alden, Borea\n"                          \
    "treaty Pact \"a pact\"\narticle 1\nwhen r: plea by asker of helper\n"                               \
    "then helper owes asker help by helper to asker on r within 3 days\nreleased upon waiver by asker on r\n" \
    "article 2\nwhen r: plea by asker of helper\nthen helper owes asker no strike by helper on asker within 30 days\n"
#define PLEA WORDS "2022-01-10 p1: plea by Alden of Borea\n"
#define DUTY "help by Borea to Alden on p1"
#define END day("2022-01-20")

static void assert_state(const struct given *g, const char *voice, const char *expected)
{
    assert_string_equal(state_on(g, DUTY, voice), expected);
}

static void a_row_has_one_state_on_an_account_or_is_undetermined(void **state)
{
    struct given g;

    (void)state;
    given_ledger(&g, PLEA "2022-01-12 h1: help by Borea to Alden on p1\n  says Borea\n  denies Alden\n", END);
    assert_state(&g, "Alden", "violated");
    assert_state(&g, "Borea", "fulfilled");
    assert_state(&g, "Cassia", "undetermined");
    assert_state(&g, NULL, "undetermined");
    release_ledger(&g);
}

static void on_an_account_that_contradicts_itself_everything_is_contradictory(void **state)
{
    struct given g;

    (void)state;
    given_ledger(&g, PLEA, END);
    assert_true(cs_ledger_contradictory(CS_NONE));
    assert_false(cs_ledger_contradictory(CS_ALL));
    assert_int_equal(cs_ledger_state(g.ledger, row_of(&g, DUTY), CS_NONE), CS_STATE_CONTRADICTORY);
    assert_int_equal(cs_ledger_standing(g.ledger, CS_NONE, CS_ALL, CS_STATE_MAY, CS_STATE_MAY_NOT),
                     CS_STATE_CONTRADICTORY);
    assert_int_equal(cs_ledger_standing(g.ledger, CS_NONE, CS_NONE, CS_STATE_MAY, CS_STATE_MAY_NOT),
                     CS_STATE_CONTRADICTORY);
    release_ledger(&g);
}

static void what_is_no_row_stands_by_the_worlds_of_the_account(void **state)
{
    struct given g;
    cs_set so;

    (void)state;
    given_ledger(&g, PLEA "2022-01-12 h1: help by Borea to Alden on p1\n  says Borea\n  denies Alden\n", END);
    so = answered(&g, "happened h1", "yes");
    assert_int_equal(cs_ledger_standing(g.ledger, account_of(&g, "Borea"), so, CS_STATE_SO, CS_STATE_NOT_SO),
                     CS_STATE_SO);
    assert_int_equal(cs_ledger_standing(g.ledger, account_of(&g, "Alden"), so, CS_STATE_SO, CS_STATE_NOT_SO),
                     CS_STATE_NOT_SO);
    assert_int_equal(cs_ledger_standing(g.ledger, CS_ALL, so, CS_STATE_SO, CS_STATE_NOT_SO), CS_STATE_UNDETERMINED);
    release_ledger(&g);
}

static void pieces_are_disjoint_and_together_all_that_can_be(void **state)
{
    struct given g;

    (void)state;
    given_ledger(&g, WORDS "2022-01-10 p1: plea by Alden of Borea\n  asks Borea\n"
                           "[2022-01-12..2022-01-15] h1: help by Borea to Alden on p1\n  says Borea\n  denies Alden\n",
                 END);
    for (size_t i = 0; i < g.ledger->row_count; i++) {
        const struct cs_ledger_row *row = &g.ledger->rows[i];
        cs_set all = CS_NONE;

        for (uint32_t p = 0; p < row->piece_count; p++) {
            assert_int_not_equal(row->pieces[p].worlds, CS_NONE);
            assert_true(cs_worlds_disjoint(g.docket->worlds, all, row->pieces[p].worlds));
            all = cs_worlds_or(g.docket->worlds, all, row->pieces[p].worlds);
        }
        assert_int_equal(all, g.docket->possible);
    }
    /* none, violated, fulfilled, fulfilled late */
    assert_int_equal(row_of(&g, DUTY)->piece_count, 4);
    release_ledger(&g);
}

static void a_piece_is_found_where_all_the_worlds_lie_in_it(void **state)
{
    struct given g;
    const struct cs_ledger_piece *piece;

    (void)state;
    given_ledger(&g, PLEA "2022-01-12 h1: help by Borea to Alden on p1\n  says Borea\n  denies Alden\n", END);
    piece = cs_ledger_piece(g.ledger, row_of(&g, DUTY), account_of(&g, "Alden"));
    assert_non_null(piece);
    assert_int_equal(piece->state, CS_STATE_VIOLATED);
    assert_true(piece->still_owed);
    assert_null(cs_ledger_piece(g.ledger, row_of(&g, DUTY), CS_ALL));
    assert_null(cs_ledger_piece(g.ledger, row_of(&g, DUTY), CS_NONE));
    release_ledger(&g);
}

static void a_deadline_is_the_first_instant_that_is_too_late(void **state)
{
    struct given g;
    const struct cs_ledger_piece *piece;

    (void)state;
    given_ledger(&g, PLEA, END);
    piece = &row_of(&g, DUTY)->pieces[0];
    assert_true(piece->has_since && piece->has_deadline);
    assert_int_equal(piece->deadline, day("2022-01-13"));
    assert_false(piece->deadline_hours);
    assert_int_equal(cs_day_start(piece->since_day, CS_UTC), day("2022-01-09"));
    release_ledger(&g);
    given_ledger(&g, PLEA, day("2022-01-13"));
    assert_state(&g, "Alden", "in force"); /* the last day counts whole */
    release_ledger(&g);
    given_ledger(&g, PLEA, day("2022-01-14"));
    assert_state(&g, "Alden", "violated");
    release_ledger(&g);
}

static void families_differ_only_in_their_holder(void **state)
{
    struct given g;
    const struct cs_ledger_row *first, *second;

    (void)state;
    given_ledger(&g, WORDS "2022-01-10 p1: plea by Alden of Borea, Cassia\n", END);
    first = row_of(&g, "help by Borea to Alden on p1");
    second = row_of(&g, "help by Cassia to Alden on p1");
    assert_int_equal(first->family, second->family);
    assert_string_equal(cs_ledger_common(g.ledger, first), "help to Alden on p1");
    assert_string_equal(cs_ledger_common(g.ledger, second), "help to Alden on p1");
    assert_string_equal(cs_ledger_words(g.ledger, first), "help on p1");
    assert_string_equal(cs_names_text(g.plan->names, first->topic), "help");
    assert_int_not_equal(first->family, row_of(&g, "no strike by Borea on Alden")->family);
    assert_ptr_equal(cs_ledger_row(g.ledger, first->id), first);
    assert_ptr_equal(cs_ledger_row(g.ledger, second->id), second);
    assert_string_equal(strchr(first->id, '.'), ".1");
    assert_string_equal(strchr(second->id, '.'), ".2");
    release_ledger(&g);
}

static void requests_come_first_each_with_what_belongs_to_it(void **state)
{
    struct given g;
    const struct cs_ledger_row *rows;

    (void)state;
    given_ledger(&g, WORDS "2022-01-11 p2: plea by Cassia of Alden\n2022-01-10 p1: plea by Alden of Borea\n", END);
    rows = g.ledger->rows;
    assert_int_equal(g.ledger->row_count, 6);
    assert_int_equal(rows[0].kind, CS_ROW_REQUEST);
    assert_int_equal(rows[0].trigger, name_of(&g, "p1")); /* by date, whatever the order of lines */
    assert_int_equal(rows[3].kind, CS_ROW_REQUEST);
    for (size_t i = 1; i < 6; i++)
        if (i != 3) {
            assert_int_not_equal(rows[i].kind, CS_ROW_REQUEST);
            assert_int_equal(rows[i].request, i < 3 ? 0 : 3);
        }
    assert_string_equal(rows[0].id, "1");
    release_ledger(&g);
}

static void a_row_is_found_by_its_id_or_its_label(void **state)
{
    struct given g;

    (void)state;
    given_ledger(&g, PLEA, END);
    assert_ptr_equal(cs_ledger_row(g.ledger, "p1"), &g.ledger->rows[0]);
    assert_ptr_equal(cs_ledger_row(g.ledger, "1"), &g.ledger->rows[0]);
    assert_null(cs_ledger_row(g.ledger, "99"));
    assert_null(cs_ledger_row(g.ledger, ""));
    assert_null(cs_ledger_row(g.ledger, "Alden"));
    release_ledger(&g);
}

static void of_one_account_only_its_worlds_are_looked_at(void **state)
{
    struct given g;

    (void)state;
    given_run(&g, PLEA "2022-01-12 h1: help by Borea to Alden on p1\n  says Borea\n  denies Alden\n", END);
    assert_status(&g, cs_ledger_new(g.run, true, name_of(&g, "Borea"), &g.ledger), CASUS_OK);
    assert_int_equal(g.ledger->account_count, 1);
    assert_int_equal(g.ledger->accounts[0].voice, name_of(&g, "Borea"));
    assert_int_equal(g.ledger->worlds, account_of(&g, "Borea"));
    release_ledger(&g);
    given_run(&g, PLEA, END);
    assert_status(&g, cs_ledger_new(g.run, true, CS_NO_NAME, &g.ledger), CASUS_OK); /* the open account */
    assert_int_equal(g.ledger->account_count, 1);
    assert_int_equal(g.ledger->worlds, g.docket->possible);
    release_ledger(&g);
}

static void a_ledger_is_cut_down_to_some_worlds(void **state)
{
    struct given g;
    cs_set yes, alden;

    (void)state;
    given_ledger(&g, PLEA "2022-01-12 h1: help by Borea to Alden on p1\n  says Borea\n  denies Alden\n", END);
    yes = answered(&g, "happened h1", "yes");
    alden = account_of(&g, "Alden");
    cs_ledger_within(g.ledger, yes);
    assert_int_equal(g.ledger->worlds, yes);
    assert_int_equal(g.ledger->accounts[0].worlds, cs_worlds_and(g.docket->worlds, alden, yes));
    assert_int_equal(g.ledger->accounts[1].worlds, yes);
    release_ledger(&g);
}

/* The bond pattern and the article of the first check line. */
static bool fits(const char *check)
{
    struct given g;
    struct cs_buffer text;
    bool found;

    cs_buffer_init(&text);
    cs_buffer_printf(&text, "%scheck none %s as open on 2022-01-20\n", PLEA, check);
    given_ledger(&g, cs_buffer_string(&text), END);
    cs_buffer_release(&text);
    found = cs_ledger_row_fits(g.ledger, row_of(&g, DUTY), g.file->checks->article, &g.file->checks->bond);
    release_ledger(&g);
    return found;
}

static void a_pattern_fits_what_it_does_not_contradict(void **state)
{
    (void)state;
    assert_true(fits("Borea owes Alden help"));
    assert_true(fits("helper owes asker help by helper"));
    assert_true(fits("Pact: Borea owes Alden help on p1"));
    assert_true(fits("Pact 1: Borea owes Alden help by Borea to Alden on p1"));
    assert_false(fits("Pact 2: Borea owes Alden help"));
    assert_false(fits("Cassia owes Alden help"));
    assert_false(fits("Borea owes Cassia help"));
    assert_false(fits("Borea owes Alden no help"));
    assert_false(fits("Borea owes Alden strike"));
    assert_false(fits("Borea owes Alden help to Cassia"));
    assert_false(fits("Alden expects Borea help"));
}

static void outcomes_say_what_did_it_and_when(void **state)
{
    struct given g;
    struct cs_ledger_outcome *out;
    struct cs_arena arena;

    (void)state;
    cs_arena_init(&arena);
    given_ledger(&g, PLEA "2022-01-15 h1: help by Borea to Alden on p1\n  says Borea\n  denies Alden\n", END);
    assert_int_equal(cs_ledger_outcomes(g.ledger, row_of(&g, DUTY), account_of(&g, "Borea"), &arena, &out), 2);
    assert_int_equal(out[0].kind, CS_OUTCOME_OF_PERFORMED);
    assert_int_equal(out[0].by, name_of(&g, "h1"));
    assert_int_equal(out[1].kind, CS_OUTCOME_OF_BROKEN);
    assert_int_equal(out[1].by, CS_NO_NAME); /* time ran out */
    assert_int_equal(cs_ledger_outcomes(g.ledger, row_of(&g, DUTY), account_of(&g, "Alden"), &arena, &out), 1);
    assert_int_equal(out[0].kind, CS_OUTCOME_OF_BROKEN);
    assert_int_equal(cs_ledger_outcomes(g.ledger, &g.ledger->rows[0], CS_ALL, &arena, &out), 0); /* a request */
    cs_arena_release(&arena);
    release_ledger(&g);
}

static void an_entry_that_releases_is_its_outcome(void **state)
{
    struct given g;
    struct cs_ledger_outcome *out;
    struct cs_arena arena;

    (void)state;
    cs_arena_init(&arena);
    given_ledger(&g, PLEA "2022-01-12 w1: waiver by Alden on p1\n", END);
    assert_state(&g, NULL, "discharged");
    assert_int_equal(cs_ledger_outcomes(g.ledger, row_of(&g, DUTY), CS_ALL, &arena, &out), 1);
    assert_int_equal(out[0].kind, CS_OUTCOME_OF_ENDED);
    assert_int_equal(out[0].by, name_of(&g, "w1"));
    cs_arena_release(&arena);
    release_ledger(&g);
}

static void what_comes_later_has_not_happened(void **state)
{
    struct given g;

    (void)state;
    given_ledger(&g, PLEA "2022-01-12 h1: help by Borea to Alden on p1\n2022-02-01 p2: plea by Alden of Cassia\n",
                 day("2022-01-11"));
    assert_state(&g, NULL, "in force");
    assert_null(cs_ledger_row(g.ledger, "p2"));
    for (size_t i = 0; i < g.docket->occurrence_count; i++) {
        bool first = g.docket->occurrences[i].value == name_of(&g, "p1");

        assert_int_equal(cs_ledger_taken(g.ledger, i), first ? CS_ALL : CS_NONE);
    }
    release_ledger(&g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_has_one_state_on_an_account_or_is_undetermined),
        cmocka_unit_test(on_an_account_that_contradicts_itself_everything_is_contradictory),
        cmocka_unit_test(what_is_no_row_stands_by_the_worlds_of_the_account),
        cmocka_unit_test(pieces_are_disjoint_and_together_all_that_can_be),
        cmocka_unit_test(a_piece_is_found_where_all_the_worlds_lie_in_it),
        cmocka_unit_test(a_deadline_is_the_first_instant_that_is_too_late),
        cmocka_unit_test(families_differ_only_in_their_holder),
        cmocka_unit_test(requests_come_first_each_with_what_belongs_to_it),
        cmocka_unit_test(a_row_is_found_by_its_id_or_its_label),
        cmocka_unit_test(of_one_account_only_its_worlds_are_looked_at),
        cmocka_unit_test(a_ledger_is_cut_down_to_some_worlds),
        cmocka_unit_test(a_pattern_fits_what_it_does_not_contradict),
        cmocka_unit_test(outcomes_say_what_did_it_and_when),
        cmocka_unit_test(an_entry_that_releases_is_its_outcome),
        cmocka_unit_test(what_comes_later_has_not_happened),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
