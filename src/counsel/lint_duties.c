/* SPDX-License-Identifier: MIT */
/* The lint of what is owed: on what it hangs, who can keep it from being done, what comes of its breach. */
#include <string.h>

#include "counsel/lint_int.h"
#include "counsel/power.h"

static bool is_variable(const struct cs_operand *operand, const struct cs_operand *other)
{
    return operand->kind == CS_OPERAND_VARIABLE && other->kind == CS_OPERAND_VARIABLE && operand->index == other->index;
}

static bool is_same(const struct cs_operand *a, const struct cs_operand *b)
{
    return a->kind == b->kind && a->index == b->index &&
           (a->kind == CS_OPERAND_VALUE || a->kind == CS_OPERAND_VARIABLE);
}

/* The state by which the rule knows the holder: "helper is party of CST". NULL if there is none. */
static const struct cs_pattern *standing_of(const struct cs_linter *l, const struct cs_plan_rule *rule,
                                            const struct cs_operand *holder)
{
    const struct cs_pattern *p;

    for (uint32_t i = 0; (p = cs_lint_positive(rule, i)) != NULL; i++) {
        uint32_t doer = cs_lint_doer(l, p->relation);

        if (l->plan->relations[p->relation].kind == CS_RELATION_FACT && doer != CS_NOWHERE &&
            is_variable(&p->columns[doer], holder))
            return p;
    }
    return NULL;
}

static bool same_article(const struct cs_plan_rule *a, const struct cs_plan_rule *b)
{
    return cs_lint_instrument(a) == cs_lint_instrument(b) && a->article == b->article && cs_lint_overlap(a, b);
}

/* Is it the first such rule of this text of the article for this act? One finding is enough. */
static bool is_first(const struct cs_linter *l, const struct cs_plan_rule *rule, uint32_t conclusion,
                     bool (*concerns)(const struct cs_linter *, const struct cs_plan_rule *, uint32_t))
{
    for (const struct cs_plan_rule *before = l->plan->rules; before < rule; before++)
        for (uint32_t k = 0; cs_lint_instrument(before) == cs_lint_instrument(rule) &&
                             before->text->article == rule->text->article && k < before->conclusion_count; k++)
            if (cs_lint_is_duty(&before->conclusions[k]) &&
                before->conclusions[k].act_head == rule->conclusions[conclusion].act_head && concerns(l, before, k))
                return false;
    return true;
}

/* ---- L0003: each owes, and an organ decides ---- */

/* Does the draft that this power lets put ask for what the duty is to give: is a name in it of a role of the act? */
static bool asks_for(const struct cs_linter *l, const struct cs_pattern *draft, uint32_t organ_column,
                     const struct cs_conclusion *duty)
{
    const struct cs_relation *act = &l->plan->relations[duty->pattern.relation];

    for (uint32_t i = 1; i < l->plan->relations[draft->relation].column_count; i++) {
        if (i == organ_column || draft->columns[i].kind != CS_OPERAND_VALUE)
            continue;
        for (uint32_t k = act->first_role; k < act->column_count; k++)
            if (act->column_kinds[k] >= CS_KIND_BUILT_IN && !is_same(&duty->pattern.columns[k], &duty->holder) &&
                !is_same(&duty->pattern.columns[k], &duty->claimant) &&
                cs_symbols_is(l->symbols, draft->columns[i].index, act->column_kinds[k]))
                return true;
    }
    return false;
}

/* The rule by which an organ decides on what is owed; *organ: which. */
static const struct cs_plan_rule *decided_by(const struct cs_linter *l, const struct cs_plan_rule *rule,
                                             const struct cs_conclusion *duty, cs_value *organ)
{
    for (size_t i = 0; i < l->plan->rule_count; i++) {
        const struct cs_plan_rule *other = &l->plan->rules[i];

        if (other->kind == CS_RULE_MAY || !same_article(rule, other) || !cs_lint_needs_decision(l, other) ||
            (*organ = cs_lint_organ(l, other)) == CS_NO_NAME)
            continue;
        for (uint32_t k = 0; k < other->conclusion_count; k++)
            if (cs_lint_is_duty(&other->conclusions[k]) && other->conclusions[k].act_head == duty->act_head)
                return other;
    }
    for (size_t i = 0; i < l->plan->rule_count; i++) {
        const struct cs_plan_rule *power = &l->plan->rules[i];

        for (size_t d = 0; power->kind == CS_RULE_MAY && d < l->decision_count; d++) {
            uint32_t column = l->decisions[d].organ_column;

            if (power->trigger.relation != l->decisions[d].draft || !cs_lint_overlap(rule, power) ||
                cs_lint_instrument(power) != cs_lint_instrument(rule) ||
                power->trigger.columns[column].kind != CS_OPERAND_VALUE ||
                !asks_for(l, &power->trigger, column, duty))
                continue;
            *organ = power->trigger.columns[column].index;
            return power;
        }
    }
    return NULL;
}

