/* SPDX-License-Identifier: MIT */
#include "ledger/happened.h"

#include <stdlib.h>

static int by_date(const void *a, const void *b)
{
    const struct cs_entry *x = ((const struct cs_happening *)a)->entry, *y = ((const struct cs_happening *)b)->entry;

    if (x->moment.start != y->moment.start)
        return x->moment.start < y->moment.start ? -1 : 1;
    return x->span.start < y->span.start ? -1 : x->span.start > y->span.start;
}

static bool lies_between(const struct cs_moment *m, cs_instant from, cs_instant to)
{
    if (m->form == CS_MOMENT_SPAN)
        return (m->start >= from && m->start < to) || (m->end > from && m->end <= to);
    return m->start < to && m->end > from;
}

/* What is known of it: an occurrence of no world is not known to the ledger. */
static bool is_told(const struct cs_occurrence *o, cs_instant from, cs_instant to)
{
    return o->worlds != CS_NONE && o->entry->instrument == NULL && !o->untold &&
           lies_between(&o->entry->moment, from, to);
}

void cs_ledger_happenings(const struct cs_ledger *ledger, cs_instant from, cs_instant to, struct cs_arena *arena,
                        struct cs_happening **out, size_t *count)
{
    const struct cs_docket *docket = ledger->docket;
    size_t events = docket->occurrence_count;

    *count = 0;
    *out = cs_arena_array(arena, events + docket->fact_count, sizeof **out);
    for (size_t i = 0; *out != NULL && i < events + docket->fact_count; i++) {
        const struct cs_occurrence *o = i < events ? &docket->occurrences[i] : &docket->facts[i - events];

        if (is_told(o, from, to))
            (*out)[(*count)++] =
                (struct cs_happening){.entry = o->entry, .occurrence = i < events ? o : NULL, .worlds = o->worlds};
    }
    if (*count > 0)
        qsort(*out, *count, sizeof **out, by_date);
}
