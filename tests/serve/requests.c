/* SPDX-License-Identifier: MIT */
/*
 * Many requests at a server in this process, made of what it knows and then damaged: each route with each method,
 * fields and members with words that are right, wrong or hostile, bodies as forms, JSON and parts, then bytes changed,
 * left out and put in. Six clients at a time, with sessions and tokens of each role.
 *
 *   casus_requests COUNT [SEED]
 *
 * Each is answered with a status that is no fault of the server, or its connection ends; no answer has markup or a
 * header that a request brought; a register that was asked so often is sound; and memory does not grow with the number
 * of requests: after each round, with a new register, it is what it was after the first, within a stated room.
 */
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/failure.h"
#include "scratch.h"
#include "serve/http/password.h"
#include "serve/http/route.h"
#include "serve/http/server.h"
#include "serve/state.h"

#define CLIENTS 6
#define ROUND 25000   /* requests, then a new register: what they enter makes it slower */
#define KEYS_LAST 250 /* requests, then everybody has a new session and token */
#define ROOM_MB 48    /* what memory may be more after a later round: what an allocator keeps of rounds that differ */
#define WAIT_MS 20    /* for more of an answer: events go on */
#define WAIT_PART_MS 2 /* for an answer to what is no whole request: the server waits for the rest of it, */
#define WAIT_DAMAGED_MS 200 /* and perhaps of what was damaged; */
#define WAIT_WHOLE_MS 60000 /* what is whole and as it should be gets one */
#define REQUEST_MOST (48 * 1024)

static const char WORDS[] =
    "kind state\nkind person\nname state Alden, Borea, Cardo\nevent strike by state on state\n"
    "event help by state to state on occurrence\nevent request by state to state on occurrence\n"
    "treaty Pact \"the Pact\" since 2000-01-01\narticle 1 \"help\"\nwhen request by asker to helper on e\n"
    "then helper owes asker help by helper to asker on e within 3 days\n";

static const char *const fields[] = {
    "lines", "for",   "on",     "word", "label", "last",  "key",     "kind",  "names", "role by", "role on", "verb",
    "voice", "about", "as",     "gist", "texts", "why",   "version", "to",    "text",  "file",    "name",    "password",
    "again", "code",  "scopes", "zone", "how",   "title", "role",    "scope", "until", "entry",   "party",   "begin",
    "end",   "person", "content", "address", "question", "as_of", "known_on", "account", "after", "words", "language"};
static const char *const values[] = {
    "e1: strike by Cardo on Alden", "strike by Cardo on Alden\n  says Alden", "r1: request by Alden to Borea on e1",
    "about e1\n  denies Borea", "name person Ivan Petrov", "kind office", "event raid by state on state",
    "account Cardo", "2022-03-01 e2: strike by Cardo on Borea", "Alden", "Borea", "2022-03-02",
    "2022-03-03T10:00+00:00", "0", "1", "7", "-1", "99999999999999999999", "request", "e1", "state", "a.casus",
    "members", "all", "named", "says", "secretary", "read act", "violated", "why 1", "was Alden struck",
    "kind state\nname state Alden, Borea, Cardo\nevent strike by state on state\n",
    "2022-03-02T10:30+00:00 in spring\n  e9: strike by Cardo on Alden\n", "\xd0\x90\xd1\x80", "\xff\xfe", "\x1b[2J",
    "", "<q7>&\"'", "x\r\nX-Q7: 1\r\n\r\n<q7>", "../../etc/passwd", "%00%0d%0a", "{}", "[1,2", "\"", "{{}}",
    "$1; DROP TABLE entry", "((((((((((((((((((((((((((((((((", "use \"/etc/passwd\"", "e1 e1 e1 e1", "ru", "+14:00",
    "daily", "a@b.example"};
