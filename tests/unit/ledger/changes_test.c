/* SPDX-License-Identifier: MIT */
/* The differences between two ledgers of one record, each made from a case of its own. */
#include "unit/given.h"

#include "ledger/changes.h"

#define WORDS                                                                                          \
    "kind state\nname state Alden, Borea\nevent plea by state of state\n" \
    "event help by state to state on occurrence after plea\n" \
    "fact state is weak\naccount Alden, Borea\ntreaty Pact \"a pact\"\narticle 1\nwhen r: plea by asker of helper\n" \
    "then helper owes asker help by helper to asker on r within 3 days\n"
#define PLEA WORDS "2022-01-10 p1: plea by Alden of Borea\n"
#define DUTY "help by Borea to Alden on p1"

struct changing {
    struct given before, after;
    struct cs_changes *changes;
};

/* The changes of a record from one date to another; all is known. */
static void compare(struct changing *c, const char *text, const char *before, const char *after)
{
    given_ledger(&c->before, text, day(before));
    given_ledger(&c->after, text, day(after));
    assert_status(&c->after, cs_changes_new(c->before.ledger, c->after.ledger, &c->changes), CASUS_OK);
}

static void given_known(struct given *g, const char *text, const char *known)
{
    given_docket_known(g, text, day("2022-01-31"), day(known));
    assert_status(g, cs_run_new(g->docket, g->end, &g->run), CASUS_OK);
    assert_status(g, cs_ledger_new(g->run, false, CS_NO_NAME, &g->ledger), CASUS_OK);
}

/* The changes between what was known on two days, as of one date. */
static void compare_known(struct changing *c, const char *text, const char *before, const char *after)
{
    given_known(&c->before, text, before);
    given_known(&c->after, text, after);
    assert_status(&c->after, cs_changes_new(c->before.ledger, c->after.ledger, &c->changes), CASUS_OK);
}

static void release_changing(struct changing *c)
{
    cs_changes_free(c->changes);
    release_ledger(&c->before);
    release_ledger(&c->after);
}

static void where_nothing_changes_nothing_is_told(void **state)
{
    struct changing c;

    (void)state;
    compare(&c, PLEA, "2022-01-11", "2022-01-12");
    assert_int_equal(c.changes->row_count, 0);
    assert_int_equal(c.changes->question_count, 0);
    assert_int_equal(c.changes->happened_count, 0);
    assert_int_equal(c.changes->said_count, 0);
    release_changing(&c);
}

static void a_row_that_is_new_has_none_before_it(void **state)
{
    struct changing c;

    (void)state;
    compare(&c, PLEA, "2022-01-09", "2022-01-11");
    assert_int_equal(c.changes->row_count, 1);
    assert_null(c.changes->rows[0].before);
    assert_string_equal(cs_ledger_content(c.changes->after, c.changes->rows[0].after), DUTY);
    assert_true(c.changes->rows[0].states);
    assert_int_equal(c.changes->happened_count, 1);
    assert_string_equal(cs_names_text(&c.after.names, c.changes->happened[0].entry->label), "p1");
    release_changing(&c);
}

static void a_deadline_that_passed_between_the_two_is_told_once(void **state)
{
    struct changing c;
    struct cs_arena arena;
    const char *deadlines[4];

    (void)state;
    cs_arena_init(&arena);
    compare(&c, PLEA, "2022-01-12", "2022-01-13"); /* the last day passes, and its duty is broken on the next */
    assert_int_equal(c.changes->row_count, 1);
    assert_true(c.changes->rows[0].deadline);
    assert_false(c.changes->rows[0].states);
    release_changing(&c);
    compare(&c, PLEA, "2022-01-13", "2022-01-14");
    assert_int_equal(c.changes->row_count, 1);
    assert_false(c.changes->rows[0].deadline);
    assert_true(c.changes->rows[0].states);
    release_changing(&c);
    compare(&c, PLEA, "2022-01-12", "2022-01-20");
    assert_true(c.changes->rows[0].deadline);
    assert_int_equal(cs_changes_deadlines(c.changes, c.changes->rows[0].after, &arena, deadlines), 1);
    assert_string_equal(deadlines[0], "2022-01-13");
    release_changing(&c);
    compare(&c, PLEA, "2022-01-15", "2022-01-20");
    assert_int_equal(c.changes->row_count, 0);
    assert_int_equal(cs_changes_deadlines(c.changes, &c.after.ledger->rows[0], &arena, deadlines), 0);
    release_changing(&c);
    cs_arena_release(&arena);
}

static void a_row_that_is_there_no_longer_stands_last(void **state)
{
    struct changing c;

    (void)state;
    compare_known(&c, WORDS "2022-01-10 p1: plea by Alden of Borea\n  says Alden\n"
                            "  retracts Alden recorded 2022-01-20\n"
                            "2022-01-10 p2: plea by Borea of Alden\n  says Borea recorded 2022-01-18\n",
                  "2022-01-15", "2022-01-25");
    assert_int_equal(c.changes->row_count, 2);
    assert_null(c.changes->rows[0].before);
    assert_string_equal(cs_ledger_content(c.changes->after, c.changes->rows[0].after), "help by Alden to Borea on p2");
    assert_null(c.changes->rows[1].after);
    assert_string_equal(cs_ledger_content(c.changes->before, c.changes->rows[1].before), DUTY);
    release_changing(&c);
}

