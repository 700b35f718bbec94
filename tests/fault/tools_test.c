/* SPDX-License-Identifier: MIT */
/* As library_test.c: what an editor asks, what belongs to no case, ledgers that are read again, files. */
#include "fault/each_fails.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "fault/host.h"

/* ---- an editor ---- */

static void ask_symbols(casus_status *status, casus_case *c, struct cs_buffer *out)
{
    struct casus_completion completion;
    struct casus_symbol symbol;
    struct casus_place place;
    casus_symbols *s = NULL;
    size_t found = 0, count = 0;
    bool declares;

    keep(status, casus_symbols_new(c, &s));
    for (size_t i = 0; i < casus_symbol_count(s); i++) {
        keep(status, casus_symbol_at(s, i, &symbol));
        add(out, symbol.name);
        for (size_t k = 0; k < casus_mention_count(s, i); k++) {
            keep(status, casus_mention_at(s, i, k, &place, &declares));
            cs_buffer_printf(out, "%zu:%zu %d\n", place.line, place.column, declares);
        }
    }
    keep(status, casus_symbol_find(s, "a.record", 2, 17, &found, &place));
    keep(status, casus_complete(s, "a.record", 5, 16, &count));
    for (size_t i = 0; i < count; i++) {
        keep(status, casus_completion_at(s, i, &completion));
        add(out, completion.text);
    }
    casus_text_mentions(s, "a.record", &found, &count);
    for (size_t i = found; i < found + count; i++) {
        size_t number;

        keep(status, casus_text_mention(s, i, &number, &place, &declares));
        cs_buffer_printf(out, "%zu at %zu:%zu\n", number, place.line, place.column);
    }
    casus_symbols_free(s);
}

static void ask_tokens(casus_status *status, struct cs_buffer *out)
{
    casus_tokens *tokens = NULL;
    struct casus_token token;

    keep(status, casus_tokens_new(RECORD, strlen(RECORD), &tokens));
    for (size_t i = 0; i < casus_token_count(tokens); i++) {
        keep(status, casus_token_at(tokens, i, &token));
        cs_buffer_printf(out, "%s %zu-%zu\n", token.kind, token.start, token.end);
    }
    add(out, casus_keyword(0));
    casus_tokens_free(tokens);
}

/* A text that is open in an editor and not saved, with a mistake that has a remedy. */
static void lay(casus_status *status, struct cs_buffer *out)
{
    static const char open[] = "kind state\nname sate Alden\n";
    struct casus_remedy remedy;
    const char *path;
    casus_case *c = NULL;

    keep(status, casus_case_new(&c));
    if (c == NULL)
        return;
    keep(status, casus_case_lay(c, "/casus-open.casus", open, strlen(open)));
    keep(status, casus_case_add_file(c, "/casus-open.casus"));
    keep(status, casus_case_check(c));
    path = casus_case_text_path(c, 0);
    add(out, path != NULL ? path : "nowhere");
    for (size_t i = 0; i < casus_case_diagnostic_count(c); i++) {
        keep(status, casus_case_remedy(c, i, &remedy));
        add(out, remedy.text != NULL ? remedy.text : "no remedy");
    }
    casus_case_free(c);
}

static casus_status edit(const void *context, struct cs_buffer *out)
{
    static const char with_mistake[] = "use pact\naccount Alden\n2022-09-13 attack by Zorn on Alden\n";
    casus_status status = CASUS_OK;
    casus_case *c = open_case(&status);
    struct casus_diagnostic diagnostic;
    casus_text text = {.bytes = NULL};

    (void)context;
    ask_symbols(&status, c, out);
    ask_tokens(&status, out);
    lay(&status, out);
    keep(&status, casus_case_replace(c, "a.record", with_mistake, strlen(with_mistake)));
    keep(&status, casus_case_check(c));
    cs_buffer_printf(out, "%zu\n", casus_case_error_count(c));
    for (size_t i = 0; i < casus_case_diagnostic_count(c); i++) {
        keep(&status, casus_case_diagnostic(c, i, &diagnostic));
        add(out, diagnostic.message);
    }
    keep_text(&status, casus_write_diagnostics(c, NULL, casus_text_sink(&text)), &text, out);
    casus_case_free(c);
    return all_of(status, out);
}

static void an_editor_looks_up_and_replaces(void **state)
{
    (void)state;
    each_fails(edit, "");
}

/* ---- what belongs to no case ---- */

