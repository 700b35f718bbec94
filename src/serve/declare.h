/* SPDX-License-Identifier: MIT */
/*
 * Declarations: lines that say which names and words a record has, and are no act: "name person Ivan Petrov", "kind
 * office", "event inspection by state on state", "account Borea"; or a declaration of a party with its articles (R 10).
 * They are entered as an act is, at the end of the record; all its entries are then read with them.
 */
#ifndef CS_SERVE_DECLARE_H
#define CS_SERVE_DECLARE_H

#include "serve/compare.h"

struct cs_register;
struct cs_kept_case;
struct cs_entered;
struct cs_hand;

/* Does the first line declare something that casus_act_try does not take? (It takes names and sources.) */
bool cs_declares(const char *lines);

/* Declarations that were tried: the case with them, the length of its record, and the lines as they are entered. */
struct cs_declared { casus_case *with; size_t bytes; casus_text lines; };
/*
 * Tries them in the whole record of a case. CASUS_ERR_ARGUMENT: they have a mistake, or something among them is no
 * declaration; `told` gets each mistake. Release *out in any case.
 */
casus_status cs_declare_try(struct cs_register *r, const struct cs_kept_case *kept, const char *lines,
                            struct cs_declared *out, casus_text *told, struct casus_failure *failure);
void cs_declare_release(struct cs_declared *declared);
/* Enters them as they were tried; `kind` and `before` as of cs_register_try_and_enter. */
casus_status cs_declare_enter(struct cs_register *r, const struct cs_kept_case *kept, const struct cs_hand *hand,
                              const char *kind, const char *before, struct cs_declared *declared,
                              struct cs_entered *out, struct casus_failure *failure);
/* Compares the case as it is with the case with them. */
casus_status cs_declare_compare(struct cs_register *r, const struct cs_kept_case *kept,
                                const struct cs_declared *declared, struct cs_effects *out,
                                struct casus_failure *failure);

#endif
