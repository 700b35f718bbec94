/* SPDX-License-Identifier: MIT */
/*
 * Slips (parser_slip.h) in the spelling of the language's own words within a line, in the marks of lists and texts, and
 * in checks. They are tried where no other slip fits.
 */
#include "lang/parser_slip.h"

#include "lang/near.h"

/* The words that stand within a line, not at its beginning, and are long enough to be told from others. */
static const enum cs_word INNER[] = {
    WORD_WITHIN, WORD_BEFORE, WORD_AFTER, WORD_UNTIL, WORD_SINCE, WORD_OWES, WORD_OWED, WORD_EXPECTS, WORD_FULFILS,
    WORD_FAILS, WORD_COUNTS, WORD_READS, WORD_LEAST, WORD_EXACTLY, WORD_REACHED, WORD_GRADE, WORD_CALENDAR,
    WORD_RECORDED, WORD_QUOTE, WORD_UNDER, WORD_DATED, WORD_SPEAKS, WORD_SPEAK, WORD_NOTHING, WORD_EXCLUDES,
    WORD_HOUR, WORD_HOURS, WORD_DAY, WORD_DAYS, WORD_MONTH, WORD_MONTHS, WORD_YEAR, WORD_YEARS, WORD_BUSINESS,
    WORD_AGAINST, WORD_BETWEEN, WORD_THROUGH, WORD_REQUEST, WORD_DECISION
};

/* The word of the language that the small word resembles, or WORD_NONE. */
static enum cs_word word_near(const struct slip *slip, const struct cs_token *token)
{
    struct cs_near near;

    if (token->kind != TOK_SMALL || cs_word_reserved(token->word))
        return WORD_NONE;
    cs_near_start(&near, slip->parser->source->bytes + token->start, token->end - token->start);
    if (token == slip->here && slip->parser->wanted != WORD_NONE) {
        cs_near_try(&near, cs_word_text(slip->parser->wanted), strlen(cs_word_text(slip->parser->wanted)),
                    slip->parser->wanted);
        return near.found ? (enum cs_word)near.best : WORD_NONE;
    }
    for (size_t i = 0; i < sizeof INNER / sizeof *INNER; i++)
        cs_near_try(&near, cs_word_text(INNER[i]), strlen(cs_word_text(INNER[i])), INNER[i]);
    return near.found && (enum cs_word)near.best != token->word ? (enum cs_word)near.best : WORD_NONE;
}

/* Is it a word that makes a sentence of what was read as a row of words before the place? */
static bool makes_sentence(enum cs_word near)
{
    return near == WORD_OWES || near == WORD_OWED || near == WORD_EXPECTS || near == WORD_FULFILS ||
           near == WORD_FAILS || near == WORD_COUNTS || near == WORD_READS || near == WORD_EXCLUDES;
}

bool cs_slip_is_verb_misspelt(const struct slip *slip, const struct cs_token *token)
{
    return makes_sentence(word_near(slip, token));
}

static bool suggest(const struct slip *slip, const struct cs_token *token, enum cs_word near)
{
    return near != WORD_NONE &&
           HELP(slip, "Did you mean \"%s\" in place of \"%.*s\"?", cs_word_text(near), TEXT_OF(slip, token, token));
}

/* "helper ows victim help within 3 days", "a count as attack": words were read up to the place */
static bool verb_misspelt(const struct slip *slip)
{
    enum cs_diagnostic_code code = slip->diagnostic->code;

    if (code != DIAG_LINE_GOES_ON && code != DIAG_SOMETHING_ELSE && code != DIAG_WORD_RESERVED)
        return false;
    if (slip->here->kind == TOK_CAPITAL) { /* "Corvin ows Alden help": the name was read as no word */
        const struct cs_token *verb = slip->here;

        while (verb->kind == TOK_CAPITAL)
            verb++;
        if (makes_sentence(word_near(slip, verb)))
            return suggest(slip, verb, word_near(slip, verb));
    }
    for (const struct cs_token *token = slip->here; token-- > slip->first;) {
        enum cs_word near = word_near(slip, token);

        /* "check fulfilled ...": behind "check" stands a state */
        if (token > slip->first && makes_sentence(near) &&
            (slip->first->word != WORD_CHECK || token > slip->first + 1))
            return suggest(slip, token, near);
    }
    return false;
}

