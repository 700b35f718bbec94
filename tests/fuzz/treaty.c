/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as a treaty: read, checked, and, where nothing is wrong, made a plan. What is wrong can be shown. Its
 * proper form is in proper form, and has the same mistakes and no others.
 */
#include "target.h"

#include <string.h>

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

/* A text, its proper form, and what is wrong with it: "E0301 W0601". */
struct form {
    struct cs_arena arena;
    struct cs_names names;
    struct cs_diagnostics diagnostics;
    struct cs_buffer codes, proper;
};

static void form_init(struct form *form, const char *bytes, size_t length)
{
    struct cs_source *source;

    cs_arena_init(&form->arena);
    cs_names_init(&form->names);
    cs_diagnostics_init(&form->diagnostics);
    cs_buffer_init(&form->codes);
    cs_buffer_init(&form->proper);
    source = cs_source_new(&form->arena, "a.treaty", CS_SOURCE_TREATY, bytes, length);
    must(source != NULL && cs_parse(&form->arena, &form->names, source, &form->diagnostics) != NULL);
    cs_diagnostics_sort(&form->diagnostics);
    for (size_t i = 0; i < form->diagnostics.count; i++)
        cs_buffer_printf(&form->codes, "%s ", cs_diagnostic_code_text(form->diagnostics.items[i].code));
    cs_format(source, &form->proper);
    must(!form->proper.failed && !form->codes.failed);
}

static void form_release(struct form *form)
{
    cs_buffer_release(&form->proper);
    cs_buffer_release(&form->codes);
    cs_diagnostics_release(&form->diagnostics);
    cs_names_release(&form->names);
    cs_arena_release(&form->arena);
}

static void format_twice(const char *bytes, size_t length)
{
    struct form once, twice;

    form_init(&once, bytes, length);
    form_init(&twice, cs_buffer_string(&once.proper), once.proper.length);
    must(once.proper.length == twice.proper.length &&
         memcmp(cs_buffer_string(&once.proper), cs_buffer_string(&twice.proper), once.proper.length) == 0);
    must(strcmp(cs_buffer_string(&once.codes), cs_buffer_string(&twice.codes)) == 0);
    form_release(&twice);
    form_release(&once);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > INPUT_BYTES_MAX)
        return 0;
    read_and_check((const char *)data, size);
    format_twice((const char *)data, size);
    return 0;
}
