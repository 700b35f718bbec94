/* SPDX-License-Identifier: MIT */
/*
 * A stream: a run that is open while its rows come. A row becomes an occurrence of the docket, in its one cell, and is
 * taken in as an entry of a record is: by the same queue, order, take and bonds. What is over is given back: rows at
 * which nothing looks back, with their occurrences; and bonds of which nothing can become any more (bond_state.c).
 *
 * Before a row is added, all that comes before it comes about. A row that passes is held until the next one is there:
 * if nothing else comes about at its instant it is taken in without having been in the queue. A row of a day without
 * an hour may have to do with any other of its day, so nothing comes about from the beginning of that day on before
 * rows behind its end are known.
 */
#include "run/stream_int.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "docket/made.h"
#include "plan/access.h"

#define ROW_TEXT "a row of the table" /* the text of every entry: reasons, which would show it, are not kept */
#define FIRST_SLOTS ((size_t)64)

/* What becomes of the rows of a relation once they are taken in. */
enum { STAYS, PASSES, IS_PLAIN };

/* Does nothing look back at rows of the relation, nor at what rules may call them? */
static bool relation_passes(const struct cs_stream *s, uint32_t relation)
{
    const struct cs_plan *plan = s->docket->plan;
    const uint8_t *names = plan->names_of + (size_t)relation * plan->relation_count;

    if (plan->compares_moments || !cs_store_passes(s->run, relation))
        return false;
    for (size_t i = 0; i < plan->relation_count; i++)
        if (names[i] != 0 && plan->relations[i].looked_back)
            return false;
    return true;
}

/* May its rows be taken in as plain ones (run_int.h)? */
static bool is_plain(const struct cs_stream *s, uint32_t relation)
{
    const struct cs_relation *r = &s->docket->plan->relations[relation];

    for (uint32_t i = 0; i < r->shape->role_count; i++)
        if (r->shape->roles[i].or_nothing)
            return false;
    return r->plain && s->docket->substitute_count == 0;
}

casus_status cs_stream_new(const struct cs_plan *plan, const struct cs_stream_wishes *wishes,
                           struct cs_failure *failure, struct cs_stream **out)
{
    struct cs_stream *s = calloc(1, sizeof *s);

    *out = NULL;
    if (s == NULL)
        return cs_fail_memory(failure);
    s->source = (struct cs_source){.name = "the table", .bytes = ROW_TEXT,
                                   .length = sizeof ROW_TEXT - 1, .kind = CS_SOURCE_RECORD, .loose = true,
                                   .line_starts = &s->line_start, .line_count = 1};
    s->entry.kind = CS_ENTRY_TERM;
    s->entry.span = s->entry.term.span = s->entry.term.head_span = (struct cs_span){&s->source, 0, sizeof ROW_TEXT - 1};
    s->wishes = *wishes;
    s->failure = failure;
    s->last = s->end = s->now = CS_TIME_ALWAYS;
    s->held = s->plain = CS_NOWHERE;
    if (cs_docket_new(plan, false, 0, CS_TIME_NEVER, 0, failure, &s->docket) != CASUS_OK ||
        cs_run_open(s->docket, CS_TIME_NEVER, wishes->ways_off, &s->run) != CASUS_OK) {
        cs_stream_free(s);
        return failure->status;
    }
    s->run->streams = s->run->telling = true;
    s->run->families = (wishes->ways_off & CS_WAY_FAMILY) == 0;
    s->run->apart = wishes->apart;
    s->passing = cs_arena_array(&s->docket->arena, plan->relation_count, sizeof *s->passing);
    if (s->passing == NULL) {
        cs_stream_free(s);
        return cs_fail_memory(failure);
    }
    for (uint32_t i = 0; i < plan->relation_count; i++)
        s->passing[i] = (struct passing){!relation_passes(s, i) ? STAYS : is_plain(s, i) ? IS_PLAIN : PASSES,
                                         (uint8_t)plan->relations[i].column_count};
    s->first = s->slots = s->docket->occurrence_count;
    s->placement_capacity = s->run->placement_count;
    *out = s;
    return CASUS_OK;
}

