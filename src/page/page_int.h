/* SPDX-License-Identifier: MIT */
/* Inside the page: what is made once and read by all its sections. */
#ifndef CS_PAGE_PAGE_INT_H
#define CS_PAGE_PAGE_INT_H

#include "base/names.h"
#include "page/page.h"
#include "view/axis.h"
#include "view/fold.h"
#include "view/legend.h"
#include "view/rows.h"
#include "view/unfold.h"
#include "write/html.h"

/*
 * What a state comes to for a reader in a hurry, and the sign by which it is drawn (symbols of time.c, and
 * page.css). Never told by colour alone: each has a shape and its word.
 */
enum cs_sign {
    CS_SIGN_DONE, CS_SIGN_LATE, CS_SIGN_PART, CS_SIGN_NOT, CS_SIGN_WAIT, CS_SIGN_RUN, CS_SIGN_OVER, CS_SIGN_OPEN,
    CS_SIGN_NONE, CS_SIGN_COUNT
};
enum cs_sign cs_sign_of(enum cs_state state);
/* The states that the page tells, one after another; CS_STATE_UNSAID behind the last. */
enum cs_state cs_page_state_at(size_t index);
const char *cs_sign_text(enum cs_sign sign);    /* "done": the name of its symbol and class */
const char *cs_sign_meaning(enum cs_sign sign); /* "not done" */

/* How something stands in some worlds. Texts live in the arena of the page. */
struct cs_standing {
    enum cs_state state;
    const uint32_t *questions; /* on which it turns there, by number of the docket */
    size_t question_count;
    const char *words;         /* "since 2022-09-13, by 2022-09-14 to 2022-09-20, still owed" */
    const char *shapes;        /* "term 12.5 20;due 32.5;done 13": rectangles, then signs, in percent of the axis */
};

/* More occurrences than this are drawn small, listed by year, and of their claims only the voices are named. */
#define CS_TITLED_EVENTS_MAX 400
/* More lines than this that belong to no request are folded away. */
#define CS_OPEN_LINES_MAX 16

struct cs_page_account {
    const char *name;
    cs_set worlds;
    size_t first_alike; /* the first account with the same worlds, which stands alike in everything */
};

/* An occurrence that has come about in some world, or a state of things. */
struct cs_page_event {
    const struct cs_occurrence *occurrence;
    const char *label;        /* or NULL */
    const char *id;           /* by which the page links to it */
    const char *text;         /* the sentence */
    size_t place;             /* in the order of the files */
    cs_name word;             /* the word of its head: its lane */
    cs_set worlds;            /* in which it has come about */
    bool in_ledger;           /* the ledger names it */
    bool is_fact;
    uint32_t class;           /* how it stands, if that is a question; CS_NO_ROW if it just happened */
};

/* A lane of the timeline: the occurrences of one word; of CS_NO_NAME, of all that have none. */
struct cs_page_lane { cs_name word; size_t count, in_ledger; cs_instant first; };

struct cs_page {
    struct cs_report report;  /* with the classes of its rows */
    const struct cs_page_settings *settings;
    struct cs_buffer *out;
    bool picture;             /* the timeline alone, which no style sheet places */
    struct cs_arena arena;
    struct cs_page_account *accounts;
    size_t account_count, shown;     /* shown: the one that is seen first */
    size_t column_count; /* of these, those that stand beside each other: the last one is open to all answers */
    uint32_t *readings;              /* questions of the docket that are readings and matter to some row */
    size_t reading_count;
    bool combined;                   /* readings may be chosen together */
    uint32_t *row_classes;           /* by row of the ledger */
    uint32_t *class_rows;            /* by class: its first row */
    uint32_t *class_vectors;         /* by class: its number in `vectors` + 1, or 0 if nobody has asked */
    size_t class_count;
    struct cs_lines lines;
    uint32_t *line_tables;           /* by line: its number in `vectors` */
    uint32_t *line_reasons;          /* by line: the same of its reasons */
    struct cs_page_event *events;    /* in the order of time */
    size_t event_count;
    uint32_t *event_of;              /* by name, `name_count` of them: event + 1, or 0 */
    size_t name_count;
    struct cs_page_lane *lanes;
    size_t lane_count;
    struct cs_axis axis;
    struct cs_legend legend;
    uint32_t *questions;             /* of the docket, in the order of their numbers on the page */
    size_t question_count;
    /* what the script chooses among: each distinct text once, as JSON */
    struct cs_names standings, tables, vectors, nodes, roots, texts, claims;
    uint32_t *node_of;               /* by number of a reason: its number in `nodes`, or 0 */
    size_t node_capacity;
    struct cs_unfolding unfolding;   /* of the reasons that stand in the HTML already */
    size_t reason_bytes;             /* of reasons written as HTML so far */
};

