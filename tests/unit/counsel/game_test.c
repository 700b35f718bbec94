/* SPDX-License-Identifier: MIT */
/* Weighted games, against every set of members one by one. */
#include "unit/cmocka_all.h"

#include <stdlib.h>
#include <string.h>

#include "counsel/game.h"
#include "property/chance.h"

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

static void compare_by_size(const struct cs_game *game)
{
    struct counted expected = count_one_by_one(game);
    uint64_t with[MEMBERS_MAX * MEMBERS_MAX], without[MEMBERS_MAX * MEMBERS_MAX], adopting = 0;

    assert_int_equal(cs_game_count(game, with, without), CASUS_OK);
    for (size_t i = 0; i < game->count; i++) {
        uint64_t swings = 0;

        for (size_t k = 0; k < game->count; k++) {
            swings += with[i * game->count + k] - without[i * game->count + k];
            adopting += i == 0 ? with[k] + without[k] : 0;
        }
        assert_true(swings == expected.swings[i]);
    }
    assert_true(adopting == expected.adopting);
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
        assert_true(cs_game_by_weight(&game, &found));
        assert_true(found == quota);
        /* and a number of members, and a minority that is too small to block */
        for (size_t k = 0; k <= game.count; k++)
            quotas[k] = k + 1 >= game.count ? 0 : 2 * k <= game.count ? UINT64_MAX : quota;
        compare_by_size(&game);
    }
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

static void what_is_too_great_is_refused(void **state)
{
    uint64_t weights[2] = {UINT64_C(1) << 50, (UINT64_C(1) << 50) + 1};
    uint64_t quotas[3] = {UINT64_C(1) << 50, UINT64_C(1) << 50, UINT64_C(1) << 50};
    struct cs_game game = {2, weights, quotas};
    uint32_t swings[4], adopting[2];

    (void)state;
    assert_int_equal(cs_game_swings(&game, quotas[0], 2, swings, adopting), CASUS_ERR_LIMIT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_games),
        cmocka_unit_test(numbers_of_more_than_128_bits),
        cmocka_unit_test(what_is_too_great_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
