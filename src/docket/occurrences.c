/* SPDX-License-Identifier: MIT */
/* Entries to occurrences: their values, the worlds in which they happened, their rows, what they name (R 2.1, 6.4). */
#include <stdlib.h>
#include <string.h>

#include "docket/docket_int.h"
#include "docket/made.h"

/* A cs_name_writer of an entry: its date and what it says. */
static void write_entry(const struct cs_names *names, const void *made_of, struct cs_buffer *out)
{
    const struct cs_entry *entry = made_of;

    cs_entry_words(entry, names, out);
    if (entry->repeat > 0)
        cs_buffer_printf(out, " (%u)", (unsigned)entry->repeat);
}

cs_value cs_docket_entry_value(struct cs_docket *docket, const struct cs_entry *entry)
{
    struct cs_name_key key;
    cs_name value;

    if (entry->label != CS_NO_NAME)
        return entry->label;
    cs_name_key_init(&key, CS_MADE_ENTRY);
    cs_name_key_number(&key, entry->kind);
    cs_name_key_number(&key, entry->repeat);
    cs_made_moment(&key, &entry->moment);
    if (entry->kind == CS_ENTRY_BOND)
        cs_made_bond(&key, entry->bond);
    else
        cs_made_term(&key, &entry->term);
    value = cs_names_make_later(&docket->names, &key, write_entry, entry);
    if (value == CS_NO_NAME)
        cs_fail_memory(docket->failure);
    return value;
}

static bool is_event_entry(const struct cs_docket *docket, const struct cs_entry *entry)
{
    uint32_t relation;

    if (entry->kind != CS_ENTRY_TERM)
        return false;
    relation = cs_plan_relation(docket->plan, entry->term.head, CS_NO_NAME);
    must(relation != CS_NOWHERE);
    return docket->plan->relations[relation].kind == CS_RELATION_EVENT;
}

void cs_term_values(const struct cs_docket *docket, const struct cs_term *term, uint32_t relation, uint32_t choice,
                    cs_value *values)
{
    const struct cs_relation *r = &docket->plan->relations[relation];

    memset(values, 0, CS_COLUMNS_MAX * sizeof *values);
    for (const struct cs_role *role = term->roles; role != NULL; role = role->next) {
        const struct cs_arg *arg = role->args;
        uint32_t count = 0;
        int position = cs_shape_role(r->shape, role->prep);

        for (const struct cs_arg *a = role->args; a != NULL; a = a->next)
            count++;
        for (uint32_t skip = choice % count; skip > 0; skip--)
            arg = arg->next;
        choice /= count;
        if (position >= 0 && arg->kind != CS_ARG_VARIABLE)
            values[r->first_role + (uint32_t)position] = arg->name;
    }
}

void cs_name_values(const struct cs_docket *docket, const struct cs_occurrence_row *row, uint32_t relation,
                    const cs_value *said, cs_value *out)
{
    const struct cs_relation *from = &docket->plan->relations[row->relation];
    const struct cs_relation *to = &docket->plan->relations[relation];

    memcpy(out, said, CS_COLUMNS_MAX * sizeof *out);
    out[0] = row->values[0];
    for (uint32_t i = 0; i < to->shape->role_count; i++) {
        int position = cs_shape_role(from->shape, to->shape->roles[i].prep);

        if (out[to->first_role + i] == CS_UNSAID && position >= 0 &&
            cs_kind_within(docket->plan->symbols, from->shape->roles[position].kind, to->shape->roles[i].kind))
            out[to->first_role + i] = row->values[from->first_role + (uint32_t)position];
    }
}

void cs_occurrence_add_row(struct cs_docket *docket, struct cs_occurrence *occurrence, uint32_t relation,
                           const cs_value *values, cs_set worlds, const struct cs_matter *matter)
{
    struct cs_occurrence_row **link = occurrence->rows == NULL ? &occurrence->rows : &occurrence->last_row->next;

    if (worlds == CS_NONE)
        return;
    *link = cs_arena_alloc(&docket->arena, sizeof **link);
    if (*link == NULL)
        return;
    occurrence->last_row = *link;
    (*link)->relation = relation;
    memcpy((*link)->values, values, CS_COLUMNS_MAX * sizeof *values);
    (*link)->worlds = worlds;
    (*link)->matter = matter;
}

