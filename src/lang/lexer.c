/* SPDX-License-Identifier: MIT */
#include "lang/lexer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/eight.h"
#include "text/character.h"

enum word_class { PLAIN, RESERVED, PREP };

static const struct word_entry {
    char text[16];
    enum word_class class;
    enum cs_prep prep;
} WORDS[WORD_COUNT_OF_WORDS] = {
    {"", PLAIN, CS_PREP_COUNT},
#define WORD(name, text, class, prep) {text, class, prep},
#include "lang/words.def"
#undef WORD
};

#define LONGEST_WORD 12 /* "inapplicable" */

const char *cs_word_text(enum cs_word word)
{
    return WORDS[word].text;
}

bool cs_word_reserved(enum cs_word word)
{
    return WORDS[word].class != PLAIN;
}

enum cs_prep cs_word_prep(enum cs_word word)
{
    return WORDS[word].prep;
}

/* Eight letters as a number that is in their order. */
static uint64_t letters(const char *text)
{
    return __builtin_bswap64(cs_eight_bytes(text));
}

/* The first word with each letter, a to z; of a letter that begins none the first behind it. */
static const unsigned char first_with[27] = {
#define LETTER 'a'
#include "lang/words_before.def"
#define LETTER 'b'
#include "lang/words_before.def"
#define LETTER 'c'
#include "lang/words_before.def"
#define LETTER 'd'
#include "lang/words_before.def"
#define LETTER 'e'
#include "lang/words_before.def"
#define LETTER 'f'
#include "lang/words_before.def"
#define LETTER 'g'
#include "lang/words_before.def"
#define LETTER 'h'
#include "lang/words_before.def"
#define LETTER 'i'
#include "lang/words_before.def"
#define LETTER 'j'
#include "lang/words_before.def"
#define LETTER 'k'
#include "lang/words_before.def"
#define LETTER 'l'
#include "lang/words_before.def"
#define LETTER 'm'
#include "lang/words_before.def"
#define LETTER 'n'
#include "lang/words_before.def"
#define LETTER 'o'
#include "lang/words_before.def"
#define LETTER 'p'
#include "lang/words_before.def"
#define LETTER 'q'
#include "lang/words_before.def"
#define LETTER 'r'
#include "lang/words_before.def"
#define LETTER 's'
#include "lang/words_before.def"
#define LETTER 't'
#include "lang/words_before.def"
#define LETTER 'u'
#include "lang/words_before.def"
#define LETTER 'v'
#include "lang/words_before.def"
#define LETTER 'w'
#include "lang/words_before.def"
#define LETTER 'x'
#include "lang/words_before.def"
#define LETTER 'y'
#include "lang/words_before.def"
#define LETTER 'z'
#include "lang/words_before.def"
#define LETTER ('z' + 1)
#include "lang/words_before.def"
};

/* By halves of those with its first letter: the words stand in the order of their letters. */
static enum cs_word find_word(const char *text, size_t length)
{
    uint64_t front, back;
    size_t first, end;

    if (length > LONGEST_WORD || *text < 'a' || *text > 'z')
        return WORD_NONE;
    first = first_with[*text - 'a'];
    end = first_with[*text - 'a' + 1];
    front = __builtin_bswap64(cs_eight_within(text, length));
    back = length > 8 ? __builtin_bswap64(cs_eight_within(text + 8, length - 8)) : 0;
    while (first < end) {
        size_t middle = first + (end - first) / 2;
        uint64_t word_front = letters(WORDS[middle].text), word_back = letters(WORDS[middle].text + 8);

        if (word_front == front && word_back == back)
            return (enum cs_word)middle;
        if (word_front < front || (word_front == front && word_back < back))
            first = middle + 1;
        else
            end = middle;
    }
    return WORD_NONE;
}

