/* SPDX-License-Identifier: MIT */
/* What becomes of bonds in a stream, told as it falls: of each instant in the order of the rows that founded them. */
#include <string.h>

#include "docket/made.h"
#include "run/ended.h"
#include "run/family.h"
#include "run/stream_int.h"

/* The row of an occurrence, or of what a rule brings about later; NULL: it is of no row. */
static const struct told_row *row_of(const struct cs_stream *s, cs_value occurrence)
{
    const struct cs_names *names = &s->docket->names;
    const struct cs_occurrence *o;

    while (occurrence != CS_UNSAID && cs_names_tag(names, occurrence) == CS_MADE_DELAYED)
        occurrence = cs_names_part(names, occurrence, 0);
    o = cs_docket_occurrence(s->docket, occurrence);
    if (o == NULL || (size_t)(o - s->docket->occurrences) < s->first)
        return NULL;
    return s->rows[(size_t)(o - s->docket->occurrences) - s->first];
}

static uint64_t number_of(const struct cs_stream *s, cs_value occurrence)
{
    const struct told_row *row = NULL;

    if (s->plain != CS_NOWHERE && occurrence == s->docket->occurrences[s->plain].value)
        row = s->rows[s->plain - s->first];
    else if (occurrence != CS_UNSAID)
        row = row_of(s, occurrence);
    return row == NULL ? 0 : row->number;
}

/* The row of the table that did it: an occurrence, or a fact that a row has begun. */
static uint64_t number_of_row(const struct cs_stream *s, const struct cs_touch *touch)
{
    const struct cs_run *run = s->run;

    if (touch->relation == CS_NOWHERE || touch->row == CS_NOWHERE)
        return 0;
    if (cs_relation_happens(&run->plan->relations[touch->relation]))
        return number_of(s, cs_store_values(run, touch->relation, touch->row)[0]);
    for (const struct cs_support *p = run->stores[touch->relation].rows[touch->row].supports; p != NULL; p = p->next)
        if (p->entry != NULL && p->entry->entry == &s->entry)
            return (uint64_t)p->entry->moment.start;
    return 0;
}

/* Is it in force wherever it exists? */
static bool nothing_became_of(const struct cs_bond_state *b)
{
    return (b->done | b->broken | b->ended_before | b->ended_after | cs_bond_in(b, CS_BOND_LATE) |
            cs_bond_in(b, CS_BOND_KEPT) | cs_bond_in(b, CS_BOND_SUSPENDED)) == CS_NONE;
}

/* May it have worlds in the state of this place (cs_bond_standing_of)? Most have not, and are not computed. */
static bool may_stand(const struct cs_bond_state *b, size_t number)
{
    switch (number) {
    case 0:
        return true;
    case 1:
        return cs_bond_in(b, CS_BOND_SUSPENDED) != CS_NONE;
    case 2:
    case 3:
        return b->ended_before != CS_NONE;
    case 4:
        return (b->done | cs_bond_in(b, CS_BOND_KEPT)) != CS_NONE;
    case 5:
    case 6:
        return b->broken != CS_NONE;
    default:
        return cs_bond_in(b, CS_BOND_LATE) != CS_NONE;
    }
}

static enum cs_state state_on(struct cs_run *run, const struct cs_bond_state *b, cs_set account)
{
    if (account == CS_NONE)
        return CS_STATE_CONTRADICTORY;
    if (b->exists == CS_ALL && nothing_became_of(b))
        return CS_STATE_IN_FORCE;
    for (size_t i = CS_BOND_STATES; i-- > 0;) {
        struct cs_bond_standing standing;
        cs_set here;

        if (!may_stand(b, i))
            continue;
        standing = cs_bond_standing_of(run, b, i);
        here = cs_worlds_and(run->worlds, account, standing.worlds);
        if (here != CS_NONE)
            return here == account ? standing.state : CS_STATE_UNDETERMINED;
    }
    return CS_STATE_NONE;
}

static int compare_texts(const struct cs_stream *s, cs_value a, cs_value b)
{
    char x[24], y[24];
    size_t m, n;
    const char *p, *q;
    int order;

    if (a == b)
        return 0;
    p = cs_stream_text(s, a, x, &m);
    q = cs_stream_text(s, b, y, &n);
    order = memcmp(p, q, m < n ? m : n);
    return order != 0 ? order : m < n ? -1 : m > n;
}

