/* SPDX-License-Identifier: MIT */
#include "lang/say.h"

#include <stdio.h>
#include <string.h>

#include "base/failure.h"

#define PARTS_MAX 8 /* places of one phrase */

static const char *phrase_of(struct cs_language language, const char *english)
{
    return language.symbols != NULL ? cs_symbols_phrase(language.symbols, language.name, english) : NULL;
}

const char *cs_told(struct cs_language language, const char *english)
{
    const char *text = phrase_of(language, english);

    return text != NULL ? text : english;
}

void cs_say_behind(const char *text, size_t length, struct cs_buffer *out)
{
    bool possessive = length >= 2 && memcmp(text, "'s", 2) == 0 &&
                      (length == 2 || !((text[2] >= 'a' && text[2] <= 'z') || (text[2] >= 'A' && text[2] <= 'Z')));

    if (possessive && out->length > 0 && cs_buffer_string(out)[out->length - 1] == 's') {
        cs_buffer_char(out, '\'');
        text += 2;
        length -= 2;
    }
    cs_buffer_add(out, text, length);
}

/* ---- agreement ---- */

/* The word with this number, of a list with `between`; the last if there are fewer. */
static const char *word_at(const char *list, size_t length, char between, size_t index, size_t *out)
{
    const char *end = list + length, *bar;

    while (index-- > 0 && (bar = memchr(list, between, (size_t)(end - list))) != NULL)
        list = bar + 1;
    bar = memchr(list, between, (size_t)(end - list));
    *out = (size_t)((bar != NULL ? bar : end) - list);
    return list;
}

static size_t count_words(const char *list, size_t length, char between)
{
    size_t count = 1;

    for (size_t i = 0; i < length; i++)
        count += list[i] == between;
    return count;
}

/* The place of a word in a list with spaces; the number of its words if it is not there. */
static size_t place_of(const char *list, const char *word, size_t length)
{
    size_t count = count_words(list, strlen(list), ' ');

    for (size_t i = 0; i < count; i++) {
        size_t found;
        const char *at = word_at(list, strlen(list), ' ', i, &found);

        if (found == length && memcmp(at, word, length) == 0)
            return i;
    }
    return count;
}

/* Does a number end in one of these? "1 21", "=1" */
static bool ends_in(const char *number, const char *endings, size_t length)
{
    size_t digits = strlen(number);

    for (size_t i = 0; i < count_words(endings, length, ' '); i++) {
        size_t found;
        const char *ending = word_at(endings, length, ' ', i, &found);
        bool whole = found > 0 && ending[0] == '=';

        ending += whole;
        found -= whole;
        if (found > 0 && found <= digits && (!whole || found == digits) &&
            memcmp(number + digits - found, ending, found) == 0)
            return true;
    }
    return false;
}

/* Which word of a choice stands with a number. */
static size_t number_form(struct cs_language language, long long value)
{
    const char *rules = phrase_of(language, "{numbers}");
    size_t count, length;
    char number[32];

    if (rules == NULL)
        rules = "=1";
    snprintf(number, sizeof number, "%lld", value < 0 ? -value : value);
    count = count_words(rules, strlen(rules), ',');
    for (size_t i = 0; i < count; i++) {
        const char *rule = word_at(rules, strlen(rules), ',', i, &length), *not = NULL;

        for (size_t at = 0; not == NULL && at + 4 <= length; at++)
            if (memcmp(rule + at, "not ", 4) == 0)
                not = rule + at;
        if (ends_in(number, rule, not != NULL ? (size_t)(not - rule) : length) &&
            (not == NULL || !ends_in(number, not + 4, length - (size_t)(not + 4 - rule))))
            return i;
    }
    return count;
}

/* Which word of so many stands with names: the last one with several, or with one that is a plural. */
static size_t gender_form(struct cs_language language, const struct cs_part *part, size_t options)
{
    const char *genders = phrase_of(language, "{genders}"), *gender = NULL;
    size_t index;

    if (part->names != NULL && part->count != 1)
        return options - 1;
    if (part->names != NULL)
        gender = language.gender != NULL ? language.gender(language.context, part->names[0])
                                         : cs_language_gender(language, part->names[0]);
    if (gender == NULL)
        return 0;
    if (genders == NULL)
        genders = "n"; /* English: any other gender is a plural */
    index = place_of(genders, gender, strlen(gender));
    if (index == count_words(genders, strlen(genders), ' '))
        return options - 1;
    return options > 2 && index < options - 1 ? index : 0;
}

