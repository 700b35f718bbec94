/* SPDX-License-Identifier: MIT */
/* What is to come leaves the queue by instant, then phase, then in the order in which it entered. */
#include "unit/cmocka_all.h"

#include <stdlib.h>

#include "fault/fail_alloc.h"
#include "run/run_int.h"

struct queued {
    struct cs_failure failure;
    struct cs_run run;
};

static void add(struct queued *q, cs_instant time, enum cs_phase phase, uint32_t subject)
{
    cs_queue_add(&q->run, (struct cs_item){.time = time, .phase = phase, .subject = subject});
}

static void start(struct queued *q)
{
    *q = (struct queued){0};
    q->run.failure = &q->failure;
}

/* Takes out the next item, which must be this. */
static void assert_next(struct queued *q, uint32_t subject)
{
    struct cs_item item;

    assert_non_null(cs_queue_peek(&q->run));
    assert_int_equal(cs_queue_peek(&q->run)->subject, subject);
    assert_true(cs_queue_next(&q->run, &item));
    assert_int_equal(item.subject, subject);
}

static void assert_empty(struct queued *q)
{
    struct cs_item item;

    assert_null(cs_queue_peek(&q->run));
    assert_false(cs_queue_next(&q->run, &item));
    free(q->run.queue);
}

static void an_empty_queue_gives_nothing(void **state)
{
    struct queued q;

    (void)state;
    start(&q);
    assert_empty(&q);
}

static void the_earlier_instant_comes_first(void **state)
{
    struct queued q;

    (void)state;
    start(&q);
    add(&q, 30, CS_PHASE_INSTANT, 1);
    add(&q, -5, CS_PHASE_INSTANT, 2);
    add(&q, 10, CS_PHASE_INSTANT, 3);
    assert_next(&q, 2);
    assert_next(&q, 3);
    assert_next(&q, 1);
    assert_empty(&q);
}

static void at_one_instant_the_phase_decides(void **state)
{
    struct queued q;

    (void)state;
    start(&q);
    add(&q, 10, CS_PHASE_INSTANT, 1);
    add(&q, 10, CS_PHASE_TIMER, 2);
    add(&q, 10, CS_PHASE_BEGIN, 3);
    add(&q, 10, CS_PHASE_END, 4);
    add(&q, 10, CS_PHASE_DUE, 5);
    add(&q, 9, CS_PHASE_INSTANT, 6);
    for (uint32_t expected = 6; expected > 0; expected--)
        assert_next(&q, expected);
    assert_empty(&q);
}

static void ties_leave_in_the_order_in_which_they_entered(void **state)
{
    struct queued q;

    (void)state;
    start(&q);
    for (uint32_t i = 0; i < 50; i++)
        add(&q, 10, CS_PHASE_DUE, i);
    for (uint32_t i = 0; i < 25; i++)
        assert_next(&q, i);
    for (uint32_t i = 50; i < 75; i++) /* what is added later leaves later */
        add(&q, 10, CS_PHASE_DUE, i);
    for (uint32_t i = 25; i < 75; i++)
        assert_next(&q, i);
    assert_empty(&q);
}

static void many_come_out_in_order(void **state)
{
    struct queued q;
    struct cs_item last, item;
    uint32_t seed = 12345, count = 0;

    (void)state;
    start(&q);
    for (uint32_t i = 0; i < 2000; i++) {
        seed = seed * 1664525 + 1013904223;
        add(&q, (cs_instant)(seed >> 24), seed >> 20 & 1 ? CS_PHASE_DUE : CS_PHASE_BEGIN, i);
    }
    assert_true(cs_queue_next(&q.run, &last));
    for (count = 1; cs_queue_next(&q.run, &item); count++) {
        assert_true(last.time < item.time ||
                    (last.time == item.time && (last.phase < item.phase ||
                                                (last.phase == item.phase && last.subject < item.subject))));
        last = item;
    }
    assert_int_equal(count, 2000);
    assert_empty(&q);
}

/* What is put into rings and into the heap leaves as if all had been put into the heap. */
static void rings_and_heap_leave_in_one_order(void **state)
{
    const struct cs_plan plan = {.ring_count = 2};
    struct queued q;
    struct cs_item last, item;
    uint32_t seed = 99, count = 1;

    (void)state;
    start(&q);
    q.run.plan = &plan;
    cs_arena_init(&q.run.arena);
    assert_int_equal(cs_queue_init(&q.run), CASUS_OK);
    for (uint32_t i = 0; i < 3000; i++) {
        seed = seed * 1664525 + 1013904223;
        if (seed >> 30 == 0)
            add(&q, (cs_instant)(i / 10 + (seed >> 24 & 63)), CS_PHASE_DUE, i);
        else /* mostly in order, sometimes not */
            cs_queue_add_ring(&q.run, CS_RING_LIMITS + (seed >> 29 & 1), (cs_instant)(i / 10 + (seed >> 26 & 3)), i);
    }
    assert_true(q.run.rings[CS_RING_LIMITS].count > 0 && q.run.rings[CS_RING_LIMITS + 1].count > 0);
    assert_true(cs_queue_next(&q.run, &last));
    for (; cs_queue_peek(&q.run) != NULL; count++) {
        uint32_t subject = cs_queue_peek(&q.run)->subject;

        assert_true(cs_queue_next(&q.run, &item));
        assert_int_equal(item.subject, subject);
        assert_true(last.time < item.time || (last.time == item.time && last.subject < item.subject));
        last = item;
    }
    assert_int_equal(count, 3000);
    cs_queue_release(&q.run);
    cs_arena_release(&q.run.arena);
}

static void without_memory_the_run_fails_and_the_queue_stays(void **state)
{
    struct queued q;

    (void)state;
    start(&q);
    cs_fail_alloc_at(1, CS_FAIL_ONCE);
    add(&q, 10, CS_PHASE_DUE, 1);
    assert_true(cs_fail_alloc_stop());
    assert_int_equal(q.failure.status, CASUS_ERR_MEMORY);
    assert_empty(&q);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_queue_gives_nothing),
        cmocka_unit_test(the_earlier_instant_comes_first),
        cmocka_unit_test(at_one_instant_the_phase_decides),
        cmocka_unit_test(ties_leave_in_the_order_in_which_they_entered),
        cmocka_unit_test(many_come_out_in_order),
        cmocka_unit_test(rings_and_heap_leave_in_one_order),
        cmocka_unit_test(without_memory_the_run_fails_and_the_queue_stays),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
