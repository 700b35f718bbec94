/* SPDX-License-Identifier: MIT */
#include "answer/answer.h"

#include <stdlib.h>
#include <stdio.h>
#include <string.h>

#include "lang/near.h"

/* ---- dates ---- */

const char *cs_date_read(const char *text, struct cs_reckoning reckoning, struct cs_date *out)
{
    struct cs_moment moment;
    const char *wrong = cs_moment_certain(text, strlen(text), &reckoning, &moment);

    if (wrong != NULL)
        return wrong;
    out->end = moment.end;
    if (moment.form == CS_MOMENT_TIME)
        cs_instant_text(moment.start, moment.offset, out->text);
    else
        cs_day_text(moment.last, out->text);
    return NULL;
}

void cs_date_of(cs_instant end, struct cs_zone zone, struct cs_date *out)
{
    cs_day day = cs_day_of(end - 1, zone);

    out->end = end;
    if (cs_day_start(day + 1, zone) == end)
        cs_day_text(day, out->text);
    else
        cs_instant_text(end - 1, zone, out->text);
}

/* ---- making and freeing ---- */

/* The files of a plan, and after them one with the entries alone; NULL if memory ran out. */
static const struct cs_file *files_with_entries(struct cs_answer *a, const struct cs_plan *plan,
                                                const struct cs_entry *entries, size_t count)
{
    struct cs_file *file = cs_arena_alloc(&a->arena, sizeof *file), *first = NULL, **end = &first;
    struct cs_entry *copies = cs_arena_array(&a->arena, count, sizeof *copies);

    for (const struct cs_file *f = plan->files; f != NULL && !cs_arena_failed(&a->arena); f = f->next) {
        *end = cs_arena_alloc(&a->arena, sizeof **end);
        if (*end == NULL)
            return NULL;
        **end = *f;
        end = &(*end)->next;
    }
    if (file == NULL || copies == NULL)
        return NULL;
    *file = (struct cs_file){.source = entries->span.source, .entries = copies};
    for (size_t i = 0; i < count; i++) {
        copies[i] = entries[i];
        copies[i].next = i + 1 < count ? &copies[i + 1] : NULL;
        file->entry_kinds |= (uint32_t)1 << copies[i].kind;
    }
    *end = file;
    return first;
}

/* A plan depends on which words are entered and which names exist, so an answer that adds to these has its own plan. */
static casus_status make_plan(struct cs_answer *a)
{
    const struct cs_wishes *w = &a->wishes;
    const struct cs_plan *plan = a->plan;
    const struct cs_names *below = w->names != NULL ? w->names : plan->names;
    const struct cs_file *files = plan->files;

    if (w->entry == NULL && below->count == plan->names->count)
        return CASUS_OK;
    if (w->entry != NULL)
        files = files_with_entries(a, plan, w->entry, w->entries > 1 ? w->entries : 1);
    if (files == NULL)
        return cs_fail_memory(&a->failure);
    cs_names_init_over(&a->names, below);
    if (cs_plan_new(files, plan->symbols, &a->names, plan->grades, &a->failure, &a->own_plan) == CASUS_OK)
        a->plan = a->own_plan;
    return a->failure.status;
}

static casus_status run(struct cs_answer *a)
{
    const struct cs_wishes *w = &a->wishes;

    if (make_plan(a) == CASUS_OK &&
        cs_docket_new(a->plan, w->known_given, w->known.end, w->as_of.end, w->node_budget, &a->failure, &a->docket) ==
            CASUS_OK &&
        (w->goes_on ? cs_run_new_forking : cs_run_new)(a->docket, w->as_of.end, &a->run) == CASUS_OK)
        cs_ledger_new_of(a->run, w->one_account, w->account, w->wanted, &a->ledger);
    return a->failure.status;
}

casus_status cs_answer_new(const struct cs_plan *plan, const struct cs_wishes *wishes, struct cs_failure *failure,
                           struct cs_answer **out)
{
    struct cs_answer *a = calloc(1, sizeof *a);

