/* SPDX-License-Identifier: MIT */
#include "serve/tell.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void cs_serve_add(casus_text *text, const char *words)
{
    casus_sink sink = casus_text_sink(text);

    sink.write(sink.context, words, strlen(words));
}

void cs_serve_add_all(casus_text *text, ...)
{
    va_list all;

    va_start(all, text);
    for (const char *words = va_arg(all, const char *); words != NULL; words = va_arg(all, const char *))
        cs_serve_add(text, words);
    va_end(all);
}

const char *cs_serve_state(const char *kind, const char *state)
{
    if (strcmp(state, "none") != 0)
        return state;
    return strcmp(kind, "duty") == 0          ? "not owed"
           : strcmp(kind, "prohibition") == 0 ? "not forbidden"
           : strcmp(kind, "expectation") == 0 ? "not expected"
                                              : "not made";
}

casus_status cs_serve_fail(struct casus_failure *failure, casus_status status, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(failure->message, sizeof failure->message, format, arguments);
    va_end(arguments);
    return status;
}

casus_status cs_serve_memory(struct casus_failure *failure)
{
    return cs_serve_fail(failure, CASUS_ERR_MEMORY, "not enough memory");
}
