/* SPDX-License-Identifier: MIT */
/*
 * Taking the next act. The act is read as a line of the record, put through the parser and checker with all that the
 * record uses, and judged on the record as it is at the end of that day:
 *
 *   after    the record with the act as one more line: is it sound, and what follows from it?
 *   before   the record alone, with the act as a question ("check may ..."): may its actor do it?
 *
 * Only then is the line put at the end of the file, in one step. From before it is read until then the file is locked,
 * so that of several acts at once each is judged on what the one before has left.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/session.h"
#include "ledger/changes.h"

#define WAIT_MS 5000 /* for other acts on the same record */

struct acting {
    const struct cs_command *command;
    const char *path, *words;
    bool contested;
    struct cs_file_lock lock;
    struct cs_session before, after;
    const struct cs_entry *entry; /* the act, in `after` */
    const struct cs_check *check; /* the question, in `before` */
    char date[32];
    bool date_said;
    struct cs_buffer line; /* the act as it is entered */
    struct cs_buffer out;
};

/* ---- reading ---- */

static const struct cs_file *last_file(const struct cs_case *c)
{
    const struct cs_file *file = c->files;

    while (file != NULL && file->next != NULL)
        file = file->next;
    return file;
}

/* The day of the act: as said, or that of the last entry of the record. It is also the date up to which all is run. */
static enum cs_exit choose_date(struct acting *a, const char *on)
{
    struct cs_session *s = &a->after;
    enum cs_exit result;

    a->date_said = on != NULL;
    if (on != NULL && strlen(on) < strlen("2022-09-13"))
        return cs_usage(a->command, "an act has a day or an instant: --on %s is neither", on);
    if (on != NULL) {
        result = cs_session_date(s, a->command, "on", on, &s->end, s->as_of);
        s->as_of_said = true;
    } else {
        result = cs_session_dates(s, a->command, NULL, NULL);
    }
    snprintf(a->date, sizeof a->date, "%s", s->as_of);
    return result;
}

/* Only an event that the line enters is an act. */
static enum cs_exit find_entry(struct acting *a)
{
    const struct cs_file *file = last_file(&a->after.c);
    const struct cs_entry *entry = file->entries;
    const struct cs_shape *shape;

    if (entry == NULL || entry->next != NULL || entry->kind != CS_ENTRY_TERM)
        return cs_usage(a->command, "\"%s\" is no act", a->words);
    shape = cs_symbols_shape(&a->after.c.symbols, entry->term.head);
    if (shape == NULL || shape->kind != CS_SHAPE_EVENT)
        return cs_usage(a->command, "\"%s\" is a state of things: nobody does it; write it into the record yourself",
                        a->words);
    a->entry = entry;
    return CS_EXIT_FINE;
}

/* The line is judged in the zone of the file in which it will stand. */
static enum cs_exit read_record(struct acting *a, struct cs_session *session)
{
    enum cs_exit result = cs_session_add(session, &a->path, 1);

    if (result == CS_EXIT_FINE && last_file(&session->c) != NULL)
        session->zone = last_file(&session->c)->reckoning.zone;
    return result;
}

static enum cs_exit read_after(struct acting *a, const char *on)
{
    char date[40];
    enum cs_exit result = read_record(a, &a->after);

    if (result == CS_EXIT_FINE)
        result = choose_date(a, on);
    if (result != CS_EXIT_FINE)
        return result;
    snprintf(date, sizeof date, "%s ", a->date);
    result = cs_session_add_line(&a->after, "the act", date, a->words, "");
    if (result == CS_EXIT_FINE)
        result = cs_session_check(&a->after);
    return result == CS_EXIT_FINE ? find_entry(a) : result;
}

static enum cs_exit read_before(struct acting *a)
{
    const struct cs_span *term = &a->entry->term.span;
    const char *words = cs_arena_text(&a->after.c.arena, term->source->bytes + term->start, term->end - term->start);
    char behind[64];
    enum cs_exit result = read_record(a, &a->before);

