/* SPDX-License-Identifier: MIT */
#include "serve/tell.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

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

void cs_serve_add_lines(casus_text *text, const char *lines)
{
    casus_sink sink = casus_text_sink(text);

    while (*lines != '\0') {
        size_t length = strcspn(lines, "\r");

        sink.write(sink.context, lines, length);
        lines += length + (lines[length] == '\r');
    }
}

/* The code of a character of three bytes of UTF-8; 0: here is none. */
static unsigned of_three_bytes(const char *at)
{
    const unsigned char *bytes = (const unsigned char *)at;

    if ((bytes[0] & 0xf0) != 0xe0 || (bytes[1] & 0xc0) != 0x80 || (bytes[2] & 0xc0) != 0x80)
        return 0;
    return (bytes[0] & 0x0fU) << 12 | (bytes[1] & 0x3fU) << 6 | (bytes[2] & 0x3fU);
}

bool cs_serve_is_line(const char *text)
{
    for (; *text != '\0'; text++) {
        unsigned code = of_three_bytes(text);

        if (iscntrl((unsigned char)*text) || (code >= 0x200b && code <= 0x200f) || (code >= 0x2028 && code <= 0x202e) ||
            (code >= 0x2060 && code <= 0x206f) || code == 0xfeff)
            return false;
    }
    return true;
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

int64_t cs_serve_now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}
