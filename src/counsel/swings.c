/* SPDX-License-Identifier: MIT */
/*
 * The swings of a game by weight alone (game.h). A table counts how many sets weigh x, for each x below the quota:
 * with each member, counts[x] += counts[x - weight]. This takes nearly all the time, so
 *
 *   - two members are added in one pass over the table, which is larger than the caches
 *   - a number has digits of base 2^60, each in a row of its own. So some members are added, four counts at once and
 *     without a carry, before the digits are made small again; and a table has as many rows as its numbers need so far
 *   - the members who are in the table weigh `total` together, and as many sets weigh x as weigh total - x. So half of
 *     the table is enough, and the lightest members come first
 */
#include <stdlib.h>
#include <string.h>

#include "base/wide.h"
#include "counsel/game.h"

#define BYTES_MAX ((uint64_t)1 << 30)
#define DIGIT_BITS 60
#define DIGIT_MASK (((uint64_t)1 << DIGIT_BITS) - 1)
#define DIGITS_MAX 8
#define PAIRS_MAX ((64 - DIGIT_BITS) / 2) /* pairs of members that digits take before they are made small */

struct table {
    uint64_t *digits[DIGITS_MAX]; /* digits[p][x]; later of how many sets weigh less than x */
    size_t digit_count;           /* those that are in use */
    uint64_t length;              /* of each row */
    uint64_t total, reach;        /* counts from 0 to `reach` are there */
    unsigned pairs;               /* of members, since digits were made small */
};

static void table_release(struct table *t)
{
    for (size_t p = 0; p < DIGITS_MAX; p++)
        free(t->digits[p]);
}

static bool table_make(struct table *t, size_t members, uint64_t length)
{
    *t = (struct table){.digit_count = 1, .length = length};
    for (size_t p = 0; p <= members / DIGIT_BITS; p++) {
        t->digits[p] = calloc(length, sizeof *t->digits[p]);
        if (t->digits[p] == NULL)
            return false;
    }
    t->digits[0][0] = 1;
    return true;
}

/* ---- four counts at once ---- */

typedef uint64_t lanes __attribute__((vector_size(32), aligned(8), may_alias));
#define LANES 4
#define INLINE static inline __attribute__((always_inline))

/* The count that stands `weight` below a place, of sets with a member who weighs so much. */
INLINE uint64_t below(const uint64_t *row, uint64_t x, uint64_t weight)
{
    return x >= weight ? row[x - weight] : 0;
}

/*
 * Adds two members, the first of them the lighter. From the top down, so that a set has each once: what is read is
 * below all that has been written.
 */
INLINE void add_row(uint64_t *row, uint64_t first, uint64_t second, uint64_t reach)
{
    uint64_t x = reach + 1, both = first + second;

    for (; x >= both + LANES; x -= LANES)
        *(lanes *)(row + x - LANES) += *(const lanes *)(row + x - LANES - first) +
                                       *(const lanes *)(row + x - LANES - second) +
                                       *(const lanes *)(row + x - LANES - both);
    for (; x > both; x--)
        row[x - 1] += row[x - 1 - first] + row[x - 1 - second] + row[x - 1 - both];
    for (; x >= second + LANES; x -= LANES)
        *(lanes *)(row + x - LANES) +=
            *(const lanes *)(row + x - LANES - first) + *(const lanes *)(row + x - LANES - second);
    for (; x > first; x--)
        row[x - 1] += row[x - 1 - first] + below(row, x - 1, second);
}

/* Takes from each digit what is above its bits, and adds it to the next; returns all bits of the last ones. */
INLINE uint64_t carry_rows(uint64_t *low, uint64_t *next, uint64_t reach)
{
    lanes seen = {0};
    uint64_t x = 0, bits = 0;

    for (; x + LANES <= reach + 1; x += LANES) {
        lanes own = *(const lanes *)(low + x), sum = *(const lanes *)(next + x) + (own >> DIGIT_BITS);

        *(lanes *)(low + x) = own & DIGIT_MASK;
        *(lanes *)(next + x) = sum;
        seen |= sum;
    }
    for (; x <= reach; x++) {
        next[x] += low[x] >> DIGIT_BITS;
        low[x] &= DIGIT_MASK;
        bits |= next[x];
    }
    for (size_t i = 0; i < LANES; i++)
        bits |= seen[i];
    return bits;
}

