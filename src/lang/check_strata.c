/* SPDX-License-Identifier: MIT */
/*
 * R 4.4: what is concluded within one instant must not depend on its own absence or count.
 *
 * The words are the nodes of a graph. There is an edge from a word that a rule concludes at once to each word that the
 * rule looks at in the same instant:
 *   while ... then F          to every word of its conditions
 *   when T ... then E         to T, and to the events of its conditions; its facts are those that held before (R 4.1)
 *   when D after T ... then E not to T, which is past
 * So are the duties, and the prohibitions, to do what a word says: a `while` rule founds them as its conditions hold.
 *
 * An edge is strict if the rule looks for an absence, a count, or a duty that is to be open: a duty that rests on
 * itself would never end. A strict edge within a strongly connected component
 * is part of a circle; the shortest one is shown. The graph may have as many edges as the files have lines, so nothing
 * here is recursive, and everything but the search for the circles that are shown takes linear time.
 *
 * A fact that `when` begins or ends, and a duty that it founds, change after what the rule looked at, and set off
 * other rules in the same instant: those may bring about an event of which the first rule looked for the absence or the
 * number. So there is a second, larger graph, with the beginning and the end of each fact, in which only such strict
 * edges count:
 *   when T ... then F         from the beginning of F to T, and to the events of its conditions
 *   when F then E             from E to the beginning of F
 * In it nothing is a circle that facts alone make: what begins because it had ended, say, begins anew.
 */
#include "lang/check_int.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "lang/components.h"

static const char ABSENCE[] = "the absence of ";
static const char NUMBER[] = "the number of ";
static const char OPEN[] = "";

struct edge {
    uint32_t from, to; /* nodes: the indices of shapes; then of duties, prohibitions, beginnings, ends of each */
    const char *strict;  /* "the absence of ", "the number of ", "" or NULL */
    bool shown;          /* a circle through it was shown */
    struct cs_span span; /* the line that looks at `to` */
};

#define NODES_OF_A_SHAPE 5

struct strata {
    struct cs_checker *checker;
    bool changes; /* it is the larger graph */
    uint32_t shapes, count; /* of shapes, of nodes */
    struct edge *edges;
    size_t edge_count, edge_capacity;
    /* by node */
    uint32_t *first_edge; /* edges are sorted by `from`; one entry more for the end */
    uint32_t *component;  /* from 1 */
    uint32_t *mark;       /* by the search for a circle: the edge + 1 that reached the node, else 0 */
    uint32_t *stack;
    bool failed;
};

/* Edges */

static uint32_t shape_index(const struct strata *strata, cs_name head)
{
    return strata->checker->symbols->shape_of[head];
}

static bool is_event(const struct strata *strata, cs_name head)
{
    const struct cs_shape *shape = cs_symbols_shape(strata->checker->symbols, head);

    return shape != NULL && shape->kind == CS_SHAPE_EVENT;
}

/* The node of the duties to do what a word says, or of its prohibitions. */
static uint32_t duty_node(const struct strata *strata, uint32_t shape, bool forbidden)
{
    return shape + strata->shapes * (forbidden ? 2 : 1);
}

/* The node of the beginnings of a fact that `when` concludes, or of its ends. */
static uint32_t change_node(const struct strata *strata, uint32_t shape, bool end)
{
    return shape + strata->shapes * (end ? 4 : 3);
}

static void add_edge(struct strata *strata, uint32_t from, uint32_t to, struct cs_span span, const char *strict)
{
    if (!cs_grow(&strata->edges, &strata->edge_capacity, strata->edge_count + 1, sizeof *strata->edges)) {
        strata->failed = true;
        return;
    }
    strata->edges[strata->edge_count++] = (struct edge){.from = from, .to = to, .strict = strict, .span = span};
}

static void add_term_edge(struct strata *strata, const struct cs_rule *rule, uint32_t from, const struct cs_term *to,
                          const char *strict)
{
    uint32_t target = shape_index(strata, to->head);

    if (target != 0 && (rule->kind != CS_RULE_WHEN || to == &rule->trigger.term || is_event(strata, to->head)))
        add_edge(strata, from, target - 1, to->span, strict);
}

/*
 * That a duty is broken or performed comes after it was founded: only that it is open, or has arisen, is so by what
 * founds it. A `when` looks at the duties as they were before.
 */
