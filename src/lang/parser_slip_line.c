/* SPDX-License-Identifier: MIT */
/*
 * Slips (parser_slip.h) of marks and letters, of lines that declare something, and of entries without their date: what
 * is left out, or stands where a sentence of plain English has it.
 */
#include <stdio.h>

#include "lang/parser_slip.h"

static bool is_name(const struct cs_token *token)
{
    return token->kind == TOK_CAPITAL || token->kind == TOK_STRING;
}

static bool names_somebody(const struct cs_token *token)
{
    return is_name(token) || cs_parser_free_word(token);
}

/* ---- marks and letters ---- */

/* "Alden, and Borea" */
static bool comma_and_word(const struct slip *slip)
{
    const struct cs_token *before = word(slip, -2), *behind = word(slip, 1);

    return slip->here->word == WORD_AND && word(slip, -1)->kind == TOK_COMMA && names_somebody(before) &&
           names_somebody(behind) &&
           HELP(slip, "A comma alone joins them: %.*s, %.*s.", TEXT_OF(slip, before, before),
                TEXT_OF(slip, behind, behind));
}

/* "raid by a on b," */
static bool comma_at_the_end(const struct slip *slip)
{
    return slip->here->kind == TOK_END && slip->at > 0 && word(slip, -1)->kind == TOK_COMMA &&
           HELP(slip, "A line ends without a mark: leave the comma out. A list stands on one line.");
}

/* "2022-01-01, raid by Alden" */
static bool comma_behind_date(const struct slip *slip)
{
    return slip->here->kind == TOK_COMMA && slip->at == 1 && slip->first->kind == TOK_DATE &&
           HELP(slip, "Leave the comma out.");
}

/* "says Alden, denies Borea" */
static bool claims_on_one_line(const struct slip *slip)
{
    const struct cs_token *verb = slip->here->kind == TOK_COMMA || slip->here->word == WORD_AND ? word(slip, 1)
                                                                                                : slip->here;

    return (slip->first->word == WORD_SAYS || slip->first->word == WORD_DENIES || slip->first->word == WORD_ASKS) &&
           slip->at > 0 && (verb->word == WORD_SAYS || verb->word == WORD_DENIES || verb->word == WORD_ASKS) &&
           HELP(slip, "Each stands on a line of its own: %.*s.", TEXT_OF(slip, verb, last_of_line(slip)));
}

/* "2022-01-01 Raid by Alden", "when Raid by x" */
static bool word_with_capital(const struct slip *slip)
{
    const char *bytes = slip->parser->source->bytes + slip->here->start;
    enum cs_prep prep = cs_word_prep(word(slip, 1)->word);
    bool of_words = slip->first->kind == TOK_DATE || is_of_rule(slip) || slip->first->word == WORD_MAY ||
                   slip->first->word == WORD_UNTIL || slip->first->word == WORD_CHECK;

    return slip->here->kind == TOK_CAPITAL && isupper((unsigned char)bytes[0]) && prep != CS_PREP_COUNT &&
           word(slip, 1)->word != WORD_AND && of_words &&
           HELP(slip, "Words for what happens and holds have small letters: \"%c%.*s\".",
                tolower((unsigned char)bytes[0]), (int)(slip->here->end - slip->here->start) - 1, bytes + 1);
}

/* "2022-01-01 e 1: raid by Alden" */
static bool label_in_two(const struct slip *slip)
{
    const struct cs_token *letter = word(slip, -1);

    return slip->here->kind == TOK_INTEGER && slip->at == 2 && slip->first->kind == TOK_DATE &&
           letter->kind == TOK_SMALL && word(slip, 1)->kind == TOK_COLON &&
           HELP(slip, "A label is one word: %.*s%.*s.", TEXT_OF(slip, letter, letter),
                TEXT_OF(slip, slip->here, slip->here));
}

/* "check with effect mission as open on ..." */
static bool label_without_digit(const struct slip *slip)
{
    return slip->first->word == WORD_CHECK && cs_parser_free_word(slip->here) && word(slip, 1)->word == WORD_AS &&
           HELP(slip, "A label is one word with a small first letter and a digit in it, such as \"%.*s1\".",
                TEXT_OF(slip, slip->here, slip->here));
}

/* What an author may write for a unit of time, and how many of which that is. */
static const struct unit { const char *text, *unit; unsigned times; } UNITS[] = {
    {"h", "hour", 1}, {"hr", "hour", 1}, {"hrs", "hour", 1}, {"hour", "hour", 1}, {"hours", "hour", 1},
    {"d", "day", 1}, {"day", "day", 1}, {"days", "day", 1}, {"w", "day", 7}, {"week", "day", 7},
    {"weeks", "day", 7}, {"month", "month", 1}, {"months", "month", 1}, {"y", "year", 1}, {"year", "year", 1},
    {"years", "year", 1}};

