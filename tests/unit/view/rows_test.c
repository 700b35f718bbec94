/* SPDX-License-Identifier: MIT */
/* What all writers say of a row. */
#include "unit/view/reported.h"

#include "view/rows.h"

#define DUTY "help by Borea to Alden on p1"

static void accounts_have_names_and_nobody_s_is_open(void **state)
{
    struct reported r;

    (void)state;
    given_report(&r, REPORTED_DISPUTED, "2022-01-20");
    assert_int_equal(cs_row_account_count(&r.report), 2);
    assert_string_equal(cs_row_account(&r.report, 1), "Borea");
    assert_int_equal(cs_row_worlds(&r.report, 1), account_of(&r.g, "Borea"));
    assert_null(cs_row_name(&r.report, CS_NO_NAME));
    assert_int_equal(cs_row_shown(&r.report), r.g.docket->possible); /* of several accounts, all that can be */
    release_report(&r);
    given_report(&r, REPORTED_WORDS, "2022-01-20");
    assert_int_equal(cs_row_account_count(&r.report), 1); /* nobody has one */
    assert_string_equal(cs_row_account(&r.report, 0), "open");
    release_report(&r);
}

static void of_one_request_only_what_belongs_to_it_is_wanted(void **state)
{
    struct reported r;
    const struct cs_ledger_row *first, *second;

    (void)state;
    given_report(&r, REPORTED_WORDS "2022-01-10 p1: plea by Alden of Borea\n2022-01-11 p2: plea by Borea of Cassia\n",
                 "2022-01-20");
    first = row_of(&r.g, DUTY);
    second = row_of(&r.g, "help by Cassia to Borea on p2");
    assert_true(cs_row_wanted(&r.report, first) && cs_row_wanted(&r.report, second));
    r.report.request = name_of(&r.g, "p2");
    assert_false(cs_row_wanted(&r.report, first));
    assert_true(cs_row_wanted(&r.report, second));
    release_report(&r);
}

static void a_deadline_is_shown_as_the_last_day_or_minute(void **state)
{
    struct cs_ledger_piece none = {0};
    struct cs_ledger_piece piece = {.has_deadline = true, .deadline = day("2022-01-13"), .has_since = true,
                                    .since_day = cs_day_of(day("2022-01-10") - 1, CS_UTC)};
    char text[32];

    (void)state;
    assert_null(cs_row_since(&none, text));
    assert_null(cs_row_deadline(&none, text));
    assert_string_equal(cs_row_since(&piece, text), "2022-01-10");
    assert_string_equal(cs_row_deadline(&piece, text), "2022-01-13");
    piece.deadline_offset = cs_zone_fixed(240); /* seen from four hours east the same instant lies in the next day */
    assert_string_equal(cs_row_deadline(&piece, text), "2022-01-14");
    piece.deadline_hours = true;
    piece.deadline_offset = CS_UTC;
    piece.deadline = day("2022-01-13") + 6 * 3600 + 1; /* the last instant is in time */
    assert_string_equal(cs_row_deadline(&piece, text), "2022-01-14T06:00+00:00");
}

static void an_answer_is_the_one_that_the_worlds_leave(void **state)
{
    struct reported r;
    uint32_t question;

    (void)state;
    given_report(&r, REPORTED_DISPUTED, "2022-01-20");
    question = question_of(&r.g, "happened h1");
    assert_string_equal(cs_row_answer(&r.report, question, account_of(&r.g, "Borea")), "yes");
    assert_string_equal(cs_row_answer(&r.report, question, account_of(&r.g, "Alden")), "no");
    assert_null(cs_row_answer(&r.report, question, CS_ALL));
    assert_string_equal(cs_row_answer(&r.report, question, CS_NONE), "contradictory");
    release_report(&r);
}

