/* SPDX-License-Identifier: MIT */
/*
 * A trial: a pair of texts that is read and run to one date, and what was found wrong with it. A hunt: many random
 * pairs; one that fails is made small by leaving out lines as long as it still fails in the same way.
 */
#ifndef TESTS_PROPERTY_TRIAL_H
#define TESTS_PROPERTY_TRIAL_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "ledger/ledger.h"
#include "plan/access.h"
#include "property/pair.h"
#include "store/case.h"

#define DIFFERENT_MAX 10 /* pairs reported before giving up */

/* ---- one pair, run once ---- */

struct ask { cs_instant end; bool known_given; cs_instant known; };

struct trial {
    struct cs_case c;
    struct cs_failure failure;
    struct cs_docket *docket;
    struct cs_run *run;
    struct cs_ledger *ledger;
};

struct outcome {
    const char *category; /* NULL: nothing wrong */
    struct cs_buffer text;
};

/* Notes that something is wrong; the first names the outcome. */
static void differ(struct outcome *o, const char *category)
{
    if (o->category == NULL)
        o->category = category;
}

/* A file of a pair that was asked for by name; to be freed. */
static inline char *trial_read_file(const char *path)
{
    FILE *f = fopen(path, "r");
    char *text = calloc(1, 1 << 20);

    if (f == NULL || text == NULL || fread(text, 1, (1 << 20) - 1, f) == 0)
        perror(path);
    if (f != NULL)
        fclose(f);
    return text;
}

/* Parsed and checked; false if there are mistakes. */
static inline bool trial_read_records(struct trial *t, const char *treaty, const char *const *records, size_t count)
{
    memset(t, 0, sizeof *t);
    cs_case_init(&t->c);
    cs_case_add_text(&t->c, "pair.treaty", CS_SOURCE_TREATY, treaty, strlen(treaty));
    for (size_t i = 0; i < count; i++)
        cs_case_add_text(&t->c, "pair.record", CS_SOURCE_RECORD, records[i], strlen(records[i]));
    cs_case_check(&t->c);
    return t->c.plan != NULL;
}

static inline bool trial_read(struct trial *t, const char *treaty, const char *record)
{
    return trial_read_records(t, treaty, &record, 1);
}

/*
 * The number of another pair, where both are to be run by the same access paths: which questions are asked, of those on
 * which nothing hangs, may differ by them. SIZE_MAX: each pair has its own.
 */
static size_t trial_as_number = SIZE_MAX;

/* A number by which choices are made for a pair: by its texts, so that it is always run alike. */
static inline size_t trial_number(const struct trial *t)
{
    size_t length = 0;

    if (trial_as_number != SIZE_MAX)
        return trial_as_number;
    for (const struct cs_file *file = t->c.plan->files; file != NULL; file = file->next)
        length += file->source->length;
    return length;
}

/* Which access paths a run of this pair goes without: all combinations come up among many pairs. */
static inline unsigned trial_ways_off(const struct trial *t)
{
    return (unsigned)(trial_number(t) % (CS_WAYS + 1));
}

/* From how many questions on the newest come first: in every other pair always, else never. */
static inline size_t trial_newest_min(const struct trial *t)
{
    return trial_number(t) / (CS_WAYS + 1) % 2 == 0 ? 1 : SIZE_MAX;
}

static inline bool trial_run(struct trial *t, const struct ask *ask)
{
    return cs_docket_new_ordered(t->c.plan, ask->known_given, ask->known, ask->end, 0, trial_newest_min(t),
                                 &t->failure, &t->docket) == CASUS_OK &&
           cs_run_new_without(t->docket, ask->end, trial_ways_off(t), &t->run) == CASUS_OK &&
           cs_ledger_new(t->run, false, CS_NO_NAME, &t->ledger) == CASUS_OK;
}

static inline void trial_end_run(struct trial *t)
{
    cs_ledger_free(t->ledger);
    cs_run_free(t->run);
    cs_docket_free(t->docket);
    t->ledger = NULL;
    t->run = NULL;
    t->docket = NULL;
}

static inline void trial_release(struct trial *t)
{
    trial_end_run(t);
    cs_case_release(&t->c);
}

/* ---- examining pairs ---- */

enum verdict { REFUSED, FINE, WRONG };

/* Examines one pair; `o` is empty before. What it counts in `totals` is up to it. */
typedef enum verdict (*examiner)(const char *treaty, const char *record, const struct ask *ask, uint64_t seed,
                                 struct outcome *o, void *totals);

struct hunt {
    const char *law; /* the test, as kept pairs name it */
    examiner examine;
    void (*alter)(struct cs_buffer *text, struct chance *chance); /* or NULL: changes a text between two examinations */
    uint32_t looks;  /* how often one pair is examined, at least */
    void *totals;   /* of the examiner; not counted into while a pair is made small */
    size_t totals_size;
    bool days;      /* pairs of the fragment that the oracle knows, asked on whole days */
    uint64_t seed;
    size_t count, pairs, refused, wrong;
};

static enum verdict examine(const struct hunt *h, const char *treaty, const char *record, const struct ask *ask,
                            uint64_t seed, struct outcome *o, void *totals)
{
    *o = (struct outcome){0};
    cs_buffer_init(&o->text);
    return h->examine(treaty, record, ask, seed, o, totals);
}

/* ---- making a difference small ---- */

