/* SPDX-License-Identifier: MIT */
/*
 * A question is read twice: first with the files alone, to find what its words stand for (sentence.c); then, made a
 * sentence, with the files once more, where it is checked and answered like one of theirs.
 */
#include <stdint.h>
#include <string.h>

#include "cli/asking.h"
#include "cli/sentence.h"

struct answering {
    const struct cs_invocation *invocation;
    struct cs_session words; /* the files alone */
    struct cs_sentence question;
    struct cs_asking asking;
};

static enum cs_exit read_question(struct answering *a, const char *text)
{
    const struct cs_invocation *invocation = a->invocation;
    enum cs_exit result = cs_session_kinds(invocation->command, invocation->arguments, invocation->count - 1);

    if (result == CS_EXIT_FINE)
        result = cs_session_add(&a->words, invocation->arguments, invocation->count - 1);
    if (result == CS_EXIT_FINE)
        result = cs_session_check(&a->words);
    if (result == CS_EXIT_FINE)
        result = cs_sentence_read(&a->words.c, invocation->command, text, &a->words.c.arena, &a->question);
    if (result == CS_EXIT_FINE && a->question.date != NULL && cs_invocation_value(invocation, "as-of") != NULL)
        return cs_usage(invocation->command, "the question has a date, %s, and --as-of gives another",
                        a->question.date);
    return result;
}

/* ---- what is asked about ---- */

static enum cs_exit add_between(struct answering *a)
{
    const struct cs_session *session = &a->asking.session;
    const struct cs_sentence *q = &a->question;
    const struct cs_ledger *ledger = session->ledger;
    cs_name first = CS_NO_NAME, second = CS_NO_NAME;

    if ((q->first != NULL && cs_session_party(session, a->asking.command, q->first, &first) != CS_EXIT_FINE) ||
        (q->second != NULL && cs_session_party(session, a->asking.command, q->second, &second) != CS_EXIT_FINE))
        return CS_EXIT_USAGE;
    for (size_t i = 0; i < ledger->row_count; i++) {
        const struct cs_ledger_row *row = &ledger->rows[i];
        cs_name holder = q->expectation ? second : first, claimant = q->expectation ? first : second;

        if (row->bond == CS_NO_ROW || (row->kind == CS_ROW_EXPECTATION) != q->expectation ||
            (holder != CS_NO_NAME && row->holder != holder) || (claimant != CS_NO_NAME && row->claimant != claimant))
            continue;
        if (cs_asking_add_row(&a->asking, row) != CS_EXIT_FINE)
            return CS_EXIT_TROUBLE;
    }
    return CS_EXIT_FINE;
}

static enum cs_exit add_subjects(struct answering *a)
{
    const struct cs_ledger_row *row;

    switch (a->question.form) {
    case CS_ASKED_BETWEEN:
        return add_between(a);
    case CS_ASKED_ROW:
        row = cs_ledger_row(a->asking.session.ledger, a->question.text);
        if (row == NULL)
            return cs_usage(a->asking.command, "the ledger has no row \"%s\"; `casus run` shows their numbers",
                            a->question.text);
        return cs_asking_add_row(&a->asking, row);
    default:
        return cs_asking_add_sentence(&a->asking);
    }
}

/* ---- the reply ---- */

/* Does one thing at most fit the sentence? Then it is the answer itself. */
static bool is_whole(const struct cs_check *check, const struct cs_fit *fits, size_t count)
{
    for (const struct cs_role *role = check->term.roles; role != NULL; role = role->next)
        if (role->args->kind == CS_ARG_VARIABLE)
            return false;
    return check->counts_as || (count == 1 && strstr(fits[0].text, ": ") == NULL && strstr(fits[0].text, " as ") == NULL);
}

static enum cs_exit add_fits(struct answering *a, struct cs_reply *reply)
{
    struct cs_asking *asking = &a->asking;
    struct cs_fit *fits;

    if (asking->check == NULL || asking->check->kind != CS_CHECK_HOLDS)
        return CS_EXIT_FINE;
    if (cs_ledger_fits(asking->session.ledger, asking->check, &asking->arena, &fits, &reply->fit_count) != CASUS_OK)
        return cs_session_trouble(&asking->session);
    reply->fits = fits;
    if (is_whole(asking->check, fits, reply->fit_count))
        reply->fit_count = 0;
    return CS_EXIT_FINE;
}

