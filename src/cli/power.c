/* SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <stdlib.h>

#include "cli/session.h"

struct asking {
    const struct cs_invocation *invocation;
    struct cs_session session;
    struct casus_voting_wishes wishes;
    const char **chances;
    casus_voting **powers;
    size_t count;
};

static void release(struct asking *a)
{
    for (size_t i = 0; i < a->count; i++)
        casus_voting_free(a->powers[i]);
    free(a->powers);
    free(a->chances);
    cs_session_release(&a->session);
}

static enum cs_exit read_options(struct asking *a)
{
    const struct cs_invocation *invocation = a->invocation;
    const char *as_of = cs_invocation_value(invocation, "as-of"), *given;
    struct casus_date date;
    size_t at = 0;

    if (cs_session_date(&a->session, invocation->command, "as-of", as_of, &date) != CS_EXIT_FINE)
        return CS_EXIT_USAGE;
    a->chances = calloc(invocation->given_count + 1, sizeof *a->chances);
    a->powers = calloc(invocation->given_count + 1, sizeof *a->powers);
    if (a->chances == NULL || a->powers == NULL)
        return cs_terminal_fail("");
    while ((given = cs_invocation_each(invocation, "chance", &at)) != NULL)
        a->chances[a->wishes.chance_count++] = given;
    a->wishes.chances = a->chances;
    a->wishes.organ = invocation->arguments[invocation->count - 1];
    a->wishes.draft = cs_invocation_value(invocation, "on");
    a->wishes.account = cs_invocation_value(invocation, "as");
    a->wishes.as_of = as_of;
    a->wishes.most = cs_invocation_value(invocation, "all") != NULL ? 1000 : 5;
    return CS_EXIT_FINE;
}

static enum cs_exit compute(struct asking *a, const char *rule)
{
    casus_status status;

    a->wishes.rule = rule;
    status = casus_voting_new(a->session.c, &a->wishes, &a->powers[a->count]);
    if (status == CASUS_ERR_ARGUMENT)
        return cs_usage(a->invocation->command, "%s", casus_case_message(a->session.c));
    if (status != CASUS_OK)
        return cs_session_trouble(&a->session);
    a->count++;
    return CS_EXIT_FINE;
}

/* The organ as it is; with each --rule as well. */
static enum cs_exit compute_all(struct asking *a)
{
    enum cs_exit result = compute(a, NULL);
    const char *rule;
    size_t at = 0;

    while (result == CS_EXIT_FINE && (rule = cs_invocation_each(a->invocation, "rule", &at)) != NULL)
        result = compute(a, rule);
    return result;
}

static enum cs_exit run(const struct cs_invocation *invocation)
{
    struct asking a = {.invocation = invocation, .wishes.size = sizeof a.wishes};
    casus_text text = {.bytes = NULL};
    struct casus_style style;
    enum cs_exit result;
    enum cs_form form;

    if (cs_session_form(invocation, CS_FORM_JSON, &form) != CS_EXIT_FINE)
        return CS_EXIT_USAGE;
    style = cs_session_style(invocation, form);
    cs_session_init(&a.session);
    result = cs_session_read(&a.session, invocation, invocation->arguments, invocation->count - 1);
    if (result == CS_EXIT_FINE)
        result = read_options(&a);
    if (result == CS_EXIT_FINE)
        result = compute_all(&a);
    if (result == CS_EXIT_FINE)
        result = cs_session_write(invocation->command,
                                  casus_write_voting(a.powers, a.count, &style, casus_text_sink(&text)),
                                  casus_case_message(a.session.c), &text, CS_EXIT_FINE);
    release(&a);
    return result;
}

const struct cs_command cs_command_power = {
    .name = "power",
    .arguments = "FILE... ORGAN [--on DRAFT] [--rule LINE]...\n"
                 "                   [--chance NAME=CHANCE]... [--all] [--as-of DATE]\n"
                 "                   [--as ACCOUNT] [--suppose LINE]... [--format text|json]\n"
                 "                   [--language CODE]",
    .summary = "tell who can carry or block a draft in an organ, exactly",
    .help = "Asks the rule of the organ, as the texts define it, of every ballot in which\n"
            "each member is for a draft or against it, and tells for each member its power\n"
            "after Banzhaf (the ballots of the others in which it decides) and Shapley and\n"
            "Shubik (the share of all orders in which it brings the adoption about), which\n"
            "members block alone, the smallest sets that have a draft adopted or keep it\n"
            "from it, and the chance of adoption. All numbers are exact.\n"
            "\n"
            "--on DRAFT takes a draft of the record, with those who are kept out of it.\n"
            "--rule puts another rule beside it, as a line of --suppose:\n"
            "\n"
            "  casus power my.record CSC --rule 'CSC is deciding by Majority'\n"
            "\n"
            "--chance Armenia=0.7 gives the chance that a member is for it; else it is 1/2.\n",
    .options = {{"on", "LABEL", "a draft of the record, with its exclusions"},
                {"rule", "LINE", "the same by another rule, beside it"},
                {"chance", "NAME=CHANCE", "that a member is for it: 0.7, 7/10, 70%"},
                {"all", NULL, "up to 1,000 of the smallest sets, and not 5"},
                {"as-of", "DATE", "its members and rules on this day"},
                CS_OPTION_AS,
                CS_OPTION_GRADE,
                CS_OPTION_LANGUAGE,
                CS_OPTION_SUPPOSE,
                {"format", "text|json", "for people, or for programs"}},
    .many = "rule chance suppose",
    .least = 2,
    .most = SIZE_MAX,
    .run = run,
};
