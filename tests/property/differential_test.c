/* SPDX-License-Identifier: MIT */
/*
 * The engine against its twin (twin/twin.h): on random pairs of a treaty and a record, and on the conformance cases, in
 * every possible world (or in WORLDS_MAX random ones, if there are more) each row has the same state, beginning,
 * deadline and marks.
 *
 *   differential_test [COUNT [SEED]]          pairs; also CASUS_COUNT and CASUS_SEED
 *   differential_test --pair T R END [KNOWN]  one pair of files, asked on END
 *   differential_test --record R              a record with what it uses, asked on the days of its checks
 */
#include "property/kept.h"
#include "run/run_int.h"
#include "sanitized.h"
#include "twin/twin.h"

#define WORLDS_MAX 64
#define UNASKED_MAX 64
#define TRIES_MAX 4000 /* of finding a possible world by chance */

struct totals {
    size_t entangled, impossible, uncounted, unbegun;
    size_t runs, worlds, sampled, contradictory, endless, rows, states[16], questions;
};

static const enum cs_state STATES[] = {
    CS_STATE_IN_FORCE,   CS_STATE_SUSPENDED, CS_STATE_FULFILLED, CS_STATE_FULFILLED_LATE, CS_STATE_FULFILLED_IN_PART,
    CS_STATE_VIOLATED,   CS_STATE_DISCHARGED, CS_STATE_EXPIRED,  CS_STATE_MET,            CS_STATE_MET_LATE,
    CS_STATE_MET_IN_PART, CS_STATE_NOT_MET};

/* ---- saying what differs ---- */

static void say_world(const struct trial *t, const uint32_t *answers, struct cs_buffer *out)
{
    cs_buffer_text(out, "in the world");
    for (size_t q = 0; q < t->docket->question_count; q++)
        cs_buffer_printf(out, "%s %s = %s", q == 0 ? ":" : ";",
                         cs_names_text(t->docket->plan->names, t->docket->questions[q].id),
                         t->docket->questions[q].answers[answers[q]]);
    cs_buffer_char(out, '\n');
}

static void say_time(cs_instant time, struct cs_buffer *out)
{
    char text[32];

    cs_buffer_text(out, time == CS_TIME_ALWAYS  ? "always"
                        : time == CS_TIME_NEVER ? "never"
                                                : cs_instant_text(time, CS_UTC, text));
}

/* ---- bonds ---- */

struct line { /* one bond in one world, from either side */
    bool expectation, forbidden;
    cs_name article;
    cs_value holder, claimant;
    uint32_t relation; /* of the act; compared by numbers, never by how it reads */
    cs_value act[CS_COLUMNS_MAX];
    enum cs_state state;
    cs_instant since;
    bool has_deadline;
    cs_instant deadline;
    bool still_owed, substituted, unreported;
};

struct lines { struct line *items; size_t count, capacity; };

static void add_line(struct lines *lines, struct line line)
{
    if (cs_grow(&lines->items, &lines->capacity, lines->count + 1, sizeof *lines->items))
        lines->items[lines->count++] = line;
}

static const struct cs_ledger_piece *piece_in(const struct trial *t, const struct cs_ledger_row *row,
                                              const uint32_t *answers)
{
    const struct cs_ledger_piece *found = NULL;

    for (uint32_t i = 0; i < row->piece_count; i++)
        if (cs_worlds_has(t->docket->worlds, row->pieces[i].worlds, answers))
            found = found == NULL ? &row->pieces[i] : NULL;
    return found;
}

static void engine_lines(const struct trial *t, const uint32_t *answers, struct lines *out, struct outcome *o)
{
    for (size_t i = 0; i < t->ledger->row_count; i++) {
        const struct cs_ledger_row *row = &t->ledger->rows[i];
        const struct cs_ledger_piece *p = piece_in(t, row, answers);
        const struct cs_bond_state *b;
        struct line line;

        if (p == NULL) {
            differ(o, "a world in no piece, or in two");
            cs_buffer_printf(&o->text, "row %s\n", cs_ledger_content(t->ledger, row));
            continue;
        }
        if (row->kind > CS_ROW_EXPECTATION || p->state == CS_STATE_NONE)
            continue;
        b = &t->run->bonds[row->bond];
        line = (struct line){.expectation = row->kind == CS_ROW_EXPECTATION,
                             .forbidden = b->conclusion->forbidden, .article = row->article, .holder = row->holder,
                             .claimant = row->claimant, .relation = b->relation, .state = p->state,
                             .since = p->has_since ? p->since : CS_TIME_ALWAYS, .has_deadline = p->has_deadline,
                             .deadline = p->has_deadline ? p->deadline : 0, .still_owed = p->still_owed,
                             .substituted = p->substituted, .unreported = p->unreported};
        memcpy(line.act, b->act, sizeof line.act);
        add_line(out, line);
    }
}

