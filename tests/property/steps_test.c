/* SPDX-License-Identifier: MIT */
/*
 * Time in steps, on random pairs asked on several dates:
 *
 *   one docket that is run to D1, then to D2, ... gives for each date what a docket of its own gives
 *   an answer that goes on from D1 to D2, ... says of states, questions and reasons what one of its own says
 *   one that is to go on, and does so from what is open, says on each account of each row what one of its own says
 *   what lies behind D in the record changes nothing of a run to D (R 8.3, 12)
 *   in one world a duty that is fulfilled, discharged or expired on D1 is so on D2; one that is violated still is, or
 *   was then performed late or in part (R 7.4), or after all as of an earlier day (R 6.6)
 *
 *   steps_test [COUNT [SEED]]
 */
#include "answer/answer.h"
#include "docket/made.h"
#include "property/kept.h"
#include "property/ledger_text.h"
#include "reasons/why.h"
#include "run/run_int.h"
#include "sanitized.h"

#define STEPS_MAX 4
#define STEP_SECONDS (2 * 86400)

struct totals { size_t forked; };

static bool run_to(struct trial *t, cs_instant end)
{
    return cs_run_new(t->docket, end, &t->run) == CASUS_OK &&
           cs_ledger_new(t->run, false, CS_NO_NAME, &t->ledger) == CASUS_OK;
}

static void end_step(struct trial *t)
{
    cs_ledger_free(t->ledger);
    cs_run_free(t->run);
    t->ledger = NULL;
    t->run = NULL;
}

/* ---- a docket for many runs ---- */

static void check_same_docket(const char *treaty, const char *record, const struct ask *ask, struct outcome *o)
{
    struct trial t;
    bool fine = trial_read(&t, treaty, record) &&
                cs_docket_new(t.c.plan, ask->known_given, ask->known, ask->end, 0, &t.failure, &t.docket) == CASUS_OK;

    /* of a date that leaves many days open those that matter are told apart: of another end they may be others */
    fine = fine && !t.docket->days_tell && !t.docket->until_tells;
    for (cs_instant end = ask->end - STEPS_MAX * STEP_SECONDS; fine && end <= ask->end && o->category == NULL;
         end += STEP_SECONDS) {
        struct ask own = {end, ask->known_given, ask->known};
        struct cs_buffer one, other;

        cs_buffer_init(&one);
        cs_buffer_init(&other);
        fine = run_to(&t, end) && states_of(treaty, record, &own, &other);
        if (fine) {
            states_text(&t, &one);
            compare_texts("a run of a docket that was run before", &other, &one, o);
        }
        end_step(&t);
        cs_buffer_release(&one);
        cs_buffer_release(&other);
    }
    trial_release(&t);
}

/* ---- an answer that goes on ---- */

static void add_reasons(const struct cs_reason *reasons, struct cs_buffer *out)
{
    const struct cs_reason *r;
    struct cs_reasons_walk walk;

    cs_reasons_walk_start(&walk, reasons);
    while ((r = cs_reasons_walk_next(&walk)) != NULL)
        cs_buffer_printf(out, "%*s%s\n", 2 + 2 * (int)(walk.level < 8 ? walk.level : 8), "", r->text);
    cs_reasons_walk_end(&walk);
}

/* All that an answer says of its rows: states, questions, reasons. Reasons may raise questions: they are asked last. */
static void add_answer(struct cs_answer *a, bool reasons, struct cs_buffer *out)
{
    struct trial t = {.docket = a->docket, .run = a->run, .ledger = a->ledger};
    struct cs_arena arena;

    ledger_text(&t, out);
    cs_arena_init(&arena);
    for (size_t i = 0; i < a->ledger->row_count; i++) {
        const struct cs_ledger_row *row = &a->ledger->rows[i];
        uint32_t *turns = cs_arena_array(&arena, a->docket->question_count, sizeof *turns);
        size_t count = turns == NULL ? 0
                                     : cs_ledger_turns_on(a->ledger, row, a->docket->possible, turns,
                                                          a->docket->question_count);
        struct cs_reason *why = NULL;

        cs_buffer_printf(out, "%s since", row->id);
        for (uint32_t p = 0; p < row->piece_count; p++)
            cs_buffer_printf(out, " %lld %lld", (long long)row->pieces[p].since, (long long)row->pieces[p].deadline);
        for (size_t k = 0; k < count; k++)
            cs_buffer_printf(out, ", turns on %s",
                             cs_names_text(&a->docket->names, a->docket->questions[turns[k]].id));
        cs_buffer_char(out, '\n');
        if (reasons && cs_why(a->ledger, row, a->docket->possible, &arena, &why) == CASUS_OK)
            add_reasons(why, out);
    }
    cs_arena_release(&arena);
}

