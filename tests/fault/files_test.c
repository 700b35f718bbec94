/* SPDX-License-Identifier: MIT */
/*
 * The program with each of its system calls failing in turn, or killed at it, or with another program changing its
 * files. A record must have its old content or its new content, whole. Exit 0 means that the work is done; any other
 * exit comes with a message. The next run must work normally.
 */
#include "fault/failing.h"
#include "sanitized.h"

static const char *const ACT[7] = { "casus", "act",        "a.record", "h1: aid by Cassia to Borea on e1",
                                    "--on",  "2022-03-02", NULL };
static const char ENTERED[] = "\n2022-03-02 h1: aid by Cassia to Borea on e1\n";
static const char SOMEBODY[] = "-- somebody was here\n";

#define fail_at(spec, n, how) (snprintf(spec, sizeof spec, "%d %s", n, how), spec)

static bool says(const struct ran *r, const char *words)
{
    return strstr(r->err, words) != NULL;
}

/* ---- acts that fail ---- */

static bool is_entered(const struct files *f)
{
    char *text = text_of(&f->work, "a.record");
    bool entered = strcmp(text, RECORD) != 0;

    if (entered) {
        assert_int_equal(strncmp(text, RECORD, strlen(RECORD)), 0);
        assert_string_equal(text + strlen(RECORD), ENTERED);
    }
    free(text);
    return entered;
}

/* An act after a failed one must succeed. */
static void act_normally(const struct files *f)
{
    struct ran r = run_casus(f, ACT, NULL);

    assert_string_equal(r.err, "");
    assert_int_equal(r.exit, 0);
    assert_true(is_entered(f));
    assert_int_equal(folder_count(&f->work), 3); /* the temporary file of an interrupted act is gone */
    ran_release(&r);
}

static bool fails_but_may_leave_a_file(const struct ran *r, const char *how)
{
    return r->exit == -1 || strcmp(r->call, "unlink") == 0 || strstr(how, " on") != NULL;
}

static void look_after_act(const struct files *f, const struct ran *r, const char *how)
{
    bool entered = is_entered(f);

    if (r->exit == 0) {
        assert_true(entered);
        assert_non_null(strstr(r->out, "Done."));
    } else if (r->exit != -1) {
        assert_int_equal(r->exit, 3);
        assert_int_equal(strncmp(r->err, "casus: ", 7), 0);
        assert_true(entered ==
                    (says(r, "wrote, but cannot make lasting") || says(r, "stands in \"a.record\" all the same")));
    }
    if (strcmp(how, "EINTR") == 0 && strcmp(r->call, "rename") != 0 && r->call[0] != '\0')
        assert_true(r->exit == 0 || says(r, "Interrupted"));
    if (!fails_but_may_leave_a_file(r, how))
        assert_int_equal(folder_count(&f->work), 3);
    if (!entered)
        act_normally(f);
}

/* One try; false if the program made fewer calls. */
static bool act_fails(int n, const char *how)
{
    char spec[64];
    struct files f;
    struct ran r;
    bool failed;

    files_init(&f);
    r = run_casus(&f, ACT, fail_at(spec, n, how));
    failed = r.call[0] != '\0';
    look_after_act(&f, &r, how);
    ran_release(&r);
    files_release(&f);
    assert_true(n < CALLS_MAX);
    return failed;
}

static void acts_with_each_call_failing(void **state)
{
    static const char *const hows[] = {"EIO", "ENOSPC", "EACCES", "EINTR", "short", "EIO on"};

    (void)state;
    for (size_t i = 0; i < (SANITIZED ? 1 : sizeof hows / sizeof *hows); i++)
        for (int n = 1; act_fails(n, hows[i]);)
            n++;
}

static void acts_killed_at_each_call(void **state)
{
    (void)state;
    for (int n = 1; act_fails(n, "kill");)
        n++;
    for (int n = 1; !SANITIZED && act_fails(n, "killed");)
        n++;
}

/* ---- reading that fails ---- */

