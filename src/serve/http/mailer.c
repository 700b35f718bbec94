/* SPDX-License-Identifier: MIT */
/*
 * Sends mail: a thread that writes the letters which are due into the outbox (page/letter.h), and hands them to a
 * server of mail one after another. What cannot be sent is tried again, later each time, and given up after about three
 * days.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "serve/http/server_int.h"
#include "serve/mail.h"
#include "serve/page/letter.h"

#ifdef CS_HAS_CURL
#include <curl/curl.h>

#define SEND_SECONDS 30
#define KEEP_SECONDS (4 * SEND_SECONDS) /* in which no other server takes a letter that this one sends */
#define TRIES_MOST 20 /* 1, 2, 4 ... minutes, at most 6 hours between two: about three days */
#define WRITE_EVERY 20 /* seconds, if nothing was entered */

struct cs_mailer {
    struct cs_server *server;
    struct cs_sender sender;
    pthread_t thread;
    bool runs;
    int64_t seen, wrote; /* the last entry, and when, as letters were written */
};

struct reading { const char *at; size_t left; };

static size_t read_message(char *out, size_t size, size_t count, void *context)
{
    struct reading *reading = context;
    size_t most = size * count, length = reading->left < most ? reading->left : most;

    memcpy(out, reading->at, length);
    reading->at += length;
    reading->left -= length;
    return length;
}

/* Ends a transfer as the server is to stop. */
static int look(void *context, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d)
{
    const struct cs_server *server = context;

    (void)a;
    (void)b;
    (void)c;
    (void)d;
    return atomic_load(&server->stops) ? 1 : 0;
}

/* Without TLS a letter goes to this machine alone. */
static bool is_local(const char *url)
{
    static const char *const hosts[] = {"smtp://127.0.0.1", "smtp://localhost", "smtp://[::1]"};

    for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++)
        if (strncmp(url, hosts[i], strlen(hosts[i])) == 0 && strchr(":/", url[strlen(hosts[i])]) != NULL)
            return true;
    return false;
}

/* Hands a letter to the server of mail; true: it has accepted it. */
static bool send_letter(const struct cs_mailer *mailer, const struct cs_letter *letter)
{
    const char *url = mailer->server->options.mail_url, *user = getenv("CASUS_MAIL_USER");
    struct reading reading = {.at = letter->message, .left = strlen(letter->message)};
    struct curl_slist *to = curl_slist_append(NULL, letter->address);
    CURL *curl = curl_easy_init();
    bool sent = false;

    if (curl != NULL && to != NULL) {
        curl_easy_setopt(curl, CURLOPT_URL, url);
        curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
        curl_easy_setopt(curl, CURLOPT_USE_SSL, is_local(url) ? (long)CURLUSESSL_TRY : (long)CURLUSESSL_ALL);
        if (user != NULL) {
            curl_easy_setopt(curl, CURLOPT_USERNAME, user);
            curl_easy_setopt(curl, CURLOPT_PASSWORD, getenv("CASUS_MAIL_PASSWORD"));
        }
        curl_easy_setopt(curl, CURLOPT_MAIL_FROM, mailer->sender.from);
        curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, to);
        curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
        curl_easy_setopt(curl, CURLOPT_READFUNCTION, read_message);
        curl_easy_setopt(curl, CURLOPT_READDATA, &reading);
        curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)SEND_SECONDS);
        curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
        curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, look);
        curl_easy_setopt(curl, CURLOPT_XFERINFODATA, mailer->server);
        sent = curl_easy_perform(curl) == CURLE_OK;
    }
    curl_slist_free_all(to);
    curl_easy_cleanup(curl);
    return sent;
}

/* Notes what became of a letter. */
static void note(struct cs_mailer *mailer, const struct cs_letter *letter, bool sent)
{
    struct cs_server *server = mailer->server;
    bool given_up = !sent && letter->tries + 1 >= TRIES_MOST;
    int64_t minutes = letter->tries < 9 ? (int64_t)1 << letter->tries : 6 * 60;
    struct casus_failure failure;

    atomic_fetch_add(&server->mails[sent ? 0 : given_up ? 2 : 1], 1);
    cs_turn_take(&server->turn);
    /* If it cannot be noted it is sent again, under the same Message-ID. */
    if (sent || given_up)
        (void)!cs_mail_done(server->r->database, letter->id, &failure);
    else
        (void)!cs_mail_later(server->r->database, letter->id, cs_server_now() + 60 * minutes, &failure);
    cs_group_end(server);
    cs_turn_give(&server->turn);
}

