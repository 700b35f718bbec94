/* SPDX-License-Identifier: MIT */
#include "answer/reasons.h"

/* The different reasons that accounts have had so far. */
struct different { struct cs_reason **each; size_t count; };

/*
 * Most accounts have the same reasons. If an earlier one had these, they are shared and the memory of the others is
 * given back; else they are moved into the arena.
 */
static struct cs_reason *share(struct different *d, struct cs_arena *arena, struct cs_arena *own,
                               struct cs_reason *reasons)
{
    for (size_t i = 0; i < d->count; i++)
        if (cs_reasons_same(d->each[i], reasons)) {
            cs_arena_release(own);
            return d->each[i];
        }
    cs_arena_adopt(arena, own);
    d->each[d->count++] = reasons;
    return reasons;
}

casus_status cs_reasons_of_row(const struct cs_ledger *ledger, const struct cs_ledger_row *row, struct cs_arena *arena,
                               struct cs_reasons *out)
{
    struct cs_reasons_part *parts = cs_arena_array(arena, ledger->account_count, sizeof *parts);
    struct different different = {cs_arena_array(arena, ledger->account_count, sizeof *different.each), 0};

    if (parts == NULL || different.each == NULL)
        return cs_fail_memory(ledger->docket->failure);
    for (size_t i = 0; i < ledger->account_count; i++) {
        cs_set worlds = ledger->accounts[i].worlds;
        uint32_t alike = ledger->first_alike[i];
        struct cs_reason *reasons;
        struct cs_arena own;

        if (alike < i) {
            parts[i] = parts[alike];
            parts[i].account = ledger->accounts[i].voice;
            continue;
        }
        cs_arena_init(&own);
        if (cs_why(ledger, row, worlds, &own, &reasons) != CASUS_OK) {
            cs_arena_release(&own);
            return ledger->docket->failure->status;
        }
        parts[i] = (struct cs_reasons_part){.account = ledger->accounts[i].voice,
                                            .of_account = true,
                                            .state = cs_ledger_state(ledger, row, worlds),
                                            .reasons = share(&different, arena, &own, reasons)};
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
    struct different different = {cs_arena_array(arena, ledger->account_count, sizeof *different.each), 0};
    size_t first;

    if (parts == NULL || different.each == NULL)
        return cs_fail_memory(ledger->docket->failure);
    for (size_t i = 0; i < ledger->account_count; i++) {
        cs_set worlds = ledger->accounts[i].worlds;
        uint32_t alike = ledger->first_alike[i];
        struct cs_reason *reasons;
        struct cs_arena own;

        if (alike < i) {
            parts[i] = parts[alike];
            parts[i].account = ledger->accounts[i].voice;
            continue;
        }
        cs_arena_init(&own);
        if (of->why(of, worlds, &own, &reasons) != CASUS_OK) {
            cs_arena_release(&own);
            return ledger->docket->failure->status;
        }
        parts[i] = (struct cs_reasons_part){.account = ledger->accounts[i].voice,
                                            .of_account = true,
                                            .state = cs_ledger_standing(ledger, worlds, of->set, of->yes, of->no),
                                            .reasons = share(&different, arena, &own, reasons)};
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
