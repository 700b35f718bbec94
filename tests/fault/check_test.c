/* SPDX-License-Identifier: MIT */
/* What `casus check` and `casus fmt` do, with each allocation failing in turn. */
#include "fault/each_fails.h"

#include "exercise.h"
#include "store/anchor.h"

#define CASE_46 CASUS_SOURCE_DIR "/tests/conformance/46/46.record"

/* Opens a case, shows its diagnostics, evaluates its checks. */
static casus_status open_and_verify(const void *context, struct cs_buffer *out)
{
    const char *path = context;
    struct cs_failure failure = {0};
    struct cs_case *c;
    casus_status s = cs_case_open(&path, 1, &c);

    if (s == CASUS_OK) {
        cs_diagnostics_show(&c->diagnostics, false, out);
        s = c->plan != NULL ? exercise_verify(c, 0, &failure, out) : CASUS_OK;
        cs_buffer_printf(out, "%zu errors\n", c->diagnostics.error_count);
    }
    cs_case_close(c);
    return s == CASUS_OK && out->failed ? CASUS_ERR_MEMORY : s;
}

static void a_record_with_all_it_uses(void **state)
{
    (void)state;
    each_fails(open_and_verify, CASE_46);
}

/* Checks that fail, and what they found instead. */
static casus_status verify_text(const void *context, struct cs_buffer *out)
{
    const char *text = context;
    struct cs_failure failure = {0};
    struct cs_case c;
    casus_status s;

    cs_case_init(&c);
    s = cs_case_add_text(&c, "a.record", CS_SOURCE_RECORD, text, strlen(text));
    if (s == CASUS_OK)
        s = cs_case_check(&c);
    if (s == CASUS_OK)
        s = c.plan == NULL ? CASUS_ERR_ARGUMENT : exercise_verify(&c, 0, &failure, out);
    cs_case_release(&c);
    return s;
}

static void checks_that_fail(void **state)
{
    (void)state;
    each_fails(verify_text, "kind state\nname state Alden, Borea\nevent strike by state on state\n"
                            "event attack by state on state\nevent help by state to state on occurrence\n"
                            "quantity killed in occurrence\n"
                            "treaty Pact \"a pact\"\narticle 1 \"help\"\nwhen a: strike by attacker on victim\n"
                            "if a counts as attack on victim\nthen attacker owes victim help by attacker to victim on "
                            "a within 3 days\nmay help by state to victim on a\nif a counts as attack on victim\n"
                            "2022-03-01 e1: strike by Alden on Borea\n  says Borea\n"
                            "e1 counts as attack on Borea\n  says Borea\n  denies Alden\n"
                            "check in force Alden owes Borea help on e1 as open on 2022-03-02\n"
                            "check violated Alden owes Borea help on e1 as Borea on 2022-03-04\n  not still owed\n"
                            "check violated Alden owes Borea help on e1 as Borea on 2022-03-04\n  because \"nothing\"\n"
                            "check none Alden owes Borea help on e1 as Alden on 2022-03-04\n  because \"nothing\"\n"
                            "check undetermined Alden owes Borea help on e1 as open on 2022-03-04\n  turns on \"x\"\n"
                            "check holds e1 counts as attack on Borea as open on 2022-03-02\n"
                            "check holds killed in e1 at least 5 as open on 2022-03-02\n"
                            "check may help by Alden to Borea on e1 as Alden on 2022-03-02\n  because \"x\"\n"
                            "check count 3 Alden owes Borea help as open on 2022-03-02\n"
                            "check without effect e1 as open on 2022-03-02\n");
}

static casus_status read_text(const void *context, struct cs_buffer *out)
{
    const char *text = context;
    struct cs_case c;
    casus_status s;

    cs_case_init(&c);
    s = cs_case_add_text(&c, "a.record", CS_SOURCE_RECORD, text, strlen(text));
    if (s == CASUS_OK)
        s = cs_case_check(&c);
    if (s == CASUS_OK)
        cs_diagnostics_show(&c.diagnostics, true, out);
    cs_case_release(&c);
    return s == CASUS_OK && out->failed ? CASUS_ERR_MEMORY : s;
}

