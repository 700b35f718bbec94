/* SPDX-License-Identifier: MIT */
/* The list of diagnostics; diagnostic_show.c prints it. */
#include "text/diagnostic.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *code;
    enum cs_severity severity;
    const char *summary;
} CODES[DIAG_COUNT] = {
#define DIAGNOSTIC(name, code, severity, summary) {code, severity, summary},
#include "text/diagnostic.def"
#undef DIAGNOSTIC
};

const char *cs_diagnostic_code_text(enum cs_diagnostic_code code)
{
    return CODES[code].code;
}

const char *cs_diagnostic_summary(enum cs_diagnostic_code code)
{
    return CODES[code].summary;
}

enum cs_severity cs_diagnostic_severity(enum cs_diagnostic_code code)
{
    return CODES[code].severity;
}

void cs_diagnostics_init(struct cs_diagnostics *diagnostics)
{
    memset(diagnostics, 0, sizeof *diagnostics);
    cs_arena_init(&diagnostics->arena);
}

void cs_diagnostics_release(struct cs_diagnostics *diagnostics)
{
    cs_arena_release(&diagnostics->arena);
    cs_diagnostics_init(diagnostics);
}

__attribute__((format(printf, 2, 0))) static const char *
format_text(struct cs_diagnostics *diagnostics, const char *format, va_list arguments)
{
    va_list again;
    int length;
    char *text = NULL;

    va_copy(again, arguments);
    length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (length >= 0)
        text = cs_arena_alloc(&diagnostics->arena, (size_t)length + 1);
    if (text == NULL) {
        diagnostics->failed = true;
        return NULL;
    }
    vsnprintf(text, (size_t)length + 1, format, arguments);
    return text;
}

/* The place of a new diagnostic, or NULL. When the list is full an error replaces the last that is none. */
static struct cs_diagnostic *new_item(struct cs_diagnostics *diagnostics, enum cs_severity severity)
{
    if (diagnostics->count < CS_DIAGNOSTICS_MAX)
        return &diagnostics->items[diagnostics->count++];
    if (severity != CS_SEVERITY_ERROR || diagnostics->error_count > CS_DIAGNOSTICS_MAX)
        return NULL;
    for (size_t i = CS_DIAGNOSTICS_MAX; i > 0; i--) {
        if (cs_diagnostic_severity(diagnostics->items[i - 1].code) != CS_SEVERITY_ERROR)
            return &diagnostics->items[i - 1];
    }
    return NULL;
}

static void count_one(struct cs_diagnostics *diagnostics, enum cs_severity severity)
{
    if (severity == CS_SEVERITY_ERROR)
        diagnostics->error_count++;
    else if (severity == CS_SEVERITY_WARNING)
        diagnostics->warning_count++;
    else
        diagnostics->finding_count++;
}

struct cs_diagnostic *cs_diagnose_list(struct cs_diagnostics *diagnostics, enum cs_diagnostic_code code,
                                       struct cs_span span, const char *format, va_list arguments)
{
    struct cs_diagnostic *item;
    const char *message;

    count_one(diagnostics, cs_diagnostic_severity(code));
    item = new_item(diagnostics, cs_diagnostic_severity(code));
    if (item == NULL)
        return NULL;
    message = format_text(diagnostics, format, arguments);
    /* without memory for the message the summary, a constant, is used */
    *item = (struct cs_diagnostic){
        .code = code, .span = span, .message = message ? message : cs_diagnostic_summary(code)};
    return item;
}

struct cs_diagnostic *cs_diagnose(struct cs_diagnostics *diagnostics, enum cs_diagnostic_code code,
                                  struct cs_span span, const char *format, ...)
{
    struct cs_diagnostic *item;
    va_list arguments;

    va_start(arguments, format);
    item = cs_diagnose_list(diagnostics, code, span, format, arguments);
    va_end(arguments);
    return item;
}

void cs_diagnostic_other(struct cs_diagnostics *diagnostics, struct cs_diagnostic *diagnostic, struct cs_span other,
                         const char *format, ...)
{
    va_list arguments;

    if (diagnostic == NULL)
        return;
    va_start(arguments, format);
    diagnostic->other_note = format_text(diagnostics, format, arguments);
    va_end(arguments);
    if (diagnostic->other_note)
        diagnostic->other = other;
}

void cs_diagnostic_help(struct cs_diagnostics *diagnostics, struct cs_diagnostic *diagnostic, const char *format, ...)
{
    va_list arguments;

    if (diagnostic == NULL)
        return;
    va_start(arguments, format);
    diagnostic->help = format_text(diagnostics, format, arguments);
    va_end(arguments);
}

void cs_diagnostic_instead(struct cs_diagnostics *diagnostics, struct cs_diagnostic *diagnostic, struct cs_span span,
                           const char *format, ...)
{
    bool quoted = span.source != NULL && span.end >= span.start + 2 && span.source->bytes[span.start] == '"' &&
                  span.source->bytes[span.end - 1] == '"';
    va_list arguments;

    if (diagnostic == NULL || span.source == NULL)
        return;
    va_start(arguments, format);
    diagnostic->instead = format_text(diagnostics, format, arguments);
    va_end(arguments);
    if (quoted) {
        span.start++;
        span.end--;
    }
    if (diagnostic->instead != NULL)
        diagnostic->instead_of = span;
}

static int compare_items(const void *left, const void *right)
{
    const struct cs_diagnostic *a = left;
    const struct cs_diagnostic *b = right;
    int order;

    if (a->span.source == NULL || b->span.source == NULL)
        return (a->span.source != NULL) - (b->span.source != NULL);
    order = strcmp(a->span.source->name, b->span.source->name);
    if (order != 0)
        return order;
    if (a->span.start != b->span.start)
        return a->span.start < b->span.start ? -1 : 1;
    if (a->code != b->code)
        return a->code < b->code ? -1 : 1;
    return strcmp(a->message, b->message);
}

void cs_diagnostics_sort(struct cs_diagnostics *diagnostics)
{
    qsort(diagnostics->items, diagnostics->count, sizeof diagnostics->items[0], compare_items);
}

void cs_diagnostics_errors(struct cs_diagnostics *diagnostics)
{
    size_t count = 0;

    for (size_t i = 0; i < diagnostics->count; i++)
        if (cs_diagnostic_severity(diagnostics->items[i].code) == CS_SEVERITY_ERROR)
            diagnostics->items[count++] = diagnostics->items[i];
    diagnostics->count = count;
    diagnostics->warning_count = diagnostics->finding_count = 0;
}
