/* SPDX-License-Identifier: MIT */
#include "unit/lang/reading.h"

#define WORDS                                                                                                    \
    "kind body, place, matter\nkind state is body\nkind organ is body\nname state Armenia, Russia\n"             \
    "name organ Council\nname place Jermuk\nevent attack by state on state at place\n"                           \
    "event request by state of body for matter on occurrence under article\nfact state is party of instrument\n" \
    "fact occurrence is open\nevent close of occurrence\nquantity killed of state in occurrence\n"               \
    "treaty CST \"t\"\narticle 4(2)\n"

static void names_kinds_and_roles_are_checked_once_each(void **state)
{
    (void)state;
    assert_codes(WORDS "2022-01-01 atack by Armenia\n2022-01-01 atack by Russia\n", "E0301");
    assert_codes(WORDS "2022-01-01 attack by Armenai\n", "E0302");
    assert_codes(WORDS "2022-01-01 attack by Jermuk\n", "E0310");
    assert_codes(WORDS "2022-01-01 attack of Armenia\n", "E0308");
    assert_codes(WORDS "2022-01-01 request of Armenia\n", "");
    assert_codes(WORDS "2022-01-01 attack by armenia\n", "E0319");
    assert_codes(WORDS "2022-01-01 killed of Armenia\n", "E0307");
}

static void an_article_fits_its_beginning_and_its_paragraphs(void **state)
{
    (void)state;
    assert_codes(WORDS "2022-01-01 request under CST 4\n2022-01-01 request under CST 4(2)(a)\n", "");
    assert_codes(WORDS "2022-01-01 request under CST 5\n", "E0317");
    assert_codes(WORDS "name instrument UNC\n2022-01-01 request under UNC 51\n", "");
    assert_codes(WORDS "2022-01-01 request under NATO 5\n2022-01-01 request under NATO 6\n", "E0302");
}

static void other_spellings_become_the_name(void **state)
{
    struct reading reading;

    (void)state;
    read_text(&reading, WORDS "name state Belarus also Byelorussia\n2022-01-01 attack by Byelorussia\n", true);
    assert_string_equal(cs_buffer_string(&reading.shown), "");
    assert_string_equal(cs_names_text(&reading.names, reading.file->entries->term.roles->args->name), "Belarus");
    release_reading(&reading);
}

/* As days from 1970-01-01. */
#define DAY_1945_05_08 (-9004)
#define DAY_1955_05_05 (-5355)

static cs_name named(const struct reading *reading, const char *text)
{
    return cs_names_find(&reading->names, text, strlen(text));
}

static void codes_are_of_one_particular_on_each_day(void **state)
{
    struct reading reading;
    cs_name list, germany;

    (void)state;
    read_text(&reading,
              "kind state, catalogue\nname catalogue COW, ISO\nname state Germany also Prussia\nname state Finland\n"
              "code Prussia \"255\" in COW until 1945-05-09, \"260\" in COW since 1955-05-05, \"DEU\" in ISO\n"
              "code Finland \"255\" in COW since 1960, \"25\" in COW until 1960\n",
              true);
    assert_string_equal(cs_buffer_string(&reading.shown), "");
    list = named(&reading, "COW");
    germany = named(&reading, "Germany");
    assert_int_equal(cs_symbols_coded(&reading.symbols, list, "255", 3, DAY_1945_05_08, DAY_1945_05_08), germany);
    assert_int_equal(cs_symbols_coded(&reading.symbols, list, "255", 3, DAY_1945_05_08, DAY_1945_05_08 + 1),
                     CS_NO_NAME);
    assert_int_equal(cs_symbols_coded(&reading.symbols, list, "260", 3, DAY_1955_05_05, 0), germany);
    assert_int_equal(cs_symbols_coded(&reading.symbols, list, "260", 3, DAY_1955_05_05 - 1, 0), CS_NO_NAME);
    assert_int_equal(cs_symbols_coded(&reading.symbols, list, "25", 2, DAY_1945_05_08, DAY_1955_05_05),
                     named(&reading, "Finland"));
    assert_int_equal(cs_symbols_coded(&reading.symbols, list, "2", 1, 0, 0), CS_NO_NAME);
    assert_int_equal(cs_symbols_coded(&reading.symbols, list, "2555", 4, 0, 0), CS_NO_NAME);
    assert_int_equal(cs_symbols_coded(&reading.symbols, named(&reading, "ISO"), "255", 3, 0, 0), CS_NO_NAME);
    assert_string_equal(cs_symbols_code(&reading.symbols, list, germany, 0), "260");
    assert_string_equal(cs_symbols_code(&reading.symbols, list, germany, DAY_1945_05_08), "255");
    assert_null(cs_symbols_code(&reading.symbols, list, germany, DAY_1945_05_08 + 1));
    release_reading(&reading);
}

