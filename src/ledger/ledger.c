/* SPDX-License-Identifier: MIT */
/* Makes a ledger: pieces, states on accounts, the numbers of rows. */
#include <stdlib.h>
#include <string.h>

#include "base/eight.h"
#include "base/hash.h"
#include "base/slots.h"
#include "ledger/ledger_int.h"

const char *cs_ledger_kind_text(enum cs_ledger_kind kind)
{
    static const char *const texts[] = {"duty", "prohibition", "expectation", "request", "decision", "act"};

    return texts[kind];
}

enum cs_state cs_ledger_shown(enum cs_ledger_kind kind, enum cs_state state)
{
    static const enum cs_state none[] = {CS_STATE_NOT_OWED, CS_STATE_NOT_FORBIDDEN, CS_STATE_NOT_EXPECTED,
                                         CS_STATE_NOT_MADE, CS_STATE_NOT_MADE,      CS_STATE_NOT_MADE};

    return state == CS_STATE_NONE ? none[kind] : state;
}

const char *cs_ledger_state_text(const struct cs_ledger *ledger, enum cs_state state)
{
    return cs_state_in_words(state, ledger->docket->plan->names);
}

bool cs_ledger_same_state(const struct cs_ledger *a, enum cs_state x, const struct cs_ledger *b, enum cs_state y)
{
    if (!cs_state_is_words(x) || !cs_state_is_words(y))
        return x == y;
    return strcmp(cs_ledger_state_text(a, x), cs_ledger_state_text(b, y)) == 0;
}

/* ---- pieces ---- */

static struct cs_ledger_piece *add_piece(struct cs_piece_list *list)
{
    if (!cs_grow(&list->items, &list->capacity, list->count + 1, sizeof *list->items)) {
        cs_fail_memory(list->ledger->docket->failure);
        return NULL;
    }
    return &list->items[list->count++];
}

bool cs_piece_list_init(struct cs_piece_list *list, struct cs_ledger *ledger)
{
    struct cs_ledger_piece *all;

    *list = (struct cs_piece_list){.ledger = ledger, .items = ledger->spare, .capacity = ledger->spare_capacity};
    ledger->spare = NULL;
    all = add_piece(list);
    if (all == NULL) {
        ledger->spare = list->items;
        return false;
    }
    *all = (struct cs_ledger_piece){.worlds = ledger->docket->possible, .state = CS_STATE_NONE};
    return true;
}

#define TAKEN_FROM 4 /* so many pieces take their part out of a set that is marked */

/*
 * Pieces are disjoint: each takes its part of the set. The search ends as soon as nothing of it is left; of a set that
 * goes over many pieces that is not looked for, since what is left would be made anew for each of them.
 */
void cs_piece_list_mark_some(struct cs_piece_list *list, cs_set set, cs_piece_marker mark, const void *context)
{
    struct cs_worlds *w = list->ledger->docket->worlds;
    size_t count = list->count, last = list->marked, taken = 0;

    if (count == 1 && set == list->items[0].worlds) {
        mark(list, &list->items[0], context);
        return;
    }
    for (size_t passed = 0; passed < count && set != CS_NONE; passed++) {
        size_t away = (passed + 1) / 2, i = (last + (passed % 2 == 1 ? away : count - away)) % count;
        cs_set in = cs_worlds_and(w, list->items[i].worlds, set), out;

        if (in == CS_NONE)
            continue;
        list->marked = i;
        out = cs_worlds_minus(w, list->items[i].worlds, in);
        if (taken++ < TAKEN_FROM)
            set = cs_worlds_minus(w, set, in);
        if (out != CS_NONE) {
            struct cs_ledger_piece *rest = add_piece(list);

            if (rest == NULL)
                return;
            *rest = list->items[i];
            rest->worlds = out;
            list->items[i].worlds = in;
        }
        mark(list, &list->items[i], context);
    }
}

static void mark_state(struct cs_piece_list *list, struct cs_ledger_piece *piece, const void *context)
{
    (void)list;
    piece->state = *(const enum cs_state *)context;
}

void cs_piece_list_state(struct cs_piece_list *list, cs_set set, enum cs_state state)
{
    cs_piece_list_mark(list, set, mark_state, &state);
}

