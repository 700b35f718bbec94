/* SPDX-License-Identifier: MIT */
/* The lines of the head of a file about its dates (R 8.6, 8.7), and calendars (R 7.9 to 7.11). */
#include "lang/parser_int.h"

static bool too_late(struct cs_parser *parser, bool given)
{
    struct cs_diagnostic *diagnostic;

    if (!parser->dates_read && !given)
        return false;
    diagnostic = cs_diagnose(parser->diagnostics, DIAG_HEAD_LATE, cs_parser_span_line(parser),
                             given ? "this was already said of the dates of this file"
                                   : "dates of this file stand before what is said of them");
    cs_diagnostic_help(parser->diagnostics, diagnostic,
                       "It counts for all dates of a file; give it once, before the first of them.");
    return true;
}

/* "seasons" ( "northern" | "southern" ) */
bool cs_parse_seasons(struct cs_parser *parser)
{
    enum cs_seasons seasons = CS_SEASONS_NORTHERN;

    if (cs_parser_take(parser, WORD_SOUTHERN))
        seasons = CS_SEASONS_SOUTHERN;
    else if (!cs_parser_take(parser, WORD_NORTHERN))
        return cs_parser_expected(parser, "\"northern\" or \"southern\"");
    if (!cs_parser_line_ends(parser) || too_late(parser, parser->file->reckoning.seasons != CS_SEASONS_UNSAID))
        return false;
    parser->file->reckoning.seasons = seasons;
    return true;
}

static bool parse_mark(struct cs_parser *parser, bool *given, struct cs_duration *out)
{
    struct cs_duration period;

    if (!cs_parser_need(parser, WORD_WITHIN) || !cs_parser_tolerance(parser, &period) ||
        !cs_parser_line_ends(parser) || too_late(parser, *given))
        return false;
    *given = true;
    *out = period;
    return true;
}

/* "approximate" "within" duration */
bool cs_parse_approximate(struct cs_parser *parser)
{
    return parse_mark(parser, &parser->file->reckoning.has_approximate, &parser->file->reckoning.approximate);
}

/* "uncertain" "within" duration */
bool cs_parse_uncertain(struct cs_parser *parser)
{
    return parse_mark(parser, &parser->file->reckoning.has_uncertain, &parser->file->reckoning.uncertain);
}

/* ---- calendars ---- */

/* "calendar" NAME */
bool cs_parse_calendar(struct cs_parser *parser)
{
    struct cs_calendar_text *calendar = cs_parser_make(parser, sizeof *calendar);

    if (calendar == NULL || !cs_parser_name(parser, "the name of the calendar", &calendar->name) ||
        !cs_parser_line_ends(parser))
        return false;
    calendar->span = cs_parser_span_line(parser);
    CS_APPEND(parser->tail.calendar, calendar);
    parser->above = ABOVE_CALENDAR;
    parser->calendar = calendar;
    parser->tail.special_day = &calendar->days;
    return true;
}

static bool belongs_to_calendar(struct cs_parser *parser)
{
    return cs_parser_belongs(parser, ABOVE_CALENDAR, "this line belongs to a calendar, and none stands above it", NULL);
}

/* DATE [ "/" DATE ]: whole days */
static bool read_days(struct cs_parser *parser, struct cs_moment *out)
{
    size_t first = parser->at;

    if (!cs_parser_moment(parser, out))
        return false;
    if (!out->unsure && !out->hours && out->start != CS_TIME_ALWAYS && out->end != CS_TIME_NEVER)
        return true;
    cs_diagnose(parser->diagnostics, DIAG_CALENDAR_WRONG, cs_parser_span_from(parser, first),
                "a calendar gives certain days: one, or from one to another, such as 2022-01-01/2022-01-09");
    return false;
}

/* Reads for which days a calendar or a clock is known. */
static bool read_known(struct cs_parser *parser, struct cs_moment *known)
{
    struct cs_moment days;

    if (!read_days(parser, &days) || !cs_parser_line_ends(parser))
        return false;
    if (known->form != CS_MOMENT_NONE) {
        cs_diagnose(parser->diagnostics, DIAG_GIVEN_TWICE, cs_parser_span_line(parser), "\"known\" stands twice");
        return false;
    }
    *known = days;
    return true;
}

/* "known" DATE "/" DATE, below a clock. Its days are those of the clock itself, and no dates of the file. */
static bool parse_known_of_clock(struct cs_parser *parser)
{
    bool dates_read = parser->dates_read, read = read_known(parser, &parser->clock->known);

    parser->dates_read = dates_read;
    return read;
}

/* "known" DATE "/" DATE */
bool cs_parse_known(struct cs_parser *parser)
{
    struct cs_moment days;

    if (parser->above == ABOVE_CLOCK)
        return parse_known_of_clock(parser);
    if (!belongs_to_calendar(parser) || !read_known(parser, &parser->calendar->known))
        return false;
    days = parser->calendar->known;
    if (cs_civil_from_day(days.last).year - cs_civil_from_day(days.first).year >= CS_CALENDAR_YEARS_MAX) {
        cs_diagnose(parser->diagnostics, DIAG_CALENDAR_WRONG, cs_parser_span_line(parser),
                    "a calendar is known for at most %d years", CS_CALENDAR_YEARS_MAX);
        parser->calendar->known.form = CS_MOMENT_NONE;
        return false;
    }
    return true;
}

static bool read_weekday(struct cs_parser *parser, bool *rests)
{
    static const char *const names[CS_WEEKDAYS] = {"Monday", "Tuesday", "Wednesday", "Thursday",
                                                   "Friday", "Saturday", "Sunday"};

    for (int day = 0; day < CS_WEEKDAYS; day++) {
        if (!cs_parser_same_text(parser, cs_parser_token(parser), names[day]))
            continue;
        parser->at++;
        rests[day] = true;
        return true;
    }
    return cs_parser_expected(parser, "a day of the week, such as \"Sunday\",");
}

/* "rest" WEEKDAY { "," WEEKDAY } */
bool cs_parse_rest(struct cs_parser *parser)
{
    if (!belongs_to_calendar(parser))
        return false;
    do {
        if (!read_weekday(parser, parser->calendar->rests))
            return false;
    } while (cs_parser_take_kind(parser, TOK_COMMA));
    return cs_parser_line_ends(parser);
}

/* ( "holiday" | "workday" ) days { "," days } [ STRING ], days = DATE [ "/" DATE ] */
static bool parse_special_days(struct cs_parser *parser, bool business)
{
    const char *gist;

    if (!belongs_to_calendar(parser))
        return false;
    do {
        struct cs_special_day *day = cs_parser_make(parser, sizeof *day);
        size_t first = parser->at;
        struct cs_moment days;

        if (day == NULL || !read_days(parser, &days))
            return false;
        *day = (struct cs_special_day){.business = business, .first = days.first, .last = days.last,
                                       .span = cs_parser_span_from(parser, first)};
        CS_APPEND(parser->tail.special_day, day);
    } while (cs_parser_take_kind(parser, TOK_COMMA));
    if (cs_parser_token(parser)->kind == TOK_STRING && !cs_parser_string(parser, "the gist", &gist))
        return false;
    return cs_parser_line_ends(parser);
}

bool cs_parse_holiday(struct cs_parser *parser)
{
    return parse_special_days(parser, false);
}

bool cs_parse_workday(struct cs_parser *parser)
{
    return parse_special_days(parser, true);
}
