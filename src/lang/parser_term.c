/* SPDX-License-Identifier: MIT */
/* Names, arguments, terms and bonds, of which most lines are made. */
#include "lang/parser_int.h"

#include <string.h>

#include "text/character.h"

bool cs_parser_at_name(const struct cs_parser *parser)
{
    enum cs_token_kind kind = cs_parser_token(parser)->kind;

    return kind == TOK_CAPITAL || kind == TOK_STRING;
}

/*
 * Does the number at this token belong to the name before it, as in "CST 4(2)"? Not if it is the number of a period
 * ("Strict 1 day"), or a part of a fraction, a range or a date.
 */
static bool takes_number(const struct cs_parser *parser, size_t ahead)
{
    enum cs_token_kind kind = cs_parser_peek(parser, ahead)->kind;
    enum cs_token_kind next = cs_parser_peek(parser, ahead + 1)->kind;

    if (kind != TOK_INTEGER && kind != TOK_ARTICLE)
        return false;
    return next != TOK_SLASH && next != TOK_RANGE && cs_parser_duration_length(parser, ahead) == 0;
}

size_t cs_parser_name_length(const struct cs_parser *parser, size_t ahead)
{
    size_t length = 0;

    if (cs_parser_peek(parser, ahead)->kind == TOK_STRING)
        return 1;
    while (cs_parser_peek(parser, ahead + length)->kind == TOK_CAPITAL)
        length++;
    if (length > 0 && takes_number(parser, ahead + length))
        length++;
    return length;
}

/* A diagnostic, and false, if a quoted name has an invisible character or another space than U+0020: two names would
 * look the same. */
static bool can_be_seen(struct cs_parser *parser, const struct cs_token *token)
{
    const char *bytes = parser->source->bytes;
    int32_t code = 0, before = 0, after = 0;
    struct cs_diagnostic *diagnostic;

    for (uint32_t at = token->start + 1; at + 1 < token->end; before = code) {
        struct cs_span span = {parser->source, at, at + (uint32_t)cs_character_at(bytes, at, token->end - 1, &code)};

        must(span.end > at); /* the lexer has checked that the line is UTF-8 */
        at = span.end;
        cs_character_at(bytes, at, token->end - 1, &after);
        if (!cs_character_unseen(code, before, after) && !cs_character_is_space(code))
            continue;
        diagnostic = cs_diagnose(parser->diagnostics, DIAG_CHARACTER_CONTROL, span,
                                 "the character U+%04X cannot be seen in a name", (unsigned)code);
        cs_diagnostic_help(parser->diagnostics, diagnostic, cs_character_is_space(code)
                                                                ? "Replace it with an ordinary space."
                                                                : "Take it out: the name reads as another one does.");
        cs_diagnostic_instead(parser->diagnostics, diagnostic, span, "%s", cs_character_is_space(code) ? " " : "");
        return false;
    }
    return true;
}

/* Is the name as it stands between the marks: ASCII with no backslash, and single spaces between its words? */
static bool is_plain_name(const char *text, size_t length)
{
    char before = ' ';

    for (size_t i = 0; i < length; before = text[i++])
        if (text[i] < ' ' || text[i] >= 0x7F || text[i] == '\\' || (text[i] == ' ' && before == ' '))
            return false;
    return before != ' ';
}

/* A quoted name; several spaces in it count as one. */
static cs_name intern_quoted(struct cs_parser *parser, const struct cs_token *token)
{
    const char *bytes = parser->source->bytes;
    size_t length = token->end - token->start - 2;

    if (is_plain_name(bytes + token->start + 1, length))
        return cs_names_intern(parser->names, bytes + token->start + 1, length);
    length = 0;
    if (!can_be_seen(parser, token))
        return CS_NO_NAME;
    for (uint32_t at = token->start + 1; at + 1 < token->end; at++) {
        char c = bytes[at] == '\t' ? ' ' : bytes[at];

        if (c == '\\' && at + 2 < token->end && (bytes[at + 1] == '"' || bytes[at + 1] == '\\'))
            c = bytes[++at];
        if (c != ' ' || (length > 0 && parser->text[length - 1] != ' '))
            parser->text[length++] = c;
    }
    while (length > 0 && parser->text[length - 1] == ' ')
        length--;
    if (length == 0) {
        cs_diagnose(parser->diagnostics, DIAG_NAME_EMPTY, (struct cs_span){parser->source, token->start, token->end},
                    "a name cannot be empty");
        return CS_NO_NAME;
    }
    return cs_names_intern(parser->names, parser->text, length);
}

