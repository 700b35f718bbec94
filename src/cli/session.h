/* SPDX-License-Identifier: MIT */
/*
 * What the commands that run a case do first: add its files, check it, understand the options that many of them have.
 * Each step tells what is wrong and returns how the program is to end; CS_EXIT_FINE goes on. What a session holds is
 * released by one call, however far it came.
 */
#ifndef CS_CLI_SESSION_H
#define CS_CLI_SESSION_H

#include "cli/cli.h"

struct cs_session {
    casus_case *c;
    casus_answer *a;             /* NULL until it has run */
    struct casus_wishes wishes;  /* as the options have them; texts are of the invocation */
    const char **readings;
};

enum cs_form { CS_FORM_TEXT, CS_FORM_JSON, CS_FORM_CSV, CS_FORM_ICS };

void cs_session_init(struct cs_session *session);
void cs_session_release(struct cs_session *session);

/* Are all of these names of files of casus? Else it is a mistake of use. */
enum cs_exit cs_session_kinds(const struct cs_command *command, const char *const *paths, size_t count);
/* Reads the files, with --grade of the invocation, and checks them; mistakes in them are told: CS_EXIT_FINDINGS. */
enum cs_exit cs_session_read(struct cs_session *session, const struct cs_invocation *invocation,
                             const char *const *paths, size_t count);
/*
 * Understands the dates (either may be NULL), the account (its name, "open", or NULL: all), and --sources and --reading
 * of the invocation as wishes.
 */
enum cs_exit cs_session_wish(struct cs_session *session, const struct cs_invocation *invocation, const char *as_of,
                             const char *known_on, const char *account);
/* Runs the case, as it is wished. */
enum cs_exit cs_session_run(struct cs_session *session, const struct cs_invocation *invocation);

/* The steps above for a command with the options --as-of and --known-on. */
enum cs_exit cs_session_open(struct cs_session *session, const struct cs_invocation *invocation,
                             const char *const *paths, size_t count, const char *account);

/* A date that an option gives; mistakes of use are told. */
enum cs_exit cs_session_date(const struct cs_session *session, const struct cs_command *command, const char *option,
                             const char *text, struct casus_date *out);
/* The name of a party that the user gave, by whatever spelling; mistakes of use are told. */
enum cs_exit cs_session_party(const struct cs_session *session, const struct cs_command *command, const char *text,
                              const char **name);
/* --format: text, json, and those that come behind up to the last that the command can write. */
enum cs_exit cs_session_form(const struct cs_invocation *invocation, enum cs_form last, enum cs_form *out);
/* A style for standard output. */
struct casus_style cs_session_style(enum cs_form form);
/*
 * Writes what a writer has made to standard output, or tells what kept it from it: `message` is that of whatever was
 * written; a mistake of use (a request that is not there) is told as one. Frees the text.
 */
enum cs_exit cs_session_write(const struct cs_command *command, casus_status status, const char *message,
                              casus_text *text, enum cs_exit exit);
enum cs_exit cs_session_trouble(const struct cs_session *session);

#endif
