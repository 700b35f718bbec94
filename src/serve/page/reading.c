/* SPDX-License-Identifier: MIT */
#include "serve/page/reading.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "serve/http/read.h"
#include "serve/tell.h"

void cs_reading_release(struct cs_reading *reading)
{
    free(reading->text);
    free(reading->from);
    free(reading->until);
    *reading = (struct cs_reading){.text = NULL};
}

/* Adds a byte that stands for these bytes of the document; there is room for it. */
static void add(struct cs_reading *r, char c, size_t from, size_t until)
{
    r->text[r->length] = c;
    r->from[r->length] = (uint32_t)from;
    r->until[r->length] = (uint32_t)until;
    r->length++;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* ---- HTML ---- */

/* A space or the end of a line, but not two. */
static void add_gap(struct cs_reading *r, char c, size_t from, size_t until)
{
    if (r->length == 0)
        return;
    if (is_space(r->text[r->length - 1])) {
        if (c == '\n')
            r->text[r->length - 1] = '\n';
        return;
    }
    add(r, c, from, until);
}

/* Is the name of the element that begins or ends here this one? */
static bool is_element(const char *tag, const char *name)
{
    size_t length = strlen(name);

    tag += *tag == '/';
    return strncasecmp(tag, name, length) == 0 && !isalnum((unsigned char)tag[length]);
}

static bool is_block(const char *tag)
{
    static const char *const blocks[] = {"p",  "div", "br", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4",
                                         "h5", "h6", "article", "section", "blockquote", "pre", "header", "footer",
                                         "title", "td", "th"};

    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++)
        if (is_element(tag, blocks[i]))
            return true;
    return false;
}

/* The end of a tag that begins at `at`, behind what its element hides: a comment, a script, a style. */
static size_t skip_tag(const char *bytes, size_t length, size_t at)
{
    static const char *const hidden[] = {"script", "style"};
    const char *end;

    if (strncmp(bytes + at, "<!--", 4) == 0) {
        end = strstr(bytes + at, "-->");
        return end != NULL ? (size_t)(end - bytes) + 3 : length;
    }
    for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++) {
        if (!is_element(bytes + at + 1, hidden[i]) || bytes[at + 1] == '/')
            continue;
        for (end = strchr(bytes + at + 1, '<'); end != NULL; end = strchr(end + 1, '<'))
            if (end[1] == '/' && is_element(end + 1, hidden[i]))
                break;
        if (end == NULL)
            return length;
        at = (size_t)(end - bytes);
    }
    end = strchr(bytes + at, '>');
    return end != NULL ? (size_t)(end - bytes) + 1 : length;
}

/* The character of a reference such as "&amp;" or "&#8212;", in UTF-8; *size is its length there, 0: it is none. */
static unsigned long reference(const char *at, size_t *size)
{
    static const struct { const char *name; unsigned long code; } names[] = {
        {"amp;", '&'}, {"lt;", '<'}, {"gt;", '>'}, {"quot;", '"'}, {"apos;", '\''}, {"nbsp;", ' '}, {"ndash;", 0x2013},
        {"mdash;", 0x2014}, {"lsquo;", 0x2018}, {"rsquo;", 0x2019}, {"ldquo;", 0x201c}, {"rdquo;", 0x201d},
        {"laquo;", 0xab}, {"raquo;", 0xbb}, {"hellip;", 0x2026}};
    bool hexadecimal = at[1] == '#' && (at[2] == 'x' || at[2] == 'X');
    unsigned long code;
    char *end;

    *size = 0;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strncmp(at + 1, names[i].name, strlen(names[i].name)) == 0) {
            *size = strlen(names[i].name) + 1;
            return names[i].code;
        }
    if (at[1] != '#' || !isalnum((unsigned char)at[2]))
        return 0;
    code = strtoul(at + (hexadecimal ? 3 : 2), &end, hexadecimal ? 16 : 10);
    if (*end != ';' || code < 0x20 || code > 0x10ffff || (code >= 0xd800 && code < 0xe000) || code == 0x7f)
        return 0;
    *size = (size_t)(end - at) + 1;
    return code == 0xa0 ? ' ' : code;
}

