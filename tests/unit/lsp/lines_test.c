/* SPDX-License-Identifier: MIT */
#include "unit/cmocka_all.h"

#include <stdlib.h>
#include <string.h>

#include "lsp/lines.h"
#include "lsp/uri.h"

/* U+00E9 is 2 bytes and one unit of UTF-16, U+1F6E1 4 bytes and two. */
#define SHIELD "\xF0\x9F\x9B\xA1"
#define E_ACUTE "\xC3\xA9"

static void places_are_counted_in_units(void **state)
{
    static const char text[] = "a" E_ACUTE SHIELD "b\nc";
    static const struct { enum cs_lsp_units units; size_t character, offset; } cases[] = {
        {CS_LSP_UTF16, 0, 0},  {CS_LSP_UTF16, 1, 1}, {CS_LSP_UTF16, 2, 3}, {CS_LSP_UTF16, 4, 7}, {CS_LSP_UTF16, 5, 8},
        {CS_LSP_UTF8, 1, 1},   {CS_LSP_UTF8, 3, 3},  {CS_LSP_UTF8, 7, 7},  {CS_LSP_UTF8, 8, 8},  {CS_LSP_UTF32, 1, 1},
        {CS_LSP_UTF32, 2, 3},  {CS_LSP_UTF32, 3, 7}, {CS_LSP_UTF32, 4, 8}};
    struct cs_lsp_lines lines;

    (void)state;
    assert_true(cs_lsp_lines_make(&lines, text, strlen(text)));
    assert_int_equal(lines.count, 2);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(cs_lsp_offset(&lines, 0, cases[i].character, cases[i].units), cases[i].offset);
        assert_int_equal(cs_lsp_units_before(&lines, cases[i].offset, cases[i].units), cases[i].character);
    }
    /* in the middle of a character: before it */
    assert_int_equal(cs_lsp_offset(&lines, 0, 3, CS_LSP_UTF16), 3);
    assert_int_equal(cs_lsp_offset(&lines, 0, 2, CS_LSP_UTF8), 1);
    /* beyond the line, beyond the text */
    assert_int_equal(cs_lsp_offset(&lines, 0, 99, CS_LSP_UTF16), 8);
    assert_int_equal(cs_lsp_offset(&lines, 1, 0, CS_LSP_UTF16), 9);
    assert_int_equal(cs_lsp_offset(&lines, 2, 0, CS_LSP_UTF16), 10);
    cs_lsp_lines_release(&lines);
}

static void lines_end_with_lf_cr_lf_or_cr(void **state)
{
    static const char text[] = "a\r\nb\rc\n\nd";
    struct cs_lsp_lines lines;
    size_t line, column;

    (void)state;
    assert_true(cs_lsp_lines_make(&lines, text, strlen(text)));
    assert_int_equal(lines.count, 5);
    assert_int_equal(cs_lsp_line_end(&lines, 0), 1);
    assert_int_equal(cs_lsp_offset(&lines, 2, 0, CS_LSP_UTF16), 5);
    assert_int_equal(cs_lsp_line_end(&lines, 2), 6);
    assert_int_equal(cs_lsp_line_end(&lines, 3), 7);
    assert_int_equal(cs_lsp_line_end(&lines, 4), 9);
    /* the library knows LF alone: "b\rc" is its second line */
    assert_int_equal(cs_lsp_library_offset(&lines, 2, 3), 5);
    cs_lsp_library_place(&lines, 5, &line, &column);
    assert_int_equal(line, 2);
    assert_int_equal(column, 3);
    assert_int_equal(cs_lsp_library_offset(&lines, 99, 1), 9);
    cs_lsp_lines_release(&lines);
}

static void bytes_that_are_no_utf8_are_a_character_each(void **state)
{
    static const char text[] = "\xFF\xF0\x9F" "a\xC3";
    struct cs_lsp_lines lines;

    (void)state;
    assert_true(cs_lsp_lines_make(&lines, text, strlen(text)));
    assert_int_equal(cs_lsp_units(text, strlen(text), CS_LSP_UTF16), 5);
    for (size_t i = 0; i <= strlen(text); i++)
        assert_int_equal(cs_lsp_offset(&lines, 0, i, CS_LSP_UTF16), i);
    cs_lsp_lines_release(&lines);
    assert_true(cs_lsp_lines_make(&lines, "", 0));
    assert_int_equal(lines.count, 1);
    assert_int_equal(cs_lsp_offset(&lines, 0, 5, CS_LSP_UTF16), 0);
    cs_lsp_lines_release(&lines);
}

static void addresses_are_paths(void **state)
{
    static const char *const pairs[][2] = {{"file:///a/b%20c%C3%A9.record", "/a/b c" E_ACUTE ".record"},
                                           {"file://localhost/a", "/a"},
                                           {"FILE:///a#x", "/a"}};
    static const char *const wrong[] = {"http://a/b", "file://host/a", "file:///a%0", "file:///a%zz", "file:///a%00",
                                        "untitled:a", ""};
    char *uri;

    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        char *path = cs_lsp_uri_path(pairs[i][0]);

        assert_string_equal(path, pairs[i][1]);
        free(path);
    }
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_null(cs_lsp_uri_path(wrong[i]));
    uri = cs_lsp_path_uri(pairs[0][1]);
    assert_string_equal(uri, pairs[0][0]);
    free(uri);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_are_counted_in_units),
        cmocka_unit_test(lines_end_with_lf_cr_lf_or_cr),
        cmocka_unit_test(bytes_that_are_no_utf8_are_a_character_each),
        cmocka_unit_test(addresses_are_paths),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
