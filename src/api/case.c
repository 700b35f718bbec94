/* SPDX-License-Identifier: MIT */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "api/api.h"
#include "lang/near.h"
#include "plan/access.h"
#include "plan/shard.h"

const char *casus_nearest(const char *word, const char *const *words, size_t count)
{
    struct cs_near near;

    if (word == NULL || !cs_api_listed(words, count))
        return NULL;
    cs_near_start(&near, word, strlen(word));
    if (near.limit == 0 && near.length > 1) /* there are few words to choose from: "rn" is "run" */
        near.limit = 1;
    for (size_t i = 0; i < count; i++)
        cs_near_try(&near, words[i], strlen(words[i]), (uint32_t)i);
    return near.found ? words[near.best] : NULL;
}

const char *casus_version(void)
{
    return CS_VERSION;
}

casus_status casus_case_new(casus_case **out)
{
    casus_case *c;

    if (out == NULL)
        return CASUS_ERR_ARGUMENT;
    c = calloc(1, sizeof *c);
    *out = c;
    if (c == NULL)
        return CASUS_ERR_MEMORY;
    if (pthread_mutex_init(&c->lock, NULL) != 0) {
        free(c);
        *out = NULL;
        return CASUS_ERR_MEMORY;
    }
    cs_case_init(&c->texts);
    atomic_init(&c->users, 1);
    return CASUS_OK;
}

char *cs_api_copy(const char *text, struct cs_failure *failure)
{
    char *copy = text != NULL ? malloc(strlen(text) + 1) : NULL;

    if (copy != NULL)
        memcpy(copy, text, strlen(text) + 1);
    else if (text != NULL)
        cs_fail_memory(failure);
    return copy;
}

void cs_api_case_leave(casus_case *c)
{
    if (atomic_fetch_sub(&c->users, 1) > 1)
        return;
    cs_api_case_forget(c);
    cs_case_release(&c->texts);
    pthread_mutex_destroy(&c->lock);
    free(c);
}

void casus_case_free(casus_case *c)
{
    if (c != NULL)
        cs_api_case_leave(c);
}

casus_case *casus_case_share(casus_case *c)
{
    if (c != NULL)
        atomic_fetch_add(&c->users, 1);
    return c;
}

const char *casus_case_message(const casus_case *c)
{
    if (c == NULL)
        return "there is no case";
    return c->texts.failure.status != CASUS_OK ? c->texts.failure.message : c->last_call.message;
}

casus_status cs_api_case_result(casus_case *c, const struct cs_failure *failure)
{
    pthread_mutex_lock(&c->lock);
    c->last_call = *failure;
    pthread_mutex_unlock(&c->lock);
    return failure->status;
}

/* A failure of the texts takes precedence over that of the call. */
static casus_status refuse_as(casus_case *c, casus_status status, const char *why)
{
    struct cs_failure failure;

    if (c == NULL)
        return CASUS_ERR_ARGUMENT;
    if (c->texts.failure.status != CASUS_OK)
        return c->texts.failure.status;
    cs_failure_clear(&failure);
    cs_fail(&failure, status, "%s", why);
    return cs_api_case_result(c, &failure);
}

casus_status cs_api_case_refuse(casus_case *c, const char *why)
{
    return refuse_as(c, CASUS_ERR_ARGUMENT, why);
}

/* Makes a wrong argument a failure of the call alone: the texts have not changed. */
static casus_status result_of_argument(casus_case *c, casus_status status)
{
    struct cs_failure failure = c->texts.failure;

    if (status != CASUS_ERR_ARGUMENT)
        return status;
    cs_failure_clear(&c->texts.failure);
    return cs_api_case_result(c, &failure);
}

/* ---- texts ---- */

#define WRONG_NAME "the name of a text ends in .casus, .treaty, .record or .map"
#define LONG_NAME "the name of a text is too long"
#define LONGER 8 /* room for the prefix that the store puts before a name */

/* May a file of this name be added now? */
static casus_status look_at_name(casus_case *c, const char *path)
{
    enum cs_source_kind kind;

    if (c == NULL || path == NULL || c->checked)
        return cs_api_case_refuse(c, path == NULL ? "no file is named" : "a file is added after the check");
    if (!cs_case_kind(path, &kind))
        return cs_api_case_refuse(c, WRONG_NAME);
    if (strlen(path) >= PATH_MAX - LONGER)
        return cs_api_case_refuse(c, LONG_NAME);
    return c->texts.failure.status;
}

casus_status casus_case_add_file(casus_case *c, const char *path)
{
    casus_status status = look_at_name(c, path);

    if (status == CASUS_OK)
        status = cs_api_case_note(c, path, NULL, 0);
    return status == CASUS_OK ? cs_case_add(&c->texts, path) : status;
}