/* The first eight letters, as a number that is in their order. */
static uint64_t first_letters(const struct cs_stream *s, cs_value value)
{
    char room[24];
    size_t length;
    const char *text = cs_stream_text(s, value, room, &length);
    uint64_t letters = 0;

    for (size_t i = 0; i < 8; i++)
        letters = letters << 8 | (i < length ? (unsigned char)text[i] : 0);
    return letters;
}

/* The holders of a block, sorted; NULL if memory ran out. */
static const struct ranked *ranked_of(struct cs_stream *s, uint32_t block)
{
    const struct cs_ended *ended = &s->run->ended;
    size_t known = ended->holder_count - (size_t)block * CS_ENDED_HOLDERS, before = s->ranked_count;
    const cs_value *holders = ended->holders + (size_t)block * CS_ENDED_HOLDERS;
    bool more = false;
    struct ranked *r;

    if (!cs_grow(&s->ranked, &s->ranked_count, (size_t)block + 1, sizeof *s->ranked)) {
        cs_run_fail_memory(s->run);
        return NULL;
    }
    if (s->ranked_count > before)
        memset(s->ranked + before, 0, (s->ranked_count - before) * sizeof *s->ranked);
    r = &s->ranked[block];
    for (known = known < CS_ENDED_HOLDERS ? known : CS_ENDED_HOLDERS; r->known < known; r->known++) {
        uint32_t at = r->known;

        for (; at > 0 && compare_texts(s, holders[r->order[at - 1]], holders[r->known]) > 0; at--)
            r->order[at] = r->order[at - 1];
        r->order[at] = (uint8_t)r->known;
        more = true;
    }
    for (uint32_t i = 0; more && i < r->known; i++)
        r->rank[r->order[i]] = (uint8_t)i;
    return r;
}

/* Where the holder of a member stands among those of its block. */
static uint32_t rank_of(struct cs_stream *s, const struct waiting *w)
{
    const struct ranked *r = ranked_of(s, s->run->bonds[w->bond].holders);

    return r == NULL ? 0 : r->rank[cs_ended_holder(&s->run->ended, w->holder) % CS_ENDED_HOLDERS];
}

/* Is it a member of a family, whose act does not say its holder? */
static bool is_member(const struct cs_stream *s, const struct waiting *w)
{
    return s->run->bonds[w->bond].is_family;
}

static cs_value act_value(const struct cs_stream *s, const struct waiting *w, uint32_t column)
{
    const struct cs_bond_state *b = &s->run->bonds[w->bond];

    return b->is_family && cs_family_says_holder(b, column) ? w->holder : b->act[column];
}

static int compare_waiting(const struct cs_stream *s, const struct waiting *x, const struct waiting *y)
{
    const struct cs_run *run = s->run;
    const struct cs_bond_state *a, *b;
    int order;

    if (x->founded_by != y->founded_by)
        return x->founded_by < y->founded_by ? -1 : 1;
    if (x->bond == y->bond) /* of one family */
        return x->rank < y->rank ? -1 : x->rank > y->rank;
    a = &run->bonds[x->bond];
    b = &run->bonds[y->bond];
    if ((order = compare_texts(s, a->article, b->article)) != 0)
        return order;
    if (x->letters != y->letters)
        return x->letters < y->letters ? -1 : 1;
    if ((order = compare_texts(s, x->holder, y->holder)) != 0 || a->relation != b->relation)
        return order != 0 ? order : a->relation < b->relation ? -1 : 1;
    for (uint32_t i = 0; i < run->plan->relations[a->relation].column_count; i++)
        if ((order = compare_texts(s, act_value(s, x, i), act_value(s, y, i))) != 0)
            return order;
    return compare_texts(s, a->claimant, b->claimant);
}

/* Merges two sorted halves, from one array to the other. */
static void merge(const struct cs_stream *s, const struct waiting *from, struct waiting *to, size_t middle,
                  size_t count)
{
    size_t a = 0, b = middle;

    for (size_t i = 0; i < count; i++)
        to[i] = b == count || (a < middle && compare_waiting(s, &from[a], &from[b]) <= 0) ? from[a++] : from[b++];
}

static void merge_sort(const struct cs_stream *s, struct waiting *items, struct waiting *room, size_t count)
{
    if (count < 2)
        return;
    merge_sort(s, items, room, count / 2);
    merge_sort(s, items + count / 2, room, count - count / 2);
    merge(s, items, room, count / 2, count);
    memcpy(items, room, count * sizeof *items);
}