/* The sorts of characters of ASCII that most words, numbers and dates have. */
enum { SMALL = 1, CAPITAL = 2, DIGIT = 4 };
static const unsigned char sorts[256] = {
    ['0'] = DIGIT, ['1'] = DIGIT, ['2'] = DIGIT, ['3'] = DIGIT, ['4'] = DIGIT, ['5'] = DIGIT, ['6'] = DIGIT,
    ['7'] = DIGIT, ['8'] = DIGIT, ['9'] = DIGIT, ['a'] = SMALL, ['b'] = SMALL, ['c'] = SMALL, ['d'] = SMALL,
    ['e'] = SMALL, ['f'] = SMALL, ['g'] = SMALL, ['h'] = SMALL, ['i'] = SMALL, ['j'] = SMALL, ['k'] = SMALL,
    ['l'] = SMALL, ['m'] = SMALL, ['n'] = SMALL, ['o'] = SMALL, ['p'] = SMALL, ['q'] = SMALL, ['r'] = SMALL,
    ['s'] = SMALL, ['t'] = SMALL, ['u'] = SMALL, ['v'] = SMALL, ['w'] = SMALL, ['x'] = SMALL, ['y'] = SMALL,
    ['z'] = SMALL, ['A'] = CAPITAL, ['B'] = CAPITAL, ['C'] = CAPITAL, ['D'] = CAPITAL, ['E'] = CAPITAL,
    ['F'] = CAPITAL, ['G'] = CAPITAL, ['H'] = CAPITAL, ['I'] = CAPITAL, ['J'] = CAPITAL, ['K'] = CAPITAL,
    ['L'] = CAPITAL, ['M'] = CAPITAL, ['N'] = CAPITAL, ['O'] = CAPITAL, ['P'] = CAPITAL, ['Q'] = CAPITAL,
    ['R'] = CAPITAL, ['S'] = CAPITAL, ['T'] = CAPITAL, ['U'] = CAPITAL, ['V'] = CAPITAL, ['W'] = CAPITAL,
    ['X'] = CAPITAL, ['Y'] = CAPITAL, ['Z'] = CAPITAL,
};

/* The end of a run of characters of these sorts. */
static inline uint32_t run_end(const char *bytes, uint32_t at, uint32_t end, unsigned wanted)
{
    while (at < end && (sorts[(unsigned char)bytes[at]] & wanted) != 0)
        at++;
    return at;
}

/* One character of the line. */
struct character {
    utf8proc_int32_t code;
    uint32_t length;
};

static struct character character_at(const char *bytes, uint32_t at, uint32_t end)
{
    struct character character = {(unsigned char)bytes[at], 1};
    utf8proc_ssize_t taken;

    if (character.code < 0x80)
        return character;
    taken = utf8proc_iterate((const utf8proc_uint8_t *)bytes + at, (utf8proc_ssize_t)(end - at), &character.code);
    if (taken <= 0)
        return (struct character){0xFFFD, 1};
    character.length = (uint32_t)taken;
    return character;
}

static bool is_digit(utf8proc_int32_t code)
{
    return code >= '0' && code <= '9';
}

static bool is_capital(utf8proc_int32_t code)
{
    utf8proc_category_t category;

    if (code < 0x80)
        return code >= 'A' && code <= 'Z';
    category = utf8proc_category(code);
    return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
}

/* Letters of a script without capitals count as small ones, so that a name in such a script must be quoted. */
static bool is_small(utf8proc_int32_t code)
{
    utf8proc_category_t category;

    if (code < 0x80)
        return code >= 'a' && code <= 'z';
    category = utf8proc_category(code);
    return (category == UTF8PROC_CATEGORY_LL || category == UTF8PROC_CATEGORY_LO ||
            category == UTF8PROC_CATEGORY_LM) &&
           !cs_character_unseen(code, 0, 0);
}

static bool is_mark(utf8proc_int32_t code)
{
    utf8proc_category_t category;

    if (code < 0x80)
        return code == '_';
    category = utf8proc_category(code);
    return (category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC) && !cs_character_unseen(code, 0, 0);
}

static bool is_word_character(utf8proc_int32_t code)
{
    return is_small(code) || is_capital(code) || is_digit(code) || is_mark(code);
}

