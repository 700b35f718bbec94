/* SPDX-License-Identifier: MIT */
/*
 * A scan tells what a run on a record of the same rows tells: on the end of each day that was over as the table ended,
 * and at its last moment, the last row that was written of a duty says the state that the duty then has. Rows that come
 * late, and are sorted in, change nothing.
 *
 * Random tables under a few treaties, dated with days and with hours. A failure prints the seed and the table.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "casus/casus.h"
#include "property/chance.h"
#include "time/zone.h"

#define ROWS_MAX 40
#define DAYS 20
#define FIRST_DAY 10957 /* 2000-01-01 */

/* Tables that are always tried. */
static const unsigned kept[] = {
    526, /* a day whose order is open: a duty is founded anew in some worlds, and first in others */
    585, /* a time runs out on the last day, after the last row */
    835, /* a prohibition is broken on the day with which its time is over */
};

static const char words[] =
    "kind  body\nkind  state is body\nkind  case\n"
    "name  state Alden, Borea, Cassia, Dorn\nname  body Council\n"
    "event threat in case to state\nevent request in case by state\nevent help in case by state\n"
    "event consult in case\nevent strike in case by state\nevent waiver in case by state\nevent peace in case\n"
    "event sitting\nfact  state is threatened in case\nfact  state is allied\nfact  truce in case\n"
    "treaty Pact \"A pact\" since 1990-01-01\n"
    "1990-01-01/.. Alden, Borea are allied\n";

static const char *const treaties[] = {
    /* duties of hours and of days, each other ally, until, only */
    "article threat\nwhen threat in c to s\nthen s is threatened in c\n"
    "when peace in c\nif s is threatened in c\nthen end s is threatened in c\n"
    "article 1\nwhen request in c by s\nif s is threatened in c\nand s is allied\n"
    "then Council owes s consult in c within 72 hours only\n"
    "article 2\nwhen request in c by s\nif s is threatened in c\nand helper is allied\nand helper other than s\n"
    "then helper owes s help in c by helper within 4 days\nuntil peace in c\nreleased upon waiver in c by s\n",
    /* a state founds and ends duties; prohibitions; suspension */
    "article 1\nwhile s is threatened in c\nand s is allied\nand helper is allied\nand helper other than s\n"
    "then helper owes s help in c by helper within 3 days\nsuspended while truce in c\n"
    "article threat\nwhen threat in c to s\nthen s is threatened in c\n"
    "when peace in c\nif s is threatened in c\nthen end s is threatened in c\n"
    "article 2\nwhen request in c by s\nif ally is allied\nand ally other than s\n"
    "then ally owes s no strike in c by ally within 5 days\n"
    "article 3\nwhen strike in c by s\nthen Council expects s waiver in c by s within 2 days\n",
    /* an open reading, counting, what follows from a breach, a power, late performance */
    "reading Soon \"soon\"\n  Strict 1 day\n  Wide 3 days\n"
    "article 1\nwhen request in c by s\nif helper is allied\nand helper other than s\n"
    "then helper owes s help in c by helper within Soon\n"
    "article 2\nwhen helper fails s help in c by helper\nthen helper owes s consult in c within 48 hours\n"
    "article 3\nmay waiver in c by s\nif s is allied\n"
    "article 4\nwhen 2 days after p: peace in c\nif number of s in help in c by s at least 2\n"
    "then Council owes Council sitting within 2 days\n",
};

static const char map_body[] =
    "each  case is a new case\neach  who is a state\n"
    "where what is threat\nthen threat in case to who\nwhere what is request\nthen request in case by who\n"
    "where what is help\nthen help in case by who\nwhere what is consult\nthen consult in case\n"
    "where what is strike\nthen strike in case by who\nwhere what is waiver\nthen waiver in case by who\n"
    "where what is peace\nthen peace in case\nwhere what is sitting\nthen sitting\n"
    "where what is ally\nthen who is allied\n"
    "where what is truce\nthen truce in case\nwhere what is war\nthen end truce in case\n"
    "write outcome, article, holder, claimant, act, date\n";

