/* SPDX-License-Identifier: MIT */
/* Rows with equal states are one line. */
#include "unit/view/reported.h"

#include "view/fold.h"

struct folded {
    struct reported r;
    struct cs_lines lines;
};

/* The bonds of a text, folded. */
static void fold(struct folded *f, const char *text)
{
    const struct cs_ledger_row **rows;
    size_t count = 0;

    given_report(&f->r, text, "2022-01-20");
    rows = cs_arena_array(&f->r.arena, f->r.g.ledger->row_count, sizeof *rows);
    assert_non_null(rows);
    for (size_t i = 0; i < f->r.g.ledger->row_count; i++)
        if (f->r.g.ledger->rows[i].kind == CS_ROW_DUTY)
            rows[count++] = &f->r.g.ledger->rows[i];
    cs_fold(&f->r.report, rows, count, &f->r.arena, &f->lines);
    assert_false(cs_arena_failed(&f->r.arena));
}

#define RECORD REPORTED_WORDS "account Alden, Borea\n2022-01-10 p1: plea by Alden of Borea, Cassia, Dorn\n"

static void a_family_that_stands_alike_is_one_line(void **state)
{
    struct folded f;

    (void)state;
    fold(&f, RECORD);
    assert_int_equal(f.lines.count, 1);
    assert_int_equal(f.lines.items[0].row_count, 3);
    assert_string_equal(f.lines.items[0].ids, "2"); /* the whole family */
    assert_string_equal(f.lines.items[0].sentence, "each other party owes Alden help on p1");
    assert_true(f.lines.items[0].same);
    assert_int_equal(f.lines.items[0].states[1], CS_STATE_VIOLATED);
    assert_int_equal(f.lines.items[0].question_count, 0);
    release_report(&f.r);
}

static void what_stands_otherwise_has_a_line_of_its_own(void **state)
{
    struct folded f;

    (void)state;
    fold(&f, RECORD "2022-01-12 h1: help by Cassia to Alden on p1\n  says Borea\n  denies Alden\n");
    assert_int_equal(f.lines.count, 2);
    assert_string_equal(f.lines.items[0].ids, "2.1,3");
    assert_string_equal(f.lines.items[0].sentence, "Borea, Dorn owe Alden help on p1");
    assert_string_equal(f.lines.items[1].ids, "2.2");
    assert_string_equal(f.lines.items[1].sentence, "Cassia owes Alden help on p1");
    assert_false(f.lines.items[1].same);
    assert_int_equal(f.lines.items[1].states[0], CS_STATE_VIOLATED);
    assert_int_equal(f.lines.items[1].states[1], CS_STATE_FULFILLED);
    assert_int_equal(f.lines.items[1].question_count, 1);
    release_report(&f.r);
}

static void lines_that_turn_on_different_questions_are_not_one(void **state)
{
    struct folded f;

    (void)state;
    fold(&f, RECORD "2022-01-12 h1: help by Borea to Alden on p1\n  asks Cassia\n"
                    "2022-01-12 h2: help by Cassia to Alden on p1\n"
                    "  asks Cassia\n2022-01-12 h3: help by Dorn to Alden on p1\n  asks Cassia\n");
    assert_int_equal(f.lines.count, 3);
    release_report(&f.r);
}

static void three_that_follow_each_other_are_a_stretch(void **state)
{
    struct folded f;

    (void)state;
    fold(&f, REPORTED_WORDS "name state Erin\naccount Alden, Borea\n"
                            "2022-01-10 p1: plea by Alden of Borea, Cassia, Dorn, Erin\n"
                            "2022-01-12 h1: help by Borea to Alden on p1\n");
    assert_int_equal(f.lines.count, 2);
    assert_string_equal(f.lines.items[0].ids, "2.1");
    assert_string_equal(f.lines.items[1].ids, "2.2-4");
    release_report(&f.r);
}

static void the_label_has_article_and_time_in_brackets(void **state)
{
    struct folded f;

    (void)state;
    fold(&f, RECORD);
    assert_memory_equal(f.lines.items[0].label, "each other party owes Alden help on p1 (Pact 1, by 2022-01-13", 61);
    release_report(&f.r);
}

static void neighbours_that_differ_in_a_name_are_one_line(void **state)
{
    struct folded f;

    (void)state;
    fold(&f, "kind state, aid\nname state Alden, Borea\nname aid Food, Water\nevent plea by state of state\n"
             "event help by state to state of aid\naccount Alden\ntreaty Pact \"a pact\"\narticle 1\n"
             "when plea by asker of helper\n"
             "then helper owes asker help by helper to asker of Food, Water\n2022-01-10 plea by Alden of Borea\n");
    assert_int_equal(f.lines.count, 1);
    assert_int_equal(f.lines.items[0].row_count, 2);
    assert_string_equal(f.lines.items[0].sentence, "Borea owes Alden help of Food, Water");
    release_report(&f.r);
}

static void of_no_rows_there_are_no_lines(void **state)
{
    struct folded f;

    (void)state;
    fold(&f, REPORTED_WORDS);
    assert_int_equal(f.lines.count, 0);
    release_report(&f.r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_family_that_stands_alike_is_one_line),
        cmocka_unit_test(what_stands_otherwise_has_a_line_of_its_own),
        cmocka_unit_test(lines_that_turn_on_different_questions_are_not_one),
        cmocka_unit_test(three_that_follow_each_other_are_a_stretch),
        cmocka_unit_test(the_label_has_article_and_time_in_brackets),
        cmocka_unit_test(neighbours_that_differ_in_a_name_are_one_line),
        cmocka_unit_test(of_no_rows_there_are_no_lines),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
