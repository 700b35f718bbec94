/* SPDX-License-Identifier: MIT */
/*
 * A stream: occurrences that come row by row, in the order of time, from a table or a pipe, through the same run as the
 * entries of a record; what becomes of duties is told as it falls. The texts of the case may have entries of their own
 * (who is a member); they are there from the beginning.
 *
 *     rows, in order          run up to the row           what became of duties
 *     cs_stream_take  ----->  deadlines, rules  ----->    struct cs_stream_verdict, by a callback
 *     cs_stream_end
 *
 * A stream gives the verdicts that a run on a record of the same rows gives (R 12), and no others.
 *
 * Values. A row is made of values, which are numbers. A particular that the texts declare is its name. One that only
 * the table has ("incident 7") is made by cs_stream_integer or cs_stream_particular: it is identified by its kind and
 * its text, so that incident 7 and state 7 are two particulars, and is no name of the texts even where it reads like
 * one. How such a value is represented is the stream's own affair; it is used with this stream alone.
 *
 * Memory. A stream need not keep rows, nor duties of which nothing can become any more; it keeps what R 6.1 needs: that
 * a duty of this sentence has been. It keeps no reasons: whoever wants them runs the rows again as a record.
 *
 * A stream is used by one thread. The docket's failure is in `failure`; a function that returns a status other than
 * CASUS_OK and CASUS_ERR_ARGUMENT has ended the stream: then only cs_stream_free is allowed.
 */
#ifndef CS_RUN_STREAM_H
#define CS_RUN_STREAM_H

#include "docket/docket.h"

struct cs_stream;

/* A row of an event, or of a fact that begins or ends. */
struct cs_stream_row {
    uint32_t relation;     /* of the plan: an event or a fact that is not derived */
    bool ends;             /* of a fact: it ends with this day or instant; else it begins with it */
    bool hours;            /* the instant `start` is known; else it is some moment of the day */
    cs_instant start, end; /* of an instant start + 1; of a day its two ends. `end` exclusive */
    cs_day day;            /* the civil day in `offset` */
    struct cs_zone offset;
    uint64_t number;       /* from 1, by which verdicts name it; what one line of a table says has one number */
    /*
     * By column of the relation; CS_UNSAID: the role is left unsaid. Of an event column 0 is the occurrence: CS_UNSAID,
     * and the stream makes one, or a particular of the table by which other rows name it.
     */
    cs_value values[CS_COLUMNS_MAX];
};

/* What has become of a duty, a prohibition or an expectation: its state on the account from this instant on. */
struct cs_stream_verdict {
    cs_instant time;       /* at which the state begins; of a time that is over the first instant that is too late */
    cs_day day;            /* the civil day as which that counts: of a time that is over, the day after the last */
    bool hours;            /* what did it has an hour; else only the day is known */
    enum cs_state state;   /* "fulfilled", "violated", ..., or undetermined where the account leaves it open */
    cs_name article;       /* as of a duty (run/run_int.h): "CST 4(2)", or CS_NO_NAME */
    const struct cs_conclusion *conclusion; /* that founded it */
    cs_value holder, claimant;
    uint32_t relation;     /* of the act */
    const cs_value *act;   /* by column; good during the call */
    cs_instant since;      /* when it was founded (cs_stream_since) */
    uint64_t founded_by;   /* the number of the row that founded it; 0: none did */
    uint64_t done_by;      /* the number of the row by which it has this state; 0: time ran out, a state ceased */
    /* the instant of the run at which it is told, and whether behind the day that ends with it: the order of verdicts;
     * those alike stand in the order that is said below */
    cs_instant told_at;
    bool told_behind;
};

/* The day on which it was founded, and whether at an hour of it. */
void cs_stream_since(const struct cs_stream *stream, const struct cs_stream_verdict *verdict, cs_day *day, bool *hours);

/* Takes a verdict; false to stop: the call of the stream then returns CASUS_ERR_IO. */
typedef bool (*cs_take_verdict)(void *context, const struct cs_stream_verdict *verdict);

struct cs_stream_wishes {
    cs_name account;       /* on whose account verdicts are; CS_NO_NAME: the open one */
    cs_take_verdict take;
    const uint32_t *apart; /* the columns of the key by which rows can be told apart (plan/shard.h), or NULL */
    unsigned ways_off;     /* access paths that are switched off, for tests (plan/access.h); 0: none */
    void *context;
};

/*
 * A stream over the rules and entries of a plan, which outlives it. The words of which the table tells, and the roles
 * that they leave unsaid, are those of the map of the case (lang/tree.h) and of its entries: only rows like these may
 * be taken, since the plan says of them which orders of rows matter. The failure names what went wrong; then there is
 * no stream.
 */
casus_status cs_stream_new(const struct cs_plan *plan, const struct cs_stream_wishes *wishes,
                           struct cs_failure *failure, struct cs_stream **out);
void cs_stream_free(struct cs_stream *stream);

/*
 * A particular of the table, of a kind below `any`. The decimal text of an integer without leading zeros is the same
 * particular as that integer. CS_UNSAID only if memory ran out.
 */
cs_value cs_stream_integer(struct cs_stream *stream, cs_kind kind, uint32_t number);
/* The particular of 0, if that of each number up to CS_INTEGER_MAX is so much greater; else CS_UNSAID. */
cs_value cs_stream_first_integer(struct cs_stream *stream, cs_kind kind);
cs_value cs_stream_particular(struct cs_stream *stream, cs_kind kind, const char *text, size_t length);
/* A number (a role of kind number), by its canonical text, or any other name of the texts. */
cs_value cs_stream_name(struct cs_stream *stream, const char *text, size_t length);
/* The kind of a particular of the table; CS_KIND_ANY of a name of the texts. */
cs_kind cs_stream_kind(const struct cs_stream *stream, cs_value value);
/* Is it a name of the texts, which reads the same at all times? */
bool cs_stream_is_text(const struct cs_stream *stream, cs_value value);
/* The text of a value, which is not NUL-terminated. `room` holds it where it is an integer. */
const char *cs_stream_text(const struct cs_stream *stream, cs_value value, char room[24], size_t *length);

/*
 * Takes the next row: its `start` is not before that of the row before it. All that comes about before `start` has then
 * come about, and its verdicts were given. CASUS_ERR_ARGUMENT, with `failure` cleared and the reason in
 * cs_stream_refusal: the row cannot be taken, and nothing has changed: it comes too early; it ends a fact that no row
 * of the stream has begun and not ended; or it is about a particular that the texts have declared closed.
 */
casus_status cs_stream_take(struct cs_stream *stream, const struct cs_stream_row *row);
const char *cs_stream_refusal(const struct cs_stream *stream);
/* The end of the stream: runs up to `end`, exclusive, not before the end of the last row. Once, as the last call. */
casus_status cs_stream_end(struct cs_stream *stream, cs_instant end);

/*
 * The order of verdicts: as the run comes to them; those of one instant by the row that founded the duty, then by
 * article, holder and act, each in the order of their texts. A state is told as it becomes another than was told last
 * of the duty. "In force", "suspended" and "none" are not told.
 */

#endif
