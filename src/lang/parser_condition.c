/* SPDX-License-Identifier: MIT */
/* Conditions and effects: what follows when, while, if, then and and. */
#include "lang/parser_int.h"

static const struct { enum cs_word word; enum cs_verb verb; } VERBS[] = {
    {WORD_FAILS, CS_VERB_FAILS}, {WORD_FULFILS, CS_VERB_FULFILS}, {WORD_OWED, CS_VERB_OWED}, {WORD_OWES, CS_VERB_OWES}
};

/* What is said of a duty by what follows [ "no" ] arg; NULL if it is no such sentence. */
static const enum cs_verb *verb_ahead(struct cs_parser *parser)
{
    size_t first = parser->at;
    enum cs_word word;

    cs_parser_take(parser, WORD_NO);
    word = cs_parser_word_after_args(parser);
    parser->at = first;
    for (size_t i = 0; i < sizeof VERBS / sizeof *VERBS; i++)
        if (VERBS[i].word == word)
            return &VERBS[i].verb;
    return NULL;
}

/* duty = [ "no" ] arg ( "owes" | "owed" | "fulfils" | "fails" ) arg [ "no" ] term */
static bool read_duty(struct cs_parser *parser, enum cs_verb verb, struct cs_condition *out)
{
    out->kind = CS_COND_DUTY;
    out->verb = verb;
    out->negated = cs_parser_take(parser, WORD_NO);
    out->subject = cs_parser_one_arg(parser, "the one who owes it");
    if (out->subject == NULL)
        return false;
    parser->at++;
    out->others = cs_parser_one_arg(parser, "the one to whom it is owed");
    if (out->others == NULL)
        return false;
    out->forbidden = cs_parser_take(parser, WORD_NO);
    return cs_parser_term(parser, &out->term);
}

bool cs_parser_trigger(struct cs_parser *parser, struct cs_condition *out)
{
    size_t first = parser->at;
    const enum cs_verb *verb = verb_ahead(parser);
    bool read;

    if (verb != NULL) {
        read = read_duty(parser, *verb, out);
    } else {
        out->kind = CS_COND_TERM;
        out->negated = cs_parser_take(parser, WORD_NO);
        read = cs_parser_term(parser, &out->term);
    }
    out->span = cs_parser_span_from(parser, first);
    return read;
}

/* name "counts as" term | name "does not count as" term */
static bool read_counts_as(struct cs_parser *parser, struct cs_condition *out)
{
    out->kind = CS_COND_COUNTS_AS;
    out->subject = cs_parser_one_arg(parser, "whatever is called so");
    if (out->subject == NULL)
        return false;
    out->negated = cs_parser_take(parser, WORD_DOES);
    if (out->negated) {
        if (!cs_parser_need(parser, WORD_NOT) || !cs_parser_need(parser, WORD_COUNT))
            return false;
    } else if (!cs_parser_need(parser, WORD_COUNTS)) {
        return false;
    }
    return cs_parser_need(parser, WORD_AS) && cs_parser_term(parser, &out->term);
}

/* arg "other than" args */
static bool read_other_than(struct cs_parser *parser, struct cs_condition *out)
{
    out->kind = CS_COND_OTHER;
    out->subject = cs_parser_one_arg(parser, "the one that is another");
    if (out->subject == NULL || !cs_parser_need(parser, WORD_OTHER) || !cs_parser_need(parser, WORD_THAN))
        return false;
    out->others = cs_parser_args(parser, "a name after \"other than\"");
    return out->others != NULL;
}

/* The number of tokens before the name of the kind in arg "is" [ "not" ] ( "a" | "an" ) small, at the end; else 0. */
static size_t kind_ahead(const struct cs_parser *parser)
{
    const struct cs_token *token = cs_parser_token(parser);
    size_t ahead = token->kind == TOK_LABEL || cs_parser_free_word(token) ? 1 : cs_parser_name_length(parser, 0);

    if (ahead == 0 || !cs_parser_peek_is(parser, ahead, WORD_IS))
        return 0;
    ahead += cs_parser_peek_is(parser, ahead + 1, WORD_NOT) ? 2 : 1;
    if (!cs_parser_same_text(parser, cs_parser_peek(parser, ahead), "a") &&
        !cs_parser_same_text(parser, cs_parser_peek(parser, ahead), "an"))
        return 0;
    ahead++;
    if (!cs_parser_free_word(cs_parser_peek(parser, ahead)))
        return 0;
    return cs_parser_peek(parser, ahead + 1)->kind == TOK_END || /* "or an organ" is a slip (parser_slip_rule.c) */
                   cs_parser_same_text(parser, cs_parser_peek(parser, ahead + 1), "or")
               ? ahead
               : 0;
}