/* The diagnostic for a small word where the name of a particular should stand. */
static bool small_for_name(struct cs_parser *parser, const char *what)
{
    const struct cs_token *token = cs_parser_token(parser);
    struct cs_diagnostic *diagnostic;
    int length;
    const char *text = cs_parser_text(parser, token, &length);

    diagnostic = cs_diagnose(parser->diagnostics, DIAG_CAPITAL_MISSING, cs_parser_span(parser, parser->at, 0),
                             "%s should stand here, and \"%.*s\" does not begin with a capital letter", what, length,
                             text);
    if (!cs_parser_slip(parser, diagnostic))
        cs_diagnostic_help(parser->diagnostics, diagnostic,
                           "A name begins with a capital letter, or stands in quotation marks.");
    return false;
}

bool cs_parser_name(struct cs_parser *parser, const char *what, cs_name *out)
{
    const struct cs_token *token = cs_parser_token(parser);
    size_t length = cs_parser_name_length(parser, 0);

    if (cs_parser_free_word(token) || token->kind == TOK_LABEL)
        return small_for_name(parser, what);
    if (length == 0)
        return cs_parser_expected(parser, what);
    if (token->kind == TOK_STRING)
        *out = intern_quoted(parser, token);
    else
        *out = cs_parser_intern_words(parser, parser->at, parser->at + length);
    parser->at += length;
    return *out != CS_NO_NAME;
}

/* "carrying through by organ": two prepositions in a row, of which the first was meant as a part of the word. */
static bool word_with_preposition(struct cs_parser *parser, struct cs_diagnostic *diagnostic)
{
    const struct cs_token *token = cs_parser_token(parser), *word = token - 2;
    const char *bytes = parser->source->bytes;

    if (parser->at < 2 || word->kind != TOK_SMALL || cs_word_reserved(word->word) ||
        cs_word_prep(token[-1].word) == CS_PREP_COUNT || cs_word_prep(token->word) == CS_PREP_COUNT)
        return false;
    cs_diagnostic_help(parser->diagnostics, diagnostic,
                       "\"%s\" begins a role. As a part of the word before it, it is joined to it: \"%.*s-%s\".",
                       cs_word_text(token[-1].word), (int)(word->end - word->start), bytes + word->start,
                       cs_word_text(token[-1].word));
    return true;
}

static bool reserved_word(struct cs_parser *parser, const char *what)
{
    const struct cs_token *token = cs_parser_token(parser);
    struct cs_diagnostic *diagnostic;

    if (!cs_word_reserved(token->word))
        return false;
    diagnostic = cs_diagnose(parser->diagnostics, DIAG_WORD_RESERVED, cs_parser_span(parser, parser->at, 0),
                             "%s should stand here, and \"%s\" is a word of the language itself", what,
                             cs_word_text(token->word));
    if (cs_parser_slip(parser, diagnostic) || word_with_preposition(parser, diagnostic))
        return true;
    if (token->word == WORD_IS || token->word == WORD_ARE)
        cs_diagnostic_help(parser->diagnostics, diagnostic,
                           "Where its subject is left unsaid, leave out \"%s\" as well.", cs_word_text(token->word));
    else
        cs_diagnostic_help(parser->diagnostics, diagnostic, "Take another word for what is meant.");
    return true;
}

bool cs_parser_small(struct cs_parser *parser, const char *what, cs_name *out)
{
    const struct cs_token *token = cs_parser_token(parser);

    if (reserved_word(parser, what))
        return false;
    if (token->kind != TOK_SMALL)
        return cs_parser_expected(parser, what);
    *out = cs_parser_intern_token(parser, token);
    parser->at++;
    return *out != CS_NO_NAME;
}

bool cs_parser_label(struct cs_parser *parser, struct cs_arg *out)
{
    const struct cs_token *token = cs_parser_token(parser);

    if (token->kind != TOK_LABEL)
        return cs_parser_expected(parser, "a label such as \"e1\"");
    return cs_parser_arg(parser, "a label", out);
}

bool cs_parser_words(struct cs_parser *parser, cs_name *out, struct cs_span *span)
{
    size_t first = parser->at;

    while (cs_parser_free_word(cs_parser_token(parser)))
        parser->at++;
    if (parser->at == first) {
        if (reserved_word(parser, "a word for what happens or holds"))
            return false;
        return cs_parser_expected(parser, "a word for what happens or holds");
    }
    *span = cs_parser_span_from(parser, first);
    *out = cs_parser_intern_words(parser, first, parser->at);
    return *out != CS_NO_NAME;
}

