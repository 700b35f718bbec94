/* SPDX-License-Identifier: MIT */
#include "run/alike.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/lists.h"
#include "base/memory.h"
#include "base/slots.h"
#include "run/meets.h"
#include "run/tells.h"

#define SHARED_MAX 15   /* values of a member of which is kept how two share them: four bits each */
#define FEW_PAIRS 8     /* of two kinds with so few pairs of members these are compared themselves */
#define ASKING_PAYS 64  /* so many pairs less for each way in which values may be shared that is asked about */

/* How a member is like others, a word for each: its rows, and of each role what stands there. */
enum { TOKEN_ROW, TOKEN_REPLACED, TOKEN_UNSAID, TOKEN_ITSELF, TOKEN_VALUE };
#define TOKEN(sort, number) ((uint64_t)(sort) << 32 | (number))

struct held { cs_value value; uint32_t member; };
struct way { uint8_t mine, other; }; /* numbers of values: of the one kind, and of the other */

/* Another kind whose members could have to do with those of a kind: all of them, or those that share such a value. */
struct partner { uint32_t kind; bool all; struct way *ways; uint32_t way_count; };

struct kind {
    size_t first;            /* of its tokens */
    uint32_t token_count, row_count, value_count;
    bool replaces;           /* some rows are those of acts in whose place it is offered */
    uint32_t *members;
    size_t count, capacity;
    struct held **by;        /* by number of a value: who has which, in order */
    struct partner *partners;
    size_t partner_count, partner_capacity;
};

struct member { uint32_t kind; size_t first; }; /* the first of its values */

/* Two kinds, and which values of theirs are the same: may two such members tell? */
struct shared { uint32_t a, b; uint64_t map; bool tells; };

struct cs_alike {
    struct cs_run *run;
    const struct cs_occurrence *const *occurrences;
    struct member *members;
    size_t count;
    cs_value *values;
    size_t value_count, value_capacity;
    uint64_t *tokens;
    size_t token_count, token_capacity;
    struct kind *kinds;
    size_t kind_count, kind_capacity;
    struct cs_slots kind_slots;
    struct shared *shared;
    size_t shared_count, shared_capacity;
    struct cs_slots shared_slots;
    struct cs_occurrence_row *room[2]; /* for the rows of two kinds */
    enum cs_apart apart;     /* how far some of them may be apart */
};

/* ---- kinds ---- */

static void add_token(struct cs_alike *a, uint64_t token)
{
    if (cs_grow(&a->tokens, &a->token_capacity, a->token_count + 1, sizeof *a->tokens))
        a->tokens[a->token_count++] = token;
    else
        cs_run_fail_memory(a->run);
}

/* The number of the value among those of the member, whose first is `first`; a new one if it has it not yet. */
static uint32_t number_of(struct cs_alike *a, size_t first, cs_value value)
{
    size_t i = first;

    while (i < a->value_count && a->values[i] != value)
        i++;
    if (i == a->value_count) {
        if (cs_grow(&a->values, &a->value_capacity, a->value_count + 1, sizeof *a->values))
            a->values[a->value_count++] = value;
        else
            cs_run_fail_memory(a->run);
    }
    return (uint32_t)(i - first);
}

/* Articles are what they are: one may be a part of another. */
static void add_row(struct cs_alike *a, const struct cs_occurrence_row *row, size_t first, bool replaced)
{
    const struct cs_plan *plan = a->run->plan;
    const struct cs_relation *r = &plan->relations[row->relation];

    add_token(a, TOKEN(replaced ? TOKEN_REPLACED : TOKEN_ROW, row->relation));
    for (uint32_t i = 0; i < r->column_count && cs_run_ok(a->run); i++) {
        cs_value value = row->values[i];

        if (value == CS_UNSAID)
            add_token(a, TOKEN(TOKEN_UNSAID, 0));
        else if (r->column_kinds[i] == CS_KIND_ARTICLE || !cs_plan_is_something(plan, value))
            add_token(a, TOKEN(TOKEN_ITSELF, value));
        else
            add_token(a, TOKEN(TOKEN_VALUE, number_of(a, first, value)));
    }
}

/*
 * The kind with the tokens from `first` on, the last there are: one that there is, or a new one. CS_NOWHERE: memory ran
 * out.
 */
