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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decimal_keeps_inner_noughts),
        cmocka_unit_test(carry_runs_through),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
