/* SPDX-License-Identifier: MIT */
/* The lint of organs and powers: who holds them, how an organ decides, who has to be there. */
#include "counsel/lint_int.h"
#include "plan/reach.h"

/* ---- L0007: powers that nobody holds ---- */

static bool entry_overlaps(const struct cs_lint_entry *entry, const struct cs_plan_rule *rule)
{
    return entry->entry->moment.start < rule->until && entry->entry->moment.end > rule->since;
}

/* Do the texts say the word of somebody, and of nobody what this line asks for? */
static bool nobody_is(const struct cs_linter *l, const struct cs_plan_rule *rule, const struct cs_pattern *p)
{
    bool said = false;

    if (cs_lint_concluded(l, p))
        return false;
    for (size_t i = 0; i < l->entry_count; i++) {
        if (cs_lint_head(l, l->entries[i].pattern.relation) != cs_lint_head(l, p->relation))
            continue;
        if (cs_lint_unify(l, &l->entries[i].pattern, p) && entry_overlaps(&l->entries[i], rule))
            return false;
        said = true;
    }
    return said;
}

static bool has_particular(const struct cs_linter *l, const struct cs_pattern *p)
{
    for (uint32_t i = 0; i < l->plan->relations[p->relation].column_count; i++)
        if (p->columns[i].kind == CS_OPERAND_VALUE)
            return true;
    return false;
}

static void look_at_power(struct cs_linter *l, const struct cs_plan_rule *rule)
{
    const struct cs_pattern *p;

    for (uint32_t i = 0; (p = cs_lint_positive(rule, i)) != NULL; i++) {
        uint32_t doer = cs_lint_doer(l, p->relation), variable;
        struct cs_lint_place place = cs_lint_at_rule(rule, cs_lint_positive_span(rule, i));
        struct cs_diagnostic *found;

        if (l->plan->relations[p->relation].kind != CS_RELATION_FACT || doer == CS_NOWHERE ||
            !cs_lint_variable(&p->columns[doer], &variable) || !has_particular(l, p) || !nobody_is(l, rule, p))
            continue;
        found = cs_lint_find(l, DIAG_LINT_NOBODY_HOLDS, &place,
                             "nobody holds this power: of nobody the texts say, or conclude, that he %s so",
                             rule->until < CS_TIME_NEVER ? "was" : "is");
        cs_diagnostic_help(l->out, found, "Say who is, \"2000-01-01/.. Alden is member of Council\", by which rule "
                           "somebody becomes so, or mend the name.");
    }
}

/* ---- how an organ decides ---- */

/* A method: the kind of particulars by which organs are said to decide. */
struct method { cs_value organ, name; const struct cs_lint_entry *entry; };

/*
 * Do rules ask for the particular by name, and is it none of those who vote? Then a state that gives it to an organ is
 * its method.
 */
static bool is_method(const struct cs_linter *l, cs_value name)
{
    for (size_t i = 0; i < l->decision_count; i++)
        if (cs_symbols_is(l->symbols, name,
                          l->plan->relations[l->decisions[i].voter].column_kinds[l->decisions[i].member_column]))
            return false;
    for (size_t i = 0; i < l->plan->rule_count; i++) {
        const struct cs_plan_rule *rule = &l->plan->rules[i];
        const struct cs_pattern *p;

        for (uint32_t at = 0; rule->kind == CS_RULE_WHILE && (p = cs_lint_positive(rule, at)) != NULL; at++)
            if (l->plan->relations[p->relation].kind == CS_RELATION_FACT && cs_lint_names(l, p, name))
                return true;
    }
    return false;
}

/* "CSC is deciding by Consensus": of which organ, by which method. */
bool cs_lint_method(const struct cs_linter *l, const struct cs_lint_entry *entry, cs_value organ, cs_value *method)
{
    const struct cs_relation *r = &l->plan->relations[entry->pattern.relation];

    if (r->one_column == CS_NOWHERE || !cs_lint_names(l, &entry->pattern, organ) ||
        entry->pattern.columns[r->one_column].kind != CS_OPERAND_VALUE ||
        r->column_kinds[r->one_column] < CS_KIND_BUILT_IN)
        return false;
    *method = entry->pattern.columns[r->one_column].index;
    return *method != organ && is_method(l, *method);
}

