/* SPDX-License-Identifier: MIT */
/* Why a row of the ledger has its state on an account (R 13); why a fact holds, or what bears on it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ledger/ledger_int.h"
#include "reasons/cases.h"
#include "reasons/why_int.h"

static const char *name_of(const struct cs_explaining *why, cs_name name)
{
    return cs_names_text(why->run->plan->names, name);
}

/* ---- bonds ---- */

static void add_deadline(const struct cs_ledger_piece *p, struct cs_buffer *out)
{
    char text[32];

    if (p->deadline_hours)
        cs_buffer_text(out, cs_instant_text(p->deadline - 1, p->deadline_offset, text));
    else
        cs_buffer_text(out, cs_day_text(cs_day_of(p->deadline - 1, p->deadline_offset), text));
}

/* What a case tells, in the arena; NULL if memory ran out. `after`: its deadlines after this instant. */
static struct cs_reason_state *state_of(struct cs_explaining *why, const struct cs_case *c, cs_instant after)
{
    struct cs_reason_state *state = cs_arena_alloc(why->arena, sizeof *state);
    const struct cs_ledger_piece **deadlines = cs_arena_array(why->arena, c->piece_count, sizeof *deadlines);

    if (state == NULL || deadlines == NULL) {
        cs_fail_memory(why->run->failure);
        return NULL;
    }
    *state = (struct cs_reason_state){.piece = c->piece, .deadlines = deadlines, .kind = c->row->kind};
    state->deadline_count = cs_case_deadlines(why, c, after, deadlines);
    return state;
}

/* "2022-09-14, 2022-09-16 or 2022-09-20" */
static void add_deadlines(const struct cs_reason_state *state, struct cs_buffer *out)
{
    if (state->deadline_count > CS_DEADLINES_APART) {
        add_deadline(state->deadlines[0], out);
        cs_buffer_text(out, " to ");
        add_deadline(state->deadlines[state->deadline_count - 1], out);
        return;
    }
    for (size_t i = 0; i < state->deadline_count; i++) {
        cs_buffer_text(out, i == 0 ? "" : i + 1 == state->deadline_count ? " or " : ", ");
        add_deadline(state->deadlines[i], out);
    }
}

struct days { cs_day first, last; };

static void note_day(struct days *days, cs_day day)
{
    days->first = day < days->first ? day : days->first;
    days->last = day > days->last ? day : days->last;
}

/* Adds the head of a case. `since`: the day or days since when it is so, if they are not that of its first piece. */
static struct cs_reason *add_state(struct cs_explaining *why, const struct cs_case *c, const struct days *since)
{
    const struct cs_ledger_piece *p = c->piece;
    struct cs_reason_state *state = why->bare ? NULL : state_of(why, c, CS_TIME_ALWAYS);
    struct cs_reason *reason;
    struct cs_buffer text;
    char day[32], have[CS_WIDE_TEXT], of[CS_WIDE_TEXT];

    cs_buffer_init(&text);
    if (state == NULL)
        return cs_reason_add(why, NULL, CS_REASON_STATE, &text);
    cs_buffer_text(&text, cs_state_in_words(cs_ledger_shown(c->row->kind, p->state), why->run->plan->names));
    if (p->in_part)
        cs_buffer_printf(&text, ", %s of %s", cs_wide_text(p->have, have), cs_wide_text(p->of, of));
    if (since != NULL) {
        *state = (struct cs_reason_state){p, state->deadlines, state->deadline_count, true, since->first, since->last,
                                          c->row->kind};
        cs_buffer_printf(&text, ", since %s", cs_day_text(since->first, day));
        if (since->last != since->first)
            cs_buffer_printf(&text, " to %s", cs_day_text(since->last, day));
    } else if (p->has_since) {
        cs_buffer_printf(&text, ", since %s", cs_day_text(p->since_day, day));
    }
    if (state->deadline_count > 0) {
        cs_buffer_text(&text, ", until ");
        add_deadlines(state, &text);
    }
    if (p->still_owed)
        cs_buffer_text(&text, ", still owed");
    if (p->unreported)
        cs_buffer_text(&text, ", unreported");
    if (p->substituted)
        cs_buffer_text(&text, ", something offered in its place");
    for (uint32_t i = 0; i < p->without_count; i++)
        cs_buffer_printf(&text, "%s%s", i == 0 ? ", without " : ", ", name_of(why, p->without[i]));
    reason = cs_reason_add(why, NULL, CS_REASON_STATE, &text);
    if (reason != NULL) {
        reason->tells = CS_TELLS_STATE;
        reason->state = state;
    }
    return reason;
}

