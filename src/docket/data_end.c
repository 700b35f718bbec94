/* SPDX-License-Identifier: MIT */
/*
 * The data end here: `data on member until 2018-12-31` (R 8.14). After that day what is not told of such a state is
 * unknown. Each row that may be so is a state of its own, from the next day on, in the worlds in which it is so.
 */
#include <stdlib.h>
#include <string.h>

#include "docket/docket_int.h"
#include "docket/made.h"

const struct cs_silent_word *cs_docket_data_end(const struct cs_docket *docket, cs_name head)
{
    const struct cs_silent_word *first = NULL;

    for (const struct cs_file *file = docket->plan->files; file != NULL; file = file->next)
        for (const struct cs_silent_word *w = file->silent_words; w != NULL; w = w->next)
            if (w->data_end && w->head == head && (first == NULL || w->moment.start < first->moment.start))
                first = w;
    return first;
}

struct untold {
    struct cs_docket *docket;
    const struct cs_silent_word *data;
    uint32_t relation;
    uint8_t *named;                   /* by name: some line of a record names it */
    cs_value *values[CS_COLUMNS_MAX]; /* by column: who or what may stand there */
    size_t counts[CS_COLUMNS_MAX], capacities[CS_COLUMNS_MAX];
    struct cs_occurrence *list;       /* the states that may be so */
    size_t count;
};

static void name_args(struct untold *u, const struct cs_arg *arg)
{
    for (; arg != NULL; arg = arg->next)
        if (arg->kind == CS_ARG_NAME)
            u->named[arg->name] = 1;
}

static void name_term(struct untold *u, const struct cs_term *term)
{
    for (const struct cs_role *role = term->roles; role != NULL; role = role->next)
        name_args(u, role->args);
}

static void name_bond(struct untold *u, const struct cs_bond *bond)
{
    name_args(u, bond->first);
    name_args(u, bond->second);
    name_term(u, &bond->act);
}

/* May what begins then have come about by the date asked about? Of what is told of a time after the data it tells. */
static bool begins_by_then(struct untold *u, cs_instant start)
{
    return start < u->data->moment.start || start < cs_docket_until(u->docket);
}

/* The same of what is told, by any date that is given; and had it been recorded by then? */
static bool came_by_then(struct untold *u, const struct cs_occurrence *o)
{
    bool came = begins_by_then(u, o->entry->moment.start);

    for (const struct cs_dating *d = o->datings; d != NULL && !came; d = d->next)
        came = begins_by_then(u, d->entry->moment.start);
    return came && o->matter->known;
}

/* The same of what a line tells, or tells of. */
static bool tells_by_then(struct untold *u, const struct cs_entry *entry)
{
    bool dated = entry->kind == CS_ENTRY_TERM || entry->kind == CS_ENTRY_BOND;
    const struct cs_occurrence *o =
        cs_docket_told(u->docket, dated ? cs_docket_entry_value(u->docket, entry) : entry->about.name);

    if (o != NULL)
        return came_by_then(u, o);
    return !dated || begins_by_then(u, entry->moment.start);
}

/* Marks whom and what the entries, checks and accounts of the records name. */
static void find_named(struct untold *u)
{
    for (const struct cs_file *file = u->docket->plan->files; file != NULL; file = file->next) {
        for (const struct cs_account *account = file->accounts; account != NULL; account = account->next)
            u->named[account->name] = 1;
        for (const struct cs_entry *entry = file->entries; entry != NULL; entry = entry->next) {
            if (!tells_by_then(u, entry))
                continue;
            name_term(u, &entry->term);
            if (entry->bond != NULL)
                name_bond(u, entry->bond);
        }
        for (const struct cs_check *check = file->checks; check != NULL; check = check->next) {
            name_term(u, &check->term);
            name_bond(u, &check->bond);
        }
    }
}

