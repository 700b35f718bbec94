/* SPDX-License-Identifier: MIT */
#include "answer/spoken.h"

#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#define NAME_WORDS ((size_t)16) /* of a name; a longer one is known by its label or another spelling */

/* ---- words ---- */

static char small(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Makes the letters small, of any alphabet; one whose small letter has another length stays. */
static void make_small(char *text)
{
    size_t length = strlen(text);

    for (size_t at = 0; at < length;) {
        utf8proc_uint8_t bytes[4];
        utf8proc_int32_t code;
        utf8proc_ssize_t taken =
            utf8proc_iterate((const utf8proc_uint8_t *)text + at, (utf8proc_ssize_t)(length - at), &code);

        if (taken > 0 && utf8proc_encode_char(utf8proc_tolower(code), bytes) == taken)
            memcpy(text + at, bytes, (size_t)taken);
        at += taken > 0 ? (size_t)taken : 1;
    }
}

static bool same(const char *a, const char *b)
{
    while (*a != '\0' && small(*a) == small(*b)) {
        a++;
        b++;
    }
    return *a == '\0' && *b == '\0';
}

bool cs_spoken_same(const char *a, const char *b)
{
    char x[128], y[128];

    if (strlen(a) >= sizeof x || strlen(b) >= sizeof y)
        return false;
    strcpy(x, a);
    strcpy(y, b);
    make_small(x);
    make_small(y);
    return strcmp(x, y) == 0;
}

bool cs_spoken_one_of(const char *word, const char *words)
{
    size_t length = strlen(word);

    while (*words != '\0') {
        size_t each = strcspn(words, "|"), i = 0;

        while (each == length && i < length && small(word[i]) == words[i])
            i++;
        if (each == length && i == length)
            return true;
        words += each + (words[each] == '|');
    }
    return false;
}

bool cs_spoken_says(const struct cs_spoken *phrase, size_t at, const char *words)
{
    return at < phrase->count && cs_spoken_one_of(phrase->words[at], words);
}

/* An ending of a verb or a noun, behind what it has in common with another form of it. */
static bool is_ending(const char *rest, char last)
{
    static const char *const endings[] = {"", "s", "es", "e", "d", "ed", "ing", "y", "ies", "ied"};

    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (strcmp(rest, endings[i]) == 0)
            return true;
    return rest[0] == last && (strcmp(rest + 1, "ed") == 0 || strcmp(rest + 1, "ing") == 0); /* "admitted" */
}

bool cs_spoken_alike(const char *a, const char *b)
{
    static const char *const sets[] = {"is|are|was|were|be|been|being", "has|have|had", "does|do|did"};
    size_t common = 0;

    if (same(a, b))
        return true;
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++)
        if (cs_spoken_one_of(a, sets[i]))
            return cs_spoken_one_of(b, sets[i]);
    while (a[common] != '\0' && small(a[common]) == small(b[common]))
        common++;
    return common >= 3 && is_ending(a + common, small(a[common - 1])) && is_ending(b + common, small(b[common - 1]));
}

static void add_word(struct cs_spoken *phrase, const char *start, size_t length)
{
    const char *word;

    if (length == 0 || phrase->count > CS_SPOKEN_WORDS)
        return;
    word = cs_arena_text(phrase->arena, start, length);
    if (word == NULL || cs_spoken_one_of(word, "a|an|the"))
        return;
    if (phrase->count < CS_SPOKEN_WORDS)
        phrase->words[phrase->count] = word;
    phrase->count++; /* beyond the end: too many */
}

/* Adds the words of a text: "Armenia's" are two, and so are "d1,". */
static void add_words(struct cs_spoken *phrase, const char *text)
{
    while (*text != '\0') {
        size_t length = strcspn(text, " \t\",?()");
        const char *genitive = length > 2 && strncmp(text + length - 2, "'s", 2) == 0 ? text + length - 2 : NULL;

        while (length > 1 && genitive == NULL && text[length - 1] == '.' && strchr(" \t?", text[length]) != NULL)
            length--; /* the full stop of a sentence, which ends the text: strchr finds its end as well */
        add_word(phrase, text, genitive != NULL ? length - 2 : length);
        if (genitive != NULL)
            add_word(phrase, genitive, 2);
        text += length;
        if (*text == ',')
            add_word(phrase, text, 1);
        if (*text != '\0')
            text++;
    }
}

/* ---- names ---- */

static int by_text(const void *a, const void *b)
{
    const struct cs_spelling *x = a, *y = b;
    int order = strcmp(x->text, y->text);

    return order != 0 ? order : x->name < y->name ? -1 : x->name > y->name;
}

/* The text in small letters, with one space between its words and without its articles, as words are joined below. */
static const char *folded(struct cs_arena *arena, const struct cs_case *c, const char *text)
{
    struct cs_spoken words = {.c = c, .arena = arena};
    struct cs_buffer out;
    const char *kept;

    cs_buffer_init(&out);
    add_words(&words, text);
    for (size_t i = 0; i < words.count && i < CS_SPOKEN_WORDS; i++) {
        cs_buffer_text(&out, i > 0 ? " " : "");
        cs_buffer_text(&out, words.words[i]);
    }
    if (!out.failed && out.length > 0)
        make_small(out.bytes);
    kept = cs_arena_text(arena, cs_buffer_string(&out), out.length);
    arena->failed = arena->failed || out.failed;
    cs_buffer_release(&out);
    return kept;
}

