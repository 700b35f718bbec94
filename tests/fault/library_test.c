/* SPDX-License-Identifier: MIT */
/*
 * Each function of the library, with each allocation failing in turn: what api_test.c and tools_test.c do not ask for.
 * Calls go on behind a failure, as those of a careless host do; the first status other than CASUS_OK is that of the
 * work.
 */
#include "fault/each_fails.h"

#include <stdio.h>
#include <stdlib.h>

#include "fault/host.h"

/* The same with a supposition. */
static casus_case *open_supposed(casus_status *status)
{
    static const char line[] = "e1 happened";
    casus_case *c = NULL;

    keep(status, casus_case_new(&c));
    keep(status, casus_case_set_finder(c, find, NULL));
    keep(status, casus_case_add_text(c, "a.record", RECORD, strlen(RECORD)));
    keep(status, casus_case_set_grades(c, "P"));
    keep(status, casus_case_suppose(c, NULL, line, strlen(line)));
    keep(status, casus_case_check(c));
    return c;
}

/* ---- an answer, what comes of it ---- */

static void ask_rows(casus_status *status, casus_answer *a, struct cs_buffer *out)
{
    struct casus_question question;
    struct casus_row row;
    struct casus_performed performed;
    casus_text text = {.bytes = NULL};
    const char *words;
    size_t found = 0;

    add(out, casus_answer_as_of(a));
    for (size_t i = 0; i < casus_account_count(a); i++)
        add(out, casus_account_name(a, i));
    for (size_t i = 0; i < casus_row_count(a); i++) {
        keep(status, casus_row_at(a, i, &row));
        add(out, row.content);
        keep(status, casus_row_words(a, i, &words));
        add(out, words);
        if (row.article != NULL) {
            keep(status, casus_article_words(a, row.article, &words));
            add(out, words);
        }
        keep(status, casus_row_performed(a, i, 0, &performed));
        add(out, performed.by);
        cs_buffer_printf(out, "%d %zu\n", casus_row_request(a, i, &found), found);
    }
    cs_buffer_printf(out, "%d %zu\n", casus_row_find(a, "1", &found), found);
    for (size_t i = 0; i < casus_question_count(a); i++) {
        keep(status, casus_question_at(a, i, &question));
        add(out, question.text);
        add(out, casus_question_answer(a, i, 0));
    }
    cs_buffer_printf(out, "%zu entries\n", casus_entry_count(a));
    keep_text(status, casus_write_why(a, 0, NULL, casus_text_sink(&text)), &text, out);
    add(out, casus_answer_message(a));
}

static void ask_next(casus_status *status, casus_answer *a, struct cs_buffer *out)
{
    struct casus_power power;
    struct casus_coming coming;
    casus_next *next = NULL;
    size_t row;

    keep(status, casus_next_new(a, NULL, &next));
    for (size_t i = 0; i < casus_next_must_count(next); i++) {
        keep(status, casus_next_must(next, i, &row));
        cs_buffer_printf(out, "%zu\n", row);
    }
    for (size_t i = 0; i < casus_next_expected_count(next); i++) {
        keep(status, casus_next_expected(next, i, &row));
        cs_buffer_printf(out, "%zu\n", row);
    }
    for (size_t i = 0; i < casus_next_coming_count(next); i++) {
        keep(status, casus_next_coming(next, i, &coming));
        add(out, coming.act);
        add(out, casus_next_coming_state(next, i, 0));
    }
    for (size_t i = 0; i < casus_next_may_count(next); i++) {
        keep(status, casus_next_may(next, i, &power));
        add(out, power.act);
        add(out, casus_next_may_state(next, i, 0));
    }
    casus_next_free(next);
}

static void ask_changes(casus_status *status, casus_case *c, casus_answer *after, struct cs_buffer *out)
{
    struct casus_wishes wishes = {.size = sizeof wishes, .as_of = "2022-09-12"};
    struct casus_row_change change;
    casus_changes *changes = NULL;
    casus_answer *before = NULL;

    keep(status, casus_answer_new(c, &wishes, &before));
    keep(status, casus_changes_new(before, after, &changes));
    for (size_t i = 0; i < casus_row_change_count(changes); i++) {
        keep(status, casus_row_change_at(changes, i, &change));
        cs_buffer_printf(out, "%zu %d\n", change.after, change.states);
    }
    casus_changes_free(changes);
    casus_answer_free(before);
}

