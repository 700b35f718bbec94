/* SPDX-License-Identifier: MIT */
/* Dates: the cells of an occurrence, their worlds, and which date a cell is of (R 8.1, 8.5 to 8.9). */
#include "unit/given.h"

#define WORDS                                                                                         \
    "kind state\nname state Alden, Borea\nevent strike on state\nevent rumour on state\nfact state is weak\n" \
    "row request r: strike on state\naccount Alden, Borea\n"
#define END day("2022-01-31")

static const struct cs_occurrence *entered(const struct given *g, const char *value)
{
    const struct cs_occurrence *occurrence = cs_docket_entered(g->docket, name_of(g, value));

    assert_non_null(occurrence);
    return occurrence;
}

/* The worlds of these cells are disjoint, and together all. */
static void assert_partition(const struct given *g, const struct cs_cell *cells, uint32_t count)
{
    cs_set all = CS_NONE;

    for (uint32_t i = 0; i < count; i++) {
        assert_true(cs_worlds_disjoint(g->docket->worlds, all, cells[i].worlds));
        all = cs_worlds_or(g->docket->worlds, all, cells[i].worlds);
    }
    assert_int_equal(all, CS_ALL);
}

static void a_day_is_one_cell_as_long_as_the_day(void **state)
{
    struct given g;
    const struct cs_occurrence *o;

    (void)state;
    given_docket(&g, "zone +04:00\n" WORDS "2022-01-10 e1: strike on Alden\n", END);
    o = entered(&g, "e1");
    assert_int_equal(o->cell_count, 1);
    assert_int_equal(o->cells[0].start, day("2022-01-09") - 4 * 3600);
    assert_int_equal(o->cells[0].end, day("2022-01-10") - 4 * 3600);
    assert_false(o->cells[0].hours);
    assert_int_equal(o->cells[0].worlds, CS_ALL);
    assert_int_equal(g.docket->question_count, 0);
    release_docket(&g);
}

static void an_instant_is_one_second(void **state)
{
    struct given g;
    const struct cs_occurrence *o;

    (void)state;
    given_docket(&g, WORDS "2022-01-10T06:00Z e1: strike on Alden\n", END);
    o = entered(&g, "e1");
    assert_int_equal(o->cell_count, 1);
    assert_true(o->cells[0].hours);
    assert_int_equal(o->cells[0].start, day("2022-01-09") + 6 * 3600);
    assert_int_equal(o->cells[0].end, o->cells[0].start + 1);
    release_docket(&g);
}

static void a_stretch_of_days_is_a_question_with_each_day(void **state)
{
    struct given g;
    const struct cs_occurrence *o;

    (void)state;
    given_docket(&g, WORDS "[2022-01-10..2022-01-12] e1: strike on Alden\n", END);
    o = entered(&g, "e1");
    assert_int_equal(o->cell_count, 3);
    assert_partition(&g, o->cells, 3);
    assert_int_equal(o->cells[1].worlds, answered(&g, "date e1", "2022-01-11"));
    assert_int_equal(o->cells[1].start, day("2022-01-10"));
    assert_int_equal(o->cells[1].end, day("2022-01-11"));
    release_docket(&g);
}

static void an_occurrence_that_nothing_looks_at_asks_nothing(void **state)
{
    struct given g;
    const struct cs_occurrence *o;

    (void)state;
    given_docket(&g, WORDS "[2022-01-10..2022-01-12] e1: rumour on Alden\n", END);
    o = entered(&g, "e1");
    assert_int_equal(o->cell_count, 1);
    assert_int_equal(o->cells[0].start, day("2022-01-09"));
    assert_int_equal(o->cells[0].end, day("2022-01-12"));
    assert_int_equal(g.docket->question_count, 0);
    release_docket(&g);
    given_docket(&g, WORDS "[2022-01-10..2022-01-12] e1: rumour on Alden\ne1 counts as strike on Alden\n", END);
    assert_int_equal(entered(&g, "e1")->cell_count, 3); /* a rule looks at its other name */
    release_docket(&g);
}

static void dates_that_can_all_be_right_leave_what_all_leave_open(void **state)
{
    struct given g;
    const struct cs_occurrence *o;

    (void)state;
    given_docket(&g, WORDS "[2022-01-10..2022-01-12] e1: strike on Alden\ne1 dated [2022-01-12..2022-01-15]\n"
                           "  says Borea\n", END);
    o = entered(&g, "e1");
    assert_int_equal(o->cell_count, 1);
    assert_int_equal(o->cells[0].start, day("2022-01-11"));
    assert_int_equal(o->cells[0].end, day("2022-01-12"));
    assert_int_equal(g.docket->question_count, 0);
    release_docket(&g);
}

static void dates_that_cannot_both_be_are_a_question_whose_they_are(void **state)
{
    struct given g;
    const struct cs_occurrence *o;

    (void)state;
    given_docket(&g, WORDS "2022-01-10 e1: strike on Alden\n  says Alden\ne1 dated 2022-01-05\n  says Borea\n", END);
    o = entered(&g, "e1");
    assert_int_equal(o->cell_count, 2);
    assert_partition(&g, o->cells, 2);
    assert_int_equal(o->cells[0].start, day("2022-01-04")); /* in order of time */
    assert_int_equal(account_of(&g, "Alden"), answered(&g, "date e1", "2022-01-10"));
    assert_int_equal(account_of(&g, "Borea"), answered(&g, "date e1", "2022-01-05"));
    release_docket(&g);
}

