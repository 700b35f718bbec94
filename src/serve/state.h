/* SPDX-License-Identifier: MIT */
/* What the entries of a register come to: its texts, its cases with their records, its clock. */
#ifndef CS_SERVE_STATE_H
#define CS_SERVE_STATE_H

#include "serve/register.h"

/* A vocabulary or treaty; `used`: cases name it in a `use` line, the others are used by these. */
struct cs_kept_text { char *name, *digest, *bytes; size_t length; bool used; };
struct cs_kept_document { char *name, *digest; int64_t number; bool sealed; };
/* Lines of the record: those of one entry. */
struct cs_kept_lines { int64_t number; char *text; bool sealed; };

struct cs_kept_case {
    char *name, *head;
    struct cs_kept_lines *lines;
    size_t line_count;
    struct cs_kept_document *documents;
    size_t document_count;
};

struct cs_register {
    struct cs_chain *chain;
    int64_t last; /* the number of the last entry that it has read; -1: it is not as the file is */
    bool exercise;
    char *clock; /* of an exercise */
    struct cs_kept_text *texts;
    size_t text_count;
    struct cs_kept_case *cases;
    size_t case_count;
};

/* Reads all entries. */
casus_status cs_state_read(struct cs_register *r, struct casus_failure *failure);
void cs_state_release(struct cs_register *r);
/* Adds what an entry says; `context` is the register. */
casus_status cs_state_learn(void *context, const struct cs_chain_entry *entry, struct casus_failure *failure);

/* NULL: there is none, and the failure says which there are. */
struct cs_kept_case *cs_state_case(struct cs_register *r, const char *name, struct casus_failure *failure);
/* What time it is by the register's clock. */
void cs_state_now(const struct cs_register *r, char out[32]);
/* Adds the record of a case without the entry of this number (0: all): its `use` lines, head, and lines. */
void cs_state_record(const struct cs_register *r, const struct cs_kept_case *c, int64_t without, casus_text *out);
/* "NAME.record" */
void cs_state_record_name(const struct cs_kept_case *c, char out[128]);
/* The checked case of a record under the texts of the register. Free *out in any case. */
casus_status cs_state_open(struct cs_register *r, const char *name, const casus_text *record, casus_case **out,
                           struct casus_failure *failure);

/* Adds to a text. */
void cs_serve_add(casus_text *text, const char *words);
/* Sets a failure, and returns its status. */
__attribute__((format(printf, 3, 4))) casus_status cs_serve_fail(struct casus_failure *failure, casus_status status,
                                                                 const char *format, ...);
casus_status cs_serve_memory(struct casus_failure *failure);

#endif
