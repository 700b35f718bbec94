/* SPDX-License-Identifier: MIT */
/*
 * Whole sentences of the program with places for what is told:
 *
 *     cs_sentence_add(report, "Yes: {who} did not {act}[ by {deadline}].", places, 3, &out);
 *
 *   {who}          the text of a place, or its names as they are called: "Belarus, Kazakhstan and Russia"
 *   {who:dat}      its names in this form, where they have it
 *   {was|were}     the first, if the place before it has one name or is a text, else the second
 *   [ by {when}]   left out if one of its places is not given
 *
 * The English sentence is the key under which another language has its own (report->language). Every sentence for
 * readers goes through here.
 */
#ifndef CS_VIEW_SENTENCE_H
#define CS_VIEW_SENTENCE_H

#include "view/view.h"

struct cs_place {
    const char *name;     /* "who" */
    const char *text;     /* what stands there; NULL: the names, or nothing */
    const cs_name *names;
    size_t count;         /* of the names */
};

/* Adds the sentence in the language of the report. A place that it names must be given, or stand in brackets. */
void cs_sentence_add(const struct cs_report *report, const char *english, const struct cs_place *places, size_t count,
                     struct cs_buffer *out);
/* The same as a text in the arena. */
const char *cs_sentence(const struct cs_report *report, const char *english, const struct cs_place *places,
                        size_t count, struct cs_arena *arena);

#endif