#define DAY ((cs_instant)86400)

/* The last day on which something begins (an article, a state), of those on which the rule is in force. */
static void newest_day(const struct cs_linter *l, const struct cs_plan_rule *rule, struct cs_date *out)
{
    cs_instant newest = 0;

    for (size_t i = 0; i < l->entry_count; i++)
        if (l->entries[i].entry->moment.start > newest && l->entries[i].entry->moment.start != CS_TIME_NEVER)
            newest = l->entries[i].entry->moment.start;
    for (size_t i = 0; i < l->plan->rule_count; i++)
        if (l->plan->rules[i].since > newest && l->plan->rules[i].since != CS_TIME_NEVER)
            newest = l->plan->rules[i].since;
    newest = newest < rule->until - DAY ? newest : rule->until - DAY;
    cs_date_of((cs_divide_down(newest, DAY) + 1) * DAY, (struct cs_zone){0}, out);
}

/*
 * Who could block it: "Alden, Borea or Cassia alone". False if nobody could; where it cannot be counted the text says
 * why.
 */
static bool who_blocks(struct cs_linter *l, const struct cs_plan_rule *rule, cs_value organ, struct cs_buffer *out)
{
    struct cs_ballot_wish wish = {.organ = cs_lint_text(l, organ)};
    struct cs_failure failure;
    struct cs_power power;
    struct cs_date day;
    size_t count = 0;

    newest_day(l, rule, &day);
    wish.as_of = &day;
    cs_failure_clear(&failure);
    if (cs_power(l->c, &wish, NULL, 0, 1, &failure, &power) != CASUS_OK) {
        if (failure.status == CASUS_ERR_MEMORY)
            cs_fail_memory(l->failure);
        cs_buffer_printf(out, "who could block it these texts do not tell (%s)", failure.message);
        cs_power_release(&power);
        return failure.status != CASUS_ERR_MEMORY;
    }
    for (size_t i = 0; i < power.ballot.member_count; i++)
        count += power.members[i].veto;
    for (size_t i = 0, told = 0; i < power.ballot.member_count; i++)
        if (power.members[i].veto) {
            cs_buffer_printf(out, "%s%s", told == 0 ? "" : told + 1 == count ? " or " : ", ", power.members[i].name);
            told++;
        }
    cs_buffer_printf(out, " could block it alone, as the members were on %s", day.text);
    cs_power_release(&power);
    return count > 0;
}

static bool each_owes(const struct cs_linter *l, const struct cs_plan_rule *rule, uint32_t k)
{
    cs_value organ;

    return rule->conclusions[k].holder.kind == CS_OPERAND_VARIABLE && !cs_lint_needs_decision(l, rule) &&
           standing_of(l, rule, &rule->conclusions[k].holder) != NULL &&
           decided_by(l, rule, &rule->conclusions[k], &organ) != NULL;
}

static void look_at_consensus(struct cs_linter *l, const struct cs_plan_rule *rule, uint32_t k)
{
    const struct cs_conclusion *duty = &rule->conclusions[k];
    const struct cs_plan_rule *by;
    struct cs_lint_place place;
    struct cs_diagnostic *found;
    struct cs_buffer text;
    cs_value organ;

    if (!each_owes(l, rule, k) || !is_first(l, rule, k, each_owes))
        return;
    by = decided_by(l, rule, duty, &organ);
    place = cs_lint_at_rule(rule, duty->text->span);
    place.other = cs_lint_instrument(by);
    place.other_source = by->text->span.source;
    if (!cs_lint_is_named(l, &place))
        return; /* who could block it takes some runs */
    cs_buffer_init(&text);
    if (who_blocks(l, rule, organ, &text)) {
        found = cs_lint_find(l, DIAG_LINT_NEEDS_CONSENSUS, &place,
                             "each owes %s by this clause, and %s decides on it by another; %s",
                             cs_lint_text(l, duty->act_head), cs_lint_text(l, organ), cs_buffer_string(&text));
        cs_diagnostic_other(l->out, found, by->text->trigger.term.span, "here %s decides", cs_lint_text(l, organ));
        cs_diagnostic_help(l->out, found, "Say whether each owes it by itself until %s has decided, or only after it "
                           "has; and what is owed while no draft is put or one is blocked.", cs_lint_text(l, organ));
    }
    l->out->failed = l->out->failed || text.failed;
    cs_buffer_release(&text);
}

