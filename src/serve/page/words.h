/* SPDX-License-Identifier: MIT */
/* The words of a case for acts and happenings, and what may stand in their roles: what a form offers. */
#ifndef CS_SERVE_PAGE_WORDS_H
#define CS_SERVE_PAGE_WORDS_H

#include "serve/http/exchange.h"

#define CS_WORD_ROLES_MOST 12

struct cs_word_role {
    char *name, *kinds;  /* "by", "state" */
    char *value;         /* what stands there already; NULL: nothing */
    struct cs_choice { char *text, *means; } *choices; /* what the texts let stand there, of the chosen word; of a
                                                          label also what was entered under it, else NULL */
    size_t choice_count;
};
struct cs_word { char *name; struct cs_word_role roles[CS_WORD_ROLES_MOST]; size_t role_count; };
struct cs_words {
    struct cs_word *items;
    size_t count;
    struct cs_word *chosen;
    char **kinds; /* of which a name may be: "state", "person" */
    size_t kind_count;
};

/*
 * Chooses the word with which an act begins, "vote by Armenia on d1", and sets what stands in its roles; what begins
 * with a small letter stands for anything, and is left out, unless it is a label. False: there is no such word.
 */
bool cs_words_take(struct cs_words *words, const char *act);
/* `chosen`: a word, or an act; NULL: none, then no choices are looked for. Release *out in any case. */
casus_status cs_words_read(struct cs_exchange *x, const struct cs_kept_case *kept, const char *chosen,
                           struct cs_words *out, struct casus_failure *failure);
void cs_words_release(struct cs_words *words);

#endif
