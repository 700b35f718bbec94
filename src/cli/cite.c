/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "cli/passage.h"

struct citing {
    const char *path, *words;
    char *document;
    size_t length;
    casus_text out;
};

/* Prints one place as its anchor; several as anchors with their lines. */
static casus_status add_places(struct citing *c, const struct casus_passage *first)
{
    struct casus_passage passage = *first, next;
    casus_status status;

    cs_passage_anchor(&c->out, &passage);
    for (size_t count = 1;; count++) {
        status = casus_document_find(c->document, c->length, c->words, passage.start + 1, &next);
        if (status != CASUS_OK || next.end == 0)
            break;
        if (count == 1)
            cs_text_printf(&c->out, "  line %zu", passage.line);
        cs_text_char(&c->out, '\n');
        cs_passage_anchor(&c->out, &next);
        cs_text_printf(&c->out, "  line %zu", next.line);
        passage = next;
    }
    cs_text_char(&c->out, '\n');
    return status;
}

static enum cs_exit cite(struct citing *c)
{
    struct casus_passage passage;

    if (casus_document_find(c->document, c->length, c->words, 0, &passage) != CASUS_OK)
        return cs_terminal_fail("");
    if (passage.end == 0)
        return cs_passage_missing(c->path, c->document, c->length, c->words);
    return add_places(c, &passage) == CASUS_OK ? cs_terminal_text(&c->out, CS_EXIT_FINE) : cs_terminal_fail("");
}

static enum cs_exit run(const struct cs_invocation *invocation)
{
    struct citing c = {.path = invocation->arguments[0], .words = invocation->arguments[1]};
    struct casus_failure failure;
    enum cs_exit result;

    if (c.words[0] == '\0')
        return cs_usage(invocation->command, "there are no words to look for");
    if (casus_file_read(c.path, &c.document, &c.length, &failure) != CASUS_OK)
        return cs_terminal_fail(failure.message);
    result = cite(&c);
    casus_text_free(c.out.bytes);
    casus_text_free(c.document);
    return result;
}

const struct cs_command cs_command_cite = {
    .name = "cite",
    .arguments = "FILE 'WORDS'",
    .summary = "print the anchor of words in a document",
    .help = "Looks for the words in the document, byte for byte, and prints the anchor by\n"
            "which a record cites them: where they stand, and the first digits of their\n"
            "SHA-256.\n"
            "\n"
            "  says RFERL in S2 @767..815 #8b25e5da \"our gist\"\n"
            "\n"
            "If they stand there several times, each place is printed with its line. If\n"
            "they do not, the nearest place is told, with other quotation marks, dashes or\n"
            "spaces.\n",
    .least = 2,
    .most = 2,
    .run = run,
};
