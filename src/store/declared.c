/* SPDX-License-Identifier: MIT */
/*
 * The files that a case does not use are those in the folders of its texts and those of the library. The one that
 * declares most of what the case does not know is named, then the one that declares most of the rest. A file beside a
 * text counts with all that it uses itself.
 */
#include "store/declared.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/case_int.h"
#include "store/library.h"

/* What is read of the folders of a case. */
#define NEIGHBOURS_MAX 200
#define NEIGHBOURS_BYTES_MAX (4u << 20)

struct candidate {
    struct candidate *next;
    const char *folder; /* with its slash; NULL: the file is of the library */
    const char *shown;  /* "vocabulary/security.casus" */
    const char *file_name;
    const char *name;   /* as a "use" line has it: security, or "Pact 2.treaty" with quotation marks */
    struct cs_names names;
    struct cs_file *file;
    unsigned seen;      /* by the question of this number */
};

struct search {
    struct cs_case *c;
    struct cs_arena arena;
    struct cs_diagnostics diagnostics; /* of the files themselves; not shown */
    struct candidate *files, **tail;
    size_t neighbours, bytes;
    unsigned question;
    struct candidate *of[CS_DIAGNOSTICS_MAX]; /* by the number of a diagnostic: the file that declares it */
    size_t length[CS_DIAGNOSTICS_MAX];        /* how much of its text: of "CST 4(2)" it may be "CST" */
    bool failed;                              /* memory ran out among the names of a file */
    bool cut;                                 /* some files beside the texts were not read */
};

static bool is_unknown(const struct cs_diagnostic *item)
{
    return item->span.source != NULL && (item->code == DIAG_WORD_UNKNOWN || item->code == DIAG_KIND_UNKNOWN ||
                                         item->code == DIAG_NAME_UNKNOWN || item->code == DIAG_CLOCK_UNKNOWN ||
                                         item->code == DIAG_READING_UNKNOWN || item->code == DIAG_CALENDAR_UNKNOWN);
}

/* ---- the files ---- */

static bool was_read(const struct search *search, const char *shown)
{
    for (const struct cs_file *file = search->c->files; file != NULL; file = file->next)
        if (strcmp(file->source->name, shown) == 0)
            return true;
    return false;
}

static const char *joined(struct search *search, const char *a, const char *b, const char *c, const char *d)
{
    size_t length = strlen(a) + strlen(b) + strlen(c) + strlen(d) + 1;
    char *text = cs_arena_alloc(&search->arena, length);

    if (text != NULL)
        snprintf(text, length, "%s%s%s%s", a, b, c, d);
    return text;
}

/* Small letters with hyphens between them: a file of such a name is used without quotation marks. */
static bool is_word(const char *text)
{
    size_t letters = strspn(text, "abcdefghijklmnopqrstuvwxyz");

    return letters > 0 && (text[letters] == '\0' || (text[letters] == '-' && is_word(text + letters + 1)));
}

/* The name by which a "use" line finds a file: a small word, unless a vocabulary beside it has the same. */
static const char *name_for_use(struct search *search, const char *folder, const char *file, enum cs_source_kind kind)
{
    size_t stem = (size_t)(strrchr(file, '.') - file);
    const char *word = cs_arena_text(&search->arena, file, stem), *vocabulary;

    if (word == NULL || (vocabulary = joined(search, folder != NULL ? folder : "", word, ".casus", "")) == NULL)
        return NULL;
    if (folder != NULL && (!is_word(word) ||
                           (kind == CS_SOURCE_TREATY && cs_case_is_there(search->c, vocabulary))))
        return joined(search, "\"", file, "\"", "");
    return word;
}

static void read_file(struct search *search, const char *folder, const char *path, const char *shown)
{
    struct cs_failure failure = {.status = CASUS_OK};
    struct candidate *read;
    struct cs_source *source;
    enum cs_source_kind kind;
    const char *bytes;
    size_t length;

    if (path == NULL || shown == NULL || !cs_case_kind(path, &kind) ||
        (kind != CS_SOURCE_VOCABULARY && kind != CS_SOURCE_TREATY) || was_read(search, shown))
        return;
    if (folder != NULL && (++search->neighbours > NEIGHBOURS_MAX || search->bytes > NEIGHBOURS_BYTES_MAX)) {
        search->cut = true;
        return;
    }
    if ((read = cs_arena_alloc(&search->arena, sizeof *read)) == NULL ||
        cs_file_read(&search->arena, path, &bytes, &length, &failure) != CASUS_OK) {
        search->failed = search->failed || failure.status == CASUS_ERR_MEMORY;
        return;
    }
    search->bytes += folder != NULL ? length : 0;
    cs_names_init(&read->names);
    source = cs_source_new(&search->arena, shown, kind, bytes, length);
    read->file = source != NULL ? cs_parse(&search->arena, &read->names, source, NULL, &search->diagnostics) : NULL;
    read->folder = folder;
    read->shown = shown;
    read->file_name = cs_case_file_name(shown);
    read->name = name_for_use(search, folder, read->file_name, kind);
    if (read->file == NULL || read->name == NULL) {
        search->failed = true;
        cs_names_release(&read->names);
        return;
    }
    *search->tail = read;
    search->tail = &read->next;
}

