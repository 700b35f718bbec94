/* SPDX-License-Identifier: MIT */
/* The lines of a supposition (suppose.h). An entry in it may leave its date out. */
#include <stdlib.h>

#include "lang/parser_int.h"
#include "lang/suppose.h"

struct reader {
    struct cs_parser *parser;
    struct cs_supposition **tail;
};

static bool add(struct reader *r, struct cs_supposition line)
{
    struct cs_supposition *copy = cs_parser_make(r->parser, sizeof *copy);

    if (copy == NULL)
        return false;
    *copy = line;
    copy->span = cs_parser_span_line(r->parser);
    *r->tail = copy;
    r->tail = &copy->next;
    return cs_parser_line_ends(r->parser);
}

static struct cs_entry *new_pattern(struct reader *r, enum cs_entry_kind kind)
{
    struct cs_entry *pattern = cs_parser_make(r->parser, sizeof *pattern);

    if (pattern != NULL) {
        pattern->kind = kind;
        pattern->span = cs_parser_span_line(r->parser);
    }
    return pattern;
}

/* label | label "counts as" term | term, behind "without" */
static bool read_without(struct reader *r)
{
    struct cs_parser *p = r->parser;
    struct cs_entry *pattern = new_pattern(r, CS_ENTRY_TERM);

    if (pattern == NULL)
        return false;
    if (cs_parser_token(p)->kind == TOK_LABEL && cs_parser_peek(p, 1)->kind == TOK_END) {
        pattern->kind = CS_ENTRY_ABOUT;
        if (!cs_parser_label(p, &pattern->about))
            return false;
    } else if (cs_parser_token(p)->kind == TOK_LABEL && cs_parser_peek_is(p, 1, WORD_COUNTS)) {
        pattern->kind = CS_ENTRY_COUNTS_AS;
        if (!cs_parser_label(p, &pattern->about) || !cs_parser_need(p, WORD_COUNTS) || !cs_parser_need(p, WORD_AS) ||
            !cs_parser_term(p, &pattern->term))
            return false;
    } else if (!cs_parser_term(p, &pattern->term)) {
        return false;
    }
    return add(r, (struct cs_supposition){.kind = CS_SUPPOSITION_NOT, .pattern = pattern});
}

static bool word_is(const struct cs_parser *parser, size_t ahead, const char *text)
{
    return cs_parser_peek(parser, ahead)->kind == TOK_SMALL &&
           cs_parser_same_text(parser, cs_parser_peek(parser, ahead), text);
}

/* label "does not count as" term */
static bool read_no_name(struct reader *r)
{
    struct cs_parser *p = r->parser;
    struct cs_entry *pattern = new_pattern(r, CS_ENTRY_COUNTS_AS);

    if (pattern == NULL || !cs_parser_label(p, &pattern->about))
        return false;
    p->at += 2;
    if (!word_is(p, 0, "count"))
        return cs_parser_expected(p, "\"count as\"");
    p->at++;
    return cs_parser_need(p, WORD_AS) && cs_parser_term(p, &pattern->term) &&
           add(r, (struct cs_supposition){.kind = CS_SUPPOSITION_NOT, .pattern = pattern});
}

/* NAME "in the text of" DATE */
static bool read_text(struct reader *r)
{
    struct cs_supposition line = {.kind = CS_SUPPOSITION_TEXT};

    if (!cs_parser_name(r->parser, "the name of a treaty", &line.instrument))
        return false;
    r->parser->at += 4;
    return cs_parser_plain_date(r->parser, &line.day) && add(r, line);
}

/* NAME "reads" duration: the answer has the words of the period for a name */
static bool read_period(struct reader *r)
{
    struct cs_parser *p = r->parser;
    struct cs_supposition line = {.kind = CS_SUPPOSITION_PERIOD, .pattern = new_pattern(r, CS_ENTRY_READS)};
    size_t first;

    if (line.pattern == NULL || !cs_parser_name(p, "the name of a reading", &line.pattern->reading) ||
        !cs_parser_need(p, WORD_READS))
        return false;
    first = p->at;
    if (!cs_parser_duration(p, &line.period))
        return false;
    line.pattern->answer = cs_parser_intern_words(p, first, p->at);
    return add(r, line);
}

/* label "happened": the line "about label", which stands without a claim */
static bool read_happened(struct reader *r)
{
    struct cs_parser *p = r->parser;
    struct cs_entry *entry = new_pattern(r, CS_ENTRY_ABOUT);

    if (entry == NULL || !cs_parser_label(p, &entry->about))
        return false;
    p->at++;
    if (!cs_parser_line_ends(p))
        return false;
    CS_APPEND(p->tail.entry, entry);
    return true;
}

/* Reads a line of its own kind; false if it is one of a record. */
static bool read_own(struct reader *r)
{
    struct cs_parser *p = r->parser;
    size_t name = cs_parser_name_length(p, 0);

    if (cs_parser_is(p, WORD_WITHOUT)) {
        p->at++;
        return read_without(r), true;
    }
    if (cs_parser_token(p)->kind == TOK_LABEL && cs_parser_peek_is(p, 1, WORD_DOES) &&
        cs_parser_peek_is(p, 2, WORD_NOT))
        return read_no_name(r), true;
    if (cs_parser_token(p)->kind == TOK_LABEL && word_is(p, 1, "happened"))
        return read_happened(r), true;
    if (name > 0 && cs_parser_peek_is(p, name, WORD_IN) && word_is(p, name + 1, "the") &&
        word_is(p, name + 2, "text") && cs_parser_peek_is(p, name + 3, WORD_OF))
        return read_text(r), true;
    if (name > 0 && cs_parser_peek_is(p, name, WORD_READS) && cs_parser_duration_length(p, name + 1) > 0)
        return read_period(r), true;
    return false;
}

static void read_line(struct reader *r, size_t index)
{
    struct cs_parser *p = r->parser;
    enum cs_line_kind kind;

    if (!cs_parser_read_words(p, index) || p->line.count == 0)
        return;
    p->at = 0;
    kind = cs_line_kind(&p->line);
    if (cs_line_belongs(kind) && kind != LINE_ROW_WITHOUT && kind != LINE_ANSWER) {
        cs_parser_read_line(p, index);
        return;
    }
    cs_parser_open(p, ABOVE_NOTHING);
    if (read_own(r))
        return;
    if (kind == LINE_UNDATED)
        cs_parser_statement_alone(p);
    else
        cs_parser_read_line(p, index);
}

struct cs_file *cs_parse_supposition(struct cs_arena *arena, struct cs_names *names, const struct cs_source *source,
                                     const struct cs_reckoning *reckoning, struct cs_diagnostics *diagnostics,
                                     struct cs_supposition **out)
{
    struct cs_file *file = cs_arena_alloc(arena, sizeof *file);
    struct reader r = {.tail = out};

    *out = NULL;
    if (file == NULL)
        return NULL;
    *file = (struct cs_file){.source = source, .reckoning = *reckoning};
    r.parser = cs_parser_new(arena, names, file, diagnostics);
    if (r.parser == NULL)
        return NULL;
    for (size_t i = 0; i < source->line_count && !cs_arena_failed(arena) && !names->failed; i++)
        read_line(&r, i);
    cs_parser_open(r.parser, ABOVE_NOTHING);
    free(r.parser);
    return cs_arena_failed(arena) || names->failed ? NULL : file;
}
