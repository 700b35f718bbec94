/* SPDX-License-Identifier: MIT */
/* Shared by the files of the summary (brief.c and so on). The functions add to the line that is being written. */
#ifndef CS_WRITE_BRIEF_INT_H
#define CS_WRITE_BRIEF_INT_H

#include "base/lists.h"
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
    struct cs_lists names; /* by occurrence: the matters of its names, found as they are first asked for */
    bool names_listed;
    bool one_page; /* of one request */
    bool *hangs;   /* by question: the answer hangs on it */
};

void cs_brief_add_text(struct cs_brief *page, const char *text);
/* Adds a text that was made for it, and releases it. */
void cs_brief_add_made(struct cs_brief *page, struct cs_buffer *text);
/* A phrase without places, in the reader's language. */
void cs_brief_add_told_text(struct cs_brief *page, const char *english);
/* What stands before the part `index` of so many: nothing, a comma, or "and". */
const char *cs_brief_between(const struct cs_brief *page, size_t index, size_t count);
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
/* The rows of a request; CS_NO_NAME: of none. */
const struct cs_ledger_row **cs_brief_rows_of(struct cs_brief *page, cs_name trigger, size_t *count);
/* Those on which the answer hangs come first on one page, which ends where it has less room than this. */
void cs_brief_add_questions(struct cs_brief *page, size_t least);

/* brief_happened.c */
void cs_brief_add_date(struct cs_brief *page, const struct cs_entry *entry);
/* "on 13 September 2022, Armenia asked the CSTO for help (r1)" */
void cs_brief_add_entry(struct cs_brief *page, const struct cs_entry *entry);
/* A line on an occurrence: its entry, who denies it, and the names that voices give it. */
void cs_brief_add_occurrence(struct cs_brief *page, cs_value value);
/* ", on the word of Alden and Borea": of those who say it, if anybody does. */
void cs_brief_add_word_of(struct cs_brief *page, const struct cs_matter *matter);
/* Of a record in which nobody asked for anything: who says what happened, who denies it, what they call it. */
void cs_brief_happened(struct cs_brief *page);
/* All that the record dates up to the date asked about, a line each. */
void cs_brief_chronology(struct cs_brief *page);

/* brief_done.c: what was done for a request and performs no row of it; and the questions on which that depends */
void cs_brief_also_done(struct cs_brief *page, const struct cs_ledger_row *request);
void cs_brief_use_done(struct cs_brief *page, const struct cs_ledger_row *request);

/* brief_page.c */
/* How many lines are left on the page, with room for its footnotes. */
size_t cs_brief_room(const struct cs_brief *page);
/* What is owed and expected on a request, what is open, and its chronology: as much of each as there is room for. */
void cs_brief_one_page(struct cs_brief *page, cs_name request);

#endif
