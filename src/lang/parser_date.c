/* SPDX-License-Identifier: MIT */
/* Dates and periods in a line. */
#include "lang/parser_int.h"

bool cs_parser_at_date(const struct cs_parser *parser, size_t ahead)
{
    enum cs_token_kind kind = cs_parser_peek(parser, ahead)->kind;

    return kind == TOK_DATE || kind == TOK_INTEGER || kind == TOK_ARTICLE;
}

static bool complain(struct cs_parser *parser, size_t first, const char *wrong)
{
    if (wrong == NULL)
        return true;
    cs_parser_slip(parser, cs_diagnose(parser->diagnostics, DIAG_DATE_WRONG, cs_parser_span_from(parser, first), "%s",
                                       wrong));
    return false;
}

/* Has this time no offset, and its file no zone? */
static bool lacks_zone(const struct cs_parser *parser, const struct cs_token *token)
{
    struct cs_reckoning zoned = parser->file->reckoning;
    struct cs_moment moment;

    zoned.has_zone = true;
    return !parser->file->reckoning.has_zone &&
           cs_moment_read(parser->source->bytes + token->start, token->end - token->start, &zoned, &moment) == NULL;
}

/* An hour that the clock shows twice, or never: with each offset that may be meant. */
static void hour_help(struct cs_parser *parser, struct cs_diagnostic *diagnostic, struct cs_zone zone,
                      const cs_instant *instants, size_t count, const struct cs_moment *local)
{
    char first[32], second[32], third[32];
    struct cs_zone before;
    cs_instant change;

    if (count > 1) {
        cs_diagnostic_help(parser->diagnostics, diagnostic, "Write which is meant: %s came first, then %s.",
                           cs_instant_text(instants[0], zone, first), cs_instant_text(instants[1], zone, second));
        return;
    }
    change = cs_zone_hour(zone, local->first, (int32_t)(local->start - cs_day_start(local->first, CS_UTC)));
    before = cs_zone_fixed(cs_zone_offset(zone, change - 1));
    cs_diagnostic_help(parser->diagnostics, diagnostic,
                       "At %s they were set to %s. Write the offset that the source goes by, such as %s.",
                       cs_instant_text(change, before, first),
                       cs_instant_text(change, zone, second),
                       cs_instant_text(local->start - (cs_instant)before.offset * 60, before, third));
}

/* Of a date that only the clock of the file does not have: what to write in its place. */
static bool clock_help(struct cs_parser *parser, const struct cs_token *token, struct cs_diagnostic *diagnostic)
{
    struct cs_reckoning plain = parser->file->reckoning;
    struct cs_zone zone = plain.zone;
    struct cs_moment local;
    cs_instant instants[2];
    char first[32], last[32];
    int32_t second_of_day;
    size_t count = 1;

    plain.zone = CS_UTC;
    if (zone.clock == NULL ||
        cs_moment_read(parser->source->bytes + token->start, token->end - token->start, &plain, &local) != NULL)
        return false;
    second_of_day = (int32_t)(local.start - cs_day_start(local.first, CS_UTC));
    if (local.form == CS_MOMENT_TIME)
        count = cs_zone_instants(zone, local.first, second_of_day, instants);
    if (count != 1)
        hour_help(parser, diagnostic, zone, instants, count, &local);
    else
        cs_diagnostic_help(parser->diagnostics, diagnostic,
                           "The clock of %s is known from %s to %s. An hour of another day is written with its offset; "
                           "a file of other days has an offset for its zone, such as: zone +01:00.", zone.clock->name,
                           cs_day_text(zone.clock->first, first), cs_day_text(zone.clock->last, last));
    return true;
}

static void date_wrong(struct cs_parser *parser, const struct cs_token *token, const char *wrong)
{
    struct cs_diagnostic *diagnostic =
        cs_diagnose(parser->diagnostics, DIAG_DATE_WRONG, cs_parser_span(parser, parser->at, 0), "%s", wrong);
    int length;
    const char *text = cs_parser_text(parser, token, &length);

    /* such as a minus sign, which is no hyphen */
    bool sign = token->end < parser->source->length && (parser->source->bytes[token->end] & 0x80) != 0;

    if (sign && cs_parser_slip(parser, diagnostic))
        return;
    if (cs_slip_zone_apart(parser, diagnostic))
        return;
    if (lacks_zone(parser, token))
        cs_diagnostic_help(
            parser->diagnostics, diagnostic,
            "Write %.*s+04:00 for a clock four hours ahead of UTC, or give the file its zone, in a line at its "
            "head: zone +04:00.",
            length, text);
    else if (!clock_help(parser, token, diagnostic))
        cs_parser_slip(parser, diagnostic);
}

