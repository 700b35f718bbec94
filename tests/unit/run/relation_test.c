/* SPDX-License-Identifier: MIT */
/* Rows of a relation and their indexes. */
#include "unit/given.h"

#include "run/run_int.h"

/* The one rule wants an index of strikes by whom they hit, and one of allies by their first. */
#define TEXT                                                                                        \
    "kind state\nname state Alden, Borea, Cassia, Dorn\nevent strike by state on state\nevent visit to state\n" \
    "fact state is ally of state\nfact state is weak\n"                                             \
    "when visit to s\nif strike by a on s\nand a is ally of b\nthen b is weak\n"                \
    "fact state is armed\nfact state is feared\nwhile s is armed\nthen s is feared\n"
#define BY 1
#define ON 2
#define MASK_ON ((uint64_t)1 << ON)
#define MASK_FIRST ((uint64_t)1)

struct rows {
    struct given g;
    uint32_t strike, ally;
    cs_value alden, borea, cassia, dorn;
};

static void start(struct rows *r)
{
    given_run(&r->g, TEXT, day("2022-01-01"));
    r->strike = relation_of(&r->g, "strike");
    r->ally = relation_of(&r->g, "ally");
    r->alden = name_of(&r->g, "Alden");
    r->borea = name_of(&r->g, "Borea");
    r->cassia = name_of(&r->g, "Cassia");
    r->dorn = name_of(&r->g, "Dorn");
}

static uint32_t add_strike(struct rows *r, cs_value occurrence, cs_value by, cs_value on)
{
    uint32_t row = cs_store_add(r->g.run, r->strike, (cs_value[]){occurrence, by, on});

    assert_int_not_equal(row, CS_NOWHERE);
    return row;
}

static void assert_rows(struct cs_cursor *cursor, const uint32_t *expected, size_t count)
{
    uint32_t row;

    for (size_t i = 0; i < count; i++) {
        assert_true(cs_cursor_next(cursor, &row));
        assert_int_equal(row, expected[i]);
    }
    assert_false(cs_cursor_next(cursor, &row));
    assert_false(cs_cursor_next(cursor, &row)); /* it stays at its end */
}

static void a_row_is_found_by_all_its_values(void **state)
{
    struct rows r;
    uint32_t row;

    (void)state;
    start(&r);
    assert_int_equal(cs_store_find(r.g.run, r.strike, (cs_value[]){1, r.alden, r.borea}), CS_NOWHERE);
    row = add_strike(&r, 1, r.alden, r.borea);
    assert_int_equal(cs_store_find(r.g.run, r.strike, (cs_value[]){1, r.alden, r.borea}), row);
    assert_int_equal(cs_store_find(r.g.run, r.strike, (cs_value[]){2, r.alden, r.borea}), CS_NOWHERE);
    assert_int_equal(cs_store_find(r.g.run, r.strike, (cs_value[]){1, r.borea, r.borea}), CS_NOWHERE);
    assert_int_equal(cs_store_find(r.g.run, r.strike, (cs_value[]){1, r.alden, CS_UNSAID}), CS_NOWHERE);
    assert_int_equal(cs_store_values(r.g.run, r.strike, row)[BY], r.alden);
    release_run(&r.g);
}

static void what_is_left_unsaid_is_a_value_of_its_row(void **state)
{
    struct rows r;
    uint32_t row;

    (void)state;
    start(&r);
    row = add_strike(&r, 1, CS_UNSAID, r.borea);
    assert_int_equal(cs_store_find(r.g.run, r.strike, (cs_value[]){1, CS_UNSAID, r.borea}), row);
    assert_int_equal(cs_store_find(r.g.run, r.strike, (cs_value[]){1, r.alden, r.borea}), CS_NOWHERE);
    release_run(&r.g);
}

