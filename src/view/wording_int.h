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
/* Reads a statement of a text; false if it has more names than are shown in one sentence. */
bool cs_worded_read_term(const struct cs_term *term, cs_name it, struct cs_worded_room *room, struct cs_worded *out);

#endif