bool cs_parser_date(struct cs_parser *parser, struct cs_moment *out)
{
    const struct cs_token *token = cs_parser_token(parser);
    const char *wrong;

    if (!cs_parser_at_date(parser, 0))
        return cs_parser_expected(parser, "a date");
    parser->dates_read = true;
    wrong =
        cs_moment_read(parser->source->bytes + token->start, token->end - token->start, &parser->file->reckoning, out);
    if (wrong != NULL) {
        date_wrong(parser, token, wrong);
        return false;
    }
    out->zone = parser->file->reckoning.zone;
    parser->at++;
    return true;
}

bool cs_parser_certain_date(struct cs_parser *parser, struct cs_moment *out)
{
    size_t first = parser->at;

    if (!cs_parser_date(parser, out))
        return false;
    return !out->unsure || complain(parser, first, "a date that must be certain here has no mark and no X");
}

bool cs_parser_plain_date(struct cs_parser *parser, struct cs_moment *out)
{
    size_t first = parser->at;

    if (!cs_parser_certain_date(parser, out))
        return false;
    return out->form != CS_MOMENT_SEASON ||
           complain(parser, first,
                    "a moment that a statement names is no season, but a year, a month, a day or a time");
}

/* DATE ".." DATE "]" */
static bool read_range(struct cs_parser *parser, size_t first, struct cs_moment *out)
{
    struct cs_moment from, to;

    return cs_parser_date(parser, &from) && cs_parser_need_kind(parser, TOK_RANGE, "\"..\"") &&
           cs_parser_date(parser, &to) && cs_parser_need_kind(parser, TOK_CLOSE, "\"]\"") &&
           complain(parser, first, cs_moment_range(from, to, out));
}

/* DATE "within" duration */
static bool read_about(struct cs_parser *parser, size_t first, struct cs_moment *out)
{
    struct cs_moment around;
    struct cs_duration period;

    return cs_parser_date(parser, &around) && cs_parser_need(parser, WORD_WITHIN) &&
           cs_parser_tolerance(parser, &period) && complain(parser, first, cs_moment_about(around, period, out));
}

/* DATE | "[" DATE ".." DATE "]" | "about" DATE "within" duration */
static bool read_side(struct cs_parser *parser, struct cs_moment *out)
{
    size_t first = parser->at;

    if (cs_parser_take_kind(parser, TOK_OPEN))
        return read_range(parser, first, out);
    if (cs_parser_take(parser, WORD_ABOUT))
        return read_about(parser, first, out);
    return cs_parser_date(parser, out);
}

bool cs_parser_border(struct cs_parser *parser, struct cs_moment *out)
{
    size_t first = parser->at;

    if (!read_side(parser, out))
        return false;
    return !out->unsure || out->form == CS_MOMENT_RANGE ||
           complain(parser, first, "a date that must be certain here has no mark and no X");
}

static bool at_side(const struct cs_parser *parser)
{
    return cs_parser_at_date(parser, 0) || cs_parser_token(parser)->kind == TOK_OPEN ||
           (cs_parser_is(parser, WORD_ABOUT) && cs_parser_at_date(parser, 1));
}

/* R 8.9: unknown is not open. It may have begun on any day up to the end, or earlier than anything that is dated. */
static bool unknown_beginning(struct cs_parser *parser, size_t first, struct cs_moment to, struct cs_moment *out)
{
    if (!complain(parser, first, cs_moment_span((struct cs_moment){.form = CS_MOMENT_NONE}, to, out)))
        return false;
    out->begin_unknown = true;
    out->begins_last = out->last;
    out->unsure = true;
    return true;
}

