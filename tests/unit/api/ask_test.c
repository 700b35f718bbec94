/* SPDX-License-Identifier: MIT */
/* Questions, acts, changes, verdicts and the writers, through the public headers. */
#include "unit/cmocka_all.h"

#include <stdio.h>
#include <string.h>

#include "casus/casus.h"

static const char RECORD[] = "kind  state, body\n"
                             "name  state Arden, Beck, Corvin\n"
                             "name  body Council\n"
                             "event draft in body\n"
                             "event vote by state on occurrence\n"
                             "event close of occurrence after vote\n"
                             "event strike by state on state\n"
                             "event raid by state on state\n"
                             "event help by state to state on occurrence\n"
                             "strike excludes raid\n"
                             "fact  occurrence is open\n"
                             "treaty Pact \"a pact\"\n"
                             "reading Soon \"soon\"\n"
                             "  Strict 1 day\n"
                             "  Wide   5 days\n"
                             "article 1 \"votes while the draft is open\"\n"
                             "may   vote on d\n"
                             "if    d is open\n"
                             "when  d: draft in Council\n"
                             "then  d is open\n"
                             "when  close of d\n"
                             "then  end d is open\n"
                             "article 2 \"who is struck is helped soon\"\n"
                             "when  e: strike on v\n"
                             "then  Beck owes v help by Beck to v on e within Soon\n"
                             "account Arden, Beck, Corvin\n"
                             "2030-03-05 d1: draft in Council\n"
                             "2030-03-06 e1: strike by Corvin on Arden\n"
                             "  says Arden in S1 @3..9 #0a1b2c3d \"it was struck\"\n"
                             "  denies Beck\n  says Corvin\n"
                             "e1 counts as raid by Corvin on Arden\n  says Corvin\n"
                             "2030-03-08 close of d1\n"
                             "source S1 \"a paper\"\n"
                             "check in force Beck owes Arden help as Arden on 2030-03-06\n"
                             "check violated Beck owes Arden help as Arden on 2030-03-06\n"
                             "check may vote by Arden on d1 as Arden on 2030-03-08\n";

static casus_case *read_case(void)
{
    casus_case *c;

    assert_int_equal(casus_case_new(&c), CASUS_OK);
    assert_int_equal(casus_case_add_text(c, "a.record", RECORD, strlen(RECORD)), CASUS_OK);
    assert_int_equal(casus_case_check(c), CASUS_OK);
    assert_int_equal(casus_case_error_count(c), 0);
    return c;
}

static casus_answer *answer(casus_case *c, const char *as_of)
{
    struct casus_wishes wishes = {.size = sizeof wishes, .as_of = as_of};
    casus_answer *a;

    assert_int_equal(casus_answer_new(c, &wishes, &a), CASUS_OK);
    return a;
}

static void a_question_has_a_reply_on_each_account(void **state)
{
    casus_case *c = read_case();
    const casus_reason *reasons;
    casus_reply *r;
    size_t row;

    (void)state;
    assert_int_equal(casus_ask(c, "owes Beck to Arden on 2030-03-07", CASUS_ASK_SHORT, NULL, &r), CASUS_OK);
    assert_true(casus_reply_understood(r));
    assert_string_equal(casus_reply_date(r), "2030-03-07");
    assert_string_equal(casus_answer_as_of(casus_reply_answer(r)), "2030-03-07");
    assert_int_equal(casus_reply_subject_count(r), 1);
    assert_int_equal(casus_reply_subject(r, 0, &row), CASUS_OK);
    assert_int_equal(row, 0);
    assert_string_equal(casus_reply_state(r, 0, 0), "in force"); /* each reading leaves the day after */
    assert_string_equal(casus_reply_state(r, 0, 1), "none");
    assert_string_equal(casus_reply_state(r, 0, 2), "contradictory"); /* a strike and a raid at once */
    assert_null(casus_reply_state(r, 0, 3));
    assert_null(casus_reply_state(r, 1, 0));
    assert_true(casus_reply_open(r));
    casus_case_free(c); /* the reply keeps it */
    assert_int_equal(casus_reply_reasons(r, 0, 0, &reasons), CASUS_OK);
    assert_string_equal(reasons->kind, "state");
    casus_reply_free(r);
}

