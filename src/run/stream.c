/* SPDX-License-Identifier: MIT */
/*
 * A stream over the docket and the run as they are: rows become entries of a file that no text has, which are run at
 * the end of the stream. So a stream means what a record of its rows means; and it keeps all rows.
 */
#include "run/stream.h"

#include <stdlib.h>
#include <string.h>

#include "docket/made.h"
#include "run/bond_int.h"

/* The text of every entry: reasons, which would show it, are not told of a stream. */
#define ROW_TEXT "a row of the table"

/* A fact that rows have begun and not ended: its entry. */
struct begun { uint32_t relation; struct cs_entry *entry; };

/* What is known of a bond: the state that was told last, and whether it waits to be told of. */
struct told { enum cs_state state; bool touched; uint64_t by; };

struct cs_stream {
    struct cs_plan plan;      /* the plan that was given, with `file` before its files and `names` over its names */
    struct cs_names names;
    struct cs_arena arena;
    struct cs_file file;
    struct cs_source source;
    uint32_t line_start;
    struct cs_entry **tail;
    struct cs_stream_wishes wishes;
    struct cs_failure *failure;
    const char *refusal;
    cs_instant last;          /* the start of the last row */
    cs_instant end;           /* the latest end of a row */
    uint64_t number, part;    /* of the last row; which statement of it */
    struct begun *begun;
    size_t begun_count, begun_capacity;
    /* of the run */
    struct told *told;
    size_t told_count, told_capacity;
    uint32_t *waiting;        /* bonds that were touched at this instant */
    size_t waiting_count, waiting_capacity;
    struct cs_place place;    /* at which that was */
    bool hours;
    bool stopped;             /* by the callback */
};

casus_status cs_stream_new(const struct cs_plan *plan, const struct cs_stream_wishes *wishes,
                           struct cs_failure *failure, struct cs_stream **out)
{
    struct cs_stream *s = calloc(1, sizeof *s);

    *out = s;
    if (s == NULL)
        return cs_fail_memory(failure);
    cs_arena_init(&s->arena);
    cs_names_init_over(&s->names, plan->names);
    s->source = (struct cs_source){.name = "the table", .bytes = ROW_TEXT,
                                   .length = sizeof ROW_TEXT - 1, .kind = CS_SOURCE_RECORD, .loose = true,
                                   .line_starts = &s->line_start, .line_count = 1};
    s->file = (struct cs_file){.source = &s->source};
    memcpy(&s->file.next, &plan->files, sizeof s->file.next); /* a list links what may be changed, and nobody does */
    s->tail = &s->file.entries;
    s->plan = *plan;
    s->plan.names = &s->names;
    s->plan.files = &s->file;
    s->wishes = *wishes;
    s->failure = failure;
    s->last = s->end = CS_TIME_ALWAYS;
    return CASUS_OK;
}

void cs_stream_free(struct cs_stream *s)
{
    if (s == NULL)
        return;
    cs_names_release(&s->names);
    cs_arena_release(&s->arena);
    free(s->begun);
    free(s->told);
    free(s->waiting);
    free(s);
}

/* ---- values ---- */

cs_value cs_stream_particular(struct cs_stream *s, cs_kind kind, const char *text, size_t length)
{
    struct cs_name_key key;
    struct cs_buffer shown;
    cs_name name = cs_names_intern(&s->names, text, length);
    cs_value value;

    cs_name_key_init(&key, CS_MADE_PARTICULAR);
    cs_name_key_name(&key, s->plan.symbols->kinds[kind].name);
    cs_name_key_name(&key, name);
    value = cs_names_find_made(&s->names, &key);
    if (value != CS_NO_NAME) {
        cs_name_key_release(&key);
        return value;
    }
    cs_buffer_init(&shown);
    cs_buffer_add(&shown, text, length);
    return cs_names_make(&s->names, &key, &shown);
}

cs_value cs_stream_integer(struct cs_stream *s, cs_kind kind, uint32_t number)
{
    char text[16];
    size_t at = sizeof text;

    do
        text[--at] = (char)('0' + number % 10);
    while ((number /= 10) != 0);
    return cs_stream_particular(s, kind, text + at, sizeof text - at);
}

cs_value cs_stream_name(struct cs_stream *s, const char *text, size_t length)
{
    return cs_names_intern(&s->names, text, length);
}

