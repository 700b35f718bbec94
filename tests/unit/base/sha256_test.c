/* SPDX-License-Identifier: MIT */
#include "unit/cmocka_all.h"

#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>

#include "base/sha256.h"

static void is_that_of_the_standard(void **state)
{
    static const char two_blocks[] = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
    char hex[CS_SHA256_HEX];

    (void)state;
    cs_sha256_hex("abc", 3, hex); /* FIPS 180-2, appendix B.1 */
    assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    cs_sha256_hex(two_blocks, strlen(two_blocks), hex); /* B.2 */
    assert_string_equal(hex, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    cs_sha256_hex(NULL, 0, hex);
    assert_string_equal(hex, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

static void a_million_letters_are_those_of_the_standard(void **state)
{
    unsigned char digest[CS_SHA256_SIZE], first[] = {0xcd, 0xc7, 0x6e, 0x5c}, last[] = {0xc7, 0x11, 0x2c, 0xd0};
    struct cs_sha256 h;
    char letters[1000];

    (void)state;
    memset(letters, 'a', sizeof letters);
    cs_sha256_begin(&h);
    for (size_t i = 0; i < 1000; i++)
        cs_sha256_add(&h, letters, sizeof letters);
    cs_sha256_end(&h, digest);
    assert_memory_equal(digest, first, sizeof first); /* FIPS 180-2, appendix B.3 */
    assert_memory_equal(digest + CS_SHA256_SIZE - sizeof last, last, sizeof last);
}

/* Every length up to some blocks, also where it is added in two parts, wherever they are parted. */
static void is_what_openssl_computes(void **state)
{
    unsigned char bytes[3 * CS_SHA256_BLOCK + 1], ours[CS_SHA256_SIZE], theirs[EVP_MAX_MD_SIZE];

    (void)state;
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)(i * 167 + 13);
    for (size_t length = 0; length <= sizeof bytes; length++) {
        assert_int_equal(EVP_Digest(bytes, length, theirs, NULL, EVP_sha256(), NULL), 1);
        for (size_t first = 0; first <= length; first++) {
            struct cs_sha256 h;

            cs_sha256_begin(&h);
            cs_sha256_add(&h, bytes, first);
            cs_sha256_add(&h, bytes + first, length - first);
            cs_sha256_end(&h, ours);
            assert_memory_equal(ours, theirs, sizeof ours);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_that_of_the_standard),
        cmocka_unit_test(a_million_letters_are_those_of_the_standard),
        cmocka_unit_test(is_what_openssl_computes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
