/* SPDX-License-Identifier: MIT */
#include "unit/answer/pact.h"

#include "answer/answer.h"

static struct cs_answer *answer_on(struct cs_case *c, const char *date)
{
    struct cs_failure failure = {.status = CASUS_OK};
    struct cs_wishes wishes = {.known_given = false};
    struct cs_answer *a;

    assert_null(cs_date_read(date, (struct cs_reckoning){.zone = CS_UTC}, &wishes.as_of));
    assert_int_equal(cs_answer_new(c->plan, &wishes, &failure, &a), CASUS_OK);
    return a;
}

static void a_date_is_the_end_of_a_day_or_an_instant(void **state)
{
    struct cs_date day, instant, again;

    (void)state;
    assert_null(cs_date_read("2030-03-05", (struct cs_reckoning){.zone = cs_zone_fixed(60)}, &day));
    assert_string_equal(day.text, "2030-03-05");
    assert_null(cs_date_read("2030-03-06T00:00+01:00", (struct cs_reckoning){.zone = cs_zone_fixed(60)}, &instant));
    assert_true(day.end < instant.end); /* the day is over as the instant comes */
    assert_non_null(cs_date_read("2030-13-05", (struct cs_reckoning){.zone = CS_UTC}, &again));
    cs_date_of(day.end, cs_zone_fixed(60), &again);
    assert_string_equal(again.text, "2030-03-05");
    cs_date_of(day.end, CS_UTC, &again); /* elsewhere it is no end of a day */
    assert_memory_equal(again.text, "2030-03-05T22:59", 16);
}

static void a_run_goes_to_its_date(void **state)
{
    struct cs_case c;
    struct cs_answer *early, *late;

    (void)state;
    pact_open(&c, RECORD);
    early = answer_on(&c, "2030-03-05");
    late = answer_on(&c, "2030-03-06");
    assert_int_equal(early->ledger->row_count, 0); /* nobody owes help yet */
    assert_int_equal(late->ledger->row_count, 1);
    cs_answer_free(early);
    cs_answer_free(late);
    cs_case_release(&c);
}

static void a_reading_leaves_its_worlds(void **state)
{
    struct cs_failure refused = {.status = CASUS_OK};
    struct cs_case c;
    struct cs_answer *a;

    (void)state;
    pact_open(&c, RECORD);
    a = answer_on(&c, "2030-03-08");
    assert_int_equal(cs_answer_suppose(a, "Soon", &refused), CASUS_ERR_ARGUMENT);
    assert_string_equal(refused.message, "Soon: a reading is given as NAME=ANSWER");
    cs_failure_clear(&refused);
    assert_int_equal(cs_answer_suppose(a, "Late=Wide", &refused), CASUS_ERR_ARGUMENT);
    assert_string_equal(refused.message, "Late=Wide: the texts have no reading \"Late\"");
    cs_failure_clear(&refused);
    assert_int_equal(cs_answer_suppose(a, "Soon=Never", &refused), CASUS_ERR_ARGUMENT);
    assert_string_equal(refused.message, "Soon=Never: the answers of \"Soon\" are Strict, Wide");
    cs_failure_clear(&refused);
    assert_true(a->ledger->worlds == a->docket->possible); /* what was refused has changed nothing */
    assert_int_equal(cs_answer_suppose(a, "Soon=Strict", &refused), CASUS_OK);
    assert_true(a->ledger->worlds != a->docket->possible);
    cs_answer_free(a);
    cs_case_release(&c);
}

static void what_fails_in_an_answer_leaves_the_case(void **state)
{
    struct cs_failure failure = {.status = CASUS_OK};
    struct cs_wishes wishes = {.node_budget = 1};
    struct cs_answer *a;
    struct cs_case c;

    (void)state;
    pact_open(&c, RECORD);
    assert_null(cs_date_read("2030-03-08", (struct cs_reckoning){.zone = CS_UTC}, &wishes.as_of));
    assert_int_equal(cs_answer_new(c.plan, &wishes, &failure, &a), CASUS_ERR_ENTANGLED);
    assert_null(a);
    assert_true(failure.message[0] != '\0');
    assert_int_equal(c.failure.status, CASUS_OK);
    a = answer_on(&c, "2030-03-08");
    cs_answer_free(a);
    cs_case_release(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_date_is_the_end_of_a_day_or_an_instant), cmocka_unit_test(a_run_goes_to_its_date),
        cmocka_unit_test(a_reading_leaves_its_worlds), cmocka_unit_test(what_fails_in_an_answer_leaves_the_case)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
