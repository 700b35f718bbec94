/* SPDX-License-Identifier: MIT */
/* Any bytes as a treaty: read, checked, and, where nothing is wrong, made a plan. What is wrong can be shown. */
#include "target.h"

#include <string.h>

#include "lines.h"
#include "store/case.h"

static void read_and_check(const char *bytes, size_t length)
{
    struct cs_case c;
    struct cs_buffer shown;

    cs_case_init(&c);
    cs_buffer_init(&shown);
    must(cs_case_add_text(&c, "a.treaty", CS_SOURCE_TREATY, bytes, length) == CASUS_OK);
    must(cs_case_check(&c) == CASUS_OK || c.failure.status == CASUS_ERR_LIMIT);
    must((c.plan != NULL) == (c.diagnostics.error_count == 0 && c.failure.status == CASUS_OK));
    cs_diagnostics_show(&c.diagnostics, true, &shown);
    must(!shown.failed);
    cs_buffer_release(&shown);
    cs_case_release(&c);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > INPUT_BYTES_MAX)
        return 0;
    read_and_check((const char *)data, size);
    return 0;
}
