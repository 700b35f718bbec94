/* SPDX-License-Identifier: MIT */
/*
 * Inside the docket: the steps in which it is made, and what its files share. A function that returns a status or NULL
 * has put the failure into the docket.
 */
#ifndef CS_DOCKET_DOCKET_INT_H
#define CS_DOCKET_DOCKET_INT_H

#include "base/lists.h"
#include "docket/docket.h"

/* Of so many there may be more by an entry at a time, before a docket is made that has room again. */
static inline size_t cs_room_for_more(size_t count)
{
    return count / 64 + 16;
}

/* The occurrence, state or bond of the record that has this value; NULL if none has. */
struct cs_occurrence *cs_docket_told(const struct cs_docket *docket, cs_value value);
/* The end of the time asked about, where it makes a difference to the docket: one of a later end would be another. */
static inline cs_instant cs_docket_until(struct cs_docket *docket)
{
    docket->until_tells = true;
    return docket->until;
}

/*
 * Worlds that cannot be. They are gathered, with what excludes them, and taken out of `possible` together at the end of
 * a step: each by itself would make the set of all that can be once more.
 */
struct cs_excluded { cs_set worlds; const void *by; };
void cs_docket_exclude(struct cs_docket *docket, cs_set worlds, const void *by);
/* Takes them out. If no world is left: `by` of that which excluded the last of them; else NULL. */
const void *cs_docket_leave_out(struct cs_docket *docket);

/* When something was entered, and the civil day of that in the zone of the file that says so. */
struct cs_recorded { cs_instant time; cs_day day; };

/* claims.c: the matters, and of each voice its latest claim on them */
/* A new matter, with no claim yet. */
struct cs_matter *cs_docket_matter(struct cs_docket *docket, const struct cs_entry *entry);
/*
 * Adds the claims of an entry that were recorded by the known-on date; of those made under an instrument only the ones
 * under this. A claim without a date of its own has the date of its source, else `fallback` (R 11.1).
 */
void cs_matter_add_claims(struct cs_docket *docket, struct cs_matter *matter, const struct cs_entry *entry,
                          cs_name under, struct cs_recorded fallback);
/* The date that a claim gives, or its source; NULL: neither. */
const struct cs_moment *cs_claim_date(const struct cs_symbols *symbols, const struct cs_claim *claim);
/* What is recorded on this date had been recorded when the last day of it was over (R 8.7). */
struct cs_recorded cs_moment_recorded(const struct cs_moment *moment);
/* R 11.1: when a claim was entered: as it says, else as its source, else as what it is about is dated. */
struct cs_recorded cs_claim_recorded(const struct cs_docket *docket, const struct cs_claim *claim,
                                     struct cs_recorded fallback);
/* The same of an entry without claims: its own date. NULL: no entry, and no date. */
struct cs_recorded cs_entry_recorded(const struct cs_entry *entry);
/* The same of an entry that the record concludes or enters without claims: as it says, else as what it is about. */
struct cs_recorded cs_conclusion_recorded(const struct cs_entry *entry, struct cs_recorded fallback);
/*
 * The voice of this stance denies the matter by it (it says `no TERM`, or fills in a role with something else), unless
 * it has said otherwise later.
 */
void cs_matter_add_denial(struct cs_docket *docket, struct cs_matter *matter, const struct cs_stance *absence);
/*
 * Once all that is said of a matter has been added: drops what the record has taken back (R 2.15), and what a voice is
 * reported to say where it speaks for itself (R 2.5).
 */
void cs_matter_close(struct cs_docket *docket, struct cs_matter *matter);
/* Does a claim, recorded on this day, still count where the record has taken the matter back? (R 2.15) */
bool cs_matter_keeps(const struct cs_docket *docket, const struct cs_matter *matter, const struct cs_claim *claim,
                     cs_day recorded);
/* Which kinds of stance a matter has; `any`: one that is not a retraction. */
struct cs_tally { bool says, denies, asks, any; };
struct cs_tally cs_matter_tally(const struct cs_matter *matter);
/*
 * Settles a matter as an occurrence (R 2.1), or as a name (R 2.2). False: it is a question, which is then asked with
 * an id and a text; the key and both texts are released.
 */
bool cs_matter_settle(struct cs_docket *docket, struct cs_matter *matter, bool name);
void cs_matter_ask(struct cs_docket *docket, struct cs_matter *matter, bool name, struct cs_name_key *key,
                   struct cs_buffer *id, struct cs_buffer *text);
/* Had what was recorded at this instant been recorded by the known-on date? */
bool cs_instant_known(const struct cs_docket *docket, cs_instant recorded);

/*
 * lines.c: the matter of a line of the record about an occurrence, or a new one, with the claims of this entry added.
 * NULL: failure.
 */
struct cs_matter *cs_docket_line(struct cs_docket *docket, const struct cs_entry *entry, cs_name under,
                                 struct cs_recorded fallback);
/* The name of what a line says: lines that say the same have one name, whoever wrote them (R 2.8). */
cs_name cs_docket_line_name(struct cs_docket *docket, const struct cs_entry *entry);
/* The same as cs_docket_line, of a line whose name is given. */
struct cs_matter *cs_docket_line_named(struct cs_docket *docket, const struct cs_entry *entry, cs_name line,
                                       cs_name under, struct cs_recorded fallback);
/* Settles the matter of a line: as a name (R 2.2), or as an occurrence (R 2.1). */
void cs_docket_settle_line(struct cs_docket *docket, struct cs_matter *matter, bool name);
/*
 * Gathers all lines of one kind, settles each of their matters once, and calls `use` for it. Several lines may fill one
 * role: all are gathered before the first is settled.
 */
