/* SPDX-License-Identifier: MIT */
/*
 * What is not entered yet: the lines that would be put at the end of a record, whether an act would have effect there,
 * and what would change, at its date and at each later one. The library writes to no file: see file.h. Calling
 * conventions: casus.h.
 */
#ifndef CASUS_ACT_H
#define CASUS_ACT_H

#include <stdbool.h>
#include <stddef.h>

#include "casus/change.h"
#include "casus/reason.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct casus_act casus_act;

/*
 * Tries an entry of `record`, a text of the checked case, as it would stand there: an act ("r5: request by Armenia of
 * CSTO for Military on e1"), a state ("2022-09-13/.. Borea is member of Council"), a name ("e1 counts as attack on
 * Armenia"), a reading, a number, a correction ("e1 dated 2022-09-14", "about e1"); and below it, a line each, what is
 * said of it ("says Armenia in S2 @10..40 #1a2b3c4d", "retracts Armenia"). Or a source, a name line, who speaks for
 * whom.
 * What begins without its date is dated `on`, a day or an instant (NULL: the last date of the records); of what has no
 * date the claims are recorded `on`. It is evaluated as a run evaluates it once it is entered. Words that cannot be
 * entered are no failure: casus_act_refusal or the diagnostics say why. Free *out with casus_act_free; it keeps its
 * case alive.
 */
CASUS_MUST_USE casus_status casus_act_new(casus_case *c, const char *record, const char *words, const char *on,
                                          casus_act **out);
/*
 * The same; all claims that give no date are recorded `recorded`, a day or an instant, also those on what has a date.
 */
CASUS_MUST_USE casus_status casus_act_new_recorded(casus_case *c, const char *record, const char *words, const char *on,
                                                   const char *recorded, casus_act **out);
/* How lines are tried; zero bytes, or NULL: as casus_act_new does without a date. Set `size` to the size of it. */
struct casus_act_wishes {
    size_t size;
    const char *on, *recorded; /* as of casus_act_new_recorded */
    const char *otherwise;     /* what begins without its date is dated so, if `on` is NULL; what has a date keeps it */
    const char *before;        /* lines that stand between the text so far and its own; NULL: an empty line */
    bool alone;                /* read and checked against the record, and no more: nothing is evaluated */
    /*
     * The same, and the case itself goes on with the lines, if they have no mistake: casus_act_case is then the case,
     * as a rule, which has the addition. This costs what the lines name, however long the record is; where lines need
     * all to be read anew, casus_act_case is another case, and this one stays as it was. Of what was made of the case
     * before, other than this act, nothing may be asked after it but to be freed. No other thread may use the case.
     */
    bool enter;
};
/*
 * The same as the wishes say. `alone` takes about as long as to read the record once: the lines, the addition and the
 * case with them are there, and of all that is evaluated nothing (no effect, answers or moments).
 */
CASUS_MUST_USE casus_status casus_act_try(casus_case *c, const char *record, const char *words,
                                          const struct casus_act_wishes *wishes, casus_act **out);
CASUS_API void casus_act_free(casus_act *act);
/* One line about what failed; "" if nothing did. */
CASUS_API const char *casus_act_message(const casus_act *act);

CASUS_API const char *casus_act_refusal(const casus_act *act); /* why it is none, in one line; "" if it is one */
/* The mistakes in its words, as those of a case (case.h); 0 if it is one. */
CASUS_API size_t casus_act_diagnostic_count(const casus_act *act);
CASUS_MUST_USE casus_status casus_act_diagnostic(const casus_act *act, size_t index, struct casus_diagnostic *out);
CASUS_MUST_USE casus_status casus_write_act_diagnostics(const casus_act *act,
                                                        const struct casus_diagnostic_style *style, casus_sink sink);

typedef enum casus_effect {
    CASUS_EFFECT_NONE,      /* it was not understood, or it would have no effect in any world */
    CASUS_EFFECT_CONTESTED, /* in some worlds: the accounts differ, or leave it open */
    CASUS_EFFECT_FULL       /* in every world; so has what is no act */
} casus_effect;
/* Whether it would have effect at the end of its date: in no world, some, or all. */
CASUS_API casus_effect casus_act_effect(const casus_act *act);
CASUS_API bool casus_act_needs_power(const casus_act *act); /* does a text say who has the power? */
/*
 * "with effect", "without effect", "none" (of an account that says that there was none), "undetermined" or
 * "contradictory"; NULL of what is no act. Accounts as of casus_act_after.
 */
CASUS_API const char *casus_act_state(const casus_act *act, size_t account);
/*
 * The lines as they are entered, with their date and line ends; and the addition, what is to be appended to the text of
 * the record: an empty line and those lines. NULL if it was not understood.
 */
CASUS_API const char *casus_act_line(const casus_act *act);
CASUS_API const char *casus_act_addition(const casus_act *act);
/* The day or the instant on which it is entered, as given or chosen; NULL if it was not understood. */
CASUS_API const char *casus_act_date(const casus_act *act);
CASUS_API bool casus_act_date_is_last(const casus_act *act); /* it was given none, and has the last of the records */
/*
 * The checked case with the addition at the end of its record, to go on with once it is entered; its texts cannot be
 * replaced. The first call may read and check the texts. NULL if it was not understood, or that fails, as
 * casus_case_message of its case then tells. Free it with casus_case_free, in any order.
 */
CASUS_API casus_case *casus_act_case(casus_act *act);
/*
 * The text of the record as it was read, `length` bytes; no NUL stands behind them where the case has entered the act.
 * Append the addition only to a file that still has this text.
 */
CASUS_API const char *casus_act_record(const casus_act *act, size_t *length);

/*
 * The answers without it and with it, up to its date (of what has none: up to the first date at which it could change
 * anything); borrowed. NULL if it was not understood.
 */
CASUS_API casus_answer *casus_act_before(casus_act *act);
CASUS_API casus_answer *casus_act_after(casus_act *act);
/* The rows of casus_act_after that are new or stand otherwise than before; the act's own row is not among them. */
CASUS_API size_t casus_act_change_count(const casus_act *act);
CASUS_MUST_USE casus_status casus_act_change(const casus_act *act, size_t index, size_t *row);

/*
 * What becomes otherwise by it, date by date, from its own to the last at which anything in the records is dated or
 * falls due. The first date is always there; of the others those at which something changes. What is otherwise at one
 * date and stays so is told once. Answers are borrowed.
 */
struct casus_act_moment {
    const char *date;               /* at the end of it */
    casus_answer *without, *with;   /* the records without it and with it */
    size_t change_count;
};
CASUS_API size_t casus_act_moment_count(const casus_act *act);
CASUS_MUST_USE casus_status casus_act_moment_at(const casus_act *act, size_t index, struct casus_act_moment *out);
/* `before` is a row of `without`, `after` of `with`. `states` false: from then on it is again as without the act. */
CASUS_MUST_USE casus_status casus_act_moment_change(const casus_act *act, size_t moment, size_t index,
                                                    struct casus_row_change *out);
/* Dates that were not looked at, because they are too many: "the dates after A and before B"; "" if all were. */
CASUS_API const char *casus_act_left_out(const casus_act *act);

#ifdef __cplusplus
}
#endif

#endif
