/* SPDX-License-Identifier: MIT */
/*
 * The words of a document and their places: in documents of random pieces of HTML every byte of the text stands for
 * bytes of the document, in their order, and words that are looked for are found where they stand.
 */
#include "unit/cmocka_all.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "casus/casus.h"
#ifdef CS_HTTP
#include "serve/page/reading.h"

#define ROUNDS 3000
#define PIECES_MOST 24

static const char *const pieces[] = {
    "word", " ", "\n", "<p>", "</p>", "<b>", "<", ">", "&", "&amp;", "&#8217;", "&#x41;", "&#;", "&#xd800;", "<!--",
    "-->", "<script>", "</script>", "<style", "</style>", "\xd0\x90", "\"", "<br", "&nbsp;", "a"};

/* The same numbers on every machine. */
static uint32_t next(uint32_t *seed)
{
    *seed = *seed * 1664525U + 1013904223U;
    return *seed >> 8;
}

static void check(const char *name, const char *document)
{
    struct cs_reading r;
    struct casus_failure failure;
    size_t length = strlen(document), start, end;

    assert_int_equal(cs_reading_new(name, document, length, &r, &failure), CASUS_OK);
    assert_int_equal(strlen(r.text), r.length);
    assert_true(r.length <= length);
    for (size_t i = 0; i < r.length; i++) {
        assert_true(r.from[i] < r.until[i] && r.until[i] <= length);
        assert_true(i == 0 || r.from[i - 1] <= r.from[i]);
    }
    assert_false(cs_reading_find(&r, "", 0, &start, &end));
    assert_false(cs_reading_find(&r, " \n", 0, &start, &end));
    if (strstr(r.text, "word") != NULL) {
        assert_true(cs_reading_find(&r, " word\n", 0, &start, &end));
        assert_ptr_equal(r.text + start, strstr(r.text, "word"));
        assert_int_equal(end - start, 4);
        assert_memory_equal(document + r.from[start], "word", 4);
    }
    cs_reading_release(&r);
}

static void every_byte_of_the_text_has_its_place(void **state)
{
    uint32_t seed = 14;
    char document[PIECES_MOST * 16];

    (void)state;
    for (int i = 0; i < ROUNDS; i++) {
        uint32_t count = next(&seed) % PIECES_MOST;

        document[0] = '\0';
        for (uint32_t k = 0; k < count; k++)
            strcat(document, pieces[next(&seed) % (sizeof pieces / sizeof *pieces)]);
        check("a.html", document);
        check("a.txt", document);
    }
}

static void what_is_no_text_is_refused(void **state)
{
    static const char *const bad[] = {"\xff", "a\x01", "\xed\xa0\x80"};
    struct casus_failure failure;
    struct cs_reading r;
    char *long_one = calloc(CS_READING_MOST + 2, 1);

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_int_equal(cs_reading_new("a.txt", bad[i], strlen(bad[i]), &r, &failure), CASUS_ERR_ARGUMENT);
        cs_reading_release(&r);
    }
    assert_non_null(long_one);
    memset(long_one, 'a', CS_READING_MOST + 1);
    assert_int_equal(cs_reading_new("a.txt", long_one, CS_READING_MOST + 1, &r, &failure), CASUS_ERR_ARGUMENT);
    cs_reading_release(&r);
    free(long_one);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_byte_of_the_text_has_its_place),
                                       cmocka_unit_test(what_is_no_text_is_refused)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
#else
int main(void)
{
    puts("built without casus serve");
    return 0;
}
#endif
