/* SPDX-License-Identifier: MIT */
/* Which acts may be done in a turn of a search (how.h), and the made-up record that has them. */
#include <stdio.h>
#include <string.h>

#include "counsel/how_int.h"
#include "plan/reach.h"

#define CLOSING ((uint32_t)2000) /* after all other acts of a turn, which are no more than CS_HOW_ACTS_MAX */
#define DAY ((int64_t)86400)
#define FEW 4                  /* particulars of a kind, of which each is tried: Yes, No, Abstain, Withdrawn */
#define ORGANS_MAX 12

struct offering {
    struct how *h;
    const struct cs_answer *answer;
    const struct cs_plan *plan;
    bool *relevant; /* by relation: it may have to do with the goal */
};

cs_instant how_time(const struct how *h, const struct how_act *act)
{
    return h->wish->as_of->end + ((int64_t)act->shown.turn - 1) * CS_HOW_TURN + act->second - 1;
}

/* ---- what may have to do with the goal ---- */

static bool concludes_relevant(const struct cs_plan_rule *rule, const bool *relevant)
{
    if (rule->kind == CS_RULE_MAY)
        return relevant[rule->trigger.relation];
    if (rule->kind == CS_RULE_WHILE && relevant[rule->head.relation])
        return true;
    for (uint32_t i = 0; i < rule->conclusion_count; i++)
        if (relevant[rule->conclusions[i].pattern.relation])
            return true;
    return false;
}

/* What a rule looks at that concludes something relevant is relevant too. */
static void close_relevant(const struct cs_plan *plan, bool *relevant)
{
    bool more = true;

    while (more) {
        more = false;
        for (size_t i = 0; i < plan->rule_count; i++) {
            const struct cs_plan_rule *rule = &plan->rules[i];

            if (!concludes_relevant(rule, relevant))
                continue;
            if (rule->kind != CS_RULE_WHILE)
                more = cs_plan_mark(relevant, rule->trigger.relation) || more;
            for (uint32_t s = 0; s < rule->step_count; s++)
                more = cs_plan_mark_looked_at(relevant, &rule->steps[s]) || more;
        }
    }
}

/* The words of a row's state, and of those that go before it; what is owed. */
static void seed_row(struct offering *o, uint32_t relation)
{
    cs_plan_mark(o->relevant, relation);
    for (size_t i = 0; i < o->plan->row_count; i++) {
        const struct cs_plan_row *row = &o->plan->rows[i];
        bool more = row->pattern.relation == relation;

        for (uint32_t s = 0; more && s < row->state_count; s++) {
            const char *words = cs_state_in_words(row->states[s].state, o->plan->names);

            cs_plan_mark(o->relevant, row->states[s].pattern.relation);
            more = row->states[s].kind != CS_ROW_STATE_OUTCOME || words == NULL || strcmp(words, o->h->state) != 0;
        }
    }
}

static void seed(struct offering *o)
{
    const struct how *h = o->h;
    const struct cs_ledger *ledger = o->answer->ledger;
    const struct cs_ledger_row *row;
    size_t from = 0;

    while ((row = how_goal_row(h, &from)) != NULL) {
        uint32_t relation = row->relation;

        if (row->bond != CS_NO_ROW)
            cs_ledger_owed(ledger, row, &relation);
        seed_row(o, relation);
    }
    if (h->base.check != NULL) {
        const struct cs_term *term =
            h->base.check->kind == CS_CHECK_BOND ? &h->base.check->bond.act : &h->base.check->term;
        const char *head = cs_names_text(&h->base.names, term->head);
        uint32_t relation = cs_plan_relation(o->plan, cs_names_find(o->plan->names, head, strlen(head)), CS_NO_NAME);

        if (relation != CS_NOWHERE)
            seed_row(o, relation);
    }
    close_relevant(o->plan, o->relevant);
}

/* ---- an act ---- */

