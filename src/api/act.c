/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "api/api.h"

/* ---- trying ---- */

/* What is to stand before them, and the lines of the act, behind what is there. */
static casus_status make_addition(casus_act *act, const char *before, struct cs_failure *failure)
{
    const struct cs_source *record = act->record;
    struct cs_buffer text;

    cs_buffer_init(&text);
    if (record->length > 0 && record->bytes[record->length - 1] != '\n')
        cs_buffer_char(&text, '\n');
    cs_buffer_text(&text, before != NULL ? before : "\n");
    cs_buffer_text(&text, act->act.line);
    act->addition = cs_arena_text(&act->act.arena, cs_buffer_string(&text), text.length);
    if (text.failed || act->addition == NULL)
        cs_fail_memory(failure);
    cs_buffer_release(&text);
    return failure->status;
}

/* The case itself goes on with the act. False: it cannot, or that fails. */
static bool enter(casus_act *act, const struct cs_file *record, struct cs_failure *failure)
{
    struct cs_case *texts = &act->of->texts;
    struct cs_file *file = texts->files;
    bool done;

    while (file != record)
        file = file->next;
    if (cs_case_append(texts, file, act->addition, strlen(act->addition), &done) != CASUS_OK)
        cs_fail(failure, texts->failure.status, "%s", texts->failure.message);
    if (done) {
        act->with = casus_case_share(act->of);
        act->of->entered = true;
    }
    return done;
}

/* The case with the act at the end of its record. What is wrong there is told as of that place. */
static casus_status make_case(casus_act *act, const struct cs_file *record, struct cs_failure *failure)
{
    struct cs_buffer text;
    casus_status status;

    if (casus_case_new(&act->with) != CASUS_OK)
        return cs_fail_memory(failure);
    cs_buffer_init(&text);
    cs_buffer_add(&text, record->source->bytes, record->source->length);
    cs_buffer_text(&text, act->addition);
    act->with->checked = true;
    status = text.failed ? cs_fail_memory(failure)
                         : cs_case_with(&act->of->texts, record, cs_buffer_string(&text), text.length,
                                        &act->with->texts);
    cs_buffer_release(&text);
    cs_diagnostics_errors(&act->with->texts.diagnostics);
    act->with->title = act->of->title;
    act->with->name = act->of->name;
    if (status != CASUS_OK && failure->status == CASUS_OK)
        cs_fail(failure, status, "%s", act->with->texts.failure.message);
    return failure->status;
}

/* The entry of the act as it stands in the case with it; NULL if it is none. */
static const struct cs_entry *find_own(const casus_act *act)
{
    const struct cs_file *from = act->of->texts.files, *file = act->with->texts.files;

    while (from->source != act->record) {
        from = from->next;
        file = file->next;
    }
    for (const struct cs_entry *entry = file->entries; entry != NULL; entry = entry->next)
        if (entry->span.source == file->source && entry->span.start >= act->length)
            return entry;
    return NULL;
}

/* The date with which it begins to tell: of a name or a correction, that of what it is said of. */
static struct cs_date first_date(const casus_act *act)
{
    const struct cs_entry *entry = act->act.entry;
    struct cs_zone zone = cs_case_zone(&act->of->texts);
    cs_instant from = act->act.from;
    struct cs_date date = act->act.date;

    if (act->act.event)
        return date;
    if (entry != NULL && entry->kind != CS_ENTRY_DATED &&
        (entry->moment.form == CS_MOMENT_TIME || entry->moment.form == CS_MOMENT_DAY))
        return date;
    if (from == CS_TIME_ALWAYS)
        for (const struct cs_file *file = act->of->texts.files; file != NULL; file = file->next)
            for (const struct cs_entry *e = file->entries; e != NULL; e = e->next)
                if (file->source->kind == CS_SOURCE_RECORD && e->moment.form != CS_MOMENT_NONE &&
                    e->moment.start != CS_TIME_ALWAYS && (from == CS_TIME_ALWAYS || e->moment.start < from))
                    from = e->moment.start;
    if (from != CS_TIME_ALWAYS)
        cs_date_of(cs_day_start(cs_day_of(from, zone) + 1, zone), zone, &date);
    return date;
}

