/* SPDX-License-Identifier: MIT */
/* Any bytes put into their proper form: the laws of form.h, of a treaty and of a record. */
#include "target.h"

#include <stdio.h>

#include "../form.h"
#include "lines.h"

static void keep_laws(enum cs_source_kind kind, const char *bytes, size_t length)
{
    struct form once, twice;
    const char *broken;

    must(form_init(&once, kind, bytes, length));
    must(form_init(&twice, kind, cs_buffer_string(&once.proper), once.proper.length));
    broken = form_broken_law(&once, &twice);
    if (broken != NULL)
        fprintf(stderr, "%s:\n%s---\n%s---\n%s---\n%s", broken, cs_buffer_string(&once.proper),
                cs_buffer_string(&twice.proper), cs_buffer_string(&once.tree), cs_buffer_string(&twice.tree));
    must(broken == NULL);
    form_release(&twice);
    form_release(&once);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > INPUT_BYTES_MAX)
        return 0;
    keep_laws(CS_SOURCE_TREATY, (const char *)data, size);
    keep_laws(CS_SOURCE_RECORD, (const char *)data, size);
    return 0;
}
