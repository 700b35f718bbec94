/* SPDX-License-Identifier: MIT */
/* Bonds as rows: their states (docs/language.md, part 2), computed from what the run has kept of them. */
#include <string.h>

#include "ledger/ledger_int.h"
#include "run/bond_int.h"
#include "run/explain.h"

static void add_states(struct cs_piece_list *list, struct cs_run *run, const struct cs_bond_state *b)
{
    struct cs_bond_standing states[CS_BOND_STATES];
    size_t count = cs_bond_states(run, b, states);

    for (size_t i = 0; i < count; i++)
        cs_piece_list_state(list, states[i].worlds, states[i].state);
}

cs_set cs_ledger_bond_in_state(const struct cs_ledger *ledger, uint32_t bond, enum cs_state state)
{
    struct cs_bond_standing states[CS_BOND_STATES];
    size_t count = cs_bond_states(ledger->run, &ledger->run->bonds[bond], states);
    struct cs_worlds *w = ledger->run->worlds;
    cs_set worlds = state == CS_STATE_NONE ? ledger->docket->possible : CS_NONE;

    for (size_t i = 0; i < count; i++) /* as in add_states a later one counts */
        worlds = states[i].state == state ? cs_worlds_or(w, worlds, states[i].worlds)
                                          : cs_worlds_minus(w, worlds, states[i].worlds);
    return cs_worlds_and(w, worlds, ledger->docket->possible);
}

static void mark_owed(struct cs_piece_list *list, struct cs_ledger_piece *piece, const void *context)
{
    (void)list;
    (void)context;
    piece->still_owed = true;
}

static void mark_substituted(struct cs_piece_list *list, struct cs_ledger_piece *piece, const void *context)
{
    (void)list;
    (void)context;
    piece->substituted = true;
}

static void mark_unreported(struct cs_piece_list *list, struct cs_ledger_piece *piece, const void *context)
{
    (void)list;
    (void)context;
    piece->unreported = true;
}

bool cs_ledger_has_a_day(cs_instant time)
{
    return cs_civil_from_day(cs_day_of(time, CS_UTC)).year >= -CS_YEAR_MAX - 1; /* less one: UTC may be a day earlier */
}

static void mark_since(struct cs_piece_list *list, struct cs_ledger_piece *piece, const void *context)
{
    const struct cs_piece *since = context;

    if (!cs_ledger_has_a_day(since->time))
        return;
    piece->has_since = true;
    piece->since = since->time;
    piece->since_day = cs_day_of(since->time, list->ledger->docket->zone);
}

struct deadline { cs_instant time; struct cs_zone zone; bool day; };

static void mark_deadline(struct cs_piece_list *list, struct cs_ledger_piece *piece, const void *context)
{
    const struct deadline *d = context;

    (void)list;
    if (!cs_ledger_has_a_day(d->time) || (piece->has_deadline && piece->deadline <= d->time)) /* the first counts */
        return;
    piece->has_deadline = true;
    piece->deadline = d->time;
    piece->deadline_hours = !d->day;
    piece->deadline_offset = d->zone;
}

static void mark_part(struct cs_piece_list *list, struct cs_ledger_piece *piece, const void *context)
{
    const struct cs_sum *sum = context;

    (void)list;
    piece->in_part = true;
    piece->have = sum->sum;
}

static void mark_number(struct cs_piece_list *list, struct cs_ledger_piece *piece, const void *context)
{
    (void)list;
    piece->in_part = true;
    piece->of = *(const cs_wide *)context;
}

/* One after another at the same time are one: of a duty that many may have founded on one day. */
static void mark_sinces(struct cs_piece_list *list, struct cs_worlds *w, const struct cs_pieces *since)
{
    for (size_t i = since->count; i > 0;) {
        struct cs_union all = {0};
        size_t first = i - 1;

        while (i > 0 && since->items[i - 1].time == since->items[first].time)
            cs_union_add(w, &all, since->items[--i].worlds);
        cs_piece_list_mark(list, cs_union_worlds(w, &all), mark_since, &since->items[first]);
    }
}

static bool same_deadline(const struct deadline *a, const struct deadline *b)
{
    return a->time == b->time && a->day == b->day && cs_zone_same(a->zone, b->zone);
}

