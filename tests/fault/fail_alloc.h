/* SPDX-License-Identifier: MIT */
/*
 * Makes an allocation fail on purpose. Linked into every test program with --wrap, so it affects the calls of malloc,
 * calloc and realloc by casus, and not those by shared libraries.
 *
 *     for (size_t n = 1;; n++) {
 *         cs_fail_alloc_at(n, CS_FAIL_ONCE);
 *         result = work();                    must free everything, and return CASUS_ERR_MEMORY if one failed
 *         if (!cs_fail_alloc_stop())
 *             break;                          there were fewer than n allocations: all have been tried
 *     }
 */
#ifndef TESTS_FAULT_FAIL_ALLOC_H
#define TESTS_FAULT_FAIL_ALLOC_H

#include <stdbool.h>
#include <stddef.h>

enum cs_fail_manner {
    CS_FAIL_ONCE,    /* later ones succeed */
    CS_FAIL_FOR_GOOD /* later ones fail as well */
};

/* From now on the n-th allocation fails (1: the next one). */
void cs_fail_alloc_at(size_t n, enum cs_fail_manner manner);
/* Back to normal. Has any allocation been made to fail since cs_fail_alloc_at? */
bool cs_fail_alloc_stop(void);
/* Allocations since the last cs_fail_alloc_at, failed ones included. */
size_t cs_fail_alloc_count(void);

#endif