/* What each route takes: the members of its JSON or query, or the fields of its form. */
struct taken { enum cs_method method; const char *pattern, *names; };
#define API(method, pattern, summary, members) {CS_##method, pattern, members},
static const struct taken takes[] = {
#include "serve/http/api.def"
    {CS_GET, "/cases/{case}/act", "word for"},
    {CS_GET, "/cases/{case}/ask", "question"},
    {CS_POST, "/sign-in", "name password code"},
    {CS_POST, "/link/{key}", "password again code"},
    {CS_POST, "/cases/{case}/preview", "lines for on"},
    {CS_POST, "/cases/{case}/enter", "lines for on last key"},
    {CS_POST, "/cases/{case}/documents", "title publisher date url file"},
    {CS_POST, "/cases/{case}/seal/{entry}", "why"},
    {CS_POST, "/cases/{case}/texts/preview", "texts why"},
    {CS_POST, "/cases/{case}/texts", "texts why last"},
    {CS_POST, "/texts", "file why"},
    {CS_POST, "/clock", "to"},
    {CS_POST, "/exercise/injects", "text"},
    {CS_POST, "/language", "language"},
    {CS_POST, "/zone", "zone"},
    {CS_POST, "/you/token", "scopes"},
    {CS_POST, "/you/password", "old password again code"},
    {CS_POST, "/you/mail", "how"}};
#undef API
static const char *const headers[] = {
    "If-Match: \"1\"", "If-None-Match: *", "Idempotency-Key: k1", "Last-Event-ID: 3", "Prefer: return=minimal",
    "Accept-Language: ru", "Origin: https://evil.example", "Sec-Fetch-Site: cross-site", "X-Forwarded-For: 1.2.3.4",
    "Expect: 100-continue", "Transfer-Encoding: chunked", "Range: bytes=0-1", "Upgrade: websocket", "X-Q7: \xff"};