static bool is_meant(const struct cs_symbols *s, cs_name name)
{
    return s->particular_of[name] != 0 || s->instrument_of[name] != NULL || s->document_of[name] != NULL ||
           s->entry_of[name] != NULL || s->is_article[name] || s->is_voice[name];
}

static void add_spelling(struct cs_spoken *phrase, const char *text, cs_name name)
{
    const char *kept = folded(phrase->arena, phrase->c, text);

    if (kept != NULL && *kept != '\0')
        phrase->spellings[phrase->spelling_count++] = (struct cs_spelling){kept, text, name};
}

static size_t form_count(const struct cs_title *title)
{
    size_t count = 1;

    for (const struct cs_title_form *form = title->forms; form != NULL; form = form->next)
        count++;
    return count;
}

static void make_spellings(struct cs_spoken *phrase)
{
    const struct cs_symbols *s = &phrase->c->symbols;
    size_t count = s->by_name_count;

    for (size_t i = 0; i < s->title_count; i++)
        count += form_count(s->titles[i].title);
    phrase->spellings = cs_arena_array(phrase->arena, count, sizeof *phrase->spellings);
    if (phrase->spellings == NULL)
        return;
    for (cs_name name = 1; name < s->by_name_count; name++) {
        cs_name of = cs_symbols_spelt(s, name);

        if (of < s->by_name_count && is_meant(s, of))
            add_spelling(phrase, cs_names_text(&phrase->c->names, name), of);
    }
    for (size_t i = 0; i < s->title_count; i++) {
        add_spelling(phrase, s->titles[i].title->text, s->titles[i].name);
        for (const struct cs_title_form *f = s->titles[i].title->forms; f != NULL; f = f->next)
            add_spelling(phrase, f->text, s->titles[i].name);
    }
    if (phrase->spelling_count > 0)
        qsort(phrase->spellings, phrase->spelling_count, sizeof *phrase->spellings, by_text);
}

bool cs_spoken_read(struct cs_spoken *phrase, const struct cs_case *c, const char *text, struct cs_arena *arena)
{
    *phrase = (struct cs_spoken){.c = c, .arena = arena};
    add_words(phrase, text);
    if (phrase->count > CS_SPOKEN_WORDS)
        return false;
    make_spellings(phrase);
    return !cs_arena_failed(arena);
}

/* Capital words, of which the last may be the number of an article, need no quotation marks. */
static bool stands_bare(const char *text)
{
    bool first = true;

    for (const char *word = text; *word != '\0'; word += strspn(word, " ")) {
        size_t length = strcspn(word, " ");
        unsigned char begin = (unsigned char)word[0];

        if (strcspn(word, "\"\\.;:!?/()") < length && !(begin >= '0' && begin <= '9'))
            return false;
        if (!(begin >= 'A' && begin <= 'Z') && (first || word[length] != '\0' || !(begin >= '0' && begin <= '9')))
            return false;
        word += length;
        first = false;
    }
    return !first;
}

const char *cs_spoken_quoted(const struct cs_spoken *phrase, cs_name name)
{
    const char *text = cs_names_text(&phrase->c->names, name);
    const struct cs_symbols *s = &phrase->c->symbols;
    struct cs_buffer quoted;

    if (stands_bare(text) || (s->entry_of[name] != NULL && s->particular_of[name] == 0))
        return text;
    cs_buffer_init(&quoted);
    cs_buffer_char(&quoted, '"');
    for (const char *at = text; *at != '\0'; at++)
        cs_buffer_printf(&quoted, *at == '"' || *at == '\\' ? "\\%c" : "%c", *at);
    cs_buffer_char(&quoted, '"');
    return cs_buffer_keep(&quoted, phrase->arena);
}

/* The words from `at` to before `end` in small letters; false if they are longer than any name. */
static bool join(const struct cs_spoken *phrase, size_t at, size_t end, char *out, size_t size)
{
    size_t length = 0;

    for (size_t i = at; i < end; i++) {
        const char *word = phrase->words[i];

        if (length + strlen(word) + 2 > size)
            return false;
        if (i > at)
            out[length++] = ' ';
        while (*word != '\0')
            out[length++] = *word++;
    }
    out[length] = '\0';
    make_small(out);
    return true;
}

static bool put(struct cs_filled *out, const char *text, cs_name name)
{
    if (out->count == sizeof out->texts / sizeof *out->texts)
        return false;
    out->texts[out->count] = text;
    out->names[out->count++] = name;
    return true;
}

