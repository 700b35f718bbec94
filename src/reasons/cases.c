/* SPDX-License-Identifier: MIT */
/* The pieces of a row in cases, and what one of them tells: its deadlines, and the answers that its worlds give. */
#include "reasons/cases.h"

#include <stdlib.h>
#include <string.h>

#include "docket/made.h"
#include "ledger/ledger_int.h"

#define CASES_APART 12 /* of a bond that has more, those that differ only since when are explained together */

/* What tells the cases of a row apart, but for who is left out. */
struct case_key { int64_t state, marks, since; cs_wide have; uint32_t without_count; };

/* Since when a decision stands is told of all the days on which it may have been made; of many cases too. */
static struct case_key key_of(const struct cs_ledger_piece *p, bool any_since)
{
    return (struct case_key){
        .state = p->state,
        .marks = p->has_since | p->has_deadline << 1 | p->still_owed << 2 | p->substituted << 3 | p->unreported << 4 |
                 p->in_part << 5,
        .since = p->has_since && !any_since ? p->since : 0,
        .have = p->in_part ? p->have : 0,
        .without_count = p->without_count,
    };
}

int cs_cases_compare(const struct cs_ledger_piece *a, const struct cs_ledger_piece *b, bool any_since)
{
    struct case_key x = key_of(a, any_since), y = key_of(b, any_since);

    if (x.state != y.state)
        return x.state < y.state ? -1 : 1;
    if (x.marks != y.marks)
        return x.marks < y.marks ? -1 : 1;
    if (x.since != y.since)
        return x.since < y.since ? -1 : 1;
    if (x.have != y.have)
        return x.have < y.have ? -1 : 1;
    if (x.without_count != y.without_count)
        return x.without_count < y.without_count ? -1 : 1;
    return x.without_count == 0 ? 0 : memcmp(a->without, b->without, x.without_count * sizeof *a->without);
}

/* Of one row; those of one case stay in their order. */
static int by_case(const struct cs_ledger_piece *a, const struct cs_ledger_piece *b, bool any_since)
{
    int order = cs_cases_compare(a, b, any_since);

    return order != 0 ? order : a < b ? -1 : a > b;
}

static int by_case_apart(const void *a, const void *b)
{
    return by_case(*(const struct cs_ledger_piece *const *)a, *(const struct cs_ledger_piece *const *)b, false);
}

static int by_case_of_any_since(const void *a, const void *b)
{
    return by_case(*(const struct cs_ledger_piece *const *)a, *(const struct cs_ledger_piece *const *)b, true);
}

static int by_deadline(const void *a, const void *b)
{
    const struct cs_ledger_piece *x = *(const struct cs_ledger_piece *const *)a;
    const struct cs_ledger_piece *y = *(const struct cs_ledger_piece *const *)b;

    return (x->deadline > y->deadline) - (x->deadline < y->deadline);
}

size_t cs_case_deadlines(const struct cs_explaining *why, const struct cs_case *c, cs_instant after,
                         const struct cs_ledger_piece **out)
{
    size_t count = 0, each = 1;

    for (size_t i = 0; i < c->piece_count; i++) {
        const struct cs_ledger_piece *p = c->pieces[i];

        if (p->has_deadline && p->deadline > after && !cs_worlds_disjoint(why->run->worlds, p->worlds, c->worlds))
            out[count++] = p;
    }
    if (!c->any_since || count == 0)
        return count; /* in the order of the row, which has each once */
    qsort(out, count, sizeof *out, by_deadline);
    for (size_t i = 1; i < count; i++)
        if (out[i]->deadline != out[each - 1]->deadline)
            out[each++] = out[i];
    return each;
}

/* Copies the questions that were found into the arena, without the rest of the room for all, and frees them. */
static uint32_t *keep_questions(struct cs_explaining *why, uint32_t *found, size_t *count)
{
    uint32_t *kept = found == NULL ? NULL : cs_arena_array(why->arena, *count, sizeof *kept);

    if (kept == NULL) {
        cs_fail_memory(why->run->failure);
        *count = 0;
    }
    for (size_t i = 0; i < *count; i++)
        kept[i] = found[i];
    free(found);
    return kept;
}