static void a_new_row_stands_in_no_world(void **state)
{
    struct rows r;
    const struct cs_row *row;
    uint32_t number;

    (void)state;
    start(&r);
    number = add_strike(&r, 1, r.alden, r.borea);
    row = &r.g.run->stores[r.strike].rows[number];
    assert_int_equal(row->worlds, CS_NONE);
    assert_int_equal(row->firing, CS_NOWHERE);
    assert_int_equal(row->causes, 0);
    assert_null(row->begun);
    release_run(&r.g);
}

static void many_rows_are_each_found_again(void **state)
{
    struct rows r;

    (void)state;
    start(&r);
    for (uint32_t i = 0; i < 3000; i++)
        assert_int_equal(add_strike(&r, i, i % 7 == 0 ? CS_UNSAID : r.alden, r.borea), i);
    for (uint32_t i = 0; i < 3000; i++)
        assert_int_equal(cs_store_find(r.g.run, r.strike, (cs_value[]){i, i % 7 == 0 ? CS_UNSAID : r.alden, r.borea}),
                         i);
    release_run(&r.g);
}

#define CROWD 5000

/* Places of keys go by their latest names: here all have the same. */
static void many_keys_with_one_latest_name_are_each_found_and_not_far(void **state)
{
    const cs_value latest = 1000000;
    const struct cs_store *store;
    const struct cs_slots *slots;
    struct rows r;

    (void)state;
    start(&r);
    for (cs_value i = 1; i <= CROWD; i++)
        assert_int_equal(cs_store_add(r.g.run, r.ally, (cs_value[]){i, latest}), i - 1);
    for (cs_value i = 1; i <= CROWD; i++)
        assert_int_equal(cs_store_find(r.g.run, r.ally, (cs_value[]){i, latest}), i - 1);
    assert_int_equal(cs_store_find(r.g.run, r.ally, (cs_value[]){CROWD + 1, latest}), CS_NOWHERE);
    assert_int_equal(cs_store_find(r.g.run, r.ally, (cs_value[]){latest, 1}), CS_NOWHERE);
    store = &r.g.run->stores[r.ally];
    slots = &store->indexes[store->index_count - 1].slots; /* of all columns */
    for (size_t i = 0; i < slots->count; i++)
        for (size_t taken = 0; slots->at[(i + taken) & (slots->count - 1)].item != 0; taken++)
            assert_true(taken < CROWD / 10); /* no row of taken places as long as the crowd */
    release_run(&r.g);
}

static void a_cursor_gives_rows_of_a_key_newest_first_then_those_that_leave_it_unsaid(void **state)
{
    struct rows r;
    struct cs_cursor cursor;
    cs_value key[CS_COLUMNS_MAX] = {0};

    (void)state;
    start(&r);
    key[ON] = r.borea;
    cs_cursor_start(r.g.run, r.strike, MASK_ON, key, &cursor);
    assert_rows(&cursor, NULL, 0);
    add_strike(&r, 1, r.alden, r.borea);
    add_strike(&r, 2, r.alden, CS_UNSAID);
    add_strike(&r, 3, r.alden, r.cassia);
    add_strike(&r, 4, r.cassia, r.borea);
    add_strike(&r, 5, r.cassia, CS_UNSAID);
    cs_cursor_start(r.g.run, r.strike, MASK_ON, key, &cursor);
    assert_rows(&cursor, (uint32_t[]){3, 0, 4, 1}, 4);
    key[ON] = r.dorn;
    cs_cursor_start(r.g.run, r.strike, MASK_ON, key, &cursor);
    assert_rows(&cursor, (uint32_t[]){4, 1}, 2); /* those that leave it unsaid may be on Dorn */
    release_run(&r.g);
}

