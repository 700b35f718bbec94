/* SPDX-License-Identifier: MIT */
/*
 * Generated records for measures: one group of entries for each day. A group is one course of events (an attack, a
 * request, some help); it depends only on its number.
 */
#ifndef BENCH_WORKLOAD_H
#define BENCH_WORKLOAD_H

#include "base/buffer.h"

struct workload {
    const char *name;
    const char *treaty;      /* beside bench/ */
    size_t group;            /* occurrences in a group */
    /* Lines that leave six questions open, and the same lines without a question; NULL after the last. */
    const char *const *open, *const *closed;
    void (*add)(size_t number, struct cs_buffer *out);
};

/* NULL if there is none of this number. */
const struct workload *workload_at(size_t number);

/*
 * Adds groups from *next on until `count` groups are made or the text has some 15 MB (a file may have 16). The first
 * part has the lines of the questions.
 */
void workload_part(const struct workload *workload, bool open, size_t count, size_t *next, struct cs_buffer *out);

#endif
