/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as the beginning of a table: the map that is proposed for it has no mistake, and the table is scanned with
 * it. The same bytes as the part of the one shard of a scan: merged, or refused with a message.
 */
#include "table.h"
#include "target.h"

#include <string.h>

#include "base/failure.h"
#include "casus/casus.h"

static void propose(struct input table)
{
    struct casus_map_wishes wishes = {.size = sizeof wishes, .name = "a.csv", .plain = true};
    struct casus_scan_wishes scanning = {.size = sizeof scanning, .form = CASUS_SCAN_RECORD, .skip_bad = true};
    struct casus_failure failure;
    casus_text map = {.bytes = NULL};
    casus_scan *s;
    casus_case *c;

    if (casus_map_propose(table.at, table.left, &wishes, casus_text_sink(&map), &failure) != CASUS_OK)
        return;
    must(casus_case_new(&c) == CASUS_OK && casus_case_add_text(c, "a.map", map.bytes, map.length) == CASUS_OK);
    must(casus_case_check(c) == CASUS_OK && casus_case_error_count(c) == 0);
    must(casus_scan_new(c, &scanning, (casus_sink){drop, NULL}, &s) == CASUS_OK);
    if (casus_scan_table(s, "a.csv", give, &table) == CASUS_OK)
        must(casus_scan_end(s) == CASUS_OK || casus_scan_message(s)[0] != '\0');
    casus_scan_free(s);
    casus_case_free(c);
    casus_text_free(map.bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct input bytes = {(const char *)data, size}, part = bytes;
    struct casus_scan_input input = {"a part", give, &part};
    struct casus_merge_wishes wishes = {.size = sizeof wishes};
    struct casus_scan_counts counts;
    struct casus_failure failure;
    bool stopped;

    if (size > INPUT_BYTES_MAX)
        return 0;
    propose(bytes);
    must(casus_scan_merge(&input, 1, &wishes, (casus_sink){drop, NULL}, &counts, &stopped, &failure) == CASUS_OK ||
         failure.message[0] != '\0');
    return 0;
}
