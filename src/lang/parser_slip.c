/* SPDX-License-Identifier: MIT */
/*
 * What somebody who does not know the language yet probably meant, where a line stops making sense. A message names
 * what is wrong at that place; this adds what to write instead. Each slip is looked for in the words around the place,
 * and the first that fits tells its remedy. None of them changes what a line means.
 */
#include "lang/parser_int.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

/* The place, and the words around it. */
struct slip {
    struct cs_parser *parser;
    struct cs_diagnostic *diagnostic;
    const struct cs_token *first, *here; /* of the line; where it goes wrong */
    size_t at;
};

/* A word relative to the place; one without a text where there is none. */
static const struct cs_token *word(const struct slip *slip, int from_here)
{
    static const struct cs_token none = {.kind = TOK_END};
    size_t at = slip->at + (size_t)from_here;

    return (from_here < 0 && slip->at < (size_t)-from_here) || at > slip->parser->line.count
               ? &none : &slip->parser->line.tokens[at];
}

static bool reads(const struct slip *slip, const struct cs_token *token, const char *text)
{
    const char *bytes = slip->parser->source->bytes + token->start;
    size_t length = strlen(text);

    if (token->end - token->start != length)
        return false;
    for (size_t i = 0; i < length; i++)
        if (tolower((unsigned char)bytes[i]) != text[i])
            return false;
    return true;
}

/* The place of the word among `texts`, which end with NULL; -1 if it is none of them. */
static int find(const struct slip *slip, const struct cs_token *token, const char *const *texts)
{
    for (int i = 0; texts[i] != NULL; i++)
        if (reads(slip, token, texts[i]))
            return i;
    return -1;
}

static bool is_one_of(const struct slip *slip, const struct cs_token *token, const char *const *texts)
{
    return find(slip, token, texts) >= 0;
}

/* A stretch of the line, for "%.*s". */
#define TEXT_OF(slip, from, to) (int)((to)->end - (from)->start), (slip)->parser->source->bytes + (from)->start

#define HELP(slip, ...) (cs_diagnostic_help((slip)->parser->diagnostics, (slip)->diagnostic, __VA_ARGS__), true)

static bool is_particular(const struct cs_token *token)
{
    return token->kind == TOK_CAPITAL || token->kind == TOK_STRING || token->kind == TOK_LABEL;
}

static bool is_small(const struct cs_token *token)
{
    return token->kind == TOK_SMALL;
}

static bool is_symbol(const struct slip *slip, const struct cs_token *token, char c)
{
    return token->kind == TOK_SYMBOL && slip->parser->source->bytes[token->start] == c;
}

/* ---- dates ---- */

