/* SPDX-License-Identifier: MIT */
/*
 * Where the library writes its output: to a function of the caller, piece by piece, or into one text.
 *
 *     casus_text text = {0};
 *
 *     if (casus_write_ledger(a, NULL, casus_text_sink(&text)) == CASUS_OK)
 *         fwrite(text.bytes, 1, text.length, stdout);
 *     casus_text_free(text.bytes);
 */
#ifndef CASUS_SINK_H
#define CASUS_SINK_H

#include <stdbool.h>
#include <stddef.h>

#include "casus/status.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct casus_sink {
    /* Takes the bytes; false if it cannot: then the call that writes stops, with CASUS_ERR_IO. */
    bool (*write)(void *context, const char *bytes, size_t length);
    void *context;
} casus_sink;

/* A text that grows. Zero it first; free `bytes` with casus_text_free. */
typedef struct casus_text {
    char *bytes;     /* a NUL after `length` bytes; NULL: nothing was written yet */
    size_t length, capacity;
    bool failed;     /* memory ran out: the text is incomplete */
} casus_text;
/* A sink that appends to the text; the text must outlive it. */
CASUS_API casus_sink casus_text_sink(casus_text *text);
/*
 * Writes text so that it is safe on a terminal: control characters, invisible characters, characters that turn the
 * direction of writing, and bytes that are not UTF-8 become question marks. Tabs and line ends are kept if `lines`.
 */
CASUS_MUST_USE casus_status casus_write_plain(const char *bytes, size_t length, bool lines, casus_sink sink);
/* Frees a text that the library returned; NULL is allowed. */
CASUS_API void casus_text_free(char *text);

#ifdef __cplusplus
}
#endif

#endif
