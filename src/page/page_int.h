/* SPDX-License-Identifier: MIT */
/* Shared by the files of the page: what is made once and read by all sections. All memory is the page's arena. */
#ifndef CS_PAGE_PAGE_INT_H
#define CS_PAGE_PAGE_INT_H

#include "base/lists.h"
#include "base/names.h"
#include "page/page.h"
#include "view/axis.h"
#include "view/fold.h"
#include "view/legend.h"
#include "view/mention.h"
#include "view/rows.h"
#include "view/sentence.h"
#include "view/summary.h"
#include "view/unfold.h"
#include "view/wording.h"
#include "write/html.h"

/*
 * The signs by which states are drawn (symbols in time.c, colours in page.css): several states may share one. A sign is
 * never shown by colour alone: each has a shape and a word.
 */
enum cs_sign {
    CS_SIGN_DONE, CS_SIGN_LATE, CS_SIGN_PART, CS_SIGN_NOT, CS_SIGN_WAIT, CS_SIGN_RUN, CS_SIGN_OVER, CS_SIGN_OPEN,
    CS_SIGN_NONE, CS_SIGN_COUNT
};
enum cs_sign cs_sign_of(enum cs_state state);
/* The states that the page shows, by index; CS_STATE_UNSAID after the last. */
struct cs_page;
enum cs_state cs_page_state_at(const struct cs_page *page, size_t index);
const char *cs_sign_text(enum cs_sign sign);    /* "done": the name of its symbol and class */
const char *cs_sign_meaning(enum cs_sign sign); /* "not done" */

/* The state of a row or an occurrence in some worlds, and how it is shown. Texts are in the arena of the page. */
struct cs_standing {
    enum cs_state state;
    const uint32_t *questions; /* on which the state depends there; indexes of the docket */
    size_t question_count;
    const char *times;         /* "since 13 September 2022, by 14 to 20 September 2022" */
    const char *words;         /* what is said beside it: "performed 15 September 2022 by Armenia"; or "" */
    const char *shapes;        /* "term 12.5 20;due 32.5;done 13": rectangles, then signs, in percent of the axis */
};

/* If there are more occurrences than this, they are drawn small and listed by year, and only the voices of their claims
 * are named. */
#define CS_TITLED_EVENTS_MAX 400
/* If there are more lines of no request than this, they are folded away. */
#define CS_OPEN_LINES_MAX 16

/* A question that the reader answers: itself and those that have one name with it (view/legend.h). */
struct cs_page_switch {
    uint32_t question;
    const uint32_t *all;
    size_t count;
    bool is_reading;
};

struct cs_page_account {
    const char *name;
    cs_name voice;      /* CS_NO_NAME: "open" */
    cs_set worlds;
    cs_set base;        /* the same with the answers to all switches forgotten */
    bool plain;         /* its worlds are those of its base with its presets and what it leaves open */
    uint32_t *presets;  /* by switch: its answer + 1, or 0 */
    cs_set *open;       /* by switch without a preset: what it says of it, that it is A or B; else CS_ALL */
    size_t first_alike; /* the first account with the same worlds, or, if both are plain, with the same base */
};

/* An occurrence that has happened in some world, or an entered fact. */
struct cs_page_event {
    const struct cs_occurrence *occurrence;
    const char *label;        /* or NULL */
    const char *id;           /* the HTML id */
    const char *text;         /* the sentence */
    size_t place;             /* in the order of the files */
    cs_name word;             /* the word of its head: its lane */
    cs_set worlds;            /* in which it has happened */
    bool in_ledger;           /* the ledger names it */
    bool is_fact;
    uint32_t class;           /* of its states, if they are open in some world; CS_NO_ROW: it happened in all worlds */
};

/* A lane of the timeline: the occurrences of one word; CS_NO_NAME: those of all words without a lane. */
struct cs_page_lane { cs_name word; size_t count, in_ledger; cs_instant first; };

/* A distinct reason: its number in `nodes`, 0 if it has none yet, and its words. */
struct cs_page_node { uint32_t number; const char *words; };