static void only_what_is_undetermined_has_questions(void **state)
{
    struct reported r;
    const uint32_t *questions;
    size_t count;

    (void)state;
    given_report(&r, REPORTED_DISPUTED, "2022-01-20");
    questions = cs_row_questions(&r.report, row_of(&r.g, DUTY), CS_ALL, &r.arena, &count);
    assert_int_equal(count, 1);
    assert_int_equal(questions[0], question_of(&r.g, "happened h1"));
    assert_null(cs_row_questions(&r.report, row_of(&r.g, DUTY), account_of(&r.g, "Borea"), &r.arena, &count));
    assert_int_equal(count, 0);
    questions = cs_row_set_questions(&r.report, answered(&r.g, "happened h1", "no"), CS_ALL, &r.arena, &count);
    assert_int_equal(count, 1);
    assert_int_equal(questions[0], question_of(&r.g, "happened h1"));
    assert_null(cs_row_set_questions(&r.report, CS_ALL, CS_ALL, &r.arena, &count));
    assert_int_equal(count, 0);
    release_report(&r);
}

static void still_owed_is_yes_no_or_depends(void **state)
{
    struct reported r;

    (void)state;
    given_report(&r, REPORTED_DISPUTED, "2022-01-20");
    assert_string_equal(cs_row_still_owed(&r.report, row_of(&r.g, DUTY), account_of(&r.g, "Alden")), "yes");
    assert_string_equal(cs_row_still_owed(&r.report, row_of(&r.g, DUTY), account_of(&r.g, "Borea")), "no");
    assert_string_equal(cs_row_still_owed(&r.report, row_of(&r.g, DUTY), CS_ALL), "");
    assert_string_equal(cs_row_still_owed(&r.report, row_of(&r.g, DUTY), CS_NONE), "");
    release_report(&r);
}

static void a_power_stands_as_the_account_has_it(void **state)
{
    struct reported r;
    cs_set yes;

    (void)state;
    given_report(&r, REPORTED_DISPUTED, "2022-01-20");
    yes = answered(&r.g, "happened h1", "yes");
    assert_int_equal(cs_row_power(&r.report, yes, 0), CS_STATE_MAY_NOT);
    assert_int_equal(cs_row_power(&r.report, yes, 1), CS_STATE_MAY);
    release_report(&r);
}

static void a_state_that_is_open_is_told_with_what_it_may_be(void **state)
{
    struct reported r;
    const struct cs_ledger_row *row;
    char expected[100];

    (void)state;
    given_report(&r, REPORTED_WORDS "2022-01-10 p1: plea by Alden of Borea\n"
                                    "2022-01-12 h1: help by Borea to Alden on p1\n"
                                    "  asks Alden\n", "2022-01-20");
    row = row_of(&r.g, DUTY);
    assert_int_equal(row->piece_count, 2);
    snprintf(expected, sizeof expected, "undetermined (%s or %s)", cs_state_text(row->pieces[0].state),
             cs_state_text(row->pieces[1].state));
    cs_row_state_words(&r.report, row, 0, &r.out);
    assert_written(&r, expected);
    release_report(&r);
    given_report(&r, REPORTED_DISPUTED, "2022-01-20");
    cs_row_state_words(&r.report, row_of(&r.g, DUTY), 0, &r.out);
    assert_written(&r, "violated");
    release_report(&r);
}

/* How each entry of a record is written, one after another. */
static void assert_entries(const char *record, const char *const *expected)
{
    struct reported r;
    struct cs_buffer text;
    size_t i = 0;

    cs_buffer_init(&text);
    cs_buffer_printf(&text, "quantity killed of state in occurrence\nreading Soon \"how soon\"\n  Strict 1 day\n"
                            "  Wide 3 days\n%s%s",
                     REPORTED_WORDS, record);
    given_report(&r, cs_buffer_string(&text), "2022-01-20");
    for (const struct cs_entry *entry = r.g.file->entries; entry != NULL; entry = entry->next) {
        cs_row_entry(&r.report, entry, &r.out);
        assert_written(&r, expected[i++]);
    }
    assert_null(expected[i]);
    release_report(&r);
    cs_buffer_release(&text);
}

