/* SPDX-License-Identifier: MIT */
/* The kind of a line, which its words determine. */
#include "unit/lang/reading.h"

#include "lang/line.h"

static enum cs_line_kind kind_of(const char *text)
{
    static struct cs_line line; /* too large for a stack */
    struct cs_lexer_mistake mistake;
    struct cs_arena arena;
    struct cs_source *source;
    enum cs_line_kind kind;

    cs_arena_init(&arena);
    source = cs_source_new(&arena, "a.record", CS_SOURCE_RECORD, text, strlen(text));
    assert_non_null(source);
    assert_true(cs_lexer_line(source, 0, &line, &mistake));
    kind = cs_line_kind(&line);
    cs_arena_release(&arena);
    return kind;
}

static const struct { const char *text; enum cs_line_kind kind; } samples[] = {
    {"use security, cst", LINE_USE},
    {"zone +04:00", LINE_ZONE},
    {"clock Town \"tzdata\"", LINE_CLOCK},
    {"offset +04:00", LINE_CLOCK_OFFSET},
    {"seasons northern", LINE_SEASONS},
    {"approximate within 5 days", LINE_APPROXIMATE},
    {"uncertain within 5 days", LINE_UNCERTAIN},
    {"calendar Town", LINE_CALENDAR},
    {"known 2022", LINE_CALENDAR_KNOWN},
    {"rest Saturday", LINE_CALENDAR_REST},
    {"holiday 2022-08-01", LINE_CALENDAR_HOLIDAY},
    {"workday 2022-08-06", LINE_CALENDAR_WORKDAY},
    {"hand mission", LINE_HAND},
    {"kind state is body", LINE_KIND},
    {"name state Alden", LINE_NAME},
    {"code Alden \"20\" in COW since 1920", LINE_CODE},
    {"code of Alden at least 3", LINE_BOUND},
    {"event attack by state", LINE_EVENT},
    {"fact state is weak", LINE_FACT},
    {"quantity killed of state", LINE_QUANTITY},
    {"language ru", LINE_LANGUAGE},
    {"wording border incident", LINE_WORDING},
    {"phrase \"due today\" \"срок сегодня\"", LINE_PHRASE},
    {"said \"{by} struck\"", LINE_WORDING_SAID},
    {"owed \"strike\"", LINE_WORDING_OWED},
    {"named \"the strike\"", LINE_WORDING_NAMED},
    {"termed \"a strike\"", LINE_WORDING_TERMED},
    {"asked \"{by} hit {on}\"", LINE_WORDING_ASKED},
    {"title e1 \"the strike\"", LINE_TITLE},
    {"row request r: plea", LINE_ROW},
    {"state adopted adoption of d", LINE_ROW_STATE},
    {"without s veto by s of d", LINE_ROW_WITHOUT},
    {"groups a is answer to r", LINE_ROW_GROUPS},
    {"needs state is member \"a member\"", LINE_ROW_NEEDS},
    {"Alden, Borea say nothing", LINE_SILENCE},
    {"treaty Pact \"a pact\"", LINE_TREATY},
    {"declaration Paris \"d\" by Alden", LINE_DECLARATION},
    {"article 4(2)", LINE_ARTICLE},
    {"reading Soon \"how soon\"", LINE_READING},
    {"judge Court of attack", LINE_JUDGE},
    {"when attack on victim", LINE_WHEN},
    {"while state is weak", LINE_WHILE},
    {"may veto by s", LINE_MAY},
    {"if no attack", LINE_IF},
    {"then end state is weak", LINE_THEN},
    {"and no attack", LINE_AND},
    {"under Pact 1", LINE_UNDER},
    {"until truce", LINE_UNTIL},
    {"released upon waiver", LINE_RELEASED},
    {"suspended while a is weak", LINE_SUSPENDED},
    {"about e1", LINE_ABOUT},
    {"silence on border incident, help", LINE_SILENCE_ON},
    {"2022-05/2022-07 silence on help", LINE_DATED},
    {"silence on e1 at least 5", LINE_BOUND},
    {"silence on Alden", LINE_UNDATED},
    {"data on help, border incident until 2018-12-31", LINE_DATA_ON},
    {"data on e1 at least 5", LINE_BOUND},
    {"account Alden", LINE_ACCOUNT},
    {"source S1 \"a note\"", LINE_SOURCE},
    {"publisher \"a house\"", LINE_PUBLISHER},
    {"author \"a writer\"", LINE_SOURCE_AUTHOR},
    {"url \"https://a.example/b\"", LINE_SOURCE_URL},
    {"date 2022-01-01", LINE_SOURCE_DATE},
    {"file \"a.txt\"", LINE_SOURCE_FILE},
    {"sha256 \"00\"", LINE_SHA256},
    {"says Alden", LINE_SAYS},
    {"denies Alden", LINE_DENIES},
    {"asks Alden", LINE_ASKS},
    {"retracts Alden", LINE_RETRACTS},
    {"retracted \"by mistake\"", LINE_RETRACTED},
    {"concluded \"from the smoke\"", LINE_CONCLUDED},
    {"retracted \"entered twice\" recorded 2022-09-20", LINE_RETRACTED},
    {"check holds weak as open on 2022-01-01", LINE_CHECK},
    {"turns on \"date e1\"", LINE_TURNS_ON},
    {"still owed", LINE_STILL_OWED},
    {"not still owed", LINE_NOT_STILL_OWED},
    {"because \"a word\"", LINE_BECAUSE},
    {"tally 4 of 10", LINE_TALLY},
    {"less Dorn", LINE_LESS},
    {"substituted", LINE_SUBSTITUTED},
    {"2022-01-01 e1: attack", LINE_DATED},
    {"[2022-01-01..2022-01-03] attack", LINE_DATED},
    {"../2022-01-03 Alden is weak", LINE_DATED},
    {"about 2022-01-01 within 3 days attack", LINE_DATED},
    {"e1: attack by Alden", LINE_UNDATED},
    {"attack by Alden", LINE_UNDATED},
    {"Alden is weak", LINE_UNDATED},
    {"Alden owes Borea help", LINE_UNDATED},
    {"e1 counts as attack", LINE_ABOUT_LABEL},
    {"r1 under CST 4", LINE_ABOUT_LABEL},
    {"Soon reads Strict", LINE_READS},
    {"Bo Rea same as Borea", LINE_SAME_NAME},
    {"Dorn, Erin speak for Alden", LINE_SPEAKS},
    {"Dorn speaks for Alden", LINE_SPEAKS},
    {"Strict 1 day", LINE_ANSWER},
    {"border incident excludes attack", LINE_EXCLUSION},
    {"killed of Alden in e1 at least 5", LINE_BOUND},
    {"table day, who", LINE_TABLE},
    {"column day \"Day\"", LINE_COLUMN},
    {"separator tab", LINE_SEPARATOR},
    {"dated day", LINE_ROW_DATED},
    {"each who is a state", LINE_EACH},
    {"where what is raid", LINE_WHERE},
    {"every row", LINE_EVERY_ROW},
    {"from y1, m1, d1 to y2, m2, d2", LINE_CASE_FROM},
    {"on day as \"M/D/YYYY\"", LINE_CASE_ON},
    {"missing \"-9\" in day", LINE_MISSING},
    {"continuing \"-7\"", LINE_CONTINUING},
    {"inapplicable \"-8\"", LINE_INAPPLICABLE},
    {"recode 157 as 155 in war", LINE_RECODE},
    {"order file", LINE_ROW_ORDER},
    {"otherwise nothing", LINE_OTHERWISE},
    {"outcomes fulfilled", LINE_OUTCOMES},
    {"write outcome", LINE_WRITE},
    {"strange", LINE_UNKNOWN},
    {", a comma", LINE_UNKNOWN},
};

