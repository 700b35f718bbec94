/* SPDX-License-Identifier: MIT */
#include "ledger/changes.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "docket/docket_int.h"
#include "ledger/beside.h"
#include "run/run_int.h"

/* ---- rows ---- */

static bool same_name(const struct cs_ledger *before, cs_name old, const struct cs_ledger *after, cs_name new)
{
    bool failed = false;
    cs_name carried = cs_names_carry(before->docket->plan->names, old, after->docket->plan->names, &failed);

    if (failed)
        cs_fail_memory(after->docket->failure);
    return carried == new;
}

/* What a row is about: the act of a bond, or what was put; NULL of neither. */
static const cs_value *values_of(const struct cs_ledger *ledger, const struct cs_ledger_row *row, uint32_t *relation)
{
    *relation = row->bond != CS_NO_ROW ? ledger->run->bonds[row->bond].relation : row->relation;
    return row->bond != CS_NO_ROW ? ledger->run->bonds[row->bond].act : row->values;
}

/* `filled`: a role that one of them leaves unsaid may have been filled in for the other. */
static bool same_values(const struct cs_ledger *before, const struct cs_ledger_row *old, const struct cs_ledger *after,
                        const struct cs_ledger_row *new, bool filled)
{
    uint32_t x, y;
    const cs_value *a = values_of(before, old, &x), *b = values_of(after, new, &y);
    const struct cs_relation *from, *to;

    if (a == NULL || b == NULL)
        return a == b;
    from = &before->docket->plan->relations[x];
    to = &after->docket->plan->relations[y];
    if (from->column_count != to->column_count || !same_name(before, from->head, after, to->head) ||
        !same_name(before, from->under, after, to->under))
        return false;
    for (uint32_t i = 0; i < from->column_count; i++)
        if (!(filled && (a[i] == CS_UNSAID || b[i] == CS_UNSAID)) && !same_name(before, a[i], after, b[i]))
            return false;
    return true;
}

static bool forbids(const struct cs_ledger *ledger, const struct cs_ledger_row *row)
{
    return row->bond != CS_NO_ROW && ledger->run->bonds[row->bond].conclusion->forbidden;
}

static bool same_left_out(const struct cs_ledger *x, const struct cs_ledger_piece *a, const struct cs_ledger *y,
                          const struct cs_ledger_piece *b)
{
    bool same = a->without_count == b->without_count;

    for (uint32_t i = 0; i < a->without_count && same; i++) {
        same = false;
        for (uint32_t k = 0; k < b->without_count && !same; k++)
            same = same_name(x, a->without[i], y, b->without[k]);
    }
    return same;
}

/* Are the state, and who is left out of it, the same? */
static bool stand_alike(const struct cs_ledger *x, const struct cs_ledger_piece *a, const struct cs_ledger *y,
                        const struct cs_ledger_piece *b)
{
    return cs_ledger_same_state(x, a->state, y, b->state) && same_left_out(x, a, y, b);
}

static bool is_on(const struct cs_ledger *ledger, const struct cs_ledger_piece *piece, size_t account)
{
    return !cs_worlds_disjoint(ledger->docket->worlds, piece->worlds, ledger->accounts[account].worlds);
}

#define KEPT_PIECES 64 /* of so many it is kept whether they are on the account at hand */

struct side { /* a row on an account */
    const struct cs_ledger *ledger;
    const struct cs_ledger_row *row;
    size_t account;
    bool on[KEPT_PIECES];
};

static void look_at(struct side *side, size_t account)
{
    side->account = account;
    for (uint32_t i = 0; i < side->row->piece_count && i < KEPT_PIECES; i++)
        side->on[i] = is_on(side->ledger, &side->row->pieces[i], account);
}

static bool stands_in(const struct side *side, uint32_t piece)
{
    return piece < KEPT_PIECES ? side->on[piece] : is_on(side->ledger, &side->row->pieces[piece], side->account);
}

