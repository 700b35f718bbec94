/* SPDX-License-Identifier: MIT */
#include "workload.h"

#include <stdint.h>

#include "base/hash.h"
#include "time/civil.h"

#define PART_BYTES ((size_t)15 * 1024 * 1024)

static const char *const states[] = {"Alden", "Borea", "Carva", "Dorn",   "Elmar",
                                     "Fenn",  "Gorin", "Halden", "Irnia", "Jutta"};

/* A pseudo-random number below `limit`, which depends only on the group and on `what` is drawn. */
static size_t draw(size_t group, size_t what, size_t limit)
{
    return (size_t)(cs_hash_mix(cs_hash_mix(0, group), what) % limit);
}

/* "1900-01-05T06:30Z" and a space: on the day of a group, or some days after it. */
static void add_time(struct cs_buffer *out, size_t group, size_t days, size_t minutes)
{
    static const struct cs_civil first = {1900, 1, 1};
    struct cs_civil date = cs_civil_from_day(cs_day_from_civil(first) + (cs_day)(group + days));

    cs_buffer_printf(out, "%04d-%02d-%02dT%02zu:%02zuZ ", (int)date.year, (int)date.month, (int)date.day, minutes / 60,
                     minutes % 60);
}

/* ---- an attack, a request, the help of two: in time, late, or none of what is owed ---- */

static const char *const assist_open[] = {NULL};
static const char *const assist_closed[] = {"Immediately reads Strict", "Northern reads Covered",
                                            "Southern reads Covered",   "Eastern reads Covered",
                                            "Western reads Covered",    "Central reads Covered", NULL};

static void add_help(struct cs_buffer *out, size_t group, size_t victim, size_t helper)
{
    size_t days = draw(group, helper, 5);

    add_time(out, group, days, 12 * 60 + group % 60);
    cs_buffer_printf(out, "assistance by %s to %s of Military on e%zu\n  says Wire\n", states[(victim + helper) % 6],
                     states[victim], group);
}

static void add_assist(size_t group, struct cs_buffer *out)
{
    static const char *const places[] = {"North", "South", "East", "West", "Centre"};
    size_t victim = draw(group, 10, 6);

    add_time(out, group, 0, 6 * 60);
    cs_buffer_printf(out, "e%zu: attack by Gorin on %s at %s\n  says Wire\n", group, states[victim],
                     places[draw(group, 11, 5)]);
    add_time(out, group, 0, 9 * 60);
    cs_buffer_printf(out, "r%zu: request by %s of League for Military on e%zu\n  says Wire\n", group, states[victim],
                     group);
    add_help(out, group, victim, 1 + draw(group, 12, 2));
    add_help(out, group, victim, 3 + draw(group, 13, 3));
}

/* ---- a draft, ten votes on it, the close ---- */

#define SUSPENDED(state) "1900-01-01/.. " state " is suspended in Council"
#define IN_DISPUTE "  says Wire\n  denies Gazette"
static const char *const votes_open[] = {SUSPENDED("Alden"), IN_DISPUTE, SUSPENDED("Borea"), IN_DISPUTE,
                                         SUSPENDED("Carva"), IN_DISPUTE, SUSPENDED("Dorn"),  IN_DISPUTE,
                                         SUSPENDED("Elmar"), IN_DISPUTE, SUSPENDED("Fenn"),  IN_DISPUTE,
                                         "1900-01-01/.. Council is excluding disputants", NULL};
static const char *const votes_closed[] = {SUSPENDED("Alden"), SUSPENDED("Borea"), SUSPENDED("Carva"),
                                           "1900-01-01/.. Council is excluding disputants", NULL};

static void add_votes(size_t group, struct cs_buffer *out)
{
    add_time(out, group, 0, 6 * 60);
    cs_buffer_printf(out, "d%zu: draft in Council for Mission\n  says Wire\n", group);
    for (size_t s = 0; s < 10; s++) {
        static const char *const ballots[] = {"Yes", "Yes", "Yes", "Yes", "No", "Abstain"};

        add_time(out, group, 0, 9 * 60 + s);
        cs_buffer_printf(out, "vote by %s on d%zu for %s\n  says Wire\n", states[s], group, ballots[draw(group, s, 6)]);
    }
    add_time(out, group, 0, 12 * 60);
    cs_buffer_printf(out, "close of d%zu\n  says Wire\n", group);
}

/* ---- a mobilisation, a talk or two, the return ---- */

#define PARTY(state) "1900-01-01/.. " state " is party of Pact"
static const char *const consultation_open[] = {PARTY("Alden"), IN_DISPUTE, PARTY("Borea"), IN_DISPUTE,
                                                PARTY("Carva"), IN_DISPUTE, PARTY("Dorn"),  IN_DISPUTE,
                                                PARTY("Elmar"), IN_DISPUTE, PARTY("Fenn"),  IN_DISPUTE, NULL};
static const char *const consultation_closed[] = {PARTY("Alden"), PARTY("Borea"), PARTY("Carva"), PARTY("Dorn"),
                                                  PARTY("Elmar"), PARTY("Fenn"),  NULL};

static void add_consultation(size_t group, struct cs_buffer *out)
{
    size_t victim = draw(group, 1, 8), attacker = (victim + 1 + draw(group, 2, 7)) % 8;

    add_time(out, group, 0, 6 * 60);
    cs_buffer_printf(out, "mobilisation by %s against %s\n  says Wire\n", states[attacker], states[victim]);
    for (size_t i = 0; i < 2; i++) {
        add_time(out, group, i, 9 * 60 + i);
        cs_buffer_printf(out, "talk by %s with %s\n  says Wire\n",
                         states[(victim + 1 + draw(group, 3 + i, 7)) % 8], states[victim]);
    }
    add_time(out, group, 2 + draw(group, 5, 3), 3 * 60 + group % 60);
    cs_buffer_printf(out, "return by %s against %s\n  says Wire\n", states[attacker], states[victim]);
}

/* ---- all of them ---- */

static const struct workload workloads[] = {
    {"assist", "assist.treaty", 4, assist_open, assist_closed, add_assist},
    {"votes", "votes.treaty", 12, votes_open, votes_closed, add_votes},
    {"consultation", "consultation.treaty", 4, consultation_open, consultation_closed, add_consultation},
};

const struct workload *workload_at(size_t number)
{
    return number < sizeof workloads / sizeof *workloads ? &workloads[number] : NULL;
}

void workload_part(const struct workload *workload, bool open, size_t count, size_t *next, struct cs_buffer *out)
{
    const char *const *lines = open ? workload->open : workload->closed;

    for (; *next == 0 && *lines != NULL; lines++)
        cs_buffer_printf(out, "%s\n", *lines);
    while (*next < count && out->length < PART_BYTES && !out->failed)
        workload->add((*next)++, out);
}
