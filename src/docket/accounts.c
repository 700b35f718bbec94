/* SPDX-License-Identifier: MIT */
/* Accounts: the worlds that agree with what a voice, or else those who speak for it, says and denies (R 1.2, 2.4). */
#include <stdlib.h>

#include "docket/docket_int.h"

static const struct cs_stance *stance_of(const struct cs_matter *matter, cs_name voice)
{
    for (const struct cs_stance *s = matter->stances; s != NULL; s = s->next)
        if (s->voice == voice && !s->torn && (s->kind == CS_CLAIM_SAYS || s->kind == CS_CLAIM_DENIES))
            return s;
    return NULL;
}

enum word { SAYS_NOTHING, SAYS_YES, SAYS_NO };

/* What the voice itself says of the matter. */
static enum word word_of(const struct cs_matter *matter, cs_name voice)
{
    const struct cs_stance *s = stance_of(matter, voice);

    if (s == NULL)
        return SAYS_NOTHING;
    return s->kind == CS_CLAIM_SAYS ? SAYS_YES : SAYS_NO;
}

/*
 * What those who speak for a party say of the matter. All speakers of a line that have spoken answer for it; where the
 * line gives their order, the first of them that has spoken. If the answers differ, the matter stays open.
 */
static enum word word_of_speakers(const struct cs_docket *docket, const struct cs_matter *matter, cs_name party)
{
    enum word answer = SAYS_NOTHING;

    for (const struct cs_file *file = docket->plan->files; file != NULL; file = file->next) {
        bool line_done = false;

        for (const struct cs_speaker *s = file->speakers; s != NULL; s = s->next) {
            enum word word;

            line_done = line_done && s->rank > 0;
            if (s->party != party || line_done)
                continue;
            word = word_of(matter, s->voice);
            if (word == SAYS_NOTHING)
                continue;
            line_done = s->ordered;
            if (answer != SAYS_NOTHING && word != answer)
                return SAYS_NOTHING;
            answer = word;
        }
    }
    return answer;
}

static enum word word_on_account(const struct cs_docket *docket, const struct cs_matter *matter, cs_name voice)
{
    enum word word = word_of(matter, voice);

    return word != SAYS_NOTHING ? word : word_of_speakers(docket, matter, voice);
}

/*
 * The worlds in which what the account says of the order of things goes in a circle: of these it has none, also where
 * no rule asks which came first.
 */
static cs_set circles_of(struct cs_docket *docket, cs_name voice)
{
    cs_set worlds;
    bool *firsts, *seconds;

    if (docket->order_count == 0)
        return CS_NONE;
    firsts = calloc(docket->order_count, sizeof *firsts);
    seconds = calloc(docket->order_count, sizeof *seconds);
    if (firsts == NULL || seconds == NULL)
        cs_fail_memory(docket->failure);
    for (size_t i = 0; i < docket->order_count && docket->failure->status == CASUS_OK; i++) {
        const struct cs_order_line *line = &docket->orders[i];
        enum word word = line->settled == CS_ORDER_OPEN ? word_on_account(docket, line->matter, voice) : SAYS_NOTHING;
        bool as_said = (word == SAYS_YES) != line->turned;

        firsts[i] = word == SAYS_NOTHING ? line->settled == CS_ORDER_FIRST : as_said;
        seconds[i] = word == SAYS_NOTHING ? line->settled == CS_ORDER_SECOND : !as_said;
    }
    worlds = docket->failure->status == CASUS_OK ? cs_docket_order_circles(docket, firsts, seconds) : CS_NONE;
    free(firsts);
    free(seconds);
    return worlds;
}

/*
 * Each answer to a reading, and each date of an entry, is a matter of its own. Of those that a voice has said the
 * latest counts; two of one day leave the question open.
 */
static bool is_last_answer(struct cs_docket *docket, const struct cs_matter *matter, cs_name voice)
{
    const struct cs_stance *own = stance_of(matter, voice);

    if ((matter->entry->kind != CS_ENTRY_READS && matter->entry->kind != CS_ENTRY_DATED) || own == NULL ||
        own->kind != CS_CLAIM_SAYS)
        return true;
    for (const struct cs_matter *other = cs_docket_matters_of(docket, matter->question); other != NULL;
         other = other->asked_next) {
        const struct cs_stance *s = stance_of(other, voice);

        if (other != matter && other->entry->kind == matter->entry->kind && s != NULL && s->kind == CS_CLAIM_SAYS &&
            s->recorded >= own->recorded)
            return false;
    }
    return true;
}

/* Of what happened, or is so, without a question nobody says anything else: a docket that is made asks none of it. */
static casus_status list_telling(struct cs_docket *docket)
{
    must(docket->read != NULL);
    for (; docket->telling_seen < docket->matter_count; docket->telling_seen++) {
        struct cs_matter *matter = docket->matters[docket->telling_seen];

        if (matter->question == CS_NOWHERE && matter->entry->kind == CS_ENTRY_TERM && matter->line == CS_NO_NAME)
            continue;
        if (!cs_grow(&docket->telling, &docket->telling_capacity, docket->telling_count + 1, sizeof *docket->telling))
            return cs_fail_memory(docket->failure);
        docket->telling[docket->telling_count++] = matter;
    }
    return CASUS_OK;
}

cs_set cs_docket_account(struct cs_docket *docket, cs_name voice)
{
    cs_set worlds, *words;
    size_t count = 0;

    if (voice == CS_NO_NAME)
        return docket->possible;
    cs_docket_answer_orders(docket);
    if (list_telling(docket) != CASUS_OK)
        return CS_NONE;
    words = malloc((docket->telling_count + 2) * sizeof *words);
    if (words == NULL) {
        cs_fail_memory(docket->failure);
        return CS_NONE;
    }
    words[count++] = docket->possible;
    words[count++] = cs_worlds_not(docket->worlds, circles_of(docket, voice));
    for (size_t i = 0; i < docket->telling_count; i++) {
        const struct cs_matter *matter = docket->telling[i];
        enum word says;
        cs_set word;

        if ((matter->question == CS_NOWHERE && matter->entry->kind != CS_ENTRY_ORDER) ||
            !is_last_answer(docket, matter, voice))
            continue;
        says = word_on_account(docket, matter, voice);
        word = says == SAYS_NOTHING ? CS_ALL : says == SAYS_YES ? matter->yes : matter->no;
        /* a supposition prevails over a voice that says what cannot be so under it */
        if (docket->supposes && cs_worlds_disjoint(docket->worlds, docket->possible, word))
            continue;
        if (word != CS_ALL)
            words[count++] = word;
    }
    worlds = cs_worlds_and_all(docket->worlds, words, count);
    free(words);
    return worlds;
}

casus_status cs_docket_accounts(struct cs_docket *docket)
{
    size_t count = 0;

    for (const struct cs_file *file = docket->plan->files; file != NULL; file = file->next)
        for (const struct cs_account *a = file->accounts; a != NULL; a = a->next)
            count++;
    docket->accounts = cs_arena_array(&docket->arena, count, sizeof *docket->accounts);
    if (docket->accounts == NULL)
        return cs_fail_memory(docket->failure);
    for (const struct cs_file *file = docket->plan->files; file != NULL; file = file->next)
        for (const struct cs_account *a = file->accounts; a != NULL; a = a->next) {
            bool again = false;

            for (size_t i = 0; i < docket->account_count; i++)
                again |= docket->accounts[i].voice == a->name;
            if (!again)
                docket->accounts[docket->account_count++].voice = a->name;
        }
    return CASUS_OK;
}
