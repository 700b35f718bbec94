/* SPDX-License-Identifier: MIT */
/* Rows leave in the order of time, those of one instant as they came, however many runs they fill. */
#include "unit/cmocka_all.h"

#include <dirent.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "scratch.h"
#include "table/sort.h"

static struct cs_relation relation = {.column_count = 3};
static const struct cs_plan plan = {.relations = &relation, .relation_count = 1};

static struct cs_sort *make(const char *folder, struct cs_failure *failure)
{
    struct cs_sort *sort;

    memset(failure, 0, sizeof *failure);
    assert_int_equal(cs_sort_new(&plan, CS_SORT_MEMORY_MIN, folder, failure, &sort), CASUS_OK);
    return sort;
}

static casus_status add(struct cs_sort *sort, cs_instant start, uint64_t number)
{
    struct cs_stream_row row = {.start = start, .end = start + 1, .hours = number % 2 == 0, .ends = number % 3 == 0,
                                .day = (cs_day)(start / 86400), .number = number,
                                .values = {1, (cs_value)number, (cs_value)(number / 2)}};

    return cs_sort_add(sort, &row, (size_t)(number % 5));
}

/* Adds rows whose times are i * step modulo `count`, twice each, and takes them all. */
static size_t sorted(size_t count, size_t step)
{
    struct cs_failure failure;
    struct cs_sort *sort = make("/tmp", &failure);
    struct cs_held held;
    size_t runs;
    bool any;

    for (size_t i = 0; i < count; i++)
        for (uint64_t twice = 0; twice < 2; twice++)
            assert_int_equal(add(sort, (cs_instant)(i * step % count), 2 * i + twice), CASUS_OK);
    for (size_t i = 0; i < 2 * count; i++) {
        uint64_t number;

        assert_int_equal(cs_sort_next(sort, &held, &any), CASUS_OK);
        assert_true(any);
        number = held.row.number;
        if (held.row.start != (cs_instant)(i / 2) || number % 2 != i % 2 || number / 2 * step % count != i / 2 ||
            held.row.hours != (number % 2 == 0) || held.row.ends != (number % 3 == 0) || held.table != number % 5 ||
            held.row.values[0] != 1 || held.row.values[1] != number || held.row.values[2] != number / 2 ||
            held.row.end != held.row.start + 1)
            fail_msg("row %zu of %zu", i, count);
    }
    assert_int_equal(cs_sort_next(sort, &held, &any), CASUS_OK);
    assert_false(any);
    runs = cs_sort_runs(sort);
    cs_sort_free(sort);
    return runs;
}

static void rows_leave_in_the_order_of_time(void **state)
{
    (void)state;
    assert_int_equal(sorted(0, 1), 0);
    assert_int_equal(sorted(1, 1), 0);
    assert_int_equal(sorted(1000, 1), 0);   /* in order already */
    assert_int_equal(sorted(1000, 999), 0); /* the other way round, but for the first */
    assert_in_range(sorted(20011, 7919), 2, 8);
    assert_true(sorted(200003, 100003) > 32); /* more than are merged at once */
}

static size_t files_in(const char *folder)
{
    DIR *open = opendir(folder);
    size_t count = 0;

    assert_non_null(open);
    while (readdir(open) != NULL)
        count++;
    closedir(open);
    return count - 2; /* itself and the one above */
}

static void the_file_has_no_name(void **state)
{
    char folder[200];
    struct cs_failure failure;
    struct cs_sort *sort;

    (void)state;
    assert_non_null(mkdtemp(scratch_template(folder, sizeof folder, "casus-sort")));
    sort = make(folder, &failure);
    for (uint64_t i = 0; i < 30000; i++)
        assert_int_equal(add(sort, (cs_instant)(30000 - i), i), CASUS_OK);
    assert_true(cs_sort_runs(sort) > 0);
    assert_int_equal(files_in(folder), 0);
    cs_sort_free(sort);
    assert_int_equal(rmdir(folder), 0);
}

static void a_folder_that_is_not_there(void **state)
{
    struct cs_failure failure;
    struct cs_sort *sort = make("/tmp/casus-is-not-there", &failure);
    casus_status status = CASUS_OK;

    (void)state;
    for (uint64_t i = 0; i < 30000 && status == CASUS_OK; i++)
        status = add(sort, (cs_instant)i, i);
    assert_int_equal(status, CASUS_ERR_IO);
    assert_string_equal(failure.message, "rows that do not fit into memory could not be kept in "
                                         "\"/tmp/casus-is-not-there\": No such file or directory");
    cs_sort_free(sort);
}

/* A file that may not grow, as on a disk that is full. */
static void a_full_disk(void **state)
{
    struct cs_failure failure;
    struct cs_sort *sort = make("/tmp", &failure);
    struct rlimit before, small;
    casus_status status = CASUS_OK;

    (void)state;
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    small = before;
    small.rlim_cur = 100000;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    for (uint64_t i = 0; i < 30000 && status == CASUS_OK; i++)
        status = add(sort, (cs_instant)i, i);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    assert_int_equal(status, CASUS_ERR_IO);
    assert_non_null(strstr(failure.message, "could not be kept in \"/tmp\": File too large"));
    cs_sort_free(sort);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_leave_in_the_order_of_time),
        cmocka_unit_test(the_file_has_no_name),
        cmocka_unit_test(a_folder_that_is_not_there),
        cmocka_unit_test(a_full_disk),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