/* arg "is" [ "not" ] ( "a" | "an" ) small */
static bool read_kind(struct cs_parser *parser, struct cs_condition *out)
{
    size_t kind = parser->at + kind_ahead(parser);

    out->kind = CS_COND_KIND;
    out->subject = cs_parser_one_arg(parser, "the one that is of a kind");
    if (out->subject == NULL || !cs_parser_need(parser, WORD_IS))
        return false;
    out->negated = cs_parser_take(parser, WORD_NOT);
    parser->at = kind;
    out->kind_span = cs_parser_span(parser, kind, kind + 1);
    return cs_parser_small(parser, "a kind", &out->kind_word);
}

/* Does "within", "before", "after" or "at least" with a period follow the small word that begins here? */
static bool at_moments(const struct cs_parser *parser)
{
    switch (cs_parser_word_after_args(parser)) {
    case WORD_WITHIN:
    case WORD_BEFORE:
    case WORD_AFTER:
        return true;
    default:
        return cs_parser_peek_is(parser, 1, WORD_AT) && cs_parser_peek_is(parser, 2, WORD_LEAST) &&
               cs_parser_duration_length(parser, 3) > 0;
    }
}

/* small [ ( "within" | "at" "least" ) duration ] ( "before" | "after" ) small | small "within" duration "of" small */
static bool read_moments(struct cs_parser *parser, struct cs_condition *out)
{
    out->kind = CS_COND_MOMENTS;
    out->subject = cs_parser_one_arg(parser, "the occurrence whose moment is meant");
    if (out->subject == NULL)
        return false;
    out->compare = CS_AT_LEAST;
    if (cs_parser_take(parser, WORD_WITHIN)) {
        out->compare = CS_AT_MOST;
        out->has_duration = true;
    } else if (cs_parser_take(parser, WORD_AT)) {
        out->has_duration = true;
        if (!cs_parser_need(parser, WORD_LEAST))
            return false;
    }
    if (out->has_duration && !cs_parser_duration(parser, &out->duration))
        return false;
    if (cs_parser_take(parser, WORD_AFTER))
        out->sides = CS_SIDES_AFTER;
    else if (out->compare == CS_AT_MOST && cs_parser_take(parser, WORD_OF))
        out->sides = CS_SIDES_EITHER;
    else if (!cs_parser_take(parser, WORD_BEFORE))
        return cs_parser_expected(parser, out->compare == CS_AT_MOST ? "\"of\", \"before\" or \"after\""
                                                                     : "\"before\" or \"after\"");
    out->others = cs_parser_one_arg(parser, "the other occurrence");
    return out->others != NULL;
}

/* NAME "reads" NAME */
static bool read_reads(struct cs_parser *parser, struct cs_condition *out)
{
    out->kind = CS_COND_READS;
    return cs_parser_name(parser, "the name of a reading", &out->reading) && cs_parser_need(parser, WORD_READS) &&
           cs_parser_name(parser, "one of its answers", &out->answer);
}

static bool at_number(const struct cs_parser *parser)
{
    return (cs_parser_is(parser, WORD_NUMBER) || cs_parser_is(parser, WORD_SUM)) &&
           cs_parser_peek_is(parser, 1, WORD_OF);
}

/* number = ( "number of" | "sum of" ) small "in" term; or the same behind "every" */
static bool read_number(struct cs_parser *parser, struct cs_number *out)
{
    size_t first = parser->at;
    bool read;

    out->kind = cs_parser_is(parser, WORD_SUM) ? CS_SUM_OF : CS_NUMBER_OF;
    parser->at += cs_parser_is(parser, WORD_EVERY) ? 1 : 2;
    read = cs_parser_small(parser, "what is counted, a small word,", &out->variable) &&
           cs_parser_need(parser, WORD_IN) && cs_parser_term(parser, &out->term);
    out->span = cs_parser_span_from(parser, first);
    return read;
}

static bool read_constant(struct cs_parser *parser, struct cs_number *out)
{
    size_t first = parser->at;

    out->kind = CS_NUMBER_CONSTANT;
    if (!cs_parser_number(parser, "a number", &out->constant))
        return false;
    out->span = cs_parser_span_from(parser, first);
    return true;
}

/* [ INT "/" INT ] */
static bool read_ratio(struct cs_parser *parser, struct cs_condition *out)
{
    size_t first = parser->at;

    out->ratio_over = 1;
    out->ratio_under = 1;
    if (cs_parser_peek(parser, 1)->kind != TOK_SLASH)
        return true;
    if (!cs_parser_number(parser, "a fraction such as 2/3", &out->ratio_over))
        return false;
    parser->at++;
    if (!cs_parser_number(parser, "a fraction such as 2/3", &out->ratio_under))
        return false;
    if (out->ratio_under == 0) {
        cs_diagnose(parser->diagnostics, DIAG_NUMBER_TOO_LARGE, cs_parser_span_from(parser, first),
                    "nothing can be divided by zero");
        return false;
    }
    return true;
}

