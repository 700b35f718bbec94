/* SPDX-License-Identifier: MIT */
/*
 * The register of an organisation: the texts that it is bound by, its cases, and what was entered in each, by whom, for
 * whom and when. Nobody edits or removes an entry; a correction is an entry.
 *
 * A case is a record. Its head is given when it is opened; each entry is one or more lines of the language, a statement
 * and the claims below it. What a case comes to is asked of the library, on the record that the entries make: nothing
 * is decided by a timer, so a silence that ended while no program ran has ended.
 *
 * Kinds of entries, and their bodies:
 *   register  the texts of the register when it was made: a line each, "cst.treaty DIGEST", those that a case uses
 *             begin with "use "; "exercise" where its clock is not that of the world
 *   clock     of an exercise: what time it is from here on
 *   case      the head of the record of a new case
 *   lines     lines of the record
 *   document  "NAME DIGEST", and the lines of the source below it
 *   text, under: serve/texts.h; injects, inject, inject-refused, note: serve/exercise.h
 *   seal      "NUMBER why": the body of that entry is taken away
 *   person, mandate, mandate-end: serve/people.h; visible: serve/sight.h
 *
 * Failure: a status, and one line about it. What a person may mend (a case that does not exist, lines with mistakes) is
 * CASUS_ERR_ARGUMENT; then nothing is entered.
 */
#ifndef CS_SERVE_REGISTER_H
#define CS_SERVE_REGISTER_H

#include "casus/casus.h"
#include "serve/chain.h"
#include "serve/keys.h"

struct cs_register;

/*
 * Makes a register under the texts of the library, or files, with these names ("cst"), and all that they use.
 * `exercise` is the time at which the clock of an exercise stands, an instant; NULL: a register of the real world.
 */
casus_status cs_register_create(const char *path, const char *const *texts, size_t count, const char *exercise,
                                struct casus_failure *failure);
casus_status cs_register_open(const char *path, struct cs_register **out, struct casus_failure *failure);
void cs_register_close(struct cs_register *r); /* NULL is allowed */
/* Reads what others have entered since. */
casus_status cs_register_refresh(struct cs_register *r, struct casus_failure *failure);

/* As cs_database_group_end; after a failure all that was entered in the group is forgotten. */
casus_status cs_register_group_end(struct cs_register *r, struct casus_failure *failure);

/* A new register has this administrator. */
#define CS_FIRST_PERSON "administrator"
/* Makes a link with which a person sets a password; good once, for three days. The one before it is good no more. */
casus_status cs_register_link(struct cs_register *r, const char *person, char text[CS_KEY_TEXT],
                              struct casus_failure *failure);
/* Makes a pass with which a person comes into an exercise without a password, as often as he likes, for 12 hours. */
casus_status cs_register_pass(struct cs_register *r, const char *person, char text[CS_KEY_TEXT],
                              struct casus_failure *failure);

/* Who enters something, for whom, and under which key it is entered only once. Each may be NULL. */
struct cs_hand { const char *by, *speaks_for, *key; };

/* What was entered. */
struct cs_entered {
    int64_t number;
    char hash[CS_DIGEST_HEX];
    bool before; /* it had been entered under this key already, and was not entered again */
};

/*
 * The parts of what is entered in a case: the case's name, the lines, and the day or instant of an act without one.
 * `alone`: it is entered without a look at what changes by it; `enter`: the same, and the opened case in which it is
 * tried goes on with it, and is entered, or closed (cs_opened_close).
 */
struct cs_matter { const char *name, *lines, *on; bool alone, enter; };

/*
 * Opens a case: `lines` are the head of its record ("zone +04:00", "account Armenia, Azerbaijan"), without `use`. Its
 * name has small letters, digits and hyphens.
 */
casus_status cs_register_case(struct cs_register *r, const struct cs_hand *hand, const struct cs_matter *matter,
                              struct cs_entered *out, struct casus_failure *failure);
/*
 * Enters lines in a case. They are tried as casus_act_new tries them; their claims are recorded by the register's
 * clock. What declares words is tried in the whole record (serve/declare.h). An act that the law gives no power for is
 * entered all the same, and stands without effect. To `told` is added, for people, what changes by it, or what is wrong
 * with the lines.
 */
casus_status cs_register_enter(struct cs_register *r, const struct cs_hand *hand, const struct cs_matter *matter,
                               struct cs_entered *out, casus_text *told, struct casus_failure *failure);
/* Keeps a document of a case under this file name; `lines` declare it: source S1 "title", then publisher and date. */
casus_status cs_register_document(struct cs_register *r, const struct cs_hand *hand, const struct cs_matter *matter,
                                  const char *file, const char *bytes, size_t length, struct cs_entered *out,
                                  struct casus_failure *failure);
/* Moves the clock of an exercise on to an instant. */
casus_status cs_register_clock(struct cs_register *r, const struct cs_hand *hand, const char *instant,
                               struct cs_entered *out, struct casus_failure *failure);
/*
 * Seals an entry of a case: its lines are taken out of the register, and only their digest stays. Refused if other
 * entries refer to what it says.
 */
casus_status cs_register_seal(struct cs_register *r, const struct cs_hand *hand, int64_t number, const char *why,
                              struct cs_entered *out, struct casus_failure *failure);

/* Writes the record of a case, its texts and documents into a new or empty folder. `casus run` reads it. */
casus_status cs_register_export(struct cs_register *r, const char *name, const char *folder,
                                struct casus_failure *failure);
/* Writes a line for each entry, of one case or of all (NULL). */
casus_status cs_register_log(struct cs_register *r, const char *name, casus_sink sink, struct casus_failure *failure);
/*
 * As cs_chain_verify, of a file; a body that is missing and was never sealed is a fault as well. `known`: a hash that
 * somebody has kept, NULL: none; of a sound register out->known_at is the entry that has it.
 */
casus_status cs_register_verify(const char *path, const char *known, struct cs_soundness *out,
                                struct casus_failure *failure);
/* The last entry: its hash stands for all that is before it. */
casus_status cs_register_last(struct cs_register *r, struct cs_entered *out, struct casus_failure *failure);
/*
 * Makes a register from a copy that is sound. Nobody is signed in there, and no link or token of the copy is good: some
 * may have been taken back since. Passwords are as they were.
 */
casus_status cs_register_restore(const char *copy, const char *where, int64_t *entries, struct casus_failure *failure);
/* As cs_database_copy; the copy is read again and verified. What fails leaves nothing there. */
casus_status cs_register_copy(struct cs_register *r, const char *path, struct casus_failure *failure);

#endif
