/* SPDX-License-Identifier: MIT */
/*
 * The standing of a row or event on each account for each choice of readings. Most do not depend on readings; for those
 * that do there is a table over the readings that make a difference. Equal tables, and equal parts of tables, are kept
 * once:
 *
 *   standings   [9,"since 2022-09-13, ...","term 1 2;not 3",[3]]     state, words, shapes, questions
 *   tables      [[0,2],[4,4,5,...]]     readings 0 and 2; standings by mixed radix, 0 of each reading being "open"
 *   vectors     [7,-1,8]                for each account a standing, or, as -1 - n, table n
 *
 * If a table would have more than CS_COMBINATIONS_MAX entries, all tables list their readings one at a time instead:
 * the entry with all open, then each answer of each reading alone.
 */
#include <stdlib.h>
#include <string.h>

#include "page/page_int.h"

/* ---- accounts ---- */

static void add_account(struct cs_page *page, const char *name, cs_set worlds)
{
    size_t first = 0;

    while (first < page->account_count && page->accounts[first].worlds != worlds)
        first++;
    page->accounts[page->account_count++] = (struct cs_page_account){name, worlds, first};
}

/* The accounts of the ledger, the one that was asked for, and last the one with all open. */
void cs_page_accounts(struct cs_page *page)
{
    const struct cs_ledger *ledger = page->report.ledger;
    const struct cs_page_settings *settings = page->settings;
    bool found = !settings->account_given || settings->account == CS_NO_NAME;

    page->accounts = cs_arena_array(&page->arena, ledger->account_count + 2, sizeof *page->accounts);
    if (page->accounts == NULL)
        return;
    for (size_t a = 0; a < ledger->account_count; a++) {
        if (ledger->accounts[a].voice == CS_NO_NAME)
            continue;
        if (settings->account_given && ledger->accounts[a].voice == settings->account) {
            page->shown = page->account_count;
            found = true;
        }
        add_account(page, cs_row_name(&page->report, ledger->accounts[a].voice), ledger->accounts[a].worlds);
    }
    if (!found) {
        page->shown = page->account_count;
        add_account(page, cs_row_name(&page->report, settings->account),
                    cs_worlds_and(ledger->docket->worlds, ledger->worlds,
                                  cs_docket_account(ledger->docket, settings->account)));
    }
    if (page->account_count == 0 || (settings->account_given && settings->account == CS_NO_NAME))
        page->shown = page->account_count;
    page->column_count = page->account_count > 0 ? page->account_count : 1;
    add_account(page, "open", ledger->worlds);
}

/* ---- the readings that make a difference ---- */

/* Marks the questions on which a set depends. */
static void mark_support(struct cs_page *page, cs_set set, bool *marked)
{
    uint32_t *questions = NULL;
    size_t count = 0;

    if (!cs_worlds_support(page->report.ledger->docket->worlds, set, &questions, &count))
        page->arena.failed = true;
    for (size_t i = 0; i < count; i++)
        marked[questions[i]] = true;
    free(questions);
}

static void mark_row(struct cs_page *page, const struct cs_ledger_row *row, bool *marked)
{
    for (uint32_t i = 0; i < row->piece_count; i++)
        mark_support(page, row->pieces[i].worlds, marked);
}

static bool *room_for_marks(struct cs_page *page)
{
    bool *marked = calloc(page->report.ledger->docket->question_count + 1, sizeof *marked);

    if (marked == NULL)
        page->arena.failed = true;
    return marked;
}

/* ---- classes of rows ---- */

void cs_page_classes(struct cs_page *page)
{
    const struct cs_ledger *ledger = page->report.ledger;
    struct cs_names keys;

    cs_names_init(&keys);
    page->row_classes = cs_arena_array(&page->arena, ledger->row_count, sizeof *page->row_classes);
    page->class_rows = cs_arena_array(&page->arena, ledger->row_count, sizeof *page->class_rows);
    for (uint32_t i = 0; page->class_rows != NULL && page->row_classes != NULL && i < ledger->row_count; i++) {
        struct cs_buffer key;
        cs_name name;

        cs_buffer_init(&key);
        cs_page_row_key(page, &ledger->rows[i], &key);
        name = cs_names_intern_buffer(&keys, &key);
        if (name == CS_NO_NAME) {
            page->arena.failed = true;
            break;
        }
        page->row_classes[i] = name - 1;
        if (name - 1 == page->class_count)
            page->class_rows[page->class_count++] = i;
    }
    page->class_vectors = cs_arena_array(&page->arena, page->class_count, sizeof *page->class_vectors);
    page->report.classes = page->row_classes;
    cs_names_release(&keys);
}

/* ---- tables ---- */

/* The subject of a table: its standing depends only on these sets, and `number` gives its entry in some worlds. */
struct subject {
    const cs_set *sets;
    size_t count;
    const void *what;
    uint32_t (*number)(struct cs_page *page, const void *what, cs_set worlds);
};

