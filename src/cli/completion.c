/* SPDX-License-Identifier: MIT */
/*
 * Completion for the shells, made from the table of commands, so that it cannot differ from the program. What an option
 * or a command takes follows from the words in capitals in its help:
 *
 *   FILE... RECORD  files of casus   ACCOUNT PARTY  the accounts of the files on the line, listed by the program
 *   FILE TREATY...  any files        text|json      one of these words
 *   LABEL DRAFT     the labels       ROW            the rows and labels
 *   NAME=ANSWER     the readings     [CODE...]      the codes of mistakes
 *   DIR             folders          anything else  nothing is offered
 *   [COMMAND]       commands, codes
 *
 * Labels, rows and readings are those of the files on the line, listed by the program (offer.c).
 */
#include <string.h>

#include "cli/cli.h"

enum offer {
    OFFER_NOTHING, OFFER_RECORDS, OFFER_RECORDS_AND_ROWS, OFFER_FILES, OFFER_FOLDERS, OFFER_ACCOUNTS, OFFER_LABELS,
    OFFER_ROWS, OFFER_READINGS, OFFER_WORDS, OFFER_COMMANDS, OFFER_CODES
};

/* What `casus help --offer` is asked for; NULL: nothing. */
static const char *offered_by_files(enum offer offer)
{
    return offer == OFFER_LABELS                                       ? "labels"
           : offer == OFFER_ROWS || offer == OFFER_RECORDS_AND_ROWS ? "rows"
           : offer == OFFER_READINGS                                  ? "readings"
                                                                      : NULL;
}

static bool begins_with(const char *text, const char *word)
{
    return strncmp(text, word, strlen(word)) == 0;
}

static enum offer offer_of_option(const char *argument)
{
    if (strchr(argument, '|') != NULL)
        return OFFER_WORDS;
    if (strcmp(argument, "ACCOUNT") == 0 || strcmp(argument, "PARTY") == 0)
        return OFFER_ACCOUNTS;
    if (strcmp(argument, "LABEL") == 0 || strcmp(argument, "DRAFT") == 0)
        return OFFER_LABELS;
    if (strcmp(argument, "ROW") == 0)
        return OFFER_ROWS;
    if (strcmp(argument, "NAME=ANSWER") == 0)
        return OFFER_READINGS;
    if (strcmp(argument, "DIR") == 0)
        return OFFER_FOLDERS;
    return strcmp(argument, "FILE") == 0 ? OFFER_FILES : OFFER_NOTHING;
}

/* What a command takes, by the first of its arguments that is not an option. */
static enum offer offer_of_command(const struct cs_command *command)
{
    const char *argument = command->arguments;

    while (begins_with(argument, "[--"))
        argument += strcspn(argument, " ") + strspn(argument + strcspn(argument, " "), " ");
    if (begins_with(argument, "[COMMAND]"))
        return OFFER_COMMANDS;
    if (begins_with(argument, "[CODE"))
        return OFFER_CODES;
    if (begins_with(argument, "FILE... ROW"))
        return OFFER_RECORDS_AND_ROWS;
    if (begins_with(argument, "FILE...") || begins_with(argument, "RECORD"))
        return OFFER_RECORDS;
    return begins_with(argument, "FILE") || begins_with(argument, "TREATY...") ? OFFER_FILES : OFFER_NOTHING;
}

static size_t option_count(const struct cs_command *command)
{
    size_t count = 0;

    while (count < CS_OPTIONS_MAX && command->options[count].name != NULL)
        count++;
    return count;
}

static void add_command_names(casus_text *out)
{
    for (const struct cs_command *const *c = cs_commands(); *c != NULL; c++)
        cs_text_printf(out, "%s%s", c == cs_commands() ? "" : " ", (*c)->name);
}

static void add_codes(casus_text *out)
{
    for (size_t code = 0; code < casus_code_count(); code++)
        cs_text_printf(out, "%s%s", code == 0 ? "" : " ", casus_code(code));
}

