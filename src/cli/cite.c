/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "cli/cli.h"

struct citing {
    const char *path, *words;
    char *document;
    size_t length;
    casus_text out;
};

static void add_anchor(casus_text *out, const struct casus_passage *passage)
{
    cs_text_printf(out, "@%zu..%zu #%s", passage->start, passage->end, passage->digest);
}

/* Prints one place as its anchor; several as anchors with their lines. */
static casus_status add_places(struct citing *c, const struct casus_passage *first)
{
    struct casus_passage passage = *first, next;
    casus_status status;

    add_anchor(&c->out, &passage);
    for (size_t count = 1;; count++) {
        status = casus_document_find(c->document, c->length, c->words, passage.start + 1, &next);
        if (status != CASUS_OK || next.end == 0)
            break;
        if (count == 1)
            cs_text_printf(&c->out, "  line %zu", passage.line);
        cs_text_char(&c->out, '\n');
        add_anchor(&c->out, &next);
        cs_text_printf(&c->out, "  line %zu", next.line);
        passage = next;
    }
    cs_text_char(&c->out, '\n');
    return status;
}

/* Adds the passage on one line. */
static void add_passage(struct citing *c, casus_text *out, const struct casus_passage *passage)
{
    size_t at = passage->start;

    while (at < passage->end) {
        size_t word = at;

        while (at < passage->end && strchr(" \t\r\n", c->document[at]) == NULL)
            at++;
        cs_text_printf(out, "%.*s", (int)(at - word), c->document + word);
        while (at < passage->end && strchr(" \t\r\n", c->document[at]) != NULL)
            at++;
        if (at < passage->end)
            cs_text_char(out, ' ');
    }
}

static enum cs_exit not_found(struct citing *c)
{
    struct casus_passage near;
    casus_text text = {.bytes = NULL};
    bool whole;

    if (casus_document_near(c->document, c->length, c->words, &near, &whole) != CASUS_OK)
        return cs_terminal_fail("");
    cs_text_printf(&text, "the words do not stand in \"%s\"\n", c->path);
    if (near.end > 0) {
        cs_text_printf(&text, "line %zu has%s: ", near.line, whole ? "" : ", as far as they agree");
        add_passage(c, &text, &near);
        if (whole) {
            cs_text_add(&text, "\nits anchor is ");
            add_anchor(&text, &near);
        }
        cs_text_char(&text, '\n');
    }
    return cs_terminal_mistakes(CASUS_OK, &text, NULL, CS_EXIT_FINDINGS);
}

static enum cs_exit cite(struct citing *c)
{
    struct casus_passage passage;

    if (casus_document_find(c->document, c->length, c->words, 0, &passage) != CASUS_OK)
        return cs_terminal_fail("");
    if (passage.end == 0)
        return not_found(c);
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
