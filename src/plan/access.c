/* SPDX-License-Identifier: MIT */
/* Choosing access paths from the rules that the plan has. The indexes of rows are chosen with the joins (join.c). */
#include "plan/access.h"

#include "plan/lower.h"

/* ---- choosing ---- */

/* The columns that a pattern says once a rule has bound its variables. */
static uint64_t said_columns(const struct cs_plan *plan, const struct cs_pattern *pattern)
{
    const struct cs_relation *relation = &plan->relations[pattern->relation];
    uint64_t mask = 0;

    for (uint32_t i = 0; i < relation->column_count; i++)
        if (pattern->columns[i].kind != CS_OPERAND_ANY && cs_access_tells(relation, i))
            mask |= (uint64_t)1 << i;
    return mask;
}

static void add_watch_mask(struct cs_plan *plan, uint32_t relation, uint64_t mask)
{
    struct cs_relation *r = &plan->relations[relation];
    uint64_t *masks;

    for (uint32_t i = 0; i < r->watch_mask_count; i++)
        if (r->watch_masks[i] == mask)
            return;
    masks = cs_arena_array(&plan->arena, r->watch_mask_count + 1, sizeof *masks);
    if (mask == 0 || masks == NULL)
        return;
    for (uint32_t i = 0; i < r->watch_mask_count; i++)
        masks[i] = r->watch_masks[i];
    masks[r->watch_mask_count++] = mask;
    r->watch_masks = masks;
}

static void add_watch(struct cs_plan *plan, const struct cs_pattern *pattern)
{
    add_watch_mask(plan, pattern->relation, said_columns(plan, pattern));
}

/* The variables that the sentence names. */
static uint64_t named(const struct cs_plan *plan, const struct cs_conclusion *c)
{
    const struct cs_operand ends[] = {c->holder, c->claimant};
    uint64_t mask = 0;

    for (size_t i = 0; i < 2; i++)
        if (ends[i].kind == CS_OPERAND_VARIABLE)
            mask |= (uint64_t)1 << ends[i].index;
    for (uint32_t i = 0; i < plan->relations[c->pattern.relation].column_count; i++)
        if (c->pattern.columns[i].kind == CS_OPERAND_VARIABLE)
            mask |= (uint64_t)1 << c->pattern.columns[i].index;
    return mask;
}

static bool is_other(struct cs_operand operand, uint64_t mask)
{
    return operand.kind == CS_OPERAND_VARIABLE && (mask >> operand.index & 1) == 0;
}

/* Does the time of the bond, or what ends it, rest on a variable that its sentence does not name (R 6.1)? */
static bool says_more(const struct cs_plan *plan, const struct cs_conclusion *c)
{
    uint64_t mask = c->kind == CS_EFFECT_BOND && c->limit_count + c->watch_count > 0 ? named(plan, c) : UINT64_MAX;

    for (uint32_t i = 0; i < c->limit_count; i++)
        if (c->limits[i].kind == CS_LIMIT_MOMENT && is_other(c->limits[i].moment, mask))
            return true;
    for (uint32_t w = 0; w < c->watch_count; w++)
        for (uint32_t i = 0; i < plan->relations[c->watches[w].pattern.relation].column_count; i++)
            if (is_other(c->watches[w].pattern.columns[i], mask))
                return true;
    return false;
}

/* ---- families ---- */

static bool is_variable(struct cs_operand operand, uint32_t variable)
{
    return operand.kind == CS_OPERAND_VARIABLE && operand.index == variable;
}

static bool has_variable(const struct cs_plan *plan, const struct cs_pattern *pattern, uint32_t variable)
{
    for (uint32_t i = 0; i < plan->relations[pattern->relation].column_count; i++)
        if (is_variable(pattern->columns[i], variable))
            return true;
    return false;
}

/* Does what this watch waits for also perform the duty, or end it by another watch? */
static bool is_met_with_others(const struct cs_conclusion *c, uint32_t watch)
{
    uint32_t relation = c->watches[watch].pattern.relation;

    for (uint32_t i = 0; i < watch; i++)
        if (c->watches[i].pattern.relation == relation)
            return true;
    return c->pattern.relation == relation;
}

