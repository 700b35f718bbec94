/* SPDX-License-Identifier: MIT */
/* One crisis under several instruments. The rules are read from the plan, the result from the ledger. */
#include "counsel/compare.h"

#include <string.h>

#include "counsel/lint_int.h"
#include "run/explain.h"

const char *cs_compared_text(enum cs_compared aspect)
{
    static const char *const texts[] = {"who judges", "request needed", "clock", "organ", "rule", "strength", "result"};

    return texts[aspect];
}

#define ITEMS_MAX 64 /* of one aspect; more are left out, and told */

struct comparing {
    struct cs_linter l;
    const struct cs_ledger *ledger;
    struct cs_comparison *out;
    struct cs_compared_column *column;
    cs_instant at;
    bool failed;
};

/* Adds a line to an aspect, unless it has it already. */
static void add(struct comparing *c, enum cs_compared aspect, struct cs_buffer *text)
{
    struct cs_compared_column *column = c->column;
    const char *line = cs_buffer_string(text);

    c->failed = c->failed || text->failed;
    for (size_t i = 0; i < column->counts[aspect]; i++)
        if (strcmp(column->items[aspect][i], line) == 0) {
            cs_buffer_clear(text);
            return;
        }
    if (column->counts[aspect] < ITEMS_MAX) {
        const char *kept = cs_arena_text(&c->out->arena, line, text->length);

        if (kept != NULL)
            column->items[aspect][column->counts[aspect]++] = kept;
    }
    cs_buffer_clear(text);
}

static void add_words(struct comparing *c, enum cs_compared aspect, const char *words)
{
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_buffer_text(&text, words);
    add(c, aspect, &text);
    cs_buffer_release(&text);
}

static bool is_of(const struct comparing *c, const struct cs_plan_rule *rule)
{
    return rule->text->instrument == c->column->instrument && rule->since <= c->at && c->at < rule->until;
}

/* ---- who judges ---- */

/* Does a duty of the rule begin with what who is owed does itself, other than a request: with its own word? */
static bool is_own_word(const struct comparing *c, const struct cs_plan_rule *rule, const struct cs_pattern *p)
{
    uint32_t doer = cs_lint_doer(&c->l, p->relation), variable;

    if (c->l.plan->relations[p->relation].kind != CS_RELATION_EVENT || c->l.has_power[p->relation] ||
        c->l.owed[p->relation] || cs_lint_request(&c->l, p->relation) != CS_LINT_NEVER || doer == CS_NOWHERE ||
        !cs_lint_variable(&p->columns[doer], &variable))
        return false;
    for (uint32_t k = 0; k < rule->conclusion_count; k++)
        if (cs_lint_is_duty(&rule->conclusions[k]) && rule->conclusions[k].claimant.kind == CS_OPERAND_VARIABLE &&
            rule->conclusions[k].claimant.index == variable)
            return true;
    return false;
}

static void find_judges(struct comparing *c)
{
    struct cs_linter *l = &c->l;
    struct cs_buffer text;

    cs_buffer_init(&text);
    for (const struct cs_judge *j = c->column->instrument->judges; j != NULL; j = j->next) {
        cs_buffer_printf(&text, "%s: %s", cs_lint_text(l, j->who), cs_lint_text(l, j->word));
        add(c, CS_COMPARED_JUDGE, &text);
    }
    for (size_t i = 0; i < l->plan->rule_count; i++) {
        const struct cs_plan_rule *rule = &l->plan->rules[i];
        const struct cs_pattern *p;

        for (uint32_t at = 0; is_of(c, rule) && rule->kind != CS_RULE_MAY && (p = cs_lint_positive(rule, at)) != NULL;
             at++) {
            cs_name word = cs_lint_head(l, p->relation);
            bool judged = false;

            for (const struct cs_judge *j = c->column->instrument->judges; j != NULL; j = j->next)
                judged = judged || j->word == word;
            if (judged || (!is_own_word(c, rule, p) && !cs_lint_has_to_be_found(l, p->relation)))
                continue;
            cs_buffer_printf(&text, "%s: %s", is_own_word(c, rule, p) ? "who is owed" : "nobody is named",
                             cs_lint_text(l, word));
            add(c, CS_COMPARED_JUDGE, &text);
        }
    }
    cs_buffer_release(&text);
    if (c->column->counts[CS_COMPARED_JUDGE] == 0)
        add_words(c, CS_COMPARED_JUDGE, "nothing has to be found");
}

