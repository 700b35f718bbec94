/* SPDX-License-Identifier: MIT */
#include "counsel/game.h"

#include <stdlib.h>
#include <string.h>

#include "base/wide.h"

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

/* ---- two halves ---- */

struct sum { uint64_t weight; uint32_t set; };
/* The sets of one half of the members: by size, each size sorted by weight. */
struct half { struct sum *sums; size_t first[CS_GAME_BY_SIZE_MAX + 2], count; };

static int by_weight(const void *a, const void *b)
{
    const struct sum *x = a, *y = b;

    return (x->weight > y->weight) - (x->weight < y->weight);
}

static bool make_half(const uint64_t *weights, size_t count, struct half *out)
{
    size_t sets = (size_t)1 << count, at[CS_GAME_BY_SIZE_MAX + 2] = {0};

    *out = (struct half){.count = count};
    out->sums = malloc(sets * sizeof *out->sums);
    if (out->sums == NULL)
        return false;
    for (size_t set = 0; set < sets; set++)
        at[__builtin_popcountll(set) + 1]++;
    for (size_t k = 0; k <= count; k++) {
        at[k + 1] += at[k];
        out->first[k] = at[k];
    }
    out->first[count + 1] = sets;
    for (size_t set = 0; set < sets; set++) {
        uint64_t weight = 0;

        for (size_t i = 0; i < count; i++)
            weight += (set >> i & 1) != 0 ? weights[i] : 0;
        out->sums[at[__builtin_popcountll(set)]++] = (struct sum){weight, (uint32_t)set};
    }
    for (size_t k = 0; k <= count; k++)
        qsort(out->sums + out->first[k], out->first[k + 1] - out->first[k], sizeof *out->sums, by_weight);
    return true;
}

/*
 * In how many pairs of a set of k of the one half and one of l of the other the weight is enough; of the first half
 * only sets in which `member` is, or is not.
 */
static uint64_t count_pairs(const struct half *own, size_t k, const struct half *other, size_t l, size_t member,
                            bool is_in, uint64_t quota)
{
    size_t at = other->first[l + 1]; /* sets of the other half from here on are enough */
    uint64_t count = 0;

    for (size_t i = own->first[k]; i < own->first[k + 1]; i++) {
        const struct sum *sum = &own->sums[i];

        if ((sum->set >> member & 1) != is_in)
            continue;
        while (at > other->first[l] && other->sums[at - 1].weight + sum->weight >= quota)
            at--;
        count += other->first[l + 1] - at;
    }
    return count;
}

static void count_member(const struct cs_game *game, const struct half *own, const struct half *other, size_t member,
                         uint64_t *with, uint64_t *without)
{
    for (size_t k = 0; k <= own->count; k++)
        for (size_t l = 0; l <= other->count; l++) {
            uint64_t quota = game->quotas[k + l];

            if (quota == UINT64_MAX)
                continue;
            if (k > 0)
                with[k + l - 1] += count_pairs(own, k, other, l, member, true, quota);
            if (k + l < game->count)
                without[k + l] += count_pairs(own, k, other, l, member, false, quota);
        }
}

casus_status cs_game_count(const struct cs_game *game, uint64_t *with, uint64_t *without)
{
    size_t n = game->count, first = n / 2;
    struct half a = {.sums = NULL}, b = {.sums = NULL};
    bool made = make_half(game->weights, first, &a) && make_half(game->weights + first, n - first, &b);

    for (size_t i = 0; made && i < n; i++) {
        memset(with + i * n, 0, n * sizeof *with);
        memset(without + i * n, 0, n * sizeof *without);
        if (i < first)
            count_member(game, &a, &b, i, with + i * n, without + i * n);
        else
            count_member(game, &b, &a, i - first, with + i * n, without + i * n);
    }
    free(a.sums);
    free(b.sums);
    return made ? CASUS_OK : CASUS_ERR_MEMORY;
}

/* ---- by weight ---- */

__extension__ typedef unsigned __int128 limb;
#define LIMB_BITS 128
#define LIMBS_MAX 8

/*
 * limbs[p][x]: digit p, base 2^128, of how many sets weigh x, or later less than x. Sets of few members have few
 * digits: with i members at most i / 128 + 1.
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
 * counts[x] += counts[x - weight], from the top down, so that each set has the member once. `limbs`: how many digits
 * there are so far; a second one, which more than 128 members have, takes the carry of the first.
 */
static void add_weight(struct table *t, uint64_t weight, uint64_t reach, size_t limbs)
{
    limb *low = t->limbs[0];

    if (weight > reach)
        return;
    for (uint64_t x = reach + 1; limbs == 1 && x-- > weight;)
        low[x] += low[x - weight];
    for (uint64_t x = reach + 1; limbs > 1 && x-- > weight;) {
        limb sum = low[x] + low[x - weight];
        limb carry = sum < low[x];

        low[x] = sum;
        for (size_t p = 1; p < limbs; p++) {
            limb own = t->limbs[p][x], more = own + t->limbs[p][x - weight], all = more + carry;

            carry = (more < own) | (all < more);
            t->limbs[p][x] = all;
        }
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
        out[d] = d / 4 < count ? (uint32_t)(limbs[d / 4] >> 32 * (d % 4)) : 0;
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
    uint64_t divisor = 0, total = total_of(game), reach = 0, *sorted = malloc((game->count + 1) * sizeof *sorted);
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
    t.limbs[0][0] = 1;
    for (size_t i = 0; i < game->count; i++) { /* the lightest first: the table fills late */
        reach += sorted[i] / divisor;
        add_weight(&t, sorted[i] / divisor, reach < quota ? reach : quota, i / LIMB_BITS + 1);
    }
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
