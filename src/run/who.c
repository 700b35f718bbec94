/* SPDX-License-Identifier: MIT */
#include "run/who.h"

static void add(struct cs_run *run, const struct cs_who **list, struct cs_who one)
{
    struct cs_who *who = cs_arena_alloc(&run->arena, sizeof *who);

    if (who == NULL) {
        cs_run_fail_memory(run);
        return;
    }
    *who = one;
    who->next = *list;
    *list = who;
}

static bool has(const struct cs_who *list, uint32_t variable)
{
    while (list != NULL && list->variable != variable)
        list = list->next;
    return list != NULL;
}

/* All roles that it stands for; nobody, if a state left it unsaid. */
static void add_variable(const struct cs_match *match, uint32_t variable, const struct cs_who **list)
{
    bool by_occurrence = (match->unsaid >> variable & 1) != 0;

    if (!by_occurrence)
        add(match->run, list, (struct cs_who){.variable = variable});
    for (uint32_t i = match->origin_count; by_occurrence && i-- > 0;) {
        const struct cs_origin *o = &match->origins[i];

        if (o->variable != variable)
            continue;
        add(match->run, list, (struct cs_who){.variable = variable, .occurrence = o->occurrence, .prep = o->prep});
        if (o->first)
            break;
    }
}

const struct cs_who *cs_who_of(const struct cs_match *match, const struct cs_conclusion *bond)
{
    const struct cs_who *list = NULL;

    for (uint32_t w = 0; bond->kind == CS_EFFECT_BOND && w < bond->watch_count; w++) {
        const struct cs_pattern *p = &bond->watches[w].pattern;

        for (uint32_t i = 0; i < match->run->plan->relations[p->relation].column_count; i++) {
            uint32_t v = p->columns[i].index;

            if (p->columns[i].kind == CS_OPERAND_VARIABLE && (match->bound >> v & 1) != 0 &&
                match->values[v] == CS_UNSAID && !has(list, v))
                add_variable(match, v, &list);
        }
    }
    return list;
}

bool cs_who_same(const struct cs_who *a, const struct cs_who *b)
{
    for (; a != NULL && b != NULL; a = a->next, b = b->next)
        if (a->variable != b->variable || a->occurrence != b->occurrence || a->prep != b->prep)
            return false;
    return a == b;
}

cs_set cs_who_fits(struct cs_run *run, const struct cs_who *who, const struct cs_pattern *pattern,
                   const cs_value *values, cs_set worlds)
{
    const struct cs_relation *r = &run->plan->relations[pattern->relation];

    for (; who != NULL && worlds != CS_NONE; who = who->next)
        for (uint32_t i = r->first_role; i < r->column_count && worlds != CS_NONE; i++) {
            if (pattern->columns[i].kind != CS_OPERAND_VARIABLE || pattern->columns[i].index != who->variable ||
                values[i] == CS_UNSAID)
                continue;
            if (who->occurrence == CS_UNSAID)
                return CS_NONE;
            worlds = cs_worlds_and(run->worlds, worlds,
                                   cs_docket_unsaid(run->docket, who->occurrence, (enum cs_prep)who->prep, values[i]));
        }
    return worlds;
}
