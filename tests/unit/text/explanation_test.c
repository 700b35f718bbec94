/* SPDX-License-Identifier: MIT */
/* The page of a code: it is found by the text of the code, and has the examples. */
#include "unit/cmocka_all.h"

#include <string.h>

#include "text/explanation.h"

static void a_code_is_found_by_its_text_in_either_case(void **state)
{
    enum cs_diagnostic_code code;

    (void)state;
    assert_true(cs_explanation_code("E0106", &code));
    assert_int_equal(code, DIAG_NAME_EMPTY);
    assert_true(cs_explanation_code("w0601", &code));
    assert_int_equal(code, DIAG_VARIABLE_ONCE);
}

static void what_is_no_code_is_not_found(void **state)
{
    static const char *const texts[] = {"", "E", "0106", "E010", "E01066", "W0106", "E0601", "X0106", " E0106"};
    enum cs_diagnostic_code code;

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_false(cs_explanation_code(texts[i], &code));
}

static void a_page_has_the_summary_the_reason_and_both_examples(void **state)
{
    struct cs_buffer out;
    const char *page, *wrong, *right;

    (void)state;
    for (int i = 0; i < DIAG_COUNT; i++) {
        cs_buffer_init(&out);
        cs_explanation_write((enum cs_diagnostic_code)i, &out);
        page = cs_buffer_string(&out);
        assert_memory_equal(page, cs_diagnostic_code_text((enum cs_diagnostic_code)i), 5);
        assert_non_null(strstr(page, cs_diagnostic_summary((enum cs_diagnostic_code)i)));
        wrong = strstr(page, "\nWrong, ");
        right = strstr(page, "\nRight, ");
        assert_true(wrong != NULL && right != NULL && wrong < right);
        assert_null(strstr(page, "\n== ")); /* nothing of the next page */
        assert_null(strstr(page, "\n-- wrong"));
        cs_buffer_release(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_code_is_found_by_its_text_in_either_case),
        cmocka_unit_test(what_is_no_code_is_not_found),
        cmocka_unit_test(a_page_has_the_summary_the_reason_and_both_examples),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