bool cs_slip_is_misspelt(const struct slip *slip)
{
    return word_near(slip, slip->here) != WORD_NONE;
}

/* "more then 3" */
static bool then_for_than(const struct slip *slip)
{
    return slip->here->word == WORD_THEN && slip->parser->wanted == WORD_THAN && suggest(slip, slip->here, WORD_THAN);
}

/* "help by helper to victim withn 3 days", "within 3 dyas" */
static bool word_misspelt(const struct slip *slip)
{
    return suggest(slip, slip->here, word_near(slip, slip->here));
}

/* ---- lists ---- */

/* "Alden,, Borea", "Alden, Borea, are" */
static bool comma_too_many(const struct slip *slip)
{
    return slip->at > 0 && word(slip, -1)->kind == TOK_COMMA &&
           (slip->here->kind == TOK_COMMA || slip->here->word == WORD_IS || slip->here->word == WORD_ARE) &&
           HELP(slip, "Leave the comma before it out.");
}

/* "Alden; Borea", "Alden / Borea" */
static bool mark_for_comma(const struct slip *slip)
{
    const struct cs_token *before = word(slip, -1), *behind = word(slip, 1);

    return (is_symbol(slip, slip->here, ';') || slip->here->kind == TOK_SLASH) &&
           (before->kind == TOK_CAPITAL || before->kind == TOK_STRING) &&
           (behind->kind == TOK_CAPITAL || behind->kind == TOK_STRING) &&
           HELP(slip, "A comma joins them: %.*s, %.*s.", TEXT_OF(slip, before, before), TEXT_OF(slip, behind, behind));
}

/* "use security decisions" */
static bool files_without_comma(const struct slip *slip)
{
    const struct cs_token *before = word(slip, -1);

    return slip->first->word == WORD_USE && slip->at > 1 &&
           (slip->here->kind == TOK_SMALL || slip->here->kind == TOK_LABEL || slip->here->kind == TOK_STRING) &&
           HELP(slip, "A comma joins them: use %.*s, %.*s.", TEXT_OF(slip, before, before),
                TEXT_OF(slip, slip->here, slip->here));
}

/* "2020-01-01/..." */
static bool stop_too_many(const struct slip *slip)
{
    return is_symbol(slip, slip->here, '.') && slip->at > 0 && word(slip, -1)->kind == TOK_RANGE &&
           HELP(slip, "Two full stops stand for an open side: \"..\".");
}

/* ---- texts ---- */

/* "account of Alden", "source of S1 "title"" */
static bool word_behind_opener(const struct slip *slip)
{
    const struct cs_token *who = slip->first + 2;

    return (slip->first->word == WORD_ACCOUNT || slip->first->word == WORD_SOURCE || slip->first->word == WORD_NAME ||
            slip->first->word == WORD_READING || slip->first->word == WORD_TREATY) &&
           cs_word_prep(slip->first[1].word) != CS_PREP_COUNT &&
           (who->kind == TOK_CAPITAL || who->kind == TOK_STRING) && slip->at == 0 &&
           HELP(slip, "Leave out \"%.*s\": %.*s %.*s.", TEXT_OF(slip, who - 1, who - 1),
                TEXT_OF(slip, slip->first, slip->first), TEXT_OF(slip, who, last_of_line(slip)));
}

/* "account Alden, open" */
static bool account_of_nobody(const struct slip *slip)
{
    return slip->first->word == WORD_ACCOUNT && slip->here->word == WORD_OPEN &&
           HELP(slip, "Leave it out: what is open on nobody's account is shown without such a line, by --as open.");
}

/* "says that Alden ..." */
static bool says_that(const struct slip *slip)
{
    static const char *const that[] = {"that", NULL};

    return (slip->first->word == WORD_SAYS || slip->first->word == WORD_DENIES || slip->first->word == WORD_ASKS) &&
           slip->at == 1 && is_one_of(slip, slip->here, that) &&
           HELP(slip, "Behind \"%.*s\" stands who says so; what is said is told in the line above.",
                TEXT_OF(slip, slip->first, slip->first));
}

