/* SPDX-License-Identifier: MIT */
#include "unit/cmocka_all.h"

#include <string.h>

#include "casus/casus.h"

static const char WORDS[] = "kind state\nkind aid\nname aid Food\nevent attack by state on state\n"
                            "event help by state to state of aid on occurrence\nfact state is party of instrument\n";
static const char TREATY[] = "use words\ntreaty Pact \"a pact\"\nname state Alden, Borea, Corvin\n"
                             "2000-01-01/.. Alden, Borea are party of Pact\n"
                             "article 1\nwhen a: attack on victim\nif victim is party of Pact\n"
                             "and helper is party of Pact\nand helper other than victim\n"
                             "then helper owes victim help by helper to victim on a within 3 days\n";
static const char RECORD[] = "use \"pact.treaty\"\naccount Alden, Corvin\n"
                             "2022-09-13 e1: attack by Corvin on Alden\n  says Alden \"it was struck\"\n"
                             "  denies Corvin\n";

/* Finds the texts above, and refuses all else. */
static casus_found find(void *context, const char *used, bool quoted, const char *by, const char **name,
                        const char **text, size_t *length)
{
    bool pact = strcmp(used, "pact.treaty") == 0;

    *(size_t *)context += 1;
    assert_non_null(by);
    assert_int_equal(quoted, pact);
    if (!pact && strcmp(used, "words") != 0)
        return CASUS_FOUND_NOTHING;
    *name = pact ? "pact.treaty" : "words.casus";
    *text = pact ? TREATY : WORDS;
    *length = strlen(*text);
    return CASUS_FOUND_TEXT;
}

static casus_case *read_case(const char *record)
{
    static size_t asked;
    casus_case *c;

    assert_int_equal(casus_case_new(&c), CASUS_OK);
    assert_int_equal(casus_case_set_finder(c, find, &asked), CASUS_OK);
    assert_int_equal(casus_case_add_text(c, "a.record", record, strlen(record)), CASUS_OK);
    assert_int_equal(casus_case_check(c), CASUS_OK);
    return c;
}

static casus_answer *answer(casus_case *c, const char *as_of, const char *account)
{
    struct casus_wishes wishes = {.size = sizeof wishes, .as_of = as_of, .account = account};
    casus_answer *a;

    assert_int_equal(casus_answer_new(c, &wishes, &a), CASUS_OK);
    return a;
}

static void a_case_is_read_from_memory_and_run_on_each_account(void **state)
{
    casus_case *c = read_case(RECORD);
    casus_answer *a = answer(c, "2022-10-01", NULL);
    struct casus_performed performed;
    struct casus_stand stand;
    struct casus_row row;
    const char *words;
    size_t request;

    (void)state;
    assert_int_equal(casus_case_error_count(c), 0);
    assert_int_equal(casus_account_count(a), 2);
    assert_string_equal(casus_account_name(a, 1), "Corvin");
    assert_null(casus_account_name(a, 2));
    assert_int_equal(casus_row_count(a), 1);
    assert_int_equal(casus_row_at(a, 0, &row), CASUS_OK);
    assert_string_equal(row.kind, "duty");
    assert_string_equal(row.article, "Pact 1");
    assert_string_equal(row.holder, "Borea");
    assert_string_equal(row.claimant, "Alden");
    assert_string_equal(row.trigger, "e1");
    assert_int_equal(casus_row_stand(a, 0, 0, &stand), CASUS_OK);
    assert_string_equal(stand.state, "violated");
    assert_string_equal(stand.since, "2022-09-13");
    assert_string_equal(stand.due, "2022-09-16");
    assert_string_equal(stand.still_owed, "yes");
    assert_int_equal(stand.turns_on_count, 0);
    assert_int_equal(casus_row_performed(a, 0, 0, &performed), CASUS_OK);
    assert_string_equal(performed.on, ""); /* it was not */
    assert_false(performed.has_days);
    assert_int_equal(casus_row_words(a, 0, &words), CASUS_OK); /* its words have no wording */
    assert_string_equal(words, "Borea owes Alden help on e1 (Pact 1, by 2022-09-16, still owed where violated)");
    assert_int_equal(casus_row_words(a, 1, &words), CASUS_ERR_ARGUMENT);
    assert_int_equal(casus_row_words(a, 0, NULL), CASUS_ERR_ARGUMENT);
    assert_int_equal(casus_row_performed(a, 1, 0, &performed), CASUS_ERR_ARGUMENT);
    assert_int_equal(casus_row_performed(a, 0, 2, &performed), CASUS_ERR_ARGUMENT);
    assert_int_equal(casus_row_performed(a, 0, 0, NULL), CASUS_ERR_ARGUMENT);
    assert_false(casus_row_request(a, 0, &request));
    assert_int_equal(casus_row_stand(a, 0, 1, &stand), CASUS_OK);
    assert_string_equal(stand.state, "none");
    casus_answer_free(a);
    casus_case_free(c);
}

