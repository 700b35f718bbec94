/* SPDX-License-Identifier: MIT */
/* R 3: a reading whose answers change is one reading for each time, and so are the rules that use it. */
#include "unit/given.h"

#include "plan/lower.h"

#define WORDS                                                                                        \
    "kind state\nname state Alden, Borea\nevent plea by state of state\nevent help by state to state on occurrence\n" \
    "treaty Pact \"a pact\"\n"
#define RULE "article 1\nwhen r: plea by asker of helper\n" \
             "then helper owes asker help by helper to asker on r within Soon\n"

static void a_reading_without_times_is_one_for_ever(void **state)
{
    struct given g;

    (void)state;
    given_plan(&g, WORDS "reading Soon \"s\"\n  Strict 1 day\n  Wide 3 days\n" RULE);
    assert_int_equal(g.plan->reading_count, 1);
    assert_string_equal(cs_names_text(&g.names, g.plan->readings[0].id), "Soon");
    assert_int_equal(g.plan->readings[0].since, CS_TIME_ALWAYS);
    assert_int_equal(g.plan->readings[0].until, CS_TIME_NEVER);
    assert_int_equal(g.plan->readings[0].answer_count, 2);
    assert_int_equal(g.plan->rule_count, 1);
    release_plan(&g);
}

static void each_time_in_which_the_answers_stay_is_a_reading(void **state)
{
    struct given g;
    cs_instant change = day("2021-06-30");

    (void)state;
    given_plan(&g, WORDS "reading Soon \"s\"\n  Strict 3 days until 2021-07-01\n  Strict 1 day since 2021-07-01\n"
                         "  Wide 5 days\n" RULE);
    assert_int_equal(g.plan->reading_count, 2);
    assert_string_equal(cs_names_text(&g.names, g.plan->readings[0].id), "Soon");
    assert_string_equal(cs_names_text(&g.names, g.plan->readings[1].id), "Soon since 2021-07-01");
    assert_int_equal(g.plan->readings[0].until, change);
    assert_int_equal(g.plan->readings[1].since, change);
    assert_int_equal(g.plan->readings[0].answers[0]->duration.count, 3);
    assert_int_equal(g.plan->readings[1].answers[0]->duration.count, 1);
    assert_int_equal(cs_lower_reading(g.plan, name_of(&g, "Soon"), change - 1), 0);
    assert_int_equal(cs_lower_reading(g.plan, name_of(&g, "Soon"), change), 1);
    release_plan(&g);
}

static void a_rule_becomes_one_for_each_time_of_its_reading(void **state)
{
    struct given g;
    cs_instant change = day("2021-06-30");

    (void)state;
    given_plan(&g, WORDS "reading Soon \"s\"\n  Strict 3 days until 2021-07-01\n  Strict 1 day since 2021-07-01\n"
               RULE);
    assert_int_equal(g.plan->rule_count, 2);
    assert_int_equal(g.plan->rules[0].since, CS_TIME_ALWAYS);
    assert_int_equal(g.plan->rules[0].until, change);
    assert_int_equal(g.plan->rules[1].since, change);
    assert_int_equal(g.plan->rules[1].until, CS_TIME_NEVER);
    assert_int_equal(g.plan->rules[0].conclusions[0].limits[0].reading, 0);
    assert_int_equal(g.plan->rules[1].conclusions[0].limits[0].reading, 1);
    release_plan(&g);
}

static void a_rule_of_no_reading_stays_one(void **state)
{
    struct given g;

    (void)state;
    given_plan(&g, WORDS "reading Soon \"s\"\n  Strict 3 days until 2021-07-01\n  Strict 1 day since 2021-07-01\n"
                         "article 1\nwhen plea by asker of helper\nthen helper owes asker help by helper to asker\n");
    assert_int_equal(g.plan->rule_count, 1);
    release_plan(&g);
}

static void a_rule_whose_reading_has_no_answer_of_the_grade_at_some_time_is_refused(void **state)
{
    struct given g;
    cs_name grade;
    casus_status s;

    (void)state;
    given_text(&g, WORDS "reading Soon \"s\"\n  Strict 1 day since 2021-07-01 grade P\n  Wide 3 days grade K\n" RULE);
    grade = name_of(&g, "P");
    s = cs_plan_new(g.file, &g.symbols, &g.names, (struct cs_grades){&grade, 1}, &g.failure, &g.plan);
    assert_int_equal(s, CASUS_ERR_ARGUMENT); /* before that day the rule has no meaning */
    assert_string_equal(g.failure.message,
                        "a.record:10: at some time no answer of the reading \"Soon\" counts that this needs");
    assert_null(g.plan);
    release_text(&g);
}

static void answers_of_another_grade_count_only_where_none_of_the_grade_is(void **state)
{
    struct given g;
    cs_name grade;

    (void)state;
    given_text(&g, WORDS "reading Soon \"s\"\n  Strict 1 day grade P\n  Wide 3 days grade K\n"
                         "reading Far \"f\"\n  Near grade K\n  Distant grade K\n" RULE);
    grade = name_of(&g, "P");
    assert_status(&g, cs_plan_new(g.file, &g.symbols, &g.names, (struct cs_grades){&grade, 1}, &g.failure, &g.plan),
                  CASUS_OK);
    assert_int_equal(g.plan->reading_count, 2);
    assert_int_equal(g.plan->readings[0].answer_count, 1);
    assert_string_equal(cs_names_text(&g.names, g.plan->readings[0].answers[0]->name), "Strict");
    assert_int_equal(g.plan->readings[1].answer_count, 2);
    release_plan(&g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_reading_without_times_is_one_for_ever),
        cmocka_unit_test(each_time_in_which_the_answers_stay_is_a_reading),
        cmocka_unit_test(a_rule_becomes_one_for_each_time_of_its_reading),
        cmocka_unit_test(a_rule_of_no_reading_stays_one),
        cmocka_unit_test(a_rule_whose_reading_has_no_answer_of_the_grade_at_some_time_is_refused),
        cmocka_unit_test(answers_of_another_grade_count_only_where_none_of_the_grade_is),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
