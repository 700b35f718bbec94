/* SPDX-License-Identifier: MIT */
/* Treaties, declarations, articles, readings, judges; the lines of rules. */
#include "lang/parser_int.h"

#include <ctype.h>

/* [ "calendar" NAME ] */
static bool read_calendar_name(struct cs_parser *parser, cs_name *out)
{
    return !cs_parser_take(parser, WORD_CALENDAR) || cs_parser_name(parser, "the name of a calendar", out);
}

struct cs_instrument *cs_parser_begin_instrument(struct cs_parser *parser, bool declaration)
{
    struct cs_instrument *instrument = cs_parser_make(parser, sizeof *instrument);

    if (instrument == NULL)
        return NULL;
    instrument->declaration = declaration;
    parser->instrument = instrument;
    parser->article = NULL;
    parser->tail.article = &instrument->articles;
    parser->tail.judge = &instrument->judges;
    return instrument;
}

static bool parse_instrument(struct cs_parser *parser, bool declaration)
{
    struct cs_instrument *instrument = cs_parser_begin_instrument(parser, declaration);

    if (instrument == NULL)
        return false;
    if (!cs_parser_name(parser, declaration ? "the declaration's name" : "the treaty's name", &instrument->name) ||
        !cs_parser_string(parser, "its title in quotation marks", &instrument->title))
        return false;
    if (declaration && (!cs_parser_need(parser, WORD_BY) || !cs_parser_name(parser, "its author", &instrument->by)))
        return false;
    if (!cs_parser_times(parser, cs_parser_border, &instrument->since, &instrument->until) ||
        !read_calendar_name(parser, &instrument->calendar) || !cs_parser_line_ends(parser))
        return false;
    instrument->span = cs_parser_span_line(parser);
    CS_APPEND(parser->tail.instrument, instrument);
    return true;
}

/* "treaty" NAME STRING { since } [ "calendar" NAME ] */
bool cs_parse_treaty(struct cs_parser *parser)
{
    return parse_instrument(parser, false);
}

/* "declaration" NAME STRING "by" NAME { since } [ "calendar" NAME ] */
bool cs_parse_declaration(struct cs_parser *parser)
{
    return parse_instrument(parser, true);
}

static bool ends_article_text(const struct cs_token *token)
{
    return token->kind == TOK_END || token->kind == TOK_STRING || token->word == WORD_SINCE ||
           token->word == WORD_UNTIL || token->word == WORD_GRADE;
}

/*
 * The words of an article that are probably its gist without quotation marks: behind its number, two small words beside
 * each other, on a line that has no gist. Goes back to the first of them, where the line should have ended.
 */
static void leave_gist(struct cs_parser *parser, size_t first)
{
    const struct cs_token *tokens = parser->line.tokens;
    size_t start = first + 1, end = parser->at;
    bool pair = false;

    for (size_t i = start + 1; i < end; i++)
        pair = pair || (tokens[i - 1].kind == TOK_SMALL && tokens[i].kind == TOK_SMALL);
    for (size_t i = end; tokens[i].kind != TOK_END; i++)
        pair = pair && tokens[i].kind != TOK_STRING;
    while (pair && start < end && tokens[start].kind != TOK_SMALL &&
           tokens[start].kind != TOK_CAPITAL)
        start++;
    if (pair)
        parser->at = start;
}

