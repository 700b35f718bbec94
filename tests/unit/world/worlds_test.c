/* SPDX-License-Identifier: MIT */
/*
 * Sets of worlds against plain enumeration: each set has an array of bits, one for each world of up to four questions,
 * and each operation is done on both.
 */
#include "unit/cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fault/fail_alloc.h"
#include "world/worlds.h"

#define QUESTIONS 4
#define WORLDS_MAX 256 /* 4^4 */
#define SETS 24

struct bits { bool in[WORLDS_MAX]; };

struct plain {
    struct cs_worlds *worlds;
    uint32_t answer_counts[QUESTIONS];
    uint32_t world_count;
    bool newest_first;
    cs_set sets[SETS];
    struct bits bits[SETS];
};

static uint32_t next_random(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*seed >> 33);
}

/* The answers that make world number `world`; the first question changes fastest. */
static void answers_of(const struct plain *plain, uint32_t world, uint32_t answers[QUESTIONS])
{
    for (size_t q = 0; q < QUESTIONS; q++) {
        answers[q] = world % plain->answer_counts[q];
        world /= plain->answer_counts[q];
    }
}

static uint32_t world_of(const struct plain *plain, const uint32_t answers[QUESTIONS])
{
    uint32_t world = 0;

    for (size_t q = QUESTIONS; q-- > 0;)
        world = world * plain->answer_counts[q] + answers[q];
    return world;
}

static void count_is(const struct cs_worlds *worlds, cs_set set, const char *expected)
{
    struct cs_buffer buffer;

    cs_buffer_init(&buffer);
    cs_worlds_count(worlds, set, &buffer);
    assert_false(buffer.failed);
    assert_string_equal(cs_buffer_string(&buffer), expected);
    cs_buffer_release(&buffer);
}

static void assert_same(const struct plain *plain, cs_set set, const struct bits *bits)
{
    uint32_t count = 0;
    char text[16];

    for (uint32_t world = 0; world < plain->world_count; world++) {
        uint32_t answers[QUESTIONS];

        answers_of(plain, world, answers);
        assert_int_equal(cs_worlds_has(plain->worlds, set, answers), bits->in[world]);
        count += bits->in[world];
    }
    snprintf(text, sizeof text, "%u", (unsigned)count);
    count_is(plain->worlds, set, text);
    assert_int_equal(set == CS_NONE, count == 0);
    assert_int_equal(set == CS_ALL, count == plain->world_count);
}

static struct cs_worlds *new_worlds(bool newest_first)
{
    struct cs_worlds *worlds = cs_worlds_new(0);

    assert_non_null(worlds);
    if (newest_first)
        cs_worlds_newest_first(worlds);
    return worlds;
}

static void plain_init(struct plain *plain, bool newest_first, uint64_t *seed)
{
    plain->worlds = new_worlds(newest_first);
    plain->newest_first = newest_first;
    plain->world_count = 1;
    for (uint32_t q = 0; q < QUESTIONS; q++) {
        plain->answer_counts[q] = 2 + next_random(seed) % 3;
        plain->world_count *= plain->answer_counts[q];
        assert_int_equal(cs_worlds_question(plain->worlds, plain->answer_counts[q]), q);
    }
    for (size_t i = 0; i < SETS; i++) {
        uint32_t q = next_random(seed) % QUESTIONS, answer = next_random(seed) % plain->answer_counts[q];

        plain->sets[i] = cs_worlds_answer(plain->worlds, q, answer);
        for (uint32_t world = 0; world < plain->world_count; world++) {
            uint32_t answers[QUESTIONS];

            answers_of(plain, world, answers);
            plain->bits[i].in[world] = answers[q] == answer;
        }
        assert_same(plain, plain->sets[i], &plain->bits[i]);
    }
}

static cs_set combine(struct plain *plain, uint32_t operation, cs_set a, cs_set b)
{
    return operation == 0   ? cs_worlds_and(plain->worlds, a, b)
           : operation == 1 ? cs_worlds_or(plain->worlds, a, b)
           : operation == 2 ? cs_worlds_minus(plain->worlds, a, b)
                            : cs_worlds_not(plain->worlds, a);
}

