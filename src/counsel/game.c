/* SPDX-License-Identifier: MIT */
#include "counsel/game.h"

#include <stdlib.h>
#include <string.h>

#include "counsel/sums.h"
#include "world/natural.h"

bool cs_game_adopts(const struct cs_game *game, const bool *is_for)
{
    uint64_t weight = 0;
    size_t size = 0;

    for (size_t i = 0; i < game->count; i++)
        if (is_for[i]) {
            weight += game->weights[i];
            size++;
        }
    return game->quotas[size] != UINT64_MAX && weight >= game->quotas[size];
}

uint64_t cs_game_weight(const struct cs_game *game)
{
    uint64_t total = 0;

    for (size_t i = 0; i < game->count; i++)
        total += game->weights[i];
    return total;
}

static int by_number(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return (x > y) - (x < y);
}

uint64_t *cs_game_sorted(const struct cs_game *game)
{
    uint64_t *sorted = malloc((game->count + 1) * sizeof *sorted);

    for (size_t i = 0; sorted != NULL && i < game->count; i++)
        sorted[i] = game->weights[i];
    if (sorted != NULL)
        qsort(sorted, game->count, sizeof *sorted, by_number);
    return sorted;
}

/* The weights of the k lightest members, and of the k heaviest, bound what a set of k may weigh. */
bool cs_game_by_weight(const struct cs_game *game, uint64_t *quota)
{
    uint64_t *sorted = cs_game_sorted(game), lightest = 0, heaviest = 0;
    bool same = sorted != NULL;

    *quota = game->quotas[game->count];
    for (size_t k = 0; same && k <= game->count; k++) {
        bool none = game->quotas[k] == UINT64_MAX || game->quotas[k] > heaviest;
        bool all = !none && game->quotas[k] <= lightest;

        same = game->quotas[k] == *quota || (none && *quota > heaviest) || (all && *quota <= lightest);
        if (k < game->count) {
            lightest += sorted[k];
            heaviest += sorted[game->count - 1 - k];
        }
    }
    free(sorted);
    return same && *quota != UINT64_MAX;
}

/* ---- by size and weight ---- */

/*
 * The members in two halves, each with what its sets add up to; members of one weight stand together, so that there are
 * few sums (Horowitz and Sahni 1974).
 */
struct halves { struct cs_sums sums[2]; };

static void halves_release(struct halves *h)
{
    cs_sums_release(&h->sums[0]);
    cs_sums_release(&h->sums[1]);
}

static casus_status halves_start(size_t digits, struct halves *out)
{
    casus_status first = cs_sums_start(digits, &out->sums[0]), second = cs_sums_start(digits, &out->sums[1]);

    return first != CASUS_OK ? first : second;
}