/* "article" { any } { since } [ "grade" NAME ] [ STRING ] */
bool cs_parse_article(struct cs_parser *parser)
{
    struct cs_article *article = cs_parser_make(parser, sizeof *article);
    size_t first = parser->at;

    if (article == NULL)
        return false;
    while (!ends_article_text(cs_parser_token(parser)) &&
           !(cs_parser_is(parser, WORD_FROM) && cs_parser_peek(parser, 1)->kind == TOK_DATE)) /* "since" was meant */
        parser->at++;
    for (size_t i = first; i < parser->at; i++)
        if (parser->line.tokens[i].kind == TOK_COMMA || parser->line.tokens[i].kind == TOK_COLON ||
            parser->line.tokens[i].word == WORD_ARTICLE)
            parser->at = i;
    if (parser->at == first)
        return cs_parser_expected(parser, "the number of the article");
    leave_gist(parser, first);
    article->text = cs_parser_intern_words(parser, first, parser->at);
    if (article->text == CS_NO_NAME || !cs_parser_times(parser, cs_parser_border, &article->since, &article->until))
        return false;
    if (cs_parser_take(parser, WORD_GRADE) && !cs_parser_name(parser, "a grade such as P", &article->grade))
        return false;
    if (cs_parser_token(parser)->kind == TOK_STRING && !cs_parser_string(parser, "the gist", &article->gist))
        return false;
    if (!cs_parser_line_ends(parser))
        return false;
    article->span = cs_parser_span_line(parser);
    article->instrument = parser->instrument;
    if (parser->instrument == NULL) {
        if (!parser->file->treaty_lost)
            cs_diagnose(parser->diagnostics, DIAG_LINE_MISPLACED, article->span,
                        "an article belongs to a treaty or a declaration, and none stands above it");
        parser->file->treaty_lost = parser->file->name_lost = true;
        return false;
    }
    CS_APPEND(parser->tail.article, article);
    parser->article = article;
    parser->above = ABOVE_ARTICLE;
    return true;
}

/* "reading" NAME STRING */
bool cs_parse_reading(struct cs_parser *parser)
{
    struct cs_reading *reading = cs_parser_make(parser, sizeof *reading);

    if (reading == NULL || !cs_parser_name(parser, "the name of the reading", &reading->name) ||
        !cs_parser_string(parser, "the question in quotation marks", &reading->title) || !cs_parser_line_ends(parser))
        return false;
    reading->instrument = parser->instrument;
    reading->span = cs_parser_span_line(parser);
    CS_APPEND(parser->tail.reading, reading);
    parser->above = ABOVE_READING;
    parser->reading = reading;
    parser->tail.answer = &reading->answers;
    return true;
}

/* "Strict 1day": the period was read as a part of the name. True if it is told. */
static bool period_in_name(struct cs_parser *parser)
{
    size_t length = cs_parser_name_length(parser, 0);
    const struct cs_token *last = cs_parser_peek(parser, length - 1);
    size_t first = parser->at;
    int text_length;
    const char *text, *unit;

    if (length < 2 || last->kind != TOK_ARTICLE)
        return false;
    text = unit = cs_parser_text(parser, last, &text_length);
    while (unit < text + text_length && isdigit((unsigned char)*unit))
        unit++;
    if (!cs_slip_is_unit(unit, (size_t)(text + text_length - unit)))
        return false;
    parser->at += length - 1;
    cs_parser_expected(parser, "a period such as \"1 day\"");
    parser->at = first;
    return true;
}

/* "Article 1" below a reading, which is an answer only if it lasts: "Article 1 day" */
static bool is_article_with_capital(struct cs_parser *parser)
{
    enum cs_token_kind number = cs_parser_peek(parser, 1)->kind;

    return cs_parser_kind_without_capital(parser) == LINE_ARTICLE && (number == TOK_INTEGER || number == TOK_ARTICLE) &&
           cs_parser_duration_length(parser, 1) == 0;
}