static void what_is_open_turns_on_a_question(void **state)
{
    casus_case *c = read_case(RECORD);
    casus_answer *a = answer(c, NULL, "open");
    struct casus_question question;
    struct casus_stand stand;
    size_t asked;

    (void)state;
    assert_string_equal(casus_answer_as_of(a), "2022-09-13");
    assert_string_equal(casus_account_name(a, 0), "open");
    assert_int_equal(casus_row_stand(a, 0, 0, &stand), CASUS_OK);
    assert_string_equal(stand.state, "undetermined");
    assert_string_equal(stand.due, "");
    assert_int_equal(stand.turns_on_count, 1);
    asked = stand.turns_on[0];
    assert_int_equal(casus_question_at(a, asked, &question), CASUS_OK);
    assert_string_equal(question.id, "happened e1");
    assert_int_equal(question.answer_count, 2);
    assert_null(casus_question_answer(a, asked, 0));
    casus_answer_free(a);
    a = answer(c, NULL, NULL);
    assert_string_equal(casus_question_answer(a, asked, 1), "no");
    casus_answer_free(a);
    casus_case_free(c);
}

static const casus_reason *claim_below(const casus_reason *reason)
{
    for (; reason != NULL; reason = reason->next) {
        const casus_reason *below = strcmp(reason->kind, "claim") == 0 ? reason : claim_below(reason->first);

        if (below != NULL)
            return below;
    }
    return NULL;
}

static void reasons_go_down_to_the_claim_and_outlive_the_case(void **state)
{
    casus_case *c = read_case(RECORD);
    casus_answer *a = answer(c, "2022-10-01", "Alden");
    const casus_reason *reasons, *claim;

    (void)state;
    casus_case_free(c);
    assert_int_equal(casus_why(a, 0, 0, &reasons), CASUS_OK);
    assert_string_equal(reasons->kind, "state");
    claim = claim_below(reasons);
    assert_non_null(claim);
    assert_string_equal(claim->voice, "Alden");
    assert_string_equal(claim->gist, "it was struck");
    assert_null(claim->source);
    casus_answer_free(a);
}

static void mistakes_are_data_and_the_case_is_not_run(void **state)
{
    casus_case *c = read_case("use \"pact.treaty\", nowhere\n");
    struct casus_diagnostic d;
    casus_answer *a;

    (void)state;
    assert_int_equal(casus_case_error_count(c), 1);
    assert_int_equal(casus_case_diagnostic_count(c), 1);
    assert_int_equal(casus_case_diagnostic(c, 0, &d), CASUS_OK);
    assert_true(d.error);
    assert_string_equal(d.text, "a.record");
    assert_int_equal(d.line, 1);
    assert_int_equal(d.column, 20);
    assert_int_equal(d.end_column, 27);
    assert_non_null(strstr(d.message, "nowhere"));
    assert_int_equal(casus_case_diagnostic(c, 1, &d), CASUS_ERR_ARGUMENT);
    assert_int_equal(casus_answer_new(c, NULL, &a), CASUS_ERR_ARGUMENT);
    assert_null(a);
    assert_non_null(strstr(casus_case_message(c), "mistakes"));
    casus_case_free(c);
}

static void a_wrong_wish_is_told_and_may_be_mended(void **state)
{
    struct casus_wishes wishes = {.size = sizeof wishes, .as_of = "2022-02-30"};
    casus_case *c = read_case(RECORD);
    casus_answer *a;

    (void)state;
    assert_int_equal(casus_answer_new(c, &wishes, &a), CASUS_ERR_ARGUMENT);
    assert_non_null(strstr(casus_case_message(c), "2022-02-30"));
    wishes.as_of = "2022-10-01";
    wishes.account = "Nobody";
    assert_int_equal(casus_answer_new(c, &wishes, &a), CASUS_ERR_ARGUMENT);
    assert_non_null(strstr(casus_case_message(c), "Nobody"));
    wishes.account = NULL;
    assert_int_equal(casus_answer_new(c, &wishes, &a), CASUS_OK);
    casus_answer_free(a);
    casus_case_free(c);
}

