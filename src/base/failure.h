/* SPDX-License-Identifier: MIT */
/*
 * The three kinds of failure are never mixed: an author's mistake is a diagnostic, the world's failure a casus_status
 * with one message kept here, our own bug stops the program in must().
 */
#ifndef CS_BASE_FAILURE_H
#define CS_BASE_FAILURE_H

#include "casus/status.h"

struct cs_failure {
    casus_status status;
    char message[512]; /* one line, lower case, no full stop; empty if status is CASUS_OK */
};

/* Sets status and message unless one is already set (the lower message stays), and returns the status kept. */
__attribute__((format(printf, 3, 4))) casus_status cs_fail(struct cs_failure *failure, casus_status status,
                                                           const char *format, ...);
casus_status cs_fail_memory(struct cs_failure *failure);
void cs_failure_clear(struct cs_failure *failure);

/* An impossible state: says where, and aborts. */
void cs_must_failed(const char *what, const char *file, int line) __attribute__((noreturn));
#define must(condition) ((condition) ? (void)0 : cs_must_failed(#condition, __FILE__, __LINE__))

#endif
