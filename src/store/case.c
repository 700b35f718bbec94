/* SPDX-License-Identifier: MIT */
/*
 * Reading a case:
 *
 *   add(file) -> read -> parse -> add(each file it uses) -> link behind those
 *
 * What a file uses above a line `zone NAME` is added as this is parsed, since its dates go by the clock of that name.
 * A file is marked as read before the files that it uses are, so files may use each other. A mistake of a text, such as
 * a `use` of what does not exist, is a diagnostic; an error of the file system is a failure.
 */
#define _XOPEN_SOURCE 700 /* realpath */

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/case_int.h"
#include "store/declared.h"
#include "store/library.h"

void cs_case_init(struct cs_case *c)
{
    memset(c, 0, sizeof *c);
    cs_arena_init(&c->arena);
    cs_names_init(&c->names);
    cs_diagnostics_init(&c->diagnostics);
    c->tail = &c->files;
}

void cs_case_release(struct cs_case *c)
{
    if (c->plan != NULL)
        cs_plan_free(c->plan);
    cs_diagnostics_release(&c->diagnostics);
    cs_names_release(&c->names);
    cs_arena_release(&c->arena);
    memset(c, 0, sizeof *c);
}

bool cs_case_kind(const char *path, enum cs_source_kind *out)
{
    static const char *const endings[] = {".casus", ".treaty", ".record", ".map"};
    static const enum cs_source_kind kinds[] = {CS_SOURCE_VOCABULARY, CS_SOURCE_TREATY, CS_SOURCE_RECORD,
                                                CS_SOURCE_MAP};
    size_t length = strlen(path);

    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t ending = strlen(endings[i]);

        if (length > ending && strcmp(path + length - ending, endings[i]) == 0) {
            *out = kinds[i];
            return true;
        }
    }
    return false;
}

/* ---- the library ---- */

const char *cs_case_path(struct cs_case *c, const char *format, ...)
{
    const char *copy;
    va_list arguments;
    char path[PATH_MAX];
    int length;

    va_start(arguments, format);
    length = vsnprintf(path, sizeof path, format, arguments);
    va_end(arguments);
    if (length < 0 || (size_t)length >= sizeof path) {
        cs_fail(&c->failure, CASUS_ERR_LIMIT, "a path is too long: \"%.200s...\"", path);
        return NULL;
    }
    copy = cs_arena_text(&c->arena, path, (size_t)length);
    if (copy == NULL)
        cs_fail_memory(&c->failure);
    return copy;
}

static void add_folder(struct cs_case *c, const char *path)
{
    struct cs_case_folder **end = &c->library;
    struct cs_case_folder *folder = cs_arena_alloc(&c->arena, sizeof *folder);

    if (folder == NULL || path == NULL) {
        cs_fail_memory(&c->failure);
        return;
    }
    while (*end != NULL)
        end = &(*end)->next;
    folder->path = path;
    *end = folder;
}

#define PROGRAM_LEVELS 3 /* build/casus, bin/casus, libexec/casus/casus-serve */