static void add_own_rows(struct cs_docket *docket, struct cs_occurrence *occurrence)
{
    const struct cs_term *term = &occurrence->entry->term;
    uint32_t base = cs_plan_relation(docket->plan, term->head, CS_NO_NAME);
    const struct cs_relation *r = &docket->plan->relations[base];
    cs_value values[CS_COLUMNS_MAX];

    for (uint32_t choice = 0; choice < cs_term_choices(term); choice++) {
        cs_term_values(docket, term, base, choice, values);
        if (r->kind == CS_RELATION_EVENT)
            values[0] = occurrence->value;
        cs_occurrence_add_row(docket, occurrence, base, values, occurrence->worlds, NULL);
    }
}

static casus_status fill_occurrence(struct cs_docket *docket, const struct cs_entry *entry, cs_value value,
                                    struct cs_occurrence *out)
{
    out->entry = entry;
    out->value = value;
    out->matter = cs_docket_matter(docket, entry);
    if (out->matter == NULL)
        return docket->failure->status;
    out->moment = is_event_entry(docket, entry) ? cs_moment_beginning(&entry->moment) : entry->moment;
    cs_matter_add_claims(docket, out->matter, entry, CS_NO_NAME,
                         entry->asked ? (struct cs_recorded){CS_TIME_ALWAYS, 0} : cs_entry_recorded(entry));
    return CASUS_OK;
}

static struct cs_occurrence *find(const struct cs_docket *docket, cs_value value)
{
    if (value >= docket->occurrence_of_count)
        return NULL;
    if (docket->occurrence_of[value] != 0)
        return &docket->occurrences[docket->occurrence_of[value] - 1];
    return docket->fact_of[value] == 0 ? NULL : &docket->facts[docket->fact_of[value] - 1];
}

const struct cs_occurrence *cs_docket_entered(const struct cs_docket *docket, cs_value value)
{
    return find(docket, value);
}

bool cs_docket_stands_alone(const struct cs_docket *docket, const struct cs_entry *line)
{
    const struct cs_occurrence *o = line->kind == CS_ENTRY_DATED ? find(docket, line->about.name) : NULL;

    return line->kind != CS_ENTRY_COUNTS_AS && (o == NULL || !o->dates_differ);
}

/* Does some hand tell again what another one tells? */
static bool tells_again(const struct cs_docket *docket)
{
    const struct cs_file *file = docket->plan->files;

    while (file != NULL && cs_file_entries(file, CS_ENTRY_SAME) == NULL)
        file = file->next;
    return file != NULL;
}

/*
 * Fills the list of events, or that of states. Entries of one value are one occurrence: lines that say the same of one
 * state (lang/check_repeat.c), and what another hand tells again (R 2.8). That is gathered last (`again`).
 */
static casus_status gather(struct cs_docket *docket, bool events, bool again, struct cs_occurrence *list, size_t *count)
{
    for (const struct cs_file *file = docket->plan->files; file != NULL; file = file->next)
        for (const struct cs_entry *entry = file->entries; entry != NULL; entry = entry->next) {
            struct cs_occurrence *known;
            cs_value value;

            if (entry->kind != CS_ENTRY_TERM || (entry->same_as != NULL) != again ||
                is_event_entry(docket, entry) != events)
                continue;
            value = cs_docket_entry_value(docket, entry);
            if (value == CS_NO_NAME)
                return docket->failure->status;
            known = find(docket, value);
            if (known != NULL) {
                cs_matter_add_claims(docket, known->matter, entry, CS_NO_NAME, cs_entry_recorded(entry));
                continue;
            }
            if (fill_occurrence(docket, entry, value, &list[*count]) != CASUS_OK)
                return docket->failure->status;
            *count += 1;
            (events ? docket->occurrence_of : docket->fact_of)[value] = (uint32_t)*count;
        }
    return CASUS_OK;
}

