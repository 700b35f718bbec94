/* SPDX-License-Identifier: MIT */
/*
 * A writer of JSON. It puts the commas, quotes and indents; the caller opens and closes in pairs. A container opened
 * flat is written on one line. Bytes that are not UTF-8 become U+FFFD.
 */
#ifndef CS_WRITE_JSON_H
#define CS_WRITE_JSON_H

#include "base/buffer.h"

#define CS_JSON_DEPTH_MAX 256

struct cs_json {
    struct cs_buffer *out;
    size_t depth;
    struct { bool flat, filled; } levels[CS_JSON_DEPTH_MAX];
    bool after_key;
};

void cs_json_init(struct cs_json *json, struct cs_buffer *out);
/* `bracket` is '{' or '['; containers inside a flat one are flat. */
void cs_json_open(struct cs_json *json, char bracket, bool flat);
void cs_json_close(struct cs_json *json, char bracket);
void cs_json_key(struct cs_json *json, const char *key);
/* A string; NULL is written as null. */
void cs_json_text(struct cs_json *json, const char *text);
void cs_json_bytes(struct cs_json *json, const char *bytes, size_t length);
void cs_json_bool(struct cs_json *json, bool value);
void cs_json_number(struct cs_json *json, unsigned long long value);
void cs_json_signed(struct cs_json *json, long long value);
/* A key and its string. */
void cs_json_pair(struct cs_json *json, const char *key, const char *text);

#endif