/* "says Alden in S1 p. 3", "says Alden in S1 @3-5 #..." */
static bool place_in_source(const struct slip *slip)
{
    static const char *const pages[] = {"p", "pp", "page", "pages", "para", "paragraph", "line", NULL};
    const char *bytes = slip->parser->source->bytes + slip->here->start;
    const char *hyphen = memchr(bytes, '-', slip->here->end - slip->here->start);

    if (word(slip, -1)->kind == TOK_AT && slip->here->kind == TOK_ARTICLE && hyphen != NULL)
        return HELP(slip, "Two full stops stand between the first byte and the last: @%.*s..%.*s.",
                    (int)(hyphen - bytes), bytes, (int)(bytes + slip->here->end - slip->here->start - hyphen - 1),
                    hyphen + 1);
    return (slip->first->word == WORD_SAYS || slip->first->word == WORD_DENIES || slip->first->word == WORD_ASKS) &&
           is_one_of(slip, slip->here, pages) &&
           HELP(slip,
                "The page is told in the gist, in quotation marks; \"casus cite\" writes the place of a passage.");
}

/* "2022-01-01 e1: no raid by Alden" */
static bool label_of_nothing(const struct slip *slip)
{
    const struct cs_token *label = word(slip, -2);

    return slip->here->word == WORD_NO && word(slip, -1)->kind == TOK_COLON && label->kind == TOK_LABEL &&
           slip->first->kind == TOK_DATE &&
           HELP(slip, "What did not happen has no label: leave \"%.*s\" out.", TEXT_OF(slip, label, word(slip, -1)));
}

/* "Strict 1 day the next day", "says Alden calls it an attack", "article 1 who attacks pays" */
static bool gist_without_marks(const struct slip *slip)
{
    bool article = slip->first->word == WORD_ARTICLE;
    bool claim = slip->first->word == WORD_SAYS || slip->first->word == WORD_DENIES ||
                 slip->first->word == WORD_ASKS || slip->first->word == WORD_RETRACTS;
    bool answer = slip->parser->above == ABOVE_READING && slip->first->kind == TOK_CAPITAL;

    if ((!claim && !answer && !article) || (!is_small(slip->here) && !(article && slip->here->kind == TOK_CAPITAL)))
        return false;
    if (word(slip, 1)->kind == TOK_END && !(word(slip, -1)->kind == TOK_CAPITAL && slip->at == 2 && claim))
        return false;
    for (const struct cs_token *token = slip->here; token->kind != TOK_END; token++)
        if (token->kind == TOK_STRING)
            return false;
    return HELP(slip, "The gist stands in quotation marks: \"%.*s\".", TEXT_OF(slip, slip->here, last_of_line(slip)));
}

/* "reading At once "how long?"" */
static bool small_word_in_name(const struct slip *slip)
{
    const struct cs_token *name = word(slip, -1);
    char word_of_name[64];

    if (slip->first->word != WORD_READING || slip->at < 2 || name->kind != TOK_CAPITAL ||
        !cs_parser_free_word(slip->here) || word(slip, 1)->kind != TOK_STRING ||
        !copy_text(slip, slip->here, word_of_name, sizeof word_of_name))
        return false;
    word_of_name[0] = (char)toupper((unsigned char)word_of_name[0]);
    return HELP(slip, "Each word of a name has a capital letter: reading %.*s %s.",
                TEXT_OF(slip, slip->first + 1, name), word_of_name);
}

/* ---- conditions ---- */

/* "number of s in s is party of Pact > 3", "... at least 2/3" */
static bool comparison(const struct slip *slip)
{
    bool equal = is_symbol(slip, word(slip, 1), '=');
    const struct cs_token *slash = word(slip, -2);

    if (slip->here->kind == TOK_END && slash->kind == TOK_SLASH && is_of_rule(slip))
        return HELP(slip, "Of what it is a part is counted too: \"at least %.*s number of s in s is party of Pact\".",
                    TEXT_OF(slip, slash - 1, slash + 1));
    if (is_symbol(slip, slip->here, '>') || is_symbol(slip, slip->here, '<'))
        return HELP(slip, "Comparisons are written in words: \"%s\".",
                    is_symbol(slip, slip->here, '>') ? (equal ? "at least" : "more than")
                                                     : (equal ? "at most" : "fewer than"));
    return slip->first->word != WORD_QUANTITY && is_symbol(slip, slip->here, '=') &&
           word(slip, 1)->kind == TOK_INTEGER &&
           HELP(slip, "Comparisons are written in words: \"exactly %.*s\".",
                TEXT_OF(slip, word(slip, 1), word(slip, 1)));
}