static void ask_reply(casus_status *status, casus_case *c, const char *question, struct cs_buffer *out)
{
    const casus_reason *reasons = NULL;
    struct casus_diagnostic diagnostic;
    casus_text text = {.bytes = NULL};
    casus_reply *reply = NULL;
    size_t row;

    keep(status, casus_ask(c, question, CASUS_ASK_PLAIN, NULL, &reply));
    for (size_t i = 0; i < casus_reply_diagnostic_count(reply); i++) {
        keep(status, casus_reply_diagnostic(reply, i, &diagnostic));
        add(out, diagnostic.message);
    }
    for (size_t i = 0; i < casus_reply_subject_count(reply); i++) {
        keep(status, casus_reply_subject(reply, i, &row));
        add(out, casus_reply_state(reply, i, 0));
        keep(status, casus_reply_reasons(reply, i, 0, &reasons));
        add(out, reasons != NULL ? reasons->text : NULL);
    }
    if (casus_reply_understood(reply))
        keep_text(status, casus_write_reply_reasons(reply, NULL, casus_text_sink(&text)), &text, out);
    add(out, casus_reply_read(reply));
    add(out, casus_reply_date(reply));
    add(out, casus_answer_as_of(casus_reply_answer(reply)));
    cs_buffer_printf(out, "%d\n", casus_reply_open(reply));
    add(out, casus_reply_message(reply));
    casus_reply_free(reply);
}

static void ask_act(casus_status *status, casus_case *c, const char *words, struct cs_buffer *out)
{
    struct casus_act_moment moment;
    struct casus_row_change change;
    struct casus_diagnostic diagnostic;
    casus_text text = {.bytes = NULL};
    casus_act *act = NULL;
    size_t row, length = 0;

    keep(status, casus_act_new(c, "a.record", words, "2022-09-14", &act));
    for (size_t i = 0; i < casus_act_diagnostic_count(act); i++) {
        keep(status, casus_act_diagnostic(act, i, &diagnostic));
        add(out, diagnostic.message);
    }
    if (casus_act_diagnostic_count(act) > 0)
        keep_text(status, casus_write_act_diagnostics(act, NULL, casus_text_sink(&text)), &text, out);
    for (size_t i = 0; i < casus_act_change_count(act); i++)
        keep(status, casus_act_change(act, i, &row));
    cs_buffer_printf(out, "%d %d %zu %zu\n", casus_act_effect(act), casus_act_needs_power(act),
                     casus_row_count(casus_act_before(act)), casus_row_count(casus_act_after(act)));
    for (size_t i = 0; i < casus_act_moment_count(act); i++) {
        keep(status, casus_act_moment_at(act, i, &moment));
        add(out, moment.date);
        for (size_t k = 0; k < moment.change_count; k++) {
            keep(status, casus_act_moment_change(act, i, k, &change));
            cs_buffer_printf(out, "%zu\n", change.after);
        }
    }
    cs_buffer_printf(out, "%d\n", casus_act_date_is_last(act));
    add(out, casus_act_left_out(act));
    add(out, casus_act_refusal(act));
    add(out, casus_act_state(act, 0));
    add(out, casus_act_line(act));
    add(out, casus_act_date(act));
    add(out, casus_act_record(act, &length));
    add(out, casus_act_message(act));
    casus_act_free(act);
}

static casus_status ask_all(const void *context, struct cs_buffer *out)
{
    casus_status status = CASUS_OK;
    casus_case *c = open_case(&status);
    struct casus_date date;
    casus_answer *a = NULL;
    const char *name;

    (void)context;
    keep(&status, casus_case_date(c, "2022-09-14", &date));
    keep(&status, casus_case_party(c, "Alden", &name));
    add(out, name);
    keep(&status, casus_answer_new(c, NULL, &a));
    ask_rows(&status, a, out);
    ask_next(&status, a, out);
    ask_changes(&status, c, a, out);
    ask_reply(&status, c, "may attack by Corvin on Borea", out);
    ask_reply(&status, c, "may attack by Nobody", out);
    ask_act(&status, c, "e2: attack by Corvin on Borea", out);
    ask_act(&status, c, "e2: attack by Nobody", out);
    add(out, casus_case_message(c));
    casus_answer_free(a);
    casus_case_free(c);
    return all_of(status, out);
}