/* Does the rule ask for another method than this one? */
static bool asks_other_method(const struct cs_linter *l, const struct cs_plan_rule *rule, cs_value method)
{
    const struct cs_pattern *p;

    for (uint32_t at = 0; (p = cs_lint_positive(rule, at)) != NULL; at++)
        for (uint32_t i = 0; i < l->plan->relations[p->relation].column_count; i++) {
            const struct cs_operand *o = &p->columns[i];
            cs_value first = o->kind == CS_OPERAND_VALUE ? o->index
                             : o->kind == CS_OPERAND_LIST && o->list != NULL ? o->list->name : CS_NO_NAME;
            cs_kind kind = l->plan->relations[p->relation].column_kinds[i];

            if (first != CS_NO_NAME && kind >= CS_KIND_BUILT_IN && cs_symbols_is(l->symbols, method, kind) &&
                cs_symbols_is(l->symbols, first, kind) && !cs_lint_is(l, o, method))
                return true;
        }
    return false;
}

static bool leads_to(const struct cs_plan_rule *rule, const bool *needed)
{
    if (rule->kind == CS_RULE_MAY)
        return needed[rule->trigger.relation];
    for (uint32_t k = 0; k < rule->conclusion_count; k++)
        if (rule->conclusions[k].kind != CS_EFFECT_BOND && needed[rule->conclusions[k].pattern.relation])
            return true;
    return false;
}

/*
 * All on which something depends under a method, however far back; `powers`: also on who may do what it depends on.
 * Rules that ask for another method are left out. `needed` is by relation, and is set from what it has on.
 */
static void spread_back(const struct cs_linter *l, cs_value method, bool powers, bool *needed)
{
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < l->plan->rule_count; i++) {
            const struct cs_plan_rule *rule = &l->plan->rules[i];

            if (!leads_to(rule, needed) || (!powers && rule->kind == CS_RULE_MAY) ||
                (method != CS_NO_NAME && asks_other_method(l, rule, method)))
                continue;
            if (rule->kind == CS_RULE_WHEN)
                more = cs_plan_mark(needed, rule->trigger.relation) || more;
            for (uint32_t s = 0; s < rule->step_count; s++)
                more = cs_plan_mark_looked_at(needed, &rule->steps[s]) || more;
        }
    }
}

static bool *outcomes(struct cs_linter *l, const struct cs_lint_decision *d)
{
    bool *needed = cs_arena_array(&l->arena, l->plan->relation_count + 1, sizeof *needed);

    for (uint32_t i = 0; needed != NULL && i < d->row->state_count; i++)
        if (d->row->states[i].kind == CS_ROW_STATE_OUTCOME)
            needed[d->row->states[i].pattern.relation] = true;
    return needed;
}

/* ---- L0010: quorum and base when members are excluded ---- */

/* The rule's effect by which members of an organ lose their vote, and the organ; NULL if it has none. */
static const struct cs_conclusion *excludes(const struct cs_linter *l, const struct cs_plan_rule *rule, cs_value organ)
{
    for (uint32_t k = 0; k < rule->conclusion_count; k++) {
        const struct cs_conclusion *c = &rule->conclusions[k];

        if (c->kind == CS_EFFECT_TERM && l->taker[c->pattern.relation] != CS_NOWHERE &&
            c->pattern.columns[l->taker[c->pattern.relation]].kind == CS_OPERAND_VARIABLE &&
            (cs_lint_names(l, &c->pattern, organ) || cs_lint_organ(l, rule) == organ))
            return c;
    }
    return NULL;
}

