/* SPDX-License-Identifier: MIT */
#include "write/html.h"

#include <string.h>

#include "text/source.h"

#define REPLACEMENT "\xEF\xBF\xBD" /* U+FFFD */

/* The noncharacters U+FFFE, U+FFFF and the last two of each later plane; XML does not allow the first two. */
static bool is_no_character(const char *bytes, size_t length)
{
    const unsigned char *c = (const unsigned char *)bytes;

    if (c[0] == 0xEF)
        return length >= 3 && c[1] == 0xBF && c[2] >= 0xBE;
    return length >= 4 && (c[1] & 0x0F) == 0x0F && c[2] == 0xBF && c[3] >= 0xBE;
}

/* Calls `put` for each ASCII character; copies other characters, and replaces what is not allowed. */
static void each_character(struct cs_buffer *out, const char *bytes, size_t length,
                           void (*put)(struct cs_buffer *out, char c))
{
    while (length > 0) {
        size_t valid = cs_text_invalid(bytes, length);

        for (size_t i = 0; i < valid; i++) {
            unsigned char c = (unsigned char)bytes[i];

            if (c == 0xC2 && i + 1 < valid && (unsigned char)bytes[i + 1] < 0xA0) { /* U+0080 to U+009F */
                cs_buffer_text(out, REPLACEMENT);
                i++;
            } else if (c >= 0xEF && is_no_character(bytes + i, valid - i)) {
                cs_buffer_text(out, REPLACEMENT);
                i += c == 0xEF ? 2 : 3;
            } else if (c >= 0x80) {
                cs_buffer_char(out, bytes[i]);
            } else if (c == 0x7F || (c < 0x20 && strchr("\t\n\r", c) == NULL)) {
                cs_buffer_text(out, REPLACEMENT);
            } else {
                put(out, bytes[i]);
            }
        }
        bytes += valid;
        length -= valid;
        if (length > 0) { /* one byte that is not UTF-8, or a NUL */
            cs_buffer_text(out, REPLACEMENT);
            bytes++;
            length--;
        }
    }
}

static void put_markup(struct cs_buffer *out, char c)
{
    switch (c) {
    case '&':
        cs_buffer_text(out, "&amp;");
        break;
    case '<':
        cs_buffer_text(out, "&lt;");
        break;
    case '>':
        cs_buffer_text(out, "&gt;");
        break;
    case '"':
        cs_buffer_text(out, "&quot;");
        break;
    case '\'':
        cs_buffer_text(out, "&#39;");
        break;
    default:
        cs_buffer_char(out, c);
    }
}

void cs_html_bytes(struct cs_buffer *out, const char *bytes, size_t length)
{
    each_character(out, bytes, length, put_markup);
}

void cs_html_text(struct cs_buffer *out, const char *text)
{
    if (text != NULL)
        cs_html_bytes(out, text, strlen(text));
}

static void put_json(struct cs_buffer *out, char c)
{
    if (c == '"' || c == '\\')
        cs_buffer_printf(out, "\\%c", c);
    else if ((unsigned char)c < 0x20 || c == '<' || c == '>' || c == '&')
        cs_buffer_printf(out, "\\u%04x", (unsigned)(unsigned char)c);
    else
        cs_buffer_char(out, c);
}

void cs_html_json_bytes(struct cs_buffer *out, const char *bytes, size_t length)
{
    cs_buffer_char(out, '"');
    each_character(out, bytes, length, put_json);
    cs_buffer_char(out, '"');
}

void cs_html_json(struct cs_buffer *out, const char *text)
{
    cs_html_json_bytes(out, text != NULL ? text : "", text != NULL ? strlen(text) : 0);
}

void cs_html_hundredths(struct cs_buffer *out, uint32_t hundredths)
{
    cs_buffer_number(out, hundredths / 100);
    if (hundredths % 100 == 0)
        return;
    cs_buffer_char(out, '.');
    cs_buffer_number(out, hundredths / 10 % 10);
    if (hundredths % 10 != 0)
        cs_buffer_number(out, hundredths % 10);
}
