/* SPDX-License-Identifier: MIT */
#include "cli/passage.h"

#include <string.h>

void cs_passage_anchor(casus_text *out, const struct casus_passage *passage)
{
    cs_text_printf(out, "@%zu..%zu #%s", passage->start, passage->end, passage->digest);
}

/* Adds the passage on one line. */
static void add_passage(casus_text *out, const char *document, const struct casus_passage *passage)
{
    size_t at = passage->start;

    while (at < passage->end) {
        size_t word = at;

        while (at < passage->end && strchr(" \t\r\n", document[at]) == NULL)
            at++;
        cs_text_printf(out, "%.*s", (int)(at - word), document + word);
        while (at < passage->end && strchr(" \t\r\n", document[at]) != NULL)
            at++;
        if (at < passage->end)
            cs_text_char(out, ' ');
    }
}

enum cs_exit cs_passage_missing(const char *path, const char *document, size_t length, const char *words)
{
    struct casus_passage near;
    casus_text text = {.bytes = NULL};
    bool whole;

    if (casus_document_near(document, length, words, &near, &whole) != CASUS_OK)
        return cs_terminal_fail("");
    cs_text_printf(&text, "the words do not stand in \"%s\"\n", path);
    if (near.end > 0) {
        cs_text_printf(&text, "line %zu has%s: ", near.line, whole ? "" : ", as far as they agree");
        add_passage(&text, document, &near);
        if (whole) {
            cs_text_add(&text, "\nits anchor is ");
            cs_passage_anchor(&text, &near);
        }
        cs_text_char(&text, '\n');
    }
    return cs_terminal_mistakes(CASUS_OK, &text, NULL, CS_EXIT_FINDINGS);
}
