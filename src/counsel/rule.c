/* SPDX-License-Identifier: MIT */
#include "counsel/rule.h"

#include <string.h>

#include "run/run_int.h"

/* A comparison of a rule: the members who are for the draft must have this weight together. */
struct threshold { cs_wide *weights; cs_wide quota; };
#define THRESHOLDS_MAX 8
#define RULES_MAX 8
struct form { struct threshold thresholds[THRESHOLDS_MAX]; size_t count; };

struct rule_reading {
    const struct cs_rule_wish *wish;
    struct cs_arena *arena;
    struct cs_failure *failure;
    struct form forms[RULES_MAX]; /* one of them must be met */
    size_t form_count;
};

/* A rule in one of the two runs, with its variables as far as they are known; CS_UNSAID: not known. */
struct scene {
    const struct cs_answer *answer;
    const struct cs_plan *plan;
    const struct cs_plan_rule *rule;
    cs_value known[CS_VARIABLES_MAX];
};

static casus_status refuse(const struct rule_reading *r, const char *what)
{
    return cs_fail(r->failure, CASUS_ERR_ENTANGLED, "the rule of this organ %s, and its ballots are too many to count",
                   what);
}

/* ---- rows ---- */

static bool operand_fits(const struct scene *s, const struct cs_operand *operand, cs_value value)
{
    switch (operand->kind) {
    case CS_OPERAND_ANY:
        return true;
    case CS_OPERAND_VALUE:
        return operand->index == value;
    case CS_OPERAND_VARIABLE:
        return s->known[operand->index] == CS_UNSAID || s->known[operand->index] == value;
    case CS_OPERAND_LIST:
        for (const struct cs_arg *arg = operand->list; arg != NULL; arg = arg->next)
            if (arg->name == value)
                return true;
        return false;
    }
    return false;
}

static bool row_fits(const struct scene *s, const struct cs_pattern *pattern, uint32_t row)
{
    const struct cs_relation *relation = &s->plan->relations[pattern->relation];
    struct cs_run *run = s->answer->run;
    const cs_value *values = cs_store_values(run, pattern->relation, row);

    for (uint32_t i = 0; i < relation->column_count; i++)
        if (!operand_fits(s, &pattern->columns[i], values[i]))
            return false;
    return !cs_worlds_disjoint(run->worlds, run->stores[pattern->relation].rows[row].worlds,
                               s->answer->ledger->accounts[0].worlds);
}

/* How many rows fit; *last is one of them. */
static size_t count_rows(const struct scene *s, const struct cs_pattern *pattern, uint32_t *last)
{
    size_t count = 0;

    for (uint32_t row = 0; row < s->answer->run->stores[pattern->relation].count; row++)
        if (row_fits(s, pattern, row)) {
            *last = row;
            count++;
        }
    return count;
}

/* The variables of a pattern that only one row fits are what that row says. */
static void learn(struct scene *s, const struct cs_pattern *pattern, uint32_t row)
{
    const cs_value *values = cs_store_values(s->answer->run, pattern->relation, row);

    for (uint32_t i = 0; i < s->plan->relations[pattern->relation].column_count; i++)
        if (pattern->columns[i].kind == CS_OPERAND_VARIABLE && s->known[pattern->columns[i].index] == CS_UNSAID)
            s->known[pattern->columns[i].index] = values[i];
}

/* ---- what members add to a count ---- */

static size_t member_of(const struct rule_reading *r, const struct scene *s, cs_value value)
{
    const char *name = value == CS_UNSAID ? "" : cs_names_text(s->answer->docket->plan->names, value);
    size_t i = 0;

    while (i < r->wish->member_count && strcmp(r->wish->members[i], name) != 0)
        i++;
    return i;
}

/* What the row adds: 1, or the number that is summed; false if that is none. */
static bool weight_of(const struct scene *s, const struct cs_measure *measure, const cs_value *values, cs_wide *out)
{
    const struct cs_names *names = s->answer->docket->plan->names;

    *out = 1;
    if (measure->kind != CS_SUM_OF)
        return true;
    for (uint32_t i = 0; i < s->plan->relations[measure->pattern.relation].column_count; i++)
        if (measure->pattern.columns[i].kind == CS_OPERAND_VARIABLE &&
            measure->pattern.columns[i].index == measure->variable)
            return cs_wide_parse(cs_names_text(names, values[i]), cs_names_length(names, values[i]), out);
    return false;
}

