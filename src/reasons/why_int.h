/* SPDX-License-Identifier: MIT */
/* Between why.c (what is) and why_not.c (what is not). */
#ifndef CS_REASONS_WHY_INT_H
#define CS_REASONS_WHY_INT_H

#include "docket/docket_int.h"
#include "reasons/why.h"
#include "run/explain.h"

struct cs_whying {
    struct cs_run *run;
    struct cs_arena *arena;
    struct cs_reason **top;
    cs_set worlds; /* of which the reasons are asked */
};

/* A reason at the end of its parent's list (NULL: at the top); takes over and releases the text. */
struct cs_reason *cs_reason_add(struct cs_whying *why, struct cs_reason *parent, enum cs_reason_kind kind,
                                struct cs_buffer *text);
struct cs_reason *cs_reason_matter(struct cs_whying *why, struct cs_reason *parent, const struct cs_matter *matter);
void cs_reason_firing(struct cs_whying *why, struct cs_reason *parent, uint32_t firing, int depth);

#endif