void cs_stream_free(struct cs_stream *s)
{
    if (s == NULL)
        return;
    cs_run_free(s->run);
    if (s->docket != NULL)
        cs_docket_free(s->docket);
    free(s->rows);
    free(s->free_slots);
    free(s->pending);
    free(s->open_starts);
    free(s->open_ends);
    free(s->begun);
    free(s->told);
    free(s->waiting);
    free(s->empty);
    free(s->spots);
    free(s->ranked);
    free(s);
}

/*
 * Is what has become of bonds to be told before this comes about? It is as its instant is over; and what a day has
 * brought as that day is over, before the times that end with it: these are of the next.
 */
static bool to_be_told(const struct cs_stream *s, const struct cs_item *next)
{
    if (s->waiting_count == 0)
        return false;
    return next == NULL || next->time != s->now || (s->phase <= CS_PHASE_END_OF_TERM && next->phase >= CS_PHASE_DUE);
}

/* All that comes before this instant comes about, in the queue. */
static void advance_queue(struct cs_stream *s, cs_instant before)
{
    struct cs_item item;

    while (!s->stopped && cs_run_ok(s->run)) {
        const struct cs_item *next = cs_queue_peek(s->run);

        if (to_be_told(s, next))
            cs_stream_tell(s);
        if (s->stopped || !cs_run_step(s->run, before, &item))
            break;
        cs_stream_note(s, &item);
    }
}

/* ---- rows ---- */

const char *cs_stream_refusal(const struct cs_stream *s)
{
    return s->refusal;
}

static casus_status refuse(struct cs_stream *s, const char *why)
{
    s->refusal = why;
    return CASUS_ERR_ARGUMENT;
}

static inline bool is_well(const struct cs_stream *s)
{
    const struct cs_run *run = s->run;

    return cs_run_ok(run) && !s->stopped && !run->arena.failed && !s->docket->arena.failed && !s->docket->names.failed;
}

static casus_status status_of(struct cs_stream *s)
{
    const struct cs_run *run = s->run;

    if (is_well(s))
        return CASUS_OK;
    if (s->failure->status == CASUS_OK && s->stopped)
        return cs_fail(s->failure, CASUS_ERR_IO, "what came of the stream could not be written");
    if (s->failure->status == CASUS_OK && cs_worlds_status(run->worlds) == CASUS_ERR_ENTANGLED)
        return cs_docket_fail_entangled(s->docket, s->failure, " in the rows of the stream");
    if (s->failure->status == CASUS_OK)
        return cs_fail_memory(s->failure);
    return s->failure->status;
}

/* A longer copy of an array of an arena. */
static void *longer(struct cs_arena *arena, const void *items, size_t count, size_t capacity, size_t size)
{
    void *copy = cs_arena_array(arena, capacity, size);

    if (copy != NULL && count > 0)
        memcpy(copy, items, count * size);
    return copy;
}

#define LONGER(arena, items, count, capacity) \
    ((items) = longer(arena, items, count, capacity, sizeof *(items)), (items) != NULL)

