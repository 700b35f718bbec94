/* SPDX-License-Identifier: MIT */
/* Formatting: the edits that make of a document, or of some lines, what `casus fmt` makes of them. */
#include <stdlib.h>
#include <string.h>

#include "lsp/server.h"

/* Part of a document, from `base` on, and what is to stand there. */
struct change { const struct cs_lsp_document *document; size_t base; struct cs_lsp_lines from, to; };

static json_t *edit(const struct change *c, size_t start, size_t end, size_t to_start, size_t to_end,
                    enum cs_lsp_units units)
{
    return cs_lsp_edit(&c->document->lines, c->base + start, c->base + end, c->to.bytes + to_start, to_end - to_start,
                       units);
}

/* Where there are as many lines as before, each line that differs. */
static json_t *line_by_line(const struct change *c, enum cs_lsp_units units)
{
    const struct cs_lsp_lines *from = &c->from, *to = &c->to;
    json_t *edits = json_array();

    for (size_t i = 0; i < from->count; i++) {
        size_t a = from->starts[i], a_end = i + 1 < from->count ? from->starts[i + 1] : from->length;
        size_t b = to->starts[i], b_end = i + 1 < to->count ? to->starts[i + 1] : to->length;

        if (a_end - a != b_end - b || memcmp(from->bytes + a, to->bytes + b, a_end - a) != 0)
            json_array_append_new(edits, edit(c, a, a_end, b, b_end, units));
    }
    return edits;
}

/* Else all from the first line to the last character that differs. */
static json_t *in_one(const struct change *c, enum cs_lsp_units units)
{
    const struct cs_lsp_lines *from = &c->from, *to = &c->to;
    size_t start = 0, end = 0;

    while (start < from->length && start < to->length && from->bytes[start] == to->bytes[start])
        start++;
    start = from->starts[cs_lsp_line_of(from, start)];
    while (end < from->length - start && end < to->length - start &&
           from->bytes[from->length - end - 1] == to->bytes[to->length - end - 1])
        end++;
    while (end > 0 && ((unsigned char)from->bytes[from->length - end] & 0xC0) == 0x80)
        end--; /* not within a character */
    return json_pack("[o]", edit(c, start, from->length - end, start, to->length - end, units));
}

/* Formats part of a document. */
static json_t *format(struct cs_lsp_server *s, const struct cs_lsp_document *document, size_t start, size_t end)
{
    struct change c = {.document = document, .base = start};
    casus_text text = {.bytes = NULL};
    json_t *edits = NULL;

    if (document->lost)
        return json_null();
    if (casus_format_text(document->bytes + start, end - start, casus_text_sink(&text)) == CASUS_OK &&
        cs_lsp_lines_make(&c.from, document->bytes + start, end - start) &&
        cs_lsp_lines_make(&c.to, text.bytes != NULL ? text.bytes : "", text.length)) {
        if (text.length == end - start && memcmp(c.from.bytes, c.to.bytes, text.length) == 0)
            edits = json_array();
        else
            edits = c.from.count == c.to.count ? line_by_line(&c, s->units) : in_one(&c, s->units);
    }
    cs_lsp_lines_release(&c.from);
    cs_lsp_lines_release(&c.to);
    casus_text_free(text.bytes);
    return edits;
}

json_t *cs_lsp_formatting(struct cs_lsp_server *s, const json_t *params, struct cs_lsp_problem *problem)
{
    const struct cs_lsp_document *document = cs_lsp_spot_document(s, params, problem);

    return document == NULL ? NULL : format(s, document, 0, document->length);
}

json_t *cs_lsp_range_formatting(struct cs_lsp_server *s, const json_t *params, struct cs_lsp_problem *problem)
{
    const struct cs_lsp_document *document = cs_lsp_spot_document(s, params, problem);
    const json_t *range = json_object_get(params, "range");
    size_t start, end, last;

    if (document == NULL)
        return NULL;
    if (document->lost || !cs_lsp_read_position(&document->lines, json_object_get(range, "start"), s->units, &start) ||
        !cs_lsp_read_position(&document->lines, json_object_get(range, "end"), s->units, &end))
        return cs_lsp_refuse(problem, CS_LSP_INVALID_PARAMS, "the request has no range");
    if (end < start)
        return json_array();
    last = cs_lsp_line_of(&document->lines, end);
    return format(s, document, document->lines.starts[cs_lsp_line_of(&document->lines, start)],
                  last + 1 < document->lines.count ? document->lines.starts[last + 1] : document->length);
}