/* Finds the questions on which the pieces of a row depend: not only their states, but also their dates. */
static void find_questions(struct cs_explaining *why, const struct cs_case *c)
{
    struct cs_cases_shared *q = c->shared;
    struct cs_docket *docket = why->run->docket;
    cs_set *sets = calloc((size_t)c->row->piece_count + 1, sizeof *sets);
    uint32_t *found = malloc((docket->question_count + 1) * sizeof *found);

    for (uint32_t i = 0; sets != NULL && i < c->row->piece_count; i++)
        sets[i] = c->row->pieces[i].worlds;
    if (sets == NULL)
        cs_fail_memory(docket->failure);
    else if (found != NULL)
        q->all_count = cs_turns_on(docket, sets, c->row->piece_count, docket->possible, found, docket->question_count);
    q->all = keep_questions(why, found, &q->all_count);
    free(sets);
}

/* Finds those on which its state alone depends. */
void cs_case_find_questions_of_state(struct cs_explaining *why, const struct cs_case *c)
{
    struct cs_cases_shared *q = c->shared;
    struct cs_docket *docket = why->run->docket;
    uint32_t *found = malloc((docket->question_count + 1) * sizeof *found);

    if (found != NULL)
        q->of_state_count = cs_ledger_turns_on(q->ledger, c->row, docket->possible, found, docket->question_count);
    q->of_state = keep_questions(why, found, &q->of_state_count);
}

/* The days of an answer, "2022-09-12" or "2022-09-12..2022-09-14"; false if it is another. */
static bool read_days(const char *answer, cs_day *first, cs_day *last)
{
    const char *dots = strstr(answer, "..");
    size_t length = dots != NULL ? (size_t)(dots - answer) : strlen(answer);
    struct cs_moment a, b;

    if (cs_moment_parse(answer, length, (struct cs_zone){0}, &a) != NULL || a.form != CS_MOMENT_DAY)
        return false;
    b = a;
    if (dots != NULL && (cs_moment_parse(dots + 2, strlen(dots + 2), (struct cs_zone){0}, &b) != NULL ||
                         b.form != CS_MOMENT_DAY))
        return false;
    *first = a.first;
    *last = b.last;
    return true;
}

/* How many of the given answers from this one on are days that follow upon one another, and the days that they are. */
static uint32_t days_in_a_row(const struct cs_question *q, const bool *given, uint32_t from, cs_day *first,
                              cs_day *last)
{
    uint32_t count = 1;
    cs_day begins, ends;

    if (!read_days(q->answers[from], first, last))
        return 1;
    while (from + count < q->answer_count && given[from + count] &&
           read_days(q->answers[from + count], &begins, &ends) && begins == *last + 1) {
        *last = ends;
        count++;
    }
    return count;
}

/* "Strict or Middle"; of days "2022-09-12 or 2022-09-14..2022-09-20". Returns how many answers they are. */
static size_t add_given(const struct cs_docket *docket, const struct cs_question *q, const bool *given,
                        struct cs_buffer *out)
{
    uint32_t made = cs_names_tag(&docket->names, q->id);
    bool of_days = made == CS_MADE_DATE || made == CS_MADE_END;
    size_t count = 0;

    for (uint32_t a = 0, together; a < q->answer_count; a += together) {
        cs_day first, last;
        char text[32];

        together = 1;
        if (!given[a])
            continue;
        cs_buffer_text(out, count > 0 ? " or " : "");
        if (of_days && (together = days_in_a_row(q, given, a, &first, &last)) > 2) {
            cs_buffer_printf(out, "%s..", cs_day_text(first, text));
            cs_buffer_text(out, cs_day_text(last, text));
        } else {
            together = 1;
            cs_buffer_text(out, q->answers[a]);
        }
        count += together;
    }
    return count;
}