/* The entry that says of the organ that it keeps some from voting: a state for which rules of an exclusion ask. */
static const struct cs_lint_entry *excludes_by_entry(const struct cs_linter *l, cs_value organ)
{
    for (size_t i = 0; i < l->plan->rule_count; i++) {
        const struct cs_plan_rule *rule = &l->plan->rules[i];
        bool takes = false;
        const struct cs_pattern *p;

        for (uint32_t k = 0; k < rule->conclusion_count; k++)
            takes = takes || (rule->conclusions[k].kind == CS_EFFECT_TERM &&
                              l->taker[rule->conclusions[k].pattern.relation] != CS_NOWHERE);
        for (uint32_t at = 0; takes && (p = cs_lint_positive(rule, at)) != NULL; at++) {
            uint32_t doer = cs_lint_doer(l, p->relation);

            for (size_t e = 0; doer != CS_NOWHERE && l->taker[p->relation] == CS_NOWHERE && e < l->entry_count; e++)
                if (l->plan->relations[p->relation].column_count == 1 &&
                    l->entries[e].pattern.relation == p->relation &&
                    cs_lint_is(l, &l->entries[e].pattern.columns[doer], organ))
                    return &l->entries[e];
        }
    }
    return NULL;
}

/* The number of an organ on which decisions depend: "quorum of CSC with 4". CS_NOWHERE if there is none. */
static uint32_t number_of(const struct cs_linter *l, const struct cs_lint_decision *d, const bool *needed)
{
    cs_kind organ = l->plan->relations[d->draft].column_kinds[d->organ_column];

    for (size_t i = 0; i < l->plan->rule_count; i++)
        for (uint32_t s = 0; leads_to(&l->plan->rules[i], needed) && s < l->plan->rules[i].step_count; s++) {
            const struct cs_step *step = &l->plan->rules[i].steps[s];
            const struct cs_relation *r;

            if (step->kind != CS_STEP_NUMBER || step->right.kind == CS_NUMBER_CONSTANT)
                continue;
            r = &l->plan->relations[step->right.pattern.relation];
            if (r->kind == CS_RELATION_FACT && !r->derived && r->number_column != CS_NOWHERE && r->column_count == 2 &&
                cs_kind_within(l->symbols, r->column_kinds[1 - r->number_column], organ))
                return step->right.pattern.relation;
        }
    return CS_NOWHERE;
}

static bool is_set(const struct cs_linter *l, uint32_t relation, cs_value organ)
{
    for (size_t i = 0; i < l->entry_count; i++)
        if (l->entries[i].pattern.relation == relation && cs_lint_names(l, &l->entries[i].pattern, organ))
            return true;
    return false;
}

/* Does what is counted rest on who has a vote? */
static bool rests_on_voters(struct cs_linter *l, const struct cs_lint_decision *d, uint32_t relation, cs_value method)
{
    bool *needed = cs_arena_array(&l->arena, l->plan->relation_count + 1, sizeof *needed);

    if (needed == NULL)
        return true;
    needed[relation] = true;
    spread_back(l, method, false, needed);
    return needed[d->voter];
}

/* The comparison in which voters are counted against all members, excluded ones too; NULL if there is none. */
static const struct cs_step *counts_excluded(struct cs_linter *l, const struct cs_lint_decision *d, cs_value method,
                                             const bool *needed)
{
    for (size_t i = 0; i < l->plan->rule_count; i++) {
        const struct cs_plan_rule *rule = &l->plan->rules[i];

        if (rule->kind == CS_RULE_MAY || !leads_to(rule, needed) || asks_other_method(l, rule, method))
            continue;
        for (uint32_t s = 0; s < rule->step_count; s++) {
            const struct cs_step *step = &rule->steps[s];

            if (step->kind == CS_STEP_NUMBER && step->left.kind != CS_NUMBER_CONSTANT &&
                step->right.kind == CS_NUMBER_OF && rests_on_voters(l, d, step->left.pattern.relation, method) &&
                !rests_on_voters(l, d, step->right.pattern.relation, method))
                return step;
        }
    }
    return NULL;
}