static bool alike(const struct cs_ledger_piece *a, const struct cs_ledger_piece *b)
{
    return a->state == b->state && a->has_since == b->has_since && a->has_deadline == b->has_deadline &&
           (!a->has_since || a->since == b->since) && (!a->has_deadline || a->deadline == b->deadline) &&
           a->still_owed == b->still_owed && a->substituted == b->substituted && a->unreported == b->unreported &&
           a->in_part == b->in_part &&
           (!a->in_part || a->have == b->have) && a->without_count == b->without_count &&
           (a->without_count == 0 || memcmp(a->without, b->without, a->without_count * sizeof *a->without) == 0);
}

void cs_piece_list_finish(struct cs_piece_list *list, struct cs_ledger_row *row)
{
    struct cs_worlds *w = list->ledger->docket->worlds;
    uint32_t count = 0;

    for (size_t i = 0; i < list->count; i++) {
        uint32_t k = 0;

        while (k < count && !alike(&list->items[k], &list->items[i]))
            k++;
        if (k < count)
            list->items[k].worlds = cs_worlds_or(w, list->items[k].worlds, list->items[i].worlds);
        else
            list->items[count++] = list->items[i];
    }
    row->pieces = cs_arena_array(&list->ledger->arena, count, sizeof *row->pieces);
    row->piece_count = row->pieces == NULL ? 0 : count;
    if (row->piece_count > 0)
        memcpy(row->pieces, list->items, count * sizeof *row->pieces);
    list->ledger->spare = list->items;
    list->ledger->spare_capacity = list->capacity;
}

/* ---- states ---- */

bool cs_ledger_contradictory(cs_set account)
{
    return account == CS_NONE;
}

enum cs_state cs_ledger_standing(const struct cs_ledger *ledger, cs_set account, cs_set set, enum cs_state yes,
                                 enum cs_state no)
{
    struct cs_worlds *w = ledger->docket->worlds;

    if (cs_ledger_contradictory(account))
        return CS_STATE_CONTRADICTORY;
    return cs_worlds_within(w, account, set) ? yes : cs_worlds_disjoint(w, account, set) ? no : CS_STATE_UNDETERMINED;
}

#define FEW_PIECES 3 /* so many are not joined by their states */

static cs_set pieces_in_state(const struct cs_ledger *ledger, const struct cs_ledger_row *row, enum cs_state state)
{
    struct cs_union all = {0};

    for (uint32_t i = 0; i < row->piece_count; i++)
        if (row->pieces[i].state == state)
            cs_union_add(ledger->docket->worlds, &all, row->pieces[i].worlds);
    return cs_union_worlds(ledger->docket->worlds, &all);
}

/*
 * Finds the worlds of each state; `out` has room for all pieces. Returns how many states there are. Those of a bond are
 * had from the run: it may have a piece for each day, and these need not be joined again.
 */
static uint32_t join_states(const struct cs_ledger *ledger, const struct cs_ledger_row *row,
                            struct cs_state_worlds *out)
{
    bool kept = row->bond != CS_NO_ROW && row->piece_count > FEW_PIECES;
    uint32_t count = 0;

    for (uint32_t i = 0; i < row->piece_count; i++) {
        enum cs_state state = row->pieces[i].state;
        uint32_t k = 0;

        while (k < count && out[k].state != state)
            k++;
        if (k == count)
            out[count++] = (struct cs_state_worlds){state, kept ? cs_ledger_bond_in_state(ledger, row->bond, state)
                                                                : pieces_in_state(ledger, row, state)};
    }
    return count;
}

static void make_room_for_states(struct cs_ledger *ledger)
{
    for (size_t r = 0; r < ledger->row_count; r++) {
        struct cs_ledger_row *row = &ledger->rows[r];

        row->states = row->piece_count > FEW_PIECES ? cs_arena_alloc(&ledger->arena, sizeof *row->states) : NULL;
        if (row->states != NULL)
            row->states->items = cs_arena_array(&ledger->arena, row->piece_count, sizeof *row->states->items);
        if (row->states != NULL && row->states->items == NULL)
            row->states = NULL; /* the arena has failed */
    }
}

/* The states of a row with the worlds of each; NULL: its pieces are few. */
static const struct cs_row_states *states_of(const struct cs_ledger *ledger, const struct cs_ledger_row *row)
{
    struct cs_row_states *states = row->states;

    if (states != NULL && !states->made)
        states->count = join_states(ledger, row, states->items);
    if (states != NULL)
        states->made = true;
    return states;
}

