/* SPDX-License-Identifier: MIT */
/*
 * Renaming: all mentions in all texts of the workspace. The new texts are tried before they are offered: each case must
 * have no more mistakes than before, and the new name as many mentions as the old one had. So a rename that would make
 * two things one, or that the language reads otherwise, is refused.
 */
#define _XOPEN_SOURCE 700 /* strdup */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lsp/workspace.h"

/* A mention that is replaced, as bytes of its text. */
struct replaced { size_t start, end; bool marked; /* it stands in quotation marks */ };

/* A text in which something is replaced. */
struct changed {
    struct changed *next;
    char *uri, *path, *bytes; /* path NULL: a text that is no file */
    char *name;
    size_t length;
    struct replaced *items;
    size_t count;
};

/* A case with the symbol: what it was made of, and what it has to have afterwards. */
struct affected {
    struct affected *next;
    char *name, *bytes; /* bytes NULL: a file */
    size_t length, errors, mentions;
};

struct renaming {
    struct cs_lsp_server *s;
    struct cs_lsp_identity of;
    const char *new_name;
    struct changed *changed;
    struct affected *affected;
    struct cs_lsp_problem *problem;
    bool failed; /* memory ran out */
};

static void release(struct renaming *r)
{
    while (r->changed != NULL) {
        struct changed *c = r->changed;

        r->changed = c->next;
        free(c->uri);
        free(c->path);
        free(c->bytes);
        free(c->name);
        free(c->items);
        free(c);
    }
    while (r->affected != NULL) {
        struct affected *a = r->affected;

        r->affected = a->next;
        free(a->name);
        free(a->bytes);
        free(a);
    }
}

static char *copy(const char *bytes, size_t length)
{
    char *text = malloc(length + 1);

    if (text != NULL) {
        memcpy(text, bytes, length);
        text[length] = '\0';
    }
    return text;
}

/* ---- gathering ---- */

static struct changed *changed_text(struct renaming *r, const struct cs_lsp_text *text)
{
    char *uri = cs_lsp_text_uri(r->s, text);
    struct changed *c = r->changed;

    while (c != NULL && uri != NULL && strcmp(c->uri, uri) != 0)
        c = c->next;
    if (c != NULL || uri == NULL) {
        free(uri);
        return c;
    }
    c = calloc(1, sizeof *c);
    if (c == NULL) {
        free(uri);
        return NULL;
    }
    c->next = r->changed;
    r->changed = c;
    c->uri = uri;
    c->path = text->path != NULL ? strdup(text->path) : NULL;
    c->name = strdup(text->name);
    c->bytes = copy(text->bytes, text->length);
    c->length = text->length;
    return c->bytes != NULL && c->name != NULL && (text->path == NULL || c->path != NULL) ? c : NULL;
}

/* Notes one mention; false, with the problem, if it cannot be replaced. */
static bool note(struct renaming *r, struct cs_lsp_text *text, const struct casus_place *place)
{
    const struct cs_lsp_lines *lines = cs_lsp_text_lines(text);
    struct changed *c = lines != NULL ? changed_text(r, text) : NULL;
    struct replaced item, *larger;

    if (c == NULL) {
        r->failed = true;
        return false;
    }
    item.start = cs_lsp_library_offset(lines, place->line, place->column);
    item.end = cs_lsp_library_offset(lines, place->end_line, place->end_column);
    item.marked = item.start > 0 && text->bytes[item.start - 1] == '"';
    if (item.end - item.start != strlen(r->of.name) ||
        memcmp(text->bytes + item.start, r->of.name, item.end - item.start) != 0) {
        cs_lsp_refuse(r->problem, CS_LSP_REQUEST_FAILED, "\"%.100s\" is written in another way in %.200s:%zu",
                      r->of.name, text->name, place->line);
        return false;
    }
    for (size_t i = 0; i < c->count; i++)
        if (c->items[i].start == item.start)
            return true;
    larger = realloc(c->items, (c->count + 1) * sizeof *larger);
    if (larger == NULL) {
        r->failed = true;
        return false;
    }
    c->items = larger;
    larger[c->count++] = item;
    return true;
}

static bool note_case(struct renaming *r, const struct cs_lsp_analysis *analysis, size_t mentions)
{
    const struct cs_lsp_text *own = &analysis->texts[analysis->own];
    struct affected *a = calloc(1, sizeof *a);

    if (a == NULL)
        return false;
    a->next = r->affected;
    r->affected = a;
    a->name = strdup(own->name);
    a->bytes = own->path == NULL ? copy(own->bytes, own->length) : NULL;
    a->length = own->length;
    a->errors = casus_case_error_count(analysis->c);
    a->mentions = mentions;
    return a->name != NULL && (own->path != NULL || a->bytes != NULL);
}

