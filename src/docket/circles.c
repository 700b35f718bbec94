/* SPDX-License-Identifier: MIT */
/*
 * Circles of orders (R 1.2): what lines of order say (R 6.7, 6.8) cannot be so where, with what is certain, it leads
 * from something back to it. Certain are the hours, the order of what names another, and of words that the vocabulary
 * puts after others (R 6.4).
 *
 * Occurrences and instants are the nodes of a graph; a step leads to what comes later. What comes before an instant has
 * a step to it, what does not come before it one from it: so an occurrence of an hour has one from its instant, and one
 * to the next. Days that are open have no steps: on which of them a line could not be is found for each line by itself
 * (orders.c).
 */
#include <stdlib.h>
#include <string.h>

#include "docket/docket_int.h"

struct step {
    uint32_t from, to;
    cs_set worlds; /* in which both have happened, and the step is one */
    bool line;     /* a line of order says it; a circle without one is none of an account */
};

/* An occurrence of a day that has this particular, by a row of this relation. */
struct place { cs_instant start; cs_value value; uint32_t relation, node; const struct cs_occurrence_row *row; };

struct graph {
    struct cs_docket *docket;
    const struct cs_occurrence **nodes; /* sorted by value; behind them come the instants */
    size_t node_count, node_capacity;
    cs_instant *instants;               /* sorted */
    size_t instant_count, instant_capacity;
    struct step *steps;                 /* sorted by `from`, once all are there */
    size_t step_count, step_capacity;
    struct place *places;
    size_t place_count, place_capacity;
    uint32_t *first;                    /* by node: its first step; one more for the end */
    bool *over;                         /* by node: no circle goes through it */
    cs_set *reached;                    /* by node, of the walk that is being made */
    bool *waits;
    uint32_t *way;
};

static bool fine(const struct graph *g)
{
    return g->docket->failure->status == CASUS_OK;
}

/* ---- nodes ---- */

static int by_value(const void *a, const void *b)
{
    cs_value x = (*(const struct cs_occurrence *const *)a)->value, y = (*(const struct cs_occurrence *const *)b)->value;

    return (x > y) - (x < y);
}

static int by_instant(const void *a, const void *b)
{
    cs_instant x = *(const cs_instant *)a, y = *(const cs_instant *)b;

    return (x > y) - (x < y);
}

static void add_node(struct graph *g, const struct cs_occurrence *o)
{
    if (o == NULL)
        return;
    if (cs_grow(&g->nodes, &g->node_capacity, g->node_count + 1, sizeof *g->nodes))
        g->nodes[g->node_count++] = o;
    else
        cs_fail_memory(g->docket->failure);
}

static void add_instant(struct graph *g, cs_instant at)
{
    if (cs_grow(&g->instants, &g->instant_capacity, g->instant_count + 1, sizeof *g->instants))
        g->instants[g->instant_count++] = at;
    else
        cs_fail_memory(g->docket->failure);
}

/* Sorts, and leaves each once. */
static void settle_nodes(struct graph *g)
{
    size_t count = 0;

    if (g->node_count > 1)
        qsort(g->nodes, g->node_count, sizeof *g->nodes, by_value);
    for (size_t i = 0; i < g->node_count; i++)
        if (count == 0 || g->nodes[count - 1] != g->nodes[i])
            g->nodes[count++] = g->nodes[i];
    g->node_count = count;
}

static void settle_instants(struct graph *g)
{
    size_t count = 0;

    if (g->instant_count > 1)
        qsort(g->instants, g->instant_count, sizeof *g->instants, by_instant);
    for (size_t i = 0; i < g->instant_count; i++)
        if (count == 0 || g->instants[count - 1] != g->instants[i])
            g->instants[count++] = g->instants[i];
    g->instant_count = count;
}

static uint32_t node_of(const struct graph *g, const struct cs_occurrence *o)
{
    size_t i = o == NULL ? g->node_count : cs_lower_bound(&o, g->nodes, g->node_count, sizeof *g->nodes, by_value);

    return i < g->node_count && g->nodes[i] == o ? (uint32_t)i : CS_NOWHERE;
}

