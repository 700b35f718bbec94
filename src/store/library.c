/* SPDX-License-Identifier: MIT */
#include "store/library.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lang/near.h"

/* ---- near names ---- */

/* The length of a file's name without its ending; 0 if that is none of .casus, .treaty, .record. */
static size_t stem_of(const char *file)
{
    enum cs_source_kind kind;

    return cs_case_kind(file, &kind) ? (size_t)(strrchr(file, '.') - file) : 0;
}

/* A name of one or two letters is too short to compare by slips: only its ending may be wrong. */
static bool is_other_short_name(const struct cs_near *near, const char *file)
{
    size_t stem = strcspn(near->text, ".");

    return stem < 3 && strncmp(near->text, file, stem + 1) != 0;
}

static void try_folder(struct cs_arena *arena, const char *folder, const char *below, bool ending, struct cs_near *near,
                       const char **best)
{
    char path[4096];
    const struct dirent *entry;
    DIR *stream;

    if (snprintf(path, sizeof path, "%s%s%s", *folder != '\0' ? folder : "./", *folder != '\0' ? "/" : "", below) >=
        (int)sizeof path)
        return;
    stream = opendir(path);
    while (stream != NULL && (entry = readdir(stream)) != NULL) {
        size_t stem = stem_of(entry->d_name), length = ending && stem > 0 ? strlen(entry->d_name) : stem;
        size_t limit = near->limit;
        bool found = near->found;

        if (length == 0 || (!ending && strcmp(entry->d_name + stem, ".record") == 0) ||
            (ending && is_other_short_name(near, entry->d_name)))
            continue;
        cs_near_try(near, entry->d_name, length, 0);
        /* of equally near names the first in the alphabet, since the order of readdir is arbitrary */
        if ((near->found && !found) || near->limit < limit)
            *best = cs_arena_text(arena, entry->d_name, length);
    }
    if (stream != NULL)
        closedir(stream);
}

const char *cs_library_near(struct cs_arena *arena, const char *folder, const char *name, bool ending)
{
    static const char *const below[] = {"", "vocabulary", "treaties"};
    const char *best = NULL;
    struct cs_near near;

    cs_near_start(&near, name, strlen(name));
    if (near.limit == 0 && near.length > 1)
        near.limit = 1;
    for (size_t i = 0; i < (ending ? 1 : sizeof below / sizeof *below); i++)
        try_folder(arena, folder, below[i], ending, &near, &best);
    return best;
}

/* ---- which file declares it ---- */

struct library_file {
    struct library_file *next;
    const char *name; /* "security" */
    struct cs_names names;
    struct cs_file *file;
    bool suggested; /* as the remedy of a mistake */
};

struct library {
    struct cs_case *c;
    struct cs_arena arena;
    struct cs_diagnostics diagnostics; /* of the library's files themselves; not shown */
    struct library_file *files, **tail;
    bool failed; /* memory ran out among the names of a file */
};

static bool was_read(const struct cs_case *c, const char *shown)
{
    for (const struct cs_file *file = c->files; file != NULL; file = file->next)
        if (strcmp(file->source->name, shown) == 0)
            return true;
    return false;
}

static void read_file(struct library *library, const char *folder, const char *below, const char *file)
{
    struct cs_failure failure = {.status = CASUS_OK};
    struct library_file *read = cs_arena_alloc(&library->arena, sizeof *read);
    struct cs_source *source;
    enum cs_source_kind kind;
    char path[4096], shown[512];
    const char *bytes;
    size_t length;

    if (read == NULL || !cs_case_kind(file, &kind) || kind == CS_SOURCE_RECORD || kind == CS_SOURCE_MAP ||
        snprintf(path, sizeof path, "%s/%s/%s", folder, below, file) >= (int)sizeof path ||
        snprintf(shown, sizeof shown, "%s/%s", below, file) >= (int)sizeof shown || was_read(library->c, shown) ||
        cs_file_read(&library->arena, path, &bytes, &length, &failure) != CASUS_OK) {
        library->failed = library->failed || failure.status == CASUS_ERR_MEMORY;
        return;
    }
    cs_names_init(&read->names);
    source = cs_source_new(&library->arena, shown, kind, bytes, length);
    read->file = source != NULL ? cs_parse(&library->arena, &read->names, source, NULL, &library->diagnostics) : NULL;
    read->name = cs_arena_text(&library->arena, file, stem_of(file));
    if (read->file == NULL || read->name == NULL) {
        library->failed = true;
        cs_names_release(&read->names);
        return;
    }
    *library->tail = read;
    library->tail = &read->next;
}