static void each_sort_of_line_is_told_by_its_words(void **state)
{
    bool met[LINE_KIND_COUNT] = {false};

    (void)state;
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        if (kind_of(samples[i].text) != samples[i].kind)
            fail_msg("\"%s\" is taken for another line", samples[i].text);
        met[samples[i].kind] = true;
    }
    for (int kind = 0; kind < LINE_KIND_COUNT; kind++)
        if (!met[kind])
            fail_msg("no sample is of the line number %d", kind);
}

static void a_word_of_the_language_may_begin_another_line(void **state)
{
    (void)state;
    assert_int_equal(kind_of("date of arrival at least 3"), LINE_BOUND);
    assert_int_equal(kind_of("state visit excludes attack"), LINE_EXCLUSION);
    assert_int_equal(kind_of("source of funds in e1 at least 3"), LINE_BOUND);
    assert_int_equal(kind_of("check in force Alden owes Borea help as open on 2022-01-01"), LINE_CHECK);
}

static void indentation_and_comments_change_nothing(void **state)
{
    (void)state;
    assert_int_equal(kind_of("      says Alden -- of the evening"), LINE_SAYS);
    assert_int_equal(kind_of("\twhen attack on victim"), LINE_WHEN);
}

static void a_sort_of_line_has_the_word_that_opens_it(void **state)
{
    (void)state;
    assert_string_equal(cs_word_text(cs_line_word(LINE_USE)), "use");
    assert_string_equal(cs_word_text(cs_line_word(LINE_TURNS_ON)), "turns");
    assert_int_equal(cs_line_word(LINE_DATED), WORD_NONE);
    assert_int_equal(cs_line_word(LINE_UNKNOWN), WORD_NONE);
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        enum cs_word word = cs_line_word(samples[i].kind);

        if (word != WORD_NONE)
            assert_memory_equal(samples[i].text, cs_word_text(word), strlen(cs_word_text(word)));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_sort_of_line_is_told_by_its_words),
        cmocka_unit_test(a_word_of_the_language_may_begin_another_line),
        cmocka_unit_test(indentation_and_comments_change_nothing),
        cmocka_unit_test(a_sort_of_line_has_the_word_that_opens_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
