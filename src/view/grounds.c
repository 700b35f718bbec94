/* SPDX-License-Identifier: MIT */
#include "view/grounds.h"

#include <stdlib.h>
#include <string.h>

#include "reasons/why.h"

struct grounds { /* `each` is on the heap */
    const struct cs_report *report;
    struct cs_arena *arena;
    cs_name decider;
    const struct cs_entry **each;
    size_t count, capacity;
};

cs_name cs_decider(const struct cs_report *report, const struct cs_ledger_row *decision)
{
    static const enum cs_prep roles[] = {CS_PREP_IN, CS_PREP_BY};
    const struct cs_docket *docket = report->ledger->docket;
    const struct cs_occurrence *o = cs_docket_occurrence(docket, decision->trigger);
    const struct cs_relation *relation;

    if (o == NULL || o->rows == NULL)
        return CS_NO_NAME;
    relation = &docket->plan->relations[o->rows->relation];
    for (size_t i = 0; i < sizeof roles / sizeof *roles && relation->shape != NULL; i++) {
        int role = cs_shape_role(relation->shape, roles[i]);

        if (role >= 0 && o->rows->values[relation->first_role + (uint32_t)role] != CS_UNSAID)
            return o->rows->values[relation->first_role + (uint32_t)role];
    }
    return CS_NO_NAME;
}

static bool is_about(const struct cs_entry *entry, cs_name who)
{
    for (const struct cs_role *role = entry->term.roles; role != NULL; role = role->next)
        for (const struct cs_arg *arg = role->args; arg != NULL && role->prep == CS_PREP_IS; arg = arg->next)
            if (arg->name == who)
                return true;
    return false;
}

static void add_once(struct grounds *g, const struct cs_entry *entry)
{
    for (size_t i = 0; i < g->count; i++)
        if (g->each[i] == entry)
            return;
    if (cs_grow(&g->each, &g->capacity, g->count + 1, sizeof *g->each))
        g->each[g->count++] = entry;
    else
        g->arena->failed = true;
}

static void add_grounds(struct grounds *g, const struct cs_reason *reasons)
{
    struct cs_reasons_walk walk;
    const struct cs_reason *r;

    cs_reasons_walk_start(&walk, reasons);
    while ((r = cs_reasons_walk_next(&walk)) != NULL)
        if (r->kind == CS_REASON_ENTRY && r->entry != NULL && r->entry->kind == CS_ENTRY_TERM &&
            is_about(r->entry, g->decider))
            add_once(g, r->entry);
    g->arena->failed = !cs_reasons_walk_end(&walk) || g->arena->failed;
}

/* The same from the reasons of the acts that are reasons of the decision. */
static void add_grounds_of_acts(struct grounds *g, const struct cs_reason *reasons)
{
    const struct cs_ledger *ledger = g->report->ledger;
    struct cs_reasons_walk walk;
    const struct cs_reason *r;

    cs_reasons_walk_start(&walk, reasons);
    while ((r = cs_reasons_walk_next(&walk)) != NULL)
        for (size_t i = 0; r->kind == CS_REASON_ENTRY && i < ledger->row_count; i++) {
            struct cs_reason *own;

            if (ledger->rows[i].kind == CS_ROW_ACT && ledger->rows[i].entry == r->entry &&
                cs_why(ledger, &ledger->rows[i], ledger->docket->possible, g->arena, &own) == CASUS_OK)
                add_grounds(g, own);
        }
    g->arena->failed = !cs_reasons_walk_end(&walk) || g->arena->failed;
}

const struct cs_entry **cs_decision_grounds(const struct cs_report *report, const struct cs_ledger_row *decision,
                                            struct cs_arena *arena, size_t *count)
{
    struct grounds g = {.report = report, .arena = arena, .decider = cs_decider(report, decision)};
    const struct cs_entry **kept = NULL;
    struct cs_reason *reasons;

    if (g.decider != CS_NO_NAME &&
        cs_why(report->ledger, decision, report->ledger->docket->possible, arena, &reasons) == CASUS_OK) {
        add_grounds(&g, reasons);
        add_grounds_of_acts(&g, reasons);
    }
    if (g.count > 0)
        kept = cs_arena_array(arena, g.count, sizeof *kept);
    if (kept != NULL)
        memcpy(kept, g.each, g.count * sizeof *kept);
    free(g.each);
    *count = kept != NULL ? g.count : 0;
    return kept;
}
