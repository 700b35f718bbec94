/* SPDX-License-Identifier: MIT */
/* What can be asked of a case, with its own names; and which of its entries a question without a name may mean. */
#ifndef CS_ANSWER_EXAMPLES_H
#define CS_ANSWER_EXAMPLES_H

#include "store/case.h"

#define CS_LABELS_TOLD ((size_t)8)

/* Labels of entries: how many there are, and the first of them. */
struct cs_labels { size_t count; cs_name first[CS_LABELS_TOLD]; };

/* Each label counts once. */
void cs_labels_add(struct cs_labels *labels, cs_name label);
/* Labelled entries that are decisions, or requests, by a `row` line of the texts; if none is, what counts as one. */
struct cs_labels cs_labels_of_rows(const struct cs_case *c, bool decision);
/* What can be asked of this case, as lines. In the arena. */
const char *cs_plain_examples(const struct cs_case *c, struct cs_arena *arena);

#endif
