/* SPDX-License-Identifier: MIT */
#include "view/when.h"

#include <string.h>

#include "view/rows.h"

static const char *const MONTHS[] = {
    CS_PHRASE("January"),   CS_PHRASE("February"), CS_PHRASE("March"),    CS_PHRASE("April"),
    CS_PHRASE("May"),       CS_PHRASE("June"),     CS_PHRASE("July"),     CS_PHRASE("August"),
    CS_PHRASE("September"), CS_PHRASE("October"),  CS_PHRASE("November"), CS_PHRASE("December")};

static struct cs_part month_in(struct cs_language l, struct cs_civil date)
{
    return cs_part_text(cs_told(l, MONTHS[date.month - 1]));
}

static struct cs_part month_of(const struct cs_report *report, struct cs_civil date)
{
    return month_in(cs_report_language(report), date);
}

void cs_when_day_in(struct cs_language l, cs_day day, struct cs_buffer *out)
{
    struct cs_civil date = cs_civil_from_day(day);
    char year[32];

    cs_say(l, out, "{day} {month} {year}", cs_part_number(date.day), month_in(l, date),
           cs_part_text(cs_year_text(date.year, year)));
}

void cs_when_day(const struct cs_report *report, cs_day day, struct cs_buffer *out)
{
    char text[32];

    if (report->formal)
        cs_buffer_text(out, cs_day_text(day, text));
    else
        cs_when_day_in(cs_report_language(report), day, out);
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

/* ---- dates as a record gives them ---- */

/* "September 2022", "spring 2022", "the 2010s", "12 October 2022": a plain date without its mark. */
static void add_unmarked(const struct cs_report *report, const struct cs_given *given, struct cs_buffer *out)
{
    static const char *const seasons[] = {CS_PHRASE("spring"), CS_PHRASE("summer"), CS_PHRASE("autumn"),
                                          CS_PHRASE("winter")};
    struct cs_language l = cs_report_language(report);
    char year[16], last[16];

    cs_year_text(given->year, year);
    if (given->year_open == 1)
        cs_say(l, out, "the {year}s", cs_part_text(year));
    else if (given->year_open > 1)
        cs_say(l, out, "the years {first} to {last}", cs_part_text(year),
               cs_part_text(cs_year_text(given->year + 99, last)));
    else if (given->month_open || given->month == 0)
        cs_buffer_text(out, year);
    else if (given->month > 12)
        cs_say(l, out, "{season} {year}", cs_part_text(cs_told(l, seasons[(given->month - 21) % 4])),
               cs_part_text(year));
    else if (given->day_open || given->day == 0)
        cs_say(l, out, "{month} {year}", cs_part_text(cs_told(l, MONTHS[given->month - 1])), cs_part_text(year));
    else
        cs_when_day(report, cs_day_from_civil((struct cs_civil){given->year, given->month, given->day}), out);
}

/* Adds a phrase about a time that is in `text`, or that text alone if there is no phrase; releases the text. */
static void say_time(const struct cs_report *report, const char *phrase, struct cs_buffer *text, struct cs_buffer *out)
{
    if (phrase == NULL)
        cs_buffer_text(out, cs_buffer_string(text));
    else
        cs_say(cs_report_language(report), out, phrase, cs_part_text(cs_buffer_string(text)));
    out->failed = out->failed || text->failed;
    cs_buffer_release(text);
}

/* A plain date with its mark; within a sentence (`on`) with its preposition. */
static void add_given(const struct cs_report *report, const struct cs_given *given, bool on, struct cs_buffer *out)
{
    bool about = given->mark == '~' || given->mark == '%', is_day = given->day > 0 && !given->day_open;
    struct cs_buffer time, placed;

    cs_buffer_init(&time);
    cs_buffer_init(&placed);
    add_unmarked(report, given, &time);
    say_time(report, about ? CS_PHRASE("about {time}") : !on ? NULL : is_day ? CS_PHRASE("on {day}")
                                                                              : CS_PHRASE("in {time}"),
             &time, &placed);
    say_time(report, given->mark == '?' || given->mark == '%' ? CS_PHRASE("{time} (uncertain)") : NULL, &placed, out);
}

static bool is_marked(const struct cs_given *given)
{
    return given->mark != 0 || given->year_open > 0 || given->month_open || given->day_open || given->month > 12;
}

/* A side of A/B: a day, an instant, one of several days. */
static void add_side(const struct cs_report *report, const struct cs_moment *m, bool is_end, struct cs_buffer *out)
{
    const struct cs_given *given = is_end ? &m->to : &m->from;
    cs_day first = is_end ? m->ends_first : m->first, last = is_end ? m->last : m->begins_last;

    if (is_marked(given))
        add_given(report, given, false, out);
    else if (first == last && (is_end ? m->hours : m->hours || m->begins_hours))
        add_time(report, is_end ? m->end - 1 : m->start, m->offset, out);
    else
        cs_when_days(report, first, last, CS_PHRASE("a day between {first} and {last}"), out);
}

/* "since 20 April 1994", "from 13 to 20 September 2022", "since a day between 12 and 14 May 2021" */
static void add_span(const struct cs_report *report, const struct cs_moment *m, struct cs_buffer *out)
{
    bool begins = m->start != CS_TIME_ALWAYS, ends = m->end != CS_TIME_NEVER;
    bool certain = !m->unsure && !m->hours && !m->begins_hours;
    struct cs_language l = cs_report_language(report);
    struct cs_buffer from, to;

    if (begins && ends && certain && m->first != m->last) {
        cs_when_days(report, m->first, m->last, CS_PHRASE("from {first} to {last}"), out);
        return;
    }
    cs_buffer_init(&from);
    cs_buffer_init(&to);
    if (begins)
        add_side(report, m, false, &from);
    if (ends)
        add_side(report, m, true, &to);
    if (begins && ends && certain)
        cs_say(l, out, "on {day}", cs_part_text(cs_buffer_string(&from)));
    else if (begins && ends)
        cs_say(l, out, "from {first} to {last}", cs_part_text(cs_buffer_string(&from)),
               cs_part_text(cs_buffer_string(&to)));
    else if (begins)
        cs_say(l, out, "since {day}", cs_part_text(cs_buffer_string(&from)));
    else if (ends)
        cs_say(l, out, "until {day}", cs_part_text(cs_buffer_string(&to)));
    else if (!m->begin_unknown && !m->end_unknown)
        cs_buffer_text(out, cs_told(l, "always"));
    if (m->begin_unknown)
        cs_buffer_text(out, cs_told(l, ends ? CS_PHRASE(", since nobody knows when")
                                            : CS_PHRASE("since nobody knows when")));
    if (m->end_unknown)
        cs_buffer_text(out, cs_told(l, ", until nobody knows when"));
    out->failed = out->failed || from.failed || to.failed;
    cs_buffer_release(&from);
    cs_buffer_release(&to);
}

/* "between 12 and 13 September 2022", "between 13 September 2022, 06:00 (+04:00) and ..." */
static void add_range(const struct cs_report *report, const struct cs_moment *m, struct cs_buffer *out)
{
    struct cs_buffer from, to;

    if (!m->hours) {
        cs_when_days(report, m->first, m->last, CS_PHRASE("between {first} and {last}"), out);
        return;
    }
    cs_buffer_init(&from);
    cs_buffer_init(&to);
    add_time(report, m->start, m->offset, &from);
    add_time(report, m->end - 1, m->offset, &to);
    cs_say(cs_report_language(report), out, "between {first} and {last}", cs_part_text(cs_buffer_string(&from)),
           cs_part_text(cs_buffer_string(&to)));
    out->failed = out->failed || from.failed || to.failed;
    cs_buffer_release(&from);
    cs_buffer_release(&to);
}

static void add_day(const struct cs_report *report, cs_day day, bool on, struct cs_buffer *out)
{
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_when_day(report, day, &text);
    say_time(report, on ? CS_PHRASE("on {day}") : NULL, &text, out);
}

static void add_moment(const struct cs_report *report, const struct cs_moment *m, bool on, struct cs_buffer *out)
{
    char text[96];

    if (report->formal && !on) {
        cs_buffer_text(out, cs_moment_text(m, text));
        return;
    }
    switch (m->form) {
    case CS_MOMENT_NONE:
        break;
    case CS_MOMENT_DAY:
        if (is_marked(&m->from))
            add_given(report, &m->from, on, out);
        else
            add_day(report, m->first, on, out);
        break;
    case CS_MOMENT_TIME:
        add_time(report, m->start, m->offset, out);
        break;
    case CS_MOMENT_RANGE:
        add_range(report, m, out);
        break;
    case CS_MOMENT_SPAN:
        add_span(report, m, out);
        break;
    default:
        add_given(report, &m->from, on, out);
    }
}

void cs_when_moment(const struct cs_report *report, const struct cs_moment *moment, struct cs_buffer *out)
{
    add_moment(report, moment, false, out);
}

void cs_when_on(const struct cs_report *report, const struct cs_moment *moment, struct cs_buffer *out)
{
    add_moment(report, moment, true, out);
}

struct cs_moment cs_when_of(const struct cs_report *report, const struct cs_entry *entry)
{
    const struct cs_docket *docket = report->ledger->docket;
    const struct cs_occurrence *o =
        entry->label != CS_NO_NAME && !report->formal ? cs_docket_occurrence(docket, entry->label) : NULL;
    struct cs_moment open = {.form = CS_MOMENT_NONE};

    if (o == NULL || o->datings == NULL || o->moment.form == CS_MOMENT_SPAN)
        return entry->moment;
    for (uint32_t i = 0; i < o->cell_count; i++) {
        const struct cs_cell *cell = &o->cells[i];
        cs_day last = cs_day_of(cell->end - 1, cell->offset);

        if (cs_worlds_and(docket->worlds, cell->worlds, report->ledger->worlds) == CS_NONE)
            continue;
        if (open.form == CS_MOMENT_NONE)
            open = (struct cs_moment){.form = cell->hours         ? CS_MOMENT_TIME
                                              : last == cell->day ? CS_MOMENT_DAY
                                                                  : CS_MOMENT_RANGE,
                                      .start = cell->start, .first = cell->day, .offset = cell->offset};
        else
            open.form = CS_MOMENT_RANGE;
        open.end = cell->end;
        open.last = last;
    }
    return open.form == CS_MOMENT_NONE ? entry->moment : open;
}

/*
 * "29 October 2022 (+04:00)": the last date of the records, which ends by the clock of one of them and not by that in
 * which the report is told. False if it ends so in none.
 */
static bool add_last_date(const struct cs_report *report, struct cs_buffer *out)
{
    for (const struct cs_file *file = report->ledger->docket->plan->files; file != NULL; file = file->next) {
        struct cs_zone zone = file->reckoning.zone;
        cs_day day = cs_day_of(report->end - 1, zone);
        char text[8];

        if (file->source->kind != CS_SOURCE_RECORD || cs_day_start(day + 1, zone) != report->end)
            continue;
        cs_when_day(report, day, out);
        cs_buffer_printf(out, " (%s)", cs_offset_text(cs_zone_offset(zone, report->end - 1), text));
        return true;
    }
    return false;
}

/* As it was asked for, in whatever zone: "2022-10-29", "2022-09-13T12:00:00+04:00". */
void cs_when_as_of(const struct cs_report *report, struct cs_buffer *out)
{
    const char *time = strchr(report->as_of, 'T');
    struct cs_buffer day;
    size_t clock;

    if (time == NULL || report->formal) {
        cs_when_text(report, report->as_of, out);
        return;
    }
    if (!report->as_of_given && add_last_date(report, out))
        return;
    cs_buffer_init(&day);
    cs_buffer_add(&day, report->as_of, (size_t)(time - report->as_of));
    cs_when_text(report, cs_buffer_string(&day), out);
    out->failed = out->failed || day.failed;
    cs_buffer_release(&day);
    clock = strcspn(++time, "+-Z");
    cs_buffer_text(out, ", ");
    cs_buffer_add(out, time, clock);
    if (time[clock] == '+' || time[clock] == '-')
        cs_buffer_printf(out, " (%s)", time + clock);
}

void cs_when_period(struct cs_language l, struct cs_duration period, struct cs_buffer *out)
{
    static const char *const phrases[CS_UNITS] = {
        CS_PHRASE("{count} {count:hour|hours}"), CS_PHRASE("{count} {count:day|days}"),
        CS_PHRASE("{count} {count:month|months}"), CS_PHRASE("{count} {count:year|years}"),
        CS_PHRASE("{count} business {count:day|days}")};

    cs_say_parts(l, out, phrases[period.unit], (const struct cs_part[]){cs_part_number(period.count)}, 1);
    if (period.or_next)
        cs_buffer_text(out, cs_told(l, " or the next business day"));
}

void cs_when_deadline(const struct cs_report *report, const struct cs_ledger_piece *piece, struct cs_buffer *out)
{
    if (piece->deadline_hours)
        add_time(report, piece->deadline - 1, piece->deadline_offset, out);
    else
        cs_when_day(report, cs_day_of(piece->deadline - 1, piece->deadline_offset), out);
}

static bool is_digits(const char *text, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (text[i] < '0' || text[i] > '9')
            return false;
    return true;
}

/* The length of a date at the beginning of a text, "2022-09-12" or "2022-09-12T06:00+04:00"; 0 if there is none. */
static size_t date_length(const char *text)
{
    size_t length = strlen(text) >= 10 && is_digits(text, 4) && text[4] == '-' && is_digits(text + 5, 2) &&
                            text[7] == '-' && is_digits(text + 8, 2)
                        ? 10
                        : 0;

    if (length > 0 && text[length] == 'T')
        length += strspn(text + length, "T0123456789:+-Z");
    return length;
}

/* "[2022-09-12..2022-09-14]" at the beginning of a text: its length, and its days; 0 if it is none. */
static size_t range_length(const char *text, cs_day *first, cs_day *last)
{
    bool bracket = text[0] == '[';
    const char *from = text + bracket, *to;
    struct cs_moment a, b;

    if (date_length(from) != 10 || from[10] != '.' || from[11] != '.')
        return 0;
    to = from + 12;
    if (date_length(to) != 10 || (bracket && to[10] != ']') || to[10 + bracket] == '/' ||
        cs_moment_parse(from, 10, (struct cs_zone){0}, &a) != NULL ||
        cs_moment_parse(to, 10, (struct cs_zone){0}, &b) != NULL)
        return 0;
    *first = a.first;
    *last = b.first;
    return (size_t)(to - text) + 10 + bracket;
}

/* A date of a form that is told by its parts, "2022-09-12/..", stays as it is. */
static bool is_part(const char *text, size_t length)
{
    return text[length] == '/' || text[length] == '.' || text[length] == '~' || text[length] == '%';
}

void cs_when_text(const struct cs_report *report, const char *text, struct cs_buffer *out)
{
    bool inside = false; /* a number or a date goes on */

    while (*text != '\0') {
        struct cs_moment moment;
        cs_day first, last;
        size_t length = report->formal || inside ? 0 : range_length(text, &first, &last);

        if (length > 0) {
            cs_when_days(report, first, last, CS_PHRASE("between {first} and {last}"), out);
            text += length;
            continue;
        }
        length = report->formal || inside ? 0 : date_length(text);
        if (length > 0 && !is_part(text, length) &&
            cs_moment_parse(text, length, report->ledger->docket->zone, &moment) == NULL) {
            cs_when_moment(report, &moment, out);
            text += length;
            continue;
        }
        inside = (*text >= '0' && *text <= '9') || strchr("-[/.", *text) != NULL;
        cs_buffer_char(out, *text++);
    }
}

void cs_when_known(const struct cs_report *report, struct cs_buffer *out)
{
    struct cs_buffer day;

    if (report->known_on == NULL)
        return;
    cs_buffer_init(&day);
    cs_when_text(report, report->known_on, &day);
    say_time(report, CS_PHRASE(", by what was known on {day}"), &day, out);
}

/* "4 January to 3 February 2000" */
static void add_deadline_range(const struct cs_report *report, const struct cs_ledger_piece *first,
                               const struct cs_ledger_piece *last, struct cs_buffer *out)
{
    struct cs_buffer from, to;

    if (!first->deadline_hours && !last->deadline_hours) {
        cs_when_days(report, cs_day_of(first->deadline - 1, first->deadline_offset),
                     cs_day_of(last->deadline - 1, last->deadline_offset), CS_PHRASE("{first} to {last}"), out);
        return;
    }
    cs_buffer_init(&from);
    cs_buffer_init(&to);
    cs_when_deadline(report, first, &from);
    cs_when_deadline(report, last, &to);
    cs_say(cs_report_language(report), out, "{first} to {last}", cs_part_text(cs_buffer_string(&from)),
           cs_part_text(cs_buffer_string(&to)));
    out->failed = out->failed || from.failed || to.failed;
    cs_buffer_release(&from);
    cs_buffer_release(&to);
}

void cs_when_deadlines(const struct cs_report *report, const struct cs_ledger_piece *const *pieces, size_t count,
                       struct cs_buffer *out)
{
    if (count > CS_DEADLINES_APART) {
        add_deadline_range(report, pieces[0], pieces[count - 1], out);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        cs_buffer_text(out, i == 0 ? "" : i + 1 == count ? cs_told(cs_report_language(report), " or ") : ", ");
        if (i + 1 < count && !pieces[i]->deadline_hours && !pieces[i + 1]->deadline_hours) {
            cs_day day = cs_day_of(pieces[i]->deadline - 1, pieces[i]->deadline_offset);
            cs_day next = cs_day_of(pieces[i + 1]->deadline - 1, pieces[i + 1]->deadline_offset);

            add_first(report, cs_civil_from_day(day), cs_civil_from_day(next), day, out);
        } else {
            cs_when_deadline(report, pieces[i], out);
        }
    }
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