/* The output must be that of a normal run, or an error. */
static bool reading_fails(const char *const *words, const struct ran *normal, int n, const char *how)
{
    char spec[64];
    struct files f;
    struct ran r;
    bool failed;

    files_init(&f);
    r = run_casus(&f, words, fail_at(spec, n, how));
    failed = r.call[0] != '\0';
    if (r.exit == 3) {
        assert_int_equal(strncmp(r.err, "casus: ", 7), 0);
        assert_true(strcmp(how, "short") != 0);
        if (strcmp(how, "EINTR") == 0 && !says(&r, "Interrupted"))
            fail_msg("%s, call %d: %s", r.call, n, r.err);
    } else {
        assert_int_equal(r.exit, normal->exit);
        assert_string_equal(r.out, normal->out);
    }
    assert_false(is_entered(&f));
    assert_int_equal(folder_count(&f.work), 3);
    ran_release(&r);
    files_release(&f);
    assert_true(n < CALLS_MAX);
    return failed;
}

static void reading_with_each_call_failing(void **state)
{
    static const char *const commands[][7] = {
        {"casus", "check", "a.record", "--sources", ".", NULL}, {"casus", "run", "a.record", NULL},
        {"casus", "why", "a.record", "1", "--sources", ".", NULL}, {"casus", "next", "a.record", NULL},
        {"casus", "cite", "report.txt", "they came", NULL}, {"casus", "fmt", "--check", "a.record", NULL}};
    static const char *const hows[] = {"EIO", "EACCES", "EINTR", "short"};

    (void)state;
    for (size_t c = 0; c < sizeof commands / sizeof *commands; c++) {
        struct files f;
        struct ran normal;

        files_init(&f);
        normal = run_casus(&f, commands[c], NULL);
        assert_true(normal.exit <= 1);
        for (size_t i = 0; i < (SANITIZED ? 1 : sizeof hows / sizeof *hows); i++)
            for (int n = 1; reading_fails(commands[c], &normal, n, hows[i]);)
                n++;
        ran_release(&normal);
        files_release(&f);
    }
}

/* ---- formatting ---- */

static bool formatting_fails(int n, const char *how)
{
    static const char *const words[] = {"casus", "fmt", "a.record", NULL};
    static const char rough[] = "use    \"pact.treaty\"\n", formed[] = "use   \"pact.treaty\"\n";
    char spec[64], *text;
    struct files f;
    struct ran r;
    bool failed;

    files_init(&f);
    folder_write(&f.work, "a.record", rough);
    r = run_casus(&f, words, fail_at(spec, n, how));
    failed = r.call[0] != '\0';
    text = text_of(&f.work, "a.record");
    assert_true(strcmp(text, formed) == 0 || (r.exit != 0 && strcmp(text, rough) == 0));
    assert_true(r.exit <= 0 || (r.exit == 3 && strncmp(r.err, "casus: ", 7) == 0));
    if (!fails_but_may_leave_a_file(&r, how))
        assert_int_equal(folder_count(&f.work), 3);
    free(text);
    ran_release(&r);
    files_release(&f);
    assert_true(n < CALLS_MAX);
    return failed;
}

static void formatting_with_each_call_failing(void **state)
{
    static const char *const hows[] = {"EIO", "ENOSPC", "short", "kill", "killed"};

    (void)state;
    for (size_t i = 0; i < (SANITIZED ? 1 : sizeof hows / sizeof *hows); i++)
        for (int n = 1; formatting_fails(n, hows[i]);)
            n++;
}

/* ---- beginning ---- */

/* The folder has all files, or none, so that the next attempt may use it. */
static bool beginning_fails(int n, const char *how)
{
    static const char *const words[] = {"casus", "new", "begun", NULL};
    char spec[64];
    struct folder begun;
    struct files f;
    struct ran r;
    bool failed, made;

    files_init(&f);
    r = run_casus(&f, words, fail_at(spec, n, how));
    failed = r.call[0] != '\0';
    snprintf(begun.path, sizeof begun.path, "%s", folder_path(&f.work, "begun"));
    made = access(begun.path, F_OK) == 0;
    assert_true(r.exit == 0 || (r.exit == 3 && strncmp(r.err, "casus: ", 7) == 0));
    assert_true(!made || folder_count(&begun) == 3 || (r.exit != 0 && folder_count(&begun) == 0));
    ran_release(&r);
    if (made)
        folder_release(&begun);
    files_release(&f);
    assert_true(n < CALLS_MAX);
    return failed;
}

static void beginning_with_each_call_failing(void **state)
{
    static const char *const hows[] = {"EIO", "ENOSPC", "short"};

    (void)state;
    for (size_t i = 0; i < (SANITIZED ? 1 : sizeof hows / sizeof *hows); i++)
        for (int n = 1; beginning_fails(n, hows[i]);)
            n++;
}

