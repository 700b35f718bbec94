/* SPDX-License-Identifier: MIT */
/*
 * Questions of a lawyer before the fact: what decides a line of the ledger. Calling conventions: casus.h.
 */
#ifndef CASUS_COUNSEL_H
#define CASUS_COUNSEL_H

#include <stdbool.h>
#include <stddef.h>

#include "casus/question.h"
#include "casus/write.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct casus_pivots casus_pivots;

/*
 * What a judge takes the answers to be worth, a line for each question: "e1 counts as attack on Armenia: yes 0.7".
 * Answers without a weight share the rest; questions without a line have equal weights. docs/counsel.md has the form.
 */
struct casus_judge {
    const char *name; /* of its text, for messages */
    const char *text;
    size_t length;
};

/*
 * What decides each subject of a reply (a row, or what a sentence asks): the smallest sets of questions whose answers,
 * changed, change it; how likely its states are, exactly; which answer would be worth having first. Without judges
 * (`count` 0) all answers are equally likely. `most`: how many sets are listed of each account; all are counted.
 * CASUS_ERR_ARGUMENT, with a message from casus_reply_message, if a judge's text has a mistake; CASUS_ERR_ENTANGLED if
 * the questions are too entangled. Free *out with casus_pivots_free, before the reply.
 */
CASUS_MUST_USE casus_status casus_pivots_new(casus_reply *reply, const struct casus_judge *judges, size_t count,
                                             size_t most, casus_pivots **out);
CASUS_API void casus_pivots_free(casus_pivots *pivots);

/* Is the subject the same in every world that can be, so that no further evidence could change it? */
CASUS_API bool casus_pivots_settled(const casus_pivots *pivots, size_t subject);
/* How many sets are listed of an account, and (*all) how many there are, at most ULLONG_MAX. */
CASUS_API size_t casus_pivot_count(const casus_pivots *pivots, size_t subject, size_t account,
                                   unsigned long long *all);
/* The questions of a set (casus_question_at), `count` of them, those of fewest questions first; NULL: there is none. */
CASUS_API const size_t *casus_pivot_at(casus_pivots *pivots, size_t subject, size_t account, size_t index,
                                       size_t *count);
/* As text or JSON. */
CASUS_MUST_USE casus_status casus_write_pivots(casus_pivots *pivots, const struct casus_style *style, casus_sink sink);

#ifdef __cplusplus
}
#endif

#endif
