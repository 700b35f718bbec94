/* SPDX-License-Identifier: MIT */
/* Texts that grow, what may reach a terminal, and the completion scripts, which name every command and option. */
#include "unit/cmocka_all.h"

#include <string.h>

#include "cli/cli.h"
#include "fault/fail_alloc.h"

static void a_text_grows(void **state)
{
    casus_text text = {.bytes = NULL};

    (void)state;
    assert_string_equal(cs_text_string(&text), "");
    cs_text_add(&text, "rows");
    cs_text_char(&text, ':');
    cs_text_printf(&text, " %d of %s", 3, "9");
    assert_string_equal(cs_text_string(&text), "rows: 3 of 9");
    assert_int_equal(text.length, strlen("rows: 3 of 9"));
    assert_false(text.failed);
    casus_text_free(text.bytes);
}

static void a_text_without_memory_fails(void **state)
{
    casus_text text = {.bytes = NULL};

    (void)state;
    cs_fail_alloc_at(1, CS_FAIL_FOR_GOOD);
    cs_text_printf(&text, "%d", 1);
    assert_true(cs_fail_alloc_stop());
    assert_true(text.failed);
    assert_int_equal(cs_terminal_text(&text, CS_EXIT_FINE), CS_EXIT_TROUBLE);
    casus_text_free(text.bytes);
}

static void a_name_cannot_control_the_terminal(void **state)
{
    char name[] = "a\033[31mb\nc\td\001", plain[] = "Nagorno-Karabakh.record";

    (void)state;
    cs_terminal_plain(name);
    for (const char *at = name; *at != '\0'; at++)
        assert_true((unsigned char)*at >= 0x20 && *at != 0x7f);
    cs_terminal_plain(plain);
    assert_string_equal(plain, "Nagorno-Karabakh.record");
}

static void near_words_are_suggested(void **state)
{
    static const char *const words[] = {"check", "changes"};
    casus_text text = {.bytes = NULL};

    (void)state;
    cs_usage_near("chekc", words, 2, &text);
    assert_string_equal(cs_text_string(&text), "; did you mean \"check\"?");
    casus_text_free(text.bytes);
    text = (casus_text){.bytes = NULL};
    cs_usage_near("treaty", words, 2, &text);
    assert_string_equal(cs_text_string(&text), "");
    casus_text_free(text.bytes);
}

static void commands_are_found_by_name(void **state)
{
    (void)state;
    for (const struct cs_command *const *c = cs_commands(); *c != NULL; c++) {
        assert_ptr_equal(cs_command_find((*c)->name), *c);
        assert_true((*c)->least <= (*c)->most);
        assert_non_null((*c)->run);
    }
    assert_null(cs_command_find("no-such-command"));
}

static void completion_has_every_command_and_option(void **state)
{
    static const char *const shells[] = {"bash", "zsh", "fish"};
    casus_text text = {.bytes = NULL};

    (void)state;
    assert_false(cs_completion_add("csh", &text));
    for (size_t s = 0; s < sizeof shells / sizeof *shells; s++) {
        text = (casus_text){.bytes = NULL};
        assert_true(cs_completion_add(shells[s], &text));
        for (const struct cs_command *const *c = cs_commands(); *c != NULL; c++) {
            assert_non_null(strstr(cs_text_string(&text), (*c)->name));
            for (size_t i = 0; i < CS_OPTIONS_MAX && (*c)->options[i].name != NULL; i++)
                assert_non_null(strstr(cs_text_string(&text), (*c)->options[i].name));
        }
        casus_text_free(text.bytes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_grows),
        cmocka_unit_test(a_text_without_memory_fails),
        cmocka_unit_test(a_name_cannot_control_the_terminal),
        cmocka_unit_test(near_words_are_suggested),
        cmocka_unit_test(commands_are_found_by_name),
        cmocka_unit_test(completion_has_every_command_and_option),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
