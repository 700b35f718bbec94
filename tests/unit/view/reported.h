/* SPDX-License-Identifier: MIT */
/* The ledger of a small case as a report with default wishes. */
#ifndef TESTS_UNIT_VIEW_REPORTED_H
#define TESTS_UNIT_VIEW_REPORTED_H

#include "unit/given.h"

#include "view/view.h"

#define REPORTED_WORDS                                                                               \
    "kind state\nname state Alden, Borea, Cassia, Dorn\nevent strike on state\n" \
    "event plea by state of state on occurrence\n" \
    "event help by state to state on occurrence after plea\nevent veto by state\nrow request r: plea by state\n" \
    "treaty Pact \"a pact\"\narticle 1\nwhen r: plea by asker of helper\n"                           \
    "then helper owes asker help by helper to asker on r within 3 days\n"
#define REPORTED_DISPUTED                                                                            \
    REPORTED_WORDS "account Alden, Borea\n2022-01-10 p1: plea by Alden of Borea, Cassia, Dorn\n"     \
    "2022-01-12 h1: help by Borea to Alden on p1\n  says Borea\n  denies Alden\n"

struct reported {
    struct given g;
    struct cs_report report;
    struct cs_arena arena;
    struct cs_buffer out;
};

static inline void given_report(struct reported *r, const char *text, const char *date)
{
    given_ledger(&r->g, text, day(date));
    r->report = (struct cs_report){.ledger = r->g.ledger, .as_of = date, .end = day(date)};
    cs_arena_init(&r->arena);
    cs_buffer_init(&r->out);
}

static inline void release_report(struct reported *r)
{
    cs_buffer_release(&r->out);
    cs_arena_release(&r->arena);
    release_ledger(&r->g);
}

/* Asserts what was written since the last call. */
static inline void assert_written(struct reported *r, const char *expected)
{
    assert_string_equal(cs_buffer_string(&r->out), expected);
    cs_buffer_clear(&r->out);
}

#endif
