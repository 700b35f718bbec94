/* SPDX-License-Identifier: MIT */
/* Counting and adding in all worlds at once: the first condition of the one rule, after the record was run. */
#include "unit/given.h"

#include "run/match.h"

#define WORDS                                                                                       \
    "kind state, ballot\nname state Alden, Borea, Cassia\nname ballot Yes, No\nevent vote by state for ballot\n" \
    "event close\nfact state is member\nfact weight of state to number\nfact passed\naccount Alden\n"

struct counting {
    struct given g;
    struct cs_note note;
    cs_set holds;
};

/* Evaluates "when close if NUMBER then passed" after the record. */
static void count(struct counting *c, const char *number, const char *record)
{
    struct cs_buffer text;
    struct cs_match match;
    const struct cs_plan_rule *rule;

    cs_buffer_init(&text);
    cs_buffer_printf(&text, WORDS "%swhen close\nif %s\nthen passed\n", record, number);
    given_run(&c->g, cs_buffer_string(&text), day("2022-12-31"));
    cs_buffer_release(&text);
    rule = &c->g.plan->rules[0];
    assert_int_equal(rule->step_count, 1);
    assert_int_equal(rule->steps[0].kind, CS_STEP_NUMBER);
    cs_match_init(&match, c->g.run, rule);
    c->holds = cs_match_number(&match, &rule->steps[0], &c->note);
    assert_status(&c->g, c->g.failure.status, CASUS_OK);
}

static void assert_count(const char *number, const char *record, cs_set expected)
{
    struct counting c;

    count(&c, number, record);
    assert_int_equal(c.holds, expected);
    release_run(&c.g);
}

#define YES "number of s in vote by s for Yes "

static void each_who_is_counted_is_counted_once(void **state)
{
    (void)state;
    assert_count(YES "exactly 0", "", CS_ALL);
    assert_count(YES "exactly 2", "2022-01-01 vote by Alden, Borea for Yes\n", CS_ALL);
    assert_count(YES "exactly 1", "2022-01-01 vote by Alden for Yes\n2022-01-02 vote by Alden for Yes\n", CS_ALL);
    assert_count(YES "exactly 1", "2022-01-01 vote by Alden for Yes\n2022-01-01 vote by Borea for No\n", CS_ALL);
}

static void each_comparison_has_its_border(void **state)
{
    static const char record[] = "2022-01-01 vote by Alden, Borea for Yes\n";

    (void)state;
    assert_count(YES "at least 2", record, CS_ALL);
    assert_count(YES "at least 3", record, CS_NONE);
    assert_count(YES "at most 2", record, CS_ALL);
    assert_count(YES "at most 1", record, CS_NONE);
    assert_count(YES "more than 1", record, CS_ALL);
    assert_count(YES "more than 2", record, CS_NONE);
    assert_count(YES "fewer than 3", record, CS_ALL);
    assert_count(YES "fewer than 2", record, CS_NONE);
}

static void a_sum_adds_different_rows_of_equal_weight(void **state)
{
    static const char record[] = "2022-01-01/.. weight of Alden to 5\n2022-01-01/.. weight of Borea to 5\n"
                                 "2022-01-01/.. weight of Cassia to 1\n";

    (void)state;
    assert_count("sum of n in weight of s to n exactly 11", record, CS_ALL);
    assert_count("number of n in weight of s to n exactly 2", record, CS_ALL); /* two different numbers */
    assert_count("sum of n in weight of s to n exactly 0", "", CS_ALL);
}

static void a_fraction_is_never_rounded(void **state)
{
    static const char three[] = "2022-01-01/.. Alden, Borea, Cassia are member\n";
    char record[200];

    (void)state;
    snprintf(record, sizeof record, "%s2022-01-02 vote by Alden, Borea for Yes\n", three);
    assert_count(YES "at least 2/3 number of s in s is member", record, CS_ALL);
    assert_count(YES "more than 2/3 number of s in s is member", record, CS_NONE);
    assert_count(YES "at least 3/4 number of s in s is member", record, CS_NONE);
    assert_count(YES "at least 2/3 number of s in s is member", "", CS_ALL); /* of no member */
}

static void what_was_settled_is_noted_as_a_number(void **state)
{
    struct counting c;

    (void)state;
    count(&c, YES "at least 2", "2022-01-01 vote by Alden for Yes\n");
    assert_int_equal(c.note.left, 1);
    assert_int_equal(c.note.right, 2);
    release_run(&c.g);
}