struct cs_page {
    size_t told; /* how many requests of the summary have sections: the first */
    struct cs_report report;  /* with the classes of its rows */
    const struct cs_page_settings *settings;
    struct cs_buffer *out;
    struct cs_telling telling; /* the titles that were written out */
    unsigned level;           /* of the headings of a request's sections: 2, or 3 below the heading of each */
    struct cs_arena arena;
    struct cs_page_account *accounts;
    size_t account_count, shown;     /* shown: the index of the account that is shown first */
    size_t column_count; /* accounts that have a column in tables: all but the last, "open", unless it is alone */
    struct cs_summary summary;
    struct cs_page_switch *switches; /* the readings first */
    size_t switch_count, reading_count;
    size_t combined;                 /* so many of them, the first, may be chosen together */
    uint32_t *verdict_tables;        /* by request of the summary: its number in `vectors` */
    uint32_t *row_classes;           /* by row of the ledger */
    uint32_t *class_rows;            /* by class: its first row */
    uint32_t *class_vectors;         /* by class: its number in `vectors` + 1; 0: not made yet */
    size_t class_count;
    struct cs_lines lines;
    uint32_t *line_tables;           /* by line: its number in `vectors` */
    uint32_t *line_reasons;          /* by line: the number of its reasons in `vectors` */
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
    /* the data of the script: each distinct text once, as JSON */
    struct cs_names standings, times, tables, vectors, nodes, roots, texts, claims, verdicts;
    struct cs_page_node *node_of;    /* by number of a reason */
    size_t node_capacity;
    size_t reasons_listed;           /* in the lists of all nodes */
    struct cs_reasons_kept *shown_reasons; /* by row of the ledger: on the account that is shown; NULL: of none yet */
    struct cs_unfolding unfolding;   /* of the reasons written as HTML so far */
    size_t reason_bytes;             /* of reasons written as HTML so far, in the ledger */
    size_t duty_reason_bytes;        /* the same of the duties of requests */
};

/* standing.c */
void cs_page_row_standing(struct cs_page *page, const struct cs_ledger_row *row, cs_set worlds,
                          struct cs_standing *out);
/* The same of a line: that of its first row, but it depends on what all its rows depend on. */
void cs_page_line_standing(struct cs_page *page, const struct cs_line *line, cs_set worlds, struct cs_standing *out);
void cs_page_event_standing(struct cs_page *page, const struct cs_page_event *event, cs_set worlds,
                            struct cs_standing *out);
/* Writes a key of all that the row's standing depends on: rows with equal keys have equal standings in all worlds. */
void cs_page_row_key(struct cs_page *page, const struct cs_ledger_row *row, struct cs_buffer *out);

/* table.c */
void cs_page_accounts(struct cs_page *page);
/* Finds the switches, and what each account answers; call it after cs_page_classes. */
void cs_page_switches(struct cs_page *page);
/* The worlds of an account that leaves a switch open, as the page has them. */
cs_set cs_page_without_answer(struct cs_page *page, size_t account, uint32_t s);
/* Gives each row its class (rows of a class have equal standings); call it before cs_fold. */
void cs_page_classes(struct cs_page *page);
/* The number in `vectors` of the tables of a line, a row or an event, one for each account. */
uint32_t cs_page_line_tables(struct cs_page *page, const struct cs_line *line);
uint32_t cs_page_row_tables(struct cs_page *page, const struct cs_ledger_row *row);
uint32_t cs_page_event_tables(struct cs_page *page, const struct cs_page_event *event);
uint32_t cs_page_verdict_tables(struct cs_page *page, const struct cs_summary_request *request);
uint32_t cs_page_reason_tables(struct cs_page *page, const struct cs_ledger_row *row);
/*
 * The worlds of an account with these values of some switches: 0 open, else an answer + 1. Of the others its own. If
 * the account is what it says of each switch and nothing of the rest hangs on them (`plain`), they are put to its base.
 */
cs_set cs_page_worlds_with(struct cs_page *page, const struct cs_page_account *account, const uint32_t *switches,
                           const uint32_t *values, size_t count);