/* Writes what is due, and takes the next letter; false: there is none. */
static bool take_next(struct cs_mailer *mailer, struct cs_letter *letter)
{
    struct cs_server *server = mailer->server;
    struct casus_failure failure;
    int64_t now = cs_server_now();
    bool found = false;
    size_t written;

    cs_turn_take(&server->turn);
    if (cs_register_refresh(server->r, &failure) == CASUS_OK) {
        if ((server->r->last != mailer->seen || now - mailer->wrote >= WRITE_EVERY) &&
            cs_letters_write(server->r, &mailer->sender, now, &written, &failure) == CASUS_OK) {
            mailer->seen = server->r->last;
            mailer->wrote = now;
        }
        cs_group_end(server); /* nobody is told of what is not on the disk */
        if (cs_mail_next(server->r->database, now, now + KEEP_SECONDS, letter, &found, &failure) != CASUS_OK)
            found = false;
        cs_group_end(server);
    }
    cs_turn_give(&server->turn);
    return found;
}

static void *run(void *context)
{
    struct timespec moment = {.tv_sec = 0, .tv_nsec = 250000000};
    struct cs_mailer *mailer = context;
    struct cs_letter letter;

    for (unsigned long count = 1; !atomic_load(&mailer->server->stops); count++) {
        nanosleep(&moment, NULL);
        while (count % 4 == 0 && !atomic_load(&mailer->server->stops) && take_next(mailer, &letter)) {
            note(mailer, &letter, send_letter(mailer, &letter));
            free(letter.message);
        }
    }
    return NULL;
}

casus_status cs_mailer_start(struct cs_server *server, struct casus_failure *failure)
{
    const char *url = server->options.mail_url, *from = server->options.mail_from;
    struct cs_mailer *mailer;

    if (url == NULL)
        return CASUS_OK;
    if ((strncmp(url, "smtp://", 7) != 0 && strncmp(url, "smtps://", 8) != 0) || strchr(url, '@') != NULL)
        return cs_serve_fail(failure, CASUS_ERR_ARGUMENT,
                             "\"%.80s\" is no server of mail; write it as smtps://mail.example.org, and put its user "
                             "and password into CASUS_MAIL_USER and CASUS_MAIL_PASSWORD", url);
    if (from == NULL || strchr(from, '@') == NULL || from[strcspn(from, "<>\" \t\r\n")] != '\0')
        return cs_serve_fail(failure, CASUS_ERR_ARGUMENT, "say who sends the mail: --mail-from register@example.org");
    mailer = curl_global_init(CURL_GLOBAL_DEFAULT) == 0 ? calloc(1, sizeof *mailer) : NULL;
    if (mailer == NULL)
        return cs_serve_memory(failure);
    mailer->server = server;
    mailer->sender = (struct cs_sender){.from = from, .origin = server->origin};
    mailer->seen = -1;
    server->mailer = mailer;
    mailer->runs = pthread_create(&mailer->thread, NULL, run, mailer) == 0;
    return mailer->runs ? CASUS_OK : cs_serve_memory(failure);
}

void cs_mailer_stop(struct cs_server *server)
{
    if (server->mailer == NULL)
        return;
    if (server->mailer->runs)
        pthread_join(server->mailer->thread, NULL);
    free(server->mailer);
    server->mailer = NULL;
    curl_global_cleanup();
}
#else
casus_status cs_mailer_start(struct cs_server *server, struct casus_failure *failure)
{
    if (server->options.mail_url == NULL)
        return CASUS_OK;
    return cs_serve_fail(failure, CASUS_ERR_ARGUMENT, "this casus was built without libcurl, which mail needs");
}

void cs_mailer_stop(struct cs_server *server)
{
    (void)server;
}
#endif
