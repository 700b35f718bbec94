/* SPDX-License-Identifier: MIT */
#include "lang/check_int.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

const char *cs_checker_text(const struct cs_checker *checker, cs_name name)
{
    return cs_names_text(checker->names, name);
}

const char *cs_checker_article(const char *word)
{
    return strchr("aeiou", word[0]) != NULL ? "an" : "a";
}

static bool is_declared(const struct cs_checker *checker, cs_name name)
{
    const struct cs_symbols *symbols = checker->symbols;

    return symbols->kind_of[name] != 0 || symbols->particular_of[name] != 0 || symbols->reading_of[name] != NULL ||
           cs_symbols_shape(symbols, name) != NULL;
}

bool cs_checker_lost(const struct cs_checker *checker, cs_name name)
{
    unsigned char first = (unsigned char)cs_checker_text(checker, name)[0];
    bool numbered = strpbrk(cs_checker_text(checker, name), "0123456789") != NULL; /* "Pact 4" is not "Pact 6" */
    struct cs_near near;

    cs_checker_near_start(checker, &near, name);
    for (const struct cs_file *file = checker->files; file != NULL && !near.found; file = file->next) {
        if (islower(first) ? file->word_lost : file->name_lost)
            return true;
        for (const struct cs_words *words = file->unread; words != NULL && !near.found; words = words->next)
            if (!numbered && !is_declared(checker, words->head))
                cs_checker_near_try(checker, &near, words->head, words->head);
    }
    return near.found;
}

/* A mark of a name as a number. Of two these differ in their hashes too, since its factor is odd. */
static uint32_t mark_hash(enum cs_name_mark mark, cs_name name)
{
    return (name * 4 + (uint32_t)mark) * 0x9e3779b1u;
}

static const struct cs_slot *mark_slot(const struct cs_checker *checker, enum cs_name_mark mark, cs_name name)
{
    return cs_slots_first(&checker->marked, mark_hash(mark, name));
}

bool cs_checker_marked(const struct cs_checker *checker, enum cs_name_mark mark, cs_name name)
{
    return mark_slot(checker, mark, name)->item != 0;
}

void cs_checker_mark(struct cs_checker *checker, enum cs_name_mark mark, cs_name name)
{
    if (cs_slots_reserve(&checker->marked))
        cs_slots_put(&checker->marked, mark_slot(checker, mark, name), mark_hash(mark, name), name);
    else
        checker->failed = true;
}

void cs_checker_release(struct cs_checker *checker)
{
    free(checker->variables);
    cs_near_index_release(&checker->voices);
    cs_slots_release(&checker->marked);
}

bool cs_checker_first_report(struct cs_checker *checker, cs_name name)
{
    if (name == CS_NO_NAME || cs_checker_marked(checker, CS_MARK_UNREAD, name) ||
        cs_checker_marked(checker, CS_MARK_REPORTED, name))
        return false;
    cs_checker_mark(checker, CS_MARK_REPORTED, name);
    return !cs_checker_lost(checker, name);
}

void cs_checker_suggest(struct cs_checker *checker, struct cs_diagnostic *diagnostic, cs_name name,
                        struct cs_span declared)
{
    size_t line, column;

    if (diagnostic != NULL)
        cs_diagnostic_instead(checker->diagnostics, diagnostic, diagnostic->span, "%s", cs_checker_text(checker, name));
    if (declared.source == NULL) {
        cs_diagnostic_help(checker->diagnostics, diagnostic, "Did you mean \"%s\"?", cs_checker_text(checker, name));
        return;
    }
    cs_source_place(declared.source, declared.start, &line, &column);
    cs_diagnostic_help(checker->diagnostics, diagnostic, "Did you mean \"%s\"? It is declared in %s:%zu.",
                       cs_checker_text(checker, name), declared.source->name, line);
}

void cs_checker_near_start(const struct cs_checker *checker, struct cs_near *near, cs_name name)
{
    cs_near_start(near, cs_checker_text(checker, name), cs_names_length(checker->names, name));
}

void cs_checker_near_try(const struct cs_checker *checker, struct cs_near *near, cs_name candidate, uint32_t number)
{
    cs_near_try(near, cs_checker_text(checker, candidate), cs_names_length(checker->names, candidate), number);
}

/* A character that may stand next to a name in a line. */
static bool is_edge(char c)
{
    return c == ' ' || c == '\t' || c == ',' || c == ':' || c == '"' || c == '\0';
}

struct cs_span cs_checker_find(const struct cs_checker *checker, struct cs_span span, cs_name name)
{
    const char *text = cs_checker_text(checker, name);
    uint32_t length = cs_names_length(checker->names, name);
    const char *bytes = span.source->bytes;

    for (uint32_t at = span.start; at + length <= span.end; at++) {
        if (memcmp(bytes + at, text, length) == 0 && (at == span.start || is_edge(bytes[at - 1])) &&
            (at + length == span.end || is_edge(bytes[at + length])))
            return (struct cs_span){span.source, at, at + length};
    }
    return span;
}

void cs_checker_spell(const struct cs_checker *checker, cs_name *name)
{
    *name = cs_symbols_spelt(checker->symbols, *name);
}

/* A longer copy of a table, with zeros behind its items; NULL if memory ran out. */
static void *longer(struct cs_arena *arena, const void *table, size_t count, size_t room, size_t size)
{
    void *copy = cs_arena_array(arena, room, size);

    if (copy != NULL && count > 0)
        memcpy(copy, table, count * size);
    return copy;
}

