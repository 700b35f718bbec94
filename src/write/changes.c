/* SPDX-License-Identifier: MIT */
/*
 * What changed between two dates, for people. Rows are folded to lines as in the ledger, if they had the same states
 * before as well. A line has its state now, and its state before where that differs.
 *
 *   changed
 *     5,6 each other party owes Armenia assistance of Military, Political on e1 (...)
 *           Armenia: in force, now violated
 *           its time ran out: 2022-09-14, 2022-09-16, 2022-09-20
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "ledger/beside.h"
#include "view/mention.h"
#include "view/rows.h"
#include "view/standing.h"
#include "view/when.h"
#include "view/wording.h"
#include "view/wrap.h"
#include "write/write.h"

#define INDENT ((size_t)6)

struct entered { const struct cs_entry *entry; const struct cs_ledger_row *row; };

struct page {
    const struct cs_report *before, *after;
    const struct cs_changes *changes;
    struct entered *entered; /* the rows of the later ledger that have an entry, by that */
    size_t entered_count;
    const struct cs_entry **happened; /* what happened between the two, sorted */
    uint64_t *likeness;               /* by change: of those that stood alike before it is the same */
    struct cs_arena arena;
    struct cs_legend legend;
    struct cs_buffer *out;
};

static void write_text(struct page *page, struct cs_buffer *text, size_t column)
{
    cs_buffer_repeat(page->out, ' ', column);
    cs_report_wrap(page->after, page->out, cs_buffer_string(text), text->length, column, column + 2);
    cs_buffer_char(page->out, '\n');
    page->out->failed = page->out->failed || text->failed;
    cs_buffer_release(text);
}

/* A phrase without places, in the reader's language. */
static const char *told(const struct page *page, const char *english)
{
    return cs_told(cs_report_language(page->after), english);
}

static void add_title(struct page *page, const char *title, bool *titled)
{
    if (*titled)
        return;
    *titled = true;
    cs_buffer_text(page->out, "\n");
    cs_paint(page->out, page->after->colour, CS_PAINT_BOLD);
    cs_buffer_text(page->out, told(page, title));
    cs_paint(page->out, page->after->colour, CS_PAINT_PLAIN);
    cs_buffer_char(page->out, '\n');
}

/* ---- occurrences and claims ---- */

static int by_address(uintptr_t a, uintptr_t b)
{
    return (a > b) - (a < b);
}

static int by_entry(const void *item, const void *key)
{
    const struct entered *a = item, *b = key;

    return by_address((uintptr_t)a->entry, (uintptr_t)b->entry);
}

static int by_happened(const void *item, const void *key)
{
    const struct cs_entry *const *a = item, *const *b = key;

    return by_address((uintptr_t)*a, (uintptr_t)*b);
}

/* Sorts the entries that rows have, and those that happened, so that each is found. */
static void find_entered(struct page *page)
{
    const struct cs_ledger *ledger = page->after->ledger;
    const struct cs_changes *c = page->changes;

    page->entered = cs_arena_array(&page->arena, ledger->row_count, sizeof *page->entered);
    page->happened = cs_arena_array(&page->arena, c->happened_count, sizeof *page->happened);
    for (size_t i = 0; page->entered != NULL && i < ledger->row_count; i++)
        if (ledger->rows[i].entry != NULL && ledger->rows[i].bond == CS_NO_ROW)
            page->entered[page->entered_count++] = (struct entered){ledger->rows[i].entry, &ledger->rows[i]};
    for (size_t i = 0; page->happened != NULL && i < c->happened_count; i++)
        page->happened[i] = c->happened[i].entry;
    if (page->entered_count > 0)
        qsort(page->entered, page->entered_count, sizeof *page->entered, by_entry);
    if (page->happened != NULL && c->happened_count > 0)
        qsort(page->happened, c->happened_count, sizeof *page->happened, by_happened);
}

/* The one row of the later ledger that has this entry; NULL if none has, or several have. */
static const struct cs_ledger_row *row_of(const struct page *page, const struct cs_entry *entry)
{
    const struct entered key = {entry, NULL}, *all = page->entered;
    size_t count = page->entered_count, at = cs_lower_bound(&key, all, count, sizeof *all, by_entry);

    if (at == count || all[at].entry != entry || (at + 1 < count && all[at + 1].entry == entry))
        return NULL;
    return all[at].row;
}

