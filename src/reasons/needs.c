/* SPDX-License-Identifier: MIT */
/*
 * Every fact that has held at some time, and every event that has happened, has a row in the run that notes when it
 * began. A row without a beginning is of what was only weighed within an instant, and has never been so.
 */
#include "reasons/needs.h"

#include "run/match.h"

bool cs_needs_something(const struct cs_plan *plan, const struct cs_file *file)
{
    for (size_t i = 0; i < plan->row_count; i++)
        for (const struct cs_entry *e = plan->rows[i].need_count > 0 ? file->entries : NULL; e != NULL; e = e->next)
            if (e->kind == CS_ENTRY_TERM && e->term.head == plan->relations[plan->rows[i].pattern.relation].head)
                return true;
    return false;
}

static bool has_been(struct cs_match *match, const struct cs_pattern *pattern)
{
    struct cs_run *run = match->run;
    struct cs_mark mark = cs_match_mark(match);
    cs_value key[CS_COLUMNS_MAX];
    struct cs_cursor cursor;
    uint32_t row;

    for (uint32_t i = 0; i < run->plan->relations[pattern->relation].column_count; i++)
        key[i] = cs_match_operand(match, pattern->columns[i]);
    cs_cursor_match(run, pattern->relation, cs_store_said(run, pattern->relation, key), key, &cursor);
    while (cs_run_ok(run) && cs_cursor_next(&cursor, &row)) {
        cs_set worlds = cs_match_row(match, pattern, cs_store_values(run, pattern->relation, row), CS_ALL);

        cs_match_back(match, mark);
        if (worlds != CS_NONE && run->stores[pattern->relation].rows[row].begun != NULL)
            return true;
    }
    return false;
}

static void warn(struct cs_diagnostics *diagnostics, const struct cs_entry *entry, const struct cs_plan_need *need)
{
    const struct cs_span *term = &need->text->term.span;
    struct cs_diagnostic *diagnostic =
        cs_diagnose(diagnostics, DIAG_NEED_UNMET, entry->term.span, "%s", need->text->warning);

    cs_diagnostic_other(diagnostics, diagnostic, need->text->span, "nothing has ever made it so that \"%.*s\"",
                        (int)(term->end - term->start), term->source->bytes + term->start);
}

static void look_at(struct cs_run *run, const struct cs_occurrence *o, const struct cs_plan_row *line,
                    struct cs_diagnostics *diagnostics)
{
    const struct cs_plan_rule nothing = {0};

    for (uint32_t i = 0; i < line->need_count; i++) {
        struct cs_match match;

        if (o->rows == NULL || o->rows->relation != line->pattern.relation)
            return;
        cs_match_init(&match, run, &nothing);
        if (cs_match_row(&match, &line->pattern, o->rows->values, CS_ALL) != CS_NONE &&
            has_been(&match, &line->pattern) && !has_been(&match, &line->needs[i].pattern))
            warn(diagnostics, o->entry, &line->needs[i]);
    }
}

void cs_needs_check(struct cs_run *run, const struct cs_file *file, struct cs_diagnostics *diagnostics)
{
    const struct cs_docket *docket = run->docket;

    if (!cs_needs_something(run->plan, file))
        return;
    for (size_t i = 0; i < docket->occurrence_count; i++)
        for (size_t r = 0; r < run->plan->row_count; r++)
            if (docket->occurrences[i].entry->span.source == file->source)
                look_at(run, &docket->occurrences[i], &run->plan->rows[r], diagnostics);
}
