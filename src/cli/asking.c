/* SPDX-License-Identifier: MIT */
#include "cli/asking.h"

#include <stdlib.h>
#include <string.h>

/* ---- rows ---- */

static enum cs_exit add_subject(struct cs_asking *a, const struct cs_ledger_row *row, cs_set set,
                                struct cs_reasons_part *parts, size_t count)
{
    if (parts == NULL || !cs_grow(&a->subjects, &a->subject_capacity, a->subject_count + 1, sizeof *a->subjects)) {
        cs_fail_memory(&a->session.c.failure);
        return cs_session_trouble(&a->session);
    }
    a->subjects[a->subject_count++] =
        (struct cs_reasons){.row = row, .sentence = a->sentence, .set = set, .parts = parts, .part_count = count};
    return CS_EXIT_FINE;
}

enum cs_exit cs_asking_add_row(struct cs_asking *a, const struct cs_ledger_row *row)
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
    return add_subject(a, row, CS_NONE, parts, ledger->account_count);
}

/* ---- sentences ---- */

static bool begins_with(const char *text, const char *word)
{
    return strncmp(text, word, strlen(word)) == 0;
}

/* The check line that says it; the state is not looked at. */
static enum cs_exit add_line(struct cs_asking *a)
{
    const char *before = "check holds ";

    if (strpbrk(a->sentence, "\n\r") != NULL)
        return cs_usage(a->command, "a sentence stands on one line");
    if (begins_with(a->sentence, "may "))
        before = "check ";
    else if (strstr(a->sentence, " owes ") != NULL || strstr(a->sentence, " expects ") != NULL)
        before = "check none ";
    return cs_session_add_line(&a->session, "the sentence", before, a->sentence, " as open on 2000-01-01");
}

static const struct cs_check *last_check(const struct cs_case *c)
{
    const struct cs_check *check = NULL;

    for (const struct cs_file *file = c->files; file != NULL; file = file->next)
        if (file->next == NULL)
            check = file->checks;
    return check;
}

typedef casus_status (*why_function)(struct cs_asking *a, cs_set worlds, struct cs_reason **out);

/* Are the reasons of all accounts that have a world the same? */
static bool all_alike(const struct cs_ledger *ledger, const struct cs_reasons_part *parts, size_t *first)
{
    *first = ledger->account_count;
    for (size_t i = 0; i < ledger->account_count; i++) {
        if (cs_ledger_contradictory(ledger->accounts[i].worlds))
            continue;
        if (*first == ledger->account_count)
            *first = i;
        else if (!cs_reasons_same(parts[*first].reasons, parts[i].reasons))
            return false;
    }
    return *first < ledger->account_count;
}

/* What is no row has a state on each account, and its reasons; where these are the same for all they stand last, once. */
static enum cs_exit add_set(struct cs_asking *a, cs_set set, enum cs_state yes, enum cs_state no, why_function why)
{
    const struct cs_ledger *ledger = a->session.ledger;
    struct cs_reasons_part *parts = cs_arena_array(&a->arena, ledger->account_count + 1, sizeof *parts);
    struct cs_reason *reasons;
    size_t first;

    for (size_t i = 0; parts != NULL && i < ledger->account_count; i++) {
        cs_set worlds = ledger->accounts[i].worlds;

        if (why(a, worlds, &reasons) != CASUS_OK)
            return cs_session_trouble(&a->session);
        parts[i] = (struct cs_reasons_part){.account = ledger->accounts[i].voice,
                                            .of_account = true,
                                            .state = cs_ledger_standing(ledger, worlds, set, yes, no),
                                            .reasons = reasons};
    }
    if (parts != NULL && all_alike(ledger, parts, &first)) {
        parts[ledger->account_count].reasons = parts[first].reasons;
        for (size_t i = 0; i < ledger->account_count; i++)
            parts[i].reasons = NULL;
    }
    return add_subject(a, NULL, set, parts, ledger->account_count + 1);
}

static casus_status why_anybody(struct cs_asking *a, cs_set worlds, struct cs_reason **out)
{
    static struct cs_reason free = {.kind = CS_REASON_NOTE, .text = "no text says who may do this, so anybody may"};

    (void)a;
    (void)worlds;
    *out = &free;
    return CASUS_OK;
}

static casus_status why_power(struct cs_asking *a, cs_set worlds, struct cs_reason **out)
{
    return cs_why_act(a->session.ledger, &a->check->term, worlds, &a->arena, out);
}

static casus_status why_holding(struct cs_asking *a, cs_set worlds, struct cs_reason **out)
{
    return cs_why_holds(a->session.ledger, a->check, worlds, &a->arena, out);
}

static casus_status why_no_bond(struct cs_asking *a, cs_set worlds, struct cs_reason **out)
{
    return cs_why_not(a->session.ledger, a->check->article, &a->check->bond, worlds, &a->arena, out);
}

