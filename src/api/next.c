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

casus_status casus_next_must(const casus_next *n, size_t index, size_t *row)
{
    if (row == NULL)
        return CASUS_ERR_ARGUMENT;
    *row = 0;
    if (index >= casus_next_must_count(n))
        return CASUS_ERR_ARGUMENT;
    *row = (size_t)(n->next->must[index] - n->of->answer->ledger->rows);
    return CASUS_OK;
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

const char *casus_next_may_state(const casus_next *n, size_t index, size_t account)
{
    const struct cs_ledger *ledger;

    if (index >= casus_next_may_count(n) || account >= casus_account_count(n->of))
        return NULL;
    ledger = n->of->answer->ledger;
    return cs_state_text(cs_ledger_standing(ledger, ledger->accounts[account].worlds, n->next->may[index].worlds,
                                            CS_STATE_MAY, CS_STATE_MAY_NOT));
}