/* ---- another program changes the file ---- */

/* A line added by another program is never lost, except between the last comparison and the rename. */
static bool act_beside_another(int n)
{
    char spec[64], *text;
    struct files f;
    struct ran r;
    bool done;

    files_init(&f);
    r = run_casus(&f, ACT, fail_at(spec, n, "append"));
    done = r.call[0] == '\0';
    text = text_of(&f.work, "a.record");
    if (!done && strcmp(r.call, "rename") != 0)
        assert_non_null(strstr(text, SOMEBODY));
    assert_true((r.exit == 0) == (strstr(text, ENTERED) != NULL));
    assert_true(r.exit == 0 ||
                (r.exit == 3 && (says(&r, "changed by somebody else") || says(&r, "changed while it was read"))));
    assert_int_equal(folder_count(&f.work), 3);
    free(text);
    ran_release(&r);
    files_release(&f);
    assert_true(n < CALLS_MAX);
    return !done;
}

static void a_record_that_grows_under_an_act(void **state)
{
    (void)state;
    for (int n = 1; act_beside_another(n);)
        n++;
}

/* The answer must be that of the file before or after the change, or an error that the file was changed. */
static bool run_beside_another(int n, const char *how, const struct ran *before, const struct ran *after)
{
    static const char *const words[] = {"casus", "run", "a.record", "--as-of", "2022-03-09", NULL};
    char spec[64];
    struct files f;
    struct ran r;
    bool failed;

    files_init(&f);
    r = run_casus(&f, words, fail_at(spec, n, how));
    failed = r.call[0] != '\0';
    if (r.exit == 3)
        assert_true(says(&r, "changed while it was read"));
    else
        if (!((r.exit == before->exit && strcmp(r.out, before->out) == 0) ||
              (r.exit == after->exit && strcmp(r.out, after->out) == 0)))
            fail_msg("%s, call %d: %d %s %s", r.call, n, r.exit, r.out, r.err);
    ran_release(&r);
    files_release(&f);
    assert_true(n < CALLS_MAX);
    return failed;
}

static void a_record_that_changes_under_a_reader(void **state)
{
    static const char *const words[] = {"casus", "run", "a.record", "--as-of", "2022-03-09", NULL};
    static const char *const hows[] = {"append", "cut"};

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct files f;
        struct ran before, after;
        char spec[64];

        files_init(&f);
        before = run_casus(&f, words, NULL);
        after = run_casus(&f, words, fail_at(spec, 1, hows[i])); /* before anything is read */
        for (int n = 1; run_beside_another(n, hows[i], &before, &after);)
            n++;
        ran_release(&before);
        ran_release(&after);
        files_release(&f);
    }
}

/* ---- many at once ---- */

#define ACTS_AT_ONCE 8

/* A writer that has waited too long (on a slow machine) fails with a message, and is started again. */
static void look_after_one_of_many(struct files *f, const char *const *words, pid_t child)
{
    struct ran r;
    char *err;

    if (exit_of(child) != 0) {
        err = text_of(&f->told, "err");
        assert_non_null(strstr(err, "is being written by somebody else"));
        free(err);
        r = run_casus(f, words, NULL);
        assert_int_equal(r.exit, 0);
        ran_release(&r);
    }
    folder_release(&f->told);
}

static void acts_at_once_are_all_entered(void **state)
{
    const char *words[ACTS_AT_ONCE][7];
    struct files f, own[ACTS_AT_ONCE];
    pid_t children[ACTS_AT_ONCE];
    char acts[ACTS_AT_ONCE][64], *text;
    size_t length = strlen(RECORD);

    (void)state;
    files_init(&f);
    for (int i = 0; i < ACTS_AT_ONCE; i++) {
        snprintf(acts[i], sizeof acts[i], "h%d: aid by Cassia to Borea on e1", i + 1);
        memcpy(words[i], ACT, sizeof ACT);
        words[i][3] = acts[i];
        own[i].work = f.work;
        folder_init(&own[i].told);
        children[i] = fork();
        if (children[i] == 0)
            become_casus(&own[i], words[i], NULL, NULL);
    }
    for (int i = 0; i < ACTS_AT_ONCE; i++)
        look_after_one_of_many(&own[i], words[i], children[i]);
    text = text_of(&f.work, "a.record");
    for (int i = 0; i < ACTS_AT_ONCE; i++) {
        assert_non_null(strstr(text, acts[i]));
        length += strlen("\n2022-03-02 \n") + strlen(acts[i]);
    }
    assert_int_equal(strlen(text), length);
    assert_int_equal(folder_count(&f.work), 3);
    free(text);
    files_release(&f);
}

