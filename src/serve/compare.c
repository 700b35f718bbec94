/* SPDX-License-Identifier: MIT */
#include "serve/compare.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "serve/state.h"

#define DAY_SIZE sizeof "2022-03-05"
#define DAY_SECONDS (24 * 3600)

void cs_effects_release(struct cs_effects *effects)
{
    for (size_t i = 0; i < effects->count; i++) {
        struct cs_effect *e = &effects->items[i];
        char *parts[] = {e->row, e->account, e->before, e->after, e->at};

        for (size_t k = 0; k < sizeof parts / sizeof *parts; k++)
            free(parts[k]);
    }
    free(effects->items);
    *effects = (struct cs_effects){.items = NULL};
}

/* ---- what a ledger says at a date ---- */

/* A row on an account: what it is, to find the same thing in the other ledger, and how it stands. */
struct stand {
    char *key;
    size_t row, account, order; /* order: its place in the ledger */
    char words[160];
};
struct stands { struct stand *items; size_t count; };

static void release_stands(struct stands *stands)
{
    for (size_t i = 0; i < stands->count; i++)
        free(stands->items[i].key);
    free(stands->items);
    *stands = (struct stands){.items = NULL};
}

/* Things are the same that are of one article, with the same parties, act and cause, on one account. */
static char *make_key(const struct casus_row *row, const char *account)
{
    const char *parts[] = {row->kind,    row->article, row->holder, row->claimant,
                           row->content, row->trigger, row->date,   account};
    casus_text key = {.bytes = NULL};

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        cs_serve_add_all(&key, parts[i] != NULL ? parts[i] : "", "\n", NULL);
    if (!key.failed)
        return key.bytes;
    casus_text_free(key.bytes);
    return NULL;
}

static int by_key(const void *a, const void *b)
{
    const struct stand *x = a, *y = b;
    int order = strcmp(x->key, y->key);

    return order != 0 ? order : x->order < y->order ? -1 : x->order > y->order;
}

/* ---- the dates ---- */

/* A date that comes: its text, and the second of its end. */
struct date { long long end; char text[40]; };

struct comparing {
    const struct cs_register *r;
    casus_case *cases[2];
    casus_answer *answers[2];
    struct stands now[2], told[2]; /* told: as of the last date */
    long long end;                 /* the second of the end of the date that is compared */
    struct date *dates;            /* those that were found behind it; the soonest first, once they are sorted */
    size_t date_count, date_room, effort;
    struct cs_effects *out;
};

static casus_status add_date(struct comparing *c, const char *day, long long end)
{
    struct date *date;

    if (end <= c->end)
        return CASUS_OK; /* it is over */
    if (c->date_count == c->date_room) {
        date = realloc(c->dates, (2 * c->date_room + 16) * sizeof *date);
        if (date == NULL)
            return CASUS_ERR_MEMORY;
        c->dates = date;
        c->date_room = 2 * c->date_room + 16;
    }
    date = &c->dates[c->date_count++];
    date->end = end;
    snprintf(date->text, sizeof date->text, "%s", day);
    return CASUS_OK;
}

/* Notes the day of a date, and the one behind it: what is due on a day is broken as the day is over. */
static casus_status note_date(struct comparing *c, const char *text)
{
    char day[DAY_SIZE], next[DAY_SIZE];
    struct casus_date date;
    struct tm parts;
    time_t behind;
    casus_status status;

    if (text == NULL || strlen(text) < DAY_SIZE - 1)
        return CASUS_OK;
    snprintf(day, sizeof day, "%.10s", text);
    status = casus_case_date(c->r->dates, day, &date);
    if (status != CASUS_OK)
        return status == CASUS_ERR_ARGUMENT ? CASUS_OK : status; /* it is no single day */
    status = add_date(c, day, date.end);
    behind = (time_t)date.end + DAY_SECONDS / 2; /* noon of the day behind, whether its end counts to it or not */
    if (status != CASUS_OK || gmtime_r(&behind, &parts) == NULL)
        return status;
    strftime(next, sizeof next, "%Y-%m-%d", &parts);
    return add_date(c, next, date.end + DAY_SECONDS);
}

