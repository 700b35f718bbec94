/* SPDX-License-Identifier: MIT */
/*
 * Diagnostics: mistakes of a text, as data. Each has a stable code, its place, its cause in plain words, a second place
 * if one matters, and a remedy. The mistakes of all files are collected, not only the first. At most CS_DIAGNOSTICS_MAX
 * are kept, errors before warnings; all are counted.
 *
 * The codes are the lines of diagnostic.def; each has a case in tests/corpus/diagnostic. Messages and notes live in the
 * arena of the list; spans point into the sources, which must live as long.
 */
#ifndef CS_TEXT_DIAGNOSTIC_H
#define CS_TEXT_DIAGNOSTIC_H

#include <stdarg.h>

#include "base/buffer.h"
#include "text/source.h"

#define CS_DIAGNOSTICS_MAX 100

enum cs_diagnostic_code {
#define DIAGNOSTIC(name, code, severity, summary) DIAG_##name,
#include "text/diagnostic.def"
#undef DIAGNOSTIC
    DIAG_COUNT
};

/* A finding is what the lint of treaties tells (counsel/lint.h): no mistake, but where a text may fail. */
enum cs_severity { CS_SEVERITY_ERROR, CS_SEVERITY_WARNING, CS_SEVERITY_FINDING };

struct cs_diagnostic {
    enum cs_diagnostic_code code;
    struct cs_span span;
    const char *message; /* one line, lower case, no full stop */
    struct cs_span other; /* source NULL: no second place */
    const char *other_note;
    const char *help; /* a whole sentence, or NULL */
    /* of a finding, in whole sentences: why it matters, and where it has; its article. Else NULL */
    const char *why, *precedent, *clause;
    struct cs_span instead_of; /* the remedy as an edit: `instead` in place of this; source NULL: there is none */
    const char *instead;
};

struct cs_diagnostics {
    struct cs_arena arena;
    struct cs_diagnostic items[CS_DIAGNOSTICS_MAX];
    size_t count;       /* kept */
    size_t error_count; /* found, kept or not; likewise the others */
    size_t warning_count;
    size_t finding_count;
    bool failed;        /* memory ran out while one was added */
};

void cs_diagnostics_init(struct cs_diagnostics *diagnostics);
void cs_diagnostics_release(struct cs_diagnostics *diagnostics);
/* Adds one with a formatted message. Returns it for cs_diagnostic_other and _help, or NULL if it was not kept. */
__attribute__((format(printf, 4, 5))) struct cs_diagnostic *
cs_diagnose(struct cs_diagnostics *diagnostics, enum cs_diagnostic_code code, struct cs_span span, const char *format,
            ...);
__attribute__((format(printf, 4, 0))) struct cs_diagnostic *
cs_diagnose_list(struct cs_diagnostics *diagnostics, enum cs_diagnostic_code code, struct cs_span span,
                 const char *format, va_list arguments);
/* Sets the second place with its note, and the remedy. `diagnostic` NULL: nothing is done. */
__attribute__((format(printf, 4, 5))) void cs_diagnostic_other(struct cs_diagnostics *diagnostics,
                                                               struct cs_diagnostic *diagnostic, struct cs_span other,
                                                               const char *format, ...);
__attribute__((format(printf, 3, 4))) void cs_diagnostic_help(struct cs_diagnostics *diagnostics,
                                                              struct cs_diagnostic *diagnostic, const char *format,
                                                              ...);
/*
 * Sets the remedy as an edit, for editors: this text in place of `span`, which is empty where something is put in.
 * Where the span is a name in quotation marks, so is the text.
 */
__attribute__((format(printf, 4, 5))) void cs_diagnostic_instead(struct cs_diagnostics *diagnostics,
                                                                 struct cs_diagnostic *diagnostic, struct cs_span span,
                                                                 const char *format, ...);
const char *cs_diagnostic_code_text(enum cs_diagnostic_code code); /* "E0203" */
const char *cs_diagnostic_summary(enum cs_diagnostic_code code);
enum cs_severity cs_diagnostic_severity(enum cs_diagnostic_code code);

/* Drops all but the errors: only commands that check a text show the others. */
void cs_diagnostics_errors(struct cs_diagnostics *diagnostics);
/* Sorts by file, place, code. */
void cs_diagnostics_sort(struct cs_diagnostics *diagnostics);
/*
 * Writes those that are kept, each with its source line, the place underlined, the second place and the remedy. A last
 * line counts all that were found.
 */
void cs_diagnostics_show(const struct cs_diagnostics *diagnostics, bool colour, struct cs_buffer *out);
/* How the reader's language puts an English text, a summary say; the same text if it does not. */
struct cs_diagnostic_words {
    const char *(*told)(const void *context, const char *english);
    const void *context;
};
/* The same for a reader of another language: the summary of each in that, its own message in English below. */
void cs_diagnostics_show_in(const struct cs_diagnostics *diagnostics, const struct cs_diagnostic_words *words,
                            bool colour, struct cs_buffer *out);

#endif