static casus_status add_dating(struct cs_docket *docket, struct cs_occurrence *o, const struct cs_entry *entry)
{
    struct cs_matter *matter = cs_docket_line(docket, entry, CS_NO_NAME, cs_entry_recorded(o->entry));
    struct cs_dating **link = &o->datings;

    if (matter == NULL)
        return docket->failure->status;
    while (*link != NULL && (*link)->matter != matter)
        link = &(*link)->next;
    if (*link != NULL)
        return CASUS_OK;
    *link = cs_arena_alloc(&docket->arena, sizeof **link);
    if (*link == NULL)
        return cs_fail_memory(docket->failure);
    **link = (struct cs_dating){.entry = entry, .matter = matter};
    return CASUS_OK;
}

/* What an entry is about: an event, a state, or a bond that the record enters. */
struct cs_occurrence *cs_docket_told(const struct cs_docket *docket, cs_value value)
{
    if (value < docket->occurrence_of_count && docket->bond_of[value] != 0)
        return docket->bonds[docket->bond_of[value] - 1];
    return find(docket, value);
}

/* Do entries of the file say something of other ones? */
static bool has_about(const struct cs_file *file)
{
    return cs_file_entries(file, CS_ENTRY_ABOUT) != NULL || cs_file_entries(file, CS_ENTRY_COUNTS_AS) != NULL ||
           cs_file_entries(file, CS_ENTRY_DATED) != NULL;
}

/* What other entries say of whether an occurrence happened and when; and whether somebody gives it a name. */
static casus_status gather_about(struct cs_docket *docket)
{
    for (const struct cs_file *file = docket->plan->files; file != NULL; file = file->next)
        for (const struct cs_entry *entry = has_about(file) ? file->entries : NULL; entry != NULL;
             entry = entry->next) {
            struct cs_occurrence *o =
                entry->kind == CS_ENTRY_ABOUT || entry->kind == CS_ENTRY_COUNTS_AS || entry->kind == CS_ENTRY_DATED
                    ? cs_docket_told(docket, entry->about.name) : NULL;

            if (o == NULL)
                continue;
            if (entry->kind == CS_ENTRY_COUNTS_AS)
                o->named = true;
            else if (entry->kind == CS_ENTRY_ABOUT)
                cs_matter_add_claims(docket, o->matter, entry, CS_NO_NAME, cs_entry_recorded(o->entry));
            else if (add_dating(docket, o, entry) != CASUS_OK)
                return docket->failure->status;
        }
    return CASUS_OK;
}

static void ask_whether(struct cs_docket *docket, struct cs_occurrence *o)
{
    const char *value = cs_names_text(docket->plan->names, o->value);
    struct cs_name_key key;
    struct cs_buffer id, text;

    cs_name_key_init(&key, CS_MADE_HAPPENED);
    cs_name_key_name(&key, o->value);
    cs_buffer_init(&id);
    cs_buffer_init(&text);
    cs_buffer_printf(&id, "happened %s", value);
    if (o->entry->label != CS_NO_NAME) {
        cs_buffer_printf(&text, "%s ", value);
        cs_entry_words(o->entry, docket->plan->names, &text);
        cs_buffer_text(&text, ": was it so?");
    } else {
        cs_buffer_printf(&text, "%s: was it so?", value);
    }
    cs_matter_ask(docket, o->matter, false, &key, &id, &text);
}

/* Of several acts that are asked about each happens in worlds of its own. */
static void ask_among(struct cs_docket *docket, struct cs_occurrence *o)
{
    cs_set happened;

    ask_whether(docket, o);
    happened = o->matter->yes;
    o->matter->yes = cs_worlds_minus(docket->worlds, happened, docket->among);
    o->matter->no = cs_worlds_not(docket->worlds, o->matter->yes);
    docket->among = cs_worlds_or(docket->worlds, docket->among, happened);
}

static casus_status settle(struct cs_docket *docket, struct cs_occurrence *o)
{
    uint32_t relation = cs_plan_relation(docket->plan, o->entry->term.head, CS_NO_NAME);

    if (!o->entry->asked) /* what is only asked about nobody has denied */
        cs_docket_deny_entry(docket, o);
    if (!cs_matter_settle(docket, o->matter, false))
        ask_whether(docket, o);
    else if (o->entry->among && o->matter->yes == CS_ALL)
        ask_among(docket, o);
    o->worlds = o->matter->yes;
    if (o->worlds == CS_NONE || docket->failure->status != CASUS_OK)
        return docket->failure->status;
    add_own_rows(docket, o);
    return cs_docket_dates(docket, o, relation);
}

