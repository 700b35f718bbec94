/* SPDX-License-Identifier: MIT */
/* Options and arguments of a command. The texts of the messages are in tests/corpus/cli. */
#include "unit/cmocka_all.h"

#include <string.h>

#include "cli/cli.h"
#include "fault/fail_alloc.h"

static const struct cs_command command = {
    .name = "try",
    .arguments = "FILE FILE",
    .options = {{"as-of", "DATE", "one argument"},
                {"between", "DATE DATE", "two arguments"},
                {"each", NULL, "no argument"},
                {"reading", "NAME", "may be given several times"},
                {"output", "FILE", "also -o"}},
    .many = "reading",
    .least = 1,
    .most = 2,
};

/* Words as main() has them; they end with NULL. */
static enum cs_exit read_words(struct cs_invocation *invocation, const char *const *words)
{
    static char kept[16][32];
    char *all[16] = {NULL};
    int count = 0;

    for (; words[count] != NULL; count++) {
        assert_true(count < 15 && strlen(words[count]) < sizeof kept[0]);
        strcpy(kept[count], words[count]);
        all[count] = kept[count];
    }
    return cs_invocation_read(invocation, &command, count, all);
}

#define READ(invocation, ...) read_words(invocation, (const char *const[]){__VA_ARGS__, NULL})

static void options_stand_anywhere(void **state)
{
    struct cs_invocation i;

    (void)state;
    assert_int_equal(READ(&i, "a", "--as-of", "2022", "--each", "b", "--between=2020", "2021"), CS_EXIT_FINE);
    assert_int_equal(i.count, 2);
    assert_string_equal(i.arguments[0], "a");
    assert_string_equal(i.arguments[1], "b");
    assert_string_equal(cs_invocation_value(&i, "as-of"), "2022");
    assert_string_equal(cs_invocation_value(&i, "between"), "2020");
    assert_string_equal(cs_invocation_second(&i, "between"), "2021");
    assert_string_equal(cs_invocation_value(&i, "each"), "");
    assert_null(cs_invocation_value(&i, "output"));
    assert_null(cs_invocation_value(&i, "no-such-option"));
    cs_invocation_release(&i);
}

static void an_option_of_many_is_read_in_order(void **state)
{
    struct cs_invocation i;
    size_t at = 0;

    (void)state;
    assert_int_equal(READ(&i, "--reading", "A=1", "a", "--each", "--reading=B=2"), CS_EXIT_FINE);
    assert_string_equal(cs_invocation_each(&i, "reading", &at), "A=1");
    assert_string_equal(cs_invocation_each(&i, "reading", &at), "B=2");
    assert_null(cs_invocation_each(&i, "reading", &at));
    cs_invocation_release(&i);
}

static void what_is_no_option(void **state)
{
    struct cs_invocation i;

    (void)state;
    assert_int_equal(READ(&i, "-", "--", "--each"), CS_EXIT_FINE); /* a hyphen alone, and what stands after two */
    assert_int_equal(i.count, 2);
    assert_string_equal(i.arguments[0], "-");
    assert_string_equal(i.arguments[1], "--each");
    assert_null(cs_invocation_value(&i, "each"));
    cs_invocation_release(&i);
    assert_int_equal(READ(&i, "a", "-o", "page.html"), CS_EXIT_FINE);
    assert_string_equal(cs_invocation_value(&i, "output"), "page.html");
    cs_invocation_release(&i);
}

static void help_goes_before_all_else(void **state)
{
    struct cs_invocation i;

    (void)state;
    assert_int_equal(READ(&i, "a", "b", "--help", "--no-such-option"), CS_EXIT_FINE);
    assert_ptr_equal(i.command, &cs_command_help);
    assert_int_equal(i.count, 1);
    assert_string_equal(i.arguments[0], "try");
    cs_invocation_release(&i);
}

static void mistakes_of_use(void **state)
{
    static const char *const wrong[][6] = {
        {NULL},                              /* nothing to work on */
        {"a", "b", "c"},                     /* one too many */
        {"a", "--as-if"},                    /* no such option */
        {"a", "-x"},
        {"a", "--as-of"},                    /* its argument is missing */
        {"a", "--between", "2020"},
        {"a", "--between", "2020", "--each"},
        {"a", "--each=yes"},                 /* it takes none */
        {"a", "--each", "--each"},           /* twice */
        {"a", "--as-of", "1", "--as-of=2"},
    };
    struct cs_invocation i;

    (void)state;
    for (size_t k = 0; k < sizeof wrong / sizeof *wrong; k++) {
        assert_int_equal(read_words(&i, wrong[k]), CS_EXIT_USAGE);
        cs_invocation_release(&i);
    }
}

static void without_memory(void **state)
{
    struct cs_invocation i;

    (void)state;
    for (size_t n = 1; n <= 2; n++) { /* the arguments, and the options in their order */
        cs_fail_alloc_at(n, CS_FAIL_ONCE);
        assert_int_equal(READ(&i, "a"), CS_EXIT_TROUBLE);
        assert_true(cs_fail_alloc_stop());
        cs_invocation_release(&i);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(options_stand_anywhere), cmocka_unit_test(an_option_of_many_is_read_in_order),
        cmocka_unit_test(what_is_no_option),      cmocka_unit_test(help_goes_before_all_else),
        cmocka_unit_test(mistakes_of_use),        cmocka_unit_test(without_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
