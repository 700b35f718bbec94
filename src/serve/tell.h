/* SPDX-License-Identifier: MIT */
/* Texts that grow, what a failure says, and a clock that is never set back. */
#ifndef CS_SERVE_TELL_H
#define CS_SERVE_TELL_H

#include <stdint.h>

#include "casus/casus.h"

/* Adds to a text. */
void cs_serve_add(casus_text *text, const char *words);
/* The same of several, up to a NULL. */
__attribute__((sentinel)) void cs_serve_add_all(casus_text *text, ...);
/* Adds lines as a form sends them, without their carriage returns. */
void cs_serve_add_lines(casus_text *text, const char *lines);
/*
 * Is it one line as it is seen: UTF-8 as it was read, without control characters, and without characters that nobody
 * sees or that turn the order of what is written (U+200B to U+200F, U+2028 to U+202E, U+2060 to U+206F, U+FEFF)?
 */
bool cs_serve_is_line(const char *text);
/* The state of a row of this kind (answer.h) as people read it: "none" as what is not, "not owed" of a duty. */
const char *cs_serve_state(const char *kind, const char *state);
/* Sets a failure, and returns its status. */
__attribute__((format(printf, 3, 4))) casus_status cs_serve_fail(struct casus_failure *failure, casus_status status,
                                                                 const char *format, ...);
casus_status cs_serve_memory(struct casus_failure *failure);
/* Milliseconds since some moment. */
int64_t cs_serve_now_ms(void);

#endif