    *out = NULL;
    if (a == NULL)
        return cs_fail_memory(failure);
    cs_arena_init(&a->arena);
    a->plan = a->given_plan = plan;
    a->wishes = *wishes;
    if (run(a) != CASUS_OK) {
        cs_fail(failure, a->failure.status, "%s", a->failure.message);
        cs_answer_free(a);
        return failure->status;
    }
    *out = a;
    return CASUS_OK;
}

/* Would a run to the later date, of a docket of its own, be as this one is if it goes on? */
static bool may_go_on(const struct cs_answer *a, const struct cs_date *as_of)
{
    return a->failure.status == CASUS_OK && !cs_arena_failed(&a->arena) && as_of->end >= a->wishes.as_of.end &&
           !a->docket->until_tells && cs_run_may_go_on(a->run) && cs_worlds_have_room(a->docket->worlds);
}

/* Takes its run on to a later date; the ledger of before is gone. */
static casus_status go_on(struct cs_answer *a, const struct cs_date *as_of)
{
    a->wishes.as_of = *as_of;
    cs_ledger_free(a->ledger);
    a->ledger = NULL;
    if (cs_run_go_on(a->run, as_of->end, a->wishes.goes_on) == CASUS_OK)
        cs_ledger_new_of(a->run, a->wishes.one_account, a->wishes.account, a->wishes.wanted, &a->ledger);
    return a->failure.status;
}

casus_status cs_answer_append(struct cs_answer *a, const struct cs_date *as_of, struct cs_failure *failure, bool *done)
{
    size_t occurrences = a->docket->occurrence_count, facts = a->docket->fact_count;

    *done = a->own_plan == NULL && may_go_on(a, as_of) && cs_docket_append(a->docket) &&
            cs_run_append(a->run, occurrences, facts) && go_on(a, as_of) == CASUS_OK;
    if (a->failure.status != CASUS_OK)
        return cs_fail(failure, a->failure.status, "%s", a->failure.message);
    return CASUS_OK;
}

casus_status cs_answer_later(struct cs_answer **answer, const struct cs_date *as_of, struct cs_failure *failure)
{
    struct cs_answer *a = *answer;
    const struct cs_plan *plan = a->given_plan;
    bool goes_on = may_go_on(a, as_of);
    struct cs_wishes wishes;

    if (goes_on && go_on(a, as_of) == CASUS_OK)
        return CASUS_OK;
    a->wishes.as_of = *as_of;
    wishes = a->wishes;
    cs_answer_free(a);
    return cs_answer_new(plan, &wishes, failure, answer);
}

const struct cs_entry *cs_answer_entry(const struct cs_answer *a)
{
    const struct cs_file *file = a->plan->files;

    if (a->wishes.entry == NULL)
        return NULL;
    while (file->next != NULL)
        file = file->next;
    return file->entries;
}

void cs_answer_free(struct cs_answer *a)
{
    if (a == NULL)
        return;
    cs_ledger_free(a->ledger);
    if (a->run != NULL)
        cs_run_free(a->run);
    cs_docket_free(a->docket);
    if (a->names.below != NULL)
        cs_names_release(&a->names);
    cs_plan_free(a->own_plan);
    cs_arena_release(&a->arena);
    free(a);
}

casus_status cs_answer_status(struct cs_answer *a, const char *what)
{
    casus_status worlds = cs_worlds_status(a->docket->worlds);
    char where[64];

    if (a->failure.status != CASUS_OK)
        return a->failure.status;
    if (cs_arena_failed(&a->arena) || cs_arena_failed(&a->ledger->arena) || worlds == CASUS_ERR_MEMORY)
        return cs_fail_memory(&a->failure);
    if (worlds == CASUS_OK)
        return CASUS_OK;
    snprintf(where, sizeof where, " for %s", what);
    return cs_docket_fail_entangled(a->docket, &a->failure, where);
}

