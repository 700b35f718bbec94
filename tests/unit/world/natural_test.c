/* SPDX-License-Identifier: MIT */
#include "unit/cmocka_all.h"

#include "world/natural.h"

static void written_is(uint32_t *number, size_t digits, const char *expected)
{
    struct cs_buffer buffer;

    cs_buffer_init(&buffer);
    cs_natural_write(number, digits, &buffer);
    assert_string_equal(cs_buffer_string(&buffer), expected);
    cs_buffer_release(&buffer);
}

static void decimal_keeps_inner_noughts(void **state)
{
    uint32_t number[4] = {1};

    (void)state;
    for (int i = 0; i < 27; i++)
        cs_natural_multiply(number, 4, 10);
    cs_natural_add(number, (const uint32_t[4]){7}, 4);
    written_is(number, 4, "1000000000000000000000000007");
    written_is((uint32_t[2]){0, 0}, 2, "0");
    written_is((uint32_t[1]){4294967295u}, 1, "4294967295");
    written_is((uint32_t[2]){4294967295u, 4294967295u}, 2, "18446744073709551615");
}

static void carry_runs_through(void **state)
{
    uint32_t number[3] = {UINT32_MAX, UINT32_MAX, 0};

    (void)state;
    cs_natural_add(number, (const uint32_t[3]){1}, 3);
    assert_int_equal(number[0], 0);
    assert_int_equal(number[1], 0);
    assert_int_equal(number[2], 1);
    cs_natural_multiply(number, 3, UINT32_MAX);
    assert_int_equal(number[2], UINT32_MAX);
}

static void numbers_are_multiplied_divided_and_compared(void **state)
{
    uint32_t a[4] = {UINT32_MAX, UINT32_MAX}, b[4] = {UINT32_MAX}, product[4];

    (void)state;
    cs_natural_product(product, a, b, 4);
    assert_true(cs_natural_compare(product, a, 4) > 0);
    assert_int_equal(cs_natural_divide(product, 4, UINT32_MAX), 0);
    assert_int_equal(cs_natural_compare(product, a, 4), 0);
    cs_natural_subtract(a, b, 4);
    written_is(a, 4, "18446744069414584320");
    assert_true(cs_natural_is_zero((const uint32_t[2]){0, 0}, 2));
    assert_false(cs_natural_is_zero((const uint32_t[2]){0, 1}, 2));
}

static void ratio_is(uint32_t a, uint32_t b, const char *expected)
{
    struct cs_buffer buffer;

    cs_buffer_init(&buffer);
    cs_natural_ratio(&a, &b, 1, 4, &buffer);
    assert_string_equal(cs_buffer_string(&buffer), expected);
    cs_buffer_release(&buffer);
}

static void a_ratio_is_exact_or_says_that_it_is_not(void **state)
{
    (void)state;
    ratio_is(0, 7, "0");
    ratio_is(7, 7, "1");
    ratio_is(3, 32, "0.0937...");
    ratio_is(1, 16, "0.0625");
    ratio_is(1, 3, "0.3333...");
    ratio_is(4294967294u, UINT32_MAX, "0.9999...");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decimal_keeps_inner_noughts),
        cmocka_unit_test(numbers_are_multiplied_divided_and_compared),
        cmocka_unit_test(a_ratio_is_exact_or_says_that_it_is_not),
        cmocka_unit_test(carry_runs_through),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
