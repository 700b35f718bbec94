/* SPDX-License-Identifier: MIT */
/* Two requests: condition by condition, what is met for the one and not for the other. */
#include <string.h>

#include "counsel/compare.h"
#include "docket/docket_int.h"
#include "run/explain.h"
#include "run/match.h"

struct differing {
    const struct cs_ledger *ledger;
    struct cs_run *run;
    struct cs_failure *failure;
    struct cs_request_differences *out;
    struct cs_request_difference *account;
    size_t capacity;
    bool failed;
    cs_set worlds;                            /* of the account */
    const struct cs_ledger_row *requests[2];
};

static enum cs_state standing(const struct differing *d, cs_set met)
{
    return cs_ledger_standing(d->ledger, d->worlds, met, CS_STATE_SO, CS_STATE_NOT_SO);
}

#define CONDITIONS_MAX 2000

/* Adds a condition; true if the comparison of this rule goes on: it is met for both, or open for both. */
static bool add(struct differing *d, const char *article, const char *text, size_t length, const cs_set met[2])
{
    struct cs_request_difference *account = d->account;
    struct cs_request_condition *own;

    if (account->count == d->capacity)
        return false;
    own = &account->conditions[account->count];
    own->article = article;
    own->text = cs_arena_text(&d->out->arena, text, length);
    for (size_t i = 0; i < 2; i++)
        own->states[i] = standing(d, met[i]);
    if (own->states[0] != own->states[1] && account->first == SIZE_MAX)
        account->first = account->count;
    account->count++;
    return own->states[0] == own->states[1] && own->states[0] != CS_STATE_NOT_SO;
}

static bool add_words(struct differing *d, const char *article, const char *words, const cs_set met[2])
{
    return add(d, article, words, strlen(words), met);
}

/* ---- the rules that a request sets off ---- */

static void ignore(void *context, cs_set worlds, const struct cs_lack *lack)
{
    (void)context;
    (void)worlds;
    (void)lack;
}

static bool is_in_force(const struct cs_plan_rule *rule, const struct cs_ledger_row *request)
{
    return rule->since <= request->asked && request->asked < rule->until;
}

/* Is the occurrence one of this word at all, whatever it says? */
static bool is_a(const struct differing *d, uint32_t relation, cs_value occurrence)
{
    const struct cs_store *store = &d->run->stores[relation];

    for (uint32_t row = 0; row < store->count; row++)
        if (cs_store_values(d->run, relation, row)[0] == occurrence)
            return true;
    return false;
}

static const char *article_of(struct differing *d, const struct cs_plan_rule *rule)
{
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_explain_article(d->run, rule, &text);
    return cs_buffer_keep(&text, &d->out->arena);
}

/*
 * The worlds in which the request sets off the rule, and then the first `steps` of its conditions are met, by any of
 * its rows: a list makes one for each.
 */
static cs_set met_for(const struct differing *d, const struct cs_plan_rule *rule, const struct cs_ledger_row *request,
                      uint32_t steps)
{
    const struct cs_store *store = &d->run->stores[rule->trigger.relation];
    struct cs_join join = rule->from_trigger;
    cs_set met = CS_NONE;

    join.count = steps;
    for (uint32_t row = 0; is_in_force(rule, request) && row < store->count; row++) {
        const cs_value *values = cs_store_values(d->run, rule->trigger.relation, row);
        struct cs_match match;
        cs_set fits;

        if (values[0] != request->trigger)
            continue;
        cs_match_init(&match, d->run, rule);
        fits = cs_match_row(&match, &rule->trigger, values,
                            cs_worlds_and(d->run->worlds, store->rows[row].worlds, d->worlds));
        if (fits != CS_NONE && steps > 0)
            fits = cs_explain_failures(&match, &join, fits, &d->out->arena, ignore, NULL);
        met = cs_worlds_or(d->run->worlds, met, fits);
    }
    return met;
}

static void compare_rule(struct differing *d, const struct cs_plan_rule *rule)
{
    const char *article = article_of(d, rule);
    struct cs_buffer text;
    bool goes_on = true;

    cs_buffer_init(&text);
    for (uint32_t k = 0; goes_on && k <= rule->from_trigger.count; k++) {
        const struct cs_span *span = k == 0 ? &rule->text->trigger.term.span
                                            : &rule->steps[rule->from_trigger.steps[k - 1]].text->span;
        cs_set met[2];

        for (size_t i = 0; i < 2; i++)
            met[i] = met_for(d, rule, d->requests[i], k);
        cs_buffer_clear(&text);
        cs_explain_span(span, &text);
        goes_on = add(d, article, cs_buffer_string(&text), text.length, met);
    }
    d->failed = d->failed || text.failed;
    cs_buffer_release(&text);
}

/* ---- what came of it ---- */

static cs_set in_state(const struct differing *d, const struct cs_ledger_row *row, enum cs_state state, bool is)
{
    cs_set worlds = CS_NONE;

    for (uint32_t i = 0; i < row->piece_count; i++)
        if ((row->pieces[i].state == state) == is)
            worlds = cs_worlds_or(d->run->worlds, worlds, row->pieces[i].worlds);
    return worlds;
}

/* In which worlds a decision of this word that belongs to the request was put, or adopted. */
static cs_set decided(const struct differing *d, const struct cs_ledger_row *request, uint32_t relation, bool adopted)
{
    uint32_t number = (uint32_t)(request - d->ledger->rows);
    cs_set worlds = CS_NONE;

    for (size_t i = 0; i < d->ledger->row_count; i++) {
        const struct cs_ledger_row *row = &d->ledger->rows[i];

        if (row->kind == CS_ROW_DECISION && row->request == number && row->relation == relation)
            worlds = cs_worlds_or(d->run->worlds, worlds,
                                  adopted ? in_state(d, row, CS_STATE_ADOPTED, true)
                                          : in_state(d, row, CS_STATE_NONE, false));
    }
    return worlds;
}

