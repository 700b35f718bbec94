/* SPDX-License-Identifier: MIT */
#include "unit/cmocka_all.h"

#include <stdio.h>
#include <string.h>

#include "base/names.h"
#include "fault/fail_alloc.h"

static void equal_texts_have_equal_numbers(void **state)
{
    struct cs_names names;
    cs_name armenia, russia;

    (void)state;
    cs_names_init(&names);
    assert_int_equal(cs_names_find(&names, "Armenia", 7), CS_NO_NAME);
    armenia = cs_names_intern_text(&names, "Armenia");
    russia = cs_names_intern_text(&names, "Russia");
    assert_int_not_equal(armenia, CS_NO_NAME);
    assert_int_not_equal(armenia, russia);
    assert_int_equal(cs_names_intern(&names, "Armenian", 7), armenia);
    assert_int_equal(cs_names_find(&names, "Russia", 6), russia);
    assert_int_equal(cs_names_find(&names, "Russi", 5), CS_NO_NAME);
    assert_string_equal(cs_names_text(&names, armenia), "Armenia");
    assert_int_equal(cs_names_length(&names, armenia), 7);
    cs_names_release(&names);
}

static void a_letter_composed_in_two_ways_is_one(void **state)
{
    struct cs_names names;
    cs_name composed;

    (void)state;
    cs_names_init(&names);
    composed = cs_names_intern_text(&names, "Caf\303\251");
    assert_int_equal(cs_names_intern_text(&names, "Cafe\314\201"), composed);
    assert_int_equal(cs_names_find(&names, "Cafe\314\201", 6), composed);
    assert_string_equal(cs_names_text(&names, composed), "Caf\303\251");
    assert_int_not_equal(cs_names_intern_text(&names, "Cafe"), composed);
    assert_int_not_equal(cs_names_intern(&names, "Caf\351", 4), CS_NO_NAME); /* not UTF-8: kept as it is */
    assert_int_equal(cs_names_find(&names, "Caf\351", 4), cs_names_intern(&names, "Caf\351", 4));
    cs_names_release(&names);
}

static void no_name_is_the_empty_text(void **state)
{
    struct cs_names names;
    cs_name empty;

    (void)state;
    cs_names_init(&names);
    assert_string_equal(cs_names_text(&names, CS_NO_NAME), "");
    assert_int_equal(cs_names_length(&names, CS_NO_NAME), 0);
    empty = cs_names_intern(&names, "", 0);
    assert_int_not_equal(empty, CS_NO_NAME);
    assert_int_equal(cs_names_intern(&names, NULL, 0), empty);
    assert_string_equal(cs_names_text(&names, empty), "");
    cs_names_release(&names);
}

static void many_names_stay_where_they_are(void **state)
{
    struct cs_names names;
    const char *first;
    char text[32];

    (void)state;
    cs_names_init(&names);
    first = cs_names_text(&names, cs_names_intern_text(&names, "name 0"));
    for (uint32_t i = 0; i < 50000; i++) {
        int length = snprintf(text, sizeof text, "name %u", (unsigned)i);
        assert_int_equal(cs_names_intern(&names, text, (size_t)length), i + 1);
    }
    for (uint32_t i = 0; i < 50000; i++) {
        snprintf(text, sizeof text, "name %u", (unsigned)i);
        assert_string_equal(cs_names_text(&names, i + 1), text);
        assert_int_equal(cs_names_find(&names, text, strlen(text)), i + 1);
    }
    assert_ptr_equal(cs_names_text(&names, 1), first);
    cs_names_release(&names);
}

/* A made name with tag 7, made of a name and a number. */
static cs_name make(struct cs_names *names, cs_name part, int64_t number, const char *text)
{
    struct cs_name_key key;
    struct cs_buffer shown;

    cs_name_key_init(&key, 7);
    cs_name_key_name(&key, part);
    cs_name_key_number(&key, number);
    cs_buffer_init(&shown);
    cs_buffer_text(&shown, text);
    return cs_names_make(names, &key, &shown);
}

