/* SPDX-License-Identifier: MIT */
/* Conditions in words: as the author wrote them, with what is bound, what counts came to, and what is lacking. */
#include "run/explain.h"

#include <string.h>

void cs_explain_span(const struct cs_span *span, struct cs_buffer *out)
{
    const char *bytes = span->source->bytes;

    for (uint32_t i = span->start; i < span->end; i++)
        if (bytes[i] != ' ' || bytes[i + 1] != ' ')
            cs_buffer_char(out, bytes[i] == '\n' || bytes[i] == '\r' ? ' ' : bytes[i]);
}

static void add_words(const struct cs_condition *text, struct cs_buffer *out)
{
    cs_explain_span(&text->span, out);
}

void cs_explain_pattern(const struct cs_match *match, const struct cs_pattern *pattern, const struct cs_term *text,
                        struct cs_buffer *out)
{
    const struct cs_plan *plan = match->run->plan;
    cs_value values[CS_COLUMNS_MAX] = {0};

    for (uint32_t i = 0; i < plan->relations[pattern->relation].column_count; i++) {
        if (pattern->columns[i].kind == CS_OPERAND_LIST) {
            cs_explain_span(&text->span, out);
            return;
        }
        values[i] = cs_match_operand(match, pattern->columns[i]);
    }
    cs_docket_row_text(plan, pattern->relation, values, out);
}

/* ---- counts ---- */

#define PAIRS_MAX 6 /* results of a count that are written one by one */

struct pair { cs_wide left, right; };
struct pairs { struct pair items[PAIRS_MAX]; size_t count; }; /* count: of all, also those beyond PAIRS_MAX */

static void add_pair(struct pairs *pairs, cs_wide left, cs_wide right)
{
    for (size_t i = 0; i < pairs->count && i < PAIRS_MAX; i++)
        if (pairs->items[i].left == left && pairs->items[i].right == right)
            return;
    if (pairs->count < PAIRS_MAX)
        pairs->items[pairs->count] = (struct pair){left, right};
    pairs->count++;
}

/* What the count comes to in some worlds, the highest first. */
static void find_pairs(struct cs_run *run, const struct cs_note *note, cs_set worlds, struct pairs *pairs)
{
    const struct cs_total *left = note->left_count > 0 ? run->totals + note->first_total : NULL;
    const struct cs_total *right = note->right_count > 0 ? run->totals + note->first_total + note->left_count : NULL;

    pairs->count = 0;
    if (note->left >= 0 && note->right >= 0)
        add_pair(pairs, note->left, note->right);
    for (uint32_t i = note->left_count; i-- > 0;) {
        cs_set here = cs_worlds_and(run->worlds, left[i].worlds, worlds);

        for (uint32_t k = note->right_count; k-- > 0 && here != CS_NONE;)
            if (!cs_worlds_disjoint(run->worlds, here, right[k].worlds))
                add_pair(pairs, left[i].sum, right[k].sum);
    }
}

/* How many of `right` are needed; -1 if the comparison asks for no least number. */
static cs_wide needed_of(const struct cs_step *step, cs_wide right)
{
    cs_wide product;

    if ((step->compare != CS_AT_LEAST && step->compare != CS_MORE_THAN) ||
        !cs_wide_multiply(right, step->ratio_over, &product))
        return -1;
    return product / step->ratio_under +
           (step->compare == CS_MORE_THAN || product % step->ratio_under != 0 ? 1 : 0);
}

/* "12 of 18 where 12 are needed, or 11 of 17" */
static void add_count(struct cs_run *run, const struct cs_step *step, const struct cs_note *note, cs_set worlds,
                      struct cs_buffer *out)
{
    char left[CS_WIDE_TEXT], right[CS_WIDE_TEXT], needed[CS_WIDE_TEXT];
    struct pairs pairs;
    cs_wide before = -1;

    find_pairs(run, note, worlds, &pairs);
    if (pairs.count == 0)
        cs_buffer_text(out, ": the number is open");
    for (size_t i = 0; i < pairs.count && i < PAIRS_MAX; i++) {
        cs_wide need = needed_of(step, pairs.items[i].right);

        cs_buffer_printf(out, "%s%s of %s", i == 0 ? ": " : ", or ", cs_wide_text(pairs.items[i].left, left),
                         cs_wide_text(pairs.items[i].right, right));
        if (need >= 0 && need != before)
            cs_buffer_printf(out, " where %s are needed", cs_wide_text(need, needed));
        before = need;
    }
    if (pairs.count > PAIRS_MAX)
        cs_buffer_printf(out, ", or one of %zu other results", pairs.count - PAIRS_MAX);
}