static bool gather_case(void *context, struct cs_lsp_analysis *analysis)
{
    struct renaming *r = context;
    size_t symbol, count;

    if (analysis->own == analysis->count || !cs_lsp_symbol_like(analysis, &r->of, &symbol))
        return true;
    count = casus_mention_count(analysis->symbols, symbol);
    if (!note_case(r, analysis, count)) {
        r->failed = true;
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        struct casus_place place;
        bool declares;

        if (casus_mention_at(analysis->symbols, symbol, i, &place, &declares) != CASUS_OK ||
            !note(r, cs_lsp_text(analysis, place.text), &place))
            return false;
    }
    return true;
}

/* ---- the new texts ---- */

static int by_start(const void *a, const void *b)
{
    const struct replaced *x = a, *y = b;

    return x->start < y->start ? -1 : x->start > y->start;
}

/* The new name as it stands in place of a mention: with quotation marks where it needs them and has none. */
static const char *written(const struct renaming *r, const struct replaced *item, const char *marked)
{
    return !item->marked && cs_lsp_needs_marks(r->new_name) &&
                   (strcmp(r->of.kind, "name") == 0 || strcmp(r->of.kind, "instrument") == 0 ||
                    strcmp(r->of.kind, "source") == 0 || strcmp(r->of.kind, "reading") == 0 ||
                    strcmp(r->of.kind, "answer") == 0)
               ? marked
               : r->new_name;
}

/* The edits of a text, and its new bytes; NULL if memory ran out. */
static json_t *edit_text(struct renaming *r, struct changed *c, const char *marked, struct cs_lsp_laid *laid)
{
    struct cs_lsp_lines lines;
    json_t *edits = json_array();
    char *text = NULL;
    size_t length, at = 0;
    FILE *out;

    qsort(c->items, c->count, sizeof *c->items, by_start);
    out = cs_lsp_lines_make(&lines, c->bytes, c->length) ? open_memstream(&text, &length) : NULL;
    for (size_t i = 0; i < c->count && out != NULL; i++) {
        const char *new_text = written(r, &c->items[i], marked);

        fwrite(c->bytes + at, 1, c->items[i].start - at, out);
        fputs(new_text, out);
        at = c->items[i].end;
        json_array_append_new(edits, cs_lsp_edit(&lines, c->items[i].start, at, new_text, strlen(new_text),
                                                 r->s->units));
    }
    if (out != NULL) {
        fwrite(c->bytes + at, 1, c->length - at, out);
        if (fclose(out) == 0)
            *laid = (struct cs_lsp_laid){NULL, c->path, text, length};
    }
    cs_lsp_lines_release(&lines);
    if (laid->bytes == NULL) {
        json_decref(edits);
        return NULL;
    }
    return edits;
}

/* The text with which a case is tried: its own new bytes, if it is no file. */
static const struct cs_lsp_laid *own_text(const struct renaming *r, const struct affected *a,
                                          const struct cs_lsp_laid *texts)
{
    size_t i = 0;

    for (const struct changed *c = r->changed; c != NULL; c = c->next, i++)
        if (c->path == NULL && a->bytes != NULL && strcmp(c->name, a->name) == 0)
            return &texts[i];
    return NULL;
}

/* Is the case with the new texts as good as it was? */
static bool is_sound(struct renaming *r, const struct affected *a, const struct cs_lsp_laid *texts,
                     const struct cs_lsp_laid *files)
{
    const struct cs_lsp_laid *own = own_text(r, a, texts);
    struct cs_lsp_analysis *analysis =
        cs_lsp_analyse(&r->s->documents, files, a->name, own != NULL ? own->bytes : a->bytes,
                       own != NULL ? own->length : a->length);
    struct cs_lsp_identity now = {r->new_name, r->of.kind, r->of.path};
    struct casus_diagnostic d;
    size_t symbol = 0, mentions = 0;
    bool sound;

    if (analysis == NULL) {
        r->failed = true;
        return false;
    }
    if (cs_lsp_symbol_like(analysis, &now, &symbol))
        mentions = casus_mention_count(analysis->symbols, symbol);
    sound = analysis->message[0] == '\0' && casus_case_error_count(analysis->c) <= a->errors && mentions == a->mentions;
    if (!sound && mentions > a->mentions)
        cs_lsp_refuse(r->problem, CS_LSP_REQUEST_FAILED, "the %s \"%.200s\" exists already", r->of.kind, r->new_name);
    else if (!sound && casus_case_error_count(analysis->c) > a->errors &&
             casus_case_diagnostic(analysis->c, 0, &d) == CASUS_OK)
        cs_lsp_refuse(r->problem, CS_LSP_REQUEST_FAILED, "with the new name it would be wrong: %s:%zu: %.300s",
                      d.text != NULL ? d.text : "", d.line, d.message);
    else if (!sound)
        cs_lsp_refuse(r->problem, CS_LSP_REQUEST_FAILED,
                      "\"%.200s\" cannot be the name of this %s: it would be read otherwise", r->new_name, r->of.kind);
    cs_lsp_analysis_free(analysis);
    return sound;
}

