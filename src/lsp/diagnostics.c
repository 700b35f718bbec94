/* SPDX-License-Identifier: MIT */
/* Diagnostics: the mistakes of a document, with their remedies, each time it or a text that it uses has changed. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lsp/server.h"

enum { ERROR = 1, WARNING = 2 };

/* "MESSAGE", and its remedy behind it. */
static json_t *message_of(const struct casus_diagnostic *d)
{
    char *text = NULL;
    size_t length;
    json_t *json;
    FILE *out = open_memstream(&text, &length);

    if (out == NULL)
        return NULL;
    fprintf(out, "%s%s%s", d->message, d->help != NULL ? "\n" : "", d->help != NULL ? d->help : "");
    json = fclose(out) == 0 ? cs_lsp_string(text) : NULL;
    free(text);
    return json;
}

/* Adds the second place of a diagnostic, as far as the client can go there. */
static void add_other(const struct cs_lsp_server *s, const struct cs_lsp_analysis *analysis,
                      const struct casus_place *place, const char *note, json_t *item)
{
    json_t *location = place->text != NULL ? cs_lsp_location(s, analysis, place) : NULL;

    if (location != NULL)
        json_object_set_new(item, "relatedInformation",
                            json_pack("[{s:o, s:o}]", "location", location, "message",
                                      cs_lsp_string(note != NULL ? note : "here")));
}

json_t *cs_lsp_diagnostic(const struct cs_lsp_server *s, const struct cs_lsp_analysis *analysis,
                          const struct casus_diagnostic *d)
{
    const struct casus_place place = {d->text, d->line, d->column, d->end_line, d->end_column};
    const struct casus_place other = {d->other_text, d->other_line, d->other_column, d->other_line, d->other_column};
    json_t *item = json_pack("{s:o, s:i, s:s, s:s, s:o}", "range",
                             cs_lsp_place_range(s, &analysis->texts[analysis->own], &place), "severity",
                             d->error ? ERROR : WARNING, "code", d->code, "source", "casus", "message", message_of(d));

    if (item != NULL)
        add_other(s, analysis, &other, d->other_note, item);
    return item;
}

/* What concerns the document as a whole stands at its head. */
static json_t *head_item(int severity, const char *code, const char *message)
{
    json_t *item = json_pack("{s:{s:{s:i, s:i}, s:{s:i, s:i}}, s:i, s:s, s:o}", "range", "start", "line", 0,
                             "character", 0, "end", "line", 0, "character", 0, "severity", severity, "source", "casus",
                             "message", cs_lsp_string(message));

    if (item != NULL && code != NULL)
        json_object_set_new(item, "code", json_string(code));
    return item;
}

/* A mistake in a text that the document uses: of each such text the first. */
static json_t *used_item(const struct cs_lsp_server *s, const struct cs_lsp_analysis *analysis,
                         const struct casus_diagnostic *d)
{
    const struct casus_place place = {d->text, d->line, d->column, d->end_line, d->end_column};
    char message[1200];
    json_t *item;

    snprintf(message, sizeof message, "in a text that is used, %s:%zu: %.1000s", d->text, d->line, d->message);
    item = head_item(ERROR, d->code, message);
    if (item != NULL)
        add_other(s, analysis, &place, d->message, item);
    return item;
}

static void add_mistakes(const struct cs_lsp_server *s, const struct cs_lsp_analysis *analysis, json_t *items)
{
    const char *own = analysis->own < analysis->count ? analysis->texts[analysis->own].name : "", *used = NULL;
    size_t errors = casus_case_error_count(analysis->c);

    for (size_t i = 0; i < casus_case_diagnostic_count(analysis->c); i++) {
        struct casus_diagnostic d;

        if (casus_case_diagnostic(analysis->c, i, &d) != CASUS_OK)
            continue;
        errors -= d.error && errors > 0;
        if (d.text == NULL) {
            json_array_append_new(items, head_item(d.error ? ERROR : WARNING, d.code, d.message));
        } else if (strcmp(d.text, own) == 0) {
            json_array_append_new(items, cs_lsp_diagnostic(s, analysis, &d));
        } else if (d.error && (used == NULL || strcmp(used, d.text) != 0)) {
            json_array_append_new(items, used_item(s, analysis, &d));
            used = d.text;
        }
    }
    if (errors > 0) {
        char more[80];

        snprintf(more, sizeof more, "%zu more mistakes are not shown", errors);
        json_array_append_new(items, head_item(ERROR, NULL, more));
    }
    if (analysis->message[0] != '\0')
        json_array_append_new(items, head_item(ERROR, NULL, analysis->message));
}

void cs_lsp_publish(struct cs_lsp_server *s, struct cs_lsp_document *document)
{
    struct cs_lsp_analysis *analysis = cs_lsp_analysis(&s->documents, document);
    json_t *items = json_array();

    document->to_check = false;
    if (analysis != NULL)
        add_mistakes(s, analysis, items);
    if (analysis != NULL && document->verdicts != NULL)
        json_array_extend(items, document->verdicts);
    if (analysis == NULL)
        json_array_append_new(items, head_item(ERROR, NULL, document->lost ? "a text has at most 16 MB, and all that "
                                                                             "are open 256 MB: it is not checked"
                                                                           : "memory ran out"));
    cs_lsp_notify(s, "textDocument/publishDiagnostics",
                  json_pack("{s:o, s:I, s:o}", "uri", cs_lsp_string(document->uri), "version", document->version,
                            "diagnostics", items));
}
