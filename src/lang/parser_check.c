/* SPDX-License-Identifier: MIT */
/* Check lines, and the lines that belong to them. */
#include "lang/parser_int.h"

#include <string.h>

#include "lang/near.h"

/* What a state may be a state of. */
enum { OF_BOND = 1, OF_ENTRY = 2, OF_TERM = 4 };

static const struct state {
    enum cs_state state;
    unsigned of;
} STATES[] = {
    {CS_STATE_IN_FORCE, OF_BOND},          {CS_STATE_SUSPENDED, OF_BOND},
    {CS_STATE_FULFILLED, OF_BOND},         {CS_STATE_FULFILLED_LATE, OF_BOND},
    {CS_STATE_FULFILLED_IN_PART, OF_BOND}, {CS_STATE_VIOLATED, OF_BOND},
    {CS_STATE_DISCHARGED, OF_BOND},        {CS_STATE_EXPIRED, OF_BOND},
    {CS_STATE_NONE, OF_BOND | OF_ENTRY},   {CS_STATE_MET, OF_BOND},
    {CS_STATE_MET_LATE, OF_BOND},          {CS_STATE_MET_IN_PART, OF_BOND},
    {CS_STATE_NOT_MET, OF_BOND},           {CS_STATE_ADOPTED, OF_ENTRY},
    {CS_STATE_NOT_ADOPTED, OF_ENTRY},      {CS_STATE_DEFERRED, OF_ENTRY},
    {CS_STATE_PENDING, OF_ENTRY},          {CS_STATE_WITH_EFFECT, OF_ENTRY},
    {CS_STATE_WITHOUT_EFFECT, OF_ENTRY},   {CS_STATE_HOLDS, OF_TERM},
    {CS_STATE_DOES_NOT_HOLD, OF_TERM},     {CS_STATE_UNDETERMINED, OF_BOND | OF_ENTRY | OF_TERM},
    {CS_STATE_CONTRADICTORY, OF_BOND | OF_ENTRY | OF_TERM},
};

/* The number of words of the state `text` if it stands here, else 0. */
static size_t match_state(const struct cs_parser *parser, const char *text)
{
    size_t count = 0;

    while (*text != '\0') {
        const struct cs_token *token = cs_parser_peek(parser, count);
        size_t length = strcspn(text, " ");

        if (token->kind != TOK_SMALL || token->end - token->start != length ||
            memcmp(parser->source->bytes + token->start, text, length) != 0)
            return 0;
        count++;
        text += length;
        text += strspn(text, " ");
    }
    return count;
}

size_t cs_parser_state_words(const struct cs_parser *parser)
{
    size_t count = cs_parser_is(parser, WORD_NOT) ? 1 : 0;

    while (cs_parser_peek(parser, count)->kind == TOK_SMALL && !cs_word_reserved(cs_parser_peek(parser, count)->word))
        count++;
    return count;
}

/* The states that a `row` may name and that the program knows: those of decisions. */
static bool is_outcome(enum cs_state state)
{
    return state == CS_STATE_ADOPTED || state == CS_STATE_NOT_ADOPTED || state == CS_STATE_DEFERRED ||
           state == CS_STATE_PENDING;
}

bool cs_parser_row_state_of(struct cs_parser *parser, size_t first, enum cs_state *out)
{
    cs_name words = cs_parser_intern_words(parser, first, parser->at);
    const char *text = cs_names_text(parser->names, words);

    if (words == CS_NO_NAME)
        return false;
    *out = cs_state_of_words(words);
    for (int state = CS_STATE_UNSAID + 1; state < CS_STATE_COUNT; state++) {
        if (strcmp(text, cs_state_text((enum cs_state)state)) != 0)
            continue;
        *out = (enum cs_state)state;
        if (is_outcome(*out))
            return true;
        cs_diagnose(parser->diagnostics, DIAG_STATE_WRONG, cs_parser_span_from(parser, first),
                    "\"%s\" is a word of the program for something else; a state of a row needs another word", text);
        return false;
    }
    return true;
}

