/* SPDX-License-Identifier: MIT */
#include "view/legend.h"

#include <stdio.h>
#include <string.h>

#include "view/rows.h"
#include "view/wording.h"
#include "view/wrap.h"

void cs_legend_init(struct cs_legend *legend, const struct cs_report *report, struct cs_arena *arena)
{
    legend->count = report->ledger->docket->question_count;
    legend->numbers = cs_arena_array(arena, legend->count, sizeof *legend->numbers);
    if (legend->numbers == NULL)
        legend->count = 0;
}

void cs_legend_use(struct cs_legend *legend, const uint32_t *questions, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (questions[i] < legend->count)
            legend->numbers[questions[i]] = 1;
}

void cs_legend_number(struct cs_legend *legend)
{
    uint32_t number = 0;

    for (size_t i = 0; i < legend->count; i++)
        if (legend->numbers[i] != 0)
            legend->numbers[i] = ++number;
}

void cs_legend_names(const struct cs_legend *legend, const uint32_t *questions, size_t count, char between,
                     struct cs_buffer *out)
{
    for (size_t i = 0; i < count && legend->count > 0; i++) {
        if (i > 0)
            cs_buffer_char(out, between);
        cs_buffer_printf(out, "Q%u", (unsigned)legend->numbers[questions[i]]);
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
        if (given == 0)
            cs_buffer_printf(out, "%s%s: ", out->length > 0 ? "; " : "", answer != NULL ? answer : "open");
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
        cs_buffer_text(out, "open");
    }
}

void cs_legend_write(const struct cs_legend *legend, const struct cs_report *report, struct cs_buffer *out)
{
    bool any = false;

    for (uint32_t i = 0; i < legend->count; i++) {
        struct cs_buffer answers, text;
        char name[16];
        size_t column;

        if (legend->numbers[i] == 0)
            continue;
        if (!any)
            cs_buffer_char(out, '\n');
        any = true;
        cs_buffer_init(&text);
        cs_worded_question(report, i, &text);
        cs_buffer_init(&answers);
        add_answers(report, i, &answers);
        snprintf(name, sizeof name, "Q%u", (unsigned)legend->numbers[i]);
        column = cs_pad(out, name, 4);
        column = cs_wrap(out, cs_buffer_string(&text), text.length, column, 4, CS_REPORT_COLUMNS);
        if (column + 2 + answers.length > CS_REPORT_COLUMNS) {
            cs_buffer_text(out, "\n    ");
            column = 4;
        } else {
            cs_buffer_text(out, "  ");
            column += 2;
        }
        cs_paint(out, report->colour, CS_PAINT_DIM);
        cs_wrap(out, cs_buffer_string(&answers), answers.length, column, 4, CS_REPORT_COLUMNS);
        cs_paint(out, report->colour, CS_PAINT_PLAIN);
        cs_buffer_char(out, '\n');
        out->failed = out->failed || answers.failed || text.failed;
        cs_buffer_release(&text);
        cs_buffer_release(&answers);
    }
}