const char *cs_language_agree(struct cs_language language, const struct cs_wording_piece *choice,
                              const struct cs_part *part, size_t *length)
{
    size_t options = count_words(choice->options, choice->options_length, '|');
    size_t index = part->number ? number_form(language, part->value) : gender_form(language, part, options);

    return word_at(choice->options, choice->options_length, '|', index, length);
}

const char *cs_language_case(struct cs_language language, const struct cs_wording_piece *choice, const char *form,
                             size_t form_length, size_t *length)
{
    const char *cases = phrase_of(language, "{cases}");
    size_t index = cases != NULL && form_length > 0 ? place_of(cases, form, form_length) : 0;

    if (cases != NULL && index == count_words(cases, strlen(cases), ' '))
        index = 0;
    return word_at(choice->options, choice->options_length, '|', index, length);
}

/* ---- names ---- */

const char *cs_language_gender(struct cs_language language, cs_name name)
{
    const struct cs_title *title = cs_symbols_title(language.symbols, language.name, name);

    return title != NULL ? cs_title_form(title, language.symbols->names, "gender", strlen("gender")) : NULL;
}

static const char *title_text(struct cs_language language, cs_name name, const char *form, size_t length)
{
    const struct cs_title *title = cs_symbols_title(language.symbols, language.name, name);
    const char *text = NULL;

    if (title == NULL)
        return NULL;
    if (length > 0)
        text = cs_title_form(title, language.symbols->names, form, length);
    if (text == NULL)
        text = cs_title_short(title, language.symbols->names);
    return text != NULL ? text : title->text;
}

/*
 * "CST 4(2)" by the title of "CST", in a form; false, with nothing added, if no instrument with a title begins the
 * name.
 */
static bool add_article(struct cs_language language, const char *text, const char *form, size_t length,
                        struct cs_buffer *out)
{
    for (size_t at = strlen(text); at > 0; at--) {
        cs_name instrument = text[at] == ' ' ? cs_names_find(language.symbols->names, text, at) : CS_NO_NAME;
        const char *title = instrument != CS_NO_NAME ? title_text(language, instrument, form, length) : NULL;

        if (title != NULL) {
            cs_say(language, out, "{treaty} {article}", cs_part_text(title),
                   cs_part_text(cs_told(language, text + at + 1)));
            return true;
        }
    }
    return false;
}

static const char *name_text(struct cs_language language, cs_name name)
{
    return cs_names_text(language.names != NULL ? language.names : language.symbols->names, name);
}

void cs_language_name(struct cs_language language, cs_name name, const char *form, size_t length,
                      struct cs_buffer *out)
{
    const char *text = name_text(language, name);
    const char *title = language.name != CS_NO_NAME ? title_text(language, name, form, length) : NULL;

    if (title != NULL)
        cs_buffer_text(out, title);
    else if (language.name == CS_NO_NAME || !add_article(language, text, form, length, out))
        cs_buffer_text(out, cs_told(language, text));
}

const char *cs_language_told(struct cs_language language, cs_name name)
{
    const char *title = language.name != CS_NO_NAME ? title_text(language, name, NULL, 0) : NULL;

    return title != NULL ? title : cs_told(language, name_text(language, name));
}

void cs_say_names(struct cs_language language, const cs_name *names, size_t count, const char *form, size_t length,
                  struct cs_buffer *out)
{
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            cs_buffer_text(out, i + 1 == count ? cs_told(language, " and ") : ", ");
        if (language.add_name != NULL)
            language.add_name(language.context, names[i], form, length, out);
        else
            cs_language_name(language, names[i], form, length, out);
    }
}

/* ---- phrases ---- */

/* The places of an English phrase, each once; false if it has more than PARTS_MAX or cannot be read. */
static bool read_places(const char *english, struct cs_wording_piece *places, size_t *count)
{
    struct cs_wording_piece piece;

    *count = 0;
    while (piece = cs_phrase_next(&english), piece.kind != CS_PIECE_END) {
        bool known = piece.kind != CS_PIECE_PLACE && (piece.kind != CS_PIECE_CHOICE || piece.name_length == 0);

        if (piece.kind == CS_PIECE_WRONG)
            return false;
        for (size_t i = 0; i < *count; i++)
            known = known || (places[i].name_length == piece.name_length &&
                              memcmp(places[i].name, piece.name, piece.name_length) == 0);
        if (known)
            continue;
        if (*count == PARTS_MAX)
            return false;
        places[(*count)++] = piece;
    }
    return true;
}

struct telling {
    struct cs_language language;
    const struct cs_wording_piece *places; /* of the English phrase */
    const struct cs_part *parts;
    size_t count;
};

