/* SPDX-License-Identifier: MIT */
#include "answer/reasons.h"

casus_status cs_reasons_of_row(const struct cs_ledger *ledger, const struct cs_ledger_row *row, struct cs_arena *arena,
                               struct cs_reasons *out)
{
    struct cs_reasons_part *parts = cs_arena_array(arena, ledger->account_count, sizeof *parts);

    if (parts == NULL)
        return cs_fail_memory(ledger->docket->failure);
    for (size_t i = 0; i < ledger->account_count; i++) {
        cs_set worlds = ledger->accounts[i].worlds;
        uint32_t alike = ledger->first_alike[i];
        struct cs_reason *reasons;

        if (alike < i) {
            parts[i] = parts[alike];
            parts[i].account = ledger->accounts[i].voice;
            continue;
        }
        if (cs_why(ledger, row, worlds, arena, &reasons) != CASUS_OK)
            return ledger->docket->failure->status;
        parts[i] = (struct cs_reasons_part){.account = ledger->accounts[i].voice,
                                            .of_account = true,
                                            .state = cs_ledger_state(ledger, row, worlds),
                                            .reasons = reasons};
    }
    *out = (struct cs_reasons){.row = row, .kind = row->kind, .parts = parts, .part_count = ledger->account_count};
    return CASUS_OK;
}

/* Are the reasons equal on all accounts that do not contradict themselves? */
static bool all_alike(const struct cs_ledger *ledger, const struct cs_reasons_part *parts, size_t *first)
{
    *first = ledger->account_count;
    for (size_t i = 0; i < ledger->account_count; i++) {
        if (cs_ledger_contradictory(ledger->accounts[i].worlds))
            continue;
        if (*first == ledger->account_count)
            *first = i;
        else if (!cs_reasons_same(parts[*first].reasons, parts[i].reasons))
            return false;
    }
    return *first < ledger->account_count;
}

casus_status cs_reasons_of_set(const struct cs_asked_set *of, struct cs_arena *arena, struct cs_reasons *out)
{
    const struct cs_ledger *ledger = of->ledger;
    struct cs_reasons_part *parts = cs_arena_array(arena, ledger->account_count + 1, sizeof *parts);
    size_t first;

    if (parts == NULL)
        return cs_fail_memory(ledger->docket->failure);
    for (size_t i = 0; i < ledger->account_count; i++) {
        cs_set worlds = ledger->accounts[i].worlds;
        uint32_t alike = ledger->first_alike[i];
        struct cs_reason *reasons;

        if (alike < i) {
            parts[i] = parts[alike];
            parts[i].account = ledger->accounts[i].voice;
            continue;
        }
        if (of->why(of, worlds, arena, &reasons) != CASUS_OK)
            return ledger->docket->failure->status;
        parts[i] = (struct cs_reasons_part){.account = ledger->accounts[i].voice,
                                            .of_account = true,
                                            .state = cs_ledger_standing(ledger, worlds, of->set, of->yes, of->no),
                                            .reasons = reasons};
    }
    if (!of->apart && all_alike(ledger, parts, &first)) {
        parts[ledger->account_count].reasons = parts[first].reasons;
        for (size_t i = 0; i < ledger->account_count; i++)
            parts[i].reasons = NULL;
    }
    *out = (struct cs_reasons){
        .set = of->set, .parts = parts, .part_count = ledger->account_count + (of->apart ? 0 : 1)};
    return CASUS_OK;
}
