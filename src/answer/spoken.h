/* SPDX-License-Identifier: MIT */
/*
 * A question as words, and the wordings that say the same. A wording (lang/wording.h) is met word by word: its places
 * take names as people write them, without quotation marks, in any spelling or by their titles; "who" stands for
 * anybody. "a", "an" and "the" make no difference, nor does the ending of a word: "blocks", "blocked".
 *
 *   who voted on the draft         said "{by} voted[ {for}][ on {on}]"      vote, with {on} the draft
 *   Azerbaijan become observer     asked "{of} become an observer"          observer admission, with {of} Azerbaijan
 */
#ifndef CS_ANSWER_SPOKEN_H
#define CS_ANSWER_SPOKEN_H

#include "store/case.h"

#define CS_SPOKEN_WORDS ((size_t)100) /* of a question */

/* A name as it may be written: in small letters, without articles; and as it is in the texts. */
struct cs_spelling { const char *text, *given; cs_name name; };

struct cs_spoken {
    const struct cs_case *c;
    struct cs_arena *arena;
    const char *words[CS_SPOKEN_WORDS]; /* as written, without "a", "an" and "the"; "," is a word, "'s" too */
    size_t count;
    struct cs_spelling *spellings;      /* sorted by text */
    size_t spelling_count;
};

/* What stands in one place: names, or a number or date as written; or anybody. */
struct cs_filled {
    bool anybody;
    size_t count;
    const char *texts[8]; /* as a text of the language has them */
    cs_name names[8];     /* CS_NO_NAME: a number or a date */
};

/* A word of the vocabulary with what the phrase says in its roles. */
struct cs_spoken_term {
    const struct cs_shape *shape;
    struct cs_filled roles[CS_PREP_COUNT];
    cs_name it;          /* the occurrence that the phrase is about, "e1 was an attack"; or CS_NO_NAME */
    size_t likeness;     /* the more of its own words the phrase has, the better; 0: it is not that word */
};

/* How the words stand to the wording. */
enum cs_spoken_form {
    CS_SPOKEN_SENTENCE, /* "Armenia voted on d1", "Armenia vote on d1": who acts stands first */
    CS_SPOKEN_NOUN      /* "help to Armenia": what is owed */
};

/* Splits a question into words. False if it has too many, or the arena has failed. */
bool cs_spoken_read(struct cs_spoken *phrase, const struct cs_case *c, const char *text, struct cs_arena *arena);
/* Is this word one of several, with bars between: "is|are|was"? In any case of its letters. */
bool cs_spoken_says(const struct cs_spoken *phrase, size_t at, const char *words);
bool cs_spoken_one_of(const char *word, const char *words);
/* Are two words the same, in any case of their letters? */
bool cs_spoken_same(const char *a, const char *b);
/* Are two words the same but for an ending? */
bool cs_spoken_alike(const char *a, const char *b);
/*
 * The words behind the longest name that begins here; `at` itself if none does. The name, and its text with quotes. A
 * capital word with which one name alone ends, "Sidorov", stands for that name.
 */
size_t cs_spoken_name(const struct cs_spoken *phrase, size_t at, size_t end, struct cs_filled *out);
/* The same of a list: "Armenia, Belarus and Russia"; or of "who". */
size_t cs_spoken_names(const struct cs_spoken *phrase, size_t at, size_t end, struct cs_filled *out);
/*
 * Finds the word of the vocabulary that the words from `at` to before `end` mean, best by its wordings, else by the
 * words of its declaration. `powers`: an act, and first one for which a text gives a power. *second: another one that
 * is meant as well as the best; `shape` NULL: none. False if none is meant.
 */
bool cs_spoken_find(const struct cs_spoken *phrase, size_t at, size_t end, enum cs_spoken_form form, bool powers,
                    struct cs_spoken_term *best, struct cs_spoken_term *second);
/* The first word from `at` on that no wording and no name of the case has; NULL if there is none. */
const char *cs_spoken_unknown(const struct cs_spoken *phrase, size_t at);
/* The role of who acts: `is`, else `by`, else `in`, else `of`, else the first. */
enum cs_prep cs_spoken_actor(const struct cs_shape *shape);
/* A name as a text of the language has it, in quotation marks where it needs them. */
const char *cs_spoken_quoted(const struct cs_spoken *phrase, cs_name name);

#endif
