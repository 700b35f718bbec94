/* SPDX-License-Identifier: MIT */
#include "write/json.h"

#include <string.h>

#include "base/failure.h"
#include "text/source.h"

void cs_json_init(struct cs_json *json, struct cs_buffer *out)
{
    memset(json, 0, sizeof *json);
    json->out = out;
    json->levels[0].flat = true; /* no line break before the one value of the text */
}

/* Writes what separates two values: a comma, and a new line or a space. */
static void begin_value(struct cs_json *json)
{
    bool flat = json->levels[json->depth].flat, filled = json->levels[json->depth].filled;

    if (json->after_key) {
        json->after_key = false;
        return;
    }
    if (filled)
        cs_buffer_char(json->out, ',');
    if (!flat) {
        cs_buffer_char(json->out, '\n');
        cs_buffer_repeat(json->out, ' ', 2 * json->depth);
    } else if (filled || json->depth > 0) {
        cs_buffer_char(json->out, ' ');
    }
    json->levels[json->depth].filled = true;
}

void cs_json_open(struct cs_json *json, char bracket, bool flat)
{
    begin_value(json);
    cs_buffer_char(json->out, bracket);
    must(json->depth + 1 < CS_JSON_DEPTH_MAX);
    flat = flat || (json->depth > 0 && json->levels[json->depth].flat);
    json->depth++;
    json->levels[json->depth].flat = flat;
    json->levels[json->depth].filled = false;
}

void cs_json_close(struct cs_json *json, char bracket)
{
    bool flat = json->levels[json->depth].flat, filled = json->levels[json->depth].filled;

    must(json->depth > 0);
    json->depth--;
    if (filled && !flat) {
        cs_buffer_char(json->out, '\n');
        cs_buffer_repeat(json->out, ' ', 2 * json->depth);
    } else if (filled) {
        cs_buffer_char(json->out, ' ');
    }
    cs_buffer_char(json->out, bracket);
    if (json->depth == 0)
        cs_buffer_char(json->out, '\n');
}

static void add_escaped(struct cs_buffer *out, unsigned char c)
{
    static const char letters[] = "btn_fr"; /* of 8 to 13 */

    if (c == '"' || c == '\\')
        cs_buffer_printf(out, "\\%c", c);
    else if (c >= 8 && c <= 13 && c != 11)
        cs_buffer_printf(out, "\\%c", letters[c - 8]);
    else
        cs_buffer_printf(out, "\\u%04x", c);
}

static void add_string(struct cs_buffer *out, const char *bytes, size_t length)
{
    size_t invalid = cs_text_invalid(bytes, length);

    cs_buffer_char(out, '"');
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)bytes[i];

        if (i == invalid) { /* a NUL is written as an escape */
            if (c == 0)
                add_escaped(out, c);
            else
                cs_buffer_text(out, "\xEF\xBF\xBD");
            invalid = i + 1 + cs_text_invalid(bytes + i + 1, length - i - 1);
        } else if (c < 0x20 || c == '"' || c == '\\' || c == 0x7F) {
            add_escaped(out, c);
        } else {
            cs_buffer_char(out, bytes[i]);
        }
    }
    cs_buffer_char(out, '"');
}

void cs_json_key(struct cs_json *json, const char *key)
{
    begin_value(json);
    add_string(json->out, key, strlen(key));
    cs_buffer_text(json->out, ": ");
    json->after_key = true;
}

void cs_json_bytes(struct cs_json *json, const char *bytes, size_t length)
{
    begin_value(json);
    add_string(json->out, bytes, length);
}

void cs_json_text(struct cs_json *json, const char *text)
{
    if (text != NULL) {
        cs_json_bytes(json, text, strlen(text));
        return;
    }
    begin_value(json);
    cs_buffer_text(json->out, "null");
}

void cs_json_bool(struct cs_json *json, bool value)
{
    begin_value(json);
    cs_buffer_text(json->out, value ? "true" : "false");
}

void cs_json_number(struct cs_json *json, unsigned long long value)
{
    begin_value(json);
    cs_buffer_printf(json->out, "%llu", value);
}

void cs_json_pair(struct cs_json *json, const char *key, const char *text)
{
    cs_json_key(json, key);
    cs_json_text(json, text);
}

void cs_json_signed(struct cs_json *json, long long value)
{
    begin_value(json);
    cs_buffer_printf(json->out, "%lld", value);
}
