/* SPDX-License-Identifier: MIT */
#include "view/units.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ledger/spans.h"
#include "view/rows.h"

/* ---- units and their columns ---- */

#define TEXT false
#define INTEGER true
#define UNIT(NAME, name, meaning) {name, meaning},
#define COLUMN(unit, name, type, meaning)
static const struct { const char *name, *meaning; } units[] = {
#include "view/units.def"
};
#undef UNIT
#undef COLUMN
#define UNIT(NAME, name, meaning)
#define COLUMN(unit, name, type, meaning) {name, type, meaning},
static const struct cs_export_column columns[] = {
#include "view/units.def"
};
#undef COLUMN
#define COLUMN(unit, name, type, meaning) CS_UNIT_OF_##unit,
static const enum cs_unit_kind units_of[] = {
#include "view/units.def"
};
#undef UNIT
#undef COLUMN
#define COLUMN_COUNT (sizeof columns / sizeof *columns)

const char *cs_unit_name(enum cs_unit_kind unit)
{
    return (unsigned)unit < CS_UNIT_OF_COUNT ? units[unit].name : NULL;
}

const char *cs_unit_meaning(enum cs_unit_kind unit)
{
    return (unsigned)unit < CS_UNIT_OF_COUNT ? units[unit].meaning : NULL;
}

const struct cs_export_column *cs_unit_columns(enum cs_unit_kind unit, size_t *count)
{
    size_t first = 0;

    while (first < COLUMN_COUNT && units_of[first] != unit)
        first++;
    *count = 0;
    while (first + *count < COLUMN_COUNT && units_of[first + *count] == unit)
        ++*count;
    return &columns[first];
}

/* ---- cells ---- */

#define SOURCES_MAX 12 /* rows of the tables that are named; of more it is said how many there are */

struct part { /* a bond of the ledger, as units sort it */
    const struct cs_ledger_row *row;
    cs_name a, b;            /* what the unit is told by: who owes, to whom, or an instrument and a war */
    cs_name under;
    const char *a_text, *b_text, *under_text;
    int32_t first, last;     /* the years of its first and last day */
    bool begins, ends;       /* it begins, and ends, in these years */
    bool certain;            /* so it is all over the account */
    const char *reason, *rows; /* made once they are told */
};

struct making {
    const struct cs_report *report;
    const struct cs_ledger *ledger;
    struct cs_worlds *worlds_of;
    struct cs_export *table;
    size_t at;         /* the next cell */
    size_t account;
    cs_set worlds;     /* of the account */
    struct part *parts;
    size_t part_count;
    const struct cs_ledger_row **acts; /* requests, decisions and acts */
    size_t act_count;
    size_t *firsts, first_capacity; /* by row of the table: the row of the ledger */
    struct cs_buffer cell;          /* for the cell that is being made */
    const char *last;               /* the cell that was made last in it, of those that repeat */
};

static const char *number_text(struct making *m, long long number)
{
    cs_buffer_clear(&m->cell);
    if (number < 0)
        cs_buffer_char(&m->cell, '-');
    cs_buffer_number(&m->cell, number < 0 ? 0 - (uint64_t)number : (uint64_t)number);
    return cs_arena_text(&m->table->arena, cs_buffer_string(&m->cell), m->cell.length);
}

static bool add_row(struct making *m, size_t first)
{
    struct cs_export *t = m->table;

    if (!cs_grow(&t->cells, &t->capacity, (t->row_count + 1) * t->column_count, sizeof *t->cells) ||
        !cs_grow(&m->firsts, &m->first_capacity, t->row_count + 1, sizeof *m->firsts)) {
        t->arena.failed = true;
        return false;
    }
    m->firsts[t->row_count] = first;
    m->at = t->row_count++ * t->column_count;
    for (size_t i = 0; i < t->column_count; i++)
        t->cells[m->at + i] = NULL;
    t->cells[m->at++] = number_text(m, (long long)t->row_count);
    t->cells[m->at++] = cs_row_account(m->report, m->account);
    return true;
}

