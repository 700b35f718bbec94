/* SPDX-License-Identifier: MIT */
/*
 * Two answers of one case may be asked for in two threads. Preset tsan runs this under ThreadSanitizer; in other
 * presets it shows that each thread gets the answer that it would get alone.
 */
#include "unit/cmocka_all.h"

#include <pthread.h>
#include <string.h>

#include "casus/casus.h"

#define THREADS 4
#define TIMES 3

/*
 * A record that makes names, questions and calendars while it runs: periods, orders within a day, claims, quantities,
 * failures, a judge.
 */
static const char TEXT[] =
    "kind state\nkind body\nname state Alden, Borea, Corvin\nname body Council, Court\n"
    "event attack by state on state\nevent strike by state on state\nevent notice by state to body\n"
    "event lapse of state\nevent help by state to state on occurrence\nevent amends by state to state\n"
    "event vote by state on occurrence\nevent draft in body\nevent adoption of occurrence\n"
    "fact state is party of instrument\nfact state is guilty\nquantity killed of state in occurrence\n"
    "row decision d: draft in body\nstate adopted adoption of d\n"
    "treaty Pact \"a pact\" calendar Work\njudge Court of attack\nreading Soon \"how soon is soon?\"\n"
    "Strict 1 day\nLoose 3 days\n"
    "2000-01-01/.. Alden, Borea, Corvin are party of Pact\n"
    "article 1\nwhen a: attack on victim\nif helper is party of Pact\nand helper other than victim\n"
    "then helper owes victim help by helper to victim on a within Soon\nuntil lapse of victim\n"
    "article 2\nwhen 2 business days after notice by who to Council\nthen lapse of who\n"
    "article 3\nwhen l: lapse of who\nthen who owes Alden help by who to Alden on l within 24 hours\n"
    "article 4\nwhen helper fails victim help by helper to victim\nthen helper owes victim amends by helper to victim\n"
    "article 5\nwhen 1 day after d: draft in Council\nif number of s in vote by s on d at least 2\nthen adoption of d\n"
    "article 6\nwhen e: attack by a on b\nif killed of b in e at least 100\nthen a is guilty\n"
    "calendar Work\nknown 2022-01-01/2022-12-31\nrest Saturday, Sunday\n"
    "account Alden, Corvin\n"
    "2022-09-12 notice by Borea to Council\n"
    "2022-09-12 e1: strike by Corvin on Alden\n  says Alden \"it was struck\"\n  denies Corvin\n"
    "e1 counts as attack on Alden\n  says Alden\n  denies Corvin\n"
    "[2022-09-12..2022-09-14] e2: attack by Corvin on Borea\n"
    "killed of Borea in e2 at least 40\n"
    "2022-09-13 d1: draft in Council\n2022-09-13 vote by Alden on d1\n2022-09-14 vote by Borea on d1\n"
    "  says Alden\n  denies Corvin\n"
    "2022-09-14 help by Borea to Alden\n";

struct wanted { const char *as_of, *known_on, *account; char *ledger, *why; };
static struct wanted wanted[THREADS] = {{"2022-09-13", NULL, NULL, NULL, NULL},
                                        {"2022-09-20", NULL, NULL, NULL, NULL},
                                        {"2022-09-20", "2022-09-13", "Alden", NULL, NULL},
                                        {"2022-10-20", NULL, "open", NULL, NULL}};

/* The answer as text, with the reasons of its last row; the caller frees both. */
static bool ask(casus_case *c, struct wanted *w)
{
    struct casus_wishes wishes = {
        .size = sizeof wishes, .as_of = w->as_of, .known_on = w->known_on, .account = w->account
    };
    casus_answer *a;
    size_t length;
    bool fine;

    if (casus_answer_new(c, &wishes, &a) != CASUS_OK)
        return false;
    fine = casus_row_count(a) > 0 && casus_question_count(a) > 0 &&
           casus_ledger_json(a, &w->ledger, &length) == CASUS_OK &&
           casus_why_json(a, casus_row_count(a) - 1, &w->why, &length) == CASUS_OK;
    casus_answer_free(a);
    return fine;
}

static casus_case *read_case(void)
{
    casus_case *c;

    assert_int_equal(casus_case_new(&c), CASUS_OK);
    assert_int_equal(casus_case_add_text(c, "a.record", TEXT, strlen(TEXT)), CASUS_OK);
    assert_int_equal(casus_case_check(c), CASUS_OK);
    for (size_t i = 0; i < casus_case_diagnostic_count(c); i++) {
        struct casus_diagnostic d;

        assert_int_equal(casus_case_diagnostic(c, i, &d), CASUS_OK);
        if (d.error)
            fail_msg("%zu: %s", d.line, d.message);
    }
    return c;
}

struct job { casus_case *c; size_t number; bool fine; };

static void *work(void *context)
{
    struct job *job = context;
    struct casus_wishes wrong = {.size = sizeof wrong, .account = "Nobody"};

    job->fine = true;
    for (size_t i = 0; i < TIMES && job->fine; i++) {
        struct wanted own = wanted[(job->number + i) % THREADS], *known = &wanted[(job->number + i) % THREADS];
        casus_answer *none;

        own.ledger = own.why = NULL;
        job->fine = ask(job->c, &own) && strcmp(own.ledger, known->ledger) == 0 && strcmp(own.why, known->why) == 0 &&
                    casus_answer_new(job->c, &wrong, &none) == CASUS_ERR_ARGUMENT;
        casus_text_free(own.ledger);
        casus_text_free(own.why);
    }
    return NULL;
}

static void answers_of_one_case_are_asked_for_in_several_threads(void **state)
{
    casus_case *c = read_case();
    struct job jobs[THREADS];
    pthread_t threads[THREADS];

    (void)state;
    for (size_t i = 0; i < THREADS; i++)
        assert_true(ask(c, &wanted[i]));
    for (size_t i = 0; i < THREADS; i++) {
        jobs[i] = (struct job){.c = c, .number = i};
        assert_int_equal(pthread_create(&threads[i], NULL, work, &jobs[i]), 0);
    }
    for (size_t i = 0; i < THREADS; i++)
        assert_int_equal(pthread_join(threads[i], NULL), 0);
    for (size_t i = 0; i < THREADS; i++) {
        assert_true(jobs[i].fine);
        casus_text_free(wanted[i].ledger);
        casus_text_free(wanted[i].why);
    }
    assert_non_null(strstr(casus_case_message(c), "Nobody"));
    casus_case_free(c);
}

static void *free_answer(void *context)
{
    casus_answer_free(context);
    return NULL;
}

static void a_case_goes_with_its_last_user_whoever_that_is(void **state)
{
    casus_case *c = read_case();
    struct casus_wishes wishes = {.size = sizeof wishes, .as_of = "2022-09-13"};
    casus_answer *answers[THREADS];
    pthread_t threads[THREADS];

    (void)state;
    for (size_t i = 0; i < THREADS; i++)
        assert_int_equal(casus_answer_new(c, &wishes, &answers[i]), CASUS_OK);
    for (size_t i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, free_answer, answers[i]), 0);
    casus_case_free(c);
    for (size_t i = 0; i < THREADS; i++)
        assert_int_equal(pthread_join(threads[i], NULL), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answers_of_one_case_are_asked_for_in_several_threads),
        cmocka_unit_test(a_case_goes_with_its_last_user_whoever_that_is),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
