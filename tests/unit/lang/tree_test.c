/* SPDX-License-Identifier: MIT */
/* The tree: lists in the order of the text, places, and the words of its enumerations. */
#include "unit/lang/reading.h"

#include <stdio.h>

static void read_soundly(struct reading *reading, const char *text)
{
    read_text(reading, text, true);
    assert_string_equal(cs_buffer_string(&reading->shown), "");
}

#define WORDS "kind state\nname state Alden, Borea, Cassia\nevent strike by state on state\nfact state is weak\n"

static void lists_keep_the_order_of_writing(void **state)
{
    static const char *const labels[] = {"e3", "e1", "e2"};
    struct reading reading;
    const struct cs_entry *entry;
    const struct cs_name_line *name;
    size_t i = 0;

    (void)state;
    read_soundly(&reading, WORDS "2022-01-03 e3: strike\n2022-01-01 e1: strike\n2022-01-02 e2: strike\n");
    for (entry = reading.file->entries; entry != NULL; entry = entry->next)
        assert_string_equal(cs_names_text(&reading.names, entry->label), labels[i++]);
    assert_int_equal(i, 3);
    name = reading.file->names;
    assert_string_equal(cs_names_text(&reading.names, name->name), "Alden");
    assert_string_equal(cs_names_text(&reading.names, name->next->name), "Borea");
    release_reading(&reading);
}

/* The span must cover this text. */
static void assert_span(struct cs_span span, const char *expected)
{
    assert_non_null(span.source);
    assert_int_equal(span.end - span.start, strlen(expected));
    assert_memory_equal(span.source->bytes + span.start, expected, strlen(expected));
}

static void everything_has_its_place(void **state)
{
    struct reading reading;
    const struct cs_entry *entry;

    (void)state;
    read_soundly(&reading, WORDS "2022-01-03  e3:  strike by Alden   on Borea -- at night\n  says Alden\n");
    entry = reading.file->entries;
    assert_span(entry->label_span, "e3");
    assert_span(entry->term.span, "strike by Alden   on Borea");
    assert_span(entry->term.head_span, "strike");
    assert_span(entry->term.roles->span, "by Alden");
    assert_span(entry->term.roles->next->args->span, "Borea");
    assert_span(entry->claims->voice_span, "Alden");
    release_reading(&reading);
}

static void each_preposition_has_its_own_word(void **state)
{
    (void)state;
    assert_string_equal(cs_prep_text(CS_PREP_IS), "is");
    assert_string_equal(cs_prep_text(CS_PREP_THROUGH), "through");
    for (int i = 0; i < CS_PREP_COUNT; i++) {
        assert_non_null(cs_prep_text((enum cs_prep)i));
        for (int k = 0; k < i; k++)
            assert_string_not_equal(cs_prep_text((enum cs_prep)i), cs_prep_text((enum cs_prep)k));
    }
}

static void a_comparison_is_read_from_the_words_it_is_written_in(void **state)
{
    static const enum cs_compare compares[] = {CS_AT_LEAST, CS_AT_MOST, CS_MORE_THAN, CS_FEWER_THAN, CS_EXACTLY};
    struct reading reading;
    char text[200];

    (void)state;
    for (size_t i = 0; i < sizeof compares / sizeof *compares; i++) {
        snprintf(text, sizeof text, "kind state\nname state Alden\nquantity killed of state\nkilled of Alden %s 5\n",
                 cs_compare_text(compares[i]));
        read_soundly(&reading, text);
        assert_int_equal(reading.file->entries->compare, compares[i]);
        assert_true(reading.file->entries->number == 5);
        release_reading(&reading);
    }
}

/* ---- symbols ---- */

static cs_name name_in(const struct reading *reading, const char *text)
{
    cs_name name = cs_names_find(&reading->names, text, strlen(text));

    assert_int_not_equal(name, CS_NO_NAME);
    return name;
}

static cs_kind kind_in(const struct reading *reading, const char *text)
{
    uint32_t index = reading->symbols.kind_of[name_in(reading, text)];

    assert_int_not_equal(index, 0);
    return index - 1;
}

