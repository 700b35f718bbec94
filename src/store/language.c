/* SPDX-License-Identifier: MIT */
/*
 * The texts of another language: the phrases of the program, languages/ru.casus of the library, and beside each file of
 * the case those of its words, titles and phrases, in a folder with the name of the language:
 *
 *     vocabulary/security.casus       vocabulary/ru/security.casus
 *     examples/pact/facts.record      examples/pact/ru/facts.casus
 */
#define _POSIX_C_SOURCE 200809L

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "store/case_int.h"
#include "store/library.h"

#define FOLDER "languages"

/* A code as in a line `language`: small letters, and such as "pt-br". */
static bool is_code(const char *code)
{
    size_t length = strlen(code);

    return length > 0 && length <= 32 && strspn(code, "abcdefghijklmnopqrstuvwxyz0123456789-") == length;
}

/* ---- which there are ---- */

struct codes { char items[64][33]; size_t count; };

static void add_code(struct codes *codes, const char *file)
{
    size_t length = strlen(file), at = 0;
    char code[33];

    if (length <= strlen(".casus") || length - strlen(".casus") >= sizeof code ||
        strcmp(file + length - strlen(".casus"), ".casus") != 0)
        return;
    memcpy(code, file, length - strlen(".casus"));
    code[length - strlen(".casus")] = '\0';
    while (at < codes->count && strcmp(codes->items[at], code) < 0)
        at++;
    if (!is_code(code) || codes->count == sizeof codes->items / sizeof *codes->items ||
        (at < codes->count && strcmp(codes->items[at], code) == 0))
        return;
    memmove(codes->items[at + 1], codes->items[at], (codes->count - at) * sizeof *codes->items);
    memcpy(codes->items[at], code, sizeof code);
    codes->count++;
}

static casus_status unknown(struct cs_case *c, const char *code)
{
    struct codes codes = {.count = 0};
    struct cs_buffer list;

    add_code(&codes, "en.casus");
    for (const struct cs_case_folder *folder = c->library; folder != NULL; folder = folder->next) {
        const char *path = cs_case_path(c, "%s/" FOLDER, folder->path);
        DIR *directory = path != NULL ? opendir(path) : NULL;
        struct dirent *entry;

        while (directory != NULL && (entry = readdir(directory)) != NULL)
            add_code(&codes, entry->d_name);
        if (directory != NULL)
            closedir(directory);
    }
    cs_buffer_init(&list);
    for (size_t i = 0; i < codes.count; i++)
        cs_buffer_printf(&list, "%s%s", i == 0 ? "" : i + 1 == codes.count ? " and " : ", ", codes.items[i]);
    cs_fail(&c->failure, CASUS_ERR_ARGUMENT, "there are no texts in the language \"%.40s\"; there are those in %s",
            code, cs_buffer_string(&list));
    cs_buffer_release(&list);
    return c->failure.status;
}

/* ---- adding ---- */

/* "a/b" of "a/b/c.record", with its slash; "" of a name without a folder. In the arena. */
static const char *folder_of(struct cs_case *c, const char *path)
{
    return cs_case_path(c, "%.*s", (int)(cs_case_file_name(path) - path), path);
}

static casus_status add_beside(struct cs_case *c, const struct cs_case_file *read, const char *code)
{
    const char *name = read->file->source->name, *base = cs_case_file_name(name), *ending = strrchr(base, '.');
    int stem = ending != NULL ? (int)(ending - base) : (int)strlen(base);
    const char *shown = folder_of(c, name), *folder = folder_of(c, read->real), *path;

    if (shown == NULL || folder == NULL ||
        (shown = cs_case_path(c, "%s%s/%.*s.casus", shown, code, stem, base)) == NULL)
        return c->failure.status;
    if (strncmp(read->real, CS_TEXT_KEY, strlen(CS_TEXT_KEY)) == 0)
        return cs_case_add_asked(c, shown, name);
    base = cs_case_file_name(read->real);
    ending = strrchr(base, '.');
    stem = ending != NULL ? (int)(ending - base) : (int)strlen(base);
    path = cs_case_path(c, "%s%s/%.*s.casus", folder, code, stem, base);
    return path != NULL && cs_case_is_there(c, path) ? cs_case_add_file(c, path, shown) : c->failure.status;
}

static casus_status add_phrases(struct cs_case *c, const char *code)
{
    cs_case_find_library(c);
    for (const struct cs_case_folder *folder = c->library; folder != NULL; folder = folder->next) {
        const char *path = cs_case_path(c, "%s/" FOLDER "/%s.casus", folder->path, code);

        if (path != NULL && cs_case_is_there(c, path))
            return cs_case_add_file(c, path, cs_case_path(c, FOLDER "/%s.casus", code));
    }
    return c->failure.status != CASUS_OK ? c->failure.status : unknown(c, code);
}

casus_status cs_case_language(struct cs_case *c, const char *code)
{
    const struct cs_case_file *read = c->read;

    if (strcmp(code, "en") == 0)
        return c->failure.status;
    if (!is_code(code)) {
        cs_case_find_library(c);
        return unknown(c, code);
    }
    if (add_phrases(c, code) != CASUS_OK)
        return c->failure.status;
    for (; read != NULL && c->failure.status == CASUS_OK; read = read->next)
        if (read->file != NULL)
            add_beside(c, read, code);
    return c->failure.status;
}

bool cs_case_speaks(const struct cs_case *c, const char *code, cs_name *out)
{
    *out = CS_NO_NAME;
    if (code == NULL || strcmp(code, "en") == 0)
        return true;
    *out = cs_names_find(&c->names, code, strlen(code));
    for (const struct cs_file *file = c->files; file != NULL && *out != CS_NO_NAME; file = file->next)
        if (file->language == *out)
            return true;
    return false;
}