static bool number_arg(struct cs_parser *parser, struct cs_arg *out)
{
    char text[CS_WIDE_TEXT];

    if (!cs_parser_number(parser, "a number", &out->number))
        return false;
    out->kind = CS_ARG_NUMBER;
    out->name = cs_names_intern_text(parser->names, cs_wide_text(out->number, text));
    return out->name != CS_NO_NAME;
}

static bool moment_arg(struct cs_parser *parser, struct cs_arg *out)
{
    char text[96];

    out->moment = cs_parser_make(parser, sizeof *out->moment);
    if (out->moment == NULL || !cs_parser_plain_date(parser, out->moment))
        return false;
    out->kind = CS_ARG_MOMENT;
    out->name = cs_names_intern_text(parser->names, cs_moment_text(out->moment, text));
    return out->name != CS_NO_NAME;
}

static bool name_arg(struct cs_parser *parser, const char *what, struct cs_arg *out)
{
    size_t first = parser->at;
    size_t words = 0;

    out->kind = CS_ARG_NAME;
    if (!cs_parser_name(parser, what, &out->name))
        return false;
    while (parser->line.tokens[first + words].kind == TOK_CAPITAL)
        words++;
    if (words > 0 && first + words < parser->at) { /* a number follows the words: an article of that instrument */
        out->instrument = cs_parser_intern_words(parser, first, first + words);
        return out->instrument != CS_NO_NAME;
    }
    return true;
}

/* "one" small, in a declaration; "one" alone is a kind */
static bool at_one(const struct cs_parser *parser, size_t ahead)
{
    return parser->declaring && cs_parser_peek_is(parser, ahead, WORD_ONE) &&
           cs_parser_free_word(cs_parser_peek(parser, ahead + 1));
}

/* arg = NAME | [ "one" ] small | label | INT | DATE */
bool cs_parser_arg(struct cs_parser *parser, const char *what, struct cs_arg *out)
{
    size_t first = parser->at;
    const struct cs_token *token;
    bool read;

    out->one = at_one(parser, 0);
    parser->at += out->one ? 1 : 0;
    token = cs_parser_token(parser);
    if (token->kind == TOK_INTEGER) {
        read = number_arg(parser, out);
    } else if (token->kind == TOK_DATE) {
        read = moment_arg(parser, out);
    } else if (token->kind == TOK_LABEL || cs_parser_free_word(token)) {
        out->kind = token->kind == TOK_LABEL ? CS_ARG_LABEL : CS_ARG_VARIABLE;
        out->name = cs_parser_intern_token(parser, token);
        parser->at++;
        read = out->name != CS_NO_NAME;
    } else {
        if (reserved_word(parser, what))
            return false;
        read = name_arg(parser, what, out);
    }
    out->span = cs_parser_span_from(parser, first);
    return read;
}

struct cs_arg *cs_parser_one_arg(struct cs_parser *parser, const char *what)
{
    struct cs_arg *arg = cs_parser_make(parser, sizeof *arg);

    return arg && cs_parser_arg(parser, what, arg) ? arg : NULL;
}

/* args = arg { "," arg } */
struct cs_arg *cs_parser_args(struct cs_parser *parser, const char *what)
{
    struct cs_arg *args = NULL;
    struct cs_arg **tail = &args;

    do {
        struct cs_arg *arg = cs_parser_one_arg(parser, what);

        if (arg == NULL)
            return NULL;
        CS_APPEND(tail, arg);
    } while (cs_parser_take_kind(parser, TOK_COMMA));
    return args;
}

/* The tokens of the list of arguments that begins here, as far as it is one; `whole`: it ends with an argument. */
static size_t args_length(const struct cs_parser *parser, bool *whole)
{
    size_t ahead = 0;

    for (*whole = false;;) {
        const struct cs_token *token;
        size_t length;

        ahead += at_one(parser, ahead) ? 1 : 0;
        token = cs_parser_peek(parser, ahead);
        length = cs_parser_name_length(parser, ahead);
        if (token->kind == TOK_INTEGER || token->kind == TOK_DATE || token->kind == TOK_LABEL ||
            cs_parser_free_word(token))
            length = 1;
        if (length == 0)
            return ahead;
        ahead += length;
        *whole = cs_parser_peek(parser, ahead)->kind != TOK_COMMA;
        if (*whole)
            return ahead;
        ahead++;
    }
}

