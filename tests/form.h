/* SPDX-License-Identifier: MIT */
/*
 * The laws of the formatter, for any text, valid or not:
 *
 *   fmt(fmt(x)) = fmt(x)
 *   parse(fmt(x)) = parse(x), mistakes included
 *   every comment of x stands in fmt(x), in its order, and no other
 */
#ifndef TESTS_FORM_H
#define TESTS_FORM_H

#include <stdlib.h>
#include <string.h>

#include "lang/lexer.h"
#include "tree_text.h"

/* A text, its formatted form, its tree, its diagnostics ("E0301 W0601"), its comments. */
struct form {
    struct cs_arena arena;
    struct cs_names names;
    struct cs_diagnostics diagnostics;
    struct cs_buffer codes, proper, tree, comments;
};

/* In a line that cannot be read the start of a comment is not known, so the whole line counts as one. */
static inline void form_comments(const struct cs_source *source, struct cs_buffer *out)
{
    struct cs_line *line = calloc(1, sizeof *line);
    struct cs_lexer_mistake mistake;

    for (size_t i = 0; line != NULL && i < source->line_count; i++) {
        bool readable = cs_lexer_line(source, i, line, &mistake);
        uint32_t from = readable ? line->comment : line->start, to = line->end;

        while (readable && to > from && (source->bytes[to - 1] == ' ' || source->bytes[to - 1] == '\t'))
            to--;
        cs_buffer_add(out, source->bytes + from, to - from);
        if (to > from)
            cs_buffer_char(out, '\n');
    }
    free(line);
}

/* Release in any case; false if memory ran out. */
static inline bool form_init(struct form *form, enum cs_source_kind kind, const char *bytes, size_t length)
{
    struct cs_source *source;
    struct cs_file *file;

    cs_arena_init(&form->arena);
    cs_names_init(&form->names);
    cs_diagnostics_init(&form->diagnostics);
    cs_buffer_init(&form->codes);
    cs_buffer_init(&form->proper);
    cs_buffer_init(&form->tree);
    cs_buffer_init(&form->comments);
    source = cs_source_new(&form->arena, "a text", kind, bytes, length);
    file = source != NULL ? cs_parse(&form->arena, &form->names, source, NULL, &form->diagnostics) : NULL;
    if (file == NULL)
        return false;
    cs_diagnostics_sort(&form->diagnostics);
    for (size_t i = 0; i < form->diagnostics.count; i++)
        cs_buffer_printf(&form->codes, "%s ", cs_diagnostic_code_text(form->diagnostics.items[i].code));
    tree_text(file, &form->names, &form->tree);
    form_comments(source, &form->comments);
    cs_format(source, &form->proper);
    return !form->proper.failed && !form->codes.failed && !form->tree.failed && !form->comments.failed;
}

static inline void form_release(struct form *form)
{
    cs_buffer_release(&form->comments);
    cs_buffer_release(&form->tree);
    cs_buffer_release(&form->proper);
    cs_buffer_release(&form->codes);
    cs_diagnostics_release(&form->diagnostics);
    cs_names_release(&form->names);
    cs_arena_release(&form->arena);
}

static inline bool form_same(const struct cs_buffer *a, const struct cs_buffer *b)
{
    return a->length == b->length && memcmp(cs_buffer_string(a), cs_buffer_string(b), a->length) == 0;
}

/* The law that is broken, or NULL. `twice` is the form of the formatted text of `once`. */
static inline const char *form_broken_law(const struct form *once, const struct form *twice)
{
    if (!form_same(&once->proper, &twice->proper))
        return "formatting twice";
    if (!form_same(&once->codes, &twice->codes))
        return "mistakes after formatting";
    if (!form_same(&once->tree, &twice->tree))
        return "the tree after formatting";
    return form_same(&once->comments, &twice->comments) ? NULL : "comments after formatting";
}

#endif