/* Is the row shown, with its states, under "What happened"? */
static bool is_shown_as_happened(const struct page *page, const struct cs_ledger_row *row)
{
    size_t count = page->happened != NULL ? page->changes->happened_count : 0, at;

    if (row->entry == NULL || row->bond != CS_NO_ROW || row_of(page, row->entry) != row)
        return false;
    at = cs_lower_bound(&row->entry, page->happened, count, sizeof *page->happened, by_happened);
    return at < count && page->happened[at] == row->entry;
}

static void add_row_states(struct page *page, const struct cs_ledger_row *row)
{
    size_t accounts = cs_row_account_count(page->after), count;
    enum cs_state *states = cs_arena_array(&page->arena, accounts, sizeof *states);
    const uint32_t *questions = cs_row_questions(page->after, row, cs_row_shown(page->after), &page->arena, &count);

    for (size_t a = 0; states != NULL && a < accounts; a++)
        states[a] = cs_ledger_shown(row->kind,
                                    cs_ledger_state(page->after->ledger, row, cs_row_worlds(page->after, a)));
    if (states != NULL)
        cs_standing_write(page->after, &page->legend, states, CS_STATE_WITH_EFFECT, questions, count, INDENT,
                          page->out);
}

/* The accounts on which it happened; nothing if it happened on all. */
static void add_contested(struct page *page, cs_set worlds)
{
    enum cs_state *states = cs_standing_of_set(page->after, worlds, CS_STATE_SO, CS_STATE_NOT_SO, &page->arena);
    size_t count;
    const uint32_t *on = cs_row_set_questions(page->after, worlds, cs_row_shown(page->after), &page->arena, &count);

    if (states != NULL)
        cs_standing_write(page->after, &page->legend, states, CS_STATE_SO, on, count, INDENT, page->out);
}

static void add_happened(struct page *page)
{
    bool titled = false;

    for (size_t i = 0; i < page->changes->happened_count; i++) {
        const struct cs_entry *entry = page->changes->happened[i].entry;
        const struct cs_ledger_row *row = row_of(page, entry);
        struct cs_buffer text;

        add_title(page, CS_PHRASE("What happened, or may have"), &titled);
        cs_buffer_init(&text);
        cs_row_entry(page->after, entry, &text);
        write_text(page, &text, 2);
        add_contested(page, page->changes->happened[i].worlds);
        if (row != NULL)
            add_row_states(page, row);
    }
}

/* "Armenia says via RFERL in S2: " */
static void add_voice(const struct page *page, const struct cs_claim *claim, struct cs_buffer *out)
{
    static const char *const verbs[] = {CS_PHRASE("says"), CS_PHRASE("denies"), CS_PHRASE("leaves open"),
                                        CS_PHRASE("retracts")};
    struct cs_language l = cs_report_language(page->after);

    cs_buffer_printf(out, "%s %s", cs_language_told(l, claim->voice), told(page, verbs[claim->kind]));
    for (const struct cs_via *via = claim->via; via != NULL; via = via->next)
        cs_buffer_printf(out, "%s%s", told(page, " via "), cs_language_told(l, via->name));
    if (claim->source != CS_NO_NAME)
        cs_buffer_printf(out, "%s%s", told(page, " in "), cs_language_told(l, claim->source));
    cs_buffer_text(out, ": ");
}

static void add_said(struct page *page)
{
    const char *title = CS_PHRASE("What was said");
    bool titled = false;

    for (size_t i = 0; i < page->changes->said_count; i++)
        if (page->changes->said[i].claim == NULL && page->changes->said[i].retracted == NULL)
            title = CS_PHRASE("What was said or concluded");
    for (size_t i = 0; i < page->changes->said_count; i++) {
        const struct cs_recorded_word *word = &page->changes->said[i];
        const struct cs_claim *claim = word->claim;
        const struct cs_entry *entry = word->entry;
        const char *gist = claim != NULL             ? claim->gist
                           : word->retracted != NULL ? word->retracted->why
                                                     : entry->concluded->why;
        struct cs_buffer text;

        add_title(page, title, &titled);
        cs_buffer_init(&text);
        if (claim != NULL)
            add_voice(page, claim, &text);
        else
            cs_buffer_printf(&text, "%s: ", word->retracted != NULL ? told(page, "taken back by the record")
                                                                      : told(page, "concluded by the record"));
        cs_row_entry(page->after, entry, &text);
        if (gist != NULL)
            cs_buffer_printf(&text, " (%s)", told(page, gist));
        write_text(page, &text, 2);
    }
}

/* ---- rows ---- */

