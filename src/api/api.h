/* SPDX-License-Identifier: MIT */
/*
 * The opaque types of the public headers. Each holds an object of another room, the case that it keeps alive, and the
 * failure of the last call on it.
 */
#ifndef CS_API_API_H
#define CS_API_API_H

#include <pthread.h>
#include <stdatomic.h>

#include "answer/checking.h"
#include "answer/follow.h"
#include "answer/verify.h"
#include "casus/casus.h"
#include "counsel/explore.h"
#include "counsel/how.h"
#include "counsel/lint.h"
#include "counsel/pivots.h"
#include "counsel/power.h"
#include "store/case.h"
#include "write/write.h"

/* A file, or a text from memory, that was added; it is added again when a text is replaced. */
struct cs_api_added { char *name, *bytes; size_t length; bool from_memory; };

struct casus_case {
    struct cs_case texts;
    struct cs_api_added *added;
    size_t added_count, added_capacity;
    struct cs_case_overlay *overlays; /* texts that were replaced */
    casus_finder finder;
    void *finder_context;
    bool checked;
    bool entered;            /* lines were entered into its texts, which are not those that were added */
    pthread_mutex_t lock;    /* guards `last_call`: several threads may ask for answers */
    const char *title, *name; /* names of the added records, with and without their endings; set by the check */
    const char *grades;      /* as set, or NULL */
    const char *supposed;    /* what is supposed, for the heads of reports; or NULL */
    struct cs_failure last_call; /* of the last call; a failure of the texts themselves is in `texts` */
    atomic_size_t users;     /* how many keep it alive: its owner, until it frees it, and all objects made from it */
};

struct casus_answer {
    casus_case *of;
    size_t users;            /* its owner, and the casus_changes and casus_next made from it */
    struct cs_answer *answer;
    bool borrowed;           /* `answer` belongs to a reply or an act */
    bool as_of_given;        /* the wishes have a date */
    struct cs_documents documents;
    struct cs_buffer readings; /* as wished: "Immediately=Strict, Burden=Each Party" */
    struct cs_failure last_call; /* of the last call; a failure of the answer itself is in `answer` */
    struct cs_arena arena;   /* memory of what the library returns from it */
    const struct cs_entry **entries; /* of the records; listed when they are first asked for */
    size_t entry_count;
};

struct casus_reply {
    casus_case *of;
    struct cs_inquiry inquiry;
    casus_answer *shown; /* the answer that it was taken from; NULL if it was not understood */
};

struct casus_next {
    casus_answer *of;
    struct cs_next *next;
    const char *party; /* or NULL */
};

struct casus_changes {
    casus_answer *before, *after;
    struct cs_changes *changes;
};

struct casus_pivots {
    casus_reply *of;
    struct cs_arena arena;
    struct cs_credence *judges;
    struct cs_pivots *lines; /* by subject of the reply */
    size_t line_count;
};

struct casus_voting {
    casus_case *of;
    struct cs_power power;
    char *organ, *rule; /* rule: NULL as it is */
    char as_of[32];
};

struct casus_exploration {
    casus_case *of;
    struct cs_explore explore;
    char *organ, *draft, *rule; /* draft, rule: or NULL */
    char as_of[32];
};

struct casus_how {
    casus_case *of;
    struct cs_how how;
    char as_of[32];
};

struct casus_lint {
    casus_case *of;
    struct cs_diagnostics findings;
};

struct casus_act {
    casus_case *of;
    const struct cs_source *record;
    const char *text;             /* of the record as it was read, of this length */
    size_t length;
    struct cs_act act;
    casus_case *with;             /* the case with it, or NULL: of what stands alone made when it is asked for */
    bool alone;                   /* it is tried, or run, in the case itself (cs_act_place) */
    bool fits;                    /* it was understood, and there it has no mistake */
    struct cs_follow *follow;     /* what becomes otherwise by it; NULL if it was not understood */
    struct { casus_answer *without, *with; } *moments; /* by date of `follow` */
    casus_answer *before, *after; /* of its own date; NULL if it was not understood */
    size_t *changes;              /* rows of `after` */
    size_t change_count;
    const char *addition;
    char *left_out;               /* which dates were left out, or NULL */
};

struct casus_verdicts {
    casus_case *of;
    struct cs_verdicts *verdicts;
};

struct casus_checking {
    struct cs_checking checking;
};

/* Stores the failure of a call for casus_case_message, and returns its status, which may be CASUS_OK. */
casus_status cs_api_case_result(casus_case *c, const struct cs_failure *failure);
/* Refuses a call on the case: CASUS_ERR_ARGUMENT with this message, or the failure of its texts. */
casus_status cs_api_case_refuse(casus_case *c, const char *why);
/* replace.c: notes what is added (`text` NULL: a file), to add it again; frees all notes. */
casus_status cs_api_case_note(casus_case *c, const char *name, const char *text, size_t length);
void cs_api_case_forget(casus_case *c);
/* A copy, to be freed; NULL of NULL, or if memory ran out: then that is the failure. */
char *cs_api_copy(const char *text, struct cs_failure *failure);
/* One user less; the last one frees the case, or the answer. */
void cs_api_case_leave(casus_case *c);
void cs_api_answer_leave(casus_answer *a);

/* CASUS_OK if the case is checked and has a plan; else the failure, cleared before, says why not. */
casus_status cs_api_case_ready(const casus_case *c, struct cs_failure *failure);
/* The wishes, read: *all with every member set, *out for the engine. `date`, unless NULL, overrides their `as_of`. */
casus_status cs_api_wishes(const casus_case *c, const struct casus_wishes *given, const char *date,
                           struct cs_wishes *out, struct casus_wishes *all, struct cs_failure *failure);
/*
 * Makes a casus_answer of an answer of the engine, with the readings and documents of the wishes. NULL if that fails;
 * then the failure says why, and `answer` is freed unless it is borrowed.
 */
casus_answer *cs_api_answer(casus_case *c, struct cs_answer *answer, bool borrowed, const struct casus_wishes *wishes,
                            struct cs_failure *failure);
/* The report that writers read, of this answer. */
struct cs_report cs_api_report(const casus_answer *a);

casus_status cs_api_diagnostic(const struct cs_diagnostics *diagnostics, size_t index, struct casus_diagnostic *out);
casus_status cs_api_write_diagnostics(const struct cs_diagnostics *diagnostics,
                                      const struct casus_diagnostic_style *style, casus_sink sink);
/*
 * Converts reasons of the engine; NULL if there are none, or if memory failed (then the answer holds the failure).
 */
const casus_reason *cs_api_reasons(casus_answer *a, const struct cs_reason *from);
/*
 * For calls that belong to no object. Copies the message of a failure for the caller and returns its status; refuses a
 * call with CASUS_ERR_ARGUMENT and this message.
 */
casus_status cs_api_result(const struct cs_failure *inside, struct casus_failure *outside);
casus_status cs_api_refused(struct casus_failure *failure, const char *why);
/* Has a list that a client gave all its texts? An empty one has, whatever it is. */
bool cs_api_listed(const char *const *texts, size_t count);
/* Has each of these tables, or parts, its name and its reader? */
bool cs_api_readable(const struct casus_scan_input *inputs, size_t count);
/* What the texts of a case and these wishes are, as a number: parts of one scan have the same. */
uint64_t cs_api_scan_print(const casus_case *c, const struct casus_scan_wishes *wishes);

/* Sends the text to the sink if `status` is CASUS_OK and the buffer is complete. Releases the buffer in any case. */
casus_status cs_api_send(struct cs_buffer *from, casus_status status, casus_sink sink);

#endif