static bool combine_bits(uint32_t operation, bool a, bool b)
{
    return operation == 0 ? a && b : operation == 1 ? a || b : operation == 2 ? a && !b : !a;
}

static void check_pair(struct plain *plain, size_t i, size_t k)
{
    bool disjoint = true, within = true, equal = true;

    for (uint32_t world = 0; world < plain->world_count; world++) {
        bool a = plain->bits[i].in[world], b = plain->bits[k].in[world];

        disjoint = disjoint && !(a && b);
        within = within && (!a || b);
        equal = equal && a == b;
    }
    assert_int_equal(cs_worlds_disjoint(plain->worlds, plain->sets[i], plain->sets[k]), disjoint);
    assert_int_equal(cs_worlds_within(plain->worlds, plain->sets[i], plain->sets[k]), within);
    assert_int_equal(plain->sets[i] == plain->sets[k], equal); /* equal sets have equal numbers */
    if (plain->sets[k] != CS_NONE) { /* restricted to k, i has the same worlds within k */
        cs_set restricted = cs_worlds_restrict(plain->worlds, plain->sets[i], plain->sets[k]);

        assert_int_equal(cs_worlds_and(plain->worlds, restricted, plain->sets[k]),
                         cs_worlds_and(plain->worlds, plain->sets[i], plain->sets[k]));
    }
}

static void check_given(struct plain *plain, size_t i, uint32_t q, uint32_t answer)
{
    cs_set given = cs_worlds_given(plain->worlds, plain->sets[i], q, answer);
    struct bits bits = {{false}};

    for (uint32_t world = 0; world < plain->world_count; world++) {
        uint32_t answers[QUESTIONS];

        answers_of(plain, world, answers);
        answers[q] = answer;
        bits.in[world] = plain->bits[i].in[world_of(plain, answers)];
    }
    assert_same(plain, given, &bits);
}

static void check_answers_given(struct plain *plain, size_t i, uint32_t q)
{
    bool given[CS_ANSWERS_MAX], expected[CS_ANSWERS_MAX] = {false};

    for (uint32_t world = 0; world < plain->world_count; world++) {
        uint32_t answers[QUESTIONS];

        answers_of(plain, world, answers);
        if (plain->bits[i].in[world])
            expected[answers[q]] = true;
    }
    assert_true(cs_worlds_answers_given(plain->worlds, plain->sets[i], q, given));
    assert_memory_equal(given, expected, plain->answer_counts[q] * sizeof *given);
}

/* Both ways, each over all worlds. */
static void check_lead(struct plain *plain, size_t i, size_t k, uint32_t q, uint32_t answer)
{
    bool leads = false;

    for (uint32_t world = 0; world < plain->world_count; world++) {
        uint32_t answers[QUESTIONS];

        answers_of(plain, world, answers);
        answers[q] = answer;
        leads = leads || (plain->bits[i].in[world] && plain->bits[k].in[world_of(plain, answers)]);
    }
    assert_int_equal(cs_worlds_lead(plain->worlds, plain->sets[i], q, answer, plain->sets[k]), leads);
}

/* A product: the worlds are as many as the products of the answers that are given. */
static void check_product(struct plain *plain, size_t i)
{
    uint32_t product = 1, count = 0;

    for (uint32_t world = 0; world < plain->world_count; world++)
        count += plain->bits[i].in[world];
    for (uint32_t q = 0; q < QUESTIONS; q++) {
        bool given[CS_ANSWERS_MAX];
        uint32_t some = 0;

        assert_true(cs_worlds_answers_given(plain->worlds, plain->sets[i], q, given));
        for (uint32_t a = 0; a < plain->answer_counts[q]; a++)
            some += given[a];
        product *= some;
    }
    assert_int_equal(cs_worlds_are_product(plain->worlds, plain->sets[i]), count > 0 && product == count);
}

static bool depends(const struct plain *plain, size_t i, uint32_t q)
{
    for (uint32_t world = 0; world < plain->world_count; world++) {
        uint32_t answers[QUESTIONS];

        answers_of(plain, world, answers);
        for (answers[q] = 0; answers[q] < plain->answer_counts[q]; answers[q]++)
            if (plain->bits[i].in[world] != plain->bits[i].in[world_of(plain, answers)])
                return true;
    }
    return false;
}