/* Reads the files of a folder, by name; `shown` is what messages call it, "" of that in which casus was started. */
static void read_folder(struct search *search, const char *folder, const char *path, const char *shown)
{
    struct dirent **entries = NULL;
    int count = path != NULL && shown != NULL ? scandir(*path != '\0' ? path : "./", &entries, NULL, alphasort) : 0;

    for (int i = 0; i < count; i++) {
        read_file(search, folder, joined(search, path, entries[i]->d_name, "", ""),
                  joined(search, shown, entries[i]->d_name, "", ""));
        free(entries[i]);
    }
    if (count >= 0)
        free(entries);
}

/* The folder of a text that was read from a file beside which a "use" line looks; NULL of texts of the library. */
static const char *folder_of(struct search *search, const struct cs_source *source)
{
    const char *slash = strrchr(source->name, '/');
    char *real = NULL;
    const char *path = NULL;
    bool same;

    for (const struct cs_file *file = search->c->files; file != NULL && path == NULL; file = file->next)
        path = file->source == source ? cs_case_path_of(search->c, file) : NULL;
    if (path == NULL)
        return NULL;
    real = cs_case_real(source->name);
    same = real != NULL && strcmp(real, path) == 0;
    free(real);
    return same ? cs_arena_text(&search->arena, source->name, slash != NULL ? (size_t)(slash - source->name) + 1 : 0)
                : NULL;
}

static void read_neighbours(struct search *search)
{
    const struct cs_diagnostics *diagnostics = &search->c->diagnostics;

    for (size_t i = 0; i < diagnostics->count; i++) {
        const struct cs_source *source = diagnostics->items[i].span.source;
        bool done = !is_unknown(&diagnostics->items[i]);
        const char *folder;

        for (size_t k = 0; k < i && !done; k++)
            done = is_unknown(&diagnostics->items[k]) && diagnostics->items[k].span.source == source;
        folder = done ? NULL : folder_of(search, source);
        for (const struct candidate *f = search->files; f != NULL && folder != NULL; f = f->next)
            if (f->folder != NULL && strcmp(f->folder, folder) == 0)
                folder = NULL;
        if (folder != NULL)
            read_folder(search, folder, folder, folder);
    }
}

static void read_library(struct search *search)
{
    struct candidate **before = search->tail;

    for (const struct cs_case_folder *folder = search->c->library; folder != NULL; folder = folder->next) {
        read_folder(search, NULL, joined(search, folder->path, "/vocabulary/", "", ""), "vocabulary/");
        read_folder(search, NULL, joined(search, folder->path, "/treaties/", "", ""), "treaties/");
        if (*before != NULL) /* the same library may be installed at several places */
            break;
    }
}

/* ---- which of them declares it ---- */

static bool declares(const struct candidate *candidate, enum cs_diagnostic_code code, const char *text, size_t length)
{
    const struct cs_file *file = candidate->file;
    cs_name name = cs_names_find(&candidate->names, text, length);

    if (name == CS_NO_NAME)
        return false;
    for (const struct cs_shape_line *s = file->shapes; code == DIAG_WORD_UNKNOWN && s != NULL; s = s->next)
        if (s->term.head == name)
            return true;
    for (const struct cs_kind_line *k = file->kinds; code == DIAG_KIND_UNKNOWN && k != NULL; k = k->next)
        if (k->name == name)
            return true;
    for (const struct cs_clock_text *c = file->clocks; code == DIAG_CLOCK_UNKNOWN && c != NULL; c = c->next)
        if (c->name == name)
            return true;
    for (const struct cs_calendar_text *c = file->calendars; code == DIAG_CALENDAR_UNKNOWN && c != NULL; c = c->next)
        if (c->name == name)
            return true;
    for (const struct cs_reading *r = file->readings; code == DIAG_READING_UNKNOWN && r != NULL; r = r->next)
        if (r->name == name)
            return true;
    for (const struct cs_name_line *n = file->names; code == DIAG_NAME_UNKNOWN && n != NULL; n = n->next)
        if (n->name == name)
            return true;
    for (const struct cs_instrument *i = file->instruments; code == DIAG_NAME_UNKNOWN && i != NULL; i = i->next)
        if (i->name == name)
            return true;
    return false;
}