/* Room for twice as many occurrences. What is kept of each of their rows stands behind that of the record's rows. */
static bool more_slots(struct cs_stream *s)
{
    struct cs_run *run = s->run;
    struct cs_docket *docket = s->docket;
    size_t count = s->slots, capacity = s->slots == s->first ? s->first + FIRST_SLOTS : 2 * s->slots;
    size_t effective = 0, more = capacity - count;

    for (size_t i = 0; i < s->first; i++)
        for (const struct cs_occurrence_row *row = docket->occurrences[i].rows; row != NULL; row = row->next)
            effective++;
    effective += count - s->first;
    if (!LONGER(&docket->arena, docket->occurrences, count, capacity) ||
        !LONGER(&run->arena, run->effective_first, count, capacity) ||
        !LONGER(&run->arena, run->effective_asked, count, capacity) ||
        !LONGER(&run->arena, run->taken, count, capacity) ||
        !LONGER(&run->arena, run->effective, effective, effective + more) ||
        !LONGER(&run->arena, run->act_causes, effective, effective + more) ||
        !LONGER(&run->arena, run->act_failures, effective, effective + more))
        return false;
    s->free_slots = realloc(s->free_slots, (capacity - s->first) * sizeof *s->free_slots);
    s->rows = realloc(s->rows, (capacity - s->first) * sizeof *s->rows);
    if (s->free_slots == NULL || s->rows == NULL)
        return false;
    for (size_t i = capacity; i-- > count;) {
        s->rows[i - s->first] = NULL;
        run->effective_first[i] = (uint32_t)(effective + (i - count));
        s->free_slots[s->free_slot_count++] = (uint32_t)i;
    }
    s->slots = capacity;
    return true;
}

/* The tables of the docket by value are long enough for this one. */
static bool reach_value(struct cs_stream *s, cs_value value)
{
    struct cs_docket *docket = s->docket;
    size_t count = docket->occurrence_of_count, capacity = 2 * (size_t)value + 64;

    if (value < count)
        return true;
    if (!LONGER(&docket->arena, docket->occurrence_of, count, capacity) ||
        !LONGER(&docket->arena, docket->fact_of, count, capacity) ||
        !LONGER(&docket->arena, docket->bond_of, count, capacity))
        return false;
    docket->occurrence_of_count = capacity;
    return true;
}

/* "row 12": how the occurrence of a row reads. */
static void write_row(const struct cs_names *names, const void *made_of, struct cs_buffer *out)
{
    const struct told_row *row = made_of;

    (void)names;
    cs_buffer_text(out, "row ");
    cs_buffer_number(out, row->number);
    if (row->written != NULL)
        *row->written = true;
}

/* The name of a row's own; of one that passes, that of its slot, which the next row there has again. */
static cs_value name_of_row(struct cs_stream *s, struct told_row *row, size_t slot)
{
    struct cs_name_key key;

    if (row->passes && row->name_of_slot != CS_NO_NAME) {
        if (*row->written)
            cs_names_write_again(&s->docket->names, row->name_of_slot, write_row, row);
        *row->written = false;
        return row->name_of_slot;
    }
    cs_name_key_init(&key, CS_MADE_TABLE_ROW);
    cs_name_key_number(&key, row->passes ? 0 : (int64_t)row->number); /* rows are counted from 1 */
    cs_name_key_number(&key, row->passes ? (int64_t)slot : (int64_t)row->part);
    if (!row->passes)
        return cs_names_make_later(&s->docket->names, &key, write_row, row);
    row->name_of_slot = cs_names_make_later(&s->docket->names, &key, write_row, row);
    return row->name_of_slot;
}

/* May its occurrence be given back? */
static bool passes(const struct cs_stream *s, const struct cs_stream_row *row)
{
    return s->passing[row->relation].how != STAYS && row->values[0] == CS_UNSAID && row->hours && !s->days;
}

/* The slot of a row, with a name; SIZE_MAX if memory ran out. */
static size_t take_slot(struct cs_stream *s, const struct cs_stream_row *row)
{
    struct told_row *told;
    size_t slot;

    if (s->free_slot_count == 0 && !more_slots(s))
        return SIZE_MAX;
    slot = s->free_slots[--s->free_slot_count];
    told = s->rows[slot - s->first];
    if (told == NULL && ((told = cs_arena_alloc(&s->docket->arena, sizeof *told)) == NULL ||
                         (told->written = cs_arena_alloc(&s->docket->arena, sizeof *told->written)) == NULL))
        return SIZE_MAX;
    s->rows[slot - s->first] = told;
    told->number = row->number;
    told->part = s->part;
    told->passes = passes(s, row);
    return slot;
}

