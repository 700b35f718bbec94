/* SPDX-License-Identifier: MIT */
#include "unit/answer/pact.h"

#include "answer/question.h"

static void read_as(struct cs_case *c, const char *question, const char *sentence)
{
    struct cs_failure failure = {.status = CASUS_OK};
    struct cs_inquiry q;

    assert_int_equal(cs_inquiry_read(&q, c, question, true, &failure), CASUS_OK);
    assert_true(cs_inquiry_understood(&q));
    assert_string_equal(q.sentence.text, sentence);
    cs_inquiry_release(&q);
}

static void a_short_form_becomes_a_sentence(void **state)
{
    struct cs_case c;

    (void)state;
    pact_open(&c, RECORD);
    read_as(&c, "may Arden vote on d1?", "may vote by Arden on d1");
    read_as(&c, "is Arden member of Council", "Arden is member of Council");
    read_as(&c, "does Beck owe Arden help on e1", "Beck owes Arden help on e1");
    read_as(&c, "owes Beck to Arden on 2030-03-07", "owes Beck to Arden");
    cs_case_release(&c);
}

static void a_mistake_is_shown_in_the_words(void **state)
{
    struct cs_failure failure = {.status = CASUS_OK};
    struct cs_inquiry q;
    struct cs_case c;
    size_t files = 0;

    (void)state;
    pact_open(&c, RECORD);
    assert_int_equal(cs_inquiry_read(&q, &c, "may vote by Ardenn on d1", false, &failure), CASUS_OK);
    assert_false(cs_inquiry_understood(&q));
    assert_int_equal(q.diagnostics.error_count, 1);
    assert_string_equal(q.diagnostics.items[0].span.source->name, "the sentence");
    assert_int_equal(q.diagnostics.items[0].span.start, strlen("may vote by "));
    assert_int_equal(q.diagnostics.items[0].span.end, strlen("may vote by Ardenn"));
    cs_inquiry_release(&q);
    assert_int_equal(cs_inquiry_read(&q, &c, "Beck owes Arden", false, &failure), CASUS_OK);
    assert_int_equal(q.diagnostics.error_count, 1); /* what is owed is missing, at the end */
    assert_int_equal(q.diagnostics.items[0].span.start, strlen("Beck owes Arden"));
    cs_inquiry_release(&q);
    for (const struct cs_file *file = c.files; file != NULL; file = file->next)
        files++;
    assert_int_equal(files, 2); /* no question became a file */
    assert_int_equal(c.diagnostics.error_count, 0);
    cs_case_release(&c);
}

static void another_spelling_is_the_name(void **state)
{
    struct cs_failure failure = {.status = CASUS_OK};
    struct cs_wishes wishes = {.known_given = false};
    struct cs_inquiry q;
    struct cs_case c;

    (void)state;
    pact_open(&c, RECORD);
    assert_null(cs_date_read("2030-03-08", (struct cs_reckoning){.zone = CS_UTC}, &wishes.as_of));
    assert_int_equal(cs_inquiry_read(&q, &c, "strike by Corvinia on Arden", false, &failure), CASUS_OK);
    assert_true(cs_inquiry_understood(&q));
    assert_int_equal(cs_inquiry_answer(&q, &c, &wishes, &failure), CASUS_OK);
    assert_int_equal(q.subject_count, 1);
    assert_int_equal(q.subjects[0].parts[0].state, CS_STATE_HOLDS);         /* Arden says so */
    assert_int_equal(q.subjects[0].parts[1].state, CS_STATE_DOES_NOT_HOLD); /* Beck denies it */
    cs_inquiry_release(&q);
    cs_case_release(&c);
}

static void what_is_not_there_is_refused(void **state)
{
    static const struct { const char *question; bool short_forms; const char *refusal; } cases[] = {
        {"9.1", false, "the ledger has no row \"9.1\"; `casus run` shows their numbers"},
        {"owes Bek", true, "nobody in these files is called \"Bek\"; did you mean \"Beck\"?"},
        {"is Arden member on 2030-13-01", true, NULL},
        {"", true, "nothing is asked"}};
    struct cs_wishes wishes = {.known_given = false};
    struct cs_case c;

    (void)state;
    pact_open(&c, RECORD);
    assert_null(cs_date_read("2030-03-08", (struct cs_reckoning){.zone = CS_UTC}, &wishes.as_of));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct cs_failure failure = {.status = CASUS_OK};
        struct cs_inquiry q;

        assert_int_equal(cs_inquiry_read(&q, &c, cases[i].question, cases[i].short_forms, &failure), CASUS_OK);
        if (cs_inquiry_understood(&q))
            assert_int_equal(cs_inquiry_answer(&q, &c, &wishes, &failure), CASUS_OK);
        assert_false(cs_inquiry_understood(&q));
        if (cases[i].refusal != NULL)
            assert_string_equal(q.refusal, cases[i].refusal);
        cs_inquiry_release(&q);
    }
    cs_case_release(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_short_form_becomes_a_sentence), cmocka_unit_test(a_mistake_is_shown_in_the_words),
        cmocka_unit_test(another_spelling_is_the_name), cmocka_unit_test(what_is_not_there_is_refused)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
