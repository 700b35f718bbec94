/* SPDX-License-Identifier: MIT */
/* What a `use` line names: where it lies, beside the file or in the library, and what was probably meant. */
#define _XOPEN_SOURCE 700 /* access */

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/case_int.h"
#include "store/library.h"

/* cs_case_add_file recurses once for each file that uses the next: what has a path buffer is not inlined into it. */
#define NOT_INLINED __attribute__((noinline))

bool cs_case_is_there(struct cs_case *c, const char *path)
{
    struct stat about;

    if (path == NULL)
        return false;
    if (stat(path, &about) == 0)
        return !S_ISDIR(about.st_mode);
    if (errno != ENOENT && errno != ENOTDIR && errno != ENAMETOOLONG) {
        cs_file_fail(&c->failure, "cannot look for the file", path, errno);
        return false;
    }
    return cs_case_laid_over(c, path);
}

/* Looks for an unquoted name in a folder (with its slash), which messages call `shown`. */
NOT_INLINED static struct cs_used find_in(struct cs_case *c, const char *folder, const char *shown, const char *name)
{
    static const char *const forms[][2] = {
        {"", ".casus"}, {"", ".treaty"}, {"vocabulary/", ".casus"}, {"treaties/", ".treaty"}};
    struct cs_used found = {NULL, NULL};

    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        char path[PATH_MAX];
        int length = snprintf(path, sizeof path, "%s%s%s%s", folder, forms[i][0], name, forms[i][1]);

        if (length < 0 || (size_t)length >= sizeof path || !cs_case_is_there(c, path))
            continue;
        found.path = cs_case_path(c, "%s", path);
        found.name = cs_case_path(c, "%s%s%s%s", shown, forms[i][0], name, forms[i][1]);
        break;
    }
    return found;
}

const char *cs_case_folder_of(struct cs_case *c, const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash == NULL ? "" : cs_case_path(c, "%.*s", (int)(slash - path) + 1, path);
}

struct cs_diagnostic *cs_case_use_nowhere(struct cs_case *c, const struct cs_use *use)
{
    c->use_missing = true;
    return cs_diagnose(&c->diagnostics, DIAG_USE_NOT_FOUND, use->span,
                       use->quoted ? "there is no file \"%s\"" : "there is no vocabulary and no treaty \"%s\"",
                       use->name);
}

/* The name that a misspelt unquoted one ("security.casus", "securty") probably means; NULL if none is near. */
static const char *near_use(struct cs_case *c, const struct cs_use *use, const char *folder)
{
    enum cs_source_kind kind;
    const char *name = cs_case_kind(use->name, &kind)
                           ? cs_case_path(c, "%.*s", (int)(strrchr(use->name, '.') - use->name), use->name) : use->name;
    const char *near = name != NULL ? cs_library_near(&c->arena, folder, name, false) : NULL;

    for (const struct cs_case_folder *f = c->library; name != NULL && f != NULL && near == NULL; f = f->next)
        near = cs_library_near(&c->arena, f->path, name, false);
    return near;
}

static void use_not_found(struct cs_case *c, const struct cs_use *use, const char *folder)
{
    struct cs_diagnostic *d = cs_case_use_nowhere(c, use);
    const char *near = near_use(c, use, folder);
    struct cs_buffer where;

    if (near != NULL) {
        cs_diagnostic_help(&c->diagnostics, d, "Did you mean \"%s\"?", near);
        cs_diagnostic_instead(&c->diagnostics, d, use->span, "%s", near);
        return;
    }
    cs_buffer_init(&where);
    cs_buffer_printf(&where, "%s", *folder != '\0' ? folder : "./");
    for (const struct cs_case_folder *f = c->library; f != NULL; f = f->next)
        cs_buffer_printf(&where, ", %s", f->path);
    cs_diagnostic_help(&c->diagnostics, d, "Looked for %s.casus and %s.treaty in %s.", use->name, use->name,
                       cs_buffer_string(&where));
    cs_buffer_release(&where);
}

struct cs_used cs_case_find_unquoted(struct cs_case *c, const struct cs_use *use, const char *folder, const char *shown)
{
    struct cs_used found = find_in(c, folder, shown, use->name);