static void a_host_asks_of_all_that_there_is(void **state)
{
    (void)state;
    each_fails(ask_all, "");
}

/* ---- before the fact ---- */

static const char COUNCIL[] =
    "kind state, body, ballot\nname state Alden, Borea\nname body Council\nname ballot Yes, No\n"
    "event draft in body\nevent vote by state on occurrence for ballot\nevent close of occurrence after vote\n"
    "event adoption by body of occurrence\nfact state is member of body\nfact state is voter on occurrence\n"
    "fact state is content on occurrence\n"
    "row decision d: draft in body\nstate adopted adoption by body of d\nneeds state is voter on d \"no vote\"\n"
    "while d counts as draft in body\nand state is member of body\nthen state is voter on d\n"
    "may vote by state on d\nif state is voter on d\n"
    "when vote by state on d for Yes\nthen state is content on d\n"
    "when close of d\nif d counts as draft in body\nand number of s in s is content on d at least 2\n"
    "then adoption by body of d\n2020-01-01/.. Alden, Borea are member of Council\n";

static casus_status ask_counsel(const void *context, struct cs_buffer *out)
{
    static const struct casus_judge judge = {"a.txt", "happened e1: yes 1/3\n", 21};
    casus_status status = CASUS_OK;
    casus_case *c = open_case(&status), *supposed = open_supposed(&status);
    casus_answer *before = NULL, *after = NULL;
    casus_changes *changes = NULL;
    casus_pivots *pivots = NULL;
    unsigned long long all = 0;
    size_t size = 0;
    casus_reply *reply = NULL;
    casus_text text = {.bytes = NULL};

    (void)context;
    keep(&status, casus_answer_new(c, NULL, &before));
    keep(&status, casus_answer_new(supposed, NULL, &after));
    keep(&status, casus_changes_new(before, after, &changes));
    keep_text(&status, casus_write_changes(changes, NULL, casus_text_sink(&text)), &text, out);
    keep(&status, casus_ask(c, "1", CASUS_ASK_PLAIN, NULL, &reply));
    keep(&status, casus_pivots_new(reply, &judge, 1, 10, &pivots));
    keep_text(&status, casus_write_pivots(pivots, NULL, casus_text_sink(&text)), &text, out);
    cs_buffer_printf(out, "%d %zu\n", casus_pivots_settled(pivots, 0), casus_pivot_count(pivots, 0, 0, &all));
    if (casus_pivot_at(pivots, 0, 0, 0, &size) != NULL)
        cs_buffer_printf(out, "%zu\n", size);
    casus_pivots_free(pivots);
    casus_reply_free(reply);
    casus_changes_free(changes);
    casus_answer_free(before);
    casus_answer_free(after);
    casus_case_free(supposed);
    casus_case_free(c);
    return all_of(status, out);
}

static casus_status ask_power(const void *context, struct cs_buffer *out)
{
    static const char *const chances[] = {"Alden=0.9"};
    struct casus_voting_wishes wishes = {.size = sizeof wishes, .organ = "Council", .chances = chances,
                                         .chance_count = 1, .most = 5};
    casus_status status = CASUS_OK;
    struct casus_voting_member member;
    casus_voting *voting = NULL;
    casus_case *c = NULL;
    casus_text text = {.bytes = NULL};

    (void)context;
    keep(&status, casus_case_new(&c));
    keep(&status, casus_case_add_text(c, "council.record", COUNCIL, strlen(COUNCIL)));
    keep(&status, casus_case_check(c));
    keep(&status, casus_voting_new(c, &wishes, &voting));
    for (size_t i = 0; i < casus_voting_member_count(voting); i++) {
        keep(&status, casus_voting_member_at(voting, i, &member));
        add(out, member.name);
        add(out, member.swings);
    }
    if (voting != NULL)
        keep_text(&status, casus_write_voting(&voting, 1, NULL, casus_text_sink(&text)), &text, out);
    casus_voting_free(voting);
    casus_case_free(c);
    return all_of(status, out);
}

