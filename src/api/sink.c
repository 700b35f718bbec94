/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "api/api.h"
#include "text/character.h"

static bool add_to_text(void *context, const char *bytes, size_t length)
{
    casus_text *text = context;

    if (text->failed || !cs_grow(&text->bytes, &text->capacity, text->length + length + 1, 1)) {
        text->failed = true;
        return false;
    }
    memcpy(text->bytes + text->length, bytes, length);
    text->length += length;
    text->bytes[text->length] = '\0';
    return true;
}

casus_sink casus_text_sink(casus_text *text)
{
    return (casus_sink){add_to_text, text};
}

void casus_text_free(char *text)
{
    free(text);
}

/* A text in which there is nothing yet takes over the memory: what was written is not copied. */
static bool give(struct cs_buffer *from, casus_sink sink)
{
    casus_text *text = sink.write == add_to_text ? sink.context : NULL;

    if (text == NULL || text->failed || text->bytes != NULL || from->length == 0)
        return false;
    text->bytes = from->bytes;
    text->length = from->length;
    text->capacity = from->capacity;
    cs_buffer_init(from);
    return true;
}

casus_status cs_api_send(struct cs_buffer *from, casus_status status, casus_sink sink)
{
    if (status == CASUS_OK && from->failed)
        status = CASUS_ERR_MEMORY;
    if (status == CASUS_OK && give(from, sink))
        return status;
    if (status == CASUS_OK && !sink.write(sink.context, cs_buffer_string(from), from->length))
        status = sink.write == add_to_text ? CASUS_ERR_MEMORY : CASUS_ERR_IO;
    cs_buffer_release(from);
    return status;
}

casus_status casus_write_plain(const char *bytes, size_t length, bool lines, casus_sink sink)
{
    struct cs_buffer plain;

    if ((bytes == NULL && length > 0) || sink.write == NULL)
        return CASUS_ERR_ARGUMENT;
    cs_buffer_init(&plain);
    cs_text_plain(&plain, bytes != NULL ? bytes : "", length, lines);
    return cs_api_send(&plain, CASUS_OK, sink);
}
