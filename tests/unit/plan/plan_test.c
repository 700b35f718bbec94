/* SPDX-License-Identifier: MIT */
/* The plan: relations and their columns, which values fit, patterns, the values of acts, limits. */
#include "unit/given.h"

#define WORDS                                                                                          \
    "kind state, aid\nname state Alden, Borea, Cassia\nname aid Military, Political\n"                 \
    "event strike by state on state\nevent plea by state for aid on occurrence or nothing under article\n" \
    "fact state is ally of state\nfact weight of state to one number\nquantity killed of state in occurrence\n" \
    "treaty Pact \"a pact\"\narticle 4\narticle 4(2)\narticle 4(2)(a)\narticle 42\n"

static bool fits(const struct given *g, cs_kind kind, const char *a, const char *b)
{
    bool found = cs_plan_fits(g->plan, kind, name_of(g, a), name_of(g, b));

    assert_int_equal(found, cs_plan_fits(g->plan, kind, name_of(g, b), name_of(g, a)));
    return found;
}

static void only_of_articles_a_beginning_fits(void **state)
{
    struct given g;

    (void)state;
    given_plan(&g, WORDS "2022-01-01 plea under Pact 4\n2022-01-01 plea under Pact 4(2)\n"
                         "2022-01-01 plea under Pact 4(2)(a)\n2022-01-01 plea under Pact 42\n");
    assert_true(fits(&g, CS_KIND_ARTICLE, "Pact 4", "Pact 4"));
    assert_true(fits(&g, CS_KIND_ARTICLE, "Pact 4", "Pact 4(2)"));
    assert_true(fits(&g, CS_KIND_ARTICLE, "Pact 4", "Pact 4(2)(a)"));
    assert_true(fits(&g, CS_KIND_ARTICLE, "Pact 4(2)", "Pact 4(2)(a)"));
    assert_false(fits(&g, CS_KIND_ARTICLE, "Pact 4", "Pact 42"));
    assert_false(fits(&g, CS_KIND_ARTICLE, "Pact 4(2)", "Pact 42"));
    assert_false(fits(&g, CS_KIND_ANY, "Pact 4", "Pact 4(2)"));
    assert_true(fits(&g, CS_KIND_ANY, "Alden", "Alden"));
    assert_false(fits(&g, CS_KIND_ANY, "Alden", "Borea"));
    release_plan(&g);
}

static void columns_follow_the_roles_behind_what_the_kind_of_relation_adds(void **state)
{
    struct given g;
    const struct cs_relation *strike, *ally, *weight;

    (void)state;
    given_plan(&g, WORDS);
    strike = &g.plan->relations[relation_of(&g, "strike")];
    ally = &g.plan->relations[relation_of(&g, "ally")];
    weight = &g.plan->relations[relation_of(&g, "weight")];
    assert_int_equal(strike->kind, CS_RELATION_EVENT);
    assert_int_equal(strike->column_count, 3);
    assert_int_equal(strike->first_role, 1);
    assert_int_equal(strike->column_kinds[0], CS_KIND_OCCURRENCE);
    assert_int_equal(ally->kind, CS_RELATION_FACT);
    assert_int_equal(ally->column_count, 2);
    assert_int_equal(ally->first_role, 0);
    assert_int_equal(ally->number_column, CS_NOWHERE);
    assert_int_equal(ally->one_column, CS_NOWHERE);
    assert_int_equal(weight->number_column, 1);
    assert_int_equal(weight->one_column, 1);
    assert_int_equal(g.plan->relations[relation_of(&g, "killed")].kind, CS_RELATION_QUANTITY);
    release_plan(&g);
}

static void a_word_with_a_judge_is_a_relation_of_its_own_there(void **state)
{
    struct given g;
    uint32_t general, judged;

    (void)state;
    given_plan(&g, WORDS "treaty Np \"judged\"\njudge Cassia of strike\narticle 1\n"
                         "when strike by a on b\nthen a owes b no strike by a on b\n");
    general = relation_of(&g, "strike");
    judged = cs_plan_relation(g.plan, name_of(&g, "strike"), name_of(&g, "Np"));
    assert_int_not_equal(judged, CS_NOWHERE);
    assert_int_not_equal(judged, general);
    assert_int_equal(g.plan->relations[judged].under, name_of(&g, "Np"));
    assert_int_equal(g.plan->relations[judged].head, g.plan->relations[general].head);
    assert_int_equal(cs_plan_relation(g.plan, name_of(&g, "strike"), name_of(&g, "Pact")), general);
    assert_int_equal(g.plan->rules[0].trigger.relation, judged); /* the treaty's own rule reads its own word */
    release_plan(&g);
}

