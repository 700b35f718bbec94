/* SPDX-License-Identifier: MIT */
#include "ledger/performed.h"

#include "ledger/ledger_int.h"

static struct cs_performance *find(struct cs_performance *items, size_t count, cs_value name)
{
    for (size_t i = 0; i < count; i++)
        if (items[i].name == name)
            return &items[i];
    return NULL;
}

static void add(const struct cs_ledger *ledger, const struct cs_piece *piece, struct cs_performance *items,
                size_t *count)
{
    struct cs_run *run = ledger->run;
    cs_value name = cs_ledger_did(run, piece);
    struct cs_performance *p = find(items, *count, name);

    if (cs_worlds_disjoint(run->worlds, piece->worlds, ledger->docket->possible))
        return;
    if (p == NULL) {
        p = &items[(*count)++];
        *p = (struct cs_performance){.by = cs_docket_entered(run->docket, name), .name = name, .first = piece->time,
                                     .last = piece->time, .worlds = CS_NONE};
    }
    p->first = piece->time < p->first ? piece->time : p->first;
    p->last = piece->time > p->last ? piece->time : p->last;
    p->worlds = cs_worlds_or(run->worlds, p->worlds, piece->worlds);
}

casus_status cs_ledger_performed(const struct cs_ledger *ledger, const struct cs_ledger_row *row,
                                 struct cs_arena *arena, struct cs_performance **out, size_t *count)
{
    const struct cs_bond_state *b;

    *out = NULL;
    *count = 0;
    if (row->bond == CS_NO_ROW)
        return CASUS_OK;
    b = &ledger->run->bonds[row->bond];
    *out = cs_arena_array(arena, cs_bond_at(b, CS_BOND_DONE_AT)->count, sizeof **out);
    for (size_t i = 0; *out != NULL && i < cs_bond_at(b, CS_BOND_DONE_AT)->count; i++)
        if (cs_bond_at(b, CS_BOND_DONE_AT)->items[i].firing != CS_NOWHERE)
            add(ledger, &cs_bond_at(b, CS_BOND_DONE_AT)->items[i], *out, count);
    return cs_arena_failed(arena) ? cs_fail_memory(ledger->docket->failure) : ledger->docket->failure->status;
}

bool cs_ledger_offered(const struct cs_ledger *ledger, const struct cs_ledger_row *row, const struct cs_entry *entry)
{
    const struct cs_run *run = ledger->run;
    const struct cs_pieces *offers =
        row->bond == CS_NO_ROW ? NULL : cs_bond_at(&run->bonds[row->bond], CS_BOND_SUBSTITUTES);

    for (size_t i = 0; offers != NULL && i < offers->count; i++)
        if (run->docket->substitutes[offers->items[i].firing].entry == entry &&
            !cs_worlds_disjoint(run->worlds, offers->items[i].worlds, ledger->docket->possible))
            return true;
    return false;
}

bool cs_ledger_happened(const struct cs_ledger *ledger, const struct cs_occurrence *occurrence)
{
    return !cs_worlds_disjoint(ledger->run->worlds, ledger->run->taken[occurrence - ledger->docket->occurrences],
                               ledger->docket->possible);
}

static bool names_somebody(const struct cs_plan *plan, const struct cs_occurrence *o, cs_name who)
{
    for (const struct cs_occurrence_row *row = o->rows; row != NULL; row = row->next)
        for (uint32_t i = 0; i < plan->relations[row->relation].column_count; i++)
            if (row->values[i] == who)
                return true;
    return false;
}

static bool is_owed_somewhere(const struct cs_ledger *ledger, const struct cs_occurrence *o)
{
    const struct cs_plan *plan = ledger->docket->plan;

    for (size_t i = 0; ledger->owed[o->entry->term.head] && i < ledger->row_count; i++)
        if (ledger->rows[i].bond != CS_NO_ROW && ledger->rows[i].kind != CS_ROW_PROHIBITION &&
            ledger->rows[i].topic == o->entry->term.head && names_somebody(plan, o, ledger->rows[i].holder))
            return true;
    return false;
}

bool cs_ledger_answers(const struct cs_ledger *ledger, const struct cs_ledger_row *request,
                       const struct cs_occurrence *act)
{
    const struct cs_helped *h =
        ledger->helped == NULL ? NULL : &ledger->helped[act - ledger->docket->occurrences];

    return h != NULL && h->request == request->trigger && cs_ledger_happened(ledger, act) &&
           (h->helps || is_owed_somewhere(ledger, act));
}

bool cs_ledger_request_days(const struct cs_ledger *ledger, const struct cs_ledger_row *request, cs_day *first,
                            cs_day *last)
{
    const struct cs_occurrence *o = cs_docket_occurrence(ledger->docket, request->trigger);
    bool known = o != NULL;

    if (o != NULL) {
        *first = o->entry->moment.first;
        *last = cs_moment_last_beginning(&o->entry->moment);
    }
    for (uint32_t i = 0; o == NULL && i < request->piece_count; i++) {
        cs_day day = request->pieces[i].since_day;

        if (!request->pieces[i].has_since)
            continue;
        *first = !known || day < *first ? day : *first;
        *last = !known || day > *last ? day : *last;
        known = true;
    }
    return known;
}

bool cs_ledger_days_after(const struct cs_ledger *ledger, const struct cs_ledger_row *request, bool founded,
                          cs_day first, cs_day last, int32_t *least, int32_t *most)
{
    cs_day request_first, request_last;

    if (!cs_ledger_request_days(ledger, request, &request_first, &request_last))
        return false;
    *least = first - request_last;
    *most = last - request_first;
    if (founded) {
        *least = *least < 0 ? 0 : *least;
        *most = *most < 0 ? 0 : *most;
    }
    return true;
}
