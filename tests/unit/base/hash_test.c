/* SPDX-License-Identifier: MIT */
#include "unit/cmocka_all.h"

#include <string.h>

#include "base/hash.h"

static void one_byte_or_a_byte_more_changes_the_hash(void **state)
{
    unsigned char bytes[41] = {0};

    (void)state;
    for (size_t length = 0; length < sizeof bytes - 1; length++) {
        uint64_t hash = cs_hash_bytes(bytes, length);

        assert_true(hash != cs_hash_bytes(bytes, length + 1));
        for (size_t i = 0; i < length; i++) {
            bytes[i] ^= 1;
            assert_true(hash != cs_hash_bytes(bytes, length));
            bytes[i] ^= 1;
        }
        assert_true(hash == cs_hash_bytes(bytes, length));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_byte_or_a_byte_more_changes_the_hash),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
