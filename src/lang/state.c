/* SPDX-License-Identifier: MIT */
#include "lang/state.h"

#include <stddef.h>

#include "base/failure.h"

const char *cs_state_text(enum cs_state state)
{
    static const char *const texts[CS_STATE_COUNT] = {
        [CS_STATE_UNSAID] = NULL,
        [CS_STATE_NONE] = "none",
        [CS_STATE_IN_FORCE] = "in force",
        [CS_STATE_SUSPENDED] = "suspended",
        [CS_STATE_FULFILLED] = "fulfilled",
        [CS_STATE_FULFILLED_LATE] = "fulfilled late",
        [CS_STATE_FULFILLED_IN_PART] = "fulfilled in part",
        [CS_STATE_VIOLATED] = "violated",
        [CS_STATE_MET] = "met",
        [CS_STATE_MET_LATE] = "met late",
        [CS_STATE_MET_IN_PART] = "met in part",
        [CS_STATE_NOT_MET] = "not met",
        [CS_STATE_DISCHARGED] = "discharged",
        [CS_STATE_EXPIRED] = "expired",
        [CS_STATE_ADOPTED] = "adopted",
        [CS_STATE_NOT_ADOPTED] = "not adopted",
        [CS_STATE_DEFERRED] = "deferred",
        [CS_STATE_PENDING] = "pending",
        [CS_STATE_WITH_EFFECT] = "with effect",
        [CS_STATE_WITHOUT_EFFECT] = "without effect",
        [CS_STATE_HAPPENED] = "happened",
        [CS_STATE_DID_NOT_HAPPEN] = "did not happen",
        [CS_STATE_HOLDS] = "holds",
        [CS_STATE_DOES_NOT_HOLD] = "does not hold",
        [CS_STATE_MAY] = "may",
        [CS_STATE_MAY_NOT] = "may not",
        [CS_STATE_SO] = "so",
        [CS_STATE_NOT_SO] = "not so",
        [CS_STATE_NOT_OWED] = "not owed",
        [CS_STATE_NOT_FORBIDDEN] = "not forbidden",
        [CS_STATE_NOT_EXPECTED] = "not expected",
        [CS_STATE_NOT_MADE] = "not made",
        [CS_STATE_UNDETERMINED] = "undetermined",
        [CS_STATE_CONTRADICTORY] = "contradictory",
    };

    must(state < CS_STATE_COUNT);
    return texts[state];
}

enum cs_state cs_state_of_words(cs_name words)
{
    return (enum cs_state)(CS_STATE_COUNT + words);
}

bool cs_state_is_words(enum cs_state state)
{
    return state >= CS_STATE_COUNT;
}

const char *cs_state_in_words(enum cs_state state, const struct cs_names *names)
{
    return cs_state_is_words(state) ? cs_names_text(names, (cs_name)state - CS_STATE_COUNT) : cs_state_text(state);
}

bool cs_state_is_performed(enum cs_state state)
{
    return state == CS_STATE_FULFILLED || state == CS_STATE_FULFILLED_LATE || state == CS_STATE_MET ||
           state == CS_STATE_MET_LATE;
}

bool cs_state_is_no_answer(enum cs_state state)
{
    return state == CS_STATE_UNDETERMINED || state == CS_STATE_CONTRADICTORY;
}

bool cs_state_is_broken(enum cs_state state)
{
    return state == CS_STATE_VIOLATED || state == CS_STATE_NOT_MET;
}
