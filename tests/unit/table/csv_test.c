/* SPDX-License-Identifier: MIT */
/* CSV row by row: the same rows whatever pieces the bytes come in; a row that cannot be read costs no other. */
#include "unit/cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "table/csv.h"

struct input { const char *bytes; size_t length, at, piece; };

static size_t give(void *context, char *bytes, size_t size)
{
    struct input *in = context;
    size_t part = in->length - in->at;

    part = part < in->piece ? part : in->piece;
    part = part < size ? part : size;
    memcpy(bytes, in->bytes + in->at, part);
    in->at += part;
    return part;
}

/* All rows, a line each: "2: <a><b>", or "3:5 what is wrong". */
static void read_all(const char *bytes, size_t length, size_t piece, char separator, struct cs_buffer *out)
{
    struct input in = {bytes, length, 0, piece};
    struct cs_failure failure;
    struct cs_csv csv;
    enum cs_csv_result result;

    cs_failure_clear(&failure);
    cs_buffer_clear(out);
    assert_int_equal(cs_csv_init(&csv, give, &in, separator, &failure), CASUS_OK);
    while ((result = cs_csv_next(&csv, &failure)) == CS_CSV_ROW || result == CS_CSV_BAD) {
        if (result == CS_CSV_BAD) {
            cs_buffer_printf(out, "%d:%zu %s\n", (int)csv.bad_line, csv.bad_column, csv.cause);
            continue;
        }
        cs_buffer_printf(out, "%d: ", (int)csv.line);
        for (size_t i = 0; i < csv.count; i++) {
            cs_buffer_char(out, '<');
            cs_buffer_add(out, csv.fields[i].text, csv.fields[i].length);
            cs_buffer_char(out, '>');
        }
        cs_buffer_char(out, '\n');
    }
    assert_int_equal(result, CS_CSV_END);
    assert_int_equal(cs_csv_next(&csv, &failure), CS_CSV_END);
    assert_int_equal(csv.bytes, length);
    cs_csv_release(&csv);
}

/* Reads the text whole, and in pieces of every size up to 9 bytes. */
static void rows_are(const char *text, char separator, const char *expected)
{
    struct cs_buffer out;

    cs_buffer_init(&out);
    for (size_t piece = 0; piece < 10; piece++) {
        read_all(text, strlen(text), piece == 0 ? SIZE_MAX : piece, separator, &out);
        assert_string_equal(cs_buffer_string(&out), expected);
    }
    cs_buffer_release(&out);
}

static void rows_and_fields(void **state)
{
    (void)state;
    rows_are("", ',', "");
    rows_are("\n\r\n", ',', "");
    rows_are("a", ',', "1: <a>\n");
    rows_are("a,b\nc,\n,\n", ',', "1: <a><b>\n2: <c><>\n3: <><>\n");
    rows_are("a,b\r\n\r\nc,d\r\n", ',', "1: <a><b>\n3: <c><d>\n");
    rows_are("a,b\r", ',', "1: <a><b>\n");
    rows_are("\xEF\xBB\xBF" "a,b\n", ',', "1: <a><b>\n");
    rows_are("\xEF\xBB\xBF", ',', "");
    rows_are("a;b,c\td\n", ';', "1: <a><b,c\td>\n");
    rows_are("a;b,c\td\n", '\t', "1: <a;b,c><d>\n");
    rows_are("\xC3\x89mile,\xD0\x90\n", ',', "1: <\xC3\x89mile><\xD0\x90>\n");
}

static void quoted_fields(void **state)
{
    (void)state;
    rows_are("\"a\",\"\",\"b,c\"\n", ',', "1: <a><><b,c>\n");
    rows_are("\"say \"\"hi\"\"\",\"\"\"\"\nx,y\n", ',', "1: <say \"hi\"><\">\n2: <x><y>\n");
    rows_are("\"two\r\nlines\",\"a\n\n\nb\"\r\nx\n", ',', "1: <two\r\nlines><a\n\n\nb>\n6: <x>\n");
    rows_are("\"\"\n", ',', "1: <>\n"); /* a field of nothing, and no empty line */
    rows_are("\"end\"", ',', "1: <end>\n");
}

