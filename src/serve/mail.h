/* SPDX-License-Identifier: MIT */
/*
 * Mail in the store: who wishes to get some, at which address, and how often; and the outbox, letters that wait to be
 * sent. None of it is an entry.
 *
 * A letter is put into the outbox in the transaction that notes up to which entry its reader was told, so an entry is
 * told of once; it is taken out after the server of mail has accepted it, so it may be sent twice after a crash, with
 * the same Message-ID. Of several servers over one store the one that takes a letter has it to itself for a while.
 * Copies of a register have the wishes and not the outbox.
 */
#ifndef CS_SERVE_MAIL_H
#define CS_SERVE_MAIL_H

#include "serve/keys.h"

#define CS_ADDRESS_SIZE 256

/* `how`: "none", "once" (as something is entered) or "daily". */
struct cs_mail_wish {
    char person[CS_PERSON_SIZE], address[CS_ADDRESS_SIZE], how[8], language[4];
    int64_t told;  /* the last entry that he was told of */
    int64_t at;    /* when he was last told of any, in seconds of the machine's clock */
};
struct cs_mail_wishes { struct cs_mail_wish *items; size_t count; };

/* All wishes; free the list with free(). */
casus_status cs_mail_wishes(struct cs_database *database, struct cs_mail_wishes *out, struct casus_failure *failure);
casus_status cs_mail_wish(struct cs_database *database, const char *person, struct cs_mail_wish *out, bool *found,
                          struct casus_failure *failure);
casus_status cs_mail_wish_set(struct cs_database *database, const struct cs_mail_wish *wish,
                              struct casus_failure *failure);
casus_status cs_mail_wish_drop(struct cs_database *database, const char *person, struct casus_failure *failure);

/* A letter; `message` is all of it, as SMTP sends it. */
struct cs_letter { char id[CS_KEY_TEXT], address[CS_ADDRESS_SIZE]; char *message; int64_t tries, due; };
casus_status cs_mail_put(struct cs_database *database, const struct cs_letter *letter, int64_t due,
                         struct casus_failure *failure);
/*
 * A letter that is due at `now`, and for nobody else before `until`; *found false: there is none, or another has just
 * taken it. Free its message with free().
 */
casus_status cs_mail_next(struct cs_database *database, int64_t now, int64_t until, struct cs_letter *out, bool *found,
                          struct casus_failure *failure);
/* Takes it out: it was sent, or given up. */
casus_status cs_mail_done(struct cs_database *database, const char *id, struct casus_failure *failure);
/* It is to be tried again. */
casus_status cs_mail_later(struct cs_database *database, const char *id, int64_t due, struct casus_failure *failure);

struct cs_register;
/* Notes the address of a person, who is told at once from now on; `address` NULL: he gets no mail. */
casus_status cs_register_mail(struct cs_register *r, const char *person, const char *address,
                              struct casus_failure *failure);

#endif
