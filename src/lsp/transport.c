/* SPDX-License-Identifier: MIT */
#include "lsp/transport.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define PIECE ((size_t)64 * 1024)

void cs_lsp_transport_init(struct cs_lsp_transport *t, const struct cs_lsp_pipe *pipe)
{
    memset(t, 0, sizeof *t);
    t->pipe = pipe;
    t->last = &t->first;
}

void cs_lsp_transport_release(struct cs_lsp_transport *t)
{
    while (t->first != NULL) {
        struct cs_lsp_ahead *ahead = t->first;

        t->first = ahead->next;
        json_decref(ahead->json);
        free(ahead);
    }
    free(t->input);
}

/* ---- bytes ---- */

static void end_with(struct cs_lsp_transport *t, const char *why)
{
    if (why != NULL && !t->ended)
        t->pipe->complain(t->pipe->context, why);
    t->ended = true;
}

/* Reads some more bytes behind those that wait; false at the end. */
static bool read_more(struct cs_lsp_transport *t, size_t wanted)
{
    long count;

    if (t->ended)
        return false;
    if (t->start > 0 && t->start == t->end)
        t->start = t->end = 0;
    if (t->capacity - t->end < wanted && t->start > 0) {
        memmove(t->input, t->input + t->start, t->end - t->start);
        t->end -= t->start;
        t->start = 0;
    }
    if (t->capacity - t->end < wanted) {
        size_t capacity = t->end + wanted + PIECE;
        char *larger = realloc(t->input, capacity);

        if (larger == NULL) {
            end_with(t, "memory ran out");
            return false;
        }
        t->input = larger;
        t->capacity = capacity;
    }
    count = t->pipe->read(t->pipe->context, t->input + t->end, t->capacity - t->end);
    if (count <= 0) {
        end_with(t, count < 0 ? "the messages cannot be read" : t->end > t->start ? "a message is cut off" : NULL);
        return false;
    }
    t->end += (size_t)count;
    return true;
}

/* A large buffer is given back once its message is taken. */
static void shrink(struct cs_lsp_transport *t)
{
    if (t->start == t->end && t->capacity > 4 * PIECE) {
        free(t->input);
        t->input = NULL;
        t->start = t->end = t->capacity = 0;
    }
}

/* ---- headers ---- */

/* The length that a header field gives; SIZE_MAX if it is no number, or too large a one. */
static size_t read_length(const char *field, size_t length)
{
    size_t value = 0, digits = 0;

    while (length > 0 && (*field == ' ' || *field == '\t'))
        field++, length--;
    while (length > 0 && (field[length - 1] == ' ' || field[length - 1] == '\t'))
        length--;
    for (; digits < length; digits++) {
        if (field[digits] < '0' || field[digits] > '9' || value > (SIZE_MAX - 9) / 10)
            return SIZE_MAX;
        value = value * 10 + (size_t)(field[digits] - '0');
    }
    return digits == 0 ? SIZE_MAX : value;
}

/* One field of a header; false if it is no field, or gives a second length. */
static bool read_field(const char *line, size_t length, size_t *content)
{
    static const char name[] = "Content-Length:";
    size_t size = sizeof name - 1;

    if (memchr(line, ':', length) == NULL)
        return false;
    if (length < size || strncasecmp(line, name, size) != 0)
        return true;
    if (*content != SIZE_MAX)
        return false;
    *content = read_length(line + size, length - size);
    return *content != SIZE_MAX;
}

/* Reads a header to the empty line behind it; false at the end, also after one that is wrong. */
static bool read_header(struct cs_lsp_transport *t, size_t *content)
{
    size_t at = 0; /* behind `start`: the beginning of a line */

    *content = SIZE_MAX;
    for (;;) {
        const char *line = t->input != NULL ? t->input + t->start + at : NULL;
        const char *end = t->end - t->start > at ? memchr(line, '\n', t->end - t->start - at) : NULL;
        size_t length;

        if (end == NULL) {
            if (t->end - t->start > CS_LSP_HEADER_MAX) {
                end_with(t, "the header of a message is too long");
                return false;
            }
            if (!read_more(t, PIECE))
                return false;
            continue;
        }
        length = (size_t)(end - line);
        at += length + 1;
        length -= length > 0 && line[length - 1] == '\r';
        if (length == 0)
            break;
        if (!read_field(line, length, content) || at > CS_LSP_HEADER_MAX) {
            end_with(t, "the header of a message is wrong: it needs one line \"Content-Length: NUMBER\"");
            return false;
        }
    }
    if (*content == SIZE_MAX) {
        end_with(t, "the header of a message has no Content-Length");
        return false;
    }
    t->start += at;
    return true;
}