static casus_status use_tools(const void *context, struct cs_buffer *out)
{
    static const char *const words[] = {"run", "report", "why"};
    casus_status status = CASUS_OK;
    struct casus_passage passage;
    casus_text text = {.bytes = NULL};
    char digest[65];
    bool whole;

    (void)context;
    add(out, casus_version());
    add(out, casus_nearest("rn", words, 3));
    cs_buffer_printf(out, "%zu\n", casus_code_count());
    add(out, casus_code(0));
    add(out, casus_code_summary(0));
    keep_text(&status, casus_explain(casus_code(0), casus_text_sink(&text)), &text, out);
    keep_text(&status, casus_format_text(TREATY, strlen(TREATY), casus_text_sink(&text)), &text, out);
    keep_text(&status, casus_write_plain("a\033b", 3, true, casus_text_sink(&text)), &text, out);
    keep(&status, casus_document_find(DOCUMENT, strlen(DOCUMENT), "report says", 0, &passage));
    cs_buffer_printf(out, "%zu %s\n", passage.line, passage.digest);
    keep(&status, casus_document_near(DOCUMENT, strlen(DOCUMENT), "The  REPORT says", &passage, &whole));
    cs_buffer_printf(out, "%zu %s\n", passage.line, passage.digest);
    memset(digest, 0, sizeof digest);
    keep(&status, casus_document_sha256(DOCUMENT, strlen(DOCUMENT), digest));
    add(out, digest);
    return all_of(status, out);
}

static void what_belongs_to_no_case(void **state)
{
    (void)state;
    each_fails(use_tools, "");
}

/* ---- what was written, read again ---- */

static void read_saved(casus_status *status, const char *json, size_t length, struct cs_buffer *out)
{
    struct casus_saved_question question = {.size = sizeof question};
    struct casus_saved_performed performed = {.size = sizeof performed};
    struct casus_saved_left_out left_out = {.size = sizeof left_out};
    struct casus_saved_done done = {.size = sizeof done};
    struct casus_saved_case one = {.size = sizeof one};
    struct casus_saved_head head = {.size = sizeof head};
    casus_saved *saved = NULL;
    size_t row;

    keep(status, casus_saved_read(json, length, &saved, NULL));
    if (saved == NULL)
        return;
    keep(status, casus_saved_head(saved, &head));
    add(out, head.as_of);
    cs_buffer_printf(out, "%zu %d %zu\n", casus_saved_account_count(saved), casus_saved_contradictory(saved, 0),
                     casus_saved_row_count(saved));
    add(out, casus_saved_account(saved, 0));
    for (size_t i = 0; i < casus_saved_question_count(saved); i++) {
        keep(status, casus_saved_question_at(saved, i, &question));
        add(out, question.text);
        add(out, casus_saved_answer(saved, i, 0));
    }
    keep(status, casus_saved_case_at(saved, 0, 0, &one));
    add(out, one.state);
    assert_int_equal(casus_saved_left_out_at(saved, 0, 0, &left_out), CASUS_ERR_ARGUMENT); /* it is no decision */
    assert_int_equal(casus_saved_performed_at(saved, 0, 99, &performed), CASUS_ERR_ARGUMENT); /* not so often */
    assert_int_equal(casus_saved_done_at(saved, 0, 99, &done), CASUS_ERR_ARGUMENT);
    assert_null(casus_saved_done_state(saved, 0, 99, 0));
    cs_buffer_printf(out, "%d\n", casus_saved_row_find(saved, "1", &row));
    casus_saved_free(saved);
}

static void read_table(casus_status *status, const char *csv, size_t length, struct cs_buffer *out)
{
    casus_table *table = NULL;
    size_t column = 0;

    keep(status, casus_table_read(csv, length, &table, NULL));
    if (table == NULL)
        return;
    cs_buffer_printf(out, "%d %zu %zu %zu\n", casus_table_find(table, "state", &column), column,
                     casus_table_row_count(table), casus_table_line(table, 0));
    casus_table_free(table);
}

static casus_status read_again(const void *context, struct cs_buffer *out)
{
    struct casus_style style = {.size = sizeof style, .format = CASUS_CSV};
    casus_status status = CASUS_OK;
    casus_case *c = open_case(&status);
    casus_text csv = {.bytes = NULL};
    casus_answer *a = NULL;
    char *json = NULL;
    size_t length = 0;

    (void)context;
    keep(&status, casus_answer_new(c, NULL, &a));
    keep(&status, casus_ledger_json(a, &json, &length));
    if (status == CASUS_OK)
        read_saved(&status, json, length, out);
    keep(&status, casus_write_ledger(a, &style, casus_text_sink(&csv)));
    if (status == CASUS_OK)
        read_table(&status, csv.bytes, csv.length, out);
    casus_text_free(json);
    casus_text_free(csv.bytes);
    casus_answer_free(a);
    casus_case_free(c);
    return all_of(status, out);
}

static void a_ledger_that_was_written_is_read_again(void **state)
{
    (void)state;
    each_fails(read_again, "");
}