/* ---- conditions ---- */

static cs_value subject_of(const struct cs_match *match, const struct cs_step *step)
{
    return cs_match_operand(match, step->pattern.columns[0]);
}

/* Of a fact that a rule concludes the facts by which it did: " (Ee is suspended in Council)". */
static void add_grounds(struct cs_run *run, const struct cs_row *row, cs_set worlds, struct cs_buffer *out)
{
    const struct cs_firing *firing = row->firing == CS_NOWHERE ? NULL : &run->firings[row->firing];
    const struct cs_plan_rule *rule = firing == NULL ? NULL : &run->plan->rules[firing->rule];
    size_t count = 0;

    if (rule == NULL || rule->kind != CS_RULE_WHILE || cs_worlds_disjoint(run->worlds, firing->worlds, worlds))
        return;
    for (uint32_t i = 0; i < rule->step_count; i++) {
        uint32_t relation = rule->steps[i].pattern.relation, ref = run->refs[firing->first_ref + 1 + i];

        if (rule->steps[i].kind != CS_STEP_MATCH || ref == CS_NOWHERE ||
            run->plan->relations[relation].kind != CS_RELATION_FACT)
            continue;
        cs_buffer_text(out, count++ == 0 ? " (" : ", ");
        cs_docket_row_text(run->plan, relation, cs_store_values(run, relation, ref), out);
    }
    cs_buffer_text(out, count > 0 ? ")" : "");
}

/* The first row that fits the pattern in some of these worlds, with all its particulars: it should be absent. */
static bool add_standing_row(const struct cs_match *match, const struct cs_pattern *pattern, cs_set worlds,
                             struct cs_buffer *out)
{
    struct cs_run *run = match->run;
    const struct cs_store *store = &run->stores[pattern->relation];

    for (uint32_t row = 0; row < store->count; row++) {
        cs_set here = cs_worlds_and(run->worlds, store->rows[row].worlds, worlds);
        struct cs_match copy = *match;

        if (here == CS_NONE ||
            cs_match_row(&copy, pattern, cs_store_values(run, pattern->relation, row), here) == CS_NONE)
            continue;
        cs_docket_row_text(run->plan, pattern->relation, cs_store_values(run, pattern->relation, row), out);
        add_grounds(run, &store->rows[row], here, out);
        return true;
    }
    return false;
}

void cs_explain_step(const struct cs_match *match, uint32_t index, cs_set worlds, struct cs_buffer *out)
{
    const struct cs_step *step = &match->rule->steps[index];

    switch (step->kind) {
    case CS_STEP_MATCH:
    case CS_STEP_ABSENT:
        if (step->text->kind == CS_COND_COUNTS_AS && subject_of(match, step) != CS_UNSAID)
            cs_buffer_printf(out, "%s counts as ", cs_names_text(match->run->plan->names, subject_of(match, step)));
        cs_explain_pattern(match, &step->pattern, &step->text->term, out);
        return;
    case CS_STEP_KIND:
        if (cs_match_operand(match, step->subject) != CS_UNSAID)
            cs_buffer_text(out, cs_names_text(match->run->plan->names, cs_match_operand(match, step->subject)));
        else
            cs_buffer_text(out, cs_names_text(match->run->plan->names, step->text->subject->name));
        cs_buffer_printf(out, " is %sof the kind %s", step->negated ? "not " : "",
                         cs_names_text(match->run->plan->names, step->text->kind_word));
        return;
    case CS_STEP_NUMBER:
        add_words(step->text, out);
        add_count(match->run, step, &match->notes[index], worlds, out);
        return;
    default:
        add_words(step->text, out);
    }
}

/* The count as it stands now, in the worlds in which it does not suffice. */
static void explain_number(struct cs_match *match, uint32_t index, cs_set worlds, struct cs_buffer *out)
{
    size_t totals = match->run->total_count;

    cs_match_number(match, &match->rule->steps[index], &match->notes[index]);
    cs_explain_step(match, index, worlds, out);
    match->run->total_count = totals;
}

static bool seeks_event(const struct cs_match *match, const struct cs_step *step)
{
    return step->kind == CS_STEP_MATCH &&
           match->run->plan->relations[step->pattern.relation].kind == CS_RELATION_EVENT;
}

