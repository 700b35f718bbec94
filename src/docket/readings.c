/* SPDX-License-Identifier: MIT */
/* Readings: which are questions, which the record fixes, and which voice takes which answer (R 3). */
#include <string.h>

#include "docket/docket_int.h"
#include "docket/made.h"

static uint32_t answer_index(const struct cs_plan_reading *reading, cs_name answer)
{
    for (uint32_t i = 0; i < reading->answer_count; i++)
        if (reading->answers[i]->name == answer)
            return i;
    return CS_NOWHERE;
}

static casus_status ask_reading(struct cs_docket *docket, uint32_t index)
{
    const struct cs_plan_reading *reading = &docket->plan->readings[index];
    const char **answers = cs_arena_array(&docket->arena, reading->answer_count, sizeof *answers);
    const char *id = cs_names_text(docket->plan->names, reading->id);
    const char *time = id + strlen(cs_names_text(docket->plan->names, reading->text->name)); /* "" or " since DATE" */
    struct cs_name_key key;
    struct cs_buffer text, shown;

    if (answers == NULL)
        return cs_fail_memory(docket->failure);
    for (uint32_t i = 0; i < reading->answer_count; i++)
        answers[i] = cs_names_text(docket->plan->names, reading->answers[i]->name);
    cs_buffer_init(&text);
    if (strchr(reading->text->title, '?') == NULL)
        cs_buffer_printf(&text, "how is \"%s\" to be read%s?", reading->text->title, time);
    else if (*time != '\0')
        cs_buffer_printf(&text, "%s (%s)", reading->text->title, time + 1);
    else
        cs_buffer_text(&text, reading->text->title);
    cs_name_key_init(&key, CS_MADE_READING);
    cs_name_key_name(&key, reading->id);
    cs_buffer_init(&shown);
    cs_buffer_text(&shown, id);
    docket->reading_questions[index] =
        cs_docket_ask(docket, CS_QUESTION_READING, &key, &shown, &text, answers, reading->answer_count, NULL);
    return docket->failure->status;
}

static casus_status fix_reading(struct cs_docket *docket, uint32_t index, uint32_t answer)
{
    if (docket->plan->readings[index].answer_count > 1 && docket->reading_fixed[index] != CS_NOWHERE &&
        docket->reading_fixed[index] != answer)
        return cs_fail(docket->failure, CASUS_ERR_ARGUMENT, "the reading \"%s\" is fixed twice, and not alike",
                       cs_names_text(docket->plan->names, docket->plan->readings[index].id));
    docket->reading_fixed[index] = answer;
    return CASUS_OK;
}

/* "Immediately since 2022-01-01 reads Strict": the name of the matter of one answer, in one of the reading's times. */
static cs_name reading_line(struct cs_docket *docket, const struct cs_plan_reading *reading, cs_name answer)
{
    struct cs_name_key key;
    struct cs_buffer text;

    cs_name_key_init(&key, CS_MADE_LINE);
    cs_name_key_number(&key, CS_ENTRY_READS);
    cs_name_key_name(&key, reading->id);
    cs_name_key_name(&key, answer);
    cs_buffer_init(&text);
    cs_buffer_printf(&text, "%s reads %s", cs_names_text(docket->plan->names, reading->id),
                     cs_names_text(docket->plan->names, answer));
    return cs_names_make(&docket->names, &key, &text);
}

/*
 * A reading has no date: what is said of it without one is known on any. An answer that the reading does not have at
 * this time is left out.
 */
static casus_status take_reading(struct cs_docket *docket, const struct cs_entry *entry, uint32_t index)
{
    const struct cs_plan_reading *reading = &docket->plan->readings[index];
    struct cs_recorded always = {.time = CS_TIME_ALWAYS};

    if (answer_index(reading, entry->answer) != CS_NOWHERE)
        cs_docket_line_named(docket, entry, reading_line(docket, reading, entry->answer), CS_NO_NAME, always);
    return docket->failure->status;
}

/* Is it about this time of the reading? What its record says without a voice fixes the answer. */
static bool settle_reading(struct cs_docket *docket, struct cs_matter *matter, uint32_t index)
{
    const struct cs_plan_reading *reading = &docket->plan->readings[index];
    uint32_t answer = answer_index(reading, matter->entry->answer);

    if (reading->text->name != matter->entry->reading || answer == CS_NOWHERE ||
        reading_line(docket, reading, matter->entry->answer) != matter->line)
        return false;
    cs_matter_close(docket, matter);
    if (matter->concluded != NULL)
        docket->reading_concluded[index] = matter->concluded;
    if (matter->bare)
        fix_reading(docket, index, answer);
    matter->bare = false;
    if (reading->answer_count < 2)
        return true;
    matter->question = docket->reading_questions[index];
    matter->yes = cs_worlds_answer(docket->worlds, matter->question, answer);
    matter->no = cs_worlds_not(docket->worlds, matter->yes);
    return true;
}

static casus_status settle_readings(struct cs_docket *docket)
{
    for (size_t i = 0; i < docket->matter_count; i++)
        for (uint32_t k = 0; docket->matters[i]->entry->kind == CS_ENTRY_READS && k < docket->plan->reading_count; k++)
            if (settle_reading(docket, docket->matters[i], k))
                break;
    return docket->failure->status;
}

casus_status cs_docket_readings(struct cs_docket *docket)
{
    size_t count = docket->plan->reading_count;

    docket->reading_questions = cs_arena_array(&docket->arena, count, sizeof *docket->reading_questions);
    docket->reading_fixed = cs_arena_array(&docket->arena, count, sizeof *docket->reading_fixed);
    docket->reading_concluded = cs_arena_array(&docket->arena, count, sizeof *docket->reading_concluded);
    if (docket->reading_questions == NULL || docket->reading_fixed == NULL || docket->reading_concluded == NULL)
        return cs_fail_memory(docket->failure);
    for (uint32_t i = 0; i < count; i++) {
        docket->reading_fixed[i] = docket->plan->readings[i].answer_count < 2 ? 0 : CS_NOWHERE;
        docket->reading_questions[i] = CS_NOWHERE;
        if (docket->plan->readings[i].answer_count >= 2 && ask_reading(docket, i) != CASUS_OK)
            return docket->failure->status;
    }
    for (const struct cs_file *file = docket->plan->files; file != NULL; file = file->next)
        for (const struct cs_entry *entry = cs_file_entries(file, CS_ENTRY_READS); entry != NULL; entry = entry->next)
            for (uint32_t i = 0; entry->kind == CS_ENTRY_READS && i < count; i++)
                if (docket->plan->readings[i].text->name == entry->reading &&
                    take_reading(docket, entry, i) != CASUS_OK)
                    return docket->failure->status;
    return settle_readings(docket);
}
