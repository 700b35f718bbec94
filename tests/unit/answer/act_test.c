/* SPDX-License-Identifier: MIT */
#include "unit/answer/pact.h"

#include <stdio.h>

#include "answer/act.h"

static const struct cs_file *record_of(const struct cs_case *c)
{
    const struct cs_file *file = c->files;

    while (strcmp(file->source->name, "a.record") != 0)
        file = file->next;
    return file;
}

static enum cs_state state_on(struct cs_case *c, const char *words, const char *on)
{
    struct cs_failure failure = {.status = CASUS_OK};
    enum cs_state state;
    struct cs_act act;

    assert_int_equal(cs_act_read(&act, c, record_of(c), words, on, NULL, &failure), CASUS_OK);
    assert_non_null(act.entry);
    assert_int_equal(cs_act_try(&act, c, &failure), CASUS_OK);
    state = cs_trial_state(act.trial, 0, CS_STATE_WITH_EFFECT, CS_STATE_WITHOUT_EFFECT);
    cs_act_release(&act);
    return state;
}

static void an_act_is_judged_at_its_place_in_its_day(void **state)
{
    struct cs_case c;

    (void)state;
    pact_open(&c, RECORD);
    /* before the close of that day */
    assert_int_equal(state_on(&c, "v1: vote by Arden on d1", "2030-03-08"), CS_STATE_WITH_EFFECT);
    assert_int_equal(state_on(&c, "v1: vote by Arden on d1", "2030-03-09"), CS_STATE_WITHOUT_EFFECT);
    assert_int_equal(state_on(&c, "v1: vote by Arden on d1", "2030-03-04"), CS_STATE_WITHOUT_EFFECT);
    assert_int_equal(state_on(&c, "vote by Corvin on d1", "2030-03-08"), CS_STATE_WITHOUT_EFFECT);
    cs_case_release(&c);
}

static void an_act_has_the_zone_of_its_record(void **state)
{
    struct cs_failure failure = {.status = CASUS_OK};
    char record[512];
    struct cs_act act;
    struct cs_case c;

    (void)state;
    snprintf(record, sizeof record, "zone -05:00\n%s", RECORD);
    pact_open(&c, record);
    assert_int_equal(cs_act_read(&act, &c, record_of(&c), "v1:  vote by Arden on d1", "2030-03-07", NULL, &failure),
                     CASUS_OK);
    assert_int_equal(act.entry->moment.offset.offset, -5 * 60);
    assert_string_equal(act.line, "2030-03-07 v1: vote by Arden on d1\n");
    cs_act_release(&act);
    cs_case_release(&c);
}

static void what_cannot_be_entered_is_refused(void **state)
{
    static const struct { const char *words, *on; bool refused; } tries[] = {
        {"vote by Arden on d1", "2030", true},                    /* a year is no day */
        {"2030-03-05 vote by Arden on d1", "2030-03-06", true},   /* two dates */
        {"d1 counts as draft", "2030-03-06", true},               /* nothing is said that could be recorded then */
        {"d1: vote by Arden on d1", NULL, false},                 /* the label is taken */
        {"vote by Arden on d1\nvote by Beck on d1", NULL, false}, /* two entries */
        {"vote by Arden on d1\nif d1 is open", NULL, false},      /* a line that belongs to something else */
        {"account Beck", NULL, true}, /* a line that nobody enters */
        {"says Beck", NULL, true},    /* a line that belongs to one above it */
        {"about d1\nretracts Beck", NULL, true}, /* he has said nothing */
        {"strike at d1", NULL, false}};
    struct cs_failure failure = {.status = CASUS_OK};
    struct cs_act act;
    struct cs_case c;

    (void)state;
    pact_open(&c, RECORD);
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
        assert_int_equal(cs_act_read(&act, &c, record_of(&c), tries[i].words, tries[i].on, NULL, &failure), CASUS_OK);
        assert_false(act.read);
        assert_null(act.entry);
        assert_int_equal(act.refusal != NULL, tries[i].refused);
        assert_int_equal(act.diagnostics.error_count, !tries[i].refused);
        cs_act_release(&act);
    }
    cs_case_release(&c);
}

/* What is entered, as it would stand in the record, and from when on it can tell. */
static void whatever_a_record_says_can_be_entered(void **state)
{
    static const struct { const char *words, *on, *line; bool event; } tries[] = {
        {"2030-03-05/.. Corvin is member of Council", NULL, "2030-03-05/.. Corvin is member of Council\n", false},
        {"Corvin is member of Council", "2030-03-05", "2030-03-05 Corvin is member of Council\n", false},
        {"2030-03-05 v1: vote by Arden on d1\nsays Beck \"so\"", NULL,
         "2030-03-05 v1: vote by Arden on d1\n  says   Beck \"so\"\n", true},
        {"about d1\nretracts Beck\ndenies Arden recorded 2030-03-07", "2030-03-09",
         "about d1\n  retracts Beck recorded 2030-03-09\n  denies Arden recorded 2030-03-07\n", false},
        {"d1 dated 2030-03-05\nsays Arden", NULL, "d1 dated 2030-03-05\n  says   Arden\n", false},
        {"source S9 \"A paper\"\ndate 2030-03-05", NULL, "source S9 \"A paper\"\n  date      2030-03-05\n", false}};
    struct cs_failure failure = {.status = CASUS_OK};
    struct cs_act act;
    struct cs_case c;

    (void)state;
    pact_open(&c, RECORD);
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
        assert_int_equal(cs_act_read(&act, &c, record_of(&c), tries[i].words, tries[i].on, NULL, &failure), CASUS_OK);
        assert_true(act.read);
        assert_string_equal(act.line, tries[i].line);
        assert_int_equal(act.event, tries[i].event);
        cs_act_release(&act);
    }
    cs_case_release(&c);
}

/*
 * An act of a word that no entry of the record has: its order within the day is a question as well.
 */
static void an_order_that_is_open_leaves_the_act_open(void **state)
{
    static const char record[] = "2020-01-01/.. Arden is member of Council\n"
                                 "[2030-03-04..2030-03-05] d1: draft in Council\n";
    struct cs_case c;

    (void)state;
    pact_open(&c, record);
    assert_int_equal(state_on(&c, "v1: vote by Arden on d1", "2030-03-04"), CS_STATE_UNDETERMINED);
    assert_int_equal(state_on(&c, "v1: vote by Arden on d1", "2030-03-06"), CS_STATE_WITH_EFFECT);
    cs_case_release(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_act_is_judged_at_its_place_in_its_day), cmocka_unit_test(an_act_has_the_zone_of_its_record),
        cmocka_unit_test(what_cannot_be_entered_is_refused), cmocka_unit_test(whatever_a_record_says_can_be_entered),
        cmocka_unit_test(an_order_that_is_open_leaves_the_act_open)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
