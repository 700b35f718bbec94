/* SPDX-License-Identifier: MIT */
/*
 * Inside the library's face: what the opaque types of the public headers are. Each is a thing of a room before this
 * one, with the case that it keeps alive and the mistakes of whoever asks.
 */
#ifndef CS_API_API_H
#define CS_API_API_H

#include <pthread.h>
#include <stdatomic.h>

#include "answer/checking.h"
#include "answer/verify.h"
#include "casus/casus.h"
#include "store/case.h"
#include "write/write.h"

/* What was added, to be added again when a text is replaced: a file, or a text from memory. */
struct cs_api_added { char *name, *bytes; size_t length; bool from_memory; };

struct casus_case {
    struct cs_case texts;
    struct cs_api_added *added;
    size_t added_count, added_capacity;
    struct cs_case_overlay *overlays; /* texts that were replaced */
    casus_finder finder;
    void *finder_context;
    bool checked;
    pthread_mutex_t lock;    /* of `asked`: answers may be asked for in several threads */
    /* of the records that were added, with their endings and without; once they were checked */
    const char *title, *name;
    const char *grades;      /* as set, or NULL */
    struct cs_failure asked; /* what was wrong with the last call, where the texts themselves are well */
    atomic_size_t users;     /* its owner, until it is freed, and all that came of it */
};

struct casus_answer {
    casus_case *of;
    size_t users;            /* its owner, and its changes and nexts */
    struct cs_answer *answer;
    bool borrowed;           /* the answer is another's: of a reply, of an act */
    bool as_of_said;
    struct cs_documents documents;
    struct cs_buffer readings; /* as wished: "Immediately=Strict, Burden=Each Party" */
    struct cs_failure asked; /* what was wrong with the last call, where the answer itself is well */
    struct cs_arena arena;   /* of what is given out */
    const struct cs_entry **entries; /* of the records, once they were asked for */
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

struct casus_act {
    casus_case *of;
    const struct cs_source *record;
    struct cs_act act;
    casus_answer *before, *after; /* NULL if it was not understood */
    size_t *changes;              /* rows of `after` */
    size_t change_count;
    const char *addition;
};

struct casus_verdicts {
    casus_case *of;
    struct cs_verdicts *verdicts;
};

struct casus_checking {
    struct cs_checking checking;
};

/* Keeps what was wrong with a call for casus_case_message; CASUS_OK: nothing was. Returns its status. */
casus_status cs_api_case_said(casus_case *c, const struct cs_failure *failure);
/* Refuses a call on the case: CASUS_ERR_ARGUMENT with this message, or the failure of its texts. */
casus_status cs_api_case_refuse(casus_case *c, const char *why);
/* replace.c: notes what is added, text NULL: a file; frees all that was noted. */
casus_status cs_api_case_note(casus_case *c, const char *name, const char *text, size_t length);
void cs_api_case_forget(casus_case *c);
/* One user less; the last one takes the case, or the answer, with it. */
void cs_api_case_leave(casus_case *c);
void cs_api_answer_leave(casus_answer *a);

/* May the case be asked now? Clears the failure, and says why not. */
casus_status cs_api_case_ready(const casus_case *c, struct cs_failure *failure);
/* What is wished for, as the engine has it; `date` goes before that of the wishes, unless it is NULL. */
casus_status cs_api_wishes(const casus_case *c, const struct casus_wishes *given, const char *date,
                           struct cs_wishes *out, struct casus_wishes *all, struct cs_failure *failure);
/*
 * The answer as one of the library, with the readings and documents wished for; NULL with the reason in the failure,
 * and then freed unless it is borrowed.
 */
casus_answer *cs_api_answer(casus_case *c, struct cs_answer *answer, bool borrowed, const struct casus_wishes *wishes,
                            struct cs_failure *failure);
/* What writers are given of it. */
struct cs_report cs_api_report(const casus_answer *a);

casus_status cs_api_diagnostic(const struct cs_diagnostics *diagnostics, size_t index, struct casus_diagnostic *out);
casus_status cs_api_write_diagnostics(const struct cs_diagnostics *diagnostics,
                                      const struct casus_diagnostic_style *style, casus_sink sink);
/*
 * Reasons of the engine as those of the library; NULL if there are none, or if memory failed, which the answer knows.
 */
const casus_reason *cs_api_reasons(casus_answer *a, const struct cs_reason *from);
/* Of calls that belong to no object: what the inside found, told outside; and a refusal, CASUS_ERR_ARGUMENT. */
casus_status cs_api_told(const struct cs_failure *inside, struct casus_failure *outside);
casus_status cs_api_refused(struct casus_failure *failure, const char *why);
/* Sends on what was written, if all is well with it, and releases the buffer. */
casus_status cs_api_send(struct cs_buffer *from, casus_status status, casus_sink sink);

#endif
