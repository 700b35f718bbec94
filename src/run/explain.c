/* SPDX-License-Identifier: MIT */
#include "run/explain.h"

#include <string.h>

/* The words as the author wrote them. */
static void add_span(const struct cs_span *span, struct cs_buffer *out)
{
    const char *bytes = span->source->bytes;

    for (uint32_t i = span->start; i < span->end; i++)
        if (bytes[i] != ' ' || bytes[i + 1] != ' ')
            cs_buffer_char(out, bytes[i] == '\n' || bytes[i] == '\r' ? ' ' : bytes[i]);
}

static void add_source(const struct cs_condition *text, struct cs_buffer *out)
{
    add_span(&text->span, out);
}

void cs_explain_pattern(const struct cs_match *match, const struct cs_pattern *pattern, const struct cs_term *text,
                        struct cs_buffer *out)
{
    const struct cs_plan *plan = match->run->plan;
    cs_value values[CS_COLUMNS_MAX] = {0};

    for (uint32_t i = 0; i < plan->relations[pattern->relation].column_count; i++) {
        if (pattern->columns[i].kind == CS_OPERAND_LIST) {
            add_span(&text->span, out);
            return;
        }
        values[i] = cs_match_operand(match, pattern->columns[i]);
    }
    cs_docket_row_text(plan, pattern->relation, values, out);
}

/* "12 of 21 where 14 are needed" */
static void add_count(const struct cs_step *step, const struct cs_note *note, struct cs_buffer *out)
{
    char left[CS_WIDE_TEXT], right[CS_WIDE_TEXT], needed[CS_WIDE_TEXT];
    cs_wide product, need;

    if (note->left < 0 || note->right < 0) {
        cs_buffer_text(out, ": the number is open");
        return;
    }
    cs_buffer_printf(out, ": %s of %s", cs_wide_text(note->left, left), cs_wide_text(note->right, right));
    if (!cs_wide_multiply(note->right, step->ratio_over, &product))
        return;
    need = product / step->ratio_under;
    if (step->compare == CS_AT_LEAST && product % step->ratio_under != 0)
        need++;
    if (step->compare == CS_MORE_THAN)
        need++;
    if (step->compare == CS_AT_LEAST || step->compare == CS_MORE_THAN)
        cs_buffer_printf(out, " where %s are needed", cs_wide_text(need, needed));
}

static cs_value subject_of(const struct cs_match *match, const struct cs_step *step)
{
    return cs_match_operand(match, step->pattern.columns[0]);
}

/* What is there and should be absent: the first row that fits, with all its particulars. */
static bool add_standing_row(const struct cs_match *match, const struct cs_pattern *pattern, struct cs_buffer *out)
{
    struct cs_run *run = match->run;
    const struct cs_store *store = &run->stores[pattern->relation];

    for (uint32_t row = 0; row < store->count; row++) {
        struct cs_match copy = *match;

        if (store->rows[row].worlds == CS_NONE ||
            cs_match_row(&copy, pattern, cs_store_values(run, pattern->relation, row), store->rows[row].worlds) == CS_NONE)
            continue;
        cs_docket_row_text(run->plan, pattern->relation, cs_store_values(run, pattern->relation, row), out);
        return true;
    }
    return false;
}

/* "no request by Azerbaijan is recorded", "Georgia is party of CST is not so", "in the way: objection by Armenia to u1" */
static void explain_unmet(const struct cs_match *match, uint32_t index, struct cs_buffer *out)
{
    const struct cs_step *step = &match->rule->steps[index];
    bool event = step->kind == CS_STEP_MATCH && subject_of(match, step) == CS_UNSAID &&
                 match->run->plan->relations[step->pattern.relation].kind == CS_RELATION_EVENT;

    if (event)
        cs_buffer_text(out, "no ");
    if (step->kind == CS_STEP_ABSENT)
        cs_buffer_text(out, "in the way: ");
    if (step->kind != CS_STEP_ABSENT || !add_standing_row(match, &step->pattern, out))
        cs_explain_step(match, index, out);
    cs_buffer_text(out, event ? " is recorded" : step->kind == CS_STEP_ABSENT ? "" : " is not so");
}

void cs_explain_step(const struct cs_match *match, uint32_t index, struct cs_buffer *out)
{
    const struct cs_step *step = &match->rule->steps[index];

    switch (step->kind) {
    case CS_STEP_MATCH:
    case CS_STEP_ABSENT:
        if (step->text->kind == CS_COND_COUNTS_AS && subject_of(match, step) != CS_UNSAID)
            cs_buffer_printf(out, "%s counts as ", cs_names_text(match->run->plan->names, subject_of(match, step)));
        cs_explain_pattern(match, &step->pattern, &step->text->term, out);
        return;
    case CS_STEP_NUMBER:
        add_source(step->text, out);
        add_count(step, &match->notes[index], out);
        return;
    default:
        add_source(step->text, out);
    }
}

struct reaching { bool reached; struct cs_match *keep; };

static void reached(void *context, struct cs_match *match, cs_set worlds)
{
    struct reaching *r = context;

    (void)worlds;
    if (!r->reached)
        *r->keep = *match;
    r->reached = true;
}

bool cs_explain_failure(struct cs_match *match, const struct cs_join *join, cs_set worlds, struct cs_buffer *out)
{
    struct cs_match kept = *match;

    for (uint32_t count = 1; count <= join->count && cs_run_ok(match->run); count++) {
        struct cs_join part = *join;
        struct cs_match copy = *match, next;
        struct reaching r = {.keep = &next};

        part.count = count;
        cs_match_steps(&copy, &part, worlds, reached, &r);
        if (!r.reached) {
            uint32_t step = join->steps[count - 1];

            kept.notes[step] = copy.notes[step];
            explain_unmet(&kept, step, out);
            return false;
        }
        kept = next;
    }
    return true;
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

void cs_explain_power(struct cs_run *run, uint32_t relation, const cs_value *values, struct cs_buffer *out)
{
    for (const struct cs_use_site *s = run->plan->relations[relation].powers; s != NULL; s = s->next) {
        const struct cs_plan_rule *rule = &run->plan->rules[s->rule];
        struct cs_match match;
        cs_set fits = cs_match_power(&match, run, rule, values);

        if (fits == CS_NONE)
            continue;
        if (out->length > 0)
            cs_buffer_text(out, "; ");
        cs_explain_article(run, rule, out);
        cs_buffer_text(out, ": ");
        if (cs_explain_failure(&match, &rule->from_trigger, fits, out))
            cs_buffer_text(out, "has the power in some worlds only");
    }
}