static void a_question_that_cannot_be_read_says_so(void **state)
{
    casus_case *c = read_case();
    struct casus_diagnostic d;
    casus_text text = {.bytes = NULL};
    casus_reply *r;

    (void)state;
    assert_int_equal(casus_ask(c, "may Arden votte on d1", CASUS_ASK_SHORT, NULL, &r), CASUS_OK);
    assert_true(casus_reply_understood(r)); /* it begins like "vote" */
    casus_reply_free(r);
    assert_int_equal(casus_ask(c, "may Arden paint on d1", CASUS_ASK_SHORT, NULL, &r), CASUS_OK);
    assert_false(casus_reply_understood(r));
    assert_string_equal(casus_reply_refusal(r), "no text gives anybody a power that \"paint\" could mean");
    assert_non_null(strstr(casus_reply_remedy(r), "may vote by state on occurrence"));
    assert_null(casus_reply_answer(r));
    assert_int_equal(casus_reply_subject_count(r), 0);
    assert_int_equal(casus_write_reply(r, NULL, casus_text_sink(&text)), CASUS_ERR_ARGUMENT);
    assert_null(text.bytes);
    casus_reply_free(r);
    assert_int_equal(casus_ask(c, "vote by Ardenn on d1", CASUS_ASK_PLAIN, NULL, &r), CASUS_OK);
    assert_false(casus_reply_understood(r));
    assert_int_equal(casus_reply_diagnostic_count(r), 1);
    assert_int_equal(casus_reply_diagnostic(r, 0, &d), CASUS_OK);
    assert_string_equal(d.code, "E0302");
    assert_int_equal(d.column, strlen("vote by ") + 1);
    assert_int_equal(casus_write_reply_diagnostics(r, NULL, casus_text_sink(&text)), CASUS_OK);
    assert_non_null(strstr(text.bytes, "the sentence"));
    casus_text_free(text.bytes);
    casus_reply_free(r);
    assert_int_equal(casus_ask(c, NULL, CASUS_ASK_PLAIN, NULL, &r), CASUS_ERR_ARGUMENT);
    assert_null(r);
    casus_case_free(c);
}

static void an_act_is_tried_where_it_would_stand(void **state)
{
    casus_case *c = read_case();
    const char *record;
    casus_act *act;
    size_t length;

    (void)state;
    assert_int_equal(casus_act_new(c, "a.record", "v1:  vote by Arden on d1", "2030-03-08", &act), CASUS_OK);
    assert_true(casus_act_needs_power(act));
    assert_int_equal(casus_act_effect(act), CASUS_EFFECT_FULL);
    assert_string_equal(casus_act_state(act, 0), "with effect");
    assert_string_equal(casus_act_state(act, 2), "contradictory");
    assert_string_equal(casus_act_line(act), "2030-03-08 v1: vote by Arden on d1\n");
    assert_string_equal(casus_act_addition(act), "\n2030-03-08 v1: vote by Arden on d1\n");
    record = casus_act_record(act, &length);
    assert_int_equal(length, strlen(RECORD));
    assert_memory_equal(record, RECORD, length);
    assert_int_equal(casus_act_change_count(act), 0);
    casus_act_free(act);
    assert_int_equal(casus_act_new(c, "a.record", "vote by Arden on d1", "2030-03-09", &act), CASUS_OK);
    assert_int_equal(casus_act_effect(act), CASUS_EFFECT_NONE);
    casus_act_free(act);
    assert_int_equal(casus_act_new(c, "a.record", "d1 is open", "2030", &act), CASUS_OK);
    assert_null(casus_act_line(act));
    assert_null(casus_act_addition(act));
    assert_true(casus_act_refusal(act)[0] != '\0');
    assert_int_equal(casus_act_moment_count(act), 0);
    casus_act_free(act);
    assert_int_equal(casus_act_new(c, "b.record", "vote by Arden on d1", NULL, &act), CASUS_ERR_ARGUMENT);
    assert_null(act);
    assert_string_equal(casus_case_message(c), "the case has no record \"b.record\"");
    casus_case_free(c);
}

