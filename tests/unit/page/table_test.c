/* SPDX-License-Identifier: MIT */
/* The tables: the standing of each row on each account with each choice of the switches. */
#include "unit/view/reported.h"

#include "page/page_int.h"

#define ENTRIES_MAX 1024

struct paged {
    struct reported r;
    struct cs_page_settings settings;
    struct cs_page page;
};

/* Makes the parts of a page up to the tables, in the order of page.c. */
static void given_page(struct paged *p, const char *text, const char *date)
{
    given_report(&p->r, text, date);
    p->settings = (struct cs_page_settings){.end = p->r.report.end};
}

static struct cs_names *interner(struct cs_page *page, size_t index)
{
    struct cs_names *const all[] = {&page->standings, &page->times, &page->tables, &page->vectors, &page->nodes,
                                    &page->roots, &page->texts, &page->claims, &page->verdicts};

    return index < sizeof all / sizeof *all ? all[index] : NULL;
}

static void make(struct paged *p)
{
    p->page = (struct cs_page){.report = p->r.report, .settings = &p->settings, .out = &p->r.out};
    cs_arena_init(&p->page.arena);
    for (size_t i = 0; interner(&p->page, i) != NULL; i++)
        cs_names_init(interner(&p->page, i));
    cs_page_accounts(&p->page);
    cs_page_classes(&p->page);
    cs_summary_init(&p->page.summary, &p->page.report);
    p->page.told = p->page.summary.count;
    cs_page_switches(&p->page);
    cs_legend_init(&p->page.legend, &p->page.report, &p->page.arena);
    cs_page_events(&p->page);
    cs_page_choose_lanes(&p->page);
    cs_page_axis(&p->page);
    assert_false(p->page.arena.failed);
}

static void unmake(struct paged *p)
{
    for (size_t i = 0; interner(&p->page, i) != NULL; i++)
        cs_names_release(interner(&p->page, i));
    cs_axis_release(&p->page.axis);
    cs_summary_release(&p->page.summary);
    cs_arena_release(&p->page.arena);
}

static void release_page(struct paged *p)
{
    unmake(p);
    release_report(&p->r);
}

/* The numbers between the last bracket that opens a list and the one that closes it. */
static size_t numbers(const char *list, long *out)
{
    size_t count = 0;
    char *end;

    assert_int_equal(list[0], '[');
    do {
        assert_true(count < ENTRIES_MAX);
        out[count++] = strtol(list + 1, &end, 10);
        list = end;
    } while (*list == ',');
    assert_int_equal(*list, ']');
    return count;
}

static enum cs_state standing_state(struct paged *p, long number)
{
    const char *text = cs_names_text(&p->page.standings, (cs_name)number + 1);

    return cs_page_state_at(&p->page, (size_t)strtol(text + 1, NULL, 10));
}

/* The states of the row with this content on an account for each choice of readings; returns their number. */
static size_t states_on(struct paged *p, const char *content, size_t account, enum cs_state *out)
{
    long vector[ENTRIES_MAX], entries[ENTRIES_MAX];
    uint32_t number = cs_page_row_tables(&p->page, row_of(&p->r.g, content));
    size_t count;

    assert_int_equal(numbers(cs_names_text(&p->page.vectors, number + 1), vector), p->page.account_count);
    if (vector[account] >= 0) {
        out[0] = standing_state(p, vector[account]);
        return 1;
    }
    count = numbers(strstr(cs_names_text(&p->page.tables, (cs_name)-vector[account]), "],[") + 2, entries);
    for (size_t i = 0; i < count; i++)
        out[i] = standing_state(p, entries[i]);
    return count;
}

#define DUTY "help by Borea to Alden on p1"

