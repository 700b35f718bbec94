/* SPDX-License-Identifier: MIT */
#include "casus/map.h"

#include "api/api.h"
#include "table/propose.h"

casus_status casus_map_propose(const char *bytes, size_t length, const struct casus_map_wishes *wishes,
                               casus_sink sink, struct casus_failure *failure)
{
    struct cs_failure inside = {.status = CASUS_OK};
    struct cs_profile profile;
    struct cs_buffer text;

    if (bytes == NULL || wishes == NULL || wishes->size < sizeof *wishes || wishes->name == NULL || sink.write == NULL)
        return cs_api_refused(failure, "the arguments make no sense");
    cs_buffer_init(&text);
    if (cs_profile_read(&profile, bytes, length, &inside) == CASUS_OK) {
        struct cs_propose_wishes of = {.name = wishes->name, .bytes = bytes, .length = length,
                                       .whole = wishes->whole, .codes = !wishes->plain};

        cs_propose(&profile, &of, &text);
        if (text.failed || cs_arena_failed(&profile.arena))
            cs_fail_memory(&inside);
        else if (!cs_propose_fits(&text))
            cs_fail(&inside, CASUS_ERR_LIMIT,
                    "the table has no row of headers that could be used, and its %zu columns do not fit on a line of a "
                    "map; put a row of headers first", profile.count);
    }
    cs_profile_release(&profile);
    if (cs_api_send(&text, inside.status, sink) != CASUS_OK && inside.status == CASUS_OK)
        cs_fail(&inside, CASUS_ERR_IO, "the map could not be written");
    return cs_api_result(&inside, failure);
}
