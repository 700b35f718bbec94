/* SPDX-License-Identifier: MIT */
/* What may stand at a place of a text, for editors: from the line up to that place alone, so also in a text that is not
 * yet right. */
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
 * What begins like the word before `offset` and may stand there: at the beginning of a line words that begin lines;
 * behind a preposition of a known word what is of the kind that stands there; behind "says", "denies", "asks",
 * "retracts" and "via" particulars; behind "in" of a claim sources; else every declared name. `mentions` are those of
 * the case, `symbols` its. In the order of their texts, each once; a heap array. CASUS_ERR_MEMORY, else CASUS_OK.
 */
casus_status cs_complete(const struct cs_source *source, uint32_t offset, const struct cs_symbols *symbols,
                         const struct cs_mention *mentions, size_t mention_count, struct cs_completion **out,
                         size_t *count);

#endif