enum cs_word cs_parser_word_after_args(const struct cs_parser *parser)
{
    bool whole;
    size_t length = args_length(parser, &whole);

    return whole ? cs_parser_peek(parser, length)->word : WORD_NONE;
}

/*
 * "Alden, Borea and Corvin are party of Pact": who it is so of is a list that something else than a comma goes on. It
 * is told there, and not at the first name. False if there is no such list.
 */
static bool list_goes_wrong(struct cs_parser *parser)
{
    bool whole, is = false;
    size_t length;

    if (!cs_parser_at_name(parser)) /* as most are */
        return false;
    length = args_length(parser, &whole);
    for (size_t i = 0; parser->at + i < parser->line.count; i++)
        is |= cs_parser_peek_is(parser, i, WORD_IS) || cs_parser_peek_is(parser, i, WORD_ARE);
    if (!is || (cs_parser_name_length(parser, 0) == length && cs_parser_peek(parser, length)->kind != TOK_SYMBOL))
        return false;
    parser->at += length;
    cs_parser_expected(parser, whole ? "\"is\" or \"are\"" : "a name");
    return true;
}

bool cs_parser_at_role(const struct cs_parser *parser)
{
    return cs_word_prep(cs_parser_token(parser)->word) != CS_PREP_COUNT && !cs_parser_at_compare(parser);
}

/* [ "or" "nothing" ], in a declaration */
static bool read_or_nothing(struct cs_parser *parser, struct cs_arg *arg)
{
    if (!parser->declaring || !cs_parser_take(parser, WORD_OR))
        return true;
    arg->or_nothing = true;
    return cs_parser_need(parser, WORD_NOTHING);
}

/* What should stand behind a preposition, by its word. */
static const char *const name_after[WORD_COUNT_OF_WORDS] = {
#define WORD(name, text, class, prep) [WORD_##name] = "a name after \"" text "\"",
#include "lang/words.def"
#undef WORD
};

bool cs_parser_role(struct cs_parser *parser, struct cs_role **out)
{
    size_t first = parser->at;
    struct cs_role *role = cs_parser_make(parser, sizeof *role);
    enum cs_word word = cs_parser_token(parser)->word;

    if (role == NULL)
        return false;
    role->prep = cs_word_prep(word);
    parser->at++;
    role->args = cs_parser_args(parser, name_after[word]);
    if (role->args == NULL || !read_or_nothing(parser, role->args))
        return false;
    role->span = cs_parser_span_from(parser, first);
    *out = role;
    return true;
}

/* [ args ( "is" | "are" ) ]: the subject, if one stands here */
static bool read_subject(struct cs_parser *parser, struct cs_role ***tail)
{
    enum cs_word word = cs_parser_word_after_args(parser);
    struct cs_role *role;
    size_t first = parser->at;

    if (word != WORD_IS && word != WORD_ARE)
        return true;
    role = cs_parser_make(parser, sizeof *role);
    if (role == NULL)
        return false;
    role->prep = CS_PREP_IS;
    role->args = cs_parser_args(parser, "whoever or whatever is");
    if (role->args == NULL)
        return false;
    role->span = cs_parser_span_from(parser, first);
    parser->at++;
    if (cs_parser_is(parser, WORD_NOT)) {
        struct cs_diagnostic *diagnostic =
            cs_diagnose(parser->diagnostics, DIAG_SOMETHING_ELSE, cs_parser_span(parser, parser->at, 0),
                        "\"not\" does not follow \"%s\"", cs_word_text(word));

        cs_parser_slip(parser, diagnostic);
        return false;
    }
    CS_APPEND(*tail, role);
    return true;
}

/* "meeting of Organ of Consultation": the two may be one name if the second stands right behind the first. */
static bool is_one_name(const struct cs_role *first, const struct cs_role *second)
{
    bool behind = first->next == NULL || first->next == second;

    return behind && (second->prep == CS_PREP_OF || second->prep == CS_PREP_FOR) &&
           first->args->kind == CS_ARG_NAME && first->args->next == NULL && second->args->kind == CS_ARG_NAME;
}