/* Adds `times` what each member adds to the measure, and what belongs to none; false if a row is of two members. */
static bool add_measure(const struct rule_reading *r, const struct scene *s, const struct cs_measure *measure,
                        cs_wide times, cs_wide *members, cs_wide *rest)
{
    if (measure->kind == CS_NUMBER_CONSTANT) {
        *rest += times * measure->constant;
        return true;
    }
    for (uint32_t row = 0; row < s->answer->run->stores[measure->pattern.relation].count; row++) {
        const cs_value *values = cs_store_values(s->answer->run, measure->pattern.relation, row);
        size_t member = r->wish->member_count;
        cs_wide weight;

        if (!row_fits(s, &measure->pattern, row))
            continue;
        for (uint32_t i = 0; i < s->plan->relations[measure->pattern.relation].column_count; i++) {
            size_t named = member_of(r, s, values[i]);

            if (named < r->wish->member_count && member < r->wish->member_count && named != member)
                return false;
            member = named < r->wish->member_count ? named : member;
        }
        if (!weight_of(s, measure, values, &weight) || weight > (cs_wide)1 << 62)
            return false;
        *(member < r->wish->member_count ? &members[member] : rest) += times * weight;
    }
    return true;
}

/* The comparison in one run as: the sum of what members add, and of the rest, is at least 0 (or more). */
static bool read_comparison(const struct rule_reading *r, const struct scene *s, const struct cs_step *step,
                            cs_wide *members, cs_wide *rest)
{
    bool less = step->compare == CS_AT_MOST || step->compare == CS_FEWER_THAN;
    cs_wide under = less ? -step->ratio_under : step->ratio_under, over = less ? step->ratio_over : -step->ratio_over;

    memset(members, 0, r->wish->member_count * sizeof *members);
    *rest = 0;
    return step->compare != CS_EXACTLY && add_measure(r, s, &step->left, under, members, rest) &&
           add_measure(r, s, &step->right, over, members, rest);
}

/* Divides weights and quota by what divides all weights, so that comparisons of the same weights read alike. */
static void simplify(struct threshold *t, size_t members)
{
    cs_wide divisor = 0;

    for (size_t i = 0; i < members; i++)
        divisor = cs_wide_divisor(divisor, t->weights[i]);
    for (size_t i = 0; i < members && divisor > 1; i++)
        t->weights[i] /= divisor;
    if (divisor > 1)
        t->quota = t->quota <= 0 ? 0 : (t->quota + divisor - 1) / divisor;
}

static bool add_threshold(struct rule_reading *r, struct form *form, const struct scene *yes, const struct scene *no,
                          uint32_t step)
{
    size_t n = r->wish->member_count;
    cs_wide *with = cs_arena_array(r->arena, n, sizeof *with), *against = cs_arena_array(r->arena, n, sizeof *against);
    enum cs_compare compare = yes->rule->steps[step].compare;
    cs_wide rest, rest_against, quota;

    if (with == NULL || against == NULL || form->count == THRESHOLDS_MAX ||
        !read_comparison(r, yes, &yes->rule->steps[step], with, &rest) ||
        !read_comparison(r, no, &no->rule->steps[step], against, &rest_against) || rest != rest_against)
        return false;
    quota = (compare == CS_MORE_THAN || compare == CS_FEWER_THAN) - rest;
    for (size_t i = 0; i < n; i++) {
        with[i] -= against[i];
        quota -= against[i];
        if (with[i] < 0)
            return false;
    }
    form->thresholds[form->count] = (struct threshold){with, quota};
    simplify(&form->thresholds[form->count++], n);
    return true;
}

/* ---- a rule ---- */

enum met { MET, UNMET, OTHER_FORM };

/* Is the condition, which counts nothing, so in a run? */
static enum met look_at(struct scene *s, const struct cs_step *step)
{
    uint32_t row = 0;
    size_t count;

    if (step->kind != CS_STEP_MATCH && step->kind != CS_STEP_ABSENT)
        return OTHER_FORM;
    count = count_rows(s, &step->pattern, &row);
    if (step->kind == CS_STEP_ABSENT)
        return count == 0 ? MET : UNMET;
    if (count == 1)
        learn(s, &step->pattern, row);
    return count > 0 ? MET : UNMET;
}