/* Adds the next cell of the row, a text that lives as long as the ledger or the table; NULL and "" are empty. */
static void add(struct making *m, const char *text)
{
    m->table->cells[m->at++] = text != NULL && *text != '\0' ? text : NULL;
}

static void add_copy(struct making *m, const char *text)
{
    add(m, text != NULL && *text != '\0' ? cs_arena_text(&m->table->arena, text, strlen(text)) : NULL);
}

/* The text in the buffer of the cell, which is most often that of the row before: then there is one copy. */
static const char *keep_cell(struct making *m)
{
    if (m->last == NULL || strcmp(m->last, cs_buffer_string(&m->cell)) != 0)
        m->last = cs_arena_text(&m->table->arena, cs_buffer_string(&m->cell), m->cell.length);
    return m->last;
}

/* The text of a particular; of one of a table without its kind. "" of CS_NO_NAME. */
static const char *called(const struct making *m, cs_name name)
{
    const struct cs_symbols *symbols = m->ledger->docket->plan->symbols;
    const char *text = name == CS_NO_NAME ? "" : cs_row_name(m->report, name), *space = strchr(text, ' ');
    cs_name kind = space == NULL ? CS_NO_NAME : cs_names_find(symbols->names, text, (size_t)(space - text));

    return kind != CS_NO_NAME && kind < symbols->by_name_count && symbols->kind_of[kind] != 0 &&
                   cs_symbols_is(symbols, name, (cs_kind)(symbols->kind_of[kind] - 1))
               ? space + 1 : text;
}

/* What stands in a role of the act. */
static cs_name in_role(const struct making *m, const struct cs_ledger_row *row, enum cs_prep prep)
{
    const struct cs_plan *plan = m->ledger->docket->plan;
    uint32_t relation;
    const cs_value *act = cs_ledger_owed(m->ledger, row, &relation);
    const struct cs_relation *r = &plan->relations[relation];
    int place = cs_shape_role(r->shape, prep);

    return place < 0 || !cs_plan_is_something(plan, act[r->first_role + (uint32_t)place])
               ? CS_NO_NAME : act[r->first_role + (uint32_t)place];
}

static const char *yes_no(struct making *m, cs_set set)
{
    return cs_worlds_within(m->worlds_of, m->worlds, set)     ? "yes"
           : cs_worlds_disjoint(m->worlds_of, m->worlds, set) ? "no"
                                                              : "unknown";
}

/* The rows of the tables on which a bond rests: "t12 t15", "... and 3 more". */
static const char *rows_of(struct making *m, struct part *p)
{
    cs_name names[SOURCES_MAX];
    struct cs_buffer text;
    size_t count;

    if (p->rows != NULL)
        return p->rows;
    count = cs_ledger_sources(m->ledger, p->row, m->worlds, names, SOURCES_MAX);
    cs_buffer_init(&text);
    for (size_t i = 0; i < count && i < SOURCES_MAX; i++)
        cs_buffer_printf(&text, "%s%s", i > 0 ? " " : "", cs_row_name(m->report, names[i]));
    if (count > SOURCES_MAX)
        cs_buffer_text(&text, " and more");
    p->rows = cs_buffer_keep(&text, &m->table->arena);
    return p->rows;
}

/* ---- reasons ---- */

static void add_questions(struct making *m, const struct cs_ledger_row *row, struct cs_buffer *out)
{
    size_t count;
    const uint32_t *questions = cs_row_questions(m->report, row, m->worlds, &m->table->arena, &count);

    cs_buffer_text(out, "it turns on ");
    for (size_t i = 0; i < count; i++)
        cs_buffer_printf(out, "%s%s", i > 0 ? "; " : "",
                         cs_row_name(m->report, m->ledger->docket->questions[questions[i]].id));
}

