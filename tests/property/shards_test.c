/* SPDX-License-Identifier: MIT */
/*
 * Where the plan proves a key (plan/shard.h), the parts of the shards put together are, byte for byte, what one scan
 * writes; and the bad rows that they tell of are the same, in the same order.
 *
 * Treaties are made by chance of articles, of which some speak of one case at a time, some of none, some of several; so
 * are tables, dated with days or with hours, with rows that are bad. What the plan must prove, and what it must
 * refuse, is known of each article. A failure prints the seed, the treaty and the table.
 *
 *   shards_test [COUNT [SEED]]
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "casus/casus.h"
#include "property/chance.h"
#include "time/civil.h"

#define ROWS_MAX 40
#define DAYS 16
#define FIRST_DAY 10957 /* 2000-01-01 */
#define SHARDS_MAX 4

static const char words[] =
    "kind  body\nkind  state is body\nkind  case\n"
    "name  state Alden, Borea, Cassia, Dorn\nname  body Council\n"
    "event threat in case to state\nevent request in case by state\nevent help in case by state\n"
    "event consult in case\nevent strike in case by state\nevent waiver in case by state\nevent peace in case\n"
    "event session in case\nevent summit\nevent report by state\nevent sitting\n"
    "fact  state is threatened in case\nfact  state is blamed in case\nfact  state is allied\nfact  truce in case\n"
    "treaty Pact \"A pact\" since 1990-01-01\n"
    "1990-01-01/.. Alden, Borea are allied\n"
    "reading Soon \"soon\"\n  Strict 1 day\n  Wide 3 days\n";

/* `whole`: it speaks of several cases at once, or owes what names none, so the rows cannot be told apart by cases. */
static const struct { const char *text; bool whole; } articles[] = {
    {"when threat in c to s\nthen s is threatened in c\n"
     "when peace in c\nif s is threatened in c\nthen end s is threatened in c\n", false},
    {"when request in c by s\nif s is threatened in c\nthen Council owes s consult in c within 72 hours only\n", false},
    {"when request in c by s\nif helper is allied\nand helper other than s\n"
     "then helper owes s help in c by helper within 4 days\nuntil peace in c\nreleased upon waiver in c by s\n", false},
    {"while s is threatened in c\nand s is allied\nand helper is allied\nand helper other than s\n"
     "then helper owes s help in c by helper within 3 days\nsuspended while truce in c\n", false},
    {"when request in c by s\nif ally is allied\nand ally other than s\n"
     "then ally owes s no strike in c by ally within 5 days\n", false},
    {"when strike in c by s\nthen Council expects s waiver in c by s within 2 days\nthen s is blamed in c\n", false},
    {"when request in c by s\nif helper is allied\nthen helper owes s help in c by helper within Soon\n", false},
    {"when helper fails s help in c by helper\nthen helper owes s consult in c within 48 hours\n", false},
    {"may waiver in c by s\nif s is blamed in c\n", false},
    {"when 2 days after p: peace in c\nif number of s in help in c by s at least 2\n"
     "then Council owes Council session in c within 2 days\n", false},
    {"when help in c by s\nif no strike in c by s\nthen Council owes s session in c within 24 hours\n", false},
    {"when summit\nif s is threatened in c\nthen Council owes s consult in c within 1 day\n", true},
    {"when summit\nif s is allied\nthen s owes Council report by s within 3 days\n", false},
    {"when strike in c by s\nthen threat in c to s\n", false},
    {"when x: strike in c by s\nthen x counts as waiver in c by s\n", false},
    {"when strike in c by s\nthen Council owes Council sitting within 2 days\n", true},
    {"when request in c by s\nif s is threatened in d\nthen Council owes s session in c within 3 days\n", true},
    {"when request in c by s\nif number of d in s is threatened in d at least 2\n"
     "then Council owes s session in c within 3 days\n", true},
    {"when request in c by s\nif no strike by s\nthen Council owes s session in c within 3 days\n", true},
    {"when threat in c to s\nthen s is allied\n", true},
    {"when summit\nthen Cassia is allied\n", true},
    {"when help in c by s\nif no summit\nthen Council owes s session in c within 2 days\n", true},
    {"when request in c by s\nthen s owes Council consult in c within 5 days\nuntil peace\n", true},
};
#define ARTICLES (sizeof articles / sizeof *articles)

static const char map[] =
    "table day, what, case, who\ndated day\neach  case is a new case\neach  who is a state\n"
    "where what is threat\nthen threat in case to who\nwhere what is request\nthen request in case by who\n"
    "where what is help\nthen help in case by who\nwhere what is consult\nthen consult in case\n"
    "where what is strike\nthen strike in case by who\nwhere what is waiver\nthen waiver in case by who\n"
    "where what is peace\nthen peace in case\nwhere what is session\nthen session in case\n"
    "where what is summit\nthen summit\nwhere what is report\nthen report by who\nwhere what is sitting\nthen sitting\n"
    "where what is ally\nthen who is allied\nwhere what is leave\nthen end who is allied\n"
    "where what is truce\nthen truce in case\nwhere what is war\nthen end truce in case\n"
    "write outcome, article, holder, claimant, act, since, date, row, cause\n";

