/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "cli/passage.h"
#include "cli/session.h"

struct claiming {
    const struct cs_invocation *invocation;
    const char *words;
    const char *folder;
    struct cs_session session;
    casus_export *sources; /* those of the record */
    size_t name, file;     /* columns of it */
    const char *voice;
    char *document;        /* in which the words were found */
    size_t length;
    size_t found;          /* its row */
    struct casus_passage passage;
};

/* Opens the document of a source; false, with nothing said, if it has none or it cannot be read. */
static bool open_document(struct claiming *c, size_t row)
{
    const char *file = casus_export_cell(c->sources, row, c->file);
    struct casus_failure failure;
    casus_text path = {.bytes = NULL};
    bool read;

    casus_text_free(c->document);
    c->document = NULL;
    if (file == NULL)
        return false;
    cs_text_printf(&path, "%s/%s", c->folder, file);
    read = !path.failed && casus_file_read(cs_text_string(&path), &c->document, &c->length, &failure) == CASUS_OK;
    casus_text_free(path.bytes);
    return read;
}

static enum cs_exit find_columns(struct claiming *c)
{
    if (casus_export_new(c->session.a, "sources", &c->sources) != CASUS_OK)
        return cs_terminal_fail(casus_answer_message(c->session.a));
    for (size_t i = 0; i < casus_export_column_count(c->sources); i++) {
        struct casus_column column;

        if (casus_export_column(c->sources, i, &column) != CASUS_OK)
            return cs_terminal_fail("");
        if (strcmp(column.name, "source") == 0)
            c->name = i;
        if (strcmp(column.name, "file") == 0)
            c->file = i;
    }
    return CS_EXIT_FINE;
}

static enum cs_exit find_in(struct claiming *c, const char *source)
{
    size_t count = casus_export_row_count(c->sources), row = 0;

    while (row < count && strcmp(casus_export_cell(c->sources, row, c->name), source) != 0)
        row++;
    if (row == count)
        return cs_usage(c->invocation->command, "the record has no source \"%s\"", source);
    c->found = row;
    if (!open_document(c, row))
        return cs_usage(c->invocation->command, "the document of %s is not in \"%s\"; --sources says where it is",
                        source, c->folder);
    if (casus_document_find(c->document, c->length, c->words, 0, &c->passage) != CASUS_OK)
        return cs_terminal_fail("");
    return c->passage.end > 0 ? CS_EXIT_FINE
                              : cs_passage_missing(casus_export_cell(c->sources, row, c->file), c->document, c->length,
                                                   c->words);
}

/* Looks through all documents; words that stand in several are of none of them for sure. */
static enum cs_exit find_anywhere(struct claiming *c)
{
    size_t count = casus_export_row_count(c->sources), first = count, read = 0;

    for (size_t row = 0; row < count; row++) {
        if (!open_document(c, row))
            continue;
        read++;
        if (casus_document_find(c->document, c->length, c->words, 0, &c->passage) != CASUS_OK)
            return cs_terminal_fail("");
        if (c->passage.end == 0)
            continue;
        if (first < count)
            return cs_usage(c->invocation->command, "the words stand in %s and in %s; --in says which is meant",
                            casus_export_cell(c->sources, first, c->name), casus_export_cell(c->sources, row, c->name));
        first = row;
    }
    if (read == 0)
        return cs_usage(c->invocation->command, "no document of the record is in \"%s\"; --sources says where they are",
                        c->folder);
    if (first == count)
        return cs_usage(c->invocation->command, "the words stand in no document of the record; --in SOURCE tells what "
                                                "is near them there");
    return find_in(c, casus_export_cell(c->sources, first, c->name));
}

/* Words that stand several times in the document would be cited by the first place, which may not be meant. */
static enum cs_exit check_once(struct claiming *c)
{
    struct casus_passage again;

    if (casus_document_find(c->document, c->length, c->words, c->passage.start + 1, &again) != CASUS_OK)
        return cs_terminal_fail("");
    if (again.end == 0)
        return CS_EXIT_FINE;
    return cs_usage(c->invocation->command,
                    "the words stand there several times, in line %zu and in line %zu; give more of them",
                    c->passage.line, again.line);
}