bool cs_slip_is_unit(const char *text, size_t length)
{
    for (size_t i = 0; i < sizeof UNITS / sizeof *UNITS; i++)
        if (strlen(UNITS[i].text) == length && memcmp(UNITS[i].text, text, length) == 0)
            return true;
    return false;
}

/* "within 3days", "within 24h", "Strict 1day" */
static bool period_in_one_word(const struct slip *slip)
{
    char text[24], unit[16];
    unsigned count;
    int length = 0;

    if ((word(slip, -1)->word != WORD_WITHIN && slip->parser->above != ABOVE_READING) ||
        !copy_text(slip, slip->here, text, sizeof text) ||
        sscanf(text, "%5u%15[a-z]%n", &count, unit, &length) != 2 || text[length] != '\0' || count == 0)
        return false;
    for (size_t i = 0; i < sizeof UNITS / sizeof *UNITS; i++)
        if (strcmp(unit, UNITS[i].text) == 0)
            return HELP(slip, "Write %u %s%s.", count * UNITS[i].times, UNITS[i].unit,
                        count * UNITS[i].times == 1 ? "" : "s");
    return false;
}

/* ---- lines that declare ---- */

/* "treaty Pact", "treaty Pact p", "treaty "North Pact"" */
static bool treaty_without_title(const struct slip *slip)
{
    const struct cs_token *name = slip->first + 1, *last = word(slip, -1);

    if (slip->first->word != WORD_TREATY || slip->at < 2 || !is_name(name) || is_symbol(slip, slip->here, '\''))
        return false;
    for (const struct cs_token *token = name; token < slip->here; token++) /* the title may stand before the mistake */
        if (!is_name(token) || (token->kind == TOK_STRING && token > name))
            return false;
    if (slip->here->kind == TOK_END)
        return HELP(slip, "Behind the name stands what the treaty is called: treaty %.*s \"...\".",
                    TEXT_OF(slip, name, last));
    if ((slip->here->word == WORD_SINCE || slip->here->word == WORD_UNTIL) && last > name)
        return HELP(slip, "What the treaty is called stands in quotation marks: treaty %.*s \"%.*s\" %.*s.",
                    TEXT_OF(slip, name, name), TEXT_OF(slip, name + 1, last),
                    TEXT_OF(slip, slip->here, last_of_line(slip)));
    return cs_parser_free_word(slip->here) && slip->here->word != WORD_SINCE && slip->here->word != WORD_UNTIL &&
           HELP(slip, "Behind the name stands what the treaty is called, in quotation marks: treaty %.*s \"%.*s\".",
                TEXT_OF(slip, name, last), TEXT_OF(slip, slip->here, last_of_line(slip)));
}

/* "use decisions and security" */
static bool files_joined(const struct slip *slip)
{
    const struct cs_token *before = word(slip, -1), *behind = word(slip, 1);

    return slip->first->word == WORD_USE && slip->here->word == WORD_AND && behind->kind != TOK_END &&
           HELP(slip, "A comma joins them: use %.*s, %.*s.", TEXT_OF(slip, before, before),
                TEXT_OF(slip, behind, behind));
}

/* "name state: Caria", "account: Caria" */
static bool colon_before_name(const struct slip *slip)
{
    const struct cs_token *last = word(slip, -1);

    return slip->here->kind == TOK_COLON && slip->at > 0 && is_name(word(slip, 1)) &&
           (slip->first->word == WORD_NAME || slip->first->word == WORD_ACCOUNT || slip->first->word == WORD_TREATY ||
            slip->first->word == WORD_SOURCE) &&
           HELP(slip, "Leave the colon out: %.*s %.*s.", TEXT_OF(slip, slip->first, last),
                TEXT_OF(slip, word(slip, 1), last_of_line(slip)));
}

/* "name Caria" */
static bool name_without_kind(const struct slip *slip)
{
    return slip->first->word == WORD_NAME && slip->at == 1 && is_name(slip->here) &&
           !(word(slip, 1)->kind == TOK_CAPITAL && word(slip, 2)->kind != TOK_CAPITAL) &&
           HELP(slip, "Its kind stands before it: name state %.*s.", TEXT_OF(slip, slip->here, last_of_line(slip)));
}

/* "fact state is not member of body" */
static bool fact_with_not(const struct slip *slip)
{
    const struct cs_token *what = word(slip, 1);

    if (slip->first->word == WORD_EVENT && slip->at == 1 &&
        (slip->here->word == WORD_NOT || slip->here->word == WORD_NO))
        return HELP(slip, "An event is declared as what happens; that it did not is said with \"no\" in a rule.");
    if (slip->first->word != WORD_FACT || (slip->here->word != WORD_NOT && slip->here->word != WORD_NO))
        return false;
    if (what->kind == TOK_END)
        return HELP(slip, "A fact is declared as what holds; that it does not hold is said with \"no\" in a rule.");
    return HELP(slip, "A fact is declared as what holds: \"%.*s %.*s\"; that it does not hold is said with \"no\" in a "
                      "rule.",
                TEXT_OF(slip, slip->first, word(slip, -1)), TEXT_OF(slip, what, last_of_line(slip)));
}

