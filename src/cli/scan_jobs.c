/* SPDX-License-Identifier: MIT */
/*
 * `casus scan` in shards: one of them (--shard), or all of them at once, each in a process of its own (--jobs), whose
 * parts are merged as they come through pipes. What is written is what one scan writes.
 */
#define _GNU_SOURCE /* memfd_create, O_TMPFILE */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/scanning.h"

#define JOBS_MAX 1024

struct job { pid_t process; int rows, messages; }; /* what it writes as its part, and on standard error */

/* ---- options ---- */

enum cs_exit cs_scanning_shards(struct cs_scanning *s)
{
    const struct cs_command *command = s->invocation->command;
    const char *shard = cs_invocation_value(s->invocation, "shard"), *jobs = cs_invocation_value(s->invocation, "jobs");
    unsigned long number = 1, count = 0;
    char *end = NULL;

    if (shard == NULL && jobs == NULL)
        return CS_EXIT_FINE;
    if (shard != NULL && jobs != NULL)
        return cs_usage(command, "--shard runs one shard here, and --jobs all of them");
    if (s->unit != NULL || s->wishes.seek > 0 || s->wishes.form == CASUS_SCAN_RECORD)
        return cs_usage(command, "--%s is of rows as they fall, as CSV or JSON", shard != NULL ? "shard" : "jobs");
    errno = 0;
    if (jobs != NULL) {
        s->jobs = (size_t)strtoul(jobs, &end, 10);
        return *jobs >= '1' && *jobs <= '9' && *end == '\0' && errno == 0 && s->jobs <= JOBS_MAX
                   ? CS_EXIT_FINE : cs_usage(command, "--jobs %s: a number from 1 to %d", jobs, JOBS_MAX);
    }
    number = strtoul(shard, &end, 10);
    if (*shard >= '1' && *shard <= '9' && *end == '/' && end[1] >= '1' && end[1] <= '9')
        count = strtoul(end + 1, &end, 10);
    if (*end != '\0' || errno != 0 || number > count || count > CASUS_SHARDS_MAX)
        return cs_usage(command, "--shard %s: which shard of how many, such as 3/16, at most %d", shard,
                        CASUS_SHARDS_MAX);
    s->wishes.shard = (uint32_t)number;
    s->wishes.shards = (uint32_t)count;
    return CS_EXIT_FINE;
}

/* ---- merging ---- */

static bool write_out(void *context, const char *bytes, size_t length)
{
    (void)context;
    return cs_terminal_write(STDOUT_FILENO, bytes, length);
}

casus_status cs_scanning_merge(struct cs_scanning *s, const struct casus_scan_input *parts, size_t count,
                               struct casus_failure *failure)
{
    struct casus_merge_wishes wishes = {.size = sizeof wishes, .bad = s->wishes.bad, .progress = s->wishes.progress,
                                        .context = s};
    struct casus_scan_counts counts = {.rows = 0};
    bool stopped = false;
    casus_status status = casus_scan_merge(parts, count, &wishes, (casus_sink){write_out, NULL}, &counts, &stopped,
                                           failure);

    cs_scanning_end_progress(s);
    s->rows = counts.rows;
    s->bad = counts.bad;
    s->wishes.skip_bad = !stopped;
    if (stopped)
        failure->message[0] = '\0';
    return status;
}

/* ---- jobs ---- */

/* A casus_reader of a pipe. */
static size_t read_pipe(void *context, char *bytes, size_t size)
{
    const int *file = context;
    ssize_t got;

    do
        got = read(*file, bytes, size);
    while (got < 0 && errno == EINTR);
    return got < 0 ? SIZE_MAX : (size_t)got;
}

/* Standard input can be read once alone: it is copied into a file without a name, which each job opens anew. */
static enum cs_exit keep_input(struct cs_scanning *s, char path[64])
{
    const char *folder = getenv("TMPDIR");
    char message[512], bytes[65536];
    int file = open(folder != NULL && *folder != '\0' ? folder : "/tmp", O_TMPFILE | O_RDWR, 0600), input = 0;
    size_t got;

    for (size_t i = 0; i < s->table_count; i++)
        if (strcmp(s->tables[i], "-") == 0)
            s->tables[i] = path;
    while (file >= 0 && (got = read_pipe(&input, bytes, sizeof bytes)) != 0)
        if (got == SIZE_MAX || !cs_terminal_write(file, bytes, got)) {
            close(file);
            file = -1;
        }
    if (file >= 0) {
        snprintf(path, 64, "/proc/self/fd/%d", file);
        return CS_EXIT_FINE;
    }
    snprintf(message, sizeof message, "standard input could not be kept in a file for several jobs: %s",
             strerror(errno));
    return cs_terminal_fail(message);
}

static bool write_part(void *context, const char *bytes, size_t length)
{
    const int *file = context;

    return cs_terminal_write(*file, bytes, length);
}

