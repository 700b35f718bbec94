/* SPDX-License-Identifier: MIT */
#include "view/export.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "view/done.h"
#include "view/fold.h"
#include "view/rows.h"
#include "view/wording.h"

/* ---- columns ---- */

#define TEXT false
#define INTEGER true
#define COLUMN(table, name, type, meaning) {name, type, meaning},
static const struct cs_export_column columns[] = {
#include "view/columns.def"
};
#undef COLUMN
#define COLUMN(table, name, type, meaning) CS_EXPORT_##table,
static const enum cs_export_kind kinds[] = {
#include "view/columns.def"
};
#undef COLUMN

#define COLUMN_COUNT (sizeof columns / sizeof *columns)

const char *cs_export_name(enum cs_export_kind kind)
{
    static const char *const names[CS_EXPORT_KINDS] = {"events", "claims", "sources", "duties", "questions"};

    return (unsigned)kind < CS_EXPORT_KINDS ? names[kind] : NULL;
}

const char *cs_export_meaning(enum cs_export_kind kind)
{
    static const char *const meanings[CS_EXPORT_KINDS] = {
        "an entry of the records", "what somebody says of an entry", "a document that the records cite",
        "a row of the ledger on an account", "a question on an account"};

    return (unsigned)kind < CS_EXPORT_KINDS ? meanings[kind] : NULL;
}

const struct cs_export_column *cs_export_columns(enum cs_export_kind kind, size_t *count)
{
    size_t first = 0;

    while (first < COLUMN_COUNT && kinds[first] != kind)
        first++;
    *count = 0;
    while (first + *count < COLUMN_COUNT && kinds[first + *count] == kind)
        ++*count;
    return &columns[first];
}

/* ---- cells ---- */

struct making {
    const struct cs_report *report;
    struct cs_report plain;  /* the same in plain language */
    struct cs_report formal; /* and in formal words */
    struct cs_export *table;
    size_t at; /* the next cell */
};

/* Begins a row; false if memory ran out. */
static bool add_row(struct making *m)
{
    struct cs_export *t = m->table;

    if (!cs_grow(&t->cells, &t->capacity, (t->row_count + 1) * t->column_count, sizeof *t->cells)) {
        t->arena.failed = true;
        return false;
    }
    m->at = t->row_count++ * t->column_count;
    for (size_t i = 0; i < t->column_count; i++)
        t->cells[m->at + i] = NULL;
    return true;
}

/* Adds the next cell of the row; NULL and "" are empty. */
static void add(struct making *m, const char *text)
{
    struct cs_export *t = m->table;

    if (text != NULL && *text != '\0')
        t->cells[m->at] = cs_arena_text(&t->arena, text, strlen(text));
    m->at++;
}

static void add_name(struct making *m, cs_name name)
{
    add(m, cs_row_name(m->report, name));
}

static void add_number(struct making *m, long long number)
{
    char text[32];

    snprintf(text, sizeof text, "%lld", number);
    add(m, text);
}

static void add_buffer(struct making *m, struct cs_buffer *text)
{
    m->table->arena.failed = m->table->arena.failed || text->failed;
    add(m, cs_buffer_string(text));
    cs_buffer_release(text);
}

/* ---- events ---- */

static const char *entry_kind(const struct cs_report *report, const struct cs_entry *entry)
{
    static const char *const kinds_of[] = {[CS_ENTRY_TERM] = "event",       [CS_ENTRY_BOND] = "duty",
                                           [CS_ENTRY_COUNTS_AS] = "name",   [CS_ENTRY_IN_PLACE] = "substitute",
                                           [CS_ENTRY_ROLE] = "role",        [CS_ENTRY_ABOUT] = "claims",
                                           [CS_ENTRY_DATED] = "date",       [CS_ENTRY_SAME] = "same",
                                           [CS_ENTRY_ORDER] = "order",      [CS_ENTRY_READS] = "reading",
                                           [CS_ENTRY_BOUND] = "quantity",   [CS_ENTRY_ABSENCE] = "absence"};
    const struct cs_shape *shape = entry->kind == CS_ENTRY_TERM
                                       ? cs_symbols_shape(report->ledger->docket->plan->symbols, entry->term.head)
                                       : NULL;

    return shape != NULL && shape->kind == CS_SHAPE_FACT ? "fact" : kinds_of[entry->kind];
}

