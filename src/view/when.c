/* SPDX-License-Identifier: MIT */
#include "view/when.h"

#include <string.h>

#include "view/rows.h"

static const char *const MONTHS[] = {
    CS_PHRASE("January"),   CS_PHRASE("February"), CS_PHRASE("March"),    CS_PHRASE("April"),
    CS_PHRASE("May"),       CS_PHRASE("June"),     CS_PHRASE("July"),     CS_PHRASE("August"),
    CS_PHRASE("September"), CS_PHRASE("October"),  CS_PHRASE("November"), CS_PHRASE("December")};

static struct cs_part month_of(const struct cs_report *report, struct cs_civil date)
{
    return cs_part_text(cs_told(cs_report_language(report), MONTHS[date.month - 1]));
}

void cs_when_day(const struct cs_report *report, cs_day day, struct cs_buffer *out)
{
    struct cs_civil date = cs_civil_from_day(day);
    char text[32];

    if (report->formal)
        cs_buffer_text(out, cs_day_text(day, text));
    else
        cs_say(cs_report_language(report), out, "{day} {month} {year}", cs_part_number(date.day),
               month_of(report, date), cs_part_text(cs_year_text(date.year, text)));
}

/* The first of two days, without what it shares with the last: "14", "30 August". */
static void add_first(const struct cs_report *report, struct cs_civil a, struct cs_civil b, cs_day day,
                      struct cs_buffer *out)
{
    if (report->formal || a.year != b.year)
        cs_when_day(report, day, out);
    else if (a.month == b.month)
        cs_buffer_printf(out, "%d", (int)a.day);
    else
        cs_say(cs_report_language(report), out, "{day} {month}", cs_part_number(a.day), month_of(report, a));
}

void cs_when_days(const struct cs_report *report, cs_day first, cs_day last, const char *phrase, struct cs_buffer *out)
{
    struct cs_buffer from, to;

    cs_buffer_init(&from);
    cs_buffer_init(&to);
    add_first(report, cs_civil_from_day(first), cs_civil_from_day(last), first, &from);
    cs_when_day(report, last, &to);
    if (first == last)
        cs_buffer_text(out, cs_buffer_string(&to));
    else
        cs_say(cs_report_language(report), out, phrase, cs_part_text(cs_buffer_string(&from)),
               cs_part_text(cs_buffer_string(&to)));
    out->failed = out->failed || from.failed || to.failed;
    cs_buffer_release(&from);
    cs_buffer_release(&to);
}

/* Adds a phrase with one place, which is a day. */
static void say_day(const struct cs_report *report, const char *phrase, cs_day day, struct cs_buffer *out)
{
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_when_day(report, day, &text);
    cs_say(cs_report_language(report), out, phrase, cs_part_text(cs_buffer_string(&text)));
    out->failed = out->failed || text.failed;
    cs_buffer_release(&text);
}

/* "13 September 2022, 06:00 (+04:00)" */
static void add_time(const struct cs_report *report, cs_instant instant, struct cs_zone offset, struct cs_buffer *out)
{
    char text[32];
    const char *hour = strchr(cs_instant_text(instant, offset, text), 'T') + 1;
    size_t length = strcspn(hour, "+-Z");

    if (report->formal) {
        cs_buffer_text(out, text);
        return;
    }
    cs_when_day(report, cs_day_of(instant, offset), out);
    cs_buffer_printf(out, ", %.*s (%s)", (int)length, hour,
                     hour[length] == 'Z' || strcmp(hour + length, "+00:00") == 0 ? "UTC" : hour + length);
}

static bool is_plain_day(const struct cs_moment *moment)
{
    return moment->from.mark == 0 && moment->from.year_open == 0 && !moment->from.month_open && !moment->from.day_open;
}

static void add_coarse(const struct cs_report *report, const struct cs_moment *moment, struct cs_buffer *out)
{
    struct cs_civil date = cs_civil_from_day(moment->first);
    char year[16];

    if (moment->form == CS_MOMENT_MONTH)
        cs_say(cs_report_language(report), out, "{month} {year}", month_of(report, date),
               cs_part_text(cs_year_text(date.year, year)));
    else
        cs_buffer_text(out, cs_year_text(date.year, year));
}

/* "since 20 April 1994", "from 13 to 20 September 2022", "until 3 May 2023" */
static void add_span(const struct cs_report *report, const struct cs_moment *m, struct cs_buffer *out)
{
    if (m->start == CS_TIME_ALWAYS)
        say_day(report, CS_PHRASE("until {day}"), m->last, out);
    else if (m->end == CS_TIME_NEVER)
        say_day(report, CS_PHRASE("since {day}"), m->first, out);
    else if (m->first == m->last)
        say_day(report, CS_PHRASE("on {day}"), m->first, out);
    else
        cs_when_days(report, m->first, m->last, CS_PHRASE("from {first} to {last}"), out);
}

