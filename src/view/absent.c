/* SPDX-License-Identifier: MIT */
#include "view/absent.h"

#include <stdlib.h>
#include <string.h>

#include "view/rows.h"
#include "view/when.h"
#include "view/wording.h"

/* Those who are to act by the line, each once, in the arena. */
static const cs_name *holders_of(const struct cs_line *line, struct cs_arena *arena, size_t *count)
{
    cs_name *names = cs_arena_array(arena, line->row_count, sizeof *names);

    *count = 0;
    for (size_t i = 0; names != NULL && i < line->row_count; i++)
        names[(*count)++] = line->rows[i]->holder;
    return names;
}

static int by_deadline(const void *a, const void *b)
{
    const struct cs_ledger_piece *x = *(const struct cs_ledger_piece *const *)a;
    const struct cs_ledger_piece *y = *(const struct cs_ledger_piece *const *)b;

    return x->deadline < y->deadline ? -1 : x->deadline > y->deadline;
}

/* The deadlines of all states by which nobody reports it, each once; NULL if memory ran out. */
static struct cs_reason_state *all_deadlines(const struct cs_reason *reasons, struct cs_arena *arena)
{
    struct cs_reason_state *all = cs_arena_alloc(arena, sizeof *all);
    const struct cs_ledger_piece **pieces;
    size_t count = 0, kept = 0;

    for (const struct cs_reason *s = reasons; s != NULL; s = s->next)
        for (const struct cs_reason *r = s->first; r != NULL; r = r->next)
            count += r->tells == CS_TELLS_UNREPORTED ? r->state->deadline_count : 0;
    pieces = cs_arena_array(arena, count, sizeof *pieces);
    if (all == NULL || pieces == NULL)
        return NULL;
    count = 0;
    for (const struct cs_reason *s = reasons; s != NULL; s = s->next)
        for (const struct cs_reason *r = s->first; r != NULL; r = r->next)
            for (size_t i = 0; r->tells == CS_TELLS_UNREPORTED && i < r->state->deadline_count; i++)
                pieces[count++] = r->state->deadlines[i];
    if (count > 0)
        qsort(pieces, count, sizeof *pieces, by_deadline);
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || pieces[kept - 1]->deadline != pieces[i]->deadline)
            pieces[kept++] = pieces[i];
    *all = (struct cs_reason_state){.deadlines = pieces, .deadline_count = kept};
    return all;
}

/* The formal text with who is to act by the line in place of the holder of its first row. */
static void add_formal(const struct cs_report *report, const struct cs_line *line, const char *text,
                       struct cs_buffer *out)
{
    const char *holder = cs_row_name(report, line->rows[0]->holder);
    struct cs_around around;
    struct cs_buffer whole;

    cs_buffer_init(&whole);
    if (line->row_count == 1 || holder == NULL || !cs_text_around(text, holder, &around)) {
        cs_buffer_text(&whole, text);
    } else {
        cs_buffer_add(&whole, text, around.head);
        cs_buffer_text(&whole, line->who);
        cs_buffer_text(&whole, text + strlen(text) - around.tail);
    }
    cs_when_text(report, cs_buffer_string(&whole), out);
    out->failed = out->failed || whole.failed;
    cs_buffer_release(&whole);
}

/* The reason of all who are to act by the line; in the arena. */
static const char *text_of(const struct cs_report *report, const struct cs_line *line, const struct cs_reason *reason,
                           const struct cs_reason_state *all, struct cs_arena *arena)
{
    struct cs_reason merged = *reason;
    struct cs_buffer out;
    size_t count;
    const cs_name *holders = holders_of(line, arena, &count);

    if (reason->tells == CS_TELLS_UNREPORTED && !report->formal)
        merged.state = all;
    cs_buffer_init(&out);
    if ((reason->tells != CS_TELLS_UNREPORTED && reason->tells != CS_TELLS_NONE) ||
        !cs_worded_not_done(report, &merged, holders, count, &out))
        add_formal(report, line, reason->text, &out);
    return cs_buffer_keep(&out, arena);
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
    const struct cs_reason_state *all;
    const char **found;
    size_t most = 0;

    *count = 0;
    for (const struct cs_reason *state = reasons; state != NULL; state = state->next)
        for (const struct cs_reason *r = state->first; r != NULL; r = r->next)
            most += r->kind == CS_REASON_ABSENT;
    found = cs_arena_array(arena, most, sizeof *found);
    all = all_deadlines(reasons, arena);
    for (const struct cs_reason *state = reasons; state != NULL && found != NULL && all != NULL; state = state->next)
        for (const struct cs_reason *r = state->first; r != NULL; r = r->next) {
            const char *text = r->kind == CS_REASON_ABSENT ? text_of(report, line, r, all, arena) : NULL;

            if (text != NULL && !is_listed(found, *count, text))
                found[(*count)++] = text;
        }
    return found;
}
