/* SPDX-License-Identifier: MIT */
/* Requests, decisions and acts as rows; and in which worlds facts hold, and powers exist, at the end of a run. */
#include <stdlib.h>
#include <string.h>

#include "ledger/ledger_int.h"
#include "run/match.h"

/* A match without a rule, for the pattern of a `row` line of the vocabulary. */
static void init_match(struct cs_match *match, struct cs_run *run)
{
    static const struct cs_plan_rule none;

    cs_match_init(match, run, &none);
}

static size_t effective_number(const struct cs_run *run, uint32_t occurrence, uint32_t row)
{
    return run->effective_first[occurrence] + row;
}

/* What a row says: the words and values of what was put. */
static void describe(struct cs_ledger *ledger, struct cs_ledger_row *row, uint32_t relation, const cs_value *values)
{
    const struct cs_plan *plan = ledger->docket->plan;
    struct cs_buffer text;

    row->relation = relation;
    row->values = values;
    row->trigger = values[0];
    row->topic = plan->relations[relation].head;
    cs_buffer_init(&text);
    cs_docket_row_text(plan, relation, values, &text);
    row->own_words = cs_ledger_text(ledger, &text);
}

static void set_entry(struct cs_ledger *ledger, struct cs_ledger_row *row, uint32_t occurrence, uint32_t number)
{
    const struct cs_occurrence *o = &ledger->docket->occurrences[occurrence];
    char moment[96];

    row->occurrence = occurrence;
    row->occurrence_row = number;
    row->entry = o->entry;
    cs_moment_text(o->datings == NULL && o->entry->moment.form == CS_MOMENT_SPAN ? &o->entry->moment : &o->moment,
                   moment);
    row->date = cs_arena_text(&ledger->arena, moment, strlen(moment));
}

static void mark_happened(struct cs_piece_list *list, struct cs_ledger_piece *piece, const void *context)
{
    const struct cs_occurrence *o = context;

    piece->has_since = true;
    piece->since = o->moment.start;
    piece->since_day = o->moment.first;
    (void)list;
}

static bool is_own(const struct cs_plan *plan, const struct cs_occurrence_row *row)
{
    return row->matter == NULL && plan->relations[row->relation].under == CS_NO_NAME && row->worlds != CS_NONE;
}

/*
 * Did all rows of an entry with lists (a request for two things) take effect in the same worlds? Then they are one act.
 */
static bool all_alike(const struct cs_run *run, uint32_t occurrence)
{
    const cs_set *effective = run->effective + run->effective_first[occurrence];
    const cs_set *first = NULL;

    for (const struct cs_occurrence_row *row = run->docket->occurrences[occurrence].rows; row;
         row = row->next, effective++) {
        if (!is_own(run->plan, row))
            continue;
        if (first == NULL)
            first = effective;
        if (*first != *effective)
            return false;
    }
    return true;
}

/* The text of the entry as it was written, with its lists. */
static const char *entry_text(struct cs_ledger *ledger, const struct cs_entry *entry)
{
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_entry_span_words(entry, entry->term.span, ledger->docket->plan->names, &text);
    return cs_ledger_text(ledger, &text);
}

/* ---- decisions ---- */

static void mark_without(struct cs_piece_list *list, struct cs_ledger_piece *piece, const void *context)
{
    const cs_name *who = context;
    cs_name *grown = cs_arena_array(&list->ledger->arena, piece->without_count + 1, sizeof *grown);

    if (grown == NULL)
        return;
    if (piece->without_count > 0)
        memcpy(grown, piece->without, piece->without_count * sizeof *grown);
    grown[piece->without_count++] = *who;
    piece->without = grown;
}

struct left_out { struct { cs_name who; cs_set worlds; } *items; size_t count, capacity; };

