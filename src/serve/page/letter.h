/* SPDX-License-Identifier: MIT */
/*
 * Letters to those who wish to get mail: of what was entered, at once or once a day, with what they must do. Of a case
 * that is for all a letter has the words; of one for members its name and numbers; of one for those named, or under an
 * embargo, not even its name.
 */
#ifndef CS_SERVE_PAGE_LETTER_H
#define CS_SERVE_PAGE_LETTER_H

#include "serve/state.h"

#define CS_LETTER_DAY (24LL * 3600)

/* Who sends it, and where the register is. */
struct cs_sender { const char *from, *origin; };
/* Puts the letters that are due into the outbox. The register is as the last entry left it; *written counts them. */
casus_status cs_letters_write(struct cs_register *r, const struct cs_sender *sender, int64_t now, size_t *written,
                              struct casus_failure *failure);

#endif
