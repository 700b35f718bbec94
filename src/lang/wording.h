/* SPDX-License-Identifier: MIT */
/*
 * Wordings: how a word of a vocabulary, or a particular, is put in plain language (docs/wordings.md).
 *
 *     event request by state of body for aid on occurrence
 *       said   "{by} asked {of} for {for} help[ over {on}]"
 *       owed   "ask {of} for {for} help[ over {on}]"
 *
 * A wording is a text with places. `{by}` is what stands in that role, `{subject}` what stands before "is", `{it}` the
 * occurrence itself, `{of:dat}` a name in another form. What stands in brackets is left out where one of its places is
 * unsaid; then what stands behind "|" in them is put instead: `[ for {for}| for help]`. `{is|are}` agrees with the
 * place before it, `{by:m|f|n|plural}` with that place, by what say.h knows of the language; `{case:a|b|c}` is, in
 * `named`, the word in the form that is asked for.
 */
#ifndef CS_LANG_WORDING_H
#define CS_LANG_WORDING_H

#include "lang/tree.h"

enum cs_wording_piece_kind {
    CS_PIECE_TEXT,
    CS_PIECE_ROLE,   /* `prep`; CS_PREP_IS: the subject */
    CS_PIECE_IT,     /* the occurrence */
    CS_PIECE_PLACE,  /* of a phrase: any other place, by its `name` */
    CS_PIECE_CHOICE, /* one of `options`, which agrees with a place: `prep`, `name`, `it`; else with that before it */
    CS_PIECE_CASE,   /* one of `options`, by the form that is asked for */
    CS_PIECE_OPEN,   /* "[" */
    CS_PIECE_OR,     /* "|" */
    CS_PIECE_CLOSE,  /* "]" */
    CS_PIECE_END,
    CS_PIECE_WRONG   /* `start`, `length`: what cannot be read; `complaint` says why */
};

struct cs_wording_piece {
    enum cs_wording_piece_kind kind;
    const char *start;      /* of its text, or of its place with the braces */
    size_t length;
    enum cs_prep prep;
    const char *form;       /* "dat"; `form_length` 0: none */
    size_t form_length;
    const char *name;       /* of a place: "by"; `name_length` 0: the place before it */
    size_t name_length;
    const char *options;    /* "was|were"; CHOICE, CASE */
    size_t options_length;
    bool it;                /* CHOICE: it agrees with the occurrence */
    const char *complaint;
};

/*
 * The next piece of a phrase (say.h), whose places are PLACE by their names; or of a wording, whose places are ROLE or
 * IT, and any other WRONG. Moves the cursor behind it. At the end, and behind a wrong piece, it comes again.
 */
struct cs_wording_piece cs_phrase_next(const char **cursor);
struct cs_wording_piece cs_wording_next(const char **cursor);

/* Behind the end of the bracket that begins here, or, `or_else`, behind its "|" if it has one. */
const char *cs_phrase_behind(const char *cursor, bool or_else);

/* "said"; as it is written in a text. */
const char *cs_wording_form_text(enum cs_wording_form form);

#endif
