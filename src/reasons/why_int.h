/* SPDX-License-Identifier: MIT */
/* Between why.c (what is), why_not.c (what is not) and graph.c (what is the reason of several things). */
#ifndef CS_REASONS_WHY_INT_H
#define CS_REASONS_WHY_INT_H

#include "docket/docket_int.h"
#include "reasons/why.h"
#include "run/explain.h"

struct cs_reason_told { const void *what; struct cs_reason *reason; };
struct cs_reason_copy { struct cs_reason *copy; const struct cs_reason *told; };
struct cs_reason_later { struct cs_reason *reason; uint32_t firing; };

struct cs_whying { /* zeroed but for the first four */
    struct cs_run *run;
    struct cs_arena *arena;
    struct cs_reason **top;
    cs_set worlds; /* of which the reasons are asked */
    bool dated;    /* a reason of something that came about earlier, when there had been `known` firings, at `time` */
    uint32_t known;
    cs_instant time;
    struct cs_reason *top_last;
    struct cs_reason_told *told; /* a table by what was told in these worlds; a power of two */
    size_t told_count, told_slots;
    struct cs_reason_copy *copies;
    size_t copy_count, copy_capacity;
    struct cs_reason_later *later; /* firings that are named and not unfolded yet */
    size_t later_count, later_capacity;
};

/* A reason at the end of its parent's list (NULL: at the top); takes over and releases the text. */
struct cs_reason *cs_reason_add(struct cs_whying *why, struct cs_reason *parent, enum cs_reason_kind kind,
                                struct cs_buffer *text);
struct cs_reason *cs_reason_matter(struct cs_whying *why, struct cs_reason *parent, const struct cs_matter *matter);
/* The article of a firing; what is below it follows as cs_reasons_unfold is called. */
void cs_reason_firing(struct cs_whying *why, struct cs_reason *parent, uint32_t firing);
/* Unfolds the firings that were named, and all on which these rest. To be called before `worlds` becomes another. */
void cs_reasons_unfold(struct cs_whying *why);

/* why_not.c: for each rule that could conclude what fits the pattern, the first condition that nothing meets in these
 * worlds. */
void cs_reason_absent(struct cs_whying *why, const struct cs_pattern *wanted);

/* graph.c */
/* Room for a reason at the end of its parent's list; NULL if memory ran out. */
struct cs_reason *cs_reason_place(struct cs_whying *why, struct cs_reason *parent);
/* The reason that tells of this thing (its address) in the worlds at work, or NULL if nothing does yet. */
struct cs_reason *cs_reason_told(const struct cs_whying *why, const void *what);
void cs_reason_tell(struct cs_whying *why, const void *what, struct cs_reason *reason);
/* The same reason once more, below another parent: what is below it is shared. */
struct cs_reason *cs_reason_again(struct cs_whying *why, struct cs_reason *parent, const struct cs_reason *told);
void cs_reason_later(struct cs_whying *why, struct cs_reason *reason, uint32_t firing);
/* Gives those that stand once more what is below them, and forgets what was told. */
void cs_reasons_join(struct cs_whying *why);
/* Numbers all reasons, cuts circles, releases what was needed meanwhile. Each `cs_why` ends with it. */
casus_status cs_reasons_end(struct cs_whying *why);

#endif