static void leave_out(struct cs_ledger *ledger, struct left_out *l, cs_name who, cs_set worlds)
{
    for (size_t i = 0; i < l->count; i++)
        if (l->items[i].who == who) {
            l->items[i].worlds = cs_worlds_or(ledger->run->worlds, l->items[i].worlds, worlds);
            return;
        }
    if (!cs_grow(&l->items, &l->capacity, l->count + 1, sizeof *l->items)) {
        cs_fail_memory(ledger->docket->failure);
        return;
    }
    l->items[l->count].who = who;
    l->items[l->count++].worlds = worlds;
}

/* Notes whom the line leaves out of what was put by one row of the entry. */
static void note_without(struct cs_ledger *ledger, struct left_out *l, struct cs_match *match,
                         const struct cs_plan_state *state, cs_set worlds)
{
    struct cs_run *run = ledger->run;
    uint32_t relation = state->pattern.relation, row;
    struct cs_mark mark = cs_match_mark(match);
    cs_value key[CS_COLUMNS_MAX];
    struct cs_cursor cursor;

    for (uint32_t i = 0; i < run->plan->relations[relation].column_count; i++)
        key[i] = cs_match_operand(match, state->pattern.columns[i]);
    cs_cursor_match(run, relation, cs_store_said(run, relation, key), key, &cursor);
    while (cs_cursor_next(&cursor, &row)) {
        cs_set here = cs_worlds_and(run->worlds, worlds,
                                    cs_match_row(match, &state->pattern, cs_store_values(run, relation, row),
                                                 run->stores[relation].rows[row].worlds));

        if (here != CS_NONE && match->values[state->variable] != CS_UNSAID)
            leave_out(ledger, l, match->values[state->variable], here);
        cs_match_back(match, mark);
    }
}

/* ---- what came of it, and when ---- */

struct decided { struct { cs_instant time; cs_day day; cs_set worlds; } *items; size_t count, capacity; };

/* What has ended and begun again holds since the last time. */
static void note_begun(struct cs_ledger *ledger, struct decided *d, uint32_t relation, uint32_t row, cs_set worlds)
{
    struct cs_run *run = ledger->run;

    for (const struct cs_begun *b = run->stores[relation].rows[row].begun; b != NULL && worlds != CS_NONE;
         b = b->next) {
        cs_set here = cs_worlds_and(run->worlds, b->worlds, worlds);

        if (here == CS_NONE)
            continue;
        worlds = cs_worlds_minus(run->worlds, worlds, here);
        if (!cs_grow(&d->items, &d->capacity, d->count + 1, sizeof *d->items)) {
            cs_fail_memory(ledger->docket->failure);
            return;
        }
        d->items[d->count].time = b->time;
        d->items[d->count].day = cs_ledger_day(run, relation, row, b->time);
        d->items[d->count++].worlds = here;
    }
}

static int earlier_first(const void *a, const void *b)
{
    const cs_instant *x = a, *y = b;

    return *x < *y ? -1 : *x > *y;
}

static void mark_decided(struct cs_piece_list *list, struct cs_ledger_piece *piece, const void *context)
{
    const struct cs_ledger_piece *since = context;

    (void)list;
    piece->has_since = true;
    piece->since = since->since;
    piece->since_day = since->since_day;
}

/* Of several things that each decide it the first counts; they stand by time then. */
static void mark_all_decided(struct cs_piece_list *list, struct decided *d, cs_set worlds)
{
    struct cs_worlds *w = list->ledger->docket->worlds;

    if (d->count > 0)
        qsort(d->items, d->count, sizeof *d->items, earlier_first);
    for (size_t i = 0; i < d->count; i++) {
        struct cs_ledger_piece since = {.since = d->items[i].time, .since_day = d->items[i].day};

        if (!cs_ledger_has_a_day(since.since))
            continue;
        cs_piece_list_mark(list, cs_worlds_and(w, d->items[i].worlds, worlds), mark_decided, &since);
        worlds = cs_worlds_minus(w, worlds, d->items[i].worlds);
    }
}