static void of_a_fact_what_is_unsaid_is_not_met_by_a_match(void **state)
{
    struct rows r;
    struct cs_cursor cursor;
    cs_value key[CS_COLUMNS_MAX] = {0};

    (void)state;
    start(&r);
    cs_store_add(r.g.run, r.ally, (cs_value[]){r.alden, r.borea});
    cs_store_add(r.g.run, r.ally, (cs_value[]){CS_UNSAID, r.borea});
    key[0] = r.alden;
    cs_cursor_match(r.g.run, r.ally, MASK_FIRST, key, &cursor);
    assert_rows(&cursor, (uint32_t[]){0}, 1);
    cs_cursor_start(r.g.run, r.ally, MASK_FIRST, key, &cursor);
    assert_rows(&cursor, (uint32_t[]){0, 1}, 2);
    add_strike(&r, 1, r.alden, CS_UNSAID);
    key[ON] = r.borea;
    cs_cursor_match(r.g.run, r.strike, MASK_ON, key, &cursor); /* of an event it is a question */
    assert_rows(&cursor, (uint32_t[]){0}, 1);
    release_run(&r.g);
}

static void a_key_that_says_nothing_selects_nothing(void **state)
{
    struct rows r;
    struct cs_cursor cursor;
    cs_value key[CS_COLUMNS_MAX] = {0};

    (void)state;
    start(&r);
    add_strike(&r, 1, r.alden, r.borea);
    add_strike(&r, 2, r.alden, r.cassia);
    cs_cursor_start(r.g.run, r.strike, MASK_ON, key, &cursor);
    assert_rows(&cursor, (uint32_t[]){1, 0}, 2); /* all of them */
    cs_cursor_start(r.g.run, r.strike, 0, key, &cursor);
    assert_rows(&cursor, (uint32_t[]){1, 0}, 2);
    release_run(&r.g);
}

static void rows_added_meanwhile_are_not_met(void **state)
{
    struct rows r;
    struct cs_cursor cursor;
    cs_value key[CS_COLUMNS_MAX] = {0};
    uint32_t row;

    (void)state;
    start(&r);
    add_strike(&r, 1, r.alden, r.borea);
    add_strike(&r, 2, r.alden, CS_UNSAID);
    key[ON] = r.borea;
    cs_cursor_start(r.g.run, r.strike, MASK_ON, key, &cursor);
    assert_true(cs_cursor_next(&cursor, &row));
    assert_int_equal(row, 0);
    for (uint32_t i = 10; i < 60; i++) { /* enough to move the rows and to grow the index */
        add_strike(&r, i, r.alden, r.borea);
        add_strike(&r, i + 100, r.alden, CS_UNSAID);
        add_strike(&r, i + 200, r.alden, 1000 + i);
    }
    assert_rows(&cursor, (uint32_t[]){1}, 1);
    cs_cursor_start(r.g.run, r.strike, 0, key, &cursor);
    assert_true(cs_cursor_next(&cursor, &row));
    add_strike(&r, 500, r.alden, r.borea);
    assert_true(cs_cursor_next(&cursor, &row));
    assert_int_equal(row, 150);
    release_run(&r.g);
}

static void what_is_said_but_for_articles_can_be_looked_up(void **state)
{
    struct given g;
    cs_value values[CS_COLUMNS_MAX] = {0};
    uint32_t plea;

    (void)state;
    given_run(&g, "kind state\nname state Alden\nevent plea by state on occurrence under article\ntreaty Pact \"p\"\n"
                  "article 1\n"
                  "2022-01-01 plea by Alden under Pact 1\n", day("2022-01-01"));
    plea = relation_of(&g, "plea");
    assert_int_equal(cs_store_said(g.run, plea, values), 0);
    values[0] = values[BY] = name_of(&g, "Alden");
    values[3] = name_of(&g, "Pact 1");
    assert_int_equal(cs_store_said(g.run, plea, values), 1 | 1 << BY);
    release_run(&g);
}