/* What becomes otherwise from its first date on. */
static casus_status follow(casus_act *act, struct cs_failure *failure)
{
    const struct cs_trial *trial = act->act.trial;
    struct cs_follow_side without = {.plan = act->of->texts.plan}, with;
    struct cs_date first = first_date(act);
    const struct cs_entry *own;

    if (act->alone && trial == NULL &&
        cs_act_run(&act->act, &act->of->texts, &first, failure) != CASUS_OK)
        return failure->status;
    if (act->alone) {
        struct cs_answer *before = trial != NULL ? trial->before : act->act.without;
        struct cs_answer *after = trial != NULL ? trial->after : act->act.with;

        without = (struct cs_follow_side){before->plan, before};
        with = (struct cs_follow_side){after->plan, after};
        own = cs_answer_entry(after);
    } else {
        without.first = trial != NULL ? trial->before : NULL;
        with = (struct cs_follow_side){.plan = act->with->texts.plan};
        own = find_own(act);
    }
    return cs_follow_new(&without, &with, &first, own, failure, &act->follow);
}

/* Everything that is known of it, as answers of the library. */
static casus_status give_moments(casus_act *act, struct cs_failure *failure)
{
    casus_case *with = act->alone ? act->of : act->with;
    const struct cs_follow *follow = act->follow;

    act->moments = calloc(follow->date_count, sizeof *act->moments);
    if (act->moments == NULL)
        return cs_fail_memory(failure);
    for (size_t i = 0; i < follow->date_count && failure->status == CASUS_OK; i++) {
        struct casus_wishes wishes = {.as_of = follow->dates[i].date.text};

        act->moments[i].without = cs_api_answer(act->of, follow->dates[i].without, true, &wishes, failure);
        if (failure->status == CASUS_OK)
            act->moments[i].with = cs_api_answer(with, follow->dates[i].with, true, &wishes, failure);
    }
    return failure->status;
}

static casus_status tell_left_out(casus_act *act, struct cs_failure *failure)
{
    struct cs_buffer text;

    if (!act->follow->left_out)
        return CASUS_OK;
    cs_buffer_init(&text);
    cs_buffer_printf(&text, "the dates after %s and before %s", act->follow->left_after.text,
                     act->follow->left_before.text);
    act->left_out = text.failed ? NULL : cs_arena_text(&act->act.arena, cs_buffer_string(&text), text.length);
    cs_buffer_release(&text);
    return act->left_out == NULL ? cs_fail_memory(failure) : CASUS_OK;
}

/* Of its own date: of an event as it is tried, else those of the first date. */
static casus_status give_own(casus_act *act, struct cs_failure *failure)
{
    struct casus_wishes wishes = {.as_of = act->act.date_given ? act->act.date.text : NULL};
    const struct cs_follow_date *first = &act->follow->dates[0];
    struct cs_trial *trial = act->act.trial;
    casus_case *with = trial != NULL || act->alone ? act->of : act->with;

    act->before = cs_api_answer(act->of, trial != NULL ? trial->before : first->without, true, &wishes, failure);
    if (act->before != NULL)
        act->after = cs_api_answer(with, trial != NULL ? trial->after : first->with, true, &wishes, failure);
    return failure->status;
}

/* Is the row new, or may it stand otherwise than it did, or allow another time? */
static bool has_changed(const casus_act *act, const struct cs_ledger_row *new, struct cs_changes_place *place)
{
    const struct cs_ledger *before = act->before->answer->ledger, *after = act->after->answer->ledger;
    const struct cs_ledger_row *old;

    if (act->act.trial != NULL && new->kind == CS_ROW_ACT && cs_trial_is_row(act->act.trial, new))
        return false;
    old = cs_changes_find(before, after, new, place);
    return old == NULL || !cs_changes_same_states(before, old, after, new) || !cs_changes_same_deadlines(old, new);
}

/* Those of the first date that is followed. */
static void take_changes(casus_act *act, const struct cs_follow_date *date)
{
    for (size_t i = 0; i < date->row_count; i++)
        if (date->rows[i].with != NULL && !date->rows[i].alike)
            act->changes[act->change_count++] = (size_t)(date->rows[i].with - date->with->ledger->rows);
}