static void check_support(struct plain *plain, size_t i)
{
    uint32_t *questions, top = 99;
    size_t count, at = 0;
    bool has_top = cs_worlds_top(plain->worlds, plain->sets[i], &top);

    assert_true(cs_worlds_support(plain->worlds, plain->sets[i], &questions, &count));
    for (uint32_t q = 0; q < QUESTIONS; q++)
        if (depends(plain, i, q)) {
            assert_true(at < count);
            assert_int_equal(questions[at++], q);
        }
    assert_int_equal(at, count);
    assert_int_equal(has_top, count > 0);
    assert_int_equal(top, count == 0 ? 99 : questions[plain->newest_first ? count - 1 : 0]);
    free(questions);
}

/* The questions of two sets, and of one twice. */
static void check_supports(struct plain *plain, size_t i, size_t k)
{
    const cs_set sets[] = {plain->sets[i], plain->sets[k], CS_ALL, plain->sets[i]};
    uint32_t *questions;
    size_t count, at = 0;

    assert_true(cs_worlds_supports(plain->worlds, sets, 4, &questions, &count));
    for (uint32_t q = 0; q < QUESTIONS; q++)
        if (depends(plain, i, q) || depends(plain, k, q)) {
            assert_true(at < count);
            assert_int_equal(questions[at++], q);
        }
    assert_int_equal(at, count);
    free(questions);
}

static void random_sets_are_those_of_enumeration(void **state)
{
    (void)state;
    for (uint64_t round = 0; round < 60; round++) {
        static struct plain plain;
        uint64_t seed = round;

        plain_init(&plain, round % 2 == 1, &seed);
        for (int step = 0; step < 150; step++) {
            uint32_t operation = next_random(&seed) % 4, q = next_random(&seed) % QUESTIONS;
            size_t i = next_random(&seed) % SETS, k = next_random(&seed) % SETS, to = next_random(&seed) % SETS;
            struct bits bits = {{false}};

            for (uint32_t world = 0; world < plain.world_count; world++)
                bits.in[world] = combine_bits(operation, plain.bits[i].in[world], plain.bits[k].in[world]);
            plain.sets[to] = combine(&plain, operation, plain.sets[i], plain.sets[k]);
            plain.bits[to] = bits;
            assert_same(&plain, plain.sets[to], &plain.bits[to]);
            check_pair(&plain, i, k);
            check_given(&plain, to, q, next_random(&seed) % plain.answer_counts[q]);
            check_lead(&plain, i, k, q, next_random(&seed) % plain.answer_counts[q]);
            check_product(&plain, to);
            check_support(&plain, to);
            check_supports(&plain, i, to);
            check_answers_given(&plain, to, q);
        }
        assert_int_equal(cs_worlds_status(plain.worlds), CASUS_OK);
        cs_worlds_free(plain.worlds);
    }
}

static void none_and_all_cost_nothing(void **state)
{
    struct cs_worlds *worlds = cs_worlds_new(0);
    cs_set a;

    (void)state;
    cs_worlds_question(worlds, 2);
    a = cs_worlds_answer(worlds, 0, 1);
    cs_fail_alloc_at(1, CS_FAIL_FOR_GOOD);
    assert_int_equal(cs_worlds_and(worlds, CS_ALL, a), a);
    assert_int_equal(cs_worlds_and(worlds, a, CS_NONE), CS_NONE);
    assert_int_equal(cs_worlds_or(worlds, a, CS_NONE), a);
    assert_int_equal(cs_worlds_or(worlds, CS_ALL, a), CS_ALL);
    assert_int_equal(cs_worlds_minus(worlds, a, CS_ALL), CS_NONE);
    assert_int_equal(cs_worlds_minus(worlds, a, a), CS_NONE);
    assert_int_equal(cs_worlds_not(worlds, CS_NONE), CS_ALL);
    assert_int_equal(cs_worlds_not(worlds, CS_ALL), CS_NONE);
    assert_int_equal(cs_worlds_given(worlds, CS_ALL, 0, 0), CS_ALL);
    assert_true(cs_worlds_disjoint(worlds, a, CS_NONE));
    assert_true(cs_worlds_within(worlds, a, CS_ALL));
    assert_false(cs_worlds_top(worlds, CS_ALL, &(uint32_t){0}));
    assert_false(cs_fail_alloc_stop());
    assert_int_equal(cs_worlds_node_count(worlds), 1);
    cs_worlds_free(worlds);
}