static void add_value(struct untold *u, uint32_t column, cs_value value)
{
    for (size_t i = 0; i < u->counts[column]; i++)
        if (u->values[column][i] == value)
            return;
    if (!cs_grow(&u->values[column], &u->capacities[column], u->counts[column] + 1, sizeof value)) {
        cs_fail_memory(u->docket->failure);
        return;
    }
    u->values[column][u->counts[column]++] = value;
}

/* Who or what may stand in a role: who is told to, and each particular of its kind that the records name. */
static void find_values(struct untold *u, uint32_t column)
{
    struct cs_docket *docket = u->docket;
    const struct cs_symbols *symbols = docket->plan->symbols;
    cs_kind kind = docket->plan->relations[u->relation].column_kinds[column];

    for (size_t i = 0; i < docket->fact_count; i++)
        for (const struct cs_occurrence_row *row = docket->facts[i].rows; row != NULL; row = row->next)
            if (row->relation == u->relation && row->values[column] != CS_UNSAID && came_by_then(u, &docket->facts[i]))
                add_value(u, column, row->values[column]);
    for (size_t i = 0; kind >= CS_KIND_BUILT_IN && i < symbols->particular_count; i++)
        if (u->named[symbols->particulars[i].name] != 0 &&
            cs_kind_within(symbols, symbols->particulars[i].kind, kind))
            add_value(u, column, symbols->particulars[i].name);
}

/* "after 2018-12-31 Alden is member of Pact": is it so? */
static uint32_t ask(struct untold *u, const struct cs_entry *entry, const cs_value *values, cs_value name)
{
    struct cs_docket *docket = u->docket;
    struct cs_name_key key;
    struct cs_buffer id, text;
    char day[32];

    cs_day_text(u->data->moment.first - 1, day);
    cs_name_key_init(&key, CS_MADE_HAPPENED);
    cs_name_key_name(&key, name);
    cs_buffer_init(&id);
    cs_buffer_init(&text);
    cs_buffer_printf(&id, "after %s ", day);
    cs_docket_row_text(docket->plan, u->relation, values, &id);
    cs_buffer_printf(&text, "is it so after %s, with which the data end: ", day);
    cs_docket_row_text(docket->plan, u->relation, values, &text);
    cs_buffer_char(&text, '?');
    return cs_docket_ask(docket, CS_QUESTION_OCCURRENCE, &key, &id, &text, NULL, 2, entry);
}

static void add_state(struct untold *u, const cs_value *values)
{
    struct cs_docket *docket = u->docket;
    struct cs_occurrence *o = &u->list[u->count++];
    struct cs_entry *entry = cs_arena_alloc(&docket->arena, sizeof *entry);
    struct cs_matter *matter = entry == NULL ? NULL : cs_docket_matter(docket, entry);

    o->cells = cs_arena_alloc(&docket->arena, sizeof *o->cells);
    if (matter == NULL || o->cells == NULL) {
        cs_fail_memory(docket->failure);
        return;
    }
    *entry = (struct cs_entry){.kind = CS_ENTRY_TERM, .moment = u->data->moment, .term.head = u->data->head,
                               .term.span = u->data->line, .span = u->data->line};
    o->entry = entry;
    o->value = cs_docket_row_name(docket, u->relation, values);
    o->moment = entry->moment;
    o->untold = true;
    o->matter = matter;
    matter->known = true;
    matter->question = ask(u, entry, values, o->value);
    if (docket->failure->status != CASUS_OK || matter->question == CS_NOWHERE)
        return;
    matter->yes = o->worlds = cs_docket_yes(docket, matter->question);
    matter->no = cs_worlds_not(docket->worlds, matter->yes);
    o->cells[0] = (struct cs_cell){.start = entry->moment.start, .end = entry->moment.end, .day = entry->moment.first,
                                   .offset = entry->moment.offset, .worlds = CS_ALL};
    o->cell_count = 1;
    cs_occurrence_add_row(docket, o, u->relation, values, o->worlds, NULL);
}