struct trial { unsigned seed; struct cs_buffer treaty, table; bool whole, owes, json; casus_case *c; };

static void fail(const struct trial *t, const char *what, const char *more)
{
    fprintf(stderr, "seed %u: %s\n%s\n%s\n%s\n", t->seed, what, more, cs_buffer_string(&t->treaty),
            cs_buffer_string(&t->table));
    exit(1);
}

/* ---- a treaty and a table ---- */

static void make_treaty(struct chance *c, struct trial *t)
{
    bool chosen[ARTICLES];

    for (size_t i = 0; i < ARTICLES; i++) {
        chosen[i] = percent(c, articles[i].whole ? 4 : 45);
        t->whole = t->whole || (chosen[i] && articles[i].whole);
    }
    chosen[0] = chosen[0] || t->whole; /* of facts that nothing begins several cases may be spoken of */
    chosen[2] = chosen[2] || t->whole; /* who is allied matters */
    cs_buffer_text(&t->treaty, words);
    for (size_t i = 0; i < ARTICLES; i++) {
        if (!chosen[i])
            continue;
        cs_buffer_printf(&t->treaty, "article %zu\n%s", i + 1, articles[i].text);
        t->owes = t->owes || (strstr(articles[i].text, "owes") != NULL && strstr(articles[i].text, "report") == NULL) ||
                  strstr(articles[i].text, "expects") != NULL;
    }
}

struct row { int64_t time; char text[64]; };

static int by_time(const void *a, const void *b)
{
    const struct row *x = a, *y = b;

    return x->time != y->time ? (x->time < y->time ? -1 : 1) : strcmp(x->text, y->text);
}

static void make_table(struct chance *c, struct trial *t)
{
    static const char *const whats[] = {"threat", "threat", "request", "request", "request", "help", "help", "consult",
                                        "strike", "waiver", "peace",   "session", "summit",  "report", "sitting",
                                        "ally",   "leave",  "truce",   "war",     "nonsense"};
    static const char *const states[] = {"Alden", "Borea", "Cassia", "Dorn", "Alden", "Borea", "Cassia", "Nobody"};
    static const char *const cases[] = {"7", "8", "Big one", "9", "x"};
    struct row rows[ROWS_MAX];
    size_t count = 8 + below(c, ROWS_MAX - 8);
    uint32_t with_hours = percent(c, 25) ? 50 : percent(c, 60) ? 100 : 0; /* of so many rows in a hundred */

    for (size_t i = 0; i < count; i++) {
        bool hours = percent(c, with_hours);
        uint32_t second = hours ? below(c, 24) * 3600 : 0; /* some are of one moment */
        char day[32], hour[48] = "";

        rows[i].time = (FIRST_DAY + (int64_t)below(c, DAYS)) * 86400 + second;
        cs_day_text((cs_day)(rows[i].time / 86400), day);
        if (hours)
            snprintf(hour, sizeof hour, "T%02u:00Z", second / 3600);
        snprintf(rows[i].text, sizeof rows[i].text, "%.12s%.12s,%s,%s,%s", day, hour, whats[below(c, 20)],
                 cases[below(c, 5)], states[below(c, 8)]);
    }
    qsort(rows, count, sizeof *rows, by_time);
    if (percent(c, 30)) { /* a row that comes too late */
        struct row last = rows[count - 1];

        rows[count - 1] = rows[count / 2];
        rows[count / 2] = last;
    }
    for (size_t i = 0; i < count; i++)
        cs_buffer_printf(&t->table, "%s\n", rows[i].text);
}

static void read_case(struct trial *t)
{
    if (casus_case_new(&t->c) != CASUS_OK ||
        casus_case_add_text(t->c, "pact.treaty", cs_buffer_string(&t->treaty), t->treaty.length) != CASUS_OK ||
        casus_case_add_text(t->c, "rows.map", map, sizeof map - 1) != CASUS_OK || casus_case_check(t->c) != CASUS_OK)
        abort();
    for (size_t i = 0; i < casus_case_diagnostic_count(t->c) && casus_case_error_count(t->c) > 0; i++) {
        struct casus_diagnostic d;

        if (casus_case_diagnostic(t->c, i, &d) == CASUS_OK && d.error)
            fail(t, "the treaty has a mistake", d.message);
    }
}

/* ---- scans ---- */

struct bytes { const char *at; size_t left; };

static size_t give(void *context, char *bytes, size_t size)
{
    struct bytes *in = context;
    size_t part = in->left < size ? in->left : size;

    part = part > 100 ? 100 : part; /* in several pieces */
    memcpy(bytes, in->at, part);
    in->at += part;
    in->left -= part;
    return part;
}

static void tell_bad(void *context, const struct casus_bad_row *row)
{
    cs_buffer_printf(context, "%s:%llu:%zu: %s\n", row->table, (unsigned long long)row->line, row->column, row->cause);
}