static bool has_a_day(cs_instant time)
{
    return cs_civil_from_day(cs_day_of(time, CS_UTC)).year >= -CS_YEAR_MAX;
}

/* What runs from always has no day in the engine; the twin computes one, before any that can be written. */
static void twin_lines(const struct cs_twin *twin, struct lines *out)
{
    for (size_t i = 0; i < twin->row_count; i++) {
        const struct cs_twin_row *r = &twin->rows[i];
        bool dated = r->has_deadline && has_a_day(r->deadline);
        struct line line = {.expectation = r->expectation, .forbidden = r->forbidden, .article = r->article,
                            .holder = r->holder, .claimant = r->claimant, .relation = r->relation, .state = r->state,
                            .since = has_a_day(r->since) ? r->since : CS_TIME_ALWAYS,
                            .has_deadline = dated, .deadline = dated ? r->deadline : 0,
                            .still_owed = r->still_owed, .substituted = r->substituted,
                            .unreported = r->unreported};

        memcpy(line.act, r->values, sizeof line.act);
        add_line(out, line);
    }
}

static int compare_acts(const struct line *x, const struct line *y)
{
    if (x->forbidden != y->forbidden)
        return x->forbidden - y->forbidden;
    if (x->relation != y->relation)
        return x->relation < y->relation ? -1 : 1;
    for (size_t i = 0; i < CS_COLUMNS_MAX; i++)
        if (x->act[i] != y->act[i])
            return x->act[i] < y->act[i] ? -1 : 1;
    return 0;
}

static int by_sentence(const void *a, const void *b)
{
    const struct line *x = a, *y = b;
    int order;

    if (x->article != y->article)
        return x->article < y->article ? -1 : 1;
    if (x->holder != y->holder)
        return x->holder < y->holder ? -1 : 1;
    if (x->claimant != y->claimant)
        return x->claimant < y->claimant ? -1 : 1;
    if (x->expectation != y->expectation)
        return x->expectation - y->expectation;
    if ((order = compare_acts(x, y)) != 0)
        return order;
    if (x->since != y->since)
        return x->since < y->since ? -1 : 1;
    return x->state < y->state ? -1 : x->state > y->state;
}

static void sort_lines(struct lines *lines)
{
    if (lines->count > 0)
        qsort(lines->items, lines->count, sizeof *lines->items, by_sentence);
}

static void say_line(const struct trial *t, const char *whose, const struct line *l, struct cs_buffer *out)
{
    const struct cs_names *names = t->docket->plan->names;
    struct cs_buffer act;

    cs_buffer_init(&act);
    cs_docket_row_text(t->docket->plan, l->relation, l->act, &act);
    cs_buffer_printf(out, "  %s: %s: %s %s %s %s%s: ", whose, cs_names_text(names, l->article),
                     cs_names_text(names, l->holder), l->expectation ? "is expected by" : "owes",
                     cs_names_text(names, l->claimant), l->forbidden ? "no " : "", cs_buffer_string(&act));
    cs_buffer_release(&act);
    cs_buffer_printf(out, "%s since ", cs_state_text(l->state));
    say_time(l->since, out);
    if (l->has_deadline) {
        cs_buffer_text(out, ", until ");
        say_time(l->deadline, out);
    }
    cs_buffer_printf(out, "%s%s%s\n", l->still_owed ? ", still owed" : "", l->substituted ? ", substituted" : "",
                     l->unreported ? ", unreported" : "");
}

/*
 * Without `since_too` the instant of founding may differ: if two occurrences of one day found the same bond, which of
 * them was first is no question.
 */
static const char *line_difference(const struct line *a, const struct line *b, bool since_too)
{
    if (a->state != b->state)
        return "state of a bond";
    if (a->since != b->since && since_too)
        return "since of a bond";
    if (a->has_deadline != b->has_deadline || (a->deadline != b->deadline && (since_too || a->since == b->since)))
        return "deadline of a bond";
    if (a->still_owed != b->still_owed)
        return "still owed";
    if (a->unreported != b->unreported)
        return "unreported";
    return a->substituted != b->substituted ? "substituted" : NULL;
}

