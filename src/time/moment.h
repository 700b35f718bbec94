/* SPDX-License-Identifier: MIT */
/*
 * A date as the record gives it (R 8): the interval in which the occurrence lies, and the form in which it was written.
 *
 * The forms are those of ISO 8601-2 (EDTF) levels 0 and 1, and three of casus: [A..B], about A within D, and a side
 * of A/B that is itself one of these. What a season, a mark (? ~ %) or a time without an offset means is said by the
 * head of the file, in a struct cs_reckoning; if the head does not say it, such a date is refused (R 8.6, 8.7).
 */
#ifndef CS_TIME_MOMENT_H
#define CS_TIME_MOMENT_H

#include <stddef.h>

#include "time/zone.h"

enum cs_moment_form {
    CS_MOMENT_NONE,   /* no date was given */
    CS_MOMENT_TIME,   /* an instant: 2022-09-13T06:00+04:00 */
    CS_MOMENT_DAY,    /* one moment of the day, it is not known which; likewise the five forms below */
    CS_MOMENT_MONTH,
    CS_MOMENT_SEASON, /* 2022-21: three months, the first of them in that year */
    CS_MOMENT_YEAR,
    CS_MOMENT_DECADE, /* 201X */
    CS_MOMENT_CENTURY, /* 20XX */
    CS_MOMENT_RANGE,  /* [A..B], or about A within D: one moment from A's start to B's end */
    CS_MOMENT_SPAN    /* A/B: all the time from A's start to B's end; A or B may be open or unknown (R 8.8, 8.9) */
};

enum cs_seasons { CS_SEASONS_UNSAID, CS_SEASONS_NORTHERN, CS_SEASONS_SOUTHERN };

/* How the dates of a file are read: the lines `zone`, `seasons`, `approximate` and `uncertain` of its head. */
struct cs_reckoning {
    struct cs_zone zone;   /* for days and times without an offset; UTC if not given */
    bool has_zone;
    enum cs_seasons seasons;
    bool has_approximate, has_uncertain;
    struct cs_duration approximate, uncertain; /* the tolerances of ~ and ?; % has the sum of both */
};

/* A plain date as written. `month` and `day` are 0 if not given; `month` 21 to 24 is a season. */
struct cs_given {
    int32_t year;          /* the first possible one, if digits are X */
    int8_t month, day;
    int8_t year_open;      /* digits of the year that are X: 0, 1 or 2 */
    bool month_open, day_open; /* XX */
    char mark;             /* ? ~ %, or 0 */
};

struct cs_moment {
    enum cs_moment_form form;
    cs_instant start, end;      /* end exclusive; of CS_MOMENT_TIME end == start + 1 */
    cs_day first, last;         /* civil days as written, in `offset`, both included */
    struct cs_zone offset;      /* as written, or the file's zone */
    struct cs_zone zone;        /* of the file in which it stands */
    bool offset_written;        /* the date itself has an offset */
    bool hours;                 /* start (and end) are given as times, not days */
    bool unsure;                /* it has a mark or an X, or is [A..B]: as a side of A/B it is one of its days */
    /* of A/B: the last day on which it may have begun, the first on which it may have ended; else `first`, `last` */
    cs_day begins_last, ends_first;
    bool begins_hours;          /* of A/B: A is an instant */
    bool end_unknown;           /* A/: the end is not known (R 8.9), and `end` is CS_TIME_NEVER */
    bool begin_unknown;         /* /B: the beginning is not known, and `start` is CS_TIME_ALWAYS */
    struct cs_given from, to;   /* as written; a plain date, and "about", have only `from` */
};

/*
 * Reads a text of `length` bytes that is one date of EDTF level 0 or 1 and no interval. Returns NULL, or what is wrong
 * with it in plain words ("the month has no 31st day"), a string constant; *out is then zeroed.
 */
const char *cs_moment_read(const char *text, size_t length, const struct cs_reckoning *reckoning,
                           struct cs_moment *out);
/* The same for a date that must be certain (R 8.10): no season, no mark, no X. */
const char *cs_moment_certain(const char *text, size_t length, const struct cs_reckoning *reckoning,
                              struct cs_moment *out);
/* The same: days without an offset are in `zone`, and a time without one is none. */
const char *cs_moment_parse(const char *text, size_t length, struct cs_zone zone, struct cs_moment *out);
/* [a..b]. NULL, or what is wrong (b ends before a starts). */
const char *cs_moment_range(struct cs_moment a, struct cs_moment b, struct cs_moment *out);
/*
 * a/b (R 8.8). Either may have form CS_MOMENT_NONE, which leaves that side open. A side that is unsure is one of its
 * days, it is not known which; a plain month, season or year is included as a whole.
 */
const char *cs_moment_span(struct cs_moment a, struct cs_moment b, struct cs_moment *out);
/* The last day on which it may have happened, or begun (of A/B). */
cs_day cs_moment_last_beginning(const struct cs_moment *moment);
/* The date on which A/B began; A must not be open. Any other date is returned as it is. */
struct cs_moment cs_moment_beginning(const struct cs_moment *moment);
/* "about a within d": from d before a's start to d after a's end. NULL, or what is wrong. */
const char *cs_moment_about(struct cs_moment a, struct cs_duration d, struct cs_moment *out);
/*
 * Reads an offset of `length` bytes, "Z", "+04", "+04:00", "-03:30", at most 18 hours; false if it is none. "-00:00" is
 * none: some write it for an offset that is not known, and unknown is not zero.
 */
bool cs_offset_parse(const char *text, size_t length, int32_t *out);
/* As it is written in a record; NUL-terminated, at most 96 bytes. */
char *cs_moment_text(const struct cs_moment *moment, char out[96]);

#endif
