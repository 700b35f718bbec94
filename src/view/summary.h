/* SPDX-License-Identifier: MIT */
/*
 * The answer first: what each request of a report came to, in sentences. The brief, the ledger on a terminal and the
 * page begin with it.
 *
 *     On 13 September 2022, Armenia asked the CSTO for help over the fighting.             asked
 *     The same day, a draft on a mission was put to the Council, and it was adopted. ...   told
 *     On 20 September 2022, the CSTO sent a mission to Armenia. ...
 *     Was a duty broken?
 *       Armenia     Open: perhaps Russia did not give Armenia help by 20 September 2022.    verdicts
 *       Azerbaijan  No: it was not owed.
 *
 * Particulars are told by their titles and wordings, without labels. A verdict is about the duties of the request: in
 * some worlds one of them is broken (`broken`). All sentences are made by cs_sentence_add (view/sentence.h), and read
 * from the sets of worlds of the run; nothing else is computed.
 */
#ifndef CS_VIEW_SUMMARY_H
#define CS_VIEW_SUMMARY_H

#include "view/fold.h"
#include "view/legend.h"

enum cs_verdict_kind {
    CS_VERDICT_BROKEN,       /* a duty is broken in all worlds that are looked at */
    CS_VERDICT_KEPT,         /* in none */
    CS_VERDICT_OPEN,         /* in some */
    CS_VERDICT_CONTRADICTORY /* there is no world */
};

struct cs_verdict {
    enum cs_verdict_kind kind;
    const char *sentence;      /* "No: it was not owed." */
    const uint32_t *questions; /* OPEN: on which it hangs; indexes of the docket */
    size_t question_count;
};

struct cs_summary_request {
    const struct cs_ledger_row *row; /* its first row; NULL: what belongs to no request */
    struct cs_lines lines;           /* its rows as lines, the request first */
    const char *title;               /* "Armenia asked the CSTO for help, and got a mission"; of no request NULL */
    const char *asked;               /* a sentence; of no request NULL */
    /*
     * Sentences in the order of time: what was decided, by which rule, who voted or objected how, and what was done on
     * it, owed or not; last how many decisions and acts are left out. At most CS_SUMMARY_DECISIONS_MAX decisions and
     * CS_SUMMARY_DONE_MAX acts are told: first those by who was asked, then those to who asked.
     */
    const char **told;
    size_t told_count;
    bool judged;                     /* false: the duties are too entangled, or have nothing to do with each other */
    cs_set broken;                   /* the worlds in which one of its duties is broken */
    struct cs_verdict *verdicts;     /* by what the summary was made for */
    const uint32_t *questions;       /* on which `broken` depends over all worlds; of partners the first */
    size_t question_count;
};

#define CS_SUMMARY_DECISIONS_MAX ((size_t)4)
#define CS_SUMMARY_DONE_MAX ((size_t)2)

struct cs_summary {
    struct cs_arena arena;
    const struct cs_report *report;
    /* in the order of the ledger; last the rows of no request, if there is no other or something was decided there */
    struct cs_summary_request *requests;
    size_t count;
    struct cs_legend legend; /* texts of the questions of verdicts: cs_legend_text, cs_legend_distinct */
};

/*
 * Makes the summary of a report, with the verdicts on each account of the report (view/rows.h). Release in any case;
 * the user checks whether its arena has failed.
 */
void cs_summary_init(struct cs_summary *summary, const struct cs_report *report);
/* The same with the verdicts in each of these sets of worlds; their work grows with sets and rows alike. */
void cs_summary_init_in(struct cs_summary *summary, const struct cs_report *report, const cs_set *worlds,
                        size_t count);
void cs_summary_release(struct cs_summary *summary);

/* The worlds in which a duty of the line is broken; the line keeps them. */
cs_set cs_summary_broken(const struct cs_ledger *ledger, struct cs_line *line);
/* The verdict on a request in some other worlds, in an arena, without the questions on which it hangs. */
struct cs_verdict cs_summary_verdict(const struct cs_report *report, const struct cs_summary_request *request,
                                     cs_set worlds, struct cs_arena *arena);
/* The same with them, which takes longer: `verdicts` are made so. */
struct cs_verdict cs_summary_hanging(const struct cs_report *report, const struct cs_summary_request *request,
                                     cs_set worlds, struct cs_arena *arena);
/*
 * Writes what an entry says as a sentence of a request's story, false if its word has no wording: what the request,
 * `asked`, was about is not said again, nor under which decision an act was done, since that is told beside it.
 */
bool cs_summary_statement(const struct cs_report *report, const struct cs_entry *asked, const struct cs_entry *entry,
                          struct cs_buffer *out);
/* Adds the sentences of a request as one paragraph: asked, then told. */
void cs_summary_paragraph(const struct cs_summary *summary, const struct cs_summary_request *request,
                          struct cs_buffer *out);

#endif