cs_kind cs_stream_kind(const struct cs_stream *s, cs_value value)
{
    const struct cs_symbols *symbols = s->plan.symbols;

    return cs_names_tag(s->plan.names, value) != CS_MADE_PARTICULAR
               ? CS_KIND_ANY : symbols->kind_of[cs_names_part(s->plan.names, value, 0)] - 1;
}

const char *cs_stream_text(const struct cs_stream *s, cs_value value, char room[24], size_t *length)
{
    (void)room;
    *length = cs_names_length(s->plan.names, value);
    return cs_names_text(s->plan.names, value);
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

/* The date of a row as a record would write it. */
static struct cs_moment moment_of(const struct cs_stream_row *row)
{
    char text[32];
    struct cs_moment moment;

    if (row->hours)
        cs_instant_text(row->start, row->offset, text);
    else
        cs_day_text(row->day, text);
    must(cs_moment_parse(text, strlen(text), row->offset, &moment) == NULL);
    return moment;
}

/* "row 12": the occurrence of a row that names none. */
static cs_name row_name(struct cs_stream *s, uint64_t number)
{
    struct cs_name_key key;
    struct cs_buffer text;

    s->part = number == s->number ? s->part + 1 : 0;
    cs_name_key_init(&key, CS_MADE_TABLE_ROW);
    cs_name_key_number(&key, (int64_t)number);
    cs_name_key_number(&key, (int64_t)s->part);
    cs_buffer_init(&text);
    cs_buffer_printf(&text, "row %llu", (unsigned long long)number);
    return cs_names_make(&s->names, &key, &text);
}

static void add_roles(struct cs_stream *s, const struct cs_stream_row *row, struct cs_term *term)
{
    const struct cs_relation *r = &s->plan.relations[row->relation];
    struct cs_role **tail = &term->roles;

    term->head = r->head;
    for (uint32_t i = r->first_role; i < r->column_count; i++) {
        struct cs_role *role = row->values[i] == CS_UNSAID ? NULL : cs_arena_alloc(&s->arena, sizeof *role);

        if (role == NULL || (role->args = cs_arena_alloc(&s->arena, sizeof *role->args)) == NULL)
            continue;
        role->prep = r->shape->roles[i - r->first_role].prep;
        role->args->name = row->values[i];
        if (r->column_kinds[i] == CS_KIND_OCCURRENCE)
            role->args->kind = CS_ARG_LABEL;
        *tail = role;
        tail = &role->next;
    }
}

static bool same_row(const struct cs_stream *s, const struct begun *begun, const struct cs_stream_row *row)
{
    const struct cs_relation *r = &s->plan.relations[row->relation];
    const struct cs_role *role = begun->entry->term.roles;

    if (begun->relation != row->relation)
        return false;
    for (uint32_t i = r->first_role; i < r->column_count; i++) {
        if (row->values[i] == CS_UNSAID)
            continue;
        if (role == NULL || role->prep != r->shape->roles[i - r->first_role].prep || role->args->name != row->values[i])
            return false;
        role = role->next;
    }
    return role == NULL;
}

static casus_status end_fact(struct cs_stream *s, const struct cs_stream_row *row)
{
    for (size_t i = s->begun_count; i-- > 0;)
        if (same_row(s, &s->begun[i], row)) {
            struct cs_moment *moment = &s->begun[i].entry->moment;

            if (cs_moment_span(cs_moment_beginning(moment), moment_of(row), moment) != NULL)
                return refuse(s, "it would end before it began");
            s->begun[i] = s->begun[--s->begun_count];
            return CASUS_OK;
        }
    return refuse(s, "it ends what no row before it has begun");
}

casus_status cs_stream_take(struct cs_stream *s, const struct cs_stream_row *row)
{
    struct cs_moment none = {.form = CS_MOMENT_NONE};
    bool fact = s->plan.relations[row->relation].kind == CS_RELATION_FACT;
    struct cs_entry *entry;

    if (row->start < s->last)
        return refuse(s, "it comes before the row that was taken last");
    if (row->ends && end_fact(s, row) != CASUS_OK)
        return CASUS_ERR_ARGUMENT;
    s->last = row->start;
    s->end = row->end > s->end ? row->end : s->end;
    if (row->ends)
        return CASUS_OK;
    entry = cs_arena_alloc(&s->arena, sizeof *entry);
    if (entry == NULL || !cs_grow(&s->begun, &s->begun_capacity, s->begun_count + 1, sizeof *s->begun))
        return cs_fail_memory(s->failure);
    entry->kind = CS_ENTRY_TERM;
    entry->span = (struct cs_span){&s->source, 0, sizeof ROW_TEXT - 1};
    entry->term.span = entry->term.head_span = entry->span;
    entry->moment = moment_of(row);
    if (fact) {
        must(cs_moment_span(entry->moment, none, &entry->moment) == NULL);
        s->begun[s->begun_count++] = (struct begun){row->relation, entry};
    }
    entry->label = !fact && row->values[0] != CS_UNSAID ? row->values[0] : row_name(s, row->number);
    s->number = row->number;
    add_roles(s, row, &entry->term);
    *s->tail = entry;
    s->tail = &entry->next;
    return cs_arena_failed(&s->arena) || s->names.failed ? cs_fail_memory(s->failure) : CASUS_OK;
}

/* ---- verdicts ---- */

/* The number of the row of an occurrence, or of what a rule brings about later; 0: it is of no row. */
static uint64_t number_of(const struct cs_names *names, cs_value occurrence)
{
    if (occurrence == CS_UNSAID)
        return 0;
    while (cs_names_tag(names, occurrence) == CS_MADE_DELAYED)
        occurrence = cs_names_part(names, occurrence, 0);
    if (cs_names_tag(names, occurrence) != CS_MADE_TABLE_ROW)
        return 0;
    return strtoull(cs_names_text(names, occurrence) + sizeof "row", NULL, 10);
}

/* The row of the table that did it: an occurrence, or a fact that a row has begun. */
static uint64_t number_of_row(const struct cs_run *run, const struct cs_touch *touch)
{
    const struct cs_relation *r;

    if (touch->relation == CS_NOWHERE || touch->row == CS_NOWHERE)
        return 0;
    r = &run->plan->relations[touch->relation];
    if (cs_relation_happens(r))
        return number_of(run->plan->names, cs_store_values(run, touch->relation, touch->row)[0]);
    for (const struct cs_support *p = run->stores[touch->relation].rows[touch->row].supports; p != NULL; p = p->next)
        if (p->entry != NULL)
            return number_of(run->plan->names, p->entry->value);
    return 0;
}

static enum cs_state state_on(struct cs_run *run, const struct cs_bond_state *b, cs_set account)
{
    struct cs_bond_standing states[CS_BOND_STATES];
    size_t count = cs_bond_states(run, b, states);

    if (account == CS_NONE)
        return CS_STATE_CONTRADICTORY;
    while (count-- > 0) {
        cs_set here = cs_worlds_and(run->worlds, account, states[count].worlds);

        if (here != CS_NONE)
            return here == account ? states[count].state : CS_STATE_UNDETERMINED;
    }
    return CS_STATE_NONE;
}

static int compare_texts(const struct cs_run *run, cs_value a, cs_value b)
{
    return a == b ? 0 : strcmp(cs_names_text(run->plan->names, a), cs_names_text(run->plan->names, b));
}

static int compare_bonds(const struct cs_run *run, const struct cs_bond_state *a, const struct cs_bond_state *b)
{
    uint64_t x = number_of(run->plan->names, a->trigger), y = number_of(run->plan->names, b->trigger);
    int order;

    if (x != y)
        return x < y ? -1 : 1;
    if ((order = compare_texts(run, a->article, b->article)) != 0 ||
        (order = compare_texts(run, a->holder, b->holder)) != 0 || a->relation != b->relation)
        return order != 0 ? order : a->relation < b->relation ? -1 : 1;
    for (uint32_t i = 0; i < run->plan->relations[a->relation].column_count; i++)
        if ((order = compare_texts(run, a->act[i], b->act[i])) != 0)
            return order;
    return compare_texts(run, a->claimant, b->claimant);
}

/* Sorts the bonds that wait to be told of: few at a time. */
static void sort_waiting(const struct cs_run *run, struct cs_stream *s)
{
    for (size_t i = 1; i < s->waiting_count; i++)
        for (size_t k = i; k > 0 && compare_bonds(run, &run->bonds[s->waiting[k]],
                                                  &run->bonds[s->waiting[k - 1]]) < 0; k--) {
            uint32_t bond = s->waiting[k];

            s->waiting[k] = s->waiting[k - 1];
            s->waiting[k - 1] = bond;
        }
}

static void tell(struct cs_stream *s, struct cs_run *run, uint32_t bond, enum cs_state state)
{
    const struct cs_bond_state *b = &run->bonds[bond];
    struct cs_stream_verdict verdict = {
        .time = s->place.start, .day = s->place.day, .hours = s->hours, .state = state, .article = b->article,
        .conclusion = b->conclusion, .holder = b->holder, .claimant = b->claimant, .relation = b->relation,
        .act = b->act, .founded_by = number_of(run->plan->names, b->trigger), .done_by = s->told[bond].by};

    if (b->since.count > 0) {
        verdict.since = b->since.items[0].time;
        verdict.since_day = cs_day_of(verdict.since, run->docket->zone);
        verdict.since_hours = cs_day_start(verdict.since_day, run->docket->zone) != verdict.since;
    }
    if (!s->wishes.take(s->wishes.context, &verdict))
        s->stopped = true;
}

/* Tells of all that has become of bonds at the instant that is over. */
static void tell_all(struct cs_stream *s, struct cs_run *run)
{
    cs_set account = s->waiting_count == 0 ? CS_ALL
                                           : cs_worlds_and(run->worlds, run->docket->possible,
                                                           cs_docket_account(run->docket, s->wishes.account));

    sort_waiting(run, s);
    for (size_t i = 0; i < s->waiting_count && !s->stopped && cs_run_ok(run); i++) {
        struct told *told = &s->told[s->waiting[i]];
        enum cs_state state = state_on(run, &run->bonds[s->waiting[i]], account);

        told->touched = false;
        if (state == told->state)
            continue;
        told->state = state;
        if (state != CS_STATE_NONE && state != CS_STATE_IN_FORCE && state != CS_STATE_SUSPENDED)
            tell(s, run, s->waiting[i], state);
    }
    s->waiting_count = 0;
}

/* Bonds of which something may have become wait until all that comes at this instant has come. */
static void wait_for_end(struct cs_stream *s, struct cs_run *run, const struct cs_item *item)
{
    s->place = run->place;
    s->hours = item->kind == CS_ITEM_DUE ? cs_day_start(run->place.day, run->place.offset) != run->place.start
                                         : run->place.hours;
    for (size_t i = 0; i < run->touched_count; i++) {
        const struct cs_touch *touch = &run->touched[i];
        uint64_t by = number_of_row(run, touch);

        if (!cs_grow(&s->told, &s->told_capacity, run->bond_count, sizeof *s->told) ||
            !cs_grow(&s->waiting, &s->waiting_capacity, s->waiting_count + 1, sizeof *s->waiting)) {
            cs_run_fail_memory(run);
            return;
        }
        for (; s->told_count < run->bond_count; s->told_count++)
            s->told[s->told_count] = (struct told){.state = CS_STATE_NONE};
        if (!s->told[touch->bond].touched)
            s->waiting[s->waiting_count++] = touch->bond;
        if (!s->told[touch->bond].touched || by != 0)
            s->told[touch->bond].by = by;
        s->told[touch->bond].touched = true;
    }
    run->touched_count = 0;
}

static void step(struct cs_run *run, const struct cs_item *item, void *context)
{
    struct cs_stream *s = context;
    const struct cs_item *next;

    if (run->touched_count > 0 && !s->stopped)
        wait_for_end(s, run, item);
    next = cs_queue_peek(run);
    if (s->waiting_count > 0 && (next == NULL || next->time != run->now))
        tell_all(s, run);
}

casus_status cs_stream_end(struct cs_stream *s, cs_instant end)
{
    struct cs_docket *docket;
    struct cs_run *run;

    must(end >= s->end);
    if (cs_docket_new(&s->plan, false, 0, end, 0, s->failure, &docket) != CASUS_OK)
        return s->failure->status;
    s->plan.names = &docket->names; /* as texts of values are asked for while it runs */
    if (cs_run_new_stepped(docket, end, step, s, &run) == CASUS_OK) {
        tell_all(s, run);
        cs_run_free(run);
    }
    if (s->failure->status == CASUS_OK && s->stopped)
        cs_fail(s->failure, CASUS_ERR_IO, "what came of the stream could not be written");
    s->plan.names = &s->names;
    cs_docket_free(docket);
    return s->failure->status;
}
