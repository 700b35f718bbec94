/* SPDX-License-Identifier: MIT */
#include "unit/lang/reading.h"

static void format_text(const char *text, struct cs_buffer *out)
{
    struct cs_arena arena;
    const struct cs_source *source;

    cs_arena_init(&arena);
    source = cs_source_new(&arena, "a.record", CS_SOURCE_RECORD, text, strlen(text));
    assert_non_null(source);
    cs_buffer_init(out);
    cs_format(source, out);
    cs_arena_release(&arena);
}

static void assert_format(const char *text, const char *expected)
{
    struct cs_buffer once, twice;

    format_text(text, &once);
    assert_string_equal(cs_buffer_string(&once), expected);
    format_text(cs_buffer_string(&once), &twice);
    assert_string_equal(cs_buffer_string(&twice), expected);
    cs_buffer_release(&once);
    cs_buffer_release(&twice);
}

static void words_stand_one_space_apart_and_below_each_other(void **state)
{
    (void)state;
    assert_format("when r:request   by x\nif a is b\n  and c is d\nthen   e\n",
                  "when  r: request by x\nif    a is b\nand   c is d\nthen  e\n");
    assert_format("2022-09-12 / .. e1 :vote by A ,B under CST  4(2)\nsays A in S @ 1 .. 2 #1a2b3c4d\ndenies B\n",
                  "2022-09-12/.. e1: vote by A, B under CST 4(2)\n  says   A in S @1..2 #1a2b3c4d\n  denies B\n");
    assert_format("reading Now \"x\"\nStrict 1 day\n", "reading Now \"x\"\n  Strict 1 day\n");
}

static void comments_and_single_empty_lines_are_kept(void **state)
{
    (void)state;
    assert_format("\n\n-- a  \n\n\n  -- b\nkind x      -- c\nkind yyyyyyyyyyyyy -- d\n\n",
                  "-- a\n\n  -- b\nkind  x     -- c\nkind  yyyyyyyyyyyyy  -- d\n");
}

static void a_line_with_a_mistake_stays_as_it_is(void **state)
{
    (void)state;
    assert_format("kind   \"a\nkind  \xFF  b\r\nkind  $  x", "kind   \"a\nkind  \xFF  b\nkind  $  x\n");
    assert_format("\n\xEF\xBB\xBFkind   a\n", "\n\xEF\xBB\xBFkind   a\n");
    assert_format("", "");
}

static void the_name_of_an_article_keeps_its_spaces(void **state)
{
    (void)state;
    assert_format("article   4 / 2  since 2010\narticle 4/2\n", "article 4 / 2 since 2010\narticle 4/2\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_stand_one_space_apart_and_below_each_other),
        cmocka_unit_test(comments_and_single_empty_lines_are_kept),
        cmocka_unit_test(a_line_with_a_mistake_stays_as_it_is),
        cmocka_unit_test(the_name_of_an_article_keeps_its_spaces),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
