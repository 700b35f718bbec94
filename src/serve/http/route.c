/* SPDX-License-Identifier: MIT */
#include "serve/http/route.h"

#include <string.h>

#include "serve/http/handlers.h"

#define ROUTE(method, pattern, who, kind, handler) {CS_##method, pattern, CS_FOR_##who, CS_##kind, handler},
const struct cs_route cs_routes[] = {
#include "serve/http/routes.def"
};
#undef ROUTE
const size_t cs_route_count = sizeof cs_routes / sizeof *cs_routes;

#define PARTS_MOST 8

/* Cuts a path at its slashes; PARTS_MOST + 1: it has more parts than any route. */
static size_t cut(char *path, char **parts)
{
    size_t count = 0;
    char *at = path + 1;

    while (count < PARTS_MOST) {
        char *slash = strchr(at, '/');

        parts[count++] = at;
        if (slash == NULL)
            return count;
        *slash = '\0';
        at = slash + 1;
    }
    return PARTS_MOST + 1;
}

/* Is it a path of this pattern? */
static bool fits(const char *pattern, char *const *parts, size_t count, const char **parameters)
{
    size_t used = 0;

    pattern++;
    for (size_t i = 0; i < count; i++) {
        size_t length = strcspn(pattern, "/");

        if (*pattern == '{') {
            if (parts[i][0] == '\0' || used == CS_PARAMETERS_MOST)
                return false;
            parameters[used++] = parts[i];
        } else if (strlen(parts[i]) != length || strncmp(parts[i], pattern, length) != 0) {
            return false;
        }
        pattern += length;
        if ((*pattern == '/') != (i + 1 < count))
            return false;
        pattern += *pattern == '/';
    }
    return true;
}

const struct cs_route *cs_route_find(enum cs_method method, char *path, const char **parameters, bool *other)
{
    char *parts[PARTS_MOST];
    size_t count = path[0] == '/' ? cut(path, parts) : PARTS_MOST + 1;

    *other = false;
    for (size_t i = 0; count <= PARTS_MOST && i < cs_route_count; i++) {
        if (!fits(cs_routes[i].pattern, parts, count, parameters))
            continue;
        if (cs_routes[i].method == method)
            return &cs_routes[i];
        *other = true;
    }
    return NULL;
}
