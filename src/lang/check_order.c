/* SPDX-License-Identifier: MIT */
/* Lines of order: "s1 before c1", "s1 after 2022-09-16T18:00+04:00" (R 6.7, 6.8). */
#include "lang/check_int.h"

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

/* ---- circles ---- */

/* Does the record itself put the one before the other, directly or through others? */
static bool leads(const struct cs_checker *checker, cs_name from, cs_name to, size_t depth)
{
    for (const struct cs_file *file = checker->files; file != NULL && depth > 0; file = file->next)
        for (const struct cs_entry *entry = file->entries; entry != NULL; entry = entry->next) {
            cs_name first = entry->after ? entry->other.name : entry->about.name,
                    second = entry->after ? entry->about.name : entry->other.name;

            if (entry->kind != CS_ENTRY_ORDER || entry->other.kind != CS_ARG_LABEL || entry->claims != NULL ||
                entry->retracted != NULL || first != from)
                continue;
            if (second == to || leads(checker, second, to, depth - 1))
                return true;
        }
    return false;
}

#define STEPS_IN_A_CIRCLE 8

static void check_circle(struct cs_checker *checker, const struct cs_entry *line)
{
    cs_name first = line->after ? line->other.name : line->about.name,
            second = line->after ? line->about.name : line->other.name;

    if (line->claims == NULL && line->retracted == NULL && leads(checker, second, first, STEPS_IN_A_CIRCLE))
        cs_diagnose(checker->diagnostics, DIAG_ORDER_WRONG, line->span,
                    "the record puts \"%s\" before \"%s\", and before itself", cs_checker_text(checker, first),
                    cs_checker_text(checker, second));
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
        check_circle(checker, line);
    }
    if (about != NULL)
        check_dates(checker, line, about, other);
}
