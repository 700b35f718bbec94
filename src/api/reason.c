/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "api/api.h"
#include "view/rows.h"

/* Converts reasons of the engine. Those that share a list below them share one here as well. */
struct sharing {
    struct cs_arena *arena;
    struct cs_report report;
    casus_reason **first; /* by number: the list below, converted once */
    size_t count;
    bool failed;
};

static casus_reason *shown(struct sharing *s, const struct cs_reason *from)
{
    const struct cs_claim *claim = from->claim;
    casus_reason *reason = cs_arena_alloc(s->arena, sizeof *reason);

    if (reason == NULL)
        return NULL;
    *reason = (casus_reason){.kind = cs_reason_kind_text(from->kind),
                             .text = from->text,
                             .voice = claim != NULL ? cs_row_name(&s->report, claim->voice) : NULL,
                             .source = claim != NULL ? cs_row_name(&s->report, claim->source) : NULL,
                             .gist = claim != NULL ? claim->gist : NULL,
                             .number = from->number};
    if (claim != NULL && claim->anchor.given) {
        reason->start = (size_t)claim->anchor.start;
        reason->end = (size_t)claim->anchor.end;
    }
    return reason;
}

/* Converts one list. What is below each is looked up by number: cs_reasons_from_below gives it before. */
static casus_reason *shown_list(struct sharing *s, const struct cs_reason *from)
{
    casus_reason *first = NULL, *last = NULL;

    for (; from != NULL; from = from->next) {
        casus_reason *reason = shown(s, from);

        if (reason == NULL)
            return NULL;
        reason->first = from->number < s->count && s->first[from->number] != NULL ? s->first[from->number] : NULL;
        if (last == NULL)
            first = reason;
        else
            last->next = reason;
        last = reason;
    }
    return first;
}

static casus_reason *shown_all(struct sharing *s, const struct cs_reason *reasons)
{
    size_t count;
    const struct cs_reason **all = cs_reasons_from_below(reasons, &count);
    casus_reason *top = NULL;

    if (count > 0 && all == NULL) {
        s->failed = true;
        return NULL;
    }
    s->count = count > 0 ? (size_t)all[count - 1]->number + 1 : 0;
    s->first = calloc(s->count + 1, sizeof *s->first);
    for (size_t i = 0; s->first != NULL && i < count; i++)
        s->first[all[i]->number] = shown_list(s, all[i]->first);
    if (s->first != NULL)
        top = shown_list(s, reasons);
    else
        s->failed = true;
    free(s->first);
    free(all);
    return top;
}

const casus_reason *cs_api_reasons(casus_answer *a, const struct cs_reason *from)
{
    struct sharing sharing = {.arena = &a->arena, .report = cs_api_report(a)};
    const casus_reason *reasons = shown_all(&sharing, from);

    if (!cs_arena_failed(&a->arena) && !sharing.failed)
        return reasons;
    cs_fail_memory(&a->answer->failure);
    return NULL;
}

casus_status casus_why(casus_answer *a, size_t row, size_t account, const casus_reason **out)
{
    const struct cs_ledger *ledger;
    struct cs_reason *reasons;

    if (out == NULL)
        return CASUS_ERR_ARGUMENT;
    *out = NULL;
    if (row >= casus_row_count(a) || account >= casus_account_count(a))
        return CASUS_ERR_ARGUMENT;
    ledger = a->answer->ledger;
    if (a->answer->failure.status == CASUS_OK &&
        cs_why(ledger, &ledger->rows[row], ledger->accounts[account].worlds, &a->arena, &reasons) == CASUS_OK)
        *out = cs_api_reasons(a, reasons);
    return a->answer->failure.status;
}
