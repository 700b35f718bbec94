/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "api/api.h"
#include "view/rows.h"

casus_status casus_next_new(casus_answer *a, const char *party, casus_next **out)
{
    cs_name name = CS_NO_NAME;
    casus_next *n;

    if (out == NULL)
        return CASUS_ERR_ARGUMENT;
    *out = NULL;
    if (a == NULL || a->answer->failure.status != CASUS_OK)
        return a == NULL ? CASUS_ERR_ARGUMENT : a->answer->failure.status;
    cs_failure_clear(&a->last_call);
    if (party != NULL && !cs_case_party(&a->of->texts, party, &name))
        return cs_party_unknown(&a->of->texts, party, &a->last_call);
    n = calloc(1, sizeof *n);
    if (n == NULL)
        return cs_fail_memory(&a->last_call);
    if (cs_next_new(a->answer->ledger, name, &n->next) != CASUS_OK) {
        free(n);
        return a->answer->failure.status;
    }
    n->of = a;
    n->party = name != CS_NO_NAME ? cs_names_text(&a->of->texts.names, name) : NULL;
    a->users++;
    *out = n;
    return CASUS_OK;
}

void casus_next_free(casus_next *n)
{
    if (n == NULL)
        return;
    cs_next_free(n->next);
    cs_api_answer_leave(n->of);
    free(n);
}

size_t casus_next_must_count(const casus_next *n)
{
    return n == NULL ? 0 : n->next->must_count;
}

static casus_status give_row(const casus_next *n, const struct cs_ledger_row *const *rows, size_t count, size_t index,
                             size_t *row)
{
    if (row == NULL)
        return CASUS_ERR_ARGUMENT;
    *row = 0;
    if (index >= count)
        return CASUS_ERR_ARGUMENT;
    *row = (size_t)(rows[index] - n->of->answer->ledger->rows);
    return CASUS_OK;
}

casus_status casus_next_must(const casus_next *n, size_t index, size_t *row)
{
    return give_row(n, n == NULL ? NULL : n->next->must, casus_next_must_count(n), index, row);
}

size_t casus_next_expected_count(const casus_next *n)
{
    return n == NULL ? 0 : n->next->expected_count;
}

casus_status casus_next_expected(const casus_next *n, size_t index, size_t *row)
{
    return give_row(n, n == NULL ? NULL : n->next->expected, casus_next_expected_count(n), index, row);
}

size_t casus_next_may_count(const casus_next *n)
{
    return n == NULL ? 0 : n->next->may_count;
}

casus_status casus_next_may(const casus_next *n, size_t index, struct casus_power *out)
{
    const struct cs_next_may *may;
    struct cs_report report;

    if (out == NULL)
        return CASUS_ERR_ARGUMENT;
    memset(out, 0, sizeof *out);
    if (index >= casus_next_may_count(n))
        return CASUS_ERR_ARGUMENT;
    may = &n->next->may[index];
    report = cs_api_report(n->of);
    *out = (struct casus_power){.act = may->act,
                                .actor = cs_row_name(&report, may->actor),
                                .article = cs_row_name(&report, may->article),
                                .blockers = may->blockers,
                                .blocker_count = may->blocker_count};
    return CASUS_OK;
}

static const char *state_of(const casus_next *n, cs_set worlds, size_t account, enum cs_state yes, enum cs_state no)
{
    const struct cs_ledger *ledger = n->of->answer->ledger;

    if (account >= casus_account_count(n->of))
        return NULL;
    return cs_state_text(cs_ledger_standing(ledger, ledger->accounts[account].worlds, worlds, yes, no));
}

const char *casus_next_may_state(const casus_next *n, size_t index, size_t account)
{
    return index >= casus_next_may_count(n)
               ? NULL
               : state_of(n, n->next->may[index].worlds, account, CS_STATE_MAY, CS_STATE_MAY_NOT);
}

size_t casus_next_coming_count(const casus_next *n)
{
    return n == NULL ? 0 : n->next->coming_count;
}

casus_status casus_next_coming(const casus_next *n, size_t index, struct casus_coming *out)
{
    const struct cs_next_may *coming;
    struct cs_report report;

    if (out == NULL)
        return CASUS_ERR_ARGUMENT;
    memset(out, 0, sizeof *out);
    if (index >= casus_next_coming_count(n))
        return CASUS_ERR_ARGUMENT;
    coming = &n->next->coming[index];
    report = cs_api_report(n->of);
    *out = (struct casus_coming){.on = coming->on,
                                 .ends = coming->waits,
                                 .act = coming->act,
                                 .actor = cs_row_name(&report, coming->actor),
                                 .article = cs_row_name(&report, coming->article),
                                 .blockers = coming->blockers,
                                 .blocker_count = coming->blocker_count};
    return CASUS_OK;
}

const char *casus_next_coming_state(const casus_next *n, size_t index, size_t account)
{
    return index >= casus_next_coming_count(n)
               ? NULL
               : state_of(n, n->next->coming[index].worlds, account, CS_STATE_HOLDS, CS_STATE_DOES_NOT_HOLD);
}
