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
    CASUS_ASK_SHORT, /* short forms, with or without a date after them; sentences; rows */
    CASUS_ASK_PLAIN  /* a sentence of the language, or one word: the number or the label of a row */
} casus_asking;

/*
 * Asks a checked case. A question that cannot be understood does not fail the call: the reply says why. A date in the
 * question overrides that of the wishes. Statuses as for casus_answer_new. Free *out with casus_reply_free; it keeps
 * its case alive.
 */
CASUS_MUST_USE casus_status casus_ask(casus_case *c, const char *question, casus_asking asking,
                                      const struct casus_wishes *wishes, casus_reply **out);
/* Writes what can be asked of a checked case, lines with its own names and labels. */
CASUS_MUST_USE casus_status casus_write_examples(casus_case *c, casus_sink sink);
CASUS_API void casus_reply_free(casus_reply *reply);
CASUS_API const char *casus_reply_message(const casus_reply *reply); /* one line about what failed, or "" */

/* Was it understood and answered? If not: why, in one line; and the remedy, some lines or "". */
CASUS_API bool casus_reply_understood(const casus_reply *reply);
CASUS_API const char *casus_reply_refusal(const casus_reply *reply); /* "" if the diagnostics say why */
CASUS_API const char *casus_reply_remedy(const casus_reply *reply);
/* The mistakes in the question, as those of a case (case.h). */
CASUS_API size_t casus_reply_diagnostic_count(const casus_reply *reply);
CASUS_MUST_USE casus_status casus_reply_diagnostic(const casus_reply *reply, size_t index,
                                                   struct casus_diagnostic *out);
CASUS_MUST_USE casus_status casus_write_reply_diagnostics(const casus_reply *reply,
                                                          const struct casus_diagnostic_style *style, casus_sink sink);

/* ---- of a question that was understood ---- */

/* The question as it was read, "may request by Armenia of CSTO for Military", and its date, "2022-09-13", or NULL. */
CASUS_API const char *casus_reply_read(const casus_reply *reply);
CASUS_API const char *casus_reply_date(const casus_reply *reply);
/* The answer that it was taken from; borrowed. NULL if the question was not understood. */
CASUS_API casus_answer *casus_reply_answer(casus_reply *reply);
/* Has some account that is shown no definite answer? */
CASUS_API bool casus_reply_open(const casus_reply *reply);

/* What is asked about: rows; or one subject that is no row, with *row CASUS_NO_ROW. */
#define CASUS_NO_ROW ((size_t)-1)
CASUS_API size_t casus_reply_subject_count(const casus_reply *reply);
CASUS_MUST_USE casus_status casus_reply_subject(const casus_reply *reply, size_t subject, size_t *row);
/*
 * Its state on an account: that of the row, or "holds", "may not" and so on, or "undetermined" or "contradictory".
 * NULL: no such subject or account.
 */
CASUS_API const char *casus_reply_state(const casus_reply *reply, size_t subject, size_t account);
/* The reasons on an account; account = casus_account_count: those that belong to no account. */
CASUS_MUST_USE casus_status casus_reply_reasons(casus_reply *reply, size_t subject, size_t account,
                                                const casus_reason **out);

#ifdef __cplusplus
}
#endif

#endif
