/* SPDX-License-Identifier: MIT */
#include "unit/cmocka_all.h"

#include <string.h>

#include "base/failure.h"

static void first_message_of_a_failure_stays(void **state)
{
    struct cs_failure failure;

    (void)state;
    cs_failure_clear(&failure);
    assert_int_equal(cs_fail(&failure, CASUS_OK, "nothing"), CASUS_OK);
    assert_string_equal(failure.message, "");
    assert_int_equal(cs_fail(&failure, CASUS_ERR_IO, "could not read \"%s\"", "x"), CASUS_ERR_IO);
    assert_int_equal(cs_fail_memory(&failure), CASUS_ERR_IO);
    assert_string_equal(failure.message, "could not read \"x\"");
    cs_failure_clear(&failure);
    assert_int_equal(cs_fail_memory(&failure), CASUS_ERR_MEMORY);
    assert_string_equal(failure.message, "out of memory");
}

static void long_message_is_cut(void **state)
{
    struct cs_failure failure;
    char name[1000];

    (void)state;
    memset(name, 'n', sizeof name);
    name[sizeof name - 1] = '\0';
    cs_failure_clear(&failure);
    assert_int_equal(cs_fail(&failure, CASUS_ERR_LIMIT, "%s", name), CASUS_ERR_LIMIT);
    assert_int_equal(strlen(failure.message), sizeof failure.message - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(first_message_of_a_failure_stays),
        cmocka_unit_test(long_message_is_cut),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
