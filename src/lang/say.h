/* SPDX-License-Identifier: MIT */
/*
 * What the program itself says, in the language of its reader.
 *
 * The code says a phrase in English; a text of the other language has the same phrase (docs/wordings.md):
 *
 *     cs_say(l, out, "{who} may {act}", cs_part_name(&who), cs_part_text(act));     in the code
 *     phrase "{who} may {act}" "{who} вправе {act}"              in languages/ru.casus
 *
 * A place, `{who}`, stands for a part. `{who:dat}` asks for a form of a name, `{who:a|b|c|d}` is the word that agrees
 * with it, and what stands in brackets is left out where one of its places is empty, as in wordings (wording.h). A
 * phrase that the language lacks is said in English.
 *
 * With what a word agrees, and by which rule, a language says in three phrases of its own; an English one has
 * `{days:day|days}`.
 *
 *     phrase "{genders}" "m f n"       of words for genders, in their order: the form "gender" of a title
 *     phrase "{cases}"   "nom gen dat" the order of the words in `{case:...}`
 *     phrase "{numbers}" "1 not 11, 2 3 4 not 12 13 14"
 *                                      which word stands with a number: the first with those that end in 1 but not in
 *                                      11, and so on; the last with all others. "=1": 1 alone
 *
 * English has one gender, "n"; a name of another one, as "p", stands with the word for several.
 * A choice has a word for each gender and at last the one for several; or two words, for one and for several.
 */
#ifndef CS_LANG_SAY_H
#define CS_LANG_SAY_H

#include "base/buffer.h"
#include "lang/symbols.h"
#include "lang/wording.h"

/* The language in which something is told, and how names are told in it. */
struct cs_language {
    const struct cs_symbols *symbols; /* NULL: English, without any text */
    const struct cs_names *names;     /* of what is told, over those of the symbols, which NULL stands for */
    cs_name name; /* CS_NO_NAME: English */
    /* Adds a name in a form (`length` 0: none), and tells its gender; NULL: cs_language_name, cs_language_gender. */
    void (*add_name)(const void *context, cs_name name, const char *form, size_t length, struct cs_buffer *out);
    const char *(*gender)(const void *context, cs_name name);
    const void *context;
    const char *form; /* in which a phrase itself is asked for, by `{case:...}`; `form_length` 0: none */
    size_t form_length;
};

/* What stands for a place of a phrase: a text, names, a number, or what a function adds in the form asked for. */
struct cs_part {
    const char *text;
    const cs_name *names; size_t count;
    bool number; long long value;
    void (*add)(const void *context, const char *form, size_t length, struct cs_buffer *out);
    const void *context;
};
static inline struct cs_part cs_part_text(const char *text)
{
    return (struct cs_part){.text = text};
}
static inline struct cs_part cs_part_names(const cs_name *names, size_t count)
{
    return (struct cs_part){.names = names, .count = count};
}
static inline struct cs_part cs_part_name(const cs_name *name)
{
    return cs_part_names(name, 1);
}
static inline struct cs_part cs_part_number(long long value)
{
    return (struct cs_part){.number = true, .value = value};
}
static inline struct cs_part cs_part_made(void (*add)(const void *context, const char *form, size_t length,
                                                      struct cs_buffer *out),
                                          const void *context)
{
    return (struct cs_part){.add = add, .context = context};
}

/* A phrase without places, in the language. */
const char *cs_told(struct cs_language language, const char *english);
/* Adds a phrase. Its parts are given in the order in which its places first stand in English. */
#define cs_say(language, out, english, ...)                                                                            \
    cs_say_parts((language), (out), (english), (const struct cs_part[]){__VA_ARGS__},                                  \
                 sizeof((const struct cs_part[]){__VA_ARGS__}) / sizeof(struct cs_part))
void cs_say_parts(struct cs_language language, struct cs_buffer *out, const char *english, const struct cs_part *parts,
                  size_t count);
/* A phrase that stands in a table and is said elsewhere with cs_told, so that tools/check-wordings knows it. */
#define CS_PHRASE(english) english

/* Adds names as a list, "A, B and C". */
void cs_say_names(struct cs_language language, const cs_name *names, size_t count, const char *form, size_t length,
                  struct cs_buffer *out);
/*
 * Adds a name: in English as the record writes it; else by its title, in this form, or else in short; an article by the
 * title of its instrument; another by its phrase.
 */
void cs_language_name(struct cs_language language, cs_name name, const char *form, size_t length,
                      struct cs_buffer *out);
/* The same without a form, borrowed; an article stands as the record writes it. */
const char *cs_language_told(struct cs_language language, cs_name name);
/* The gender of a name by its title; NULL if that does not say it. */
const char *cs_language_gender(struct cs_language language, cs_name name);
/* The word of a choice that agrees with a part; or the one for a form (CS_PIECE_CASE). *length: of the word. */
const char *cs_language_agree(struct cs_language language, const struct cs_wording_piece *choice,
                              const struct cs_part *part, size_t *length);
const char *cs_language_case(struct cs_language language, const struct cs_wording_piece *choice, const char *form,
                             size_t form_length, size_t *length);

/* A place of a phrase that its English has not, or that cannot be read: what is wrong with it; NULL if nothing is. */
const char *cs_phrase_unknown_place(const char *english, const char *text, struct cs_wording_piece *out);

/* Adds a text behind a name: "'s" behind one that ends in s is an apostrophe: the United States' request. */
void cs_say_behind(const char *text, size_t length, struct cs_buffer *out);

#endif
