/* SPDX-License-Identifier: MIT */
/* Inside the library's face: what the opaque types of casus/casus.h are. */
#ifndef CS_API_API_H
#define CS_API_API_H

#include <pthread.h>
#include <stdatomic.h>

#include "casus/casus.h"
#include "store/case.h"
#include "write/write.h"

struct casus_case {
    struct cs_case texts;
    casus_finder finder;
    void *finder_context;
    bool checked;
    pthread_mutex_t lock;    /* of `asked`: answers may be asked for in several threads */
    struct cs_failure asked; /* what was wrong with the last call, where the texts themselves are well */
    atomic_size_t users;     /* its owner, until it is freed, and its answers */
};

struct casus_answer {
    casus_case *of;
    struct cs_failure failure;
    struct cs_docket *docket;
    struct cs_run *run;
    struct cs_ledger *ledger;
    struct cs_arena arena; /* of what is given out */
    cs_instant end, known;
    bool as_of_said, known_given;
    char as_of[32], known_on[32];
};

/* Keeps what was wrong with a call for casus_case_message; CASUS_OK: nothing was. Returns its status. */
casus_status cs_api_case_said(casus_case *c, const struct cs_failure *failure);
/* One user less; the last one takes the case with it. */
void cs_api_case_leave(casus_case *c);

#endif