static uint32_t kind_of(struct cs_alike *a, size_t first)
{
    size_t count = a->token_count - first;
    uint64_t hash = cs_hash_bytes(a->tokens + first, count * sizeof *a->tokens);
    const struct cs_slot *slot;

    if (!cs_slots_reserve(&a->kind_slots) ||
        !cs_grow(&a->kinds, &a->kind_capacity, a->kind_count + 1, sizeof *a->kinds)) {
        cs_run_fail_memory(a->run);
        return CS_NOWHERE;
    }
    for (slot = cs_slots_first(&a->kind_slots, hash); slot->item != 0; slot = cs_slots_next(&a->kind_slots, slot)) {
        const struct kind *kind = &a->kinds[slot->item - 1];

        if (kind->token_count == count &&
            memcmp(a->tokens + kind->first, a->tokens + first, count * sizeof *a->tokens) == 0) {
            a->token_count = first;
            return slot->item - 1;
        }
    }
    cs_slots_put(&a->kind_slots, slot, hash, (uint32_t)a->kind_count);
    a->kinds[a->kind_count] = (struct kind){.first = first, .token_count = (uint32_t)count};
    return (uint32_t)a->kind_count++;
}

static void note_member(struct cs_alike *a, uint32_t member)
{
    const struct cs_occurrence *o = a->occurrences[member];
    size_t first = a->token_count;
    struct cs_occurrence_row replaced;
    uint32_t rows = 0;
    struct kind *kind;
    bool replaces = false;

    a->members[member].first = a->value_count;
    for (const struct cs_occurrence_row *row = o->rows; row != NULL; row = row->next, rows++)
        add_row(a, row, a->members[member].first, false);
    for (size_t at = 0; cs_tells_next_replaced(a->run, o, &at, &replaced); rows++, replaces = true)
        add_row(a, &replaced, a->members[member].first, true);
    a->members[member].kind = cs_run_ok(a->run) ? kind_of(a, first) : CS_NOWHERE;
    if (a->members[member].kind == CS_NOWHERE)
        return;
    kind = &a->kinds[a->members[member].kind];
    kind->row_count = rows;
    kind->value_count = (uint32_t)(a->value_count - a->members[member].first);
    kind->replaces = replaces;
    if (cs_grow(&kind->members, &kind->capacity, kind->count + 1, sizeof *kind->members))
        kind->members[kind->count++] = member;
    else
        cs_run_fail_memory(a->run);
}

static int by_value(const void *a, const void *b)
{
    const struct held *x = a, *y = b;

    if (x->value != y->value)
        return x->value < y->value ? -1 : 1;
    return (x->member > y->member) - (x->member < y->member);
}

static const cs_value *values_of(const struct cs_alike *a, uint32_t member)
{
    return a->values + a->members[member].first;
}

/* Who has which value, for each of the kind; nothing where memory ran out. */
static struct held **held_by(struct cs_alike *a, struct kind *kind)
{
    if (kind->by != NULL)
        return kind->by;
    kind->by = calloc(kind->value_count + 1, sizeof *kind->by);
    for (uint32_t v = 0; kind->by != NULL && v < kind->value_count; v++) {
        kind->by[v] = calloc(kind->count, sizeof **kind->by);
        for (size_t m = 0; kind->by[v] != NULL && m < kind->count; m++)
            kind->by[v][m] = (struct held){values_of(a, kind->members[m])[v], kind->members[m]};
        if (kind->by[v] != NULL)
            qsort(kind->by[v], kind->count, sizeof **kind->by, by_value);
        else
            cs_run_fail_memory(a->run);
    }
    if (kind->by == NULL)
        cs_run_fail_memory(a->run);
    return cs_run_ok(a->run) ? kind->by : NULL;
}

/* ---- two kinds, with symbols ---- */

/* By number of a value of a kind, what stands for it: a symbol, or CS_MEETS_ANY_... for what may be anything. */
struct symbols { cs_value of[CS_MEETS_SYMBOLS]; };