/*
 * A state in words of a vocabulary: all small words up to the label of an entry, if these are no state that the program
 * knows. The checker finds out whether a vocabulary has it.
 */
static bool read_state_in_words(struct cs_parser *parser, struct cs_check *check)
{
    size_t count = cs_parser_state_words(parser), first = parser->at;
    const char *text;
    cs_name words;

    if (count == 0 || cs_parser_peek(parser, count)->kind != TOK_LABEL ||
        !cs_parser_peek_is(parser, count + 1, WORD_AS))
        return false;
    words = cs_parser_intern_words(parser, first, first + count);
    text = cs_names_text(parser->names, words);
    for (size_t i = 0; i < sizeof STATES / sizeof STATES[0]; i++)
        if (words == CS_NO_NAME || strcmp(text, cs_state_text(STATES[i].state)) == 0)
            return false;
    parser->at += count;
    check->state = cs_state_of_words(words);
    check->state_span = cs_parser_span_from(parser, first);
    check->kind = CS_CHECK_ENTRY;
    return true;
}

static const struct state *read_state(struct cs_parser *parser)
{
    const struct state *best = NULL;
    size_t best_count = 0;

    for (size_t i = 0; i < sizeof STATES / sizeof STATES[0]; i++) {
        size_t count = match_state(parser, cs_state_text(STATES[i].state));

        if (count > best_count) {
            best = &STATES[i];
            best_count = count;
        }
    }
    parser->at += best_count;
    return best;
}

enum cs_state cs_parser_bond_state(struct cs_parser *parser)
{
    size_t first = parser->at;
    const struct state *state = read_state(parser);

    if (state != NULL && (state->of & OF_BOND) != 0)
        return state->state;
    parser->at = first;
    return CS_STATE_UNSAID;
}

/* [ NAME ":" ], where the name is an article, whatever its number looks like, or an instrument */
static bool read_article(struct cs_parser *parser, struct cs_check *check)
{
    size_t colon = parser->at;

    while (colon < parser->line.count && parser->line.tokens[colon].kind != TOK_COLON &&
           parser->line.tokens[colon].word != WORD_AS)
        colon++;
    if (colon == parser->line.count || parser->line.tokens[colon].kind != TOK_COLON)
        return true;
    if (!cs_parser_at_name(parser))
        return cs_parser_expected(parser, "the name of an article");
    if (cs_parser_token(parser)->kind == TOK_STRING || colon == parser->at + 1) {
        if (!cs_parser_name(parser, "the name of an article", &check->article))
            return false;
    } else {
        check->article = cs_parser_intern_words(parser, parser->at, colon);
        parser->at = colon;
    }
    return check->article != CS_NO_NAME && cs_parser_need_kind(parser, TOK_COLON, "\":\"");
}

static bool read_bond(struct cs_parser *parser, struct cs_check *check)
{
    if (cs_parser_at_bond(parser))
        return cs_parser_bond(parser, &check->bond);
    return cs_parser_expected(parser, "who owes what to whom, or who expects what of whom,");
}

/* term | label "counts as" term | term compare INT */
static bool read_holds(struct cs_parser *parser, struct cs_check *check)
{
    check->kind = CS_CHECK_HOLDS;
    if (cs_parser_word_after_args(parser) == WORD_COUNTS) {
        check->counts_as = true;
        if (!cs_parser_label(parser, &check->about))
            return false;
        parser->at++;
        return cs_parser_need(parser, WORD_AS) && cs_parser_term(parser, &check->term);
    }
    if (!cs_parser_term(parser, &check->term))
        return false;
    check->quantity = cs_parser_at_compare(parser);
    return !check->quantity || (cs_parser_compare(parser, &check->compare) &&
                                cs_parser_number(parser, "a number", &check->number));
}