static bool same_line(const struct how_act *act, const char *line, size_t turn)
{
    return strcmp(act->line, line) == 0 && (!act->closes || act->shown.turn == turn);
}

const char *how_without_marks(struct cs_arena *arena, const char *line)
{
    char *out = line != NULL ? cs_arena_text(arena, line, strlen(line)) : NULL, *to = out;

    for (const char *at = line; out != NULL && *at != '\0'; at++)
        if (*at != '"' && *at != '\\')
            *to++ = *at;
    if (out != NULL)
        *to = '\0';
    return out;
}

struct offer {
    uint32_t relation;
    const char *texts[CS_COLUMNS_MAX]; /* by column; NULL: nothing is said */
    cs_name article;
    bool closes;
    const char *answers; /* "is answer to r1": what is said of it beside; or NULL */
};

static const char *kept(struct cs_arena *arena, const char *text)
{
    return text == NULL ? NULL : cs_arena_text(arena, text, strlen(text));
}

/* The column of the actor: role `is`, else `by`, else `in`; CS_NOWHERE if it has none. */
static uint32_t actor_column(const struct cs_relation *r)
{
    static const enum cs_prep order[] = {CS_PREP_IS, CS_PREP_BY, CS_PREP_IN};

    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        int position = cs_shape_role(r->shape, order[i]);

        if (position >= 0)
            return r->first_role + (uint32_t)position;
    }
    return CS_NOWHERE;
}

static const char *actor_of(const struct cs_relation *r, const struct offer *offer)
{
    uint32_t column = actor_column(r);

    return column == CS_NOWHERE ? NULL : offer->texts[column];
}

/* Is it of the one sort that is tried, if it is so: an act of somebody, whoever he is? */
static bool is_of_sort(struct offering *o, const struct offer *offer)
{
    struct how *h = o->h;
    const struct cs_relation *r = &o->plan->relations[offer->relation];
    struct offer whoever = *offer;
    struct cs_buffer text;
    size_t sort = 0;

    if (h->only == 0 || offer->closes || actor_of(r, offer) == NULL)
        return true;
    whoever.texts[actor_column(r)] = "...";
    cs_buffer_init(&text);
    cs_ballot_add_statement(o->plan, offer->relation, whoever.texts, &text);
    while (sort < h->sort_count && strcmp(h->sorts[sort], cs_buffer_string(&text)) != 0)
        sort++;
    if (sort == h->sort_count && (text.failed || !cs_grow(&h->sorts, &h->sort_capacity, sort + 1, sizeof *h->sorts) ||
                                  (h->sorts[sort] = kept(&h->out->arena, cs_buffer_string(&text))) == NULL))
        cs_fail_memory(h->failure);
    else if (sort == h->sort_count)
        h->sort_count++;
    cs_buffer_release(&text);
    return sort + 1 == h->only;
}

static void add(struct offering *o, const struct offer *offer)
{
    struct how *h = o->h;
    struct cs_arena *arena = &h->out->arena;
    struct how_act act = {.closes = offer->closes};
    struct cs_buffer text;
    char label[32];

    if (!is_of_sort(o, offer))
        return;
    cs_buffer_init(&text);
    cs_ballot_add_statement(o->plan, offer->relation, offer->texts, &text);
    act.line = cs_arena_text(arena, cs_buffer_string(&text), text.length);
    for (size_t i = 0; act.line != NULL && i < h->act_count; i++)
        if (same_line(&h->acts[i], act.line, h->turn)) {
            cs_buffer_release(&text);
            return;
        }
    if (h->act_count == CS_HOW_ACTS_MAX) {
        h->out->acts_cut = true;
        cs_buffer_release(&text);
        return;
    }
    snprintf(label, sizeof label, CS_HOW_LABEL "%zu", h->act_count + 1);
    act.shown.label = cs_arena_text(arena, label, strlen(label));
    act.shown.turn = h->turn;
    act.shown.actor = kept(arena, actor_of(&o->plan->relations[offer->relation], offer));
    act.shown.article =
        kept(arena, offer->article != CS_NO_NAME ? cs_names_text(o->plan->names, offer->article) : NULL);
    act.question = CS_NOWHERE;
    if (offer->answers != NULL) {
        cs_buffer_clear(&text);
        cs_buffer_printf(&text, "%s %s", label, offer->answers);
        act.beside = cs_arena_text(arena, cs_buffer_string(&text), text.length);
        cs_buffer_clear(&text);
        cs_buffer_printf(&text, "%s, which %s", act.line, offer->answers);
        act.shown.text = how_without_marks(arena, cs_buffer_string(&text));
    } else {
        act.shown.text = how_without_marks(arena, act.line);
    }
    if (text.failed || cs_arena_failed(arena) ||
        !cs_grow(&h->acts, &h->act_capacity, h->act_count + 1, sizeof *h->acts))
        cs_fail_memory(h->failure);
    else
        h->acts[h->act_count++] = act;
    cs_buffer_release(&text);
}

