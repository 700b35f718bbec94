/* SPDX-License-Identifier: MIT */
/*
 * Two cases held against each other, one record under two versions of its texts, say: which rows of the ledger are
 * otherwise in the second, now and at each later date at which something is dated, falls due or comes about by itself
 * in either. What is otherwise at one date and stays so is told once; what is again the same is told as such.
 */
#ifndef CS_SERVE_COMPARE_H
#define CS_SERVE_COMPARE_H

#include "casus/casus.h"

struct cs_register;

/* A row on an account, at a moment. */
struct cs_effect {
    char *row;            /* "Borea: help by Borea to Alden on e1 (Pact 1)" */
    char *account;
    char *before, *after; /* "violated", "in force, due 2022-03-05"; "": there is no such row, or no such account */
    char *at;             /* "2022-03-05": at the end of that day */
};
struct cs_effects {
    struct cs_effect *items; /* date by date; at one date in the order of the ledger */
    size_t count;
    char left_out[112]; /* dates that were not looked at since they are too many: "after A and before B"; else "" */
};
/* Once so many rows and entries were looked at, only the last date follows. */
#define CS_COMPARE_EFFORT_MOST 200000

/* Both cases have no mistake. Release *out in any case. */
casus_status cs_compare(const struct cs_register *r, casus_case *before, casus_case *after, struct cs_effects *out,
                        struct casus_failure *failure);
void cs_effects_release(struct cs_effects *effects);
/* Writes them for people, as text. */
void cs_effects_write(const struct cs_effects *effects, casus_text *out);

#endif
