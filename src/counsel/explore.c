/* SPDX-License-Identifier: MIT */
#include "counsel/explore.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "counsel/ballot_int.h"
#include "lang/say.h"

#define OUTCOMES_MAX 12
#define STEPS_MAX ((size_t)(2 * CS_BALLOT_MEMBERS_MAX + 4))
/* Seconds between the first steps of members, the second, and the close; a silence ends just before. */
#define ROUND ((int64_t)60000)
_Static_assert(2 * STEPS_MAX * CS_BALLOT_ACTS_MAX < 60000, "the steps of a round fit it");

enum step_kind { STEP_CIRCULATION, STEP_MEMBER, STEP_EXTENSION, STEP_AGAIN, STEP_WITHDRAWAL, STEP_CLOSE };

struct step {
    enum step_kind kind;
    const char *who;        /* of a member */
    const char *head;       /* of the others: what may be done */
    uint32_t *questions;    /* by alternative but the last, which is to do nothing; CS_NOWHERE: it is no question */
    const char **acts;      /* how each is told */
    size_t count;
};

/* What has come of the draft: for each outcome the worlds of the ways that go on; the last: none of them. */
struct place { cs_set sets[OUTCOMES_MAX]; uint32_t depth, extended; };

struct exploring {
    struct holding hold;
    struct cs_explore *out;
    struct cs_case c;
    struct cs_answer *answer;
    struct cs_worlds *worlds;
    struct step steps[STEPS_MAX];
    size_t step_count;
    uint32_t circulation, circulation_draft, circulation_moment;
    uint32_t extension, extension_draft, extension_moment; /* CS_NOWHERE: there is none */
    uint32_t withdrawal, withdrawal_draft;
    const char *outcome_text[OUTCOMES_MAX], *outcome_by[OUTCOMES_MAX];
    size_t outcome_count;
    struct place *places;   /* by node */
    size_t place_capacity;
    struct cs_names keys;   /* of places: equal ones are one node */
};

static struct cs_arena *arena_of(const struct exploring *e)
{
    return &e->out->arena;
}

/* ---- what may be done, beside what members do ---- */

/* Does the rule begin the fact on whose moment a silence ends? Then the columns of draft and moment in its trigger. */
static bool begins_silence(const struct exploring *e, const struct cs_plan_rule *rule, uint32_t fact, uint32_t of_draft,
                           uint32_t of_moment, uint32_t *draft, uint32_t *moment)
{
    const struct cs_plan *plan = e->hold.plan;

    if (rule->kind != CS_RULE_WHEN || rule->delay != CS_DELAY_NONE ||
        plan->relations[rule->trigger.relation].kind != CS_RELATION_EVENT)
        return false;
    for (uint32_t i = 0; i < rule->conclusion_count; i++) {
        const struct cs_conclusion *c = &rule->conclusions[i];

        if (c->kind != CS_EFFECT_TERM || c->pattern.relation != fact ||
            c->pattern.columns[of_draft].kind != CS_OPERAND_VARIABLE ||
            c->pattern.columns[of_moment].kind != CS_OPERAND_VARIABLE)
            continue;
        *draft = *moment = CS_NOWHERE;
        for (uint32_t k = 1; k < plan->relations[rule->trigger.relation].column_count; k++) {
            const struct cs_operand *o = &rule->trigger.columns[k];

            if (o->kind == CS_OPERAND_VARIABLE && o->index == c->pattern.columns[of_draft].index)
                *draft = k;
            if (o->kind == CS_OPERAND_VARIABLE && o->index == c->pattern.columns[of_moment].index)
                *moment = k;
        }
        if (*draft != CS_NOWHERE && *moment != CS_NOWHERE)
            return true;
    }
    return false;
}