static casus_status ask_ways(const void *context, struct cs_buffer *out)
{
    static const casus_format formats[] = {CASUS_TEXT, CASUS_JSON, CASUS_DOT, CASUS_SVG};
    struct casus_voting_wishes wishes = {.size = sizeof wishes, .organ = "Council", .as_of = "2021-01-01"};
    casus_status status = CASUS_OK;
    casus_exploration *ways = NULL;
    casus_case *c = NULL;
    bool cut;

    (void)context;
    keep(&status, casus_case_new(&c));
    keep(&status, casus_case_add_text(c, "council.record", COUNCIL, strlen(COUNCIL)));
    keep(&status, casus_case_check(c));
    keep(&status, casus_explore(c, &wishes, &ways));
    add(out, casus_exploration_count(ways, &cut) > 3 && !cut ? "several" : "few");
    for (size_t i = 0; ways != NULL && i < sizeof formats / sizeof *formats; i++) {
        struct casus_style style = {.size = sizeof style, .format = formats[i]};
        casus_text text = {.bytes = NULL};

        keep_text(&status, casus_write_exploration(ways, &style, casus_text_sink(&text)), &text, out);
    }
    casus_exploration_free(ways);
    casus_case_free(c);
    return all_of(status, out);
}

static const char DRAFT[] = "2021-01-01 d1: draft in Council\n";

static casus_status ask_how(const void *context, struct cs_buffer *out)
{
    struct casus_how_wishes wishes = {.size = sizeof wishes, .goal = "adopted d1", .most = 5};
    casus_status status = CASUS_OK;
    struct casus_how_act act;
    casus_how *how = NULL;
    casus_case *c = NULL;
    casus_text text = {.bytes = NULL};

    (void)context;
    keep(&status, casus_case_new(&c));
    keep(&status, casus_case_add_text(c, "council.record", COUNCIL, strlen(COUNCIL)));
    keep(&status, casus_case_add_text(c, "draft.record", DRAFT, strlen(DRAFT)));
    keep(&status, casus_case_check(c));
    keep(&status, casus_how_new(c, &wishes, &how));
    for (size_t i = 0; i < casus_how_count(how, NULL); i++)
        for (size_t k = 0; k < casus_how_length(how, i); k++) {
            keep(&status, casus_how_act_at(how, i, k, &act));
            add(out, act.text);
        }
    add(out, casus_how_outcome(how) == CASUS_HOW_FOUND && !casus_how_cut(how) ? "found" : "not found");
    if (how != NULL)
        keep_text(&status, casus_write_how(how, NULL, casus_text_sink(&text)), &text, out);
    casus_how_free(how);
    casus_case_free(c);
    return all_of(status, out);
}

static const char PACT_OF_COUNCIL[] =
    "event attack by state on state\nevent help by state to state\nfact state is party of instrument\n"
    "treaty Pact \"a pact\"\n-- lint: L0014 why\n-- lint: L0007 nothing\narticle 1 \"at once\"\n"
    "when attack on v\nif h is party of Pact\nand h other than v\nthen h owes v help by h to v\n"
    "when adoption by Council of d\nif d counts as draft in Council\nand attack on v\nand h is party of Pact\n"
    "and h other than v\nthen h owes v help by h to v within 3 days\n";

static casus_status ask_lint(const void *context, struct cs_buffer *out)
{
    struct casus_style json = {.size = sizeof json, .format = CASUS_JSON};
    struct casus_style sarif = {.size = sizeof sarif, .format = CASUS_SARIF};
    casus_status status = CASUS_OK;
    struct casus_finding finding;
    casus_lint *lint = NULL;
    casus_case *c = NULL;
    casus_text text = {.bytes = NULL};
    size_t all;

    (void)context;
    keep(&status, casus_case_new(&c));
    keep(&status, casus_case_add_text(c, "council.record", COUNCIL, strlen(COUNCIL)));
    keep(&status, casus_case_add_text(c, "pact.treaty", PACT_OF_COUNCIL, strlen(PACT_OF_COUNCIL)));
    keep(&status, casus_case_check(c));
    keep(&status, casus_lint_new(c, &lint));
    for (size_t i = 0; i < casus_lint_count(lint, &all); i++) {
        keep(&status, casus_lint_at(lint, i, &finding));
        add(out, finding.told.code);
        add(out, finding.clause);
    }
    keep_text(&status, casus_write_lint(lint, NULL, casus_text_sink(&text)), &text, out);
    keep_text(&status, casus_write_lint(lint, &json, casus_text_sink(&text)), &text, out);
    keep_text(&status, casus_write_lint(lint, &sarif, casus_text_sink(&text)), &text, out);
    casus_lint_free(lint);
    casus_case_free(c);
    return all_of(status, out);
}

