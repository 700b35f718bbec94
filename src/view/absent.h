/* SPDX-License-Identifier: MIT */
/*
 * Absences that decide a line: "Alden says that Borea and Dunmark did not help Alden by 16 September 2022", or "nobody
 * reports that Borea and Dunmark helped Alden by 16 September 2022". They are the first reasons of the states that rest
 * on them; where nobody reports it, all days by which it is owed are told at once.
 */
#ifndef CS_VIEW_ABSENT_H
#define CS_VIEW_ABSENT_H

#include "reasons/why.h"
#include "view/fold.h"

/*
 * Each once, in the arena, with the words of the line for who is to act; NULL with *count 0 if there are none.
 * `reasons` are those of its first row in the worlds that are shown (cs_row_shown), and outlive the texts.
 */
const char *const *cs_line_absences(const struct cs_report *report, const struct cs_line *line,
                                    const struct cs_reason *reasons, struct cs_arena *arena, size_t *count);

#endif
