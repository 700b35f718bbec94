/* SPDX-License-Identifier: MIT */
/*
 * A scale of days that keeps lengths: equal days are equally wide. Where nothing is dated for longer than GAP_MAX days
 * the time is left out, which the drawing marks with a break.
 *
 *   |--13 14 15 16-----20--|  //  |--28 29--|
 */
#include <stdlib.h>
#include <string.h>

#include "page/page_int.h"

#define GAP_MAX 12     /* days without a date that are still drawn */
#define BREAK_SHARE 14 /* a break is one of so many parts of the scale */

void cs_scale_add(struct cs_page *page, struct cs_time_scale *scale, cs_day day)
{
    if (scale->count == scale->capacity) {
        size_t capacity = scale->capacity == 0 ? 32 : scale->capacity * 2;
        cs_day *grown = cs_arena_array(&page->arena, capacity, sizeof *grown);

        if (grown == NULL)
            return;
        if (scale->count > 0)
            memcpy(grown, scale->days, scale->count * sizeof *grown);
        scale->days = grown;
        scale->capacity = capacity;
    }
    scale->days[scale->count++] = day;
}

static int ascending(const void *a, const void *b)
{
    cs_day x = *(const cs_day *)a, y = *(const cs_day *)b;

    return x < y ? -1 : x > y;
}

void cs_scale_finish(struct cs_page *page, struct cs_time_scale *scale)
{
    int64_t drawn = 0, at = 0, width;

    if (scale->count == 0)
        return;
    qsort(scale->days, scale->count, sizeof *scale->days, ascending);
    scale->parts = cs_arena_array(&page->arena, scale->count, sizeof *scale->parts);
    if (scale->parts == NULL)
        return;
    for (size_t i = 0; i < scale->count; i++) {
        struct cs_scale_part *last = scale->part_count > 0 ? &scale->parts[scale->part_count - 1] : NULL;

        if (last != NULL && scale->days[i] - last->last <= GAP_MAX)
            last->last = scale->days[i];
        else
            scale->parts[scale->part_count++] = (struct cs_scale_part){scale->days[i], scale->days[i], 0, 0};
    }
    for (size_t i = 0; i < scale->part_count; i++)
        drawn += scale->parts[i].last - scale->parts[i].first + 1;
    scale->gap = CS_AXIS_END / (uint32_t)(BREAK_SHARE + scale->part_count);
    width = CS_AXIS_END - (int64_t)scale->gap * (int64_t)(scale->part_count - 1);
    for (size_t i = 0; i < scale->part_count; i++) {
        int64_t days = scale->parts[i].last - scale->parts[i].first + 1;

        scale->parts[i].from = (uint32_t)at;
        at += width * days / drawn;
        scale->parts[i].to = (uint32_t)at;
        at += scale->gap;
    }
}

uint32_t cs_scale_place(const struct cs_time_scale *scale, cs_day day, unsigned quarter)
{
    for (size_t i = 0; i < scale->part_count; i++) {
        const struct cs_scale_part *p = &scale->parts[i];
        int64_t quarters = ((int64_t)(p->last - p->first) + 1) * 4;

        if (day < p->first)
            return p->from;
        if (day <= p->last)
            return p->from + (uint32_t)(((int64_t)(day - p->first) * 4 + quarter) * (p->to - p->from) / quarters);
    }
    return CS_AXIS_END;
}