/* Notes when it came about of what was put by one row of the entry. */
static void note_decided(struct cs_ledger *ledger, struct decided *d, struct cs_match *match,
                         const struct cs_pattern *pattern, cs_set worlds)
{
    struct cs_run *run = ledger->run;
    struct cs_mark mark = cs_match_mark(match);
    cs_value key[CS_COLUMNS_MAX];
    struct cs_cursor cursor;
    uint32_t row;

    for (uint32_t i = 0; i < run->plan->relations[pattern->relation].column_count; i++)
        key[i] = cs_match_operand(match, pattern->columns[i]);
    cs_cursor_match(run, pattern->relation, cs_store_said(run, pattern->relation, key), key, &cursor);
    while (cs_cursor_next(&cursor, &row)) {
        cs_set here = cs_match_row(match, pattern, cs_store_values(run, pattern->relation, row),
                                   run->stores[pattern->relation].rows[row].worlds);

        note_begun(ledger, d, pattern->relation, row, cs_worlds_and(run->worlds, here, worlds));
        cs_match_back(match, mark);
    }
}

/* What was put, by one `row` line: the rows of an entry, of which a list makes several, with the worlds of each. */
struct put { struct { const cs_value *values; cs_set worlds; } *rows; size_t count, capacity; };

static void add_put(struct cs_ledger *ledger, struct put *put, const cs_value *values, cs_set worlds)
{
    if (worlds == CS_NONE)
        return;
    if (!cs_grow(&put->rows, &put->capacity, put->count + 1, sizeof *put->rows)) {
        cs_fail_memory(ledger->docket->failure);
        return;
    }
    put->rows[put->count].values = values;
    put->rows[put->count++].worlds = worlds;
}

/* Matches the line with one row that was put. */
static void match_put(struct cs_ledger *ledger, const struct cs_plan_row *line, const struct put *put, size_t row,
                      struct cs_match *match)
{
    init_match(match, ledger->run);
    cs_match_row(match, &line->pattern, put->rows[row].values, CS_ALL);
}

/* The worlds in which what the line says has come about of any one of the rows (R 9.1). */
static cs_set come_about(struct cs_ledger *ledger, const struct cs_plan_row *line, const struct cs_plan_state *state,
                         const struct put *put)
{
    struct cs_worlds *w = ledger->run->worlds;
    struct cs_match match;
    cs_set any = CS_NONE;

    for (size_t i = 0; i < put->count; i++) {
        match_put(ledger, line, put, i, &match);
        any = cs_worlds_or(w, any, cs_worlds_and(w, put->rows[i].worlds, cs_match_any(&match, &state->pattern)));
    }
    return any;
}

static void add_decided(struct cs_ledger *ledger, struct cs_piece_list *list, const struct cs_plan_row *line,
                        const struct cs_plan_state *state, const struct put *put, cs_set worlds)
{
    struct decided d = {NULL, 0, 0};
    struct cs_match match;

    for (size_t i = 0; i < put->count && worlds != CS_NONE; i++) {
        match_put(ledger, line, put, i, &match);
        note_decided(ledger, &d, &match, &state->pattern,
                     cs_worlds_and(ledger->run->worlds, worlds, put->rows[i].worlds));
    }
    mark_all_decided(list, &d, worlds);
    free(d.items);
}

static void add_without(struct cs_ledger *ledger, struct cs_piece_list *list, const struct cs_plan_row *line,
                        const struct cs_plan_state *state, const struct put *put, cs_set worlds)
{
    struct left_out l = {NULL, 0, 0};
    struct cs_match match;

    for (size_t i = 0; i < put->count && worlds != CS_NONE; i++) {
        match_put(ledger, line, put, i, &match);
        note_without(ledger, &l, &match, state, cs_worlds_and(ledger->run->worlds, worlds, put->rows[i].worlds));
    }
    for (size_t i = l.count; i-- > 0;) /* rows are listed newest first */
        cs_piece_list_mark(list, l.items[i].worlds, mark_without, &l.items[i].who);
    free(l.items);
}