/* Does what ends its duties end all alike, and nothing else? Only what happens, and not what lasts. */
static bool ends_together(const struct cs_plan *plan, const struct cs_conclusion *c)
{
    for (uint32_t i = 0; i < c->limit_count; i++)
        if ((c->limits[i].kind != CS_LIMIT_DURATION && c->limits[i].kind != CS_LIMIT_READING) || c->limits[i].after)
            return false;
    for (uint32_t i = 0; i < c->watch_count; i++)
        if ((c->watches[i].kind != CS_MODIFIER_UNTIL && c->watches[i].kind != CS_MODIFIER_RELEASED) ||
            c->watches[i].negated || plan->relations[c->watches[i].pattern.relation].kind != CS_RELATION_EVENT ||
            has_variable(plan, &c->watches[i].pattern, c->holder.index) || is_met_with_others(c, i))
            return false;
    return true;
}

/* Is its act something that happens, of which rules say nothing, and which may be told by its roles? */
static bool is_plain_act(const struct cs_plan *plan, const struct cs_conclusion *c)
{
    const struct cs_relation *r = &plan->relations[c->pattern.relation];

    if (r->kind != CS_RELATION_EVENT || r->named_later || r->number_column != CS_NOWHERE)
        return false;
    for (int verb = 0; verb < CS_VERB_COUNT; verb++)
        if (r->duties[false][verb] != CS_NOWHERE)
            return false;
    for (uint32_t i = 0; i < r->column_count; i++)
        if (is_variable(c->pattern.columns[i], c->holder.index) && !cs_access_tells(r, i))
            return false;
    return true;
}

/* May the other one found bonds of the same sentences: of the same article, to do the same? */
static bool is_like(const struct cs_plan_rule *rule, const struct cs_conclusion *c,
                    const struct cs_plan_rule *other_rule, const struct cs_conclusion *other)
{
    return other_rule->article == rule->article && other->kind == CS_EFFECT_BOND &&
           other->pattern.relation == c->pattern.relation;
}

/*
 * May something else found bonds of the same sentences in a way of its own? What a `when` rule founds alone is told
 * from the members of a family (beside_family), and what is founded again is the same (R 6.1).
 */
static bool has_unlike(const struct cs_plan *plan, const struct cs_plan_rule *rule, const struct cs_conclusion *c)
{
    for (size_t i = 0; i < plan->rule_count; i++)
        for (uint32_t k = 0; k < plan->rules[i].conclusion_count; k++) {
            const struct cs_conclusion *other = &plan->rules[i].conclusions[k];

            if (other != c && is_like(rule, c, &plan->rules[i], other) &&
                (plan->rules[i].kind != CS_RULE_WHEN || other->forbidden || other->expectation || other->says_more))
                return true;
        }
    return plan->bond_count > 0;
}

static bool some_take_over(const struct cs_plan *plan)
{
    for (size_t i = 0; i < plan->relation_count; i++)
        if (plan->relations[i].takes_over)
            return true;
    return false;
}

/* Does what the rule concludes found one duty for each of several holders, alike in all else? */
static bool founds_family(const struct cs_plan *plan, const struct cs_plan_rule *rule, const struct cs_conclusion *c)
{
    return rule->kind == CS_RULE_WHEN && rule->delay == CS_DELAY_NONE && c->kind == CS_EFFECT_BOND && !c->forbidden &&
           !c->expectation && !c->says_more && c->holder.kind == CS_OPERAND_VARIABLE &&
           !is_variable(c->claimant, c->holder.index) && !has_variable(plan, &rule->trigger, c->holder.index) &&
           is_plain_act(plan, c) && ends_together(plan, c) && !has_unlike(plan, rule, c) && !some_take_over(plan);
}

/* ---- which holders a family has ---- */

