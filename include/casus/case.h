/* SPDX-License-Identifier: MIT */
/*
 * A case: texts that are run together (vocabularies, treaties, records), and the mistakes in them. Calling conventions:
 * casus.h.
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
/* NULL is allowed. Its memory is given back with the last object that keeps it alive. */
CASUS_API void casus_case_free(casus_case *c);
/* The same case for one more owner, who frees it as well. Returns it. */
CASUS_API casus_case *casus_case_share(casus_case *c);
/* One line about what failed; "" if nothing did. */
CASUS_API const char *casus_case_message(const casus_case *c);

/*
 * Adds a file, NAME.casus, NAME.treaty or NAME.record, and all that it uses. A file that the case has already is
 * skipped.
 */
CASUS_MUST_USE casus_status casus_case_add_file(casus_case *c, const char *path);
/* Adds these files sorted by name, so the order of the list changes nothing. */
CASUS_MUST_USE casus_status casus_case_add_files(casus_case *c, const char *const *paths, size_t count);
/*
 * Adds a text from memory, and all that it uses. The ending of its name says what it holds, as with a file. Diagnostics
 * call it by this name; a second text of the same name is CASUS_ERR_ARGUMENT. Paths that it uses are relative to the
 * folder in its name.
 */
CASUS_MUST_USE casus_status casus_case_add_text(casus_case *c, const char *name, const char *text, size_t length);

/*
 * Replaces the content of a text, named as in diagnostics, and reads all texts again. Set grades and
 * suppositions, and call casus_case_check, again after it. For editors: the file itself does not change; a later call
 * replaces this content.
 * CASUS_ERR_ARGUMENT, and nothing changes, if the case has no text of this name, if an answer or another object of the
 * case is not freed yet, or if lines were entered into it (casus_act_wishes).
 */
CASUS_MUST_USE casus_status casus_case_replace(casus_case *c, const char *name, const char *text, size_t length);

/*
 * Lays a text over a file, for editors, whose texts are not saved yet: wherever the case reads the file at `path`,
 * added or used, it reads this in its place, and the file need not exist. Before anything is added. A second text for
 * one file takes the place of the first. CASUS_ERR_ARGUMENT if the folder of the file does not exist.
 */
CASUS_MUST_USE casus_status casus_case_lay(casus_case *c, const char *path, const char *text, size_t length);

/* What a finder returns for a text that another text uses. */
typedef enum casus_found {
    CASUS_FOUND_TEXT,    /* *name (as for casus_case_add_text), *text and *length are set; copied at once */
    CASUS_FOUND_LIBRARY, /* search as without a finder */
    CASUS_FOUND_NOTHING  /* there is no such text: a diagnostic */
} casus_found;
/*
 * Sets the finder, before anything is added; NULL: none. `used` is the name after `use`: "security", or a path where
 * `quoted`; `by` is the name of the text that uses it. A text that was returned before under the same name is skipped.
 * A name without one of the four endings, or the name of another text, is a diagnostic.
 */
typedef casus_found (*casus_finder)(void *context, const char *used, bool quoted, const char *by, const char **name,
                                    const char **text, size_t *length);
CASUS_MUST_USE casus_status casus_case_set_finder(casus_case *c, casus_finder finder, void *context);

/*
 * Leaves out articles, and answers to readings, whose grade is not in the list ("P,Pp"); those without a grade stay.
 * Call it after the last text and before the check. A grade that nothing in the case has is CASUS_ERR_ARGUMENT.
 */
CASUS_MUST_USE casus_status casus_case_set_grades(casus_case *c, const char *grades);
/*
 * Adds the texts of another language than English, such as "ru", so that casus_style can ask for it (write.h): those of
 * the library, and those beside the files, such as ru/facts.casus beside facts.record. For texts from memory the finder
 * is asked, with the name "ru/facts.casus". Call it after the last text and before the check, once for each language. A
 * language for which the library has no texts is CASUS_ERR_ARGUMENT; the message lists those that there are. Texts that
 * were added with a line `language xx` need no call.
 */
CASUS_MUST_USE casus_status casus_case_add_language(casus_case *c, const char *language);
/*
 * Lays a supposition over the texts, at the check: what would come of them if it were so, or not. The texts do not
 * change. `name` NULL: `text` is one line that stands in no file; else the name of its file, for messages. The lines
 * are those of a record, and some more, such as "without r1" and "CST in the text of 1992-05-15": docs/counsel.md. Call
 * it before the check; several suppositions count together. A mistake in one is a diagnostic.
 */
