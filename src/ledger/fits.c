/* SPDX-License-Identifier: MIT */
#include "ledger/fits.h"

#include <string.h>

#include "docket/made.h"
#include "ledger/next.h"
#include "run/match.h"

/*
 * Adds what stands before the words of a row: of an entered event its date and label; of a name that voices or a rule
 * gave, the occurrence that bears it ("e1 counts as ").
 */
static void add_bearer(struct cs_run *run, uint32_t relation, uint32_t row, struct cs_fit *fit, struct cs_buffer *out)
{
    cs_value value = fit->values[0];
    const struct cs_occurrence *o = cs_docket_occurrence(run->docket, value);
    const struct cs_row *r = &run->stores[relation].rows[row];
    char date[96];

    fit->is_name = o == NULL || r->firing != CS_NOWHERE || r->matter != NULL;
    fit->entry = o != NULL ? o->entry : NULL;
    fit->bearer = fit->is_name ? value : o->entry->label;
    if (fit->is_name) {
        cs_buffer_printf(out, "%s counts as ", cs_names_text(run->plan->names, value));
        return;
    }
    cs_buffer_printf(out, "%s ", cs_moment_text(&o->entry->moment, date));
    if (fit->bearer != CS_NO_NAME)
        cs_buffer_printf(out, "%s: ", cs_names_text(run->plan->names, fit->bearer));
}

static struct cs_fit fit_of(struct cs_run *run, uint32_t relation, uint32_t row, cs_set worlds, struct cs_arena *arena)
{
    struct cs_fit fit = {.bearer = CS_NO_NAME, .worlds = worlds, .relation = relation, .act = CS_NO_NAME};
    struct cs_buffer text;

    fit.values = cs_store_values(run, relation, row);
    cs_buffer_init(&text);
    if (run->plan->relations[relation].kind == CS_RELATION_EVENT)
        add_bearer(run, relation, row, &fit, &text);
    cs_docket_row_text(run->plan, relation, fit.values, &text);
    fit.text = cs_arena_text(arena, cs_buffer_string(&text), text.length);
    if (text.failed)
        arena->failed = true;
    cs_buffer_release(&text);
    return fit;
}

/* Joins a row to an earlier fit with the same values: cells of one occurrence, or conclusions of several rules. */
static bool join_same(struct cs_run *run, uint32_t relation, const uint32_t *rows, struct cs_fit *fits, size_t count,
                      uint32_t row, cs_set worlds)
{
    size_t size = run->plan->relations[relation].column_count * sizeof(cs_value);

    for (size_t i = count; i-- > 0;)
        if (memcmp(cs_store_values(run, relation, rows[i]), cs_store_values(run, relation, row), size) == 0) {
            fits[i].worlds = cs_worlds_or(run->worlds, fits[i].worlds, worlds);
            return true;
        }
    return false;
}

casus_status cs_ledger_fits(const struct cs_ledger *ledger, const struct cs_check *check, struct cs_arena *arena,
                            struct cs_fit **out, size_t *count)
{
    static const struct cs_plan_rule none;
    struct cs_run *run = ledger->run;
    const struct cs_store *store;
    struct cs_pattern pattern;
    uint32_t *rows;

    *out = NULL;
    *count = 0;
    if (check->quantity || !cs_plan_pattern(run->plan, &check->term, check->under, &pattern))
        return CASUS_OK;
    if (check->counts_as)
        pattern.columns[0] = (struct cs_operand){CS_OPERAND_VALUE, .index = check->about.name};
    store = &run->stores[pattern.relation];
    *out = cs_arena_array(arena, store->count, sizeof **out);
    rows = cs_arena_array(arena, store->count, sizeof *rows);
    for (uint32_t row = 0; *out != NULL && rows != NULL && row < store->count; row++) {
        struct cs_match match;
        cs_set worlds;

        cs_match_init(&match, run, &none);
        worlds = cs_match_row(&match, &pattern, cs_store_values(run, pattern.relation, row), store->rows[row].worlds);
        if (cs_worlds_disjoint(run->worlds, worlds, ledger->docket->possible))
            continue;
        if (join_same(run, pattern.relation, rows, *out, *count, row, worlds))
            continue;
        rows[*count] = row;
        (*out)[(*count)++] = fit_of(run, pattern.relation, row, worlds, arena);
    }
    return cs_arena_failed(arena) ? cs_fail_memory(ledger->docket->failure) : ledger->docket->failure->status;
}

/* Does the row name all that the pattern does, each once, in whatever roles? */
static bool names_the_same(const struct cs_pattern *pattern, const cs_value *values, uint32_t columns)
{
    bool used[CS_COLUMNS_MAX] = {false};

    for (uint32_t i = 0; i < columns; i++) {
        uint32_t at = 0;

        if (pattern->columns[i].kind != CS_OPERAND_VALUE)
            continue;
        while (at < columns && (used[at] || values[at] != pattern->columns[i].index))
            at++;
        if (at == columns)
            return false;
        used[at] = true;
    }
    return true;
}

casus_status cs_ledger_near_fits(const struct cs_ledger *ledger, const struct cs_check *check, size_t most,
                                 struct cs_arena *arena, struct cs_fit **out, size_t *count)
{
    struct cs_run *run = ledger->run;
    const struct cs_relation *relation;
    struct cs_pattern pattern;
    uint32_t named = 0, *rows;

