/* SPDX-License-Identifier: MIT */
#include "serve/http/read.h"

#include <stdlib.h>
#include <string.h>

/* The length of the character of UTF-8 that begins here; 0: none does. */
static size_t character(const unsigned char *at, size_t left)
{
    size_t length = at[0] < 0x80 ? 1 : at[0] >= 0xc2 && at[0] < 0xe0 ? 2 : at[0] >= 0xe0 && at[0] < 0xf0 ? 3
                    : at[0] >= 0xf0 && at[0] < 0xf5                  ? 4
                                                                     : 0;

    if (length == 0 || length > left)
        return 0;
    for (size_t i = 1; i < length; i++)
        if ((at[i] & 0xc0) != 0x80)
            return 0;
    if ((at[0] == 0xe0 && at[1] < 0xa0) || (at[0] == 0xed && at[1] >= 0xa0) || (at[0] == 0xf0 && at[1] < 0x90) ||
        (at[0] == 0xf4 && at[1] >= 0x90))
        return 0;
    return length;
}

bool cs_is_text(const char *bytes, size_t length)
{
    const unsigned char *at = (const unsigned char *)bytes;

    for (size_t i = 0, step; i < length; i += step) {
        step = character(at + i, length - i);
        if (step == 0 || (at[i] < 0x20 && at[i] != '\t' && at[i] != '\n' && at[i] != '\r') || at[i] == 0x7f)
            return false;
    }
    return true;
}

bool cs_is_escaped(const char *uri)
{
    for (; (uri = strchr(uri, '%')) != NULL; uri += 3)
        if (strspn(uri + 1, "0123456789abcdefABCDEF") < 2 || strncmp(uri + 1, "00", 2) == 0)
            return false;
    return true;
}

void cs_pairs_release(struct cs_pairs *pairs)
{
    for (size_t i = 0; i < pairs->count; i++) {
        free(pairs->items[i].name);
        free(pairs->items[i].value);
        free(pairs->items[i].file);
    }
    pairs->count = 0;
}

const struct cs_pair *cs_field_pair(const struct cs_pairs *pairs, const char *name)
{
    for (size_t i = 0; i < pairs->count; i++)
        if (strcmp(pairs->items[i].name, name) == 0)
            return &pairs->items[i];
    return NULL;
}

const char *cs_field(const struct cs_pairs *pairs, const char *name)
{
    const struct cs_pair *pair = cs_field_pair(pairs, name);

    return pair != NULL ? pair->value : NULL;
}

struct reading { struct cs_pairs *pairs; unsigned refused; };

/* Adds a piece of a value: a new field, or more of the last one. A part of a form without a name (NULL) is refused. */
static void add(struct reading *reading, const char *name, const char *file, const char *bytes, size_t length,
                uint64_t offset)
{
    struct cs_pairs *pairs = reading->pairs;
    struct cs_pair *pair = pairs->count > 0 ? &pairs->items[pairs->count - 1] : NULL;
    char *grown;

    if (offset == 0 || pair == NULL) {
        if (pairs->count == CS_PAIRS_MOST || name == NULL || !cs_is_text(name, strlen(name)) ||
            (file != NULL && !cs_is_text(file, strlen(file)))) {
            reading->refused = 400;
            return;
        }
        pair = &pairs->items[pairs->count++];
        *pair = (struct cs_pair){.name = strdup(name), .file = file != NULL ? strdup(file) : NULL};
    }
    grown = realloc(pair->value, pair->length + length + 1);
    if (grown == NULL || pair->name == NULL || (file != NULL && pair->file == NULL)) {
        reading->refused = 503;
        if (grown != NULL)
            pair->value = grown;
        return;
    }
    pair->value = grown;
    if (length > 0)
        memcpy(grown + pair->length, bytes, length);
    pair->length += length;
    grown[pair->length] = '\0';
}

/* Every field has a name and a value, and all but files are text: else the status with which it is refused. */
static unsigned look_at(const struct reading *reading)
{
    for (size_t i = 0; reading->refused == 0 && i < reading->pairs->count; i++) {
        const struct cs_pair *pair = &reading->pairs->items[i];

        if (pair->name == NULL || pair->value == NULL)
            return 503;
        if (pair->file == NULL && !cs_is_text(pair->value, pair->length))
            return 400;
    }
    return reading->refused;
}

static enum MHD_Result read_argument(void *context, enum MHD_ValueKind kind, const char *name, const char *value)
{
    struct reading *reading = context;

    (void)kind;
    add(reading, name, NULL, value != NULL ? value : "", value != NULL ? strlen(value) : 0, 0);
    return reading->refused != 0 ? MHD_NO : MHD_YES;
}

unsigned cs_read_query(struct MHD_Connection *connection, struct cs_pairs *out)
{
    struct reading reading = {.pairs = out};

    MHD_get_connection_values(connection, MHD_GET_ARGUMENT_KIND, read_argument, &reading);
    return look_at(&reading);
}

static enum MHD_Result read_piece(void *context, enum MHD_ValueKind kind, const char *key, const char *file,
                                  const char *type, const char *encoding, const char *bytes, uint64_t offset,
                                  size_t size)
{
    struct reading *reading = context;

    (void)kind;
    (void)type;
    (void)encoding;
    add(reading, key, file, bytes, size, offset);
    return reading->refused != 0 ? MHD_NO : MHD_YES;
}

unsigned cs_read_form(struct MHD_Connection *connection, const char *body, size_t length, struct cs_pairs *out)
{
    struct reading reading = {.pairs = out};
    struct MHD_PostProcessor *post = MHD_create_post_processor(connection, 4096, read_piece, &reading);
    bool fine;

    if (post == NULL) /* of what is no form, or without memory: libmicrohttpd does not tell */
        return 400;
    fine = MHD_post_process(post, body, length) == MHD_YES;
    fine = MHD_destroy_post_processor(post) == MHD_YES && fine;
    return !fine && reading.refused == 0 ? 400 : look_at(&reading);
}
