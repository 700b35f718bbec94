/* SPDX-License-Identifier: MIT */
#include "cli/describe.h"

#include <ctype.h>
#include <errno.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

#define HEAD_BYTES ((size_t)262144)   /* of a page that are searched */
#define BEGINNING_BYTES ((size_t)4000) /* of a text in which its date is looked for */
#define DATED_LINE ((size_t)60)        /* bytes of a line that is no more than a date and a place */
#define DATED_HEAD ((size_t)12)        /* bytes before a date at the head of a line, "Published: " */
#define TITLE_LINE ((size_t)200)       /* bytes of a first line that is a title; a longer one is a paragraph */
#define FIRST_WORDS ((size_t)80)       /* bytes of it that stand for one */

/* ---- bytes ---- */

struct bytes { const char *at; size_t length; };

static bool same_letters(const char *a, const char *b, size_t length)
{
    return strncasecmp(a, b, length) == 0;
}

/* Where the word stands first, in any case of its letters; `length` if nowhere. */
static size_t find(struct bytes in, size_t from, const char *word)
{
    size_t length = strlen(word);

    for (size_t i = from; i + length <= in.length; i++)
        if (same_letters(in.at + i, word, length))
            return i;
    return in.length;
}

static struct bytes part(struct bytes of, size_t from, size_t to)
{
    from = from < of.length ? from : of.length;
    to = to < of.length ? to : of.length;
    return (struct bytes){of.at + from, to > from ? to - from : 0};
}

/* Adds a character of Unicode as UTF-8; returns the number of bytes, 0 if it does not fit or is none. */
static size_t put_character(unsigned long c, char *out, size_t room)
{
    if (c < 0x20 || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF) || room < 4)
        return 0;
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xE0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3F));
        out[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 0x3F));
    out[2] = (char)(0x80 | (c >> 6 & 0x3F));
    out[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

/* The character of "&amp;" or "&#8217;" at the beginning; *length: how long that is; 0 if it is none. */
static unsigned long entity(struct bytes at, size_t *length)
{
    static const struct { const char *name; unsigned long character; } names[] = {
        {"&amp;", '&'},      {"&quot;", '"'},     {"&apos;", '\''},    {"&lt;", '<'},       {"&gt;", '>'},
        {"&nbsp;", ' '},     {"&ndash;", 0x2013}, {"&mdash;", 0x2014}, {"&lsquo;", 0x2018}, {"&rsquo;", 0x2019},
        {"&ldquo;", 0x201C}, {"&rdquo;", 0x201D}, {"&hellip;", 0x2026}};
    char number[12];
    size_t i = 2;

    for (size_t k = 0; k < sizeof names / sizeof *names; k++)
        if (at.length >= strlen(names[k].name) && memcmp(at.at, names[k].name, strlen(names[k].name)) == 0) {
            *length = strlen(names[k].name);
            return names[k].character;
        }
    while (i < at.length && i < sizeof number && at.at[i] != ';')
        i++;
    if (at.length < 4 || at.at[1] != '#' || i >= at.length || at.at[i] != ';')
        return 0;
    memcpy(number, at.at + 2, i - 2);
    number[i - 2] = '\0';
    *length = i + 1;
    return number[0] == 'x' || number[0] == 'X' ? strtoul(number + 1, NULL, 16) : strtoul(number, NULL, 10);
}

/* Copies a text of a page: entities as characters, runs of spaces as one. What does not fit is cut at a word. */
static void copy(struct bytes from, bool page, char *out, size_t size)
{
    size_t length = 0;

    for (size_t i = 0; i < from.length;) {
        size_t taken = 0, put;
        unsigned long character = page && from.at[i] == '&' ? entity(part(from, i, from.length), &taken) : 0;
        unsigned char c = (unsigned char)from.at[i];

        if (length + 5 > size)
            break;
        if (character != 0 && character != ' ') {
            put = put_character(character, out + length, size - length - 1);
            length += put;
            i += taken;
        } else if (character == ' ' || c <= ' ' || c == 0x7F) {
            if (length > 0 && out[length - 1] != ' ')
                out[length++] = ' ';
            i += taken > 0 ? taken : 1;
        } else {
            out[length++] = (char)c;
            i++;
        }
    }
    while (length > 0 && (out[length - 1] == ' ' || ((unsigned char)out[length - 1] & 0xC0) == 0xC0))
        length--;
    out[length] = '\0';
}

/* ---- dates ---- */

static bool digits(struct bytes in, size_t at, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (at + i >= in.length || in.at[at + i] < '0' || in.at[at + i] > '9')
            return false;
    return true;
}

static int number(struct bytes in, size_t at, size_t count)
{
    int value = 0;

    for (size_t i = 0; i < count; i++)
        value = 10 * value + (in.at[at + i] - '0');
    return value;
}

static bool put_date(int year, int month, int day, char out[11])
{
    if (year < 1000 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31)
        return false;
    snprintf(out, 11, "%04d-%02d-%02d", year % 10000, month % 100, day % 100);
    return true;
}

/* "2022-09-21" at this place */
static bool iso_date(struct bytes in, size_t at, char out[11])
{
    return digits(in, at, 4) && digits(in, at + 5, 2) && digits(in, at + 8, 2) && in.at[at + 4] == '-' &&
           in.at[at + 7] == '-' && !digits(in, at + 10, 1) &&
           put_date(number(in, at, 4), number(in, at + 5, 2), number(in, at + 8, 2), out);
}

static size_t skip(struct bytes in, size_t at, const char *what)
{
    while (at < in.length && strchr(what, in.at[at]) != NULL && in.at[at] != '\0')
        at++;
    return at;
}

/* The digits of a day, one or two; the place behind them, or `at` if there are none. */
static size_t read_day(struct bytes in, size_t at, int *day)
{
    size_t count = digits(in, at, 2) ? 2 : digits(in, at, 1) ? 1 : 0;

    *day = count > 0 ? number(in, at, count) : 0;
    return digits(in, at, count + 1) ? at : at + count;
}

/* "21 September 2022" or "September 21, 2022", of which the month stands at this place */
static bool written_date(struct bytes in, size_t at, char out[11])
{
    static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
                                         "July",    "August",   "September", "October", "November", "December"};
    size_t behind, before = at;
    int day = 0;

    for (int month = 0; month < 12; month++) {
        size_t length = strlen(months[month]);

        if (at + length > in.length || !same_letters(in.at + at, months[month], length))
            continue;
        behind = skip(in, at + length, " ");
        if (digits(in, behind, 4)) {
            while (before > 0 && in.at[before - 1] == ' ')
                before--;
            while (before > 0 && digits(in, before - 1, 1) && at - before < 4)
                before--;
            return read_day(in, before, &day) > before && put_date(number(in, behind, 4), month + 1, day, out);
        }
        behind = skip(in, read_day(in, behind, &day), ", ");
        return day > 0 && digits(in, behind, 4) && put_date(number(in, behind, 4), month + 1, day, out);
    }
    return false;
}

