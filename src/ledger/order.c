/* SPDX-License-Identifier: MIT */
/* The order of the rows of a ledger. */
#include <stdlib.h>
#include <string.h>

#include "ledger/ledger_int.h"

#define MANY_GROUPS 64

const char *cs_ledger_name_text(const struct cs_ledger *ledger, cs_name name)
{
    return cs_names_text(ledger->docket->plan->names, name == CS_NO_ROW ? CS_NO_NAME : name);
}

cs_instant cs_ledger_time(const struct cs_ledger *ledger, const struct cs_ledger_row *row)
{
    const struct cs_occurrence *o =
        row->trigger == CS_NO_ROW ? NULL : cs_docket_occurrence(ledger->docket, row->trigger);
    cs_instant time = CS_TIME_NEVER;

    if (o != NULL)
        return o->moment.start;
    for (uint32_t i = 0; i < row->piece_count && row->kind >= CS_ROW_REQUEST; i++)
        if (row->pieces[i].has_since && row->pieces[i].since < time)
            time = row->pieces[i].since;
    return time;
}

struct sort_key {
    const struct cs_ledger *ledger;
    const struct cs_ledger_row *row;
    cs_instant time;
    const char *request, *trigger, *article, *claimant, *holder;
};

static int compare_times(cs_instant a, cs_instant b)
{
    return a < b ? -1 : a > b;
}

/* Most texts that are equal are one. */
static int compare_texts(const char *a, const char *b)
{
    return a == b ? 0 : strcmp(a, b);
}

/* Do two acts read alike without the roles that name their holders? */
static bool same_common(const struct cs_run *run, const struct cs_bond_state *a, const struct cs_bond_state *b)
{
    const struct cs_relation *r = &run->plan->relations[a->relation];

    if (a->relation != b->relation || a->conclusion->forbidden != b->conclusion->forbidden)
        return false;
    for (uint32_t i = r->first_role; i < r->column_count; i++) {
        bool left_out = a->act[i] == a->holder && r->shape->roles[i - r->first_role].prep != CS_PREP_IS;

        if (left_out ? b->act[i] != b->holder
                     : a->act[i] != b->act[i] || (b->act[i] == b->holder && a->act[i] != a->holder))
            return false;
    }
    return true;
}

static int compare_common(const struct sort_key *x, const struct sort_key *y)
{
    const struct cs_run *run = x->ledger->run;

    if (x->row->bond != CS_NO_ROW && y->row->bond != CS_NO_ROW &&
        same_common(run, &run->bonds[x->row->bond], &run->bonds[y->row->bond]))
        return 0;
    return strcmp(cs_ledger_common(x->ledger, x->row), cs_ledger_common(y->ledger, y->row));
}

/* ---- what comes first ---- */

/* Requests in order of time, each followed by its rows; rows of no request come last. */
static int compare_requests(const struct sort_key *x, const struct sort_key *y)
{
    const struct cs_ledger_row *row = x->row, *other = y->row;
    bool x_alone = row->request == CS_NO_ROW, y_alone = other->request == CS_NO_ROW;
    int order;

    if (x_alone || y_alone)
        return x_alone - y_alone;
    if ((order = compare_times(row->asked, other->asked)) != 0 ||
        (order = compare_texts(x->request, y->request)) != 0)
        return order;
    /* two different requests with the same text */
    return row->request == other->request ? 0 : row->request < other->request ? -1 : 1;
}

/* Of one request: by kind, then by article. */
static int compare_kinds(const struct sort_key *x, const struct sort_key *y)
{
    static const int rank[] = {1, 2, 3, 0, 4, 5};

    return x->row->kind != y->row->kind ? rank[x->row->kind] - rank[y->row->kind]
                                        : compare_texts(x->article, y->article);
}

/* Up to here rows come most often in the order in which they were found. */
static int by_event(const void *a, const void *b)
{
    const struct sort_key *x = a, *y = b;
    int order;

    if ((order = compare_requests(x, y)) != 0 || (order = compare_kinds(x, y)) != 0 ||
        (order = compare_times(x->time, y->time)) != 0)
        return order;
    return compare_texts(x->trigger, y->trigger);
}

/* What reads otherwise, though all that was compared so far is the same. */
static int compare_contents(const struct sort_key *x, const struct sort_key *y)
{
    return strcmp(cs_ledger_content(x->ledger, x->row), cs_ledger_content(y->ledger, y->row));
}

/* Of rows that one event has set off. */
static int by_parties(const void *a, const void *b)
{
    const struct sort_key *x = a, *y = b;
    const struct cs_ledger_row *row = x->row, *other = y->row;
    int order;

    if ((order = compare_common(x, y)) != 0 || (order = compare_texts(x->claimant, y->claimant)) != 0 ||
        (order = compare_texts(x->holder, y->holder)) != 0 || (order = compare_contents(x, y)) != 0)
        return order;
    /* rows with equal texts are ordered by their numbers */
    return row->trigger != other->trigger ? (row->trigger < other->trigger ? -1 : 1)
           : row->bond < other->bond      ? -1
                                          : row->bond > other->bond;
}

