/* SPDX-License-Identifier: MIT */
/*
 * Deadlines of open duties as a calendar (RFC 5545): an event for each duty and each day, or minute, that may be its
 * deadline. The same sentence and deadline have the same UID in every run, so that importing the calendar again does
 * not double them. DTSTAMP is the date of the ledger, for there is no clock.
 *
 * Deadlines that have passed are included as long as the duty is owed. An event is TENTATIVE unless it is the deadline
 * in every world.
 */
#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "text/character.h"
#include "view/rows.h"
#include "view/standing.h"
#include "write/write.h"

#define OCTETS ((size_t)75) /* of a line, without its end */

struct calendar {
    const struct cs_report *report;
    struct cs_arena arena;
    struct cs_buffer *out;
    casus_status status;
};

/* ---- lines ---- */

/* Writes a line, folded: a continuation begins with a space. Never splits a UTF-8 character. */
static void write_line(struct calendar *c, const struct cs_buffer *line)
{
    const char *text = cs_buffer_string(line);
    size_t room = OCTETS;

    for (size_t at = 0; at < line->length;) {
        size_t end = line->length - at > room ? at + room : line->length;

        while (end < line->length && end > at + 1 && ((unsigned char)text[end] & 0xC0) == 0x80)
            end--;
        cs_buffer_text(c->out, at > 0 ? " " : "");
        cs_buffer_add(c->out, text + at, end - at);
        cs_buffer_text(c->out, "\r\n");
        at = end;
        room = OCTETS - 1;
    }
    c->out->failed = c->out->failed || line->failed;
}

static void write_plain(struct calendar *c, const char *name, const char *value)
{
    struct cs_buffer line;

    cs_buffer_init(&line);
    cs_buffer_printf(&line, "%s%s", name, value);
    write_line(c, &line);
    cs_buffer_release(&line);
}

/* Writes a property with a value of type TEXT. */
static void write_text(struct calendar *c, const char *name, const struct cs_buffer *value)
{
    struct cs_buffer line, plain;
    const char *text;

    cs_buffer_init(&line);
    cs_buffer_init(&plain);
    cs_text_plain(&plain, cs_buffer_string(value), value->length, false);
    text = cs_buffer_string(&plain);
    cs_buffer_text(&line, name);
    for (size_t i = 0; i < plain.length; i++) {
        if (text[i] == '\n')
            cs_buffer_text(&line, "\\n");
        else if (text[i] == '\t')
            cs_buffer_char(&line, '?');
        else
            cs_buffer_printf(&line, "%s%c", strchr("\\;,", text[i]) != NULL ? "\\" : "", text[i]);
    }
    line.failed = line.failed || value->failed || plain.failed;
    write_line(c, &line);
    cs_buffer_release(&line);
    cs_buffer_release(&plain);
}

/* ---- dates ---- */

static const char *utc(cs_instant instant, char out[96])
{
    cs_day day = cs_day_of(instant, CS_UTC);
    struct cs_civil date = cs_civil_from_day(day);
    long second = (long)(instant - cs_day_start(day, CS_UTC));

    snprintf(out, 96, "%04d%02d%02dT%02ld%02ld%02ldZ", (int)date.year, (int)date.month, (int)date.day, second / 3600,
             second / 60 % 60, second % 60);
    return out;
}

static const char *basic_day(cs_day day, char out[96])
{
    struct cs_civil date = cs_civil_from_day(day);

    snprintf(out, 96, "%04d%02d%02d", (int)date.year, (int)date.month, (int)date.day);
    return out;
}

/* A deadline of a day is an event of the whole day, its end exclusive; one with a time of day is an instant. */
static void write_deadline(struct calendar *c, const struct cs_ledger_piece *piece)
{
    char text[96];

    if (piece->deadline_hours) {
        write_plain(c, "DTSTART:", utc(piece->deadline - 1, text));
    } else {
        cs_day day = cs_day_of(piece->deadline - 1, piece->deadline_offset);

        write_plain(c, "DTSTART;VALUE=DATE:", basic_day(day, text));
        write_plain(c, "DTEND;VALUE=DATE:", basic_day(day + 1, text));
    }
}

