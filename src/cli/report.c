/* SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "cli/session.h"
#include "page/page.h"
#include "store/file.h"

struct reporting {
    struct cs_session session;
    const struct cs_invocation *invocation;
    const char *format, *row;
    struct cs_page_settings settings;
    struct cs_report report;
    struct cs_buffer out;
};

static const char *value(const struct reporting *r, const char *option)
{
    return cs_invocation_value(r->invocation, option);
}

/* What fits together, told before anything is read. */
static enum cs_exit check_options(struct reporting *r)
{
    const struct cs_command *command = r->invocation->command;
    enum cs_source_kind kind;

    r->format = value(r, "format") != NULL ? value(r, "format") : "html";
    r->row = value(r, "row");
    if (strcmp(r->format, "html") != 0 && strcmp(r->format, "svg") != 0 && strcmp(r->format, "dot") != 0)
        return cs_usage(command, "the format \"%s\" is none of html, svg, dot", r->format);
    if ((strcmp(r->format, "dot") == 0) != (r->row != NULL))
        return cs_usage(command, r->row != NULL ? "--row is for --format dot: the reasons of one row"
                                                : "--format dot draws the reasons of one row: --row ROW");
    if (value(r, "output") != NULL && cs_case_kind(value(r, "output"), &kind))
        return cs_usage(command, "\"%s\" has the name of a text of casus; a report is not written over one",
                        value(r, "output"));
    return CS_EXIT_FINE;
}

static enum cs_exit choose_account(struct reporting *r)
{
    const char *account = value(r, "as");

    r->settings.account_given = account != NULL;
    if (account == NULL || strcmp(account, "open") == 0)
        return CS_EXIT_FINE;
    return cs_session_party(&r->session, r->invocation->command, account, &r->settings.account);
}

/* The reasons of a row, on the account that was asked for or on all. */
static enum cs_exit write_dot(struct reporting *r)
{
    const struct cs_ledger *ledger = r->session.ledger;
    const struct cs_ledger_row *row = cs_ledger_row(ledger, r->row);
    struct cs_reasons subject = {.row = row};
    struct cs_reasons_part *parts;
    struct cs_arena arena;
    casus_status status = CASUS_OK;

    if (row == NULL)
        return cs_usage(r->invocation->command, "the ledger has no row \"%s\"; `casus run` shows their numbers",
                        r->row);
    cs_arena_init(&arena);
    parts = cs_arena_array(&arena, ledger->account_count, sizeof *parts);
    for (size_t i = 0; parts != NULL && status == CASUS_OK && i < ledger->account_count; i++) {
        struct cs_reason *reasons;

        status = cs_why(ledger, row, ledger->accounts[i].worlds, &arena, &reasons);
        parts[i] = (struct cs_reasons_part){.account = ledger->accounts[i].voice, .of_account = true,
                                            .state = cs_ledger_state(ledger, row, ledger->accounts[i].worlds),
                                            .reasons = reasons};
    }
    subject.parts = parts;
    subject.part_count = parts != NULL ? ledger->account_count : 0;
    if (status == CASUS_OK)
        status = cs_reasons_dot(&r->report, &subject, 1, &r->out);
    if (cs_arena_failed(&arena))
        status = cs_fail_memory(&r->session.c.failure);
    cs_arena_release(&arena);
    return status == CASUS_OK ? CS_EXIT_FINE : cs_session_trouble(&r->session);
}

static enum cs_exit write_report(struct reporting *r)
{
    casus_status status;

    if (strcmp(r->format, "dot") == 0)
        return write_dot(r);
    status = strcmp(r->format, "svg") == 0 ? cs_page_svg(&r->report, &r->settings, &r->out)
                                           : cs_page_html(&r->report, &r->settings, &r->out);
    return status == CASUS_OK ? CS_EXIT_FINE : cs_session_trouble(&r->session);
}

static enum cs_exit deliver(struct reporting *r)
{
    const char *path = value(r, "output");