/* The day on which a bond was performed, broken or ended, all over the account; "" if it was not, or it is open. */
static void until_of(struct making *m, const struct cs_ledger_row *row, char out[32], cs_name *by)
{
    struct cs_ledger_outcome *outcomes;
    size_t count = cs_ledger_outcomes(m->ledger, row, m->worlds, &m->table->arena, &outcomes);

    out[0] = '\0';
    *by = CS_NO_NAME;
    for (size_t i = 0; i < count; i++) {
        const struct cs_ledger_outcome *o = &outcomes[i];
        cs_instant time = o->kind == CS_OUTCOME_OF_ENDED ? o->time - 1 : o->time;

        if (o->kind == CS_OUTCOME_OF_SUBSTITUTE || !cs_worlds_within(m->worlds_of, m->worlds, o->worlds))
            continue;
        cs_day_text(o->dated ? o->day : cs_day_of(time, CS_UTC), out);
        *by = o->by;
        return;
    }
}

static const char *reason_of(struct making *m, struct part *p)
{
    const struct cs_ledger_row *row = p->row;
    enum cs_state state = cs_ledger_state(m->ledger, row, m->worlds);
    struct cs_row_dates dates;
    struct cs_buffer text;
    char until[32];
    cs_name by;

    if (p->reason != NULL)
        return p->reason;
    cs_buffer_init(&text);
    cs_export_row_dates(m->report, row, m->worlds, &dates);
    until_of(m, row, until, &by);
    if (state == CS_STATE_UNDETERMINED)
        add_questions(m, row, &text);
    else
        cs_buffer_text(&text, cs_ledger_state_text(m->ledger, state));
    if (by != CS_NO_NAME)
        cs_buffer_printf(&text, " by %s", cs_row_name(m->report, by));
    if (until[0] != '\0' && state != CS_STATE_UNDETERMINED)
        cs_buffer_printf(&text, " on %s", until);
    cs_buffer_text(&text, ": ");
    cs_export_row_formal(m->report, row, &text);
    if (dates.since_earliest[0] != '\0')
        cs_buffer_printf(&text, ", since %s", dates.since_earliest);
    if (strcmp(dates.since_earliest, dates.since_latest) != 0)
        cs_buffer_printf(&text, " or later, up to %s", dates.since_latest);
    p->reason = cs_buffer_keep(&text, &m->table->arena);
    return p->reason;
}

/* ---- bonds, sorted ---- */

/* Numbers as numbers, all else letter by letter. */
static int compare_texts(const char *a, const char *b)
{
    char *a_end, *b_end;
    long long x = strtoll(a, &a_end, 10), y = strtoll(b, &b_end, 10);

    if (a_end != a && b_end != b && x != y)
        return x < y ? -1 : 1;
    return strcmp(a, b);
}

static int by_unit(const void *a, const void *b)
{
    const struct part *x = a, *y = b;
    int order = x->a == y->a ? 0 : compare_texts(x->a_text, y->a_text);

    if (order == 0 && x->b != y->b)
        order = compare_texts(x->b_text, y->b_text);
    if (order == 0 && x->row->article != y->row->article)
        order = x->row->article < y->row->article ? -1 : 1;
    if (order == 0 && x->under != y->under)
        order = compare_texts(x->under_text, y->under_text);
    return order != 0 ? order : (x->row > y->row) - (x->row < y->row);
}

static int32_t year_of(cs_instant time)
{
    return cs_civil_from_day(cs_day_of(time, CS_UTC)).year;
}

static cs_instant year_start(int32_t year)
{
    return cs_day_start(cs_day_from_civil((struct cs_civil){year, 1, 1}), CS_UTC);
}

static void date_part(struct making *m, struct part *p)
{
    cs_instant first, last, end;

    p->first = 1;
    p->last = 0;
    if (!cs_ledger_bond_times(m->ledger, p->row, &first, &last) || first >= m->report->end)
        return;
    end = last < m->report->end ? last : m->report->end;
    p->first = year_of(first);
    p->last = year_of(end - 1);
    p->begins = true;
    p->ends = last <= m->report->end;
    p->certain =
        cs_worlds_within(m->worlds_of, m->worlds, cs_ledger_in_force(m->ledger, p->row, first, first + 1)) &&
        cs_worlds_within(m->worlds_of, m->worlds, cs_ledger_in_force(m->ledger, p->row, end - 1, end));
}

