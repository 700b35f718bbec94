/* SPDX-License-Identifier: MIT */
/* Entries to occurrences, and what the docket keeps beside them: questions, what was asked, texts. */
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

/* A name for a question of no kind that the docket knows: known by its text. */
static cs_name asked(struct given *g, const char *id)
{
    struct cs_name_key key;
    struct cs_buffer text;

    cs_name_key_init(&key, 1000);
    for (const char *c = id; *c != '\0'; c++)
        cs_name_key_number(&key, *c);
    cs_buffer_init(&text);
    cs_buffer_text(&text, id);
    return cs_names_make(&g->docket->names, &key, &text);
}

static void a_question_is_asked_once_and_keeps_its_answers(void **state)
{
    static const char *const answers[] = {"one", "two", "three"};
    struct given g;
    uint32_t first, second;

    (void)state;
    given_docket(&g, WORDS, END);
    first = cs_docket_question(g.docket, CS_QUESTION_ORDER, asked(&g, "a thing"), "which?", answers, 3, NULL);
    second = cs_docket_question(g.docket, CS_QUESTION_OCCURRENCE, asked(&g, "another thing"), "so?", NULL, 2, NULL);
    assert_int_not_equal(first, second);
    assert_int_equal(cs_docket_question(g.docket, CS_QUESTION_ORDER, asked(&g, "a thing"), "which one?", NULL, 2, NULL),
                     first);
    assert_int_equal(g.docket->questions[first].answer_count, 3);
    assert_string_equal(g.docket->questions[first].answers[2], "three");
    assert_string_equal(g.docket->questions[second].answers[0], "yes");
    assert_string_equal(g.docket->questions[second].answers[1], "no");
    assert_int_equal(cs_docket_yes(g.docket, second), cs_worlds_answer(g.docket->worlds, second, 0));
    release_docket(&g);
}

static void so_many_questions_are_asked_and_no_more(void **state)
{
    struct given g;
    char id[32];

    (void)state;
    given_docket(&g, WORDS, END);
    for (int i = 0; i < CS_QUESTIONS_MAX; i++) {
        snprintf(id, sizeof id, "question %d", i);
        assert_int_equal(cs_docket_question(g.docket, CS_QUESTION_ORDER, asked(&g, id), "so?", NULL, 2, NULL), i);
    }
    assert_int_equal(cs_docket_question(g.docket, CS_QUESTION_ORDER, asked(&g, "one more"), "so?", NULL, 2, NULL),
                     CS_NOWHERE);
    assert_int_equal(g.failure.status, CASUS_ERR_LIMIT);
    assert_non_null(strstr(g.failure.message, "one more"));
    assert_int_equal(cs_docket_question(g.docket, CS_QUESTION_ORDER, asked(&g, "question 7"), "so?", NULL, 2, NULL), 7);
    release_docket(&g);
}

static void what_was_asked_is_found_again_among_many(void **state)
{
    struct given g;
    uint32_t *slot;

    (void)state;
    given_docket(&g, WORDS, END);
    for (uint32_t i = 0; i < 500; i++) {
        slot = cs_docket_asked(g.docket, 1 + i % 3, i, i / 2);
        assert_non_null(slot);
        assert_int_equal(*slot, CS_NOWHERE);
        *slot = i;
    }
    for (uint32_t i = 0; i < 500; i++)
        assert_int_equal(*cs_docket_asked(g.docket, 1 + i % 3, i, i / 2), i);
    assert_int_equal(*cs_docket_asked(g.docket, CS_ASKED_ORDER, 3, 1), CS_NOWHERE); /* of another kind */
    release_docket(&g);
}

static void a_role_left_unsaid_has_one_answer(void **state)
{
    struct given g;
    cs_set alden, borea;
    struct cs_worlds *w;

    (void)state;
    given_docket(&g, WORDS "2022-01-10 e1: strike on Borea\n", END);
    w = g.docket->worlds;
    alden = cs_docket_unsaid(g.docket, name_of(&g, "e1"), CS_PREP_BY, name_of(&g, "Alden"));
    assert_int_equal(alden, answered(&g, "e1 by Alden", "yes"));
    assert_int_equal(cs_docket_unsaid(g.docket, name_of(&g, "e1"), CS_PREP_BY, name_of(&g, "Alden")), alden);
    assert_int_equal(g.docket->question_count, 1);
    borea = cs_docket_unsaid(g.docket, name_of(&g, "e1"), CS_PREP_BY, name_of(&g, "Borea"));
    assert_true(cs_worlds_disjoint(w, g.docket->possible, cs_worlds_and(w, alden, borea)));
    assert_int_equal(cs_docket_unsaid(g.docket, name_of(&g, "e1"), CS_PREP_BY, g.plan->nothing), CS_NONE);
    assert_int_equal(g.docket->question_count, 2);
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
        cmocka_unit_test(a_question_is_asked_once_and_keeps_its_answers),
        cmocka_unit_test(so_many_questions_are_asked_and_no_more),
        cmocka_unit_test(what_was_asked_is_found_again_among_many),
        cmocka_unit_test(a_role_left_unsaid_has_one_answer),
        cmocka_unit_test(a_row_is_a_sentence),
        cmocka_unit_test(a_case_of_nothing_has_one_world_and_no_question),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