static void add_duty_edge(struct strata *strata, const struct cs_rule *rule, uint32_t from,
                          const struct cs_condition *condition)
{
    uint32_t target = shape_index(strata, condition->term.head);
    const char *strict = condition->verb == CS_VERB_OWES ? OPEN : NULL;

    if (condition->negated && (condition->verb == CS_VERB_OWES || condition->verb == CS_VERB_OWED))
        strict = ABSENCE;
    if (target != 0 && rule->kind == CS_RULE_WHILE)
        add_edge(strata, from, duty_node(strata, target - 1, condition->forbidden), condition->span, strict);
}

static void add_condition_edges(struct strata *strata, const struct cs_rule *rule, uint32_t from,
                                const struct cs_condition *condition)
{
    switch (condition->kind) {
    case CS_COND_TERM:
    case CS_COND_COUNTS_AS:
        add_term_edge(strata, rule, from, &condition->term, condition->negated ? ABSENCE : NULL);
        break;
    case CS_COND_NUMBER:
        add_term_edge(strata, rule, from, &condition->left.term, NUMBER);
        if (condition->right.kind != CS_NUMBER_CONSTANT)
            add_term_edge(strata, rule, from, &condition->right.term, NUMBER);
        break;
    case CS_COND_EVERY: /* the number of those who lack it is 0 */
        add_term_edge(strata, rule, from, &condition->left.term, NUMBER);
        add_term_edge(strata, rule, from, &condition->right.term, NUMBER);
        break;
    case CS_COND_DUTY:
        add_duty_edge(strata, rule, from, condition);
        break;
    case CS_COND_OTHER:
    case CS_COND_KIND:
    case CS_COND_READS:
    case CS_COND_QUANTITY:
    case CS_COND_MOMENTS:
        break;
    }
}

static void add_rule_edges(struct strata *strata, const struct cs_rule *rule, uint32_t concluded)
{
    if (rule->kind == CS_RULE_WHEN && rule->delay == CS_DELAY_NONE && rule->trigger.kind == CS_COND_TERM)
        add_term_edge(strata, rule, concluded, &rule->trigger.term, rule->trigger.negated ? ABSENCE : NULL);
    for (const struct cs_condition *condition = rule->conditions; condition != NULL; condition = condition->next)
        add_condition_edges(strata, rule, concluded, condition);
}

static void add_edges(struct strata *strata, const struct cs_rule *rule)
{
    for (const struct cs_effect *effect = rule->effects; effect != NULL; effect = effect->next) {
        bool bond = effect->kind == CS_EFFECT_BOND;
        cs_name head = bond ? effect->bond.act.head : effect->term.head;
        uint32_t shape = shape_index(strata, head);

        if (effect->kind == CS_EFFECT_END || shape == 0 || (bond && effect->bond.expectation))
            continue;
        if (rule->kind == CS_RULE_WHILE)
            add_rule_edges(strata, rule, bond ? duty_node(strata, shape - 1, effect->bond.negated) : shape - 1);
        else if (rule->kind == CS_RULE_WHEN && !bond && is_event(strata, head))
            add_rule_edges(strata, rule, shape - 1);
    }
}

/* What a rule concludes as a fact changes, from `from` on: `when F`, `when no F`, `when reached m: F`. */
static void add_trigger_change(struct strata *strata, const struct cs_rule *rule, uint32_t from)
{
    const struct cs_condition *trigger = &rule->trigger;
    uint32_t shape = shape_index(strata, trigger->term.head);

    if (shape == 0 || (rule->delay != CS_DELAY_NONE && rule->delay != CS_DELAY_REACHED))
        return;
    if (trigger->kind == CS_COND_DUTY) {
        add_edge(strata, from, duty_node(strata, shape - 1, trigger->forbidden), trigger->span, NULL);
        if (trigger->verb == CS_VERB_FULFILS || trigger->verb == CS_VERB_FAILS)
            add_edge(strata, from, shape - 1, trigger->span, NULL);
    } else if (!is_event(strata, trigger->term.head)) {
        add_edge(strata, from, shape - 1, trigger->span, NULL);
        add_edge(strata, from, change_node(strata, shape - 1, trigger->negated), trigger->span, NULL);
    }
}

