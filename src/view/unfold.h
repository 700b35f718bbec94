/* SPDX-License-Identifier: MIT */
/*
 * Reasons, which are a graph, as the tree that a reader sees. Each is unfolded where it stands first; elsewhere it is
 * named only ("as above"). So the tree is as large as the graph. What would stand deeper than a reader follows is named
 * ("below"), and unfolded behind the tree, one after another. Nothing is left out.
 */
#ifndef CS_VIEW_UNFOLD_H
#define CS_VIEW_UNFOLD_H

#include "reasons/why.h"

#define CS_UNFOLD_DEPTH_MAX 24

enum cs_unfold {
    CS_UNFOLD_HERE,  /* what is below it stands below it; so too where nothing is */
    CS_UNFOLD_ABOVE, /* it has been unfolded, or is being unfolded */
    CS_UNFOLD_LATER  /* it will be unfolded behind the tree: cs_unfolding_later gives it */
};

struct cs_unfolding { /* zeroed at first */
    struct cs_reasons_entered unfolded, waiting;
    const struct cs_reason **later;
    size_t later_count, later_capacity, later_done;
    bool failed; /* memory ran out */
};
void cs_unfolding_release(struct cs_unfolding *unfolding);

/* What to do with a reason at this depth (0: the top); what it says is taken to be done. */
enum cs_unfold cs_unfold(struct cs_unfolding *unfolding, const struct cs_reason *reason, size_t depth);
/* The next that is to be unfolded behind the tree, which begins anew at depth 0; NULL if none is left. */
const struct cs_reason *cs_unfolding_later(struct cs_unfolding *unfolding);

/* The reasons of a list, each number once, on the heap; NULL if there are none, or memory ran out. */
const struct cs_reason **cs_unfold_list(struct cs_unfolding *unfolding, const struct cs_reason *first, size_t *count);

#endif
