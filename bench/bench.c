/* SPDX-License-Identifier: MIT */
/*
 * Measures casus on generated records (workload.h): occurrences per second and peak memory, in one world and in 64,
 * beside the plain twin (one world, from scratch) and, for one workload, beside a monitor written by hand.
 *
 * Each measure is a process of its own, with its own peak of memory and a time limit. Times are processor times; they
 * still differ from run to run, so compare only ratios within one run.
 */
#define _DEFAULT_SOURCE /* wait4: the peak of memory of one child */

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "ledger/ledger.h"
#include "monitor.h"
#include "store/case.h"
#include "twin/twin.h"
#include "workload.h"
#include "write/json.h"

#define ACTS 20 /* for some more entries a docket has room (docket_int.h) */

enum method { ENGINE, TWIN, MONITOR };

struct task { const struct workload *workload; size_t occurrences; bool open; enum method method; };

/* The result that the process of a measure sends to its parent. */
struct found {
    double read, run, ledger; /* seconds */
    double act, first_act;    /* seconds of an entry that comes behind all others; of the first, which makes room */
    size_t rows, undetermined, questions;
    struct monitor_counts counts;
    char worlds[32];
    char trouble[512];
};

struct measure {
    struct task of;
    enum { DONE, OUT_OF_TIME, IN_TROUBLE } end;
    struct found found;
    double megabytes;
};

static const char *const method_names[] = {"engine", "twin", "by hand"};

static double time_of(clockid_t clock)
{
    struct timespec at;

    clock_gettime(clock, &at);
    return (double)at.tv_sec + (double)at.tv_nsec / 1e9;
}

static double processor_time(void)
{
    return time_of(CLOCK_PROCESS_CPUTIME_ID);
}

/* ---- the process of a measure ---- */

static void count_states(const struct cs_ledger *ledger, struct found *found)
{
    struct monitor_counts *counts = &found->counts;

    for (size_t i = 0; i < ledger->row_count; i++) {
        enum cs_state state = cs_ledger_state(ledger, &ledger->rows[i], ledger->docket->possible);

        found->undetermined += state == CS_STATE_UNDETERMINED;
        if (ledger->rows[i].kind != CS_ROW_DUTY)
            continue;
        counts->in_force += state == CS_STATE_IN_FORCE;
        counts->fulfilled += state == CS_STATE_FULFILLED;
        counts->late += state == CS_STATE_FULFILLED_LATE;
        counts->violated += state == CS_STATE_VIOLATED;
    }
}

static casus_status read_case(struct cs_case *c, const struct task *of)
{
    size_t groups = of->occurrences / of->workload->group, next = 0;
    char path[1024];

    snprintf(path, sizeof path, "%s/bench/%s", CASUS_SOURCE_DIR, of->workload->treaty);
    if (cs_case_add(c, path) != CASUS_OK)
        return c->failure.status;
    while (next < groups) {
        struct cs_buffer part;
        casus_status status;

        cs_buffer_init(&part);
        workload_part(of->workload, of->open, groups, &next, &part);
        status = part.failed ? cs_fail_memory(&c->failure)
                             : cs_case_add_text(c, "made.record", CS_SOURCE_RECORD, part.bytes, part.length);
        cs_buffer_release(&part);
        if (status != CASUS_OK)
            return status;
    }
    if (cs_case_check(c) == CASUS_OK && c->plan == NULL)
        cs_fail(&c->failure, CASUS_ERR_ARGUMENT, "%s", c->diagnostics.items[0].message);
    return c->failure.status;
}

static casus_status run_twin(struct cs_docket *docket, cs_instant end, struct found *found)
{
    uint32_t *answers = calloc(docket->question_count + 1, sizeof *answers);
    double before = processor_time();
    struct cs_twin *twin;
    casus_status status;

    if (answers == NULL)
        return CASUS_ERR_MEMORY;
    status = cs_twin_new(docket, end, answers, CS_TWIN_BY_NAME, &twin);
    found->run = processor_time() - before;
    found->ledger = 0;
    if (status == CASUS_OK) {
        found->rows = twin->row_count + twin->act_count + twin->decision_count;
        cs_twin_free(twin);
    }
    free(answers);
    return status;
}

