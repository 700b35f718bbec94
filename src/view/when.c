/* SPDX-License-Identifier: MIT */
#include "view/when.h"

#include <string.h>

#include "view/rows.h"

static const char *const MONTHS[] = {"January", "February", "March", "April", "May", "June", "July", "August",
                                     "September", "October", "November", "December"};

static const char *month_name(struct cs_civil date)
{
    return MONTHS[date.month - 1];
}

void cs_when_day(const struct cs_report *report, cs_day day, struct cs_buffer *out)
{
    struct cs_civil date = cs_civil_from_day(day);
    char text[32];

    if (report->formal) {
        cs_buffer_text(out, cs_day_text(day, text));
        return;
    }
    cs_buffer_printf(out, "%d %s %s", (int)date.day, month_name(date), cs_year_text(date.year, text));
}

void cs_when_days(const struct cs_report *report, cs_day first, cs_day last, const char *word, struct cs_buffer *out)
{
    struct cs_civil a = cs_civil_from_day(first), b = cs_civil_from_day(last);

    if (first != last) {
        if (report->formal || a.year != b.year)
            cs_when_day(report, first, out);
        else if (a.month == b.month)
            cs_buffer_printf(out, "%d", (int)a.day);
        else
            cs_buffer_printf(out, "%d %s", (int)a.day, month_name(a));
        cs_buffer_printf(out, " %s ", word);
    }
    cs_when_day(report, last, out);
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

static void add_coarse(const struct cs_moment *moment, struct cs_buffer *out)
{
    struct cs_civil date = cs_civil_from_day(moment->first);
    char year[16];

    if (moment->form == CS_MOMENT_MONTH)
        cs_buffer_printf(out, "%s ", month_name(date));
    cs_buffer_text(out, cs_year_text(date.year, year));
}

/* "since 20 April 1994", "from 13 to 20 September 2022", "until 3 May 2023" */
static void add_span(const struct cs_report *report, const struct cs_moment *m, struct cs_buffer *out)
{
    if (m->start == CS_TIME_ALWAYS) {
        cs_buffer_text(out, "until ");
        cs_when_day(report, m->last, out);
    } else if (m->end == CS_TIME_NEVER) {
        cs_buffer_text(out, "since ");
        cs_when_day(report, m->first, out);
    } else {
        cs_buffer_text(out, m->first == m->last ? "on " : "from ");
        cs_when_days(report, m->first, m->last, "to", out);
    }
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
        add_coarse(moment, out);
    } else if (plain && moment->form == CS_MOMENT_RANGE && !moment->hours &&
               cs_moment_text(moment, text)[0] == '[') {
        cs_buffer_text(out, "between ");
        cs_when_days(report, moment->first, moment->last, "and", out);
    } else {
        cs_buffer_text(out, cs_moment_text(moment, text));
    }
}

void cs_when_on(const struct cs_report *report, const struct cs_moment *m, struct cs_buffer *out)
{
    char text[96];

    switch (m->form) {
    case CS_MOMENT_RANGE:
        cs_buffer_text(out, "between ");
        cs_when_days(report, m->first, m->last, "and", out);
        return;
    case CS_MOMENT_DAY:
        cs_buffer_text(out, "on ");
        cs_when_moment(report, m, out);
        return;
    case CS_MOMENT_TIME:
        cs_when_moment(report, m, out);
        return;
    case CS_MOMENT_SPAN:
        if (m->unsure || m->hours || m->end_unknown || m->start == CS_TIME_ALWAYS) {
            cs_buffer_text(out, cs_moment_text(m, text));
            return;
        }
        cs_buffer_text(out, m->end == CS_TIME_NEVER ? "since " : "from ");
        cs_when_days(report, m->first, m->end == CS_TIME_NEVER ? m->first : m->last, "to", out);
        return;
    case CS_MOMENT_MONTH:
    case CS_MOMENT_SEASON:
    case CS_MOMENT_YEAR:
    case CS_MOMENT_DECADE:
    case CS_MOMENT_CENTURY:
        cs_buffer_text(out, "in ");
        cs_when_moment(report, m, out);
        return;
    default:
        cs_buffer_text(out, cs_moment_text(m, text));
    }
}

void cs_when_deadline(const struct cs_report *report, const struct cs_ledger_piece *piece, struct cs_buffer *out)
{
    if (piece->deadline_hours)
        add_time(report, piece->deadline - 1, piece->deadline_offset, out);
    else
        cs_when_day(report, cs_day_of(piece->deadline - 1, piece->deadline_offset), out);
}

static void add_days(int32_t days, struct cs_buffer *out)
{
    cs_buffer_printf(out, "%d day%s", (int)days, days == 1 ? "" : "s");
}

void cs_when_due(int32_t least, int32_t most, struct cs_buffer *out)
{
    if (most == 0 && least == 0) {
        cs_buffer_text(out, "due today");
    } else if (least >= 0) {
        cs_buffer_text(out, least == 0 ? "due today, or in up to " : "due in ");
        if (least > 0 && least != most)
            cs_buffer_printf(out, "%d to ", (int)least);
        add_days(most, out);
    } else if (most < 0) {
        cs_buffer_text(out, "overdue by ");
        if (least != most)
            cs_buffer_printf(out, "%d to ", (int)-most);
        add_days(-least, out);
    } else {
        cs_buffer_text(out, "overdue by ");
        add_days(-least, out);
        cs_buffer_text(out, most == 0 ? " or due today" : " or due in up to ");
        if (most > 0)
            add_days(most, out);
    }
}
