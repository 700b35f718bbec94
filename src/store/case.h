/* SPDX-License-Identifier: MIT */
/*
 * A case: files that are run together, read, parsed and checked, and the plan made of them. Once checked it does not
 * change, and several threads may run its plan.
 *
 * `use` names are looked for beside the file that uses them and then in the library: the folders of $CASUS_PATH (with
 * colons between), then share/casus beside the program, beside its folder and beside the folder of that (as built, and
 * as installed in bin and in libexec/casus), then where it was to be installed. In each folder NAME.casus, NAME.treaty,
 * vocabulary/NAME.casus and treaties/NAME.treaty are tried. A file used twice is read once, and files may use each
 * other.
 */
#ifndef CS_STORE_CASE_H
#define CS_STORE_CASE_H

#include "base/failure.h"
#include "lang/suppose.h"
#include "lang/symbols.h"
#include "plan/plan.h"
#include "store/file.h"

#define CS_CASE_FILES_MAX 1000

/* A function of the client that is asked first for what a text uses: casus_case_set_finder in casus/case.h. */
enum cs_found { CS_FOUND_TEXT, CS_FOUND_LIBRARY, CS_FOUND_NOTHING };
struct cs_finder {
    enum cs_found (*find)(void *context, const struct cs_use *use, const char *by, const char **name, const char **text,
                          size_t *length);
    void *context;
};

/*
 * A text that replaces that of the file or text with this name in messages; or, if it is laid `over` a file, of the
 * file with this real path (cs_case_real), which need not exist.
 */
struct cs_case_overlay { struct cs_case_overlay *next; char *name, *bytes; size_t length; bool over; };

/* A supposition (lang/suppose.h), as it was given. `line`: it stands in no file. */
struct cs_case_supposition {
    struct cs_case_supposition *next;
    const char *name, *text;
    size_t length;
    bool line;
};

struct cs_case {
    struct cs_arena arena;
    struct cs_names names;
    struct cs_diagnostics diagnostics;
    struct cs_file *files; /* used files before those that use them */
    struct cs_symbols symbols;
    struct cs_plan *plan;  /* NULL if there were errors */
    bool dated;            /* once there is a plan: the records have a last moment (cs_case_last), */
    cs_instant last;       /* and this is it */
    struct cs_failure failure;

    struct cs_finder finder; /* `find` NULL: none */
    const struct cs_case_overlay *overlays; /* borrowed; set before anything is added */
    struct cs_case_file *read; /* by their real path; texts from memory by "text:NAME" */
    struct cs_case_folder *library;
    bool library_found;
    struct cs_file **tail;
    size_t file_count;
    struct cs_grades grades; /* of what is not left out: all, unless cs_case_grades was called */
    struct cs_case_supposition *suppositions; /* in their order */
    bool use_missing; /* a file that another uses was not found */
};

void cs_case_init(struct cs_case *c);
void cs_case_release(struct cs_case *c);
/* Reads a file and all that it uses. A mistake in their texts is a diagnostic; CASUS_OK then. */
casus_status cs_case_add(struct cs_case *c, const char *path);
/* For a path that does not exist: the file in its folder with the nearest name; NULL if none is near. */
const char *cs_case_near(struct cs_case *c, const char *path);
/* Reads these files sorted by name, so the order of the list changes nothing. */
casus_status cs_case_add_all(struct cs_case *c, const char *const *paths, size_t count);
/* Adds a text from memory, without the files that it uses: `bytes` are copied. Messages call it `name`. */
casus_status cs_case_add_text(struct cs_case *c, const char *name, enum cs_source_kind kind, const char *bytes,
                              size_t length);
/* The same with all that it uses, its kind by the ending of `name`. No text has this name yet. */
casus_status cs_case_add_text_with_uses(struct cs_case *c, const char *name, const char *bytes, size_t length);
/* Was a text from memory of this name added? */
bool cs_case_has_text(const struct cs_case *c, const char *name);
/*
 * Leaves out articles and answers whose grade is not in the list ("P,Pp"); those without a grade stay. Before
 * cs_case_check. A grade that nothing in the case has is CASUS_ERR_ARGUMENT.
 */
