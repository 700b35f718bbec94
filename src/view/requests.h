/* SPDX-License-Identifier: MIT */
/*
 * Requests side by side: the model that the writers share. Each request is a column with items in the order of the
 * aspects below. The text of an item is from the record or the ledger; its states are by account.
 */
#ifndef CS_VIEW_REQUESTS_H
#define CS_VIEW_REQUESTS_H

#include "view/fold.h"
#include "view/legend.h"

enum cs_aspect {
    CS_ASPECT_DATE,
    CS_ASPECT_ROLE,       /* by, of, for, on, under: `name` is the preposition */
    CS_ASPECT_EFFECT,
    CS_ASPECT_DECIDED,    /* a decision and its outcome; `rule`: what it rests on; `days` after the request */
    CS_ASPECT_OWED,
    CS_ASPECT_EXPECTED,
    /* about the same: what performed what is owed, is of its kind, or was done for who asked; `days` after it */
    CS_ASPECT_DONE,
    CS_ASPECT_LEFT_OUT,
    CS_ASPECT_DEFERRED,
    CS_ASPECT_SUBSTITUTED,
    CS_ASPECT_COUNT
};

struct cs_request_item {
    enum cs_aspect aspect;
    const char *name;      /* "by", "decided" */
    const char *id;        /* of a row or rows of the ledger, or NULL */
    const char *text;
    const char *rule;      /* or NULL */
    const enum cs_state *states; /* by account; NULL: the item has no state */
    const struct cs_line *line;  /* of which it tells, or NULL */
    const uint32_t *questions;
    size_t question_count;
    const char *const *concluded; /* on what the record concludes a row or rows rest (cs_line) */
    size_t concluded_count;
    bool has_days;
    /* after the request, below 0 before it; they differ where a date is not exactly known */
    int32_t days, days_most;
};

struct cs_request_column {
    const char *label;     /* "r1", or its date and words */
    struct cs_request_item *items;
    size_t count, capacity;
};

struct cs_request_table {
    struct cs_arena arena;
    struct cs_legend legend;
    struct cs_request_column *columns;
    size_t count;
};

/* Makes the table of the report's requests. Release in any case; the user checks whether the arena has failed. */
void cs_request_table_init(struct cs_request_table *table, const struct cs_report *report);
void cs_request_table_release(struct cs_request_table *table);

#endif
