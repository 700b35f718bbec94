/* SPDX-License-Identifier: MIT */
/* Shared by the commands why and ask: files, and after them a question. */
#ifndef CS_CLI_ASKING_H
#define CS_CLI_ASKING_H

#include "cli/session.h"

struct cs_asking {
    struct cs_session session;
    casus_reply *reply; /* NULL until the question was asked */
};

void cs_asking_init(struct cs_asking *asking);
void cs_asking_release(struct cs_asking *asking);
/*
 * Reads the files and asks the question, the last argument, with the options --as-of, --known-on, --as, --grade and
 * --sources of the invocation. CS_EXIT_FINE: it was understood; else a message was printed.
 */
enum cs_exit cs_asking_open(struct cs_asking *asking, const struct cs_invocation *invocation, casus_asking as);

#endif