/* The case with an act is what the record is with its addition, and the next act is tried in it. */
static void an_act_that_is_entered_is_gone_on_with(void **state)
{
    struct casus_act_wishes wishes = {
        .size = sizeof wishes, .otherwise = "2030-03-08", .before = "\n-- the vote\n", .alone = true};
    casus_case *c = read_case(), *with;
    struct casus_text_of_case text;
    casus_answer *answer, *shared;
    casus_act *act, *next;
    size_t length;

    (void)state;
    assert_int_equal(casus_act_try(c, "a.record", "v1: vote by Arden on d1", &wishes, &act), CASUS_OK);
    assert_string_equal(casus_act_addition(act), "\n-- the vote\n2030-03-08 v1: vote by Arden on d1\n");
    assert_int_equal(casus_act_moment_count(act), 0);
    assert_null(casus_act_after(act));
    assert_int_equal(casus_act_effect(act), CASUS_EFFECT_NONE); /* not looked at */
    with = casus_act_case(act);
    casus_act_free(act);
    casus_case_free(c);
    for (size_t i = 0; casus_case_text(with, i, &text) == CASUS_OK && strcmp(text.name, "a.record") != 0;)
        i++;
    assert_int_equal(text.length, strlen(RECORD) + strlen("\n-- the vote\n2030-03-08 v1: vote by Arden on d1\n"));
    assert_int_equal(casus_act_try(with, "a.record", "2030-03-09 v1: vote by Beck on d1", &wishes, &next), CASUS_OK);
    assert_null(casus_act_line(next)); /* the label is taken */
    assert_null(casus_act_case(next));
    casus_act_free(next);
    assert_int_equal(casus_act_try(with, "a.record", "2030-03-09 v2: vote by Beck on d1", NULL, &next), CASUS_OK);
    assert_string_equal(casus_act_date(next), "2030-03-09"); /* its own */
    assert_non_null(casus_act_after(next));
    assert_string_equal(casus_act_record(next, &length) + strlen(RECORD),
                        "\n-- the vote\n2030-03-08 v1: vote by Arden on d1\n");
    casus_act_free(next);
    assert_int_equal(casus_answer_new(with, NULL, &answer), CASUS_OK);
    shared = casus_answer_share(answer);
    casus_case_free(casus_case_share(with));
    casus_case_free(with);
    casus_answer_free(answer);
    assert_true(casus_account_count(shared) > 0);
    casus_answer_free(shared);
}

static bool tells_same(casus_case *c, const char *record)
{
    casus_text one = {.bytes = NULL}, other = {.bytes = NULL};
    casus_case *fresh;
    casus_answer *a = answer(c, "2030-03-20"), *b;
    bool same;

    assert_int_equal(casus_case_new(&fresh), CASUS_OK);
    assert_int_equal(casus_case_add_text(fresh, "a.record", record, strlen(record)), CASUS_OK);
    assert_int_equal(casus_case_check(fresh), CASUS_OK);
    b = answer(fresh, "2030-03-20");
    assert_int_equal(casus_write_ledger(a, NULL, casus_text_sink(&one)), CASUS_OK);
    assert_int_equal(casus_write_ledger(b, NULL, casus_text_sink(&other)), CASUS_OK);
    same = strcmp(one.bytes, other.bytes) == 0;
    casus_text_free(one.bytes);
    casus_text_free(other.bytes);
    casus_answer_free(a);
    casus_answer_free(b);
    casus_case_free(fresh);
    return same;
}

