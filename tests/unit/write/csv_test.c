/* SPDX-License-Identifier: MIT */
/* Fields of CSV: quoted where needed, and never a formula. */
#include "unit/cmocka_all.h"

#include "text/table.h"
#include "write/csv.h"

static void fields_are_quoted_where_they_must_be(void **state)
{
    struct cs_buffer out;

    (void)state;
    cs_buffer_init(&out);
    cs_csv_field(&out, "plain words", false);
    cs_csv_field(&out, "a, b", false);
    cs_csv_field(&out, "the \"acting\" one", false);
    cs_csv_field(&out, "two\nlines", false);
    cs_csv_field(&out, NULL, true);
    assert_string_equal(cs_buffer_string(&out),
                        "plain words,\"a, b\",\"the \"\"acting\"\" one\",\"two\nlines\",\r\n");
    cs_buffer_release(&out);
}

static void nothing_is_a_formula(void **state)
{
    struct cs_buffer out;

    (void)state;
    cs_buffer_init(&out);
    cs_csv_field(&out, "=1+1", false);
    cs_csv_field(&out, "+04:00, or so", false);
    cs_csv_field(&out, "-1", false);
    cs_csv_field(&out, "-0043-03-14T06:00Z", false);
    cs_csv_field(&out, "-1+cmd|' /C calc'!A0", false);
    cs_csv_field(&out, "-2+3", false);
    cs_csv_field(&out, "+12.5", false);
    cs_csv_field(&out, "-12.5.1", false);
    cs_csv_field(&out, "@home", false);
    cs_csv_field(&out, "\r=1", false);
    cs_csv_field(&out, "\n=1", false);
    cs_csv_field(&out, "\xEF\xBC\x9D" "1", false); /* U+FF1D, a wide equals sign */
    cs_csv_field(&out, "\xEF\xBC\x8B" "1", false);
    cs_csv_field(&out, "\xEF\xBC\x9E" "1", false); /* U+FF1E begins none */
    cs_csv_field(&out, "a-b", true);
    assert_string_equal(cs_buffer_string(&out), "'=1+1,\"'+04:00, or so\",-1,"
                                                "-0043-03-14T06:00Z,'-1+cmd|' /C calc'!A0,'-2+3,"
                                                "+12.5,'-12.5.1,'@home,\"'\r=1\","
                                                "\"'\n=1\",'\xEF\xBC\x9D" "1,'\xEF\xBC\x8B" "1,"
                                                "\xEF\xBC\x9E" "1,a-b\r\n");
    cs_buffer_release(&out);
}

static void a_head_is_a_row_of_names(void **state)
{
    static const char *const columns[] = {"id", "state", "turns on, in order"};
    struct cs_buffer out;

    (void)state;
    cs_buffer_init(&out);
    cs_csv_head(&out, columns, 3);
    assert_string_equal(cs_buffer_string(&out), "id,state,\"turns on, in order\"\r\n");
    cs_buffer_release(&out);
}

static void an_empty_field_is_a_field(void **state)
{
    struct cs_buffer out;

    (void)state;
    cs_buffer_init(&out);
    cs_csv_field(&out, "", false);
    cs_csv_field(&out, NULL, false);
    cs_csv_field(&out, "\r", false);
    cs_csv_field(&out, " a ", true);
    assert_string_equal(cs_buffer_string(&out), ",,\"'\r\", a \r\n");
    cs_buffer_release(&out);
}

static void what_was_written_is_read_as_it_was(void **state)
{
    static const char *const texts[] = {"plain", "a, b", "two\nlines", "the \"acting\" one", "\"", "", "caf\303\251",
                                        "a;b\tc"};
    struct cs_buffer out;
    struct cs_table table;

    (void)state;
    cs_buffer_init(&out);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        cs_csv_field(&out, texts[i], i + 1 == sizeof texts / sizeof *texts);
    cs_table_init(&table, cs_buffer_string(&out), out.length, ',');
    assert_int_equal(cs_table_next(&table), CS_TABLE_ROW);
    assert_int_equal(table.count, sizeof texts / sizeof *texts);
    for (size_t i = 0; i < table.count; i++)
        assert_string_equal(table.fields[i].text, texts[i]);
    assert_int_equal(cs_table_next(&table), CS_TABLE_END);
    cs_table_release(&table);
    cs_buffer_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_are_quoted_where_they_must_be),
        cmocka_unit_test(nothing_is_a_formula),
        cmocka_unit_test(a_head_is_a_row_of_names),
        cmocka_unit_test(an_empty_field_is_a_field),
        cmocka_unit_test(what_was_written_is_read_as_it_was),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