static int by_end(const void *a, const void *b)
{
    const struct date *x = a, *y = b;

    return x->end < y->end ? -1 : x->end > y->end ? 1 : strcmp(x->text, y->text);
}

/* Sorts the dates, and keeps each that is to come once. */
static void sort_dates(struct comparing *c)
{
    size_t kept = 0;

    if (c->date_count > 0)
        qsort(c->dates, c->date_count, sizeof *c->dates, by_end);
    for (size_t i = 0; i < c->date_count; i++)
        if (c->dates[i].end > c->end && (kept == 0 || c->dates[kept - 1].end != c->dates[i].end))
            c->dates[kept++] = c->dates[i];
    c->date_count = kept;
}

/* Notes when something is dated, or comes about by itself. */
static casus_status note_dates(struct comparing *c, casus_answer *a, bool entries)
{
    struct casus_coming coming;
    struct casus_entry entry;
    casus_next *next = NULL;
    casus_status status = casus_next_new(a, NULL, &next);

    for (size_t i = 0; status == CASUS_OK && casus_next_coming(next, i, &coming) == CASUS_OK; i++)
        status = note_date(c, coming.on);
    for (size_t i = 0; entries && status == CASUS_OK && casus_entry_at(a, i, &entry) == CASUS_OK; i++)
        status = note_date(c, entry.date);
    casus_next_free(next);
    return status;
}

static casus_status add_stand(struct comparing *c, casus_answer *a, size_t at, const struct casus_row *row,
                              size_t account, struct stands *out)
{
    struct casus_stand stand;
    struct stand *added = &out->items[out->count];
    casus_status status = casus_row_stand(a, at, account, &stand);

    if (status != CASUS_OK)
        return status;
    added->key = make_key(row, casus_account_name(a, account));
    added->row = at;
    added->account = account;
    added->order = out->count++;
    snprintf(added->words, sizeof added->words, "%s%s%s", cs_serve_state(row->kind, stand.state),
             stand.due[0] != '\0' ? ", due " : "", stand.due);
    return added->key != NULL ? note_date(c, stand.due) : CASUS_ERR_MEMORY;
}

/* Reads how each row stands, and notes when it is due. */
static casus_status read_stands(struct comparing *c, casus_answer *a, struct stands *out)
{
    casus_status status = CASUS_OK;
    struct casus_row row;

    out->items = calloc(casus_row_count(a) * casus_account_count(a) + 1, sizeof *out->items);
    if (out->items == NULL)
        return CASUS_ERR_MEMORY;
    for (size_t i = 0; status == CASUS_OK && casus_row_at(a, i, &row) == CASUS_OK; i++)
        for (size_t k = 0; status == CASUS_OK && k < casus_account_count(a); k++)
            status = add_stand(c, a, i, &row, k, out);
    if (status == CASUS_OK && out->count > 0)
        qsort(out->items, out->count, sizeof *out->items, by_key);
    return status;
}

/* ---- comparing ---- */

static casus_status add_effect(struct comparing *c, casus_answer *a, const struct stand *of, const char *before,
                               const char *after, const char *at)
{
    struct casus_row row;
    casus_text words = {.bytes = NULL};
    struct cs_effect *e = NULL;

    if (casus_row_at(a, of->row, &row) != CASUS_OK)
        return CASUS_ERR_MEMORY;
    cs_serve_add_all(&words, row.holder != NULL ? row.holder : row.kind, ": ", row.content, NULL);
    if (row.article != NULL)
        cs_serve_add_all(&words, " (", row.article, ")", NULL);
    if (!words.failed)
        e = cs_state_one_more(&c->out->items, &c->out->count, sizeof *e);
    if (e != NULL) {
        e->row = strdup(words.bytes);
        e->account = strdup(casus_account_name(a, of->account));
        e->before = strdup(before);
        e->after = strdup(after);
        e->at = strdup(at);
    }
    casus_text_free(words.bytes);
    return e != NULL && e->row != NULL && e->account != NULL && e->before != NULL && e->after != NULL && e->at != NULL
               ? CASUS_OK
               : CASUS_ERR_MEMORY;
}