/* The last act that fits the pattern, and has no effect in some of these worlds; or NULL. */
static const struct cs_failed_act *find_failed(const struct cs_match *match, const struct cs_pattern *pattern,
                                               cs_set worlds)
{
    for (const struct cs_failed_act *act = match->run->failed_acts[pattern->relation]; act != NULL; act = act->next) {
        struct cs_match copy = *match;
        cs_set here = cs_worlds_and(match->run->worlds, act->worlds, worlds);

        if (here != CS_NONE && cs_match_row(&copy, pattern, act->row->values, here) != CS_NONE)
            return act;
    }
    return NULL;
}

/*
 * "r1 is recorded, and without effect: CSC 3: Alden is member of Council is not so". A reason that tells of many acts
 * already is left to `why` of the act: else each act of a chain would repeat all before it.
 */
#define TOLD_AGAIN_MAX 240

static void add_failed(const struct cs_run *run, const struct cs_failed_act *act, cs_set worlds, struct cs_buffer *out)
{
    const struct cs_act_failure *first = run->act_failures[act->number];
    const char *before = ": ";

    cs_buffer_printf(out, "%s is recorded, and without effect",
                     cs_names_text(run->plan->names, act->occurrence->value));
    for (const struct cs_act_failure *f = first; f != NULL; f = f->next) {
        const struct cs_act_failure *same = first;

        while (same != f && strcmp(same->text, f->text) != 0)
            same = same->next;
        if (same != f || strlen(f->text) > TOLD_AGAIN_MAX || cs_worlds_disjoint(run->worlds, f->worlds, worlds))
            continue;
        cs_buffer_printf(out, "%s%s", before, f->text);
        before = "; ";
    }
}

/* "no request by Azerbaijan is recorded"; "no request by Alden has effect (r1 is recorded, and without effect: ...)" */
static void explain_unmet_event(struct cs_match *match, uint32_t index, cs_set worlds, struct cs_buffer *out)
{
    const struct cs_step *step = &match->rule->steps[index];
    const struct cs_failed_act *act = find_failed(match, &step->pattern, worlds);
    bool any = subject_of(match, step) == CS_UNSAID;

    cs_buffer_text(out, any ? "no " : "");
    cs_explain_step(match, index, worlds, out);
    cs_buffer_text(out, !any ? " is not so" : act != NULL ? " has effect" : " is recorded");
    if (act == NULL)
        return;
    cs_buffer_text(out, " (");
    add_failed(match->run, act, cs_worlds_and(match->run->worlds, act->worlds, worlds), out);
    cs_buffer_char(out, ')');
}

/*
 * "no request by Azerbaijan is recorded", "Georgia is party of CST is not so", "in the way: objection by Armenia to
 * u1". With `deeper`, for a fact that rules conclude, also what these lack: "Cuba is voter is not so (Charter 5: in the
 * way: ...)".
 */
static void explain_unmet(struct cs_match *match, uint32_t index, cs_set worlds, bool deeper, struct cs_buffer *out)
{
    const struct cs_step *step = &match->rule->steps[index];

    if (seeks_event(match, step)) {
        explain_unmet_event(match, index, worlds, out);
        if (deeper)
            cs_explain_lacking(match, &step->pattern, worlds, out);
        return;
    }
    if (step->kind == CS_STEP_NUMBER) {
        explain_number(match, index, worlds, out);
        cs_buffer_text(out, needed_of(step, 1) < 0 ? " is not so" : "");
        return;
    }
    if (step->kind == CS_STEP_EVERY) {
        cs_value first;

        cs_match_lacking(match, step, worlds, &first);
        add_words(step->text, out);
        cs_buffer_text(out, " is not so");
        if (first != CS_UNSAID)
            cs_buffer_printf(out, " of %s", cs_names_text(match->run->plan->names, first));
        return;
    }
    cs_buffer_text(out, step->kind == CS_STEP_ABSENT ? "in the way: " : "");
    if (step->kind != CS_STEP_ABSENT || !add_standing_row(match, &step->pattern, worlds, out))
        cs_explain_step(match, index, worlds, out);
    cs_buffer_text(out, step->kind == CS_STEP_ABSENT ? "" : " is not so");
    if (step->kind == CS_STEP_MATCH && deeper)
        cs_explain_lacking(match, &step->pattern, worlds, out);
}

/* ---- how far a rule comes ---- */

struct reaching { struct cs_run *run; cs_set worlds; bool any; struct cs_match *first; cs_set of_first; };

static void reached(void *context, struct cs_match *match, cs_set worlds)
{
    struct reaching *r = context;

    if (!r->any && r->first != NULL) {
        *r->first = *match;
        r->of_first = worlds;
    }
    r->any = true;
    r->worlds = cs_worlds_or(r->run->worlds, r->worlds, worlds);
}

