/* SPDX-License-Identifier: MIT */
/*
 * Access paths: how a run finds what an occurrence affects without looking at all that there is. The plan chooses them
 * from the rules; they change no result. Each way can be switched off (run/run.h), so that tests hold a run without it
 * against one with it.
 *
 *   index     rows of a relation, by the columns that a condition has bound as it is reached: one index for each such
 *             set of columns
 *   watch     bonds that wait for a relation, by all roles that their pattern says: one table for each set of roles
 *   ring      deadlines of one fixed length: they end in the order in which they began, so they wait in a ring, the
 *             oldest first. All others (of a reading, by a date, counted anew after a suspension) wait in a heap, and
 *             so does one that ends before the last of its ring.
 *   family    duties that one occurrence founds and that differ in their holder alone: a stream keeps them as one, with
 *             a bit for each holder, and parts one from it as something may become of it. Nothing but what comes about
 *             in all worlds may found, end or perform them without a question, and no rule looks at them. All part as
 *             their time is over in some worlds only, by a reading. Another rule may found one of them alone, by an
 *             occurrence; that one then stands for itself, or is the same as it was (R 6.1). Where facts
 *             that no rule begins or ends say who the holders are, they are found once for each value by which they
 *             are (run/enumerate.h).
 *   met       a `while` rule of facts with a condition that no row has ever met concludes nothing (run/met.c)
 *   forget    an event at whose rows nothing looks back: a stream forgets a row once all has followed from it
 *   give back a bond of which nothing can become any more: a stream keeps no more of it than that its sentence was
 *   close     a fact for good (R 6.9) at which nothing looks but the conditions that it adds to rules: once it is so, a
 *             stream keeps a bit of it, forgets the sentences of duties that name its subject, and takes no row that
 *             does
 */
#ifndef CS_PLAN_ACCESS_H
#define CS_PLAN_ACCESS_H

#include "plan/plan.h"

enum cs_way { CS_WAY_INDEX = 1, CS_WAY_WATCH = 2, CS_WAY_RING = 4, CS_WAY_FORGET = 8, CS_WAY_GIVE_BACK = 16,
              CS_WAY_FAMILY = 32, CS_WAY_CLOSE = 64, CS_WAY_MET = 128 };
#define CS_WAYS 255

#define CS_LISTED_BY_MAX 4 /* the most values by which the holders of a family are found */

/* May bonds be looked up by this column? Not by that of an article, which fits its parts, nor by a number (R 6.3). */
static inline bool cs_access_tells(const struct cs_relation *relation, uint32_t column)
{
    return relation->column_kinds[column] != CS_KIND_ARTICLE && column != relation->number_column;
}

/* Appends the access paths to `out`, a line each: "index  request: victim, on". */
void cs_access_text(const struct cs_plan *plan, struct cs_buffer *out);

#endif