static void a_text_full_of_mistakes(void **state)
{
    (void)state;
    each_fails(read_text, "kind state\nname state Alden, Borea\nevent atack by state on state\n"
                          "fact state is calm\nkind state is stat\nname place Alden\n"
                          "when atack by attacker on victim\nthen attcker owes victim help by attacker within 3 days\n"
                          "while x is calm\nand no y is clam\nthen end x is calm\n"
                          "2022-02-30 e1: atack by Alden\n2022-03-01 e1: attack by Alden on Boreaa by Alden\n"
                          "  says Alden in S1 @3..1 #xyz\n2022-03-01 e1: atack by Alden on Borea\n"
                          "  says Boreaa recorded 2021\ncheck in force Alden owes\n\"open\nthen nothing\n"
                          "e1 counts as calm\nreading Empty \"nothing\"\n");
}

static void a_text_that_is_warned_of(void **state)
{
    (void)state;
    each_fails(read_text, "kind state\nname state Alden, \320\220lden, Cafe\314\201\nname state Alden\n"
                          "name state Borea also Borealis, Corvin\nevent strike by state on state\n"
                          "event draft on occurrence\nfact state party of instrument\naccount Alden, Borea, Alden\n"
                          "2022-05-02 d1: draft on e1\n2022-09-13 e1: strike by Alden, Alden on Caf\303\251\n"
                          "  says Alden\n3022-09-14 e2: strike by Borealis on Alden\n");
}

static void a_text_with_a_circle(void **state)
{
    (void)state;
    each_fails(read_text, "kind state\nname state Alden\nfact state is calm\nfact state is angry\n"
                          "while state is calm\nand no state is angry\nthen state is angry\n");
}

/* Verifies citations against documents that have the passage, do not have it, or do not exist. */
static casus_status verify_documents(const void *context, struct cs_buffer *out)
{
    static const char bytes[] = "Alden struck Borea, and struck again.";
    const char *text = context;
    struct cs_case c;
    struct cs_documents documents = {0};
    struct cs_passage_count count = {0};
    casus_status s;

    cs_case_init(&c);
    s = cs_case_add_text(&c, "a.record", CS_SOURCE_RECORD, text, strlen(text));
    if (s == CASUS_OK)
        s = cs_documents_read(&documents, c.files, CASUS_SOURCE_DIR "/tests/conformance", &c.failure);
    for (size_t i = 0; s == CASUS_OK && i + 1 < documents.count; i++) {
        documents.items[i].bytes = bytes;
        documents.items[i].length = sizeof bytes - 1;
        documents.items[i].state = CS_DOCUMENT_SAME;
    }
    if (s == CASUS_OK)
        s = cs_documents_check(&documents, c.files, &c.names, &c.diagnostics, &c.failure, &count);
    if (s == CASUS_OK) {
        cs_diagnostics_show(&c.diagnostics, false, out);
        cs_buffer_printf(out, "%zu verified, %zu not, %zu wrong\n", count.verified, count.unverified, count.wrong);
    }
    cs_documents_release(&documents);
    cs_case_release(&c);
    return s == CASUS_OK && out->failed ? CASUS_ERR_MEMORY : s;
}

static void a_record_that_cites(void **state)
{
    (void)state;
    each_fails(verify_documents, "source S1 \"one\"\n  file \"one.txt\"\nsource S2 \"two\"\n  file \"README.md\"\n"
                                 "  sha256 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n"
                                 "2022-03-01 e1: attack\n  says Alden in S1 @0..5 #00000000\n"
                                 "  says Borea in S1 quote \"struck again\"\n  says Cassia in S1 @30..90 #00000000\n"
                                 "  says Dorn in S2 quote \"nowhere\"\n  denies Elvar in S1 quote \"never\"\n");
}

static casus_status format_text(const void *context, struct cs_buffer *out)
{
    const char *text = context;
    struct cs_arena arena;
    struct cs_source *source;

    cs_arena_init(&arena);
    source = cs_source_new(&arena, "a.record", CS_SOURCE_RECORD, text, strlen(text));
    if (source != NULL)
        cs_format(source, out);
    cs_arena_release(&arena);
    return source == NULL || out->failed ? CASUS_ERR_MEMORY : CASUS_OK;
}

static void a_text_put_into_form(void **state)
{
    (void)state;
    each_fails(format_text, "  kind   state,place  -- a comment\n\n\n\nevent strike   by state\nthen x owes\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_record_with_all_it_uses), cmocka_unit_test(a_text_full_of_mistakes),
        cmocka_unit_test(a_text_that_is_warned_of),  cmocka_unit_test(a_text_with_a_circle),
        cmocka_unit_test(a_record_that_cites),
        cmocka_unit_test(a_text_put_into_form),       cmocka_unit_test(checks_that_fail),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