static const char *const methods[] = {"GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "G\xc3\xa9T"};
static const char *const roles[] = {"secretary", "delegate", "reader", "facilitator", "administrator"};
#define ROLES (sizeof roles / sizeof *roles)

static struct cs_server *server;
/* What lets a person of each role in. Requests end sessions, so there are new ones now and then. */
struct keys { char cookies[ROLES][CS_KEY_TEXT], tokens[ROLES][CS_KEY_TEXT]; };
static struct keys *all_keys; /* of a round */
static _Atomic(const struct keys *) keys;
static struct cs_register *beside; /* as another process has it */
static char folder[400];
static atomic_long asked, answered, by_class[6];
static uint16_t port;
static long count;

static uint64_t draw(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

static size_t below(uint64_t *state, size_t n)
{
    return (size_t)(draw(state) % n);
}

#define ONE_OF(state, list) (list)[below(state, sizeof(list) / sizeof *(list))]

/* ---- a register ---- */

static void add_person(struct cs_register *r, size_t role)
{
    struct cs_newcomer person = {.name = roles[role], .title = "<q7>", .role = cs_role_of(roles[role])};
    struct cs_mission mission = {.person = roles[role], .party = "Alden"};
    struct cs_hand hand = {.by = NULL};
    struct casus_failure failure;
    struct cs_entered entered;

    must(cs_register_person(r, &hand, &person, &entered, &failure) == CASUS_OK);
    if (person.role == CS_ROLE_DELEGATE)
        must(cs_register_mandate(r, &hand, &mission, &entered, &failure) == CASUS_OK);
}

static void make_keys(struct keys *out)
{
    static pthread_mutex_t one = PTHREAD_MUTEX_INITIALIZER;
    struct cs_key key = {.made = time(NULL), .seen = time(NULL), .ends = time(NULL) + 86400};
    struct casus_failure failure;

    pthread_mutex_lock(&one);
    for (size_t i = 0; i < ROLES; i++) {
        snprintf(key.person, sizeof key.person, "%s", roles[i]);
        key.note[0] = '\0';
        must(cs_key_make(beside->database, CS_KEY_SESSION, &key, out->cookies[i], &failure) == CASUS_OK);
        snprintf(key.note, sizeof key.note, "read act");
        must(cs_key_make(beside->database, CS_KEY_TOKEN, &key, out->tokens[i], &failure) == CASUS_OK);
    }
    pthread_mutex_unlock(&one);
    atomic_store(&keys, out);
}

/* Makes a register with a case, a document and a person of each role, and serves it. */
static void begin(const char *path)
{
    struct cs_matter matter = {.name = "spring",
                               .lines = "account Alden, Borea\n2022-03-01 e1: strike by Cardo on Alden"};
    struct cs_matter paper = {.name = "spring", .lines = "source S1 \"<q7>\""};
    struct cs_server_options options = {.register_path = path, .address = "127.0.0.1"};
    struct cs_hand hand = {.by = NULL};
    struct casus_failure failure;
    struct cs_register *r;
    struct cs_entered entered;
    char words[440];
    const char *texts[] = {words};
    FILE *out;

    snprintf(words, sizeof words, "%s/a.casus", folder);
    out = fopen(words, "w");
    must(out != NULL && fputs(WORDS, out) >= 0 && fclose(out) == 0);
    must(cs_register_create(path, texts, 1, "2022-03-02T10:00+00:00", &failure) == CASUS_OK);
    must(cs_register_open(path, &r, &failure) == CASUS_OK);
    must(cs_register_case(r, &hand, &matter, &entered, &failure) == CASUS_OK);
    must(cs_register_document(r, &hand, &paper, "a.txt", "words <q7> words", 16, &entered, &failure) == CASUS_OK);
    for (size_t i = 0; i < ROLES; i++)
        add_person(r, i);
    beside = r;
    all_keys = calloc(ROUND / KEYS_LAST + 1, sizeof *all_keys);
    must(all_keys != NULL);
    make_keys(all_keys);
    must(cs_server_start(&options, &server, &port, &failure) == CASUS_OK);
}

/* Is the register as it should be, whatever was asked of it? */
static void end(const char *path)
{
    struct cs_soundness soundness;
    struct casus_failure failure;

    cs_server_stop(server);
    cs_register_close(beside);
    free(all_keys);
    must(cs_register_verify(path, NULL, &soundness, &failure) == CASUS_OK && soundness.sound);
    must(unlink(path) == 0);
}

/* ---- a request ---- */

struct request { char bytes[REQUEST_MOST]; size_t length; };

static void add_bytes(struct request *q, const char *bytes, size_t length)
{
    if (q->length + length > sizeof q->bytes)
        length = sizeof q->bytes - q->length;
    memcpy(q->bytes + q->length, bytes, length);
    q->length += length;
}

static void add(struct request *q, const char *text)
{
    add_bytes(q, text, strlen(text));
}

/* Adds a value as a form or a path has it. */
static void add_escaped(struct request *q, const char *text)
{
    char escaped[4];

    for (; *text != '\0'; text++) {
        snprintf(escaped, sizeof escaped, "%%%02X", (unsigned char)*text);
        add(q, escaped);
    }
}

/* Adds a value in quotation marks as JSON has it. */
static void add_quoted(struct request *q, const char *text)
{
    char escaped[8];

    add(q, "\"");
    for (; *text != '\0'; text++) {
        snprintf(escaped, sizeof escaped, "\\u%04x", (unsigned char)*text);
        if ((unsigned char)*text < 0x20 || *text == '"' || *text == '\\')
            add(q, escaped);
        else
            add_bytes(q, text, 1);
    }
    add(q, "\"");
}

static void add_path(struct request *q, uint64_t *state, const char *pattern)
{
    while (*pattern != '\0') {
        size_t length = strcspn(pattern, "{");

        add_bytes(q, pattern, length);
        pattern += length;
        if (*pattern != '{')
            return;
        if (strncmp(pattern, "{case}", 6) == 0 && below(state, 8) != 0)
            add(q, "spring");
        else if (strncmp(pattern, "{key}", 5) == 0 && below(state, 2) == 0)
            add(q, atomic_load(&keys)->tokens[below(state, ROLES)]);
        else if (below(state, 8) != 0)
            add(q, ONE_OF(state, ((const char *const[]){"4", "5", "1", "9", "0", "-2"})));
        else
            add_escaped(q, ONE_OF(state, values));
        pattern += strcspn(pattern, "}") + 1;
    }
}

/* The names that a route takes, some left out, perhaps with one that it does not take. */
struct chosen { char names[24][24]; bool numbers[24]; size_t count; };

static void choose(struct chosen *c, uint64_t *state, const struct cs_route *route)
{
    const char *names = "";

    c->count = 0;
    for (size_t i = 0; i < sizeof takes / sizeof *takes; i++)
        if (takes[i].method == route->method && strcmp(takes[i].pattern, route->pattern) == 0)
            names = takes[i].names;
    while (*names != '\0' && c->count < 20) {
        size_t length = strcspn(names, " #!"), whole = strcspn(names, " ");

        if (below(state, 8) != 0) {
            snprintf(c->names[c->count], sizeof c->names[0], "%.*s", (int)length, names);
            c->numbers[c->count++] = names[length] == '#';
        }
        names += whole + strspn(names + whole, " ");
    }
    if (c->count == 0 || below(state, 4) == 0) {
        snprintf(c->names[c->count], sizeof c->names[0], "%s", ONE_OF(state, fields));
        c->numbers[c->count++] = false;
    }
}

static void add_fields(struct request *q, uint64_t *state, const struct chosen *chosen, const char *form)
{
    if (below(state, 16) != 0) {
        add(q, "form=");
        add(q, form);
    }
    for (size_t i = 0; i < chosen->count; i++) {
        add(q, "&");
        add_escaped(q, chosen->names[i]);
        add(q, "=");
        add_escaped(q, ONE_OF(state, values));
    }
}

/* What no member of JSON is. */
static const char *const odd[] = {"1", "null", "-1e400", "[[[[", "{\"a\": {}}", "true", "1.5", "[]", "[\"a\"]", "{}",
                                  "-1", "\"\\u0000\"", "\"\\ud800\"", "\"\""};

static void add_object(struct request *q, uint64_t *state, const struct chosen *chosen)
{
    add(q, "{");
    for (size_t i = 0; i < chosen->count; i++) {
        add(q, i > 0 ? ", " : "");
        add_quoted(q, chosen->names[i]);
        add(q, ": ");
        if (below(state, 16) == 0)
            add(q, ONE_OF(state, odd));
        else if (chosen->numbers[i])
            add(q, ONE_OF(state, ((const char *const[]){"0", "1", "4", "5", "99999999999999999999", "-1"})));
        else
            add_quoted(q, ONE_OF(state, values));
    }
    add(q, "}");
}

/* The boundary between the parts of a form, of two letters at least: libmicrohttpd reads no form with less. */
#define BOUNDARY "xy"
#define LONG_BOUNDARY "xyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxy"

/* How a form of parts is announced: as it should be, or not. */
static const char *const announced[] = {
    "multipart/form-data; boundary=" BOUNDARY, "multipart/form-data; boundary=\"" BOUNDARY "\"",
    "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"\"",
    "multipart/form-data; boundary=x", "multipart/form-data; boundary=\"" BOUNDARY,
    "multipart/form-data; boundary=other",
    "multipart/form-data; boundary=" LONG_BOUNDARY LONG_BOUNDARY LONG_BOUNDARY, "multipart/mixed; boundary=" BOUNDARY,
    "multipart/form-data; boundary=" BOUNDARY "; boundary=zz", "multipart/form-data;boundary=" BOUNDARY "\r\nX: y"};

/* What may stand in the head of a part beside its name, or in place of it. */
static const char *const part_heads[] = {
    "Content-Disposition: form-data\r\n", "Content-Disposition: form-data; name=\"\"\r\n",
    "Content-Disposition: form-data; name=\"form\"\r\n", "Content-Disposition: form-data; name=lines\r\n",
    "Content-Disposition: form-data; name=\"lines\r\n", "Content-Disposition: form-data; filename=\"a.txt\"\r\n",
    "Content-Disposition: attachment\r\n", "Content-Dis:osition: form-data; name=\"lines\"\r\n",
    "no colon\r\n", ":\r\n",
    "Content-Type: text/plain\r\n", "Content-Type: \r\n", "Content-Transfer-Encoding: base64\r\n",
    "Content-Type: multipart/mixed; boundary=" BOUNDARY "\r\n", "Content-Type: multipart/mixed\r\n",
    "Content-Type: multipart/mixed; boundary=zz\r\n\r\n--zz\r\nContent-Disposition: file\r\n\r\nv\r\n--zz--\r\n",
    "Content-Type: multipart/mixed; boundary=zz\r\n\r\n--zz\r\n\r\nv\r\n--zz\r\n"};

/* Adds an odd head now and then, at times a huge one. */
static void add_odd_head(struct request *q, uint64_t *state)
{
    if (below(state, 6) != 0)
        return;
    add(q, ONE_OF(state, part_heads));
    if (below(state, 8) != 0)
        return;
    add(q, "X-Long: ");
    for (size_t i = below(state, 60); i-- > 0;)
        add(q, LONG_BOUNDARY);
    add(q, "\r\n");
}

static void add_parts(struct request *q, uint64_t *state, const struct chosen *chosen, const char *form)
{
    add(q, "--" BOUNDARY "\r\nContent-Disposition: form-data; name=\"form\"\r\n\r\n");
    add(q, form);
    for (size_t i = 0; i < chosen->count; i++) {
        bool file = strcmp(chosen->names[i], "file") == 0;

        add(q, "\r\n--" BOUNDARY "\r\n");
        add_odd_head(q, state);
        if (below(state, 16) != 0) {
            add(q, "Content-Disposition: form-data; name=\"");
            add(q, chosen->names[i]);
            add(q, file ? "\"; filename=\"" : "\"\r\n");
            if (file)
                add(q, ONE_OF(state, ((const char *const[]){"b.txt\"\r\n", "a.casus\"\r\n", "../x\"\r\n"})));
        }
        add_odd_head(q, state);
        add(q, "\r\n");
        add(q, ONE_OF(state, values));
    }
    add(q, "\r\n--" BOUNDARY "--\r\n");
}

/* Adds the body in pieces, now and then with a length that is wrong, or without an end. */
static void add_pieces(struct request *q, uint64_t *state, const struct request *body)
{
    char length[40];

    add(q, "Transfer-Encoding: chunked\r\n\r\n");
    for (size_t at = 0, step; at < body->length; at += step) {
        step = 1 + below(state, 200);
        step = step < body->length - at ? step : body->length - at;
        snprintf(length, sizeof length, below(state, 40) == 0 ? "-%zx\r\n" : "%zx\r\n",
                 below(state, 40) == 0 ? step + 1 : step);
        add(q, below(state, 40) == 0 ? "zz\r\n" : length);
        add_bytes(q, body->bytes + at, step);
        add(q, "\r\n");
    }
    if (below(state, 8) != 0)
        add(q, below(state, 4) == 0 ? "0\r\nHost: <q7>\r\nCookie: casus=1\r\n\r\n" : "0\r\n\r\n");
}

static void add_body(struct request *q, uint64_t *state, const struct cs_route *route, const char *form)
{
    struct chosen chosen;
    static struct request bodies[CLIENTS + 1];
    static atomic_uint next;
    static _Thread_local struct request *body;
    char length[64];
    size_t kind = below(state, 8) == 0 ? below(state, 3) : route->kind == CS_ACT ? 0 : below(state, 3) == 0 ? 1 : 2;

    choose(&chosen, state, route);
    if (body == NULL)
        body = &bodies[atomic_fetch_add(&next, 1) % (CLIENTS + 1)];
    body->length = 0;
    if (kind == 0)
        add_object(body, state, &chosen);
    else if (kind == 1)
        add_parts(body, state, &chosen, form);
    else
        add_fields(body, state, &chosen, form);
    add(q, "Content-Type: ");
    add(q, kind == 0                            ? "application/json"
           : kind == 2                          ? "application/x-www-form-urlencoded"
           : below(state, 3) == 0               ? ONE_OF(state, announced)
                                                : announced[0]);
    add(q, "\r\n");
    if (below(state, 12) == 0) {
        add_pieces(q, state, body);
        return;
    }
    snprintf(length, sizeof length, "Content-Length: %zu\r\n\r\n",
             below(state, 32) == 0 ? body->length / 2 : body->length);
    add(q, length);
    add_bytes(q, body->bytes, body->length);
}

static void write_request(struct request *q, uint64_t *state)
{
    const struct cs_route *route = &cs_routes[below(state, cs_route_count)];
    const struct keys *has = atomic_load(&keys);
    size_t role = below(state, ROLES);
    char form[CS_KEY_TEXT], line[256];
    struct chosen chosen;
    bool post = below(state, 16) == 0 ? below(state, 2) == 0 : route->method == CS_POST;

    q->length = 0;
    if (below(state, 8) != 0) /* else whether it is for him or not */
        for (size_t i = 0; i < ROLES && (route->who & 1U << cs_role_of(roles[role])) == 0; i++)
            role = (role + 1) % ROLES;
    cs_form_token(has->cookies[role], form);
    add(q, below(state, 24) == 0 ? ONE_OF(state, methods) : post ? "POST" : "GET");
    add(q, " ");
    add_path(q, state, route->pattern);
    if (below(state, 3) == 0) {
        add(q, "?");
        choose(&chosen, state, route);
        add_fields(q, state, &chosen, form);
    }
    snprintf(line, sizeof line, " HTTP/1.%c\r\nHost: 127.0.0.1:%u\r\nConnection: close\r\n",
             below(state, 16) == 0 ? '0' : '1', port);
    add(q, line);
    if (route->kind == CS_ACT || (route->kind == CS_VIEW && below(state, 2) == 0))
        snprintf(line, sizeof line, "Authorization: Bearer %s\r\n", has->tokens[role]);
    else
        snprintf(line, sizeof line, "Cookie: casus=%s; language=%s\r\n", has->cookies[role],
                 below(state, 2) == 0 ? "ru" : "en");
    for (size_t i = below(state, 12) == 0 ? 2 * below(state, 2) : 1; i-- > 0;) /* none, or twice */
        add(q, line);
    for (size_t i = below(state, 3); i-- > 0;) {
        add(q, ONE_OF(state, headers));
        add(q, "\r\n");
    }
    if (post)
        add_body(q, state, route, form);
    else
        add(q, "\r\n");
}

/* A place of the request at which this stands, from a random one on; NULL: it stands nowhere behind that. */
static char *find_mark(struct request *q, uint64_t *state, const char *mark)
{
    size_t length = strlen(mark);

    for (size_t at = below(state, q->length); at + length <= q->length; at++)
        if (memcmp(q->bytes + at, mark, length) == 0)
            return q->bytes + at;
    return NULL;
}

/* Takes out, doubles or replaces what tells parts, headers and values from each other. */
static void damage_marks(struct request *q, uint64_t *state)
{
    static const char *const marks[] = {"\r\n--" BOUNDARY, "--" BOUNDARY "--", BOUNDARY, "Content-Disposition",
                                        "form-data",
                                        "name=", "filename=", "\"", "\r\n\r\n", "\r\n", ": ", "; ", "=", "&", "%",
                                        "Content-Length", "Cookie", "{", "}", ","};
    const char *mark = ONE_OF(state, marks), *other = ONE_OF(state, marks);
    size_t length = strlen(mark), replacing;
    char *at = find_mark(q, state, mark);

    if (at == NULL)
        return;
    replacing = below(state, 3) == 0 ? 0 : strlen(other);
    if (replacing > 0 && below(state, 2) == 0) { /* beside it */
        at += length;
        length = 0;
    }
    if (q->length - length + replacing > sizeof q->bytes)
        return;
    memmove(at + replacing, at + length, (size_t)(q->bytes + q->length - (at + length)));
    memcpy(at, other, replacing);
    q->length = q->length - length + replacing;
}

/* Changes some bytes, leaves some out, puts some in, or cuts the end off. */
static void damage(struct request *q, uint64_t *state)
{
    for (size_t i = 1 + below(state, 6); i-- > 0 && q->length > 1;) {
        size_t at = below(state, q->length), length = 1 + below(state, 8);

        length = length < q->length - at ? length : q->length - at;
        switch (below(state, 5)) {
        case 0:
            q->bytes[at] = (char)draw(state);
            break;
        case 1:
            q->bytes[at] ^= (char)(1U << below(state, 8));
            break;
        case 2:
            memmove(q->bytes + at, q->bytes + at + length, q->length - at - length);
            q->length -= length;
            break;
        case 3:
            if (q->length + length <= sizeof q->bytes) {
                memmove(q->bytes + at + length, q->bytes + at, q->length - at);
                q->length += length;
            }
            break;
        default:
            if (below(state, 8) == 0)
                q->length = at;
        }
    }
}

/* ---- asking ---- */

/* Shows a request, and ends. */
static void give_up(const char *why, const char *came, const struct request *q)
{
    fprintf(stderr, "requests: %s\n\n", why);
    fwrite(q->bytes, 1, q->length, stderr);
    fprintf(stderr, "\n\n%.2000s\n", came);
    abort();
}

/* Nothing of what a request brought is markup or a header of its answer. */
static void look_at(const char *came, const struct request *q)
{
    const char *body, *header, *markup, *page;
    int status = 0;

    if (strncmp(came, "HTTP/1.1 100 ", 13) == 0 && (body = strstr(came, "\r\n\r\n")) != NULL)
        came = body + 4;
    body = strstr(came, "\r\n\r\n");
    header = strstr(came, "\r\nX-Q7:");
    markup = strstr(came, "<q7>");
    page = strstr(came, "Content-Type: text/html");
    if (sscanf(came, "HTTP/1.%*d %d", &status) != 1)
        return;
    atomic_fetch_add(&answered, 1);
    atomic_fetch_add(&by_class[status >= 100 && status < 600 ? status / 100 : 0], 1);
    if (status < 200 || status >= 600 || status == 500 || status == 503 || body == NULL ||
        (header != NULL && header < body) || (markup != NULL && page != NULL && page < body))
        give_up("this was not to be answered so", came, q);
}

/* Has all of it arrived, as far as its length tells? */
static bool is_whole(const struct request *q)
{
    static _Thread_local char text[REQUEST_MOST + 1];
    const char *end, *length;

    memcpy(text, q->bytes, q->length);
    text[q->length] = '\0';
    end = strstr(text, "\r\n\r\n");
    length = strstr(text, "Content-Length: ");
    return end != NULL && strstr(text, "chunked") == NULL &&
           (length == NULL || length > end ||
            strtoull(length + 16, NULL, 10) <= q->length - (size_t)(end + 4 - text));
}

static void ask(const struct request *q, bool damaged)
{
    bool whole = is_whole(q);
    int first = !whole ? WAIT_PART_MS : damaged ? WAIT_DAMAGED_MS : WAIT_WHOLE_MS;
    static _Thread_local char came[512 * 1024];
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    int s = socket(AF_INET, SOCK_STREAM, 0);
    struct pollfd waits = {.fd = s, .events = POLLIN};
    struct linger now = {.l_onoff = 1}; /* a port is free at once */
    size_t got = 0;
    ssize_t more;

    must(s >= 0 && connect(s, (const struct sockaddr *)&to, sizeof to) == 0);
    (void)!send(s, q->bytes, q->length, MSG_NOSIGNAL); /* the server may end a connection before it has all of it */
    while (got < sizeof came - 1 && poll(&waits, 1, got > 0 ? WAIT_MS : first) > 0 &&
           (more = recv(s, came + got, sizeof came - 1 - got, 0)) > 0)
        got += (size_t)more;
    came[got] = '\0';
    if (got == 0 && !damaged && whole)
        give_up("this got no answer", "", q);
    look_at(came, q);
    setsockopt(s, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    close(s);
}

static void *run_client(void *context)
{
    struct request *q = malloc(sizeof *q);
    uint64_t state = *(const uint64_t *)context;
    long number;

    must(q != NULL);
    while ((number = atomic_fetch_add(&asked, 1)) < count) {
        bool damaged = below(&state, 2) == 0;

        if (number % KEYS_LAST == KEYS_LAST - 1)
            make_keys(&all_keys[number / KEYS_LAST + 1]);
        write_request(q, &state);
        if (below(&state, 32) == 0) /* and another one behind it */
            add(q, "GET /cases HTTP/1.1\r\nHost: <q7>\r\n\r\n");
        for (size_t i = damaged ? below(&state, 4) : 0; i-- > 0 && q->length > 1;)
            damage_marks(q, &state);
        if (damaged && below(&state, 2) == 0)
            damage(q, &state);
        ask(q, damaged);
    }
    free(q);
    return NULL;
}

static long memory_mb(void)
{
    FILE *in = fopen("/proc/self/statm", "r");
    long pages = 0;

    must(in != NULL && fscanf(in, "%*d %ld", &pages) == 1);
    fclose(in);
    return pages * sysconf(_SC_PAGESIZE) / (1024 * 1024);
}

int main(int argc, char **argv)
{
    long total = argc > 1 ? atol(argv[1]) : 12000, first = 0, most = 0;
    uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 10) : (uint64_t)time(NULL);
    char path[440];

    must(mkdtemp(scratch_template(folder, sizeof folder, "casus-requests")) != NULL);
    snprintf(path, sizeof path, "%s/a.register", folder);
    printf("seed %llu\n", (unsigned long long)seed);
    fflush(stdout); /* also where the process ends */
    for (long done = 0; done < total; done += count) {
        pthread_t clients[CLIENTS];
        uint64_t states[CLIENTS];

        begin(path);
        count = total - done < ROUND ? total - done : ROUND;
        atomic_store(&asked, 0);
        for (size_t i = 0; i < CLIENTS; i++) {
            states[i] = seed * 1000003 + (uint64_t)done * 31 + i + 1;
            must(pthread_create(&clients[i], NULL, run_client, &states[i]) == 0);
        }
        for (size_t i = 0; i < CLIENTS; i++)
            must(pthread_join(clients[i], NULL) == 0);
        end(path);
        first = first == 0 ? memory_mb() : first;
        most = memory_mb() > most ? memory_mb() : most;
    }
    printf("%ld requests, %ld answered: 2xx %ld, 3xx %ld, 4xx %ld, 5xx %ld\n", total, atomic_load(&answered),
           atomic_load(&by_class[2]), atomic_load(&by_class[3]), atomic_load(&by_class[4]), atomic_load(&by_class[5]));
    printf("%ld MB after the first round, at most %ld after later ones\n", first, most);
    snprintf(path, sizeof path, "%s/a.casus", folder);
    unlink(path);
    rmdir(folder);
    if (getenv("CASUS_SANITIZED") == NULL && most > first + ROOM_MB) { /* a sanitizer keeps what is freed for a while */
        fprintf(stderr, "requests: memory grows with their number\n");
        return 1;
    }
    return 0;
}
