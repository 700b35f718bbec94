/* SPDX-License-Identifier: MIT */
#define _DEFAULT_SOURCE /* setgroups */

#include "unit/store/folder.h"

#include <fcntl.h>
#include <grp.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <sys/xattr.h>

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
    assert_int_equal(cs_file_read(&arena, "/dev/zero", &bytes, &length, &failure), CASUS_ERR_IO);
    assert_non_null(strstr(failure.message, "it is a pipe or a device"));
    cs_failure_clear(&failure);
    path = folder_path(&folder, "pipe"); /* it has no writer: waiting for one would never end */
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_int_equal(cs_file_read(&arena, path, &bytes, &length, &failure), CASUS_ERR_IO);
    assert_non_null(strstr(failure.message, "it is a pipe or a device"));
    cs_arena_release(&arena);
    folder_release(&folder);
}

/* Locks the file, appends, unlocks. */
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

/* A new file would get one of the names, and the other would keep the old text. */
static void file_of_two_names_is_left_alone(void **state)
{
    struct cs_failure failure = {.status = CASUS_OK};
    struct folder folder;
    const char *path, *other;

    (void)state;
    folder_init(&folder);
    path = folder_write(&folder, "a.record", "old\n");
    other = folder_path(&folder, "b.record");
    assert_int_equal(link(path, other), 0);
    assert_int_equal(append(path, "old\n", 4, "new\n", &failure), CASUS_ERR_IO);
    assert_non_null(strstr(failure.message, "has another name too (a hard link)"));
    cs_failure_clear(&failure);
    assert_int_equal(cs_file_write(other, "new\n", 4, &failure), CASUS_ERR_IO);
    folder_expect(&folder, "a.record", "old\n");
    folder_expect(&folder, "b.record", "old\n");
    assert_int_equal(unlink(other), 0);
    cs_failure_clear(&failure);
    assert_int_equal(append(path, "old\n", 4, "new\n", &failure), CASUS_OK);
    folder_expect(&folder, "a.record", "old\nnew\n");
    folder_release(&folder);
}

/* ---- rights ---- */

/* Does the append succeed of a child that is neither root nor the owner, but in the group of the file? */
static bool group_member_appends(const char *path, gid_t group)
{
    pid_t child = fork();
    int status;

    if (child == 0) {
        struct cs_failure failure = {.status = CASUS_OK};

        if (setgroups(1, &group) != 0 || setgid(65533) != 0 || setuid(65533) != 0)
            _exit(99);
        _exit(append(path, "old\n", 4, "new\n", &failure) == CASUS_OK                                 ? 0
              : strstr(failure.message, "cannot keep owner, group and rights of") != NULL ? 1 : 98);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) < 2);
    return WEXITSTATUS(status) == 0;
}

static void file_is_not_taken_from_its_owner(void **state)
{
    struct folder folder;
    struct stat about;
    const char *path;

    (void)state;
    if (geteuid() != 0)
        skip();
    folder_init(&folder);
    assert_int_equal(chmod(folder.path, 0777), 0);
    path = folder_write(&folder, "a.record", "old\n");
    assert_int_equal(chown(path, 65532, 65531), 0);
    assert_int_equal(chmod(path, 0664), 0);
    assert_false(group_member_appends(path, 65531));
    folder_expect(&folder, "a.record", "old\n");
    assert_int_equal(stat(path, &about), 0);
    assert_true(about.st_uid == 65532 && about.st_gid == 65531);
    assert_int_equal(folder_count(&folder), 1);
    folder_release(&folder);
}

/* A POSIX access control list as the kernel stores it: version 2; then entries of tag, rights, user or group. */
static const unsigned char acl[] = {2, 0, 0, 0, 1, 0, 6, 0, 255, 255, 255, 255, 2, 0, 6, 0, 1, 0, 0, 0, 4, 0, 0, 0, 255,
                                    255, 255, 255, 16, 0, 6, 0, 255, 255, 255, 255, 32, 0, 0, 0, 255, 255, 255, 255};
#define ACL "system.posix_acl_access"