static bool unknown_end(struct cs_parser *parser, size_t first, struct cs_moment from, struct cs_moment *out)
{
    if (!complain(parser, first, cs_moment_span(from, (struct cs_moment){.form = CS_MOMENT_NONE}, out)))
        return false;
    out->end_unknown = true;
    out->unsure = true;
    return true;
}

/* side [ "/" [ side | ".." ] ] | [ ".." ] "/" side */
static bool read_span(struct cs_parser *parser, size_t first, struct cs_moment *out)
{
    struct cs_moment from = {.form = CS_MOMENT_NONE}, to = {.form = CS_MOMENT_NONE};
    bool open = cs_parser_take_kind(parser, TOK_RANGE);
    bool unknown = !open && cs_parser_token(parser)->kind == TOK_SLASH;

    if (!open && !unknown && !read_side(parser, &from))
        return false;
    if (!open && !unknown && cs_parser_token(parser)->kind != TOK_SLASH) {
        *out = from;
        return true;
    }
    if (!cs_parser_need_kind(parser, TOK_SLASH, "\"/\" and a date"))
        return false;
    if (!open && !unknown && cs_parser_take_kind(parser, TOK_RANGE))
        return complain(parser, first, cs_moment_span(from, to, out));
    if (!open && !unknown && !at_side(parser))
        return unknown_end(parser, first, from, out);
    if (!read_side(parser, &to))
        return false;
    return unknown ? unknown_beginning(parser, first, to, out) : complain(parser, first, cs_moment_span(from, to, out));
}

bool cs_parser_moment(struct cs_parser *parser, struct cs_moment *out)
{
    return read_span(parser, parser->at, out);
}

/* ---- periods ---- */

static bool unit_of(enum cs_word word, enum cs_unit *out)
{
    switch (word) {
    case WORD_HOUR:
    case WORD_HOURS:
        *out = CS_HOURS;
        return true;
    case WORD_DAY:
    case WORD_DAYS:
        *out = CS_DAYS;
        return true;
    case WORD_MONTH:
    case WORD_MONTHS:
        *out = CS_MONTHS;
        return true;
    case WORD_YEAR:
    case WORD_YEARS:
        *out = CS_YEARS;
        return true;
    default:
        return false;
    }
}

/* The number of tokens of the unit `ahead` tokens from here ("days", "business days"), 0 if there is none. */
static size_t unit_length(const struct cs_parser *parser, size_t ahead, enum cs_unit *out)
{
    if (cs_parser_peek_is(parser, ahead, WORD_BUSINESS) && unit_of(cs_parser_peek(parser, ahead + 1)->word, out) &&
        *out == CS_DAYS) {
        *out = CS_BUSINESS_DAYS;
        return 2;
    }
    return unit_of(cs_parser_peek(parser, ahead)->word, out) ? 1 : 0;
}

/* "or" "the" "next" "business" "day" */
#define NEXT_LENGTH 5

static bool at_next(const struct cs_parser *parser, size_t ahead)
{
    static const enum cs_word words[NEXT_LENGTH] = {WORD_OR, WORD_THE, WORD_NEXT, WORD_BUSINESS, WORD_DAY};

    for (size_t i = 0; i < NEXT_LENGTH; i++)
        if (!cs_parser_peek_is(parser, ahead + i, words[i]))
            return false;
    return true;
}

size_t cs_parser_duration_length(const struct cs_parser *parser, size_t ahead)
{
    enum cs_unit unit;
    size_t words = cs_parser_peek(parser, ahead)->kind == TOK_INTEGER ? unit_length(parser, ahead + 1, &unit) : 0;

    if (words == 0)
        return 0;
    return 1 + words + (at_next(parser, ahead + 1 + words) ? NEXT_LENGTH : 0);
}