/* The same code for processors that add four numbers of 64 bits in one step. */
#if defined __x86_64__
#define WIDE __attribute__((target("avx2")))
static bool has_wide(void)
{
    return __builtin_cpu_supports("avx2");
}
#else
#define WIDE
static bool has_wide(void)
{
    return false;
}
#endif

WIDE static void add_row_wide(uint64_t *row, uint64_t first, uint64_t second, uint64_t reach)
{
    add_row(row, first, second, reach);
}

static void add_row_plain(uint64_t *row, uint64_t first, uint64_t second, uint64_t reach)
{
    add_row(row, first, second, reach);
}

WIDE static uint64_t carry_rows_wide(uint64_t *low, uint64_t *next, uint64_t reach)
{
    return carry_rows(low, next, reach);
}

static uint64_t carry_rows_plain(uint64_t *low, uint64_t *next, uint64_t reach)
{
    return carry_rows(low, next, reach);
}

/* ---- the table ---- */

/* Makes the digits small; a last one that has grown beyond its bits gets one behind it. */
static void carry(struct table *t)
{
    uint64_t bits = 0;

    for (uint64_t x = 0; t->digit_count == 1 && x <= t->reach; x++)
        bits |= t->digits[0][x];
    for (size_t p = 0; p + 1 < t->digit_count || bits >> DIGIT_BITS != 0; p++) {
        if (p + 1 == t->digit_count)
            t->digit_count++;
        bits = (has_wide() ? carry_rows_wide : carry_rows_plain)(t->digits[p], t->digits[p + 1], t->reach);
    }
    t->pairs = 0;
}

/* Counts beyond the reach, up to `reach`: those of sets as much below the total. */
static void mirror(struct table *t, uint64_t reach)
{
    for (size_t p = 0; p < t->digit_count; p++)
        for (uint64_t x = t->reach + 1; x <= reach && x <= t->total; x++)
            t->digits[p][x] = t->digits[p][t->total - x];
    if (t->reach < reach)
        t->reach = reach;
}

/* The first of them is the lighter. */
static void add_pair(struct table *t, uint64_t first, uint64_t second)
{
    uint64_t half = (t->total + first + second) / 2;

    if (t->pairs == PAIRS_MAX)
        carry(t);
    mirror(t, half < t->length ? half : t->length - 1);
    for (size_t p = 0; p < t->digit_count; p++)
        (has_wide() ? add_row_wide : add_row_plain)(t->digits[p], first, second, t->reach);
    t->total += first + second;
    t->pairs++;
}

/* One member alone, before all others. */
static void add_first(struct table *t, uint64_t weight)
{
    t->digits[0][0] += weight == 0;
    t->total = weight;
    if (weight < t->length)
        t->digits[0][weight] += weight > 0;
    t->reach = weight < t->length ? weight : t->length - 1;
}

/* From how many sets weigh x to how many weigh less than x. Their number needs all digits. */
static void sum_up(struct table *t, size_t digit_count)
{
    uint64_t before[DIGITS_MAX] = {0};

    t->digit_count = digit_count;
    for (uint64_t x = 0; x < t->length; x++) {
        uint64_t over = 0;

        for (size_t p = 0; p < digit_count; p++) {
            uint64_t sum = before[p] + t->digits[p][x] + over;

            t->digits[p][x] = before[p];
            before[p] = sum & DIGIT_MASK;
            over = sum >> DIGIT_BITS;
        }
    }
}

/* ---- numbers that are summed from the table: digits with a sign, which are made small at the end ---- */

struct sum { cs_wide digits[DIGITS_MAX]; };

static void sum_add(struct sum *sum, const struct table *t, uint64_t x, int times)
{
    for (size_t p = 0; p < t->digit_count; p++)
        sum->digits[p] += (cs_wide)times * (cs_wide)t->digits[p][x];
}