/* ---- readings ---- */

/* Was an answer of this name listed before? An answer that counts at several times has a line for each. */
static bool named_before(const struct cs_reading *reading, const struct cs_reading_answer *answer)
{
    const struct cs_reading_answer *a = reading->answers;

    while (a->name != answer->name)
        a = a->next;
    return a != answer;
}

static casus_status unknown_reading(const struct cs_plan *plan, const char *given, size_t length,
                                    struct cs_failure *refused)
{
    struct cs_near near;
    const char *name;

    cs_near_start(&near, given, length);
    for (uint32_t i = 0; i < plan->reading_count; i++) {
        name = cs_names_text(plan->names, plan->readings[i].text->name);
        cs_near_try(&near, name, strlen(name), i);
    }
    if (near.found)
        return cs_fail(refused, CASUS_ERR_ARGUMENT, "%s: the texts have no reading \"%.*s\"; did you mean \"%s\"?",
                       given, (int)length, given, cs_names_text(plan->names, plan->readings[near.best].text->name));
    return cs_fail(refused, CASUS_ERR_ARGUMENT, "%s: the texts have no reading \"%.*s\"", given, (int)length, given);
}

/* Fails with a message that lists the answers of the reading. */
static casus_status unknown_answer(const struct cs_names *names, const char *given, const struct cs_reading *reading,
                                   struct cs_failure *refused)
{
    struct cs_buffer answers;

    cs_buffer_init(&answers);
    for (const struct cs_reading_answer *a = reading->answers; a != NULL; a = a->next)
        if (!named_before(reading, a))
            cs_buffer_printf(&answers, "%s%s", answers.length > 0 ? ", " : "", cs_names_text(names, a->name));
    if (answers.failed)
        cs_fail_memory(refused);
    else
        cs_fail(refused, CASUS_ERR_ARGUMENT, "%s: the answers of \"%s\" are %s", given,
                cs_names_text(names, reading->name), cs_buffer_string(&answers));
    cs_buffer_release(&answers);
    return refused->status;
}

/* The worlds of an answer at one time of a reading; false if it has no answer of that name then. */
static bool worlds_of_answer(const struct cs_answer *a, uint32_t reading, cs_name answer, cs_set *out)
{
    const struct cs_plan_reading *time = &a->plan->readings[reading];

    for (uint32_t k = 0; k < time->answer_count; k++)
        if (time->answers[k]->name == answer) {
            *out = cs_docket_reads(a->docket, reading, k);
            return true;
        }
    return false;
}

/* Supposes the answer at each time that has it (R 3). One that the record has fixed is so in all worlds or none. */
casus_status cs_answer_suppose(struct cs_answer *a, const char *given, struct cs_failure *refused)
{
    const struct cs_plan *plan = a->plan;
    const char *sign = strchr(given, '=');
    size_t length = sign != NULL ? (size_t)(sign - given) : 0;
    cs_name name = cs_names_find(plan->names, given, length);
    cs_name answer = sign != NULL ? cs_names_find(plan->names, sign + 1, strlen(sign + 1)) : CS_NO_NAME;
    const struct cs_reading *reading = NULL;
    bool has_answer = false;

    if (sign == NULL)
        return cs_fail(refused, CASUS_ERR_ARGUMENT, "%s: a reading is given as NAME=ANSWER", given);
    for (uint32_t i = 0; name != CS_NO_NAME && i < plan->reading_count; i++)
        if (plan->readings[i].text->name == name || plan->readings[i].id == name) {
            cs_set worlds;

            reading = plan->readings[i].text;
            if (!worlds_of_answer(a, i, answer, &worlds))
                continue;
            has_answer = true;
            cs_ledger_within(a->ledger, worlds);
        }
    if (reading == NULL)
        return unknown_reading(plan, given, length, refused);
    return has_answer ? cs_answer_status(a, "the reading") : unknown_answer(plan->names, given, reading, refused);
}