static void not_twice_is_the_same_set(void **state)
{
    struct cs_worlds *worlds = cs_worlds_new(0);
    cs_set set = CS_ALL;

    (void)state;
    for (uint32_t i = 0; i < 8; i++) {
        uint32_t q = cs_worlds_question(worlds, 3);
        set = cs_worlds_and(worlds, set, cs_worlds_not(worlds, cs_worlds_answer(worlds, q, i % 3)));
    }
    assert_int_equal(cs_worlds_not(worlds, cs_worlds_not(worlds, set)), set);
    count_is(worlds, set, "256");
    count_is(worlds, cs_worlds_not(worlds, set), "6305");
    cs_worlds_free(worlds);
}

static void question_added_later_multiplies_the_worlds(void **state)
{
    struct cs_worlds *worlds = cs_worlds_new(0);
    cs_set a;

    (void)state;
    count_is(worlds, CS_ALL, "1");
    count_is(worlds, CS_NONE, "0");
    cs_worlds_question(worlds, 2);
    a = cs_worlds_answer(worlds, 0, 0);
    count_is(worlds, a, "1");
    cs_worlds_question(worlds, 400);
    cs_worlds_question(worlds, 7);
    count_is(worlds, a, "2800");
    count_is(worlds, CS_ALL, "5600");
    assert_int_equal(cs_worlds_question_count(worlds), 3);
    assert_int_equal(cs_worlds_answer_count(worlds, 1), 400);
    a = cs_worlds_and(worlds, a, cs_worlds_answer(worlds, 2, 6)); /* skips the question between */
    count_is(worlds, a, "400");
    cs_worlds_free(worlds);
}

#define TWO_TO_300 \
    "2037035976334486086268445688409378161051468393665936250636140449354381299763336706183397376"

static void three_hundred_questions_are_counted_exactly(void **state)
{
    struct cs_worlds *worlds = cs_worlds_new(0);
    cs_set all_yes = CS_ALL, odd = CS_NONE, any_no = CS_NONE;

    (void)state;
    for (uint32_t i = 0; i < 300; i++) {
        uint32_t q = cs_worlds_question(worlds, 2);
        cs_set yes = cs_worlds_answer(worlds, q, 1);

        all_yes = cs_worlds_and(worlds, all_yes, yes);
        any_no = cs_worlds_or(worlds, any_no, cs_worlds_not(worlds, yes));
        odd = cs_worlds_or(worlds, cs_worlds_minus(worlds, odd, yes), cs_worlds_minus(worlds, yes, odd));
    }
    assert_int_equal(cs_worlds_status(worlds), CASUS_OK);
    count_is(worlds, CS_ALL, TWO_TO_300);
    count_is(worlds, all_yes, "1");
    assert_int_equal(any_no, cs_worlds_not(worlds, all_yes));
    count_is(worlds, any_no,
             "2037035976334486086268445688409378161051468393665936250636140449354381299763336706183397375");
    count_is(worlds, odd,
             "1018517988167243043134222844204689080525734196832968125318070224677190649881668353091698688");
    assert_false(cs_worlds_disjoint(worlds, odd, any_no));
    assert_true(cs_worlds_disjoint(worlds, all_yes, any_no));
    cs_worlds_free(worlds);
}

