/* SPDX-License-Identifier: MIT */
/*
 * A docket that goes on with the next entries of its record. Most of it is made of all entries together: which days of
 * an open date are told apart, what nobody tells after the end of the data, who denies what. So only an entry is taken
 * in of which nothing that is there depends; with any other a docket is made anew.
 */
#include "docket/docket_int.h"

static const struct cs_entry *last_of(const struct cs_file *file)
{
    const struct cs_entry *last = file->last_entry != NULL ? file->last_entry : file->entries;

    while (last != NULL && last->next != NULL)
        last = last->next;
    return last;
}

casus_status cs_docket_note_read(struct cs_docket *docket)
{
    size_t count = 0;

    for (const struct cs_file *file = docket->plan->files; file != NULL; file = file->next)
        count++;
    docket->read = cs_arena_array(&docket->arena, count, sizeof *docket->read);
    if (docket->read == NULL)
        return cs_fail_memory(docket->failure);
    for (const struct cs_file *file = docket->plan->files; file != NULL; file = file->next)
        docket->read[docket->read_count++] = (struct cs_entries_read){file, last_of(file)};
    return CASUS_OK;
}

static bool has_data_end(const struct cs_docket *docket)
{
    for (const struct cs_file *file = docket->plan->files; file != NULL; file = file->next)
        for (const struct cs_silent_word *w = file->silent_words; w != NULL; w = w->next)
            if (w->data_end)
                return true;
    return false;
}

/* Is there nothing in the docket that more entries of events and states could change? */
static bool may_go_on(const struct cs_docket *docket)
{
    return !docket->known_given && !docket->supposes && !docket->days_tell &&
           !docket->until_tells && docket->absence_count == 0 && cs_names_within_room(&docket->names) &&
           !has_data_end(docket) && cs_zone_same(docket->zone, cs_plan_zone(docket->plan->files));
}

static bool is_plain(const struct cs_docket *docket, const struct cs_entry *entry)
{
    return entry->kind == CS_ENTRY_TERM && entry->same_as == NULL && entry->retracted == NULL &&
           entry->concluded == NULL && entry->moment.start != CS_TIME_ALWAYS && entry->moment.start >= docket->from;
}

bool cs_docket_append(struct cs_docket *docket)
{
    size_t questions = docket->question_count;

    if (!may_go_on(docket))
        return false;
    for (size_t i = 0; i < docket->read_count; i++) {
        struct cs_entries_read *read = &docket->read[i];
        const struct cs_entry *entry = read->last != NULL ? read->last->next : read->file->entries;

        for (; entry != NULL; entry = entry->next) {
            if (!is_plain(docket, entry) || !cs_docket_append_entry(docket, entry))
                return false;
            read->last = entry;
        }
    }
    return docket->question_count == questions && docket->excluded_count == 0 && !docket->days_tell &&
           !docket->until_tells && docket->failure->status == CASUS_OK && !cs_arena_failed(&docket->arena) &&
           !docket->names.failed;
}
