/* SPDX-License-Identifier: MIT */
#include "view/legend.h"

#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "view/mention.h"
#include "view/rows.h"
#include "view/wording.h"
#include "view/wrap.h"

struct cs_legend_line {
    struct cs_legend_line *next;
    const struct cs_line *line;
};

void cs_legend_init(struct cs_legend *legend, const struct cs_report *report, struct cs_arena *arena)
{
    size_t count = report->ledger->docket->question_count;

    *legend = (struct cs_legend){.report = report, .arena = arena, .count = count};
    legend->numbers = cs_arena_array(arena, count, sizeof *legend->numbers);
    legend->firsts = cs_arena_array(arena, count, sizeof *legend->firsts);
    legend->users = cs_arena_array(arena, count, sizeof *legend->users);
    legend->texts = cs_arena_array(arena, count, sizeof *legend->texts);
    if (legend->numbers == NULL || legend->firsts == NULL || legend->users == NULL || legend->texts == NULL)
        legend->count = 0;
    for (size_t i = 0; i < legend->count; i++)
        legend->firsts[i] = (uint32_t)i;
}

void cs_legend_use(struct cs_legend *legend, const uint32_t *questions, size_t count)
{
    legend->uses++;
    for (size_t i = 0; i < count; i++)
        if (questions[i] < legend->count) {
            legend->numbers[questions[i]] = 1;
            legend->users[questions[i]] = cs_hash_mix(legend->users[questions[i]], legend->uses);
        }
}

void cs_legend_show(struct cs_legend *legend, uint32_t question)
{
    if (question < legend->count)
        legend->numbers[question] = 1;
}

void cs_legend_use_line(struct cs_legend *legend, const struct cs_line *line)
{
    struct cs_legend_line *used;

    cs_legend_use(legend, line->questions, line->question_count);
    if (line->partner_count == 0)
        return;
    used = cs_arena_alloc(legend->arena, sizeof *used);
    if (used == NULL)
        return;
    *used = (struct cs_legend_line){legend->lines, line};
    legend->lines = used;
}

void cs_legend_use_lines(struct cs_legend *legend, const struct cs_lines *lines)
{
    for (size_t i = 0; i < lines->count; i++)
        cs_legend_use_line(legend, &lines->items[i]);
}

/* ---- questions with one name ---- */

/* The question in plain language; in the arena, made once. */
static const char *text_of(const struct cs_legend *legend, uint32_t question)
{
    struct cs_buffer text;

    if (legend->texts[question] != NULL)
        return legend->texts[question];
    cs_buffer_init(&text);
    cs_worded_question(legend->report, question, &text);
    legend->texts[question] = cs_arena_text(legend->arena, cs_buffer_string(&text), text.length);
    legend->arena->failed = legend->arena->failed || text.failed;
    cs_buffer_release(&text);
    return legend->texts[question] != NULL ? legend->texts[question] : "";
}

/* Where a text says who is to act in a row; false if it does not. */
static bool around_holder(const struct cs_legend *legend, const struct cs_report *report, const char *text,
                          const struct cs_ledger_row *row, struct cs_around *out)
{
    struct cs_buffer name;
    bool found;

    if (row->holder == CS_NO_NAME)
        return false;
    cs_buffer_init(&name);
    cs_worded_name(report, row->holder, &name);
    found = cs_text_around(text, cs_buffer_string(&name), out);
    legend->arena->failed = legend->arena->failed || name.failed;
    cs_buffer_release(&name);
    return found;
}

/*
 * Are two questions of a line on the page for the same, and do they differ only in who is to act? Their English texts
 * are compared: in other languages words agree with a name.
 */
static bool have_one_name(const struct cs_legend *legend, uint32_t a, const struct cs_ledger_row *row_a, uint32_t b,
                          const struct cs_ledger_row *row_b)
{
    struct cs_report english = *legend->report;
    struct cs_around around_a, around_b;
    struct cs_buffer text_a, text_b;
    bool same;

    if (a >= legend->count || b >= legend->count || legend->users[a] != legend->users[b])
        return false;
    english.language = CS_NO_NAME;
    cs_buffer_init(&text_a);
    cs_buffer_init(&text_b);
    cs_worded_question(&english, a, &text_a);
    cs_worded_question(&english, b, &text_b);
    same = around_holder(legend, &english, cs_buffer_string(&text_a), row_a, &around_a) &&
           around_holder(legend, &english, cs_buffer_string(&text_b), row_b, &around_b) &&
           cs_text_same_around(cs_buffer_string(&text_a), around_a, cs_buffer_string(&text_b), around_b);
    legend->arena->failed = legend->arena->failed || text_a.failed || text_b.failed;
    cs_buffer_release(&text_a);
    cs_buffer_release(&text_b);
    return same;
}

static void give_one_name(struct cs_legend *legend, uint32_t a, uint32_t b)
{
    uint32_t x = legend->firsts[a], y = legend->firsts[b];

    for (size_t i = 0; x != y && i < legend->count; i++)
        if (legend->firsts[i] == (x < y ? y : x))
            legend->firsts[i] = x < y ? x : y;
}

