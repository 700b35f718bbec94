/* SPDX-License-Identifier: MIT */
/*
 * What is asked about is a row, by its number or the label of its entry; or a sentence. A sentence is read as a check
 * line would be: it is put behind "check ..." into lines of a record that stand in no file, so that the parser and
 * the checker judge it like any other line.
 *
 *   Russia owes Armenia assistance on e1     the rows that fit; if there are none, what each rule lacks
 *   may vote by Georgia on d2                who has the power, or what is missing for it
 *   e1 counts as attack on Armenia           what bears on a fact, a name, an event
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "cli/session.h"

struct asking {
    struct cs_session session;
    const struct cs_command *command;
    const char *question;
    const struct cs_check *check; /* the sentence, or NULL: a row */
    struct cs_arena arena;
    struct cs_reasons *subjects;
    size_t subject_count, subject_capacity;
};

/* ---- rows ---- */

static enum cs_exit add_subject(struct asking *a, const struct cs_ledger_row *row, struct cs_reasons_part *parts,
                                size_t count)
{
    if (parts == NULL || !cs_grow(&a->subjects, &a->subject_capacity, a->subject_count + 1, sizeof *a->subjects)) {
        cs_fail_memory(&a->session.c.failure);
        return cs_session_trouble(&a->session);
    }
    a->subjects[a->subject_count++] =
        (struct cs_reasons){.row = row, .sentence = a->question, .parts = parts, .part_count = count};
    return CS_EXIT_FINE;
}

static enum cs_exit add_row(struct asking *a, const struct cs_ledger_row *row)
{
    const struct cs_ledger *ledger = a->session.ledger;
    struct cs_reasons_part *parts = cs_arena_array(&a->arena, ledger->account_count, sizeof *parts);

    for (size_t i = 0; parts != NULL && i < ledger->account_count; i++) {
        struct cs_reason *reasons;
        cs_set worlds = ledger->accounts[i].worlds;

        if (cs_why(ledger, row, worlds, &a->arena, &reasons) != CASUS_OK)
            return cs_session_trouble(&a->session);
        parts[i] = (struct cs_reasons_part){.account = ledger->accounts[i].voice,
                                            .of_account = true,
                                            .state = cs_ledger_state(ledger, row, worlds),
                                            .reasons = reasons};
    }
    return add_subject(a, row, parts, ledger->account_count);
}

/* ---- sentences ---- */

static bool begins_with(const char *text, const char *word)
{
    return strncmp(text, word, strlen(word)) == 0;
}

/* The check line that says it; the state is not looked at. */
static enum cs_exit add_sentence(struct asking *a)
{
    const char *before = "check holds ";

    if (strpbrk(a->question, "\n\r") != NULL)
        return cs_usage(a->command, "a sentence stands on one line");
    if (begins_with(a->question, "may "))
        before = "check ";
    else if (strstr(a->question, " owes ") != NULL || strstr(a->question, " expects ") != NULL)
        before = "check none ";
    return cs_session_add_line(&a->session, "the sentence", before, a->question, " as open on 2000-01-01");
}

static const struct cs_check *last_check(const struct cs_case *c)
{
    const struct cs_check *check = NULL;

    for (const struct cs_file *file = c->files; file != NULL; file = file->next)
        if (file->next == NULL)
            check = file->checks;
    return check;
}

/* What is no row has a state on each account; its reasons are of none of them. */
static const char *state_of(struct cs_worlds *worlds, cs_set account, cs_set set, const char *yes, const char *no)
{
    if (cs_worlds_within(worlds, account, set))
        return yes;
    return cs_worlds_disjoint(worlds, account, set) ? no : "undetermined";
}

static enum cs_exit add_set(struct asking *a, cs_set set, const char *yes, const char *no,
                            const struct cs_reason *reasons)
{
    const struct cs_ledger *ledger = a->session.ledger;
    struct cs_reasons_part *parts = cs_arena_array(&a->arena, ledger->account_count + 1, sizeof *parts);

    for (size_t i = 0; parts != NULL && i < ledger->account_count; i++)
        parts[i] = (struct cs_reasons_part){
            .account = ledger->accounts[i].voice,
            .of_account = true,
            .state = state_of(ledger->docket->worlds, ledger->accounts[i].worlds, set, yes, no)};
    if (parts != NULL)
        parts[ledger->account_count].reasons = reasons;
    return add_subject(a, NULL, parts, ledger->account_count + 1);
}

static enum cs_exit add_power(struct asking *a)
{
    static const struct cs_reason free = {.kind = CS_REASON_NOTE,
                                          .text = "no text says who may do this, so anybody may"};
    const struct cs_ledger *ledger = a->session.ledger;
    struct cs_reason *reasons;
    bool asked;
    cs_set set = cs_ledger_may(ledger, &a->check->term, &asked);

    if (!asked)
        return add_set(a, CS_ALL, "may", "may not", &free);
    if (cs_why_act(ledger, &a->check->term, &a->arena, &reasons) != CASUS_OK)
        return cs_session_trouble(&a->session);
    return add_set(a, set, "may", "may not", reasons);
}

static enum cs_exit add_holding(struct asking *a)
{
    const struct cs_ledger *ledger = a->session.ledger;
    struct cs_reason *reasons;
    cs_set set = cs_ledger_holds(ledger, a->check);

