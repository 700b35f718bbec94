/* SPDX-License-Identifier: MIT */
#include "view/alike.h"

#include <string.h>

#include "view/fold.h"
#include "view/rows.h"

/* ---- texts that differ in a name ---- */

static bool ends_word(char c)
{
    return c == '\0' || strchr(" ,:?\"", c) != NULL;
}

bool cs_text_around(const char *text, const char *name, struct cs_around *out)
{
    size_t length = strlen(name);

    if (length == 0)
        return false;
    for (const char *at = strstr(text, name); at != NULL; at = strstr(at + 1, name))
        if ((at == text || ends_word(at[-1])) && ends_word(at[length])) {
            *out = (struct cs_around){(size_t)(at - text), strlen(at + length)};
            return true;
        }
    return false;
}

bool cs_text_same_around(const char *a, struct cs_around around_a, const char *b, struct cs_around around_b)
{
    return around_a.head == around_b.head && around_a.tail == around_b.tail && strncmp(a, b, around_a.head) == 0 &&
           strcmp(a + strlen(a) - around_a.tail, b + strlen(b) - around_b.tail) == 0;
}

/* Do they differ only in one name, that of the holders if there are two? */
static bool differ_in_a_name(const struct cs_report *report, const char *a, cs_name holder_a, const char *b,
                             cs_name holder_b)
{
    struct cs_around around_a, around_b;
    struct cs_joining joining;

    if (holder_a == holder_b)
        return cs_join_try(report, &joining, &a, 1, b);
    return cs_text_around(a, cs_row_name(report, holder_a), &around_a) &&
           cs_text_around(b, cs_row_name(report, holder_b), &around_b) &&
           cs_text_same_around(a, around_a, b, around_b);
}

static bool are_of_one_form(const struct cs_report *report, uint32_t a, cs_name holder_a, uint32_t b, cs_name holder_b)
{
    const struct cs_question *x = &report->ledger->docket->questions[a], *y = &report->ledger->docket->questions[b];

    if (x->kind != y->kind || x->answer_count != y->answer_count)
        return false;
    for (uint32_t i = 0; i < x->answer_count; i++)
        if (strcmp(x->answers[i], y->answers[i]) != 0)
            return false;
    return differ_in_a_name(report, x->text, holder_a, y->text, holder_b);
}

/* ---- sets in which partners change places ---- */

/*
 * Is `b` what `a` becomes once the partners change places? For each choice of answers of a pair both are followed to
 * what they are with these, so that no set has to be made anew.
 */
static bool changes_into(struct cs_worlds *w, cs_set a, cs_set b, const struct cs_partner *pairs, size_t count)
{
    uint32_t answers;

    if (count == 0)
        return a == b;
    answers = cs_worlds_answer_count(w, pairs->first);
    for (uint32_t i = 0; i < answers; i++)
        for (uint32_t k = 0; k < answers; k++) {
            cs_set one = cs_worlds_given(w, cs_worlds_given(w, a, pairs->first, i), pairs->other, k);
            cs_set two = cs_worlds_given(w, cs_worlds_given(w, b, pairs->first, k), pairs->other, i);

            if (!changes_into(w, one, two, pairs + 1, count - 1))
                return false;
        }
    return true;
}

static bool same_piece(struct cs_worlds *w, const struct cs_ledger_piece *a, const struct cs_ledger_piece *b,
                       const struct cs_partner *pairs, size_t count)
{
    return a->state == b->state && a->has_since == b->has_since && (!a->has_since || a->since == b->since) &&
           a->has_deadline == b->has_deadline && (!a->has_deadline || a->deadline == b->deadline) &&
           a->still_owed == b->still_owed && a->substituted == b->substituted && a->unreported == b->unreported &&
           a->in_part == b->in_part &&
           (!a->in_part || (a->have == b->have && a->of == b->of)) &&
           a->without_count == b->without_count &&
           (a->without_count == 0 || memcmp(a->without, b->without, a->without_count * sizeof *a->without) == 0) &&
           changes_into(w, a->worlds, b->worlds, pairs, count);
}

static bool same_outcomes(const struct cs_report *report, const struct cs_ledger_row *a, const struct cs_ledger_row *b,
                          const struct cs_partner *pairs, size_t count, struct cs_arena *arena)
{
    struct cs_ledger_outcome *x, *y;
    size_t count_x = cs_ledger_outcomes(report->ledger, a, CS_ALL, arena, &x);
    size_t count_y = cs_ledger_outcomes(report->ledger, b, CS_ALL, arena, &y);

    if (count_x != count_y)
        return false;
    for (size_t i = 0; i < count_x; i++)
        if (x[i].kind != y[i].kind || x[i].time != y[i].time || x[i].by != y[i].by ||
            !changes_into(report->ledger->docket->worlds, x[i].worlds, y[i].worlds, pairs, count))
            return false;
    return true;
}

static bool same_rows(const struct cs_report *report, const struct cs_ledger_row *a, const struct cs_ledger_row *b,
                      const struct cs_partner *pairs, size_t count, struct cs_arena *arena)
{
    struct cs_worlds *w = report->ledger->docket->worlds;

    if (a->kind != b->kind || a->piece_count != b->piece_count || a->occurrence != b->occurrence)
        return false;
    for (uint32_t i = 0; i < a->piece_count; i++)
        if (!same_piece(w, &a->pieces[i], &b->pieces[i], pairs, count))
            return false;
    for (size_t i = 0; i < cs_row_account_count(report); i++)
        if (!changes_into(w, cs_row_worlds(report, i), cs_row_worlds(report, i), pairs, count))
            return false;
    return same_outcomes(report, a, b, pairs, count, arena);
}

/* ---- partners ---- */

static bool has(const uint32_t *questions, size_t count, uint32_t question)
{
    for (size_t i = 0; i < count; i++)
        if (questions[i] == question)
            return true;
    return false;
}

static bool is_taken(const struct cs_partner *pairs, size_t count, uint32_t other)
{
    for (size_t i = 0; i < count; i++)
        if (pairs[i].other == other)
            return true;
    return false;
}

/* How many questions the first list has and the other has not; both are ascending. */
static size_t count_apart(const uint32_t *questions, size_t count, const uint32_t *others, size_t other_count)
{
    size_t apart = 0;

    for (size_t i = 0, k = 0; i < count; i++) {
        while (k < other_count && others[k] < questions[i])
            k++;
        apart += k == other_count || others[k] != questions[i];
    }
    return apart;
}

bool cs_rows_alike(const struct cs_report *report, const struct cs_ledger_row *a, const uint32_t *questions_a,
                   size_t count_a, const struct cs_ledger_row *b, const uint32_t *questions_b, size_t count_b,
                   struct cs_arena *arena, struct cs_partner *out, size_t *count)
{
    *count = 0;
    if (count_a != count_b || count_apart(questions_a, count_a, questions_b, count_b) > CS_PARTNERS_MAX)
        return false;
    for (size_t i = 0; i < count_a; i++) {
        size_t k = 0;

        if (has(questions_b, count_b, questions_a[i]))
            continue;
        while (k < count_b && (has(questions_a, count_a, questions_b[k]) || is_taken(out, *count, questions_b[k]) ||
                               !are_of_one_form(report, questions_a[i], a->holder, questions_b[k], b->holder)))
            k++;
        if (k == count_b)
            return false;
        out[(*count)++] = (struct cs_partner){questions_a[i], questions_b[k], b};
    }
    return *count == 0 || same_rows(report, a, b, out, *count, arena);
}