/* INT unit [ "or" "the" "next" "business" "day" ] */
bool cs_parser_duration(struct cs_parser *parser, struct cs_duration *out)
{
    static const cs_wide LONGEST[CS_UNITS] = {8784000, 366000, 12000, 1000, 366000};
    size_t first = parser->at, words;
    cs_wide count;

    if (!cs_parser_number(parser, "a period such as \"3 days\"", &count))
        return false;
    words = unit_length(parser, 0, &out->unit);
    if (words == 0)
        return cs_parser_expected(parser, "\"hours\", \"days\", \"business days\", \"months\" or \"years\"");
    parser->at += words;
    if (count > LONGEST[out->unit]) {
        cs_diagnose(parser->diagnostics, DIAG_NUMBER_TOO_LARGE, cs_parser_span_from(parser, first),
                    "the period is longer than a thousand years");
        return false;
    }
    out->count = (int32_t)count;
    out->or_next = at_next(parser, 0);
    parser->at += out->or_next ? NEXT_LENGTH : 0;
    if (!out->or_next || (out->unit != CS_HOURS && out->unit != CS_BUSINESS_DAYS))
        return true;
    cs_diagnose(parser->diagnostics, DIAG_SOMETHING_ELSE, cs_parser_span_from(parser, first),
                "only a period of days, months or years goes on to the next business day");
    return false;
}

bool cs_parser_tolerance(struct cs_parser *parser, struct cs_duration *out)
{
    size_t first = parser->at;

    if (!cs_parser_duration(parser, out))
        return false;
    if (!cs_duration_needs_calendar(*out))
        return true;
    cs_diagnose(parser->diagnostics, DIAG_SOMETHING_ELSE, cs_parser_span_from(parser, first),
                "how far a date may be off is told in hours, days, months or years");
    return false;
}

/* A text that ceases to count before it begins counts never. */
static bool has_a_day(struct cs_parser *parser, size_t first, const struct cs_moment *since,
                      const struct cs_moment *until)
{
    if (since->form == CS_MOMENT_NONE || until->form == CS_MOMENT_NONE || since->start < until->start ||
        cs_parser_token(parser)->kind == TOK_SLASH) /* the date goes on, which is another mistake */
        return true;
    cs_diagnostic_help(parser->diagnostics,
                       cs_diagnose(parser->diagnostics, DIAG_DATE_WRONG, cs_parser_span_from(parser, first),
                                   "it ceases to count before it begins"),
                       "Behind \"until\" stands the first day on which it counts no more.");
    return false;
}

bool cs_parser_times(struct cs_parser *parser, bool (*read)(struct cs_parser *parser, struct cs_moment *out),
                     struct cs_moment *since, struct cs_moment *until)
{
    size_t first = parser->at;

    for (;;) {
        struct cs_moment *out = cs_parser_is(parser, WORD_SINCE) ? since : until;

        if (!cs_parser_is(parser, WORD_SINCE) && !cs_parser_is(parser, WORD_UNTIL))
            return read != cs_parser_border || has_a_day(parser, first, since, until);
        if (out->form != CS_MOMENT_NONE) {
            cs_diagnose(parser->diagnostics, DIAG_GIVEN_TWICE, cs_parser_span(parser, parser->at, 0),
                        "\"%s\" stands twice", cs_word_text(cs_parser_token(parser)->word));
            return false;
        }
        parser->at++;
        if (!read(parser, out))
            return false;
    }
}

void cs_parse_date_remedy(const char *text, struct cs_buffer *out)
{
    struct cs_diagnostics diagnostics;
    struct cs_arena arena;
    struct cs_names names;
    struct cs_buffer line;
    struct cs_source *source;

    if (strpbrk(text, "\r\n") != NULL)
        return;
    cs_arena_init(&arena);
    cs_names_init(&names);
    cs_diagnostics_init(&diagnostics);
    cs_buffer_init(&line);
    cs_buffer_printf(&line, "%s e1: entry\n", text); /* as a record has it: its remedies are those of the dates */
    source = cs_source_new(&arena, "date", CS_SOURCE_RECORD, cs_buffer_string(&line), line.length);
    if (source != NULL && cs_parse(&arena, &names, source, NULL, &diagnostics) != NULL && diagnostics.count > 0 &&
        diagnostics.items[0].help != NULL && strncmp(diagnostics.items[0].help, "Write ", 6) == 0)
        cs_buffer_printf(out, " %s", diagnostics.items[0].help);
    out->failed = out->failed || line.failed || diagnostics.failed || cs_arena_failed(&arena) || names.failed;
    cs_buffer_release(&line);
    cs_diagnostics_release(&diagnostics);
    cs_names_release(&names);
    cs_arena_release(&arena);
}
