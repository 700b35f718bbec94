/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "answer/question.h"
#include "api/api.h"
#include "table/record.h"
#include "table/scan.h"
#include "table/sort.h"

struct casus_scan {
    casus_case *of;
    struct casus_scan_wishes wishes;
    casus_sink sink;
    struct cs_scan *scan;
    struct cs_failure failure;
    struct cs_table_record *record; /* or NULL */
    struct cs_entries *entries;     /* or NULL; of a map that only a record can hold */
    uint64_t written;
    bool found, ended;
    struct cs_arena arena;          /* of what was found */
    struct casus_scan_found row;
    cs_instant until;               /* the instant at which it came to be so */
    const char **particulars;       /* of the table, that it names: as in a record */
    size_t particular_count;
};

/* ---- what is sought ---- */

static const char *text_of(casus_scan *s, struct cs_buffer *text)
{
    const char *copy = text->failed ? NULL : cs_arena_text(&s->arena, cs_buffer_string(text), text->length);

    s->arena.failed = s->arena.failed || text->failed;
    cs_buffer_release(text);
    return copy != NULL ? copy : "";
}

static const char *name_in_record(casus_scan *s, cs_value value)
{
    struct cs_buffer text;

    cs_buffer_init(&text);
    if (value != CS_UNSAID)
        cs_table_record_name(s->of->texts.plan, cs_scan_stream(s->scan), value, &text);
    return text_of(s, &text);
}

static const char *content_of(casus_scan *s, const struct cs_stream_verdict *v)
{
    const struct cs_plan *plan = s->of->texts.plan;
    const struct cs_relation *r = &plan->relations[v->relation];
    struct cs_buffer text;

    cs_buffer_init(&text);
    if (v->conclusion->forbidden)
        cs_buffer_text(&text, "no ");
    for (uint32_t i = r->first_role; i < r->column_count; i++)
        if (r->shape->roles[i - r->first_role].prep == CS_PREP_IS && v->act[i] != CS_UNSAID)
            cs_buffer_printf(&text, "%s is ", name_in_record(s, v->act[i]));
    cs_buffer_text(&text, cs_names_text(plan->names, r->head));
    for (uint32_t i = r->first_role; i < r->column_count; i++) {
        enum cs_prep prep = r->shape->roles[i - r->first_role].prep;

        if (prep != CS_PREP_IS && cs_plan_is_something(plan, v->act[i]))
            cs_buffer_printf(&text, " %s %s", cs_prep_text(prep), name_in_record(s, v->act[i]));
    }
    return text_of(s, &text);
}

static void note_particular(casus_scan *s, cs_value value)
{
    if (value != CS_UNSAID && cs_stream_kind(cs_scan_stream(s->scan), value) != CS_KIND_ANY)
        s->particulars[s->particular_count++] = name_in_record(s, value);
}

/* Keeps what the verdict says that is sought, and ends the scan. */
static bool seek(void *context, const struct cs_stream_verdict *v)
{
    casus_scan *s = context;
    char date[32];

    if (++s->written != s->wishes.seek)
        return true;
    if (v->hours)
        cs_instant_text(v->time, CS_UTC, date);
    else
        cs_day_text(v->day, date);
    s->row.state = cs_state_text(v->state);
    s->row.article = v->article == CS_NO_NAME ? NULL : cs_names_text(s->of->texts.plan->names, v->article);
    s->row.holder = name_in_record(s, v->holder);
    s->row.claimant = name_in_record(s, v->claimant);
    s->row.content = content_of(s, v);
    s->row.date = cs_arena_text(&s->arena, date, strlen(date));
    s->until = v->hours ? v->time + 1 : v->time + 86400;
    s->particulars = cs_arena_array(&s->arena, CS_COLUMNS_MAX + 2, sizeof *s->particulars);
    if (s->particulars != NULL) {
        note_particular(s, v->holder);
        note_particular(s, v->claimant);
        for (uint32_t i = 0; i < s->of->texts.plan->relations[v->relation].column_count; i++)
            note_particular(s, v->act[i]);
    }
    s->found = !cs_arena_failed(&s->arena);
    return false;
}

/* ---- rows as a record ---- */

static bool names_one_of(const casus_scan *about, const casus_scan *s, const struct cs_stream_row *row)
{
    bool names = false;

    for (uint32_t i = 0; i < s->of->texts.plan->relations[row->relation].column_count && !names; i++) {
        struct cs_buffer text;

        if (row->values[i] == CS_UNSAID || cs_stream_kind(cs_scan_stream(s->scan), row->values[i]) == CS_KIND_ANY)
            continue;
        cs_buffer_init(&text);
        cs_table_record_name(s->of->texts.plan, cs_scan_stream(s->scan), row->values[i], &text);
        for (size_t p = 0; p < about->particular_count && !names; p++)
            names = strcmp(cs_buffer_string(&text), about->particulars[p]) == 0;
        cs_buffer_release(&text);
    }
    return names;
}

