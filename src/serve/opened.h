/* SPDX-License-Identifier: MIT */
/*
 * Cases that are kept open between requests, with the answer that was last asked of them: who looks at a case in which
 * nothing was entered since reads nothing anew, and an act is tried in the case as the last one has left it. An act
 * that is entered is added to the case, and its answer goes on with it, as with time, at the cost of what they touch.
 *
 * One is kept for each set of entries that somebody sees, and each language. There are at most CS_OPENED_MOST, whose
 * records have CS_OPENED_BYTES in all, or one with a longer record: those longest unused are closed. They follow from
 * the entries: closing one changes nothing.
 */
#ifndef CS_SERVE_OPENED_H
#define CS_SERVE_OPENED_H

#include <stdbool.h>
#include <stdint.h>

#include "casus/casus.h"

#define CS_OPENED_MOST 32
#define CS_OPENED_PARTS 2
#define CS_OPENED_PARTS_BYTES (32 * 1024 * 1024) /* parts of pages, in all; a longer one is written anew each time */
#define CS_OPENED_BYTES (4 * 1024 * 1024) /* with its answer a case takes some forty times its record */

struct cs_kept_case;
struct cs_register;
struct cs_text_set;

struct cs_opened {
    int64_t number, last; /* of the case: its first entry, and its last when it was opened */
    const struct cs_text_set *under;
    char language[8];
    bool *hides;          /* by line of the case: it is not for this reader; NULL: he sees all */
    bool *left_out;       /* the same, with those that refer to them; NULL: he sees all */
    size_t hidden;        /* entries that he does not see, with those that refer to them */
    casus_case *c;
    char now[32];         /* of `answer` */
    casus_answer *answer; /* or NULL */
    struct { const char *name; casus_text text; } parts[CS_OPENED_PARTS]; /* of pages, as they were written of it */
    size_t bytes;         /* of the record */
    uint64_t used;
};
struct cs_openings { struct cs_opened items[CS_OPENED_MOST]; uint64_t turn; };

/* `hides` NULL: nothing is. NULL: it is not kept open. */
struct cs_opened *cs_opened_find(struct cs_register *r, const struct cs_kept_case *c, const char *language,
                                 const bool *hides);
/*
 * Keeps a case open as it is now. Of `opened` only `hides`, `left_out`, `hidden`, `c` and `bytes` are set; what it has
 * is taken over. Returns it as it is kept, until another is.
 */
struct cs_opened *cs_opened_keep(struct cs_register *r, const struct cs_kept_case *c, const char *language,
                                 const struct cs_opened *opened);
/*
 * Its last lines were entered into this case, which is kept open: it goes on with them. False: it is not kept. `bytes`:
 * of its record.
 */
bool cs_opened_go_on(struct cs_register *r, const struct cs_kept_case *c, const casus_case *opened, size_t bytes);
/* Closes this case if it is kept open: lines were entered into it that the register does not have. */
void cs_opened_close(struct cs_register *r, const casus_case *opened);
/* The case with all that was entered, opened or kept. Free *out in any case. */
casus_status cs_opened_whole(struct cs_register *r, const struct cs_kept_case *c, casus_case **out,
                             struct casus_failure *failure);
/* The answer of a case, perhaps a kept one, at a time of the register's clock. Free *out in any case. */
casus_status cs_opened_answer(struct cs_register *r, casus_case *c, const char *now, casus_answer **out,
                              struct casus_failure *failure);
/*
 * A part of a page, in the language of the case, that follows from this answer alone, as it was kept under this name;
 * NULL: it was not. The name lives as long as the program.
 */
const casus_text *cs_opened_part(const struct cs_register *r, const casus_answer *answer, const char *name);
void cs_opened_keep_part(struct cs_register *r, const casus_answer *answer, const char *name, const char *bytes,
                         size_t length);
/* Closes all. */
void cs_opened_release(struct cs_openings *openings);

#endif
