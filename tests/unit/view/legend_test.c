/* SPDX-License-Identifier: MIT */
/* Short names of questions, and states on the accounts in words. */
#include "unit/view/reported.h"

#include "view/legend.h"
#include "view/standing.h"

#define TEXT                                                                                          \
    REPORTED_WORDS "account Alden, Borea\n2022-01-10 e1: strike on Alden\n  asks Borea\n"            \
    "2022-01-10 e2: strike on Borea\n  says Alden\n  denies Borea\n2022-01-10 e3: strike on Cassia\n  asks Borea\n"

static void questions_are_numbered_in_the_order_of_the_docket(void **state)
{
    struct reported r;
    struct cs_legend legend;
    uint32_t first, third;

    (void)state;
    given_report(&r, TEXT, "2022-01-20");
    first = question_of(&r.g, "happened e1");
    third = question_of(&r.g, "happened e3");
    cs_legend_init(&legend, &r.report, &r.arena);
    cs_legend_use(&legend, &third, 1); /* in whatever order they are used, and however often */
    cs_legend_use(&legend, (uint32_t[]){first, third}, 2);
    cs_legend_number(&legend);
    cs_legend_names(&legend, (uint32_t[]){first, third}, 2, ' ', &r.out);
    assert_written(&r, "Q1 Q2");
    cs_legend_names(&legend, (uint32_t[]){third, first}, 2, ';', &r.out);
    assert_written(&r, "Q2;Q1");
    cs_legend_names(&legend, NULL, 0, ' ', &r.out);
    assert_written(&r, "");
    release_report(&r);
}

static void only_what_is_used_is_written_with_the_answers(void **state)
{
    struct reported r;
    struct cs_legend legend;
    uint32_t first, second;

    (void)state;
    given_report(&r, TEXT, "2022-01-20");
    first = question_of(&r.g, "happened e1");
    second = question_of(&r.g, "happened e2");
    cs_legend_init(&legend, &r.report, &r.arena);
    cs_legend_number(&legend);
    cs_legend_write(&legend, &r.report, &r.out);
    assert_written(&r, "");
    cs_legend_use(&legend, &second, 1);
    cs_legend_number(&legend);
    cs_legend_write(&legend, &r.report, &r.out);
    assert_written(&r, "\nQ1  e2 10 January 2022 strike on Borea: was it so?  yes: Alden; no: Borea\n");
    cs_legend_init(&legend, &r.report, &r.arena);
    cs_legend_use(&legend, &first, 1);
    cs_legend_number(&legend);
    cs_legend_write(&legend, &r.report, &r.out);
    assert_written(&r, "\nQ1  e1 10 January 2022 strike on Alden: was it so?  open\n");
    release_report(&r);
}

static void states_are_told_with_the_accounts_that_have_them(void **state)
{
    static const enum cs_state differ[] = {CS_STATE_VIOLATED, CS_STATE_FULFILLED};
    static const enum cs_state same[] = {CS_STATE_IN_FORCE, CS_STATE_IN_FORCE};
    struct reported r;

    (void)state;
    given_report(&r, TEXT, "2022-01-20");
    cs_standing_text(&r.report, differ, &r.out);
    assert_written(&r, "violated: Alden; fulfilled: Borea");
    cs_standing_text(&r.report, same, &r.out);
    assert_written(&r, "in force on every account");
    release_report(&r);
}

static void accounts_that_agree_stand_together(void **state)
{
    static const enum cs_state states[] = {CS_STATE_VIOLATED, CS_STATE_FULFILLED, CS_STATE_VIOLATED};
    struct reported r;

    (void)state;
    given_report(&r, REPORTED_WORDS "account Alden, Borea, Cassia\n", "2022-01-20");
    cs_standing_text(&r.report, states, &r.out);
    assert_written(&r, "violated: Alden, Cassia; fulfilled: Borea");
    release_report(&r);
}

static void what_stands_everywhere_as_expected_is_not_written(void **state)
{
    static const enum cs_state same[] = {CS_STATE_IN_FORCE, CS_STATE_IN_FORCE};
    static const enum cs_state differ[] = {CS_STATE_IN_FORCE, CS_STATE_NONE};
    struct reported r;
    struct cs_legend legend;

    (void)state;
    given_report(&r, TEXT, "2022-01-20");
    cs_legend_init(&legend, &r.report, &r.arena);
    cs_standing_write(&r.report, &legend, same, CS_STATE_IN_FORCE, NULL, 0, 4, &r.out);
    assert_written(&r, "");
    cs_standing_write(&r.report, &legend, NULL, CS_STATE_IN_FORCE, NULL, 0, 4, &r.out);
    assert_written(&r, "");
    cs_standing_write(&r.report, &legend, same, CS_STATE_UNSAID, NULL, 0, 4, &r.out);
    assert_written(&r, "    in force on every account\n");
    cs_standing_write(&r.report, &legend, differ, CS_STATE_IN_FORCE, NULL, 0, 2, &r.out);
    assert_memory_equal(cs_buffer_string(&r.out), "  in force: Alden; ", 19);
    release_report(&r);
}

static void what_is_no_row_stands_on_each_account(void **state)
{
    struct reported r;
    enum cs_state *states;

    (void)state;
    given_report(&r, TEXT, "2022-01-20");
    states = cs_standing_of_set(&r.report, answered(&r.g, "happened e2", "yes"), CS_STATE_SO, CS_STATE_NOT_SO,
                                &r.arena);
    assert_non_null(states);
    assert_int_equal(states[0], CS_STATE_SO);
    assert_int_equal(states[1], CS_STATE_NOT_SO);
    states = cs_standing_of_set(&r.report, answered(&r.g, "happened e1", "yes"), CS_STATE_SO, CS_STATE_NOT_SO,
                                &r.arena);
    assert_int_equal(states[0], CS_STATE_UNDETERMINED);
    release_report(&r);
}

static void an_account_that_contradicts_itself_is_named(void **state)
{
    struct reported r;
    const char *text;

    (void)state;
    given_report(&r, "event flood on state\nstrike excludes flood\n" TEXT "e2 counts as flood on Borea\n  says Alden\n",
                 "2022-01-20");
    text = cs_standing_contradiction(&r.report, "Alden", r.report.ledger->accounts[0].worlds, &r.arena);
    assert_non_null(text);
    assert_non_null(strstr(text, "Alden"));
    assert_null(cs_standing_contradiction(&r.report, "Borea", r.report.ledger->accounts[1].worlds, &r.arena));
    cs_standing_reservations(&r.report, &r.arena, &r.out);
    assert_memory_equal(cs_buffer_string(&r.out), text, 10); /* one line, of the one account */
    assert_int_equal(cs_buffer_string(&r.out)[r.out.length - 1], '\n');
    release_report(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(questions_are_numbered_in_the_order_of_the_docket),
        cmocka_unit_test(only_what_is_used_is_written_with_the_answers),
        cmocka_unit_test(states_are_told_with_the_accounts_that_have_them),
        cmocka_unit_test(accounts_that_agree_stand_together),
        cmocka_unit_test(what_stands_everywhere_as_expected_is_not_written),
        cmocka_unit_test(what_is_no_row_stands_on_each_account),
        cmocka_unit_test(an_account_that_contradicts_itself_is_named),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
