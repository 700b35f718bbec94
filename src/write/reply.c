/* SPDX-License-Identifier: MIT */
/*
 * The answer to a question, for people:
 *
 *   Azerbaijan is member of CSTO
 *   (on 2022-10-29)
 *
 *     does not hold on every account
 *
 *   Why
 *     Charter 19: ...
 *
 * Rows with equal states are one line. Where a question names only some roles, the rows that fit it are listed below
 * the answer.
 */
#include <stdlib.h>
#include <string.h>

#include "view/mention.h"
#include "view/rows.h"
#include "view/standing.h"
#include "view/when.h"
#include "view/wording.h"
#include "view/wrap.h"
#include "write/json.h"
#include "write/reasons_json.h"
#include "write/row_data.h"
#include "write/write.h"

#define INDENT ((size_t)6)

struct page {
    const struct cs_report *report;
    const struct cs_reply *reply;
    struct cs_arena arena;
    struct cs_lines lines; /* of the subjects that are rows */
    struct cs_legend legend;
    struct cs_buffer *out;
};

static const uint32_t *set_questions(struct page *page, cs_set set, size_t *count)
{
    return cs_row_set_questions(page->report, set, cs_row_shown(page->report), &page->arena, count);
}

static void open_page(struct page *page)
{
    const struct cs_reply *reply = page->reply;
    const struct cs_ledger_row **rows;
    size_t count = 0, questions;

    cs_arena_init(&page->arena);
    rows = cs_arena_array(&page->arena, reply->subject_count, sizeof *rows);
    for (size_t i = 0; rows != NULL && i < reply->subject_count; i++)
        if (reply->subjects[i].row != NULL)
            rows[count++] = reply->subjects[i].row;
    cs_fold(page->report, rows, count, &page->arena, &page->lines);
    for (size_t i = 0; i < page->lines.count; i++)
        cs_line_look_at(page->report, &page->lines.items[i], cs_row_shown(page->report), &page->arena);
    cs_legend_init(&page->legend, page->report, &page->arena);
    cs_legend_use_lines(&page->legend, &page->lines);
    for (size_t i = 0; i < reply->subject_count; i++)
        if (reply->subjects[i].row == NULL) {
            const uint32_t *on = set_questions(page, reply->subjects[i].set, &questions);

            cs_legend_use(&page->legend, on, questions);
        }
    for (size_t i = 0; i < reply->fit_count; i++) {
        const uint32_t *on = set_questions(page, reply->fits[i].worlds, &questions);

        cs_legend_use(&page->legend, on, questions);
    }
    cs_legend_number(&page->legend);
}

static void add_set(struct page *page, cs_set set, enum cs_state yes, enum cs_state no,
                    enum cs_state everywhere, size_t column)
{
    enum cs_state *states = cs_standing_of_set(page->report, set, yes, no, &page->arena);
    size_t count;
    const uint32_t *questions = set_questions(page, set, &count);

    if (states != NULL)
        cs_standing_write(page->report, &page->legend, states, everywhere, questions, count, column, page->out);
}

/* Are both rows of one entry of the record, in the same worlds? Then the entry is told, once. */
static bool of_one_entry(const struct cs_fit *a, const struct cs_fit *b)
{
    return a->entry != NULL && a->entry == b->entry && !a->is_name && !b->is_name && a->worlds == b->worlds;
}

/* The column in which two rows of one word differ, if it is one alone and the rows stand alike; or CS_COLUMNS_MAX. */
static uint32_t differing_column(const struct page *page, const struct cs_fit *a, const struct cs_fit *b)
{
    const struct cs_relation *r = &page->report->ledger->docket->plan->relations[a->relation];
    uint32_t found = CS_COLUMNS_MAX;

    if (page->report->formal || a->values == NULL || b->values == NULL || a->relation != b->relation ||
        a->is_name != b->is_name || a->bearer != b->bearer || a->worlds != b->worlds || a->act != b->act)
        return CS_COLUMNS_MAX;
    for (uint32_t i = 0; i < r->column_count; i++)
        if (a->values[i] != b->values[i]) {
            if (found != CS_COLUMNS_MAX || i < r->first_role || a->values[i] == CS_UNSAID || b->values[i] == CS_UNSAID)
                return CS_COLUMNS_MAX;
            found = i;
        }
    return found;
}

