/* SPDX-License-Identifier: MIT */
/*
 * Does some work repeatedly, each time with another of its allocations failing. The work must free everything (the
 * preset with sanitizers checks this), and either return CASUS_ERR_MEMORY or write the same as without a failure.
 *
 * The first EACH_MAX allocations are tried one by one, later ones in growing steps, so that the time is bounded.
 */
#ifndef TESTS_FAULT_EACH_FAILS_H
#define TESTS_FAULT_EACH_FAILS_H

#include "unit/cmocka_all.h"

#include <string.h>

#include "base/buffer.h"
#include "casus/status.h"
#include "fault/fail_alloc.h"

#define EACH_MAX 1200
#define EACH_STEP 16 /* after that each step is a sixteenth */

typedef casus_status (*each_work)(const void *context, struct cs_buffer *out);

static inline size_t each_next(size_t n)
{
    return n < EACH_MAX ? n + 1 : n + n / EACH_STEP;
}

/* One try; false if the work ended before an allocation failed. */
static inline bool each_try(each_work work, const void *context, size_t n, enum cs_fail_manner manner,
                            const struct cs_buffer *expected)
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
    if (s == CASUS_OK && (out.failed || out.length != expected->length ||
                          memcmp(cs_buffer_string(&out), cs_buffer_string(expected), out.length) != 0))
        fail_msg("allocation %zu failed, all is said to be well, and something else was written:\n%s", n,
                 cs_buffer_string(&out));
    cs_buffer_release(&out);
    return failed;
}

static inline void each_fails(each_work work, const void *context)
{
    static const enum cs_fail_manner manners[] = {CS_FAIL_ONCE, CS_FAIL_FOR_GOOD};
    struct cs_buffer expected;

    cs_buffer_init(&expected);
    assert_int_equal(work(context, &expected), CASUS_OK);
    assert_true(expected.length > 0);
    for (size_t i = 0; i < sizeof manners / sizeof *manners; i++)
        for (size_t n = 1; each_try(work, context, n, manners[i], &expected);)
            n = each_next(n);
    cs_buffer_release(&expected);
}

#endif