/* Of these worlds those in which the first `count` steps can be met; and one way in which they are. */
static cs_set reach(const struct cs_match *match, const struct cs_join *join, uint32_t count, cs_set worlds,
                    struct cs_match *first, cs_set *of_first)
{
    struct cs_join part = *join;
    struct cs_match copy = *match;
    struct reaching r = {.run = match->run, .worlds = CS_NONE, .first = first};

    part.count = count;
    cs_match_steps(&copy, &part, worlds, reached, &r);
    if (of_first != NULL)
        *of_first = r.of_first;
    return r.worlds;
}

static cs_set failures(const struct cs_match *match, const struct cs_join *join, cs_set worlds, bool deeper,
                       cs_explain_found found, void *context)
{
    struct cs_run *run = match->run;

    worlds = cs_worlds_and(run->worlds, worlds, run->docket->possible);
    for (uint32_t count = 1; count <= join->count && worlds != CS_NONE && cs_run_ok(run); count++) {
        cs_set on = reach(match, join, count, worlds, NULL, NULL), failing = cs_worlds_minus(run->worlds, worlds, on),
               here;
        struct cs_match so_far;
        struct cs_buffer text;

        worlds = on;
        if (failing == CS_NONE)
            continue;
        reach(match, join, count - 1, failing, &so_far, &here);
        cs_buffer_init(&text);
        explain_unmet(&so_far, join->steps[count - 1], here, deeper, &text);
        found(context, match->rule, failing, &text);
        if (text.failed)
            cs_fail_memory(run->failure);
        cs_buffer_release(&text);
    }
    return worlds;
}

cs_set cs_explain_failures(const struct cs_match *match, const struct cs_join *join, cs_set worlds,
                           cs_explain_found found, void *context)
{
    return failures(match, join, worlds, true, found, context);
}

struct lacks { struct cs_run *run; struct cs_buffer *out; bool any; };

static void add_lack(void *context, const struct cs_plan_rule *rule, cs_set worlds, struct cs_buffer *text)
{
    struct lacks *l = context;

    (void)worlds;
    cs_buffer_text(l->out, l->any ? "; " : " (");
    cs_explain_article(l->run, rule, l->out);
    cs_buffer_printf(l->out, ": %s", cs_buffer_string(text));
    l->any = true;
}

/* Frees the variables that are bound to Unsaid: in the rule they may be anybody. Were there any? */
static bool free_unsaid(struct cs_match *match)
{
    uint64_t bound = match->bound;

    for (uint64_t m = bound; m != 0; m &= m - 1)
        if (match->values[__builtin_ctzll(m)] == CS_UNSAID)
            match->bound &= ~(m & -m);
    return match->bound != bound;
}

void cs_explain_lacking(const struct cs_match *match, const struct cs_pattern *pattern, cs_set worlds,
                        struct cs_buffer *out)
{
    struct lacks lacks = {match->run, out, false};
    const struct cs_plan *plan = match->run->plan;

    for (const struct cs_use_site *s = plan->relations[pattern->relation].concluders; s != NULL; s = s->next) {
        const struct cs_plan_rule *rule = &plan->rules[s->rule];
        cs_value values[CS_COLUMNS_MAX] = {0};
        struct cs_match inner;
        cs_set fits;

        for (uint32_t i = 0; i < plan->relations[pattern->relation].column_count; i++)
            values[i] = cs_match_operand(match, pattern->columns[i]);
        cs_match_init(&inner, match->run, rule);
        fits = cs_match_row(&inner, &rule->head, values, worlds);
        if (fits != CS_NONE && cs_rule_in_force(match->run, rule))
            failures(&inner, free_unsaid(&inner) ? &rule->from_trigger : &rule->from_head, fits, false, add_lack,
                     &lacks);
    }
    cs_buffer_text(out, lacks.any ? ")" : "");
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

void cs_explain_power(struct cs_run *run, uint32_t relation, const cs_value *values, cs_set worlds,
                      cs_explain_found found, void *context)
{
    for (const struct cs_use_site *s = run->plan->relations[relation].powers; s != NULL; s = s->next) {
        const struct cs_plan_rule *rule = &run->plan->rules[s->rule];
        struct cs_match match;
        cs_set fits = cs_match_power(&match, run, rule, values);

        if (fits != CS_NONE)
            cs_explain_failures(&match, &rule->from_trigger, cs_worlds_and(run->worlds, fits, worlds), found, context);
    }
}