static int by_place(const void *a, const void *b)
{
    int order = by_event(a, b);

    return order != 0 ? order : by_parties(a, b);
}

/* ---- sorting ---- */

struct group { const struct sort_key *first; size_t count; }; /* keys of one kind and article */

struct groups { struct group items[MANY_GROUPS]; size_t count; };

static int by_kind(const void *a, const void *b)
{
    const struct group *x = a, *y = b;

    return compare_kinds(x->first, y->first);
}

/* The group of a key; NULL if there are too many. The one before it was of the group `near`. */
static struct group *group_of(struct groups *groups, const struct sort_key *key, struct group *near)
{
    if (near != NULL && compare_kinds(near->first, key) == 0)
        return near;
    for (size_t i = 0; i < groups->count; i++)
        if (compare_kinds(groups->items[i].first, key) == 0)
            return &groups->items[i];
    if (groups->count == MANY_GROUPS)
        return NULL;
    groups->items[groups->count] = (struct group){.first = key};
    return &groups->items[groups->count++];
}

/*
 * Of rows of no request: those of one kind and article come together, in the order that they have. `to` has room for
 * them. False, and nothing has changed: there are too many kinds and articles.
 */
static bool group(const struct sort_key *keys, size_t count, struct sort_key *to)
{
    struct groups groups = {.count = 0};
    struct group *near = NULL;
    size_t place = 0;

    for (size_t i = 0; i < count; i++) {
        near = keys[i].row->request == CS_NO_ROW ? group_of(&groups, &keys[i], near) : NULL;
        if (near == NULL)
            return false;
        near->count++;
    }
    qsort(groups.items, groups.count, sizeof *groups.items, by_kind);
    for (size_t i = 0; i < groups.count; i++) { /* from now on `count` is where the next of them belongs */
        size_t of_group = groups.items[i].count;

        groups.items[i].count = place;
        place += of_group;
    }
    near = NULL;
    for (size_t i = 0; i < count; i++) {
        near = group_of(&groups, &keys[i], near);
        to[near->count++] = keys[i];
    }
    return true;
}

/*
 * Bonds are found in the order of time, and so most rows are in order up to the event that has set them off, once those
 * of an article have come together: then only the rows of one event are sorted.
 */
static void sort_keys(struct sort_key *keys, size_t count)
{
    size_t end;

    for (size_t i = 1; i < count; i++)
        if (by_event(&keys[i - 1], &keys[i]) > 0) {
            qsort(keys, count, sizeof *keys, by_place);
            return;
        }
    for (size_t first = 0; first < count; first = end) {
        for (end = first + 1; end < count && by_event(&keys[first], &keys[end]) == 0;)
            end++;
        if (end - first > 1)
            qsort(keys + first, end - first, sizeof *keys, by_parties);
    }
}

/* Moves each row to the place of its key, along the circles of rows that take each other's places. */
static void put_in_place(struct cs_ledger_row *rows, struct sort_key *keys, size_t count)
{
    for (size_t first = 0; first < count; first++) {
        struct cs_ledger_row kept = rows[first];
        size_t at = first, from = (size_t)(keys[first].row - rows);

        if (from == first)
            continue;
        while (from != first) {
            rows[at] = rows[from];
            keys[at].row = &rows[at];
            at = from;
            from = (size_t)(keys[at].row - rows);
        }
        rows[at] = kept;
        keys[at].row = &rows[at];
    }
}

void cs_ledger_sort(struct cs_ledger *ledger)
{
    struct sort_key *keys = malloc((ledger->row_count + 1) * sizeof *keys);
    struct sort_key *grouped = malloc((ledger->row_count + 1) * sizeof *keys);

    if (keys == NULL || grouped == NULL) {
        free(keys);
        free(grouped);
        cs_fail_memory(ledger->docket->failure);
        return;
    }
    for (size_t i = 0; i < ledger->row_count; i++) {
        struct cs_ledger_row *row = &ledger->rows[i];

        if (row->kind == CS_ROW_REQUEST) {
            row->request = row->trigger;
            row->asked = cs_ledger_time(ledger, row);
        }
        keys[i] = (struct sort_key){.ledger = ledger, .row = row, .time = cs_ledger_time(ledger, row)};
        keys[i].request = cs_ledger_name_text(ledger, row->request);
        keys[i].trigger = cs_ledger_name_text(ledger, row->trigger);
        keys[i].article = cs_ledger_name_text(ledger, row->article);
        keys[i].claimant = cs_ledger_name_text(ledger, row->claimant);
        keys[i].holder = cs_ledger_name_text(ledger, row->holder);
    }
    if (group(keys, ledger->row_count, grouped)) {
        free(keys);
        keys = grouped;
    } else {
        free(grouped);
    }
    sort_keys(keys, ledger->row_count);
    put_in_place(ledger->rows, keys, ledger->row_count);
    free(keys);
}
