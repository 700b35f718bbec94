/* SPDX-License-Identifier: MIT */
/* Running a case that a fuzzer made, within bounds: of the time it tells of, of what it leaves open, of nodes. */
#ifndef TESTS_FUZZ_BOUNDED_H
#define TESTS_FUZZ_BOUNDED_H

#include <string.h>

#include "../exercise.h"

#define NODE_BUDGET 20000
#define CHECKS_MAX 30
#define YEARS_MAX 30
#define OPEN_DAYS_MAX 80 /* that dates leave open, in all */

/* Of a state, on either side; an end that is not known counts for as much as may be. */
static size_t open_days(const struct cs_moment *m)
{
    if (m->form == CS_MOMENT_NONE || m->form == CS_MOMENT_TIME)
        return 0;
    if (m->form != CS_MOMENT_SPAN)
        return (size_t)(m->last - m->first);
    return (m->begin_unknown ? OPEN_DAYS_MAX : (size_t)(m->begins_last - m->first)) +
           (m->end_unknown ? OPEN_DAYS_MAX : m->end == CS_TIME_NEVER ? 0 : (size_t)(m->last - m->ends_first));
}

/* Is no more time told of than a run may take? */
static bool is_bounded(const struct cs_case *c, cs_instant *end)
{
    cs_instant least = 946684800, most = least + (cs_instant)YEARS_MAX * 366 * 86400; /* from 2000 on */
    size_t checks = 0, days = 0;

    for (const struct cs_file *file = c->files; file != NULL; file = file->next) {
        for (const struct cs_entry *entry = file->entries; entry != NULL; entry = entry->next) {
            days += open_days(&entry->moment);
            if (days > OPEN_DAYS_MAX || (entry->moment.form != CS_MOMENT_NONE && entry->moment.start < least &&
                                         entry->moment.start != CS_TIME_ALWAYS))
                return false;
        }
        for (const struct cs_check *check = file->checks; check != NULL; check = check->next)
            if (++checks > CHECKS_MAX || check->day.end > most)
                return false;
    }
    return cs_case_last(c, end) && *end <= most;
}

/* A record that contradicts itself is told of by a failure, too. */
static void look_at_failure(casus_status s, const struct cs_failure *failure)
{
    must(s == failure->status && (s == CASUS_OK) == (failure->message[0] == '\0'));
    must(s == CASUS_OK || s == CASUS_ERR_ENTANGLED || s == CASUS_ERR_LIMIT ||
         (s == CASUS_ERR_ARGUMENT && strstr(failure->message, "cannot all be so") != NULL));
}

static void run_and_ask(struct cs_case *c)
{
    struct cs_failure failure = {0};
    struct cs_buffer out;
    cs_instant end;
    casus_status s;

    if (c->plan == NULL || !is_bounded(c, &end))
        return;
    cs_buffer_init(&out);
    s = exercise_run(c, NODE_BUDGET, end, &failure, &out);
    look_at_failure(s, &failure);
    cs_failure_clear(&failure);
    s = exercise_verify(c, NODE_BUDGET, &failure, &out);
    look_at_failure(s, &failure);
    cs_buffer_release(&out);
}

#endif