/* Rows behind this one that differ from it in one column, and are told with it: they are marked. */
static struct cs_fit_list list_of(struct page *page, size_t index, bool *told)
{
    const struct cs_reply *reply = page->reply;
    cs_name *names = cs_arena_array(&page->arena, reply->fit_count - index, sizeof *names);
    struct cs_fit_list list = {.column = CS_COLUMNS_MAX, .names = names};

    for (size_t i = index + 1; names != NULL && i < reply->fit_count; i++) {
        uint32_t column = told[i] ? CS_COLUMNS_MAX : differing_column(page, &reply->fits[index], &reply->fits[i]);

        if (column == CS_COLUMNS_MAX || (list.count > 0 && column != list.column))
            continue;
        if (list.count == 0)
            names[list.count++] = reply->fits[index].values[column];
        list.column = column;
        names[list.count++] = reply->fits[i].values[column];
        told[i] = true;
    }
    return list;
}

/* The rows of one entry are told as that entry. */
static bool is_whole_entry(const struct page *page, size_t index, bool *told)
{
    const struct cs_reply *reply = page->reply;
    bool several = false;

    for (size_t i = index + 1; i < reply->fit_count && !page->report->formal; i++)
        if (of_one_entry(&reply->fits[index], &reply->fits[i]))
            several = told[i] = true;
    return several;
}

static void add_fits(struct page *page)
{
    const struct cs_reply *reply = page->reply;
    bool *told = cs_arena_array(&page->arena, reply->fit_count, sizeof *told);
    bool *before = cs_arena_array(&page->arena, reply->fit_count, sizeof *before);

    for (size_t i = 0; told != NULL && before != NULL && i < reply->fit_count; i++) {
        struct cs_fit fit = reply->fits[i];
        struct cs_fit_list list = {.count = 0};
        struct cs_buffer text;

        if (told[i])
            continue;
        memcpy(before, told, reply->fit_count * sizeof *told);
        if (is_whole_entry(page, i, told))
            fit.values = NULL;
        else
            list = list_of(page, i, told);
        cs_buffer_init(&text);
        if (!cs_worded_fit(page->report, &fit, list.count > 0 ? &list : NULL, &page->arena, &text)) {
            memcpy(told, before, reply->fit_count * sizeof *told);
            cs_worded_fit(page->report, &fit, NULL, &page->arena, &text);
        }
        cs_buffer_text(page->out, "    ");
        cs_report_wrap(page->report, page->out, cs_buffer_string(&text), text.length, 4, 6);
        cs_buffer_char(page->out, '\n');
        page->out->failed = page->out->failed || text.failed;
        cs_buffer_release(&text);
        add_set(page, fit.worlds, reply->yes, reply->no, reply->yes, 6);
    }
}

static void add_head(struct page *page)
{
    const struct cs_report *report = page->report;
    struct cs_language l = cs_report_language(report);
    /* how it was read teaches the language of casus; who asks in another language is told what he asked */
    const char *question =
        report->language != CS_NO_NAME && !report->formal ? page->reply->asked : page->reply->read;
    struct cs_buffer text, day;

    cs_buffer_init(&day);
    cs_paint(page->out, report->colour, CS_PAINT_BOLD);
    cs_report_wrap(page->report, page->out, question, strlen(question), 0, 4);
    cs_paint(page->out, report->colour, CS_PAINT_PLAIN);
    cs_buffer_init(&text);
    cs_when_as_of(report, &day);
    cs_buffer_char(&text, '(');
    cs_say(l, &text, "on {day}", cs_part_text(cs_buffer_string(&day)));
    cs_buffer_text(&text, report->as_of_given ? "" : cs_told(l, ", the last date of the record"));
    cs_when_known(report, &text);
    cs_buffer_char(&text, ')');
    cs_buffer_char(page->out, '\n');
    cs_report_wrap(page->report, page->out, cs_buffer_string(&text), text.length, 0, 2);
    cs_buffer_char(page->out, '\n');
    cs_standing_reservations(report, &page->arena, page->out);
    cs_buffer_char(page->out, '\n');
    page->out->failed = page->out->failed || text.failed || day.failed;
    cs_buffer_release(&day);
    cs_buffer_release(&text);
}

