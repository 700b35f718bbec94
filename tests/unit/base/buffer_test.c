/* SPDX-License-Identifier: MIT */
#include "unit/cmocka_all.h"

#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>

#include "base/buffer.h"
#include "fault/fail_alloc.h"

static void numbers_are_written_in_decimal(void **state)
{
    struct cs_buffer buffer;

    (void)state;
    cs_buffer_init(&buffer);
    cs_buffer_number(&buffer, 0);
    cs_buffer_char(&buffer, ' ');
    cs_buffer_number(&buffer, 1207);
    cs_buffer_char(&buffer, ' ');
    cs_buffer_number(&buffer, UINT64_MAX);
    assert_string_equal(cs_buffer_string(&buffer), "0 1207 18446744073709551615");
    cs_buffer_release(&buffer);
}

static void text_is_added_in_every_way(void **state)
{
    struct cs_buffer buffer;

    (void)state;
    cs_buffer_init(&buffer);
    assert_string_equal(cs_buffer_string(&buffer), "");
    cs_buffer_text(&buffer, "duty of ");
    cs_buffer_add(&buffer, "Russia!", 6);
    cs_buffer_char(&buffer, ':');
    cs_buffer_repeat(&buffer, '-', 3);
    cs_buffer_printf(&buffer, " %d of %s", 4, "ten");
    assert_string_equal(cs_buffer_string(&buffer), "duty of Russia:--- 4 of ten");
    assert_int_equal(buffer.length, strlen("duty of Russia:--- 4 of ten"));
    cs_buffer_clear(&buffer);
    assert_string_equal(cs_buffer_string(&buffer), "");
    cs_buffer_repeat(&buffer, 'a', 0);
    cs_buffer_add(&buffer, NULL, 0);
    assert_string_equal(cs_buffer_string(&buffer), "");
    cs_buffer_release(&buffer);
}

/* What is copied and what the C library formats, in one text, as the C library alone would have it. */
static void formats_are_those_of_printf(void **state)
{
    struct cs_buffer buffer;
    char whole[400];

    (void)state;
    cs_buffer_init(&buffer);
#define SAME(...)                                                       \
    do {                                                                \
        cs_buffer_clear(&buffer);                                       \
        cs_buffer_printf(&buffer, __VA_ARGS__);                         \
        snprintf(whole, sizeof whole, __VA_ARGS__);                     \
        assert_string_equal(cs_buffer_string(&buffer), whole);          \
        assert_int_equal(buffer.length, strlen(whole));                 \
    } while (0)
    SAME("%s", "");
    SAME("100 %% of %c%s%c", '"', "all", '"');
    SAME("%d %d %d", 0, INT_MIN, INT_MAX);
    SAME("%u %zu", UINT_MAX, SIZE_MAX);
    SAME("%ld %ld %lu", LONG_MIN, LONG_MAX, ULONG_MAX);
    SAME("%lld %lld %llu", LLONG_MIN, LLONG_MAX, ULLONG_MAX);
    SAME("[%.*s] [%.*s] [%.*s] [%.*s]", 3, "cut here", 20, "whole", 0, "nothing", -1, "all of it");
    SAME("%s %02x %s %5.1f %s", "first", 10, "then", 1.25, "last");
    SAME("%-8s|%8s|%.3s|%zd", "left", "right", "cut here", (ssize_t)-1);
    SAME("%s%s", "one ", "of a text longer than a small buffer, which is made larger as it is written, and again");
#undef SAME
    cs_buffer_release(&buffer);
}

static void long_text_is_kept_whole(void **state)
{
    struct cs_buffer buffer;

    (void)state;
    cs_buffer_init(&buffer);
    for (int i = 0; i < 5000; i++)
        cs_buffer_printf(&buffer, "%05d", i);
    assert_int_equal(buffer.length, 25000);
    assert_string_equal(buffer.bytes + 24995, "04999");
    cs_buffer_release(&buffer);
}

static void failure_sticks(void **state)
{
    struct cs_buffer buffer;

    (void)state;
    cs_buffer_init(&buffer);
    cs_buffer_text(&buffer, "kept");
    cs_fail_alloc_at(1, CS_FAIL_ONCE);
    cs_buffer_repeat(&buffer, 'x', 1000);
    assert_true(cs_fail_alloc_stop());
    assert_true(buffer.failed);
    cs_buffer_text(&buffer, "more");
    cs_buffer_printf(&buffer, "%d", 1);
    assert_string_equal(cs_buffer_string(&buffer), "");
    cs_buffer_clear(&buffer);
    cs_buffer_text(&buffer, "again");
    assert_true(buffer.failed);
    cs_buffer_release(&buffer);
    cs_buffer_init(&buffer);
    cs_buffer_text(&buffer, "again");
    cs_buffer_repeat(&buffer, 'x', SIZE_MAX - 2);
    assert_true(buffer.failed);
    cs_buffer_release(&buffer);
}

static void a_caller_writes_into_the_room_he_asked_for(void **state)
{
    struct cs_buffer buffer;
    char *room;

    (void)state;
    cs_buffer_init(&buffer);
    for (size_t i = 0; i < 100; i++) {
        room = cs_buffer_room(&buffer, 10);
        assert_non_null(room);
        memcpy(room, "Borea_____", 10);
        cs_buffer_wrote(&buffer, 5); /* fewer than asked for */
        assert_int_equal(buffer.length, 5 * (i + 1));
        assert_int_equal(strlen(cs_buffer_string(&buffer)), buffer.length);
    }
    assert_memory_equal(buffer.bytes + 490, "BoreaBorea", 11);
    assert_null(cs_buffer_room(&buffer, SIZE_MAX - 2));
    assert_true(buffer.failed);
    assert_null(cs_buffer_room(&buffer, 1));
    cs_buffer_release(&buffer);
}

static void a_failure_of_a_part_leaves_the_text_as_long_as_it_says(void **state)
{
    struct cs_buffer buffer;

    (void)state;
    cs_buffer_init(&buffer);
    cs_buffer_text(&buffer, "Alden");
    buffer.failed = true;
    assert_string_equal(cs_buffer_string(&buffer), "Alden");
    assert_int_equal(buffer.length, 5);
    cs_buffer_release(&buffer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_written_in_decimal),
        cmocka_unit_test(text_is_added_in_every_way),
        cmocka_unit_test(formats_are_those_of_printf),
        cmocka_unit_test(long_text_is_kept_whole),
        cmocka_unit_test(failure_sticks),
        cmocka_unit_test(a_caller_writes_into_the_room_he_asked_for),
        cmocka_unit_test(a_failure_of_a_part_leaves_the_text_as_long_as_it_says),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
