/* SPDX-License-Identifier: MIT */
/* The words of judges that came before the occurrence at hand (R 2.6). */
#ifndef CS_RUN_JUDGED_H
#define CS_RUN_JUDGED_H

#include "run/run_int.h"

/* Is it the last word on its name before the occurrence? Those on one name stand in the order of their recording. */
bool cs_judged_last(const struct cs_run *run, const struct cs_redetermination *word);
/* The worlds in which a word of before the occurrence says that the name of this row of it is not right. */
cs_set cs_judged_against(struct cs_run *run, const struct cs_occurrence *occurrence,
                         const struct cs_occurrence_row *row);

#endif