cs_set cs_ledger_in_states(const struct cs_ledger *ledger, const struct cs_ledger_row *row,
                           const enum cs_state *states, size_t count)
{
    const struct cs_row_states *joined = states_of(ledger, row);
    cs_set all = CS_NONE;

    for (size_t k = 0; joined == NULL && k < count; k++)
        all = cs_worlds_or(ledger->docket->worlds, all, pieces_in_state(ledger, row, states[k]));
    for (uint32_t i = 0; joined != NULL && i < joined->count; i++)
        for (size_t k = 0; k < count; k++)
            if (joined->items[i].state == states[k])
                all = cs_worlds_or(ledger->docket->worlds, all, joined->items[i].worlds);
    return all;
}

enum cs_state cs_ledger_state(const struct cs_ledger *ledger, const struct cs_ledger_row *row, cs_set worlds)
{
    const struct cs_row_states *joined = cs_ledger_contradictory(worlds) ? NULL : states_of(ledger, row);
    uint32_t count = joined != NULL ? joined->count : row->piece_count;
    enum cs_state state = CS_STATE_UNSAID;

    if (cs_ledger_contradictory(worlds))
        return CS_STATE_CONTRADICTORY;
    for (uint32_t i = 0; i < count; i++) {
        enum cs_state here = joined != NULL ? joined->items[i].state : row->pieces[i].state;

        if (here == state || cs_worlds_disjoint(ledger->docket->worlds,
                                                joined != NULL ? joined->items[i].worlds : row->pieces[i].worlds,
                                                worlds))
            continue;
        if (state != CS_STATE_UNSAID)
            return CS_STATE_UNDETERMINED;
        state = here;
    }
    return state == CS_STATE_UNSAID ? CS_STATE_NONE : state;
}

struct cs_ledger_due cs_ledger_due(const struct cs_ledger *ledger, const struct cs_ledger_row *row, cs_set worlds)
{
    struct cs_ledger_due due = {NULL, NULL};

    for (const struct cs_ledger_piece *p = row->pieces; p < row->pieces + row->piece_count; p++) {
        if (!p->has_deadline || (worlds != CS_ALL && cs_worlds_disjoint(ledger->docket->worlds, p->worlds, worlds)))
            continue;
        if (due.first == NULL || p->deadline < due.first->deadline)
            due.first = p;
        if (due.last == NULL || p->deadline > due.last->deadline)
            due.last = p;
    }
    return due;
}

const struct cs_ledger_piece *cs_ledger_piece(const struct cs_ledger *ledger, const struct cs_ledger_row *row,
                                              cs_set worlds)
{
    const struct cs_ledger_piece *found = NULL;

    for (uint32_t i = 0; i < row->piece_count; i++) {
        if (cs_worlds_disjoint(ledger->docket->worlds, row->pieces[i].worlds, worlds))
            continue;
        if (found != NULL)
            return NULL;
        found = &row->pieces[i];
    }
    return found;
}

cs_day cs_ledger_day(const struct cs_run *run, uint32_t relation, uint32_t row, cs_instant time)
{
    const struct cs_occurrence *o = NULL;

    if (run->plan->relations[relation].kind == CS_RELATION_EVENT)
        o = cs_docket_occurrence(run->docket, cs_store_values(run, relation, row)[0]);
    for (const struct cs_support *s = run->stores[relation].rows[row].supports; s != NULL && o == NULL; s = s->next)
        o = s->entry;
    for (uint32_t i = 0; o != NULL && i < o->cell_count; i++)
        if (o->cells[i].start == time || (o->cells[i].start < time && time < o->cells[i].end))
            return o->cells[i].day;
    return cs_day_of(time, run->docket->zone);
}

static struct cs_left_out *leave_out(struct cs_left_out *all, size_t *count, cs_name who)
{
    for (size_t i = 0; i < *count; i++)
        if (all[i].who == who)
            return &all[i];
    all[*count] = (struct cs_left_out){.who = who};
    return &all[(*count)++];
}

struct cs_left_out *cs_ledger_left_out(const struct cs_ledger *ledger, const struct cs_ledger_row *row, cs_set account,
                                       struct cs_arena *arena, size_t *count)
{
    struct cs_worlds *w = ledger->docket->worlds;
    struct cs_left_out *all;
    cs_set adopted = CS_NONE;
    size_t most = 0;

