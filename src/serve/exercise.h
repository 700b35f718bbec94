/* SPDX-License-Identifier: MIT */
/*
 * What an exercise has and a register of the real world has not: injects, which come about as its clock reaches their
 * moments, and notes to those who take part. A file of injects is plain text:
 *
 *     -- what begins with two hyphens is a comment
 *     2022-09-13T10:00+04:00 in september-2022
 *       e1: hostilities between Armenia, Azerbaijan
 *         says Armenia
 *
 *     2022-09-13T12:00+04:00 to Armenia, Russia
 *       The press asks for a statement by noon.
 *
 * Each has its moment and where it goes: `in` a case, then its lines are lines of the record; or `to` parties or
 * persons, or `to all`, then they are words to be read. Lines are two spaces in. All of it is entries:
 *
 *   injects          the text of a file; nobody but those who run the exercise sees what has not come about
 *   inject           of a case: "NUMBER LINE", the injects entry and the line of the file, and the lines of the record
 *   inject-refused   of a case: "NUMBER LINE why": its lines have a mistake where the case stands by then
 *   note             "NUMBER LINE": the words have gone to those for whom they are
 *
 * They are entered as the clock is moved past their moments, in the order of these, each at its own moment.
 */
#ifndef CS_SERVE_EXERCISE_H
#define CS_SERVE_EXERCISE_H

#include "casus/casus.h"
#include "serve/chain.h"

enum cs_inject_state { CS_INJECT_WAITS, CS_INJECT_ENTERED, CS_INJECT_REFUSED };

struct cs_inject {
    int64_t file, line;  /* the entry of its file, and its line there */
    char *by;            /* who has loaded the file */
    char *moment;
    long long seconds;
    bool note;
    char *where;         /* the case, or for whom a note is: names with commas between */
    char *text;          /* its lines */
    enum cs_inject_state state;
    int64_t entry;       /* by which it came about */
    char *why;           /* it was refused */
};
struct cs_injects { struct cs_inject *items; size_t count; };

struct cs_register;
struct cs_kept_case;
struct cs_person;
struct cs_hand;
struct cs_entered;

/* Takes in an entry of one of the four kinds; *known false: it is of another kind. `c` is its case, or NULL. */
casus_status cs_exercise_learn(struct cs_register *r, struct cs_kept_case *c, const struct cs_chain_entry *entry,
                               bool *known, struct casus_failure *failure);
void cs_exercise_release(struct cs_injects *injects);

/* Is a note for this person: is he, a party that he may speak for, or "all" among its names? */
bool cs_note_for(struct cs_register *r, const struct cs_person *person, const struct cs_inject *note);

/*
 * Loads a file of injects; those whose moment has come are entered at once. CASUS_ERR_ARGUMENT: it does not read, and
 * the failure names the line; or its lines have a mistake in their case, with all injects before them.
 */
casus_status cs_register_injects(struct cs_register *r, const struct cs_hand *hand, const char *text,
                                 struct cs_entered *out, struct casus_failure *failure);
/* For register.c: enters, within a transaction, what comes about up to an instant to which the clock is being moved. */
casus_status cs_exercise_go_on(struct cs_register *r, const char *instant, struct casus_failure *failure);

#endif