/* The plan stays as it is, so that answers of it may be made one after another. */
static void check_later_answers(const char *treaty, const char *record, const struct ask *ask, bool reasons,
                                struct outcome *o)
{
    struct cs_answer *on = NULL;
    struct trial t;
    bool fine = trial_read(&t, treaty, record);

    for (cs_instant end = ask->end - STEPS_MAX * STEP_SECONDS; fine && end <= ask->end && o->category == NULL;
         end += STEP_SECONDS) {
        struct cs_wishes wishes = {.as_of.end = end, .known_given = ask->known_given, .known.end = ask->known};
        struct cs_answer *own = NULL;
        struct cs_buffer one, other;

        cs_buffer_init(&one);
        cs_buffer_init(&other);
        fine = (on != NULL ? cs_answer_later(&on, &wishes.as_of, &t.failure)
                           : cs_answer_new(t.c.plan, &wishes, &t.failure, &on)) == CASUS_OK &&
               cs_answer_new(t.c.plan, &wishes, &t.failure, &own) == CASUS_OK;
        if (fine) {
            add_answer(on, reasons, &one);
            add_answer(own, reasons, &other);
            compare_texts(reasons ? "reasons of an answer that went on" : "an answer that went on", &other, &one, o);
        }
        cs_answer_free(own);
        cs_buffer_release(&one);
        cs_buffer_release(&other);
    }
    cs_answer_free(on);
    trial_release(&t);
}

/* ---- an answer that is to go on from what is open ---- */

