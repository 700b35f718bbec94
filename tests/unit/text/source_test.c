/* SPDX-License-Identifier: MIT */
/* Sources: lines and columns, valid UTF-8, widths, messages with places. */
#include "unit/cmocka_all.h"

#include <string.h>

#include "text/source.h"

static struct cs_source *source_of(struct cs_arena *arena, const char *bytes)
{
    struct cs_source *source;

    cs_arena_init(arena);
    source = cs_source_new(arena, "a.record", CS_SOURCE_RECORD, bytes, strlen(bytes));
    assert_non_null(source);
    return source;
}

static void assert_lines(const char *bytes, size_t expected)
{
    struct cs_arena arena;

    assert_int_equal(source_of(&arena, bytes)->line_count, expected);
    cs_arena_release(&arena);
}

static void assert_place(const char *bytes, uint32_t offset, size_t line, size_t column)
{
    struct cs_arena arena;
    size_t found_line, found_column;

    cs_source_place(source_of(&arena, bytes), offset, &found_line, &found_column);
    assert_int_equal(found_line, line);
    assert_int_equal(found_column, column);
    cs_arena_release(&arena);
}

static void a_line_end_ends_a_line_and_begins_none(void **state)
{
    (void)state;
    assert_lines("", 1);
    assert_lines("a", 1);
    assert_lines("a\n", 1);
    assert_lines("a\nb", 2);
    assert_lines("a\n\n", 2);
    assert_lines("\n\n\n", 3);
}

static void a_place_is_counted_from_one_in_characters(void **state)
{
    (void)state;
    assert_place("", 0, 1, 1);
    assert_place("ab\ncd\n", 0, 1, 1);
    assert_place("ab\ncd\n", 2, 1, 3); /* a line end belongs to its line */
    assert_place("ab\ncd\n", 3, 2, 1);
    assert_place("ab\ncd\n", 4, 2, 2);
    assert_place("\xC3\xA9\xE2\x82\xAC" "a", 2, 1, 2);
    assert_place("\xC3\xA9\xE2\x82\xAC" "a", 5, 1, 3);
}

static void a_place_beyond_the_text_is_its_end(void **state)
{
    (void)state;
    assert_place("ab\ncd", 5, 2, 3);
    assert_place("ab\ncd", 500, 2, 3);
}

static void the_name_is_copied_and_the_bytes_are_not(void **state)
{
    char name[] = "b.record";
    const char *bytes = "x";
    struct cs_arena arena;
    struct cs_source *source;

    (void)state;
    cs_arena_init(&arena);
    source = cs_source_new(&arena, name, CS_SOURCE_TREATY, bytes, 1);
    assert_non_null(source);
    name[0] = 'c';
    assert_string_equal(source->name, "b.record");
    assert_ptr_equal(source->bytes, bytes);
    assert_int_equal(source->kind, CS_SOURCE_TREATY);
    cs_arena_release(&arena);
}

static void the_first_byte_that_is_no_text_is_found(void **state)
{
    (void)state;
    assert_int_equal(cs_text_invalid("", 0), 0);
    assert_int_equal(cs_text_invalid("abc", 3), 3);
    assert_int_equal(cs_text_invalid("a\xC3\xA9", 3), 3);
    assert_int_equal(cs_text_invalid("ab\xFF", 3), 2);
    assert_int_equal(cs_text_invalid("ab\0c", 4), 2);
    assert_int_equal(cs_text_invalid("a\xC3\xA9", 2), 1);      /* the text ends within a character */
    assert_int_equal(cs_text_invalid("a\xC0\x80", 3), 1);      /* an overlong form of NUL */
    assert_int_equal(cs_text_invalid("a\xED\xA0\x80", 4), 1);  /* half of a UTF-16 pair */
}

static void width_is_counted_in_columns(void **state)
{
    (void)state;
    assert_int_equal(cs_text_width("", 0), 0);
    assert_int_equal(cs_text_width("abc", 3), 3);
    assert_int_equal(cs_text_width("\xC3\xA9", 2), 1);
    assert_int_equal(cs_text_width("e\xCC\x81", 3), 1);        /* the accent has no column */
    assert_int_equal(cs_text_width("\xE4\xB8\xAD", 3), 2);     /* a wide character */
    assert_int_equal(cs_text_width("a\xFF", 2), 2);
}

static void a_failure_has_its_place_before_the_message(void **state)
{
    struct cs_arena arena;
    struct cs_span where = {.source = source_of(&arena, "a\nbc\n"), .start = 3, .end = 4}, nowhere = {0};
    struct cs_failure failure = {0};

    (void)state;
    assert_int_equal(cs_fail_at(&failure, &where, CASUS_ERR_LIMIT, "%d are too many", 7), CASUS_ERR_LIMIT);
    assert_string_equal(failure.message, "a.record:2: 7 are too many");
    cs_failure_clear(&failure);
    cs_fail_at(&failure, &nowhere, CASUS_ERR_LIMIT, "too many");
    assert_string_equal(failure.message, "too many");
    cs_failure_clear(&failure);
    cs_fail_at(&failure, NULL, CASUS_ERR_LIMIT, "too many");
    assert_string_equal(failure.message, "too many");
    assert_int_equal(cs_fail_at(&failure, &where, CASUS_ERR_IO, "a later one"), CASUS_ERR_LIMIT);
    assert_string_equal(failure.message, "too many"); /* the first message is kept */
    cs_arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_end_ends_a_line_and_begins_none),
        cmocka_unit_test(a_place_is_counted_from_one_in_characters),
        cmocka_unit_test(a_place_beyond_the_text_is_its_end),
        cmocka_unit_test(the_name_is_copied_and_the_bytes_are_not),
        cmocka_unit_test(the_first_byte_that_is_no_text_is_found),
        cmocka_unit_test(width_is_counted_in_columns),
        cmocka_unit_test(a_failure_has_its_place_before_the_message),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
