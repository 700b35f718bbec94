/* SPDX-License-Identifier: MIT */
/*
 * Everything that is wrong with files as diagnostics: mistakes that the parser and the checker find, wrong citations,
 * failed `check` lines.
 *
 * Each record that is named is a case of its own, with what it uses and with the vocabularies and treaties that are
 * named: its `check` lines hold for it alone, not with what other records add. Only if a record has errors alone is it
 * read together with all the others.
 */
#ifndef CS_ANSWER_CHECKING_H
#define CS_ANSWER_CHECKING_H

#include "store/anchor.h"
#include "store/case.h"

struct cs_checking_case { struct cs_case c; struct cs_documents documents; };

struct cs_checking {
    struct cs_failure failure;
    struct cs_diagnostics all;   /* sorted */
    const char **paths;          /* vocabularies and treaties first, then records */
    size_t path_count, word_count;
    const char *folder;          /* of documents, or NULL */
    struct cs_checking_case *cases; /* one for each record, at least one; diagnostics point into them */
    size_t case_count;
    const char **files;          /* names of those that were checked */
    size_t file_count, file_capacity;
    struct cs_passage_count passages;
    size_t checks, failed;
    bool unrun;                  /* a case had errors, so its check lines were not run */
    void (*progress)(void *context, size_t done, size_t all);
    void *context;
};

/* Checks files; `paths` and `folder` outlive it. `progress`: as for cs_verify. Release in any case. */
casus_status cs_checking_run(struct cs_checking *checking, const char *const *paths, size_t count, const char *folder,
                             void (*progress)(void *context, size_t done, size_t all), void *context);
void cs_checking_release(struct cs_checking *checking);
/* Adds "3 files; 12 passages verified; 4 checks hold", a last line for people. */
void cs_checking_summary(const struct cs_checking *checking, struct cs_buffer *out);

#endif