static bool role_twice(struct cs_parser *parser, const struct cs_term *term, const struct cs_role *role)
{
    for (const struct cs_role *other = term->roles; other != NULL; other = other->next) {
        struct cs_diagnostic *diagnostic;

        if (other->prep != role->prep)
            continue;
        diagnostic = cs_diagnose(parser->diagnostics, DIAG_ROLE_TWICE, role->span,
                                 "\"%s\" stands twice in one statement", cs_prep_text(role->prep));
        cs_diagnostic_other(parser->diagnostics, diagnostic, other->span, "here it stands first");
        if (role->prep == CS_PREP_BY && role->args->kind == CS_ARG_MOMENT)
            cs_diagnostic_help(parser->diagnostics, diagnostic,
                               "Up to a date is written \"before\", with the first day that is too late.");
        else if (role->args->kind == CS_ARG_MOMENT && cs_parser_slip(parser, diagnostic))
            ; /* it says what is meant */
        else if (is_one_name(other, role))
            cs_diagnostic_help(parser->diagnostics, diagnostic,
                               "A name with a small word in it stands in quotation marks: \"%.*s\". Several things "
                               "after one \"%s\" are joined by commas.",
                               (int)(role->args->span.end - other->args->span.start),
                               parser->source->bytes + other->args->span.start, cs_prep_text(role->prep));
        else
            cs_diagnostic_help(parser->diagnostics, diagnostic,
                               "Several things after one \"%s\" are joined by commas; a name with a small word in it "
                               "stands in quotation marks.",
                               cs_prep_text(role->prep));
        return true;
    }
    return false;
}

/* term = [ args ( "is" | "are" ) ] words { PREP args } */
bool cs_parser_term(struct cs_parser *parser, struct cs_term *out)
{
    struct cs_role **tail = &out->roles;
    size_t first = parser->at;

    if (!read_subject(parser, &tail))
        return false;
    if (out->roles == NULL && list_goes_wrong(parser))
        return false;
    if (!cs_parser_words(parser, &out->head, &out->head_span))
        return false;
    while (cs_parser_at_role(parser)) {
        struct cs_role *role;

        if (!cs_parser_role(parser, &role) || role_twice(parser, out, role))
            return false;
        CS_APPEND(tail, role);
    }
    out->span = cs_parser_span_from(parser, first);
    return true;
}

bool cs_parser_at_compare(const struct cs_parser *parser)
{
    const struct cs_token *token = cs_parser_token(parser);

    if (token->word == WORD_AT)
        return cs_parser_peek_is(parser, 1, WORD_LEAST) || cs_parser_peek_is(parser, 1, WORD_MOST);
    return token->word == WORD_MORE || token->word == WORD_FEWER || token->word == WORD_EXACTLY;
}

/* compare = "at least" | "at most" | "more than" | "fewer than" | "exactly" */
bool cs_parser_compare(struct cs_parser *parser, enum cs_compare *out)
{
    if (!cs_parser_at_compare(parser))
        return cs_parser_expected(parser, "\"at least\", \"at most\", \"more than\", \"fewer than\" or \"exactly\"");
    switch (cs_parser_token(parser)->word) {
    case WORD_AT:
        *out = cs_parser_peek_is(parser, 1, WORD_LEAST) ? CS_AT_LEAST : CS_AT_MOST;
        parser->at += 2;
        return true;
    case WORD_EXACTLY:
        *out = CS_EXACTLY;
        parser->at++;
        return true;
    default:
        *out = cs_parser_is(parser, WORD_MORE) ? CS_MORE_THAN : CS_FEWER_THAN;
        parser->at++;
        return cs_parser_need(parser, WORD_THAN);
    }
}

bool cs_parser_at_bond(const struct cs_parser *parser)
{
    enum cs_word word = cs_parser_word_after_args(parser);

    return word == WORD_OWES || word == WORD_EXPECTS;
}

/* "until" INT "hours": the hour at which the last day of a period ends */
static bool read_last_hour(struct cs_parser *parser, struct cs_bond_limit *out)
{
    size_t first = parser->at;
    cs_wide hour;

    if (!cs_parser_take(parser, WORD_UNTIL))
        return true;
    if (!cs_parser_number(parser, "an hour of the day, such as \"18 hours\"", &hour))
        return false;
    if (!cs_parser_take(parser, WORD_HOURS) && !cs_parser_need(parser, WORD_HOUR))
        return false;
    out->hour = hour >= 1 && hour <= 24 ? (int32_t)hour : 0;
    if (out->hour != 0 && out->duration.unit != CS_HOURS)
        return true;
    cs_diagnose(parser->diagnostics, DIAG_SOMETHING_ELSE, cs_parser_span_from(parser, first),
                out->hour == 0 ? "the last day of a period ends at one of its hours, 1 to 24"
                               : "a period of hours has no last day that could end at an hour");
    return false;
}