/* Is every way in which the row may stand on the account one in which the other row may stand there? */
static bool states_within(const struct side *a, const struct side *b)
{
    for (uint32_t i = 0; i < a->row->piece_count; i++) {
        bool within = !stands_in(a, i);

        for (uint32_t k = 0; k < b->row->piece_count && !within; k++)
            within = stand_alike(b->ledger, &b->row->pieces[k], a->ledger, &a->row->pieces[i]) && stands_in(b, k);
        if (!within)
            return false;
    }
    return true;
}

static bool same_part(const struct cs_ledger_piece *a, const struct cs_ledger_piece *b)
{
    return a == NULL || b == NULL ? a == b : a->have == b->have && a->of == b->of;
}

static bool same_beside(const struct cs_ledger *before, const struct cs_ledger_row *old, const struct cs_ledger *after,
                        const struct cs_ledger_row *new)
{
    for (size_t account = 0; account < before->account_count; account++) {
        struct cs_ledger_beside a = cs_ledger_beside(before, old, before->accounts[account].worlds);
        struct cs_ledger_beside b = cs_ledger_beside(after, new, after->accounts[account].worlds);

        if (a.owed != b.owed || a.not_owed != b.not_owed || a.substituted != b.substituted ||
            a.not_substituted != b.not_substituted || a.unreported != b.unreported || !same_part(a.part, b.part) ||
            (a.part != NULL && a.least != b.least))
            return false;
    }
    return true;
}

bool cs_changes_same_states(const struct cs_ledger *before, const struct cs_ledger_row *old,
                            const struct cs_ledger *after, const struct cs_ledger_row *new)
{
    struct side a = {.ledger = before, .row = old}, b = {.ledger = after, .row = new};

    for (size_t account = 0; account < before->account_count; account++) {
        look_at(&a, account);
        look_at(&b, account);
        if (!states_within(&a, &b) || !states_within(&b, &a))
            return false;
    }
    return (!cs_ledger_has_beside(old) && !cs_ledger_has_beside(new)) || same_beside(before, old, after, new);
}

/* A name as the other ledger has it; false if it lacks it. */
static bool carry_name(const struct cs_ledger *of, cs_name name, const struct cs_ledger *to, cs_name *out)
{
    bool failed = false;

    *out = cs_names_carry(of->docket->plan->names, name, to->docket->plan->names, &failed);
    if (failed)
        cs_fail_memory(of->docket->failure);
    return !failed && (*out != CS_NO_NAME || name == CS_NO_NAME);
}

struct row_names { cs_name holder, trigger, article, claimant; };

/* The names of a row as the other ledger has them; false if it lacks one: then it has no such row. */
static bool carry_names(const struct cs_ledger *of, const struct cs_ledger_row *row, const struct cs_ledger *to,
                        struct cs_changes_place *place, struct row_names *out)
{
    if (row->trigger != place->trigger) {
        place->trigger = CS_NO_NAME;
        place->old_trigger = CS_NO_NAME;
        if (!carry_name(of, row->trigger, to, &place->old_trigger))
            return false;
        place->trigger = row->trigger;
    }
    out->trigger = place->old_trigger;
    return carry_name(of, row->holder, to, &out->holder) && carry_name(of, row->article, to, &out->article) &&
           carry_name(of, row->claimant, to, &out->claimant);
}

/* Is it the row whose names these are here? `filled` as above. */
static bool is_row(const struct cs_ledger *before, const struct cs_ledger_row *old, const struct row_names *names,
                   const struct cs_ledger *after, const struct cs_ledger_row *new, bool filled)
{
    return old->holder == names->holder && old->trigger == names->trigger && old->article == names->article &&
           old->claimant == names->claimant && old->kind == new->kind &&
           forbids(before, old) == forbids(after, new) && same_values(before, old, after, new, filled);
}

