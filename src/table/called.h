/* SPDX-License-Identifier: MIT */
/* By which texts of a table the declared particulars of a kind are called: their names, and other spellings of them. */
#ifndef CS_TABLE_CALLED_H
#define CS_TABLE_CALLED_H

#include "base/slots.h"
#include "plan/plan.h"

#define CS_CALLED_NUMBERS 256 /* particulars that are called by smaller numbers are looked up by these */

struct cs_called {
    struct cs_slots slots; /* by the texts */
    struct cs_called_text { const char *text; size_t length; cs_value value; } *items;
    size_t count, capacity;
    cs_value by_number[CS_CALLED_NUMBERS]; /* those that are called by a number; CS_UNSAID: none is called so */
};

/* Of one that is all zero. False: no memory. The symbols outlive it. */
bool cs_called_fill(struct cs_called *called, const struct cs_symbols *symbols, cs_kind kind);
void cs_called_release(struct cs_called *called);
/* CS_UNSAID: none is called so. */
cs_value cs_called_find(const struct cs_called *called, const char *text, size_t length);

#endif
