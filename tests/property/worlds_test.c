/* SPDX-License-Identifier: MIT */
/*
 * R 1: a run of all worlds gives for each world what a run of that world alone gives. A world here is an answer to each
 * question of the docket; questions that come up in the run (orders, numbers, roles) stay open in both.
 *
 *   worlds_test [COUNT [SEED]]
 */
#include "property/kept.h"
#include "property/ledger_text.h"
#include "sanitized.h"

#define WORLDS_MAX 6
#define TRIES_MAX 200
#define STATES_MAX 16

struct lines { char **items; size_t count, capacity; };

static int by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The states that a row may have in some worlds, in the order of their numbers. */
static size_t states_in(const struct trial *t, const struct cs_ledger_row *row, cs_set worlds,
                        enum cs_state states[STATES_MAX])
{
    size_t count = 0;

    for (uint32_t i = 0; i < row->piece_count; i++) {
        enum cs_state state = row->pieces[i].state;
        size_t at = 0;

        if (cs_worlds_disjoint(t->docket->worlds, row->pieces[i].worlds, worlds))
            continue;
        while (at < count && states[at] < state)
            at++;
        if ((at < count && states[at] == state) || count == STATES_MAX)
            continue;
        memmove(states + at + 1, states + at, (count - at) * sizeof *states);
        states[at] = state;
        count++;
    }
    return count;
}

/* Is there nothing in this world? Or an act that fits no power in it, and has a row because of another world only. */
static bool is_nothing(const struct cs_ledger_row *row, enum cs_state state)
{
    return state == CS_STATE_NONE || (row->kind == CS_ROW_ACT && state == CS_STATE_WITH_EFFECT);
}

/* An entry is compared by its label: the text of its line depends on what it may be in other worlds. */
static void row_line(const struct trial *t, const struct cs_ledger_row *row, cs_set worlds, struct lines *out)
{
    const struct cs_names *names = t->docket->plan->names;
    bool bond = row->kind <= CS_ROW_EXPECTATION;
    enum cs_state states[STATES_MAX];
    size_t count = states_in(t, row, worlds, states);
    struct cs_buffer line;

    if (count == 0 || (count == 1 && is_nothing(row, states[0])))
        return;
    cs_buffer_init(&line);
    cs_buffer_printf(&line, "%s %s %s %s %s:", cs_ledger_kind_text(row->kind), cs_names_text(names, row->article),
                     cs_names_text(names, row->holder), cs_names_text(names, row->claimant),
                     bond ? cs_ledger_content(t->ledger, row) : cs_names_text(names, row->trigger));
    for (size_t i = 0; i < count; i++)
        cs_buffer_printf(&line, " %s", cs_ledger_state_text(t->ledger, states[i]));
    cs_buffer_char(&line, '\n');
    if (!line.failed && cs_grow(&out->items, &out->capacity, out->count + 1, sizeof *out->items))
        out->items[out->count++] = line.bytes;
}

static void world_text(const struct trial *t, cs_set worlds, struct cs_buffer *out)
{
    struct lines lines = {0};

    for (size_t i = 0; i < t->ledger->row_count; i++)
        row_line(t, &t->ledger->rows[i], worlds, &lines);
    if (lines.count > 0)
        qsort(lines.items, lines.count, sizeof *lines.items, by_text);
    for (size_t i = 0; i < lines.count; i++)
        if (i == 0 || strcmp(lines.items[i - 1], lines.items[i]) != 0)
            cs_buffer_text(out, lines.items[i]);
    for (size_t i = 0; i < lines.count; i++)
        free(lines.items[i]);
    free(lines.items);
}

static cs_set world_of(struct cs_docket *docket, const uint32_t *answers, size_t count)
{
    cs_set world = docket->possible;

    for (uint32_t q = 0; q < count; q++)
        world = cs_worlds_and(docket->worlds, world, cs_worlds_answer(docket->worlds, q, answers[q]));
    return world;
}

/* ---- one world alone ---- */

struct world { const uint32_t *answers; size_t count; };

/* Restricts a set to the answers of the world: what is left depends on no question of the docket. */
static void settle(struct cs_worlds *worlds, const struct world *world, cs_set *set)
{
    for (uint32_t q = 0; q < world->count; q++)
        *set = cs_worlds_given(worlds, *set, q, world->answers[q]);
}

static void settle_occurrences(struct cs_worlds *worlds, const struct world *world, struct cs_occurrence *items,
                               size_t count)
{
    for (size_t i = 0; i < count; i++) {
        settle(worlds, world, &items[i].worlds);
        for (struct cs_occurrence_row *row = items[i].rows; row != NULL; row = row->next)
            settle(worlds, world, &row->worlds);
        for (uint32_t cell = 0; cell < items[i].cell_count; cell++)
            settle(worlds, world, &items[i].cells[cell].worlds);
        for (uint32_t end = 0; end < items[i].end_count; end++)
            settle(worlds, world, &items[i].ends[end].worlds);
    }
}