static enum cs_exit write_reply(struct answering *a, enum cs_form form)
{
    struct cs_asking *asking = &a->asking;
    struct cs_report report = cs_session_report(&asking->session);
    bool power = asking->check != NULL && asking->check->kind == CS_CHECK_MAY;
    bool bond = asking->check != NULL && asking->check->kind == CS_CHECK_BOND;
    struct cs_reply reply = {.asked = a->invocation->arguments[a->invocation->count - 1],
                             .read = a->question.text,
                             .yes = power ? CS_STATE_MAY : CS_STATE_HOLDS,
                             .no = power  ? CS_STATE_MAY_NOT
                                   : bond ? CS_STATE_NONE
                                          : CS_STATE_DOES_NOT_HOLD,
                             .subjects = asking->subjects,
                             .subject_count = asking->subject_count};
    enum cs_exit result = add_fits(a, &reply);
    struct cs_buffer out;
    casus_status status;

    if (result != CS_EXIT_FINE)
        return result;
    cs_buffer_init(&out);
    status = form == CS_FORM_JSON ? cs_reply_json(&report, &reply, &out) : cs_reply_text(&report, &reply, &out);
    if (cs_arena_failed(&asking->arena))
        status = cs_fail_memory(&asking->session.c.failure);
    result = status != CASUS_OK ? cs_session_trouble(&asking->session)
                                : cs_terminal_write(&out, cs_reply_open(&report, &reply) ? CS_EXIT_FINDINGS : CS_EXIT_FINE);
    cs_buffer_release(&out);
    return result;
}

static enum cs_exit answer(struct answering *a, const char *text, enum cs_form form)
{
    const char *as_of = cs_invocation_value(a->invocation, "as-of");
    enum cs_exit result = read_question(a, text);

    if (result != CS_EXIT_FINE)
        return result;
    result = cs_asking_open(&a->asking, a->invocation,
                            a->question.form == CS_ASKED_SENTENCE ? a->question.text : NULL,
                            a->question.date != NULL ? a->question.date : as_of);
    if (result == CS_EXIT_FINDINGS)
        return cs_sentence_forms();
    if (result == CS_EXIT_FINE)
        result = add_subjects(a);
    return result == CS_EXIT_FINE ? write_reply(a, form) : result;
}

static enum cs_exit run(const struct cs_invocation *invocation)
{
    struct answering a = {.invocation = invocation};
    enum cs_exit result;
    enum cs_form form;

    if (cs_session_form(invocation, CS_FORM_JSON, &form) != CS_EXIT_FINE)
        return CS_EXIT_USAGE;
    cs_session_init(&a.words);
    cs_asking_init(&a.asking, invocation->command);
    result = answer(&a, invocation->arguments[invocation->count - 1], form);
    cs_asking_release(&a.asking);
    cs_session_release(&a.words);
    return result;
}

const struct cs_command cs_command_ask = {
    .name = "ask",
    .arguments = "FILE... 'QUESTION' [--as-of DATE] [--known-on DATE]\n"
                 "                 [--as ACCOUNT] [--grade GRADE,...] [--sources DIR]\n"
                 "                 [--format text|json]",
    .summary = "answer a question, on every account, with its reasons",
    .help = "QUESTION is one of these, with \"on DATE\" behind it or without:\n"
            "\n"
            "  'may Azerbaijan accede to CST'           has it the power, or what is missing\n"
            "  'is Armenia party of CST'                a fact, an event, a name\n"
            "  'party Armenia'                          all that there is of a word\n"
            "  'Russia owes Armenia assistance on e1'   a duty; \"expects\" an expectation\n"
            "  'owes Russia to Armenia'                 all that one owes another\n"
            "  r1, 4.2                                  a row of the ledger\n"
            "\n"
            "or any sentence of the language (casus help why). A verb stands for the act that\n"
            "begins like it: \"accede\" for \"accession\". The reply begins with the sentence as\n"
            "which the question was read, says how it stands on each account and on which\n"
            "questions an open answer turns, and gives the reasons.\n"
            "\n"
            "Ends with 0 if every account that is shown has an answer, with 1 if one leaves\n"
            "it open or contradicts itself.\n",
    .options = {{"as-of", "DATE", "at the end of this day; so does \"on DATE\""},
                CS_OPTION_KNOWN_ON,
                CS_OPTION_AS,
                CS_OPTION_GRADE,
                {"sources", "DIR", "the folder of the documents, to show passages"},
                {"format", "text|json", "for people, or for programs"}},
    .least = 2,
    .most = SIZE_MAX,
    .run = run,
};
