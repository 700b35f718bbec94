/* SPDX-License-Identifier: MIT */
/*
 * Two passes over the nodes of a set, as in the forward and backward algorithm: `below` has for each node the weight of
 * its worlds over the questions from its own on, `above` that of the ways from the root to it over the questions
 * before. The product is the weight of the worlds of the set that go through the node. A question that a way skips
 * counts with the sum of its weights. Places are those of the scale, in the order of the levels.
 */
#include "world/weigh.h"

#include <stdlib.h>
#include <string.h>

#include "world/worlds_int.h"

#define BYTES_MAX ((uint64_t)1 << 30)

struct weighing {
    const struct cs_worlds *worlds;
    const struct cs_scale *scale;
    cs_set root;
    size_t digits;
    uint32_t *totals;          /* by place: the sum of the weights of its question */
    uint32_t *place;           /* by question: its place */
    uint32_t *number;          /* by node: its number among those of the set + 1, or 0 */
    size_t node_count;
    uint32_t *below, *above, *products; /* products: by place p of the totals from p on */
    uint32_t *x, *y, *z;       /* scratch */
    struct cs_weight *out;
};

static uint32_t *row(uint32_t *numbers, const struct weighing *w, size_t index)
{
    return numbers + index * w->digits;
}

/* Of a place the index in the lists of the scale, or of an index its place. */
static size_t turn(const struct weighing *w, size_t place)
{
    return w->worlds->turned == 0 ? place : w->scale->count - 1 - place;
}

static uint32_t answers_at(const struct weighing *w, size_t place)
{
    return w->worlds->answer_counts[w->scale->questions[turn(w, place)]];
}

static size_t digits_for(const struct weighing *w)
{
    size_t bits = 0;

    for (size_t i = 0; i < w->scale->count; i++)
        bits += 32 - (size_t)__builtin_clz(w->totals[i]);
    return bits / 32 + 2 + w->scale->shift * w->scale->count;
}

/* Marks the nodes of the set. */
static void number_nodes(struct weighing *w)
{
    if (!cs_worlds_is_node(w->root))
        return;
    w->number[w->root] = 1;
    for (cs_set set = w->root; set >= CS_FIRST_NODE; set--) {
        const struct cs_world_node *n = &w->worlds->nodes[set];

        if (w->number[set] == 0)
            continue;
        w->number[set] = (uint32_t)++w->node_count;
        for (uint32_t i = 0; i < n->edge_count; i++)
            w->number[w->worlds->edges[n->first + i].child] = 1;
    }
}

static size_t place_of(const struct weighing *w, cs_set set)
{
    return cs_worlds_is_node(set) ? w->place[cs_worlds_turn(w->worlds, w->worlds->nodes[set].level)] : w->scale->count;
}

static uint32_t edge_weight(const struct weighing *w, size_t place, uint32_t first, uint32_t end)
{
    uint32_t sum = 0;

    for (uint32_t a = first; a < end; a++)
        sum += w->scale->weights[turn(w, place)][a];
    return sum;
}

/* number *= what the answers from `first` to `end` at a place weigh together. */
static void times(const struct weighing *w, uint32_t *number, size_t place, uint32_t first, uint32_t end)
{
    const struct cs_scale *scale = w->scale;
    size_t index = turn(w, place);
    uint32_t plain = edge_weight(w, place, first, end), answer;

    if (scale->shift == 0 || scale->shifted[index] < first || scale->shifted[index] >= end) {
        cs_natural_multiply(number, w->digits, plain);
        return;
    }
    answer = scale->weights[index][scale->shifted[index]];
    memset(w->z, 0, w->digits * sizeof *w->z);
    memcpy(w->z + scale->shift, number, (w->digits - scale->shift) * sizeof *w->z);
    cs_natural_multiply(w->z, w->digits, answer);
    cs_natural_multiply(number, w->digits, plain - answer);
    cs_natural_add(number, w->z, w->digits);
}