static void where_a_treaty_may_fail(void **state)
{
    (void)state;
    each_fails(ask_lint, "");
}

static const char TWO_REQUESTS[] =
    "event request by state of body\nrow request r: request by state of body\nfact state is party of instrument\n"
    "event help by state to state\ntreaty Pact \"a pact\"\n2020-01-01/.. Alden is party of Pact\narticle 1\n"
    "when request by v of Council\nif v is party of Pact\nand h is member of Council\nand h other than v\n"
    "then h owes v help by h to v within 3 days\nmay draft in Council\n"
    "2022-03-01 r1: request by Alden of Council\n2022-03-01 r2: request by Borea of Council\n";

static casus_status ask_compare(const void *context, struct cs_buffer *out)
{
    static const char *const names[] = {"Pact"};
    struct casus_style json = {.size = sizeof json, .format = CASUS_JSON};
    casus_status status = CASUS_OK;
    casus_answer *a = NULL;
    casus_case *c = NULL;
    casus_text text = {.bytes = NULL};

    (void)context;
    keep(&status, casus_case_new(&c));
    keep(&status, casus_case_add_text(c, "council.record", COUNCIL, strlen(COUNCIL)));
    keep(&status, casus_case_add_text(c, "two.record", TWO_REQUESTS, strlen(TWO_REQUESTS)));
    keep(&status, casus_case_check(c));
    keep(&status, casus_answer_new(c, NULL, &a));
    for (int i = 0; i < 2; i++) {
        const struct casus_style *style = i == 0 ? NULL : &json;

        keep_text(&status, casus_write_comparison(a, names, 1, style, casus_text_sink(&text)), &text, out);
        keep_text(&status, casus_write_request_differences(a, "r1", "r2", style, casus_text_sink(&text)), &text, out);
    }
    casus_answer_free(a);
    casus_case_free(c);
    return all_of(status, out);
}

static void treaties_and_requests_are_compared(void **state)
{
    (void)state;
    each_fails(ask_compare, "");
}

static void a_lawyer_asks_before_the_fact(void **state)
{
    (void)state;
    each_fails(ask_counsel, "");
}

static void who_can_decide(void **state)
{
    (void)state;
    each_fails(ask_power, "");
}

static void which_acts_lead_there(void **state)
{
    (void)state;
    each_fails(ask_how, "");
}

static void every_way_of_a_draft(void **state)
{
    (void)state;
    each_fails(ask_ways, "");
}

/* ---- tables ---- */

static const char MAP[] =
    "use pact\ntable day, who, whom, what\neach who is a state\neach whom is a state\ndated day\n"
    "where what is attack\nthen attack by who on whom\noutcomes violated\nwrite outcome, article, holder\n";
static const char STRONG[] = "use pact\n2020-01-01/.. Corvin is strong\n";
static const char TABLE[] = "2022-09-13,Corvin,Alden,attack\n2022-09-14,Zorn,Alden,attack\n"
                            "2022-10-13,Corvin,Alden,attack\n";

static size_t give_table(void *context, char *bytes, size_t size)
{
    const char **at = context;
    size_t length = strlen(*at) < size ? strlen(*at) : size;

    memcpy(bytes, *at, length);
    *at += length;
    return length;
}