/* The worlds that differ from one of these at most in their answer to the questions of a switch. */
cs_set cs_page_forget(struct cs_page *page, cs_set worlds, const struct cs_page_switch *s);

/* combine.c */
/*
 * The subject of a table: only what switches say of `sets` makes a difference to it, and `number` gives its entry in
 * some worlds, which depends
 */
enum cs_page_depends {
    CS_PAGE_MEETS, /* on which of `sets` and `further` have some of the worlds and which all, and on which questions
                      those of `turning`, which are disjoint, turn within them (cs_turns_on); */
    CS_PAGE_DEPENDS_ON_SETS, /* on what `sets` and `further` say within the worlds; */
    CS_PAGE_DEPENDS_ON_MORE  /* or on more than that. */
};
struct cs_page_subject {
    const cs_set *sets, *further, *turning;
    size_t count, further_count, turning_count;
    enum cs_page_depends depends;
    const void *what;
    uint32_t (*number)(struct cs_page *page, const void *what, cs_set worlds);
    size_t most; /* combinations; of more only the account itself has an entry; 0: CS_COMBINATIONS_MAX */
};
/* The entries of one subject that were found, by what the sets say where they were asked for. */
struct cs_page_numbers { struct cs_names keys; uint32_t *items; size_t capacity; };
struct cs_page_entries {
    struct cs_page_numbers by_sets, by_meeting;
    struct cs_lists places; /* of the sets of the account at hand */
};
void cs_page_entries_init(struct cs_page_entries *kept);
void cs_page_entries_release(struct cs_page_entries *kept);
/* Writes "0,4,4,5": the entries of an account, of the combinations of the switches that are chosen together, then of
 * each of the others by itself. */
void cs_page_add_entries(struct cs_page *page, const struct cs_page_subject *subject,
                         const struct cs_page_account *account, const uint32_t *switches, size_t count,
                         struct cs_page_entries *kept, struct cs_buffer *out);
/* How many combinations these switches have; of more than CS_COMBINATIONS_MAX a greater number. */
size_t cs_page_combinations(const struct cs_page *page, const uint32_t *switches, size_t count);
static inline uint32_t cs_page_answers_of(const struct cs_page *page, uint32_t number)
{
    return page->report.ledger->docket->questions[page->switches[number].question].answer_count;
}

/* reasons.c */
/* The number in `roots` of the list of nodes that are the reasons of a row in these worlds. */
uint32_t cs_page_reason_nodes(struct cs_page *page, const struct cs_ledger_row *row, cs_set worlds);
/* Writes the reasons as a tree of HTML. */
void cs_page_reason_tree(struct cs_page *page, const struct cs_ledger_row *row, cs_set worlds);
void cs_page_release_reasons(struct cs_page *page); /* at the end of the page */
/* Writes "concluded by the record" and why, as an item of a list, if the entry is that. */
void cs_page_conclusion(struct cs_page *page, const struct cs_entry *entry);
/* Writes a claim: voice, verb, source, and the passage or the gist. */
void cs_page_claim(struct cs_page *page, const struct cs_claim *claim);

/* time.c */
void cs_page_events(struct cs_page *page);
void cs_page_axis(struct cs_page *page);
/* Where an instant lies on the axis, in hundredths of a percent. */
uint32_t cs_page_place(const struct cs_page *page, cs_instant instant);
/* Writes shapes as elements of SVG. */
void cs_page_shapes(struct cs_page *page, const char *shapes);
/* Write the symbols of the signs; and the grid lines of the axis, over the height of the enclosing <svg>. */
void cs_page_symbols(struct cs_page *page);
void cs_page_grid(struct cs_page *page);
size_t cs_page_ticks(struct cs_page *page, struct cs_tick out[CS_TICKS_MAX]);
void cs_page_choose_lanes(struct cs_page *page);
/* "the mission": the lane's word as a noun. */
const char *cs_page_lane_word(struct cs_page *page, size_t lane);
void cs_page_lane_marks(struct cs_page *page, size_t lane);
void cs_page_lanes(struct cs_page *page);