/* Of those that have passed, then of those to come: which deadline it is, and in which worlds. */
static struct deadline deadline_at(const struct cs_run *run, const struct cs_bond_state *b, size_t i, cs_set *worlds)
{
    const struct cs_pieces *passed = cs_bond_at(b, CS_BOND_DEADLINES);

    if (i < passed->count) {
        const struct cs_piece *piece = &passed->items[i];

        *worlds = piece->worlds;
        return (struct deadline){piece->time, run->zones[piece->relation], piece->firing != 0};
    }
    *worlds = b->dues[i - passed->count].worlds;
    return (struct deadline){b->dues[i - passed->count].end, b->dues[i - passed->count].terms->zone,
                             cs_due_is_day(&b->dues[i - passed->count])};
}

static void mark_deadlines(struct cs_piece_list *list, const struct cs_run *run, const struct cs_bond_state *b)
{
    size_t count = cs_bond_at(b, CS_BOND_DEADLINES)->count + b->due_count;

    for (size_t i = 0; i < count;) {
        struct cs_union all = {0};
        cs_set worlds;
        struct deadline first = deadline_at(run, b, i, &worlds), next = first;

        while (i < count && same_deadline(&first, &next)) {
            cs_union_add(run->worlds, &all, worlds);
            if (++i < count)
                next = deadline_at(run, b, i, &worlds);
        }
        cs_piece_list_mark(list, cs_union_worlds(run->worlds, &all), mark_deadline, &first);
    }
}

static void add_marks(struct cs_piece_list *list, struct cs_run *run, const struct cs_bond_state *b)
{
    struct cs_worlds *w = run->worlds;

    mark_sinces(list, w, cs_bond_at(b, CS_BOND_SINCE));
    mark_deadlines(list, run, b);
    if (!b->conclusion->forbidden)
        cs_piece_list_mark(list, cs_worlds_minus(w, cs_worlds_minus(w, b->broken, cs_bond_in(b, CS_BOND_LATE)),
                                                 b->ended_after), mark_owed, NULL);
    cs_piece_list_mark(list, cs_bond_in(b, CS_BOND_SUBSTITUTED), mark_substituted, NULL);
    cs_piece_list_mark(list, cs_bond_in(b, CS_BOND_UNREPORTED), mark_unreported, NULL);
    if (cs_bond_past(b)->owed == 0 || b->conclusion->forbidden) /* what is forbidden is not performed in parts */
        return;
    cs_piece_list_mark(list, b->exists, mark_number, &cs_bond_past(b)->owed);
    for (size_t i = 0; i < cs_bond_past(b)->sums.count; i++)
        cs_piece_list_mark(list, cs_bond_past(b)->sums.items[i].worlds, mark_part, &cs_bond_past(b)->sums.items[i]);
}

/* The words of the act, without the roles that name the holder, and without "to" the claimant; CS_UNSAID: with them. */
static const char *act_text(struct cs_run *run, const struct cs_bond_state *b, cs_value holder, cs_value claimant)
{
    cs_value values[CS_COLUMNS_MAX];
    const struct cs_relation *r = &run->plan->relations[b->relation];
    const char *kept;
    struct cs_buffer text;

    memcpy(values, b->act, sizeof values);
    for (uint32_t i = r->first_role; i < r->column_count; i++) {
        enum cs_prep prep = r->shape->roles[i - r->first_role].prep;

        if ((values[i] == holder && prep != CS_PREP_IS) || (values[i] == claimant && prep == CS_PREP_TO))
            values[i] = CS_UNSAID;
    }
    cs_buffer_init(&text);
    if (b->conclusion->forbidden)
        cs_buffer_text(&text, "no ");
    cs_docket_row_text(run->plan, b->relation, values, &text);
    kept = cs_arena_text(&run->arena, cs_buffer_string(&text), text.length);
    if (text.failed || kept == NULL)
        cs_run_fail_memory(run);
    cs_buffer_release(&text);
    return kept == NULL ? "" : kept;
}

/* Each is written once for all ledgers of the run: a run that goes on has one for each date. NULL: no memory. */
static struct cs_bond_texts *texts_of(struct cs_run *run, uint32_t bond)
{
    if (!cs_grow(&run->bond_texts, &run->bond_text_capacity, (size_t)bond + 1, sizeof *run->bond_texts)) {
        cs_run_fail_memory(run);
        return NULL;
    }
    while (run->bond_text_count <= bond)
        run->bond_texts[run->bond_text_count++] = (struct cs_bond_texts){NULL, NULL, NULL};
    return &run->bond_texts[bond];
}