static bool same_sentence(const struct line *a, const struct line *b)
{
    return a->article == b->article && a->holder == b->holder && a->claimant == b->claimant &&
           a->expectation == b->expectation && compare_acts(a, b) == 0;
}

static void compare_lines(const struct trial *t, const struct lines *engine, const struct lines *twin, bool since_too,
                          struct outcome *o)
{
    size_t i = 0, k = 0;

    while (i < engine->count || k < twin->count) {
        const struct line *a = i < engine->count ? &engine->items[i] : NULL;
        const struct line *b = k < twin->count ? &twin->items[k] : NULL;
        const char *what = NULL;

        if (a != NULL && b != NULL && same_sentence(a, b)) {
            what = line_difference(a, b, since_too);
            i++;
            k++;
        } else if (b == NULL || (a != NULL && by_sentence(a, b) < 0)) {
            what = "a bond that only the engine has";
            b = NULL;
            i++;
        } else {
            what = "a bond that only the twin has";
            a = NULL;
            k++;
        }
        if (what == NULL)
            continue;
        differ(o, what);
        if (a != NULL)
            say_line(t, "engine", a, &o->text);
        if (b != NULL)
            say_line(t, "twin  ", b, &o->text);
    }
}

/* ---- entries ---- */

/* Is it the only row of its entry? An entry with lists has one row, if all that it lists took effect alike. */
static bool stands_alone(const struct cs_ledger *ledger, const struct cs_ledger_row *row)
{
    size_t count = 0;

    for (size_t i = 0; i < ledger->row_count; i++)
        count += ledger->rows[i].kind == row->kind && ledger->rows[i].occurrence == row->occurrence &&
                 ledger->rows[i].named == CS_NO_ROW;
    return count == 1;
}

static bool is_same(const struct trial *t, const struct cs_twin_request *request, const struct cs_ledger_row *row)
{
    size_t count = t->docket->plan->relations[request->relation].column_count;

    return request->relation == row->relation &&
           memcmp(request->values, row->values, count * sizeof *request->values) == 0;
}

/* The state of the request that this row tells of; `otherwise` if the twin has none. */
static enum cs_state state_of_request(const struct trial *t, const struct cs_twin *twin,
                                      const struct cs_ledger_row *row, enum cs_state otherwise)
{
    for (size_t i = 0; i < twin->request_count; i++)
        if (is_same(t, &twin->requests[i], row))
            return twin->requests[i].state;
    return otherwise;
}

static enum cs_state twin_state(const struct trial *t, const struct cs_twin *twin, const struct cs_ledger_row *row)
{
    bool alone = stands_alone(t->ledger, row);
    enum cs_state state = CS_STATE_NONE;

    if (row->named != CS_NO_ROW)
        return state_of_request(t, twin, row, CS_STATE_NONE);
    for (size_t i = 0; i < twin->decision_count && row->kind == CS_ROW_DECISION; i++)
        if (twin->decisions[i].occurrence == row->occurrence)
            return twin->decisions[i].state;
    for (size_t i = 0; i < twin->act_count && row->kind != CS_ROW_DECISION; i++)
        if (twin->acts[i].occurrence == row->occurrence && (alone || twin->acts[i].row == row->occurrence_row) &&
            state == CS_STATE_NONE)
            state = twin->acts[i].state;
    if (row->kind == CS_ROW_REQUEST && state == CS_STATE_WITH_EFFECT)
        state = state_of_request(t, twin, row, state);
    return state;
}

static uint32_t twin_without(const struct cs_twin *twin, const struct cs_ledger_row *row)
{
    for (size_t i = 0; i < twin->decision_count; i++)
        if (twin->decisions[i].occurrence == row->occurrence)
            return twin->decisions[i].without;
    return 0;
}

static void compare_entries(const struct trial *t, const struct cs_twin *twin, const uint32_t *answers,
                            struct outcome *o)
{
    for (size_t i = 0; i < t->ledger->row_count; i++) {
        const struct cs_ledger_row *row = &t->ledger->rows[i];
        const struct cs_ledger_piece *p = piece_in(t, row, answers);
        enum cs_state expected;

        if (row->kind < CS_ROW_REQUEST || p == NULL)
            continue;
        expected = twin_state(t, twin, row);
        if (p->state == expected &&
            (row->kind != CS_ROW_DECISION || p->without_count == twin_without(twin, row)))
            continue;
        differ(o, row->kind == CS_ROW_DECISION ? "a decision" : "an act");
        cs_buffer_printf(&o->text, "  %s %s: engine %s (without %u), twin %s (without %u)\n",
                         cs_ledger_kind_text(row->kind), cs_ledger_content(t->ledger, row),
                         cs_ledger_state_text(t->ledger, p->state),
                         p->without_count, cs_ledger_state_text(t->ledger, expected),
                         row->kind == CS_ROW_DECISION ? twin_without(twin, row) : 0);
    }
}