/* ---- what an act leaves open ---- */

/* The same name in the case of the run, CS_NO_NAME if it has none. */
static cs_name here(const struct offering *o, const char *text)
{
    return cs_names_find(o->plan->names, text, strlen(text));
}

static bool is_label(const struct offering *o, cs_name name)
{
    const struct cs_symbols *s = o->plan->symbols;

    return name != CS_NO_NAME && name < s->by_name_count && s->entry_of[name] != NULL;
}

/* May the name stand in a column of this kind? */
static bool fits(const struct offering *o, cs_name name, cs_kind kind)
{
    return kind == CS_KIND_OCCURRENCE ? is_label(o, name)
                                      : kind >= CS_KIND_BUILT_IN && cs_symbols_is(o->plan->symbols, name, kind);
}

static size_t particulars_of(const struct offering *o, cs_kind kind)
{
    const struct cs_symbols *s = o->plan->symbols;
    size_t count = 0;

    for (size_t i = 0; i < s->particular_count; i++)
        count += cs_symbols_is(s, s->particulars[i].name, kind);
    return count;
}

static void fill(struct offering *o, struct offer *offer, uint32_t column);

/*
 * With each name of the goal that fits (an occurrence behind its own preposition alone), else with each particular of a
 * kind that has few, else with nothing.
 */
static void fill_column(struct offering *o, struct offer *offer, uint32_t column)
{
    const struct cs_relation *r = &o->plan->relations[offer->relation];
    enum cs_prep prep = r->shape->roles[column - r->first_role].prep;
    cs_kind kind = r->column_kinds[column];
    const struct cs_symbols *s = o->plan->symbols;
    struct how *h = o->h;
    bool filled = false;

    for (size_t i = 0; i < h->name_count; i++)
        if (fits(o, here(o, h->names[i].text), kind) && (kind != CS_KIND_OCCURRENCE || h->names[i].prep == prep)) {
            offer->texts[column] = h->names[i].text;
            fill(o, offer, column + 1);
            filled = true;
        }
    if (!filled && !r->shape->roles[column - r->first_role].or_nothing && kind >= CS_KIND_BUILT_IN &&
        particulars_of(o, kind) <= FEW)
        for (size_t i = 0; i < s->particular_count; i++)
            if (cs_symbols_is(s, s->particulars[i].name, kind)) {
                offer->texts[column] = cs_names_text(o->plan->names, s->particulars[i].name);
                fill(o, offer, column + 1);
                filled = true;
            }
    offer->texts[column] = NULL;
    if (!filled)
        fill(o, offer, column + 1);
}