    if (words == NULL) {
        cs_fail_memory(&a->after.c.failure);
        return cs_session_trouble(&a->after);
    }
    snprintf(behind, sizeof behind, " as open on %s", a->date);
    if (result == CS_EXIT_FINE)
        result = cs_session_add_line(&a->before, "the act", "check may ", words, behind);
    if (result == CS_EXIT_FINE)
        result = cs_session_check(&a->before);
    if (result != CS_EXIT_FINE)
        return result;
    a->check = last_file(&a->before.c)->checks;
    must(a->check != NULL && a->check->kind == CS_CHECK_MAY);
    a->before.end = a->after.end;
    a->before.as_of_said = a->after.as_of_said;
    snprintf(a->before.as_of, sizeof a->before.as_of, "%s", a->date);
    return cs_session_run(&a->before, a->command, NULL);
}

/* ---- judging ---- */

/* The reasons, with the act's state on each account. */
static enum cs_exit tell_power(struct acting *a, cs_set set)
{
    const struct cs_ledger *ledger = a->before.ledger;
    struct cs_report report = cs_session_report(&a->before);
    struct cs_reasons_part *parts;
    struct cs_reasons subject = {.sentence = a->words};
    struct cs_reason *reasons;
    struct cs_arena arena;
    casus_status status = CASUS_OK;

    cs_arena_init(&arena);
    parts = cs_arena_array(&arena, ledger->account_count, sizeof *parts);
    for (size_t i = 0; parts != NULL && status == CASUS_OK && i < ledger->account_count; i++) {
        cs_set worlds = ledger->accounts[i].worlds;

        status = cs_why_act(ledger, &a->check->term, worlds, &arena, &reasons);
        parts[i] = (struct cs_reasons_part){.account = ledger->accounts[i].voice, .of_account = true, .reasons = reasons};
        parts[i].state = cs_ledger_standing(ledger, worlds, set, CS_STATE_WITH_EFFECT, CS_STATE_WITHOUT_EFFECT);
    }
    if (parts != NULL && status == CASUS_OK) {
        subject.parts = parts;
        subject.part_count = ledger->account_count;
        status = cs_reasons_text(&report, &subject, 1, &a->out);
    }
    if (cs_arena_failed(&arena))
        status = cs_fail_memory(&a->before.c.failure);
    cs_arena_release(&arena);
    return status == CASUS_OK ? CS_EXIT_FINE : cs_session_trouble(&a->before);
}

/* CS_EXIT_FINE: it may be done. CS_EXIT_FINDINGS: not, and why not is told. */
static enum cs_exit judge(struct acting *a)
{
    struct cs_docket *docket = a->before.docket;
    bool asked;
    cs_set set = cs_ledger_may(a->before.ledger, &a->check->term, &asked);
    bool everywhere = cs_worlds_within(docket->worlds, docket->possible, set);

    if (cs_worlds_status(docket->worlds) != CASUS_OK) {
        cs_fail(&a->before.c.failure, cs_worlds_status(docket->worlds), "too many entangled questions for this act");
        return cs_session_trouble(&a->before);
    }
    if (!asked || everywhere)
        return CS_EXIT_FINE;
    if (a->contested && !cs_worlds_disjoint(docket->worlds, docket->possible, set))
        return CS_EXIT_FINE;
    cs_buffer_printf(&a->out, "%s: not done, and the record is as it was\n\n", a->date);
    if (tell_power(a, set) != CS_EXIT_FINE)
        return CS_EXIT_TROUBLE;
    if (!cs_worlds_disjoint(docket->worlds, docket->possible, set))
        cs_buffer_text(&a->out, "\nWhether it has effect is contested or open. --contested enters it all the same.\n");
    return CS_EXIT_FINDINGS;
}

/* ---- doing ---- */

