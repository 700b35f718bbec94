/* SPDX-License-Identifier: MIT */
/* Text in columns, and its colours. */
#include "unit/cmocka_all.h"

#include <string.h>

#include "view/wrap.h"

static void wrapped(const char *text, size_t column, const char *expected)
{
    struct cs_buffer out;

    cs_buffer_init(&out);
    cs_wrap(&out, text, strlen(text), column, 2, 12);
    assert_string_equal(cs_buffer_string(&out), expected);
    cs_buffer_release(&out);
}

static void text_is_wrapped_between_words(void **state)
{
    (void)state;
    wrapped("one two three four", 0, "one two\n  three four");
    wrapped("one two", 8, "one\n  two");
    wrapped("  many\n\tspaces ", 0, "many spaces");
    wrapped("averyveryverylongword x", 0, "averyveryverylongword\n  x");
    wrapped("", 0, "");
    wrapped("\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9 \xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9 a", 0,
            "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9 \xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9 a"); /* columns, not bytes */
}

static void what_could_drive_a_terminal_is_not_written(void **state)
{
    (void)state;
    wrapped("a\033[2Jb", 0, "a?[2Jb");
    wrapped("a\x7F\xFF", 0, "a??");
}

static void states_keep_their_colours(void **state)
{
    (void)state;
    assert_int_equal(cs_paint_of(CS_STATE_VIOLATED), CS_PAINT_RED);
    assert_int_equal(cs_paint_of(CS_STATE_UNDETERMINED), CS_PAINT_YELLOW);
    assert_int_equal(cs_paint_of(CS_STATE_FULFILLED), CS_PAINT_GREEN);
    assert_int_equal(cs_paint_of(CS_STATE_NOT_OWED), CS_PAINT_DIM);
    assert_int_equal(cs_paint_of(CS_STATE_IN_FORCE), CS_PAINT_PLAIN);
}

static void the_column_behind_the_text_is_told(void **state)
{
    struct cs_buffer out;

    (void)state;
    cs_buffer_init(&out);
    assert_int_equal(cs_wrap(&out, "one two", 7, 3, 2, 80), 10);
    assert_int_equal(cs_wrap(&out, "one two", 7, 6, 2, 12), 5); /* "two" on a line of its own, indented */
    assert_int_equal(cs_wrap(&out, "", 0, 6, 2, 12), 6);
    cs_buffer_release(&out);
}

static void padded(const char *text, size_t width, size_t columns, const char *expected)
{
    struct cs_buffer out;

    cs_buffer_init(&out);
    assert_int_equal(cs_pad(&out, text, width), columns);
    assert_string_equal(cs_buffer_string(&out), expected);
    cs_buffer_release(&out);
}

static void what_is_padded_is_never_stuck_to_what_follows(void **state)
{
    (void)state;
    padded("ab", 5, 5, "ab   ");
    padded("abcde", 5, 6, "abcde ");
    padded("abcdefg", 5, 8, "abcdefg ");
    padded("\xC3\xA9", 3, 3, "\xC3\xA9  ");
    padded("", 2, 2, "  ");
}

static void colours_are_written_only_where_they_are_wanted(void **state)
{
    struct cs_buffer out;

    (void)state;
    cs_buffer_init(&out);
    cs_paint(&out, false, CS_PAINT_RED);
    cs_paint(&out, false, CS_PAINT_PLAIN);
    assert_string_equal(cs_buffer_string(&out), "");
    cs_paint(&out, true, CS_PAINT_RED);
    cs_paint(&out, true, CS_PAINT_PLAIN);
    assert_memory_equal(cs_buffer_string(&out), "\033[", 2);
    assert_non_null(strstr(cs_buffer_string(&out), "\033[0m"));
    cs_buffer_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_wrapped_between_words),
        cmocka_unit_test(what_could_drive_a_terminal_is_not_written),
        cmocka_unit_test(states_keep_their_colours),
        cmocka_unit_test(the_column_behind_the_text_is_told),
        cmocka_unit_test(what_is_padded_is_never_stuck_to_what_follows),
        cmocka_unit_test(colours_are_written_only_where_they_are_wanted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
