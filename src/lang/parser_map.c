/* SPDX-License-Identifier: MIT */
/*
 * The map of a table: its columns, where the date of a row stands, what a row says, which rows are written
 * (docs/tables.md). A column is called by one small word, which may have a digit in it.
 */
#include "lang/parser_int.h"

#include <string.h>

/* Is the text a map? Else a diagnostic: what stands in a map means nothing in another text. */
bool cs_parser_is_map(struct cs_parser *parser)
{
    struct cs_diagnostic *diagnostic;

    if (parser->file->map != NULL)
        return true;
    diagnostic = cs_diagnose(parser->diagnostics, DIAG_MAP_LINE, cs_parser_span(parser, 0, 1),
                             "\"%s\" begins a line of a map", cs_word_text(parser->line.tokens[0].word));
    if (!cs_parser_opening_slip(parser, diagnostic))
        cs_diagnostic_help(parser->diagnostics, diagnostic,
                           "A map says what the columns of a table are; it is a file of its own, NAME.map.");
    return false;
}

bool cs_parser_in_map(struct cs_parser *parser, enum cs_line_kind kind)
{
    static const enum cs_line_kind others[] = {
        LINE_TREATY, LINE_DECLARATION, LINE_ARTICLE, LINE_READING, LINE_JUDGE, LINE_WHEN, LINE_WHILE, LINE_MAY, LINE_IF,
        LINE_UNTIL, LINE_RELEASED, LINE_SUSPENDED, LINE_SOURCE, LINE_CHECK, LINE_DATED, LINE_UNDATED, LINE_ABOUT_LABEL};
    struct cs_diagnostic *diagnostic;

    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (others[i] != kind)
            continue;
        diagnostic = cs_diagnose(parser->diagnostics, DIAG_MAP_LINE, cs_parser_span(parser, 0, 1),
                                 "a line of a treaty or a record stands in a map");
        cs_diagnostic_help(parser->diagnostics, diagnostic,
                           "A map says what the rows of a table say: where event is request, and below it: then "
                           "request by state.");
        return false;
    }
    return true;
}

bool cs_parser_given_twice(struct cs_parser *parser, bool given, const char *what)
{
    if (!given)
        return false;
    cs_diagnose(parser->diagnostics, DIAG_GIVEN_TWICE, cs_parser_span_line(parser), "%s was already said", what);
    return true;
}

bool cs_parser_column(struct cs_parser *parser, cs_name *out, struct cs_span *span)
{
    const struct cs_token *token = cs_parser_token(parser);

    *span = cs_parser_span(parser, parser->at, 0);
    if (token->kind != TOK_LABEL)
        return cs_parser_small(parser, "a column, one small word,", out);
    *out = cs_parser_intern_token(parser, token);
    parser->at++;
    return *out != CS_NO_NAME;
}

/* small [ STRING ] [ "or" "nothing" ] */
static struct cs_map_column *read_column(struct cs_parser *parser, bool with_header)
{
    struct cs_map_column *column = cs_parser_make(parser, sizeof *column);

    if (column == NULL || !cs_parser_column(parser, &column->name, &column->span))
        return NULL;
    if (with_header && cs_parser_token(parser)->kind == TOK_STRING &&
        !cs_parser_string(parser, "the header of the column", &column->header))
        return NULL;
    if (cs_parser_take(parser, WORD_OR)) {
        if (!cs_parser_need(parser, WORD_NOTHING))
            return NULL;
        column->or_nothing = true;
    }
    column->listed = true;
    return column;
}

/* "table" column { "," column } */
bool cs_parse_table(struct cs_parser *parser)
{
    if (!cs_parser_is_map(parser) ||
        cs_parser_given_twice(parser, parser->file->map->headless, "in which order the columns stand"))
        return false;
    do {
        struct cs_map_column *column = read_column(parser, false);

        if (column == NULL)
            return false;
        CS_APPEND(parser->tail.map_column, column);
    } while (cs_parser_take_kind(parser, TOK_COMMA));
    parser->file->map->headless = true;
    return cs_parser_line_ends(parser);
}