static void a_made_name_is_known_by_what_it_is_made_of(void **state)
{
    struct cs_names names;
    cs_name alden, made, other;

    (void)state;
    cs_names_init(&names);
    alden = cs_names_intern_text(&names, "Alden");
    made = make(&names, alden, -1, "Alden by 2022-01-01");
    other = make(&names, alden, -2, "Alden by 2022-01-01");
    assert_int_not_equal(made, other);
    assert_int_equal(make(&names, alden, -1, "as it reads later"), made);
    assert_string_equal(cs_names_text(&names, made), "Alden by 2022-01-01");
    assert_int_equal(cs_names_find(&names, "Alden by 2022-01-01", 19), CS_NO_NAME);
    assert_int_not_equal(cs_names_intern_text(&names, "Alden by 2022-01-01"), made);
    assert_int_equal(cs_names_tag(&names, made), 7);
    assert_int_equal(cs_names_tag(&names, alden), 0);
    assert_int_equal(cs_names_part(&names, made, 0), alden);
    assert_int_equal(cs_names_part(&names, made, 1), CS_NO_NAME);
    assert_int_equal(cs_names_part(&names, made, 2), CS_NO_NAME);
    cs_names_release(&names);
}

static void a_table_over_another_leaves_it_as_it_is(void **state)
{
    struct cs_names texts, one, two;
    cs_name alden, borea, later;

    (void)state;
    cs_names_init(&texts);
    alden = cs_names_intern_text(&texts, "Alden");
    cs_names_init_over(&one, &texts);
    cs_names_init_over(&two, &texts);
    borea = cs_names_intern_text(&one, "Borea");
    assert_int_equal(cs_names_intern_text(&one, "Alden"), alden);
    assert_int_equal(cs_names_find(&texts, "Borea", 5), CS_NO_NAME);
    assert_int_equal(cs_names_find(&two, "Borea", 5), CS_NO_NAME);
    assert_int_equal(cs_names_intern_text(&two, "Cassia"), borea); /* the two tables use the same numbers */
    assert_string_equal(cs_names_text(&one, alden), "Alden");
    assert_string_equal(cs_names_text(&two, borea), "Cassia");
    later = cs_names_intern_text(&texts, "Dorn");
    assert_int_equal(later, borea);
    assert_int_equal(cs_names_find(&one, "Dorn", 4), CS_NO_NAME);
    cs_names_release(&one);
    cs_names_release(&two);
    cs_names_release(&texts);
}

static void a_name_is_carried_to_another_table_by_what_it_is(void **state)
{
    bool failed = false;
    struct cs_names texts, others, one, two, three;
    cs_name alden, made, nested, there;

    (void)state;
    cs_names_init(&texts);
    cs_names_init(&others);
    cs_names_intern_text(&others, "Borea");
    there = cs_names_intern_text(&others, "Alden");
    alden = cs_names_intern_text(&texts, "Alden");
    cs_names_init_over(&one, &texts);
    cs_names_init_over(&two, &texts);
    cs_names_init_over(&three, &others);
    made = make(&one, alden, 5, "it");
    nested = make(&one, made, 6, "it");
    assert_int_equal(cs_names_carry(&one, alden, &two, &failed), alden);
    assert_int_equal(cs_names_carry(&one, alden, &three, &failed), there);
    assert_int_equal(cs_names_carry(&one, nested, &three, &failed), CS_NO_NAME);
    there = make(&three, make(&three, there, 5, "read otherwise"), 6, "too");
    assert_int_equal(cs_names_carry(&one, nested, &three, &failed), there);
    assert_int_equal(cs_names_carry(&one, CS_NO_NAME, &three, &failed), CS_NO_NAME);
    assert_false(failed);
    cs_names_release(&one);
    cs_names_release(&two);
    cs_names_release(&three);
    cs_names_release(&texts);
    cs_names_release(&others);
}

static void failed_allocation_gives_no_name_and_keeps_the_others(void **state)
{
    (void)state;
    for (size_t n = 1;; n++) {
        struct cs_names names;
        char text[16];
        bool failed, any_missing = false;

        cs_names_init(&names);
        cs_fail_alloc_at(n, CS_FAIL_ONCE);
        for (int i = 0; i < 1000; i++) {
            snprintf(text, sizeof text, "%d", i);
            if (cs_names_intern_text(&names, text) == CS_NO_NAME)
                any_missing = true;
            else
                assert_false(any_missing);
        }
        failed = cs_fail_alloc_stop();
        assert_int_equal(any_missing, failed);
        assert_int_equal(names.failed, failed);
        for (cs_name name = 1; name < names.count; name++) {
            const char *kept = cs_names_text(&names, name);
            assert_int_equal(cs_names_find(&names, kept, strlen(kept)), name);
        }
        cs_names_release(&names);
        if (!failed)
            break;
    }
}

