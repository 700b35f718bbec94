/* SPDX-License-Identifier: MIT */
#define _XOPEN_SOURCE 700 /* strdup */

#include "lsp/analysis.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- making ---- */

/* A file whose folder is gone is used by nothing. */
static casus_status lay(casus_case *c, const char *path, const char *bytes, size_t length)
{
    casus_status status = casus_case_lay(c, path, bytes, length);

    return status == CASUS_ERR_ARGUMENT ? CASUS_OK : status;
}

static casus_status lay_texts(casus_case *c, const struct cs_lsp_documents *documents, const struct cs_lsp_laid *laid)
{
    casus_status status = CASUS_OK;

    for (const struct cs_lsp_document *d = documents->first; d != NULL && status == CASUS_OK; d = d->next)
        if (d->is_file && !d->lost)
            status = lay(c, d->name, d->bytes, d->length);
    for (const struct cs_lsp_laid *l = laid; l != NULL && status == CASUS_OK; l = l->next)
        status = lay(c, l->path, l->bytes, l->length);
    return status;
}

/*
 * The text of another language belongs to one beside its folder: "ru/facts.casus" to "facts.record". That one is added
 * first, if there is one.
 */
static casus_status add_base(casus_case *c, const char *name)
{
    static const char *const endings[] = {".record", ".treaty", ".casus"};
    const char *slash = strrchr(name, '/'), *dot = slash != NULL ? strrchr(slash, '.') : NULL, *folder = slash;
    char path[PATH_MAX];

    while (folder != NULL && folder > name && folder[-1] != '/')
        folder--;
    if (dot == NULL || strcmp(dot, ".casus") != 0 || folder == name || slash - folder < 2 || slash - folder > 3)
        return CASUS_OK;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        int length = snprintf(path, sizeof path, "%.*s%.*s%s", (int)(folder - name), name, (int)(dot - slash - 1),
                              slash + 1, endings[i]);

        if (length > 0 && (size_t)length < sizeof path && access(path, R_OK) == 0)
            return casus_case_add_file(c, path);
    }
    return CASUS_OK;
}

/* Notes the texts of the case, and which of them is the one called `name`. */
static bool list_texts(struct cs_lsp_analysis *analysis, const char *name)
{
    size_t count = casus_case_text_count(analysis->c);

    analysis->texts = calloc(count + 1, sizeof *analysis->texts);
    analysis->own = analysis->count = analysis->texts != NULL ? count : 0;
    for (size_t i = 0; i < analysis->count; i++) {
        struct casus_text_of_case text;

        if (casus_case_text(analysis->c, i, &text) != CASUS_OK)
            return false;
        analysis->texts[i] = (struct cs_lsp_text){.name = text.name,
                                                  .path = casus_case_text_path(analysis->c, i),
                                                  .bytes = text.bytes,
                                                  .length = text.length};
        if (strcmp(text.name, name) == 0)
            analysis->own = i;
    }
    return analysis->texts != NULL;
}

struct cs_lsp_analysis *cs_lsp_analyse(const struct cs_lsp_documents *documents, const struct cs_lsp_laid *laid,
                                       const char *name, const char *bytes, size_t length)
{
    struct cs_lsp_analysis *analysis = calloc(1, sizeof *analysis);
    casus_status status;

    if (analysis == NULL || casus_case_new(&analysis->c) != CASUS_OK) {
        free(analysis);
        return NULL;
    }
    status = lay_texts(analysis->c, documents, laid);
    if (status == CASUS_OK && bytes == NULL)
        status = add_base(analysis->c, name);
    if (status == CASUS_OK)
        status = bytes != NULL ? casus_case_add_text(analysis->c, name, bytes, length)
                               : casus_case_add_file(analysis->c, name);
    if (status == CASUS_OK)
        status = casus_case_check(analysis->c);
    if (status != CASUS_OK)
        snprintf(analysis->message, sizeof analysis->message, "%s", casus_case_message(analysis->c));
    if (status == CASUS_ERR_MEMORY || !list_texts(analysis, name)) {
        cs_lsp_analysis_free(analysis);
        return NULL;
    }
    return analysis;
}

/* Was a text not found that another uses? */
static bool lacks_a_text(const struct cs_lsp_analysis *analysis)
{
    struct casus_diagnostic d;

    for (size_t i = 0; i < casus_case_diagnostic_count(analysis->c); i++)
        if (casus_case_diagnostic(analysis->c, i, &d) == CASUS_OK && strcmp(d.code, "E0590") == 0)
            return true;
    return false;
}

