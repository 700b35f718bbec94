/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "api/api.h"

static casus_status read_judges(casus_pivots *p, const struct casus_judge *judges, size_t count,
                                struct cs_failure *failure)
{
    const struct cs_docket *docket = p->of->shown->answer->docket;
    size_t read = count > 0 ? count : 1;

    p->judges = cs_arena_array(&p->arena, read, sizeof *p->judges);
    if (p->judges == NULL)
        return cs_fail_memory(failure);
    for (size_t i = 0; i < read; i++) {
        const struct casus_judge *judge = count > 0 ? &judges[i] : NULL;
        const char *name = judge != NULL ? cs_arena_text(&p->arena, judge->name, strlen(judge->name)) : NULL;

        if (cs_credence_read(docket, name, judge != NULL ? judge->text : NULL, judge != NULL ? judge->length : 0,
                             &p->arena, failure, &p->judges[i]) != CASUS_OK)
            return failure->status;
    }
    return CASUS_OK;
}

static casus_status find_pivots(casus_pivots *p, size_t judges, size_t most)
{
    struct cs_answer *answer = p->of->shown->answer;
    const struct cs_reply *reply = &p->of->inquiry.reply;
    struct cs_pivots_wish wish = {.most = most, .judges = p->judges, .judge_count = judges > 0 ? judges : 1};

    p->lines = cs_arena_array(&p->arena, reply->subject_count, sizeof *p->lines);
    if (p->lines == NULL)
        return cs_fail_memory(&answer->failure);
    for (size_t i = 0; i < reply->subject_count; i++) {
        p->line_count = i + 1;
        if (cs_pivots(answer->ledger, &reply->subjects[i], reply->yes, reply->no, &wish, &p->arena, &p->lines[i]) !=
            CASUS_OK)
            return answer->failure.status;
        if (p->lines[i].row == NULL && p->lines[i].sentence == NULL)
            p->lines[i].sentence = reply->read;
    }
    return CASUS_OK;
}

static bool are_given(const struct casus_judge *judges, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (judges == NULL || judges[i].name == NULL || judges[i].text == NULL)
            return false;
    return true;
}

casus_status casus_pivots_new(casus_reply *reply, const struct casus_judge *judges, size_t count, size_t most,
                              casus_pivots **out)
{
    struct cs_failure failure = {.status = CASUS_OK};
    casus_pivots *p;
    casus_status status;

    if (out == NULL)
        return CASUS_ERR_ARGUMENT;
    *out = NULL;
    if (reply == NULL || reply->shown == NULL || !are_given(judges, count))
        return CASUS_ERR_ARGUMENT;
    if (reply->shown->answer->failure.status != CASUS_OK)
        return reply->shown->answer->failure.status;
    p = calloc(1, sizeof *p);
    if (p == NULL)
        return cs_fail_memory(&reply->shown->answer->failure);
    p->of = reply;
    cs_arena_init(&p->arena);
    status = read_judges(p, judges, count, &failure);
    if (status == CASUS_ERR_ARGUMENT)
        reply->shown->last_call = failure;
    else if (status != CASUS_OK)
        cs_fail_memory(&reply->shown->answer->failure);
    if (status == CASUS_OK)
        status = find_pivots(p, count, most);
    if (status == CASUS_OK)
        *out = p;
    else
        casus_pivots_free(p);
    return status;
}

void casus_pivots_free(casus_pivots *p)
{
    if (p == NULL)
        return;
    for (size_t i = 0; i < p->line_count; i++)
        cs_pivots_release(&p->lines[i]);
    cs_arena_release(&p->arena);
    free(p);
}

bool casus_pivots_settled(const casus_pivots *p, size_t subject)
{
    return p != NULL && subject < p->line_count && p->lines[subject].settled;
}

static const struct cs_pivot_account *account_of(const casus_pivots *p, size_t subject, size_t account)
{
    if (p == NULL || subject >= p->line_count || account >= p->lines[subject].account_count)
        return NULL;
    return &p->lines[subject].accounts[account];
}

size_t casus_pivot_count(const casus_pivots *p, size_t subject, size_t account, unsigned long long *all)
{
    const struct cs_pivot_account *a = account_of(p, subject, account);

    if (all != NULL)
        *all = a == NULL ? 0 : a->pivot_count;
    return a == NULL ? 0 : a->listed;
}

const size_t *casus_pivot_at(casus_pivots *p, size_t subject, size_t account, size_t index, size_t *count)
{
    const struct cs_pivot_account *a = account_of(p, subject, account);
    size_t *questions;

    if (count != NULL)
        *count = 0;
    if (a == NULL || count == NULL || index >= a->listed)
        return NULL;
    questions = cs_arena_array(&p->arena, a->pivots[index].count, sizeof *questions);
    for (size_t i = 0; questions != NULL && i < a->pivots[index].count; i++)
        questions[i] = a->pivots[index].questions[i];
    *count = questions != NULL ? a->pivots[index].count : 0;
    return questions;
}
