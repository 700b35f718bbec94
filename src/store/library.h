/* SPDX-License-Identifier: MIT */
/*
 * What the library offers to somebody who named it wrongly or not at all: the near name of a file, and the file that
 * declares a word that a case does not know. Only mistakes are helped; no text is added to the case.
 */
#ifndef CS_STORE_LIBRARY_H
#define CS_STORE_LIBRARY_H

#include "store/case.h"

/* A folder of the library. */
struct cs_case_folder { struct cs_case_folder *next; const char *path; };

/*
 * The name among the files of a folder that is nearest to `name`, in the arena; NULL if none is near. With `ending`
 * names are compared with their endings, of the three of casus; else without, and those in vocabulary/ and treaties/
 * below it count.
 */
const char *cs_library_near(struct cs_arena *arena, const char *folder, const char *name, bool ending);
/*
 * Says of each unknown word, kind and name which file of the library declares it. Several that one file would bring are
 * one mistake: the first of them stays.
 */
void cs_library_help(struct cs_case *c);

#endif
