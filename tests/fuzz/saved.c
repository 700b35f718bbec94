/* SPDX-License-Identifier: MIT */
/*
 * Any bytes read back as a ledger (JSON) and as a table (CSV): refused in one line, or everything in them can be asked
 * for.
 */
#include "target.h"

#include <string.h>

#include "base/failure.h"
#include "casus/casus.h"
#include "lines.h"

/* Memory checkers see a string that does not end, or is not there. */
static size_t touch(const char *text)
{
    return text != NULL ? strlen(text) : 0;
}

static void look_at_failure(casus_status s, const void *out, const struct casus_failure *failure)
{
    must((s == CASUS_OK) == (out != NULL) && (s == CASUS_OK) == (failure->message[0] == '\0'));
    must(s == CASUS_OK || s == CASUS_ERR_ARGUMENT || s == CASUS_ERR_LIMIT);
}

static void ask_for_cases(const casus_saved *s, size_t number, const struct casus_saved_row *row)
{
    for (size_t i = 0; i < row->case_count; i++) {
        struct casus_saved_case one = {.size = sizeof one};

        must(casus_saved_case_at(s, number, i, &one) == CASUS_OK && one.state != NULL && one.worlds != NULL);
        for (size_t k = 0; k < one.when_count; k++)
            must(touch(one.when[k].question) + touch(one.when[k].answer) < INPUT_BYTES_MAX);
        for (size_t k = 0; k < one.without_count; k++)
            must(touch(one.without[k]) < INPUT_BYTES_MAX);
    }
    for (size_t i = 0; i < row->left_out_count; i++) {
        struct casus_saved_left_out one = {.size = sizeof one};

        must(casus_saved_left_out_at(s, number, i, &one) == CASUS_OK && one.who != NULL);
    }
    for (size_t i = 0; i < row->performed_count; i++) {
        struct casus_saved_performed one = {.size = sizeof one};

        must(casus_saved_performed_at(s, number, i, &one) == CASUS_OK && one.on != NULL && one.latest != NULL);
    }
    for (size_t i = 0; i < row->done_count; i++) {
        struct casus_saved_done one = {.size = sizeof one};

        must(casus_saved_done_at(s, number, i, &one) == CASUS_OK && one.what != NULL && one.text != NULL);
        must(casus_saved_done_state(s, number, i, 0) != NULL);
    }
}

static void ask_for_all(const casus_saved *s)
{
    struct casus_saved_head head = {.size = sizeof head};

    must(casus_saved_head(s, &head) == CASUS_OK && head.as_of != NULL && head.worlds != NULL);
    must(casus_saved_account_count(s) > 0);
    for (size_t i = 0; i < casus_saved_row_count(s); i++) {
        struct casus_saved_row row = {.size = sizeof row};
        size_t found;

        must(casus_saved_row_at(s, i, &row) == CASUS_OK && casus_saved_row_find(s, row.id, &found) && found <= i);
        for (size_t k = 0; k < casus_saved_account_count(s); k++)
            must(casus_saved_state(s, i, k) != NULL);
        ask_for_cases(s, i, &row);
    }
}

static void read_saved(const char *text, size_t size)
{
    struct casus_failure failure;
    casus_saved *s;

    look_at_failure(casus_saved_read(text, size, &s, &failure), s, &failure);
    if (s != NULL)
        ask_for_all(s);
    casus_saved_free(s);
}

static void read_table(const char *text, size_t size)
{
    struct casus_failure failure;
    casus_table *t;

    look_at_failure(casus_table_read(text, size, &t, &failure), t, &failure);
    for (size_t i = 0; i < casus_table_row_count(t); i++)
        for (size_t k = 0; k < casus_table_column_count(t); k++)
            must(touch(casus_table_field(t, i, k)) < size);
    casus_table_free(t);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > INPUT_BYTES_MAX)
        return 0;
    read_saved((const char *)data, size);
    read_table((const char *)data, size);
    return 0;
}