/* NAME [ duration ] { since } [ "grade" NAME ] [ STRING ] */
bool cs_parse_answer(struct cs_parser *parser)
{
    struct cs_reading_answer *answer;

    if (cs_parser_kind_without_capital(parser) != LINE_UNKNOWN &&
        (parser->above != ABOVE_READING || is_article_with_capital(parser)))
        return cs_parse_unknown(parser);
    if (!cs_parser_belongs(parser, ABOVE_READING, "this line begins with a name, but is nothing that a name can begin",
                           "The answers of a reading stand below it; an entry of the record begins with its date."))
        return false;
    answer = cs_parser_make(parser, sizeof *answer);
    if (answer == NULL || period_in_name(parser) || !cs_parser_name(parser, "the name of an answer", &answer->name))
        return false;
    answer->has_duration = cs_parser_duration_length(parser, 0) > 0;
    if ((answer->has_duration && !cs_parser_duration(parser, &answer->duration)) ||
        !cs_parser_times(parser, cs_parser_border, &answer->since, &answer->until))
        return false;
    if (cs_parser_take(parser, WORD_GRADE) && !cs_parser_name(parser, "a grade such as P", &answer->grade))
        return false;
    if (cs_parser_token(parser)->kind == TOK_STRING && !cs_parser_string(parser, "the gist", &answer->gist))
        return false;
    if (!cs_parser_line_ends(parser))
        return false;
    answer->span = cs_parser_span_line(parser);
    CS_APPEND(parser->tail.answer, answer);
    return true;
}

/* "judge" NAME "of" words */
bool cs_parse_judge(struct cs_parser *parser)
{
    struct cs_judge *judge = cs_parser_make(parser, sizeof *judge);

    if (judge == NULL || !cs_parser_name(parser, "the name of the judge", &judge->who) ||
        !cs_parser_need(parser, WORD_OF) || !cs_parser_words(parser, &judge->word, &judge->span) ||
        !cs_parser_line_ends(parser))
        return false;
    judge->span = cs_parser_span_line(parser);
    judge->instrument = parser->instrument;
    if (parser->instrument == NULL) {
        cs_diagnose(parser->diagnostics, DIAG_LINE_MISPLACED, judge->span,
                    "a judge is named by a treaty or a declaration, and none stands above this line");
        return false;
    }
    CS_APPEND(parser->tail.judge, judge);
    return true;
}

static struct cs_rule *new_rule(struct cs_parser *parser, enum cs_rule_kind kind)
{
    struct cs_rule *rule = cs_parser_make(parser, sizeof *rule);

    if (rule == NULL)
        return NULL;
    rule->kind = kind;
    rule->instrument = parser->instrument;
    rule->article = parser->article;
    return rule;
}

static bool open_rule(struct cs_parser *parser, struct cs_rule *rule)
{
    if (!cs_parser_line_ends(parser))
        return false;
    rule->span = cs_parser_span_line(parser);
    CS_APPEND(parser->tail.rule, rule);
    parser->above = ABOVE_RULE;
    parser->rule = rule;
    parser->in_effects = false;
    parser->tail.effect = &rule->effects;
    parser->tail.ground = &rule->grounds;
    parser->tail.condition = &rule->conditions;
    while (*parser->tail.condition != NULL)
        parser->tail.condition = &(*parser->tail.condition)->next;
    return true;
}

/* Does "( duration | NAME ) after" stand `ahead` tokens from here? */
static bool at_delay(const struct cs_parser *parser, size_t ahead)
{
    size_t length = cs_parser_duration_length(parser, ahead);

    if (length == 0)
        length = cs_parser_name_length(parser, ahead);
    return length > 0 && cs_parser_peek_is(parser, ahead + length, WORD_AFTER);
}

/* [ [ "start" "of" ] ( duration | NAME ) "after" ] */
static bool read_delay(struct cs_parser *parser, struct cs_rule *rule)
{
    if (cs_parser_is(parser, WORD_START) && cs_parser_peek_is(parser, 1, WORD_OF) && at_delay(parser, 2)) {
        rule->start_of = true;
        parser->at += 2;
    }
    /* a number begins nothing else: what is wrong behind it is wrong in a period */
    if (!at_delay(parser, 0) && cs_parser_peek(parser, 0)->kind != TOK_INTEGER)
        return true;
    if (cs_parser_peek(parser, 0)->kind == TOK_INTEGER) {
        rule->delay = CS_DELAY_DURATION;
        if (!cs_parser_duration(parser, &rule->duration))
            return false;
    } else {
        rule->delay = CS_DELAY_READING;
        if (!cs_parser_name(parser, "the name of a reading", &rule->reading))
            return false;
    }
    return cs_parser_need(parser, WORD_AFTER);
}