/* ---- events ---- */

static void write_uid(struct calendar *c, const struct cs_ledger_row *row, const struct cs_ledger_piece *piece)
{
    const char *parts[] = {cs_ledger_kind_text(row->kind), cs_row_name(c->report, row->article),
                           cs_row_name(c->report, row->holder), cs_row_name(c->report, row->claimant), row->content};
    struct cs_buffer text;
    char digest[65], deadline[32], uid[64];

    cs_buffer_init(&text);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        cs_buffer_printf(&text, "%s\n", parts[i] != NULL ? parts[i] : "");
    cs_row_deadline(piece, deadline);
    cs_buffer_text(&text, deadline);
    if (text.failed || !cs_sha256_hex(cs_buffer_string(&text), text.length, digest)) {
        c->out->failed = true;
        digest[0] = '\0';
    }
    cs_buffer_release(&text);
    snprintf(uid, sizeof uid, "%.32s@casus", digest);
    write_plain(c, "UID:", uid);
}

/* Adds the label without the notes about time: the event has its own date. */
static void add_sentence(const struct cs_line *line, struct cs_buffer *out)
{
    size_t length = strlen(line->label), notes = strlen(line->notes);

    if (notes == 0 || length < notes + 4) {
        cs_buffer_text(out, line->label);
        return;
    }
    length -= notes + 1; /* without the notes and the bracket that closes them */
    if (line->label[length - 1] == '(') {
        cs_buffer_add(out, line->label, length - 2);
    } else {
        cs_buffer_add(out, line->label, length - 2);
        cs_buffer_char(out, ')');
    }
}

static void write_description(struct calendar *c, const struct cs_line *line, cs_set worlds)
{
    const struct cs_report *report = c->report;
    struct cs_buffer text;
    size_t written = 0;

    cs_buffer_init(&text);
    if (line->notes[0] != '\0')
        cs_buffer_printf(&text, "Its time in all: %s.\n", line->notes);
    cs_buffer_text(&text, "This may be its deadline on the account of: ");
    for (size_t a = 0; a < cs_row_account_count(report); a++)
        if (!cs_worlds_disjoint(report->ledger->docket->worlds, worlds, cs_row_worlds(report, a)))
            cs_buffer_printf(&text, "%s%s", written++ > 0 ? ", " : "", cs_row_account(report, a));
    cs_buffer_text(&text, written > 0 ? "." : "nobody.");
    for (size_t i = 0; i < line->question_count; i++)
        cs_buffer_printf(&text, "%s%s", i == 0 ? "\nHow it stands depends on: " : "; ",
                         cs_row_name(report, report->ledger->docket->questions[line->questions[i]].id));
    write_text(c, "DESCRIPTION:", &text);
    cs_buffer_release(&text);
}

static void write_event(struct calendar *c, const struct cs_line *line, const struct cs_ledger_piece *piece,
                        cs_set worlds)
{
    struct cs_docket *docket = c->report->ledger->docket;
    struct cs_buffer summary;
    char stamp[96];

    write_plain(c, "BEGIN:", "VEVENT");
    write_uid(c, line->rows[0], piece);
    write_plain(c, "DTSTAMP:", utc(c->report->end - 1, stamp));
    write_deadline(c, piece);
    cs_buffer_init(&summary);
    add_sentence(line, &summary);
    cs_buffer_text(&summary, ": ");
    cs_standing_text(c->report, line->states, &summary);
    write_text(c, "SUMMARY:", &summary);
    cs_buffer_release(&summary);
    write_description(c, line, worlds);
    write_plain(c, "STATUS:", cs_worlds_within(docket->worlds, docket->possible, worlds) ? "CONFIRMED" : "TENTATIVE");
    write_plain(c, "TRANSP:", "TRANSPARENT");
    write_plain(c, "END:", "VEVENT");
}

/* A date of RFC 5545 has four figures for its year. */
static bool has_four_figures(cs_day day)
{
    int32_t year = cs_civil_from_day(day).year;

    return year >= 0 && year <= 9999;
}

