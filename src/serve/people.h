/* SPDX-License-Identifier: MIT */
/*
 * Who takes part in a register: persons, what each may do with it (a role), and for whom each may speak (mandates).
 * All of it is entries:
 *
 *   person       "NAME ROLE Title of the person"; a later one of the same name replaces it; ROLE "none": has left
 *   mandate      "NAME BEGIN END PARTY"; END "-": until it is ended. Who gives it is who entered it
 *   mandate-end  "NUMBER why": the mandate of that entry has ended
 *
 * A mandate is the register's, and is no power: whether an act has effect is for the texts alone.
 */
#ifndef CS_SERVE_PEOPLE_H
#define CS_SERVE_PEOPLE_H

#include "serve/chain.h"

/* What a person may do with the register; routes.def says what each may ask for. */
enum cs_role {
    CS_ROLE_NONE,          /* nobody: not signed in, or has left */
    CS_ROLE_READER,        /* reads what members may */
    CS_ROLE_DELEGATE,      /* enters for those whose mandate he has */
    CS_ROLE_SECRETARY,     /* keeps the cases: opens them, enters what others have said and done, seals,
        moves the clock */
    CS_ROLE_FACILITATOR,   /* runs an exercise: its clock, its injects; there is none in the real world */
    CS_ROLE_ADMINISTRATOR, /* persons, mandates, links */
    CS_ROLE_COUNT
};
const char *cs_role_name(enum cs_role role);
/* CS_ROLE_COUNT: there is none of this name. */
enum cs_role cs_role_of(const char *name);

struct cs_person { char *name, *title; enum cs_role role; };
struct cs_mandate {
    int64_t number; /* of its entry */
    char *person, *party, *giver;
    char *begin, *end;      /* as given; end NULL: open */
    long long from, until;  /* in seconds, as casus_date has them */
    bool ended;
};
struct cs_people {
    struct cs_person *persons;
    size_t person_count;
    struct cs_mandate *mandates;
    size_t mandate_count;
};

/* A person has at most so many mandates that have not ended: what he is offered lists them all. */
#define CS_MANDATES_MOST 400

struct cs_register;
struct cs_hand;
struct cs_entered;

/* Takes in an entry of one of the three kinds; *known false: it is of another kind. */
casus_status cs_people_learn(struct cs_register *r, const struct cs_chain_entry *entry, bool *known,
                             struct casus_failure *failure);
void cs_people_release(struct cs_people *people);

/* NULL: there is none, or `name` is NULL. One who has left has the role CS_ROLE_NONE. */
const struct cs_person *cs_people_find(const struct cs_register *r, const char *name);
/* Is this mandate good now, by the register's clock? */
bool cs_mandate_good(struct cs_register *r, const struct cs_mandate *mandate);
/* May a person speak for a party now? */
bool cs_people_speaks(struct cs_register *r, const char *person, const char *party);

struct cs_newcomer { const char *name, *title; enum cs_role role; };
/* A name has small letters, digits and hyphens. The last administrator keeps that role. */
casus_status cs_register_person(struct cs_register *r, const struct cs_hand *hand, const struct cs_newcomer *person,
                                struct cs_entered *out, struct casus_failure *failure);
struct cs_mission { const char *person, *party, *begin, *end; }; /* begin NULL: now; end NULL: open; days or instants */
casus_status cs_register_mandate(struct cs_register *r, const struct cs_hand *hand, const struct cs_mission *mission,
                                 struct cs_entered *out, struct casus_failure *failure);
casus_status cs_register_mandate_end(struct cs_register *r, const struct cs_hand *hand, int64_t number, const char *why,
                                     struct cs_entered *out, struct casus_failure *failure);

#endif
