/* SPDX-License-Identifier: MIT */
/*
 * The states: those of the rows of the ledger (docs/language.md, part 2), and those of occurrences, facts, powers and
 * questions. A state is compared by its number; its words are in one table, which only parsers and writers use.
 */
#ifndef CS_LANG_STATE_H
#define CS_LANG_STATE_H

#include <stdbool.h>

#include "base/names.h"

enum cs_state {
    CS_STATE_UNSAID, /* no state was given; it has no words */
    /* of a duty, a prohibition or an expectation */
    CS_STATE_NONE,
    CS_STATE_IN_FORCE,
    CS_STATE_SUSPENDED,
    CS_STATE_FULFILLED,
    CS_STATE_FULFILLED_LATE,
    CS_STATE_FULFILLED_IN_PART,
    CS_STATE_VIOLATED,
    CS_STATE_MET, /* this and the three below: of an expectation, what fulfilled to violated are of a duty */
    CS_STATE_MET_LATE,
    CS_STATE_MET_IN_PART,
    CS_STATE_NOT_MET,
    CS_STATE_DISCHARGED,
    CS_STATE_EXPIRED,
    /* of a decision */
    CS_STATE_ADOPTED,
    CS_STATE_NOT_ADOPTED,
    CS_STATE_DEFERRED,
    CS_STATE_PENDING,
    /* of an act */
    CS_STATE_WITH_EFFECT,
    CS_STATE_WITHOUT_EFFECT,
    /* of an occurrence; of a fact or a name; of a power; of a statement */
    CS_STATE_HAPPENED,
    CS_STATE_DID_NOT_HAPPEN,
    CS_STATE_HOLDS,
    CS_STATE_DOES_NOT_HOLD,
    CS_STATE_MAY,
    CS_STATE_MAY_NOT,
    CS_STATE_SO,
    CS_STATE_NOT_SO,
    /* CS_STATE_NONE in words for readers, see cs_ledger_shown; no row has one of these states */
    CS_STATE_NOT_OWED,
    CS_STATE_NOT_FORBIDDEN,
    CS_STATE_NOT_EXPECTED,
    CS_STATE_NOT_MADE,
    /* of anything: the worlds of the account disagree; the account contradicts itself and has no world */
    CS_STATE_UNDETERMINED,
    CS_STATE_CONTRADICTORY,
    CS_STATE_COUNT
};

/* "fulfilled late"; NULL for CS_STATE_UNSAID. Not for a word of a vocabulary. */
const char *cs_state_text(enum cs_state state);

/*
 * A word that a vocabulary has of its own for what has become of an entry ("state granted: ...") is a state too: a
 * number from CS_STATE_COUNT on, by its name.
 */
enum cs_state cs_state_of_words(cs_name words);
bool cs_state_is_words(enum cs_state state);
/* As cs_state_text, and of a word of a vocabulary that word. */
const char *cs_state_in_words(enum cs_state state, const struct cs_names *names);

/* Performed in whole, in time or late: fulfilled, met, and both late. */
bool cs_state_is_performed(enum cs_state state);
/* Undetermined or contradictory: the account gives no answer. */
bool cs_state_is_no_answer(enum cs_state state);
/* Broken and not performed since: violated or not met. */
bool cs_state_is_broken(enum cs_state state);

#endif
