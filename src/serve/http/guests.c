/* SPDX-License-Identifier: MIT */
/*
 * Connections and their time. libmicrohttpd ends a connection on which nothing moves; one that moves a byte now and
 * then could stay for days, with all that it holds. So each has a time for a whole request and a whole response.
 */
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>

#include "serve/http/server_int.h"

static int64_t clock_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void let_in(struct cs_server *server, struct MHD_Connection *connection, void **guest)
{
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    struct cs_guest *g = calloc(1, sizeof *g);

    *guest = g;
    if (g == NULL && info != NULL)
        shutdown(info->connect_fd, SHUT_RDWR);
    if (g == NULL)
        return;
    g->socket = info != NULL ? info->connect_fd : -1;
    g->until = clock_ms() + (int64_t)server->options.request_seconds * 1000;
    pthread_mutex_lock(&server->door);
    g->next = server->guests;
    if (g->next != NULL)
        g->next->before = g;
    server->guests = g;
    pthread_mutex_unlock(&server->door);
}

static void let_out(struct cs_server *server, struct cs_guest *g)
{
    if (g == NULL)
        return;
    pthread_mutex_lock(&server->door);
    *(g->before != NULL ? &g->before->next : &server->guests) = g->next;
    if (g->next != NULL)
        g->next->before = g->before;
    pthread_mutex_unlock(&server->door);
    free(g);
}

void cs_guest_notify(void *server, struct MHD_Connection *connection, void **guest,
                     enum MHD_ConnectionNotificationCode code)
{
    if (code == MHD_CONNECTION_NOTIFY_STARTED)
        let_in(server, connection, guest);
    else
        let_out(server, *guest);
}

void cs_guest_allow(struct cs_server *server, struct MHD_Connection *connection, unsigned seconds)
{
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    struct cs_guest *g = info != NULL ? info->socket_context : NULL;

    if (g == NULL)
        return;
    pthread_mutex_lock(&server->door);
    g->until = seconds == 0 ? INT64_MAX : clock_ms() + (int64_t)seconds * 1000;
    pthread_mutex_unlock(&server->door);
}

/* A guest leaves the list before its socket is closed, so the number is that of its own socket. */
void cs_guest_end_late(struct cs_server *server)
{
    int64_t now = clock_ms();

    pthread_mutex_lock(&server->door);
    for (struct cs_guest *g = server->guests; g != NULL; g = g->next)
        if (g->until < now && g->socket >= 0)
            shutdown(g->socket, SHUT_RDWR);
    pthread_mutex_unlock(&server->door);
}

unsigned cs_guest_most(void)
{
    struct rlimit limit;
    rlim_t wanted = CS_SERVER_CONNECTIONS + CS_SERVER_FILES;

    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return CS_SERVER_CONNECTIONS / 2;
    if (limit.rlim_cur < wanted) {
        limit.rlim_cur = limit.rlim_max < wanted ? limit.rlim_max : wanted;
        if (setrlimit(RLIMIT_NOFILE, &limit) != 0 && getrlimit(RLIMIT_NOFILE, &limit) != 0)
            return CS_SERVER_CONNECTIONS / 2;
    }
    return limit.rlim_cur >= wanted              ? CS_SERVER_CONNECTIONS
           : limit.rlim_cur > 2 * CS_SERVER_FILES ? (unsigned)(limit.rlim_cur - CS_SERVER_FILES)
                                                  : CS_SERVER_FILES;
}
