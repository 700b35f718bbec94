/* SPDX-License-Identifier: MIT */
/* The zone of a file, and clocks: since when a place has which offset (R 7.12). */
#include <string.h>

#include "lang/parser_int.h"

/* ---- the zone of a file ---- */

static struct cs_diagnostic *offset_wrong(struct cs_parser *parser, const char *wrong)
{
    return cs_diagnose(parser->diagnostics, DIAG_OFFSET_WRONG, cs_parser_span(parser, parser->at, 0), "%s", wrong);
}

static bool parse_offset(struct cs_parser *parser, const char *wrong, int32_t *out)
{
    const struct cs_token *token = cs_parser_token(parser);

    if (token->kind != TOK_END &&
        cs_offset_parse(parser->source->bytes + token->start, token->end - token->start, out)) {
        parser->at++;
        return true;
    }
    cs_diagnostic_help(parser->diagnostics, offset_wrong(parser, wrong),
                       "Write two digits for the hours and two for the minutes: +04:00.");
    return false;
}

static const struct cs_clock_text *clock_in(const struct cs_clock_text *clocks, cs_name name)
{
    while (clocks != NULL && clocks->name != name)
        clocks = clocks->next;
    return clocks;
}

/* A mistake in the lines of the clock itself is reported there. */
static void unknown_clock(struct cs_parser *parser, cs_name name, struct cs_span span)
{
    struct cs_diagnostic *diagnostic = cs_diagnose(parser->diagnostics, DIAG_CLOCK_UNKNOWN, span,
                                                   "no clock has the name \"%s\" in this file, or in those that it "
                                                   "uses above this line", cs_names_text(parser->names, name));

    cs_diagnostic_help(parser->diagnostics, diagnostic,
                       "The file that declares the clock is named above, in a \"use\" line; or write an offset that "
                       "stays: zone +04:00.");
}

/* NAME: the zone is UTC if the clock is not known, which is a mistake or does not matter. */
static bool parse_place(struct cs_parser *parser, cs_name *out_name, struct cs_zone *out)
{
    size_t first = parser->at;
    const struct cs_clock_text *text;
    bool known = true;
    cs_name name;

    if (!cs_parser_name(parser, "an offset such as +04:00, or the name of a clock,", &name))
        return false;
    *out_name = name;
    *out = CS_UTC;
    text = clock_in(parser->file->clocks, name);
    if (text == NULL && parser->clocks != NULL)
        text = parser->clocks->find(parser->clocks->context, parser->file, name, &known);
    if (text != NULL && text->clock != NULL)
        *out = cs_zone_of(text->clock);
    if (!known)
        unknown_clock(parser, name, cs_parser_span_from(parser, first));
    return true;
}

/* "zone" ( OFFSET | NAME ) */
bool cs_parse_zone(struct cs_parser *parser)
{
    struct cs_span span = cs_parser_span(parser, 0, parser->at + 1);
    enum cs_token_kind kind = cs_parser_token(parser)->kind;
    cs_name clock = CS_NO_NAME;
    struct cs_zone zone;
    int32_t offset;

    if (kind == TOK_CAPITAL || kind == TOK_STRING) {
        if (!parse_place(parser, &clock, &zone))
            return false;
    } else {
        if (!parse_offset(parser, "an offset from UTC such as +04:00, -03:30 or Z, or the name of a clock, should "
                                  "stand here", &offset))
            return false;
        zone = cs_zone_fixed(offset);
    }
    if (!cs_parser_line_ends(parser))
        return false;
    if (parser->dates_read || parser->file->reckoning.has_zone) {
        struct cs_diagnostic *diagnostic =
            cs_diagnose(parser->diagnostics, DIAG_ZONE_LATE, span, parser->file->reckoning.has_zone
                        ? "the zone of this file was already given" : "dates of this file stand before its zone");

        cs_diagnostic_help(parser->diagnostics, diagnostic,
                           "One zone counts for all bare days of a file; give it before the first of them.");
        return false;
    }
    parser->file->reckoning.has_zone = true;
    parser->file->reckoning.zone = zone;
    parser->file->clock = clock;
    parser->file->clock_span = cs_parser_span(parser, 1, 0);
    return true;
}

/* ---- clocks ---- */

/* "clock" NAME STRING */
bool cs_parse_clock(struct cs_parser *parser)
{
    struct cs_clock_text *clock = cs_parser_make(parser, sizeof *clock);

    if (clock == NULL || !cs_parser_name(parser, "the name of a place", &clock->name) ||
        !cs_parser_string(parser, "where its changes are from, in quotation marks,", &clock->title) ||
        !cs_parser_line_ends(parser))
        return false;
    clock->span = cs_parser_span_line(parser);
    CS_APPEND(parser->tail.clock, clock);
    parser->above = ABOVE_CLOCK;
    parser->clock = clock;
    parser->tail.clock_line = &clock->lines;
    return true;
}