static bool has_years(enum cs_unit_kind unit)
{
    return unit == CS_UNIT_OF_STATE_YEAR || unit == CS_UNIT_OF_DYAD_YEAR || unit == CS_UNIT_OF_DIRECTED_DYAD_YEAR;
}

/* Fills in what the unit is told by; false: the bond is of no such unit. */
static bool make_part(struct making *m, enum cs_unit_kind unit, const struct cs_ledger_row *row, struct part *p)
{
    bool war = unit == CS_UNIT_OF_ALLIANCE_WAR || unit == CS_UNIT_OF_MEMBER_WAR;

    *p = (struct part){.row = row, .a = row->holder, .under = in_role(m, row, CS_PREP_UNDER)};
    if (unit == CS_UNIT_OF_DYAD_YEAR || unit == CS_UNIT_OF_DIRECTED_DYAD_YEAR)
        p->b = row->claimant;
    if (war) {
        p->a = p->under;
        p->b = in_role(m, row, CS_PREP_IN);
        p->under = unit == CS_UNIT_OF_MEMBER_WAR ? row->holder : CS_NO_NAME;
        if (p->a == CS_NO_NAME || p->b == CS_NO_NAME)
            return false;
    }
    p->a_text = called(m, p->a);
    p->b_text = called(m, p->b);
    p->under_text = called(m, p->under);
    if (unit == CS_UNIT_OF_DYAD_YEAR && compare_texts(p->a_text, p->b_text) > 0) {
        struct part swapped = *p;

        p->a = swapped.b;
        p->b = swapped.a;
        p->a_text = swapped.b_text;
        p->b_text = swapped.a_text;
    }
    if (has_years(unit))
        date_part(m, p);
    return true;
}

/* Of the unit member-war those of one member stand together. */
static int by_member(const void *a, const void *b)
{
    const struct part *x = a, *y = b;

    if (x->a != y->a || x->b != y->b || x->under == y->under)
        return by_unit(a, b);
    return compare_texts(x->under_text, y->under_text);
}

static void make_parts(struct making *m, enum cs_unit_kind unit)
{
    m->part_count = 0;
    for (size_t i = 0; i < m->ledger->row_count; i++)
        if (m->ledger->rows[i].bond != CS_NO_ROW && make_part(m, unit, &m->ledger->rows[i], &m->parts[m->part_count]))
            m->part_count++;
    if (unit != CS_UNIT_OF_DUTY && m->part_count > 0)
        qsort(m->parts, m->part_count, sizeof *m->parts, unit == CS_UNIT_OF_MEMBER_WAR ? by_member : by_unit);
}

static void add_end(struct making *m, const char *reason, const char *rows)
{
    add(m, reason);
    add(m, rows);
    add(m, "casus " CS_VERSION);
}

static size_t number_of(const struct making *m, const struct part *p)
{
    return (size_t)(p->row - m->ledger->rows);
}

/* ---- duty ---- */

static const enum cs_state kept_states[] = {CS_STATE_FULFILLED, CS_STATE_FULFILLED_LATE, CS_STATE_MET,
                                            CS_STATE_MET_LATE};
static const enum cs_state broken_states[] = {CS_STATE_VIOLATED, CS_STATE_FULFILLED_IN_PART, CS_STATE_NOT_MET,
                                              CS_STATE_MET_IN_PART};
static const enum cs_state open_states[] = {CS_STATE_IN_FORCE, CS_STATE_SUSPENDED};
static const enum cs_state off_states[] = {CS_STATE_NONE, CS_STATE_EXPIRED, CS_STATE_DISCHARGED};

static cs_set kept_in(struct making *m, const struct cs_ledger_row *row)
{
    return cs_ledger_in_states(m->ledger, row, kept_states, sizeof kept_states / sizeof *kept_states);
}

static cs_set broken_in(struct making *m, const struct cs_ledger_row *row)
{
    return cs_ledger_in_states(m->ledger, row, broken_states, sizeof broken_states / sizeof *broken_states);
}

