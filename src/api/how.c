/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "api/api.h"

static void search(casus_how *how, const struct casus_how_wishes *wishes, struct cs_failure *failure)
{
    struct casus_wishes given = {.size = sizeof given, .as_of = wishes->as_of, .account = wishes->account}, all;
    struct cs_how_wish wish = {.goal = wishes->goal, .turns = wishes->turns, .most = wishes->most};
    struct cs_wishes inner;

    if (cs_api_case_ready(how->of, failure) != CASUS_OK ||
        cs_api_wishes(how->of, &given, NULL, &inner, &all, failure) != CASUS_OK)
        return;
    wish.as_of = &inner.as_of;
    wish.account = inner.account != CS_NO_NAME ? cs_names_text(&how->of->texts.names, inner.account) : NULL;
    memcpy(how->as_of, inner.as_of.text, sizeof how->as_of);
    cs_how(&how->of->texts, &wish, failure, &how->how);
}

casus_status casus_how_new(casus_case *c, const struct casus_how_wishes *given, casus_how **out)
{
    struct casus_how_wishes wishes = {.size = sizeof wishes};
    struct cs_failure failure;
    casus_how *how;

    if (out == NULL)
        return CASUS_ERR_ARGUMENT;
    *out = NULL;
    if (c == NULL || given == NULL || given->size < sizeof given->size)
        return CASUS_ERR_ARGUMENT;
    memcpy(&wishes, given, given->size < sizeof wishes ? given->size : sizeof wishes);
    if (wishes.goal == NULL)
        return cs_api_case_refuse(c, "no goal is named");
    if (c->texts.failure.status != CASUS_OK)
        return c->texts.failure.status;
    cs_failure_clear(&failure);
    how = calloc(1, sizeof *how);
    if (how == NULL)
        return CASUS_ERR_MEMORY;
    how->of = c;
    atomic_fetch_add(&c->users, 1);
    search(how, &wishes, &failure);
    if (failure.status == CASUS_OK)
        *out = how;
    else
        casus_how_free(how);
    return cs_api_case_result(c, &failure);
}

void casus_how_free(casus_how *how)
{
    if (how == NULL)
        return;
    cs_how_release(&how->how);
    cs_api_case_leave(how->of);
    free(how);
}

casus_how_result casus_how_outcome(const casus_how *how)
{
    return how == NULL ? CASUS_HOW_NONE : (casus_how_result)how->how.result;
}

bool casus_how_cut(const casus_how *how)
{
    return how != NULL && (how->how.turns_cut || how->how.acts_cut || how->how.only != NULL);
}

size_t casus_how_count(const casus_how *how, unsigned long long *all)
{
    if (all != NULL)
        *all = how == NULL ? 0 : how->how.sequence_count;
    return how == NULL ? 0 : how->how.listed;
}

size_t casus_how_length(const casus_how *how, size_t sequence)
{
    return how == NULL || sequence >= how->how.listed ? 0 : how->how.sequences[sequence].count;
}

casus_status casus_how_act_at(const casus_how *how, size_t sequence, size_t index, struct casus_how_act *out)
{
    const struct cs_how_act *act;

    if (out == NULL)
        return CASUS_ERR_ARGUMENT;
    memset(out, 0, sizeof *out);
    if (index >= casus_how_length(how, sequence))
        return CASUS_ERR_ARGUMENT;
    act = &how->how.acts[how->how.sequences[sequence].acts[index]];
    *out = (struct casus_how_act){.text = act->text, .actor = act->actor, .turn = act->turn};
    return CASUS_OK;
}

casus_status casus_write_how(const casus_how *how, const struct casus_style *given, casus_sink sink)
{
    struct casus_style style = {.size = sizeof style};
    struct cs_how_view view;
    struct cs_buffer out;
    cs_name language;

    if (how == NULL || sink.write == NULL || (given != NULL && given->size < sizeof given->size))
        return CASUS_ERR_ARGUMENT;
    if (given != NULL)
        memcpy(&style, given, given->size < sizeof style ? given->size : sizeof style);
    if ((style.format != CASUS_TEXT && style.format != CASUS_JSON) ||
        !cs_case_speaks(&how->of->texts, style.language, &language))
        return CASUS_ERR_ARGUMENT;
    view = (struct cs_how_view){.how = &how->how, .as_of = how->as_of, .supposed = how->of->supposed,
                                .language = {.symbols = &how->of->texts.symbols, .name = language}};
    cs_buffer_init(&out);
    if (style.format == CASUS_JSON)
        cs_how_json(&view, &out);
    else
        cs_how_text(&view, style.columns != 0 ? style.columns : CS_REPORT_COLUMNS, style.colour, &out);
    return cs_api_send(&out, out.failed ? CASUS_ERR_MEMORY : CASUS_OK, sink);
}