/* "column" small [ STRING ] [ "or" "nothing" ] */
bool cs_parse_column(struct cs_parser *parser)
{
    struct cs_map_column *column = cs_parser_is_map(parser) ? read_column(parser, true) : NULL;

    if (column == NULL || !cs_parser_line_ends(parser))
        return false;
    CS_APPEND(parser->tail.map_column, column);
    return true;
}

/* "separator" ( "comma" | "semicolon" | "tab" ) */
bool cs_parse_separator(struct cs_parser *parser)
{
    static const struct { const char *word; char separator; } all[] = {
        {"comma", ','}, {"semicolon", ';'}, {"tab", '\t'}};
    struct cs_map *map = parser->file->map;

    if (!cs_parser_is_map(parser) || cs_parser_given_twice(parser, map->separator_given, "the separator"))
        return false;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (cs_parser_same_text(parser, cs_parser_token(parser), all[i].word)) {
            parser->at++;
            map->separator = all[i].separator;
            map->separator_given = true;
            return cs_parser_line_ends(parser);
        }
    return cs_parser_expected(parser, "comma, semicolon or tab");
}

/* "dated" when */
bool cs_parse_row_dated(struct cs_parser *parser)
{
    struct cs_map_dated dated;

    if (!cs_parser_is_map(parser) ||
        cs_parser_given_twice(parser, parser->file->map->dated.span.source != NULL, "when a row is") ||
        !cs_parser_map_dated(parser, &dated) || !cs_parser_line_ends(parser))
        return false;
    parser->file->map->dated = dated;
    return true;
}

static struct cs_map_column *find_column(struct cs_map *map, cs_name name)
{
    struct cs_map_column *column = map->columns;

    while (column != NULL && column->name != name)
        column = column->next;
    return column;
}

/* "each" column "is" ( "a" | "an" ) ( "new" small | small [ "in" NAME ] ) */
bool cs_parse_each(struct cs_parser *parser)
{
    struct cs_map_column *column;
    struct cs_span span;
    cs_name name;

    if (!cs_parser_is_map(parser) || !cs_parser_column(parser, &name, &span) || !cs_parser_need(parser, WORD_IS))
        return false;
    if (!cs_parser_same_text(parser, cs_parser_token(parser), "a") &&
        !cs_parser_same_text(parser, cs_parser_token(parser), "an"))
        return cs_parser_expected(parser, "\"a\" or \"an\", and a kind,");
    parser->at++;
    column = find_column(parser->file->map, name);
    if (column == NULL) { /* of a table with headers: it is called as in its header */
        column = cs_parser_make(parser, sizeof *column);
        if (column == NULL)
            return false;
        column->name = name;
        column->span = span;
        CS_APPEND(parser->tail.map_column, column);
    }
    if (cs_parser_given_twice(parser, column->kind_word != CS_NO_NAME, "what stands in this column"))
        return false;
    column->is_new = cs_parser_is(parser, WORD_NEW) && cs_parser_peek(parser, 1)->kind == TOK_SMALL;
    parser->at += column->is_new;
    column->kind_span = cs_parser_span(parser, parser->at, 0);
    if (!cs_parser_small(parser, "a kind, one small word,", &column->kind_word))
        return false;
    if (!column->is_new && cs_parser_take(parser, WORD_IN)) {
        column->codes_span = cs_parser_span(parser, parser->at, 0);
        if (!cs_parser_name(parser, "a list of codes, a name such as COW,", &column->codes))
            return false;
    }
    return cs_parser_line_ends(parser);
}

/* ---- what a row says ---- */

/* The value of a field: a quoted text, or one word or number as it stands. */
struct cs_map_value *cs_parser_map_value(struct cs_parser *parser)
{
    struct cs_map_value *value = cs_parser_make(parser, sizeof *value);
    const struct cs_token *token = cs_parser_token(parser);