static void accounts_stand_in_their_order_and_the_open_one_last(void **state)
{
    struct paged p;

    (void)state;
    given_page(&p, REPORTED_DISPUTED, "2022-01-20");
    make(&p);
    assert_int_equal(p.page.account_count, 3);
    assert_string_equal(p.page.accounts[0].name, "Alden");
    assert_string_equal(p.page.accounts[1].name, "Borea");
    assert_int_equal(p.page.accounts[2].worlds, p.r.g.ledger->worlds);
    assert_int_equal(p.page.column_count, 2);
    assert_int_equal(p.page.shown, 0);
    release_page(&p);
}

static void the_account_that_is_asked_for_is_shown_first(void **state)
{
    struct paged p;

    (void)state;
    given_page(&p, REPORTED_DISPUTED "  asks Cassia\n", "2022-01-20");
    p.settings.account_given = true;
    p.settings.account = name_of(&p.r.g, "Borea");
    make(&p);
    assert_int_equal(p.page.shown, 1);
    assert_int_equal(p.page.account_count, 3);
    unmake(&p);
    p.settings.account = name_of(&p.r.g, "Dorn"); /* who has none in the record */
    make(&p);
    assert_int_equal(p.page.account_count, 4);
    assert_int_equal(p.page.shown, 2);
    assert_string_equal(p.page.accounts[2].name, "Dorn");
    assert_int_equal(p.page.accounts[2].worlds, p.r.g.docket->possible);
    unmake(&p);
    p.settings.account = CS_NO_NAME;
    make(&p);
    assert_int_equal(p.page.shown, p.page.account_count - 1);
    release_page(&p);
}

static void without_accounts_there_is_the_open_one(void **state)
{
    struct paged p;

    (void)state;
    given_page(&p, REPORTED_WORDS, "2022-01-20");
    make(&p);
    assert_int_equal(p.page.account_count, 1);
    assert_int_equal(p.page.column_count, 1);
    assert_int_equal(p.page.shown, 0);
    release_page(&p);
}

static void what_no_reading_changes_has_one_standing_an_account(void **state)
{
    struct paged p;
    enum cs_state found[ENTRIES_MAX];

    (void)state;
    given_page(&p, REPORTED_DISPUTED, "2022-01-20");
    make(&p);
    assert_int_equal(states_on(&p, DUTY, 0, found), 1);
    assert_int_equal(found[0], CS_STATE_VIOLATED);
    assert_int_equal(states_on(&p, DUTY, 1, found), 1);
    assert_int_equal(found[0], CS_STATE_FULFILLED);
    assert_int_equal(states_on(&p, DUTY, 2, found), 1);
    assert_int_equal(found[0], CS_STATE_UNDETERMINED);
    release_page(&p);
}

#define READ                                                                                            \
    "kind state\nname state Alden, Borea\nevent plea by state of state\nevent help by state to state on occurrence\n" \
    "account Alden, Borea\ntreaty Pact \"a pact\"\nreading Soon \"how soon\"\n  Strict 1 day\n  Wide 9 days\n" \
    "reading Idle \"of nothing\"\n  One\n  Two\narticle 1\nwhen r: plea by asker of helper\n"           \
    "then helper owes asker help by helper to asker on r within Soon\n2022-01-10 p1: plea by Alden of Borea\n" \
    "Soon reads Strict\n  says Alden\n"

static void what_a_reading_changes_has_a_standing_for_each_answer(void **state)
{
    struct paged p;
    enum cs_state found[ENTRIES_MAX];

    (void)state;
    given_page(&p, READ, "2022-01-15");
    make(&p);
    assert_int_equal(p.page.reading_count, 1); /* not the one that changes nothing */
    assert_int_equal(p.page.switches[0].question, question_of(&p.r.g, "Soon"));
    assert_int_equal(p.page.accounts[0].presets[0], 1); /* Alden reads Strict */
    assert_int_equal(p.page.accounts[1].presets[0], 0);
    assert_true(p.page.combined);
    assert_int_equal(states_on(&p, DUTY, 1, found), 3); /* open, Strict, Wide */
    assert_int_equal(found[0], CS_STATE_UNDETERMINED);
    assert_int_equal(found[1], CS_STATE_VIOLATED);
    assert_int_equal(found[2], CS_STATE_IN_FORCE);
    release_page(&p);
}

