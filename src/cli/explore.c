/* SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <string.h>

#include "cli/session.h"

static enum cs_exit read_format(const struct cs_invocation *invocation, struct casus_style *style)
{
    static const struct { const char *name; casus_format format; } all[] = {
        {"text", CASUS_TEXT}, {"json", CASUS_JSON}, {"dot", CASUS_DOT}, {"svg", CASUS_SVG}};
    const char *format = cs_invocation_value(invocation, "format");

    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (strcmp(format != NULL ? format : "text", all[i].name) == 0) {
            style->format = all[i].format;
            return CS_EXIT_FINE;
        }
    return cs_usage(invocation->command, "\"%s\" is no format: text, json, dot or svg", format);
}

static enum cs_exit explore(struct cs_session *session, const struct cs_invocation *invocation,
                            const struct casus_style *style)
{
    struct casus_voting_wishes wishes = {.size = sizeof wishes,
                                         .organ = invocation->arguments[invocation->count - 1],
                                         .draft = cs_invocation_value(invocation, "on"),
                                         .as_of = cs_invocation_value(invocation, "as-of"),
                                         .account = cs_invocation_value(invocation, "as")};
    casus_text text = {.bytes = NULL};
    casus_exploration *exploration;
    struct casus_date date;
    enum cs_exit result;
    casus_status status;

    if (cs_session_date(session, invocation->command, "as-of", wishes.as_of, &date) != CS_EXIT_FINE)
        return CS_EXIT_USAGE;
    status = casus_explore(session->c, &wishes, &exploration);
    if (status == CASUS_ERR_ARGUMENT)
        return cs_usage(invocation->command, "%s", casus_case_message(session->c));
    if (status != CASUS_OK)
        return cs_session_trouble(session);
    status = casus_write_exploration(exploration, style, casus_text_sink(&text));
    result = cs_session_write(invocation->command, status, casus_case_message(session->c), &text, CS_EXIT_FINE);
    casus_exploration_free(exploration);
    return result;
}

static enum cs_exit run(const struct cs_invocation *invocation)
{
    struct casus_style style = cs_session_style(invocation, CS_FORM_TEXT);
    struct cs_session session;
    enum cs_exit result;

    if (read_format(invocation, &style) != CS_EXIT_FINE)
        return CS_EXIT_USAGE;
    cs_session_init(&session);
    result = cs_session_read(&session, invocation, invocation->arguments, invocation->count - 1);
    if (result == CS_EXIT_FINE)
        result = explore(&session, invocation, &style);
    cs_session_release(&session);
    return result;
}

const struct cs_command cs_command_explore = {
    .name = "explore",
    .arguments = "FILE... ORGAN [--on DRAFT] [--as-of DATE] [--as ACCOUNT]\n"
                 "                     [--suppose LINE]... [--format text|json|dot|svg]\n"
                 "                     [--language CODE]",
    .summary = "show every way that a draft can go in an organ, as a graph",
    .help = "From step to step: a circulation, each member, an extension of the silence and\n"
            "each member again, a withdrawal, the close. At its step a member does one of the\n"
            "acts that it has the power to do on the draft, or nothing. Two places of the\n"
            "graph are one if what can follow is alike; a step at which it makes no\n"
            "difference what is done is passed over. The rule of the organ is asked as the\n"
            "texts define it. At most 400 members and 1,000 places are told, and it is told\n"
            "if there are more.\n"
            "\n"
            "  casus explore my.record CSC --format dot | dot -Tpdf >ways.pdf\n"
            "\n"
            "--on DRAFT takes a draft of the record, as if nothing had been done on it.\n",
    .options = {{"on", "LABEL", "a draft of the record, with its exclusions"},
                {"as-of", "DATE", "its members and rules on this day"},
                CS_OPTION_AS,
                CS_OPTION_GRADE,
                CS_OPTION_LANGUAGE,
                CS_OPTION_SUPPOSE,
                {"format", "text|json|dot|svg", "for people, for programs, for Graphviz, a picture"}},
    .many = "suppose",
    .least = 2,
    .most = SIZE_MAX,
    .run = run,
};