/* The line as fmt writes it. */
static enum cs_exit format_line(struct acting *a)
{
    struct cs_arena *arena = &a->after.c.arena;
    struct cs_source *source;
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_buffer_printf(&text, "%s %s\n", a->date, a->words);
    source = cs_source_new(arena, "the act", CS_SOURCE_RECORD, cs_buffer_string(&text), text.length);
    if (source != NULL && !text.failed)
        cs_format(source, &a->line);
    if (source == NULL || text.failed || a->line.failed)
        cs_fail_memory(&a->after.c.failure);
    cs_buffer_release(&text);
    return a->after.c.failure.status == CASUS_OK ? CS_EXIT_FINE : cs_session_trouble(&a->after);
}

/* An empty line, and the act, behind what is there. */
static enum cs_exit append(struct acting *a)
{
    const struct cs_source *record = NULL;
    struct cs_failure *failure = &a->after.c.failure;
    struct cs_buffer line;

    cs_buffer_init(&line);
    for (const struct cs_file *file = a->after.c.files; file != NULL; file = file->next)
        if (strcmp(file->source->name, a->path) == 0)
            record = file->source;
    must(record != NULL);
    if (record->length > 0 && record->bytes[record->length - 1] != '\n')
        cs_buffer_char(&line, '\n');
    cs_buffer_char(&line, '\n');
    cs_buffer_add(&line, cs_buffer_string(&a->line), a->line.length);
    if (line.failed)
        cs_fail_memory(failure);
    else
        cs_file_append(&a->lock, record->bytes, record->length, cs_buffer_string(&line), line.length, failure);
    cs_buffer_release(&line);
    return failure->status == CASUS_OK ? CS_EXIT_FINE : cs_session_trouble(&a->after);
}

/* ---- what follows ---- */

/* Is the row new, or in another state than it was? */
static bool has_changed(const struct acting *a, const struct cs_ledger_row *new, size_t *from)
{
    const struct cs_ledger *before = a->before.ledger, *after = a->after.ledger;
    const struct cs_ledger_row *old;

    if (new->kind == CS_ROW_ACT && new->entry == a->entry)
        return false;
    old = cs_changes_find(before, after, new, from);
    return old == NULL || !cs_changes_same_states(before, old, after, new);
}

static enum cs_exit tell_changes(struct acting *a)
{
    const struct cs_ledger *ledger = a->after.ledger;
    struct cs_report report = cs_session_report(&a->after);
    const struct cs_ledger_row **rows = calloc(ledger->row_count + 1, sizeof *rows);
    size_t count = 0, from = 0;
    casus_status status = CASUS_OK;

    if (rows == NULL)
        status = cs_fail_memory(&a->after.c.failure);
    for (size_t i = 0; rows != NULL && i < ledger->row_count; i++)
        if (has_changed(a, &ledger->rows[i], &from))
            rows[count++] = &ledger->rows[i];
    report.all = true;
    if (count > 0) {
        cs_buffer_text(&a->out, "\nWhat is new in the ledger, or has changed:\n");
        status = cs_report_rows(&report, rows, count, &a->out);
    } else if (rows != NULL) {
        cs_buffer_text(&a->out, "\nNothing in the ledger changes by it.\n");
    }
    free(rows);
    return status == CASUS_OK ? CS_EXIT_FINE : cs_session_trouble(&a->after);
}

static enum cs_exit tell_done(struct acting *a)
{
    bool asked;
    enum cs_exit result = cs_session_run(&a->after, a->command, NULL);

    if (result != CS_EXIT_FINE)
        return result;
    cs_ledger_may(a->before.ledger, &a->check->term, &asked);
    cs_buffer_printf(&a->out, "%s%s\n", cs_buffer_string(&a->line),
                     asked ? "Done." : "Done. No text says who may do this, so anybody may.");
    if (!a->date_said)
        cs_buffer_text(&a->out, "It is dated as the last entry of the record; --on DATE gives another date.\n");
    return tell_changes(a);
}