static void add_duty(struct making *m, struct part *p)
{
    const struct cs_ledger_row *row = p->row;
    cs_set off = cs_ledger_in_states(m->ledger, row, off_states, sizeof off_states / sizeof *off_states);
    struct cs_row_dates dates;
    struct cs_buffer act;
    char until[32];
    cs_name by;

    if (!add_row(m, number_of(m, p)))
        return;
    add(m, cs_row_name(m->report, row->article));
    add(m, called(m, row->holder));
    add(m, called(m, row->claimant));
    cs_buffer_init(&act);
    cs_buffer_text(&act, cs_ledger_content(m->report->ledger, row));
    add(m, cs_buffer_keep(&act, &m->table->arena));
    add(m, p->under_text);
    add(m, called(m, in_role(m, row, CS_PREP_IN)));
    cs_export_row_dates(m->report, row, m->worlds, &dates);
    add_copy(m, strcmp(dates.since_earliest, dates.since_latest) == 0 ? dates.since_earliest : "");
    until_of(m, row, until, &by);
    add_copy(m, until);
    add(m, cs_worlds_within(m->worlds_of, m->worlds, off)                 ? ""
           : cs_worlds_within(m->worlds_of, m->worlds, kept_in(m, row))   ? "yes"
           : cs_worlds_within(m->worlds_of, m->worlds, broken_in(m, row)) ? "no"
                                                                          : "unknown");
    add(m, cs_ledger_state_text(m->ledger, cs_ledger_state(m->ledger, row, m->worlds)));
    add_end(m, reason_of(m, p), rows_of(m, p));
}

/* ---- occurrence ---- */

/* The row of the ledger of an entry that is a request, a decision or an act; NULL: it has none. */
static const struct cs_ledger_row *row_of(const struct making *m, const struct cs_entry *entry)
{
    size_t low = 0, high = m->act_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if ((uintptr_t)m->acts[middle]->entry < (uintptr_t)entry)
            low = middle + 1;
        else
            high = middle;
    }
    return low < m->act_count && m->acts[low]->entry == entry ? m->acts[low] : NULL;
}

/* By entry, in any order that finds them; of one entry as the ledger has them. */
static int by_entry(const void *a, const void *b)
{
    const struct cs_ledger_row *x = *(const struct cs_ledger_row *const *)a;
    const struct cs_ledger_row *y = *(const struct cs_ledger_row *const *)b;
    uintptr_t of_x = (uintptr_t)x->entry, of_y = (uintptr_t)y->entry;

    return of_x != of_y ? (of_x > of_y) - (of_x < of_y) : (x > y) - (x < y);
}

static void list_acts(struct making *m)
{
    m->act_count = 0;
    m->acts = cs_arena_array(&m->table->arena, m->ledger->row_count, sizeof *m->acts);
    for (size_t i = 0; m->acts != NULL && i < m->ledger->row_count; i++)
        if (m->ledger->rows[i].kind >= CS_ROW_REQUEST)
            m->acts[m->act_count++] = &m->ledger->rows[i];
    if (m->act_count > 0)
        qsort(m->acts, m->act_count, sizeof *m->acts, by_entry);
}

