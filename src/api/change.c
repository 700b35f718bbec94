/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "api/api.h"

static bool same_accounts(const struct cs_ledger *a, const struct cs_ledger *b)
{
    if (a->account_count != b->account_count)
        return false;
    for (size_t i = 0; i < a->account_count; i++)
        if (strcmp(cs_names_text(a->docket->plan->names, a->accounts[i].voice),
                   cs_names_text(b->docket->plan->names, b->accounts[i].voice)) != 0)
            return false;
    return true;
}

/* The next text that is no supposition, from a file on. */
static const struct cs_file *next_text(const struct cs_file *file)
{
    while (file != NULL && file->supposed)
        file = file->next;
    return file;
}

static bool same_texts(const casus_case *a, const casus_case *b)
{
    const struct cs_file *x = next_text(a->texts.files), *y = next_text(b->texts.files);

    while (a != b && x != NULL && y != NULL) {
        if (strcmp(x->source->name, y->source->name) != 0 || x->source->length != y->source->length ||
            memcmp(x->source->bytes, y->source->bytes, x->source->length) != 0)
            return false;
        x = next_text(x->next);
        y = next_text(y->next);
    }
    return a == b || (x == NULL && y == NULL);
}

static casus_status refuse(casus_answer *before, casus_answer *after, const char *why)
{
    if (before == NULL || after == NULL)
        return CASUS_ERR_ARGUMENT;
    cs_failure_clear(&after->last_call);
    return cs_fail(&after->last_call, CASUS_ERR_ARGUMENT, "%s", why);
}

casus_status casus_changes_new(casus_answer *before, casus_answer *after, casus_changes **out)
{
    casus_changes *c;

    if (out == NULL)
        return CASUS_ERR_ARGUMENT;
    *out = NULL;
    if (before == NULL || after == NULL || !same_texts(before->of, after->of))
        return refuse(before, after, "the two answers are of different texts");
    if (before->answer->failure.status != CASUS_OK || after->answer->failure.status != CASUS_OK)
        return before->answer->failure.status != CASUS_OK ? before->answer->failure.status
                                                          : after->answer->failure.status;
    if (!same_accounts(before->answer->ledger, after->answer->ledger))
        return refuse(before, after, "the two answers show different accounts");
    c = calloc(1, sizeof *c);
    if (c == NULL || cs_changes_new(before->answer->ledger, after->answer->ledger, &c->changes) != CASUS_OK) {
        free(c);
        cs_fail(&after->last_call, CASUS_ERR_MEMORY, "out of memory");
        return before->answer->failure.status != CASUS_OK  ? before->answer->failure.status
               : after->answer->failure.status != CASUS_OK ? after->answer->failure.status
                                                           : CASUS_ERR_MEMORY;
    }
    c->before = before;
    c->after = after;
    before->users++;
    after->users++;
    *out = c;
    return CASUS_OK;
}

void casus_changes_free(casus_changes *c)
{
    if (c == NULL)
        return;
    cs_changes_free(c->changes);
    cs_api_answer_leave(c->before);
    cs_api_answer_leave(c->after);
    free(c);
}

size_t casus_row_change_count(const casus_changes *c)
{
    return c == NULL ? 0 : c->changes->row_count;
}

static size_t number_of(const struct cs_ledger *ledger, const struct cs_ledger_row *row)
{
    return row == NULL ? CASUS_NOT_THERE : (size_t)(row - ledger->rows);
}

casus_status casus_row_change_at(const casus_changes *c, size_t index, struct casus_row_change *out)
{
    const struct cs_ledger_change *change;

    if (out == NULL)
        return CASUS_ERR_ARGUMENT;
    memset(out, 0, sizeof *out);
    if (index >= casus_row_change_count(c))
        return CASUS_ERR_ARGUMENT;
    change = &c->changes->rows[index];
    *out = (struct casus_row_change){.before = number_of(c->changes->before, change->before),
                                     .after = number_of(c->changes->after, change->after),
                                     .states = change->states,
                                     .deadline = change->deadline};
    return CASUS_OK;
}