/* Adds a value, if it is one of an occurrence, and what that names, to what a row names: sorted, each once. */
static void add_referred(cs_value value, cs_value *list, uint32_t *count, uint32_t max)
{
    uint32_t at = 0;

    while (at < *count && list[at] < value)
        at++;
    if (*count == max || (at < *count && list[at] == value))
        return;
    memmove(list + at + 1, list + at, (*count - at) * sizeof *list);
    list[at] = value;
    *count += 1;
}

static bool add_refers(struct cs_stream *s, struct cs_occurrence *o, const struct cs_stream_row *row)
{
    const struct cs_relation *r = &s->docket->plan->relations[row->relation];
    uint32_t max = 0;

    for (uint32_t i = r->first_role; i < r->column_count; i++) {
        const struct cs_occurrence *named =
            row->values[i] == CS_UNSAID ? NULL : cs_docket_occurrence(s->docket, row->values[i]);

        max += named == NULL ? 0 : 1 + named->refer_count;
    }
    if (max == 0)
        return true;
    o->refers = cs_arena_array(&s->docket->arena, max, sizeof *o->refers);
    for (uint32_t i = r->first_role; i < r->column_count && o->refers != NULL; i++) {
        const struct cs_occurrence *named =
            row->values[i] == CS_UNSAID ? NULL : cs_docket_occurrence(s->docket, row->values[i]);

        for (uint32_t k = 0; named != NULL && k < named->refer_count; k++)
            add_referred(named->refers[k], o->refers, &o->refer_count, max);
        if (named != NULL)
            add_referred(named->value, o->refers, &o->refer_count, max);
    }
    return o->refers != NULL;
}

/* What all occurrences of a slot have alike. */
static void make_slot(struct cs_stream *s, struct cs_occurrence *o, struct told_row *told, cs_value value)
{
    *o = (struct cs_occurrence){.entry = &s->entry, .value = value, .worlds = CS_ALL, .rows = &told->row,
                                .cells = &told->cell, .cell_count = 1};
    told->row = (struct cs_occurrence_row){.worlds = CS_ALL};
    told->cell = (struct cs_cell){.worlds = CS_ALL};
}

/* What the row says, but for the name of its occurrence. */
static void fill(struct told_row *told, const struct cs_stream_row *row)
{
    told->row.relation = row->relation;
    memcpy(told->row.values, row->values, sizeof told->row.values);
    told->cell = (struct cs_cell){.start = row->start, .end = row->end, .day = row->day, .hours = row->hours,
                                  .offset = row->offset, .worlds = CS_ALL};
}

static bool make_occurrence(struct cs_stream *s, const struct cs_stream_row *row, size_t slot)
{
    struct cs_run *run = s->run;
    struct cs_occurrence *o = &s->docket->occurrences[slot];
    struct told_row *told = s->rows[slot - s->first];
    size_t effective = run->effective_first[slot];
    cs_value value = row->values[0] != CS_UNSAID ? row->values[0] : name_of_row(s, told, slot);

    if (value == CS_NO_NAME || (value >= s->docket->occurrence_of_count && !reach_value(s, value)))
        return false;
    if (o->value != value || !told->passes) /* else it was one that passes before */
        make_slot(s, o, told, value);
    fill(told, row);
    cs_plan_fill_nothing(s->docket->plan, row->relation, told->row.values);
    told->row.values[0] = value;
    s->docket->occurrence_of[value] = (uint32_t)slot + 1;
    run->taken[slot] = CS_NONE;
    run->effective_asked[slot] = 0;
    run->effective[effective] = CS_NONE;
    run->act_causes[effective] = 0;
    run->act_failures[effective] = NULL;
    return told->passes || add_refers(s, o, row);
}

