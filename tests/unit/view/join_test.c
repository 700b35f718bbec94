/* SPDX-License-Identifier: MIT */
/* Texts that differ in one name, as one. */
#include "unit/cmocka_all.h"

#include "view/fold.h"
#include "view/mention.h"

static void joined_by(const char *last, const char *a, const char *b, const char *c, const char *expected)
{
    const char *texts[] = {a, b, c}, *found = NULL;
    struct cs_joining joining;
    struct cs_arena arena;

    cs_arena_init(&arena);
    if (cs_join_try(NULL, &joining, texts, 1, b) && (c == NULL || cs_join_try(NULL, &joining, texts, 2, c)))
        found = cs_join_text(&joining, &arena, texts, c != NULL ? 3 : 2, last);
    if (expected == NULL)
        assert_null(found);
    else
        assert_string_equal(found, expected);
    cs_arena_release(&arena);
}

static void joined(const char *a, const char *b, const char *c, const char *expected)
{
    joined_by(", ", a, b, c, expected);
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

static void the_last_name_may_stand_behind_a_word(void **state)
{
    (void)state;
    joined_by(" and ", "A may vote", "B may vote", "C may vote", "A, B and C may vote");
    joined_by(" and ", "A may vote", "B may vote", NULL, "A and B may vote");
}

/* Names that begin or end alike are told whole, with their articles; "The" at the beginning is told once. */
static void a_name_is_not_cut_in_two(void **state)
{
    (void)state;
    joined("help to the United Kingdom", "help to the United States", NULL,
           "help to the United Kingdom, the United States");
    joined("help to Alden", "help to the League", "help to Borea", "help to Alden, the League, Borea");
    joined("help to the African Union on e1", "help to the European Union on e1", NULL,
           "help to the African Union, the European Union on e1");
    joined("act by Nikol Alden on d1", "act by Nikol Borea on d1", NULL, "act by Nikol Alden, Nikol Borea on d1");
    joined("The United Kingdom may vote", "The United States may vote", NULL,
           "The United Kingdom, United States may vote");
}

/* The marks of titles are kept whole, though what they have in common ends inside of them. */
static void a_mark_is_not_cut_in_two(void **state)
{
    struct cs_buffer alden, borea, both;

    (void)state;
    cs_buffer_init(&alden);
    cs_buffer_init(&borea);
    cs_buffer_init(&both);
    cs_mention_add(&alden, 1, NULL, 0, "the Union of Alden");
    cs_mention_add(&borea, 2, NULL, 0, "the League of Alden");
    cs_buffer_printf(&both, "%s, %s", cs_buffer_string(&alden), cs_buffer_string(&borea));
    joined(cs_buffer_string(&alden), cs_buffer_string(&borea), NULL, cs_buffer_string(&both));
    joined("vote by Alden", "vote by the League of Alden", NULL, NULL);
    cs_buffer_clear(&alden);
    cs_buffer_clear(&borea);
    cs_buffer_clear(&both);
    cs_mention_add(&alden, 1, NULL, 0, "the Alden Union");
    cs_mention_add(&borea, 2, NULL, 0, "the Borea Union");
    cs_buffer_printf(&both, "%s, %s", cs_buffer_string(&alden), cs_buffer_string(&borea));
    joined(cs_buffer_string(&alden), cs_buffer_string(&borea), NULL, cs_buffer_string(&both));
    cs_buffer_release(&alden);
    cs_buffer_release(&borea);
    cs_buffer_release(&both);
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
    joined("aid of the council", "aid of the court", NULL, NULL);    /* no names */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_that_differ_in_a_name_are_joined),
        cmocka_unit_test(the_last_name_may_stand_behind_a_word),
        cmocka_unit_test(a_name_is_not_cut_in_two),
        cmocka_unit_test(a_mark_is_not_cut_in_two),
        cmocka_unit_test(texts_that_differ_otherwise_are_not),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
