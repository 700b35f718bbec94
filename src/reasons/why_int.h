/* SPDX-License-Identifier: MIT */
/*
 * Shared by why.c (cases of a row), rows.c (rows of the run, and what they rest on), why_not.c (what is missing) and
 * graph.c (sharing and numbering). Reasons are in the caller's arena; failure is that of the run.
 */
#ifndef CS_REASONS_WHY_INT_H
#define CS_REASONS_WHY_INT_H

#include "docket/docket_int.h"
#include "reasons/why.h"
#include "lang/say.h"
#include "run/explain.h"

struct cs_made_reason { const void *what; struct cs_reason *reason; };
struct cs_reason_copy { struct cs_reason *copy; const struct cs_reason *original; };
struct cs_postponed_reason { struct cs_reason *reason; uint32_t firing; };

struct cs_explaining { /* zero it, then set the first four */
    struct cs_run *run;
    struct cs_arena *arena;
    struct cs_reason **top;
    cs_set worlds; /* of which the reasons are asked */
    /*
     * Only what all of it rests on is wanted: what is counted is a reason too, no reason has a text or a number, and
     * those that the record concludes are listed in `concluded`.
     */
    bool bare;
    /*
     * If bare: all that it may rest on in any worlds and at any time is looked at. What rests on nothing concluded then
     * does so never: these firings are noted in `rests`, and not looked at again.
     */
    bool widest;
    struct cs_rests *rests; /* or NULL */
    struct cs_told_texts *told; /* or NULL: nothing is kept */
    bool dated;    /* what is explained happened at `time`, after `known` firings: later firings are no reasons */
    uint32_t known;
    cs_instant time;
    struct cs_reason *top_last;
    struct cs_made_reason *made; /* the reasons made for these worlds */
    size_t made_count, made_capacity;
    struct cs_slots made_slots;  /* of these, by subject */
    struct cs_reason_copy *copies;
    size_t copy_count, copy_capacity;
    struct cs_postponed_reason *postponed; /* firings that are added and not unfolded yet */
    size_t postponed_count, postponed_capacity;
    const struct cs_reason **concluded; /* if bare; on the heap, of whoever asks */
    size_t concluded_count, concluded_capacity;
};

/*
 * Adds a reason whose text is the same in all worlds: `write` adds it to the buffer, and returns the length of what is
 * said in it. It is written once for each `of`, and kept.
 */
typedef uint32_t cs_reason_writer(const struct cs_explaining *why, const void *of, const void *about,
                                  struct cs_buffer *out);
struct cs_reason *cs_reason_told(struct cs_explaining *why, struct cs_reason *parent, enum cs_reason_kind kind,
                                 cs_reason_writer *write, const void *of, const void *about);
/* Adds a note that the account of these worlds contradicts itself; false if it does not. */
bool cs_reason_contradiction(struct cs_explaining *why, cs_set worlds);
/* Adds a reason at the end of its parent's list (NULL: at the top). Releases the text. NULL if memory ran out. */
struct cs_reason *cs_reason_add(struct cs_explaining *why, struct cs_reason *parent, enum cs_reason_kind kind,
                                struct cs_buffer *text);
/* The same with a text that is copied. */
struct cs_reason *cs_reason_text(struct cs_explaining *why, struct cs_reason *parent, enum cs_reason_kind kind,
                                 const char *text);

static inline const char *cs_explain_name(const struct cs_explaining *why, cs_name name)
{
    return cs_names_text(why->run->plan->names, name);
}

/* standing.c */

/* ": unopposed, on the word of Armenia and RFERL" (R 2). `name`: there may be others beside it: a name, a date. */
void cs_reason_standing(const struct cs_explaining *why, const struct cs_matter *matter, bool name,
                        struct cs_buffer *out);
/* ": concluded by the record (the shells were fired from there)" (R 2.9) */
void cs_reason_conclusion(const struct cs_concluded *concluded, struct cs_buffer *out);
/* A reason for each claim about the matter. */
void cs_reason_claims(struct cs_explaining *why, struct cs_reason *parent, const struct cs_matter *matter);

/* rows.c */
/* Adds what is lacking, behind the rule that asks for it, or without. */
void cs_reason_lack(struct cs_explaining *why, struct cs_reason *parent, const struct cs_lack *lack, bool with_rule);
/* Adds an entry with the claims about it. */
struct cs_reason *cs_reason_matter(struct cs_explaining *why, struct cs_reason *parent, const struct cs_matter *matter);
/* Adds the entry by which the record concludes this answer of a reading of the plan, if one does. */
void cs_reason_reading(struct cs_explaining *why, struct cs_reason *parent, uint32_t reading);
/* Adds the article of a rule with its gist. */
struct cs_reason *cs_reason_rule(struct cs_explaining *why, struct cs_reason *parent, const struct cs_plan_rule *rule,
                                 bool with_grade);
