/* SPDX-License-Identifier: MIT */
/* A table from CSV: columns by name, fields as they were before they were written, mistakes with their place. */
#include "unit/cmocka_all.h"

#include <string.h>

#include "casus/casus.h"
#include "write/csv.h"

static casus_table *read_table(const char *text)
{
    struct casus_failure failure;
    casus_table *t;

    if (casus_table_read(text, strlen(text), &t, &failure) != CASUS_OK)
        fail_msg("%s", failure.message);
    return t;
}

static void columns_are_found_by_name_and_fields_by_number(void **state)
{
    casus_table *t = read_table("\xEF\xBB\xBFid;state\r\n1;\"in;force\"\n2;\n\"two\nlines\";so\n");
    size_t column = 7;

    (void)state;
    assert_int_equal(casus_table_column_count(t), 2);
    assert_string_equal(casus_table_column(t, 1), "state");
    assert_null(casus_table_column(t, 2));
    assert_true(casus_table_find(t, "state", &column));
    assert_int_equal(column, 1);
    assert_false(casus_table_find(t, "status", &column));
    assert_int_equal(column, 0);
    assert_int_equal(casus_table_row_count(t), 3);
    assert_string_equal(casus_table_field(t, 0, 1), "in;force");
    assert_string_equal(casus_table_field(t, 1, 1), "");
    assert_string_equal(casus_table_field(t, 2, 0), "two\nlines");
    assert_null(casus_table_field(t, 3, 0));
    assert_null(casus_table_field(t, 0, 2));
    assert_int_equal(casus_table_line(t, 0), 2);
    assert_int_equal(casus_table_line(t, 2), 4);
    assert_int_equal(casus_table_line(t, 3), 0);
    casus_table_free(t);
    casus_table_free(NULL);
    assert_int_equal(casus_table_row_count(NULL), 0);
}

/* Whatever is written as a field is read as it was, with apostrophes of its own as well. */
static void a_field_is_read_as_it_was_written(void **state)
{
    static const char *const fields[] = {"plain",  "a, \"b\"", "two\r\nlines", "=1+1", "'=1+1", "''=1+1", "'tis",
                                         "-0043-03-14", "-2+3", "'-12", "@home", "'", "''", "+", "'+", "\t=1", ""};
    size_t count = sizeof fields / sizeof *fields;
    struct cs_buffer out;
    casus_table *t;

    (void)state;
    cs_buffer_init(&out);
    cs_buffer_text(&out, "number,field\n");
    for (size_t i = 0; i < count; i++) {
        cs_csv_field(&out, "0", false);
        cs_csv_field(&out, fields[i], true);
    }
    t = read_table(cs_buffer_string(&out));
    cs_buffer_release(&out);
    assert_int_equal(casus_table_row_count(t), count);
    for (size_t i = 0; i < count; i++)
        assert_string_equal(casus_table_field(t, i, 1), fields[i]);
    casus_table_free(t);
}

static void refuses(const char *text, size_t length, casus_status status, const char *message)
{
    struct casus_failure failure;
    casus_table *t = (casus_table *)&failure;

    assert_int_equal(casus_table_read(text, length, &t, &failure), status);
    assert_null(t);
    assert_string_equal(failure.message, message);
}

static void mistakes_are_told_with_their_place(void **state)
{
    static const char not_utf8[] = "a,b\n1,\xFF\n", zero[] = "a,b\n\0,1\n";

    (void)state;
    refuses("", 0, CASUS_ERR_ARGUMENT, "line 1: there is no first row, which names the columns");
    refuses(NULL, 0, CASUS_ERR_ARGUMENT, "there is no text to read");
    refuses("a,b\n1,2\n1\n", 10, CASUS_ERR_ARGUMENT, "line 3: the row has 1 field, the first row has 2");
    refuses("a,b\n1,2,3\n", 10, CASUS_ERR_ARGUMENT, "line 2: the row has 3 fields, the first row has 2");
    refuses("a,b,a\n", 6, CASUS_ERR_ARGUMENT, "line 1: columns 1 and 3 have the same name");
    refuses("a,b\n1,\"2\n", 9, CASUS_ERR_ARGUMENT,
            "line 2, byte 3: the quotation mark that begins here is never closed");
    refuses("a,b\n1,2\"\n", 9, CASUS_ERR_ARGUMENT,
            "line 2, byte 4: a quotation mark stands in a field that does not begin with one");
    refuses(not_utf8, sizeof not_utf8 - 1, CASUS_ERR_ARGUMENT,
            "line 2, byte 3: what stands here is no text of UTF-8");
    refuses(zero, sizeof zero - 1, CASUS_ERR_ARGUMENT, "line 2, byte 1: what stands here is no text of UTF-8");
    refuses("a", CASUS_SAVED_BYTES_MAX + 1, CASUS_ERR_LIMIT, "the table is larger than 256 MB");
    assert_int_equal(casus_table_read("a", 1, NULL, NULL), CASUS_ERR_ARGUMENT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(columns_are_found_by_name_and_fields_by_number),
                                       cmocka_unit_test(a_field_is_read_as_it_was_written),
                                       cmocka_unit_test(mistakes_are_told_with_their_place)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
