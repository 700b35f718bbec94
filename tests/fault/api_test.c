/* SPDX-License-Identifier: MIT */
/* A client of the public headers, with each allocation failing in turn. */
#include "fault/each_fails.h"

#include "casus/casus.h"

static const char RECORD[] =
    "kind state\nname state Alden, Borea, Corvin\nevent attack by state on state\n"
    "event help by state to state on occurrence\n"
    "treaty Pact \"a pact\"\narticle 1\nwhen a: attack on victim\n"
    "then Borea owes victim help by Borea to victim on a within 3 days\n"
    "may attack by s\nif s is strong\nfact state is strong\n2020-01-01/.. Corvin is strong\n"
    "account Alden, Corvin\n2022-09-13 e1: attack by Corvin on Alden\n  says Alden\n  denies Corvin\n"
    "check may attack by Corvin as Alden on 2022-09-13\n  because \"strong\"\n"
    "check violated Borea owes Alden help as Alden on 2022-09-13\n";

static casus_status add_answer(casus_answer *a, struct cs_buffer *out)
{
    const casus_reason *reasons;
    struct casus_stand stand;
    casus_status status;
    size_t length;
    char *text;

    status = casus_ledger_json(a, &text, &length);
    if (status == CASUS_OK)
        cs_buffer_add(out, text, length);
    casus_text_free(text);
    if (status == CASUS_OK)
        status = casus_why_json(a, 0, &text, &length);
    if (status == CASUS_OK) {
        cs_buffer_add(out, text, length);
        casus_text_free(text);
        status = casus_row_stand(a, 0, 0, &stand);
    }
    if (status == CASUS_OK) {
        cs_buffer_text(out, stand.state);
        status = casus_why(a, 0, 0, &reasons);
    }
    if (status == CASUS_OK)
        cs_buffer_text(out, reasons->text);
    return status == CASUS_OK && out->failed ? CASUS_ERR_MEMORY : status;
}

static casus_status add_text(casus_status status, casus_text *text, struct cs_buffer *out)
{
    if (status == CASUS_OK)
        cs_buffer_add(out, text->bytes, text->length);
    casus_text_free(text->bytes);
    *text = (casus_text){.bytes = NULL};
    return status;
}

/* Calls all writers of an answer. */
static casus_status add_writings(casus_answer *a, struct cs_buffer *out)
{
    struct casus_style page = {.size = sizeof page, .format = CASUS_HTML};
    struct casus_style csv = {.size = sizeof csv, .format = CASUS_CSV};
    struct casus_claim claim;
    struct casus_cited cited;
    struct casus_entry entry;
    casus_text text = {.bytes = NULL};
    casus_next *next = NULL;
    casus_status status;

    status = add_text(casus_write_ledger(a, NULL, casus_text_sink(&text)), &text, out);
    if (status == CASUS_OK)
        status = add_text(casus_write_requests(a, &csv, casus_text_sink(&text)), &text, out);
    if (status == CASUS_OK)
        status = add_text(casus_write_brief(a, NULL, casus_text_sink(&text)), &text, out);
    if (status == CASUS_OK)
        status = add_text(casus_write_page(a, &page, casus_text_sink(&text)), &text, out);
    if (status == CASUS_OK)
        status = casus_next_new(a, NULL, &next);
    if (status == CASUS_OK)
        status = add_text(casus_write_next(next, &csv, casus_text_sink(&text)), &text, out);
    casus_next_free(next);
    if (status == CASUS_OK)
        status = casus_entry_at(a, 1, &entry);
    if (status == CASUS_OK)
        cs_buffer_text(out, entry.text);
    if (status == CASUS_OK)
        status = casus_claim_at(a, 1, 0, &claim);
    if (status == CASUS_OK)
        cs_buffer_text(out, claim.voice);
    if (status == CASUS_OK)
        status = casus_claim_passage(a, 1, 0, &cited);
    if (status == CASUS_OK)
        cs_buffer_text(out, cited.state);
    return status;
}