casus_status casus_case_add_files(casus_case *c, const char *const *paths, size_t count)
{
    if (paths == NULL)
        return cs_api_case_refuse(c, "no file is named");
    for (size_t i = 0; i < count; i++) {
        casus_status status = look_at_name(c, paths[i]);

        if (status != CASUS_OK)
            return status;
    }
    for (size_t i = 0; i < count; i++)
        if (cs_api_case_note(c, paths[i], NULL, 0) != CASUS_OK)
            return c->texts.failure.status;
    return cs_case_add_all(&c->texts, paths, count);
}

casus_status casus_case_add_text(casus_case *c, const char *name, const char *text, size_t length)
{
    enum cs_source_kind kind;

    if (c == NULL || name == NULL || text == NULL || c->checked)
        return cs_api_case_refuse(c, c != NULL && c->checked ? "a text is added after the check"
                                                 : "there is no text, or it has no name");
    if (!cs_case_kind(name, &kind))
        return cs_api_case_refuse(c, WRONG_NAME);
    if (strlen(name) >= PATH_MAX - LONGER)
        return cs_api_case_refuse(c, LONG_NAME);
    if (length > CS_SOURCE_BYTES_MAX)
        return refuse_as(c, CASUS_ERR_LIMIT, "a text has more than 16 MB");
    if (c->texts.failure.status != CASUS_OK)
        return c->texts.failure.status;
    if (cs_case_has_text(&c->texts, name))
        return cs_api_case_refuse(c, "there is a text of that name already");
    if (cs_api_case_note(c, name, text, length) != CASUS_OK)
        return c->texts.failure.status;
    return cs_case_add_text_with_uses(&c->texts, name, text, length);
}

/* The source of this number, over all texts; NULL if there are fewer. */
static const struct cs_document *document_at(const casus_case *c, size_t index)
{
    for (const struct cs_file *file = c->texts.files; file != NULL; file = file->next)
        for (const struct cs_document *d = file->documents; d != NULL; d = d->next)
            if (index-- == 0)
                return d;
    return NULL;
}

size_t casus_case_source_count(const casus_case *c)
{
    size_t count = 0;

    while (c != NULL && document_at(c, count) != NULL)
        count++;
    return count;
}

casus_status casus_case_source(const casus_case *c, size_t index, struct casus_source *out)
{
    const struct cs_document *d = c != NULL ? document_at(c, index) : NULL;

    if (out == NULL)
        return CASUS_ERR_ARGUMENT;
    *out = (struct casus_source){.name = NULL};
    if (d == NULL)
        return CASUS_ERR_ARGUMENT;
    *out = (struct casus_source){.name = cs_names_text(&c->texts.names, d->name), .title = d->title, .file = d->file};
    return CASUS_OK;
}

const char *casus_case_near(casus_case *c, const char *path)
{
    return c == NULL || path == NULL ? NULL : cs_case_near(&c->texts, path);
}

size_t casus_case_text_count(const casus_case *c)
{
    size_t count = 0;

    if (c != NULL)
        for (const struct cs_file *file = c->texts.files; file != NULL; file = file->next)
            count++;
    return count;
}

casus_status casus_case_text(const casus_case *c, size_t index, struct casus_text_of_case *out)
{
    const struct cs_file *file = c != NULL ? c->texts.files : NULL;

    if (out == NULL)
        return CASUS_ERR_ARGUMENT;
    memset(out, 0, sizeof *out);
    for (; file != NULL && index > 0; index--)
        file = file->next;
    if (file == NULL)
        return CASUS_ERR_ARGUMENT;
    *out = (struct casus_text_of_case){file->source->name, file->source->bytes, file->source->length};
    return CASUS_OK;
}

const char *casus_case_text_path(const casus_case *c, size_t index)
{
    const struct cs_file *file = c != NULL ? c->texts.files : NULL;

    for (; file != NULL && index > 0; index--)
        file = file->next;
    return file == NULL ? NULL : cs_case_path_of(&c->texts, file);
}

/* Calls the finder of the client for the store. Outputs that the client leaves unset are zero and refused. */
static enum cs_found find(void *context, const struct cs_use *use, const char *by, const char **name, const char **text,
                          size_t *length)
{
    casus_case *c = context;

    switch (c->finder(c->finder_context, use->name, use->quoted, by, name, text, length)) {
    case CASUS_FOUND_TEXT:
        return *name != NULL && *text != NULL ? CS_FOUND_TEXT : CS_FOUND_NOTHING;
    case CASUS_FOUND_LIBRARY:
        return CS_FOUND_LIBRARY;
    case CASUS_FOUND_NOTHING:
        break;
    }
    return CS_FOUND_NOTHING;
}

casus_status casus_case_set_finder(casus_case *c, casus_finder finder, void *context)
{
    if (c == NULL || c->texts.file_count > 0)
        return cs_api_case_refuse(c, "the finder is set after a text was added");
    c->finder = finder;
    c->finder_context = context;
    c->texts.finder = (struct cs_finder){.find = finder != NULL ? find : NULL, .context = c};
    return CASUS_OK;
}

