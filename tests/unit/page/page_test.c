/* SPDX-License-Identifier: MIT */
/* The page: text of a record is never markup; dates for readers. */
#include "unit/view/reported.h"

#include "page/page_int.h"

/* A record in which every free text is this one: names, titles, gists, quotations. */
#define RECORD(text)                                                                                       \
    "kind state\nname state Alden, \"" text "\"\nevent plea by state of state\n" \
    "event help by state to state on occurrence\n" \
    "row request r: plea by state\naccount Alden, \"" text "\"\ntreaty Pact \"" text "\"\n"                \
    "reading Soon \"" text "\"\n  Strict 1 day \"" text "\"\n  Wide 9 days\narticle 1 \"" text "\"\n"      \
    "when r: plea by asker of helper\nthen helper owes asker help by helper to asker on r within Soon\n"   \
    "source S1 \"" text "\"\n  publisher \"" text "\"\n  file \"" text "\"\n"                              \
    "2022-01-10 p1: plea by Alden of \"" text "\"\n  says \"" text "\" in S1 \"" text "\"\n  denies Alden\n"

static void write_page(struct reported *r, const char *text, const char *title, bool picture)
{
    struct cs_page_settings settings = {.title = title, .name = title};

    given_report(r, text, "2022-01-20");
    settings.end = r->report.end;
    assert_status(&r->g,
                  picture ? cs_page_svg(&r->report, &settings, &r->out) : cs_page_html(&r->report, &settings, &r->out),
                  CASUS_OK);
}

static size_t occurrences(const char *text, const char *of)
{
    size_t count = 0;

    for (; (text = strstr(text, of)) != NULL; text++)
        count++;
    return count;
}

/* Asserts that the page has as many tags of each kind as with a harmless text of the same length. */
static void assert_only_text(const char *hostile_text, const char *hostile, const char *plain_text, const char *plain,
                             bool picture)
{
    static const char *const signs[] = {"<script", "</script", "<img", "<b>", "</style", "<!--", "\" onload=\"",
                                        "</title", "<svg", "</svg"};
    struct reported harmless, found;

    write_page(&harmless, plain_text, plain, picture);
    write_page(&found, hostile_text, hostile, picture);
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (occurrences(cs_buffer_string(&found.out), signs[i]) !=
            occurrences(cs_buffer_string(&harmless.out), signs[i]))
            fail_msg("%s comes from the record", signs[i]);
    release_report(&harmless);
    release_report(&found);
}

#define SCRIPT "</script><script>alert(1)</script>"
#define SCRIPT_PLAIN "(/script)(script)alert(1)(/script)"
#define IMAGE "<img src=x><b>"
#define IMAGE_PLAIN "(img src=x)(b)"
#define COMMENT "<!-- </style></title></svg>"
#define COMMENT_PLAIN "(!-- (/style)(/title)(/svg)"
#define HANDLER "x\" onload=\"alert"
#define HANDLER_IN_RECORD "x\\\" onload=\\\"alert"
#define HANDLER_PLAIN "x' onload='alert"

static void what_a_record_says_is_text(void **state)
{
    (void)state;
    for (int picture = 0; picture < 2; picture++) {
        assert_only_text(RECORD(SCRIPT), SCRIPT, RECORD(SCRIPT_PLAIN), SCRIPT_PLAIN, picture);
        assert_only_text(RECORD(IMAGE), IMAGE, RECORD(IMAGE_PLAIN), IMAGE_PLAIN, picture);
        assert_only_text(RECORD(COMMENT), COMMENT, RECORD(COMMENT_PLAIN), COMMENT_PLAIN, picture);
        assert_only_text(RECORD(HANDLER_IN_RECORD), HANDLER, RECORD(HANDLER_PLAIN), HANDLER_PLAIN, picture);
    }
}

static void what_marks_up_is_shown_as_it_was_written(void **state)
{
    struct reported r;

    (void)state;
    write_page(&r, RECORD("A<b>&amp;"), "A \"title\" & more", false);
    assert_non_null(strstr(cs_buffer_string(&r.out), "A&lt;b&gt;&amp;amp;"));
    assert_non_null(strstr(cs_buffer_string(&r.out), "&amp; more"));
    assert_null(strstr(cs_buffer_string(&r.out), "A<b>"));
    release_report(&r);
}

static void the_data_of_the_script_has_no_bracket_that_opens(void **state)
{
    struct reported r;
    const char *data, *end;

    (void)state;
    write_page(&r, RECORD(SCRIPT), "a title", false);
    data = strstr(cs_buffer_string(&r.out), "id=\"data\">");
    assert_non_null(data);
    end = strstr(data, "</script>");
    assert_non_null(end);
    assert_null(memchr(data, '<', (size_t)(end - data)));
    assert_int_equal(end[-1], '}'); /* the data are complete */
    release_report(&r);
}

static void the_same_ledger_gives_the_same_bytes(void **state)
{
    struct reported first, second;

    (void)state;
    write_page(&first, RECORD("Plain"), "a title", false);
    write_page(&second, RECORD("Plain"), "a title", false);
    assert_string_equal(cs_buffer_string(&first.out), cs_buffer_string(&second.out));
    release_report(&first);
    release_report(&second);
}

static void a_case_of_nothing_is_a_page(void **state)
{
    struct reported r;

    (void)state;
    for (int picture = 0; picture < 2; picture++) {
        write_page(&r, "", NULL, picture);
        assert_non_null(strstr(cs_buffer_string(&r.out), picture ? "</svg>" : "</html>"));
        release_report(&r);
    }
}

/* ---- labels in a text ---- */

static void labels_of_what_is_on_the_page_are_links(void **state)
{
    struct reported r;

    (void)state;
    write_page(&r, RECORD("Plain"), "a title", false);
    assert_non_null(strstr(cs_buffer_string(&r.out), ">p1</a>"));
    assert_null(strstr(cs_buffer_string(&r.out), ">p2</a>"));
    release_report(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_record_says_is_text),
        cmocka_unit_test(what_marks_up_is_shown_as_it_was_written),
        cmocka_unit_test(the_data_of_the_script_has_no_bracket_that_opens),
        cmocka_unit_test(the_same_ledger_gives_the_same_bytes),
        cmocka_unit_test(a_case_of_nothing_is_a_page),
        cmocka_unit_test(labels_of_what_is_on_the_page_are_links),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