static void what_a_host_does_not_know_of_it_does_not_wish(void **state)
{
    struct casus_wishes wishes = {.size = offsetof(struct casus_wishes, account), .account = "Nobody"};
    casus_case *c = read_case(RECORD);
    casus_answer *a;

    (void)state;
    assert_int_equal(casus_answer_new(c, &wishes, &a), CASUS_OK);
    assert_int_equal(casus_account_count(a), 2);
    casus_answer_free(a);
    wishes.size = 0;
    assert_int_equal(casus_answer_new(c, &wishes, &a), CASUS_ERR_ARGUMENT);
    assert_string_equal(casus_case_message(c), "the size of the wishes is not set");
    casus_case_free(c);
}

static void a_host_of_an_older_scan_does_not_wish_what_it_does_not_know(void **state)
{
    static const char map[] = "kind state\nname state Alden\nevent strike by state\ntable day, who\ndated day\n"
                              "each who is a state\nevery row\nthen strike by who\n";
    struct casus_scan_wishes wishes = {.size = offsetof(struct casus_scan_wishes, account),
                                       .form = CASUS_SCAN_NOTHING, .account = "Nobody"};
    casus_scan *scan = NULL;
    casus_case *c;

    assert_int_equal(casus_case_new(&c), CASUS_OK);
    assert_int_equal(casus_case_add_text(c, "a.map", map, strlen(map)), CASUS_OK);
    assert_int_equal(casus_case_check(c), CASUS_OK);
    assert_int_equal(casus_case_error_count(c), 0);
    assert_int_equal(casus_scan_new(c, &wishes, (casus_sink){NULL, NULL}, &scan), CASUS_OK);
    assert_int_equal(casus_scan_end(scan), CASUS_OK);
    casus_scan_free(scan);
    wishes.size = 0;
    assert_int_equal(casus_scan_new(c, &wishes, (casus_sink){NULL, NULL}, &scan), CASUS_ERR_ARGUMENT);
    casus_case_free(c);
    (void)state;
}

/* A list that a host gives without its texts, or with a hole in it, is refused, and nothing is read of it. */
static void a_list_with_a_hole_is_refused(void **state)
{
    const char *const hole[] = {NULL};
    struct casus_wishes wishes = {.size = sizeof wishes, .reading_count = 1};
    casus_text text = {.bytes = NULL};
    casus_case *c = read_case(RECORD);
    casus_checking *checking;
    casus_answer *a;

    (void)state;
    assert_int_equal(casus_answer_new(c, &wishes, &a), CASUS_ERR_ARGUMENT);
    assert_string_equal(casus_case_message(c), "a reading of the wishes is missing");
    wishes.readings = hole;
    assert_int_equal(casus_answer_new(c, &wishes, &a), CASUS_ERR_ARGUMENT);
    wishes.reading_count = 0;
    assert_int_equal(casus_answer_new(c, &wishes, &a), CASUS_OK);
    assert_int_equal(casus_write_comparison(a, hole, 1, NULL, casus_text_sink(&text)), CASUS_ERR_ARGUMENT);
    assert_int_equal(casus_check(hole, 1, NULL, NULL, NULL, &checking), CASUS_ERR_ARGUMENT);
    assert_null(casus_nearest("run", hole, 1));
    casus_text_free(text.bytes);
    casus_answer_free(a);
    casus_case_free(c);
}

static size_t read_nothing(void *context, char *bytes, size_t size)
{
    (void)context;
    (void)bytes;
    (void)size;
    return 0;
}