/* ---- disks ---- */

static void nowhere_to_tell_it(void **state)
{
    struct files f;
    pid_t child;

    (void)state;
    files_init(&f);
    child = fork();
    if (child == 0)
        become_casus(&f, ACT, NULL, "/dev/full");
    assert_int_equal(exit_of(child), 3);
    assert_true(is_entered(&f));
    folder_expect(&f.told, "err",
                  "casus: cannot write to \"standard output\": No space left on device\n"
                  "casus: the act stands in \"a.record\" all the same\n");
    files_release(&f);
}

/* A real disk of a few pages, filled up. */
static void a_full_disk(void **state)
{
    char command[512];
    struct files f;
    struct ran r;

    (void)state;
    files_init(&f);
    snprintf(command, sizeof command,
             "mount -t tmpfs -o size=16k tmpfs '%s' 2>/dev/null && cd '%s' && mkdir x && rmdir x", f.work.path,
             f.work.path);
    if (geteuid() != 0 || system(command) != 0) {
        print_message("no right to mount a small disk: not tried\n");
        files_release(&f);
        skip();
    }
    folder_write(&f.work, "pact.treaty", PACT);
    folder_write(&f.work, "a.record", RECORD);
    folder_write(&f.work, "report.txt", "");
    snprintf(command, sizeof command, "cat /dev/zero >'%s/filler' 2>/dev/null; true", f.work.path);
    assert_int_equal(system(command), 0);
    r = run_casus(&f, ACT, NULL);
    assert_int_equal(r.exit, 3);
    assert_true(says(&r, "No space left on device"));
    assert_false(is_entered(&f));
    assert_int_equal(folder_count(&f.work), 4);
    assert_int_equal(unlink(folder_path(&f.work, "filler")), 0);
    act_normally(&f);
    ran_release(&r);
    snprintf(command, sizeof command, "umount '%s'", f.work.path);
    assert_int_equal(system(command), 0);
    files_release(&f);
}

/* Rights do not apply to root: become another user then. */
static void become_nobody(void)
{
    if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0))
        _exit(99);
}

static void act_without_right(const struct files *f, const char *words)
{
    pid_t child;
    char *err;

    assert_int_equal(chmod(f->told.path, 0777), 0);
    child = fork();
    if (child == 0) {
        become_nobody();
        become_casus(f, ACT, NULL, NULL);
    }
    assert_int_equal(exit_of(child), 3);
    err = text_of(&f->told, "err");
    assert_non_null(strstr(err, words));
    assert_non_null(strstr(err, "Permission denied"));
    assert_false(is_entered(f));
    assert_int_equal(folder_count(&f->work), 3);
    free(err);
}

static void a_folder_or_a_record_that_may_only_be_read(void **state)
{
    struct files f;

    (void)state;
    files_init(&f);
    assert_int_equal(chmod(folder_path(&f.work, "a.record"), 0666), 0);
    assert_int_equal(chmod(f.work.path, 0555), 0);
    act_without_right(&f, "cannot write a new file beside \"a.record\"");
    assert_int_equal(chmod(f.work.path, 0777), 0);
    assert_int_equal(chmod(folder_path(&f.work, "a.record"), 0444), 0);
    act_without_right(&f, "cannot write the file \"a.record\"");
    files_release(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(acts_with_each_call_failing),
        cmocka_unit_test(acts_killed_at_each_call),
        cmocka_unit_test(reading_with_each_call_failing),
        cmocka_unit_test(formatting_with_each_call_failing),
        cmocka_unit_test(beginning_with_each_call_failing),
        cmocka_unit_test(a_record_that_grows_under_an_act),
        cmocka_unit_test(a_record_that_changes_under_a_reader),
        cmocka_unit_test(acts_at_once_are_all_entered),
        cmocka_unit_test(nowhere_to_tell_it),
        cmocka_unit_test(a_full_disk),
        cmocka_unit_test(a_folder_or_a_record_that_may_only_be_read),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