static uint32_t node_of_instant(const struct graph *g, cs_instant at)
{
    return (uint32_t)(g->node_count +
                      cs_lower_bound(&at, g->instants, g->instant_count, sizeof *g->instants, by_instant));
}

/* ---- steps ---- */

static void add_step(struct graph *g, uint32_t from, uint32_t to, cs_set worlds, bool line)
{
    if (worlds == CS_NONE || from == to)
        return;
    if (cs_grow(&g->steps, &g->step_capacity, g->step_count + 1, sizeof *g->steps))
        g->steps[g->step_count++] = (struct step){from, to, worlds, line};
    else
        cs_fail_memory(g->docket->failure);
}

/* Is this a place in time of which it is known what lies around it? */
static bool is_certain(const struct cs_occurrence *o, const struct cs_cell *cell)
{
    return (cell->hours || o->cell_count == 1) && cell->start != CS_TIME_ALWAYS && cell->end != CS_TIME_NEVER;
}

static void add_hours(struct graph *g, uint32_t node)
{
    const struct cs_occurrence *o = g->nodes[node];

    for (uint32_t i = 0; i < o->cell_count; i++) {
        cs_set worlds = cs_worlds_and(g->docket->worlds, o->worlds, o->cells[i].worlds);

        if (!is_certain(o, &o->cells[i]))
            continue;
        add_step(g, node_of_instant(g, o->cells[i].start), node, worlds, false);
        add_step(g, node, node_of_instant(g, o->cells[i].end), worlds, false);
    }
}

/* The worlds in which both have happened, neither on an earlier day, or at an earlier hour, than the other. */
static cs_set together(const struct graph *g, const struct cs_occurrence *a, const struct cs_occurrence *b)
{
    struct cs_worlds *w = g->docket->worlds;
    cs_set worlds = CS_NONE;

    for (uint32_t i = 0; i < a->cell_count; i++)
        for (uint32_t k = 0; k < b->cell_count; k++)
            if (a->cells[i].start < b->cells[k].end && b->cells[k].start < a->cells[i].end)
                worlds = cs_worlds_or(w, worlds, cs_worlds_and(w, a->cells[i].worlds, b->cells[k].worlds));
    return cs_worlds_and(w, worlds, cs_worlds_and(w, a->worlds, b->worlds));
}

/* What names another comes after it. */
static void add_named(struct graph *g, uint32_t node)
{
    const struct cs_occurrence *o = g->nodes[node];

    for (uint32_t i = 0; i < o->refer_count; i++) {
        uint32_t named = node_of(g, cs_docket_entered(g->docket, o->refers[i]));

        if (named != CS_NOWHERE)
            add_step(g, named, node, together(g, o, g->nodes[named]), false);
    }
}

static int by_place(const void *a, const void *b)
{
    const struct place *x = a, *y = b;

    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    if (x->value != y->value)
        return x->value < y->value ? -1 : 1;
    if (x->relation != y->relation)
        return x->relation < y->relation ? -1 : 1;
    return (x->node > y->node) - (x->node < y->node);
}

static void add_places(struct graph *g, uint32_t node)
{
    const struct cs_plan *plan = g->docket->plan;
    const struct cs_occurrence *o = g->nodes[node];

    for (uint32_t i = 0; i < o->cell_count; i++)
        for (const struct cs_occurrence_row *row = o->rows; row != NULL; row = row->next)
            for (uint32_t c = 0; c < plan->relations[row->relation].column_count; c++) {
                if (!cs_plan_is_something(plan, row->values[c]))
                    continue;
                if (!cs_grow(&g->places, &g->place_capacity, g->place_count + 1, sizeof *g->places)) {
                    cs_fail_memory(g->docket->failure);
                    return;
                }
                g->places[g->place_count++] = (struct place){cs_day_start(o->cells[i].day, o->cells[i].offset),
                                                             row->values[c], row->relation, node, row};
            }
}

