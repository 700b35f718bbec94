/* SPDX-License-Identifier: MIT */
#include "lang/tree.h"

static const char *const PREPS[CS_PREP_COUNT] = {
    [CS_PREP_IS] = "is",       [CS_PREP_BY] = "by",       [CS_PREP_OF] = "of",           [CS_PREP_TO] = "to",
    [CS_PREP_FOR] = "for",     [CS_PREP_ON] = "on",       [CS_PREP_AT] = "at",           [CS_PREP_IN] = "in",
    [CS_PREP_WITH] = "with",   [CS_PREP_UNDER] = "under", [CS_PREP_FROM] = "from",       [CS_PREP_INTO] = "into",
    [CS_PREP_AGAINST] = "against", [CS_PREP_OVER] = "over", [CS_PREP_BETWEEN] = "between", [CS_PREP_ABOUT] = "about",
    [CS_PREP_THROUGH] = "through",
};

static const char *const COMPARES[] = {
    [CS_AT_LEAST] = "at least",     [CS_AT_MOST] = "at most", [CS_MORE_THAN] = "more than",
    [CS_FEWER_THAN] = "fewer than", [CS_EXACTLY] = "exactly",
};

const char *cs_prep_text(enum cs_prep prep)
{
    return PREPS[prep];
}

const char *cs_compare_text(enum cs_compare compare)
{
    return COMPARES[compare];
}

enum cs_state cs_state_of_outcome(enum cs_outcome outcome)
{
    switch (outcome) {
    case CS_OUTCOME_ADOPTED:
        return CS_STATE_ADOPTED;
    case CS_OUTCOME_NOT_ADOPTED:
        return CS_STATE_NOT_ADOPTED;
    case CS_OUTCOME_DEFERRED:
        return CS_STATE_DEFERRED;
    case CS_OUTCOME_WITHOUT:
        break;
    }
    return CS_STATE_UNSAID;
}
