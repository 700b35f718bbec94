/* SPDX-License-Identifier: MIT */
/*
 * Where the texts of a case declare and mention names, for editors: go to the declaration, find all mentions, complete.
 * Variables are left out, since they have no meaning outside of their rule.
 */
#ifndef CS_LANG_MENTION_H
#define CS_LANG_MENTION_H

#include "lang/symbols.h"

enum cs_mention_kind {
    CS_MENTION_KIND,       /* "state" */
    CS_MENTION_PARTICULAR, /* "Armenia"; also a voice that is not declared */
    CS_MENTION_EVENT, CS_MENTION_FACT, CS_MENTION_QUANTITY, /* a word of a vocabulary, "request" */
    CS_MENTION_INSTRUMENT, /* "CST" */
    CS_MENTION_ARTICLE,    /* "CST 4(2)" */
    CS_MENTION_READING,    /* "Immediately" */
    CS_MENTION_ANSWER,     /* "Strict" */
    CS_MENTION_SOURCE,     /* "S2" */
    CS_MENTION_LABEL,      /* "e1" */
    CS_MENTION_CLOCK       /* "Yerevan" of "zone Yerevan" */
};
const char *cs_mention_kind_text(enum cs_mention_kind kind);

struct cs_mention {
    enum cs_mention_kind kind;
    cs_name name;
    bool declares;       /* it is declared here, or entered if it is a label */
    struct cs_span span; /* of the name; of its line if it is written there in another spelling */
};

/*
 * All mentions in all files, sorted by file and place, in a heap array that the caller frees. `symbols` say what a word
 * is; they may be those of texts with mistakes. CASUS_ERR_MEMORY, else CASUS_OK.
 */
casus_status cs_mentions(const struct cs_file *files, const struct cs_symbols *symbols, struct cs_mention **out,
                         size_t *count);

#endif
