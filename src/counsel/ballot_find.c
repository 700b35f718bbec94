/* SPDX-License-Identifier: MIT */
/* What a draft of an organ is, who votes on it, how, and what closes it: as the vocabulary and the treaties say. */
#include "counsel/ballot_int.h"

static bool is_variable(const struct cs_operand *operand, uint32_t *index)
{
    *index = operand->index;
    return operand->kind == CS_OPERAND_VARIABLE;
}

/* The column of a pattern that is this variable; CS_NOWHERE if none is. */
static uint32_t column_of(const struct cs_plan *plan, const struct cs_pattern *pattern, uint32_t variable)
{
    uint32_t index;

    for (uint32_t i = 0; i < plan->relations[pattern->relation].column_count; i++)
        if (is_variable(&pattern->columns[i], &index) && index == variable)
            return i;
    return CS_NOWHERE;
}

/* The first column of a pattern, from `from` on, that is a variable other than this one. */
static uint32_t other_column(const struct cs_plan *plan, const struct cs_pattern *pattern, uint32_t variable,
                             uint32_t from)
{
    uint32_t index;

    for (uint32_t i = from; i < plan->relations[pattern->relation].column_count; i++)
        if (is_variable(&pattern->columns[i], &index) && index != variable)
            return i;
    return CS_NOWHERE;
}

static bool find_voter(struct holding *h, const struct cs_plan_row *row, uint32_t draft)
{
    for (uint32_t i = 0; i < row->need_count; i++) {
        const struct cs_pattern *need = &row->needs[i].pattern;

        h->voter = need->relation;
        h->voter_draft = column_of(h->plan, need, draft);
        h->voter_member = other_column(h->plan, need, draft, 0);
        if (h->voter_draft != CS_NOWHERE && h->voter_member != CS_NOWHERE)
            return true;
    }
    return false;
}

static bool find_adoption(struct holding *h, const struct cs_plan_row *row, uint32_t draft)
{
    for (uint32_t i = 0; i < row->state_count; i++) {
        const struct cs_plan_state *state = &row->states[i];

        if (state->kind != CS_ROW_STATE_OUTCOME || state->state != CS_STATE_ADOPTED)
            continue;
        h->adoption = state->pattern.relation;
        h->adoption_draft = column_of(h->plan, &state->pattern, draft);
        return h->adoption_draft != CS_NOWHERE;
    }
    return false;
}

/* The column in which the organ may stand: of a kind of its own, narrower than any. */
static uint32_t organ_column(const struct holding *h, const struct cs_relation *relation, cs_name organ)
{
    for (uint32_t i = relation->first_role; i < relation->column_count; i++)
        if (relation->column_kinds[i] >= CS_KIND_BUILT_IN &&
            cs_symbols_is(h->plan->symbols, organ, relation->column_kinds[i]))
            return i;
    return CS_NOWHERE;
}

/* The line of the ledger by which drafts of the organ are decisions. */
bool cs_ballot_find_row(struct holding *h, cs_name organ)
{
    for (size_t i = 0; i < h->plan->row_count; i++) {
        const struct cs_plan_row *row = &h->plan->rows[i];
        uint32_t draft;

        h->organ_column = organ_column(h, &h->plan->relations[row->pattern.relation], organ);
        if (row->decision && h->organ_column != CS_NOWHERE && is_variable(&row->pattern.columns[0], &draft) &&
            find_voter(h, row, draft) && find_adoption(h, row, draft)) {
            h->row = row;
            return true;
        }
    }
    return false;
}

/* Does the rule let a voter on a draft do its act? Then *member and *draft are variables of its trigger. */
static bool lets_voters(const struct holding *h, const struct cs_plan_rule *rule, uint32_t *member, uint32_t *draft)
{
    for (uint32_t i = 0; i < rule->step_count; i++) {
        const struct cs_step *step = &rule->steps[i];

        if (step->kind == CS_STEP_MATCH && step->pattern.relation == h->voter &&
            is_variable(&step->pattern.columns[h->voter_member], member) &&
            is_variable(&step->pattern.columns[h->voter_draft], draft))
            return true;
    }
    return false;
}

static void add_act(struct holding *h, struct act act)
{
    for (size_t i = 0; i < h->act_count; i++)
        if (h->acts[i].relation == act.relation && h->acts[i].with == act.with && h->acts[i].member == act.member)
            return;
    if (h->act_count == CS_BALLOT_ACTS_MAX)
        cs_fail(h->failure, CASUS_ERR_LIMIT, "members of %s may do more than %d things on a draft", h->wish->organ,
                CS_BALLOT_ACTS_MAX);
    else
        h->acts[h->act_count++] = act;
}

