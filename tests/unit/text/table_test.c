/* SPDX-License-Identifier: MIT */
#include "unit/cmocka_all.h"

#include <stdio.h>
#include <string.h>

#include "text/table.h"

/* All rows, fields in brackets; a mistake with its place. */
static void reads_as(const char *text, size_t length, const char *expected)
{
    struct cs_table table;
    enum cs_table_result result;
    char found[2048] = "";
    size_t used = 0;

    cs_table_init(&table, text, length, 0);
    while ((result = cs_table_next(&table)) != CS_TABLE_END) {
        assert_int_not_equal(result, CS_TABLE_NO_MEMORY);
        if (result == CS_TABLE_MISTAKE)
            used += (size_t)snprintf(found + used, sizeof found - used, "%zu:%zu %s", table.line, table.column,
                                     table.mistake);
        for (size_t i = 0; result == CS_TABLE_ROW && i < table.count; i++)
            used += (size_t)snprintf(found + used, sizeof found - used, "[%s]", table.fields[i].text);
        used += (size_t)snprintf(found + used, sizeof found - used, "\n");
    }
    assert_string_equal(found, expected);
    cs_table_release(&table);
}

#define READS(text, expected) reads_as(text, sizeof(text) - 1, expected)

static void rows_and_fields(void **state)
{
    (void)state;
    READS("", "");
    READS("a,b\n1,\n", "[a][b]\n[1][]\n");
    READS("a,b\r\n1,2", "[a][b]\n[1][2]\n");
    READS("\xEF\xBB\xBF" "a\tb,c\n", "[a][b,c]\n");
    READS("a;b\n1;2,5\n", "[a][b]\n[1][2,5]\n");
    READS("a\n\nb\n", "[a]\n[]\n[b]\n");
    READS("a\rb\n", "[a\rb]\n");
}

static void quoted_fields(void **state)
{
    (void)state;
    READS("\"a, b\",\"c \"\"d\"\"\"\n\"two\nlines\",e\n", "[a, b][c \"d\"]\n[two\nlines][e]\n");
    READS("\"\",\"\"\"\"\n", "[][\"]\n");
}

static void mistakes_have_their_place(void **state)
{
    (void)state;
    READS("a,b\nc,d\"e\nf,g\n",
          "[a][b]\n2:4 a quotation mark stands in a field that does not begin with one\n[f][g]\n");
    READS("a\n\"b\"c\nd\n", "[a]\n2:4 something stands behind the quotation mark that closes a field\n[d]\n");
    READS("\"x\ny\",\"b\nc\n", "2:4 the quotation mark that begins here is never closed\n[c]\n");
    READS("a\0b\nc\n", "1:2 a byte 0 stands in the table\n[c]\n");
}

static void separator_of_the_caller(void **state)
{
    struct cs_table table;

    (void)state;
    cs_table_init(&table, "a;b,c", 5, ',');
    assert_int_equal(cs_table_next(&table), CS_TABLE_ROW);
    assert_int_equal(table.count, 2);
    assert_string_equal(table.fields[0].text, "a;b");
    assert_int_equal(cs_table_next(&table), CS_TABLE_END);
    cs_table_release(&table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_and_fields),
        cmocka_unit_test(quoted_fields),
        cmocka_unit_test(mistakes_have_their_place),
        cmocka_unit_test(separator_of_the_caller),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