/* Does the method ask for a share of all who have a vote, or for all of them? Then a quorum makes no difference. */
static bool needs_share(const struct cs_linter *l, const struct cs_lint_decision *d, cs_value method)
{
    for (size_t i = 0; i < l->plan->rule_count; i++) {
        const struct cs_plan_rule *rule = &l->plan->rules[i];
        const struct cs_pattern *p;
        bool of_method = false;

        for (uint32_t at = 0; rule->kind == CS_RULE_WHILE && (p = cs_lint_positive(rule, at)) != NULL; at++)
            of_method = of_method || cs_lint_names(l, p, method);
        for (uint32_t s = 0; of_method && s < rule->step_count; s++)
            if ((rule->steps[s].kind == CS_STEP_NUMBER && rule->steps[s].right.kind == CS_NUMBER_OF &&
                 rule->steps[s].right.pattern.relation == d->voter) ||
                (rule->steps[s].kind == CS_STEP_EVERY && rule->steps[s].left.pattern.relation == d->voter))
                return true;
    }
    return false;
}

static void tell_open(struct cs_linter *l, const struct cs_lint_decision *d, const struct method *m,
                      const struct cs_lint_place *place)
{
    bool *needed = outcomes(l, d);
    const struct cs_step *base;
    struct cs_diagnostic *found;
    uint32_t number;

    if (needed == NULL)
        return;
    spread_back(l, m->name, true, needed);
    number = number_of(l, d, needed);
    base = counts_excluded(l, d, m->name, needed);
    if (base != NULL) {
        found = cs_lint_find(l, DIAG_LINT_QUORUM_OPEN, place,
                             "%s decides by %s, and its base counts those who are excluded",
                             cs_lint_text(l, m->organ), cs_lint_text(l, m->name));
        cs_diagnostic_other(l->out, found, base->text->span, "here they are counted");
        cs_diagnostic_help(l->out, found, "Count on both sides those who have a vote.");
    } else if (number != CS_NOWHERE && !is_set(l, number, m->organ) && !needs_share(l, d, m->name)) {
        found = cs_lint_find(l, DIAG_LINT_QUORUM_OPEN, place,
                             "members of %s may be excluded, it decides by %s, and no text sets its %s",
                             cs_lint_text(l, m->organ), cs_lint_text(l, m->name),
                             cs_lint_text(l, cs_lint_head(l, number)));
        cs_diagnostic_help(l->out, found, "Say how many must be there, \"%s of %s with 4\", and whether the excluded "
                           "count.", cs_lint_text(l, cs_lint_head(l, number)), cs_lint_text(l, m->organ));
    }
}

static void look_at_exclusions(struct cs_linter *l, const struct cs_lint_decision *d, const struct method *m)
{
    const struct cs_lint_entry *entry = excludes_by_entry(l, m->organ);

    if (entry != NULL) {
        struct cs_lint_place place = cs_lint_at_entry(l, entry->entry);

        tell_open(l, d, m, &place);
    }
    for (size_t i = 0; i < l->plan->rule_count; i++) {
        const struct cs_plan_rule *rule = &l->plan->rules[i];
        const struct cs_conclusion *c = cs_lint_instrument(rule) != NULL ? excludes(l, rule, m->organ) : NULL;

        if (c != NULL) {
            struct cs_lint_place place = cs_lint_at_rule(rule, c->text->span);

            tell_open(l, d, m, &place);
            return;
        }
    }
}

/* ---- L0011: who has to be there ---- */

/* How many particulars the texts say to be members of the organ, without an end. */
static size_t members_of(const struct cs_linter *l, const struct cs_lint_decision *d, cs_value organ)
{
    size_t count = 0;

    for (size_t n = 0; n < l->symbols->particular_count; n++) {
        bool is_member = false;

        for (size_t i = 0; i < l->plan->rule_count && !is_member; i++) {
            const struct cs_plan_rule *rule = &l->plan->rules[i];
            const struct cs_pattern *p;
            uint32_t who;

            if (rule->kind != CS_RULE_WHILE || rule->head.relation != d->voter ||
                !cs_lint_variable(&rule->head.columns[d->member_column], &who))
                continue;
            for (uint32_t at = 0; (p = cs_lint_positive(rule, at)) != NULL; at++) {
                uint32_t column = cs_lint_column(l, p, who);

                for (size_t e = 0; column != CS_NOWHERE && e < l->entry_count && !is_member; e++)
                    is_member = l->entries[e].pattern.relation == p->relation &&
                                l->entries[e].entry->moment.end == CS_TIME_NEVER &&
                                cs_lint_is(l, &l->entries[e].pattern.columns[column],
                                           l->symbols->particulars[n].name) &&
                                cs_lint_names(l, &l->entries[e].pattern, organ);
            }
        }
        count += is_member;
    }
    return count;
}