/* Adds whether it is still owed, where cs_row_beside does not tell it. */
static void add_owed(struct page *page, const struct cs_report *report, const struct cs_ledger_row *row, cs_set worlds,
                     struct cs_buffer *out)
{
    struct cs_ledger_beside o = cs_ledger_beside(report->ledger, row, worlds);

    if (o.owed && o.not_owed)
        cs_buffer_text(out, told(page, "perhaps still owed"));
    else if (o.owed && (row->kind != CS_ROW_DUTY || !o.broken))
        cs_buffer_text(out, told(page, "still owed"));
    else if (o.not_owed && (row->kind == CS_ROW_DUTY || row->kind == CS_ROW_EXPECTATION))
        cs_buffer_text(out, told(page, "no longer owed"));
}

/* "violated", or with what is told beside it: "violated (still owed where violated)" */
static void add_words(struct page *page, const struct cs_report *report, const struct cs_ledger_row *row,
                      size_t account, bool beside, struct cs_buffer *out)
{
    cs_set worlds = cs_row_worlds(report, account);
    struct cs_buffer notes, left_out;

    cs_row_state_words(report, row, account, out);
    if (!beside)
        return;
    cs_buffer_init(&notes);
    cs_buffer_init(&left_out);
    add_owed(page, report, row, worlds, &notes);
    cs_row_beside(report, row, worlds, &notes);
    cs_row_left_out(report, row, worlds, &page->arena, &left_out);
    cs_buffer_printf(&notes, "%s%s", notes.length > 0 && left_out.length > 0 ? ", " : "", cs_buffer_string(&left_out));
    if (notes.length > 0)
        cs_buffer_printf(out, " (%s)", cs_buffer_string(&notes));
    out->failed = out->failed || notes.failed || left_out.failed;
    cs_buffer_release(&notes);
    cs_buffer_release(&left_out);
}

/* "in force, now violated"; nothing if the two are the same. */
static void add_change(struct page *page, const struct cs_ledger_change *change, size_t account, bool beside,
                       struct cs_buffer *out)
{
    const char *now = told(page, ", now ");
    size_t length;

    add_words(page, page->before, change->before, account, beside, out);
    length = out->length;
    cs_buffer_text(out, now);
    add_words(page, page->after, change->after, account, beside, out);
    if (out->length == 2 * length + strlen(now) &&
        memcmp(out->bytes, out->bytes + length + strlen(now), length) == 0)
        cs_buffer_clear(out);
}

/* "Armenia: in force, now violated; Russia, CSTO: none, now undetermined (violated or none)" */
static void add_difference(struct page *page, const struct cs_ledger_change *change)
{
    size_t accounts = change->states ? cs_row_account_count(page->after) : 0;
    char **was = cs_arena_array(&page->arena, accounts, sizeof *was);

    for (size_t a = 0; was != NULL && a < accounts; a++) {
        struct cs_buffer text;

        cs_buffer_init(&text);
        add_change(page, change, a, false, &text);
        if (text.length == 0)
            add_change(page, change, a, true, &text);
        was[a] = cs_arena_text(&page->arena, cs_buffer_string(&text), text.length);
        page->out->failed = page->out->failed || text.failed;
        cs_buffer_release(&text);
        if (was[a] == NULL)
            return;
    }
    for (size_t a = 0; was != NULL && a < accounts; a++) {
        struct cs_buffer text;
        size_t first = 0, alike = 0;

        while (strcmp(was[first], was[a]) != 0)
            first++;
        if (first < a || was[a][0] == '\0')
            continue;
        cs_buffer_init(&text);
        for (size_t k = a; k < accounts; k++)
            if (strcmp(was[k], was[a]) == 0) {
                cs_buffer_printf(&text, "%s%s", k > a ? ", " : "", cs_row_account(page->after, k));
                alike++;
            }
        if (alike == accounts && accounts > 1) {
            cs_buffer_clear(&text);
            cs_buffer_text(&text, told(page, "on every account"));
        }
        cs_buffer_printf(&text, ": %s", was[a]);
        write_text(page, &text, INDENT + 2);
    }
}

/* Adds the deadlines of a row that lie between the two dates. */
static void add_deadlines(struct page *page, const struct cs_ledger_change *change)
{
    const struct cs_ledger_row *row = change->after;
    const char **days = cs_arena_array(&page->arena, row->piece_count, sizeof *days);
    struct cs_buffer text;
    size_t count;

    if (!change->deadline || days == NULL)
        return;
    count = cs_changes_deadlines(page->changes, row, &page->arena, days);
    cs_buffer_init(&text);
    cs_buffer_text(&text, told(page, "its time ran out: "));
    for (size_t i = 0; i < count; i++)
        cs_buffer_printf(&text, "%s%s", i > 0 ? ", " : "", days[i]);
    write_text(page, &text, INDENT + 2);
}