static cs_set all_pieces(const struct cs_explaining *why, const struct cs_pieces *pieces)
{
    struct cs_union all = {0};

    for (size_t i = 0; i < pieces->count; i++)
        cs_union_add(why->run->worlds, &all, pieces->items[i].worlds);
    return cs_union_worlds(why->run->worlds, &all);
}

/* Is some of them so in these worlds? One look at all instead of one at each. */
static bool any_piece(const struct cs_explaining *why, const struct cs_pieces *pieces, cs_set *all, cs_set worlds)
{
    if (*all == CS_NONE)
        *all = all_pieces(why, pieces);
    return !cs_worlds_disjoint(why->run->worlds, *all, worlds);
}

static void add_performances(struct cs_explaining *why, struct cs_reason *parent, const struct cs_bond_state *b,
                             const struct cs_case *c)
{
    const struct cs_pieces *lists[CS_CASE_OUTCOMES] = {
        cs_bond_at(b, CS_BOND_CARRIED_AT), cs_bond_at(b, CS_BOND_DONE_AT), cs_bond_at(b, CS_BOND_BROKEN_AT),
        cs_bond_at(b, CS_BOND_ENDED_AT)};
    static const char *const words[CS_CASE_OUTCOMES] = {CS_PHRASE("taken over by"), CS_PHRASE("performed by"),
                                               CS_PHRASE("broken by"), CS_PHRASE("ended by")};
    const struct cs_pieces *substitutes = cs_bond_at(b, CS_BOND_SUBSTITUTES);
    cs_set worlds = c->worlds;

    for (size_t l = 0; l < CS_CASE_OUTCOMES; l++)
        for (size_t i = 0; any_piece(why, lists[l], &c->shared->outcomes[l], worlds) && i < lists[l]->count; i++) {
            const struct cs_piece *piece = &lists[l]->items[i];
            struct cs_reason *note;

            if (piece->relation == CS_NOWHERE || piece->firing == CS_NOWHERE ||
                cs_worlds_disjoint(why->run->worlds, piece->worlds, worlds))
                continue;
            if (why->run->plan->relations[piece->relation].kind == CS_RELATION_CONDITION) {
                cs_reason_text(why, parent, CS_REASON_NOTE, CS_PHRASE("ended as the state that founded it ceased"));
                continue;
            }
            note = cs_reason_text(why, parent, CS_REASON_NOTE, words[l]);
            why->dated = !why->widest;
            why->known = piece->known;
            why->time = piece->time;
            cs_reason_row(why, note, piece->relation, piece->firing);
            why->dated = false;
        }
    for (size_t i = 0; i < substitutes->count; i++)
        if (!cs_worlds_disjoint(why->run->worlds, substitutes->items[i].worlds, worlds))
            cs_reason_matter(why, parent, why->run->docket->substitutes[substitutes->items[i].firing].matter);
}

/* Does the line tell of a deadline of the case? It does if that had passed by its date. */
static bool tells_of(const struct cs_explaining *why, const struct cs_case *c, const struct cs_absence *absence)
{
    for (size_t i = 0; i < c->piece_count; i++) {
        const struct cs_ledger_piece *p = c->pieces[i];

        if (p->has_deadline && p->deadline <= absence->by &&
            !cs_worlds_disjoint(why->run->worlds, p->worlds, c->worlds))
            return true;
    }
    return false;
}

/* The time from the first founding in the case to the last deadline. */
static enum cs_reported add_reported(struct cs_explaining *why, struct cs_reason *parent, const struct cs_case *c,
                                     const struct cs_bond_state *b)
{
    cs_instant since = CS_TIME_NEVER, by = CS_TIME_ALWAYS;

    for (size_t i = 0; i < c->piece_count; i++) {
        const struct cs_ledger_piece *p = c->pieces[i];

        since = !p->has_since ? CS_TIME_ALWAYS : p->since < since ? p->since : since;
        by = !p->has_deadline ? CS_TIME_NEVER : p->deadline > by ? p->deadline : by;
    }
    return cs_reason_reported(why, parent, b, since, by);
}

/*
 * What decides the case is that something was not done: who says so, or that nobody reports it. "nobody reports any
 * assistance by Russia to Armenia by 2022-09-14"; of a state "nobody reports that Borea is member of Bloc by ...".
 * Where somebody reports it, and it is not so in the case or has no effect, that is said.
 */