/* NULL: it is a row of what was put, or there is no memory. */
static struct cs_bond_texts *texts_of_row(const struct cs_ledger *ledger, const struct cs_ledger_row *row)
{
    return row->bond == CS_NO_ROW ? NULL : texts_of(ledger->run, row->bond);
}

static const char *own_words(const struct cs_ledger_row *row)
{
    return row->own_words == NULL ? "" : row->own_words;
}

const char *cs_ledger_content(const struct cs_ledger *ledger, const struct cs_ledger_row *row)
{
    struct cs_bond_texts *texts = texts_of_row(ledger, row);

    if (texts == NULL)
        return own_words(row);
    if (texts->content == NULL)
        texts->content = act_text(ledger->run, &ledger->run->bonds[row->bond], CS_UNSAID, CS_UNSAID);
    return texts->content;
}

const char *cs_ledger_common(const struct cs_ledger *ledger, const struct cs_ledger_row *row)
{
    struct cs_bond_texts *texts = texts_of_row(ledger, row);
    const struct cs_bond_state *b;

    if (texts == NULL)
        return own_words(row);
    b = &ledger->run->bonds[row->bond];
    if (texts->common == NULL)
        texts->common = act_text(ledger->run, b, b->holder, CS_UNSAID);
    return texts->common;
}

const char *cs_ledger_words(const struct cs_ledger *ledger, const struct cs_ledger_row *row)
{
    struct cs_bond_texts *texts = texts_of_row(ledger, row);
    const struct cs_bond_state *b;

    if (texts == NULL)
        return own_words(row);
    b = &ledger->run->bonds[row->bond];
    if (texts->words == NULL)
        texts->words = act_text(ledger->run, b, b->holder, b->claimant);
    return texts->words;
}

/* What a time of the bond waits for, in the words of its act: "session of Council". */
static void add_awaited(const struct cs_run *run, const struct cs_bond_state *b, const struct cs_pattern *pattern,
                        const struct cs_term *text, struct cs_buffer *out)
{
    cs_value values[CS_COLUMNS_MAX] = {0};

    for (uint32_t i = 0; i < run->plan->relations[pattern->relation].column_count; i++) {
        if (pattern->columns[i].kind == CS_OPERAND_LIST) {
            cs_explain_span(&text->span, out);
            return;
        }
        values[i] = cs_bond_value(b, pattern->columns[i]);
    }
    cs_docket_row_text(run->plan, pattern->relation, values, out);
}

void cs_ledger_awaited(const struct cs_ledger *ledger, const struct cs_ledger_row *row, cs_set worlds,
                       struct cs_buffer *out)
{
    struct cs_run *run = ledger->run;
    const struct cs_bond_state *b = row->bond == CS_NO_ROW ? NULL : &run->bonds[row->bond];
    const struct cs_bond_limit *limit;
    cs_set open;

    if (b == NULL || b->conclusion->limit_count == 0)
        return;
    open = cs_worlds_minus(run->worlds, cs_worlds_and(run->worlds, cs_bond_open(run, b), worlds), b->broken);
    limit = b->rule != NULL ? b->conclusion->text->bond.limits : cs_bond_entry(b)->bond->limits;
    for (uint32_t i = 0; i < b->conclusion->limit_count; i++, limit = limit->next)
        for (uint32_t k = 0; k < b->conclusion->watch_count; k++) {
            const struct cs_watch *watch = &b->conclusion->watches[k];

            if (watch->kind != CS_MODIFIER_LIMIT || watch->limit != i ||
                cs_worlds_minus(run->worlds, open, limit->after ? cs_bond_in(b, CS_BOND_STARTED) : CS_NONE) == CS_NONE)
                continue;
            cs_buffer_text(out, out->length > 0 ? " and " : "");
            for (uint32_t c = limit->span.start; c < limit->term.span.start; c++) /* "before", "within 3 days after" */
                cs_buffer_char(out, limit->span.source->bytes[c]);
            add_awaited(run, b, &watch->pattern, &limit->term, out);
        }
}

