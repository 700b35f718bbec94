/* SPDX-License-Identifier: MIT */
/* Why there is none of a kind: who says that there was none, who denies it, has taken it back; or nobody reports it. */
#include "reasons/why_int.h"

void cs_reason_says_none(struct cs_explaining *why, struct cs_reason *parent, const struct cs_absence *absence,
                         const char *words, uint32_t relation, const cs_value *values)
{
    size_t count = 0, done = 0;
    struct cs_reason *reason;
    struct cs_buffer text;
    char date[96];

    for (const struct cs_stance *s = absence->matter->stances; s != NULL; s = s->next)
        count += s->kind == CS_CLAIM_SAYS && !s->torn;
    cs_buffer_init(&text);
    for (const struct cs_stance *s = absence->matter->stances; s != NULL; s = s->next)
        if (s->kind == CS_CLAIM_SAYS && !s->torn) {
            cs_buffer_text(&text, done == 0 ? "" : done + 1 == count ? " and " : ", ");
            cs_buffer_text(&text, cs_names_text(&why->run->docket->names, s->voice));
            done++;
        }
    cs_buffer_printf(&text, "%s that there was none by %s: %s",
                     count == 0 ? "the record says" : count == 1 ? " says" : " say",
                     cs_moment_text(&absence->matter->entry->moment, date), words);
    reason = cs_reason_add(why, parent, CS_REASON_ABSENT, &text);
    if (reason != NULL) {
        reason->tells = CS_TELLS_NONE;
        reason->matter = absence->matter;
        reason->relation = relation;
        reason->values = values;
    }
    cs_reason_matter(why, reason, absence->matter);
}

/* ---- of a pattern ---- */

struct seeking {
    struct cs_explaining *why;
    struct cs_reason *parent;
    const struct cs_match *bound;
    const struct cs_pattern *wanted;
    bool found;
};

/* The value that a column must have; CS_UNSAID: any. */
static cs_value wanted_value(const struct seeking *s, uint32_t column)
{
    struct cs_operand operand = s->wanted->columns[column];

    if (operand.kind == CS_OPERAND_VALUE)
        return operand.index;
    if (operand.kind == CS_OPERAND_VARIABLE && (s->bound->bound >> operand.index & 1) != 0)
        return s->bound->values[operand.index];
    return CS_UNSAID;
}

static bool column_fits(const struct seeking *s, uint32_t column, cs_value value)
{
    const struct cs_plan *plan = s->why->run->plan;
    cs_kind kind = plan->relations[s->wanted->relation].column_kinds[column];
    cs_value wanted = wanted_value(s, column);

    if (s->wanted->columns[column].kind == CS_OPERAND_LIST) {
        for (const struct cs_arg *arg = s->wanted->columns[column].list; arg != NULL; arg = arg->next)
            if (cs_plan_fits(plan, kind, value, arg->name))
                return true;
        return false;
    }
    return wanted == CS_UNSAID || (value != CS_UNSAID && cs_plan_fits(plan, kind, value, wanted));
}

static bool row_fits(const struct seeking *s, const cs_value *values)
{
    for (uint32_t i = 0; i < s->why->run->plan->relations[s->wanted->relation].column_count; i++)
        if (!column_fits(s, i, values[i]))
            return false;
    return true;
}

static bool add_denied(void *context, const struct cs_matter *matter, const cs_value *values)
{
    struct seeking *s = context;

    if (!row_fits(s, values))
        return false;
    cs_reason_matter(s->why, s->parent, matter);
    if (matter->entry->kind == CS_ENTRY_COUNTS_AS) { /* what it names may stand nowhere */
        const struct cs_occurrence *o = cs_docket_occurrence(s->why->run->docket, matter->entry->about.name);

        if (o != NULL && o->worlds == CS_NONE)
            cs_reason_matter(s->why, s->parent, o->matter);
    }
    s->found = true;
    return true;
}

static bool is_wanted(const struct seeking *s, const struct cs_occurrence *o)
{
    for (const struct cs_occurrence_row *row = o->rows; row != NULL; row = row->next)
        if (row->matter == NULL && row->relation == s->wanted->relation && row_fits(s, row->values))
            return true;
    return false;
}

