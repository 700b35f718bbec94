/* SPDX-License-Identifier: MIT */
#include "unit/cmocka_all.h"

#include <stdlib.h>
#include <string.h>

#include "lang/lexer.h"

static struct cs_line line;

/* The kinds of the tokens of one line, a letter each; "!" if it cannot be read. */
static void assert_tokens(const char *text, const char *kinds)
{
    static const char LETTERS[] = "$CSL\"IADO#,:/R[]@?";
    uint32_t start = 0;
    struct cs_source source = {.bytes = text, .length = strlen(text), .line_starts = &start, .line_count = 1};
    struct cs_lexer_mistake mistake;
    char found[200];
    size_t count = 0;

    if (!cs_lexer_line(&source, 0, &line, &mistake)) {
        assert_string_equal("!", kinds);
        return;
    }
    for (; count < line.count; count++)
        found[count] = LETTERS[line.tokens[count].kind];
    found[count] = '\0';
    assert_string_equal(found, kinds);
    assert_int_equal(line.tokens[line.count].kind, TOK_END);
}

static void words_are_told_by_their_first_letter_and_digits(void **state)
{
    (void)state;
    assert_tokens("Armenia request e1 RA97", "CSLC");
    assert_tokens("C\xC3\xB4te \xC3\xA9tat \xC3\x89tat opt-out d'Ivoire", "CSCSS");
    assert_tokens("e1--a comment", "L");
}

static void numbers_dates_and_articles_are_told_apart(void **state)
{
    (void)state;
    assert_tokens("4 4(2) 1.3 2(2)bis 42(7)(a) 2022", "IAAAAI");
    assert_tokens("2022-09 2022-09-13 2022-09-13T06:00+04:00 e1:", "DDDL:");
    assert_tokens("[2022-09-12..2022-09-13]", "[DRD]");
    assert_tokens("2022-09-12/.. ../2022 2/3 +04:00", "D/RR/II/IO");
    assert_tokens("@412..530 #1a2b3c4d", "@IRI#");
}

static void a_quotation_ends_on_its_line(void **state)
{
    (void)state;
    assert_tokens("\"a -- b\" c", "\"S");
    assert_tokens("\"a \\\" b\"", "\"");
    assert_tokens("\"a", "!");
    assert_tokens("\"a\\\"", "!");
}

static void what_no_line_may_have_is_refused(void **state)
{
    (void)state;
    assert_tokens("a \xFF", "!");
    assert_tokens("a \x01", "!");
    assert_tokens("-- a \xE2\x80\xAE b", "!");
    assert_tokens("a \xE2\x80\x9Cquoted\xE2\x80\x9D", "!");
    assert_tokens("4 \xC2\xA7 2 $", "I?I?");
}

static void every_known_word_is_found(void **state)
{
    (void)state;
    for (int word = 1; word < WORD_COUNT_OF_WORDS; word++) {
        const char *text = cs_word_text((enum cs_word)word);

        assert_tokens(text, strcmp(text, "sha256") == 0 ? "L" : "S");
        assert_int_equal(line.tokens[0].word, word);
    }
    assert_tokens("attack", "S");
    assert_int_equal(line.tokens[0].word, WORD_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_told_by_their_first_letter_and_digits),
        cmocka_unit_test(numbers_dates_and_articles_are_told_apart),
        cmocka_unit_test(a_quotation_ends_on_its_line),
        cmocka_unit_test(what_no_line_may_have_is_refused),
        cmocka_unit_test(every_known_word_is_found),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