/* Partners of one question of the first row: one name for each way in which they differ from who is to act. */
static void group_line(struct cs_legend *legend, const struct cs_line *line)
{
    for (size_t i = 0; i < line->partner_count; i++) {
        const struct cs_partner *p = &line->partners[i];

        if (have_one_name(legend, p->first, line->rows[0], p->other, p->row)) {
            give_one_name(legend, p->first, p->other);
            continue;
        }
        for (size_t k = 0; k < i; k++)
            if (line->partners[k].first == p->first &&
                have_one_name(legend, line->partners[k].other, line->partners[k].row, p->other, p->row)) {
                give_one_name(legend, line->partners[k].other, p->other);
                break;
            }
    }
}

void cs_legend_group(struct cs_legend *legend)
{
    for (const struct cs_legend_line *used = legend->lines; used != NULL && legend->count > 0; used = used->next)
        group_line(legend, used->line);
}

void cs_legend_number(struct cs_legend *legend)
{
    uint32_t number = 0;

    cs_legend_group(legend);
    for (uint32_t i = 0; i < legend->count; i++)
        if (cs_legend_tells(legend, i))
            legend->numbers[i] = ++number;
        else if (legend->numbers[i] != 0)
            legend->numbers[i] = legend->numbers[legend->firsts[i]];
}

bool cs_legend_tells(const struct cs_legend *legend, uint32_t question)
{
    /* without memory nothing is told */
    return legend->numbers != NULL && legend->firsts != NULL && legend->numbers[question] != 0 &&
           legend->firsts[question] == question;
}

/* ---- what is written ---- */

/* The row of the line for which this is one of its questions; NULL if there is none. */
static const struct cs_ledger_row *row_of(const struct cs_line *line, uint32_t question)
{
    for (size_t i = 0; i < line->partner_count; i++) {
        const struct cs_partner *p = &line->partners[i];

        if (p->first == question || p->other == question)
            return p->other == question ? p->row : line->rows[0];
    }
    return NULL;
}

/* Has a question of this name the holder of this row of the line? */
static bool is_named(const struct cs_legend *legend, const struct cs_line *line, size_t row, uint32_t first)
{
    for (size_t i = first; i < legend->count; i++) {
        const struct cs_ledger_row *of = legend->firsts[i] == first ? row_of(line, (uint32_t)i) : NULL;

        if (of != NULL && of->holder == line->rows[row]->holder)
            return true;
    }
    return false;
}

/* The holders of the questions of this name, in the arena; *all: are these all of the line? */
static const cs_name *holders_of(const struct cs_legend *legend, const struct cs_line *line, uint32_t first,
                                 size_t *count, bool *all)
{
    cs_name *holders = cs_arena_array(legend->arena, line->row_count, sizeof *holders);

    *count = 0;
    *all = true;
    for (size_t i = 0; holders != NULL && i < line->row_count; i++) {
        size_t k = 0;

        while (line->rows[k]->holder != line->rows[i]->holder)
            k++;
        if (k < i)
            continue;
        if (is_named(legend, line, i, first))
            holders[(*count)++] = line->rows[i]->holder;
        else
            *all = false;
    }
    return holders;
}

/* The question asked of all who are to act by the questions of its name; false if it cannot be put so. */
static bool add_of_all(const struct cs_legend *legend, const struct cs_line *line, const struct cs_ledger_row *row,
                       uint32_t question, struct cs_buffer *out)
{
    const char *text = text_of(legend, question);
    struct cs_around around;
    size_t count;
    bool all;
    const cs_name *holders = holders_of(legend, line, question, &count, &all);

    if (holders == NULL)
        return false;
    if (legend->report->language == CS_NO_NAME && all && around_holder(legend, legend->report, text, row, &around)) {
        cs_buffer_add(out, text, around.head); /* in the words of the line: "each other party" */
        cs_buffer_text(out, line->who);
        cs_buffer_text(out, text + strlen(text) - around.tail);
        return true;
    }
    if (cs_worded_question_of(legend->report, question, holders, count, out))
        return true;
    if (!around_holder(legend, legend->report, text, row, &around))
        return false;
    cs_buffer_add(out, text, around.head);
    if (all)
        cs_buffer_text(out, line->who);
    else
        cs_worded_names(legend->report, holders, count, out);
    cs_buffer_text(out, text + strlen(text) - around.tail);
    return true;
}

const char *cs_legend_text(const struct cs_legend *legend, uint32_t question)
{
    const char *text = text_of(legend, question), *kept;
    const struct cs_legend_line *used = legend->lines;
    const struct cs_ledger_row *row = NULL;
    struct cs_buffer out;
    bool several = false;

    while (used != NULL && (row = row_of(used->line, question)) == NULL)
        used = used->next;
    for (size_t i = 0; i < legend->count; i++)
        several = several || (i != question && legend->firsts[i] == question);
    if (!several || row == NULL)
        return text;
    cs_buffer_init(&out);
    if (!add_of_all(legend, used->line, row, question, &out)) {
        cs_buffer_release(&out);
        return text;
    }
    kept = cs_arena_text(legend->arena, cs_buffer_string(&out), out.length);
    legend->arena->failed = legend->arena->failed || out.failed;
    cs_buffer_release(&out);
    return kept != NULL ? kept : text;
}