/* Adds the occurrences that fit and have happened, but without effect; with `elsewhere` those of other worlds alone. */
static void add_occurrences(struct seeking *s, bool elsewhere)
{
    const struct cs_run *run = s->why->run;
    const struct cs_docket *docket = run->docket;

    for (size_t i = 0; i < docket->occurrence_count; i++) {
        const struct cs_occurrence *o = &docket->occurrences[i];
        bool here = !cs_worlds_disjoint(docket->worlds, run->taken[i], s->why->worlds);
        struct cs_reason *reason;

        if ((!here && !(elsewhere && cs_worlds_disjoint(docket->worlds, o->worlds, s->why->worlds))) ||
            !is_wanted(s, o))
            continue;
        reason = cs_reason_matter(s->why, s->parent, o->matter);
        if (here)
            cs_reason_text(s->why, reason, CS_REASON_NOTE, CS_PHRASE("without effect"));
        s->found = true;
    }
}

bool cs_reason_is_recorded(struct cs_explaining *why, const struct cs_match *bound, const struct cs_pattern *wanted)
{
    const struct cs_docket *docket = why->run->docket;
    struct seeking s = {why, NULL, bound, wanted, false};

    for (size_t i = 0; i < docket->occurrence_count; i++)
        if (!cs_worlds_disjoint(docket->worlds, why->run->taken[i], why->worlds) &&
            is_wanted(&s, &docket->occurrences[i]))
            return true;
    return false;
}

bool cs_reason_none(struct cs_explaining *why, struct cs_reason *parent, const struct cs_match *bound,
                    const struct cs_pattern *wanted, const char *words, bool elsewhere)
{
    struct seeking s = {why, parent, bound, wanted, false};
    const struct cs_absence *a = NULL;
    cs_value values[CS_COLUMNS_MAX];

    for (uint32_t i = 0; i < CS_COLUMNS_MAX; i++)
        values[i] = i < why->run->plan->relations[wanted->relation].column_count ? wanted_value(&s, i) : CS_UNSAID;
    while ((a = cs_docket_absence(why->run->docket, a, wanted->relation, values)) != NULL)
        if (cs_matter_tally(a->matter).says) {
            cs_reason_says_none(why, parent, a, words, wanted->relation, cs_reason_values(why, bound, wanted));
            s.found = true;
        }
    cs_docket_each_denied(why->run->docket, wanted->relation, add_denied, &s);
    add_occurrences(&s, elsewhere);
    return s.found;
}

/* ---- of the act of a bond ---- */

struct told { /* what is told of it, of a time from `since` to `by` */
    struct seeking seeking;
    cs_instant since, by;
    enum cs_reported reported;
};

static bool is_of_the_time(const struct told *t, const struct cs_occurrence *o)
{
    bool may_be = o->moment.start < t->by && o->moment.end > t->since;

    for (const struct cs_dating *d = o->datings; d != NULL; d = d->next)
        may_be |= d->entry->moment.start < t->by && d->entry->moment.end > t->since;
    return may_be;
}

static void add_told(struct told *t, const struct cs_matter *matter, enum cs_reported how)
{
    struct cs_reason *reason = cs_reason_matter(t->seeking.why, t->seeking.parent, matter);

    if (how == CS_REPORTED_WITHOUT_EFFECT)
        cs_reason_text(t->seeking.why, reason, CS_REASON_NOTE, CS_PHRASE("without effect"));
    if (how == CS_REPORTED_NOT_SO ? cs_matter_tally(matter).says : t->reported == CS_REPORTED_BY_NOBODY)
        t->reported = how;
}

static bool add_denied_act(void *context, const struct cs_matter *matter, const cs_value *values)
{
    struct told *t = context;
    const struct cs_docket *docket = t->seeking.why->run->docket;
    const struct cs_entry *entry = matter->entry;
    const struct cs_occurrence *o = cs_docket_entered(
        docket, entry->kind == CS_ENTRY_COUNTS_AS ? entry->about.name : entry->label);

    if (row_fits(&t->seeking, values) && (o != NULL ? is_of_the_time(t, o)
                                                    : entry->moment.start < t->by && entry->moment.end > t->since))
        add_told(t, matter, CS_REPORTED_NOT_SO);
    return false;
}

