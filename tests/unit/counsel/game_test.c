/* SPDX-License-Identifier: MIT */
/* Weighted games, against every set of members one by one. */
#include "unit/cmocka_all.h"

#include <stdlib.h>
#include <string.h>

#include "counsel/game.h"
#include "property/chance.h"
#include "world/natural.h"

#define MEMBERS_MAX 11

struct counted { uint64_t adopting, swings[MEMBERS_MAX]; };

static struct counted count_one_by_one(const struct cs_game *game)
{
    struct counted c = {0};

    for (uint32_t set = 0; set < 1u << game->count; set++) {
        bool is_for[MEMBERS_MAX];

        for (size_t i = 0; i < game->count; i++)
            is_for[i] = (set >> i & 1) != 0;
        if (!cs_game_adopts(game, is_for))
            continue;
        c.adopting++;
        for (size_t i = 0; i < game->count; i++) {
            if (!is_for[i])
                continue;
            is_for[i] = false;
            c.swings[i] += !cs_game_adopts(game, is_for);
            is_for[i] = true;
        }
    }
    return c;
}

#define DIGITS 2

static void compare_by_size(const struct cs_game *game)
{
    struct counted expected = count_one_by_one(game);
    uint32_t turns[(MEMBERS_MAX + 1) * DIGITS], adopting[DIGITS];

    for (size_t i = 0; i < game->count; i++) {
        uint64_t swings = 0;

        assert_int_equal(cs_game_turns(game, i, DIGITS, turns), CASUS_OK);
        for (size_t k = 0; k <= game->count; k++)
            swings += turns[k * DIGITS];
        assert_true(swings == expected.swings[i]);
    }
    assert_int_equal(cs_game_adopting(game, NULL, DIGITS, adopting), CASUS_OK);
    assert_true(adopting[0] == expected.adopting && adopting[1] == 0);
}

/* What the sets that adopt weigh, if the chances of members differ. */
static void compare_chances(const struct cs_game *game, struct chance *chance)
{
    struct cs_game_chance chances[MEMBERS_MAX];
    uint32_t adopting[DIGITS];
    uint64_t expected = 0;

    for (size_t i = 0; i < game->count; i++)
        chances[i] = (struct cs_game_chance){below(chance, 4), 1 + below(chance, 3)};
    for (uint32_t set = 0; set < 1u << game->count; set++) {
        bool is_for[MEMBERS_MAX];
        uint64_t weight = 1;

        for (size_t i = 0; i < game->count; i++) {
            is_for[i] = (set >> i & 1) != 0;
            weight *= is_for[i] ? chances[i].in : chances[i].out;
        }
        expected += cs_game_adopts(game, is_for) ? weight : 0;
    }
    assert_int_equal(cs_game_adopting(game, chances, DIGITS, adopting), CASUS_OK);
    assert_true(((uint64_t)adopting[1] << 32 | adopting[0]) == expected);
}

static bool is_smallest(const struct cs_game *game, uint32_t set)
{
    bool is_for[MEMBERS_MAX], smallest;

    for (size_t i = 0; i < game->count; i++)
        is_for[i] = (set >> i & 1) != 0;
    smallest = cs_game_adopts(game, is_for);
    for (size_t i = 0; i < game->count && smallest; i++)
        if (is_for[i]) {
            is_for[i] = false;
            smallest = !cs_game_adopts(game, is_for);
            is_for[i] = true;
        }
    return smallest;
}

#define LISTED 5

/* All smallest sets are counted; the first are the smallest of them, each of its size before those of later members. */
static void compare_smallest(const struct cs_game *game)
{
    size_t sets[LISTED * MEMBERS_MAX], sizes[LISTED], listed, all = 0, smaller = 0;
    uint32_t count[DIGITS];

    for (uint32_t set = 0; set < 1u << game->count; set++)
        all += is_smallest(game, set);
    assert_int_equal(cs_game_count_smallest(game, DIGITS, count), CASUS_OK);
    assert_int_equal(count[0], all);
    assert_int_equal(cs_game_list_smallest(game, LISTED, sets, sizes, &listed), CASUS_OK);
    assert_int_equal(listed, all < LISTED ? all : LISTED);
    for (size_t i = 0; i < listed; i++) {
        uint32_t set = 0;

        for (size_t k = 0; k < sizes[i]; k++)
            set |= 1u << sets[i * game->count + k];
        assert_true(is_smallest(game, set));
        assert_int_equal(__builtin_popcount(set), sizes[i]);
        assert_true(i == 0 || sizes[i - 1] < sizes[i] ||
                    (sizes[i - 1] == sizes[i] && memcmp(&sets[(i - 1) * game->count], &sets[i * game->count],
                                                        sizes[i] * sizeof *sets) != 0));
    }
    for (uint32_t set = 0; set < 1u << game->count && listed > 0; set++)
        smaller += is_smallest(game, set) && (size_t)__builtin_popcount(set) < sizes[listed - 1];
    assert_true(smaller <= listed);
}