/* Each act that fits some power, by the twin, has a row in the engine. */
static void compare_asked(const struct trial *t, const struct cs_twin *twin, struct outcome *o)
{
    for (size_t i = 0; i < twin->act_count; i++) {
        const struct cs_twin_act *act = &twin->acts[i];
        bool found = !act->asked || act->state == CS_STATE_NONE;

        for (size_t k = 0; k < t->ledger->row_count; k++)
            found |= t->ledger->rows[k].kind >= CS_ROW_REQUEST && t->ledger->rows[k].occurrence == act->occurrence;
        if (!found) {
            differ(o, "an act that the engine does not show");
            cs_buffer_printf(&o->text, "  %s\n",
                             cs_names_text(t->docket->plan->names, t->docket->occurrences[act->occurrence].value));
        }
    }
}

/* What the twin found to be a request, by entry, name or rule, has a row under its name. */
static void compare_requests(const struct trial *t, const struct cs_twin *twin, struct outcome *o)
{
    for (size_t i = 0; i < twin->request_count; i++) {
        bool found = false;

        for (size_t k = 0; k < t->ledger->row_count && !found; k++)
            found = t->ledger->rows[k].kind == CS_ROW_REQUEST &&
                    t->ledger->rows[k].trigger == twin->requests[i].values[0];
        if (!found) {
            differ(o, "a request that the engine does not show");
            cs_buffer_printf(&o->text, "  %s\n", cs_names_text(t->docket->plan->names, twin->requests[i].values[0]));
        }
    }
}

/* ---- worlds ---- */

static void count_states(struct totals *totals, const struct lines *lines)
{
    for (size_t i = 0; i < lines->count; i++)
        for (size_t s = 0; s < sizeof STATES / sizeof *STATES; s++)
            totals->states[s] += STATES[s] == lines->items[i].state;
    totals->rows += lines->count;
}

static void compare_ties(struct trial *t, const struct cs_twin *twin, const struct ask *ask, const uint32_t *answers,
                         const struct lines *lines, struct outcome *o)
{
    struct cs_twin *turned;
    struct lines other = {0};

    if (cs_twin_new(t->docket, ask->end, answers, CS_TWIN_BY_NAME_TURNED, &turned) != CASUS_OK)
        return;
    twin_lines(turned, &other);
    sort_lines(&other);
    if (!turned->contradictory && !twin->contradictory)
        compare_lines(t, &other, lines, false, o);
    if (o->category != NULL) {
        cs_buffer_text(&o->text, "(the first is the twin with ties turned: the order of two occurrences tells)\n");
        o->category = "an order that is no question";
    }
    free(other.items);
    cs_twin_free(turned);
}

static void compare_once(struct trial *t, const struct ask *ask, const uint32_t *answers, struct outcome *o,
                         struct totals *totals)
{
    struct lines engine = {0}, twin_side = {0};
    struct cs_twin *twin;

    if (cs_twin_new(t->docket, ask->end, answers, CS_TWIN_BY_NAME, &twin) != CASUS_OK) {
        differ(o, "the twin failed");
        return;
    }
    totals->worlds++;
    totals->contradictory += twin->contradictory;
    totals->endless += twin->endless;
    if (!twin->contradictory) {
        engine_lines(t, answers, &engine, o);
        twin_lines(twin, &twin_side);
        sort_lines(&engine);
        sort_lines(&twin_side);
        count_states(totals, &twin_side);
        compare_lines(t, &engine, &twin_side, true, o);
        compare_entries(t, twin, answers, o);
        compare_asked(t, twin, o);
        compare_requests(t, twin, o);
        if (o->category == NULL)
            compare_ties(t, twin, ask, answers, &twin_side, o);
    }
    free(engine.items);
    free(twin_side.items);
    cs_twin_free(twin);
}

/*
 * A question that the twin needs and the engine did not ask must make no difference: with each of its answers that can
 * be the twin must agree with the engine.
 */
