/* SPDX-License-Identifier: MIT */
/* `casus why|ask RECORD SENTENCE --as-of DATE --as ACCOUNT`: any bytes as these, a line each, the fourth: --format. */
#include "target.h"

#include "command.h"

int LLVMFuzzerInitialize(int *count, char ***words);

int LLVMFuzzerInitialize(int *count, char ***words)
{
    (void)count;
    (void)words;
    record_make();
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct cs_command *const commands[] = {&cs_command_why, &cs_command_ask};

    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        struct input in;

        if (!read_input(&in, commands[i], data, size))
            return 0;
        give_option(&in.invocation, "as-of", in.lines[1]);
        give_option(&in.invocation, "as", in.lines[2]);
        give_option(&in.invocation, "format", in.lines[3]);
        commands[i]->run(&in.invocation);
    }
    return 0;
}