bool cs_changes_same_thing(const struct cs_ledger *before, const struct cs_ledger_row *old,
                           const struct cs_ledger *after, const struct cs_ledger_row *new)
{
    struct cs_changes_place place = {.from = 0};
    struct row_names names;

    return old->kind == new->kind && carry_names(after, new, before, &place, &names) &&
           is_row(before, old, &names, after, new, false);
}

uint64_t cs_changes_likeness(const struct cs_ledger *ledger, const struct cs_ledger_row *row)
{
    uint64_t likeness = 0;

    for (size_t account = 0; account < ledger->account_count; account++) {
        uint64_t states = 0; /* a bit for each, some for several */

        for (uint32_t i = 0; i < row->piece_count; i++)
            if (is_on(ledger, &row->pieces[i], account))
                states |= UINT64_C(1) << (unsigned)row->pieces[i].state % 64;
        likeness = cs_hash_mix(likeness, states);
    }
    return likeness;
}

/*
 * A hash of the names of a row, as `to` has them, which is its own ledger or another; false if that lacks one: then it
 * has no such row. What an occurrence says is left out: a role of it may be filled in.
 */
static bool hash_of(const struct cs_ledger *of, const struct cs_ledger_row *row, const struct cs_ledger *to,
                    uint64_t *hash)
{
    cs_name names[4 + CS_COLUMNS_MAX] = {row->holder, row->trigger, row->article, row->claimant};
    uint32_t relation, count = 4;
    const cs_value *values = values_of(of, row, &relation);

    *hash = cs_hash_mix(forbids(of, row), (uint64_t)row->kind);
    for (uint32_t i = 0; row->bond != CS_NO_ROW && i < of->docket->plan->relations[relation].column_count; i++)
        names[count++] = values[i];
    for (size_t i = 0; i < count; i++) {
        cs_name carried = names[i];

        if (to != of && !carry_name(of, names[i], to, &carried))
            return false;
        *hash = cs_hash_mix(*hash, carried);
    }
    return true;
}

/* Lists the rows of a ledger, the last first; false if memory ran out. */
static bool list_rows(const struct cs_ledger *ledger)
{
    uint64_t hash;

    for (size_t i = ledger->row_count; i-- > 0 && ledger->alike->count < ledger->row_count;)
        if (!hash_of(ledger, &ledger->rows[i], ledger, &hash) ||
            !cs_lists_put(ledger->alike, hash, (uint32_t)i, 0)) {
            cs_fail_memory(ledger->docket->failure);
            return false;
        }
    return true;
}

/* The row with these names that comes first from `first` on, in a circle, or `count`. */
static size_t find_from(const struct cs_ledger *before, size_t first, uint64_t hash, const struct row_names *names,
                        const struct cs_ledger *after, const struct cs_ledger_row *new, bool filled)
{
    size_t count = before->row_count, steps = count;

    for (uint32_t i = cs_lists_of(before->alike, hash); i != 0; i = before->alike->items[i - 1].next) {
        uint32_t at = before->alike->items[i - 1].number;

        if ((at + count - first) % count < steps && is_row(before, &before->rows[at], names, after, new, filled))
            steps = (at + count - first) % count;
    }
    return steps == count ? count : (first + steps) % count;
}

/* Has a ledger the row of another, with all that it says? */
static bool has_row(const struct cs_ledger *ledger, const struct cs_ledger *of, const struct cs_ledger_row *row)
{
    struct cs_changes_place place = {.from = 0};
    struct row_names names;
    uint64_t hash;

    return carry_names(of, row, ledger, &place, &names) && hash_of(of, row, ledger, &hash) && list_rows(ledger) &&
           find_from(ledger, 0, hash, &names, of, row, false) < ledger->row_count;
}