/* Makes the docket that of one world: the questions that it had before the run are no questions in it. */
static void settle_docket(struct cs_docket *docket, const struct world *world)
{
    struct cs_worlds *w = docket->worlds;

    settle(w, world, &docket->possible);
    settle_occurrences(w, world, docket->occurrences, docket->occurrence_count);
    settle_occurrences(w, world, docket->facts, docket->fact_count);
    for (size_t i = 0; i < docket->plan->bond_count; i++)
        settle_occurrences(w, world, docket->bonds[i], 1);
    for (size_t i = 0; i < docket->matter_count; i++) {
        settle(w, world, &docket->matters[i]->yes);
        settle(w, world, &docket->matters[i]->no);
    }
    for (struct cs_threshold *threshold = docket->thresholds; threshold != NULL; threshold = threshold->next)
        settle(w, world, &threshold->yes);
    for (size_t i = 0; i < docket->redetermination_count; i++)
        settle(w, world, &docket->redeterminations[i].worlds);
    for (size_t i = 0; i < docket->plan->reading_count; i++)
        if (docket->reading_fixed[i] == CS_NOWHERE)
            docket->reading_fixed[i] = world->answers[docket->reading_questions[i]];
}

/* Runs the same case in one world; false if it reaches a limit. */
static bool run_world(const char *treaty, const char *record, const struct ask *ask, const uint32_t *answers,
                      size_t count, struct cs_buffer *out)
{
    struct trial t;
    bool fine = trial_read(&t, treaty, record) &&
                cs_docket_new(t.c.plan, ask->known_given, ask->known, ask->end, 0, &t.failure, &t.docket) == CASUS_OK;

    if (fine) {
        settle_docket(t.docket, &(struct world){answers, count});
        fine = cs_run_new(t.docket, ask->end, &t.run) == CASUS_OK &&
               cs_ledger_new(t.run, true, CS_NO_NAME, &t.ledger) == CASUS_OK;
    }
    if (fine)
        world_text(&t, t.docket->possible, out);
    trial_release(&t);
    return fine;
}

static void compare_world(struct trial *t, const char *treaty, const char *record, const struct ask *ask,
                          const uint32_t *answers, size_t count, struct outcome *o)
{
    struct cs_buffer all, alone;

    cs_buffer_init(&all);
    cs_buffer_init(&alone);
    if (run_world(treaty, record, ask, answers, count, &alone)) {
        world_text(t, world_of(t->docket, answers, count), &all);
        compare_texts("a world among all and alone", &all, &alone, o);
        for (size_t q = 0; q < count && o->category != NULL; q++)
            cs_buffer_printf(&o->text, "%s = %s\n", cs_names_text(t->docket->plan->names, t->docket->questions[q].id),
                             t->docket->questions[q].answers[answers[q]]);
    }
    cs_buffer_release(&all);
    cs_buffer_release(&alone);
}

static enum verdict examine_worlds(const char *treaty, const char *record, const struct ask *ask, uint64_t seed,
                                   struct outcome *o, void *totals)
{
    uint32_t *answers = calloc(CS_QUESTIONS_MAX, sizeof *answers);
    struct chance chance = {seed};
    struct trial t;
    bool sound = trial_read(&t, treaty, record);
    bool fine =
        sound && cs_docket_new(t.c.plan, ask->known_given, ask->known, ask->end, 0, &t.failure, &t.docket) == CASUS_OK;
    size_t count = fine ? t.docket->question_count : 0, done = 0;

    (void)totals;
    fine = fine && cs_run_new(t.docket, ask->end, &t.run) == CASUS_OK &&
           cs_ledger_new(t.run, true, CS_NO_NAME, &t.ledger) == CASUS_OK;
    for (size_t tried = 0; fine && answers != NULL && tried < TRIES_MAX && done < WORLDS_MAX && o->category == NULL;
         tried++) {
        for (size_t q = 0; q < count; q++)
            answers[q] = below(&chance, t.docket->questions[q].answer_count);
        if (world_of(t.docket, answers, count) == CS_NONE)
            continue;
        compare_world(&t, treaty, record, ask, answers, count, o);
        done++;
    }
    free(answers);
    trial_release(&t);
    return !sound ? REFUSED : o->category == NULL ? FINE : WRONG;
}

int main(int argc, char **argv)
{
    struct hunt h = {.law = "worlds", .examine = examine_worlds};

    try_kept_pairs(&h);
    hunt(&h, argc, argv, SANITIZED ? 150 : 600);
    return hunt_failed(&h);
}
