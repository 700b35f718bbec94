/* SPDX-License-Identifier: MIT */
/* The part of the library for editors and tools: symbols, completions, replacing a text, format, cite, explain. */
#include "unit/cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "casus/casus.h"

static const char PACT[] = "kind  state\n"
                           "event attack by state on state\n"
                           "event aid by state to state on occurrence\n"
                           "treaty Pact \"a pact\" since 2000-01-01\n"
                           "article 1 \"who is attacked is helped\"\n"
                           "when  a: attack on victim\n"
                           "then  Borea owes victim aid by Borea to victim on a within 3 days\n";
static const char RECORD[] = "use \"pact.treaty\"\n"
                             "name state Alden, Borea, Corvin\n"
                             "account Alden\n"
                             "2022-01-01 e1: attack by Corvin on Alden\n"
                             "  says Alden\n"
                             "2022-01-02 aid by Borea to Alden on e1\n";

static casus_found find_pact(void *context, const char *used, bool quoted, const char *by, const char **name,
                             const char **text, size_t *length)
{
    (void)context;
    (void)by;
    if (!quoted || strcmp(used, "pact.treaty") != 0)
        return CASUS_FOUND_NOTHING;
    *name = "pact.treaty";
    *text = PACT;
    *length = sizeof PACT - 1;
    return CASUS_FOUND_TEXT;
}

static casus_case *checked_case(const char *record)
{
    casus_case *c;

    assert_int_equal(casus_case_new(&c), CASUS_OK);
    assert_int_equal(casus_case_set_finder(c, find_pact, NULL), CASUS_OK);
    assert_int_equal(casus_case_add_text(c, "a.record", record, strlen(record)), CASUS_OK);
    assert_int_equal(casus_case_check(c), CASUS_OK);
    return c;
}

static void a_word_leads_to_its_declaration_and_to_all_its_mentions(void **state)
{
    casus_case *c = checked_case(RECORD);
    struct casus_symbol symbol;
    struct casus_place place;
    casus_symbols *s;
    size_t found;
    bool declares;

    (void)state;
    assert_int_equal(casus_symbols_new(c, &s), CASUS_OK);
    assert_int_equal(casus_symbol_find(s, "a.record", 4, 18, &found, &place), CASUS_OK); /* in "attack" */
    assert_int_equal(place.column, 16);
    assert_int_equal(place.end_column, 22);
    assert_int_equal(casus_symbol_at(s, found, &symbol), CASUS_OK);
    assert_string_equal(symbol.name, "attack");
    assert_string_equal(symbol.kind, "event");
    assert_string_equal(symbol.detail, "event attack by state on state");
    assert_string_equal(symbol.declared.text, "pact.treaty");
    assert_int_equal(symbol.declared.line, 2);
    assert_int_equal(casus_mention_count(s, found), 3); /* declared, in the rule, in the record */
    assert_int_equal(casus_mention_at(s, found, 0, &place, &declares), CASUS_OK);
    assert_true(declares);
    assert_int_equal(casus_mention_at(s, found, 2, &place, &declares), CASUS_OK);
    assert_string_equal(place.text, "a.record");
    assert_false(declares);
    assert_int_equal(casus_mention_at(s, found, 3, &place, &declares), CASUS_ERR_ARGUMENT);
    assert_int_equal(casus_symbol_find(s, "a.record", 6, 39, &found, &place), CASUS_OK); /* "e1" */
    assert_int_equal(casus_symbol_at(s, found, &symbol), CASUS_OK);
    assert_string_equal(symbol.kind, "label");
    assert_string_equal(symbol.detail, "2022-01-01 e1: attack by Corvin on Alden");
    assert_int_equal(casus_symbol_find(s, "a.record", 4, 1, &found, &place), CASUS_ERR_ARGUMENT); /* a date */
    assert_int_equal(casus_symbol_find(s, "b.record", 1, 1, &found, &place), CASUS_ERR_ARGUMENT);
    casus_symbols_free(s);
    casus_case_free(c);
}