/* ---- L0004: in whose hand a condition lies ---- */

static void tell_adversary(struct cs_linter *l, const struct cs_plan_rule *rule, struct cs_span span,
                           const struct cs_conclusion *duty, const char *who)
{
    struct cs_lint_place place = cs_lint_at_rule(rule, span);
    struct cs_diagnostic *found = cs_lint_find(l, DIAG_LINT_ADVERSARY, &place, "%s hangs on what %s does",
                                               cs_lint_text(l, duty->act_head), who);

    cs_diagnostic_help(l->out, found, "Leave the condition to who is owed, to who owes, or to a third; or set a day "
                       "after which it falls away.");
}

static bool stands_elsewhere(const struct cs_linter *l, const struct cs_pattern *p, uint32_t doer,
                             const struct cs_operand *who)
{
    for (uint32_t i = 0; i < l->plan->relations[p->relation].column_count; i++)
        if (i != doer && is_same(&p->columns[i], who))
            return true;
    return false;
}

/* Whoever acts upon the claimant in something that the rule looks for; NULL if nobody does. */
static const struct cs_operand *adversary(const struct cs_linter *l, const struct cs_plan_rule *rule,
                                          const struct cs_conclusion *duty, uint32_t *index)
{
    const struct cs_pattern *p;

    for (uint32_t i = 0; (p = cs_lint_positive(rule, i)) != NULL; i++) {
        uint32_t doer = cs_lint_doer(l, p->relation);

        if (l->plan->relations[p->relation].kind != CS_RELATION_EVENT || doer == CS_NOWHERE ||
            p->columns[doer].kind != CS_OPERAND_VARIABLE || is_same(&p->columns[doer], &duty->holder) ||
            is_same(&p->columns[doer], &duty->claimant) || !stands_elsewhere(l, p, doer, &duty->claimant))
            continue;
        *index = i;
        return &p->columns[doer];
    }
    return NULL;
}

static void look_at_adversary(struct cs_linter *l, const struct cs_plan_rule *rule, const struct cs_conclusion *duty)
{
    const struct cs_pattern *p;
    uint32_t cause;
    const struct cs_operand *who = adversary(l, rule, duty, &cause);
    const char *name = who != NULL ? cs_lint_text(l, rule->variables[who->index]) : NULL;

    for (uint32_t i = 0; who != NULL && (p = cs_lint_positive(rule, i)) != NULL; i++) {
        uint32_t doer = cs_lint_doer(l, p->relation);

        if (i != cause && doer != CS_NOWHERE && l->plan->relations[p->relation].kind == CS_RELATION_EVENT &&
            is_same(&p->columns[doer], who) && !stands_elsewhere(l, p, doer, &duty->claimant))
            tell_adversary(l, rule, cs_lint_positive_span(rule, i), duty, name);
    }
    for (uint32_t i = 0; who != NULL && i < duty->watch_count; i++) {
        uint32_t doer = cs_lint_doer(l, duty->watches[i].pattern.relation);

        if (duty->watches[i].kind != CS_MODIFIER_LIMIT && doer != CS_NOWHERE &&
            is_same(&duty->watches[i].pattern.columns[doer], who))
            tell_adversary(l, rule, duty->text->span, duty, name);
    }
}

static const char *name_of(const struct cs_linter *l, const struct cs_plan_rule *rule, const struct cs_operand *who)
{
    return cs_lint_text(l, who->kind == CS_OPERAND_VALUE ? who->index : rule->variables[who->index]);
}

/* Both sides: the same is asked of who is owed and of another who does not owe it. */
static void look_at_both_sides(struct cs_linter *l, const struct cs_plan_rule *rule, const struct cs_conclusion *duty)
{
    const struct cs_pattern *p, *q;

    for (uint32_t i = 0; (p = cs_lint_positive(rule, i)) != NULL; i++) {
        uint32_t doer = cs_lint_doer(l, p->relation);

        if (doer == CS_NOWHERE || l->plan->relations[p->relation].kind != CS_RELATION_EVENT ||
            !is_same(&p->columns[doer], &duty->claimant))
            continue;
        for (uint32_t k = 0; (q = cs_lint_positive(rule, k)) != NULL; k++) {
            const struct cs_operand *who = &q->columns[doer];

            if (q->relation == p->relation && k != i && !is_same(who, &duty->claimant) &&
                !is_same(who, &duty->holder) && (who->kind == CS_OPERAND_VALUE || who->kind == CS_OPERAND_VARIABLE))
                tell_adversary(l, rule, cs_lint_positive_span(rule, k), duty, name_of(l, rule, who));
        }
    }
}

/* ---- L0005: who has to ask ---- */

