/* SPDX-License-Identifier: MIT */
/* A question or an act of a user: one line with a source of its own, in which its mistakes are shown. */
#include "lang/parser_int.h"

#include <stdlib.h>

struct cs_check *cs_parse_question(struct cs_arena *arena, struct cs_names *names, struct cs_file *file,
                                   struct cs_diagnostics *diagnostics)
{
    struct cs_check *check = cs_arena_alloc(arena, sizeof *check);
    struct cs_parser *parser = cs_parser_new(arena, names, file, diagnostics);
    bool read = check != NULL && parser != NULL && cs_parser_read_words(parser, 0) &&
                cs_parser_question(parser, check) && cs_parser_line_ends(parser);

    if (read)
        check->span = cs_parser_span_line(parser);
    free(parser);
    return read ? check : NULL;
}

/* What may stand in an act beside a statement; of all else a statement is expected, and what is wrong with it told. */
static bool has_a_form_of_its_own(enum cs_line_kind kind)
{
    return kind == LINE_DATED || kind == LINE_ABOUT_LABEL || kind == LINE_ABOUT || kind == LINE_READS ||
           kind == LINE_BOUND || kind == LINE_SOURCE || kind == LINE_NAME || kind == LINE_SPEAKS ||
           kind == LINE_SILENCE || kind == LINE_SAME_NAME;
}

static void read_first(struct cs_parser *parser)
{
    if (!cs_parser_read_words(parser, 0))
        return;
    if (has_a_form_of_its_own(cs_line_kind(&parser->line)))
        cs_parser_read_line(parser, 0);
    else
        cs_parser_statement_alone(parser);
}

/* A line below the first: a claim, say. */
static void read_below(struct cs_parser *parser, size_t index)
{
    struct cs_diagnostic *diagnostic;

    if (!cs_parser_read_words(parser, index) || parser->line.count == 0)
        return;
    if (cs_line_belongs(cs_line_kind(&parser->line))) {
        cs_parser_read_line(parser, index);
        return;
    }
    diagnostic = cs_diagnose(parser->diagnostics, DIAG_LINE_MISPLACED, cs_parser_span_line(parser),
                             "this line does not belong to the one above it");
    cs_diagnostic_help(parser->diagnostics, diagnostic,
                       "One entry at a time: below it stands only what is said of it, such as: says Alden.");
}

struct cs_entry *cs_parse_act(struct cs_arena *arena, struct cs_names *names, struct cs_file *file,
                              struct cs_diagnostics *diagnostics)
{
    struct cs_parser *parser = cs_parser_new(arena, names, file, diagnostics);

    if (parser == NULL)
        return NULL;
    read_first(parser);
    for (size_t i = 1; i < file->source->line_count && diagnostics->error_count == 0; i++)
        read_below(parser, i);
    free(parser);
    return diagnostics->error_count == 0 ? file->entries : NULL;
}

const char *cs_parse_act_opener(struct cs_arena *arena, struct cs_names *names, struct cs_file *file, bool *belongs)
{
    enum cs_line_kind kind = LINE_UNKNOWN;
    struct cs_diagnostics unheard;
    struct cs_parser *parser;

    cs_diagnostics_init(&unheard);
    parser = cs_parser_new(arena, names, file, &unheard);
    if (parser != NULL && cs_parser_read_words(parser, 0))
        kind = cs_line_kind(&parser->line);
    free(parser);
    cs_diagnostics_release(&unheard);
    *belongs = cs_line_belongs(kind);
    return has_a_form_of_its_own(kind) || cs_line_word(kind) == WORD_NONE ? NULL : cs_word_text(cs_line_word(kind));
}
