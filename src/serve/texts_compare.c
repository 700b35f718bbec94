/* SPDX-License-Identifier: MIT */
/* What would change in the ledger of a case under other versions of its texts. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "serve/state.h"

void cs_text_effects_release(struct cs_text_effects *effects)
{
    for (size_t i = 0; i < effects->count; i++) {
        struct cs_text_effect *e = &effects->items[i];
        char *parts[] = {e->row, e->account, e->before, e->after, e->at};

        for (size_t k = 0; k < sizeof parts / sizeof *parts; k++)
            free(parts[k]);
    }
    free(effects->items);
    *effects = (struct cs_text_effects){.items = NULL};
}

/* The two answers that are compared, at one moment. */
struct comparing { casus_case *cases[2]; casus_answer *answers[2]; struct cs_text_effects *out; const char *at; };

static bool same(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* The row of an answer that is the same thing as one of the other: of one article, with the same parties and act. */
static bool find_row(casus_answer *a, const struct casus_row *like, size_t *out)
{
    struct casus_row row;

    for (size_t i = 0; casus_row_at(a, i, &row) == CASUS_OK; i++)
        if (same(row.kind, like->kind) && same(row.article, like->article) && same(row.holder, like->holder) &&
            same(row.claimant, like->claimant) && same(row.content, like->content) &&
            same(row.trigger, like->trigger) && same(row.date, like->date)) {
            *out = i;
            return true;
        }
    return false;
}

/* "in force, due 2022-03-05" on an account; `row` NULL: there is none. */
static casus_status write_stand(casus_answer *a, const size_t *row, size_t account, char *out, size_t size)
{
    struct casus_stand stand;
    casus_status status;

    out[0] = '\0';
    if (row == NULL)
        return CASUS_OK;
    status = casus_row_stand(a, *row, account, &stand);
    if (status == CASUS_OK)
        snprintf(out, size, "%s%s%s", stand.state, stand.due[0] != '\0' ? ", due " : "", stand.due);
    return status;
}

static casus_status add_effect(struct comparing *c, const struct casus_row *row, const char *account,
                               const char *before, const char *after)
{
    const char *parts[] = {row->holder != NULL ? row->holder : row->kind, ": ", row->content,
                           row->article != NULL ? " (" : "", row->article, row->article != NULL ? ")" : ""};
    casus_text words = {.bytes = NULL};
    struct cs_text_effect *e;

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        cs_serve_add(&words, parts[i] != NULL ? parts[i] : "");
    e = words.failed ? NULL : cs_state_one_more(&c->out->items, &c->out->count, sizeof *e);
    if (e != NULL) {
        e->row = strdup(words.bytes);
        e->account = strdup(account);
        e->before = strdup(before);
        e->after = strdup(after);
        e->at = strdup(c->at);
    }
    casus_text_free(words.bytes);
    return e != NULL && e->row != NULL && e->account != NULL && e->before != NULL && e->after != NULL && e->at != NULL
               ? CASUS_OK
               : CASUS_ERR_MEMORY;
}

/* Compares a row of one answer (0 before, 1 after) with that of the other, on each account. */
static casus_status compare_row(struct comparing *c, size_t side, size_t at, const struct casus_row *row)
{
    size_t other = 0;
    bool there = find_row(c->answers[1 - side], row, &other);
    casus_status status = CASUS_OK;
    char stands[2][160];

    if (side == 1 && there)
        return CASUS_OK; /* it was compared from the other side */
    for (size_t i = 0; status == CASUS_OK && i < casus_account_count(c->answers[side]); i++) {
        status = write_stand(c->answers[side], &at, i, stands[side], sizeof stands[side]);
        if (status == CASUS_OK)
            status = write_stand(c->answers[1 - side], there && i < casus_account_count(c->answers[1 - side]) ? &other
                                                                                                             : NULL,
                                 i, stands[1 - side], sizeof stands[1 - side]);
        if (status == CASUS_OK && strcmp(stands[0], stands[1]) != 0)
            status = add_effect(c, row, casus_account_name(c->answers[side], i), stands[0], stands[1]);
    }
    return status;
}

/* Notes the latest day on which something is due. */
static void find_latest(casus_answer *a, char latest[32])
{
    struct casus_stand stand;

    for (size_t row = 0; row < casus_row_count(a); row++)
        for (size_t i = 0; i < casus_account_count(a); i++)
            if (casus_row_stand(a, row, i, &stand) == CASUS_OK && strcmp(stand.due, latest) > 0)
                snprintf(latest, 32, "%s", stand.due);
}

/* Compares at one moment; notes in `latest` when the last thing is due. */
static casus_status compare_at(struct comparing *c, const char *at, char latest[32], struct casus_failure *failure)
{
    struct casus_wishes wishes = {.size = sizeof wishes, .as_of = at};
    casus_status status = CASUS_OK;
    struct casus_row row;

    c->at = at;
    for (size_t i = 0; status == CASUS_OK && i < 2; i++) {
        status = casus_answer_new(c->cases[i], &wishes, &c->answers[i]);
        if (status != CASUS_OK)
            cs_serve_fail(failure, status, "%.500s", casus_case_message(c->cases[i]));
        else
            find_latest(c->answers[i], latest);
    }
    for (size_t side = 0; side < 2; side++)
        for (size_t i = 0; status == CASUS_OK && casus_row_at(c->answers[side], i, &row) == CASUS_OK; i++) {
            status = compare_row(c, side, i, &row);
            if (status != CASUS_OK)
                cs_serve_fail(failure, status, "%.500s", casus_answer_message(c->answers[side]));
        }
    for (size_t i = 0; i < 2; i++) {
        casus_answer_free(c->answers[i]);
        c->answers[i] = NULL;
    }
    return status;
}

casus_status cs_texts_compare(struct cs_register *r, const struct cs_person *person, const struct cs_kept_case *c,
                              const struct cs_text_set *under, struct cs_text_effects *out,
                              struct casus_failure *failure)
{
    struct cs_kept_case other = *c;
    struct comparing comparing = {.out = out};
    char now[32], latest[32] = "", next[48];
    size_t hidden;
    casus_status status;

    *out = (struct cs_text_effects){.items = NULL};
    other.under = under;
    cs_state_now(r, now);
    status = cs_sight_open(r, person, c, NULL, &comparing.cases[0], &hidden, failure);
    if (status == CASUS_OK)
        status = cs_sight_open(r, person, &other, NULL, &comparing.cases[1], &hidden, failure);
    if (status == CASUS_OK)
        status = cs_register_check(comparing.cases[1], failure);
    if (status == CASUS_OK)
        status = compare_at(&comparing, now, latest, failure);
    if (status == CASUS_OK && strncmp(latest, now, strlen(latest) < 10 ? strlen(latest) : 10) > 0) {
        snprintf(next, sizeof next, "%s", latest);
        status = compare_at(&comparing, next, latest, failure);
    }
    for (size_t i = 0; i < 2; i++)
        casus_case_free(comparing.cases[i]);
    return status;
}
