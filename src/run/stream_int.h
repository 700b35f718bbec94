/* SPDX-License-Identifier: MIT */
/* Inside a stream: what it holds of rows (stream.c) and of verdicts (stream_told.c). */
#ifndef CS_RUN_STREAM_INT_H
#define CS_RUN_STREAM_INT_H

#include "run/bond_int.h"
#include "run/fetch.h"
#include "run/stream.h"

/* A row that is an occurrence. It stays at one place, the occurrence does not. */
struct told_row {
    struct cs_occurrence_row row;
    struct cs_cell cell;
    uint64_t number, part;    /* of the row; which statement of it */
    bool passes;              /* its occurrence is given back once the row is taken in */
    bool *written;            /* of the text of its name: was it written since the row came? */
    cs_value name_of_slot;    /* of a row that passes, once there was one; else CS_NO_NAME */
};

/* A fact that rows have begun and not ended. */
struct begun { struct cs_occurrence *fact; };

/* What is known of a bond: the state that was told last, which of those that wait it is, + 1; which statement of a row
 * founded it. */
struct told { enum cs_state state; uint32_t waits, part; };

/*
 * A bond to be told of, or a member of a family, with its holder; at which place something became of it last; its new
 * state, the row by which it has that; and what it is sorted by first: the row that founded it; of members of one
 * family their ranks, else the first letters of the holder, or 0.
 */
struct waiting {
    uint32_t bond, place;
    enum cs_state state;
    cs_value holder;
    uint32_t rank;
    uint64_t by, founded_by, letters;
};

/* The 64 holders of a block (ended.h), as far as they were known when they were sorted by their texts. */
struct ranked { uint32_t known; uint8_t order[64], rank[64]; }; /* the bits in that order; by bit its place */
struct spot { cs_instant time; cs_day day; bool hours; };

struct cs_stream {
    struct cs_docket *docket;
    struct cs_run *run;
    struct cs_stream_wishes wishes;
    struct cs_failure *failure;
    const char *refusal;
    char why[160];            /* the refusal, if it names something */
    struct cs_entry entry;    /* of all rows */
    struct cs_source source;
    uint32_t line_start;
    cs_instant last;          /* the start of the last row */
    cs_instant end;           /* the latest end of a row */
    uint64_t number, part;    /* of the last row; which statement of it */
    bool days;                /* some row was of a day without an hour */
    /* by relation: nothing looks back at its rows; and they are plain; its columns */
    struct passing { uint8_t how, columns; } *passing;
    /* occurrences of rows: those of the docket from `first` on */
    struct told_row **rows;
    size_t first, slots;
    uint32_t *free_slots;
    size_t free_slot_count;
    uint32_t plain;           /* the slot of plain rows, which has one at a time; or CS_NOWHERE */
    const cs_value *plain_values; /* what the plain row that is held says (cs_store_next) */
    struct cs_fetches fetches; /* what the row that is held will look up */
    uint32_t held;            /* the occurrence of the last row, which is not in the queue yet; or CS_NOWHERE */
    cs_instant held_start;
    struct cs_place held_place; /* of a plain row: where in time it is */
    uint32_t *pending;        /* rows that wait to be taken in and pass, as their numbers among `rows` */
    size_t pending_count, pending_capacity;
    cs_instant *open_starts, *open_ends; /* of days that may not be over */
    size_t open_count, open_start_capacity, open_end_capacity;
    size_t placement_capacity;
    struct begun *begun;
    size_t begun_count, begun_capacity;
    /* verdicts */
    struct told *told;
    size_t told_count, told_capacity;
    uint32_t *empty;          /* families from which all have parted */
    size_t empty_count, empty_capacity;
    struct waiting *waiting;  /* bonds that were touched at this instant */
    size_t waiting_count, waiting_capacity;
    size_t additions;         /* how often some were added: those of one family come sorted */
    struct spot *spots;       /* the places at which that was */
    size_t spot_count, spot_capacity;
    struct ranked *ranked;    /* by block of holders, of families that were told of */
    size_t ranked_count;
    cs_instant now;
    enum cs_phase phase;      /* of the last of them */
    bool stopped;             /* by the callback */
};

/* stream_told.c: after a step, notes what it did to bonds, which is told once its instant is over. */
void cs_stream_note(struct cs_stream *stream, const struct cs_item *item);
/* The same of a row that was taken in by itself and has done something: what it alone has settled is told at once. */
void cs_stream_note_alone(struct cs_stream *stream, const struct told_row *row);
/* Of bonds that have parted from families it is known what is known of these. */
void cs_stream_note_parted(struct cs_stream *stream);
/* Tells of all that has become of bonds at the instant that is over, and gives back those that are over. */
void cs_stream_tell(struct cs_stream *stream);

#endif
