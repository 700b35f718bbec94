/* SPDX-License-Identifier: MIT */
/*
 * The formatter. Each line is formatted by itself: its kind determines its indent and the width of its first word
 * (line.def); its words are written again with one space between them. A line stays as it is if the lexer cannot read
 * it, if it has a mark without meaning, or if the result would have other words. So formatting never changes what a
 * text means, and formatting twice changes nothing more.
 */
#include <stdlib.h>
#include <string.h>

#include "lang/line.h"
#include "lang/parser.h"

#define COMMENT_GAP 2

static const struct {
    unsigned char indent, pad;
} LAYOUT[LINE_KIND_COUNT] = {
#define LINE(name, word, belongs, indent, pad, function) {indent, pad},
#include "lang/line.def"
#undef LINE
};

struct formatter {
    const struct cs_source *source;
    struct cs_line line;
    struct cs_buffer code; /* the formatted line, without its comment */
    struct cs_line again;  /* the formatted line, read again */
    bool after_empty;      /* this line is the first one, or an empty one is before it */
    size_t start;          /* where the result begins in the buffer */
};

static bool is_word(const struct cs_token *token)
{
    return token->kind == TOK_LABEL || token->kind == TOK_SMALL || token->kind == TOK_CAPITAL ||
           token->kind == TOK_STRING;
}

static bool space_between(const struct cs_token *left, const struct cs_token *right)
{
    if (left->kind == TOK_RANGE || left->kind == TOK_SLASH) /* "2020/.. e1", "2020/ e1", but "../2020", "[A..B]" */
        return is_word(right) && right->word != WORD_ABOUT;
    if (left->kind == TOK_OPEN || left->kind == TOK_AT)
        return false;
    return right->kind != TOK_COMMA && right->kind != TOK_COLON && right->kind != TOK_SLASH &&
           right->kind != TOK_RANGE && right->kind != TOK_CLOSE;
}

/* Has the line a mark that has no meaning in the language? Only the name of an article may have one. */
static bool has_stray_mark(const struct cs_line *line, enum cs_line_kind kind)
{
    for (size_t i = 0; i < line->count; i++) {
        if (line->tokens[i].kind == TOK_SYMBOL)
            return kind != LINE_ARTICLE;
    }
    return false;
}

/*
 * The name of an article may have any marks, and spaces count in it: "4 / 2" is not "4/2". Before this place spaces are
 * neither added nor removed; several become one.
 */
static size_t article_end(const struct cs_line *line, enum cs_line_kind kind)
{
    if (kind == LINE_ARTICLE)
        return line->count;
    for (size_t i = 0; kind == LINE_CHECK && i < line->count && line->tokens[i].word != WORD_AS; i++) {
        if (line->tokens[i].kind == TOK_COLON)
            return i;
    }
    return 0;
}

static void write_code(struct formatter *formatter, enum cs_line_kind kind)
{
    const struct cs_line *line = &formatter->line;
    struct cs_buffer *code = &formatter->code;
    bool padded = cs_line_word(kind) != WORD_NONE;
    size_t article = article_end(line, kind);

    cs_buffer_clear(code);
    cs_buffer_repeat(code, ' ', LAYOUT[kind].indent);
    for (size_t i = 0; i < line->count; i++) {
        const struct cs_token *token = &line->tokens[i];
        size_t width = token->end - token->start;

        if (i > 0 && (i < article ? token->spaced : space_between(token - 1, token)))
            cs_buffer_char(code, ' ');
        cs_buffer_add(code, line->source->bytes + token->start, width);
        if (i == 0 && padded && line->count > 1 && width + 1 < LAYOUT[kind].pad)
            cs_buffer_repeat(code, ' ', LAYOUT[kind].pad - width - 1);
    }
}

static bool same_tokens(const struct cs_line *a, const struct cs_line *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++) {
        const struct cs_token *x = &a->tokens[i], *y = &b->tokens[i];

        if (x->kind != y->kind || x->end - x->start != y->end - y->start ||
            memcmp(a->source->bytes + x->start, b->source->bytes + y->start, x->end - x->start) != 0)
            return false;
    }
    return true;
}

/* Has the formatted line the same words as the old one? */
static bool reads_the_same(struct formatter *formatter, enum cs_line_kind kind)
{
    uint32_t start = 0;
    struct cs_source source = {.bytes = cs_buffer_string(&formatter->code),
                               .length = formatter->code.length,
                               .line_starts = &start,
                               .line_count = 1};
    struct cs_lexer_mistake mistake;

    return cs_lexer_line(&source, 0, &formatter->again, &mistake) &&
           same_tokens(&formatter->line, &formatter->again) && cs_line_kind(&formatter->again) == kind;
}

