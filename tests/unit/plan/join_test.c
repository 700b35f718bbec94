/* SPDX-License-Identifier: MIT */
/* The order in which the conditions of a rule are evaluated, and the indexes that this needs. */
#include "unit/given.h"

#define WORDS                                                                                        \
    "kind state\nname state Alden, Borea\nevent strike by state on state\nevent pardon by state to state\n" \
    "event plea by state on occurrence under article\n"                                              \
    "fact state is ally of state\nfact state is weak\nfact state is calm\nfact weight of state to number\n" \
    "treaty Pact \"a pact\"\nreading Scope \"how far\"\n  Narrow\n  Wide\narticle 1\n"

/* The join must have these steps: a digit for each, the place of its condition in the text, as in "021". */
static void assert_order(const struct cs_join *join, const char *expected)
{
    char found[CS_STEPS_MAX + 1] = "";

    for (uint32_t i = 0; i < join->count; i++)
        found[i] = (char)('0' + join->steps[i]);
    assert_string_equal(found, expected);
}

static void assert_trigger_order(const char *rule, const char *expected)
{
    struct given g;
    char text[2000];

    snprintf(text, sizeof text, WORDS "%s", rule);
    given_plan(&g, text);
    assert_int_equal(g.plan->rule_count, 1);
    assert_order(&g.plan->rules[0].from_trigger, expected);
    release_plan(&g);
}

static void rows_with_more_that_is_bound_come_first(void **state)
{
    (void)state;
    /* weak of b has its one column bound, ally of b has one of two bound: equal, so the order of the text decides */
    assert_trigger_order("when strike by a on b\nif b is ally of c\nand c is weak\nthen c is calm\n", "01");
    /* with a and b bound, the second has two columns bound and the first none */
    assert_trigger_order("when strike by a on b\nif c is ally of d\nand a is ally of b\nand d is weak\n"
                         "then c is calm\n",
                         "102");
}

static void what_is_absent_comes_after_all_rows(void **state)
{
    (void)state;
    assert_trigger_order("when strike by a on b\nif no c is weak\nand b is ally of c\nthen c is calm\n", "10");
}

static void what_is_counted_comes_after_all_rows(void **state)
{
    (void)state;
    assert_trigger_order("when strike by a on b\nif number of s in s is ally of c at least 2\nand b is ally of c\n"
                         "then c is calm\n", "10");
}

static void a_guard_comes_as_soon_as_it_can_be_judged(void **state)
{
    (void)state;
    /* a and b are bound by the trigger: the guard is evaluated before any row is looked for */
    assert_trigger_order("when strike by a on b\nif b is ally of c\nand a other than b\nthen c is calm\n", "10");
    /* c is bound by the first condition only; the guard is evaluated before the second */
    assert_trigger_order("when strike by a on b\nif b is ally of c\nand c is weak\nand c other than a\n"
                         "then c is calm\n",
                         "021");
    /* a reading needs nothing that is bound */
    assert_trigger_order("when strike by a on b\nif b is ally of c\nand Scope reads Wide\nthen c is calm\n", "10");
}

static void each_step_stands_in_a_join_once(void **state)
{
    struct given g;
    const struct cs_plan_rule *rule;

    (void)state;
    given_plan(&g, WORDS "while a is ally of b\nand a is weak\nand no b is weak\nand a other than b\nthen b is calm\n");
    rule = &g.plan->rules[0];
    assert_int_equal(rule->step_count, 4);
    assert_int_equal(rule->from_trigger.count, 4); /* entered with nothing bound */
    assert_int_equal(rule->from_head.count, 4);
    for (uint32_t entered = 0; entered < rule->step_count; entered++) {
        const struct cs_join *join = &rule->from_step[2 * entered];
        bool matches = rule->steps[entered].kind == CS_STEP_MATCH;
        unsigned seen = 0;

        assert_int_equal(join->count, matches ? 3 : 4); /* the entry row is not looked for again */
        for (uint32_t i = 0; i < join->count; i++) {
            assert_int_equal(seen >> join->steps[i] & 1, 0);
            seen |= 1u << join->steps[i];
        }
        assert_int_equal(seen >> entered & 1, matches ? 0 : 1);
    }
    release_plan(&g);
}

static void entering_from_a_row_binds_what_it_names(void **state)
{
    struct given g;
    const struct cs_plan_rule *rule;

    (void)state;
    given_plan(&g, WORDS "while a is ally of b\nand a is weak\nand no c is ally of b\nthen b is calm\n");
    rule = &g.plan->rules[0];
    assert_int_equal(__builtin_popcountll(rule->entered[0]), 2);
    assert_int_equal(__builtin_popcountll(rule->entered[2]), 1);
    assert_int_equal(__builtin_popcountll(rule->entered[4]), 1); /* c means any: it is never bound */
    assert_int_equal(rule->entered[4] & rule->entered[0], rule->entered[4]);
    release_plan(&g);
}

static bool has_mask(const struct cs_relation *relation, uint64_t mask)
{
    for (uint32_t i = 0; i < relation->mask_count; i++)
        if (relation->masks[i] == mask)
            return true;
    return false;
}

static void each_set_of_bound_columns_is_wanted_as_an_index_once(void **state)
{
    struct given g;
    const struct cs_relation *ally;

    (void)state;
    given_plan(&g, WORDS "when strike by a on b\nif b is ally of c\nthen c is calm\n"
                         "when strike by a on b\nif a is ally of c\nthen c is calm\n"
                         "when strike by a on b\nif c is ally of b\nthen c is calm\n");
    ally = &g.plan->relations[relation_of(&g, "ally")];
    assert_true(has_mask(ally, 1)); /* the subject is its first column */
    assert_true(has_mask(ally, 2));
    assert_int_equal(ally->mask_count, 2);
    assert_int_equal(g.plan->rules[0].from_trigger.masks[0], 1);
    assert_int_equal(g.plan->rules[2].from_trigger.masks[0], 2);
    release_plan(&g);
}

static void an_article_is_compared_and_never_looked_up(void **state)
{
    struct given g;
    const struct cs_relation *plea;

    (void)state;
    given_plan(&g, WORDS "when strike by a on b\nif p counts as plea by b under Pact 1\nthen a is calm\n");
    plea = &g.plan->relations[relation_of(&g, "plea")];
    assert_int_equal(plea->column_count, 4);
    assert_true(has_mask(plea, 2)); /* occurrence, by, on, under: of "by" and "under", only "by" */
    assert_int_equal(plea->mask_count, 1);
    release_plan(&g);
}

static void a_row_of_which_nothing_is_bound_wants_no_index(void **state)
{
    struct given g;

    (void)state;
    given_plan(&g, WORDS "when strike by a on b\nif c is ally of d\nthen c is calm\n");
    assert_int_equal(g.plan->relations[relation_of(&g, "ally")].mask_count, 0);
    release_plan(&g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_with_more_that_is_bound_come_first),
        cmocka_unit_test(what_is_absent_comes_after_all_rows),
        cmocka_unit_test(what_is_counted_comes_after_all_rows),
        cmocka_unit_test(a_guard_comes_as_soon_as_it_can_be_judged),
        cmocka_unit_test(each_step_stands_in_a_join_once),
        cmocka_unit_test(entering_from_a_row_binds_what_it_names),
        cmocka_unit_test(each_set_of_bound_columns_is_wanted_as_an_index_once),
        cmocka_unit_test(an_article_is_compared_and_never_looked_up),
        cmocka_unit_test(a_row_of_which_nothing_is_bound_wants_no_index),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
