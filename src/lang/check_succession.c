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

    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return x->who != y->who ? (x->who > y->who) - (x->who < y->who) : (x->from > y->from) - (x->from < y->from);
}

/* The steps of one instant, by who takes over. */
struct instant { struct step *steps; size_t count; };

static int by_who(const void *a, const void *b)
{
    const struct step *x = a, *y = b;

    return (x->who > y->who) - (x->who < y->who);
}

/* How many of them are of one who has a smaller number. */
static size_t below(struct instant i, cs_name who)
{
    struct step wanted = {.who = who};

    return cs_lower_bound(&wanted, i.steps, i.count, sizeof wanted, by_who);
}

/* A step of whoever the other is taken over from, that is still there; NULL if there is none. */
static const struct step *next_of(struct instant i, const struct step *step)
{
    for (size_t k = below(i, step->from); k < i.count && i.steps[k].who == step->from; k++)
        if (!i.steps[k].removed)
            return &i.steps[k];
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

static int by_from(const void *a, const void *b)
{
    const struct step *x = *(struct step *const *)a, *y = *(struct step *const *)b;

    return (x->from > y->from) - (x->from < y->from);
}

/*
 * Takes away all behind whom nobody follows, and then again. There is room for all steps in `queue` and
 * `steps_by_from`; `left`: by the first step of somebody, how many he has.
 */
static void remove_ends(struct instant i, struct step **queue, struct step **steps_by_from, uint32_t *left)
{
    size_t queued = 0;

    for (size_t k = 0; k < i.count; k++) {
        steps_by_from[k] = &i.steps[k];
        left[below(i, i.steps[k].who)]++;
    }
    qsort(steps_by_from, i.count, sizeof(struct step *), by_from);
    for (size_t k = 0; k < i.count; k++)
        if (next_of(i, &i.steps[k]) == NULL)
            queue[queued++] = &i.steps[k];
    for (size_t done = 0; done < queued; done++) {
        struct step *step = queue[done], wanted = {.from = step->who}, *key = &wanted;
        size_t k;

        step->removed = true;
        if (--left[below(i, step->who)] > 0)
            continue;
        k = cs_lower_bound(&key, steps_by_from, i.count, sizeof(struct step *), by_from);
        for (; k < i.count && steps_by_from[k]->from == step->who; k++)
            queue[queued++] = steps_by_from[k];
    }
}

/* What is left then goes in circles. */
static void check_instant(struct cs_checker *checker, struct instant i)
{
    struct step **queue = cs_arena_array(checker->arena, i.count, sizeof(struct step *));
    struct step **steps_by_from = cs_arena_array(checker->arena, i.count, sizeof(struct step *));
    uint32_t *left = cs_arena_array(checker->arena, i.count, sizeof *left);
    const struct step *slow = NULL, *fast = NULL;

    if (queue == NULL || steps_by_from == NULL || left == NULL)
        return;
    remove_ends(i, queue, steps_by_from, left);
    for (size_t k = 0; k < i.count; k++)
        if (!i.steps[k].removed && (slow == NULL || i.steps[k].entry->span.start < slow->entry->span.start))
            slow = fast = &i.steps[k];
    if (slow == NULL)
        return;
    do { /* two walkers, one twice as fast, meet within the circle */
        slow = next_of(i, slow);
        fast = next_of(i, next_of(i, fast));
    } while (slow != fast);
    tell_circle(checker, slow, next_of(i, slow));
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
        check_instant(checker, (struct instant){steps + first, end - first});
    }
}