/*
 * Of these worlds those of each `state` line that is the first to have come about; the rest are `otherwise`. A
 * request keeps the day on which it was made, a decision has that of its outcome.
 */
static void add_outcomes(struct cs_ledger *ledger, struct cs_piece_list *list, const struct cs_plan_row *line,
                         const struct put *put, cs_set those)
{
    struct cs_worlds *w = ledger->run->worlds;
    cs_set rest = those, whole = CS_NONE;

    cs_piece_list_state(list, those, line->otherwise);
    for (uint32_t i = 0; i < line->state_count; i++) {
        const struct cs_plan_state *state = &line->states[i];
        cs_set here;

        if (state->kind != CS_ROW_STATE_OUTCOME)
            continue;
        here = cs_worlds_and(w, rest, come_about(ledger, line, state, put));
        cs_piece_list_state(list, here, state->state);
        if (line->decision)
            add_decided(ledger, list, line, state, put, here);
        rest = cs_worlds_minus(w, rest, here);
        if (state->state == line->whole)
            whole = cs_worlds_or(w, whole, here);
    }
    for (uint32_t i = 0; i < line->state_count; i++)
        if (line->states[i].kind == CS_ROW_STATE_WITHOUT)
            add_without(ledger, list, line, &line->states[i], put, whole);
}

const struct cs_plan_row *cs_ledger_line(const struct cs_ledger *ledger, uint32_t relation, const cs_value *values)
{
    const struct cs_plan *plan = ledger->docket->plan;

    for (size_t i = 0; i < plan->row_count; i++) {
        struct cs_match match;

        if (plan->rows[i].pattern.relation != relation)
            continue;
        init_match(&match, ledger->run);
        if (cs_match_row(&match, &plan->rows[i].pattern, values, CS_ALL) != CS_NONE)
            return &plan->rows[i];
    }
    return NULL;
}

static const struct cs_plan_row *line_of(const struct cs_ledger *ledger, const struct cs_occurrence_row *own)
{
    return cs_ledger_line(ledger, own->relation, own->values);
}

/* The same of the rows of an entry that took effect and that the line names. */
static void add_entry_outcomes(struct cs_ledger *ledger, struct cs_piece_list *list, const struct cs_plan_row *line,
                               uint32_t occurrence, cs_set those)
{
    const struct cs_run *run = ledger->run;
    struct put put = {NULL, 0, 0};
    uint32_t number = 0;

    for (const struct cs_occurrence_row *own = ledger->docket->occurrences[occurrence].rows; own != NULL;
         own = own->next, number++)
        if (is_own(run->plan, own) && line_of(ledger, own) == line)
            add_put(ledger, &put, own->values, run->effective[effective_number(run, occurrence, number)]);
    add_outcomes(ledger, list, line, &put, those);
    free(put.rows);
}

static void add_act(struct cs_ledger *ledger, enum cs_ledger_kind kind, uint32_t occurrence,
                    const struct cs_occurrence_row *own, uint32_t number, bool whole, size_t *capacity)
{
    struct cs_run *run = ledger->run;
    const struct cs_occurrence *o = &ledger->docket->occurrences[occurrence];
    struct cs_ledger_row *row = cs_ledger_add(ledger, capacity);
    struct cs_piece_list list;
    cs_set effective = run->effective[effective_number(run, occurrence, number)];

    if (row == NULL || !cs_piece_list_init(&list, ledger))
        return;
    row->kind = kind;
    describe(ledger, row, own->relation, own->values);
    set_entry(ledger, row, occurrence, number);
    row->entire = whole;
    if (whole)
        row->own_words = entry_text(ledger, o->entry);
    cs_piece_list_state(
        &list, whole ? run->taken[occurrence] : cs_worlds_and(run->worlds, run->taken[occurrence], own->worlds),
        CS_STATE_WITHOUT_EFFECT);
    cs_piece_list_state(&list, effective, CS_STATE_WITH_EFFECT);
    if (kind == CS_ROW_REQUEST)
        add_entry_outcomes(ledger, &list, line_of(ledger, own), occurrence, effective);
    cs_piece_list_mark(&list, run->taken[occurrence], mark_happened, o);
    cs_piece_list_finish(&list, row);
}