/* Places it in the queue. */
static bool place(struct cs_stream *s, size_t slot)
{
    struct cs_run *run = s->run;
    const struct cs_cell *cell = &s->rows[slot - s->first]->cell;
    bool instant = cell->end == cell->start + 1;
    uint32_t number = (uint32_t)run->placement_count;

    if (run->placement_count == s->placement_capacity) {
        size_t capacity = 2 * s->placement_capacity + 64;

        if (!LONGER(&run->arena, run->placements, run->placement_count, capacity) ||
            !LONGER(&run->arena, run->open, run->open_count, capacity))
            return false;
        s->placement_capacity = capacity;
    }
    run->placements[run->placement_count++] =
        (struct cs_placement){(uint32_t)slot, cell->start, cell->end, cell, CS_ALL, NULL};
    cs_queue_add_ring(run, instant ? CS_RING_INSTANT : CS_RING_CELL, instant ? cell->start : cell->end, number);
    return true;
}

/* Does some occurrence wait to be taken in? */
static bool run_waits(const struct cs_run *run)
{
    return run->coming > 0;
}

/* Nothing waits to be taken in: the placements, and the occurrences that pass, are given back. */
static void give_back(struct cs_stream *s)
{
    struct cs_run *run = s->run;

    if (run_waits(run) || s->open_count > 0)
        return;
    for (size_t i = 0; i < s->pending_count; i++) {
        cs_value value = s->docket->occurrences[s->pending[i]].value;

        s->docket->occurrence_of[value] = 0;
        s->free_slots[s->free_slot_count++] = s->pending[i];
    }
    s->pending_count = 0;
    run->placement_count = run->opened = run->open_count = 0;
}

/* A bond that the row of a slot has founded names it; before rows of days come, by which it may be asked, it gets a
 * name of its own. */
static casus_status name_triggers(struct cs_stream *s)
{
    s->run->families = false; /* each is asked by itself */
    cs_watch_part_families(s->run);
    cs_stream_note_parted(s);
    struct cs_run *run = s->run;

    for (size_t i = 0; i < s->told_count; i++) {
        struct cs_bond_state *b = &run->bonds[i];
        struct told_row row = {.number = b->founded_by, .part = s->told[i].part};
        cs_value value;
        struct cs_name_key key;
        struct cs_buffer text;

        if (!b->founder_known || row.number == 0)
            continue;
        cs_name_key_init(&key, CS_MADE_TABLE_ROW);
        cs_name_key_number(&key, (int64_t)row.number);
        cs_name_key_number(&key, (int64_t)row.part);
        cs_buffer_init(&text);
        write_row(&s->docket->names, &row, &text);
        value = cs_names_make(&s->docket->names, &key, &text);
        for (size_t d = 0; d < b->due_count; d++)
            if (b->dues[d].trigger == b->trigger)
                b->dues[d].trigger = value;
        b->trigger = value;
    }
    s->days = true;
    return s->docket->names.failed ? cs_fail_memory(s->failure) : CASUS_OK;
}

/* The row that is held joins what waits to be taken in: something else comes about at its instant. */
static bool place_held(struct cs_stream *s)
{
    uint32_t number = s->held;

    s->held = CS_NOWHERE;
    if (number == CS_NOWHERE)
        return true;
    if (number == s->plain) { /* the next plain row takes a slot of its own */
        struct told_row *told = s->rows[number - s->first];

        memcpy(told->row.values, s->plain_values, sizeof told->row.values);
        told->cell = (struct cs_cell){.start = s->held_place.start, .end = s->held_place.end, .day = s->held_place.day,
                                      .hours = s->held_place.hours, .offset = s->held_place.offset, .worlds = CS_ALL};
        s->plain = CS_NOWHERE;
    }
    if (!place(s, number) || !cs_grow(&s->pending, &s->pending_capacity, s->pending_count + 1, sizeof *s->pending))
        return false;
    s->pending[s->pending_count++] = number;
    return true;
}

