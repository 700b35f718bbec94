/* SPDX-License-Identifier: MIT */
/*
 * What may stand at a place of a text, for editors. It is found from the line up to that place only, so that it works
 * in a text with mistakes.
 */
#ifndef CS_LANG_COMPLETION_H
#define CS_LANG_COMPLETION_H

#include "lang/mention.h"

struct cs_completion {
    const char *text;        /* a word of the language, or a name; borrowed */
    bool word;               /* it is a word of the language */
    enum cs_mention_kind kind; /* of a name */
    cs_name name;
};

/*
 * The words that may stand at `offset` and begin with the part of a word before it: at the beginning of a line words
 * that begin lines; behind a preposition of a known word names of the kind of that role; behind "says", "denies",
 * "asks", "retracts" and "via" particulars; behind "in" of a claim sources; behind "zone" clocks; behind "check"
 * states, those of the vocabularies too; behind "row" what a row may be; behind "wording" the words of the
 * vocabularies; behind "s1 before" and "s1 after" labels; else all declared names, and the words of the language that
 * may stand within such a line: verbs, comparisons, the parts of a claim. Behind a known word, or a name behind it,
 * also the prepositions of its roles that are not said yet. `files`, `mentions` and `symbols` are those of the case.
 * *out is a heap array that the caller frees, sorted by text, each once. CASUS_ERR_MEMORY, else CASUS_OK.
 */
casus_status cs_complete(const struct cs_source *source, uint32_t offset, const struct cs_symbols *symbols,
                         const struct cs_file *files, const struct cs_mention *mentions, size_t mention_count,
                         struct cs_completion **out, size_t *count);

#endif
