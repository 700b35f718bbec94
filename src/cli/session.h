/* SPDX-License-Identifier: MIT */
/*
 * What run, why, next and act do first: read a case, understand the dates, run it, make its ledger. Each step tells
 * what is wrong and returns how the program is to end; CS_EXIT_FINE goes on. What a session holds is released by one
 * call, however far it came.
 */
#ifndef CS_CLI_SESSION_H
#define CS_CLI_SESSION_H

#include "cli/cli.h"
#include "ledger/ledger.h"
#include "store/anchor.h"
#include "store/case.h"
#include "write/write.h"

struct cs_session_words { /* of the user, within a line that was made of them */
    const struct cs_source *line, *words; /* `words` NULL: none were added */
    uint32_t start;
};

struct cs_session {
    struct cs_case c;
    struct cs_session_words said;
    struct cs_docket *docket;
    struct cs_run *run;
    struct cs_ledger *ledger;
    struct cs_documents documents;
    int32_t zone;
    cs_instant end;      /* up to which it runs */
    bool as_of_said;
    char as_of[32];
    bool known_given;
    cs_instant known;
    char known_on[32];
    const char *grades;  /* --grade: of which grades alone texts count; NULL: of all. Before the case is checked */
    struct cs_buffer readings; /* as said: "Immediately=Strict, Burden=Each Party" */
};

enum cs_form { CS_FORM_TEXT, CS_FORM_JSON, CS_FORM_CSV, CS_FORM_ICS };

void cs_session_init(struct cs_session *session);
void cs_session_release(struct cs_session *session);

/* Are all of these names of files of casus? Else it is a mistake of use. */
enum cs_exit cs_session_kinds(const struct cs_command *command, const char *const *paths, size_t count);
/* Adds files, without checking them yet. */
enum cs_exit cs_session_add(struct cs_session *session, const char *const *paths, size_t count);
/*
 * Adds a line of a record that stands in no file, with the zone of the records that were added: the words of the user,
 * with what makes a line of them before and behind. Mistakes are shown in the words alone, called `name`.
 */
enum cs_exit cs_session_add_line(struct cs_session *session, const char *name, const char *before, const char *words,
                                 const char *behind);
/* Checks the case; if there are mistakes in it, they are told on standard error: CS_EXIT_FINDINGS. */
enum cs_exit cs_session_check(struct cs_session *session);
/* Up to when, and known by when; either may be NULL. */
enum cs_exit cs_session_dates(struct cs_session *session, const struct cs_command *command, const char *as_of,
                              const char *known_on);
/* Runs, and makes the ledger of one account (its name, or "open") or of all (NULL). */
enum cs_exit cs_session_run(struct cs_session *session, const struct cs_command *command, const char *account);
/* Looks at the worlds of the readings alone that --reading names ("Immediately=Strict"), of a session that has run. */
enum cs_exit cs_session_readings(struct cs_session *session, const struct cs_invocation *invocation);
/* Reads the documents of a folder; NULL: none. */
enum cs_exit cs_session_sources(struct cs_session *session, const char *folder);

/* The steps above for a command with the options --as-of and --known-on. */
enum cs_exit cs_session_open(struct cs_session *session, const struct cs_invocation *invocation,
                             const char *const *paths, size_t count, const char *account);

/* The name of a party that the user gave, by whatever spelling; mistakes of use are told. */
enum cs_exit cs_session_party(const struct cs_session *session, const struct cs_command *command, const char *text,
                              cs_name *out);
/* The name that a spelling stands for: itself, unless it is an other spelling of one. */
cs_name cs_session_spelt(const struct cs_case *c, cs_name name);
/* The head of these words, in which several spaces are one; CS_NO_NAME if nothing is called so. */
cs_name cs_session_words(const struct cs_case *c, const char *words);
/* A whole day in the zone of the report, or an instant. `out` is 32 bytes. */
enum cs_exit cs_session_date(const struct cs_session *session, const struct cs_command *command, const char *option,
                             const char *text, cs_instant *end, char out[32]);
/* --request: the label of a request of the ledger; CS_NO_NAME if it was not given. */
enum cs_exit cs_session_request(const struct cs_session *session, const struct cs_invocation *invocation, cs_name *out);
/* --format: text, json, and those that come behind up to the last that the command can write. */
enum cs_exit cs_session_form(const struct cs_invocation *invocation, enum cs_form last, enum cs_form *out);
struct cs_report cs_session_report(const struct cs_session *session);
enum cs_exit cs_session_trouble(const struct cs_session *session);

#endif
