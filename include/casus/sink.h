/* SPDX-License-Identifier: MIT */
/*
 * Where the library writes what is to be read: to a function of the caller, piece by piece, or into one text.
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
    /* Takes the bytes; false if it cannot: the call that writes is CASUS_ERR_IO then, and writes nothing more. */
    bool (*write)(void *context, const char *bytes, size_t length);
    void *context;
} casus_sink;

/* A text that grows. Zero it; what is in `bytes` is yours, to be freed with casus_text_free. */
typedef struct casus_text {
    char *bytes;     /* ends with a NUL behind `length`; NULL: nothing was written yet */
    size_t length, capacity;
    bool failed;     /* memory ran out: what is here is not all */
} casus_text;
/* The sink that adds to the text, which outlives it. */
CASUS_API casus_sink casus_text_sink(casus_text *text);
/*
 * Writes text as it may reach a terminal: control characters, characters that nobody sees or that turn the direction of
 * writing, and bytes that are not UTF-8 become question marks; tabs and line ends stay if `lines`.
 */
CASUS_MUST_USE casus_status casus_write_plain(const char *bytes, size_t length, bool lines, casus_sink sink);
/* Frees what the library gave out as text; NULL is allowed. */
CASUS_API void casus_text_free(char *text);

#ifdef __cplusplus
}
#endif

#endif