/* The line by which the rule wants a request by this one; its number, CS_NOWHERE if there is none. */
static uint32_t wants_request(const struct cs_linter *l, const struct cs_plan_rule *rule, const struct cs_operand *by)
{
    const struct cs_pattern *p;

    for (uint32_t i = 0; (p = cs_lint_positive(rule, i)) != NULL; i++) {
        uint32_t doer = cs_lint_doer(l, p->relation);

        if (doer != CS_NOWHERE && is_same(&p->columns[doer], by) &&
            cs_lint_request(l, p->relation) == CS_LINT_ALWAYS)
            return i;
    }
    return CS_NOWHERE;
}

/* Is something that others do to the claimant what the duty is about? */
static bool is_struck(const struct cs_linter *l, const struct cs_plan_rule *rule, const struct cs_operand *claimant)
{
    const struct cs_pattern *p;

    for (uint32_t i = 0; (p = cs_lint_positive(rule, i)) != NULL; i++) {
        const struct cs_relation *r = &l->plan->relations[p->relation];
        uint32_t general = cs_plan_relation(l->plan, r->head, CS_NO_NAME), doer = cs_lint_doer(l, p->relation);

        if (r->kind == CS_RELATION_EVENT && general != CS_NOWHERE && !l->has_power[general] && !l->owed[general] &&
            cs_lint_request(l, p->relation) != CS_LINT_ALWAYS && !l->decided[general] &&
            (doer == CS_NOWHERE || !is_same(&p->columns[doer], claimant)) && stands_elsewhere(l, p, doer, claimant))
            return true;
    }
    return false;
}

static bool only_struck_ask(const struct cs_linter *l, const struct cs_plan_rule *rule, uint32_t k)
{
    const struct cs_operand *claimant = &rule->conclusions[k].claimant;

    return claimant->kind == CS_OPERAND_VARIABLE && wants_request(l, rule, claimant) != CS_NOWHERE &&
           is_struck(l, rule, claimant);
}

static void look_at_request(struct cs_linter *l, const struct cs_plan_rule *rule, uint32_t k)
{
    const struct cs_conclusion *duty = &rule->conclusions[k];
    struct cs_lint_place place;
    struct cs_diagnostic *found;

    if (!only_struck_ask(l, rule, k) || !is_first(l, rule, k, only_struck_ask))
        return;
    for (size_t i = 0; i < l->plan->rule_count; i++) {
        const struct cs_plan_rule *other = &l->plan->rules[i];

        for (uint32_t c = 0; same_article(rule, other) && c < other->conclusion_count; c++)
            if (cs_lint_is_duty(&other->conclusions[c]) && other->conclusions[c].act_head == duty->act_head &&
                wants_request(l, other, &other->conclusions[c].claimant) == CS_NOWHERE)
                return; /* somebody else may ask, or nobody has to */
    }
    place = cs_lint_at_rule(rule, cs_lint_positive_span(rule, wants_request(l, rule, &duty->claimant)));
    found = cs_lint_find(l, DIAG_LINT_INCAPACITATED, &place,
                         "only %s itself can ask for %s, and it is what has been struck",
                         cs_lint_text(l, rule->variables[duty->claimant.index]), cs_lint_text(l, duty->act_head));
    cs_diagnostic_help(l->out, found, "Let another party ask in its name where it cannot, or let the duty arise "
                       "without a request.");
}

/* ---- L0006: breach ---- */

static bool has_consequence(const struct cs_linter *l, const struct cs_conclusion *duty)
{
    return l->plan->relations[duty->pattern.relation].duties[duty->forbidden][CS_VERB_FAILS] != CS_NOWHERE;
}

#define ACTS_MAX 64

/* Once for an instrument: its acts whose breach no rule looks at. */
static void look_at_breach(struct cs_linter *l, const struct cs_instrument *instrument)
{
    const struct cs_plan_rule *first = NULL;
    cs_name acts[ACTS_MAX];
    struct cs_lint_place place;
    struct cs_diagnostic *found;
    struct cs_buffer text;
    size_t count = 0;

    cs_buffer_init(&text);
    for (size_t i = 0; i < l->plan->rule_count; i++) {
        const struct cs_plan_rule *rule = &l->plan->rules[i];

        for (uint32_t k = 0; cs_lint_instrument(rule) == instrument && k < rule->conclusion_count; k++) {
            const struct cs_conclusion *duty = &rule->conclusions[k];
            bool told = false;

            if (!cs_lint_is_duty(duty) || has_consequence(l, duty))
                continue;
            for (size_t n = 0; n < count; n++)
                told = told || acts[n] == duty->act_head;
            if (told || count == ACTS_MAX)
                continue;
            acts[count++] = duty->act_head;
            if (first == NULL) {
                first = rule;
                place = cs_lint_at_rule(rule, duty->text->span);
            }
            cs_buffer_printf(&text, "%s%s", count == 1 ? "" : ", ", cs_lint_text(l, duty->act_head));
        }
    }
    if (first != NULL) {
        found = cs_lint_find(l, DIAG_LINT_NO_CONSEQUENCE, &place,
                             "nothing follows if what %s obliges to is not done: %s",
                             cs_lint_text(l, instrument->name), cs_buffer_string(&text));
        cs_diagnostic_help(l->out, found, "Say what follows, in a rule that begins \"when holder fails claimant %s\": "
                           "a vote that is lost, a finding, a duty of the others.", cs_lint_text(l, acts[0]));
    }
    l->out->failed = l->out->failed || text.failed;
    cs_buffer_release(&text);
}

