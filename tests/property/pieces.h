/* SPDX-License-Identifier: MIT */
/* The text of a record in pieces, which are put together otherwise: as they come, or in another order. */
#ifndef TESTS_PROPERTY_PIECES_H
#define TESTS_PROPERTY_PIECES_H

#include <string.h>

#include "property/chance.h"

#define PIECES_MAX 64

struct piece_of_text {
    const char *start;
    size_t length;
    bool stays; /* it keeps its place as others are shuffled */
};

/* Does an entry with a date begin with this line? */
static inline bool is_dated_line(const char *line)
{
    return (line[0] >= '0' && line[0] <= '9') || line[0] == '[' || line[0] == '.' || line[0] == '/';
}

/* With its line end. */
static inline size_t line_length(const char *line)
{
    size_t length = strcspn(line, "\n");

    return length + (line[length] == '\n');
}

static void shuffle(struct piece_of_text *pieces, size_t count, struct chance *chance)
{
    for (size_t i = count; i > 1; i--) {
        size_t k = below(chance, (uint32_t)i);
        struct piece_of_text keep = pieces[i - 1];

        if (keep.stays || pieces[k].stays)
            continue;
        pieces[i - 1] = pieces[k];
        pieces[k] = keep;
    }
}

#endif
