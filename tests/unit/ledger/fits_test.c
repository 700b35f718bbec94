/* SPDX-License-Identifier: MIT */
/* The facts and events that fit a check at the end of a run; and what performed a duty. */
#include "unit/given.h"

#include "ledger/fits.h"
#include "ledger/performed.h"

#define WORDS                                                                                         \
    "kind state\nname state Alden, Borea, Cassia\nevent strike by state on state\nevent menace to state\n" \
    "event plea by state of state\nevent help by state to state on occurrence after plea\n"           \
    "fact state is ally of state\nquantity killed of state in occurrence\naccount Alden\n"            \
    "treaty Pact \"a pact\"\narticle 1\nwhen r: plea by asker of helper\n"                            \
    "then helper owes asker help by helper to asker on r within 3 days\n"
#define END day("2022-01-20")

struct fitting {
    struct given g;
    struct cs_arena arena;
    struct cs_fit *fits;
    size_t count;
};

/* What fits "check holds WHAT" at the end of the record. */
static void fit(struct fitting *f, const char *record, const char *what)
{
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_buffer_printf(&text, "%s%scheck holds %s as open on 2022-01-20\n", WORDS, record, what);
    given_ledger(&f->g, cs_buffer_string(&text), END);
    cs_buffer_release(&text);
    cs_arena_init(&f->arena);
    assert_status(&f->g, cs_ledger_fits(f->g.ledger, f->g.file->checks, &f->arena, &f->fits, &f->count), CASUS_OK);
}

static void release_fitting(struct fitting *f)
{
    cs_arena_release(&f->arena);
    release_ledger(&f->g);
}

static void assert_fits(const char *record, const char *what, const char *first, const char *second)
{
    struct fitting f;

    fit(&f, record, what);
    assert_int_equal(f.count, (first != NULL) + (second != NULL));
    if (first != NULL)
        assert_string_equal(f.fits[0].text, first);
    if (second != NULL)
        assert_string_equal(f.fits[1].text, second);
    release_fitting(&f);
}

#define ALLIES "2022-01-01/.. Alden is ally of Borea\n2022-01-02/.. Cassia is ally of Borea\n"

static void facts_that_hold_are_sentences_in_their_order(void **state)
{
    (void)state;
    assert_fits(ALLIES, "x is ally of Borea", "Alden is ally of Borea", "Cassia is ally of Borea");
    assert_fits(ALLIES, "Cassia is ally", "Cassia is ally of Borea", NULL);
    assert_fits(ALLIES, "x is ally of Alden", NULL, NULL);
}

static void a_fact_that_has_ended_or_not_begun_does_not_fit(void **state)
{
    (void)state;
    assert_fits("2022-01-01/2022-01-05 Alden is ally of Borea\n2022-02-01/.. Cassia is ally of Borea\n", "x is ally",
                NULL, NULL);
}

static void an_event_has_its_date_and_its_label(void **state)
{
    (void)state;
    assert_fits("2022-01-03 s1: strike by Alden on Borea\n2022-01-04 strike by Cassia\n", "strike",
                "2022-01-03 s1: strike by Alden on Borea", "2022-01-04 strike by Cassia");
}

static void a_name_has_its_bearer(void **state)
{
    (void)state;
    assert_fits("2022-01-03 s1: strike by Alden on Borea\ns1 counts as menace to Borea\n", "menace",
                "s1 counts as menace to Borea", NULL);
}

static void the_worlds_are_those_in_which_it_is_so(void **state)
{
    struct fitting f;

    (void)state;
    fit(&f, "2022-01-03 s1: strike by Alden on Borea\n  asks Alden\n", "strike");
    assert_int_equal(f.count, 1);
    assert_int_equal(f.fits[0].worlds, answered(&f.g, "happened s1", "yes"));
    release_fitting(&f);
}

static void the_days_on_which_one_may_have_happened_are_one_fit(void **state)
{
    struct fitting f;

    (void)state;
    fit(&f, "[2022-01-03..2022-01-06] p1: plea by Alden of Borea\n", "plea");
    assert_int_equal(f.count, 1);
    assert_int_equal(f.fits[0].worlds, CS_ALL);
    assert_string_equal(f.fits[0].text, "[2022-01-03..2022-01-06] p1: plea by Alden of Borea");
    release_fitting(&f);
}

static void of_a_quantity_there_is_nothing_to_list(void **state)
{
    (void)state;
    assert_fits("2022-01-03 s1: strike\nkilled of Alden in s1 at least 5\n", "killed of Alden in s1 at least 5", NULL,
                NULL);
}

/* ---- performed ---- */

static void what_performed_a_duty_is_told_with_its_times(void **state)
{
    struct given g;
    struct cs_arena arena;
    struct cs_performance *items;
    size_t count;

    (void)state;
    given_ledger(&g, WORDS "2022-01-10 p1: plea by Alden of Borea\n"
                           "[2022-01-11..2022-01-13] h1: help by Borea to Alden on p1\n  asks Alden\n", END);
    cs_arena_init(&arena);
    assert_status(&g, cs_ledger_performed(g.ledger, row_of(&g, "help by Borea to Alden on p1"), &arena, &items, &count),
                  CASUS_OK);
    assert_int_equal(count, 1);
    assert_int_equal(items[0].name, name_of(&g, "h1"));
    assert_ptr_equal(items[0].by, cs_docket_occurrence(g.docket, name_of(&g, "h1")));
    assert_true(items[0].first < items[0].last);
    assert_int_equal(cs_day_of(items[0].first, CS_UTC), cs_day_of(day("2022-01-11") - 1, CS_UTC));
    assert_int_equal(items[0].worlds, answered(&g, "happened h1", "yes"));
    cs_arena_release(&arena);
    release_ledger(&g);
}

static void nothing_performed_a_duty_that_nobody_performed(void **state)
{
    struct given g;
    struct cs_arena arena;
    struct cs_performance *items;
    size_t count;

    (void)state;
    given_ledger(&g, WORDS "2022-01-10 p1: plea by Alden of Borea\n2022-02-01 h1: help by Borea to Alden on p1\n", END);
    cs_arena_init(&arena);
    assert_status(&g, cs_ledger_performed(g.ledger, row_of(&g, "help by Borea to Alden on p1"), &arena, &items, &count),
                  CASUS_OK);
    assert_int_equal(count, 0);
    assert_true(cs_ledger_happened(g.ledger, cs_docket_occurrence(g.docket, name_of(&g, "p1"))));
    assert_false(cs_ledger_happened(g.ledger, cs_docket_occurrence(g.docket, name_of(&g, "h1"))));
    cs_arena_release(&arena);
    release_ledger(&g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(facts_that_hold_are_sentences_in_their_order),
        cmocka_unit_test(a_fact_that_has_ended_or_not_begun_does_not_fit),
        cmocka_unit_test(an_event_has_its_date_and_its_label),
        cmocka_unit_test(a_name_has_its_bearer),
        cmocka_unit_test(the_worlds_are_those_in_which_it_is_so),
        cmocka_unit_test(the_days_on_which_one_may_have_happened_are_one_fit),
        cmocka_unit_test(of_a_quantity_there_is_nothing_to_list),
        cmocka_unit_test(what_performed_a_duty_is_told_with_its_times),
        cmocka_unit_test(nothing_performed_a_duty_that_nobody_performed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