/* "if helper not victim" */
bool cs_slip_different(const struct slip *slip)
{
    const struct cs_token *who = word(slip, -1), *other = word(slip, 1);

    return (slip->first->word == WORD_IF || slip->first->word == WORD_AND) && slip->at == 2 &&
           slip->here->word == WORD_NOT && word(slip, 2)->kind == TOK_END && cs_parser_free_word(who) &&
           HELP(slip, "Different ones are told by \"other than\": %.*s other than %.*s.", TEXT_OF(slip, who, who),
                TEXT_OF(slip, other, other));
}

/* ---- declarations ---- */

/* "title e1 the raid", "hand Anna", "reading At Once", "when R: request" */
static bool word_or_text(const struct slip *slip)
{
    const char *bytes = slip->parser->source->bytes + slip->here->start;
    int rest = (int)(slip->here->end - slip->here->start) - 1;

    if (slip->first->word == WORD_TITLE && slip->at == 2 && is_small(slip->here))
        return HELP(slip, "It stands in quotation marks: %.*s \"%.*s\".", TEXT_OF(slip, slip->first, word(slip, -1)),
                    TEXT_OF(slip, slip->here, last_of_line(slip)));
    if (slip->first->word == WORD_HAND && slip->here->kind == TOK_CAPITAL && isupper((unsigned char)bytes[0]))
        return HELP(slip, "It has a small letter: hand %c%.*s.", tolower((unsigned char)bytes[0]), rest, bytes + 1);
    if (slip->first->word == WORD_READING && slip->here->kind == TOK_COLON && word(slip, 1)->kind == TOK_STRING)
        return HELP(slip, "Leave the colon out.");
    if (slip->first->word == WORD_READING && slip->here->kind == TOK_END && slip->at > 1)
        return HELP(slip, "Behind the name stands the question: %.*s \"how long?\".",
                    TEXT_OF(slip, slip->first, word(slip, -1)));
    if (slip->first->word == WORD_ARTICLE && slip->at == 1 && slip->here->kind == TOK_STRING)
        return HELP(slip, "Its number stands before the gist: article 1 %.*s.", TEXT_OF(slip, slip->here, slip->here));
    return slip->first->word == WORD_WHEN && word(slip, 1)->kind == TOK_COLON && word(slip, 2)->kind == TOK_SMALL &&
           HELP(slip, "What happens has a small word as its name in a rule: when r: %.*s ...",
                TEXT_OF(slip, word(slip, 2), word(slip, 2)));
}

/* "then helper, victim owes ...": one alone owes */
static bool several_owe(const struct slip *slip)
{
    return slip->first->word == WORD_THEN && slip->here->kind == TOK_COMMA && slip->at == 2 &&
           HELP(slip, "One alone owes or expects: write a line for each of them, the second with \"and\".");
}

/* "name state Alden (North)", "name state 3M" */
static bool name_to_quote(const struct slip *slip)
{
    const struct cs_token *start = slip->here, *end = slip->here;

    if (slip->first->word != WORD_NAME || slip->at < 2)
        return false;
    if (is_symbol(slip, slip->here, '('))
        while (start > slip->first + 2 && start[-1].kind == TOK_CAPITAL)
            start--;
    else if (slip->here->kind != TOK_ARTICLE && slip->here->kind != TOK_INTEGER && slip->here->kind != TOK_LABEL)
        return false;
    while (end[1].kind != TOK_END && end[1].kind != TOK_COMMA && end[1].word != WORD_ALSO)
        end++;
    return HELP(slip, "Such a name stands in quotation marks: \"%.*s\".", TEXT_OF(slip, start, end));
}

/* "event strike: by state", "event strike by the state", "event strike2 by state" */
static bool shape_with_too_much(const struct slip *slip)
{
    static const char *const articles[] = {"the", "a", "an", "each", "every", "any", NULL};
    const struct cs_token *before = word(slip, -1);

    if (slip->first->word != WORD_EVENT && slip->first->word != WORD_FACT && slip->first->word != WORD_QUANTITY)
        return false;
    if (is_one_of(slip, before, articles) && is_small(slip->here))
        return HELP(slip, "Leave out \"%.*s\": a kind stands for any of it.", TEXT_OF(slip, before, before));
    if (slip->here->kind == TOK_COLON)
        return HELP(slip, "Leave the colon out.");
    if (slip->here->kind == TOK_LABEL)
        return HELP(slip, "A word of a vocabulary has no digit in it; one that has is a label of the record.");
    return slip->first->word == WORD_QUANTITY && is_symbol(slip, slip->here, '=') &&
           HELP(slip, "What the number is stands in the record: \"%.*s ... exactly 5\".",
                TEXT_OF(slip, slip->first + 1, slip->first + 1));
}