static void add_absence(struct cs_explaining *why, struct cs_reason *parent, const struct cs_case *c,
                        const struct cs_bond_state *b)
{
    const struct cs_ledger_piece *p = c->piece;
    bool subject = cs_shape_role(why->run->plan->relations[b->relation].shape, CS_PREP_IS) >= 0;
    cs_instant told = CS_TIME_ALWAYS; /* up to then somebody says that there was none */
    const struct cs_absence *a = NULL;
    const struct cs_reason_state *state;
    enum cs_reported reported;
    const char *content;
    struct cs_reason *reason;
    struct cs_buffer text;
    size_t said;

    if (b->conclusion->forbidden ||
        (p->state != CS_STATE_VIOLATED && p->state != CS_STATE_NOT_MET && !p->unreported))
        return;
    while ((a = cs_docket_absence(why->run->docket, a, b->relation, b->act)) != NULL)
        if (tells_of(why, c, a) && cs_matter_tally(a->matter).says) {
            cs_reason_says_none(why, parent, a, cs_ledger_content(c->shared->ledger, c->row), b->relation, b->act);
            told = a->by > told ? a->by : told;
        }
    state = why->bare ? NULL : state_of(why, c, told);
    if (state == NULL || (state->deadline_count == 0 && told != CS_TIME_ALWAYS))
        return;
    reported = add_reported(why, parent, c, b);
    cs_buffer_init(&text);
    if (reported == CS_REPORTED_BY_NOBODY)
        cs_buffer_printf(&text, "nobody reports %s ", subject ? "that" : "any");
    else
        cs_buffer_printf(&text, "what is reported %s: ",
                         reported == CS_REPORTED_NOT_SO ? "is not so" : "has no effect");
    said = text.length;
    content = cs_ledger_content(c->shared->ledger, c->row);
    cs_buffer_printf(&text, "%s%s", content, state->deadline_count > 0 ? " by " : "");
    add_deadlines(state, &text);
    reason = cs_reason_add(why, parent, CS_REASON_ABSENT, &text);
    if (reason != NULL) {
        reason->tells = CS_TELLS_UNREPORTED;
        reason->reported = reported;
        reason->state = state;
        reason->said = (uint32_t)said;
        reason->said_length = (uint32_t)strlen(content);
        reason->relation = b->relation;
        reason->values = b->act;
        reason->has_day = p->has_since;
        reason->day = p->since_day;
    }
}

/* Where there is no bond: adds the entries that found it in other worlds and are not so in these. */
static void add_missing(struct cs_explaining *why, struct cs_reason *parent, const struct cs_case *c)
{
    if (c->shared->of_state == NULL)
        cs_case_find_questions_of_state(why, c);
    for (size_t i = 0; i < c->shared->of_state_count; i++)
        for (const struct cs_matter *m = cs_docket_matters_of(why->run->docket, c->shared->of_state[i]); m != NULL;
             m = m->asked_next)
            cs_reason_matter(why, parent, m);
}

/* A case holds since its first founding (mark_since of ledger/bonds.c): those listed before that are not in it. */
static size_t first_founding(const struct cs_bond_state *b, const struct cs_ledger_piece *piece)
{
    const struct cs_pieces *since = cs_bond_at(b, CS_BOND_SINCE);
    size_t i = 0;

    while (piece->has_since && i < since->count && since->items[i].time != piece->since &&
           cs_ledger_has_a_day(since->items[i].time))
        i++;
    return i < since->count ? i : 0;
}

static void add_readings_of(struct cs_explaining *why, struct cs_reason *parent, const struct cs_conclusion *conclusion)
{
    for (uint32_t i = 0; i < conclusion->limit_count; i++)
        if (conclusion->limits[i].kind == CS_LIMIT_READING)
            cs_reason_reading(why, parent, conclusion->limits[i].reading);
}

/* The readings by which the time of a bond goes in the case: in other worlds another rule may have founded it. */
static void add_readings(struct cs_explaining *why, struct cs_reason *parent, const struct cs_case *c,
                         const struct cs_bond_state *b)
{
    uint32_t told = CS_NOWHERE;

    if (b->rule == NULL)
        add_readings_of(why, parent, b->conclusion);
    for (size_t i = 0; b->rule != NULL && i < cs_bond_at(b, CS_BOND_SINCE)->count; i++) {
        const struct cs_piece *founded = &cs_bond_at(b, CS_BOND_SINCE)->items[i];
        const struct cs_plan_rule *rule;

        if (founded->firing == CS_NOWHERE || why->run->firings[founded->firing].rule == told ||
            cs_worlds_disjoint(why->run->worlds, founded->worlds, c->worlds))
            continue;
        told = why->run->firings[founded->firing].rule;
        rule = &why->run->plan->rules[told];
        for (uint32_t k = 0; k < rule->conclusion_count; k++)
            if (rule == b->rule ? &rule->conclusions[k] == b->conclusion
                                : rule->conclusions[k].kind == CS_EFFECT_BOND &&
                                      rule->conclusions[k].pattern.relation == b->relation)
                add_readings_of(why, parent, &rule->conclusions[k]);
    }
}

