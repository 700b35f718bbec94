/* SPDX-License-Identifier: MIT */
/*
 * A load on a server of a register: some connections, each of which asks again as soon as it has its answer.
 *
 *   load PORT CONNECTIONS SECONDS COOKIE page PATH            asks for a page
 *   load PORT CONNECTIONS SECONDS COOKIE unchanged PATH ETAG  asks whether a page is still the same
 *   load PORT CONNECTIONS SECONDS COOKIE act TOKEN CASES      enters acts in cases c0, c1, ...
 *
 * Prints the requests in a second, and the milliseconds that half of them, and 99 of a hundred, took at most.
 * bench/serve builds and runs it.
 */
#define _GNU_SOURCE /* strcasestr */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define CONNECTIONS_MOST 1000
#define TIMES_MOST 4000000

struct line {
    int socket;
    unsigned asked;
    double began;
    char head[4096];
    size_t have, left; /* bytes of the head so far; of the body, that are still to come */
    int in_body;
};

static struct { const char *port, *cookie, *what, *first, *second; } given;
static struct line lines[CONNECTIONS_MOST];
static float *times;
static size_t count;

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1000 + (double)t.tv_nsec / 1e6;
}

static void fail(const char *why)
{
    fprintf(stderr, "load: %s\n", why);
    exit(1);
}

static void ask(struct line *line, int number)
{
    char request[1600], body[400] = "", more[200] = "";
    int length;

    if (strcmp(given.what, "act") == 0) {
        snprintf(body, sizeof body, "form=%s&lines=n%dx%u:+strike+by+Cardo+on+Alden&last=0&key=%d-%u", given.first,
                 number, line->asked, number, line->asked);
        snprintf(more, sizeof more, "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %zu\r\n",
                 strlen(body));
        length = snprintf(request, sizeof request,
                          "POST /cases/c%d/enter HTTP/1.1\r\nHost: 127.0.0.1:%s\r\nCookie: casus=%s\r\n%s\r\n%s",
                          number % atoi(given.second), given.port, given.cookie, more, body);
    } else {
        if (given.second != NULL)
            snprintf(more, sizeof more, "If-None-Match: %s\r\n", given.second);
        length = snprintf(request, sizeof request,
                          "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%s\r\nCookie: casus=%s\r\n%s\r\n", given.first,
                          given.port, given.cookie, more);
    }
    line->asked++;
    line->have = line->left = 0;
    line->in_body = 0;
    line->began = now();
    if (write(line->socket, request, (size_t)length) != length)
        fail("a request cannot be sent");
}

/* Takes what has come; 1: the answer is whole. */
static int take(struct line *line)
{
    static char rest[1 << 18];
    const char *end, *length;
    ssize_t got;
    size_t head;

    if (line->in_body) {
        got = read(line->socket, rest, line->left < sizeof rest ? line->left : sizeof rest);
        if (got <= 0)
            fail("the server has closed a connection");
        line->left -= (size_t)got;
        return line->left == 0;
    }
    got = read(line->socket, line->head + line->have, sizeof line->head - 1 - line->have);
    if (got <= 0)
        fail("the server has closed a connection");
    line->have += (size_t)got;
    line->head[line->have] = '\0';
    end = strstr(line->head, "\r\n\r\n");
    if (end == NULL)
        return 0;
    if (strncmp(line->head + 9, "200", 3) != 0 && strncmp(line->head + 9, "303", 3) != 0 &&
        strncmp(line->head + 9, "304", 3) != 0)
        fail(line->head);
    length = strcasestr(line->head, "\r\nContent-Length: ");
    head = (size_t)(end - line->head) + 4;
    line->left = length != NULL && length < end ? strtoul(length + 18, NULL, 10) : 0;
    line->left -= line->have - head;
    line->in_body = 1;
    return line->left == 0;
}

static void connect_all(int connections)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((unsigned short)atoi(given.port))};
    int one = 1;

    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    for (int i = 0; i < connections; i++) {
        lines[i].socket = socket(AF_INET, SOCK_STREAM, 0);
        if (lines[i].socket < 0 || connect(lines[i].socket, (const struct sockaddr *)&to, sizeof to) != 0)
            fail("the server takes no connection");
        setsockopt(lines[i].socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
        ask(&lines[i], i);
    }
}

static int by_time(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;

    return (x > y) - (x < y);
}

int main(int argc, char **argv)
{
    struct pollfd polled[CONNECTIONS_MOST];
    int connections = argc >= 7 ? atoi(argv[2]) : 0;
    double began, until;

    if (connections < 1 || connections > CONNECTIONS_MOST)
        fail("PORT CONNECTIONS SECONDS COOKIE page|unchanged|act ...");
    given.port = argv[1];
    given.cookie = argv[4];
    given.what = argv[5];
    given.first = argv[6];
    given.second = argc > 7 ? argv[7] : NULL;
    times = malloc(TIMES_MOST * sizeof *times);
    if (times == NULL)
        fail("not enough memory");
    began = now();
    until = began + atof(argv[3]) * 1000;
    connect_all(connections);
    while (now() < until && count < TIMES_MOST) {
        for (int i = 0; i < connections; i++)
            polled[i] = (struct pollfd){.fd = lines[i].socket, .events = POLLIN};
        if (poll(polled, (nfds_t)connections, 1000) < 0)
            fail("poll");
        for (int i = 0; i < connections && count < TIMES_MOST; i++)
            if (polled[i].revents != 0 && take(&lines[i])) {
                times[count++] = (float)(now() - lines[i].began);
                ask(&lines[i], i);
            }
    }
    if (count == 0)
        fail("nothing was answered");
    qsort(times, count, sizeof *times, by_time);
    printf("%.0f %.2f %.2f\n", (double)count * 1000 / (now() - began), (double)times[count / 2],
           (double)times[count * 99 / 100]);
    return 0;
}