static void compare_world(struct trial *t, const struct ask *ask, uint32_t *answers, size_t asked, struct outcome *o,
                          struct totals *totals)
{
    for (size_t q = asked; q < CS_QUESTIONS_MAX; q++)
        answers[q] = 1; /* no, to what the twin asks while it runs */
    for (size_t mask = 0; mask >> (t->docket->question_count - asked) == 0 && mask < UNASKED_MAX; mask++) {
        for (size_t q = asked; q < t->docket->question_count; q++)
            answers[q] = mask >> (q - asked) & 1;
        if (!cs_worlds_has(t->docket->worlds, t->docket->possible, answers))
            continue; /* a role that is left unsaid has one particular */
        compare_once(t, ask, answers, o, totals);
        if (o->category == NULL)
            continue;
        if (t->docket->question_count > asked)
            o->category = "a question that the engine does not ask";
        say_world(t, answers, &o->text);
        return;
    }
}

static bool next_world(const struct cs_docket *docket, size_t asked, uint32_t *answers)
{
    for (size_t q = 0; q < asked; q++) {
        if (++answers[q] < docket->questions[q].answer_count)
            return true;
        answers[q] = 0;
    }
    return false;
}

static size_t world_count(const struct cs_docket *docket)
{
    size_t count = 1;

    for (size_t q = 0; q < docket->question_count && count <= TRIES_MAX; q++)
        count *= docket->questions[q].answer_count;
    return count;
}

static void compare_worlds(struct trial *t, const struct ask *ask, struct outcome *o, struct totals *totals)
{
    uint32_t *answers = calloc(CS_QUESTIONS_MAX, sizeof *answers);
    size_t questions = t->docket->question_count, all = world_count(t->docket), done = 0;
    struct chance chance = {questions};
    bool more = true;

    totals->questions += questions;
    totals->sampled += all > WORLDS_MAX;
    for (size_t tried = 0; answers != NULL && more && o->category == NULL && tried < TRIES_MAX && done < WORLDS_MAX;
         tried++) {
        if (all > WORLDS_MAX)
            for (size_t q = 0; q < questions; q++)
                answers[q] = below(&chance, t->docket->questions[q].answer_count);
        if (cs_worlds_has(t->docket->worlds, t->docket->possible, answers)) {
            compare_world(t, ask, answers, questions, o, totals);
            done++;
        }
        if (all <= WORLDS_MAX)
            more = next_world(t->docket, questions, answers);
    }
    free(answers);
}

/* ---- one pair ---- */

static enum verdict examine_twin(const char *treaty, const char *record, const struct ask *ask, uint64_t seed,
                                 struct outcome *o, void *context)
{
    struct totals *totals = context;
    struct trial t;

    (void)seed;
    if (!trial_read(&t, treaty, record)) {
        trial_release(&t);
        return REFUSED;
    }
    if (trial_run(&t, ask)) {
        totals->runs++;
        compare_worlds(&t, ask, o, totals);
    } else if (t.failure.status == CASUS_ERR_ENTANGLED) {
        totals->entangled++;
    } else if (t.failure.status == CASUS_ERR_ARGUMENT) { /* what the record fixes cannot all be so */
        totals->impossible++;
    } else if (t.failure.status == CASUS_ERR_LIMIT && strncmp(t.failure.message, "the calendar ", 13) == 0) {
        totals->uncounted++; /* business days of a time for which no calendar is known, such as one from always */
    } else if (t.failure.status == CASUS_ERR_LIMIT && strstr(t.failure.message, " began is not known, ") != NULL) {
        totals->unbegun++; /* a period runs from a beginning that is not known */
    } else {
        differ(o, "a run that failed");
        cs_buffer_printf(&o->text, "  %s\n", t.failure.message);
    }
    trial_release(&t);
    return o->category == NULL ? FINE : WRONG;
}

static void print_totals(const struct totals *t)
{
    printf("  %zu runs, %zu too entangled, %zu impossible, %zu beyond a calendar, %zu from an unknown beginning, "
           "%zu by a sample of worlds; %zu questions, "
           "%zu worlds, %zu contradictory, %zu endless; %zu rows:\n ",
           t->runs, t->entangled, t->impossible, t->uncounted, t->unbegun, t->sampled, t->questions, t->worlds,
           t->contradictory, t->endless, t->rows);
    for (size_t s = 0; s < sizeof STATES / sizeof *STATES; s++)
        printf(" %zu %s%s", t->states[s], cs_state_text(STATES[s]),
               s + 1 < sizeof STATES / sizeof *STATES ? "," : "\n");
}