/* ---- files ---- */

struct folder { char path[256], treaty[300], record[300], other[300], inner[300]; };

static void make_folder(struct folder *f)
{
    struct casus_failure failure;

    snprintf(f->path, sizeof f->path, "casus-library-XXXXXX");
    assert_non_null(mkdtemp(f->path));
    snprintf(f->treaty, sizeof f->treaty, "%s/pact.treaty", f->path);
    snprintf(f->record, sizeof f->record, "%s/a.record", f->path);
    snprintf(f->other, sizeof f->other, "%s/b.record", f->path);
    snprintf(f->inner, sizeof f->inner, "%s/inner", f->path);
    assert_int_equal(casus_file_write(f->treaty, TREATY, strlen(TREATY), &failure), CASUS_OK);
    assert_int_equal(casus_file_write(f->record, RECORD, strlen(RECORD), &failure), CASUS_OK);
}

static void remove_folder(const struct folder *f)
{
    unlink(f->treaty);
    unlink(f->record);
    unlink(f->other);
    rmdir(f->inner);
    assert_int_equal(rmdir(f->path), 0); /* nothing is left over */
}

static void change_file(casus_status *status, const char *path, bool whole, struct casus_failure *failure)
{
    casus_file *file = NULL;
    size_t length = 0;

    keep(status, casus_file_open(path, 1000, &file, failure));
    if (file != NULL && casus_file_text(file, &length) != NULL)
        keep(status, whole ? casus_file_replace(file, RECORD, strlen(RECORD), failure)
                           : casus_file_append(file, "-- more\n", 8, failure));
    casus_file_close(file);
}

static casus_status use_files(const void *context, struct cs_buffer *out)
{
    const struct folder *f = context;
    struct casus_failure failure = {""};
    casus_status status = CASUS_OK;
    char *text = NULL;
    size_t length = 0;
    int descriptor = open(f->treaty, O_RDONLY);

    cs_buffer_printf(out, "%d\n", casus_file_kind(f->treaty));
    keep(&status, casus_file_read(f->treaty, &text, &length, &failure));
    add(out, text);
    casus_text_free(text);
    text = NULL;
    keep(&status, casus_descriptor_read(descriptor, "standard input", &text, &length, &failure));
    add(out, text);
    casus_text_free(text);
    close(descriptor);
    unlink(f->other);
    rmdir(f->inner);
    keep(&status, casus_file_create(f->other, RECORD, strlen(RECORD), &failure));
    if (status == CASUS_OK)
        change_file(&status, f->other, false, &failure);
    if (status == CASUS_OK)
        change_file(&status, f->other, true, &failure);
    keep(&status, casus_folder_create(f->inner, &failure));
    return all_of(status, out);
}

static casus_status check_files(const void *context, struct cs_buffer *out)
{
    const struct folder *f = context;
    const char *const paths[] = {f->record, f->treaty};
    casus_checking *checking = NULL;
    struct casus_diagnostic diagnostic;
    struct casus_source source;
    casus_text text = {.bytes = NULL};
    casus_status status = CASUS_OK;
    casus_case *c = NULL;

    keep(&status, casus_check(paths, 2, f->path, NULL, NULL, &checking));
    cs_buffer_printf(out, "%zu\n", casus_checking_error_count(checking));
    for (size_t i = 0; i < casus_checking_diagnostic_count(checking); i++) {
        keep(&status, casus_checking_diagnostic(checking, i, &diagnostic));
        add(out, diagnostic.message);
    }
    keep_text(&status, casus_write_checking(checking, NULL, casus_text_sink(&text)), &text, out);
    add(out, casus_checking_message(checking));
    casus_checking_free(checking);
    keep(&status, casus_case_new(&c));
    keep(&status, casus_case_add_files(c, paths, 2));
    keep(&status, casus_case_add_file(c, f->treaty));
    (void)casus_case_near(c, f->path); /* NULL is an answer of it */
    keep(&status, casus_case_check(c));
    cs_buffer_printf(out, "%zu\n", casus_case_error_count(c));
    for (size_t i = 0; i < casus_case_source_count(c); i++) {
        keep(&status, casus_case_source(c, i, &source));
        add(out, source.name);
    }
    casus_case_free(c);
    return all_of(status, out);
}

static void files_are_read_written_and_checked(void **state)
{
    struct folder f;

    (void)state;
    make_folder(&f);
    each_fails(use_files, &f);
    each_fails(check_files, &f);
    remove_folder(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(an_editor_looks_up_and_replaces),
                                       cmocka_unit_test(what_belongs_to_no_case),
                                       cmocka_unit_test(a_ledger_that_was_written_is_read_again),
                                       cmocka_unit_test(files_are_read_written_and_checked)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