/* ---- L0009: duties that collide ---- */

/* Does the rule leave out those of whom the other knows its holder: "and no first is party of Neutrality"? */
static bool keeps_apart(const struct cs_linter *l, const struct cs_plan_rule *rule, const struct cs_operand *holder,
                        const struct cs_pattern *standing)
{
    for (uint32_t i = 0; standing != NULL && i < rule->step_count; i++) {
        const struct cs_pattern *p = &rule->steps[i].pattern;
        uint32_t doer = rule->steps[i].kind == CS_STEP_ABSENT ? cs_lint_doer(l, p->relation) : CS_NOWHERE;

        if (doer != CS_NOWHERE && is_same(&p->columns[doer], holder) && cs_lint_unify(l, p, standing))
            return true;
    }
    return false;
}

static bool collide(const struct cs_linter *l, const struct cs_plan_rule *a, const struct cs_conclusion *x,
                    const struct cs_plan_rule *b, const struct cs_conclusion *y)
{
    const struct cs_relation *act = &l->plan->relations[x->pattern.relation];
    uint32_t doer = cs_lint_doer(l, x->pattern.relation);
    cs_kind kind = doer != CS_NOWHERE ? act->column_kinds[doer] : CS_KIND_ANY;

    return x->kind == CS_EFFECT_BOND && y->kind == CS_EFFECT_BOND && !x->expectation && !y->expectation &&
           x->forbidden != y->forbidden && cs_lint_overlap(a, b) && cs_lint_unify(l, &x->pattern, &y->pattern) &&
           cs_lint_meet(l, &x->holder, kind, &y->holder, kind) &&
           !keeps_apart(l, a, &x->holder, standing_of(l, b, &y->holder)) &&
           !keeps_apart(l, b, &y->holder, standing_of(l, a, &x->holder));
}

static void look_at_collisions(struct cs_linter *l, const struct cs_plan_rule *a, const struct cs_plan_rule *b)
{
    for (uint32_t i = 0; i < a->conclusion_count; i++)
        for (uint32_t k = 0; k < b->conclusion_count; k++) {
            const struct cs_conclusion *x = &a->conclusions[i], *y = &b->conclusions[k];
            struct cs_lint_place place;
            struct cs_diagnostic *found;

            if (!collide(l, a, x, b, y))
                continue;
            place = cs_lint_at_rule(b, y->text->span);
            place.other = cs_lint_instrument(a);
            place.other_source = x->text->span.source;
            found = cs_lint_find(l, DIAG_LINT_COLLISION, &place, "%s %s what %s %s: %s",
                                 cs_lint_text(l, cs_lint_instrument(b)->name), y->forbidden ? "forbids" : "obliges to",
                                 cs_lint_text(l, cs_lint_instrument(a)->name), x->forbidden ? "forbids" : "obliges to",
                                 cs_lint_text(l, y->act_head));
            cs_diagnostic_other(l->out, found, x->text->span, "here the other one does");
            cs_diagnostic_help(l->out, found, "Say which of the two prevails, or keep their cases apart.");
        }
}

/* ---- L0011: what one office alone has to do ---- */

/* Is the holder known by a state that one has at a time ("chair is chair of CSC")? */
static const struct cs_pattern *office_of(const struct cs_linter *l, const struct cs_plan_rule *rule,
                                          const struct cs_operand *holder)
{
    const struct cs_pattern *p;

    for (uint32_t i = 0; (p = cs_lint_positive(rule, i)) != NULL; i++) {
        uint32_t one = l->plan->relations[p->relation].one_column;

        if (one != CS_NOWHERE && is_variable(&p->columns[one], holder))
            return p;
    }
    return NULL;
}