/* The deepest possible diagram: recursion and counting must work on it. */
static void all_questions_that_there_may_be_fit(void **state)
{
    struct cs_worlds *worlds = cs_worlds_new(0);
    cs_set odd = CS_NONE, chain = CS_ALL;

    (void)state;
    for (uint32_t q = 0; q < CS_QUESTIONS_MAX; q++)
        assert_int_equal(cs_worlds_question(worlds, q == 7 ? CS_ANSWERS_MAX : 2), q);
    for (uint32_t q = CS_QUESTIONS_MAX; q-- > 0;) {
        chain = cs_worlds_and(worlds, cs_worlds_answer(worlds, q, 0), chain);
        if (q % 4 == 0) /* the parity over a thousand of them, so that the nodes stay few */
            odd = cs_worlds_or(worlds, cs_worlds_minus(worlds, odd, cs_worlds_answer(worlds, q, 1)),
                               cs_worlds_minus(worlds, cs_worlds_answer(worlds, q, 1), odd));
    }
    assert_int_equal(cs_worlds_status(worlds), CASUS_OK);
    count_is(worlds, chain, "1");
    assert_true(cs_worlds_disjoint(worlds, chain, odd));
    assert_int_equal(cs_worlds_and(worlds, chain, cs_worlds_not(worlds, odd)), chain);
    assert_int_equal(cs_worlds_given(worlds, chain, CS_QUESTIONS_MAX - 1, 1), CS_NONE);
    assert_int_equal(cs_worlds_question(worlds, 2), 0);
    assert_int_equal(cs_worlds_status(worlds), CASUS_ERR_LIMIT);
    assert_int_equal(cs_worlds_and(worlds, chain, odd), CS_NONE);
    cs_worlds_free(worlds);
}

/* Question i equals question i + 20: in this order of questions the diagram needs some 2^20 nodes. */
static cs_set entangle(struct cs_worlds *worlds, uint32_t pairs)
{
    cs_set set = CS_ALL;

    for (uint32_t i = 0; i < 2 * pairs; i++)
        cs_worlds_question(worlds, 2);
    for (uint32_t i = 0; i < pairs; i++) {
        cs_set a = cs_worlds_answer(worlds, i, 1), b = cs_worlds_answer(worlds, i + pairs, 1);
        cs_set differ = cs_worlds_or(worlds, cs_worlds_minus(worlds, a, b), cs_worlds_minus(worlds, b, a));

        set = cs_worlds_minus(worlds, set, differ);
    }
    return set;
}

/* c is "a" in the worlds in which b and d have the same answer. Within these it depends on a alone. */
static void a_restricted_set_needs_no_question_of_what_is_outside(void **state)
{
    struct cs_worlds *worlds = cs_worlds_new(0);
    uint32_t b = cs_worlds_question(worlds, 2), a = cs_worlds_question(worlds, 2), d = cs_worlds_question(worlds, 2);
    cs_set yes = cs_worlds_answer(worlds, a, 0), care, c;

    (void)state;
    care = cs_worlds_or(
        worlds, cs_worlds_and(worlds, cs_worlds_answer(worlds, b, 0), cs_worlds_answer(worlds, d, 0)),
        cs_worlds_and(worlds, cs_worlds_answer(worlds, b, 1), cs_worlds_answer(worlds, d, 1)));
    c = cs_worlds_and(worlds, yes, care);
    assert_int_equal(cs_worlds_restrict(worlds, c, care), yes);
    assert_int_equal(cs_worlds_restrict(worlds, care, care), CS_ALL);
    assert_int_equal(cs_worlds_restrict(worlds, c, CS_ALL), c);
    assert_int_equal(cs_worlds_restrict(worlds, CS_NONE, care), CS_NONE);
    cs_worlds_free(worlds);
}

/* 1 and 3 of the questions 0 to 3, each with three answers, are answered; of 0 an answer is left out. */
static void say_of_some_questions(bool newest_first)
{
    struct cs_worlds *w = new_worlds(newest_first);
    const uint32_t some[] = {0, 2, 3}, none[] = {2};
    cs_set not_one, three, chain, either;

    for (size_t i = 0; i < QUESTIONS; i++)
        cs_worlds_question(w, 3);
    not_one = cs_worlds_not(w, cs_worlds_answer(w, 0, 1));
    three = cs_worlds_answer(w, 3, 2);
    chain = cs_worlds_and(w, not_one, cs_worlds_and(w, cs_worlds_answer(w, 1, 0), three));
    assert_int_equal(cs_worlds_of_questions(w, chain, some, 3), cs_worlds_and(w, not_one, three));
    assert_int_equal(cs_worlds_of_questions(w, chain, none, 1), CS_ALL);
    assert_int_equal(cs_worlds_of_questions(w, CS_NONE, none, 1), CS_NONE);
    assert_int_equal(cs_worlds_of_questions(w, CS_ALL, some, 3), CS_ALL);
    either = cs_worlds_or(w, cs_worlds_answer(w, 0, 1), three); /* what it says of 3 hangs on 0 */
    assert_int_equal(cs_worlds_of_questions(w, either, some, 3), either);
    cs_worlds_free(w);
}