static int by_since(const void *a, const void *b)
{
    const struct cs_ledger_piece *x = *(const struct cs_ledger_piece *const *)a;
    const struct cs_ledger_piece *y = *(const struct cs_ledger_piece *const *)b;

    return (x->since > y->since) - (x->since < y->since);
}

/* The same where the pieces differ since when: each counts for what founded it by then, or later. */
static void add_foundings_of_any(struct cs_explaining *why, struct cs_reason *parent, const struct cs_case *c,
                                 const struct cs_bond_state *b)
{
    struct cs_worlds *w = why->run->worlds;
    const struct cs_ledger_piece **pieces = malloc(c->piece_count * sizeof *pieces);
    cs_set begun = CS_NONE;
    size_t next = 0;

    if (pieces == NULL) {
        cs_fail_memory(why->run->failure);
        return;
    }
    memcpy(pieces, c->pieces, c->piece_count * sizeof *pieces);
    qsort(pieces, c->piece_count, sizeof *pieces, by_since);
    for (size_t i = 0; i < cs_bond_at(b, CS_BOND_SINCE)->count; i++) {
        for (; next < c->piece_count && pieces[next]->since <= cs_bond_at(b, CS_BOND_SINCE)->items[i].time; next++)
            begun = cs_worlds_or(w, begun, cs_worlds_and(w, pieces[next]->worlds, c->worlds));
        if (!cs_worlds_disjoint(w, cs_bond_at(b, CS_BOND_SINCE)->items[i].worlds, begun))
            cs_reason_firing(why, parent, cs_bond_at(b, CS_BOND_SINCE)->items[i].firing);
    }
    free(pieces);
}

static void add_foundings(struct cs_explaining *why, struct cs_reason *parent, const struct cs_case *c,
                          const struct cs_bond_state *b)
{
    if (c->any_since && c->piece->has_since) {
        add_foundings_of_any(why, parent, c, b);
        return;
    }
    for (size_t i = why->widest ? 0 : first_founding(b, c->piece); i < cs_bond_at(b, CS_BOND_SINCE)->count; i++)
        if (!cs_worlds_disjoint(why->run->worlds, cs_bond_at(b, CS_BOND_SINCE)->items[i].worlds, c->worlds))
            cs_reason_firing(why, parent, cs_bond_at(b, CS_BOND_SINCE)->items[i].firing);
}

/* The head of a case of a bond. */
static struct cs_reason *add_bond_state(struct cs_explaining *why, const struct cs_case *c)
{
    struct days d = {INT32_MAX, INT32_MIN};

    for (size_t i = 0; c->any_since && c->piece->has_since && i < c->piece_count; i++)
        note_day(&d, c->pieces[i]->since_day);
    return add_state(why, c, d.first <= d.last ? &d : NULL);
}

static void why_bond(struct cs_explaining *why, const struct cs_case *c)
{
    const struct cs_bond_state *b = &why->run->bonds[c->row->bond];
    struct cs_reason *state = add_bond_state(why, c);

    add_absence(why, state, c, b);
    if (!why->bare)
        cs_case_answers(why, state, c);
    if (c->piece->state == CS_STATE_NONE) {
        add_missing(why, state, c);
        return;
    }
    if (cs_bond_entry(b) != NULL) {
        const struct cs_occurrence *entered = cs_docket_bond(why->run->docket, cs_bond_entry(b));

        if (entered != NULL)
            cs_reason_matter(why, state, entered->matter);
    }
    add_readings(why, state, c, b);
    add_foundings(why, state, c, b);
    add_performances(why, state, b, c);
}

/* ---- requests, acts, decisions ---- */

/* Does the row of the store meet the `state` line for what was put with these values? */
static bool meets_outcome(struct cs_run *run, const struct cs_plan_row *line, const struct cs_plan_state *outcome,
                          const cs_value *put, uint32_t row, cs_set worlds)
{
    static const struct cs_plan_rule none;
    struct cs_match match;

    cs_match_init(&match, run, &none);
    return worlds != CS_NONE && cs_match_row(&match, &line->pattern, put, CS_ALL) != CS_NONE &&
           cs_match_row(&match, &outcome->pattern, cs_store_values(run, outcome->pattern.relation, row), worlds) !=
               CS_NONE;
}

