/* SPDX-License-Identifier: MIT */
#include "answer/foreign.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "answer/answer.h"
#include "lang/say.h"
#include "lang/wording.h"

#define PREFIX "ask: "
#define PLACES_MAX ((size_t)4) /* of a question */
#define PIECES_MAX ((size_t)64)

/* ---- dates ---- */

static const char *const MONTHS[] = {"January", "February", "March",     "April",   "May",      "June",
                                     "July",    "August",   "September", "October", "November", "December"};

static bool is_number(const char *word, size_t least, size_t most)
{
    size_t length = strspn(word, "0123456789");

    return word[length] == '\0' && length >= least && length <= most;
}

/* The number of a month by its name in English or in another language of the case; 0: it is none. */
static int month_of(const struct cs_spoken *phrase, const char *word)
{
    const struct cs_symbols *s = &phrase->c->symbols;

    for (int month = 0; month < 12; month++) {
        if (cs_spoken_same(word, MONTHS[month]))
            return month + 1;
        for (size_t i = 0; i < s->phrase_count; i++)
            if (strcmp(s->phrases[i].phrase->english, MONTHS[month]) == 0 &&
                cs_spoken_same(word, s->phrases[i].phrase->text))
                return month + 1;
    }
    return 0;
}

/* The year in which the records have something on a day of a year, "13 September"; 0: none, or several. */
static int32_t only_year(const struct cs_case *c, int32_t month, int32_t day)
{
    int32_t year = 0;

    for (const struct cs_file *file = c->files; file != NULL; file = file->next)
        for (const struct cs_entry *entry = file->entries; entry != NULL; entry = entry->next) {
            struct cs_civil date;

            if (entry->moment.form == CS_MOMENT_NONE || entry->moment.begin_unknown)
                continue;
            date = cs_civil_from_day(entry->moment.first);
            if (date.month != month || date.day != day || date.year == year)
                continue;
            if (year != 0)
                return 0;
            year = date.year;
        }
    return year;
}

/*
 * Reads "13 September 2022", "September 13, 2022", or either without the year where the records leave no doubt of it.
 * Returns the words behind it; `at` itself if it is no such day.
 */
static size_t read_day(const struct cs_spoken *phrase, size_t at, struct cs_civil *out)
{
    bool month_first = !is_number(phrase->words[at], 1, 2);
    size_t number = month_first ? at + 1 : at, name = month_first ? at : at + 1, behind = at + 2;

    if (behind > phrase->count || !is_number(phrase->words[number], 1, 2) || strcmp(phrase->words[name], "may") == 0)
        return at;
    out->month = month_of(phrase, phrase->words[name]);
    out->day = atoi(phrase->words[number]);
    if (out->month == 0)
        return at;
    if (behind + 1 < phrase->count && strcmp(phrase->words[behind], ",") == 0 &&
        is_number(phrase->words[behind + 1], 4, 4))
        behind++;
    if (behind < phrase->count && is_number(phrase->words[behind], 4, 4)) {
        out->year = atoi(phrase->words[behind]);
        behind++;
        return behind + (behind < phrase->count && cs_spoken_one_of(phrase->words[behind], "года|г|г."));
    }
    out->year = only_year(phrase->c, out->month, out->day);
    return out->year != 0 ? behind : at;
}

void cs_foreign_join_dates(struct cs_spoken *phrase)
{
    for (size_t i = 0; i + 1 < phrase->count; i++) {
        struct cs_civil date = {.year = 0};
        size_t behind = read_day(phrase, i, &date);
        struct cs_buffer day;
        const char *kept;

        if (behind == i)
            continue;
        cs_buffer_init(&day);
        cs_buffer_printf(&day, "%04d-%02d-%02d", (int)date.year, (int)date.month, (int)date.day);
        kept = cs_buffer_keep(&day, phrase->arena);
        if (kept == NULL)
            return;
        phrase->words[i] = kept;
        memmove(&phrase->words[i + 1], &phrase->words[behind], (phrase->count - behind) * sizeof *phrase->words);
        phrase->count -= behind - i - 1;
    }
}

