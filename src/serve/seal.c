/* SPDX-License-Identifier: MIT */
/* Sealing: what an entry says is taken away, and its digest stays. */
#include <stdio.h>
#include <string.h>

#include "serve/state.h"

/* Gives the content of a document away, where no other that is not sealed, and no text, has the same. */
static casus_status drop_content(struct cs_register *r, int64_t number, struct casus_failure *failure)
{
    const char *digest = NULL;
    size_t others = 0;

    for (size_t i = 0; i < r->case_count; i++)
        for (size_t k = 0; k < r->cases[i].document_count; k++)
            if (r->cases[i].documents[k].number == number)
                digest = r->cases[i].documents[k].digest;
    for (size_t i = 0; digest != NULL && i < r->case_count; i++)
        for (size_t k = 0; k < r->cases[i].document_count; k++) {
            const struct cs_kept_document *d = &r->cases[i].documents[k];

            others += d->number != number && !d->sealed && strcmp(d->digest, digest) == 0;
        }
    for (size_t i = 0; digest != NULL && i < r->texts.count; i++)
        others += strcmp(r->texts.items[i].digest, digest) == 0;
    return digest != NULL && others == 0 ? cs_chain_drop(r->database, digest, failure) : CASUS_OK;
}

/* The case whose record has the lines of this entry; NULL if there is none. */
static struct cs_kept_case *case_with(struct cs_register *r, int64_t number, bool *sealed)
{
    for (size_t i = 0; i < r->case_count; i++)
        for (size_t k = 0; k < r->cases[i].line_count; k++)
            if (r->cases[i].lines[k].number == number) {
                *sealed = r->cases[i].lines[k].sealed;
                return &r->cases[i];
            }
    return NULL;
}

static casus_status check_seal(struct cs_register *r, int64_t number, struct casus_failure *failure)
{
    struct casus_failure why;
    bool sealed = false;
    struct cs_kept_case *kept = case_with(r, number, &sealed);

    if (kept == NULL)
        return cs_serve_fail(failure, CASUS_ERR_ARGUMENT, "entry %lld is no entry of a case", (long long)number);
    if (sealed)
        return cs_serve_fail(failure, CASUS_ERR_ARGUMENT, "entry %lld is sealed already", (long long)number);
    if (cs_register_check_record(kept, number, &why) != CASUS_OK)
        return cs_serve_fail(failure, CASUS_ERR_ARGUMENT,
                             "other entries refer to entry %lld; seal these first (without it: %.380s)",
                             (long long)number, why.message);
    return CASUS_OK;
}

casus_status cs_register_seal(struct cs_register *r, const struct cs_hand *hand, int64_t number, const char *why,
                              struct cs_entered *out, struct casus_failure *failure)
{
    casus_text body = {.bytes = NULL};
    char digits[32];
    bool before, sealed = false;
    casus_status status = cs_register_begin(r, hand, out, &before, failure);

    if (status == CASUS_OK && !before)
        status = cs_register_check_why(why, failure);
    if (status == CASUS_OK && !before)
        status = check_seal(r, number, failure);
    if (status == CASUS_OK && !before) {
        snprintf(digits, sizeof digits, "%lld ", (long long)number);
        cs_serve_add(&body, digits);
        cs_serve_add(&body, why);
        status = body.failed ? cs_serve_memory(failure) : cs_chain_seal(r->database, number, failure);
        if (status == CASUS_OK)
            status = drop_content(r, number, failure);
        if (status == CASUS_OK)
            status = cs_register_append(r, hand, "seal", case_with(r, number, &sealed)->name, body.bytes, out, failure);
    }
    casus_text_free(body.bytes);
    status = cs_register_finish(r, status, failure);
    return status == CASUS_OK ? cs_database_settle(r->database, failure) : status;
}