/* [ small ":" ] */
static bool read_variable(struct cs_parser *parser, struct cs_rule *rule)
{
    if (cs_parser_peek(parser, 1)->kind != TOK_COLON)
        return true;
    if (!cs_parser_small(parser, "a small word without a digit", &rule->variable))
        return false;
    parser->at++;
    return true;
}

/* "when" delay [ small ":" ] ( [ "no" ] term | failure ) | "when" "reached" small ":" term */
bool cs_parse_when(struct cs_parser *parser)
{
    struct cs_rule *rule = new_rule(parser, CS_RULE_WHEN);

    if (rule == NULL)
        return false;
    if (cs_parser_take(parser, WORD_REACHED)) {
        size_t first;

        rule->delay = CS_DELAY_REACHED;
        if (!cs_parser_small(parser, "a small word for the moment, such as \"m\",", &rule->variable) ||
            !cs_parser_need_kind(parser, TOK_COLON, "\":\""))
            return false;
        first = parser->at;
        rule->trigger.kind = CS_COND_TERM;
        if (!cs_parser_term(parser, &rule->trigger.term))
            return false;
        rule->trigger.span = cs_parser_span_from(parser, first);
    } else if (!read_delay(parser, rule) || !read_variable(parser, rule) ||
               !cs_parser_trigger(parser, &rule->trigger)) {
        return false;
    }
    return open_rule(parser, rule);
}

/* "while" condition */
bool cs_parse_while(struct cs_parser *parser)
{
    struct cs_rule *rule = new_rule(parser, CS_RULE_WHILE);

    if (rule == NULL)
        return false;
    rule->conditions = cs_parser_condition(parser);
    return rule->conditions != NULL && open_rule(parser, rule);
}

/* "may" term */
bool cs_parse_may(struct cs_parser *parser)
{
    struct cs_rule *rule = new_rule(parser, CS_RULE_MAY);
    size_t first = parser->at;

    if (rule == NULL || !cs_parser_term(parser, &rule->trigger.term))
        return false;
    rule->trigger.kind = CS_COND_TERM;
    rule->trigger.span = cs_parser_span_from(parser, first);
    return open_rule(parser, rule);
}

static bool belongs_to_rule(struct cs_parser *parser)
{
    return cs_parser_belongs(parser, ABOVE_RULE, "this line belongs to a rule, and none stands above it",
                             "A rule begins with \"when\", \"while\" or \"may\".");
}

static void extend_rule(struct cs_parser *parser)
{
    parser->rule->span.end = cs_parser_span_line(parser).end;
}

static bool add_condition(struct cs_parser *parser)
{
    struct cs_condition *condition = cs_parser_condition(parser);

    if (condition == NULL)
        return false;
    CS_APPEND(parser->tail.condition, condition);
    extend_rule(parser);
    return true;
}

static bool add_effect(struct cs_parser *parser)
{
    struct cs_effect *effect = cs_parser_effect(parser);

    parser->bond = NULL;
    if (effect == NULL)
        return false;
    CS_APPEND(parser->tail.effect, effect);
    if (effect->kind == CS_EFFECT_BOND) {
        parser->bond = &effect->bond;
        parser->tail.modifier = &effect->bond.modifiers;
    }
    extend_rule(parser);
    return true;
}

/* "if" condition */
bool cs_parse_if(struct cs_parser *parser)
{
    if (!belongs_to_rule(parser))
        return false;
    if (parser->in_effects) {
        cs_diagnose(parser->diagnostics, DIAG_LINE_MISPLACED, cs_parser_span(parser, 0, 1),
                    "the conditions of a rule stand before what it concludes");
        return false;
    }
    return add_condition(parser);
}

