/* SPDX-License-Identifier: MIT */
/* What the entries of a register come to: its texts, its cases with their records, its clock. */
#ifndef CS_SERVE_STATE_H
#define CS_SERVE_STATE_H

#include "serve/exercise.h"
#include "serve/opened.h"
#include "serve/people.h"
#include "serve/register.h"
#include "serve/sight.h"
#include "serve/tell.h"
#include "serve/texts.h"

struct cs_kept_document { char *name, *digest; int64_t number; bool sealed; };
/* Lines of the record: those of one entry. */
struct cs_kept_lines { int64_t number; char *text, *at, *by, *speaks_for; bool sealed; };

struct cs_kept_case {
    char *name, *head, *by;
    const struct cs_text_set *under; /* the versions of the texts that it is under */
    int64_t number, last; /* of its first entry and its last, as of now */
    struct cs_kept_lines *lines;
    size_t line_count;
    struct cs_kept_document *documents;
    size_t document_count;
};

struct cs_register {
    struct cs_database *database;
    int64_t last;  /* the number of the last entry that it has read; -1: it is not as the store is */
    int64_t begun; /* the same when something was last begun */
    bool exercise;
    char *clock; /* of an exercise */
    casus_case *dates; /* without texts: it reads dates */
    struct cs_people people;
    struct cs_sights sights;
    struct cs_texts texts;
    struct cs_injects injects; /* of an exercise */
    struct cs_kept_case *cases;
    size_t case_count;
    struct cs_openings openings;
};

/* Reads the entries that were not read yet. */
casus_status cs_state_read(struct cs_register *r, struct casus_failure *failure);
/* Forgets everything that was read, but for the file. */
void cs_state_release(struct cs_register *r);
/* Adds what an entry says; `context` is the register. */
casus_status cs_state_learn(void *context, const struct cs_chain_entry *entry, struct casus_failure *failure);

/* Adds lines to the record of a case; `text` NULL: they are sealed. */
casus_status cs_state_learn_lines(struct cs_kept_case *c, const struct cs_chain_entry *entry, const char *text,
                                  struct casus_failure *failure);

/* NULL: there is none, and the failure says which there are. */
struct cs_kept_case *cs_state_case(struct cs_register *r, const char *name, struct casus_failure *failure);
/* What time it is by the register's clock. */
void cs_state_now(const struct cs_register *r, char out[32]);
/*
 * Adds the record of a case: its `use` lines, head, and lines, without those entries of it whose place in the list is
 * true in `hidden` (NULL: all).
 */
void cs_state_record(const struct cs_kept_case *c, const bool *hidden, casus_text *out);
/*
 * The line of that record, from 1, at which each entry begins: in the order of the list. What is written in an entry
 * may look like the beginning of another. False: no memory.
 */
bool cs_state_begins(const struct cs_kept_case *c, const bool *hidden, size_t *out);
/* How many lines of a text are ended. */
size_t cs_state_line_count(const char *text);
/* "NAME.record" */
void cs_state_record_name(const struct cs_kept_case *c, char out[128]);
/*
 * The checked case of a record under the texts that a case is under; `language` as of cs_sight_open. Free *out in any
 * case.
 */
casus_status cs_state_open(const struct cs_kept_case *c, const casus_text *record, const char *language,
                           casus_case **out, struct casus_failure *failure);

/* One more element of a list; NULL, and nothing changes, if memory runs out. Its bytes are zero. */
void *cs_state_one_more(void *list, size_t *count, size_t size);
/* Reads a day or an instant: the end of the day, or its beginning. False if it is none. */
bool cs_state_seconds(const struct cs_register *r, const char *text, bool begin, long long *out);

/* ---- register.c, for the files that enter something ---- */

/*
 * Begins to enter something: nobody else does so until the end, and the register is as the last one left it. *before is
 * set where the key has been used already: then nothing more is to be done.
 */
casus_status cs_register_begin(struct cs_register *r, const struct cs_hand *hand, struct cs_entered *out, bool *before,
                               struct casus_failure *failure);
/* Appends an entry at the time of the register's clock. */
casus_status cs_register_append(struct cs_register *r, const struct cs_hand *hand, const char *kind,
                                const char *subject, const char *body, struct cs_entered *out,
                                struct casus_failure *failure);
/* The same at a given time. */
casus_status cs_register_append_at(struct cs_register *r, const struct cs_hand *hand, const char *kind,
                                   const char *subject, const char *at, const char *body, struct cs_entered *out,
                                   struct casus_failure *failure);
/* Is it a reason, in one line? It is told why not. */
casus_status cs_register_check_why(const char *why, struct casus_failure *failure);
/* Is it an instant that the language reads? `c` reads it. */
casus_status cs_register_check_instant(casus_case *c, const char *instant, struct casus_failure *failure);
/* Tells the first mistake of a checked case; fine if it has none. */
casus_status cs_register_check(const casus_case *c, struct casus_failure *failure);
/* Has the record of a case, without one of its entries (0: with all), no mistake? */
casus_status cs_register_check_record(const struct cs_kept_case *kept, int64_t without, struct casus_failure *failure);
/* Appends an entry that moves the clock of an exercise, of the time that it is then. */
casus_status cs_register_set_clock(struct cs_register *r, const struct cs_hand *hand, const char *instant,
                                   struct cs_entered *out, struct casus_failure *failure);
/* Appends the lines that were tried, and tells what changes by them if that was looked at. */
casus_status cs_register_enter_tried(struct cs_register *r, const struct cs_kept_case *kept, const struct cs_hand *hand,
                                     casus_act *act, struct cs_entered *out, casus_text *told,
                                     struct casus_failure *failure);
/* What stands in the record before the lines of the next entry. */
void cs_register_before(const struct cs_register *r, char out[48]);
/*
 * Tries the lines in their case, and appends them as an entry of this kind, with `before` before them. `told`: what
 * changes by it, or what is wrong.
 */
casus_status cs_register_try_and_enter(struct cs_register *r, const struct cs_hand *hand,
                                       const struct cs_matter *matter, const char *kind, const char *before,
                                       struct cs_entered *out, casus_text *told, struct casus_failure *failure);
/*
 * Tries the lines in a case of the register; those without a date are of now, by its clock. `before`: what stands
 * before them in the record (cs_register_before); NULL: an empty line.
 */
casus_status cs_register_try(casus_case *c, const char *record, const struct cs_matter *matter, const char *now,
                             const char *before, casus_act **out, struct casus_failure *failure);
/* Adds to `told` what is wrong with lines that are no act, and returns a failure that says so. */
casus_status cs_register_mistakes(const casus_act *act, casus_text *told, struct casus_failure *failure);
/* Commits what was done, or undoes it if a step has failed; then the register is to be read again. */
casus_status cs_register_finish(struct cs_register *r, casus_status status, struct casus_failure *failure);

#endif
