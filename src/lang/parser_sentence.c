/* SPDX-License-Identifier: MIT */
/* What a user asks or does: one line with a source of its own, so that its mistakes are shown in it. */
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

struct cs_entry *cs_parse_act(struct cs_arena *arena, struct cs_names *names, struct cs_file *file,
                              const struct cs_moment *moment, struct cs_diagnostics *diagnostics)
{
    struct cs_entry *entry = cs_arena_alloc(arena, sizeof *entry);
    struct cs_parser *parser = cs_parser_new(arena, names, file, diagnostics);
    bool read = entry != NULL && parser != NULL && cs_parser_read_words(parser, 0) &&
                cs_parser_statement(parser, entry) && cs_parser_line_ends(parser);

    if (read) {
        entry->moment = *moment;
        entry->span = cs_parser_span_line(parser);
    }
    free(parser);
    return read ? entry : NULL;
}