static int by_line(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int by_question(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/*
 * What the row is on one account, with the questions on which it turns. Where it turns on all of them together, they
 * may be more by the one that asks as of which end it is.
 */
static void add_standing(struct cs_answer *a, const struct cs_ledger_row *row, cs_set worlds, struct cs_arena *arena,
                         struct cs_buffer *out)
{
    size_t all = a->docket->question_count, kept = 0;
    uint32_t *turns = cs_arena_array(arena, all, sizeof *turns);
    const char **names = cs_arena_array(arena, all, sizeof *names);
    size_t count = turns == NULL || names == NULL ? 0 : cs_ledger_turns_on(a->ledger, row, worlds, turns, all);

    cs_buffer_printf(out, "; %s", cs_ledger_state_text(a->ledger, cs_ledger_state(a->ledger, row, worlds)));
    for (size_t i = 0; i < count; i++) {
        cs_name id = a->docket->questions[turns[i]].id;

        if (cs_names_tag(&a->docket->names, id) != CS_MADE_FORK)
            names[kept++] = cs_names_text(&a->docket->names, id);
    }
    if (kept > 0)
        qsort(names, kept, sizeof *names, by_question);
    for (size_t i = 0; i < kept; i++)
        cs_buffer_printf(out, ", %s", names[i]);
}

/* Each row that there is on some account, in the order of the words. */
static void add_standings(struct cs_answer *a, struct cs_buffer *out)
{
    const struct cs_names *names = a->docket->plan->names;
    const char **lines;
    size_t count = 0;
    struct cs_arena arena;

    cs_arena_init(&arena);
    lines = cs_arena_array(&arena, a->ledger->row_count, sizeof *lines);
    for (size_t i = 0; lines != NULL && i < a->ledger->row_count; i++) {
        const struct cs_ledger_row *row = &a->ledger->rows[i];
        struct cs_buffer line;
        bool some = false;

        cs_buffer_init(&line);
        cs_buffer_printf(&line, "%d %s %s %s %s %s", (int)row->kind, cs_names_text(names, row->article),
                         cs_names_text(names, row->holder), cs_names_text(names, row->claimant),
                         cs_ledger_content(a->ledger, row),
                         cs_names_text(names, row->trigger));
        for (size_t k = 0; k < a->ledger->account_count; k++) {
            cs_set worlds = a->ledger->accounts[k].worlds;

            some = some || cs_ledger_state(a->ledger, row, worlds) != CS_STATE_NONE;
            add_standing(a, row, worlds, &arena, &line);
        }
        if (some)
            lines[count++] = cs_arena_text(&arena, cs_buffer_string(&line), line.length);
        cs_buffer_release(&line);
    }
    if (count > 0)
        qsort(lines, count, sizeof *lines, by_line);
    for (size_t i = 0; i < count; i++)
        cs_buffer_printf(out, "%s\n", lines[i]);
    cs_arena_release(&arena);
}

static void check_forked_answers(const char *treaty, const char *record, const struct ask *ask, struct outcome *o,
                                 struct totals *totals)
{
    struct cs_answer *on = NULL;
    struct trial t;
    bool fine = trial_read(&t, treaty, record);

    for (cs_instant end = ask->end - STEPS_MAX * STEP_SECONDS; fine && end <= ask->end && o->category == NULL;
         end += STEP_SECONDS) {
        struct cs_wishes wishes = {.as_of.end = end, .known_given = ask->known_given, .known.end = ask->known,
                                   .goes_on = true};
        const struct cs_run *before = on != NULL ? on->run : NULL;
        bool forked = on != NULL && on->run->rest != CS_NONE;
        struct cs_answer *own = NULL;
        struct cs_buffer one, other;

        cs_buffer_init(&one);
        cs_buffer_init(&other);
        fine = (on != NULL ? cs_answer_later(&on, &wishes.as_of, &t.failure)
                           : cs_answer_new(t.c.plan, &wishes, &t.failure, &on)) == CASUS_OK;
        wishes.goes_on = false;
        fine = fine && cs_answer_new(t.c.plan, &wishes, &t.failure, &own) == CASUS_OK;
        if (fine) {
            totals->forked += forked && before == on->run;
            add_standings(on, &one);
            add_standings(own, &other);
            compare_texts("an answer that goes on from what is open", &other, &one, o);
        }
        cs_answer_free(own);
        cs_buffer_release(&one);
        cs_buffer_release(&other);
    }
    cs_answer_free(on);
    trial_release(&t);
}

/* ---- without what lies behind the date ---- */

/* The end of the line at this place, with the lines that belong to it: they are indented, or say until when. */
static size_t end_of_lines(const char *text, size_t at)
{
    do {
        at += strcspn(text + at, "\n");
        at += text[at] == '\n';
    } while (text[at] == ' ' || strncmp(text + at, "until ", 6) == 0);
    return at;
}

/* That there was none by a date tells of the time before it (R 2.10), another date tells of its own entry (R 8.5). */
static bool lies_behind(const struct cs_entry *entry, cs_instant end)
{
    return entry->kind != CS_ENTRY_ABSENCE && entry->kind != CS_ENTRY_DATED && entry->moment.form != CS_MOMENT_NONE &&
           entry->moment.start >= end;
}

/* False if there is nothing to leave out. */
static bool without_later(const char *treaty, const char *record, cs_instant end, struct cs_buffer *out)
{
    struct trial t;
    size_t at = 0;
    bool some = false;

    trial_read(&t, treaty, record);
    for (const struct cs_file *file = t.c.files; file != NULL; file = file->next)
        for (const struct cs_entry *entry = file->entries; entry != NULL; entry = entry->next)
            if (file->source->kind == CS_SOURCE_RECORD && lies_behind(entry, end)) {
                cs_buffer_add(out, record + at, entry->span.start - at);
                at = end_of_lines(record, entry->span.start);
                some = true;
            }
    cs_buffer_text(out, record + at);
    trial_release(&t);
    return some;
}

static void check_later(const char *treaty, const char *record, const struct ask *ask, struct outcome *o)
{
    for (cs_instant end = ask->end - STEPS_MAX * STEP_SECONDS; end <= ask->end && o->category == NULL;
         end += STEP_SECONDS) {
        struct ask own = {end, ask->known_given, ask->known};
        struct cs_buffer less, with, without;

        cs_buffer_init(&less);
        cs_buffer_init(&with);
        cs_buffer_init(&without);
        /* If something names what is left out, the rest is refused. */
        if (without_later(treaty, record, end, &less) && states_of(treaty, cs_buffer_string(&less), &own, &without) &&
            states_of(treaty, record, &own, &with)) {
            compare_texts("a ledger and what lies behind its date", &with, &without, o);
            if (o->category != NULL)
                cs_buffer_printf(&o->text, "with and without, of the record:\n%s", cs_buffer_string(&less));
        }
        cs_buffer_release(&less);
        cs_buffer_release(&with);
        cs_buffer_release(&without);
    }
}

/* ---- from one date to the next ---- */

struct piece { cs_set worlds; cs_instant since; enum cs_state state; };

/* The pieces of one sentence on the first date; they outlive the ledger. */
struct sentence { char *key; struct piece pieces[16]; size_t count; };

struct sentences { struct sentence *items; size_t count, capacity; };

static char *key_of(const struct trial *t, const struct cs_ledger_row *row)
{
    const struct cs_names *names = t->docket->plan->names;
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_buffer_printf(&text, "%d %s %s %s %s", (int)row->kind, cs_names_text(names, row->article),
                     cs_names_text(names, row->holder), cs_names_text(names, row->claimant),
                     cs_ledger_content(t->ledger, row));
    return text.bytes;
}

/*
 * The worlds in which something of a day in the midst of which it was asked had happened by then. A later run does not
 * ask that again: to it the other answers of such a world may say that it came after a later moment of that day, which
 * no run to one date has found impossible. So these worlds say nothing of how a state follows another.
 */
static cs_set happened_by_the_end(const struct trial *t)
{
    const struct cs_names *names = &t->docket->names;
    cs_set worlds = CS_NONE;

    for (uint32_t q = 0; q < t->docket->question_count; q++) {
        cs_name id = t->docket->questions[q].id;

        for (size_t side = 0; side < 2 && cs_names_tag(names, id) == CS_MADE_ORDER; side++)
            if (cs_names_tag(names, cs_names_part(names, id, side)) == CS_MADE_ASKED_END)
                worlds = cs_worlds_or(t->docket->worlds, worlds,
                                      cs_worlds_answer(t->docket->worlds, q, side == 0 ? 1 : 0));
    }
    return worlds;
}

static void keep_sentences(const struct trial *t, struct sentences *out)
{
    cs_set left_out = happened_by_the_end(t);

    for (size_t i = 0; i < t->ledger->row_count; i++) {
        const struct cs_ledger_row *row = &t->ledger->rows[i];
        struct sentence s = {.key = key_of(t, row)};

        for (uint32_t p = 0; p < row->piece_count && p < 16; p++)
            s.pieces[s.count++] = (struct piece){
                cs_worlds_minus(t->docket->worlds, row->pieces[p].worlds, left_out), row->pieces[p].since,
                row->pieces[p].state};
        if (row->kind <= CS_ROW_EXPECTATION && cs_grow(&out->items, &out->capacity, out->count + 1, sizeof s))
            out->items[out->count++] = s;
        else
            free(s.key);
    }
}

static void release_sentences(struct sentences *s)
{
    for (size_t i = 0; i < s->count; i++)
        free(s->items[i].key);
    free(s->items);
    *s = (struct sentences){0};
}

/* R 6.6: may a rule call something by a name later than it happened, so that it performs as of its own day? */
static bool names_later(const struct cs_plan *plan)
{
    for (size_t i = 0; i < plan->rule_count; i++)
        for (uint32_t c = 0; c < plan->rules[i].conclusion_count; c++) {
            const struct cs_conclusion *name = &plan->rules[i].conclusions[c];

            if (name->kind == CS_EFFECT_TERM && plan->relations[name->pattern.relation].kind == CS_RELATION_EVENT &&
                name->pattern.columns[0].kind != CS_OPERAND_ANY)
                return true;
        }
    return false;
}

static bool may_follow(const struct cs_plan *plan, enum cs_state before, enum cs_state after)
{
    static const enum cs_state next[][6] = {
        {CS_STATE_FULFILLED, CS_STATE_FULFILLED},
        {CS_STATE_FULFILLED_LATE, CS_STATE_FULFILLED_LATE},
        {CS_STATE_DISCHARGED, CS_STATE_DISCHARGED},
        {CS_STATE_EXPIRED, CS_STATE_EXPIRED},
        {CS_STATE_VIOLATED, CS_STATE_VIOLATED, CS_STATE_FULFILLED_LATE, CS_STATE_FULFILLED_IN_PART},
        {CS_STATE_FULFILLED_IN_PART, CS_STATE_FULFILLED_IN_PART, CS_STATE_FULFILLED_LATE},
        {CS_STATE_MET, CS_STATE_MET},
        {CS_STATE_MET_LATE, CS_STATE_MET_LATE},
        {CS_STATE_NOT_MET, CS_STATE_NOT_MET, CS_STATE_MET_LATE, CS_STATE_MET_IN_PART},
        {CS_STATE_MET_IN_PART, CS_STATE_MET_IN_PART, CS_STATE_MET_LATE}};

    for (size_t i = 0; i < sizeof next / sizeof *next; i++)
        if (next[i][0] == before) {
            for (size_t k = 1; k < 6 && next[i][k] != CS_STATE_UNSAID; k++)
                if (next[i][k] == after)
                    return true;
            return names_later(plan) && ((before == CS_STATE_VIOLATED && after == CS_STATE_FULFILLED) ||
                                         (before == CS_STATE_NOT_MET && after == CS_STATE_MET));
        }
    return after != CS_STATE_NONE || before == CS_STATE_NONE; /* in force, suspended, none */
}

/*
 * A duty that is founded anew with the same sentence is another one: they are told apart by their beginning. Of two
 * that began at one moment either may be the one. *seen: the worlds in which such a row has a state now; *fine: those
 * in which that may follow.
 */
static void look_at_row(const struct trial *t, const struct cs_ledger_row *row, const struct piece *before,
                        cs_set *seen, cs_set *fine)
{
    struct cs_worlds *w = t->docket->worlds;

    for (uint32_t p = 0; p < row->piece_count; p++) {
        const struct cs_ledger_piece *after = &row->pieces[p];

        if (before->since != after->since)
            continue;
        *seen = cs_worlds_or(w, *seen, after->worlds);
        if (may_follow(t->docket->plan, before->state, after->state))
            *fine = cs_worlds_or(w, *fine, after->worlds);
    }
}

static void compare_sentence(const struct trial *t, char *const *keys, const struct sentence *before,
                             struct outcome *o)
{
    struct cs_worlds *w = t->docket->worlds;

    for (size_t i = 0; i < before->count; i++) {
        cs_set seen = CS_NONE, fine = CS_NONE;

        for (size_t k = 0; k < t->ledger->row_count; k++)
            if (keys[k] != NULL && strcmp(keys[k], before->key) == 0)
                look_at_row(t, &t->ledger->rows[k], &before->pieces[i], &seen, &fine);
        if (cs_worlds_disjoint(w, before->pieces[i].worlds, cs_worlds_minus(w, seen, fine)))
            continue;
        differ(o, "a state that follows another");
        cs_buffer_printf(&o->text, "%s: was %s\n", before->key,
                         cs_ledger_state_text(t->ledger, before->pieces[i].state));
    }
}

static void compare_sentences(const struct trial *t, const struct sentences *before, struct outcome *o)
{
    char **keys = calloc(t->ledger->row_count + 1, sizeof *keys);

    for (size_t i = 0; keys != NULL && i < t->ledger->row_count; i++)
        keys[i] = key_of(t, &t->ledger->rows[i]);
    for (size_t k = 0; keys != NULL && k < before->count; k++)
        compare_sentence(t, keys, &before->items[k], o);
    for (size_t i = 0; keys != NULL && i < t->ledger->row_count; i++)
        free(keys[i]);
    free(keys);
}

static void check_transitions(const char *treaty, const char *record, const struct ask *ask, struct outcome *o)
{
    struct sentences before = {0};
    struct trial t;
    bool fine = trial_read(&t, treaty, record) &&
                cs_docket_new(t.c.plan, ask->known_given, ask->known, ask->end, 0, &t.failure, &t.docket) == CASUS_OK;

    for (cs_instant end = ask->end - STEPS_MAX * STEP_SECONDS; fine && end <= ask->end && o->category == NULL;
         end += STEP_SECONDS) {
        fine = run_to(&t, end);
        if (fine)
            compare_sentences(&t, &before, o);
        release_sentences(&before);
        if (fine)
            keep_sentences(&t, &before);
        end_step(&t);
    }
    release_sentences(&before);
    trial_release(&t);
}

/* ---- one pair ---- */

static enum verdict examine_steps(const char *treaty, const char *record, const struct ask *ask, uint64_t seed,
                                  struct outcome *o, void *totals)
{
    struct trial t;
    bool sound = trial_read(&t, treaty, record);

    (void)seed;
    trial_release(&t);
    if (!sound)
        return REFUSED;
    check_same_docket(treaty, record, ask, o);
    for (int reasons = 0; reasons < 2 && o->category == NULL; reasons++)
        check_later_answers(treaty, record, ask, reasons, o);
    if (o->category == NULL)
        check_forked_answers(treaty, record, ask, o, totals);
    if (o->category == NULL)
        check_later(treaty, record, ask, o);
    if (o->category == NULL)
        check_transitions(treaty, record, ask, o);
    return o->category == NULL ? FINE : WRONG;
}

int main(int argc, char **argv)
{
    struct totals t = {0};
    struct hunt h = {.law = "steps", .examine = examine_steps, .totals = &t, .totals_size = sizeof t};

    try_kept_pairs(&h);
    hunt(&h, argc, argv, SANITIZED ? 75 : 300);
    printf("%zu answers went on from what was open\n", t.forked);
    if (h.wrong == 0 && h.count >= 300 && t.forked == 0) {
        printf("FAILED: no answer went on from what was open\n");
        return 1;
    }
    return hunt_failed(&h);
}
