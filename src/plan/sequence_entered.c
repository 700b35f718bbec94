/* SPDX-License-Identifier: MIT */
/* What the record enters, as far as the order within a day may depend on it; and entries that come later. */
#include "plan/sequence_int.h"

/* The columns of the roles that it leaves unsaid, but for those that are then nothing. */
static uint64_t left_unsaid(const struct cs_relation *relation, const struct cs_term *term)
{
    const struct cs_shape *shape = relation->shape;
    uint64_t unsaid = 0;

    for (uint32_t i = 0; i < shape->role_count; i++)
        if (!shape->roles[i].or_nothing && cs_term_role(term, shape->roles[i].prep) == NULL)
            unsaid |= (uint64_t)1 << (relation->first_role + i);
    return unsaid;
}

/* Marks a word, as the rules of each instrument read it. */
static void note_word(struct cs_matrices *m, const struct cs_term *term)
{
    uint32_t relation = term->head == CS_NO_NAME ? CS_NOWHERE : cs_plan_relation(m->plan, term->head, CS_NO_NAME);

    if (relation == CS_NOWHERE)
        return;
    m->plan->relations[relation].left_unsaid |= left_unsaid(&m->plan->relations[relation], term);
    if (m->plan->relations[relation].kind != CS_RELATION_EVENT)
        return;
    for (uint32_t i = relation; i != CS_NOWHERE && m->entered[i] == 0;
         i = i == relation ? m->plan->relations[i].judged_copies : m->plan->relations[i].next_copy)
        m->entered[i] = 1;
}

/* The latest moment of the lines that date an entry. */
static cs_instant latest_dated(const struct cs_plan *plan)
{
    cs_instant latest = CS_TIME_ALWAYS;

    for (const struct cs_file *file = plan->files; file != NULL; file = file->next)
        for (const struct cs_entry *e = cs_file_entries(file, CS_ENTRY_DATED); e != NULL; e = e->next)
            if (e->kind == CS_ENTRY_DATED && e->moment.end > latest)
                latest = e->moment.end;
    return latest;
}

/* Does the entry name a moment before this one, or before its own end? */
static bool names_passed(const struct cs_entry *e, cs_instant latest)
{
    cs_instant end = e->moment.form != CS_MOMENT_NONE && e->moment.end > latest ? e->moment.end : latest;

    for (const struct cs_role *role = e->term.roles; role != NULL; role = role->next)
        for (const struct cs_arg *arg = role->args; arg != NULL; arg = arg->next)
            if (arg->moment != NULL && arg->moment->end < end)
                return true;
    return false;
}

/* Does the rule conclude something of a moment that stands in its text? */
static bool dates_conclusion(const struct cs_plan *plan, const struct cs_plan_rule *rule)
{
    for (uint32_t c = 0; c < rule->conclusion_count; c++) {
        const struct cs_pattern *p = &rule->conclusions[c].pattern;

        for (uint32_t i = 0; i < plan->relations[p->relation].column_count; i++)
            if (plan->relations[p->relation].column_kinds[i] == CS_KIND_MOMENT &&
                p->columns[i].kind != CS_OPERAND_VARIABLE && p->columns[i].kind != CS_OPERAND_ANY)
                return true;
    }
    return false;
}

static bool some_rule_waits_for_moment(const struct cs_plan *plan)
{
    for (size_t i = 0; i < plan->rule_count; i++)
        if (plan->rules[i].delay == CS_DELAY_REACHED)
            return true;
    return false;
}

bool cs_sequence_moments_pass(const struct cs_plan *plan)
{
    cs_instant dated;
    bool pass = false;

    if (!some_rule_waits_for_moment(plan))
        return false;
    for (size_t i = 0; i < plan->rule_count && !pass; i++)
        pass = dates_conclusion(plan, &plan->rules[i]);
    dated = latest_dated(plan);
    for (const struct cs_file *file = plan->files; !pass && file != NULL; file = file->next)
        for (const struct cs_entry *e = file->entries; e != NULL && !pass; e = e->next)
            pass = names_passed(e, dated);
    return pass;
}

/* Does some rule wait for a moment, where none has passed, and does the entry name one or date an entry anew? */
static bool may_pass(const struct cs_plan *plan, const struct cs_entry *entry)
{
    bool names = entry->kind == CS_ENTRY_DATED;

    for (const struct cs_role *role = entry->term.roles; role != NULL; role = role->next)
        for (const struct cs_arg *arg = role->args; arg != NULL; arg = arg->next)
            names |= arg->moment != NULL;
    return names && !plan->moments_pass && some_rule_waits_for_moment(plan);
}

bool cs_plan_takes(const struct cs_plan *plan, const struct cs_entry *entry)
{
    const struct cs_term *term = &entry->term;
    uint32_t relation = term->head == CS_NO_NAME ? CS_NOWHERE : cs_plan_relation(plan, term->head, CS_NO_NAME);

    if (entry->kind == CS_ENTRY_BOND || may_pass(plan, entry))
        return false;
    if (relation == CS_NOWHERE)
        return true;
    return (plan->relations[relation].kind != CS_RELATION_EVENT || plan->entered[relation] != 0) &&
           (left_unsaid(&plan->relations[relation], term) & ~plan->relations[relation].left_unsaid) == 0;
}

void cs_sequence_note_entered(struct cs_matrices *m)
{
    for (const struct cs_file *file = m->plan->files; file != NULL; file = file->next) {
        for (const struct cs_entry *e = file->entries; e != NULL; e = e->next)
            note_word(m, &e->term);
        for (const struct cs_map_case *c = file->map == NULL ? NULL : file->map->cases; c != NULL; c = c->next)
            for (const struct cs_map_statement *s = c->statements; s != NULL; s = s->next)
                note_word(m, &s->term);
    }
}
