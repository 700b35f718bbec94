/* SPDX-License-Identifier: MIT */
/* R 13: why something is so, and why it is not. */
#include "unit/given.h"

#include "reasons/why.h"

#define WORDS                                                                                            \
    "kind state\nname state Alden, Borea, Cassia\nevent plea by state of state\n"                        \
    "event help by state to state on occurrence after plea\nevent veto by state\nfact state is ally of state\n" \
    "fact state is friend of state\naccount Alden, Borea\nsource S1 \"a note\"\ntreaty Pact \"a pact\"\n" \
    "article 1 \"who is asked helps\"\nwhen r: plea by asker of helper\nif helper is ally of asker\n"    \
    "then helper owes asker help by helper to asker on r within 3 days\n"                                \
    "article 2 \"allies are friends\"\nwhile a is ally of b\nthen a is friend of b\n"                    \
    "article 3 \"members object\"\nmay veto by s\nif s is friend of Alden\n"
#define ALLY "2022-01-01/.. a1: Borea is ally of Alden\n"
#define PLEA "2022-01-10 p1: plea by Alden of Borea\n"
#define DUTY "help by Borea to Alden on p1"
#define CONTESTED "  says Alden\n  denies Borea\n"
#define END day("2022-01-20")

struct whying {
    struct given g;
    struct cs_arena arena;
    struct cs_reason *reasons;
};

static void given_record(struct whying *w, const char *record)
{
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_buffer_printf(&text, "%s%s", WORDS, record);
    given_ledger(&w->g, cs_buffer_string(&text), END);
    cs_buffer_release(&text);
    cs_arena_init(&w->arena);
    w->reasons = NULL;
}

static void release_whying(struct whying *w)
{
    cs_arena_release(&w->arena);
    release_ledger(&w->g);
}

/* The first reason of a kind, in the order of a walk, whose text has these words; or NULL. */
static const struct cs_reason *reason(const struct whying *w, enum cs_reason_kind kind, const char *words)
{
    struct cs_reasons_walk walk;
    const struct cs_reason *r;

    cs_reasons_walk_start(&walk, w->reasons);
    while ((r = cs_reasons_walk_next(&walk)) != NULL)
        if (r->kind == kind && strstr(r->text, words) != NULL)
            break;
    assert_true(cs_reasons_walk_end(&walk));
    return r;
}

static void why_duty(struct whying *w, cs_set worlds)
{
    assert_status(&w->g, cs_why(w->g.ledger, row_of(&w->g, DUTY), worlds, &w->arena, &w->reasons), CASUS_OK);
}

static void a_duty_rests_on_its_article_the_entry_and_the_claim(void **state)
{
    struct whying w;
    const struct cs_reason *claim, *entry;

    (void)state;
    given_record(&w, ALLY PLEA "  says Alden in S1 \"they asked\"\n");
    why_duty(&w, CS_ALL);
    assert_int_equal(w.reasons->kind, CS_REASON_STATE);
    assert_memory_equal(w.reasons->text, "violated", 8);
    assert_non_null(reason(&w, CS_REASON_RULE, "Pact 1: who is asked helps"));
    entry = reason(&w, CS_REASON_ENTRY, "p1: plea by Alden of Borea");
    assert_non_null(entry);
    assert_int_equal(entry->entry->label, name_of(&w.g, "p1"));
    claim = reason(&w, CS_REASON_CLAIM, "Alden");
    assert_non_null(claim);
    assert_string_equal(claim->claim->gist, "they asked");
    assert_non_null(reason(&w, CS_REASON_ENTRY, "Borea is ally of Alden"));
    assert_non_null(reason(&w, CS_REASON_ABSENT, "help by Borea to Alden")); /* nobody did it */
    release_whying(&w);
}

static void a_row_that_is_undetermined_has_a_case_for_each_state(void **state)
{
    struct whying w;
    size_t cases = 0;

    (void)state;
    given_record(&w, ALLY PLEA "2022-01-12 h1: help by Borea to Alden on p1\n  says Borea\n  denies Alden\n");
    why_duty(&w, CS_ALL);
    for (const struct cs_reason *r = w.reasons; r != NULL; r = r->next) {
        assert_int_equal(r->kind, CS_REASON_STATE);
        cases++;
    }
    assert_int_equal(cases, 2);
    assert_non_null(reason(&w, CS_REASON_QUESTION, "happened h1: yes"));
    assert_non_null(reason(&w, CS_REASON_QUESTION, "happened h1: no"));
    why_duty(&w, account_of(&w.g, "Borea"));
    assert_null(w.reasons->next);
    assert_non_null(reason(&w, CS_REASON_QUESTION, "happened h1: yes"));
    assert_null(reason(&w, CS_REASON_QUESTION, "happened h1: no"));
    release_whying(&w);
}

