/* SPDX-License-Identifier: MIT */
/*
 * Everything that can be wrong with files becomes a diagnostic, whoever finds it: the parser, the checker, the
 * documents that are cited, the `check` lines that do not hold.
 *
 * Each record that is named is a case of its own, with what it uses and with the words and treaties named beside it:
 * what it says of itself does not hold for what another adds to it. Only if it makes no sense alone is it taken with
 * all the others.
 */
#ifndef CS_ANSWER_CHECKING_H
#define CS_ANSWER_CHECKING_H

#include "store/anchor.h"
#include "store/case.h"

struct cs_checking_case { struct cs_case c; struct cs_documents documents; };

struct cs_checking {
    struct cs_failure failure;
    struct cs_diagnostics all;   /* sorted */
    const char **paths;          /* words and treaties first, then records */
    size_t path_count, word_count;
    const char *folder;          /* of documents, or NULL */
    struct cs_checking_case *cases; /* one for each record, or one; kept until all is shown */
    size_t case_count;
    const char **files;          /* names of those that were looked at */
    size_t file_count, file_capacity;
    struct cs_passage_count passages;
    size_t checks, failed;
    bool unrun;                  /* a case had mistakes, and its checks were not run */
    void (*told)(void *context, size_t done, size_t all);
    void *context;
};

/* Checks files; paths and folder outlive it. `told`: as for cs_verify. Release in any case. */
casus_status cs_checking_run(struct cs_checking *checking, const char *const *paths, size_t count, const char *folder,
                             void (*told)(void *context, size_t done, size_t all), void *context);
void cs_checking_release(struct cs_checking *checking);
/* "3 files; 12 passages verified; 4 checks hold": a last line for people. */
void cs_checking_summary(const struct cs_checking *checking, struct cs_buffer *out);

#endif
