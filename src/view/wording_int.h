/* SPDX-License-Identifier: MIT */
/* Shared by wording.c and worded.c: when what is told was, which decides what particulars are called (R 2.13). */
#ifndef CS_VIEW_WORDING_INT_H
#define CS_VIEW_WORDING_INT_H

#include "view/wording.h"

struct cs_told_on cs_told_on_moment(const struct cs_moment *moment);
/* When an entry was, or what it is about. */
struct cs_told_on cs_told_on_entry(const struct cs_report *report, const struct cs_entry *entry);
/* When a row was entered, or founded. */
struct cs_told_on cs_told_on_row(const struct cs_ledger_row *row);
/* The names of a statement, to which its cs_worded points; `full`: there are more. */
struct cs_worded_room { cs_name items[64]; size_t count; bool full; };
/* Reads names as the subject of a statement. */
void cs_worded_put_names(const struct cs_arg *args, struct cs_worded_room *room, struct cs_worded *out);
/* Reads a statement of a text; false if it has more names than are shown in one sentence. */
bool cs_worded_read_term(const struct cs_term *term, cs_name it, struct cs_worded_room *room, struct cs_worded *out);
/* Reads the values of a row of a relation; those in `values` are shown where they stand. */
void cs_worded_read_row(const struct cs_plan *plan, uint32_t relation, const cs_value *values, struct cs_worded *out);
/* Who acts in it; CS_NO_NAME if nobody is said to. */
cs_name cs_worded_actor(const struct cs_worded *said);
/* Adds the wording of what an entry says; false, with nothing added, if it has none. */
bool cs_worded_term(const struct cs_report *report, const struct cs_entry *entry, cs_name it,
                    enum cs_wording_form form, struct cs_buffer *out);
/*
 * Adds a phrase with these parts, of which the last is what was said in `text`, and releases that. Nothing is added if
 * nothing was said (`worded`), which is returned.
 */
bool cs_worded_as(const struct cs_report *report, struct cs_buffer *out, bool worded, const char *phrase,
                  struct cs_part *parts, size_t count, struct cs_buffer *text);
/*
 * Adds what a row says: of what an occurrence was called by `of_it`, a phrase with {it} and {what}, unless that is
 * NULL; else by `of_all`, one with {said}. False, with nothing added, if it stands in formal words.
 */
bool cs_worded_so(const struct cs_report *report, struct cs_worded *said, const char *of_it, const char *of_all,
                  struct cs_buffer *out);
/* "Armenia's request to the CSTO was under CST 4"; false, with nothing added, if it stands in formal words. */
bool cs_worded_role(const struct cs_report *report, cs_name it, enum cs_prep prep, const cs_name *names, size_t count,
                    struct cs_buffer *out);

/* lack.c */
struct cs_lack;
struct cs_plan_rule;
/* Adds what is lacking, with what that lacks in turn. */
void cs_worded_lack(const struct cs_report *report, const struct cs_lack *lack, struct cs_buffer *out);
/* Adds the article of a rule that asks for it; nothing of a rule of a vocabulary. */
void cs_worded_asking(const struct cs_report *report, const struct cs_plan_rule *rule, struct cs_buffer *out);

#endif