static void what_was_recorded_between_two_known_dates_was_said(void **state)
{
    static const char text[] = PLEA "  says Alden recorded 2022-01-15\n  asks Borea recorded 2022-01-16\n"
                                    "  denies Borea recorded 2022-01-20\n";
    struct changing c;

    (void)state;
    compare_known(&c, text, "2022-01-15", "2022-01-19");
    assert_int_equal(c.changes->said_count, 1);
    assert_int_equal(c.changes->said[0].claim->kind, CS_CLAIM_ASKS);
    assert_string_equal(cs_names_text(&c.after.names, c.changes->said[0].entry->label), "p1");
    release_changing(&c);
    compare(&c, text, "2022-01-15", "2022-01-19"); /* no date of knowing was asked about */
    assert_int_equal(c.changes->said_count, 0);
    release_changing(&c);
}

static void a_question_that_comes_up_or_goes_is_told(void **state)
{
    static const char text[] = PLEA "  says Alden\n  denies Borea recorded 2022-01-16\n"
                                    "  retracts Borea recorded 2022-01-20\n";
    struct changing c;

    (void)state;
    compare_known(&c, text, "2022-01-15", "2022-01-16");
    assert_int_equal(c.changes->question_count, 1);
    assert_int_equal(c.changes->questions[0].before, CS_NOWHERE);
    assert_true(c.changes->questions[0].turns);
    assert_false(c.changes->questions[0].turned_before);
    release_changing(&c);
    compare_known(&c, text, "2022-01-16", "2022-01-20");
    assert_int_equal(c.changes->question_count, 1);
    assert_int_equal(c.changes->questions[0].after, CS_NOWHERE);
    assert_true(c.changes->questions[0].turned_before);
    release_changing(&c);
}

static void a_question_that_is_answered_otherwise_is_told(void **state)
{
    static const char text[] = PLEA "  says Alden\n  asks Borea\n  denies Borea recorded 2022-01-16\n";
    struct changing c;

    (void)state;
    compare_known(&c, text, "2022-01-15", "2022-01-16");
    assert_int_equal(c.changes->question_count, 1);
    assert_true(c.changes->questions[0].turns && c.changes->questions[0].turned_before);
    release_changing(&c);
    compare_known(&c, text, "2022-01-16", "2022-01-18");
    assert_int_equal(c.changes->question_count, 0);
    release_changing(&c);
}

static void what_happened_stands_by_date_with_what_began_or_ended(void **state)
{
    static const char text[] = WORDS "2022-01-14 p2: plea by Borea of Alden\n2022-01-12 p1: plea by Alden of Borea\n"
                                     "2022-01-05/2022-01-13 f1: Alden is weak\n2022-01-05/.. f2: Borea is weak\n"
                                     "2022-01-12 p3: plea by Alden\n  denies Borea\n2022-01-20 p4: plea by Alden\n";
    static const char *const expected[] = {"f1", "p1", "p2"}; /* f1 ended; p3 does not stand; p4 comes later */
    struct changing c;

    (void)state;
    compare(&c, text, "2022-01-10", "2022-01-15");
    assert_int_equal(c.changes->happened_count, 3);
    for (size_t i = 0; i < 3; i++)
        assert_string_equal(cs_names_text(&c.after.names, c.changes->happened[i].entry->label), expected[i]);
    release_changing(&c);
}

static void the_same_thing_is_found_in_a_case_that_was_read_again(void **state)
{
    struct cs_changes_place place = {.from = 0};
    struct changing c;

    (void)state;
    compare(&c, PLEA "2022-01-11 p2: plea by Borea of Alden\n", "2022-01-12", "2022-01-12");
    for (size_t i = c.after.ledger->row_count; i-- > 0;) {
        const struct cs_ledger_row *row = &c.after.ledger->rows[i];
        const struct cs_ledger_row *found = cs_changes_find(c.before.ledger, c.after.ledger, row, &place);

        assert_ptr_equal(found, &c.before.ledger->rows[i]);
        assert_true(cs_changes_same_thing(c.before.ledger, found, c.after.ledger, row));
        assert_true(cs_changes_same_states(c.before.ledger, found, c.after.ledger, row));
    }
    assert_false(cs_changes_same_thing(c.before.ledger, &c.before.ledger->rows[0], c.after.ledger,
                                       &c.after.ledger->rows[1]));
    release_changing(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(where_nothing_changes_nothing_is_told),
        cmocka_unit_test(a_row_that_is_new_has_none_before_it),
        cmocka_unit_test(a_deadline_that_passed_between_the_two_is_told_once),
        cmocka_unit_test(a_row_that_is_there_no_longer_stands_last),
        cmocka_unit_test(what_was_recorded_between_two_known_dates_was_said),
        cmocka_unit_test(a_question_that_comes_up_or_goes_is_told),
        cmocka_unit_test(a_question_that_is_answered_otherwise_is_told),
        cmocka_unit_test(what_happened_stands_by_date_with_what_began_or_ended),
        cmocka_unit_test(the_same_thing_is_found_in_a_case_that_was_read_again),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