/* Fills the columns from this one on, and adds what comes of it. */
static void fill(struct offering *o, struct offer *offer, uint32_t column)
{
    const struct cs_relation *r = &o->plan->relations[offer->relation];
    char moment[32];

    if (column < r->first_role)
        column = r->first_role;
    while (column < r->column_count &&
           (offer->texts[column] != NULL || r->shape->roles[column - r->first_role].prep == CS_PREP_BY ||
            (r->column_kinds[column] != CS_KIND_OCCURRENCE && r->column_kinds[column] != CS_KIND_MOMENT &&
             r->column_kinds[column] < CS_KIND_BUILT_IN)))
        column++;
    if (column >= r->column_count) {
        add(o, offer);
        return;
    }
    if (r->column_kinds[column] != CS_KIND_MOMENT) {
        fill_column(o, offer, column);
        return;
    }
    /* a moment of what is to come: the end of the day after that of the search */
    cs_instant_text(o->h->wish->as_of->end + DAY, CS_UTC, moment);
    offer->texts[column] = cs_arena_text(&o->h->out->arena, moment, strlen(moment));
    fill(o, offer, column + 1);
    offer->texts[column] = NULL;
}

/* Is it by such an act that a decision is made (OUTCOME), or that somebody stays out of one (WITHOUT)? */
static bool decides_by(const struct cs_plan *plan, uint32_t relation, enum cs_row_state_kind kind)
{
    for (size_t i = 0; i < plan->row_count; i++)
        for (uint32_t s = 0; plan->rows[i].decision && s < plan->rows[i].state_count; s++)
            if (plan->rows[i].states[s].kind == kind && plan->rows[i].states[s].pattern.relation == relation)
                return true;
    return false;
}

/* An act whose values are those of a row of the run. */
static void offer_values(struct offering *o, uint32_t relation, const cs_value *values, cs_name article)
{
    const struct cs_relation *r = &o->plan->relations[relation];
    struct offer offer = {.relation = relation, .article = article};

    /* a decision without somebody would be another for each set of them */
    if (values == NULL || r->kind != CS_RELATION_EVENT || !o->relevant[relation] ||
        decides_by(o->plan, relation, CS_ROW_STATE_WITHOUT))
        return;
    offer.closes = decides_by(o->plan, relation, CS_ROW_STATE_OUTCOME); /* it comes after what is said of the draft */
    for (uint32_t i = r->first_role; i < r->column_count; i++) {
        if (!cs_plan_is_something(o->plan, values[i]))
            continue;
        if (r->column_kinds[i] == CS_KIND_OCCURRENCE && !is_label(o, values[i])) {
            o->h->out->unwritten++;
            return;
        }
        if (r->column_kinds[i] != CS_KIND_ARTICLE)
            offer.texts[i] = cs_names_text(o->plan->names, values[i]);
    }
    fill(o, &offer, 0);
}

/* ---- what closes a decision, and what a request asks for ---- */

static bool is_pending(const struct cs_ledger *ledger, const struct cs_ledger_row *row)
{
    for (uint32_t i = 0; i < row->piece_count; i++)
        if ((row->pieces[i].state == CS_STATE_PENDING || row->pieces[i].state == CS_STATE_DEFERRED) &&
            !cs_worlds_disjoint(ledger->docket->worlds, row->pieces[i].worlds, ledger->worlds))
            return true;
    return false;
}

static void offer_closing(struct offering *o, struct holding *of, const char *draft)
{
    struct offer offer = {.relation = of->closing, .closes = true};

    if (o->plan->relations[of->closing].powers != NULL || !o->relevant[of->closing])
        return; /* then it is a power of somebody */
    offer.texts[of->closing_draft] = draft;
    fill(o, &offer, 0);
}

/* The first role of a draft, but who puts it, in which a particular stands is that of the organ. */
static bool is_organ_column(const struct cs_relation *draft, uint32_t column)
{
    uint32_t first = draft->first_role;

    while (first < draft->column_count && (draft->column_kinds[first] < CS_KIND_BUILT_IN ||
                                           draft->shape->roles[first - draft->first_role].prep == CS_PREP_BY))
        first++;
    return first == column;
}

