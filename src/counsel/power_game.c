/* SPDX-License-Identifier: MIT */
/* The power of members where the rule is a weighted game. */
#include <string.h>

#include "counsel/power_int.h"

static casus_status game_status(struct measuring *m, casus_status status)
{
    if (status == CASUS_ERR_LIMIT)
        return cs_fail(m->failure, status, "the weights in this organ add up in too many ways to be counted");
    return status == CASUS_OK ? CASUS_OK : cs_fail_memory(m->failure);
}

/* ---- by size and weight ---- */

/* From how many sets of each size it turns: how many in all, and in which share of all orders. */
static casus_status add_turns(struct measuring *m, struct cs_power_member *member, const uint32_t *turns,
                              const uint32_t *orders)
{
    size_t n = m->b->member_count, digits = m->p->share_digits, own = m->p->digits;
    uint32_t *count = cs_power_make(m, digits + own, sizeof *count);
    uint32_t *product = cs_power_make(m, digits, sizeof *product);

    member->over = cs_power_make(m, digits, sizeof *member->over);
    member->under = cs_power_make(m, digits, sizeof *member->under);
    if (count == NULL || product == NULL || member->over == NULL || member->under == NULL)
        return cs_fail_memory(m->failure);
    for (size_t k = 0; k < n; k++) {
        memcpy(count, turns + k * own, own * sizeof *count);
        cs_natural_add(member->swings, count, own);
        cs_natural_product(product, count, orders + k * digits, digits);
        cs_natural_add(member->over, product, digits);
    }
    return cs_power_reduce(m, member) ? CASUS_OK : cs_fail_memory(m->failure);
}

/* The first member with the same weight: their power is the same. */
static size_t like(const struct cs_game *game, size_t member)
{
    size_t i = 0;

    while (game->weights[i] != game->weights[member])
        i++;
    return i;
}

/* CASUS_ERR_LIMIT, and no failure, if the weights add up in too many ways. */
static casus_status count_by_size(struct measuring *m)
{
    const struct cs_game *game = &m->b->game;
    size_t n = game->count, digits = m->p->digits;
    uint32_t *turns = cs_power_make(m, (n + 1) * digits, sizeof *turns);
    const uint32_t *orders;
    casus_status status = cs_game_adopting(game, NULL, digits, m->p->adopting);

    if (status != CASUS_OK)
        return status == CASUS_ERR_LIMIT ? status : cs_fail_memory(m->failure);
    m->p->share_digits = cs_power_share_digits(n);
    orders = cs_power_orders(m);
    if (turns == NULL || orders == NULL)
        return cs_fail_memory(m->failure);
    for (size_t i = 0; i < n; i++) {
        struct cs_power_member *member = &m->p->members[i], *first = &m->p->members[like(game, i)];

        if (first != member) {
            member->swings = first->swings;
            member->over = first->over;
            member->under = first->under;
            continue;
        }
        if (game_status(m, cs_game_turns(game, i, digits, turns)) != CASUS_OK ||
            add_turns(m, member, turns, orders) != CASUS_OK)
            return m->failure->status;
    }
    return CASUS_OK;
}

static casus_status find_sets(struct measuring *m, const struct cs_game *game, size_t most, struct cs_power_sets *out)
{
    size_t n = game->count, *members = cs_power_make(m, most * n, sizeof *members);
    size_t *sizes = cs_power_make(m, most, sizeof *sizes);
    const size_t **sets = cs_power_make(m, most, sizeof *sets);

    out->count = cs_power_make(m, m->p->digits, sizeof *out->count);
    if (members == NULL || sizes == NULL || sets == NULL || out->count == NULL)
        return cs_fail_memory(m->failure);
    for (size_t i = 0; i < most; i++)
        sets[i] = members + i * n;
    out->sets = sets;
    out->sizes = sizes;
    if (game_status(m, cs_game_count_smallest(game, m->p->digits, out->count)) != CASUS_OK)
        return m->failure->status;
    return game_status(m, cs_game_list_smallest(game, most, members, sizes, &out->listed));
}

static casus_status find_all_sets(struct measuring *m, size_t most)
{
    size_t n = m->b->game.count;
    struct cs_game dual = {.weights = cs_power_make(m, n, sizeof *dual.weights),
                           .quotas = cs_power_make(m, n + 1, sizeof *dual.quotas)};

    if (dual.weights == NULL || dual.quotas == NULL)
        return cs_fail_memory(m->failure);
    cs_game_dual(&m->b->game, &dual);
    m->p->has_sets = true;
    return find_sets(m, &m->b->game, most, &m->p->winning) == CASUS_OK
               ? find_sets(m, &dual, most, &m->p->blocking) : m->failure->status;
}

static size_t bits_of(uint32_t number)
{
    return 32 - (size_t)__builtin_clz(number);
}