    *count = 0;
    for (uint32_t i = 0; i < row->piece_count; i++)
        most += row->pieces[i].without_count;
    all = most == 0 ? NULL : cs_arena_array(arena, most, sizeof *all);
    for (uint32_t i = 0; i < row->piece_count && all != NULL; i++) {
        const struct cs_ledger_piece *p = &row->pieces[i];
        cs_set here = cs_worlds_and(w, p->worlds, account);

        if (p->state == row->whole)
            adopted = cs_worlds_or(w, adopted, here);
        for (uint32_t k = 0; k < p->without_count && here != CS_NONE; k++) {
            struct cs_left_out *who = leave_out(all, count, p->without[k]);

            who->worlds = cs_worlds_or(w, who->worlds, here);
        }
    }
    for (size_t i = 0; i < *count; i++) {
        all[i].adopted = adopted;
        all[i].certain = cs_worlds_within(w, adopted, all[i].worlds);
    }
    return all;
}

size_t cs_ledger_turns_on(const struct cs_ledger *ledger, const struct cs_ledger_row *row, cs_set worlds, uint32_t *out,
                          size_t max)
{
    struct cs_state_worlds *states = calloc(row->piece_count + 1, sizeof *states);
    cs_set *sets = calloc(row->piece_count + 1, sizeof *sets);
    const struct cs_row_states *joined = states_of(ledger, row);
    size_t count = 0, state_count;

    if (sets == NULL || states == NULL) {
        cs_fail_memory(ledger->docket->failure);
    } else {
        state_count = joined != NULL ? joined->count : join_states(ledger, row, states);
        for (size_t i = 0; i < state_count; i++)
            sets[i] = joined != NULL ? joined->items[i].worlds : states[i].worlds;
        count = cs_turns_on(ledger->docket, sets, state_count, worlds, out, max);
    }
    free(sets);
    free(states);
    return count;
}

/* ---- rows ---- */

struct cs_ledger_row *cs_ledger_add(struct cs_ledger *ledger, size_t *capacity)
{
    struct cs_ledger_row *row;

    if (!cs_grow(&ledger->rows, capacity, ledger->row_count + 1, sizeof *ledger->rows)) {
        cs_fail_memory(ledger->docket->failure);
        return NULL;
    }
    row = &ledger->rows[ledger->row_count++];
    *row = (struct cs_ledger_row){.bond = CS_NO_ROW, .occurrence = CS_NO_ROW, .named = CS_NO_ROW,
                                    .request = CS_NO_ROW};
    return row;
}

const char *cs_ledger_text(struct cs_ledger *ledger, struct cs_buffer *buffer)
{
    const char *text = cs_arena_text(&ledger->arena, cs_buffer_string(buffer), buffer->length);

    if (buffer->failed || text == NULL)
        cs_fail_memory(ledger->docket->failure);
    cs_buffer_release(buffer);
    return text == NULL ? "" : text;
}

/* ---- the numbers of rows ---- */

static int compare_numbers(uint32_t a, uint32_t b)
{
    return a < b ? -1 : a > b;
}

int cs_ledger_compare_acts(const struct cs_run *run, const struct cs_bond_state *a, const struct cs_bond_state *b)
{
    int order = compare_numbers(a->relation, b->relation);

    if (order == 0)
        order = compare_numbers(a->conclusion->forbidden, b->conclusion->forbidden);
    for (uint32_t i = 0; order == 0 && i < run->plan->relations[a->relation].column_count; i++) {
        bool is_holder = a->act[i] == a->holder, other_is_holder = b->act[i] == b->holder;

        order = compare_numbers(is_holder, other_is_holder);
        if (order == 0 && !is_holder)
            order = compare_numbers(a->act[i], b->act[i]);
    }
    return order;
}

static bool same_family(const struct cs_ledger *ledger, const struct cs_ledger_row *a, const struct cs_ledger_row *b)
{
    return a->kind == b->kind && a->kind <= CS_ROW_EXPECTATION && a->article == b->article &&
           a->claimant == b->claimant && a->trigger == b->trigger && a->request == b->request &&
           cs_ledger_compare_acts(ledger->run, &ledger->run->bonds[a->bond], &ledger->run->bonds[b->bond]) == 0;
}