/* The part of a place; NULL if the English phrase has no such place. */
static const struct cs_part *part_of(const struct telling *t, const struct cs_wording_piece *piece)
{
    for (size_t i = 0; i < t->count; i++)
        if (t->places[i].name_length == piece->name_length &&
            memcmp(t->places[i].name, piece->name, piece->name_length) == 0)
            return &t->parts[i];
    return NULL;
}

static bool is_empty(const struct cs_part *part)
{
    return part == NULL || (!part->number && part->add == NULL && part->count == 0 &&
                            (part->text == NULL || *part->text == '\0'));
}

/* Is a place of the bracket that begins here empty? */
static bool is_left_out(const struct telling *t, const char *cursor)
{
    for (;;) {
        struct cs_wording_piece piece = cs_phrase_next(&cursor);

        if (piece.kind == CS_PIECE_PLACE && is_empty(part_of(t, &piece)))
            return true;
        if (piece.kind == CS_PIECE_OR || piece.kind == CS_PIECE_CLOSE || piece.kind == CS_PIECE_END ||
            piece.kind == CS_PIECE_WRONG)
            return false;
    }
}

static void add_part(const struct telling *t, const struct cs_part *part, const struct cs_wording_piece *place,
                     struct cs_buffer *out)
{
    if (part == NULL)
        return;
    if (part->number)
        cs_buffer_printf(out, "%lld", part->value);
    else if (part->add != NULL)
        part->add(part->context, place->form, place->form_length, out);
    else if (part->text != NULL)
        cs_buffer_text(out, part->text);
    else
        cs_say_names(t->language, part->names, part->count, place->form, place->form_length, out);
}

static void add_pieces(const struct telling *t, const char *cursor, struct cs_buffer *out)
{
    struct cs_wording_piece piece;
    const struct cs_part *last = NULL;

    while (piece = cs_phrase_next(&cursor), piece.kind != CS_PIECE_END && piece.kind != CS_PIECE_WRONG) {
        const struct cs_part *with = last;
        size_t length;

        switch (piece.kind) {
        case CS_PIECE_TEXT:
            cs_say_behind(piece.start, piece.length, out);
            break;
        case CS_PIECE_PLACE:
            last = part_of(t, &piece);
            add_part(t, last, &piece, out);
            break;
        case CS_PIECE_CHOICE:
            if (piece.name_length > 0)
                with = part_of(t, &piece);
            if (with == NULL) { /* it agrees with nothing: its first word */
                const char *bar = memchr(piece.options, '|', piece.options_length);

                cs_buffer_add(out, piece.options, bar != NULL ? (size_t)(bar - piece.options) : piece.options_length);
            } else {
                const char *word = cs_language_agree(t->language, &piece, with, &length);

                cs_buffer_add(out, word, length);
            }
            break;
        case CS_PIECE_CASE: {
            const char *word =
                cs_language_case(t->language, &piece, t->language.form, t->language.form_length, &length);

            cs_buffer_add(out, word, length);
            break;
        }
        case CS_PIECE_OPEN:
        case CS_PIECE_OR:
            if (piece.kind == CS_PIECE_OR || is_left_out(t, cursor))
                cursor = cs_phrase_behind(cursor, piece.kind == CS_PIECE_OPEN);
            break;
        default:
            break;
        }
    }
}

void cs_say_parts(struct cs_language language, struct cs_buffer *out, const char *english, const struct cs_part *parts,
                  size_t count)
{
    struct cs_wording_piece places[PARTS_MAX];
    struct telling telling = {language, places, parts, 0};
    bool read = read_places(english, places, &telling.count);

    must(read && telling.count == count);
    add_pieces(&telling, cs_told(language, english), out);
}

/* ---- checking ---- */

const char *cs_phrase_unknown_place(const char *english, const char *text, struct cs_wording_piece *out)
{
    struct cs_wording_piece places[PARTS_MAX], piece;
    struct telling telling = {.places = places};

    if (!read_places(english, places, &telling.count))
        return NULL; /* a text of a file that is no phrase of the program may have any marks */
    while (piece = cs_phrase_next(&text), piece.kind != CS_PIECE_END) {
        struct cs_part none = {.text = NULL};

        *out = piece;
        telling.parts = &none;
        if (piece.kind == CS_PIECE_WRONG)
            return piece.complaint;
        if ((piece.kind == CS_PIECE_PLACE || (piece.kind == CS_PIECE_CHOICE && piece.name_length > 0)) &&
            part_of(&telling, &piece) == NULL)
            return "the English phrase has no such place";
    }
    return NULL;
}
