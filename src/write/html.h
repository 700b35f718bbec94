/* SPDX-License-Identifier: MIT */
/*
 * Text put into HTML and SVG. Whatever a record holds comes out as text and never as markup: every text from outside
 * goes through these. Bytes that are not UTF-8 and control characters become U+FFFD.
 */
#ifndef CS_WRITE_HTML_H
#define CS_WRITE_HTML_H

#include <stdint.h>

#include "base/buffer.h"

/* Text between tags, or the value of an attribute in double quotes. NULL writes nothing. */
void cs_html_text(struct cs_buffer *out, const char *text);
void cs_html_bytes(struct cs_buffer *out, const char *bytes, size_t length);
/* A string of JSON in a <script>: with its quotes; `<` is written as an escape, so that nothing ends the element. */
void cs_html_json(struct cs_buffer *out, const char *text);
void cs_html_json_bytes(struct cs_buffer *out, const char *bytes, size_t length);
/* "12.34" of 1234: percentages are kept as whole hundredths, so that the same run gives the same bytes. */
void cs_html_hundredths(struct cs_buffer *out, uint32_t hundredths);

#endif
