/* SPDX-License-Identifier: MIT */
/* Requests side by side: a column for each, its items in the order of the aspects. */
#include "unit/view/reported.h"

#include "view/requests.h"

static const struct cs_request_item *item(const struct cs_request_column *column, enum cs_aspect aspect,
                                          const char *name)
{
    for (size_t i = 0; i < column->count; i++)
        if (column->items[i].aspect == aspect && (name == NULL || strcmp(column->items[i].name, name) == 0))
            return &column->items[i];
    return NULL;
}

#define TEXT                                                                                       \
    REPORTED_WORDS "account Alden, Borea\n2022-01-09 e1: strike on Alden\n"                       \
    "2022-01-11 p2: plea by Borea of Cassia\n2022-01-10 p1: plea by Alden of Borea on e1\n"       \
    "[2022-01-12..2022-01-13] h1: help by Borea to Alden on p1\n  says Borea\n  denies Alden\n"

static void each_request_is_a_column_in_its_order(void **state)
{
    struct reported r;
    struct cs_request_table table;

    (void)state;
    given_report(&r, TEXT, "2022-01-20");
    cs_request_table_init(&table, &r.report);
    assert_false(cs_arena_failed(&table.arena));
    assert_int_equal(table.count, 2);
    assert_string_equal(table.columns[0].label, "p1");
    assert_string_equal(table.columns[1].label, "p2");
    cs_request_table_release(&table);
    r.report.request = name_of(&r.g, "p2");
    cs_request_table_init(&table, &r.report);
    assert_int_equal(table.count, 1);
    assert_string_equal(table.columns[0].label, "p2");
    cs_request_table_release(&table);
    release_report(&r);
}

static void items_stand_in_the_order_of_the_aspects(void **state)
{
    struct reported r;
    struct cs_request_table table;
    const struct cs_request_column *c;

    (void)state;
    given_report(&r, TEXT, "2022-01-20");
    cs_request_table_init(&table, &r.report);
    c = &table.columns[0];
    for (size_t i = 1; i < c->count; i++)
        assert_true(c->items[i - 1].aspect <= c->items[i].aspect);
    assert_string_equal(item(c, CS_ASPECT_DATE, NULL)->text, "2022-01-10");
    assert_string_equal(item(c, CS_ASPECT_ROLE, "by")->text, "Alden");
    assert_string_equal(item(c, CS_ASPECT_ROLE, "of")->text, "Borea");
    assert_string_equal(item(c, CS_ASPECT_ROLE, "on")->text, "2022-01-09 e1: strike on Alden");
    assert_null(item(&table.columns[1], CS_ASPECT_ROLE, "on")); /* nobody said on what */
    cs_request_table_release(&table);
    release_report(&r);
}

static void what_is_owed_stands_by_account(void **state)
{
    struct reported r;
    struct cs_request_table table;
    const struct cs_request_item *owed;

    (void)state;
    given_report(&r, TEXT, "2022-01-20");
    cs_request_table_init(&table, &r.report);
    owed = item(&table.columns[0], CS_ASPECT_OWED, NULL);
    assert_non_null(owed);
    assert_int_equal(owed->states[0], CS_STATE_VIOLATED);
    assert_int_equal(owed->states[1], CS_STATE_FULFILLED);
    assert_int_equal(owed->question_count, 1);
    assert_int_equal(owed->questions[0], question_of(&r.g, "happened h1"));
    assert_null(item(&table.columns[0], CS_ASPECT_EXPECTED, NULL));
    assert_null(item(&table.columns[0], CS_ASPECT_DECIDED, NULL));
    cs_request_table_release(&table);
    release_report(&r);
}

static void what_was_done_has_its_days_after_the_request(void **state)
{
    struct reported r;
    struct cs_request_table table;
    const struct cs_request_item *done;

    (void)state;
    given_report(&r, TEXT, "2022-01-20");
    cs_request_table_init(&table, &r.report);
    done = item(&table.columns[0], CS_ASPECT_DONE, NULL);
    assert_non_null(done);
    assert_true(done->has_days);
    assert_int_equal(done->days, 2);
    assert_int_equal(done->days_most, 3);
    assert_null(item(&table.columns[1], CS_ASPECT_DONE, NULL));
    cs_request_table_release(&table);
    release_report(&r);
}

static void without_requests_there_are_no_columns(void **state)
{
    struct reported r;
    struct cs_request_table table;

    (void)state;
    given_report(&r, REPORTED_WORDS, "2022-01-20");
    cs_request_table_init(&table, &r.report);
    assert_int_equal(table.count, 0);
    cs_request_table_release(&table);
    release_report(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_request_is_a_column_in_its_order),
        cmocka_unit_test(items_stand_in_the_order_of_the_aspects),
        cmocka_unit_test(what_is_owed_stands_by_account),
        cmocka_unit_test(what_was_done_has_its_days_after_the_request),
        cmocka_unit_test(without_requests_there_are_no_columns),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
