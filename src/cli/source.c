/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "cli/describe.h"

/*
 * Adds a string of the language: quoted, on one line. What a record could not hold is a question mark: bytes that are
 * not UTF-8, control and invisible characters. Returns whether there was any.
 */
static bool add_string(casus_text *out, const char *text)
{
    casus_text plain = {.bytes = NULL};
    bool changed = false;

    if (casus_write_plain(text, strlen(text), false, casus_text_sink(&plain)) != CASUS_OK || plain.failed) {
        out->failed = true;
    } else {
        changed = strcmp(text, cs_text_string(&plain)) != 0;
        cs_text_char(out, '"');
        for (text = cs_text_string(&plain); *text != '\0'; text++) {
            if (*text == '"' || *text == '\\')
                cs_text_char(out, '\\');
            cs_text_char(out, *text);
        }
        cs_text_char(out, '"');
    }
    casus_text_free(plain.bytes);
    return changed;
}

/* "  author    "Jane Doe"", if it is known. Returns as above. */
static bool add_line(casus_text *out, const char *word, const char *text)
{
    bool changed;

    if (text[0] == '\0')
        return false;
    cs_text_printf(out, "  %-9s ", word);
    changed = add_string(out, text);
    cs_text_char(out, '\n');
    return changed;
}

static const char *file_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash != NULL ? slash + 1 : path;
}

static void add_block(casus_text *out, const char *name, const char *path, const struct cs_description *about,
                      const char *digest)
{
    bool changed;

    cs_text_printf(out, "source %s ", name);
    changed = add_string(out, about->title[0] != '\0' ? about->title : file_name(path));
    cs_text_char(out, '\n');
    if (about->first_words)
        cs_text_add(out, "  -- title: the document has none; these are its first words\n");
    changed = add_line(out, "author", about->author) || changed;
    changed = add_line(out, "publisher", about->publisher) || changed;
    changed = add_line(out, "url", about->url) || changed;
    if (about->date[0] != '\0')
        cs_text_printf(out, "  date      %s\n", about->date);
    else if (about->mentioned[0] != '\0')
        cs_text_printf(out, "  -- date: the document does not say; it speaks of %s\n", about->mentioned);
    else
        cs_text_add(out, "  -- date: the document does not say\n");
    cs_text_add(out, "  file      ");
    changed = add_string(out, file_name(path)) || changed;
    cs_text_printf(out, "\n  sha256    %s\n", digest);
    if (changed)
        cs_text_add(out, "  -- a question mark above may stand for what is not UTF-8, or cannot be seen: correct it\n");
}

/* Writes the text of the PDF, which is what a record cites, and describes that. */
static enum cs_exit take_pdf(const struct cs_invocation *invocation, const char **path, char **document, size_t *length)
{
    const char *output = cs_invocation_value(invocation, "text");
    struct casus_failure failure;
    casus_text text = {.bytes = NULL};

    if (output == NULL)
        return cs_usage(invocation->command, "passages are cited from a text: --text FILE.txt writes that of the PDF");
    if (!cs_pdf_text(*path, &text)) {
        casus_text_free(text.bytes);
        return CS_EXIT_TROUBLE;
    }
    casus_text_free(*document);
    *document = text.bytes;
    *length = text.length;
    *path = output;
    return text.failed                                                                          ? cs_terminal_fail("")
           : casus_file_write(output, cs_text_string(&text), text.length, &failure) == CASUS_OK ? CS_EXIT_FINE
                                                                         : cs_terminal_fail(failure.message);
}

static enum cs_exit write_block(const struct cs_invocation *invocation, const char *path, const char *document,
                                size_t length)
{
    const char *name = cs_invocation_value(invocation, "name");
    struct cs_description about;
    casus_text out = {.bytes = NULL};
    char digest[65];
    enum cs_exit result;

    if (casus_document_sha256(document, length, digest) != CASUS_OK)
        return cs_terminal_fail("");
    cs_describe(document, length, &about);
    add_block(&out, name != NULL ? name : "S1", path, &about, digest);
    result = out.failed ? cs_terminal_fail("") : cs_terminal_text(&out, CS_EXIT_FINE);
    casus_text_free(out.bytes);
    return result;
}

static enum cs_exit run(const struct cs_invocation *invocation)
{
    const char *path = invocation->arguments[0], *name = cs_invocation_value(invocation, "name");
    struct casus_failure failure;
    enum cs_exit result = CS_EXIT_FINE;
    char *document = NULL;
    size_t length = 0;

    if (name != NULL && (name[0] < 'A' || name[0] > 'Z' || strpbrk(name, " \t\n\"\\") != NULL))
        return cs_usage(invocation->command, "the name of a source is one word with a capital letter, such as S4");
    if (casus_file_read(path, &document, &length, &failure) != CASUS_OK)
        return cs_terminal_fail(failure.message);
    if (cs_is_pdf(document, length))
        result = take_pdf(invocation, &path, &document, &length);
    if (result == CS_EXIT_FINE)
        result = write_block(invocation, path, document != NULL ? document : "", length);
    casus_text_free(document);
    return result;
}

const struct cs_command cs_command_source = {
    .name = "source",
    .arguments = "FILE [--name NAME] [--text FILE]",
    .summary = "write the block of a source for a record, from its document",
    .help = "Reads a document, a text, a page of HTML or a PDF, and prints the lines by which\n"
            "a record names it: its title, author, publisher, address and date, as far as\n"
            "it says them itself, its file and its SHA-256. Read them before you use them.\n"
            "\n"
            "  casus source report.html --name S4 >>my.record\n"
            "\n"
            "What a record cites are bytes of a text. Of a PDF that is the text which\n"
            "pdftotext (package poppler-utils) makes: --text writes it, and the block names\n"
            "it in place of the PDF.\n",
    .options = {{"name", "NAME", "the name of the source in the record; else S1"},
                {"text", "FILE", "where the text of a PDF is written"}},
    .least = 1,
    .most = 1,
    .run = run,
};