/* Members by weight, the heaviest first; of one weight as they are. NULL if memory ran out. */
static size_t *by_weight(const struct cs_game *game)
{
    size_t *order = malloc((game->count + 1) * sizeof *order);

    for (size_t i = 0; order != NULL && i < game->count; i++) {
        size_t at = i;

        for (; at > 0 && game->weights[order[at - 1]] < game->weights[i]; at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
    return order;
}

/* All members but one (SIZE_MAX: all), with their chances, if they have some. */
static casus_status halves_make(const struct cs_game *game, size_t but, const struct cs_game_chance *chances,
                                size_t digits, struct halves *out)
{
    size_t *order = by_weight(game);
    casus_status status = halves_start(digits, out);

    if (order == NULL)
        status = CASUS_ERR_MEMORY;
    for (size_t i = 0; status == CASUS_OK && i < game->count; i++) {
        size_t member = order[i];

        if (member != but)
            status = cs_sums_add(&out->sums[2 * i >= game->count], game->weights[member],
                                 chances != NULL ? chances[member].in : 1, chances != NULL ? chances[member].out : 1);
    }
    free(order);
    return status;
}

/* The first sum of this size, or of a greater one. */
static size_t first_of(const struct cs_sums *sums, size_t size)
{
    size_t low = 0, high = sums->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (sums->sizes[middle] < size)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Sums of the one half are added to sums of the other, and `more` members (1 or 0) who weigh so much. */
struct pairing {
    const struct cs_game *game;
    const struct cs_sums *own, *other;
    size_t more;
    uint64_t weight;
    uint32_t *enough, *product;
};

/*
 * Adds to `out` how many sets of k of the one half and l of the other adopt: as those of the one half grow heavier,
 * lighter ones of the other are enough.
 */
static void add_pairs(const struct pairing *p, size_t k, size_t l, uint32_t *out)
{
    size_t digits = p->own->digits, at = first_of(p->other, l + 1), low = first_of(p->other, l);
    uint64_t quota = p->game->quotas[k + l + p->more];

    if (quota == UINT64_MAX)
        return;
    memset(p->enough, 0, digits * sizeof *p->enough);
    for (size_t i = first_of(p->own, k); i < p->own->count && p->own->sizes[i] == k; i++) {
        for (; at > low && p->other->weights[at - 1] + p->own->weights[i] + p->weight >= quota; at--)
            cs_natural_add(p->enough, cs_sums_ways(p->other, at - 1), digits);
        cs_natural_product(p->product, cs_sums_ways(p->own, i), p->enough, digits);
        cs_natural_add(out, p->product, digits);
    }
}

static size_t members_of(const struct cs_sums *sums)
{
    return sums->sizes[sums->count - 1];
}

/* Adds to out[s] how many sets of s members adopt with those who are more. */
static casus_status count_pairs(const struct cs_game *game, const struct halves *h, size_t more, uint64_t weight,
                                uint32_t *out)
{
    size_t digits = h->sums[0].digits;
    uint32_t *numbers = calloc(2 * digits, sizeof *numbers);
    struct pairing p = {game, &h->sums[0], &h->sums[1], more, weight, numbers, numbers + digits};

    if (numbers == NULL)
        return CASUS_ERR_MEMORY;
    for (size_t k = 0; k <= members_of(p.own); k++)
        for (size_t l = 0; l <= members_of(p.other); l++)
            add_pairs(&p, k, l, out + (k + l) * digits);
    free(numbers);
    return CASUS_OK;
}

/* How many sets of each size adopt with a member of this weight, and not without. */
static casus_status count_turns(const struct cs_game *game, const struct halves *h, uint64_t weight, uint32_t *turns)
{
    size_t digits = h->sums[0].digits, length = (game->count + 1) * digits;
    uint32_t *without = calloc(length, sizeof *without);
    casus_status status = without != NULL ? count_pairs(game, h, 0, 0, without) : CASUS_ERR_MEMORY;

    memset(turns, 0, length * sizeof *turns);
    if (status == CASUS_OK)
        status = count_pairs(game, h, 1, weight, turns);
    for (size_t at = 0; status == CASUS_OK && at < length; at += digits)
        cs_natural_subtract(turns + at, without + at, digits);
    free(without);
    return status;
}

static void add_all(const uint32_t *numbers, size_t count, size_t digits, uint32_t *sum)
{
    for (size_t k = 0; k < count; k++)
        cs_natural_add(sum, numbers + k * digits, digits);
}

casus_status cs_game_turns(const struct cs_game *game, size_t member, size_t digits, uint32_t *turns)
{
    struct halves h;
    casus_status status = halves_make(game, member, NULL, digits, &h);

    if (status == CASUS_OK)
        status = count_turns(game, &h, game->weights[member], turns);
    halves_release(&h);
    return status;
}

casus_status cs_game_adopting(const struct cs_game *game, const struct cs_game_chance *chances, size_t digits,
                              uint32_t *adopting)
{
    uint32_t *by_size = calloc((game->count + 1) * digits, sizeof *by_size);
    struct halves h;
    casus_status status = halves_make(game, SIZE_MAX, chances, digits, &h);

    if (status == CASUS_OK)
        status = by_size != NULL ? count_pairs(game, &h, 0, 0, by_size) : CASUS_ERR_MEMORY;
    memset(adopting, 0, digits * sizeof *adopting);
    if (status == CASUS_OK)
        add_all(by_size, game->count + 1, digits, adopting);
    halves_release(&h);
    free(by_size);
    return status;
}

/* ---- the smallest sets ---- */

/*
 * A set that adopts is a smallest one if it does not without its lightest member: so each member is counted in how many
 * sets of heavier ones he turns. The empty set has none.
 */
casus_status cs_game_count_smallest(const struct cs_game *game, size_t digits, uint32_t *count)
{
    uint32_t *turns = calloc((game->count + 1) * digits, sizeof *turns);
    size_t *order = by_weight(game);
    struct halves h;
    casus_status status = halves_start(digits, &h);

    memset(count, 0, digits * sizeof *count);
    count[0] = game->quotas[0] == 0;
    if (turns == NULL || order == NULL)
        status = CASUS_ERR_MEMORY;
    for (size_t i = 0; status == CASUS_OK && i < game->count; i++) {
        uint64_t weight = game->weights[order[i]];

        status = count_turns(game, &h, weight, turns);
        if (status != CASUS_OK)
            break;
        add_all(turns, game->count + 1, digits, count);
        status = cs_sums_add(&h.sums[2 * i >= game->count], weight, 1, 1);
    }
    halves_release(&h);
    free(turns);
    free(order);
    return status;
}

struct listing {
    const struct cs_game *game;
    size_t most, size, found, tries;
    size_t *chosen, *sets;
    uint64_t *heaviest;  /* by the first member and a number of members: what so many from him on weigh at most */
};

static bool find_heaviest(struct listing *l)
{
    size_t n = l->game->count;
    uint64_t *sorted = malloc((n + 1) * sizeof *sorted);

    for (size_t from = 0; sorted != NULL && from <= n; from++) {
        uint64_t *sums = l->heaviest + from * (n + 1);

        memcpy(sorted, l->game->weights + from, (n - from) * sizeof *sorted);
        qsort(sorted, n - from, sizeof *sorted, by_number);
        for (size_t k = 0; k < n - from; k++)
            sums[k + 1] = sums[k] + sorted[n - from - 1 - k];
    }
    free(sorted);
    return sorted != NULL;
}

/* Goes on from `count` members who weigh so much, the lightest of them `least`, with members from `from` on. */
static void list_from(struct listing *l, size_t count, uint64_t weight, uint64_t least, size_t from)
{
    const struct cs_game *game = l->game;
    size_t left = l->size - count;

    if (l->found == l->most || l->tries >= CS_GAME_TRIES_MAX)
        return;
    l->tries++;
    if (count > 0 && game->quotas[l->size - 1] <= weight - least)
        return; /* one may be missed */
    if (left == 0) {
        memcpy(l->sets + l->found++ * game->count, l->chosen, count * sizeof *l->sets);
        return;
    }
    for (size_t i = from; i + left <= game->count; i++) {
        uint64_t own = game->weights[i];

        if (weight + l->heaviest[i * (game->count + 1) + left] < game->quotas[l->size])
            return; /* those that are left are too light */
        l->chosen[count] = i;
        if (left > 1 || weight + own >= game->quotas[l->size])
            list_from(l, count + 1, weight + own, count == 0 || own < least ? own : least, i + 1);
    }
}

casus_status cs_game_list_smallest(const struct cs_game *game, size_t most, size_t *sets, size_t *sizes, size_t *listed)
{
    size_t n = game->count;
    struct listing l = {.game = game, .most = most, .sets = sets, .chosen = calloc(n + 1, sizeof *l.chosen),
                        .heaviest = calloc((n + 1) * (n + 1), sizeof *l.heaviest)};
    bool made = l.chosen != NULL && l.heaviest != NULL && find_heaviest(&l);

    if (game->quotas[0] == 0 && most > 0)
        sizes[l.found++] = 0; /* the empty set is in all others */
    else
        l.size = 1;
    for (; made && l.size > 0 && l.size <= n; l.size++) {
        size_t before = l.found;

        if (game->quotas[l.size] != UINT64_MAX)
            list_from(&l, 0, 0, 0, 0);
        for (size_t i = before; i < l.found; i++)
            sizes[i] = l.size;
    }
    *listed = l.found;
    free(l.chosen);
    free(l.heaviest);
    return made ? CASUS_OK : CASUS_ERR_MEMORY;
}

void cs_game_dual(const struct cs_game *game, struct cs_game *out)
{
    uint64_t total = cs_game_weight(game);

    for (size_t i = 0; i < game->count; i++)
        out->weights[i] = game->weights[i];
    out->count = game->count;
    for (size_t k = 0; k <= game->count; k++) {
        uint64_t quota = game->quotas[game->count - k];

        out->quotas[k] = quota == UINT64_MAX || quota > total ? 0 : quota == 0 ? UINT64_MAX : total - quota + 1;
    }
}