/* The same of any one of the rows of an entry that took effect (R 9.1); a name is one row. */
static bool leads_to_outcome(struct cs_run *run, const struct cs_case *c, const struct cs_plan_row *line,
                             const struct cs_plan_state *outcome, uint32_t row)
{
    const struct cs_occurrence *o = &run->docket->occurrences[c->row->occurrence];
    cs_set here = cs_worlds_and(run->worlds, run->stores[outcome->pattern.relation].rows[row].worlds, c->worlds);
    const cs_set *effective = run->effective + run->effective_first[c->row->occurrence];

    if (c->row->named != CS_NO_ROW)
        return meets_outcome(run, line, outcome, c->row->values, row, here);
    for (const struct cs_occurrence_row *own = o->rows; own != NULL && here != CS_NONE; own = own->next, effective++)
        if (own->matter == NULL && own->relation == line->pattern.relation &&
            meets_outcome(run, line, outcome, own->values, row, cs_worlds_and(run->worlds, here, *effective)))
            return true;
    return false;
}

/*
 * Calls `visit` for each row that led to the outcome in these worlds: those that fit a `state` line of the vocabulary's
 * `row`.
 */
static void each_outcome(struct cs_explaining *why, const struct cs_case *c,
                         void (*visit)(struct cs_explaining *why, void *context, uint32_t relation, uint32_t row),
                         void *context)
{
    struct cs_run *run = why->run;

    for (size_t i = 0; i < run->plan->row_count; i++) {
        const struct cs_plan_row *line = &run->plan->rows[i];

        for (uint32_t s = 0; line->pattern.relation == c->row->relation && s < line->state_count; s++) {
            const struct cs_plan_state *outcome = &line->states[s];

            if (outcome->kind != CS_ROW_STATE_OUTCOME || outcome->state != c->piece->state)
                continue;
            for (uint32_t r = 0; r < run->stores[outcome->pattern.relation].count; r++)
                if (leads_to_outcome(run, c, line, outcome, r))
                    visit(why, context, outcome->pattern.relation, r);
        }
    }
}

static void note_decided(struct cs_explaining *why, void *context, uint32_t relation, uint32_t row)
{
    for (const struct cs_begun *b = why->run->stores[relation].rows[row].begun; b != NULL; b = b->next)
        if (!cs_worlds_disjoint(why->run->worlds, b->worlds, why->worlds))
            note_day(context, cs_ledger_day(why->run, relation, row, b->time));
}

static void add_outcome(struct cs_explaining *why, void *context, uint32_t relation, uint32_t row)
{
    cs_reason_row(why, context, relation, row);
}

/* The head of a case of an entry: its state, and since when if it has an outcome. */
static struct cs_reason *add_entry_state(struct cs_explaining *why, const struct cs_case *c)
{
    struct days d = {INT32_MAX, INT32_MIN};

    if (why->bare)
        return add_state(why, c, NULL);
    each_outcome(why, c, note_decided, &d);
    return add_state(why, c, d.first <= d.last ? &d : NULL);
}

/* Why nothing made a request of what happened: it did not, or who denies the name, and what its rules lack. */
static void why_unmade(struct cs_explaining *why, struct cs_reason *state, const struct cs_case *c)
{
    static const struct cs_plan_rule none;
    const struct cs_occurrence *o = cs_docket_occurrence(why->run->docket, c->row->values[0]);
    struct cs_pattern pattern = {.relation = c->row->relation};
    struct cs_match match;

    if (o != NULL && cs_worlds_disjoint(why->run->worlds, why->run->taken[c->row->occurrence], c->worlds)) {
        cs_reason_matter(why, state, o->matter);
        return;
    }
    for (uint32_t i = 0; i < why->run->plan->relations[pattern.relation].column_count; i++)
        pattern.columns[i] = (struct cs_operand){CS_OPERAND_VALUE, .index = c->row->values[i]};
    cs_match_init(&match, why->run, &none);
    cs_reason_none(why, state, &match, &pattern, cs_ledger_content(c->shared->ledger, c->row), false);
    cs_reason_absent(why, state, &pattern);
}

/* By a name or a rule alone: what made it one. */
static void why_named(struct cs_explaining *why, const struct cs_case *c)
{
    const struct cs_store *store = &why->run->stores[c->row->relation];
    size_t size = why->run->plan->relations[c->row->relation].column_count * sizeof *c->row->values;
    struct cs_reason *state = add_entry_state(why, c);

    for (uint32_t r = c->row->named; r < store->count && c->piece->state != CS_STATE_NONE; r++)
        if (memcmp(cs_store_values(why->run, c->row->relation, r), c->row->values, size) == 0 &&
            !cs_worlds_disjoint(why->run->worlds, store->rows[r].worlds, c->worlds))
            cs_reason_row(why, state, c->row->relation, r);
    if (c->piece->state == CS_STATE_NONE && !why->bare)
        why_unmade(why, state, c);
    each_outcome(why, c, add_outcome, state);
}