static int month_of(const struct slip *slip, const struct cs_token *token)
{
    static const char *const names[] = {"january", "february", "march", "april", "may", "june", "july", "august",
                                        "september", "october", "november", "december", "jan", "feb", "mar", "apr",
                                        "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "sept", NULL};
    int found = find(slip, token, names);

    return found < 0 ? 0 : found == 24 ? 9 : found % 12 + 1;
}

/* A number of the line, at most 9999; 0 if the token is none. */
static int number_of(const struct slip *slip, const struct cs_token *token)
{
    int value = 0;

    if (token->kind != TOK_INTEGER || token->end - token->start > 4)
        return 0;
    for (uint32_t i = token->start; i < token->end; i++)
        value = value * 10 + (slip->parser->source->bytes[i] - '0');
    return value;
}

/* 5 May 2023, May 5, 2023, May 2023 */
static bool month_in_words(const struct slip *slip)
{
    bool day_first = slip->here->kind == TOK_INTEGER;
    const struct cs_token *name = word(slip, day_first ? 1 : 0);
    int month = name->kind == TOK_CAPITAL ? month_of(slip, name) : 0;
    int day = number_of(slip, word(slip, day_first ? 0 : 1)), year;

    if (month == 0 || day == 0)
        return false;
    year = number_of(slip, word(slip, word(slip, 2)->kind == TOK_COMMA ? 3 : 2));
    if (year == 0 && day > 31)
        return HELP(slip, "Write %04d-%02d: the year, then the month.", day, month);
    if (year == 0 || day == 0 || day > 31)
        return HELP(slip, "Write the year, the month and the day in numbers, such as 2023-%02d-05.", month);
    return HELP(slip, "Write %04d-%02d-%02d: the year, the month, the day.", year, month, day);
}

/* The line begins with a month: it was taken for a name. */
static bool month_at_the_beginning(const struct slip *slip)
{
    struct slip beginning = *slip;

    beginning.at = 0;
    beginning.here = slip->first;
    return slip->first->kind == TOK_CAPITAL && month_in_words(&beginning);
}

/* 01/02/2023, 2023/01/02 */
static bool date_with_slashes(const struct slip *slip)
{
    /* the first of the two slashes may have been read */
    int from = slip->at >= 2 && word(slip, -1)->kind == TOK_SLASH ? -2 : 0;
    int first = number_of(slip, word(slip, from)), second = number_of(slip, word(slip, from + 2));
    int third = number_of(slip, word(slip, from + 4));

    if (word(slip, from + 1)->kind != TOK_SLASH || word(slip, from + 3)->kind != TOK_SLASH ||
        first * second * third == 0)
        return false;
    if (first > 31)
        return HELP(slip, "Write %04d-%02d-%02d: hyphens stand between the parts of a date.", first, second, third);
    if (third > 31 && first <= 12 && second <= 12)
        return HELP(slip, "Write the year first, then the month: %04d-%02d-%02d or %04d-%02d-%02d.", third, first,
                    second, third, second, first);
    return third > 31 && HELP(slip, "Write %04d-%02d-%02d: the year, the month, the day.", third,
                              first > 12 ? second : first, first > 12 ? first : second);
}

/* 2023-1-5 */
static bool short_parts(const struct slip *slip)
{
    int year, month, day, length = 0;
    char text[16];

    if (slip->here->end - slip->here->start >= sizeof text)
        return false;
    memcpy(text, slip->parser->source->bytes + slip->here->start, slip->here->end - slip->here->start);
    text[slip->here->end - slip->here->start] = '\0';
    if (sscanf(text, "%4d-%2d-%2d%n", &year, &month, &day, &length) != 3 || text[length] != '\0' || length >= 10)
        return false;
    return HELP(slip, "Write %04d-%02d-%02d: four digits, two, and two.", year, month, day);
}

static bool comment_of_another_language(const struct slip *slip)
{
    if (slip->first->kind != TOK_SLASH && !is_symbol(slip, slip->first, '#') && !is_symbol(slip, slip->first, ';'))
        return false;
    return slip->at <= 1 && (slip->first->kind != TOK_SLASH || word(slip, 1 - (int)slip->at)->kind == TOK_SLASH) &&
           HELP(slip, "A comment begins with two hyphens: --.");
}

/* 2023-01-01 18:00, at 18:00 */
static bool time_apart(const struct slip *slip)
{
    const struct cs_token *colon = slip->here->kind == TOK_COLON ? slip->here : word(slip, 1);
    const struct cs_token *hour = colon - 1, *minute = colon + 1, *date = slip->first;
    bool has_zone = slip->parser->file->reckoning.has_zone;

    if (colon->kind != TOK_COLON || colon == slip->first || hour->kind != TOK_INTEGER || minute->kind != TOK_INTEGER ||
        colon->spaced || minute->spaced)
        return false;
    if (date->kind != TOK_DATE)
        return HELP(slip, "A time of day stands in a date, such as 2023-01-01T18:00+04:00.");
    return HELP(slip, "Write the time into the date, %.*sT%.*s%s", TEXT_OF(slip, date, date),
                TEXT_OF(slip, hour, minute), has_zone ? "." : ", with its offset from UTC behind it, such as +04:00.");
}

/* 2023-01-01 to 2023-02-01, 2023-01-01 - 2023-02-01, 2023-01-01.. */
static bool span_in_words(const struct slip *slip)
{
    static const char *const words[] = {"to", "till", "until", "through", "-", "and", "..", NULL};
    const struct cs_token *from = word(slip, -1), *to = word(slip, 1);

    if (slip->at != 1 || from->kind != TOK_DATE || !is_one_of(slip, slip->here, words))
        return false;
    if (to->kind != TOK_DATE)
        return HELP(slip, "What holds from a day on is written %.*s/.. before it.", TEXT_OF(slip, from, from));
    return HELP(slip, "From one day to another is written %.*s/%.*s, some one moment between them [%.*s..%.*s].",
                TEXT_OF(slip, from, from), TEXT_OF(slip, to, to), TEXT_OF(slip, from, from), TEXT_OF(slip, to, to));
}

/* ---- periods ---- */

static const char *const NUMBERS[] = {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
                                      "eleven", "twelve", NULL};

static bool period_of_weeks(const struct slip *slip)
{
    static const char *const weeks[] = {"week", "weeks", NULL}, *const fortnights[] = {"fortnight", "fortnights", NULL};
    int count = number_of(slip, word(slip, -1)), days = is_one_of(slip, slip->here, weeks)        ? 7
                                                        : is_one_of(slip, slip->here, fortnights) ? 14
                                                                                                  : 0;

    return count > 0 && days > 0 && HELP(slip, "Periods are told in days: write %d days.", count * days);
}

static bool other_units(const struct slip *slip)
{
    static const char *const working[] = {"working", "banking", "court", "official", NULL};
    static const char *const calendar[] = {"calendar", "consecutive", "clear", "full", NULL};
    static const char *const minutes[] = {"minute", "minutes", "second", "seconds", "min", NULL};
    static const char *const quarters[] = {"quarter", "quarters", NULL};
    int count = number_of(slip, word(slip, -1));

    if (count == 0)
        return false;
    if (is_one_of(slip, slip->here, working))
        return HELP(slip, "Write %d business day%s; the calendar of the treaty says which days these are.", count,
                    count == 1 ? "" : "s");
    if (is_one_of(slip, slip->here, calendar))
        return HELP(slip, "Write %d day%s: the day of the event is not counted, and each other day counts whole.",
                    count, count == 1 ? "" : "s");
    if (is_one_of(slip, slip->here, minutes))
        return HELP(slip, "The shortest period is an hour.");
    return is_one_of(slip, slip->here, quarters) && HELP(slip, "Write %d months.", count * 3);
}

static bool number_in_words(const struct slip *slip)
{
    int number = find(slip, slip->here, NUMBERS) + 1;
    const struct cs_token *unit = word(slip, 1);

    if (number == 0)
        return false;
    if (reads(slip, unit, "week") || reads(slip, unit, "weeks"))
        return HELP(slip, "Periods are told in days and in digits: write %d days.", number * 7);
    return HELP(slip, "Write the number in digits: %d.", number);
}

static bool period_in_words(const struct slip *slip)
{
    static const char *const words[] = {"immediately", "promptly", "forthwith", "urgently", "soon", NULL};

    if (word(slip, -1)->word != WORD_WITHIN || !is_small(slip->here) || find(slip, slip->here, NUMBERS) >= 0)
        return false;
    if (!is_one_of(slip, slip->here, words))
        return HELP(
            slip, "A period is written in digits, such as 3 days; the name of a reading begins with a capital letter.");
    return HELP(
        slip,
        "How long that is, is a question of reading: declare one, such as: reading Immediately \"how long?\", with "
        "an answer on each line below it, and write: within Immediately.");
}

/* "in 3 days", "before 1 month" */
static bool limit_with_another_word(const struct slip *slip)
{
    const struct cs_token *number = slip->here->kind == TOK_INTEGER ? slip->here : word(slip, -1);
    const struct cs_token *prep = number - 1, *unit = number + 1;
    static const char *const units[] = {"hour", "hours", "day", "days", "month", "months", "year", "years", NULL};

    if (number->kind != TOK_INTEGER || number == slip->first || !is_one_of(slip, unit, units) ||
        (prep->word != WORD_IN && prep->word != WORD_BEFORE && prep->word != WORD_AFTER && prep->word != WORD_BY))
        return false;
    return HELP(slip, "A time limit begins with \"within\": within %.*s.", TEXT_OF(slip, number, unit));
}

/* "within 30 days of notice" */
static bool start_of_a_period(const struct slip *slip)
{
    static const char *const units[] = {"hour", "hours", "day", "days", "month", "months", "year", "years", NULL};

    if (word(slip, -2)->kind != TOK_INTEGER || !is_one_of(slip, word(slip, -1), units) ||
        (slip->here->word != WORD_OF && slip->here->word != WORD_AFTER && slip->here->word != WORD_FROM))
        return false;
    return HELP(slip, "A period runs from what the rule begins with: \"when notice ...\", then \"within 30 days\".");
}

/* "1,000" */
static bool number_with_comma(const struct slip *slip)
{
    const struct cs_token *thousands = word(slip, -1), *rest = word(slip, 1);

    if (slip->here->kind != TOK_COMMA || thousands->kind != TOK_INTEGER || rest->kind != TOK_INTEGER || rest->spaced ||
        rest->end - rest->start != 3)
        return false;
    return HELP(slip, "Write the digits alone: %.*s%.*s.", TEXT_OF(slip, thousands, thousands),
                TEXT_OF(slip, rest, rest));
}

/* ---- names ---- */

/* Lines that are lists of names and nothing else. */
static bool is_line_of_names(const struct slip *slip)
{
    return slip->first->word == WORD_NAME || slip->first->word == WORD_ACCOUNT || slip->first->word == WORD_SOURCE ||
           slip->first->word == WORD_TREATY || slip->first->word == WORD_DECLARATION;
}

static bool ends_name(const struct cs_token *token)
{
    return (token->kind != TOK_SMALL && token->kind != TOK_CAPITAL) || token->word == WORD_ALSO ||
           token->word == WORD_SPEAK || token->word == WORD_SPEAKS || token->word == WORD_SAME ||
           token->word == WORD_OWES || token->word == WORD_EXPECTS || token->word == WORD_FAILS ||
           token->word == WORD_IS || token->word == WORD_ARE || token->word == WORD_AND;
}

/*
 * The last word of a name that goes on over small words: "Organ of Consultation". Where more than names may stand in
 * the line it ends with the first capital words behind the small ones, which are none of the language's. NULL if no
 * capital word follows.
 */
static const struct cs_token *end_of_name(const struct slip *slip)
{
    const struct cs_token *last = NULL;

    for (const struct cs_token *token = slip->here; !ends_name(token); token++) {
        if (token->kind == TOK_CAPITAL)
            last = token;
        else if (!is_line_of_names(slip) && (last != NULL || cs_word_reserved(token->word)))
            break;
    }
    return last;
}

/* "d'Ivoire": a small word that goes on with a capital letter. */
static bool has_capital_inside(const struct slip *slip, const struct cs_token *token)
{
    for (uint32_t i = token->start + 1; i < token->end; i++)
        if (isupper((unsigned char)slip->parser->source->bytes[i]))
            return true;
    return false;
}

/* "treaty Pact of Steel "title"" */
static bool is_title_of_steel(const struct slip *slip)
{
    static const char *const words[] = {"of", "on", "for", "and", "the", NULL};
    const struct cs_token *token = slip->here;

    while (token->kind == TOK_SMALL || token->kind == TOK_CAPITAL)
        token++;
    return (slip->first->word == WORD_TREATY || slip->first->word == WORD_DECLARATION) && token->kind == TOK_STRING &&
           is_one_of(slip, slip->here, words);
}

/* "for Military aid on e1" */
static bool small_word_behind_name(const struct slip *slip)
{
    const struct cs_token *name = word(slip, -1), *next = word(slip, 1);

    if (name->kind != TOK_CAPITAL || !cs_parser_free_word(slip->here) || !cs_word_reserved(word(slip, -2)->word) ||
        (next->kind != TOK_END && next->kind != TOK_COMMA && cs_word_prep(next->word) == CS_PREP_COUNT))
        return false;
    return HELP(slip, "Leave out \"%.*s\", or put all of the name in quotation marks: \"%.*s\".",
                TEXT_OF(slip, slip->here, slip->here), TEXT_OF(slip, name, slip->here));
}

static bool name_with_small_words(const struct slip *slip)
{
    const struct cs_token *start = word(slip, -1), *last;

    if (start->kind != TOK_CAPITAL || !is_small(slip->here) || (ends_name(slip->here) && slip->here->word != WORD_AND))
        return false;
    if ((slip->first->word == WORD_TREATY || slip->first->word == WORD_DECLARATION) && !is_title_of_steel(slip))
        return false;
    last = has_capital_inside(slip, slip->here) ? slip->here : end_of_name(slip);
    if (last == NULL || (!is_line_of_names(slip) && last > slip->here + 3))
        return false;
    while (start > slip->first && start[-1].kind == TOK_CAPITAL)
        start--;
    return HELP(slip, "A name with a small word in it stands in quotation marks: \"%.*s\".",
                TEXT_OF(slip, start, last));
}

static bool names_joined(const struct slip *slip)
{
    static const char *const words[] = {"and", "&", ";", "+", "plus", NULL};
    const struct cs_token *before = word(slip, -1), *behind = word(slip, 1);
    bool between = word(slip, -2)->word == WORD_BETWEEN && is_small(before) && is_small(behind);

    if (!is_one_of(slip, slip->here, words) || !((is_particular(before) && is_particular(behind)) || between))
        return false;
    return HELP(slip, "A comma joins them: %.*s, %.*s.", TEXT_OF(slip, before, before), TEXT_OF(slip, behind, behind));
}

static bool choice(const struct slip *slip)
{
    static const char *const words[] = {"or", "either", NULL};

    return is_one_of(slip, slip->here, words) &&
           HELP(slip, "The language has no \"or\": write a rule, or an entry, for each.");
}

static bool article_before_name(const struct slip *slip)
{
    static const char *const articles[] = {"the", "a", "an", NULL};
    static const char *const all[] = {"every", "each", "any", "all", "some", NULL};
    const struct cs_token *before = word(slip, -1);

    if (is_one_of(slip, before, articles) && slip->here->kind == TOK_CAPITAL)
        return HELP(slip, "Leave out \"%.*s\".", TEXT_OF(slip, before, before));
    if (is_one_of(slip, slip->here, articles) && word(slip, 1)->kind == TOK_CAPITAL)
        return HELP(slip, "Leave out \"%.*s\".", TEXT_OF(slip, slip->here, slip->here));
    if (slip->here->word == WORD_OWES || slip->here->word == WORD_EXPECTS)
        before = word(slip, -2);
    return is_one_of(slip, before, all) && is_small(slip->here) && cs_word_reserved(slip->first->word) &&
           HELP(slip, "Leave out \"%.*s\": a small word alone stands for each that fits.",
                TEXT_OF(slip, before, before));
}

static bool quotation_with_one_mark(const struct slip *slip)
{
    return is_symbol(slip, slip->here, '\'') && HELP(slip, "Use double quotation marks: \".");
}

/* ---- sentences ---- */

static bool full_stop(const struct slip *slip)
{
    return (is_symbol(slip, slip->here, '.') || is_symbol(slip, slip->here, ';') || is_symbol(slip, slip->here, '!')) &&
           word(slip, 1)->kind == TOK_END && HELP(slip, "A line ends without a mark: leave it out.");
}

static bool colon_out_of_place(const struct slip *slip)
{
    if (slip->here->kind != TOK_COLON)
        return false;
    if (slip->at == 1 && slip->first->kind == TOK_DATE)
        return HELP(slip, "Leave the colon out; one stands behind a label only: %.*s e1: ...",
                    TEXT_OF(slip, slip->first, slip->first));
    if (slip->first->word == WORD_SAYS || slip->first->word == WORD_DENIES)
        return HELP(slip, "Leave the colon out: %.*s \"...\".", TEXT_OF(slip, slip->first, word(slip, -1)));
    return false;
}

/* "Strict: 1 day", "Strict = 1 day", below a reading */
static bool mark_behind_answer(const struct slip *slip)
{
    return slip->parser->above == ABOVE_READING && slip->first->kind == TOK_CAPITAL &&
           (slip->here->kind == TOK_COLON || is_symbol(slip, slip->here, '=')) &&
           word(slip, 1)->kind != TOK_END &&
           HELP(slip, "Leave the mark out: %.*s %.*s.", TEXT_OF(slip, slip->first, word(slip, -1)),
                TEXT_OF(slip, word(slip, 1), &slip->parser->line.tokens[slip->parser->line.count - 1]));
}

/* What a claim adds in other words than those of the language. */
static bool part_of_claim(const struct slip *slip)
{
    if (slip->first->word != WORD_SAYS && slip->first->word != WORD_DENIES && slip->first->word != WORD_ASKS)
        return false;
    if ((slip->here->word == WORD_ON || slip->here->word == WORD_SINCE) && word(slip, 1)->kind == TOK_DATE)
        return HELP(slip, "When it was said is written: recorded %.*s.", TEXT_OF(slip, word(slip, 1), word(slip, 1)));
    return slip->here->kind == TOK_STRING && word(slip, -1)->kind == TOK_STRING &&
           HELP(slip, "A claim has one gist; the words of the passage stand behind \"quote\".");
}

/* "2023-01-02 e1 counts as strike", "e1 is attack on Borea" */
static bool name_of_an_entry(const struct slip *slip)
{
    static const char *const verbs[] = {"is", "was", "means", "constitutes", "qualifies", "equals", NULL};
    const struct cs_token *next = word(slip, 1);

    if (slip->here->kind == TOK_LABEL && slip->first->kind == TOK_DATE &&
        (next->word == WORD_COUNTS || next->word == WORD_DATED || next->word == WORD_SAME))
        return HELP(
            slip,
            "This has no date of its own: %.*s %.*s ...; when it was said is written behind who says so: recorded "
            "%.*s.",
            TEXT_OF(slip, slip->here, slip->here), TEXT_OF(slip, next, next), TEXT_OF(slip, slip->first, slip->first));
    return slip->first->kind == TOK_LABEL && slip->at == 1 && is_one_of(slip, slip->here, verbs) &&
           HELP(slip, "What an entry is called is written: %.*s counts as ...",
                TEXT_OF(slip, slip->first, slip->first));
}

/* "expects Borea to assist" */
static bool expects_to(const struct slip *slip)
{
    const struct cs_token *whom = word(slip, -1), *verb = word(slip, -2);

    return slip->here->word == WORD_TO && slip->at >= 3 && (verb->word == WORD_EXPECTS || verb->word == WORD_OWES) &&
           HELP(slip, "What is owed or expected is written as it would be entered: \"%.*s assistance by %.*s to ...\".",
                TEXT_OF(slip, word(slip, -3), whom), TEXT_OF(slip, whom, whom));
}

/* "killed 5 soldiers of Borea" */
static bool number_in_event(const struct slip *slip)
{
    return slip->first->kind == TOK_DATE && slip->here->kind == TOK_INTEGER && is_small(word(slip, -1)) &&
           !cs_word_reserved(word(slip, -1)->word) && !is_small(slip->first) &&
           HELP(slip, "A number stands in a line of its own, without a date: \"%.*s of ... in e1 at least %.*s\".",
                TEXT_OF(slip, word(slip, -1), word(slip, -1)), TEXT_OF(slip, slip->here, slip->here));
}

static bool count_in_words(const struct slip *slip)
{
    if (slip->here->word == WORD_AT && (word(slip, 1)->word == WORD_LEAST || word(slip, 1)->word == WORD_MOST) &&
        (slip->first->word == WORD_IF || slip->first->word == WORD_AND) && slip->at == 1)
        return HELP(
            slip,
            "What is counted comes first: \"number of s in vote by s on d at least 2/3 number of s in s is voter on "
            "d\".");
    return word(slip, -2)->word == WORD_OF && word(slip, -3)->word == WORD_NUMBER &&
           HELP(slip, "A number says in what it is counted: \"number of %.*s in vote by %.*s on d at least 3\".",
                TEXT_OF(slip, word(slip, -1), word(slip, -1)), TEXT_OF(slip, word(slip, -1), word(slip, -1)));
}

/* "treaty Pact "a pact" from 1994-01-01"; a grade behind the gist */
static bool part_of_text(const struct slip *slip)
{
    if (slip->first->word != WORD_TREATY && slip->first->word != WORD_ARTICLE && slip->first->word != WORD_DECLARATION)
        return false;
    if (slip->here->word == WORD_FROM && word(slip, 1)->kind == TOK_DATE)
        return HELP(slip, "When it is in force is written: since %.*s.", TEXT_OF(slip, word(slip, 1), word(slip, 1)));
    if (slip->first->word == WORD_DECLARATION && slip->here->word == WORD_OF)
        return HELP(slip, "Whose declaration it is stands behind \"by\".");
    return word(slip, -1)->kind == TOK_STRING && slip->here->word == WORD_GRADE &&
           HELP(slip, "The gist stands last, behind the grade.");
}

static bool one_a_line(const struct slip *slip)
{
    const struct cs_token *before = word(slip, -2);

    return slip->here->kind == TOK_COMMA && (before->word == WORD_FOR || before->word == WORD_AS) &&
           is_particular(slip->first) && HELP(slip, "Write a line for each.");
}

static bool capital_for_small(const struct slip *slip)
{
    const char *bytes = slip->parser->source->bytes + slip->here->start;

    if (slip->first->word != WORD_KIND && slip->first->word != WORD_EVENT && slip->first->word != WORD_FACT &&
        slip->first->word != WORD_QUANTITY)
        return false;
    if (is_symbol(slip, slip->here, '('))
        return HELP(slip, "Write it without brackets and commas: \"by state on state\".");
    return slip->here->kind == TOK_CAPITAL && isupper((unsigned char)bytes[0]) &&
           HELP(slip, "Kinds and words of a vocabulary have small letters: \"%c%.*s\".",
                tolower((unsigned char)bytes[0]), (int)(slip->here->end - slip->here->start) - 1, bytes + 1);
}

static bool no_clock(const struct slip *slip)
{
    static const char *const words[] = {"today", "now", "yesterday", "tomorrow", NULL};

    return is_one_of(slip, slip->here, words) && HELP(slip, "Write the date: the language has no clock.");
}

/* "Alden attacks Borea": in the language the word comes first. */
static bool name_before_word(const struct slip *slip)
{
    const struct cs_token *verb = word(slip, 1), *whom = word(slip, 2);

    if (slip->here->kind != TOK_CAPITAL || (slip->first->kind != TOK_DATE && slip->first->word != WORD_CHECK) ||
        !is_small(verb) || cs_word_reserved(verb->word) || verb->word == WORD_SAYS)
        return false;
    if (cs_word_prep(whom->word) != CS_PREP_COUNT)
        return HELP(slip, "A state of things is told with \"is\": %.*s is %.*s ...",
                    TEXT_OF(slip, slip->here, slip->here), TEXT_OF(slip, verb, whom));
    return whom->kind == TOK_CAPITAL &&
           HELP(slip, "What happens comes first, then who and whom: attack by %.*s on %.*s.",
                TEXT_OF(slip, slip->here, slip->here), TEXT_OF(slip, whom, whom));
}

/* "is in breach of", "is at war with": what follows "is" begins with a word of its own. */
static bool preposition_after_is(const struct slip *slip)
{
    const struct cs_token *is = word(slip, -1), *next = word(slip, 1);

    if ((is->word != WORD_IS && is->word != WORD_ARE) || cs_word_prep(slip->here->word) == CS_PREP_COUNT)
        return false;
    if (!cs_parser_free_word(next))
        return HELP(slip, "Behind \"is\" stands first a word of the vocabulary, as in \"is party of\".");
    return HELP(slip,
                "Behind \"is\" stands first a word of the vocabulary, as in \"is party of\". Make one of the two, "
                "\"%.*s-%.*s\", and declare it as a fact, or take \"%.*s\" alone.",
                TEXT_OF(slip, slip->here, slip->here), TEXT_OF(slip, next, next), TEXT_OF(slip, next, next));
}

/* "a is not b", "no a is b", "a = b" */
static bool sameness(const struct slip *slip)
{
    bool equals = is_symbol(slip, slip->here, '=');
    const struct cs_token *who = word(slip, slip->here->word == WORD_NOT ? -2 : -1), *other = word(slip, 1);

    if (slip->here->word == WORD_NOT && word(slip, -1)->word == WORD_IS && word(slip, 2)->kind == TOK_END &&
        slip->first->word == WORD_IF && (is_small(other) || is_particular(other)) && who != slip->first)
        return HELP(slip,
                    "Different ones: \"%.*s other than %.*s\"; a state of things that does not hold: \"no %.*s is "
                    "%.*s\".",
                    TEXT_OF(slip, who, who), TEXT_OF(slip, other, other), TEXT_OF(slip, who, who),
                    TEXT_OF(slip, other, other));
    if (slip->first->word != WORD_IF && slip->first->word != WORD_AND)
        return false;
    if (equals)
        return HELP(slip, "Who is the same has one small word in all lines of a rule; different ones are told by "
                          "\"other than\".");
    return is_symbol(slip, slip->here, '!') && HELP(slip, "Different ones are told by \"other than\".");
}

static bool not_for_no(const struct slip *slip)
{
    const struct cs_token *is = word(slip, -1), *subject = word(slip, -2);

    if (slip->here->word != WORD_NOT)
        return false;
    if (is->word == WORD_IS || is->word == WORD_ARE)
        return HELP(slip, "Put \"no\" before the whole: \"no %.*s %.*s ...\".", TEXT_OF(slip, subject, subject),
                    TEXT_OF(slip, is, is));
    return HELP(slip, "Write \"no\" before what is not to be: \"no attack by ... on ...\".");
}

/* "a must not attack b", "b may request ..." */
static bool verb_of_duty(const struct slip *slip)
{
    static const char *const words[] = {"must", "shall", "should", "will", "cannot", NULL};
    const struct cs_token *before = word(slip, -1);

    if (slip->here->word == WORD_MAY && slip->at > 0)
        return HELP(slip,
                    "A power is a rule of its own: \"may request by state of body\", with its conditions below it.");
    if (!is_one_of(slip, before, words) && !is_one_of(slip, slip->here, words))
        return false;
    return HELP(slip,
                "A duty is written \"a owes b assistance by a to b\", a prohibition \"a owes b no attack by a on b\".");
}

/* "2023-01-01 killed of Borea in e1 at least 5" */
static bool dated_bound(const struct slip *slip)
{
    return slip->first->kind == TOK_DATE && cs_parser_at_compare(slip->parser) && slip->at > 1 &&
           HELP(slip, "A bound on a quantity has no date: begin the line with the quantity.");
}

static bool capital_needed(const struct slip *slip)
{
    return slip->first->word == WORD_SOURCE && slip->here->kind == TOK_INTEGER &&
           HELP(slip, "A name begins with a capital letter: S%.*s.", TEXT_OF(slip, slip->here, slip->here));
}

static bool standpoint(const struct slip *slip)
{
    const struct cs_token *last = word(slip, -1);

    if (slip->first->word != WORD_CHECK)
        return false;
    if (slip->at == 1 && (word(slip, 1)->word == WORD_IS || word(slip, 1)->word == WORD_ARE))
        return HELP(slip, "The state comes first: \"check holds %.*s %.*s ...\".",
                    TEXT_OF(slip, slip->here, slip->here), TEXT_OF(slip, word(slip, 1), word(slip, 1)));
    if (slip->at == 1)
        return HELP(
            slip,
            "The state comes first: \"check violated Borea owes Alden ...\", or \"in force\", \"fulfilled\", \"none\", "
            "\"holds\".");
    if (slip->here->kind == TOK_END && (is_particular(last) || last->word == WORD_OPEN))
        return HELP(slip, "A check says on whose account and when: \"as open on 2023-01-31\".");
    return last->word == WORD_AS && slip->here->word == WORD_OF &&
           HELP(slip, "A check says on whose account and when: \"as open on 2023-01-31\".");
}

static bool label_for_word(const struct slip *slip)
{
    return slip->here->kind == TOK_LABEL && slip->first->kind == TOK_DATE && slip->at == 1 &&
           HELP(slip, "A word with a digit in it is a label, and a colon stands behind it: %.*s: ...",
                TEXT_OF(slip, slip->here, slip->here));
}

static bool label_with_capital(const struct slip *slip)
{
    const char *bytes = slip->parser->source->bytes + slip->here->start;
    uint32_t length = slip->here->end - slip->here->start;

    if (slip->here->kind != TOK_CAPITAL || word(slip, 1)->kind != TOK_COLON || !isupper((unsigned char)bytes[0]) ||
        strcspn(bytes, "0123456789") >= length)
        return false;
    return HELP(slip, "A label begins with a small letter: %c%.*s.", tolower((unsigned char)bytes[0]), (int)length - 1,
                bytes + 1);
}

static bool quoted_use(const struct slip *slip)
{
    const char *bytes = slip->parser->source->bytes + slip->here->start;

    return slip->first->word == WORD_USE && slip->here->kind == TOK_CAPITAL && isupper((unsigned char)bytes[0]) &&
           HELP(slip, "The files of the library have small names: use %c%.*s.", tolower((unsigned char)bytes[0]),
                (int)(slip->here->end - slip->here->start) - 1, bytes + 1);
}

/* "Alden says that ..." */
static bool name_that_says(const struct slip *slip)
{
    static const char *const words[] = { "says",   "denies",   "claims",  "states", "said",
                                         "denied", "confirms", "alleges", NULL };
    const struct cs_token *last = slip->first;

    while (last[1].kind == TOK_CAPITAL)
        last++;
    return slip->first->kind == TOK_CAPITAL && is_one_of(slip, last + 1, words) &&
           HELP(slip, "What is said is an entry with its date, and below it stands who says so: says %.*s.",
                TEXT_OF(slip, slip->first, last));
}

/* "state Alden" */
static bool kind_for_name(const struct slip *slip)
{
    const struct cs_token *next = slip->first + 1;

    return slip->first->word == WORD_STATE && (next->kind == TOK_CAPITAL || next->kind == TOK_STRING) &&
           HELP(slip, "A name is declared with its kind: name state %.*s.", TEXT_OF(slip, next, next));
}

bool cs_parser_slip(struct cs_parser *parser, struct cs_diagnostic *diagnostic)
{
    static bool (*const SLIPS[])(const struct slip *slip) = { comment_of_another_language,
                                                              time_apart,
                                                              span_in_words,
                                                              month_in_words,
                                                              month_at_the_beginning,
                                                              date_with_slashes,
                                                              short_parts,
                                                              period_of_weeks,
                                                              other_units,
                                                              period_in_words,
                                                              limit_with_another_word,
                                                              start_of_a_period,
                                                              number_in_words,
                                                              number_with_comma,
                                                              mark_behind_answer,
                                                              part_of_claim,
                                                              name_of_an_entry,
                                                              expects_to,
                                                              count_in_words,
                                                              part_of_text,
                                                              one_a_line,
                                                              capital_for_small,
                                                              no_clock,
                                                              names_joined,
                                                              choice,
                                                              name_that_says,
                                                              kind_for_name,
                                                              name_with_small_words,
                                                              small_word_behind_name,
                                                              article_before_name,
                                                              quotation_with_one_mark,
                                                              full_stop,
                                                              colon_out_of_place,
                                                              quoted_use,
                                                              name_before_word,
                                                              preposition_after_is,
                                                              sameness,
                                                              verb_of_duty,
                                                              not_for_no,
                                                              dated_bound,
                                                              number_in_event,
                                                              capital_needed,
                                                              standpoint,
                                                              label_for_word,
                                                              label_with_capital };
    struct slip slip = {.parser = parser, .diagnostic = diagnostic, .first = &parser->line.tokens[0],
                        .here = cs_parser_token(parser), .at = parser->at};

    for (size_t i = 0; i < sizeof SLIPS / sizeof SLIPS[0]; i++)
        if (SLIPS[i](&slip))
            return true;
    return false;
}

/* ---- the first word of a line ---- */

/* Words with which a newcomer begins a line, and what to write instead. */
static const struct opening { const char *word, *help;
} OPENINGS[] = {
    { "unless", "Write \"if no ...\": the rule applies unless that is so." },
    { "except", "Write \"if no ...\": the rule applies except where that is so." },
    { "provided", "Write \"if ...\" on a line of its own." },
    { "or", "The language has no \"or\": write a rule for each." },
    { "else", "The language has no \"else\": write a rule for each case." },
    { "art", "An article is written: article 2." },
    { "section", "An article is written: article 2." },
    { "clause", "An article is written: article 2." },
    { "paragraph", "A paragraph belongs to its article: article 2(1)." },
    { "claims", "Who says something: \"says\" and the name." },
    { "states", "Who says something: \"says\" and the name." },
    { "alleges", "Who says something: \"says\" and the name." },
    { "confirms", "Who says something: \"says\" and the name." },
    { "said", "Who says something: \"says\" and the name." },
    { "rejects", "Who denies something: \"denies\" and the name." },
    { "denied", "Who denies something: \"denies\" and the name." },
    { "disputes", "Who denies something: \"denies\" and the name; who only asks: \"asks\"." },
    { "include", "Files are named by \"use\", such as: use security." },
    { "import", "Files are named by \"use\", such as: use security." },
    { "country", "A name is declared with its kind: name state Alden." },
    { "timezone", "The zone of a file is written: zone +04:00." },
    { "note", "A comment begins with two hyphens: --." },
    { "comment", "A comment begins with two hyphens: --." },
    { "url", "Where a source was found belongs into its title; \"file\" names the copy at hand." },
    { "link", "Where a source was found belongs into its title; \"file\" names the copy at hand." },
    { "author", "Who published a source is written: publisher \"...\"." },
    { "title", "The title stands behind the name: source S1 \"title\"." },
    { "released", "What releases from a duty is written: released upon waiver by b." },
    { "suspended", "What suspends a duty is written: suspended while commission is sitting." },
    { "from", "What holds from a day on begins with that day: 2023-01-01/.. and the fact." },
    { "since", "What holds from a day on begins with that day: 2023-01-01/.. and the fact." },
    { "till", "What held up to a day begins with ../ and that day: ../2023-01-01 and the fact." },
    { "on", "An entry begins with its date, without \"on\"." },
    { "in", "An entry begins with its date, without \"in\": 2023-01, for some day of January." },
    { "at", "An entry begins with its date, without \"at\": 2023-01-01T18:00+04:00." },
    { "circa",
      "A date that is not certain is written: about 2023-01-15 within 10 days, or 2023-01 for some day of January." },
    { "around",
      "A date that is not certain is written: about 2023-01-15 within 10 days, or 2023-01 for some day of January." },
    { "early",
      "A date that is not certain is written: about 2023-01-15 within 10 days, or 2023-01 for some day of January." },
    { "late",
      "A date that is not certain is written: about 2023-01-15 within 10 days, or 2023-01 for some day of January." },
    { "mid",
      "A date that is not certain is written: about 2023-01-15 within 10 days, or 2023-01 for some day of January." }
};

/* The word of the language that the line would begin with, had it no capital letter: "When", "Treaty". */
static enum cs_line_kind kind_without_capital(const struct slip *slip)
{
    for (int kind = 0; kind < LINE_KIND_COUNT; kind++) {
        enum cs_word opener = cs_line_word((enum cs_line_kind)kind);

        if (opener != WORD_NONE && slip->first->kind == TOK_CAPITAL && reads(slip, slip->first, cs_word_text(opener)))
            return (enum cs_line_kind)kind;
    }
    return LINE_UNKNOWN;
}

static bool capital_opening(const struct slip *slip)
{
    enum cs_line_kind kind = kind_without_capital(slip);

    return kind != LINE_UNKNOWN &&
           HELP(slip, "The words of the language have small letters: \"%s\".", cs_word_text(cs_line_word(kind)));
}

/* "e1: 2023-01-01 attack ..." */
static bool label_before_date(const struct slip *slip)
{
    const struct cs_token *date = slip->first + 2;

    if (slip->first->kind != TOK_LABEL || slip->first[1].kind != TOK_COLON || date->kind != TOK_DATE)
        return false;
    return HELP(slip, "The date comes first: %.*s %.*s ...", TEXT_OF(slip, date, date),
                TEXT_OF(slip, slip->first, slip->first + 1));
}

/* "killed of Borea in e1: 5" */
static bool bound_with_colon(const struct slip *slip)
{
    size_t count = slip->parser->line.count;
    const struct cs_token *last = count >= 3 ? &slip->parser->line.tokens[count - 1] : NULL;

    return last != NULL && last->kind == TOK_INTEGER &&
           (last[-1].kind == TOK_COLON || is_symbol(slip, last - 1, '=')) &&
           HELP(slip, "A number is told by a comparison: \"exactly %.*s\", \"at least %.*s\".",
                TEXT_OF(slip, last, last), TEXT_OF(slip, last, last));
}

bool cs_parser_opening_slip(struct cs_parser *parser, struct cs_diagnostic *diagnostic)
{
    static bool (*const SLIPS[])(const struct slip *slip) = {
        comment_of_another_language, month_in_words,  capital_opening, name_that_says, kind_for_name,
        label_before_date,           bound_with_colon
    };
    const struct cs_token *first = &parser->line.tokens[0];
    struct slip slip = {.parser = parser, .diagnostic = diagnostic, .first = first, .here = first};

    for (size_t i = 0; i < sizeof SLIPS / sizeof SLIPS[0]; i++)
        if (SLIPS[i](&slip))
            return true;
    for (size_t i = 0; i < sizeof OPENINGS / sizeof OPENINGS[0]; i++)
        if (first->kind == TOK_SMALL && reads(&slip, first, OPENINGS[i].word))
            return HELP(&slip, "%s", OPENINGS[i].help);
    return false;
}

enum cs_line_kind cs_parser_kind_without_capital(struct cs_parser *parser)
{
    struct slip slip = {.parser = parser, .first = &parser->line.tokens[0], .here = &parser->line.tokens[0]};

    return kind_without_capital(&slip);
}
