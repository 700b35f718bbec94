/* SPDX-License-Identifier: MIT */
/*
 * Inside ballots that are not held (ballot.h): what their files share, and what explore.c does with the same things.
 *
 *   ballot_find.c  what a draft, a vote and a close are, as the vocabulary and the treaties say
 *   ballot_text.c  the made-up record in which members act on a draft, and its run
 *   ballot.c       its members, for and against, all ballots
 */
#ifndef CS_COUNSEL_BALLOT_INT_H
#define CS_COUNSEL_BALLOT_INT_H

#include "counsel/ballot.h"
#include "docket/docket_int.h"
#include "run/run_int.h"

#define CS_BALLOT_DRAFT "ballot0"
#define CS_BALLOT_ACTS_MAX 32
#define CS_BALLOT_FIRST 60 /* seconds after the draft */

/* An act that a member may do on a draft: the columns of member and draft, and one more that is filled in. */
struct act {
    uint32_t relation, member, draft, filled; /* filled: CS_NOWHERE if there is none */
    cs_value with;
};

struct holding {
    const struct cs_case *c;    /* as it is */
    const struct cs_ballot_wish *wish;
    struct cs_failure *failure;
    struct cs_ballot *ballot;
    const struct cs_plan *plan; /* of the case as it is */
    const struct cs_plan_row *row;
    uint32_t organ_column;
    uint32_t voter, voter_member, voter_draft; /* the fact that says who has a vote, and its columns */
    uint32_t adoption, adoption_draft;
    struct act acts[CS_BALLOT_ACTS_MAX];
    size_t act_count;
    uint32_t closing, closing_draft, closing_moment; /* closing_moment: CS_NOWHERE if it names none */
    const char *draft;
    cs_instant start;
};

/* ballot_find.c */

/* The line of the ledger by which drafts of the organ are decisions, who has a vote, and what adopts them. */
bool cs_ballot_find_row(struct holding *h, cs_name organ);
/* What a voter may do on a draft. */
void cs_ballot_find_acts(struct holding *h);
/* The event at which a draft is adopted, with the draft in one of its roles. */
bool cs_ballot_find_close(struct holding *h);
/* The same of a moment: the event that begins a fact with a moment at which the draft is adopted. */
bool cs_ballot_find_circulation(struct holding *h);

/* ballot_text.c */

/* A name in quotation marks, so that any name may stand; labels, numbers and moments as they are. */
void cs_ballot_add_value(const char *text, struct cs_buffer *out);
/* A statement of this relation; `texts` by column, NULL where nothing is said. */
void cs_ballot_add_statement(const struct cs_plan *plan, uint32_t relation, const char *const *texts,
                             struct cs_buffer *out);
/* The instant so many seconds after the start, and a space. */
void cs_ballot_add_time(const struct holding *h, int64_t second, struct cs_buffer *out);
/* The draft, unless it is one of the record. */
void cs_ballot_add_draft(const struct holding *h, struct cs_buffer *out);
void cs_ballot_add_act(const struct holding *h, const struct act *act, const char *member,
                       struct cs_buffer *out);
void cs_ballot_add_close(const struct holding *h, struct cs_buffer *out);
/* A case of the same texts, without what is supposed, to which others may be added; and what is supposed, last. */
casus_status cs_ballot_copy(const struct cs_case *of, struct cs_case *out);
casus_status cs_ballot_suppose(const struct cs_case *of, struct cs_case *out);
/* The case with the text of a ballot, checked; a mistake in a rule that is supposed is the failure. */
casus_status cs_ballot_make_case(const struct holding *h, const struct cs_buffer *text, struct cs_case *out);
casus_status cs_ballot_run_case(const struct holding *h, const struct cs_case *c, struct cs_answer **out);
/* The row of the draft in a ledger, or NULL. */
const struct cs_ledger_row *cs_ballot_decision(const struct holding *h, const struct cs_ledger *ledger);
/* The question whether the entry with a label happened, or CS_NOWHERE. */
uint32_t cs_ballot_question(const struct cs_answer *answer, const char *label);

/* ballot.c */

/* Is the draft of the wish one of the record, of the organ's line? Else the failure. */
casus_status cs_ballot_check_draft(const struct holding *h);
/*
 * How many members it takes that do one act while all others do another: with `some` of them, if they are the right
 * ones, the draft is adopted, with `any` whoever they are. An act NULL: nothing. Not `counted`: the rule asks for more
 * than numbers, so only all members are told, and none.
 */
struct cs_ballot_bound { const char *act, *other; size_t some, any; bool counted; };
/*
 * Of each act by which a draft is adopted if all do it, with each by which it is not; in the arena of the ballot, those
 * of one act beside each other with one text; none if not one is counted. Returns the status of the failure.
 */
casus_status cs_ballot_bounds(struct holding *h, struct cs_ballot_bound **bounds, size_t *count);
/* Who has a vote on the draft, in the order of the texts, as an answer has it. */
casus_status cs_ballot_members(struct holding *h, const struct cs_answer *answer);

#endif
