/* SPDX-License-Identifier: MIT */
/* Texts that differ in one name, as one. */
#include "unit/cmocka_all.h"

#include "view/fold.h"

static void joined(const char *a, const char *b, const char *c, const char *expected)
{
    const char *texts[] = {a, b, c}, *found = NULL;
    struct cs_joining joining;
    struct cs_arena arena;

    cs_arena_init(&arena);
    if (cs_join_try(&joining, texts, 1, b) && (c == NULL || cs_join_try(&joining, texts, 2, c)))
        found = cs_join_text(&joining, &arena, texts, c != NULL ? 3 : 2);
    if (expected == NULL)
        assert_null(found);
    else
        assert_string_equal(found, expected);
    cs_arena_release(&arena);
}

static void texts_that_differ_in_a_name_are_joined(void **state)
{
    (void)state;
    joined("vote by A on d2", "vote by B on d2", "vote by C on d2", "vote by A, B, C on d2");
    joined("aid of Military", "aid of Political", NULL, "aid of Military, Political");
    joined("Alden votes", "Borea votes", NULL, "Alden, Borea votes");
    joined("act by Nikol Pashinian", "act by Ararat Mirzoyan", NULL, "act by Nikol Pashinian, Ararat Mirzoyan");
    joined("vote by Armenia on d2", "vote by Azerbaijan on d2", NULL, "vote by Armenia, Azerbaijan on d2");
}

static void texts_that_differ_otherwise_are_not(void **state)
{
    (void)state;
    joined("vote by A on d1", "vote by A on d2", NULL, NULL);        /* labels */
    joined("vote by A on d2", "objection by A on d2", NULL, NULL);   /* words */
    joined("vote by A on B", "vote by B on A", NULL, NULL);          /* two places */
    joined("vote by A", "vote by A", NULL, NULL);                    /* nothing */
    joined("vote by A on d2", "vote on d2", NULL, NULL);             /* one has none */
    joined("aid of A, B", "aid of A, C", "aid of D", NULL);          /* a list is no name */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_that_differ_in_a_name_are_joined),
        cmocka_unit_test(texts_that_differ_otherwise_are_not),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