/* The circulation is the event that needs no power; another that begins the same silence is its extension. */
static void find_silence(struct exploring *e)
{
    const struct cs_plan *plan = e->hold.plan;
    uint32_t kept[3] = {e->hold.closing, e->hold.closing_draft, e->hold.closing_moment};

    e->circulation = e->extension = CS_NOWHERE;
    if (!cs_ballot_find_circulation(&e->hold))
        return;
    e->circulation = e->hold.closing;
    e->circulation_draft = e->hold.closing_draft;
    e->circulation_moment = e->hold.closing_moment;
    e->hold.closing = kept[0], e->hold.closing_draft = kept[1], e->hold.closing_moment = kept[2];
    for (size_t i = 0; i < plan->rule_count; i++) {
        const struct cs_plan_rule *rule = &plan->rules[i];
        uint32_t fact = CS_NOWHERE, of_draft = 0, of_moment = 0, draft, moment;

        for (uint32_t k = 0; k < rule->conclusion_count && rule->trigger.relation == e->circulation; k++)
            if (rule->conclusions[k].kind == CS_EFFECT_TERM && rule->conclusions[k].pattern.relation != e->circulation)
                fact = rule->conclusions[k].pattern.relation;
        if (fact == CS_NOWHERE || plan->relations[fact].column_count != 2)
            continue;
        of_moment = plan->relations[fact].column_kinds[1] == CS_KIND_MOMENT ? 1 : 0;
        of_draft = 1 - of_moment;
        for (size_t r = 0; r < plan->rule_count && e->extension == CS_NOWHERE; r++)
            if (plan->rules[r].trigger.relation != e->circulation &&
                begins_silence(e, &plan->rules[r], fact, of_draft, of_moment, &draft, &moment)) {
                e->extension = plan->rules[r].trigger.relation;
                e->extension_draft = draft;
                e->extension_moment = moment;
            }
    }
}

/* The outcome of a decision that is an event of the draft alone, which somebody has the power to bring about. */
static void find_withdrawal(struct exploring *e)
{
    const struct cs_plan *plan = e->hold.plan;

    e->withdrawal = CS_NOWHERE;
    for (uint32_t s = 0; s < e->hold.row->state_count; s++) {
        const struct cs_plan_state *state = &e->hold.row->states[s];
        const struct cs_relation *r = &plan->relations[state->pattern.relation];

        if (state->kind != CS_ROW_STATE_OUTCOME || state->state == CS_STATE_ADOPTED || r->powers == NULL ||
            r->kind != CS_RELATION_EVENT)
            continue;
        for (uint32_t k = r->first_role; k < r->column_count; k++)
            if (r->column_kinds[k] == CS_KIND_OCCURRENCE) {
                e->withdrawal = state->pattern.relation;
                e->withdrawal_draft = k;
            }
    }
}

/* ---- the record ---- */

static void add_question(const struct exploring *e, size_t step, size_t alternative, int64_t second,
                         struct cs_buffer *out)
{
    cs_ballot_add_time(&e->hold, second, out);
    cs_buffer_printf(out, "explore%zux%zu: ", step, alternative);
}

static void end_question(struct cs_buffer *out)
{
    cs_buffer_text(out, "\n  asks \"the graph\"\n");
}

static int64_t second_of(const struct exploring *e, size_t step)
{
    enum step_kind kind = e->steps[step].kind;
    int64_t round = kind < STEP_AGAIN ? 0 : kind == STEP_AGAIN ? 1 : 2, place = (int64_t)step;

    /* of members the last comes first: what is counted so far stands, as it is, below the next (run/count.c) */
    if (kind == STEP_MEMBER || kind == STEP_AGAIN)
        place = (int64_t)(STEPS_MAX - step);
    else if (kind == STEP_EXTENSION)
        place = (int64_t)(STEPS_MAX + step);
    /* of one step each act has a second of its own */
    return CS_BALLOT_FIRST + round * ROUND + place * CS_BALLOT_ACTS_MAX;
}

/* An act with the draft in one column, and a moment in another, or none. */
static void add_event(const struct exploring *e, uint32_t relation, uint32_t draft, uint32_t moment, int64_t second,
                      struct cs_buffer *out)
{
    const char *texts[CS_COLUMNS_MAX] = {NULL};
    char time[32];

    texts[draft] = e->hold.draft;
    if (moment != CS_NOWHERE)
        texts[moment] = cs_instant_text(e->hold.start + second, CS_UTC, time);
    cs_ballot_add_statement(e->hold.plan, relation, texts, out);
}