static void add_character(struct cs_reading *r, unsigned long code, size_t from, size_t until)
{
    unsigned char out[4];
    size_t count = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;

    for (size_t i = count; i-- > 1; code >>= 6)
        out[i] = (unsigned char)(0x80 | (code & 0x3f));
    out[0] = (unsigned char)(count == 1 ? code : (0xf00 >> count & 0xff) | code);
    for (size_t i = 0; i < count; i++)
        add(r, (char)out[i], from, until);
}

static void read_html(struct cs_reading *r, const char *bytes, size_t length)
{
    size_t at = 0;

    while (at < length) {
        size_t until = at + 1, size;
        unsigned long code;

        if (bytes[at] == '<' && (isalpha((unsigned char)bytes[at + 1]) || strchr("/!?", bytes[at + 1]) != NULL)) {
            until = skip_tag(bytes, length, at);
            if (is_block(bytes + at + 1))
                add_gap(r, '\n', at, until);
        } else if (bytes[at] == '&' && (code = reference(bytes + at, &size)) != 0) {
            until = at + size;
            add_character(r, code, at, until);
        } else if (is_space(bytes[at])) {
            add_gap(r, ' ', at, until);
        } else {
            add(r, bytes[at], at, until);
        }
        at = until;
    }
}

/* ---- both ---- */

static bool is_html(const char *name)
{
    const char *dot = strrchr(name, '.');

    return dot != NULL && (strcasecmp(dot, ".html") == 0 || strcasecmp(dot, ".htm") == 0);
}

casus_status cs_reading_new(const char *name, const char *bytes, size_t length, struct cs_reading *out,
                            struct casus_failure *failure)
{
    *out = (struct cs_reading){.text = NULL};
    if (length > CS_READING_MOST)
        return cs_serve_fail(failure, CASUS_ERR_ARGUMENT, "the document is too long to be shown: more than %d bytes",
                             CS_READING_MOST);
    if (!cs_is_text(bytes, length))
        return cs_serve_fail(failure, CASUS_ERR_ARGUMENT,
                             "the document is neither text in UTF-8 nor HTML; save it to read it");
    /* No byte of a document becomes more than one: a reference is longer than its character. */
    out->text = malloc(length + 1);
    out->from = calloc(length + 1, sizeof *out->from);
    out->until = calloc(length + 1, sizeof *out->until);
    if (out->text == NULL || out->from == NULL || out->until == NULL)
        return cs_serve_memory(failure);
    if (is_html(name))
        read_html(out, bytes, length);
    for (size_t i = 0; !is_html(name) && i < length; i++)
        if (bytes[i] != '\r')
            add(out, bytes[i], i, i + 1);
    out->text[out->length] = '\0';
    return CASUS_OK;
}

/* The length of the words where they stand here, however they are spaced; 0: they do not. */
static size_t length_here(const char *text, const char *words)
{
    size_t length = 0;

    while (*words != '\0') {
        if (is_space(*words)) {
            words += strspn(words, " \t\r\n");
            if (*words == '\0')
                return length;
            if (!is_space(text[length]))
                return 0;
            length += strspn(text + length, " \t\r\n");
        } else if (text[length++] != *words++) {
            return 0;
        }
    }
    return length;
}

bool cs_reading_find(const struct cs_reading *reading, const char *words, size_t after, size_t *start, size_t *end)
{
    size_t length;

    words += strspn(words, " \t\r\n");
    if (*words == '\0')
        return false;
    for (size_t at = after; at < reading->length; at++) {
        if (reading->text[at] != *words)
            continue;
        length = length_here(reading->text + at, words);
        if (length > 0) {
            *start = at;
            *end = at + length;
            return true;
        }
    }
    return false;
}

casus_status cs_reading_anchor(const struct cs_reading *reading, const char *bytes, size_t start, size_t end,
                               char out[CS_ANCHOR_SIZE], struct casus_failure *failure)
{
    size_t from = reading->from[start], until = reading->until[end - 1];
    char digest[65];

    if (casus_document_sha256(bytes + from, until - from, digest) != CASUS_OK)
        return cs_serve_memory(failure);
    snprintf(out, CS_ANCHOR_SIZE, "@%zu..%zu #%.8s", from, until, digest);
    return CASUS_OK;
}
