/* SPDX-License-Identifier: MIT */
/*
 * Columns side by side, with a name in the margin:
 *
 *   date      [2022-01-01..2022-09-11]          2022-09-13
 *   by        Kazakhstan                        Armenia
 */
#ifndef CS_WRITE_COLUMNS_H
#define CS_WRITE_COLUMNS_H

#include "view/view.h"

#define CS_COLUMNS_GAP ((size_t)2)
#define CS_COLUMNS_BLOCK ((size_t)3) /* side by side; more would be too narrow */

/* Text with its lines, each no wider than the columns; `at`: how far it was written, from 0. */
struct cs_column_cell { struct cs_buffer text; size_t at; };

struct cs_columns {
    struct cs_buffer *out;
    bool colour;
    size_t margin, count, width; /* width: of each column */
};

/* The width of `count` columns behind a margin, on a page that is so wide. */
static inline size_t cs_columns_width(size_t page, size_t margin, size_t count)
{
    return (page - margin - CS_COLUMNS_GAP * (count - 1)) / count;
}
/* Writes a cell of each column, and releases them. The first line has the name in its margin. */
void cs_columns_write(const struct cs_columns *columns, const char *name, struct cs_column_cell *cells);

#endif
