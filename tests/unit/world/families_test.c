/* SPDX-License-Identifier: MIT */
/* Changes and weights on random sets of worlds, against every pair of worlds one by one. */
#include "unit/cmocka_all.h"

#include <stdlib.h>
#include <string.h>

#include "property/chance.h"
#include "world/families.h"
#include "world/weigh.h"

#define QUESTIONS 5
#define SETS (1u << QUESTIONS)

static const uint32_t ANSWERS[QUESTIONS] = {2, 3, 2, 4, 2};

static uint32_t world_count(void)
{
    uint32_t count = 1;

    for (size_t q = 0; q < QUESTIONS; q++)
        count *= ANSWERS[q];
    return count;
}

static void world_at(uint32_t number, uint32_t answers[QUESTIONS])
{
    for (size_t q = 0; q < QUESTIONS; q++) {
        answers[q] = number % ANSWERS[q];
        number /= ANSWERS[q];
    }
}

static cs_set random_set(struct cs_worlds *w, struct chance *chance, uint32_t share)
{
    cs_set set = CS_NONE;

    for (uint32_t i = 0; i < world_count(); i++) {
        uint32_t answers[QUESTIONS];
        cs_set world = CS_ALL;

        if (!percent(chance, share))
            continue;
        world_at(i, answers);
        for (uint32_t q = 0; q < QUESTIONS; q++)
            world = cs_worlds_and(w, world, cs_worlds_answer(w, q, answers[q]));
        set = cs_worlds_or(w, set, world);
    }
    return set;
}

/* Does one set come before another of as many questions, by the first in which they differ? */
static bool is_before(uint32_t a, uint32_t b)
{
    return ((a ^ b) & -(a ^ b) & a) != 0;
}

/* Marks by its bits each set of questions in which a world of `from` differs from one of `to`. */
static void mark_differences(const struct cs_worlds *w, cs_set from, cs_set to, bool *marked)
{
    memset(marked, 0, SETS * sizeof *marked);
    for (uint32_t i = 0; i < world_count(); i++)
        for (uint32_t k = 0; k < world_count(); k++) {
            uint32_t a[QUESTIONS], b[QUESTIONS], bits = 0;

            world_at(i, a);
            world_at(k, b);
            for (uint32_t q = 0; q < QUESTIONS; q++)
                bits |= (uint32_t)(a[q] != b[q]) << q;
            if (cs_worlds_has(w, from, a) && cs_worlds_has(w, to, b))
                marked[bits] = true;
        }
}

static bool is_smallest(const bool *marked, uint32_t bits)
{
    for (uint32_t other = 0; other < SETS; other++)
        if (marked[other] && other != bits && (other & bits) == other)
            return false;
    return marked[bits];
}

static void compare(struct cs_families *f, const struct cs_worlds *w, cs_set from, cs_set to)
{
    bool marked[SETS];
    size_t *starts, count, expected = 0, last = 0;
    uint32_t *questions, before = 0;
    cs_family family = cs_families_changes(f, from, to);

    mark_differences(w, from, to, marked);
    for (uint32_t bits = 0; bits < SETS; bits++)
        expected += is_smallest(marked, bits);
    assert_int_equal(cs_families_status(f), CASUS_OK);
    assert_int_equal(cs_families_count(f, family), expected);
    count = cs_families_list(f, family, SETS, &questions, &starts);
    assert_int_equal(count, expected);
    for (size_t i = 0; i < count; i++) {
        uint32_t bits = 0;

        for (size_t k = starts[i]; k < starts[i + 1]; k++)
            bits |= 1u << questions[k];
        assert_true(is_smallest(marked, bits));
        assert_true(starts[i + 1] - starts[i] >= last); /* the smallest first */
        assert_true(i == 0 || starts[i + 1] - starts[i] > last || is_before(before, bits));
        before = bits;
        last = starts[i + 1] - starts[i];
    }
    free(questions);
    free(starts);
}

static struct cs_worlds *new_worlds(bool newest_first)
{
    struct cs_worlds *w = cs_worlds_new(0);