/* One member for the draft is enough. */
static bool add_presence(struct rule_reading *r, struct form *form)
{
    cs_wide *weights = cs_arena_array(r->arena, r->wish->member_count, sizeof *weights);

    if (weights == NULL || form->count == THRESHOLDS_MAX)
        return false;
    for (size_t i = 0; i < r->wish->member_count; i++)
        weights[i] = 1;
    form->thresholds[form->count++] = (struct threshold){weights, 1};
    return true;
}

/* Reads a rule that concludes the draft's assent; *applies false: of another organ, or of another method. */
static bool read_rule(struct rule_reading *r, struct scene *yes, struct scene *no, struct form *form, bool *applies)
{
    *applies = true;
    for (uint32_t i = 0; i < yes->rule->step_count; i++) { /* first whether it applies at all */
        const struct cs_step *step = &yes->rule->steps[i];
        enum met met = step->kind == CS_STEP_NUMBER ? MET : look_at(yes, step);

        if (met == UNMET) {
            *applies = false;
            return true;
        }
    }
    for (uint32_t i = 0; i < yes->rule->step_count; i++) {
        const struct cs_step *step = &no->rule->steps[i];

        if (step->kind == CS_STEP_NUMBER) {
            if (!add_threshold(r, form, yes, no, i))
                return false;
            continue;
        }
        switch (look_at(no, step)) {
        case MET:
            break;
        case UNMET: /* that somebody is for it */
            if (step->kind != CS_STEP_MATCH || !add_presence(r, form))
                return false;
            break;
        case OTHER_FORM:
            return false;
        }
    }
    return true;
}

static bool has_count(const struct cs_plan_rule *rule)
{
    for (uint32_t i = 0; i < rule->step_count; i++)
        if (rule->steps[i].kind == CS_STEP_NUMBER)
            return true;
    return false;
}

/* The variables of the rule as its conclusion about the draft has them in this run; false if it concludes nothing. */
static bool set_scene(struct scene *s, const struct cs_answer *answer, const struct rule_reading *r, uint32_t rule,
                      uint32_t concluded)
{
    const struct cs_names *names = answer->docket->plan->names;
    cs_name label = cs_names_find(names, r->wish->draft, strlen(r->wish->draft));
    const struct cs_store *store = &answer->run->stores[concluded];

    *s = (struct scene){.answer = answer, .plan = answer->run->plan, .rule = &answer->run->plan->rules[rule]};
    for (uint32_t c = 0; c < s->rule->conclusion_count; c++) {
        const struct cs_pattern *pattern = &s->rule->conclusions[c].pattern;

        if (s->rule->conclusions[c].kind != CS_EFFECT_TERM || pattern->relation != concluded)
            continue;
        for (uint32_t row = 0; row < store->count; row++) {
            const cs_value *values = cs_store_values(answer->run, concluded, row);
            bool of_draft = false;

            for (uint32_t i = 0; i < s->plan->relations[concluded].column_count; i++)
                of_draft |= values[i] == label;
            if (of_draft && row_fits(s, pattern, row)) {
                learn(s, pattern, row);
                return true;
            }
        }
    }
    return false;
}

static uint32_t relation_of(const struct cs_plan *plan, const char *head)
{
    return cs_plan_relation(plan, cs_names_find(plan->names, head, strlen(head)), CS_NO_NAME);
}

static bool concludes(const struct cs_plan_rule *rule, uint32_t relation)
{
    for (uint32_t i = 0; i < rule->conclusion_count; i++)
        if (rule->conclusions[i].kind == CS_EFFECT_TERM && rule->conclusions[i].pattern.relation == relation)
            return true;
    return false;
}

/* Reads all rules that conclude a fact on which the adoption rests. */
static casus_status read_concluders(struct rule_reading *r, uint32_t concluded)
{
    const struct cs_plan *plan = r->wish->all_for->run->plan;

    for (uint32_t i = 0; i < plan->rule_count; i++) {
        struct scene yes, no;
        bool applies;

        if (plan->rules[i].kind != CS_RULE_WHILE || !concludes(&plan->rules[i], concluded) ||
            !set_scene(&yes, r->wish->all_for, r, i, concluded))
            continue;
        no = yes; /* nothing is concluded where all are against: the names are those of the other run */
        no.answer = r->wish->all_against;
        no.plan = no.answer->run->plan;
        no.rule = &no.plan->rules[i];
        for (size_t v = 0; v < CS_VARIABLES_MAX; v++) {
            const char *text =
                yes.known[v] == CS_UNSAID ? NULL : cs_names_text(yes.answer->docket->plan->names, yes.known[v]);

            no.known[v] = text == NULL ? CS_UNSAID
                                       : cs_names_find(no.answer->docket->plan->names, text, strlen(text));
        }
        if (r->form_count == RULES_MAX || !read_rule(r, &yes, &no, &r->forms[r->form_count], &applies))
            return refuse(r, "is not only a comparison of counts");
        if (applies && !has_count(&plan->rules[i]))
            return refuse(r, "counts no votes");
        r->form_count += applies;
        if (!applies)
            r->forms[r->form_count].count = 0;
    }
    return CASUS_OK;
}