static void an_account_that_reads_it_otherwise_is_looked_at_without_its_reading(void **state)
{
    struct paged p;
    enum cs_state found[ENTRIES_MAX];

    (void)state;
    given_page(&p, READ, "2022-01-15");
    make(&p);
    assert_int_equal(states_on(&p, DUTY, 0, found), 3);
    assert_int_equal(found[0], CS_STATE_UNDETERMINED);
    assert_int_equal(found[1], CS_STATE_VIOLATED); /* its own */
    assert_int_equal(found[2], CS_STATE_IN_FORCE);
    release_page(&p);
}

#define FLIPPED                                                                                              \
    "kind state\nname state Alden, Borea\nevent plea by state of state\nevent help by state to state on occurrence\n" \
    "account Alden, Borea\ntreaty Pact \"a pact\"\narticle 1\nwhen r: plea by asker of helper\n"             \
    "then helper owes asker help by helper to asker on r within 1 day\n2022-01-10 p1: plea by Alden of Borea\n" \
    "row request r: plea by state\n2022-01-11 h1: help by Borea to Alden on p1\n  says Borea\n  denies Alden\n"

static void what_happened_is_a_switch_where_a_breach_hangs_on_it(void **state)
{
    struct paged p;
    enum cs_state found[ENTRIES_MAX];

    (void)state;
    given_page(&p, FLIPPED, "2022-01-20");
    make(&p);
    assert_int_equal(p.page.switch_count, 1);
    assert_int_equal(p.page.reading_count, 0);
    assert_int_equal(p.page.accounts[0].presets[0], 2); /* Alden: no */
    assert_int_equal(p.page.accounts[1].presets[0], 1); /* Borea: yes */
    for (size_t account = 0; account < 3; account++) { /* the same table for all */
        assert_int_equal(states_on(&p, DUTY, account, found), 3);
        assert_int_equal(found[0], CS_STATE_UNDETERMINED);
        assert_int_equal(found[1], CS_STATE_FULFILLED);
        assert_int_equal(found[2], CS_STATE_VIOLATED);
    }
    release_page(&p);
}

/* A duty that is owed only where so many readings all have their first of nine answers. */
static void given_readings(struct paged *p, int count)
{
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_buffer_text(&text, "kind state\nname state Alden, Borea\nevent plea by state of state\n"
                          "event help by state to state on occurrence\n"
                          "account Alden\ntreaty Pact \"a pact\"\n");
    for (int i = 0; i < count; i++)
        cs_buffer_printf(&text, "reading Reading%c \"which\"\n  First\n  Second\n  Third\n  Fourth\n  Fifth\n"
                                "  Sixth\n  Seventh\n  Eighth\n  Ninth\n", 'A' + i);
    cs_buffer_text(&text, "article 1\nwhen r: plea by asker of helper\n");
    for (int i = 0; i < count; i++)
        cs_buffer_printf(&text, "%s Reading%c reads First\n", i == 0 ? "if" : "and", 'A' + i);
    cs_buffer_text(&text, "then helper owes asker help by helper to asker on r\n"
                          "2022-01-10 p1: plea by Alden of Borea\n");
    given_page(p, cs_buffer_string(&text), "2022-01-15");
    cs_buffer_release(&text);
    make(p);
}

static void readings_are_combined_up_to_the_limit(void **state)
{
    struct paged p;
    enum cs_state found[ENTRIES_MAX];

    (void)state;
    given_readings(&p, 3);
    assert_true(p.page.combined);
    /* open and nine answers, of three readings */
    assert_int_equal(states_on(&p, DUTY, 0, found), CS_COMBINATIONS_MAX);
    for (size_t i = 0; i < CS_COMBINATIONS_MAX; i++) {
        size_t digits[] = {i / 100, i / 10 % 10, i % 10};
        bool all_first = true, some_other = false;

        for (size_t k = 0; k < 3; k++) {
            all_first = all_first && digits[k] == 1;
            some_other = some_other || digits[k] > 1;
        }
        assert_int_equal(found[i], some_other  ? CS_STATE_NOT_OWED
                                   : all_first ? CS_STATE_IN_FORCE
                                               : CS_STATE_UNDETERMINED);
    }
    release_page(&p);
}