/* The next entry of a text, with the lines that belong to it; NULL behind the last. */
static const char *entry_at(const char *text, size_t *length)
{
    const char *end = strchr(text, '\n');

    if (end == NULL)
        return NULL;
    while (end[1] == ' ')
        end = strchr(end + 1, '\n');
    *length = (size_t)(end + 1 - text);
    return text;
}

/* Appends an entry to the case, and goes on with the run up to the end of its day. */
static bool enter(struct cs_case *c, struct cs_file *record, struct cs_docket *docket, struct cs_run *run,
                  const char *entry, size_t length)
{
    size_t occurrences = docket->occurrence_count, facts = docket->fact_count;
    cs_instant end;
    bool done;

    return cs_run_may_go_on(run) && cs_case_append(c, record, entry, length, &done) == CASUS_OK && done &&
           cs_docket_append(docket) && cs_run_append(run, occurrences, facts) && cs_case_last(c, &end) &&
           cs_run_go_on(run, end, false) == CASUS_OK;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/*
 * What one act costs on a case that is held in memory: the first two entries of more groups are entered one by one,
 * which come behind all that is there. The clock of the processor is too coarse for one, so it is the median by the
 * clock on the wall.
 */
static void measure_acts(struct cs_case *c, const struct task *of, struct cs_docket *docket, struct cs_run *run,
                         struct found *found)
{
    size_t group = of->occurrences / of->workload->group + 10, length = 0;
    struct cs_file *record = c->files;
    double times[ACTS];

    while (record->next != NULL)
        record = record->next;
    for (size_t act = 0; act < ACTS; act += 2, group++) {
        struct cs_buffer part;
        size_t next = group;
        const char *entry;

        cs_buffer_init(&part);
        workload_part(of->workload, of->open, group + 1, &next, &part);
        entry = cs_buffer_string(&part);
        for (size_t i = 0; i < 2 && found->trouble[0] == '\0'; i++, entry += length) {
            double start = time_of(CLOCK_MONOTONIC);

            if ((entry = entry_at(entry, &length)) == NULL || !enter(c, record, docket, run, entry, length))
                snprintf(found->trouble, sizeof found->trouble, "an entry more cannot be appended");
            times[act + i] = time_of(CLOCK_MONOTONIC) - start;
        }
        cs_buffer_release(&part);
    }
    found->first_act = times[0];
    qsort(times, ACTS, sizeof *times, by_size);
    found->act = times[ACTS / 2];
}

static casus_status run_engine(struct cs_case *c, const struct task *of, struct found *found)
{
    double start = processor_time(), middle;
    struct cs_buffer worlds;
    struct cs_docket *docket;
    struct cs_ledger *ledger;
    struct cs_run *run;
    cs_instant end;

    if (!cs_case_last(c, &end))
        return cs_fail(&c->failure, CASUS_ERR_ARGUMENT, "nothing is dated");
    if (cs_docket_new(c->plan, false, 0, end, 0, &c->failure, &docket) != CASUS_OK ||
        cs_run_new(docket, end, &run) != CASUS_OK)
        return c->failure.status;
    middle = processor_time();
    if (cs_ledger_new(run, false, CS_NO_NAME, &ledger) != CASUS_OK)
        return c->failure.status;
    found->run = middle - start;
    found->ledger = processor_time() - middle;
    found->rows = ledger->row_count;
    found->questions = docket->question_count;
    count_states(ledger, found);
    cs_buffer_init(&worlds);
    cs_worlds_count(docket->worlds, docket->possible, &worlds);
    snprintf(found->worlds, sizeof found->worlds, "%s", cs_buffer_string(&worlds));
    cs_buffer_release(&worlds);
    cs_ledger_free(ledger);
    if (of->method == ENGINE && !of->open)
        measure_acts(c, of, docket, run, found);
    return of->method == TWIN ? run_twin(docket, end, found) : CASUS_OK;
}

static void measure_monitor(const struct task *of, struct found *found)
{
    size_t groups = of->occurrences / of->workload->group, next = 0;
    struct monitor *monitor = monitor_new(groups);

    while (monitor != NULL && next < groups) {
        struct cs_buffer part;
        double start;

        cs_buffer_init(&part);
        workload_part(of->workload, of->open, groups, &next, &part);
        start = processor_time();
        monitor_read(monitor, cs_buffer_string(&part));
        found->run += processor_time() - start;
        cs_buffer_release(&part);
    }
    if (monitor == NULL) {
        snprintf(found->trouble, sizeof found->trouble, "out of memory");
        return;
    }
    found->counts = monitor_count(monitor);
    monitor_free(monitor);
}

static void measure_case(const struct task *of, struct found *found)
{
    struct cs_case c;
    double start = processor_time();

    cs_case_init(&c);
    if (read_case(&c, of) == CASUS_OK) {
        found->read = processor_time() - start;
        run_engine(&c, of, found);
    }
    if (found->trouble[0] == '\0')
        snprintf(found->trouble, sizeof found->trouble, "%s", c.failure.message);
    /* The process ends here, so nothing is freed. */
}

/* ---- its parent ---- */

static bool read_all(int descriptor, void *into, size_t length)
{
    char *bytes = into;

    while (length > 0) {
        ssize_t got = read(descriptor, bytes, length);

        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        bytes += got;
        length -= (size_t)got;
    }
    return true;
}

static void be_the_process(const struct task *of, int out, unsigned limit)
{
    struct rlimit seconds = {.rlim_cur = limit, .rlim_max = limit + 1}, none = {.rlim_cur = 0, .rlim_max = 0};
    struct found found = {.read = 0};

    setrlimit(RLIMIT_CORE, &none);
    setrlimit(RLIMIT_CPU, &seconds); /* SIGXCPU ends the process */
    if (of->method == MONITOR)
        measure_monitor(of, &found);
    else
        measure_case(of, &found);
    _exit(write(out, &found, sizeof found) == (ssize_t)sizeof found ? 0 : 3);
}

static bool measure(const struct task *of, unsigned limit, struct measure *out)
{
    int ends[2], status;
    struct rusage used;
    bool whole;
    pid_t child;

    *out = (struct measure){.of = *of, .end = IN_TROUBLE};
    if (pipe(ends) != 0)
        return false;
    child = fork();
    if (child == 0) {
        close(ends[0]);
        be_the_process(of, ends[1], limit);
    }
    close(ends[1]);
    whole = child > 0 && read_all(ends[0], &out->found, sizeof out->found);
    close(ends[0]);
    if (child < 0 || wait4(child, &status, 0, &used) != child)
        return false;
    out->megabytes = (double)used.ru_maxrss / 1024;
    if (whole && out->found.trouble[0] == '\0')
        out->end = DONE;
    else if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
        out->end = OUT_OF_TIME;
    return true;
}

/* ---- output ---- */

static double whole_time(const struct measure *m)
{
    return m->found.read + m->found.run + m->found.ledger;
}

static void show_head(void)
{
    printf("%-13s %9s %7s %-8s %9s %9s %9s %9s %12s %9s\n", "workload", "occurr.", "worlds", "method", "read s",
           "run s", "ledger s", "act us", "occurr./s", "peak MB");
}

static void show(const struct measure *m)
{
    printf("%-13s %9zu %7s %-8s ", m->of.workload->name, m->of.occurrences, m->of.open ? "64" : "1",
           method_names[m->of.method]);
    if (m->end == OUT_OF_TIME)
        printf("not done in the time allowed, %.0f MB by then\n", m->megabytes);
    else if (m->end == IN_TROUBLE)
        printf("%s\n", m->found.trouble[0] != '\0' ? m->found.trouble : "it ended of itself");
    else
        printf("%9.3f %9.3f %9.3f %9.1f %12.0f %9.1f\n", m->found.read, m->found.run, m->found.ledger,
               m->found.act * 1e6, (double)m->of.occurrences / whole_time(m), m->megabytes);
    fflush(stdout);
}

static void seconds(struct cs_json *json, const char *key, double value)
{
    cs_json_key(json, key);
    cs_json_number(json, (unsigned long long)(value * 1e6));
}

static void add_measure(struct cs_json *json, const struct measure *m)
{
    static const char *const ends[] = {"done", "out of time", "trouble"};

    cs_json_open(json, '{', true);
    cs_json_pair(json, "workload", m->of.workload->name);
    cs_json_key(json, "occurrences");
    cs_json_number(json, m->of.occurrences);
    cs_json_key(json, "worlds");
    cs_json_number(json, m->of.open ? 64 : 1);
    cs_json_pair(json, "method", method_names[m->of.method]);
    cs_json_pair(json, "end", ends[m->end]);
    seconds(json, "read_us", m->found.read);
    seconds(json, "run_us", m->found.run);
    seconds(json, "ledger_us", m->found.ledger);
    cs_json_key(json, "act_ns");
    cs_json_number(json, (unsigned long long)(m->found.act * 1e9));
    seconds(json, "first_act_us", m->found.first_act);
    cs_json_key(json, "peak_kb");
    cs_json_number(json, (unsigned long long)(m->megabytes * 1024));
    cs_json_key(json, "rows");
    cs_json_number(json, m->found.rows);
    cs_json_close(json, '}');
}

/* ---- the measures ---- */

#define MEASURES_MAX 128

struct bench {
    struct measure items[MEASURES_MAX];
    size_t count;
    unsigned limit;
    bool failed;
};

static const struct measure *take(struct bench *bench, const struct workload *workload, size_t occurrences, bool open,
                                  enum method method)
{
    struct task of = {workload, occurrences, open, method};
    struct measure *m = &bench->items[bench->count];

    if (bench->count == MEASURES_MAX)
        return NULL;
    if (isatty(STDERR_FILENO))
        fprintf(stderr, "\r%s, %zu occurrences, %s ...\033[K\r", workload->name, occurrences, method_names[method]);
    if (!measure(&of, bench->limit, m)) {
        fprintf(stderr, "bench: cannot start a process: %s\n", strerror(errno));
        exit(3);
    }
    if (isatty(STDERR_FILENO))
        fprintf(stderr, "\033[K");
    bench->count++;
    bench->failed = bench->failed || m->end == IN_TROUBLE;
    show(m);
    return m;
}

/* Ends the program if a result is wrong. */
static void demand(struct bench *bench, bool right, const char *what)
{
    if (right)
        return;
    printf("wrong: it is not so that %s\n", what);
    bench->failed = true;
}

static void compare(struct bench *bench, const struct workload *workload, size_t occurrences, bool with_twin)
{
    const struct measure *one = take(bench, workload, occurrences, false, ENGINE);
    const struct measure *all = take(bench, workload, occurrences, true, ENGINE);
    const struct measure *twin = with_twin ? take(bench, workload, occurrences, false, TWIN) : NULL;
    const struct measure *hand = workload == workload_at(0) ? take(bench, workload, occurrences, false, MONITOR) : NULL;

    if (one == NULL || all == NULL || one->end != DONE || all->end != DONE)
        return;
    demand(bench, one->found.undetermined == 0, "one world leaves nothing undetermined");
    demand(bench, strcmp(all->found.worlds, "64") == 0 && all->found.undetermined > 0, "64 worlds matter");
    printf("%-13s %9zu   64 worlds at once cost %.2f times one world", "", occurrences,
           whole_time(all) / whole_time(one));
    if (twin != NULL && twin->end == DONE)
        printf("; the twin runs one in %.1f times the engine's time", twin->found.run / (one->found.run));
    if (hand != NULL && hand->end == DONE) {
        demand(bench, memcmp(&hand->found.counts, &one->found.counts, sizeof hand->found.counts) == 0,
               "the engine finds what was found by hand");
        printf("; by hand one takes 1/%.1f of it", whole_time(one) / whole_time(hand));
    }
    printf("\n");
    fflush(stdout);
}

static bool write_json(const struct bench *bench, const char *path)
{
    struct cs_buffer text;
    struct cs_json json;
    FILE *file = fopen(path, "w");
    bool fine;

    cs_buffer_init(&text);
    cs_json_init(&json, &text);
    cs_json_open(&json, '[', false);
    for (size_t i = 0; i < bench->count; i++)
        add_measure(&json, &bench->items[i]);
    cs_json_close(&json, ']');
    fine = file != NULL && !text.failed && fwrite(text.bytes, 1, text.length, file) == text.length;
    if (file != NULL)
        fine = fclose(file) == 0 && fine;
    if (!fine)
        fprintf(stderr, "bench: cannot write to \"%s\": %s\n", path, strerror(errno));
    cs_buffer_release(&text);
    return fine;
}

static int usage(void)
{
    fprintf(stderr, "usage: casus_bench [--json FILE] [--limit SECONDS] [--only WORKLOAD] [--twin MOST]\n"
                    "                   [OCCURRENCES...]\n"
                    "Without numbers: 1000 10000 100000 1000000. Each measure has 120 seconds of the processor; the\n"
                    "twin, which is slow on purpose, is asked up to 1000 occurrences.\n");
    return 2;
}

struct wishes { const char *json, *only; size_t twin; unsigned limit; };

/* Reads the options; returns the index of the first number; 0 if the options are wrong. */
static int read_wishes(int count, char **words, struct wishes *out)
{
    int at = 1;

    for (; at + 1 < count && strncmp(words[at], "--", 2) == 0; at += 2) {
        if (strcmp(words[at], "--json") == 0)
            out->json = words[at + 1];
        else if (strcmp(words[at], "--only") == 0)
            out->only = words[at + 1];
        else if (strcmp(words[at], "--twin") == 0)
            out->twin = strtoul(words[at + 1], NULL, 10);
        else if (strcmp(words[at], "--limit") == 0 && strtoul(words[at + 1], NULL, 10) > 0)
            out->limit = (unsigned)strtoul(words[at + 1], NULL, 10);
        else
            return 0;
    }
    for (int i = at; i < count; i++)
        if (strtoul(words[i], NULL, 10) < 100 || strtoul(words[i], NULL, 10) > 10000000)
            return 0;
    return at;
}

int main(int count, char **words)
{
    static const char *const sizes[] = {"1000", "10000", "100000", "1000000"};
    struct wishes wishes = {.twin = 1000, .limit = 120};
    int at = read_wishes(count, words, &wishes);
    const char *const *asked = at < count ? (const char *const *)(words + at) : sizes;
    size_t asked_count = at < count ? (size_t)(count - at) : sizeof sizes / sizeof *sizes;
    static struct bench bench;

    if (at == 0)
        return usage();
    bench.limit = wishes.limit;
    setenv("CASUS_PATH", CASUS_SOURCE_DIR, 1); /* finds the vocabularies from any folder */
    show_head();
    for (size_t w = 0; workload_at(w) != NULL; w++)
        for (size_t i = 0; i < asked_count; i++) {
            size_t occurrences = strtoul(asked[i], NULL, 10);

            if (wishes.only == NULL || strcmp(wishes.only, workload_at(w)->name) == 0)
                compare(&bench, workload_at(w), occurrences, occurrences <= wishes.twin);
        }
    return (wishes.json == NULL || write_json(&bench, wishes.json)) && !bench.failed ? 0 : 1;
}