static void copy_line(const struct formatter *formatter, struct cs_buffer *out)
{
    const struct cs_line *line = &formatter->line;
    const char *bytes = line->source->bytes + line->start;
    size_t length = line->end - line->start;

    /* a byte order mark is a mistake in this line; it would not be one at the beginning of the text */
    if (out->length == formatter->start && length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0)
        cs_buffer_char(out, '\n');
    cs_buffer_add(out, bytes, length);
    cs_buffer_char(out, '\n');
}

/* The length of the comment without blanks at its end; 0 if there is none. */
static size_t comment_length(const struct cs_line *line)
{
    uint32_t end = line->end;

    while (end > line->comment && (line->source->bytes[end - 1] == ' ' || line->source->bytes[end - 1] == '\t'))
        end--;
    return end - line->comment;
}

/* Spaces before a comment: it keeps its column if possible, so that aligned comments stay aligned. */
static size_t comment_gap(const struct formatter *formatter)
{
    const struct cs_line *line = &formatter->line;
    size_t width = cs_text_width(cs_buffer_string(&formatter->code), formatter->code.length);
    size_t column = cs_text_width(line->source->bytes + line->start, line->comment - line->start);

    return column >= width + COMMENT_GAP ? column - width : COMMENT_GAP;
}

/* A line with only a comment: indented by two columns if it was indented, else not. */
static void write_comment_line(const struct cs_line *line, struct cs_buffer *out)
{
    if (line->comment > line->start)
        cs_buffer_text(out, "  ");
    cs_buffer_add(out, line->source->bytes + line->comment, comment_length(line));
    cs_buffer_char(out, '\n');
}

static void write_words(struct formatter *formatter, struct cs_buffer *out)
{
    const struct cs_line *line = &formatter->line;
    const struct cs_buffer *code = &formatter->code;
    enum cs_line_kind kind = cs_line_kind(line);
    size_t comment = comment_length(line);
    size_t gap;

    write_code(formatter, kind);
    out->failed |= code->failed;
    if (out->failed)
        return;
    gap = comment > 0 ? comment_gap(formatter) : 0;
    if (has_stray_mark(line, kind) || code->length + gap + comment > CS_LINE_BYTES_MAX ||
        !reads_the_same(formatter, kind)) {
        copy_line(formatter, out);
        return;
    }
    cs_buffer_add(out, cs_buffer_string(code), code->length);
    cs_buffer_repeat(out, ' ', gap);
    cs_buffer_add(out, line->source->bytes + line->comment, comment);
    cs_buffer_char(out, '\n');
}

static void format_line(struct formatter *formatter, size_t index, struct cs_buffer *out)
{
    struct cs_line *line = &formatter->line;
    struct cs_lexer_mistake mistake;
    bool readable = cs_lexer_line(formatter->source, index, line, &mistake);
    bool empty = readable && cs_line_empty(line);

    if (empty) {
        if (!formatter->after_empty)
            cs_buffer_char(out, '\n');
        formatter->after_empty = true;
        return;
    }
    formatter->after_empty = false;
    if (!readable)
        copy_line(formatter, out);
    else if (line->count == 0)
        write_comment_line(line, out);
    else
        write_words(formatter, out);
}

/* Removes an empty line at the end of what was written since `start`. */
static void trim_end(struct cs_buffer *out, size_t start)
{
    while (out->length > start + 1 && out->bytes[out->length - 1] == '\n' && out->bytes[out->length - 2] == '\n')
        out->bytes[--out->length] = '\0';
}

void cs_format(const struct cs_source *source, struct cs_buffer *out)
{
    struct formatter *formatter;

    if (cs_source_zero(source) < source->length) {
        cs_buffer_add(out, source->bytes, source->length);
        return;
    }
    formatter = calloc(1, sizeof *formatter); /* the tokens of two lines are too large for a stack */
    if (formatter == NULL) {
        out->failed = true;
        return;
    }
    formatter->source = source;
    formatter->after_empty = true;
    formatter->start = out->length;
    cs_buffer_init(&formatter->code);
    for (size_t index = 0; index < source->line_count; index++)
        format_line(formatter, index, out);
    if (!out->failed)
        trim_end(out, formatter->start);
    cs_buffer_release(&formatter->code);
    free(formatter);
}