static void entry_place(const struct cs_entry *entry, size_t *line)
{
    size_t column;

    cs_source_place(entry->span.source, entry->span.start, line, &column);
}

/* "e1", or "outside.record:45" */
static const char *entry_key(struct making *m, const struct cs_entry *entry)
{
    struct cs_buffer text;
    const char *key;
    size_t line;

    if (entry->label != CS_NO_NAME)
        return cs_row_name(m->report, entry->label);
    entry_place(entry, &line);
    cs_buffer_init(&text);
    cs_buffer_printf(&text, "%s:%zu", entry->span.source->name, line);
    key = cs_arena_text(&m->table->arena, cs_buffer_string(&text), text.length);
    m->table->arena.failed = m->table->arena.failed || text.failed;
    cs_buffer_release(&text);
    return key;
}

static void add_dates(struct making *m, const struct cs_moment *moment)
{
    bool lasts = moment->form == CS_MOMENT_SPAN, given = moment->form != CS_MOMENT_NONE;
    char text[96];

    add(m, given ? cs_moment_text(moment, text) : NULL);
    add(m, given && !moment->begin_unknown ? cs_day_text(moment->first, text) : NULL);
    add(m, given && !moment->begin_unknown ? cs_day_text(lasts ? moment->begins_last : moment->last, text) : NULL);
    add(m, lasts && moment->end < CS_TIME_NEVER ? cs_day_text(moment->last, text) : NULL);
}

static void add_roles(struct making *m, const struct cs_entry *entry)
{
    bool has_term = entry->kind != CS_ENTRY_BOND;

    for (int prep = 0; prep < CS_PREP_COUNT; prep++) {
        struct cs_buffer text;

        cs_buffer_init(&text);
        for (const struct cs_arg *arg = cs_term_args(has_term ? &entry->term : &entry->bond->act, (enum cs_prep)prep);
             arg != NULL; arg = arg->next)
            cs_buffer_printf(&text, "%s%s", text.length > 0 ? "; " : "", cs_row_name(m->report, arg->name));
        add_buffer(m, &text);
    }
}

static void add_voices(struct making *m, const struct cs_entry *entry, enum cs_claim_kind kind)
{
    struct cs_buffer text;

    cs_buffer_init(&text);
    for (const struct cs_claim *claim = entry->claims; claim != NULL; claim = claim->next)
        if (claim->kind == kind)
            cs_buffer_printf(&text, "%s%s", text.length > 0 ? "; " : "", cs_row_name(m->report, claim->voice));
    add_buffer(m, &text);
}

static void add_event(struct making *m, const struct cs_entry *entry)
{
    struct cs_buffer text;
    size_t line;

    if (!add_row(m))
        return;
    add(m, entry_key(m, entry));
    add_name(m, entry->label);
    add(m, entry_kind(m->report, entry));
    add_name(m, entry->about.name);
    add_name(m, entry->kind == CS_ENTRY_BOND ? entry->bond->act.head : entry->term.head);
    add_dates(m, &entry->moment);
    add_roles(m, entry);
    cs_buffer_init(&text);
    cs_worded_statement(&m->plain, entry, &text);
    add_buffer(m, &text);
    cs_buffer_init(&text);
    cs_row_entry(&m->formal, entry, &text);
    add_buffer(m, &text);
    add_voices(m, entry, CS_CLAIM_SAYS);
    add_voices(m, entry, CS_CLAIM_DENIES);
    add(m, entry->concluded != NULL ? entry->concluded->why : NULL);
    add(m, entry->span.source->name);
    entry_place(entry, &line);
    add_number(m, (long long)line);
}

