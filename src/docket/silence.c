/* SPDX-License-Identifier: MIT */
/*
 * What was not done: the lines `no TERM`, by whose date nothing of the kind had been done, and who says so. Whoever
 * says so denies what the record has of the kind up to then (R 2.10). Where a record is silent on a word, what was owed
 * and is not reported may have been done all the same: a question, which they answer (R 2.11).
 */
#include "docket/docket_int.h"
#include "docket/made.h"

static bool arg_fits(const struct cs_plan *plan, cs_kind kind, const struct cs_arg *args, cs_value value)
{
    for (; args != NULL && value != CS_UNSAID; args = args->next)
        if (cs_plan_fits(plan, kind, value, args->name))
            return true;
    return false;
}

/* Is this one of the things of which the line says that there was none? All that the line says must be said of it. */
static bool fits(const struct cs_docket *docket, const struct cs_absence *absence, uint32_t relation,
                 const cs_value *values)
{
    const struct cs_term *term = &absence->matter->entry->term;
    const struct cs_relation *r = &docket->plan->relations[relation];

    if (r->head != term->head)
        return false;
    for (const struct cs_role *role = term->roles; role != NULL; role = role->next) {
        int position = cs_shape_role(r->shape, role->prep);
        uint32_t column = r->first_role + (uint32_t)position;

        if (position >= 0 && !arg_fits(docket->plan, r->column_kinds[column], role->args, values[column]))
            return false;
    }
    return true;
}

const struct cs_absence *cs_docket_absence(const struct cs_docket *docket, const struct cs_absence *before,
                                           uint32_t relation, const cs_value *values)
{
    const struct cs_absence *end = docket->absences + docket->absence_count;

    for (const struct cs_absence *a = before == NULL ? docket->absences : before + 1; a < end; a++)
        if ((a->matter->bare || a->matter->stances != NULL) && fits(docket, a, relation, values))
            return a;
    return NULL;
}

/* ---- what the record has of the kind ---- */

/* Had all that the date of an occurrence leaves open passed by then? Of what lasts, its beginning. */
static bool is_before(const struct cs_moment *moment, cs_instant by)
{
    if (moment->form == CS_MOMENT_SPAN)
        return moment->start != CS_TIME_ALWAYS ? cs_day_start(moment->begins_last + 1, moment->offset) <= by : true;
    return moment->end <= by;
}

static bool lies_before(const struct cs_occurrence *o, cs_instant by)
{
    bool before = is_before(&o->entry->moment, by);

    for (const struct cs_dating *d = o->datings; d != NULL; d = d->next)
        before &= is_before(&d->entry->moment, by);
    return before;
}

/* Whoever says that there was none denies it. */
static void deny(struct cs_docket *docket, struct cs_matter *matter, const struct cs_absence *absence)
{
    for (const struct cs_stance *s = absence->matter->stances; s != NULL; s = s->next)
        if (s->kind == CS_CLAIM_SAYS && !s->torn)
            cs_matter_add_denial(docket, matter, s);
}

void cs_docket_deny_entry(struct cs_docket *docket, const struct cs_occurrence *o)
{
    const struct cs_term *term = &o->entry->term;
    uint32_t relation = cs_plan_relation(docket->plan, term->head, CS_NO_NAME);

    for (size_t i = 0; i < docket->absence_count; i++) {
        const struct cs_absence *a = &docket->absences[i];
        bool all = lies_before(o, a->by);

        for (uint32_t choice = 0; all && choice < cs_term_choices(term); choice++) {
            cs_value values[CS_COLUMNS_MAX];

            cs_term_values(docket, term, relation, choice, values);
            all = fits(docket, a, relation, values);
        }
        if (all)
            deny(docket, o->matter, a);
    }
}

/* Does the line say that there was none of anything that the name makes of the row? */
static bool is_all_of(const struct cs_docket *docket, const struct cs_absence *absence,
                      const struct cs_occurrence_row *row, uint32_t relation, const struct cs_term *name)
{
    cs_value said[CS_COLUMNS_MAX], values[CS_COLUMNS_MAX];

    for (uint32_t choice = 0; choice < cs_term_choices(name); choice++) {
        cs_term_values(docket, name, relation, choice, said);
        cs_name_values(docket, row, relation, said, values);
        if (!fits(docket, absence, relation, values))
            return false;
    }
    return true;
}