static void access_control_list_stays(void **state)
{
    struct cs_failure failure = {.status = CASUS_OK};
    unsigned char kept[sizeof acl + 64];
    struct folder folder;
    const char *path;
    bool known;

    (void)state;
    folder_init(&folder);
    path = folder_write(&folder, "a.record", "old\n");
    known = setxattr(path, ACL, acl, sizeof acl, 0) == 0;
    if (known) {
        assert_int_equal(append(path, "old\n", 4, "new\n", &failure), CASUS_OK);
        assert_int_equal(getxattr(path, ACL, kept, sizeof kept), (ssize_t)sizeof acl);
        assert_memory_equal(kept, acl, sizeof acl); /* the group of the file still has no rights */
    }
    folder_release(&folder);
    if (!known)
        skip();
}

static void new_file_has_the_rights_of_any_other(void **state)
{
    struct cs_failure failure = {.status = CASUS_OK};
    struct folder folder;
    struct stat about;
    const char *path;
    mode_t mask = umask(027);

    (void)state;
    folder_init(&folder);
    path = folder_path(&folder, "page.html");
    assert_int_equal(cs_file_write(path, "one", 3, &failure), CASUS_OK);
    folder_expect(&folder, "page.html", "one");
    assert_int_equal(stat(path, &about), 0);
    assert_int_equal(about.st_mode & 07777, 0640);
    assert_int_equal(umask(mask), 027);
    folder_release(&folder);
}

static void written_file_keeps_its_rights_and_a_link_its_place(void **state)
{
    struct cs_failure failure = {.status = CASUS_OK};
    struct folder folder;
    struct stat about;
    const char *path, *link_path;

    (void)state;
    folder_init(&folder);
    path = folder_write(&folder, "page.html", "one");
    link_path = folder_path(&folder, "link.html");
    assert_int_equal(chmod(path, 0604), 0);
    assert_int_equal(symlink("page.html", link_path), 0);
    assert_int_equal(cs_file_write(link_path, "two", 3, &failure), CASUS_OK);
    folder_expect(&folder, "page.html", "two");
    assert_int_equal(stat(path, &about), 0);
    assert_int_equal(about.st_mode & 07777, 0604);
    assert_int_equal(lstat(link_path, &about), 0);
    assert_true(S_ISLNK(about.st_mode));
    link_path = folder_path(&folder, "nowhere.html");
    assert_int_equal(symlink("gone.html", link_path), 0);
    assert_int_equal(cs_file_write(link_path, "two", 3, &failure), CASUS_ERR_IO);
    assert_non_null(strstr(failure.message, "leads nowhere"));
    folder_release(&folder);
}

static void what_an_interrupted_writer_left_behind_is_removed(void **state)
{
    struct cs_failure failure = {.status = CASUS_OK};
    struct folder folder;
    const char *path;

    (void)state;
    folder_init(&folder);
    path = folder_write(&folder, "a.record", "old\n");
    folder_write(&folder, ".a.record.casus-00fa17", "ol");
    folder_write(&folder, ".a.record.casus-00fa17.txt", "somebody's own");
    folder_write(&folder, ".b.record.casus-00fa17", "of another file");
    assert_int_equal(append(path, "old\n", 4, "new\n", &failure), CASUS_OK);
    assert_int_equal(folder_count(&folder), 3);
    assert_int_not_equal(access(folder_path(&folder, ".a.record.casus-00fa17"), F_OK), 0);
    folder_release(&folder);
}

static void line_ends_stay_as_they_are(void **state)
{
    struct cs_failure failure = {.status = CASUS_OK};
    struct folder folder;
    const char *path;

    (void)state;
    folder_init(&folder);
    path = folder_write(&folder, "a.record", "old\r\n");
    assert_int_equal(append(path, "old\r\n", 5, "\nnew\nmore\r\n", &failure), CASUS_OK);
    folder_expect(&folder, "a.record", "old\r\n\r\nnew\r\nmore\r\n");
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
        cmocka_unit_test(file_of_two_names_is_left_alone),
        cmocka_unit_test(file_is_not_taken_from_its_owner),
        cmocka_unit_test(access_control_list_stays),
        cmocka_unit_test(new_file_has_the_rights_of_any_other),
        cmocka_unit_test(written_file_keeps_its_rights_and_a_link_its_place),
        cmocka_unit_test(what_an_interrupted_writer_left_behind_is_removed),
        cmocka_unit_test(line_ends_stay_as_they_are),
        cmocka_unit_test(file_that_would_grow_too_large_is_left_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