static void add_claims(struct making *m, const struct cs_entry *entry)
{
    static const char *const kinds_of[] = {"says", "denies", "asks", "retracts"};
    long long number = 0;
    char date[96];

    for (const struct cs_claim *claim = entry->claims; claim != NULL; claim = claim->next) {
        struct cs_buffer text;

        if (!add_row(m))
            return;
        cs_buffer_init(&text);
        cs_buffer_printf(&text, "%s#%lld", entry_key(m, entry), ++number);
        add_buffer(m, &text);
        add(m, entry_key(m, entry));
        add(m, kinds_of[claim->kind]);
        add_name(m, claim->voice);
        cs_buffer_init(&text);
        for (const struct cs_via *via = claim->via; via != NULL; via = via->next)
            cs_buffer_printf(&text, "%s%s", text.length > 0 ? "; " : "", cs_row_name(m->report, via->name));
        add_buffer(m, &text);
        add_name(m, claim->source);
        add(m, claim->recorded.form != CS_MOMENT_NONE ? cs_moment_text(&claim->recorded, date) : NULL);
        if (claim->anchor.given) {
            add_number(m, (long long)claim->anchor.start);
            add_number(m, (long long)claim->anchor.end);
        } else {
            m->at += 2;
        }
        add(m, claim->gist);
        add(m, claim->quote);
    }
}

/* ---- sources ---- */

static long long count_citing(const struct cs_file *files, cs_name document)
{
    long long count = 0;

    for (const struct cs_file *file = files; file != NULL; file = file->next)
        for (const struct cs_entry *entry = file->entries; entry != NULL; entry = entry->next)
            for (const struct cs_claim *claim = entry->derived_from == NULL ? entry->claims : NULL; claim != NULL;
                 claim = claim->next)
                count += claim->source == document;
    return count;
}

static void add_source(struct making *m, const struct cs_file *files, const struct cs_document *document)
{
    char date[96];

    if (!add_row(m))
        return;
    add_name(m, document->name);
    add(m, document->title);
    add(m, document->publisher);
    add(m, document->date.form != CS_MOMENT_NONE ? cs_moment_text(&document->date, date) : NULL);
    add(m, document->file);
    add(m, document->sha256);
    add_number(m, count_citing(files, document->name));
    add(m, document->author);
    add(m, document->url);
}

/* ---- duties ---- */

const char *cs_export_row_id(const char *id, struct cs_arena *arena)
{
    const char *dot = strchr(id, '.');
    char *copy = dot == NULL ? NULL : cs_arena_text(arena, id, strlen(id));

    if (copy == NULL)
        return id;
    copy[dot - id] = '-';
    return copy;
}

void cs_export_row_dates(const struct cs_report *report, const struct cs_ledger_row *row, cs_set worlds,
                        struct cs_row_dates *out)
{
    const struct cs_ledger_piece *since[2] = {NULL, NULL};
    struct cs_ledger_due due = cs_ledger_due(report->ledger, row, worlds);

    *out = (struct cs_row_dates){.since_earliest = ""};
    for (uint32_t i = 0; i < row->piece_count; i++) {
        const struct cs_ledger_piece *p = &row->pieces[i];

        if (cs_worlds_disjoint(report->ledger->docket->worlds, p->worlds, worlds))
            continue;
        if (p->has_since && (since[0] == NULL || p->since_day < since[0]->since_day))
            since[0] = p;
        if (p->has_since && (since[1] == NULL || p->since_day > since[1]->since_day))
            since[1] = p;
    }
    if (since[0] != NULL) {
        cs_row_since(since[0], out->since_earliest);
        if (since[1]->since_day == since[0]->since_day)
            memcpy(out->since_latest, out->since_earliest, sizeof out->since_latest);
        else
            cs_row_since(since[1], out->since_latest);
    }
    if (due.first != NULL) {
        cs_row_deadline(due.first, out->due_earliest);
        if (due.last == due.first)
            memcpy(out->due_latest, out->due_earliest, sizeof out->due_latest);
        else
            cs_row_deadline(due.last, out->due_latest);
    }
}