/* The row that is held is taken in: nothing else comes about at its instant before it, or with it. */
static inline void take_held(struct cs_stream *s)
{
    static const struct cs_item item = {.phase = CS_PHASE_INSTANT, .kind = CS_ITEM_OCCURRENCE};
    struct cs_run *run = s->run;
    uint32_t slot = s->held;
    const struct told_row *told = s->rows[slot - s->first];
    const struct cs_occurrence *o;

    s->held = CS_NOWHERE;
    if (s->waiting_count > 0)
        cs_stream_tell(s);
    if (s->stopped || !cs_run_ok(run))
        return;
    run->now = s->held_start;
    if (slot == s->plain) {
        run->place = s->held_place;
        cs_take_plain(run, told->row.relation);
        if (run->settled_count + run->touched_count + run->parted_count + run->lapsed_count + run->passing_count +
                run->closing_count > 0)
            cs_stream_note_alone(s, told);
        cs_store_passed(run, told->row.relation);
        return;
    }
    o = &s->docket->occurrences[slot];
    run->place = (struct cs_place){.start = told->cell.start, .end = told->cell.end, .day = told->cell.day,
                                   .hours = told->cell.hours, .offset = told->cell.offset, .occurrence = o->value};
    cs_take_occurrence(run, o, CS_ALL);
    cs_stream_note(s, &item);
    s->docket->occurrence_of[o->value] = 0;
    s->free_slots[s->free_slot_count++] = slot;
}

/* Holds a plain row in the slot that all of them have, one after the other; what it says stands in its relation. */
static inline bool hold_plain(struct cs_stream *s, const struct cs_stream_row *row)
{
    uint32_t columns = s->passing[row->relation].columns;
    struct told_row *told;
    cs_value *values;

    if (s->plain == CS_NOWHERE) {
        size_t slot = take_slot(s, row);

        if (slot == SIZE_MAX || !make_occurrence(s, row, slot))
            return false;
        s->plain = (uint32_t)slot;
    }
    told = s->rows[s->plain - s->first];
    told->number = row->number;
    told->part = s->part;
    if (*told->written)
        name_of_row(s, told, s->plain);
    told->row.relation = row->relation;
    s->held_place = (struct cs_place){.start = row->start, .end = row->end, .day = row->day, .hours = row->hours,
                                      .offset = row->offset, .occurrence = told->row.values[0]};
    values = cs_store_next(s->run, row->relation);
    if (values == NULL)
        return false;
    s->plain_values = values;
    values[0] = told->row.values[0];
    for (uint32_t i = 1; i < columns; i++)
        values[i] = row->values[i];
    s->held = s->plain;
    s->held_start = row->start;
    return s->run->placement_count == 0 || place_held(s);
}

/* All that comes before this instant comes about. False if memory ran out. */
static inline bool advance(struct cs_stream *s, cs_instant before)
{
    const struct cs_item *next;

    if (s->held != CS_NOWHERE) {
        next = cs_queue_peek(s->run);
        if (s->held_start < before && (next == NULL || next->time > s->held_start))
            take_held(s);
        else if (!place_held(s))
            return false;
    }
    next = cs_queue_peek(s->run);
    if (s->waiting_count > 0 || (next != NULL && next->time < before))
        advance_queue(s, before);
    return true;
}

static bool keep_open(struct cs_stream *s, const struct cs_stream_row *row)
{
    if (!cs_grow(&s->open_starts, &s->open_start_capacity, s->open_count + 1, sizeof *s->open_starts) ||
        !cs_grow(&s->open_ends, &s->open_end_capacity, s->open_count + 1, sizeof *s->open_ends))
        return false;
    s->open_starts[s->open_count] = row->start;
    s->open_ends[s->open_count++] = row->end;
    return true;
}

