/* SPDX-License-Identifier: MIT */
/* The small pieces of reports for people, and of tables. */
#include "unit/cmocka_all.h"

#include <string.h>

#include "view/fold.h"
#include "view/wrap.h"
#include "write/csv.h"

static void joined(const char *a, const char *b, const char *c, const char *expected)
{
    const char *texts[] = {a, b, c}, *found = NULL;
    struct cs_joining joining;
    struct cs_arena arena;

    cs_arena_init(&arena);
    if (cs_join_try(&joining, texts, 1, b) && (c == NULL || cs_join_try(&joining, texts, 2, c)))
        found = cs_join_text(&joining, &arena, texts, c != NULL ? 3 : 2);
    if (expected == NULL)
        assert_null(found);
    else
        assert_string_equal(found, expected);
    cs_arena_release(&arena);
}

static void texts_that_differ_in_a_name_are_joined(void **state)
{
    (void)state;
    joined("vote by A on d2", "vote by B on d2", "vote by C on d2", "vote by A, B, C on d2");
    joined("aid of Military", "aid of Political", NULL, "aid of Military, Political");
    joined("Alden votes", "Borea votes", NULL, "Alden, Borea votes");
    joined("act by Nikol Pashinian", "act by Ararat Mirzoyan", NULL, "act by Nikol Pashinian, Ararat Mirzoyan");
    joined("vote by Armenia on d2", "vote by Azerbaijan on d2", NULL, "vote by Armenia, Azerbaijan on d2");
}

static void texts_that_differ_otherwise_are_not(void **state)
{
    (void)state;
    joined("vote by A on d1", "vote by A on d2", NULL, NULL);        /* labels */
    joined("vote by A on d2", "objection by A on d2", NULL, NULL);   /* words */
    joined("vote by A on B", "vote by B on A", NULL, NULL);          /* two places */
    joined("vote by A", "vote by A", NULL, NULL);                    /* nothing */
    joined("vote by A on d2", "vote on d2", NULL, NULL);             /* one has none */
    joined("aid of A, B", "aid of A, C", "aid of D", NULL);          /* a list is no name */
}

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
    cs_csv_field(&out, "a-b", true);
    assert_string_equal(cs_buffer_string(&out), "'=1+1,\"'+04:00, or so\",-1,-0043-03-14T06:00Z,'-1+cmd|' /C calc'!A0,'-2+3,+12.5,'-12.5.1,'@home,\"'\r=1\",a-b\r\n");
    cs_buffer_release(&out);
}

static void states_keep_their_colours(void **state)
{
    (void)state;
    assert_int_equal(cs_paint_of(CS_STATE_VIOLATED), CS_PAINT_RED);
    assert_int_equal(cs_paint_of(CS_STATE_UNDETERMINED), CS_PAINT_YELLOW);
    assert_int_equal(cs_paint_of(CS_STATE_FULFILLED), CS_PAINT_GREEN);
    assert_int_equal(cs_paint_of(CS_STATE_NONE), CS_PAINT_DIM);
    assert_int_equal(cs_paint_of(CS_STATE_IN_FORCE), CS_PAINT_PLAIN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_that_differ_in_a_name_are_joined),
        cmocka_unit_test(texts_that_differ_otherwise_are_not),
        cmocka_unit_test(text_is_wrapped_between_words),
        cmocka_unit_test(what_could_drive_a_terminal_is_not_written),
        cmocka_unit_test(fields_are_quoted_where_they_must_be),
        cmocka_unit_test(nothing_is_a_formula),
        cmocka_unit_test(states_keep_their_colours),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