/* standing.c */
void cs_row_standing(struct cs_page *page, const struct cs_ledger_row *row, cs_set worlds, struct cs_standing *out);
void cs_event_standing(struct cs_page *page, const struct cs_page_event *event, cs_set worlds, struct cs_standing *out);
/* All that a standing of the row can depend on: rows with the same text stand alike in all worlds. */
void cs_row_key(struct cs_page *page, const struct cs_ledger_row *row, struct cs_buffer *out);

/* table.c */
void cs_page_accounts(struct cs_page *page);
void cs_page_readings(struct cs_page *page);
/* Gives each row its class; then cs_fold may run. */
void cs_page_classes(struct cs_page *page);
/* Number in `vectors` of the tables of a row or an event, one an account. */
uint32_t cs_page_row_tables(struct cs_page *page, const struct cs_ledger_row *row);
uint32_t cs_page_event_tables(struct cs_page *page, const struct cs_page_event *event);
uint32_t cs_page_reason_tables(struct cs_page *page, const struct cs_ledger_row *row);

/* reasons.c */
/* Number in `roots` of the list of nodes that are the reasons of a row in these worlds. */
uint32_t cs_page_reason_nodes(struct cs_page *page, const struct cs_ledger_row *row, cs_set worlds);
/* The reasons as a tree of HTML. */
void cs_page_reason_tree(struct cs_page *page, const struct cs_ledger_row *row, cs_set worlds);
/* A claim: who says what, where, and the passage or the gist. */
void cs_page_claim(struct cs_page *page, const struct cs_claim *claim);

/* time.c */
void cs_page_events(struct cs_page *page);
void cs_page_axis(struct cs_page *page);
/* Where an instant lies on the axis, in hundredths of a percent. */
uint32_t cs_page_place(const struct cs_page *page, cs_instant instant);
/* The drawing of shapes as elements of SVG. */
void cs_page_shapes(struct cs_page *page, const char *shapes);
/* The signs, and the lines of the axis, from the top to the bottom of whatever uses them. */
void cs_page_symbols(struct cs_page *page);
void cs_page_grid(struct cs_page *page);
size_t cs_page_ticks(struct cs_page *page, struct cs_tick out[CS_TICKS_MAX]);
void cs_page_choose_lanes(struct cs_page *page);
const char *cs_page_lane_word(const struct cs_page *page, size_t lane);
void cs_page_lane_marks(struct cs_page *page, size_t lane);
void cs_page_lanes(struct cs_page *page);

/* sections */
void cs_page_requests(struct cs_page *page);
void cs_page_ledger(struct cs_page *page);
void cs_page_questions(struct cs_page *page);
void cs_page_happened(struct cs_page *page);
void cs_page_sources(struct cs_page *page);
void cs_page_data(struct cs_page *page);

/* svg.c */
void cs_page_picture(struct cs_page *page, const char *title);

/* page.c */
/* Text with the labels of occurrences as links to them. */
void cs_page_text(struct cs_page *page, const char *text);
/* The first occurrence that a text names by its label, and where; NULL if it names none. */
const struct cs_page_event *cs_page_case(const struct cs_page *page, const char *text, size_t *place);
/* Its name, or what the account of nobody is called. */
const char *cs_page_account_name(const struct cs_page *page, size_t account);
/* A date for readers: "between 2022-09-12 and 2022-09-13", "from 2022-09-20". */
const char *cs_page_date(const struct cs_moment *moment, char out[96]);
/* What stands before the words of a line: the label and the date of an entry. */
void cs_page_sentence(struct cs_page *page, const struct cs_line *line);
/* A copy in the arena; releases the buffer. */
const char *cs_page_keep(struct cs_page *page, struct cs_buffer *buffer);
/* Opens a section with its heading; its end is written by whoever opened it. */
void cs_page_section(struct cs_page *page, const char *id, const char *title);
/* The sign, the state and what it turns on, as HTML. */
void cs_page_state(struct cs_page *page, const struct cs_standing *standing);
void cs_page_question_links(struct cs_page *page, const struct cs_standing *standing);

#endif