static void why_act(struct cs_explaining *why, const struct cs_case *c)
{
    const struct cs_ledger_row *row = c->row;
    const struct cs_ledger_piece *p = c->piece;
    struct cs_run *run = why->run;
    const struct cs_occurrence *o = &run->docket->occurrences[row->occurrence];
    size_t number = run->effective_first[row->occurrence] + row->occurrence_row;
    struct cs_reason *state = add_entry_state(why, c);

    cs_reason_matter(why, state, o->matter);
    for (const struct cs_act_failure *f = run->act_failures[number]; f != NULL; f = f->next)
        if (p->state == CS_STATE_WITHOUT_EFFECT && !cs_worlds_disjoint(run->worlds, f->worlds, c->worlds))
            cs_reason_lack(why, state, f->lack, true);
    for (const struct cs_use_site *s = run->plan->relations[o->rows->relation].powers;
         s != NULL && p->state == CS_STATE_WITHOUT_EFFECT; s = s->next) {
        const struct cs_plan_rule *rule = &run->plan->rules[s->rule];

        if (rule->text->article != NULL && rule->text->article->gist != NULL)
            cs_reason_rule(why, state, rule, true);
    }
    if (p->state != CS_STATE_WITHOUT_EFFECT)
        cs_reason_causes(why, state, run->act_causes[number]);
    if (row->kind == CS_ROW_REQUEST)
        each_outcome(why, c, add_outcome, state);
}

static void why_decision(struct cs_explaining *why, const struct cs_case *c)
{
    struct cs_reason *state = add_entry_state(why, c);

    if (!why->bare)
        cs_case_answers(why, state, c);
    cs_reason_matter(why, state, why->run->docket->occurrences[c->row->occurrence].matter);
    each_outcome(why, c, add_outcome, state);
}

bool cs_reason_contradiction(struct cs_explaining *why, cs_set worlds)
{
    if (!cs_ledger_contradictory(worlds))
        return false;
    cs_reason_text(why, NULL, CS_REASON_NOTE, CS_PHRASE("the account contradicts itself: in no world is all of it so"));
    return true;
}

static void why_case(struct cs_explaining *why, const struct cs_case *c)
{
    why->worlds = why->widest ? CS_ALL : c->worlds;
    if (c->row->bond != CS_NO_ROW)
        why_bond(why, c);
    else if (c->row->kind == CS_ROW_DECISION)
        why_decision(why, c);
    else if (c->row->named != CS_NO_ROW)
        why_named(why, c);
    else
        why_act(why, c);
    cs_reasons_unfold(why);
}

/* Adds the cases of the row, in the order of their first pieces, and releases what was needed for it. */
static casus_status why_row(struct cs_explaining *why, const struct cs_ledger *ledger, const struct cs_ledger_row *row,
                            cs_set worlds)
{
    struct cs_cases_shared shared = {.ledger = ledger, .asked = worlds};
    struct cs_worlds *w = ledger->docket->worlds;
    struct cs_cases cases;

    *why->top = NULL;
    if (cs_reason_contradiction(why, worlds))
        return cs_reasons_end(why);
    cs_run_stand_at_end(ledger->run);
    if (!cs_cases_find(why, row, worlds, &cases))
        return cs_reasons_end(why);
    for (uint32_t i = 0; i < row->piece_count; i++) {
        struct cs_case c = {.row = row, .piece = &row->pieces[i], .any_since = cases.any_since, .worlds = CS_NONE,
                            .shared = &shared};
        struct cs_union all = {0};

        if (cases.begins[i] == 0)
            continue;
        c.pieces = cases.pieces + cases.begins[i] - 1;
        for (size_t at = cases.begins[i] - 1;
             at < cases.count && cs_cases_compare(c.piece, cases.pieces[at], cases.any_since) == 0; at++) {
            cs_union_add(w, &all, cs_worlds_and(w, cases.pieces[at]->worlds, worlds));
            c.piece_count++;
        }
        c.worlds = cs_union_worlds(w, &all);
        why_case(why, &c);
    }
    return cs_reasons_end(why);
}

casus_status cs_why(const struct cs_ledger *ledger, const struct cs_ledger_row *row, cs_set worlds,
                    struct cs_arena *arena, struct cs_reason **out)
{
    struct cs_explaining why = {.run = ledger->run, .arena = arena, .top = out, .told = ledger->told};