static int by_value(const void *a, const void *b)
{
    cs_value x = *(const cs_value *)a, y = *(const cs_value *)b;

    return x < y ? -1 : x > y;
}

struct listing {
    cs_value *list;
    size_t count, capacity;
};

static bool list_named(const struct cs_docket *docket, struct listing *l, const struct cs_occurrence *from,
                       uint32_t mark)
{
    for (const struct cs_role *role = from->entry->term.roles; role != NULL; role = role->next)
        for (const struct cs_arg *arg = role->args; arg != NULL; arg = arg->next) {
            if (arg->kind != CS_ARG_LABEL || arg->name >= docket->occurrence_of_count ||
                docket->listed_by[arg->name] == mark)
                continue;
            if (!cs_grow(&l->list, &l->capacity, l->count + 1, sizeof *l->list))
                return false;
            docket->listed_by[arg->name] = mark;
            l->list[l->count++] = arg->name;
        }
    return true;
}

/* What an occurrence names, then what these name, each once, itself left out. */
static casus_status add_refers(struct cs_docket *docket, struct listing *l, struct cs_occurrence *o)
{
    uint32_t mark = (uint32_t)(o - docket->occurrences) + 1;
    const struct cs_occurrence *next = o;

    l->count = 0;
    docket->listed_by[o->value] = mark;
    for (size_t done = 0;; done++) {
        if (next != NULL && !list_named(docket, l, next, mark))
            return cs_fail_memory(docket->failure);
        if (done >= l->count)
            break;
        next = cs_docket_occurrence(docket, l->list[done]);
    }
    o->refers = cs_arena_array(&docket->arena, l->count, sizeof *o->refers);
    if (o->refers == NULL)
        return cs_fail_memory(docket->failure);
    if (l->count > 0) {
        memcpy(o->refers, l->list, l->count * sizeof *l->list);
        qsort(o->refers, l->count, sizeof *l->list, by_value);
    }
    o->refer_count = (uint32_t)l->count;
    return CASUS_OK;
}

static casus_status settle_occurrences(struct cs_docket *docket)
{
    struct listing l = {.list = NULL};

    for (size_t i = 0; i < docket->occurrence_count && docket->failure->status == CASUS_OK; i++) {
        settle(docket, &docket->occurrences[i]);
        if (docket->failure->status == CASUS_OK)
            add_refers(docket, &l, &docket->occurrences[i]);
    }
    free(l.list);
    return docket->failure->status;
}

static void count_entries(const struct cs_docket *docket, size_t *events, size_t *facts)
{
    *events = *facts = 0;
    for (const struct cs_file *file = docket->plan->files; file != NULL; file = file->next)
        for (const struct cs_entry *entry = file->entries; entry != NULL; entry = entry->next)
            if (entry->kind == CS_ENTRY_TERM)
                *(is_event_entry(docket, entry) ? events : facts) += 1;
}

/* The tables by value cover the values of all entries, so all values are made before the tables. */
static casus_status make_table(struct cs_docket *docket)
{
    size_t count;

    for (const struct cs_file *file = docket->plan->files; file != NULL; file = file->next)
        for (const struct cs_entry *entry = file->entries; entry != NULL; entry = entry->next)
            if ((entry->kind == CS_ENTRY_TERM || entry->kind == CS_ENTRY_BOND) &&
                cs_docket_entry_value(docket, entry) == CS_NO_NAME)
                return docket->failure->status;
    count = docket->names.count;
    docket->occurrence_of = cs_arena_array(&docket->arena, count, sizeof *docket->occurrence_of);
    docket->fact_of = cs_arena_array(&docket->arena, count, sizeof *docket->fact_of);
    docket->bond_of = cs_arena_array(&docket->arena, count, sizeof *docket->bond_of);
    docket->listed_by = cs_arena_array(&docket->arena, count, sizeof *docket->listed_by);
    if (cs_arena_failed(&docket->arena))
        return cs_fail_memory(docket->failure);
    docket->occurrence_of_count = count;
    return CASUS_OK;
}

