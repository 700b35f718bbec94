/* SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <string.h>

#include "cli/session.h"

struct reporting {
    const struct cs_invocation *invocation;
    struct cs_session session;
    struct casus_style style;
    const char *row;
    casus_text out;
};

static const char *value(const struct reporting *r, const char *option)
{
    return cs_invocation_value(r->invocation, option);
}

static enum cs_exit choose_format(struct reporting *r)
{
    static const struct { const char *name; casus_format format; } formats[] = {
        {"html", CASUS_HTML}, {"strip", CASUS_EMBED}, {"svg", CASUS_SVG}, {"dot", CASUS_DOT}};
    const char *name = value(r, "format") != NULL ? value(r, "format") : "html";

    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (strcmp(name, formats[i].name) == 0) {
            r->style.format = formats[i].format;
            return CS_EXIT_FINE;
        }
    return cs_usage(r->invocation->command, "the format \"%s\" is none of html, strip, svg, dot", name);
}

static bool is_text_of_casus(const char *path)
{
    static const char *const endings[] = {".casus", ".treaty", ".record", ".map"};
    size_t length = strlen(path);

    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (length > strlen(endings[i]) && strcmp(path + length - strlen(endings[i]), endings[i]) == 0)
            return true;
    return false;
}

/* Refuses options that do not fit together, before any file is read. */
static enum cs_exit check_options(struct reporting *r)
{
    const struct cs_command *command = r->invocation->command;

    r->row = value(r, "row");
    if (choose_format(r) != CS_EXIT_FINE)
        return CS_EXIT_USAGE;
    if ((r->style.format == CASUS_DOT) != (r->row != NULL))
        return cs_usage(command, r->row != NULL ? "--row is for --format dot: the reasons of one row"
                                                : "--format dot draws the reasons of one row: --row ROW");
    if (value(r, "output") != NULL && is_text_of_casus(value(r, "output")))
        return cs_usage(command, "\"%s\" has the name of a text of casus; a report is not written over one",
                        value(r, "output"));
    return CS_EXIT_FINE;
}

/* Writes the reasons of a row as a graph, on the account that was asked for or on all. */
static casus_status write_dot(struct reporting *r, size_t row)
{
    return casus_write_why(r->session.a, row, &r->style, casus_text_sink(&r->out));
}

static enum cs_exit write_report(struct reporting *r)
{
    const struct cs_command *command = r->invocation->command;
    casus_status status;
    size_t row = 0;

    if (r->row != NULL && !casus_row_find(r->session.a, r->row, &row))
        return cs_usage(command, "the ledger has no row \"%s\"; `casus run` shows their numbers", r->row);
    status = r->row != NULL ? write_dot(r, row)
                            : casus_write_page(r->session.a, &r->style, casus_text_sink(&r->out));
    if (status == CASUS_ERR_ARGUMENT)
        return cs_usage(command, "%s", casus_answer_message(r->session.a));
    return status == CASUS_OK && !r->out.failed ? CS_EXIT_FINE : cs_terminal_fail(casus_answer_message(r->session.a));
}

static enum cs_exit deliver(struct reporting *r)
{
    const char *path = value(r, "output");
    struct casus_failure failure;

    if (path == NULL || strcmp(path, "-") == 0)
        return cs_terminal_text(&r->out, CS_EXIT_FINE);
    return casus_file_write(path, r->out.bytes, r->out.length, &failure) == CASUS_OK
               ? CS_EXIT_FINE
               : cs_terminal_fail(failure.message);
}

static enum cs_exit make(struct reporting *r)
{
    const struct cs_invocation *invocation = r->invocation;
    enum cs_exit result = cs_session_open(&r->session, invocation, invocation->arguments, invocation->count,
                                          r->row != NULL ? value(r, "as") : NULL);
    const char *name;

    if (result == CS_EXIT_FINE && value(r, "as") != NULL && strcmp(value(r, "as"), "open") != 0)
        result = cs_session_party(&r->session, invocation->command, value(r, "as"), &name);
    if (result == CS_EXIT_FINE)
        result = write_report(r);
    return result == CS_EXIT_FINE ? deliver(r) : result;
}

static enum cs_exit run(const struct cs_invocation *invocation)
{
    struct reporting r = {.invocation = invocation, .style = cs_session_style(invocation, CS_FORM_TEXT)};
    enum cs_exit result = check_options(&r);

    if (result != CS_EXIT_FINE)
        return result;
    r.style.title = value(&r, "title");
    r.style.account = value(&r, "as");
    r.style.request = value(&r, "request");
    cs_session_init(&r.session);
    result = make(&r);
    casus_text_free(r.out.bytes);
    cs_session_release(&r.session);
    return result;
}

const struct cs_command cs_command_report = {
    .name = "report",
    .arguments = "FILE... [-o FILE] [--as-of DATE] [--known-on DATE]\n"
                 "                    [--as ACCOUNT] [--grade GRADE,...]\n"
                 "                    [--reading NAME=ANSWER]...\n"
                 "                    [--request LABEL] [--sources DIR] [--title TEXT]\n"
                 "                    [--format html|strip|svg|dot] [--row ROW]",
    .summary = "write a page: the answer, what is disputed, what happened, why",
    .help = "One file of HTML that opens from disk and needs nothing else. It answers\n"
            "first: what was asked, decided and done, and whether a duty was broken, on\n"
            "each account; then what the accounts disagree about, the story, the duties,\n"
            "the sources; last, folded away, every line with its reasons. On the page an\n"
            "account is chosen, and the questions are answered on which it hangs; what is\n"
            "chosen stands in the address (page.html#as=Borea&row=4). With --sources\n"
            "passages are shown, else the gist that the record gives.\n"
            "\n"
            "  casus report my.record -o page.html\n"
            "\n"
            "strip is the answer alone, with the drawing of the story, for an iframe of\n"
            "another page: <iframe src=\"strip.html\">; svg the story as a picture; dot the\n"
            "reasons of one row as a graph for Graphviz.\n",
    .options = {{"output", "FILE", "where it is written (-o); else standard output"},
                {"as-of", "DATE", "what had come of it by the end of this day"},
                CS_OPTION_KNOWN_ON,
                {"as", "ACCOUNT", "the account that is shown first, or open"},
                CS_OPTION_GRADE,
                CS_OPTION_FORMAL,
                CS_OPTION_LANGUAGE,
                CS_OPTION_SUPPOSE,
                {"reading", "NAME=ANSWER", "only where the text is read so; several may be given"},
                {"request", "LABEL", "only this request and what belongs to it"},
                {"sources", "DIR", "the folder of the documents, to show passages"},
                {"title", "TEXT", "the heading of the page"},
                {"format", "html|strip|svg|dot", "a page, its answer, its story, a row's reasons"},
                {"row", "ROW", "dot: the row, by its number or label"}},
    .many = "reading suppose",
    .least = 1,
    .most = SIZE_MAX,
    .run = run,
};