static bool wrong_state(struct cs_parser *parser, size_t first, const struct state *state)
{
    const char *of = state->of == OF_BOND    ? "a duty or an expectation"
                     : state->of == OF_ENTRY ? "an entry, by its label"
                                             : "what happened or holds";

    struct cs_diagnostic *diagnostic =
        cs_diagnose(parser->diagnostics, DIAG_STATE_WRONG, cs_parser_span_from(parser, first),
                    "\"%s\" is said of %s, and something else follows", cs_state_text(state->state), of);

    cs_diagnostic_help(parser->diagnostics, diagnostic,
                       state->of == OF_ENTRY
                           ? "Of a duty one says for instance \"violated\", of what happened \"holds\"."
                       : cs_parser_token(parser)->kind == TOK_LABEL
                           ? "Of an entry one says for instance \"adopted\", \"with effect\"."
                           : "Of an entry one says for instance \"adopted\", of what happened \"holds\", of a duty "
                             "\"violated\".");
    return false;
}

static bool unknown_state(struct cs_parser *parser)
{
    /* what lawyers call a state by other words than the language */
    static const struct { const char *word, *state; } others[] = {
        {"breached", "violated"}, {"broken", "violated"}, {"failed", "violated"}, {"performed", "fulfilled"},
        {"kept", "fulfilled"}, {"done", "fulfilled"}, {"due", "in force"}, {"owed", "in force"}, {"owing", "in force"},
        {"active", "in force"}, {"valid", "with effect"}, {"invalid", "without effect"}, {"void", "without effect"},
        {"passed", "adopted"}, {"rejected", "not adopted"}, {"postponed", "deferred"}, {"true", "holds"}};
    const struct cs_token *token = cs_parser_token(parser);
    struct cs_diagnostic *diagnostic;
    struct cs_near near;
    int length;
    const char *text = cs_parser_text(parser, token, &length);

    if (token->kind != TOK_SMALL)
        return cs_parser_expected(parser, "a state such as \"violated\" or \"adopted\"");
    diagnostic = cs_diagnose(parser->diagnostics, DIAG_STATE_WRONG, cs_parser_span(parser, parser->at, 0),
                             "\"%.*s\" is no state of anything", length, text);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (cs_parser_same_text(parser, token, others[i].word)) {
            cs_diagnostic_help(parser->diagnostics, diagnostic, "Write \"%s\".", others[i].state);
            return false;
        }
    cs_near_start(&near, text, (size_t)length);
    for (uint32_t i = 0; i < sizeof STATES / sizeof STATES[0]; i++)
        cs_near_try(&near, cs_state_text(STATES[i].state), strlen(cs_state_text(STATES[i].state)), i);
    if (near.found) {
        const char *meant = cs_state_text(STATES[near.best].state);

        cs_diagnostic_help(parser->diagnostics, diagnostic, "Did you mean \"%s\"?", meant);
        cs_diagnostic_instead(parser->diagnostics, diagnostic, cs_parser_span(parser, parser->at, 0), "%s", meant);
    }
    return false;
}

static bool read_checked(struct cs_parser *parser, struct cs_check *check)
{
    size_t first = parser->at, after;
    const struct state *state;
    unsigned of;

    if (read_state_in_words(parser, check))
        return cs_parser_label(parser, &check->about);
    state = read_state(parser);
    after = parser->at;
    if (state == NULL)
        return unknown_state(parser);
    check->state = state->state;
    if (!read_article(parser, check))
        return false;
    if (cs_parser_token(parser)->kind == TOK_LABEL && cs_parser_peek_is(parser, 1, WORD_AS)) {
        of = OF_ENTRY;
        check->kind = CS_CHECK_ENTRY;
        if (!cs_parser_label(parser, &check->about))
            return false;
    } else if (cs_parser_at_bond(parser) || check->article != CS_NO_NAME || state->of == OF_BOND) {
        of = OF_BOND;
        check->kind = CS_CHECK_BOND;
        if (!read_bond(parser, check))
            return false;
    } else {
        of = OF_TERM;
        if (state->of == OF_ENTRY)
            return cs_parser_expected(parser, "the label of an entry");
        if (!read_holds(parser, check))
            return false;
    }
    if (!(state->of & of)) {
        parser->at = after;
        return wrong_state(parser, first, state);
    }
    return true;
}