static void what_is_no_word_has_no_relation(void **state)
{
    struct given g;
    struct cs_term term = {0};
    struct cs_pattern pattern;

    (void)state;
    given_plan(&g, WORDS);
    term.head = name_of(&g, "Alden");
    assert_int_equal(cs_plan_relation(g.plan, term.head, CS_NO_NAME), CS_NOWHERE);
    assert_int_equal(cs_plan_relation(g.plan, UINT32_MAX, CS_NO_NAME), CS_NOWHERE);
    assert_false(cs_plan_pattern(g.plan, &term, CS_NO_NAME, &pattern));
    release_plan(&g);
}

/* The pattern of the term that a record enters. */
static struct cs_pattern pattern_of_entry(const struct given *g)
{
    struct cs_pattern pattern;

    assert_true(cs_plan_pattern(g->plan, &g->file->entries->term, CS_NO_NAME, &pattern));
    return pattern;
}

static void a_pattern_has_values_lists_and_anything(void **state)
{
    struct given g;
    struct cs_pattern pattern;

    (void)state;
    given_plan(&g, WORDS "2022-01-01 plea by Alden for Military, Political\n");
    pattern = pattern_of_entry(&g);
    assert_int_equal(pattern.columns[0].kind, CS_OPERAND_ANY); /* the occurrence */
    assert_int_equal(pattern.columns[1].kind, CS_OPERAND_VALUE);
    assert_int_equal(pattern.columns[1].index, name_of(&g, "Alden"));
    assert_int_equal(pattern.columns[2].kind, CS_OPERAND_LIST);
    assert_int_equal(pattern.columns[4].kind, CS_OPERAND_ANY); /* "under" is unsaid */
    release_plan(&g);
}

static void values_choose_each_way_through_the_lists_once(void **state)
{
    struct given g;
    struct cs_pattern pattern;
    cs_value values[CS_COLUMNS_MAX];
    unsigned seen = 0;

    (void)state;
    given_plan(&g, WORDS "2022-01-01 plea by Alden, Borea, Cassia for Military, Political\n");
    pattern = pattern_of_entry(&g);
    for (size_t choice = 0; choice < 6; choice++) {
        unsigned who, way;

        assert_true(cs_plan_values(g.plan, &pattern, choice, values));
        who = values[1] == name_of(&g, "Alden") ? 0 : values[1] == name_of(&g, "Borea") ? 1 : 2;
        way = who * 2 + (values[2] == name_of(&g, "Political") ? 1 : 0);
        assert_int_equal(seen >> way & 1, 0);
        seen |= 1u << way;
        assert_int_equal(values[0], CS_UNSAID);
    }
    assert_int_equal(seen, 0x3F);
    assert_false(cs_plan_values(g.plan, &pattern, 6, values));
    assert_false(cs_plan_values(g.plan, &pattern, 600, values));
    release_plan(&g);
}

static void a_role_that_may_be_nothing_is_nothing_where_it_is_unsaid(void **state)
{
    struct given g;
    struct cs_pattern pattern;
    cs_value values[CS_COLUMNS_MAX];

    (void)state;
    given_plan(&g, WORDS "2022-01-01 plea by Alden\n");
    pattern = pattern_of_entry(&g);
    assert_true(cs_plan_values(g.plan, &pattern, 0, values));
    assert_int_equal(values[3], g.plan->nothing); /* on */
    assert_int_equal(values[2], CS_UNSAID);       /* for: unsaid, so unknown */
    assert_false(cs_plan_is_something(g.plan, values[3]));
    assert_false(cs_plan_is_something(g.plan, values[2]));
    assert_true(cs_plan_is_something(g.plan, values[1]));
    values[3] = name_of(&g, "Alden");
    cs_plan_fill_nothing(g.plan, pattern.relation, values);
    assert_int_equal(values[3], name_of(&g, "Alden")); /* what is said is kept */
    release_plan(&g);
}

