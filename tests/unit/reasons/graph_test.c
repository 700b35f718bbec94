/* SPDX-License-Identifier: MIT */
/* Reasons as a graph: what is shared, numbered, cut, and met by a walk. */
#include "unit/given.h"

#include "reasons/why_int.h"
#include "run/run_int.h"

struct making {
    struct given g;
    struct cs_arena arena;
    struct cs_reason *top;
    struct cs_explaining why;
};

static void start(struct making *m)
{
    given_run(&m->g, "", day("2022-01-01"));
    cs_arena_init(&m->arena);
    m->top = NULL;
    m->why = (struct cs_explaining){.run = m->g.run, .arena = &m->arena, .top = &m->top, .worlds = CS_ALL};
}

static void finish(struct making *m)
{
    cs_arena_release(&m->arena);
    release_run(&m->g);
}

static struct cs_reason *add(struct making *m, struct cs_reason *parent, const char *words)
{
    struct cs_buffer text;
    struct cs_reason *reason;

    cs_buffer_init(&text);
    cs_buffer_text(&text, words);
    reason = cs_reason_add(&m->why, parent, CS_REASON_NOTE, &text);
    assert_non_null(reason);
    return reason;
}

static void end(struct making *m)
{
    cs_reasons_complete(&m->why);
    assert_status(&m->g, cs_reasons_end(&m->why), CASUS_OK);
}

static void reasons_stand_in_the_order_in_which_they_were_added(void **state)
{
    struct making m;
    struct cs_reason *a, *b, *below;

    (void)state;
    start(&m);
    a = add(&m, NULL, "a");
    below = add(&m, a, "below");
    b = add(&m, NULL, "b");
    end(&m);
    assert_ptr_equal(m.top, a);
    assert_ptr_equal(a->next, b);
    assert_ptr_equal(a->first, below);
    assert_null(b->next);
    finish(&m);
}

static void what_says_the_same_has_the_same_number(void **state)
{
    struct making m;
    struct cs_reason *a, *b, *c, *other;

    (void)state;
    start(&m);
    a = add(&m, NULL, "same");
    add(&m, a, "below");
    b = add(&m, NULL, "same");
    add(&m, b, "below");
    c = add(&m, NULL, "same"); /* with something else below it */
    add(&m, c, "other");
    other = add(&m, NULL, "alone");
    end(&m);
    assert_int_equal(a->number, b->number);
    assert_int_not_equal(a->number, c->number);
    assert_int_not_equal(a->number, other->number);
    assert_int_equal(a->first->number, b->first->number);
    assert_true(a->number > a->first->number && other->number > 0); /* numbered from below */
    assert_true(cs_reasons_same(a->first, b->first));
    assert_false(cs_reasons_same(a->first, c->first));
    assert_false(cs_reasons_same(a->first, NULL));
    assert_true(cs_reasons_same(NULL, NULL));
    finish(&m);
}

static void a_repeated_reason_shares_what_is_below_it(void **state)
{
    static const int thing;
    struct making m;
    struct cs_reason *first, *again;

    (void)state;
    start(&m);
    assert_null(cs_reason_made(&m.why, &thing));
    first = add(&m, NULL, "a thing");
    cs_reason_remember(&m.why, &thing, first);
    assert_ptr_equal(cs_reason_made(&m.why, &thing), first);
    again = cs_reason_repeat(&m.why, add(&m, NULL, "elsewhere"), first);
    add(&m, first, "added only after the reason was repeated");
    end(&m);
    assert_ptr_not_equal(again, first);
    assert_string_equal(again->text, "a thing");
    assert_ptr_equal(again->first, first->first);
    assert_int_equal(again->number, first->number);
    finish(&m);
}

static void many_things_are_kept_apart(void **state)
{
    static const char things[1000];
    struct making m;
    struct cs_reason *reason;

    (void)state;
    start(&m);
    reason = add(&m, NULL, "even");
    for (size_t i = 0; i < sizeof things; i += 2)
        cs_reason_remember(&m.why, &things[i], reason);
    for (size_t i = 0; i < sizeof things; i++)
        assert_ptr_equal(cs_reason_made(&m.why, &things[i]), i % 2 == 0 ? reason : NULL);
    end(&m);
    finish(&m);
}

static void a_circle_is_cut_where_it_closes(void **state)
{
    static const int thing;
    struct making m;
    struct cs_reason *first, *again;

    (void)state;
    start(&m);
    first = add(&m, NULL, "a");
    cs_reason_remember(&m.why, &thing, first);
    again = cs_reason_repeat(&m.why, add(&m, first, "b"), first);
    end(&m);
    assert_true(again->circular);
    assert_null(again->first);
    assert_false(first->circular);
    assert_int_not_equal(again->number, first->number);
    finish(&m);
}

