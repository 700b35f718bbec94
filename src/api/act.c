/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "api/api.h"

/* ---- trying ---- */

/* Is the row new, or do the states that it may have differ? The act's own row does not count. */
static bool has_changed(const struct cs_trial *t, const struct cs_ledger_row *new, size_t *from)
{
    const struct cs_ledger *before = t->before->ledger, *after = t->after->ledger;
    const struct cs_ledger_row *old;

    if (new->kind == CS_ROW_ACT && cs_trial_is_row(t, new))
        return false;
    old = cs_changes_find(before, after, new, from);
    return old == NULL || !cs_changes_same_states(before, old, after, new);
}

static casus_status find_changes(casus_act *act, struct cs_failure *failure)
{
    const struct cs_trial *t = act->act.trial;
    size_t from = 0;

    act->changes = calloc(t->after->ledger->row_count + 1, sizeof *act->changes);
    if (act->changes == NULL)
        return cs_fail_memory(failure);
    for (size_t i = 0; i < t->after->ledger->row_count; i++)
        if (has_changed(t, &t->after->ledger->rows[i], &from))
            act->changes[act->change_count++] = i;
    return CASUS_OK;
}

/* What is to be appended to the record: an empty line, and the line of the act. */
static casus_status make_addition(casus_act *act, struct cs_failure *failure)
{
    const struct cs_source *record = act->record;
    const char *line = act->act.line;
    struct cs_buffer text;

    cs_buffer_init(&text);
    if (record->length > 0 && record->bytes[record->length - 1] != '\n')
        cs_buffer_char(&text, '\n');
    cs_buffer_printf(&text, "\n%s", line);
    act->addition = cs_arena_text(&act->act.arena, cs_buffer_string(&text), text.length);
    if (text.failed || act->addition == NULL)
        cs_fail_memory(failure);
    cs_buffer_release(&text);
    return failure->status;
}

static void try_act(casus_act *act, struct cs_failure *failure)
{
    casus_case *c = act->of;
    struct casus_wishes wishes = {.as_of = act->act.date_given ? act->act.date.text : NULL};

    if (cs_act_try(&act->act, &c->texts, failure) == CASUS_OK)
        act->before = cs_api_answer(c, act->act.trial->before, true, &wishes, failure);
    if (act->before != NULL)
        act->after = cs_api_answer(c, act->act.trial->after, true, &wishes, failure);
    if (act->after != NULL && find_changes(act, failure) == CASUS_OK)
        make_addition(act, failure);
}

static const struct cs_file *find_record(const casus_case *c, const char *name, struct cs_failure *failure)
{
    for (const struct cs_file *file = c->texts.files; file != NULL; file = file->next)
        if (file->source->kind == CS_SOURCE_RECORD && strcmp(file->source->name, name) == 0)
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
    atomic_fetch_add(&c->users, 1);
    return act;
}

casus_status casus_act_new(casus_case *c, const char *record, const char *words, const char *on, casus_act **out)
{
    const struct cs_file *file = NULL;
    struct cs_failure failure;
    casus_act *act = NULL;

    if (out == NULL)
        return CASUS_ERR_ARGUMENT;
    *out = NULL;
    if (c == NULL || record == NULL || words == NULL)
        return CASUS_ERR_ARGUMENT;
    if (c->texts.failure.status != CASUS_OK)
        return c->texts.failure.status;
    if (cs_api_case_ready(c, &failure) == CASUS_OK)
        file = find_record(c, record, &failure);
    if (file != NULL)
        act = new_act(c, file, &failure);
    if (act != NULL && cs_act_read(&act->act, &c->texts, file, words, on, &failure) == CASUS_OK &&
        act->act.entry != NULL)
        try_act(act, &failure);
    if (failure.status == CASUS_OK)
        *out = act;
    else
        casus_act_free(act);
    return cs_api_case_result(c, &failure);
}

void casus_act_free(casus_act *act)
{
    if (act == NULL)
        return;
    if (act->after != NULL)
        cs_api_answer_leave(act->after);
    if (act->before != NULL)
        cs_api_answer_leave(act->before);
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

size_t casus_act_diagnostic_count(const casus_act *act)
{
    return act == NULL ? 0 : act->act.diagnostics.count;
}

casus_status casus_act_diagnostic(const casus_act *act, size_t index, struct casus_diagnostic *out)
{
    return cs_api_diagnostic(act == NULL ? NULL : &act->act.diagnostics, index, out);
}

casus_status casus_write_act_diagnostics(const casus_act *act, const struct casus_diagnostic_style *style,
                                         casus_sink sink)
{
    return cs_api_write_diagnostics(act == NULL ? NULL : &act->act.diagnostics, style, sink);
}

casus_effect casus_act_effect(const casus_act *act)
{
    const struct cs_trial *t = act == NULL ? NULL : act->act.trial;

    if (t == NULL || cs_trial_nowhere(t))
        return CASUS_EFFECT_NONE;
    return cs_trial_everywhere(t) ? CASUS_EFFECT_FULL : CASUS_EFFECT_CONTESTED;
}

bool casus_act_needs_power(const casus_act *act)
{
    return act != NULL && act->act.trial != NULL && act->act.trial->needs_power;
}

const char *casus_act_state(const casus_act *act, size_t account)
{
    if (act == NULL || account >= casus_account_count(act->after))
        return NULL;
    return cs_state_text(
        cs_trial_state(act->act.trial, account, CS_STATE_WITH_EFFECT, CS_STATE_WITHOUT_EFFECT));
}

const char *casus_act_line(const casus_act *act)
{
    return act == NULL || act->after == NULL ? NULL : act->act.line;
}

const char *casus_act_addition(const casus_act *act)
{
    return act == NULL ? NULL : act->addition;
}

const char *casus_act_date(const casus_act *act)
{
    return act == NULL || act->after == NULL ? NULL : act->act.date.text;
}

const char *casus_act_record(const casus_act *act, size_t *length)
{
    if (length != NULL)
        *length = act == NULL ? 0 : act->record->length;
    return act == NULL ? NULL : act->record->bytes;
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
