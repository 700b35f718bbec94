/* SPDX-License-Identifier: MIT */
#include "unit/cmocka_all.h"

#include <string.h>

#include "store/anchor.h"

static void each_place_is_found(void **state)
{
    static const char text[] = "aba\nababa";
    struct cs_found_words found;
    size_t from = 0, count = 0;

    (void)state;
    while (cs_words_next(text, strlen(text), "aba", from, &found)) {
        assert_int_equal(found.end - found.start, 3);
        assert_int_equal(found.line, found.start < 4 ? 1 : 2);
        assert_string_equal(found.digest, "e124adcc");
        from = found.start + 1;
        count++;
    }
    assert_int_equal(count, 3);
    assert_false(cs_words_next(text, strlen(text), "", 0, &found));
    assert_false(cs_words_next(text, strlen(text), "abab!", 0, &found));
    assert_false(cs_words_next(text, 2, "aba", 0, &found));
}

static void near(const char *text, const char *words, const char *expected, bool expected_whole)
{
    struct cs_found_words found;
    bool whole;

    if (expected == NULL) {
        assert_false(cs_words_near(text, strlen(text), words, &found, &whole));
        return;
    }
    assert_true(cs_words_near(text, strlen(text), words, &found, &whole));
    assert_int_equal(whole, expected_whole);
    assert_int_equal(found.end - found.start, strlen(expected));
    assert_memory_equal(text + found.start, expected, strlen(expected));
}

static void marks_and_spaces_and_capitals_do_not_count(void **state)
{
    (void)state;
    near("He said: \xE2\x80\x9CYes\xE2\x80\x9D.", "said: \"yes\"", "said: \xE2\x80\x9CYes\xE2\x80\x9D", true);
    near("a\xC2\xA0\n b", "a b", "a\xC2\xA0\n b", true);
    near("one \xE2\x80\x93 two", "one - two", "one \xE2\x80\x93 two", true);
    near("out\xC2\xADside", "outside", "out\xC2\xADside", true);
    near("it\xE2\x80\x99s so", " it's so ", "it\xE2\x80\x99s so", true);
}

static void half_of_the_words_is_near_and_less_is_not(void **state)
{
    (void)state;
    near("the Council met in Yerevan", "the Council met in Moscow", "the Council met in ", false);
    near("the Council", "a fact-finding mission", NULL, false);
    near("", "words", NULL, false);
    near("words", "", NULL, false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_place_is_found),
        cmocka_unit_test(marks_and_spaces_and_capitals_do_not_count),
        cmocka_unit_test(half_of_the_words_is_near_and_less_is_not),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
