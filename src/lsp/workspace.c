/* SPDX-License-Identifier: MIT */
#define _XOPEN_SOURCE 700 /* realpath, strdup */

#include "lsp/workspace.h"

#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Paths of files, on the heap, each once. */
struct paths { char **items; size_t count; };

static bool has_path(const struct paths *paths, const char *path)
{
    for (size_t i = 0; i < paths->count; i++)
        if (strcmp(paths->items[i], path) == 0)
            return true;
    return false;
}

static void add_path(struct paths *paths, const char *path)
{
    char **larger;

    if (paths->count == CS_LSP_FILES_MAX || has_path(paths, path))
        return;
    larger = realloc(paths->items, (paths->count + 1) * sizeof *larger);
    if (larger == NULL)
        return;
    paths->items = larger;
    larger[paths->count] = strdup(path);
    paths->count += larger[paths->count] != NULL;
}

static void release(struct paths *paths)
{
    for (size_t i = 0; i < paths->count; i++)
        free(paths->items[i]);
    free(paths->items);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Adds the texts of a folder and of those within. Links and names with a dot first are left out. */
static void add_folder(struct paths *paths, const char *folder, int depth)
{
    DIR *listing = depth < CS_LSP_DEPTH_MAX ? opendir(folder) : NULL;
    struct dirent *entry;

    while (listing != NULL && paths->count < CS_LSP_FILES_MAX && (entry = readdir(listing)) != NULL) {
        char *path = malloc(strlen(folder) + strlen(entry->d_name) + 2);
        struct stat about;

        if (path == NULL)
            break;
        sprintf(path, "%s/%s", folder, entry->d_name);
        if (entry->d_name[0] != '.' && lstat(path, &about) == 0) {
            if (S_ISDIR(about.st_mode))
                add_folder(paths, path, depth + 1);
            else if (S_ISREG(about.st_mode) && casus_file_kind(path) != CASUS_TEXT_NONE &&
                     casus_file_kind(path) != CASUS_TEXT_MAP)
                add_path(paths, path);
        }
        free(path);
    }
    if (listing != NULL)
        closedir(listing);
}

static void list_texts(const struct cs_lsp_server *s, struct paths *out)
{
    for (const struct cs_lsp_document *d = s->documents.first; d != NULL; d = d->next)
        if (d->is_file)
            add_path(out, d->real != NULL ? d->real : d->name);
    for (size_t i = 0; i < s->folder_count; i++) {
        char *real = realpath(s->folders[i], NULL);

        if (real != NULL)
            add_folder(out, real, 0);
        free(real);
    }
    if (out->count > 0)
        qsort(out->items, out->count, sizeof *out->items, by_name);
}

static bool has_text(const struct cs_lsp_analysis *analysis, const char *path)
{
    for (size_t i = 0; i < analysis->count; i++)
        if (analysis->texts[i].path != NULL && strcmp(analysis->texts[i].path, path) == 0)
            return true;
    return false;
}

static bool visit_case(struct cs_lsp_analysis *analysis, struct paths *seen, cs_lsp_visit visit, void *context)
{
    for (size_t i = 0; i < analysis->count; i++)
        if (analysis->texts[i].path != NULL)
            add_path(seen, analysis->texts[i].path);
    return visit(context, analysis);
}

bool cs_lsp_each_case(struct cs_lsp_server *s, struct cs_lsp_analysis *own, const char *path, cs_lsp_visit visit,
                      void *context)
{
    struct paths texts = {NULL, 0}, seen = {NULL, 0};
    bool goes_on = visit_case(own, &seen, visit, context);

    if (path != NULL)
        list_texts(s, &texts);
    for (size_t i = 0; i < texts.count && goes_on; i++) {
        struct cs_lsp_document *document = cs_lsp_document_real(&s->documents, texts.items[i]);
        struct cs_lsp_analysis *analysis;

        if (has_path(&seen, texts.items[i]))
            continue;
        analysis = document != NULL ? cs_lsp_analysis(&s->documents, document)
                                    : cs_lsp_analyse(&s->documents, NULL, texts.items[i], NULL, 0);
        if (analysis != NULL && has_text(analysis, path))
            goes_on = visit_case(analysis, &seen, visit, context);
        if (document == NULL)
            cs_lsp_analysis_free(analysis);
    }
    release(&texts);
    release(&seen);
    return goes_on;
}

/* ---- one symbol in several cases ---- */

bool cs_lsp_identify(struct cs_lsp_analysis *analysis, size_t symbol, struct cs_lsp_identity *out)
{
    casus_symbols *symbols = cs_lsp_symbols(analysis);
    const struct cs_lsp_text *text;
    struct casus_symbol found;

    if (symbols == NULL || casus_symbol_at(symbols, symbol, &found) != CASUS_OK)
        return false;
    text = cs_lsp_text(analysis, found.declared.text);
    *out = (struct cs_lsp_identity){found.name, found.kind, text != NULL ? text->path : NULL};
    return true;
}

bool cs_lsp_symbol_like(struct cs_lsp_analysis *analysis, const struct cs_lsp_identity *identity, size_t *symbol)
{
    size_t count = casus_symbol_count(cs_lsp_symbols(analysis));

    for (size_t i = 0; i < count; i++) {
        struct cs_lsp_identity other;

        if (!cs_lsp_identify(analysis, i, &other) || strcmp(other.name, identity->name) != 0 ||
            strcmp(other.kind, identity->kind) != 0)
            continue;
        *symbol = i;
        return (other.path == NULL) == (identity->path == NULL) &&
               (other.path == NULL || strcmp(other.path, identity->path) == 0);
    }
    return false;
}
