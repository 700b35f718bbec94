/* SPDX-License-Identifier: MIT */
/*
 * What a call of casus can come to. An author's mistake is never a status: it is a diagnostic (casus.h,
 * casus_case_diagnostic) and the call succeeds. A status says that the world, or a budget, failed us.
 */
#ifndef CASUS_STATUS_H
#define CASUS_STATUS_H

typedef enum casus_status {
    CASUS_OK = 0,
    CASUS_ERR_MEMORY,    /* an allocation failed; nothing was lost but the result */
    CASUS_ERR_IO,        /* a file could not be read or written */
    CASUS_ERR_LIMIT,     /* a stated limit was passed (text of 16 MB, ...) */
    CASUS_ERR_ENTANGLED, /* more entangled questions than the budget of the diagram (R 1.4) */
    CASUS_ERR_ARGUMENT   /* the caller asked for what cannot be */
} casus_status;

/*
 * What failed, in one line; "" if nothing did. For calls that belong to no object which could be asked for its message.
 * Where a call takes one, NULL is allowed.
 */
struct casus_failure { char message[512]; };

/* Of functions that the library shows; the second kind's result must be looked at. */
#if defined(__GNUC__)
#define CASUS_API __attribute__((visibility("default")))
#define CASUS_MUST_USE __attribute__((visibility("default"), warn_unused_result))
#else
#define CASUS_API
#define CASUS_MUST_USE
#endif

#endif
