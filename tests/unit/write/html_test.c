/* SPDX-License-Identifier: MIT */
/* Escaping for HTML: any text stays text. */
#include "unit/cmocka_all.h"

#include <string.h>

#include "write/html.h"

static void written(const char *bytes, size_t length, const char *expected)
{
    struct cs_buffer out;

    cs_buffer_init(&out);
    cs_html_bytes(&out, bytes, length);
    assert_string_equal(cs_buffer_string(&out), expected);
    cs_buffer_release(&out);
}

static void as_json(const char *bytes, size_t length, const char *expected)
{
    struct cs_buffer out;

    cs_buffer_init(&out);
    cs_html_json_bytes(&out, bytes, length);
    assert_string_equal(cs_buffer_string(&out), expected);
    cs_buffer_release(&out);
}

#define LITERAL(text) text, sizeof(text) - 1

static void markup_is_escaped(void **state)
{
    (void)state;
    written(LITERAL("<a href='x' title=\"y\">&amp;</a>"),
            "&lt;a href=&#39;x&#39; title=&quot;y&quot;&gt;&amp;amp;&lt;/a&gt;");
    as_json(LITERAL("</script><!-- \"\\ & \n"), "\"\\u003c/script\\u003e\\u003c!-- \\\"\\\\ \\u0026 \\u000a\"");
}

static void what_is_no_text_is_replaced(void **state)
{
    (void)state;
    written(LITERAL("a\0b\x01" "c\x7F" "d"), "a\xEF\xBF\xBD" "b\xEF\xBF\xBD" "c\xEF\xBF\xBD" "d");
    written(LITERAL("\xC2\x85 \xC3\xA9 \xFF \xC3"), "\xEF\xBF\xBD \xC3\xA9 \xEF\xBF\xBD \xEF\xBF\xBD");
    written(LITERAL("\xD0\x82\xD1\x87"), "\xD0\x82\xD1\x87");
    written(LITERAL("a\tb\nc"), "a\tb\nc");
}

static void hundredths_are_short(void **state)
{
    static const struct { uint32_t value; const char *text; } cases[] = {
        {0, "0"}, {7, "0.07"}, {50, "0.5"}, {100, "1"}, {1234, "12.34"}, {1230, "12.3"}, {10000, "100"}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct cs_buffer out;

        cs_buffer_init(&out);
        cs_html_hundredths(&out, cases[i].value);
        assert_string_equal(cs_buffer_string(&out), cases[i].text);
        cs_buffer_release(&out);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(markup_is_escaped),
        cmocka_unit_test(what_is_no_text_is_replaced),
        cmocka_unit_test(hundredths_are_short),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
