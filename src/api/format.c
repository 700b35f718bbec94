/* SPDX-License-Identifier: MIT */
#include "casus/format.h"

#include "api/api.h"
#include "lang/parser.h"

casus_status casus_format_text(const char *text, size_t length, casus_sink sink)
{
    struct cs_arena arena;
    struct cs_buffer out;
    struct cs_source *source;
    casus_status status = CASUS_OK;
    const char *copy;

    if (text == NULL || sink.write == NULL)
        return CASUS_ERR_ARGUMENT;
    if (length > CS_SOURCE_BYTES_MAX)
        return CASUS_ERR_LIMIT;
    cs_arena_init(&arena);
    cs_buffer_init(&out);
    copy = cs_arena_text(&arena, text, length); /* the lexer needs a NUL at the end; the caller's text may have none */
    source = copy != NULL ? cs_source_new(&arena, "", CS_SOURCE_RECORD, copy, length) : NULL;
    if (source != NULL)
        cs_format(source, &out);
    else
        status = CASUS_ERR_MEMORY;
    status = cs_api_send(&out, status, sink);
    cs_arena_release(&arena);
    return status;
}
