/* SPDX-License-Identifier: MIT */
/* Eight bytes at once: decimal digits are read and written as sscanf and printf do. */
#include "unit/cmocka_all.h"

#include <stdio.h>
#include <string.h>

#include "base/eight.h"

static void written_as_printf_does(void **state)
{
    static const uint32_t numbers[] = {0,     1,      9,      10,      99,      100,      101,      999,
                                       1000,  9999,   10000,  10001,   12345,   99999,    100000,   999999,
                                       1000000, 9999999, 10000000, 99999999, 100000000, 100000007, 1000000000,
                                       4294967295};

    (void)state;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        char expected[16], found[18] = {0};
        size_t length = cs_write_integer(found, numbers[i]);

        snprintf(expected, sizeof expected, "%u", numbers[i]);
        found[length] = '\0';
        assert_string_equal(found, expected);
    }
    for (uint64_t each = 1; each < 4294967296; each = each * 5 / 3 + 1) {
        uint32_t number = (uint32_t)each;
        char expected[16], found[18] = {0};
        size_t length = cs_write_integer(found, number);

        snprintf(expected, sizeof expected, "%u", number);
        assert_int_equal(length, strlen(expected));
        assert_memory_equal(found, expected, length);
    }
}

static void digits_are_read(void **state)
{
    uint32_t number;

    (void)state;
    assert_true(cs_eight_number(cs_eight_bytes("00000000"), 8, &number));
    assert_int_equal(number, 0);
    assert_true(cs_eight_number(cs_eight_bytes("12345678"), 8, &number));
    assert_int_equal(number, 12345678);
    assert_true(cs_eight_number(cs_eight_bytes("99999999"), 8, &number));
    assert_int_equal(number, 99999999);
    assert_true(cs_eight_number(cs_eight_bytes("12345678"), 1, &number));
    assert_int_equal(number, 1);
    assert_true(cs_eight_number(cs_eight_bytes("90123456"), 5, &number));
    assert_int_equal(number, 90123);
}

/* Every byte but a digit is told, at every place; not if it stands behind the number. */
static void no_digit_is_told(void **state)
{
    static const uint32_t before[] = {0, 0, 9, 90, 909, 9090, 90909, 909090};

    (void)state;
    for (size_t place = 0; place < 8; place++)
        for (int byte = 0; byte < 256; byte++) {
            char text[8] = {'0', '9', '0', '9', '0', '9', '0', '9'};
            uint32_t number;

            text[place] = (char)byte;
            assert_int_equal(cs_eight_number(cs_eight_bytes(text), 8, &number), byte >= '0' && byte <= '9');
            if (place == 0)
                continue;
            assert_true(cs_eight_number(cs_eight_bytes(text), place, &number));
            assert_int_equal(number, before[place]);
        }
}

static void what_stands_behind_is_left_out(void **state)
{
    (void)state;
    for (size_t length = 0; length <= 8; length++) {
        char text[8] = {0};

        memcpy(text, "assisted", length);
        assert_true(cs_eight_of("assisted", length) == cs_eight_bytes(text));
    }
}

/* Every byte by itself, at every place. */
static void stops_are_found(void **state)
{
    (void)state;
    for (size_t place = 0; place < 8; place++)
        for (int byte = 0; byte < 256; byte++) {
            char text[8] = {'a', ' ', '~', '0', 'Z', '#', '!', '-'};
            bool stops = byte < 0x20 || byte >= 0x80 || byte == ';' || byte == '"';

            text[place] = (char)byte;
            assert_true(cs_eight_stops(cs_eight_bytes(text), CS_EIGHT_TIMES(';')) ==
                        (uint64_t)stops << (8 * place + 7));
        }
}

/* Each byte value at each place of texts of each length; only the text itself is looked at. */
static void what_is_copied_is_looked_through(void **state)
{
    (void)state;
    for (size_t length = 1; length <= 20; length++)
        for (size_t place = 0; place < length; place++)
            for (int byte = 0; byte < 256; byte++) {
                bool stops = byte < 0x20 || byte >= 0x80 || byte == ';' || byte == '"';
                char text[24], copy[24];

                memset(text, '"', sizeof text);
                memset(text, 'x', length);
                text[place] = (char)byte;
                assert_int_equal(cs_eight_copy(copy, text, length, CS_EIGHT_TIMES(';')), stops);
                assert_memory_equal(copy, text, length);
            }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(written_as_printf_does),
        cmocka_unit_test(digits_are_read),
        cmocka_unit_test(no_digit_is_told),
        cmocka_unit_test(what_stands_behind_is_left_out),
        cmocka_unit_test(stops_are_found),
        cmocka_unit_test(what_is_copied_is_looked_through),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