/* Is it a fact that only the record begins and ends? Of what happens in a stream only rows that say so change it. */
static bool is_standing(const struct cs_plan *plan, uint32_t relation)
{
    if (plan->relations[relation].kind != CS_RELATION_FACT || plan->relations[relation].derived)
        return false;
    for (size_t i = 0; i < plan->rule_count; i++)
        for (uint32_t c = 0; c < plan->rules[i].conclusion_count; c++)
            if (plan->rules[i].conclusions[c].kind != CS_EFFECT_BOND &&
                plan->rules[i].conclusions[c].pattern.relation == relation)
                return false;
    return true;
}

static uint64_t variables_of_step(const struct cs_plan *plan, const struct cs_step *step)
{
    uint64_t mask = 0;

    if (step->kind == CS_STEP_MATCH)
        return cs_lower_variables(plan, &step->pattern);
    if (step->subject.kind == CS_OPERAND_VARIABLE)
        mask |= (uint64_t)1 << step->subject.index;
    for (uint32_t i = 0; i < step->other_count; i++)
        if (step->others[i].kind == CS_OPERAND_VARIABLE)
            mask |= (uint64_t)1 << step->others[i].index;
    return mask;
}

static bool has_list(const struct cs_plan *plan, const struct cs_pattern *pattern)
{
    for (uint32_t i = 0; i < plan->relations[pattern->relation].column_count; i++)
        if (pattern->columns[i].kind == CS_OPERAND_LIST)
            return true;
    return false;
}

/* May a step be one of those that list holders? */
static bool may_list(const struct cs_plan *plan, const struct cs_step *step)
{
    if (step->kind == CS_STEP_MATCH)
        return is_standing(plan, step->pattern.relation) && !has_list(plan, &step->pattern);
    return step->kind == CS_STEP_OTHER;
}

/* Finds the first step of the join of a rule that founds one family from which on its holders are listed. */
static void find_list(const struct cs_plan *plan, struct cs_plan_rule *rule)
{
    const struct cs_conclusion *c = &rule->conclusions[0];
    const struct cs_join *join = &rule->from_trigger;
    uint64_t before = cs_lower_variables(plan, &rule->trigger), used = 0;
    uint32_t from = join->count;

    while (from > 0 && may_list(plan, &rule->steps[join->steps[from - 1]]))
        from--;
    for (uint32_t i = 0; i < join->count; i++)
        *(i < from ? &before : &used) |= variables_of_step(plan, &rule->steps[join->steps[i]]);
    if (from == join->count || (before >> c->holder.index & 1) != 0 || (used >> c->holder.index & 1) == 0 ||
        (named(plan, c) & ~before & ~((uint64_t)1 << c->holder.index)) != 0 ||
        __builtin_popcountll(used & before) > CS_LISTED_BY_MAX)
        return;
    rule->lists_from = from;
    rule->lists_by = used & before;
}

/* The number of the families of the same article and act that are known so far; CS_NOWHERE: there are none. */
static uint32_t family_like(const struct cs_plan *plan, const struct cs_plan_rule *rule, const struct cs_conclusion *c)
{
    for (size_t i = 0; i < plan->rule_count; i++)
        for (uint32_t k = 0; k < plan->rules[i].conclusion_count; k++) {
            const struct cs_conclusion *other = &plan->rules[i].conclusions[k];

            if (other->family != CS_NOWHERE && is_like(rule, c, &plan->rules[i], other))
                return other->family;
        }
    return CS_NOWHERE;
}

/* Numbers those that found families. Their acts are looked up by all roles but that of the holder. */
static void add_family(struct cs_plan *plan, const struct cs_plan_rule *rule, struct cs_conclusion *c)
{
    const struct cs_relation *r = &plan->relations[c->pattern.relation];
    uint64_t mask = said_columns(plan, &c->pattern);
    uint32_t like;

    if (!founds_family(plan, rule, c))
        return;
    like = family_like(plan, rule, c);
    c->family = like != CS_NOWHERE ? like : plan->family_count++;
    for (uint32_t i = 0; i < r->column_count; i++)
        if (is_variable(c->pattern.columns[i], c->holder.index))
            c->holder_columns |= (uint64_t)1 << i;
    mask &= ~c->holder_columns;
    add_watch_mask(plan, c->pattern.relation, mask);
}