const uint32_t *cs_legend_distinct(const struct cs_legend *legend, const uint32_t *questions, size_t count,
                                   size_t *distinct)
{
    uint32_t *out = cs_arena_array(legend->arena, count, sizeof *out);
    uint8_t *seen = cs_arena_array(legend->arena, legend->count / 8 + 1, sizeof *seen); /* by first: a bit */

    *distinct = 0;
    for (size_t i = 0; i < count && out != NULL && seen != NULL && legend->count > 0; i++) {
        uint32_t first = legend->firsts[questions[i]];

        if ((seen[first / 8] & 1u << first % 8) == 0)
            out[(*distinct)++] = questions[i];
        seen[first / 8] = (uint8_t)(seen[first / 8] | 1u << first % 8);
    }
    return out;
}

size_t cs_legend_run(const struct cs_legend *legend, const uint32_t *each, size_t count)
{
    size_t run = 1;

    while (run < count && legend->numbers[each[run]] == legend->numbers[each[run - 1]] + 1)
        run++;
    return run < CS_LEGEND_RUN ? 1 : run;
}

void cs_legend_names(const struct cs_legend *legend, const uint32_t *questions, size_t count, char between,
                     struct cs_buffer *out)
{
    size_t distinct;
    const uint32_t *each = cs_legend_distinct(legend, questions, count, &distinct);

    for (size_t i = 0, run; i < distinct; i += run) {
        run = cs_legend_run(legend, each + i, distinct - i);
        if (i > 0)
            cs_buffer_char(out, between);
        cs_buffer_printf(out, "Q%u", (unsigned)legend->numbers[each[i]]);
        if (run > 1)
            cs_buffer_printf(out, "\xE2\x80\x93Q%u", (unsigned)legend->numbers[each[i + run - 1]]);
    }
}

/* Adds "yes: Armenia, CSTO; " for one answer; NULL: the accounts that leave it open. Returns the number of accounts. */
static size_t add_answer(const struct cs_report *report, uint32_t question, const char *answer, struct cs_buffer *out)
{
    size_t given = 0;

    for (size_t a = 0; a < cs_row_account_count(report); a++) {
        const char *own = cs_row_answer(report, question, cs_row_worlds(report, a));

        if (own != answer) /* pointers into the question's list: two different answers may have equal texts */
            continue;
        if (given == 0) {
            cs_buffer_text(out, out->length > 0 ? "; " : "");
            cs_worded_answer(report, answer != NULL ? answer : "open", out);
            cs_buffer_text(out, ": ");
        }
        cs_buffer_printf(out, "%s%s", given > 0 ? ", " : "", cs_row_account(report, a));
        given++;
    }
    return given;
}

static void add_answers(const struct cs_report *report, uint32_t question, struct cs_buffer *out)
{
    const struct cs_question *q = &report->ledger->docket->questions[question];
    size_t given = 0, open;

    for (uint32_t a = 0; a < q->answer_count && given < cs_row_account_count(report); a++)
        given += add_answer(report, question, q->answers[a], out);
    add_answer(report, question, cs_state_text(CS_STATE_CONTRADICTORY), out);
    open = add_answer(report, question, NULL, out);
    if (open == cs_row_account_count(report)) {
        cs_buffer_clear(out);
        cs_buffer_text(out, cs_told(cs_report_language(report), "open"));
    }
}

void cs_legend_write(const struct cs_legend *legend, const struct cs_report *report, struct cs_buffer *out)
{
    bool any = false;

    for (uint32_t i = 0; i < legend->count; i++) {
        const char *text;
        struct cs_buffer answers;
        char name[16];
        size_t column;

        if (!cs_legend_tells(legend, i))
            continue;
        text = cs_legend_text(legend, i);
        if (!any)
            cs_buffer_char(out, '\n');
        any = true;
        cs_buffer_init(&answers);
        add_answers(report, i, &answers);
        snprintf(name, sizeof name, "Q%u", (unsigned)legend->numbers[i]);
        column = cs_pad(out, name, 4);
        column = cs_report_wrap(report, out, text, strlen(text), column, 4);
        if (column + 2 + answers.length > cs_report_columns(report)) {
            cs_buffer_text(out, "\n    ");
            column = 4;
        } else {
            cs_buffer_text(out, "  ");
            column += 2;
        }
        cs_paint(out, report->colour, CS_PAINT_DIM);
        cs_report_wrap(report, out, cs_buffer_string(&answers), answers.length, column, 4);
        cs_paint(out, report->colour, CS_PAINT_PLAIN);
        cs_buffer_char(out, '\n');
        out->failed = out->failed || answers.failed;
        cs_buffer_release(&answers);
    }
}
