/* SPDX-License-Identifier: MIT */
#include "view/standing.h"

#include <string.h>

#include "view/mention.h"
#include "view/rows.h"
#include "view/wrap.h"

static bool all_same(const struct cs_report *report, const enum cs_state *states)
{
    for (size_t a = 1; a < cs_row_account_count(report); a++)
        if (states[a] != states[0])
            return false;
    return true;
}

/* Each state once, in the order in which it first occurs among the accounts. */
void cs_standing_text(const struct cs_report *report, const enum cs_state *states, struct cs_buffer *out)
{
    size_t accounts = cs_row_account_count(report);
    struct cs_language l = cs_report_language(report);

    if (all_same(report, states)) {
        if (accounts == 1 && report->ledger->accounts[0].voice != CS_NO_NAME)
            cs_say(l, out, "{state} on the account of {who}", cs_part_text(cs_row_state(report, states[0])),
                   cs_part_made(cs_row_add_account, &(struct cs_row_voice){report, 0}));
        else
            cs_say(l, out, accounts > 1 ? "{state} on every account" : "{state}, whatever is still open",
                   cs_part_text(cs_row_state(report, states[0])));
        return;
    }
    for (size_t a = 0; a < accounts; a++) {
        size_t first = 0;

        while (states[first] != states[a])
            first++;
        if (first < a)
            continue;
        cs_buffer_printf(out, "%s%s: ", a > 0 ? "; " : "", cs_row_state(report, states[a]));
        for (size_t k = a; k < accounts; k++)
            if (states[k] == states[a])
                cs_buffer_printf(out, "%s%s", k == a ? "" : ", ", cs_row_account(report, k));
    }
}

static void write_line(const struct cs_report *report, const struct cs_buffer *text, size_t column,
                       struct cs_buffer *out)
{
    cs_buffer_repeat(out, ' ', column);
    cs_report_wrap(report, out, cs_buffer_string(text), text->length, column, column + 2);
    cs_buffer_char(out, '\n');
    out->failed = out->failed || text->failed;
}

void cs_standing_write(const struct cs_report *report, const struct cs_legend *legend, const enum cs_state *states,
                       enum cs_state everywhere, const uint32_t *questions, size_t question_count, size_t column,
                       struct cs_buffer *out)
{
    struct cs_buffer text;

    cs_buffer_init(&text);
    if (states != NULL && (states[0] != everywhere || !all_same(report, states))) {
        cs_standing_text(report, states, &text);
        write_line(report, &text, column, out);
    }
    if (question_count > 0) {
        cs_buffer_clear(&text);
        cs_buffer_text(&text, cs_told(cs_report_language(report), "depends on "));
        cs_legend_names(legend, questions, question_count, ' ', &text);
        write_line(report, &text, column, out);
    }
    cs_buffer_release(&text);
}

void cs_standing_label(const struct cs_report *report, const struct cs_line *line, size_t indent, struct cs_buffer *out)
{
    cs_buffer_text(out, "  ");
    cs_paint(out, report->colour, CS_PAINT_DIM);
    cs_buffer_text(out, line->ids);
    cs_paint(out, report->colour, CS_PAINT_PLAIN);
    if (strlen(line->ids) + 3 > indent) {
        cs_buffer_char(out, '\n');
        cs_buffer_repeat(out, ' ', indent);
    } else {
        cs_buffer_repeat(out, ' ', indent - 2 - strlen(line->ids));
    }
    cs_report_wrap(report, out, line->label, strlen(line->label), indent, indent + 2);
    cs_buffer_char(out, '\n');
}

void cs_standing_concluded(const struct cs_report *report, const struct cs_line *line, size_t indent,
                           struct cs_buffer *out)
{
    struct cs_buffer text;

    if (line->concluded_count == 0)
        return;
    cs_buffer_init(&text);
    cs_buffer_text(&text, cs_told(cs_report_language(report),
                                  line->is_concluded ? CS_PHRASE("concluded by the record")
                                                     : CS_PHRASE("rests on what the record concludes: ")));
    for (size_t i = 0; i < line->concluded_count && !line->is_concluded; i++)
        cs_buffer_printf(&text, "%s%s", i > 0 ? "; " : "", line->concluded[i]);
    cs_buffer_repeat(out, ' ', indent);
    cs_report_wrap(report, out, cs_buffer_string(&text), text.length, indent, indent + 2);
    cs_buffer_char(out, '\n');
    out->failed = out->failed || text.failed;
    cs_buffer_release(&text);
}

void cs_standing_line(const struct cs_report *report, const struct cs_legend *legend, const struct cs_line *line,
                      size_t indent, struct cs_buffer *out)
{
    cs_standing_label(report, line, indent, out);
    cs_standing_write(report, legend, line->shown, CS_STATE_UNSAID, line->questions, line->question_count,
                      indent + 2, out);
    cs_standing_concluded(report, line, indent + 2, out);
}

enum cs_state *cs_standing_of_set(const struct cs_report *report, cs_set set, enum cs_state yes, enum cs_state no,
                                  struct cs_arena *arena)
{
    size_t accounts = cs_row_account_count(report);
    enum cs_state *states = cs_arena_array(arena, accounts, sizeof *states);

    for (size_t a = 0; states != NULL && a < accounts; a++)
        states[a] = cs_ledger_standing(report->ledger, cs_row_worlds(report, a), set, yes, no);
    return states;
}

const char *cs_standing_contradiction(const struct cs_report *report, const char *account, cs_set worlds,
                                      struct cs_arena *arena)
{
    struct cs_buffer text;
    const char *kept;

    if (!cs_ledger_contradictory(worlds))
        return NULL;
    cs_buffer_init(&text);
    cs_say(cs_report_language(report), &text,
           report->readings == NULL ? "The account of {who} contradicts itself: in no world is all of it so."
                                    : "The account of {who} leaves no world with this reading.",
           cs_part_text(account));
    kept = cs_arena_text(arena, cs_buffer_string(&text), text.length);
    arena->failed = arena->failed || text.failed;
    cs_buffer_release(&text);
    return kept;
}

void cs_standing_supposed(struct cs_language language, const char *supposed, size_t columns, struct cs_buffer *out)
{
    struct cs_buffer text;

    if (supposed == NULL)
        return;
    cs_buffer_init(&text);
    cs_say(language, &text, "Supposed: {what}.", cs_part_text(supposed));
    cs_wrap(out, cs_buffer_string(&text), text.length, 0, 2, columns);
    cs_buffer_char(out, '\n');
    out->failed = out->failed || text.failed;
    cs_buffer_release(&text);
}

void cs_standing_reservations(const struct cs_report *report, struct cs_arena *arena, struct cs_buffer *out)
{
    cs_standing_supposed(cs_report_language(report), report->supposed, cs_report_columns(report), out);
    for (size_t a = 0; a < cs_row_account_count(report); a++) {
        const char *text =
            cs_standing_contradiction(report, cs_row_account(report, a), cs_row_worlds(report, a), arena);

        if (text == NULL)
            continue;
        cs_report_wrap(report, out, text, strlen(text), 0, 2);
        cs_buffer_char(out, '\n');
    }
}
