/* SPDX-License-Identifier: MIT */
/* A host that uses the library on a small case, and keeps the first status other than CASUS_OK. */
#ifndef TESTS_FAULT_HOST_H
#define TESTS_FAULT_HOST_H

#include <string.h>

#include "base/buffer.h"
#include "casus/casus.h"

static const char TREATY[] =
    "kind state\nname state Alden, Borea, Corvin\nevent attack by state on state\n"
    "event help by state to state on occurrence\nfact state is strong\n"
    "treaty Pact \"a pact\"\narticle 1 grade P\nwhen a: attack on victim\n"
    "then Borea owes victim help by Borea to victim on a within 3 days\n"
    "article 2 grade P\nmay attack by s\nif s is strong\n";

static const char RECORD[] =
    "use pact\n2020-01-01/.. Corvin is strong\naccount Alden, Corvin\nsource S1 \"a report\"\n"
    "2022-09-13 e1: attack by Corvin on Alden\n  says Alden in S1 \"so it was\"\n  denies Corvin\n";

static const char DOCUMENT[] = "The report says that Corvin attacked.\nThe report says no more.\n";

static inline casus_found find(void *context, const char *used, bool quoted, const char *by, const char **name,
                        const char **text, size_t *length)
{
    (void)context;
    (void)quoted;
    (void)by;
    if (strcmp(used, "pact") != 0)
        return CASUS_FOUND_NOTHING;
    *name = "pact.treaty";
    *text = TREATY;
    *length = strlen(TREATY);
    return CASUS_FOUND_TEXT;
}

static inline void keep(casus_status *status, casus_status of_call)
{
    if (*status == CASUS_OK)
        *status = of_call;
}

static inline void add(struct cs_buffer *out, const char *text)
{
    cs_buffer_printf(out, "%s\n", text != NULL ? text : "-");
}

static inline void keep_text(casus_status *status, casus_status of_call, casus_text *text, struct cs_buffer *out)
{
    keep(status, of_call);
    add(out, text->bytes);
    casus_text_free(text->bytes);
    *text = (casus_text){.bytes = NULL};
}

static inline casus_status all_of(casus_status status, const struct cs_buffer *out)
{
    return status == CASUS_OK && out->failed ? CASUS_ERR_MEMORY : status;
}

static inline casus_case *open_case(casus_status *status)
{
    casus_case *c = NULL;

    keep(status, casus_case_new(&c));
    keep(status, casus_case_set_finder(c, find, NULL));
    keep(status, casus_case_add_text(c, "a.record", RECORD, strlen(RECORD)));
    keep(status, casus_case_set_grades(c, "P"));
    keep(status, casus_case_check(c));
    return c;
}

#endif