/* "text|json" as "text json" */
static void add_words(casus_text *out, const char *argument)
{
    for (; *argument != '\0'; argument++)
        cs_text_char(out, *argument == '|' ? ' ' : *argument);
}

/* Adds text in single quotes; characters of `escaped` (of zsh's descriptions) are escaped as well. */
static void add_quoted(casus_text *out, const char *text, const char *escaped)
{
    for (; *text != '\0'; text++) {
        if (strchr(escaped, *text) != NULL)
            cs_text_char(out, '\\');
        if (*text == '\'')
            cs_text_add(out, "'\\''");
        else
            cs_text_char(out, *text);
    }
}

/*
 * Lists the accounts that the files in "$@" declare, one a line. As of the year 1 nothing has happened, so it is fast.
 */
#define ACCOUNTS_BY_THE_PROGRAM                                                                                        \
    "command casus run \"$@\" --as-of 0001-01-01 --format json 2>/dev/null |\n"                                        \
    "        sed -n 's/^  \"accounts\": \\[ \"\\(.*\\)\" \\],$/\\1/p' | sed 's/\", \"/\\\n/g'\n"

/* ---- bash ---- */

static void add_bash_offer(casus_text *out, enum offer offer, const char *argument)
{
    switch (offer) {
    case OFFER_WORDS:
        cs_text_add(out, "offered=$(compgen -W '");
        add_words(out, argument);
        cs_text_add(out, "' -- \"$word\")");
        return;
    case OFFER_ACCOUNTS:
        cs_text_add(out, "offered=$(_casus_accounts | grep -F -e \"$word\")");
        return;
    case OFFER_FOLDERS:
        cs_text_add(out, "offered=$(compgen -d -- \"$word\")");
        return;
    case OFFER_LABELS:
    case OFFER_ROWS:
    case OFFER_READINGS:
        cs_text_printf(out, "offered=$(_casus_offer %s)", offered_by_files(offer));
        return;
    case OFFER_RECORDS_AND_ROWS:
        cs_text_add(out, "offered=$(_casus_files \"$word\"; _casus_offer rows)");
        return;
    case OFFER_RECORDS:
        cs_text_add(out, "offered=$(_casus_files \"$word\")");
        return;
    case OFFER_FILES:
        cs_text_add(out, "offered=$(compgen -f -- \"$word\")");
        return;
    case OFFER_COMMANDS:
    case OFFER_CODES:
        cs_text_add(out, "offered=$(compgen -W '");
        if (offer == OFFER_COMMANDS) {
            add_command_names(out);
            cs_text_char(out, ' ');
        }
        add_codes(out);
        cs_text_add(out, "' -- \"$word\")");
        return;
    case OFFER_NOTHING:
        cs_text_char(out, ':');
        return;
    }
}

static void add_bash_command(casus_text *out, const struct cs_command *command)
{
    for (size_t i = 0; i < option_count(command); i++)
        if (command->options[i].argument != NULL) {
            cs_text_printf(out, "    %s:--%s) ", command->name, command->options[i].name);
            add_bash_offer(out, offer_of_option(command->options[i].argument), command->options[i].argument);
            cs_text_add(out, " ;;\n");
        }
    cs_text_printf(out, "    %s:*)\n        case $word in\n        -*) offered=$(compgen -W '--help", command->name);
    for (size_t i = 0; i < option_count(command); i++)
        cs_text_printf(out, " --%s", command->options[i].name);
    cs_text_add(out, "' -- \"$word\") ;;\n        *) ");
    add_bash_offer(out, offer_of_command(command), NULL);
    cs_text_add(out, " ;;\n        esac ;;\n");
}

