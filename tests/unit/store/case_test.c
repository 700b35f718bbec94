/* SPDX-License-Identifier: MIT */
#include "unit/store/folder.h"

#include "store/case.h"

static size_t count_files(const struct cs_case *c)
{
    size_t count = 0;

    for (const struct cs_file *file = c->files; file != NULL; file = file->next)
        count++;
    return count;
}

static void used_files_stand_before_those_that_use_them_and_once(void **state)
{
    struct folder folder;
    struct cs_case *c;
    const char *paths[2];

    (void)state;
    folder_init(&folder);
    folder_write(&folder, "words.casus", "kind state\n");
    folder_write(&folder, "pact.treaty", "use words\nuse \"./words.casus\"\nname state Alden\n");
    paths[0] = folder_write(&folder, "a.record", "use pact, words\n");
    paths[1] = folder_path(&folder, "./a.record");
    assert_int_equal(cs_case_open(paths, 2, &c), CASUS_OK);
    assert_non_null(c->plan);
    assert_int_equal(count_files(c), 3);
    assert_non_null(strstr(c->files->source->name, "words.casus"));
    assert_non_null(strstr(c->files->next->next->source->name, "a.record"));
    cs_case_close(c);
    folder_release(&folder);
}

static void files_may_use_each_other(void **state)
{
    struct folder folder;
    struct cs_case *c;
    const char *path;

    (void)state;
    folder_init(&folder);
    path = folder_write(&folder, "a.casus", "use b, a\nkind state\n");
    folder_write(&folder, "b.casus", "use a\nname state Alden\n");
    assert_int_equal(cs_case_open(&path, 1, &c), CASUS_OK);
    assert_non_null(c->plan);
    assert_int_equal(count_files(c), 2);
    cs_case_close(c);
    folder_release(&folder);
}

static void folders_of_the_environment_are_searched_after_the_own(void **state)
{
    struct folder own, first, second;
    struct cs_case *c;
    char both[408];
    const char *path;

    (void)state;
    folder_init(&own);
    folder_init(&first);
    folder_init(&second);
    assert_int_equal(mkdir(folder_path(&second, "vocabulary"), 0700), 0);
    folder_write(&second, "vocabulary/words.casus", "kind state\n");
    folder_write(&second, "near.casus", "kind wrong\nkind wrong is nothing\n");
    folder_write(&own, "near.casus", "name state Alden\n");
    path = folder_write(&own, "a.record", "use words, near\n");
    snprintf(both, sizeof both, "%s::%s", first.path, second.path);
    setenv("CASUS_PATH", both, 1);
    assert_int_equal(cs_case_open(&path, 1, &c), CASUS_OK);
    unsetenv("CASUS_PATH");
    assert_non_null(c->plan);
    assert_string_equal(c->files->source->name, "vocabulary/words.casus"); /* by its place in the library */
    cs_case_close(c);
    folder_release(&own);
    folder_release(&first);
    folder_release(&second);
}

static void what_is_not_found_is_a_mistake_of_the_text(void **state)
{
    struct folder folder;
    struct cs_case *c;
    const char *path;

    (void)state;
    folder_init(&folder);
    path = folder_write(&folder, "a.record", "use nowhere\nuse \"no.record\"\nuse \"news.txt\"\n");
    assert_int_equal(cs_case_open(&path, 1, &c), CASUS_OK);
    assert_null(c->plan);
    assert_int_equal(c->diagnostics.error_count, 3);
    assert_int_equal(c->diagnostics.items[0].code, DIAG_USE_NOT_FOUND);
    assert_non_null(strstr(c->diagnostics.items[0].help, "share/casus"));
    assert_int_equal(c->diagnostics.items[2].code, DIAG_USE_ENDING);
    cs_case_close(c);
    folder_release(&folder);
}

static void what_the_disk_refuses_is_a_failure(void **state)
{
    const char *paths[] = {"/nowhere/a.record", "a.txt"};
    struct cs_case *c;

    (void)state;
    assert_int_equal(cs_case_open(&paths[0], 1, &c), CASUS_ERR_IO);
    assert_non_null(strstr(c->failure.message, "/nowhere/a.record"));
    cs_case_close(c);
    assert_int_equal(cs_case_open(&paths[1], 1, &c), CASUS_ERR_ARGUMENT);
    cs_case_close(c);
}

/* The last moment of a text, as an instant in its zone; "" if it has none. */
static const char *last_of(const char *text)
{
    static char out[32];
    struct cs_case c;
    cs_instant end;

    cs_case_init(&c);
    assert_int_equal(cs_case_add_text(&c, "text", CS_SOURCE_RECORD, text, strlen(text)), CASUS_OK);
    out[0] = '\0';
    if (cs_case_last(&c, &end))
        cs_instant_text(end, cs_case_zone(&c), out);
    cs_case_release(&c);
    return out;
}

static void last_moment_is_the_end_of_the_latest_entry(void **state)
{
    (void)state;
    assert_string_equal(last_of("kind state\n"), "");
    assert_string_equal(last_of("2022-01-02 storm\n2022-01-01 storm\n"), "2022-01-03T00:00+00:00");
    assert_string_equal(last_of("zone +04:00\n2022-01-02 storm\n"), "2022-01-03T00:00+04:00");
    assert_string_equal(last_of("2022-01 storm\n"), "2022-02-01T00:00+00:00");
    assert_string_equal(last_of("2022-01-02/.. Alden is party of Pact\n"), "2022-01-03T00:00+00:00");
    assert_string_equal(last_of("2022-01-02/2022-03-01 Alden is party of Pact\n"), "2022-03-02T00:00+00:00");
    assert_string_equal(last_of("2022-01-02T10:30Z storm\n"), "2022-01-02T10:30:01+00:00");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(used_files_stand_before_those_that_use_them_and_once),
        cmocka_unit_test(files_may_use_each_other),
        cmocka_unit_test(folders_of_the_environment_are_searched_after_the_own),
        cmocka_unit_test(what_is_not_found_is_a_mistake_of_the_text),
        cmocka_unit_test(what_the_disk_refuses_is_a_failure),
        cmocka_unit_test(last_moment_is_the_end_of_the_latest_entry),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
