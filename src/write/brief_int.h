/* SPDX-License-Identifier: MIT */
/* Shared by brief.c, brief_done.c and brief_page.c. The functions add to the line that is being written. */
#ifndef CS_WRITE_BRIEF_INT_H
#define CS_WRITE_BRIEF_INT_H

#include "view/legend.h"
#include "write/brief_notes.h"
#include "write/markdown.h"

struct cs_brief {
    const struct cs_report *report;
    struct cs_arena arena;
    struct cs_markdown md;
    struct cs_legend legend;
    struct cs_buffer line;
    struct cs_notes notes;
    struct cs_reasons_kept reasons;
    bool *about;   /* by occurrence of the docket: it was described already */
    bool one_page; /* of one request */
    bool *hangs;   /* by question: the answer hangs on it */
};

void cs_brief_add_text(struct cs_brief *page, const char *text);
/* A phrase without places, in the reader's language. */
void cs_brief_add_told_text(struct cs_brief *page, const char *english);
/* Makes the letter at `at`, where a sentence begins, a capital. */
void cs_brief_begin_sentence(struct cs_brief *page, size_t at);
/* The words of states, one for each account. NULL if memory ran out. */
const char **cs_brief_words_of(struct cs_brief *page, const enum cs_state *states);
void cs_brief_add_standing(struct cs_brief *page, const char *before, const char *const *states,
                           const uint32_t *questions, size_t question_count);
/* ": it was so on the account of Armenia; ...", of something that happened in these worlds. */
void cs_brief_add_set_standing(struct cs_brief *page, cs_set set);
/* A footnote on the article that a row is owed under, if it is. */
void cs_brief_note_article(struct cs_brief *page, const struct cs_ledger_row *row);
void cs_brief_add_entry(struct cs_brief *page, const struct cs_entry *entry);
/* The rows of a request; CS_NO_NAME: of none. */
const struct cs_ledger_row **cs_brief_rows_of(struct cs_brief *page, cs_name trigger, size_t *count);
/* Those on which the answer hangs come first on one page, which ends where it has less room than this. */
void cs_brief_add_questions(struct cs_brief *page, size_t least);

/* brief_done.c: what was done for a request and performs no row of it; and the questions on which that depends */
void cs_brief_also_done(struct cs_brief *page, const struct cs_ledger_row *request);
void cs_brief_use_done(struct cs_brief *page, const struct cs_ledger_row *request);

/* brief_page.c */
/* How many lines are left on the page, with room for its footnotes. */
size_t cs_brief_room(const struct cs_brief *page);
/* What is owed and expected on a request, what is open, and its chronology: as much of each as there is room for. */
void cs_brief_one_page(struct cs_brief *page, cs_name request);

#endif