static void what_is_said_of_some_questions_alone(void **state)
{
    (void)state;
    say_of_some_questions(false);
    say_of_some_questions(true);
}

/* "One of the first n happened", and "the first of them was i", for as many as there may be: each adds a few nodes. */
static void newest_first_a_set_grows_by_a_node(void **state)
{
    struct cs_worlds *w = new_worlds(true);
    cs_set any = CS_NONE;

    (void)state;
    for (uint32_t q = 0; q < CS_QUESTIONS_MAX; q++) {
        cs_set yes = cs_worlds_answer(w, cs_worlds_question(w, 2), 0);

        assert_int_equal(cs_worlds_place(w, q), CS_QUESTIONS_MAX - 1 - q);
        assert_int_not_equal(cs_worlds_minus(w, yes, any), CS_NONE);
        any = cs_worlds_or(w, any, yes);
    }
    assert_int_equal(cs_worlds_status(w), CASUS_OK);
    assert_true(cs_worlds_node_count(w) <= 4 * CS_QUESTIONS_MAX);
    cs_worlds_free(w);
}

/* The worlds in which the first was question i, all of them: one after another each union would be made anew. */
static void a_union_is_joined_two_by_two(void **state)
{
    struct cs_worlds *w = new_worlds(true);
    struct cs_union all = {0}, empty = {0};
    cs_set any = CS_NONE, *firsts = calloc(CS_QUESTIONS_MAX, sizeof *firsts);

    (void)state;
    assert_non_null(firsts);
    assert_int_equal(cs_union_worlds(w, &empty), CS_NONE);
    for (uint32_t q = 0; q < CS_QUESTIONS_MAX; q++) {
        cs_set yes = cs_worlds_answer(w, cs_worlds_question(w, 2), 0);

        firsts[q] = cs_worlds_minus(w, yes, any);
        any = cs_worlds_or(w, any, yes);
    }
    for (uint32_t q = CS_QUESTIONS_MAX; q-- > 1;)
        cs_union_add(w, &all, firsts[q]);
    assert_int_equal(cs_union_worlds(w, &all), cs_worlds_minus(w, any, firsts[0]));
    cs_union_add(w, &all, firsts[0]);
    assert_int_equal(cs_union_worlds(w, &all), any);
    assert_true(cs_worlds_node_count(w) <= 40 * CS_QUESTIONS_MAX);
    free(firsts);
    cs_worlds_free(w);
}

/* Worlds of `count` questions in which each, or none, is answered with 0; how many nodes that adds. */
static size_t nodes_to_join(size_t count, bool each)
{
    struct cs_worlds *worlds = cs_worlds_new(0);
    cs_set *sets = calloc(count, sizeof *sets);
    uint32_t answers[512] = {0};
    struct cs_union any = {0};
    cs_set joined;
    size_t before;

    assert_non_null(worlds);
    assert_non_null(sets);
    for (size_t i = 0; i < count; i++)
        sets[i] = cs_worlds_answer(worlds, cs_worlds_question(worlds, 2), 0);
    before = cs_worlds_node_count(worlds);
    for (size_t i = 0; !each && i < count; i++)
        cs_union_add(worlds, &any, sets[i]);
    joined = each ? cs_worlds_and_all(worlds, sets, count) : cs_union_worlds(worlds, &any);
    assert_true(cs_worlds_has(worlds, joined, answers));
    for (size_t i = 0; i < count; i++)
        answers[i] = each ? i + 1 == count : 1;
    assert_false(cs_worlds_has(worlds, joined, answers));
    answers[count - 1] = !answers[count - 1];
    assert_true(cs_worlds_has(worlds, joined, answers));
    before = cs_worlds_node_count(worlds) - before;
    free(sets);
    cs_worlds_free(worlds);
    return before;
}

