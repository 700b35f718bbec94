/* SPDX-License-Identifier: MIT */
/* Diagnostics: which are kept, in what order, and how they are shown. */
#include "unit/cmocka_all.h"

#include <string.h>

#include "text/diagnostic.h"

struct noted {
    struct cs_arena arena;
    struct cs_source *source;
    struct cs_diagnostics diagnostics;
    struct cs_buffer shown;
};

static void note_in(struct noted *n, const char *bytes)
{
    cs_arena_init(&n->arena);
    cs_diagnostics_init(&n->diagnostics);
    cs_buffer_init(&n->shown);
    n->source = cs_source_new(&n->arena, "a.record", CS_SOURCE_RECORD, bytes, strlen(bytes));
    assert_non_null(n->source);
}

static void release_noted(struct noted *n)
{
    cs_buffer_release(&n->shown);
    cs_diagnostics_release(&n->diagnostics);
    cs_arena_release(&n->arena);
}

static struct cs_span span(const struct noted *n, uint32_t start, uint32_t end)
{
    return (struct cs_span){.source = n->source, .start = start, .end = end};
}

static void assert_shown(struct noted *n, bool colour, const char *expected)
{
    cs_diagnostics_show(&n->diagnostics, colour, &n->shown);
    assert_string_equal(cs_buffer_string(&n->shown), expected);
    release_noted(n);
}

static void each_code_is_told_apart_and_its_letter_is_its_severity(void **state)
{
    (void)state;
    for (int i = 0; i < DIAG_COUNT; i++) {
        enum cs_diagnostic_code code = (enum cs_diagnostic_code)i;
        const char *text = cs_diagnostic_code_text(code);

        assert_int_equal(strlen(text), 5);
        assert_int_equal(text[0], "EWL"[cs_diagnostic_severity(code)]);
        assert_true(strlen(cs_diagnostic_summary(code)) > 0);
        for (int k = 0; k < i; k++)
            assert_string_not_equal(text, cs_diagnostic_code_text((enum cs_diagnostic_code)k));
    }
}

static void errors_and_warnings_are_counted_apart(void **state)
{
    struct noted n;

    (void)state;
    note_in(&n, "a\n");
    assert_non_null(cs_diagnose(&n.diagnostics, DIAG_NAME_EMPTY, span(&n, 0, 1), "an error"));
    assert_non_null(cs_diagnose(&n.diagnostics, DIAG_VARIABLE_ONCE, span(&n, 0, 1), "a warning"));
    assert_non_null(cs_diagnose(&n.diagnostics, DIAG_VARIABLE_ONCE, span(&n, 0, 1), "a warning"));
    assert_int_equal(n.diagnostics.error_count, 1);
    assert_int_equal(n.diagnostics.warning_count, 2);
    assert_int_equal(n.diagnostics.count, 3);
    release_noted(&n);
}

static void beyond_the_limit_mistakes_are_counted_and_not_kept(void **state)
{
    struct noted n;
    const char *shown;

    (void)state;
    note_in(&n, "a\n");
    for (int i = 0; i < CS_DIAGNOSTICS_MAX; i++)
        assert_non_null(cs_diagnose(&n.diagnostics, DIAG_NAME_EMPTY, span(&n, 0, 1), "number %d", i));
    assert_null(cs_diagnose(&n.diagnostics, DIAG_NAME_EMPTY, span(&n, 0, 1), "one more"));
    assert_null(cs_diagnose(&n.diagnostics, DIAG_VARIABLE_ONCE, span(&n, 0, 1), "one more"));
    cs_diagnostic_help(&n.diagnostics, NULL, "Of what was not kept nothing is said.");
    cs_diagnostic_other(&n.diagnostics, NULL, span(&n, 0, 1), "nor this");
    assert_int_equal(n.diagnostics.count, CS_DIAGNOSTICS_MAX);
    assert_int_equal(n.diagnostics.error_count, CS_DIAGNOSTICS_MAX + 1);
    assert_false(n.diagnostics.failed);
    cs_diagnostics_show(&n.diagnostics, false, &n.shown);
    shown = cs_buffer_string(&n.shown);
    assert_non_null(strstr(shown, "\n101 errors, 1 warning; 2 more are not shown\n"));
    release_noted(&n);
}