/* ---- messages ---- */

static bool skip(struct cs_lsp_transport *t, size_t length)
{
    while (length > 0) {
        size_t here = t->end - t->start < length ? t->end - t->start : length;

        t->start += here;
        length -= here;
        if (length > 0 && !read_more(t, PIECE))
            return false;
    }
    return true;
}

static void note(struct cs_lsp_transport *t, enum cs_lsp_arrival arrival, json_t *json, size_t bytes)
{
    struct cs_lsp_ahead *ahead = calloc(1, sizeof *ahead);

    if (ahead == NULL) {
        json_decref(json);
        end_with(t, "memory ran out");
        return;
    }
    ahead->arrival = arrival;
    ahead->json = json;
    ahead->bytes = bytes;
    *t->last = ahead;
    t->last = &ahead->next;
    t->count++;
    t->bytes += bytes;
}

/* Marks the waiting request that a message cancels, if it is such a message. */
static void mark_cancelled(struct cs_lsp_transport *t, const json_t *message)
{
    const char *method = json_string_value(json_object_get(message, "method"));
    const json_t *id = json_object_get(json_object_get(message, "params"), "id");

    if (method == NULL || strcmp(method, "$/cancelRequest") != 0 || id == NULL)
        return;
    for (struct cs_lsp_ahead *ahead = t->first; ahead != NULL; ahead = ahead->next)
        if (ahead->json != NULL && json_object_get(ahead->json, "method") != NULL &&
            json_equal(json_object_get(ahead->json, "id"), id))
            ahead->cancelled = true;
}

/* Reads one message and notes it, waiting for its bytes; false at the end. */
static bool read_message(struct cs_lsp_transport *t)
{
    size_t length;
    json_t *json;

    if (!read_header(t, &length))
        return false;
    if (length > CS_LSP_MESSAGE_MAX) {
        if (!skip(t, length))
            return false;
        note(t, CS_LSP_TOO_LONG, NULL, 0);
        return true;
    }
    while (t->end - t->start < length)
        if (!read_more(t, length - (t->end - t->start)))
            return false;
    json = json_loadb(length > 0 ? t->input + t->start : "", length,
                      JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL | JSON_DECODE_ANY, NULL);
    t->start += length;
    shrink(t);
    if (json != NULL)
        mark_cancelled(t, json);
    note(t, json != NULL ? CS_LSP_MESSAGE : CS_LSP_NO_JSON, json, length);
    return true;
}

bool cs_lsp_ready(const struct cs_lsp_transport *t)
{
    return t->count > 0 || t->ended || t->start < t->end || t->pipe->waiting(t->pipe->context);
}

enum cs_lsp_arrival cs_lsp_next(struct cs_lsp_transport *t, json_t **json, bool *cancelled)
{
    enum cs_lsp_arrival arrival;
    struct cs_lsp_ahead *ahead;

    *json = NULL;
    *cancelled = false;
    while (!t->ended && !t->broken &&
           (t->count == 0 || (t->count < CS_LSP_AHEAD_MESSAGES && t->bytes < CS_LSP_AHEAD_BYTES &&
                              (t->start < t->end || t->pipe->waiting(t->pipe->context)))))
        read_message(t);
    ahead = t->first;
    if (ahead == NULL || t->broken)
        return CS_LSP_END;
    t->first = ahead->next;
    t->last = t->first == NULL ? &t->first : t->last;
    t->count--;
    t->bytes -= ahead->bytes;
    arrival = ahead->arrival;
    *json = ahead->json;
    *cancelled = ahead->cancelled;
    free(ahead);
    return arrival;
}

void cs_lsp_send(struct cs_lsp_transport *t, json_t *message)
{
    char *text = message != NULL ? json_dumps(message, JSON_COMPACT) : NULL;
    char header[64];
    int length;

    json_decref(message);
    if (text == NULL)
        return;
    length = snprintf(header, sizeof header, "Content-Length: %zu\r\n\r\n", strlen(text));
    if (!t->broken && (!t->pipe->write(t->pipe->context, header, (size_t)length) ||
                       !t->pipe->write(t->pipe->context, text, strlen(text))))
        t->broken = true;
    free(text);
}