static casus_status add_changes(casus_case *c, casus_answer *after, struct cs_buffer *out)
{
    struct casus_wishes wishes = {.size = sizeof wishes, .as_of = "2022-09-12"};
    casus_text text = {.bytes = NULL};
    casus_changes *changes = NULL;
    casus_answer *before = NULL;
    casus_status status = casus_answer_new(c, &wishes, &before);

    if (status == CASUS_OK)
        status = casus_changes_new(before, after, &changes);
    if (status == CASUS_OK)
        status = add_text(casus_write_changes(changes, NULL, casus_text_sink(&text)), &text, out);
    casus_changes_free(changes);
    casus_answer_free(before);
    return status;
}

static casus_status add_replies(casus_case *c, struct cs_buffer *out)
{
    static const char *const questions[] = {"may Alden attack on 2022-09-14", "owes Borea to Alden",
                                            "is e1 attack on Alden",
                                            "may help by Nobody"};
    casus_status status = CASUS_OK;

    for (size_t i = 0; i < sizeof questions / sizeof *questions && status == CASUS_OK; i++) {
        casus_text text = {.bytes = NULL};
        casus_reply *reply = NULL;

        status = casus_ask(c, questions[i], CASUS_ASK_SHORT, NULL, &reply);
        if (status == CASUS_OK && casus_reply_understood(reply))
            status = add_text(casus_write_reply(reply, NULL, casus_text_sink(&text)), &text, out);
        else if (status == CASUS_OK && casus_reply_diagnostic_count(reply) > 0)
            status = add_text(casus_write_reply_diagnostics(reply, NULL, casus_text_sink(&text)), &text, out);
        else if (status == CASUS_OK)
            cs_buffer_printf(out, "%s\n%s", casus_reply_refusal(reply), casus_reply_remedy(reply));
        casus_reply_free(reply);
    }
    return status;
}

static casus_status add_act(casus_case *c, struct cs_buffer *out)
{
    casus_text text = {.bytes = NULL};
    casus_act *act = NULL;
    casus_status status = casus_act_new(c, "a.record", "a2: attack by Corvin on Borea", NULL, &act);

    if (status == CASUS_OK) {
        cs_buffer_text(out, casus_act_addition(act));
        status = add_text(casus_write_act_reasons(act, NULL, casus_text_sink(&text)), &text, out);
    }
    if (status == CASUS_OK)
        status = add_text(casus_write_act_changes(act, NULL, casus_text_sink(&text)), &text, out);
    for (casus_told told = CASUS_TOLD_ENTERED; status == CASUS_OK && told <= CASUS_TOLD_REFUSED; told++)
        status = add_text(casus_write_act_told(act, told, "a.record", NULL, casus_text_sink(&text)), &text, out);
    casus_act_free(act);
    return status;
}

static casus_status add_verdicts(casus_case *c, struct cs_buffer *out)
{
    casus_verdicts *verdicts = NULL;
    struct casus_verdict verdict;
    casus_status status = casus_verdicts_new(c, "a.record", NULL, NULL, &verdicts);

    for (size_t i = 0; i < casus_verdict_count(verdicts) && status == CASUS_OK; i++) {
        status = casus_verdict_at(verdicts, i, &verdict);
        cs_buffer_printf(out, "%zu %s\n", verdict.line, verdict.passed ? "holds" : verdict.found);
    }
    casus_verdicts_free(verdicts);
    return status;
}

static casus_status host(const void *context, struct cs_buffer *out)
{
    const char *record = context;
    casus_status status;
    casus_answer *a;
    casus_case *c;

    status = casus_case_new(&c);
    if (status != CASUS_OK)
        return status;
    status = casus_case_add_text(c, "a.record", record, strlen(record));
    if (status == CASUS_OK)
        status = casus_case_check(c);
    if (status == CASUS_OK)
        status = casus_answer_new(c, NULL, &a);
    if (status == CASUS_OK) {
        status = add_answer(a, out);
        casus_answer_free(a);
    }
    casus_case_free(c);
    return status;
}

