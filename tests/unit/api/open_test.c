/* SPDX-License-Identifier: MIT */
/* Texts that are open in an editor: laid over files, with remedies that are edits, as words and marks. */
#include "unit/cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "casus/casus.h"
#include "scratch.h"

/* A folder with one file, "words.casus". */
struct folder { char path[200], words[216], record[216]; };

static void folder_make(struct folder *folder)
{
    struct casus_failure failure;

    assert_non_null(mkdtemp(scratch_template(folder->path, sizeof folder->path, "casus-open")));
    snprintf(folder->words, sizeof folder->words, "%s/words.casus", folder->path);
    snprintf(folder->record, sizeof folder->record, "%s/a.record", folder->path);
    assert_int_equal(casus_file_create(folder->words, "kind state\n", 11, &failure), CASUS_OK);
}

static void folder_remove(const struct folder *folder)
{
    unlink(folder->words);
    unlink(folder->record);
    rmdir(folder->path);
}

static casus_case *case_with(const char *path, const char *text)
{
    casus_case *c;

    assert_int_equal(casus_case_new(&c), CASUS_OK);
    assert_int_equal(casus_case_lay(c, path, text, strlen(text)), CASUS_OK);
    return c;
}

static void an_open_text_counts_over_its_file(void **state)
{
    struct folder folder;
    casus_case *c;

    (void)state;
    folder_make(&folder);
    /* the words are open with one more; the record was never saved */
    c = case_with(folder.words, "kind state\nevent plea by state\n");
    assert_int_equal(casus_case_lay(c, folder.record, "nonsense", 8), CASUS_OK);
    assert_int_equal(casus_case_lay(c, folder.record, "use words\nname state Alden\n2022-01-01 plea by Alden\n", 51),
                     CASUS_OK);
    assert_int_equal(casus_case_add_file(c, folder.record), CASUS_OK);
    assert_int_equal(casus_case_lay(c, folder.words, "", 0), CASUS_ERR_ARGUMENT); /* too late */
    assert_int_equal(casus_case_check(c), CASUS_OK);
    assert_int_equal(casus_case_error_count(c), 0);
    assert_int_equal(casus_case_text_count(c), 2);
    assert_string_equal(casus_case_text_path(c, 0), folder.words);
    assert_string_equal(casus_case_text_path(c, 1), folder.record);
    assert_null(casus_case_text_path(c, 2));
    casus_case_free(c);
    folder_remove(&folder);
}

static void a_used_file_need_not_exist_if_it_is_open(void **state)
{
    struct folder folder;
    char other[216];
    casus_case *c;

    (void)state;
    folder_make(&folder);
    snprintf(other, sizeof other, "%s/other.casus", folder.path);
    c = case_with(other, "kind state\n");
    assert_int_equal(casus_case_lay(c, folder.record, "use other, \"other.casus\"\nname state Alden\n", 42), CASUS_OK);
    assert_int_equal(casus_case_add_file(c, folder.record), CASUS_OK);
    assert_int_equal(casus_case_check(c), CASUS_OK);
    assert_int_equal(casus_case_error_count(c), 0);
    assert_int_equal(casus_case_text_count(c), 2);
    casus_case_free(c);
    assert_int_equal(casus_case_new(&c), CASUS_OK);
    assert_int_equal(casus_case_lay(c, "/no/such/folder/a.record", "", 0), CASUS_ERR_ARGUMENT);
    assert_int_equal(casus_case_add_text(c, "b.record", "kind state\n", 11), CASUS_OK);
    assert_int_equal(casus_case_check(c), CASUS_OK);
    assert_null(casus_case_text_path(c, 0)); /* from memory */
    casus_case_free(c);
    folder_remove(&folder);
}

static void the_sources_of_a_text_with_mistakes_are_known(void **state)
{
    static const char text[] = "source S1 \"a title\"\n  file \"one.txt\"\nsource S2 \"no file\"\nwhat is this\n";
    struct casus_source source;
    casus_case *c;

    (void)state;
    assert_int_equal(casus_case_new(&c), CASUS_OK);
    assert_int_equal(casus_case_source_count(c), 0);
    assert_int_equal(casus_case_add_text(c, "a.record", text, sizeof text - 1), CASUS_OK);
    assert_int_equal(casus_case_check(c), CASUS_OK);
    assert_true(casus_case_error_count(c) > 0);
    assert_int_equal(casus_case_source_count(c), 2);
    assert_int_equal(casus_case_source(c, 0, &source), CASUS_OK);
    assert_string_equal(source.name, "S1");
    assert_string_equal(source.title, "a title");
    assert_string_equal(source.file, "one.txt");
    assert_int_equal(casus_case_source(c, 1, &source), CASUS_OK);
    assert_null(source.file);
    assert_int_equal(casus_case_source(c, 2, &source), CASUS_ERR_ARGUMENT);
    assert_null(source.name);
    assert_int_equal(casus_case_source(c, 0, NULL), CASUS_ERR_ARGUMENT);
    assert_int_equal(casus_case_source_count(NULL), 0);
    casus_case_free(c);
}