    if (value == NULL)
        return NULL;
    if (token->kind == TOK_STRING)
        return cs_parser_string(parser, "a value of the column", &value->text) ? value : NULL;
    if (token->kind != TOK_SMALL && token->kind != TOK_LABEL && token->kind != TOK_CAPITAL &&
        token->kind != TOK_INTEGER) {
        cs_parser_expected(parser, "a value of the column, in quotation marks if it is more than one word,");
        return NULL;
    }
    value->text =
        cs_arena_text(parser->arena, parser->source->bytes + token->start, token->end - token->start);
    parser->at++;
    return value->text != NULL ? value : NULL;
}

/* column "is" value { "," value } */
static bool add_test(struct cs_parser *parser)
{
    struct cs_map_test *test = cs_parser_make(parser, sizeof *test);
    struct cs_map_value **tail;

    if (test == NULL || !cs_parser_column(parser, &test->name, &test->span) || !cs_parser_need(parser, WORD_IS))
        return false;
    tail = &test->values;
    do {
        struct cs_map_value *value = cs_parser_map_value(parser);

        if (value == NULL)
            return false;
        CS_APPEND(tail, value);
    } while (cs_parser_take_kind(parser, TOK_COMMA));
    CS_APPEND(parser->tail.map_test, test);
    return cs_parser_line_ends(parser);
}

static bool open_case(struct cs_parser *parser)
{
    struct cs_map_case *c = cs_parser_is_map(parser) ? cs_parser_make(parser, sizeof *c) : NULL;

    if (c == NULL)
        return false;
    c->span = cs_parser_span_line(parser);
    CS_APPEND(parser->tail.map_case, c);
    parser->above = ABOVE_CASE;
    parser->map_case = c;
    parser->in_effects = false;
    parser->tail.map_test = &c->tests;
    parser->tail.map_statement = &c->statements;
    parser->tail.map_claim = &c->claims;
    return true;
}

/* "where" column "is" value { "," value } */
bool cs_parse_where(struct cs_parser *parser)
{
    return open_case(parser) && add_test(parser);
}

/* "every" "row" */
bool cs_parse_every_row(struct cs_parser *parser)
{
    return cs_parser_is_map(parser) && cs_parser_need(parser, WORD_ROW) && cs_parser_line_ends(parser) &&
           open_case(parser);
}

bool cs_parser_belongs_to_case(struct cs_parser *parser)
{
    return cs_parser_belongs(parser, ABOVE_CASE, "this line belongs to a \"where\", and none stands above it",
                             "Say first of which rows it is so: where event is request.");
}

/* [ "end" ] term | "nothing" */
static bool add_statement(struct cs_parser *parser)
{
    struct cs_map_statement *statement = cs_parser_make(parser, sizeof *statement);
    size_t first = parser->at;

    if (statement == NULL)
        return false;
    if (cs_parser_is(parser, WORD_NOTHING) && parser->at + 1 == parser->line.count) {
        parser->at++;
        parser->map_case->nothing = true;
        return true;
    }
    statement->ends = cs_parser_take(parser, WORD_END);
    if (!cs_parser_term(parser, &statement->term) || !cs_parser_line_ends(parser))
        return false;
    statement->span = cs_parser_span_from(parser, first);
    CS_APPEND(parser->tail.map_statement, statement);
    return true;
}

/* "then" statement */
bool cs_parser_map_then(struct cs_parser *parser)
{
    if (!cs_parser_belongs_to_case(parser))
        return false;
    parser->in_effects = true;
    return add_statement(parser);
}

/* "and" ( test | statement ) */
bool cs_parser_map_and(struct cs_parser *parser)
{
    if (!cs_parser_belongs_to_case(parser))
        return false;
    return parser->in_effects ? add_statement(parser) : add_test(parser);
}

/* "otherwise" "nothing" */
bool cs_parse_otherwise(struct cs_parser *parser)
{
    if (!cs_parser_is_map(parser) || !cs_parser_need(parser, WORD_NOTHING))
        return false;
    parser->file->map->otherwise_nothing = true;
    return cs_parser_line_ends(parser);
}

/* ---- what is written ---- */