/* scale.c */
struct cs_scale_part { cs_day first, last; uint32_t from, to; };
struct cs_time_scale { /* zero it first; memory is the page's */
    cs_day *days; /* ascending after finishing */
    size_t count, capacity;
    struct cs_scale_part *parts;
    size_t part_count;
    uint32_t gap;
};
void cs_scale_add(struct cs_page *page, struct cs_time_scale *scale, cs_day day);
void cs_scale_finish(struct cs_page *page, struct cs_time_scale *scale);
/* The place of a quarter of a day, 0 to 4, from 0 to CS_AXIS_END. */
uint32_t cs_scale_place(const struct cs_time_scale *scale, cs_day day, unsigned quarter);

/* story.c, strip.c */
#define CS_NO_LINE SIZE_MAX
enum cs_story_kind {
    CS_STORY_HAPPENED, CS_STORY_ASKED, CS_STORY_DECIDED, CS_STORY_DONE, CS_STORY_DUE, CS_STORY_KINDS
};
/* "asked": the name of a lane, and of its class */
const char *cs_story_lane(enum cs_story_kind kind);
struct cs_story_item {
    enum cs_story_kind kind;
    cs_day first, last;           /* they differ where the day is not exactly known */
    const struct cs_entry *entry; /* of DUE: NULL */
    size_t line;                  /* of the page, or CS_NO_LINE */
    const char *text;
};
struct cs_story {
    const struct cs_entry *asked; /* the request, or NULL */
    struct cs_story_item *items; /* in the order of time */
    size_t count;
    struct cs_time_scale scale;
};
void cs_page_story_make(struct cs_page *page, size_t request, struct cs_story *out);
/* Draws the story: a lane for each kind, what happens on one day stacked, labels where they have room. */
void cs_page_strip(struct cs_page *page, const struct cs_story *story);
/* "13 Sep" */
void cs_page_short_day(struct cs_page *page, cs_day day);
/* Writes who says so of an entry, and who denies it, each once. */
void cs_page_chips(struct cs_page *page, const struct cs_entry *entry);

/* sections; `request` is an index of the summary */
#define CS_REQUESTS_TOLD_MAX 8
#define CS_ANCHORS_MAX 16 /* with more accounts none but the first is shown without a script (page.css) */
void cs_page_switch_bar(struct cs_page *page);
void cs_page_answers(struct cs_page *page);
/* Writes a verdict, its first word as a mark. */
void cs_page_verdict(struct cs_page *page, const struct cs_verdict *verdict);
void cs_page_other_readings(struct cs_page *page);
void cs_page_differences(struct cs_page *page, size_t request);
void cs_page_story(struct cs_page *page, size_t request);
void cs_page_duties(struct cs_page *page, size_t request);
void cs_page_glossary(struct cs_page *page);
void cs_page_ledger(struct cs_page *page);
void cs_page_questions(struct cs_page *page);
void cs_page_happened(struct cs_page *page);
void cs_page_sources(struct cs_page *page);
void cs_page_data(struct cs_page *page);

/* differ.c */
/* Does a line belong to a request of the summary? */
bool cs_page_is_of(const struct cs_page *page, size_t line, size_t request);
/* Writes the sentence of a line with its holders, its article and a link to its row. */
void cs_page_line_text(struct cs_page *page, size_t line);
/* duties.c */

/* Writes the state of a line as the page shows it now; the script keeps it so. */
void cs_page_now(struct cs_page *page, size_t line);
/* The same with the states on the other accounts, of which the style shows one without a script. */
void cs_page_now_each(struct cs_page *page, size_t line);

/* svg.c */
void cs_page_picture(struct cs_page *page, const char *title);

/* embed.c */
void cs_page_embedded(struct cs_page *page, const char *title);

/* page.c */
/* Adds 'sha256-...', the digest in base 64, of a content security policy. */
void cs_page_digest(struct cs_buffer *out, const unsigned char *bytes, size_t length);
/* Writes "As it stood on 29 October 2022". */
void cs_page_as_it_stood(struct cs_page *page);