static bool keep(void *context, const struct cs_stream_row *row)
{
    casus_scan *s = context;
    const casus_scan *about = s->wishes.about;

    if (about != NULL && (row->start >= about->until ||
                          (!s->wishes.about_all && about->particular_count > 0 && !names_one_of(about, s, row))))
        return true;
    return cs_table_record_add(s->record, cs_scan_stream(s->scan), row);
}

static casus_status send_record(casus_scan *s)
{
    struct cs_buffer text;

    cs_buffer_init(&text);
    if (s->entries != NULL)
        cs_entries_write(s->entries, &text);
    else
        cs_table_record_write(s->record, &text);
    return cs_api_send(&text, CASUS_OK, s->sink);
}

/* ---- the calls ---- */

/* What is sought ends the scan, which is no failure, unless memory ran out as it was kept. */
static casus_status result_of(casus_scan *s, casus_status status)
{
    if (s->failure.status == CASUS_ERR_MEMORY || (!s->found && !cs_arena_failed(&s->arena)))
        return s->failure.status == CASUS_ERR_MEMORY ? CASUS_ERR_MEMORY : status;
    cs_failure_clear(&s->failure);
    return s->found ? CASUS_OK : cs_fail_memory(&s->failure);
}

static void tell_bad(void *context, const char *table, const struct cs_bad_row *row)
{
    casus_scan *s = context;
    struct casus_bad_row out = {table, row->line, row->column, row->cause};

    if (s->wishes.bad != NULL)
        s->wishes.bad(s->wishes.context, &out);
}

static void tell_progress(void *context, uint64_t rows, uint64_t bytes)
{
    casus_scan *s = context;

    if (s->wishes.progress != NULL)
        s->wishes.progress(s->wishes.context, rows, bytes);
}

static bool drop(void *context, const struct cs_stream_verdict *verdict)
{
    (void)context;
    (void)verdict;
    return true;
}

static casus_status start(casus_scan *s, cs_name account)
{
    const struct cs_plan *plan = s->of->texts.plan;
    struct cs_scan_wishes wishes = {.json = s->wishes.form == CASUS_SCAN_LINES, .skip = s->wishes.skip_bad,
                                    .late = s->wishes.late, .sort = s->wishes.sort,
                                    .sort_memory = s->wishes.sort_memory != 0 ? s->wishes.sort_memory : CS_SORT_MEMORY,
                                    .folder = s->wishes.temporary,
                                    .shard = {s->wishes.shard, s->wishes.shards,
                                              cs_api_scan_print(s->of, &s->wishes), s->sink},
                                    .first_table = s->wishes.first_table,
                                    .account = account, .sink = s->sink, .bad = tell_bad,
                                    .progress = tell_progress, .context = s};

    if (s->wishes.seek > 0)
        wishes.verdict = seek;
    else if (s->wishes.form == CASUS_SCAN_RECORD || s->wishes.form == CASUS_SCAN_NOTHING)
        wishes.verdict = drop;
    if (s->wishes.form == CASUS_SCAN_RECORD) {
        const struct cs_file *map = cs_scan_map(plan, &s->failure);

        if (map == NULL)
            return s->failure.status;
        if (cs_entries_needed(map->map) != NULL) {
            if (cs_entries_new(plan, map, &s->failure, &s->entries) != CASUS_OK)
                return s->failure.status;
            wishes.entries = s->entries;
            return cs_scan_new(plan, &wishes, &s->failure, &s->scan);
        }
        s->record = cs_table_record_new(plan, map);
        if (s->record == NULL)
            return cs_fail_memory(&s->failure);
        wishes.row = keep;
    }
    return cs_scan_new(plan, &wishes, &s->failure, &s->scan);
}

/* A shard has rows alone, and those of all shards have one order. */
static bool fits_shards(const struct casus_scan_wishes *w)
{
    return w->shard >= 1 && w->shard <= w->shards && w->shards <= CASUS_SHARDS_MAX && w->seek == 0 &&
           (w->form == CASUS_SCAN_CSV || w->form == CASUS_SCAN_LINES);
}