/* A sum that is not negative, as digits of base 2^32. */
static void sum_write(struct sum *sum, uint32_t *out, size_t digits)
{
    memset(out, 0, digits * sizeof *out);
    for (size_t p = 0; p < DIGITS_MAX; p++) {
        uint64_t digit = (uint64_t)sum->digits[p] & DIGIT_MASK;

        if (p + 1 < DIGITS_MAX)
            sum->digits[p + 1] += sum->digits[p] >> DIGIT_BITS;
        for (size_t bit = 0; bit < DIGIT_BITS && digit >> bit != 0;) {
            size_t at = p * DIGIT_BITS + bit, room = 32 - at % 32;

            if (at / 32 < digits)
                out[at / 32] |= (uint32_t)(digit >> bit << at % 32);
            bit += room;
        }
    }
}

/* F(q) - 2 F(q - w) + 2 F(q - 2w) - ... */
static void swings_of(const struct table *t, uint64_t quota, uint64_t weight, uint32_t *out, size_t digits)
{
    struct sum sum = {{0}};
    int sign = -2;

    for (uint64_t x = quota; x >= weight && weight > 0; sign = -sign) {
        x -= weight;
        sum_add(&sum, t, x, sign);
    }
    if (weight > 0)
        sum_add(&sum, t, quota, 1);
    sum_write(&sum, out, digits);
}

/* What divides all weights. */
static uint64_t divisor_of(const struct cs_game *game)
{
    uint64_t divisor = 0;

    for (size_t i = 0; i < game->count; i++)
        divisor = (uint64_t)cs_wide_divisor((cs_wide)divisor, (cs_wide)game->weights[i]);
    return divisor == 0 ? 1 : divisor;
}

/* How many sets adopt: of those that block if the game was turned, else all but those that weigh less. */
static void count_adopting(const struct table *t, const struct cs_game *game, uint64_t quota, bool turned,
                           uint32_t *adopting, size_t digits)
{
    struct sum sum = {{0}};

    if (!turned)
        sum.digits[game->count / DIGIT_BITS] = (cs_wide)1 << game->count % DIGIT_BITS;
    sum_add(&sum, t, quota, turned ? 1 : -1);
    sum_write(&sum, adopting, digits);
}

/*
 * A quota of more than half of the weight is that of the sets that block: who decides in a set decides in the one of
 * all who are not in it, and a smaller table is enough.
 */
casus_status cs_game_swings(const struct cs_game *game, uint64_t quota, size_t digits, uint32_t *swings,
                            uint32_t *adopting)
{
    uint64_t divisor = divisor_of(game), total = cs_game_weight(game) / divisor;
    uint64_t *sorted = cs_game_sorted(game);
    size_t digit_count = game->count / DIGIT_BITS + 1;
    bool turned, made;
    struct table t;

    if (sorted == NULL)
        return CASUS_ERR_MEMORY;
    quota = quota / divisor + (quota % divisor != 0);
    turned = quota > total / 2 && quota <= total;
    if (turned)
        quota = total - quota + 1;
    if (digit_count > DIGITS_MAX || quota > BYTES_MAX / sizeof **t.digits / digit_count) {
        free(sorted);
        return CASUS_ERR_LIMIT;
    }
    made = table_make(&t, game->count, quota + 1);
    if (made && game->count % 2 != 0)
        add_first(&t, sorted[0] / divisor);
    for (size_t i = game->count % 2; made && i < game->count; i += 2)
        add_pair(&t, sorted[i] / divisor, sorted[i + 1] / divisor);
    free(sorted);
    if (made) {
        mirror(&t, quota);
        carry(&t);
        sum_up(&t, digit_count);
        for (size_t i = 0; i < game->count; i++)
            swings_of(&t, quota, game->weights[i] / divisor, swings + i * digits, digits);
        count_adopting(&t, game, quota, turned, adopting, digits);
    }
    table_release(&t);
    return made ? CASUS_OK : CASUS_ERR_MEMORY;
}