static void add_bond(struct cs_ledger *ledger, uint32_t index, size_t *capacity)
{
    struct cs_run *run = ledger->run;
    const struct cs_bond_state *b = &run->bonds[index];
    struct cs_piece_list list;
    struct cs_ledger_row *row;

    if (cs_worlds_disjoint(run->worlds, b->exists, ledger->docket->possible))
        return;
    row = cs_ledger_add(ledger, capacity);
    if (row == NULL || !cs_piece_list_init(&list, ledger))
        return;
    row->kind = b->conclusion->expectation ? CS_ROW_EXPECTATION
                : b->conclusion->forbidden ? CS_ROW_PROHIBITION
                                           : CS_ROW_DUTY;
    row->bond = index;
    row->article = b->article;
    if (b->rule != NULL && b->rule->text->instrument != NULL)
        row->instrument = b->rule->text->instrument->name;
    else if (cs_bond_entry(b) != NULL && cs_bond_entry(b)->instrument != NULL)
        row->instrument = cs_bond_entry(b)->instrument->name;
    row->holder = b->holder;
    row->claimant = b->claimant;
    row->trigger = b->trigger;
    row->entry = cs_bond_entry(b);
    row->topic = run->plan->relations[b->relation].head;
    add_states(&list, run, b);
    add_marks(&list, run, b);
    cs_piece_list_finish(&list, row);
}

void cs_ledger_bonds(struct cs_ledger *ledger, const struct cs_ledger_wanted *wanted, size_t *capacity)
{
    for (uint32_t i = 0; i < ledger->run->bond_count && cs_run_ok(ledger->run); i++)
        if (wanted == NULL || wanted->wants(ledger->run, &ledger->run->bonds[i], wanted->context))
            add_bond(ledger, i, capacity);
}

const cs_value *cs_ledger_owed(const struct cs_ledger *ledger, const struct cs_ledger_row *row, uint32_t *relation)
{
    const struct cs_bond_state *b = &ledger->run->bonds[row->bond];

    *relation = b->relation;
    return b->act;
}

/* ---- outcomes ---- */

bool cs_ledger_held(const struct cs_run *run, const struct cs_occurrence *entry, cs_instant time, cs_set worlds)
{
    bool begun = false;

    for (uint32_t i = 0; i < entry->cell_count; i++)
        begun |= entry->cells[i].start <= time && !cs_worlds_disjoint(run->worlds, entry->cells[i].worlds, worlds);
    for (uint32_t i = 0; i < entry->end_count; i++)
        begun &= entry->ends[i].end >= time || !cs_worlds_within(run->worlds, worlds, entry->ends[i].worlds);
    return begun;
}

/* The name of what did it: of an occurrence its own, of a fact that of the entry by which it holds. */
cs_name cs_ledger_did(const struct cs_run *run, const struct cs_piece *piece)
{
    const struct cs_support *s;
    cs_value value;

    if (piece->relation == CS_NOWHERE || piece->firing == CS_NOWHERE)
        return CS_NO_NAME;
    switch (run->plan->relations[piece->relation].kind) {
    case CS_RELATION_EVENT:
        value = cs_store_values(run, piece->relation, piece->firing)[0];
        return value == CS_UNSAID ? CS_NO_NAME : value;
    case CS_RELATION_FACT:
        s = run->stores[piece->relation].rows[piece->firing].supports;
        while (s != NULL && (s->entry == NULL || !cs_ledger_held(run, s->entry, piece->time, piece->worlds)))
            s = s->next;
        return s == NULL ? CS_NO_NAME : s->entry->value;
    default:
        return CS_NO_NAME;
    }
}

size_t cs_ledger_outcomes(const struct cs_ledger *ledger, const struct cs_ledger_row *row, cs_set worlds,
                          struct cs_arena *arena, struct cs_ledger_outcome **out)
{
    struct cs_run *run = ledger->run;
    const struct cs_bond_state *b = row->bond == CS_NO_ROW ? NULL : &run->bonds[row->bond];
    static const enum cs_bond_list lists[] = {CS_BOND_DONE_AT, CS_BOND_BROKEN_AT, CS_BOND_ENDED_AT,
                                              CS_BOND_SUBSTITUTES};
    size_t all = 0, count = 0;