static void what_depends_on_the_world_is_a_distribution(void **state)
{
    struct counting c;
    const struct cs_total *totals;
    cs_set borea, cassia, all = CS_NONE;
    struct cs_worlds *w;

    (void)state;
    count(&c, YES "at least 2", "2022-01-01 vote by Alden for Yes\n2022-01-01 v2: vote by Borea for Yes\n  asks Alden\n"
                                "2022-01-01 v3: vote by Cassia for Yes\n  asks Alden\n");
    w = c.g.docket->worlds;
    borea = answered(&c.g, "happened v2", "yes");
    cassia = answered(&c.g, "happened v3", "yes");
    assert_int_equal(c.holds, cs_worlds_or(w, borea, cassia));
    assert_int_equal(c.note.left, -1);
    assert_int_equal(c.note.left_count, 3);
    assert_int_equal(c.note.right_count, 1);
    totals = c.g.run->totals + c.note.first_total;
    for (uint32_t i = 0; i < 3; i++) {
        assert_int_equal(totals[i].sum, 1 + i); /* ascending: nobody else, one of them, both */
        assert_true(cs_worlds_disjoint(w, all, totals[i].worlds));
        all = cs_worlds_or(w, all, totals[i].worlds);
    }
    assert_int_equal(all, CS_ALL);
    assert_int_equal(totals[2].worlds, cs_worlds_and(w, borea, cassia));
    assert_int_equal(totals[3].sum, 2); /* the other side */
    assert_int_equal(totals[3].worlds, CS_ALL);
    release_run(&c.g);
}

static void the_same_who_may_have_done_it_twice_counts_where_either_happened(void **state)
{
    struct counting c;
    cs_set either;

    (void)state;
    count(&c, YES "exactly 1", "2022-01-01 v2: vote by Borea for Yes\n  asks Alden\n"
                               "2022-01-02 v3: vote by Borea for Yes\n  asks Alden\n");
    either = cs_worlds_or(c.g.docket->worlds, answered(&c.g, "happened v2", "yes"),
                          answered(&c.g, "happened v3", "yes"));
    assert_int_equal(c.holds, either);
    release_run(&c.g);
}

static void both_sides_may_depend_on_the_world(void **state)
{
    struct counting c;
    cs_set vote, member, expected;
    struct cs_worlds *w;

    (void)state;
    count(&c, YES "at least number of s in s is member",
          "2022-01-01 v2: vote by Borea for Yes\n  asks Alden\n2022-01-01/.. m1: Borea is member\n  asks Alden\n");
    w = c.g.docket->worlds;
    vote = answered(&c.g, "happened v2", "yes");
    member = answered(&c.g, "happened m1", "yes");
    expected = cs_worlds_or(w, vote, cs_worlds_not(w, member));
    assert_int_equal(c.holds, expected);
    assert_int_equal(c.note.left_count, 2);
    assert_int_equal(c.note.right_count, 2);
    release_run(&c.g);
}

static void who_was_left_unsaid_is_one_of_those_counted_or_one_more(void **state)
{
    struct counting c;
    cs_set same;

    (void)state;
    count(&c, YES "exactly 1", "2022-01-01 vote by Alden for Yes\n2022-01-01 v2: vote for Yes\n");
    same = answered(&c.g, "v2 by Alden", "yes");
    assert_int_equal(c.holds, same);
    release_run(&c.g);
    assert_count(YES "exactly 1", "2022-01-01 v2: vote for Yes\n", CS_ALL);
    assert_count(YES "exactly 2", "2022-01-01 v2: vote for Yes\n2022-01-01 v3: vote for Yes\n", CS_ALL);
}

static void a_fact_that_leaves_it_unsaid_is_not_counted(void **state)
{
    (void)state;
    assert_count("number of s in weight of s exactly 0", "2022-01-01/.. weight to 5\n", CS_ALL);
}

static void a_product_that_does_not_fit_is_refused_with_its_place(void **state)
{
    struct given g;
    struct cs_buffer text;
    casus_status s;

    (void)state;
    cs_buffer_init(&text);
    cs_buffer_text(&text, "kind state\nfact weight of state to number\nevent close\nfact passed\n"
                          "when close\nif sum of n in weight of s to n at least 999999999999999999999999999999\n"
                          "and sum of n in weight of s to n at least 999999999999999999999999999999/1 "
                          "sum of n in weight of s to n\nthen passed\n"
                          "name state Alden\n2022-01-01/.. weight of Alden to 999999999999999999999999999999\n"
                          "2022-01-02 close\n");
    given_docket(&g, cs_buffer_string(&text), day("2022-12-31"));
    s = cs_run_new(g.docket, g.end, &g.run);
    assert_status(&g, s, CASUS_ERR_LIMIT);
    assert_string_equal(g.failure.message, "a.record:5: a product does not fit 128 bits");
    assert_null(g.run);
    cs_buffer_release(&text);
    release_docket(&g);
}

/* ---- what `while` concludes from a comparison, as its sides grow and shrink ---- */