/* R 4.5: of two values that a fact cannot have together one is not so. */
static void exclude_others(struct untold *u)
{
    struct cs_worlds *w = u->docket->worlds;
    uint32_t one = u->docket->plan->relations[u->relation].one_column;

    for (size_t i = 0; one != CS_NOWHERE && i < u->count; i++)
        for (size_t k = 0; k < i; k++) {
            cs_value other[CS_COLUMNS_MAX];

            memcpy(other, u->list[k].rows->values, sizeof other);
            other[one] = u->list[i].rows->values[one];
            if (memcmp(other, u->list[i].rows->values, sizeof other) == 0)
                cs_docket_exclude(u->docket, cs_worlds_and(w, u->list[i].worlds, u->list[k].worlds), u->list[i].entry);
        }
}

static casus_status add_states(struct untold *u)
{
    const struct cs_relation *r = &u->docket->plan->relations[u->relation];
    uint64_t all = 1;
    char day[32];

    for (uint32_t c = r->first_role; c < r->column_count; c++) {
        find_values(u, c);
        all = all * u->counts[c] > CS_ANSWERS_MAX ? CS_ANSWERS_MAX + 1 : all * u->counts[c];
    }
    cs_day_text(u->data->moment.first - 1, day);
    if (all > CS_ANSWERS_MAX)
        return cs_fail_at(u->docket->failure, &u->data->span, CASUS_ERR_LIMIT,
                          "after the data end more than %d states of \"%s\" may be so, each a question; ask as of %s "
                          "at the latest, take fewer particulars into the record, or say of each until when it held",
                          CS_ANSWERS_MAX, cs_names_text(u->docket->plan->names, u->data->head), day);
    u->list = cs_arena_array(&u->docket->arena, (size_t)all, sizeof *u->list);
    if (u->list == NULL)
        return cs_fail_memory(u->docket->failure);
    for (uint64_t n = 0; n < all && u->docket->failure->status == CASUS_OK; n++) {
        cs_value values[CS_COLUMNS_MAX] = {0};
        uint64_t rest = n;

        for (uint32_t c = r->first_role; c < r->column_count; c++) {
            values[c] = u->values[c][rest % u->counts[c]];
            rest /= u->counts[c];
        }
        add_state(u, values);
    }
    if (u->docket->failure->status == CASUS_OK)
        exclude_others(u);
    return u->docket->failure->status;
}

static casus_status add_untold(struct cs_docket *docket, const struct cs_silent_word *data, uint32_t relation)
{
    struct untold u = {.docket = docket, .data = data, .relation = relation,
                       .named = calloc(docket->plan->names->count + 1, 1)};
    struct cs_occurrence *facts;

    if (u.named == NULL)
        return cs_fail_memory(docket->failure);
    find_named(&u);
    add_states(&u);
    facts = cs_arena_array(&docket->arena, docket->fact_count + u.count, sizeof *facts);
    if (facts == NULL)
        cs_fail_memory(docket->failure);
    if (docket->failure->status == CASUS_OK) {
        if (docket->fact_count > 0)
            memcpy(facts, docket->facts, docket->fact_count * sizeof *facts);
        if (u.count > 0)
            memcpy(facts + docket->fact_count, u.list, u.count * sizeof *facts);
        docket->facts = facts;
        docket->fact_room = docket->fact_count += u.count;
    }
    for (uint32_t c = 0; c < CS_COLUMNS_MAX; c++)
        free(u.values[c]);
    free(u.named);
    return docket->failure->status;
}

casus_status cs_docket_untold(struct cs_docket *docket)
{
    for (size_t i = 0; i < docket->plan->relation_count && docket->failure->status == CASUS_OK; i++) {
        const struct cs_relation *r = &docket->plan->relations[i];
        const struct cs_silent_word *data =
            r->kind == CS_RELATION_FACT && r->under == CS_NO_NAME ? cs_docket_data_end(docket, r->head) : NULL;

        if (data == NULL)
            continue;
        if (data->moment.start < docket->until)
            add_untold(docket, data, (uint32_t)i);
        else
            docket->until_tells = true;
    }
    return docket->failure->status;
}