static void add_step(const struct exploring *e, size_t index, struct cs_buffer *out)
{
    const struct step *step = &e->steps[index];
    int64_t second = second_of(e, index);

    if (step->kind == STEP_MEMBER || step->kind == STEP_AGAIN) {
        for (size_t i = 0; i < e->hold.act_count; i++) {
            add_question(e, index, i, second + (int64_t)i, out);
            cs_ballot_add_act(&e->hold, &e->hold.acts[i], step->who, out);
            end_question(out);
        }
        return;
    }
    add_question(e, index, 0, second, out);
    if (step->kind == STEP_CIRCULATION)
        add_event(e, e->circulation, e->circulation_draft, e->circulation_moment, CS_BALLOT_FIRST + ROUND - 1, out);
    else if (step->kind == STEP_EXTENSION)
        add_event(e, e->extension, e->extension_draft, e->extension_moment, CS_BALLOT_FIRST + 2 * ROUND - 1, out);
    else if (step->kind == STEP_WITHDRAWAL)
        add_event(e, e->withdrawal, e->withdrawal_draft, CS_NOWHERE, 0, out);
    else
        add_event(e, e->hold.closing, e->hold.closing_draft, e->hold.closing_moment, second, out);
    end_question(out);
}

static const char *head_text(const struct exploring *e, uint32_t relation)
{
    const char *text = cs_names_text(e->hold.plan->names, e->hold.plan->relations[relation].head);

    return cs_arena_text(arena_of(e), text, strlen(text));
}

static void push(struct exploring *e, enum step_kind kind, const char *who, uint32_t relation)
{
    if (relation != CS_NOWHERE)
        e->steps[e->step_count++] =
            (struct step){.kind = kind, .who = who, .head = who == NULL ? head_text(e, relation) : NULL};
}

/* `again`: members have second steps. */
static void list_steps(struct exploring *e, bool again)
{
    const struct cs_ballot *b = e->hold.ballot;

    e->step_count = 0;
    push(e, STEP_CIRCULATION, NULL, e->circulation);
    for (size_t i = 0; i < b->member_count; i++)
        push(e, STEP_MEMBER, b->members[i], 0);
    push(e, STEP_EXTENSION, NULL, e->extension);
    for (size_t i = 0; i < b->member_count && again; i++)
        push(e, STEP_AGAIN, b->members[i], 0);
    push(e, STEP_WITHDRAWAL, NULL, e->withdrawal);
    push(e, STEP_CLOSE, NULL, e->hold.closing);
}

/* Runs the record; `steps` false: with the draft alone, to find who has a vote on it. */
static casus_status run(struct exploring *e, bool steps)
{
    struct cs_buffer text;

    cs_answer_free(e->answer);
    e->answer = NULL;
    cs_case_release(&e->c);
    cs_case_init(&e->c);
    cs_buffer_init(&text);
    cs_ballot_add_draft(&e->hold, &text);
    for (size_t i = 0; steps && i < e->step_count; i++)
        add_step(e, i, &text);
    if (text.failed)
        cs_fail_memory(e->hold.failure);
    else if (cs_ballot_make_case(&e->hold, &text, &e->c) == CASUS_OK)
        cs_ballot_run_case(&e->hold, &e->c, &e->answer);
    cs_buffer_release(&text);
    return e->hold.failure->status;
}

/* ---- what comes of it ---- */

/* How an act is told without who does it and to what: "vote for Yes". */
static const char *act_text(const struct exploring *e, const struct act *act)
{
    const struct cs_relation *r = &e->hold.plan->relations[act->relation];
    struct cs_buffer text;
    const char *kept;

    cs_buffer_init(&text);
    cs_buffer_text(&text, cs_names_text(e->hold.plan->names, r->head));
    if (act->filled != CS_NOWHERE)
        cs_buffer_printf(&text, " %s %s", cs_prep_text(r->shape->roles[act->filled - r->first_role].prep),
                         cs_names_text(e->hold.plan->names, act->with));
    kept = cs_arena_text(arena_of(e), cs_buffer_string(&text), text.length);
    arena_of(e)->failed = arena_of(e)->failed || text.failed;
    cs_buffer_release(&text);
    return kept;
}

static casus_status find_questions(struct exploring *e)
{
    for (size_t i = 0; i < e->step_count; i++) {
        struct step *step = &e->steps[i];
        bool member = step->kind == STEP_MEMBER || step->kind == STEP_AGAIN;

        step->count = member ? e->hold.act_count : 1;
        step->questions = cs_arena_array(arena_of(e), step->count, sizeof *step->questions);
        step->acts = cs_arena_array(arena_of(e), step->count, sizeof *step->acts);
        for (size_t k = 0; step->questions != NULL && step->acts != NULL && k < step->count; k++) {
            char label[64];

            snprintf(label, sizeof label, "explore%zux%zu", i, k);
            step->questions[k] = cs_ballot_question(e->answer, label);
            step->acts[k] = member ? act_text(e, &e->hold.acts[k]) : step->head;
        }
    }
    return cs_arena_failed(arena_of(e)) ? cs_fail_memory(e->hold.failure) : CASUS_OK;
}

