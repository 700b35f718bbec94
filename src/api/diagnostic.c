/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "api/api.h"

casus_status cs_api_diagnostic(const struct cs_diagnostics *diagnostics, size_t index, struct casus_diagnostic *out)
{
    const struct cs_diagnostic *d;

    if (out == NULL)
        return CASUS_ERR_ARGUMENT;
    memset(out, 0, sizeof *out);
    if (diagnostics == NULL || index >= diagnostics->count)
        return CASUS_ERR_ARGUMENT;
    d = &diagnostics->items[index];
    out->code = cs_diagnostic_code_text(d->code);
    out->error = cs_diagnostic_severity(d->code) == CS_SEVERITY_ERROR;
    out->message = d->message;
    out->help = d->help;
    if (d->span.source != NULL) {
        out->text = d->span.source->name;
        cs_source_place(d->span.source, d->span.start, &out->line, &out->column);
        cs_source_place(d->span.source, d->span.end, &out->end_line, &out->end_column);
    }
    if (d->other.source != NULL) {
        out->other_text = d->other.source->name;
        cs_source_place(d->other.source, d->other.start, &out->other_line, &out->other_column);
        out->other_note = d->other_note;
    }
    return CASUS_OK;
}

/* How the language of a case puts it: the case may have mistakes, and then has no table of phrases. */
static const char *phrase_of(const void *context, const char *english)
{
    const casus_case *c = context;

    for (const struct cs_file *file = c->texts.files; file != NULL; file = file->next)
        for (const struct cs_phrase *p = file->language != CS_NO_NAME ? file->phrases : NULL; p != NULL; p = p->next)
            if (strcmp(p->english, english) == 0)
                return p->text;
    return english;
}

casus_status cs_api_write_diagnostics(const struct cs_diagnostics *diagnostics,
                                      const struct casus_diagnostic_style *given, casus_sink sink)
{
    struct casus_diagnostic_style style = {.size = sizeof style};
    struct cs_diagnostic_words words;
    struct cs_diagnostics *shown;
    struct cs_buffer out;

    if (diagnostics == NULL || sink.write == NULL || (given != NULL && given->size < sizeof given->size))
        return CASUS_ERR_ARGUMENT;
    if (given != NULL)
        memcpy(&style, given, given->size < sizeof style ? given->size : sizeof style);
    shown = malloc(sizeof *shown); /* too big for some stacks; a shallow copy */
    if (shown == NULL)
        return CASUS_ERR_MEMORY;
    words = (struct cs_diagnostic_words){phrase_of, style.told};
    *shown = *diagnostics;
    if (style.errors_only)
        cs_diagnostics_errors(shown);
    cs_buffer_init(&out);
    cs_diagnostics_show_in(shown, style.told != NULL ? &words : NULL, style.colour, &out);
    free(shown);
    return cs_api_send(&out, CASUS_OK, sink);
}