/* The rows of a kind, with these symbols; those of acts in whose place it is offered too, if they are asked for. */
static struct cs_occurrence_row *rows_of(const struct cs_alike *a, const struct kind *kind,
                                         const struct symbols *symbols, bool replaced, int side)
{
    struct cs_occurrence_row *row = NULL;
    const uint64_t *token = a->tokens + kind->first;
    uint32_t column = 0;
    size_t count = 0;

    for (uint32_t i = 0; i < kind->token_count; i++) {
        uint32_t sort = (uint32_t)(token[i] >> 32), number = (uint32_t)token[i];

        if (sort == TOKEN_REPLACED && !replaced)
            break; /* they are the last */
        if (sort == TOKEN_ROW || sort == TOKEN_REPLACED) {
            struct cs_occurrence_row *next = &a->room[side][count++];

            *next = (struct cs_occurrence_row){.relation = number};
            if (row != NULL)
                row->next = next;
            row = next;
            column = 0;
        } else {
            row->values[column++] = sort == TOKEN_UNSAID ? CS_UNSAID : sort == TOKEN_ITSELF ? number
                                                                                            : symbols->of[number];
        }
    }
    return count > 0 ? a->room[side] : NULL;
}

static bool symbols_tell(struct cs_alike *a, const struct kind *x, const struct symbols *of_x, const struct kind *y,
                         const struct symbols *of_y, bool replaced)
{
    struct cs_occurrence one = {.rows = rows_of(a, x, of_x, replaced, 0)};
    struct cs_occurrence other = {.rows = rows_of(a, y, of_y, replaced, 1)};

    return cs_tells_rows(a->run, &one, &other, a->apart);
}

/* Symbols of which none is the same as one of the other kind. */
static void apart_symbols(const struct kind *x, struct symbols *of_x, const struct kind *y, struct symbols *of_y)
{
    for (uint32_t i = 0; i < x->value_count; i++)
        of_x->of[i] = CS_MEETS_SYMBOL + i;
    for (uint32_t k = 0; k < y->value_count; k++)
        of_y->of[k] = CS_MEETS_SYMBOL + x->value_count + k;
}

/* What two kinds have to do with each other. */
struct relating {
    const struct kind *x, *y;
    struct way *ways;     /* in which two of them share a value */
    size_t *pairs;        /* by way: so many pairs of members do */
    size_t count;
    bool *needed;         /* by way: two that share no value in a way that is needed do not tell */
};

/* May two tell that share values in the ways that are not needed, each of them or not, and no others? */
static bool tell_without(struct cs_alike *a, const struct relating *r)
{
    struct symbols of_x, of_y;

    apart_symbols(r->x, &of_x, r->y, &of_y);
    for (size_t i = 0; i < r->count; i++)
        if (!r->needed[i]) {
            of_x.of[r->ways[i].mine] = CS_MEETS_ANY_OF_ONE;
            of_y.of[r->ways[i].other] = CS_MEETS_ANY_OF_OTHER;
        }
    return symbols_tell(a, r->x, &of_x, r->y, &of_y, r->x->replaces || r->y->replaces);
}

/* Drops the ways that are not needed, those that most pairs share first. */
static void drop_ways(struct cs_alike *a, struct relating *r)
{
    bool *tried = calloc(r->count + 1, sizeof *tried);

    if (tried == NULL)
        cs_run_fail_memory(a->run);
    for (size_t n = 0; n < r->count && cs_run_ok(a->run); n++) {
        size_t most = SIZE_MAX;

        for (size_t i = 0; i < r->count; i++)
            if (!tried[i] && (most == SIZE_MAX || r->pairs[i] > r->pairs[most]))
                most = i;
        tried[most] = true;
        r->needed[most] = false;
        r->needed[most] = tell_without(a, r);
    }
    free(tried);
}

/* How many pairs of members share the value in this way? */
static size_t pairs_sharing(const struct kind *x, const struct held *of_x, const struct kind *y,
                            const struct held *of_y)
{
    size_t pairs = 0;

    for (size_t i = 0, k = 0; i < x->count && k < y->count;) {
        size_t first_i = i, first_k = k;
        cs_value value = of_x[i].value;

        if (value != of_y[k].value) {
            if (value < of_y[k].value)
                i++;
            else
                k++;
            continue;
        }
        while (i < x->count && of_x[i].value == value)
            i++;
        while (k < y->count && of_y[k].value == value)
            k++;
        pairs += (i - first_i) * (k - first_k);
    }
    return pairs;
}

/* ---- which kinds could have to do with each other ---- */

/* How the words of two kinds matter to each other: not at all, by what they are, or by any value that both have. */
enum matters { NO_MATTER, BY_ROWS, BY_ANY_VALUE };