/* Sets what is told of the organ, if it decides on drafts of this relation. */
static bool decides(struct offering *o, cs_name organ, uint32_t relation, struct holding *of,
                    struct cs_ballot_wish *wish)
{
    *wish = (struct cs_ballot_wish){.organ = cs_names_text(o->plan->names, organ)};
    *of = (struct holding){.c = o->h->c, .wish = wish, .failure = o->h->failure, .plan = o->plan};
    return organ < o->plan->symbols->by_name_count && cs_ballot_find_row(of, organ) &&
           of->row->pattern.relation == relation && is_organ_column(&o->plan->relations[relation], of->organ_column);
}

static bool is_dropped(const struct offering *o, const char *label)
{
    for (size_t i = 0; i < o->h->act_count; i++)
        if (o->h->acts[i].wrong && strcmp(o->h->acts[i].shown.label, label) == 0)
            return true;
    return false;
}

static void offer_closings(struct offering *o, const struct cs_ledger_row *row)
{
    const char *draft = cs_names_text(o->plan->names, row->trigger);
    struct cs_ballot_wish wish;
    struct holding of;

    for (uint32_t i = 1; i < o->plan->relations[row->relation].column_count; i++) {
        if (!cs_plan_is_something(o->plan, row->values[i]) || !decides(o, row->values[i], row->relation, &of, &wish))
            continue;
        if (cs_ballot_find_close(&of))
            offer_closing(o, &of, draft);
        if (cs_ballot_find_circulation(&of))
            offer_closing(o, &of, draft);
        return;
    }
}

/* "is answer to r1": the word by which a record puts an occurrence to the request, of its line of the vocabulary. */
static const char *answering(struct offering *o, const struct cs_ledger_row *row)
{
    for (size_t i = 0; i < o->plan->row_count; i++) {
        const struct cs_plan_row *line = &o->plan->rows[i];

        for (uint32_t s = 0; line->pattern.relation == row->relation && s < line->state_count; s++) {
            const struct cs_pattern *word = &line->states[s].pattern;
            const struct cs_relation *r = &o->plan->relations[word->relation];
            struct cs_buffer text;
            const char *out;

            if (line->states[s].kind != CS_ROW_STATE_GROUPS || r->kind != CS_RELATION_FACT || r->column_count != 2 ||
                r->concluders != NULL ||
                r->shape->roles[0].prep != CS_PREP_IS || line->pattern.columns[0].kind != CS_OPERAND_VARIABLE ||
                word->columns[1].kind != CS_OPERAND_VARIABLE ||
                word->columns[1].index != line->pattern.columns[0].index)
                continue;
            cs_buffer_init(&text);
            cs_buffer_printf(&text, "is %s %s %s", cs_names_text(o->plan->names, r->head),
                             cs_prep_text(r->shape->roles[1].prep), cs_names_text(o->plan->names, row->trigger));
            out = cs_arena_text(&o->h->out->arena, cs_buffer_string(&text), text.length);
            o->h->out->arena.failed = o->h->out->arena.failed || text.failed;
            cs_buffer_release(&text);
            return out;
        }
    }
    return NULL;
}

static bool is_named(const struct offering *o, cs_value value)
{
    const char *text = cs_plan_is_something(o->plan, value) ? cs_names_text(o->plan->names, value) : NULL;

    for (size_t i = 0; text != NULL && i < o->h->name_count; i++)
        if (strcmp(o->h->names[i].text, text) == 0)
            return true;
    return false;
}