static void add_after(struct graph *g, const struct place *later, const struct place *earlier)
{
    struct cs_worlds *w = g->docket->worlds;
    const struct cs_occurrence *a = g->nodes[later->node], *b = g->nodes[earlier->node];

    if (a == b || cs_docket_refers(g->docket, b->value, a->value))
        return;
    add_step(g, earlier->node, later->node,
             cs_worlds_and(w, together(g, a, b), cs_worlds_and(w, later->row->worlds, earlier->row->worlds)), false);
}

/* Of these, which are of one day and one particular: of each two words of which the one comes after the other, all. */
static void add_afters_of(struct graph *g, size_t from, size_t to)
{
    const struct cs_plan *plan = g->docket->plan;

    for (size_t i = from, i_end; i < to; i = i_end) {
        const uint8_t *after = &plan->comes_after[g->places[i].relation * plan->relation_count];

        for (i_end = i; i_end < to && g->places[i_end].relation == g->places[i].relation;)
            i_end++;
        for (size_t k = from, k_end; k < to && plan->relations[g->places[i].relation].shape->after != NULL; k = k_end) {
            for (k_end = k; k_end < to && g->places[k_end].relation == g->places[k].relation;)
                k_end++;
            for (size_t a = i; after[g->places[k].relation] != 0 && a < i_end; a++)
                for (size_t b = k; b < k_end && fine(g); b++)
                    add_after(g, &g->places[a], &g->places[b]);
        }
    }
}

static void add_afters(struct graph *g)
{
    for (uint32_t i = 0; i < g->node_count; i++)
        add_places(g, i);
    if (g->place_count > 1)
        qsort(g->places, g->place_count, sizeof *g->places, by_place);
    for (size_t i = 0, end; i < g->place_count && fine(g); i = end) {
        for (end = i; end < g->place_count && g->places[end].start == g->places[i].start &&
                      g->places[end].value == g->places[i].value;)
            end++;
        add_afters_of(g, i, end);
    }
}

/* ---- making it ---- */

struct said { const bool *firsts, *seconds; };

static bool has_afters(const struct cs_plan *plan)
{
    for (uint32_t i = 0; i < plan->relation_count; i++)
        if (plan->relations[i].shape != NULL && plan->relations[i].shape->after != NULL)
            return true;
    return false;
}

/* What is of a day of these may stand between two of them. */
static void add_neighbours(struct graph *g)
{
    const struct cs_docket *docket = g->docket;
    size_t count = g->node_count, day_count = 0;
    cs_instant *days;

    for (size_t i = 0; i < count; i++)
        day_count += g->nodes[i]->cell_count;
    days = malloc((day_count + 1) * sizeof *days);
    if (days == NULL) {
        cs_fail_memory(docket->failure);
        return;
    }
    day_count = 0;
    for (size_t i = 0; i < count; i++)
        for (uint32_t k = 0; k < g->nodes[i]->cell_count; k++)
            days[day_count++] = cs_day_start(g->nodes[i]->cells[k].day, g->nodes[i]->cells[k].offset);
    if (day_count > 1)
        qsort(days, day_count, sizeof *days, by_instant);
    for (size_t i = 0; i < docket->occurrence_count && fine(g); i++) {
        const struct cs_occurrence *o = &docket->occurrences[i];

        for (uint32_t k = 0; k < o->cell_count; k++) {
            cs_instant day = cs_day_start(o->cells[k].day, o->cells[k].offset);
            size_t at = cs_lower_bound(&day, days, day_count, sizeof *days, by_instant);

            if (at < day_count && days[at] == day) {
                add_node(g, o);
                break;
            }
        }
    }
    free(days);
    settle_nodes(g);
}