static char *without_lines(const char *text, size_t from, size_t count)
{
    char *out = malloc(strlen(text) + 1), *end = out;
    size_t line = 0;

    for (const char *c = text; *c != '\0' && out != NULL; line++) {
        size_t length = strcspn(c, "\n");

        length += c[length] == '\n';
        if (line < from || line >= from + count) {
            memcpy(end, c, length);
            end += length;
        }
        c += length;
    }
    if (out != NULL)
        *end = '\0';
    return out;
}

static size_t count_lines(const char *text)
{
    size_t count = 0;

    for (; *text != '\0'; text++)
        count += *text == '\n';
    return count;
}

struct shrinking {
    const struct hunt *hunt;
    char *treaty, *record;
    const struct ask *ask;
    uint64_t seed;
    const char *category;
    void *totals;
};

static bool still_differs(const struct shrinking *s, const char *treaty, const char *record)
{
    struct outcome o;
    bool same = examine(s->hunt, treaty, record, s->ask, s->seed, &o, s->totals) == WRONG &&
                strcmp(o.category, s->category) == 0;

    cs_buffer_release(&o.text);
    return same;
}

static bool shrink_text(struct shrinking *s, char **text, bool of_treaty)
{
    bool any = false;

    for (size_t size = count_lines(*text) / 2 + 1; size > 0; size /= 2)
        for (size_t from = 0; from < count_lines(*text);) {
            char *less = without_lines(*text, from, size);

            if (less != NULL && still_differs(s, of_treaty ? less : s->treaty, of_treaty ? s->record : less)) {
                free(*text);
                *text = less;
                any = true;
            } else {
                free(less);
                from += 1;
            }
        }
    return any;
}

static void report(const struct hunt *h, uint64_t seed, const char *treaty, const char *record, const struct ask *ask,
                   const struct outcome *o)
{
    struct shrinking s = {h, strdup(treaty), strdup(record), ask, seed, o->category, calloc(1, h->totals_size + 1)};
    struct outcome small;
    char day[32];

    printf("DIFFERENCE with seed %llu: %s\n", (unsigned long long)seed, o->category);
    for (bool any = s.treaty != NULL && s.record != NULL && s.totals != NULL; any;) {
        any = shrink_text(&s, &s.treaty, true);
        any |= shrink_text(&s, &s.record, false);
    }
    examine(h, s.treaty, s.record, ask, seed, &small, s.totals);
    printf("---- treaty\n%s---- record\n%s----\n", s.treaty, s.record);
    printf("asked at the end of %s", cs_instant_text(ask->end - 1, CS_UTC, day));
    if (ask->known_given)
        printf(", known by %s", cs_instant_text(ask->known - 1, CS_UTC, day));
    printf("\n%s\n", cs_buffer_string(&small.text));
    fflush(stdout);
    cs_buffer_release(&small.text);
    free(s.treaty);
    free(s.record);
    free(s.totals);
}

/* ---- many pairs ---- */

static void choose(struct pair *p, struct ask *ask)
{
    uint32_t day = 2 + below(&p->chance, 12);

    *ask = (struct ask){.end = cs_day_start(p->base + (cs_day)day, cs_zone_fixed(p->record_zone))};
    if (p->days)
        return;
    if (percent(&p->chance, 12))
        ask->end += 43200 + 1; /* an instant of the next day */
    if (percent(&p->chance, 15)) {
        ask->known_given = true;
        ask->known = cs_day_start(p->base + (cs_day)(1 + below(&p->chance, 11)), cs_zone_fixed(p->record_zone));
    }
}

static void try_seed(struct hunt *h, uint64_t seed)
{
    enum verdict verdict = FINE;
    struct pair p;
    uint32_t looks;

    pair_init(&p, seed, h->days);
    h->pairs++;
    looks = 1 + below(&p.chance, 2) + h->looks;
    if (h->days) /* clingo takes long: each pair is asked on one day */
        looks = 1;
    for (; looks > 0 && verdict == FINE; looks--) {
        const char *treaty = cs_buffer_string(&p.treaty), *record = cs_buffer_string(&p.record);
        struct outcome o;
        struct ask ask;

        choose(&p, &ask);
        verdict = examine(h, treaty, record, &ask, seed, &o, h->totals);
        h->refused += verdict == REFUSED;
        h->wrong += verdict == WRONG;
        if (verdict == WRONG)
            report(h, seed, treaty, record, &ask, &o);
        cs_buffer_release(&o.text);
        if (h->alter != NULL) {
            h->alter(&p.treaty, &p.chance);
            h->alter(&p.record, &p.chance);
        }
    }
    pair_release(&p);
}

/* Pairs from a seed: `differential_test [COUNT [SEED]]`, or CASUS_COUNT and CASUS_SEED. */
static void hunt(struct hunt *h, int argc, char **argv, size_t count)
{
    const char *seed_text = argc > 2 ? argv[2] : getenv("CASUS_SEED");
    const char *count_text = argc > 1 ? argv[1] : getenv("CASUS_COUNT");

    h->seed = seed_text != NULL ? strtoull(seed_text, NULL, 10) : 1;
    h->count = count_text != NULL ? strtoull(count_text, NULL, 10) : count;
    for (size_t i = 0; i < h->count && h->wrong < DIFFERENT_MAX; i++)
        try_seed(h, h->seed + i);
    printf("seeds from %llu: %zu pairs, %zu refused, %zu wrong\n", (unsigned long long)h->seed, h->pairs, h->refused,
           h->wrong);
}

static int hunt_failed(const struct hunt *h)
{
    return h->wrong > 0 || h->refused * 10 > h->pairs;
}

#endif
