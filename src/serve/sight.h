/* SPDX-License-Identifier: MIT */
/*
 * Who sees what: a case, and each entry of it, is for all (also those who are not signed in), for members (all who
 * are), or for those named. An entry of the kind `visible` says so; a later one replaces it:
 *
 *   visible      "TARGET SCOPE UNTIL NAMES...": TARGET the number of an entry, or "case"; SCOPE "all", "members" or
 *                "named"; UNTIL an instant up to which it is for those named alone (an embargo), or "-"; NAMES persons
 *                and parties with commas between: of a party, those who may speak for it now
 *
 * A case is for members until it is said otherwise, an entry for those who see its case. Secretaries, and the
 * facilitators of an exercise, see everything, and whoever entered something sees it. What refers to an entry that
 * somebody may not see is not shown to him either.
 */
#ifndef CS_SERVE_SIGHT_H
#define CS_SERVE_SIGHT_H

#include "casus/casus.h"
#include "serve/keys.h"
#include "serve/people.h"

enum cs_scope { CS_SCOPE_ALL, CS_SCOPE_MEMBERS, CS_SCOPE_NAMED, CS_SCOPE_COUNT };
const char *cs_scope_name(enum cs_scope scope);
enum cs_scope cs_scope_of(const char *name); /* CS_SCOPE_COUNT: there is none of this name */

struct cs_sight {
    char *subject;   /* the case */
    int64_t target;  /* an entry; 0: the case */
    enum cs_scope scope;
    char *until, *names; /* until NULL: no embargo */
    long long until_seconds;
};
/* Which entries of a case somebody does not see at a moment: as it was last found. */
struct cs_seeing {
    char person[CS_PERSON_SIZE], now[32];
    int64_t number, last; /* of the case, and the last entry of the register; number 0: nothing was found yet */
    bool *hidden;         /* by line of the case; NULL: he sees all */
};
struct cs_sights {
    struct cs_sight *items;
    size_t count;
    struct cs_seeing seeings[2]; /* of who is not signed in, and of somebody who is */
};

struct cs_kept_case;

casus_status cs_sight_learn(struct cs_register *r, const struct cs_chain_entry *entry, struct casus_failure *failure);
void cs_sight_release(struct cs_sights *sights);

/* `person` NULL: somebody who is not signed in. */
bool cs_sight_case(struct cs_register *r, const struct cs_person *person, const struct cs_kept_case *c);
/*
 * Of an entry of a case that he sees. What refers to an entry that he does not see he does not see either, unless he
 * has entered it. False also where memory runs out.
 */
bool cs_sight_entry(struct cs_register *r, const struct cs_person *person, const struct cs_kept_case *c,
                    int64_t number);
/*
 * The record of a case as a person sees it, checked, in English and in `language` (NULL or "en": no other). Free
 * *out in any case. `hidden` counts the entries that are left out.
 */
casus_status cs_sight_open(struct cs_register *r, const struct cs_person *person, const struct cs_kept_case *c,
                           const char *language, casus_case **out, size_t *hidden, struct casus_failure *failure);
/* The same in English alone, for who changes its texts: cs_sight_open gives one case to all who ask. */
casus_status cs_sight_open_anew(struct cs_register *r, const struct cs_person *person, const struct cs_kept_case *c,
                                casus_case **out, struct casus_failure *failure);

/* Is he, or a party that he may speak for, in a list with commas between? */
bool cs_sight_named(struct cs_register *r, const struct cs_person *person, const char *names);

struct cs_showing { const char *name; int64_t target; enum cs_scope scope; const char *until, *names; };
casus_status cs_register_visible(struct cs_register *r, const struct cs_hand *hand, const struct cs_showing *showing,
                                 struct cs_entered *out, struct casus_failure *failure);

#endif