static const char *const dates[] = {"2022-02-10", "2022-04-10", "2022-06-10", "2022-08-10", "2022-11-10"};
#define DATES (sizeof dates / sizeof *dates)

/* `expected`: Y or N for each of the dates: does what the rule concludes hold then? */
static void assert_follows(const char *condition, const char *record, const char *expected)
{
    for (size_t i = 0; i < DATES; i++) {
        struct cs_buffer text;
        struct given g;
        uint32_t passed, row;
        cs_set holds;

        cs_buffer_init(&text);
        cs_buffer_printf(&text, WORDS "fact state is armed\nfact banned\n%swhile %s\nthen passed\n", record, condition);
        given_run(&g, cs_buffer_string(&text), day(dates[i]));
        passed = relation_of(&g, "passed");
        row = cs_store_find(g.run, passed, (cs_value[CS_COLUMNS_MAX]){0});
        holds = row == CS_NOWHERE ? CS_NONE : g.run->stores[passed].rows[row].worlds;
        if (holds != (expected[i] == 'Y' ? CS_ALL : CS_NONE))
            fail_msg("on %s \"%s\" is not %c", dates[i], condition, expected[i]);
        release_run(&g);
        cs_buffer_release(&text);
    }
}

/* On these dates there are 1, 2, 1, 1, 1 members, and 1, 1, 1, 2, 1 are armed. */
static void a_comparison_follows_each_of_its_sides(void **state)
{
    static const char record[] = "2022-01-01/.. Alden is member\n2022-03-01/2022-05-31 Borea is member\n"
                                 "2022-01-01/.. Alden is armed\n2022-07-01/2022-09-30 Cassia is armed\n";

    (void)state;
    assert_follows("number of s in s is member more than number of s in s is armed", record, "NYNNN");
    assert_follows("number of s in s is member at least number of s in s is armed", record, "YYYNY");
    assert_follows("number of s in s is member fewer than number of s in s is armed", record, "NNNYN");
    assert_follows("number of s in s is member at most number of s in s is armed", record, "YNYYY");
    assert_follows("number of s in s is member exactly number of s in s is armed", record, "YNYNY");
    assert_follows("number of s in s is member fewer than 2", record, "YNYYY");
    assert_follows("number of s in s is armed at least 2", record, "NNNYN");
}

static void a_sum_follows_what_is_added(void **state)
{
    static const char record[] = "2022-01-01/.. weight of Alden to 5\n2022-03-01/2022-05-31 weight of Borea to 3\n"
                                 "2022-07-01/2022-09-30 weight of Cassia to 4\n";

    (void)state; /* 5, 8, 5, 9, 5 */
    assert_follows("sum of n in weight of state to n at least 8", record, "NYNYN");
    assert_follows("sum of n in weight of state to n at most 8", record, "YYYNY");
    assert_follows("sum of n in weight of state to n fewer than 8", record, "YNYNY");
    assert_follows("sum of n in weight of state to n more than 8", record, "NNNYN");
}

static void of_every_one_follows_both_sides(void **state)
{
    static const char record[] = "2022-01-01/.. Alden is member\n2022-03-01/2022-05-31 Borea is member\n"
                                 "2022-07-01/.. Cassia is member\n"
                                 "2022-01-01/.. Alden is armed\n2022-08-01/2022-09-30 Cassia is armed\n";
    static const char none[] = "2022-01-01/.. Alden, Borea is member\n2022-03-01/2022-05-31 Alden is armed\n"
                               "2022-08-01/.. Cassia is armed\n2022-10-01/.. Borea is armed\n";

    (void)state;
    assert_follows("every s in s is member: s is armed", record, "YNYYN");
    assert_follows("every s in s is member: no s is armed", none, "YNYYN");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_who_is_counted_is_counted_once),
        cmocka_unit_test(each_comparison_has_its_border),
        cmocka_unit_test(a_sum_adds_different_rows_of_equal_weight),
        cmocka_unit_test(a_fraction_is_never_rounded),
        cmocka_unit_test(what_was_settled_is_noted_as_a_number),
        cmocka_unit_test(what_depends_on_the_world_is_a_distribution),
        cmocka_unit_test(the_same_who_may_have_done_it_twice_counts_where_either_happened),
        cmocka_unit_test(both_sides_may_depend_on_the_world),
        cmocka_unit_test(who_was_left_unsaid_is_one_of_those_counted_or_one_more),
        cmocka_unit_test(a_fact_that_leaves_it_unsaid_is_not_counted),
        cmocka_unit_test(a_comparison_follows_each_of_its_sides),
        cmocka_unit_test(a_sum_follows_what_is_added),
        cmocka_unit_test(of_every_one_follows_both_sides),
        cmocka_unit_test(a_product_that_does_not_fit_is_refused_with_its_place),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