void cs_docket_deny_name(struct cs_docket *docket, struct cs_matter *matter)
{
    const struct cs_entry *entry = matter->entry;
    const struct cs_occurrence *o = cs_docket_occurrence(docket, entry->about.name);
    uint32_t relation = cs_plan_relation(docket->plan, entry->term.head, matter->under);

    for (size_t i = 0; i < docket->absence_count && o != NULL && o->rows != NULL; i++) {
        const struct cs_absence *a = &docket->absences[i];
        bool all = lies_before(o, a->by);

        for (const struct cs_occurrence_row *row = o->rows; all && row != NULL; row = row->next)
            all = row->matter != NULL || is_all_of(docket, a, row, relation, &entry->term);
        if (all)
            deny(docket, matter, a);
    }
}

/* ---- what a silent record leaves open ---- */

bool cs_docket_is_silent(const struct cs_docket *docket, cs_name head, cs_instant time)
{
    for (const struct cs_file *file = docket->plan->files; file != NULL; file = file->next)
        for (const struct cs_silent_word *w = file->silent_words; w != NULL; w = w->next)
            if (w->head == head &&
                (w->moment.form == CS_MOMENT_NONE || (w->moment.start <= time && time < w->moment.end)))
                return true;
    return false;
}

static uint32_t ask_unreported(struct cs_docket *docket, uint32_t relation, const cs_value *act)
{
    const struct cs_relation *r = &docket->plan->relations[relation];
    struct cs_name_key key;
    struct cs_buffer id, text;

    cs_name_key_init(&key, CS_MADE_UNREPORTED);
    cs_name_key_name(&key, r->head); /* whatever the instrument: it is one act */
    for (uint32_t i = 0; i < r->column_count; i++)
        cs_name_key_name(&key, act[i]);
    cs_buffer_init(&id);
    cs_buffer_init(&text);
    cs_buffer_text(&id, "unreported ");
    cs_docket_row_text(docket->plan, relation, act, &id);
    cs_docket_row_text(docket->plan, relation, act, &text);
    cs_buffer_printf(&text, ": was it %s in time, unreported?", r->kind == CS_RELATION_FACT ? "so" : "done");
    return cs_docket_ask(docket, CS_QUESTION_OCCURRENCE, &key, &id, &text, NULL, 2, NULL);
}

cs_set cs_docket_unreported(struct cs_docket *docket, uint32_t relation, const cs_value *act)
{
    uint32_t question = ask_unreported(docket, relation, act);

    return question == CS_NOWHERE ? CS_NONE : cs_docket_yes(docket, question);
}

/* The answers to the question; NULL if memory ran out. */
static struct cs_absence_answer **answers_to(struct cs_docket *docket, uint32_t question)
{
    if (!cs_grow(&docket->absence_answers, &docket->absence_answer_capacity, (size_t)question + 1,
                 sizeof *docket->absence_answers)) {
        cs_fail_memory(docket->failure);
        return NULL;
    }
    while (docket->absence_answer_count <= question)
        docket->absence_answers[docket->absence_answer_count++] = NULL;
    return &docket->absence_answers[question];
}

/* The claims of the line as an answer to the question, in all worlds so far. NULL if memory ran out. */
static struct cs_absence_answer *new_answer(struct cs_docket *docket, const struct cs_absence *absence,
                                            uint32_t question, struct cs_absence_answer *next)
{
    struct cs_absence_answer *answer = cs_arena_alloc(&docket->arena, sizeof *answer);
    struct cs_matter *matter = cs_docket_matter(docket, absence->matter->entry);

    if (answer == NULL || matter == NULL)
        return NULL;
    matter->stances = absence->matter->stances;
    matter->known = absence->matter->known;
    matter->bare = absence->matter->bare;
    matter->question = question;
    matter->yes = matter->no = CS_ALL;
    *answer = (struct cs_absence_answer){next, absence, matter};
    return answer;
}