static void bad_rows_have_their_place_and_cost_no_other(void **state)
{
    (void)state;
    rows_are("a,b\"c\nd\n", ',', "1:4 a quotation mark stands inside a field that does not begin with one\n2: <d>\n");
    rows_are("a,\"b\"c\nd\n", ',',
             "1:6 something stands between a closing quotation mark and the end of its field\n2: <d>\n");
    rows_are("a\rb\nc\n", ',', "1:2 a carriage return stands alone; a line ends in LF or CRLF\n2: <c>\n");
    rows_are("\xC3\x89,\xFF\nc\n", ',', "1:3 the table is not UTF-8 here\n2: <c>\n");
    rows_are("\"a\nb,c\n", ',', "1:1 this quotation mark is never closed\n2: <b><c>\n");
    rows_are("\"a\n\xFF\",c\nd\n", ',', "2:1 the table is not UTF-8 here\n"
                                       "2:2 a quotation mark stands inside a field that does not begin with one\n"
                                       "3: <d>\n");
}

static void a_byte_0_is_bad(void **state)
{
    struct cs_buffer out;

    (void)state;
    cs_buffer_init(&out);
    for (size_t piece = 1; piece < 6; piece++) {
        read_all("a,b\0c\n\"x\0\"\nd\n", 13, piece, ',', &out);
        assert_string_equal(cs_buffer_string(&out), "1:4 a byte 0 stands in the table\n"
                                                    "2:3 a byte 0 stands in the table\n3: <d>\n");
    }
    cs_buffer_release(&out);
}

/* A row of a million bytes is read; a longer one is told, and the next is read. */
static void the_limit_of_a_row(void **state)
{
    size_t length = CS_CSV_ROW_BYTES_MAX - 1;
    char *bytes = malloc(4 * length);
    struct cs_buffer out;

    (void)state;
    assert_non_null(bytes);
    cs_buffer_init(&out);
    memset(bytes, 'x', 4 * length);
    memcpy(bytes + length, "\nb\n", 3);
    read_all(bytes, length + 3, SIZE_MAX, ',', &out);
    assert_int_equal(out.length, strlen("1: <>\n2: <b>\n") + length);
    memset(bytes, 'x', 4 * length);
    bytes[0] = '"';
    memcpy(bytes + 3 * length, "\nb\n", 3);
    read_all(bytes, 3 * length + 3, SIZE_MAX, ',', &out);
    assert_string_equal(cs_buffer_string(&out),
                        "1:1 the row has more than 1 MB; probably a quotation mark in it is not closed\n2: <b>\n");
    cs_buffer_release(&out);
    free(bytes);
}

static void the_limit_of_fields(void **state)
{
    char bytes[CS_CSV_FIELDS_MAX + 8];
    struct cs_buffer out;

    (void)state;
    cs_buffer_init(&out);
    memset(bytes, ',', sizeof bytes);
    memcpy(bytes + CS_CSV_FIELDS_MAX - 1, "\nb\n", 3);
    read_all(bytes, CS_CSV_FIELDS_MAX + 2, SIZE_MAX, ',', &out);
    assert_int_equal(out.length, strlen("1: \n2: <b>\n") + 2 * CS_CSV_FIELDS_MAX);
    memset(bytes, ',', sizeof bytes);
    memcpy(bytes + CS_CSV_FIELDS_MAX, "\nb\n", 3);
    read_all(bytes, CS_CSV_FIELDS_MAX + 3, SIZE_MAX, ',', &out);
    assert_string_equal(cs_buffer_string(&out), "1:4097 the row has more than 4,096 fields\n2: <b>\n");
    cs_buffer_release(&out);
}

static size_t give_nothing(void *context, char *bytes, size_t size)
{
    (void)context;
    (void)bytes;
    (void)size;
    return SIZE_MAX;
}

static void what_cannot_be_read_is_a_failure(void **state)
{
    struct cs_failure failure;
    struct cs_csv csv;

    (void)state;
    cs_failure_clear(&failure);
    assert_int_equal(cs_csv_init(&csv, give_nothing, NULL, ',', &failure), CASUS_OK);
    assert_int_equal(cs_csv_next(&csv, &failure), CS_CSV_FAILED);
    assert_int_equal(failure.status, CASUS_ERR_IO);
    cs_csv_release(&csv);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_and_fields),
        cmocka_unit_test(quoted_fields),
        cmocka_unit_test(bad_rows_have_their_place_and_cost_no_other),
        cmocka_unit_test(a_byte_0_is_bad),
        cmocka_unit_test(the_limit_of_a_row),
        cmocka_unit_test(the_limit_of_fields),
        cmocka_unit_test(what_cannot_be_read_is_a_failure),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