/* The relation of a head in the plan of the run. */
static uint32_t here(const struct exploring *e, uint32_t relation)
{
    const struct cs_plan *plan = e->answer->docket->plan;
    const char *head = cs_names_text(e->hold.plan->names, e->hold.plan->relations[relation].head);

    return cs_plan_relation(plan, cs_names_find(plan->names, head, strlen(head)), CS_NO_NAME);
}

/* The worlds in which the term of a state line has come about for the draft. */
static cs_set came_about(const struct exploring *e, const struct cs_pattern *pattern)
{
    uint32_t relation = here(e, pattern->relation);
    const struct cs_store *store = &e->answer->run->stores[relation];
    uint32_t columns = e->answer->docket->plan->relations[relation].column_count;
    cs_name label = cs_names_find(e->answer->docket->plan->names, e->hold.draft, strlen(e->hold.draft));
    cs_set set = CS_NONE;

    for (uint32_t row = 0; row < store->count; row++) {
        const cs_value *values = cs_store_values(e->answer->run, relation, row);

        for (uint32_t i = 1; i < columns; i++)
            if (values[i] == label)
                set = cs_worlds_or(e->worlds, set, store->rows[row].worlds);
    }
    return set;
}

/* The outcomes, each with its worlds but those of the lines before it; the last is that nothing came about. */
static void find_outcomes(struct exploring *e, struct place *first)
{
    cs_set left = e->answer->ledger->accounts[0].worlds;

    e->outcome_count = 0;
    for (uint32_t s = 0; s < e->hold.row->state_count && e->outcome_count < OUTCOMES_MAX - 1; s++) {
        const struct cs_plan_state *state = &e->hold.row->states[s];
        size_t i = e->outcome_count;
        cs_set worlds;

        if (state->kind != CS_ROW_STATE_OUTCOME)
            continue;
        worlds = cs_worlds_and(e->worlds, came_about(e, &state->pattern), left);
        left = cs_worlds_minus(e->worlds, left, worlds);
        e->outcome_text[i] = cs_state_in_words(state->state, e->hold.plan->names);
        e->outcome_by[i] = head_text(e, state->pattern.relation);
        first->sets[i] = worlds;
        e->outcome_count++;
    }
    e->outcome_text[e->outcome_count] = cs_state_text(CS_STATE_PENDING);
    first->sets[e->outcome_count++] = left;
}

/* Where the way goes on if this alternative is taken; the last is to do nothing. */
static struct place after(const struct exploring *e, const struct place *from, size_t alternative)
{
    const struct step *step = &e->steps[from->depth];
    struct place to = *from;

    for (size_t q = 0; q < step->count; q++)
        for (size_t i = 0; step->questions[q] != CS_NOWHERE && i < e->outcome_count; i++)
            to.sets[i] = cs_worlds_given(e->worlds, to.sets[i], step->questions[q], q == alternative ? 0 : 1);
    to.depth++;
    to.extended = to.extended || (step->kind == STEP_EXTENSION && alternative < step->count);
    return to;
}

static bool same(const struct exploring *e, const struct place *a, const struct place *b)
{
    for (size_t i = 0; i < e->outcome_count; i++)
        if (a->sets[i] != b->sets[i])
            return false;
    return true;
}

/* Members have a second step after an extension alone. */
static bool may_act(const struct exploring *e, const struct place *p)
{
    return e->steps[p->depth].kind != STEP_AGAIN || p->extended != 0;
}

/* Passes over steps at which it makes no difference what is done. */
static void pass_over(const struct exploring *e, struct place *p)
{
    while (p->depth < e->step_count) {
        struct place nothing = after(e, p, e->steps[p->depth].count);

        for (size_t a = 0; may_act(e, p) && a < e->steps[p->depth].count; a++) {
            struct place other = after(e, p, a);

            if (!same(e, &nothing, &other))
                return;
        }
        *p = nothing;
    }
}

/*
 * Does an extension make a difference to what one member may still do? Else members need no second steps. It is looked
 * for with one member alone.
 */