static casus_status find_changes(casus_act *act, struct cs_failure *failure)
{
    const struct cs_ledger *after = act->after->answer->ledger;
    const struct cs_follow_date *first = &act->follow->dates[0];
    struct cs_changes_place place = {.from = 0};

    act->changes = calloc(after->row_count + 1, sizeof *act->changes);
    if (act->changes == NULL)
        return cs_fail_memory(failure);
    if (first->without == act->before->answer && first->with == act->after->answer) {
        take_changes(act, first);
        return CASUS_OK;
    }
    for (size_t i = 0; i < after->row_count; i++)
        if (has_changed(act, &after->rows[i], &place))
            act->changes[act->change_count++] = i;
    return CASUS_OK;
}

static void try_act(casus_act *act, const struct cs_file *record, const struct casus_act_wishes *wishes,
                    struct cs_failure *failure)
{
    bool evaluated = !wishes->alone && !wishes->enter;

    if (make_addition(act, wishes->before, failure) != CASUS_OK)
        return;
    if (evaluated &&
        cs_act_place(&act->act, &act->of->texts, record, act->addition, failure, &act->alone) != CASUS_OK)
        return;
    if (!act->alone && !(wishes->enter && enter(act, record, failure)) &&
        (failure->status != CASUS_OK || make_case(act, record, failure) != CASUS_OK))
        return;
    act->fits = act->alone || act->with->texts.plan != NULL;
    if (!act->fits || !evaluated)
        return;
    if (act->act.event && cs_act_try(&act->act, &act->of->texts, failure) != CASUS_OK)
        return;
    if (follow(act, failure) == CASUS_OK && give_moments(act, failure) == CASUS_OK &&
        tell_left_out(act, failure) == CASUS_OK && give_own(act, failure) == CASUS_OK)
        find_changes(act, failure);
}

static const struct cs_file *find_record(const casus_case *c, const char *name, struct cs_failure *failure)
{
    const struct cs_file *file = cs_case_text_called(&c->texts, name);

    if (file != NULL && file->source->kind == CS_SOURCE_RECORD)
        return file;
    cs_fail(failure, CASUS_ERR_ARGUMENT, "the case has no record \"%.200s\"", name);
    return NULL;
}

static casus_act *new_act(casus_case *c, const struct cs_file *record, struct cs_failure *failure)
{
    casus_act *act = calloc(1, sizeof *act);

    if (act == NULL) {
        cs_fail_memory(failure);
        return NULL;
    }
    act->of = c;
    act->record = record->source;
    act->text = record->source->bytes;
    act->length = record->source->length;
    atomic_fetch_add(&c->users, 1);
    return act;
}

casus_status casus_act_new(casus_case *c, const char *record, const char *words, const char *on, casus_act **out)
{
    return casus_act_new_recorded(c, record, words, on, NULL, out);
}

casus_status casus_act_new_recorded(casus_case *c, const char *record, const char *words, const char *on,
                                    const char *recorded, casus_act **out)
{
    struct casus_act_wishes wishes = {.size = sizeof wishes, .on = on, .recorded = recorded};

    return casus_act_try(c, record, words, &wishes, out);
}

/* Is it something that has a date, and was given none? */
static bool lacks_date(const struct cs_act *act)
{
    return act->entry != NULL && !act->date_given &&
           (act->entry->kind == CS_ENTRY_TERM || act->entry->kind == CS_ENTRY_BOND);
}

/* Reads the words; those that would get the last date of the records, or none, get the other one. */
static casus_status read_words(casus_act *act, const struct cs_file *file, const char *words,
                               const struct casus_act_wishes *wishes, struct cs_failure *failure)
{
    struct cs_act *own = &act->act;
    const struct cs_case *texts = &act->of->texts;
    casus_status status = cs_act_read(own, texts, file, words, wishes->on, wishes->recorded, failure);

    if (status != CASUS_OK || wishes->on != NULL || wishes->otherwise == NULL ||
        (own->refusal == NULL && !lacks_date(own)))
        return status;
    cs_act_release(own);
    return cs_act_read(own, texts, file, words, wishes->otherwise, wishes->recorded, failure);
}

