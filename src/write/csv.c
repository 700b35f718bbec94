/* SPDX-License-Identifier: MIT */
/*
 * The ledger as CSV (RFC 4180): one line for each row and account, so that a table can be filtered and counted. A date
 * is given where the account has just one for the row; `turns_on` has the questions that leave the state open on the
 * account, `concluded` what the record concludes and the state there rests on.
 */
#include <stdio.h>
#include <string.h>

#include "base/eight.h"
#include "view/done.h"
#include "view/rows.h"
#include "view/export.h"
#include "write/csv.h"
#include "write/row_data.h"
#include "write/write.h"

static size_t digits(const char *text)
{
    return strspn(text, "0123456789");
}

/* A number or a date with a sign: -12, +1.5, -0044-03-15. A spreadsheet would compute anything more, as -2+3. */
static bool is_signed_value(const char *text)
{
    size_t length = digits(++text);

    if (length == 0)
        return false;
    text += length;
    if (*text == '.' && digits(text + 1) > 0)
        text += 1 + digits(text + 1);
    else
        for (int part = 0; part < 2 && length >= 4 && *text == '-' && digits(text + 1) == 2; part++)
            text += 3;
    if (*text == 'T' && length >= 4)
        text += 1 + strspn(text + 1, "0123456789:+-Z");
    return *text == '\0';
}

/* Would a spreadsheet take the text for a formula? */
static bool is_formula(const char *text)
{
    if (*text == '\0' || strchr("=+-@\t\r", *text) == NULL)
        return false;
    return (*text != '-' && *text != '+') || !is_signed_value(text);
}

/* Is it a formula, or apostrophes and a formula? */
static bool is_marked(const char *text)
{
    return is_formula(text + strspn(text, "'"));
}