static casus_status scan_table(const void *context, struct cs_buffer *out)
{
    struct casus_scan_wishes wishes = {.size = sizeof wishes, .skip_bad = true, .seek = 1};
    casus_status status = CASUS_OK;
    struct casus_scan_counts counts = {.rows = 0};
    struct casus_scan_found found;
    const char *at = TABLE;
    casus_text text = {.bytes = NULL};
    casus_scan *scan = NULL;
    casus_case *c = NULL;

    (void)context;
    keep(&status, casus_case_new(&c));
    keep(&status, casus_case_set_finder(c, find, NULL));
    keep(&status, casus_case_add_text(c, "a.map", MAP, strlen(MAP)));
    keep(&status, casus_case_add_text(c, "b.record", STRONG, strlen(STRONG)));
    keep(&status, casus_case_check(c));
    cs_buffer_printf(out, "%zu mistakes\n", status == CASUS_OK ? casus_case_error_count(c) : 0);
    keep(&status, casus_scan_new(c, &wishes, casus_text_sink(&text), &scan));
    keep(&status, casus_scan_table(scan, "a.csv", give_table, &at));
    keep(&status, casus_scan_end(scan));
    casus_scan_counts(scan, &counts);
    cs_buffer_printf(out, "%d %d\n", (int)counts.rows, (int)counts.bad);
    if (casus_scan_found(scan, &found))
        add(out, found.content);
    add(out, casus_scan_message(scan));
    if (text.failed) /* the sink took no more, since memory ran out */
        status = CASUS_ERR_MEMORY;
    keep_text(&status, CASUS_OK, &text, out);
    casus_scan_free(scan);
    casus_case_free(c);
    return all_of(status, out);
}

static const char DATA[] =
    "use pact\ncolumn begun \"since\"\ncolumn last \"until\"\neach who is a state\neach whom is a state\n"
    "missing \"-9\"\ncontinuing \"-7\" in last\nrecode \"Z\" as \"Alden\" in whom\n"
    "every row\nfrom begun to last\nthen who is strong\nand who is strong\nsays Alden\n"
    "every row\non begun as \"YYYY-M-D\"\nthen attack by who on whom\n";
static const char SPANS[] = "who,whom,since,until\nCorvin,Z,2020-01-01,-7\nAlden,Corvin,2020-02-03,-9\n";

static casus_status scan_spans(const void *context, struct cs_buffer *out)
{
    struct casus_scan_wishes wishes = {.size = sizeof wishes, .form = CASUS_SCAN_RECORD};
    casus_status status = CASUS_OK;
    const char *at = SPANS;
    casus_text text = {.bytes = NULL};
    casus_scan *scan = NULL;
    casus_case *c = NULL;

    (void)context;
    keep(&status, casus_case_new(&c));
    keep(&status, casus_case_set_finder(c, find, NULL));
    keep(&status, casus_case_add_text(c, "a.map", DATA, strlen(DATA)));
    keep(&status, casus_case_check(c));
    cs_buffer_printf(out, "%zu mistakes\n", status == CASUS_OK ? casus_case_error_count(c) : 0);
    keep(&status, casus_scan_new(c, &wishes, casus_text_sink(&text), &scan));
    keep(&status, casus_scan_table(scan, "a.csv", give_table, &at));
    keep(&status, casus_scan_end(scan));
    add(out, casus_scan_message(scan));
    if (text.failed)
        status = CASUS_ERR_MEMORY;
    keep_text(&status, CASUS_OK, &text, out);
    casus_scan_free(scan);
    casus_case_free(c);
    return all_of(status, out);
}

/* Tries an act alone, or enters it into the case; and asks the case with it. */
static void go_on(casus_case *c, bool enter, casus_status *status, struct cs_buffer *out)
{
    struct casus_act_wishes wishes = {.size = sizeof wishes, .otherwise = "2022-09-20", .alone = true, .enter = enter};
    struct casus_wishes before = {.size = sizeof before, .as_of = "2022-09-19"};
    casus_answer *a = NULL, *shared;
    casus_text text = {.bytes = NULL};
    casus_act *act = NULL;
    casus_case *with;
    bool done = false;

    if (enter)
        keep(status, casus_answer_new(c, &before, &a));
    keep(status, casus_act_try(c, "a.record", "e2: attack by Corvin on Alden", &wishes, &act));
    with = casus_case_share(casus_act_case(act));
    casus_act_free(act);
    casus_case_free(with);
    if (with == c && a != NULL && *status == CASUS_OK)
        keep(status, casus_answer_go_on(a, "2022-09-30", &done));
    if (!done) {
        casus_answer_free(a);
        a = NULL;
    }
    if (with != NULL && a == NULL && *status == CASUS_OK)
        keep(status, casus_answer_new(with, NULL, &a));
    shared = casus_answer_share(a);
    casus_answer_free(a);
    if (shared != NULL)
        keep_text(status, casus_write_ledger(shared, NULL, casus_text_sink(&text)), &text, out);
    casus_answer_free(shared);
    casus_case_free(with);
}