/* out *= the totals of the places from `first` up to `end`. */
static void skip(const struct weighing *w, uint32_t *out, size_t first, size_t end)
{
    for (size_t p = first; p < end; p++)
        times(w, out, p, 0, answers_at(w, p));
}

/* The weight of a child over the places from `first` on. */
static void weight_below(struct weighing *w, cs_set child, size_t first, uint32_t *out)
{
    size_t size = w->digits * sizeof *out;

    if (child == CS_NONE)
        memset(out, 0, size);
    else if (child == CS_ALL)
        memcpy(out, row(w->products, w, first), size);
    else {
        memcpy(out, row(w->below, w, w->number[child] - 1), size);
        skip(w, out, first, place_of(w, child));
    }
}

static void go_up(struct weighing *w)
{
    for (cs_set set = CS_FIRST_NODE; cs_worlds_is_node(w->root) && set <= w->root; set++) {
        const struct cs_world_node *n = &w->worlds->nodes[set];
        size_t place = place_of(w, set);
        uint32_t first = 0;

        for (uint32_t i = 0; w->number[set] != 0 && i < n->edge_count; i++) {
            const struct cs_world_edge *edge = &w->worlds->edges[n->first + i];

            weight_below(w, edge->child, place + 1, w->x);
            times(w, w->x, place, first, edge->end);
            cs_natural_add(row(w->below, w, w->number[set] - 1), w->x, w->digits);
            first = edge->end;
        }
    }
}

static void add_by_answer(struct weighing *w, size_t place, uint32_t answer, const uint32_t *weight)
{
    memcpy(w->y, weight, w->digits * sizeof *w->y);
    cs_natural_multiply(w->y, w->digits, w->scale->weights[turn(w, place)][answer]);
    cs_natural_add(w->out->by_answer[turn(w, place)][answer], w->y, w->digits);
}

static void take_edge(struct weighing *w, cs_set set, const struct cs_world_edge *edge, uint32_t first)
{
    size_t place = place_of(w, set);
    uint32_t *above = row(w->above, w, w->number[set] - 1);

    weight_below(w, edge->child, place + 1, w->y);
    cs_natural_product(w->x, above, w->y, w->digits);
    for (uint32_t a = first; a < edge->end; a++)
        add_by_answer(w, place, a, w->x);
    if (!cs_worlds_is_node(edge->child))
        return;
    memcpy(w->x, above, w->digits * sizeof *w->x);
    cs_natural_multiply(w->x, w->digits, edge_weight(w, place, first, edge->end));
    skip(w, w->x, place + 1, place_of(w, edge->child));
    cs_natural_add(row(w->above, w, w->number[edge->child] - 1), w->x, w->digits);
}

/* What goes past a question has each answer in proportion to its weight. */
static void share_skipped(struct weighing *w, size_t place)
{
    uint32_t answers = answers_at(w, place);
    uint32_t *skipped = w->x;

    memcpy(skipped, w->out->all, w->digits * sizeof *skipped);
    for (uint32_t a = 0; a < answers; a++)
        cs_natural_subtract(skipped, w->out->by_answer[turn(w, place)][a], w->digits);
    cs_natural_divide(skipped, w->digits, w->totals[place]);
    for (uint32_t a = 0; a < answers; a++)
        add_by_answer(w, place, a, skipped);
}

static void go_down(struct weighing *w)
{
    if (cs_worlds_is_node(w->root)) {
        row(w->above, w, w->number[w->root] - 1)[0] = 1;
        skip(w, row(w->above, w, w->number[w->root] - 1), 0, place_of(w, w->root));
    }
    for (cs_set set = w->root; set >= CS_FIRST_NODE; set--) {
        const struct cs_world_node *n = &w->worlds->nodes[set];
        uint32_t first = 0;

        for (uint32_t i = 0; w->number[set] != 0 && i < n->edge_count; i++) {
            take_edge(w, set, &w->worlds->edges[n->first + i], first);
            first = w->worlds->edges[n->first + i].end;
        }
    }
    for (size_t p = 0; p < w->scale->count; p++)
        share_skipped(w, p);
}