/* The paths of its texts, for when it is given back. NULL if memory ran out, or if it may come to depend on others. */
static char **paths_of(const struct cs_lsp_analysis *analysis)
{
    char **paths = analysis->message[0] == '\0' && !lacks_a_text(analysis)
                       ? calloc(analysis->count + 1, sizeof *paths) : NULL;
    size_t count = 0;

    for (size_t i = 0; paths != NULL && i < analysis->count; i++)
        if (analysis->texts[i].path != NULL && (paths[count] = strdup(analysis->texts[i].path)) != NULL)
            count++;
    return paths;
}

/* Gives back the analyses of documents that were not spoken of for longest, so that there is room for one more. */
static void make_room(const struct cs_lsp_documents *documents, const struct cs_lsp_document *wanted)
{
    size_t kept = 1;

    for (struct cs_lsp_document *d = documents->first; d != NULL; d = d->next)
        if (d != wanted && d->analysis != NULL && ++kept > CS_LSP_ANALYSES_MAX) {
            char **depends = paths_of(d->analysis);
            json_t *verdicts = json_incref(d->verdicts);

            cs_lsp_document_forget(d);
            d->depends = depends;
            d->verdicts = verdicts;
        }
}

struct cs_lsp_analysis *cs_lsp_analysis(const struct cs_lsp_documents *documents, struct cs_lsp_document *document)
{
    struct cs_lsp_analysis *analysis = document->analysis;

    if (analysis == NULL && !document->lost) {
        make_room(documents, document);
        analysis = document->analysis = cs_lsp_analyse(documents, NULL, document->name,
                                                       document->is_file ? NULL : document->bytes, document->length);
    }
    if (analysis != NULL && document->real == NULL && analysis->own < analysis->count &&
        analysis->texts[analysis->own].path != NULL)
        document->real = strdup(analysis->texts[analysis->own].path);
    return analysis;
}

void cs_lsp_analysis_forget_answer(struct cs_lsp_analysis *analysis)
{
    json_decref(analysis->hints);
    free(analysis->entries);
    casus_answer_free(analysis->answer);
    analysis->hints = NULL;
    analysis->entries = NULL;
    analysis->answer = NULL;
    analysis->entry_count = analysis->asked = 0;
    analysis->answered = false;
}

void cs_lsp_analysis_free(struct cs_lsp_analysis *analysis)
{
    if (analysis == NULL)
        return;
    cs_lsp_analysis_forget_answer(analysis);
    for (size_t i = 0; i < analysis->count; i++)
        cs_lsp_lines_release(&analysis->texts[i].lines);
    free(analysis->texts);
    casus_symbols_free(analysis->symbols);
    casus_case_free(analysis->c);
    free(analysis);
}

bool cs_lsp_document_concerns(const struct cs_lsp_document *document, const char *real)
{
    const struct cs_lsp_analysis *analysis = document->analysis;

    if (real == NULL || (analysis == NULL && document->depends == NULL))
        return true;
    for (size_t i = 0; analysis == NULL && document->depends[i] != NULL; i++)
        if (strcmp(document->depends[i], real) == 0)
            return true;
    if (analysis == NULL)
        return false;
    if (analysis->message[0] != '\0' || lacks_a_text(analysis))
        return true;
    for (size_t i = 0; i < analysis->count; i++)
        if (analysis->texts[i].path != NULL && strcmp(analysis->texts[i].path, real) == 0)
            return true;
    return false;
}

/* ---- asking ---- */

casus_symbols *cs_lsp_symbols(struct cs_lsp_analysis *analysis)
{
    if (analysis->symbols == NULL && casus_symbols_new(analysis->c, &analysis->symbols) != CASUS_OK)
        analysis->symbols = NULL;
    return analysis->symbols;
}

struct cs_lsp_text *cs_lsp_text(const struct cs_lsp_analysis *analysis, const char *name)
{
    for (size_t i = 0; i < analysis->count && name != NULL; i++)
        if (strcmp(analysis->texts[i].name, name) == 0)
            return &analysis->texts[i];
    return NULL;
}

const struct cs_lsp_lines *cs_lsp_text_lines(struct cs_lsp_text *text)
{
    if (text->lines.starts == NULL && !cs_lsp_lines_make(&text->lines, text->bytes, text->length)) {
        cs_lsp_lines_release(&text->lines);
        return NULL;
    }
    return &text->lines;
}
