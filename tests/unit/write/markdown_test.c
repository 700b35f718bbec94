/* SPDX-License-Identifier: MIT */
#include "unit/cmocka_all.h"

#include "write/markdown.h"

static void written(const char *text, const char *expected)
{
    struct cs_buffer out, line;
    struct cs_markdown md;

    cs_buffer_init(&out);
    cs_buffer_init(&line);
    cs_markdown_init(&md, NULL, &out);
    cs_markdown_text(&line, text);
    cs_markdown_paragraph(&md, &line);
    assert_false(md.failed);
    assert_string_equal(cs_buffer_string(&out), expected);
    cs_markdown_release(&md);
    cs_buffer_release(&line);
    cs_buffer_release(&out);
}

static void what_marks_up_is_escaped(void **state)
{
    (void)state;
    written("*a* _b_ `c` [d](e) <f> g|h ~i~ $j$ k\\l !m", "\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e) \\<f\\> g\\|h \\~i\\~ "
                                                        "\\$j\\$ k\\\\l \\!m\n\n");
}

static void no_address_becomes_a_link(void **state)
{
    (void)state;
    written("see http://a.example/x, WWW.b.example or a@b.example",
            "see http\\://a.example/x, WWW\\.b.example or a<!---->@b.example\n\n");
    written("S2: page 3, www", "S2: page 3, www\n\n");
}

static void no_line_begins_like_a_list_a_heading_or_a_rule(void **state)
{
    (void)state;
    written("# a", "\\# a\n\n");
    written("- a", "\\- a\n\n");
    written("1. a", "1\\. a\n\n");
    written("1) a", "1\\) a\n\n");
    written("=== a", "\\=== a\n\n");
    written("2022-09-13 a", "2022-09-13 a\n\n");
    written("aaaaaaaaaaaaaaaaaaaa aaaaaaaaaaaaaaaaaaaa aaaaaaaaaaaaaaaaaaaa aaaaaaaaaaaaaaaa + b",
            "aaaaaaaaaaaaaaaaaaaa aaaaaaaaaaaaaaaaaaaa aaaaaaaaaaaaaaaaaaaa aaaaaaaaaaaaaaaa\n\\+ b\n\n");
}

static void white_space_is_one_space_and_controls_are_not_written(void **state)
{
    (void)state;
    written("a \t\n  b\033[0m \xFF", "a b?\\[0m ?\n\n");
}

static void a_footnote_is_told_once(void **state)
{
    struct cs_buffer out, line;
    struct cs_markdown md;

    (void)state;
    cs_buffer_init(&out);
    cs_buffer_init(&line);
    cs_markdown_init(&md, NULL, &out);
    cs_markdown_text(&line, "a");
    cs_markdown_note(&md, &line, "one [x]");
    cs_markdown_note(&md, &line, "two");
    cs_markdown_note(&md, &line, "one [x]");
    cs_markdown_item(&md, &line);
    cs_markdown_notes(&md);
    assert_string_equal(cs_buffer_string(&out), "- a[^1][^2][^1]\n\n[^1]: one \\[x\\]\n\n[^2]: two\n");
    cs_markdown_release(&md);
    cs_buffer_release(&line);
    cs_buffer_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_marks_up_is_escaped),
        cmocka_unit_test(no_address_becomes_a_link),
        cmocka_unit_test(no_line_begins_like_a_list_a_heading_or_a_rule),
        cmocka_unit_test(white_space_is_one_space_and_controls_are_not_written),
        cmocka_unit_test(a_footnote_is_told_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
