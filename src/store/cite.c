/* SPDX-License-Identifier: MIT */
/*
 * Finding words in a document. To find near words both texts are normalised: every run of spaces is one space, every
 * quotation mark a straight one, every dash a hyphen, every capital of ASCII its small letter. A mark is one character
 * of this form.
 */
#include <string.h>

#include "base/sha256.h"
#include "store/anchor.h"

static void fill(const char *bytes, size_t start, size_t end, struct cs_found_words *out)
{
    char digest[CS_SHA256_HEX];

    *out = (struct cs_found_words){.start = start, .end = end, .line = 1};
    cs_sha256_hex(bytes + start, end - start, digest);
    memcpy(out->digest, digest, 8);
    for (size_t i = 0; i < start; i++)
        out->line += bytes[i] == '\n';
}

bool cs_words_next(const char *bytes, size_t length, const char *words, size_t from, struct cs_found_words *out)
{
    size_t size = strlen(words);

    while (size > 0 && from + size <= length) {
        const char *first = memchr(bytes + from, words[0], length - from - size + 1);

        if (first == NULL)
            return false;
        from = (size_t)(first - bytes);
        if (memcmp(first, words, size) == 0) {
            fill(bytes, from, from + size, out);
            return true;
        }
        from++;
    }
    return false;
}

/* Other forms of a mark, in UTF-8. */
struct form { const char *bytes; char mark; };

static const struct form *form_at(const char *bytes, size_t length)
{
    static const struct form forms[] = {
        {"\xE2\x80\x98", '\''}, {"\xE2\x80\x99", '\''}, {"\xE2\x80\x9A", '\''}, {"\xE2\x80\x9B", '\''}, /* quotes */
        {"\xCA\xBC", '\''},     {"`", '\''},            {"\xC2\xB4", '\''},
        {"\xE2\x80\x9C", '"'},  {"\xE2\x80\x9D", '"'},  {"\xE2\x80\x9E", '"'},  {"\xC2\xAB", '"'},
        {"\xC2\xBB", '"'},
        {"\xE2\x80\x90", '-'},  {"\xE2\x80\x91", '-'},  {"\xE2\x80\x92", '-'},  {"\xE2\x80\x93", '-'}, /* dashes */
        {"\xE2\x80\x94", '-'},  {"\xE2\x88\x92", '-'},
        {"\xC2\xA0", ' '},      {"\xE2\x80\xAF", ' '},  {"\xE2\x80\x89", ' '},  {"\t", ' '},           /* spaces */
        {"\n", ' '},            {"\r", ' '},            {"\xE2\x80\x8B", ' '},  {"\xC2\xAD", '\0'}};

    if ((bytes[0] & 0x80) == 0 && strchr("`\t\n\r", bytes[0]) == NULL)
        return NULL;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (strlen(forms[i].bytes) <= length && memcmp(bytes, forms[i].bytes, strlen(forms[i].bytes)) == 0)
            return &forms[i];
    return NULL;
}

/* The bytes of the space at this place; 0 if there is none. */
static size_t space_at(const char *bytes, size_t length)
{
    const struct form *form;

    if (length == 0)
        return 0;
    if (bytes[0] == ' ')
        return 1;
    form = form_at(bytes, length);
    return form != NULL && form->mark == ' ' ? strlen(form->bytes) : 0;
}

/* The mark at *at, which moves past it; '\0' at the end. */
static char next_mark(const char *bytes, size_t length, size_t *at)
{
    char mark = '\0';

    while (*at < length && mark == '\0') {
        const struct form *form = form_at(bytes + *at, length - *at);

        mark = form != NULL ? form->mark : bytes[*at];
        *at += form != NULL ? strlen(form->bytes) : 1;
    }
    if (mark == ' ')
        for (size_t size; (size = space_at(bytes + *at, length - *at)) > 0;)
            *at += size;
    return mark >= 'A' && mark <= 'Z' ? (char)(mark - 'A' + 'a') : mark;
}

/* How many marks of the words the document has from `at` on; *end: the byte after the last of them. */
static size_t common_marks(const char *bytes, size_t length, size_t at, const char *words, size_t size, size_t *end)
{
    size_t in_words = 0, count = 0;

    *end = at;
    for (;;) {
        char wanted = next_mark(words, size, &in_words);

        if (wanted == '\0' || next_mark(bytes, length, &at) != wanted)
            return count;
        count++;
        *end = at;
    }
}

static size_t count_marks(const char *words, size_t size)
{
    size_t at = 0, count = 0;

    while (next_mark(words, size, &at) != '\0')
        count++;
    return count;
}

bool cs_words_near(const char *bytes, size_t length, const char *words, struct cs_found_words *out, bool *whole)
{
    size_t size, all, best = 0, best_start = 0, best_end = 0;

    *whole = false;
    while (*words == ' ' || *words == '\t' || *words == '\n')
        words++;
    size = strlen(words);
    while (size > 0 && (words[size - 1] == ' ' || words[size - 1] == '\n'))
        size--;
    all = count_marks(words, size);
    for (size_t at = 0; at < length && best < all; at++) {
        size_t end, count = ((unsigned char)bytes[at] & 0xC0) == 0x80
                                ? 0
                                : common_marks(bytes, length, at, words, size, &end);

        if (count > best) {
            best = count;
            best_start = at;
            best_end = end;
        }
    }
    *whole = all > 0 && best == all;
    if (best == 0 || best * 2 < all)
        return false;
    fill(bytes, best_start, best_end, out);
    return true;
}