static bool make_answers(struct weighing *w)
{
    struct cs_weight *out = w->out;

    out->by_answer = calloc(w->scale->count + 1, sizeof *out->by_answer);
    for (size_t p = 0; out->by_answer != NULL && p < w->scale->count; p++) {
        uint32_t answers = w->worlds->answer_counts[w->scale->questions[p]];
        uint32_t *numbers = calloc((size_t)answers * w->digits, sizeof *numbers);

        out->by_answer[p] = calloc(answers, sizeof *out->by_answer[p]);
        if (numbers == NULL || out->by_answer[p] == NULL) {
            free(numbers);
            free(out->by_answer[p]);
            out->by_answer[p] = NULL;
            return false;
        }
        for (uint32_t a = 0; a < answers; a++)
            out->by_answer[p][a] = numbers + a * w->digits;
    }
    return out->by_answer != NULL;
}

static casus_status prepare(struct weighing *w, bool by_answer)
{
    size_t questions = w->scale->count;

    w->totals = calloc(questions + 1, sizeof *w->totals);
    w->place = calloc(w->worlds->question_count + 1, sizeof *w->place);
    w->number = calloc((size_t)w->root + 2, sizeof *w->number);
    if (w->totals == NULL || w->place == NULL || w->number == NULL)
        return CASUS_ERR_MEMORY;
    for (size_t p = 0; p < questions; p++) {
        w->totals[p] = edge_weight(w, p, 0, answers_at(w, p));
        w->place[w->scale->questions[turn(w, p)]] = (uint32_t)p;
    }
    w->out->digits = w->digits = digits_for(w);
    number_nodes(w);
    if ((uint64_t)(2 * w->node_count + 3 * questions) * w->digits * sizeof(uint32_t) > BYTES_MAX)
        return CASUS_ERR_LIMIT;
    w->below = calloc((w->node_count + 1) * w->digits, sizeof *w->below);
    w->above = calloc((w->node_count + 1) * w->digits, sizeof *w->above);
    w->products = calloc((questions + 1) * w->digits, sizeof *w->products);
    w->x = calloc(w->digits, sizeof *w->x);
    w->y = calloc(w->digits, sizeof *w->y);
    w->z = calloc(w->digits, sizeof *w->z);
    w->out->all = calloc(w->digits, sizeof *w->out->all);
    if (w->below == NULL || w->above == NULL || w->products == NULL || w->x == NULL || w->y == NULL || w->z == NULL ||
        w->out->all == NULL || (by_answer && !make_answers(w)))
        return CASUS_ERR_MEMORY;
    row(w->products, w, questions)[0] = 1;
    for (size_t p = questions; p-- > 0;) {
        memcpy(row(w->products, w, p), row(w->products, w, p + 1), w->digits * sizeof *w->products);
        skip(w, row(w->products, w, p), p, p + 1);
    }
    return CASUS_OK;
}

casus_status cs_weigh(const struct cs_worlds *worlds, const struct cs_scale *scale, cs_set set, bool by_answer,
                      struct cs_weight *out)
{
    struct weighing w = {.worlds = worlds, .scale = scale, .root = set, .out = out};
    casus_status status;

    memset(out, 0, sizeof *out);
    status = prepare(&w, by_answer);
    if (status == CASUS_OK) {
        go_up(&w);
        weight_below(&w, set, 0, out->all);
        if (by_answer && set != CS_NONE)
            go_down(&w);
    }
    free(w.totals);
    free(w.place);
    free(w.number);
    free(w.below);
    free(w.above);
    free(w.products);
    free(w.x);
    free(w.y);
    free(w.z);
    return status;
}

void cs_weight_release(struct cs_weight *weight)
{
    free(weight->all);
    for (size_t p = 0; weight->by_answer != NULL && weight->by_answer[p] != NULL; p++) {
        free(weight->by_answer[p][0]);
        free(weight->by_answer[p]);
    }
    free(weight->by_answer);
    memset(weight, 0, sizeof *weight);
}