/* "-", "." or an apostrophe: part of a word only between two of its characters. */
static bool is_joint(utf8proc_int32_t code)
{
    return code == '-' || code == '.' || code == '\'' || code == 0x2019;
}

static bool word_goes_on(const char *bytes, uint32_t at, uint32_t end)
{
    return at < end && is_word_character(character_at(bytes, at, end).code);
}

/* The end of the word that starts at `at`, and whether it has a digit. */
static uint32_t word_end(const char *bytes, uint32_t at, uint32_t end, bool *has_digit)
{
    *has_digit = false;
    while (at < end) {
        struct character character;

        at = run_end(bytes, at, end, SMALL | CAPITAL); /* as most are */
        if (at == end || bytes[at] == ' ')
            break;
        character = character_at(bytes, at, end);
        if (!is_word_character(character.code) &&
            !(is_joint(character.code) && word_goes_on(bytes, at + character.length, end)))
            break;
        if (is_digit(character.code))
            *has_digit = true;
        at += character.length;
    }
    return at;
}

static bool is_date_mark(char c)
{
    return c == '?' || c == '~' || c == '%';
}

/* 2022-09-13T06:00+04:00, 2004-06-XX: the end of everything that may belong to a date; the parser checks the date. */
static uint32_t date_end(const char *bytes, uint32_t at, uint32_t end)
{
    while (at < end) {
        char c, next;

        at = run_end(bytes, at, end, SMALL | CAPITAL | DIGIT);
        c = at < end ? bytes[at] : ' ';
        next = at + 1 < end ? bytes[at + 1] : ' ';
        if (!((c == '-' || c == '+' || c == ':' || c == '.') && is_digit(next)) && !(c == '-' && next == 'X'))
            break;
        at++;
    }
    return at < end && is_date_mark(bytes[at]) ? at + 1 : at;
}

/*
 * Four digits, of which the last may be X, are a date if there is an X, a month or a mark, or with a sign before them;
 * else they are a number.
 */
static bool starts_date(const char *bytes, uint32_t at, uint32_t end, bool sign)
{
    char next;

    if (at + 4 > end || !is_digit(bytes[at]) || !is_digit(bytes[at + 1]))
        return false;
    for (uint32_t i = at + 2; i < at + 4; i++) {
        if (!is_digit(bytes[i]) && bytes[i] != 'X')
            return false;
    }
    next = at + 4 < end ? bytes[at + 4] : ' ';
    if (is_digit(next))
        return false;
    if (sign || is_date_mark(next) || (bytes[at + 3] == 'X' && !word_goes_on(bytes, at + 4, end)))
        return true;
    return next == '-' && at + 5 < end && (is_digit(bytes[at + 5]) || (bytes[at + 5] == 'X' && bytes[at + 6] == 'X'));
}

/* Y17000, Y-17000: a name of that form must be quoted. */
static bool starts_long_year(const char *bytes, uint32_t at, uint32_t end)
{
    uint32_t first = at + 1 < end && bytes[at + 1] == '-' ? at + 2 : at + 1;

    if (bytes[at] != 'Y' || first + 5 > end)
        return false;
    for (uint32_t i = first; i < first + 5; i++) {
        if (!is_digit(bytes[i]))
            return false;
    }
    return true;
}

/* 4, 51, 4(2), 42(7)(a), 1.3, 2(2)bis */
static uint32_t number_end(const char *bytes, uint32_t at, uint32_t end, bool *only_digits)
{
    *only_digits = true;
    while (at < end) {
        struct character character = character_at(bytes, at, end);
        bool joined = (character.code == '.' || character.code == '-' || character.code == '(') &&
                      word_goes_on(bytes, at + 1, end);

        if (!is_word_character(character.code) && !joined && !(character.code == ')' && !*only_digits))
            break;
        if (!is_digit(character.code))
            *only_digits = false;
        at += character.length;
    }
    return at;
}

