/* SPDX-License-Identifier: MIT */
/* `casus why RECORD SENTENCE --as-of DATE --as ACCOUNT`: any bytes as these, a line each, the fourth: --format. */
#include "target.h"

#include "command.h"

#define SENTENCE_BYTES_MAX 512

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
    char text[SENTENCE_BYTES_MAX + 1], *lines[LINES_MAX];
    const char *arguments[2];
    struct cs_invocation invocation = {.command = &cs_command_why, .arguments = arguments, .count = 2};

    if (size > SENTENCE_BYTES_MAX)
        return 0;
    split_lines(text, data, size, lines);
    if (!is_near_date(lines[1]))
        return 0;
    arguments[0] = record_path;
    arguments[1] = lines[0];
    give_option(&invocation, "as-of", lines[1]);
    give_option(&invocation, "as", lines[2]);
    give_option(&invocation, "format", lines[3]);
    cs_command_why.run(&invocation);
    return 0;
}
