/* SPDX-License-Identifier: MIT */
#include "write/columns.h"

#include <string.h>

#include "view/wrap.h"

/* Writes the next line of all cells; false if none has one. */
static bool write_lines(const struct cs_columns *columns, struct cs_column_cell *cells, const char *margin)
{
    struct cs_buffer *out = columns->out;
    bool any = false;
    size_t gap;

    for (size_t c = 0; c < columns->count; c++)
        any = any || cells[c].at < cells[c].text.length;
    if (!any)
        return false;
    cs_paint(out, columns->colour, CS_PAINT_DIM);
    gap = columns->margin - cs_text_width(margin, strlen(margin));
    cs_buffer_text(out, margin);
    cs_paint(out, columns->colour, CS_PAINT_PLAIN);
    for (size_t c = 0; c < columns->count; c++) {
        const char *line = cs_buffer_string(&cells[c].text) + cells[c].at;
        size_t length = cells[c].at < cells[c].text.length ? strcspn(line, "\n") : 0,
               width = cs_text_width(line, length);

        if (length > 0) {
            cs_buffer_repeat(out, ' ', gap);
            cs_buffer_add(out, line, length);
            gap = 0;
        }
        cells[c].at += cells[c].at < cells[c].text.length ? length + 1 : 0;
        gap += columns->width + CS_COLUMNS_GAP -
               (width < columns->width + CS_COLUMNS_GAP ? width : columns->width);
    }
    cs_buffer_char(out, '\n');
    return true;
}

void cs_columns_write(const struct cs_columns *columns, const char *name, struct cs_column_cell *cells)
{
    while (write_lines(columns, cells, name))
        name = "";
    for (size_t c = 0; c < columns->count; c++) {
        columns->out->failed = columns->out->failed || cells[c].text.failed;
        cs_buffer_release(&cells[c].text);
    }
}
