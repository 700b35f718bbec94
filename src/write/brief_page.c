/* SPDX-License-Identifier: MIT */
/*
 * The brief of one request, on one page: behind the answer come what is owed and expected, a line each with its state;
 * what is open; and the days of the request. Where the page is full, what is left out is counted.
 */
#include <string.h>

#include "ledger/happened.h"
#include "ledger/performed.h"
#include "view/rows.h"
#include "write/brief_int.h"

#define PAGE_LINES ((size_t)66) /* of a printer */
#define ROOM_FOR_QUESTIONS ((size_t)22)
#define ROOM_AT_END ((size_t)4)
#define ROOM_FOR_DAYS ((size_t)12) /* fewer are not worth a heading: the answer has told the main ones */
#define NOTE_COLUMNS ((size_t)70)

size_t cs_brief_room(const struct cs_brief *page)
{
    const char *bytes = cs_buffer_string(page->md.out);
    size_t lines = 0;

    for (size_t i = 0; i < page->md.out->length; i++)
        lines += bytes[i] == '\n';
    for (size_t i = 0; i < page->md.note_count; i++) /* with an empty line before each */
        lines += 2 + strlen(page->md.notes[i]) / NOTE_COLUMNS;
    return lines < PAGE_LINES ? PAGE_LINES - lines : 0;
}

static void add_left_out(struct cs_brief *page, size_t count)
{
    if (count == 0)
        return;
    cs_say(cs_report_language(page->report), &page->line, "and {count} more", cs_part_number((long long)count));
    cs_markdown_item(&page->md, &page->line);
}

/* ---- what is owed and expected ---- */

static bool is_owed(const struct cs_line *line)
{
    return line->rows[0]->bond != CS_NO_ROW;
}

/* What is contested, broken or open comes first. */
static bool is_settled(const struct cs_line *line)
{
    return line->same && line->states[0] != CS_STATE_VIOLATED && line->states[0] != CS_STATE_NOT_MET &&
           line->states[0] != CS_STATE_UNDETERMINED && line->states[0] != CS_STATE_IN_FORCE;
}

static void add_line(struct cs_brief *page, const struct cs_line *line)
{
    const char **states = cs_brief_words_of(page, line->shown);
    size_t at = page->line.length;

    cs_brief_add_text(page, line->label);
    cs_brief_begin_sentence(page, at);
    cs_brief_note_article(page, line->rows[0]);
    if (states != NULL)
        cs_brief_add_standing(page, ": ", states, line->questions, line->question_count);
    cs_buffer_char(&page->line, '.');
    cs_markdown_item(&page->md, &page->line);
}

static void add_owed(struct cs_brief *page, const struct cs_lines *lines)
{
    size_t written = 0, left = 0;

    for (int settled = 0; settled < 2; settled++)
        for (size_t i = 0; i < lines->count; i++) {
            if (!is_owed(&lines->items[i]) || is_settled(&lines->items[i]) != (settled == 1))
                continue;
            if (written > 0 && cs_brief_room(page) < ROOM_FOR_QUESTIONS) {
                left++;
                continue;
            }
            if (written++ == 0) {
                cs_markdown_gap(&page->md);
                cs_brief_add_told_text(page, CS_PHRASE("What is owed and expected"));
                cs_markdown_heading(&page->md, 2, &page->line);
            }
            add_line(page, &lines->items[i]);
        }
    add_left_out(page, left);
}

/* ---- its days ---- */

/* Marks the occurrences by which the rows came about or were performed. */
static void mark_days(struct cs_brief *page, const struct cs_ledger_row *const *rows, size_t count, bool *marked)
{
    const struct cs_docket *docket = page->report->ledger->docket;

    for (size_t r = 0; r < count; r++) {
        const struct cs_occurrence *o = cs_docket_occurrence(docket, rows[r]->trigger);
        struct cs_performance *done;
        size_t done_count;

        if (o != NULL && rows[r]->bond == CS_NO_ROW)
            marked[o - docket->occurrences] = true;
        for (uint32_t i = 0; o != NULL && i < o->refer_count; i++) {
            const struct cs_occurrence *about = cs_docket_occurrence(docket, o->refers[i]);

            if (about != NULL)
                marked[about - docket->occurrences] = true;
        }
        if (rows[r]->bond == CS_NO_ROW || cs_ledger_performed(page->report->ledger, rows[r], &page->arena, &done,
                                                              &done_count) != CASUS_OK)
            continue;
        for (size_t i = 0; i < done_count; i++)
            if (done[i].by != NULL)
                marked[done[i].by - docket->occurrences] = true;
    }
}

static void add_days(struct cs_brief *page, const struct cs_ledger_row *const *rows, size_t count)
{
    const struct cs_ledger *ledger = page->report->ledger;
    bool *marked = cs_arena_array(&page->arena, ledger->docket->occurrence_count + 1, sizeof *marked);
    struct cs_happening *happened;
    size_t all, written = 0, left = 0;

    if (marked == NULL)
        return;
    mark_days(page, rows, count, marked);
    cs_ledger_happenings(ledger, INT64_MIN, page->report->end, &page->arena, &happened, &all);
    for (size_t i = 0; i < all; i++) {
        const struct cs_occurrence *o = happened[i].occurrence;

        if (o == NULL || !marked[o - ledger->docket->occurrences])
            continue;
        if (cs_brief_room(page) < (written == 0 ? ROOM_FOR_DAYS : ROOM_AT_END)) {
            left++;
            continue;
        }
        if (written++ == 0) {
            cs_brief_add_told_text(page, CS_PHRASE("Chronology"));
            cs_markdown_heading(&page->md, 2, &page->line);
        }
        cs_brief_add_entry(page, happened[i].entry);
        cs_buffer_char(&page->line, '.');
        cs_markdown_item(&page->md, &page->line);
    }
    if (written > 0)
        add_left_out(page, left);
}

void cs_brief_one_page(struct cs_brief *page, cs_name request)
{
    struct cs_lines lines;
    size_t count;
    const struct cs_ledger_row **rows = cs_brief_rows_of(page, request, &count);

    cs_fold(page->report, rows, count, &page->arena, &lines);
    add_owed(page, &lines);
    cs_brief_add_questions(page, ROOM_AT_END);
    add_days(page, rows, count);
}
