/* SPDX-License-Identifier: MIT */
/*
 * The ledger as CSV (RFC 4180): one line for each row and account, so that a table can be filtered and counted. A date
 * is given where the account has just one for the row; `turns_on` has the questions that leave the state open on the
 * account, `concluded` what the record concludes and the state there rests on.
 */
#include <stdint.h>
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

/* The signs with which a formula begins as wide letters, U+FF1D and so on: some spreadsheets of East Asia take them. */
static bool begins_with_wide_sign(const char *text)
{
    static const char *const signs[] = {"\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"};

    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (strncmp(text, signs[i], 3) == 0)
            return true;
    return false;
}

/* Would a spreadsheet take the text for a formula? */
static bool is_formula(const char *text)
{
    if (begins_with_wide_sign(text))
        return true;
    if (*text == '\0' || strchr("=+-@\t\r\n", *text) == NULL)
        return false;
    return (*text != '-' && *text != '+') || !is_signed_value(text);
}

/* Is it a formula, or apostrophes and a formula? */
static bool is_marked(const char *text)
{
    return is_formula(text + strspn(text, "'"));
}

/* Most fields begin with a letter or a figure, and are no formula. */
static bool is_letter(char c)
{
    return (unsigned char)((c | 0x20) - 'a') < 26 || (unsigned char)(c - '0') < 10;
}

const char *cs_csv_unmarked(const char *field)
{
    return *field == '\'' && is_marked(field) ? field + 1 : field;
}

