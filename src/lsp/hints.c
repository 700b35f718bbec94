/* SPDX-License-Identifier: MIT */
/*
 * Inlay hints: behind an entry, what the ledger says of it: the state of a request, a decision or an act, and how what
 * it founded stands, with the next day by which it is due. One text if all accounts say the same, else one for each.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lsp/server.h"

#define STATES_MAX 16 /* different states of what one entry founded; any beyond are counted as "other" */

/* A row of the ledger by the entry that it is, or that founded it. */
struct founded { const char *label; size_t row; };

static int by_label(const void *a, const void *b)
{
    const struct founded *x = a, *y = b;
    int order = strcmp(x->label, y->label);

    return order != 0 ? order : x->row < y->row ? -1 : x->row > y->row;
}

/* All rows that belong to an entry, sorted by its label, on the heap; NULL if memory ran out. */
static struct founded *list_rows(casus_answer *a, size_t *count)
{
    struct founded *list = calloc(casus_row_count(a) + 1, sizeof *list);

    *count = 0;
    for (size_t i = 0; list != NULL && i < casus_row_count(a); i++) {
        struct casus_row row;

        if (casus_row_at(a, i, &row) == CASUS_OK && row.trigger != NULL)
            list[(*count)++] = (struct founded){row.trigger, i};
    }
    if (*count > 0)
        qsort(list, *count, sizeof *list, by_label);
    return list;
}

/* ---- one entry on one account ---- */

/* How many of what an entry founded have which state, of one kind: duties, prohibitions, expectations. */
struct tally {
    const char *states[STATES_MAX];
    size_t counts[STATES_MAX], count, all;
    char due[32]; /* the first day by which something in force is due */
};

static void count_state(struct tally *tally, const struct casus_stand *stand)
{
    size_t i = 0;

    tally->all++;
    if (strcmp(stand->state, "in force") == 0 && stand->due[0] != '\0' &&
        (tally->due[0] == '\0' || strcmp(stand->due, tally->due) < 0))
        memcpy(tally->due, stand->due, sizeof tally->due);
    while (i < tally->count && strcmp(tally->states[i], stand->state) != 0)
        i++;
    if (i == STATES_MAX)
        i--;
    else if (i == tally->count)
        tally->states[tally->count++] = i == STATES_MAX - 1 ? "other" : stand->state;
    tally->counts[i]++;
}

static const char *const KINDS[][3] = {
    {"duty", "duty", "duties"},
    {"prohibition", "prohibition", "prohibitions"},
    {"expectation", "expectation", "expectations"}};
#define KIND_COUNT (sizeof KINDS / sizeof *KINDS)

static void write_tally(FILE *out, const struct tally *tally, size_t kind, bool first)
{
    if (tally->all == 0)
        return;
    fprintf(out, "%s%zu %s: ", first ? "" : "; ", tally->all, KINDS[kind][tally->all == 1 ? 1 : 2]);
    for (size_t i = 0; i < tally->count; i++) {
        fputs(i > 0 ? ", " : "", out);
        if (tally->count > 1)
            fprintf(out, "%zu ", tally->counts[i]);
        fputs(tally->states[i], out);
        if (strcmp(tally->states[i], "in force") == 0 && tally->due[0] != '\0')
            fprintf(out, " until %s", tally->due);
    }
}

/* What an account says of an entry, by its rows; on the heap, NULL if memory ran out. */
static char *describe(casus_answer *a, const struct founded *rows, size_t count, size_t account)
{
    struct tally tallies[KIND_COUNT] = {{.count = 0}};
    char *text = NULL;
    size_t length;
    bool first = true;
    FILE *out = open_memstream(&text, &length);

    for (size_t i = 0; out != NULL && i < count; i++) {
        struct casus_row row;
        struct casus_stand stand;
        size_t kind = 0;

        if (casus_row_at(a, rows[i].row, &row) != CASUS_OK ||
            casus_row_stand(a, rows[i].row, account, &stand) != CASUS_OK)
            continue;
        while (kind < KIND_COUNT && strcmp(row.kind, KINDS[kind][0]) != 0)
            kind++;
        if (kind < KIND_COUNT) {
            count_state(&tallies[kind], &stand);
        } else {
            fprintf(out, "%s%s%s%s", first ? "" : "; ", stand.state, stand.due[0] != '\0' ? " until " : "", stand.due);
            first = false;
        }
    }
    for (size_t kind = 0; out != NULL && kind < KIND_COUNT; kind++) {
        write_tally(out, &tallies[kind], kind, first);
        first = first && tallies[kind].all == 0;
    }
    if (out != NULL && fclose(out) != 0) {
        free(text);
        return NULL;
    }
    return text;
}

