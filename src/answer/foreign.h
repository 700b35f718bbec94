/* SPDX-License-Identifier: MIT */
/*
 * Questions in another language. A text of the language (docs/wordings.md) says how an English question is put in it:
 *
 *     phrase "ask: who voted on {it}" "кто {голосовал|проголосовал} по {it:dat}"
 *
 * A question that is put so is asked in English instead, with the names that stood in its places in any of their forms.
 * Of a choice any word will do, and what stands in brackets may be left out.
 */
#ifndef CS_ANSWER_FOREIGN_H
#define CS_ANSWER_FOREIGN_H

#include "answer/spoken.h"

/*
 * Makes one word, 2022-09-13, of a day as people write it, "13 September 2022", in English or another language; without
 * its year where the records have something on that day in one year alone.
 */
void cs_foreign_join_dates(struct cs_spoken *phrase);
/* The English question, in the arena; NULL if it is put in no such way. */
const char *cs_foreign_english(const struct cs_spoken *phrase);
/* What can be asked of this case in the language that was added to it; NULL if that has no questions. In the arena. */
const char *cs_foreign_examples(const struct cs_case *c, cs_name party, cs_name other, cs_name request,
                                cs_name decision, struct cs_arena *arena);

#endif