/* Does the request name the organ, or a body of which it is a part: "NAC is organ of NATO"? */
static bool is_asked(const struct offering *o, cs_name organ)
{
    if (is_named(o, organ))
        return true;
    for (size_t i = 0; i < o->plan->relation_count; i++) {
        const struct cs_relation *r = &o->plan->relations[i];
        const struct cs_store *store = &o->answer->run->stores[i];
        int is = r->kind == CS_RELATION_FACT && r->shape != NULL ? cs_shape_role(r->shape, CS_PREP_IS) : -1;
        int of = is >= 0 ? cs_shape_role(r->shape, CS_PREP_OF) : -1;

        for (uint32_t row = 0; of >= 0 && row < store->count; row++) {
            const cs_value *values = cs_store_values(o->answer->run, (uint32_t)i, row);

            if (values[r->first_role + (uint32_t)is] == organ && is_named(o, values[r->first_role + (uint32_t)of]))
                return true;
        }
    }
    return false;
}

/* A draft for what the request asks, in each organ that decides and that is asked. */
static void offer_drafts(struct offering *o, const struct cs_ledger_row *request)
{
    const struct cs_symbols *s = o->plan->symbols;
    const char *answers = is_label(o, request->trigger) ? answering(o, request) : NULL;
    size_t organs = 0;

    for (size_t i = 0; answers != NULL && i < o->plan->row_count; i++) {
        const struct cs_plan_row *line = &o->plan->rows[i];

        for (size_t p = 0; line->decision && p < s->particular_count; p++) {
            struct offer offer = {.relation = line->pattern.relation, .answers = answers};
            struct cs_ballot_wish wish;
            struct holding of;

            if (!o->relevant[offer.relation] || !is_asked(o, s->particulars[p].name) ||
                !decides(o, s->particulars[p].name, offer.relation, &of, &wish))
                continue;
            if (organs++ == ORGANS_MAX) {
                o->h->out->acts_cut = true;
                return;
            }
            offer.texts[of.organ_column] = cs_names_text(o->plan->names, s->particulars[p].name);
            fill(o, &offer, 0);
        }
    }
}

/* ---- a turn ---- */

static void offer_ledger(struct offering *o)
{
    const struct cs_ledger *ledger = o->answer->ledger;
    const struct cs_ledger_row *row;
    size_t from = 0;

    while ((row = how_goal_row(o->h, &from)) != NULL)
        if (row->kind == CS_ROW_REQUEST && o->h->turn == 1)
            offer_drafts(o, row);
    for (size_t i = 0; i < ledger->row_count; i++)
        if (ledger->rows[i].kind == CS_ROW_DECISION && is_pending(ledger, &ledger->rows[i])) {
            if (!is_label(o, ledger->rows[i].trigger))
                o->h->out->unwritten++;
            else if (!is_dropped(o, cs_names_text(o->plan->names, ledger->rows[i].trigger)))
                offer_closings(o, &ledger->rows[i]);
        }
}

static void offer_owed(struct offering *o, const struct cs_ledger_row *const *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        uint32_t relation;
        const cs_value *values = cs_ledger_owed(o->answer->ledger, rows[i], &relation);

        if (values != NULL)
            offer_values(o, relation, values, rows[i]->article);
    }
}

/* Does the act name what was done in the search, or an occurrence that the goal names? */
static bool is_near(const struct offering *o, const struct cs_next_may *may)
{
    for (uint32_t i = 0; i < o->plan->relations[may->relation].column_count; i++) {
        const char *text = cs_plan_is_something(o->plan, may->values[i])
                               ? cs_names_text(o->plan->names, may->values[i]) : NULL;

        for (size_t k = 0; text != NULL && k < o->h->act_count; k++)
            if (strcmp(o->h->acts[k].shown.label, text) == 0)
                return true;
        if (is_label(o, may->values[i]) && is_named(o, may->values[i]))
            return true;
    }
    return false;
}

/* By the names of their actors; of one actor they keep their order. */
static void sort_by_actor(const struct cs_names *names, const struct cs_next_may **all, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        const struct cs_next_may *may = all[i];
        const char *actor = may->actor != CS_NO_NAME ? cs_names_text(names, may->actor) : "";
        size_t at = i;

        for (; at > 0 && strcmp(all[at - 1]->actor != CS_NO_NAME ? cs_names_text(names, all[at - 1]->actor) : "",
                                actor) > 0; at--)
            all[at] = all[at - 1];
        all[at] = may;
    }
}

