/* SPDX-License-Identifier: MIT */
/* What is said of one world, as lines of text that are compared. */
#ifndef TESTS_ORACLE_LINES_H
#define TESTS_ORACLE_LINES_H

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"

#define UNKNOWN_DAY "YYYY-MM-DD" /* the deadline of what is broken, and suspended: any day may stand in its place */

struct lines { char **items; size_t count, capacity; };

static void add_line(struct lines *lines, const struct cs_buffer *text)
{
    if (cs_grow(&lines->items, &lines->capacity, lines->count + 1, sizeof *lines->items))
        lines->items[lines->count++] = strdup(cs_buffer_string(text));
}

static void lines_release(struct lines *lines)
{
    for (size_t i = 0; i < lines->count; i++)
        free(lines->items[i]);
    free(lines->items);
    *lines = (struct lines){0};
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/*
 * In their order, each once: an entry with a list has a row for each member, or one for those that took effect alike.
 */
static void sort_lines(struct lines *lines)
{
    size_t kept = 0;

    if (lines->count > 0)
        qsort(lines->items, lines->count, sizeof *lines->items, by_text);
    for (size_t i = 0; i < lines->count; i++) {
        if (kept > 0 && strcmp(lines->items[kept - 1], lines->items[i]) == 0)
            free(lines->items[i]);
        else
            lines->items[kept++] = lines->items[i];
    }
    lines->count = kept;
}

/* Puts the day that `has` tells in the place of one that is not known. */
static void fill_in_day(char *line, const struct lines *has)
{
    char *day = strstr(line, UNKNOWN_DAY);
    size_t before = day == NULL ? 0 : (size_t)(day - line), length = strlen(UNKNOWN_DAY);

    for (size_t i = 0; i < has->count && day != NULL; i++)
        if (strlen(has->items[i]) == strlen(line) && strncmp(has->items[i], line, before) == 0 &&
            strcmp(has->items[i] + before + length, line + before + length) == 0) {
            memcpy(day, has->items[i] + before, length);
            return;
        }
}

static bool same_lines(const struct lines *a, const struct lines *b)
{
    bool same = a->count == b->count;

    for (size_t i = 0; i < b->count; i++)
        fill_in_day(b->items[i], a);
    for (size_t i = 0; i < a->count && same; i++)
        same = strcmp(a->items[i], b->items[i]) == 0;
    return same;
}

#endif
