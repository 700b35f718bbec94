/* SPDX-License-Identifier: MIT */
/*
 * Instruments side by side, and two requests, for people and as JSON:
 *
 *   instrument      CST                        UN
 *   who judges      nobody is named: attack    UNSC: attack
 *   clock           assistance: within ...     report: within ...
 */
#include <string.h>

#include "view/mention.h"
#include "view/rows.h"
#include "view/standing.h"
#include "view/when.h"
#include "view/wrap.h"
#include "write/columns.h"
#include "write/json.h"
#include "write/write.h"

#define MARGIN ((size_t)16)

static void write_head(const struct cs_report *report, struct cs_arena *arena, const char *what, struct cs_buffer *out)
{
    cs_paint(out, report->colour, CS_PAINT_BOLD);
    cs_buffer_printf(out, "%s on ", what);
    cs_when_as_of(report, out);
    cs_buffer_text(out, report->as_of_given ? "" : ", the last date of the record");
    cs_when_known(report, out);
    cs_paint(out, report->colour, CS_PAINT_PLAIN);
    cs_buffer_char(out, '\n');
    cs_standing_reservations(report, arena, out);
}

/* ---- instruments ---- */

static void fill(const struct cs_columns *columns, const char *const *items, size_t count, struct cs_column_cell *cell)
{
    cs_buffer_init(&cell->text);
    cell->at = 0;
    for (size_t i = 0; i < count; i++) {
        cs_wrap(&cell->text, items[i], strlen(items[i]), 0, 2, columns->width);
        cs_buffer_char(&cell->text, '\n');
    }
}

static void write_block(const struct cs_report *report, const struct cs_columns *columns,
                        const struct cs_compared_column *first)
{
    struct cs_column_cell cells[CS_COLUMNS_BLOCK];

    for (size_t c = 0; c < columns->count; c++) {
        const char *name = cs_row_name(report, first[c].instrument->name);

        fill(columns, &name, 1, &cells[c]);
    }
    cs_columns_write(columns, "instrument", cells);
    for (int aspect = 0; aspect < CS_COMPARED_COUNT; aspect++) {
        for (size_t c = 0; c < columns->count; c++)
            fill(columns, first[c].items[aspect], first[c].counts[aspect], &cells[c]);
        cs_columns_write(columns, cs_compared_text((enum cs_compared)aspect), cells);
    }
}

casus_status cs_comparison_text(const struct cs_report *report, const struct cs_comparison *comparison,
                                struct cs_buffer *out)
{
    struct cs_columns columns = {.out = out, .colour = report->colour, .margin = MARGIN};
    struct cs_arena arena;
    casus_status status;

    cs_arena_init(&arena);
    write_head(report, &arena, "Instruments", out);
    for (size_t first = 0; first < comparison->count; first += columns.count) {
        columns.count = comparison->count - first < CS_COLUMNS_BLOCK ? comparison->count - first : CS_COLUMNS_BLOCK;
        columns.width = cs_columns_width(cs_report_columns(report), MARGIN, columns.count);
        cs_buffer_char(out, '\n');
        write_block(report, &columns, &comparison->columns[first]);
    }
    status = cs_report_status(report, &arena, out);
    cs_arena_release(&arena);
    return status;
}

static const char *const KEYS[CS_COMPARED_COUNT] = {"judges", "request", "clock", "organs", "rules", "strength",
                                                    "result"};

casus_status cs_comparison_json(const struct cs_report *report, const struct cs_comparison *comparison,
                                struct cs_buffer *out)
{
    struct cs_json json;

    cs_json_init(&json, out);
    cs_json_open(&json, '{', false);
    cs_json_pair(&json, "as_of", report->as_of);
    cs_json_key(&json, "instruments");
    cs_json_open(&json, '[', false);
    for (size_t c = 0; c < comparison->count; c++) {
        const struct cs_compared_column *column = &comparison->columns[c];

        cs_json_open(&json, '{', false);
        cs_json_pair(&json, "instrument", cs_row_name(report, column->instrument->name));
        cs_json_pair(&json, "title", column->instrument->title);
        for (int aspect = 0; aspect < CS_COMPARED_COUNT; aspect++) {
            cs_json_key(&json, KEYS[aspect]);
            cs_json_open(&json, '[', false);
            for (size_t i = 0; i < column->counts[aspect]; i++)
                cs_json_text(&json, column->items[aspect][i]);
            cs_json_close(&json, ']');
        }
        cs_json_close(&json, '}');
    }
    cs_json_close(&json, ']');
    cs_json_close(&json, '}');
    return out->failed ? CASUS_ERR_MEMORY : CASUS_OK;
}

/* ---- requests ---- */

static const char *met(enum cs_state state)
{
    return state == CS_STATE_SO             ? "yes"
           : state == CS_STATE_NOT_SO       ? "no"
           : state == CS_STATE_UNDETERMINED ? "open"
                                            : "contradictory";
}

static bool same_conditions(const struct cs_request_difference *a, const struct cs_request_difference *b)
{
    if (a->count != b->count || a->first != b->first)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (a->conditions[i].states[0] != b->conditions[i].states[0] ||
            a->conditions[i].states[1] != b->conditions[i].states[1] ||
            strcmp(a->conditions[i].text, b->conditions[i].text) != 0)
            return false;
    return true;
}