/* "4", or "4.2" */
static const char *write_id(struct cs_ledger *ledger, uint32_t family, size_t place, bool alone)
{
    char text[32]; /* two numbers, the second with what cs_write_integer may write behind it */
    size_t length = cs_write_integer(text, family);
    const char *kept;

    if (!alone) {
        text[length++] = '.';
        length += cs_write_integer(text + length, (uint32_t)place);
    }
    kept = cs_arena_text(&ledger->arena, text, length);
    if (kept == NULL)
        cs_fail_memory(ledger->docket->failure);
    return kept == NULL ? "" : kept;
}

static void number_rows(struct cs_ledger *ledger)
{
    uint32_t family = 0;

    for (size_t i = 0; i < ledger->row_count;) {
        size_t end = i + 1;

        family++;
        while (end < ledger->row_count && same_family(ledger, &ledger->rows[i], &ledger->rows[end]))
            end++;
        for (size_t k = i; k < end; k++) {
            ledger->rows[k].family = family;
            ledger->rows[k].id = write_id(ledger, family, k - i + 1, end - i == 1);
        }
        i = end;
    }
}

/* Replaces the request of each row, until now the name of an occurrence, by the index of the request's row. */
static void link_requests(struct cs_ledger *ledger)
{
    uint32_t current = CS_NO_ROW;

    for (uint32_t i = 0; i < ledger->row_count; i++) {
        struct cs_ledger_row *row = &ledger->rows[i];

        if (row->kind == CS_ROW_REQUEST)
            current = i;
        if (row->request != CS_NO_ROW)
            row->request = row->kind == CS_ROW_REQUEST ? i : current;
    }
}

static void find_alike(struct cs_ledger *ledger)
{
    struct cs_slots slots = {0};

    ledger->first_alike = cs_arena_array(&ledger->arena, ledger->account_count, sizeof *ledger->first_alike);
    for (size_t i = 0; ledger->first_alike != NULL && i < ledger->account_count; i++) {
        cs_set worlds = ledger->accounts[i].worlds;
        uint64_t hash = cs_hash_mix(1, worlds);
        const struct cs_slot *slot;

        if (!cs_slots_reserve(&slots)) {
            cs_fail_memory(ledger->docket->failure);
            break;
        }
        slot = cs_slots_first(&slots, hash);
        while (slot->item != 0 && ledger->accounts[slot->item - 1].worlds != worlds)
            slot = cs_slots_next(&slots, slot);
        if (slot->item == 0)
            cs_slots_put(&slots, slot, hash, (uint32_t)i);
        ledger->first_alike[i] = slot->item - 1;
    }
    cs_slots_release(&slots);
}

static void add_accounts(struct cs_ledger *ledger, bool one_account, cs_name only)
{
    struct cs_docket *docket = ledger->docket;

    ledger->account_count = one_account || docket->account_count == 0 ? 1 : docket->account_count;
    ledger->accounts = cs_arena_array(&ledger->arena, ledger->account_count, sizeof *ledger->accounts);
    if (ledger->accounts == NULL) {
        cs_fail_memory(docket->failure);
        return;
    }
    if (one_account) {
        ledger->accounts[0].voice = only;
        ledger->worlds = cs_docket_account(docket, only);
    }
    for (size_t i = 0; !one_account && i < docket->account_count; i++)
        ledger->accounts[i].voice = docket->accounts[i].voice;
    for (size_t i = 0; i < ledger->account_count; i++)
        ledger->accounts[i].worlds = cs_docket_account(docket, ledger->accounts[i].voice);
    find_alike(ledger);
}

/* Reading the run may raise questions whose answers exclude each other; the impossible worlds are cut from all rows. */
static void keep_possible(struct cs_ledger *ledger)
{
    ledger->worlds = ledger->docket->possible;
    for (size_t r = 0; r < ledger->row_count && ledger->worlds != CS_ALL; r++) {
        struct cs_ledger_row *row = &ledger->rows[r];
        uint32_t kept = 0;

        for (uint32_t i = 0; i < row->piece_count; i++) {
            row->pieces[i].worlds = cs_worlds_and(ledger->run->worlds, row->pieces[i].worlds, ledger->docket->possible);
            if (row->pieces[i].worlds != CS_NONE)
                row->pieces[kept++] = row->pieces[i];
        }
        row->piece_count = kept;
    }
}

casus_status cs_ledger_new(struct cs_run *run, bool one_account, cs_name only, struct cs_ledger **out)
{
    return cs_ledger_new_of(run, one_account, only, NULL, out);
}