static struct cs_token *add_token(struct cs_line *line, enum cs_token_kind kind, uint32_t start, uint32_t end)
{
    struct cs_token *token = &line->tokens[line->count++];
    char before = start > line->start ? line->source->bytes[start - 1] : ' ';

    *token = (struct cs_token){.kind = kind, .start = start, .end = end, .spaced = before == ' ' || before == '\t'};
    return token;
}

static bool mistake_at(struct cs_lexer_mistake *mistake, enum cs_diagnostic_code code, struct cs_span span,
                       const char *message, const char *help)
{
    mistake->code = code;
    mistake->span = span;
    snprintf(mistake->message, sizeof mistake->message, "%s", message);
    mistake->help = help;
    mistake->instead = NULL;
    return false;
}

static bool lex_string(struct cs_line *line, uint32_t *at, struct cs_lexer_mistake *mistake)
{
    const char *bytes = line->source->bytes;
    uint32_t end = *at + 1;

    for (;;) {
        while (end < line->end && bytes[end] != '"' && bytes[end] != '\\')
            end++;
        if (end >= line->end || bytes[end] == '"')
            break;
        end += end + 1 < line->end && (bytes[end + 1] == '"' || bytes[end + 1] == '\\') ? 2 : 1;
    }
    if (end >= line->end)
        return mistake_at(mistake, DIAG_QUOTATION_OPEN, (struct cs_span){line->source, *at, line->end},
                          "the quotation that begins here is not closed on its line",
                          "Close it with \" on the same line; a quotation mark inside is written \\\".");
    add_token(line, TOK_STRING, *at, end + 1);
    *at = end + 1;
    return true;
}

static void lex_word(struct cs_line *line, uint32_t *at)
{
    const char *bytes = line->source->bytes;
    bool capital = is_capital(character_at(bytes, *at, line->end).code);
    bool has_digit;
    uint32_t end = word_end(bytes, *at, line->end, &has_digit);
    struct cs_token *token;

    token = add_token(line, capital ? TOK_CAPITAL : has_digit ? TOK_LABEL : TOK_SMALL, *at, end);
    if (!capital)
        token->word = find_word(bytes + *at, end - *at);
    *at = end;
}

static void lex_number(struct cs_line *line, uint32_t *at)
{
    const char *bytes = line->source->bytes;
    bool only_digits = false;
    bool date = starts_date(bytes, *at, line->end, false);
    uint32_t end = date ? date_end(bytes, *at, line->end) : number_end(bytes, *at, line->end, &only_digits);

    add_token(line, date ? TOK_DATE : only_digits ? TOK_INTEGER : TOK_ARTICLE, *at, end);
    *at = end;
}

/* -0044-03-15, Y17000 */
static bool lex_far_date(struct cs_line *line, uint32_t *at)
{
    const char *bytes = line->source->bytes;
    uint32_t end;

    if (!starts_long_year(bytes, *at, line->end) &&
        !(bytes[*at] == '-' && starts_date(bytes, *at + 1, line->end, true)))
        return false;
    end = date_end(bytes, *at + (bytes[*at] == '-'), line->end);
    add_token(line, TOK_DATE, *at, end);
    *at = end;
    return true;
}

/* +04:00, #1a2b3c4d, "..", or one mark. */
static void lex_mark(struct cs_line *line, uint32_t *at)
{
    static const char MARKS[] = ",:/[]@";
    static const enum cs_token_kind KINDS[] = {TOK_COMMA, TOK_COLON, TOK_SLASH, TOK_OPEN, TOK_CLOSE, TOK_AT};
    const char *bytes = line->source->bytes;
    uint32_t start = *at;
    struct character character = character_at(bytes, start, line->end);
    uint32_t end = start + character.length;
    enum cs_token_kind kind = TOK_SYMBOL;
    bool more = end < line->end;

    if ((character.code == '+' || character.code == '-') && more && is_digit(bytes[end])) {
        kind = TOK_OFFSET;
        end = date_end(bytes, end, line->end);
    } else if (character.code == '#' && word_goes_on(bytes, end, line->end)) {
        bool has_digit;

        kind = TOK_DIGEST;
        end = word_end(bytes, end, line->end, &has_digit);
    } else if (character.code == '.' && more && bytes[end] == '.') {
        kind = TOK_RANGE;
        end++;
    } else if (character.code < 0x80 && strchr(MARKS, character.code) != NULL) {
        kind = KINDS[strchr(MARKS, character.code) - MARKS];
    }
    add_token(line, kind, start, end);
    *at = end;
}