/* A table without a name or a reader, and measured votes that are none. */
static void an_input_with_a_hole_is_refused(void **state)
{
    const struct casus_scan_input holes[] = {{NULL, read_nothing, NULL}, {"a.csv", NULL, NULL}};
    struct casus_scan_wishes wishes = {.size = sizeof wishes, .form = CASUS_SCAN_NOTHING};
    static const char map[] = "kind state\nname state Alden\nevent strike by state\ntable day, who\ndated day\n"
                              "each who is a state\nevery row\nthen strike by who\n";
    struct casus_merge_wishes merge = {.size = sizeof merge};
    casus_text text = {.bytes = NULL};
    struct casus_scan_counts counts;
    struct casus_failure failure;
    casus_voting *none = NULL;
    casus_scan *scan;
    casus_case *c;
    bool stopped;

    (void)state;
    assert_int_equal(casus_case_new(&c), CASUS_OK);
    assert_int_equal(casus_case_add_text(c, "a.map", map, strlen(map)), CASUS_OK);
    assert_int_equal(casus_case_check(c), CASUS_OK);
    assert_int_equal(casus_scan_new(c, &wishes, (casus_sink){NULL, NULL}, &scan), CASUS_OK);
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(casus_scan_tables(scan, &holes[i], 1), CASUS_ERR_ARGUMENT);
        assert_int_equal(casus_scan_merge(&holes[i], 1, &merge, casus_text_sink(&text), &counts, &stopped, &failure),
                         CASUS_ERR_ARGUMENT);
        assert_string_equal(failure.message, "the arguments make no sense");
    }
    assert_int_equal(casus_write_voting(&none, 1, NULL, casus_text_sink(&text)), CASUS_ERR_ARGUMENT);
    assert_int_equal(casus_scan_end(scan), CASUS_OK);
    casus_scan_free(scan);
    casus_text_free(text.bytes);
    casus_case_free(c);
}

static void a_text_of_a_wrong_name_changes_nothing(void **state)
{
    casus_case *c;

    (void)state;
    assert_int_equal(casus_case_new(&c), CASUS_OK);
    assert_int_equal(casus_case_add_text(c, "a.txt", "", 0), CASUS_ERR_ARGUMENT);
    assert_int_equal(casus_case_add_file(c, "a.txt"), CASUS_ERR_ARGUMENT);
    assert_int_equal(casus_case_add_text(c, "a.record", "", 0), CASUS_OK);
    casus_case_free(c);
}

static void a_grade_of_nothing_changes_nothing(void **state)
{
    casus_case *c;

    (void)state;
    assert_int_equal(casus_case_new(&c), CASUS_OK);
    assert_int_equal(casus_case_add_text(c, "words.casus", WORDS, strlen(WORDS)), CASUS_OK);
    assert_int_equal(casus_case_set_grades(c, "Zz"), CASUS_ERR_ARGUMENT);
    assert_string_equal(casus_case_message(c), "no article and no answer has the grade \"Zz\"");
    assert_int_equal(casus_case_add_text(c, "a.record", "", 0), CASUS_OK);
    assert_int_equal(casus_case_check(c), CASUS_OK);
    assert_int_equal(casus_case_error_count(c), 0);
    casus_case_free(c);
}

static void a_second_text_of_one_name_is_refused(void **state)
{
    static const char second[] = "kind state\nname state Dorn\n";
    struct casus_wishes wishes = {.size = sizeof wishes, .as_of = "2022-01-01", .account = "Dorn"};
    casus_case *c;
    casus_answer *a;

    (void)state;
    assert_int_equal(casus_case_new(&c), CASUS_OK);
    assert_int_equal(casus_case_add_text(c, "a.record", "", 0), CASUS_OK);
    assert_int_equal(casus_case_add_text(c, "a.record", second, strlen(second)), CASUS_ERR_ARGUMENT);
    assert_string_equal(casus_case_message(c), "there is a text of that name already");
    assert_int_equal(casus_case_add_text(c, "b.record", second, strlen(second)), CASUS_OK);
    assert_int_equal(casus_case_check(c), CASUS_OK);
    assert_int_equal(casus_answer_new(c, &wishes, &a), CASUS_OK);
    casus_answer_free(a);
    casus_case_free(c);
}

/* What the finder below returns next. */
struct given { const char *name, *text; };

static casus_found give(void *context, const char *used, bool quoted, const char *by, const char **name,
                        const char **text, size_t *length)
{
    const struct given *next = *(const struct given **)context;

    (void)used;
    (void)quoted;
    (void)by;
    *name = next->name;
    *text = next->text;
    *length = strlen(next->text);
    *(const struct given **)context += 1;
    return CASUS_FOUND_TEXT;
}

/* The number of mistakes of a case that uses these three texts; *last: the last of them. */
static size_t mistakes_of(const struct given *given, struct casus_diagnostic *last)
{
    static const char text[] = "use one\nuse two\nuse three\n";
    casus_case *c;
    size_t count;

    assert_int_equal(casus_case_new(&c), CASUS_OK);
    assert_int_equal(casus_case_set_finder(c, give, &given), CASUS_OK);
    assert_int_equal(casus_case_add_text(c, "a.record", text, strlen(text)), CASUS_OK);
    assert_int_equal(casus_case_check(c), CASUS_OK);
    count = casus_case_error_count(c);
    if (count > 0) {
        assert_int_equal(casus_case_diagnostic(c, count - 1, last), CASUS_OK);
        assert_string_equal(last->text, "a.record");
        assert_int_equal(last->line, 2);
    }
    casus_case_free(c);
    return count;
}

