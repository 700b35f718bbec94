/* SPDX-License-Identifier: MIT */
/*
 * Some work done again and again, each time with another of its allocations failing. It must give back everything (the
 * sanitizers' preset sees what it does not), and either say CASUS_ERR_MEMORY or write what it writes in peace.
 *
 * The first EACH_MAX allocations are tried one by one, those behind them in growing steps, so that the time is bounded.
 */
#ifndef TESTS_FAULT_EACH_FAILS_H
#define TESTS_FAULT_EACH_FAILS_H

#include "unit/cmocka_all.h"

#include <string.h>

#include "base/buffer.h"
#include "casus/status.h"
#include "fault/fail_alloc.h"

#define EACH_MAX 1200
#define EACH_STEP 16 /* behind that, by a sixteenth each time */

typedef casus_status (*each_work)(const void *context, struct cs_buffer *out);

static inline size_t each_next(size_t n)
{
    return n < EACH_MAX ? n + 1 : n + n / EACH_STEP;
}

/* One try; false if nothing failed because the work was done before. */
static inline bool each_try(each_work work, const void *context, size_t n, enum cs_fail_manner manner,
                            const struct cs_buffer *in_peace)
{
    struct cs_buffer out;
    casus_status s;
    bool failed;

    cs_buffer_init(&out);
    cs_fail_alloc_at(n, manner);
    s = work(context, &out);
    failed = cs_fail_alloc_stop();
    if (s != CASUS_OK && s != CASUS_ERR_MEMORY)
        fail_msg("allocation %zu failed, and the status is %d", n, (int)s);
    if (s == CASUS_OK && (out.failed || out.length != in_peace->length ||
                          memcmp(cs_buffer_string(&out), cs_buffer_string(in_peace), out.length) != 0))
        fail_msg("allocation %zu failed, all is said to be well, and something else was written:\n%s", n,
                 cs_buffer_string(&out));
    cs_buffer_release(&out);
    return failed;
}

static inline void each_fails(each_work work, const void *context)
{
    static const enum cs_fail_manner manners[] = {CS_FAIL_ONCE, CS_FAIL_FOR_GOOD};
    struct cs_buffer in_peace;

    cs_buffer_init(&in_peace);
    assert_int_equal(work(context, &in_peace), CASUS_OK);
    assert_true(in_peace.length > 0);
    for (size_t i = 0; i < sizeof manners / sizeof *manners; i++)
        for (size_t n = 1; each_try(work, context, n, manners[i], &in_peace);)
            n = each_next(n);
    cs_buffer_release(&in_peace);
}

#endif