static void the_same_reason_in_two_cases_has_one_number(void **state)
{
    struct whying w;
    uint32_t numbers[2] = {0};
    size_t cases = 0;

    (void)state;
    given_record(&w, ALLY PLEA "2022-01-12 h1: help by Borea to Alden on p1\n  says Borea\n  denies Alden\n");
    why_duty(&w, CS_ALL);
    for (const struct cs_reason *r = w.reasons; r != NULL; r = r->next, cases++)
        for (const struct cs_reason *below = r->first; below != NULL; below = below->next)
            if (below->kind == CS_REASON_RULE && cases < 2)
                numbers[cases] = below->number;
    assert_int_not_equal(numbers[0], 0);
    assert_int_equal(numbers[0], numbers[1]);
    release_whying(&w);
}

static void an_account_that_contradicts_itself_has_a_note_alone(void **state)
{
    struct whying w;

    (void)state;
    given_record(&w, ALLY PLEA "check holds friend as open on 2022-01-20\n");
    assert_status(&w.g, cs_why_holds(w.g.ledger, w.g.file->checks, CS_NONE, &w.arena, &w.reasons), CASUS_OK);
    assert_non_null(w.reasons);
    assert_int_equal(w.reasons->kind, CS_REASON_NOTE);
    assert_null(w.reasons->next);
    assert_status(&w.g, cs_why_act(w.g.ledger, &w.g.file->checks->term, CS_NONE, &w.arena, &w.reasons), CASUS_OK);
    assert_non_null(w.reasons);
    assert_int_equal(w.reasons->kind, CS_REASON_NOTE);
    assert_null(w.reasons->next);
    release_whying(&w);
}

/* ---- what is no row ---- */

static void why_holds(struct whying *w, const char *record)
{
    given_record(w, record);
    assert_status(&w->g, cs_why_holds(w->g.ledger, w->g.file->checks, CS_ALL, &w->arena, &w->reasons), CASUS_OK);
}

static void a_fact_that_holds_has_the_rule_that_concludes_it(void **state)
{
    struct whying w;

    (void)state;
    why_holds(&w, ALLY "check holds Borea is friend of Alden as open on 2022-01-20\n");
    assert_non_null(reason(&w, CS_REASON_DERIVED, "Borea is friend of Alden"));
    assert_non_null(reason(&w, CS_REASON_RULE, "Pact 2: allies are friends"));
    assert_non_null(reason(&w, CS_REASON_ENTRY, "Borea is ally of Alden"));
    release_whying(&w);
}

static void a_fact_that_does_not_hold_has_the_first_condition_that_nothing_meets(void **state)
{
    struct whying w;

    (void)state;
    why_holds(&w, ALLY "check holds Cassia is friend of Alden as open on 2022-01-20\n");
    assert_non_null(reason(&w, CS_REASON_RULE, "Pact 2"));
    assert_non_null(reason(&w, CS_REASON_ABSENT, "Cassia is ally of Alden"));
    assert_null(reason(&w, CS_REASON_ENTRY, ""));
    release_whying(&w);
}

/* ---- why not ---- */

static void why_not(struct whying *w, const char *record)
{
    const struct cs_check *check;

    given_record(w, record);
    check = w->g.file->checks;
    assert_status(&w->g, cs_why_not(w->g.ledger, check->article, &check->bond, CS_ALL, &w->arena, &w->reasons),
                  CASUS_OK);
}

static void without_a_trigger_that_is_what_is_missing(void **state)
{
    struct whying w;

    (void)state;
    why_not(&w, ALLY "check none Borea owes Alden help as open on 2022-01-20\n");
    assert_non_null(reason(&w, CS_REASON_RULE, "Pact 1"));
    assert_non_null(reason(&w, CS_REASON_ABSENT, "no plea by Alden of Borea is recorded"));
    release_whying(&w);
}

static void a_trigger_that_was_taken_back_is_named(void **state)
{
    struct whying w;

    (void)state;
    why_not(&w, ALLY PLEA "  denies Borea\ncheck none Borea owes Alden help as open on 2022-01-20\n");
    assert_non_null(reason(&w, CS_REASON_ABSENT, "no plea by Alden of Borea is recorded"));
    assert_non_null(reason(&w, CS_REASON_ENTRY, "p1: plea by Alden of Borea"));
    assert_non_null(reason(&w, CS_REASON_CLAIM, "Borea"));
    release_whying(&w);
}