/* The same on all accounts; on the heap. */
static char *describe_all(casus_answer *a, const struct founded *rows, size_t count)
{
    char *said = describe(a, rows, count, 0), *text = NULL, *other;
    size_t accounts = casus_account_count(a), length;
    bool same = said != NULL;
    FILE *out;

    for (size_t i = 1; i < accounts && same; i++) {
        other = describe(a, rows, count, i);
        same = other != NULL && strcmp(said, other) == 0;
        free(other);
    }
    if (same || said == NULL || (out = open_memstream(&text, &length)) == NULL)
        return said;
    for (size_t i = 0; i < accounts; i++) {
        other = describe(a, rows, count, i);
        fprintf(out, "%s%s: %s", i > 0 ? " | " : "", casus_account_name(a, i), other != NULL ? other : "");
        free(other);
    }
    free(said);
    if (fclose(out) != 0) {
        free(text);
        return NULL;
    }
    return text;
}

/* ---- the document ---- */

/* The hint behind an entry; NULL if the ledger says nothing of it. */
static json_t *hint_of(const struct cs_lsp_server *s, const struct cs_lsp_spot *spot, const struct casus_entry *entry,
                       const struct founded *rows, size_t count)
{
    const struct cs_lsp_lines *lines = &spot->document->lines;
    size_t low = 0, high = count, end;
    char *text;
    json_t *hint;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (strcmp(rows[middle].label, entry->label) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (end = low; end < count && strcmp(rows[end].label, entry->label) == 0;)
        end++;
    text = end > low ? describe_all(spot->analysis->answer, rows + low, end - low) : NULL;
    if (text == NULL || *text == '\0') {
        free(text);
        return NULL;
    }
    hint = json_pack("{s:o, s:o, s:b}", "position",
                     cs_lsp_position(lines, cs_lsp_line_end(lines, entry->line - 1), s->units), "label",
                     cs_lsp_string(text), "paddingLeft", 1);
    free(text);
    return hint;
}

/* All hints of a document, by the lines of its entries; an empty array if there is no ledger. */
static json_t *make_hints(const struct cs_lsp_server *s, const struct cs_lsp_spot *spot)
{
    casus_answer *a = spot->analysis->answer;
    struct founded *rows;
    size_t count, entry_count;
    const struct casus_entry *entries = cs_lsp_entries(spot->analysis, &entry_count);
    json_t *hints = json_array();

    rows = a != NULL ? list_rows(a, &count) : NULL;
    for (size_t i = 0; rows != NULL && i < entry_count; i++) {
        json_t *hint = NULL;

        if (entries[i].label != NULL && entries[i].date != NULL && entries[i].line > 0 &&
            entries[i].line <= spot->document->lines.count && strcmp(entries[i].record, spot->text->name) == 0)
            hint = hint_of(s, spot, &entries[i], rows, count);
        if (hint != NULL)
            json_array_append_new(hints, hint);
    }
    free(rows);
    return hints;
}

json_t *cs_lsp_inlay_hint(struct cs_lsp_server *s, const json_t *params, struct cs_lsp_problem *problem)
{
    const json_t *range = json_object_get(params, "range");
    struct cs_lsp_spot spot;
    size_t start, end, index;
    json_t *hints, *hint;

    if (!cs_lsp_spot_text(s, params, &spot, problem))
        return NULL;
    if (!cs_lsp_read_position(&spot.document->lines, json_object_get(range, "start"), s->units, &start) ||
        !cs_lsp_read_position(&spot.document->lines, json_object_get(range, "end"), s->units, &end))
        return cs_lsp_refuse(problem, CS_LSP_INVALID_PARAMS, "the request has no range");
    if (cs_lsp_answer(s, spot.document) == NULL)
        return json_array();
    if (spot.analysis->hints == NULL)
        spot.analysis->hints = make_hints(s, &spot);
    hints = json_array();
    json_array_foreach(spot.analysis->hints, index, hint) {
        size_t line = (size_t)json_integer_value(json_object_get(json_object_get(hint, "position"), "line"));

        if (line >= cs_lsp_line_of(&spot.document->lines, start) && line <= cs_lsp_line_of(&spot.document->lines, end))
            json_array_append(hints, hint);
    }
    return hints;
}