casus_status cs_case_grades(struct cs_case *c, const char *list);
/*
 * Adds the texts of a language, "ru" (language.c), for what was added so far; after the last file. "en" adds nothing. A
 * language for which the library has no texts is CASUS_ERR_ARGUMENT; the message lists those that there are.
 */
casus_status cs_case_language(struct cs_case *c, const char *code);
/* Has the case texts in this language (NULL: English)? *out: its name, CS_NO_NAME of English. */
bool cs_case_speaks(const struct cs_case *c, const char *code, cs_name *out);
/*
 * Lays a supposition over what was added, at the check. Its dates are read as those of the first record. Messages call
 * it `name`; of a `line`, which stands in no file, they give no line number.
 */
casus_status cs_case_suppose(struct cs_case *c, const char *name, const char *text, size_t length, bool line);
/* Checks all that was added and, unless there were errors, makes the plan. Once, after the last file. */
casus_status cs_case_check(struct cs_case *c);

/*
 * The same case with another text for one of its files, checked; `out` is initialized and empty. No text is read from a
 * disk or asked of the finder: the others are those of the case.
 */
casus_status cs_case_with(const struct cs_case *c, const struct cs_file *replaced, const char *text, size_t length,
                          struct cs_case *out);

/*
 * Adds a text at the end of a record of the checked case: entries, and what is said of them. It costs what they name,
 * however long the record is. *done false: they have a mistake, or the case must be read anew for them
 * (cs_case_with); then nothing has changed. The record ends with its last line end, or the text begins with one.
 *
 * What was made of the case before stays as it was, without the addition, and is given up or gone on with before
 * anything is asked of it (cs_answer_append). No thread may use the case meanwhile.
 */
casus_status cs_case_append(struct cs_case *c, struct cs_file *record, const char *text, size_t length, bool *done);

/*
 * All of it for some files. Mistakes of the texts are diagnostics; CASUS_OK then, and no plan. After any other status
 * *out, unless it is NULL for lack of memory, holds the failure, and is to be closed as well.
 */
casus_status cs_case_open(const char *const *paths, size_t count, struct cs_case **out);
void cs_case_close(struct cs_case *c);

/* Finds a particular, or an undeclared voice, by a name in any spelling. False if nobody has it. */
bool cs_case_party(const struct cs_case *c, const char *text, cs_name *out);
/* The kind of a file, by the ending of its name; false if it has none of the four. */
bool cs_case_kind(const char *path, enum cs_source_kind *out);
/*
 * The real path of a file, on the heap; of one that does not exist that of its folder with its name. NULL if the folder
 * does not exist either, or memory ran out (errno ENOMEM).
 */
char *cs_case_real(const char *path);
/* The real path of the file from which a text of the case was read, or over which it is laid; NULL: from memory. */
const char *cs_case_path_of(const struct cs_case *c, const struct cs_file *file);
/* The text that messages call so; else the one that was read from the file at this path. NULL if the case has none. */
const struct cs_file *cs_case_text_called(const struct cs_case *c, const char *name);
/* The path without its folders; a part of it. */
const char *cs_case_file_name(const char *path);
/*
 * The names of the records that the user named, "a.record and b.record"; without `endings` "a and b". If there is none,
 * the name of the last text. In the arena of the case; NULL if memory ran out.
 */
const char *cs_case_title(struct cs_case *c, bool endings);
/* The zone in which days of a report are meant: see cs_plan_zone. */
struct cs_zone cs_case_zone(const struct cs_case *c);
/* The same as the head of a file has it: with a zone of its own if the records that are named all declare that zone. */
struct cs_reckoning cs_case_reckoning(const struct cs_case *c);
/*
 * The last moment that the records have: the latest end of a dated entry; of an entry with an open end, the end of its
 * first day. False if nothing is dated.
 */
bool cs_case_last(const struct cs_case *c, cs_instant *end);
/* The same of one entry. */
bool cs_case_entry_end(const struct cs_entry *entry, cs_instant *end);

#endif