static void beyond_the_limit_they_are_listed_one_at_a_time(void **state)
{
    struct paged p;
    enum cs_state found[ENTRIES_MAX];

    (void)state;
    given_readings(&p, 4);
    assert_false(p.page.combined);
    assert_int_equal(states_on(&p, DUTY, 0, found), 1 + 4 * 10);
    assert_int_equal(found[0], CS_STATE_UNDETERMINED);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(found[1 + 10 * i], CS_STATE_UNDETERMINED); /* open */
        assert_int_equal(found[2 + 10 * i], CS_STATE_UNDETERMINED); /* the others are still open */
        for (size_t k = 3; k <= 10; k++)
            assert_int_equal(found[k + 10 * i], CS_STATE_NOT_OWED);
    }
    release_page(&p);
}

static void rows_that_stand_alike_in_all_worlds_are_one_class(void **state)
{
    struct paged p;
    const struct cs_ledger_row *rows;

    (void)state;
    given_page(&p, REPORTED_DISPUTED, "2022-01-20");
    make(&p);
    rows = p.r.g.ledger->rows;
    assert_int_equal(p.page.row_classes[row_of(&p.r.g, "help by Cassia to Alden on p1") - rows],
                     p.page.row_classes[row_of(&p.r.g, "help by Dorn to Alden on p1") - rows]);
    assert_int_not_equal(p.page.row_classes[row_of(&p.r.g, "help by Cassia to Alden on p1") - rows],
                         p.page.row_classes[row_of(&p.r.g, DUTY) - rows]);
    release_page(&p);
}

static void each_state_that_is_told_has_a_sign_and_each_sign_its_words(void **state)
{
    struct paged p;

    (void)state;
    given_page(&p, REPORTED_DISPUTED, "2022-01-20");
    make(&p);
    for (size_t i = 0; cs_page_state_at(&p.page, i) != CS_STATE_UNSAID; i++) {
        assert_true(cs_sign_of(cs_page_state_at(&p.page, i)) < CS_SIGN_COUNT);
        for (size_t k = 0; k < i; k++)
            assert_int_not_equal(cs_page_state_at(&p.page, k), cs_page_state_at(&p.page, i));
    }
    for (int i = 0; i < CS_SIGN_COUNT; i++)
        for (int k = 0; k < i; k++) { /* each sign has its own word */
            assert_string_not_equal(cs_sign_text((enum cs_sign)i), cs_sign_text((enum cs_sign)k));
            assert_string_not_equal(cs_sign_meaning((enum cs_sign)i), cs_sign_meaning((enum cs_sign)k));
        }
    release_page(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(accounts_stand_in_their_order_and_the_open_one_last),
        cmocka_unit_test(the_account_that_is_asked_for_is_shown_first),
        cmocka_unit_test(without_accounts_there_is_the_open_one),
        cmocka_unit_test(what_no_reading_changes_has_one_standing_an_account),
        cmocka_unit_test(what_a_reading_changes_has_a_standing_for_each_answer),
        cmocka_unit_test(an_account_that_reads_it_otherwise_is_looked_at_without_its_reading),
        cmocka_unit_test(what_happened_is_a_switch_where_a_breach_hangs_on_it),
        cmocka_unit_test(readings_are_combined_up_to_the_limit),
        cmocka_unit_test(beyond_the_limit_they_are_listed_one_at_a_time),
        cmocka_unit_test(rows_that_stand_alike_in_all_worlds_are_one_class),
        cmocka_unit_test(each_state_that_is_told_has_a_sign_and_each_sign_its_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
