/* SPDX-License-Identifier: MIT */
/* A proposal for a map (propose.h): what was chosen of the table, which is then written. */
#ifndef CS_TABLE_PROPOSE_INT_H
#define CS_TABLE_PROPOSE_INT_H

#include <string.h>

#include "table/propose.h"

#define GROUPS_MAX 12
#define CHOSEN_MAX 4

enum use { USE_NONE, USE_DATE, USE_STATE, USE_THING, USE_CASES };

/* A date: in one column, or its parts in several. */
enum form { FORM_DAYS, FORM_ORDERED, FORM_SECONDS, FORM_PARTS };
struct group { enum form form; char stem[48]; size_t columns[3]; bool has[3]; };

struct proposal {
    struct cs_profile *profile;
    const struct cs_propose_wishes *wishes;
    struct cs_buffer *out;
    enum use *uses;       /* by column */
    struct cs_arena arena;
    struct group groups[GROUPS_MAX];
    size_t group_count;
    const struct group *from, *to, *dated; /* `to` NULL: what a row says is of one date */
    size_t chosen[CHOSEN_MAX], chosen_count; /* the particulars of which a row speaks */
    size_t cases;         /* the column that says what happened, or SIZE_MAX */
    size_t *filled;       /* by its values and columns (cs_profile_filled) */
};

static inline const struct cs_column_profile *column(const struct proposal *p, size_t index)
{
    return &p->profile->columns[index];
}

static inline bool has(const char *text, const char *part)
{
    return strstr(text, part) != NULL;
}

/* How exact the date is; 0: its year is in no column. */
int cs_propose_exactness(const struct group *g);
/* Are nearly all its values codes of states? */
bool cs_propose_codes(const struct cs_column_profile *c);

/* propose_write.c: appends the map of what was chosen. */
void cs_propose_write(struct proposal *p);

#endif
