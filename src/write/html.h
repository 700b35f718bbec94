/* SPDX-License-Identifier: MIT */
/*
 * Escaping for HTML and SVG. Every text from a record, treaty or user goes through these functions, so that it is shown
 * as text and is never markup. Bytes that are not UTF-8, and control characters, become U+FFFD.
 */
#ifndef CS_WRITE_HTML_H
#define CS_WRITE_HTML_H

#include <stdint.h>

#include "base/buffer.h"

/* Text between tags, or the value of an attribute in double quotes. NULL writes nothing. */
void cs_html_text(struct cs_buffer *out, const char *text);
void cs_html_bytes(struct cs_buffer *out, const char *bytes, size_t length);
/* A JSON string, with its quotes, in a <script> element. `<` is escaped, so that no text can end the element. */
void cs_html_json(struct cs_buffer *out, const char *text);
void cs_html_json_bytes(struct cs_buffer *out, const char *bytes, size_t length);
/* Writes "12.34" for 1234. Percentages are whole hundredths, so the output does not depend on floating point. */
void cs_html_hundredths(struct cs_buffer *out, uint32_t hundredths);

#endif