/* Of names that differ in capital letters alone, "S3" and "s3", the one that begins as the word does. */
static const struct cs_spelling *as_written(const struct cs_spoken *phrase, size_t first, size_t at)
{
    const struct cs_spelling *spellings = phrase->spellings;

    for (size_t i = first; i < phrase->spelling_count && strcmp(spellings[i].text, spellings[first].text) == 0; i++)
        if (spellings[i].given[0] == phrase->words[at][0])
            return &spellings[i];
    return &spellings[first];
}

/* Whose names alone end with this capital word, "Sidorov"; CS_NO_NAME: of nobody, or of several. */
static cs_name by_last_word(const struct cs_spoken *phrase, size_t at)
{
    cs_name found = CS_NO_NAME;
    char word[512];
    size_t length;

    if (small(phrase->words[at][0]) == phrase->words[at][0] || !join(phrase, at, at + 1, word, sizeof word))
        return CS_NO_NAME;
    length = strlen(word);
    for (size_t i = 0; i < phrase->spelling_count; i++) {
        const struct cs_spelling *spelling = &phrase->spellings[i];
        size_t whole = strlen(spelling->text);

        if (whole <= length || spelling->text[whole - length - 1] != ' ' ||
            strcmp(spelling->text + whole - length, word) != 0 || spelling->name == found)
            continue;
        if (found != CS_NO_NAME)
            return CS_NO_NAME;
        found = spelling->name;
    }
    return found;
}

size_t cs_spoken_name(const struct cs_spoken *phrase, size_t at, size_t end, struct cs_filled *out)
{
    char text[512];

    for (size_t last = end - at < NAME_WORDS ? end : at + NAME_WORDS; last > at; last--) {
        struct cs_spelling key = {.text = text, .name = CS_NO_NAME};
        size_t low = 0, high = phrase->spelling_count;

        if (!join(phrase, at, last, text, sizeof text))
            continue;
        while (low < high) {
            size_t middle = low + (high - low) / 2;

            if (strcmp(phrase->spellings[middle].text, key.text) < 0)
                low = middle + 1;
            else
                high = middle;
        }
        if (low < phrase->spelling_count && strcmp(phrase->spellings[low].text, text) == 0) {
            cs_name name = as_written(phrase, low, at)->name;

            return put(out, cs_spoken_quoted(phrase, name), name) ? last : at;
        }
    }
    if (at < end && phrase->words[at][0] >= '0' && phrase->words[at][0] <= '9')
        return put(out, phrase->words[at], CS_NO_NAME) ? at + 1 : at;
    if (at < end) {
        cs_name name = by_last_word(phrase, at);

        return name != CS_NO_NAME && put(out, cs_spoken_quoted(phrase, name), name) ? at + 1 : at;
    }
    return at;
}

/* "who", "which state", "anybody": the words behind it. */
static size_t read_anybody(const struct cs_spoken *phrase, size_t at, size_t end)
{
    const struct cs_symbols *s = &phrase->c->symbols;
    char word[128];
    cs_name kind;

    if (at >= end)
        return at;
    if (cs_spoken_says(phrase, at, "who|whom|what|anybody|anyone|somebody|someone|something|anything|nobody"))
        return at + 1;
    if (!cs_spoken_says(phrase, at, "which|any") || at + 1 >= end)
        return at;
    for (size_t cut = 0; cut < 2; cut++) { /* "which state", "which states" */
        if (!join(phrase, at + 1, at + 2, word, sizeof word) || strlen(word) <= cut)
            return at;
        word[strlen(word) - cut] = '\0';
        kind = cs_names_find(&phrase->c->names, word, strlen(word));
        if (kind != CS_NO_NAME && kind < s->by_name_count && s->kind_of[kind] != 0)
            return at + 2;
    }
    return at;
}

/* "draft d1": a label behind what its entry is. */
static size_t skip_noun(const struct cs_spoken *phrase, size_t at, size_t end)
{
    struct cs_filled filled = {.count = 0};
    const struct cs_entry *entry;

    if (at + 1 >= end || cs_spoken_name(phrase, at, end, &filled) > at ||
        cs_spoken_name(phrase, at + 1, end, &filled) <= at + 1 || filled.names[0] == CS_NO_NAME)
        return at;
    entry = phrase->c->symbols.entry_of[filled.names[0]];
    return entry != NULL && entry->kind == CS_ENTRY_TERM &&
                   cs_spoken_alike(phrase->words[at], cs_names_text(&phrase->c->names, entry->term.head))
               ? at + 1 : at;
}

size_t cs_spoken_names(const struct cs_spoken *phrase, size_t at, size_t end, struct cs_filled *out)
{
    size_t next = read_anybody(phrase, at, end);

    *out = (struct cs_filled){.anybody = next > at};
    if (next > at)
        return next;
    at = skip_noun(phrase, at, end);
    next = cs_spoken_name(phrase, at, end, out);
    while (next > at && cs_spoken_says(phrase, next, ",|and")) {
        size_t behind = next + (cs_spoken_says(phrase, next, ",") && cs_spoken_says(phrase, next + 1, "and") ? 2 : 1);
        size_t last = cs_spoken_name(phrase, behind, end, out);

        if (last == behind)
            break;
        next = last;
    }
    return next;
}
