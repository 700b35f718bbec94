/* SPDX-License-Identifier: MIT */
/*
 * Rows that stand alike but for questions of one form: "help by Borea to Alden: was it done?" for Borea's row is "help
 * by Corvin to Alden: was it done?" for Corvin's. Such questions are *partners*. Rows with partners are alike if all
 * that is told of the one is told of the other once partners change places.
 */
#ifndef CS_VIEW_ALIKE_H
#define CS_VIEW_ALIKE_H

#include "view/view.h"

/* A question of the first row of a line, and its partner, a question of another row of it. */
struct cs_partner { uint32_t first, other; const struct cs_ledger_row *row; };

#define CS_PARTNERS_MAX 3 /* of two rows; rows with more are not alike */

/*
 * Finds the partners among the questions of two rows: what stands in both lists is its own, and is left out. False if
 * they are not alike. `out` has room for CS_PARTNERS_MAX.
 */
bool cs_rows_alike(const struct cs_report *report, const struct cs_ledger_row *a, const uint32_t *questions_a,
                   size_t count_a, const struct cs_ledger_row *b, const uint32_t *questions_b, size_t count_b,
                   struct cs_arena *arena, struct cs_partner *out, size_t *count);

/* The text before and behind a name in another text: of "help by Borea to Alden", "help by " and " to Alden". */
struct cs_around { size_t head, tail; };
/* False if it does not stand there as a word. */
bool cs_text_around(const char *text, const char *name, struct cs_around *out);
/* Do two texts say the same before and behind a name? */
bool cs_text_same_around(const char *a, struct cs_around around_a, const char *b, struct cs_around around_b);

#endif