    if (found.path != NULL)
        return found;
    cs_case_find_library(c);
    for (const struct cs_case_folder *f = c->library; f != NULL && found.path == NULL; f = f->next) {
        char with_slash[PATH_MAX + 1];

        snprintf(with_slash, sizeof with_slash, "%s/", f->path);
        found = find_in(c, with_slash, "", use->name);
    }
    if (found.path == NULL)
        use_not_found(c, use, folder);
    return found;
}

/* Adds help that names the file in the same folder with the nearest name; false if none is near. */
static bool help_with_near_file(struct cs_case *c, struct cs_diagnostic *d, const struct cs_use *use, const char *path)
{
    const char *near = cs_case_near(c, path), *slash = strrchr(use->name, '/'), *file;

    if (near == NULL)
        return false;
    file = strrchr(near, '/') != NULL ? strrchr(near, '/') + 1 : near;
    cs_diagnostic_help(&c->diagnostics, d, "Did you mean \"%.*s%s\"?", slash != NULL ? (int)(slash - use->name) + 1 : 0,
                       use->name, file);
    cs_diagnostic_instead(&c->diagnostics, d, use->span, "%.*s%s",
                          slash != NULL ? (int)(slash - use->name) + 1 : 0, use->name, file);
    return true;
}

/* A file of the library is named without quotation marks. */
static void help_with_library(struct cs_case *c, struct cs_diagnostic *d, const struct cs_use *use, const char *folder)
{
    const char *near;

    cs_case_find_library(c);
    near = near_use(c, use, folder);
    if (near != NULL)
        cs_diagnostic_help(&c->diagnostics, d,
                           "Did you mean that of the library? It is named without quotation marks: use %s.", near);
}

struct cs_used cs_case_find_quoted(struct cs_case *c, const struct cs_use *use, const char *folder, const char *shown)
{
    bool whole = use->name[0] == '/';
    struct cs_used found = {cs_case_path(c, "%s%s", whole ? "" : folder, use->name),
                          cs_case_path(c, "%s%s", whole ? "" : shown, use->name)};
    enum cs_source_kind kind;

    if (found.path == NULL)
        return found;
    if (!cs_case_kind(found.path, &kind)) {
        struct cs_diagnostic *d = cs_diagnose(&c->diagnostics, DIAG_USE_ENDING, use->span,
                                              "the name of a file ends in .casus, .treaty, .record or .map");

        c->use_missing = true;
        if (strpbrk(use->name, "./") == NULL)
            cs_diagnostic_help(&c->diagnostics, d,
                               "A vocabulary or a treaty is named without quotation marks: use %s.", use->name);
        else if (!help_with_near_file(c, d, use, found.path))
            cs_diagnostic_help(&c->diagnostics, d,
                               "Its ending tells what a file holds: words, a treaty, or a record.");
        return (struct cs_used){NULL, NULL};
    }
    if (!cs_case_is_there(c, found.path)) {
        struct stat about;
        bool folder_itself = stat(found.path, &about) == 0;
        struct cs_diagnostic *d =
            cs_diagnose(&c->diagnostics, DIAG_USE_NOT_FOUND, use->span,
                        folder_itself ? "\"%s\" is a folder" : "there is no file \"%s\"", found.name);

        if (!help_with_near_file(c, d, use, found.path) && strchr(use->name, '/') == NULL)
            help_with_library(c, d, use, folder);
        c->use_missing = true;
        return (struct cs_used){NULL, NULL};
    }
    return found;
}

const char *cs_case_near(struct cs_case *c, const char *path)
{
    const char *folder = cs_case_folder_of(c, path), *slash = strrchr(path, '/');
    static const char *const endings[] = {".record", ".treaty", ".casus"};
    const char *name = slash != NULL ? slash + 1 : path;
    const char *near;

    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        const char *whole = cs_case_path(c, "%s%s", path, endings[i]);

        if (whole != NULL && access(whole, R_OK) == 0)
            return whole;
    }
    near = folder != NULL ? cs_library_near(&c->arena, folder, name, true) : NULL;

    return near != NULL ? cs_case_path(c, "%s%s", folder, near) : NULL;
}