/*
 * Adds what is said of the number of a quantity; if only what all rests on is wanted, what the record concludes of it.
 * False if it is nothing. `parent` NULL: at the top.
 */
bool cs_reason_bounds(struct cs_explaining *why, struct cs_reason *parent, const struct cs_match *match,
                      const struct cs_pattern *pattern);
/* Adds a row of the run: its entry, or what a rule concluded. */
void cs_reason_row(struct cs_explaining *why, struct cs_reason *parent, uint32_t relation, uint32_t row);
/* Adds all firings that led to something, in their order, by the time of what is being explained (R 13). */
void cs_reason_causes(struct cs_explaining *why, struct cs_reason *parent, uint32_t causes);
/* Adds the article of a firing; cs_reasons_unfold adds what is below it. */
void cs_reason_firing(struct cs_explaining *why, struct cs_reason *parent, uint32_t firing);
/* Unfolds the firings that were added, and all on which they rest. Call it before `worlds` changes. */
void cs_reasons_unfold(struct cs_explaining *why);

/*
 * why_not.c: adds for each rule that could conclude what fits the pattern the first condition that nothing meets in
 * these worlds. `parent` NULL: at the top.
 */
void cs_reason_absent(struct cs_explaining *why, struct cs_reason *parent, const struct cs_pattern *wanted);

/* Is there a rule that could conclude what fits the pattern? */
bool cs_reason_can_be_concluded(const struct cs_explaining *why, const struct cs_pattern *wanted);

/* none.c */
/*
 * "Armen Grigorian and RFERL say that there was none by 2022-09-16: assistance by Russia to Armenia on e1". `relation`
 * and `values` are the same as `words`, for as long as the reasons live; `values` NULL: there is no such row.
 */
void cs_reason_says_none(struct cs_explaining *why, struct cs_reason *parent, const struct cs_absence *absence,
                         const char *words, uint32_t relation, const cs_value *values);
/*
 * Adds what the record tells of the act of a bond, of a time from `since` to `by`, that is not so in these worlds, has
 * been taken back, or has no effect there; and says how it is reported.
 */
enum cs_reported cs_reason_reported(struct cs_explaining *why, struct cs_reason *parent, const struct cs_bond_state *b,
                                    cs_instant since, cs_instant by);
/* What a pattern says with what is bound, in the arena: CS_UNSAID is anything. NULL if it has a list. */
const cs_value *cs_reason_values(struct cs_explaining *why, const struct cs_match *match,
                                 const struct cs_pattern *pattern);
/*
 * Adds who says that there was none of what fits the pattern (`words`), who denies it or has taken it back, and with
 * `elsewhere` the occurrences that are so only in other worlds. False if there is nobody and nothing.
 */
bool cs_reason_none(struct cs_explaining *why, struct cs_reason *parent, const struct cs_match *bound,
                    const struct cs_pattern *wanted, const char *words, bool elsewhere);
/* Has something that fits the pattern, as it was entered, happened in some of these worlds, with effect or without? */
bool cs_reason_is_recorded(struct cs_explaining *why, const struct cs_match *bound, const struct cs_pattern *wanted);
/* "nobody reports any refusal by Azerbaijan by 2022-10-29"; "nobody says that m2 counts as assistance" */
void cs_reason_nobody_reports(struct cs_explaining *why, struct cs_reason *parent, const struct cs_match *bound,
                              const struct cs_pattern *wanted, const struct cs_check *check);

/* graph.c */
/* Notes of all firings that were unfolded that they rest on nothing that the record concludes. */
void cs_reason_note_rests(struct cs_explaining *why);
/* Adds an empty reason at the end of its parent's list; NULL if memory ran out. */
struct cs_reason *cs_reason_place(struct cs_explaining *why, struct cs_reason *parent);
/* The reason of this subject (its address) that was made for these worlds; or NULL. */
struct cs_reason *cs_reason_made(const struct cs_explaining *why, const void *what);
void cs_reason_remember(struct cs_explaining *why, const void *what, struct cs_reason *reason);
/* Adds a copy of a reason below another parent; it will share the list below the original. */
struct cs_reason *cs_reason_repeat(struct cs_explaining *why, struct cs_reason *parent,
                                   const struct cs_reason *original);
void cs_reason_postpone(struct cs_explaining *why, struct cs_reason *reason, uint32_t firing);
/* The record concludes it: marks it, and lists it if only these are wanted. */
void cs_reason_conclude(struct cs_explaining *why, struct cs_reason *reason);
/* Gives the copies the lists of their originals, and forgets which reasons were made. */
void cs_reasons_complete(struct cs_explaining *why);
/* Numbers all reasons, cuts circles, releases the tables. Each `cs_why...` ends with it. */
casus_status cs_reasons_end(struct cs_explaining *why);

#endif
