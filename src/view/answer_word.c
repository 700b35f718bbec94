/* SPDX-License-Identifier: MIT */
/* The answers of questions as they are put on a button. */
#include <string.h>

#include "view/wording.h"

#define LONGEST 60 /* bytes of such an answer */

static const struct cs_reading_answer *answer_of(const struct cs_docket *docket, uint32_t question, const char *answer)
{
    for (size_t i = 0; i < docket->plan->reading_count; i++)
        if (docket->reading_questions[i] == question)
            for (uint32_t a = 0; a < docket->plan->readings[i].answer_count; a++)
                if (strcmp(docket->questions[question].answers[a], answer) == 0)
                    return docket->plan->readings[i].answers[a];
    return NULL;
}

const char *cs_worded_choice(const struct cs_report *report, uint32_t question, const char *answer,
                             struct cs_arena *arena)
{
    struct cs_language l = cs_report_language(report);
    const struct cs_reading_answer *a = answer_of(report->ledger->docket, question, answer);
    const char *told = cs_told(l, answer), *gist = a != NULL && a->gist != NULL ? cs_told(l, a->gist) : NULL;
    size_t length = gist != NULL ? strcspn(gist, ":") : 0;
    char period[64];

    if (a != NULL && a->has_duration)
        told = cs_told(l, cs_duration_text(a->duration, period));
    else if (told == answer && length > 0 && length <= LONGEST && gist[length] == ':')
        return cs_arena_text(arena, gist, length);
    return cs_arena_text(arena, told, strlen(told));
}