casus_status cs_ledger_new_of(struct cs_run *run, bool one_account, cs_name only, const struct cs_ledger_wanted *wanted,
                              struct cs_ledger **out)
{
    struct cs_ledger *ledger = calloc(1, sizeof *ledger);
    struct cs_failure *failure = run->failure;
    size_t capacity = 0;

    *out = NULL;
    if (ledger == NULL)
        return cs_fail_memory(failure);
    cs_docket_work(run->docket);
    cs_arena_init(&ledger->arena);
    ledger->run = run;
    ledger->docket = run->docket;
    ledger->worlds = run->docket->possible;
    ledger->rests = cs_arena_alloc(&ledger->arena, sizeof *ledger->rests);
    ledger->told = cs_arena_alloc(&ledger->arena, sizeof *ledger->told);
    if (ledger->rests == NULL || ledger->told == NULL)
        cs_fail_memory(failure);
    else
        cs_ledger_entries(ledger, &capacity);
    if (failure->status == CASUS_OK)
        cs_ledger_bonds(ledger, wanted, &capacity);
    keep_possible(ledger);
    if (failure->status == CASUS_OK)
        cs_ledger_find_requests(ledger);
    if (failure->status == CASUS_OK)
        cs_ledger_sort(ledger);
    free(ledger->spare);
    ledger->spare = NULL;
    make_room_for_states(ledger);
    ledger->alike = cs_arena_alloc(&ledger->arena, sizeof *ledger->alike);
    number_rows(ledger);
    link_requests(ledger);
    add_accounts(ledger, one_account, only);
    cs_docket_work_done(run->docket);
    if (cs_arena_failed(&ledger->arena))
        cs_fail_memory(failure);
    if (failure->status == CASUS_OK && cs_worlds_status(run->worlds) == CASUS_ERR_ENTANGLED)
        cs_docket_fail_entangled(run->docket, failure, " in the ledger");
    if (failure->status == CASUS_OK && cs_worlds_status(run->worlds) != CASUS_OK)
        cs_fail_memory(failure);
    if (failure->status != CASUS_OK) {
        cs_ledger_free(ledger);
        return failure->status;
    }
    *out = ledger;
    return CASUS_OK;
}

void cs_ledger_within(struct cs_ledger *ledger, cs_set worlds)
{
    struct cs_worlds *w = ledger->docket->worlds;

    ledger->worlds = cs_worlds_and(w, ledger->worlds, worlds);
    for (size_t i = 0; i < ledger->account_count; i++)
        ledger->accounts[i].worlds = cs_worlds_and(w, ledger->accounts[i].worlds, worlds);
}

void cs_ledger_free(struct cs_ledger *ledger)
{
    if (ledger == NULL)
        return;
    if (ledger->alike != NULL)
        cs_lists_release(ledger->alike);
    if (ledger->rests != NULL) {
        free(ledger->rests->rows);
        free(ledger->rests->firings);
    }
    if (ledger->told != NULL) {
        cs_slots_release(&ledger->told->slots);
        free(ledger->told->items);
    }
    cs_arena_release(&ledger->arena);
    free(ledger->rows);
    free(ledger);
}

/* Is it the number of the row: "4.2", or "4-2" as tables have it? */
static bool is_number_of(const struct cs_ledger_row *row, const char *id)
{
    size_t i = 0;

    while (row->id[i] != '\0' && (row->id[i] == id[i] || (row->id[i] == '.' && id[i] == '-')))
        i++;
    return row->id[i] == '\0' && id[i] == '\0';
}

const struct cs_ledger_row *cs_ledger_row(const struct cs_ledger *ledger, const char *id)
{
    for (size_t i = 0; i < ledger->row_count; i++)
        if (is_number_of(&ledger->rows[i], id))
            return &ledger->rows[i];
    for (size_t i = 0; i < ledger->row_count; i++) /* "4" for the first of 4.1, 4.2, ... */
        if (strncmp(ledger->rows[i].id, id, strlen(id)) == 0 && ledger->rows[i].id[strlen(id)] == '.')
            return &ledger->rows[i];
    for (size_t i = 0; i < ledger->row_count; i++)
        if (ledger->rows[i].kind >= CS_ROW_REQUEST &&
            strcmp(cs_ledger_name_text(ledger, ledger->rows[i].trigger), id) == 0)
            return &ledger->rows[i];
    return NULL;
}