/* The case itself goes on with an act; not with one that has a mistake, or a word that the record did not have. */
static void an_act_is_entered_into_its_case(void **state)
{
    struct casus_act_wishes wishes = {.size = sizeof wishes, .enter = true};
    casus_case *c = read_case(), *with;
    struct casus_text_of_case text;
    struct casus_row one, other;
    casus_answer *a, *b;
    casus_act *act;
    size_t length;
    char record[4096];
    bool done;

    (void)state;
    a = answer(c, "2030-03-09");
    assert_int_equal(
        casus_act_try(c, "a.record", "2030-03-10 e2: strike by Beck on Arden\n  says Arden", &wishes, &act), CASUS_OK);
    with = casus_act_case(act);
    assert_ptr_equal(with, c);
    assert_null(casus_act_after(act));
    assert_memory_equal(casus_act_record(act, &length), RECORD, strlen(RECORD));
    assert_int_equal(length, strlen(RECORD));
    snprintf(record, sizeof record, "%s%s", RECORD, casus_act_addition(act));
    casus_case_free(with);
    casus_act_free(act);
    assert_int_equal(casus_case_text(c, 0, &text), CASUS_OK);
    assert_string_equal(text.bytes, record);
    assert_true(tells_same(c, record));
    assert_int_equal(casus_answer_go_on(a, "2030-03-08", &done), CASUS_ERR_ARGUMENT);
    assert_string_equal(casus_answer_message(a), "the answer is of 2030-03-09, and 2030-03-08 is earlier");
    assert_int_equal(casus_answer_go_on(casus_answer_share(a), "2030-03-20", &done), CASUS_ERR_ARGUMENT);
    casus_answer_free(a);
    assert_int_equal(casus_answer_go_on(a, "2030-03-20", &done), CASUS_OK);
    assert_true(done);
    assert_string_equal(casus_answer_as_of(a), "2030-03-20");
    b = answer(c, "2030-03-20");
    assert_true(casus_row_count(a) == casus_row_count(b) && casus_row_count(b) > 1);
    for (size_t i = 0; i < casus_row_count(b); i++) {
        assert_int_equal(casus_row_at(a, i, &one), CASUS_OK);
        assert_int_equal(casus_row_at(b, i, &other), CASUS_OK);
        assert_string_equal(one.content, other.content);
    }
    casus_answer_free(a);
    casus_answer_free(b);

    assert_int_equal(casus_act_try(c, "a.record", "2030-03-11 e2: strike by Beck on Corvin", &wishes, &act), CASUS_OK);
    assert_null(casus_act_case(act)); /* the label is taken */
    casus_act_free(act);
    assert_int_equal(casus_case_text(c, 0, &text), CASUS_OK);
    assert_string_equal(text.bytes, record);

    assert_int_equal(casus_act_try(c, "a.record", "2030-03-11 raid by Beck on Corvin", &wishes, &act), CASUS_OK);
    with = casus_act_case(act); /* of which words the order tells is another question now */
    assert_ptr_equal(with, c);
    casus_case_free(with);
    casus_act_free(act);
    assert_int_equal(casus_act_try(c, "a.record", "2030-03-11 vote by Beck on d1", &wishes, &act), CASUS_OK);
    with = casus_act_case(act);
    assert_ptr_not_equal(with, c);
    casus_act_free(act);
    casus_case_free(with);
    assert_int_equal(casus_case_replace(c, "a.record", RECORD, strlen(RECORD)), CASUS_ERR_ARGUMENT);
    assert_string_equal(casus_case_message(c), "a text is replaced after lines were entered into the case");
    casus_case_free(c);
}

/* The entry with this label that an answer has been run with; `record` NULL: it has none. */
static struct casus_entry entry_of(casus_answer *a, const char *label)
{
    struct casus_entry entry;

    for (size_t i = 0; i < casus_entry_count(a); i++) {
        assert_int_equal(casus_entry_at(a, i, &entry), CASUS_OK);
        if (entry.label != NULL && strcmp(entry.label, label) == 0)
            return entry;
    }
    return (struct casus_entry){.record = NULL};
}

/* The answers with it have its entry, where it would stand: behind an empty line at the end of the record. */
static void assert_stands_at_the_end(casus_act *act, const char *label)
{
    struct casus_act_moment moment;
    struct casus_entry entry;
    size_t line = 2;

    for (const char *at = RECORD; *at != '\0'; at++)
        line += *at == '\n';
    assert_int_equal(casus_act_moment_at(act, 0, &moment), CASUS_OK);
    assert_null(entry_of(moment.without, label).record);
    assert_null(entry_of(casus_act_before(act), label).record);
    entry = entry_of(moment.with, label);
    assert_non_null(entry.record);
    assert_string_equal(entry.record, "a.record");
    assert_int_equal(entry.line, line);
    assert_string_equal(entry_of(casus_act_after(act), label).record, "a.record");
}

static void what_an_act_changes_is_told(void **state)
{
    casus_case *c = read_case(), *with;
    casus_text text = {.bytes = NULL};
    struct casus_text_of_case record;
    casus_act *act;
    size_t row;

    (void)state;
    assert_int_equal(casus_act_new(c, "a.record", "h1: help by Beck to Arden on e1", "2030-03-07", &act), CASUS_OK);
    assert_false(casus_act_needs_power(act));
    assert_int_equal(casus_act_change_count(act), 1); /* the duty is fulfilled */
    assert_int_equal(casus_act_change(act, 0, &row), CASUS_OK);
    assert_int_equal(casus_write_act_changes(act, NULL, casus_text_sink(&text)), CASUS_OK);
    assert_non_null(strstr(text.bytes, "fulfilled"));
    casus_text_free(text.bytes);
    assert_stands_at_the_end(act, "h1");
    with = casus_act_case(act); /* read as it is asked for */
    assert_int_equal(casus_case_text(with, 0, &record), CASUS_OK);
    assert_string_equal(record.bytes + strlen(RECORD), "\n2030-03-07 h1: help by Beck to Arden on e1\n");
    assert_int_equal(casus_case_error_count(with), 0);
    casus_case_free(with);
    casus_act_free(act);
    casus_case_free(c);
}