CASUS_MUST_USE casus_status casus_case_suppose(casus_case *c, const char *name, const char *text, size_t length);
/* Checks all that was added; once, after the last text. CASUS_OK also if the texts have mistakes. */
CASUS_MUST_USE casus_status casus_case_check(casus_case *c);

/* A text of the case: one that was added, or that another uses. Borrowed from the case. */
struct casus_text_of_case {
    const char *name;  /* as in diagnostics */
    const char *bytes; /* as it was read */
    size_t length;
};
CASUS_API size_t casus_case_text_count(const casus_case *c);
CASUS_MUST_USE casus_status casus_case_text(const casus_case *c, size_t index, struct casus_text_of_case *out);
/*
 * The real path of the file of a text, also of one of the library, whose name in diagnostics is its path within the
 * library; NULL if it is from memory, or if there is no such text.
 */
CASUS_API const char *casus_case_text_path(const casus_case *c, size_t index);

/* A source that the texts name; `file` is that of its document, NULL if it names none. */
struct casus_source {
    const char *name, *title, *file;
};
/* The sources of the texts that are read, also while there are mistakes in them; in the order of the texts. */
CASUS_API size_t casus_case_source_count(const casus_case *c);
CASUS_MUST_USE casus_status casus_case_source(const casus_case *c, size_t index, struct casus_source *out);

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
/* The first hundred, by place. casus_case_error_count counts all errors, also those beyond them. */
CASUS_API size_t casus_case_diagnostic_count(const casus_case *c);
CASUS_API size_t casus_case_error_count(const casus_case *c);
CASUS_MUST_USE casus_status casus_case_diagnostic(const casus_case *c, size_t index, struct casus_diagnostic *out);
/*
 * The remedy of a diagnostic as an edit: this text in place of what stands there, which is nothing where something is
 * put in. `text` NULL: the remedy is not one edit, or there is none.
 */
struct casus_remedy {
    const char *text; /* what to write */
    size_t line, column, end_line, end_column; /* in the text of the diagnostic */
};
CASUS_MUST_USE casus_status casus_case_remedy(const casus_case *c, size_t index, struct casus_remedy *out);
/*
 * Writes the diagnostics for people: each with its line, the place underlined, the second place and the remedy. The
 * last line counts them.
 */
struct casus_diagnostic_style {
    size_t size;      /* sizeof (struct casus_diagnostic_style) */
    bool colour;      /* for a terminal */
    bool errors_only; /* no warnings */
    /*
     * A case with the texts of another language (casus_case_add_language), in which the summary of each is told; its
     * message stands below in English. NULL: English alone.
     */
    const casus_case *told;
};
CASUS_MUST_USE casus_status casus_write_diagnostics(const casus_case *c, const struct casus_diagnostic_style *style,
                                                    casus_sink sink);

/*
 * Writes the access paths that the plan of a case without errors has chosen, a line each: by which roles facts, events
 * and what is owed are looked up, and how times wait. They change no result. CASUS_ERR_ARGUMENT if there is no plan.
 */
CASUS_MUST_USE casus_status casus_write_plan(const casus_case *c, casus_sink sink);

/*
 * A date of the case: the end of a day in the time zone of its reports, or an instant, with its offset, unless all
 * records that are named declare one zone.
 */
struct casus_date {
    char text[32]; /* "2022-10-29", or the instant */
    long long end; /* in seconds; the later of two dates has the greater */
};
/*
 * Reads a date that a user gave; NULL: the last one that the records have. CASUS_ERR_ARGUMENT if it is not a date; the
 * message says why ("there is no month 13").
 */
CASUS_MUST_USE casus_status casus_case_date(casus_case *c, const char *text, struct casus_date *out);
/*
 * The name as the texts spell it, of a party or voice given in any spelling. CASUS_ERR_ARGUMENT if the checked texts
 * have nobody of this name; the message suggests who may be meant.
 */
CASUS_MUST_USE casus_status casus_case_party(casus_case *c, const char *text, const char **name);

/* For a path without one of the four endings: the file that is probably meant; or NULL. */
CASUS_API const char *casus_case_near(casus_case *c, const char *path);

#ifdef __cplusplus
}
#endif

#endif