static casus_status add_reasons(struct page *page)
{
    const struct cs_reply *reply = page->reply;
    struct cs_reasons *subjects;

    if (reply->subject_count == 0)
        return CASUS_OK;
    subjects = cs_arena_array(&page->arena, reply->subject_count, sizeof *subjects);
    if (subjects == NULL)
        return CASUS_OK;
    for (size_t i = 0; i < reply->subject_count; i++) {
        subjects[i] = reply->subjects[i];
        subjects[i].sentence = NULL;
    }
    cs_buffer_char(page->out, '\n');
    cs_paint(page->out, page->report->colour, CS_PAINT_BOLD);
    cs_buffer_text(page->out, cs_told(cs_report_language(page->report), "Why"));
    cs_paint(page->out, page->report->colour, CS_PAINT_PLAIN);
    cs_buffer_char(page->out, '\n');
    if (subjects[0].row != NULL)
        cs_buffer_char(page->out, '\n');
    return cs_reasons_text(page->report, subjects, reply->subject_count, page->out);
}

/* "near it stands Alden is ally of Borea" */
static void add_near(struct page *page)
{
    const struct cs_reply *reply = page->reply;
    struct cs_language l = cs_report_language(page->report);
    struct cs_buffer text;
    struct cs_lines lines;

    cs_buffer_init(&text);
    for (size_t i = 0; i < reply->near_count + CS_NEAR_ROWS; i++) {
        const struct cs_ledger_row *row = i < reply->near_count ? NULL : reply->near_rows[i - reply->near_count];

        cs_buffer_clear(&text);
        if (i < reply->near_count) {
            cs_buffer_text(&text, cs_told(l, "near it stands "));
            cs_worded_fit(page->report, &reply->near[i], NULL, &page->arena, &text);
        } else if (row != NULL) {
            cs_fold(page->report, &row, 1, &page->arena, &lines);
            if (lines.count > 0)
                cs_buffer_printf(&text, "%s%s  %s", cs_told(l, "near it stands "), row->id, lines.items[0].label);
        }
        if (text.length == 0)
            continue;
        cs_buffer_text(page->out, "  ");
        cs_report_wrap(page->report, page->out, cs_buffer_string(&text), text.length, 2, 4);
        cs_buffer_char(page->out, '\n');
    }
    page->out->failed = page->out->failed || text.failed;
    cs_buffer_release(&text);
}

static void add_line(struct page *page, const char *phrase)
{
    cs_buffer_text(page->out, "  ");
    cs_buffer_text(page->out, cs_told(cs_report_language(page->report), phrase));
    cs_buffer_char(page->out, '\n');
}

casus_status cs_reply_text(const struct cs_report *report, const struct cs_reply *reply, struct cs_buffer *out)
{
    struct cs_telling telling;
    struct page page = {.report = &telling.report, .reply = reply, .out = out};
    casus_status status;

    cs_telling_open(&telling, report, out);
    report = page.report;
    open_page(&page);
    add_head(&page);
    for (size_t i = 0; i < page.lines.count; i++)
        cs_standing_line(report, &page.legend, &page.lines.items[i], INDENT, out);
    for (size_t i = 0; i < reply->subject_count; i++)
        if (reply->subjects[i].row == NULL && reply->lists && reply->subjects[i].set == CS_NONE)
            add_line(&page, CS_PHRASE("none is told of, on any account"));
        else if (reply->subjects[i].row == NULL)
            add_set(&page, reply->subjects[i].set, reply->yes,
                    cs_ledger_shown(reply->subjects[i].kind, reply->no), CS_STATE_UNSAID, 2);
    if (reply->about != NULL) {
        cs_buffer_text(out, "  ");
        cs_report_wrap(report, out, reply->about, strlen(reply->about), 2, 4);
        cs_buffer_char(out, '\n');
    } else if (reply->subject_count == 0 && reply->fit_count == 0) {
        add_line(&page, reply->form == CS_ASKED_WHO_MAY
                            ? CS_PHRASE("nobody; ask it of one by name, \"may NAME ...\", for the reasons")
                        : reply->rows == CS_ASKED_DISPUTED
                            ? CS_PHRASE("nothing: every line of the ledger stands alike on all accounts")
                        : reply->rows == CS_ASKED_BROKEN ? CS_PHRASE("none is broken, on any account that is shown")
                                                         : CS_PHRASE("none"));
    }
    add_near(&page);
    add_fits(&page);
    cs_legend_write(&page.legend, report, out);
    status = add_reasons(&page);
    cs_telling_close(&telling, out);
    if (status == CASUS_OK)
        status = cs_report_status(report, &page.arena, out);
    cs_arena_release(&page.arena);
    return status;
}

