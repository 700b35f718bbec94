/* SPDX-License-Identifier: MIT */
/*
 * When what a row of a table says is so, which values of a column stand for none, and who says it (docs/tables.md).
 *
 *     dated day as "M/D/YYYY"
 *     from  y1, m1, d1 to y2, m2, d2
 *     missing "-9" in y2
 */
#include "lang/parser_int.h"

#include <string.h>

/* ---- dates ---- */

/* Has it a Y, and at most one run of each of Y, M and D, with something between them? */
static bool is_order(const char *text)
{
    unsigned seen = 0;
    bool apart = true;

    for (size_t i = 0; text[i] != '\0'; i++) {
        unsigned bit = text[i] == 'Y' ? 1 : text[i] == 'M' ? 2 : text[i] == 'D' ? 4 : 0;

        if (bit == 0) {
            apart = true;
            continue;
        }
        if (i > 0 && text[i - 1] == text[i])
            continue;
        if ((seen & bit) != 0 || !apart)
            return false;
        seen |= bit;
        apart = false;
    }
    return seen == 1 || seen == 3 || seen == 7;
}

/* "year", "month", "day" as 0, 1, 2; 3: it is none. */
static unsigned part_here(struct cs_parser *parser)
{
    static const char *const parts[] = {"year", "month", "day"};
    unsigned part = 0;

    while (part < 3 && !cs_parser_same_text(parser, cs_parser_token(parser), parts[part]))
        part++;
    return part;
}

/* part { "," part }: the columns are put in the order of year, month, day. */
static bool read_parts(struct cs_parser *parser, struct cs_map_dated *dated)
{
    cs_name names[3] = {CS_NO_NAME, CS_NO_NAME, CS_NO_NAME};

    for (uint32_t i = 0; i < dated->count; i++) {
        unsigned part = part_here(parser);

        if (part >= dated->count || names[part] != CS_NO_NAME)
            return cs_parser_expected(parser, dated->count == 3   ? "year, month and day, each once, in the order of "
                                                                    "the columns,"
                                              : dated->count == 2 ? "year and month, in the order of the columns,"
                                                                  : "year");
        names[part] = dated->names[i];
        parser->at++;
        if (i + 1 < dated->count && !cs_parser_need_kind(parser, TOK_COMMA, "a comma, and what the next column is"))
            return false;
    }
    memcpy(dated->names, names, sizeof names);
    return true;
}

static bool read_order(struct cs_parser *parser, struct cs_map_dated *dated)
{
    if (dated->count == 1 && cs_parser_token(parser)->kind == TOK_STRING) {
        size_t at = parser->at;

        dated->form = CS_MAP_ORDERED;
        if (!cs_parser_string(parser, "the order of the date", &dated->order))
            return false;
        if (is_order(dated->order))
            return true;
        parser->at = at;
        return cs_parser_expected(parser, "an order of year, month and day such as \"M/D/YYYY\", with a sign between "
                                          "them,");
    }
    if (dated->count == 1 && cs_parser_take(parser, WORD_SECONDS)) {
        dated->form = CS_MAP_SECONDS;
        return true;
    }
    if (dated->count == 1 && !cs_parser_same_text(parser, cs_parser_token(parser), "year"))
        return cs_parser_expected(parser, "seconds, year, or an order such as \"M/D/YYYY\",");
    dated->form = CS_MAP_PARTS;
    return read_parts(parser, dated);
}

/* A date of the language, for all rows. */
static bool read_constant(struct cs_parser *parser, struct cs_map_dated *out)
{
    size_t first = parser->at;
    struct cs_moment moment;

    if (!cs_parser_certain_date(parser, &moment))
        return false;
    out->form = CS_MAP_CONSTANT;
    out->span = cs_parser_span_from(parser, first);
    out->order = cs_arena_text(parser->arena, parser->source->bytes + out->span.start, out->span.end - out->span.start);
    return out->order != NULL;
}

/* when = DATE | column { "," column } [ "as" order ]; without an order year, month, day */
bool cs_parser_map_dated(struct cs_parser *parser, struct cs_map_dated *out)
{
    size_t first = parser->at;
    struct cs_span span;

    *out = (struct cs_map_dated){.form = CS_MAP_DATE};
    if (cs_parser_at_date(parser, 0))
        return read_constant(parser, out);
    do {
        if (out->count == 3)
            return cs_parser_expected(parser, "the end of the date, which has a year, a month and a day,");
        if (!cs_parser_column(parser, &out->names[out->count++], &span))
            return false;
    } while (cs_parser_take_kind(parser, TOK_COMMA));
    if (out->count > 1)
        out->form = CS_MAP_PARTS;
    if (cs_parser_take(parser, WORD_AS) && !read_order(parser, out))
        return false;
    out->span = cs_parser_span_from(parser, first);
    return true;
}