/* A name with a small word in it stands in quotation marks. */
static void add_voice(casus_text *out, const char *voice)
{
    bool bare = true;

    for (const char *at = voice; *at != '\0'; at++)
        bare = bare && *at != '"' && ((at != voice && at[-1] != ' ') || (*at >= 'A' && *at <= 'Z'));
    if (!bare)
        cs_text_char(out, '"');
    for (const char *at = voice; *at != '\0'; at++) {
        if (*at == '"' || *at == '\\')
            cs_text_char(out, '\\');
        cs_text_char(out, *at);
    }
    if (!bare)
        cs_text_char(out, '"');
}

static enum cs_exit write_claim(struct claiming *c)
{
    const char *gist = cs_invocation_value(c->invocation, "gist");
    bool denies = cs_invocation_value(c->invocation, "denies") != NULL;
    casus_text out = {.bytes = NULL};
    enum cs_exit result;

    cs_text_printf(&out, "  %s ", denies ? "denies" : "says  ");
    add_voice(&out, c->voice);
    cs_text_printf(&out, " in %s ", casus_export_cell(c->sources, c->found, c->name));
    cs_passage_anchor(&out, &c->passage);
    if (gist != NULL) {
        cs_text_add(&out, " \"");
        for (; *gist != '\0'; gist++) {
            if (*gist == '"' || *gist == '\\')
                cs_text_char(&out, '\\');
            cs_text_char(&out, *gist);
        }
        cs_text_char(&out, '"');
    }
    cs_text_char(&out, '\n');
    result = out.failed ? cs_terminal_fail("") : cs_terminal_text(&out, CS_EXIT_FINE);
    casus_text_free(out.bytes);
    return result;
}

static enum cs_exit make(struct claiming *c)
{
    const struct cs_invocation *invocation = c->invocation;
    const char *in = cs_invocation_value(invocation, "in"), *by = cs_invocation_value(invocation, "by");
    enum cs_exit result = cs_session_open(&c->session, invocation, invocation->arguments, 1, NULL);

    if (result == CS_EXIT_FINE)
        result = cs_session_party(&c->session, invocation->command, by, &c->voice);
    if (result == CS_EXIT_FINE)
        result = find_columns(c);
    if (result == CS_EXIT_FINE)
        result = in != NULL ? find_in(c, in) : find_anywhere(c);
    if (result == CS_EXIT_FINE)
        result = check_once(c);
    return result == CS_EXIT_FINE ? write_claim(c) : result;
}

static enum cs_exit run(const struct cs_invocation *invocation)
{
    struct claiming c = {.invocation = invocation, .words = invocation->arguments[1]};
    const char *slash = strrchr(invocation->arguments[0], '/');
    casus_text folder = {.bytes = NULL};
    enum cs_exit result;

    if (cs_invocation_value(invocation, "by") == NULL)
        return cs_usage(invocation->command, "who says it? --by VOICE");
    if (c.words[0] == '\0')
        return cs_usage(invocation->command, "there are no words to look for");
    if (slash != NULL)
        cs_text_printf(&folder, "%.*s", (int)(slash - invocation->arguments[0]), invocation->arguments[0]);
    c.folder = cs_invocation_value(invocation, "sources");
    if (c.folder == NULL)
        c.folder = slash != NULL ? cs_text_string(&folder) : ".";
    cs_session_init(&c.session);
    result = folder.failed ? cs_terminal_fail("") : make(&c);
    casus_export_free(c.sources);
    casus_text_free(c.document);
    casus_text_free(folder.bytes);
    cs_session_release(&c.session);
    return result;
}

const struct cs_command cs_command_claim = {
    .name = "claim",
    .arguments = "RECORD 'WORDS' --by VOICE [--in SOURCE] [--denies]\n"
                 "                   [--gist TEXT] [--sources DIR]",
    .summary = "write a claim for a record, with the anchor of its words",
    .help = "Looks for the words in the documents of the record, or in that of one source,\n"
            "and prints the line that stands below the entry:\n"
            "\n"
            "  says   Armenia in S2 @767..815 #8b25e5da \"our gist\"\n"
            "\n"
            "The words are looked for byte for byte, and must stand there once; if they do\n"
            "not stand there at all, the nearest place is told. The documents are looked\n"
            "for in the folder of the record.\n",
    .options = {{"by", "VOICE", "who says it"},
                {"in", "SOURCE", "the source in whose document the words stand"},
                {"denies", NULL, "it is denied by these words"},
                {"gist", "TEXT", "the claim in your own words"},
                {"sources", "DIR", "the folder of the documents"}},
    .least = 2,
    .most = 2,
    .run = run,
};
