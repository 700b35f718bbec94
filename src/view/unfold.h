/* SPDX-License-Identifier: MIT */
/*
 * Unfolds reasons, which are a graph, into the tree that a reader sees. Each is unfolded at its first place; elsewhere
 * it is only named ("as above"), so the tree is as large as the graph. A reason that is too deep is named ("below") and
 * unfolded after the tree. Nothing is left out.
 */
#ifndef CS_VIEW_UNFOLD_H
#define CS_VIEW_UNFOLD_H

#include "reasons/why.h"

#define CS_UNFOLD_DEPTH_MAX 24

enum cs_unfold {
    CS_UNFOLD_HERE,  /* write what is below it, if anything */
    CS_UNFOLD_ABOVE, /* it was unfolded before, or is being unfolded */
    CS_UNFOLD_LATER  /* it will be unfolded after the tree: cs_unfolding_later returns it */
};

struct cs_unfolding { /* zero it first */
    struct cs_reasons_entered unfolded, waiting;
    const struct cs_reason **later;
    size_t later_count, later_capacity, later_done;
    bool failed; /* memory ran out */
};
void cs_unfolding_release(struct cs_unfolding *unfolding);

/* What to do with a reason at this depth (0: the top). The caller must do it, since it is noted as done. */
enum cs_unfold cs_unfold(struct cs_unfolding *unfolding, const struct cs_reason *reason, size_t depth);
/* The next reason to be unfolded after the tree, at depth 0; NULL if none is left. */
const struct cs_reason *cs_unfolding_later(struct cs_unfolding *unfolding);

/* The reasons of a list, each number once, on the heap; NULL if there are none, or memory ran out. */
const struct cs_reason **cs_unfold_list(struct cs_unfolding *unfolding, const struct cs_reason *first, size_t *count);

#endif
