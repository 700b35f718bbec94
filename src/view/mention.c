/* SPDX-License-Identifier: MIT */
#include "view/mention.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "view/wording.h"
#include "view/wrap.h"

/*
 * A mark: OPEN, the number of the name, ":" and the form that was asked for, MIDDLE (BEGIN where a sentence begins with
 * it), the short form, CLOSE. The signs are of the private use area: escaping leaves them as they are. What a text of a
 * document has that looks like a mark and is none is left as it is.
 */
#define OPEN "\xEE\xB7\x80"
#define MIDDLE "\xEE\xB7\x81"
#define CLOSE "\xEE\xB7\x82"
#define BEGIN "\xEE\xB7\x83"
#define SIGN ((size_t)3)
#define WORD_LONG ((size_t)4) /* letters: a word that two texts have in common tells that they are of one thing */

static const struct cs_plan *plan_of(const struct cs_report *report)
{
    return report->ledger->docket->plan;
}

void cs_telling_open(struct cs_telling *telling, const struct cs_report *report, const struct cs_buffer *out)
{
    struct cs_mentions *mentions = &telling->mentions;

    *telling = (struct cs_telling){.report = *report, .start = out->length, .is_whole = report->mentions == NULL};
    if (telling->is_whole)
        cs_docket_work(report->ledger->docket);
    cs_arena_init(&telling->arena);
    if (report->formal || report->mentions != NULL)
        return;
    mentions->count = plan_of(report)->symbols->by_name_count;
    mentions->called = cs_arena_array(&telling->arena, mentions->count, sizeof *mentions->called);
    mentions->told = cs_arena_array(&telling->arena, mentions->count, sizeof *mentions->told);
    if (mentions->called != NULL && mentions->told != NULL)
        telling->report.mentions = mentions;
}

void cs_telling_close(struct cs_telling *telling, struct cs_buffer *out)
{
    if (telling->report.mentions == &telling->mentions)
        cs_mentions_settle(&telling->report, out, telling->start, false, NULL);
    out->failed = out->failed || cs_arena_failed(&telling->arena);
    cs_arena_release(&telling->arena);
    if (telling->is_whole)
        cs_docket_work_done(telling->report.ledger->docket);
}

void cs_mentions_again(const struct cs_report *report)
{
    if (report->mentions != NULL && report->mentions->count > 0)
        memset(report->mentions->told, 0, report->mentions->count * sizeof *report->mentions->told);
}

void cs_mention_add(struct cs_buffer *out, cs_name name, const char *form, size_t length, const char *text)
{
    cs_buffer_printf(out, OPEN "%lu:%.*s" MIDDLE "%s" CLOSE, (unsigned long)name, (int)length,
                     length > 0 ? form : "", text);
}

/* ---- reading marks ---- */

struct mark {
    cs_name name;
    const char *form; size_t form_length;
    bool begins;                          /* a sentence begins here */
    const char *text; size_t text_length; /* the short form as it stands, escaped, perhaps with a capital */
    size_t length;                        /* of all */
};

static bool read_mark(const char *text, size_t length, struct mark *out)
{
    const char *end = text + length, *at = text + SIGN, *close;
    unsigned long name = 0;

    if (length < SIGN || memcmp(text, OPEN, SIGN) != 0)
        return false;
    for (; at < end && *at >= '0' && *at <= '9' && name < 100000000; at++)
        name = name * 10 + (unsigned long)(*at - '0');
    if (at == end || *at != ':')
        return false;
    out->form = ++at;
    while (at < end && ((*at >= 'a' && *at <= 'z') || (*at >= '0' && *at <= '9') || *at == '-'))
        at++;
    out->form_length = (size_t)(at - out->form);
    if ((size_t)(end - at) < SIGN || (memcmp(at, MIDDLE, SIGN) != 0 && memcmp(at, BEGIN, SIGN) != 0))
        return false;
    out->begins = memcmp(at, BEGIN, SIGN) == 0;
    out->text = at + SIGN;
    for (close = out->text; close + SIGN <= end && memcmp(close, CLOSE, SIGN) != 0;)
        close++;
    if (close + SIGN > end)
        return false;
    out->name = (cs_name)name;
    out->text_length = (size_t)(close - out->text);
    out->length = (size_t)(close - text) + SIGN;
    return true;
}