static void add_conclusion(struct cs_plan *plan, struct cs_conclusion *c)
{
    c->family = c->beside_family = CS_NOWHERE;
    if (c->kind == CS_EFFECT_TERM && plan->relations[c->pattern.relation].kind == CS_RELATION_EVENT &&
        c->pattern.columns[0].kind != CS_OPERAND_ANY) /* is it called so already? */
        plan->relations[c->pattern.relation].looked_back = true;
    if (c->kind != CS_EFFECT_BOND)
        return;
    c->says_more = says_more(plan, c);
    add_watch(plan, &c->pattern);
    for (uint32_t i = 0; i < c->watch_count; i++)
        add_watch(plan, &c->watches[i].pattern);
    for (uint32_t i = 0; i < c->limit_count; i++)
        c->limits[i].ring = c->limits[i].kind == CS_LIMIT_DURATION && plan->ring_count < CS_RINGS_MAX
                                ? plan->ring_count++ : CS_NOWHERE;
}

static void look_back(void *context, uint32_t relation)
{
    struct cs_plan *plan = context;

    plan->relations[relation].looked_back = true;
}

static bool names_occurrence(const struct cs_plan *plan, const struct cs_pattern *pattern)
{
    return cs_relation_happens(&plan->relations[pattern->relation]) && pattern->columns[0].kind != CS_OPERAND_ANY;
}

/* Does a row of the event do no more than to be seen by bonds, and to set off rules that conclude facts and bonds? */
static bool is_plain(const struct cs_plan *plan, const struct cs_relation *r)
{
    if (r->kind != CS_RELATION_EVENT || r->looked_back || r->powers != NULL || r->readers != NULL ||
        plan->compares_moments)
        return false;
    for (const struct cs_use_site *s = r->triggers; s != NULL; s = s->next)
        if (plan->rules[s->rule].names || plan->rules[s->rule].delay != CS_DELAY_NONE)
            return false;
    return true;
}

/* ---- what is closed ---- */

static bool looks_at(const struct cs_measure *measure, uint32_t relation)
{
    return measure->kind != CS_NUMBER_CONSTANT && measure->pattern.relation == relation;
}

/* Is a condition that looks at the relation none that the checker has added? */
static bool asks_otherwise(const struct cs_step *step, uint32_t relation)
{
    if (step->kind == CS_STEP_MATCH || step->kind == CS_STEP_ABSENT)
        return step->pattern.relation == relation && !step->text->implied;
    return cs_step_surveys(step) && (looks_at(&step->left, relation) || looks_at(&step->right, relation));
}

/* Is its act, or what it waits for, such a fact? */
static bool waits_for(const struct cs_conclusion *c, uint32_t relation)
{
    if (c->kind == CS_EFFECT_BOND && c->pattern.relation == relation)
        return true;
    for (uint32_t i = 0; i < c->watch_count; i++)
        if (c->watches[i].pattern.relation == relation)
            return true;
    return false;
}

/* Does nothing look at the fact for good, once it is so, but the conditions that it adds? */
static bool closes(const struct cs_plan *plan, uint32_t relation)
{
    const struct cs_relation *r = &plan->relations[relation];

    if (!r->for_good || r->under != CS_NO_NAME || r->judged_copies != CS_NOWHERE || some_take_over(plan))
        return false;
    for (size_t i = 0; i < plan->rule_count; i++) {
        const struct cs_plan_rule *rule = &plan->rules[i];

        if (rule->kind == CS_RULE_WHEN && rule->trigger.relation == relation && rule->delay != CS_DELAY_NONE)
            return false;
        for (uint32_t k = 0; k < rule->step_count; k++)
            if (asks_otherwise(&rule->steps[k], relation))
                return false;
        for (uint32_t c = 0; c < rule->conclusion_count; c++)
            if (waits_for(&rule->conclusions[c], relation))
                return false;
    }
    for (size_t i = 0; i < plan->bond_count; i++)
        if (waits_for(&plan->bonds[i].conclusion, relation))
            return false;
    return true;
}

