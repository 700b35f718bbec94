/* SPDX-License-Identifier: MIT */
#include "run/enumerate.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "plan/access.h"
#include "run/ended.h"

struct cs_enumerated {
    const struct cs_plan_rule *rule;        /* NULL: nothing is kept here */
    cs_value by[CS_LISTED_BY_MAX];          /* the values of rule->lists_by */
    uint64_t turns;                         /* of the stores at which the rest of the rule looks */
    uint64_t members;
    uint32_t holders;
};

/* Finding them. */
struct listing { uint64_t members; uint32_t holders; bool plain; };

static void add_holder(void *context, struct cs_match *match, cs_set worlds)
{
    struct listing *l = context;
    cs_value holder = match->values[match->rule->conclusions[0].holder.index];
    uint32_t number = holder == CS_UNSAID ? CS_NOWHERE : cs_ended_number(&match->run->ended, holder);

    if (number != CS_NOWHERE && l->holders == CS_NOWHERE)
        l->holders = number / CS_ENDED_HOLDERS;
    if (worlds != CS_ALL || match->unsaid != 0 || number == CS_NOWHERE || number / CS_ENDED_HOLDERS != l->holders) {
        l->plain = false;
        return;
    }
    l->members |= (uint64_t)1 << number % CS_ENDED_HOLDERS;
}

static uint64_t find(struct cs_match *match, uint32_t *holders)
{
    struct cs_join rest = cs_enumerate_rest(match->rule);
    struct listing l = {.holders = CS_NOWHERE, .plain = true};

    cs_match_steps(match, &rest, CS_ALL, add_holder, &l);
    *holders = l.holders;
    return l.plain && __builtin_popcountll(l.members) > 1 ? l.members : 0;
}

static uint64_t turns_of(const struct cs_run *run, const struct cs_plan_rule *rule)
{
    struct cs_join rest = cs_enumerate_rest(rule);
    uint64_t turns = 0;

    for (uint32_t i = 0; i < rest.count; i++)
        if (rule->steps[rest.steps[i]].kind == CS_STEP_MATCH)
            turns += run->stores[rule->steps[rest.steps[i]].pattern.relation].turn;
    return turns;
}

/* Where they are kept, or are to be: the place of the hash, or the one behind it. */
static struct cs_enumerated *place_of(const struct cs_run *run, uint64_t hash, const struct cs_plan_rule *rule,
                                      const cs_value *by)
{
    struct cs_enumerated *first = &run->enumerated[hash % CS_ENUMERATED],
                         *second = &run->enumerated[(hash + 1) % CS_ENUMERATED];
    bool is_second = second->rule == rule && memcmp(second->by, by, sizeof second->by) == 0;
    bool is_first = first->rule == rule && memcmp(first->by, by, sizeof first->by) == 0;

    return is_second || (!is_first && first->rule != NULL && second->rule == NULL) ? second : first;
}

uint64_t cs_enumerate(struct cs_match *match, cs_set worlds, uint32_t *holders)
{
    struct cs_run *run = match->run;
    const struct cs_plan_rule *rule = match->rule;
    cs_value by[CS_LISTED_BY_MAX] = {0};
    uint64_t hash = rule->number, turns = turns_of(run, rule);
    struct cs_enumerated *e;
    uint32_t count = 0;

    if (worlds != CS_ALL || match->unsaid != 0)
        return 0;
    if (run->enumerated == NULL && (run->enumerated = calloc(CS_ENUMERATED, sizeof *run->enumerated)) == NULL) {
        cs_run_fail_memory(run);
        return 0;
    }
    for (uint64_t m = rule->lists_by; m != 0; m &= m - 1) {
        by[count++] = match->values[__builtin_ctzll(m)];
        hash = cs_hash_mix(hash, by[count - 1]);
    }
    e = place_of(run, hash, rule, by);
    if (e->rule != rule || e->turns != turns || memcmp(e->by, by, sizeof by) != 0) {
        *e = (struct cs_enumerated){.rule = rule, .turns = turns};
        memcpy(e->by, by, sizeof by);
        e->members = find(match, &e->holders);
    }
    *holders = e->holders;
    return e->members;
}