static void find_date(struct bytes in, char out[11])
{
    for (size_t i = 0; i < in.length && out[0] == '\0'; i++)
        if (!iso_date(in, i, out))
            written_date(in, i, out);
}

/* ---- a page ---- */

/* The value of an attribute within a tag; empty if it has none. */
static struct bytes attribute(struct bytes tag, const char *name)
{
    size_t at = 0, length = strlen(name), end;

    while (at = find(tag, at, name), at < tag.length) {
        size_t from = at + length;

        at++;
        if (from + 1 >= tag.length || tag.at[from] != '=' || isalnum((unsigned char)tag.at[from - length - 1]) != 0)
            continue;
        from++;
        if (tag.at[from] == '"' || tag.at[from] == '\'') {
            end = from + 1;
            while (end < tag.length && tag.at[end] != tag.at[from])
                end++;
            return part(tag, from + 1, end);
        }
    }
    return (struct bytes){"", 0};
}

static bool is(struct bytes text, const char *word)
{
    return text.length == strlen(word) && same_letters(text.at, word, text.length);
}

/* The content of the first `meta` with this name or property. */
static struct bytes meta(struct bytes page, const char *name)
{
    for (size_t at = 0; at = find(page, at, "<meta "), at < page.length; at++) {
        struct bytes tag = part(page, at, find(page, at, ">"));

        if (is(attribute(tag, "property"), name) || is(attribute(tag, "name"), name) ||
            is(attribute(tag, "itemprop"), name))
            return attribute(tag, "content");
    }
    return (struct bytes){"", 0};
}

static struct bytes title_of(struct bytes page)
{
    size_t at = find(page, 0, "<title"), from = find(page, at, ">") + 1;

    return at < page.length ? part(page, from, find(page, from, "</title")) : (struct bytes){"", 0};
}

static bool is_address(const char *text)
{
    return strncmp(text, "https://", strlen("https://")) == 0 || strncmp(text, "http://", strlen("http://")) == 0;
}

/* Who wrote it; some pages have the address of his page there instead. */
static void find_author(struct bytes page, struct cs_description *out)
{
    static const char *const names[] = {"author", "article:author", "dc.creator", "DC.creator", "parsely-author"};

    for (size_t i = 0; i < sizeof names / sizeof *names && out->author[0] == '\0'; i++) {
        copy(meta(page, names[i]), true, out->author, sizeof out->author);
        if (is_address(out->author))
            out->author[0] = '\0';
    }
}

/* The address that the page says is its own; without what a record could not have there. */
static void find_address(struct bytes page, struct cs_description *out)
{
    for (size_t at = 0; at = find(page, at, "<link "), at < page.length && out->url[0] == '\0'; at++) {
        struct bytes tag = part(page, at, find(page, at, ">"));

        if (is(attribute(tag, "rel"), "canonical"))
            copy(attribute(tag, "href"), true, out->url, sizeof out->url);
    }
    if (out->url[0] == '\0')
        copy(meta(page, "og:url"), true, out->url, sizeof out->url);
    if (!is_address(out->url) || strpbrk(out->url, " \"\\") != NULL)
        out->url[0] = '\0';
}

