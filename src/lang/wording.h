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
 * unsaid; then what stands behind "|" in them is put instead: `[ for {for}| for help]`. `{is|are}` is the first where
 * the place before it has one name, else the second.
 */
#ifndef CS_LANG_WORDING_H
#define CS_LANG_WORDING_H

#include "lang/tree.h"

enum cs_wording_piece_kind {
    CS_PIECE_TEXT,
    CS_PIECE_ROLE,   /* `prep`; CS_PREP_IS: the subject */
    CS_PIECE_IT,     /* the occurrence */
    CS_PIECE_NUMBER, /* `form` where the place before it has one name, else `other` */
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
    const char *other;      /* NUMBER; of `other_length` bytes */
    size_t other_length;
    const char *complaint;
};

/* The next piece of a wording; moves the cursor behind it. At the end, and behind a wrong piece, it comes again. */
struct cs_wording_piece cs_wording_next(const char **cursor);

/* "said"; as it is written in a text. */
const char *cs_wording_form_text(enum cs_wording_form form);

#endif