static bool extension_matters(struct exploring *e)
{
    struct place first = {.depth = 0};
    bool matters = false;

    e->step_count = 0;
    push(e, STEP_CIRCULATION, NULL, e->circulation);
    push(e, STEP_EXTENSION, NULL, e->extension);
    push(e, STEP_AGAIN, e->hold.ballot->members[0], 0);
    push(e, STEP_CLOSE, NULL, e->hold.closing);
    if (run(e, true) != CASUS_OK)
        return false;
    e->worlds = e->answer->docket->worlds;
    find_questions(e);
    find_outcomes(e, &first);
    for (size_t i = 0; i < e->outcome_count && e->steps[1].questions[0] != CS_NOWHERE; i++)
        matters = matters || cs_worlds_given(e->worlds, first.sets[i], e->steps[1].questions[0], 0) !=
                                 cs_worlds_given(e->worlds, first.sets[i], e->steps[1].questions[0], 1);
    return matters;
}

/* ---- the graph ---- */

static void describe(struct exploring *e, struct cs_explore_node *node, const struct place *p)
{
    const struct step *step = p->depth < e->step_count ? &e->steps[p->depth] : NULL;
    size_t reached = 0, which = 0;

    node->depth = p->depth;
    if (step != NULL) {
        node->who = step->who;
        node->step = step->head;
        node->again = step->kind == STEP_AGAIN;
        return;
    }
    for (size_t i = 0; i < e->outcome_count; i++)
        if (p->sets[i] != CS_NONE) {
            reached++;
            which = i;
        }
    node->open = reached != 1;
    node->outcome = node->open ? "undetermined" : e->outcome_text[which];
    node->by = node->open ? NULL : e->outcome_by[which];
}

/* The node of a place; a new one is added. SIZE_MAX: there are too many, or memory ran out. */
static size_t node_of(struct exploring *e, struct place p)
{
    struct cs_explore *out = e->out;
    size_t number;
    cs_name name;

    pass_over(e, &p);
    if (p.depth == e->step_count)
        p.extended = 0; /* an end is one, whichever way led there */
    name = cs_names_intern_bytes(&e->keys, (const char *)&p, sizeof p);
    if (name == CS_NO_NAME) {
        cs_fail_memory(e->hold.failure);
        return SIZE_MAX;
    }
    number = (size_t)name - 1;
    if (number < out->node_count)
        return number;
    if (out->node_count == CS_EXPLORE_NODES_MAX) {
        out->cut = true;
        return SIZE_MAX;
    }
    if (!cs_grow(&out->nodes, &out->node_capacity, out->node_count + 1, sizeof *out->nodes) ||
        !cs_grow(&e->places, &e->place_capacity, out->node_count + 1, sizeof *e->places)) {
        cs_fail_memory(e->hold.failure);
        return SIZE_MAX;
    }
    number = out->node_count++;
    e->places[number] = p;
    out->nodes[number] = (struct cs_explore_node){.who = NULL};
    describe(e, &out->nodes[number], &p);
    return number;
}

static void add_edge(struct exploring *e, size_t from, const char *act, size_t to)
{
    struct cs_explore_node *node = &e->out->nodes[from];
    size_t most = e->steps[e->places[from].depth].count + 1, i = 0;

    if (node->edges == NULL)
        node->edges = cs_arena_array(arena_of(e), most, sizeof *node->edges);
    while (node->edges != NULL && i < node->edge_count && node->edges[i].to != to)
        i++;
    if (node->edges == NULL)
        return;
    if (i == node->edge_count) {
        node->edges[i] = (struct cs_explore_edge){.to = to,
                                                  .acts = cs_arena_array(arena_of(e), most, sizeof *node->edges->acts)};
        node->edge_count += node->edges[i].acts != NULL;
    }
    if (node->edges[i].acts != NULL)
        node->edges[i].acts[node->edges[i].act_count++] = act;
}

static void follow(struct exploring *e, const struct place *first)
{
    struct cs_explore *out = e->out;

    node_of(e, *first);
    for (size_t n = 0; n < out->node_count && e->hold.failure->status == CASUS_OK; n++) {
        const struct step *step;

        if (e->places[n].depth == e->step_count)
            continue;
        step = &e->steps[e->places[n].depth];
        for (size_t a = 0; a <= step->count; a++) {
            size_t to;

            if (a < step->count && step->questions[a] == CS_NOWHERE)
                continue;
            to = node_of(e, after(e, &e->places[n], a));
            if (to == SIZE_MAX)
                out->nodes[n].cut = true;
            else
                add_edge(e, n, a < step->count ? step->acts[a] : "nothing", to);
        }
    }
    out->depth_count = e->step_count + 1;
}

