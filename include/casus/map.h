/* SPDX-License-Identifier: MIT */
/* A map for a table (casus/scan.h), proposed from its first rows. Calling conventions: casus.h. */
#ifndef CASUS_MAP_H
#define CASUS_MAP_H

#include <stdbool.h>
#include <stddef.h>

#include "casus/file.h"
#include "casus/sink.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Zero it, then set `size` and the members that you need. */
struct casus_map_wishes {
    size_t size;
    const char *name; /* of the table, for a comment */
    bool whole;       /* the bytes are the whole table, not its beginning alone */
    bool plain;       /* numbers that look like codes of states are particulars of their own, not codes of a list */
};

/*
 * The text of a map that says what the columns are: dates, states by their codes, other particulars, values that stand
 * for none. What is not certain stands behind a comment that says so. The bytes are UTF-8, unpacked, and end with a
 * row. CASUS_ERR_ARGUMENT: the table is empty. CASUS_ERR_LIMIT: it has no headers, and too many columns for one line.
 */
CASUS_MUST_USE casus_status casus_map_propose(const char *bytes, size_t length, const struct casus_map_wishes *wishes,
                                              casus_sink sink, struct casus_failure *failure);

#ifdef __cplusplus
}
#endif

#endif
