/* SPDX-License-Identifier: MIT */
/* Slips of dates, periods and numbers. */
#include "lang/parser_slip.h"

#include <stdio.h>

#include "time/notation.h"

/* ---- dates ---- */

/* Adds the remedy for the text without a space around `token`, if it is meant as a date (time/notation.h). */
static bool notation_at(const struct slip *slip, const struct cs_token *token)
{
    const struct cs_line *line = &slip->parser->line;
    const char *bytes = slip->parser->source->bytes;
    uint32_t start = token->start, end = token->end;
    char remedy[CS_NOTATION_REMEDY_MAX];
    bool date = token == slip->first || (slip->diagnostic != NULL && slip->diagnostic->code == DIAG_DATE_WRONG);

    while (start > line->start && bytes[start - 1] != ' ' && bytes[start - 1] != '\t')
        start--;
    while (end < line->comment && bytes[end] != ' ' && bytes[end] != '\t')
        end++;
    return end > start && cs_notation_remedy(bytes + start, end - start, date, remedy) && HELP(slip, "%s", remedy);
}

bool cs_slip_notation(const struct slip *slip)
{
    const struct cs_token *before = slip->here - 1;

    return notation_at(slip, slip->here) ||
           (slip->here->spaced && slip->at > 0 && before->kind != TOK_LABEL && notation_at(slip, before));
}

bool cs_slip_label_for_date(const struct slip *slip)
{
    return slip->at == 1 && slip->first->kind == TOK_LABEL && notation_at(slip, slip->first);
}