/* ---- real files: asked on the days of their checks ---- */

static bool asked_before(const struct cs_check *first, const struct cs_check *check)
{
    for (; first != check; first = first->next)
        if (first->day.end == check->day.end && first->known.form == check->known.form &&
            (first->known.form == CS_MOMENT_NONE || first->known.end == check->known.end))
            return true;
    return false;
}

static bool compare_file_on(struct cs_case *c, const struct ask *ask, const char *path, struct totals *totals)
{
    struct trial t = {.c = *c};
    struct outcome o = {0};
    char day[32];

    cs_buffer_init(&o.text);
    if (!trial_run(&t, ask)) {
        differ(&o, "a run that failed");
        cs_buffer_text(&o.text, t.failure.message);
    } else {
        totals->runs++;
        compare_worlds(&t, ask, &o, totals);
    }
    if (o.category != NULL)
        printf("DIFFERENCE in %s at the end of %s: %s\n%s\n", path, cs_instant_text(ask->end - 1, CS_UTC, day),
               o.category, cs_buffer_string(&o.text));
    cs_buffer_release(&o.text);
    trial_end_run(&t);
    return o.category == NULL;
}

static bool compare_file(const char *path, struct totals *totals)
{
    struct cs_case *c;
    bool fine = cs_case_open(&path, 1, &c) == CASUS_OK && c->plan != NULL;

    if (!fine)
        printf("DIFFERENCE in %s: it cannot be read\n", path);
    for (const struct cs_file *file = fine ? c->plan->files : NULL; file != NULL; file = file->next)
        for (const struct cs_check *check = file->checks; check != NULL && fine; check = check->next) {
            struct ask ask = {.end = check->day.end, .known_given = check->known.form != CS_MOMENT_NONE};

            ask.known = check->known.end;
            if (!asked_before(file->checks, check))
                fine = compare_file_on(c, &ask, path, totals);
        }
    cs_case_close(c);
    return fine;
}

static size_t compare_conformance(struct totals *totals)
{
    static const char *const more[] = {"30/30-variant-recorded-at-once"};
    size_t different = 0;

    for (int number = 2; number <= 50; number++) {
        char path[512];

        if (number < 50)
            snprintf(path, sizeof path, "%s/tests/conformance/%02d/%02d.record", CASUS_SOURCE_DIR, number, number);
        else
            snprintf(path, sizeof path, "%s/tests/conformance/%s.record", CASUS_SOURCE_DIR, more[0]);
        if (access(path, R_OK) == 0)
            different += !compare_file(path, totals);
    }
    return different;
}

static int try_files(int argc, char **argv)
{
    char *treaty = trial_read_file(argv[2]), *record = trial_read_file(argv[3]);
    struct totals totals = {0};
    struct outcome o = {0};
    struct cs_moment m;
    struct ask ask;
    enum verdict v;

    cs_buffer_init(&o.text);
    cs_moment_parse(argv[4], strlen(argv[4]), CS_UTC, &m);
    ask = (struct ask){.end = m.end};
    if (argc > 5) {
        cs_moment_parse(argv[5], strlen(argv[5]), CS_UTC, &m);
        ask.known_given = true;
        ask.known = m.end;
    }
    v = examine_twin(treaty, record, &ask, 0, &o, &totals);
    printf("%s%s\n%s", v == REFUSED ? "refused" : v == FINE ? "same" : "different: ", o.category ? o.category : "",
           cs_buffer_string(&o.text));
    cs_buffer_release(&o.text);
    free(treaty);
    free(record);
    return v != FINE;
}

int main(int argc, char **argv)
{
    struct totals totals = {0};
    struct hunt h = {.law = "differential", .examine = examine_twin, .totals = &totals, .totals_size = sizeof totals};
    size_t different;

    if (argc > 2 && strcmp(argv[1], "--record") == 0)
        return !compare_file(argv[2], &totals);
    if (argc > 4 && strcmp(argv[1], "--pair") == 0)
        return try_files(argc, argv);
    different = compare_conformance(&totals);
    printf("conformance cases: %zu wrong\n", different);
    print_totals(&totals);
    totals = (struct totals){0};
    try_kept_pairs(&h);
    hunt(&h, argc, argv, SANITIZED ? 2000 : 5000);
    print_totals(&totals);
    return different > 0 || hunt_failed(&h);
}