/* The readings that make a difference to it on an account, as indexes of page->readings; returns their number. */
static size_t relevant_readings(struct cs_page *page, const struct subject *subject, cs_set account, bool *marked,
                                uint32_t *out)
{
    size_t count = 0;

    memset(marked, 0, page->report.ledger->docket->question_count * sizeof *marked);
    mark_support(page, account, marked);
    for (size_t i = 0; i < subject->count; i++)
        mark_support(page, cs_worlds_and(page->report.ledger->docket->worlds, subject->sets[i], account), marked);
    for (uint32_t r = 0; r < page->reading_count; r++)
        if (marked[page->readings[r]])
            out[count++] = r;
    return count;
}

static uint32_t answers_of(const struct cs_page *page, uint32_t reading)
{
    return page->report.ledger->docket->questions[page->readings[reading]].answer_count;
}

static size_t combinations(const struct cs_page *page, const uint32_t *readings, size_t count)
{
    size_t product = 1;

    for (size_t i = 0; i < count && product <= CS_COMBINATIONS_MAX; i++)
        product *= answers_of(page, readings[i]) + 1;
    return product;
}

static void add_number(struct cs_buffer *out, uint32_t number, bool *first)
{
    cs_buffer_printf(out, *first ? "%u" : ",%u", (unsigned)number);
    *first = false;
}

static cs_set with_answer(struct cs_page *page, cs_set worlds, uint32_t reading, uint32_t answer)
{
    struct cs_worlds *w = page->report.ledger->docket->worlds;

    return cs_worlds_and(w, worlds, cs_worlds_answer(w, page->readings[reading], answer));
}

static void add_combinations(struct cs_page *page, const struct subject *subject, cs_set account,
                             const uint32_t *readings, size_t count, struct cs_buffer *out)
{
    size_t entries = combinations(page, readings, count);
    bool first = true;

    for (size_t e = 0; e < entries; e++) {
        cs_set worlds = account;
        size_t rest = e;

        for (size_t i = count; i-- > 0;) { /* the last reading changes quickest */
            size_t answers = answers_of(page, readings[i]) + 1, answer = rest % answers;

            rest /= answers;
            if (answer > 0)
                worlds = with_answer(page, worlds, readings[i], (uint32_t)answer - 1);
        }
        add_number(out, subject->number(page, subject->what, worlds), &first);
    }
}

static void add_singles(struct cs_page *page, const struct subject *subject, cs_set account, const uint32_t *readings,
                        size_t count, struct cs_buffer *out)
{
    bool first = true;

    add_number(out, subject->number(page, subject->what, account), &first);
    for (size_t i = 0; i < count; i++)
        for (uint32_t answer = 0; answer < answers_of(page, readings[i]); answer++)
            add_number(out, subject->number(page, subject->what, with_answer(page, account, readings[i], answer)),
                       &first);
}

/* Adds the entry of one account to a vector. */
static void add_account_entry(struct cs_page *page, const struct subject *subject, cs_set account, bool *marked,
                              uint32_t *readings, struct cs_buffer *out)
{
    size_t count = relevant_readings(page, subject, account, marked, readings);
    struct cs_buffer text;
    bool first = true;

    if (count == 0) {
        cs_buffer_printf(out, "%u", (unsigned)subject->number(page, subject->what, account));
        return;
    }
    cs_buffer_init(&text);
    cs_buffer_text(&text, "[[");
    for (size_t i = 0; i < count; i++)
        add_number(&text, readings[i], &first);
    cs_buffer_text(&text, "],[");
    if (page->combined)
        add_combinations(page, subject, account, readings, count, &text);
    else
        add_singles(page, subject, account, readings, count, &text);
    cs_buffer_text(&text, "]]");
    cs_buffer_printf(out, "-%u", (unsigned)cs_names_intern_buffer(&page->tables, &text));
}

static uint32_t vector_of(struct cs_page *page, const struct subject *subject)
{
    bool *marked = room_for_marks(page);
    uint32_t *readings = calloc(page->reading_count + 1, sizeof *readings);
    /* where the entry of each account is in the text */
    struct { size_t start, end; } *entries = calloc(page->account_count + 1, sizeof *entries);
    struct cs_buffer text;

    cs_buffer_init(&text);
    for (size_t a = 0; marked != NULL && readings != NULL && entries != NULL && a < page->account_count; a++) {
        size_t first = page->accounts[a].first_alike;

        cs_buffer_char(&text, a == 0 ? '[' : ',');
        entries[a].start = text.length;
        if (first < a)
            for (size_t i = entries[first].start; i < entries[first].end && !text.failed; i++)
                cs_buffer_char(&text, text.bytes[i]);
        else
            add_account_entry(page, subject, page->accounts[a].worlds, marked, readings, &text);
        entries[a].end = text.length;
    }
    cs_buffer_char(&text, ']');
    page->arena.failed = page->arena.failed || readings == NULL || entries == NULL;
    free(marked);
    free(readings);
    free(entries);
    return cs_names_intern_buffer(&page->vectors, &text) - 1;
}

/* ---- tables of rows, events and reasons ---- */