static void what_a_finder_calls_wrongly_is_a_mistake_of_the_line_that_uses_it(void **state)
{
    static const char long_name[] = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx.txt";
    const struct given fine[] = {{"w.casus", WORDS}, {"w.casus", WORDS}, {"v.casus", ""}};
    const struct given ending[] = {{"w.casus", WORDS}, {long_name, ""}, {"v.casus", ""}};
    const struct given other[] = {{"w.casus", WORDS}, {"w.casus", "kind state\n"}, {"v.casus", ""}};
    const struct given itself[] = {{"w.casus", WORDS}, {"a.record", ""}, {"v.casus", ""}};
    struct casus_diagnostic d;

    (void)state;
    assert_int_equal(mistakes_of(fine, &d), 0);
    assert_int_equal(mistakes_of(ending, &d), 1);
    assert_int_equal(mistakes_of(other, &d), 1);
    assert_int_equal(mistakes_of(itself, &d), 1);
}

static void a_text_that_is_too_long_is_refused_and_changes_nothing(void **state)
{
    casus_case *c;

    (void)state;
    assert_int_equal(casus_case_new(&c), CASUS_OK);
    assert_int_equal(casus_case_add_text(c, "a.record", "", (size_t)17 << 20), CASUS_ERR_LIMIT);
    assert_int_equal(casus_case_add_text(c, "a.record", "", 0), CASUS_OK);
    assert_int_equal(casus_case_check(c), CASUS_OK);
    casus_case_free(c);
}

/* A date that is given twice and denied, and lists whose product is too large, once ended the process. */
static void nothing_that_a_text_says_ends_the_process(void **state)
{
    static const char date[] = "kind state\nevent strike by state\nname state Alden, Borea\n"
                               "2022-01-08 e1: strike by Alden\ne1 dated 2022-01-08\n  says Alden\n  denies Borea\n";
    casus_case *c;
    casus_answer *a;

    (void)state;
    assert_int_equal(casus_case_new(&c), CASUS_OK);
    assert_int_equal(casus_case_add_text(c, "a.record", date, strlen(date)), CASUS_OK);
    assert_int_equal(casus_case_check(c), CASUS_OK);
    a = answer(c, NULL, NULL);
    assert_int_equal(casus_question_count(a), 0);
    casus_answer_free(a);
    casus_case_free(c);
}

static void articles_of_other_grades_do_not_count(void **state)
{
    static const char text[] = "kind state\nname state Alden\nevent raid by state\nevent amends by state\n"
                               "treaty Pact \"a pact\"\narticle 1 grade P\nwhen raid by who\n"
                               "then who owes Alden amends by who\n"
                               "article 2 grade K\nwhen raid by who\nthen who owes Alden amends by who within 1 day\n"
                               "2022-09-13 raid by Alden\n";
    static const char *const grades[] = {NULL, "P", "P,K"};
    static const size_t duties[] = {2, 1, 2};

    (void)state;
    for (size_t i = 0; i < sizeof grades / sizeof *grades; i++) {
        casus_answer *a;
        casus_case *c;

        assert_int_equal(casus_case_new(&c), CASUS_OK);
        assert_int_equal(casus_case_add_text(c, "a.record", text, strlen(text)), CASUS_OK);
        if (grades[i] != NULL)
            assert_int_equal(casus_case_set_grades(c, grades[i]), CASUS_OK);
        assert_int_equal(casus_case_check(c), CASUS_OK);
        a = answer(c, NULL, NULL);
        assert_int_equal(casus_row_count(a), duties[i]);
        casus_answer_free(a);
        casus_case_free(c);
    }
}

static void calls_that_make_no_sense_are_refused(void **state)
{
    casus_case *c;
    casus_answer *a;
    struct casus_row row;

    (void)state;
    assert_int_equal(casus_case_new(&c), CASUS_OK);
    assert_int_equal(casus_answer_new(c, NULL, &a), CASUS_ERR_ARGUMENT);
    assert_int_equal(casus_case_add_text(c, NULL, "", 0), CASUS_ERR_ARGUMENT);
    assert_int_equal(casus_case_add_file(NULL, "a.record"), CASUS_ERR_ARGUMENT);
    assert_int_equal(casus_case_check(c), CASUS_OK);
    assert_int_equal(casus_case_check(c), CASUS_ERR_ARGUMENT);
    assert_int_equal(casus_case_add_text(c, "a.record", "", 0), CASUS_ERR_ARGUMENT);
    assert_non_null(strstr(casus_case_message(c), "after the check"));
    assert_int_equal(casus_row_at(NULL, 0, &row), CASUS_ERR_ARGUMENT);
    casus_answer_free(NULL);
    casus_case_free(c);
    casus_case_free(NULL);
}

