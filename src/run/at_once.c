/* SPDX-License-Identifier: MIT */
#include "run/at_once.h"

#include <stdlib.h>
#include <string.h>

/* ---- in their order ---- */

struct key { cs_instant moment; struct cs_founding founding; const struct cs_names *names; };

static cs_instant first_moment(const struct cs_run *run, const struct cs_founding *f)
{
    const struct cs_names *names = run->plan->names;
    cs_instant first = CS_TIME_NEVER;

    for (uint32_t i = 0; i < f->conclusion->limit_count; i++) {
        const struct cs_limit *limit = &f->conclusion->limits[i];
        cs_value value = limit->kind == CS_LIMIT_MOMENT && limit->moment.kind == CS_OPERAND_VARIABLE
                             ? f->values[limit->moment.index] : CS_UNSAID;
        struct cs_moment moment;

        if (value != CS_UNSAID && cs_moment_parse(cs_names_text(names, value), cs_names_length(names, value),
                                                  f->offset, &moment) == NULL && moment.start < first)
            first = moment.start;
    }
    return first;
}

static int by_key(const void *a, const void *b)
{
    const struct key *x = a, *y = b;

    if (x->moment != y->moment)
        return x->moment < y->moment ? -1 : 1;
    for (uint32_t v = 0; v < x->founding.rule->variable_count; v++) {
        cs_value one = x->founding.values[v], other = y->founding.values[v];

        if (one == other)
            continue;
        if (one == CS_UNSAID || other == CS_UNSAID)
            return one == CS_UNSAID ? 1 : -1;
        return strcmp(cs_names_text(x->names, one), cs_names_text(x->names, other));
    }
    return x->founding.place < y->founding.place ? -1 : x->founding.place > y->founding.place;
}

/* Sorts those of the conclusion at `first`, from there on, into the places that they have. */
static void sort_conclusion(struct cs_run *run, struct cs_founding *foundings, size_t count, size_t first)
{
    const struct cs_conclusion *conclusion = foundings[first].conclusion;
    struct key *keys = calloc(count - first, sizeof *keys);
    size_t found = 0, next = 0;

    if (keys == NULL) {
        cs_run_fail_memory(run);
        return;
    }
    for (size_t i = first; i < count; i++)
        if (foundings[i].conclusion == conclusion)
            keys[found++] = (struct key){first_moment(run, &foundings[i]), foundings[i], run->plan->names};
    qsort(keys, found, sizeof *keys, by_key);
    for (size_t i = first; i < count; i++)
        if (foundings[i].conclusion == conclusion)
            foundings[i] = keys[next++].founding;
    free(keys);
}

static bool is_first_of_its_conclusion(const struct cs_founding *foundings, size_t at)
{
    for (size_t i = at; i-- > 0;)
        if (foundings[i].conclusion == foundings[at].conclusion)
            return false;
    return true;
}

bool cs_at_once_sort(struct cs_run *run, struct cs_founding *foundings, size_t count)
{
    bool any = false;

    for (size_t i = 0; i < count && count > 1 && cs_run_ok(run); i++)
        if (foundings[i].conclusion->says_more && is_first_of_its_conclusion(foundings, i)) {
            sort_conclusion(run, foundings, count, i);
            any = true;
        }
    return any;
}