static void variables_are_bound_used_twice_and_of_one_kind(void **state)
{
    (void)state;
    assert_codes(WORDS "when attack on victim\nthen victim owes helper attack by victim\n", "E0401");
    assert_codes(WORDS "when attack on victim\nif no request by victm\nthen end victim is party of CST\n", "W0601");
    assert_codes(WORDS "when attack by state\nthen close\n", "");
    assert_codes(WORDS "when attack on x at x\nthen close\n", "E0402");
    assert_codes(WORDS "while x is party of CST\nthen close of x\n", "E0403 E0402");
}

static void the_record_is_linked(void **state)
{
    (void)state;
    assert_codes(WORDS "2022-01-01 e1: close\n2022-01-02 e1: close\n", "E0501");
    assert_codes(WORDS "2022-01-01 close of e2\n", "E0502");
    assert_codes(WORDS "2022-01-01 close\n  says Nobody in S1\n", "E0503");
    assert_codes(WORDS "../2022-01-02 close\n", "E0505");
    assert_codes(WORDS "2022-01-01/2022-01-02 close\n2022-01-01/.. close\n", "");
    assert_codes(WORDS "2022-01 Armenia is party of CST\n", "E0506");
    assert_codes(WORDS "2022-01-01 Armenia owes Russia close\n", "E0508");
    assert_codes(WORDS "declaration D \"d\" by Armenia\n2022-01-01 Armenia owes Russia close\n", "");
    assert_codes(WORDS "2022-01-01 close\n  says Armenia recorded 2021-12-31\n", "W0602");
    assert_codes(WORDS "2022-01-01 close\n  says Armeniaa\n", "W0603");
}

static void r_4_4_a_circle_through_absence_or_number_is_refused(void **state)
{
    struct reading reading;

    (void)state;
    assert_codes(WORDS "fact occurrence is shut\nwhile d is shut\nthen d is open\nwhile d is open\nthen d is shut\n",
                 "");
    assert_codes(WORDS "when close of d\nif no close of d\nthen close of d\n", "E0406");
    assert_codes(WORDS "when d is open\nif no d is open\nthen close of d\n", "");
    assert_codes(WORDS "while number of x in attack by x at least 2\nthen Armenia is party of CST\n"
                       "when Armenia is party of CST\nthen attack by Russia\n", "E0406");
    read_text(&reading, "fact a\nfact b\nwhile no a\nthen b\nwhile b\nthen a\n", true);
    assert_non_null(strstr(reading.diagnostics.items[0].help, "\"b\" depends on the absence of \"a\" (a.record:3), "
                                                              "\"a\" depends on \"b\" (a.record:5)."));
    release_reading(&reading);
}

static void a_diagnostic_shows_its_place_and_the_near_word(void **state)
{
    struct reading reading;

    (void)state;
    read_text(&reading, "event attack\n2022-01-01\tatack\n", true);
    assert_string_equal(cs_buffer_string(&reading.shown),
                        "E0301 a.record:2:12: \"atack\" is not a word of any vocabulary in use\n"
                        "  2 | 2022-01-01  atack\n"
                        "    |             ^^^^^\n"
                        "  help: Did you mean \"attack\"? It is declared in a.record:1.\n"
                        "1 error\n");
    release_reading(&reading);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_kinds_and_roles_are_checked_once_each),
        cmocka_unit_test(an_article_fits_its_beginning_and_its_paragraphs),
        cmocka_unit_test(other_spellings_become_the_name),
        cmocka_unit_test(codes_are_of_one_particular_on_each_day),
        cmocka_unit_test(variables_are_bound_used_twice_and_of_one_kind),
        cmocka_unit_test(the_record_is_linked),
        cmocka_unit_test(r_4_4_a_circle_through_absence_or_number_is_refused),
        cmocka_unit_test(a_diagnostic_shows_its_place_and_the_near_word),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
