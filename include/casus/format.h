/* SPDX-License-Identifier: MIT */
/* A text of the language as it should look. Calling conventions: casus.h. */
#ifndef CASUS_FORMAT_H
#define CASUS_FORMAT_H

#include <stddef.h>

#include "casus/sink.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Writes the text with one space between words, keywords padded so that what they introduce lines up, and what belongs
 * to an entry indented. Comments stay, and so does a line that cannot be read as words and marks. Formatted again it is
 * the same. CASUS_ERR_LIMIT of more than 16 MB.
 */
CASUS_MUST_USE casus_status casus_format_text(const char *text, size_t length, casus_sink sink);

#ifdef __cplusplus
}
#endif

#endif