/* ---- the command ---- */

static enum cs_exit lock_record(struct acting *a)
{
    return cs_file_lock(&a->lock, a->path, WAIT_MS, &a->after.c.failure) == CASUS_OK ? CS_EXIT_FINE
                                                                                     : cs_session_trouble(&a->after);
}

/* What was done cannot be undone because nobody hears of it. */
static enum cs_exit write_done(struct acting *a)
{
    struct cs_failure failure = {.status = CASUS_OK};
    enum cs_exit result = cs_terminal_write(&a->out, CS_EXIT_FINE);

    if (result == CS_EXIT_FINE)
        return result;
    cs_fail(&failure, CASUS_ERR_IO, "the act stands in \"%s\" all the same", a->path);
    return cs_terminal_trouble(&failure);
}

/* What follows is computed first: if that fails, nothing has been written. */
static enum cs_exit act(struct acting *a, const char *on)
{
    enum cs_exit result = lock_record(a);

    if (result == CS_EXIT_FINE)
        result = read_after(a, on);
    if (result == CS_EXIT_FINE)
        result = read_before(a);
    if (result == CS_EXIT_FINE)
        result = judge(a);
    if (result == CS_EXIT_FINDINGS)
        return cs_terminal_write(&a->out, CS_EXIT_FINDINGS);
    if (result == CS_EXIT_FINE)
        result = format_line(a);
    if (result == CS_EXIT_FINE)
        result = tell_done(a);
    if (result == CS_EXIT_FINE)
        result = append(a);
    return result == CS_EXIT_FINE ? write_done(a) : result;
}

static enum cs_exit run(const struct cs_invocation *invocation)
{
    struct acting a = {.command = invocation->command,
                       .path = invocation->arguments[0],
                       .words = invocation->arguments[1],
                       .contested = cs_invocation_value(invocation, "contested") != NULL};
    enum cs_source_kind kind;
    enum cs_exit result;

    if (!cs_case_kind(a.path, &kind) || kind != CS_SOURCE_RECORD)
        return cs_usage(a.command, "acts are entered into a record, and the name of \"%s\" does not end in .record",
                        a.path);
    if (strpbrk(a.words, "\n\r") != NULL)
        return cs_usage(a.command, "an act stands on one line");
    cs_buffer_init(&a.out);
    cs_buffer_init(&a.line);
    cs_session_init(&a.before);
    cs_session_init(&a.after);
    result = act(&a, cs_invocation_value(invocation, "on"));
    cs_file_unlock(&a.lock);
    cs_session_release(&a.before);
    cs_session_release(&a.after);
    cs_buffer_release(&a.line);
    cs_buffer_release(&a.out);
    return result;
}

const struct cs_command cs_command_act = {
    .heading = "to go on",
    .name = "act",
    .arguments = "RECORD 'ACT' [--on DATE] [--contested]",
    .summary = "take the next act, or say why its actor may not",
    .help = "ACT is a line of a record without its date, with or without a label:\n"
            "\n"
            "  casus act my.record 'r5: request by Armenia of CSTO for Military on e1'\n"
            "\n"
            "If its actor has the power on that day, the line is put at the end of the\n"
            "record, and what follows from it is shown: duties that are new, states that\n"
            "have changed. Otherwise what is missing is told, the record stays as it was,\n"
            "and the program ends with 1. Where the accounts differ on the power, nothing\n"
            "is done either, unless --contested is given.\n"
            "\n"
            "Without --on the act has the date of the last entry of the record: there is no\n"
            "clock. The record is replaced in one step and never left half written.\n",
    .options = {{"on", "DATE", "the day of the act, or its instant"},
                {"contested", NULL, "also enter an act whose effect is contested"}},
    .least = 2,
    .most = 2,
    .run = run,
};