/* The file that a "use" line of a file beside the texts names: beside it, else in the library. */
static struct candidate *used_by(const struct search *search, const struct candidate *by, const struct cs_use *use)
{
    struct candidate *of_library = NULL;

    for (struct candidate *f = search->files; f != NULL; f = f->next) {
        bool beside = f->folder != NULL && strcmp(f->folder, by->folder) == 0;

        if (beside && strcmp(use->quoted ? f->file_name : f->name, use->name) == 0)
            return f;
        if (f->folder == NULL && !use->quoted && strcmp(f->name, use->name) == 0 && of_library == NULL)
            of_library = f;
    }
    return of_library;
}

static bool declares_with_uses(struct search *search, struct candidate *f, enum cs_diagnostic_code code,
                               const char *text, size_t length)
{
    if (f == NULL || f->seen == search->question)
        return false;
    f->seen = search->question;
    if (declares(f, code, text, length))
        return true;
    for (const struct cs_use *use = f->folder != NULL ? f->file->uses : NULL; use != NULL; use = use->next)
        if (declares_with_uses(search, used_by(search, f, use), code, text, length))
            return true;
    return false;
}

/* Does the file declare what the mistake is about? *length: how much of its text, without quotation marks. */
static bool explains(struct search *search, struct candidate *f, const struct cs_diagnostic *item, size_t *length)
{
    const char *text = item->span.source->bytes + item->span.start;
    size_t quoted = item->span.end - item->span.start >= 2 && *text == '"' ? 1 : 0;

    if (f->folder != NULL) {
        size_t folder = strlen(f->folder); /* the texts beside which it lies: no other finds it */

        if (strncmp(item->span.source->name, f->folder, folder) != 0 ||
            strchr(item->span.source->name + folder, '/') != NULL)
            return false;
    }
    *length = item->span.end - item->span.start - 2 * quoted;
    while (*length > 0) {
        search->question++;
        if (declares_with_uses(search, f, item->code, text + quoted, *length))
            return true;
        if (item->code != DIAG_NAME_UNKNOWN)
            return false;
        while (*length > 0 && (text + quoted)[--*length] != ' ')
            continue;
    }
    return false;
}

/* Gives each mistake its file: first the one that explains the most of them, then that for the most of the rest. */
static void choose(struct search *search)
{
    const struct cs_diagnostics *diagnostics = &search->c->diagnostics;
    struct candidate *best;
    size_t length;

    do {
        size_t most = 0;

        best = NULL;
        for (struct candidate *f = search->files; f != NULL; f = f->next) {
            size_t count = 0;

            for (size_t i = 0; i < diagnostics->count; i++)
                if (search->of[i] == NULL && is_unknown(&diagnostics->items[i]) &&
                    explains(search, f, &diagnostics->items[i], &length))
                    count++;
            if (count > most) {
                most = count;
                best = f;
            }
        }
        for (size_t i = 0; i < diagnostics->count && best != NULL; i++)
            if (search->of[i] == NULL && is_unknown(&diagnostics->items[i]) &&
                explains(search, best, &diagnostics->items[i], &search->length[i]))
                search->of[i] = best;
    } while (best != NULL);
}

/* ---- the remedy ---- */