/* A row of the occurrence that is so in no world of the case, or has no effect there. */
static void add_row_told(struct told *t, const struct cs_occurrence *o, const struct cs_occurrence_row *row,
                         cs_set effective)
{
    const struct cs_run *run = t->seeking.why->run;
    cs_set worlds = t->seeking.why->worlds;

    if (row->relation != t->seeking.wanted->relation || !row_fits(&t->seeking, row->values) || !is_of_the_time(t, o))
        return;
    if (cs_worlds_disjoint(run->worlds, o->worlds, worlds))
        add_told(t, o->matter, CS_REPORTED_NOT_SO);
    else if (row->matter != NULL && row->matter->yes != CS_NONE && cs_worlds_disjoint(run->worlds, row->worlds, worlds))
        add_told(t, row->matter, CS_REPORTED_NOT_SO);
    else if (row->matter == NULL && cs_worlds_disjoint(run->worlds, effective, worlds))
        add_told(t, o->matter, CS_REPORTED_WITHOUT_EFFECT);
}

static void add_events_told(struct told *t)
{
    const struct cs_run *run = t->seeking.why->run;

    for (size_t i = 0; i < run->docket->occurrence_count; i++) {
        const struct cs_occurrence *o = &run->docket->occurrences[i];
        uint32_t number = run->effective_first[i];
        bool acted = run->effective_asked[i] != 0 && run->taken[i] != CS_NONE;

        if (o->worlds == CS_NONE || (o->worlds == CS_ALL && !o->named && !acted))
            continue;
        for (const struct cs_occurrence_row *row = o->rows; row != NULL; row = row->next, number++)
            add_row_told(t, o, row, acted ? run->effective[number] : CS_ALL);
    }
}

enum cs_reported cs_reason_reported(struct cs_explaining *why, struct cs_reason *parent, const struct cs_bond_state *b,
                                    cs_instant since, cs_instant by)
{
    const struct cs_relation *r = &why->run->plan->relations[b->relation];
    struct cs_pattern wanted = {.relation = b->relation};
    struct told t = {{why, parent, NULL, &wanted, false}, since, by, CS_REPORTED_BY_NOBODY};
    const struct cs_docket *docket = why->run->docket;

    for (uint32_t i = 0; i < r->column_count; i++)
        if (b->act[i] != CS_UNSAID && i != r->number_column)
            wanted.columns[i] = (struct cs_operand){.kind = CS_OPERAND_VALUE, .index = b->act[i]};
    cs_docket_each_denied(docket, b->relation, add_denied_act, &t);
    if (r->kind == CS_RELATION_EVENT)
        add_events_told(&t);
    for (size_t i = 0; i < docket->fact_count; i++)
        if (docket->facts[i].worlds != CS_ALL && docket->facts[i].worlds != CS_NONE && !docket->facts[i].untold)
            for (const struct cs_occurrence_row *row = docket->facts[i].rows; row != NULL; row = row->next)
                add_row_told(&t, &docket->facts[i], row, CS_ALL);
    return t.reported;
}

void cs_reason_nobody_reports(struct cs_explaining *why, struct cs_reason *parent, const struct cs_match *bound,
                              const struct cs_pattern *wanted, const struct cs_check *check)
{
    const struct cs_relation *r = &why->run->plan->relations[wanted->relation];
    struct cs_buffer text;
    char day[32];

    cs_buffer_init(&text);
    if (check->counts_as)
        cs_buffer_printf(&text, "nobody says that %s counts as ",
                         cs_names_text(&why->run->docket->names, check->about.name));
    else if (r->kind == CS_RELATION_QUANTITY)
        cs_buffer_text(&text, "nobody gives a number for ");
    else if (cs_shape_role(r->shape, CS_PREP_IS) >= 0)
        cs_buffer_text(&text, "nobody reports that ");
    else
        cs_buffer_text(&text, "nobody reports any ");
    cs_explain_pattern(bound, wanted, &check->term, &text);
    if (!check->counts_as && r->kind != CS_RELATION_QUANTITY)
        cs_buffer_printf(&text, " %s %s", r->kind == CS_RELATION_FACT ? "on" : "by",
                         cs_day_text(cs_day_of(why->run->end - 1, why->run->docket->zone), day));
    cs_reason_add(why, parent, CS_REASON_ABSENT, &text);
}