static enum matters words_matter(const struct cs_alike *a, const struct kind *x, const struct kind *y)
{
    const struct cs_plan *plan = a->run->plan;
    const uint64_t *of_x = a->tokens + x->first, *of_y = a->tokens + y->first;
    enum matters how = NO_MATTER;

    for (uint32_t i = 0; i < x->token_count && how != BY_ANY_VALUE; i++)
        for (uint32_t k = 0; of_x[i] >> 32 <= TOKEN_REPLACED && k < y->token_count; k++) {
            uint32_t one = (uint32_t)of_x[i], other = (uint32_t)of_y[k];
            uint8_t order;

            if (of_y[k] >> 32 > TOKEN_REPLACED)
                continue;
            order = of_x[i] >> 32 == TOKEN_REPLACED   ? cs_tells_of_words(plan, one, other)
                    : of_y[k] >> 32 == TOKEN_REPLACED ? cs_tells_of_words(plan, other, one)
                                                      : plan->order_matters[(size_t)one * plan->relation_count + other];
            if (plan->comes_after[(size_t)one * plan->relation_count + other] != 0 ||
                plan->comes_after[(size_t)other * plan->relation_count + one] != 0)
                return BY_ANY_VALUE;
            if (order != CS_ORDER_NEVER)
                how = BY_ROWS;
        }
    return how == NO_MATTER && a->apart == CS_APART_IN_DAYS ? BY_ROWS : how;
}

static void add_partner(struct cs_alike *a, uint32_t of, uint32_t other, bool all, const struct relating *r,
                        bool turned)
{
    struct kind *kind = &a->kinds[of];
    struct partner partner = {.kind = other, .all = all};

    partner.ways = calloc((r != NULL ? r->count : 0) + 1, sizeof *partner.ways);
    if (partner.ways == NULL ||
        !cs_grow(&kind->partners, &kind->partner_capacity, kind->partner_count + 1, sizeof *kind->partners)) {
        free(partner.ways);
        cs_run_fail_memory(a->run);
        return;
    }
    for (size_t i = 0; r != NULL && i < r->count; i++)
        if (r->needed[i])
            partner.ways[partner.way_count++] =
                turned ? (struct way){r->ways[i].other, r->ways[i].mine} : r->ways[i];
    kind->partners[kind->partner_count++] = partner;
}

static void add_partners(struct cs_alike *a, uint32_t x, uint32_t y, bool all, const struct relating *r)
{
    add_partner(a, x, y, all, r, false);
    if (x != y)
        add_partner(a, y, x, all, r, true);
}

static bool has_few_symbols(const struct kind *x, const struct kind *y)
{
    return x->value_count + y->value_count <= CS_MEETS_SYMBOLS;
}

/* Finds the ways in which members of the two share values, and which of them are needed. */
static void find_ways(struct cs_alike *a, struct relating *r, struct held *const *of_x, struct held *const *of_y,
                      enum matters how)
{
    size_t pairs = 0;

    for (uint32_t i = 0; i < r->x->value_count; i++)
        for (uint32_t k = 0; k < r->y->value_count; k++) {
            size_t sharing = pairs_sharing(r->x, of_x[i], r->y, of_y[k]);

            if (sharing == 0)
                continue;
            r->ways[r->count] = (struct way){(uint8_t)i, (uint8_t)k};
            r->needed[r->count] = true;
            r->pairs[r->count++] = sharing;
            pairs += sharing;
        }
    if (how == BY_ROWS && !r->x->replaces && !r->y->replaces && pairs > ASKING_PAYS * r->count)
        drop_ways(a, r);
}

static void relate_by_values(struct cs_alike *a, uint32_t x, uint32_t y, enum matters how)
{
    struct relating r = {.x = &a->kinds[x], .y = &a->kinds[y]};
    size_t most = (size_t)r.x->value_count * r.y->value_count + 1;
    struct held **of_x = held_by(a, &a->kinds[x]), **of_y = held_by(a, &a->kinds[y]);

    r.ways = calloc(most, sizeof *r.ways);
    r.pairs = calloc(most, sizeof *r.pairs);
    r.needed = calloc(most, sizeof *r.needed);
    if (r.ways == NULL || r.pairs == NULL || r.needed == NULL)
        cs_run_fail_memory(a->run);
    if (cs_run_ok(a->run)) {
        find_ways(a, &r, of_x, of_y, how);
        add_partners(a, x, y, false, &r);
    }
    free(r.ways);
    free(r.pairs);
    free(r.needed);
}

