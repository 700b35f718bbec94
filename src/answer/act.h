/* SPDX-License-Identifier: MIT */
/*
 * An act that is not entered, tried in a record: the case is run without it and with it, and the second run says
 * whether it has effect. So an act is evaluated exactly as once it is entered (R 5.4): at its place in its day, in the
 * time zone of its file, on every account.
 */
#ifndef CS_ANSWER_ACT_H
#define CS_ANSWER_ACT_H

#include "answer/answer.h"
#include "answer/reasons.h"
#include "store/case.h"

struct cs_trial {
    struct cs_answer *before, *after; /* without the act, and with it */
    bool lent;                        /* `before` is not its own */
    const struct cs_entry *entry;
    struct cs_entry own;              /* of cs_trial_ask: the entry, */
    struct cs_names names;            /* and its name */
    bool needs_power;                 /* some text gives a power for it; else it always has effect */
    cs_set tried;                     /* the worlds of `after` where it is tried: all, but among several (trials.h) */
    cs_set happens;                   /* those in which nobody's word that there was none is right */
    cs_set effect;                    /* those of them in which all of it has effect */
    /*
     * The power at the end of the day is the same as for the entry. Then the reasons are those of `power`, the worlds
     * of `before` that have it, explained rule by rule (cs_why_act).
     */
    bool same_at_end;
    cs_set power;
};

/* `wishes` have no entry; the entry outlives the trial. On failure *out is NULL. */
casus_status cs_trial_new(const struct cs_plan *plan, const struct cs_wishes *wishes, const struct cs_entry *entry,
                          struct cs_failure *failure, struct cs_trial **out);
/*
 * The same for an act that is only asked about, on the date of the wishes, in a time zone. Roles that it leaves unsaid,
 * and its variables, may be anything. `without`: the answer of these wishes, which outlives the trial and is not made
 * again; NULL: there is none.
 */
casus_status cs_trial_ask(const struct cs_plan *plan, const struct cs_wishes *wishes, const struct cs_check *check,
                          struct cs_zone zone, struct cs_answer *without, struct cs_failure *failure,
                          struct cs_trial **out);
void cs_trial_free(struct cs_trial *trial);
/*
 * Inside, for trials.h: the entry of such an act, with a name of its own; and what the trial finds, once its answers,
 * entry and worlds are there.
 */
bool cs_trial_entry(const struct cs_wishes *wishes, const struct cs_check *check, struct cs_zone zone,
                    struct cs_names *names, const char *name, struct cs_entry *out);
void cs_trial_find(struct cs_trial *trial);

/* Its effect on an account: `yes`, `no`, none (of one that says that there was none), undetermined or contradictory. */
enum cs_state cs_trial_state(const struct cs_trial *trial, size_t account, enum cs_state yes, enum cs_state no);
bool cs_trial_everywhere(const struct cs_trial *trial); /* with effect in every possible world */
bool cs_trial_nowhere(const struct cs_trial *trial);
/* Is a row of `after` the act itself? */
bool cs_trial_is_row(const struct cs_trial *trial, const struct cs_ledger_row *row);
/* The rows of `after` that are the act itself: the next from *from on, or NULL. */
const struct cs_ledger_row *cs_trial_row(const struct cs_trial *trial, size_t *from);

/*
 * Why it has effect or not: a part for each account, with its state (`yes` or `no`); unless `apart`, reasons that are
 * the same for all accounts are one part. In the arena; *shown: the answer from which the reasons are.
 */
casus_status cs_trial_reasons(const struct cs_trial *trial, enum cs_state yes, enum cs_state no, bool apart,
                              struct cs_arena *arena, struct cs_reasons *out, struct cs_answer **shown);

/* ---- the act of a user ---- */

struct cs_act {
    struct cs_arena arena;
    struct cs_diagnostics diagnostics; /* of its words */
    const char *refusal;               /* why it is no act, one line; or NULL */
    const char *words;                 /* as given */
    const char *line;                  /* as it is entered, with its date and line ends, as cs_format writes it */
    struct cs_names names;             /* its own, over those of the case */
    struct cs_file own;                /* how the record reckons its dates */
    struct cs_date date;               /* up to which it is judged */
    bool date_given;
    const char *recorded;              /* when claims are recorded that give no date; or NULL */
    cs_instant from;                   /* nothing can become otherwise by it before this */
    bool read;                         /* it was understood: then `line` is set */
    struct cs_entry *entry;            /* NULL: it was not understood, or is no entry (a source, say) */
    bool event;                        /* the entry is an event: it may need a power, and is tried */
    struct cs_trial *trial;            /* NULL until it is tried */
    struct cs_answer *without, *with;  /* of what is no event, once it is run; else NULL */
};

/*
 * Reads what is to be entered at the end of `record`, a file of the checked case: an entry, and what is said of it, a
 * line each, as they would stand there. A statement without a date of its own is dated `on`, a day or an instant; NULL:
 * the last date of all records. Of what has no date (a name, a reading, a correction) the claims are recorded `on`;
 * with `recorded`, a day or an instant, all claims that give no date are recorded then. If there are mistakes in the
 * words, `diagnostics` or `refusal` tells. Release in any case.
 */
casus_status cs_act_read(struct cs_act *act, const struct cs_case *c, const struct cs_file *record, const char *words,
                         const char *on, const char *recorded, struct cs_failure *failure);
void cs_act_release(struct cs_act *act);
/*
 * Is the case with the act at the end of `record` the case, and its entry behind all others? So it is of an event or a
 * state that says nothing anew, where no other record stands behind it and nothing is supposed. Then of the text with
 * `addition` only that is read and checked: the entry of the act is the one that stands there, and it may be tried, or
 * run, in the case itself. Before either.
 */
casus_status cs_act_place(struct cs_act *act, const struct cs_case *c, const struct cs_file *record,
                          const char *addition, struct cs_failure *failure, bool *alone);
/* Tries an event, on all accounts that the records declare. */
casus_status cs_act_try(struct cs_act *act, const struct cs_case *c, struct cs_failure *failure);
/* Runs the case up to a date without an act that stands alone and is no event, and with it. */
casus_status cs_act_run(struct cs_act *act, const struct cs_case *c, const struct cs_date *as_of,
                        struct cs_failure *failure);
#endif