/* The first and the last day of the time that the row allows; NULL for a row that allows none. */
/* The deadlines of a row of a ledger before or after the change, in whatever world. */
static void add_due_days(const struct cs_report *report, const struct cs_ledger_row *row, struct cs_buffer *out)
{
    struct cs_ledger_due due = cs_ledger_due(report->ledger, row, CS_ALL);

    if (due.first == NULL) {
        cs_buffer_text(out, cs_told(cs_report_language(report), "none"));
        return;
    }
    cs_when_deadline(report, due.first, out);
    if (due.last->deadline == due.first->deadline)
        return;
    cs_buffer_text(out, cs_told(cs_report_language(report), " to "));
    cs_when_deadline(report, due.last, out);
}

/* "its time: 14 September 2022 to 20 September 2022, now 18 September 2022" */
static void add_due(struct page *page, const struct cs_ledger_change *change)
{
    struct cs_buffer text;

    if (!change->due)
        return;
    cs_buffer_init(&text);
    cs_buffer_text(&text, told(page, "its time: "));
    add_due_days(page->before, change->before, &text);
    cs_buffer_text(&text, told(page, ", now "));
    add_due_days(page->after, change->after, &text);
    write_text(page, &text, INDENT + 2);
}

/* Changes stand in the order of the rows as they are now; then come those of rows that are gone, as they were. */
static int by_row(const void *item, const void *key)
{
    const struct cs_ledger_change *a = item, *b = key;

    if (a->after == NULL || b->after == NULL)
        return a->after != b->after ? (a->after == NULL ? 1 : -1)
                                    : by_address((uintptr_t)a->before, (uintptr_t)b->before);
    return by_address((uintptr_t)a->after, (uintptr_t)b->after);
}

/* The change of a row as it is now, or, of one that is gone, as it was. */
static const struct cs_ledger_change *change_of(const struct page *page, const struct cs_ledger_row *row, bool gone)
{
    const struct cs_ledger_change key = {.before = gone ? row : NULL, .after = gone ? NULL : row};
    const struct cs_changes *c = page->changes;

    return &c->rows[cs_lower_bound(&key, c->rows, c->row_count, sizeof *c->rows, by_row)];
}

static bool stood_alike(const struct page *page, const struct cs_ledger_change *a, const struct cs_ledger_change *b)
{
    if (a->deadline != b->deadline || a->due != b->due)
        return false;
    return a->before == NULL ||
           cs_changes_same_states(page->before->ledger, a->before, page->before->ledger, b->before);
}

static void add_lines(struct page *page, const struct cs_report *report, const struct cs_ledger_row *const *rows,
                      size_t count, bool difference)
{
    struct cs_lines lines;

    cs_fold(report, rows, count, &page->arena, &lines);
    for (size_t i = 0; i < lines.count; i++) {
        const struct cs_ledger_change *change = change_of(page, lines.items[i].rows[0], report == page->before);
        struct cs_line line = lines.items[i];

        if (report == page->before && page->before != page->after)
            line.question_count = 0; /* the legend is of what there is now */
        if (!difference) {
            cs_standing_line(report, &page->legend, &line, INDENT, page->out);
        } else {
            cs_standing_label(report, &line, INDENT, page->out);
            add_difference(page, change);
            add_due(page, change);
            cs_standing_write(report, &page->legend, NULL, CS_STATE_UNSAID, line.questions,
                              line.question_count, INDENT + 2, page->out);
        }
        if (change->after != NULL)
            add_deadlines(page, change);
    }
}

enum part { PART_NEW, PART_CHANGED, PART_DEADLINE, PART_GONE };

static bool belongs(const struct page *page, const struct cs_ledger_change *change, enum part part)
{
    if (change->after == NULL)
        return part == PART_GONE;
    if (change->before == NULL)
        return part == PART_NEW && !is_shown_as_happened(page, change->after);
    return part == (change->states || change->due ? PART_CHANGED : PART_DEADLINE);
}

/* Rows of a part that stood alike before; they may be one line. */
struct alike {
    const struct cs_ledger_row **rows; /* as they are now, or of what is gone, as they were */
    bool *done;                        /* by change: it is among those found so far */
    size_t count;
};