static void add_occurrence(struct making *m, const struct cs_occurrence *o)
{
    const struct cs_entry *entry = o->entry;
    const struct cs_ledger_row *row = row_of(m, entry);
    struct cs_buffer text;
    char date[96];

    if (!add_row(m, row != NULL ? (size_t)(row - m->ledger->rows) : SIZE_MAX))
        return;
    add_copy(m, entry->moment.form != CS_MOMENT_NONE ? cs_moment_text(&entry->moment, date) : NULL);
    cs_buffer_init(&text);
    cs_entry_span_words(entry, entry->term.span, m->ledger->docket->plan->names, &text);
    add(m, cs_buffer_keep(&text, &m->table->arena));
    add(m, yes_no(m, o->worlds));
    add(m, row != NULL ? cs_ledger_state_text(m->ledger, cs_ledger_state(m->ledger, row, m->worlds)) : NULL);
    cs_buffer_init(&text);
    for (const struct cs_claim *c = entry->claims; c != NULL; c = c->next)
        cs_buffer_printf(&text, "%s%s %s", text.length > 0 ? "; " : "", cs_row_name(m->report, c->voice),
                         c->kind == CS_CLAIM_SAYS     ? "says so"
                         : c->kind == CS_CLAIM_DENIES ? "denies it"
                         : c->kind == CS_CLAIM_ASKS   ? "asks"
                                                      : "takes it back");
    if (entry->claims == NULL)
        cs_buffer_text(&text, "it is entered, and nobody denies it");
    if (row != NULL && cs_ledger_state(m->ledger, row, m->worlds) == CS_STATE_UNDETERMINED) {
        cs_buffer_text(&text, "; ");
        add_questions(m, row, &text);
    }
    add(m, cs_buffer_keep(&text, &m->table->arena));
    add(m, entry->label != CS_NO_NAME ? cs_row_name(m->report, entry->label) : NULL);
    add(m, "casus " CS_VERSION);
}

static int by_date(const void *a, const void *b)
{
    const struct cs_entry *x = (*(const struct cs_occurrence *const *)a)->entry;
    const struct cs_entry *y = (*(const struct cs_occurrence *const *)b)->entry;
    int order;

    if (x->moment.start != y->moment.start)
        return x->moment.start < y->moment.start ? -1 : 1;
    if ((order = strcmp(x->span.source->name, y->span.source->name)) != 0)
        return order;
    return x->span.start < y->span.start ? -1 : x->span.start > y->span.start;
}

/* All entries of the records, by date; also those that are only denied. */
static void make_occurrences(struct making *m)
{
    const struct cs_docket *docket = m->ledger->docket;
    size_t events = docket->occurrence_count, all = events + docket->fact_count, count = 0;
    const struct cs_occurrence **list = cs_arena_array(&m->table->arena, all, sizeof *list);

    list_acts(m);
    for (size_t i = 0; list != NULL && i < all; i++) {
        const struct cs_occurrence *o = i < events ? &docket->occurrences[i] : &docket->facts[i - events];

        if (o->entry->instrument == NULL && !o->untold)
            list[count++] = o;
    }
    if (count > 0)
        qsort(list, count, sizeof *list, by_date);
    for (size_t i = 0; i < count; i++)
        add_occurrence(m, list[i]);
}

/* ---- years ---- */

struct year { int32_t year; cs_instant start, end; const char *text; };

/* A year of some parts that have the same unit and article. */
static void add_year(struct making *m, enum cs_unit_kind unit, struct part *parts, size_t count, struct year *of)
{
    int32_t year = of->year;
    struct part *first = NULL;
    const char *under;
    cs_set all = CS_NONE;
    cs_name last = CS_NO_NAME;
    bool partial = false;
    size_t number = 0;

    cs_buffer_clear(&m->cell);
    for (size_t i = 0; i < count; i++) {
        struct part *p = &parts[i];
        cs_set in_force;

        if (year < p->first || year > p->last)
            continue;
        in_force = p->certain ? m->worlds : cs_ledger_in_force(m->ledger, p->row, of->start, of->end);
        if (cs_worlds_disjoint(m->worlds_of, in_force, m->worlds))
            continue;
        first = first == NULL ? p : first;
        all = cs_worlds_or(m->worlds_of, all, in_force);
        partial = partial || (p->certain ? (p->begins && p->first == year) || (p->ends && p->last == year)
                                         : cs_ledger_changes_within(m->ledger, p->row, m->worlds, of->start, of->end));
        if (p->under == CS_NO_NAME || p->under == last)
            continue;
        last = p->under;
        if (number++ > 0)
            cs_buffer_char(&m->cell, ' ');
        cs_buffer_text(&m->cell, p->under_text);
    }
    if (first == NULL)
        return;
    under = keep_cell(m);
    if (!add_row(m, number_of(m, first)))
        return;
    add(m, first->a_text);
    if (unit != CS_UNIT_OF_STATE_YEAR)
        add(m, first->b_text);
    if (of->text == NULL)
        of->text = number_text(m, year);
    add(m, of->text);
    add(m, cs_row_name(m->report, first->row->article));
    add(m, yes_no(m, all));
    add(m, number == 1 ? "1" : number_text(m, (long long)number));
    add(m, partial ? "1" : "0");
    add(m, under);
    add_end(m, reason_of(m, first), rows_of(m, first));
}