static void an_entry_is_one_line_as_it_was_written_or_a_sentence(void **state)
{
    static const char *const expected[] = {
        "2022-01-10 e1: strike on Alden", "2022-01-11 strike on Borea", "e1 counts as strike on Borea",
        "e1 in place of help by Borea to Alden", "2022-01-11 p1: plea by Alden", "p1 was of Borea", "that e1 happened",
        "e1 was on 10 January 2022", "Soon reads Strict", "killed of Alden in e1 at least 5", NULL};

    (void)state;
    assert_entries("2022-01-10   e1:  strike    on Alden -- a comment\n2022-01-11 strike on Borea\n"
                   "e1 counts as strike on Borea\n"
                   "e1 in place of help by Borea to Alden\n2022-01-11 p1: plea by Alden\np1 of Borea\nabout e1\n"
                   "  says Alden\n"
                   "e1 dated 2022-01-10\nSoon reads Strict\nkilled of Alden in e1   at least 5\n", expected);
}

static void what_went_wrong_is_told_at_the_end(void **state)
{
    struct reported r;

    (void)state;
    given_report(&r, REPORTED_DISPUTED, "2022-01-20");
    assert_int_equal(cs_report_status(&r.report, NULL, &r.out), CASUS_OK);
    assert_int_equal(cs_report_status(&r.report, &r.arena, &r.out), CASUS_OK);
    r.arena.failed = true;
    assert_int_equal(cs_report_status(&r.report, &r.arena, &r.out), CASUS_ERR_MEMORY);
    release_report(&r);
}

static void assert_days(int32_t least, int32_t most, const char *expected)
{
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_row_days_after((struct cs_language){.symbols = NULL}, least, most, &text);
    assert_string_equal(cs_buffer_string(&text), expected);
    cs_buffer_release(&text);
}

static void days_are_told_as_after_or_before(void **state)
{
    (void)state;
    assert_days(0, 0, "the same day");
    assert_days(1, 1, "1 day after");
    assert_days(2, 4, "2 to 4 days after");
    assert_days(-1, -1, "1 day before");
    assert_days(-4, -2, "2 to 4 days before");
    assert_days(-1, 3, "1 day before to 3 days after");
    assert_days(-2, 0, "up to 2 days before");
    assert_days(0, 3, "up to 3 days after");
}

static void since_is_told_where_all_worlds_agree_on_it(void **state)
{
    struct reported r;
    char day[32];

    (void)state;
    given_report(&r, REPORTED_WORDS "[2022-01-10..2022-01-11] p1: plea by Alden of Borea\n", "2022-01-20");
    assert_null(cs_row_since_in(&r.report, row_of(&r.g, DUTY), CS_ALL, day));
    assert_string_equal(cs_row_request(&r.report, row_of(&r.g, DUTY)), "p1");
    release_report(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(accounts_have_names_and_nobody_s_is_open),
        cmocka_unit_test(of_one_request_only_what_belongs_to_it_is_wanted),
        cmocka_unit_test(a_deadline_is_shown_as_the_last_day_or_minute),
        cmocka_unit_test(an_answer_is_the_one_that_the_worlds_leave),
        cmocka_unit_test(only_what_is_undetermined_has_questions),
        cmocka_unit_test(still_owed_is_yes_no_or_depends),
        cmocka_unit_test(a_power_stands_as_the_account_has_it),
        cmocka_unit_test(a_state_that_is_open_is_told_with_what_it_may_be),
        cmocka_unit_test(an_entry_is_one_line_as_it_was_written_or_a_sentence),
        cmocka_unit_test(what_went_wrong_is_told_at_the_end),
        cmocka_unit_test(days_are_told_as_after_or_before),
        cmocka_unit_test(since_is_told_where_all_worlds_agree_on_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
