/* SPDX-License-Identifier: MIT */
/* Shared by case.c, case_use.c, case_overlay.c, case_suppose.c and language.c. */
#ifndef CS_STORE_CASE_INT_H
#define CS_STORE_CASE_INT_H

#include "store/case.h"

#define CS_TEXT_KEY "text:" /* the key of a text from memory is this and its name */

/* A file that was read, by its real path; or a text, by CS_TEXT_KEY and its name. */
struct cs_case_file {
    struct cs_case_file *next;
    const char *real;
    struct cs_file *file; /* NULL while what it uses is read */
    const char *bytes;    /* of a text from memory; NULL: of a file */
    size_t length;
};

/* A path in the arena of the case; NULL, with the failure set, if it is too long or memory ran out. */
__attribute__((format(printf, 2, 3), noinline)) const char *cs_case_path(struct cs_case *c, const char *format, ...);
/* Finds the folders of the library, once. */
void cs_case_find_library(struct cs_case *c);
/* Is there such a file? An error such as EACCES does not mean "no": it is set as the failure. */
bool cs_case_is_there(struct cs_case *c, const char *path);
/*
 * A file to be read, and its name in messages: of a file of the library its path within the library, of any other the
 * path as it was given. So messages are the same wherever casus is installed. Without a path there is none.
 */
struct cs_used { const char *path, *name; };
/* What a `use` line names, from a file in this folder, which messages call `shown`; else a diagnostic. */
__attribute__((noinline)) struct cs_used cs_case_find_unquoted(struct cs_case *c, const struct cs_use *use,
                                                               const char *folder, const char *shown);
struct cs_used cs_case_find_quoted(struct cs_case *c, const struct cs_use *use, const char *folder, const char *shown);
/* The diagnostic that there is none. */
struct cs_diagnostic *cs_case_use_nowhere(struct cs_case *c, const struct cs_use *use);
/* The folder of a file, with its slash; "" if it is named without one. */
const char *cs_case_folder_of(struct cs_case *c, const char *path);
/*
 * The text that is laid over the file with this real path, or (`over` false) that replaces the one of this name; or
 * NULL.
 */
const struct cs_case_overlay *cs_case_overlay_of(const struct cs_case *c, const char *name, bool over);
/* Is a text laid over the file at this path, which need not exist? */
__attribute__((noinline)) bool cs_case_laid_over(struct cs_case *c, const char *path);
/* Reads a file, or the overlay that replaces it or is laid over it, with a NUL behind it. */
__attribute__((noinline)) casus_status cs_case_read(struct cs_case *c, const char *path, const char *name,
                                                    const char *real, const char **bytes, size_t *length);
/* Adds a file, which messages call `name`, and what it uses. */
casus_status cs_case_add_file(struct cs_case *c, const char *path, const char *name);
/* Asks the finder for a text that goes with another one, and adds it if there is one. */
casus_status cs_case_add_asked(struct cs_case *c, const char *wanted, const char *by);
/* Adds a file behind the others of the case, read under this key (cs_case_file.real); NULL: under none. */
void cs_case_link(struct cs_case *c, struct cs_file *file, const char *key);
/* Lays a supposition over the files, before they are checked. */
casus_status cs_case_lay(struct cs_case *c, const struct cs_case_supposition *supposition);

#endif
