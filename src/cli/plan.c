/* SPDX-License-Identifier: MIT */
#include <stdint.h>

#include "cli/session.h"

static enum cs_exit run(const struct cs_invocation *invocation)
{
    struct cs_session s;
    casus_text text = {.bytes = NULL};
    enum cs_exit result;

    cs_session_init(&s);
    result = cs_session_kinds(invocation->command, invocation->arguments, invocation->count);
    if (result == CS_EXIT_FINE)
        result = cs_session_read(&s, invocation, invocation->arguments, invocation->count);
    if (result == CS_EXIT_FINE)
        result = cs_session_write(invocation->command, casus_write_plan(s.c, casus_text_sink(&text)), "", &text,
                                  CS_EXIT_FINE);
    cs_session_release(&s);
    return result;
}

const struct cs_command cs_command_plan = {
    .name = "plan",
    .arguments = "FILE... [--suppose LINE]...",
    .summary = "tell how a run finds what an event affects",
    .help = "Prints what casus has chosen from the rules of these files and of what they\n"
            "use, a line for each choice:\n"
            "\n"
            "  index   facts and events of a word are looked up by these roles\n"
            "  watch   what is owed is looked up by these roles of what it waits for\n"
            "  ring    times of this length end in the order in which they begin\n"
            "  heap    other times: each is put into its place\n"
            "  family  `casus scan` keeps what each holder owes as one as long as nothing\n"
            "          has become of it\n"
            "  forget  `casus scan` forgets a row of this word once all has followed\n"
            "  shard   the column of a map by which `casus scan` tells rows apart, so that\n"
            "          several jobs can share them; or why there is none\n"
            "\n"
            "No choice changes a result. Whoever finds a treaty slow sees here which rule\n"
            "looks at all there is: one whose conditions have no roles in common.\n",
    .options = {CS_OPTION_SUPPOSE},
    .many = "suppose",
    .least = 1,
    .most = SIZE_MAX,
    .run = run,
};
