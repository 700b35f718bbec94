/* SPDX-License-Identifier: MIT */
/* `casus why RECORD SENTENCE --as-of DATE --as ACCOUNT`: any bytes as these, a line each, the fourth: --format. */
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
    struct input in;

    if (!read_input(&in, &cs_command_why, data, size))
        return 0;
    give_option(&in.invocation, "as-of", in.lines[1]);
    give_option(&in.invocation, "as", in.lines[2]);
    give_option(&in.invocation, "format", in.lines[3]);
    cs_command_why.run(&in.invocation);
    return 0;
}
