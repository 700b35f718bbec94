/* SPDX-License-Identifier: MIT */
/* Texts that grow, and what a failure says. */
#ifndef CS_SERVE_TELL_H
#define CS_SERVE_TELL_H

#include "casus/casus.h"

/* Adds to a text. */
void cs_serve_add(casus_text *text, const char *words);
/* The same of several, up to a NULL. */
__attribute__((sentinel)) void cs_serve_add_all(casus_text *text, ...);
/* The state of a row of this kind (answer.h) as people read it: "none" as what is not, "not owed" of a duty. */
const char *cs_serve_state(const char *kind, const char *state);
/* Sets a failure, and returns its status. */
__attribute__((format(printf, 3, 4))) casus_status cs_serve_fail(struct casus_failure *failure, casus_status status,
                                                                 const char *format, ...);
casus_status cs_serve_memory(struct casus_failure *failure);

#endif