/* ---- what its duties ask for ---- */

static enum cs_lint_need need_of(const struct comparing *c, const struct cs_plan_rule *rule)
{
    enum cs_lint_need need = CS_LINT_NEVER;
    const struct cs_pattern *p;

    for (uint32_t i = 0; (p = cs_lint_positive(rule, i)) != NULL; i++) {
        enum cs_lint_need here = cs_lint_request(&c->l, p->relation);

        need = here > need ? here : need;
    }
    return need;
}

static bool is_bond(const struct cs_conclusion *conclusion, cs_name act)
{
    return conclusion->kind == CS_EFFECT_BOND && !conclusion->forbidden && conclusion->act_head == act;
}

/* What is owed, expected, or (with "no") forbidden. */
static void add_act(const struct comparing *c, const struct cs_conclusion *bond, struct cs_buffer *text)
{
    cs_buffer_printf(text, "%s%s: ", bond->forbidden ? "no " : "", cs_lint_text(&c->l, bond->act_head));
}

/* Over all rules in force that found the act. */
static void tell_need(struct comparing *c, cs_name act, struct cs_buffer *text)
{
    enum cs_lint_need least = CS_LINT_ALWAYS, most = CS_LINT_NEVER;

    for (size_t i = 0; i < c->l.plan->rule_count; i++) {
        const struct cs_plan_rule *rule = &c->l.plan->rules[i];

        for (uint32_t k = 0; is_of(c, rule) && k < rule->conclusion_count; k++) {
            enum cs_lint_need need = need_of(c, rule);

            if (!is_bond(&rule->conclusions[k], act))
                continue;
            least = need < least ? need : least;
            most = need > most ? need : most;
        }
    }
    cs_buffer_printf(text, "%s: %s", cs_lint_text(&c->l, act),
                     least == CS_LINT_ALWAYS ? "yes" : most == CS_LINT_NEVER ? "no" : "in some cases or readings");
    add(c, CS_COMPARED_REQUEST, text);
}

static void tell_clock(struct comparing *c, const struct cs_conclusion *bond, struct cs_buffer *text)
{
    const struct cs_bond_limit *limit = bond->text->bond.limits;

    add_act(c, bond, text);
    if (limit == NULL)
        cs_buffer_text(text, bond->forbidden ? "as long as it stands" : "no time is set");
    for (; limit != NULL; limit = limit->next) {
        cs_explain_span(&limit->span, text);
        if (limit->kind == CS_LIMIT_READING && limit->reading < c->l.symbols->by_name_count &&
            c->l.symbols->reading_of[limit->reading] != NULL) {
            cs_buffer_text(text, " (");
            cs_lint_periods(c->l.symbols->reading_of[limit->reading], text);
            cs_buffer_char(text, ')');
        }
        cs_buffer_text(text, limit->next != NULL ? " and " : "");
    }
    add(c, CS_COMPARED_CLOCK, text);
}

static void tell_strength(struct comparing *c, const struct cs_plan_rule *rule, const struct cs_conclusion *bond,
                          struct cs_buffer *text)
{
    cs_value organ = cs_lint_needs_decision(&c->l, rule) ? cs_lint_organ(&c->l, rule) : CS_NO_NAME;