static void add_nodes(struct graph *g, struct said said)
{
    const struct cs_docket *docket = g->docket;

    for (size_t i = 0; i < docket->order_count; i++) {
        const struct cs_order_line *line = &docket->orders[i];

        if (!said.firsts[i] && !said.seconds[i])
            continue;
        add_node(g, cs_docket_entered(docket, line->first));
        if (!line->of_moment)
            add_node(g, cs_docket_entered(docket, line->second));
        else
            add_instant(g, said.firsts[i] ? line->from : line->to);
    }
    settle_nodes(g);
    if (fine(g) && has_afters(docket->plan))
        add_neighbours(g);
    for (size_t i = 0; i < g->node_count; i++)
        for (uint32_t k = 0; k < g->nodes[i]->cell_count; k++)
            if (is_certain(g->nodes[i], &g->nodes[i]->cells[k])) {
                add_instant(g, g->nodes[i]->cells[k].start);
                add_instant(g, g->nodes[i]->cells[k].end);
            }
    settle_instants(g);
}

static int by_from(const void *a, const void *b)
{
    const struct step *x = a, *y = b;

    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    return x->to != y->to ? (x->to < y->to ? -1 : 1) : x->line - y->line;
}

static void sort_steps(struct graph *g)
{
    if (g->step_count > 1)
        qsort(g->steps, g->step_count, sizeof *g->steps, by_from);
}

/* Of these worlds those in which no certain step, of the first `count`, leads back at once: that no line changes. */
static cs_set not_settled(const struct graph *g, size_t count, struct step step)
{
    const struct step back = {.from = step.to, .to = step.from};
    cs_set worlds = step.worlds;

    for (size_t i = cs_lower_bound(&back, g->steps, count, sizeof back, by_from);
         i < count && g->steps[i].from == back.from && g->steps[i].to == back.to; i++)
        worlds = cs_worlds_minus(g->docket->worlds, worlds, g->steps[i].worlds);
    return worlds;
}

/* The step of a line: the first came before the second, or before the moment; or after it. */
static void add_line(struct graph *g, size_t certain, const struct cs_order_line *line, bool first)
{
    const struct cs_occurrence *a = cs_docket_entered(g->docket, line->first),
                               *b = line->of_moment ? NULL : cs_docket_entered(g->docket, line->second);
    struct step step = {.line = true};

    if (a == NULL || (b == NULL && !line->of_moment))
        return;
    step.from = node_of(g, a);
    step.to = line->of_moment ? node_of_instant(g, first ? line->from : line->to) : node_of(g, b);
    if (!first)
        step = (struct step){.from = step.to, .to = step.from, .line = true};
    step.worlds = b == NULL ? a->worlds : cs_worlds_and(g->docket->worlds, a->worlds, b->worlds);
    add_step(g, step.from, step.to, not_settled(g, certain, step), true);
}

static void add_steps(struct graph *g, struct said said)
{
    const struct cs_docket *docket = g->docket;
    size_t certain;

    for (uint32_t i = 0; i < g->node_count && fine(g); i++) {
        add_hours(g, i);
        add_named(g, i);
    }
    if (fine(g) && has_afters(docket->plan))
        add_afters(g);
    sort_steps(g);
    certain = g->step_count;
    for (size_t i = 0; i < docket->order_count && fine(g); i++) {
        if (said.firsts[i])
            add_line(g, certain, &docket->orders[i], true);
        if (said.seconds[i])
            add_line(g, certain, &docket->orders[i], false);
    }
    for (size_t i = 1; i < g->instant_count; i++)
        add_step(g, (uint32_t)(g->node_count + i - 1), (uint32_t)(g->node_count + i), CS_ALL, false);
    sort_steps(g);
}

