/* SPDX-License-Identifier: MIT */
/*
 * Deadlines of open duties as a calendar (RFC 5545), and what comes about by itself, as the end of a silence: an event
 * for each duty, on the soonest day, or minute, that may be its deadline. Its UID is that of the duty, whatever the
 * deadline: a calendar that is imported again moves the event. DTSTAMP and SEQUENCE are from the date of the ledger,
 * for there is no clock. A day before (of an instant an hour before) an alarm goes off.
 *
 * Deadlines that have passed are included as long as the duty is owed. An event is TENTATIVE unless the duty has that
 * one deadline in every world. Titles are written out in each event, since it stands alone.
 */
#include <stdio.h>
#include <string.h>

#include "base/sha256.h"
#include "text/character.h"
#include "view/mention.h"
#include "view/rows.h"
#include "view/standing.h"
#include "view/when.h"
#include "view/wording.h"
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
static void write_text(struct calendar *c, const char *name, struct cs_buffer *value)
{
    struct cs_buffer line, plain;
    const char *text;

    cs_mentions_settle(c->report, value, 0, false, NULL);
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
static void write_time(struct calendar *c, cs_instant time, bool hours, struct cs_zone offset)
{
    char text[96];

    if (hours) {
        write_plain(c, "DTSTART:", utc(time - 1, text));
    } else {
        cs_day day = cs_day_of(time - 1, offset);

        write_plain(c, "DTSTART;VALUE=DATE:", basic_day(day, text));
        write_plain(c, "DTEND;VALUE=DATE:", basic_day(day + 1, text));
    }
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

/* Can the time stand in a calendar? */
static void check_time(struct calendar *c, cs_instant time, bool hours, struct cs_zone offset)
{
    cs_day day = cs_day_of(time - 1, hours ? CS_UTC : offset);
    char text[32];

    if (!has_four_figures(day) || !has_four_figures(day + !hours)) /* DTEND is the day after */
        refuse_date(c, "the deadline", hours ? cs_instant_text(time - 1, offset, text) : cs_day_text(day, text));
}

/* ---- events ---- */

static void write_uid(struct calendar *c, const char *const *parts, size_t count)
{
    struct cs_buffer text;
    char digest[CS_SHA256_HEX], uid[64];

    cs_buffer_init(&text);
    for (size_t i = 0; i < count; i++)
        cs_buffer_printf(&text, "%s\n", parts[i] != NULL ? parts[i] : "");
    c->out->failed = c->out->failed || text.failed;
    cs_sha256_hex(cs_buffer_string(&text), text.length, digest);
    cs_buffer_release(&text);
    snprintf(uid, sizeof uid, "%.32s@casus", digest);
    write_plain(c, "UID:", uid);
}

/* Begins an event: what all have. */
static void begin_event(struct calendar *c, const char *const *parts, size_t count)
{
    char text[96];
    cs_day day = cs_day_of(c->report->end - 1, CS_UTC);

    cs_mentions_again(c->report); /* an event stands alone in the reader's calendar */
    write_plain(c, "BEGIN:", "VEVENT");
    write_uid(c, parts, count);
    write_plain(c, "DTSTAMP:", utc(c->report->end - 1, text));
    snprintf(text, sizeof text, "%d", day > 0 ? (int)day : 0); /* a later ledger replaces an earlier one */
    write_plain(c, "SEQUENCE:", text);
}

static void end_event(struct calendar *c, struct cs_buffer *summary, bool hours, bool certain)
{
    write_plain(c, "STATUS:", certain ? "CONFIRMED" : "TENTATIVE");
    write_plain(c, "TRANSP:", "TRANSPARENT");
    write_plain(c, "BEGIN:", "VALARM");
    write_plain(c, "ACTION:", "DISPLAY");
    write_plain(c, "TRIGGER:", hours ? "-PT1H" : "-P1D");
    write_text(c, "DESCRIPTION:", summary);
    write_plain(c, "END:", "VALARM");
    write_plain(c, "END:", "VEVENT");
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

/* The next deadline behind `time` that the row may have in these worlds; its piece, or `piece_count`. */
static uint32_t next_deadline(const struct calendar *c, const struct cs_ledger_row *row, cs_set worlds, cs_instant time)
{
    uint32_t found = row->piece_count;

    for (uint32_t i = 0; i < row->piece_count; i++) {
        const struct cs_ledger_piece *piece = &row->pieces[i];

        if (piece->has_deadline && piece->deadline > time &&
            !cs_worlds_disjoint(c->report->ledger->docket->worlds, piece->worlds, worlds) &&
            (found == row->piece_count || piece->deadline < row->pieces[found].deadline))
            found = i;
    }
    return found;
}

/* "14, 16 or 20 September 2022": the deadlines of a row on an account, in the arena; "" if it has none there. */
static const char *deadlines_on(struct calendar *c, const struct cs_ledger_row *row, size_t account)
{
    const struct cs_ledger_piece **pieces = cs_arena_array(&c->arena, row->piece_count, sizeof *pieces);
    cs_instant time = INT64_MIN;
    struct cs_buffer text;
    size_t count = 0;
    uint32_t piece;

    while (pieces != NULL &&
           (piece = next_deadline(c, row, cs_row_worlds(c->report, account), time)) < row->piece_count) {
        pieces[count++] = &row->pieces[piece];
        time = row->pieces[piece].deadline;
    }
    cs_buffer_init(&text);
    if (count > 0)
        cs_when_deadlines(c->report, pieces, count, &text);
    return cs_buffer_keep(&text, &c->arena);
}

/* "By 14, 16 or 20 September 2022 on the account of Armenia.": accounts of equal deadlines share a sentence. */
static void add_deadlines(struct calendar *c, const struct cs_ledger_row *row, struct cs_buffer *out)
{
    size_t count = cs_row_account_count(c->report);
    struct cs_language l = cs_report_language(c->report);
    const char **days = cs_arena_array(&c->arena, count, sizeof *days);

    for (size_t a = 0; days != NULL && a < count; a++)
        days[a] = deadlines_on(c, row, a);
    for (size_t a = 0; days != NULL && a < count; a++) {
        size_t first = 0, alike = 0;
        struct cs_buffer names;

        while (strcmp(days[first], days[a]) != 0)
            first++;
        if (first < a || days[a][0] == '\0')
            continue;
        cs_buffer_init(&names);
        for (size_t k = a; k < count; k++)
            if (strcmp(days[k], days[a]) == 0)
                cs_buffer_printf(&names, "%s%s", alike++ > 0 ? ", " : "", cs_row_account(c->report, k));
        if (alike == count)
            cs_say(l, out, "By {days} on every account.", cs_part_text(days[a]));
        else
            cs_say(l, out, "By {days}: {names}.", cs_part_text(days[a]), cs_part_text(cs_buffer_string(&names)));
        cs_buffer_char(out, '\n');
        out->failed = out->failed || names.failed;
        cs_buffer_release(&names);
    }
}

static void write_description(struct calendar *c, const struct cs_line *line)
{
    const struct cs_report *report = c->report;
    struct cs_language l = cs_report_language(report);
    struct cs_buffer text;

    cs_buffer_init(&text);
    if (line->notes[0] != '\0')
        cs_buffer_printf(&text, "%s%s.\n", cs_told(l, "Its time in all: "), line->notes);
    add_deadlines(c, line->rows[0], &text);
    cs_buffer_text(&text, cs_told(l, "How it stands: "));
    cs_standing_text(report, line->shown, &text);
    cs_buffer_char(&text, '.');
    for (size_t i = 0; i < line->question_count; i++) {
        cs_buffer_printf(&text, "%s%s", i == 0 ? "\n" : "; ", i == 0 ? cs_told(l, "That depends on: ") : "");
        cs_worded_question(report, line->questions[i], &text);
    }
    write_text(c, "DESCRIPTION:", &text);
    cs_buffer_release(&text);
}

static void write_event(struct calendar *c, const struct cs_line *line, const struct cs_ledger_piece *piece,
                        bool certain)
{
    const struct cs_ledger_row *row = line->rows[0];
    const char *parts[] = {cs_ledger_kind_text(row->kind), cs_row_name(c->report, row->article),
                           cs_row_name(c->report, row->holder), cs_row_name(c->report, row->claimant),
                           cs_ledger_content(c->report->ledger, row)};
    struct cs_language l = cs_report_language(c->report);
    struct cs_buffer summary;

    begin_event(c, parts, sizeof parts / sizeof *parts);
    write_time(c, piece->deadline, piece->deadline_hours, piece->deadline_offset);
    cs_buffer_init(&summary);
    cs_buffer_text(&summary, certain ? cs_told(l, "Due: ") : cs_told(l, "Due at the soonest: "));
    add_sentence(line, &summary);
    write_text(c, "SUMMARY:", &summary);
    write_description(c, line);
    end_event(c, &summary, piece->deadline_hours, certain);
    cs_buffer_release(&summary);
}

/* The end of a silence, say: "The adoption of the draft (d1), as the silence on the draft (d1) ends" */
static void write_coming(struct calendar *c, const struct cs_next_may *coming)
{
    const char *parts[] = {"coming", cs_row_name(c->report, coming->article), coming->act};
    const char *act = cs_worded_deed(c->report, coming->what, &c->arena);
    const char *waits = cs_worded_deed(c->report, coming->waiting, &c->arena);
    const struct cs_docket *docket = c->report->ledger->docket;
    struct cs_language l = cs_report_language(c->report);
    bool hours = strlen(coming->on) > strlen("2030-03-10");
    struct cs_buffer summary, text;

    check_time(c, coming->time, hours, docket->zone);
    begin_event(c, parts, sizeof parts / sizeof *parts);
    write_time(c, coming->time, hours, docket->zone);
    cs_buffer_init(&summary);
    cs_say(l, &summary, "Comes by itself: {act}, as {what} ends", cs_part_text(act != NULL ? act : coming->act),
           cs_part_text(waits != NULL ? waits : coming->waits));
    write_text(c, "SUMMARY:", &summary);
    cs_buffer_init(&text);
    cs_buffer_text(&text, coming->blocker_count > 0 ? cs_told(l, "Could be stopped:")
                                                     : cs_told(l, "Nobody could stop it."));
    for (size_t i = 0; i < coming->blocker_count; i++) {
        const char *power = cs_worded_power(c->report, coming->blocking[i], CS_NO_NAME, &c->arena);

        cs_buffer_printf(&text, "%s %s", i > 0 ? ";" : "", power != NULL ? power : coming->blockers[i]);
    }
    write_text(c, "DESCRIPTION:", &text);
    cs_buffer_release(&text);
    end_event(c, &summary, hours, cs_worlds_within(docket->worlds, cs_row_shown(c->report), coming->worlds));
    cs_buffer_release(&summary);
}

/* Has the row this deadline in every world that is looked at? */
static bool is_certain(const struct calendar *c, const struct cs_ledger_row *row, cs_instant deadline)
{
    struct cs_docket *docket = c->report->ledger->docket;
    cs_set worlds = CS_NONE;

    for (uint32_t i = 0; i < row->piece_count; i++)
        if (row->pieces[i].has_deadline && row->pieces[i].deadline == deadline)
            worlds = cs_worlds_or(docket->worlds, worlds, row->pieces[i].worlds);
    return cs_worlds_within(docket->worlds, cs_row_shown(c->report), worlds);
}

/* Writes the event of a row, on its soonest deadline in the worlds that are looked at; false if it has none there. */
static bool write_row(struct calendar *c, const struct cs_ledger_row *row)
{
    uint32_t soonest = next_deadline(c, row, c->report->ledger->worlds, INT64_MIN);
    const struct cs_ledger_piece *piece = &row->pieces[soonest];
    struct cs_lines lines;

    cs_fold(c->report, &row, 1, &c->arena, &lines);
    if (soonest == row->piece_count || lines.count == 0)
        return false;
    check_time(c, piece->deadline, piece->deadline_hours, piece->deadline_offset);
    write_event(c, &lines.items[0], piece, is_certain(c, row, piece->deadline));
    return true;
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
    struct cs_telling telling;
    struct calendar c = {.report = &telling.report, .out = out, .status = CASUS_OK};
    casus_status status;
    size_t count = 0;

    cs_telling_open(&telling, report, out);
    report = c.report;
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
    for (size_t i = 0; i < next->coming_count; i++, count++)
        write_coming(&c, &next->coming[i]);
    if (count == 0)
        write_zone(&c);
    write_plain(&c, "END:", "VCALENDAR");
    cs_telling_close(&telling, out);
    status = cs_report_status(report, &c.arena, out);
    cs_arena_release(&c.arena);
    return c.status != CASUS_OK ? c.status : status;
}
