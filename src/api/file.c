/* SPDX-License-Identifier: MIT */
#include "casus/file.h"

#include <stdlib.h>
#include <string.h>

#include "api/api.h"
#include "store/case.h"
#include "store/file.h"

struct casus_file {
    struct cs_arena arena;
    struct cs_file_lock lock;
    char *path;
    const char *bytes;
    size_t length;
    bool written;
};

casus_status cs_api_result(const struct cs_failure *inside, struct casus_failure *outside)
{
    if (outside != NULL)
        memcpy(outside->message, inside->message, sizeof outside->message);
    return inside->status;
}

casus_status cs_api_refused(struct casus_failure *failure, const char *why)
{
    struct cs_failure inside = {.status = CASUS_OK};

    cs_fail(&inside, CASUS_ERR_ARGUMENT, "%s", why);
    return cs_api_result(&inside, failure);
}

bool cs_api_listed(const char *const *texts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (texts == NULL || texts[i] == NULL)
            return false;
    return true;
}

casus_text_kind casus_file_kind(const char *path)
{
    static const casus_text_kind kinds[] = {CASUS_TEXT_VOCABULARY, CASUS_TEXT_TREATY, CASUS_TEXT_RECORD,
                                             CASUS_TEXT_MAP};
    enum cs_source_kind kind;

    return path != NULL && cs_case_kind(path, &kind) ? kinds[kind] : CASUS_TEXT_NONE;
}

/* ---- reading ---- */

/* Copies what was read into an arena, for the caller to own. */
static casus_status give(struct cs_failure *inside, const char *bytes, size_t length, char **text, size_t *out_length)
{
    if (inside->status != CASUS_OK)
        return inside->status;
    *text = malloc(length + 1);
    if (*text == NULL)
        return cs_fail_memory(inside);
    memcpy(*text, bytes, length);
    (*text)[length] = '\0';
    *out_length = length;
    return CASUS_OK;
}

static casus_status read_text(const char *path, int descriptor, char **text, size_t *length,
                              struct casus_failure *failure)
{
    struct cs_failure inside = {.status = CASUS_OK};
    struct cs_arena arena;
    const char *bytes;
    size_t found;

    if (text == NULL || length == NULL || path == NULL)
        return cs_api_refused(failure, "no file is named, or there is no place for its text");
    *text = NULL;
    *length = 0;
    cs_arena_init(&arena);
    if (descriptor >= 0)
        cs_file_read_open(&arena, descriptor, path, &bytes, &found, &inside);
    else
        cs_file_read(&arena, path, &bytes, &found, &inside);
    give(&inside, bytes, found, text, length);
    cs_arena_release(&arena);
    return cs_api_result(&inside, failure);
}

casus_status casus_file_read(const char *path, char **text, size_t *length, struct casus_failure *failure)
{
    return read_text(path, -1, text, length, failure);
}

casus_status casus_descriptor_read(int descriptor, const char *name, char **text, size_t *length,
                                   struct casus_failure *failure)
{
    if (descriptor < 0)
        return cs_api_refused(failure, "that is no open descriptor");
    return read_text(name, descriptor, text, length, failure);
}

/* ---- a locked file ---- */

static casus_status open_file(casus_file *f, const char *path, unsigned wait_ms, struct cs_failure *inside)
{
    cs_arena_init(&f->arena);
    f->lock.descriptor = -1;
    f->path = strdup(path);
    if (f->path == NULL)
        return cs_fail_memory(inside);
    if (cs_file_lock(&f->lock, f->path, wait_ms, inside) != CASUS_OK)
        return inside->status;
    return cs_file_read(&f->arena, f->path, &f->bytes, &f->length, inside);
}

casus_status casus_file_open(const char *path, unsigned wait_ms, casus_file **out, struct casus_failure *failure)
{
    struct cs_failure inside = {.status = CASUS_OK};
    casus_file *f;

    if (out == NULL || path == NULL)
        return cs_api_refused(failure, "no file is named, or there is no place for it");
    *out = NULL;
    f = calloc(1, sizeof *f);
    if (f == NULL)
        cs_fail_memory(&inside);
    else if (open_file(f, path, wait_ms, &inside) == CASUS_OK)
        *out = f;
    else
        casus_file_close(f);
    return cs_api_result(&inside, failure);
}

void casus_file_close(casus_file *file)
{
    if (file == NULL)
        return;
    cs_file_unlock(&file->lock);
    cs_arena_release(&file->arena);
    free(file->path);
    free(file);
}

const char *casus_file_text(const casus_file *file, size_t *length)
{
    if (length != NULL)
        *length = file != NULL ? file->length : 0;
    return file != NULL ? file->bytes : NULL;
}

/* The writing functions of the store, which compare the file with what was read of it. */
typedef casus_status writer(const struct cs_file_lock *lock, const char *old, size_t old_length, const char *text,
                            size_t length, struct cs_failure *failure);

static casus_status change(casus_file *file, writer *write, const char *text, size_t length,
                           struct casus_failure *failure)
{
    struct cs_failure inside = {.status = CASUS_OK};

    if (file == NULL || text == NULL)
        return cs_api_refused(failure, "there is no file, or no text for it");
    if (file->written)
        return cs_api_refused(failure, "the file was written already; open it again");
    file->written = write(&file->lock, file->bytes, file->length, text, length, &inside) == CASUS_OK;
    return cs_api_result(&inside, failure);
}

casus_status casus_file_append(casus_file *file, const char *lines, size_t length, struct casus_failure *failure)
{
    return change(file, cs_file_append, lines, length, failure);
}

casus_status casus_file_replace(casus_file *file, const char *text, size_t length, struct casus_failure *failure)
{
    return change(file, cs_file_replace_locked, text, length, failure);
}

/* ---- whole files ---- */

casus_status casus_file_write(const char *path, const char *text, size_t length, struct casus_failure *failure)
{
    struct cs_failure inside = {.status = CASUS_OK};

    if (path == NULL || text == NULL)
        return cs_api_refused(failure, "no file is named, or there is no text for it");
    cs_file_write(path, text, length, &inside);
    return cs_api_result(&inside, failure);
}

casus_status casus_file_create(const char *path, const char *text, size_t length, struct casus_failure *failure)
{
    struct cs_failure inside = {.status = CASUS_OK};

    if (path == NULL || text == NULL)
        return cs_api_refused(failure, "no file is named, or there is no text for it");
    cs_file_create(path, text, length, &inside);
    return cs_api_result(&inside, failure);
}

casus_status casus_folder_create(const char *path, struct casus_failure *failure)
{
    struct cs_failure inside = {.status = CASUS_OK};

    if (path == NULL)
        return cs_api_refused(failure, "no folder is named");
    cs_file_folder(path, &inside);
    return cs_api_result(&inside, failure);
}
