/* SPDX-License-Identifier: MIT */
/*
 * Rows, names and statements in plain language, by the wordings of the texts (lang/wording.h). Where a word has no
 * wording, or one that leaves out what is said here, nothing is added and the formal sentence stands.
 */
#ifndef CS_VIEW_WORDING_H
#define CS_VIEW_WORDING_H

#include "lang/say.h"
#include "ledger/fits.h"
#include "reasons/why.h"
#include "view/view.h"

/* The days on which what is told may have been: particulars bear the name of that time (R 2.13). */
struct cs_told_on { bool dated; cs_day first, last; };

/* What stands in the places of a wording: the values of each role, and the occurrence. */
struct cs_worded {
    cs_name head;
    cs_name it; /* or CS_NO_NAME */
    struct cs_told_on on;
    /* by preposition; count 0: unsaid */
    struct { const cs_name *values; size_t count; } roles[CS_PREP_COUNT];
};

/*
 * Adds a name as it is called: by its title, in short if it has a short form; an occurrence without a title by the
 * wording of its word; else the name itself. `form`: "dat", or NULL.
 */
void cs_worded_name(const struct cs_report *report, cs_name name, struct cs_buffer *out);
/* The name that a particular has in a row in plain language, by when that was founded or happened (R 2.13). */
cs_name cs_worded_called(const struct cs_report *report, const struct cs_ledger_row *row, cs_name name);
/* Adds a list of names, "A, B and C". */
void cs_worded_names(const struct cs_report *report, const cs_name *names, size_t count, struct cs_buffer *out);
/* The same in a form that names may have, "dat"; NULL: none. */
void cs_worded_names_in(const struct cs_report *report, const cs_name *names, size_t count, const char *form,
                        size_t form_length, struct cs_buffer *out);
/*
 * Adds the text of a wording; false, with nothing added, if there is none, if a place outside of brackets is unsaid, or
 * if a role is said that it does not show. Except `named`, which need not show all; and `termed`, for which `said`
 * stands in if need be.
 */
bool cs_worded_add(const struct cs_report *report, const struct cs_worded *said, enum cs_wording_form form,
                   struct cs_buffer *out);

/* What a row says. */
struct cs_worded_row {
    const char *text;   /* of a bond what is to be done, "give Armenia military help"; else a sentence */
    bool claimant;      /* of a bond: the text names the claimant */
};
/* In the arena; `text` NULL if the row stands in its formal words. */
struct cs_worded_row cs_worded_row(const struct cs_report *report, const struct cs_ledger_row *row,
                                   struct cs_arena *arena);
/*
 * Adds what a request, a decision or an act says in short, without what it was about, where, and under which text:
 * "Armenia asked the CSTO for help", "Bulgaria and 7 others asked ..."; false, with nothing added, if it stands in its
 * formal words.
 */
bool cs_worded_heading(const struct cs_report *report, const struct cs_ledger_row *row, struct cs_buffer *out);
/*
 * "Armenia may convene the Council", of an act by its name (ledger/next.h); NULL if it stands in its formal words.
 * `actor` CS_NO_NAME: who acts in it.
 */
const char *cs_worded_power(const struct cs_report *report, cs_name act, cs_name actor, struct cs_arena *arena);
/* "the adoption of the draft (d1)", of an act or a fact by such a name; NULL as above. */
const char *cs_worded_deed(const struct cs_report *report, cs_name act, struct cs_arena *arena);
/*
 * Adds an entry, "13 September 2022: Armenia asked the CSTO for help (r1)", "the fighting was an attack on Armenia";
 * false, with nothing added, if it stands in its formal words.
 */
bool cs_worded_entry(const struct cs_report *report, const struct cs_entry *entry, struct cs_buffer *out);
/*
 * The same without its date, its label, or what it is about: "Armenia asked the CSTO for help", "an attack on Armenia".
 */
bool cs_worded_statement(const struct cs_report *report, const struct cs_entry *entry, struct cs_buffer *out);
/* The occurrence as a noun, without its title: "Armenia's request to the CSTO". */
bool cs_worded_occurrence(const struct cs_report *report, const struct cs_entry *entry, struct cs_buffer *out);
/* Adds a question of the docket: "Was the fighting an attack by Azerbaijan on Armenia?"; else in its formal words. */
void cs_worded_question(const struct cs_report *report, uint32_t question, struct cs_buffer *out);
/* The same asked of several actors at once, whether they did what nobody reports; false, with nothing added: else. */
bool cs_worded_question_of(const struct cs_report *report, uint32_t question, const cs_name *actors, size_t count,
                           struct cs_buffer *out);
/*
 * Adds a claim without its gist: "Armenia says via RFERL in S2". `torn`: its voice denies it the same day. `source`:
 * how the source is told, or NULL.
 */
void cs_worded_claim(const struct cs_report *report, const struct cs_claim *claim, bool torn, const char *source,
                     struct cs_buffer *out);
/* Adds an answer to a question, as the docket has it ("yes", "2022-09-12"): dates as people write them. */
void cs_worded_answer(const struct cs_report *report, const char *answer, struct cs_buffer *out);
/* Of rows that differ in one column alone, what stands there in them. */
struct cs_fit_list { uint32_t column; const cs_name *names; size_t count; };
/*
 * Adds what fits a question (ledger/fits.h), in its formal words where it has no others. `list`: it is told of several
 * rows at once; or NULL. False, with nothing added, if it is told of several, and has no words for that.
 */
bool cs_worded_fit(const struct cs_report *report, const struct cs_fit *fit, const struct cs_fit_list *list,
                   struct cs_arena *arena, struct cs_buffer *out);
/*
 * An answer of a question as it is put on a button, in the arena: "3 days", the answer of a reading up to its colon,
 * "each party by itself"; else as it is called.
 */
const char *cs_worded_choice(const struct cs_report *report, uint32_t question, const char *answer,
                             struct cs_arena *arena);
/* Adds the text of a reason. */
void cs_worded_reason(const struct cs_report *report, const struct cs_reason *reason, struct cs_buffer *out);
/*
 * The same of a reason that something was not done (CS_TELLS_UNREPORTED, CS_TELLS_NONE), told of these actors; false,
 * with nothing added, if it stands in its formal words.
 */
bool cs_worded_not_done(const struct cs_report *report, const struct cs_reason *reason, const cs_name *actors,
                        size_t count, struct cs_buffer *out);
/*
 * Finds the occurrences that are called like no other (report->told_apart): no label is put behind these. Memory is in
 * the arena.
 */
void cs_worded_tell_apart(struct cs_report *report, struct cs_arena *arena);
/* Makes the first letter a capital one, from this place on, unless a label or a number stands there. */
void cs_worded_capital(struct cs_buffer *out, size_t start);

#endif
