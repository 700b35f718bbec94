/* SPDX-License-Identifier: MIT */
/* What the files of `casus scan` share: its arguments, its tables, a scan over some of them. */
#ifndef CS_CLI_SCANNING_H
#define CS_CLI_SCANNING_H

#include <stdint.h>
#include <time.h>

#include "cli/input.h"
#include "cli/session.h"

#define CS_SORT_MEMORY_USUAL ((size_t)256 << 20) /* of a scan that sorts its rows */

struct cs_scan_group { const char *map; size_t first, end; }; /* the tables of a map */

struct cs_scanning {
    const struct cs_invocation *invocation;
    struct cs_session session;
    const char **texts;   /* the treaties, vocabularies and records, then the maps */
    size_t text_count, map_count;
    const char **tables;
    size_t table_count;
    struct cs_scan_group *groups;
    size_t group_count;
    size_t jobs;          /* 0: one, in this process */
    const char *unit;     /* or NULL: rows as they fall */
    struct casus_scan_wishes wishes;
    struct cs_input *inputs; /* the tables that are being read */
    uint64_t size;        /* of all tables, or 0 if it is not known */
    uint64_t rows, bad;   /* of all scans that were counted */
    uint64_t told;        /* bad rows that were met */
    struct timespec began;
    uint64_t read;        /* rows, as last told; of tables that are sorted all of them, once they are taken */
    bool taking;          /* they are sorted, and are taken since `began` */
    bool progress;        /* a line of progress stands on the terminal */
};

/* The tables of a group through a scan of a case, which is the caller's in any case. */
enum cs_exit cs_scanning_tables(struct cs_scanning *s, const struct cs_session *session,
                                const struct cs_scan_group *group, const struct casus_scan_wishes *wishes,
                                casus_sink sink, casus_scan **out);
/* Notes how many rows a scan has read, and how many were bad. */
void cs_scanning_count(struct cs_scanning *s, const casus_scan *scan);
/* "1,000,000 rows, 3 of them bad": where some were. Returns the exit status of the program. */
enum cs_exit cs_scanning_sum_up(const struct cs_scanning *s, enum cs_exit result);

void cs_scanning_end_progress(struct cs_scanning *s);
/* The callback of bad rows; its context is a struct cs_scanning. */
void cs_scanning_show_bad(void *context, const struct casus_bad_row *row);

/* scan_jobs.c: reads --shard and --jobs */
enum cs_exit cs_scanning_shards(struct cs_scanning *s);
/* All shards at once. `*many` false, and nothing has failed: the rows cannot be told apart, and one scan is to run. */
enum cs_exit cs_scanning_jobs(struct cs_scanning *s, bool *many);
/* Writes the rows of all parts; of a scan that stopped at a bad row the failure has no message. */
casus_status cs_scanning_merge(struct cs_scanning *s, const struct casus_scan_input *parts, size_t count,
                               struct casus_failure *failure);

/* scan_units.c: reads the options of units */
enum cs_exit cs_scanning_unit(struct cs_scanning *s);
/* the rows of all tables as one case, of which units or the record are written, or reasons */
enum cs_exit cs_scanning_units(struct cs_scanning *s);

#endif
