/* SPDX-License-Identifier: MIT */
/*
 * A whole case: up to the first line of three hyphens the bytes are a treaty with its words, behind it a record. Read,
 * checked, run up to its last date, every line asked about, every check judged.
 */
#include "target.h"

#include <string.h>

#include "bounded.h"
#include "lines.h"

static size_t end_of_treaty(const char *bytes, size_t size)
{
    for (size_t i = 0; i + 4 <= size; i++)
        if (memcmp(bytes + i, "---\n", 4) == 0 && (i == 0 || bytes[i - 1] == '\n'))
            return i;
    return size;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *bytes = (const char *)data;
    size_t treaty = end_of_treaty(bytes, size), record = treaty + 4 < size ? treaty + 4 : size;
    struct cs_case c;

    if (size > INPUT_BYTES_MAX)
        return 0;
    cs_case_init(&c);
    must(cs_case_add_text(&c, "t.treaty", CS_SOURCE_TREATY, bytes, treaty) == CASUS_OK);
    must(cs_case_add_text(&c, "a.record", CS_SOURCE_RECORD, bytes + record, size - record) == CASUS_OK);
    must(cs_case_check(&c) == CASUS_OK || c.failure.status == CASUS_ERR_LIMIT);
    run_and_ask(&c);
    cs_case_release(&c);
    return 0;
}
