/* SPDX-License-Identifier: MIT */
/* Reads, checks or formats a text in one call, for the tests of this room. */
#ifndef TESTS_UNIT_LANG_READING_H
#define TESTS_UNIT_LANG_READING_H

#include "unit/cmocka_all.h"

#include <stdlib.h>
#include <string.h>

#include "lang/parser.h"
#include "lang/symbols.h"

struct reading {
    struct cs_arena arena;
    struct cs_names names;
    struct cs_diagnostics diagnostics;
    struct cs_buffer shown;
    struct cs_file *file;
    struct cs_symbols symbols;
    char *bytes; /* the text alone, with nothing behind it, so that the sanitizers see what reads on */
};

/* Reads a record, and checks it if `check` is true. `shown` has the diagnostics as text. */
static inline void read_bytes(struct reading *reading, const char *text, size_t length, bool check)
{
    struct cs_source *source;

    cs_arena_init(&reading->arena);
    cs_names_init(&reading->names);
    cs_diagnostics_init(&reading->diagnostics);
    cs_buffer_init(&reading->shown);
    reading->bytes = malloc(length + (length == 0));
    assert_non_null(reading->bytes);
    memcpy(reading->bytes, text, length);
    source = cs_source_new(&reading->arena, "a.record", CS_SOURCE_RECORD, reading->bytes, length);
    assert_non_null(source);
    reading->file = cs_parse(&reading->arena, &reading->names, source, NULL, &reading->diagnostics);
    assert_non_null(reading->file);
    if (check)
        assert_int_equal(cs_check_files(reading->file, &reading->arena, &reading->names, &reading->symbols,
                                        &reading->diagnostics), CASUS_OK);
    cs_diagnostics_sort(&reading->diagnostics);
    cs_diagnostics_show(&reading->diagnostics, false, &reading->shown);
}

static inline void read_text(struct reading *reading, const char *text, bool check)
{
    read_bytes(reading, text, strlen(text), check);
}

static inline void release_reading(struct reading *reading)
{
    cs_buffer_release(&reading->shown);
    cs_diagnostics_release(&reading->diagnostics);
    cs_names_release(&reading->names);
    cs_arena_release(&reading->arena);
    free(reading->bytes);
}

/* The text must have the diagnostics with these codes, in the order of their places: "E0301 W0601". */
static inline void assert_codes(const char *text, const char *codes)
{
    struct reading reading;
    char found[CS_DIAGNOSTICS_MAX * 6 + 1] = "";

    read_text(&reading, text, true);
    for (size_t i = 0; i < reading.diagnostics.count; i++) {
        if (i > 0)
            strcat(found, " ");
        strcat(found, cs_diagnostic_code_text(reading.diagnostics.items[i].code));
    }
    if (strcmp(found, codes) != 0)
        fail_msg("found \"%s\", not \"%s\":\n%s", found, codes, cs_buffer_string(&reading.shown));
    release_reading(&reading);
}

#endif
