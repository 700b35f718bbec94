/* SPDX-License-Identifier: MIT */
/* What the first rows of a table show of its columns: for the map that is proposed (propose.h). */
#ifndef CS_TABLE_PROFILE_H
#define CS_TABLE_PROFILE_H

#include "base/memory.h"
#include "base/failure.h"

#define CS_PROFILE_VALUES_MAX 16 /* so many different values of a column are told apart */

/* What stands for no value, as data sets of the field have it. */
enum cs_marker { CS_MARKER_NONE, CS_MARKER_MISSING, CS_MARKER_INAPPLICABLE, CS_MARKER_CONTINUING };
enum cs_marker cs_marker_of(const char *text, size_t length);

struct cs_profile_value { const char *text; size_t count; };

struct cs_column_profile {
    const char *header;  /* NULL: the table has no row of headers */
    const char *word;    /* by which a map may call it: a small word, which no other column has */
    const char *stem;    /* the header in small letters, without what is no letter or digit */
    size_t filled;       /* rows that have a value there, markers left out */
    size_t empty;
    size_t whole;        /* of the filled: whole numbers, with the least and the greatest */
    long long least, greatest;
    size_t of_year, of_month, of_day, of_code; /* of the whole ones: 0 or 1000 to 2200; to 12; to 31; 1 to 999 */
    size_t iso, ordered, words; /* of the filled: 2020-05-01; 5/1/2020; of letters and spaces alone */
    long long first_part, second_part;    /* of the ordered: the greatest of each */
    char between;                         /* of the ordered: what stands between the parts */
    bool rises;          /* whole numbers none of which is less than the one before it */
    struct cs_profile_value values[CS_PROFILE_VALUES_MAX], markers[CS_PROFILE_VALUES_MAX];
    size_t value_count, marker_count;
    bool many;           /* there are more values */
};

struct cs_profile {
    struct cs_arena arena;
    char separator;
    bool headers;
    size_t rows, bad;    /* rows that were looked at, and such that cannot be read */
    struct cs_column_profile *columns;
    size_t count;
};

/* Has the grammar this word? It may mean something else in a map. */
bool cs_profile_word_taken(const char *word);
/* Of bytes that are the beginning of a table, or all of it. CASUS_ERR_ARGUMENT: there is nothing to read in them. */
casus_status cs_profile_read(struct cs_profile *profile, const char *bytes, size_t length, struct cs_failure *failure);
/*
 * How many rows have something in each column, by the values of one column: filled[value * count + column]. In the
 * arena of the profile; NULL if memory ran out.
 */
size_t *cs_profile_filled(struct cs_profile *profile, size_t column, const char *bytes, size_t length);
void cs_profile_release(struct cs_profile *profile);

#endif