/* Marks that word processors and other keyboards put in place of plain ones. */
static const struct mark { utf8proc_int32_t code; const char *instead, *help; } marks[] = {
    {0x201C, "\"", "Use straight quotation marks: \"."},
    {0x201D, "\"", "Use straight quotation marks: \"."},
    {0x201E, "\"", "Use straight quotation marks: \"."},
    {0x2039, "\"", "Use straight quotation marks: \"."},
    {0x203A, "\"", "Use straight quotation marks: \"."},
    {0x300C, "\"", "Use straight quotation marks: \"."},
    {0x300D, "\"", "Use straight quotation marks: \"."},
    {0xAB, "\"", "Use straight quotation marks: \"."},
    {0xBB, "\"", "Use straight quotation marks: \"."},
    {0xFF02, "\"", "Use straight quotation marks: \"."},
    {0x2013, NULL, "A comment begins with two hyphens: --. A time from one date to another is written with /."},
    {0x2014, NULL, "A comment begins with two hyphens: --. A time from one date to another is written with /."},
    {0x2010, "-", "Write the hyphen of the keyboard: -."},
    {0x2011, "-", "Write the hyphen of the keyboard: -."},
    {0x2012, "-", "Write the hyphen of the keyboard: -."},
    {0xFF0D, "-", "Write the hyphen of the keyboard: -."},
    {0x2026, "..", "Write two full stops: .."},
    {0xA0, " ", "Replace it with an ordinary space."},
    {0x202F, " ", "Replace it with an ordinary space."},
    {0x2009, " ", "Replace it with an ordinary space."},
    {0x3000, " ", "Replace it with an ordinary space."},
    {0xFF0C, ",", "Write an ordinary comma: ,"},
    {0x3001, ",", "Write an ordinary comma: ,"},
    {0x60C, ",", "Write an ordinary comma: ,"},
    {0xFF1A, ":", "Write an ordinary colon: :"},
    {0xFF0F, "/", "Write an ordinary slash: /"},
};

static const struct mark *mark_of(utf8proc_int32_t code)
{
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (marks[i].code == code)
            return &marks[i];
    return NULL;
}

static bool is_letter_or_digit(char c)
{
    return (unsigned char)((c | 0x20) - 'a') < 26 || (unsigned char)(c - '0') < 10 || (unsigned char)c >= 0x80;
}

static bool is_year(const char *bytes, uint32_t at, uint32_t end)
{
    for (uint32_t i = 0; i < 4; i++)
        if (at + i >= end || (unsigned char)(bytes[at + i] - '0') > 9)
            return false;
    return true;
}

/* A dash within a word or a date is meant as a hyphen; not that between two dates. */
static const struct mark *mark_at(const struct cs_line *line, uint32_t at, struct character character)
{
    const struct mark *mark = mark_of(character.code);
    uint32_t end = at + character.length;

    if (mark != NULL && mark->instead == NULL && at > line->start && end < line->end &&
        is_letter_or_digit(line->source->bytes[at - 1]) && is_letter_or_digit(line->source->bytes[end]) &&
        !is_year(line->source->bytes, end, line->end))
        return mark_of(0x2010);
    return mark;
}

/* A mark that has no meaning in the grammar, but may be in the name of an article. */
static bool is_symbol(utf8proc_int32_t code)
{
    utf8proc_category_t category;

    if (code < 0x80)
        return code > ' ' && code < 0x7F;
    if (mark_of(code) != NULL || cs_character_unseen(code, 0, 0))
        return false;
    category = utf8proc_category(code);
    return category == UTF8PROC_CATEGORY_PO || category == UTF8PROC_CATEGORY_SO || category == UTF8PROC_CATEGORY_SM ||
           category == UTF8PROC_CATEGORY_NO;
}

