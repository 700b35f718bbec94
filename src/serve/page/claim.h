/* SPDX-License-Identifier: MIT */
/* The form of a claim: who says, denies, asks or retracts what, or calls it something, and in which document. */
#ifndef CS_SERVE_PAGE_CLAIM_H
#define CS_SERVE_PAGE_CLAIM_H

#include "serve/page/page.h"

/* The source that a claim is to cite; `choose` writes the passages to choose from. NULL: none is cited. */
struct cs_web_citing {
    const char *source; /* "S1" */
    void (*choose)(struct cs_exchange *x, casus_text *out, const void *context);
    const void *context;
};
/* Adds the form; it goes to the preview of an act. */
void cs_web_claim_form(struct cs_exchange *x, casus_text *out, struct cs_web_case *c,
                       const struct cs_web_citing *citing);
/* Was this form sent? Then adds its lines. */
bool cs_web_claim_lines(const struct cs_exchange *x, casus_text *out);

#endif