static const char SHARED[] =
    "kind state, case\nname state Alden\nevent ask in case by state\nevent help in case by state\n"
    "treaty Pact \"a pact\" since 1990-01-01\narticle 1\nwhen ask in c by s\n"
    "then s owes s help in c by s within 2 days\n";
static const char BY_CASE[] =
    "table day, what, case\ndated day\neach case is a new case\n"
    "where what is ask\nthen ask in case by Alden\nwhere what is help\nthen help in case by Alden\n";
static const char ROWS[] = "2000-01-04,help,8\n2000-01-01,ask,7\n2000-01-03,ask,Big one\n2000-01-02,nothing,7\n"
                           "2000-01-09,help,7\n";

/* A part as a reader: its length is what is left of it. */
struct part { casus_text text; size_t at; };

static size_t give_part(void *context, char *bytes, size_t size)
{
    struct part *part = context;
    size_t left = part->text.length - part->at, length = left < size ? left : size;

    if (length > 0)
        memcpy(bytes, part->text.bytes + part->at, length);
    part->at += length;
    return length;
}

/* Two shards of rows that are sorted, merged. */
static casus_status scan_shards(const void *context, struct cs_buffer *out)
{
    struct casus_scan_wishes wishes = {.size = sizeof wishes, .skip_bad = true, .sort = true, .shards = 2};
    struct casus_merge_wishes merge = {.size = sizeof merge};
    casus_status status = CASUS_OK;
    struct part parts[2] = {{.at = 0}, {.at = 0}};
    casus_text text = {.bytes = NULL};
    struct casus_scan_input inputs[2] = {{"1", give_part, &parts[0]}, {"2", give_part, &parts[1]}};
    struct casus_scan_counts counts = {.rows = 0};
    struct casus_failure failure = {.message = ""};
    casus_case *c = NULL;
    bool stopped = false;

    (void)context;
    keep(&status, casus_case_new(&c));
    keep(&status, casus_case_add_text(c, "a.treaty", SHARED, strlen(SHARED)));
    keep(&status, casus_case_add_text(c, "a.map", BY_CASE, strlen(BY_CASE)));
    keep(&status, casus_case_check(c));
    keep_text(&status, casus_scan_key(c, casus_text_sink(&text)), &text, out);
    for (uint32_t i = 0; i < 2; i++) {
        const char *rows[2] = {ROWS, ROWS};
        struct casus_scan_input tables[2] = {{"x", give_table, &rows[0]}, {"y", give_table, &rows[1]}};
        casus_scan *scan = NULL;

        wishes.shard = i + 1;
        keep(&status, casus_scan_new(c, &wishes, casus_text_sink(&parts[i].text), &scan));
        keep(&status, casus_scan_tables(scan, tables, 2));
        keep(&status, casus_scan_end(scan));
        status = parts[i].text.failed ? CASUS_ERR_MEMORY : status;
        casus_scan_free(scan);
    }
    text = (casus_text){.bytes = NULL};
    keep(&status, casus_scan_merge(inputs, 2, &merge, casus_text_sink(&text), &counts, &stopped, &failure));
    cs_buffer_printf(out, "%d %d %d\n", (int)counts.rows, (int)counts.bad, (int)counts.written);
    status = text.failed ? CASUS_ERR_MEMORY : status;
    keep_text(&status, CASUS_OK, &text, out);
    casus_text_free(parts[0].text.bytes);
    casus_text_free(parts[1].text.bytes);
    casus_case_free(c);
    return all_of(status, out);
}

static casus_status propose_map(const void *context, struct cs_buffer *out)
{
    static const char table[] = "day,what,case no,end,\"a \"\"b\"\"\"\n2000-01-01,ask,7,-9,x\n2000-01-02,help,8,1,y\n";
    struct casus_map_wishes wishes = {.size = sizeof wishes, .name = "a.csv", .whole = true};
    struct casus_failure failure = {.message = ""};
    casus_text text = {.bytes = NULL};
    casus_status status = CASUS_OK;

    (void)context;
    keep(&status, casus_map_propose(table, sizeof table - 1, &wishes, casus_text_sink(&text), &failure));
    if (text.failed)
        status = CASUS_ERR_MEMORY;
    keep_text(&status, CASUS_OK, &text, out);
    return all_of(status, out);
}