casus_status casus_act_try(casus_case *c, const char *record, const char *words, const struct casus_act_wishes *given,
                           casus_act **out)
{
    struct casus_act_wishes wishes = {.size = sizeof wishes};
    const struct cs_file *file = NULL;
    struct cs_failure failure;
    casus_act *act = NULL;

    if (out == NULL)
        return CASUS_ERR_ARGUMENT;
    *out = NULL;
    if (c == NULL || record == NULL || words == NULL || (given != NULL && given->size < sizeof given->size))
        return CASUS_ERR_ARGUMENT;
    if (given != NULL)
        memcpy(&wishes, given, given->size < sizeof wishes ? given->size : sizeof wishes);
    if (c->texts.failure.status != CASUS_OK)
        return c->texts.failure.status;
    if (cs_api_case_ready(c, &failure) == CASUS_OK)
        file = find_record(c, record, &failure);
    if (file != NULL)
        act = new_act(c, file, &failure);
    if (act != NULL && read_words(act, file, words, &wishes, &failure) == CASUS_OK && act->act.read)
        try_act(act, file, &wishes, &failure);
    if (failure.status == CASUS_OK)
        *out = act;
    else
        casus_act_free(act);
    return cs_api_case_result(c, &failure);
}

static void leave_moments(casus_act *act)
{
    for (size_t i = 0; act->moments != NULL && i < act->follow->date_count; i++) {
        if (act->moments[i].without != NULL)
            cs_api_answer_leave(act->moments[i].without);
        if (act->moments[i].with != NULL)
            cs_api_answer_leave(act->moments[i].with);
    }
    free(act->moments);
    cs_follow_free(act->follow);
    casus_case_free(act->with);
}

void casus_act_free(casus_act *act)
{
    if (act == NULL)
        return;
    if (act->after != NULL)
        cs_api_answer_leave(act->after);
    if (act->before != NULL)
        cs_api_answer_leave(act->before);
    leave_moments(act);
    cs_act_release(&act->act);
    free(act->changes);
    cs_api_case_leave(act->of);
    free(act);
}

const char *casus_act_message(const casus_act *act)
{
    if (act == NULL)
        return "there is no act";
    if (act->after == NULL)
        return "";
    return casus_answer_message(act->before)[0] != '\0' ? casus_answer_message(act->before)
                                                        : casus_answer_message(act->after);
}

/* ---- results ---- */

const char *casus_act_refusal(const casus_act *act)
{
    return act == NULL || act->act.refusal == NULL ? "" : act->act.refusal;
}

/* Of its words; else of the record with it. */
static const struct cs_diagnostics *diagnostics_of(const casus_act *act)
{
    if (act == NULL)
        return NULL;
    return act->with != NULL && act->with->texts.plan == NULL ? &act->with->texts.diagnostics : &act->act.diagnostics;
}

size_t casus_act_diagnostic_count(const casus_act *act)
{
    return act == NULL ? 0 : diagnostics_of(act)->count;
}

casus_status casus_act_diagnostic(const casus_act *act, size_t index, struct casus_diagnostic *out)
{
    return cs_api_diagnostic(diagnostics_of(act), index, out);
}

casus_status casus_write_act_diagnostics(const casus_act *act, const struct casus_diagnostic_style *style,
                                         casus_sink sink)
{
    return cs_api_write_diagnostics(diagnostics_of(act), style, sink);
}

casus_effect casus_act_effect(const casus_act *act)
{
    const struct cs_trial *t = act == NULL ? NULL : act->act.trial;

    if (act == NULL || act->after == NULL)
        return CASUS_EFFECT_NONE;
    if (t == NULL)
        return CASUS_EFFECT_FULL;
    if (cs_trial_nowhere(t))
        return CASUS_EFFECT_NONE;
    return cs_trial_everywhere(t) ? CASUS_EFFECT_FULL : CASUS_EFFECT_CONTESTED;
}