/*
 * The duty to help within 1 or 5 days of 6 March is in force on the day of the strike, violated from 8 March on by the
 * strict reading and from 12 March on by both. Without the word of Arden, whether it was struck is open for it: Corvin
 * says so, Beck denies it.
 */
static void what_an_entry_changes_is_told_date_by_date(void **state)
{
    static const char *const dates[] = {"2030-03-06", "2030-03-08", "2030-03-12"};
    static const char *const states[] = {"in force", "undetermined", "violated"};
    casus_case *c = read_case();
    struct casus_act_moment moment;
    struct casus_row_change change;
    struct casus_stand stand;
    casus_act *act;

    (void)state;
    assert_int_equal(casus_act_new(c, "a.record", "about e1\nretracts Arden", NULL, &act), CASUS_OK);
    assert_string_equal(casus_act_addition(act), "\nabout e1\n  retracts Arden\n");
    assert_int_equal(casus_act_effect(act), CASUS_EFFECT_FULL);
    assert_false(casus_act_needs_power(act));
    assert_false(casus_act_date_is_last(act));
    assert_null(casus_act_state(act, 0));
    assert_string_equal(casus_act_left_out(act), "");
    assert_int_equal(casus_act_moment_count(act), 3);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(casus_act_moment_at(act, i, &moment), CASUS_OK);
        assert_string_equal(moment.date, dates[i]);
        assert_int_equal(moment.change_count, 1);
        assert_int_equal(casus_act_moment_change(act, i, 0, &change), CASUS_OK);
        assert_true(change.states);
        assert_int_equal(casus_row_stand(moment.with, change.after, 0, &stand), CASUS_OK);
        assert_string_equal(stand.state, "undetermined");
        assert_int_equal(casus_row_stand(moment.without, change.before, 0, &stand), CASUS_OK);
        assert_string_equal(stand.state, states[i]);
    }
    assert_int_equal(casus_act_moment_change(act, 0, 1, &change), CASUS_ERR_ARGUMENT);
    assert_int_equal(casus_act_moment_at(act, 3, &moment), CASUS_ERR_ARGUMENT);
    casus_act_free(act);
    casus_case_free(c);
}

/* What is wrong only where the line would stand is told as of that place, and nothing is entered. */
static void what_the_record_would_not_bear_is_a_diagnostic(void **state)
{
    casus_case *c = read_case();
    struct casus_diagnostic d;
    casus_act *act;

    (void)state;
    assert_int_equal(casus_act_new(c, "a.record", "name state Council", NULL, &act), CASUS_OK);
    assert_null(casus_act_addition(act));
    assert_int_equal(casus_act_effect(act), CASUS_EFFECT_NONE);
    assert_int_equal(casus_act_diagnostic_count(act), 1);
    assert_int_equal(casus_act_diagnostic(act, 0, &d), CASUS_OK);
    assert_string_equal(d.text, "a.record");
    casus_act_free(act);
    casus_case_free(c);
}

static void two_answers_differ(void **state)
{
    casus_case *c = read_case(), *other;
    casus_answer *before = answer(c, "2030-03-05"), *after = answer(c, "2030-03-07"), *foreign;
    struct casus_row_change change;
    casus_changes *changes;

    (void)state;
    assert_int_equal(casus_case_new(&other), CASUS_OK);
    assert_int_equal(casus_case_add_text(other, "a.record", RECORD, strlen(RECORD) - 1), CASUS_OK);
    assert_int_equal(casus_case_check(other), CASUS_OK);
    foreign = answer(other, NULL);
    assert_int_equal(casus_changes_new(before, foreign, &changes), CASUS_ERR_ARGUMENT); /* of another text */
    assert_null(changes);
    assert_int_equal(casus_changes_new(before, after, &changes), CASUS_OK);
    casus_answer_free(before); /* the changes keep both */
    casus_answer_free(after);
    assert_int_equal(casus_row_change_count(changes), 1);
    assert_int_equal(casus_row_change_at(changes, 0, &change), CASUS_OK);
    assert_true(change.before == CASUS_NOT_THERE);
    assert_int_equal(change.after, 0);
    casus_changes_free(changes);
    casus_answer_free(foreign);
    casus_case_free(other);
    casus_case_free(c);
}