static casus_status export_tables(const void *context, struct cs_buffer *out)
{
    casus_status status = CASUS_OK;
    casus_case *c = open_case(&status);
    struct casus_text_of_case kept;
    struct casus_column column;
    casus_answer *a = NULL;
    casus_text text = {.bytes = NULL};
    casus_act *act = NULL;

    (void)context;
    for (size_t i = 0; i < casus_case_text_count(c); i++) {
        keep(&status, casus_case_text(c, i, &kept));
        add(out, kept.name);
    }
    keep_text(&status, casus_write_plan(c, casus_text_sink(&text)), &text, out);
    keep_text(&status, casus_write_examples(c, casus_text_sink(&text)), &text, out);
    keep_text(&status, casus_write_dictionary(casus_text_sink(&text)), &text, out);
    keep(&status, casus_answer_new(c, NULL, &a));
    for (size_t t = 0; casus_export_name(t) != NULL && status == CASUS_OK; t++) {
        casus_export *e = NULL;

        keep(&status, casus_export_new(a, casus_export_name(t), &e));
        for (size_t k = 0; k < casus_export_column_count(e) && status == CASUS_OK; k++) {
            keep(&status, casus_export_column(e, k, &column));
            add(out, column.name);
            if (casus_export_row_count(e) > 0)
                add(out, casus_export_cell(e, 0, k));
        }
        keep_text(&status, casus_write_export(e, t == 0, casus_text_sink(&text)), &text, out);
        casus_export_free(e);
    }
    for (size_t t = 0; casus_unit_name(t) != NULL && status == CASUS_OK; t++) {
        static const char *const names[] = {"answer", "row"};
        casus_export *e = NULL;
        size_t missing, row;

        keep(&status, casus_units_new(a, casus_unit_name(t), &e));
        if (casus_export_ledger_row(e, 0, &row))
            cs_buffer_printf(out, "%zu\n", row);
        keep_text(&status, casus_write_export_lines(e, casus_text_sink(&text)), &text, out);
        keep(&status, casus_export_keep(e, names, 2, &missing));
        keep_text(&status, casus_write_export(e, false, casus_text_sink(&text)), &text, out);
        casus_export_free(e);
    }
    casus_answer_free(a);
    keep(&status, casus_act_new_recorded(c, "a.record", "e2: attack by Corvin on Alden\n  says Alden", NULL,
                                         "2022-09-20", &act));
    add(out, act != NULL ? casus_act_line(act) : NULL);
    casus_act_free(act);
    go_on(c, false, &status, out);
    go_on(c, true, &status, out);
    casus_case_free(c);
    return all_of(status, out);
}

static casus_status speak(const void *context, struct cs_buffer *out)
{
    static const struct casus_style style = {.size = sizeof style, .language = "ru"};
    casus_status status = CASUS_OK;
    casus_text text = {.bytes = NULL};
    casus_answer *a = NULL;
    casus_case *c = NULL;

    (void)context;
    keep(&status, casus_case_new(&c));
    keep(&status, casus_case_set_finder(c, find, NULL));
    keep(&status, casus_case_add_text(c, "a.record", RECORD, strlen(RECORD)));
    keep(&status, casus_case_add_language(c, "ru"));
    keep(&status, casus_case_check(c));
    keep(&status, casus_answer_new(c, NULL, &a));
    keep_text(&status, casus_write_ledger(a, &style, casus_text_sink(&text)), &text, out);
    casus_answer_free(a);
    casus_case_free(c);
    return all_of(status, out);
}

static void a_reader_of_another_language(void **state)
{
    (void)state;
    each_fails(speak, "");
}

static void a_scholar_scans_and_exports(void **state)
{
    (void)state;
    each_fails(scan_table, "");
    each_fails(scan_spans, "");
    each_fails(scan_shards, "");
    each_fails(propose_map, "");
    each_fails(export_tables, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_host_asks_of_all_that_there_is), cmocka_unit_test(a_lawyer_asks_before_the_fact),
        cmocka_unit_test(who_can_decide), cmocka_unit_test(which_acts_lead_there),
        cmocka_unit_test(every_way_of_a_draft),
        cmocka_unit_test(where_a_treaty_may_fail),
        cmocka_unit_test(treaties_and_requests_are_compared),
        cmocka_unit_test(a_scholar_scans_and_exports), cmocka_unit_test(a_reader_of_another_language)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
