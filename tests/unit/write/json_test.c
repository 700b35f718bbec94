/* SPDX-License-Identifier: MIT */
#include "unit/cmocka_all.h"

#include "write/json.h"

static void containers_are_laid_out(void **state)
{
    struct cs_buffer out;
    struct cs_json json;

    (void)state;
    cs_buffer_init(&out);
    cs_json_init(&json, &out);
    cs_json_open(&json, '{', false);
    cs_json_pair(&json, "a", "b");
    cs_json_pair(&json, "none", NULL);
    cs_json_key(&json, "list");
    cs_json_open(&json, '[', true);
    cs_json_text(&json, "x");
    cs_json_open(&json, '{', false);
    cs_json_key(&json, "n");
    cs_json_number(&json, 7);
    cs_json_close(&json, '}');
    cs_json_close(&json, ']');
    cs_json_key(&json, "empty");
    cs_json_open(&json, '[', false);
    cs_json_close(&json, ']');
    cs_json_key(&json, "rows");
    cs_json_open(&json, '[', false);
    cs_json_bool(&json, true);
    cs_json_close(&json, ']');
    cs_json_close(&json, '}');
    assert_string_equal(cs_buffer_string(&out), "{\n"
                                                "  \"a\": \"b\",\n"
                                                "  \"none\": null,\n"
                                                "  \"list\": [ \"x\", { \"n\": 7 } ],\n"
                                                "  \"empty\": [],\n"
                                                "  \"rows\": [\n"
                                                "    true\n"
                                                "  ]\n"
                                                "}\n");
    cs_buffer_release(&out);
}

static void written(const char *bytes, size_t length, const char *expected)
{
    struct cs_buffer out;
    struct cs_json json;

    cs_buffer_init(&out);
    cs_json_init(&json, &out);
    cs_json_bytes(&json, bytes, length);
    assert_string_equal(cs_buffer_string(&out), expected);
    cs_buffer_release(&out);
}

static void strings_are_escaped(void **state)
{
    (void)state;
    written("a\"b\\c\n\t\r\b\f", 10, "\"a\\\"b\\\\c\\n\\t\\r\\b\\f\"");
    written("\x01\x0B\x1F\x7F", 4, "\"\\u0001\\u000b\\u001f\\u007f\"");
    written("\xC3\xA9\xE2\x82\xAC", 5, "\"\xC3\xA9\xE2\x82\xAC\"");
    written("a\0b", 3, "\"a\\u0000b\"");
}

static void bytes_that_are_no_text_are_replaced(void **state)
{
    (void)state;
    written("a\xFF" "b\xC3", 4, "\"a\xEF\xBF\xBD" "b\xEF\xBF\xBD\"");
    written("\xFF\xFE", 2, "\"\xEF\xBF\xBD\xEF\xBF\xBD\"");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(containers_are_laid_out),
        cmocka_unit_test(strings_are_escaped),
        cmocka_unit_test(bytes_that_are_no_text_are_replaced),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
