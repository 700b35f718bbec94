/* SPDX-License-Identifier: MIT */
/*
 * Questions in plain English. The words that ask (who, what, when, why, may, must, did, was) are known here; the words
 * of the field are those of the vocabulary, found by its wordings (spoken.h).
 *
 *   who voted on d1                    vote on d1
 *   may Azerbaijan become an observer  may observer admission of Azerbaijan
 *   when must Russia help Armenia      Russia owes whom assistance to Armenia
 *   why was d1 not adopted             the row d1
 *   what happened on 2022-09-13        all that is dated so
 */
#ifndef CS_ANSWER_PLAIN_H
#define CS_ANSWER_PLAIN_H

#include "answer/sentence.h"

/*
 * Reads a question. False if it is none in plain English, then *out is not changed; true also if it is refused, with
 * `refusal`. Texts are in the arena, which may have failed.
 */
bool cs_plain_read(const struct cs_case *c, const char *question, struct cs_arena *arena, struct cs_sentence *out);

#endif