static void what_a_supposition_changes_is_told(void **state)
{
    casus_case *c = read_case(), *supposed;
    casus_answer *before = answer(c, NULL), *after;
    casus_changes *changes;

    (void)state;
    assert_int_equal(casus_case_suppose(c, NULL, "without r1", 10), CASUS_ERR_ARGUMENT); /* after the check */
    assert_int_equal(casus_case_new(&supposed), CASUS_OK);
    assert_int_equal(casus_case_add_text(supposed, "a.record", RECORD, strlen(RECORD)), CASUS_OK);
    assert_int_equal(casus_case_suppose(supposed, NULL, NULL, 0), CASUS_ERR_ARGUMENT);
    assert_int_equal(casus_case_suppose(supposed, NULL, "one\ntwo", 7), CASUS_ERR_ARGUMENT);
    assert_int_equal(casus_case_suppose(supposed, "what.record", "e1 counts as raid\n", 18), CASUS_OK);
    assert_int_equal(casus_case_check(supposed), CASUS_OK);
    assert_int_equal(casus_case_error_count(supposed), 0);
    after = answer(supposed, NULL);
    assert_int_equal(casus_changes_new(before, after, &changes), CASUS_OK);
    assert_true(casus_row_change_count(changes) > 0);
    casus_changes_free(changes);
    casus_answer_free(after);
    casus_answer_free(before);
    casus_case_free(supposed);
    casus_case_free(c);
}

static void what_decides_a_line_is_told(void **state)
{
    casus_case *c = read_case();
    static const struct casus_judge wrong = {.name = "me.txt", .text = "e9 counts as raid: yes 1", .length = 24};
    casus_text text = {.bytes = NULL};
    unsigned long long all;
    casus_pivots *pivots;
    casus_reply *r;
    size_t count;

    (void)state;
    assert_int_equal(casus_ask(c, "1", CASUS_ASK_PLAIN, NULL, &r), CASUS_OK);
    assert_int_equal(casus_pivots_new(r, &wrong, 1, 10, &pivots), CASUS_ERR_ARGUMENT);
    assert_null(pivots);
    assert_non_null(strstr(casus_reply_message(r), "me.txt:1: there is no question"));
    assert_int_equal(casus_pivots_new(r, NULL, 0, 10, &pivots), CASUS_OK);
    assert_false(casus_pivots_settled(pivots, 0));
    count = casus_pivot_count(pivots, 0, 0, &all);
    assert_true(count > 0 && count == all);
    assert_non_null(casus_pivot_at(pivots, 0, 0, 0, &count));
    assert_true(count > 0);
    assert_null(casus_pivot_at(pivots, 0, 0, (size_t)all, &count));
    assert_int_equal(casus_pivot_count(pivots, 9, 0, NULL), 0);
    assert_int_equal(casus_write_pivots(pivots, NULL, casus_text_sink(&text)), CASUS_OK);
    assert_non_null(strstr(text.bytes, "What would change it"));
    casus_text_free(text.bytes);
    casus_pivots_free(pivots);
    casus_reply_free(r);
    casus_case_free(c);
}

static void who_is_next(void **state)
{
    casus_case *c = read_case();
    casus_answer *a = answer(c, "2030-03-06");
    struct casus_power power;
    casus_next *next;
    size_t row;

    (void)state;
    assert_int_equal(casus_next_new(a, "Nobody", &next), CASUS_ERR_ARGUMENT);
    assert_int_equal(casus_next_new(a, NULL, &next), CASUS_OK);
    assert_int_equal(casus_next_must_count(next), 1);
    assert_int_equal(casus_next_must(next, 0, &row), CASUS_OK);
    assert_int_equal(casus_next_expected_count(next), 0);
    assert_int_equal(casus_next_expected(next, 0, &row), CASUS_ERR_ARGUMENT);
    assert_int_equal(casus_next_coming_count(next), 0);
    assert_int_equal(casus_next_may_count(next), 1);
    assert_int_equal(casus_next_may(next, 0, &power), CASUS_OK);
    assert_string_equal(power.article, "Pact 1");
    assert_string_equal(casus_next_may_state(next, 0, 1), "may");
    assert_string_equal(casus_next_may_state(next, 0, 2), "contradictory");
    casus_answer_free(a);
    casus_next_free(next);
    casus_case_free(c);
}