    if (path == NULL || strcmp(path, "-") == 0)
        return cs_terminal_write(&r->out, CS_EXIT_FINE);
    if (cs_file_write(path, cs_buffer_string(&r->out), r->out.length, &r->session.c.failure) != CASUS_OK)
        return cs_session_trouble(&r->session);
    return CS_EXIT_FINE;
}

static enum cs_exit make(struct reporting *r)
{
    const struct cs_invocation *invocation = r->invocation;
    struct cs_session *session = &r->session;
    bool is_graph = strcmp(r->format, "dot") == 0;
    enum cs_exit result = cs_session_open(session, invocation, invocation->arguments, invocation->count,
                                          is_graph ? value(r, "as") : NULL);

    if (result == CS_EXIT_FINE)
        result = cs_session_readings(session, invocation);
    if (result == CS_EXIT_FINE)
        result = cs_session_sources(session, value(r, "sources"));
    if (result == CS_EXIT_FINE)
        result = choose_account(r);
    if (result == CS_EXIT_FINE) {
        r->report = cs_session_report(session);
        r->settings.title = value(r, "title");
        r->settings.name = cs_case_title(&session->c, false);
        r->settings.end = session->end;
        result = r->settings.name == NULL ? cs_session_trouble(session)
                                          : cs_session_request(&r->session, r->invocation, &r->report.request);
    }
    if (result == CS_EXIT_FINE)
        result = write_report(r);
    return result == CS_EXIT_FINE ? deliver(r) : result;
}

static enum cs_exit run(const struct cs_invocation *invocation)
{
    struct reporting r = {.invocation = invocation};
    enum cs_exit result = check_options(&r);

    if (result != CS_EXIT_FINE)
        return result;
    cs_session_init(&r.session);
    r.session.grades = cs_invocation_value(invocation, "grade");
    cs_buffer_init(&r.out);
    result = make(&r);
    cs_buffer_release(&r.out);
    cs_session_release(&r.session);
    return result;
}

const struct cs_command cs_command_report = {
    .name = "report",
    .arguments = "FILE... [-o FILE] [--as-of DATE] [--known-on DATE]\n"
                 "                    [--as ACCOUNT] [--grade GRADE,...]\n"
                 "                    [--reading NAME=ANSWER]...\n"
                 "                    [--request LABEL] [--sources DIR] [--title TEXT]\n"
                 "                    [--format html|svg|dot] [--row ROW]",
    .summary = "write the ledger as a page to look at: timeline, accounts, reasons",
    .help = "One file of HTML that opens from disk and needs nothing else: what was asked\n"
            "and what came of it, by account; the timeline with the ledger beside it; on\n"
            "what it turns, and who answers that how in which source; the reasons of each\n"
            "line. Accounts and readings are switched on the page. With --sources passages\n"
            "are shown, else the gist that the record gives.\n"
            "\n"
            "  casus report my.record -o page.html\n"
            "\n"
            "svg is the timeline alone, on one account; dot the reasons of one row as a\n"
            "graph for Graphviz.\n",
    .options = {{"output", "FILE", "where it is written (-o); else standard output"},
                {"as-of", "DATE", "what had come of it by the end of this day"},
                CS_OPTION_KNOWN_ON,
                {"as", "ACCOUNT", "the account that is shown first; open: nobody's"},
                CS_OPTION_GRADE,
                {"reading", "NAME=ANSWER", "only where the text is read so; several may be given"},
                {"request", "LABEL", "only this request and what belongs to it"},
                {"sources", "DIR", "the folder of the documents, to show passages"},
                {"title", "TEXT", "the heading of the page"},
                {"format", "html|svg|dot", "a page, its timeline, the reasons of a row"},
                {"row", "ROW", "dot: the row, by its number or label"}},
    .many = "reading",
    .least = 1,
    .most = SIZE_MAX,
    .run = run,
};