/* The only diagnostic of this text has this remedy, at this place; "" for none. */
static void remedy_is(const char *text, const char *remedy, size_t line, size_t column, size_t end_line,
                      size_t end_column)
{
    struct casus_remedy found;
    casus_case *c;

    assert_int_equal(casus_case_new(&c), CASUS_OK);
    assert_int_equal(casus_case_add_text(c, "a.record", text, strlen(text)), CASUS_OK);
    assert_int_equal(casus_case_check(c), CASUS_OK);
    assert_int_equal(casus_case_diagnostic_count(c), 1);
    assert_int_equal(casus_case_remedy(c, 0, &found), CASUS_OK);
    if (*remedy == '\0') {
        assert_null(found.text);
    } else {
        assert_string_equal(found.text, remedy);
        assert_int_equal(found.line, line);
        assert_int_equal(found.column, column);
        assert_int_equal(found.end_line, end_line);
        assert_int_equal(found.end_column, end_column);
    }
    assert_int_equal(casus_case_remedy(c, 1, &found), CASUS_ERR_ARGUMENT);
    casus_case_free(c);
}

static void remedies_are_edits(void **state)
{
    (void)state;
    remedy_is("kind state\nname sate Alden\n", "state", 2, 6, 2, 10);
    remedy_is("knid state\n", "kind", 1, 1, 1, 5);
    remedy_is("kind state\nname state \"Alden of Borea\"\nevent plea by state\n"
              "2022-01-01 plea by \"Alden of Bora\"\n", "Alden of Borea", 4, 21, 4, 34);
    remedy_is("-- a comment\nuse  vocabulry\nname state Alden\n", "", 0, 0, 0, 0);
    remedy_is("kind\xC2\xA0state\n", " ", 1, 5, 1, 6);
}

static void a_text_is_words_and_marks(void **state)
{
    static const char text[] = "kind  state -- a kind\n2022-01-01 e1: plea by Alden [\n  says Alden in S1 \"no\" 3\n";
    static const struct { const char *kind, *words; size_t line; } expected[] = {
        {"keyword", "kind", 1}, {"keyword", "state", 1}, {"comment", "-- a kind", 1}, {"date", "2022-01-01", 2},
        {"label", "e1", 2},     {"mark", ":", 2},        {"word", "plea", 2},         {"keyword", "by", 2},
        {"name", "Alden", 2},   {"mark", "[", 2},        {"keyword", "says", 3},      {"name", "Alden", 3},
        {"keyword", "in", 3},   {"name", "S1", 3},       {"string", "\"no\"", 3},   {"number", "3", 3}};
    casus_tokens *tokens;
    struct casus_token token;
    size_t words = 0;

    (void)state;
    assert_int_equal(casus_tokens_new(text, sizeof text - 1, &tokens), CASUS_OK);
    assert_int_equal(casus_token_count(tokens), sizeof expected / sizeof *expected);
    for (size_t i = 0; i < casus_token_count(tokens); i++) {
        assert_int_equal(casus_token_at(tokens, i, &token), CASUS_OK);
        assert_string_equal(token.kind, expected[i].kind);
        assert_int_equal(token.line, expected[i].line);
        assert_int_equal(token.end - token.start, strlen(expected[i].words));
        assert_memory_equal(text + token.start, expected[i].words, token.end - token.start);
    }
    assert_int_equal(casus_token_at(tokens, casus_token_count(tokens), &token), CASUS_ERR_ARGUMENT);
    casus_tokens_free(tokens);
    assert_string_equal(casus_keyword(0), "about"); /* the first of words.def */
    while (casus_keyword(words) != NULL)
        words++;
    assert_string_equal(casus_keyword(words - 1), "zone"); /* and the last */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_open_text_counts_over_its_file),
        cmocka_unit_test(the_sources_of_a_text_with_mistakes_are_known),
        cmocka_unit_test(a_used_file_need_not_exist_if_it_is_open),
        cmocka_unit_test(remedies_are_edits),
        cmocka_unit_test(a_text_is_words_and_marks),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