casus_status casus_case_set_grades(casus_case *c, const char *grades)
{
    casus_status status;

    if (c == NULL || grades == NULL || c->checked)
        return cs_api_case_refuse(c, grades == NULL ? "no grade is named" : "grades are set after the check");
    if (c->texts.failure.status != CASUS_OK)
        return c->texts.failure.status;
    status = result_of_argument(c, cs_case_grades(&c->texts, grades));
    if (status != CASUS_OK)
        return status;
    c->grades = cs_arena_text(&c->texts.arena, grades, strlen(grades));
    return c->grades == NULL ? cs_fail_memory(&c->texts.failure) : CASUS_OK;
}

casus_status casus_case_add_language(casus_case *c, const char *language)
{
    if (c == NULL || language == NULL || c->checked)
        return cs_api_case_refuse(c, language == NULL ? "no language is named" : "languages are added after the check");
    if (c->texts.failure.status != CASUS_OK)
        return c->texts.failure.status;
    return result_of_argument(c, cs_case_language(&c->texts, language));
}

/* The names of suppositions in the heads of reports: each line, or "what FILE supposes". */
static casus_status note_supposition(casus_case *c, const char *name, const char *text, size_t length)
{
    struct cs_buffer all;

    cs_buffer_init(&all);
    if (c->supposed != NULL)
        cs_buffer_printf(&all, "%s; ", c->supposed);
    if (name != NULL)
        cs_buffer_printf(&all, "what \"%s\" supposes", name);
    else
        cs_buffer_add(&all, text, length);
    c->supposed = all.failed ? NULL : cs_arena_text(&c->texts.arena, cs_buffer_string(&all), all.length);
    cs_buffer_release(&all);
    return c->supposed == NULL ? cs_fail_memory(&c->texts.failure) : CASUS_OK;
}

casus_status casus_case_suppose(casus_case *c, const char *name, const char *text, size_t length)
{
    if (c == NULL || text == NULL || c->checked)
        return cs_api_case_refuse(c, c != NULL && c->checked ? "something is supposed after the check"
                                                             : "nothing is supposed");
    if (c->texts.failure.status != CASUS_OK)
        return c->texts.failure.status;
    if (name == NULL && memchr(text, '\n', length) != NULL)
        return cs_api_case_refuse(c, "a supposition without a name is one line");
    if (length > CS_SOURCE_BYTES_MAX)
        return refuse_as(c, CASUS_ERR_LIMIT, "a supposition has more than 16 MB");
    if (cs_case_suppose(&c->texts, name != NULL ? name : "the supposition", text, length, name == NULL) != CASUS_OK)
        return c->texts.failure.status;
    return note_supposition(c, name, text, length);
}

casus_status casus_case_check(casus_case *c)
{
    if (c == NULL || c->checked)
        return cs_api_case_refuse(c, "the case is checked twice");
    c->checked = true;
    if (cs_case_check(&c->texts) == CASUS_OK) {
        c->title = cs_case_title(&c->texts, true);
        c->name = cs_case_title(&c->texts, false);
    }
    return c->texts.failure.status;
}

casus_status casus_write_plan(const casus_case *c, casus_sink sink)
{
    struct cs_buffer out;

    if (c == NULL || c->texts.plan == NULL || sink.write == NULL)
        return CASUS_ERR_ARGUMENT;
    cs_buffer_init(&out);
    cs_access_text(c->texts.plan, &out);
    cs_shard_text(c->texts.plan, &out);
    return cs_api_send(&out, CASUS_OK, sink);
}

/* ---- diagnostics ---- */

size_t casus_case_diagnostic_count(const casus_case *c)
{
    return c == NULL ? 0 : c->texts.diagnostics.count;
}

size_t casus_case_error_count(const casus_case *c)
{
    return c == NULL ? 0 : c->texts.diagnostics.error_count;
}

casus_status casus_case_diagnostic(const casus_case *c, size_t index, struct casus_diagnostic *out)
{
    return cs_api_diagnostic(c == NULL ? NULL : &c->texts.diagnostics, index, out);
}

casus_status casus_case_remedy(const casus_case *c, size_t index, struct casus_remedy *out)
{
    const struct cs_diagnostic *d;

    if (out == NULL)
        return CASUS_ERR_ARGUMENT;
    memset(out, 0, sizeof *out);
    if (c == NULL || index >= c->texts.diagnostics.count)
        return CASUS_ERR_ARGUMENT;
    d = &c->texts.diagnostics.items[index];
    if (d->instead_of.source == NULL)
        return CASUS_OK;
    out->text = d->instead;
    cs_source_place(d->instead_of.source, d->instead_of.start, &out->line, &out->column);
    cs_source_place(d->instead_of.source, d->instead_of.end, &out->end_line, &out->end_column);
    return CASUS_OK;
}

casus_status casus_write_diagnostics(const casus_case *c, const struct casus_diagnostic_style *style, casus_sink sink)
{
    return cs_api_write_diagnostics(c == NULL ? NULL : &c->texts.diagnostics, style, sink);
}