/*
 * R 2.11: that there was none by a date answers no where the time had run out by then. That there was some answers yes
 * where the time ran out then or later; of an earlier deadline it leaves open whether it was in time.
 */
static void answer(struct cs_docket *docket, struct cs_absence_answer *answer, uint32_t question, cs_instant deadline,
                   cs_set worlds)
{
    struct cs_worlds *w = docket->worlds;
    cs_set yes = cs_docket_yes(docket, question);
    struct cs_matter *matter = answer->matter;

    if (deadline <= answer->absence->by)
        matter->yes = cs_worlds_minus(w, matter->yes, cs_worlds_and(w, worlds, yes));
    if (deadline >= answer->absence->by)
        matter->no = cs_worlds_minus(w, matter->no, cs_worlds_minus(w, worlds, yes));
}

cs_set cs_docket_lapse(struct cs_docket *docket, uint32_t relation, const cs_value *act, cs_instant deadline,
                       cs_set worlds)
{
    const struct cs_absence *a = NULL;
    struct cs_absence_answer **at;
    uint32_t question;

    if (worlds == CS_NONE ||
        !cs_docket_is_silent(docket, docket->plan->relations[relation].head, deadline - 1))
        return CS_NONE;
    while ((a = cs_docket_absence(docket, a, relation, act)) != NULL)
        if (a->fixed && deadline <= a->by)
            return CS_NONE;
    question = ask_unreported(docket, relation, act);
    at = question == CS_NOWHERE ? NULL : answers_to(docket, question);
    if (at == NULL)
        return CS_NONE;
    while ((a = cs_docket_absence(docket, a, relation, act)) != NULL) {
        if (a->matter->stances == NULL)
            continue;
        while (*at != NULL && (*at)->absence < a)
            at = &(*at)->next;
        if (*at == NULL || (*at)->absence != a) {
            struct cs_absence_answer *added = new_answer(docket, a, question, *at);

            if (added == NULL)
                return CS_NONE;
            *at = added;
        }
        answer(docket, *at, question, deadline, worlds);
    }
    return cs_worlds_and(docket->worlds, worlds, cs_docket_yes(docket, question));
}

/* ---- the lines ---- */

static const struct cs_absence *absence_of(const struct cs_docket *docket, const struct cs_matter *matter)
{
    for (size_t i = 0; i < docket->absence_count; i++)
        if (docket->absences[i].matter == matter)
            return &docket->absences[i];
    return NULL;
}

casus_status cs_docket_absences(struct cs_docket *docket)
{
    size_t count = 0;

    for (const struct cs_file *file = docket->plan->files; file != NULL; file = file->next)
        for (const struct cs_entry *entry = cs_file_entries(file, CS_ENTRY_ABSENCE); entry != NULL; entry = entry->next)
            count += entry->kind == CS_ENTRY_ABSENCE;
    docket->absences = cs_arena_array(&docket->arena, count, sizeof *docket->absences);
    if (docket->absences == NULL)
        return cs_fail_memory(docket->failure);
    for (const struct cs_file *file = docket->plan->files; file != NULL; file = file->next)
        for (const struct cs_entry *entry = cs_file_entries(file, CS_ENTRY_ABSENCE); entry != NULL;
             entry = entry->next) {
            struct cs_matter *matter;

            if (entry->kind != CS_ENTRY_ABSENCE)
                continue;
            matter = cs_docket_line(docket, entry, CS_NO_NAME, cs_entry_recorded(entry));
            if (matter == NULL)
                return docket->failure->status;
            if (absence_of(docket, matter) == NULL)
                docket->absences[docket->absence_count++] = (struct cs_absence){.matter = matter,
                                                                                .by = entry->moment.end};
        }
    for (size_t i = 0; i < docket->absence_count; i++) {
        struct cs_matter *matter = docket->absences[i].matter;
        struct cs_tally tally;

        cs_matter_close(docket, matter);
        tally = cs_matter_tally(matter);
        docket->absences[i].fixed = matter->bare && !tally.denies && !tally.asks;
        matter->yes = docket->absences[i].fixed ? CS_ALL : CS_NONE;
        matter->no = docket->absences[i].fixed ? CS_NONE : CS_ALL;
    }
    return docket->failure->status;
}