/*
 * Questions on what one actor does stand beside each other: what one of them does to the other, an opting out to an
 * objection, would else double the sets with each actor.
 */
static void offer_powers(struct offering *o, const struct cs_next *next)
{
    const struct cs_next_may **all = cs_arena_array(&o->h->out->arena, next->may_count, sizeof *all);
    size_t count = 0;

    for (size_t i = 0; all != NULL && i < next->may_count; i++)
        if (next->may[i].values != NULL && (o->h->wide || is_near(o, &next->may[i])))
            all[count++] = &next->may[i];
    sort_by_actor(o->plan->names, all, count);
    for (size_t i = 0; i < count; i++)
        offer_values(o, all[i]->relation, all[i]->values, all[i]->article);
}

/* A draft on which nobody may act is one of an organ without members: it is dropped. */
static void drop_drafts(struct offering *o, const struct cs_next *next)
{
    for (size_t i = 0; i < o->h->act_count; i++) {
        struct how_act *act = &o->h->acts[i];
        cs_name label = here(o, act->shown.label);
        bool used = act->beside == NULL || act->wrong;

        for (size_t k = 0; k < next->may_count && !used; k++)
            for (uint32_t c = 0; c < o->plan->relations[next->may[k].relation].column_count; c++)
                used = used || (next->may[k].values != NULL && next->may[k].values[c] == label);
        act->wrong = act->wrong || !used;
    }
}

/*
 * The acts of a turn from this one on get their seconds: those of one actor in their order, the actors from the last to
 * the first. What is counted so far then stands, as it is, below the questions of the next actor (run/count.c), so that
 * votes of 100 members and more can be told.
 */
static void set_seconds(struct how *h, size_t from)
{
    uint32_t second = 0, closing = CLOSING;

    for (size_t i = from; i < h->act_count; i++)
        if (h->acts[i].closes)
            h->acts[i].second = ++closing;
    for (size_t i = h->act_count; i-- > from;)
        for (size_t k = from; k <= i && h->acts[i].second == 0; k++)
            if (h->acts[k].second == 0 &&
                (k == i || how_same_actor(h->acts[k].shown.actor, h->acts[i].shown.actor)))
                h->acts[k].second = ++second;
}

bool how_add_turn(struct how *h, const struct cs_answer *answer)
{
    const struct cs_plan *plan = answer->docket->plan;
    struct offering o = {.h = h, .answer = answer, .plan = plan,
                         .relevant = cs_arena_array(&h->out->arena, plan->relation_count, sizeof *o.relevant)};
    size_t before = h->act_count, new = 0;
    struct cs_next *next = NULL;

    h->turn++;
    h->out->unwritten = 0;
    if (o.relevant == NULL || cs_next_new(answer->ledger, CS_NO_NAME, &next) != CASUS_OK) {
        if (h->failure->status == CASUS_OK)
            cs_fail(h->failure, answer->failure.status != CASUS_OK ? answer->failure.status : CASUS_ERR_MEMORY, "%s",
                    answer->failure.message);
        cs_next_free(next);
        return false;
    }
    seed(&o);
    drop_drafts(&o, next);
    offer_ledger(&o);
    offer_owed(&o, next->must, next->must_count);
    offer_owed(&o, next->expected, next->expected_count);
    offer_powers(&o, next);
    cs_next_free(next);
    set_seconds(h, before);
    for (size_t i = before; i < h->act_count; i++)
        new += !h->acts[i].closes || h->turn == 1;
    return h->failure->status == CASUS_OK && new > 0;
}

/* ---- the record ---- */

static void write_act(const struct how *h, size_t index, size_t *starts, struct cs_buffer *out)
{
    const struct how_act *act = &h->acts[index];
    char time[32];

    starts[index] = out->length;
    cs_instant_text(how_time(h, act), CS_UTC, time);
    cs_buffer_printf(out, "%s %s: %s\n  asks \"how\"\n", time, act->shown.label, act->line);
    if (act->beside != NULL)
        cs_buffer_printf(out, "%s %s\n", time, act->beside);
}

