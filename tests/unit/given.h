/* SPDX-License-Identifier: MIT */
/*
 * A small case made of one text in memory, up to the stage that the room under test needs: plan, docket, run or ledger.
 * It uses no file. Each given_ function makes the stages before its own as well; release_ of the same stage frees all.
 * A test calls none for a later room, since it is not linked to that.
 *
 *     given_ledger(&g, TEXT, day("2022-09-20"));  ...  release_ledger(&g);
 */
#ifndef TESTS_UNIT_GIVEN_H
#define TESTS_UNIT_GIVEN_H

#include "unit/cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lang/parser.h"
#include "ledger/ledger.h"

struct given {
    struct cs_arena arena;
    struct cs_names names;
    struct cs_diagnostics diagnostics;
    struct cs_file *file;
    struct cs_symbols symbols;
    struct cs_failure failure;
    struct cs_plan *plan;
    cs_instant end;
    struct cs_docket *docket;
    struct cs_run *run;
    struct cs_ledger *ledger;
};

/* The first instant of the next day: the end of this day, exclusive. */
static inline cs_instant day(const char *date)
{
    struct cs_moment moment;

    assert_null(cs_moment_parse(date, strlen(date), CS_UTC, &moment));
    return moment.end;
}

/* Parses and checks a copy of the text, which must have no mistake. */
static inline void given_text(struct given *g, const char *text)
{
    struct cs_source *source;
    const char *copy;

    memset(g, 0, sizeof *g);
    cs_arena_init(&g->arena);
    cs_names_init(&g->names);
    cs_diagnostics_init(&g->diagnostics);
    copy = cs_arena_text(&g->arena, text, strlen(text)); /* a source borrows its bytes, and the tree points into them */
    assert_non_null(copy);
    source = cs_source_new(&g->arena, "a.record", CS_SOURCE_RECORD, copy, strlen(copy));
    assert_non_null(source);
    g->file = cs_parse(&g->arena, &g->names, source, NULL, &g->diagnostics);
    assert_non_null(g->file);
    assert_int_equal(cs_check_files(g->file, &g->arena, &g->names, &g->symbols, &g->diagnostics), CASUS_OK);
    if (g->diagnostics.error_count > 0) {
        struct cs_buffer shown;

        cs_buffer_init(&shown);
        cs_diagnostics_show(&g->diagnostics, false, &shown);
        fail_msg("the text of the test has mistakes:\n%s", cs_buffer_string(&shown));
    }
}

static inline void release_text(struct given *g)
{
    cs_diagnostics_release(&g->diagnostics);
    cs_names_release(&g->names);
    cs_arena_release(&g->arena);
}

/* Asserts a status; shows the failure's message if it differs. */
static inline void assert_status(const struct given *g, casus_status found, casus_status expected)
{
    if (found != expected)
        fail_msg("the status is %d, not %d: %s", (int)found, (int)expected, g->failure.message);
}

static inline void given_plan(struct given *g, const char *text)
{
    given_text(g, text);
    assert_status(g, cs_plan_new(g->file, &g->symbols, &g->names, (struct cs_grades){0}, &g->failure, &g->plan),
                  CASUS_OK);
}

static inline void release_plan(struct given *g)
{
    cs_plan_free(g->plan);
    release_text(g);
}

/* The docket of all claims, for runs up to `end`. */
static inline void given_docket(struct given *g, const char *text, cs_instant end)
{
    given_plan(g, text);
    g->end = end;
    assert_status(g, cs_docket_new(g->plan, false, 0, end, 0, &g->failure, &g->docket), CASUS_OK);
}

/* The docket of the claims that were recorded before `known`. */
static inline void given_docket_known(struct given *g, const char *text, cs_instant end, cs_instant known)
{
    given_plan(g, text);
    g->end = end;
    assert_status(g, cs_docket_new(g->plan, true, known, end, 0, &g->failure, &g->docket), CASUS_OK);
}

static inline void release_docket(struct given *g)
{
    cs_docket_free(g->docket);
    release_plan(g);
}

static inline void given_run(struct given *g, const char *text, cs_instant end)
{
    given_docket(g, text, end);
    assert_status(g, cs_run_new(g->docket, end, &g->run), CASUS_OK);
}

static inline void release_run(struct given *g)
{
    cs_run_free(g->run);
    release_docket(g);
}

static inline void given_ledger(struct given *g, const char *text, cs_instant end)
{
    given_run(g, text, end);
    assert_status(g, cs_ledger_new(g->run, false, CS_NO_NAME, &g->ledger), CASUS_OK);
}

static inline void release_ledger(struct given *g)
{
    cs_ledger_free(g->ledger);
    release_run(g);
}

/* A name of the text; it must exist. */
static inline cs_name name_of(const struct given *g, const char *text)
{
    cs_name name = cs_names_find(&g->names, text, strlen(text));

    if (name == CS_NO_NAME)
        fail_msg("there is no name \"%s\"", text);
    return name;
}

/* The relation of a word, read outside any treaty. */
static inline uint32_t relation_of(const struct given *g, const char *head)
{
    uint32_t relation = cs_plan_relation(g->plan, name_of(g, head), CS_NO_NAME);

    if (relation == CS_NOWHERE)
        fail_msg("there is no relation \"%s\"", head);
    return relation;
}

/* The number of a question by its name, or CS_NOWHERE. */
static inline uint32_t question_of(const struct given *g, const char *id)
{
    for (uint32_t i = 0; i < g->docket->question_count; i++)
        if (strcmp(cs_names_text(&g->docket->names, g->docket->questions[i].id), id) == 0)
            return i;
    return CS_NOWHERE;
}

/* The worlds in which a question, which must exist, has this answer. */
static inline cs_set answered(const struct given *g, const char *id, const char *answer)
{
    uint32_t question = question_of(g, id);

    if (question == CS_NOWHERE)
        fail_msg("there is no question \"%s\"", id);
    for (uint32_t i = 0; i < g->docket->questions[question].answer_count; i++)
        if (strcmp(g->docket->questions[question].answers[i], answer) == 0)
            return cs_worlds_answer(g->docket->worlds, question, i);
    fail_msg("\"%s\" is no answer to \"%s\"", answer, id);
    return CS_NONE;
}

/* The worlds of the account of a voice. */
static inline cs_set account_of(const struct given *g, const char *voice)
{
    return cs_docket_account(g->docket, name_of(g, voice));
}

/* The only row of the ledger with this content. */
static inline const struct cs_ledger_row *row_of(const struct given *g, const char *content)
{
    const struct cs_ledger_row *found = NULL;

    for (size_t i = 0; i < g->ledger->row_count; i++)
        if (strcmp(cs_ledger_content(g->ledger, &g->ledger->rows[i]), content) == 0) {
            if (found != NULL)
                fail_msg("two rows are \"%s\"", content);
            found = &g->ledger->rows[i];
        }
    if (found == NULL)
        fail_msg("no row is \"%s\"", content);
    return found;
}

/* The state of that row on the account of a voice; `voice` NULL: in all worlds. */
static inline const char *state_on(const struct given *g, const char *content, const char *voice)
{
    cs_set worlds = voice == NULL ? g->docket->possible : account_of(g, voice);

    return cs_ledger_state_text(g->ledger, cs_ledger_state(g->ledger, row_of(g, content), worlds));
}

#endif