static void with_a_trigger_the_first_condition_is_missing(void **state)
{
    struct whying w;

    (void)state;
    why_not(&w, PLEA "check none Borea owes Alden help as open on 2022-01-20\n");
    assert_non_null(reason(&w, CS_REASON_ABSENT, "Borea is ally of Alden"));
    assert_null(reason(&w, CS_REASON_ABSENT, "is recorded"));
    release_whying(&w);
}

static void of_what_no_rule_could_found_there_is_nothing_to_say(void **state)
{
    struct whying w;

    (void)state;
    why_not(&w, ALLY PLEA "check none Borea owes Alden veto as open on 2022-01-20\n");
    assert_null(w.reasons);
    release_whying(&w);
    why_not(&w, ALLY "check none Pact 2: Borea owes Alden help as open on 2022-01-20\n"); /* of another article */
    assert_null(w.reasons);
    release_whying(&w);
}

/* ---- acts ---- */

static void why_act(struct whying *w, const char *record)
{
    given_record(w, record);
    assert_status(&w->g, cs_why_act(w->g.ledger, &w->g.file->checks->term, CS_ALL, &w->arena, &w->reasons), CASUS_OK);
}

static void an_act_has_the_power_that_gives_it_or_what_the_power_lacks(void **state)
{
    struct whying w;

    (void)state;
    why_act(&w, ALLY "check may veto by Borea as open on 2022-01-20\n");
    assert_non_null(reason(&w, CS_REASON_RULE, "Pact 3: members object"));
    assert_null(reason(&w, CS_REASON_ABSENT, ""));
    release_whying(&w);
    why_act(&w, ALLY "check may veto by Cassia as open on 2022-01-20\n");
    assert_non_null(reason(&w, CS_REASON_RULE, "Pact 3: members object"));
    assert_non_null(reason(&w, CS_REASON_ABSENT, "Cassia is friend of Alden"));
    release_whying(&w);
    why_act(&w, ALLY "check may help by Borea as open on 2022-01-20\n"); /* which needs no power */
    assert_null(w.reasons);
    release_whying(&w);
}

/* The reasons of all rows, for which the sets of worlds may take so many steps. */
static casus_status why_all_within(uint64_t steps)
{
    casus_status status = CASUS_OK;
    struct whying w;

    given_record(&w, "article 4\nmay veto by s\nif s is ally of t\nand t is ally of s\nand s is friend of t\n"
                     "2022-01-02/.. a2: Alden is ally of Borea\n" CONTESTED ALLY CONTESTED PLEA CONTESTED
                     "2022-01-11 v1: veto by Borea\n" CONTESTED);
    cs_worlds_bound(w.g.docket->worlds, steps);
    for (size_t i = 0; i < w.g.ledger->row_count && status == CASUS_OK; i++) {
        status = cs_why(w.g.ledger, &w.g.ledger->rows[i], CS_ALL, &w.arena, &w.reasons);
        if (status == CASUS_OK)
            status = cs_worlds_status(w.g.docket->worlds);
    }
    release_whying(&w);
    return status;
}

static void wherever_the_sets_of_worlds_fail_it_says_so(void **state)
{
    casus_status status = why_all_within(0);
    uint64_t steps = 0;

    (void)state;
    assert_int_equal(status, CASUS_ERR_ENTANGLED);
    while (status == CASUS_ERR_ENTANGLED && steps < 1000)
        status = why_all_within(++steps);
    assert_int_equal(status, CASUS_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_duty_rests_on_its_article_the_entry_and_the_claim),
        cmocka_unit_test(a_row_that_is_undetermined_has_a_case_for_each_state),
        cmocka_unit_test(the_same_reason_in_two_cases_has_one_number),
        cmocka_unit_test(an_account_that_contradicts_itself_has_a_note_alone),
        cmocka_unit_test(a_fact_that_holds_has_the_rule_that_concludes_it),
        cmocka_unit_test(a_fact_that_does_not_hold_has_the_first_condition_that_nothing_meets),
        cmocka_unit_test(without_a_trigger_that_is_what_is_missing),
        cmocka_unit_test(a_trigger_that_was_taken_back_is_named),
        cmocka_unit_test(with_a_trigger_the_first_condition_is_missing),
        cmocka_unit_test(of_what_no_rule_could_found_there_is_nothing_to_say),
        cmocka_unit_test(an_act_has_the_power_that_gives_it_or_what_the_power_lacks),
        cmocka_unit_test(wherever_the_sets_of_worlds_fail_it_says_so),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