static void add_bash(casus_text *out)
{
    cs_text_add(out, "# bash completion for casus; written by `casus help --completion bash`\n"
                        "\n"
                        "_casus_files()\n"
                        "{\n"
                        "    compgen -d -- \"$1\"\n"
                        "    compgen -f -- \"$1\" | grep -E '\\.(record|treaty|casus)$'\n"
                        "}\n"
                        "\n"
                        "_casus_accounts()\n"
                        "{\n"
                        "    local word\n"
                        "    set --\n"
                        "    for word in \"${COMP_WORDS[@]:2}\"; do\n"
                        "        case $word in *.record | *.treaty | *.casus) set -- \"$@\" \"$word\" ;; esac\n"
                        "    done\n"
                        "    " ACCOUNTS_BY_THE_PROGRAM
                        "}\n"
                        "\n"
                        "# What the files on the line have of this kind, and begins like the word; bash takes what\n"
                        "# stands behind \"=\" for a word of its own.\n"
                        "_casus_offer()\n"
                        "{\n"
                        "    local each kind=$1\n"
                        "    set --\n"
                        "    for each in \"${COMP_WORDS[@]:2}\"; do\n"
                        "        case $each in *.record | *.treaty | *.casus) set -- \"$@\" \"$each\" ;; esac\n"
                        "    done\n"
                        "    [ $# = 0 ] || command casus help --offer \"$kind\" \"$@\" 2>/dev/null |\n"
                        "        while IFS= read -r each; do\n"
                        "            case $each in \"$head$word\"*) printf '%s\\n' \"${each#\"$head\"}\" ;; esac\n"
                        "        done\n"
                        "}\n"
                        "\n"
                        "_casus()\n"
                        "{\n"
                        "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} offered= head=\n"
                        "    COMPREPLY=()\n"
                        "    if [ \"$COMP_CWORD\" -gt 3 ] && [ \"$before\" = = ]; then\n"
                        "        head=${COMP_WORDS[COMP_CWORD-2]}= before=${COMP_WORDS[COMP_CWORD-3]}\n"
                        "    elif [ \"$COMP_CWORD\" -gt 2 ] && [ \"$word\" = = ]; then\n"
                        "        head=$before= before=${COMP_WORDS[COMP_CWORD-2]} word=\n"
                        "    fi\n"
                        "    compopt -o filenames 2>/dev/null\n"
                        "    [ \"$COMP_CWORD\" -gt 1 ] || before=\n"
                        "    case ${COMP_WORDS[1]}:$before in\n"
                        "    *:)\n"
                        "        offered=$(compgen -W '--help --version ");
    add_command_names(out);
    cs_text_add(out, "' -- \"$word\") ;;\n");
    for (const struct cs_command *const *c = cs_commands(); *c != NULL; c++)
        add_bash_command(out, *c);
    cs_text_add(out, "    esac\n"
                        "    [ -z \"$offered\" ] || mapfile -t COMPREPLY <<<\"$offered\"\n"
                        "}\n"
                        "\n"
                        "complete -F _casus casus\n");
}

/* ---- zsh ---- */

static void add_zsh_offer(casus_text *out, enum offer offer, const char *argument)
{
    switch (offer) {
    case OFFER_WORDS:
        cs_text_add(out, "(");
        add_words(out, argument);
        cs_text_add(out, ")");
        return;
    case OFFER_ACCOUNTS:
        cs_text_add(out, "_casus_accounts");
        return;
    case OFFER_FOLDERS:
        cs_text_add(out, "_directories");
        return;
    case OFFER_LABELS:
    case OFFER_ROWS:
    case OFFER_READINGS:
        cs_text_printf(out, "_casus_offer %s", offered_by_files(offer));
        return;
    case OFFER_RECORDS_AND_ROWS:
        cs_text_add(out, "_casus_files_and_rows");
        return;
    case OFFER_CODES:
        cs_text_char(out, '(');
        add_codes(out);
        cs_text_char(out, ')');
        return;
    case OFFER_RECORDS:
        cs_text_add(out, "_casus_files");
        return;
    case OFFER_FILES:
        cs_text_add(out, "_files");
        return;
    case OFFER_COMMANDS:
        cs_text_add(out, "_casus_commands");
        return;
    case OFFER_NOTHING:
        cs_text_char(out, ' ');
        return;
    }
}

