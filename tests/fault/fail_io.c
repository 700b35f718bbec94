/* SPDX-License-Identifier: MIT */
/*
 * Makes a system call fail on purpose. Linked with --wrap into the program casus_failing, so it affects the calls by
 * casus, and not those by libraries. Environment variables say what is to happen:
 *
 *   CASUS_FAIL       "7 EIO"      the seventh call fails with EIO, and does nothing
 *                    "7 EIO on"   so do all later ones
 *                    "7 short"    it reads a few bytes, or writes half of what it is asked for
 *                    "7 kill"     the program is killed instead of it; "7 killed" after it
 *                    "7 append"   before it a line is appended to CASUS_FAIL_FILE; "7 cut": the file is cut in half
 *   CASUS_FAIL_TOLD  a descriptor: the name of the seventh call is written there. Nothing is, if there are fewer
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

int __wrap_open(const char *path, int flags, ...);
int __wrap_close(int descriptor);
int __wrap_fsync(int descriptor);
int __wrap_rename(const char *from, const char *to);
int __wrap_flock(int descriptor, int operation);
int __wrap_fstat(int descriptor, struct stat *out);
int __wrap_stat(const char *path, struct stat *out);
ssize_t __wrap_flistxattr(int descriptor, char *names, size_t size);
ssize_t __wrap_fgetxattr(int descriptor, const char *name, void *value, size_t size);
int __wrap_fsetxattr(int descriptor, const char *name, const void *value, size_t size, int flags);
int __wrap_fchmod(int descriptor, mode_t mode);
int __wrap_fchown(int descriptor, uid_t user, gid_t group);
int __wrap_unlink(const char *path);
int __wrap_access(const char *path, int mode);
off_t __wrap_lseek(int descriptor, off_t offset, int from);
ssize_t __wrap_read(int descriptor, void *bytes, size_t length);
ssize_t __wrap_write(int descriptor, const void *bytes, size_t length);
char *__wrap_realpath(const char *path, char *out);

int __real_open(const char *path, int flags, ...);
int __real_close(int descriptor);
int __real_rename(const char *from, const char *to);
int __real_flock(int descriptor, int operation);
int __real_fstat(int descriptor, struct stat *out);
int __real_stat(const char *path, struct stat *out);
ssize_t __real_flistxattr(int descriptor, char *names, size_t size);
ssize_t __real_fgetxattr(int descriptor, const char *name, void *value, size_t size);
int __real_fsetxattr(int descriptor, const char *name, const void *value, size_t size, int flags);
int __real_fchmod(int descriptor, mode_t mode);
int __real_fchown(int descriptor, uid_t user, gid_t group);
int __real_unlink(const char *path);
int __real_access(const char *path, int mode);
off_t __real_lseek(int descriptor, off_t offset, int from);
ssize_t __real_read(int descriptor, void *bytes, size_t length);
ssize_t __real_write(int descriptor, const void *bytes, size_t length);
char *__real_realpath(const char *path, char *out);

static long made;
static bool kill_behind;

static int error_named(const char *name)
{
    static const struct { const char *name; int error; } errors[] = {
        {"EIO", EIO}, {"ENOSPC", ENOSPC}, {"EINTR", EINTR}, {"EACCES", EACCES}, {"EPIPE", EPIPE}};

    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
        if (strncmp(name, errors[i].name, strlen(errors[i].name)) == 0)
            return errors[i].error;
    return 0;
}

static void tell(const char *call)
{
    const char *descriptor = getenv("CASUS_FAIL_TOLD");

    if (descriptor != NULL && __real_write(atoi(descriptor), call, strlen(call)) < 0)
        abort();
}

static void change(bool cut)
{
    static const char line[] = "-- somebody was here\n";
    const char *path = getenv("CASUS_FAIL_FILE");
    struct stat about;

    if (path == NULL || __real_stat(path, &about) != 0 || (cut && truncate(path, about.st_size / 2) != 0))
        abort();
    if (!cut) {
        int file = __real_open(path, O_WRONLY | O_APPEND);

        if (file < 0 || __real_write(file, line, strlen(line)) < 0 || __real_close(file) != 0)
            abort();
    }
}

static bool is_how(const char *how, const char *name)
{
    return strcmp(how, name) == 0;
}

/* Counts the call; true if it is to fail, with errno set. *half: it is to be done only in part. */
static bool fails(const char *call, bool *half)
{
    const char *wanted = getenv("CASUS_FAIL");
    char *how;
    long at = wanted != NULL ? strtol(wanted, &how, 10) : 0;

    made++;
    if (at == 0 || made < at || (made > at && strstr(how, " on") == NULL))
        return false;
    if (made == at)
        tell(call);
    how++;
    kill_behind = is_how(how, "killed");
    if (half != NULL)
        *half = is_how(how, "short");
    if (is_how(how, "kill"))
        raise(SIGKILL);
    if (is_how(how, "append") || is_how(how, "cut"))
        change(is_how(how, "cut"));
    errno = error_named(how);
    return errno != 0;
}