    add_act(c, bond, text);
    cs_buffer_printf(text, "%s %s", bond->expectation ? "expected of" : "owed by",
                     bond->holder.kind == CS_OPERAND_VALUE ? cs_lint_text(&c->l, bond->holder.index) : "each");
    if (organ != CS_NO_NAME)
        cs_buffer_printf(text, ", once %s has decided", cs_lint_text(&c->l, organ));
    add(c, CS_COMPARED_STRENGTH, text);
}

static void find_bonds(struct comparing *c)
{
    struct cs_buffer text;

    cs_buffer_init(&text);
    for (size_t i = 0; i < c->l.plan->rule_count; i++) {
        const struct cs_plan_rule *rule = &c->l.plan->rules[i];

        for (uint32_t k = 0; is_of(c, rule) && k < rule->conclusion_count; k++) {
            if (rule->conclusions[k].kind != CS_EFFECT_BOND)
                continue;
            if (!rule->conclusions[k].forbidden)
                tell_need(c, rule->conclusions[k].act_head, &text);
            tell_clock(c, &rule->conclusions[k], &text);
            tell_strength(c, rule, &rule->conclusions[k], &text);
        }
    }
    cs_buffer_release(&text);
    if (c->column->counts[CS_COMPARED_REQUEST] == 0)
        add_words(c, CS_COMPARED_REQUEST, "-");
    if (c->column->counts[CS_COMPARED_STRENGTH] > 0)
        return;
    add_words(c, CS_COMPARED_CLOCK, "-");
    add_words(c, CS_COMPARED_STRENGTH, "nothing is owed under it at that time");
}

/* ---- organs ---- */

static void tell_method(struct comparing *c, cs_value organ, struct cs_buffer *text)
{
    bool any = false;

    for (size_t i = 0; i < c->l.entry_count; i++) {
        const struct cs_moment *when = &c->l.entries[i].entry->moment;
        cs_value method;

        if (when->start > c->at || when->end <= c->at || !cs_lint_method(&c->l, &c->l.entries[i], organ, &method))
            continue;
        cs_buffer_printf(text, "%s: %s", cs_lint_text(&c->l, organ), cs_lint_text(&c->l, method));
        add(c, CS_COMPARED_RULE, text);
        any = true;
    }
    if (any)
        return;
    for (size_t i = 0; i < c->l.plan->rule_count && !any; i++)
        any = is_of(c, &c->l.plan->rules[i]) && c->l.plan->rules[i].kind == CS_RULE_WHILE &&
              cs_lint_organ(&c->l, &c->l.plan->rules[i]) == organ;
    cs_buffer_printf(text, "%s: %s", cs_lint_text(&c->l, organ), any ? "a rule of its own" : "not told by these texts");
    add(c, CS_COMPARED_RULE, text);
}

static void find_organs(struct comparing *c)
{
    struct cs_buffer text;

    cs_buffer_init(&text);
    for (size_t i = 0; i < c->l.plan->rule_count; i++) {
        const struct cs_plan_rule *rule = &c->l.plan->rules[i];
        cs_value organ = is_of(c, rule) ? cs_lint_organ(&c->l, rule) : CS_NO_NAME;

        for (size_t d = 0; is_of(c, rule) && rule->kind == CS_RULE_MAY && d < c->l.decision_count; d++)
            if (rule->trigger.relation == c->l.decisions[d].draft &&
                rule->trigger.columns[c->l.decisions[d].organ_column].kind == CS_OPERAND_VALUE)
                organ = rule->trigger.columns[c->l.decisions[d].organ_column].index;
        if (organ == CS_NO_NAME)
            continue;
        cs_buffer_text(&text, cs_lint_text(&c->l, organ));
        add(c, CS_COMPARED_ORGAN, &text);
        tell_method(c, organ, &text);
    }
    cs_buffer_release(&text);
    if (c->column->counts[CS_COMPARED_ORGAN] > 0)
        return;
    add_words(c, CS_COMPARED_ORGAN, "none");
    add_words(c, CS_COMPARED_RULE, "-");
}