static bool same_unit(const struct part *a, const struct part *b)
{
    return a->a == b->a && a->b == b->b;
}

/* The years of one unit: all articles of a year stand together. */
static void add_years(struct making *m, enum cs_unit_kind unit, struct part *parts, size_t count)
{
    int32_t from = INT32_MAX, to = INT32_MIN;

    for (size_t i = 0; i < count; i++) {
        from = parts[i].first <= parts[i].last && parts[i].first < from ? parts[i].first : from;
        to = parts[i].first <= parts[i].last && parts[i].last > to ? parts[i].last : to;
    }
    for (int32_t year = from; year <= to && year >= from; year++) {
        struct year of = {year, year_start(year), year_start(year + 1), NULL};

        for (size_t i = 0, end; i < count; i = end) {
            for (end = i + 1; end < count && parts[end].row->article == parts[i].row->article; end++)
                continue;
            add_year(m, unit, &parts[i], end - i, &of);
        }
    }
}

/* ---- wars ---- */

static void add_unique(struct making *m, struct part *parts, size_t count,
                       cs_name (*of)(const struct cs_ledger_row *row), const char *between)
{
    const char **texts = cs_arena_array(&m->table->arena, count, sizeof *texts);
    size_t known = 0;
    struct cs_buffer text;

    cs_buffer_init(&text);
    for (size_t i = 0; texts != NULL && i < count; i++) {
        const char *name = called(m, of(parts[i].row));
        size_t k = 0;

        while (k < known && strcmp(texts[k], name) != 0)
            k++;
        if (k < known)
            continue;
        texts[known++] = name;
        cs_buffer_printf(&text, "%s%s", text.length > 0 ? between : "", name);
    }
    add(m, cs_buffer_keep(&text, &m->table->arena));
}

static cs_name holder_of(const struct cs_ledger_row *row)
{
    return row->holder;
}

static cs_name claimant_of(const struct cs_ledger_row *row)
{
    return row->claimant;
}

static cs_name article_of(const struct cs_ledger_row *row)
{
    return row->article;
}

/* In which worlds something was owed, all was kept, something was broken, something is still open. */
struct war { cs_set called, broken, open; };

static struct war war_of(struct making *m, struct part *parts, size_t count)
{
    struct war war = {CS_NONE, CS_NONE, CS_NONE};

    for (size_t i = 0; i < count; i++) {
        const struct cs_ledger_row *row = parts[i].row;
        cs_set kept = kept_in(m, row), broken = broken_in(m, row);
        cs_set open = cs_ledger_in_states(m->ledger, row, open_states, sizeof open_states / sizeof *open_states);

        war.called = cs_worlds_or(m->worlds_of, war.called,
                                  cs_worlds_or(m->worlds_of, open, cs_worlds_or(m->worlds_of, kept, broken)));
        war.broken = cs_worlds_or(m->worlds_of, war.broken, broken);
        war.open = cs_worlds_or(m->worlds_of, war.open, open);
    }
    return war;
}

/* The bond that tells why: one that was broken, that is open, that is undetermined, else the first. */
static struct part *telling(struct making *m, struct part *parts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (cs_worlds_within(m->worlds_of, m->worlds, broken_in(m, parts[i].row)))
            return &parts[i];
    for (size_t i = 0; i < count; i++)
        if (!cs_worlds_within(m->worlds_of, m->worlds, kept_in(m, parts[i].row)))
            return &parts[i];
    return parts;
}