static void relate(struct cs_alike *a, uint32_t x, uint32_t y)
{
    const struct kind *one = &a->kinds[x], *other = &a->kinds[y];
    enum matters how = words_matter(a, one, other);
    struct relating none = {.x = one, .y = other};

    if (how == NO_MATTER)
        return;
    if (one->count * other->count <= FEW_PAIRS || !has_few_symbols(one, other) || tell_without(a, &none))
        add_partners(a, x, y, true, NULL);
    else
        relate_by_values(a, x, y, how);
}

/* ---- times ---- */

static bool same_cells(const struct cs_occurrence *a, const struct cs_occurrence *b)
{
    bool same = a->cell_count == b->cell_count;

    for (uint32_t i = 0; same && i < a->cell_count; i++)
        same = a->cells[i].start == b->cells[i].start && a->cells[i].end == b->cells[i].end &&
               cs_zone_same(a->cells[i].offset, b->cells[i].offset);
    return same;
}

struct time { cs_instant start, end; };

static int by_time(const void *a, const void *b)
{
    const struct time *x = a, *y = b;

    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return (x->end > y->end) - (x->end < y->end);
}

/* May one of them be somewhere within the time of another, and not all of it? */
static enum cs_apart most_apart(struct cs_alike *a)
{
    const struct cs_cell *before = NULL;
    enum cs_apart apart = CS_APART_NOT;
    struct time *times = NULL;
    size_t count = 0, capacity = 0;

    for (size_t m = 0; m < a->count && cs_run_ok(a->run); m++) {
        const struct cs_occurrence *o = a->occurrences[m];

        if (m > 0 && same_cells(o, a->occurrences[m - 1]))
            continue;
        if (!cs_grow(&times, &capacity, count + o->cell_count + 1, sizeof *times))
            cs_run_fail_memory(a->run);
        for (uint32_t i = 0; i < o->cell_count && cs_run_ok(a->run); before = &o->cells[i++]) {
            times[count++] = (struct time){o->cells[i].start, o->cells[i].end};
            if (apart == CS_APART_NOT && before != NULL && cs_tells_days_differ(a->run->plan, before, &o->cells[i]))
                apart = CS_APART_IN_DAYS;
        }
    }
    if (count > 0)
        qsort(times, count, sizeof *times, by_time);
    for (size_t i = 1; i < count && apart == CS_APART_NOT; i++)
        if (by_time(&times[i - 1], &times[i]) != 0 && times[i].start < times[i - 1].end)
            apart = CS_APART_IN_HOURS;
    free(times);
    return apart;
}

/* ---- what is asked ---- */

void cs_alike_suggest(const struct cs_alike *a, uint32_t member, void (*suggest)(void *context, uint32_t other),
                      void *context)
{
    const struct kind *kind = &a->kinds[a->members[member].kind];

    for (size_t p = 0; p < kind->partner_count; p++) {
        const struct partner *partner = &kind->partners[p];
        const struct kind *other = &a->kinds[partner->kind];

        for (size_t i = 0; partner->all && i < other->count; i++)
            suggest(context, other->members[i]);
        for (uint32_t w = 0; w < partner->way_count; w++) {
            struct held key = {values_of(a, member)[partner->ways[w].mine], 0};
            const struct held *by = other->by[partner->ways[w].other];
            size_t i = cs_lower_bound(&key, by, other->count, sizeof *by, by_value);

            for (; i < other->count && by[i].value == key.value; i++)
                suggest(context, by[i].member);
        }
    }
}

/* Which values of the two are the same: by number of a value of the one, the number of the other's, + 1. */
static uint64_t map_of(const struct cs_alike *a, uint32_t member, uint32_t other)
{
    const struct kind *x = &a->kinds[a->members[member].kind], *y = &a->kinds[a->members[other].kind];
    const cs_value *of_x = values_of(a, member), *of_y = values_of(a, other);
    uint64_t map = 0;

    for (uint32_t i = 0; i < x->value_count; i++)
        for (uint32_t k = 0; k < y->value_count; k++)
            if (of_x[i] == of_y[k])
                map |= (uint64_t)(k + 1) << 4 * i;
    return map;
}

