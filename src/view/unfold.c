/* SPDX-License-Identifier: MIT */
#include "view/unfold.h"

#include <stdlib.h>

void cs_unfolding_release(struct cs_unfolding *unfolding)
{
    cs_reasons_entered_release(&unfolding->unfolded);
    cs_reasons_entered_release(&unfolding->waiting);
    free(unfolding->later);
    *unfolding = (struct cs_unfolding){0};
}

/* Is the text of the reason enough to refer to it? Not that of a state or of "performed by". */
static bool names_itself(const struct cs_reason *reason)
{
    return reason->kind != CS_REASON_STATE && reason->kind != CS_REASON_NOTE;
}

enum cs_unfold cs_unfold(struct cs_unfolding *unfolding, const struct cs_reason *reason, size_t depth)
{
    if (reason->circular)
        return CS_UNFOLD_ABOVE;
    if (reason->first == NULL)
        return CS_UNFOLD_HERE;
    if (depth >= CS_UNFOLD_DEPTH_MAX && !cs_reason_is_entered(&unfolding->unfolded, reason)) {
        if (!cs_reason_enter(&unfolding->waiting, reason))
            return CS_UNFOLD_LATER;
        if (cs_grow(&unfolding->later, &unfolding->later_capacity, unfolding->later_count + 1,
                    sizeof *unfolding->later))
            unfolding->later[unfolding->later_count++] = reason;
        else
            unfolding->failed = true;
        return CS_UNFOLD_LATER;
    }
    if (!names_itself(reason) || cs_reason_enter(&unfolding->unfolded, reason))
        return CS_UNFOLD_HERE;
    unfolding->failed = unfolding->failed || unfolding->unfolded.failed || unfolding->waiting.failed;
    return CS_UNFOLD_ABOVE;
}

const struct cs_reason *cs_unfolding_later(struct cs_unfolding *unfolding)
{
    while (unfolding->later_done < unfolding->later_count) {
        const struct cs_reason *reason = unfolding->later[unfolding->later_done++];

        if (cs_unfold(unfolding, reason, 0) == CS_UNFOLD_HERE)
            return reason;
    }
    return NULL;
}

const struct cs_reason **cs_unfold_list(struct cs_unfolding *unfolding, const struct cs_reason *first, size_t *count)
{
    struct cs_reasons_entered entered = {0};
    const struct cs_reason **items = NULL;
    size_t capacity = 0;

    *count = 0;
    for (const struct cs_reason *r = first; r != NULL; r = r->next) {
        if ((first->next != NULL && !cs_reason_enter(&entered, r)) || entered.failed)
            continue;
        if (cs_grow(&items, &capacity, *count + 1, sizeof *items))
            items[(*count)++] = r;
        else
            unfolding->failed = true;
    }
    unfolding->failed = unfolding->failed || entered.failed;
    cs_reasons_entered_release(&entered);
    return items;
}