/* Who keeps the others from adopting adopts in the dual game. */
static void compare_dual(const struct cs_game *game)
{
    uint64_t weights[MEMBERS_MAX], quotas[MEMBERS_MAX + 1];
    struct cs_game dual = {0, weights, quotas};

    cs_game_dual(game, &dual);
    for (uint32_t set = 0; set < 1u << game->count; set++) {
        bool own[MEMBERS_MAX], others[MEMBERS_MAX];

        for (size_t i = 0; i < game->count; i++) {
            own[i] = (set >> i & 1) != 0;
            others[i] = !own[i];
        }
        assert_int_equal(cs_game_adopts(&dual, own), !cs_game_adopts(game, others));
    }
    compare_smallest(&dual);
}

static void compare_by_weight(const struct cs_game *game, uint64_t quota)
{
    struct counted expected = count_one_by_one(game);
    uint32_t swings[MEMBERS_MAX * 2], adopting[2];

    assert_int_equal(cs_game_swings(game, quota, 2, swings, adopting), CASUS_OK);
    for (size_t i = 0; i < game->count; i++)
        assert_true(swings[2 * i] == expected.swings[i] && swings[2 * i + 1] == 0);
    assert_true(adopting[0] == expected.adopting && adopting[1] == 0);
}

static void random_games(void **state)
{
    struct chance chance = {.state = 4711};

    (void)state;
    for (int round = 0; round < 200; round++) {
        uint64_t weights[MEMBERS_MAX], quotas[MEMBERS_MAX + 1], total = 0, quota, found;
        struct cs_game game = {2 + below(&chance, MEMBERS_MAX - 1), weights, quotas};

        for (size_t i = 0; i < game.count; i++)
            total += weights[i] = percent(&chance, 20) ? 0 : 1 + below(&chance, 80);
        quota = 1 + below(&chance, (uint32_t)total + 1);
        for (size_t k = 0; k <= game.count; k++)
            quotas[k] = quota;
        compare_by_size(&game);
        compare_by_weight(&game, quota);
        compare_chances(&game, &chance);
        compare_smallest(&game);
        compare_dual(&game);
        assert_true(cs_game_by_weight(&game, &found));
        assert_true(found == quota);
        /* and a number of members, and a minority that is too small to block */
        for (size_t k = 0; k <= game.count; k++)
            quotas[k] = k + 1 >= game.count ? 0 : 2 * k <= game.count ? UINT64_MAX : quota;
        compare_by_size(&game);
        compare_dual(&game);
    }
}

/* One vote each: C(192, 96) turns of each, C(193, 97) smallest sets that adopt, C(193, 97) that block. */
static void an_assembly_in_which_each_has_one_vote(void **state)
{
    static uint64_t weights[193], quotas[194];
    static uint32_t turns[194 * 8], count[8];
    struct cs_game game = {193, weights, quotas};

    (void)state;
    for (size_t i = 0; i < 194; i++) {
        weights[i < 193 ? i : 0] = 1;
        quotas[i] = 97;
    }
    assert_int_equal(cs_game_turns(&game, 7, 8, turns), CASUS_OK);
    for (size_t k = 0; k < 194; k++)
        assert_int_equal(turns[8 * k] != 0, k == 96);
    assert_int_equal(cs_game_count_smallest(&game, 8, count), CASUS_OK);
    /* C(193, 97) = C(192, 96) 193 / 97 */
    cs_natural_multiply(turns + 96 * 8, 8, 193);
    assert_int_equal(cs_natural_divide(turns + 96 * 8, 8, 97), 0);
    assert_memory_equal(turns + 96 * 8, count, sizeof count);
    assert_int_equal(count[0], 0xa293f99c);
}

static void numbers_of_more_than_128_bits(void **state)
{
    static uint64_t weights[190], quotas[191];
    static uint32_t swings[190 * 8], adopting[8];
    struct cs_game game = {190, weights, quotas};

    (void)state;
    for (size_t i = 0; i < 190; i++)
        weights[i] = 7;
    /* half of 190 and one: each decides in C(189, 95) ballots; 2^189 - C(190, 95) / 2 adopt */
    assert_int_equal(cs_game_swings(&game, 96 * 7, 8, swings, adopting), CASUS_OK);
    assert_memory_equal(swings, swings + 189 * 8, 8 * sizeof *swings);
    assert_int_equal(swings[0], 0x9ee01d60);
    assert_int_equal(swings[4], 0xe79906d4);
    assert_int_equal(swings[5], 0x1d9913e);
    assert_int_equal(adopting[0], 0x611fe2a0);
    assert_int_equal(adopting[5], 0x1e266ec1);
}