static void an_error_takes_the_place_of_a_warning_when_all_are_taken(void **state)
{
    struct noted n;
    size_t errors = 0;

    (void)state;
    note_in(&n, "a\n");
    for (int i = 0; i < CS_DIAGNOSTICS_MAX; i++)
        cs_diagnose(&n.diagnostics, DIAG_VARIABLE_ONCE, span(&n, 0, 1), "a warning");
    assert_null(cs_diagnose(&n.diagnostics, DIAG_VARIABLE_ONCE, span(&n, 0, 1), "one more")); /* the list is full */
    for (int i = 0; i < CS_DIAGNOSTICS_MAX + 5; i++)
        cs_diagnose(&n.diagnostics, DIAG_NAME_EMPTY, span(&n, 0, 1), "an error");
    for (size_t i = 0; i < n.diagnostics.count; i++)
        errors += n.diagnostics.items[i].code == DIAG_NAME_EMPTY;
    assert_int_equal(n.diagnostics.count, CS_DIAGNOSTICS_MAX);
    assert_int_equal(errors, CS_DIAGNOSTICS_MAX); /* errors have replaced all warnings */
    release_noted(&n);
}

static void they_are_sorted_by_file_then_place_then_code(void **state)
{
    struct noted n;
    struct cs_source *earlier;
    static const char *const order[] = {"b", "d", "c", "a"};

    (void)state;
    note_in(&n, "abcdef\n");
    earlier = cs_source_new(&n.arena, "A.record", CS_SOURCE_RECORD, "abc\n", 4);
    assert_non_null(earlier);
    cs_diagnose(&n.diagnostics, DIAG_NAME_EMPTY, span(&n, 5, 6), "a");
    cs_diagnose(&n.diagnostics, DIAG_NAME_EMPTY, (struct cs_span){earlier, 2, 3}, "b");
    cs_diagnose(&n.diagnostics, DIAG_DATE_WRONG, span(&n, 1, 2), "c");
    cs_diagnose(&n.diagnostics, DIAG_NAME_EMPTY, span(&n, 1, 2), "d");
    cs_diagnostics_sort(&n.diagnostics);
    for (size_t i = 0; i < 4; i++)
        assert_string_equal(n.diagnostics.items[i].message, order[i]);
    release_noted(&n);
}

static void nothing_wrong_is_shown_as_nothing(void **state)
{
    struct noted n;

    (void)state;
    note_in(&n, "a\n");
    assert_shown(&n, true, "");
}

static void the_stretch_is_underlined_in_its_line(void **state)
{
    struct noted n;

    (void)state;
    note_in(&n, "kind state\nname state \"\"\n");
    cs_diagnose(&n.diagnostics, DIAG_NAME_EMPTY, span(&n, 22, 24), "the name is empty");
    assert_shown(&n, false, "E0106 a.record:2:12: the name is empty\n"
                            "  2 | name state \"\"\n"
                            "    |            ^^\n"
                            "1 error\n");
}

static void a_place_behind_the_line_is_underlined_there(void **state)
{
    struct noted n;

    (void)state;
    note_in(&n, "kind\n");
    cs_diagnose(&n.diagnostics, DIAG_SOMETHING_MISSING, span(&n, 4, 4), "a kind has a name");
    assert_shown(&n, false, "E0202 a.record:1:5: a kind has a name\n"
                            "  1 | kind\n"
                            "    |     ^\n"
                            "1 error\n");
}