static cs_kind kind_of(const struct cs_linter *l, const struct cs_plan_rule *rule, const struct cs_operand *operand)
{
    const struct cs_pattern *p;
    cs_kind kind = CS_KIND_ANY;

    for (uint32_t i = 0; operand->kind == CS_OPERAND_VARIABLE && (p = cs_lint_positive(rule, i)) != NULL; i++) {
        uint32_t column = cs_lint_column(l, p, operand->index);
        cs_kind here = column == CS_NOWHERE ? CS_KIND_ANY : l->plan->relations[p->relation].column_kinds[column];

        if (cs_kind_within(l->symbols, here, kind))
            kind = here;
    }
    return kind;
}

static void look_at_office(struct cs_linter *l, const struct cs_plan_rule *rule, uint32_t k)
{
    const struct cs_conclusion *duty = &rule->conclusions[k];
    const struct cs_pattern *office = office_of(l, rule, &duty->holder);
    cs_kind a, b;
    struct cs_lint_place place;
    struct cs_diagnostic *found;

    if (office == NULL || duty->claimant.kind != CS_OPERAND_VARIABLE)
        return;
    a = kind_of(l, rule, &duty->holder);
    b = kind_of(l, rule, &duty->claimant);
    if (!cs_kind_within(l->symbols, a, b) && !cs_kind_within(l->symbols, b, a))
        return;
    for (size_t i = 0; i < l->plan->rule_count; i++) {
        const struct cs_plan_rule *other = &l->plan->rules[i];

        for (uint32_t c = 0; same_article(rule, other) && c < other->conclusion_count; c++)
            if (cs_lint_is_duty(&other->conclusions[c]) && other->conclusions[c].act_head == duty->act_head &&
                office_of(l, other, &other->conclusions[c].holder) == NULL)
                return;
    }
    place = cs_lint_at_rule(rule, duty->text->span);
    found = cs_lint_find(l, DIAG_LINT_NEEDS_CONCERNED, &place,
                         "%s is owed by one office alone, \"%s\"; where %s holds it, nobody else owes it",
                         cs_lint_text(l, duty->act_head), cs_lint_text(l, cs_lint_head(l, office->relation)),
                         cs_lint_text(l, rule->variables[duty->claimant.index]));
    cs_diagnostic_help(l->out, found, "Name who does it where the office lies with the party concerned: the next in "
                       "turn, any member, a secretariat.");
}

/* ---- L0014, L0015: duties without a time, states ---- */

static bool is_endless(const struct cs_linter *l, const struct cs_plan_rule *rule, uint32_t k)
{
    const struct cs_conclusion *duty = &rule->conclusions[k];

    if (rule->kind != CS_RULE_WHEN || duty->limit_count > 0 ||
        l->plan->relations[duty->pattern.relation].kind != CS_RELATION_EVENT)
        return false;
    for (uint32_t i = 0; i < duty->watch_count; i++)
        if (duty->watches[i].kind == CS_MODIFIER_UNTIL)
            return false;
    return true;
}

static void look_at_time(struct cs_linter *l, const struct cs_plan_rule *rule, uint32_t k)
{
    const struct cs_conclusion *duty = &rule->conclusions[k];
    struct cs_lint_place place = cs_lint_at_rule(rule, duty->text->span);
    struct cs_diagnostic *found;

    if (l->plan->relations[duty->pattern.relation].kind == CS_RELATION_FACT) {
        found = cs_lint_find(l, DIAG_LINT_STATE_OWED, &place, "a state is owed, %s, and no act",
                             cs_lint_text(l, duty->act_head));
        cs_diagnostic_help(l->out, found, "Let the act be owed that brings it about; or forbid its end, so that each "
                           "lapse is a breach.");
    }
    if (!is_endless(l, rule, k) || !is_first(l, rule, k, is_endless))
        return;
    found = cs_lint_find(l, DIAG_LINT_ENDLESS, &place, "%s is owed, with no time by which and nothing that ends it",
                         cs_lint_text(l, duty->act_head));
    cs_diagnostic_help(l->out, found, "Write by when, \"within 30 days\", or what ends it, \"until ...\".");
}

/* ---- L0014: states that nothing ends ---- */

/* Does the rule end a state that the rule `of`, or the power of its act, asks for? Then it ends more than this. */
static bool ends_ground(const struct cs_linter *l, const struct cs_plan_rule *end, const struct cs_plan_rule *of)
{
    const struct cs_pattern *p;

    for (size_t i = 0; i < l->plan->rule_count; i++) {
        const struct cs_plan_rule *rule = &l->plan->rules[i];

        if (rule != of && (rule->kind != CS_RULE_MAY || !cs_lint_unify(l, &rule->trigger, &of->trigger)))
            continue;
        for (uint32_t at = 0; (p = cs_lint_positive(rule, at)) != NULL; at++)
            for (uint32_t k = 0; k < end->conclusion_count; k++)
                if (end->conclusions[k].kind == CS_EFFECT_END && cs_lint_unify(l, &end->conclusions[k].pattern, p))
                    return true;
    }
    return false;
}