    return why_row(&why, ledger, row, worlds);
}

void cs_reasons_kept_release(struct cs_reasons_kept *kept)
{
    if (kept->row != NULL)
        cs_arena_release(&kept->arena);
    *kept = (struct cs_reasons_kept){0};
}

const struct cs_reason *cs_why_kept(struct cs_reasons_kept *kept, const struct cs_ledger *ledger,
                                    const struct cs_ledger_row *row, cs_set worlds)
{
    if (kept->row == row && kept->worlds == worlds)
        return kept->reasons;
    cs_reasons_kept_release(kept);
    cs_arena_init(&kept->arena);
    kept->row = row;
    kept->worlds = worlds;
    if (cs_why(ledger, row, worlds, &kept->arena, &kept->reasons) != CASUS_OK)
        kept->reasons = NULL;
    return kept->reasons;
}

/* By entry and article, in any order that is the same for equal ones. */
static int by_subject(const void *a, const void *b)
{
    const struct cs_reason *x = *(const struct cs_reason *const *)a, *y = *(const struct cs_reason *const *)b;
    uintptr_t of_x[] = {(uintptr_t)x->entry, (uintptr_t)x->article};
    uintptr_t of_y[] = {(uintptr_t)y->entry, (uintptr_t)y->article};
    size_t i = of_x[0] == of_y[0];

    return of_x[i] < of_y[i] ? -1 : of_x[i] > of_y[i];
}

enum rests { RESTS_UNKNOWN, RESTS_ON_NOTHING, RESTS_PERHAPS };

bool cs_why_rests_on_nothing(const struct cs_ledger *ledger, const struct cs_ledger_row *row)
{
    struct cs_rests *rests = ledger->rests;
    struct cs_reason *reasons;
    struct cs_arena arena;
    struct cs_explaining why = {.run = ledger->run, .arena = &arena, .top = &reasons, .bare = true, .widest = true,
                                .rests = rests};
    size_t i = (size_t)(row - ledger->rows);

    if (!ledger->docket->concludes)
        return true;
    if (rests->rows == NULL)
        rests->rows = calloc(ledger->row_count, sizeof *rests->rows);
    if (rests->rows == NULL || rests->rows[i] != RESTS_UNKNOWN)
        return rests->rows != NULL && rests->rows[i] == RESTS_ON_NOTHING;
    cs_arena_init(&arena);
    rests->rows[i] = why_row(&why, ledger, row, CS_ALL) == CASUS_OK && why.concluded_count == 0 ? RESTS_ON_NOTHING
                                                                                                : RESTS_PERHAPS;
    cs_arena_release(&arena);
    free(why.concluded);
    return rests->rows[i] == RESTS_ON_NOTHING;
}

casus_status cs_why_concluded(const struct cs_ledger *ledger, const struct cs_ledger_row *row, cs_set worlds,
                              struct cs_arena *arena, const struct cs_reason ***out, size_t *count)
{
    struct cs_reason *reasons;
    struct cs_explaining why = {.run = ledger->run, .arena = arena, .top = &reasons, .bare = true};
    casus_status status;

    *out = NULL;
    *count = 0;
    if (!ledger->docket->concludes)
        return CASUS_OK;
    status = why_row(&why, ledger, row, worlds);
    if (status == CASUS_OK && why.concluded_count > 0) {
        qsort(why.concluded, why.concluded_count, sizeof *why.concluded, by_subject);
        *out = cs_arena_array(arena, why.concluded_count, sizeof **out);
        if (*out == NULL)
            status = cs_fail_memory(ledger->docket->failure);
        for (size_t i = 0; *out != NULL && i < why.concluded_count; i++)
            if (*count == 0 || by_subject(&(*out)[*count - 1], &why.concluded[i]) != 0)
                (*out)[(*count)++] = why.concluded[i];
    }
    free(why.concluded);
    return status;
}

static bool is_entered(const struct cs_run *run, uint32_t relation, uint32_t row)
{
    const struct cs_row *r = &run->stores[relation].rows[row];

    for (const struct cs_support *s = r->supports; s != NULL; s = s->next)
        if (s->entry != NULL)
            return true;
    return run->plan->relations[relation].kind == CS_RELATION_EVENT && r->firing == CS_NOWHERE;
}

/*
 * Adds the rows that fit and exist in some of the worlds; with `elsewhere` those that were entered, in any worlds.
 * False if there are none.
 */
