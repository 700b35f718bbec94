/* SPDX-License-Identifier: MIT */
/*
 * A session in memory, each time with another allocation failing, those for JSON too: the server answers or goes
 * without, ends by itself, and gives everything back (the preset with sanitizers checks this).
 */
#include "unit/cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "fault/fail_alloc.h"
#include "lsp/lsp.h"
#include "sanitized.h"

#define EACH_MAX 200 /* allocations that are tried one by one; later ones in steps of an eighth */

#define AT(line, character) "\"position\":{\"line\":" #line ",\"character\":" #character "}"
#define DOCUMENT "\"textDocument\":{\"uri\":\"untitled:a.record\",\"version\":2}"
#define RANGE "\"range\":{\"start\":{\"line\":0,\"character\":0},\"end\":{\"line\":99,\"character\":0}}"
#define ASK(id, method, rest) "{\"id\":" #id ",\"method\":\"textDocument/" method "\",\"params\":{" DOCUMENT rest "}}"

static const char *const MESSAGES[] = {
    "{\"id\":1,\"method\":\"initialize\",\"params\":{\"capabilities\":{},"
    "\"workspaceFolders\":[{\"uri\":\"file:///none\"}]}}",
    "{\"method\":\"initialized\"}",
    "{\"method\":\"textDocument/didOpen\",\"params\":{\"textDocument\":{\"uri\":\"untitled:a.record\",\"version\":1,"
    "\"text\":\"kind state\\nname state Alden, Borea\\nevent attack by state on state\\nevent aid by state to state\\n"
    "treaty Pact \\\"p\\\"\\narticle 1 \\\"g\\\"\\nwhen e: attack on victim\\n"
    "then Borea owes victim aid by Borea to victim within 3 days\\n"
    "2022-01-01 e1: attack by Borea on Alden\\n  says Alden\\n"
    "check in force e1 as open on 2022-01-01\\n\"}}}",
    ASK(2, "hover", "," AT(8, 12)),
    ASK(3, "references", "," AT(8, 16)),
    ASK(4, "rename", "," AT(8, 16) ",\"newName\":\"raid\""),
    ASK(5, "inlayHint", "," RANGE),
    ASK(6, "semanticTokens/full", ""),
    ASK(7, "documentSymbol", ""),
    ASK(8, "formatting", ""),
    ASK(9, "completion", "," AT(8, 26)),
    ASK(10, "didChange", ",\"contentChanges\":[{\"range\":{\"start\":{\"line\":8,\"character\":15},"
                         "\"end\":{\"line\":8,\"character\":16}},\"text\":\"\"}]"),
    "{\"method\":\"textDocument/didChange\",\"params\":{" DOCUMENT
    ",\"contentChanges\":[{\"range\":{\"start\":{\"line\":8,\"character\":15},\"end\":{\"line\":8,\"character\":16}},"
    "\"text\":\"\"}]}}",
    ASK(11, "codeAction", "," RANGE),
    "{\"id\":12,\"method\":\"shutdown\"}",
    "{\"method\":\"exit\"}"};

#define COUNT (sizeof MESSAGES / sizeof *MESSAGES)

struct stream { size_t next, answers; };

/* One message each time. */
static long read_stream(void *context, char *bytes, size_t length)
{
    struct stream *s = context;
    int written;

    if (s->next == COUNT)
        return 0;
    written = snprintf(bytes, length, "Content-Length: %zu\r\n\r\n%s", strlen(MESSAGES[s->next]), MESSAGES[s->next]);
    assert_in_range(written, 1, length - 1);
    s->next++;
    return written;
}

static bool nothing_waits(void *context)
{
    (void)context;
    return false; /* so that each message is answered, and what it changed is checked, before the next one is read */
}

static bool count_answers(void *context, const char *bytes, size_t length)
{
    struct stream *s = context;

    s->answers += length > 16 && memcmp(bytes, "Content-Length: ", 16) == 0;
    return true;
}

static void complain(void *context, const char *message)
{
    (void)context;
    assert_non_null(message);
}

/* Plays the session; its exit status. */
static int play(struct stream *s)
{
    const struct cs_lsp_pipe pipe = {read_stream, nothing_waits, count_answers, complain, s};

    s->next = s->answers = 0;
    return cs_lsp_serve(&pipe);
}

static void *allocate(size_t size)
{
    return malloc(size);
}

static void give_back(void *memory)
{
    free(memory);
}

static void a_session_survives_each_allocation_that_fails(void **state)
{
    static const enum cs_fail_manner manners[] = {CS_FAIL_ONCE, CS_FAIL_FOR_GOOD};
    static struct stream s;
    size_t most;

    (void)state;
    if (!SANITIZED) /* jansson loses memory of its own when an allocation fails */
        json_set_alloc_funcs(allocate, give_back);
    assert_int_equal(play(&s), 0);
    most = s.answers;
    assert_true(most > 13); /* an answer for each of 12 requests, and diagnostics */
    for (size_t i = 0; i < sizeof manners / sizeof *manners; i++) {
        bool failed = true;

        for (size_t n = 1; failed; n += n < EACH_MAX ? 1 : n / 8) {
            int status;

            cs_fail_alloc_at(n, manners[i]);
            status = play(&s);
            failed = cs_fail_alloc_stop();
            assert_true(status == 0 || status == 1);
            assert_true(failed || (status == 0 && s.answers == most));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_session_survives_each_allocation_that_fails)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
