/* SPDX-License-Identifier: MIT */
/*
 * Questions on a page have short names, Q1, Q2 and so on in the order of the docket. The legend below the page has the
 * text of each and the answers of the accounts. (A capital Q, because a record may have an entry q1.)
 */
#ifndef CS_VIEW_LEGEND_H
#define CS_VIEW_LEGEND_H

#include "view/view.h"

struct cs_legend {
    uint32_t *numbers; /* by question: 0 if it is not on the page */
    size_t count;      /* questions of the docket */
};

/* Memory is in the arena; the user checks whether that has failed. */
void cs_legend_init(struct cs_legend *legend, const struct cs_report *report, struct cs_arena *arena);
void cs_legend_use(struct cs_legend *legend, const uint32_t *questions, size_t count);
/* Numbers the questions that are used; call it after the last cs_legend_use. */
void cs_legend_number(struct cs_legend *legend);
/* Adds "Q1 Q3", with the character `between` in place of the space. */
void cs_legend_names(const struct cs_legend *legend, const uint32_t *questions, size_t count, char between,
                     struct cs_buffer *out);
void cs_legend_write(const struct cs_legend *legend, const struct cs_report *report, struct cs_buffer *out);

#endif
