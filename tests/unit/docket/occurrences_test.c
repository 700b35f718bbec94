/* SPDX-License-Identifier: MIT */
/* Entries to occurrences, and their rows as sentences. */
#include "unit/given.h"

#define WORDS                                                                                       \
    "kind state, aid\nname state Alden, Borea, Cassia\nname aid Military, Political\n"              \
    "event strike by state on state\nevent help by state for aid on occurrence\n"                   \
    "event draft in state on occurrence or nothing\nfact state is weak\nfact territory of state in state\n" \
    "row request r: help by state\naccount Alden\n"
#define END day("2022-12-31")

static size_t row_count(const struct cs_occurrence *occurrence)
{
    size_t count = 0;

    for (const struct cs_occurrence_row *row = occurrence->rows; row != NULL; row = row->next)
        count++;
    return count;
}

static void an_entry_is_called_by_its_label_or_its_date_and_words(void **state)
{
    struct given g;

    (void)state;
    given_docket(&g, WORDS "2022-01-10 e1: strike by Alden on Borea\n2022-01-11   strike   by  Borea\n", END);
    assert_int_equal(g.docket->occurrence_count, 2);
    assert_string_equal(cs_names_text(&g.docket->names, g.docket->occurrences[0].value), "e1");
    assert_string_equal(cs_names_text(&g.docket->names, g.docket->occurrences[1].value), "2022-01-11 strike by Borea");
    release_docket(&g);
}

static void a_list_makes_one_occurrence_of_several_rows(void **state)
{
    struct given g;

    (void)state;
    given_docket(&g, WORDS "2022-01-10 h1: help by Alden, Borea, Cassia for Military, Political\n", END);
    assert_int_equal(g.docket->occurrence_count, 1);
    assert_int_equal(row_count(&g.docket->occurrences[0]), 6);
    for (const struct cs_occurrence_row *row = g.docket->occurrences[0].rows; row != NULL; row = row->next) {
        assert_int_equal(row->values[0], name_of(&g, "h1"));
        assert_int_equal(row->values[3], CS_UNSAID);
    }
    release_docket(&g);
}

static void two_happenings_of_the_same_words_are_two(void **state)
{
    struct given g;

    (void)state;
    given_docket(
        &g,
        WORDS "2022-01-10 strike by Alden\n  says Borea\n2022-01-10  strike by  Alden\n  says Borea\n  denies Alden\n",
        END);
    assert_int_equal(g.docket->occurrence_count, 2);
    assert_int_equal(account_of(&g, "Alden"), answered(&g, "happened 2022-01-10 strike by Alden (2)", "no"));
    release_docket(&g);
}

static void events_and_states_are_kept_apart(void **state)
{
    struct given g;

    (void)state;
    given_docket(&g, WORDS "2022-01-10 e1: strike by Alden\n2022-01-10/.. f1: Alden is weak\n", END);
    assert_int_equal(g.docket->occurrence_count, 1);
    assert_int_equal(g.docket->fact_count, 1);
    assert_non_null(cs_docket_occurrence(g.docket, name_of(&g, "e1")));
    assert_null(cs_docket_occurrence(g.docket, name_of(&g, "f1")));
    assert_non_null(cs_docket_entered(g.docket, name_of(&g, "f1")));
    assert_null(cs_docket_entered(g.docket, name_of(&g, "Alden")));
    assert_null(cs_docket_entered(g.docket, UINT32_MAX)); /* a name that came up later than the docket */
    release_docket(&g);
}

static void an_occurrence_refers_to_what_it_names_and_what_that_names(void **state)
{
    struct given g;

    (void)state;
    given_docket(&g, WORDS "2022-01-10 e1: strike by Alden\n2022-01-11 h1: help on e1\n2022-01-12 h2: help on h1\n",
                 END);
    assert_true(cs_docket_refers(g.docket, name_of(&g, "h1"), name_of(&g, "e1")));
    assert_true(cs_docket_refers(g.docket, name_of(&g, "h2"), name_of(&g, "h1")));
    assert_true(cs_docket_refers(g.docket, name_of(&g, "h2"), name_of(&g, "e1")));
    assert_false(cs_docket_refers(g.docket, name_of(&g, "e1"), name_of(&g, "h1")));
    assert_false(cs_docket_refers(g.docket, name_of(&g, "h1"), name_of(&g, "h1")));
    assert_false(cs_docket_refers(g.docket, name_of(&g, "Alden"), name_of(&g, "e1")));
    release_docket(&g);
}

static void what_does_not_stand_has_no_rows(void **state)
{
    struct given g;

    (void)state;
    given_docket(&g, WORDS "2022-01-10 e1: strike by Alden\n  denies Borea\n", END);
    assert_int_equal(row_count(cs_docket_occurrence(g.docket, name_of(&g, "e1"))), 0);
    release_docket(&g);
}

static void assert_row_text(const struct given *g, const char *head, const cs_value *values, const char *expected)
{
    struct cs_buffer out;

    cs_buffer_init(&out);
    cs_docket_row_text(g->plan, relation_of(g, head), values, &out);
    assert_string_equal(cs_buffer_string(&out), expected);
    cs_buffer_release(&out);
}

static void a_row_is_a_sentence(void **state)
{
    struct given g;
    cs_value alden, borea, e1, military;

    (void)state;
    given_docket(&g, WORDS "2022-01-10 e1: strike\n", END);
    alden = name_of(&g, "Alden");
    borea = name_of(&g, "Borea");
    e1 = name_of(&g, "e1");
    military = name_of(&g, "Military");
    assert_row_text(&g, "help", (cs_value[CS_COLUMNS_MAX]){0, alden, military, e1}, "help by Alden for Military on e1");
    assert_row_text(&g, "help", (cs_value[CS_COLUMNS_MAX]){0, 0, military, 0}, "help for Military");
    assert_row_text(&g, "weak", (cs_value[CS_COLUMNS_MAX]){alden}, "Alden is weak");
    assert_row_text(&g, "weak", (cs_value[CS_COLUMNS_MAX]){0}, "someone is weak");
    assert_row_text(&g, "territory", (cs_value[CS_COLUMNS_MAX]){alden, borea}, "territory of Alden in Borea");
    assert_row_text(&g, "draft", (cs_value[CS_COLUMNS_MAX]){0, alden, g.plan->nothing}, "draft in Alden");
    release_docket(&g);
}

static void a_case_of_nothing_has_one_world_and_no_question(void **state)
{
    struct given g;

    (void)state;
    given_docket(&g, "", END);
    assert_int_equal(g.docket->possible, CS_ALL);
    assert_int_equal(g.docket->question_count, 0);
    assert_int_equal(g.docket->occurrence_count + g.docket->fact_count + g.docket->account_count, 0);
    release_docket(&g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_entry_is_called_by_its_label_or_its_date_and_words),
        cmocka_unit_test(a_list_makes_one_occurrence_of_several_rows),
        cmocka_unit_test(two_happenings_of_the_same_words_are_two),
        cmocka_unit_test(events_and_states_are_kept_apart),
        cmocka_unit_test(an_occurrence_refers_to_what_it_names_and_what_that_names),
        cmocka_unit_test(what_does_not_stand_has_no_rows),
        cmocka_unit_test(a_row_is_a_sentence),
        cmocka_unit_test(a_case_of_nothing_has_one_world_and_no_question),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