const struct cs_ledger_row *cs_changes_find(const struct cs_ledger *before, const struct cs_ledger *after,
                                            const struct cs_ledger_row *new, struct cs_changes_place *place)
{
    struct row_names names;
    size_t count = before->row_count, first = count == 0 ? 0 : place->from % count, found;
    uint64_t hash;

    if (count == 0 || !carry_names(after, new, before, place, &names))
        return NULL;
    if (is_row(before, &before->rows[first], &names, after, new, false)) {
        place->from = first + 1;
        return &before->rows[first];
    }
    if (!hash_of(after, new, before, &hash) || !list_rows(before))
        return NULL;
    found = find_from(before, first, hash, &names, after, new, false);
    if (found == count && new->bond == CS_NO_ROW) {
        found = find_from(before, first, hash, &names, after, new, true);
        if (found < count && has_row(after, before, &before->rows[found]))
            found = count; /* that one is still there, as it was */
    }
    if (found == count)
        return NULL;
    place->from = found + 1;
    return &before->rows[found];
}

/* Has its time run out between the two dates, in some world that is looked at? */
static bool passed(const struct cs_changes *c, const struct cs_ledger_piece *piece)
{
    return piece->has_deadline && piece->deadline > c->before->run->end && piece->deadline <= c->after->run->end &&
           !cs_worlds_disjoint(c->after->docket->worlds, piece->worlds, c->after->worlds);
}

/* Has each deadline of the one row a piece of the other with the same? */
static bool deadlines_within(const struct cs_ledger_row *row, const struct cs_ledger_row *other)
{
    for (uint32_t i = 0; i < row->piece_count; i++) {
        bool found = !row->pieces[i].has_deadline;

        for (uint32_t k = 0; k < other->piece_count && !found; k++)
            found = other->pieces[k].has_deadline && other->pieces[k].deadline == row->pieces[i].deadline;
        if (!found)
            return false;
    }
    return true;
}

bool cs_changes_same_deadlines(const struct cs_ledger_row *old, const struct cs_ledger_row *new)
{
    return deadlines_within(old, new) && deadlines_within(new, old);
}

/* Between two dates a time is met or runs out, which the states tell; of one date another time is a change. */
static bool due_otherwise(const struct cs_changes *c, const struct cs_ledger_row *old, const struct cs_ledger_row *new)
{
    return c->before->run->end == c->after->run->end && !cs_changes_same_deadlines(old, new);
}

static int by_deadline(const void *a, const void *b)
{
    const struct cs_ledger_piece *x = *(const struct cs_ledger_piece *const *)a;
    const struct cs_ledger_piece *y = *(const struct cs_ledger_piece *const *)b;

    return x->deadline < y->deadline ? -1 : x->deadline > y->deadline;
}

size_t cs_changes_deadlines(const struct cs_changes *c, const struct cs_ledger_row *row, struct cs_arena *arena,
                            const char **out)
{
    const struct cs_ledger_piece **pieces = cs_arena_array(arena, row->piece_count, sizeof *pieces);
    size_t count = 0, written = 0;

    for (uint32_t i = 0; pieces != NULL && i < row->piece_count; i++)
        if (passed(c, &row->pieces[i]))
            pieces[count++] = &row->pieces[i];
    if (count > 0)
        qsort(pieces, count, sizeof *pieces, by_deadline);
    for (size_t i = 0; i < count; i++) {
        const struct cs_ledger_piece *p = pieces[i];
        char text[32];

        if (i > 0 && p->deadline == pieces[i - 1]->deadline)
            continue;
        if (p->deadline_hours)
            cs_instant_text(p->deadline - 1, p->deadline_offset, text);
        else
            cs_day_text(cs_day_of(p->deadline - 1, p->deadline_offset), text);
        out[written] = cs_arena_text(arena, text, strlen(text));
        written += out[written] != NULL;
    }
    return written;
}

