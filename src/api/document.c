/* SPDX-License-Identifier: MIT */
#include "casus/document.h"

#include <string.h>

#include "base/sha256.h"
#include "store/anchor.h"

static casus_status passage(bool found, const struct cs_found_words *words, struct casus_passage *out)
{
    if (!found)
        return CASUS_OK;
    if (words->digest[0] == '\0')
        return CASUS_ERR_MEMORY;
    *out = (struct casus_passage){.start = words->start, .end = words->end, .line = words->line};
    memcpy(out->digest, words->digest, sizeof out->digest);
    return CASUS_OK;
}

casus_status casus_document_find(const char *document, size_t length, const char *words, size_t from,
                                 struct casus_passage *out)
{
    struct cs_found_words found;

    if (out == NULL)
        return CASUS_ERR_ARGUMENT;
    memset(out, 0, sizeof *out);
    if (document == NULL || words == NULL || words[0] == '\0')
        return CASUS_ERR_ARGUMENT;
    return passage(cs_words_next(document, length, words, from, &found), &found, out);
}

casus_status casus_document_near(const char *document, size_t length, const char *words, struct casus_passage *out,
                                 bool *whole)
{
    struct cs_found_words found;

    if (out == NULL || whole == NULL)
        return CASUS_ERR_ARGUMENT;
    memset(out, 0, sizeof *out);
    *whole = false;
    if (document == NULL || words == NULL || words[0] == '\0')
        return CASUS_ERR_ARGUMENT;
    return passage(cs_words_near(document, length, words, &found, whole), &found, out);
}

casus_status casus_document_sha256(const char *document, size_t length, char out[65])
{
    if (document == NULL || out == NULL)
        return CASUS_ERR_ARGUMENT;
    cs_sha256_hex(document, length, out);
    return CASUS_OK;
}