static void add_acts(struct cs_ledger *ledger, enum cs_ledger_kind kind, uint32_t occurrence, size_t *capacity)
{
    const struct cs_occurrence *o = &ledger->docket->occurrences[occurrence];
    bool whole = all_alike(ledger->run, occurrence);
    uint32_t number = 0;

    for (const struct cs_occurrence_row *own = o->rows; own != NULL; own = own->next, number++) {
        if (!is_own(ledger->docket->plan, own))
            continue;
        add_act(ledger, kind, occurrence, own, number, whole, capacity);
        if (whole)
            return;
    }
}

/*
 * An entry with a role left unsaid may have several rows. In each world the first that took effect is the draft.
 */
static void add_decision(struct cs_ledger *ledger, uint32_t occurrence, const struct cs_occurrence_row *first,
                         uint32_t number, size_t *capacity)
{
    struct cs_run *run = ledger->run;
    const struct cs_occurrence *o = &ledger->docket->occurrences[occurrence];
    struct cs_ledger_row *row = cs_ledger_add(ledger, capacity);
    struct cs_piece_list list;
    cs_set rest = CS_ALL;

    if (row == NULL || !cs_piece_list_init(&list, ledger))
        return;
    row->kind = CS_ROW_DECISION;
    describe(ledger, row, first->relation, first->values);
    set_entry(ledger, row, occurrence, number);
    row->entire = true;
    row->own_words = entry_text(ledger, o->entry);
    cs_piece_list_mark(&list, run->taken[occurrence], mark_happened, o);
    for (const struct cs_occurrence_row *own = first; own != NULL; own = own->next, number++) {
        const struct cs_plan_row *line = is_own(run->plan, own) ? line_of(ledger, own) : NULL;
        cs_set put = cs_worlds_and(run->worlds, rest, run->effective[effective_number(run, occurrence, number)]);

        if (line == NULL || !line->decision || put == CS_NONE)
            continue;
        add_entry_outcomes(ledger, &list, line, occurrence, put);
        row->whole = line->whole;
        rest = cs_worlds_minus(run->worlds, rest, put);
    }
    cs_piece_list_finish(&list, row);
}

/* ---- requests by a name or a rule ---- */

static bool is_request_line(const struct cs_ledger *ledger, const struct cs_occurrence_row *own)
{
    const struct cs_plan_row *line = is_own(ledger->docket->plan, own) ? line_of(ledger, own) : NULL;

    return line != NULL && !line->decision;
}

/* Was it entered as a request? Then its row says so, and a name that is given to it tells more of the same. */
static bool is_entered(const struct cs_ledger *ledger, const struct cs_occurrence *o)
{
    for (const struct cs_occurrence_row *own = o == NULL ? NULL : o->rows; own != NULL; own = own->next)
        if (is_request_line(ledger, own))
            return true;
    return false;
}

/*
 * An occurrence of which it is open when it was has a row for each time: the worlds of all those with the values of
 * this one, of which it is the first; CS_NONE if it is not.
 */
static cs_set named_worlds(const struct cs_ledger *ledger, uint32_t relation, uint32_t named)
{
    struct cs_run *run = ledger->run;
    const cs_value *values = cs_store_values(run, relation, named);
    size_t size = run->plan->relations[relation].column_count * sizeof *values;
    cs_set worlds = CS_NONE;
    struct cs_cursor cursor;
    uint32_t row;

    cs_cursor_match(run, relation, cs_store_said(run, relation, values), values, &cursor);
    while (cs_cursor_next(&cursor, &row)) {
        if (memcmp(cs_store_values(run, relation, row), values, size) != 0)
            continue;
        if (row < named)
            return CS_NONE;
        worlds = cs_worlds_or(run->worlds, worlds, run->stores[relation].rows[row].worlds);
    }
    return worlds;
}