size_t cs_mention_mark(const char *text, size_t length)
{
    struct mark mark;

    return read_mark(text, length, &mark) ? (size_t)(mark.text - text) : 0;
}

size_t cs_mention_begin(char *text, size_t length)
{
    size_t mark = cs_mention_mark(text, length);

    if (mark > 0)
        memcpy(text + mark - SIGN, BEGIN, SIGN);
    return mark;
}

bool cs_mention_whole(const char *text, size_t length)
{
    const char *end = text + length;
    size_t opened = 0, closed = 0;

    for (; (text = memchr(text, OPEN[0], (size_t)(end - text))) != NULL && text + SIGN <= end; text++) {
        opened += memcmp(text, OPEN, SIGN) == 0;
        closed += memcmp(text, CLOSE, SIGN) == 0;
    }
    return opened == closed;
}

bool cs_mention_is_one(const char *text, size_t length)
{
    struct mark mark;

    return read_mark(text, length, &mark) && mark.length == length;
}

/* ---- the long form ---- */

static size_t next_word(const char *text, const char **start)
{
    size_t length = 0;

    while (*text == ' ')
        text++;
    *start = text;
    while (text[length] != '\0' && text[length] != ' ')
        length++;
    return length;
}

/* Letters of the alphabets of UTF-8; capital letters of ASCII are small ones. */
static bool same_word(const char *a, size_t a_length, const char *b, size_t b_length)
{
    if (a_length != b_length)
        return false;
    for (size_t i = 0; i < a_length; i++)
        if (tolower((unsigned char)a[i]) != tolower((unsigned char)b[i]))
            return false;
    return true;
}

static size_t letters(const char *word, size_t length)
{
    size_t count = 0;

    for (size_t i = 0; i < length; i++)
        count += ((unsigned char)word[i] & 0xC0) != 0x80;
    return count;
}

/* Have the two a longer word in common, as "the Council" and "the Collective Security Council"? */
static bool share_a_word(const char *a, const char *b)
{
    const char *x, *y;

    for (size_t n = next_word(a, &x); n > 0; n = next_word(x + n, &x))
        for (size_t m = next_word(b, &y); letters(x, n) >= WORD_LONG && m > 0; m = next_word(y + m, &y))
            if (same_word(x, n, y, m))
                return true;
    return false;
}

/* "the Collective Security Treaty Organization (the CSTO)"; false if the mark is none of a title with a short form. */
static bool add_long(const struct cs_report *report, const struct mark *mark, struct cs_buffer *out)
{
    const struct cs_symbols *symbols = plan_of(report)->symbols;
    const struct cs_title *title = cs_symbols_title(symbols, report->language, mark->name);
    const char *brief = title != NULL ? cs_title_short(title, symbols->names) : NULL;
    const char *text = title != NULL ? cs_title_long(title, symbols->names, mark->form, mark->form_length) : NULL;
    size_t start = out->length;

    if (brief == NULL || text == NULL)
        return false;
    cs_buffer_text(out, text);
    if (mark->begins)
        cs_worded_capital(out, start);
    if (!share_a_word(brief, title->text))
        cs_buffer_printf(out, " (%s)", brief);
    return true;
}

/* Is the mark followed by an apostrophe, as it is or escaped? */
static bool is_owner(const char *behind)
{
    return *behind == '\'' || strncmp(behind, "&#39;", strlen("&#39;")) == 0;
}

static void settle_mark(const struct cs_report *report, const struct mark *mark, const char *behind, bool plain,
                        void (*escape)(struct cs_buffer *out, const char *text), struct cs_buffer *out)
{
    struct cs_mentions *mentions = report->mentions;
    struct cs_buffer title;

    cs_buffer_init(&title);
    if (plain || mark->name >= mentions->count || mentions->told[mark->name] || is_owner(behind) ||
        !add_long(report, mark, &title)) {
        cs_buffer_add(out, mark->text, mark->text_length);
    } else {
        mentions->told[mark->name] = true;
        if (escape != NULL)
            escape(out, cs_buffer_string(&title));
        else
            cs_buffer_text(out, cs_buffer_string(&title));
    }
    out->failed = out->failed || title.failed;
    cs_buffer_release(&title);
}