static void add_zsh_command(casus_text *out, const struct cs_command *command)
{
    enum offer offer = offer_of_command(command);

    cs_text_printf(out, "%s)\n    _arguments", command->name);
    for (size_t i = 0; i < option_count(command); i++) {
        const struct cs_option *option = &command->options[i];

        cs_text_printf(out, " \\\n        '--%s[", option->name);
        add_quoted(out, option->meaning, "[]:");
        cs_text_char(out, ']');
        if (option->argument != NULL) {
            cs_text_char(out, ':');
            add_quoted(out, option->argument, ":");
            cs_text_char(out, ':');
            add_zsh_offer(out, offer_of_option(option->argument), option->argument);
        }
        cs_text_char(out, '\'');
    }
    if (offer != OFFER_NOTHING) {
        cs_text_printf(out, " \\\n        '%s:",
                         offer == OFFER_RECORDS || offer == OFFER_RECORDS_AND_ROWS ? "*:file"
                       : offer == OFFER_FILES                                    ? "1:file"
                       : offer == OFFER_CODES                                    ? "*:code"
                                                                                 : "1:command");
        add_zsh_offer(out, offer, NULL);
        cs_text_char(out, '\'');
    }
    cs_text_add(out, " ;;\n");
}

static void add_zsh(casus_text *out)
{
    cs_text_add(out, "#compdef casus\n"
                        "# zsh completion for casus; written by `casus help --completion zsh`\n"
                        "\n"
                        "_casus_files() { _files -g '*.(record|treaty|casus)(-.)' }\n"
                        "\n"
                        "_casus_accounts()\n"
                        "{\n"
                        "    local -a accounts\n"
                        "    set -- ${(M)words[@]:#*.(record|treaty|casus)}\n"
                        "    accounts=(${(f)\"$(\n    " ACCOUNTS_BY_THE_PROGRAM
                        "    )\"})\n"
                        "    compadd -a accounts\n"
                        "}\n"
                        "\n"
                        "_casus_offer()\n"
                        "{\n"
                        "    local -a offered\n"
                        "    local kind=$1\n"
                        "    set -- ${(M)words[@]:#*.(record|treaty|casus)}\n"
                        "    (( $# )) || return\n"
                        "    offered=(${(f)\"$(command casus help --offer $kind \"$@\" 2>/dev/null)\"})\n"
                        "    compadd -a offered\n"
                        "}\n"
                        "\n"
                        "_casus_files_and_rows() { _casus_files; _casus_offer rows }\n"
                        "\n"
                        "_casus_commands()\n"
                        "{\n"
                        "    local -a commands\n"
                        "    commands=(\n");
    for (const struct cs_command *const *c = cs_commands(); *c != NULL; c++) {
        cs_text_printf(out, "        '%s:", (*c)->name);
        add_quoted(out, (*c)->summary, ":");
        cs_text_add(out, "'\n");
    }
    cs_text_add(out, "    )\n"
                        "    _describe command commands\n"
                        "    (( CURRENT == 2 )) || compadd ");
    add_codes(out);
    cs_text_add(out, "\n"
                        "}\n"
                        "\n"
                        "if (( CURRENT == 2 )); then\n"
                        "    _casus_commands\n"
                        "    return\n"
                        "fi\n"
                        "shift words\n"
                        "(( CURRENT-- ))\n"
                        "case $words[1] in\n");
    for (const struct cs_command *const *c = cs_commands(); *c != NULL; c++)
        add_zsh_command(out, *c);
    cs_text_add(out, "esac\n");
}

/* ---- fish ---- */