static void the_mentions_of_a_text_come_in_the_order_of_their_places(void **state)
{
    static const char *const names[] = {"state",  "Alden", "Borea", "Corvin", "Alden", "e1",    "attack",
                                        "Corvin", "Alden", "Alden", "aid",    "Borea", "Alden", "e1"};
    casus_case *c = checked_case(RECORD);
    struct casus_symbol symbol;
    struct casus_place place;
    casus_symbols *s;
    size_t first, count, number;
    bool declares;

    (void)state;
    assert_int_equal(casus_symbols_new(c, &s), CASUS_OK);
    casus_text_mentions(s, "a.record", &first, &count);
    assert_int_equal(count, sizeof names / sizeof *names);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(casus_text_mention(s, first + i, &number, &place, &declares), CASUS_OK);
        assert_int_equal(casus_symbol_at(s, number, &symbol), CASUS_OK);
        assert_string_equal(symbol.name, names[i]);
        assert_string_equal(place.text, "a.record");
        assert_int_equal(declares, (i > 0 && i < 4) || i == 5);
    }
    casus_text_mentions(s, "b.record", &first, &count);
    assert_int_equal(count, 0);
    assert_int_equal(casus_text_mention(s, 10000, &number, &place, &declares), CASUS_ERR_ARGUMENT);
    casus_symbols_free(s);
    casus_case_free(c);
}

static void completes(casus_symbols *s, size_t line, size_t column, const char *expected)
{
    struct casus_completion completion;
    char found[512] = "";
    size_t count;

    assert_int_equal(casus_complete(s, "a.record", line, column, &count), CASUS_OK);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(casus_completion_at(s, i, &completion), CASUS_OK);
        snprintf(found + strlen(found), sizeof found - strlen(found), "%s%s", i > 0 ? " " : "", completion.text);
    }
    assert_string_equal(found, expected);
}

static void what_may_stand_at_a_place_is_offered(void **state)
{
    casus_case *c = checked_case(RECORD);
    casus_symbols *s;

    (void)state;
    assert_int_equal(casus_symbols_new(c, &s), CASUS_OK);
    completes(s, 4, 26, "Alden Borea Corvin"); /* behind "attack by ": a state */
    completes(s, 4, 27, "Corvin");             /* behind "attack by C" */
    completes(s, 6, 39, "e1");                 /* behind "on " of an aid: an occurrence */
    completes(s, 5, 9, "Alden");               /* behind "says A" */
    completes(s, 3, 4, "account");             /* "acc" at the beginning of a line */
    completes(s, 6, 34, "Alden Borea Corvin on"); /* behind "aid by Borea to Alden ": "by" and "to" are said */
    completes(s, 6, 16, "Alden Borea Corvin Pact Pact 1 aid attack by e1 expects is no on owes silence on state to");
    casus_symbols_free(s);
    casus_case_free(c);
}

static void the_states_of_a_vocabulary_are_offered_behind_check(void **state)
{
    casus_case *c = checked_case("kind  state\nname  state Alden\nevent plea by state\nevent grant of occurrence\n"
                                 "row   request r: plea by state\n  state discussed: grant of r\n"
                                 "2022-01-01 r1: plea by Alden\ncheck discussed r1 as open on 2022-01-02\n"
                                 "r2 before r1\n2022-01-01 r2: plea by Alden\n");
    casus_symbols *s;

    (void)state;
    assert_int_equal(casus_symbols_new(c, &s), CASUS_OK);
    completes(s, 8, 9, "discharged discussed"); /* behind "check dis" */
    completes(s, 5, 9, "request");              /* behind "row   re" */
    completes(s, 8, 26, "open");                /* behind "check discussed r1 as ope": no name */
    completes(s, 9, 11, "r1 r2");               /* behind "r2 before " */
    casus_symbols_free(s);
    casus_case_free(c);
}

static void words_of_the_language_are_offered_within_a_line(void **state)
{
    casus_case *c = checked_case("kind  state\nname  state Alden\nevent plea by state\nfact  state is calm\n"
                                 "wording p\ntreaty T \"t\"\narticle 1\nwhen x f\nif x d\n"
                                 "2022-01-01 r1: plea by Alden\n  says Alden v\nr1 c\nabout r1\n  ret\n"
                                 "  retracted \"why\" r\n2022-01-01 Alden e\n");
    casus_symbols *s;

    (void)state;
    assert_int_equal(casus_symbols_new(c, &s), CASUS_OK);
    completes(s, 5, 10, "plea");
    completes(s, 5, 9, "calm plea");
    completes(s, 8, 9, "fails fewer than fulfils");
    completes(s, 9, 7, "does not count as");
    completes(s, 11, 15, "via");
    completes(s, 11, 8, "Alden"); /* a voice alone */
    completes(s, 12, 5, "calm counts as");
    completes(s, 14, 6, "retracted retracts");
    completes(s, 15, 20, "r1 recorded");
    completes(s, 16, 19, "expects");
    casus_symbols_free(s);
    casus_case_free(c);
}