/* ---- meeting a question ---- */

struct place { const char *name; size_t length; const char *text; };

struct meeting {
    const struct cs_spoken *phrase;
    struct cs_wording_piece pieces[PIECES_MAX];
    size_t count;
    struct place places[PLACES_MAX];
    size_t place_count;
};

static bool meet(struct meeting *m, size_t piece, size_t at);

/* The words from `at` on are those of a text; the words behind them, or 0 if they are not. */
static size_t behind_text(const struct meeting *m, const char *text, size_t length, size_t at)
{
    size_t i = 0;

    while (i < length) {
        size_t word = 0;
        char copy[64];

        while (i + word < length && strchr(" ,?", text[i + word]) == NULL)
            word++;
        if (word == 0) {
            i++;
            continue;
        }
        if (word >= sizeof copy || at >= m->phrase->count)
            return 0;
        memcpy(copy, text + i, word);
        copy[word] = '\0';
        if (!cs_spoken_same(copy, m->phrase->words[at]))
            return 0;
        at++;
        i += word;
    }
    return at + 1;
}

static bool meet_choice(struct meeting *m, size_t piece, size_t at)
{
    const char *options = m->pieces[piece].options, *end = options + m->pieces[piece].options_length;

    while (options <= end) {
        const char *bar = memchr(options, '|', (size_t)(end - options));
        size_t behind = behind_text(m, options, (size_t)((bar != NULL ? bar : end) - options), at);

        if (behind > 0 && meet(m, piece + 1, behind - 1))
            return true;
        options = (bar != NULL ? bar : end) + 1;
    }
    return false;
}

static bool meet_place(struct meeting *m, size_t piece, size_t at)
{
    struct cs_filled filled = {.count = 0};
    struct cs_date date;
    size_t behind = cs_spoken_name(m->phrase, at, m->phrase->count, &filled);

    if (m->place_count == PLACES_MAX || at >= m->phrase->count)
        return false;
    if (behind == at && cs_date_read(m->phrase->words[at], cs_case_reckoning(m->phrase->c), &date) != NULL)
        return false;
    m->places[m->place_count++] = (struct place){m->pieces[piece].name, m->pieces[piece].name_length,
                                                 behind > at ? filled.texts[0] : m->phrase->words[at]};
    if (meet(m, piece + 1, behind > at ? behind : at + 1))
        return true;
    m->place_count--;
    return false;
}

/* Behind the bracket that opens here. */
static size_t behind_bracket(const struct meeting *m, size_t piece)
{
    size_t depth = 0;

    for (; piece < m->count; piece++) {
        depth += m->pieces[piece].kind == CS_PIECE_OPEN;
        if (m->pieces[piece].kind == CS_PIECE_CLOSE && --depth == 0)
            return piece + 1;
    }
    return piece;
}

static bool meet(struct meeting *m, size_t piece, size_t at)
{
    const struct cs_wording_piece *p = &m->pieces[piece];
    size_t behind;

    if (piece == m->count)
        return at == m->phrase->count;
    switch (p->kind) {
    case CS_PIECE_TEXT:
        behind = behind_text(m, p->start, p->length, at);
        return behind > 0 && meet(m, piece + 1, behind - 1);
    case CS_PIECE_CHOICE:
        return meet_choice(m, piece, at);
    case CS_PIECE_PLACE:
        return meet_place(m, piece, at);
    case CS_PIECE_OPEN:
        return meet(m, piece + 1, at) || meet(m, behind_bracket(m, piece), at);
    default:
        return meet(m, piece + 1, at);
    }
}

static bool is_question(const struct cs_phrase *phrase)
{
    return strncmp(phrase->english, PREFIX, strlen(PREFIX)) == 0;
}