static void write_number(const struct cs_names *names, const void *made_of, struct cs_buffer *out)
{
    (void)names;
    cs_buffer_printf(out, "number %d", *(const int *)made_of);
}

static cs_name make_later(struct cs_names *names, int number, const int *made_of)
{
    struct cs_name_key key;

    cs_name_key_init(&key, 3);
    cs_name_key_number(&key, number);
    return cs_names_make_later(names, &key, write_number, made_of);
}

static void a_text_is_written_as_it_is_first_asked_for(void **state)
{
    struct cs_names names;
    int one = 1, two = 2;
    cs_name a, b;

    (void)state;
    cs_names_init(&names);
    a = make_later(&names, 1, &one);
    b = make_later(&names, 2, &two);
    assert_int_equal(make_later(&names, 1, &two), a); /* it is known by its key */
    one = 7;
    assert_string_equal(cs_names_text(&names, a), "number 7");
    one = 8; /* it is written once, */
    assert_string_equal(cs_names_text(&names, a), "number 7");
    cs_names_write_again(&names, a, write_number, &one); /* unless it stands for another thing */
    assert_string_equal(cs_names_text(&names, a), "number 8");
    assert_int_equal(cs_names_length(&names, b), strlen("number 2"));
    assert_int_equal(cs_names_find(&names, "number 2", 8), CS_NO_NAME); /* no made name is found by its text */
    cs_names_release(&names);
}

static void without_memory_a_late_text_is_empty_and_a_failure(void **state)
{
    struct cs_failure failure = {0};
    struct cs_names names;
    int one = 1;
    cs_name a;

    (void)state;
    cs_names_init(&names);
    cs_names_write_late(&names, &failure);
    a = make_later(&names, 1, &one);
    cs_fail_alloc_at(1, CS_FAIL_ONCE);
    assert_string_equal(cs_names_text(&names, a), "");
    assert_true(cs_fail_alloc_stop());
    assert_int_equal(failure.status, CASUS_ERR_MEMORY);
    cs_names_release(&names);
}

static void an_integer_is_its_own_name(void **state)
{
    struct cs_names names;
    cs_name a, b;
    uint32_t number;

    (void)state;
    cs_names_init(&names);
    cs_names_write_late(&names, NULL);
    a = cs_names_integer(&names, 3, 10, 42);
    b = cs_names_integer(&names, 3, 11, 42);
    assert_int_not_equal(a, b); /* 42 of another family is another name */
    assert_int_equal(cs_names_integer(&names, 3, 10, 42), a);
    assert_true(cs_names_is_integer(a, &number));
    assert_int_equal(number, 42);
    assert_string_equal(cs_names_text(&names, b), "42");
    assert_int_equal(cs_names_length(&names, b), 2);
    assert_int_equal(cs_names_tag(&names, b), 3);
    assert_int_equal(cs_names_part(&names, b, 0), 11);
    assert_int_equal(cs_names_part(&names, b, 1), CS_NO_NAME);
    assert_int_not_equal(cs_names_integer(&names, 3, 10, CS_INTEGER_MAX), CS_NO_NAME);
    assert_int_equal(cs_names_integer(&names, 3, 10, CS_INTEGER_MAX + 1), CS_NO_NAME);
    for (cs_name part = 12; part < 10 + CS_FAMILIES; part++)
        assert_int_not_equal(cs_names_integer(&names, 3, part, 1), CS_NO_NAME);
    assert_int_equal(cs_names_integer(&names, 3, 10 + CS_FAMILIES, 1), CS_NO_NAME); /* there are so many families */
    assert_int_equal(names.count, 1); /* nothing was kept */
    cs_names_release(&names);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_texts_have_equal_numbers),
        cmocka_unit_test(a_letter_composed_in_two_ways_is_one),
        cmocka_unit_test(no_name_is_the_empty_text),
        cmocka_unit_test(many_names_stay_where_they_are),
        cmocka_unit_test(a_made_name_is_known_by_what_it_is_made_of),
        cmocka_unit_test(a_table_over_another_leaves_it_as_it_is),
        cmocka_unit_test(a_name_is_carried_to_another_table_by_what_it_is),
        cmocka_unit_test(failed_allocation_gives_no_name_and_keeps_the_others),
        cmocka_unit_test(a_text_is_written_as_it_is_first_asked_for),
        cmocka_unit_test(without_memory_a_late_text_is_empty_and_a_failure),
        cmocka_unit_test(an_integer_is_its_own_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