typedef void (*cs_use_matter)(struct cs_docket *docket, const struct cs_matter *matter, const struct cs_entry *entry);
casus_status cs_docket_each_line(struct cs_docket *docket, enum cs_entry_kind kind, bool name, cs_use_matter use);

/* silence.c: who says that there was none of the kind denies the entry, or the name (R 2.10). Before it is settled. */
void cs_docket_deny_entry(struct cs_docket *docket, const struct cs_occurrence *occurrence);
void cs_docket_deny_name(struct cs_docket *docket, struct cs_matter *matter);
/* Who says that a role has something else denies a line that fills it in (R 2.7). Before any is settled. */
void cs_docket_deny_roles(struct cs_docket *docket);

/* judges.c: the entries that give names, by the name of their line. */
struct cs_name_lines { const struct cs_entry **entries; size_t count, capacity; struct cs_lists by_line; };
casus_status cs_name_lines_find(struct cs_docket *docket, struct cs_name_lines *lines);
void cs_name_lines_release(struct cs_name_lines *lines);
/* Settles a name under an instrument by its judges' words, if there are any and they agree (R 2.6). */
void cs_docket_judge(struct cs_docket *docket, const struct cs_instrument *instrument,
                     const struct cs_name_lines *lines, struct cs_matter *matter);

/*
 * dates.c: when an occurrence was, and the places in time where it may have been (R 8.1, 8.5). `relation` CS_NOWHERE:
 * of a bond that the record enters (R 8.12).
 */
casus_status cs_docket_dates(struct cs_docket *docket, struct cs_occurrence *occurrence, uint32_t relation);

/*
 * days.c: of a date that leaves too many days open, the moments between which one day is as good as another, in their
 * order; false if every day may matter. `moments` is the caller's, to be freed. `with`: another date as open as this,
 * on which what it gives depends, so that each day of that is a moment; the first of the longest, or NULL.
 * `beginning_counts`: of a beginning that is not known, the days before anything is dated are no one answer.
 */
struct cs_days {
    cs_instant *moments;
    size_t count;
    const struct cs_occurrence *with;
    uint32_t with_days;
    bool beginning_counts;
};
bool cs_days_that_matter(struct cs_docket *docket, const struct cs_occurrence *o, uint32_t relation,
                         struct cs_days *out);
/* The last day, up to `last`, that is as good as `first`. A day on which something comes about stands alone. */
cs_day cs_days_alike(const struct cs_days *days, cs_day first, cs_day last, struct cs_zone offset);

/* data_end.c: the line by which what is told of a word ends with a day (R 8.14); the first such day. NULL: none. */
const struct cs_silent_word *cs_docket_data_end(const struct cs_docket *docket, cs_name head);
/* Adds what may be so after it, though nobody tells it, to the states of the record; each is a question. */
casus_status cs_docket_untold(struct cs_docket *docket);

/* recorded_bonds.c: the bonds that the record enters, as occurrences that are not settled yet. */
casus_status cs_docket_gather_bonds(struct cs_docket *docket);

/* Adds a row at the end of an occurrence's list, unless it stands in no world. */
void cs_occurrence_add_row(struct cs_docket *docket, struct cs_occurrence *occurrence, uint32_t relation,
                           const cs_value *values, cs_set worlds, const struct cs_matter *matter);

/* The values, by column, of one combination of the lists of a term: 0 to cs_term_choices - 1. */
void cs_term_values(const struct cs_docket *docket, const struct cs_term *term, uint32_t relation, uint32_t choice,
                    cs_value *values);

/* The columns of a name: its own roles, and those of the occurrence's row that it leaves unsaid. */
void cs_name_values(const struct cs_docket *docket, const struct cs_occurrence_row *row, uint32_t relation,
                    const cs_value *said, cs_value *out);

/* the steps in which a docket is made, in the order of docket.c */
casus_status cs_docket_absences(struct cs_docket *docket);
casus_status cs_docket_occurrences(struct cs_docket *docket);
casus_status cs_docket_names(struct cs_docket *docket);
casus_status cs_docket_substitutes(struct cs_docket *docket);
casus_status cs_docket_bonds(struct cs_docket *docket);
casus_status cs_docket_readings(struct cs_docket *docket);
casus_status cs_docket_quantities(struct cs_docket *docket);
casus_status cs_docket_orders(struct cs_docket *docket);
casus_status cs_docket_accounts(struct cs_docket *docket);

/* append.c: notes which entries the docket has, once it is made. */
casus_status cs_docket_note_read(struct cs_docket *docket);
/*
 * occurrences.c: takes in one more entry of an event or a state. False: it is one that the docket has already, or it
 * is open whether or when it was, or there is no room.
 */
bool cs_docket_append_entry(struct cs_docket *docket, const struct cs_entry *entry);
/* claimed_names.c: the same for the rows of an occurrence that has no names but its own. */
void cs_docket_name_own(struct cs_docket *docket, struct cs_occurrence *occurrence);

/* orders.c: what voices say of an order as answers to the questions of order that were asked so far. */
void cs_docket_answer_orders(struct cs_docket *docket);
/*
 * circles.c: the worlds in which all of a circle has happened, where by line of order the first came first, or the
 * second did, or neither is said. Hours, moments, names and words that come after others are steps of a circle too.
 */
cs_set cs_docket_order_circles(struct cs_docket *docket, const bool *firsts, const bool *seconds);

#endif