/* Joined one after another, they would need a node for each two. */
static void many_sets_are_joined_two_by_two(void **state)
{
    (void)state;
    assert_true(nodes_to_join(5, true) <= 5 * 3);
    assert_true(nodes_to_join(501, true) <= 501 * 9);
    assert_true(nodes_to_join(501, false) <= 501 * 9);
    assert_int_equal(cs_worlds_and_all(NULL, NULL, 0), CS_ALL);
    assert_int_equal(cs_union_worlds(NULL, &(struct cs_union){0}), CS_NONE);
}

static void spent_budget_sticks_and_names_the_heaviest(void **state)
{
    struct cs_worlds *worlds = cs_worlds_new(20000);
    cs_set set = entangle(worlds, 20), answer;
    uint32_t heavy[3];

    (void)state;
    assert_int_equal(cs_worlds_status(worlds), CASUS_ERR_ENTANGLED);
    assert_int_equal(set, CS_NONE);
    answer = cs_worlds_answer(worlds, 0, 0);
    assert_int_equal(answer, CS_NONE);
    assert_true(cs_worlds_node_count(worlds) <= 20000);
    assert_int_equal(cs_worlds_heaviest(worlds, heavy, 3), 3);
    for (size_t i = 0; i < 3; i++)
        assert_in_range(heavy[i], 1, 39);
    assert_int_not_equal(heavy[0], heavy[1]);
    cs_worlds_free(worlds);

    worlds = cs_worlds_new(20000);
    count_is(worlds, entangle(worlds, 8), "256");
    assert_int_equal(cs_worlds_status(worlds), CASUS_OK);
    cs_worlds_free(worlds);
}

/* The set with both answers 0, of two questions of two answers: the operation goes along the two edges of the first. */
static cs_set both(struct cs_worlds *worlds, uint32_t first)
{
    return cs_worlds_and(worlds, cs_worlds_answer(worlds, first, 0), cs_worlds_answer(worlds, first + 1, 0));
}

static void all_operations_together_are_bound(void **state)
{
    const uint64_t enough[] = {4, CS_STEPS_UNBOUND};

    (void)state;
    for (uint64_t steps = 0; steps < 4; steps++) {
        struct cs_worlds *worlds = cs_worlds_new(0);

        for (uint32_t i = 0; i < 4; i++)
            cs_worlds_question(worlds, 2);
        cs_worlds_bound(worlds, steps);
        assert_int_equal(both(worlds, 0) != CS_NONE, steps >= 2);
        assert_int_equal(both(worlds, 2), CS_NONE);
        assert_int_equal(cs_worlds_status(worlds), CASUS_ERR_ENTANGLED);
        cs_worlds_free(worlds);
    }
    for (size_t i = 0; i < 2; i++) {
        struct cs_worlds *worlds = cs_worlds_new(0);

        for (uint32_t k = 0; k < 6; k++)
            cs_worlds_question(worlds, 2);
        cs_worlds_bound(worlds, enough[i]);
        count_is(worlds, both(worlds, 0), "16");
        count_is(worlds, both(worlds, 2), "16");
        cs_worlds_bound(worlds, 2); /* from now on */
        count_is(worlds, both(worlds, 4), "16");
        assert_int_equal(cs_worlds_status(worlds), CASUS_OK);
        cs_worlds_free(worlds);
    }
}

