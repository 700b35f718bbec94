/* SPDX-License-Identifier: MIT */
/* What brings a decision about, where all acts together are too entangled. */
#include "unit/cmocka_all.h"

#include <stdlib.h>
#include <string.h>

#include "counsel/how.h"

#define MEMBERS 12

static void make_case(struct cs_case *c)
{
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_buffer_text(&text, "zone +00:00\nname organ Council\n"
                          "2020-01-01/.. Council is deciding by Majority Of Members\n");
    for (int i = 1; i <= MEMBERS; i++)
        cs_buffer_printf(&text, "name state \"M%d\"\n2020-01-01/.. \"M%d\" is member of Council\n", i, i);
    cs_buffer_text(&text, "2022-01-01 d1: draft in Council for Mission\n");
    cs_case_init(c);
    cs_case_add(c, CASUS_SOURCE_DIR "/vocabulary/decisions.casus");
    cs_case_add_text(c, "council.record", CS_SOURCE_RECORD, cs_buffer_string(&text), text.length);
    assert_int_equal(cs_case_check(c), CASUS_OK);
    assert_int_equal(c->diagnostics.error_count, 0);
    cs_buffer_release(&text);
}

static casus_status ask(const struct cs_case *c, size_t nodes, struct cs_how *how)
{
    struct cs_failure failure = {.status = CASUS_OK};
    struct cs_date date;
    struct cs_how_wish wish = {.goal = "adopted d1", .as_of = &date, .most = 1, .nodes = nodes};

    assert_null(cs_date_read("2022-01-01", cs_case_reckoning(c), &date));
    return cs_how(c, &wish, &failure, how);
}

/* Seven of twelve must say Yes: C(12, 7) = 792 sets of votes, whether all acts are tried or those of one sort. */
static void of_too_many_acts_those_of_one_sort_are_tried(void **state)
{
    struct cs_case c;
    struct cs_how how;

    (void)state;
    make_case(&c);
    assert_int_equal(ask(&c, 0, &how), CASUS_OK);
    assert_null(how.only);
    assert_int_equal(how.sequence_count, 792);
    assert_int_equal(how.sequences[0].count, 8); /* and the close */
    cs_how_release(&how);
    assert_int_equal(ask(&c, 2500, &how), CASUS_OK);
    assert_string_equal(how.only, "vote by ... on d1 for Yes");
    assert_int_equal(how.result, CS_HOW_FOUND);
    assert_int_equal(how.sequence_count, 792);
    assert_int_equal(how.sequences[0].block_count, 7); /* each by not voting */
    assert_int_equal(how.sequences[0].blocks[0].act_count, 0);
    assert_false(how.sequences[0].blocks[0].always);
    cs_how_release(&how);
    assert_int_equal(ask(&c, 200, &how), CASUS_ERR_ENTANGLED);
    cs_how_release(&how);
    cs_case_release(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_too_many_acts_those_of_one_sort_are_tried),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