/* Which roles of what is told, or owed, may be what some fact closes. */
static void find_closed_columns(const struct cs_plan *plan, struct cs_relation *r)
{
    r->closed_column = CS_NOWHERE;
    for (uint32_t i = r->first_role; i < r->column_count; i++)
        for (uint32_t k = 0; k < plan->closing_count; k++) {
            cs_kind here = r->column_kinds[i], closed = plan->relations[plan->closing[k]].column_kinds[0];

            if (cs_kind_within(plan->symbols, here, closed) && r->closed_column == CS_NOWHERE)
                r->closed_column = i;
            if (cs_kind_within(plan->symbols, here, closed) || cs_kind_within(plan->symbols, closed, here))
                r->closed_columns |= (uint64_t)1 << i;
        }
}

static void find_closed(struct cs_plan *plan)
{
    plan->closing = cs_arena_array(&plan->arena, plan->relation_count, sizeof *plan->closing);
    for (size_t i = 0; i < plan->relation_count && plan->closing != NULL; i++) {
        plan->relations[i].closes = closes(plan, (uint32_t)i);
        if (plan->relations[i].closes)
            plan->closing[plan->closing_count++] = (uint32_t)i;
    }
    for (size_t i = 0; i < plan->relation_count; i++)
        find_closed_columns(plan, &plan->relations[i]);
}

/* Once all conclusions are known: which of them found families, and which may found a member of one alone. */
static void add_families(struct cs_plan *plan)
{
    for (size_t i = 0; i < plan->rule_count; i++) {
        struct cs_plan_rule *rule = &plan->rules[i];

        for (uint32_t c = 0; c < rule->conclusion_count; c++)
            add_family(plan, rule, &rule->conclusions[c]);
        rule->lists_from = CS_NOWHERE;
        if (rule->conclusion_count == 1 && rule->conclusions[0].family != CS_NOWHERE)
            find_list(plan, rule);
    }
    for (size_t i = 0; i < plan->rule_count; i++)
        for (uint32_t c = 0; c < plan->rules[i].conclusion_count; c++)
            if (plan->rules[i].conclusions[c].kind == CS_EFFECT_BOND)
                plan->rules[i].conclusions[c].beside_family =
                    family_like(plan, &plan->rules[i], &plan->rules[i].conclusions[c]);
}

void cs_lower_access(struct cs_lowering *lowering)
{
    struct cs_plan *plan = lowering->plan;

    for (size_t i = 0; i < plan->rule_count; i++) {
        struct cs_plan_rule *rule = &plan->rules[i];

        cs_lower_each_read(rule, look_back, plan);
        /* a rule that waits looks at it when the time comes; one that has a name for it may keep that */
        if (rule->kind != CS_RULE_WHILE && (rule->delay != CS_DELAY_NONE || names_occurrence(plan, &rule->trigger)))
            plan->relations[rule->trigger.relation].looked_back = true;
        for (uint32_t c = 0; c < rule->conclusion_count; c++)
            add_conclusion(plan, &rule->conclusions[c]);
    }
    add_families(plan);
    for (size_t i = 0; i < plan->bond_count; i++)
        add_conclusion(plan, &plan->bonds[i].conclusion);
    for (size_t i = 0; i < plan->relation_count; i++)
        plan->relations[i].plain = is_plain(plan, &plan->relations[i]);
    find_closed(plan);
}

/* ---- telling ---- */

static void add_roles(const struct cs_relation *r, uint64_t mask, struct cs_buffer *out)
{
    const char *before = "";

    for (uint32_t i = 0; i < r->column_count; i++) {
        if ((mask >> i & 1) == 0)
            continue;
        cs_buffer_text(out, before);
        if (i >= r->first_role)
            cs_buffer_text(out, cs_prep_text(r->shape->roles[i - r->first_role].prep));
        else if (r->first_role - i <= 2 && r->first_role > 1)
            cs_buffer_text(out, r->first_role - i == 2 ? "holder" : "claimant");
        else
            cs_buffer_text(out, "occurrence");
        before = ", ";
    }
}

