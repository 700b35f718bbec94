/* SPDX-License-Identifier: MIT */
/* The answer first: sentences and verdicts of requests. */
#include "unit/view/reported.h"

#include "view/sentence.h"
#include "view/summary.h"

#define WORDS                                                                                          \
    "kind state\nname state Alden, Borea, Cassia\nevent strike on state\n"                             \
    "event plea by state of state on occurrence\n  said \"{by} asked {of} for help[ over {on}]\"\n"    \
    "event help by state to state on occurrence after plea\n  said \"{by} helped {to}[ over {on}]\"\n" \
    "  owed \"help {to}[ over {on}]\"\n  named \"help\"\nrow request r: plea by state\n"               \
    "treaty Pact \"a pact\"\narticle 1\nwhen r: plea by asker of helper on e\n"                        \
    "then helper owes asker help by helper to asker on e within 3 days\n"                              \
    "account Alden, Borea, Cassia\ntitle e1 \"the strike\"\n2022-01-09 e1: strike on Alden\n"          \
    "2022-01-10 p1: plea by Alden of Borea on e1\n"
#define DISPUTED WORDS "2022-01-12 h1: help by Borea to Alden on e1\n  says Borea\n  denies Alden\n"

static void each_account_has_its_verdict(void **state)
{
    struct reported r;
    struct cs_summary s;

    (void)state;
    given_report(&r, DISPUTED, "2022-01-20");
    cs_summary_init(&s, &r.report);
    assert_int_equal(s.count, 1);
    assert_string_equal(s.requests[0].title, "Alden asked Borea for help");
    assert_string_equal(s.requests[0].asked, "On 10 January 2022, Alden asked Borea for help over the strike.");
    assert_int_equal(s.requests[0].verdicts[0].kind, CS_VERDICT_BROKEN);
    assert_string_equal(s.requests[0].verdicts[0].sentence,
                        "Yes: Borea did not help Alden over the strike by 13 January 2022.");
    assert_int_equal(s.requests[0].verdicts[1].kind, CS_VERDICT_KEPT);
    assert_string_equal(s.requests[0].verdicts[1].sentence, "No: what was owed was done.");
    assert_int_equal(s.requests[0].verdicts[2].kind, CS_VERDICT_OPEN);
    assert_int_equal(s.requests[0].verdicts[2].question_count, 1);
    assert_int_equal(s.requests[0].question_count, 1);
    cs_summary_release(&s);
    release_report(&r);
}

static void what_is_not_due_is_not_broken(void **state)
{
    struct reported r;
    struct cs_summary s;

    (void)state;
    given_report(&r, WORDS, "2022-01-12");
    cs_summary_init(&s, &r.report);
    assert_int_equal(s.requests[0].broken, CS_NONE);
    assert_string_equal(s.requests[0].verdicts[0].sentence, "No: what is owed can still be done.");
    cs_summary_release(&s);
    release_report(&r);
}

static void what_was_done_is_told_without_what_it_was_about(void **state)
{
    struct reported r;
    struct cs_summary s;

    (void)state;
    given_report(&r, WORDS "2022-01-12 h1: help by Borea to Alden on e1\n", "2022-01-20");
    cs_summary_init(&s, &r.report);
    cs_summary_paragraph(&s, &s.requests[0], &r.out);
    assert_written(&r, "On 10 January 2022, Alden asked Borea for help over the strike. On 12 January 2022, Borea "
                       "helped Alden.");
    cs_summary_release(&s);
    release_report(&r);
}

static void of_many_acts_those_to_who_asked_are_told(void **state)
{
    struct reported r;
    struct cs_summary s;

    (void)state;
    given_report(&r, WORDS "2022-01-11 help by Cassia to Borea on e1\n2022-01-12 help by Cassia to Alden on e1\n"
                           "2022-01-13 help by Borea to Alden on e1\n", "2022-01-20");
    cs_summary_init(&s, &r.report);
    cs_summary_paragraph(&s, &s.requests[0], &r.out);
    assert_written(&r, "On 10 January 2022, Alden asked Borea for help over the strike. On 12 January 2022, Cassia "
                       "helped Alden. On 13 January 2022, Borea helped Alden. One further act is on the record.");
    cs_summary_release(&s);
    release_report(&r);
}

static void a_sentence_has_places_names_and_brackets(void **state)
{
    struct reported r;
    cs_name names[2];
    struct cs_place places[] = {{.name = "who", .names = names, .count = 2}, {.name = "when"}};

    (void)state;
    given_report(&r, WORDS, "2022-01-12");
    names[0] = name_of(&r.g, "Alden");
    names[1] = name_of(&r.g, "Borea");
    cs_sentence_add(&r.report, "{who} {was|were} there[ on {when}].", places, 2, &r.out);
    assert_written(&r, "Alden and Borea were there.");
    places[0].count = 1;
    places[1].text = "12 January";
    cs_sentence_add(&r.report, "{who} {was|were} there[ on {when}].", places, 2, &r.out);
    assert_written(&r, "Alden was there on 12 January.");
    release_report(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_account_has_its_verdict), cmocka_unit_test(what_is_not_due_is_not_broken),
        cmocka_unit_test(what_was_done_is_told_without_what_it_was_about),
        cmocka_unit_test(of_many_acts_those_to_who_asked_are_told),
        cmocka_unit_test(a_sentence_has_places_names_and_brackets)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