static void a_date_that_is_denied_is_a_question_too(void **state)
{
    struct given g;

    (void)state;
    given_docket(&g, WORDS "[2022-01-10..2022-01-11] e1: strike on Alden\n  says Alden\n"
                           "e1 dated 2022-01-10\n  says Alden\n  denies Borea\n", END);
    assert_int_equal(entered(&g, "e1")->cell_count, 1); /* Alden gives one date only, and nobody another */
    release_docket(&g);
    given_docket(&g, WORDS "[2022-01-10..2022-01-11] e1: strike on Alden\ne1 dated 2022-01-10\n  says Alden\n"
                           "  denies Borea\n", END);
    assert_true(entered(&g, "e1")->cell_count > 1);
    assert_true(cs_worlds_within(g.docket->worlds, account_of(&g, "Alden"),
                                 cs_worlds_not(g.docket->worlds, account_of(&g, "Borea"))));
    release_docket(&g);
}

static void a_state_lasts_both_its_days(void **state)
{
    struct given g;
    const struct cs_occurrence *o;

    (void)state;
    given_docket(&g, WORDS "2022-01-10/2022-01-12 f1: Alden is weak\n", END);
    o = entered(&g, "f1");
    assert_int_equal(o->cell_count, 1);
    assert_int_equal(o->cells[0].start, day("2022-01-09"));
    assert_int_equal(o->end_count, 1);
    assert_int_equal(o->ends[0].end, day("2022-01-12"));
    release_docket(&g);
}

static void a_state_that_is_open_has_no_end(void **state)
{
    struct given g;

    (void)state;
    given_docket(&g, WORDS "2022-01-10/.. f1: Alden is weak\n", END);
    assert_int_equal(entered(&g, "f1")->end_count, 0);
    assert_int_equal(g.docket->question_count, 0);
    release_docket(&g);
}

static void an_unknown_end_is_each_day_up_to_the_one_asked_about_or_later(void **state)
{
    struct given g;
    const struct cs_occurrence *o;
    cs_set ended = CS_NONE;

    (void)state;
    given_docket(&g, WORDS "2022-01-29/ f1: Alden is weak\n", END);
    o = entered(&g, "f1");
    assert_int_equal(o->end_count, 3); /* 29, 30, 31 */
    for (uint32_t i = 0; i < o->end_count; i++)
        ended = cs_worlds_or(g.docket->worlds, ended, o->ends[i].worlds);
    assert_int_equal(answered(&g, "end f1", "later"), cs_worlds_not(g.docket->worlds, ended));
    release_docket(&g);
}

static void nothing_ends_before_it_began(void **state)
{
    struct given g;
    struct cs_worlds *w;

    (void)state;
    given_docket(&g, WORDS "[2022-01-10..2022-01-12]/[2022-01-10..2022-01-14] f1: Alden is weak\n", END);
    w = g.docket->worlds;
    assert_true(cs_worlds_disjoint(w, g.docket->possible, cs_worlds_and(w, answered(&g, "date f1", "2022-01-12"),
                                                                        answered(&g, "end f1", "2022-01-11"))));
    assert_false(cs_worlds_disjoint(w, g.docket->possible, cs_worlds_and(w, answered(&g, "date f1", "2022-01-12"),
                                                                         answered(&g, "end f1", "2022-01-12"))));
    release_docket(&g);
}

static casus_status docket_of(struct given *g, const char *text, cs_instant until)
{
    given_plan(g, text);
    return cs_docket_new(g->plan, false, 0, until, 0, &g->failure, &g->docket);
}

static void of_many_open_days_only_those_that_matter_are_told_apart(void **state)
{
    struct given g;

    (void)state;
    given_docket(&g, WORDS "[2022-01-01..2023-02-04] e1: strike on Alden\n", END); /* 365 + 31 + 4 days */
    assert_int_equal(entered(&g, "e1")->cell_count, CS_ANSWERS_MAX);
    release_docket(&g);
    assert_status(&g, docket_of(&g, WORDS "[2022-01-01..2023-02-05] e1: strike on Alden\n", END), CASUS_OK);
    assert_true(entered(&g, "e1")->cell_count < CS_ANSWERS_MAX);
    release_docket(&g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_day_is_one_cell_as_long_as_the_day),
        cmocka_unit_test(an_instant_is_one_second),
        cmocka_unit_test(a_stretch_of_days_is_a_question_with_each_day),
        cmocka_unit_test(an_occurrence_that_nothing_looks_at_asks_nothing),
        cmocka_unit_test(dates_that_can_all_be_right_leave_what_all_leave_open),
        cmocka_unit_test(dates_that_cannot_both_be_are_a_question_whose_they_are),
        cmocka_unit_test(a_date_that_is_denied_is_a_question_too),
        cmocka_unit_test(a_state_lasts_both_its_days),
        cmocka_unit_test(a_state_that_is_open_has_no_end),
        cmocka_unit_test(an_unknown_end_is_each_day_up_to_the_one_asked_about_or_later),
        cmocka_unit_test(nothing_ends_before_it_began),
        cmocka_unit_test(of_many_open_days_only_those_that_matter_are_told_apart),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