static void add_name(const struct cs_plan *plan, const struct cs_relation *r, struct cs_buffer *out)
{
    if (cs_relation_tells_duties(r))
        cs_buffer_printf(out, "%s ", cs_verb_text(r->verb));
    if (r->forbidden)
        cs_buffer_text(out, "no ");
    cs_buffer_text(out, cs_names_text(plan->names, r->head));
    if (r->under != CS_NO_NAME)
        cs_buffer_printf(out, " under %s", cs_names_text(plan->names, r->under));
}

static void add_masks(const struct cs_plan *plan, const struct cs_relation *r, const char *way, const uint64_t *masks,
                      uint32_t count, struct cs_buffer *out)
{
    for (uint32_t i = 0; i < count; i++) {
        cs_buffer_printf(out, "%-7s ", way);
        add_name(plan, r, out);
        cs_buffer_text(out, ": ");
        add_roles(r, masks[i], out);
        cs_buffer_char(out, '\n');
    }
}

static void add_limits(const struct cs_plan *plan, const struct cs_plan_rule *rule, struct cs_buffer *out)
{
    char period[64];

    for (uint32_t c = 0; c < rule->conclusion_count; c++)
        for (uint32_t i = 0; rule->conclusions[c].kind == CS_EFFECT_BOND && i < rule->conclusions[c].limit_count; i++) {
            const struct cs_limit *limit = &rule->conclusions[c].limits[i];

            cs_buffer_printf(out, "%-7s %s%s%s", limit->ring != CS_NOWHERE ? "ring" : "heap",
                             cs_names_text(plan->names, rule->article), rule->article != CS_NO_NAME ? ": " : "",
                             cs_names_text(plan->names, rule->conclusions[c].act_head));
            if (limit->kind == CS_LIMIT_DURATION)
                cs_buffer_printf(out, " within %s", cs_duration_text(limit->duration, period));
            cs_buffer_char(out, '\n');
        }
}

static void tell_families(const struct cs_plan *plan, const struct cs_plan_rule *rule, struct cs_buffer *out)
{
    for (uint32_t c = 0; c < rule->conclusion_count; c++) {
        const struct cs_conclusion *conclusion = &rule->conclusions[c];

        if (conclusion->family == CS_NOWHERE)
            continue;
        cs_buffer_printf(out, "%-7s %s%s%s by each %s\n", "family", cs_names_text(plan->names, rule->article),
                         rule->article != CS_NO_NAME ? ": " : "", cs_names_text(plan->names, conclusion->act_head),
                         cs_names_text(plan->names, rule->variables[conclusion->holder.index]));
    }
}

void cs_access_text(const struct cs_plan *plan, struct cs_buffer *out)
{
    for (size_t i = 0; i < plan->relation_count; i++)
        if (plan->relations[i].kind != CS_RELATION_CONDITION)
            add_masks(plan, &plan->relations[i], "index", plan->relations[i].masks, plan->relations[i].mask_count, out);
    for (size_t i = 0; i < plan->relation_count; i++)
        add_masks(plan, &plan->relations[i], "watch", plan->relations[i].watch_masks,
                  plan->relations[i].watch_mask_count, out);
    for (size_t i = 0; i < plan->rule_count; i++)
        add_limits(plan, &plan->rules[i], out);
    for (size_t i = 0; i < plan->rule_count; i++)
        tell_families(plan, &plan->rules[i], out);
    for (size_t i = 0; i < plan->relation_count; i++) {
        const struct cs_relation *r = &plan->relations[i];

        if (r->kind != CS_RELATION_EVENT || r->looked_back || (r->triggers == NULL && r->watch_mask_count == 0))
            continue;
        cs_buffer_printf(out, "%-7s ", "forget");
        add_name(plan, r, out);
        cs_buffer_char(out, '\n');
    }
    for (size_t i = 0; i < plan->relation_count; i++)
        if (plan->relations[i].closes)
            cs_buffer_printf(out, "%-7s %s\n", "close", cs_names_text(plan->names, plan->relations[i].head));
}