/* The chance of adoption given those of members; of all others it is 1 of 2. */
static casus_status find_chance(struct measuring *m, const struct cs_power_chance *chances, size_t count)
{
    size_t n = m->b->member_count, bits = n;
    struct cs_game_chance *own = cs_power_make(m, n, sizeof *own);

    if (own == NULL)
        return cs_fail_memory(m->failure);
    for (size_t i = 0; i < n; i++)
        own[i] = (struct cs_game_chance){1, 1};
    for (size_t i = 0; i < count; i++) {
        size_t member = 0;

        while (member < n && strcmp(m->b->members[member], chances[i].member) != 0)
            member++;
        if (member == n)
            return cs_power_no_vote(m, chances[i].member);
        own[member] = (struct cs_game_chance){chances[i].over, chances[i].under - chances[i].over};
        bits += bits_of(chances[i].under);
    }
    m->p->chance_digits = bits / 32 + 2;
    m->p->chance = cs_power_make(m, m->p->chance_digits, sizeof *m->p->chance);
    m->p->chance_of = cs_power_make(m, m->p->chance_digits, sizeof *m->p->chance_of);
    if (m->p->chance == NULL || m->p->chance_of == NULL)
        return cs_fail_memory(m->failure);
    m->p->chance_of[0] = 1;
    for (size_t i = 0; i < n; i++)
        cs_natural_multiply(m->p->chance_of, m->p->chance_digits, own[i].in + own[i].out);
    return game_status(m, cs_game_adopting(&m->b->game, own, m->p->chance_digits, m->p->chance));
}

/* ---- by weight alone: no shares, no sets ---- */

static casus_status count_by_weight(struct measuring *m)
{
    struct cs_game *game = &m->b->game;
    size_t n = game->count, digits = m->p->digits;
    uint32_t *swings = cs_power_make(m, n * digits, sizeof *swings);
    uint64_t quota;

    if (swings == NULL)
        return cs_fail_memory(m->failure);
    if (!cs_game_by_weight(game, &quota))
        return cs_fail(m->failure, CASUS_ERR_LIMIT, "weights that add up in so many ways are counted by weight alone, "
                       "and this organ needs a number of members as well");
    if (game_status(m, cs_game_swings(game, quota, digits, swings, m->p->adopting)) != CASUS_OK)
        return m->failure->status;
    for (size_t i = 0; i < n; i++)
        memcpy(m->p->members[i].swings, swings + i * digits, digits * sizeof *swings);
    return CASUS_OK;
}

/* ---- both ---- */

/* A member without whom not even all others adopt it blocks alone. */
static void find_vetoes(struct measuring *m, bool *is_for)
{
    size_t n = m->b->member_count;

    memset(is_for, true, n * sizeof *is_for);
    for (size_t i = 0; i < n; i++) {
        is_for[i] = false;
        m->p->members[i].veto = !cs_game_adopts(&m->b->game, is_for);
        is_for[i] = true;
    }
}

static casus_status count_all_swings(struct measuring *m)
{
    struct cs_power *p = m->p;

    for (size_t i = 0; i < m->b->member_count; i++)
        cs_natural_add(p->all_swings, p->members[i].swings, p->digits + 1);
    return cs_arena_failed(&m->b->arena) ? cs_fail_memory(m->failure) : CASUS_OK;
}

casus_status cs_power_game(struct measuring *m, const struct cs_power_chance *chances, size_t chance_count,
                           size_t most)
{
    struct cs_power *p = m->p;
    size_t n = m->b->member_count;
    bool *is_for = cs_power_make(m, n, sizeof *is_for);
    casus_status status;

    p->digits = n / 32 + 2;
    p->adopting = cs_power_make(m, p->digits, sizeof *p->adopting);
    p->ballots = cs_power_make(m, p->digits, sizeof *p->ballots);
    p->all_swings = cs_power_make(m, p->digits + 1, sizeof *p->all_swings);
    for (size_t i = 0; i < n; i++)
        p->members[i].swings = cs_power_make(m, p->digits + 1, sizeof *p->members[i].swings);
    if (cs_arena_failed(&m->b->arena))
        return cs_fail_memory(m->failure);
    p->ballots[n / 32] = (uint32_t)1 << n % 32;
    find_vetoes(m, is_for);
    status = count_by_size(m);
    if (m->failure->status != CASUS_OK)
        return m->failure->status;
    if (status == CASUS_OK)
        return find_chance(m, chances, chance_count) == CASUS_OK && find_all_sets(m, most) == CASUS_OK
                   ? count_all_swings(m) : m->failure->status;
    if (chance_count > 0)
        return cs_fail(m->failure, CASUS_ERR_LIMIT, "the weights in this organ add up in too many ways to be counted "
                       "with chances of members: give none");
    if (count_by_weight(m) != CASUS_OK)
        return m->failure->status;
    p->chance_digits = p->digits;
    p->chance = p->adopting;
    p->chance_of = p->ballots;
    return count_all_swings(m);
}