static void a_walk_meets_each_number_once_before_those_below_it(void **state)
{
    struct making m;
    struct cs_reasons_walk walk;
    const struct cs_reason *r;
    char met[16] = "";
    struct cs_reason *a, *b;

    (void)state;
    start(&m);
    a = add(&m, NULL, "a");
    add(&m, add(&m, a, "c"), "d");
    b = add(&m, NULL, "b");
    add(&m, add(&m, b, "c"), "d"); /* the same c, with the same d */
    add(&m, b, "e");
    end(&m);
    cs_reasons_walk_start(&walk, m.top);
    while ((r = cs_reasons_walk_next(&walk)) != NULL) {
        strcat(met, r->text);
        assert_int_equal(walk.level, strcmp(r->text, "d") == 0 ? 2 : strchr("ce", r->text[0]) != NULL);
    }
    assert_true(cs_reasons_walk_end(&walk));
    assert_string_equal(met, "acdbe");
    finish(&m);
}

static void a_walk_of_nothing_is_over(void **state)
{
    struct cs_reasons_walk walk;
    size_t count = 7;

    (void)state;
    cs_reasons_walk_start(&walk, NULL);
    assert_null(cs_reasons_walk_next(&walk));
    assert_true(cs_reasons_walk_end(&walk));
    assert_null(cs_reasons_from_below(NULL, &count));
    assert_int_equal(count, 0);
}

static void from_below_each_comes_after_all_below_it(void **state)
{
    struct making m;
    const struct cs_reason **all;
    struct cs_reason *a, *b;
    size_t count;

    (void)state;
    start(&m);
    a = add(&m, NULL, "a");
    add(&m, add(&m, a, "c"), "d");
    b = add(&m, NULL, "b");
    add(&m, b, "d");
    end(&m);
    all = cs_reasons_from_below(m.top, &count);
    assert_non_null(all);
    assert_int_equal(count, 4);
    for (size_t i = 0; i < count; i++)
        for (const struct cs_reason *below = all[i]->first; below != NULL; below = below->next) {
            size_t k = 0;

            while (k < i && all[k]->number != below->number)
                k++;
            assert_true(k < i);
        }
    free(all);
    finish(&m);
}

static void a_deep_graph_needs_no_deep_stack(void **state)
{
    struct making m;
    struct cs_reason *at = NULL;
    struct cs_reasons_walk walk;
    size_t count = 0;
    char text[32];

    (void)state;
    start(&m);
    for (int i = 0; i < 200000; i++) {
        snprintf(text, sizeof text, "%d", i);
        at = add(&m, at, text);
    }
    end(&m);
    cs_reasons_walk_start(&walk, m.top);
    while (cs_reasons_walk_next(&walk) != NULL)
        count++;
    assert_true(cs_reasons_walk_end(&walk));
    assert_int_equal(count, 200000);
    finish(&m);
}

static void a_number_is_entered_once(void **state)
{
    struct cs_reasons_entered entered = {0};
    struct cs_reason low = {.number = 1}, same = {.number = 1}, high = {.number = 100000};

    (void)state;
    assert_false(cs_reason_is_entered(&entered, &low));
    assert_true(cs_reason_enter(&entered, &low));
    assert_false(cs_reason_enter(&entered, &same));
    assert_true(cs_reason_is_entered(&entered, &same));
    assert_true(cs_reason_enter(&entered, &high));
    assert_true(cs_reason_is_entered(&entered, &low));
    assert_false(entered.failed);
    cs_reasons_entered_release(&entered);
    assert_false(cs_reason_is_entered(&entered, &low));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reasons_stand_in_the_order_in_which_they_were_added),
        cmocka_unit_test(what_says_the_same_has_the_same_number),
        cmocka_unit_test(a_repeated_reason_shares_what_is_below_it),
        cmocka_unit_test(many_things_are_kept_apart),
        cmocka_unit_test(a_circle_is_cut_where_it_closes),
        cmocka_unit_test(a_walk_meets_each_number_once_before_those_below_it),
        cmocka_unit_test(a_walk_of_nothing_is_over),
        cmocka_unit_test(from_below_each_comes_after_all_below_it),
        cmocka_unit_test(a_deep_graph_needs_no_deep_stack),
        cmocka_unit_test(a_number_is_entered_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
