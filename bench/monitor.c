/* SPDX-License-Identifier: MIT */
#include "monitor.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "time/moment.h"

#define PARTIES 6

struct request { bool made; char victim; cs_instant deadline; cs_instant helped[PARTIES]; };

struct monitor {
    struct request *requests;
    size_t count;
    cs_instant now;
};

struct monitor *monitor_new(size_t groups)
{
    struct monitor *monitor = calloc(1, sizeof *monitor);

    if (monitor == NULL)
        return NULL;
    monitor->count = groups;
    monitor->requests = calloc(groups + 1, sizeof *monitor->requests);
    if (monitor->requests == NULL) {
        free(monitor);
        return NULL;
    }
    return monitor;
}

void monitor_free(struct monitor *monitor)
{
    free(monitor->requests);
    free(monitor);
}

/* Reads one line after its date; parties differ in their first letter. */
static void read_line(struct monitor *monitor, const char *line, const struct cs_moment *at)
{
    size_t number;
    char by[16], to[16];
    struct request *request;

    if (at->start > monitor->now)
        monitor->now = at->start;
    if (sscanf(line, "r%zu: request by %15s", &number, by) == 2 && number < monitor->count) {
        request = &monitor->requests[number];
        request->made = true;
        request->victim = (char)(by[0] - 'A');
        request->deadline = cs_day_start(cs_day_of(at->start, CS_UTC) + 2, CS_UTC);
    } else if (sscanf(line, "assistance by %15s to %15s of Military on e%zu", by, to, &number) == 3 &&
               number < monitor->count) {
        request = &monitor->requests[number];
        if (request->made && request->helped[by[0] - 'A'] == 0)
            request->helped[by[0] - 'A'] = at->start;
    }
}

void monitor_read(struct monitor *monitor, const char *text)
{
    while (*text != '\0') {
        size_t length = strcspn(text, "\n"), date = strcspn(text, " \n");
        struct cs_moment at;
        char line[128]; /* a copy of one line, because sscanf takes the length of the whole string */

        if (*text >= '0' && *text <= '9' && length < sizeof line && cs_moment_parse(text, date, CS_UTC, &at) == NULL) {
            memcpy(line, text, length);
            line[length] = '\0';
            read_line(monitor, line + date + (line[date] == ' '), &at);
        }
        text += length + (text[length] == '\n');
    }
}

struct monitor_counts monitor_count(const struct monitor *monitor)
{
    struct monitor_counts counts = {0, 0, 0, 0};
    cs_instant end = monitor->now + 1;

    for (size_t i = 0; i < monitor->count; i++) {
        const struct request *request = &monitor->requests[i];

        for (size_t helper = 0; request->made && helper < PARTIES; helper++) {
            cs_instant helped = request->helped[helper];

            if (helper == (size_t)request->victim)
                continue;
            if (helped != 0)
                helped < request->deadline ? counts.fulfilled++ : counts.late++;
            else
                end < request->deadline ? counts.in_force++ : counts.violated++;
        }
    }
    return counts;
}
