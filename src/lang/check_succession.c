/* SPDX-License-Identifier: MIT */
/* Who takes over from whom (R 2.14): in a circle, at one instant, nobody could. */
#include "lang/check_int.h"

#include <stdlib.h>

struct step { /* `who` takes over from `from` */
    cs_name who, from;
    cs_instant start;
    const struct cs_entry *entry;
    bool removed;
};

static bool is_opposed(const struct cs_entry *entry)
{
    for (const struct cs_claim *claim = entry->claims; claim != NULL; claim = claim->next)
        if (claim->kind != CS_CLAIM_SAYS)
            return true;
    return entry->retracted != NULL;
}

/* Does the entry say, with a certain day and unopposed, who takes over from whom? */
static bool takes_over(const struct cs_checker *checker, const struct cs_entry *entry)
{
    const struct cs_shape *shape =
        entry->kind == CS_ENTRY_TERM ? cs_symbols_shape(checker->symbols, entry->term.head) : NULL;
    const struct cs_moment *moment = &entry->moment;

    return shape != NULL && shape->takes_over && !is_opposed(entry) && !moment->unsure && !moment->begin_unknown &&
           moment->first == (moment->form == CS_MOMENT_SPAN ? moment->begins_last : moment->last);
}

/* Adds the steps of an entry to `out`, if it is not NULL; returns their number. */
static size_t steps_of(const struct cs_entry *entry, struct step *out)
{
    size_t count = 0;

    for (const struct cs_arg *who = cs_term_args(&entry->term, CS_PREP_IS); who != NULL; who = who->next)
        for (const struct cs_arg *from = cs_term_args(&entry->term, CS_PREP_OF); from != NULL; from = from->next) {
            if (out != NULL)
                out[count] = (struct step){who->name, from->name, entry->moment.start, entry, false};
            count++;
        }
    return count;
}

static size_t collect(const struct cs_checker *checker, struct step *out)
{
    size_t count = 0;

    for (const struct cs_file *file = checker->files; file != NULL; file = file->next)
        for (const struct cs_entry *entry = file->entries; entry != NULL; entry = entry->next)
            if (takes_over(checker, entry))
                count += steps_of(entry, out != NULL ? out + count : NULL);
    return count;
}

static int by_start(const void *a, const void *b)
{
    const struct step *x = a, *y = b;

    return (x->start > y->start) - (x->start < y->start);
}

/* A step of whoever the other is taken over from, that is still there; NULL if there is none. */
static const struct step *next_of(const struct step *steps, size_t count, const struct step *step)
{
    for (size_t i = 0; i < count; i++)
        if (!steps[i].removed && steps[i].who == step->from)
            return &steps[i];
    return NULL;
}

static void tell_circle(struct cs_checker *checker, const struct step *step, const struct step *next)
{
    struct cs_diagnostic *diagnostic =
        cs_diagnose(checker->diagnostics, DIAG_TAKEN_IN_CIRCLE, step->entry->term.span,
                    step->who == step->from ? "\"%s\" takes over from itself"
                    : next->from == step->who ? "\"%s\" and \"%s\" take over from each other at one instant"
                                              : "\"%s\", \"%s\" and others take over from each other at one instant",
                    cs_checker_text(checker, step->who), cs_checker_text(checker, step->from));

    if (step->who != step->from)
        cs_diagnostic_other(checker->diagnostics, diagnostic, next->entry->term.span, "here is the other way");
    cs_diagnostic_help(checker->diagnostics, diagnostic,
                       "What one of them stood in would be of both and of neither. Leave one out, or say who says so "
                       "and who denies it.");
}

/* What is left when all are taken away behind whom nobody follows goes in circles. */
static void check_instant(struct cs_checker *checker, struct step *steps, size_t count)
{
    const struct step *slow = NULL, *fast = NULL;
    bool changed = true;

    while (changed) {
        changed = false;
        for (size_t i = 0; i < count; i++)
            if (!steps[i].removed && next_of(steps, count, &steps[i]) == NULL)
                steps[i].removed = changed = true;
    }
    for (size_t i = 0; i < count && slow == NULL; i++)
        if (!steps[i].removed)
            slow = fast = &steps[i];
    if (slow == NULL)
        return;
    do { /* two walkers, one twice as fast, meet within the circle */
        slow = next_of(steps, count, slow);
        fast = next_of(steps, count, next_of(steps, count, fast));
    } while (slow != fast);
    tell_circle(checker, slow, next_of(steps, count, slow));
}

void cs_checker_successions(struct cs_checker *checker)
{
    size_t count = collect(checker, NULL);
    struct step *steps = count == 0 ? NULL : cs_arena_array(checker->arena, count, sizeof *steps);

    if (steps == NULL)
        return;
    collect(checker, steps);
    qsort(steps, count, sizeof *steps, by_start);
    for (size_t first = 0, end; first < count; first = end) {
        for (end = first + 1; end < count && steps[end].start == steps[first].start;)
            end++;
        check_instant(checker, steps + first, end - first);
    }
}
