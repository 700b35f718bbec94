/* SPDX-License-Identifier: MIT */
/* Common to all writers of a ledger: rows of equal width in tables, text of 80 columns, equal bytes in every run. */
#include "unit/view/reported.h"

#include "ledger/changes.h"
#include "ledger/next.h"
#include "text/table.h"
#include "write/write.h"

/* Names with characters that CSV, JSON and text must escape. */
#define AWKWARD                                                                                         \
    "kind state\nname state Alden, \"=Bo, \\\"rea\\\"\", \"C\303\251sar the Younger of a Place with a Long Name\"\n" \
    "event plea by state of state\nevent help by state to state on occurrence after plea\n" \
    "row request r: plea by state\n" \
    "account Alden, \"=Bo, \\\"rea\\\"\"\ntreaty Pact \"a pact\"\n" \
    "article 1 \"who is asked, helps; \\\"at once\\\"\"\n" \
    "when r: plea by asker of helper\nthen helper owes asker help by helper to asker on r within 3 days\n"  \
    "2022-01-10 p1: plea by Alden of \"=Bo, \\\"rea\\\"\", \"C\303\251sar the Younger of a Place with a Long Name\"\n" \
    "2022-01-12 h1: help by \"=Bo, \\\"rea\\\"\" to Alden on p1\n  says \"=Bo, \\\"rea\\\"\" \"it, was\"\n" \
    "  denies Alden\n"

/* Asserts that each row has as many fields as the head; returns the number of rows below it. */
static size_t assert_table(const struct cs_buffer *out)
{
    struct cs_table table;
    enum cs_table_result result;
    size_t rows = 0, columns;

    cs_table_init(&table, cs_buffer_string(out), out->length, ',');
    assert_int_equal(cs_table_next(&table), CS_TABLE_ROW);
    columns = table.count;
    assert_true(columns > 1);
    while ((result = cs_table_next(&table)) == CS_TABLE_ROW) {
        assert_int_equal(table.count, columns);
        rows++;
    }
    assert_int_equal(result, CS_TABLE_END);
    cs_table_release(&table);
    return rows;
}

static void tables_have_rows_of_one_width(void **state)
{
    struct reported r;
    struct cs_next *next;

    (void)state;
    given_report(&r, AWKWARD, "2022-01-20");
    assert_int_equal(cs_report_csv(&r.report, &r.out), CASUS_OK);
    assert_int_equal(assert_table(&r.out), r.g.ledger->row_count * r.g.ledger->account_count);
    cs_buffer_clear(&r.out);
    assert_int_equal(cs_requests_csv(&r.report, &r.out), CASUS_OK);
    assert_true(assert_table(&r.out) > 0);
    cs_buffer_clear(&r.out);
    assert_status(&r.g, cs_next_new(r.g.ledger, CS_NO_NAME, &next), CASUS_OK);
    assert_int_equal(cs_next_csv(&r.report, next, &r.out), CASUS_OK);
    assert_true(assert_table(&r.out) > 0);
    cs_next_free(next);
    release_report(&r);
}

static void tables_of_changes_have_rows_of_one_width(void **state)
{
    struct reported before, after;
    struct cs_changes *changes;

    (void)state;
    given_report(&before, AWKWARD, "2022-01-09");
    given_report(&after, AWKWARD, "2022-01-20");
    assert_status(&after.g, cs_changes_new(before.g.ledger, after.g.ledger, &changes), CASUS_OK);
    assert_int_equal(cs_changes_csv(&before.report, &after.report, changes, &after.out), CASUS_OK);
    assert_true(assert_table(&after.out) > 0);
    cs_changes_free(changes);
    release_report(&before);
    release_report(&after);
}

static void an_empty_ledger_is_a_head_alone(void **state)
{
    struct reported r;

    (void)state;
    given_report(&r, "", "2022-01-20");
    assert_int_equal(cs_report_csv(&r.report, &r.out), CASUS_OK);
    assert_int_equal(assert_table(&r.out), 0);
    cs_buffer_clear(&r.out);
    assert_int_equal(cs_requests_csv(&r.report, &r.out), CASUS_OK);
    assert_int_equal(assert_table(&r.out), 0);
    release_report(&r);
}

/* Lines of at most 80 columns, without a space at their end. */
static void assert_page(const char *text)
{
    assert_int_not_equal(text[0], '\0');
    while (*text != '\0') {
        size_t length = strcspn(text, "\n");

        assert_true(cs_text_width(text, length) <= CS_REPORT_COLUMNS);
        assert_true(length == 0 || text[length - 1] != ' ');
        assert_int_equal(text[length], '\n');
        text += length + 1;
    }
}

static void text_has_eighty_columns(void **state)
{
    struct reported r;

    (void)state;
    given_report(&r, AWKWARD, "2022-01-20");
    assert_int_equal(cs_report_text(&r.report, &r.out), CASUS_OK);
    assert_page(cs_buffer_string(&r.out));
    cs_buffer_clear(&r.out);
    assert_int_equal(cs_requests_text(&r.report, &r.out), CASUS_OK);
    assert_page(cs_buffer_string(&r.out));
    release_report(&r);
}

static void without_colour_no_sequence_is_written(void **state)
{
    struct reported r;

    (void)state;
    given_report(&r, AWKWARD, "2022-01-20");
    cs_report_text(&r.report, &r.out);
    assert_null(strchr(cs_buffer_string(&r.out), '\033'));
    cs_buffer_clear(&r.out);
    r.report.colour = true;
    cs_report_text(&r.report, &r.out);
    assert_non_null(strchr(cs_buffer_string(&r.out), '\033'));
    release_report(&r);
}

static void the_same_ledger_gives_the_same_bytes(void **state)
{
    static casus_status (*const writers[])(const struct cs_report *report, struct cs_buffer *out) = {
        cs_report_text, cs_report_json, cs_report_csv, cs_requests_text, cs_requests_json, cs_requests_csv};
    struct reported first, second;

    (void)state;
    given_report(&first, AWKWARD, "2022-01-20");
    given_report(&second, AWKWARD, "2022-01-20");
    for (size_t i = 0; i < sizeof writers / sizeof *writers; i++) {
        assert_int_equal(writers[i](&first.report, &first.out), CASUS_OK);
        assert_int_equal(writers[i](&second.report, &second.out), CASUS_OK);
    }
    assert_string_equal(cs_buffer_string(&first.out), cs_buffer_string(&second.out));
    release_report(&first);
    release_report(&second);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables_have_rows_of_one_width),
        cmocka_unit_test(tables_of_changes_have_rows_of_one_width),
        cmocka_unit_test(an_empty_ledger_is_a_head_alone),
        cmocka_unit_test(text_has_eighty_columns),
        cmocka_unit_test(without_colour_no_sequence_is_written),
        cmocka_unit_test(the_same_ledger_gives_the_same_bytes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