static int month_of(const struct slip *slip, const struct cs_token *token)
{
    static const char *const names[] = {"january", "february", "march", "april", "may", "june", "july", "august",
                                        "september", "october", "november", "december", "jan", "feb", "mar", "apr",
                                        "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "sept", NULL};
    int found = find(slip, token, names);

    return found < 0 ? 0 : found == 24 ? 9 : found % 12 + 1;
}

/* The number of the token, at most 9999; 0 if it is none. */
static int number_of(const struct slip *slip, const struct cs_token *token)
{
    int value = 0;

    if (token->kind != TOK_INTEGER || token->end - token->start > 4)
        return 0;
    for (uint32_t i = token->start; i < token->end; i++)
        value = value * 10 + (slip->parser->source->bytes[i] - '0');
    return value;
}

bool cs_slip_month(const struct slip *slip)
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

/* The line begins with a month, which was read as a name. */
static bool month_at_the_beginning(const struct slip *slip)
{
    struct slip beginning = *slip;

    beginning.at = 0;
    beginning.here = slip->first;
    return slip->first->kind == TOK_CAPITAL && cs_slip_month(&beginning);
}

/* 01/02/2023, 2023/01/02 */
static bool date_with_slashes(const struct slip *slip)
{
    /* the first of the two slashes may have been read */
    int from = slip->at >= 2 && word(slip, -1)->kind == TOK_SLASH                            ? -2
               : slip->here->kind == TOK_SLASH && word(slip, -1)->kind == TOK_INTEGER ? -1
                                                                                       : 0;
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

/* 30.12.2022, 2022.12.30 */
static bool date_with_stops(const struct slip *slip)
{
    int first, second, third, length = 0;
    char text[16];

    if (!copy_text(slip, slip->here, text, sizeof text) ||
        sscanf(text, "%4d.%2d.%4d%n", &first, &second, &third, &length) != 3 || text[length] != '\0' ||
        first < 1 || second < 1 || second > 12 || third < 1)
        return false;
    if (first > 31)
        return HELP(slip, "Write %04d-%02d-%02d: hyphens stand between the parts of a date.", first, second, third);
    return third > 31 && HELP(slip, "Write %04d-%02d-%02d: the year, the month, the day.", third, second, first);
}

/* 2023-1-5, 23-01-05 */
static bool short_parts(const struct slip *slip)
{
    int year, month, day, length = 0;
    char text[16];

    if (!copy_text(slip, slip->here, text, sizeof text) ||
        sscanf(text, "%4d-%2d-%2d%n", &year, &month, &day, &length) != 3 || text[length] != '\0' || length >= 10)
        return false;
    if (year < 100)
        return HELP(slip, "Write the year first, in four digits, such as 2023-01-05.");
    return HELP(slip, "Write %04d-%02d-%02d: four digits, two, and two.", year, month, day);
}

/* 2023-01-05T6:00, 2023-1-5T06:00, 2023-01-05T06.00+04:00 */
static bool short_time(const struct slip *slip)
{
    int year, month, day, length = 0;
    unsigned hour, minute;
    char text[48], mark;

    if (!copy_text(slip, slip->here, text, sizeof text) ||
        sscanf(text, "%4d-%2d-%2dT%2u%c%2u%n", &year, &month, &day, &hour, &mark, &minute, &length) != 6 ||
        (mark != ':' && mark != '.') || (mark == ':' && length >= 16) || year < 100 || hour > 23 || minute > 59 ||
        isdigit((unsigned char)text[length]))
        return false;
    return HELP(slip, "Write %04d-%02d-%02dT%02u:%02u%s.", year, month, day, hour, minute, text + length);
}

/* 2023-01-01 18:00, at 18:00, 2023-01-01, 6:05 */
static bool time_apart(const struct slip *slip)
{
    static const char *const at[] = {"at", ",", NULL};
    const struct cs_token *colon = slip->here->kind == TOK_COLON ? slip->here
                                                                 : word(slip, is_one_of(slip, slip->here, at) ? 2 : 1);
    const struct cs_token *hour = colon - 1, *minute = colon + 1, *date = slip->first;
    bool has_zone = slip->parser->file->reckoning.has_zone;

    if (colon->kind != TOK_COLON || colon == slip->first || hour->kind != TOK_INTEGER || minute->kind != TOK_INTEGER ||
        colon->spaced || minute->spaced)
        return false;
    if (hour > slip->first && hour[-1].word == WORD_UNTIL) /* cs_slip_rule knows what this is */
        return false;
    if (date->kind != TOK_DATE)
        return HELP(slip, "A time of day stands in a date, such as 2023-01-01T18:00+04:00.");
    return HELP(slip, "Write the time into the date, %.*sT%s%.*s%s", TEXT_OF(slip, date, date),
                hour->end - hour->start == 1 ? "0" : "", TEXT_OF(slip, hour, minute),
                has_zone ? "." : ", with its offset from UTC behind it, such as +04:00.");
}

/* 2023-01-01 18.30, 18h30, 18h */
static bool time_with_another_mark(const struct slip *slip)
{
    const struct cs_token *date = slip->first;
    char text[8], mark;
    unsigned hour, minute;
    int length = 0;

    if (slip->here == date || date->kind != TOK_DATE || !copy_text(slip, slip->here, text, sizeof text))
        return false;
    if (sscanf(text, "%2uh%n", &hour, &length) == 1 && length > 0 && text[length] == '\0')
        minute = 0;
    else if (sscanf(text, "%2u%c%2u%n", &hour, &mark, &minute, &length) != 3 || text[length] != '\0' ||
             (mark != '.' && mark != 'h') || text[length - 3] != mark)
        return false;
    if (hour > 23 || minute > 59)
        return false;
    return HELP(slip, "Write the time into the date, %.*sT%02u:%02u%s", TEXT_OF(slip, date, date), hour, minute,
                slip->parser->file->reckoning.has_zone ? "."
                                                       : ", with its offset from UTC behind it, such as +04:00.");
}

/* 6pm, 6 am, 2023-01-01T6pm */
static bool twelve_hours(const struct slip *slip)
{
    static const char *const halves[] = {"am", "pm", NULL};
    const char *text = slip->parser->source->bytes + slip->here->start;
    size_t length = slip->here->end - slip->here->start, digits = 0;
    const char *in_date = slip->here->kind == TOK_DATE ? memchr(text, 'T', length) : NULL;
    bool joined, apart;

    if (in_date != NULL) {
        length -= (size_t)(in_date + 1 - text);
        text = in_date + 1;
    }
    while (digits < length && isdigit((unsigned char)text[digits]))
        digits++;
    joined = digits > 0 && digits <= 2 && length == digits + 2 && (text[digits] == 'a' || text[digits] == 'p') &&
             text[digits + 1] == 'm';
    apart = (number_of(slip, slip->here) > 0 && is_one_of(slip, word(slip, 1), halves)) ||
            (is_one_of(slip, slip->here, halves) && number_of(slip, word(slip, -1)) > 0);

    return (joined || apart) &&
           HELP(slip, "A time of day stands in the date, and counts to 24: 2023-01-01T18:00+04:00 is 6 pm.");
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
    static const char *const whole[] = {"hour", "hours", "day", "days", "month", "months", "year", "years", NULL};
    static const char *const hours[] = {"h", "hr", "hrs", NULL}, *const days[] = {"d", NULL};
    static const char *const months[] = {"mo", "mos", "mth", "mths", NULL}, *const years[] = {"y", "yr", "yrs", NULL};
    int count = number_of(slip, word(slip, -1));
    const char *unit = is_one_of(slip, slip->here, hours)    ? "hour"
                       : is_one_of(slip, slip->here, days)   ? "day"
                       : is_one_of(slip, slip->here, months) ? "month"
                       : is_one_of(slip, slip->here, years)  ? "year"
                                                             : NULL;

    if (count == 0)
        return false;
    if (slip->here->kind == TOK_CAPITAL && is_one_of(slip, slip->here, whole))
        return HELP(slip, "The words of the language have small letters: %d %c%.*s.", count,
                    tolower((unsigned char)slip->parser->source->bytes[slip->here->start]),
                    (int)(slip->here->end - slip->here->start) - 1,
                    slip->parser->source->bytes + slip->here->start + 1);
    if (unit != NULL)
        return HELP(slip, "Write %d %s%s.", count, unit, count == 1 ? "" : "s");
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
    static const char *const ones[] = {"a", "an", NULL}, *const fortnights[] = {"fortnight", NULL};
    static const char *const units[] = {"hour", "day", "week", "month", "year", "fortnight", NULL};
    int number = is_one_of(slip, slip->here, ones) && is_one_of(slip, word(slip, 1), units)
                     ? 1 : find(slip, slip->here, NUMBERS) + 1;
    const struct cs_token *unit = word(slip, 1);

    if (number == 0)
        return false;
    if (reads(slip, unit, "week") || reads(slip, unit, "weeks"))
        return HELP(slip, "Periods are told in days and in digits: write %d days.", number * 7);
    if (is_one_of(slip, unit, fortnights))
        return HELP(slip, "Periods are told in days and in digits: write %d days.", number * 14);
    return HELP(slip, "Write the number in digits: %d.", number);
}

/* "when two days after notice": the words of the period were read as those of an event */
static bool delay_in_words(const struct slip *slip)
{
    static const char *const units[] = {"hour", "hours", "day", "days", "week", "weeks", "month", "months", "year",
                                        "years", NULL};
    struct slip number = *slip;

    if (slip->at < 2 || slip->here->word != WORD_AFTER || !is_one_of(slip, word(slip, -1), units))
        return false;
    number.at -= 2;
    number.here = word(slip, -2);
    return number_in_words(&number);
}

static bool period_in_words(const struct slip *slip)
{
    static const char *const words[] = {"immediately", "promptly", "forthwith", "urgently", "soon", NULL};

    if (slip->first->word == WORD_THEN && word(slip, -1)->word != WORD_WITHIN && is_one_of(slip, slip->here, words))
        return HELP(slip, "How long that is, is a question of reading: declare one, such as: reading Promptly \"how "
                          "long?\", with an answer on each line below it, and write: within Promptly.");
    if (word(slip, -1)->word != WORD_WITHIN || !is_small(slip->here))
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
    return HELP(slip,
                "A period runs from what the rule begins with: \"when notice ...\", then \"within 30 days\"; from what "
                "is still to come: \"within 30 days after session of Council\".");
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

bool cs_slip_zone_apart(struct cs_parser *parser, struct cs_diagnostic *diagnostic)
{
    static const char *const zones[] = {"utc", "gmt", "z", NULL};
    const struct slip slip = {.parser = parser, .diagnostic = diagnostic, .first = &parser->line.tokens[0],
                              .here = cs_parser_token(parser), .at = parser->at};

    return is_one_of(&slip, word(&slip, 1), zones) &&
           HELP(&slip, "Write %.*sZ, in one word.", TEXT_OF(&slip, slip.here, slip.here));
}

bool cs_slip_date(const struct slip *slip)
{
    static bool (*const SLIPS[])(const struct slip *slip) = {
        cs_slip_month,   month_at_the_beginning, date_with_slashes, date_with_stops,
        short_parts,     short_time,             cs_slip_notation,  time_apart,        time_with_another_mark,
        twelve_hours,    span_in_words,          period_of_weeks,   other_units,
        number_in_words, period_in_words, limit_with_another_word, start_of_a_period, delay_in_words,
        number_with_comma
    };

    for (size_t i = 0; i < sizeof SLIPS / sizeof SLIPS[0]; i++)
        if (SLIPS[i](slip))
            return true;
    return false;
}