/* "zone UTC+4", "zone GMT +04:00" */
static bool zone_with_name(const struct slip *slip)
{
    return slip->first->word == WORD_ZONE && slip->at == 2 && word(slip, -1)->kind == TOK_CAPITAL &&
           slip->here->kind != TOK_CAPITAL &&
           HELP(slip, "An offset from UTC stands alone, with two digits for the hours and two for the minutes: zone "
                      "+04:00.");
}

/* ---- duties ---- */

/* "x owes no raid by x on y", "x owes help within 3 days": to whom it is owed is left out */
static bool claimant_left_out(const struct slip *slip)
{
    bool forbidden = slip->here->word == WORD_NO;
    const struct cs_token *what = word(slip, forbidden ? 0 : -1), *verb = what - 1, *who = what - 2, *to = slip->here;

    if (slip->at < 3 || verb->word != WORD_OWES || (!forbidden && !cs_parser_free_word(what)))
        return false;
    if (!forbidden && slip->here->word != WORD_WITHIN && slip->here->kind != TOK_END)
        return false;
    while (to->kind != TOK_END && to->word != WORD_TO)
        to++;
    if (to->kind == TOK_END || !names_somebody(to + 1))
        return HELP(slip, "To whom it is owed stands behind \"owes\": %.*s owes b %.*s ...", TEXT_OF(slip, who, who),
                    TEXT_OF(slip, what, what));
    return HELP(slip, "To whom it is owed stands behind \"owes\": %.*s owes %.*s %.*s.", TEXT_OF(slip, who, who),
                TEXT_OF(slip, to + 1, to + 1), TEXT_OF(slip, what, last_of_line(slip)));
}

/* "x owes y help by x to y", below "when ..." */
static bool duty_without_then(const struct slip *slip)
{
    const struct cs_token *verb = slip->first + 1;

    return slip->parser->rule != NULL && names_somebody(slip->first) &&
           (verb->word == WORD_OWES || verb->word == WORD_EXPECTS) &&
           HELP(slip, "What a rule concludes begins with \"then\": then %.*s.",
                TEXT_OF(slip, slip->first, last_of_line(slip)));
}

/* ---- an entry without its date ---- */

/* "raid by Alden on Borea on 2022-01-01": the date stands last, or nowhere */
static bool date_at_the_end(const struct slip *slip)
{
    const struct cs_token *last = last_of_line(slip), *behind = last;
    bool dated = last->kind == TOK_DATE && last > slip->first;

    if (!cs_parser_free_word(slip->first) || cs_word_prep(slip->first[1].word) == CS_PREP_COUNT ||
        slip->parser->line.count < 3)
        return false;
    for (const struct cs_token *token = slip->first; token <= last; token++) /* "... counts as ..." is no entry */
        if (cs_word_reserved(token->word) && cs_word_prep(token->word) == CS_PREP_COUNT && token->word != WORD_SINCE)
            return false;
    if (!dated)
        return is_name(slip->first + 2) &&
               HELP(slip, "The date comes first: 2023-01-31 %.*s.", TEXT_OF(slip, slip->first, last));
    behind--;
    if (behind->word == WORD_ON || behind->word == WORD_IN || behind->word == WORD_SINCE || behind->word == WORD_AT ||
        behind->kind == TOK_COMMA)
        behind--;
    return behind > slip->first && HELP(slip, "The date comes first: %.*s %.*s.", TEXT_OF(slip, last, last),
                                        TEXT_OF(slip, slip->first, behind));
}

bool cs_slip_line(const struct slip *slip)
{
    static bool (*const SLIPS[])(const struct slip *slip) = {
        comma_and_word, comma_at_the_end,  comma_behind_date, claims_on_one_line, label_in_two, period_in_one_word,
        files_joined,   colon_before_name, name_without_kind, fact_with_not,      zone_with_name, claimant_left_out
    };

    for (size_t i = 0; i < sizeof SLIPS / sizeof SLIPS[0]; i++)
        if (SLIPS[i](slip))
            return true;
    return false;
}

bool cs_slip_last(const struct slip *slip)
{
    return word_with_capital(slip) || treaty_without_title(slip) || label_without_digit(slip);
}

/* "within 3 days", on a line of its own */
static bool time_apart(const struct slip *slip)
{
    return slip->parser->rule != NULL && (slip->first->word == WORD_WITHIN || slip->first->word == WORD_BEFORE) &&
           HELP(slip, "The time of a duty stands on its line: \"then ... owes ... %.*s\".",
                TEXT_OF(slip, slip->first, last_of_line(slip)));
}

bool cs_slip_opening(const struct slip *slip)
{
    return time_apart(slip) || duty_without_then(slip) || date_at_the_end(slip);
}