static void run_job(struct cs_scanning *s, size_t number, int rows, int messages) __attribute__((noreturn));
static void run_job(struct cs_scanning *s, size_t number, int rows, int messages)
{
    struct casus_scan_wishes wishes = s->wishes;
    casus_scan *scan = NULL;
    enum cs_exit result;

    dup2(messages, STDERR_FILENO);
    wishes.bad = NULL;
    wishes.progress = NULL;
    wishes.shard = (uint32_t)number + 1;
    wishes.shards = (uint32_t)s->jobs;
    if (wishes.sort)
        wishes.sort_memory = (wishes.sort_memory != 0 ? wishes.sort_memory : CS_SORT_MEMORY_USUAL) / s->jobs;
    result = cs_scanning_tables(s, &s->session, s->groups, &wishes, (casus_sink){write_part, &rows}, &scan);
    _exit((int)result);
}

/* False: the system refuses another process. */
static bool start_job(struct cs_scanning *s, struct job *jobs, size_t number)
{
    int ends[2];

    jobs[number].messages = memfd_create("casus scan", MFD_CLOEXEC);
    if (jobs[number].messages < 0 || pipe2(ends, O_CLOEXEC) != 0)
        return false;
    jobs[number].rows = ends[0];
    jobs[number].process = fork();
    if (jobs[number].process == 0) {
        for (size_t i = 0; i <= number; i++)
            close(jobs[i].rows);
        run_job(s, number, ends[1], jobs[number].messages);
    }
    close(ends[1]);
    return jobs[number].process > 0;
}

/* What the first job that has failed has said. */
static void show_messages(const struct job *job)
{
    char bytes[4096];
    ssize_t got;
    off_t at = 0;

    while ((got = pread(job->messages, bytes, sizeof bytes, at)) > 0) {
        cs_terminal_write(STDERR_FILENO, bytes, (size_t)got);
        at += got;
    }
}

/* Waits for all; the exit status of the first that failed on its own account, which has said why. */
static enum cs_exit end_jobs(struct job *jobs, size_t count)
{
    enum cs_exit result = CS_EXIT_FINE;

    for (size_t i = 0; i < count; i++)
        close(jobs[i].rows); /* so that none waits for a reader */
    for (size_t i = 0; i < count; i++) {
        int status = 0;

        while (waitpid(jobs[i].process, &status, 0) < 0 && errno == EINTR)
            ;
        if (result == CS_EXIT_FINE && WIFEXITED(status) && WEXITSTATUS(status) >= CS_EXIT_USAGE) {
            result = (enum cs_exit)WEXITSTATUS(status);
            show_messages(&jobs[i]);
        }
        close(jobs[i].messages);
    }
    return result;
}

static enum cs_exit run_jobs(struct cs_scanning *s)
{
    struct casus_scan_input *parts = calloc(s->jobs, sizeof *parts);
    struct job *jobs = calloc(s->jobs, sizeof *jobs);
    struct casus_failure failure = {.message = ""};
    casus_status status = CASUS_ERR_IO;
    enum cs_exit result;
    size_t started = 0;

    if (parts == NULL || jobs == NULL) {
        free(parts);
        free(jobs);
        return cs_terminal_fail("");
    }
    fflush(NULL);
    clock_gettime(CLOCK_MONOTONIC, &s->began);
    while (started < s->jobs && start_job(s, jobs, started)) {
        parts[started] = (struct casus_scan_input){"a job", read_pipe, &jobs[started].rows};
        started++;
    }
    if (started == s->jobs)
        status = cs_scanning_merge(s, parts, s->jobs, &failure);
    else
        snprintf(failure.message, sizeof failure.message, "job %zu of %zu could not be started: %s", started + 1,
                 s->jobs, strerror(errno));
    result = end_jobs(jobs, started);
    if (result == CS_EXIT_FINE && status != CASUS_OK)
        result = failure.message[0] != '\0' ? cs_terminal_fail(failure.message) : CS_EXIT_FINDINGS;
    free(parts);
    free(jobs);
    return cs_scanning_sum_up(s, result);
}

/* *many: they run. Else, and if nothing has failed, one scan is to run. */
enum cs_exit cs_scanning_jobs(struct cs_scanning *s, bool *many)
{
    casus_text key = {.bytes = NULL};
    casus_status status = casus_scan_key(s->session.c, casus_text_sink(&key));
    enum cs_exit result = CS_EXIT_FINE;
    char path[64];

    *many = status == CASUS_OK;
    if (status == CASUS_ERR_ARGUMENT && key.length > 0)
        fprintf(stderr, "casus scan: one job runs, since the rows cannot be told apart: %s\n", cs_text_string(&key));
    else if (status != CASUS_OK && status != CASUS_ERR_ARGUMENT) /* what else the case lacks one scan tells */
        result = cs_session_trouble(&s->session);
    casus_text_free(key.bytes);
    for (size_t i = 0; *many && result == CS_EXIT_FINE && i < s->table_count; i++)
        if (strcmp(s->tables[i], "-") == 0)
            result = keep_input(s, path);
    return *many && result == CS_EXIT_FINE ? run_jobs(s) : result;
}
