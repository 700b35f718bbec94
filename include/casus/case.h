/* SPDX-License-Identifier: MIT */
/*
 * A case: the texts that belong together, vocabularies, treaties and records, and the mistakes in them. Calling
 * conventions: casus.h.
 */
#ifndef CASUS_CASE_H
#define CASUS_CASE_H

#include <stdbool.h>
#include <stddef.h>

#include "casus/sink.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct casus_case casus_case;

/* An empty case. */
CASUS_MUST_USE casus_status casus_case_new(casus_case **out);
/* NULL is allowed. Lives on inside while answers of it do. */
CASUS_API void casus_case_free(casus_case *c);
/* One line about what failed; "" if nothing did. */
CASUS_API const char *casus_case_message(const casus_case *c);

/*
 * Adds a file, NAME.casus, NAME.treaty or NAME.record, and all that it uses. A file that is there already is passed
 * over.
 */
CASUS_MUST_USE casus_status casus_case_add_file(casus_case *c, const char *path);
/* Adds these files by their names, and not as they are listed: the order of the list changes nothing. */
CASUS_MUST_USE casus_status casus_case_add_files(casus_case *c, const char *const *paths, size_t count);
/*
 * Adds a text from memory, and all that it uses. The ending of its name says what it holds, as of a file; the name is
 * what diagnostics call it, and a second text of one name is CASUS_ERR_ARGUMENT. Paths that it uses are taken from the
 * folder in that name.
 */
CASUS_MUST_USE casus_status casus_case_add_text(casus_case *c, const char *name, const char *text, size_t length);

/*
 * Gives a text of the case, as diagnostics call it, other words, and reads all texts anew. Grades are to be set, and
 * casus_case_check is to be called, again. For editors: the file itself stays as it is, and another text for it
 * replaces this one. CASUS_ERR_ARGUMENT, and nothing changes, if the case has no text of this name, or if an answer or
 * anything else that came of it is not freed yet.
 */
CASUS_MUST_USE casus_status casus_case_replace(casus_case *c, const char *name, const char *text, size_t length);

/* What a finder says of a text that another one uses. */
typedef enum casus_found {
    CASUS_FOUND_TEXT,    /* here it is: its name (as for casus_case_add_text) and text; read before the next call */
    CASUS_FOUND_LIBRARY, /* look for it as always */
    CASUS_FOUND_NOTHING  /* there is none: a diagnostic */
} casus_found;
/*
 * `used` is the name behind `use`: "security", or a path as it is written in quotation marks; `by` the name of the text
 * that uses it. To be set before anything is added. NULL: look for all as always. A text that was given before, under
 * the same name, is passed over; a name without one of the three endings, or that of another text, is a diagnostic.
 */
typedef casus_found (*casus_finder)(void *context, const char *used, bool quoted, const char *by, const char **name,
                                    const char **text, size_t *length);
CASUS_MUST_USE casus_status casus_case_set_finder(casus_case *c, casus_finder finder, void *context);

/*
 * Only articles, and answers to readings, of these grades ("P,Pp"), or without one, are to count. After the last text,
 * before the check. A word that is the grade of nothing is CASUS_ERR_ARGUMENT.
 */
CASUS_MUST_USE casus_status casus_case_set_grades(casus_case *c, const char *grades);
/* Checks all that was added; once, after the last text. CASUS_OK also if there are mistakes. */
CASUS_MUST_USE casus_status casus_case_check(casus_case *c);

struct casus_diagnostic {
    const char *code;    /* "E0301", "W0902": stable */
    bool error;          /* else a warning */
    const char *message; /* one line */
    const char *text;    /* the name of the text; lines and columns (of characters) count from 1 */
    size_t line, column, end_line, end_column;
    const char *other_text; /* a second place, or NULL */
    size_t other_line, other_column;
    const char *other_note; /* what is there, or NULL */
    const char *help;       /* a sentence, or NULL */
};
/* At most the first hundred, by place; errors and warnings are counted whether kept or not. */
CASUS_API size_t casus_case_diagnostic_count(const casus_case *c);
CASUS_API size_t casus_case_error_count(const casus_case *c);
CASUS_MUST_USE casus_status casus_case_diagnostic(const casus_case *c, size_t index, struct casus_diagnostic *out);
/*
 * Writes the diagnostics for people: each with its line, the stretch underlined, the second place and the remedy; a
 * last line counts them.
 */
struct casus_diagnostic_style {
    size_t size;      /* sizeof (struct casus_diagnostic_style) */
    bool colour;      /* for a terminal */
    bool errors_only; /* no warnings */
};
CASUS_MUST_USE casus_status casus_write_diagnostics(const casus_case *c, const struct casus_diagnostic_style *style,
                                                    casus_sink sink);

/* A date as the case reckons it: the end of a day in the zone of its reports, or an instant. */
struct casus_date {
    char text[32]; /* "2022-10-29", or the instant */
    long long end; /* in seconds: of two dates the later has the greater */
};
/*
 * Reads a date that a user gave; NULL: the last one that the records have. CASUS_ERR_ARGUMENT if it is none: the
 * message says why, "there is no month 13".
 */
CASUS_MUST_USE casus_status casus_case_date(casus_case *c, const char *text, struct casus_date *out);
/*
 * The name of somebody, whatever spelling was given. CASUS_ERR_ARGUMENT if nobody in the checked texts is called so;
 * the message suggests who may be meant.
 */
CASUS_MUST_USE casus_status casus_case_party(casus_case *c, const char *text, const char **name);

/* A file that is there and that somebody may have meant by this path, which has none of the three endings; or NULL. */
CASUS_API const char *casus_case_near(casus_case *c, const char *path);

#ifdef __cplusplus
}
#endif

#endif