/* "Russia owes Armenia assistance by Russia to Armenia on e1", "Alden owes Borea no raid by Alden on Borea"; of what is
 * no bond the act. The unsaid is left out. */
void cs_export_row_formal(const struct cs_report *report, const struct cs_ledger_row *row, struct cs_buffer *out)
{
    bool expectation = row->kind == CS_ROW_EXPECTATION;
    const char *first = cs_row_name(report, expectation ? row->claimant : row->holder);
    const char *second = cs_row_name(report, expectation ? row->holder : row->claimant);

    if (row->bond != CS_NO_ROW) {
        cs_buffer_text(out, first != NULL ? first : "");
        cs_buffer_text(out, expectation ? " expects " : " owes ");
        cs_buffer_text(out, second != NULL ? second : "");
        cs_buffer_text(out, second != NULL ? " " : "");
    }
    cs_buffer_text(out, cs_ledger_content(report->ledger, row));
}

static const char *sentence_of(struct making *m, const struct cs_ledger_row *row)
{
    struct cs_lines lines;

    cs_fold(&m->plain, &row, 1, &m->table->arena, &lines);
    return lines.count > 0 ? lines.items[0].statement : NULL;
}

static void add_performed(struct making *m, const struct cs_ledger_row *row, cs_set worlds)
{
    const struct cs_row_done *done = cs_row_done_throughout(m->report, row, worlds, &m->table->arena);
    const struct cs_ledger_piece *piece = cs_ledger_piece(m->report->ledger, row, worlds);
    char day[32];

    add(m, done != NULL ? cs_day_text(done->first, day) : NULL);
    add(m, done != NULL ? cs_day_text(done->last, day) : NULL);
    add(m, done != NULL ? done->by : NULL);
    add(m, done != NULL ? done->name : piece != NULL && piece->unreported ? "unreported" : NULL);
    if (done != NULL && done->has_days) {
        add_number(m, done->days);
        add_number(m, done->days_most);
    } else {
        m->at += 2;
    }
}

static void add_rests(struct making *m, const struct cs_ledger_row *row, size_t account, cs_set worlds)
{
    size_t count;
    const uint32_t *questions = cs_row_questions(m->report, row, worlds, &m->table->arena, &count);
    const char *const *concluded;
    struct cs_buffer text;

    cs_buffer_init(&text);
    for (size_t i = 0; i < count; i++)
        cs_buffer_printf(&text, "%s%s", i > 0 ? "; " : "",
                         cs_row_name(m->report, m->report->ledger->docket->questions[questions[i]].id));
    add_buffer(m, &text);
    concluded = cs_row_concluded(&m->formal, row, account, &m->table->arena, &count);
    cs_buffer_init(&text);
    for (size_t i = 0; i < count; i++)
        cs_buffer_printf(&text, "%s%s", i > 0 ? "; " : "", concluded[i]);
    add_buffer(m, &text);
}

