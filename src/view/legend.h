/* SPDX-License-Identifier: MIT */
/*
 * Questions on a page have short names, Q1, Q2 and so on in the order of the docket; below it stands what they ask
 * and how each account answers. (A capital, because a record may call an entry q1.)
 */
#ifndef CS_VIEW_LEGEND_H
#define CS_VIEW_LEGEND_H

#include "view/view.h"

struct cs_legend {
    uint32_t *numbers; /* by question: 0 if it is not on the page */
    size_t count;      /* questions of the docket */
};

/* In the arena; whoever uses it asks the arena whether it failed. */
void cs_legend_init(struct cs_legend *legend, const struct cs_report *report, struct cs_arena *arena);
void cs_legend_use(struct cs_legend *legend, const uint32_t *questions, size_t count);
/* Gives the numbers, once all that are used are known. */
void cs_legend_number(struct cs_legend *legend);
/* "Q1 Q3", or with another character between. */
void cs_legend_names(const struct cs_legend *legend, const uint32_t *questions, size_t count, char between,
                     struct cs_buffer *out);
void cs_legend_write(const struct cs_legend *legend, const struct cs_report *report, struct cs_buffer *out);

#endif