/* With each particular of the kind of a role that the rule leaves open, in their order. */
static void add_acts(struct holding *h, const struct cs_pattern *pattern, struct act act)
{
    const struct cs_relation *relation = &h->plan->relations[pattern->relation];
    const struct cs_symbols *symbols = h->plan->symbols;
    bool filled = false;

    for (uint32_t i = relation->first_role; i < relation->column_count && !filled; i++) {
        if (i == act.member || i == act.draft || relation->column_kinds[i] < CS_KIND_BUILT_IN)
            continue;
        for (size_t p = 0; p < symbols->particular_count; p++)
            if (cs_symbols_is(symbols, symbols->particulars[p].name, relation->column_kinds[i])) {
                act.filled = i;
                act.with = symbols->particulars[p].name;
                add_act(h, act);
                filled = true;
            }
    }
    if (!filled)
        add_act(h, act);
}

void cs_ballot_find_acts(struct holding *h)
{
    for (size_t i = 0; i < h->plan->rule_count; i++) {
        const struct cs_plan_rule *rule = &h->plan->rules[i];
        struct act act = {.relation = rule->trigger.relation, .filled = CS_NOWHERE, .with = CS_NO_NAME};
        uint32_t member, draft;

        if (rule->kind != CS_RULE_MAY || !lets_voters(h, rule, &member, &draft))
            continue;
        act.member = column_of(h->plan, &rule->trigger, member);
        act.draft = column_of(h->plan, &rule->trigger, draft);
        if (act.member != CS_NOWHERE && act.draft != CS_NOWHERE)
            add_acts(h, &rule->trigger, act);
    }
}

/* Does the rule conclude this, of the thing in this column? Then *variable is that thing. */
static bool concludes(const struct cs_plan_rule *rule, uint32_t relation, uint32_t column, uint32_t *variable)
{
    for (uint32_t i = 0; i < rule->conclusion_count; i++)
        if (rule->conclusions[i].kind == CS_EFFECT_TERM && rule->conclusions[i].pattern.relation == relation &&
            is_variable(&rule->conclusions[i].pattern.columns[column], variable))
            return true;
    return false;
}

/* The event at which a draft is adopted, with the draft in one of its roles. */
bool cs_ballot_find_close(struct holding *h)
{
    for (size_t i = 0; i < h->plan->rule_count; i++) {
        const struct cs_plan_rule *rule = &h->plan->rules[i];
        uint32_t draft;

        if (rule->kind != CS_RULE_WHEN || rule->delay != CS_DELAY_NONE ||
            !concludes(rule, h->adoption, h->adoption_draft, &draft) ||
            h->plan->relations[rule->trigger.relation].kind != CS_RELATION_EVENT)
            continue;
        h->closing = rule->trigger.relation;
        h->closing_draft = column_of(h->plan, &rule->trigger, draft);
        h->closing_moment = CS_NOWHERE;
        if (h->closing_draft != CS_NOWHERE && h->closing_draft != 0)
            return true;
    }
    return false;
}

/* The same of a moment: the event that begins a fact with a moment at which the draft is adopted. */
bool cs_ballot_find_circulation(struct holding *h)
{
    for (size_t i = 0; i < h->plan->rule_count; i++) {
        const struct cs_plan_rule *reached = &h->plan->rules[i];
        uint32_t draft, of_draft, of_moment;

        if (reached->kind != CS_RULE_WHEN || reached->delay != CS_DELAY_REACHED ||
            !concludes(reached, h->adoption, h->adoption_draft, &draft))
            continue;
        of_draft = column_of(h->plan, &reached->trigger, draft);
        of_moment = column_of(h->plan, &reached->trigger, reached->moment_variable);
        for (size_t k = 0; k < h->plan->rule_count && of_draft != CS_NOWHERE && of_moment != CS_NOWHERE; k++) {
            const struct cs_plan_rule *rule = &h->plan->rules[k];
            uint32_t moment;

            if (rule->kind != CS_RULE_WHEN || rule->delay != CS_DELAY_NONE ||
                h->plan->relations[rule->trigger.relation].kind != CS_RELATION_EVENT ||
                !concludes(rule, reached->trigger.relation, of_draft, &draft) ||
                !concludes(rule, reached->trigger.relation, of_moment, &moment))
                continue;
            h->closing = rule->trigger.relation;
            h->closing_draft = column_of(h->plan, &rule->trigger, draft);
            h->closing_moment = column_of(h->plan, &rule->trigger, moment);
            if (h->closing_draft != CS_NOWHERE && h->closing_moment != CS_NOWHERE)
                return true;
        }
    }
    return false;
}