/* ---- bounds ---- */

static size_t add_bare_node(struct exploring *e, struct cs_explore_node node)
{
    struct cs_explore *out = e->out;

    if (!cs_grow(&out->nodes, &out->node_capacity, out->node_count + 1, sizeof *out->nodes)) {
        cs_fail_memory(e->hold.failure);
        return SIZE_MAX;
    }
    out->nodes[out->node_count] = node;
    return out->node_count++;
}

static const char *kept_text(struct exploring *e, const char *act)
{
    return act == NULL ? "nothing" : cs_arena_text(arena_of(e), act, strlen(act));
}

/* From `least` members to fewer than `end`, if there are such numbers. Others that come to the same are one way. */
static void add_bound(struct exploring *e, size_t from, const char *other, size_t least, size_t end, size_t to,
                      size_t acts_max)
{
    struct cs_explore_node *node = &e->out->nodes[from];
    struct cs_explore_edge *edge = node->edges;

    if (least >= end)
        return;
    while (edge < node->edges + node->edge_count &&
           (edge->to != to || edge->least != least || edge->most != end - 1))
        edge++;
    if (edge == node->edges + node->edge_count) {
        node->edge_count++;
        *edge = (struct cs_explore_edge){.acts = cs_arena_array(arena_of(e), acts_max, sizeof *edge->acts), .to = to,
                                         .least = least, .most = end - 1};
    }
    if (edge->acts != NULL)
        edge->acts[edge->act_count++] = kept_text(e, other);
}

static bool same_act(const struct cs_ballot_bound *bounds, size_t i)
{
    return i > 0 && bounds[i].act == bounds[i - 1].act;
}

/* The ways of one place. */
static void fill_place(struct exploring *e, size_t place, const struct cs_ballot_bound *bounds, size_t count,
                       const size_t ends[4])
{
    struct cs_explore_node *node = &e->out->nodes[place];

    node->step = kept_text(e, bounds[0].act);
    node->edges = cs_arena_array(arena_of(e), 3 * count, sizeof *node->edges);
    for (size_t i = 0; node->edges != NULL && i < count; i++) {
        const struct cs_ballot_bound *b = &bounds[i];

        add_bound(e, place, b->other, b->any, e->hold.ballot->member_count + 1, ends[0], count);
        add_bound(e, place, b->other, b->some, b->any, ends[b->counted ? 2 : 3], count);
        add_bound(e, place, b->other, 0, b->some, ends[1], count);
    }
}

/* The end of bounds that are no numbers; there is none if there are no such bounds. */
static size_t add_open_end(struct exploring *e, const struct cs_ballot_bound *bounds, size_t count, bool counted,
                           const char *outcome)
{
    for (size_t i = 0; i < count; i++)
        if (bounds[i].counted == counted && bounds[i].some < bounds[i].any)
            return add_bare_node(e, (struct cs_explore_node){.outcome = outcome, .depth = 1});
    return SIZE_MAX;
}

/* A place for each act by which a draft is adopted, and the ends. */
static casus_status find_bounds(struct exploring *e)
{
    size_t count, place = 0, ends[4];
    struct cs_ballot_bound *bounds;

    if (cs_ballot_bounds(&e->hold, &bounds, &count) != CASUS_OK || count == 0)
        return e->hold.failure->status;
    e->out->node_count = 0;
    e->out->bounds = true;
    e->out->depth_count = 2;
    for (size_t i = 0; i < count; i++)
        if (!same_act(bounds, i))
            add_bare_node(e, (struct cs_explore_node){.step = ""});
    ends[0] = add_bare_node(e, (struct cs_explore_node){.outcome = cs_state_text(CS_STATE_ADOPTED), .depth = 1});
    ends[1] = add_bare_node(e, (struct cs_explore_node){.outcome = CS_PHRASE("no adoption"), .depth = 1});
    ends[2] = add_open_end(e, bounds, count, true, CS_PHRASE("adopted or not, as who they are"));
    ends[3] = add_open_end(e, bounds, count, false, CS_PHRASE("not told: the rule asks for more than numbers"));
    for (size_t i = 0, next; i < count && e->hold.failure->status == CASUS_OK; i = next) {
        for (next = i + 1; next < count && same_act(bounds, next); next++)
            ;
        fill_place(e, place++, bounds + i, next - i, ends);
    }
    return cs_arena_failed(arena_of(e)) ? cs_fail_memory(e->hold.failure) : e->hold.failure->status;
}