static void add_folders_of_the_program(struct cs_case *c)
{
    char program[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    char *slash;

    if (length <= 0)
        return;
    program[length] = '\0';
    for (int level = 0; level < PROGRAM_LEVELS; level++) {
        slash = strrchr(program, '/');
        if (slash == NULL)
            return;
        *slash = '\0';
        add_folder(c, cs_case_path(c, "%s/share/casus", program));
    }
}

void cs_case_find_library(struct cs_case *c)
{
    const char *at = getenv("CASUS_PATH");

    if (c->library_found)
        return;
    c->library_found = true;
    while (at != NULL && *at != '\0') {
        size_t length = strcspn(at, ":");

        if (length > 0)
            add_folder(c, cs_case_path(c, "%.*s", (int)length, at));
        at += length + (at[length] == ':');
    }
    add_folders_of_the_program(c);
    add_folder(c, cs_case_path(c, "%s", CS_DATA_FOLDER));
}

/* ---- adding ---- */

static bool has_key(const struct cs_case *c, const char *key)
{
    for (const struct cs_case_file *file = c->read; file != NULL; file = file->next)
        if (strcmp(file->real, key) == 0)
            return true;
    return false;
}

static struct cs_case_file *text_called(const struct cs_case *c, const char *name)
{
    for (struct cs_case_file *file = c->read; file != NULL; file = file->next)
        if (strncmp(file->real, CS_TEXT_KEY, strlen(CS_TEXT_KEY)) == 0 &&
            strcmp(file->real + strlen(CS_TEXT_KEY), name) == 0)
            return file;
    return NULL;
}

bool cs_case_has_text(const struct cs_case *c, const char *name)
{
    return text_called(c, name) != NULL;
}

/* Marks a key as read; false if it was marked before. */
static bool mark_key(struct cs_case *c, const char *key)
{
    struct cs_case_file *file;

    if (has_key(c, key))
        return false;
    file = cs_arena_alloc(&c->arena, sizeof *file);
    if (file != NULL) {
        file->real = cs_arena_text(&c->arena, key, strlen(key));
        file->next = c->read;
        c->read = file->real != NULL ? file : c->read;
    }
    return true;
}

/* The key of a file: its real path, or the path itself if it has none. NULL if memory ran out. */
static const char *key_of(struct cs_case *c, const char *path)
{
    char *real = cs_case_real(path);
    const char *key = real != NULL ? cs_arena_text(&c->arena, real, strlen(real)) : errno == ENOMEM ? NULL : path;

    free(real);
    if (key == NULL)
        cs_fail_memory(&c->failure);
    return key;
}

/* Notes that the user named this file or text, which may have been read before because another uses it. */
static casus_status note_named(struct cs_case *c, const char *key)
{
    for (struct cs_case_file *file = c->read; file != NULL && key != NULL; file = file->next)
        if (strcmp(file->real, key) == 0 && file->file != NULL)
            file->file->named = true;
    return c->failure.status;
}

void cs_case_link(struct cs_case *c, struct cs_file *file, const char *key)
{
    for (struct cs_case_file *read = c->read; read != NULL && key != NULL; read = read->next)
        if (strcmp(read->real, key) == 0)
            read->file = file;
    *c->tail = file;
    c->tail = &file->next;
}

static casus_status add_text_with_uses(struct cs_case *c, const char *name, const char *bytes, size_t length);

/*
 * Is the finder's text to be added? One that was added before is skipped, since two texts may use the same. A name that
 * is not valid, or that another text has, is a diagnostic at the `use` line.
 */
static bool may_be_added(struct cs_case *c, const struct cs_use *use, const char *name, const char *text, size_t length)
{
    const struct cs_case_file *other;
    enum cs_source_kind kind;

    if (!cs_case_kind(name, &kind)) {
        c->use_missing = true;
        cs_diagnose(
            &c->diagnostics, DIAG_USE_ENDING, use->span,
            "what stands for \"%s\" is called \"%.200s\", and the name of a file ends in .casus, .treaty, .record or "
            ".map",
            use->name, name);
        return false;
    }
    if (length > CS_SOURCE_BYTES_MAX || strlen(name) >= PATH_MAX - strlen(CS_TEXT_KEY)) {
        c->use_missing = true;
        cs_diagnose(&c->diagnostics, DIAG_USE_NOT_FOUND, use->span, "what stands for \"%s\" %s", use->name,
                    length > CS_SOURCE_BYTES_MAX ? "has more than 16 MB" : "has a name that is too long");
        return false;
    }
    other = text_called(c, name);
    if (other == NULL)
        return true;
    if (other->bytes != NULL && (other->length != length || (length > 0 && memcmp(other->bytes, text, length) != 0))) {
        c->use_missing = true;
        cs_diagnose(&c->diagnostics, DIAG_USE_NOT_FOUND, use->span,
                    "what stands for \"%s\" is called \"%.200s\", and another text is called so", use->name, name);
    }
    return false;
}

static const struct cs_file *file_with_key(const struct cs_case *c, const char *key)
{
    for (const struct cs_case_file *file = c->read; file != NULL && key != NULL; file = file->next)
        if (strcmp(file->real, key) == 0)
            return file->file;
    return NULL;
}

/* Asks the finder; false if the library is still to be searched. */
static bool add_found(struct cs_case *c, struct cs_use *use, const char *by)
{
    const char *name = NULL, *text = NULL;
    size_t length = 0;

    if (c->finder.find == NULL)
        return false;
    switch (c->finder.find(c->finder.context, use, by, &name, &text, &length)) {
    case CS_FOUND_TEXT:
        if (may_be_added(c, use, name, text, length))
            add_text_with_uses(c, name, text, length);
        use->file = file_with_key(c, cs_case_path(c, CS_TEXT_KEY "%s", name));
        return true;
    case CS_FOUND_NOTHING:
        cs_case_use_nowhere(c, use);
        return true;
    case CS_FOUND_LIBRARY:
        break;
    }
    return false;
}

casus_status cs_case_add_asked(struct cs_case *c, const char *wanted, const char *by)
{
    const struct cs_use use = {.name = wanted, .quoted = true};
    const char *name = NULL, *text = NULL;
    size_t length = 0;

    if (c->finder.find != NULL &&
        c->finder.find(c->finder.context, &use, by, &name, &text, &length) == CS_FOUND_TEXT)
        return add_text_with_uses(c, name, text, length);
    return c->failure.status;
}

/* A text that is read: where it lies, its name in messages, its mark as read. */
struct reading { struct cs_case *c; const char *path, *name, *key; };

static casus_status add_file_of_key(struct cs_case *c, const char *path, const char *name, const char *key);

/* Adds one of the files that a text uses. */
static casus_status add_use(const struct reading *reading, struct cs_use *use)
{
    struct cs_case *c = reading->c;
    const char *folder = cs_case_folder_of(c, reading->path), *shown = cs_case_folder_of(c, reading->name);
    struct cs_used used = {NULL, NULL};

    if (folder == NULL || shown == NULL)
        return cs_fail_memory(&c->failure);
    if (use->added)
        return CASUS_OK;
    use->added = true;
    if (!add_found(c, use, reading->name))
        used = use->quoted ? cs_case_find_quoted(c, use, folder, shown) : cs_case_find_unquoted(c, use, folder, shown);
    if (used.path != NULL && used.name != NULL) {
        const char *key = key_of(c, used.path);

        add_file_of_key(c, used.path, used.name, key);
        use->file = file_with_key(c, key);
    }
    return c->failure.status;
}

static casus_status add_uses(const struct reading *reading, struct cs_file *file)
{
    for (struct cs_use *use = file->uses; use != NULL && reading->c->failure.status == CASUS_OK; use = use->next)
        add_use(reading, use);
    return reading->c->failure.status;
}

static const struct cs_clock_text *clock_in(const struct cs_file *file, cs_name name)
{
    for (const struct cs_clock_text *clock = file->clocks; clock != NULL; clock = clock->next)
        if (clock->name == name)
            return clock;
    return NULL;
}

/* The clock of a file of the case that was read before. */
static const struct cs_clock_text *find_clock_of_case(void *context, struct cs_file *file, cs_name name, bool *known)
{
    const struct cs_case *c = context;
    const struct cs_clock_text *clock = NULL;

    (void)file;
    for (const struct cs_file *other = c->files; other != NULL && clock == NULL; other = other->next)
        clock = clock_in(other, name);
    *known = clock != NULL;
    return clock;
}

/*
 * The same for a file with what it uses: of the files that it uses above `zone NAME` those up to the one that has the
 * clock are read first, since the dates go by it.
 */
static const struct cs_clock_text *find_clock(void *context, struct cs_file *file, cs_name name, bool *known)
{
    const struct reading *reading = context;
    const struct cs_clock_text *clock = NULL;

    for (struct cs_use *use = file->uses; use != NULL && clock == NULL; use = use->next)
        if (add_use(reading, use) == CASUS_OK && use->file != NULL)
            clock = clock_in(use->file, name);
    if (clock == NULL)
        clock = find_clock_of_case(reading->c, file, name, known);
    *known = clock != NULL || reading->c->use_missing || file->use_lost || reading->c->failure.status != CASUS_OK;
    return clock;
}

static struct cs_file *parse(struct cs_case *c, const char *name, enum cs_source_kind kind, const char *bytes,
                             size_t length, const struct cs_clock_finder *clocks)
{
    struct cs_source *source = cs_source_new(&c->arena, name, kind, bytes, length);
    struct cs_file *file = source != NULL ? cs_parse(&c->arena, &c->names, source, clocks, &c->diagnostics) : NULL;

    if (file == NULL)
        cs_fail_memory(&c->failure);
    else
        file->text = source;
    return file;
}

/* Adds what a text uses, then the text. */
static casus_status add_with_uses(struct reading *reading, enum cs_source_kind kind, const char *bytes, size_t length)
{
    const struct cs_clock_finder clocks = {find_clock, reading};
    struct cs_file *file = parse(reading->c, reading->name, kind, bytes, length, &clocks);

    if (file == NULL || reading->c->failure.status != CASUS_OK || add_uses(reading, file) != CASUS_OK)
        return reading->c->failure.status;
    cs_case_link(reading->c, file, reading->key);
    return CASUS_OK;
}

/* Sets the kind by the ending of the name; false, with the failure set, if it has none of the four or all failed. */
static bool to_be_read(struct cs_case *c, const char *name, enum cs_source_kind *kind)
{
    if (!cs_case_kind(name, kind))
        cs_fail(&c->failure, CASUS_ERR_ARGUMENT, "the name of \"%s\" does not end in .casus, .treaty, .record or .map",
                name);
    return c->failure.status == CASUS_OK;
}

static casus_status count_file(struct cs_case *c, const char *name)
{
    if (++c->file_count > CS_CASE_FILES_MAX)
        return cs_fail(&c->failure, CASUS_ERR_LIMIT, "more than %d files use each other; the last was \"%s\"",
                       CS_CASE_FILES_MAX, name);
    return CASUS_OK;
}

/* As cs_case_add_file, with its key (key_of), or NULL. */
static casus_status add_file_of_key(struct cs_case *c, const char *path, const char *name, const char *key)
{
    enum cs_source_kind kind;
    const char *bytes;
    size_t length;

    if (key == NULL || !to_be_read(c, path, &kind) || !mark_key(c, key))
        return c->failure.status;
    if (count_file(c, name) != CASUS_OK || cs_case_read(c, path, name, key, &bytes, &length) != CASUS_OK)
        return c->failure.status;
    return add_with_uses(&(struct reading){c, path, name, key}, kind, bytes, length);
}

casus_status cs_case_add_file(struct cs_case *c, const char *path, const char *name)
{
    return add_file_of_key(c, path, name, key_of(c, path));
}

static casus_status add_text_with_uses(struct cs_case *c, const char *name, const char *bytes, size_t length)
{
    const char *called = cs_case_path(c, "%s", name), *key = cs_case_path(c, CS_TEXT_KEY "%s", name), *copy;
    const struct cs_case_overlay *overlay;
    struct cs_case_file *text;
    enum cs_source_kind kind;

    if (called == NULL || key == NULL || !to_be_read(c, called, &kind) || !mark_key(c, key))
        return c->failure.status;
    if (length > CS_SOURCE_BYTES_MAX)
        return cs_fail(&c->failure, CASUS_ERR_LIMIT, "\"%s\" is longer than 16 MB", called);
    if ((overlay = cs_case_overlay_of(c, called, false)) != NULL) {
        bytes = overlay->bytes;
        length = overlay->length;
    }
    copy = cs_arena_text(&c->arena, bytes, length);
    if (copy == NULL || (text = text_called(c, called)) == NULL)
        return cs_fail_memory(&c->failure);
    if (overlay == NULL) { /* else the finder goes on giving the text that is covered */
        text->bytes = copy;
        text->length = length;
    }
    return count_file(c, name) != CASUS_OK
               ? c->failure.status
               : add_with_uses(&(struct reading){c, called, called, key}, kind, copy, length);
}

casus_status cs_case_add_text_with_uses(struct cs_case *c, const char *name, const char *bytes, size_t length)
{
    const char *key = cs_case_path(c, CS_TEXT_KEY "%s", name);

    return key != NULL && add_text_with_uses(c, name, bytes, length) == CASUS_OK ? note_named(c, key)
                                                                                 : c->failure.status;
}

casus_status cs_case_add(struct cs_case *c, const char *path)
{
    const char *name = cs_case_path(c, "%s", path), *near;
    struct stat about;

    if (name == NULL)
        return c->failure.status;
    if (cs_case_add_file(c, name, name) == CASUS_OK)
        return note_named(c, key_of(c, name));
    if (stat(path, &about) == 0 || errno != ENOENT)
        return c->failure.status;
    if (lstat(path, &about) == 0) {
        c->failure.status = CASUS_OK; /* replaced by a message that says more */
        return cs_fail(&c->failure, CASUS_ERR_IO,
                       "cannot read the file \"%s\": it is a link to a file that does not exist", path);
    }
    if ((near = cs_case_near(c, path)) == NULL)
        return c->failure.status;
    c->failure.status = CASUS_OK;
    return cs_fail(&c->failure, CASUS_ERR_IO, "cannot read the file \"%s\": %s; did you mean \"%s\"?", path,
                   strerror(ENOENT), near);
}

static int by_base(const void *a, const void *b)
{
    const char *x = *(const char *const *)a, *y = *(const char *const *)b;
    int order = strcmp(cs_case_file_name(x), cs_case_file_name(y));

    return order != 0 ? order : strcmp(x, y);
}

casus_status cs_case_add_all(struct cs_case *c, const char *const *paths, size_t count)
{
    const char **sorted = cs_arena_array(&c->arena, count, sizeof *sorted);

    if (sorted == NULL)
        return cs_fail_memory(&c->failure);
    if (count > 0) {
        memcpy(sorted, paths, count * sizeof *sorted);
        qsort(sorted, count, sizeof *sorted, by_base);
    }
    for (size_t i = 0; i < count && c->failure.status == CASUS_OK; i++)
        cs_case_add(c, sorted[i]);
    return c->failure.status;
}

casus_status cs_case_add_text(struct cs_case *c, const char *name, enum cs_source_kind kind, const char *bytes,
                              size_t length)
{
    const char *copy = cs_arena_text(&c->arena, bytes, length);
    struct cs_file *file;

    name = cs_case_path(c, "%s", name);
    if (copy == NULL || name == NULL)
        return cs_fail_memory(&c->failure);
    file = parse(c, name, kind, copy, length, &(struct cs_clock_finder){find_clock_of_case, c});
    if (file != NULL) {
        file->named = true;
        cs_case_link(c, file, NULL);
    }
    return c->failure.status;
}

/* Is a used file missing? Then other mistakes are not reported: a missing file may cause them all. */
static bool lacks_a_file(const struct cs_case *c)
{
    for (const struct cs_file *file = c->files; file != NULL; file = file->next)
        if (file->use_lost)
            return true;
    return c->use_missing;
}

static bool is_grade(const struct cs_case *c, cs_name grade)
{
    for (const struct cs_file *file = c->files; file != NULL; file = file->next) {
        for (const struct cs_instrument *i = file->instruments; i != NULL; i = i->next)
            for (const struct cs_article *a = i->articles; a != NULL; a = a->next)
                if (a->grade == grade)
                    return true;
        for (const struct cs_reading *r = file->readings; r != NULL; r = r->next)
            for (const struct cs_reading_answer *a = r->answers; a != NULL; a = a->next)
                if (a->grade == grade)
                    return true;
    }
    return false;
}

casus_status cs_case_grades(struct cs_case *c, const char *list)
{
    cs_name *names = cs_arena_array(&c->arena, strlen(list) + 1, sizeof *names);
    size_t count = 0;

    if (names == NULL)
        return cs_fail_memory(&c->failure);
    for (const char *at = list;; at++) {
        size_t length = strcspn(at, ",");
        cs_name grade = cs_names_find(&c->names, at, length);

        if (grade == CS_NO_NAME || !is_grade(c, grade))
            return cs_fail(&c->failure, CASUS_ERR_ARGUMENT, "no article and no answer has the grade \"%.*s\"",
                           (int)length, at);
        names[count++] = grade;
        at += length;
        if (*at == '\0')
            break;
    }
    c->grades = (struct cs_grades){names, count};
    return CASUS_OK;
}

/* ---- checking ---- */

casus_status cs_case_check(struct cs_case *c)
{
    if (c->failure.status != CASUS_OK)
        return c->failure.status;
    if (lacks_a_file(c)) {
        cs_diagnostics_sort(&c->diagnostics);
        return c->diagnostics.failed ? cs_fail_memory(&c->failure) : CASUS_OK;
    }
    for (const struct cs_case_supposition *s = c->suppositions; s != NULL; s = s->next)
        if (cs_case_lay(c, s) != CASUS_OK)
            return c->failure.status;
    if (cs_check_files(c->files, &c->arena, &c->names, &c->symbols, &c->diagnostics) != CASUS_OK ||
        cs_arena_failed(&c->arena) || c->names.failed || c->diagnostics.failed)
        return cs_fail_memory(&c->failure);
    if (c->finder.find == NULL && c->diagnostics.error_count > 0) {
        cs_case_find_library(c);
        cs_diagnostics_sort(&c->diagnostics);
        cs_declared_help(c);
        if (c->failure.status != CASUS_OK || c->diagnostics.failed)
            return cs_fail_memory(&c->failure);
    }
    cs_diagnostics_sort(&c->diagnostics);
    if (c->diagnostics.error_count > 0)
        return CASUS_OK;
    c->dated = cs_case_last(c, &c->last);
    return cs_plan_new(c->files, &c->symbols, &c->names, c->grades, &c->failure, &c->plan);
}

/* Grades are names, and each case has its own. */
static void copy_grades(const struct cs_case *c, struct cs_case *out)
{
    cs_name *names = cs_arena_array(&out->arena, c->grades.count, sizeof *names);

    for (size_t i = 0; names != NULL && i < c->grades.count; i++)
        names[i] = cs_names_intern_text(&out->names, cs_names_text(&c->names, c->grades.names[i]));
    if (c->grades.count > 0)
        out->grades = (struct cs_grades){names, c->grades.count};
    if (names == NULL || out->names.failed)
        cs_fail_memory(&out->failure);
}

casus_status cs_case_with(const struct cs_case *c, const struct cs_file *replaced, const char *text, size_t length,
                          struct cs_case *out)
{
    out->finder = c->finder;
    if (length > CS_SOURCE_BYTES_MAX)
        cs_fail(&out->failure, CASUS_ERR_LIMIT, "\"%s\" would be longer than 16 MB", replaced->source->name);
    for (const struct cs_file *file = c->files; file != NULL && out->failure.status == CASUS_OK; file = file->next) {
        const struct cs_source *source = file->source;
        struct cs_file **at = out->tail;

        if (file->supposed)
            continue;
        if (cs_case_add_text(out, source->name, source->kind, file == replaced ? text : source->bytes,
                             file == replaced ? length : source->length) == CASUS_OK)
            (*at)->named = file->named;
    }
    copy_grades(c, out);
    for (const struct cs_case_supposition *s = c->suppositions; s != NULL; s = s->next)
        cs_case_suppose(out, s->name, s->text, s->length, s->line);
    return cs_case_check(out);
}

casus_status cs_case_open(const char *const *paths, size_t count, struct cs_case **out)
{
    struct cs_case *c = malloc(sizeof *c);

    *out = c;
    if (c == NULL)
        return CASUS_ERR_MEMORY;
    cs_case_init(c);
    return cs_case_add_all(c, paths, count) == CASUS_OK ? cs_case_check(c) : c->failure.status;
}

void cs_case_close(struct cs_case *c)
{
    if (c == NULL)
        return;
    cs_case_release(c);
    free(c);
}