struct row { int64_t time; char text[128]; };
struct table { struct row rows[ROWS_MAX]; size_t count; bool hours; };

static void fail(const char *what, unsigned seed, const struct table *t, const char *more)
{
    fprintf(stderr, "seed %u, treaty %u: %s\n%s\n", seed, seed % 3 + 1, what, more);
    for (size_t i = 0; i < t->count; i++)
        fprintf(stderr, "%s\n", t->rows[i].text);
    exit(1);
}

/* ---- a random table ---- */

static int by_time(const void *a, const void *b)
{
    const struct row *x = a, *y = b;

    if (x->time != y->time)
        return x->time < y->time ? -1 : 1;
    return strcmp(x->text, y->text);
}

static void make_table(struct chance *c, struct table *t)
{
    static const char *const whats[] = {"threat", "threat", "request", "request", "help",  "help", "help", "consult",
                                        "strike", "waiver", "peace",   "sitting", "ally"};
    static const char *const states[] = {"Alden", "Borea", "Cassia", "Dorn"};
    static const char *const cases[] = {"7", "8", "Big one"};
    bool truce[3] = {false, false, false};
    int64_t turned[3] = {0, 0, 0}; /* the day on which that changed last: of one day no order is told */

    t->count = 8 + below(c, ROWS_MAX - 8);
    t->hours = percent(c, 50);
    for (size_t i = 0; i < t->count; i++) {
        t->rows[i].time = (FIRST_DAY + (int64_t)below(c, DAYS)) * 86400 + (t->hours ? below(c, 86400) : 0);
        t->rows[i].text[0] = '\0';
    }
    qsort(t->rows, t->count, sizeof *t->rows, by_time);
    for (size_t i = 0; i < t->count; i++) {
        char day[32], hour[48] = "";
        uint32_t k = below(c, 3);
        const char *what = whats[below(c, sizeof whats / sizeof *whats)];

        if (percent(c, 8) && t->rows[i].time / 86400 > turned[k]) {
            what = truce[k] ? "war" : "truce";
            truce[k] = !truce[k];
            turned[k] = t->rows[i].time / 86400;
        }
        cs_day_text((cs_day)(t->rows[i].time / 86400), day);
        if (t->hours)
            snprintf(hour, sizeof hour, "T%02d:%02d:%02dZ", (int)(t->rows[i].time % 86400 / 3600),
                     (int)(t->rows[i].time % 3600 / 60), (int)(t->rows[i].time % 60));
        snprintf(t->rows[i].text, sizeof t->rows[i].text, "%s%s,%s,%s,%s", day, hour, what, cases[k],
                 states[below(c, 4)]);
    }
}

/* ---- a scan of it ---- */

static casus_case *read_case(unsigned seed, const char *name, const char *text)
{
    casus_case *c;
    char treaty[8192], map[4096];

    snprintf(treaty, sizeof treaty, "%s%s", words, treaties[seed % 3]);
    snprintf(map, sizeof map, "table day, what, case, who\ndated day\n%s", map_body);
    if (casus_case_new(&c) != CASUS_OK ||
        casus_case_add_text(c, "pact.treaty", treaty, strlen(treaty)) != CASUS_OK ||
        casus_case_add_text(c, "rows.map", map, strlen(map)) != CASUS_OK ||
        (text != NULL && casus_case_add_text(c, name, text, strlen(text)) != CASUS_OK) ||
        casus_case_check(c) != CASUS_OK)
        abort();
    for (size_t i = 0; i < casus_case_diagnostic_count(c) && casus_case_error_count(c) > 0; i++) {
        struct casus_diagnostic d;

        if (casus_case_diagnostic(c, i, &d) == CASUS_OK && d.error)
            fprintf(stderr, "%s:%zu: %s\n", d.text, d.line, d.message);
    }
    if (casus_case_error_count(c) > 0)
        abort();
    return c;
}

struct bytes { const char *at; size_t left; };

static size_t give(void *context, char *bytes, size_t size)
{
    struct bytes *in = context;
    size_t part = in->left < size ? in->left : size;

    memcpy(bytes, in->at, part);
    in->at += part;
    in->left -= part;
    return part;
}