/* A clock that no file has: lists those of the library. */
static void help_with_clocks(struct search *search, struct cs_diagnostic *item)
{
    const struct candidate *with = NULL;
    struct cs_buffer names;

    cs_buffer_init(&names);
    for (const struct candidate *f = search->files; f != NULL && with == NULL; f = f->next)
        with = f->folder == NULL && f->file->clocks != NULL ? f : NULL;
    for (const struct cs_clock_text *c = with != NULL ? with->file->clocks : NULL; c != NULL; c = c->next)
        cs_buffer_printf(&names, "%s%s", names.length == 0 ? "" : c->next == NULL ? " and " : ", ",
                         cs_names_text(&with->names, c->name));
    if (with != NULL)
        cs_diagnostic_help(&search->c->diagnostics, item,
                           "The library has the clocks of %s: write \"use %s\" above this line. For another place "
                           "write an offset, such as: zone +04:00; or declare its clock.",
                           cs_buffer_string(&names), with->name);
    search->failed = search->failed || names.failed;
    cs_buffer_release(&names);
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

/* How many mistakes have the same remedy as this one, which comes first of them. */
static size_t number_of(const struct search *search, size_t first)
{
    size_t count = 0;

    for (size_t i = first; i < search->c->diagnostics.count; i++)
        count += search->of[i] == search->of[first];
    return count;
}

/* Adds the remedy to one mistake; false if it is to be left out, since an earlier one has the same cause. */
static bool help(struct search *search, size_t number)
{
    struct cs_diagnostics *diagnostics = &search->c->diagnostics;
    struct cs_diagnostic *item = &diagnostics->items[number];
    const struct candidate *f = search->of[number];
    const char *text = item->span.source != NULL ? item->span.source->bytes + item->span.start : "";
    bool near = item->help != NULL && strncmp(item->help, "Did you mean", 12) == 0;
    size_t others;

    if (f == NULL && item->code == DIAG_CLOCK_UNKNOWN)
        help_with_clocks(search, item);
    if (f == NULL && search->cut && is_unknown(item) && !near)
        cs_diagnostic_help(diagnostics, item,
                           "%s%sOf the files beside the text not all were looked at: there are more than %d, or they "
                           "have more than %u MB.",
                           item->help != NULL ? item->help : "", item->help != NULL ? " " : "", NEIGHBOURS_MAX,
                           NEIGHBOURS_BYTES_MAX >> 20);
    if (f == NULL)
        return true;
    for (size_t i = 0; i < number; i++)
        if (search->of[i] == f && (!near || f->folder != NULL))
            return false;
    text += *text == '"';
    others = number_of(search, number) - 1;
    if (f->folder != NULL && others > 0)
        cs_diagnostic_help(diagnostics, item,
                           "\"%.*s\", and what is not known in %zu other place%s, is declared in %s or in what it "
                           "uses. Write at the head of the file: use %s.",
                           (int)search->length[number], text, others, others == 1 ? "" : "s", f->shown, f->name);
    else if (f->folder != NULL)
        cs_diagnostic_help(diagnostics, item,
                           "%s%s\"%.*s\" is declared in %s or in what it uses. Write at the head of the file: use %s.",
                           near ? item->help : "", near ? " Or: " : "", (int)search->length[number], text, f->shown,
                           f->name);
    else
        cs_diagnostic_help(diagnostics, item,
                           "%s%sThe library has \"%.*s\" in %s: write \"use %s\" at the head of the file.",
                           near ? item->help : "", near ? " " : "", (int)search->length[number], text, f->shown,
                           f->name);
    if (!near || f->folder != NULL)
        cs_diagnostic_instead(diagnostics, item, place_for_use(search->c, item->span.source), "use %s\n", f->name);
    return true;
}

static bool has_unknown(const struct cs_diagnostics *diagnostics)
{
    for (size_t i = 0; i < diagnostics->count; i++)
        if (is_unknown(&diagnostics->items[i]))
            return true;
    return false;
}

void cs_declared_help(struct cs_case *c)
{
    struct search search = {.c = c};
    size_t count = 0;
    bool kept[CS_DIAGNOSTICS_MAX];

    if (!has_unknown(&c->diagnostics))
        return;
    search.tail = &search.files;
    cs_arena_init(&search.arena);
    cs_diagnostics_init(&search.diagnostics);
    read_neighbours(&search);
    read_library(&search);
    if (cs_arena_failed(&search.arena) || search.diagnostics.failed || search.failed)
        cs_fail_memory(&c->failure); /* a part of the files would give wrong remedies */
    else
        choose(&search);
    for (size_t i = 0; i < c->diagnostics.count; i++)
        kept[i] = help(&search, i);
    for (size_t i = 0; i < c->diagnostics.count; i++) {
        if (kept[i])
            c->diagnostics.items[count++] = c->diagnostics.items[i];
        else
            c->diagnostics.error_count--;
    }
    c->diagnostics.count = count;
    for (struct candidate *f = search.files; f != NULL; f = f->next)
        cs_names_release(&f->names);
    cs_diagnostics_release(&search.diagnostics);
    cs_arena_release(&search.arena);
}