    if (cs_why_holds(ledger, a->check, &a->arena, &reasons) != CASUS_OK)
        return cs_session_trouble(&a->session);
    return add_set(a, set, "holds", "does not hold", reasons);
}

static enum cs_exit add_bonds(struct asking *a)
{
    const struct cs_ledger *ledger = a->session.ledger;
    struct cs_reason *reasons;

    for (size_t i = 0; i < ledger->row_count; i++)
        if (cs_ledger_row_fits(ledger, &ledger->rows[i], a->check->article, &a->check->bond) &&
            add_row(a, &ledger->rows[i]) != CS_EXIT_FINE)
            return CS_EXIT_TROUBLE;
    if (a->subject_count > 0)
        return CS_EXIT_FINE;
    if (cs_why_not(ledger, a->check->article, &a->check->bond, &a->arena, &reasons) != CASUS_OK)
        return cs_session_trouble(&a->session);
    return add_set(a, CS_NONE, "", "none", reasons);
}

static enum cs_exit answer(struct asking *a)
{
    const struct cs_ledger_row *row;

    if (a->check == NULL) {
        row = cs_ledger_row(a->session.ledger, a->question);
        if (row != NULL)
            return add_row(a, row);
        return cs_usage(a->command, "the ledger has no row \"%s\"; `casus run` shows their numbers", a->question);
    }
    switch (a->check->kind) {
    case CS_CHECK_MAY:
        return add_power(a);
    case CS_CHECK_HOLDS:
        return add_holding(a);
    default:
        return add_bonds(a);
    }
}

/* ---- the command ---- */

static enum cs_exit write_answer(struct asking *a, enum cs_form form)
{
    struct cs_report report = cs_session_report(&a->session);
    struct cs_buffer out;
    casus_status status;
    enum cs_exit result;

    cs_buffer_init(&out);
    status = form == CS_FORM_JSON ? cs_reasons_json(&report, a->subjects, a->subject_count, &out)
                                  : cs_reasons_text(&report, a->subjects, a->subject_count, &out);
    if (cs_arena_failed(&a->arena))
        status = cs_fail_memory(&a->session.c.failure);
    result = status == CASUS_OK ? cs_terminal_write(&out, CS_EXIT_FINE) : cs_session_trouble(&a->session);
    cs_buffer_release(&out);
    return result;
}

static enum cs_exit ask(struct asking *a, const struct cs_invocation *invocation, enum cs_form form)
{
    bool is_sentence = strchr(a->question, ' ') != NULL;
    struct cs_session *session = &a->session;
    enum cs_exit result = cs_session_kinds(a->command, invocation->arguments, invocation->count - 1);

    if (result == CS_EXIT_FINE)
        result = cs_session_add(session, invocation->arguments, invocation->count - 1);
    if (result == CS_EXIT_FINE && is_sentence)
        result = add_sentence(a);
    if (result == CS_EXIT_FINE)
        result = cs_session_check(session);
    if (result == CS_EXIT_FINE)
        result = cs_session_dates(session, a->command, cs_invocation_value(invocation, "as-of"),
                                  cs_invocation_value(invocation, "known-on"));
    if (result == CS_EXIT_FINE)
        result = cs_session_sources(session, cs_invocation_value(invocation, "sources"));
    if (result == CS_EXIT_FINE)
        result = cs_session_run(session, a->command, cs_invocation_value(invocation, "as"));
    a->check = is_sentence ? last_check(&session->c) : NULL;
    if (result == CS_EXIT_FINE)
        result = answer(a);
    return result == CS_EXIT_FINE ? write_answer(a, form) : result;
}

static enum cs_exit run(const struct cs_invocation *invocation)
{
    struct asking a = {.command = invocation->command, .question = invocation->arguments[invocation->count - 1]};
    enum cs_exit result;
    enum cs_form form;

    if (cs_session_form(invocation, false, &form) != CS_EXIT_FINE)
        return CS_EXIT_USAGE;
    cs_session_init(&a.session);
    cs_arena_init(&a.arena);
    result = ask(&a, invocation, form);
    free(a.subjects);
    cs_arena_release(&a.arena);
    cs_session_release(&a.session);
    return result;
}

const struct cs_command cs_command_why = {
    .name = "why",
    .arguments = "FILE... ROW [--as-of DATE] [--known-on DATE] [--as ACCOUNT]\n"
                 "                 [--sources DIR] [--format text|json]",
    .summary = "give the reasons of a row, down to article and source",
    .help = "ROW is the number of a row of the ledger (4.2, or 4 for the first of its\n"
            "kind), the label of a request, decision or act (d2), or a sentence:\n"
            "\n"
            "  'Russia owes Armenia assistance on e1'   the rows that fit, or why none does\n"
            "  'may vote by Georgia on d2'              who has the power, or what is missing\n"
            "  'e1 counts as attack on Armenia'         what bears on it\n"
            "\n"
            "For each account: the state, the article and its gist, what happened and who\n"
            "says so, and what is absent. Each claim names its source and passage; with\n"
            "--sources the passage itself is shown, else the gist that the record gives.\n",
    .options = {{"as-of", "DATE", "what had come of it by the end of this day"},
                {"known-on", "DATE", "only what had been recorded by the end of this day"},
                {"as", "ACCOUNT", "on this account alone; open: with all that is open"},
                {"sources", "DIR", "the folder of the documents, to show passages"},
                {"format", "text|json", "for people, or for programs"}},
    .least = 2,
    .most = SIZE_MAX,
    .run = run,
};
