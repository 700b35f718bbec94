/* SPDX-License-Identifier: MIT */
/* Lines of order: "s1 before c1", "s1 after 2022-09-16T18:00+04:00" (R 6.7, 6.8). */
#include "lang/check_int.h"

#include <stdlib.h>

#include "lang/components.h"

/* The entry of the label, which must be an event or a state; NULL, with a diagnostic, if it is not. */
static const struct cs_entry *dated_entry(struct cs_checker *checker, struct cs_arg *label)
{
    const struct cs_entry *entry;

    cs_checker_label(checker, label);
    entry = checker->symbols->entry_of[label->name];
    if (entry == NULL || (entry->kind == CS_ENTRY_TERM && cs_symbols_shape(checker->symbols, entry->term.head) != NULL))
        return entry;
    if (entry->kind != CS_ENTRY_TERM)
        cs_diagnostic_other(checker->diagnostics,
                            cs_diagnose(checker->diagnostics, DIAG_ORDER_WRONG, label->span,
                                        "\"%s\" is neither an event nor a state: it comes before or after nothing",
                                        cs_checker_text(checker, label->name)),
                            entry->span, "here it stands");
    return NULL;
}

/* Does another line say when it was? Then its date is open (R 8.5). */
static bool has_other_dates(const struct cs_checker *checker, cs_name label)
{
    for (const struct cs_file *file = checker->files; file != NULL; file = file->next)
        for (const struct cs_entry *entry = file->entries; entry != NULL; entry = entry->next)
            if ((entry->kind == CS_ENTRY_DATED && entry->about.name == label) ||
                (entry->same_as != NULL && (entry->same_as->label == label || entry->label == label)))
                return true;
    return false;
}

struct times { cs_instant from, to; }; /* `to` is exclusive */

/* When it may have been, or begun. */
static struct times times_of(const struct cs_moment *moment)
{
    struct cs_moment m = cs_moment_beginning(moment);

    return (struct times){m.start, m.end};
}

/* "2022-09-14, in a.record:5" */
static void add_place(const struct cs_entry *entry, struct cs_buffer *out)
{
    char date[96];
    size_t line, column;

    cs_source_place(entry->span.source, entry->span.start, &line, &column);
    cs_buffer_printf(out, "%s, in %s:%zu", cs_moment_text(&entry->moment, date), entry->span.source->name, line);
}

static void tell_dates(struct cs_checker *checker, const struct cs_entry *line, const struct cs_entry *about,
                       const struct cs_entry *other)
{
    const char *name = cs_checker_text(checker, line->about.name);
    struct cs_diagnostic *diagnostic;
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_buffer_printf(&text, "by its date (");
    add_place(about, &text);
    cs_buffer_printf(&text, ") \"%s\" came %s ", name, line->after ? "before" : "after");
    if (other == NULL) {
        cs_buffer_text(&text, "that moment");
    } else {
        cs_buffer_printf(&text, "\"%s\" (", cs_checker_text(checker, line->other.name));
        add_place(other, &text);
        cs_buffer_char(&text, ')');
    }
    diagnostic = cs_diagnose(checker->diagnostics, DIAG_ORDER_WRONG, line->span, "%s", cs_buffer_string(&text));
    cs_diagnostic_other(checker->diagnostics, diagnostic, (other != NULL ? other : about)->span, "here it stands");
    cs_diagnostic_help(checker->diagnostics, diagnostic,
                       "Who holds another date to be right says so: \"%s dated ...\".", name);
    checker->failed = checker->failed || text.failed;
    cs_buffer_release(&text);
}

static void check_dates(struct cs_checker *checker, const struct cs_entry *line, const struct cs_entry *about,
                        const struct cs_entry *other)
{
    struct times a = times_of(&about->moment), b = {0, 0};
    bool of_moment = line->other.kind == CS_ARG_MOMENT;

    if (about->moment.form == CS_MOMENT_NONE || has_other_dates(checker, line->about.name))
        return;
    if (!of_moment && (other->moment.form == CS_MOMENT_NONE || has_other_dates(checker, line->other.name)))
        return;
    if (of_moment)
        b.from = b.to = line->after ? line->other.moment->end : line->other.moment->start;
    else
        b = times_of(&other->moment);
    if (line->after ? a.to <= b.from : b.to <= a.from)
        tell_dates(checker, line, about, other);
}

void cs_checker_order(struct cs_checker *checker, struct cs_entry *line)
{
    const struct cs_entry *about = dated_entry(checker, &line->about), *other = NULL;

    if (line->other.kind == CS_ARG_LABEL) {
        other = dated_entry(checker, &line->other);
        if (other == NULL)
            return;
        if (line->other.name == line->about.name) {
            cs_diagnose(checker->diagnostics, DIAG_ORDER_WRONG, line->span, "nothing comes before or after itself");
            return;
        }
    }
    if (about != NULL)
        check_dates(checker, line, about, other);
}

/* ---- circles ---- */

/* A line by which the record itself puts one before another. */
struct placed { uint32_t from, to; const struct cs_entry *line; };
struct placed_lines { struct placed *all; size_t count, capacity; };

static bool is_own(const struct cs_entry *line)
{
    return line->kind == CS_ENTRY_ORDER && line->other.kind == CS_ARG_LABEL && line->claims == NULL &&
           line->retracted == NULL;
}

static bool collect(const struct cs_checker *checker, struct placed_lines *lines)
{
    for (const struct cs_file *file = checker->files; file != NULL; file = file->next)
        for (const struct cs_entry *line = file->entries; line != NULL; line = line->next) {
            if (!is_own(line) || line->about.name == line->other.name)
                continue;
            if (!cs_grow(&lines->all, &lines->capacity, lines->count + 1, sizeof *lines->all))
                return false;
            lines->all[lines->count++] = (struct placed){line->after ? line->other.name : line->about.name,
                                                         line->after ? line->about.name : line->other.name, line};
        }
    return true;
}

/* By name its component among those that the lines put in an order; NULL if memory ran out. */
static uint32_t *components_of(const struct cs_checker *checker, const struct placed_lines *lines)
{
    uint32_t count = (uint32_t)checker->names->count;
    uint32_t *first = cs_arena_array(checker->arena, (size_t)count + 2, sizeof *first);
    uint32_t *to = cs_arena_array(checker->arena, lines->count, sizeof *to);

    if (first == NULL || to == NULL)
        return NULL;
    for (size_t i = 0; i < lines->count; i++)
        first[lines->all[i].from + 2]++;
    for (uint32_t i = 0; i < count; i++)
        first[i + 2] += first[i + 1];
    for (size_t i = 0; i < lines->count; i++)
        to[first[lines->all[i].from + 1]++] = lines->all[i].to;
    return cs_components(checker->arena, first, to, count);
}

void cs_checker_order_circles(struct cs_checker *checker)
{
    struct placed_lines lines = {.count = 0};
    const uint32_t *component = NULL;
    bool fine = collect(checker, &lines);

    if (fine && lines.count > 1) {
        component = components_of(checker, &lines);
        fine = component != NULL;
    }
    for (size_t i = 0; component != NULL && i < lines.count; i++)
        if (component[lines.all[i].from] == component[lines.all[i].to])
            cs_diagnose(checker->diagnostics, DIAG_ORDER_WRONG, lines.all[i].line->span,
                        "the record puts \"%s\" before \"%s\", and before itself",
                        cs_checker_text(checker, lines.all[i].from), cs_checker_text(checker, lines.all[i].to));
    checker->failed |= !fine;
    free(lines.all);
}