static void a_host_reads_runs_and_asks(void **state)
{
    (void)state;
    each_fails(host, RECORD);
}

/* The same, and all other functions of an answer. */
static casus_status long_host(const void *context, struct cs_buffer *out)
{
    const char *record = context;
    casus_status status;
    casus_answer *a = NULL;
    casus_case *c;

    status = casus_case_new(&c);
    if (status != CASUS_OK)
        return status;
    status = casus_case_add_text(c, "a.record", record, strlen(record));
    if (status == CASUS_OK)
        status = casus_case_check(c);
    if (status == CASUS_OK)
        status = casus_answer_new(c, NULL, &a);
    if (status == CASUS_OK)
        status = add_writings(a, out);
    if (status == CASUS_OK)
        status = add_changes(c, a, out);
    if (status == CASUS_OK)
        status = add_replies(c, out);
    if (status == CASUS_OK)
        status = add_act(c, out);
    if (status == CASUS_OK)
        status = add_verdicts(c, out);
    casus_answer_free(a);
    casus_case_free(c);
    return status == CASUS_OK && out->failed ? CASUS_ERR_MEMORY : status;
}

static void a_host_writes_asks_and_acts(void **state)
{
    (void)state;
    each_fails(long_host, RECORD);
}

/* Written as JSON and CSV, and read back. What jansson allocates does not fail here. */
static casus_status add_read_back(casus_answer *a, struct cs_buffer *out)
{
    struct casus_style csv = {.size = sizeof csv, .format = CASUS_CSV};
    struct casus_saved_row row = {.size = sizeof row};
    casus_text text = {.bytes = NULL};
    casus_table *table = NULL;
    casus_saved *saved = NULL;
    casus_status status;
    size_t length;
    char *json;

    status = casus_ledger_json(a, &json, &length);
    if (status == CASUS_OK)
        status = casus_saved_read(json, length, &saved, NULL);
    if (status == CASUS_OK)
        status = casus_saved_row_at(saved, 0, &row);
    if (status == CASUS_OK)
        cs_buffer_printf(out, "%s %s\n", row.content, casus_saved_state(saved, 0, 0));
    if (status == CASUS_OK)
        status = casus_write_ledger(a, &csv, casus_text_sink(&text));
    if (status == CASUS_OK)
        status = casus_table_read(text.bytes, text.length, &table, NULL);
    for (size_t i = 0; i < casus_table_column_count(table); i++)
        cs_buffer_printf(out, "%s: %s\n", casus_table_column(table, i), casus_table_field(table, 0, i));
    casus_saved_free(saved);
    casus_table_free(table);
    casus_text_free(text.bytes);
    casus_text_free(json);
    return status == CASUS_OK && out->failed ? CASUS_ERR_MEMORY : status;
}

static casus_status reading_host(const void *context, struct cs_buffer *out)
{
    casus_answer *const *answer = context;

    return add_read_back(*answer, out);
}

static void a_host_reads_back_what_it_wrote(void **state)
{
    casus_answer *a;
    casus_case *c;

    (void)state;
    assert_int_equal(casus_case_new(&c), CASUS_OK);
    assert_int_equal(casus_case_add_text(c, "a.record", RECORD, strlen(RECORD)), CASUS_OK);
    assert_int_equal(casus_case_check(c), CASUS_OK);
    assert_int_equal(casus_answer_new(c, NULL, &a), CASUS_OK);
    each_fails(reading_host, &a);
    casus_answer_free(a);
    casus_case_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_host_reads_runs_and_asks),
                                       cmocka_unit_test(a_host_writes_asks_and_acts),
                                       cmocka_unit_test(a_host_reads_back_what_it_wrote)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