/* Most fields begin with one, or are empty, and are no formula. */
static bool is_letter(char c)
{
    return c == '\0' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

const char *cs_csv_unmarked(const char *field)
{
    return *field == '\'' && is_marked(field) ? field + 1 : field;
}

/* Does a field with this text need quotation marks? */
static bool needs_quotes(const char *text, size_t length)
{
    const char *end = text + length;

    while (end - text >= 8 && cs_eight_stops(cs_eight_bytes(text), CS_EIGHT_TIMES(',')) == 0)
        text += 8;
    for (; text < end; text++)
        if (*text <= ',' && (*text == ',' || *text == '"' || *text == '\r' || *text == '\n'))
            return true;
    return false;
}

static void end_field(struct cs_buffer *out, bool last)
{
    if (last)
        cs_buffer_add(out, "\r\n", 2);
    else
        cs_buffer_char(out, ',');
}

void cs_csv_field(struct cs_buffer *out, const char *text, bool last)
{
    size_t length = text == NULL ? 0 : strlen(text);
    bool quoted;

    if (length == 0) {
        end_field(out, last);
        return;
    }
    quoted = needs_quotes(text, length);
    if (quoted)
        cs_buffer_char(out, '"');
    if (!is_letter(*text) && is_marked(text))
        cs_buffer_char(out, '\'');
    for (const char *mark = NULL; quoted && (mark = strchr(text, '"')) != NULL; text = mark + 1) {
        cs_buffer_add(out, text, (size_t)(mark + 1 - text));
        cs_buffer_char(out, '"');
        length -= (size_t)(mark + 1 - text);
    }
    cs_buffer_add(out, text, length);
    if (quoted)
        cs_buffer_char(out, '"');
    end_field(out, last);
}

void cs_csv_head(struct cs_buffer *out, const char *const *columns, size_t count)
{
    for (size_t i = 0; i < count; i++)
        cs_csv_field(out, columns[i], i + 1 == count);
}

/* Questions, with "; " between. */
static void add_questions(const struct cs_report *report, const struct cs_ledger_row *row, cs_set worlds,
                          struct cs_arena *arena, struct cs_buffer *out)
{
    size_t count;
    const uint32_t *questions = cs_row_questions(report, row, worlds, arena, &count);
    struct cs_buffer text;

    cs_buffer_init(&text);
    for (size_t i = 0; i < count; i++)
        cs_buffer_printf(&text, "%s%s", i > 0 ? "; " : "",
                         cs_row_name(report, report->ledger->docket->questions[questions[i]].id));
    cs_csv_field(out, cs_buffer_string(&text), false);
    out->failed = out->failed || text.failed;
    cs_buffer_release(&text);
}

/* "Alden; perhaps Borea (happened x1)" */
static void add_left_out(const struct cs_report *report, const struct cs_ledger_row *row, cs_set worlds,
                         struct cs_arena *arena, struct cs_buffer *out)
{
    size_t count, on_count;
    const struct cs_left_out *all = cs_ledger_left_out(report->ledger, row, worlds, arena, &count);
    struct cs_buffer text;

    cs_buffer_init(&text);
    for (size_t i = 0; i < count; i++) {
        const uint32_t *on = cs_row_left_out_questions(report, &all[i], arena, &on_count);

        cs_buffer_printf(&text, "%s%s%s", i > 0 ? "; " : "", all[i].certain ? "" : "perhaps ",
                         cs_row_name(report, all[i].who));
        for (size_t k = 0; k < on_count; k++)
            cs_buffer_printf(&text, "%s%s%s", k == 0 ? " (" : ", ",
                             cs_row_name(report, report->ledger->docket->questions[on[k]].id),
                             k + 1 == on_count ? ")" : "");
    }
    cs_csv_field(out, cs_buffer_string(&text), false);
    out->failed = out->failed || text.failed;
    cs_buffer_release(&text);
}

/* Given where it is so throughout the account; a performance that nobody reports has no more than that. */
static void add_performed(const struct cs_report *report, const struct cs_ledger_row *row, cs_set worlds,
                          struct cs_arena *arena, struct cs_buffer *out)
{
    const struct cs_row_done *done = cs_row_done_throughout(report, row, worlds, arena);
    const struct cs_ledger_piece *piece = cs_ledger_piece(report->ledger, row, worlds);
    bool has_days = done != NULL && done->has_days;
    char day[32], number[16];

    cs_csv_field(out, done != NULL ? cs_day_text(done->first, day) : NULL, false);
    cs_csv_field(out, done != NULL ? cs_day_text(done->last, day) : NULL, false);
    cs_csv_field(out, done != NULL ? done->by : NULL, false);
    cs_csv_field(out, done != NULL ? done->name : piece != NULL && piece->unreported ? "unreported" : NULL, false);
    if (has_days)
        snprintf(number, sizeof number, "%d", (int)done->days);
    cs_csv_field(out, has_days ? number : NULL, false);
    if (has_days)
        snprintf(number, sizeof number, "%d", (int)done->days_most);
    cs_csv_field(out, has_days ? number : NULL, false);
}

/* The whole sentence, as the last field. */
static void add_formal(const struct cs_report *report, const struct cs_ledger_row *row, struct cs_buffer *out)
{
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_export_row_formal(report, row, &text);
    cs_csv_field(out, cs_buffer_string(&text), true);
    out->failed = out->failed || text.failed;
    cs_buffer_release(&text);
}

/* What is the same on all accounts. */
static void add_head(const struct cs_report *report, const struct cs_ledger_row *row, struct cs_arena *arena,
                     struct cs_buffer *out)
{
    cs_csv_field(out, report->as_of, false);
    cs_csv_field(out, report->known_on, false);
    cs_csv_field(out, cs_export_row_id(row->id, arena), false);
    cs_csv_field(out, cs_ledger_kind_text(row->kind), false);
    cs_csv_field(out, cs_row_name(report, row->instrument), false);
    cs_csv_row_terms(out, report, row);
    cs_csv_field(out, cs_row_name(report, row->trigger), false);
}

static void add_standing(const struct cs_report *report, const struct cs_ledger_row *row, size_t account,
                         struct cs_arena *arena, struct cs_buffer *out)
{
    cs_set worlds = cs_row_worlds(report, account);
    const struct cs_ledger_piece *piece = cs_ledger_piece(report->ledger, row, worlds);
    const char *const *concluded;
    struct cs_row_dates dates;
    char since[32], deadline[32];
    size_t count;

    cs_csv_field(out, cs_ledger_state_text(report->ledger, cs_ledger_state(report->ledger, row, worlds)), false);
    cs_csv_field(out, cs_row_since_in(report, row, worlds, since), false);
    cs_csv_field(out, piece != NULL ? cs_row_deadline(piece, deadline) : NULL, false);
    cs_csv_field(out, cs_row_still_owed(report, row, worlds), false);
    add_questions(report, row, worlds, arena, out);
    add_left_out(report, row, worlds, arena, out);
    cs_csv_field(out, cs_row_request(report, row), false);
    add_performed(report, row, worlds, arena, out);
    concluded = cs_row_concluded(report, row, account, arena, &count);
    cs_csv_concluded(out, concluded, count, false);
    cs_export_row_dates(report, row, worlds, &dates);
    cs_csv_field(out, dates.since_earliest, false);
    cs_csv_field(out, dates.since_latest, false);
    cs_csv_field(out, dates.due_earliest, false);
    cs_csv_field(out, dates.due_latest, false);
    add_formal(report, row, out);
}

/* Where the standing on an account is in the text that has that of all: accounts that are alike share one. */
struct part { size_t start, length; };

struct row_text { struct cs_buffer head, standings; struct part *parts; };

/* `arena`: for what is needed while the row is written. */
static void add_row(const struct cs_report *report, const struct cs_ledger_row *row, struct row_text *text,
                    struct cs_arena *arena, struct cs_buffer *out)
{
    cs_arena_clear(arena);
    cs_buffer_clear(&text->head);
    cs_buffer_clear(&text->standings);
    add_head(report, row, arena, &text->head);
    for (size_t a = 0; a < cs_row_account_count(report); a++) {
        struct part *part = &text->parts[report->ledger->first_alike[a]];

        if (part == &text->parts[a]) {
            part->start = text->standings.length;
            add_standing(report, row, a, arena, &text->standings);
            part->length = text->standings.length - part->start;
        }
        cs_buffer_add(out, cs_buffer_string(&text->head), text->head.length);
        cs_csv_field(out, cs_row_account(report, a), false);
        cs_buffer_add(out, cs_buffer_string(&text->standings) + part->start, part->length);
        out->failed = out->failed || text->head.failed || text->standings.failed || cs_arena_failed(arena);
    }
}

casus_status cs_report_csv(const struct cs_report *report, struct cs_buffer *out)
{
    static const char *const columns[] = {"as_of",   "known_on", "id",      "kind",    "instrument", "article",
                                          "holder",  "claimant", "content", "trigger", "account",    "state",
                                          "since",   "deadline", "still_owed", "turns_on", "without", "request",
                                          "performed_on", "performed_latest", "performed_by", "performance",
                                          "days_after", "days_most", "concluded", "since_earliest", "since_latest",
                                          "due_earliest", "due_latest", "formal"};
    struct row_text text = {0};
    struct cs_arena arena, of_row;
    casus_status status;

    cs_arena_init(&arena);
    cs_arena_init(&of_row);
    text.parts = cs_arena_array(&arena, cs_row_account_count(report), sizeof *text.parts);
    cs_csv_head(out, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; text.parts != NULL && !out->failed && i < report->ledger->row_count; i++)
        if (cs_row_wanted(report, &report->ledger->rows[i]))
            add_row(report, &report->ledger->rows[i], &text, &of_row, out);
    cs_arena_release(&of_row);
    cs_buffer_release(&text.head);
    cs_buffer_release(&text.standings);
    status = cs_report_status(report, &arena, out);
    cs_arena_release(&arena);
    return status;
}
