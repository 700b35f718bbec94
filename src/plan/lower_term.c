/* SPDX-License-Identifier: MIT */
/* Terms to patterns: each role goes to its column, each argument becomes a value or a variable of the rule. */
#include "plan/lower.h"

const struct cs_span *cs_lower_place(const struct cs_lowering *lowering)
{
    return lowering->rule != NULL && lowering->rule->text != NULL ? &lowering->rule->text->span : NULL;
}

uint32_t cs_lower_variable(struct cs_lowering *lowering, cs_name name)
{
    struct cs_plan_rule *rule = lowering->rule;

    for (uint32_t i = 0; i < rule->variable_count; i++)
        if (rule->variables[i] == name)
            return i;
    if (rule->variable_count == CS_VARIABLES_MAX) {
        cs_fail_at(lowering->failure, cs_lower_place(lowering), CASUS_ERR_LIMIT, "a rule has more than %d variables",
                   CS_VARIABLES_MAX);
        return 0;
    }
    rule->variables[rule->variable_count] = name;
    return rule->variable_count++;
}

struct cs_operand cs_lower_arg(struct cs_lowering *lowering, const struct cs_arg *arg)
{
    if (arg->kind == CS_ARG_VARIABLE)
        return (struct cs_operand){CS_OPERAND_VARIABLE, .index = cs_lower_variable(lowering, arg->name)};
    return (struct cs_operand){CS_OPERAND_VALUE, .index = arg->name};
}

static uint32_t arg_count(const struct cs_role *role)
{
    uint32_t count = 0;

    for (const struct cs_arg *arg = role->args; arg != NULL; arg = arg->next)
        count++;
    return count;
}

void cs_lower_pattern(struct cs_lowering *lowering, const struct cs_term *term, uint32_t relation,
                      struct cs_pattern *out)
{
    const struct cs_relation *r = &lowering->plan->relations[relation];

    *out = (struct cs_pattern){.relation = relation};
    for (const struct cs_role *role = term->roles; role != NULL; role = role->next) {
        int position = cs_shape_role(r->shape, role->prep);

        must(position >= 0);
        out->columns[r->first_role + (uint32_t)position] =
            role->args->next == NULL ? cs_lower_arg(lowering, role->args)
                                     : (struct cs_operand){CS_OPERAND_LIST, .list = role->args};
    }
}

bool cs_lower_term(struct cs_lowering *lowering, const struct cs_term *term, uint32_t relation, uint32_t choice,
                   struct cs_pattern *out)
{
    const struct cs_relation *r = &lowering->plan->relations[relation];

    *out = (struct cs_pattern){.relation = relation};
    for (const struct cs_role *role = term->roles; role != NULL; role = role->next) {
        uint32_t count = arg_count(role);
        const struct cs_arg *arg = role->args;
        int position = cs_shape_role(r->shape, role->prep);

        for (uint32_t skip = choice % count; skip > 0; skip--)
            arg = arg->next;
        choice /= count;
        must(position >= 0);
        out->columns[r->first_role + (uint32_t)position] = cs_lower_arg(lowering, arg);
    }
    return choice == 0;
}