static void write_condition(const struct cs_report *report, const struct cs_request_condition *condition,
                            const char *const labels[2], struct cs_buffer *out)
{
    struct cs_buffer text;

    cs_buffer_init(&text);
    if (condition->article != NULL)
        cs_buffer_printf(&text, "%s: ", condition->article);
    cs_buffer_printf(&text, "%s: ", condition->text);
    if (condition->states[0] == condition->states[1])
        cs_buffer_printf(&text, "%s for both", met(condition->states[0]));
    else
        cs_buffer_printf(&text, "%s %s, %s %s", labels[0], met(condition->states[0]), labels[1],
                         met(condition->states[1]));
    cs_buffer_text(out, "    ");
    cs_report_wrap(report, out, cs_buffer_string(&text), text.length, 4, 6);
    cs_buffer_char(out, '\n');
    out->failed = out->failed || text.failed;
    cs_buffer_release(&text);
}

/* The accounts from `at` on whose conditions stand alike, in one line. */
static void write_accounts(const struct cs_report *report, const struct cs_request_differences *d, size_t at,
                           struct cs_buffer *out)
{
    struct cs_buffer text;
    size_t count = 0;

    cs_buffer_init(&text);
    for (size_t i = at; i < d->count; i++)
        if (same_conditions(&d->accounts[i], &d->accounts[at]))
            cs_buffer_printf(&text, "%s%s", count++ == 0 ? "" : ", ", cs_row_account(report, i));
    cs_buffer_char(out, '\n');
    cs_paint(out, report->colour, CS_PAINT_BOLD);
    cs_report_wrap(report, out, cs_buffer_string(&text), text.length, 0, 2);
    cs_paint(out, report->colour, CS_PAINT_PLAIN);
    cs_buffer_char(out, '\n');
    out->failed = out->failed || text.failed;
    cs_buffer_release(&text);
}

/* Does an earlier condition say the same? Two rules of an article may ask for the same in the same order. */
static bool is_again(const struct cs_request_difference *account, size_t at)
{
    const struct cs_request_condition *own = &account->conditions[at];

    for (size_t i = 0; i < at; i++) {
        const struct cs_request_condition *other = &account->conditions[i];

        if (other->states[0] == own->states[0] && other->states[1] == own->states[1] &&
            (other->article == NULL) == (own->article == NULL) && strcmp(other->text, own->text) == 0 &&
            (own->article == NULL || strcmp(other->article, own->article) == 0))
            return true;
    }
    return false;
}

static void write_difference(const struct cs_report *report, const struct cs_request_differences *d,
                             const struct cs_request_difference *account, struct cs_buffer *out)
{
    if (account->first == account->count) {
        cs_buffer_text(out, "  They differ in no condition.\n");
        return;
    }
    cs_buffer_text(out, "  The first condition in which they differ\n");
    write_condition(report, &account->conditions[account->first], d->labels, out);
    cs_buffer_text(out, account->first > 0 ? "  Before it\n" : "");
    for (size_t i = 0; i < account->first; i++)
        if (!is_again(account, i))
            write_condition(report, &account->conditions[i], d->labels, out);
    for (size_t i = account->first + 1, told = 0; i < account->count; i++)
        if (account->conditions[i].states[0] != account->conditions[i].states[1] && !is_again(account, i)) {
            cs_buffer_text(out, told++ == 0 ? "  After it they differ in\n" : "");
            write_condition(report, &account->conditions[i], d->labels, out);
        }
}

casus_status cs_differences_text(const struct cs_report *report, const struct cs_request_differences *differences,
                                 struct cs_buffer *out)
{
    struct cs_buffer title;
    struct cs_arena arena;
    casus_status status;

    cs_arena_init(&arena);
    cs_buffer_init(&title);
    cs_buffer_printf(&title, "%s and %s", differences->labels[0], differences->labels[1]);
    write_head(report, &arena, cs_buffer_string(&title), out);
    out->failed = out->failed || title.failed;
    cs_buffer_release(&title);
    for (size_t a = 0; a < differences->count; a++) {
        bool told = false;

        for (size_t b = 0; b < a; b++)
            told = told || same_conditions(&differences->accounts[a], &differences->accounts[b]);
        if (told)
            continue;
        write_accounts(report, differences, a, out);
        write_difference(report, differences, &differences->accounts[a], out);
    }
    status = cs_report_status(report, &arena, out);
    cs_arena_release(&arena);
    return status;
}

static void add_condition(struct cs_json *json, const struct cs_request_condition *condition,
                          const char *const labels[2])
{
    cs_json_open(json, '{', true);
    cs_json_pair(json, "article", condition->article);
    cs_json_pair(json, "condition", condition->text);
    for (size_t i = 0; i < 2; i++)
        cs_json_pair(json, labels[i], met(condition->states[i]));
    cs_json_close(json, '}');
}

casus_status cs_differences_json(const struct cs_report *report, const struct cs_request_differences *differences,
                                 struct cs_buffer *out)
{
    struct cs_json json;

    cs_json_init(&json, out);
    cs_json_open(&json, '{', false);
    cs_json_pair(&json, "as_of", report->as_of);
    cs_json_key(&json, "accounts");
    cs_json_open(&json, '[', false);
    for (size_t a = 0; a < differences->count; a++) {
        const struct cs_request_difference *account = &differences->accounts[a];

        cs_json_open(&json, '{', false);
        cs_json_pair(&json, "account", cs_row_account(report, a));
        cs_json_key(&json, "first");
        if (account->first < account->count)
            add_condition(&json, &account->conditions[account->first], differences->labels);
        else
            cs_json_text(&json, NULL);
        cs_json_key(&json, "conditions");
        cs_json_open(&json, '[', false);
        for (size_t i = 0; i < account->count; i++)
            add_condition(&json, &account->conditions[i], differences->labels);
        cs_json_close(&json, ']');
        cs_json_close(&json, '}');
    }
    cs_json_close(&json, ']');
    cs_json_close(&json, '}');
    return out->failed ? CASUS_ERR_MEMORY : CASUS_OK;
}