static void row_sets(struct cs_page *page, const struct cs_ledger_row *row, struct subject *subject)
{
    cs_set *sets = cs_arena_array(&page->arena, row->piece_count, sizeof *sets);

    for (uint32_t i = 0; sets != NULL && i < row->piece_count; i++)
        sets[i] = row->pieces[i].worlds;
    subject->sets = sets;
    subject->count = sets != NULL ? row->piece_count : 0;
}

/* May readings be combined? False if some row has more than CS_COMBINATIONS_MAX combinations. */
static bool may_combine(struct cs_page *page)
{
    bool *marked = room_for_marks(page), may = true;
    uint32_t *readings = calloc(page->reading_count + 1, sizeof *readings);

    for (size_t c = 0; marked != NULL && readings != NULL && may && c < page->class_count; c++) {
        struct subject subject;

        row_sets(page, &page->report.ledger->rows[page->class_rows[c]], &subject);
        for (size_t a = 0; may && a < page->account_count; a++) {
            size_t count = relevant_readings(page, &subject, page->accounts[a].worlds, marked, readings);

            may = combinations(page, readings, count) <= CS_COMBINATIONS_MAX;
        }
    }
    page->arena.failed = page->arena.failed || readings == NULL;
    free(marked);
    free(readings);
    return may;
}

void cs_page_readings(struct cs_page *page)
{
    const struct cs_ledger *ledger = page->report.ledger;
    bool *marked = room_for_marks(page);

    page->readings = cs_arena_array(&page->arena, ledger->docket->question_count, sizeof *page->readings);
    for (size_t c = 0; marked != NULL && c < page->class_count; c++)
        mark_row(page, &ledger->rows[page->class_rows[c]], marked);
    for (uint32_t q = 0; marked != NULL && page->readings != NULL && q < ledger->docket->question_count; q++)
        if (marked[q] && ledger->docket->questions[q].kind == CS_QUESTION_READING)
            page->readings[page->reading_count++] = q;
    free(marked);
    page->combined = may_combine(page);
}

static uint32_t keep_standing(struct cs_page *page, const struct cs_standing *standing)
{
    struct cs_buffer text;
    size_t state = 0;

    cs_legend_use(&page->legend, standing->questions, standing->question_count);
    cs_buffer_init(&text);
    while (cs_page_state_at(page, state) != CS_STATE_UNSAID &&
           cs_page_state_at(page, state) != standing->state)
        state++;
    cs_buffer_printf(&text, "[%zu,", state);
    cs_html_json(&text, standing->words);
    cs_buffer_printf(&text, ",\"%s\",[", standing->shapes);
    for (size_t i = 0; i < standing->question_count; i++)
        cs_buffer_printf(&text, i > 0 ? ",%u" : "%u", (unsigned)standing->questions[i]);
    cs_buffer_text(&text, "]]");
    return cs_names_intern_buffer(&page->standings, &text) - 1;
}

static uint32_t number_of_row(struct cs_page *page, const void *what, cs_set worlds)
{
    struct cs_standing standing;

    cs_page_row_standing(page, what, worlds, &standing);
    return keep_standing(page, &standing);
}

static uint32_t number_of_line(struct cs_page *page, const void *what, cs_set worlds)
{
    struct cs_standing standing;

    cs_page_line_standing(page, what, worlds, &standing);
    return keep_standing(page, &standing);
}

static uint32_t number_of_event(struct cs_page *page, const void *what, cs_set worlds)
{
    struct cs_standing standing;

    cs_page_event_standing(page, what, worlds, &standing);
    return keep_standing(page, &standing);
}

static uint32_t number_of_reasons(struct cs_page *page, const void *what, cs_set worlds)
{
    return cs_page_reason_nodes(page, what, worlds);
}

uint32_t cs_page_row_tables(struct cs_page *page, const struct cs_ledger_row *row)
{
    uint32_t *kept = &page->class_vectors[page->row_classes[row - page->report.ledger->rows]];
    struct subject subject = {.what = row, .number = number_of_row};

    if (*kept == 0) {
        row_sets(page, row, &subject);
        *kept = vector_of(page, &subject) + 1;
    }
    return *kept - 1;
}

uint32_t cs_page_line_tables(struct cs_page *page, const struct cs_line *line)
{
    struct subject subject = {.what = line, .number = number_of_line};

    if (line->partner_count == 0)
        return cs_page_row_tables(page, line->rows[0]);
    row_sets(page, line->rows[0], &subject);
    return vector_of(page, &subject);
}

uint32_t cs_page_event_tables(struct cs_page *page, const struct cs_page_event *event)
{
    struct subject subject = {.sets = &event->worlds, .count = 1, .what = event, .number = number_of_event};

    return vector_of(page, &subject);
}

uint32_t cs_page_reason_tables(struct cs_page *page, const struct cs_ledger_row *row)
{
    struct subject subject = {.what = row, .number = number_of_reasons};

    row_sets(page, row, &subject);
    return vector_of(page, &subject);
}