/* It has no entry of its own where a rule brought it about on a later day. */
static void set_begun(struct cs_ledger *ledger, struct cs_piece_list *list, struct cs_ledger_row *row, uint32_t named)
{
    cs_set worlds = ledger->run->stores[row->relation].rows[named].worlds;
    struct decided d = {NULL, 0, 0};
    char day[32];

    note_begun(ledger, &d, row->relation, named, worlds);
    mark_all_decided(list, &d, worlds);
    if (d.count > 0) {
        cs_day_text(d.items[0].day, day);
        row->date = cs_arena_text(&ledger->arena, day, strlen(day));
    }
    free(d.items);
}

static void add_named(struct cs_ledger *ledger, uint32_t relation, uint32_t named, cs_set worlds, size_t *capacity)
{
    struct cs_run *run = ledger->run;
    size_t size = run->plan->relations[relation].column_count * sizeof(cs_value);
    cs_value *values = cs_arena_alloc(&ledger->arena, size);
    struct cs_ledger_row *row = cs_ledger_add(ledger, capacity);
    const struct cs_occurrence *o;
    struct put put = {NULL, 0, 0};
    struct cs_piece_list list;

    if (row == NULL || values == NULL || !cs_piece_list_init(&list, ledger))
        return;
    memcpy(values, cs_store_values(run, relation, named), size);
    o = cs_docket_occurrence(ledger->docket, values[0]);
    row->kind = CS_ROW_REQUEST;
    row->named = named;
    describe(ledger, row, relation, values);
    add_put(ledger, &put, values, worlds);
    add_outcomes(ledger, &list, cs_ledger_line(ledger, relation, values), &put, worlds);
    free(put.rows);
    if (o != NULL) {
        set_entry(ledger, row, (uint32_t)(o - ledger->docket->occurrences), 0);
        cs_piece_list_mark(&list, cs_worlds_and(run->worlds, run->taken[row->occurrence], worlds), mark_happened, o);
    } else {
        set_begun(ledger, &list, row, named);
    }
    cs_piece_list_finish(&list, row);
}

/* What somebody calls a request, or a rule makes one. */
static void add_named_requests(struct cs_ledger *ledger, size_t *capacity)
{
    struct cs_run *run = ledger->run;

    for (size_t i = 0; i < run->plan->row_count; i++) {
        const struct cs_pattern *pattern = &run->plan->rows[i].pattern;
        const struct cs_store *store = &run->stores[pattern->relation];

        if (run->plan->rows[i].decision)
            continue;
        for (uint32_t k = 0; k < store->count && cs_run_ok(run); k++) {
            const cs_value *values = cs_store_values(run, pattern->relation, k);
            struct cs_match match;
            cs_set worlds;

            init_match(&match, run);
            if (cs_match_row(&match, pattern, values, store->rows[k].worlds) != CS_NONE &&
                cs_ledger_line(ledger, pattern->relation, values) == &run->plan->rows[i] &&
                !is_entered(ledger, cs_docket_occurrence(ledger->docket, values[0])) &&
                (worlds = named_worlds(ledger, pattern->relation, k)) != CS_NONE)
                add_named(ledger, pattern->relation, k, worlds, capacity);
        }
    }
}

/* Does the vocabulary, or a power, give occurrences of this word rows? */
static bool has_rows(const struct cs_plan *plan, uint32_t relation)
{
    bool found = plan->relations[relation].powers != NULL;

    for (size_t i = 0; i < plan->row_count && !found; i++)
        found = plan->rows[i].pattern.relation == relation;
    return found;
}