static const char *war_state(struct making *m, const struct war *war)
{
    cs_set kept = cs_worlds_minus(m->worlds_of, cs_worlds_minus(m->worlds_of, war->called, war->broken), war->open);

    return cs_worlds_disjoint(m->worlds_of, m->worlds, war->called) ? "not called on"
           : cs_worlds_within(m->worlds_of, m->worlds, war->broken) ? "violated"
           : cs_worlds_within(m->worlds_of, m->worlds, kept)        ? "honoured"
           : cs_worlds_within(m->worlds_of, m->worlds, war->open)   ? "not over"
                                                                    : "unknown";
}

static void add_war(struct making *m, enum cs_unit_kind unit, struct part *parts, size_t count)
{
    struct part *why = telling(m, parts, count);
    struct war war = war_of(m, parts, count);
    const char *state = war_state(m, &war), *since = NULL;
    char earliest[32] = "";

    if (!add_row(m, number_of(m, why)))
        return;
    for (size_t i = 0; i < count; i++) {
        struct cs_row_dates dates;

        cs_export_row_dates(m->report, parts[i].row, m->worlds, &dates);
        if (dates.since_earliest[0] != '\0' && (since == NULL || strcmp(dates.since_earliest, earliest) < 0)) {
            snprintf(earliest, sizeof earliest, "%s", dates.since_earliest);
            since = earliest;
        }
    }
    if (unit == CS_UNIT_OF_MEMBER_WAR)
        add(m, parts->under_text);
    add(m, parts->a_text);
    add(m, parts->b_text);
    add(m, yes_no(m, war.called));
    add_unique(m, parts, count, claimant_of, " ");
    if (unit == CS_UNIT_OF_ALLIANCE_WAR)
        add_unique(m, parts, count, holder_of, " ");
    add_unique(m, parts, count, article_of, "; ");
    add_copy(m, since);
    add(m, strcmp(state, "honoured") == 0        ? "yes"
           : strcmp(state, "violated") == 0      ? "no"
           : strcmp(state, "not called on") == 0 ? ""
                                                 : "unknown");
    add(m, state);
    add_end(m, reason_of(m, why), rows_of(m, why));
}

/* ---- tables ---- */

static void make_units(struct making *m, enum cs_unit_kind unit)
{
    bool member = unit == CS_UNIT_OF_MEMBER_WAR;

    for (size_t i = 0, end; i < m->part_count; i = end) {
        struct part *p = &m->parts[i];

        for (end = i + 1; unit != CS_UNIT_OF_DUTY && end < m->part_count && same_unit(p, &m->parts[end]) &&
                          (!member || m->parts[end].under == p->under);
             end++)
            continue;
        if (unit == CS_UNIT_OF_DUTY)
            add_duty(m, p);
        else if (has_years(unit))
            add_years(m, unit, p, end - i);
        else
            add_war(m, unit, p, end - i);
    }
}

casus_status cs_unit_make(const struct cs_report *report, enum cs_unit_kind unit, struct cs_export *out, size_t **rows)
{
    struct making m = {.report = report, .ledger = report->ledger, .table = out,
                       .worlds_of = report->ledger->docket->worlds};
    struct cs_buffer none;
    casus_status status;

    *out = (struct cs_export){.kind = CS_EXPORT_KINDS};
    cs_arena_init(&out->arena);
    out->columns = cs_unit_columns(unit, &out->column_count);
    m.parts = calloc(m.ledger->row_count + 1, sizeof *m.parts);
    out->arena.failed = m.parts == NULL;
    for (m.account = 0; m.account < m.ledger->account_count && !out->arena.failed; m.account++) {
        m.worlds = cs_row_worlds(report, m.account);
        if (unit == CS_UNIT_OF_OCCURRENCE) {
            make_occurrences(&m);
            continue;
        }
        make_parts(&m, unit);
        make_units(&m, unit);
    }
    free(m.parts);
    out->arena.failed = out->arena.failed || m.cell.failed;
    cs_buffer_release(&m.cell);
    if (rows != NULL)
        *rows = m.firsts;
    else
        free(m.firsts);
    cs_buffer_init(&none);
    status = cs_report_status(report, &out->arena, &none);
    cs_buffer_release(&none);
    return status;
}
