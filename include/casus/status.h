/* SPDX-License-Identifier: MIT */
/*
 * The status that a call returns. An author's mistake is never a status: it is a diagnostic (casus_case_diagnostic in
 * case.h), and the call succeeds. A status says that the environment failed, or a limit was reached.
 */
#ifndef CASUS_STATUS_H
#define CASUS_STATUS_H

typedef enum casus_status {
    CASUS_OK = 0,
    CASUS_ERR_MEMORY,    /* an allocation failed; only the result is lost */
    CASUS_ERR_IO,        /* a file could not be read or written */
    CASUS_ERR_LIMIT,     /* beyond a stated limit (text of 16 MB, ...) */
    CASUS_ERR_ENTANGLED, /* more entangled questions than the budget of the diagram (R 1.4) */
    CASUS_ERR_ARGUMENT   /* the arguments make no sense, or name what does not exist */
} casus_status;

/*
 * One line about what failed; "" if nothing did. For calls that belong to no object, which could be asked for its
 * message. NULL is allowed wherever a call takes one.
 */
struct casus_failure { char message[512]; };

/* Mark the functions that the library exports; the result of a CASUS_MUST_USE function must not be ignored. */
#if defined(__GNUC__)
#define CASUS_API __attribute__((visibility("default")))
#define CASUS_MUST_USE __attribute__((visibility("default"), warn_unused_result))
#else
#define CASUS_API
#define CASUS_MUST_USE
#endif

#endif