/* Adds a text without its marks. */
static void add_settled(const struct cs_report *report, const char *text, size_t length, bool plain,
                        void (*escape)(struct cs_buffer *out, const char *text), struct cs_buffer *out)
{
    const char *end = text + length;

    while (text < end) {
        const char *found = memchr(text, OPEN[0], (size_t)(end - text));
        struct mark mark;

        cs_buffer_add(out, text, (size_t)((found != NULL ? found : end) - text));
        if (found == NULL)
            return;
        text = found + 1;
        if (!read_mark(found, (size_t)(end - found), &mark)) {
            cs_buffer_char(out, *found);
            continue;
        }
        text = found + mark.length;
        settle_mark(report, &mark, text < end ? text : "", plain, escape, out);
    }
}

static bool has_marks(const char *text, size_t length)
{
    for (const char *at = text; (at = memchr(at, OPEN[0], length - (size_t)(at - text))) != NULL; at++)
        if (cs_mention_mark(at, length - (size_t)(at - text)) > 0)
            return true;
    return false;
}

void cs_mentions_settle(const struct cs_report *report, struct cs_buffer *out, size_t start, bool plain,
                        void (*escape)(struct cs_buffer *out, const char *text))
{
    struct cs_buffer text;

    if (report->mentions == NULL || out->failed || out->length <= start ||
        !has_marks(out->bytes + start, out->length - start))
        return;
    cs_buffer_init(&text);
    add_settled(report, out->bytes + start, out->length - start, plain, escape, &text);
    out->length = start;
    out->bytes[start] = '\0';
    cs_buffer_add(out, cs_buffer_string(&text), text.length);
    out->failed = out->failed || text.failed;
    cs_buffer_release(&text);
}

const char *cs_mentions_plain(const struct cs_report *report, const char *text, struct cs_arena *arena)
{
    struct cs_buffer out;

    if (report->mentions == NULL || text == NULL || !has_marks(text, strlen(text)))
        return text;
    cs_buffer_init(&out);
    add_settled(report, text, strlen(text), true, NULL, &out);
    return cs_buffer_keep(&out, arena);
}

size_t cs_report_wrap(const struct cs_report *report, struct cs_buffer *out, const char *text, size_t length,
                      size_t column, size_t indent)
{
    struct cs_buffer settled;

    if (report->mentions == NULL || !has_marks(text, length))
        return cs_wrap(out, text, length, column, indent, cs_report_columns(report));
    cs_buffer_init(&settled);
    add_settled(report, text, length, false, NULL, &settled);
    column = cs_wrap(out, cs_buffer_string(&settled), settled.length, column, indent, cs_report_columns(report));
    out->failed = out->failed || settled.failed;
    cs_buffer_release(&settled);
    return column;
}

/* ---- the list at the end ---- */

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* "e1: the fighting", "the CSTO: the Collective Security Treaty Organization"; NULL if it is not listed. */
static const char *explained(const struct cs_report *report, cs_name name, bool all, struct cs_arena *arena)
{
    const struct cs_plan *plan = plan_of(report);
    const struct cs_title *title = cs_symbols_title(plan->symbols, report->language, name);
    const char *brief = NULL;
    struct cs_buffer line;

    if (title != NULL)
        brief = title->about.kind == CS_ARG_LABEL ? cs_names_text(plan->names, name)
                : all                             ? cs_title_short(title, plan->names)
                                                  : NULL;
    if (brief == NULL)
        return NULL;
    cs_buffer_init(&line);
    cs_buffer_printf(&line, "%s: %s", brief, title->text);
    return cs_buffer_keep(&line, arena);
}

void cs_mentions_write(const struct cs_report *report, bool all, struct cs_arena *arena, struct cs_buffer *out)
{
    const struct cs_mentions *mentions = report->mentions;
    size_t names = mentions != NULL ? mentions->count : 0, count = 0;
    const char **lines = cs_arena_array(arena, names, sizeof *lines);

    for (cs_name name = 0; lines != NULL && name < names; name++)
        if (mentions->called[name] && (lines[count] = explained(report, name, all, arena)) != NULL)
            count++;
    if (count > 0)
        qsort(lines, count, sizeof *lines, by_text);
    for (size_t i = 0; i < count; i++) {
        cs_buffer_text(out, i == 0 ? "\n" : "");
        cs_wrap(out, lines[i], strlen(lines[i]), 0, 4, cs_report_columns(report));
        cs_buffer_char(out, '\n');
    }
}
