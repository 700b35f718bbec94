/* SPDX-License-Identifier: MIT */
#include "unit/cmocka_all.h"

#include <string.h>

#include "text/character.h"

static void what_nobody_sees(void **state)
{
    static const int32_t unseen[] = {
        0x00,   0x1B,   0x7F,   0x9B,   0xAD,   0x34F,  0x61C,   0x115F,  0x17B4,  0x180E,
        0x200B, 0x200E, 0x2028, 0x202E, 0x2060, 0x2065, 0x2066,  0x2800,  0x3164,  0xFE0F,
        0xFEFF, 0xFFA0, 0xFFF0, 0xFFF9, 0xFFFE, 0xFFFF, 0x1D173, 0xE0001, 0xE0100, 0xE0FFF
    };
    static const int32_t seen[] = { ' ',   'A',   '~',   0xA0,   0xE9,   0x301,  0x3B1,
                                    0x410, 0x5D0, 0x64E, 0x4E2D, 0xFFFD, 0x1F600 };

    (void)state;
    for (size_t i = 0; i < sizeof unseen / sizeof *unseen; i++)
        assert_true(cs_character_unseen(unseen[i], 'a', 'a'));
    for (size_t i = 0; i < sizeof seen / sizeof *seen; i++)
        assert_false(cs_character_unseen(seen[i], 'a', 'a'));
}

struct range { int32_t first, last; };

/* Of DerivedCoreProperties.txt and UnicodeData.txt of Unicode 15. */
static void all_that_unicode_lists_is_unseen(void **state)
{
    static const struct range ranges[] = {
        /* Default_Ignorable_Code_Point */
        {0xAD, 0xAD},       {0x34F, 0x34F},     {0x61C, 0x61C},     {0x115F, 0x1160},   {0x17B4, 0x17B5},
        {0x180B, 0x180F},   {0x200B, 0x200F},   {0x202A, 0x202E},   {0x2060, 0x206F},   {0x3164, 0x3164},
        {0xFE00, 0xFE0F},   {0xFEFF, 0xFEFF},   {0xFFA0, 0xFFA0},   {0xFFF0, 0xFFF8},   {0x1BCA0, 0x1BCA3},
        {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF},
        /* further characters of category Cf */
        {0x600, 0x605},     {0x6DD, 0x6DD},     {0x70F, 0x70F},     {0x890, 0x891},     {0x8E2, 0x8E2},
        {0xFFF9, 0xFFFB},   {0x110BD, 0x110BD}, {0x110CD, 0x110CD}, {0x13430, 0x1343F},
        /* drawn as nothing: by their names in UnicodeData.txt */
        {0x2800, 0x2800},   {0x1107F, 0x1107F}, {0x13440, 0x13442}, {0x16FE4, 0x16FE4}, {0x1D159, 0x1D159},
        {0xFFFC, 0xFFFC}
    };

    (void)state;
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        for (int32_t code = ranges[i].first; code <= ranges[i].last; code++)
            if (!cs_character_unseen(code, 'a', 'a'))
                fail_msg("U+%04X is taken for one that is seen", (unsigned)code);
}

static void joiners_belong_between_letters_that_join(void **state)
{
    (void)state;
    assert_false(cs_character_unseen(0x200C, 0x6CC, 0x62E));
    assert_false(cs_character_unseen(0x200D, 0x94D, 0x937));
    assert_true(cs_character_unseen(0x200C, 0x6CC, 0)); /* at the end of a name */
    assert_true(cs_character_unseen(0x200C, 0x6CC, 0x200C));
    assert_true(cs_character_unseen(0x200D, 0x4E2D, 0x6587)); /* Chinese has no joiners */
}

static void expect_plain(const char *text, size_t length, bool colours, const char *expected)
{
    struct cs_buffer out;

    cs_buffer_init(&out);
    cs_text_plain(&out, text, length, colours);
    assert_string_equal(cs_buffer_string(&out), expected);
    cs_buffer_release(&out);
}

#define EXPECT_PLAIN(text, colours, expected) expect_plain(text, sizeof text - 1, colours, expected)

static void a_terminal_gets_nothing_that_it_would_obey(void **state)
{
    (void)state;
    EXPECT_PLAIN("caf\303\251\n\tend", false, "caf\303\251\n\tend");
    EXPECT_PLAIN("a\033[2Jb", false, "a?[2Jb");
    EXPECT_PLAIN("a\302\233" "2Jb", false, "a?2Jb");                    /* U+009B begins a sequence as ESC [ does */
    EXPECT_PLAIN("\342\200\256abc\342\200\254", false, "?abc?");        /* U+202E changes the direction of the text */
    EXPECT_PLAIN("Al\342\200\213den\363\240\204\200", false, "Al?den?"); /* U+200B, U+E0100 */
    EXPECT_PLAIN("caf\351 \302", false, "caf? ?");                      /* Latin-1; half a character at the end */
    EXPECT_PLAIN("a\0b\r", false, "a?b?");
    EXPECT_PLAIN("", false, "");
}

static void the_colours_of_the_program_stay(void **state)
{
    (void)state;
    EXPECT_PLAIN("\033[1;31mviolated\033[0m", true, "\033[1;31mviolated\033[0m");
    EXPECT_PLAIN("\033[1;31mviolated\033[0m", false, "?[1;31mviolated?[0m");
    EXPECT_PLAIN("\033[2J\033]0;title\007\033[", true, "?[2J?]0;title??[");
}

static size_t unseen_at(const char *text)
{
    return cs_text_unseen_at(text, strlen(text));
}

static void where_a_text_has_what_no_name_has(void **state)
{
    (void)state;
    assert_int_equal(cs_text_unseen_at("", 0), 0);
    assert_int_equal(unseen_at("Côte d'Ivoire"), strlen("Côte d'Ivoire"));
    assert_int_equal(unseen_at("Al\xE2\x80\x8B" "den"), 2);         /* U+200B */
    assert_int_equal(unseen_at("Al\xC2\xA0" "den"), 2);             /* U+00A0, a space of another kind */
    assert_int_equal(unseen_at("8\xC2\x8E"), 1);                    /* U+008E, a control */
    assert_int_equal(unseen_at("Alden\n"), 5);
    assert_int_equal(unseen_at("Al\xFF" "den"), 2);                  /* no UTF-8 */
    assert_int_equal(unseen_at("Al\xC3"), 2);                        /* cut off */
    assert_int_equal(unseen_at("\xD9\x86\xE2\x80\x8C\xD8\xB1"), 7); /* a joiner between two letters of Arabic */
}

static void the_character_before(void **state)
{
    (void)state;
    assert_int_equal(cs_character_before("a\303\251", 3), 0xE9);
    assert_int_equal(cs_character_before("a\303\251", 1), 'a');
    assert_int_equal(cs_character_before("a", 0), 0);
    assert_int_equal(cs_character_before("\251\251", 2), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_nobody_sees),
        cmocka_unit_test(all_that_unicode_lists_is_unseen),
        cmocka_unit_test(joiners_belong_between_letters_that_join),
        cmocka_unit_test(a_terminal_gets_nothing_that_it_would_obey),
        cmocka_unit_test(the_colours_of_the_program_stay),
        cmocka_unit_test(where_a_text_has_what_no_name_has),
        cmocka_unit_test(the_character_before),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