    assert_non_null(w);
    if (newest_first)
        cs_worlds_newest_first(w);
    for (size_t q = 0; q < QUESTIONS; q++)
        cs_worlds_question(w, ANSWERS[q]);
    return w;
}

static void changes_are_those_between_single_worlds(void **state)
{
    struct chance chance = {.state = 20260101};

    (void)state;
    for (int round = 0; round < 60; round++) {
        struct cs_worlds *w = new_worlds(round % 2 == 1);
        struct cs_families *f = cs_families_new(w, 0);
        cs_set from = random_set(w, &chance, 1 + below(&chance, 30));
        cs_set to = cs_worlds_minus(w, random_set(w, &chance, 1 + below(&chance, 60)), from);

        compare(f, w, from, to);
        compare(f, w, to, from);
        cs_families_free(f);
        cs_worlds_free(w);
    }
}

static void a_world_in_both_needs_no_change(void **state)
{
    struct cs_worlds *w = new_worlds(false);
    struct cs_families *f = cs_families_new(w, 0);
    cs_set yes = cs_worlds_answer(w, 1, 2);

    (void)state;
    assert_int_equal(cs_families_changes(f, yes, CS_ALL), CS_EMPTY_SET);
    assert_int_equal(cs_families_changes(f, yes, CS_NONE), CS_NO_SETS);
    assert_int_equal(cs_families_count(f, cs_families_changes(f, yes, cs_worlds_not(w, yes))), 1);
    cs_families_free(f);
    cs_worlds_free(w);
}

/* 4,096 conditions that must all be met: each alone would change it. */
static void all_of_as_many_as_there_may_be(bool newest_first)
{
    struct cs_worlds *w = cs_worlds_new(0);
    struct cs_families *f = cs_families_new(w, 0);
    cs_set all = CS_ALL;
    uint32_t *questions;
    size_t *starts;

    if (newest_first)
        cs_worlds_newest_first(w);
    for (uint32_t q = 0; q < CS_QUESTIONS_MAX; q++)
        cs_worlds_question(w, 2);
    for (uint32_t i = 0; i < CS_QUESTIONS_MAX; i++)
        all = cs_worlds_and(w, cs_worlds_answer(w, newest_first ? i : CS_QUESTIONS_MAX - 1 - i, 0), all);
    assert_int_equal(cs_families_count(f, cs_families_changes(f, all, cs_worlds_not(w, all))), CS_QUESTIONS_MAX);
    assert_int_equal(cs_families_count(f, cs_families_changes(f, cs_worlds_not(w, all), all)), CS_QUESTIONS_MAX);
    assert_int_equal(cs_families_list(f, cs_families_changes(f, all, cs_worlds_not(w, all)), 10, &questions, &starts),
                     10);
    for (uint32_t i = 0; i < 10; i++)
        assert_int_equal(questions[starts[i]], i);
    assert_int_equal(cs_families_status(f), CASUS_OK);
    free(questions);
    free(starts);
    cs_families_free(f);
    cs_worlds_free(w);
}

static void as_many_questions_as_there_may_be(void **state)
{
    (void)state;
    all_of_as_many_as_there_may_be(false);
    all_of_as_many_as_there_may_be(true);
}

/* 32 of 64 with a yes: a world that has none needs 32 more, C(64, 32) ways. */
static void sets_are_counted_without_being_listed(void **state)
{
    struct cs_worlds *w = cs_worlds_new(0);
    struct cs_families *f = cs_families_new(w, 0);
    cs_set at_least[34] = {CS_ALL}, none = CS_ALL;
    uint32_t *questions;
    size_t *starts;

    (void)state;
    for (uint32_t q = 0; q < 64; q++)
        cs_worlds_question(w, 2);
    for (uint32_t q = 64; q-- > 0;) {
        cs_set yes = cs_worlds_answer(w, q, 0);

        for (size_t k = 32; k > 0; k--)
            at_least[k] = cs_worlds_or(w, cs_worlds_and(w, yes, at_least[k - 1]),
                                       cs_worlds_minus(w, at_least[k], yes));
        none = cs_worlds_minus(w, none, yes);
    }
    assert_true(cs_families_count(f, cs_families_changes(f, none, at_least[32])) == UINT64_C(1832624140942590534));
    assert_int_equal(cs_families_list(f, cs_families_changes(f, none, at_least[32]), 3, &questions, &starts), 3);
    assert_int_equal(starts[1], 32);
    assert_int_equal(questions[starts[1] + 31], 32); /* the second takes the next question for its last */
    free(questions);
    free(starts);
    cs_families_free(f);
    cs_worlds_free(w);
}