/*
 * Does a rule end it? *with_ground: one does, but each ends its ground as well: a vote that is lost comes back only if
 * the membership stays.
 */
static bool is_ended(const struct cs_linter *l, const struct cs_plan_rule *rule, const struct cs_pattern *state,
                     bool *with_ground)
{
    *with_ground = false;
    for (size_t i = 0; i < l->plan->rule_count; i++) {
        const struct cs_plan_rule *end = &l->plan->rules[i];

        for (uint32_t k = 0; k < end->conclusion_count; k++)
            if (end->conclusions[k].kind == CS_EFFECT_END && cs_lint_unify(l, &end->conclusions[k].pattern, state)) {
                if (l->taker[state->relation] == CS_NOWHERE || !ends_ground(l, end, rule))
                    return true;
                *with_ground = true;
            }
    }
    return false;
}

static bool is_lasting(const struct cs_linter *l, const struct cs_pattern *state)
{
    const struct cs_relation *r = &l->plan->relations[state->relation];
    bool of_somebody = false;

    if (r->kind != CS_RELATION_FACT || r->one_column != CS_NOWHERE)
        return false;
    for (uint32_t i = 0; i < r->column_count; i++) {
        if (r->column_kinds[i] == CS_KIND_MOMENT)
            return false;
        of_somebody = of_somebody || (state->columns[i].kind == CS_OPERAND_VARIABLE &&
                                      r->column_kinds[i] >= CS_KIND_BUILT_IN);
    }
    return of_somebody;
}

static void look_at_state(struct cs_linter *l, const struct cs_plan_rule *rule, const struct cs_conclusion *begun)
{
    struct cs_lint_place place = cs_lint_at_rule(rule, begun->text->span);
    struct cs_diagnostic *found;
    bool with_ground;

    if (rule->kind != CS_RULE_WHEN || !is_lasting(l, &begun->pattern) ||
        is_ended(l, rule, &begun->pattern, &with_ground))
        return;
    found = cs_lint_find(l, DIAG_LINT_ENDLESS, &place, "\"%s\" begins here, and no rule ends it%s",
                         cs_lint_text(l, cs_lint_head(l, begun->pattern.relation)),
                         with_ground ? " but together with the standing on which it rests" : "");
    cs_diagnostic_help(l->out, found, "Write when it ends: at a date, after a period, by a decision, or once its "
                       "ground has fallen away.");
}

/* ---- L0018: the sanctioned ---- */

static bool has_entry(const struct cs_linter *l, const struct cs_pattern *state, uint32_t column, cs_value who)
{
    for (size_t i = 0; i < l->entry_count; i++)
        if (l->entries[i].entry->moment.end == CS_TIME_NEVER && l->entries[i].pattern.relation == state->relation &&
            cs_lint_is(l, &l->entries[i].pattern.columns[column], who) &&
            cs_lint_unify(l, &l->entries[i].pattern, state))
            return true;
    return false;
}

/* Of whom the texts say the one, they say the other, and the other way round. */
static bool same_members(const struct cs_linter *l, const struct cs_pattern *a, const struct cs_pattern *b)
{
    uint32_t of_a = cs_lint_doer(l, a->relation), of_b = cs_lint_doer(l, b->relation);
    size_t count = 0;

    if (cs_lint_unify(l, a, b))
        return true;
    for (size_t i = 0; i < l->symbols->particular_count; i++) {
        cs_value who = l->symbols->particulars[i].name;
        bool in_a = has_entry(l, a, of_a, who), in_b = has_entry(l, b, of_b, who);

        if (in_a != in_b)
            return false;
        count += in_a;
    }
    return count > 0;
}

/* The standing on which the sanction rests: of its rule, or of the power to its act; NULL if it names none. */
static const struct cs_pattern *sanctioned_standing(const struct cs_linter *l, const struct cs_plan_rule *rule,
                                                    const struct cs_operand *who)
{
    const struct cs_pattern *own = standing_of(l, rule, who);
    uint32_t column = cs_lint_column(l, &rule->trigger, who->index);

    for (size_t i = 0; own == NULL && column != CS_NOWHERE && i < l->plan->rule_count; i++) {
        const struct cs_plan_rule *power = &l->plan->rules[i];

        if (power->kind == CS_RULE_MAY && cs_lint_unify(l, &power->trigger, &rule->trigger))
            own = standing_of(l, power, &power->trigger.columns[column]);
    }
    return own;
}

