/* SPDX-License-Identifier: MIT */
#include "unit/lang/reading.h"

#include "fault/fail_alloc.h"

static const char *text_of(const struct reading *reading, cs_name name)
{
    return cs_names_text(&reading->names, name);
}

static void read_soundly(struct reading *reading, const char *text)
{
    read_text(reading, text, false);
    assert_string_equal(cs_buffer_string(&reading->shown), "");
}

static void a_number_behind_a_name_is_its_article_unless_it_counts(void **state)
{
    struct reading reading;
    const struct cs_arg *arg;

    (void)state;
    read_soundly(&reading, "reading Now \"x\"\n  Strict 1 day\n2022-01-01 request under CST 4(2) on e1\n");
    assert_true(reading.file->readings->answers->has_duration);
    assert_string_equal(text_of(&reading, reading.file->readings->answers->name), "Strict");
    arg = reading.file->entries->term.roles->args;
    assert_string_equal(text_of(&reading, arg->name), "CST 4(2)");
    assert_string_equal(text_of(&reading, arg->instrument), "CST");
    release_reading(&reading);
}

static void a_head_is_all_small_words_up_to_a_preposition(void **state)
{
    struct reading reading;
    const struct cs_term *term;

    (void)state;
    read_soundly(&reading, "2022-01-01 e1: opt out by Armenia, Belarus of d1\n2022-01-01/.. Armenia is party of CST\n");
    term = &reading.file->entries->term;
    assert_string_equal(text_of(&reading, term->head), "opt out");
    assert_int_equal(term->roles->prep, CS_PREP_BY);
    assert_non_null(term->roles->args->next);
    assert_int_equal(term->roles->next->args->kind, CS_ARG_LABEL);
    term = &reading.file->entries->next->term;
    assert_string_equal(text_of(&reading, term->head), "party");
    assert_int_equal(term->roles->prep, CS_PREP_IS);
    release_reading(&reading);
}

static void a_rule_has_its_trigger_conditions_effects_and_modifiers(void **state)
{
    struct reading reading;
    const struct cs_rule *rule;

    (void)state;
    read_soundly(&reading, "treaty T \"t\"\narticle 4(2) since 2010-12-10 grade P \"gist\"\n"
                           "when start of 6 months after n: notice by x\n"
                           "if   number of s in vote by s for Yes at least 2/3 number of s in s is voter\n"
                           "and  killed of x in n at least 100\n"
                           "then x owes y no attack by x within Soon only\n"
                           "until no menace to x\nreleased upon waiver by y\nand end x is party of T\n");
    rule = reading.file->rules;
    assert_string_equal(text_of(&reading, rule->article->text), "4(2)");
    assert_true(rule->start_of);
    assert_int_equal(rule->duration.count, 6);
    assert_int_equal(rule->conditions->kind, CS_COND_NUMBER);
    assert_int_equal((int)rule->conditions->ratio_under, 3);
    assert_int_equal(rule->conditions->next->kind, CS_COND_QUANTITY);
    assert_true(rule->effects->bond.negated && rule->effects->bond.only);
    assert_int_equal(rule->effects->bond.limits->kind, CS_LIMIT_READING);
    assert_true(rule->effects->bond.modifiers->negated);
    assert_int_equal(rule->effects->bond.modifiers->next->kind, CS_MODIFIER_RELEASED);
    assert_int_equal(rule->effects->next->kind, CS_EFFECT_END);
    release_reading(&reading);
}

static void a_claim_takes_all_its_parts(void **state)
{
    struct reading reading;
    const struct cs_claim *claim;

    (void)state;
    read_soundly(&reading, "about e1\n  says Armenia via RFERL via TASS in S2 under NP recorded 2022-09-16 "
                           "@213..352 #1A2b3c4d quote \"a \\\"b\\\"\" \"gist\"\n");
    claim = reading.file->entries->claims;
    assert_string_equal(text_of(&reading, claim->via->next->name), "TASS");
    assert_string_equal(text_of(&reading, claim->source), "S2");
    assert_string_equal(text_of(&reading, claim->instrument), "NP");
    assert_string_equal(claim->anchor.digest, "1a2b3c4d");
    assert_string_equal(claim->quote, "a \"b\"");
    assert_string_equal(claim->gist, "gist");
    release_reading(&reading);
}

