/* SPDX-License-Identifier: MIT */
/*
 * Of the rules that could have concluded what is not so: from where they are looked at, in whose case it is, how they
 * are called.
 *
 * Some rules of a vocabulary conclude one fact each in a case of its own: assent by a majority, assent by unanimity.
 * Where one of them has its case, why the fact is not so is told by that one, and not by those that have not theirs. So
 * it is where an article adds a case: a method of decision of its own.
 */
#include <string.h>

#include "run/explain.h"
#include "run/match.h"

const struct cs_join *cs_explain_from_head(struct cs_match *match)
{
    uint64_t bound = match->bound;

    for (uint64_t m = bound; m != 0; m &= m - 1)
        if (match->values[__builtin_ctzll(m)] == CS_UNSAID)
            match->bound &= ~(m & -m);
    return match->bound != bound ? &match->rule->from_trigger : &match->rule->from_head;
}

void cs_explain_article(const struct cs_run *run, const struct cs_plan_rule *rule, struct cs_buffer *out)
{
    const char *name = rule->text->span.source->name, *slash = strrchr(name, '/');
    size_t line, column;

    if (rule->article != CS_NO_NAME) {
        cs_buffer_text(out, cs_names_text(run->plan->names, rule->article));
        return;
    }
    cs_source_place(rule->text->span.source, rule->text->span.start, &line, &column);
    cs_buffer_printf(out, "%s:%zu", slash == NULL ? name : slash + 1, line);
}

/* The worlds in which the rule, if it is to conclude this row, has a condition on that fact met. */
static cs_set met(struct cs_run *run, const struct cs_plan_rule *rule, uint32_t fact, const cs_value *row)
{
    struct cs_match match;
    cs_set fits, worlds = CS_NONE;

    cs_match_init(&match, run, rule);
    fits = cs_match_row(&match, &rule->head, row, CS_ALL);
    for (uint32_t i = 0; fits != CS_NONE && i < rule->step_count; i++)
        if (rule->steps[i].kind == CS_STEP_MATCH && rule->steps[i].pattern.relation == fact)
            worlds = cs_worlds_or(run->worlds, worlds, cs_match_any(&match, &rule->steps[i].pattern));
    return cs_worlds_and(run->worlds, fits, worlds);
}

/* Articles are grounds of their own, and each is told; where one has its case, no rule of a vocabulary needs to be. */
bool cs_explain_other_case(struct cs_run *run, const struct cs_lack *lack, uint32_t relation, const cs_value *row,
                           cs_set worlds)
{
    const struct cs_plan *plan = run->plan;

    if (lack->kind != CS_LACKS_FACT || lack->rule == NULL || lack->rule->article != CS_NO_NAME)
        return false;
    for (const struct cs_use_site *s = plan->relations[relation].concluders; s != NULL; s = s->next)
        if (&plan->rules[s->rule] != lack->rule)
            worlds = cs_worlds_minus(run->worlds, worlds, met(run, &plan->rules[s->rule], lack->relation, row));
    return worlds == CS_NONE;
}

bool cs_explain_told(const struct cs_match *match, const struct cs_pattern *pattern)
{
    const struct cs_run *run = match->run;
    const struct cs_row *rows = run->stores[pattern->relation].rows;
    struct cs_mark mark = cs_match_mark(match);
    struct cs_match copy;
    struct cs_cursor cursor;
    bool told = false;
    uint32_t row;

    cs_match_copy(&copy, match);
    cs_match_start(match, pattern, &cursor);
    while (!told && cs_cursor_next(&cursor, &row)) {
        told = rows[row].worlds != CS_NONE &&
               cs_match_row(&copy, pattern, cs_store_values(run, pattern->relation, row), rows[row].worlds) != CS_NONE;
        cs_match_back(&copy, mark);
    }
    return told;
}
