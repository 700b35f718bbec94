/* SPDX-License-Identifier: MIT */
/*
 * The bytes of a table with line feeds at the ends of its lines. A table whose first line ends in a carriage return
 * alone, as spreadsheets of old wrote them, has such line ends throughout: they are read as line feeds.
 */
#ifndef CS_TABLE_LINES_H
#define CS_TABLE_LINES_H

#include "table/csv.h"

struct cs_line_ends { cs_csv_read read; void *context; bool began, old, wide; /* UTF-16, by its mark */ };

/* A cs_csv_read over the one of `context`, a struct cs_line_ends. */
size_t cs_line_ends_read(void *context, char *bytes, size_t size);
/* Why a row cannot be read: of a table in another encoding that alone, since the rest follows from it. */
const char *cs_line_ends_cause(const struct cs_csv *csv);

#endif