/* Lists the occurrences that may have rows, as far as they are not listed yet: a run may go on with more of them. */
static void list_occurrences(struct cs_run *run)
{
    struct cs_row_sources *listed = &run->listed;

    for (; listed->seen < run->docket->occurrence_count; listed->seen++) {
        const struct cs_occurrence_row *row = run->docket->occurrences[listed->seen].rows;

        while (row != NULL && !has_rows(run->plan, row->relation))
            row = row->next;
        if (row == NULL)
            continue;
        if (!cs_grow(&listed->items, &listed->capacity, listed->count + 1, sizeof *listed->items)) {
            cs_fail_memory(run->failure);
            return;
        }
        listed->items[listed->count++] = (uint32_t)listed->seen;
    }
}

void cs_ledger_entries(struct cs_ledger *ledger, size_t *capacity)
{
    const struct cs_docket *docket = ledger->docket;

    list_occurrences(ledger->run);
    for (size_t k = 0; k < ledger->run->listed.count && cs_run_ok(ledger->run); k++) {
        uint32_t i = ledger->run->listed.items[k];
        const struct cs_occurrence_row *own = docket->occurrences[i].rows;
        const struct cs_plan_row *line;
        uint32_t number = 0;

        while (own != NULL && own->worlds == CS_NONE) {
            own = own->next;
            number++;
        }
        if (own == NULL || ledger->run->taken[i] == CS_NONE)
            continue;
        line = line_of(ledger, own);
        if (line != NULL && line->decision)
            add_decision(ledger, i, own, number, capacity);
        else if (line != NULL)
            add_acts(ledger, CS_ROW_REQUEST, i, capacity);
        if (ledger->run->effective_asked[i] != 0 && (line == NULL || line->decision))
            add_acts(ledger, CS_ROW_ACT, i, capacity);
    }
    add_named_requests(ledger, capacity);
}

/* ---- facts ---- */

static cs_set holds_name(const struct cs_ledger *ledger, const struct cs_check *check, struct cs_pattern *pattern)
{
    struct cs_match match;

    init_match(&match, ledger->run);
    if (check->counts_as)
        pattern->columns[0] = (struct cs_operand){CS_OPERAND_VALUE, .index = check->about.name};
    return cs_match_any(&match, pattern);
}

cs_set cs_ledger_taken(const struct cs_ledger *ledger, size_t occurrence)
{
    return ledger->run->taken[occurrence];
}

cs_set cs_ledger_holds(const struct cs_ledger *ledger, const struct cs_check *check)
{
    const struct cs_plan *plan = ledger->docket->plan;
    cs_value values[CS_COLUMNS_MAX] = {0};
    struct cs_pattern pattern;

    if (!cs_plan_pattern(plan, &check->term, check->under, &pattern))
        return CS_NONE;
    if (!check->quantity)
        return holds_name(ledger, check, &pattern);
    cs_plan_values(plan, &pattern, 0, values);
    return cs_docket_quantity(ledger->docket, pattern.relation, values, check->compare, check->number);
}

cs_set cs_ledger_may(const struct cs_ledger *ledger, const struct cs_term *term, bool *asked)
{
    struct cs_run *run = ledger->run;
    cs_value values[CS_COLUMNS_MAX] = {0};
    cs_set worlds = CS_ALL;
    struct cs_pattern pattern;
    uint32_t firing;

    *asked = false;
    if (!cs_plan_pattern(run->plan, term, CS_NO_NAME, &pattern))
        return CS_NONE;
    cs_run_stand_at_end(run);
    for (size_t choice = 0; cs_plan_values(run->plan, &pattern, choice, values) && cs_run_ok(run); choice++) {
        bool this_asked;
        cs_set here = cs_run_permitted(run, pattern.relation, values, &this_asked, &firing);

        if (this_asked)
            worlds = cs_worlds_and(run->worlds, worlds, here);
        *asked |= this_asked;
    }
    return worlds;
}
