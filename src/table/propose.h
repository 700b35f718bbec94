/* SPDX-License-Identifier: MIT */
/*
 * A map proposed from the first rows of a table: which columns are dates, states and other particulars, which values
 * stand for none. What is only likely stands as a comment, or behind a comment that begins with "unsure". The map
 * declares a word of its own for what a row says, so that it can be read without a treaty.
 */
#ifndef CS_TABLE_PROPOSE_H
#define CS_TABLE_PROPOSE_H

#include "base/buffer.h"
#include "table/profile.h"

struct cs_propose_wishes {
    const char *name; /* of the table, for the comment at the head */
    const char *bytes; /* those of which the profile was made */
    size_t length;
    bool whole;       /* the bytes are the whole table, not its beginning alone */
    bool codes;       /* numbers that look like codes of states are read as such; else each is a new particular */
};

/* Appends the map to `out`. */
void cs_propose(struct cs_profile *profile, const struct cs_propose_wishes *wishes, struct cs_buffer *out);
/* Is each line of the map short enough? The columns of a table without headers stand on one. */
bool cs_propose_fits(const struct cs_buffer *map);

#endif