static void refuse_date(struct calendar *c, const char *what, const char *date)
{
    if (c->status == CASUS_OK)
        c->status = cs_fail(c->report->ledger->docket->failure, CASUS_ERR_LIMIT,
                            "a calendar has the years 0000 to 9999: %s %s cannot stand in one", what, date);
}

static void check_deadline(struct calendar *c, const struct cs_ledger_piece *piece)
{
    cs_day day = cs_day_of(piece->deadline - 1, piece->deadline_hours ? CS_UTC : piece->deadline_offset);
    char text[32];

    if (!has_four_figures(day) || !has_four_figures(day + !piece->deadline_hours)) /* DTEND is the day after */
        refuse_date(c, "the deadline", cs_row_deadline(piece, text));
}

/* Writes an event for each different deadline of a row; returns their number. */
static size_t write_row(struct calendar *c, const struct cs_ledger_row *row)
{
    struct cs_worlds *w = c->report->ledger->docket->worlds;
    struct cs_lines lines;
    size_t count = 0;

    cs_fold(c->report, &row, 1, &c->arena, &lines);
    for (uint32_t i = 0; i < row->piece_count && lines.count > 0; i++) {
        const struct cs_ledger_piece *piece = &row->pieces[i];
        cs_set worlds = CS_NONE;
        uint32_t k = 0;

        while (k < i && !(row->pieces[k].has_deadline && row->pieces[k].deadline == piece->deadline))
            k++;
        if (!piece->has_deadline || k < i)
            continue;
        for (; k < row->piece_count; k++)
            if (row->pieces[k].has_deadline && row->pieces[k].deadline == piece->deadline)
                worlds = cs_worlds_or(w, worlds, row->pieces[k].worlds);
        check_deadline(c, piece);
        write_event(c, &lines.items[0], piece, worlds);
        count++;
    }
    return count;
}

/* RFC 5545 wants at least one component, so a calendar without events has a time zone. */
static void write_zone(struct calendar *c)
{
    static const char *const lines[] = { "BEGIN:VTIMEZONE",    "TZID:UTC",
                                         "BEGIN:STANDARD",     "DTSTART:19700101T000000",
                                         "TZOFFSETFROM:+0000", "TZOFFSETTO:+0000",
                                         "END:STANDARD",       "END:VTIMEZONE" };

    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        write_plain(c, lines[i], "");
}

/* The description of the calendar (RFC 7986) says which accounts contradict themselves; only where some do. */
static void write_contradictions(struct calendar *c)
{
    const struct cs_report *report = c->report;
    struct cs_buffer text;

    cs_buffer_init(&text);
    for (size_t a = 0; a < cs_row_account_count(report); a++) {
        const char *one =
            cs_standing_contradiction(report, cs_row_account(report, a), cs_row_worlds(report, a), &c->arena);

        if (one != NULL)
            cs_buffer_printf(&text, "%s%s", text.length > 0 ? " " : "", one);
    }
    if (text.length > 0)
        write_text(c, "DESCRIPTION:", &text);
    cs_buffer_release(&text);
}

casus_status cs_next_calendar(const struct cs_report *report, const struct cs_next *next, struct cs_buffer *out)
{
    struct calendar c = {.report = report, .out = out, .status = CASUS_OK};
    casus_status status;
    size_t count = 0;

    cs_arena_init(&c.arena);
    if (!has_four_figures(cs_day_of(report->end - 1, CS_UTC)))
        refuse_date(&c, "the ledger's date", report->as_of);
    write_plain(&c, "BEGIN:", "VCALENDAR");
    write_plain(&c, "VERSION:", "2.0");
    write_plain(&c, "PRODID:", "-//casus//deadlines//EN");
    write_plain(&c, "CALSCALE:", "GREGORIAN");
    write_contradictions(&c);
    for (size_t i = 0; i < next->must_count; i++)
        count += write_row(&c, next->must[i]);
    for (size_t i = 0; i < next->expected_count; i++)
        count += write_row(&c, next->expected[i]);
    if (count == 0)
        write_zone(&c);
    write_plain(&c, "END:", "VCALENDAR");
    status = cs_report_status(report, &c.arena, out);
    cs_arena_release(&c.arena);
    return c.status != CASUS_OK ? c.status : status;
}
