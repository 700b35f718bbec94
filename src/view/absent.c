/* SPDX-License-Identifier: MIT */
#include "view/absent.h"

#include <string.h>

#include "view/rows.h"

/* The reason with who is to act by the line in place of the holder of its first row. */
static const char *of_line(const struct cs_report *report, const struct cs_line *line, const char *text,
                           struct cs_arena *arena)
{
    const char *holder = cs_row_name(report, line->rows[0]->holder), *kept;
    struct cs_around around;
    struct cs_buffer out;

    if (line->row_count == 1 || holder == NULL || !cs_text_around(text, holder, &around))
        return text;
    cs_buffer_init(&out);
    cs_buffer_add(&out, text, around.head);
    cs_buffer_text(&out, line->who);
    cs_buffer_text(&out, text + strlen(text) - around.tail);
    kept = cs_arena_text(arena, cs_buffer_string(&out), out.length);
    arena->failed = arena->failed || out.failed;
    cs_buffer_release(&out);
    return kept != NULL ? kept : text;
}

static bool is_listed(const char *const *list, size_t count, const char *text)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(list[i], text) == 0)
            return true;
    return false;
}

const char *const *cs_line_absences(const struct cs_report *report, const struct cs_line *line,
                                    const struct cs_reason *reasons, struct cs_arena *arena, size_t *count)
{
    const char **found;
    size_t most = 0;

    *count = 0;
    for (const struct cs_reason *state = reasons; state != NULL; state = state->next)
        for (const struct cs_reason *r = state->first; r != NULL; r = r->next)
            most += r->kind == CS_REASON_ABSENT;
    found = cs_arena_array(arena, most, sizeof *found);
    for (const struct cs_reason *state = reasons; state != NULL && found != NULL; state = state->next)
        for (const struct cs_reason *r = state->first; r != NULL; r = r->next) {
            const char *text = r->kind == CS_REASON_ABSENT ? of_line(report, line, r->text, arena) : NULL;

            if (text != NULL && !is_listed(found, *count, text))
                found[(*count)++] = text;
        }
    return found;
}