casus_status cs_docket_occurrences(struct cs_docket *docket)
{
    size_t events, facts;
    struct cs_failure *failure = docket->failure;
    int passes = tells_again(docket) ? 2 : 1;

    if (make_table(docket) != CASUS_OK)
        return failure->status;
    count_entries(docket, &events, &facts);
    docket->occurrence_room = events + cs_room_for_more(events);
    docket->fact_room = facts + cs_room_for_more(facts);
    docket->occurrences = cs_arena_array(&docket->arena, docket->occurrence_room, sizeof *docket->occurrences);
    docket->facts = cs_arena_array(&docket->arena, docket->fact_room, sizeof *docket->facts);
    if (docket->occurrences == NULL || docket->facts == NULL)
        return cs_fail_memory(failure);
    for (int again = 0; again < passes; again++)
        if (gather(docket, true, again, docket->occurrences, &docket->occurrence_count) != CASUS_OK ||
            gather(docket, false, again, docket->facts, &docket->fact_count) != CASUS_OK)
            return failure->status;
    if (cs_docket_gather_bonds(docket) != CASUS_OK || gather_about(docket) != CASUS_OK)
        return failure->status;
    if (settle_occurrences(docket) != CASUS_OK)
        return failure->status;
    for (size_t i = 0; i < docket->fact_count && failure->status == CASUS_OK; i++)
        settle(docket, &docket->facts[i]);
    return failure->status == CASUS_OK ? cs_docket_untold(docket) : failure->status;
}

/* ---- one more ---- */

/* A longer copy of a table by value. */
static uint32_t *longer(struct cs_docket *docket, const uint32_t *table, size_t count)
{
    uint32_t *copy = cs_arena_array(&docket->arena, count, sizeof *copy);

    if (copy != NULL)
        memcpy(copy, table, docket->occurrence_of_count * sizeof *copy);
    return copy;
}

/* The tables by value are long enough for this one. */
static bool reach(struct cs_docket *docket, cs_value value)
{
    size_t count = value + cs_room_for_more(value);

    if (value < docket->occurrence_of_count)
        return true;
    docket->occurrence_of = longer(docket, docket->occurrence_of, count);
    docket->fact_of = longer(docket, docket->fact_of, count);
    docket->bond_of = longer(docket, docket->bond_of, count);
    docket->listed_by = longer(docket, docket->listed_by, count);
    docket->occurrence_of_count = count;
    return !cs_arena_failed(&docket->arena);
}

/* Is it certain that it was, and when? */
static bool is_certain(const struct cs_occurrence *o)
{
    return o->worlds == CS_ALL && o->cell_count == 1 && o->cells[0].worlds == CS_ALL && o->end_count <= 1 &&
           (o->end_count == 0 || o->ends[0].worlds == CS_ALL);
}

bool cs_docket_append_entry(struct cs_docket *docket, const struct cs_entry *entry)
{
    bool event = is_event_entry(docket, entry);
    struct cs_occurrence *o = event ? docket->occurrences + docket->occurrence_count
                                    : docket->facts + docket->fact_count;
    struct listing l = {.list = NULL};
    cs_value value = cs_docket_entry_value(docket, entry);

    if ((event ? docket->occurrence_count == docket->occurrence_room : docket->fact_count == docket->fact_room) ||
        value == CS_NO_NAME || cs_docket_told(docket, value) != NULL || !reach(docket, value) ||
        fill_occurrence(docket, entry, value, o) != CASUS_OK || settle(docket, o) != CASUS_OK || !is_certain(o))
        return false;
    (event ? docket->occurrence_of : docket->fact_of)[value] =
        (uint32_t)(event ? ++docket->occurrence_count : ++docket->fact_count);
    if (!event)
        return true;
    add_refers(docket, &l, o);
    free(l.list);
    cs_docket_name_own(docket, o);
    return docket->failure->status == CASUS_OK;
}
