/* SPDX-License-Identifier: MIT */
/*
 * The texts of a register, treaties and vocabularies, in versions, each under its SHA-256; and under which of them each
 * case is. The first entry of a register has the first versions. Then:
 *
 *   text   "NAME DIGEST why": the register has another version of a text, or a new text. Cases that are opened from
 *          here on are under it; those that are open stay under theirs
 *   under  of a case: why in its first line, then "NAME DIGEST" in a line each: from here on it is under these versions
 *
 * A case under another version is read anew under it, all of its entries: what was in force when is for the text itself
 * to say, with the dates of its articles.
 */
#ifndef CS_SERVE_TEXTS_H
#define CS_SERVE_TEXTS_H

#include "casus/casus.h"
#include "serve/chain.h"
#include "serve/compare.h"

/* One version. `used`: cases name it in a `use` line; the others are used by these. */
struct cs_kept_text { char *name, *digest, *bytes, *at, *by, *why; size_t length; int64_t number; bool used; };

struct cs_texts;
/* The versions that a case is under, one of each text: numbers in the list of all. */
struct cs_text_set { struct cs_text_set *next; const struct cs_texts *of; size_t *items; size_t count; };
struct cs_texts {
    struct cs_kept_text *items; /* all versions, in the order of their entries */
    size_t count;
    struct cs_text_set *sets;   /* none changes once it is made */
};

struct cs_register;
struct cs_kept_case;
struct cs_hand;
struct cs_entered;

/* ---- learning: for state.c ---- */

/* Adds the text of a line "use cst.treaty DIGEST", or without "use ", of the first entry. */
casus_status cs_texts_learn_first(struct cs_register *r, const struct cs_chain_entry *entry, const char *line,
                                  struct casus_failure *failure);
casus_status cs_texts_learn(struct cs_register *r, const struct cs_chain_entry *entry, struct casus_failure *failure);
casus_status cs_texts_learn_under(struct cs_register *r, struct cs_kept_case *c, const struct cs_chain_entry *entry,
                                  struct casus_failure *failure);
void cs_texts_release(struct cs_texts *texts);

/* ---- asking ---- */

/* The latest version of each text: what a new case is under. */
casus_status cs_texts_latest_set(struct cs_register *r, const struct cs_text_set **out, struct casus_failure *failure);
const struct cs_kept_text *cs_texts_at(const struct cs_text_set *set, size_t index);
/*
 * The set with other versions in place of its own, or new texts: in each line of `chosen` a "NAME DIGEST", or a "NAME",
 * which is its latest version. CASUS_ERR_ARGUMENT: there is none such, or nothing would change.
 */
casus_status cs_texts_choose(struct cs_register *r, const struct cs_text_set *set, const char *chosen,
                             const struct cs_text_set **out, struct casus_failure *failure);
/* Adds the `use` lines of a record under these versions. */
void cs_texts_use(const struct cs_text_set *set, casus_text *out);
/* Lets a case find what it uses, or how it is worded in another language ("ru/cst.casus"), among these alone. */
casus_status cs_texts_find_in(casus_case *c, const struct cs_text_set *set);

/* ---- entering ---- */

struct cs_version { const char *name, *bytes, *why; size_t length; };
/* Keeps a version of a text, or a new text; it must have no mistake together with the latest ones of all others. */
casus_status cs_register_text(struct cs_register *r, const struct cs_hand *hand, const struct cs_version *version,
                              struct cs_entered *out, struct casus_failure *failure);
struct cs_moving { const char *name, *chosen, *why; }; /* of the case; `chosen` as above */
/* Puts a case under other versions; its record must have no mistake under them. */
casus_status cs_register_under(struct cs_register *r, const struct cs_hand *hand, const struct cs_moving *moving,
                               struct cs_entered *out, struct casus_failure *failure);

/* ---- what would change by it ---- */

/* What cs_register_under would change in the ledger of the whole case. Release *out in any case. */
casus_status cs_register_under_tried(struct cs_register *r, const struct cs_moving *moving, struct cs_effects *out,
                                     struct casus_failure *failure);

struct cs_person;
/*
 * Compares the ledgers of a case, as a person sees it (NULL: all of it), under its own texts and under others: now and
 * at each later date. CASUS_ERR_ARGUMENT: the record has a mistake under the others. Release *out in any case.
 */
casus_status cs_texts_compare(struct cs_register *r, const struct cs_person *person, const struct cs_kept_case *c,
                              const struct cs_text_set *under, struct cs_effects *out, struct casus_failure *failure);

#endif
