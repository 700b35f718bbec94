/* SPDX-License-Identifier: MIT */
/*
 * An act that is not entered yet: the line that would be put at the end of a record, whether it would have effect
 * there, and what would change. The library writes to no file: see file.h. Calling conventions: casus.h.
 */
#ifndef CASUS_ACT_H
#define CASUS_ACT_H

#include <stdbool.h>
#include <stddef.h>

#include "casus/reason.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct casus_act casus_act;

/*
 * Tries an act: the words of an event with or without a label ("r5: request by Armenia of CSTO for Military on e1"), as
 * an entry of `record`, a text of the checked case, on a day or at an instant (NULL: the last date of the records). It
 * is evaluated as a run evaluates it once it is entered. Words that are no act do not fail the call: casus_act_refusal
 * or the diagnostics say why. Free *out with casus_act_free; it keeps its case alive.
 */
CASUS_MUST_USE casus_status casus_act_new(casus_case *c, const char *record, const char *words, const char *on,
                                          casus_act **out);
CASUS_API void casus_act_free(casus_act *act);
/* One line about what failed; "" if nothing did. */
CASUS_API const char *casus_act_message(const casus_act *act);

CASUS_API const char *casus_act_refusal(const casus_act *act); /* why it is no act, in one line; "" if it is one */
/* The mistakes in its words, as those of a case (case.h); 0 if it is an act. */
CASUS_API size_t casus_act_diagnostic_count(const casus_act *act);
CASUS_MUST_USE casus_status casus_act_diagnostic(const casus_act *act, size_t index, struct casus_diagnostic *out);
CASUS_MUST_USE casus_status casus_write_act_diagnostics(const casus_act *act,
                                                        const struct casus_diagnostic_style *style, casus_sink sink);

typedef enum casus_effect {
    CASUS_EFFECT_NONE,      /* it was not understood, or it would have no effect in any world */
    CASUS_EFFECT_CONTESTED, /* in some worlds: the accounts differ, or leave it open */
    CASUS_EFFECT_FULL       /* in every world */
} casus_effect;
/* Whether it would have effect at the end of its date: in no world, some, or all. */
CASUS_API casus_effect casus_act_effect(const casus_act *act);
CASUS_API bool casus_act_needs_power(const casus_act *act); /* does a text say who has the power? */
/* "with effect", "without effect", "undetermined" or "contradictory"; accounts are numbered as in casus_act_after. */
CASUS_API const char *casus_act_state(const casus_act *act, size_t account);
/*
 * The line of the entry, with its date and a line end; and the addition, what is to be appended to the text of the
 * record: an empty line and that line. NULL if it was not understood.
 */
CASUS_API const char *casus_act_line(const casus_act *act);
CASUS_API const char *casus_act_addition(const casus_act *act);
/* The day or the instant on which it is entered, as given or chosen; NULL if it was not understood. */
CASUS_API const char *casus_act_date(const casus_act *act);
/*
 * The text of the record as it was read, `length` bytes. Append the addition only to a file that still has this text.
 */
CASUS_API const char *casus_act_record(const casus_act *act, size_t *length);

/* The answers without the act and with it, up to its date; borrowed. NULL if it was not understood. */
CASUS_API casus_answer *casus_act_before(casus_act *act);
CASUS_API casus_answer *casus_act_after(casus_act *act);
/* The rows of casus_act_after that are new or in other states than before; the act's own row is not among them. */
CASUS_API size_t casus_act_change_count(const casus_act *act);
CASUS_MUST_USE casus_status casus_act_change(const casus_act *act, size_t index, size_t *row);

#ifdef __cplusplus
}
#endif

#endif