/* A draft is adopted as its silence ends; Beck expects it, and nobody owes it. */
static void what_comes_by_itself_is_told_apart(void **state)
{
    static const char text[] = "kind state\nname state Arden, Beck\nevent draft by state\n"
                               "event objection by state to occurrence\nevent adoption by state of occurrence\n"
                               "fact silence of occurrence to one moment\n"
                               "may objection by s to d\nif d counts as draft by s\n"
                               "when reached m: silence of d to m\nif no objection to d\nand d counts as draft by s\n"
                               "then adoption by s of d\n2030-03-05 d1: draft by Arden\n"
                               "2030-03-05 silence of d1 to 2030-03-20\n"
                               "2030-03-05 Beck expects Arden adoption by Arden of d1 before 2030-04-01\n";
    struct casus_coming coming;
    struct casus_row row;
    casus_answer *a;
    casus_next *next;
    casus_case *c;
    size_t number;

    (void)state;
    assert_int_equal(casus_case_new(&c), CASUS_OK);
    assert_int_equal(casus_case_add_text(c, "a.record", text, strlen(text)), CASUS_OK);
    assert_int_equal(casus_case_check(c), CASUS_OK);
    assert_int_equal(casus_case_error_count(c), 0);
    a = answer(c, "2030-03-06");
    assert_int_equal(casus_next_new(a, NULL, &next), CASUS_OK);
    assert_int_equal(casus_next_must_count(next), 0);
    assert_int_equal(casus_next_expected_count(next), 1);
    assert_int_equal(casus_next_expected(next, 0, &number), CASUS_OK);
    assert_int_equal(casus_row_at(a, number, &row), CASUS_OK);
    assert_string_equal(row.kind, "expectation");
    assert_int_equal(casus_next_coming_count(next), 1);
    assert_int_equal(casus_next_coming(next, 0, &coming), CASUS_OK);
    assert_string_equal(coming.on, "2030-03-20");
    assert_string_equal(coming.ends, "silence of d1 to 2030-03-20");
    assert_string_equal(coming.act, "adoption by Arden of d1");
    assert_string_equal(coming.actor, "Arden");
    assert_null(coming.article);
    assert_int_equal(coming.blocker_count, 1);
    assert_string_equal(coming.blockers[0], "objection by Arden to d1");
    assert_string_equal(casus_next_coming_state(next, 0, 0), "holds");
    assert_null(casus_next_coming_state(next, 1, 0));
    assert_int_equal(casus_next_coming(next, 1, &coming), CASUS_ERR_ARGUMENT);
    casus_next_free(next);
    casus_answer_free(a);
    casus_case_free(c);
}

static void check_lines_are_judged(void **state)
{
    casus_case *c = read_case();
    struct casus_verdict verdict;
    casus_verdicts *verdicts;

    (void)state;
    assert_int_equal(casus_verdicts_new(c, "a.record", NULL, NULL, &verdicts), CASUS_OK);
    assert_int_equal(casus_verdict_count(verdicts), 3);
    assert_int_equal(casus_verdict_at(verdicts, 0, &verdict), CASUS_OK);
    assert_true(verdict.passed);
    assert_int_equal(casus_verdict_at(verdicts, 1, &verdict), CASUS_OK);
    assert_false(verdict.passed);
    assert_non_null(strstr(verdict.found, "in force"));
    assert_int_equal(casus_verdict_at(verdicts, 2, &verdict), CASUS_OK);
    assert_true(verdict.passed); /* a vote comes before the close of its day */
    casus_verdicts_free(verdicts);
    casus_case_free(c);
}

static void entries_and_claims_are_rows(void **state)
{
    casus_case *c = read_case();
    casus_answer *a = answer(c, NULL);
    struct casus_entry entry;
    struct casus_claim claim;
    struct casus_cited cited;

    (void)state;
    assert_int_equal(casus_entry_count(a), 4);
    assert_int_equal(casus_entry_at(a, 1, &entry), CASUS_OK);
    assert_string_equal(entry.label, "e1");
    assert_string_equal(entry.date, "2030-03-06");
    assert_string_equal(entry.text, "2030-03-06 e1: strike by Corvin on Arden");
    assert_int_equal(entry.claim_count, 3);
    assert_int_equal(casus_claim_at(a, 1, 0, &claim), CASUS_OK);
    assert_string_equal(claim.kind, "says");
    assert_string_equal(claim.voice, "Arden");
    assert_string_equal(claim.source, "S1");
    assert_string_equal(claim.gist, "it was struck");
    assert_int_equal(claim.start, 3);
    assert_int_equal(claim.end, 9);
    assert_int_equal(casus_claim_passage(a, 1, 0, &cited), CASUS_OK); /* no folder of documents was named */
    assert_string_equal(cited.state, "unverified");
    assert_null(cited.text);
    assert_int_equal(casus_claim_at(a, 1, 3, &claim), CASUS_ERR_ARGUMENT);
    assert_int_equal(casus_claim_passage(a, 1, 3, &cited), CASUS_ERR_ARGUMENT);
    assert_null(claim.voice);
    assert_int_equal(casus_entry_at(a, 4, &entry), CASUS_ERR_ARGUMENT);
    casus_answer_free(a);
    casus_case_free(c);
}