casus_status casus_scan_new(casus_case *c, const struct casus_scan_wishes *given, casus_sink sink, casus_scan **out)
{
    struct casus_scan_wishes wishes = {.size = sizeof wishes};
    struct cs_failure failure;
    cs_name account = CS_NO_NAME;
    casus_scan *s;

    if (out == NULL)
        return CASUS_ERR_ARGUMENT;
    *out = NULL;
    if (c == NULL || given == NULL || given->size < sizeof given->size)
        return CASUS_ERR_ARGUMENT;
    /* the client may know an older, shorter struct: the rest stays zero */
    memcpy(&wishes, given, given->size < sizeof wishes ? given->size : sizeof wishes);
    if ((sink.write == NULL && wishes.form != CASUS_SCAN_NOTHING) || (wishes.shards > 0 && !fits_shards(&wishes)))
        return CASUS_ERR_ARGUMENT;
    if (cs_api_case_ready(c, &failure) != CASUS_OK)
        return cs_api_case_result(c, &failure);
    if (wishes.account != NULL && strcmp(wishes.account, "open") != 0 &&
        !cs_case_party(&c->texts, wishes.account, &account)) {
        cs_party_unknown(&c->texts, wishes.account, &failure);
        return cs_api_case_result(c, &failure);
    }
    s = calloc(1, sizeof *s);
    if (s == NULL) {
        cs_fail_memory(&failure);
        return cs_api_case_result(c, &failure);
    }
    s->of = c;
    s->wishes = wishes;
    s->sink = sink;
    cs_arena_init(&s->arena);
    atomic_fetch_add(&c->users, 1);
    if (start(s, account) == CASUS_OK) {
        *out = s;
        return cs_api_case_result(c, &failure);
    }
    failure = s->failure;
    casus_scan_free(s);
    return cs_api_case_result(c, &failure);
}

void casus_scan_free(casus_scan *s)
{
    if (s == NULL)
        return;
    cs_scan_free(s->scan);
    cs_table_record_free(s->record);
    cs_entries_free(s->entries);
    cs_arena_release(&s->arena);
    cs_api_case_leave(s->of);
    free(s);
}

const char *casus_scan_message(const casus_scan *s)
{
    return s == NULL ? "there is no scan" : s->failure.message;
}

casus_status casus_scan_table(casus_scan *s, const char *name, casus_reader read, void *context)
{
    const char *copy;

    if (s == NULL || name == NULL || read == NULL || s->ended)
        return CASUS_ERR_ARGUMENT;
    if (s->failure.status != CASUS_OK || s->found)
        return s->failure.status;
    copy = cs_arena_text(&s->arena, name, strlen(name));
    if (copy == NULL)
        return cs_fail_memory(&s->failure);
    return result_of(s, cs_scan_table(s->scan, copy, read, context));
}

bool cs_api_readable(const struct casus_scan_input *inputs, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (inputs == NULL || inputs[i].name == NULL || inputs[i].read == NULL)
            return false;
    return true;
}

casus_status casus_scan_tables(casus_scan *s, const struct casus_scan_input *inputs, size_t count)
{
    struct cs_scan_input *copies;

    if (s == NULL || inputs == NULL || !cs_api_readable(inputs, count) || s->ended)
        return CASUS_ERR_ARGUMENT;
    if (s->failure.status != CASUS_OK || s->found)
        return s->failure.status;
    copies = cs_arena_array(&s->arena, count, sizeof *copies);
    for (size_t i = 0; copies != NULL && i < count; i++)
        copies[i] = (struct cs_scan_input){cs_arena_text(&s->arena, inputs[i].name, strlen(inputs[i].name)),
                                           inputs[i].read, inputs[i].context};
    if (cs_arena_failed(&s->arena))
        return cs_fail_memory(&s->failure);
    return result_of(s, cs_scan_tables(s->scan, copies, count));
}

casus_status casus_scan_end(casus_scan *s)
{
    if (s == NULL || s->ended)
        return CASUS_ERR_ARGUMENT;
    s->ended = true;
    if (s->failure.status != CASUS_OK || s->found)
        return s->failure.status;
    if (s->record != NULL || s->entries != NULL)
        return cs_scan_release(s->scan) == CASUS_OK ? send_record(s) : s->failure.status;
    return result_of(s, cs_scan_end(s->scan));
}

void casus_scan_counts(const casus_scan *s, struct casus_scan_counts *out)
{
    struct cs_scan_counts counts = {0};

    if (out == NULL)
        return;
    if (s != NULL)
        counts = cs_scan_count(s->scan);
    *out = (struct casus_scan_counts){counts.rows, counts.bad, counts.verdicts, counts.bytes};
}

bool casus_scan_found(const casus_scan *s, struct casus_scan_found *out)
{
    if (out == NULL)
        return false;
    memset(out, 0, sizeof *out);
    if (s == NULL || !s->found)
        return false;
    *out = s->row;
    return true;
}