/* What `when` changes, and what changes with it. */
static void add_changes(struct strata *strata, const struct cs_rule *rule)
{
    for (const struct cs_effect *effect = rule->effects; effect != NULL; effect = effect->next) {
        bool bond = effect->kind == CS_EFFECT_BOND;
        cs_name head = bond ? effect->bond.act.head : effect->term.head;
        uint32_t shape = shape_index(strata, head), from;

        if (shape == 0 || rule->kind != CS_RULE_WHEN || (bond && effect->bond.expectation))
            continue;
        if (!bond && is_event(strata, head)) { /* the rest is in the smaller graph */
            add_trigger_change(strata, rule, shape - 1);
            continue;
        }
        from = bond ? duty_node(strata, shape - 1, effect->bond.negated)
                    : change_node(strata, shape - 1, effect->kind == CS_EFFECT_END);
        add_rule_edges(strata, rule, from);
        add_trigger_change(strata, rule, from);
        if (!bond)
            add_edge(strata, shape - 1, from, effect->term.span, NULL);
    }
}

/* Sorts the edges by `from`, stably, so that those of one shape stay in the order of the rules. */
static void sort_edges(struct strata *strata)
{
    struct edge *sorted = calloc(strata->edge_count + 1, sizeof *sorted);
    uint32_t *next = strata->first_edge;

    if (sorted == NULL) {
        strata->failed = true;
        return;
    }
    memset(next, 0, ((size_t)strata->count + 1) * sizeof *next);
    for (size_t i = 0; i < strata->edge_count; i++)
        next[strata->edges[i].from + 1]++;
    for (uint32_t i = 0; i < strata->count; i++)
        next[i + 1] += next[i];
    for (size_t i = 0; i < strata->edge_count; i++)
        sorted[next[strata->edges[i].from]++] = strata->edges[i];
    for (uint32_t i = strata->count; i > 0; i--) /* each now has the value that the next should have */
        next[i] = next[i - 1];
    next[0] = 0;
    free(strata->edges);
    strata->edges = sorted;
    strata->edge_capacity = strata->edge_count + 1;
}

static void find_components(struct strata *strata)
{
    uint32_t *to = cs_arena_array(strata->checker->arena, strata->edge_count, sizeof *to);

    for (size_t i = 0; to != NULL && i < strata->edge_count; i++)
        to[i] = strata->edges[i].to;
    if (to != NULL)
        strata->component = cs_components(strata->checker->arena, strata->first_edge, to, strata->count);
    strata->failed |= to == NULL || strata->component == NULL;
}

/* Showing a circle */

/*
 * Finds the shortest path from `start` to `goal` within their component: for each node on it, mark[node] is the edge
 * (+ 1) that reached it.
 */
static void search_way(struct strata *strata, uint32_t start, uint32_t goal)
{
    uint32_t *queue = strata->stack;
    uint32_t head = 0, tail = 0;

    for (uint32_t i = 0; i < strata->count; i++)
        strata->mark[i] = 0;
    queue[tail++] = start;
    while (head < tail && strata->mark[goal] == 0 && start != goal) {
        uint32_t node = queue[head++];

        for (uint32_t i = strata->first_edge[node]; i < strata->first_edge[node + 1]; i++) {
            uint32_t to = strata->edges[i].to;

            if (to == start || strata->mark[to] != 0 || strata->component[to] != strata->component[start])
                continue;
            strata->mark[to] = i + 1;
            queue[tail++] = to;
        }
    }
}

/* "support"; "the duty of "support"", "the prohibition of "raid"" */
static void describe_node(const struct strata *strata, uint32_t node, struct cs_buffer *out)
{
    static const char *const before[NODES_OF_A_SHAPE] = {"", "the duty of ", "the prohibition of ", "the beginning of ",
                                                         "the end of "};
    cs_name head = strata->checker->symbols->shapes[node % strata->shapes].head;

    cs_buffer_printf(out, "%s\"%s\"", before[node / strata->shapes], cs_checker_text(strata->checker, head));
}

/* "x" depends on the absence of "y" (file:line) */
static void describe(const struct strata *strata, const struct edge *edge, struct cs_buffer *out)
{
    size_t line, column;

    cs_source_place(edge->span.source, edge->span.start, &line, &column);
    describe_node(strata, edge->from, out);
    cs_buffer_printf(out, " depends on %s", edge->strict ? edge->strict : "");
    describe_node(strata, edge->to, out);
    cs_buffer_printf(out, " (%s:%zu)", edge->span.source->name, line);
}