static void a_second_place_and_a_remedy_follow(void **state)
{
    struct noted n;
    struct cs_diagnostic *diagnostic;

    (void)state;
    note_in(&n, "kind a\nkind a\n");
    diagnostic = cs_diagnose(&n.diagnostics, DIAG_NAME_EMPTY, span(&n, 12, 13), "it is there twice");
    cs_diagnostic_other(&n.diagnostics, diagnostic, span(&n, 5, 6), "it is here as well");
    cs_diagnostic_help(&n.diagnostics, diagnostic, "Keep one of the %d.", 2);
    assert_shown(&n, false, "E0106 a.record:2:6: it is there twice\n"
                            "  2 | kind a\n"
                            "    |      ^\n"
                            "  a.record:1:6: it is here as well\n"
                            "  1 | kind a\n"
                            "    |      ^\n"
                            "  help: Keep one of the 2.\n"
                            "1 error\n");
}

static void a_mistake_of_no_place_has_none(void **state)
{
    struct noted n;

    (void)state;
    note_in(&n, "");
    cs_diagnose(&n.diagnostics, DIAG_VARIABLE_ONCE, (struct cs_span){0}, "somewhere");
    assert_shown(&n, false, "W0601 somewhere\n1 warning\n");
}

static void a_line_that_is_too_long_is_cut_around_the_stretch(void **state)
{
    struct noted n;
    char text[301];
    const char *line, *mark;

    (void)state;
    memset(text, 'x', 300);
    text[150] = 'Y';
    text[300] = '\0';
    note_in(&n, text);
    cs_diagnose(&n.diagnostics, DIAG_NAME_EMPTY, span(&n, 150, 151), "here");
    cs_diagnostics_show(&n.diagnostics, false, &n.shown);
    line = strstr(cs_buffer_string(&n.shown), "\n  1 | ...");
    assert_non_null(line);
    mark = strchr(line + 1, '\n') + 1;
    assert_true((size_t)(mark - line - 2) <= 80);
    assert_memory_equal(mark - 4, "...", 3);
    assert_int_equal(strchr(line, 'Y') - (line + 1), strchr(mark, '^') - mark); /* in the same column */
    release_noted(&n);
}

static void what_could_drive_a_terminal_is_not_shown(void **state)
{
    struct noted n;

    (void)state;
    note_in(&n, "a\033[2Jb\tc\n");
    n.source->name = "b\033.record";
    cs_diagnose(&n.diagnostics, DIAG_NAME_EMPTY, span(&n, 7, 8), "no \033[31m colour");
    assert_shown(&n, false, "E0106 b?.record:1:8: no ?[31m colour\n"
                            "  1 | a?[2Jb  c\n"
                            "    |         ^\n"
                            "1 error\n");
}

static void colours_are_given_only_where_they_are_wanted(void **state)
{
    struct noted n;

    (void)state;
    note_in(&n, "a\n");
    cs_diagnose(&n.diagnostics, DIAG_NAME_EMPTY, span(&n, 0, 1), "here");
    cs_diagnostics_show(&n.diagnostics, true, &n.shown);
    assert_non_null(strstr(cs_buffer_string(&n.shown), "\033[1;31mE0106\033[0m "));
    cs_buffer_clear(&n.shown);
    cs_diagnostics_show(&n.diagnostics, false, &n.shown);
    assert_null(strchr(cs_buffer_string(&n.shown), '\033'));
    release_noted(&n);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_code_is_told_apart_and_its_letter_is_its_severity),
        cmocka_unit_test(errors_and_warnings_are_counted_apart),
        cmocka_unit_test(beyond_the_limit_mistakes_are_counted_and_not_kept),
        cmocka_unit_test(an_error_takes_the_place_of_a_warning_when_all_are_taken),
        cmocka_unit_test(they_are_sorted_by_file_then_place_then_code),
        cmocka_unit_test(nothing_wrong_is_shown_as_nothing),
        cmocka_unit_test(the_stretch_is_underlined_in_its_line),
        cmocka_unit_test(a_place_behind_the_line_is_underlined_there),
        cmocka_unit_test(a_second_place_and_a_remedy_follow),
        cmocka_unit_test(a_mistake_of_no_place_has_none),
        cmocka_unit_test(a_line_that_is_too_long_is_cut_around_the_stretch),
        cmocka_unit_test(what_could_drive_a_terminal_is_not_shown),
        cmocka_unit_test(colours_are_given_only_where_they_are_wanted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