/* May the date of what a row says stand here? */
static bool dated_case(struct cs_parser *parser)
{
    if (!cs_parser_is_map(parser) || !cs_parser_belongs_to_case(parser) ||
        cs_parser_given_twice(parser, parser->map_case->from.span.source != NULL, "when it is so"))
        return false;
    if (parser->in_effects)
        cs_diagnose(parser->diagnostics, DIAG_MAP_LINE, cs_parser_span_line(parser),
                    "when it is so stands above \"then\"");
    return !parser->in_effects;
}

/* "from" when "to" when */
bool cs_parse_case_from(struct cs_parser *parser)
{
    struct cs_map_dated from, to;

    if (!dated_case(parser) || !cs_parser_map_dated(parser, &from) || !cs_parser_need(parser, WORD_TO) ||
        !cs_parser_map_dated(parser, &to) || !cs_parser_line_ends(parser))
        return false;
    parser->map_case->from = from;
    parser->map_case->to = to;
    return true;
}

/* "on" when */
bool cs_parse_case_on(struct cs_parser *parser)
{
    struct cs_map_dated on;

    if (!dated_case(parser) || !cs_parser_map_dated(parser, &on) || !cs_parser_line_ends(parser))
        return false;
    parser->map_case->from = on;
    return true;
}

/* ---- values that stand for none ---- */

/* value { "," value } | value "as" value, [ "in" column { "," column } ] */
static bool parse_code(struct cs_parser *parser, enum cs_map_code_kind kind)
{
    struct cs_map_code *code = cs_parser_is_map(parser) ? cs_parser_make(parser, sizeof *code) : NULL;
    struct cs_map_code_column **column_tail;
    struct cs_map_value **tail;

    if (code == NULL)
        return false;
    code->kind = kind;
    tail = &code->values;
    column_tail = &code->columns;
    do {
        struct cs_map_value *value = cs_parser_map_value(parser);

        if (value == NULL)
            return false;
        CS_APPEND(tail, value);
    } while (kind != CS_CODE_OTHER && cs_parser_take_kind(parser, TOK_COMMA));
    if (kind == CS_CODE_OTHER) {
        const struct cs_map_value *as = cs_parser_need(parser, WORD_AS) ? cs_parser_map_value(parser) : NULL;

        if (as == NULL)
            return false;
        code->as = as->text;
    }
    if (cs_parser_take(parser, WORD_IN)) {
        do {
            struct cs_map_code_column *column = cs_parser_make(parser, sizeof *column);

            if (column == NULL || !cs_parser_column(parser, &column->name, &column->span))
                return false;
            CS_APPEND(column_tail, column);
        } while (cs_parser_take_kind(parser, TOK_COMMA));
    }
    CS_APPEND(parser->tail.map_code, code);
    return cs_parser_line_ends(parser);
}

/* "missing" values */
bool cs_parse_missing(struct cs_parser *parser)
{
    return parse_code(parser, CS_CODE_MISSING);
}

/* "continuing" values */
bool cs_parse_continuing(struct cs_parser *parser)
{
    return parse_code(parser, CS_CODE_CONTINUING);
}

/* "inapplicable" values */
bool cs_parse_inapplicable(struct cs_parser *parser)
{
    return parse_code(parser, CS_CODE_INAPPLICABLE);
}

/* "recode" value "as" value: what the table means by it */
bool cs_parse_recode(struct cs_parser *parser)
{
    return parse_code(parser, CS_CODE_OTHER);
}

/* "order" "file" */
bool cs_parse_row_order(struct cs_parser *parser)
{
    if (!cs_parser_is_map(parser) || !cs_parser_need(parser, WORD_FILE))
        return false;
    parser->file->map->in_order = true;
    return cs_parser_line_ends(parser);
}

/* ---- who says it ---- */

/* ( "says" | "denies" ) NAME, below the statements of a case */
bool cs_parser_map_claim(struct cs_parser *parser, bool denies)
{
    struct cs_map_claim *claim = cs_parser_make(parser, sizeof *claim);

    if (claim == NULL)
        return false;
    if (!parser->in_effects) {
        cs_diagnose(parser->diagnostics, DIAG_MAP_LINE, cs_parser_span_line(parser),
                    "who says it stands below \"then\" and what a row says");
        return false;
    }
    claim->denies = denies;
    if (!cs_parser_name(parser, "who says it, a name,", &claim->voice) || !cs_parser_line_ends(parser))
        return false;
    claim->span = cs_parser_span_line(parser);
    CS_APPEND(parser->tail.map_claim, claim);
    return true;
}
