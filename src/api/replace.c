/* SPDX-License-Identifier: MIT */
/*
 * Texts in place of others: laid over a file before it is read, or replacing a text of the case. The texts of a case
 * are read once and never change, since a plan and its answers point into them. So the new content is kept as an
 * overlay under the name of the text, and all that was added is added again to an empty case.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "api/api.h"

static char *copy(const char *bytes, size_t length)
{
    char *text = malloc(length + 1);

    if (text != NULL) {
        memcpy(text, bytes, length);
        text[length] = '\0';
    }
    return text;
}

casus_status cs_api_case_note(casus_case *c, const char *name, const char *text, size_t length)
{
    struct cs_api_added added = {.name = copy(name, strlen(name)), .length = length, .from_memory = text != NULL};

    added.bytes = text != NULL ? copy(text, length) : NULL;
    if (added.name == NULL || (text != NULL && added.bytes == NULL) ||
        !cs_grow(&c->added, &c->added_capacity, c->added_count + 1, sizeof *c->added)) {
        free(added.name);
        free(added.bytes);
        return cs_fail_memory(&c->texts.failure);
    }
    c->added[c->added_count++] = added;
    return CASUS_OK;
}

void cs_api_case_forget(casus_case *c)
{
    for (size_t i = 0; i < c->added_count; i++) {
        free(c->added[i].name);
        free(c->added[i].bytes);
    }
    free(c->added);
    while (c->overlays != NULL) {
        struct cs_case_overlay *overlay = c->overlays;

        c->overlays = overlay->next;
        free(overlay->name);
        free(overlay->bytes);
        free(overlay);
    }
}

static bool has_text(const casus_case *c, const char *name)
{
    for (const struct cs_file *file = c->texts.files; file != NULL; file = file->next)
        if (strcmp(file->source->name, name) == 0)
            return true;
    return false;
}

/* The overlay of this name, or over the file with this real path, or a new one without a text; NULL: no memory. */
static struct cs_case_overlay *overlay_for(casus_case *c, const char *name, bool over)
{
    struct cs_case_overlay *overlay = c->overlays;

    while (overlay != NULL && (overlay->over != over || strcmp(overlay->name, name) != 0))
        overlay = overlay->next;
    if (overlay != NULL)
        return overlay;
    overlay = calloc(1, sizeof *overlay);
    if (overlay == NULL)
        return NULL;
    overlay->name = copy(name, strlen(name));
    overlay->over = over;
    if (overlay->name == NULL) {
        free(overlay);
        return NULL;
    }
    overlay->next = c->overlays;
    c->overlays = overlay;
    return overlay;
}

/* Keeps a copy of the text as such an overlay. */
static casus_status keep_overlay(casus_case *c, const char *name, bool over, const char *text, size_t length)
{
    char *bytes = copy(text, length);
    struct cs_case_overlay *overlay = bytes != NULL ? overlay_for(c, name, over) : NULL;

    if (overlay == NULL) {
        free(bytes);
        return cs_fail_memory(&c->texts.failure);
    }
    free(overlay->bytes);
    overlay->bytes = bytes;
    overlay->length = length;
    c->texts.overlays = c->overlays;
    return CASUS_OK;
}

casus_status casus_case_lay(casus_case *c, const char *path, const char *text, size_t length)
{
    casus_status status;
    char *real;

    if (c == NULL || path == NULL || text == NULL || c->texts.file_count > 0)
        return cs_api_case_refuse(c, c != NULL && c->texts.file_count > 0
                                         ? "a text is laid over a file after one was added"
                                         : "there is no text, or it is laid over no file");
    if (length > CS_SOURCE_BYTES_MAX)
        return cs_api_case_refuse(c, "a text has more than 16 MB");
    if (c->texts.failure.status != CASUS_OK)
        return c->texts.failure.status;
    errno = 0;
    real = cs_case_real(path);
    if (real == NULL)
        return errno == ENOMEM ? cs_fail_memory(&c->texts.failure)
                               : cs_api_case_refuse(c, "the folder of the file does not exist");
    status = keep_overlay(c, real, true, text, length);
    free(real);
    return status;
}

/* Files first, then texts from memory: the order does not matter. */
static casus_status add_again(casus_case *c)
{
    const char **paths = calloc(c->added_count + 1, sizeof *paths);
    size_t count = 0;

    if (paths == NULL)
        return cs_fail_memory(&c->texts.failure);
    for (size_t i = 0; i < c->added_count; i++)
        if (!c->added[i].from_memory)
            paths[count++] = c->added[i].name;
    cs_case_add_all(&c->texts, paths, count);
    free(paths);
    for (size_t i = 0; i < c->added_count && c->texts.failure.status == CASUS_OK; i++)
        if (c->added[i].from_memory)
            cs_case_add_text_with_uses(&c->texts, c->added[i].name, c->added[i].bytes, c->added[i].length);
    return c->texts.failure.status;
}

casus_status casus_case_replace(casus_case *c, const char *name, const char *text, size_t length)
{
    struct cs_finder finder;

    if (c == NULL || name == NULL || text == NULL)
        return cs_api_case_refuse(c, "there is no text, or it has no name");
    if (c->users > 1)
        return cs_api_case_refuse(c, "a text is replaced while something that came of the case is in use");
    if (c->entered)
        return cs_api_case_refuse(c, "a text is replaced after lines were entered into the case");
    if (length > CS_SOURCE_BYTES_MAX || !has_text(c, name))
        return cs_api_case_refuse(c, length > CS_SOURCE_BYTES_MAX ? "a text has more than 16 MB"
                                                                  : "the case has no text of this name");
    if (keep_overlay(c, name, false, text, length) != CASUS_OK)
        return c->texts.failure.status;
    finder = c->texts.finder;
    cs_case_release(&c->texts);
    cs_case_init(&c->texts);
    c->texts.finder = finder;
    c->texts.overlays = c->overlays;
    c->checked = false;
    c->grades = c->supposed = c->title = c->name = NULL;
    return add_again(c);
}
