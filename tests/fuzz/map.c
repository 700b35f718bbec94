/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as a map, and behind a byte 0 as a table, under a small treaty: read and checked; where the map has no
 * mistake the table is scanned, bad rows are skipped, and what is written is dropped.
 */
#include "table.h"
#include "target.h"

#include <string.h>

#include "casus/casus.h"
#include "base/failure.h"

static const char treaty[] =
    "kind  body\nkind  state is body\nkind  incident\nname  state Alden, Borea\nname  body Council\n"
    "event threat on incident to state\nevent request on incident by state\nevent help on incident by state\n"
    "fact  state is party of instrument\nfact  state is allied\nevent gift by state of number\n"
    "treaty Pact \"a pact\" since 1990-01-01\n1990-01-01/.. Alden, Borea are party of Pact\n"
    "article 1\nwhen  request on i by s\nif    threat on i to s\nand   helper is party of Pact\n"
    "and   helper other than s\nthen  helper owes s help on i by helper within 3 days\n";

static void scan(casus_case *c, struct input table, enum casus_scan_form form)
{
    struct casus_scan_wishes wishes = {.size = sizeof wishes, .form = form, .skip_bad = true, .late = 86400};
    casus_scan *s;

    must(casus_scan_new(c, &wishes, (casus_sink){drop, NULL}, &s) == CASUS_OK);
    if (casus_scan_table(s, "a.csv", give, &table) == CASUS_OK)
        must(casus_scan_end(s) == CASUS_OK || casus_scan_message(s)[0] != '\0');
    casus_scan_free(s);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *bytes = (const char *)data, *end = size > 0 ? memchr(data, 0, size) : NULL;
    size_t length = end == NULL ? size : (size_t)(end - bytes);
    struct input table = {end == NULL ? "" : end + 1, end == NULL ? 0 : size - length - 1};
    casus_case *c;

    if (size > INPUT_BYTES_MAX)
        return 0;
    must(casus_case_new(&c) == CASUS_OK);
    must(casus_case_add_text(c, "a.treaty", treaty, sizeof treaty - 1) == CASUS_OK);
    if (casus_case_add_text(c, "a.map", bytes, length) == CASUS_OK && casus_case_check(c) == CASUS_OK &&
        casus_case_error_count(c) == 0) {
        scan(c, table, CASUS_SCAN_LINES);
        scan(c, table, CASUS_SCAN_RECORD);
    }
    casus_case_free(c);
    return 0;
}
