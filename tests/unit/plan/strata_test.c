/* SPDX-License-Identifier: MIT */
/* Levels of derived facts (R 4.4), and for which words the order within a day may matter (R 6.4). */
#include "unit/given.h"

#define WORDS                                                                                        \
    "kind state\nname state Alden, Borea\nevent strike by state on state\nevent help by state to state\n" \
    "event pardon by state to state\nevent fair in state\nevent close of occurrence after strike, help\n" \
    "fact state is weak\nfact state is calm\nfact state is free\nfact state is ally of state\n" \
    "fact state is friend of state\n" \
    "treaty Pact \"a pact\"\narticle 1\n"

static const struct cs_relation *word(const struct given *g, const char *head)
{
    return &g->plan->relations[relation_of(g, head)];
}

static uint8_t order(const struct given *g, const char *a, const char *b)
{
    return g->plan->order_matters[relation_of(g, a) * g->plan->relation_count + relation_of(g, b)];
}

static void a_conclusion_stands_above_what_it_reads(void **state)
{
    struct given g;

    (void)state;
    given_plan(&g, WORDS "while s is weak\nthen s is calm\nwhile s is calm\nand no s is friend of s\nthen s is free\n");
    assert_false(word(&g, "weak")->derived);
    assert_true(word(&g, "calm")->derived);
    assert_true(word(&g, "free")->level > word(&g, "calm")->level);
    assert_true(word(&g, "free")->level < g.plan->level_count);
    release_plan(&g);
}

static void only_what_depends_on_itself_is_recursive(void **state)
{
    struct given g;

    (void)state;
    given_plan(&g, WORDS "while a is ally of b\nthen a is friend of b\n"
                         "while a is friend of b\nand b is ally of c\nthen a is friend of c\n"
                         "while s is friend of s\nthen s is calm\n");
    assert_true(word(&g, "friend")->recursive);
    assert_false(word(&g, "ally")->recursive);
    assert_false(word(&g, "calm")->recursive);
    assert_true(word(&g, "calm")->level > word(&g, "friend")->level);
    release_plan(&g);
}

#define ENTERED "2022-01-01 strike by Alden\n2022-01-01 help by Alden\n2022-01-01 pardon by Alden\n" \
                "2022-01-01 fair in Alden\n"

static void words_that_no_rule_reads_together_have_no_order(void **state)
{
    struct given g;

    (void)state;
    given_plan(&g, WORDS "when strike by a on b\nthen a owes b help by a to b\n" ENTERED);
    assert_int_equal(order(&g, "strike", "fair"), CS_ORDER_NEVER);
    assert_int_equal(order(&g, "fair", "strike"), CS_ORDER_NEVER);
    assert_int_equal(order(&g, "pardon", "fair"), CS_ORDER_NEVER);
    release_plan(&g);
}

static void an_act_and_what_founds_its_duty_have_an_order(void **state)
{
    struct given g;

    (void)state;
    given_plan(&g, WORDS "when strike by a on b\nthen a owes b help by a to b\n" ENTERED);
    assert_int_equal(order(&g, "strike", "help"), CS_ORDER_DIRECT);
    assert_int_equal(order(&g, "help", "strike"), CS_ORDER_DIRECT);
    release_plan(&g);
}

static void what_a_rule_reads_has_an_order_with_its_trigger(void **state)
{
    struct given g;

    (void)state;
    given_plan(&g, WORDS "when strike by a on b\nif no pardon by b to a\nthen a is weak\n" ENTERED);
    assert_int_equal(order(&g, "strike", "pardon"), CS_ORDER_DIRECT);
    assert_int_equal(order(&g, "pardon", "strike"), CS_ORDER_DIRECT);
    assert_int_equal(order(&g, "strike", "help"), CS_ORDER_NEVER);
    release_plan(&g);
}

