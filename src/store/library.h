/* SPDX-License-Identifier: MIT */
/* The folders of the library, and the file whose name is nearest to a misspelt one. */
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

#endif
