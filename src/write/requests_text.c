/* SPDX-License-Identifier: MIT */
/*
 * Requests side by side, in blocks of as many as fit into 80 columns:
 *
 *   request   k1                                r1
 *   date      [2022-01-01..2022-09-11]          2022-09-13
 *   by        Kazakhstan                        Armenia
 */
#include <string.h>

#include "view/requests.h"
#include "view/rows.h"
#include "view/standing.h"
#include "view/when.h"
#include "view/wrap.h"
#include "write/columns.h"
#include "write/write.h"

#define MARGIN ((size_t)10)

struct page {
    const struct cs_report *report;
    const struct cs_request_table *table;
    struct cs_buffer *out;
    size_t first, count, width; /* the block */
};

static bool so_on_every_account(const struct page *page, const struct cs_request_item *item)
{
    for (size_t a = 0; a < cs_row_account_count(page->report); a++)
        if (item->states[a] != CS_STATE_SO)
            return false;
    return true;
}

/* Adds an item, wrapped to the width of the block's columns. */
static void add_item(struct page *page, const struct cs_request_item *item, struct cs_buffer *out)
{
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_buffer_text(&text, item->text);
    if (item->has_days) {
        cs_buffer_text(&text, " (");
        cs_row_days_after(cs_report_language(page->report), item->days, item->days_most, &text);
        cs_buffer_char(&text, ')');
    }
    if (item->states != NULL) {
        struct cs_buffer standing;

        cs_buffer_init(&standing);
        cs_standing_text(page->report, item->line != NULL ? item->line->shown : item->states, &standing);
        if (item->aspect != CS_ASPECT_DONE && item->aspect != CS_ASPECT_SUBSTITUTED)
            cs_buffer_printf(&text, "%s%s", item->text[0] != '\0' ? ": " : "", cs_buffer_string(&standing));
        else if (!so_on_every_account(page, item))
            cs_buffer_printf(&text, ": %s", cs_buffer_string(&standing));
        text.failed = text.failed || standing.failed;
        cs_buffer_release(&standing);
    }
    if (item->question_count > 0) {
        cs_buffer_text(&text, " [");
        cs_legend_names(&page->table->legend, item->questions, item->question_count, ',', &text);
        cs_buffer_char(&text, ']');
    }
    if (item->rule != NULL)
        cs_buffer_printf(&text, "; %s", item->rule);
    if (item->line != NULL && item->line->is_concluded)
        cs_buffer_text(&text, "; concluded by the record");
    for (size_t i = 0; i < item->concluded_count && (item->line == NULL || !item->line->is_concluded); i++)
        cs_buffer_printf(&text, "%s%s", i == 0 ? "; rests on what the record concludes: " : "; ", item->concluded[i]);
    cs_wrap(out, cs_buffer_string(&text), text.length, 0, 2, page->width);
    cs_buffer_char(out, '\n');
    out->failed = out->failed || text.failed;
    cs_buffer_release(&text);
}

/* Fills a cell with a column's items of one name, "by" or "decided". */
static void fill(struct page *page, const struct cs_request_column *column, const char *name,
                 struct cs_column_cell *cell)
{
    cs_buffer_init(&cell->text);
    cell->at = 0;
    for (size_t i = 0; i < column->count; i++)
        if (strcmp(column->items[i].name, name) == 0)
            add_item(page, &column->items[i], &cell->text);
}

static struct cs_columns columns_of(const struct page *page)
{
    return (struct cs_columns){.out = page->out, .colour = page->report->colour, .margin = MARGIN,
                               .count = page->count, .width = page->width};
}

static void write_name(struct page *page, const char *name)
{
    struct cs_columns columns = columns_of(page);
    struct cs_column_cell cells[CS_COLUMNS_BLOCK];

    for (size_t c = 0; c < page->count; c++)
        fill(page, &page->table->columns[page->first + c], name, &cells[c]);
    cs_columns_write(&columns, name, cells);
}

static void write_labels(struct page *page)
{
    struct cs_columns columns = columns_of(page);
    struct cs_column_cell cells[CS_COLUMNS_BLOCK];

    for (size_t c = 0; c < page->count; c++) {
        const char *label = page->table->columns[page->first + c].label;

        cells[c].at = 0;
        cs_buffer_init(&cells[c].text);
        cs_wrap(&cells[c].text, label, strlen(label), 0, 2, page->width);
        cs_buffer_char(&cells[c].text, '\n');
    }
    cs_columns_write(&columns, "request", cells);
}

/* Is this item the first of its name, over the columns of the block from left to right? */
static bool is_first(const struct page *page, size_t column, size_t item)
{
    const char *name = page->table->columns[page->first + column].items[item].name;

    for (size_t c = 0; c <= column; c++) {
        const struct cs_request_column *other = &page->table->columns[page->first + c];

        for (size_t i = 0; i < (c == column ? item : other->count); i++)
            if (strcmp(other->items[i].name, name) == 0)
                return false;
    }
    return true;
}

static void write_block(struct page *page)
{
    write_labels(page);
    for (int aspect = 0; aspect < CS_ASPECT_COUNT; aspect++)
        for (size_t c = 0; c < page->count; c++) {
            const struct cs_request_column *column = &page->table->columns[page->first + c];

            for (size_t i = 0; i < column->count; i++)
                if ((int)column->items[i].aspect == aspect && is_first(page, c, i))
                    write_name(page, column->items[i].name);
        }
}

casus_status cs_requests_text(const struct cs_report *report, struct cs_buffer *out)
{
    struct cs_request_table table;
    struct page page = {.report = report, .table = &table, .out = out};
    casus_status status;

    cs_request_table_init(&table, report);
    cs_paint(out, report->colour, CS_PAINT_BOLD);
    cs_buffer_text(out, "Requests on ");
    cs_when_as_of(report, out);
    cs_buffer_text(out, report->as_of_given ? "" : ", the last date of the record");
    cs_when_known(report, out);
    cs_paint(out, report->colour, CS_PAINT_PLAIN);
    cs_buffer_char(out, '\n');
    cs_standing_reservations(report, &table.arena, out);
    if (table.count == 0)
        cs_buffer_text(out, "\n  None.\n");
    for (page.first = 0; page.first < table.count; page.first += page.count) {
        page.count = table.count - page.first < CS_COLUMNS_BLOCK ? table.count - page.first : CS_COLUMNS_BLOCK;
        page.width = cs_columns_width(cs_report_columns(report), MARGIN, page.count);
        cs_buffer_char(out, '\n');
        write_block(&page);
    }
    cs_legend_write(&table.legend, report, out);
    status = cs_report_status(report, &table.arena, out);
    cs_request_table_release(&table);
    return status;
}