static void a_bond_of_the_record_stands_once_for_each_way_through_its_lists(void **state)
{
    struct given g;

    (void)state;
    given_plan(&g, WORDS "declaration D \"d\" by Alden\n"
                         "2022-01-01 Alden owes Borea plea by Alden for Military, Political\n");
    assert_int_equal(g.plan->bond_count, 2);
    assert_ptr_equal(g.plan->bonds[0].entry, g.plan->bonds[1].entry);
    assert_int_not_equal(g.plan->bonds[0].conclusion.pattern.columns[2].index,
                         g.plan->bonds[1].conclusion.pattern.columns[2].index);
    release_plan(&g);
}

static void texts_of_other_grades_are_left_out(void **state)
{
    struct given g;
    cs_name primary;

    (void)state;
    given_text(&g, WORDS "article 5 grade P\nwhen strike by a on b\nthen a owes b no strike by a on b\n"
                         "article 6 grade K\nwhen strike by a on b\nthen b owes a no strike by b on a\n"
                         "article 7\nwhen strike by a on b\nthen a owes b plea by a\n");
    primary = name_of(&g, "P");
    assert_status(&g, cs_plan_new(g.file, &g.symbols, &g.names, (struct cs_grades){&primary, 1}, &g.failure, &g.plan),
                  CASUS_OK);
    assert_int_equal(g.plan->rule_count, 2); /* an article without a grade always counts */
    for (size_t i = 0; i < g.plan->rule_count; i++)
        assert_int_not_equal(g.plan->rules[i].article, name_of(&g, "Pact 6"));
    release_plan(&g);
}

/* Plans a rule with this many variables in its conditions. */
static casus_status plan_with_variables(int count, struct given *g)
{
    struct cs_buffer text;
    casus_status s;

    cs_buffer_init(&text);
    cs_buffer_text(&text, "kind state\nevent strike by state on state\nfact state is ally of state\n"
                          "fact state is weak\n"
                          "when strike by xa on xb\n");
    for (int i = 2; i < count; i++)
        cs_buffer_printf(&text, "%s xa is ally of x%c\n", i == 2 ? "if" : "and", 'a' + i);
    cs_buffer_text(&text, "then xa is weak\n");
    given_text(g, cs_buffer_string(&text));
    s = cs_plan_new(g->file, &g->symbols, &g->names, (struct cs_grades){0}, &g->failure, &g->plan);
    cs_buffer_release(&text);
    return s;
}

static void a_rule_has_so_many_variables_and_no_more(void **state)
{
    struct given g;

    (void)state;
    assert_status(&g, plan_with_variables(CS_VARIABLES_MAX, &g), CASUS_OK);
    assert_int_equal(g.plan->rules[0].variable_count, CS_VARIABLES_MAX);
    release_plan(&g);
    assert_status(&g, plan_with_variables(CS_VARIABLES_MAX + 1, &g), CASUS_ERR_LIMIT);
    assert_null(g.plan);
    assert_non_null(strstr(g.failure.message, "a.record:5")); /* the place of the rule */
    release_text(&g);
}

static void a_case_of_nothing_is_a_plan(void **state)
{
    struct given g;

    (void)state;
    given_plan(&g, "");
    assert_int_equal(g.plan->relation_count, 0);
    assert_int_equal(g.plan->rule_count, 0);
    release_plan(&g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_of_articles_a_beginning_fits),
        cmocka_unit_test(columns_follow_the_roles_behind_what_the_kind_of_relation_adds),
        cmocka_unit_test(a_word_with_a_judge_is_a_relation_of_its_own_there),
        cmocka_unit_test(what_is_no_word_has_no_relation),
        cmocka_unit_test(a_pattern_has_values_lists_and_anything),
        cmocka_unit_test(values_choose_each_way_through_the_lists_once),
        cmocka_unit_test(a_role_that_may_be_nothing_is_nothing_where_it_is_unsaid),
        cmocka_unit_test(a_bond_of_the_record_stands_once_for_each_way_through_its_lists),
        cmocka_unit_test(texts_of_other_grades_are_left_out),
        cmocka_unit_test(a_rule_has_so_many_variables_and_no_more),
        cmocka_unit_test(a_case_of_nothing_is_a_plan),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