static char *scan(unsigned seed, const struct table *t, enum casus_scan_form form, int64_t late)
{
    struct casus_scan_wishes wishes = {.size = sizeof wishes, .form = form, .late = late};
    casus_case *c = read_case(seed, NULL, NULL);
    casus_text text = {.bytes = NULL};
    struct cs_buffer csv;
    struct bytes in;
    casus_scan *s;

    cs_buffer_init(&csv);
    for (size_t i = 0; i < t->count; i++)
        cs_buffer_printf(&csv, "%s\n", t->rows[i].text);
    in = (struct bytes){cs_buffer_string(&csv), csv.length};
    if (casus_scan_new(c, &wishes, casus_text_sink(&text), &s) != CASUS_OK)
        fail("there is no scan", seed, t, casus_case_message(c));
    if (casus_scan_table(s, "rows.csv", give, &in) != CASUS_OK || casus_scan_end(s) != CASUS_OK)
        fail("the scan failed", seed, t, casus_scan_message(s));
    casus_scan_free(s);
    casus_case_free(c);
    cs_buffer_release(&csv);
    return text.bytes;
}

/* ---- what it has told ---- */

struct told { char outcome[32], key[160], date[48]; };

static size_t read_told(char *csv, struct told *told, size_t most)
{
    size_t count = 0;
    char *line = strchr(csv, '\n'); /* behind the headers */

    for (line = line == NULL ? NULL : line + 1; line != NULL && *line != '\0' && count < most; count++) {
        char *end = strchr(line, '\n'), *date;
        struct told *v = &told[count];

        *end = '\0';
        date = strrchr(line, ',');
        *date = '\0';
        snprintf(v->date, sizeof v->date, "%.40s", date + 1);
        snprintf(v->outcome, sizeof v->outcome, "%.*s", (int)strcspn(line, ","), line);
        snprintf(v->key, sizeof v->key, "%s", line + strcspn(line, ",") + 1);
        line = end + 1;
    }
    return count;
}

/* The last outcome that was told of a duty by the end of a day (NULL: at all); "" if none was. */
static const char *told_by(const struct told *told, size_t count, const char *key, const char *day)
{
    const char *last = "";

    for (size_t i = 0; i < count; i++)
        if (strcmp(told[i].key, key) == 0 && (day == NULL || strncmp(told[i].date, day, 10) <= 0))
            last = told[i].outcome;
    return last;
}

/* "help in case 7 by Borea" as the table has it, "help in 7 by Borea". */
static void without_kind(const char *content, char *out, size_t size)
{
    size_t at = 0;

    for (; *content != '\0' && at + 1 < size; content++) {
        if (strncmp(content, "case ", 5) == 0)
            content += 5;
        out[at++] = *content;
    }
    out[at] = '\0';
}

static bool is_told(const char *state)
{
    return strcmp(state, "in force") != 0 && strcmp(state, "suspended") != 0 && strcmp(state, "none") != 0;
}

/* A duty that a state has founded anew (R 4.2) has several rows: how many are like this one? */
static size_t count_like(const casus_answer *a, const struct casus_row *row)
{
    size_t count = 0;
    struct casus_row other;

    for (size_t i = 0; i < casus_row_count(a); i++)
        count += casus_row_at(a, i, &other) == CASUS_OK && other.holder != NULL &&
                 strcmp(other.holder, row->holder) == 0 && strcmp(other.claimant, row->claimant) == 0 &&
                 strcmp(other.content, row->content) == 0 && strcmp(other.article, row->article) == 0;
    return count;
}