static void scan(const struct trial *t, uint32_t shard, uint32_t shards, casus_text *out, struct cs_buffer *bad)
{
    struct casus_scan_wishes wishes = {.size = sizeof wishes, .form = t->json ? CASUS_SCAN_LINES : CASUS_SCAN_CSV,
                                       .skip_bad = true, .shard = shard, .shards = shards, .bad = tell_bad,
                                       .context = bad};
    struct bytes in = {cs_buffer_string(&t->table), t->table.length};
    casus_scan *s;

    *out = (casus_text){.bytes = NULL};
    if (casus_scan_new(t->c, &wishes, casus_text_sink(out), &s) != CASUS_OK)
        fail(t, "there is no scan", casus_case_message(t->c));
    if (casus_scan_table(s, "rows.csv", give, &in) != CASUS_OK || casus_scan_end(s) != CASUS_OK)
        fail(t, "the scan failed", casus_scan_message(s));
    casus_scan_free(s);
}

static void compare(const struct trial *t, const casus_text *one, const struct cs_buffer *bad, uint32_t shards)
{
    casus_text parts[SHARDS_MAX], merged = {.bytes = NULL};
    struct casus_scan_input inputs[SHARDS_MAX];
    struct bytes in[SHARDS_MAX];
    struct cs_buffer told, again;
    struct casus_merge_wishes wishes = {.size = sizeof wishes, .bad = tell_bad, .context = &again};
    struct casus_scan_counts counts;
    struct casus_failure failure;
    bool stopped;

    cs_buffer_init(&told);
    cs_buffer_init(&again);
    for (uint32_t i = 0; i < shards; i++) {
        scan(t, i + 1, shards, &parts[i], &told);
        in[i] = (struct bytes){parts[i].bytes, parts[i].length};
        inputs[shards - 1 - i] = (struct casus_scan_input){"part", give, &in[i]};
    }
    if (casus_scan_merge(inputs, shards, &wishes, casus_text_sink(&merged), &counts, &stopped, &failure) != CASUS_OK)
        fail(t, "the parts cannot be merged", failure.message);
    if (merged.length != one->length || (one->length > 0 && memcmp(merged.bytes, one->bytes, one->length) != 0)) {
        fprintf(stderr, "%.*s----\n%.*s", (int)one->length, one->bytes, (int)merged.length, merged.bytes);
        fail(t, "the shards have told something else", "");
    }
    if (strcmp(cs_buffer_string(bad), cs_buffer_string(&again)) != 0) {
        fprintf(stderr, "%s----\n%s", cs_buffer_string(bad), cs_buffer_string(&again));
        fail(t, "the shards have told of other bad rows", "");
    }
    for (uint32_t i = 0; i < shards; i++)
        casus_text_free(parts[i].bytes);
    casus_text_free(merged.bytes);
    cs_buffer_release(&told);
    cs_buffer_release(&again);
}

static void try_seed(unsigned seed, size_t *proved, size_t *refused, size_t *rows)
{
    struct chance c = {seed};
    struct trial t = {.seed = seed};
    casus_text key = {.bytes = NULL}, one;
    struct cs_buffer bad;
    casus_status status;

    cs_buffer_init(&t.treaty);
    cs_buffer_init(&t.table);
    cs_buffer_init(&bad);
    make_treaty(&c, &t);
    make_table(&c, &t);
    t.json = percent(&c, 20);
    read_case(&t);
    status = casus_scan_key(t.c, casus_text_sink(&key));
    if (status == CASUS_OK) {
        if (t.whole)
            fail(&t, "the plan has proved a key that is none", "");
        ++*proved;
        scan(&t, 0, 0, &one, &bad);
        for (size_t i = 0; i < one.length; i++)
            *rows += one.bytes[i] == '\n';
        for (uint32_t shards = 1; shards <= SHARDS_MAX; shards++)
            compare(&t, &one, &bad, shards);
        casus_text_free(one.bytes);
    } else {
        if (!t.whole && t.owes)
            fail(&t, "the plan has not proved the key", key.bytes);
        ++*refused;
    }
    casus_text_free(key.bytes);
    casus_case_free(t.c);
    cs_buffer_release(&t.treaty);
    cs_buffer_release(&t.table);
    cs_buffer_release(&bad);
}

int main(int count, char **args)
{
    unsigned tries = count > 1 ? (unsigned)strtoul(args[1], NULL, 10) : 1000;
    unsigned first = count > 2 ? (unsigned)strtoul(args[2], NULL, 10) : 1;
    size_t proved = 0, refused = 0, rows = 0;

    for (unsigned seed = first; seed < first + tries; seed++)
        try_seed(seed, &proved, &refused, &rows);
    printf("%zu keys proved, %zu refused; %zu rows compared\n", proved, refused, rows);
    return tries < 100 || (proved > tries / 4 && refused > tries / 10 && rows > tries) ? 0 : 1;
}
