/* SPDX-License-Identifier: MIT */
/*
 * A date as the record gives it: an interval of instants in which the occurrence lies, with the form it was written in.
 */
#ifndef CS_TIME_MOMENT_H
#define CS_TIME_MOMENT_H

#include <stddef.h>

#include "time/civil.h"

enum cs_moment_form {
    CS_MOMENT_NONE,   /* no date was given */
    CS_MOMENT_TIME,   /* an instant: 2022-09-13T06:00+04:00 */
    CS_MOMENT_DAY,    /* some one moment of the day */
    CS_MOMENT_MONTH,
    CS_MOMENT_YEAR,
    CS_MOMENT_RANGE,  /* [A..B], or about A within D: some one moment from A's start to B's end */
    CS_MOMENT_SPAN    /* A/B: throughout, from A's start to B's end; A or B may be open */
};

struct cs_moment {
    enum cs_moment_form form;
    cs_instant start, end;      /* end exclusive; of CS_MOMENT_TIME end == start + 1 */
    cs_day first, last;         /* civil days as written, in `offset` */
    int32_t offset;             /* minutes; as written, or the file's zone */
    bool offset_written;        /* the date itself carries an offset */
    bool hours;                 /* start (and end) are given to the minute */
};

/*
 * Reads YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm(Z|+hh:mm|-hh:mm), and nothing else, of `length` bytes.
 * Bare forms are taken in `zone`. Returns NULL, or what is wrong in a lawyer's words ("the month has no 31st day"),
 * a string that lives for ever.
 */
const char *cs_moment_parse(const char *text, size_t length, int32_t zone, struct cs_moment *out);
/* [a..b]; NULL or what is wrong (b ends before a starts). */
const char *cs_moment_range(struct cs_moment a, struct cs_moment b, struct cs_moment *out);
/* a/b; either may have form CS_MOMENT_NONE, which leaves that side open. */
const char *cs_moment_span(struct cs_moment a, struct cs_moment b, struct cs_moment *out);
/* about a within d: d before a's start to d after a's end. */
const char *cs_moment_about(struct cs_moment a, struct cs_duration d, struct cs_moment *out);
/* Reads "Z", "+04:00", "-03:30" of `length` bytes (within 18 hours); false if it is none. */
bool cs_offset_parse(const char *text, size_t length, int32_t *out);
/* As it would be written in a record; NUL-terminated, at most 96 bytes. */
char *cs_moment_text(const struct cs_moment *moment, char out[96]);

#endif