/* ---- the result ---- */

static enum cs_state state_of(const struct comparing *c, const struct cs_ledger_row *row)
{
    cs_set worlds = c->ledger->account_count == 1 ? c->ledger->accounts[0].worlds : c->ledger->worlds;

    return cs_ledger_shown(row->kind, cs_ledger_state(c->ledger, row, worlds));
}

static void find_result(struct comparing *c)
{
    const struct cs_ledger *ledger = c->ledger;
    cs_name instrument = c->column->instrument->name;
    struct cs_buffer text;

    cs_buffer_init(&text);
    for (size_t i = 0; i < ledger->row_count; i++) {
        const struct cs_ledger_row *row = &ledger->rows[i];
        size_t alike = 0;

        if (row->instrument != instrument)
            continue;
        for (size_t k = 0; k < ledger->row_count; k++)
            alike += ledger->rows[k].instrument == instrument && ledger->rows[k].topic == row->topic &&
                     ledger->rows[k].kind == row->kind && state_of(c, &ledger->rows[k]) == state_of(c, row);
        cs_buffer_printf(&text, "%s%s: %s (%zu)", row->kind == CS_ROW_PROHIBITION ? "no " : "",
                         cs_names_text(ledger->docket->plan->names, row->topic),
                         cs_ledger_state_text(ledger, state_of(c, row)), alike);
        add(c, CS_COMPARED_RESULT, &text);
    }
    cs_buffer_release(&text);
    if (c->column->counts[CS_COMPARED_RESULT] == 0)
        add_words(c, CS_COMPARED_RESULT, "nothing came to be owed");
}

static const struct cs_instrument *find_instrument(const struct cs_case *c, const char *name)
{
    cs_name found = cs_names_find(&c->names, name, strlen(name));

    return found == CS_NO_NAME || found >= c->symbols.by_name_count ? NULL : c->symbols.instrument_of[found];
}

static void fill_column(struct comparing *c)
{
    for (int aspect = 0; aspect < CS_COMPARED_COUNT; aspect++) {
        c->column->items[aspect] = cs_arena_array(&c->out->arena, ITEMS_MAX, sizeof *c->column->items[aspect]);
        if (c->column->items[aspect] == NULL)
            return;
    }
    find_judges(c);
    find_bonds(c);
    find_organs(c);
    find_result(c);
}

casus_status cs_compare_instruments(const struct cs_case *c, const struct cs_ledger *ledger, cs_instant at,
                                    const char *const *names, size_t count, struct cs_failure *failure,
                                    struct cs_comparison *out)
{
    struct comparing comparing = {.l = {.c = c, .plan = c->plan, .symbols = &c->symbols, .failure = failure},
                                  .ledger = ledger, .out = out, .at = at};

    memset(out, 0, sizeof *out);
    cs_arena_init(&out->arena);
    out->columns = cs_arena_array(&out->arena, count, sizeof *out->columns);
    if (out->columns != NULL && cs_lint_open(&comparing.l))
        for (size_t i = 0; i < count && failure->status == CASUS_OK; i++) {
            comparing.column = &out->columns[out->count++];
            comparing.column->instrument = find_instrument(c, names[i]);
            if (comparing.column->instrument == NULL)
                cs_fail(failure, CASUS_ERR_ARGUMENT, "no text at hand has a treaty or declaration \"%s\"", names[i]);
            else
                fill_column(&comparing);
        }
    if (failure->status == CASUS_OK &&
        (comparing.failed || cs_arena_failed(&out->arena) || cs_arena_failed(&comparing.l.arena)))
        cs_fail_memory(failure);
    cs_lint_close(&comparing.l);
    return failure->status;
}

void cs_comparison_release(struct cs_comparison *comparison)
{
    cs_arena_release(&comparison->arena);
}