/* "kind ship are state", "kind ship is a state", "kind ship of state" */
static bool kind_above(const struct slip *slip)
{
    const struct cs_token *last = last_of_line(slip);

    return slip->first->word == WORD_KIND && slip->at >= 2 && is_small(last) && cs_parser_free_word(last) &&
           cs_parser_free_word(slip->first + 1) && is_small(slip->here) &&
           HELP(slip, "A kind and the one above it: kind %.*s is %.*s.",
                TEXT_OF(slip, slip->first + 1, slip->first + 1), TEXT_OF(slip, last, last));
}

/* ---- checks ---- */

/* "check violated ... on e1 on 2023-05-06" */
static bool two_dates(const struct slip *slip)
{
    return slip->first->word == WORD_CHECK && slip->diagnostic->code == DIAG_ROLE_TWICE &&
           HELP(slip, "A check says on whose account and when: \"as open on 2023-01-31\".");
}

/* "check violated Pact 1 Corvin owes ...": the colon behind the article is missing */
static bool article_in_words(const struct slip *slip)
{
    const struct cs_token *number = slip->here;

    if (slip->first->word != WORD_CHECK || number->kind != TOK_CAPITAL)
        return false;
    while (number->kind == TOK_CAPITAL)
        number++;
    return (number->kind == TOK_INTEGER || number->kind == TOK_ARTICLE) && number[1].kind == TOK_CAPITAL &&
           HELP(slip, "A colon stands behind the article: %.*s: %.*s ...", TEXT_OF(slip, slip->here, number),
                TEXT_OF(slip, number + 1, number + 1));
}

/* The number of tokens with which the line begins that are the words of this state, else 0. */
static size_t words_of_state(const struct slip *slip, const char *text)
{
    size_t count = 0;

    for (size_t length; *text != '\0'; text += length + strspn(text + length, " "), count++) {
        const struct cs_token *token = slip->first + count;

        length = strcspn(text, " ");
        if (token->kind != TOK_SMALL || token->end - token->start != length ||
            memcmp(slip->parser->source->bytes + token->start, text, length) != 0)
            return 0;
    }
    return count;
}

/* why 'fulfilled Borea owes Alden help': a sentence of a user has no state before it */
static bool state_before_sentence(const struct slip *slip)
{
    size_t most = 0;

    if (!slip->parser->source->loose)
        return false;
    for (int state = CS_STATE_NONE; state <= CS_STATE_DOES_NOT_HOLD; state++) {
        size_t count = words_of_state(slip, cs_state_text((enum cs_state)state));

        most = count > most ? count : most;
    }
    return most > 0 && slip->first[most].kind != TOK_END &&
           HELP(slip, "Leave the state out: %.*s.", TEXT_OF(slip, slip->first + most, last_of_line(slip)));
}

/* ""Pact of Steel" 1: Alden owes ..." */
static bool article_of_quoted(const struct slip *slip)
{
    const struct cs_token *name = word(slip, -1);

    return (slip->here->kind == TOK_INTEGER || slip->here->kind == TOK_ARTICLE) && name->kind == TOK_STRING &&
           HELP(slip, "The number of an article stands within the quotation marks: %.*s %.*s\".",
                (int)(name->end - name->start) - 1, slip->parser->source->bytes + name->start,
                TEXT_OF(slip, slip->here, slip->here));
}

/* ---- the first word of a line ---- */

/* "(2023-05-02) e1: raid" */
static bool date_in_brackets(const struct slip *slip)
{
    const struct cs_token *date = slip->first + 1;

    return is_symbol(slip, slip->first, '(') && (date->kind == TOK_DATE || date->kind == TOK_INTEGER) &&
           HELP(slip, "Leave the brackets out: %.*s.", TEXT_OF(slip, date, date));
}