/* Are both sides certain, and is one of them a day? */
static bool is_plain_span(const struct cs_moment *m)
{
    return m->form == CS_MOMENT_SPAN && !m->unsure && !m->hours && !m->begins_hours && !m->end_unknown &&
           !m->begin_unknown && (m->start != CS_TIME_ALWAYS || m->end != CS_TIME_NEVER);
}

void cs_when_moment(const struct cs_report *report, const struct cs_moment *moment, struct cs_buffer *out)
{
    bool plain = !report->formal && is_plain_day(moment);
    char text[96];

    if (!report->formal && moment->form == CS_MOMENT_TIME) {
        add_time(report, moment->start, moment->offset, out);
    } else if (!report->formal && is_plain_span(moment)) {
        add_span(report, moment, out);
    } else if (plain && moment->form == CS_MOMENT_DAY) {
        cs_when_day(report, moment->first, out);
    } else if (plain && (moment->form == CS_MOMENT_MONTH || moment->form == CS_MOMENT_YEAR)) {
        add_coarse(report, moment, out);
    } else if (plain && moment->form == CS_MOMENT_RANGE && !moment->hours &&
               cs_moment_text(moment, text)[0] == '[') {
        cs_when_days(report, moment->first, moment->last, CS_PHRASE("between {first} and {last}"), out);
    } else {
        cs_buffer_text(out, cs_moment_text(moment, text));
    }
}

void cs_when_on(const struct cs_report *report, const struct cs_moment *m, struct cs_buffer *out)
{
    struct cs_buffer text;

    if (is_plain_span(m)) {
        add_span(report, m, out);
        return;
    }
    if (m->form == CS_MOMENT_RANGE && !m->hours) {
        cs_when_days(report, m->first, m->last, CS_PHRASE("between {first} and {last}"), out);
        return;
    }
    cs_buffer_init(&text);
    if (is_plain_span(m)) /* in a sentence also where the day itself is formal: "since 2000-01-01" */
        add_span(report, m, &text);
    else
        cs_when_moment(report, m, &text);
    switch (m->form) {
    case CS_MOMENT_DAY:
        cs_say(cs_report_language(report), out, "on {day}", cs_part_text(cs_buffer_string(&text)));
        break;
    case CS_MOMENT_MONTH:
    case CS_MOMENT_SEASON:
    case CS_MOMENT_YEAR:
    case CS_MOMENT_DECADE:
    case CS_MOMENT_CENTURY:
        cs_say(cs_report_language(report), out, "in {time}", cs_part_text(cs_buffer_string(&text)));
        break;
    default:
        cs_buffer_text(out, cs_buffer_string(&text));
    }
    out->failed = out->failed || text.failed;
    cs_buffer_release(&text);
}

void cs_when_as_of(const struct cs_report *report, struct cs_buffer *out)
{
    if (report->language == CS_NO_NAME || strchr(report->as_of, 'T') != NULL)
        cs_buffer_text(out, report->as_of);
    else
        cs_when_day(report, cs_day_of(report->end - 1, report->ledger->docket->zone), out);
}

void cs_when_deadline(const struct cs_report *report, const struct cs_ledger_piece *piece, struct cs_buffer *out)
{
    if (piece->deadline_hours)
        add_time(report, piece->deadline - 1, piece->deadline_offset, out);
    else
        cs_when_day(report, cs_day_of(piece->deadline - 1, piece->deadline_offset), out);
}

void cs_when_due(struct cs_language l, int32_t least, int32_t most, struct cs_buffer *out)
{
    if (most == 0 && least == 0)
        cs_buffer_text(out, cs_told(l, "due today"));
    else if (least == 0)
        cs_say(l, out, "due today, or in up to {days} {days:day|days}", cs_part_number(most));
    else if (least > 0 && least == most)
        cs_say(l, out, "due in {days} {days:day|days}", cs_part_number(most));
    else if (least > 0)
        cs_say(l, out, "due in {least} to {days} {days:day|days}", cs_part_number(least), cs_part_number(most));
    else if (most < 0 && least == most)
        cs_say(l, out, "overdue by {days} {days:day|days}", cs_part_number(-least));
    else if (most < 0)
        cs_say(l, out, "overdue by {least} to {days} {days:day|days}", cs_part_number(-(long long)most),
               cs_part_number(-(long long)least));
    else if (most == 0)
        cs_say(l, out, "overdue by {days} {days:day|days} or due today", cs_part_number(-(long long)least));
    else
        cs_say(l, out, "overdue by {days} {days:day|days} or due in up to {more} {more:day|days}",
               cs_part_number(-(long long)least), cs_part_number(most));
}