/* "count" ( INT | "undetermined" ) ... */
static bool read_count(struct cs_parser *parser, struct cs_check *check)
{
    size_t open = match_state(parser, cs_state_text(CS_STATE_UNDETERMINED));

    check->kind = CS_CHECK_COUNT;
    if (open > 0) {
        check->state = CS_STATE_UNDETERMINED;
        parser->at += open;
    } else if (!cs_parser_number(parser, "how many, or \"undetermined\",", &check->count)) {
        return false;
    }
    return read_article(parser, check) && read_bond(parser, check);
}

static bool read_may(struct cs_parser *parser, struct cs_check *check)
{
    check->kind = CS_CHECK_MAY;
    check->state = cs_parser_take(parser, WORD_NOT) ? CS_STATE_MAY_NOT : CS_STATE_MAY;
    return cs_parser_term(parser, &check->term);
}

/* Is "owes" or "expects" in the line? */
static bool says_bond(const struct cs_parser *parser)
{
    for (size_t i = 0; i < parser->line.count; i++)
        if (parser->line.tokens[i].word == WORD_OWES || parser->line.tokens[i].word == WORD_EXPECTS)
            return true;
    return false;
}

/* "may" term | [ NAME ":" ] bond | what holds */
bool cs_parser_question(struct cs_parser *parser, struct cs_check *check)
{
    if (cs_parser_take(parser, WORD_MAY))
        return read_may(parser, check);
    if (!says_bond(parser)) {
        check->state = CS_STATE_HOLDS;
        return read_holds(parser, check);
    }
    check->kind = CS_CHECK_BOND;
    check->state = CS_STATE_NONE;
    return read_article(parser, check) && read_bond(parser, check);
}

/* "as" NAME-or-"open" "on" DATE [ "known" DATE ] */
static bool read_standpoint(struct cs_parser *parser, struct cs_check *check)
{
    if (!cs_parser_need(parser, WORD_AS))
        return false;
    if (!cs_parser_take(parser, WORD_OPEN) &&
        !cs_parser_name(parser, "the name of whose account it is, or \"open\",", &check->account))
        return false;
    if (!cs_parser_need(parser, WORD_ON) || !cs_parser_certain_date(parser, &check->day))
        return false;
    return !cs_parser_take(parser, WORD_KNOWN) || cs_parser_certain_date(parser, &check->known);
}

bool cs_parse_check(struct cs_parser *parser)
{
    struct cs_check *check = cs_parser_make(parser, sizeof *check);
    bool read;

    if (check == NULL)
        return false;
    if (cs_parser_take(parser, WORD_COUNT))
        read = read_count(parser, check);
    else if (cs_parser_take(parser, WORD_MAY))
        read = read_may(parser, check);
    else
        read = read_checked(parser, check);
    if (!read || !read_standpoint(parser, check) || !cs_parser_line_ends(parser))
        return false;
    check->span = cs_parser_span_line(parser);
    CS_APPEND(parser->tail.check, check);
    parser->above = ABOVE_CHECK;
    parser->check = check;
    parser->tail.turns_on = &check->turns_on;
    parser->tail.less = &check->less;
    parser->tail.because = &check->because;
    return true;
}

static bool belongs_to_check(struct cs_parser *parser)
{
    return cs_parser_belongs(parser, ABOVE_CHECK, "this line belongs to a check, and none stands above it", NULL);
}

static bool once(struct cs_parser *parser, bool given)
{
    if (given)
        cs_diagnose(parser->diagnostics, DIAG_GIVEN_TWICE, cs_parser_span_line(parser),
                    "this is given twice below one check");
    return !given;
}