/* ---- the game ---- */

static bool is_count(const struct rule_reading *r, const struct threshold *t)
{
    for (size_t i = 0; i < r->wish->member_count; i++)
        if (t->weights[i] != t->weights[0])
            return false;
    return true;
}

static bool same_weights(const struct rule_reading *r, const struct threshold *a, const struct threshold *b)
{
    return memcmp(a->weights, b->weights, r->wish->member_count * sizeof *a->weights) == 0;
}

/* The weight that a form needs of a set of this size; false if none is enough. */
static bool quota_of(const struct rule_reading *r, const struct form *form, size_t size, cs_wide *out)
{
    *out = 0;
    for (size_t i = 0; i < form->count; i++) {
        const struct threshold *t = &form->thresholds[i];

        if (!is_count(r, t))
            *out = t->quota > *out ? t->quota : *out;
        else if (t->weights[0] * (cs_wide)size < t->quota)
            return false;
    }
    return true;
}

static casus_status make_game(struct rule_reading *r, struct cs_game *out)
{
    const struct threshold *weighted = NULL;
    size_t n = r->wish->member_count;
    cs_wide total = 0;

    for (size_t f = 0; f < r->form_count; f++)
        for (size_t i = 0; i < r->forms[f].count; i++) {
            const struct threshold *t = &r->forms[f].thresholds[i];

            if (is_count(r, t))
                continue;
            if (weighted != NULL && !same_weights(r, weighted, t))
                return refuse(r, "has weights of two sorts");
            weighted = t;
        }
    *out = (struct cs_game){.count = n, .weights = cs_arena_array(r->arena, n, sizeof *out->weights),
                            .quotas = cs_arena_array(r->arena, n + 1, sizeof *out->quotas)};
    if (out->weights == NULL || out->quotas == NULL)
        return cs_fail_memory(r->failure);
    for (size_t i = 0; i < n; i++) {
        cs_wide weight = weighted != NULL ? weighted->weights[i] : 1;

        total += weight;
        if (total >= (cs_wide)1 << 62)
            return refuse(r, "has weights that are too great");
        out->weights[i] = (uint64_t)weight;
    }
    for (size_t size = 0; size <= n; size++) {
        out->quotas[size] = UINT64_MAX;
        for (size_t f = 0; f < r->form_count; f++) {
            cs_wide quota;

            if (quota_of(r, &r->forms[f], size, &quota) && quota <= total && (uint64_t)quota < out->quotas[size])
                out->quotas[size] = (uint64_t)quota;
        }
    }
    return CASUS_OK;
}

casus_status cs_rule_read(const struct cs_rule_wish *wish, struct cs_arena *arena, struct cs_failure *failure,
                          struct cs_game *out)
{
    struct rule_reading r = {.wish = wish, .arena = arena, .failure = failure};
    const struct cs_plan *plan = wish->all_for->run->plan;
    uint32_t adoption = relation_of(plan, wish->adoption), closing = relation_of(plan, wish->closing);

    if (wish->all_against->run->plan->rule_count != plan->rule_count)
        return refuse(&r, "differs between two runs");
    for (size_t i = 0; i < plan->rule_count; i++) {
        const struct cs_plan_rule *rule = &plan->rules[i];

        if (rule->kind != CS_RULE_WHEN || rule->trigger.relation != closing || !concludes(rule, adoption))
            continue;
        for (uint32_t k = 0; k < rule->step_count; k++)
            if (rule->steps[k].kind == CS_STEP_MATCH &&
                plan->relations[rule->steps[k].pattern.relation].derived &&
                read_concluders(&r, rule->steps[k].pattern.relation) != CASUS_OK)
                return failure->status;
    }
    if (r.form_count == 0)
        return refuse(&r, "counts no votes");
    return make_game(&r, out);
}