static enum cs_exit add_power(struct cs_asking *a)
{
    bool asked;
    cs_set set = cs_ledger_may(a->session.ledger, &a->check->term, &asked);

    if (!asked)
        return add_set(a, CS_ALL, CS_STATE_MAY, CS_STATE_MAY_NOT, why_anybody);
    return add_set(a, set, CS_STATE_MAY, CS_STATE_MAY_NOT, why_power);
}

static bool is_said(const struct cs_arg *arg, cs_name name)
{
    return arg->kind != CS_ARG_NAME || arg->name == name;
}

/* How near a row is to a duty that is asked about and that no row fits: 0 is not at all. */
static int nearness(const struct cs_asking *a, const struct cs_ledger_row *row)
{
    const struct cs_bond *bond = &a->check->bond;
    const struct cs_arg *holder = bond->expectation ? bond->second : bond->first;
    const struct cs_arg *claimant = bond->expectation ? bond->first : bond->second;
    const char *act = cs_names_text(&a->session.c.names, bond->act.head);
    bool same_holder = is_said(holder, row->holder), same_claimant = is_said(claimant, row->claimant), same_act;

    if (row->bond == CS_NO_ROW)
        return 0;
    same_act = strstr(row->topic, act) != NULL || strstr(act, row->topic) != NULL; /* "consultation", "joint consultation" */
    if (!(same_holder && same_claimant) && !(same_act && (same_holder || same_claimant)))
        return 0;
    return 1 + (same_holder && same_claimant ? 2 : 0) + (same_act ? 1 : 0);
}

/* The nearest rows, of equally near ones the first. */
static void add_near(struct cs_asking *a, struct cs_reasons *subject)
{
    const struct cs_ledger *ledger = a->session.ledger;
    size_t count = 0;

    for (int wanted = 4; wanted > 0; wanted--)
        for (size_t i = 0; i < ledger->row_count && count < CS_NEAR_ROWS; i++)
            if (nearness(a, &ledger->rows[i]) == wanted)
                subject->near[count++] = &ledger->rows[i];
}

static enum cs_exit add_bonds(struct cs_asking *a)
{
    const struct cs_ledger *ledger = a->session.ledger;

    for (size_t i = 0; i < ledger->row_count; i++)
        if (cs_ledger_row_fits(ledger, &ledger->rows[i], a->check->article, &a->check->bond) &&
            cs_asking_add_row(a, &ledger->rows[i]) != CS_EXIT_FINE)
            return CS_EXIT_TROUBLE;
    if (a->subject_count > 0)
        return CS_EXIT_FINE;
    if (add_set(a, CS_NONE, CS_STATE_UNSAID, CS_STATE_NONE, why_no_bond) != CS_EXIT_FINE)
        return CS_EXIT_TROUBLE;
    add_near(a, &a->subjects[a->subject_count - 1]);
    return CS_EXIT_FINE;
}

enum cs_exit cs_asking_add_sentence(struct cs_asking *a)
{
    switch (a->check->kind) {
    case CS_CHECK_MAY:
        return add_power(a);
    case CS_CHECK_HOLDS:
        return add_set(a, cs_ledger_holds(a->session.ledger, a->check), CS_STATE_HOLDS, CS_STATE_DOES_NOT_HOLD, why_holding);
    default:
        return add_bonds(a);
    }
}

/* ---- opening ---- */

void cs_asking_init(struct cs_asking *a, const struct cs_command *command)
{
    *a = (struct cs_asking){.command = command};
    cs_session_init(&a->session);
    cs_arena_init(&a->arena);
}

void cs_asking_release(struct cs_asking *a)
{
    free(a->subjects);
    cs_arena_release(&a->arena);
    cs_session_release(&a->session);
}

enum cs_exit cs_asking_open(struct cs_asking *a, const struct cs_invocation *invocation, const char *sentence,
                            const char *as_of)
{
    struct cs_session *session = &a->session;
    enum cs_exit result = cs_session_kinds(a->command, invocation->arguments, invocation->count - 1);

    a->sentence = sentence;
    session->grades = cs_invocation_value(invocation, "grade");
    if (result == CS_EXIT_FINE)
        result = cs_session_add(session, invocation->arguments, invocation->count - 1);
    if (result == CS_EXIT_FINE && sentence != NULL)
        result = add_line(a);
    if (result == CS_EXIT_FINE)
        result = cs_session_check(session);
    if (result == CS_EXIT_FINE)
        result = cs_session_dates(session, a->command, as_of, cs_invocation_value(invocation, "known-on"));
    if (result == CS_EXIT_FINE)
        result = cs_session_sources(session, cs_invocation_value(invocation, "sources"));
    if (result == CS_EXIT_FINE)
        result = cs_session_run(session, a->command, cs_invocation_value(invocation, "as"));
    a->check = sentence != NULL ? last_check(&session->c) : NULL;
    return result;
}