/* The stand with this key, of those that have it the one of this number; goes on in the list. NULL: there is none. */
static const struct stand *at_key(const struct stands *stands, size_t *at, const char *key)
{
    while (*at < stands->count && strcmp(stands->items[*at].key, key) < 0)
        (*at)++;
    return *at < stands->count && strcmp(stands->items[*at].key, key) == 0 ? &stands->items[(*at)++] : NULL;
}

static const char *words_of(const struct stand *stand)
{
    return stand != NULL ? stand->words : "";
}

/* A thing in the two ledgers of now, and in those of the last date. */
struct pair { const struct stand *now[2], *told[2]; };

static bool is_to_be_told(const struct pair *p)
{
    bool otherwise = strcmp(words_of(p->now[0]), words_of(p->now[1])) != 0;
    bool was = strcmp(words_of(p->told[0]), words_of(p->told[1])) != 0;

    if (otherwise && was)
        return strcmp(words_of(p->now[0]), words_of(p->told[0])) != 0 ||
               strcmp(words_of(p->now[1]), words_of(p->told[1])) != 0;
    return otherwise || was;
}

/* In the order of the first ledger; what is in the second alone stands behind. */
static int by_order(const void *a, const void *b)
{
    const struct stand *x = ((const struct pair *)a)->now[0], *y = ((const struct pair *)b)->now[0];
    size_t p, q;

    if ((x == NULL) != (y == NULL))
        return x == NULL ? 1 : -1;
    p = x != NULL ? x->order : ((const struct pair *)a)->now[1]->order;
    q = y != NULL ? y->order : ((const struct pair *)b)->now[1]->order;
    return p < q ? -1 : p > q;
}

/* Goes through the four lists at once, all of them in the order of their keys, and keeps what is to be told. */
static casus_status find_pairs(const struct comparing *c, struct pair **out, size_t *count)
{
    size_t at[2] = {0, 0}, before[2] = {0, 0};

    while (at[0] < c->now[0].count || at[1] < c->now[1].count) {
        struct pair pair = {.now = {NULL}}, *kept;
        const char *key = NULL;

        for (size_t side = 0; side < 2; side++)
            if (at[side] < c->now[side].count &&
                (key == NULL || strcmp(c->now[side].items[at[side]].key, key) < 0))
                key = c->now[side].items[at[side]].key;
        for (size_t side = 0; side < 2; side++) {
            pair.now[side] = at_key(&c->now[side], &at[side], key);
            pair.told[side] = at_key(&c->told[side], &before[side], key);
        }
        if (!is_to_be_told(&pair))
            continue;
        kept = cs_state_one_more(out, count, sizeof *kept);
        if (kept == NULL)
            return CASUS_ERR_MEMORY;
        *kept = pair;
    }
    return CASUS_OK;
}

static casus_status tell(struct comparing *c, const char *at)
{
    struct pair *pairs = NULL;
    size_t count = 0;
    casus_status status = find_pairs(c, &pairs, &count);

    if (status == CASUS_OK && count > 0)
        qsort(pairs, count, sizeof *pairs, by_order);
    for (size_t i = 0; status == CASUS_OK && i < count; i++) {
        size_t side = pairs[i].now[0] != NULL ? 0 : 1;

        status = add_effect(c, c->answers[side], pairs[i].now[side], words_of(pairs[i].now[0]),
                            words_of(pairs[i].now[1]), at);
    }
    free(pairs);
    return status;
}