static void read_folder(struct library *library, const char *folder, const char *below)
{
    struct dirent **entries = NULL;
    char path[4096];
    int count;

    if (snprintf(path, sizeof path, "%s/%s", folder, below) >= (int)sizeof path)
        return;
    count = scandir(path, &entries, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        read_file(library, folder, below, entries[i]->d_name);
        free(entries[i]);
    }
    if (count >= 0)
        free(entries);
}

static bool declares(const struct library_file *file, enum cs_diagnostic_code code, cs_name name)
{
    if (name == CS_NO_NAME)
        return false;
    for (const struct cs_shape_line *s = file->file->shapes; code == DIAG_WORD_UNKNOWN && s != NULL; s = s->next)
        if (s->term.head == name)
            return true;
    for (const struct cs_kind_line *k = file->file->kinds; code == DIAG_KIND_UNKNOWN && k != NULL; k = k->next)
        if (k->name == name)
            return true;
    for (const struct cs_clock_text *c = file->file->clocks; code == DIAG_CLOCK_UNKNOWN && c != NULL; c = c->next)
        if (c->name == name)
            return true;
    if (code != DIAG_NAME_UNKNOWN)
        return false;
    for (const struct cs_name_line *n = file->file->names; n != NULL; n = n->next)
        if (n->name == name)
            return true;
    for (const struct cs_instrument *i = file->file->instruments; i != NULL; i = i->next)
        if (i->name == name)
            return true;
    return false;
}

/* The file that declares the text; one that was suggested before comes first. NULL if none does. */
static struct library_file *file_of(const struct library *library, enum cs_diagnostic_code code, const char *text,
                                    size_t length)
{
    struct library_file *found = NULL;

    for (struct library_file *file = library->files; file != NULL; file = file->next) {
        if (!declares(file, code, cs_names_find(&file->names, text, length)))
            continue;
        if (file->suggested)
            return file;
        if (found == NULL)
            found = file;
    }
    return found;
}

/* The file that declares what a mistake is about: its text without quotation marks, or for "CST 4(2)" also "CST". */
static struct library_file *file_for(const struct library *library, const struct cs_diagnostic *item, const char **text,
                                     size_t *length)
{
    const char *bytes = item->span.source->bytes + item->span.start;
    struct library_file *file;

    *text = bytes;
    *length = item->span.end - item->span.start;
    if (*length >= 2 && bytes[0] == '"') {
        *text = bytes + 1;
        *length -= 2;
    }
    file = file_of(library, item->code, *text, *length);
    while (file == NULL && item->code == DIAG_NAME_UNKNOWN && *length > 0) {
        while (*length > 0 && (*text)[--*length] != ' ')
            continue;
        file = file_of(library, item->code, *text, *length);
    }
    return file;
}

/* A clock that no file of the library has: lists those that it has. */
static void help_with_clocks(struct library *library, struct cs_diagnostic *item)
{
    const struct library_file *with = NULL;
    struct cs_buffer names;

    cs_buffer_init(&names);
    for (const struct library_file *file = library->files; file != NULL && with == NULL; file = file->next)
        with = file->file->clocks != NULL ? file : NULL;
    for (const struct cs_clock_text *c = with != NULL ? with->file->clocks : NULL; c != NULL; c = c->next)
        cs_buffer_printf(&names, "%s%s", names.length == 0 ? "" : c->next == NULL ? " and " : ", ",
                         cs_names_text(&with->names, c->name));
    if (with != NULL)
        cs_diagnostic_help(&library->c->diagnostics, item,
                           "The library has the clocks of %s: write \"use %s\" above this line. For another place "
                           "write an offset, such as: zone +04:00; or declare its clock.",
                           cs_buffer_string(&names), with->name);
    library->failed = library->failed || names.failed;
    cs_buffer_release(&names);
}