static bool strange_character(struct cs_line *line, uint32_t at, struct character character,
                              struct cs_lexer_mistake *mistake)
{
    const struct mark *mark = mark_at(line, at, character);
    struct cs_span span = {line->source, at, at + character.length};
    char message[100];

    if (cs_character_unseen(character.code, 0, 0)) {
        snprintf(message, sizeof message, "the character U+%04X cannot be seen", (unsigned)character.code);
        mistake_at(mistake, DIAG_CHARACTER_CONTROL, span, message,
                   "Take it out: the line would read otherwise than it is.");
        mistake->instead = "";
        return false;
    }
    snprintf(message, sizeof message, "the character U+%04X has no meaning here", (unsigned)character.code);
    mistake_at(mistake, DIAG_CHARACTER_STRANGE, span, message,
               mark != NULL                                             ? mark->help
               : utf8proc_category(character.code) == UTF8PROC_CATEGORY_ND ? "Use the digits 0 to 9."
                                                                        : NULL);
    mistake->instead = mark != NULL ? mark->instead : NULL;
    return false;
}

/* Does a comment begin at `at`? "--" always begins one, since no word ends in a hyphen. */
static bool starts_comment(const struct cs_line *line, uint32_t at)
{
    return at + 1 < line->end && line->source->bytes[at] == '-' && line->source->bytes[at + 1] == '-';
}

static bool lex_tokens(struct cs_line *line, uint32_t at, struct cs_lexer_mistake *mistake)
{
    const char *bytes = line->source->bytes;

    while (at < line->end) {
        unsigned sort = sorts[(unsigned char)bytes[at]];
        struct character character;

        if (bytes[at] == ' ' || bytes[at] == '\t') {
            at++;
            continue;
        }
        if (sort == SMALL || (sort == CAPITAL && bytes[at] != 'Y')) { /* as most are; Y may begin a date */
            lex_word(line, &at);
            continue;
        }
        character = character_at(bytes, at, line->end);
        if (starts_comment(line, at)) {
            line->comment = at;
            return true;
        } else if (character.code == '"') {
            if (!lex_string(line, &at, mistake))
                return false;
        } else if (is_digit(character.code)) {
            lex_number(line, &at);
        } else if (lex_far_date(line, &at)) {
            continue;
        } else if (is_small(character.code) || is_capital(character.code)) {
            lex_word(line, &at);
        } else if (is_symbol(character.code)) {
            lex_mark(line, &at);
        } else {
            return strange_character(line, at, character, mistake);
        }
    }
    return true;
}

/* A character that changes the direction of the text behind it, so that the line looks like another one. */
static bool turns_direction(const unsigned char *bytes, size_t left)
{
    if (left < 3 || bytes[0] != 0xE2)
        return false;
    return (bytes[1] == 0x80 && bytes[2] >= 0xAA && bytes[2] <= 0xAE) ||
           (bytes[1] == 0x81 && bytes[2] >= 0xA6 && bytes[2] <= 0xA9);
}

/* Are all eight letters, digits, spaces and marks of ASCII? */
static bool is_plain(uint64_t eight)
{
    const uint64_t low = CS_EIGHT_TIMES(0x7F);
    uint64_t controls = ~((eight & low) + CS_EIGHT_TIMES(0x60)), deletes = ~(((eight ^ low) & low) + low);

    return ((eight | controls | deletes) & ~low) == 0;
}

/* The end of what has only such characters, or a place before it; `end` if it is all of it. */
static uint32_t plain_end(const char *bytes, uint32_t start, uint32_t end)
{
    uint32_t at = start;

    while (end - at >= 8 && is_plain(cs_eight_bytes(bytes + at)))
        at += 8;
    if (end - at < 8 && end - start >= 8) /* the last eight, some of them again */
        return is_plain(cs_eight_bytes(bytes + end - 8)) ? end : at;
    return at;
}