static void compare_rows(struct cs_changes *c)
{
    bool *met = cs_arena_array(&c->arena, c->before->row_count, sizeof *met);
    struct cs_changes_place place = {.from = 0};

    c->rows = cs_arena_array(&c->arena, c->before->row_count + c->after->row_count, sizeof *c->rows);
    if (c->rows == NULL || met == NULL)
        return;
    for (size_t i = 0; i < c->after->row_count; i++) {
        struct cs_ledger_change change = {.after = &c->after->rows[i]};

        change.before = cs_changes_find(c->before, c->after, change.after, &place);
        if (change.before != NULL)
            met[change.before - c->before->rows] = true;
        change.states =
            change.before == NULL || !cs_changes_same_states(c->before, change.before, c->after, change.after);
        for (uint32_t p = 0; p < change.after->piece_count; p++)
            change.deadline = change.deadline || passed(c, &change.after->pieces[p]);
        change.due = change.before != NULL && due_otherwise(c, change.before, change.after);
        if (change.states || change.deadline || change.due)
            c->rows[c->row_count++] = change;
    }
    for (size_t i = 0; i < c->before->row_count; i++)
        if (!met[i])
            c->rows[c->row_count++] = (struct cs_ledger_change){.before = &c->before->rows[i], .states = true};
}

/* ---- questions ---- */

/* Marks the questions on which some row depends. */
static bool *turning(struct cs_changes *c, const struct cs_ledger *ledger)
{
    size_t count = ledger->docket->question_count;
    bool *turns = cs_arena_array(&c->arena, count + 1, sizeof *turns);
    uint32_t *on = calloc(count + 1, sizeof *on);

    if (on == NULL)
        c->arena.failed = true;
    for (size_t i = 0; turns != NULL && on != NULL && i < ledger->row_count; i++) {
        size_t found = cs_ledger_turns_on(ledger, &ledger->rows[i], ledger->docket->possible, on, count);

        for (size_t q = 0; q < found; q++)
            turns[on[q]] = true;
    }
    free(on);
    return turns;
}

/* The question of a docket that is the same as this one of another docket; CS_NOWHERE if there is none. */
static uint32_t find_question(struct cs_changes *c, const struct cs_docket *docket, const struct cs_docket *of,
                              cs_name id)
{
    cs_name own = cs_names_carry(of->plan->names, id, docket->plan->names, &c->arena.failed);

    for (uint32_t i = 0; own != CS_NO_NAME && i < docket->question_count; i++)
        if (docket->questions[i].id == own)
            return i;
    return CS_NOWHERE;
}

/* Does some account answer the question otherwise than before? */
static bool answered_otherwise(const struct cs_changes *c, uint32_t before, uint32_t after)
{
    const struct cs_question *old = &c->before->docket->questions[before], *new = &c->after->docket->questions[after];

    if (old->answer_count != new->answer_count)
        return true;
    for (size_t account = 0; account < c->after->account_count; account++)
        for (uint32_t a = 0; a < new->answer_count; a++) {
            struct cs_worlds *x = c->before->docket->worlds, *y = c->after->docket->worlds;

            if (cs_worlds_disjoint(x, c->before->accounts[account].worlds, cs_worlds_answer(x, before, a)) !=
                cs_worlds_disjoint(y, c->after->accounts[account].worlds, cs_worlds_answer(y, after, a)))
                return true;
        }
    return false;
}

static void compare_questions(struct cs_changes *c)
{
    const struct cs_docket *old = c->before->docket, *new = c->after->docket;
    const bool *before = turning(c, c->before), *after = turning(c, c->after);

    c->questions = cs_arena_array(&c->arena, old->question_count + new->question_count, sizeof *c->questions);
    if (c->questions == NULL || before == NULL || after == NULL)
        return;
    for (uint32_t i = 0; i < new->question_count; i++) {
        struct cs_question_change q = {.question = &new->questions[i], .after = i, .turns = after[i]};

        q.before = find_question(c, old, new, new->questions[i].id);
        q.turned_before = q.before != CS_NOWHERE && before[q.before];
        if (q.turns != q.turned_before ||
            (q.turns && q.before != CS_NOWHERE && answered_otherwise(c, q.before, q.after)))
            c->questions[c->question_count++] = q;
    }
    for (uint32_t i = 0; i < old->question_count; i++)
        if (before[i] && find_question(c, new, old, old->questions[i].id) == CS_NOWHERE)
            c->questions[c->question_count++] = (struct cs_question_change){
                .question = &old->questions[i], .before = i, .after = CS_NOWHERE, .turned_before = true};
}

