/* SPDX-License-Identifier: MIT */
/* Texts that differ in one name. */
#include <string.h>

#include "view/fold.h"
#include "view/mention.h"

#define ARTICLE ((size_t)4) /* of "the " */

/* The length of the common beginning of two texts, up to the beginning of a word. */
static size_t common_head(const char *a, const char *b)
{
    size_t i = 0, word = 0;

    for (; a[i] != '\0' && a[i] == b[i]; i++)
        if (a[i] == ' ')
            word = i + 1;
    return word;
}

/* A letter of the Latin or the Cyrillic alphabet. */
static bool begins_with_capital(const char *text, size_t length)
{
    size_t mark = cs_mention_mark(text, length);
    unsigned char first = (unsigned char)text[mark];
    unsigned char second = length > mark + 1 ? (unsigned char)text[mark + 1] : 0;

    return (first >= 'A' && first <= 'Z') || (first == 0xD0 && (second == 0x81 || (second >= 0x90 && second <= 0xAF)));
}

/* The length of the article with which a name begins, and of a mark before it; 0 without an article. */
static size_t article_of(const char *text, size_t length)
{
    size_t mark = cs_mention_mark(text, length);

    return length > mark + ARTICLE && memcmp(text + mark, "the ", ARTICLE) == 0 ? mark + ARTICLE : 0;
}

/* The same, before the words of a name that they have in common too: "the United Kingdom" and "the United States". */
static size_t head_before_name(const char *text, size_t head)
{
    size_t start = head > 0 ? head - 1 : 0;

    while (start > 0 && text[start - 1] != ' ')
        start--;
    if (head == 0 || (start == 0 && strncmp(text, "The ", ARTICLE) == 0))
        return head;
    if (head - start == ARTICLE && memcmp(text + start, "the ", ARTICLE) == 0)
        return start;
    return begins_with_capital(text + start, head - start) ? head_before_name(text, start) : head;
}

/*
 * The length of the common end of two texts, from the end of a name on: of "the African Union" and "the European Union"
 * nothing. The space before it is part of it.
 */
static size_t common_tail(const char *a, size_t a_length, const char *b, size_t b_length)
{
    size_t i = 0, word = 0;

    for (; i < a_length && i < b_length && a[a_length - 1 - i] == b[b_length - 1 - i]; i++)
        if (a[a_length - 1 - i] == ' ')
            word = i + 1;
    while (word > 1 && (begins_with_capital(a + a_length - word + 1, word - 1) ||
                        !cs_mention_whole(a + a_length - word, word)))
        for (word--; word > 0 && a[a_length - word] != ' ';)
            word--;
    return word;
}

static bool are_capital_words(const char *text, size_t length)
{
    for (size_t at = 0; at < length; at++)
        if (text[at] == ',' || ((at == 0 || text[at - 1] == ' ') && !begins_with_capital(text + at, length - at)))
            return false;
    return length > 0;
}

/* Is it a name of the record, such as "Trinidad and Tobago"? */
static bool is_particular(const struct cs_report *report, const char *text, size_t length)
{
    const struct cs_plan *plan = report->ledger->docket->plan;
    cs_name name = cs_names_find(plan->names, text, length);

    return name != CS_NO_NAME && name < plan->symbols->by_name_count && plan->symbols->particular_of[name] != 0;
}

/* Is it one name, with an article or without? The title of a name is; else words that begin with capital letters. */
static bool is_name(const struct cs_report *report, const char *text, size_t length)
{
    size_t article = article_of(text, length);

    if (!cs_mention_whole(text, length))
        return false;
    return cs_mention_is_one(text, length) || are_capital_words(text + article, length - article) ||
           (report != NULL && is_particular(report, text + article, length - article));
}

static bool is_name_between(const struct cs_report *report, const char *text, size_t head, size_t tail)
{
    size_t length = strlen(text);

    return head + tail < length && is_name(report, text + head, length - head - tail);
}

bool cs_join_try(const struct cs_report *report, struct cs_joining *joining, const char *const *texts, size_t count,
                 const char *text)
{
    size_t first = strlen(texts[0]), head = head_before_name(text, common_head(texts[0], text));
    size_t tail = common_tail(texts[0], first, text, strlen(text));

    if (count > 1) {
        head = joining->head < head ? joining->head : head;
        tail = joining->tail < tail ? joining->tail : tail;
    }
    if (!is_name_between(report, text, head, tail))
        return false;
    /* if the common beginning or end is shorter now, the names in the earlier texts are longer: check them again */
    for (size_t i = 0; i < count && (count == 1 || head != joining->head || tail != joining->tail); i++)
        if (!is_name_between(report, texts[i], head, tail))
            return false;
    *joining = (struct cs_joining){head, tail};
    return true;
}

const char *cs_join_text(const struct cs_joining *joining, struct cs_arena *arena, const char *const *texts,
                         size_t count, const char *last)
{
    struct cs_buffer joined;
    const char *kept;

    if (count == 1)
        return texts[0];
    cs_buffer_init(&joined);
    cs_buffer_add(&joined, texts[0], joining->head);
    for (size_t i = 0; i < count; i++)
        cs_buffer_printf(&joined, "%s%.*s", i == 0 ? "" : i + 1 == count ? last : ", ",
                         (int)(strlen(texts[i]) - joining->head - joining->tail), texts[i] + joining->head);
    cs_buffer_add(&joined, texts[0] + strlen(texts[0]) - joining->tail, joining->tail);
    kept = cs_arena_text(arena, cs_buffer_string(&joined), joined.length);
    if (joined.failed) {
        arena->failed = true;
        kept = NULL;
    }
    cs_buffer_release(&joined);
    return kept;
}