static void add_fish_offer(casus_text *out, enum offer offer, const char *argument)
{
    switch (offer) {
    case OFFER_WORDS:
        cs_text_add(out, " -x -a '");
        add_words(out, argument);
        cs_text_add(out, "'");
        return;
    case OFFER_ACCOUNTS:
        cs_text_add(out, " -x -a '(__casus_accounts)'");
        return;
    case OFFER_FOLDERS:
        cs_text_add(out, " -x -a '(__fish_complete_directories)'");
        return;
    case OFFER_LABELS:
    case OFFER_ROWS:
    case OFFER_READINGS:
        cs_text_printf(out, " -x -a '(__casus_offer %s)'", offered_by_files(offer));
        return;
    case OFFER_RECORDS_AND_ROWS:
        cs_text_add(out, " -x -a '(__casus_files; __casus_offer rows)'");
        return;
    case OFFER_CODES:
        cs_text_add(out, " -x -a '");
        add_codes(out);
        cs_text_char(out, '\'');
        return;
    case OFFER_RECORDS:
        cs_text_add(out, " -x -a '(__casus_files)'");
        return;
    case OFFER_FILES:
        cs_text_add(out, " -r -F");
        return;
    case OFFER_COMMANDS:
        cs_text_add(out, " -x -a '");
        add_command_names(out);
        cs_text_char(out, ' ');
        add_codes(out);
        cs_text_add(out, "'");
        return;
    case OFFER_NOTHING:
        cs_text_add(out, " -x");
        return;
    }
}

static void add_fish_text(casus_text *out, const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text == '\'' || *text == '\\')
            cs_text_char(out, '\\');
        cs_text_char(out, *text);
    }
}

static void add_fish_command(casus_text *out, const struct cs_command *command)
{
    enum offer offer = offer_of_command(command);

    cs_text_printf(out, "complete -c casus -n __fish_use_subcommand -a %s -d '", command->name);
    add_fish_text(out, command->summary);
    cs_text_add(out, "'\n");
    for (size_t i = 0; i < option_count(command); i++) {
        const struct cs_option *option = &command->options[i];

        cs_text_printf(out, "complete -c casus -n '__fish_seen_subcommand_from %s' -l %s", command->name,
                         option->name);
        if (option->argument != NULL)
            add_fish_offer(out, offer_of_option(option->argument), option->argument);
        cs_text_add(out, " -d '");
        add_fish_text(out, option->meaning);
        cs_text_add(out, "'\n");
    }
    if (offer == OFFER_NOTHING)
        return;
    cs_text_printf(out, "complete -c casus -n '__fish_seen_subcommand_from %s'", command->name);
    add_fish_offer(out, offer, NULL);
    cs_text_char(out, '\n');
}

static void add_fish(casus_text *out)
{
    cs_text_add(out, "# fish completion for casus; written by `casus help --completion fish`\n"
                        "\n"
                        "function __casus_files\n"
                        "    for ending in .record .treaty .casus\n"
                        "        __fish_complete_suffix $ending | string match -r '.*(?:/|\\\\'$ending')$'\n"
                        "    end\n"
                        "end\n"
                        "\n"
                        "function __casus_accounts\n"
                        "    set argv (commandline -opc | string match -r '.*\\.(?:record|treaty|casus)$')\n"
                        "    command casus run $argv --as-of 0001-01-01 --format json 2>/dev/null |\n"
                        "        string replace -rf '^  \"accounts\": \\[ \"(.*)\" \\],$' '$1' |\n"
                        "        string split '\", \"'\n"
                        "end\n"
                        "\n"
                        "function __casus_offer\n"
                        "    set -l files (commandline -opc | string match -r '.*\\.(?:record|treaty|casus)$')\n"
                        "    test (count $files) -gt 0; or return\n"
                        "    command casus help --offer $argv[1] $files 2>/dev/null\n"
                        "end\n"
                        "\n"
                        "complete -c casus -f\n");
    for (const struct cs_command *const *c = cs_commands(); *c != NULL; c++)
        add_fish_command(out, *c);
}

bool cs_completion_add(const char *shell, casus_text *out)
{
    static const struct { const char *name; void (*add)(casus_text *out); } shells[] = {
        {"bash", add_bash}, {"zsh", add_zsh}, {"fish", add_fish}};

    for (size_t i = 0; i < sizeof shells / sizeof *shells; i++)
        if (strcmp(shell, shells[i].name) == 0) {
            shells[i].add(out);
            return true;
        }
    return false;
}
