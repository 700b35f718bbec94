/* SPDX-License-Identifier: MIT */
#include "unit/store/folder.h"

#include <fcntl.h>
#include <sys/file.h>

#include "store/file.h"
#include "text/source.h"

static void file_is_read_whole(void **state)
{
    struct cs_failure failure = {.status = CASUS_OK};
    struct cs_arena arena;
    struct folder folder;
    const char *bytes;
    size_t length;

    (void)state;
    folder_init(&folder);
    cs_arena_init(&arena);
    assert_int_equal(cs_file_read(&arena, folder_write(&folder, "a", "one\ntwo"), &bytes, &length, &failure), CASUS_OK);
    assert_int_equal(length, 7);
    assert_string_equal(bytes, "one\ntwo");
    assert_int_equal(cs_file_read(&arena, folder_write(&folder, "b", ""), &bytes, &length, &failure), CASUS_OK);
    assert_int_equal(length, 0);
    assert_string_equal(bytes, "");
    cs_arena_release(&arena);
    folder_release(&folder);
}

static void what_is_not_there_or_no_file_or_too_large_is_not_read(void **state)
{
    struct cs_failure failure = {.status = CASUS_OK};
    struct cs_arena arena;
    struct folder folder;
    const char *bytes, *path;
    size_t length;

    (void)state;
    folder_init(&folder);
    cs_arena_init(&arena);
    assert_int_equal(cs_file_read(&arena, folder_path(&folder, "a"), &bytes, &length, &failure), CASUS_ERR_IO);
    assert_non_null(strstr(failure.message, "No such file"));
    assert_null(bytes);
    cs_failure_clear(&failure);
    assert_int_equal(cs_file_read(&arena, folder.path, &bytes, &length, &failure), CASUS_ERR_IO);
    cs_failure_clear(&failure);
    path = folder_write(&folder, "large", "");
    assert_int_equal(truncate(path, (off_t)CS_SOURCE_BYTES_MAX + 1), 0);
    assert_int_equal(cs_file_read(&arena, path, &bytes, &length, &failure), CASUS_ERR_LIMIT);
    cs_failure_clear(&failure);
    assert_int_equal(cs_file_read(&arena, "/dev/zero", &bytes, &length, &failure), CASUS_ERR_LIMIT);
    cs_arena_release(&arena);
    folder_release(&folder);
}

/* Appends as one who locks the file for that only. */
static casus_status append(const char *path, const char *old, size_t old_length, const char *addition,
                           struct cs_failure *failure)
{
    struct cs_file_lock lock;
    casus_status status = cs_file_lock(&lock, path, 0, failure);

    if (status == CASUS_OK)
        status = cs_file_append(&lock, old, old_length, addition, strlen(addition), failure);
    cs_file_unlock(&lock);
    return status;
}

static void addition_stands_at_the_end_and_the_mode_stays(void **state)
{
    struct cs_failure failure = {.status = CASUS_OK};
    struct folder folder;
    struct stat about;
    const char *path;

    (void)state;
    folder_init(&folder);
    path = folder_write(&folder, "a.record", "old\n");
    assert_int_equal(chmod(path, 0640), 0);
    assert_int_equal(append(path, "old\n", 4, "new\n", &failure), CASUS_OK);
    folder_expect(&folder, "a.record", "old\nnew\n");
    assert_int_equal(stat(path, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0640);
    assert_int_equal(folder_count(&folder), 1);
    folder_release(&folder);
}

static void file_that_has_changed_is_left_alone(void **state)
{
    struct cs_failure failure = {.status = CASUS_OK};
    struct folder folder;
    const char *path;

    (void)state;
    folder_init(&folder);
    path = folder_write(&folder, "a.record", "other\n");
    assert_int_equal(append(path, "old\n", 4, "new\n", &failure), CASUS_ERR_IO);
    assert_non_null(strstr(failure.message, "changed by somebody else"));
    folder_expect(&folder, "a.record", "other\n");
    assert_int_equal(folder_count(&folder), 1);
    folder_release(&folder);
}

static void second_writer_is_turned_away(void **state)
{
    struct cs_failure failure = {.status = CASUS_OK};
    struct folder folder;
    const char *path;
    int first;

    (void)state;
    folder_init(&folder);
    path = folder_write(&folder, "a.record", "old\n");
    first = open(path, O_RDONLY);
    assert_int_equal(flock(first, LOCK_EX), 0);
    assert_int_equal(append(path, "old\n", 4, "new\n", &failure), CASUS_ERR_IO);
    assert_non_null(strstr(failure.message, "being written"));
    folder_expect(&folder, "a.record", "old\n");
    close(first);
    cs_failure_clear(&failure);
    assert_int_equal(append(path, "old\n", 4, "new\n", &failure), CASUS_OK);
    folder_expect(&folder, "a.record", "old\nnew\n");
    folder_release(&folder);
}

static void link_is_followed(void **state)
{
    struct cs_failure failure = {.status = CASUS_OK};
    struct folder folder;
    struct stat about;
    const char *link_path;

    (void)state;
    folder_init(&folder);
    folder_write(&folder, "a.record", "old\n");
    link_path = folder_path(&folder, "b.record");
    assert_int_equal(symlink("a.record", link_path), 0);
    assert_int_equal(cs_file_replace(link_path, "old\n", 4, "new\n", 4, &failure), CASUS_OK);
    folder_expect(&folder, "a.record", "new\n");
    assert_int_equal(lstat(link_path, &about), 0);
    assert_true(S_ISLNK(about.st_mode));
    folder_release(&folder);
}

static void file_that_would_grow_too_large_is_left_alone(void **state)
{
    struct cs_failure failure = {.status = CASUS_OK};
    char *old = calloc(1, CS_SOURCE_BYTES_MAX);
    struct folder folder;
    const char *path;

    (void)state;
    assert_non_null(old);
    folder_init(&folder);
    path = folder_write(&folder, "a.record", "");
    assert_int_equal(truncate(path, (off_t)CS_SOURCE_BYTES_MAX), 0);
    assert_int_equal(append(path, old, CS_SOURCE_BYTES_MAX, "\n", &failure), CASUS_ERR_LIMIT);
    free(old);
    folder_release(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(file_is_read_whole),
        cmocka_unit_test(what_is_not_there_or_no_file_or_too_large_is_not_read),
        cmocka_unit_test(addition_stands_at_the_end_and_the_mode_stays),
        cmocka_unit_test(file_that_has_changed_is_left_alone),
        cmocka_unit_test(second_writer_is_turned_away),
        cmocka_unit_test(link_is_followed),
        cmocka_unit_test(file_that_would_grow_too_large_is_left_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