/* Compares at one date, and notes those that follow from it. */
static casus_status compare_at(struct comparing *c, const char *at, bool first, struct casus_failure *failure)
{
    struct casus_wishes wishes = {.size = sizeof wishes, .as_of = at};
    casus_status status = CASUS_OK;

    for (size_t i = 0; status == CASUS_OK && i < 2; i++) {
        status = casus_answer_new(c->cases[i], &wishes, &c->answers[i]);
        if (status != CASUS_OK) {
            cs_serve_fail(failure, status, "%.500s", casus_case_message(c->cases[i]));
            break;
        }
        status = read_stands(c, c->answers[i], &c->now[i]);
        if (status == CASUS_OK)
            status = note_dates(c, c->answers[i], first);
        if (status != CASUS_OK)
            cs_serve_fail(failure, status, "%.500s",
                          status == CASUS_ERR_MEMORY ? "not enough memory" : casus_answer_message(c->answers[i]));
        c->effort += c->now[i].count + casus_entry_count(c->answers[i]);
    }
    if (status == CASUS_OK && tell(c, at) != CASUS_OK)
        status = cs_serve_memory(failure);
    for (size_t i = 0; i < 2; i++) {
        casus_answer_free(c->answers[i]);
        c->answers[i] = NULL;
        release_stands(&c->told[i]);
        c->told[i] = c->now[i];
        c->now[i] = (struct stands){.items = NULL};
    }
    return status;
}

/* The date behind this one; where there were too many, the last. False: there is none. */
static bool step(struct comparing *c, struct date *at)
{
    const struct date *last;

    sort_dates(c);
    if (c->date_count == 0)
        return false;
    last = &c->dates[c->date_count - 1];
    if (c->effort > CS_COMPARE_EFFORT_MOST && c->date_count > 1 && c->out->left_out[0] == '\0')
        snprintf(c->out->left_out, sizeof c->out->left_out, "after %s and before %s", at->text, last->text);
    *at = c->effort > CS_COMPARE_EFFORT_MOST ? *last : c->dates[0];
    c->end = at->end;
    return true;
}

casus_status cs_compare(const struct cs_register *r, casus_case *before, casus_case *after, struct cs_effects *out,
                        struct casus_failure *failure)
{
    struct comparing c = {.r = r, .cases = {before, after}, .out = out};
    struct date at = {.end = 0};
    char now[32];
    casus_status status;

    *out = (struct cs_effects){.items = NULL};
    cs_state_now(r, now);
    snprintf(at.text, sizeof at.text, "%s", now);
    if (!cs_state_seconds(r, now, false, &c.end))
        return cs_serve_fail(failure, CASUS_ERR_IO, "the clock of the register cannot be read");
    status = compare_at(&c, at.text, true, failure);
    while (status == CASUS_OK && step(&c, &at))
        status = compare_at(&c, at.text, false, failure);
    for (size_t i = 0; i < 2; i++)
        release_stands(&c.told[i]);
    free(c.dates);
    return status;
}

/* Is it told of the same row at the same date, with the same states? */
static bool goes_together(const struct cs_effect *a, const struct cs_effect *b)
{
    return strcmp(a->at, b->at) == 0 && strcmp(a->row, b->row) == 0 && strcmp(a->before, b->before) == 0 &&
           strcmp(a->after, b->after) == 0;
}

void cs_effects_write(const struct cs_effects *effects, casus_text *out)
{
    const char *at = "", *row = "";

    if (effects->count == 0)
        cs_serve_add(out, "Nothing in the ledger changes by it, at any date.\n");
    for (size_t i = 0; i < effects->count; i++) {
        const struct cs_effect *e = &effects->items[i];

        if (strcmp(e->at, at) != 0) {
            cs_serve_add_all(out, i > 0 ? "\n" : "", e->at, "\n", NULL);
            row = "";
        }
        if (strcmp(e->row, row) != 0)
            cs_serve_add_all(out, "  ", e->row, "\n", NULL);
        cs_serve_add_all(out, "    ", e->account, NULL);
        while (i + 1 < effects->count && goes_together(e, &effects->items[i + 1]))
            cs_serve_add_all(out, ", ", effects->items[++i].account, NULL);
        cs_serve_add_all(out, ": ", e->before[0] != '\0' ? e->before : "no such row", " -> ",
                         e->after[0] != '\0' ? e->after : "no such row", "\n", NULL);
        at = e->at;
        row = e->row;
    }
    if (effects->left_out[0] != '\0')
        cs_serve_add_all(out, "\nNot looked at, since they are many: the dates ", effects->left_out, ".\n", NULL);
}
