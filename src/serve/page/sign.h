/* SPDX-License-Identifier: MIT */
/* The pages of coming in. */
#ifndef CS_SERVE_PAGE_SIGN_H
#define CS_SERVE_PAGE_SIGN_H

#include "serve/page/page.h"

/* The form once more, after what was sent did not fit; it does not say what of it. */
void cs_web_sign_in_again(struct cs_exchange *x);
/* Where a person sets a password, and takes the secret of one-time codes over; `wrong` NULL: for the first time. */
void cs_web_link_form(struct cs_exchange *x, const char *person, const char *secret, const char *wrong);

/* Where he who is signed in sets another password. */
void cs_web_password_form(struct cs_exchange *x, casus_text *out);

#endif