static void through_a_fact_the_order_is_indirect(void **state)
{
    struct given g;

    (void)state;
    given_plan(&g, WORDS "when pardon by a to b\nthen b is free\nwhen strike by a on b\nif a is free\nthen b is weak\n"
               ENTERED);
    assert_int_equal(order(&g, "strike", "pardon"), CS_ORDER_INDIRECT);
    assert_int_equal(order(&g, "pardon", "strike"), CS_ORDER_INDIRECT);
    release_plan(&g);
}

static void what_releases_a_duty_has_an_order_with_what_performs_it(void **state)
{
    struct given g;

    (void)state;
    given_plan(&g, WORDS "when fair in a\nthen a owes Borea help by a to Borea\nreleased upon pardon by Borea to a\n"
               ENTERED);
    assert_int_not_equal(order(&g, "help", "pardon"), CS_ORDER_NEVER);
    assert_int_equal(order(&g, "strike", "pardon"), CS_ORDER_NEVER);
    release_plan(&g);
}

static void the_vocabulary_puts_words_after_others(void **state)
{
    struct given g;
    size_t count;

    (void)state;
    given_plan(&g, WORDS "2022-01-01 s1: strike by Alden\n2022-01-01 close of s1\n");
    count = g.plan->relation_count;
    assert_true(g.plan->comes_after[relation_of(&g, "close") * count + relation_of(&g, "strike")]);
    assert_false(g.plan->comes_after[relation_of(&g, "strike") * count + relation_of(&g, "close")]);
    assert_false(g.plan->comes_after[relation_of(&g, "close") * count + relation_of(&g, "pardon")]);
    release_plan(&g);
}

static void a_rule_that_waits_minds_what_it_reads(void **state)
{
    struct given g;
    const struct cs_plan_rule *rule;

    (void)state;
    given_plan(&g, WORDS "when 2 days after strike by a on b\nif no pardon by b to a\nthen a is weak\n" ENTERED);
    rule = &g.plan->rules[0];
    assert_true(cs_plan_rule_minds(rule, relation_of(&g, "pardon")));
    assert_false(cs_plan_rule_minds(rule, relation_of(&g, "fair")));
    for (size_t i = 1; i < rule->mind_count; i++)
        assert_true(rule->minds[i - 1] < rule->minds[i]);
    release_plan(&g);
}

static void a_name_given_by_a_rule_comes_before_what_reads_it(void **state)
{
    struct given g;

    (void)state;
    given_plan(&g, WORDS "when strike by a on b\nthen pardon by a to b\nwhen pardon by a to b\nthen fair in a\n"
               ENTERED);
    assert_true(g.plan->name_level_count > 0);
    assert_true(word(&g, "fair")->name_level >= word(&g, "pardon")->name_level);
    assert_true(g.plan->names_of[relation_of(&g, "strike") * g.plan->relation_count + relation_of(&g, "pardon")]);
    assert_true(g.plan->names_of[relation_of(&g, "strike") * g.plan->relation_count + relation_of(&g, "fair")]);
    assert_false(g.plan->names_of[relation_of(&g, "pardon") * g.plan->relation_count + relation_of(&g, "strike")]);
    release_plan(&g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_conclusion_stands_above_what_it_reads),
        cmocka_unit_test(only_what_depends_on_itself_is_recursive),
        cmocka_unit_test(words_that_no_rule_reads_together_have_no_order),
        cmocka_unit_test(an_act_and_what_founds_its_duty_have_an_order),
        cmocka_unit_test(what_a_rule_reads_has_an_order_with_its_trigger),
        cmocka_unit_test(through_a_fact_the_order_is_indirect),
        cmocka_unit_test(what_releases_a_duty_has_an_order_with_what_performs_it),
        cmocka_unit_test(the_vocabulary_puts_words_after_others),
        cmocka_unit_test(a_rule_that_waits_minds_what_it_reads),
        cmocka_unit_test(a_name_given_by_a_rule_comes_before_what_reads_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