static void look_at_quorum(struct cs_linter *l, const struct cs_lint_decision *d, const struct method *m)
{
    bool *needed = outcomes(l, d);
    uint32_t number;
    size_t members;

    if (needed == NULL)
        return;
    spread_back(l, m->name, true, needed);
    number = number_of(l, d, needed);
    members = number == CS_NOWHERE ? 0 : members_of(l, d, m->organ);
    for (size_t i = 0; members > 0 && i < l->entry_count; i++) {
        const struct cs_lint_entry *e = &l->entries[i];
        struct cs_lint_place place = cs_lint_at_entry(l, e->entry);
        struct cs_diagnostic *found;
        cs_wide value = 0;

        if (e->pattern.relation != number || !cs_lint_names(l, &e->pattern, m->organ))
            continue;
        for (const struct cs_role *role = e->entry->term.roles; role != NULL; role = role->next)
            if (role->args->kind == CS_ARG_NUMBER)
                value = role->args->number;
        if (value < (cs_wide)members)
            continue;
        found = cs_lint_find(l, DIAG_LINT_NEEDS_CONCERNED, &place,
                             "%s cannot meet without each of its %zu members, the party concerned among them",
                             cs_lint_text(l, m->organ), members);
        cs_diagnostic_help(l->out, found, "Set the quorum lower, or count it without the parties concerned.");
    }
}

/* Is whoever does the act known by an office that one has at a time? */
static bool by_office(const struct cs_linter *l, const struct cs_plan_rule *rule)
{
    uint32_t doer = cs_lint_doer(l, rule->trigger.relation), variable, who;
    const struct cs_pattern *p;

    if (doer == CS_NOWHERE || !cs_lint_variable(&rule->trigger.columns[doer], &who))
        return false;
    for (uint32_t i = 0; (p = cs_lint_positive(rule, i)) != NULL; i++) {
        uint32_t one = l->plan->relations[p->relation].one_column;

        if (one != CS_NOWHERE && cs_lint_variable(&p->columns[one], &variable) && variable == who)
            return true;
    }
    return false;
}

/* An act upon an organ that the holder of one office alone may do. */
static void look_at_office(struct cs_linter *l, const struct cs_plan_rule *rule)
{
    const struct cs_relation *r = &l->plan->relations[rule->trigger.relation];
    uint32_t doer = cs_lint_doer(l, rule->trigger.relation);
    struct cs_lint_place place = cs_lint_at_rule(rule, rule->text->trigger.term.span);
    struct cs_diagnostic *found;
    bool of_organ = false;

    for (uint32_t i = r->first_role; i < r->column_count; i++)
        for (size_t d = 0; i != doer && rule->trigger.columns[i].kind == CS_OPERAND_VALUE && d < l->decision_count; d++)
            of_organ = of_organ || cs_symbols_is(l->symbols, rule->trigger.columns[i].index,
                                                 l->plan->relations[l->decisions[d].draft]
                                                     .column_kinds[l->decisions[d].organ_column]);
    if (!of_organ || !by_office(l, rule))
        return;
    for (size_t i = 0; i < l->plan->rule_count; i++)
        if (l->plan->rules[i].kind == CS_RULE_MAY && cs_lint_overlap(&l->plan->rules[i], rule) &&
            cs_lint_unify(l, &l->plan->rules[i].trigger, &rule->trigger) && !by_office(l, &l->plan->rules[i]))
            return;
    found = cs_lint_find(l, DIAG_LINT_NEEDS_CONCERNED, &place,
                         "%s is in the power of one office alone, which the party concerned may hold",
                         cs_lint_text(l, cs_lint_head(l, rule->trigger.relation)));
    cs_diagnostic_help(l->out, found, "Let any member do it as well, or the next in turn where the office lies with "
                       "the party concerned.");
}