static void the_budget_ends_it(void **state)
{
    struct cs_worlds *w = new_worlds(false);
    struct cs_families *f = cs_families_new(w, 3);
    struct chance chance = {.state = 7};
    cs_set from = random_set(w, &chance, 20);

    (void)state;
    cs_families_changes(f, from, cs_worlds_not(w, from));
    cs_families_join(f, cs_families_changes(f, cs_worlds_answer(w, 0, 0), cs_worlds_answer(w, 0, 1)),
                     cs_families_changes(f, cs_worlds_answer(w, 1, 0), cs_worlds_answer(w, 1, 1)));
    assert_int_equal(cs_families_status(f), CASUS_ERR_ENTANGLED);
    cs_families_free(f);
    cs_worlds_free(w);
}

/* ---- weights ---- */

static uint64_t weight_of(const uint32_t answers[QUESTIONS], uint32_t weights[QUESTIONS][4])
{
    uint64_t weight = 1;

    for (size_t q = 0; q < QUESTIONS; q++)
        weight *= weights[q][answers[q]];
    return weight;
}

static void weighed_is(const uint32_t *number, size_t digits, uint64_t expected)
{
    for (size_t i = 2; i < digits; i++)
        assert_int_equal(number[i], 0);
    assert_true((number[0] | (uint64_t)(digits > 1 ? number[1] : 0) << 32) == expected);
}

static void a_set_weighs_what_its_worlds_weigh(void **state)
{
    static const uint32_t questions[QUESTIONS] = {0, 1, 2, 3, 4};
    struct chance chance = {.state = 99};

    (void)state;
    for (int round = 0; round < 60; round++) {
        struct cs_worlds *w = new_worlds(round % 2 == 1);
        cs_set set = round == 0 ? CS_ALL : round == 1 ? CS_NONE : random_set(w, &chance, below(&chance, 100));
        uint32_t weights[QUESTIONS][4];
        const uint32_t *rows[QUESTIONS];
        uint64_t all = 0, by_answer[QUESTIONS][4] = {{0}};
        struct cs_weight weight;
        struct cs_scale scale;

        for (size_t q = 0; q < QUESTIONS; q++) {
            for (size_t a = 0; a < 4; a++)
                weights[q][a] = below(&chance, 5) + (a == 0); /* 0 too, but not all */
            rows[q] = weights[q];
        }
        for (uint32_t i = 0; i < world_count(); i++) {
            uint32_t answers[QUESTIONS];

            world_at(i, answers);
            if (!cs_worlds_has(w, set, answers))
                continue;
            all += weight_of(answers, weights);
            for (size_t q = 0; q < QUESTIONS; q++)
                by_answer[q][answers[q]] += weight_of(answers, weights);
        }
        scale = (struct cs_scale){.questions = questions, .count = QUESTIONS, .weights = rows};
        assert_int_equal(cs_weigh(w, &scale, set, true, &weight), CASUS_OK);
        weighed_is(weight.all, weight.digits, all);
        for (size_t q = 0; q < QUESTIONS; q++)
            for (uint32_t a = 0; a < ANSWERS[q]; a++)
                weighed_is(weight.by_answer[q][a], weight.digits, by_answer[q][a]);
        cs_weight_release(&weight);
        cs_worlds_free(w);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(changes_are_those_between_single_worlds),
        cmocka_unit_test(a_world_in_both_needs_no_change),
        cmocka_unit_test(as_many_questions_as_there_may_be),
        cmocka_unit_test(sets_are_counted_without_being_listed),
        cmocka_unit_test(the_budget_ends_it),
        cmocka_unit_test(a_set_weighs_what_its_worlds_weigh),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