/* 300 members: six digits of 60 bits. Both ways of counting tell the same. */
static void many_members_by_weight_and_by_size(void **state)
{
    static uint64_t weights[300], quotas[301];
    static uint32_t swings[300 * 11], turns[301 * 11];
    uint32_t adopting[11], expected[11];
    struct cs_game game = {300, weights, quotas};

    (void)state;
    for (size_t i = 0; i < 301; i++) {
        weights[i < 300 ? i : 0] = i % 4;
        quotas[i] = 230;
    }
    assert_int_equal(cs_game_swings(&game, 230, 11, swings, adopting), CASUS_OK);
    assert_int_equal(cs_game_adopting(&game, NULL, 11, expected), CASUS_OK);
    assert_memory_equal(adopting, expected, sizeof expected);
    for (size_t member = 0; member < 4; member++) {
        memset(expected, 0, sizeof expected);
        assert_int_equal(cs_game_turns(&game, member, 11, turns), CASUS_OK);
        for (size_t k = 0; k <= 300; k++)
            cs_natural_add(expected, turns + k * 11, 11);
        assert_memory_equal(swings + member * 11, expected, sizeof expected);
        assert_int_equal(expected[9] != 0, member > 0);
    }
}

/* As many members as digits of 60 bits hold, one fewer and some more; quotas below half of the weight and above. */
static void where_numbers_get_a_digit_more(void **state)
{
    static const size_t counts[] = {1, 2, 3, 59, 60, 61, 119, 120, 121, 181};
    static uint64_t weights[181], quotas[182];
    static uint32_t swings[181 * 8], turns[182 * 8];
    uint32_t adopting[8], expected[8];

    (void)state;
    for (size_t c = 0; c < 10 * 4; c++) {
        struct cs_game game = {counts[c / 4], weights, quotas};
        uint64_t total = 0, quota;

        for (size_t i = 0; i < game.count; i++) {
            weights[i] = (3 * i + 2) % 7;
            total += weights[i];
        }
        quota = c % 4 == 0 ? total / 3 : c % 4 == 1 ? total / 2 + 1 : c % 4 == 2 ? total : total + 1;
        for (size_t k = 0; k <= game.count; k++)
            quotas[k] = quota;
        assert_int_equal(cs_game_swings(&game, quota, 8, swings, adopting), CASUS_OK);
        assert_int_equal(cs_game_adopting(&game, NULL, 8, expected), CASUS_OK);
        assert_memory_equal(adopting, expected, sizeof expected);
        for (size_t member = 0; member < game.count && member < 7; member++) {
            memset(expected, 0, sizeof expected);
            assert_int_equal(cs_game_turns(&game, member, 8, turns), CASUS_OK);
            for (size_t k = 0; k <= game.count; k++)
                cs_natural_add(expected, turns + k * 8, 8);
            assert_memory_equal(swings + member * 8, expected, sizeof expected);
        }
    }
}

static void what_is_too_great_is_refused(void **state)
{
    uint64_t weights[2] = {UINT64_C(1) << 50, (UINT64_C(1) << 50) + 1};
    uint64_t quotas[3] = {UINT64_C(1) << 50, UINT64_C(1) << 50, UINT64_C(1) << 50};
    struct cs_game game = {2, weights, quotas};
    uint32_t swings[4], adopting[2];

    (void)state;
    assert_int_equal(cs_game_swings(&game, quotas[0], 2, swings, adopting), CASUS_ERR_LIMIT);
}

/* Of 40 members with the weights 1, 2, 4, ... each set has a sum of its own. */
static void sums_that_are_too_many_are_refused(void **state)
{
    uint64_t weights[40], quotas[41];
    struct cs_game game = {40, weights, quotas};
    uint32_t count[3];

    (void)state;
    for (size_t i = 0; i <= 40; i++) {
        weights[i < 40 ? i : 0] = (uint64_t)1 << (i < 40 ? i : 0);
        quotas[i] = 1000;
    }
    assert_int_equal(cs_game_adopting(&game, NULL, 3, count), CASUS_ERR_LIMIT);
    assert_int_equal(cs_game_count_smallest(&game, 3, count), CASUS_ERR_LIMIT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_games),
        cmocka_unit_test(an_assembly_in_which_each_has_one_vote),
        cmocka_unit_test(numbers_of_more_than_128_bits),
        cmocka_unit_test(many_members_by_weight_and_by_size),
        cmocka_unit_test(where_numbers_get_a_digit_more),
        cmocka_unit_test(what_is_too_great_is_refused),
        cmocka_unit_test(sums_that_are_too_many_are_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