static bool add_fitting(struct cs_explaining *why, const struct cs_pattern *pattern, bool elsewhere)
{
    struct cs_run *run = why->run;
    const struct cs_store *store = &run->stores[pattern->relation];
    static const struct cs_plan_rule none;
    struct cs_match match;
    bool any = false;

    cs_match_init(&match, run, &none);
    for (uint32_t r = 0; r < store->count; r++) {
        struct cs_mark mark = cs_match_mark(&match);
        cs_set here = elsewhere ? CS_ALL : cs_worlds_and(run->worlds, store->rows[r].worlds, why->worlds);

        if (here != CS_NONE && (!elsewhere || is_entered(run, pattern->relation, r)) &&
            cs_match_row(&match, pattern, cs_store_values(run, pattern->relation, r), here) != CS_NONE) {
            cs_reason_row(why, NULL, pattern->relation, r);
            any = true;
        }
        cs_match_back(&match, mark);
    }
    return any;
}

/*
 * Of a fact that is asked about as a whole, and was so in these worlds: adds what ended it. False if that is not known
 * of all of them. What its own entry ends is told with that.
 */
static bool add_ends(struct cs_explaining *why, const struct cs_pattern *pattern)
{
    struct cs_run *run = why->run;
    const struct cs_relation *relation = &run->plan->relations[pattern->relation];
    cs_set left = why->worlds;
    cs_value values[CS_COLUMNS_MAX];
    uint32_t row;

    for (uint32_t i = 0; i < relation->column_count; i++) {
        if (relation->kind != CS_RELATION_FACT || pattern->columns[i].kind != CS_OPERAND_VALUE)
            return false;
        values[i] = pattern->columns[i].index;
    }
    row = cs_store_find(run, pattern->relation, values);
    for (const struct cs_ending *e = row == CS_NOWHERE ? NULL : run->stores[pattern->relation].rows[row].ended;
         e != NULL && left != CS_NONE; e = e->next) {
        struct cs_lack *lack;

        if (cs_worlds_disjoint(run->worlds, e->worlds, left))
            continue;
        left = cs_worlds_minus(run->worlds, left, e->worlds);
        lack = e->own ? NULL : cs_explain_end(run, pattern->relation, e, why->arena);
        if (lack != NULL)
            cs_reason_lack(why, NULL, lack, false);
        if (lack != NULL && e->firing != CS_NOWHERE)
            cs_reason_firing(why, NULL, e->firing);
        else if (lack != NULL && e->replaced_by != CS_NOWHERE)
            cs_reason_row(why, NULL, pattern->relation, e->replaced_by);
    }
    return left == CS_NONE;
}

/* Who says that there was none, who denies it, what is so elsewhere; or nobody reports it; then what rules lack. */
static void why_none(struct cs_explaining *why, const struct cs_pattern *pattern, const struct cs_check *check)
{
    static const struct cs_plan_rule none;
    struct cs_match match;
    struct cs_buffer words;
    bool told, quantity = why->run->plan->relations[pattern->relation].kind == CS_RELATION_QUANTITY;

    cs_match_init(&match, why->run, &none);
    cs_buffer_init(&words);
    cs_explain_pattern(&match, pattern, &check->term, &words);
    told = cs_reason_none(why, NULL, &match, pattern, cs_buffer_string(&words), false);
    if (words.failed)
        cs_fail_memory(why->run->failure);
    cs_buffer_release(&words);
    told = add_fitting(why, pattern, true) || told;
    told = (quantity && cs_reason_bounds(why, NULL, &match, pattern)) || told;
    if (add_ends(why, pattern))
        return;
    if (!told && (quantity || check->counts_as || !cs_reason_can_be_concluded(why, pattern)))
        cs_reason_nobody_reports(why, NULL, &match, pattern, check);
    cs_reason_absent(why, NULL, pattern);
}

casus_status cs_why_holds(const struct cs_ledger *ledger, const struct cs_check *check, cs_set worlds,
                          struct cs_arena *arena, struct cs_reason **out)
{
    struct cs_explaining why = {.run = ledger->run, .arena = arena, .top = out, .worlds = worlds};
    struct cs_pattern pattern;

    *out = NULL;
    if (cs_reason_contradiction(&why, worlds))
        return cs_reasons_end(&why);
    if (!cs_plan_pattern(why.run->plan, &check->term, check->under, &pattern))
        return CASUS_OK;
    if (check->counts_as)
        pattern.columns[0] = (struct cs_operand){CS_OPERAND_VALUE, .index = check->about.name};
    if (!add_fitting(&why, &pattern, false))
        why_none(&why, &pattern, check);
    cs_reasons_unfold(&why);
    return cs_reasons_end(&why);
}
