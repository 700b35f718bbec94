/* SPDX-License-Identifier: MIT */
/*
 * A question put to a case, and the reply: as people ask it ("may Armenia request Military of CSTO on 2022-09-13"), or
 * as a sentence of the language ("e1 counts as attack on Armenia"). Calling conventions: casus.h.
 */
#ifndef CASUS_QUESTION_H
#define CASUS_QUESTION_H

#include <stdbool.h>
#include <stddef.h>

#include "casus/reason.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct casus_reply casus_reply;

typedef enum casus_asking {
    CASUS_ASK_SHORT, /* as people ask: short forms, with a date behind them or without; sentences; rows */
    CASUS_ASK_PLAIN  /* a sentence of the language, or one word: the number or the label of a row */
} casus_asking;

/*
 * Asks a checked case. A question that cannot be understood is no failure: the reply says why. The date of the question
 * goes before that of the wishes. Statuses as of casus_answer_new. Free *out with casus_reply_free; it keeps its case
 * alive.
 */
CASUS_MUST_USE casus_status casus_ask(casus_case *c, const char *question, casus_asking asking,
                                      const struct casus_wishes *wishes, casus_reply **out);
CASUS_API void casus_reply_free(casus_reply *reply);
CASUS_API const char *casus_reply_message(const casus_reply *reply); /* one line about what failed in it; or "" */

/* Was it understood and answered? Else why not, in one line, and in lines what can be asked instead (may be ""). */
CASUS_API bool casus_reply_understood(const casus_reply *reply);
CASUS_API const char *casus_reply_refusal(const casus_reply *reply); /* "" if its mistakes are diagnostics */
CASUS_API const char *casus_reply_remedy(const casus_reply *reply);
/* The mistakes in the question, as those of a case (case.h). */
CASUS_API size_t casus_reply_diagnostic_count(const casus_reply *reply);
CASUS_MUST_USE casus_status casus_reply_diagnostic(const casus_reply *reply, size_t index,
                                                   struct casus_diagnostic *out);
CASUS_MUST_USE casus_status casus_write_reply_diagnostics(const casus_reply *reply,
                                                          const struct casus_diagnostic_style *style, casus_sink sink);

/* ---- of what was understood ---- */

/* As which it was read, "may request by Armenia of CSTO for Military", and its own date, "2022-09-13", or NULL. */
CASUS_API const char *casus_reply_read(const casus_reply *reply);
CASUS_API const char *casus_reply_date(const casus_reply *reply);
/* The answer that it was taken from; borrowed. NULL if the question was not understood. */
CASUS_API casus_answer *casus_reply_answer(casus_reply *reply);
/* Is some account that is shown left without an answer? */
CASUS_API bool casus_reply_open(const casus_reply *reply);

/* What is asked about: rows, or one thing that is none: *row is CASUS_NO_ROW then. */
#define CASUS_NO_ROW ((size_t)-1)
CASUS_API size_t casus_reply_subject_count(const casus_reply *reply);
CASUS_MUST_USE casus_status casus_reply_subject(const casus_reply *reply, size_t subject, size_t *row);
/*
 * How it stands on an account: a state, "holds", "may not", "undetermined", "contradictory". NULL: there is none such.
 */
CASUS_API const char *casus_reply_state(const casus_reply *reply, size_t subject, size_t account);
/* The reasons on an account; account = casus_account_count: those that are of none of them. */
CASUS_MUST_USE casus_status casus_reply_reasons(casus_reply *reply, size_t subject, size_t account,
                                                const casus_reason **out);

#ifdef __cplusplus
}
#endif

#endif