bool cs_checker_lengthen(struct cs_symbols *symbols, struct cs_arena *arena, size_t room)
{
    struct cs_symbols with_room = *symbols;

#define TABLE(name) \
    with_room.name = longer(arena, symbols->name, symbols->by_name_count, room, sizeof *symbols->name)
    TABLE(shape_of);
    TABLE(particular_of);
    TABLE(kind_of);
    TABLE(reading_of);
    TABLE(instrument_of);
    TABLE(document_of);
    TABLE(entry_of);
    TABLE(spelling_of);
    TABLE(same_as);
    TABLE(is_article);
    TABLE(is_whole_article);
    TABLE(is_voice);
#undef TABLE
    if (cs_arena_failed(arena))
        return false;
    with_room.by_name_room = room;
    *symbols = with_room;
    return true;
}

/* The tables by name. A name that is interned later has no place in them. */
static bool make_tables(struct cs_checker *checker)
{
    struct cs_symbols *symbols = checker->symbols;
    struct cs_arena *arena = checker->arena;
    size_t count = checker->names->count + 1;

    if (!cs_checker_lengthen(symbols, arena, count))
        return false;
    symbols->by_name_count = count;
    return true;
}

static void collect_unread(struct cs_checker *checker)
{
    for (const struct cs_file *file = checker->files; file != NULL; file = file->next) {
        for (const struct cs_words *words = file->unread; words != NULL; words = words->next)
            cs_checker_mark(checker, CS_MARK_UNREAD, words->head);
    }
}

/* Collects the declarations of all files before any file is checked, so that the order of files does not matter. */
static bool collect(struct cs_checker *checker)
{
    cs_checker_intern_hands(checker);
    if (!cs_checker_intern_articles(checker) || !make_tables(checker))
        return false;
    collect_unread(checker);
    if (!cs_checker_kinds(checker) || !cs_checker_particulars(checker) || !cs_checker_names_in_time(checker) ||
        !cs_checker_shapes(checker) || !cs_checker_readings(checker) ||
        !cs_checker_documents(checker) || !cs_checker_calendars(checker))
        return false;
    cs_checker_spellings(checker);
    cs_checker_labels(checker);
    cs_checker_same(checker);
    cs_checker_voices(checker);
    return true;
}

static void check_file(struct cs_checker *checker, struct cs_file *file)
{
    checker->file = file;
    cs_checker_words(checker);
    for (struct cs_rule *rule = file->rules; rule != NULL; rule = rule->next)
        cs_checker_rule(checker, rule);
    cs_checker_record(checker);
    cs_checker_map(checker);
}

casus_status cs_check_files(struct cs_file *files, struct cs_arena *arena, struct cs_names *names,
                            struct cs_symbols *symbols, struct cs_diagnostics *diagnostics)
{
    struct cs_checker checker = {
        .files = files, .arena = arena, .names = names, .symbols = symbols, .diagnostics = diagnostics};
    bool done;

    memset(symbols, 0, sizeof *symbols);
    symbols->arena = arena;
    symbols->names = names;
    done = collect(&checker);
    for (struct cs_file *file = files; done && file != NULL; file = file->next)
        check_file(&checker, file);
    done = done && cs_checker_codes(&checker);
    if (done)
        cs_checker_successions(&checker);
    done = done && cs_checker_wordings(&checker);
    if (done) {
        cs_checker_warn(&checker);
        cs_checker_years(&checker);
        cs_checker_since(&checker);
        cs_checker_merge(&checker);
        cs_checker_repeats(&checker);
        cs_checker_strata(&checker);
        cs_checker_order_circles(&checker);
    }
    cs_checker_release(&checker);
    return done && !checker.failed && !cs_arena_failed(arena) && !names->failed ? CASUS_OK : CASUS_ERR_MEMORY;
}

cs_name cs_symbols_spelt(const struct cs_symbols *symbols, cs_name name)
{
    while (name < symbols->by_name_count && symbols->spelling_of[name] != CS_NO_NAME)
        name = symbols->spelling_of[name];
    return name;
}

const struct cs_shape *cs_symbols_shape(const struct cs_symbols *symbols, cs_name head)
{
    uint32_t index = head < symbols->by_name_count ? symbols->shape_of[head] : 0;

    return index > 0 ? &symbols->shapes[index - 1] : NULL;
}

int cs_shape_role(const struct cs_shape *shape, enum cs_prep prep)
{
    for (uint32_t i = 0; i < shape->role_count; i++) {
        if (shape->roles[i].prep == prep)
            return (int)i;
    }
    return -1;
}

bool cs_shape_has_one(const struct cs_shape *shape)
{
    for (uint32_t i = 0; i < shape->role_count; i++) {
        if (shape->roles[i].one)
            return true;
    }
    return false;
}

bool cs_kind_within(const struct cs_symbols *symbols, cs_kind kind, cs_kind above)
{
    if (above == CS_KIND_ANY)
        return true;
    while (kind != above && kind != CS_KIND_ANY)
        kind = symbols->kinds[kind].parent;
    return kind == above;
}

bool cs_symbols_is(const struct cs_symbols *symbols, cs_name name, cs_kind kind)
{
    return name < symbols->by_name_count && symbols->particular_of[name] != 0 &&
           cs_kind_within(symbols, symbols->particulars[symbols->particular_of[name] - 1].kind, kind);
}