static void a_kind_stands_wherever_one_above_it_may(void **state)
{
    struct reading reading;
    cs_kind body, country, town;

    (void)state;
    read_soundly(&reading, "kind body\nkind country is body\nkind town is country\nkind aid\n");
    body = kind_in(&reading, "body");
    country = kind_in(&reading, "country");
    town = kind_in(&reading, "town");
    assert_true(cs_kind_within(&reading.symbols, town, body));
    assert_true(cs_kind_within(&reading.symbols, town, country));
    assert_true(cs_kind_within(&reading.symbols, body, body));
    assert_false(cs_kind_within(&reading.symbols, body, town));
    assert_false(cs_kind_within(&reading.symbols, kind_in(&reading, "aid"), body));
    assert_true(cs_kind_within(&reading.symbols, town, CS_KIND_ANY));
    assert_true(cs_kind_within(&reading.symbols, CS_KIND_NUMBER, CS_KIND_ANY));
    assert_false(cs_kind_within(&reading.symbols, CS_KIND_ANY, town));
    release_reading(&reading);
}

static void a_shape_has_its_roles_in_their_order(void **state)
{
    struct reading reading;
    const struct cs_shape *strike, *chair;

    (void)state;
    read_soundly(&reading, WORDS "fact one state is chair of state\n");
    strike = cs_symbols_shape(&reading.symbols, name_in(&reading, "strike"));
    chair = cs_symbols_shape(&reading.symbols, name_in(&reading, "chair"));
    assert_non_null(strike);
    assert_non_null(chair);
    assert_int_equal(strike->kind, CS_SHAPE_EVENT);
    assert_int_equal(strike->role_count, 2);
    assert_int_equal(cs_shape_role(strike, CS_PREP_BY), 0);
    assert_int_equal(cs_shape_role(strike, CS_PREP_ON), 1);
    assert_int_equal(cs_shape_role(strike, CS_PREP_IN), -1);
    assert_false(cs_shape_has_one(strike));
    assert_int_equal(cs_shape_role(chair, CS_PREP_IS), 0);
    assert_true(cs_shape_has_one(chair));
    release_reading(&reading);
}

static void what_is_no_word_has_no_shape(void **state)
{
    struct reading reading;

    (void)state;
    read_soundly(&reading, WORDS);
    assert_null(cs_symbols_shape(&reading.symbols, name_in(&reading, "Alden")));
    assert_null(cs_symbols_shape(&reading.symbols, CS_NO_NAME));
    assert_null(cs_symbols_shape(&reading.symbols, UINT32_MAX));
    release_reading(&reading);
}

static void names_lead_to_what_they_are(void **state)
{
    struct reading reading;
    const struct cs_symbols *s = &reading.symbols;

    (void)state;
    read_soundly(&reading, WORDS "treaty Pact \"a pact\"\nreading Soon \"s\"\n  Strict 1 day\nsource S1 \"a note\"\n"
                                 "2022-01-01 e1: strike\n");
    assert_string_equal(s->instrument_of[name_in(&reading, "Pact")]->title, "a pact");
    assert_string_equal(s->reading_of[name_in(&reading, "Soon")]->title, "s");
    assert_string_equal(s->document_of[name_in(&reading, "S1")]->title, "a note");
    assert_ptr_equal(s->entry_of[name_in(&reading, "e1")], reading.file->entries);
    assert_int_not_equal(s->particular_of[name_in(&reading, "Alden")], 0);
    assert_null(s->entry_of[name_in(&reading, "Alden")]);
    assert_int_equal(s->particular_of[name_in(&reading, "strike")], 0);
    release_reading(&reading);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_keep_the_order_of_writing),
        cmocka_unit_test(everything_has_its_place),
        cmocka_unit_test(each_preposition_has_its_own_word),
        cmocka_unit_test(a_comparison_is_read_from_the_words_it_is_written_in),
        cmocka_unit_test(a_kind_stands_wherever_one_above_it_may),
        cmocka_unit_test(a_shape_has_its_roles_in_their_order),
        cmocka_unit_test(what_is_no_word_has_no_shape),
        cmocka_unit_test(names_lead_to_what_they_are),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