/* Up to where all rows are known that may have to do with what comes about, now that one begins at `start`. */
static cs_instant known_up_to(struct cs_stream *s, cs_instant start)
{
    size_t kept = 0;
    cs_instant first = start;

    for (size_t i = 0; i < s->open_count; i++) { /* they stand by their starts */
        if (kept == 0 && s->open_ends[i] <= start)
            continue;
        if (kept == 0)
            first = s->open_starts[i] < start ? s->open_starts[i] : start;
        s->open_starts[kept] = s->open_starts[i];
        s->open_ends[kept++] = s->open_ends[i];
    }
    s->open_count = kept;
    return first;
}

static casus_status take_event(struct cs_stream *s, const struct cs_stream_row *row)
{
    size_t slot;

    if (row->values[0] != CS_UNSAID && cs_docket_occurrence(s->docket, row->values[0]) != NULL)
        return refuse(s, "a row before it has told of the occurrence that it names");
    if (!row->hours && !s->days && name_triggers(s) != CASUS_OK)
        return s->failure->status;
    slot = take_slot(s, row);
    if (slot == SIZE_MAX || !make_occurrence(s, row, slot))
        return cs_fail_memory(s->failure);
    if (s->rows[slot - s->first]->passes) {
        s->held = (uint32_t)slot;
        s->held_start = row->start;
        return s->run->placement_count == 0 || place_held(s) ? CASUS_OK : cs_fail_memory(s->failure);
    }
    if (!place(s, slot) || (row->end != row->start + 1 && !keep_open(s, row)))
        return cs_fail_memory(s->failure);
    return CASUS_OK;
}

/* ---- facts ---- */

static bool queue_fact(struct cs_stream *s, struct cs_occurrence *fact, const struct cs_stream_row *row)
{
    struct cs_run *run = s->run;

    if (!cs_grow(&run->told, &run->told_capacity, run->told_count + 1, sizeof *run->told))
        return false;
    run->told[run->told_count] = fact;
    cs_queue_add(run, (struct cs_item){.time = row->ends ? row->end : row->start,
                                       .phase = row->ends ? CS_PHASE_END : CS_PHASE_BEGIN, .kind = CS_ITEM_TOLD,
                                       .day = row->ends ? cs_day_of(row->end, row->offset) : row->day,
                                       .offset = row->offset, .worlds = CS_ALL,
                                       .subject = (uint32_t)run->told_count++, .begins = !row->ends});
    return true;
}

static casus_status end_fact(struct cs_stream *s, const struct cs_stream_row *row)
{
    size_t columns = s->docket->plan->relations[row->relation].column_count;

    for (size_t i = s->begun_count; i-- > 0;) {
        struct cs_occurrence *fact = s->begun[i].fact;

        if (fact->rows->relation != row->relation ||
            memcmp(fact->rows->values, row->values, columns * sizeof *row->values) != 0)
            continue;
        s->begun[i] = s->begun[--s->begun_count];
        return queue_fact(s, fact, row) ? CASUS_OK : cs_fail_memory(s->failure);
    }
    return refuse(s, "it ends what no row before it has begun");
}

static casus_status begin_fact(struct cs_stream *s, const struct cs_stream_row *row)
{
    struct cs_occurrence *fact = cs_arena_alloc(&s->docket->arena, sizeof *fact);
    struct told_row *told = cs_arena_alloc(&s->docket->arena, sizeof *told);

    if (fact == NULL || told == NULL ||
        !cs_grow(&s->begun, &s->begun_capacity, s->begun_count + 1, sizeof *s->begun))
        return cs_fail_memory(s->failure);
    told->row = (struct cs_occurrence_row){.relation = row->relation, .worlds = CS_ALL};
    memcpy(told->row.values, row->values, sizeof told->row.values);
    told->cell = (struct cs_cell){.start = row->start, .end = row->end, .day = row->day, .hours = row->hours,
                                  .offset = row->offset, .worlds = CS_ALL};
    *fact = (struct cs_occurrence){.entry = &s->entry, .worlds = CS_ALL, .rows = &told->row, .cells = &told->cell,
                                   .cell_count = 1};
    fact->moment.start = (cs_instant)row->number; /* by which verdicts name it */
    s->begun[s->begun_count++] = (struct begun){fact};
    return queue_fact(s, fact, row) ? CASUS_OK : cs_fail_memory(s->failure);
}

