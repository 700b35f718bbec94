/* SPDX-License-Identifier: MIT */
/*
 * A file that replaces another must grant exactly the same rights. So all of them are copied: first owner and group,
 * then extended attributes, which hold the access control list, then the mode. With an access control list the group
 * bits of the mode are its mask; without the list they would become the rights of the group.
 */
#include "store/file_int.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/xattr.h>
#include <unistd.h>

/* The names of the attributes of a file, each ended by a NUL; NULL: none, or errno is set. */
static char *list_attributes(int descriptor, size_t *length)
{
    ssize_t size = flistxattr(descriptor, NULL, 0);
    char *names;

    *length = 0;
    errno = size < 0 && errno != ENOTSUP ? errno : 0;
    if (size <= 0)
        return NULL;
    names = malloc((size_t)size);
    if (names == NULL)
        return NULL;
    size = flistxattr(descriptor, names, (size_t)size);
    if (size < 0) {
        free(names);
        return NULL;
    }
    *length = (size_t)size;
    return names;
}

/* The value of an attribute, on the heap, and its size; NULL, with errno set, if it cannot be read. */
static char *attribute(int descriptor, const char *name, size_t *size)
{
    ssize_t found = fgetxattr(descriptor, name, NULL, 0);
    char *value;

    if (found < 0)
        return NULL;
    value = malloc((size_t)found + 1);
    if (value == NULL)
        return NULL;
    found = fgetxattr(descriptor, name, value, (size_t)found);
    if (found < 0) {
        free(value);
        return NULL;
    }
    *size = (size_t)found;
    return value;
}

static bool has_attribute(int descriptor, const char *name, const char *value, size_t size)
{
    size_t own_size = 0;
    char *own = attribute(descriptor, name, &own_size);
    bool same = own != NULL && own_size == size && memcmp(own, value, size) == 0;

    free(own);
    return same;
}

static bool copy_attribute(int from, int to, const char *name)
{
    size_t size = 0;
    char *value = attribute(from, name, &size);
    bool copied;

    if (value == NULL)
        return false;
    copied = has_attribute(to, name, value, size) || fsetxattr(to, name, value, size, 0) == 0;
    free(value);
    return copied;
}

static bool is_listed(const char *names, size_t length, const char *name)
{
    for (size_t at = 0; at < length; at += strlen(names + at) + 1)
        if (strcmp(names + at, name) == 0)
            return true;
    return false;
}

/* Removes attributes that the new file inherited from its folder and the old file does not have. */
static bool drop_others(int to, const char *names, size_t length)
{
    size_t own_length;
    char *own = list_attributes(to, &own_length);
    bool dropped = own != NULL || errno == 0;

    for (size_t at = 0; dropped && at < own_length; at += strlen(own + at) + 1)
        dropped = is_listed(names, length, own + at) || fremovexattr(to, own + at) == 0;
    free(own);
    return dropped;
}

static bool copy_attributes(int from, int to)
{
    size_t length;
    char *names = list_attributes(from, &length);
    bool copied = names != NULL || errno == 0;

    for (size_t at = 0; copied && at < length; at += strlen(names + at) + 1)
        copied = copy_attribute(from, to, names + at);
    copied = copied && drop_others(to, names, length);
    free(names);
    return copied;
}

bool cs_file_copy_rights(int from, int to, const struct stat *about)
{
    struct stat own;

    if (fstat(to, &own) != 0)
        return false;
    if ((own.st_uid != about->st_uid || own.st_gid != about->st_gid) && fchown(to, about->st_uid, about->st_gid) != 0)
        return false;
    if (!copy_attributes(from, to) || fchmod(to, about->st_mode & 07777) != 0 || fstat(to, &own) != 0)
        return false;
    if (own.st_mode == about->st_mode && own.st_uid == about->st_uid && own.st_gid == about->st_gid)
        return true;
    errno = EPERM; /* fchmod drops the set-group-ID bit without an error if we are not in the group */
    return false;
}