static bool index_steps(struct graph *g)
{
    size_t nodes = g->node_count + g->instant_count;

    g->first = calloc(nodes + 2, sizeof *g->first);
    g->over = calloc(nodes + 1, sizeof *g->over);
    g->reached = calloc(nodes + 1, sizeof *g->reached);
    g->waits = calloc(nodes + 1, sizeof *g->waits);
    g->way = calloc(nodes + 1, sizeof *g->way);
    if (g->first == NULL || g->over == NULL || g->reached == NULL || g->waits == NULL || g->way == NULL) {
        cs_fail_memory(g->docket->failure);
        return false;
    }
    for (size_t i = 0; i < g->step_count; i++)
        g->first[g->steps[i].from + 1]++;
    for (size_t i = 0; i < nodes; i++)
        g->first[i + 1] += g->first[i];
    return true;
}

/* ---- looking ---- */

/* Leaves out, again and again, what no step leads to: it is in no circle. False: there is none. */
static bool leave_out_beginnings(struct graph *g)
{
    size_t nodes = g->node_count + g->instant_count, depth = 0, left = nodes;
    uint32_t *leading = calloc(nodes + 1, sizeof *leading);

    if (leading == NULL) {
        cs_fail_memory(g->docket->failure);
        return false;
    }
    for (size_t i = 0; i < g->step_count; i++)
        leading[g->steps[i].to]++;
    for (uint32_t i = 0; i < nodes; i++)
        if (leading[i] == 0)
            g->way[depth++] = i;
    while (depth > 0) {
        uint32_t node = g->way[--depth];

        g->over[node] = true;
        left--;
        for (uint32_t s = g->first[node]; s < g->first[node + 1]; s++)
            if (--leading[g->steps[s].to] == 0)
                g->way[depth++] = g->steps[s].to;
    }
    free(leading);
    return left > 0;
}

/* The worlds in which a way leads from the end of this step back to its beginning. */
static cs_set circle_of(struct graph *g, const struct step *step)
{
    struct cs_worlds *w = g->docket->worlds;
    size_t depth = 0;

    memset(g->reached, 0, (g->node_count + g->instant_count) * sizeof *g->reached); /* CS_NONE */
    g->reached[step->to] = step->worlds;
    g->way[depth++] = step->to;
    while (depth > 0 && g->reached[step->from] != step->worlds) {
        uint32_t node = g->way[--depth];

        g->waits[node] = false;
        for (uint32_t s = g->first[node]; s < g->first[node + 1]; s++) {
            uint32_t to = g->steps[s].to;
            cs_set worlds = g->over[to] ? CS_NONE : cs_worlds_and(w, g->reached[node], g->steps[s].worlds);

            worlds = cs_worlds_or(w, g->reached[to], worlds);
            if (worlds == g->reached[to])
                continue;
            g->reached[to] = worlds;
            if (!g->waits[to])
                g->way[depth++] = to;
            g->waits[to] = true;
        }
    }
    while (depth > 0)
        g->waits[g->way[--depth]] = false;
    return g->reached[step->from];
}

static void release(struct graph *g)
{
    free(g->nodes);
    free(g->instants);
    free(g->steps);
    free(g->places);
    free(g->first);
    free(g->over);
    free(g->reached);
    free(g->waits);
    free(g->way);
}

static bool says_anything(const struct cs_docket *docket, struct said said)
{
    for (size_t i = 0; i < docket->order_count; i++)
        if (said.firsts[i] || said.seconds[i])
            return true;
    return false;
}

cs_set cs_docket_order_circles(struct cs_docket *docket, const bool *firsts, const bool *seconds)
{
    struct graph g = {.docket = docket};
    struct said said = {firsts, seconds};
    cs_set circles = CS_NONE;

    if (!says_anything(docket, said))
        return CS_NONE;
    add_nodes(&g, said);
    if (fine(&g))
        add_steps(&g, said);
    if (fine(&g) && index_steps(&g) && leave_out_beginnings(&g))
        for (size_t i = 0; i < g.step_count && circles != CS_ALL; i++)
            if (g.steps[i].line && !g.over[g.steps[i].from] && !g.over[g.steps[i].to])
                circles = cs_worlds_or(docket->worlds, circles, circle_of(&g, &g.steps[i]));
    release(&g);
    return circles;
}
