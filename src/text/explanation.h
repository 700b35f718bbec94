/* SPDX-License-Identifier: MIT */
/*
 * What a diagnostic means, why it is a mistake, and examples of what is wrong and right: explanations.txt, compiled in.
 */
#ifndef CS_TEXT_EXPLANATION_H
#define CS_TEXT_EXPLANATION_H

#include "text/diagnostic.h"

/* The code of this text ("E0203", in small letters or large); false if there is none. */
bool cs_explanation_code(const char *text, enum cs_diagnostic_code *out);
/* Writes its page; nothing but the summary if it has none (a test sees to it that each has one). */
void cs_explanation_write(enum cs_diagnostic_code code, struct cs_buffer *out);

#endif
