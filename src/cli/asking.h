/* SPDX-License-Identifier: MIT */
/*
 * What why and ask share: a question put to a run, and what bears on it. A question is a row, by its number or the label
 * of its entry, or a sentence. A sentence is read as a check line would be: it is put behind "check ..." into a line of a
 * record that stands in no file, so that the parser and the checker judge it like any other line.
 *
 *   Russia owes Armenia assistance on e1     the rows that fit; if there are none, what each rule lacks
 *   may vote by Georgia on d2                who has the power, or what is missing for it
 *   e1 counts as attack on Armenia           what bears on a fact, a name, an event
 */
#ifndef CS_CLI_ASKING_H
#define CS_CLI_ASKING_H

#include "cli/session.h"
#include "ledger/fits.h"

struct cs_asking {
    struct cs_session session;
    const struct cs_command *command;
    const char *sentence; /* borrowed; or NULL: a row is asked for */
    const struct cs_check *check; /* what the sentence says */
    struct cs_arena arena;
    struct cs_reasons *subjects; /* what is asked about: rows, or what the sentence says */
    size_t subject_count, subject_capacity;
};

void cs_asking_init(struct cs_asking *asking, const struct cs_command *command);
void cs_asking_release(struct cs_asking *asking);
/*
 * Reads the files and the sentence (NULL: none), and runs them with the options --known-on, --as and --sources of the
 * invocation, up to `as_of` (or NULL). CS_EXIT_FINDINGS: there are mistakes, and they were told.
 */
enum cs_exit cs_asking_open(struct cs_asking *asking, const struct cs_invocation *invocation, const char *sentence,
                            const char *as_of);
/* Adds a row, with its reasons on each account, to the subjects. */
enum cs_exit cs_asking_add_row(struct cs_asking *asking, const struct cs_ledger_row *row);
/* Adds what the sentence is about, be it rows or not. */
enum cs_exit cs_asking_add_sentence(struct cs_asking *asking);

#endif
