/* SPDX-License-Identifier: MIT */
#include "unit/cmocka_all.h"

#include <string.h>

#include "base/hash.h"

static void sha256_is_that_of_the_standard(void **state)
{
    char hex[65];

    (void)state;
    assert_true(cs_sha256_hex("abc", 3, hex)); /* FIPS 180-2, appendix B.1 */
    assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_true(cs_sha256_hex("", 0, hex));
    assert_string_equal(hex, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

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
        cmocka_unit_test(sha256_is_that_of_the_standard),
        cmocka_unit_test(one_byte_or_a_byte_more_changes_the_hash),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
