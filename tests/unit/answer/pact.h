/* SPDX-License-Identifier: MIT */
/* A small case: members may vote on a draft while it is open; its close comes after the votes of its day. */
#ifndef TESTS_UNIT_ANSWER_PACT_H
#define TESTS_UNIT_ANSWER_PACT_H

#include "unit/cmocka_all.h"

#include <string.h>

#include "store/case.h"

static const char PACT[] = "kind  state, body\n"
                           "name  state Arden, Beck\n"
                           "name  state Corvin also Corvinia\n"
                           "name  body Council\n"
                           "event draft in body\n"
                           "event vote by state on occurrence\n"
                           "event close of occurrence after vote\n"
                           "event strike by state on state\n"
                           "event help by state to state on occurrence\n"
                           "fact  state is member of body\n"
                           "fact  occurrence is open\n"
                           "treaty Pact \"a pact\"\n"
                           "reading Soon \"soon\"\n"
                           "  Strict 1 day\n"
                           "  Wide   5 days\n"
                           "article 1 \"members vote while the draft is open\"\n"
                           "may   vote by s on d\n"
                           "if    s is member of Council\n"
                           "and   d is open\n"
                           "when  d: draft in Council\n"
                           "then  d is open\n"
                           "when  close of d\n"
                           "then  end d is open\n"
                           "article 2 \"who is struck is helped soon\"\n"
                           "when  e: strike on v\n"
                           "then  Beck owes v help by Beck to v on e within Soon\n";
static const char RECORD[] = "account Arden, Beck\n"
                             "2020-01-01/.. Arden, Beck are member of Council\n"
                             "2030-03-05 d1: draft in Council\n"
                             "2030-03-06 e1: strike by Corvin on Arden\n  says Arden\n  denies Beck\n"
                             "2030-03-08 close of d1\n";

static inline void pact_open(struct cs_case *c, const char *record)
{
    cs_case_init(c);
    assert_int_equal(cs_case_add_text(c, "pact.treaty", CS_SOURCE_TREATY, PACT, strlen(PACT)), CASUS_OK);
    assert_int_equal(cs_case_add_text(c, "a.record", CS_SOURCE_RECORD, record, strlen(record)), CASUS_OK);
    assert_int_equal(cs_case_check(c), CASUS_OK);
    assert_non_null(c->plan);
}

#endif