/*
 * Writes the acts; starts[i]: where act i begins, SIZE_MAX if it is not written. Those of one actor, of all turns,
 * stand beside each other, and so do their questions: an objection and its withdrawal, if all objections stood before
 * all withdrawals, would double the sets with each actor.
 */
static void write_acts(const struct how *h, size_t *starts, struct cs_buffer *out)
{
    for (size_t i = 0; i < h->act_count; i++)
        starts[i] = SIZE_MAX;
    for (size_t i = 0; i < h->act_count; i++)
        for (size_t k = i; k < h->act_count; k++)
            if (starts[k] == SIZE_MAX && !h->acts[k].wrong &&
                (k == i || how_same_actor(h->acts[i].shown.actor, h->acts[k].shown.actor)))
                write_act(h, k, starts, out);
}

#define RECORD "the acts.record"

/* Marks the acts at which the diagnostics point; false if they point at none of them. */
static bool mark_wrong(struct how *h, const size_t *starts)
{
    bool found = false;

    for (size_t i = 0; i < h->made.diagnostics.count; i++) {
        const struct cs_span *span = &h->made.diagnostics.items[i].span;
        size_t at = h->act_count;

        if (span->source == NULL || strcmp(span->source->name, RECORD) != 0)
            continue;
        for (size_t k = 0; k < h->act_count; k++)
            if (starts[k] <= span->start && (at == h->act_count || starts[k] > starts[at]))
                at = k;
        if (at < h->act_count && !h->acts[at].wrong) {
            h->acts[at].wrong = true;
            found = true;
        }
    }
    return found;
}

/* What the record has of later days has not happened yet. */
static void take_out_later(struct how *h)
{
    for (struct cs_file *file = h->made.files; file != NULL; file = file->next)
        for (struct cs_entry *entry = file->entries; entry != NULL; entry = entry->next)
            if ((entry->kind == CS_ENTRY_TERM || entry->kind == CS_ENTRY_BOND) &&
                entry->moment.form != CS_MOMENT_NONE && entry->moment.start >= h->wish->as_of->end)
                entry->supposed = CS_SUPPOSED_NOT;
}

static casus_status make_once(struct how *h, const struct cs_buffer *text)
{
    cs_case_release(&h->made);
    if (cs_ballot_copy(h->c, &h->made) == CASUS_OK)
        take_out_later(h);
    if (h->made.failure.status == CASUS_OK &&
        cs_case_add_text(&h->made, RECORD, CS_SOURCE_RECORD, cs_buffer_string(text), text->length) == CASUS_OK &&
        cs_ballot_suppose(h->c, &h->made) == CASUS_OK)
        cs_case_check(&h->made);
    return h->made.failure.status == CASUS_OK
               ? CASUS_OK : cs_fail(h->failure, h->made.failure.status, "%s", h->made.failure.message);
}

casus_status how_make_case(struct how *h)
{
    size_t *starts = cs_arena_array(&h->out->arena, h->act_count + 1, sizeof *starts);
    bool again = starts != NULL;

    if (starts == NULL)
        return cs_fail_memory(h->failure);
    while (again && h->failure->status == CASUS_OK) {
        struct cs_buffer text;

        cs_buffer_init(&text);
        write_acts(h, starts, &text);
        if (text.failed)
            cs_fail_memory(h->failure);
        else
            make_once(h, &text);
        cs_buffer_release(&text);
        again = h->failure->status == CASUS_OK && h->made.diagnostics.error_count > 0;
        if (again && !mark_wrong(h, starts))
            cs_fail(h->failure, CASUS_ERR_ARGUMENT, "%s", h->made.diagnostics.items[0].message);
    }
    return h->failure->status;
}
