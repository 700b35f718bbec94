/* SPDX-License-Identifier: MIT */
/* The function that finds the failure writes the message; its callers only pass the status on. */
#include "base/failure.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

casus_status cs_fail(struct cs_failure *failure, casus_status status, const char *format, ...)
{
    va_list arguments;

    if (failure->status != CASUS_OK || status == CASUS_OK)
        return failure->status;
    failure->status = status;
    va_start(arguments, format);
    if (vsnprintf(failure->message, sizeof failure->message, format, arguments) < 0)
        failure->message[0] = '\0';
    va_end(arguments);
    return status;
}

casus_status cs_fail_memory(struct cs_failure *failure)
{
    return cs_fail(failure, CASUS_ERR_MEMORY, "out of memory");
}

void cs_failure_clear(struct cs_failure *failure)
{
    failure->status = CASUS_OK;
    failure->message[0] = '\0';
}

void cs_must_failed(const char *what, const char *file, int line)
{
    fprintf(stderr, "casus: internal error: %s does not hold (%s:%d)\n", what, file, line);
    abort();
}