/* "then" effect */
bool cs_parse_then(struct cs_parser *parser)
{
    if (parser->file->map != NULL)
        return cs_parser_map_then(parser);
    if (!belongs_to_rule(parser))
        return false;
    if (parser->rule->kind == CS_RULE_MAY && parser->above == ABOVE_RULE) {
        struct cs_diagnostic *diagnostic =
            cs_diagnose(parser->diagnostics, DIAG_LINE_MISPLACED, cs_parser_span(parser, 0, 1),
                        "a power concludes nothing: \"may\" only says under which conditions an act takes effect");

        cs_diagnostic_help(parser->diagnostics, diagnostic,
                           "What follows from the act is a rule of its own, which begins with \"when\" and the act.");
        return false;
    }
    parser->in_effects = true;
    return add_effect(parser);
}

/* "and" ( condition | effect ) */
bool cs_parse_and(struct cs_parser *parser)
{
    if (parser->file->map != NULL)
        return cs_parser_map_and(parser);
    if (!belongs_to_rule(parser))
        return false;
    return parser->in_effects ? add_effect(parser) : add_condition(parser);
}

/* "under" NAME { "," NAME } */
bool cs_parse_under(struct cs_parser *parser)
{
    if (!belongs_to_rule(parser))
        return false;
    do {
        struct cs_ground *ground = cs_parser_make(parser, sizeof *ground);
        size_t first = parser->at;

        if (ground == NULL || !cs_parser_name(parser, "an article", &ground->name))
            return false;
        ground->span = cs_parser_span_from(parser, first);
        CS_APPEND(parser->tail.ground, ground);
    } while (cs_parser_take_kind(parser, TOK_COMMA));
    extend_rule(parser);
    return cs_parser_line_ends(parser);
}

/* Is a bond open, in a rule or in the record, to which a modifier may belong? Else a diagnostic. */
static bool belongs_to_bond(struct cs_parser *parser)
{
    if (parser->bond != NULL || parser->above == ABOVE_LOST)
        return true;
    cs_diagnose(parser->diagnostics, DIAG_LINE_MISPLACED, cs_parser_span_line(parser),
                "this line belongs to a duty or an expectation, and none stands above it");
    return false;
}

static bool parse_modifier(struct cs_parser *parser, enum cs_modifier_kind kind)
{
    struct cs_modifier *modifier;
    size_t first = parser->at;

    if (!belongs_to_bond(parser))
        return false;
    modifier = cs_parser_make(parser, sizeof *modifier);
    if (modifier == NULL)
        return false;
    modifier->kind = kind;
    modifier->negated = kind == CS_MODIFIER_UNTIL && cs_parser_take(parser, WORD_NO);
    if (!cs_parser_term(parser, &modifier->term) || !cs_parser_line_ends(parser))
        return false;
    modifier->span = cs_parser_span_from(parser, first);
    if (parser->bond == NULL)
        return true;
    CS_APPEND(parser->tail.modifier, modifier);
    if (parser->above == ABOVE_RULE)
        extend_rule(parser);
    return true;
}

/* "until" [ "no" ] term */
bool cs_parse_until(struct cs_parser *parser)
{
    return parse_modifier(parser, CS_MODIFIER_UNTIL);
}

/* "released upon" term */
bool cs_parse_released(struct cs_parser *parser)
{
    return cs_parser_need(parser, WORD_UPON) && parse_modifier(parser, CS_MODIFIER_RELEASED);
}

/* "suspended while" term */
bool cs_parse_suspended(struct cs_parser *parser)
{
    return cs_parser_need(parser, WORD_WHILE) && parse_modifier(parser, CS_MODIFIER_SUSPENDED);
}
