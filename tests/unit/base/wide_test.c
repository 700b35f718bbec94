/* SPDX-License-Identifier: MIT */
#include "unit/cmocka_all.h"

#include <string.h>

#include "base/wide.h"

static const cs_wide GREATEST = (((cs_wide)1 << 126) - 1) * 2 + 1;

static void decimal_is_exact_to_the_limits(void **state)
{
    char text[CS_WIDE_TEXT];

    (void)state;
    assert_string_equal(cs_wide_text(0, text), "0");
    assert_string_equal(cs_wide_text(-1, text), "-1");
    assert_string_equal(cs_wide_text((cs_wide)INT64_MAX + 1, text), "9223372036854775808");
    assert_string_equal(cs_wide_text(GREATEST, text), "170141183460469231731687303715884105727");
    assert_string_equal(cs_wide_text(-GREATEST - 1, text), "-170141183460469231731687303715884105728");
}

static void sum_or_product_that_does_not_fit_is_refused(void **state)
{
    cs_wide out = 7;

    (void)state;
    assert_true(cs_wide_add(GREATEST, -GREATEST, &out));
    assert_true(out == 0);
    assert_false(cs_wide_add(GREATEST, 1, &(cs_wide){0}));
    assert_false(cs_wide_multiply(GREATEST, 2, &(cs_wide){0}));
    assert_true(cs_wide_multiply((cs_wide)1 << 63, (cs_wide)1 << 63, &out));
    assert_true(out == (cs_wide)1 << 126);
}

static void digits_are_read_and_nothing_else(void **state)
{
    static const char *const bad[] = {"", "-1", "+1", " 1", "1 ", "1.0", "0x1", "1000000000000000000000000000000"};
    cs_wide value = 5;
    char text[CS_WIDE_TEXT];

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(cs_wide_parse(bad[i], strlen(bad[i]), &value));
    assert_true(value == 5);
    assert_true(cs_wide_parse("999999999999999999999999999999", 30, &value));
    assert_string_equal(cs_wide_text(value, text), "999999999999999999999999999999");
    assert_true(cs_wide_parse("0042 and more", 4, &value));
    assert_true(value == 42);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decimal_is_exact_to_the_limits),
        cmocka_unit_test(sum_or_product_that_does_not_fit_is_refused),
        cmocka_unit_test(digits_are_read_and_nothing_else),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