/* Writes the circle of a strict edge: the edge, then the path back to where it begins. */
static void describe_circle(struct strata *strata, struct edge *strict, struct cs_buffer *out)
{
    uint32_t *way = strata->stack;
    uint32_t length = 0;
    uint32_t node = strict->from;

    search_way(strata, strict->to, strict->from);
    while (node != strict->to) {
        way[length++] = strata->mark[node] - 1;
        node = strata->edges[strata->mark[node] - 1].from;
    }
    cs_buffer_text(out, "The circle: ");
    describe(strata, strict, out);
    strict->shown = true;
    while (length > 0) {
        struct edge *edge = &strata->edges[way[--length]];

        cs_buffer_text(out, ", ");
        describe(strata, edge, out);
        edge->shown = true;
    }
    cs_buffer_text(out, ". Take one of these lines away, or let one of them look at what was so before.");
}

static void report_circle(struct strata *strata, struct edge *edge)
{
    struct cs_checker *checker = strata->checker;
    struct cs_diagnostic *diagnostic;
    struct cs_buffer circle;

    cs_buffer_init(&circle);
    describe_node(strata, edge->from, &circle);
    cs_buffer_text(&circle, " depends within one instant on ");
    if (strata->changes) {
        cs_buffer_text(&circle, edge->strict);
        describe_node(strata, edge->to, &circle);
        cs_buffer_text(&circle, ", which depends on it");
    } else {
        cs_buffer_text(&circle, edge->strict == NUMBER ? "its own number"
                                : edge->strict == OPEN ? "itself" : "its own absence");
    }
    diagnostic = cs_diagnose(checker->diagnostics, DIAG_CIRCLE, edge->span, "%s", cs_buffer_string(&circle));
    strata->failed |= circle.failed;
    cs_buffer_clear(&circle);
    if (diagnostic == NULL) {
        cs_buffer_release(&circle);
        return;
    }
    describe_circle(strata, edge, &circle);
    cs_diagnostic_help(checker->diagnostics, diagnostic, "%s", cs_buffer_string(&circle));
    strata->failed |= circle.failed;
    cs_buffer_release(&circle);
}

/* Does the edge make a circle? In the larger graph only one that looks for the absence or the number of events. */
static bool counts(const struct strata *strata, const struct edge *edge)
{
    return edge->strict != NULL && !edge->shown &&
           (!strata->changes || (edge->to < strata->shapes && edge->strict != OPEN &&
                                 is_event(strata, strata->checker->symbols->shapes[edge->to].head)));
}

/* Reports a circle for each strict edge that is in no circle reported before. */
static void report_circles(struct strata *strata)
{
    for (size_t i = 0; i < strata->edge_count; i++) {
        struct edge *edge = &strata->edges[i];

        if (counts(strata, edge) && strata->component[edge->from] == strata->component[edge->to])
            report_circle(strata, edge);
    }
}

/* Looks for circles in the graph as it is. */
static void look(struct strata *strata)
{
    sort_edges(strata);
    if (!strata->failed)
        find_components(strata);
    if (!strata->failed)
        report_circles(strata);
}

void cs_checker_strata(struct cs_checker *checker)
{
    struct strata strata = {.checker = checker, .shapes = (uint32_t)checker->symbols->shape_count};
    struct cs_arena *arena = checker->arena;

    strata.count = NODES_OF_A_SHAPE * strata.shapes;
    strata.first_edge = cs_arena_array(arena, (size_t)strata.count + 1, sizeof *strata.first_edge);
    strata.mark = cs_arena_array(arena, strata.count, sizeof *strata.mark);
    strata.stack = cs_arena_array(arena, strata.count, sizeof *strata.stack);
    strata.failed = cs_arena_failed(arena);
    for (int changes = 0; changes < 2 && !strata.failed; changes++) {
        strata.changes = changes != 0;
        for (const struct cs_file *file = checker->files; file != NULL; file = file->next)
            for (const struct cs_rule *rule = file->rules; rule != NULL; rule = rule->next)
                (strata.changes ? add_changes : add_edges)(&strata, rule);
        if (!strata.failed)
            look(&strata);
    }
    free(strata.edges);
    checker->failed |= strata.failed;
}