/* told.c */
/*
 * Titles of what was written from `start` on are written out at their first mention since cs_mentions_again; `plain`:
 * they are short.
 */
void cs_page_settle(struct cs_page *page, size_t start, bool plain);
/* Part of a word, or of a name? */
bool cs_page_is_word(char c);
/* Writes text, with each label of an occurrence as a link to it. */
void cs_page_text(struct cs_page *page, const char *text);
/* The first occurrence that a text names by its label, and where; NULL if it names none. */
const struct cs_page_event *cs_page_case(const struct cs_page *page, const char *text, size_t *place);
/* An account as the reader's language calls it: "Armenia", "open". */
const char *cs_page_account_called(const struct cs_page *page, size_t account);
/* Writes a sentence or word of the program, escaped, in the language of the report. */
void cs_page_say(struct cs_page *page, const char *english);
/* The same as a paragraph. */
void cs_page_paragraph(struct cs_page *page, const char *english);
/* Writes a phrase with one place, a number. */
void cs_page_count(struct cs_page *page, const char *english, size_t count);
/* Phrases that the script says too (data.c). */
#define CS_PAGE_NOTHING CS_PHRASE("Nothing in the texts or the record bears on it.")
#define CS_PAGE_CHANGED CS_PHRASE("the document is not the one that was cited")
#define CS_PAGE_ALIKE CS_PHRASE("Of row {row}; the other rows of this line stand alike.")
/* Writes a heading below that of the request: at `below` 0 of a section, at 1 within one. */
void cs_page_heading(struct cs_page *page, unsigned below, const char *english);
/* Writes "Armenia's account", or "whatever is still open". */
void cs_page_account_title(struct cs_page *page, size_t account);
/* Does the entry name it in this role? */
bool cs_page_names(const struct cs_entry *entry, enum cs_prep prep, cs_name name);
/* Writes a date for readers: "between 12 and 13 September 2022". */
void cs_page_when(struct cs_page *page, const struct cs_entry *entry); /* its date, as cs_when_of has it */
/*
 * What happened as a sentence, in the arena; its particulars are told by their titles and wordings, without labels. In
 * the story of a request, `asked`, without what this is about; else NULL.
 */
const char *cs_page_entry_text(struct cs_page *page, const struct cs_entry *entry, const struct cs_entry *asked);
/* Writes the same. */
void cs_page_told(struct cs_page *page, const struct cs_entry *entry);
/* Writes a name as it is called: "the Council", "Armenia's request to the CSTO". */
void cs_page_name(struct cs_page *page, cs_name name);
/* Writes the article of a row, or else its instrument, as the reader's language calls it. */
void cs_page_article(struct cs_page *page, const struct cs_ledger_row *row);
/* Writes the sentence of a line, after the label and date of its entry. */
void cs_page_sentence(struct cs_page *page, const struct cs_line *line);
/* Writes on what the record concludes the line rests; nothing if on nothing. The sentence has it already. */
void cs_page_rests_on(struct cs_page *page, const struct cs_line *line);
/* A copy in the arena; releases the buffer. */
const char *cs_page_keep(struct cs_page *page, struct cs_buffer *buffer);
/* How many of these numbers, one at least, follow each other from the first on; fewer than `least` are none: then 1. */
size_t cs_page_run(const uint32_t *numbers, size_t count, size_t least);
/* data.c: "2,[5,9],12": numbers for the script, those that follow each other as the first and the last of them. */
void cs_page_add_numbers(const uint32_t *numbers, size_t count, struct cs_buffer *out);
/* Opens a section with its heading; the caller closes it. */
void cs_page_section(struct cs_page *page, const char *id, const char *title);
/* Writes the times and the words of a standing. */
void cs_page_words(struct cs_page *page, const struct cs_standing *standing);
/* Writes the sign, the state and the questions on which it depends. */
void cs_page_state(struct cs_page *page, const struct cs_standing *standing);
void cs_page_question_links(struct cs_page *page, const struct cs_standing *standing);

#endif
