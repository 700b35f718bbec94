/* SPDX-License-Identifier: MIT */
/*
 * Questions on a page have short names, Q1, Q2 and so on in the order of the docket. The legend below the page has the
 * text of each and the answers of the accounts. (A capital Q, because a record may have an entry q1.)
 *
 * Partners (view/alike.h) have one name and one text, "help by each other party to Alden: was it done?", where all that
 * is on the page depends on all of them or on none. What depends on one of them alone names it.
 */
#ifndef CS_VIEW_LEGEND_H
#define CS_VIEW_LEGEND_H

#include "view/fold.h"

struct cs_legend {
    const struct cs_report *report;
    struct cs_arena *arena;
    uint32_t *numbers;  /* by question: 0 if it is not on the page */
    uint32_t *firsts;   /* by question: the first of those that have one name with it */
    uint64_t *users;    /* by question: a digest of what on the page depends on it */
    const char **texts; /* by question: as people read it; NULL: not made yet */
    size_t count;       /* questions of the docket */
    uint64_t uses;
    struct cs_legend_line *lines; /* that were used, the last first */
};

/* Memory is in the arena; the user checks whether that has failed. */
void cs_legend_init(struct cs_legend *legend, const struct cs_report *report, struct cs_arena *arena);
/* Something on the page depends on these questions. */
void cs_legend_use(struct cs_legend *legend, const uint32_t *questions, size_t count);
/* The same of a line, which must live as long as the legend. */
void cs_legend_use_line(struct cs_legend *legend, const struct cs_line *line);
void cs_legend_use_lines(struct cs_legend *legend, const struct cs_lines *lines);
/* The question is on the page, whatever depends on it. */
void cs_legend_show(struct cs_legend *legend, uint32_t question);
/* Finds which questions have one name; call it after the last use. cs_legend_number does it itself. */
void cs_legend_group(struct cs_legend *legend);
/* Numbers the questions that are used; call it after the last use. */
void cs_legend_number(struct cs_legend *legend);
/* Is the question on the page, and the first of those that have one name? */
bool cs_legend_tells(const struct cs_legend *legend, uint32_t question);
/* The text of a question that the legend tells, for all that have one name with it. */
const char *cs_legend_text(const struct cs_legend *legend, uint32_t question);
/* The same questions without those that have one name with an earlier one, in the arena; NULL if memory ran out. */
const uint32_t *cs_legend_distinct(const struct cs_legend *legend, const uint32_t *questions, size_t count,
                                   size_t *distinct);
#define CS_LEGEND_RUN 5 /* so many names in a row, at least, are told as the first and the last of them */
/* Of these distinct questions, one at least, how many are told together with the first: a run, else it alone. */
size_t cs_legend_run(const struct cs_legend *legend, const uint32_t *each, size_t count);
/*
 * Adds "Q1 Q3", with the character `between` in place of the space, each name once; of a run its first and its last
 * with a dash between them.
 */
void cs_legend_names(const struct cs_legend *legend, const uint32_t *questions, size_t count, char between,
                     struct cs_buffer *out);
void cs_legend_write(const struct cs_legend *legend, const struct cs_report *report, struct cs_buffer *out);

#endif
