/* SPDX-License-Identifier: MIT */
/* The docket as a whole: the order in which it is made, what is found in it, and how its rows read. */
#include "docket/docket.h"

#include <stdlib.h>
#include <string.h>

#include "docket/docket_int.h"
#include "docket/made.h"

bool cs_docket_refers(const struct cs_docket *docket, cs_value a, cs_value b)
{
    const struct cs_occurrence *occurrence = cs_docket_occurrence(docket, a);
    uint32_t low = 0, high = occurrence == NULL ? 0 : occurrence->refer_count;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;

        if (occurrence->refers[middle] == b)
            return true;
        if (occurrence->refers[middle] < b)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

static void add_value(const struct cs_plan *plan, cs_value value, struct cs_buffer *out)
{
    const char *text = value == CS_UNSAID ? "someone" : value >= CS_INTEGERS ? cs_names_text(plan->names, value) : NULL;
    size_t length;

    if (text == NULL)
        text = cs_names_read(plan->names, value, &length);
    else
        length = strlen(text);
    cs_buffer_add(out, text, length);
}

void cs_docket_row_text(const struct cs_plan *plan, uint32_t relation, const cs_value *values, struct cs_buffer *out)
{
    const struct cs_relation *r = &plan->relations[relation];
    const struct cs_shape *shape = r->shape;

    if (cs_relation_tells_duties(r)) {
        add_value(plan, values[r->first_role - 2], out);
        cs_buffer_printf(out, " %s ", cs_verb_text(r->verb));
        add_value(plan, values[r->first_role - 1], out);
        cs_buffer_text(out, r->forbidden ? " no " : " ");
    }
    for (uint32_t i = 0; i < shape->role_count; i++)
        if (shape->roles[i].prep == CS_PREP_IS) {
            add_value(plan, values[r->first_role + i], out);
            cs_buffer_text(out, " is ");
        }
    add_value(plan, r->head, out);
    for (uint32_t i = 0; i < shape->role_count; i++) {
        if (shape->roles[i].prep == CS_PREP_IS || values[r->first_role + i] == CS_UNSAID ||
            (shape->roles[i].or_nothing && values[r->first_role + i] == plan->nothing))
            continue;
        cs_buffer_char(out, ' ');
        cs_buffer_text(out, cs_prep_text(shape->roles[i].prep));
        cs_buffer_char(out, ' ');
        add_value(plan, values[r->first_role + i], out);
    }
}

cs_name cs_docket_row_name(struct cs_docket *docket, uint32_t relation, const cs_value *values)
{
    struct cs_name_key key;
    struct cs_buffer text;

    cs_name_key_init(&key, CS_MADE_ROW);
    cs_made_row(&key, docket->plan, relation, values);
    cs_buffer_init(&text);
    cs_docket_row_text(docket->plan, relation, values, &text);
    return cs_names_make(&docket->names, &key, &text);
}

casus_status cs_docket_calendar_ends(const struct cs_docket *docket, const struct cs_calendar_text *calendar,
                                     const char *period)
{
    char first[32], last[32];

    return cs_fail(docket->failure, CASUS_ERR_LIMIT,
                   "the calendar \"%s\" is known from %s to %s, and \"%s\" needs other days to be counted",
                   cs_names_text(docket->plan->names, calendar->name), cs_day_text(calendar->calendar.first, first),
                   cs_day_text(calendar->calendar.last, last), period);
}

bool cs_docket_zone_reaches(const struct cs_docket *docket, struct cs_zone zone, cs_instant end, const char *period)
{
    char first[32], last[32];

    if (cs_zone_knows(zone, end, end))
        return true;
    cs_fail(docket->failure, CASUS_ERR_LIMIT,
            "the clock of \"%s\" is known from %s to %s, and \"%s\" ends on another day",
            zone.clock->name, cs_day_text(zone.clock->first, first), cs_day_text(zone.clock->last, last), period);
    return false;
}

static bool concludes_by_rule(const struct cs_plan *plan)
{
    for (const struct cs_file *file = plan->files; file != NULL; file = file->next)
        for (const struct cs_instrument *instrument = file->instruments; instrument != NULL;
             instrument = instrument->next)
            for (const struct cs_article *article = instrument->articles; article != NULL; article = article->next)
                if (article->concluded != NULL)
                    return true;
    return false;
}

static cs_instant least(cs_instant a, cs_instant b)
{
    return b != CS_TIME_ALWAYS && b < a ? b : a;
}

/* The first instant at which anything of the texts is dated, or that is asked about. */
static cs_instant earliest(struct cs_docket *docket)
{
    cs_instant first = CS_TIME_NEVER;

    for (const struct cs_file *file = docket->plan->files; file != NULL; file = file->next) {
        for (const struct cs_entry *entry = file->entries; entry != NULL; entry = entry->next) {
            const struct cs_moment *m = &entry->moment;

            if (m->form == CS_MOMENT_NONE)
                continue;
            first = least(first, m->start);
            if (m->start == CS_TIME_ALWAYS)
                first = least(first, cs_day_start(m->ends_first, m->offset));
        }
    }
    for (size_t i = 0; i < docket->plan->rule_count; i++)
        first = least(least(first, docket->plan->rules[i].since), docket->plan->rules[i].until);
    return docket->until != CS_TIME_NEVER && docket->until - 1 < first ? cs_docket_until(docket) - 1 : first;
}

void cs_docket_exclude(struct cs_docket *docket, cs_set worlds, const void *by)
{
    if (worlds == CS_NONE)
        return;
    if (cs_grow(&docket->excluded, &docket->excluded_capacity, docket->excluded_count + 1, sizeof *docket->excluded))
        docket->excluded[docket->excluded_count++] = (struct cs_excluded){worlds, by};
    else
        cs_fail_memory(docket->failure);
}

const void *cs_docket_leave_out(struct cs_docket *docket)
{
    struct cs_worlds *w = docket->worlds;
    size_t count = docket->excluded_count;
    cs_set before = docket->possible;
    struct cs_union all = {0};
    const void *last = NULL;

    docket->excluded_count = 0;
    for (size_t i = 0; i < count; i++)
        cs_union_add(w, &all, docket->excluded[i].worlds);
    docket->possible = cs_worlds_minus(w, before, cs_union_worlds(w, &all));
    if (docket->possible != CS_NONE || before == CS_NONE || cs_worlds_status(w) != CASUS_OK)
        return NULL;
    for (size_t i = 0; i < count && before != CS_NONE; i++) {
        before = cs_worlds_minus(w, before, docket->excluded[i].worlds);
        last = docket->excluded[i].by;
    }
    return last;
}

/* ---- the order of the questions ---- */

#define TOGETHER_MIN 12 /* occurrences that are open twice, from which on it matters how their questions stand */

/*
 * Where each question of a docket is to stand, and how many answers the one at each place has; places NULL: as they are
 * asked. In the sets of worlds the newest question comes first, or last.
 */
struct order { uint32_t *places, *answers; size_t count; bool newest_first; };

static void order_release(struct order *order)
{
    free(order->places);
    free(order->answers);
}

/* groups[q]: the first question of the occurrence to which it belongs. Returns how many occurrences have several. */
static size_t group_questions(const struct cs_docket *docket, uint32_t *groups)
{
    size_t several = 0;

    for (size_t i = 0; i < docket->question_count; i++)
        groups[i] = (uint32_t)i;
    for (size_t i = 0; i < docket->occurrence_count; i++) {
        const struct cs_occurrence *o = &docket->occurrences[i];
        bool named = false;

        if (o->matter == NULL || o->matter->question == CS_NOWHERE)
            continue;
        for (const struct cs_occurrence_row *row = o->rows; row != NULL; row = row->next)
            if (row->matter != NULL && row->matter->question != CS_NOWHERE) {
                groups[row->matter->question] = o->matter->question;
                named = true;
            }
        several += named;
    }
    return several;
}

/*
 * Whether an occurrence happened is asked before all that it counts as: of many that are open twice, "any of them
 * happened and was an attack" would then have a node for each set of them. So the questions of one occurrence are put
 * beside each other, the first where it stands.
 */
static casus_status order_questions(struct cs_docket *docket, struct order *out)
{
    size_t count = docket->question_count, next = 0;
    uint32_t *groups = calloc(count + 1, sizeof *groups);

    out->count = count;
    if (groups != NULL && group_questions(docket, groups) < TOGETHER_MIN) {
        free(groups);
        return CASUS_OK;
    }
    out->places = calloc(count + 1, sizeof *out->places);
    out->answers = calloc(count + 1, sizeof *out->answers);
    if (groups == NULL || out->places == NULL || out->answers == NULL)
        cs_fail_memory(docket->failure);
    for (size_t first = 0; docket->failure->status == CASUS_OK && first < count; first++)
        for (size_t q = first; groups[first] == first && q < count; q++)
            if (groups[q] == first) {
                out->answers[next] = docket->questions[q].answer_count;
                out->places[q] = (uint32_t)next++;
            }
    free(groups);
    return docket->failure->status;
}

/* Of each question whether something has happened, or held, what it is about. */
static void mark_asked(const struct cs_occurrence *all, size_t count, const struct cs_occurrence **of)
{
    for (size_t i = 0; i < count; i++)
        if (all[i].matter != NULL && all[i].matter->question != CS_NOWHERE && all[i].cell_count > 0)
            of[all[i].matter->question] = &all[i];
}

/*
 * A run goes forward in time, and what it has found grows with what happens. So the questions of what comes later stand
 * above those of what came before; a record asks of what it tells in the order of its entries, which is mostly that of
 * their days.
 */
static bool later_are_newer(const struct cs_docket *docket)
{
    const struct cs_occurrence **of = calloc(docket->question_count + 1, sizeof *of);
    size_t rises = 0, falls = 0, half = docket->question_count / 2;

    if (of == NULL) {
        cs_fail_memory(docket->failure);
        return false;
    }
    mark_asked(docket->occurrences, docket->occurrence_count, of);
    mark_asked(docket->facts, docket->fact_count, of);
    for (size_t q = half; q < docket->question_count; q++)
        if (of[q] != NULL && of[q - half] != NULL) {
            rises += of[q]->cells[0].start >= of[q - half]->cells[0].start;
            falls += of[q]->cells[0].start < of[q - half]->cells[0].start;
        }
    free(of);
    return rises > falls;
}

static casus_status place_questions(struct cs_docket *docket, const struct order *order)
{
    if (order->newest_first)
        cs_worlds_newest_first(docket->worlds);
    if (order->places == NULL)
        return CASUS_OK;
    if (!cs_grow(&docket->questions, &docket->question_capacity, order->count, sizeof *docket->questions))
        return cs_fail_memory(docket->failure);
    memset(docket->questions, 0, order->count * sizeof *docket->questions);
    for (size_t i = 0; i < order->count; i++)
        cs_worlds_question(docket->worlds, order->answers[i]);
    docket->places = order->places;
    docket->place_count = docket->question_count = order->count;
    return CASUS_OK;
}

/* `order` NULL: the questions stand as they are asked. */
static casus_status make_docket(const struct cs_plan *plan, bool known_given, cs_instant known, cs_instant until,
                                size_t node_budget, const struct order *order, struct cs_failure *failure,
                                struct cs_docket **out)
{
    casus_status (*const steps[])(struct cs_docket *) = {
        cs_docket_accounts, cs_docket_absences, cs_docket_occurrences, cs_docket_names, cs_docket_substitutes,
        cs_docket_bonds,    cs_docket_readings, cs_docket_quantities,  cs_docket_orders,
    };
    struct cs_docket *docket = calloc(1, sizeof *docket);

    *out = NULL;
    if (docket == NULL)
        return cs_fail_memory(failure);
    cs_arena_init(&docket->arena);
    cs_names_init_above(&docket->names, plan->names, cs_room_for_more(plan->names->count));
    cs_names_write_late(&docket->names, failure);
    docket->own_plan = *plan;
    docket->own_plan.names = &docket->names;
    docket->plan = &docket->own_plan;
    docket->failure = failure;
    docket->known_given = known_given;
    docket->known = known;
    docket->until = until;
    docket->possible = CS_ALL;
    docket->worlds = cs_worlds_new(node_budget);
    if (docket->worlds == NULL)
        cs_fail_memory(failure);
    else if (order != NULL)
        place_questions(docket, order);
    if (docket->worlds != NULL)
        cs_docket_work(docket);
    docket->zone = cs_plan_zone(plan->files);
    docket->concludes = concludes_by_rule(plan);
    docket->from = earliest(docket);
    for (size_t i = 0; i < sizeof steps / sizeof *steps && failure->status == CASUS_OK; i++)
        if (steps[i](docket) == CASUS_OK)
            cs_docket_leave_out(docket);
    if (failure->status == CASUS_OK)
        cs_docket_note_read(docket);
    if (docket->worlds != NULL)
        cs_docket_work_done(docket);
    if (failure->status == CASUS_OK && (cs_arena_failed(&docket->arena) || docket->names.failed))
        cs_fail_memory(failure);
    if (failure->status == CASUS_OK && cs_worlds_status(docket->worlds) == CASUS_ERR_ENTANGLED)
        cs_docket_fail_entangled(docket, failure, " in the claims of the record");
    if (failure->status == CASUS_OK && cs_worlds_status(docket->worlds) != CASUS_OK)
        cs_fail_memory(failure);
    if (failure->status != CASUS_OK) {
        cs_docket_free(docket);
        return failure->status;
    }
    must(docket->placed == docket->place_count);
    docket->places = NULL;
    *out = docket;
    return CASUS_OK;
}

casus_status cs_docket_new(const struct cs_plan *plan, bool known_given, cs_instant known, cs_instant until,
                           size_t node_budget, struct cs_failure *failure, struct cs_docket **out)
{
    return cs_docket_new_ordered(plan, known_given, known, until, node_budget, CS_NEWEST_MIN, failure, out);
}

casus_status cs_docket_new_ordered(const struct cs_plan *plan, bool known_given, cs_instant known, cs_instant until,
                                   size_t node_budget, size_t newest_min, struct cs_failure *failure,
                                   struct cs_docket **out)
{
    struct order order = {.places = NULL};

    if (make_docket(plan, known_given, known, until, node_budget, NULL, failure, out) != CASUS_OK)
        return failure->status;
    order.newest_first = (*out)->question_count >= newest_min && later_are_newer(*out);
    if (order_questions(*out, &order) != CASUS_OK || order.places != NULL || order.newest_first) {
        cs_docket_free(*out);
        *out = NULL;
    }
    if (*out == NULL && failure->status == CASUS_OK)
        make_docket(plan, known_given, known, until, node_budget, &order, failure, out);
    order_release(&order);
    return failure->status;
}

void cs_docket_free(struct cs_docket *docket)
{
    if (docket == NULL)
        return;
    cs_worlds_free(docket->worlds);
    cs_arena_release(&docket->arena);
    cs_names_release(&docket->names);
    cs_names_release(&docket->turns.keys);
    free(docket->turns.each);
    free(docket->questions);
    free(docket->asked);
    free(docket->excluded);
    cs_slots_release(&docket->asked_slots);
    free(docket->redeterminations);
    free(docket->concluded);
    free(docket->matters);
    free(docket->telling);
    free(docket->matters_of);
    free(docket->absence_answers);
    cs_slots_release(&docket->line_slots);
    free(docket);
}