static void many_answers_weigh_on_the_budget(void **state)
{
    struct cs_worlds *worlds = cs_worlds_new(1000);
    cs_set set = CS_NONE;

    (void)state;
    for (uint32_t i = 0; i < 6; i++)
        cs_worlds_question(worlds, CS_ANSWERS_MAX);
    for (uint32_t answer = 0; answer < CS_ANSWERS_MAX; answer++)
        set = cs_worlds_or(worlds, set, cs_worlds_and(worlds, cs_worlds_answer(worlds, 0, answer),
                                                      cs_worlds_answer(worlds, 1, answer)));
    assert_int_equal(cs_worlds_status(worlds), CASUS_ERR_ENTANGLED);
    cs_worlds_free(worlds);
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    for (enum cs_fail_manner manner = CS_FAIL_ONCE; manner <= CS_FAIL_FOR_GOOD; manner++)
        for (size_t n = 1;; n++) {
            struct cs_worlds *worlds;
            struct cs_buffer buffer;
            uint32_t *questions = NULL;
            bool failed, supported = false;
            size_t count = 0;
            cs_set set = CS_NONE;

            cs_buffer_init(&buffer);
            cs_fail_alloc_at(n, manner);
            worlds = cs_worlds_new(0);
            if (worlds) {
                set = entangle(worlds, 6);
                supported = cs_worlds_support(worlds, set, &questions, &count);
                cs_worlds_count(worlds, set, &buffer);
            }
            failed = cs_fail_alloc_stop();
            if (!failed) {
                assert_true(worlds && supported);
                assert_string_equal(cs_buffer_string(&buffer), "64");
                assert_int_equal(count, 12);
            } else if (worlds && cs_worlds_status(worlds) == CASUS_OK) { /* it needs no memory for a cache */
                assert_true(supported || questions == NULL);
                assert_true(buffer.failed || strcmp(cs_buffer_string(&buffer), "64") == 0);
            } else if (worlds) {
                assert_int_equal(cs_worlds_status(worlds), CASUS_ERR_MEMORY);
                assert_int_equal(cs_worlds_answer(worlds, 0, 0), CS_NONE);
            }
            free(questions);
            cs_buffer_release(&buffer);
            cs_worlds_free(worlds);
            if (!failed)
                break;
        }
}

/* One node for an answer to each of two questions; for both together one more, which goes on to that of the second. */
static void each_node_of_several_sets_is_counted_once(void **state)
{
    struct cs_worlds *worlds = cs_worlds_new(0);
    struct cs_reach reach = {.count = 0};
    cs_set first, second;

    (void)state;
    cs_worlds_question(worlds, 2);
    cs_worlds_question(worlds, 2);
    first = cs_worlds_answer(worlds, 0, 0);
    second = cs_worlds_answer(worlds, 1, 0);
    cs_worlds_or(worlds, first, second); /* what else was made does not count */
    assert_true(cs_reach_add(&reach, worlds, CS_ALL) && cs_reach_add(&reach, worlds, CS_NONE));
    assert_int_equal(reach.count, 0);
    assert_true(cs_reach_add(&reach, worlds, first));
    assert_int_equal(reach.count, 1);
    assert_true(cs_reach_add(&reach, worlds, cs_worlds_and(worlds, first, second)));
    assert_int_equal(reach.count, 3);
    assert_true(cs_reach_add(&reach, worlds, second) && cs_reach_add(&reach, worlds, first));
    assert_int_equal(reach.count, 3);
    cs_reach_release(&reach);
    cs_worlds_free(worlds);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_sets_are_those_of_enumeration),
        cmocka_unit_test(none_and_all_cost_nothing),
        cmocka_unit_test(not_twice_is_the_same_set),
        cmocka_unit_test(question_added_later_multiplies_the_worlds),
        cmocka_unit_test(three_hundred_questions_are_counted_exactly),
        cmocka_unit_test(all_questions_that_there_may_be_fit),
        cmocka_unit_test(a_restricted_set_needs_no_question_of_what_is_outside),
        cmocka_unit_test(what_is_said_of_some_questions_alone),
        cmocka_unit_test(newest_first_a_set_grows_by_a_node),
        cmocka_unit_test(many_sets_are_joined_two_by_two),
        cmocka_unit_test(a_union_is_joined_two_by_two),
        cmocka_unit_test(each_node_of_several_sets_is_counted_once),
        cmocka_unit_test(spent_budget_sticks_and_names_the_heaviest),
        cmocka_unit_test(all_operations_together_are_bound),
        cmocka_unit_test(many_answers_weigh_on_the_budget),
        cmocka_unit_test(every_allocation_may_fail),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
