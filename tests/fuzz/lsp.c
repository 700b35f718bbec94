/* SPDX-License-Identifier: MIT */
/*
 * A session with the language server. If the bytes begin with "raw" the rest is what the client sends, headers and all.
 * Else each line is the body of a message, sent behind `initialize` and a document that is opened, "untitled:a.record";
 * "~" stands for the words that most requests begin with. Whatever comes, the server ends by itself, with 0 or 1, and
 * all that it says are messages of the protocol.
 */
#include "target.h"

#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "base/failure.h"
#include "lsp/lsp.h"

static const char INITIALIZE[] =
    "{\"id\":0,\"method\":\"initialize\",\"params\":{\"capabilities\":{}}}";
static const char OPEN[] =
    "{\"method\":\"textDocument/didOpen\",\"params\":{\"textDocument\":{\"uri\":\"untitled:a.record\",\"version\":1,"
    "\"text\":\"kind state\\nname state Alden, Borea also \\u00c9ire\\nevent attack by state on state\\n"
    "event aid by state to state\\ntreaty Pact \\\"p\\\"\\narticle 1 \\\"g\\\"\\nwhen e: attack on victim\\n"
    "then Borea owes victim aid by Borea to victim within 3 days\\n"
    "2022-01-01 e1: attack by Borea on Alden\\n  says Alden\\n\"}}}";
static const char DOCUMENT[] = "\"params\":{\"textDocument\":{\"uri\":\"untitled:a.record\",\"version\":9}";

struct stream { const char *bytes; size_t length, at; char *said; size_t said_length, said_capacity; };

static long read_stream(void *context, char *bytes, size_t length)
{
    struct stream *s = context;
    size_t here = s->length - s->at < length ? s->length - s->at : length;

    here = here > 1000 ? 1000 : here; /* in pieces */
    memcpy(bytes, s->bytes + s->at, here);
    s->at += here;
    return (long)here;
}

static bool stream_waits(void *context)
{
    struct stream *s = context;

    return s->at % 3 != 0; /* sometimes what was changed is checked first */
}

static bool write_stream(void *context, const char *bytes, size_t length)
{
    struct stream *s = context;

    if (s->said_length + length > s->said_capacity) {
        s->said_capacity = 2 * (s->said_length + length);
        s->said = realloc(s->said, s->said_capacity);
        must(s->said != NULL);
    }
    memcpy(s->said + s->said_length, bytes, length);
    s->said_length += length;
    return true;
}

static void complain(void *context, const char *message)
{
    (void)context;
    must(message != NULL && *message != '\0');
}

/* All that was said is one message after another. */
static void look_at_answers(const struct stream *s)
{
    static const char name[] = "Content-Length: ";
    size_t at = 0;

    while (at < s->said_length) {
        const char *head = s->said + at, *body = memchr(head, '{', s->said_length - at);
        size_t length;
        json_t *json;

        must(s->said_length - at > sizeof name && memcmp(head, name, sizeof name - 1) == 0 && body != NULL);
        length = strtoul(head + sizeof name - 1, NULL, 10);
        must(length <= s->said_length - (size_t)(body - s->said));
        json = json_loadb(body, length, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, NULL);
        must(json_object_get(json, "jsonrpc") != NULL);
        json_decref(json);
        at = (size_t)(body - s->said) + length;
    }
}

static void append(char **text, size_t *length, const char *bytes, size_t count)
{
    *text = realloc(*text, *length + count + 1);
    must(*text != NULL);
    memcpy(*text + *length, bytes, count);
    *length += count;
}

/* Appends a message, with its header. */
static void append_message(char **text, size_t *length, const char *body, size_t count)
{
    char header[40];
    const char *tilde = memchr(body, '~', count);
    size_t before = tilde != NULL ? (size_t)(tilde - body) : count;
    size_t whole = tilde != NULL ? count - 1 + sizeof DOCUMENT - 1 : count;

    append(text, length, header, (size_t)snprintf(header, sizeof header, "Content-Length: %zu\r\n\r\n", whole));
    append(text, length, body, before);
    if (tilde != NULL) {
        append(text, length, DOCUMENT, sizeof DOCUMENT - 1);
        append(text, length, tilde + 1, count - before - 1);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *bytes = (const char *)data;
    struct stream s = {.bytes = NULL};
    const struct cs_lsp_pipe pipe = {read_stream, stream_waits, write_stream, complain, &s};
    char *text = NULL;
    int status;

    if (size > INPUT_BYTES_MAX)
        return 0;
    if (size > 3 && memcmp(bytes, "raw", 3) == 0) {
        append(&text, &s.length, bytes + 3, size - 3);
    } else {
        append_message(&text, &s.length, INITIALIZE, sizeof INITIALIZE - 1);
        append_message(&text, &s.length, OPEN, sizeof OPEN - 1);
        for (size_t at = 0; at < size;) {
            const char *end = memchr(bytes + at, '\n', size - at);
            size_t length = end != NULL ? (size_t)(end - bytes) - at : size - at;

            append_message(&text, &s.length, bytes + at, length);
            at += length + 1;
        }
    }
    s.bytes = text;
    status = cs_lsp_serve(&pipe);
    must(status == 0 || status == 1);
    look_at_answers(&s);
    free(s.said);
    free(text);
    return 0;
}
