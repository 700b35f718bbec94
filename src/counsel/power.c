/* SPDX-License-Identifier: MIT */
#include "counsel/power.h"

#include <stdlib.h>
#include <string.h>

#include "answer/question.h"
#include "counsel/power_int.h"

static const uint32_t EVEN[] = {1, 1};

void *cs_power_make(struct measuring *m, size_t count, size_t size)
{
    return cs_arena_array(&m->b->arena, count, size);
}

void cs_power_put(uint32_t *digits, uint64_t number)
{
    digits[0] = (uint32_t)number;
    digits[1] = (uint32_t)(number >> 32);
}

casus_status cs_power_no_vote(struct measuring *m, const char *member)
{
    return cs_fail(m->failure, CASUS_ERR_ARGUMENT, "%s has no vote, so no chance can be given", member);
}

static uint32_t *copy_of(struct measuring *m, const uint32_t *number, size_t digits)
{
    uint32_t *copy = cs_power_make(m, digits, sizeof *copy);

    if (copy != NULL && number != NULL)
        memcpy(copy, number, digits * sizeof *copy);
    return copy;
}

/* ---- the scale ---- */

/* The questions of the members are asked in their order, and so ascend; each answer weighs 1. */
static bool make_scale(struct measuring *m)
{
    uint32_t *questions = cs_power_make(m, m->b->member_count, sizeof *questions);
    uint32_t *shifted = cs_power_make(m, m->b->member_count, sizeof *shifted);
    const uint32_t **weights = cs_power_make(m, m->b->member_count, sizeof *weights);
    size_t count = m->b->member_count;

    m->order = cs_power_make(m, count, sizeof *m->order);
    if (questions == NULL || weights == NULL || shifted == NULL || m->order == NULL)
        return false;
    for (size_t i = 0; i < count; i++) {
        size_t at = i;

        for (; at > 0 && questions[at - 1] > m->b->questions[i]; at--) {
            questions[at] = questions[at - 1];
            m->order[at] = m->order[at - 1];
        }
        questions[at] = m->b->questions[i];
        m->order[at] = i;
        weights[i] = EVEN;
    }
    for (size_t place = 0; place < count; place++)
        shifted[place] = m->b->for_answers[m->order[place]];
    m->scale = (struct cs_scale){.questions = questions, .count = count, .weights = weights, .shifted = shifted};
    return true;
}

static casus_status weighed(struct measuring *m, casus_status status)
{
    if (status == CASUS_ERR_LIMIT)
        return cs_fail(m->failure, status, "the power in this organ would take more than 1 GB to compute");
    return status == CASUS_OK ? CASUS_OK : cs_fail_memory(m->failure);
}

/* ---- Banzhaf ---- */

static casus_status count_swings(struct measuring *m)
{
    struct cs_power *p = m->p;
    struct cs_weight weight, all;
    casus_status status = cs_weigh(m->worlds, &m->scale, m->b->adopted, true, &weight);

    if (status == CASUS_OK)
        status = cs_weigh(m->worlds, &m->scale, CS_ALL, false, &all);
    else
        memset(&all, 0, sizeof all);
    if (status == CASUS_OK) {
        p->digits = weight.digits;
        p->adopting = copy_of(m, weight.all, p->digits);
        p->ballots = copy_of(m, all.all, p->digits);
        p->all_swings = copy_of(m, NULL, p->digits + 1);
    }
    for (size_t place = 0; status == CASUS_OK && p->all_swings != NULL && place < m->scale.count; place++) {
        struct cs_power_member *member = &p->members[m->order[place]];
        uint32_t *const *by = (uint32_t *const *)weight.by_answer[place];
        const uint32_t *in = by[m->scale.shifted[place]], *out = by[1 - m->scale.shifted[place]];

        member->swings = copy_of(m, in, p->digits);
        if (member->swings == NULL)
            break;
        if (cs_natural_compare(in, out, p->digits) < 0) {
            cs_fail(m->failure, CASUS_ERR_ARGUMENT, "a vote of %s for a draft keeps it from being adopted: no power "
                    "can be computed", member->name);
            break;
        }
        cs_natural_subtract(member->swings, out, p->digits);
        cs_natural_add(p->all_swings, member->swings, p->digits);
        member->veto = cs_natural_is_zero(out, p->digits);
    }
    cs_weight_release(&weight);
    cs_weight_release(&all);
    return status == CASUS_OK ? m->failure->status : weighed(m, status);
}