static void a_file_that_is_not_there_is_trouble(void **state)
{
    casus_case *c;

    (void)state;
    assert_int_equal(casus_case_new(&c), CASUS_OK);
    assert_int_equal(casus_case_add_file(c, "/nowhere/a.record"), CASUS_ERR_IO);
    assert_non_null(strstr(casus_case_message(c), "/nowhere/a.record"));
    assert_int_equal(casus_case_check(c), CASUS_ERR_IO);
    casus_case_free(c);
    assert_int_equal(casus_case_new(&c), CASUS_OK);
    assert_int_equal(casus_case_add_text(c, "notes.txt", "", 0), CASUS_ERR_ARGUMENT);
    casus_case_free(c);
}

static void what_the_record_concludes_is_told_as_such(void **state)
{
    casus_case *c = read_case("use \"pact.treaty\"\naccount Alden, Corvin\nevent strike by state on state\n"
                              "2022-09-13 e1: strike by Corvin on Alden\n  says Alden\n  says Corvin\n"
                              "e1 counts as attack on Alden\n  concluded \"guns fired\" recorded 2022-09-14\n"
                              "about e1\n  says Alden\n"
                              "e1 counts as attack on Alden\n  denies Corvin recorded 2022-09-20\n");
    casus_answer *a = answer(c, "2022-10-01", NULL);
    struct casus_stand stand;
    struct casus_entry entry;

    (void)state;
    assert_int_equal(casus_row_stand(a, 0, 0, &stand), CASUS_OK);
    assert_string_equal(stand.state, "undetermined");
    assert_int_equal(stand.concluded_count, 1);
    assert_string_equal(stand.concluded[0], "e1 counts as attack on Alden");
    assert_int_equal(casus_row_stand(a, 0, 1, &stand), CASUS_OK);
    assert_string_equal(stand.state, "none");
    assert_int_equal(stand.concluded_count, 0);
    assert_int_equal(casus_entry_at(a, 2, &entry), CASUS_OK);
    assert_int_equal(entry.claim_count, 0);
    assert_string_equal(entry.concluded, "guns fired");
    assert_string_equal(entry.recorded, "2022-09-14");
    assert_int_equal(casus_entry_at(a, 1, &entry), CASUS_OK);
    assert_null(entry.concluded);
    assert_null(entry.recorded);
    casus_answer_free(a);
    casus_case_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_case_is_read_from_memory_and_run_on_each_account),
        cmocka_unit_test(what_is_open_turns_on_a_question),
        cmocka_unit_test(reasons_go_down_to_the_claim_and_outlive_the_case),
        cmocka_unit_test(mistakes_are_data_and_the_case_is_not_run),
        cmocka_unit_test(a_wrong_wish_is_told_and_may_be_mended),
        cmocka_unit_test(what_a_host_does_not_know_of_it_does_not_wish),
        cmocka_unit_test(a_host_of_an_older_scan_does_not_wish_what_it_does_not_know),
        cmocka_unit_test(a_list_with_a_hole_is_refused),
        cmocka_unit_test(an_input_with_a_hole_is_refused),
        cmocka_unit_test(a_text_of_a_wrong_name_changes_nothing),
        cmocka_unit_test(a_grade_of_nothing_changes_nothing),
        cmocka_unit_test(a_second_text_of_one_name_is_refused),
        cmocka_unit_test(what_a_finder_calls_wrongly_is_a_mistake_of_the_line_that_uses_it),
        cmocka_unit_test(a_text_that_is_too_long_is_refused_and_changes_nothing),
        cmocka_unit_test(nothing_that_a_text_says_ends_the_process),
        cmocka_unit_test(articles_of_other_grades_do_not_count),
        cmocka_unit_test(what_the_record_concludes_is_told_as_such),
        cmocka_unit_test(calls_that_make_no_sense_are_refused),
        cmocka_unit_test(a_file_that_is_not_there_is_trouble),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
