/* SPDX-License-Identifier: MIT */
/*
 * The first steps of the commands that run a case: add its files, check it, read the options that many of them have.
 * Each step prints what is wrong and returns the exit status of the program; CS_EXIT_FINE: continue. Release a session
 * in any case.
 */
#ifndef CS_CLI_SESSION_H
#define CS_CLI_SESSION_H

#include "cli/cli.h"

struct cs_session {
    casus_case *c;
    casus_answer *a;             /* NULL until it has run */
    struct casus_wishes wishes;  /* from the options; its texts belong to the invocation */
    const char **readings;
    const char *const *texts;    /* that are added behind the files, with their names; or NULL */
    const casus_text *text_bytes;
    size_t text_count;
    bool plain;                  /* without what --suppose gives; set before the files are read */
};

enum cs_form { CS_FORM_TEXT, CS_FORM_JSON, CS_FORM_CSV, CS_FORM_ICS };

/* heap.c: before a case is read that is then run; not before a stream, which takes less than the pages of this. */
void cs_session_expect_memory(void);
void cs_session_init(struct cs_session *session);
void cs_session_release(struct cs_session *session);

/*
 * Prints that the name of a file does not end in `ending` (NULL: in one of the four), behind `why`, and which file was
 * probably meant; returns CS_EXIT_USAGE.
 */
enum cs_exit cs_session_ending(const struct cs_command *command, const char *why, const char *path, const char *ending);
/* Prints why a file could not be opened, and which was probably meant if it is not there; returns CS_EXIT_TROUBLE. */
enum cs_exit cs_session_unopened(const char *path, const char *message);
/* By path: is one of those before it the same file? "-" is standard input. To be freed; NULL if memory ran out. */
bool *cs_session_again(const char *const *paths, size_t count);
/* CS_EXIT_USAGE if one of the names has none of the four endings. */
enum cs_exit cs_session_kinds(const struct cs_command *command, const char *const *paths, size_t count);
/*
 * Reads the files, with --grade and --suppose of the invocation, and checks them. CS_EXIT_FINDINGS if they have errors,
 * printed.
 */
enum cs_exit cs_session_read(struct cs_session *session, const struct cs_invocation *invocation,
                             const char *const *paths, size_t count);
/*
 * Sets the wishes: the dates (either may be NULL), the account (its name, "open", or NULL: all), and --sources and
 * --reading of the invocation.
 */
enum cs_exit cs_session_wish(struct cs_session *session, const struct cs_invocation *invocation, const char *as_of,
                             const char *known_on, const char *account);
/* Makes the answer. */
enum cs_exit cs_session_run(struct cs_session *session, const struct cs_invocation *invocation);

/* The steps above for a command with the options --as-of and --known-on. */
enum cs_exit cs_session_open(struct cs_session *session, const struct cs_invocation *invocation,
                             const char *const *paths, size_t count, const char *account);

/* Reads the date of an option; CS_EXIT_USAGE, with a message, if it is none. */
enum cs_exit cs_session_date(const struct cs_session *session, const struct cs_command *command, const char *option,
                             const char *text, struct casus_date *out);
/* Finds the name of a party that the user gave in any spelling; CS_EXIT_USAGE, with a message, if there is none. */
enum cs_exit cs_session_party(const struct cs_session *session, const struct cs_command *command, const char *text,
                              const char **name);
/* Reads --format; `last` is the last of enum cs_form that the command can write. */
enum cs_exit cs_session_form(const struct cs_invocation *invocation, enum cs_form last, enum cs_form *out);
/* A style for standard output. */
struct casus_style cs_session_style(const struct cs_invocation *invocation, enum cs_form form);
/*
 * Writes the text to standard output if the status is CASUS_OK; else prints `message`, with CS_EXIT_USAGE for
 * CASUS_ERR_ARGUMENT (such as a request that does not exist). Frees the text.
 */
enum cs_exit cs_session_write(const struct cs_command *command, casus_status status, const char *message,
                              casus_text *text, enum cs_exit exit);
enum cs_exit cs_session_trouble(const struct cs_session *session);

#endif
