/* SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <stdlib.h>

#include "cli/session.h"

#define LISTED ((size_t)5)
#define LISTED_MOST ((size_t)1000)

static enum cs_exit read_wishes(struct cs_session *session, const struct cs_invocation *invocation,
                                struct casus_how_wishes *wishes)
{
    const char *turns = cs_invocation_value(invocation, "turns");
    struct casus_date date;

    wishes->as_of = cs_invocation_value(invocation, "as-of");
    if (cs_session_date(session, invocation->command, "as-of", wishes->as_of, &date) != CS_EXIT_FINE)
        return CS_EXIT_USAGE;
    if (turns != NULL && (turns[0] < '1' || turns[0] > '8' || turns[1] != '\0'))
        return cs_usage(invocation->command, "--turns takes a number from 1 to 8, not \"%s\"", turns);
    wishes->turns = turns != NULL ? (size_t)(turns[0] - '0') : 0;
    wishes->goal = invocation->arguments[invocation->count - 1];
    wishes->account = cs_invocation_value(invocation, "as");
    wishes->most = cs_invocation_value(invocation, "all") != NULL ? LISTED_MOST : LISTED;
    return CS_EXIT_FINE;
}

static enum cs_exit search(struct cs_session *session, const struct cs_invocation *invocation,
                           const struct casus_how_wishes *wishes, const struct casus_style *style)
{
    casus_text text = {.bytes = NULL};
    casus_how *how;
    casus_status status = casus_how_new(session->c, wishes, &how);
    enum cs_exit result;

    if (status == CASUS_ERR_ARGUMENT)
        return cs_usage(invocation->command, "%s", casus_case_message(session->c));
    if (status != CASUS_OK)
        return cs_session_trouble(session);
    status = casus_write_how(how, style, casus_text_sink(&text));
    result = cs_session_write(invocation->command, status, casus_case_message(session->c), &text, CS_EXIT_FINE);
    casus_how_free(how);
    return result;
}

static enum cs_exit run(const struct cs_invocation *invocation)
{
    struct casus_how_wishes wishes = {.size = sizeof wishes};
    struct cs_session session;
    struct casus_style style;
    enum cs_exit result;
    enum cs_form form;

    if (cs_session_form(invocation, CS_FORM_JSON, &form) != CS_EXIT_FINE)
        return CS_EXIT_USAGE;
    style = cs_session_style(invocation, form);
    cs_session_init(&session);
    result = cs_session_read(&session, invocation, invocation->arguments, invocation->count - 1);
    if (result == CS_EXIT_FINE)
        result = read_wishes(&session, invocation, &wishes);
    if (result == CS_EXIT_FINE)
        result = search(&session, invocation, &wishes, &style);
    cs_session_release(&session);
    return result;
}

const struct cs_command cs_command_how = {
    .name = "how",
    .arguments = "FILE... GOAL [--turns N] [--all] [--as-of DATE] [--as ACCOUNT]\n"
                 "                 [--suppose LINE]... [--format text|json] [--language CODE]",
    .summary = "tell which acts bring a state of a row about, and who can block them",
    .help = "GOAL is a state and a row, a label or a sentence, as for why:\n"
            "\n"
            "  casus how my.record 'adopted d1'\n"
            "  casus how my.record 'fulfilled Russia owes Armenia assistance on e1'\n"
            "\n"
            "Tells the smallest sets of acts, by those who have the power to do them, in the\n"
            "fewest turns, after which it is so, whatever the answers to the open questions\n"
            "of the account; and who alone can keep each from leading there, and by what.\n"
            "In a turn everybody may do what he may then do: use a power, perform what is\n"
            "owed or expected; a vote is closed last. At most 8 turns and 1,500 acts are\n"
            "tried, and it is told if that cut the search off.\n",
    .options = {{"turns", "N", "at most so many turns, 1 to 8; else 4"},
                {"all", NULL, "up to 1,000 sequences, and not 5"},
                {"as-of", "DATE", "from the end of this day on, else of the last one"},
                CS_OPTION_AS,
                CS_OPTION_GRADE,
                CS_OPTION_LANGUAGE,
                CS_OPTION_SUPPOSE,
                {"format", "text|json", "for people, or for programs"}},
    .many = "suppose",
    .least = 2,
    .most = SIZE_MAX,
    .run = run,
};