static void sort_waiting(struct cs_stream *s)
{
    size_t count = s->waiting_count, sorted = 1;

    for (size_t i = 0; i < count; i++) {
        s->waiting[i].founded_by = s->run->bonds[s->waiting[i].bond].founded_by;
        s->waiting[i].letters = 0;
        s->waiting[i].rank = is_member(s, &s->waiting[i]) ? rank_of(s, &s->waiting[i]) : 0;
    }
    while (sorted < count && compare_waiting(s, &s->waiting[sorted - 1], &s->waiting[sorted]) <= 0)
        sorted++;
    if (sorted == count)
        return;
    if (!cs_grow(&s->waiting, &s->waiting_capacity, 2 * count, sizeof *s->waiting)) {
        cs_run_fail_memory(s->run);
        return;
    }
    for (size_t i = 0; i < count; i++)
        s->waiting[i].letters = first_letters(s, s->waiting[i].holder);
    merge_sort(s, s->waiting, s->waiting + count, count);
}

/* A bond of which nothing can become any more is given back. */
static void let_go(struct cs_stream *s, uint32_t bond)
{
    if (cs_bond_give_back(s->run, bond))
        s->told[bond] = (struct told){.state = CS_STATE_NONE};
}

/* Of what is waiting there remains what is to be told, with its state. */
static void choose_told(struct cs_stream *s, cs_set account)
{
    size_t kept = 0;

    for (size_t i = 0; i < s->waiting_count && cs_run_ok(s->run); i++) {
        uint32_t bond = s->waiting[i].bond;
        struct told *told = &s->told[bond];
        enum cs_state state, before = told->state;

        if (s->waiting[i].holder != CS_UNSAID) { /* a member of a family: its state is known */
            if (kept != i)
                s->waiting[kept] = s->waiting[i];
            if (account == CS_NONE)
                s->waiting[kept].state = CS_STATE_CONTRADICTORY;
            kept++;
            continue;
        }
        state = state_on(s->run, &s->run->bonds[bond], account);
        told->waits = 0;
        told->state = state;
        if (state == before || state == CS_STATE_NONE || state == CS_STATE_IN_FORCE || state == CS_STATE_SUSPENDED) {
            if (!nothing_became_of(&s->run->bonds[bond]))
                let_go(s, bond);
            continue;
        }
        s->waiting[kept] = s->waiting[i];
        s->waiting[kept].state = state;
        s->waiting[kept++].holder = s->run->bonds[bond].holder;
    }
    s->waiting_count = kept;
}

void cs_stream_since(const struct cs_stream *s, const struct cs_stream_verdict *verdict, cs_day *day, bool *hours)
{
    *day = cs_day_of(verdict->since, s->docket->zone);
    *hours = cs_day_start(*day, s->docket->zone) != verdict->since;
}

static void tell(struct cs_stream *s, const struct waiting *w, const struct spot *spot)
{
    const struct cs_bond_state *b = &s->run->bonds[w->bond];
    uint32_t relation = b->conclusion->pattern.relation; /* of the bond, whose own is farther away (bond_state.h) */
    cs_value act[CS_COLUMNS_MAX];
    struct cs_stream_verdict verdict; /* each member is set: to clear all before takes longer than to set them */

    verdict.time = spot->time;
    verdict.day = spot->day;
    verdict.hours = spot->hours;
    verdict.state = w->state;
    verdict.article = b->article;
    verdict.conclusion = b->conclusion;
    verdict.holder = w->holder;
    verdict.claimant = b->claimant;
    verdict.relation = relation;
    verdict.act = b->act;
    verdict.founded_by = b->founded_by;
    verdict.done_by = w->by;
    verdict.told_at = s->now;
    verdict.told_behind = s->phase >= CS_PHASE_DUE;
    if (b->is_family) {
        memcpy(act, b->act, CS_BOND_ACT_NEAR * sizeof *act);
        if (s->run->plan->relations[relation].column_count > CS_BOND_ACT_NEAR)
            memcpy(act + CS_BOND_ACT_NEAR, b->act + CS_BOND_ACT_NEAR, sizeof act - CS_BOND_ACT_NEAR * sizeof *act);
        for (uint64_t m = b->conclusion->holder_columns; m != 0; m &= m - 1)
            act[__builtin_ctzll(m)] = w->holder;
        verdict.act = act;
        verdict.since = b->founded;
    } else {
        const struct cs_pieces *since = cs_bond_at(b, CS_BOND_SINCE);

        verdict.since = since->count > 0 ? since->items[0].time : b->founded;
    }
    if (!s->wishes.take(s->wishes.context, &verdict))
        s->stopped = true;
}