static void compare_decisions(struct differing *d, uint32_t relation, struct cs_buffer *text)
{
    const char *word = cs_names_text(d->run->plan->names, d->run->plan->relations[relation].head);

    for (int adopted = 0; adopted < 2; adopted++) {
        cs_set met[2];

        for (size_t i = 0; i < 2; i++)
            met[i] = decided(d, d->requests[i], relation, adopted == 1);
        cs_buffer_clear(text);
        cs_buffer_printf(text, "a %s on it was %s", word, adopted == 1 ? "adopted" : "put");
        add(d, NULL, cs_buffer_string(text), text->length, met);
    }
}

static bool has_state(const struct cs_ledger_row *row, uint32_t before, enum cs_state state)
{
    for (uint32_t i = 0; i < before; i++)
        if (row->pieces[i].state == state)
            return true;
    return false;
}

/* Each state that one of the two has in some world. */
static void compare_states(struct differing *d, struct cs_buffer *text)
{
    for (size_t i = 0; i < 2; i++)
        for (uint32_t p = 0; p < d->requests[i]->piece_count; p++) {
            enum cs_state state = d->requests[i]->pieces[p].state;
            cs_set met[2];

            if (state == CS_STATE_NONE || has_state(d->requests[i], p, state) ||
                (i == 1 && has_state(d->requests[0], d->requests[0]->piece_count, state)))
                continue;
            for (size_t n = 0; n < 2; n++)
                met[n] = in_state(d, d->requests[n], state, true);
            cs_buffer_clear(text);
            cs_buffer_printf(text, "it is %s", cs_ledger_state_text(d->ledger, state));
            add(d, NULL, cs_buffer_string(text), text->length, met);
        }
}

static void compare_outcome(struct differing *d)
{
    const struct cs_plan *plan = d->run->plan;
    struct cs_buffer text;

    cs_buffer_init(&text);
    for (size_t i = 0; i < plan->row_count; i++)
        if (plan->rows[i].decision && plan->rows[i].need_count > 0)
            compare_decisions(d, plan->rows[i].pattern.relation, &text);
    compare_states(d, &text);
    d->failed = d->failed || text.failed;
    cs_buffer_release(&text);
}

static void compare_on(struct differing *d, const struct cs_account_worlds *account)
{
    cs_set effect[2];

    d->account = &d->out->accounts[d->out->count++];
    d->account->account = account->voice;
    d->account->first = SIZE_MAX;
    d->account->conditions = cs_arena_array(&d->out->arena, d->capacity, sizeof *d->account->conditions);
    d->worlds = account->worlds;
    if (d->account->conditions == NULL)
        return;
    for (size_t i = 0; i < 2; i++)
        effect[i] = cs_worlds_and(d->run->worlds, in_state(d, d->requests[i], CS_STATE_WITHOUT_EFFECT, false),
                                  in_state(d, d->requests[i], CS_STATE_NONE, false));
    add_words(d, NULL, "the request has effect", effect);
    for (size_t i = 0; i < d->run->plan->rule_count; i++) {
        const struct cs_plan_rule *rule = &d->run->plan->rules[i];

        if (rule->kind == CS_RULE_WHEN && rule->delay == CS_DELAY_NONE && !rule->ceasing &&
            rule->text->instrument != NULL &&
            d->run->plan->relations[rule->trigger.relation].kind == CS_RELATION_EVENT &&
            (is_in_force(rule, d->requests[0]) || is_in_force(rule, d->requests[1])) &&
            (is_a(d, rule->trigger.relation, d->requests[0]->trigger) ||
             is_a(d, rule->trigger.relation, d->requests[1]->trigger)))
            compare_rule(d, rule);
    }
    compare_outcome(d);
    if (d->account->first == SIZE_MAX)
        d->account->first = d->account->count;
}

casus_status cs_compare_requests(const struct cs_ledger *ledger, const char *const labels[2],
                                 struct cs_failure *failure, struct cs_request_differences *out)
{
    struct differing d = {.ledger = ledger, .run = ledger->run, .failure = failure, .out = out,
                          .capacity = CONDITIONS_MAX};

    memset(out, 0, sizeof *out);
    cs_arena_init(&out->arena);
    if (strcmp(labels[0], labels[1]) == 0)
        return cs_fail(failure, CASUS_ERR_ARGUMENT, "\"%s\" is compared with itself", labels[0]);
    for (size_t i = 0; i < 2; i++) {
        d.requests[i] = cs_ledger_row(ledger, labels[i]);
        out->labels[i] = labels[i];
        if (d.requests[i] == NULL || d.requests[i]->kind != CS_ROW_REQUEST)
            return cs_fail(failure, CASUS_ERR_ARGUMENT, "there is no request \"%s\" in the ledger", labels[i]);
    }
    out->accounts = cs_arena_array(&out->arena, ledger->account_count, sizeof *out->accounts);
    for (size_t i = 0; out->accounts != NULL && i < ledger->account_count; i++)
        compare_on(&d, &ledger->accounts[i]);
    if (d.run->failure->status != CASUS_OK && failure->status == CASUS_OK)
        *failure = *d.run->failure;
    return (d.failed || cs_arena_failed(&out->arena)) && failure->status == CASUS_OK ? cs_fail_memory(failure)
                                                                                    : failure->status;
}

void cs_request_differences_release(struct cs_request_differences *differences)
{
    cs_arena_release(&differences->arena);
}