static struct alike no_rows(struct page *page)
{
    struct alike found = {.count = 0};

    found.rows = cs_arena_array(&page->arena, page->changes->row_count, sizeof *found.rows);
    found.done = cs_arena_array(&page->arena, page->changes->row_count, sizeof *found.done);
    return found;
}

/* Finds the next rows of a part that stood alike; false if there are none left. */
static bool find_alike(const struct page *page, enum part part, struct alike *found)
{
    const struct cs_changes *c = page->changes;
    size_t first = 0;

    if (found->rows == NULL || found->done == NULL || page->likeness == NULL)
        return false;
    while (first < c->row_count && (found->done[first] || !belongs(page, &c->rows[first], part)))
        first++;
    found->count = 0;
    for (size_t k = first; k < c->row_count; k++)
        if (!found->done[k] && page->likeness[k] == page->likeness[first] && belongs(page, &c->rows[k], part) &&
            stood_alike(page, &c->rows[first], &c->rows[k])) {
            found->done[k] = true;
            found->rows[found->count++] = part == PART_GONE ? c->rows[k].before : c->rows[k].after;
        }
    return found->count > 0;
}

static void add_part(struct page *page, enum part part, const char *title)
{
    struct alike found = no_rows(page);
    bool titled = false;

    while (find_alike(page, part, &found)) {
        add_title(page, title, &titled);
        add_lines(page, part == PART_GONE ? page->before : page->after, found.rows, found.count,
                  part == PART_CHANGED);
    }
}

/* Uses the questions of the lines of a part: on whatever account. */
static void use_part(struct page *page, enum part part)
{
    struct alike found = no_rows(page);

    while (find_alike(page, part, &found)) {
        struct cs_lines lines;

        cs_fold(page->after, found.rows, found.count, &page->arena, &lines);
        for (size_t i = 0; i < lines.count; i++)
            cs_line_look_at(page->after, &lines.items[i], cs_row_shown(page->after), &page->arena);
        cs_legend_use_lines(&page->legend, &lines);
    }
}

/* ---- questions ---- */

static void add_answers(struct page *page, const struct cs_question_change *q)
{
    for (size_t a = 0; a < cs_row_account_count(page->after) && q->before != CS_NOWHERE && q->after != CS_NOWHERE;
         a++) {
        const char *old = cs_row_answer(page->before, q->before, cs_row_worlds(page->before, a));
        const char *new = cs_row_answer(page->after, q->after, cs_row_worlds(page->after, a));
        struct cs_buffer text;

        old = told(page, old != NULL ? old : "open");
        new = told(page, new != NULL ? new : "open");
        if (strcmp(old, new) == 0)
            continue;
        cs_buffer_init(&text);
        cs_buffer_printf(&text, "%s: %s%s%s", cs_row_account(page->after, a), old, told(page, ", now "), new);
        write_text(page, &text, INDENT + 2);
    }
}

static void add_questions(struct page *page)
{
    static const char *const words[] = {CS_PHRASE("comes up: "), CS_PHRASE("answered otherwise: "),
                                        CS_PHRASE("nothing depends on it any more: ")};
    bool titled = false;

    for (int kind = 0; kind < 3; kind++)
        for (size_t i = 0; i < page->changes->question_count; i++) {
            const struct cs_question_change *q = &page->changes->questions[i];
            struct cs_buffer text;

            if (kind != (!q->turns ? 2 : q->turned_before ? 1 : 0) ||
                (q->turns && !cs_legend_tells(&page->legend, q->after)))
                continue;
            add_title(page, CS_PHRASE("Questions"), &titled);
            cs_buffer_init(&text);
            cs_buffer_text(&text, told(page, words[kind]));
            if (q->turns) {
                cs_legend_names(&page->legend, &q->after, 1, ' ', &text);
                cs_buffer_char(&text, ' ');
            }
            cs_buffer_text(&text, q->turns ? cs_legend_text(&page->legend, q->after) : told(page, q->question->text));
            write_text(page, &text, 2);
            add_answers(page, q);
        }
}

/* ---- the page ---- */