static bool refuse_bytes(void *context, const char *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    *(size_t *)context += 1;
    return false;
}

static void what_a_style_or_a_sink_refuses(void **state)
{
    casus_case *c = read_case();
    casus_answer *a = answer(c, NULL);
    struct casus_style style = {.size = sizeof style, .format = CASUS_DOT};
    casus_text text = {.bytes = NULL};
    size_t calls = 0;

    (void)state;
    assert_int_equal(casus_write_ledger(a, &style, casus_text_sink(&text)), CASUS_ERR_ARGUMENT);
    assert_string_equal(casus_answer_message(a), "this is not written in that format");
    style = (struct casus_style){.size = sizeof style, .request = "e1"};
    assert_int_equal(casus_write_ledger(a, &style, casus_text_sink(&text)), CASUS_ERR_ARGUMENT);
    assert_string_equal(casus_answer_message(a), "there is no request \"e1\" in the ledger");
    style = (struct casus_style){.format = CASUS_JSON};
    assert_int_equal(casus_write_ledger(a, &style, casus_text_sink(&text)), CASUS_ERR_ARGUMENT); /* no size */
    assert_null(text.bytes);
    assert_int_equal(casus_write_ledger(a, NULL, (casus_sink){refuse_bytes, &calls}), CASUS_ERR_IO);
    assert_int_equal(calls, 1);
    assert_int_equal(casus_write_ledger(a, NULL, casus_text_sink(&text)), CASUS_OK); /* the answer is as it was */
    assert_non_null(strstr(text.bytes, "contradictory"));
    casus_text_free(text.bytes);
    casus_answer_free(a);
    casus_case_free(c);
}

static void readings_and_dates_are_wishes(void **state)
{
    const char *const strict[] = {"Soon=Strict"}, *const wrong[] = {"Soon=Never"};
    struct casus_wishes wishes = {.size = sizeof wishes, .as_of = "2030-03-08", .readings = strict, .reading_count = 1};
    casus_case *c = read_case();
    struct casus_stand stand;
    struct casus_date date;
    casus_answer *a;

    (void)state;
    assert_int_equal(casus_answer_new(c, &wishes, &a), CASUS_OK);
    assert_int_equal(casus_row_stand(a, 0, 0, &stand), CASUS_OK);
    assert_string_equal(stand.state, "violated");
    casus_answer_free(a);
    wishes.readings = wrong;
    assert_int_equal(casus_answer_new(c, &wishes, &a), CASUS_ERR_ARGUMENT);
    assert_null(a);
    assert_string_equal(casus_case_message(c), "Soon=Never: the answers of \"Soon\" are Strict, Wide");
    assert_int_equal(casus_case_date(c, NULL, &date), CASUS_OK);
    assert_string_equal(date.text, "2030-03-08");
    assert_int_equal(casus_case_date(c, "2030-02-30", &date), CASUS_ERR_ARGUMENT);
    assert_string_equal(date.text, "");
    casus_case_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_question_has_a_reply_on_each_account),
                                       cmocka_unit_test(a_question_that_cannot_be_read_says_so),
                                       cmocka_unit_test(an_act_is_tried_where_it_would_stand),
                                       cmocka_unit_test(an_act_that_is_entered_is_gone_on_with),
                                       cmocka_unit_test(an_act_is_entered_into_its_case),
                                       cmocka_unit_test(what_an_act_changes_is_told),
                                       cmocka_unit_test(what_an_entry_changes_is_told_date_by_date),
                                       cmocka_unit_test(what_the_record_would_not_bear_is_a_diagnostic),
                                       cmocka_unit_test(two_answers_differ),
        cmocka_unit_test(what_a_supposition_changes_is_told),
        cmocka_unit_test(what_decides_a_line_is_told),
                                       cmocka_unit_test(who_is_next),
                                       cmocka_unit_test(what_comes_by_itself_is_told_apart),
                                       cmocka_unit_test(check_lines_are_judged),
                                       cmocka_unit_test(entries_and_claims_are_rows),
                                       cmocka_unit_test(what_a_style_or_a_sink_refuses),
                                       cmocka_unit_test(readings_and_dates_are_wishes)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