/* "before" ( DATE | small | term ) */
static bool read_before(struct cs_parser *parser, struct cs_bond_limit *out)
{
    const struct cs_token *token = cs_parser_token(parser);

    if (token->kind != TOK_SMALL && token->kind != TOK_LABEL) {
        out->kind = CS_LIMIT_BEFORE;
        return cs_parser_certain_date(parser, &out->before);
    }
    out->kind = CS_LIMIT_OCCURRENCE;
    return cs_parser_term(parser, &out->term);
}

/* "within" ( duration [ "until" INT "hours" ] | NAME ) [ "only" ] [ "after" term ], or "before" and its rest */
static bool read_limit(struct cs_parser *parser, struct cs_bond *bond, struct cs_bond_limit *out)
{
    if (cs_parser_take(parser, WORD_BEFORE))
        return read_before(parser, out);
    if (!cs_parser_need(parser, WORD_WITHIN))
        return false;
    if (cs_parser_token(parser)->kind == TOK_INTEGER) {
        out->kind = CS_LIMIT_DURATION;
        if (!cs_parser_duration(parser, &out->duration) || !read_last_hour(parser, out))
            return false;
    } else {
        out->kind = CS_LIMIT_READING;
        if (!cs_parser_name(parser, "a period such as \"3 days\", or the name of a reading", &out->reading))
            return false;
    }
    bond->only |= cs_parser_take(parser, WORD_ONLY);
    out->after = cs_parser_take(parser, WORD_AFTER);
    return !out->after || cs_parser_term(parser, &out->term);
}

/* [ limit { "and" limit } ] */
static bool read_limits(struct cs_parser *parser, struct cs_bond *bond)
{
    struct cs_bond_limit **tail = &bond->limits;

    if (!cs_parser_is(parser, WORD_WITHIN) && !cs_parser_is(parser, WORD_BEFORE))
        return true;
    do {
        size_t first = parser->at;
        struct cs_bond_limit *limit = cs_parser_make(parser, sizeof *limit);

        if (limit == NULL || !read_limit(parser, bond, limit))
            return false;
        limit->span = cs_parser_span_from(parser, first);
        CS_APPEND(tail, limit);
    } while (cs_parser_take(parser, WORD_AND));
    return true;
}

/* bond = arg ( "owes" | "expects" ) arg [ "no" ] term [ limit { "and" limit } ] */
/*
 * "Borea owes Alden Borea is ...": capital words in a row are one name, so the subject of the state was read as a part
 * of the claimant.
 */
static bool claimant_is(struct cs_parser *parser, const struct cs_bond *bond)
{
    struct cs_diagnostic *diagnostic;

    if (bond->negated || (!cs_parser_is(parser, WORD_IS) && !cs_parser_is(parser, WORD_ARE)))
        return false;
    diagnostic =
        cs_diagnose(parser->diagnostics, DIAG_WORD_RESERVED, cs_parser_span(parser, parser->at, 0),
                    "before \"%s\" stands only the one %s it is %s", cs_word_text(cs_parser_token(parser)->word),
                    bond->expectation ? "of whom" : "to whom", bond->expectation ? "expected" : "owed");
    cs_diagnostic_help(parser->diagnostics, diagnostic,
                       "Where two names stand side by side, quote the first: owes \"Alden\" Borea is member of Bloc.");
    return true;
}

bool cs_parser_bond(struct cs_parser *parser, struct cs_bond *out)
{
    size_t first = parser->at;

    out->first = cs_parser_one_arg(parser, "the one who owes or expects");
    if (out->first == NULL)
        return false;
    if (cs_parser_token(parser)->kind == TOK_COMMA) {
        cs_diagnose(parser->diagnostics, DIAG_SOMETHING_ELSE, cs_parser_span(parser, parser->at, 0),
                    "one alone owes or expects; write a line for each of them");
        return false;
    }
    out->expectation = cs_parser_take(parser, WORD_EXPECTS);
    if (!out->expectation && !cs_parser_need(parser, WORD_OWES))
        return false;
    out->second = cs_parser_one_arg(parser, out->expectation ? "the one of whom it is expected"
                                                             : "the one to whom it is owed");
    if (out->second == NULL)
        return false;
    out->negated = cs_parser_take(parser, WORD_NO);
    if (claimant_is(parser, out) || !cs_parser_term(parser, &out->act) || !read_limits(parser, out))
        return false;
    out->span = cs_parser_span_from(parser, first);
    return true;
}
