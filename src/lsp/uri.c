/* SPDX-License-Identifier: MIT */
#include "lsp/uri.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static int hexadecimal(char c)
{
    static const char digits[] = "0123456789abcdef0123456789ABCDEF";
    const char *found = c != '\0' ? strchr(digits, c) : NULL;

    return found == NULL ? -1 : (int)(found - digits) % 16;
}

char *cs_lsp_uri_path(const char *uri)
{
    char *path, *out;

    if (strncasecmp(uri, "file://", 7) != 0)
        return NULL;
    uri += 7;
    if (strncasecmp(uri, "localhost/", 10) == 0)
        uri += 9;
    if (*uri != '/')
        return NULL; /* a file of another machine */
    out = path = malloc(strlen(uri) + 1);
    for (; path != NULL && *uri != '\0' && *uri != '?' && *uri != '#'; uri++) {
        if (*uri != '%') {
            *out++ = *uri;
            continue;
        }
        if (hexadecimal(uri[1]) < 0 || hexadecimal(uri[2]) < 0 || (uri[1] == '0' && uri[2] == '0')) {
            free(path);
            return NULL;
        }
        *out++ = (char)(hexadecimal(uri[1]) * 16 + hexadecimal(uri[2]));
        uri += 2;
    }
    if (path != NULL)
        *out = '\0';
    return path;
}

char *cs_lsp_path_uri(const char *path)
{
    static const char kept[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/";
    static const char digits[] = "0123456789ABCDEF";
    char *uri = malloc(3 * strlen(path) + 8), *out = uri;

    if (uri == NULL)
        return NULL;
    memcpy(out, "file://", 7);
    for (out += 7; *path != '\0'; path++) {
        if (strchr(kept, *path) != NULL) {
            *out++ = *path;
            continue;
        }
        *out++ = '%';
        *out++ = digits[(unsigned char)*path >> 4];
        *out++ = digits[(unsigned char)*path & 15];
    }
    *out = '\0';
    return uri;
}