static void open_page(struct page *page)
{
    const struct cs_changes *c = page->changes;

    cs_arena_init(&page->arena);
    cs_legend_init(&page->legend, page->after, &page->arena);
    find_entered(page);
    page->likeness = cs_arena_array(&page->arena, c->row_count, sizeof *page->likeness);
    for (size_t i = 0; page->likeness != NULL && i < c->row_count; i++)
        if (c->rows[i].before != NULL)
            page->likeness[i] = cs_changes_likeness(c->before, c->rows[i].before);
    for (enum part part = PART_NEW; part < PART_GONE; part++)
        use_part(page, part);
    for (size_t i = 0; i < c->happened_count; i++) {
        const struct cs_ledger_row *row = row_of(page, c->happened[i].entry);
        size_t count, contested;
        const uint32_t *happened = cs_row_set_questions(page->after, c->happened[i].worlds, cs_row_shown(page->after),
                                                        &page->arena, &contested);
        const uint32_t *on = row == NULL
                                 ? NULL
                                 : cs_row_questions(page->after, row, cs_row_shown(page->after), &page->arena, &count);

        cs_legend_use(&page->legend, happened, contested);
        if (on != NULL)
            cs_legend_use(&page->legend, on, count);
    }
    for (size_t i = 0; i < c->question_count; i++)
        if (c->questions[i].turns)
            cs_legend_show(&page->legend, c->questions[i].after);
    cs_legend_number(&page->legend);
}

static void add_heading(struct page *page)
{
    const struct cs_report *a = page->before, *b = page->after;
    bool known = a->known_on != NULL && strcmp(a->known_on, b->known_on) != 0, dates = strcmp(a->as_of, b->as_of) != 0;
    struct cs_language l = cs_report_language(b);
    struct cs_buffer text, where, first, last;

    cs_buffer_init(&text);
    cs_buffer_init(&where);
    cs_buffer_init(&first);
    cs_buffer_init(&last);
    cs_when_as_of(a, &first);
    cs_when_as_of(b, &last);
    cs_buffer_text(&text, told(page, "What changed"));
    if (dates)
        cs_say(l, &text, " from the end of {first} to the end of {last}", cs_part_text(cs_buffer_string(&first)),
               cs_part_text(cs_buffer_string(&last)));
    if (!dates)
        cs_say(l, &where, ", of how it stood on {day}", cs_part_text(cs_buffer_string(&last)));
    cs_buffer_clear(&first);
    cs_buffer_clear(&last);
    if (known) {
        cs_when_text(a, a->known_on, &first);
        cs_when_text(b, b->known_on, &last);
    }
    if (known)
        cs_say(l, &text, dates ? ", by what was known on {first} and then on {last}"
                               : " by what was known on {first} and then on {last}",
               cs_part_text(cs_buffer_string(&first)), cs_part_text(cs_buffer_string(&last)));
    else
        cs_when_known(a, &text);
    cs_buffer_text(&text, cs_buffer_string(&where));
    text.failed = text.failed || where.failed || first.failed || last.failed;
    cs_buffer_release(&where);
    cs_buffer_release(&first);
    cs_buffer_release(&last);
    if (!dates && !b->as_of_given)
        cs_buffer_text(&text, told(page, ", the last date of the record"));
    cs_paint(page->out, b->colour, CS_PAINT_BOLD);
    write_text(page, &text, 0);
    cs_paint(page->out, b->colour, CS_PAINT_PLAIN);
    cs_standing_reservations(b, &page->arena, page->out);
}

casus_status cs_changes_text(const struct cs_report *before, const struct cs_report *after,
                             const struct cs_changes *changes, struct cs_buffer *out)
{
    struct cs_telling telling;
    struct cs_report earlier = *before;
    struct page page = {.before = &earlier, .after = &telling.report, .changes = changes, .out = out};
    casus_status status;
    size_t start;

    cs_telling_open(&telling, after, out);
    earlier.mentions = telling.report.mentions;
    open_page(&page);
    add_heading(&page);
    start = out->length;
    add_happened(&page);
    add_said(&page);
    add_part(&page, PART_NEW, CS_PHRASE("New in the ledger"));
    add_part(&page, PART_CHANGED, CS_PHRASE("Changed"));
    add_part(&page, PART_DEADLINE, CS_PHRASE("Time that ran out, and nothing else changed"));
    add_part(&page, PART_GONE, CS_PHRASE("No longer in the ledger"));
    add_questions(&page);
    if (out->length == start)
        cs_buffer_printf(out, "\n  %s\n", told(&page, "Nothing."));
    cs_legend_write(&page.legend, page.after, out);
    cs_telling_close(&telling, out);
    status = cs_report_status(after, &page.arena, out);
    cs_arena_release(&page.arena);
    return status == CASUS_OK ? cs_report_status(before, NULL, out) : status;
}