/* ---- Shapley-Shubik ---- */

/* What the worlds of a set weigh by how many of the other members are for: in slices of `shift` digits. */
static casus_status by_size(struct measuring *m, size_t without, cs_set set, size_t shift, struct cs_weight *out)
{
    uint32_t *questions = calloc(m->scale.count + 1, sizeof *questions);
    uint32_t *shifted = calloc(m->scale.count + 1, sizeof *shifted);
    struct cs_scale scale = {.questions = questions, .weights = m->scale.weights, .shift = shift, .shifted = shifted};
    casus_status status = CASUS_ERR_MEMORY;

    memset(out, 0, sizeof *out);
    for (size_t place = 0; questions != NULL && shifted != NULL && place < m->scale.count; place++)
        if (place != without) {
            questions[scale.count] = m->scale.questions[place];
            shifted[scale.count++] = m->scale.shifted[place];
        }
    if (questions != NULL && shifted != NULL)
        status = cs_weigh(m->worlds, &scale, set, false, out);
    free(questions);
    free(shifted);
    return weighed(m, status);
}

uint32_t *cs_power_orders(struct measuring *m)
{
    size_t n = m->b->member_count, digits = m->p->share_digits;
    uint32_t *orders = cs_power_make(m, (n + 1) * digits, sizeof *orders);

    for (size_t k = 0; orders != NULL && k < n; k++) {
        uint32_t *order = orders + k * digits;

        order[0] = 1;
        for (size_t f = 2; f <= k; f++)
            cs_natural_multiply(order, digits, (uint32_t)f);
        for (size_t f = 2; f + k < n; f++)
            cs_natural_multiply(order, digits, (uint32_t)f);
    }
    return orders;
}

bool cs_power_reduce(struct measuring *m, struct cs_power_member *member)
{
    size_t digits = m->p->share_digits;

    member->under[0] = 1;
    for (size_t f = 2; f <= m->b->member_count; f++)
        cs_natural_multiply(member->under, digits, (uint32_t)f);
    return cs_natural_reduce(member->over, member->under, digits);
}

/* sum += the orders of the coalitions in the slices of a weight */
static void add_orders(const struct cs_weight *weight, size_t shift, const uint32_t *orders, size_t n, size_t digits,
                       uint32_t *sum, uint32_t *count, uint32_t *product)
{
    for (size_t k = 0; k < n; k++) {
        memset(count, 0, digits * sizeof *count);
        for (size_t d = 0; d < shift && d < digits && k * shift + d < weight->digits; d++)
            count[d] = weight->all[k * shift + d];
        cs_natural_product(product, count, orders + k * digits, digits);
        cs_natural_add(sum, product, digits);
    }
}