/* "offset" OFFSET [ "since" DATE ] */
bool cs_parse_clock_line(struct cs_parser *parser)
{
    struct cs_clock_line *line = cs_parser_make(parser, sizeof *line);
    bool dates_read = parser->dates_read;

    if (line == NULL ||
        !cs_parser_belongs(parser, ABOVE_CLOCK, "this line belongs to a clock, and none stands above it", NULL) ||
        !parse_offset(parser, "an offset from UTC such as +04:00, -03:30 or Z should stand here", &line->offset))
        return false;
    if (cs_parser_take(parser, WORD_SINCE) && !cs_parser_certain_date(parser, &line->since))
        return false;
    if (!cs_parser_line_ends(parser))
        return false;
    parser->dates_read = dates_read; /* they have their own offsets */
    line->span = cs_parser_span_line(parser);
    CS_APPEND(parser->tail.clock_line, line);
    return true;
}

static void clock_wrong(struct cs_parser *parser, struct cs_span span, const char *wrong, const char *help)
{
    struct cs_diagnostic *diagnostic = cs_diagnose(parser->diagnostics, DIAG_CLOCK_WRONG, span, "%s", wrong);

    if (help != NULL)
        cs_diagnostic_help(parser->diagnostics, diagnostic, "%s", help);
}

/* What is wrong with a line behind the one before it; NULL if nothing is. */
static const char *wrong_line(const struct cs_clock_line *line, const struct cs_clock_line *before)
{
    if (before == NULL)
        return line->since.form == CS_MOMENT_NONE
                   ? NULL : "the first offset of a clock has no \"since\": it counts from the first day that is known";
    if (line->since.form != CS_MOMENT_TIME)
        return "the clock changes at an hour, which is written with its offset: since 2022-03-27T02:00+01:00";
    if (before->since.form != CS_MOMENT_NONE && line->since.start <= before->since.start)
        return "the changes of a clock stand in their order";
    if (line->offset - before->offset <= -24 * 60 || line->offset - before->offset >= 24 * 60)
        return "a clock is not set by a day or more";
    return NULL;
}

static bool lines_are_right(struct cs_parser *parser, const struct cs_clock_text *text)
{
    const struct cs_clock_line *before = NULL;

    for (const struct cs_clock_line *line = text->lines; line != NULL; line = line->next) {
        const char *wrong = wrong_line(line, before);

        if (wrong != NULL) {
            clock_wrong(parser, line->span, wrong, NULL);
            return false;
        }
        before = line;
    }
    return true;
}

static const struct cs_clock *make_clock(struct cs_parser *parser, const struct cs_clock_text *text)
{
    struct cs_clock *clock = cs_parser_make(parser, sizeof *clock);
    struct cs_clock_change *changes;
    const char *name = cs_names_text(parser->names, text->name);
    size_t count = 0;

    for (const struct cs_clock_line *line = text->lines; line != NULL; line = line->next)
        count++;
    changes = cs_arena_array(parser->arena, count, sizeof *changes);
    if (clock == NULL || changes == NULL || (name = cs_arena_text(parser->arena, name, strlen(name))) == NULL)
        return NULL;
    *clock = (struct cs_clock){.name = name, .changes = changes, .first = text->known.first, .last = text->known.last};
    for (const struct cs_clock_line *line = text->lines; line != NULL; line = line->next)
        changes[clock->count++] = (struct cs_clock_change){line->since.start, line->offset};
    changes[0].at = CS_TIME_ALWAYS;
    return clock;
}

static bool changes_are_known(struct cs_parser *parser, const struct cs_clock_text *text, const struct cs_clock *clock)
{
    for (const struct cs_clock_line *line = text->lines; line != NULL; line = line->next)
        if (line != text->lines && !cs_zone_knows(cs_zone_of(clock), line->since.start, line->since.end)) {
            clock_wrong(parser, line->span, "this lies outside of the days for which the clock is known", NULL);
            return false;
        }
    return true;
}

void cs_parser_close_clock(struct cs_parser *parser)
{
    struct cs_clock_text *text = parser->clock;
    const struct cs_clock *clock;

    if (text->broken)
        return;
    if (text->known.form == CS_MOMENT_NONE) {
        clock_wrong(parser, text->span, "the clock does not say for which days it is known",
                    "Write below it, for instance: known 1990-01-01/2037-12-31. No other day is counted by it.");
        return;
    }
    if (text->lines == NULL) {
        clock_wrong(parser, text->span, "the clock has no offset",
                    "Write below it, for instance: offset +04:00. A later one says since when it counts.");
        return;
    }
    if (!lines_are_right(parser, text) || (clock = make_clock(parser, text)) == NULL)
        return;
    if (changes_are_known(parser, text, clock))
        text->clock = clock;
}