/* The worlds that give one of these answers. */
static cs_set with_given(struct cs_worlds *w, uint32_t question, const bool *given)
{
    cs_set any = CS_NONE;

    for (uint32_t a = 0; a < cs_worlds_answer_count(w, question); a++)
        if (given[a])
            any = cs_worlds_or(w, any, cs_worlds_answer(w, question, a));
    return any;
}

/* Adds the answers to one question. False if they are all, or memory ran out. */
static bool add_answers_to(struct cs_explaining *why, struct cs_reason *parent, uint32_t question, const bool *given)
{
    const struct cs_docket *docket = why->run->docket;
    const struct cs_question *q = &docket->questions[question];
    struct cs_reason *reason;
    struct cs_buffer text;
    uint32_t said;

    cs_buffer_init(&text);
    cs_buffer_text(&text, cs_names_text(docket->plan->names, q->id));
    said = (uint32_t)text.length;
    cs_buffer_text(&text, ": ");
    if (add_given(docket, q, given, &text) == q->answer_count) {
        cs_buffer_release(&text);
        return false;
    }
    reason = cs_reason_add(why, parent, CS_REASON_QUESTION, &text);
    if (reason == NULL)
        return false;
    reason->question = question;
    reason->said_length = said;
    return true;
}

void cs_case_answers(struct cs_explaining *why, struct cs_reason *parent, const struct cs_case *c)
{
    struct cs_worlds *w = why->run->worlds;
    bool joint = c->any_since && c->row->bond != CS_NO_ROW;
    cs_set told = c->shared->asked; /* the worlds that give all answers that are told */

    if (c->shared->all == NULL)
        find_questions(why, c);
    for (size_t i = 0; i < c->shared->all_count; i++) {
        uint32_t question = c->shared->all[i];
        bool given[CS_ANSWERS_MAX];

        if (!cs_worlds_answers_given(w, c->worlds, question, given)) {
            cs_fail_memory(why->run->failure);
            return;
        }
        if (add_answers_to(why, parent, question, given) && joint)
            told = cs_worlds_and(w, told, with_given(w, question, given));
    }
    if (joint && told != c->worlds)
        cs_reason_text(why, parent, CS_REASON_NOTE, CS_PHRASE("which of the days go with which is not listed here"));
}

/* Puts the pieces of one case side by side; returns how many cases they are. */
static size_t sort_cases(struct cs_cases *cases)
{
    size_t count = cases->count > 0;

    if (cases->count > 1)
        qsort(cases->pieces, cases->count, sizeof *cases->pieces,
              cases->any_since ? by_case_of_any_since : by_case_apart);
    for (size_t i = 1; i < cases->count; i++)
        count += cs_cases_compare(cases->pieces[i - 1], cases->pieces[i], cases->any_since) != 0;
    return count;
}

bool cs_cases_find(struct cs_explaining *why, const struct cs_ledger_row *row, cs_set worlds, struct cs_cases *out)
{
    *out = (struct cs_cases){.pieces = cs_arena_array(why->arena, row->piece_count, sizeof *out->pieces),
                             .begins = cs_arena_array(why->arena, row->piece_count, sizeof *out->begins)};
    if (out->pieces == NULL || out->begins == NULL) {
        cs_fail_memory(why->run->failure);
        return false;
    }
    for (uint32_t i = 0; i < row->piece_count; i++)
        if (!cs_worlds_disjoint(why->run->worlds, row->pieces[i].worlds, worlds))
            out->pieces[out->count++] = &row->pieces[i];
    out->any_since = row->kind == CS_ROW_DECISION;
    if (sort_cases(out) > CASES_APART && row->bond != CS_NO_ROW) {
        out->any_since = true;
        sort_cases(out);
    }
    for (uint32_t i = 0; i < out->count; i++)
        if (i == 0 || cs_cases_compare(out->pieces[i - 1], out->pieces[i], out->any_since) != 0)
            out->begins[out->pieces[i] - row->pieces] = i + 1;
    return true;
}

