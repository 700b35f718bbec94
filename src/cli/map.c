/* SPDX-License-Identifier: MIT */
/*
 * Proposes a map for a table. What is proposed is tried on the rows from which it was made: where codes of states do
 * not fit them, each number is a particular of its own; what is bad even so is told in a comment.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/input.h"
#include "cli/session.h"

#define LOOKED_AT ((size_t)1 << 20)

struct sample { char *bytes; size_t length, at; bool whole; };

static enum cs_exit fail_with(const char *what, const char *path, const char *why)
{
    char message[512];

    snprintf(message, sizeof message, "could not %s \"%.200s\": %.240s", what, path, why);
    cs_terminal_plain(message);
    return cs_terminal_fail(message);
}

/* The first bytes of the table, up to the end of a line. */
static enum cs_exit read_sample(const char *path, struct sample *s)
{
    struct cs_input input;
    size_t got = 0;

    s->bytes = malloc(LOOKED_AT);
    if (s->bytes == NULL)
        return cs_terminal_fail("");
    if (!cs_input_open(&input, path))
        return fail_with("open", path, input.refusal);
    while (s->length < LOOKED_AT &&
           (got = cs_input_read(&input, s->bytes + s->length, LOOKED_AT - s->length)) != 0 && got != SIZE_MAX)
        s->length += got;
    if (got == SIZE_MAX) {
        const char *why = input.refusal;

        cs_input_close(&input);
        return fail_with("read", path, why);
    }
    cs_input_close(&input);
    s->whole = got == 0;
    while (!s->whole && s->length > 0 && s->bytes[s->length - 1] != '\n' && s->bytes[s->length - 1] != '\r')
        s->length--;
    return CS_EXIT_FINE;
}

static size_t give(void *context, char *bytes, size_t size)
{
    struct sample *s = context;
    size_t part = s->length - s->at < size ? s->length - s->at : size;

    memcpy(bytes, s->bytes + s->at, part);
    s->at += part;
    return part;
}

static void keep_first(void *context, const struct casus_bad_row *row)
{
    casus_text *first = context;
    char cause[512];

    if (first->length > 0)
        return;
    snprintf(cause, sizeof cause, "%s", row->cause);
    cs_terminal_plain(cause);
    cs_text_printf(first, "-- unsure: line %llu, column %zu: %s\n", (unsigned long long)row->line, row->column, cause);
}

/*
 * Tries the map on the rows: how many are bad, and the first of them as a comment. SIZE_MAX: the map itself is not
 * understood.
 */
static size_t try_map(struct sample *s, const casus_text *map, casus_text *first)
{
    struct casus_scan_wishes wishes = {.size = sizeof wishes, .form = CASUS_SCAN_RECORD, .skip_bad = true,
                                       .bad = keep_first, .context = first};
    struct casus_scan_counts counts = {.bad = SIZE_MAX};
    casus_text record = {.bytes = NULL};
    casus_scan *scan = NULL;
    casus_case *c = NULL;

    s->at = 0;
    if (casus_case_new(&c) == CASUS_OK && casus_case_add_text(c, "proposed.map", map->bytes, map->length) == CASUS_OK &&
        casus_case_check(c) == CASUS_OK && casus_case_error_count(c) == 0 &&
        casus_scan_new(c, &wishes, casus_text_sink(&record), &scan) == CASUS_OK &&
        casus_scan_table(scan, "the table", give, s) == CASUS_OK)
        casus_scan_counts(scan, &counts);
    casus_scan_free(scan);
    casus_case_free(c);
    casus_text_free(record.bytes);
    return counts.bad;
}

/* Proposes a map and tries it; `*bad` as of try_map. */
static enum cs_exit propose_one(const char *path, struct sample *s, bool plain, casus_text *map, size_t *bad,
                                casus_text *first)
{
    const char *slash = strrchr(path, '/');
    struct casus_map_wishes wishes = {.size = sizeof wishes, .whole = s->whole, .plain = plain,
                                      .name = strcmp(path, "-") == 0 ? "standard input"
                                              : slash != NULL        ? slash + 1 : path};
    struct casus_failure failure;

    if (casus_map_propose(s->bytes, s->length, &wishes, casus_text_sink(map), &failure) != CASUS_OK)
        return fail_with("propose a map for", path, failure.message);
    *bad = try_map(s, map, first);
    return CS_EXIT_FINE;
}

static enum cs_exit propose(const char *path, struct sample *s)
{
    casus_text map = {.bytes = NULL}, first = {.bytes = NULL}, plain = {.bytes = NULL}, still = {.bytes = NULL};
    size_t bad = 0, bad_plain = 0;
    enum cs_exit result = propose_one(path, s, false, &map, &bad, &first);

    if (result == CS_EXIT_FINE && bad > 0)
        result = propose_one(path, s, true, &plain, &bad_plain, &still);
    if (result == CS_EXIT_FINE && bad_plain < bad) {
        if (bad != SIZE_MAX)
            cs_text_printf(&plain, "\n-- unsure: with codes of states %zu of these rows are bad, the first:\n%s", bad,
                           cs_text_string(&first));
        if (bad_plain > 0)
            cs_text_printf(&plain, "\n-- unsure: even so %zu of these rows are bad, the first:\n%s", bad_plain,
                           cs_text_string(&still));
        result = cs_terminal_text(&plain, CS_EXIT_FINE);
    } else if (result == CS_EXIT_FINE) {
        if (bad > 0 && bad != SIZE_MAX)
            cs_text_printf(&map, "\n-- unsure: with this map %zu of these rows are bad, the first:\n%s", bad,
                           cs_text_string(&first));
        result = cs_terminal_text(&map, CS_EXIT_FINE);
    }
    casus_text_free(map.bytes);
    casus_text_free(first.bytes);
    casus_text_free(plain.bytes);
    casus_text_free(still.bytes);
    return result;
}

static enum cs_exit run(const struct cs_invocation *invocation)
{
    struct sample s = {.bytes = NULL};
    enum cs_exit result = read_sample(invocation->arguments[0], &s);

    if (result == CS_EXIT_FINE)
        result = propose(invocation->arguments[0], &s);
    free(s.bytes);
    return result;
}

const struct cs_command cs_command_map = {
    .name = "map",
    .arguments = "TABLE",
    .summary = "propose a map for a table, from its first rows",
    .help = "Looks at the first 1 MB of a table, and prints a map for `casus scan`: which\n"
            "columns are dates, states by their codes, or other particulars, and which\n"
            "values stand for none. What is not certain stands behind \"unsure\". The map is\n"
            "tried on the rows before it is printed. It has a word of its own for what a row\n"
            "says, so it can be read without a treaty; yours has its own words.\n"
            "\n"
            "  casus map events.csv >events.map\n"
            "  casus scan --map events.map events.csv --format record\n",
    .least = 1,
    .most = 1,
    .run = run,
};