static bool is_unknown(const struct cs_diagnostic *item)
{
    return item->code == DIAG_WORD_UNKNOWN || item->code == DIAG_KIND_UNKNOWN || item->code == DIAG_NAME_UNKNOWN ||
           item->code == DIAG_CLOCK_UNKNOWN;
}

/* Where a "use" line is put in: behind the last one; else before the first line that is no comment. */
static struct cs_span place_for_use(const struct cs_case *c, const struct cs_source *source)
{
    uint32_t at = 0;

    for (const struct cs_file *file = c->files; file != NULL; file = file->next)
        for (const struct cs_use *use = file->source == source ? file->uses : NULL; use != NULL; use = use->next)
            at = use->span.end > at ? use->span.end : at;
    for (size_t line = 0; line < source->line_count; line++) {
        uint32_t start = source->line_starts[line];

        if (start >= at && (at > 0 || strncmp(source->bytes + start, "--", 2) != 0))
            return (struct cs_span){source, start, start};
    }
    return (struct cs_span){.source = NULL};
}

/* Adds the remedy to one mistake; false if it is to be left out, since an earlier one has the same cause. */
static bool help(struct library *library, struct cs_diagnostic *item)
{
    struct cs_diagnostics *diagnostics = &library->c->diagnostics;
    struct library_file *file;
    const char *text;
    size_t length;
    bool near = item->help != NULL && strncmp(item->help, "Did you mean", 12) == 0;

    if (item->span.source == NULL || !is_unknown(item))
        return true;
    file = file_for(library, item, &text, &length);
    if (file == NULL && item->code == DIAG_CLOCK_UNKNOWN)
        help_with_clocks(library, item);
    if (file == NULL)
        return true;
    if (file->suggested && !near)
        return false;
    cs_diagnostic_help(
        diagnostics, item, "%s%sThe library has \"%.*s\" in %s: write \"use %s\" at the head of the file.",
        near ? item->help : "", near ? " " : "", (int)length, text, file->file->source->name, file->name);
    if (!near)
        cs_diagnostic_instead(diagnostics, item, place_for_use(library->c, item->span.source), "use %s\n", file->name);
    file->suggested = true;
    return true;
}

static bool has_unknown(const struct cs_diagnostics *diagnostics)
{
    for (size_t i = 0; i < diagnostics->count; i++)
        if (is_unknown(&diagnostics->items[i]))
            return true;
    return false;
}

void cs_library_help(struct cs_case *c)
{
    struct library library = {.c = c};
    size_t count = 0;

    if (!has_unknown(&c->diagnostics))
        return;
    library.tail = &library.files;
    cs_arena_init(&library.arena);
    cs_diagnostics_init(&library.diagnostics);
    for (const struct cs_case_folder *folder = c->library; folder != NULL; folder = folder->next) {
        read_folder(&library, folder->path, "vocabulary");
        read_folder(&library, folder->path, "treaties");
        if (library.files != NULL) /* the same library may be installed at several places */
            break;
    }
    if (cs_arena_failed(&library.arena) || library.diagnostics.failed || library.failed)
        cs_fail_memory(&c->failure); /* a part of the library would give wrong remedies */
    for (size_t i = 0; i < c->diagnostics.count; i++) {
        if (help(&library, &c->diagnostics.items[i]))
            c->diagnostics.items[count++] = c->diagnostics.items[i];
        else
            c->diagnostics.error_count--;
    }
    c->diagnostics.count = count;
    for (struct library_file *file = library.files; file != NULL; file = file->next)
        cs_names_release(&file->names);
    cs_diagnostics_release(&library.diagnostics);
    cs_arena_release(&library.arena);
}
