/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/passage.h"
#include "cli/session.h"

struct claiming {
    const struct cs_invocation *invocation;
    const char *words, *by;
    const char *folder;
    struct cs_session session;
    const char *voice;
    char *document;        /* in which the words were found */
    size_t length;
    struct casus_source found;
    struct casus_passage passage;
};

/* Opens the document of a source; false, with nothing said, if it has none or it cannot be read. */
static bool open_document(struct claiming *c, const struct casus_source *source)
{
    struct casus_failure failure;
    casus_text path = {.bytes = NULL};
    bool read;

    casus_text_free(c->document);
    c->document = NULL;
    if (source->file == NULL)
        return false;
    cs_text_printf(&path, "%s/%s", c->folder, source->file);
    read = !path.failed && casus_file_read(cs_text_string(&path), &c->document, &c->length, &failure) == CASUS_OK;
    casus_text_free(path.bytes);
    return read;
}

static enum cs_exit missing(const struct claiming *c, const struct casus_source *source)
{
    return cs_passage_missing(source->file, c->document, c->length, c->words);
}

static enum cs_exit find_in(struct claiming *c, const char *name)
{
    size_t count = casus_case_source_count(c->session.c), i = 0;

    while (i < count && (casus_case_source(c->session.c, i, &c->found) != CASUS_OK || strcmp(c->found.name, name) != 0))
        i++;
    if (i == count)
        return cs_usage(c->invocation->command, "the record has no source \"%s\"", name);
    if (!open_document(c, &c->found))
        return cs_usage(c->invocation->command, "the document of %s is not in \"%s\"; --sources says where it is", name,
                        c->folder);
    if (casus_document_find(c->document, c->length, c->words, 0, &c->passage) != CASUS_OK)
        return cs_terminal_fail("");
    return c->passage.end > 0 ? CS_EXIT_FINE : missing(c, &c->found);
}

/* Looks through all documents; words that stand in several are of none of them for sure. */
static enum cs_exit find_anywhere(struct claiming *c)
{
    struct casus_source source, last = {.name = NULL};
    size_t count = casus_case_source_count(c->session.c), read = 0;

    for (size_t i = 0; i < count; i++) {
        if (casus_case_source(c->session.c, i, &source) != CASUS_OK || !open_document(c, &source))
            continue;
        read++;
        last = source;
        if (casus_document_find(c->document, c->length, c->words, 0, &c->passage) != CASUS_OK)
            return cs_terminal_fail("");
        if (c->passage.end == 0)
            continue;
        if (c->found.name != NULL)
            return cs_usage(c->invocation->command, "the words stand in %s and in %s; --in says which is meant",
                            c->found.name, source.name);
        c->found = source;
    }
    if (read == 0)
        return cs_usage(c->invocation->command,
                        "no document of the record is in \"%s\"; --sources says where they are", c->folder);
    if (c->found.name != NULL)
        return find_in(c, c->found.name);
    return read == 1 && open_document(c, &last)
               ? missing(c, &last)
               : cs_usage(c->invocation->command,
                          "the words stand in no document of the record; --in SOURCE tells what is near them there");
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
    cs_text_printf(&out, " in %s ", c->found.name);
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

/*
 * A record that is being written may have mistakes still: its sources are known all the same. Who speaks is named as
 * the texts spell it; somebody new is named as given, and told of, since it might be a slip.
 */
static enum cs_exit read_record(struct claiming *c)
{
    const char *path = c->invocation->arguments[0];
    enum cs_exit result = cs_session_kinds(c->invocation->command, &path, 1);
    casus_status status;

    if (result != CS_EXIT_FINE)
        return result;
    if (casus_case_new(&c->session.c) != CASUS_OK || casus_case_add_file(c->session.c, path) != CASUS_OK ||
        casus_case_check(c->session.c) != CASUS_OK)
        return cs_session_trouble(&c->session);
    status = casus_case_party(c->session.c, c->by, &c->voice);
    if (status != CASUS_OK && status != CASUS_ERR_ARGUMENT)
        return cs_session_trouble(&c->session);
    if (status != CASUS_OK && casus_case_error_count(c->session.c) == 0)
        fprintf(stderr, "casus claim: %s\n", casus_case_message(c->session.c));
    if (status != CASUS_OK)
        c->voice = c->by;
    return CS_EXIT_FINE;
}

static enum cs_exit make(struct claiming *c)
{
    const struct cs_invocation *invocation = c->invocation;
    const char *in = cs_invocation_value(invocation, "in");
    enum cs_exit result = read_record(c);

    if (result == CS_EXIT_FINE)
        result = in != NULL ? find_in(c, in) : find_anywhere(c);
    if (result == CS_EXIT_FINE)
        result = check_once(c);
    return result == CS_EXIT_FINE ? write_claim(c) : result;
}

static enum cs_exit run(const struct cs_invocation *invocation)
{
    struct claiming c = {.invocation = invocation, .words = invocation->arguments[1],
                         .by = cs_invocation_value(invocation, "by")};
    const char *slash = strrchr(invocation->arguments[0], '/');
    casus_text folder = {.bytes = NULL};
    enum cs_exit result;

    if (c.by == NULL)
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
            "for in the folder of the record, which may have mistakes still. Nobody need have\n"
            "spoken before; of a name that is new this is said.\n",
    .options = {{"by", "VOICE", "who says it"},
                {"in", "SOURCE", "the source in whose document the words stand"},
                {"denies", NULL, "it is denied by these words"},
                {"gist", "TEXT", "the claim in your own words"},
                {"sources", "DIR", "the folder of the documents"}},
    .least = 2,
    .most = 2,
    .run = run,
};