/*
 * Does a row name what is closed (R 6.9)? Where rows are told apart by a key, what else they name may be closed by rows
 * of another key, which another part of the table may have: then only the key counts.
 */
static bool names_closed(struct cs_stream *s, const struct cs_stream_row *row)
{
    const struct cs_relation *r = &s->docket->plan->relations[row->relation];
    const uint32_t *apart = s->run->apart;
    size_t length;
    char number[24];

    for (uint64_t columns = r->closed_columns; columns != 0; columns &= columns - 1) {
        uint32_t i = (uint32_t)__builtin_ctzll(columns);
        const char *text;

        if ((apart != NULL && apart[row->relation] != i) || !cs_run_closed(s->run, row->values[i]))
            continue;
        text = cs_stream_text(s, row->values[i], number, &length);
        snprintf(s->why, sizeof s->why, "it comes after \"%.*s\" was closed for good", length > 80 ? 80 : (int)length,
                 text);
        s->refusal = s->why;
        return true;
    }
    return false;
}

static inline void note_taken(struct cs_stream *s, const struct cs_stream_row *row)
{
    s->number = row->number;
    s->last = row->start;
    s->end = row->end > s->end ? row->end : s->end;
}

/* What goes wrong as a plain row is placed is told with the next row, or the end. */
casus_status cs_stream_take(struct cs_stream *s, const struct cs_stream_row *row)
{
    casus_status status;

    if (row->start < s->last)
        return refuse(s, "it comes before the row that was taken last");
    if (cs_fetch_pays(s->run))
        cs_fetch_places(s->run, row->relation, row->values, &s->fetches);
    if (!advance(s, s->open_count == 0 ? row->start : known_up_to(s, row->start)))
        return cs_fail_memory(s->failure);
    if (!is_well(s))
        return status_of(s);
    if (s->last == CS_TIME_ALWAYS && run_waits(s->run))
        return cs_fail(s->failure, CASUS_ERR_LIMIT,
                       "something in the texts of the case happens later than the first row; put it into the table");
    if (s->run->placement_count > 0)
        give_back(s);
    if (s->docket->plan->closing_count > 0 && names_closed(s, row))
        return CASUS_ERR_ARGUMENT;
    s->part = row->number == s->number ? s->part + 1 : 0;
    if (s->passing[row->relation].how == IS_PLAIN && passes(s, row)) {
        s->run->tries_max += CS_TRIES_OF_ENTRY;
        if (!hold_plain(s, row))
            return cs_fail_memory(s->failure);
        if (s->fetches.count > 0)
            cs_fetch_found(s->run, row->relation, row->values, &s->fetches);
        note_taken(s, row);
        return CASUS_OK;
    }
    if (s->passing[row->relation].how != STAYS ||
        s->docket->plan->relations[row->relation].kind == CS_RELATION_EVENT) {
        s->run->tries_max += CS_TRIES_OF_ENTRY;
        status = take_event(s, row);
    } else {
        status = row->ends ? end_fact(s, row) : begin_fact(s, row);
    }
    if (status != CASUS_OK)
        return status;
    note_taken(s, row);
    return is_well(s) ? CASUS_OK : status_of(s);
}

casus_status cs_stream_end(struct cs_stream *s, cs_instant end)
{
    must(end >= s->end);
    s->run->end = end;
    if (!advance(s, CS_TIME_NEVER))
        return cs_fail_memory(s->failure);
    if (!s->stopped && cs_run_close(s->run) == CASUS_OK)
        cs_stream_tell(s);
    return status_of(s);
}