/* ---- L0017: powers that the method makes idle ---- */

/* Does a text of an instrument look at the act, so that it means something there? */
static bool is_looked_at(const struct cs_linter *l, uint32_t relation)
{
    for (size_t i = 0; i < l->plan->rule_count; i++) {
        const struct cs_plan_rule *rule = &l->plan->rules[i];
        const struct cs_pattern *p;

        for (uint32_t at = 0; rule->text->instrument != NULL && rule->kind != CS_RULE_MAY &&
                              (p = cs_lint_positive(rule, at)) != NULL; at++)
            if (p->relation == relation)
                return true;
        for (uint32_t s = 0; rule->text->instrument != NULL && s < rule->step_count; s++)
            if (rule->steps[s].kind == CS_STEP_ABSENT && rule->steps[s].pattern.relation == relation)
                return true;
    }
    return l->owed[relation];
}

static bool *needed_by(struct cs_linter *l, const struct cs_lint_decision *d, cs_value organ, cs_value *method)
{
    bool *all = NULL;

    for (size_t i = 0; i < l->entry_count; i++) {
        cs_value name;
        bool *needed;

        if (!cs_lint_method(l, &l->entries[i], organ, &name) || (needed = outcomes(l, d)) == NULL)
            continue;
        spread_back(l, name, true, needed);
        for (size_t r = 0; all != NULL && r < l->plan->relation_count; r++)
            needed[r] = needed[r] || all[r];
        all = needed;
        *method = name;
    }
    return all;
}

static void look_at_meaning(struct cs_linter *l, const struct cs_lint_decision *d, const struct cs_plan_rule *rule)
{
    cs_value organ = cs_lint_organ(l, rule), method = CS_NO_NAME;
    const struct cs_pattern *p;
    bool of_draft = false;
    const bool *needed;
    uint32_t draft;
    struct cs_lint_place place = cs_lint_at_rule(rule, rule->text->trigger.term.span);
    struct cs_diagnostic *found;

    for (uint32_t i = 0; (p = cs_lint_positive(rule, i)) != NULL; i++)
        of_draft = of_draft || (p->relation == d->draft && cs_lint_variable(&p->columns[0], &draft) &&
                                cs_lint_column(l, &rule->trigger, draft) != CS_NOWHERE);
    if (organ == CS_NO_NAME || !of_draft || is_looked_at(l, rule->trigger.relation) ||
        (needed = needed_by(l, d, organ, &method)) == NULL || needed[rule->trigger.relation])
        return;
    found = cs_lint_find(l, DIAG_LINT_NO_MEANING, &place, "%s changes nothing in %s, which decides by %s",
                         cs_lint_text(l, cs_lint_head(l, rule->trigger.relation)), cs_lint_text(l, organ),
                         cs_lint_text(l, method));
    cs_diagnostic_help(l->out, found, "Choose a method that looks at it, or take the power out.");
}

void cs_lint_organs(struct cs_linter *l)
{
    for (size_t i = 0; i < l->plan->rule_count; i++) {
        const struct cs_plan_rule *rule = &l->plan->rules[i];

        if (rule->kind != CS_RULE_MAY || cs_lint_instrument(rule) == NULL)
            continue;
        look_at_power(l, rule);
        look_at_office(l, rule);
        for (size_t d = 0; d < l->decision_count; d++)
            look_at_meaning(l, &l->decisions[d], rule);
    }
    for (size_t d = 0; d < l->decision_count; d++)
        for (size_t i = 0; i < l->entry_count; i++)
            for (size_t n = 0; n < l->symbols->particular_count; n++) {
                struct method m = {.organ = l->symbols->particulars[n].name, .entry = &l->entries[i]};

                if (!cs_symbols_is(l->symbols, m.organ, l->plan->relations[l->decisions[d].draft]
                                                            .column_kinds[l->decisions[d].organ_column]) ||
                    !cs_lint_method(l, &l->entries[i], m.organ, &m.name))
                    continue;
                look_at_exclusions(l, &l->decisions[d], &m);
                look_at_quorum(l, &l->decisions[d], &m);
            }
}