static inline cs_set account_of(const struct cs_stream *s)
{
    struct cs_docket *docket = s->run->docket;

    if (s->wishes.account == CS_NO_NAME)
        return docket->possible;
    return cs_worlds_and(s->run->worlds, docket->possible, cs_docket_account(docket, s->wishes.account));
}

void cs_stream_tell(struct cs_stream *s)
{
    struct cs_run *run = s->run;

    if (s->waiting_count > 0)
        choose_told(s, account_of(s));
    if (s->additions > 1)
        sort_waiting(s);
    for (size_t i = 0; i < s->waiting_count && !s->stopped && cs_run_ok(run); i++) {
        tell(s, &s->waiting[i], &s->spots[s->waiting[i].place]);
        if (!is_member(s, &s->waiting[i]))
            let_go(s, s->waiting[i].bond);
    }
    s->waiting_count = s->spot_count = s->additions = 0;
    for (size_t i = 0; i < s->empty_count && cs_run_ok(run); i++)
        let_go(s, s->empty[i]);
    s->empty_count = 0;
}

/* What is told of a bond is known of all up to this one. */
static bool reach_told(struct cs_stream *s)
{
    if (s->told_count == s->run->bond_count)
        return true;
    if (!cs_grow(&s->told, &s->told_capacity, s->run->bond_count, sizeof *s->told)) {
        cs_run_fail_memory(s->run);
        return false;
    }
    for (; s->told_count < s->run->bond_count; s->told_count++)
        s->told[s->told_count] = (struct told){.state = CS_STATE_NONE};
    return true;
}

/* What is told of it: by which row it was founded, as long as that is there. */
static struct told *told_of(struct cs_stream *s, uint32_t bond)
{
    struct cs_bond_state *b = &s->run->bonds[bond];
    struct told *told = &s->told[bond];

    if (!b->founder_known) {
        const struct told_row *row = b->trigger == CS_UNSAID ? NULL : row_of(s, b->trigger);

        b->founder_known = true;
        b->founded_by = row == NULL ? 0 : row->number;
        told->part = row == NULL ? 0 : (uint32_t)row->part;
    }
    return told;
}

/* A family of which no member is left is given back once all is told. */
static bool note_empty(struct cs_stream *s, uint32_t family)
{
    if (s->run->bonds[family].members != 0)
        return true;
    if (!cs_grow(&s->empty, &s->empty_capacity, s->empty_count + 1, sizeof *s->empty)) {
        cs_run_fail_memory(s->run);
        return false;
    }
    s->empty[s->empty_count++] = family;
    return true;
}

void cs_stream_note_parted(struct cs_stream *s)
{
    struct cs_run *run = s->run;

    for (size_t i = 0; i < run->parted_count && reach_told(s); i++) {
        struct cs_parted parted = run->parted[i];

        s->told[parted.bond] = (struct told){.state = CS_STATE_IN_FORCE, .part = told_of(s, parted.family)->part};
        run->bonds[parted.bond].founder_known = true;
        run->bonds[parted.bond].founded_by = run->bonds[parted.family].founded_by;
        if (!note_empty(s, parted.family))
            return;
    }
    run->parted_count = 0;
}

/* Notes what a touch is about; at the last of the places. */
static void note_touch(struct cs_stream *s, const struct cs_touch *touch)
{
    struct cs_run *run = s->run;
    uint64_t by = number_of_row(s, touch);
    struct told *told;

    if (!reach_told(s))
        return;
    if (!cs_grow(&s->waiting, &s->waiting_capacity, s->waiting_count + 1, sizeof *s->waiting)) {
        cs_run_fail_memory(run);
        return;
    }
    told = told_of(s, touch->bond);
    if (told->waits != 0 && touch->row == CS_NO_CHANGE)
        return;
    if (told->waits == 0) {
        s->additions++;
        s->waiting[s->waiting_count++] = (struct waiting){.bond = touch->bond, .by = by};
        told->waits = (uint32_t)s->waiting_count;
    } else if (by != 0) {
        s->waiting[told->waits - 1].by = by;
    }
    s->waiting[told->waits - 1].place = (uint32_t)s->spot_count - 1;
}