static casus_status share_of(struct measuring *m, size_t place, const uint32_t *orders)
{
    struct cs_power *p = m->p;
    size_t n = m->b->member_count, shift = n / 32 + 1, digits = p->share_digits;
    uint32_t question = m->scale.questions[place], answer = m->scale.shifted[place];
    struct cs_power_member *member = &p->members[m->order[place]];
    uint32_t *count = cs_power_make(m, digits, sizeof *count), *product = cs_power_make(m, digits, sizeof *product);
    uint32_t *out = cs_power_make(m, digits, sizeof *out);
    struct cs_weight with, without;
    casus_status status;

    member->over = cs_power_make(m, digits, sizeof *member->over);
    member->under = cs_power_make(m, digits, sizeof *member->under);
    if (count == NULL || product == NULL || out == NULL || member->over == NULL || member->under == NULL)
        return cs_fail_memory(m->failure);
    status = by_size(m, place, cs_worlds_given(m->worlds, m->b->adopted, question, answer), shift, &with);
    if (status == CASUS_OK)
        status = by_size(m, place, cs_worlds_given(m->worlds, m->b->adopted, question, 1 - answer), shift, &without);
    else
        memset(&without, 0, sizeof without);
    if (status == CASUS_OK) {
        add_orders(&with, shift, orders, n, digits, member->over, count, product);
        add_orders(&without, shift, orders, n, digits, out, count, product);
        cs_natural_subtract(member->over, out, digits);
        if (!cs_power_reduce(m, member))
            status = cs_fail_memory(m->failure);
    }
    cs_weight_release(&with);
    cs_weight_release(&without);
    return status;
}

size_t cs_power_share_digits(size_t members)
{
    size_t bits = 0;

    for (size_t f = 2; f <= members; f++)
        bits += 32 - (size_t)__builtin_clz((uint32_t)f);
    return bits / 32 + 3;
}

static casus_status find_shares(struct measuring *m)
{
    size_t n = m->b->member_count;
    const uint32_t *orders;

    m->p->share_digits = cs_power_share_digits(n);
    orders = cs_power_orders(m);
    if (orders == NULL)
        return cs_fail_memory(m->failure);
    for (size_t place = 0; place < n; place++)
        if (share_of(m, place, orders) != CASUS_OK)
            return m->failure->status;
    return CASUS_OK;
}

/* ---- sets of members ---- */

static size_t member_of(const struct measuring *m, uint32_t question)
{
    size_t place = 0;

    while (m->scale.questions[place] != question)
        place++;
    return m->order[place];
}

static void list_sets(struct measuring *m, struct cs_families *families, cs_family family, size_t most,
                      struct cs_power_sets *out)
{
    uint32_t *questions = NULL;
    size_t *starts = NULL;
    const size_t **sets;
    size_t *sizes;

    uint64_t count = cs_families_count(families, family);

    out->count = cs_power_make(m, m->p->digits + 1, sizeof *out->count);
    out->more = count == UINT64_MAX;
    if (out->count != NULL)
        cs_power_put(out->count, count);
    out->listed = cs_families_list(families, family, most, &questions, &starts);
    sets = cs_power_make(m, out->listed, sizeof *sets);
    sizes = cs_power_make(m, out->listed, sizeof *sizes);
    for (size_t i = 0; sets != NULL && sizes != NULL && i < out->listed; i++) {
        size_t *set = cs_power_make(m, starts[i + 1] - starts[i], sizeof *set);

        sizes[i] = starts[i + 1] - starts[i];
        for (size_t k = 0; set != NULL && k < sizes[i]; k++)
            set[k] = member_of(m, questions[starts[i] + k]);
        sets[i] = set;
    }
    out->sets = sets;
    out->sizes = sizes;
    free(questions);
    free(starts);
}

/* The world in which all members are for, or against. */
static cs_set all_members(struct measuring *m, bool are_for)
{
    cs_set world = CS_ALL;

    for (size_t place = m->scale.count; place-- > 0;) {
        uint32_t answer = m->scale.shifted[place];

        world = cs_worlds_and(m->worlds, world, cs_worlds_answer(m->worlds, m->scale.questions[place],
                                                                 are_for ? answer : 1 - answer));
    }
    return world;
}

static casus_status find_sets(struct measuring *m, size_t most)
{
    struct cs_families *families = cs_families_new(m->worlds, 0);
    casus_status status;

    if (families == NULL)
        return cs_fail_memory(m->failure);
    list_sets(m, families, cs_families_changes(families, all_members(m, false), m->b->adopted), most, &m->p->winning);
    list_sets(m, families,
              cs_families_changes(families, all_members(m, true), cs_worlds_not(m->worlds, m->b->adopted)), most,
              &m->p->blocking);
    status = cs_families_status(families);
    cs_families_free(families);
    if (status == CASUS_ERR_ENTANGLED)
        return cs_fail(m->failure, status, "the sets of members that decide are too entangled to be counted");
    return status == CASUS_OK ? CASUS_OK : cs_fail_memory(m->failure);
}

