/* SPDX-License-Identifier: MIT */
/* What a host of the library does, with each allocation failing in turn. */
#include "fault/each_fails.h"

#include "casus/casus.h"

static const char RECORD[] =
    "kind state\nname state Alden, Borea, Corvin\nevent attack by state on state\n"
    "event help by state to state on occurrence\n"
    "treaty Pact \"a pact\"\narticle 1\nwhen a: attack on victim\n"
    "then Borea owes victim help by Borea to victim on a within 3 days\n"
    "account Alden, Corvin\n2022-09-13 e1: attack by Corvin on Alden\n  says Alden\n  denies Corvin\n";

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

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_host_reads_runs_and_asks)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
