/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as the record of a small treaty: read, checked, run up to its last date, and every line asked about. The
 * bytes may hold rules of their own.
 */
#include "target.h"

#include <string.h>

#include "bounded.h"
#include "lines.h"
#include "pact.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct cs_case c;

    if (size > INPUT_BYTES_MAX)
        return 0;
    cs_case_init(&c);
    must(cs_case_add_text(&c, "words.casus", CS_SOURCE_VOCABULARY, WORDS, strlen(WORDS)) == CASUS_OK);
    must(cs_case_add_text(&c, "t.treaty", CS_SOURCE_TREATY, TREATY, strlen(TREATY)) == CASUS_OK);
    must(cs_case_add_text(&c, "a.record", CS_SOURCE_RECORD, (const char *)data, size) == CASUS_OK);
    must(cs_case_check(&c) == CASUS_OK || c.failure.status == CASUS_ERR_LIMIT);
    run_and_ask(&c);
    cs_case_release(&c);
    return 0;
}