/* Too entangled: by bounds, if its rule has some; else the failure as it was. */
static casus_status explore_bounds(struct exploring *e)
{
    struct cs_failure first = *e->hold.failure;

    cs_failure_clear(e->hold.failure);
    find_bounds(e);
    if (e->hold.failure->status == CASUS_OK && !e->out->bounds)
        *e->hold.failure = first;
    return e->hold.failure->status;
}

static casus_status explore(struct exploring *e)
{
    struct place first = {.depth = 0};

    if (!cs_ballot_find_close(&e->hold))
        return cs_fail(e->hold.failure, CASUS_ERR_ARGUMENT, "no text says when a draft of %s is closed",
                       e->hold.wish->organ);
    cs_ballot_find_acts(&e->hold);
    find_silence(e);
    find_withdrawal(e);
    if (run(e, false) != CASUS_OK || cs_ballot_members(&e->hold, e->answer) != CASUS_OK)
        return e->hold.failure->status;
    list_steps(e, e->extension != CS_NOWHERE && extension_matters(e));
    if (e->hold.failure->status != CASUS_OK || run(e, true) != CASUS_OK)
        return e->hold.failure->status;
    e->worlds = e->answer->docket->worlds;
    find_questions(e);
    find_outcomes(e, &first);
    if (e->hold.failure->status == CASUS_OK)
        follow(e, &first);
    if (cs_answer_status(e->answer, "the ways of this draft") != CASUS_OK)
        return cs_fail(e->hold.failure, e->answer->failure.status, "%s", e->answer->failure.message);
    return cs_arena_failed(arena_of(e)) ? cs_fail_memory(e->hold.failure) : e->hold.failure->status;
}

static void keep_members(struct cs_explore *out, const struct cs_ballot *b)
{
    out->members = cs_arena_array(&out->arena, b->member_count, sizeof *out->members);
    for (size_t i = 0; out->members != NULL && i < b->member_count; i++)
        out->members[i] = cs_arena_text(&out->arena, b->members[i], strlen(b->members[i]));
    out->member_count = b->member_count;
    for (size_t n = 0; n < out->node_count; n++)
        for (size_t i = 0; out->members != NULL && out->nodes[n].who != NULL && i < b->member_count; i++)
            if (strcmp(out->nodes[n].who, b->members[i]) == 0) {
                out->nodes[n].who = out->members[i];
                break;
            }
}

casus_status cs_explore(const struct cs_case *c, const struct cs_ballot_wish *wish, struct cs_failure *failure,
                        struct cs_explore *out)
{
    struct cs_ballot ballot = {.members = NULL};
    struct exploring *e = calloc(1, sizeof *e);
    cs_name organ = cs_names_find(&c->names, wish->organ, strlen(wish->organ));

    memset(out, 0, sizeof *out);
    cs_arena_init(&out->arena);
    if (e == NULL)
        return cs_fail_memory(failure);
    cs_arena_init(&ballot.arena);
    cs_case_init(&ballot.c);
    cs_case_init(&e->c);
    cs_names_init(&e->keys);
    e->out = out;
    e->hold = (struct holding){.c = c, .wish = wish, .failure = failure, .ballot = &ballot, .plan = c->plan,
                               .draft = wish->draft != NULL ? wish->draft : CS_BALLOT_DRAFT, .start = wish->as_of->end};
    if (organ == CS_NO_NAME || !cs_ballot_find_row(&e->hold, cs_symbols_spelt(&c->symbols, organ)))
        cs_fail(failure, CASUS_ERR_ARGUMENT, "\"%s\" is nobody that decides on drafts", wish->organ);
    else if ((wish->draft == NULL || cs_ballot_check_draft(&e->hold) == CASUS_OK) &&
             explore(e) == CASUS_ERR_ENTANGLED)
        explore_bounds(e);
    if (failure->status == CASUS_OK)
        keep_members(out, &ballot);
    cs_answer_free(e->answer);
    cs_case_release(&e->c);
    cs_names_release(&e->keys);
    cs_ballot_release(&ballot);
    free(e->places);
    free(e);
    return failure->status;
}

void cs_explore_release(struct cs_explore *explore)
{
    free(explore->nodes);
    cs_arena_release(&explore->arena);
    memset(explore, 0, sizeof *explore);
}
