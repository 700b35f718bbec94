/* SPDX-License-Identifier: MIT */
/* The rules of an article in plain language, by the wordings of the words that they use (view/wording.h). */
#ifndef CS_VIEW_RULED_H
#define CS_VIEW_RULED_H

#include "view/view.h"

/*
 * Adds the rules of an article, as they are in force on the date of the report, a sentence and a line for each: "Once
 * there was an attack on victim, if victim is a party to CST: helper is to give victim help, within 3 days." What has
 * no wording stands as it is written. Returns how many rules there are.
 */
size_t cs_ruled_article(const struct cs_report *report, const char *article, struct cs_buffer *out);

#endif