static void describe_page(struct bytes page, struct cs_description *out)
{
    static const char *const dates[] = {"article:published_time", "datePublished", "date", "dc.date", "DC.date.issued"};
    size_t at;

    copy(meta(page, "og:title"), true, out->title, sizeof out->title);
    if (out->title[0] == '\0')
        copy(title_of(page), true, out->title, sizeof out->title);
    copy(meta(page, "og:site_name"), true, out->publisher, sizeof out->publisher);
    find_author(page, out);
    find_address(page, out);
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++)
        find_date(meta(page, dates[i]), out->date);
    at = find(page, 0, "\"datePublished\"");
    find_date(part(page, at, at + 60), out->date);
    at = find(page, 0, "<time ");
    find_date(attribute(part(page, at, find(page, at, ">")), "datetime"), out->date);
}

static size_t end_of_line(struct bytes text, size_t from)
{
    while (from < text.length && text.at[from] != '\n')
        from++;
    return from;
}

/* The first date of the lines, if it is theirs; else the first of which they speak is `mentioned`. */
static void find_own_date(struct bytes text, struct cs_description *out)
{
    for (size_t from = 0, end; from < text.length && out->date[0] == '\0'; from = end + 1) {
        struct bytes line;
        char date[11] = "";

        end = end_of_line(text, from);
        line = part(text, from, end);
        find_date(part(line, 0, line.length <= DATED_LINE ? line.length : DATED_HEAD + strlen("21 September 2022")),
                  out->date);
        find_date(line, date);
        if (out->mentioned[0] == '\0')
            memcpy(out->mentioned, date, sizeof date);
    }
}

/* Behind a date at the beginning of a title, "date 2022-10-29 How it will help". */
static size_t behind_date(struct bytes line)
{
    size_t at = is(part(line, 0, 4), "date") ? skip(line, 4, ": ") : 0;
    char date[11];

    return at + 10 < line.length && iso_date(line, at, date) ? skip(line, at + 10, " \t-,:") : 0;
}

static void describe_text(struct bytes text, struct cs_description *out)
{
    size_t from = skip(text, 0, " \t\r\n\f");
    struct bytes line = part(text, from, end_of_line(text, from));

    find_own_date(part(text, 0, BEGINNING_BYTES), out);
    line = part(line, behind_date(line), line.length);
    out->first_words = line.length > TITLE_LINE;
    copy(line, false, out->title, out->first_words ? FIRST_WORDS : sizeof out->title);
    if (out->first_words) {
        char *space = strrchr(out->title, ' ');

        strcpy(space != NULL ? space : out->title + strlen(out->title), " ...");
    }
}

void cs_describe(const char *bytes, size_t length, struct cs_description *out)
{
    struct bytes all = {bytes, length}, head = part(all, 0, HEAD_BYTES);

    *out = (struct cs_description){.title = ""};
    if (length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0)
        all = part(all, 3, length);
    if (find(head, 0, "<html") < head.length || find(head, 0, "<!doctype html") < head.length)
        describe_page(head, out);
    else
        describe_text(all, out);
}

/* ---- a PDF ---- */

bool cs_is_pdf(const char *bytes, size_t length)
{
    return length >= 5 && memcmp(bytes, "%PDF-", 5) == 0;
}

static void read_all(int descriptor, casus_text *out)
{
    casus_sink sink = casus_text_sink(out);
    char bytes[4096];
    ssize_t count;

    while ((count = read(descriptor, bytes, sizeof bytes)) > 0 || (count < 0 && errno == EINTR))
        if (count > 0)
            sink.write(sink.context, bytes, (size_t)count);
}

bool cs_pdf_text(const char *path, casus_text *out)
{
    char program[] = "pdftotext", encoding[] = "-enc", utf8[] = "UTF-8", no_options[] = "--", to_output[] = "-";
    char *words[] = {program, encoding, utf8, no_options, NULL, to_output, NULL};
    posix_spawn_file_actions_t actions;
    int ends[2], status = 0, failed;
    pid_t child = 0;
    char *copied = strdup(path);

    words[4] = copied;
    if (copied == NULL || pipe(ends) != 0) {
        free(copied);
        cs_terminal_fail("");
        return false;
    }
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_addclose(&actions, ends[0]);
    failed = posix_spawnp(&child, "pdftotext", &actions, NULL, words, environ);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    if (failed == 0)
        read_all(ends[0], out);
    close(ends[0]);
    while (failed == 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
        continue;
    free(copied);
    if (failed == 0 && status == 0)
        return true;
    cs_terminal_fail(failed != 0 ? "to read a PDF the program pdftotext is needed (package poppler-utils)"
                                 : "pdftotext cannot read the PDF");
    return false;
}
