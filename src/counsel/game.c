/* SPDX-License-Identifier: MIT */
#include "counsel/game.h"

#include <stdlib.h>
#include <string.h>

#include "base/wide.h"
#include "counsel/sums.h"
#include "world/natural.h"

#define BYTES_MAX ((uint64_t)1 << 30)

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

static uint64_t total_of(const struct cs_game *game)
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

/* The weights of the k lightest members, and of the k heaviest, bound what a set of k may weigh. */
bool cs_game_by_weight(const struct cs_game *game, uint64_t *quota)
{
    uint64_t *sorted = malloc((game->count + 1) * sizeof *sorted), lightest = 0, heaviest = 0;
    bool same = sorted != NULL;

    *quota = game->quotas[game->count];
    for (size_t i = 0; same && i < game->count; i++)
        sorted[i] = game->weights[i];
    if (same)
        qsort(sorted, game->count, sizeof *sorted, by_number);
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
    uint64_t total = total_of(game);

    for (size_t i = 0; i < game->count; i++)
        out->weights[i] = game->weights[i];
    out->count = game->count;
    for (size_t k = 0; k <= game->count; k++) {
        uint64_t quota = game->quotas[game->count - k];

        out->quotas[k] = quota == UINT64_MAX || quota > total ? 0 : quota == 0 ? UINT64_MAX : total - quota + 1;
    }
}

/* ---- by weight ---- */

__extension__ typedef unsigned __int128 two_limbs;
typedef uint64_t limb;
#define LIMB_BITS 64
#define LIMBS_MAX 16

/*
 * limbs[p][x]: digit p, base 2^64, of how many sets weigh x, or later less than x. Sets of few members have few
 * digits: with i members at most i / 64 + 1.
 */
struct table { limb **limbs; size_t limb_count; uint64_t length; };

static void table_release(struct table *t)
{
    for (size_t p = 0; t->limbs != NULL && p < t->limb_count; p++)
        free(t->limbs[p]);
    free(t->limbs);
}

static bool table_make(struct table *t, size_t members, uint64_t length)
{
    *t = (struct table){.limb_count = members / LIMB_BITS + 1, .length = length};
    t->limbs = calloc(t->limb_count, sizeof *t->limbs);
    for (size_t p = 0; t->limbs != NULL && p < t->limb_count; p++) {
        t->limbs[p] = calloc(length, sizeof **t->limbs);
        if (t->limbs[p] == NULL)
            return false;
    }
    return t->limbs != NULL;
}

/*
 * counts[x] += counts[x - weight], from the top down, so that each set has the member once. The table of many members
 * takes nearly all the time: one, two and three digits (of some 190 members) have loops of their own, two are added at
 * once, and `restrict` says that the digits lie apart. Each gives all bits of the last digit that some number has.
 */
static limb add_one(limb *restrict low, uint64_t weight, uint64_t reach)
{
    limb seen = 0;

    for (uint64_t x = reach + 1; x-- > weight;)
        seen |= low[x] += low[x - weight];
    return seen;
}

/* The carry. */
static inline limb add_two_at(limb *restrict low, limb *restrict high, uint64_t weight, uint64_t x)
{
    two_limbs own = (two_limbs)high[x] << LIMB_BITS | low[x];
    two_limbs sum = own + ((two_limbs)high[x - weight] << LIMB_BITS | low[x - weight]);

    low[x] = (limb)sum;
    high[x] = (limb)(sum >> LIMB_BITS);
    return sum < own;
}

static limb add_two(limb *restrict low, limb *restrict high, uint64_t weight, uint64_t reach)
{
    limb seen = 0;

    for (uint64_t x = reach + 1; x-- > weight;) {
        add_two_at(low, high, weight, x);
        seen |= high[x];
    }
    return seen;
}

static limb add_three(limb *restrict low, limb *restrict high, limb *restrict third, uint64_t weight, uint64_t reach)
{
    limb seen = 0;

    for (uint64_t x = reach + 1; x-- > weight;)
        seen |= third[x] += third[x - weight] + add_two_at(low, high, weight, x);
    return seen;
}

static limb add_more(limb **digits, size_t count, uint64_t weight, uint64_t reach)
{
    limb seen = 0;

    for (uint64_t x = reach + 1; x-- > weight;) {
        limb carry = add_two_at(digits[0], digits[1], weight, x);

        for (size_t p = 2; p < count; p++) {
            two_limbs all = (two_limbs)digits[p][x] + digits[p][x - weight] + carry;

            digits[p][x] = (limb)all;
            carry = (limb)(all >> LIMB_BITS);
        }
        seen |= digits[count - 1][x];
    }
    return seen;
}

/* `count`: how many digits there are so far. */
static limb add_weight(limb **digits, size_t count, uint64_t weight, uint64_t reach)
{
    if (count == 1)
        return add_one(digits[0], weight, reach);
    if (count == 2)
        return add_two(digits[0], digits[1], weight, reach);
    if (count == 3)
        return add_three(digits[0], digits[1], digits[2], weight, reach);
    return add_more(digits, count, weight, reach);
}

/*
 * The lightest first: the table fills late, and has few digits for long. A number at most doubles with each member; so
 * there is one more digit once the last bit of those that there are is in use.
 */
