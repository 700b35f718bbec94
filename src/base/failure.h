/* SPDX-License-Identifier: MIT */
/*
 * There are three kinds of failure, and each has its own path: a mistake in a text is a diagnostic
 * (text/diagnostic.h); a failure of the system (memory, files, limits) is a casus_status with one message, kept here; a
 * bug of casus stops the program in must().
 */
#ifndef CS_BASE_FAILURE_H
#define CS_BASE_FAILURE_H

#include "casus/status.h"

struct cs_failure {
    casus_status status;
    char message[512]; /* one line, lower case, no full stop; empty if status is CASUS_OK */
};

/*
 * Sets status and message unless a failure is already set (the first message is the most exact one), and returns the
 * status that is kept. CASUS_OK sets nothing.
 */
__attribute__((format(printf, 3, 4))) casus_status cs_fail(struct cs_failure *failure, casus_status status,
                                                           const char *format, ...);
casus_status cs_fail_memory(struct cs_failure *failure);
void cs_failure_clear(struct cs_failure *failure);

/* Prints the condition and its place, and aborts. Only for states that no input can cause. */
void cs_must_failed(const char *what, const char *file, int line) __attribute__((noreturn));
#define must(condition) ((condition) ? (void)0 : cs_must_failed(#condition, __FILE__, __LINE__))

#endif