/* "outcomes" state { "," state } */
bool cs_parse_outcomes(struct cs_parser *parser)
{
    struct cs_map *map = parser->file->map;
    struct cs_map_outcome **tail;

    if (!cs_parser_is_map(parser) || cs_parser_given_twice(parser, map->outcomes != NULL, "which outcomes are written"))
        return false;
    tail = &map->outcomes;
    map->outcomes_span = cs_parser_span_line(parser);
    do {
        struct cs_map_outcome *outcome = cs_parser_make(parser, sizeof *outcome);
        size_t first = parser->at;

        if (outcome == NULL)
            return false;
        outcome->state = cs_parser_bond_state(parser);
        if (outcome->state == CS_STATE_UNSAID || outcome->state == CS_STATE_IN_FORCE ||
            outcome->state == CS_STATE_SUSPENDED || outcome->state == CS_STATE_NONE) {
            parser->at = first;
            return cs_parser_expected(parser, "what can come of a duty, such as fulfilled, violated, expired,");
        }
        CS_APPEND(tail, outcome);
    } while (cs_parser_take_kind(parser, TOK_COMMA));
    return cs_parser_line_ends(parser);
}

static const char *const item_words[] = {
    [CS_MAP_OUTCOME] = "outcome", [CS_MAP_INSTRUMENT] = "instrument", [CS_MAP_ARTICLE] = "article",
    [CS_MAP_HOLDER] = "holder",   [CS_MAP_CLAIMANT] = "claimant",     [CS_MAP_ACT] = "act",
    [CS_MAP_SINCE] = "since",     [CS_MAP_ON] = "date",               [CS_MAP_ROW] = "row",
    [CS_MAP_CAUSE] = "cause",
};

/* ( one of the words above | PREP ) [ "as" ( small | STRING ) ] */
static struct cs_map_item *read_item(struct cs_parser *parser)
{
    struct cs_map_item *item = cs_parser_make(parser, sizeof *item);
    const struct cs_token *token = cs_parser_token(parser);
    cs_name title;
    int kind = 0;

    if (item == NULL)
        return NULL;
    while (kind < CS_MAP_ROLE && !cs_parser_same_text(parser, token, item_words[kind]))
        kind++;
    item->kind = (enum cs_map_item_kind)kind;
    item->prep = token->word == WORD_IS ? CS_PREP_IS : cs_word_prep(token->word);
    if (item->kind == CS_MAP_ROLE && item->prep == CS_PREP_COUNT) {
        cs_parser_expected(parser, "outcome, instrument, article, holder, claimant, act, since, date, row, cause, or a "
                                   "preposition of what is owed,");
        return NULL;
    }
    parser->at++;
    item->title = kind < CS_MAP_ROLE ? item_words[kind] : cs_prep_text(item->prep);
    if (!cs_parser_take(parser, WORD_AS))
        return item;
    if (cs_parser_token(parser)->kind == TOK_STRING)
        return cs_parser_string(parser, "the header", &item->title) ? item : NULL;
    if (cs_parser_token(parser)->kind == TOK_LABEL) {
        title = cs_parser_intern_token(parser, cs_parser_token(parser));
        parser->at++;
    } else if (!cs_parser_small(parser, "the header of what is written, a small word or in quotation marks,", &title)) {
        return NULL;
    }
    item->title = cs_names_text(parser->names, title);
    return title != CS_NO_NAME ? item : NULL;
}

/* "write" item { "," item } */
bool cs_parse_write(struct cs_parser *parser)
{
    struct cs_map *map = parser->file->map;
    struct cs_map_item **tail;

    if (!cs_parser_is_map(parser) || cs_parser_given_twice(parser, map->items != NULL, "what is written"))
        return false;
    tail = &map->items;
    map->items_span = cs_parser_span_line(parser);
    do {
        struct cs_map_item *item = read_item(parser);

        if (item == NULL)
            return false;
        CS_APPEND(tail, item);
    } while (cs_parser_take_kind(parser, TOK_COMMA));
    return cs_parser_line_ends(parser);
}
