/* SPDX-License-Identifier: MIT */
/* What is written as JSON and CSV, read back, is what the library says of the same answer; all else is refused. */
#include "unit/cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "casus/casus.h"

static bool is_same(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

#define assert_same(a, b)                                                                                              \
    do {                                                                                                               \
        if (!is_same(a, b))                                                                                            \
            fail_msg("read back: %s, of the answer: %s", (a) != NULL ? (a) : "NULL", (b) != NULL ? (b) : "NULL");      \
    } while (0)

/* ---- a whole ledger ---- */

static void compare_questions(const casus_saved *s, casus_answer *a)
{
    for (size_t i = 0; i < casus_saved_question_count(s); i++) {
        struct casus_saved_question read = {.size = sizeof read};
        struct casus_question asked = {.id = NULL};
        size_t same = 0;

        assert_int_equal(casus_saved_question_at(s, i, &read), CASUS_OK);
        for (; casus_question_at(a, same, &asked) == CASUS_OK && strcmp(asked.id, read.id) != 0;)
            same++;
        assert_same(read.id, asked.id);
        assert_same(read.kind, asked.kind);
        assert_same(read.text, asked.text);
        for (size_t k = 0; k < casus_account_count(a); k++)
            assert_same(casus_saved_answer(s, i, k), casus_question_answer(a, same, k));
    }
}

/* How the row stands in all of its cases that hold on an account is how it stands there, if that is one state. */
static void compare_cases(const casus_saved *s, size_t row, const struct casus_saved_row *read)
{
    for (size_t k = 0; k < casus_saved_account_count(s); k++) {
        const char *state = casus_saved_state(s, row, k);
        bool found = false;

        for (size_t i = 0; i < read->case_count; i++) {
            struct casus_saved_case one = {.size = sizeof one};

            assert_int_equal(casus_saved_case_at(s, row, i, &one), CASUS_OK);
            found = found || strcmp(one.state, state) == 0;
        }
        assert_true(found || strcmp(state, "undetermined") == 0 || casus_saved_contradictory(s, k));
    }
}

static bool is_concluded(const struct casus_saved_row *row, const char *text)
{
    for (size_t i = 0; i < row->concluded_count; i++)
        if (strcmp(row->concluded[i], text) == 0)
            return true;
    return false;
}

/* What the library says performed the row all over an account is among what was saved. */
static void compare_performed(const casus_saved *s, casus_answer *a, size_t row, const struct casus_saved_row *read)
{
    struct casus_performed done;
    size_t request;

    assert_int_equal(casus_row_request(a, row, &request), read->request != NULL);
    for (size_t k = 0; k < casus_account_count(a); k++) {
        bool found = false;

        if (casus_row_performed(a, row, k, &done) != CASUS_OK || done.what == NULL)
            continue;
        for (size_t i = 0; i < read->performed_count; i++) {
            struct casus_saved_performed one = {.size = sizeof one};

            assert_int_equal(casus_saved_performed_at(s, row, i, &one), CASUS_OK);
            found = found || (is_same(one.what, done.what) && is_same(one.by, done.by) &&
                              one.has_days == done.has_days && one.days_after == done.days_after &&
                              one.days_most == done.days_most);
        }
        assert_true(found);
    }
}

static void compare_rows(const casus_saved *s, casus_answer *a)
{
    assert_int_equal(casus_saved_row_count(s), casus_row_count(a));
    for (size_t i = 0; i < casus_row_count(a); i++) {
        struct casus_saved_row read = {.size = sizeof read};
        struct casus_stand stand;
        struct casus_row row;
        size_t found, concluded = 0;

        assert_int_equal(casus_saved_row_at(s, i, &read), CASUS_OK);
        assert_int_equal(casus_row_at(a, i, &row), CASUS_OK);
        assert_true(casus_saved_row_find(s, row.id, &found));
        assert_int_equal(found, i);
        assert_same(read.id, row.id);
        assert_same(read.kind, row.kind);
        assert_same(read.instrument, row.instrument);
        assert_same(read.article, row.article);
        assert_same(read.holder, row.holder);
        assert_same(read.claimant, row.claimant);
        assert_same(read.content, row.content);
        assert_same(read.trigger, row.trigger);
        assert_true(read.case_count > 0);
        compare_cases(s, i, &read);
        compare_performed(s, a, i, &read);
        for (size_t k = 0; k < casus_account_count(a); k++) {
            assert_int_equal(casus_row_stand(a, i, k, &stand), CASUS_OK);
            assert_same(casus_saved_state(s, i, k), stand.state);
            for (size_t n = 0; n < stand.concluded_count; n++)
                assert_true(is_concluded(&read, stand.concluded[n]));
            concluded += stand.concluded_count;
        }
        assert_true(concluded >= read.concluded_count); /* each on some account */
    }
}

static void compare_json(casus_answer *a)
{
    struct casus_saved_head head = {.size = sizeof head};
    struct casus_failure failure;
    casus_saved *s;
    size_t length;
    char *text;

    assert_int_equal(casus_ledger_json(a, &text, &length), CASUS_OK);
    if (casus_saved_read(text, length, &s, &failure) != CASUS_OK)
        fail_msg("%s", failure.message);
    casus_text_free(text);
    assert_int_equal(casus_saved_head(s, &head), CASUS_OK);
    assert_same(head.as_of, casus_answer_as_of(a));
    assert_int_equal(casus_saved_account_count(s), casus_account_count(a));
    for (size_t k = 0; k < casus_account_count(a); k++)
        assert_same(casus_saved_account(s, k), casus_account_name(a, k));
    compare_questions(s, a);
    compare_rows(s, a);
    casus_saved_free(s);
}

static const char *field(const casus_table *t, size_t row, const char *name)
{
    size_t column;

    assert_true(casus_table_find(t, name, &column));
    return casus_table_field(t, row, column);
}

static const char *filled(const char *text)
{
    return text != NULL ? text : "";
}

/* In a table the number "4.2" is "4-2". */
static const char *with_hyphen(const char *id, char out[32])
{
    snprintf(out, 32, "%s", id);
    for (char *at = out; *at != '\0'; at++)
        if (*at == '.')
            *at = '-';
    return out;
}

static void compare_line(const casus_table *t, size_t line, casus_answer *a, size_t number, size_t account)
{
    struct casus_stand stand;
    struct casus_row row;
    char turns_on[4096] = "", concluded[4096] = "", id[32];

    assert_int_equal(casus_row_at(a, number, &row), CASUS_OK);
    assert_int_equal(casus_row_stand(a, number, account, &stand), CASUS_OK);
    assert_same(field(t, line, "as_of"), casus_answer_as_of(a));
    assert_same(field(t, line, "id"), with_hyphen(row.id, id));
    assert_same(field(t, line, "kind"), row.kind);
    assert_same(field(t, line, "instrument"), filled(row.instrument));
    assert_same(field(t, line, "article"), filled(row.article));
    assert_same(field(t, line, "holder"), filled(row.holder));
    assert_same(field(t, line, "claimant"), filled(row.claimant));
    assert_same(field(t, line, "content"), row.content);
    assert_same(field(t, line, "trigger"), filled(row.trigger));
    assert_same(field(t, line, "account"), casus_account_name(a, account));
    assert_same(field(t, line, "state"), stand.state);
    assert_same(field(t, line, "since"), stand.since);
    assert_same(field(t, line, "deadline"), stand.due);
    assert_same(field(t, line, "still_owed"), stand.still_owed);
    for (size_t i = 0; i < stand.turns_on_count; i++) {
        struct casus_question question;
        size_t used = strlen(turns_on);

        assert_int_equal(casus_question_at(a, stand.turns_on[i], &question), CASUS_OK);
        snprintf(turns_on + used, sizeof turns_on - used, "%s%s", i > 0 ? "; " : "", question.id);
    }
    assert_same(field(t, line, "turns_on"), turns_on);
    for (size_t i = 0; i < stand.concluded_count; i++) {
        size_t used = strlen(concluded);

        snprintf(concluded + used, sizeof concluded - used, "%s%s", i > 0 ? "; " : "", stand.concluded[i]);
    }
    assert_same(field(t, line, "concluded"), concluded);
}

static void compare_csv(casus_answer *a)
{
    struct casus_style style = {.size = sizeof style, .format = CASUS_CSV};
    casus_text text = {.bytes = NULL};
    struct casus_failure failure;
    size_t line = 0;
    casus_table *t;

    assert_int_equal(casus_write_ledger(a, &style, casus_text_sink(&text)), CASUS_OK);
    if (casus_table_read(text.bytes, text.length, &t, &failure) != CASUS_OK)
        fail_msg("%s", failure.message);
    casus_text_free(text.bytes);
    for (size_t i = 0; i < casus_row_count(a); i++)
        for (size_t k = 0; k < casus_account_count(a); k++)
            compare_line(t, line++, a, i, k);
    assert_int_equal(casus_table_row_count(t), line);
    casus_table_free(t);
}

static void what_is_written_is_read_back(void **state)
{
    static const char *const records[] = {"examples/csto-2022/outside.record", "examples/csto-2022/strict.record",
                                          "examples/kazakhstan-2022/outside.record", "examples/calendar/notice.record",
                                          "tests/treaties/zone.record"};

    (void)state;
    assert_int_equal(setenv("CASUS_PATH", CASUS_SOURCE_DIR "/vocabulary:" CASUS_SOURCE_DIR "/treaties", 1), 0);
    for (size_t i = 0; i < sizeof records / sizeof *records; i++) {
        char path[1024];
        casus_case *c;
        casus_answer *a;

        snprintf(path, sizeof path, "%s/%s", CASUS_SOURCE_DIR, records[i]);
        assert_int_equal(casus_case_new(&c), CASUS_OK);
        assert_int_equal(casus_case_add_file(c, path), CASUS_OK);
        assert_int_equal(casus_case_check(c), CASUS_OK);
        if (casus_case_error_count(c) > 0)
            fail_msg("%s has mistakes", path);
        assert_int_equal(casus_answer_new(c, NULL, &a), CASUS_OK);
        assert_true(casus_row_count(a) > 0);
        compare_json(a);
        compare_csv(a);
        casus_answer_free(a);
        casus_case_free(c);
    }
}

/* ---- by hand ---- */

/* One duty on two accounts, which turns on whether e1 happened; and a decision that leaves somebody out. */
static const char LEDGER[] =
    "{\"as_of\":\"2022-10-01\",\"known_on\":null,\"grades\":\"P\",\"accounts\":[\"Alden\",\"Borea\"],"
    "\"contradictory\":[\"Borea\"],\"questions\":[{\"id\":\"happened e1\",\"kind\":\"occurrence\","
    "\"text\":\"was it so?\",\"answers\":{\"Borea\":\"contradictory\",\"Alden\":null}}],\"worlds\":\"2\","
    "\"later\":[1,2],\"rows\":["
    "{\"id\":\"1.1\",\"kind\":\"duty\",\"instrument\":\"Pact\",\"article\":\"Pact 1\",\"holder\":\"Corvin\","
    "\"claimant\":\"Alden\",\"content\":\"help of M\\u00fcnz\",\"trigger\":\"e1\",\"request\":\"r1\","
    "\"performed\":[{\"on\":\"2022-09-14\",\"latest\":\"2022-09-15\",\"by\":\"Corvin\",\"what\":\"h1\","
    "\"days_after\":[1,2],\"perhaps\":true},{\"on\":\"2022-09-15\",\"latest\":\"2022-09-15\",\"by\":null,"
    "\"what\":\"h2\",\"days_after\":null,\"perhaps\":false}],"
    "\"states\":{\"Alden\":\"undetermined\",\"Borea\":\"contradictory\"},\"turns_on\":[\"happened e1\"],\"cases\":["
    "{\"when\":{\"happened e1\":\"yes\"},\"state\":\"fulfilled in part\",\"since\":\"2022-09-13\","
    "\"deadline\":\"2022-09-16\",\"still_owed\":true,\"substituted\":true,\"performed\":\"2\",\"owed\":\"5\","
    "\"worlds\":\"1\"},"
    "{\"when\":{\"happened e1\":\"no\"},\"state\":\"none\",\"since\":null,\"deadline\":null,\"still_owed\":false,"
    "\"worlds\":\"1\"}]},"
    "{\"id\":\"2.1\",\"kind\":\"decision\",\"instrument\":null,\"article\":null,\"holder\":null,\"claimant\":null,"
    "\"content\":\"a draft\",\"trigger\":null,\"states\":{\"Alden\":\"adopted\",\"Borea\":\"contradictory\"},"
    "\"turns_on\":[],\"done\":[{\"on\":\"2022-09-15\",\"latest\":\"2022-09-17\",\"by\":null,\"what\":\"h3\","
    "\"text\":\"help to Alden\",\"owed\":false,\"days_after\":[-1,1],\"states\":{\"Alden\":\"so\","
    "\"Borea\":\"contradictory\"},\"turns_on\":[\"happened e1\"]}],"
    "\"without\":[{\"who\":\"Corvin\",\"perhaps\":true,\"turns_on\":[\"happened e1\"]}],"
    "\"cases\":[{\"when\":{},\"state\":\"adopted\",\"since\":null,\"deadline\":null,\"still_owed\":false,"
    "\"without\":[\"Corvin\"],\"worlds\":\"2\"}]}]}\n";

static casus_saved *read_ledger(const char *text)
{
    struct casus_failure failure;
    casus_saved *s;

    if (casus_saved_read(text, strlen(text), &s, &failure) != CASUS_OK)
        fail_msg("%s", failure.message);
    assert_string_equal(failure.message, "");
    return s;
}

static void everything_in_it_is_given_out(void **state)
{
    struct casus_saved_question question = {.size = sizeof question};
    struct casus_saved_performed performed = {.size = sizeof performed};
    struct casus_saved_left_out left_out = {.size = sizeof left_out};
    struct casus_saved_done done = {.size = sizeof done};
    struct casus_saved_head head = {.size = sizeof head};
    struct casus_saved_case one = {.size = sizeof one};
    struct casus_saved_row row = {.size = sizeof row};
    casus_saved *s = read_ledger(LEDGER);

    (void)state;
    assert_int_equal(casus_saved_head(s, &head), CASUS_OK);
    assert_string_equal(head.as_of, "2022-10-01");
    assert_null(head.known_on);
    assert_string_equal(head.grades, "P");
    assert_null(head.readings);
    assert_string_equal(head.worlds, "2");
    assert_int_equal(casus_saved_account_count(s), 2);
    assert_false(casus_saved_contradictory(s, 0));
    assert_true(casus_saved_contradictory(s, 1));
    assert_int_equal(casus_saved_question_at(s, 0, &question), CASUS_OK);
    assert_string_equal(question.kind, "occurrence");
    assert_null(casus_saved_answer(s, 0, 0));
    assert_string_equal(casus_saved_answer(s, 0, 1), "contradictory");
    assert_int_equal(casus_saved_row_count(s), 2);
    assert_int_equal(casus_saved_row_at(s, 0, &row), CASUS_OK);
    assert_string_equal(row.content, "help of M\xC3\xBCnz");
    assert_int_equal(row.turns_on_count, 1);
    assert_string_equal(row.turns_on[0], "happened e1");
    assert_int_equal(row.case_count, 2);
    assert_int_equal(row.left_out_count, 0);
    assert_string_equal(row.request, "r1");
    assert_int_equal(row.performed_count, 2);
    assert_int_equal(casus_saved_performed_at(s, 0, 0, &performed), CASUS_OK);
    assert_string_equal(performed.on, "2022-09-14");
    assert_string_equal(performed.latest, "2022-09-15");
    assert_string_equal(performed.by, "Corvin");
    assert_string_equal(performed.what, "h1");
    assert_true(performed.perhaps && performed.has_days);
    assert_int_equal(performed.days_after, 1);
    assert_int_equal(performed.days_most, 2);
    assert_int_equal(casus_saved_performed_at(s, 0, 1, &performed), CASUS_OK);
    assert_null(performed.by);
    assert_false(performed.perhaps || performed.has_days);
    assert_int_equal(casus_saved_performed_at(s, 0, 2, &performed), CASUS_ERR_ARGUMENT);
    assert_string_equal(casus_saved_state(s, 0, 0), "undetermined");
    assert_int_equal(casus_saved_case_at(s, 0, 0, &one), CASUS_OK);
    assert_int_equal(one.when_count, 1);
    assert_string_equal(one.when[0].question, "happened e1");
    assert_string_equal(one.when[0].answer, "yes");
    assert_string_equal(one.state, "fulfilled in part");
    assert_string_equal(one.deadline, "2022-09-16");
    assert_true(one.still_owed && one.substituted);
    assert_string_equal(one.performed, "2");
    assert_string_equal(one.owed, "5");
    assert_int_equal(casus_saved_case_at(s, 0, 1, &one), CASUS_OK);
    assert_null(one.since);
    assert_false(one.still_owed || one.substituted);
    assert_null(one.performed);
    assert_int_equal(casus_saved_row_at(s, 1, &row), CASUS_OK);
    assert_null(row.holder);
    assert_null(row.request);
    assert_int_equal(row.performed_count, 0);
    assert_int_equal(row.done_count, 1);
    assert_int_equal(casus_saved_done_at(s, 1, 0, &done), CASUS_OK);
    assert_string_equal(done.on, "2022-09-15");
    assert_string_equal(done.latest, "2022-09-17");
    assert_null(done.by);
    assert_string_equal(done.what, "h3");
    assert_string_equal(done.text, "help to Alden");
    assert_true(done.has_days && !done.owed);
    assert_int_equal(done.days_after, -1);
    assert_int_equal(done.days_most, 1);
    assert_int_equal(done.turns_on_count, 1);
    assert_string_equal(casus_saved_done_state(s, 1, 0, 0), "so");
    assert_string_equal(casus_saved_done_state(s, 1, 0, 1), "contradictory");
    assert_null(casus_saved_done_state(s, 1, 0, 2));
    assert_null(casus_saved_done_state(s, 1, 1, 0));
    assert_int_equal(casus_saved_done_at(s, 1, 1, &done), CASUS_ERR_ARGUMENT);
    assert_int_equal(row.left_out_count, 1);
    assert_int_equal(casus_saved_left_out_at(s, 1, 0, &left_out), CASUS_OK);
    assert_string_equal(left_out.who, "Corvin");
    assert_true(left_out.perhaps);
    assert_string_equal(left_out.turns_on[0], "happened e1");
    assert_int_equal(casus_saved_case_at(s, 1, 0, &one), CASUS_OK);
    assert_int_equal(one.when_count, 0);
    assert_string_equal(one.without[0], "Corvin");
    casus_saved_free(s);
}

static void what_is_not_there_is_refused_and_zero(void **state)
{
    struct casus_saved_row row = {.size = sizeof row, .id = "left from before"};
    struct casus_saved_case one = {.size = 0};
    casus_saved *s = read_ledger(LEDGER);
    size_t found = 7;

    (void)state;
    assert_int_equal(casus_saved_row_at(s, 2, &row), CASUS_ERR_ARGUMENT);
    assert_null(row.id);
    assert_int_equal(row.size, sizeof row);
    assert_int_equal(casus_saved_row_at(NULL, 0, &row), CASUS_ERR_ARGUMENT);
    assert_int_equal(casus_saved_row_at(s, 0, NULL), CASUS_ERR_ARGUMENT);
    assert_int_equal(casus_saved_case_at(s, 0, 0, &one), CASUS_ERR_ARGUMENT); /* the size is not set */
    one.size = sizeof one;
    assert_int_equal(casus_saved_case_at(s, 0, 2, &one), CASUS_ERR_ARGUMENT);
    assert_false(casus_saved_row_find(s, "1.9", &found));
    assert_int_equal(found, 0);
    assert_null(casus_saved_state(s, 0, 2));
    assert_null(casus_saved_answer(s, 1, 0));
    assert_null(casus_saved_account(s, 2));
    assert_int_equal(casus_saved_row_count(NULL), 0);
    casus_saved_free(s);
    casus_saved_free(NULL);
}

/* A client that was built with fewer members is given no more than these; one with more has zero in them. */
static void the_size_of_a_struct_bounds_what_is_filled(void **state)
{
    struct { struct casus_saved_row row; const char *later; } longer = {{.size = sizeof longer}, "left from before"};
    struct casus_saved_row row = {.size = offsetof(struct casus_saved_row, kind), .kind = "mine"};
    casus_saved *s = read_ledger(LEDGER);

    (void)state;
    assert_int_equal(casus_saved_row_at(s, 0, &row), CASUS_OK);
    assert_string_equal(row.id, "1.1");
    assert_string_equal(row.kind, "mine");
    assert_int_equal(casus_saved_row_at(s, 0, &longer.row), CASUS_OK);
    assert_string_equal(longer.row.kind, "duty");
    assert_null(longer.later);
    casus_saved_free(s);
}

/* ---- what is no ledger ---- */

static void refuses_bytes(const char *text, size_t length, casus_status status, const char *message)
{
    struct casus_failure failure;
    casus_saved *s = (casus_saved *)&failure;

    assert_int_equal(casus_saved_read(text, length, &s, &failure), status);
    assert_null(s);
    assert_string_equal(failure.message, message);
}

/* The ledger with the first of these words replaced. */
static void refuses_with(const char *old, const char *new, const char *message)
{
    const char *at = strstr(LEDGER, old);
    char text[sizeof LEDGER + 100], told[300];
    int length;

    assert_non_null(at);
    length = snprintf(text, sizeof text, "%.*s%s%s", (int)(at - LEDGER), LEDGER, new, at + strlen(old));
    snprintf(told, sizeof told, "this is no ledger that casus saved: %s", message);
    refuses_bytes(text, (size_t)length, CASUS_ERR_ARGUMENT, told);
}

static void what_is_no_json_is_refused_with_its_place(void **state)
{
    static const char not_utf8[] = "{\n\"as_of\": \"\xFF\"}", zero[] = "{\"a\": \"\\u0000\"}";

    (void)state;
    refuses_bytes("", 0, CASUS_ERR_ARGUMENT, "line 1, column 0: it is empty");
    refuses_bytes("{\n  \"as_of\": ?", 14, CASUS_ERR_ARGUMENT, "line 2, column 12: no JSON stands here");
    refuses_bytes(not_utf8, sizeof not_utf8 - 1, CASUS_ERR_ARGUMENT,
                  "line 2, column 10: what stands here is no text of UTF-8");
    refuses_bytes("{\"a\": 1, \"a\": 2}", 16, CASUS_ERR_ARGUMENT, "line 1, column 12: a member stands twice");
    refuses_bytes("{} {}", 5, CASUS_ERR_ARGUMENT, "line 1, column 4: something stands behind the end of the JSON");
    refuses_bytes(zero, sizeof zero - 1, CASUS_ERR_ARGUMENT,
                  "line 1, column 14: a character 0 stands in a string");
    refuses_bytes("[1e999]", 7, CASUS_ERR_ARGUMENT, "line 1, column 6: the number is too large");
}

/* Cut anywhere, it is refused; only the line end may be missing. */
static void what_is_cut_off_is_refused(void **state)
{
    struct casus_failure failure;
    casus_saved *s;

    (void)state;
    for (size_t length = 0; length + 2 < sizeof LEDGER; length++) {
        assert_int_equal(casus_saved_read(LEDGER, length, &s, &failure), CASUS_ERR_ARGUMENT);
        assert_null(s);
        assert_non_null(strstr(failure.message, "line 1, column "));
    }
    assert_int_equal(casus_saved_read(LEDGER, sizeof LEDGER - 2, &s, &failure), CASUS_OK);
    casus_saved_free(s);
}

static void what_is_too_deep_or_too_large_is_refused(void **state)
{
    static char deep[5000];
    struct casus_failure failure;
    casus_saved *s;

    (void)state;
    memset(deep, '[', sizeof deep);
    assert_int_equal(casus_saved_read(deep, sizeof deep, &s, &failure), CASUS_ERR_LIMIT);
    assert_non_null(strstr(failure.message, "it is nested more than 2048 deep"));
    refuses_bytes(LEDGER, CASUS_SAVED_BYTES_MAX + 1, CASUS_ERR_LIMIT, "the text is larger than 256 MB");
}

static void what_is_no_ledger_is_refused_with_the_member(void **state)
{
    (void)state;
    refuses_bytes("[]", 2, CASUS_ERR_ARGUMENT, "this is no ledger that casus saved: it is no object");
    refuses_bytes("{}", 2, CASUS_ERR_ARGUMENT, "this is no ledger that casus saved: as_of: it is not there");
    refuses_bytes(NULL, 0, CASUS_ERR_ARGUMENT, "there is no text to read");
    refuses_with("\"2022-10-01\"", "7", "as_of: it is no string");
    refuses_with("[\"Alden\",\"Borea\"]", "[]", "accounts: it is empty");
    refuses_with("[\"Alden\",\"Borea\"]", "[\"Alden\",null]", "accounts[1]: it is no string");
    refuses_with("[\"Borea\"]", "[\"Dorn\"]", "contradictory: it names somebody without an account");
    refuses_with("\"occurrence\"", "\"rumour\"", "questions[0].kind: this word has no meaning here");
    refuses_with("\"Borea\":\"contradictory\"", "\"Dorn\":null", "questions[0].answers.Borea: it is not there");
    refuses_with(",\"Alden\":null", "", "questions[0].answers: it has other members than there are accounts");
    refuses_with("\"worlds\":\"2\"", "\"worlds\":\"-2\"", "worlds: it is no number");
    refuses_with("\"kind\":\"duty\"", "\"kind\":\"right\"", "rows[0].kind: this word has no meaning here");
    refuses_with("\"undetermined\"", "\"not owed\"", "rows[0].states.Alden: this word has no meaning here");
    refuses_with("\"turns_on\":[\"happened e1\"]", "\"turns_on\":\"e1\"", "rows[0].turns_on: it is no array");
    refuses_with("\"state\":\"none\"", "\"state\":\"violate\"",
                 "rows[0].cases[1].state: this word has no meaning here");
    refuses_with("\"still_owed\":true", "\"still_owed\":1",
                 "rows[0].cases[0].still_owed: it is neither true nor false");
    refuses_with(",\"owed\":\"5\"", "",
                 "rows[0].cases[0].owed: performed and owed stand together, or neither does");
    refuses_with("{\"happened e1\":\"no\"}", "{\"happened e1\":null}",
                 "rows[0].cases[1].when.happened e1: it is no string");
    refuses_with("\"perhaps\":true,\"turns_on\"", "\"perhaps\":null,\"turns_on\"",
                 "rows[1].without[0].perhaps: it is neither true nor false");
    refuses_with("after\":[1,2]", "after\":[1]",
                 "rows[0].performed[0].days_after: it is not the fewest days and the most");
    refuses_with("after\":[1,2]", "after\":[1,9999999999]",
                 "rows[0].performed[0].days_after[1]: it is no number of days");
    refuses_with("\"done\":[{\"on\"", "\"done\":[{\"off\"", "rows[1].done[0].on: it is not there");
    refuses_with("\"Alden\":\"so\"", "\"Alden\":\"adopted\"",
                 "rows[1].done[0].states.Alden: this word has no meaning here");
    refuses_with("\"without\":[\"Corvin\"]", "\"without\":{}", "rows[1].cases[0].without: it is no array");
}

static void a_version_that_is_not_known_is_refused(void **state)
{
    static const char first[] = "{\"version\":1,", later[] = "{\"version\":2,", odd[] = "{\"version\":\"1\",";
    char text[sizeof LEDGER + 20];
    struct casus_failure failure;
    casus_saved *s;

    (void)state;
    snprintf(text, sizeof text, "%s%s", first, LEDGER + 1);
    casus_saved_free(read_ledger(text));
    snprintf(text, sizeof text, "%s%s", later, LEDGER + 1);
    assert_int_equal(casus_saved_read(text, strlen(text), &s, &failure), CASUS_ERR_ARGUMENT);
    assert_non_null(strstr(failure.message, "saved in version 2"));
    snprintf(text, sizeof text, "%s%s", odd, LEDGER + 1);
    refuses_bytes(text, strlen(text), CASUS_ERR_ARGUMENT,
                  "this is no ledger that casus saved: version: it is no whole number");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read_back),
        cmocka_unit_test(everything_in_it_is_given_out),
        cmocka_unit_test(what_is_not_there_is_refused_and_zero),
        cmocka_unit_test(the_size_of_a_struct_bounds_what_is_filled),
        cmocka_unit_test(what_is_no_json_is_refused_with_its_place),
        cmocka_unit_test(what_is_cut_off_is_refused),
        cmocka_unit_test(what_is_too_deep_or_too_large_is_refused),
        cmocka_unit_test(what_is_no_ledger_is_refused_with_the_member),
        cmocka_unit_test(a_version_that_is_not_known_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