/* Is it undetermined, on some account that is shown, whether the world is in this set? */
static bool is_open(const struct cs_report *report, cs_set set)
{
    for (size_t a = 0; a < cs_row_account_count(report); a++)
        if (cs_state_is_no_answer(
                cs_ledger_standing(report->ledger, cs_row_worlds(report, a), set, CS_STATE_SO, CS_STATE_NOT_SO)))
            return true;
    return false;
}

bool cs_reply_open(const struct cs_report *report, const struct cs_reply *reply)
{
    for (size_t i = 0; i < reply->subject_count; i++)
        for (size_t p = 0; p < reply->subjects[i].part_count; p++) {
            const struct cs_reasons_part *part = &reply->subjects[i].parts[p];

            if (part->of_account && cs_state_is_no_answer(part->state))
                return true;
        }
    for (size_t i = 0; i < reply->fit_count; i++)
        if (is_open(report, reply->fits[i].worlds))
            return true;
    return false;
}

/* ---- for programs ---- */

static void write_set(struct cs_json *json, struct page *page, const char *text, cs_set set)
{
    size_t count;
    const uint32_t *questions = set_questions(page, set, &count);

    cs_json_open(json, '{', false);
    cs_json_pair(json, "id", NULL);
    cs_json_pair(json, "text", text);
    cs_json_states(json, page->report,
                   cs_standing_of_set(page->report, set, page->reply->yes, page->reply->no, &page->arena));
    cs_json_questions(json, page->report, questions, count);
    cs_json_close(json, '}');
}

static void write_line(struct cs_json *json, const struct page *page, const struct cs_line *line)
{
    cs_json_open(json, '{', false);
    cs_json_pair(json, "id", line->ids);
    cs_json_pair(json, "text", line->label);
    cs_json_states(json, page->report, line->states);
    cs_json_questions(json, page->report, line->questions, line->question_count);
    cs_json_close(json, '}');
}

casus_status cs_reply_json(const struct cs_report *report, const struct cs_reply *reply, struct cs_buffer *out)
{
    struct page page = {.report = report, .reply = reply, .out = out};
    struct cs_json json;
    casus_status status;

    open_page(&page);
    cs_json_init(&json, out);
    cs_json_open(&json, '{', false);
    cs_json_pair(&json, "as_of", report->as_of);
    cs_json_pair(&json, "known_on", report->known_on);
    cs_json_pair(&json, "asked", reply->asked);
    cs_json_pair(&json, "read", reply->read);
    cs_json_reservations(&json, report);
    cs_json_key(&json, "answers");
    cs_json_open(&json, '[', false);
    for (size_t i = 0; i < page.lines.count; i++)
        write_line(&json, &page, &page.lines.items[i]);
    for (size_t i = 0; i < reply->subject_count; i++)
        if (reply->subjects[i].row == NULL)
            write_set(&json, &page, reply->read, reply->subjects[i].set);
    cs_json_close(&json, ']');
    cs_json_key(&json, "fits");
    cs_json_open(&json, '[', false);
    for (size_t i = 0; i < reply->fit_count; i++)
        write_set(&json, &page, reply->fits[i].text, reply->fits[i].worlds);
    cs_json_close(&json, ']');
    cs_reasons_json_into(&json, report, reply->subjects, reply->subject_count);
    cs_json_close(&json, '}');
    status = cs_report_status(report, &page.arena, out);
    cs_arena_release(&page.arena);
    return status;
}