static bool read_pieces(struct meeting *m, const char *text)
{
    struct cs_wording_piece piece;

    while (piece = cs_phrase_next(&text), piece.kind != CS_PIECE_END) {
        if (piece.kind == CS_PIECE_WRONG || m->count == PIECES_MAX)
            return false;
        m->pieces[m->count++] = piece;
    }
    return true;
}

static const char *english_of(const struct meeting *m, const char *english)
{
    struct cs_wording_piece piece;
    struct cs_buffer out;

    cs_buffer_init(&out);
    while (piece = cs_phrase_next(&english), piece.kind != CS_PIECE_END && piece.kind != CS_PIECE_WRONG) {
        if (piece.kind == CS_PIECE_TEXT)
            cs_buffer_add(&out, piece.start, piece.length);
        for (size_t i = 0; piece.kind == CS_PIECE_PLACE && i < m->place_count; i++)
            if (m->places[i].length == piece.name_length &&
                memcmp(m->places[i].name, piece.name, piece.name_length) == 0)
                cs_buffer_text(&out, m->places[i].text);
    }
    return cs_buffer_keep(&out, m->phrase->arena);
}

const char *cs_foreign_english(const struct cs_spoken *phrase)
{
    const struct cs_symbols *s = &phrase->c->symbols;

    for (size_t i = 0; i < s->phrase_count; i++) {
        struct meeting m = {.phrase = phrase};

        if (is_question(s->phrases[i].phrase) && read_pieces(&m, s->phrases[i].phrase->text) && meet(&m, 0, 0))
            return english_of(&m, s->phrases[i].phrase->english + strlen(PREFIX));
    }
    return NULL;
}

/* ---- examples ---- */

/* What stands for each place of a question; false if the case has nothing for one. */
static bool fill(struct cs_language l, const char *english, const cs_name names[4], struct cs_part *parts,
                 size_t *count)
{
    static const struct { const char *place; size_t name; } known[] = {
        {"who", 0}, {"whom", 1}, {"request", 2}, {"decision", 3}, {"it", 3}};
    struct cs_wording_piece piece;

    *count = 0;
    while (piece = cs_phrase_next(&english), piece.kind != CS_PIECE_END && piece.kind != CS_PIECE_WRONG) {
        struct cs_part part = cs_part_text(cs_told(l, CS_PHRASE("DATE")));
        size_t i = 0;

        if (piece.kind != CS_PIECE_PLACE)
            continue;
        while (i < sizeof known / sizeof *known && (strlen(known[i].place) != piece.name_length ||
                                                    memcmp(known[i].place, piece.name, piece.name_length) != 0))
            i++;
        if (*count == PLACES_MAX)
            return false;
        if (i < sizeof known / sizeof *known) {
            if (names[known[i].name] == CS_NO_NAME)
                return false;
            part = cs_part_name(&names[known[i].name]);
        }
        parts[(*count)++] = part;
    }
    return true;
}

const char *cs_foreign_examples(const struct cs_case *c, cs_name party, cs_name other, cs_name request,
                                cs_name decision, struct cs_arena *arena)
{
    const cs_name names[4] = {party, other, request, decision};
    const struct cs_symbols *s = &c->symbols;
    struct cs_part parts[PLACES_MAX];
    struct cs_buffer out;
    size_t count, told = 0;

    cs_buffer_init(&out);
    for (size_t i = 0; i < s->phrase_count; i++) {
        const struct cs_phrase *phrase = s->phrases[i].phrase;
        struct cs_language l = {.symbols = s, .name = s->phrases[i].language};

        if (!is_question(phrase) || !fill(l, phrase->english, names, parts, &count))
            continue;
        if (told++ == 0)
            cs_buffer_printf(&out, "%s\n", cs_told(l, CS_PHRASE("What can be asked:")));
        cs_buffer_text(&out, "  ");
        cs_say_parts(l, &out, phrase->english, parts, count);
        cs_buffer_char(&out, '\n');
    }
    if (told == 0) {
        cs_buffer_release(&out);
        return NULL;
    }
    return cs_buffer_keep(&out, arena);
}