    *out = NULL;
    *count = 0;
    if (check->quantity || check->counts_as || !cs_plan_pattern(run->plan, &check->term, CS_NO_NAME, &pattern))
        return CASUS_OK;
    relation = &run->plan->relations[pattern.relation];
    for (uint32_t i = 0; i < relation->column_count; i++)
        named += pattern.columns[i].kind == CS_OPERAND_VALUE;
    if ((relation->kind != CS_RELATION_FACT && relation->kind != CS_RELATION_EVENT) || named < 2)
        return CASUS_OK;
    *out = cs_arena_array(arena, most, sizeof **out);
    rows = cs_arena_array(arena, most, sizeof *rows);
    for (uint32_t row = 0; *out != NULL && rows != NULL && row < run->stores[pattern.relation].count; row++) {
        cs_set worlds = run->stores[pattern.relation].rows[row].worlds;

        if (cs_worlds_disjoint(run->worlds, worlds, ledger->docket->possible) ||
            !names_the_same(&pattern, cs_store_values(run, pattern.relation, row), relation->column_count) ||
            join_same(run, pattern.relation, rows, *out, *count, row, worlds) || *count == most)
            continue;
        rows[*count] = row;
        (*out)[(*count)++] = fit_of(run, pattern.relation, row, worlds, arena);
    }
    return cs_arena_failed(arena) ? cs_fail_memory(ledger->docket->failure) : ledger->docket->failure->status;
}

/* ---- what is so of a name ---- */

static bool names(const struct cs_relation *relation, const cs_value *values, cs_name name)
{
    if (relation->kind == CS_RELATION_EVENT)
        return values[0] == name;
    for (uint32_t i = 0; i < relation->column_count; i++)
        if (values[i] == name)
            return true;
    return false;
}

/* Is it of the vocabulary as it stands, and not as one instrument reads it? */
static bool is_common(const struct cs_plan *plan, uint32_t relation)
{
    const struct cs_relation *r = &plan->relations[relation];

    return (r->kind == CS_RELATION_EVENT || r->kind == CS_RELATION_FACT) &&
           cs_plan_relation(plan, r->head, CS_NO_NAME) == relation;
}

casus_status cs_ledger_about(const struct cs_ledger *ledger, cs_name name, struct cs_arena *arena, struct cs_fit **out,
                             size_t *count)
{
    struct cs_run *run = ledger->run;
    size_t capacity = 0;

    *out = NULL;
    *count = 0;
    for (uint32_t pass = 0; pass < 2; pass++) { /* counted, then kept */
        for (uint32_t relation = 0; relation < run->plan->relation_count; relation++) {
            const struct cs_store *store = &run->stores[relation];
            size_t first = *count;
            uint32_t rows[256];

            if (!is_common(run->plan, relation))
                continue;
            for (uint32_t row = 0; row < store->count; row++) {
                cs_set worlds = store->rows[row].worlds;

                if (cs_worlds_disjoint(run->worlds, worlds, ledger->docket->possible) ||
                    !names(&run->plan->relations[relation], cs_store_values(run, relation, row), name))
                    continue;
                if (pass == 0) {
                    capacity++;
                    continue;
                }
                if (*count - first < sizeof rows / sizeof *rows) {
                    if (join_same(run, relation, rows, *out + first, *count - first, row, worlds))
                        continue;
                    rows[*count - first] = row;
                }
                (*out)[(*count)++] = fit_of(run, relation, row, worlds, arena);
            }
        }
        if (pass == 0 && (*out = cs_arena_array(arena, capacity, sizeof **out)) == NULL)
            break;
    }
    return cs_arena_failed(arena) ? cs_fail_memory(ledger->docket->failure) : ledger->docket->failure->status;
}

/* ---- who has a power ---- */

/* Is the act, by its name in the docket, one that the pattern means? What either leaves unsaid matches anything. */
static bool is_such(const struct cs_ledger *ledger, const struct cs_pattern *pattern, cs_name act)
{
    const struct cs_docket *docket = ledger->docket;
    const struct cs_relation *relation = &docket->plan->relations[pattern->relation];

    if (cs_names_tag(&docket->names, act) != CS_MADE_ROW ||
        cs_plan_relation(docket->plan, cs_names_part(&docket->names, act, 0), CS_NO_NAME) != pattern->relation)
        return false;
    for (uint32_t i = relation->first_role; i < relation->column_count; i++) {
        cs_value value = cs_names_part(&docket->names, act, 2 + i);

        if (pattern->columns[i].kind == CS_OPERAND_VALUE && value != CS_UNSAID && value != pattern->columns[i].index)
            return false;
    }
    return true;
}

casus_status cs_ledger_empowered(const struct cs_ledger *ledger, const struct cs_check *check, struct cs_arena *arena,
                                 struct cs_fit **out, size_t *count)
{
    struct cs_pattern pattern;
    struct cs_next *next;

    *out = NULL;
    *count = 0;
    if (!cs_plan_pattern(ledger->run->plan, &check->term, CS_NO_NAME, &pattern))
        return CASUS_OK;
    if (cs_next_new(ledger, CS_NO_NAME, &next) != CASUS_OK)
        return ledger->run->failure->status;
    *out = cs_arena_array(arena, next->may_count, sizeof **out);
    for (size_t i = 0; *out != NULL && i < next->may_count; i++) {
        const struct cs_next_may *may = &next->may[i];

        if (is_such(ledger, &pattern, may->what))
            (*out)[(*count)++] = (struct cs_fit){.text = cs_arena_text(arena, may->act, strlen(may->act)),
                                                 .bearer = may->actor,
                                                 .worlds = may->worlds,
                                                 .act = may->what,
                                                 .actor = may->actor};
    }
    cs_next_free(next);
    return cs_arena_failed(arena) ? cs_fail_memory(ledger->docket->failure) : ledger->docket->failure->status;
}
