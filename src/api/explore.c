/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "api/api.h"

static void explore(casus_exploration *x, const struct casus_voting_wishes *wishes, struct cs_failure *failure)
{
    struct casus_wishes given = {.size = sizeof given, .as_of = wishes->as_of, .account = wishes->account}, all;
    struct cs_ballot_wish wish = {.organ = wishes->organ, .draft = wishes->draft, .rules = &wishes->rule,
                                  .rule_count = wishes->rule != NULL};
    struct cs_wishes inner;
    cs_name organ;

    if (cs_api_case_ready(x->of, failure) != CASUS_OK ||
        cs_api_wishes(x->of, &given, NULL, &inner, &all, failure) != CASUS_OK)
        return;
    if (cs_case_party(&x->of->texts, wishes->organ, &organ))
        wish.organ = cs_names_text(&x->of->texts.names, organ);
    wish.as_of = &inner.as_of;
    wish.account = inner.account != CS_NO_NAME ? cs_names_text(&x->of->texts.names, inner.account) : NULL;
    memcpy(x->as_of, inner.as_of.text, sizeof x->as_of);
    cs_explore(&x->of->texts, &wish, failure, &x->explore);
}

casus_status casus_explore(casus_case *c, const struct casus_voting_wishes *given, casus_exploration **out)
{
    struct casus_voting_wishes wishes = {.size = sizeof wishes};
    struct cs_failure failure;
    casus_exploration *x;

    if (out == NULL)
        return CASUS_ERR_ARGUMENT;
    *out = NULL;
    if (c == NULL || given == NULL || given->size < sizeof given->size)
        return CASUS_ERR_ARGUMENT;
    memcpy(&wishes, given, given->size < sizeof wishes ? given->size : sizeof wishes);
    if (wishes.organ == NULL)
        return cs_api_case_refuse(c, "no organ is named");
    if (c->texts.failure.status != CASUS_OK)
        return c->texts.failure.status;
    cs_failure_clear(&failure);
    x = calloc(1, sizeof *x);
    if (x == NULL)
        return CASUS_ERR_MEMORY;
    x->of = c;
    atomic_fetch_add(&c->users, 1);
    x->organ = cs_api_copy(wishes.organ, &failure);
    x->draft = cs_api_copy(wishes.draft, &failure);
    x->rule = cs_api_copy(wishes.rule, &failure);
    if (failure.status == CASUS_OK)
        explore(x, &wishes, &failure);
    if (failure.status == CASUS_OK)
        *out = x;
    else
        casus_exploration_free(x);
    return cs_api_case_result(c, &failure);
}

void casus_exploration_free(casus_exploration *x)
{
    if (x == NULL)
        return;
    cs_explore_release(&x->explore);
    free(x->organ);
    free(x->draft);
    free(x->rule);
    cs_api_case_leave(x->of);
    free(x);
}

size_t casus_exploration_count(const casus_exploration *x, bool *cut)
{
    if (cut != NULL)
        *cut = x != NULL && x->explore.cut;
    return x == NULL ? 0 : x->explore.node_count;
}

casus_status casus_write_exploration(const casus_exploration *x, const struct casus_style *given, casus_sink sink)
{
    struct casus_style style = {.size = sizeof style};
    struct cs_explore_view view;
    struct cs_buffer out;
    cs_name language;

    if (x == NULL || sink.write == NULL || (given != NULL && given->size < sizeof given->size))
        return CASUS_ERR_ARGUMENT;
    if (given != NULL)
        memcpy(&style, given, given->size < sizeof style ? given->size : sizeof style);
    if ((style.format != CASUS_TEXT && style.format != CASUS_JSON && style.format != CASUS_DOT &&
         style.format != CASUS_SVG) || !cs_case_speaks(&x->of->texts, style.language, &language))
        return CASUS_ERR_ARGUMENT;
    view = (struct cs_explore_view){.explore = &x->explore, .organ = x->organ, .draft = x->draft, .rule = x->rule,
                                    .as_of = x->as_of, .supposed = x->of->supposed,
                                    .language = {.symbols = &x->of->texts.symbols, .name = language}};
    cs_buffer_init(&out);
    if (style.format == CASUS_JSON)
        cs_explore_json(&view, &out);
    else if (style.format == CASUS_DOT)
        cs_explore_dot(&view, &out);
    else if (style.format == CASUS_SVG)
        cs_explore_svg(&view, &out);
    else
        cs_explore_text(&view, style.columns != 0 ? style.columns : CS_REPORT_COLUMNS, style.colour, &out);
    return cs_api_send(&out, out.failed ? CASUS_ERR_MEMORY : CASUS_OK, sink);
}
