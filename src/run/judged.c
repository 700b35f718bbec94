/* SPDX-License-Identifier: MIT */
#include "run/judged.h"

#include <string.h>

static bool says_the_same(const struct cs_run *run, const struct cs_redetermination *word,
                          const struct cs_matter *matter, uint32_t relation, const cs_value *values)
{
    return word->matter == matter && word->relation == relation &&
           memcmp(word->values, values, run->plan->relations[relation].column_count * sizeof *values) == 0;
}

/* Is it of a time before the occurrence at hand is over? What is taken in at the end of a day is of that day. */
static bool came_earlier(const struct cs_run *run, const struct cs_redetermination *word)
{
    return word->time <= run->now && word->time < run->place.end;
}

bool cs_judged_last(const struct cs_run *run, const struct cs_redetermination *word)
{
    const struct cs_redetermination *later = cs_docket_redetermination(run->docket, word->next);

    if (!came_earlier(run, word))
        return false;
    for (; later != NULL; later = cs_docket_redetermination(run->docket, later->next))
        if (came_earlier(run, later) && later->worlds == word->worlds &&
            says_the_same(run, later, word->matter, word->relation, word->values))
            return false;
    return true;
}

cs_set cs_judged_against(struct cs_run *run, const struct cs_occurrence *occurrence,
                         const struct cs_occurrence_row *row)
{
    const struct cs_redetermination *word = cs_docket_redetermination(run->docket, occurrence->redetermined);
    cs_set against = CS_NONE;

    for (; word != NULL; word = cs_docket_redetermination(run->docket, word->next))
        if (!word->right && says_the_same(run, word, row->matter, row->relation, row->values) &&
            cs_judged_last(run, word))
            against = cs_worlds_or(run->worlds, against, word->worlds);
    return against;
}
