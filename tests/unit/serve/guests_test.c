/* SPDX-License-Identifier: MIT */
/* Who sends a byte now and then is sent away when his time is over, wherever in his request he is; others are not. */
#include "unit/cmocka_all.h"

#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "casus/casus.h"
#ifdef CS_HTTP
#include "serve/http/server.h"
#include "serve/register.h"
#include "scratch.h"

#define SECONDS 1 /* for a request; looked at once a second */

static const char TREATY[] = "kind state\nname state Alden, Borea\nevent strike by state on state\n";

static char folder[200], file[216], treaty[216];

static int make_register(void **state)
{
    const char *texts[] = {treaty};
    struct casus_failure failure;
    FILE *out;

    (void)state;
    if (mkdtemp(scratch_template(folder, sizeof folder, "casus-guests")) == NULL)
        return -1;
    snprintf(file, sizeof file, "%s/a.register", folder);
    snprintf(treaty, sizeof treaty, "%s/a.casus", folder);
    out = fopen(treaty, "w");
    if (out == NULL || fputs(TREATY, out) < 0 || fclose(out) != 0)
        return -1;
    return cs_register_create(file, texts, 1, NULL, &failure) == CASUS_OK ? 0 : -1;
}

static int remove_register(void **state)
{
    static const char *const names[] = {"a.register", "a.register-wal", "a.register-shm", "a.casus"};
    char path[224];

    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        unlink(path);
    }
    return rmdir(folder);
}

static int connect_to(uint16_t port)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    int s = socket(AF_INET, SOCK_STREAM, 0);

    assert_true(s >= 0);
    assert_int_equal(connect(s, (const struct sockaddr *)&to, sizeof to), 0);
    return s;
}

static void say(int s, const char *words)
{
    assert_int_equal(send(s, words, strlen(words), MSG_NOSIGNAL), (ssize_t)strlen(words));
}

/* Was it ended, within a moment? */
static bool is_ended(int s, int ms)
{
    struct pollfd wait = {.fd = s, .events = POLLIN};
    char bytes[256];

    return poll(&wait, 1, ms) == 1 && recv(s, bytes, sizeof bytes, 0) <= 0;
}

/* Sends a byte each tenth of a second; false: it is still there after four times what it has. */
static bool drips(int s, const char *begun)
{
    say(s, begun);
    for (int i = 0; i < SECONDS * 40; i++) {
        if (is_ended(s, 100))
            return true;
        if (send(s, "x", 1, MSG_NOSIGNAL) != 1)
            return true;
    }
    return false;
}

static void who_is_slow_is_sent_away(void **state)
{
    struct cs_server_options options = {
        .register_path = file, .address = "127.0.0.1", .idle_seconds = 20, .request_seconds = SECONDS};
    struct casus_failure failure;
    struct cs_server *server;
    uint16_t port;
    char body[200], bytes[4096], whole[100];
    int first, second, third;
    ssize_t got = 0;

    (void)state;
    assert_int_equal(cs_server_start(&options, &server, &port, &failure), CASUS_OK);
    snprintf(body, sizeof body,
             "POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1:%u\r\nContent-Length: 1000\r\n\r\nx=", port);
    snprintf(whole, sizeof whole, "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:%u\r\n\r\n", port);
    first = connect_to(port);
    second = connect_to(port);
    third = connect_to(port);
    assert_true(drips(first, "GET /"));
    assert_true(is_ended(second, 2000)); /* it said nothing at all; long before it is idle for 20 seconds */
    close(second);
    close(third);
    assert_true(drips(third = connect_to(port), body));
    close(third);
    second = connect_to(port);
    say(second, whole);
    while (got < 15) {
        ssize_t more = recv(second, bytes, sizeof bytes, 0);

        assert_true(more > 0);
        got += more;
    }
    assert_int_equal(strncmp(bytes, "HTTP/1.1 200 OK", 15), 0);
    close(second);
    close(first);
    cs_server_stop(server);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(who_is_slow_is_sent_away)};

    return cmocka_run_group_tests(tests, make_register, remove_register);
}
#else
int main(void)
{
    puts("built without casus serve");
    return 0;
}
#endif