bool casus_act_needs_power(const casus_act *act)
{
    return act != NULL && act->act.trial != NULL && act->act.trial->needs_power;
}

const char *casus_act_state(const casus_act *act, size_t account)
{
    if (act == NULL || act->act.trial == NULL || account >= casus_account_count(act->after))
        return NULL;
    return cs_state_text(
        cs_trial_state(act->act.trial, account, CS_STATE_WITH_EFFECT, CS_STATE_WITHOUT_EFFECT));
}

const char *casus_act_line(const casus_act *act)
{
    return act == NULL || !act->fits ? NULL : act->act.line;
}

const char *casus_act_addition(const casus_act *act)
{
    return act == NULL || !act->fits ? NULL : act->addition;
}

const char *casus_act_date(const casus_act *act)
{
    return act == NULL || !act->fits ? NULL : act->act.date.text;
}

bool casus_act_date_is_last(const casus_act *act)
{
    return act != NULL && act->fits && lacks_date(&act->act);
}

casus_case *casus_act_case(casus_act *act)
{
    const struct cs_file *record;
    struct cs_failure failure;

    if (act == NULL || !act->fits)
        return NULL;
    cs_failure_clear(&failure);
    if (act->with == NULL) {
        for (record = act->of->texts.files; record->source != act->record;)
            record = record->next;
        if (make_case(act, record, &failure) != CASUS_OK) {
            casus_case_free(act->with);
            act->with = NULL;
        }
        cs_api_case_result(act->of, &failure);
    }
    return casus_case_share(act->with);
}

const char *casus_act_record(const casus_act *act, size_t *length)
{
    if (length != NULL)
        *length = act == NULL ? 0 : act->length;
    return act == NULL ? NULL : act->text;
}

casus_answer *casus_act_before(casus_act *act)
{
    return act == NULL ? NULL : act->before;
}

casus_answer *casus_act_after(casus_act *act)
{
    return act == NULL ? NULL : act->after;
}

size_t casus_act_change_count(const casus_act *act)
{
    return act == NULL ? 0 : act->change_count;
}

casus_status casus_act_change(const casus_act *act, size_t index, size_t *row)
{
    if (row == NULL)
        return CASUS_ERR_ARGUMENT;
    *row = 0;
    if (index >= casus_act_change_count(act))
        return CASUS_ERR_ARGUMENT;
    *row = act->changes[index];
    return CASUS_OK;
}

size_t casus_act_moment_count(const casus_act *act)
{
    return act == NULL || act->after == NULL ? 0 : act->follow->date_count;
}

casus_status casus_act_moment_at(const casus_act *act, size_t index, struct casus_act_moment *out)
{
    if (out == NULL)
        return CASUS_ERR_ARGUMENT;
    memset(out, 0, sizeof *out);
    if (index >= casus_act_moment_count(act))
        return CASUS_ERR_ARGUMENT;
    *out = (struct casus_act_moment){.date = act->follow->dates[index].date.text,
                                     .without = act->moments[index].without,
                                     .with = act->moments[index].with,
                                     .change_count = act->follow->dates[index].row_count};
    return CASUS_OK;
}

static size_t number_of(const casus_answer *a, const struct cs_ledger_row *row)
{
    return row == NULL ? CASUS_NOT_THERE : (size_t)(row - a->answer->ledger->rows);
}

casus_status casus_act_moment_change(const casus_act *act, size_t moment, size_t index, struct casus_row_change *out)
{
    const struct cs_follow_row *row;

    if (out == NULL)
        return CASUS_ERR_ARGUMENT;
    memset(out, 0, sizeof *out);
    if (moment >= casus_act_moment_count(act) || index >= act->follow->dates[moment].row_count)
        return CASUS_ERR_ARGUMENT;
    row = &act->follow->dates[moment].rows[index];
    *out = (struct casus_row_change){.before = number_of(act->moments[moment].without, row->without),
                                     .after = number_of(act->moments[moment].with, row->with),
                                     .states = !row->alike};
    return CASUS_OK;
}

const char *casus_act_left_out(const casus_act *act)
{
    return act == NULL || act->left_out == NULL ? "" : act->left_out;
}
