/* SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <string.h>

#include "cli/cli.h"
#include "store/anchor.h"
#include "store/file.h"
#include "view/wrap.h"

struct citing {
    struct cs_arena arena;
    struct cs_failure failure;
    const char *path, *words, *bytes;
    size_t length;
    struct cs_buffer out;
};

static void add_anchor(struct citing *c, struct cs_buffer *out, const struct cs_found_words *found)
{
    if (found->digest[0] == '\0')
        cs_fail(&c->failure, CASUS_ERR_MEMORY, "cannot compute a SHA-256");
    cs_buffer_printf(out, "@%zu..%zu #%s", found->start, found->end, found->digest);
}

/* One place: its anchor. Several: each with its line. */
static size_t add_places(struct citing *c)
{
    struct cs_found_words first, next;
    size_t count = 1;

    if (!cs_words_next(c->bytes, c->length, c->words, 0, &first))
        return 0;
    add_anchor(c, &c->out, &first);
    for (; cs_words_next(c->bytes, c->length, c->words, first.start + 1, &next); count++) {
        if (count == 1)
            cs_buffer_printf(&c->out, "  line %zu", first.line);
        cs_buffer_char(&c->out, '\n');
        add_anchor(c, &c->out, &next);
        cs_buffer_printf(&c->out, "  line %zu", next.line);
        first = next;
    }
    cs_buffer_char(&c->out, '\n');
    return count;
}

static enum cs_exit not_found(struct citing *c)
{
    struct cs_found_words near;
    struct cs_buffer text;
    bool whole;

    cs_buffer_init(&text);
    cs_buffer_printf(&text, "the words do not stand in \"%s\"\n", c->path);
    if (cs_words_near(c->bytes, c->length, c->words, &near, &whole)) {
        cs_buffer_printf(&text, "line %zu has%s: ", near.line, whole ? "" : ", as far as they agree");
        cs_wrap(&text, c->bytes + near.start, near.end - near.start, 0, 0, SIZE_MAX);
        if (whole) {
            cs_buffer_text(&text, "\nits anchor is ");
            add_anchor(c, &text, &near);
        }
        cs_buffer_char(&text, '\n');
    }
    if (text.failed)
        cs_fail_memory(&c->failure);
    else
        cs_terminal_tell(&text);
    cs_buffer_release(&text);
    return c->failure.status == CASUS_OK ? CS_EXIT_FINDINGS : cs_terminal_trouble(&c->failure);
}

static enum cs_exit cite(struct citing *c)
{
    if (cs_file_read(&c->arena, c->path, &c->bytes, &c->length, &c->failure) != CASUS_OK)
        return cs_terminal_trouble(&c->failure);
    if (add_places(c) == 0)
        return not_found(c);
    if (c->failure.status != CASUS_OK)
        return cs_terminal_trouble(&c->failure);
    return cs_terminal_write(&c->out, CS_EXIT_FINE);
}

static enum cs_exit run(const struct cs_invocation *invocation)
{
    struct citing c = {.path = invocation->arguments[0], .words = invocation->arguments[1]};
    enum cs_exit result;

    if (c.words[0] == '\0')
        return cs_usage(invocation->command, "there are no words to look for");
    cs_arena_init(&c.arena);
    cs_buffer_init(&c.out);
    result = cite(&c);
    cs_buffer_release(&c.out);
    cs_arena_release(&c.arena);
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
