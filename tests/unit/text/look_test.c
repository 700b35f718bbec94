/* SPDX-License-Identifier: MIT */
#include "unit/cmocka_all.h"

#include <string.h>

#include "text/look.h"

static bool same(const char *left, const char *right)
{
    bool failed = false, looks = cs_look_same(left, strlen(left), right, strlen(right), &failed);

    assert_false(failed);
    return looks;
}

static void letters_of_other_scripts(void **state)
{
    (void)state;
    assert_true(same("Alden", "\320\220lden"));          /* U+0410, a Cyrillic A */
    assert_true(same("Borea", "\316\222\316\277rea"));   /* Greek */
    assert_true(same("CSTO", "\320\241\320\205\320\242\320\236"));
    assert_false(same("Alden", "\320\221lden"));         /* U+0411 has no Latin likeness */
    assert_false(same("Alden", "alden"));
    assert_false(same("Alden", "Aldan"));
}

static void marks_and_digits(void **state)
{
    (void)state;
    assert_true(same("Nagorno-Karabakh", "Nagorno\342\200\221Karabakh")); /* U+2011 */
    assert_true(same("C\303\264te d'Ivoire", "C\303\264te d\342\200\231Ivoire"));
    assert_true(same("Protocol I", "Protocol l"));
    assert_true(same("S0", "SO"));
    assert_true(same("\357\274\241lden", "Alden")); /* U+FF21, wide */
    assert_false(same("Cafe", "Caf\303\251"));
}

static void the_first_difference(void **state)
{
    int32_t code, resembles;

    (void)state;
    assert_true(cs_look_differs("Al\320\265", 4, "Ale", 3, &code, &resembles));
    assert_int_equal(code, 0x435);
    assert_int_equal(resembles, 'e');
    assert_string_equal(cs_look_script(code), "Cyrillic");
    assert_null(cs_look_script('e'));
    assert_false(cs_look_differs("Ale", 3, "Ale", 3, &code, &resembles));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_of_other_scripts),
        cmocka_unit_test(marks_and_digits),
        cmocka_unit_test(the_first_difference),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