/* number compare [ RATIO ] ( number | INT ) */
static bool read_comparison(struct cs_parser *parser, struct cs_condition *out)
{
    out->kind = CS_COND_NUMBER;
    if (!read_number(parser, &out->left) || !cs_parser_compare(parser, &out->compare) || !read_ratio(parser, out))
        return false;
    return at_number(parser) ? read_number(parser, &out->right) : read_constant(parser, &out->right);
}

static bool at_every(const struct cs_parser *parser)
{
    return cs_parser_is(parser, WORD_EVERY) && cs_parser_free_word(cs_parser_peek(parser, 1)) &&
           cs_parser_peek_is(parser, 2, WORD_IN);
}

/* "every" small "in" term ":" [ "no" ] term */
static bool read_every(struct cs_parser *parser, struct cs_condition *out)
{
    size_t first;

    out->kind = CS_COND_EVERY;
    if (!read_number(parser, &out->left) ||
        !cs_parser_need_kind(parser, TOK_COLON, "a colon, and what is so of every one of them,"))
        return false;
    out->negated = cs_parser_take(parser, WORD_NO);
    first = parser->at;
    out->right.kind = CS_NUMBER_OF;
    out->right.variable = out->left.variable;
    if (!cs_parser_term(parser, &out->right.term))
        return false;
    out->right.span = cs_parser_span_from(parser, first);
    return true;
}

/* [ "no" ] term | term compare INT */
static bool read_term(struct cs_parser *parser, struct cs_condition *out)
{
    out->kind = CS_COND_TERM;
    out->negated = cs_parser_take(parser, WORD_NO);
    if (!cs_parser_term(parser, &out->term))
        return false;
    if (out->negated || !cs_parser_at_compare(parser))
        return true;
    out->kind = CS_COND_QUANTITY;
    return cs_parser_compare(parser, &out->compare) && read_constant(parser, &out->right);
}

static bool read_condition(struct cs_parser *parser, struct cs_condition *out)
{
    const enum cs_verb *verb = verb_ahead(parser);

    if (verb != NULL)
        return read_duty(parser, *verb, out);
    if (at_number(parser))
        return read_comparison(parser, out);
    if (at_every(parser))
        return read_every(parser, out);
    if (kind_ahead(parser) > 0)
        return read_kind(parser, out);
    if (at_moments(parser))
        return read_moments(parser, out);
    switch (cs_parser_word_after_args(parser)) {
    case WORD_COUNTS:
    case WORD_DOES:
        return read_counts_as(parser, out);
    case WORD_OTHER:
        return read_other_than(parser, out);
    case WORD_READS:
        return read_reads(parser, out);
    default:
        return read_term(parser, out);
    }
}

struct cs_condition *cs_parser_condition(struct cs_parser *parser)
{
    size_t first = parser->at;
    struct cs_condition *condition = cs_parser_make(parser, sizeof *condition);

    if (condition == NULL)
        return NULL;
    condition->ratio_over = 1;
    condition->ratio_under = 1;
    if (!read_condition(parser, condition) || !cs_parser_line_ends(parser))
        return NULL;
    condition->span = cs_parser_span_from(parser, first);
    return condition;
}

/* effect = [ "end" ] term | name "counts as" term | bond */
struct cs_effect *cs_parser_effect(struct cs_parser *parser)
{
    size_t first = parser->at;
    struct cs_effect *effect = cs_parser_make(parser, sizeof *effect);
    bool read;

    if (effect == NULL)
        return NULL;
    if (cs_parser_at_bond(parser)) {
        effect->kind = CS_EFFECT_BOND;
        read = cs_parser_bond(parser, &effect->bond);
    } else if (cs_parser_word_after_args(parser) == WORD_COUNTS) {
        effect->kind = CS_EFFECT_TERM;
        effect->subject = cs_parser_one_arg(parser, "whatever is to count as it");
        read = effect->subject != NULL && cs_parser_need(parser, WORD_COUNTS) && cs_parser_need(parser, WORD_AS) &&
               cs_parser_term(parser, &effect->term);
    } else {
        effect->kind = cs_parser_take(parser, WORD_END) ? CS_EFFECT_END : CS_EFFECT_TERM;
        read = cs_parser_term(parser, &effect->term);
    }
    if (!read || !cs_parser_line_ends(parser))
        return NULL;
    effect->span = cs_parser_span_from(parser, first);
    return effect;
}