static void add_duty(struct making *m, const struct cs_ledger_row *row, size_t account, const char *sentence)
{
    const struct cs_report *report = m->report;
    cs_set worlds = cs_row_worlds(report, account);
    struct cs_row_dates dates;
    struct cs_buffer text;

    if (!add_row(m))
        return;
    cs_export_row_dates(report, row, worlds, &dates);
    add(m, cs_export_row_id(row->id, &m->table->arena));
    add(m, cs_row_account(report, account));
    add(m, cs_ledger_kind_text(row->kind));
    add(m, cs_ledger_state_text(report->ledger, cs_ledger_state(report->ledger, row, worlds)));
    add_name(m, row->instrument);
    add_name(m, row->article);
    add_name(m, row->holder);
    add_name(m, row->claimant);
    add_name(m, row->topic);
    add(m, cs_ledger_content(report->ledger, row));
    cs_buffer_init(&text);
    cs_export_row_formal(report, row, &text);
    add_buffer(m, &text);
    add(m, sentence);
    add_name(m, row->trigger);
    add(m, cs_row_request(report, row));
    add(m, dates.since_earliest);
    add(m, dates.since_latest);
    add(m, dates.due_earliest);
    add(m, dates.due_latest);
    add(m, cs_row_still_owed(report, row, worlds));
    add_performed(m, row, worlds);
    add_rests(m, row, account, worlds);
}

/* ---- questions ---- */

static void add_question(struct making *m, uint32_t number, size_t account)
{
    const struct cs_question *q = &m->report->ledger->docket->questions[number];
    struct cs_buffer text;

    if (!add_row(m))
        return;
    add_name(m, q->id);
    add(m, cs_row_account(m->report, account));
    add(m, cs_row_answer(m->report, number, cs_row_worlds(m->report, account)));
    add(m, cs_question_kind_text(q->kind));
    cs_buffer_init(&text);
    cs_worded_question(&m->plain, number, &text);
    add_buffer(m, &text);
    cs_buffer_init(&text);
    for (uint32_t i = 0; i < q->answer_count; i++)
        cs_buffer_printf(&text, "%s%s", i > 0 ? "; " : "", q->answers[i]);
    add_buffer(m, &text);
}

/* ---- tables ---- */

static void make_from_files(struct making *m)
{
    const struct cs_file *files = m->report->ledger->docket->plan->files;

    for (const struct cs_file *file = files; file != NULL; file = file->next) {
        for (const struct cs_document *d = file->documents; m->table->kind == CS_EXPORT_SOURCES && d != NULL;
             d = d->next)
            add_source(m, files, d);
        for (const struct cs_entry *entry = file->entries; entry != NULL; entry = entry->next) {
            if (entry->derived_from != NULL)
                continue;
            if (m->table->kind == CS_EXPORT_EVENTS)
                add_event(m, entry);
            else if (m->table->kind == CS_EXPORT_CLAIMS)
                add_claims(m, entry);
        }
    }
}

static void make_from_ledger(struct making *m)
{
    const struct cs_ledger *ledger = m->report->ledger;

    for (size_t i = 0; m->table->kind == CS_EXPORT_DUTIES && i < ledger->row_count; i++) {
        const char *sentence = sentence_of(m, &ledger->rows[i]);

        for (size_t a = 0; a < ledger->account_count; a++)
            add_duty(m, &ledger->rows[i], a, sentence);
    }
    for (size_t i = 0; m->table->kind == CS_EXPORT_QUESTIONS && i < ledger->docket->question_count; i++)
        for (size_t a = 0; a < ledger->account_count; a++)
            add_question(m, (uint32_t)i, a);
}

casus_status cs_export_make(const struct cs_report *report, enum cs_export_kind kind, struct cs_export *out)
{
    struct making m = {.report = report, .plain = *report, .formal = *report, .table = out};
    struct cs_buffer none;
    casus_status status;

    *out = (struct cs_export){.kind = kind};
    cs_arena_init(&out->arena);
    out->columns = cs_export_columns(kind, &out->column_count);
    m.plain.formal = false;
    m.plain.each = true;
    m.formal.formal = true;
    if (kind == CS_EXPORT_DUTIES || kind == CS_EXPORT_QUESTIONS)
        make_from_ledger(&m);
    else
        make_from_files(&m);
    cs_buffer_init(&none);
    status = cs_report_status(report, &out->arena, &none);
    cs_buffer_release(&none);
    return status;
}

void cs_export_release(struct cs_export *table)
{
    free(table->cells);
    cs_arena_release(&table->arena);
}