/* "between 2023-05-01 and 2023-05-02 raid by Alden", "before 2023-05-02 raid by Alden" */
static bool dates_in_words(const struct slip *slip)
{
    const struct cs_token *from = slip->first + 1, *to = slip->first + 3;

    if (from->kind != TOK_DATE)
        return false;
    if ((slip->first->word == WORD_BETWEEN || slip->first->word == WORD_FROM) && to->kind == TOK_DATE)
        return HELP(slip, "Some one moment between them is written [%.*s..%.*s], the whole time %.*s/%.*s.",
                    TEXT_OF(slip, from, from), TEXT_OF(slip, to, to), TEXT_OF(slip, from, from),
                    TEXT_OF(slip, to, to));
    return (slip->first->word == WORD_BEFORE || slip->first->word == WORD_AFTER) &&
           HELP(slip, "Some one moment before or after a day is written [A..B], with the first and the last day on "
                      "which it may have been.");
}

/* "At Once read Strict", "At once reads Strict", "At Once is Strict" */
static bool reading_misspelt(const struct slip *slip)
{
    const struct cs_token *verb = slip->first, *last = last_of_line(slip);
    char capital[64];

    while (verb->kind == TOK_CAPITAL)
        verb++;
    if (verb == slip->first || verb->kind == TOK_END)
        return false;
    if ((verb->word == WORD_IS || verb->word == WORD_ARE) && verb[1].kind == TOK_CAPITAL && last->kind == TOK_CAPITAL)
        return HELP(slip, "How a text is read is written: %.*s reads %.*s.", TEXT_OF(slip, slip->first, verb - 1),
                    TEXT_OF(slip, verb + 1, last));
    if (cs_parser_free_word(verb) && verb[1].word == WORD_READS && copy_text(slip, verb, capital, sizeof capital)) {
        capital[0] = (char)toupper((unsigned char)capital[0]);
        return HELP(slip, "Each word of a name has a capital letter: %.*s %s.", TEXT_OF(slip, slip->first, verb - 1),
                    capital);
    }
    return verb[1].kind == TOK_CAPITAL && makes_sentence(word_near(slip, verb)) &&
           suggest(slip, verb, word_near(slip, verb));
}

/* "killed of Borea in e1 5", "killed of Borea in e1 at lest 5" */
static bool bound_without_words(const struct slip *slip)
{
    size_t count = slip->parser->line.count;
    const struct cs_token *last = slip->parser->line.tokens + count - 1, *before = last - 1;
    struct cs_near near;

    if (count < 4 || last->kind != TOK_INTEGER || !cs_parser_free_word(slip->first) ||
        cs_word_prep(slip->first[1].word) == CS_PREP_COUNT)
        return false;
    if (before->kind == TOK_LABEL || before->kind == TOK_CAPITAL)
        return HELP(slip, "A number is told by a comparison: \"exactly %.*s\", \"at least %.*s\".",
                    TEXT_OF(slip, last, last), TEXT_OF(slip, last, last));
    if (before[-1].word != WORD_AT)
        return false;
    cs_near_start(&near, slip->parser->source->bytes + before->start, before->end - before->start);
    cs_near_try(&near, "least", 5, WORD_LEAST);
    cs_near_try(&near, "most", 4, WORD_MOST);
    return near.found && suggest(slip, before, (enum cs_word)near.best);
}

bool cs_slip_near_opening(const struct slip *slip)
{
    return bound_without_words(slip) || word_behind_opener(slip) ||
           date_in_brackets(slip) || dates_in_words(slip) || reading_misspelt(slip);
}

bool cs_slip_near(const struct slip *slip)
{
    static bool (*const SLIPS[])(const struct slip *slip) = {
        state_before_sentence, label_of_nothing,  account_of_nobody,   says_that,           place_in_source,
        two_dates,             article_in_words,  article_of_quoted,   comparison,          name_to_quote,
        shape_with_too_much,   kind_above,        comma_too_many,      mark_for_comma,      files_without_comma,
        stop_too_many,         small_word_in_name, then_for_than,      word_misspelt,       verb_misspelt,
        gist_without_marks,    word_or_text,      several_owe
    };

    for (size_t i = 0; i < sizeof SLIPS / sizeof SLIPS[0]; i++)
        if (SLIPS[i](slip))
            return true;
    return false;
}