/* Checks for the characters that no line may have, not even in a comment; up to `at` there is none. */
static bool check_characters(const struct cs_line *line, uint32_t at, struct cs_lexer_mistake *mistake)
{
    const struct cs_source *source = line->source;

    for (; at < line->end; at++) {
        const unsigned char *byte = (const unsigned char *)source->bytes + at;

        if ((*byte < 0x20 && *byte != '\t') || *byte == 0x7F)
            return mistake_at(mistake, DIAG_CHARACTER_CONTROL, (struct cs_span){source, at, at + 1},
                              *byte == 0 ? "a zero byte stands in the text" : "a control character stands in the text",
                              *byte == 0      ? "Is this a text at all? Save it as plain text in UTF-8."
                              : *byte == '\r' ? "Each line ends with a line feed, perhaps with a carriage return "
                                                "before it: save the file so."
                                              : "Take it out.");
        if (*byte == 0xC2 && at + 1 < line->end && byte[1] >= 0x80 && byte[1] <= 0x9F) /* U+0080 to U+009F */
            return mistake_at(mistake, DIAG_CHARACTER_CONTROL, (struct cs_span){source, at, at + 2},
                              "a control character stands in the text", "Take it out.");
        if (turns_direction(byte, line->end - at))
            return mistake_at(mistake, DIAG_CHARACTER_CONTROL, (struct cs_span){source, at, at + 3},
                              "an invisible character turns the direction of the text here",
                              "Delete it: the line would read otherwise than it is.");
    }
    return true;
}

static void find_ends(struct cs_line *line, size_t index)
{
    const struct cs_source *source = line->source;
    const char *bytes = source->bytes;
    uint32_t start = source->line_starts[index];
    uint32_t end = (uint32_t)(index + 1 < source->line_count ? source->line_starts[index + 1] : source->length);

    if (end > start && bytes[end - 1] == '\n')
        end--;
    while (end > start && bytes[end - 1] == '\r')
        end--;
    while (index == 0 && end - start >= 3 && memcmp(bytes + start, "\xEF\xBB\xBF", 3) == 0)
        start += 3;
    line->start = start;
    line->end = end;
    line->comment = end;
    line->count = 0;
}

bool cs_lexer_line(const struct cs_source *source, size_t index, struct cs_line *line,
                   struct cs_lexer_mistake *mistake)
{
    uint32_t plain;
    size_t invalid;
    bool read;

    line->source = source;
    find_ends(line, index);
    line->tokens[0] = (struct cs_token){.kind = TOK_END, .start = line->start, .end = line->start};
    if (line->end - line->start > CS_LINE_BYTES_MAX)
        return mistake_at(mistake, DIAG_LINE_TOO_LONG, (struct cs_span){source, line->start, line->start + 1},
                          "the line has more than 4,096 bytes", "One idea a line: break it up.");
    plain = plain_end(source->bytes, line->start, line->end);
    if (!check_characters(line, plain, mistake))
        return false;
    invalid = plain + cs_text_invalid(source->bytes + plain, line->end - plain);
    if (invalid < line->end)
        return mistake_at(mistake, DIAG_TEXT_NOT_UTF8,
                          (struct cs_span){source, (uint32_t)invalid, (uint32_t)invalid + 1},
                          "the text is not UTF-8 here", "Save the file as UTF-8.");
    read = lex_tokens(line, line->start, mistake);
    line->tokens[line->count] = (struct cs_token){.kind = TOK_END, .start = line->end, .end = line->end};
    return read;
}

void cs_lexer_around_mistakes(struct cs_line *line)
{
    struct cs_lexer_mistake mistake;
    uint32_t at = line->start;

    line->comment = line->end;
    line->count = 0;
    if (line->end - line->start <= CS_LINE_BYTES_MAX)
        while (!lex_tokens(line, at, &mistake))
            at = mistake.span.end;
    line->tokens[line->count] = (struct cs_token){.kind = TOK_END, .start = line->end, .end = line->end};
}