static int done(int result)
{
    if (kill_behind)
        raise(SIGKILL);
    return result;
}

int __wrap_open(const char *path, int flags, ...)
{
    va_list rest;
    mode_t mode = 0;

    if (flags & O_CREAT) {
        va_start(rest, flags);
        mode = (mode_t)va_arg(rest, int);
        va_end(rest);
    }
    return fails("open", NULL) ? -1 : done(__real_open(path, flags, mode));
}

/* Closes the descriptor also if the call is to fail, as Linux does. */
int __wrap_close(int descriptor)
{
    bool failed = fails("close", NULL);
    int error = errno, result = __real_close(descriptor);

    errno = error;
    return failed ? -1 : done(result);
}

/* Does not sync: the tests do not crash the machine, and syncing would take most of the time. */
int __wrap_fsync(int descriptor)
{
    (void)descriptor;
    return fails("fsync", NULL) ? -1 : done(0);
}

int __wrap_rename(const char *from, const char *to)
{
    return fails("rename", NULL) ? -1 : done(__real_rename(from, to));
}

int __wrap_flock(int descriptor, int operation)
{
    return fails("flock", NULL) ? -1 : done(__real_flock(descriptor, operation));
}

int __wrap_fstat(int descriptor, struct stat *out)
{
    return fails("fstat", NULL) ? -1 : done(__real_fstat(descriptor, out));
}

int __wrap_stat(const char *path, struct stat *out)
{
    return fails("stat", NULL) ? -1 : done(__real_stat(path, out));
}

ssize_t __wrap_flistxattr(int descriptor, char *names, size_t size)
{
    ssize_t result = fails("flistxattr", NULL) ? -1 : __real_flistxattr(descriptor, names, size);

    done(0);
    return result;
}

ssize_t __wrap_fgetxattr(int descriptor, const char *name, void *value, size_t size)
{
    ssize_t result = fails("fgetxattr", NULL) ? -1 : __real_fgetxattr(descriptor, name, value, size);

    done(0);
    return result;
}

int __wrap_fsetxattr(int descriptor, const char *name, const void *value, size_t size, int flags)
{
    return fails("fsetxattr", NULL) ? -1 : done(__real_fsetxattr(descriptor, name, value, size, flags));
}

int __wrap_fchmod(int descriptor, mode_t mode)
{
    return fails("fchmod", NULL) ? -1 : done(__real_fchmod(descriptor, mode));
}

int __wrap_fchown(int descriptor, uid_t user, gid_t group)
{
    return fails("fchown", NULL) ? -1 : done(__real_fchown(descriptor, user, group));
}

int __wrap_unlink(const char *path)
{
    return fails("unlink", NULL) ? -1 : done(__real_unlink(path));
}

int __wrap_access(const char *path, int mode)
{
    return fails("access", NULL) ? -1 : done(__real_access(path, mode));
}

off_t __wrap_lseek(int descriptor, off_t offset, int from)
{
    off_t result = fails("lseek", NULL) ? -1 : __real_lseek(descriptor, offset, from);

    done(0);
    return result;
}

ssize_t __wrap_read(int descriptor, void *bytes, size_t length)
{
    bool half = false;
    ssize_t result = fails("read", &half) ? -1 : __real_read(descriptor, bytes, half && length > 1 ? 7 : length);

    done(0);
    return result;
}

ssize_t __wrap_write(int descriptor, const void *bytes, size_t length)
{
    bool half = false;
    ssize_t result =
        fails("write", &half) ? -1 : __real_write(descriptor, bytes, half && length > 1 ? length / 2 : length);

    done(0);
    return result;
}

char *__wrap_realpath(const char *path, char *out)
{
    char *result = fails("realpath", NULL) ? NULL : __real_realpath(path, out);

    done(0);
    return result;
}
