/* SPDX-License-Identifier: MIT */
/* Puts together what the shards of a scan have written. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/scanning.h"

static enum cs_exit run(const struct cs_invocation *invocation)
{
    struct cs_scanning s = {.invocation = invocation};
    struct cs_input *files = calloc(invocation->count, sizeof *files);
    struct casus_scan_input *parts = calloc(invocation->count, sizeof *parts);
    struct casus_failure failure = {.message = ""};
    enum cs_exit result = files != NULL && parts != NULL ? CS_EXIT_FINE : cs_terminal_fail("");

    s.wishes.bad = cs_scanning_show_bad;
    cs_input_expect(invocation->count);
    for (size_t i = 0; i < invocation->count && result == CS_EXIT_FINE; i++) {
        parts[i] = (struct casus_scan_input){invocation->arguments[i], cs_input_read, &files[i]};
        if (!cs_input_open(&files[i], invocation->arguments[i])) {
            snprintf(failure.message, sizeof failure.message, "could not open \"%.300s\": %s",
                     invocation->arguments[i], files[i].refusal);
            cs_terminal_plain(failure.message);
            result = cs_terminal_fail(failure.message);
        }
    }
    if (result == CS_EXIT_FINE && cs_scanning_merge(&s, parts, invocation->count, &failure) != CASUS_OK)
        result = failure.message[0] != '\0' ? cs_terminal_fail(failure.message) : CS_EXIT_FINDINGS;
    for (size_t i = 0; files != NULL && i < invocation->count; i++)
        cs_input_close(&files[i]);
    free(files);
    free(parts);
    return cs_scanning_sum_up(&s, result);
}

const struct cs_command cs_command_merge = {
    .name = "merge",
    .arguments = "PART...",
    .summary = "put together what the shards of a scan have written",
    .help = "Each PART is what `casus scan ... --shard I/N` has written, for each I from 1\n"
            "to N, in any order. Prints what one scan of all rows prints, byte for byte.\n"
            "A part that is missing, of another scan, or was cut off is refused.\n",
    .least = 1,
    .most = SIZE_MAX,
    .run = run,
};