/* STRING { "," STRING } */
static bool read_strings(struct cs_parser *parser, const char *what, struct cs_words ***tail)
{
    do {
        struct cs_words *words = cs_parser_make(parser, sizeof *words);
        const char *text;
        size_t first = parser->at;

        if (words == NULL || !cs_parser_string(parser, what, &text))
            return false;
        words->head = cs_names_intern_text(parser->names, text);
        words->span = cs_parser_span_from(parser, first);
        CS_APPEND(*tail, words);
    } while (cs_parser_take_kind(parser, TOK_COMMA));
    return cs_parser_line_ends(parser);
}

/* "turns on" STRING { "," STRING } */
bool cs_parse_turns(struct cs_parser *parser)
{
    if (!belongs_to_check(parser) || !once(parser, parser->check->turns_on_given) ||
        !cs_parser_need(parser, WORD_ON) ||
        !read_strings(parser, "a question in quotation marks, such as \"happened e1\",", &parser->tail.turns_on))
        return false;
    parser->check->turns_on_given = true;
    return true;
}

static bool parse_owed(struct cs_parser *parser, bool owed)
{
    if (!belongs_to_check(parser) || !once(parser, parser->check->still_owed_given) ||
        !cs_parser_need(parser, WORD_OWED) || !cs_parser_line_ends(parser))
        return false;
    parser->check->still_owed_given = true;
    parser->check->still_owed = owed;
    return true;
}

/* "still owed" */
bool cs_parse_still(struct cs_parser *parser)
{
    return parse_owed(parser, true);
}

/* "not" "still owed" */
bool cs_parse_not_still(struct cs_parser *parser)
{
    return cs_parser_need(parser, WORD_STILL) && parse_owed(parser, false);
}

/* "because" STRING { "," STRING }; several lines add up */
bool cs_parse_because(struct cs_parser *parser)
{
    return belongs_to_check(parser) &&
           read_strings(parser, "words of the reasons in quotation marks", &parser->tail.because);
}

/* "tally" INT "of" INT */
bool cs_parse_tally(struct cs_parser *parser)
{
    if (!belongs_to_check(parser) || !once(parser, parser->check->tally_given) ||
        !cs_parser_number(parser, "a number", &parser->check->tally_have) || !cs_parser_need(parser, WORD_OF) ||
        !cs_parser_number(parser, "a number", &parser->check->tally_of) || !cs_parser_line_ends(parser))
        return false;
    parser->check->tally_given = true;
    return true;
}

/* "less" NAME { "," NAME } */
bool cs_parse_less(struct cs_parser *parser)
{
    if (!belongs_to_check(parser) || !once(parser, parser->check->less_given))
        return false;
    do {
        struct cs_words *words = cs_parser_make(parser, sizeof *words);
        size_t first = parser->at;

        if (words == NULL || !cs_parser_name(parser, "a name", &words->head))
            return false;
        words->span = cs_parser_span_from(parser, first);
        CS_APPEND(parser->tail.less, words);
    } while (cs_parser_take_kind(parser, TOK_COMMA));
    parser->check->less_given = true;
    return cs_parser_line_ends(parser);
}

/* "substituted" [ "by" label { "," label } ] */
bool cs_parse_substituted(struct cs_parser *parser)
{
    struct cs_arg **tail;

    if (!belongs_to_check(parser) || !once(parser, parser->check->substituted))
        return false;
    parser->check->substituted = true;
    if (!cs_parser_take(parser, WORD_BY))
        return cs_parser_line_ends(parser);
    tail = &parser->check->substitutes;
    do {
        struct cs_arg *arg = cs_parser_make(parser, sizeof *arg);

        if (arg == NULL || !cs_parser_label(parser, arg))
            return false;
        CS_APPEND(tail, arg);
    } while (cs_parser_take_kind(parser, TOK_COMMA));
    return cs_parser_line_ends(parser);
}