static void a_check_tells_states_articles_and_what_is_checked(void **state)
{
    struct reading reading;
    const struct cs_check *check;

    (void)state;
    read_soundly(&reading, "check in force CST Observer 1.3: helper owes Armenia aid as open on 2022-01-01\n"
                           "  not still owed\n"
                           "check not adopted d1 as Armenia on 2022-01-01 known 2022-02-01\n"
                           "check undetermined e1 counts as attack on Armenia as open on 2022-01-01\n"
                           "check may not request by Armenia as open on 2022-01-01\n");
    check = reading.file->checks;
    assert_int_equal(check->state, CS_STATE_IN_FORCE);
    assert_string_equal(text_of(&reading, check->article), "CST Observer 1.3");
    assert_true(check->still_owed_given && !check->still_owed);
    check = check->next;
    assert_int_equal(check->kind, CS_CHECK_ENTRY);
    assert_int_equal(check->known.form, CS_MOMENT_DAY);
    assert_true(check->next->counts_as);
    assert_int_equal(check->next->next->state, CS_STATE_MAY_NOT);
    release_reading(&reading);
}

static void lines_that_belong_to_a_lost_line_are_dropped_silently(void **state)
{
    (void)state;
    assert_codes("event vote by x y of\n", "E0204");
    assert_codes("wen r: vote\nif a is b\nthen c is d\n", "E0201");
    assert_codes("2022-02-30 e1: vote\n  says Armenia\ne1 counts as vote\n", "E0107");
    assert_codes("says Armenia\nsays Belarus\n", "E0205");
}

static void all_line_ends_and_a_byte_order_mark_are_read(void **state)
{
    struct reading reading;

    (void)state;
    read_soundly(&reading, "\xEF\xBB\xBFkind a\r\nkind b\n\r\n-- c");
    assert_non_null(reading.file->kinds->next);
    release_reading(&reading);
    read_soundly(&reading, "");
    release_reading(&reading);
}

/* Parses an act while allocation `n` fails; false if none failed. Memory that ran out is never taken for a refusal. */
static bool try_act(size_t n)
{
    struct cs_diagnostics diagnostics;
    struct cs_file file = {.hand = CS_NO_NAME};
    struct cs_names names;
    struct cs_arena arena;
    bool failed;

    cs_arena_init(&arena);
    cs_names_init(&names);
    cs_diagnostics_init(&diagnostics);
    file.source = cs_source_new(&arena, "the act", CS_SOURCE_RECORD, "attack by Corvin", 16);
    assert_non_null(file.source);
    cs_fail_alloc_at(n, CS_FAIL_ONCE);
    if (cs_parse_act(&arena, &names, &file, &diagnostics) == NULL)
        assert_true(cs_arena_failed(&arena) || names.failed || diagnostics.failed);
    failed = cs_fail_alloc_stop();
    cs_diagnostics_release(&diagnostics);
    cs_names_release(&names);
    cs_arena_release(&arena);
    return failed;
}

static void an_act_that_is_not_read_has_a_mistake_or_no_memory(void **state)
{
    size_t n = 1;

    (void)state;
    while (try_act(n))
        n++;
    assert_true(n > 1);
}

/* The texts of slips (parser_slip.h), each cut off after each byte. The sanitizers see whatever reads on. */
static void a_text_may_end_in_the_middle_of_a_slip(void **state)
{
    static const char *const texts[] = {
        "2023-01-01 6pm e1: raid by Alden",     "use account A, B, \"w\\nords2",
        "E1: raid by Alden",                    "E12: raid by Alden",
        "13/01/2023 e1: raid",                  "2023-1-5 e1: raid",
        "2023-01-01 18:00 e1: raid by Alden",   "2023-01-01 to 2023-02-01 Alden is member of Pact",
        "-- 2023-01-01\n2023-01-01 - 2023",
        "treaty T \"t\"\narticle 1 since 2010\nwhen n: notice within 1,000 days",
    };

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        for (size_t length = 0; length <= strlen(texts[i]); length++) {
            struct reading reading;

            read_bytes(&reading, texts[i], length, false);
            release_reading(&reading);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_may_end_in_the_middle_of_a_slip),
        cmocka_unit_test(a_number_behind_a_name_is_its_article_unless_it_counts),
        cmocka_unit_test(a_head_is_all_small_words_up_to_a_preposition),
        cmocka_unit_test(a_rule_has_its_trigger_conditions_effects_and_modifiers),
        cmocka_unit_test(a_claim_takes_all_its_parts),
        cmocka_unit_test(a_check_tells_states_articles_and_what_is_checked),
        cmocka_unit_test(lines_that_belong_to_a_lost_line_are_dropped_silently),
        cmocka_unit_test(all_line_ends_and_a_byte_order_mark_are_read),
        cmocka_unit_test(an_act_that_is_not_read_has_a_mistake_or_no_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
