/* SPDX-License-Identifier: MIT */
/*
 * The page of a diagnostic: what it means, why it is a mistake, a wrong and a right example. The pages are
 * explanations.txt, compiled in.
 */
#ifndef CS_TEXT_EXPLANATION_H
#define CS_TEXT_EXPLANATION_H

#include "text/diagnostic.h"

/* Finds the code with this text ("E0203" or "e0203"); false if there is none. */
bool cs_explanation_code(const char *text, enum cs_diagnostic_code *out);
/* Writes the page of a code, or only its summary if it has no page; a test checks that each has one. */
void cs_explanation_write(enum cs_diagnostic_code code, struct cs_buffer *out);

#endif
