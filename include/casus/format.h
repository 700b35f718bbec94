/* SPDX-License-Identifier: MIT */
/* The formatter of the language. Calling conventions: casus.h. */
#ifndef CASUS_FORMAT_H
#define CASUS_FORMAT_H

#include <stddef.h>

#include "casus/sink.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Writes the text with one space between words, keywords padded so that what follows them lines up, and the lines of an
 * entry indented. Comments are kept, and so is a line that cannot be split into words. Formatting twice changes nothing
 * more. CASUS_ERR_LIMIT for more than 16 MB.
 */
CASUS_MUST_USE casus_status casus_format_text(const char *text, size_t length, casus_sink sink);

#ifdef __cplusplus
}
#endif

#endif
