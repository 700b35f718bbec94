/* SPDX-License-Identifier: MIT */
/*
 * A date as the record gives it: an interval of instants in which the occurrence lies, with the form it was written in.
 *
 * The forms are those of ISO 8601-2 (EDTF) levels 0 and 1, and three of our own: [A..B], about A within D, and a side
 * of A/B that is itself one of these. What a season, a mark (? ~ %) or a time without its offset stands for is nothing
 * that a date says by itself: the head of a file says it, in a struct cs_reckoning. Where it says nothing such a date
 * is refused.
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
    CS_MOMENT_SEASON, /* 2022-21: three months, the first of them in that year */
    CS_MOMENT_YEAR,
    CS_MOMENT_DECADE, /* 201X */
    CS_MOMENT_CENTURY, /* 20XX */
    CS_MOMENT_RANGE,  /* [A..B], or about A within D: some one moment from A's start to B's end */
    CS_MOMENT_SPAN    /* A/B: throughout, from A's start to B's end; A or B may be open, B not known */
};

enum cs_seasons { CS_SEASONS_UNSAID, CS_SEASONS_NORTHERN, CS_SEASONS_SOUTHERN };

/* What the dates of a file stand for, as its head says. */
struct cs_reckoning {
    int32_t zone;          /* of bare days; 0 if the file does not say */
    bool has_zone;
    enum cs_seasons seasons;
    bool has_approximate, has_uncertain;
    struct cs_duration approximate, uncertain; /* how far ~ and ? may be off; % as far as both together */
};

/* A plain date as written. `month` 21 to 24 is a season; 0 was not given. */
struct cs_given {
    int32_t year;          /* the first one, where digits are left open */
    int8_t month, day;
    int8_t year_open;      /* digits of the year that are X: 0, 1 or 2 */
    bool month_open, day_open; /* XX */
    char mark;             /* ? ~ %, or 0 */
};

struct cs_moment {
    enum cs_moment_form form;
    cs_instant start, end;      /* end exclusive; of CS_MOMENT_TIME end == start + 1 */
    cs_day first, last;         /* civil days as written, in `offset` */
    int32_t offset;             /* minutes; as written, or the file's zone */
    int32_t zone;               /* minutes; of the file in which it stands */
    bool offset_written;        /* the date itself carries an offset */
    bool hours;                 /* start (and end) are given to the minute */
    bool unsure;                /* it has a mark or an X, or is [A..B]: what stands throughout has no such border */
    /* of A/B: the last day on which it may have begun, the first with which it may have ended; else as first, last */
    cs_day begins_last, ends_first;
    bool begins_hours;          /* of A/B: A is an instant */
    bool end_unknown;           /* A/: `end` is CS_TIME_NEVER, as far as can be told */
    struct cs_given from, to;   /* as written; of a plain date, and of about, only `from` */
};

/*
 * Reads a date of EDTF level 0 or 1 that is no interval, and nothing else, of `length` bytes. Returns NULL, or what is
 * wrong in a lawyer's words ("the month has no 31st day"), a string that lives for ever.
 */
const char *cs_moment_read(const char *text, size_t length, const struct cs_reckoning *reckoning,
                           struct cs_moment *out);
/* The same for what has to be certain: no season, no mark, no X. Bare forms are taken in `zone`. */
const char *cs_moment_parse(const char *text, size_t length, int32_t zone, struct cs_moment *out);
/* [a..b]; NULL or what is wrong (b ends before a starts). */
const char *cs_moment_range(struct cs_moment a, struct cs_moment b, struct cs_moment *out);
/*
 * a/b; either may have form CS_MOMENT_NONE, which leaves that side open. A side that is unsure may lie on any day of
 * its stretch; a plain month or year stands whole.
 */
const char *cs_moment_span(struct cs_moment a, struct cs_moment b, struct cs_moment *out);
/* Of A/B, which has a beginning: when what lasts so long began. Any other date is that already. */
struct cs_moment cs_moment_beginning(const struct cs_moment *moment);
/* about a within d: d before a's start to d after a's end. */
const char *cs_moment_about(struct cs_moment a, struct cs_duration d, struct cs_moment *out);
/* Reads "Z", "+04", "+04:00", "-03:30" of `length` bytes (within 18 hours); false if it is none. */
bool cs_offset_parse(const char *text, size_t length, int32_t *out);
/* As it would be written in a record; NUL-terminated, at most 96 bytes. */
char *cs_moment_text(const struct cs_moment *moment, char out[96]);

#endif
