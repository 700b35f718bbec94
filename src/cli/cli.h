/* SPDX-License-Identifier: MIT */
/*
 * The program: a list of commands (commands.def), one file for each of them with its help beside its code, and what
 * they share:
 *
 *   completion.c the completion scripts for shells
 *   arguments.c  reads the words after the command: options and arguments
 *   session.c    reads files and dates, and makes an answer
 *   terminal.c   writes to the terminal or pipe, and reports failure
 */
#ifndef CS_CLI_CLI_H
#define CS_CLI_CLI_H

#include <stdbool.h>
#include <stddef.h>

#include "casus/casus.h"

enum cs_exit { CS_EXIT_FINE, CS_EXIT_FINDINGS, CS_EXIT_USAGE, CS_EXIT_TROUBLE };

#define CS_OPTIONS_MAX 18

struct cs_option {
    const char *name;     /* without the two hyphens */
    const char *argument; /* "DATE", "DATE DATE"; NULL: it takes none */
    const char *meaning;
};

/* Options with the same meaning in several commands. */
#define CS_OPTION_KNOWN_ON {"known-on", "DATE", "only what had been recorded by the end of this day"}
#define CS_OPTION_AS {"as", "ACCOUNT", "on this account alone; open: with all that is open"}
#define CS_OPTION_FORMAL {"formal", NULL, "statements as a record writes them"}
#define CS_OPTION_LANGUAGE {"language", "CODE", "for people, in this language (ru); else English"}
#define CS_OPTION_GRADE {"grade", "GRADE,...", "only texts of these grades, and those without"}
#define CS_OPTION_SUPPOSE {"suppose", "LINE", "as if this were so; or FILE, of such lines"}

struct cs_invocation;
struct cs_command {
    const char *heading;   /* printed before it in the list of commands; NULL: none */
    const char *name;
    const char *arguments; /* "FILE..." */
    const char *summary;   /* one line, for the list of commands */
    const char *help;      /* paragraphs of 80 columns, each line with its end */
    struct cs_option options[CS_OPTIONS_MAX]; /* ended by one without a name; "-o" is short for "--output" */
    const char *many;      /* the options that may be given several times (cs_invocation_each), with spaces between */
    size_t least, most;    /* number of arguments */
    enum cs_exit (*run)(const struct cs_invocation *invocation);
};

struct cs_invocation {
    const struct cs_command *command;
    const char **arguments; /* the words that are not options */
    size_t count;
    const char *values[CS_OPTIONS_MAX]; /* by option: its first argument, "" if it takes none; NULL if not given */
    const char *seconds[CS_OPTIONS_MAX]; /* of those with two arguments */
    struct cs_given_option { const struct cs_option *option; const char *value; } *given; /* all, in their order */
    size_t given_count;
};

#define COMMAND(name) extern const struct cs_command cs_command_##name;
#include "cli/commands.def"
#undef COMMAND

/* main.c */
const struct cs_command *cs_command_find(const char *name); /* NULL if there is none */
/* Tells that there is no such command, and which may have been meant. */
enum cs_exit cs_command_unknown(const char *name);
/* All commands; NULL after the last. */
const struct cs_command *const *cs_commands(void);

/* apart.c */
/* Becomes the program of the register, which is beside this one as built, and in libexec as installed. */
enum cs_exit cs_become_apart(const struct cs_invocation *invocation);

/* offer.c */
/* Adds the labels, readings or rows of the files of an invocation, one a line; prints what is wrong. */
enum cs_exit cs_offer(const struct cs_invocation *invocation, const char *what, casus_text *out);

/* completion.c */
/* Adds the completion script for bash, zsh or fish; false for any other shell. */
bool cs_completion_add(const char *shell, casus_text *out);

/* arguments.c */
/* Reads the words after the command. CS_EXIT_USAGE if they are wrong, and says why. Release in any case. */
enum cs_exit cs_invocation_read(struct cs_invocation *invocation, const struct cs_command *command, int count,
                                char **words);
void cs_invocation_release(struct cs_invocation *invocation);
/* The argument of an option of the command, or NULL if it was not given. */
const char *cs_invocation_value(const struct cs_invocation *invocation, const char *option);
const char *cs_invocation_second(const struct cs_invocation *invocation, const char *option);
/* The next argument of an option, from *at on, which starts as 0; NULL after the last. */
const char *cs_invocation_each(const struct cs_invocation *invocation, const char *option, size_t *at);
/* Prints a mistake of use and how to get the help of the command; returns CS_EXIT_USAGE. */
__attribute__((format(printf, 2, 3))) enum cs_exit cs_usage(const struct cs_command *command, const char *format, ...);
/* Adds "; did you mean "x"?" if one of the words is near. */
void cs_usage_near(const char *word, const char *const *words, size_t count, casus_text *out);

/* terminal.c */
bool cs_terminal_colours(int descriptor);
/* The width of what is written to it: of a terminal its own, from 80 to 140 columns; of all else 80. */
size_t cs_terminal_columns(int descriptor); /* is it a terminal, and are colours wanted? */
bool cs_terminal_shows_progress(void);
/* Writes all bytes to a descriptor; false if that fails (errno). */
bool cs_terminal_write(int descriptor, const char *bytes, size_t length);
/* Writes to standard output and returns `exit`; if that fails, says so and returns CS_EXIT_TROUBLE. */
enum cs_exit cs_terminal_text(const casus_text *text, enum cs_exit exit);
/* Writes to standard error. */
void cs_terminal_error_text(const casus_text *text);
/* Prints "casus: MESSAGE" on standard error ("": memory ran out); returns CS_EXIT_TROUBLE. */
enum cs_exit cs_terminal_fail(const char *message);
/*
 * Prints diagnostics, as the library has written them, on standard error, and on a terminal also the command that
 * explains `code`, the first of them. Frees the text; returns `exit`.
 */
enum cs_exit cs_terminal_mistakes(casus_status status, casus_text *text, const char *code, enum cs_exit exit);
/* "" if nothing was added. */
const char *cs_text_string(const casus_text *text);
/* Add to a text; sets `failed` if memory ran out. */
void cs_text_add(casus_text *text, const char *words);
void cs_text_char(casus_text *text, char c);
__attribute__((format(printf, 2, 3))) void cs_text_printf(casus_text *text, const char *format, ...);
/* Replaces control and invisible characters by "?", in place, so that a file's name cannot control the terminal. */
void cs_terminal_plain(char *text);

#endif