/* Tries the new texts in all cases. */
static bool are_sound(struct renaming *r, struct cs_lsp_laid *texts, size_t count)
{
    struct cs_lsp_laid *files = NULL;

    for (size_t i = 0; i < count; i++)
        if (texts[i].path != NULL) {
            texts[i].next = files;
            files = &texts[i];
        }
    for (const struct affected *a = r->affected; a != NULL; a = a->next)
        if (!is_sound(r, a, texts, files))
            return false;
    return true;
}

/* All edits by the address of their text, once they were tried; NULL, with the problem, if they are not sound. */
static json_t *edit_all(struct renaming *r)
{
    struct cs_lsp_laid *texts;
    json_t *changes = json_object();
    char *marked = malloc(strlen(r->new_name) + 3);
    size_t count = 0, made = 0;

    for (const struct changed *c = r->changed; c != NULL; c = c->next)
        count++;
    texts = calloc(count + 1, sizeof *texts);
    r->failed = texts == NULL || marked == NULL;
    if (marked != NULL)
        sprintf(marked, "\"%s\"", r->new_name);
    for (struct changed *c = r->changed; c != NULL && !r->failed; c = c->next, made++) {
        json_t *edits = edit_text(r, c, marked, &texts[made]);

        r->failed = edits == NULL || json_object_set_new(changes, c->uri, edits) != 0;
    }
    if (r->failed || !are_sound(r, texts, count)) {
        json_decref(changes);
        changes = NULL;
    }
    for (size_t i = 0; i < made; i++)
        free(texts[i].bytes);
    free(texts);
    free(marked);
    return changes;
}

/* ---- the requests ---- */

/* The symbol at the place, if it can be renamed. */
static bool find(struct cs_lsp_server *s, const json_t *params, struct cs_lsp_spot *spot, struct casus_place *place,
                 struct cs_lsp_identity *out, struct cs_lsp_problem *problem)
{
    size_t symbol;

    if (!cs_lsp_spot(s, params, spot, problem))
        return false;
    if (!cs_lsp_symbol_at(spot, &symbol, place)) {
        cs_lsp_refuse(problem, CS_LSP_REQUEST_FAILED, "there is no name here");
        return false;
    }
    if (!cs_lsp_identify(spot->analysis, symbol, out))
        return false;
    if (strcmp(out->kind, "article") == 0) {
        cs_lsp_refuse(problem, CS_LSP_REQUEST_FAILED, "the number of an article is not a name");
        return false;
    }
    return true;
}

json_t *cs_lsp_prepare_rename(struct cs_lsp_server *s, const json_t *params, struct cs_lsp_problem *problem)
{
    struct cs_lsp_identity identity;
    struct casus_place place;
    struct cs_lsp_spot spot;

    if (!find(s, params, &spot, &place, &identity, problem))
        return NULL;
    return json_pack("{s:o, s:o}", "range", cs_lsp_place_range(s, spot.text, &place), "placeholder",
                     cs_lsp_string(identity.name));
}

json_t *cs_lsp_rename(struct cs_lsp_server *s, const json_t *params, struct cs_lsp_problem *problem)
{
    const char *new_name = json_string_value(json_object_get(params, "newName"));
    struct renaming r = {.s = s, .new_name = new_name, .problem = problem};
    struct casus_place place;
    struct cs_lsp_spot spot;
    json_t *changes = NULL;

    if (!find(s, params, &spot, &place, &r.of, problem))
        return NULL;
    if (new_name == NULL || *new_name == '\0' || strpbrk(new_name, "\"\\\n\r\t") != NULL || strlen(new_name) > 1000)
        return cs_lsp_refuse(problem, CS_LSP_INVALID_PARAMS,
                             "a new name has at least one character, and no quotation marks, backslashes or line ends");
    if (cs_lsp_each_case(s, spot.analysis, r.of.path, gather_case, &r) && !r.failed)
        changes = edit_all(&r);
    release(&r);
    return changes != NULL ? json_pack("{s:o}", "changes", changes) : NULL;
}