/* ---- the chance of adoption ---- */

static casus_status find_chance(struct measuring *m, const struct cs_power_chance *chances, size_t count)
{
    const uint32_t **weights = cs_power_make(m, m->scale.count, sizeof *weights);
    struct cs_scale scale = m->scale;
    struct cs_weight adopted, all;
    casus_status status;

    for (size_t place = 0; weights != NULL && place < scale.count; place++)
        weights[place] = EVEN;
    for (size_t i = 0; weights != NULL && i < count; i++) {
        uint32_t *own = cs_power_make(m, 2, sizeof *own);
        size_t place = 0;

        while (place < scale.count && strcmp(m->b->members[m->order[place]], chances[i].member) != 0)
            place++;
        if (place == scale.count)
            return cs_power_no_vote(m, chances[i].member);
        if (own == NULL)
            return cs_fail_memory(m->failure);
        own[scale.shifted[place]] = chances[i].over;
        own[1 - scale.shifted[place]] = chances[i].under - chances[i].over;
        weights[place] = own;
    }
    if (weights == NULL)
        return cs_fail_memory(m->failure);
    scale.weights = weights;
    memset(&all, 0, sizeof all);
    status = cs_weigh(m->worlds, &scale, m->b->adopted, false, &adopted);
    if (status == CASUS_OK)
        status = cs_weigh(m->worlds, &scale, CS_ALL, false, &all);
    if (status == CASUS_OK) {
        m->p->chance_digits = all.digits;
        m->p->chance = copy_of(m, adopted.all, all.digits);
        m->p->chance_of = copy_of(m, all.all, all.digits);
    }
    cs_weight_release(&adopted);
    cs_weight_release(&all);
    return weighed(m, status);
}

/* Of the set of ballots in a diagram. */
static casus_status measure_ballots(struct measuring *m, const struct cs_power_chance *chances, size_t chance_count,
                                    size_t most)
{
    m->worlds = m->b->answer->docket->worlds;
    if (!make_scale(m))
        return cs_fail_memory(m->failure);
    if (count_swings(m) != CASUS_OK || find_shares(m) != CASUS_OK || find_sets(m, most) != CASUS_OK ||
        find_chance(m, chances, chance_count) != CASUS_OK)
        return m->failure->status;
    m->p->has_sets = true;
    return cs_worlds_status(m->worlds) == CASUS_OK
               ? CASUS_OK : cs_fail(m->failure, cs_worlds_status(m->worlds), "the rule of this organ is too entangled");
}

casus_status cs_power(const struct cs_case *c, const struct cs_ballot_wish *wish, const struct cs_power_chance *chances,
                      size_t chance_count, size_t most, struct cs_failure *failure, struct cs_power *out)
{
    struct measuring m = {.p = out, .b = &out->ballot, .failure = failure};

    memset(out, 0, sizeof *out);
    if (cs_ballot_hold(c, wish, failure, &out->ballot) != CASUS_OK)
        return failure->status;
    out->members = cs_power_make(&m, m.b->member_count, sizeof *out->members);
    if (out->members == NULL)
        return cs_fail_memory(failure);
    for (size_t i = 0; i < m.b->member_count; i++)
        out->members[i].name = m.b->members[i];
    if ((m.b->is_game ? cs_power_game : measure_ballots)(&m, chances, chance_count, most) != CASUS_OK)
        return failure->status;
    return cs_arena_failed(&m.b->arena) ? cs_fail_memory(failure) : CASUS_OK;
}

void cs_power_release(struct cs_power *power)
{
    cs_ballot_release(&power->ballot);
}
