/* SPDX-License-Identifier: MIT */
/*
 * Remedies from the library, for diagnostics: the file whose name is nearest to a misspelt one, and the file that
 * declares a word that a case does not know. No text is added to the case.
 */
#ifndef CS_STORE_LIBRARY_H
#define CS_STORE_LIBRARY_H

#include "store/case.h"

/* A folder of the library. */
struct cs_case_folder { struct cs_case_folder *next; const char *path; };

/*
 * The file name in a folder that is nearest to `name`, in the arena; NULL if none is near. With `ending` names are
 * compared with their endings (.casus, .treaty, .record); else without, and files in its vocabulary/ and treaties/ are
 * compared as well.
 */
const char *cs_library_near(struct cs_arena *arena, const char *folder, const char *name, bool ending);
/*
 * Adds to each diagnostic of an unknown word, kind or name which file of the library declares it. Of several that one
 * file declares only the first diagnostic is kept.
 */
void cs_library_help(struct cs_case *c);

#endif