/* `day` NULL: at the last moment of the table, which is the last date of its record. */
static void compare_day(unsigned seed, const struct table *t, casus_case *c, const char *day, const struct told *told,
                        size_t count, size_t *compared)
{
    struct casus_wishes wishes = {.size = sizeof wishes, .as_of = day, .account = "open"};
    casus_answer *a;

    if (casus_answer_new(c, &wishes, &a) != CASUS_OK)
        fail("there is no answer", seed, t, casus_case_message(c));
    for (size_t i = 0; i < casus_row_count(a); i++) {
        struct casus_row row;
        struct casus_stand stand;
        char content[120], key[160], more[512];
        const char *last;

        if (casus_row_at(a, i, &row) != CASUS_OK || row.holder == NULL || casus_row_stand(a, i, 0, &stand) != CASUS_OK)
            continue;
        if (count_like(a, &row) > 1)
            continue; /* what was told last is of one of them */
        without_kind(row.content, content, sizeof content);
        snprintf(key, sizeof key, "%s,%s,%s,%s", row.article + strlen("Pact "), row.holder, row.claimant, content);
        last = told_by(told, count, key, day);
        ++*compared;
        if (is_told(stand.state) ? strcmp(stand.state, last) == 0 : !is_told(last) || *last == '\0' ||
                                                                        strcmp(last, "undetermined") == 0)
            continue;
        snprintf(more, sizeof more, "%s: %s: the record says \"%.40s\", the scan \"%.40s\"", casus_answer_as_of(a), key,
                 stand.state, last);
        fail("they differ", seed, t, more);
    }
    casus_answer_free(a);
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/*
 * The lines of a text, sorted, each once, as one text: where the order of a day is open a duty may be founded anew in
 * some worlds, and is then told of for each.
 */
static char *sorted(const char *text)
{
    char *copy = strdup(text), *lines[4096], *out = calloc(1, strlen(text) + 2);
    size_t count = 0;

    for (char *line = strtok(copy, "\n"); line != NULL && count < 4096; line = strtok(NULL, "\n"))
        lines[count++] = line;
    qsort(lines, count, sizeof *lines, by_text);
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && strcmp(lines[i], lines[i - 1]) == 0)
            continue;
        strcat(out, lines[i]);
        strcat(out, "\n");
    }
    free(copy);
    return out;
}

/* Rows are moved forward and back by less than two days. */
static void shuffle(struct chance *c, struct table *t)
{
    for (size_t i = 0; i + 1 < t->count; i++) {
        size_t other = i + below(c, 4);

        if (other < t->count && t->rows[other].time - t->rows[i].time < 86400) {
            struct row row = t->rows[i];

            t->rows[i] = t->rows[other];
            t->rows[other] = row;
        }
    }
}

static void try_seed(unsigned seed, size_t *compared)
{
    static struct told told[4096];
    struct chance c = {seed};
    struct table t;
    char *csv, *record, *plain, *late, *again;
    casus_case *of_record;
    size_t count;

    make_table(&c, &t);
    csv = scan(seed, &t, CASUS_SCAN_CSV, 0);
    record = scan(seed, &t, CASUS_SCAN_RECORD, 0);
    plain = sorted(csv);
    of_record = read_case(seed, "rows.record", record);
    count = read_told(csv, told, 4096);
    for (cs_day day = FIRST_DAY; (day + 1) * INT64_C(86400) <= t.rows[t.count - 1].time; day++) {
        char text[32];

        compare_day(seed, &t, of_record, cs_day_text(day, text), told, count, compared);
    }
    compare_day(seed, &t, of_record, NULL, told, count, compared);
    casus_case_free(of_record);
    shuffle(&c, &t);
    again = scan(seed, &t, CASUS_SCAN_CSV, 40 * 86400);
    late = sorted(again);
    if (strcmp(plain, late) != 0)
        fail("rows that came late have changed what is told", seed, &t, late);
    free(late);
    free(plain);
    casus_text_free(again);
    casus_text_free(csv);
    casus_text_free(record);
}

int main(int count, char **args)
{
    unsigned first = count > 1 ? (unsigned)strtoul(args[1], NULL, 10) : 1;
    unsigned last = count > 2 ? (unsigned)strtoul(args[2], NULL, 10) : first + 149;
    size_t compared = 0;

    for (size_t i = 0; count == 1 && i < sizeof kept / sizeof *kept; i++)
        try_seed(kept[i], &compared);
    for (unsigned seed = first; seed <= last; seed++)
        try_seed(seed, &compared);
    printf("%u tables, %zu states compared\n", last - first + 1, compared);
    return compared > 0 ? 0 : 1;
}