static bool tell_by_map(struct cs_alike *a, const struct kind *x, const struct kind *y, uint64_t map)
{
    struct symbols of_x, of_y;

    apart_symbols(x, &of_x, y, &of_y);
    for (uint32_t i = 0; i < x->value_count; i++)
        if ((map >> 4 * i & 15) != 0)
            of_x.of[i] = of_y.of[(map >> 4 * i & 15) - 1];
    return symbols_tell(a, x, &of_x, y, &of_y, false);
}

bool cs_alike_may_tell(struct cs_alike *a, uint32_t member, uint32_t other)
{
    uint32_t of_x = a->members[member].kind, of_y = a->members[other].kind;
    const struct kind *x = &a->kinds[of_x], *y = &a->kinds[of_y];
    const struct cs_slot *slot;
    uint64_t map, hash;

    if (x->replaces || y->replaces || x->value_count > SHARED_MAX || y->value_count > SHARED_MAX ||
        x->count * y->count <= FEW_PAIRS)
        return true;
    map = map_of(a, member, other);
    hash = cs_hash_mix(cs_hash_mix(of_x, of_y), map);
    if (!cs_slots_reserve(&a->shared_slots) ||
        !cs_grow(&a->shared, &a->shared_capacity, a->shared_count + 1, sizeof *a->shared)) {
        cs_run_fail_memory(a->run);
        return false;
    }
    for (slot = cs_slots_first(&a->shared_slots, hash); slot->item != 0; slot = cs_slots_next(&a->shared_slots, slot)) {
        const struct shared *s = &a->shared[slot->item - 1];

        if (s->a == of_x && s->b == of_y && s->map == map)
            return s->tells;
    }
    cs_slots_put(&a->shared_slots, slot, hash, (uint32_t)a->shared_count);
    a->shared[a->shared_count] = (struct shared){of_x, of_y, map, tell_by_map(a, x, y, map)};
    return a->shared[a->shared_count++].tells;
}

/* ---- begin and end ---- */

static void find_all(struct cs_alike *a)
{
    uint32_t rows = 0;

    for (size_t m = 0; m < a->count && cs_run_ok(a->run); m++)
        note_member(a, (uint32_t)m);
    for (size_t k = 0; k < a->kind_count; k++)
        rows = a->kinds[k].row_count > rows ? a->kinds[k].row_count : rows;
    for (int side = 0; side < 2; side++) {
        a->room[side] = calloc(rows + 1, sizeof *a->room[side]);
        if (a->room[side] == NULL)
            cs_run_fail_memory(a->run);
    }
    a->apart = cs_run_ok(a->run) ? most_apart(a) : CS_APART_NOT;
    for (uint32_t x = 0; x < a->kind_count; x++)
        for (uint32_t y = x; y < a->kind_count && cs_run_ok(a->run); y++)
            relate(a, x, y);
}

void cs_alike_free(struct cs_alike *a)
{
    if (a == NULL)
        return;
    for (size_t k = 0; k < a->kind_count; k++) {
        struct kind *kind = &a->kinds[k];

        for (uint32_t v = 0; kind->by != NULL && v < kind->value_count; v++)
            free(kind->by[v]);
        for (size_t p = 0; p < kind->partner_count; p++)
            free(kind->partners[p].ways);
        free(kind->by);
        free(kind->partners);
        free(kind->members);
    }
    cs_slots_release(&a->kind_slots);
    cs_slots_release(&a->shared_slots);
    free(a->room[0]);
    free(a->room[1]);
    free(a->members);
    free(a->values);
    free(a->tokens);
    free(a->kinds);
    free(a->shared);
    free(a);
}

struct cs_alike *cs_alike_new(struct cs_run *run, const struct cs_occurrence *const *occurrences, size_t count)
{
    struct cs_alike *a = calloc(1, sizeof *a);

    if (a != NULL) {
        *a = (struct cs_alike){.run = run, .occurrences = occurrences, .count = count};
        a->members = calloc(count + 1, sizeof *a->members);
    }
    if (a == NULL || a->members == NULL)
        cs_run_fail_memory(run);
    else
        find_all(a);
    if (cs_run_ok(run))
        return a;
    cs_alike_free(a);
    return NULL;
}