/* Does a field with this text need quotation marks? */
static bool needs_quotes(const char *text, size_t length)
{
    for (const char *end = text + length; text < end; text++)
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

/*
 * Most fields are plain: they are copied, with what ends them, as they are looked through. False if the text is not
 * plain, and nothing was written.
 */
static bool add_plain(struct cs_buffer *out, const char *text, size_t length, bool last)
{
    char *to = length < SIZE_MAX - 8 ? cs_buffer_room(out, length + 8) : NULL;

    if (to == NULL || cs_eight_copy(to, text, length, CS_EIGHT_TIMES(',')))
        return false;
    to[length] = last ? '\r' : ',';
    to[length + 1] = '\n';
    cs_buffer_wrote(out, length + 1 + last);
    return true;
}

void cs_csv_field(struct cs_buffer *out, const char *text, bool last)
{
    size_t length;
    bool quoted;

    if (text == NULL || *text == '\0') {
        end_field(out, last);
        return;
    }
    length = strlen(text);
    if (is_letter(*text) && add_plain(out, text, length, last))
        return;
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

/* Where a row is written, with what is needed meanwhile. */
struct writing {
    const struct cs_report *report;
    struct cs_buffer *out;
    struct cs_buffer text;  /* of the field that is being made */
    struct cs_arena arena;  /* lives as long as one row */
};

static void add(struct writing *w, const char *text)
{
    cs_csv_field(w->out, text, false);
}

static void add_name(struct writing *w, cs_name name)
{
    add(w, cs_row_name(w->report, name));
}

/* Ends a field whose text was made in `text`. */
static void add_made(struct writing *w, bool last)
{
    cs_csv_field(w->out, cs_buffer_string(&w->text), last);
    cs_buffer_clear(&w->text);
}

/* Questions, with "; " between. */
static void add_questions(struct writing *w, const struct cs_ledger_row *row, cs_set worlds)
{
    size_t count;
    const uint32_t *questions = cs_row_questions(w->report, row, worlds, &w->arena, &count);

    for (size_t i = 0; i < count; i++)
        cs_buffer_printf(&w->text, "%s%s", i > 0 ? "; " : "",
                         cs_row_name(w->report, w->report->ledger->docket->questions[questions[i]].id));
    add_made(w, false);
}

/* "Alden; perhaps Borea (happened x1)" */
static void add_left_out(struct writing *w, const struct cs_ledger_row *row, cs_set worlds)
{
    size_t count, on_count;
    const struct cs_left_out *all = cs_ledger_left_out(w->report->ledger, row, worlds, &w->arena, &count);

    for (size_t i = 0; i < count; i++) {
        const uint32_t *on = cs_row_left_out_questions(w->report, &all[i], &w->arena, &on_count);

        cs_buffer_printf(&w->text, "%s%s%s", i > 0 ? "; " : "", all[i].certain ? "" : "perhaps ",
                         cs_row_name(w->report, all[i].who));
        for (size_t k = 0; k < on_count; k++)
            cs_buffer_printf(&w->text, "%s%s%s", k == 0 ? " (" : ", ",
                             cs_row_name(w->report, w->report->ledger->docket->questions[on[k]].id),
                             k + 1 == on_count ? ")" : "");
    }
    add_made(w, false);
}

static void add_number(struct writing *w, bool given, int number)
{
    char digits[16];

    if (given)
        snprintf(digits, sizeof digits, "%d", number);
    add(w, given ? digits : NULL);
}

/* Given where it is so throughout the account; a performance that nobody reports has no more than that. */
static void add_performed(struct writing *w, const struct cs_ledger_row *row, const struct cs_ledger_piece *piece,
                          cs_set worlds)
{
    const struct cs_row_done *done = cs_row_done_throughout(w->report, row, worlds, &w->arena);
    bool has_days = done != NULL && done->has_days;
    char first[32], last[32];

    add(w, done != NULL ? cs_day_text(done->first, first) : NULL);
    add(w, done == NULL ? NULL : done->last == done->first ? first : cs_day_text(done->last, last));
    add(w, done != NULL ? done->by : NULL);
    add(w, done != NULL ? done->name : piece != NULL && piece->unreported ? "unreported" : NULL);
    add_number(w, has_days, has_days ? (int)done->days : 0);
    add_number(w, has_days, has_days ? (int)done->days_most : 0);
}

/* What is the same on all accounts. */
static void add_head(struct writing *w, const struct cs_ledger_row *row)
{
    add(w, w->report->as_of);
    add(w, w->report->known_on);
    add(w, cs_export_row_id(row->id, &w->arena));
    add(w, cs_ledger_kind_text(row->kind));
    add_name(w, row->instrument);
    cs_csv_row_terms(w->out, w->report, row);
    add_name(w, row->trigger);
}

static void add_standing(struct writing *w, const struct cs_ledger_row *row, size_t account)
{
    const struct cs_report *report = w->report;
    cs_set worlds = cs_row_worlds(report, account);
    const struct cs_ledger_piece *piece = cs_ledger_piece(report->ledger, row, worlds);
    const char *const *concluded;
    struct cs_row_dates dates;
    char since[32], deadline[32];
    bool one_deadline;
    size_t count;

    cs_export_row_dates(report, row, worlds, &dates);
    one_deadline = piece != NULL && piece->has_deadline;
    add(w, cs_ledger_state_text(report->ledger, cs_ledger_state(report->ledger, row, worlds)));
    /* one piece has one date of each kind, which is written already */
    add(w, piece != NULL ? dates.since_earliest : cs_row_since_in(report, row, worlds, since));
    add(w, one_deadline ? dates.due_earliest : piece != NULL ? cs_row_deadline(piece, deadline) : NULL);
    add(w, cs_row_still_owed(report, row, worlds));
    add_questions(w, row, worlds);
    add_left_out(w, row, worlds);
    add(w, cs_row_request(report, row));
    add_performed(w, row, piece, worlds);
    concluded = cs_row_concluded(report, row, account, &w->arena, &count);
    cs_csv_concluded(w->out, concluded, count, false);
    add(w, dates.since_earliest);
    add(w, dates.since_latest);
    add(w, dates.due_earliest);
    add(w, dates.due_latest);
    cs_export_row_formal(report, row, &w->text);
    add_made(w, true);
}

/* Where the standing on an account is in the text that has that of all: accounts that are alike share one. */
struct part { size_t start, length; };

struct row_text { struct cs_buffer head, standings; struct part *parts; };

/* Of several accounts: what they share is made once. */
static void add_accounts(struct writing *w, const struct cs_ledger_row *row, struct row_text *text)
{
    struct cs_buffer *out = w->out;

    cs_buffer_clear(&text->head);
    cs_buffer_clear(&text->standings);
    w->out = &text->head;
    add_head(w, row);
    for (size_t a = 0; a < cs_row_account_count(w->report); a++) {
        struct part *part = &text->parts[w->report->ledger->first_alike[a]];

        if (part == &text->parts[a]) {
            part->start = text->standings.length;
            w->out = &text->standings;
            add_standing(w, row, a);
            part->length = text->standings.length - part->start;
        }
        cs_buffer_add(out, cs_buffer_string(&text->head), text->head.length);
        cs_csv_field(out, cs_row_account(w->report, a), false);
        cs_buffer_add(out, cs_buffer_string(&text->standings) + part->start, part->length);
        out->failed = out->failed || text->head.failed || text->standings.failed;
    }
    w->out = out;
}

static void add_row(struct writing *w, const struct cs_ledger_row *row, struct row_text *text)
{
    cs_arena_clear(&w->arena);
    if (cs_row_account_count(w->report) == 1) {
        add_head(w, row);
        add(w, cs_row_account(w->report, 0));
        add_standing(w, row, 0);
    } else {
        add_accounts(w, row, text);
    }
    w->out->failed = w->out->failed || w->text.failed || cs_arena_failed(&w->arena);
}

casus_status cs_report_csv(const struct cs_report *report, struct cs_buffer *out)
{
    static const char *const columns[] = {"as_of",   "known_on", "id",      "kind",    "instrument", "article",
                                          "holder",  "claimant", "content", "trigger", "account",    "state",
                                          "since",   "deadline", "still_owed", "turns_on", "without", "request",
                                          "performed_on", "performed_latest", "performed_by", "performance",
                                          "days_after", "days_most", "concluded", "since_earliest", "since_latest",
                                          "due_earliest", "due_latest", "formal"};
    struct writing w = {.report = report, .out = out};
    struct row_text text = {0};
    struct cs_arena arena;
    casus_status status;

    cs_arena_init(&arena);
    cs_arena_init(&w.arena);
    text.parts = cs_arena_array(&arena, cs_row_account_count(report), sizeof *text.parts);
    cs_csv_head(out, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; text.parts != NULL && !out->failed && i < report->ledger->row_count; i++)
        if (cs_row_wanted(report, &report->ledger->rows[i]))
            add_row(&w, &report->ledger->rows[i], &text);
    cs_arena_release(&w.arena);
    cs_buffer_release(&w.text);
    cs_buffer_release(&text.head);
    cs_buffer_release(&text.standings);
    status = cs_report_status(report, &arena, out);
    cs_arena_release(&arena);
    return status;
}