static void a_replaced_text_is_checked_anew(void **state)
{
    static const char wrong[] =
        "use \"pact.treaty\"\nname state Alden, Borea\n2022-01-01 e1: atack by Borea on Alden\n";
    casus_case *c = checked_case(RECORD);
    struct casus_diagnostic d;
    casus_answer *a;

    (void)state;
    assert_int_equal(casus_case_error_count(c), 0);
    assert_int_equal(casus_answer_new(c, NULL, &a), CASUS_OK);
    /* an answer is in use */
    assert_int_equal(casus_case_replace(c, "a.record", wrong, strlen(wrong)), CASUS_ERR_ARGUMENT);
    assert_int_equal(casus_case_error_count(c), 0);
    casus_answer_free(a);
    assert_int_equal(casus_case_replace(c, "b.record", wrong, strlen(wrong)), CASUS_ERR_ARGUMENT);
    assert_int_equal(casus_case_replace(c, "a.record", wrong, strlen(wrong)), CASUS_OK);
    assert_int_equal(casus_case_check(c), CASUS_OK);
    assert_int_equal(casus_case_error_count(c), 1);
    assert_int_equal(casus_case_diagnostic(c, 0, &d), CASUS_OK);
    assert_int_equal(d.line, 3);
    assert_int_equal(d.column, 16);
    assert_int_equal(casus_case_replace(c, "a.record", RECORD, strlen(RECORD)), CASUS_OK);
    assert_int_equal(casus_case_check(c), CASUS_OK);
    assert_int_equal(casus_case_error_count(c), 0);
    assert_int_equal(casus_answer_new(c, NULL, &a), CASUS_OK);
    casus_answer_free(a);
    casus_case_free(c);
}

static void texts_are_formatted_cited_and_explained(void **state)
{
    static const char document[] = "The council met. The council decided.";
    casus_text text = {.bytes = NULL};
    struct casus_passage passage;
    char digest[65];
    bool whole;

    (void)state;
    assert_int_equal(casus_format_text("kind   state", 12, casus_text_sink(&text)), CASUS_OK);
    assert_string_equal(text.bytes, "kind  state\n");
    casus_text_free(text.bytes);
    assert_int_equal(casus_document_find(document, strlen(document), "council", 5, &passage), CASUS_OK);
    assert_int_equal(passage.start, 21);
    assert_int_equal(passage.end, 28);
    assert_int_equal(casus_document_find(document, strlen(document), "assembly", 0, &passage), CASUS_OK);
    assert_int_equal(passage.end, 0);
    assert_int_equal(casus_document_near(document, strlen(document), "THE COUNCIL  decided", &passage, &whole),
                     CASUS_OK);
    assert_true(whole);
    assert_int_equal(passage.start, 17);
    assert_int_equal(casus_document_sha256("abc", 3, digest), CASUS_OK); /* the example of FIPS 180 */
    assert_string_equal(digest, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    text = (casus_text){.bytes = NULL};
    assert_int_equal(casus_explain("e0301", casus_text_sink(&text)), CASUS_OK);
    assert_non_null(strstr(text.bytes, "E0301"));
    casus_text_free(text.bytes);
    assert_int_equal(casus_explain("E9999", casus_text_sink(&text)), CASUS_ERR_ARGUMENT);
    assert_int_equal(casus_file_kind("a.record"), CASUS_TEXT_RECORD);
    assert_int_equal(casus_file_kind("record"), CASUS_TEXT_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_word_leads_to_its_declaration_and_to_all_its_mentions),
        cmocka_unit_test(the_mentions_of_a_text_come_in_the_order_of_their_places),
        cmocka_unit_test(what_may_stand_at_a_place_is_offered),
        cmocka_unit_test(the_states_of_a_vocabulary_are_offered_behind_check),
        cmocka_unit_test(words_of_the_language_are_offered_within_a_line),
        cmocka_unit_test(a_replaced_text_is_checked_anew),
        cmocka_unit_test(texts_are_formatted_cited_and_explained),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