/* Notes each member by itself, in the order of the texts of their holders. */
static void note_settled(struct cs_stream *s, const struct cs_settled *settled)
{
    struct cs_run *run = s->run;
    const struct cs_touch touch = {settled->family, settled->relation, settled->row};
    struct waiting w = {.bond = settled->family, .place = (uint32_t)s->spot_count - 1, .state = settled->state,
                        .by = number_of_row(s, &touch)};
    const struct ranked *ranked;

    if (!reach_told(s))
        return;
    if (!cs_grow(&s->waiting, &s->waiting_capacity, s->waiting_count + 64, sizeof *s->waiting)) {
        cs_run_fail_memory(run);
        return;
    }
    s->additions++;
    told_of(s, settled->family);
    ranked = ranked_of(s, run->bonds[settled->family].holders);
    for (unsigned i = 0; ranked != NULL && i < ranked->known; i++) {
        if ((settled->members >> ranked->order[i] & 1) == 0)
            continue;
        w.holder = cs_family_holder(run, settled->family, ranked->order[i]);
        s->waiting[s->waiting_count++] = w;
    }
    note_empty(s, settled->family);
}

void cs_stream_note(struct cs_stream *s, const struct cs_item *item)
{
    struct cs_run *run = s->run;

    if (run->parted_count > 0)
        cs_stream_note_parted(s);
    if (run->touched_count > 0 || run->settled_count > 0) {
        struct spot spot = {run->place.start, run->place.day, run->place.hours};

        if (item->kind == CS_ITEM_DUE)
            spot.hours = cs_day_start(run->place.day, run->place.offset) != run->place.start;
        s->now = run->now;
        s->phase = item->phase;
        if (!cs_grow(&s->spots, &s->spot_capacity, s->spot_count + 1, sizeof *s->spots)) {
            cs_run_fail_memory(run);
            return;
        }
        s->spots[s->spot_count++] = spot;
        for (size_t i = 0; i < run->touched_count && cs_run_ok(run); i++)
            note_touch(s, &run->touched[i]);
        for (size_t i = 0; i < run->settled_count && cs_run_ok(run); i++)
            note_settled(s, &run->settled[i]);
    }
    run->touched_count = run->settled_count = 0;
    cs_store_forget(run);
}

/* What the row has settled is one member of a family, which is known, and it has done nothing else. */
static bool has_settled_one(const struct cs_stream *s)
{
    const struct cs_run *run = s->run;
    const struct cs_settled *settled = run->settled;

    return run->settled_count == 1 && run->touched_count == 0 && run->parted_count == 0 && s->waiting_count == 0 &&
           (settled->members & (settled->members - 1)) == 0 && settled->family < s->told_count &&
           run->bonds[settled->family].founder_known;
}

static void tell_settled(struct cs_stream *s, const struct cs_settled *settled, const struct told_row *row)
{
    struct waiting w = {.bond = settled->family, .state = settled->state, .by = row->number};
    const struct spot spot = {s->held_place.start, s->held_place.day, s->held_place.hours};

    w.holder = cs_family_holder(s->run, w.bond, (unsigned)__builtin_ctzll(settled->members));
    if (account_of(s) == CS_NONE)
        w.state = CS_STATE_CONTRADICTORY;
    s->now = s->run->now;
    s->phase = CS_PHASE_INSTANT;
    tell(s, &w, &spot);
    if (s->run->bonds[w.bond].members == 0)
        let_go(s, w.bond);
}

void cs_stream_note_alone(struct cs_stream *s, const struct told_row *row)
{
    static const struct cs_item item = {.phase = CS_PHASE_INSTANT, .kind = CS_ITEM_OCCURRENCE};
    struct cs_run *run = s->run;
    const struct cs_item *next = cs_queue_peek(run);

    if (!has_settled_one(s) || (next != NULL && next->time == run->now)) {
        cs_stream_note(s, &item);
        return;
    }
    tell_settled(s, &run->settled[0], row);
    run->settled_count = 0;
    if (run->lapsed_count + run->passing_count + run->closing_count > 0)
        cs_store_forget(run);
}