    for (size_t kind = 0; b != NULL && kind < sizeof lists / sizeof *lists; kind++)
        all += cs_bond_at(b, lists[kind])->count;
    *out = cs_arena_array(arena, all, sizeof **out);
    for (size_t kind = 0; b != NULL && *out != NULL && kind < sizeof lists / sizeof *lists; kind++)
        for (size_t i = 0; i < cs_bond_at(b, lists[kind])->count; i++) {
            const struct cs_piece *piece = &cs_bond_at(b, lists[kind])->items[i];
            cs_set here = cs_worlds_and(run->worlds, piece->worlds, worlds);

            if (here == CS_NONE)
                continue;
            (*out)[count] = (struct cs_ledger_outcome){.kind = (enum cs_outcome_kind)kind, .time = piece->time,
                                                       .worlds = here};
            (*out)[count].dated = kind == CS_OUTCOME_OF_PERFORMED && piece->firing != CS_NOWHERE;
            if ((*out)[count].dated)
                (*out)[count].day = cs_ledger_day(run, piece->relation, piece->firing, piece->time);
            (*out)[count++].by = kind == CS_OUTCOME_OF_SUBSTITUTE
                                     ? run->docket->substitutes[piece->firing].entry->about.name
                                     : cs_ledger_did(run, piece);
        }
    return count;
}

/* ---- a row against a pattern ---- */

/* Does the value fit the argument? Of a list any item may. */
static bool arg_fits(const struct cs_arg *wanted, cs_value value)
{
    const struct cs_arg *arg = wanted;

    while (arg != NULL && arg->kind != CS_ARG_VARIABLE && arg->name != value)
        arg = arg->next;
    return wanted == NULL || arg != NULL;
}

static bool role_fits(const struct cs_plan *plan, cs_kind kind, const struct cs_arg *wanted, cs_value value)
{
    for (; wanted != NULL; wanted = wanted->next)
        if (wanted->kind == CS_ARG_VARIABLE ||
            (value != CS_UNSAID && cs_plan_fits(plan, kind, value, wanted->name)))
            return true;
    return false;
}

static bool act_fits(const struct cs_plan *plan, const struct cs_bond_state *b, const struct cs_term *act, bool less)
{
    const struct cs_relation *r = &plan->relations[b->relation];

    if (r->head != act->head)
        return false;
    for (const struct cs_role *role = act->roles; role != NULL; role = role->next) {
        int position = cs_shape_role(r->shape, role->prep);
        uint32_t column = r->first_role + (uint32_t)position;

        if (position >= 0 && !(less && b->act[column] == CS_UNSAID) &&
            !role_fits(plan, r->column_kinds[column], role->args, b->act[column]))
            return false;
    }
    return true;
}

static bool bond_fits(const struct cs_run *run, const struct cs_bond_state *b, cs_name article,
                      const struct cs_bond *bond, bool less)
{
    if (b->conclusion->expectation != bond->expectation || b->conclusion->forbidden != bond->negated)
        return false;
    if (article != CS_NO_NAME &&
        (b->article == CS_NO_NAME || !cs_plan_fits(run->plan, CS_KIND_ARTICLE, b->article, article)))
        return false;
    return arg_fits(bond->expectation ? bond->second : bond->first, b->holder) &&
           arg_fits(bond->expectation ? bond->first : bond->second, b->claimant) &&
           act_fits(run->plan, b, &bond->act, less);
}

bool cs_ledger_bond_fits(const struct cs_run *run, const struct cs_bond_state *b, cs_name article,
                         const struct cs_bond *bond)
{
    return bond_fits(run, b, article, bond, false);
}

bool cs_ledger_row_fits(const struct cs_ledger *ledger, const struct cs_ledger_row *row, cs_name article,
                        const struct cs_bond *bond)
{
    return row->bond != CS_NO_ROW && cs_ledger_bond_fits(ledger->run, &ledger->run->bonds[row->bond], article, bond);
}

bool cs_ledger_row_says_less(const struct cs_ledger *ledger, const struct cs_ledger_row *row, cs_name article,
                             const struct cs_bond *bond)
{
    return row->bond != CS_NO_ROW && bond_fits(ledger->run, &ledger->run->bonds[row->bond], article, bond, true);
}