static void fill(struct table *t, const uint64_t *sorted, size_t count, uint64_t divisor)
{
    uint64_t reach = 0;
    size_t digits = 1;

    t->limbs[0][0] = 1;
    for (size_t i = 0; i < count; i++) {
        uint64_t weight = sorted[i] / divisor;

        reach = reach + weight < t->length ? reach + weight : t->length - 1;
        digits += add_weight(t->limbs, digits, weight, reach) >> (LIMB_BITS - 1);
    }
}

/* From how many sets weigh x to how many weigh less than x; there are `length` - 1 weights and one place more. */
static void sum_up(struct table *t)
{
    limb before[LIMBS_MAX] = {0};

    for (uint64_t x = 0; x < t->length; x++) {
        unsigned carry = 0;

        for (size_t p = 0; p < t->limb_count; p++) {
            limb own = t->limbs[p][x], sum = before[p] + own, more = sum + carry;

            t->limbs[p][x] = before[p];
            carry = (sum < own) | (more < sum);
            before[p] = more;
        }
    }
}

static void add_limbs(const struct table *t, uint64_t x, limb *out)
{
    unsigned carry = 0;

    for (size_t p = 0; p < t->limb_count; p++) {
        limb own = t->limbs[p][x], sum = out[p] + own, more = sum + carry;

        carry = (sum < own) | (more < sum);
        out[p] = more;
    }
}

static void write_digits(const limb *limbs, size_t count, uint32_t *out, size_t digits)
{
    for (size_t d = 0; d < digits; d++)
        out[d] = d / 2 < count ? (uint32_t)(limbs[d / 2] >> 32 * (d % 2)) : 0;
}

/* F(q) - 2 F(q - w) + 2 F(q - 2w) - ...: the even and the odd terms are summed apart, since digits have no sign. */
static void swings_of(const struct table *t, uint64_t quota, uint64_t weight, uint32_t *out, size_t digits)
{
    limb even[LIMBS_MAX] = {0}, odd[LIMBS_MAX] = {0};
    unsigned borrow = 0;
    bool is_odd = true;

    for (uint64_t x = quota; x >= weight && weight > 0; is_odd = !is_odd) {
        x -= weight;
        add_limbs(t, x, is_odd ? odd : even);
        add_limbs(t, x, is_odd ? odd : even);
    }
    add_limbs(t, quota, even);
    for (size_t p = 0; p < t->limb_count; p++) {
        limb taken = odd[p] + borrow;

        borrow = (taken < odd[p]) | (even[p] < taken);
        even[p] -= taken;
    }
    write_digits(even, t->limb_count, out, digits);
    if (weight == 0)
        memset(out, 0, digits * sizeof *out);
}

/*
 * A quota of more than half of the weight is that of the sets that block: who decides in a set decides in the one of
 * all who are not in it, and a smaller table is enough.
 */
casus_status cs_game_swings(const struct cs_game *game, uint64_t quota, size_t digits, uint32_t *swings,
                            uint32_t *adopting)
{
    uint64_t divisor = 0, total = total_of(game), *sorted = malloc((game->count + 1) * sizeof *sorted);
    bool turned;
    struct table t;

    if (sorted == NULL)
        return CASUS_ERR_MEMORY;
    for (size_t i = 0; i < game->count; i++) {
        sorted[i] = game->weights[i];
        divisor = (uint64_t)cs_wide_divisor(divisor, game->weights[i]);
    }
    divisor = divisor == 0 ? 1 : divisor;
    total /= divisor;
    quota = quota / divisor + (quota % divisor != 0);
    turned = quota > total / 2 && quota <= total;
    if (turned)
        quota = total - quota + 1;
    qsort(sorted, game->count, sizeof *sorted, by_number);
    if (quota > BYTES_MAX / sizeof(limb) / (game->count / LIMB_BITS + 1) || game->count / LIMB_BITS + 1 > LIMBS_MAX) {
        free(sorted);
        return CASUS_ERR_LIMIT;
    }
    if (!table_make(&t, game->count, quota + 1)) {
        table_release(&t);
        free(sorted);
        return CASUS_ERR_MEMORY;
    }
    fill(&t, sorted, game->count, divisor);
    sum_up(&t);
    for (size_t i = 0; i < game->count; i++)
        swings_of(&t, quota, game->weights[i] / divisor, swings + i * digits, digits);
    if (turned) {
        limb less[LIMBS_MAX] = {0};

        add_limbs(&t, quota, less);
        write_digits(less, t.limb_count, adopting, digits);
    } else {
        limb less[LIMBS_MAX] = {0}, all[LIMBS_MAX] = {0};
        unsigned borrow = 0;

        all[game->count / LIMB_BITS] = (limb)1 << game->count % LIMB_BITS;
        add_limbs(&t, quota, less);
        for (size_t p = 0; p < t.limb_count; p++) {
            limb taken = less[p] + borrow;

            borrow = (taken < less[p]) | (all[p] < taken);
            all[p] -= taken;
        }
        write_digits(all, t.limb_count, adopting, digits);
    }
    table_release(&t);
    free(sorted);
    return CASUS_OK;
}
