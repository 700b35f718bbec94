/* SPDX-License-Identifier: MIT */
/* Questions: each once, up to their number; orders and unsaid roles, which come up in a run. */
#include "unit/given.h"

#define WORDS \
    "kind state\nname state Alden, Borea, Cassia\n" \
    "event strike by state on state\n"
#define END day("2022-12-31")

/* A name by its text, of a kind that the docket does not make. */
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

static void the_order_of_two_entries_is_one_question(void **state)
{
    struct given g;
    cs_value e1, e2;
    cs_set before;

    (void)state;
    given_docket(&g, WORDS "2022-01-10 e1: strike by Alden\n2022-01-10 e2: strike by Borea\n", END);
    e1 = name_of(&g, "e1");
    e2 = name_of(&g, "e2");
    before = cs_docket_before(g.docket, e2, e1, 0);
    assert_int_equal(before, answered(&g, "order e1 e2", "no"));
    assert_int_equal(cs_docket_before(g.docket, e1, e2, 0), cs_worlds_not(g.docket->worlds, before));
    assert_int_equal(g.docket->question_count, 1);
    assert_int_equal(g.docket->questions[0].earlier, (int64_t)e1 << 1);
    assert_int_equal(g.docket->questions[0].later, (int64_t)e2 << 1);
    release_docket(&g);
}

static void what_is_no_entry_is_its_instant_in_an_order(void **state)
{
    struct given g;
    cs_value e1;

    (void)state;
    given_docket(&g, WORDS "2022-01-10 e1: strike by Alden\n", END);
    e1 = name_of(&g, "e1");
    cs_docket_before(g.docket, e1, asked(&g, "24 hours after e0"), 100);
    cs_docket_before(g.docket, e1, asked(&g, "48 hours after e0"), 100);
    assert_int_equal(g.docket->question_count, 2);
    assert_int_equal(g.docket->questions[0].earlier, 2 * 100 + 1); /* named first: "2" is before "e" */
    assert_int_equal(g.docket->questions[0].later, (int64_t)e1 << 1);
    assert_int_equal(g.docket->questions[1].earlier, 2 * 100 + 1);
    release_docket(&g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_question_is_asked_once_and_keeps_its_answers),
        cmocka_unit_test(so_many_questions_are_asked_and_no_more),
        cmocka_unit_test(what_was_asked_is_found_again_among_many),
        cmocka_unit_test(a_role_left_unsaid_has_one_answer),
        cmocka_unit_test(the_order_of_two_entries_is_one_question),
        cmocka_unit_test(what_is_no_entry_is_its_instant_in_an_order),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