static bool mentions(const struct cs_plan_rule *rule, uint32_t relation)
{
    for (uint32_t i = 0; i < rule->step_count; i++)
        if ((rule->steps[i].kind == CS_STEP_ABSENT || rule->steps[i].kind == CS_STEP_MATCH) &&
            rule->steps[i].pattern.relation == relation)
            return true;
    return false;
}

static void look_at_sanctioned(struct cs_linter *l, const struct cs_plan_rule *rule,
                               const struct cs_conclusion *sanction, const struct cs_pattern *standing,
                               const struct cs_instrument *instrument)
{
    for (size_t i = 0; i < l->plan->rule_count; i++) {
        const struct cs_plan_rule *owing = &l->plan->rules[i];

        for (uint32_t k = 0; cs_lint_instrument(owing) == instrument && k < owing->conclusion_count; k++) {
            const struct cs_conclusion *duty = &owing->conclusions[k];
            const struct cs_pattern *by;
            struct cs_lint_place place;
            struct cs_diagnostic *found;

            if (!cs_lint_is_duty(duty) || duty->holder.kind != CS_OPERAND_VARIABLE || !cs_lint_overlap(rule, owing) ||
                (by = standing_of(l, owing, &duty->holder)) == NULL || !same_members(l, standing, by) ||
                mentions(owing, sanction->pattern.relation))
                continue;
            place = cs_lint_at_rule(owing, duty->text->span);
            place.other = cs_lint_instrument(rule);
            place.other_source = sanction->text->span.source;
            found = cs_lint_find(l, DIAG_LINT_SANCTIONED_OWES, &place,
                                 "who has lost its vote (\"%s\", %s) still owes %s and all else that %s obliges to",
                                 cs_lint_text(l, cs_lint_head(l, sanction->pattern.relation)),
                                 cs_lint_text(l, rule->article), cs_lint_text(l, duty->act_head),
                                 cs_lint_text(l, instrument->name));
            cs_diagnostic_other(l->out, found, sanction->text->span, "here it loses its vote");
            cs_diagnostic_help(l->out, found, "Say whether it is bound meanwhile: \"and no holder %s ...\", if not; "
                               "and whether it is owed anything.",
                               cs_lint_text(l, cs_lint_head(l, sanction->pattern.relation)));
            return;
        }
    }
}

static void look_at_sanction(struct cs_linter *l, const struct cs_plan_rule *rule, const struct cs_conclusion *sanction)
{
    uint32_t column = l->taker[sanction->pattern.relation];
    const struct cs_pattern *standing;

    if (rule->kind != CS_RULE_WHEN || column == CS_NOWHERE ||
        sanction->pattern.columns[column].kind != CS_OPERAND_VARIABLE ||
        (standing = sanctioned_standing(l, rule, &sanction->pattern.columns[column])) == NULL)
        return;
    for (const struct cs_file *file = l->c->files; file != NULL; file = file->next)
        for (const struct cs_instrument *i = file->instruments; i != NULL; i = i->next)
            look_at_sanctioned(l, rule, sanction, standing, i);
}

static void look_at_conclusion(struct cs_linter *l, const struct cs_plan_rule *rule, uint32_t k)
{
    const struct cs_conclusion *conclusion = &rule->conclusions[k];

    if (conclusion->kind == CS_EFFECT_TERM) {
        look_at_state(l, rule, conclusion);
        look_at_sanction(l, rule, conclusion);
    } else if (cs_lint_is_duty(conclusion)) {
        look_at_consensus(l, rule, k);
        look_at_adversary(l, rule, conclusion);
        look_at_both_sides(l, rule, conclusion);
        look_at_request(l, rule, k);
        look_at_office(l, rule, k);
        look_at_time(l, rule, k);
    }
}

void cs_lint_duties(struct cs_linter *l)
{
    for (const struct cs_file *file = l->c->files; file != NULL; file = file->next)
        for (const struct cs_instrument *i = file->instruments; i != NULL; i = i->next)
            if (!i->declaration) /* what is only declared has none by its nature */
                look_at_breach(l, i);
    for (size_t i = 0; i < l->plan->rule_count; i++) {
        const struct cs_plan_rule *rule = &l->plan->rules[i];

        if (cs_lint_instrument(rule) == NULL)
            continue;
        for (uint32_t k = 0; k < rule->conclusion_count; k++)
            look_at_conclusion(l, rule, k);
        for (size_t a = 0; a < i; a++)
            if (cs_lint_instrument(&l->plan->rules[a]) != NULL &&
                cs_lint_instrument(&l->plan->rules[a]) != cs_lint_instrument(rule))
                look_at_collisions(l, &l->plan->rules[a], rule);
    }
}