static void a_change_of_worlds_is_remembered_once_with_what_was_before(void **state)
{
    struct rows r;
    size_t changes, spread;
    uint32_t row, armed;
    cs_set half;

    (void)state;
    start(&r);
    armed = relation_of(&r.g, "armed");
    row = cs_store_add(r.g.run, armed, &r.alden);
    half = cs_worlds_answer(r.g.run->worlds, cs_worlds_question(r.g.run->worlds, 2), 0);
    changes = r.g.run->change_count;
    spread = r.g.run->spread_count;
    cs_store_set(r.g.run, armed, row, CS_NONE);
    assert_int_equal(r.g.run->change_count, changes); /* it has not changed */
    cs_store_set(r.g.run, armed, row, half);
    cs_store_set(r.g.run, armed, row, CS_ALL);
    assert_int_equal(r.g.run->change_count, changes + 1);
    assert_int_equal(r.g.run->changes[changes].before, CS_NONE);
    assert_int_equal(r.g.run->spread_count, spread + 2); /* readers follow each step */
    assert_int_equal(r.g.run->spread[spread + 1].before, half);
    assert_int_equal(r.g.run->stores[armed].rows[row].worlds, CS_ALL);
    release_run(&r.g);
}

static void what_happens_and_what_nobody_reads_is_not_remembered(void **state)
{
    struct rows r;
    size_t changes, spread;
    uint32_t row, weak;

    (void)state;
    start(&r);
    weak = relation_of(&r.g, "weak");
    changes = r.g.run->change_count;
    spread = r.g.run->spread_count;
    row = add_strike(&r, 1, r.alden, r.borea);
    cs_store_set(r.g.run, r.strike, row, CS_ALL);
    assert_int_equal(r.g.run->change_count, changes); /* rules see it as it is taken in */
    assert_int_equal(r.g.run->stores[r.strike].rows[row].worlds, CS_ALL);
    row = cs_store_add(r.g.run, weak, &r.alden);
    cs_store_set(r.g.run, weak, row, CS_ALL);
    assert_int_equal(r.g.run->change_count, changes + 1);
    assert_int_equal(r.g.run->spread_count, spread); /* no `while` rule reads either */
    release_run(&r.g);
}

static void beginnings_are_noted_the_last_first(void **state)
{
    struct rows r;
    struct cs_row *row;
    uint32_t number;
    cs_set half;

    (void)state;
    start(&r);
    number = add_strike(&r, 1, r.alden, r.borea);
    row = &r.g.run->stores[r.strike].rows[number];
    half = cs_worlds_answer(r.g.run->worlds, cs_worlds_question(r.g.run->worlds, 2), 0);
    cs_store_begun(r.g.run, row, CS_NONE);
    assert_null(row->begun);
    r.g.run->place.start = 100;
    cs_store_begun(r.g.run, row, half);
    r.g.run->place.start = 200;
    cs_store_begun(r.g.run, row, CS_ALL);
    assert_int_equal(row->begun->time, 200);
    assert_int_equal(row->begun->next->time, 100);
    assert_int_equal(row->begun->next->worlds, half);
    assert_null(row->begun->next->next);
    release_run(&r.g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_is_found_by_all_its_values),
        cmocka_unit_test(what_is_left_unsaid_is_a_value_of_its_row),
        cmocka_unit_test(a_new_row_stands_in_no_world),
        cmocka_unit_test(many_rows_are_each_found_again),
        cmocka_unit_test(many_keys_with_one_latest_name_are_each_found_and_not_far),
        cmocka_unit_test(a_cursor_gives_rows_of_a_key_newest_first_then_those_that_leave_it_unsaid),
        cmocka_unit_test(of_a_fact_what_is_unsaid_is_not_met_by_a_match),
        cmocka_unit_test(a_key_that_says_nothing_selects_nothing),
        cmocka_unit_test(rows_added_meanwhile_are_not_met),
        cmocka_unit_test(what_is_said_but_for_articles_can_be_looked_up),
        cmocka_unit_test(a_change_of_worlds_is_remembered_once_with_what_was_before),
        cmocka_unit_test(what_happens_and_what_nobody_reads_is_not_remembered),
        cmocka_unit_test(beginnings_are_noted_the_last_first),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