/* ---- occurrences and claims ---- */

/* The date of an entry, for a claim about it that has no date of its own. */
static struct cs_recorded date_of(const struct cs_docket *docket, const struct cs_entry *entry)
{
    const struct cs_symbols *symbols = docket->plan->symbols;
    const struct cs_entry *about;

    if ((entry->moment.form != CS_MOMENT_NONE && entry->kind != CS_ENTRY_DATED) || entry->about.name == CS_NO_NAME ||
        entry->about.name >= symbols->by_name_count)
        return cs_entry_recorded(entry);
    about = symbols->entry_of[entry->about.name];
    return cs_entry_recorded(about != NULL ? about : entry);
}

/* Adds what was recorded between the two; false if memory ran out. */
static bool add_said(struct cs_changes *c, size_t *capacity, struct cs_recorded_word word, cs_instant recorded)
{
    if (recorded < c->before->docket->known || recorded >= c->after->docket->known)
        return true;
    if (!cs_grow(&c->said, capacity, c->said_count + 1, sizeof *c->said)) {
        c->arena.failed = true;
        return false;
    }
    c->said[c->said_count++] = word;
    return true;
}

static void list_said(struct cs_changes *c)
{
    const struct cs_docket *docket = c->after->docket;
    size_t capacity = 0;

    if (!docket->known_given || !c->before->docket->known_given)
        return;
    for (const struct cs_file *file = docket->plan->files; file != NULL; file = file->next)
        for (const struct cs_entry *entry = file->entries; entry != NULL; entry = entry->next) {
            struct cs_recorded_word word = {NULL, entry->retracted, entry};

            if (entry->retracted != NULL && entry->retracted->recorded.form != CS_MOMENT_NONE &&
                !add_said(c, &capacity, word, cs_moment_recorded(&entry->retracted->recorded).time))
                return;
            word.retracted = NULL;
            if (entry->concluded != NULL && entry->derived_from == NULL &&
                !add_said(c, &capacity, word, cs_conclusion_recorded(entry, date_of(docket, entry)).time))
                return;
            for (word.claim = entry->claims; word.claim != NULL; word.claim = word.claim->next)
                if (!add_said(c, &capacity, word, cs_claim_recorded(docket, word.claim, date_of(docket, entry)).time))
                    return;
        }
}

casus_status cs_changes_new(const struct cs_ledger *before, const struct cs_ledger *after, struct cs_changes **out)
{
    struct cs_changes *c = calloc(1, sizeof *c);
    struct cs_failure *failure = after->docket->failure;

    *out = NULL;
    if (c == NULL)
        return cs_fail_memory(failure);
    must(before->account_count == after->account_count);
    cs_arena_init(&c->arena);
    c->before = before;
    c->after = after;
    compare_rows(c);
    compare_questions(c);
    cs_ledger_happenings(c->after, c->before->run->end, c->after->run->end, &c->arena, &c->happened,
                         &c->happened_count);
    list_said(c);
    if (cs_arena_failed(&c->arena))
        cs_fail_memory(failure);
    if (failure->status != CASUS_OK) {
        cs_changes_free(c);
        return failure->status;
    }
    *out = c;
    return CASUS_OK;
}

void cs_changes_free(struct cs_changes *changes)
{
    if (changes == NULL)
        return;
    free(changes->said);
    cs_arena_release(&changes->arena);
    free(changes);
}
